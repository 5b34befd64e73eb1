/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sidecar "<file>.lock". What counts is the advisory lock that the kernel drops when its
 * process ends, however it ends: a file left behind by a crash never blocks anybody. The text in
 * it only tells the others who it is.
 */
#include "store/nh-store-private.h"

#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#ifdef G_OS_WIN32
#include <io.h>
#include <windows.h>
#else
#include <sys/file.h>
#include <unistd.h>
#endif

struct _NhStoreLock
{
  char *path;
  int fd;
};

#ifdef G_OS_WIN32

/* Locks of Windows are mandatory: one far behind the text leaves the text readable. */
static NhLockResult
lock_descriptor (int fd)
{
  OVERLAPPED place = { .Offset = 0x7fffffff };

  if (LockFileEx ((HANDLE) _get_osfhandle (fd), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY,
                  0, 1, 0, &place))
    return NH_LOCK_TAKEN;
  return GetLastError () == ERROR_LOCK_VIOLATION ? NH_LOCK_HELD : NH_LOCK_UNAVAILABLE;
}

static gboolean
is_still_named (int fd, const char *path)
{
  return TRUE; /* an open file can't be removed there */
}

static gboolean
is_regular (int fd)
{
  return TRUE;
}

static char *
get_host (void)
{
  return g_strdup (g_get_host_name ());
}

static void
drop_lock_file (NhStoreLock *lock)
{
  g_close (lock->fd, NULL);
  g_unlink (lock->path);
}

#define OPEN_FLAGS (O_RDWR | O_CREAT | O_BINARY | O_NOINHERIT)
#define get_pid() ((long) GetCurrentProcessId ())

#else

static NhLockResult
lock_descriptor (int fd)
{
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return NH_LOCK_TAKEN;
  return errno == EWOULDBLOCK ? NH_LOCK_HELD : NH_LOCK_UNAVAILABLE;
}

/* Between our open() and our lock the holder may have removed the file on closing. */
static gboolean
is_still_named (int fd, const char *path)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && lstat (path, &named) == 0 && ours.st_ino == named.st_ino
         && ours.st_dev == named.st_dev;
}

static gboolean
is_regular (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 && S_ISREG (info.st_mode);
}

static char *
get_host (void)
{
  return g_strdup (g_get_host_name ());
}

static void
drop_lock_file (NhStoreLock *lock)
{
  g_unlink (lock->path); /* first, while nobody else can hold it */
  g_close (lock->fd, NULL);
}

/* A link of a stranger's folder would have us empty the file that it leads to; a pipe would keep us
 * waiting. */
#define OPEN_FLAGS (O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
#define get_pid() ((long) getpid ())

#endif

/**
 * nh_store_who:
 *
 * Returns: (transfer full): the user's name as people know it, for the history and the lock
 */
char *
nh_store_who (void)
{
  const char *name = g_get_real_name ();

  if (name == NULL || *name == '\0' || g_str_equal (name, "Unknown"))
    name = g_get_user_name ();
  return g_utf8_make_valid (name, -1);
}

/**
 * nh_store_holder_free:
 * @holder: (transfer full) (nullable): a holder
 */
void
nh_store_holder_free (NhStoreHolder *holder)
{
  if (holder == NULL)
    return;
  g_free (holder->user);
  g_free (holder->host);
  g_free (holder->since);
  g_free (holder);
}

/**
 * nh_store_holder_dup_since:
 * @holder: a holder
 *
 * Returns: (transfer full): since when, as sentences say it: "22/11/2026 08:05"; "?" when unknown
 */
char *
nh_store_holder_dup_since (const NhStoreHolder *holder)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) since = g_date_time_new_from_iso8601 (holder->since, zone);

  return since != NULL ? g_date_time_format (since, "%-d/%-m/%Y %H:%M") : g_strdup ("?");
}

static void
read_line (const char *line, const char *key, char **value)
{
  if (!g_str_has_prefix (line, key))
    return;
  g_free (*value);
  *value = g_strdup (line + strlen (key));
}

static NhStoreHolder *
read_holder (const char *lock_path)
{
  NhStoreHolder *holder = g_new0 (NhStoreHolder, 1);
  g_autofree char *text = NULL;

  if (g_file_get_contents (lock_path, &text, NULL, NULL) && g_utf8_validate (text, -1, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          read_line (lines[i], "user=", &holder->user);
          read_line (lines[i], "host=", &holder->host);
          read_line (lines[i], "since=", &holder->since);
        }
    }
  /* The other one may be just about to write its name. */
  if (holder->user == NULL)
    holder->user = g_strdup ("?");
  if (holder->host == NULL)
    holder->host = g_strdup ("?");
  if (holder->since == NULL)
    holder->since = g_strdup ("");
  return holder;
}

static void
write_holder (NhStoreLock *lock)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *user = nh_store_who ();
  g_autofree char *host = get_host ();
  g_autofree char *text = NULL;
  gssize length;

  g_strdelimit (user, "\n\r", ' ');
  text = g_strdup_printf ("user=%s\nhost=%s\npid=%ld\nsince=%s\n", user, host, get_pid (), since);
  length = (gssize) strlen (text);
  /* Without the text the lock holds as well; only the name would be missing. */
  if (ftruncate (lock->fd, 0) != 0 || write (lock->fd, text, length) != length)
    g_debug ("The name of the holder could not be written to %s", lock->path);
}

/**
 * nh_store_lock_take:
 * @path: absolute name of a workbook
 * @lock: (out): the lock, when it was taken
 * @holder: (out): who holds it, when it is held
 *
 * Returns: whether the workbook is ours to write now
 */
NhLockResult
nh_store_lock_take (const char *path, NhStoreLock **lock, NhStoreHolder **holder)
{
  g_autofree char *lock_path = nh_file_beside (path, ".lock");

  *lock = NULL;
  *holder = NULL;
  for (;;)
    {
      NhLockResult result;
      int fd = g_open (lock_path, OPEN_FLAGS, 0666);

      if (fd < 0)
        return NH_LOCK_UNAVAILABLE;
      result = is_regular (fd) ? lock_descriptor (fd) : NH_LOCK_UNAVAILABLE;
      if (result == NH_LOCK_TAKEN && is_still_named (fd, lock_path))
        {
          *lock = g_new0 (NhStoreLock, 1);
          (*lock)->path = g_steal_pointer (&lock_path);
          (*lock)->fd = fd;
          write_holder (*lock);
          return NH_LOCK_TAKEN;
        }
      g_close (fd, NULL);
      if (result == NH_LOCK_HELD)
        *holder = read_holder (lock_path);
      if (result != NH_LOCK_TAKEN)
        return result;
    }
}

/**
 * nh_store_lock_release:
 * @lock: (transfer full) (nullable): a lock
 *
 * Removes the file and lets the lock go.
 */
void
nh_store_lock_release (NhStoreLock *lock)
{
  if (lock == NULL)
    return;
  drop_lock_file (lock);
  g_free (lock->path);
  g_free (lock);
}
