/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-moves.h"

#include <glib/gi18n-lib.h>

/* What so many would collide with is looked up while they are dragged; the rest is seen when they are there. */
#define CHECKED 40
#define STORED_AT_ONCE 16 /* until somebody is told how far it is */

typedef enum
{
  GO_TIME,
  GO_SIZE,
  GO_DATE,    /* from the tray */
  GO_NOWHERE, /* to the tray */
} Way;

/* What .amount of a way counts. */
typedef enum
{
  BY_STEPS,
  BY_DAYS,
  TO_MONTH, /* .day */
  TO_DAY,   /* .day, .step */
} Measure;

struct _NhTimelineMoves
{
  NhTimeline *timeline;
  NhAgenda *agenda;
  NhConflicts *conflicts; /* may be NULL */
  GArray *moves;          /* of Entry */
  GHashTable *places;     /* gint64 → place in .moves + 1 */
  guint serial;           /* grows with each other way */
  Way way;
  Measure measure;
  int amount;
  NhPeriodEdge edge;
  NhPeriodStep step;
  guint32 day;
  guint lane; /* where they go; G_MAXUINT: each stays in its own */
};

/* Reading a time and writing the one it would become takes long for thousands of them, and while they are dragged
 * a few are looked at: each is read and moved when it is asked for. */
typedef struct
{
  NhTimelineMove move;
  gboolean read; /* .from and .year are there */
  guint serial;  /* of the way that .to is of */
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  nh_period_clear (&entry->move.from);
  nh_period_clear (&entry->move.to);
}

/**
 * nh_timeline_moves_new:
 * @timeline: the lanes
 * @agenda: the activities
 * @conflicts: (nullable): what can't be true at once
 *
 * Returns: (transfer full): moves of nothing yet.
 */
NhTimelineMoves *
nh_timeline_moves_new (NhTimeline *timeline,
                       NhAgenda *agenda,
                       NhConflicts *conflicts)
{
  NhTimelineMoves *self = g_new0 (NhTimelineMoves, 1);

  self->timeline = g_object_ref (timeline);
  self->agenda = g_object_ref (agenda);
  self->conflicts = conflicts ? g_object_ref (conflicts) : NULL;
  self->moves = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->moves, entry_clear);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->lane = G_MAXUINT;
  return self;
}

/** nh_timeline_moves_free: frees them; nothing is stored. */
void
nh_timeline_moves_free (NhTimelineMoves *self)
{
  g_object_unref (self->timeline);
  g_object_unref (self->agenda);
  g_clear_object (&self->conflicts);
  g_hash_table_unref (self->places);
  g_array_unref (self->moves);
  g_free (self);
}

/**
 * nh_timeline_moves_add:
 * @activity: its key
 * @lane: the lane in which it was taken
 *
 * Returns: whether there is such an activity and it was not among them yet.
 */
gboolean
nh_timeline_moves_add (NhTimelineMoves *self,
                       gint64 activity,
                       guint lane)
{
  Entry entry = { .move = { .activity = activity, .from = NH_PERIOD_INIT, .lane = lane, .to = NH_PERIOD_INIT } };
  const NhAgendaActivity *known = nh_agenda_find (self->agenda, activity);

  if (!known || g_hash_table_contains (self->places, &activity))
    return FALSE;
  entry.move.plan = known->plan;
  g_array_append_val (self->moves, entry);
  g_hash_table_insert (self->places, g_memdup2 (&activity, sizeof activity), GUINT_TO_POINTER (self->moves->len));
  return TRUE;
}

/** nh_timeline_moves_get_n: Returns: how many move. */
guint
nh_timeline_moves_get_n (NhTimelineMoves *self)
{
  return self->moves->len;
}

/* How each goes, from what its period is. */

/* What nh_period_move() and its like have left behind becomes a state. */
static void
judge (NhTimelineMove *move,
       int steps,
       gboolean fine)
{
  if (!fine)
    move->state = NH_MOVE_REFUSED;
  else
    move->state = steps && !nh_period_equal (&move->from, &move->to) ? NH_MOVE_GOES : NH_MOVE_STAYS;
}

