/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-key-loader.h"

#include "model/nh-row-ranks.h"

/* A search that finds fewer than this is sorted whole; one that finds more is so common that the
 * first rows come soon when rows are tested in order. */
#define COMMON_FIND 4000

/* With ranks: a common search shows this many rows at once, found by testing rows in order, but
 * not more than so many; a word that stands in few rows is left to the index early. */
#define SCREENFUL 40
#define MAX_TESTED 2048
#define TESTED_AT_ONCE 128

/* The other hits of such a search are read when no further letter comes so soon. */
#define PAUSE_MS 60

/* A filter of a column may leave few rows of a long table: so many are tested at once, in order;
 * the others by the thread. */
#define WINDOW 4096

NhListKeys *
nh_list_keys_new (void)
{
  NhListKeys *keys = g_new0 (NhListKeys, 1);

  keys->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  keys->groups = nh_list_groups_new ();
  return keys;
}

void
nh_list_keys_free (NhListKeys *keys)
{
  g_array_unref (keys->ids);
  g_array_unref (keys->groups);
  g_free (keys);
}

static NhListKeys *
take_ids (GArray *ids)
{
  NhListKeys *keys = nh_list_keys_new ();

  g_array_unref (keys->ids);
  keys->ids = ids;
  return keys;
}

/* @statement: NULL when it could not be prepared, for instance because it was interrupted */
static GArray *
read_keys (NhStatement *statement, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  while (statement && ids->len < limit && nh_statement_step (statement, &row, NULL) && row)
    {
      gint64 id = nh_statement_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* Keys with the groups of their rows, from the second column. */
static NhListKeys *
read_grouped (NhStatement *statement, const NhQuery *query, guint limit)
{
  NhListKeys *keys;
  gboolean row;

  if (query->group < 0)
    return take_ids (read_keys (statement, limit));
  keys = nh_list_keys_new ();
  while (statement && keys->ids->len < limit && nh_statement_step (statement, &row, NULL) && row)
    {
      gint64 id = nh_statement_int64 (statement, 0);
      const char *group = nh_statement_text (statement, 1);

      g_array_append_val (keys->ids, id);
      nh_list_groups_append (keys->groups, group ? group : "");
    }
  return keys;
}

/* (transfer full): what is read of each row. */
static char *
columns_sql (const NhQuery *query)
{
  g_autofree char *group = query->group >= 0 ? nh_query_group_sql (query) : NULL;

  return group ? g_strconcat ("t.id, ", group, NULL) : g_strdup ("t.id");
}

static gboolean
has_column_filter (const NhQuery *query)
{
  for (guint i = 0; i < query->filters->len; i++)
    if (nh_filter_is_of_column (&g_array_index (query->filters, NhListFilter, i)))
      return TRUE;
  return FALSE;
}

/* The first rows that an index gives, tested for the filters. */
static NhStatement *
prepare_window (NhWorkbook *workbook, const NhQuery *query)
{
  g_autofree char *where = nh_query_where (query, NH_FIND_SCAN);
  g_autofree char *order = nh_query_order_by (query);
  g_autofree char *sql = g_strdup_printf (
      "SELECT t.id FROM %s t %s AND t.id IN (SELECT t.id FROM %s t%s LIMIT %d)%s",
      query->entity->name, where, query->entity->name, order, WINDOW, order);
  NhStatement *statement = nh_store_prepare (nh_workbook_get_store (workbook), sql, NULL);

  if (statement)
    nh_query_bind (query, NH_FIND_SCAN, statement, 1);
  return statement;
}

static NhStatement *
prepare_keys (NhWorkbook *workbook, const NhQuery *query, NhFindWay way, gboolean ordered)
{
  g_autofree char *where = nh_query_where (query, way);
  g_autofree char *order = ordered ? nh_query_order_by (query) : g_strdup ("");
  g_autofree char *columns = ordered ? columns_sql (query) : g_strdup ("t.id");
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t %s%s", columns, query->entity->name,
                                          where, order);
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

/* Searching with ranks. */

/* The first rows with the words, by testing rows in order; NULL where too few have them. */
static GArray *
test_in_order (NhWorkbook *workbook, const NhQuery *query, NhRowRanks *ranks)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhStatement) text = nh_query_prepare_text (workbook, query->entity);
  g_auto (GStrv) words = nh_query_find_words (query->find);
  GHashTable *moved = nh_row_ranks_get_moved (workbook);
  guint n;
  const gint64 *order = nh_row_ranks_get_order (ranks, &n);

  if (!text || !words[0])
    return NULL;
  for (guint i = 0; i < MIN (n, MAX_TESTED) && ids->len < SCREENFUL; i++)
    {
      if (i % TESTED_AT_ONCE == 0 && 2 * ids->len * MAX_TESTED < i * SCREENFUL)
        return NULL;
      if (!g_hash_table_contains (moved, &order[i]) && nh_query_row_has_words (text, order[i], words))
        g_array_append_val (ids, order[i]);
    }
  return ids->len < SCREENFUL ? NULL : g_steal_pointer (&ids);
}

