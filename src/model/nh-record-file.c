/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-record-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NhRecordFile
{
  NhWorkbook *workbook;
  NhRecordFileFill fill;
  gpointer data;
  GHashTable *ids;  /* key of the file -> gint64; 0: nobody */
  GPtrArray *late;  /* of Late */
};

/* A text that names a record further down: it is stored again when that one is there. */
typedef struct
{
  const NhEntity *entity;
  gint64 id;
  const char *field;
  char *text;
} Late;

static void
late_free (gpointer data)
{
  g_free (((Late *) data)->text);
  g_free (data);
}

/**
 * nh_record_file_new:
 * @workbook: where the records are made
 * @fill: (nullable): changes texts on their way
 * @data: passed to @fill
 *
 * Returns: (transfer full): a reader that knows no record yet.
 */
NhRecordFile *
nh_record_file_new (NhWorkbook *workbook, NhRecordFileFill fill, gpointer data)
{
  NhRecordFile *self = g_new0 (NhRecordFile, 1);

  self->workbook = g_object_ref (workbook);
  self->fill = fill;
  self->data = data;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->late = g_ptr_array_new_with_free_func (late_free);
  return self;
}

void
nh_record_file_free (NhRecordFile *self)
{
  g_object_unref (self->workbook);
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->late);
  g_free (self);
}

/** nh_record_file_set_key: "@key" means the record @id; 0: nobody, references to it are left out. */
void
nh_record_file_set_key (NhRecordFile *self, const char *key, gint64 id)
{
  gint64 *kept = g_new (gint64, 1);

  *kept = id;
  g_hash_table_insert (self->ids, g_strdup (key), kept);
}

/** nh_record_file_get_key: Returns: the record that @key means; 0 when there is none. */
gint64
nh_record_file_get_key (NhRecordFile *self, const char *key)
{
  gint64 *id = g_hash_table_lookup (self->ids, key);

  return id ? *id : 0;
}

/* "@a; @b" as "#1; #2". */
static char *
resolve_reference (NhRecordFile *self, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      const char *part = g_strstrip (parts[i]);
      gint64 *id = *part == '@' ? g_hash_table_lookup (self->ids, part + 1) : NULL;

      if (!id)
        {
          g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                       _ ("The file refers to “%s”, which does not stand before it."), part);
          return NULL;
        }
      if (*id)
        g_string_append_printf (out, "%s#%" G_GINT64_FORMAT, out->len ? "; " : "", *id);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "{@key}" as the key of the record; *unknown: the first one that is not made yet. */
static char *
resolve_text (NhRecordFile *self, const char *text, char **unknown)
{
  GString *out = g_string_new (NULL);

  while (TRUE)
    {
      const char *open = strstr (text, "{@");
      const char *close = open ? strchr (open, '}') : NULL;
      g_autofree char *key = close ? g_strndup (open + 2, (gsize) (close - open - 2)) : NULL;
      gint64 *id = key ? g_hash_table_lookup (self->ids, key) : NULL;

      if (!close)
        {
          g_string_append (out, text);
          return g_string_free (out, FALSE);
        }
      g_string_append_len (out, text, open - text);
      g_string_append_printf (out, "%" G_GINT64_FORMAT, id ? *id : 0);
      if (!id && !*unknown)
        *unknown = g_steal_pointer (&key);
      text = close + 1;
    }
}

static gboolean
is_reference (const NhField *field)
{
  return field->kind == NH_FIELD_REFERENCE || field->kind == NH_FIELD_LINKS;
}

static gboolean
has_field (const NhFieldText *values, const char *name)
{
  for (guint i = 0; values && values[i].field; i++)
    if (g_str_equal (values[i].field, name))
      return TRUE;
  return FALSE;
}

