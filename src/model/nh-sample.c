/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample workbook: records written down in data/sample/, made one by one through the same
 * calls as a user's edits (nh-record-file.h).
 */
#include "model/nh-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-record-file.h"
#include "model/nh-sample-resources.h"

#define PREFIX "/vn/namhoc/sample/"

static gboolean
fill_from (NhWorkbook *workbook, NhRecordFile *records, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (nh_sample_get_resource (), path, 0, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!bytes || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error))
    return FALSE;
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i]; i++)
    {
      gboolean ok;

      if (g_str_has_prefix (groups[i], "setting "))
        {
          g_autofree char *key = g_key_file_get_string (file, groups[i], "key", NULL);
          g_autofree char *value = g_key_file_get_string (file, groups[i], "value", NULL);

          ok = nh_workbook_set_setting (workbook, key, value, error);
        }
      else
        ok = nh_record_file_make (records, file, groups[i], NULL, error) != 0;
      if (!ok)
        {
          g_prefix_error (error, "%s [%s]: ", path, groups[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * nh_workbook_fill_sample:
 * @self: an empty workbook
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Fills the workbook with the five plans of the sample. It can't be undone: a sample is opened,
 * not typed.
 *
 * Returns: whether all of it is there; else nothing is.
 */
gboolean
nh_workbook_fill_sample (NhWorkbook *self, GError **error)
{
  g_autoptr (NhRecordFile) records = nh_record_file_new (self, NULL, NULL);
  g_auto (GStrv) names = g_resource_enumerate_children (nh_sample_get_resource (), PREFIX, 0, error);
  gboolean ok = names != NULL;

  if (!ok || !nh_workbook_begin (self, _ ("Fill in the sample"), error))
    return FALSE;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; ok && names[i]; i++)
    {
      g_autofree char *path = g_strconcat (PREFIX, names[i], NULL);

      ok = fill_from (self, records, path, error);
    }
  if (!ok || !nh_record_file_finish (records, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  if (!nh_workbook_commit (self, error))
    return FALSE;
  nh_store_clear_history (nh_workbook_get_store (self));
  return TRUE;
}
