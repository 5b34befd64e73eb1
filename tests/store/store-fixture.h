/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share: a folder of their own, edits, dumps.
 */
#pragma once

#include "store/nh-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path; /* book.namhoc in it */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_init (int *argc, char ***argv);

NhStore *open_ok (const char *path, NhStoreFlags flags);
void open_fails (const char *path, NhStoreFlags flags, NhStoreError code);
void run_ok (NhStore *store, const char *sql);
void act_ok (NhStore *store, const char *name, const char *sql);
gint64 get_int64 (NhStore *store, const char *sql);
char *get_text (NhStore *store, const char *sql);
char *dump (NhStore *store);
void assert_sound (const char *path);
gsize file_size (const char *path);
char *file_checksum (const char *path);
void write_bytes (const char *path, goffset at, const void *bytes, gsize n);

#define fixture_add(name, test) \
  g_test_add (name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

G_END_DECLS
