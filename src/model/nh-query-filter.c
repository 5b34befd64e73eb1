/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The filters of a query as SQL. Values are always parameters; names come from the descriptions of
 * the entities.
 */
#include "model/nh-query.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-field-sql.h"

static void
filter_clear (gpointer data)
{
  NhListFilter *filter = data;

  g_free ((char *) filter->field);
  g_free ((char *) filter->value);
  g_strfreev ((char **) filter->values);
  g_free ((char *) filter->from);
  g_free ((char *) filter->to);
}

/**
 * nh_filters_new:
 *
 * Returns: (transfer full) (element-type NhListFilter): an array that owns the texts of its filters.
 */
GArray *
nh_filters_new (void)
{
  GArray *filters = g_array_new (FALSE, FALSE, sizeof (NhListFilter));

  g_array_set_clear_func (filters, filter_clear);
  return filters;
}

/**
 * nh_filters_add:
 * @filters: an array of nh_filters_new()
 * @filter: what to add; its texts are copied
 */
void
nh_filters_add (GArray *filters, const NhListFilter *filter)
{
  NhListFilter copy = *filter;

  copy.field = g_strdup (filter->field);
  copy.value = g_strdup (filter->value);
  copy.values = (const char *const *) g_strdupv ((char **) filter->values);
  copy.from = g_strdup (filter->from);
  copy.to = g_strdup (filter->to);
  g_array_append_val (filters, copy);
}

/**
 * nh_filter_is_of_column:
 * @filter: a filter
 *
 * Returns: whether the user chose it in a column; the others belong to the screen.
 */
gboolean
nh_filter_is_of_column (const NhListFilter *filter)
{
  return filter->kind != NH_FILTER_IS;
}

/**
 * nh_filter_value_sql:
 * @field: a field with one value a row
 *
 * Returns: (transfer full): an expression over the row "t" for what the values of the column are
 *   told apart by: the text, the key of a choice, the month of a day or period ("2024-03"); "" for
 *   an empty cell.
 */
char *
nh_filter_value_sql (const NhField *field)
{
  g_autofree char *shown = NULL;

  if (field->kind == NH_FIELD_PERIOD)
    return g_strdup_printf ("coalesce (substr (t.%s_start, 1, 7), '')", field->name);
  if (field->kind == NH_FIELD_CHOICE)
    return g_strdup_printf ("coalesce (t.%s, '')", field->name);
  shown = nh_field_sql_shown (field);
  if (field->kind == NH_FIELD_DATE)
    return g_strdup_printf ("coalesce (substr (%s, 1, 7), '')", shown);
  if (field->kind == NH_FIELD_INTEGER)
    return g_strdup_printf ("coalesce (CAST (%s AS TEXT), '')", shown);
  return g_strdup_printf ("coalesce (%s, '')", shown);
}