static NhStatement *
hits_statement (NhStore *store, NhReader *reader, const NhQuery *query)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM %s WHERE %s MATCH ? ORDER BY rowid",
                                          query->entity->fts, query->entity->fts);
  g_autofree char *match = nh_query_match_text (query->find);
  NhStatement *statement
      = reader ? nh_reader_prepare (reader, sql, NULL) : nh_store_prepare (store, sql, NULL);

  if (statement)
    nh_statement_bind_text (statement, 1, match);
  return statement;
}

/* The rows of @query by rank; what has none is left in @unknown. */
static GArray *
ranked_rows (NhRowRanks *ranks, const NhQuery *query, NhStatement *hits, GArray *unknown)
{
  g_autoptr (GArray) found = NULL;
  guint n;
  const gint64 *order = nh_row_ranks_get_order (ranks, &n);

  if (query->find)
    {
      found = read_keys (hits, G_MAXUINT);
      return nh_row_ranks_sort (ranks, found, unknown);
    }
  found = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (found, order, n);
  return g_steal_pointer (&found);
}

/* Puts the rows that the ranks do not know, or know at an old place, where they belong. */
static void
place_moved (NhWorkbook *workbook, const NhQuery *query, GArray *ids, const GArray *unknown)
{
  GHashTable *moved = nh_row_ranks_get_moved (workbook);
  g_autoptr (GHashTable) loose = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (NhRowOrder) order = NULL;
  GHashTableIter iter;
  gpointer key;
  guint kept = 0;

  g_hash_table_iter_init (&iter, moved);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (loose, key);
  for (guint i = 0; i < unknown->len; i++)
    g_hash_table_add (loose, &g_array_index (unknown, gint64, i));
  if (!g_hash_table_size (loose))
    return;
  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (loose, &g_array_index (ids, gint64, i)))
      g_array_index (ids, gint64, kept++) = g_array_index (ids, gint64, i);
  g_array_set_size (ids, kept);
  order = nh_row_order_new (workbook, query);
  g_hash_table_iter_init (&iter, loose);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (nh_row_order_is_shown (order, *(gint64 *) key))
      {
        guint at = nh_row_order_position (order, (gint64 *) ids->data, ids->len, *(gint64 *) key);

        g_array_insert_vals (ids, at, key, 1);
      }
}

static GArray *
first_by_ranks (NhWorkbook *workbook, const NhQuery *query, NhRowRanks *ranks, gboolean *complete)
{
  g_autoptr (NhStatement) hits = NULL;
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *ids = query->find ? test_in_order (workbook, query, ranks) : NULL;

  *complete = !ids;
  if (ids)
    return ids;
  if (query->find)
    hits = hits_statement (nh_workbook_get_store (workbook), NULL, query);
  if (query->find && !hits)
    return NULL;
  ids = ranked_rows (ranks, query, hits, unknown);
  place_moved (workbook, query, ids, unknown);
  return ids;
}

