/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be told of a workbook file without SQLite, and putting one file in another's place.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#define HEADER_SIZE 100

static guint32
get_uint32 (const guint8 *header, guint offset)
{
  guint32 value;

  memcpy (&value, header + offset, sizeof value);
  return GUINT32_FROM_BE (value);
}

static gboolean
is_zero (const guint8 *bytes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (bytes[i] != 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_journal (const char *path)
{
  static const char *suffixes[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *journal = nh_file_beside (path, suffixes[i]);
      GStatBuf info;

      if (g_stat (journal, &info) == 0 && info.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

static NhFileKind
judge_header (const char *path, const guint8 *header, gint64 size)
{
  guint32 application = get_uint32 (header, 68);
  gint64 page_size = header[16] << 8 | header[17];
  gint64 n_pages = get_uint32 (header, 28);

  if (memcmp (header, "SQLite format 3", 16) != 0)
    {
      /* Our mark behind a broken first line: it was a workbook. Zeros: a disk lost its content. */
      if (application == NH_APPLICATION_ID || is_zero (header, HEADER_SIZE))
        return NH_FILE_DAMAGED;
      return NH_FILE_FOREIGN;
    }
  if (application == 0 && get_uint32 (header, 60) == 0)
    return NH_FILE_BLANK;
  if (application != NH_APPLICATION_ID)
    return NH_FILE_FOREIGN;
  /* The mark and the version are written together. */
  if ((gint32) get_uint32 (header, 60) <= 0)
    return NH_FILE_DAMAGED;
  if (page_size == 1)
    page_size = 65536;
  /* Cut off at the end. With a journal beside it, SQLite knows better. */
  if (get_uint32 (header, 24) == get_uint32 (header, 92) && size < n_pages * page_size
      && !has_journal (path))
    return NH_FILE_DAMAGED;
  return NH_FILE_WORKBOOK;
}

/**
 * nh_file_probe:
 * @path: a file name
 * @version: (out) (optional): the schema version in the header, 0 when unknown
 *
 * Reads the first 100 bytes; see "The Database Header" of SQLite's file format.
 *
 * Returns: what the file seems to be
 */
NhFileKind
nh_file_probe (const char *path, int *version)
{
  guint8 header[HEADER_SIZE] = { 0 };
  GStatBuf info;
  FILE *file;
  gsize n;

  if (version != NULL)
    *version = 0;
  if (g_stat (path, &info) != 0)
    return errno == ENOENT || errno == ENOTDIR ? NH_FILE_MISSING : NH_FILE_UNREADABLE;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NH_FILE_FOREIGN;
  if (info.st_size == 0)
    return NH_FILE_EMPTY;
  file = g_fopen (path, "rb");
  if (file == NULL)
    return NH_FILE_UNREADABLE;
  n = fread (header, 1, sizeof header, file);
  if (ferror (file) || n == 0)
    {
      fclose (file);
      return NH_FILE_UNREADABLE;
    }
  fclose (file);
  if (n < sizeof header)
    return memcmp (header, "SQLite format 3", MIN (n, 15)) == 0 ? NH_FILE_DAMAGED : NH_FILE_FOREIGN;
  if (version != NULL)
    *version = (int) get_uint32 (header, 60);
  return judge_header (path, header, info.st_size);
}

/**
 * nh_file_absolute:
 * @path: a file name as the user gave it
 *
 * SQLite names its journals after the file that a link points to, and so must the lock and the
 * backups: links are followed here, once.
 *
 * Returns: (transfer full): the absolute name of the real file, which need not exist
 */
char *
nh_file_absolute (const char *path)
{
  g_autofree char *result = g_canonicalize_filename (path, NULL);

  for (guint i = 0; i < 32 && g_file_test (result, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *target = g_file_read_link (result, NULL);
      g_autofree char *folder = g_path_get_dirname (result);

      if (target == NULL)
        break;
      g_free (result);
      result = g_canonicalize_filename (target, folder);
    }
  return g_steal_pointer (&result);
}

/**
 * nh_file_beside:
 * @path: a file name
 * @suffix: what to add
 *
 * Returns: (transfer full): @path with @suffix at its end
 */
char *
nh_file_beside (const char *path, const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

/**
 * nh_file_is_remote:
 * @path: a file name
 *
 * WAL needs memory that all users of the file share, which network file systems do not give.
 * The environment variable NH_FORCE_REMOTE=1 makes every file remote.
 *
 * Returns: whether the file lies on a network file system
 */
gboolean
nh_file_is_remote (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info = NULL;

  if (g_strcmp0 (g_getenv ("NH_FORCE_REMOTE"), "1") == 0)
    return TRUE;
  info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE, NULL, NULL);
  return info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_FILESYSTEM_REMOTE);
}

/**
 * nh_file_sync:
 * @path: a file or, where the system can do it, a folder
 *
 * Returns: whether its content is on the disk now
 */
gboolean
nh_file_sync (const char *path)
{
#ifdef G_OS_WIN32
  int fd = g_open (path, O_RDWR | O_BINARY, 0);
#else
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
#endif
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = g_fsync (fd) == 0;
  g_close (fd, NULL);
  return done;
}

/**
 * nh_file_fold_journal:
 * @path: a workbook, locked by us, that is going to be replaced
 * @error: return location
 *
 * Brings what waits in the journal into the file, and makes sure that no other connection has it
 * open: that one would go on with a journal that no longer belongs to the file. A file too
 * damaged for this passes.
 *
 * Returns: whether the file may be replaced
 */
gboolean
nh_file_fold_journal (const char *path, GError **error)
{
  g_autoptr (NhConnection) connection = nh_connection_open (path, NH_CONNECT_WRITE, NULL);
  g_autoptr (GError) local_error = NULL;

  if (connection == NULL)
    return TRUE;
  sqlite3_busy_timeout (connection->db, 0);
  if (nh_connection_set_journal (connection, "delete", &local_error)
      || !g_error_matches (local_error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * nh_file_replace:
 * @from: a finished file in the same folder
 * @path: the name it gets
 * @error: return location
 *
 * Puts @from in the place of @path in one step that a power failure can't split.
 *
 * Returns: whether it is there; if not, @from was removed and @path is as it was
 */
gboolean
nh_file_replace (const char *from, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_basename (path);

  if (!nh_file_sync (from) || g_rename (from, path) != 0)
    {
      g_unlink (from);
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                   _("“%s” could not be written. What was there before is unchanged. Check that you "
                     "may write to its folder and that no other program has it open."), name);
      return FALSE;
    }
  /* Folders can't be synchronised everywhere; the rename itself is done. */
  nh_file_sync (folder);
  return TRUE;
}

/**
 * nh_file_remove_journals:
 * @path: a database file that nobody has open
 *
 * Removes what SQLite keeps beside it: an old journal next to a new file would be played into it.
 */
void
nh_file_remove_journals (const char *path)
{
  static const char *suffixes[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *journal = nh_file_beside (path, suffixes[i]);
      g_unlink (journal);
    }
}

/**
 * nh_file_remove_database:
 * @path: a database file that nobody has open
 *
 * Removes it with all its journals.
 */
void
nh_file_remove_database (const char *path)
{
  nh_file_remove_journals (path);
  g_unlink (path);
}
