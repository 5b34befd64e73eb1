/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several views share.
 */
#include "document/nh-views.h"

#include <string.h>

#include "core/nh-period.h"
#include "model/nh-cursor.h"

/**
 * nh_view_table:
 * @headings: (array length=n): the head row
 * @columns: (array length=n): alignment and widths
 * @n: how many columns
 *
 * Returns: (transfer full): a table with one head row.
 */
NhTable *
nh_view_table (const char *const *headings, const NhTableColumn *columns, guint n)
{
  NhTable *table = nh_table_new ();

  for (guint i = 0; i < n; i++)
    nh_table_add_column (table, columns[i].align, columns[i].min_width, columns[i].max_width);
  nh_table_add_row (table, TRUE);
  for (guint i = 0; i < n; i++)
    nh_table_add_cell (table, headings[i]);
  return table;
}

/**
 * nh_view_activities:
 * @context: which plan
 * @kind: (nullable): only these; "!theme": all but these
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhRecord): the plan's activities in their order.
 */
GPtrArray *
nh_view_activities (const NhViewContext *context, const char *kind, GError **error)
{
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, context->plan);
  const NhListFilter filters[] = { { "plan", plan }, { "kind", kind } };

  return nh_workbook_list (context->workbook, nh_entity_find ("activity"), filters, kind ? 2 : 1,
                           error);
}

/** nh_view_add_group: adds a row over the whole width that names what follows. */
void
nh_view_add_group (NhTable *table, const char *words)
{
  NhCell *cell;

  nh_table_add_row (table, FALSE);
  cell = nh_table_add_cell (table, words);
  cell->column_span = nh_table_get_n_columns (table);
  cell->bold = TRUE;
}

void
nh_view_add_number (NhTable *table, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  nh_table_add_number_cell (table, number, text)->align = NH_ALIGN_CENTRE;
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* A cell begins with a capital, also where the plan's sentence did not. */
static char *
capitalised (const char *text)
{
  const char *rest = *text ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

/**
 * nh_view_add_period:
 * @table: receives a cell
 * @record: an activity or a deadline
 * @field: its field of kind PERIOD
 *
 * Adds a time as the plan states it: one exact day is a real date, all else stays as written. Bare
 * figures such as "3/2024" are written out as an office would ("Tháng 3/2024").
 */
void
nh_view_add_period (NhTable *table, NhRecord *record, const char *field)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_auto (NhPeriod) read = NH_PERIOD_INIT;
  int n = nh_entity_find_field (nh_record_get_entity (record), field);

  nh_record_get_period (record, n, &period);
  /* Hours and "trước" stand only in the text: then the text is what to print. */
  if (period.exactness == NH_EXACTNESS_DAY && !has_letters (period.text))
    nh_table_add_day_cell (table, period.start);
  else if (period.text && *period.text && !has_letters (period.text) && period.start)
    {
      g_autofree char *text = nh_period_format (&period);

      nh_table_add_cell (table, text);
    }
  else
    {
      g_autofree char *text = capitalised (period.text ? period.text : "");

      nh_table_add_cell (table, text);
    }
}

/** nh_view_is_office: Returns: whether a unit of that kind is named by its area. */
gboolean
nh_view_is_office (const char *kind)
{
  return g_str_equal (kind, "district_office") || g_str_equal (kind, "commune_office");
}

/**
 * nh_view_list_units:
 * @units: (array length=n): names
 * @n: how many
 *
 * The names of units as a table cell lists them. Offices stand for their area; schools of one kind
 * share its word: "Tiểu học: Dầu Tiếng, Ngô Quyền; TH-THCS Long Tân".
 *
 * Returns: (transfer full): the text.
 */
char *
nh_view_list_units (const NhViewUnit *units, guint n)
{
  GString *text = g_string_new (NULL);
  guint n_primary = 0;

  for (guint i = 0; i < n; i++)
    n_primary += g_str_has_prefix (units[i].short_name, "TH ");
  for (guint i = 0; i < n; i++)
    {
      const char *name = units[i].short_name;
      gboolean primary = g_str_has_prefix (name, "TH ");

      if (!*name)
        name = units[i].name;
      if (units[i].office && *units[i].area)
        name = units[i].area;
      if (n_primary > 2 && primary)
        {
          g_string_append (text, text->len ? ", " : "Tiểu học: ");
          g_string_append (text, name + strlen ("TH "));
        }
      else
        g_string_append_printf (text, "%s%s", !text->len ? "" : n_primary > 2 ? "; " : ", ", name);
    }
  return g_string_free (text, FALSE);
}

/**
 * nh_view_units:
 * @context: which plan
 * @record: a record with links to units
 * @field: the field of kind LINKS
 * @all_areas: (out) (optional): whether every unit is an office named by its area
 *
 * Returns: (transfer full): the units as an office lists them in a table cell.
 */
char *
nh_view_units (const NhViewContext *context, NhRecord *record, const char *field,
               gboolean *all_areas)
{
  g_auto (GStrv) keys = g_strsplit (nh_record_raw (record, field), ",", -1);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (NhViewUnit));

  if (all_areas)
    *all_areas = TRUE;
  for (guint i = 0; keys[i]; i++)
    {
      NhRecord *unit = nh_workbook_load (context->workbook, nh_entity_find ("unit"),
                                         g_ascii_strtoll (keys[i], NULL, 10), NULL);
      NhViewUnit name;

      if (!unit)
        continue;
      g_ptr_array_add (units, unit);
      name = (NhViewUnit){ nh_record_text (unit, "name"), nh_record_text (unit, "short_name"),
                           nh_record_text (unit, "area"),
                           nh_view_is_office (nh_record_raw (unit, "kind")) };
      g_array_append_val (names, name);
      if (all_areas && (!name.office || !*name.area))
        *all_areas = FALSE;
    }
  return nh_view_list_units ((const NhViewUnit *) names->data, names->len);
}

/**
 * nh_view_join:
 * @separator: what stands between
 * @a: (nullable): a text
 * @b: (nullable): a text
 *
 * Returns: (transfer full): both texts; only one, without the separator, when the other is empty.
 */
char *
nh_view_join (const char *separator, const char *a, const char *b)
{
  if (!a || !*a)
    return g_strdup (b ? b : "");
  if (!b || !*b)
    return g_strdup (a);
  return g_strconcat (a, separator, b, NULL);
}
