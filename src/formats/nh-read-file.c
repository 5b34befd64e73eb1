/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "formats/nh-read-budget.h"

/* Devices and pipes could block for ever. */
static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE, _("“%s” can't be read: %s."), path,
                 g_strerror (errno));
  else if (S_ISDIR (info.st_mode))
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE,
                 _("“%s” is a folder. Choose a file in it."), path);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE,
                 _("“%s” is a device and not a file."), path);
  else if ((guint64) info.st_size > NH_READ_MAX_FILE)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                 _("The file is larger than %u MiB, which is more than can be read. Split it "
                   "and read its parts."),
                 (guint) (NH_READ_MAX_FILE / NH_READ_MIB));
  else
    return TRUE;
  return FALSE;
}

/**
 * nh_read_file:
 * @path: a file, in the file system's encoding
 * @bytes: (out) (transfer full): its content
 * @length: (out): how many bytes
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * Read, not mapped: a file that shrinks meanwhile would end the program.
 *
 * Returns: whether it was read
 */
gboolean
nh_read_file (const char *path, char **bytes, gsize *length, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *shown = NULL;

  if (!check_file (path, error))
    return FALSE;
  if (g_file_get_contents (path, bytes, length, &failure))
    return TRUE;
  shown = g_filename_display_name (path);
  g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_FILE, _("“%s” can't be read: %s."), shown,
               failure->code == G_FILE_ERROR_ACCES ? g_strerror (EACCES) : failure->message);
  return FALSE;
}
