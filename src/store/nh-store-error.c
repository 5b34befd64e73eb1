/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence for each way in which SQLite can fail.
 */
#include "store/nh-store-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (nh-store-error-quark, nh_store_error)

static void
set_detailed (GError **error, const char *detail, const char *name)
{
  g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
               _("The work on “%s” failed: %s. Nothing was changed."), name,
               detail != NULL ? detail : _("unknown error"));
}

static void
set_io (GError **error, int rc, const char *name)
{
  if (rc == SQLITE_IOERR_NOMEM)
    g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NO_MEMORY,
                 _("There is not enough memory to work with “%s”. The last change was not made; "
                   "close other programs and try again."), name);
  else if (rc == SQLITE_IOERR_CORRUPTFS)
    g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED,
                 _("The disk holding “%s” is damaged. Restore the newest backup on another disk."),
                 name);
  else
    g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                 _("The disk or network failed while “%s” was read or written. The last change was "
                   "not saved, everything before it was kept. Check the connection and try again."),
                 name);
}

/**
 * nh_store_set_error:
 * @error: return location
 * @rc: an extended result code of SQLite
 * @detail: (nullable): SQLite's own words, for codes without a sentence
 * @name: base name of the file
 *
 * Sets the error that @rc stands for. Interrupted work gives %G_IO_ERROR_CANCELLED, as
 * everywhere in GIO.
 */
void
nh_store_set_error (GError **error, int rc, const char *detail, const char *name)
{
  switch (rc & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_FULL,
                   _("The disk is full: the last change to “%s” was not saved, everything before it "
                     "was kept. Free some space and try again."), name);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED,
                   _("“%s” is damaged. It was left as it is; restore the newest good backup."), name);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_LOCKED,
                   _("Another program is using “%s”. Nothing was changed; try again when it is done."),
                   name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY,
                   _("“%s” can only be read, so nothing was changed. Save a copy to work on it."),
                   name);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_IO,
                   _("“%s” cannot be opened. Check that the file and its folder are there and that "
                     "you may use them."), name);
      break;
    case SQLITE_IOERR:
      set_io (error, rc, name);
      break;
    case SQLITE_NOMEM:
      set_io (error, SQLITE_IOERR_NOMEM, name);
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, NH_STORE_ERROR, NH_STORE_ERROR_CONSTRAINT,
                   _("This change to “%s” would break a rule of the data (%s), so it was not made."),
                   name, detail != NULL ? detail : "");
      break;
    case SQLITE_INTERRUPT:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The work on “%s” was stopped."), name);
      break;
    default:
      set_detailed (error, detail, name);
      break;
    }
}