/**
 * nh_key_loader_first:
 * @workbook: a workbook
 * @query: what a list shows
 * @short_table: a table of up to so many rows is read whole
 * @first_rows: how many rows of a longer one are wanted
 * @complete: (out): whether the result is all
 *
 * Returns: (transfer full) (nullable): keys in order; %NULL when the first ones can't be had at once.
 */
NhListKeys *
nh_key_loader_first (NhWorkbook *workbook, const NhQuery *query, guint short_table,
                     guint first_rows, gboolean *complete)
{
  g_autoptr (NhStatement) statement = NULL;
  NhRowRanks *ranks = nh_row_ranks_find (workbook, query);
  NhListKeys *keys;

  if (ranks)
    {
      GArray *ids = first_by_ranks (workbook, query, ranks, complete);

      return ids ? take_ids (ids) : NULL;
    }
  *complete = is_short (workbook, query->entity, short_table) || find_is_rare (workbook, query);
  if (!*complete && !nh_query_is_indexed (query))
    return NULL;
  if (!*complete && has_column_filter (query))
    {
      statement = prepare_window (workbook, query);
      return statement ? take_ids (read_keys (statement, first_rows)) : NULL;
    }
  statement = prepare_keys (workbook, query, *complete ? NH_FIND_INDEX : NH_FIND_SCAN, TRUE);
  if (!statement)
    return NULL;
  keys = read_grouped (statement, query, *complete ? G_MAXUINT : first_rows);
  if (!*complete && keys->ids->len < first_rows)
    *complete = TRUE;
  return keys;
}

/* The thread. */

typedef struct
{
  NhReader *reader;
  NhQuery query;
  NhRowRanks *ranks; /* NULL: not known yet */
} Work;

typedef struct
{
  NhListKeys *keys;
  GArray *unknown;   /* rows that @ranks do not know */
  NhRowRanks *ranks; /* NULL: none */
} Loaded;

struct _NhKeyLoader
{
  GCancellable *cancellable;
  NhWorkbook *workbook;
  NhQuery query;
  NhKeyLoaderFunc done;
  gpointer data;
  Work *work;   /* until the thread has it */
  guint source; /* that starts the thread; 0: it was started */
};

static void
work_free (gpointer data)
{
  Work *work = data;

  nh_reader_free (work->reader);
  nh_query_clear (&work->query);
  g_clear_pointer (&work->ranks, nh_row_ranks_unref);
  g_free (work);
}

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->keys, nh_list_keys_free);
  g_array_unref (loaded->unknown);
  g_clear_pointer (&loaded->ranks, nh_row_ranks_unref);
  g_free (loaded);
}

static NhListKeys *
read_ordered (Work *work, const NhQuery *query)
{
  g_autofree char *where = nh_query_where (query, NH_FIND_INDEX);
  g_autofree char *order = nh_query_order_by (query);
  g_autofree char *columns = columns_sql (query);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t %s%s", columns, query->entity->name,
                                          where, order);
  g_autoptr (NhStatement) statement = nh_reader_prepare (work->reader, sql, NULL);

  if (statement)
    nh_query_bind (query, NH_FIND_INDEX, statement, 1);
  return read_grouped (statement, query, G_MAXUINT);
}

static NhRowRanks *
read_ranks (Work *work)
{
  NhListKeys *all;
  NhRowRanks *ranks;
  NhQuery query;

  nh_query_copy (&work->query, &query);
  g_clear_pointer (&query.find, g_free);
  all = read_ordered (work, &query);
  nh_query_clear (&query);
  ranks = nh_row_ranks_new (&work->query, g_array_ref (all->ids));
  nh_list_keys_free (all);
  return ranks;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->unknown = g_array_new (FALSE, FALSE, sizeof (gint64));
  /* An interruption before the first step has no effect, so ask. */
  if (g_cancellable_is_cancelled (cancellable))
    loaded->keys = nh_list_keys_new ();
  else if (nh_row_ranks_possible (&work->query))
    {
      g_autoptr (NhStatement) hits
          = work->query.find ? hits_statement (NULL, work->reader, &work->query) : NULL;

      loaded->ranks = work->ranks ? nh_row_ranks_ref (work->ranks) : read_ranks (work);
      loaded->keys = take_ids (ranked_rows (loaded->ranks, &work->query, hits, loaded->unknown));
    }
  else
    loaded->keys = read_ordered (work, &work->query);
  g_task_return_pointer (task, loaded, loaded_free);
}

