/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing: texts as users type them become columns; records are made and changed.
 */
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-phone.h"
#include "core/nh-text.h"
#include "model/nh-query.h"

#define POSITION_STEP 1000
#define MAX_COMMAS 3 /* in the name of one record of a list of links */

static void
column_clear (gpointer data)
{
  NhColumnValue *value = data;

  g_free (value->column);
  g_free (value->text);
}

static void
link_clear (gpointer data)
{
  NhLinkValue *value = data;

  g_clear_pointer (&value->targets, g_array_unref);
  g_clear_pointer (&value->texts, g_ptr_array_unref);
}

NhParsedValues *
nh_parsed_values_new (void)
{
  NhParsedValues *values = g_new0 (NhParsedValues, 1);

  values->columns = g_array_new (FALSE, FALSE, sizeof (NhColumnValue));
  g_array_set_clear_func (values->columns, column_clear);
  values->links = g_array_new (FALSE, FALSE, sizeof (NhLinkValue));
  g_array_set_clear_func (values->links, link_clear);
  return values;
}

void
nh_parsed_values_free (NhParsedValues *values)
{
  g_array_unref (values->columns);
  g_array_unref (values->links);
  g_free (values);
}

static void
add_text (NhParsedValues *values, char *column, const char *text)
{
  NhColumnValue value = { column, text && *text ? g_strdup (text) : NULL, 0, FALSE };

  g_array_append_val (values->columns, value);
}

static void
add_number (NhParsedValues *values, const char *column, gint64 number)
{
  NhColumnValue value = { g_strdup (column), NULL, number, TRUE };

  g_array_append_val (values->columns, value);
}

gboolean
nh_parse_period (const NhField *field, const char *text, const NhSchoolYear *year,
                 NhParsedValues *values, GError **error)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (*text && !nh_period_parse (text, year, &period, error))
    return FALSE;
  start = period.start ? nh_day_to_iso (period.start) : NULL;
  end = period.end ? nh_day_to_iso (period.end) : NULL;
  add_text (values, g_strdup_printf ("%s_text", field->name), text);
  add_text (values, g_strdup_printf ("%s_start", field->name), start);
  add_text (values, g_strdup_printf ("%s_end", field->name), end);
  add_text (values, g_strdup_printf ("%s_exactness", field->name),
            *text ? nh_exactness_to_string (period.exactness) : NULL);
  return TRUE;
}

static gboolean
parse_integer (const NhField *field, const char *text, NhParsedValues *values, GError **error)
{
  char *end;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  if (!*text)
    {
      add_text (values, g_strdup (field->name), NULL);
      return TRUE;
    }
  if (*end || number < -1000000000 || number > 1000000000)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("“%s” is not a whole number. Type digits only, for example 40."), text);
      return FALSE;
    }
  add_number (values, field->name, number);
  return TRUE;
}

static gboolean
parse_choice (const NhField *field, const char *text, NhParsedValues *values, GError **error)
{
  const char *key = *text ? nh_field_parse_choice (field, text) : NULL;

  if (*text && !key)
    {
      GString *all = g_string_new (NULL);

      for (const NhChoice *c = field->choices; c->key; c++)
        g_string_append_printf (all, "%s%s", all->len ? ", " : "", _ (c->label));
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("“%s” is not one of the choices: %s."), text, all->str);
      g_string_free (all, TRUE);
      return FALSE;
    }
  add_text (values, g_strdup (field->name), key);
  return TRUE;
}

/* A name, or "#" and a key: what scripts and the sample write where names are ambiguous. */
static gint64
find_record (NhWorkbook *self, const NhField *field, const char *text, GError **error)
{
  const NhEntity *target = nh_entity_find (field->target);

  if (text[0] == '#' && g_ascii_isdigit (text[1]))
    {
      gint64 id = g_ascii_strtoll (text + 1, NULL, 10);
      g_autoptr (NhRecord) record = nh_workbook_load (self, target, id, error);

      return record ? id : 0;
    }
  return g_str_equal (field->target, "plan") ? nh_workbook_find_plan (self, text, error)
                                             : nh_workbook_find (self, target, text, error);
}

/* The commas of @part separate names, or stand in a name: the longest stretch that names a record
 * is taken. */