static char *
placeholders (guint n)
{
  GString *sql = g_string_new ("(");

  for (guint i = 0; i < n; i++)
    g_string_append (sql, i ? ", ?" : "?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/**
 * nh_filter_linked_sql:
 * @field: a field of kind LINKS or LIST
 * @what: what of each link is wanted, over the link "l" and, for LINKS, its target "x"
 *
 * Returns: (transfer full): "SELECT … FROM … WHERE …" over all links of the field.
 */
char *
nh_filter_linked_sql (const NhField *field, const char *what)
{
  const NhLink *link = field->link;
  g_autofree char *join = field->kind == NH_FIELD_LIST
                              ? g_strdup ("")
                              : g_strdup_printf (" JOIN %s x ON x.id = l.%s", field->target, link->target);
  g_autofree char *role = link->role ? g_strdup_printf ("l.role = '%s'", link->role) : g_strdup ("1");

  return g_strdup_printf ("SELECT %s FROM %s l%s WHERE %s", what, link->table, join, role);
}

/**
 * nh_filter_link_value_sql:
 * @field: a field of kind LINKS or LIST
 *
 * Returns: (transfer full): an expression for what one link shows, as for nh_filter_linked_sql().
 */
char *
nh_filter_link_value_sql (const NhField *field)
{
  const NhEntity *target;

  if (field->kind == NH_FIELD_LIST)
    return g_strdup_printf ("l.%s", field->link->target);
  target = nh_entity_find (field->target);
  return nh_field_sql_with_alias (target->short_sql ? target->short_sql : target->label_sql, "x");
}

/**
 * nh_filter_link_none_sql:
 * @field: a field of kind LINKS or LIST
 *
 * Returns: (transfer full): a condition for rows "t" without any link.
 */
char *
nh_filter_link_none_sql (const NhField *field)
{
  g_autofree char *owners = g_strdup_printf ("l.%s", field->link->owner);
  g_autofree char *all = nh_filter_linked_sql (field, owners);

  return g_strdup_printf ("t.id NOT IN (%s)", all);
}

static gboolean
is_linked (const NhField *field)
{
  return field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST;
}

static gboolean
has_empty (const NhListFilter *f)
{
  return f->values && g_strv_contains (f->values, "");
}

/* By the target's name or the link's: through the target, whose rows are few, and its index. */
static char *
any_of_sql (const NhListFilter *f, const NhField *field)
{
  g_autofree char *list = placeholders (g_strv_length ((char **) f->values));
  g_autofree char *none = NULL;
  g_autofree char *value = NULL;
  g_autofree char *rows = NULL;

  if (is_linked (field))
    {
      g_autofree char *owners = g_strdup_printf ("l.%s", field->link->owner);

      value = nh_filter_link_value_sql (field);
      rows = nh_filter_linked_sql (field, owners);
      none = has_empty (f) ? nh_filter_link_none_sql (field) : g_strdup ("0");
      return g_strdup_printf ("(t.id IN (%s AND %s IN %s) OR %s)", rows, value, list, none);
    }
  if (field->kind == NH_FIELD_REFERENCE)
    {
      const NhEntity *target = nh_entity_find (field->target);

      value = nh_field_sql_with_alias (target->label_sql, "r");
      /* NULL IN (no rows at all) is false, not NULL: empty cells are asked for by themselves. */
      return g_strdup_printf ("(coalesce (t.%s IN (SELECT r.id FROM %s r WHERE coalesce (%s, '') IN %s), 0)%s%s%s)",
                              field->name, target->name, value, list, has_empty (f) ? " OR t." : "",
                              has_empty (f) ? field->name : "", has_empty (f) ? " IS NULL" : "");
    }
  value = nh_filter_value_sql (field);
  return g_strdup_printf ("(%s IN %s)", value, list);
}

/* The first day of a row "t", by which it belongs to a school year; NULL: rows have none. */
static const char *
day_sql (const NhEntity *entity)
{
  if (nh_entity_find_field (entity, "due_on") >= 0)
    return "t.due_on";
  return g_str_equal (entity->name, "activity") ? "t.period_start" : NULL;
}

/* Whether rows that no referred record decides about are told apart by their days. */
static gboolean
is_by_days (const NhListFilter *f, const NhEntity *entity)
{
  return f->from && f->to && day_sql (entity);
}

/* "plan.school_year": a field of the referred record; rows without one stay, or those of the days .from to .to and
 * without a day. */
static char *
dotted_sql (const NhListFilter *f, const NhEntity *entity, const char *dot)
{
  g_autofree char *own = g_strndup (f->field, dot - f->field);
  int n = nh_entity_find_field (entity, own);
  const char *day = day_sql (entity);

  if (is_by_days (f, entity))
    return g_strdup_printf ("(t.%s IN (SELECT id FROM %s WHERE %s = ?) OR ((t.%s IS NULL OR t.%s IN (SELECT id FROM %s "
                            "WHERE %s IS NULL)) AND (%s IS NULL OR %s BETWEEN ? AND ?)))",
                            own, entity->fields[n].target, dot + 1, own, own, entity->fields[n].target, dot + 1, day, day);
  return g_strdup_printf ("(t.%s IS NULL OR t.%s IN (SELECT id FROM %s WHERE %s = ?))", own, own,
                          entity->fields[n].target, dot + 1);
}

static char *
range_sql (const NhListFilter *f, const NhField *field)
{
  g_autofree char *shown = field->kind == NH_FIELD_PERIOD
                               ? g_strdup_printf ("t.%s_start", field->name)
                               : nh_field_sql_shown (field);
  g_autofree char *from = f->from ? g_strdup_printf (" AND %s >= ?", shown) : g_strdup ("");
  g_autofree char *to = f->to ? g_strdup_printf (" AND %s <= ?", shown) : g_strdup ("");

  return g_strdup_printf ("(coalesce (%s, '') <> ''%s%s)", shown, from, to);
}

/**
 * nh_filter_sql:
 * @f: a filter
 * @entity: whose rows it tests
 *
 * Returns: (transfer full): a condition over the row "t", with parameters for nh_filter_bind().
 */
char *
nh_filter_sql (const NhListFilter *f, const NhEntity *entity)
{
  const char *dot = strchr (f->field, '.');
  int n = dot ? -1 : nh_entity_find_field (entity, f->field);
  const NhField *field = n >= 0 ? &entity->fields[n] : NULL;
  g_autofree char *inner = NULL;

  switch (f->kind)
    {
    case NH_FILTER_ANY_OF:
      return any_of_sql (f, field);
    case NH_FILTER_NONE_OF:
      inner = any_of_sql (f, field);
      return g_strdup_printf ("NOT %s", inner);
    case NH_FILTER_CONTAINS:
      inner = nh_field_sql_shown (field);
      return g_strdup_printf ("instr (nh_fold (coalesce (%s, '')), ?)", inner);
    case NH_FILTER_RANGE:
      return range_sql (f, field);
    case NH_FILTER_IS:
    default:
      break;
    }
  if (dot)
    return dotted_sql (f, entity, dot);
  if (!f->value)
    return g_strdup_printf ("t.%s IS NULL", f->field);
  if (g_str_equal (f->value, "*"))
    return g_strdup_printf ("t.%s IS NOT NULL", f->field);
  if (g_str_has_prefix (f->value, "in:"))
    return g_strdup_printf ("t.%s IN (%s)", f->field, f->value + strlen ("in:"));
  if (g_str_has_prefix (f->value, ">="))
    return g_strdup_printf ("(t.%s IS NULL OR t.%s >= ?)", f->field, f->field);
  return g_strdup_printf (f->value[0] == '!' ? "t.%s IS NOT ?" : "t.%s = ?", f->field);
}

static int
bind_range (const NhListFilter *f, const NhField *field, NhStatement *statement, int index)
{
  const char *ends[] = { f->from, f->to };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i] && field->kind == NH_FIELD_INTEGER)
      nh_statement_bind_int64 (statement, index++, g_ascii_strtoll (ends[i], NULL, 10));
    else if (ends[i])
      nh_statement_bind_text (statement, index++, ends[i]);
  return index;
}

