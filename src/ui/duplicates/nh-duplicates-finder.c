/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/duplicates/nh-duplicates-finder.h"

#include <glib/gi18n-lib.h>

/* After an edit, until the next one that may follow at once. */
#define PAUSE_MS 400

/* A list of thousands of namesakes would be read by nobody. */
#define MOST_NAMESAKES 300

struct _NhDuplicatesFinder
{
  GObject parent_instance;

  NhSession *session; /* unowned: it owns the finder */
  const NhEntity *entity;
  GPtrArray *found;
  guint n_left_out;
  GCancellable *cancellable; /* of the search under way */
  guint pause;
  gboolean started; /* somebody looks at it: follow the changes */
};

G_DEFINE_FINAL_TYPE (NhDuplicatesFinder, nh_duplicates_finder, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct
{
  NhReader *reader;
  gboolean people;
  guint n_left_out;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  nh_reader_free (work->reader);
  g_free (work);
}

static void
find_in_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  GPtrArray *found = work->people
                         ? nh_duplicates_people (work->reader, MOST_NAMESAKES, &work->n_left_out, cancellable, &error)
                         : nh_duplicates_units (work->reader, cancellable, &error);

  if (found)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  NhDuplicatesFinder *self = NH_DUPLICATES_FINDER (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GPtrArray *found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return; /* a newer search is under way */
    }
  g_clear_object (&self->cancellable);
  if (found)
    {
      g_clear_pointer (&self->found, g_ptr_array_unref);
      self->found = found;
      self->n_left_out = work->n_left_out;
    }
  else if (self->session)
    nh_session_report (self->session, error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cancel (NhDuplicatesFinder *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
search (NhDuplicatesFinder *self)
{
  NhStore *store = nh_workbook_get_store (nh_session_get_workbook (self->session));
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  NhReader *reader;
  Work *work;

  cancel (self);
  reader = store ? nh_store_open_reader (store, &error) : NULL;
  if (!reader)
    return;
  work = g_new0 (Work, 1);
  work->reader = reader;
  work->people = g_str_equal (self->entity->name, "person");
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_found_cb, NULL);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, find_in_thread);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_pause_cb (gpointer data)
{
  NhDuplicatesFinder *self = data;

  self->pause = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (NhDuplicatesFinder *self,
               GArray *changes)
{
  static const char *const of_units[] = { "unit", "unit_alias", "unit_distinct" };
  gboolean touched = nh_session_changes_touch (changes, self->entity->name);

  for (guint i = 0; i < G_N_ELEMENTS (of_units); i++)
    touched |= g_str_equal (self->entity->name, "unit") && nh_session_changes_touch (changes, of_units[i]);
  if (!touched || !self->started)
    return;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

static void
nh_duplicates_finder_dispose (GObject *object)
{
  NhDuplicatesFinder *self = NH_DUPLICATES_FINDER (object);

  cancel (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_duplicates_finder_parent_class)->dispose (object);
}

static void
nh_duplicates_finder_class_init (NhDuplicatesFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_duplicates_finder_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_duplicates_finder_init (NhDuplicatesFinder *self)
{
}

static char *
key_of (const NhEntity *entity)
{
  return g_strconcat ("nh-duplicates-", entity->name, NULL);
}

/* The session is gone or its workbook closed: what still runs ends into nothing. */
static void
detach (gpointer data)
{
  NhDuplicatesFinder *self = data;

  cancel (self);
  self->session = NULL;
  g_object_unref (self);
}

/**
 * nh_duplicates_finder_get:
 * @session: the open workbook
 * @entity: units or people
 *
 * Returns: (transfer none): the finder of that list; it does nothing until it is started.
 */
NhDuplicatesFinder *
nh_duplicates_finder_get (NhSession *session,
                          const NhEntity *entity)
{
  g_autofree char *key = key_of (entity);
  NhDuplicatesFinder *self = g_object_get_data (G_OBJECT (session), key);

  if (self)
    return self;
  self = g_object_new (NH_TYPE_DUPLICATES_FINDER, NULL);
  self->session = session;
  self->entity = entity;
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (session), key, self, detach);
  return self;
}

/** nh_duplicates_finder_start: searches, once; from then on again after each change of the list. */
void
nh_duplicates_finder_start (NhDuplicatesFinder *self)
{
  if (self->started)
    return;
  self->started = TRUE;
  search (self);
}

/** nh_duplicates_finder_is_running: Returns: whether a search is under way or about to begin. */
gboolean
nh_duplicates_finder_is_running (NhDuplicatesFinder *self)
{
  return self->cancellable != NULL || self->pause != 0;
}

/** nh_duplicates_finder_get_found: Returns: (transfer none) (nullable): what the last search found. */
GPtrArray *
nh_duplicates_finder_get_found (NhDuplicatesFinder *self)
{
  return self->found;
}

/** nh_duplicates_finder_get_n_left_out: Returns: how many groups of namesakes are not among them. */
guint
nh_duplicates_finder_get_n_left_out (NhDuplicatesFinder *self)
{
  return self->n_left_out;
}

/** nh_duplicates_finder_count: Returns: how many proposals there are; namesakes do not count. */
guint
nh_duplicates_finder_count (NhDuplicatesFinder *self)
{
  guint n = 0;

  for (guint i = 0; self->found && i < self->found->len; i++)
    n += ((const NhDuplicate *) g_ptr_array_index (self->found, i))->kind != NH_DUPLICATE_NAMESAKES;
  return n;
}

/** nh_duplicates_finder_stop_all: ends the searches of a workbook that is about to be closed. */
void
nh_duplicates_finder_stop_all (NhSession *session)
{
  static const char *const names[] = { "unit", "person" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = key_of (nh_entity_find (names[i]));

      g_object_set_data (G_OBJECT (session), key, NULL);
    }
}