static void
move_by (NhTimelineMove *move,
         int steps)
{
  judge (move, steps, nh_period_move (&move->from, &move->year, steps, &move->to));
}

/* Days go to the same day of the month that begins on @day, or to its last one. */
static void
move_to_month (NhTimelineMove *move,
               guint32 day)
{
  int year;
  int month;
  int from_day = 1;
  guint32 target;

  if (!move->from.start)
    {
      judge (move, 1, nh_period_at (NH_STEP_MONTH, &move->year, day, &move->to));
      return;
    }
  nh_day_to_ymd (day, &year, &month, NULL);
  nh_day_to_ymd (move->from.start, NULL, NULL, &from_day);
  target = day + (guint32) MIN (from_day, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)) - 1;
  move_by (move, nh_period_steps_for_days (&move->from, &move->year, (int) target - (int) move->from.start));
}

/* How many steps of @move lead @days from its edge: counted by a period that begins there. */
static int
edge_steps (NhTimelineMove *move,
            NhPeriodEdge edge,
            int days)
{
  NhPeriodStep step = nh_period_get_step (&move->from);
  guint32 at = edge == NH_EDGE_START ? move->from.start : move->from.end;
  g_auto (NhPeriod) there = NH_PERIOD_INIT;

  if (step == NH_STEP_NONE || !nh_period_at (step, &move->year, at, &there))
    return nh_period_steps_for_days (&move->from, &move->year, days);
  return nh_period_steps_for_days (&there, &move->year, days);
}

static void
resize (NhTimelineMoves *self,
        NhTimelineMove *move)
{
  int steps = self->measure == BY_DAYS ? edge_steps (move, self->edge, self->amount) : self->amount;

  judge (move, steps, nh_period_resize (&move->from, &move->year, self->edge, steps, &move->to));
}

static void
go (NhTimelineMoves *self,
    NhTimelineMove *move)
{
  nh_period_clear (&move->to);
  move->to = (NhPeriod) NH_PERIOD_INIT;
  if (self->way == GO_NOWHERE)
    move->state = move->from.start ? NH_MOVE_GOES : NH_MOVE_STAYS;
  else if (self->way == GO_SIZE)
    resize (self, move);
  else if (self->measure == TO_DAY)
    judge (move, 1, nh_period_at (self->step, &move->year, self->day, &move->to));
  else if (self->measure == TO_MONTH)
    move_to_month (move, self->day);
  else if (self->measure == BY_DAYS)
    move_by (move, nh_period_steps_for_days (&move->from, &move->year, self->amount));
  else
    move_by (move, self->amount);
}

/* One of them as it goes now. */
static NhTimelineMove *
get_move (NhTimelineMoves *self,
          guint i)
{
  Entry *entry = &g_array_index (self->moves, Entry, i);
  NhTimelineMove *move = &entry->move;

  if (!entry->read)
    {
      const NhAgendaActivity *activity = nh_agenda_find (self->agenda, move->activity);

      entry->read = TRUE;
      if (activity)
        {
          nh_agenda_get_period (self->agenda, activity, &move->from);
          nh_agenda_get_frame_of (self->agenda, activity, &move->year);
        }
    }
  if (entry->serial != self->serial)
    {
      entry->serial = self->serial;
      go (self, move);
    }
  return move;
}

/** nh_timeline_moves_get: Returns: (transfer none): one of them; 0 leads. */
const NhTimelineMove *
nh_timeline_moves_get (NhTimelineMoves *self,
                       guint i)
{
  return get_move (self, i);
}

/** nh_timeline_moves_find: Returns: (transfer none) (nullable): the move of an activity. */
const NhTimelineMove *
nh_timeline_moves_find (NhTimelineMoves *self,
                        gint64 activity)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &activity));

  return place ? get_move (self, place - 1) : NULL;
}

static void
begin_way (NhTimelineMoves *self,
           Way way,
           Measure measure,
           int amount)
{
  self->way = way;
  self->measure = measure;
  self->amount = amount;
  self->lane = G_MAXUINT;
  self->serial++;
}

/**
 * nh_timeline_moves_by_days:
 * @days: how far the pointer went; below 0: back
 *
 * The leading one moves by the whole steps of its period that are nearest to @days, the others by theirs
 * that are nearest to what it moves by.
 */
