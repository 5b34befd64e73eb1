/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands about records: list and set.
 */
#include "cli/nh-cli.h"
#include "cli/nh-cli-table.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "model/nh-cursor.h"

#define CELL_WIDTH 40

const NhEntity *
nh_cli_find_table (const char *name, int *status)
{
  const NhEntity *entity = nh_entity_find (name);

  if (!entity)
    *status = nh_cli_usage (_ ("There is no table “%s”. “namhoc-cli --help” names them all."), name);
  return entity;
}

gboolean
nh_cli_find_sort (const NhEntity *entity, const char *field, int *sort, int *status)
{
  *sort = field ? nh_entity_find_field (entity, field) : -1;
  if (!field || *sort >= 0)
    return TRUE;
  *status = nh_cli_usage (_ ("The table “%s” has no field “%s”."), entity->plural, field);
  return FALSE;
}

gboolean
nh_cli_plan_filter (NhWorkbook *workbook, const NhEntity *entity, const char *plan,
                    NhCliFilter *filter, int *status)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  filter->n = 0;
  filter->value = NULL;
  if (!plan)
    return TRUE;
  if (nh_entity_find_field (entity, "plan") >= 0)
    filter->filter.field = "plan";
  else if (nh_entity_find_field (entity, "programme") >= 0)
    filter->filter.field = "programme.plan";
  else if (nh_entity_find_field (entity, "activity") >= 0)
    filter->filter.field = "activity.plan";
  else
    {
      *status = nh_cli_usage (_ ("The records of “%s” don't belong to a plan. Leave --plan out."), entity->plural);
      return FALSE;
    }
  id = nh_workbook_find_plan (workbook, plan, &error);
  if (!id)
    {
      *status = nh_cli_fail (error);
      return FALSE;
    }
  filter->value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  filter->filter.value = filter->value;
  filter->n = 1;
  return TRUE;
}

static gboolean
is_listed (const NhField *field, const NhCliOptions *options)
{
  if (options->json || options->tsv)
    return !(field->flags & NH_FIELD_HIDDEN) || g_str_equal (field->name, "position");
  return !(field->flags & (NH_FIELD_HIDDEN | NH_FIELD_EXTRA));
}

static void
append_json_row (GString *out, NhCursor *cursor, const NhEntity *entity, const NhCliOptions *options)
{
  g_string_append_printf (out, "{\"id\":\"%" G_GINT64_FORMAT "\"", nh_cursor_get_id (cursor));
  for (int i = 0; entity->fields[i].name; i++)
    if (is_listed (&entity->fields[i], options))
      {
        g_string_append_printf (out, ",\"%s\":", entity->fields[i].name);
        nh_cursor_append_json (cursor, i, out);
        if (entity->fields[i].flags & NH_FIELD_PROVISIONAL)
          g_string_append_printf (out, ",\"%s\":%s", nh_entity_provisional_key (entity, i),
                                  nh_cursor_is_provisional (cursor, i) ? "true" : "false");
      }
  g_string_append_c (out, '}');
}

/* One line a record, also where a text has several: they become blanks. */
static void
append_text_row (GString *out, NhCursor *cursor, const NhEntity *entity, const NhCliOptions *options)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, nh_cursor_get_id (cursor));
  for (int i = 0; entity->fields[i].name; i++)
    if (is_listed (&entity->fields[i], options))
      {
        g_autofree char *text = nh_cli_one_line (nh_cursor_get_text (cursor, i));

        if (options->tsv)
          g_string_append_printf (out, "\t%s", text);
        else
          {
            glong length = g_utf8_strlen (text, -1);
            g_autofree char *cut = length > CELL_WIDTH
                                       ? g_utf8_substring (text, 0, CELL_WIDTH - 1)
                                       : g_strdup (text);

            g_string_append_printf (out, "  %s%s", cut, length > CELL_WIDTH ? "…" : "");
          }
      }
  g_string_append_c (out, '\n');
}

static int
print_rows (NhCursor *cursor, const NhEntity *entity, const NhCliOptions *options, guint64 limit)
{
  g_autoptr (GString) out = g_string_new (options->json ? "[" : NULL);
  g_autoptr (GError) error = NULL;
  guint64 n = 0;
  gboolean row;

  if (options->tsv)
    {
      g_string_append (out, "id");
      for (int i = 0; entity->fields[i].name; i++)
        if (is_listed (&entity->fields[i], options))
          g_string_append_printf (out, "\t%s", entity->fields[i].name);
      g_string_append_c (out, '\n');
    }
  while (n < limit)
    {
      if (g_cancellable_is_cancelled (nh_cli_cancellable ()))
        return NH_EXIT_CANCELLED;
      if (!nh_cursor_next (cursor, &row, &error))
        return nh_cli_fail (error);
      if (!row)
        break;
      if (options->json)
        {
          g_string_append (out, n ? ",\n" : "\n");
          append_json_row (out, cursor, entity, options);
        }
      else
        append_text_row (out, cursor, entity, options);
      n++;
      fputs (out->str, stdout);
      g_string_truncate (out, 0);
    }
  g_string_append (out, options->json ? "\n]\n" : "");
  fputs (out->str, stdout);
  return n || options->json || !options->find ? NH_EXIT_DONE : NH_EXIT_NOTHING;
}

