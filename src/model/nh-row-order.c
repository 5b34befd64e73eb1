/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where one row stands among the rows of a list, without reading the others.
 */
#include "model/nh-key-loader.h"

typedef struct
{
  char type;
  gint64 number;
  double real;
  char *text;
} Key;

struct _NhRowOrder
{
  NhStatement *keys;  /* the order's expressions of one row */
  NhStatement *shown; /* whether a row passes the filters */
  NhStatement *text;  /* what is searched in it; NULL: .shown looks at the words too */
  NhStatement *group; /* the key of a row's group; NULL: no groups */
  GStrv words;
  const NhQuery *query;
  GArray *descending;
  guint n;
};

NhRowOrder *
nh_row_order_new (NhWorkbook *workbook, const NhQuery *query)
{
  NhRowOrder *order = g_new0 (NhRowOrder, 1);
  g_autoptr (GPtrArray) list = nh_query_order (query, &order->descending);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *where = NULL;
  g_autofree char *shown = NULL;
  NhStore *store = nh_workbook_get_store (workbook);
  NhQuery filters = *query;

  /* The index would give all hits, of which one is wanted: the words are looked for in C. */
  if (query->find && query->entity->fts)
    {
      order->text = nh_query_prepare_text (workbook, query->entity);
      order->words = nh_query_find_words (query->find);
      filters.find = NULL;
    }
  where = nh_query_where (&filters, NH_FIND_INDEX);

  order->query = query;
  order->n = list->len;
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (sql, "%s%s", i ? ", " : "", (char *) g_ptr_array_index (list, i));
  g_string_append_printf (sql, " FROM %s t WHERE t.id = ?", query->entity->name);
  order->keys = nh_store_prepare (store, sql->str, NULL);
  shown = g_strdup_printf ("SELECT 1 FROM %s t %s%st.id = ?", query->entity->name, where,
                           *where ? " AND " : "WHERE ");
  order->shown = nh_store_prepare (store, shown, NULL);
  if (query->group >= 0)
    {
      g_autofree char *key = nh_query_group_sql (query);
      g_autofree char *group = g_strdup_printf ("SELECT %s FROM %s t WHERE t.id = ?", key,
                                                query->entity->name);

      order->group = nh_store_prepare (store, group, NULL);
    }
  return order;
}

void
nh_row_order_free (NhRowOrder *order)
{
  g_clear_pointer (&order->keys, nh_statement_done);
  g_clear_pointer (&order->shown, nh_statement_done);
  g_clear_pointer (&order->text, nh_statement_done);
  g_clear_pointer (&order->group, nh_statement_done);
  g_clear_pointer (&order->words, g_strfreev);
  g_array_unref (order->descending);
  g_free (order);
}

gboolean
nh_row_order_is_shown (NhRowOrder *order, gint64 id)
{
  NhQuery filters = *order->query;
  gboolean row = FALSE;
  int index;

  if (!order->shown)
    return FALSE;
  if (order->text)
    filters.find = NULL;
  nh_statement_reset (order->shown);
  index = nh_query_bind (&filters, NH_FIND_INDEX, order->shown, 1);
  nh_statement_bind_int64 (order->shown, index, id);
  if (!nh_statement_step (order->shown, &row, NULL) || !row)
    return FALSE;
  return !order->text || (order->words[0] && nh_query_row_has_words (order->text, id, order->words));
}

static void
key_clear (gpointer data)
{
  g_free (((Key *) data)->text);
}

static GArray *
keys_of (NhRowOrder *order, gint64 id)
{
  GArray *keys = g_array_new (FALSE, TRUE, sizeof (Key));
  gboolean row = FALSE;

  g_array_set_clear_func (keys, key_clear);
  if (!order->keys)
    return keys;
  nh_statement_reset (order->keys);
  nh_statement_bind_int64 (order->keys, 1, id);
  if (!nh_statement_step (order->keys, &row, NULL) || !row)
    return keys;
  for (guint i = 0; i < order->n; i++)
    {
      Key key = { nh_statement_column_type (order->keys, (int) i), 0, 0, NULL };

      if (key.type == 'i')
        key.number = nh_statement_int64 (order->keys, (int) i);
      else if (key.type == 'f')
        key.real = nh_statement_double (order->keys, (int) i);
      else if (key.type == 't')
        key.text = g_strdup (nh_statement_text (order->keys, (int) i));
      g_array_append_val (keys, key);
    }
  nh_statement_reset (order->keys);
  return keys;
}

/* As SQLite orders: nothing before numbers before texts, texts by their bytes. */
static int
compare_key (const Key *a, const Key *b)
{
  int ra = a->type == 'n' ? 0 : a->type == 't' ? 2 : 1;
  int rb = b->type == 'n' ? 0 : b->type == 't' ? 2 : 1;

  if (ra != rb)
    return ra - rb;
  if (ra == 2)
    return g_strcmp0 (a->text, b->text);
  if (ra == 0)
    return 0;
  if (a->type == 'i' && b->type == 'i')
    return (a->number > b->number) - (a->number < b->number);
  {
    double da = a->type == 'i' ? (double) a->number : a->real;
    double db = b->type == 'i' ? (double) b->number : b->real;

    return (da > db) - (da < db);
  }
}

static int
compare_keys (NhRowOrder *order, GArray *a, GArray *b)
{
  for (guint i = 0; i < order->n && i < a->len && i < b->len; i++)
    {
      int sign = compare_key (&g_array_index (a, Key, i), &g_array_index (b, Key, i));

      if (sign)
        return g_array_index (order->descending, gboolean, i) ? -sign : sign;
    }
  return 0;
}

int
nh_row_order_compare (NhRowOrder *order, gint64 a, gint64 b)
{
  g_autoptr (GArray) ka = keys_of (order, a);
  g_autoptr (GArray) kb = keys_of (order, b);

  return compare_keys (order, ka, kb);
}

guint
nh_row_order_position (NhRowOrder *order, const gint64 *ids, guint n, gint64 id)
{
  g_autoptr (GArray) own = keys_of (order, id);
  guint low = 0;
  guint high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (GArray) other = keys_of (order, ids[middle]);

      if (compare_keys (order, other, own) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* (transfer full): the group of a row; "" without groups. */
char *
nh_row_order_group (NhRowOrder *order, gint64 id)
{
  gboolean row = FALSE;
  char *key;

  if (!order->group)
    return g_strdup ("");
  nh_statement_reset (order->group);
  nh_statement_bind_int64 (order->group, 1, id);
  if (!nh_statement_step (order->group, &row, NULL) || !row)
    return g_strdup ("");
  key = g_strdup (nh_statement_text (order->group, 0));
  nh_statement_reset (order->group);
  return key ? key : g_strdup ("");
}