void
nh_timeline_moves_by_days (NhTimelineMoves *self,
                           int days)
{
  const NhTimelineMove *lead;

  begin_way (self, GO_TIME, BY_DAYS, days);
  lead = self->moves->len ? get_move (self, 0) : NULL;
  if (lead && lead->state != NH_MOVE_REFUSED)
    self->amount = (int) lead->to.start - (int) lead->from.start;
}

/** nh_timeline_moves_by_steps: moves each by @steps of its own. */
void
nh_timeline_moves_by_steps (NhTimelineMoves *self,
                            int steps)
{
  begin_way (self, GO_TIME, BY_STEPS, steps);
}

/**
 * nh_timeline_moves_to_month:
 * @day: the first of a month, Julian
 *
 * Moves each so that it begins in this month: days on the same day of the month, or its last one.
 */
void
nh_timeline_moves_to_month (NhTimelineMoves *self,
                            guint32 day)
{
  self->day = day;
  begin_way (self, GO_TIME, TO_MONTH, 0);
}

/** nh_timeline_moves_resize_days: moves an end of each by the whole steps nearest to @days. */
void
nh_timeline_moves_resize_days (NhTimelineMoves *self,
                               NhPeriodEdge edge,
                               int days)
{
  self->edge = edge;
  begin_way (self, GO_SIZE, BY_DAYS, days);
}

/** nh_timeline_moves_resize_steps: moves an end of each by @steps of its own. */
void
nh_timeline_moves_resize_steps (NhTimelineMoves *self,
                                NhPeriodEdge edge,
                                int steps)
{
  self->edge = edge;
  begin_way (self, GO_SIZE, BY_STEPS, steps);
}

/**
 * nh_timeline_moves_to_day:
 * @step: how exact the new time is
 * @day: Julian day within it
 *
 * Gives each a time of one step, whatever it was.
 */
void
nh_timeline_moves_to_day (NhTimelineMoves *self,
                          NhPeriodStep step,
                          guint32 day)
{
  self->step = step;
  self->day = day;
  begin_way (self, GO_DATE, TO_DAY, 0);
}

/** nh_timeline_moves_to_nowhere: takes their dates away. */
void
nh_timeline_moves_to_nowhere (NhTimelineMoves *self)
{
  begin_way (self, GO_NOWHERE, BY_STEPS, 0);
}

static gboolean
lane_takes (NhTimelineMoves *self,
            const NhTimelineMove *move,
            guint lane)
{
  NhFieldText values[3] = { 0 };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  return nh_timeline_lane_values (self->timeline, move->activity, move->lane, lane, values, texts)
         || nh_timeline_lane_assignment (self->timeline, move->activity, move->lane, lane, &(NhTimelineAssignment) { 0 });
}

/**
 * nh_timeline_moves_to_lane:
 * @lane: where those that were taken in the leading one's lane go
 *
 * Returns: whether the lane can be chosen by hand.
 */
gboolean
nh_timeline_moves_to_lane (NhTimelineMoves *self,
                           guint lane)
{
  const NhTimelineMove *lead = self->moves->len ? get_move (self, 0) : NULL;

  self->lane = G_MAXUINT;
  if (!lead || lane == lead->lane || lane >= nh_timeline_get_n_lanes (self->timeline) || self->way == GO_NOWHERE)
    return FALSE;
  if (!lane_takes (self, lead, lane))
    return FALSE;
  self->lane = lane;
  return TRUE;
}

/** nh_timeline_moves_get_lane: Returns: where they go; G_MAXUINT: each stays in its own lane. */
guint
nh_timeline_moves_get_lane (NhTimelineMoves *self)
{
  return self->lane;
}

/** nh_timeline_moves_is_void: Returns: whether applying would change nothing. */
gboolean
nh_timeline_moves_is_void (NhTimelineMoves *self)
{
  if (self->lane != G_MAXUINT)
    return FALSE;
  for (guint i = 0; i < self->moves->len; i++)
    if (get_move (self, i)->state == NH_MOVE_GOES)
      return FALSE;
  return TRUE;
}

