/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <unistd.h>
#endif
#ifdef G_OS_WIN32
#include <io.h>
#endif

#include "formats/nh-xlsx.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

#define MAX_LINKS 16
#define MAX_NAMES 100

G_DEFINE_QUARK (nh-format-error-quark, nh_format_error)

struct _NhOutput
{
  char *path;      /* as the user named it, for sentences */
  char *target;    /* where symbolic links lead */
  char *temporary; /* NULL once renamed */
  int fd;          /* -1 while a library writes to the temporary file by name */
  GString *buffer;
};

/* The part of a path that a user recognises. */
static char *
shown_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_filename_display_name (base);
}

/**
 * nh_output_set_error:
 * @error: where to put the error
 * @path: the target, as the user named it
 * @error_number: the errno of the call that failed; 0 when unknown
 *
 * Says what went wrong with writing @path, that the old file was kept and what to do.
 */
void
nh_output_set_error (GError **error, const char *path, int error_number)
{
  g_autofree char *name = shown_name (path);
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autofree char *folder = g_filename_display_name (folder_path);

  switch (error_number)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: the folder “%s” does not exist. Choose another folder."),
                   name, folder);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: the folder “%s” does not allow writing. "
                     "Choose another folder."),
                   name, folder);
      break;
    case ENOSPC:
    case EFBIG:
#ifdef EDQUOT
    case EDQUOT:
#endif
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: the disk is full. The old file, if there was one, was "
                     "kept. Free some space or choose another disk."),
                   name);
      break;
    case EISDIR:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: a folder has this name. Choose another name."), name);
      break;
    case EBUSY:
    case ETXTBSY:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: another program has it open. The old file was kept. "
                     "Close it there and export again."),
                   name);
      break;
    case ENAMETOOLONG:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: the name is too long. Choose a shorter name."), name);
      break;
    default:
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: %s. The old file, if there was one, was kept. "
                     "Try again or choose another folder."),
                   name, error_number != 0 ? g_strerror (error_number) : _("the disk failed"));
      break;
    }
}

/**
 * nh_output_set_cancelled:
 * @error: where to put the error
 *
 * Says that the user stopped the export.
 */
void
nh_output_set_cancelled (GError **error)
{
  g_set_error_literal (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED,
                       _("The export was cancelled. Nothing was written."));
}

/**
 * nh_output_get_work_folder:
 *
 * A folder for large files that live only during an export. On Unix /var/tmp is preferred where
 * TMPDIR says nothing: /tmp is often held in memory, which would then grow with the list.
 *
 * Returns: (transfer full) (type filename): the path.
 */
char *
nh_output_get_work_folder (void)
{
#ifdef G_OS_UNIX
  if (g_getenv ("TMPDIR") == NULL && g_access ("/var/tmp", W_OK) == 0)
    return g_strdup ("/var/tmp");
#endif
  return g_strdup (g_get_tmp_dir ());
}

/**
 * nh_output_get_c_path:
 * @path: a path in GLib's encoding
 *
 * A path that fopen() of the C library opens. On Windows that is the code page of the system; where
 * a folder's name can't be written in it, GLib gives the short name.
 *
 * Returns: (transfer full) (nullable): the path; %NULL where there is none.
 */
char *
nh_output_get_c_path (const char *path)
{
#ifdef G_OS_WIN32
  return g_win32_locale_filename_from_utf8 (path);
#else
  return g_strdup (path);
#endif
}

/* Renaming would replace a symbolic link by a file: write where the link leads. */
static char *
resolve_links (const char *path)
{
  g_autofree char *target = g_strdup (path);

  for (int i = 0; i < MAX_LINKS && g_file_test (target, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = g_path_get_dirname (target);

      if (link == NULL)
        break;
      g_free (target);
      target = g_path_is_absolute (link) ? g_strdup (link) : g_build_filename (folder, link, NULL);
    }

  return g_steal_pointer (&target);
}

/* A new empty file in the folder of the target. The name is plain ASCII for libraries that open
 * files by names of their own making. */
static gboolean
make_temporary (NhOutput *output)
{
  g_autofree char *folder = g_path_get_dirname (output->target);
  GStatBuf old;
  int mode = 0666;

  if (g_stat (output->target, &old) == 0)
    mode = old.st_mode & 0777;

  for (int i = 0; i < MAX_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf (".namhoc-%08x.tmp", g_random_int ());
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_BINARY | O_CLOEXEC, mode);

      if (fd >= 0)
        {
          output->fd = fd;
          output->temporary = g_steal_pointer (&path);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }

  return FALSE;
}

/* Workbooks are SQLite files, whatever their names. One in the place of which a list was written
 * would be lost, and perhaps it is the very one that is being read. */
static gboolean
is_database (const char *path)
{
  static const char mark[16] = "SQLite format 3";
  char start[sizeof mark] = "";
  FILE *file = g_fopen (path, "rb");
  gsize n = file != NULL ? fread (start, 1, sizeof start, file) : 0;

  if (file != NULL)
    fclose (file);

  return n == sizeof start && memcmp (start, mark, sizeof mark) == 0;
}

/**
 * nh_output_new:
 * @path: (type filename): where the file shall appear
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Makes a temporary file beside @path, so that faults of the folder show before the work begins.
 *
 * Returns: (transfer full) (nullable): the output; freeing it before nh_output_commit() leaves
 *   nothing behind.
 */
NhOutput *
nh_output_new (const char *path, GError **error)
{
  g_autoptr (NhOutput) output = g_new0 (NhOutput, 1);

  g_return_val_if_fail (path != NULL, NULL);

  output->path = g_strdup (path);
  output->target = resolve_links (path);
  output->fd = -1;
  output->buffer = g_string_sized_new (1 << 16);

  if (g_file_test (output->target, G_FILE_TEST_IS_DIR))
    {
      nh_output_set_error (error, path, EISDIR);
      return NULL;
    }
  if (g_file_test (output->target, G_FILE_TEST_EXISTS)
      && !g_file_test (output->target, G_FILE_TEST_IS_REGULAR))
    {
      g_autofree char *name = shown_name (path);

      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: it is a device and not a file. Choose another name."),
                   name);
      return NULL;
    }
  if (is_database (output->target))
    {
      g_autofree char *name = shown_name (path);

      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("There is already a file named “%s”. Choose another name."), name);
      return NULL;
    }