static gboolean
add_targets (NhWorkbook *self, const NhField *field, const char *part, GArray *targets,
             GError **error)
{
  g_auto (GStrv) names = g_strsplit (part, ",", -1);
  guint n = g_strv_length (names);

  for (guint i = 0; i < n;)
    {
      gint64 id = 0;
      guint end = MIN (n, i + MAX_COMMAS + 1);

      for (; end > i && !id; end--)
        {
          g_autofree char *next = g_steal_pointer (&names[end]);
          g_autofree char *joined = g_strjoinv (",", names + i);
          const char *name = g_strstrip (joined);

          names[end] = g_steal_pointer (&next);
          if (end == i + 1 && !*name)
            break;
          id = find_record (self, field, name, end == i + 1 ? error : NULL);
          if (!id && end == i + 1)
            return FALSE;
        }
      if (id)
        g_array_append_val (targets, id);
      i = id ? end + 1 : i + 1;
    }
  return TRUE;
}

static gboolean
parse_links (NhWorkbook *self, const NhField *field, const char *text, NhParsedValues *values,
             GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  NhLinkValue link = { field, g_array_new (FALSE, FALSE, sizeof (gint64)), NULL };

  for (guint i = 0; parts[i]; i++)
    if (!add_targets (self, field, parts[i], link.targets, error))
      {
        g_array_unref (link.targets);
        return FALSE;
      }
  for (guint i = link.targets->len; i-- > 1;)
    for (guint j = 0; j < i; j++)
      if (g_array_index (link.targets, gint64, i) == g_array_index (link.targets, gint64, j))
        {
          g_array_remove_index (link.targets, i);
          break;
        }
  g_array_append_val (values->links, link);
  return TRUE;
}

static void
parse_list (const NhField *field, const char *text, NhParsedValues *values)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  NhLinkValue link = { field, NULL, g_ptr_array_new_with_free_func (g_free) };

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_ptr_array_add (link.texts, g_strdup (parts[i]));
  g_array_append_val (values->links, link);
}

static gboolean
parse_reference (NhWorkbook *self, const NhField *field, const char *text, NhParsedValues *values,
                 GError **error)
{
  gint64 id;

  if (!*text)
    {
      add_text (values, g_strdup (field->name), NULL);
      return TRUE;
    }
  id = find_record (self, field, text, error);
  if (!id)
    return FALSE;
  add_number (values, field->name, id);
  return TRUE;
}

static gboolean
parse_date (const NhField *field, const char *text, const NhSchoolYear *year,
            NhParsedValues *values, GError **error)
{
  guint32 day = nh_day_from_iso (text);
  g_autofree char *iso = NULL;

  if (*text && !day && !nh_day_parse (text, year, &day, error))
    return FALSE;
  iso = day ? nh_day_to_iso (day) : NULL;
  add_text (values, g_strdup (field->name), iso);
  return TRUE;
}

/* Nobody types these on purpose and nobody sees them, but they part a name from its likes, turn
 * the line around, or do things to a terminal. Joiners stay: emoji are made with them. */
static gboolean
is_invisible (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\n' && c != '\r' && c != '\t') /* ESC, BEL, NUL's kin */
         || c == 0xfeff || c == 0x200b || c == 0x2060 /* byte order mark, blanks without width */
         || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069); /* directions of writing */
}

static void
drop_invisible (char *text)
{
  char *out = text;

  for (const char *in = text; *in;)
    {
      const char *next = g_utf8_next_char (in);
      gunichar c = g_utf8_get_char (in);

      if (c == 0x85 || c == 0x2028 || c == 0x2029)
        *out++ = '\n'; /* ends of lines and paragraphs, as word processors write them */
      else if (!is_invisible (c))
        for (; in < next; in++)
          *out++ = *in;
      in = next;
    }
  *out = '\0';
}

/* Whatever a clipboard brings: NFC, no blanks around; one line where the field has one. */
static char *
clean_text (const NhField *field, const char *text)
{
  g_autofree char *normal = nh_text_normalize (text);
  g_autofree char *repaired = nh_text_repair_lookalikes (normal, NULL);

  drop_invisible (repaired);
  g_strstrip (repaired);
  if (field->kind == NH_FIELD_LONG_TEXT)
    {
      g_auto (GStrv) lines = g_strsplit (repaired, "\r\n", -1);

      return g_strjoinv ("\n", lines);
    }
  return g_strdelimit (g_steal_pointer (&repaired), "\r\n\t", ' ');
}

