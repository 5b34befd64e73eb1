/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-id.h"

/* 2020-01-01T00:00:00Z in milliseconds: 41 bits of time reach the year 2089. */
#define EPOCH_MS G_GINT64_CONSTANT (1577836800000)
#define RANDOM_BITS 22

/**
 * nh_id_new:
 *
 * Makes a key for a new record: 41 bits of milliseconds since 2020, 22 random bits. Keys made one
 * after the other by one process are strictly increasing, also within a millisecond. Thread-safe.
 *
 * Returns: a positive key.
 */
gint64
nh_id_new (void)
{
  static GMutex mutex;
  static gint64 last;
  gint64 id;

  g_mutex_lock (&mutex);
  id = MAX (g_get_real_time () / 1000 - EPOCH_MS, 1) << RANDOM_BITS;
  id |= g_random_int () & ((1 << RANDOM_BITS) - 1);
  if (id <= last)
    id = last + 1 + (g_random_int () & 0xff);
  last = id;
  g_mutex_unlock (&mutex);

  return id;
}