#ifdef G_OS_UNIX
  /* A file that was made read-only was made so on purpose; renaming would ignore it. */
  if (g_access (output->target, F_OK) == 0 && g_access (output->target, W_OK) != 0)
    {
      g_autofree char *name = shown_name (path);

      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: the file is read-only. Choose another name."), name);
      return NULL;
    }
#endif
  if (!make_temporary (output))
    {
      nh_output_set_error (error, path, errno);
      return NULL;
    }

  return g_steal_pointer (&output);
}

/**
 * nh_output_get_temporary:
 * @output: an output
 *
 * For libraries that open the file themselves: they write to this path instead of calling
 * nh_output_write(), and close it before nh_output_commit().
 *
 * Returns: (transfer none) (type filename): the path of the temporary file.
 */
const char *
nh_output_get_temporary (NhOutput *output)
{
  g_return_val_if_fail (output != NULL, NULL);

  if (output->fd >= 0)
    {
      close (output->fd);
      output->fd = -1;
    }

  return output->temporary;
}

/**
 * nh_output_restart:
 * @output: an output
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Empties the temporary file, which a library may have written, for nh_output_write().
 *
 * Returns: %FALSE when it can't be opened.
 */
gboolean
nh_output_restart (NhOutput *output, GError **error)
{
  g_return_val_if_fail (output != NULL && output->temporary != NULL, FALSE);

  nh_output_get_temporary (output); /* closes */
  output->fd = g_open (output->temporary, O_WRONLY | O_TRUNC | O_BINARY | O_CLOEXEC, 0);
  if (output->fd < 0)
    {
      nh_output_set_error (error, output->path, errno);
      return FALSE;
    }

  return TRUE;
}

static gboolean
flush (NhOutput *output, GError **error)
{
  gsize done = 0;

  while (done < output->buffer->len)
    {
      gssize n = write (output->fd, output->buffer->str + done, output->buffer->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          nh_output_set_error (error, output->path, n < 0 ? errno : ENOSPC);
          return FALSE;
        }
      done += n;
    }
  g_string_truncate (output->buffer, 0);

  return TRUE;
}

/**
 * nh_output_write:
 * @output: an output
 * @data: bytes
 * @length: how many
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Adds bytes at the end.
 *
 * Returns: %FALSE when the disk does not take them.
 */
gboolean
nh_output_write (NhOutput *output, const char *data, gsize length, GError **error)
{
  g_return_val_if_fail (output != NULL && output->temporary != NULL, FALSE);

  g_string_append_len (output->buffer, data, length);

  return output->buffer->len < (1 << 16) - 4096 || flush (output, error);
}

/**
 * nh_output_commit:
 * @output: an output
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Brings the file to the disk and gives it its name, replacing the old one.
 *
 * Returns: %FALSE when that failed; the old file is still there.
 */
gboolean
nh_output_commit (NhOutput *output, GError **error)
{
  int saved = 0;

  g_return_val_if_fail (output != NULL && output->temporary != NULL, FALSE);

  if (output->fd < 0)
    output->fd = g_open (output->temporary, O_WRONLY | O_BINARY | O_CLOEXEC, 0);
  if (output->fd < 0)
    {
      nh_output_set_error (error, output->path, errno);
      return FALSE;
    }
  if (!flush (output, error))
    return FALSE;
  /* Some network file systems can't sync; they report a full disk when closing. */
  if (g_fsync (output->fd) != 0 && errno != EINVAL && errno != ENOTSUP)
    saved = errno;
  if (close (output->fd) != 0 && saved == 0)
    saved = errno;
  output->fd = -1;

  if (saved == 0 && g_rename (output->temporary, output->target) != 0)
    {
      saved = errno;
#ifdef G_OS_WIN32
      /* The folder took the temporary file, so it is the target that refuses. */
      if (saved == EACCES || saved == EPERM)
        saved = EBUSY;
#endif
    }
  if (saved != 0)
    {
      nh_output_set_error (error, output->path, saved);
      return FALSE;
    }
  g_clear_pointer (&output->temporary, g_free);

  return TRUE;
}

/**
 * nh_output_free:
 * @output: (nullable) (transfer full): an output
 *
 * Frees the output and removes the temporary file when it was not committed.
 */
void
nh_output_free (NhOutput *output)
{
  if (output == NULL)
    return;

  if (output->fd >= 0)
    close (output->fd);
  if (output->temporary != NULL)
    g_unlink (output->temporary);
  g_string_free (output->buffer, TRUE);
  g_free (output->temporary);
  g_free (output->target);
  g_free (output->path);
  g_free (output);
}