static int
bind_is (const NhListFilter *f, const NhField *field, NhStatement *statement, int index)
{
  const char *value = f->value;

  if (!value || g_str_equal (value, "*") || g_str_has_prefix (value, "in:"))
    return index;
  if (g_str_has_prefix (value, ">="))
    {
      nh_statement_bind_text (statement, index, value + strlen (">="));
      return index + 1;
    }
  if (value[0] == '!')
    value++;
  if (field && (field->kind == NH_FIELD_CHOICE || field->kind == NH_FIELD_TEXT))
    nh_statement_bind_text (statement, index, value);
  else
    nh_statement_bind_int64 (statement, index, g_ascii_strtoll (value, NULL, 10));
  return index + 1;
}

/**
 * nh_filter_bind:
 * @f: a filter
 * @entity: whose rows it tests
 * @statement: with the condition of nh_filter_sql()
 * @index: its first parameter
 *
 * Returns: the next parameter.
 */
int
nh_filter_bind (const NhListFilter *f, const NhEntity *entity, NhStatement *statement, int index)
{
  int n = nh_entity_find_field (entity, f->field);
  const NhField *field = n >= 0 ? &entity->fields[n] : NULL;

  switch (f->kind)
    {
    case NH_FILTER_ANY_OF:
    case NH_FILTER_NONE_OF:
      for (guint i = 0; f->values[i]; i++)
        nh_statement_bind_text (statement, index++, f->values[i]);
      return index;
    case NH_FILTER_CONTAINS:
      {
        g_autofree char *folded = nh_text_fold (f->value);

        nh_statement_bind_text (statement, index, folded);
        return index + 1;
      }
    case NH_FILTER_RANGE:
      return bind_range (f, field, statement, index);
    case NH_FILTER_IS:
    default:
      index = bind_is (f, field, statement, index);
      if (strchr (f->field, '.') && is_by_days (f, entity))
        {
          nh_statement_bind_text (statement, index++, f->from);
          nh_statement_bind_text (statement, index++, f->to);
        }
      return index;
    }
}