gboolean
nh_parse_field (NhWorkbook *self, const NhEntity *entity, const NhField *field, const char *text,
                const NhSchoolYear *year, NhParsedValues *values, GError **error)
{
  g_autofree char *clean = clean_text (field, text ? text : "");
  g_autofree char *digits = NULL;

  if (field->flags & NH_FIELD_COMPUTED)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_READ_ONLY,
                   _ ("“%s” is computed from other data and can't be edited."), _ (field->label));
      return FALSE;
    }
  if (!*clean && field->flags & NH_FIELD_REQUIRED)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                   _ ("“%s” can't be left empty."), _ (field->label));
      return FALSE;
    }
  switch (field->kind)
    {
    case NH_FIELD_INTEGER:
      return parse_integer (field, clean, values, error);
    case NH_FIELD_CHOICE:
      return parse_choice (field, clean, values, error);
    case NH_FIELD_DATE:
      return parse_date (field, clean, year, values, error);
    case NH_FIELD_PERIOD:
      return nh_parse_period (field, clean, year, values, error);
    case NH_FIELD_REFERENCE:
      return parse_reference (self, field, clean, values, error);
    case NH_FIELD_LINKS:
      return parse_links (self, field, clean, values, error);
    case NH_FIELD_LIST:
      parse_list (field, clean, values);
      return TRUE;
    case NH_FIELD_PHONE:
      if (*clean && !nh_phone_parse (clean, &digits, error))
        return FALSE;
      add_text (values, g_strdup (field->name), digits);
      return TRUE;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    default:
      add_text (values, g_strdup (field->name), clean);
      if (g_str_equal (field->name, "name") && nh_entity_find_field (entity, "sort_key") >= 0)
        {
          g_autofree char *key = g_str_equal (entity->name, "person")
                                     ? nh_text_name_sort_key (clean)
                                     : nh_text_sort_key (clean);
          add_text (values, g_strdup ("sort_key"), key);
        }
      return TRUE;
    }
}

/* Storing. */

static void
bind_column (NhStatement *statement, int index, const NhColumnValue *value)
{
  if (value->is_int64)
    nh_statement_bind_int64 (statement, index, value->number);
  else if (value->text)
    nh_statement_bind_text (statement, index, value->text);
  else
    nh_statement_bind_null (statement, index);
}

static gboolean
store_link_row (NhWorkbook *self, gint64 owner, const NhLinkValue *value, guint i, GError **error)
{
  const NhLink *link = value->field->link;
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO %s (id, %s, position, %s%s%s) VALUES (?, ?, ?, ?%s%s)",
                         link->table, link->owner, link->target, link->role ? ", role" : "",
                         link->folded ? ", folded" : "", link->role ? ", ?" : "",
                         link->folded ? ", ?" : "");
  g_autoptr (NhStatement) insert = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  gboolean row;
  int index = 5;

  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_int64 (insert, 2, owner);
  nh_statement_bind_int64 (insert, 3, ((gint64) i + 1) * POSITION_STEP);
  if (value->targets)
    nh_statement_bind_int64 (insert, 4, g_array_index (value->targets, gint64, i));
  else
    nh_statement_bind_text (insert, 4, g_ptr_array_index (value->texts, i));
  if (link->role)
    nh_statement_bind_text (insert, index++, link->role);
  if (link->folded)
    {
      g_autofree char *folded = nh_text_fold (g_ptr_array_index (value->texts, i));

      nh_statement_bind_text (insert, index, folded);
    }
  return nh_statement_step (insert, &row, error);
}

