/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-conflicts-private.h"

#include <string.h>

enum
{
  CHANGED,
  N_SIGNALS
};

/* Where an activity stands in a list. */
typedef struct
{
  NhConflictList list;
  gint64 who;
  NhSpan span;
} Place;

/* Where an activity stands, in one piece. */
typedef struct
{
  gint64 id;
  guint n;
  Place places[];
} Places;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhConflicts, nh_conflicts, G_TYPE_OBJECT)

static gint64 *
new_key (gint64 id)
{
  gint64 *key = g_new (gint64, 1);

  *key = id;
  return key;
}

static NhConflictTime
time_of (const NhAgendaActivity *activity)
{
  return (NhConflictTime){ activity->exactness, activity->start, activity->end, activity->minute };
}

static void
note_place (NhConflicts *self, NhConflictList list, gint64 who, const NhSpan *span, gpointer data)
{
  GArray *places = data;
  NhSpans *spans = g_hash_table_lookup (self->lists[list], &who);
  Place place = { list, who, *span };

  if (!spans)
    {
      spans = nh_spans_new ();
      g_hash_table_insert (self->lists[list], new_key (who), spans);
    }
  nh_spans_add (spans, span);
  g_array_append_val (places, place);
}

static void
add_activity (NhConflicts *self, const NhAgendaActivity *activity, GArray *scratch)
{
  NhConflictTime time = time_of (activity);
  Places *places;

  g_array_set_size (scratch, 0);
  nh_conflicts_each_place (self, activity, &time, note_place, scratch);
  if (!scratch->len)
    return;
  places = g_malloc (sizeof *places + scratch->len * sizeof (Place));
  places->id = activity->id;
  places->n = scratch->len;
  memcpy (places->places, scratch->data, scratch->len * sizeof (Place));
  g_hash_table_insert (self->places, &places->id, places);
}

static void
look_at (NhConflicts *self, const NhAgendaActivity *activity)
{
  NhConflictTime time = time_of (activity);

  g_array_set_size (self->scratch, 0);
  nh_conflicts_side (self, activity, &time, self->scratch);
  if (self->scratch->len)
    g_hash_table_insert (self->sides, new_key (activity->id), g_array_copy (self->scratch));
  else
    g_hash_table_remove (self->sides, &activity->id);
}

static void
rebuild (NhConflicts *self)
{
  GPtrArray *activities = nh_agenda_get_activities (self->agenda);
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < NH_N_LISTS; i++)
    g_hash_table_remove_all (self->lists[i]);
  g_hash_table_remove_all (self->places);
  g_hash_table_remove_all (self->sides);
  for (guint i = 0; i < activities->len; i++)
    add_activity (self, activities->pdata[i], scratch);
  for (guint i = 0; i < activities->len; i++)
    look_at (self, activities->pdata[i]);
}

static gboolean
note_affected (const NhSpan *span, gpointer affected)
{
  if (!g_hash_table_contains (affected, &span->id))
    g_hash_table_add (affected, new_key (span->id));
  return TRUE;
}

/* Those whose side may be other because something comes to, or leaves, a place. */
static void
note_neighbours (NhConflicts *self, const Place *place, GHashTable *affected)
{
  /* Who hosts looks at who is inspected, and the other way. */
  NhConflictList list = place->list == NH_LIST_UNIT_HOSTS       ? NH_LIST_UNIT_INSPECTED
                        : place->list == NH_LIST_UNIT_INSPECTED ? NH_LIST_UNIT_HOSTS
                                                                : place->list;
  NhSpans *spans = g_hash_table_lookup (self->lists[list], &place->who);

  if (spans)
    nh_spans_visit (spans, place->span.from, place->span.to, note_affected, affected);
}

static void
note_all_neighbours (NhConflicts *self, gint64 id, GHashTable *affected)
{
  const Places *places = g_hash_table_lookup (self->places, &id);

  for (guint i = 0; places && i < places->n; i++)
    note_neighbours (self, &places->places[i], affected);
}

static void
remove_activity (NhConflicts *self, gint64 id)
{
  const Places *places = g_hash_table_lookup (self->places, &id);

  for (guint i = 0; places && i < places->n; i++)
    {
      const Place *place = &places->places[i];
      NhSpans *spans = g_hash_table_lookup (self->lists[place->list], &place->who);

      nh_spans_remove (spans, &place->span);
      if (!nh_spans_get_n (spans))
        g_hash_table_remove (self->lists[place->list], &place->who);
    }
  g_hash_table_remove (self->places, &id);
  g_hash_table_remove (self->sides, &id);
}

static void
update (NhConflicts *self, GArray *ids)
{
  g_autoptr (GHashTable) affected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) scratch = g_array_new (FALSE, FALSE, sizeof (Place));
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const NhAgendaActivity *activity = nh_agenda_find (self->agenda, id);

      note_all_neighbours (self, id, affected);
      remove_activity (self, id);
      if (!activity)
        continue;
      add_activity (self, activity, scratch);
      note_all_neighbours (self, id, affected);
      if (!g_hash_table_contains (affected, &id))
        g_hash_table_add (affected, new_key (id));
    }
  g_hash_table_iter_init (&iter, affected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const NhAgendaActivity *activity = nh_agenda_find (self->agenda, *(gint64 *) key);

      if (activity)
        look_at (self, activity);
    }
}

