/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thread and one reading connection. A search that is not wanted any more is interrupted, or
 * not begun at all when the next letter came before it.
 */
#include "model/nh-search-private.h"

struct _NhSearcher
{
  gatomicrefcount ref_count; /* the owner, and each answer on its way */
  NhReader *reader;
  GThreadPool *pool;
  NhSearcherFunc func; /* NULL: freed, answers are dropped */
  gpointer data;
  int wanted; /* the number of the last search, atomic */
};

typedef struct
{
  NhSearcher *searcher;
  int number;
  char *text;
  guint limit;
  gint64 school_year;
  GPtrArray *hits;
} Job;

static void
searcher_unref (NhSearcher *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  searcher_unref (job->searcher);
  g_clear_pointer (&job->hits, g_ptr_array_unref);
  g_free (job->text);
  g_free (job);
}

static gboolean
is_wanted (Job *job)
{
  return g_atomic_int_get (&job->searcher->wanted) == job->number;
}

static gboolean
on_found_cb (gpointer data)
{
  Job *job = data;

  if (job->searcher->func && is_wanted (job))
    job->searcher->func (job->text, job->hits, job->searcher->data);
  return G_SOURCE_REMOVE;
}

static void
search_in_thread (gpointer data, gpointer user_data)
{
  Job *job = data;
  NhSearchSource source = { NULL, job->searcher->reader, &job->searcher->wanted, job->number };

  if (!is_wanted (job))
    {
      job_free (job);
      return;
    }
  job->hits = nh_search_run (&source, job->text, job->limit, job->school_year);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_found_cb, job, job_free);
}

/**
 * nh_searcher_new:
 * @workbook: a workbook; free the searcher before it is closed
 * @func: (scope notified): called in the main loop with what was found
 * @data: passed to @func
 *
 * Returns: (transfer full) (nullable): a searcher; %NULL when the file can't be read
 */
NhSearcher *
nh_searcher_new (NhWorkbook *workbook, NhSearcherFunc func, gpointer data)
{
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), NULL);
  NhSearcher *self;

  if (!reader)
    return NULL;
  self = g_new0 (NhSearcher, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->reader = reader;
  self->func = func;
  self->data = data;
  self->pool = g_thread_pool_new (search_in_thread, NULL, 1, FALSE, NULL);
  return self;
}

/**
 * nh_searcher_find:
 * @self: a searcher
 * @text: what was typed
 * @limit: most hits of each kind
 * @school_year: as for nh_search_all()
 *
 * Searches; what was asked before is given up.
 */
void
nh_searcher_find (NhSearcher *self, const char *text, guint limit, gint64 school_year)
{
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_inc (&self->ref_count);
  job->searcher = self;
  job->number = g_atomic_int_add (&self->wanted, 1) + 1;
  job->text = g_strdup (text);
  job->limit = limit;
  job->school_year = school_year;
  nh_reader_interrupt (self->reader);
  g_thread_pool_push (self->pool, job, NULL);
}

/**
 * nh_searcher_free:
 * @self: (transfer full): a searcher; waits for the search under way, which ends soon
 */
void
nh_searcher_free (NhSearcher *self)
{
  g_atomic_int_inc (&self->wanted);
  self->func = NULL;
  nh_reader_interrupt (self->reader);
  g_thread_pool_free (self->pool, FALSE, TRUE); /* those that wait are not wanted: they end at once */
  g_clear_pointer (&self->reader, nh_reader_free);
  searcher_unref (self);
}
