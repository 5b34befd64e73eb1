/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of a query: groups first, then what the user sorts by, then the key of the record, so
 * that the order is total. Empty cells come last in both directions, as in spreadsheets.
 */
#include "model/nh-query.h"

#include "model/nh-field-sql.h"

typedef struct
{
  GPtrArray *expressions;
  GArray *descending;
} Order;

static void
add (Order *order, char *expression, gboolean descending)
{
  g_ptr_array_add (order->expressions, expression);
  g_array_append_val (order->descending, descending);
}

static char *
sort_key_sql (const NhField *field)
{
  const NhEntity *target = field->target ? nh_entity_find (field->target) : NULL;
  g_autofree char *shown = NULL;

  if (field->kind == NH_FIELD_REFERENCE && nh_entity_find_field (target, "sort_key") >= 0)
    return g_strdup_printf ("(SELECT sort_key FROM %s WHERE id = t.%s)", field->target, field->name);
  shown = nh_field_sql_shown (field);
  return g_strdup_printf ("nh_sort_key (%s)", shown);
}

static gboolean
has_own_key (const NhQuery *query, const NhField *field)
{
  return g_str_equal (field->name, "name") && nh_entity_find_field (query->entity, "sort_key") >= 0;
}

static void
add_field (Order *order, const NhQuery *query, const NhListSort *sort)
{
  const NhField *f = &query->entity->fields[sort->field];
  g_autofree char *shown = NULL;

  if (has_own_key (query, f))
    {
      add (order, g_strdup ("t.sort_key"), sort->descending);
      return;
    }
  if (f->kind == NH_FIELD_PERIOD)
    {
      add (order, g_strdup_printf ("(t.%s_start IS NULL)", f->name), FALSE);
      add (order, g_strdup_printf ("t.%s_start", f->name), sort->descending);
      add (order, g_strdup_printf ("t.%s_end", f->name), sort->descending);
      return;
    }
  shown = nh_field_sql_shown (f);
  add (order, g_strdup_printf ("(coalesce (%s, '') = '')", shown), FALSE);
  if (f->kind == NH_FIELD_INTEGER || f->kind == NH_FIELD_DATE)
    add (order, g_strdup (shown), sort->descending);
  else
    add (order, sort_key_sql (f), sort->descending);
}

/* Choices in the order of their list: "council" stands before "cluster" there for a reason. */
static char *
choice_rank_sql (const NhField *field)
{
  GString *sql = g_string_new (NULL);
  guint n = 0;

  g_string_append_printf (sql, "(CASE t.%s", field->name);
  for (const NhChoice *c = field->choices; c->key; c++)
    g_string_append_printf (sql, " WHEN '%s' THEN %u", c->key, n++);
  g_string_append_printf (sql, " ELSE %u END)", n);
  return g_string_free (sql, FALSE);
}

/**
 * nh_query_group_sql:
 * @query: a query with groups
 *
 * Returns: (transfer full): an expression over the row "t" for the key of its group, a text; "" for
 *   the group of the empty cells. The key of a reference is the target's, so that namesakes are two
 *   groups.
 */
char *
nh_query_group_sql (const NhQuery *query)
{
  const NhField *field = &query->entity->fields[query->group];

  if (field->kind == NH_FIELD_REFERENCE)
    return g_strdup_printf ("coalesce (CAST (t.%s AS TEXT), '')", field->name);
  return nh_filter_value_sql (field);
}

static void
add_group (Order *order, const NhQuery *query)
{
  const NhField *field = &query->entity->fields[query->group];
  g_autofree char *group = nh_query_group_sql (query);
  gboolean down = FALSE;

  for (guint i = 0; i < query->n_sorts; i++)
    if (query->sorts[i].field == query->group)
      down = query->sorts[i].descending;
  add (order, g_strdup_printf ("(%s = '')", group), FALSE);
  if (field->kind == NH_FIELD_CHOICE)
    add (order, choice_rank_sql (field), down);
  else if (field->kind == NH_FIELD_INTEGER)
    add (order, g_strdup_printf ("t.%s", field->name), down);
  else if (field->kind != NH_FIELD_DATE && field->kind != NH_FIELD_PERIOD)
    add (order, sort_key_sql (field), down);
  add (order, g_strdup (group), down);
}

