/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-record-private.h"

#include <string.h>

#include "model/nh-field-sql.h"

typedef struct
{
  char *text;
  char *raw;   /* NULL: the same as text */
  char *start; /* PERIOD: ISO days */
  char *end;
  gint64 number;
  NhExactness exactness;
  gboolean provisional;
} Value;

typedef struct
{
  gint64 id;
  Value *values;
} NhRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (NhRecord, nh_record, G_TYPE_OBJECT)

static NhRecordPrivate *
private_of (NhRecord *self)
{
  return nh_record_get_instance_private (self);
}

static void
nh_record_finalize (GObject *object)
{
  NhRecord *self = NH_RECORD (object);
  NhRecordPrivate *priv = private_of (self);
  guint n = nh_entity_get_n_fields (nh_record_get_entity (self));

  for (guint i = 0; priv->values && i < n; i++)
    {
      g_free (priv->values[i].text);
      g_free (priv->values[i].raw);
      g_free (priv->values[i].start);
      g_free (priv->values[i].end);
    }
  g_free (priv->values);

  G_OBJECT_CLASS (nh_record_parent_class)->finalize (object);
}

static void
nh_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, nh_record_get_text (NH_RECORD (object), (int) prop_id - 1));
}

static void
nh_record_class_init (NhRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_record_finalize;
}

static void
nh_record_init (NhRecord *self)
{
}

/* Each entity's class: its properties are its fields. */
static void
entity_record_class_init (gpointer klass, gpointer class_data)
{
  const NhEntity *entity = class_data;
  GObjectClass *object_class = klass;

  NH_RECORD_CLASS (klass)->entity = entity;
  object_class->get_property = nh_record_get_property;
  for (guint i = 0; entity->fields[i].name; i++)
    g_object_class_install_property (
        object_class, i + 1,
        g_param_spec_string (entity->fields[i].name, NULL, NULL, "",
                             G_PARAM_READABLE)); /* GObject makes "short_name" "short-name" */
}

/**
 * nh_record_type_for:
 * @entity: an entity
 *
 * Returns: the type of its records, a subclass of NhRecord; registered at the first call.
 */
GType
nh_record_type_for (const NhEntity *entity)
{
  g_autofree char *name = g_strdup_printf ("NhRecord_%s", entity->name);
  GType type = g_type_from_name (name);

  if (!type)
    {
      GTypeInfo info = {
        .class_size = sizeof (NhRecordClass),
        .class_init = entity_record_class_init,
        .class_data = entity,
        .instance_size = sizeof (NhRecord),
      };

      type = g_type_register_static (NH_TYPE_RECORD, name, &info, 0);
    }
  return type;
}

static void
read_value (NhStatement *statement, int column, const NhField *field, GString *buffer, Value *value)
{
  nh_field_sql_read (statement, column, field, buffer);
  value->text = g_strndup (buffer->str, buffer->len);
  switch (field->kind)
    {
    case NH_FIELD_PERIOD:
      value->start = g_strdup (nh_statement_text (statement, column + 1));
      value->end = g_strdup (nh_statement_text (statement, column + 2));
      if (nh_statement_text (statement, column + 3))
        nh_exactness_from_string (nh_statement_text (statement, column + 3), &value->exactness);
      break;
    case NH_FIELD_REFERENCE:
      value->number = nh_statement_int64 (statement, column);
      value->raw = value->number ? g_strdup_printf ("%" G_GINT64_FORMAT, value->number)
                                 : g_strdup ("");
      break;
    case NH_FIELD_INTEGER:
      value->number = nh_statement_int64 (statement, column);
      break;
    case NH_FIELD_LINKS:
    case NH_FIELD_CHOICE:
    case NH_FIELD_DATE:
    case NH_FIELD_PHONE:
      value->raw = g_strdup (nh_statement_text (statement, column));
      break;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_LIST:
    default:
      break;
    }
  if (field->flags & NH_FIELD_PROVISIONAL)
    value->provisional = *value->text
                         && nh_statement_int64 (statement,
                                                column + nh_field_sql_columns (field) - 1) != 0;
}

