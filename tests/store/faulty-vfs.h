/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A SQLite file layer that fails when it is told to, over the system's own.
 */
#pragma once

#include <glib.h>

typedef enum
{
  FAULT_WRITE = 1 << 0,
  FAULT_SYNC = 1 << 1,
  FAULT_READ = 1 << 2,
  FAULT_OPEN = 1 << 3,
} FaultKind;

void faulty_vfs_install (void);
/* The call number @after (from 0) among those of @kinds fails with @rc, and all later ones. */
void faulty_vfs_arm (FaultKind kinds, int rc, int after);
/* Returns: whether anything failed since it was armed. */
gboolean faulty_vfs_disarm (void);
