/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts as users type them become what is stored, or a sentence that tells what is wrong.
 */
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-phone.h"
#include "core/nh-text.h"

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

void
nh_parsed_values_add_number (NhParsedValues *values, const char *column, gint64 number)
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
  nh_parsed_values_add_number (values, field->name, number);
  return TRUE;
}

/* The names that the office added to the choices of a field. */
static GPtrArray *
own_choices (NhWorkbook *self, const NhField *field)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *sql = field->own ? g_strdup_printf ("SELECT name FROM %s ORDER BY position, id",
                                                       field->own)
                                    : NULL;
  g_autoptr (NhStatement) select
      = sql ? nh_store_prepare (nh_workbook_get_store (self), sql, NULL) : NULL;
  gboolean row;

  while (select && nh_statement_step (select, &row, NULL) && row)
    g_ptr_array_add (names, g_strdup (nh_statement_text (select, 0)));
  return names;
}

/**
 * nh_field_dup_choices:
 * @self: a workbook
 * @field: a field of kind CHOICE
 *
 * Returns: (transfer full): what the user can choose, as shown: the program's choices, then the
 *   office's own.
 */
GStrv
nh_field_dup_choices (NhWorkbook *self, const NhField *field)
{
  g_autoptr (GPtrArray) names = own_choices (self, field);
  GPtrArray *all = g_ptr_array_new ();

  for (const NhChoice *c = field->choices; c->key; c++)
    g_ptr_array_add (all, g_strdup (_ (c->label)));
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (all, g_strdup (g_ptr_array_index (names, i)));
  g_ptr_array_add (all, NULL);
  return (GStrv) g_ptr_array_free (all, FALSE);
}

/* The own choice that is meant: whole names first, then the only one that begins so. */
static char *
find_own_choice (NhWorkbook *self, const NhField *field, const char *text)
{
  g_autoptr (GPtrArray) names = own_choices (self, field);
  g_autofree char *folded = nh_text_fold (text);
  const char *found = NULL;
  guint n = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *own = nh_text_fold (name);

      if (g_str_equal (own, folded))
        return g_strdup (name);
      if (g_str_has_prefix (own, folded))
        {
          found = name;
          n++;
        }
    }
  return n == 1 ? g_strdup (found) : NULL;
}

static gboolean
parse_choice (NhWorkbook *self, const NhField *field, const char *text, NhParsedValues *values,
              GError **error)
{
  g_autofree char *own = *text && field->own ? find_own_choice (self, field, text) : NULL;
  const char *key = *text ? nh_field_parse_choice (field, text) : NULL;
  g_auto (GStrv) all = NULL;
  g_autofree char *list = NULL;

  if (!*text || key || own)
    {
      add_text (values, g_strdup (field->name), key ? key : own);
      return TRUE;
    }
  all = nh_field_dup_choices (self, field);
  list = g_strjoinv (", ", all);
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
               _ ("“%s” is not one of the choices: %s."), text, list);
  return FALSE;
}

static char *clean_text (const NhField *field, const char *text);

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
 * is taken. With @unknown a name that no record has is put there instead of ending the work. */
static gboolean
add_targets (NhWorkbook *self, const NhField *field, const char *part, GArray *targets,
             GPtrArray *unknown, GError **error)
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
          g_autoptr (GError) refused = NULL;
          const char *name = g_strstrip (joined);

          names[end] = g_steal_pointer (&next);
          if (end == i + 1 && !*name)
            break;
          id = find_record (self, field, name, end == i + 1 ? &refused : NULL);
          if (!id && end == i + 1 && unknown
              && g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN))
            g_ptr_array_add (unknown, g_strdup (name));
          else if (!id && end == i + 1)
            {
              g_propagate_error (error, g_steal_pointer (&refused));
              return FALSE;
            }
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
    if (!add_targets (self, field, parts[i], link.targets, NULL, error))
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

/* The names in the text of a REFERENCE or LINKS that no record has; FALSE when something else is
 * wrong with one. */
gboolean
nh_parse_unknown_names (NhWorkbook *self, const NhField *field, const char *text,
                        GPtrArray *unknown, GError **error)
{
  g_autofree char *clean = clean_text (field, text);
  g_auto (GStrv) parts = g_strsplit (clean, ";", -1);
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) refused = NULL;

  if (field->kind == NH_FIELD_LINKS)
    {
      for (guint i = 0; parts[i]; i++)
        if (!add_targets (self, field, parts[i], targets, unknown, error))
          return FALSE;
      return TRUE;
    }
  if (!*clean || find_record (self, field, clean, &refused))
    return TRUE;
  if (g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN))
    {
      g_ptr_array_add (unknown, g_strdup (clean));
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
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
  nh_parsed_values_add_number (values, field->name, id);
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
      return parse_choice (self, field, clean, values, error);
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
