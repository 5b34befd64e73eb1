/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-agenda-private.h"

#include "model/nh-roster.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhAgenda, nh_agenda, G_TYPE_OBJECT)

static void
nh_agenda_dispose (GObject *object)
{
  NhAgenda *self = NH_AGENDA (object);

  if (self->workbook)
    g_clear_signal_handler (&self->changed_id, self->workbook);
  g_clear_object (&self->workbook);

  G_OBJECT_CLASS (nh_agenda_parent_class)->dispose (object);
}

static void
nh_agenda_finalize (GObject *object)
{
  NhAgenda *self = NH_AGENDA (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->activities);
  g_clear_pointer (&self->arena, nh_agenda_arena_free);
  g_array_unref (self->links);
  g_hash_table_unref (self->new_links);
  g_hash_table_unref (self->due_by_id);
  g_hash_table_unref (self->owers);
  g_hash_table_unref (self->submissions);
  g_ptr_array_unref (self->dues);
  g_hash_table_unref (self->plans);
  g_hash_table_unref (self->teams);
  g_hash_table_unref (self->units);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->frames);
  g_clear_pointer (&self->posts, g_hash_table_unref);
  g_hash_table_unref (self->clusters);
  g_hash_table_unref (self->delegations);

  G_OBJECT_CLASS (nh_agenda_parent_class)->finalize (object);
}

static void
nh_agenda_class_init (NhAgendaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nh_agenda_dispose;
  object_class->finalize = nh_agenda_finalize;

  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_AGENDA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
nh_agenda_init (NhAgenda *self)
{
  self->activities = g_ptr_array_new_with_free_func (nh_agenda_row_free);
  self->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->links = g_array_new (FALSE, FALSE, sizeof (NhAgendaLink));
  self->new_links = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->dues = g_ptr_array_new_with_free_func (nh_agenda_due_free);
  self->due_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->owers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->submissions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  nh_agenda_clear_names (self);
}

void
nh_agenda_emit_changed (NhAgenda *self, GArray *activities)
{
  g_signal_emit (self, signals[CHANGED], 0, activities);
}

/**
 * nh_agenda_new:
 * @workbook: a workbook
 * @school_year: key of a school year; 0: all
 * @error: of domain NH_STORE_ERROR
 *
 * Reads the activities of a year with who takes part, the papers that are due, and the names of all of them, and
 * follows the workbook from then on.
 *
 * Returns: (transfer full): the agenda.
 */
NhAgenda *
nh_agenda_new (NhWorkbook *workbook, gint64 school_year, GError **error)
{
  g_autoptr (NhAgenda) self = g_object_new (NH_TYPE_AGENDA, NULL);

  self->workbook = g_object_ref (workbook);
  self->school_year = school_year;
  if (!nh_agenda_load_all (self, error))
    return NULL;
  self->changed_id = g_signal_connect (workbook, "changed", G_CALLBACK (nh_agenda_on_changed_cb), self);
  return g_steal_pointer (&self);
}

/** nh_agenda_get_workbook: Returns: (transfer none): what @self was read from. */
NhWorkbook *
nh_agenda_get_workbook (NhAgenda *self)
{
  return self->workbook;
}

/** nh_agenda_get_school_year: Returns: the key of its school year; 0: all. */
gint64
nh_agenda_get_school_year (NhAgenda *self)
{
  return self->school_year;
}

/**
 * nh_agenda_get_frame:
 * @self: an agenda
 * @year: (out caller-allocates): the frame of its school year; for all years that of the present one
 */
void
nh_agenda_get_frame (NhAgenda *self, NhSchoolYear *year)
{
  *year = self->frame;
}

/**
 * nh_agenda_get_frame_of:
 * @self: an agenda
 * @activity: one of its activities
 * @year: (out caller-allocates): the frame that a time of it without a year is read in
 */
void
nh_agenda_get_frame_of (NhAgenda *self, const NhAgendaActivity *activity, NhSchoolYear *year)
{
  if (!nh_agenda_get_plan_frame (self, activity->plan, year))
    *year = self->frame;
}

/**
 * nh_agenda_get_period:
 * @self: an agenda
 * @activity: one of its activities
 * @period: (out): an initialised period; what it held is freed
 *
 * Gives the time of an activity with all that its text says, as nh_period_move() takes it.
 */
void
nh_agenda_get_period (NhAgenda *self, const NhAgendaActivity *activity, NhPeriod *period)
{
  NhSchoolYear year;

  nh_agenda_get_frame_of (self, activity, &year);
  if (nh_period_parse (activity->period_text, &year, period, NULL) && period->start == activity->start
      && period->end == activity->end && period->exactness == activity->exactness)
    return;
  /* The frame is another one since it was stored: what is stored counts. */
  nh_period_clear (period);
  period->exactness = activity->exactness;
  period->start = activity->start;
  period->end = activity->end;
  period->minute = activity->minute;
  period->text = g_strdup (activity->period_text);
}

/**
 * nh_agenda_get_activities:
 * @self: an agenda
 *
 * Returns: (transfer none) (element-type NhAgendaActivity): by first day and key, undated ones last. Valid until the
 *   agenda changes.
 */
GPtrArray *
nh_agenda_get_activities (NhAgenda *self)
{
  return self->activities;
}

/**
 * nh_agenda_get_dues:
 * @self: an agenda
 *
 * Returns: (transfer none) (element-type NhAgendaDue): by day and key, those in words last. Valid until the agenda
 *   changes.
 */
GPtrArray *
nh_agenda_get_dues (NhAgenda *self)
{
  return self->dues;
}

/** nh_agenda_find: Returns: (transfer none) (nullable): the activity with that key, until the agenda changes. */
const NhAgendaActivity *
nh_agenda_find (NhAgenda *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

/** nh_agenda_find_due: Returns: (transfer none) (nullable): the paper with that key, until the agenda changes. */
const NhAgendaDue *
nh_agenda_find_due (NhAgenda *self, gint64 id)
{
  return g_hash_table_lookup (self->due_by_id, &id);
}

/**
 * nh_agenda_has_unit:
 * @activity: an activity
 * @unit: key of a unit
 * @role: (nullable): "host", …; %NULL: any
 *
 * Returns: whether the unit takes part in it so.
 */
gboolean
nh_agenda_has_unit (const NhAgendaActivity *activity, gint64 unit, const char *role)
{
  for (guint i = 0; i < activity->n_units; i++)
    if (activity->units[i].unit == unit && (!role || g_str_equal (activity->units[i].role, role)))
      return TRUE;
  return FALSE;
}

/** nh_agenda_has_person: Returns: whether somebody comes to it, also as a substitute; absent people do not. */
gboolean
nh_agenda_has_person (const NhAgendaActivity *activity, gint64 person)
{
  for (guint i = 0; i < activity->n_people; i++)
    if (activity->people[i].person == person)
      return TRUE;
  return FALSE;
}

/** nh_today: Returns: today as a Julian day, by the local clock. */
guint32
nh_today (void)
{
  return nh_roster_today ();
}