/* The text of one line as it is stored. @late: gets what must be stored again at the end. */
static char *
read_value (NhRecordFile *self, const NhEntity *entity, const NhField *field, const char *raw, GPtrArray *late,
            GError **error)
{
  g_autofree char *filled = self->fill ? self->fill (entity, field, raw, self->data) : NULL;
  const char *text = filled ? filled : raw;
  g_autofree char *unknown = NULL;
  char *resolved;

  if (*text && is_reference (field))
    return resolve_reference (self, text, error);
  resolved = resolve_text (self, text, &unknown);
  if (unknown)
    {
      Late *again = g_new0 (Late, 1);

      again->entity = entity;
      again->field = field->name;
      again->text = g_strdup (text);
      g_ptr_array_add (late, again);
    }
  return resolved;
}

/**
 * nh_record_file_make:
 * @self: a reader, inside an action of the workbook
 * @file: the file
 * @group: "entity" or "entity key"
 * @more: (nullable) (array zero-terminated=1): fields that the group does not name
 * @error: NH_MODEL_ERROR, NH_STORE_ERROR, G_KEY_FILE_ERROR; the action must be taken back then
 *
 * Makes the record of one group. Lines whose name is no field of the entity are for the caller and
 * passed over when they begin with "when".
 *
 * Returns: the key of the record; 0 with @error set.
 */
gint64
nh_record_file_make (NhRecordFile *self, GKeyFile *file, const char *group, const NhFieldText *more, GError **error)
{
  g_auto (GStrv) names = g_strsplit (group, " ", 2);
  g_auto (GStrv) lines = g_key_file_get_keys (file, group, NULL, NULL);
  const NhEntity *entity = nh_entity_find (names[0]);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func (late_free);
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
  gint64 id;

  if (!entity)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND, _ ("A workbook has no list named “%s”."),
                   names[0]);
      return 0;
    }
  for (guint i = 0; lines && lines[i]; i++)
    {
      g_autofree char *raw = g_key_file_get_string (file, group, lines[i], error);
      int n = nh_entity_find_field (entity, lines[i]);
      NhFieldText value = { lines[i], raw };

      if (!raw)
        return 0;
      if (n < 0 && g_str_has_prefix (lines[i], "when"))
        continue;
      if (n >= 0)
        {
          value.field = entity->fields[n].name;
          value.text = read_value (self, entity, &entity->fields[n], raw, late, error);
          if (!value.text)
            return 0;
          g_ptr_array_add (texts, (char *) value.text);
        }
      g_array_append_val (values, value);
      if (n < 0)
        g_ptr_array_add (texts, g_steal_pointer (&raw));
    }
  for (guint i = 0; more && more[i].field; i++)
    if (!has_field ((const NhFieldText *) values->data, more[i].field))
      g_array_append_val (values, more[i]);
  id = nh_workbook_create (self->workbook, entity, (const NhFieldText *) values->data, error);
  if (!id)
    return 0;
  for (guint i = 0; i < late->len; i++)
    ((Late *) late->pdata[i])->id = id;
  g_ptr_array_extend_and_steal (self->late, g_steal_pointer (&late));
  if (names[1])
    nh_record_file_set_key (self, names[1], id);
  return id;
}

/**
 * nh_record_file_finish:
 * @self: a reader whose records are all made
 * @error: NH_MODEL_ERROR when a text names a record that the file does not have
 *
 * Stores the texts that name records further down.
 *
 * Returns: whether every record was there.
 */
gboolean
nh_record_file_finish (NhRecordFile *self, GError **error)
{
  for (guint i = 0; i < self->late->len; i++)
    {
      const Late *late = self->late->pdata[i];
      g_autofree char *unknown = NULL;
      g_autofree char *text = resolve_text (self, late->text, &unknown);
      const NhFieldText values[] = { { late->field, text }, { NULL, NULL } };

      if (unknown)
        {
          g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                       _ ("The file refers to “%s”, which does not stand in it."), unknown);
          return FALSE;
        }
      if (!nh_workbook_set (self->workbook, late->entity, late->id, values, error))
        return FALSE;
    }
  g_ptr_array_set_size (self->late, 0);
  return TRUE;
}
