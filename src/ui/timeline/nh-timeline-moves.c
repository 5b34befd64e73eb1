/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-moves.h"

#include <glib/gi18n-lib.h>

/* What so many would collide with is looked up while they are dragged; the rest is seen when they are there. */
#define CHECKED 40

typedef enum
{
  GO_TIME,
  GO_SIZE,
  GO_DATE,    /* from the tray */
  GO_NOWHERE, /* to the tray */
} Way;

struct _NhTimelineMoves
{
  NhTimeline *timeline;
  NhAgenda *agenda;
  NhConflicts *conflicts; /* may be NULL */
  GArray *moves;          /* of NhTimelineMove */
  Way way;
  guint lane; /* where they go; G_MAXUINT: each stays in its own */
};

static void
move_clear (gpointer data)
{
  NhTimelineMove *move = data;

  nh_period_clear (&move->from);
  nh_period_clear (&move->to);
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
  self->moves = g_array_new (FALSE, TRUE, sizeof (NhTimelineMove));
  g_array_set_clear_func (self->moves, move_clear);
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
  g_array_unref (self->moves);
  g_free (self);
}

static NhTimelineMove *
get_move (NhTimelineMoves *self,
          guint i)
{
  return &g_array_index (self->moves, NhTimelineMove, i);
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
  NhWorkbook *workbook = nh_agenda_get_workbook (self->agenda);
  const NhEntity *entity = nh_entity_find ("activity");
  g_autoptr (NhRecord) record = NULL;
  NhTimelineMove move = { .activity = activity, .from = NH_PERIOD_INIT, .lane = lane, .to = NH_PERIOD_INIT };

  if (nh_timeline_moves_find (self, activity))
    return FALSE;
  record = nh_workbook_load (workbook, entity, activity, NULL);
  if (!record)
    return FALSE;
  nh_record_get_period (record, NH_FIELD (entity, "period"), &move.from);
  move.plan = nh_record_get_int64 (record, NH_FIELD (entity, "plan"));
  if (!move.plan || !nh_workbook_get_plan_year (workbook, move.plan, &move.year))
    nh_agenda_get_frame (self->agenda, &move.year);
  g_array_append_val (self->moves, move);
  return TRUE;
}

/** nh_timeline_moves_get_n: Returns: how many move. */
guint
nh_timeline_moves_get_n (NhTimelineMoves *self)
{
  return self->moves->len;
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
  for (guint i = 0; i < self->moves->len; i++)
    if (get_move (self, i)->activity == activity)
      return get_move (self, i);
  return NULL;
}

static void
begin_way (NhTimelineMoves *self,
           Way way)
{
  self->way = way;
  self->lane = G_MAXUINT;
}

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
  nh_period_clear (&move->to);
  judge (move, steps, nh_period_move (&move->from, &move->year, steps, &move->to));
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
  begin_way (self, GO_TIME);
  for (guint i = 0; i < self->moves->len; i++)
    {
      NhTimelineMove *move = get_move (self, i);

      move_by (move, nh_period_steps_for_days (&move->from, &move->year, days));
      if (i == 0 && move->state != NH_MOVE_REFUSED)
        days = (int) move->to.start - (int) move->from.start;
    }
}

/** nh_timeline_moves_by_steps: moves each by @steps of its own. */
void
nh_timeline_moves_by_steps (NhTimelineMoves *self,
                            int steps)
{
  begin_way (self, GO_TIME);
  for (guint i = 0; i < self->moves->len; i++)
    move_by (get_move (self, i), steps);
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
  int year;
  int month;

  begin_way (self, GO_TIME);
  nh_day_to_ymd (day, &year, &month, NULL);
  for (guint i = 0; i < self->moves->len; i++)
    {
      NhTimelineMove *move = get_move (self, i);
      int from_day = 1;
      guint32 target;

      if (!move->from.start)
        {
          nh_period_clear (&move->to);
          judge (move, 1, nh_period_at (NH_STEP_MONTH, &move->year, day, &move->to));
          continue;
        }
      nh_day_to_ymd (move->from.start, NULL, NULL, &from_day);
      target = day + (guint32) MIN (from_day, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year)) - 1;
      move_by (move, nh_period_steps_for_days (&move->from, &move->year, (int) target - (int) move->from.start));
    }
}

static void
resize_by (NhTimelineMove *move,
           NhPeriodEdge edge,
           int steps)
{
  nh_period_clear (&move->to);
  judge (move, steps, nh_period_resize (&move->from, &move->year, edge, steps, &move->to));
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

/** nh_timeline_moves_resize_days: moves an end of each by the whole steps nearest to @days. */
void
nh_timeline_moves_resize_days (NhTimelineMoves *self,
                               NhPeriodEdge edge,
                               int days)
{
  begin_way (self, GO_SIZE);
  for (guint i = 0; i < self->moves->len; i++)
    {
      NhTimelineMove *move = get_move (self, i);

      resize_by (move, edge, edge_steps (move, edge, days));
    }
}

/** nh_timeline_moves_resize_steps: moves an end of each by @steps of its own. */
void
nh_timeline_moves_resize_steps (NhTimelineMoves *self,
                                NhPeriodEdge edge,
                                int steps)
{
  begin_way (self, GO_SIZE);
  for (guint i = 0; i < self->moves->len; i++)
    resize_by (get_move (self, i), edge, steps);
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
  begin_way (self, GO_DATE);
  for (guint i = 0; i < self->moves->len; i++)
    {
      NhTimelineMove *move = get_move (self, i);

      nh_period_clear (&move->to);
      judge (move, 1, nh_period_at (step, &move->year, day, &move->to));
    }
}

/** nh_timeline_moves_to_nowhere: takes their dates away. */
void
nh_timeline_moves_to_nowhere (NhTimelineMoves *self)
{
  begin_way (self, GO_NOWHERE);
  for (guint i = 0; i < self->moves->len; i++)
    {
      NhTimelineMove *move = get_move (self, i);

      nh_period_clear (&move->to);
      move->to = (NhPeriod) NH_PERIOD_INIT;
      move->state = move->from.start ? NH_MOVE_GOES : NH_MOVE_STAYS;
    }
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

/**
 * nh_timeline_moves_apply:
 * @error: NH_MODEL_ERROR; nothing is stored then
 *
 * Stores what moves as one named step of undo; what is refused stays where it is.
 *
 * Returns: whether all that can move is stored.
 */
gboolean
nh_timeline_moves_apply (NhTimelineMoves *self,
                         GError **error)
{
  NhWorkbook *workbook = nh_agenda_get_workbook (self->agenda);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree Step *steps = g_new0 (Step, self->moves->len + 1);
  g_autofree char *name = NULL;
  gboolean fine = TRUE;
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
  for (guint i = 0; fine && i < self->moves->len; i++)
    fine = store_step (workbook, get_move (self, i)->activity, &steps[i], error);
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}