/** nh_timeline_moves_dup_time: Returns: (transfer full): when the leading one would be, in words. */
char *
nh_timeline_moves_dup_time (NhTimelineMoves *self)
{
  const NhTimelineMove *lead = self->moves->len ? get_move (self, 0) : NULL;

  if (!lead)
    return g_strdup ("");
  if (self->way == GO_NOWHERE)
    return g_strdup (_("No date any more"));
  if (lead->state == NH_MOVE_REFUSED)
    return self->way == GO_SIZE ? g_strdup (_("It can't become shorter or go beyond the school year"))
           : lead->from.start ? g_strdup (_("It would leave the school year"))
                              : g_strdup (_("This day is outside the school year"));
  return nh_period_format (&lead->to);
}

/**
 * nh_timeline_moves_dup_conflicts:
 * @most: how many sentences at most
 *
 * Returns: (transfer full): what would collide, a sentence a line; "" for nothing.
 */
char *
nh_timeline_moves_dup_conflicts (NhTimelineMoves *self,
                                 guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; self->conflicts && i < MIN (self->moves->len, CHECKED); i++)
    {
      const NhTimelineMove *move = get_move (self, i);
      g_autoptr (GArray) found = NULL;

      if (move->state == NH_MOVE_REFUSED || !move->to.start)
        continue;
      found = nh_conflicts_if (self->conflicts, move->activity, &move->to);
      for (guint j = 0; found && j < found->len; j++, n++)
        {
          g_autofree char *sentence = NULL;

          if (n >= most)
            continue;
          sentence = nh_conflict_describe (self->conflicts, &g_array_index (found, NhConflict, j));
          g_string_append_printf (text, "%s%s", n ? "\n" : "", sentence);
        }
    }
  if (n > most)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more", n - most), n - most);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
why_refused (NhTimelineMoves *self,
             const NhTimelineMove *move)
{
  if (move->from.exactness == NH_EXACTNESS_YEAR)
    return g_strdup (_("It goes on for the whole school year, so there is nothing to move. Type another time in its form."));
  if (nh_period_get_step (&move->from) == NH_STEP_NONE)
    return g_strdup_printf (_("“%s” is no date that can be moved. Type another time in its form."),
                            move->from.text ? move->from.text : "");
  return self->way == GO_SIZE ? g_strdup (_("It can't become shorter than one step, or go beyond the school year."))
                              : g_strdup (_("It would leave the school year."));
}

/** nh_timeline_moves_dup_refusals: Returns: (transfer full) (nullable): why some can't move; %NULL when all can. */
char *
nh_timeline_moves_dup_refusals (NhTimelineMoves *self)
{
  const NhTimelineMove *first = NULL;
  guint n = 0;
  g_autofree char *why = NULL;

  for (guint i = 0; i < self->moves->len; i++)
    if (get_move (self, i)->state == NH_MOVE_REFUSED)
      {
        first = first ? first : get_move (self, i);
        n++;
      }
  if (!n)
    return NULL;
  why = why_refused (self, first);
  if (n == 1)
    return g_strdup_printf (_("Not moved: %s"), why);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u activity was not moved, the first because: %s",
                                       "%u activities were not moved, the first because: %s", n), n, why);
}

static char *
step_name (NhTimelineMoves *self,
           guint n)
{
  if (self->lane != G_MAXUINT)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Move %u activity to “%s”", "Move %u activities to “%s”", n), n,
                            nh_timeline_get_lane (self->timeline, self->lane)->label);
  if (self->way == GO_NOWHERE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Take away the date of %u activity",
                                         "Take away the dates of %u activities", n), n);
  if (self->way == GO_SIZE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Lengthen or shorten %u activity",
                                         "Lengthen or shorten %u activities", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Move %u activity", "Move %u activities", n), n);
}