static gboolean
store_links (NhWorkbook *self, gint64 owner, const NhLinkValue *value, GError **error)
{
  const NhLink *link = value->field->link;
  guint n = value->targets ? value->targets->len : value->texts->len;
  g_autofree char *sql = link->role
                             ? g_strdup_printf ("DELETE FROM %s WHERE %s = ? AND role = '%s'",
                                                link->table, link->owner, link->role)
                             : g_strdup_printf ("DELETE FROM %s WHERE %s = ?", link->table,
                                                link->owner);

  if (!nh_workbook_run (self, error, sql, 1, &owner))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!store_link_row (self, owner, value, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
store_all_links (NhWorkbook *self, gint64 id, const NhParsedValues *values, GError **error)
{
  for (guint i = 0; i < values->links->len; i++)
    if (!store_links (self, id, &g_array_index (values->links, NhLinkValue, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
store_insert (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NhStatement) insert = NULL;
  int index = 2;
  gboolean row;

  g_string_printf (sql, "INSERT INTO %s (id", entity->name);
  for (guint i = 0; i < values->columns->len; i++)
    if (g_array_index (values->columns, NhColumnValue, i).is_int64
        || g_array_index (values->columns, NhColumnValue, i).text)
      g_string_append_printf (sql, ", %s",
                              g_array_index (values->columns, NhColumnValue, i).column);
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < values->columns->len; i++)
    if (g_array_index (values->columns, NhColumnValue, i).is_int64
        || g_array_index (values->columns, NhColumnValue, i).text)
      g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  insert = nh_store_prepare (nh_workbook_get_store (self), sql->str, error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, id);
  for (guint i = 0; i < values->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (values->columns, NhColumnValue, i);

      if (value->is_int64 || value->text)
        bind_column (insert, index++, value);
    }
  return nh_statement_step (insert, &row, error)
         && store_all_links (self, id, values, error);
}

static gboolean
store_update (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NhStatement) update = NULL;
  gboolean row;

  if (values->columns->len)
    {
      g_string_printf (sql, "UPDATE %s SET ", entity->name);
      for (guint i = 0; i < values->columns->len; i++)
        g_string_append_printf (sql, "%s%s = ?", i ? ", " : "",
                                g_array_index (values->columns, NhColumnValue, i).column);
      g_string_append (sql, " WHERE id = ?");
      update = nh_store_prepare (nh_workbook_get_store (self), sql->str, error);
      if (!update)
        return FALSE;
      for (guint i = 0; i < values->columns->len; i++)
        bind_column (update, (int) i + 1, &g_array_index (values->columns, NhColumnValue, i));
      nh_statement_bind_int64 (update, (int) values->columns->len + 1, id);
      if (!nh_statement_step (update, &row, error))
        return FALSE;
    }
  return store_all_links (self, id, values, error);
}

/* The frame for periods: of the plan that is given or stored, or of the plan record itself. */
static gboolean
find_year (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
           NhSchoolYear *year)
{
  gboolean is_plan = g_str_equal (entity->name, "plan");
  const char *column = is_plan ? "school_year" : "plan";
  gint64 key = 0;
  gboolean given = FALSE;

  if (nh_entity_find_field (entity, column) < 0)
    return FALSE;
  for (guint i = 0; i < values->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (values->columns, NhColumnValue, i);

      if (g_str_equal (value->column, column))
        {
          key = value->number;
          given = TRUE;
        }
    }
  if (!given && id)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", column,
                                              entity->name);
      key = nh_workbook_query_int64 (self, sql, id, 0);
    }
  return is_plan ? nh_workbook_get_school_year (self, key, year)
                 : nh_workbook_get_plan_year (self, key, year);
}

/* References first: the frame of the plan tells how to read the periods. */
static NhParsedValues *
parse_values (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhFieldText *texts,
              GError **error)
{
  g_autoptr (NhParsedValues) values = nh_parsed_values_new ();
  NhSchoolYear year;
  gboolean has_year = FALSE;

  for (int pass = 0; pass < 2; pass++)
    {
      if (pass == 1)
        has_year = find_year (self, entity, id, values, &year);
      for (guint i = 0; texts[i].field; i++)
        {
          int n = nh_entity_find_field (entity, texts[i].field);
          const NhField *field = n < 0 ? NULL : &entity->fields[n];

          if (!field)
            {
              g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("The list “%s” has no field named “%s”."), _ (entity->label_plural),
                           texts[i].field);
              return NULL;
            }
          if ((field->kind == NH_FIELD_REFERENCE) != (pass == 0))
            continue;
          if (!nh_parse_field (self, entity, field, texts[i].text, has_year ? &year : NULL, values,
                               error))
            return NULL;
        }
    }
  return g_steal_pointer (&values);
}

