/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-key-loader.h"

/* A search that finds fewer than this is sorted whole; one that finds more is so common that the
 * first rows come soon when rows are tested in order. */
#define COMMON_FIND 4000

static GArray *
read_keys (NhStatement *statement, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  while (ids->len < limit && nh_statement_step (statement, &row, NULL) && row)
    {
      gint64 id = nh_statement_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return ids;
}

static NhStatement *
prepare_keys (NhWorkbook *workbook, const NhQuery *query, NhFindWay way, gboolean ordered)
{
  g_autofree char *where = nh_query_where (query, way);
  g_autofree char *order = ordered ? nh_query_order_by (query) : g_strdup ("");
  g_autofree char *sql = g_strdup_printf ("SELECT t.id FROM %s t %s%s", query->entity->name, where,
                                          order);
  NhStatement *statement = nh_store_prepare (nh_workbook_get_store (workbook), sql, NULL);

  if (statement)
    nh_query_bind (query, way, statement, 1);
  return statement;
}

/* Whether the table has at most @limit rows, without counting a long one to its end. */
static gboolean
is_short (NhWorkbook *workbook, const NhEntity *entity, guint limit)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM %s LIMIT %u)",
                                          entity->name, limit + 1);
  g_autoptr (NhStatement) statement
      = nh_store_prepare (nh_workbook_get_store (workbook), sql, NULL);
  gboolean row;

  return !statement || !nh_statement_step (statement, &row, NULL) || !row
         || nh_statement_int64 (statement, 0) <= limit;
}

static gboolean
find_is_rare (NhWorkbook *workbook, const NhQuery *query)
{
  g_autoptr (NhStatement) statement = NULL;
  g_autoptr (GArray) some = NULL;

  if (!query->find || !query->entity->fts)
    return FALSE;
  statement = prepare_keys (workbook, query, NH_FIND_INDEX, FALSE);
  if (!statement)
    return FALSE;
  some = read_keys (statement, COMMON_FIND);
  return some->len < COMMON_FIND;
}

GArray *
nh_key_loader_first (NhWorkbook *workbook, const NhQuery *query, guint short_table,
                     guint first_rows, gboolean *complete)
{
  g_autoptr (NhStatement) statement = NULL;
  GArray *ids;

  *complete = is_short (workbook, query->entity, short_table) || find_is_rare (workbook, query);
  if (!*complete && !nh_query_is_indexed (query))
    return NULL;
  statement = prepare_keys (workbook, query, *complete ? NH_FIND_INDEX : NH_FIND_SCAN, TRUE);
  if (!statement)
    return NULL;
  ids = read_keys (statement, *complete ? G_MAXUINT : first_rows);
  if (!*complete && ids->len < first_rows)
    *complete = TRUE;
  return ids;
}

/* The thread. */

struct _NhKeyLoader
{
  GCancellable *cancellable;
  NhKeyLoaderFunc done;
  gpointer data;
};

typedef struct
{
  NhReader *reader;
  NhQuery query;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  nh_reader_free (work->reader);
  nh_query_clear (&work->query);
  g_free (work);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  g_autofree char *where = nh_query_where (&work->query, NH_FIND_INDEX);
  g_autofree char *order = nh_query_order_by (&work->query);
  g_autofree char *sql = g_strdup_printf ("SELECT t.id FROM %s t %s%s", work->query.entity->name,
                                          where, order);
  NhStatement *statement = nh_reader_prepare (work->reader, sql, NULL);
  GArray *ids;

  /* An interruption before the first step has no effect, so ask. */
  if (statement && !g_cancellable_is_cancelled (cancellable))
    {
      nh_query_bind (&work->query, NH_FIND_INDEX, statement, 1);
      ids = read_keys (statement, G_MAXUINT);
    }
  else
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  nh_statement_done (statement);
  g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NhKeyLoader *loader = data;
  g_autoptr (GArray) ids = g_task_propagate_pointer (G_TASK (result), NULL);

  if (ids && !g_cancellable_is_cancelled (loader->cancellable))
    loader->done (ids, loader->data);
  g_object_unref (loader->cancellable);
  g_free (loader);
}

static void
on_cancelled_cb (GCancellable *cancellable, NhReader *reader)
{
  nh_reader_interrupt (reader);
}

NhKeyLoader *
nh_key_loader_start (NhWorkbook *workbook, const NhQuery *query, NhKeyLoaderFunc done, gpointer data)
{
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), NULL);
  NhKeyLoader *loader;
  g_autoptr (GTask) task = NULL;
  Work *work;

  if (!reader)
    return NULL;
  loader = g_new0 (NhKeyLoader, 1);
  loader->cancellable = g_cancellable_new ();
  loader->done = done;
  loader->data = data;
  work = g_new0 (Work, 1);
  work->reader = reader;
  nh_query_copy (query, &work->query);
  task = g_task_new (NULL, loader->cancellable, on_loaded_cb, loader);
  g_task_set_task_data (task, work, work_free);
  g_cancellable_connect (loader->cancellable, G_CALLBACK (on_cancelled_cb), reader, NULL);
  g_task_run_in_thread (task, load_in_thread);
  return loader;
}

void
nh_key_loader_cancel (NhKeyLoader *loader)
{
  g_cancellable_cancel (loader->cancellable);
}

/* The place of one row. */

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
  NhStatement *shown; /* whether a row is in the list */
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
  g_autofree char *where = nh_query_where (query, NH_FIND_INDEX);
  g_autofree char *shown = NULL;
  NhStore *store = nh_workbook_get_store (workbook);

  order->query = query;
  order->n = list->len;
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (sql, "%s%s", i ? ", " : "", (char *) g_ptr_array_index (list, i));
  g_string_append_printf (sql, " FROM %s t WHERE t.id = ?", query->entity->name);
  order->keys = nh_store_prepare (store, sql->str, NULL);
  shown = g_strdup_printf ("SELECT 1 FROM %s t %s%st.id = ?", query->entity->name, where,
                           *where ? " AND " : "WHERE ");
  order->shown = nh_store_prepare (store, shown, NULL);
  return order;
}

void
nh_row_order_free (NhRowOrder *order)
{
  g_clear_pointer (&order->keys, nh_statement_done);
  g_clear_pointer (&order->shown, nh_statement_done);
  g_array_unref (order->descending);
  g_free (order);
}

gboolean
nh_row_order_is_shown (NhRowOrder *order, gint64 id)
{
  gboolean row = FALSE;
  int index;

  if (!order->shown)
    return FALSE;
  nh_statement_reset (order->shown);
  index = nh_query_bind (order->query, NH_FIND_INDEX, order->shown, 1);
  nh_statement_bind_int64 (order->shown, index, id);
  return nh_statement_step (order->shown, &row, NULL) && row;
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