/* The values of the time and of the lane, as far as they change. FALSE: nothing changes. */
static gboolean
collect_values (NhTimelineMoves *self,
                const NhTimelineMove *move,
                NhFieldText values[4],
                GPtrArray *texts)
{
  NhFieldText lane_values[3] = { 0 };
  guint n = 0;

  if (move->state == NH_MOVE_GOES)
    values[n++] = (NhFieldText){ "period", move->to.text ? move->to.text : "" };
  if (self->lane != G_MAXUINT && move->lane == get_move (self, 0)->lane &&
      nh_timeline_lane_values (self->timeline, move->activity, move->lane, self->lane, lane_values, texts))
    for (guint i = 0; i < 2 && lane_values[i].field; i++)
      values[n++] = lane_values[i];
  values[n] = (NhFieldText){ NULL, NULL };
  return n > 0;
}

/* Whether the lane where it goes is another person's; what that changes. */
static gboolean
collect_assignment (NhTimelineMoves *self,
                    const NhTimelineMove *move,
                    NhTimelineAssignment *assignment)
{
  return self->lane != G_MAXUINT && move->lane == get_move (self, 0)->lane
         && nh_timeline_lane_assignment (self->timeline, move->activity, move->lane, self->lane, assignment);
}

static gboolean
assign (NhWorkbook *workbook,
        gint64 activity,
        const NhTimelineAssignment *assignment,
        GError **error)
{
  const NhEntity *entity = nh_entity_find ("activity_person");
  g_autofree char *who = g_strdup_printf ("#%" G_GINT64_FORMAT, assignment->person);
  g_autofree char *what = g_strdup_printf ("#%" G_GINT64_FORMAT, activity);
  const NhFieldText changed[] = { { assignment->field, assignment->person ? who : "" }, { NULL, NULL } };
  const NhFieldText added[] = { { "activity", what }, { "person", who }, { "role", "member" }, { NULL, NULL } };

  if (!assignment->record)
    return nh_workbook_create (workbook, entity, added, error) != 0;
  return assignment->field ? nh_workbook_set (workbook, entity, assignment->record, changed, error)
                           : nh_workbook_delete (workbook, entity, &assignment->record, 1, error);
}

/* What is stored for one of them. */
typedef struct
{
  NhFieldText values[4]; /* ended by an entry without a field */
  NhTimelineAssignment assignment;
  gboolean assigns;
} Step;

static gboolean
store_step (NhWorkbook *workbook,
            gint64 activity,
            const Step *step,
            GError **error)
{
  if (step->values[0].field && !nh_workbook_set (workbook, nh_entity_find ("activity"), activity, step->values, error))
    return FALSE;
  return !step->assigns || assign (workbook, activity, &step->assignment, error);
}

static gboolean
store_steps (NhTimelineMoves *self,
             NhWorkbook *workbook,
             const Step *steps,
             NhTimelineProgress progress,
             gpointer data,
             GError **error)
{
  for (guint i = 0; i < self->moves->len; i++)
    {
      if (progress && i % STORED_AT_ONCE == 0 && !progress (i, self->moves->len, data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. Nothing was changed."));
          return FALSE;
        }
      if (!store_step (workbook, get_move (self, i)->activity, &steps[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_timeline_moves_apply:
 * @progress: (nullable): told how many are stored; may run the main loop
 * @data: for @progress
 * @error: NH_MODEL_ERROR, or G_IO_ERROR_CANCELLED; nothing is stored then
 *
 * Stores what moves as one named step of undo; what is refused stays where it is.
 *
 * Returns: whether all that can move is stored.
 */
gboolean
nh_timeline_moves_apply (NhTimelineMoves *self,
                         NhTimelineProgress progress,
                         gpointer data,
                         GError **error)
{
  NhWorkbook *workbook = nh_agenda_get_workbook (self->agenda);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree Step *steps = g_new0 (Step, self->moves->len + 1);
  g_autofree char *name = NULL;
  guint n = 0;

  /* Lanes are of now: the first stored change lays them out anew. */
  for (guint i = 0; i < self->moves->len; i++)
    {
      Step *step = &steps[i];

      step->assigns = collect_assignment (self, get_move (self, i), &step->assignment);
      n += collect_values (self, get_move (self, i), step->values, texts) || step->assigns;
    }
  if (!n)
    return TRUE;
  name = step_name (self, n);
  if (!nh_workbook_begin (workbook, name, error))
    return FALSE;
  if (store_steps (self, workbook, steps, progress, data, error))
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}