/**
 * nh_query_order:
 * @query: what a list shows
 * @descending: (out) (transfer full): for each expression, whether it runs downwards
 *
 * Returns: (transfer full) (element-type utf8): the expressions to order by.
 */
GPtrArray *
nh_query_order (const NhQuery *query, GArray **descending)
{
  Order order = { g_ptr_array_new_with_free_func (g_free),
                  g_array_new (FALSE, FALSE, sizeof (gboolean)) };

  if (query->group >= 0)
    add_group (&order, query);
  for (guint i = 0; i < query->n_sorts; i++)
    add_field (&order, query, &query->sorts[i]);
  if (!query->n_sorts)
    {
      g_auto (GStrv) parts = g_strsplit (query->entity->order, ", ", -1);

      for (guint i = 0; parts[i]; i++)
        add (&order, g_strdup (parts[i]), FALSE);
    }
  add (&order, g_strdup ("t.id"), FALSE);
  *descending = order.descending;
  return order.expressions;
}

/**
 * nh_query_order_by:
 * @query: what a list shows
 *
 * Returns: (transfer full): " ORDER BY …".
 */
char *
nh_query_order_by (const NhQuery *query)
{
  g_autoptr (GArray) directions = NULL;
  g_autoptr (GPtrArray) list = nh_query_order (query, &directions);
  GString *sql = g_string_new (" ORDER BY ");

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (sql, "%s%s%s", i ? ", " : "", (char *) g_ptr_array_index (list, i),
                            g_array_index (directions, gboolean, i) ? " DESC" : "");
  return g_string_free (sql, FALSE);
}

/**
 * nh_query_is_indexed:
 * @query: what a list shows
 *
 * Returns: whether an index of the database gives the rows in order.
 */
gboolean
nh_query_is_indexed (const NhQuery *query)
{
  if (query->group >= 0 || query->n_sorts > 1)
    return FALSE;
  if (!query->n_sorts)
    return query->entity->order_index != NULL;
  return has_own_key (query, &query->entity->fields[query->sorts[0].field]) && !query->sorts[0].descending;
}

/**
 * nh_query_same_order:
 * @a: a query
 * @sorts: (array length=n_sorts): what another one sorts by
 * @n_sorts: how many
 *
 * Returns: whether both sort the same way.
 */
gboolean
nh_query_same_order (const NhQuery *a, const NhListSort *sorts, guint n_sorts)
{
  if (a->n_sorts != n_sorts)
    return FALSE;
  for (guint i = 0; i < n_sorts; i++)
    if (a->sorts[i].field != sorts[i].field || a->sorts[i].descending != sorts[i].descending)
      return FALSE;
  return TRUE;
}

/**
 * nh_query_set_sorts:
 * @query: a query
 * @sorts: (array length=n_sorts) (nullable): the first one counts most; fields that are not there
 *   or come again are passed over
 * @n_sorts: how many; 0: the entity's own order
 */
void
nh_query_set_sorts (NhQuery *query, const NhListSort *sorts, guint n_sorts)
{
  guint n_fields = nh_entity_get_n_fields (query->entity);

  query->n_sorts = 0;
  for (guint i = 0; i < n_sorts && query->n_sorts < NH_LIST_MAX_SORTS; i++)
    {
      gboolean known = sorts[i].field < 0 || sorts[i].field >= (int) n_fields;

      for (guint j = 0; j < query->n_sorts; j++)
        known = known || query->sorts[j].field == sorts[i].field;
      if (!known)
        query->sorts[query->n_sorts++] = sorts[i];
    }
}