int
nh_cli_list (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autoptr (NhCursor) cursor = NULL;
  const NhEntity *entity;
  NhCliFilter filter = { 0 };
  guint64 limit = G_MAXUINT64;
  gboolean members;
  int status = NH_EXIT_USAGE;
  int sort;

  if (options->limit
      && !g_ascii_string_to_unsigned (options->limit, 10, 0, G_MAXINT64, &limit, NULL))
    return nh_cli_usage (_ ("“%s” is not a whole number. Type digits only, for example 40."),
                         options->limit);
  if (options->json && options->tsv)
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--json --tsv", "list");
  if (options->n_words != 2)
    return nh_cli_usage (_ ("Name a workbook and a table. Usage: namhoc-cli list FILE TABLE"));
  entity = nh_cli_find_table (options->words[1], &status);
  if (!entity || !nh_cli_find_sort (entity, options->sort, &sort, &status))
    return status;
  members = g_str_equal (entity->name, "membership");
  if (options->on
      && ((!members && !g_str_equal (entity->name, "unit")) || options->sort || options->plan || options->descending))
    return nh_cli_usage (_ ("--on is for the tables “units” and “memberships” and goes without --sort and --plan."));
  if (options->team && (!options->on || !members))
    return nh_cli_usage (_ ("--team goes with “memberships --on DATE”."));
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_READ_ONLY, &error);
  if (!workbook)
    return nh_cli_fail (error);
  if (options->on)
    status = members ? nh_cli_list_members (workbook, options, limit) : nh_cli_list_units (workbook, options, limit);
  else if (nh_cli_plan_filter (workbook, entity, options->plan, &filter, &status))
    {
      cursor = nh_cursor_new (workbook, entity, &filter.filter, filter.n, options->find, sort,
                              options->descending, &error);
      status = cursor ? print_rows (cursor, entity, options, limit) : nh_cli_fail (error);
    }
  g_free (filter.value);
  g_clear_pointer (&cursor, nh_cursor_free);
  nh_workbook_close (workbook);
  return status;
}

/* "FIELD=VALUE" of each word, ended by a NULL field. */
static GArray *
parse_assignments (const NhCliOptions *options, const NhEntity *entity, GPtrArray *names,
                   int *status)
{
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));

  for (guint i = 3; i < options->n_words; i++)
    {
      const char *equals = strchr (options->words[i], '=');
      NhFieldText value;
      int field;

      if (!equals || equals == options->words[i])
        {
          *status = nh_cli_usage (_ ("“%s” is not of the form FIELD=VALUE."), options->words[i]);
          return NULL;
        }
      value.field = g_strndup (options->words[i], equals - options->words[i]);
      value.text = equals + 1;
      g_ptr_array_add (names, (char *) value.field);
      if (!nh_cli_find_sort (entity, value.field, &field, status))
        return NULL;
      for (guint j = 0; j < values->len; j++)
        if (g_str_equal (g_array_index (values, NhFieldText, j).field, value.field))
          {
            g_autofree char *twice = g_strdup_printf ("%s=… %s=…", value.field, value.field);

            *status = nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), twice, "set");
            return NULL;
          }
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

/* 0: not the key of a record. */
static gint64
parse_key (const char *word)
{
  guint64 key;

  return g_ascii_string_to_unsigned (word, 10, 1, G_MAXINT64, &key, NULL) ? (gint64) key : 0;
}

int
nh_cli_set (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;
  const NhEntity *entity;
  int status = NH_EXIT_USAGE;
  gint64 id;

  if (options->n_words < 4)
    return nh_cli_usage (_ ("Something is missing. Usage: namhoc-cli set FILE TABLE ID FIELD=VALUE …"));
  entity = nh_cli_find_table (options->words[1], &status);
  values = entity ? parse_assignments (options, entity, names, &status) : NULL;
  if (!values)
    return status;
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_MUST_WRITE, &error);
  if (!workbook)
    return nh_cli_fail (error);
  id = g_str_equal (entity->name, "plan")
           ? nh_workbook_find_plan (workbook, options->words[2], &error)
           : parse_key (options->words[2]);
  if (id == 0 && !error)
    status = nh_cli_usage (_ ("“%s” is not the key of a record."), options->words[2]);
  else if (id == 0
           || !nh_workbook_set (workbook, entity, id, (const NhFieldText *) values->data, &error))
    status = nh_cli_fail (error);
  else
    status = NH_EXIT_DONE;
  nh_workbook_close (workbook);
  return status;
}