static gboolean
has_text (const NhFieldText *texts, const char *field)
{
  for (guint i = 0; texts[i].field; i++)
    if (g_str_equal (texts[i].field, field))
      return texts[i].text && *texts[i].text;
  return FALSE;
}

static gboolean
check_required (const NhEntity *entity, const NhFieldText *texts, GError **error)
{
  for (const NhField *f = entity->fields; f->name; f++)
    /* A choice that is not given takes the default of its column. */
    if (f->flags & NH_FIELD_REQUIRED && f->kind != NH_FIELD_CHOICE && !has_text (texts, f->name))
      {
        g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                     _ ("Fill in “%s” first: a new row can't do without it."), _ (f->label));
        return FALSE;
      }
  return TRUE;
}

static void
add_position (NhWorkbook *self, const NhEntity *entity, NhParsedValues *values)
{
  const NhField *owner = NULL;
  gint64 key = 0;
  gint64 last;
  g_autofree char *sql = NULL;

  for (const NhField *f = entity->fields; f->name; f++)
    if (f->flags & NH_FIELD_OWNER)
      owner = f;
  for (guint i = 0; owner && i < values->columns->len; i++)
    if (g_str_equal (g_array_index (values->columns, NhColumnValue, i).column, owner->name))
      key = g_array_index (values->columns, NhColumnValue, i).number;
  if (owner && key)
    sql = g_strdup_printf ("SELECT max (position) FROM %s WHERE %s = ?", entity->name, owner->name);
  else
    sql = g_strdup_printf ("SELECT max (position) FROM %s", entity->name);
  last = nh_workbook_query_int64 (self, sql, key, 0);
  add_number (values, "position", last + POSITION_STEP);
}

/* A plan in another school year: months without a year mean other days now. @only: a single
 * record of the plan; 0: all. */
static gboolean
reparse_periods_of (NhWorkbook *self, const char *entity_name, const char *field_name, gint64 plan,
                    gint64 only, GError **error)
{
  const NhEntity *entity = nh_entity_find (entity_name);
  const NhField *field = &entity->fields[nh_entity_find_field (entity, field_name)];
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s_text FROM %s WHERE plan = ?%s",
                                          field_name, entity_name, only ? " AND id = ?" : "");
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  NhSchoolYear year;
  gboolean has_year = nh_workbook_get_plan_year (self, plan, &year);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, plan);
  if (only)
    nh_statement_bind_int64 (select, 2, only);
  while (TRUE)
    {
      g_autoptr (NhParsedValues) values = nh_parsed_values_new ();
      const char *text;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      text = nh_statement_text (select, 1);
      /* What can't be read any more keeps its days: nothing is lost by the change. */
      if (text && nh_parse_period (field, text, has_year ? &year : NULL, values, NULL)
          && !store_update (self, entity, nh_statement_int64 (select, 0), values, error))
        return FALSE;
    }
}

static gboolean
reparse_plan (NhWorkbook *self, gint64 plan, GError **error)
{
  return reparse_periods_of (self, "activity", "period", plan, 0, error)
         && reparse_periods_of (self, "deadline", "due", plan, 0, error);
}

/* A frame was edited: "học kỳ I" ends on another day in all its plans. */
static gboolean
reparse_year (NhWorkbook *self, gint64 school_year, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self), "SELECT id FROM plan WHERE school_year = ?", error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, school_year);
  while (TRUE)
    {
      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!reparse_plan (self, nh_statement_int64 (select, 0), error))
        return FALSE;
    }
}

static gboolean
is_given (const NhFieldText *texts, const char *field)
{
  for (guint i = 0; texts[i].field; i++)
    if (g_str_equal (texts[i].field, field))
      return TRUE;
  return FALSE;
}