static void
loader_free (NhKeyLoader *loader)
{
  g_clear_pointer (&loader->work, work_free);
  g_object_unref (loader->cancellable);
  nh_query_clear (&loader->query);
  g_free (loader);
}

static void
take_loaded (NhKeyLoader *loader, Loaded *loaded)
{
  if (loaded->ranks)
    {
      if (loaded->ranks != nh_row_ranks_find (loader->workbook, &loader->query))
        nh_row_ranks_keep (loader->workbook, loaded->ranks);
      place_moved (loader->workbook, &loader->query, loaded->keys->ids, loaded->unknown);
    }
  loader->done (g_steal_pointer (&loaded->keys), loader->data);
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NhKeyLoader *loader = data;
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), NULL);

  if (loaded && !g_cancellable_is_cancelled (loader->cancellable))
    take_loaded (loader, loaded);
  g_clear_pointer (&loaded, loaded_free);
  loader_free (loader);
}

static void
on_cancelled_cb (GCancellable *cancellable, NhReader *reader)
{
  nh_reader_interrupt (reader);
}

static gboolean
on_start_cb (gpointer data)
{
  NhKeyLoader *loader = data;
  Work *work = g_steal_pointer (&loader->work);
  g_autoptr (GTask) task = g_task_new (NULL, loader->cancellable, on_loaded_cb, loader);

  loader->source = 0;
  g_task_set_task_data (task, work, work_free);
  g_cancellable_connect (loader->cancellable, G_CALLBACK (on_cancelled_cb), work->reader, NULL);
  g_task_run_in_thread (task, load_in_thread);
  return G_SOURCE_REMOVE;
}

/**
 * nh_key_loader_start:
 * @workbook: a workbook
 * @query: what a list shows
 * @done: (scope async): called in the main loop with all keys
 * @data: passed to @done
 *
 * Returns: (nullable): to cancel it by; valid until @done is called. %NULL when the file can't be
 *   read.
 */
NhKeyLoader *
nh_key_loader_start (NhWorkbook *workbook, const NhQuery *query, NhKeyLoaderFunc done, gpointer data)
{
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), NULL);
  NhRowRanks *ranks = nh_row_ranks_find (workbook, query);
  NhKeyLoader *loader;

  if (!reader)
    return NULL;
  loader = g_new0 (NhKeyLoader, 1);
  loader->cancellable = g_cancellable_new ();
  loader->workbook = workbook; /* the list that waits keeps it alive */
  nh_query_copy (query, &loader->query);
  loader->done = done;
  loader->data = data;
  loader->work = g_new0 (Work, 1);
  loader->work->reader = reader;
  nh_query_copy (query, &loader->work->query);
  if (ranks)
    loader->work->ranks = nh_row_ranks_ref (ranks);
  /* Not before the first rows are on screen: the thread would compete with drawing them. */
  if (ranks && query->find)
    loader->source = g_timeout_add (PAUSE_MS, on_start_cb, loader);
  else
    loader->source = g_idle_add_full (G_PRIORITY_LOW, on_start_cb, loader, NULL);
  return loader;
}

/**
 * nh_key_loader_cancel:
 * @loader: (transfer full): what was started
 *
 * The keys are not wanted any more.
 */
void
nh_key_loader_cancel (NhKeyLoader *loader)
{
  if (loader->source)
    {
      g_source_remove (loader->source);
      loader_free (loader);
    }
  else
    g_cancellable_cancel (loader->cancellable); /* it is freed when the thread has ended */
}
