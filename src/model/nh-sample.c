/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sample workbook: records written down in data/sample/, made one by one through the same
 * calls as a user's edits. A group "[entity key]" is a record; "@key" refers to an earlier one.
 */
#include "model/nh-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-sample-resources.h"

#define PREFIX "/vn/namhoc/sample/"

typedef struct
{
  NhWorkbook *workbook;
  GHashTable *ids; /* key of the file -> gint64 */
} Sample;

/* "@a; @b" as "#1; #2". */
static char *
resolve (Sample *sample, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      const char *part = g_strstrip (parts[i]);
      gint64 *id = *part == '@' ? g_hash_table_lookup (sample->ids, part + 1) : NULL;

      if (!id)
        {
          g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                       "The sample refers to “%s”, which does not stand before it.", part);
          g_string_free (out, TRUE);
          return NULL;
        }
      g_string_append_printf (out, "%s#%" G_GINT64_FORMAT, i ? "; " : "", *id);
    }
  return g_string_free (out, FALSE);
}

static gboolean
make_record (Sample *sample, GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) names = g_strsplit (group, " ", 2);
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);
  const NhEntity *entity = nh_entity_find (names[0]);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
  gint64 id;

  for (guint i = 0; keys && keys[i]; i++)
    {
      int n = nh_entity_find_field (entity, keys[i]);
      char *text = g_key_file_get_string (file, group, keys[i], error);
      NhFieldText value = { keys[i], text };

      if (!text)
        return FALSE;
      g_ptr_array_add (texts, text);
      if (n >= 0 && *text
          && (entity->fields[n].kind == NH_FIELD_REFERENCE
              || entity->fields[n].kind == NH_FIELD_LINKS))
        {
          value.text = resolve (sample, text, error);
          if (!value.text)
            return FALSE;
          g_ptr_array_add (texts, (char *) value.text);
        }
      g_array_append_val (values, value);
    }
  id = nh_workbook_create (sample->workbook, entity, (const NhFieldText *) values->data, error);
  if (!id)
    return FALSE;
  if (names[1])
    {
      gint64 *kept = g_new (gint64, 1);

      *kept = id;
      g_hash_table_insert (sample->ids, g_strdup (names[1]), kept);
    }
  return TRUE;
}

static gboolean
fill_from (Sample *sample, const char *path, GError **error)
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

          ok = nh_workbook_set_setting (sample->workbook, key, value, error);
        }
      else
        ok = make_record (sample, file, groups[i], error);
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
  Sample sample = { self, NULL };
  g_auto (GStrv) names = g_resource_enumerate_children (nh_sample_get_resource (), PREFIX, 0, error);
  gboolean ok = names != NULL;

  if (!ok || !nh_workbook_begin (self, _ ("Fill in the sample"), error))
    return FALSE;
  sample.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; ok && names[i]; i++)
    {
      g_autofree char *path = g_strconcat (PREFIX, names[i], NULL);

      ok = fill_from (&sample, path, error);
    }
  g_hash_table_unref (sample.ids);
  if (!ok)
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  if (!nh_workbook_commit (self, error))
    return FALSE;
  nh_store_clear_history (nh_workbook_get_store (self));
  return TRUE;
}