static gboolean
after_update (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhFieldText *texts,
              GError **error)
{
  if (g_str_equal (entity->name, "school_year"))
    return reparse_year (self, id, error);
  if (g_str_equal (entity->name, "plan"))
    return !is_given (texts, "school_year") || reparse_plan (self, id, error);
  if (!is_given (texts, "plan"))
    return TRUE;
  /* It moved to a plan of perhaps another year. */
  for (const NhField *f = entity->fields; f->name; f++)
    if (f->kind == NH_FIELD_PERIOD && !is_given (texts, f->name))
      {
        gint64 plan;
        g_autofree char *sql = g_strdup_printf ("SELECT plan FROM %s WHERE id = ?", entity->name);

        plan = nh_workbook_query_int64 (self, sql, id, 0);
        if (plan && !reparse_periods_of (self, entity->name, f->name, plan, id, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
check_writable (const NhEntity *entity, GError **error)
{
  if (!entity->read_only)
    return TRUE;
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_READ_ONLY,
               _ ("“%s” is computed from other data and can't be edited."),
               _ (entity->label_plural));
  return FALSE;
}

/**
 * nh_workbook_create:
 * @self: a workbook
 * @entity: what to make
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: NH_MODEL_ERROR when a text is refused, NH_STORE_ERROR when it can't be stored
 *
 * Returns: the key of the new record; 0 with @error set, then nothing was stored.
 */
gint64
nh_workbook_create (NhWorkbook *self, const NhEntity *entity, const NhFieldText *values,
                    GError **error)
{
  g_autoptr (NhParsedValues) parsed = NULL;
  g_autofree char *label = nh_label_in_sentence (entity->label);
  g_autofree char *name = g_strdup_printf (_ ("Add %s"), label);
  gint64 id = nh_id_new ();

  if (!check_writable (entity, error) || !check_required (entity, values, error))
    return 0;
  parsed = parse_values (self, entity, 0, values, error);
  if (!parsed)
    return 0;
  if (nh_entity_find_field (entity, "position") >= 0 && !has_text (values, "position"))
    add_position (self, entity, parsed);
  if (!nh_store_begin (nh_workbook_get_store (self), name, error))
    return 0;
  if (!store_insert (self, entity, id, parsed, error))
    {
      nh_workbook_rollback (self);
      return 0;
    }
  return nh_workbook_commit (self, error) ? id : 0;
}

static char *
edit_name (const NhEntity *entity, const NhFieldText *values)
{
  int field = values[0].field && !values[1].field ? nh_entity_find_field (entity, values[0].field)
                                                  : -1;
  g_autofree char *label
      = nh_label_in_sentence (field >= 0 ? entity->fields[field].label : entity->label);

  return g_strdup_printf (_ ("Edit %s"), label);
}

/**
 * nh_workbook_set:
 * @self: a workbook
 * @entity: what the record is
 * @id: its key
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: NH_MODEL_ERROR when a text is refused, NH_STORE_ERROR when it can't be stored
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_workbook_set (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhFieldText *values,
                 GError **error)
{
  g_autoptr (NhParsedValues) parsed = NULL;
  g_autoptr (NhRecord) record = NULL;
  g_autofree char *name = edit_name (entity, values);

  if (!check_writable (entity, error))
    return FALSE;
  record = nh_workbook_load (self, entity, id, error);
  if (!record)
    return FALSE;
  parsed = parse_values (self, entity, id, values, error);
  if (!parsed || !nh_store_begin (nh_workbook_get_store (self), name, error))
    return FALSE;
  if (!store_update (self, entity, id, parsed, error)
      || !after_update (self, entity, id, values, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}

/**
 * nh_workbook_delete:
 * @self: a workbook
 * @entity: what the records are
 * @ids: (array length=n): their keys
 * @n: how many
 * @error: NH_MODEL_ERROR_IN_USE when others refer to one of them; nothing was deleted then
 *
 * Deletes records with all that they own: a plan goes with its text, activities and appendices.
 *
 * Returns: whether they are gone.
 */
gboolean
nh_workbook_delete (NhWorkbook *self, const NhEntity *entity, const gint64 *ids, guint n,
                    GError **error)
{
  g_autofree char *label = nh_label_in_sentence (n == 1 ? entity->label : entity->label_plural);
  g_autofree char *name = NULL;

  if (!check_writable (entity, error))
    return FALSE;
  name = n == 1 ? g_strdup_printf (_ ("Delete %s"), label)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u row: %s",
                                                "Delete %u rows: %s", n),
                                   n, label);
  if (!nh_store_begin (nh_workbook_get_store (self), name, error))
    return FALSE;
  if (!nh_workbook_delete_records (self, entity, ids, n, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}
