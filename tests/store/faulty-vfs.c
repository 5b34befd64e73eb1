/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faulty-vfs.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultyFile;

static sqlite3_vfs faulty;
static sqlite3_vfs *real_vfs;
static sqlite3_io_methods methods;

static FaultKind armed;
static int armed_rc;
static int calls_left;
static gboolean has_failed;

void
faulty_vfs_arm (FaultKind kinds, int rc, int after)
{
  armed = kinds;
  armed_rc = rc;
  calls_left = after;
  has_failed = FALSE;
}

gboolean
faulty_vfs_disarm (void)
{
  armed = 0;
  return has_failed;
}

static gboolean
fails (FaultKind kind)
{
  if (!(armed & kind) || calls_left-- > 0)
    return FALSE;
  has_failed = TRUE;
  return TRUE;
}

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((FaultyFile *) file)->real;
}

static int
faulty_close (sqlite3_file *file)
{
  sqlite3_file *real = real_of (file);
  int rc = real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;

  g_free (real);
  return rc;
}

static int
faulty_read (sqlite3_file *file, void *buffer, int n, sqlite3_int64 at)
{
  if (fails (FAULT_READ))
    return armed_rc;
  return real_of (file)->pMethods->xRead (real_of (file), buffer, n, at);
}

static int
faulty_write (sqlite3_file *file, const void *buffer, int n, sqlite3_int64 at)
{
  if (fails (FAULT_WRITE))
    return armed_rc;
  return real_of (file)->pMethods->xWrite (real_of (file), buffer, n, at);
}

static int
faulty_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
faulty_sync (sqlite3_file *file, int flags)
{
  if (fails (FAULT_SYNC))
    return armed_rc;
  return real_of (file)->pMethods->xSync (real_of (file), flags);
}

static int
faulty_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
faulty_lock (sqlite3_file *file, int lock)
{
  return real_of (file)->pMethods->xLock (real_of (file), lock);
}

static int
faulty_unlock (sqlite3_file *file, int lock)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), lock);
}

static int
faulty_check_reserved (sqlite3_file *file, int *result)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), result);
}

static int
faulty_control (sqlite3_file *file, int op, void *argument)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), op, argument);
}

static int
faulty_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
faulty_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
faulty_shm_map (sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
  return real_of (file)->pMethods->xShmMap (real_of (file), region, size, extend, memory);
}

static int
faulty_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
faulty_shm_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
faulty_shm_unmap (sqlite3_file *file, int remove)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), remove);
}

static int
faulty_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultyFile *self = (FaultyFile *) file;
  int rc;

  self->base.pMethods = NULL;
  if (fails (FAULT_OPEN))
    return armed_rc;
  self->real = g_malloc0 (real_vfs->szOsFile);
  rc = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  if (rc == SQLITE_OK)
    self->base.pMethods = &methods;
  else
    g_free (self->real);
  return rc;
}

void
faulty_vfs_install (void)
{
  methods = (sqlite3_io_methods){
    .iVersion = 2,
    .xClose = faulty_close,
    .xRead = faulty_read,
    .xWrite = faulty_write,
    .xTruncate = faulty_truncate,
    .xSync = faulty_sync,
    .xFileSize = faulty_file_size,
    .xLock = faulty_lock,
    .xUnlock = faulty_unlock,
    .xCheckReservedLock = faulty_check_reserved,
    .xFileControl = faulty_control,
    .xSectorSize = faulty_sector_size,
    .xDeviceCharacteristics = faulty_characteristics,
    .xShmMap = faulty_shm_map,
    .xShmLock = faulty_shm_lock,
    .xShmBarrier = faulty_shm_barrier,
    .xShmUnmap = faulty_shm_unmap,
  };
  real_vfs = sqlite3_vfs_find (NULL);
  faulty = *real_vfs;
  faulty.zName = "faulty";
  faulty.szOsFile = sizeof (FaultyFile);
  faulty.xOpen = faulty_open;
  g_assert_cmpint (sqlite3_vfs_register (&faulty, 1), ==, SQLITE_OK);
}