/* No activity is other: then only papers are. */
static void
on_agenda_changed_cb (NhAgenda *agenda, GArray *ids, NhConflicts *self)
{
  if (ids && !ids->len)
    return;
  if (ids)
    update (self, ids);
  else
    rebuild (self);
  g_clear_pointer (&self->all, g_array_unref);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
nh_conflicts_dispose (GObject *object)
{
  NhConflicts *self = NH_CONFLICTS (object);

  if (self->agenda)
    g_clear_signal_handler (&self->changed_id, self->agenda);
  g_clear_object (&self->agenda);

  G_OBJECT_CLASS (nh_conflicts_parent_class)->dispose (object);
}

static void
nh_conflicts_finalize (GObject *object)
{
  NhConflicts *self = NH_CONFLICTS (object);

  for (guint i = 0; i < NH_N_LISTS; i++)
    g_hash_table_unref (self->lists[i]);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->sides);
  g_array_unref (self->scratch);
  g_hash_table_unref (self->free_days);
  g_clear_pointer (&self->all, g_array_unref);

  G_OBJECT_CLASS (nh_conflicts_parent_class)->finalize (object);
}

static void
nh_conflicts_class_init (NhConflictsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nh_conflicts_dispose;
  object_class->finalize = nh_conflicts_finalize;

  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_CONFLICTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_conflicts_init (NhConflicts *self)
{
  for (guint i = 0; i < NH_N_LISTS; i++)
    self->lists[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) nh_spans_free);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->scratch = g_array_new (FALSE, FALSE, sizeof (NhConflict));
  self->sides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->free_days = g_hash_table_new (NULL, NULL);
}

/**
 * nh_conflicts_new:
 * @agenda: the agenda of a year
 *
 * Finds what can't be true at once, and follows the agenda from then on.
 *
 * Returns: (transfer full): the conflicts.
 */
NhConflicts *
nh_conflicts_new (NhAgenda *agenda)
{
  NhConflicts *self = g_object_new (NH_TYPE_CONFLICTS, NULL);

  self->agenda = g_object_ref (agenda);
  rebuild (self);
  self->changed_id = g_signal_connect (agenda, "changed", G_CALLBACK (on_agenda_changed_cb), self);
  return self;
}

/* Two activities, whichever comes first, and what is between them. */
static guint
pair_hash (gconstpointer data)
{
  const NhConflict *c = data;
  /* Unsigned, since keys of another program may be as large as they like. */
  gint64 sum = (gint64) ((guint64) c->activity + (guint64) c->other), who = c->who;

  return g_int64_hash (&sum) * 31 + g_int64_hash (&who) * 7 + c->kind;
}

static gboolean
pair_equal (gconstpointer a, gconstpointer b)
{
  const NhConflict *x = a, *y = b;

  return x->kind == y->kind && x->who == y->who
         && ((x->activity == y->activity && x->other == y->other) || (x->activity == y->other && x->other == y->activity));
}

/* In the order of the agenda: a pair belongs to the one that comes first there. */
static GArray *
all_conflicts (NhConflicts *self)
{
  GPtrArray *activities = nh_agenda_get_activities (self->agenda);
  g_autoptr (GHashTable) pairs = NULL;

  if (self->all)
    return self->all;
  pairs = g_hash_table_new (pair_hash, pair_equal);
  self->all = g_array_new (FALSE, FALSE, sizeof (NhConflict));
  for (guint i = 0; g_hash_table_size (self->sides) && i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];
      GArray *side = g_hash_table_lookup (self->sides, &activity->id);

      for (guint j = 0; side && j < side->len; j++)
        if (g_hash_table_add (pairs, &g_array_index (side, NhConflict, j)))
          g_array_append_val (self->all, g_array_index (side, NhConflict, j));
    }
  return self->all;
}

/** nh_conflicts_get_n: Returns: how many there are; a pair of activities counts once for each person or unit. */
guint
nh_conflicts_get_n (NhConflicts *self)
{
  return all_conflicts (self)->len;
}

/**
 * nh_conflicts_get:
 * @self: conflicts
 * @index: below nh_conflicts_get_n()
 *
 * Returns: (transfer none): a conflict, in the order of the agenda; valid until they change.
 */
const NhConflict *
nh_conflicts_get (NhConflicts *self, guint index)
{
  return &g_array_index (all_conflicts (self), NhConflict, index);
}

/** nh_conflicts_has: Returns: whether an activity conflicts with anything. */
gboolean
nh_conflicts_has (NhConflicts *self, gint64 activity)
{
  return g_hash_table_contains (self->sides, &activity);
}

/**
 * nh_conflicts_of:
 * @self: conflicts
 * @activity: key of an activity
 *
 * Returns: (transfer full) (element-type NhConflict): what it conflicts with; empty for one that is gone. With one unit
 *   or person at most %NH_CONFLICTS_MAX_OTHERS others.
 */
GArray *
nh_conflicts_of (NhConflicts *self, gint64 activity)
{
  GArray *side = g_hash_table_lookup (self->sides, &activity);

  return side ? g_array_copy (side) : g_array_new (FALSE, FALSE, sizeof (NhConflict));
}

/**
 * nh_conflicts_if:
 * @self: conflicts
 * @activity: key of an activity
 * @period: a time to try
 *
 * Asks while something is dragged; nothing is changed. It costs a few steps for each unit and person of the activity
 * and for each conflict found, however many activities there are.
 *
 * Returns: (transfer full) (element-type NhConflict): what it would conflict with then.
 */
GArray *
nh_conflicts_if (NhConflicts *self, gint64 activity, const NhPeriod *period)
{
  const NhAgendaActivity *found = nh_agenda_find (self->agenda, activity);
  NhConflictTime time = { period->exactness, period->start, period->end, period->minute };
  GArray *conflicts = g_array_new (FALSE, FALSE, sizeof (NhConflict));

  if (found)
    nh_conflicts_side (self, found, &time, conflicts);
  return conflicts;
}