NhRecord *
nh_record_read (const NhEntity *entity, NhStatement *statement)
{
  NhRecord *self = g_object_new (nh_record_type_for (entity), NULL);
  NhRecordPrivate *priv = private_of (self);
  g_autoptr (GString) buffer = g_string_new (NULL);
  int column = 1;

  priv->id = nh_statement_int64 (statement, 0);
  priv->values = g_new0 (Value, nh_entity_get_n_fields (entity));
  for (guint i = 0; entity->fields[i].name; i++)
    {
      read_value (statement, column, &entity->fields[i], buffer, &priv->values[i]);
      column += nh_field_sql_columns (&entity->fields[i]);
    }
  return self;
}

gboolean
nh_record_equal (NhRecord *a, NhRecord *b)
{
  guint n = nh_entity_get_n_fields (nh_record_get_entity (a));
  NhRecordPrivate *pa = private_of (a);
  NhRecordPrivate *pb = private_of (b);

  if (pa->id != pb->id)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (pa->values[i].text, pb->values[i].text)
        || g_strcmp0 (pa->values[i].raw, pb->values[i].raw) != 0
        || pa->values[i].provisional != pb->values[i].provisional)
      return FALSE;
  return TRUE;
}

/**
 * nh_record_get_entity:
 * @self: a record
 *
 * Returns: (transfer none): what it is a record of.
 */
const NhEntity *
nh_record_get_entity (NhRecord *self)
{
  return NH_RECORD_GET_CLASS (self)->entity;
}

/**
 * nh_record_get_id:
 * @self: a record
 *
 * Returns: its key.
 */
gint64
nh_record_get_id (NhRecord *self)
{
  return private_of (self)->id;
}

/**
 * nh_record_get_text:
 * @self: a record
 * @field: position of a field
 *
 * Returns: (transfer none): what the user sees, "" when empty or when there is no such field.
 */
const char *
nh_record_get_text (NhRecord *self, int field)
{
  return field < 0 ? "" : private_of (self)->values[field].text;
}

/**
 * nh_record_get_raw:
 * @self: a record
 * @field: position of a field
 *
 * Returns: (transfer none): what is stored: the key of a choice or of a referred record, the keys
 *   of links separated by commas, an ISO day, the digits of a phone; else as nh_record_get_text().
 */
const char *
nh_record_get_raw (NhRecord *self, int field)
{
  Value *value;

  if (field < 0)
    return "";
  value = &private_of (self)->values[field];
  return value->raw ? value->raw : value->text;
}

/**
 * nh_record_get_int64:
 * @self: a record
 * @field: position of a field of kind INTEGER or REFERENCE
 *
 * Returns: the number or the key of the target; 0 when empty.
 */
gint64
nh_record_get_int64 (NhRecord *self, int field)
{
  return field < 0 ? 0 : private_of (self)->values[field].number;
}

/**
 * nh_record_is_empty:
 * @self: a record
 * @field: position of a field
 *
 * Returns: whether nothing is stored there.
 */
gboolean
nh_record_is_empty (NhRecord *self, int field)
{
  return *nh_record_get_text (self, field) == '\0';
}

/**
 * nh_record_is_provisional:
 * @self: a record
 * @field: position of a computed date
 *
 * Returns: whether the date is only a safe one, because what it counts from has only a month.
 */
gboolean
nh_record_is_provisional (NhRecord *self, int field)
{
  return field >= 0 && private_of (self)->values[field].provisional;
}

/**
 * nh_record_get_period:
 * @self: a record
 * @field: position of a field of kind PERIOD
 * @period: (out caller-allocates): clear it by nh_period_clear(); its minute and before are read
 *   from the text again where it is needed
 */
void
nh_record_get_period (NhRecord *self, int field, NhPeriod *period)
{
  Value *value = &private_of (self)->values[field];

  *period = (NhPeriod) NH_PERIOD_INIT;
  period->exactness = value->exactness;
  period->start = value->start ? nh_day_from_iso (value->start) : 0;
  period->end = value->end ? nh_day_from_iso (value->end) : 0;
  period->text = g_strdup (value->text);
}

/**
 * nh_record_text:
 * @self: a record
 * @field: name of a field
 *
 * Returns: (transfer none): as nh_record_get_text().
 */
const char *
nh_record_text (NhRecord *self, const char *field)
{
  return nh_record_get_text (self, nh_entity_find_field (nh_record_get_entity (self), field));
}

/**
 * nh_record_raw:
 * @self: a record
 * @field: name of a field
 *
 * Returns: (transfer none): as nh_record_get_raw().
 */
const char *
nh_record_raw (NhRecord *self, const char *field)
{
  return nh_record_get_raw (self, nh_entity_find_field (nh_record_get_entity (self), field));
}
