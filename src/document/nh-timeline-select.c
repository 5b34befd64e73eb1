/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the bars of a timeline are called, and in which lanes they stand; nh-timeline-filter.c says which there are.
 */
#include "document/nh-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"

#define MOST_KINDS 31 /* the legend keeps a bit for each */

/* What one run of the selection needs. */
typedef struct
{
  NhTimeline *self;
  GArray *entries;   /* of NhTimelineEntry */
  GHashTable *lanes; /* gint64 → place in .keys */
  GArray *keys;      /* of gint64 */
  GString *text;
  const char *done;    /* interned */
  const char *planned;
  const char *due;
  guint32 least; /* what lies before or after is not drawn */
  guint32 most;
} Selection;

static const NhChoice *
kind_choices (void)
{
  static const NhChoice *choices;

  if (!choices)
    {
      const NhEntity *entity = nh_entity_find ("activity");

      choices = entity->fields[NH_FIELD (entity, "kind")].choices;
    }
  return choices;
}

/* (internal) The place of a kind among its choices; the number of choices for papers and what is unknown. */
guint
nh_timeline_kind_position (const char *kind_key)
{
  static const char *known[MOST_KINDS + 1];
  static guint n_known;
  guint i;

  if (!n_known)
    for (const NhChoice *choice = kind_choices (); choice->key && n_known < MOST_KINDS; choice++)
      known[n_known++] = g_intern_string (choice->key);
  for (i = 0; i < n_known && known[i] != kind_key; i++)
    ; /* those of an agenda are interned */
  if (i == n_known)
    for (i = 0; i < n_known && g_strcmp0 (known[i], kind_key) != 0; i++)
      ;
  return i;
}

/* Words. */

/* The words are those in .text, on one line. */
static void
keep_label (Selection *s, NhTimelineBar *bar)
{
  double width;

  for (char *p = s->text->str; *p; p++)
    if (*p == '\n' || *p == '\t' || *p == '\r')
      *p = ' ';
  bar->label = nh_timeline_keep_text (s->self, s->text->str, &width);
  bar->natural = nh_timeline_signs_width (s->self, bar) + width;
}

static void
set_activity_label (Selection *s, const NhAgendaActivity *activity, NhTimelineBar *bar)
{
  nh_agenda_set_short_label (s->self->agenda, activity, s->text);
  keep_label (s, bar);
}

/* "15/9 Kế hoạch của cụm": the day tells more than the place of a small diamond. */
static void
set_due_label (Selection *s, const NhAgendaDue *due, NhTimelineBar *bar)
{
  int month, day;

  nh_day_to_ymd (due->due_on, NULL, &month, &day);
  g_string_printf (s->text, "%d/%d %s", day, month, due->what ? due->what : "");
  if (due->activity && due->audience && *due->audience)
    g_string_append_printf (s->text, " (%s)", due->audience);
  keep_label (s, bar);
}

/* Lanes. */

static guint
use_lane (Selection *s, gint64 key)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (s->lanes, &key, NULL, &found))
    {
      found = GUINT_TO_POINTER (s->keys->len);
      g_hash_table_insert (s->lanes, g_memdup2 (&key, sizeof key), found);
      g_array_append_val (s->keys, key);
    }
  return GPOINTER_TO_UINT (found);
}

static void
add_entry (Selection *s, const NhTimelineBar *bar, gint64 key)
{
  NhTimelineEntry entry = { *bar, use_lane (s, key) };

  g_array_append_val (s->entries, entry);
}

/* Whom or what a lane by unit or by person is of, of the row @i of an activity; 0: nobody. */
static gint64
takes_part (const Selection *s, const NhAgendaActivity *activity, guint i)
{
  return s->self->choice.by == NH_TIMELINE_BY_UNIT ? activity->units[i].unit : activity->people[i].person;
}

/* Once into the lane of each unit or person who takes part, in whatever roles; without any into the common one. */
static void
add_to_each (Selection *s, const NhTimelineBar *bar, const NhAgendaActivity *activity)
{
  const NhTimelineChoice *choice = &s->self->choice;
  gboolean by_unit = choice->by == NH_TIMELINE_BY_UNIT;
  gint64 only = by_unit ? choice->unit : choice->person;
  guint n = !activity ? 0 : by_unit ? activity->n_units : activity->n_people;
  guint n_added = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 key = takes_part (s, activity, i);
      gboolean again = FALSE;

      for (guint j = 0; j < i && !again; j++)
        again = takes_part (s, activity, j) == key;
      if (!key || again || (only && key != only))
        continue;
      add_entry (s, bar, key);
      n_added++;
    }
  if (!n_added)
    add_entry (s, bar, 0);
}

/* Clusters whom the plans are for but that have nothing to do yet: so that something can be put there. Not while
 * somebody looks for something, and not on paper. */
static void
add_empty_lanes (Selection *s)
{
  NhTimeline *self = s->self;
  const NhTimelineChoice *choice = &self->choice;
  g_autoptr (GArray) clusters = NULL;

  if (choice->by != NH_TIMELINE_BY_CLUSTER || self->for_paper || !s->entries->len || self->find || choice->person
      || choice->unit || choice->conflicts_only)
    return;
  clusters = nh_agenda_get_clusters (self->agenda, choice->plan);
  for (guint i = 0; i < clusters->len; i++)
    {
      gint64 cluster = g_array_index (clusters, gint64, i);

      if (!choice->team || nh_agenda_is_in_team (self->agenda, cluster, choice->team))
        use_lane (s, cluster);
    }
}

/* @activity: of the bar; NULL for a paper that hangs on none. */
static void
add_to_lanes (Selection *s, const NhTimelineBar *bar, const NhAgendaActivity *activity, gint64 plan)
{
  switch (s->self->choice.by)
    {
    case NH_TIMELINE_BY_KIND:
      add_entry (s, bar, nh_timeline_kind_position (bar->kind_key));
      break;
    case NH_TIMELINE_BY_UNIT:
    case NH_TIMELINE_BY_PERSON:
      add_to_each (s, bar, activity);
      break;
    case NH_TIMELINE_BY_PLAN:
      add_entry (s, bar, plan);
      break;
    case NH_TIMELINE_BY_CLUSTER:
    default:
      add_entry (s, bar, activity ? nh_agenda_cluster_of (s->self->agenda, activity) : 0);
      break;
    }
}

static gboolean
is_exact (NhExactness exactness)
{
  return exactness == NH_EXACTNESS_DAY || exactness == NH_EXACTNESS_DAYS || exactness == NH_EXACTNESS_YEARLY_DAY;
}

/* A year mistyped by a century would leave nothing to be seen of all others; at the edge it would stand on a wrong day. */
static gboolean
is_outside (const Selection *s, guint32 start, guint32 end)
{
  return end < s->least || start > s->most;
}

static void
add_activity (Selection *s, const NhAgendaActivity *activity)
{
  NhTimeline *self = s->self;
  NhTimelineBar bar = { .kind = NH_BAR_ACTIVITY, .id = activity->id, .start = activity->start,
                        .end = MAX (activity->start, activity->end) };

  if (!nh_timeline_passes (self, activity))
    return;
  if (!activity->start)
    {
      g_array_append_val (self->undated, activity->id);
      return;
    }
  if (is_outside (s, bar.start, bar.end))
    {
      self->n_outside++;
      return;
    }
  bar.soft = !is_exact (activity->exactness);
  bar.movable = activity->exactness != NH_EXACTNESS_YEAR && activity->exactness != NH_EXACTNESS_WORDS;
  bar.conflict = self->conflicts && nh_conflicts_has (self->conflicts, activity->id);
  bar.kind_key = activity->kind;
  bar.status = activity->status;
  if (!self->choice.no_baseline && activity->issued_start
      && (activity->issued_start != activity->start || activity->issued_end != activity->end))
    {
      bar.issued_start = activity->issued_start;
      bar.issued_end = MAX (activity->issued_start, activity->issued_end);
    }
  set_activity_label (s, activity, &bar);
  add_to_lanes (s, &bar, activity, activity->plan);
}

static void
add_due (Selection *s, const NhAgendaDue *due)
{
  const NhAgendaActivity *activity = due->activity ? nh_agenda_find (s->self->agenda, due->activity) : NULL;
  NhTimelineBar bar = { .kind = NH_BAR_DUE, .id = due->id, .start = due->due_on, .end = due->due_on,
                        .soft = due->provisional, .kind_key = s->due };

  if (!nh_timeline_due_passes (s->self, due, activity))
    return;
  bar.status = due->n_owed > 0 && due->n_received >= due->n_owed ? s->done : s->planned;
  if (is_outside (s, due->due_on, due->due_on))
    {
      s->self->n_outside++;
      return;
    }
  set_due_label (s, due, &bar);
  add_to_lanes (s, &bar, activity, due->plan);
}

static char *
lane_label (NhTimeline *self, gint64 key)
{
  const NhChoice *kinds = kind_choices ();
  gboolean paper = self->for_paper;

  switch (self->choice.by)
    {
    case NH_TIMELINE_BY_KIND:
      if (!kinds[key].key)
        return g_strdup (paper ? "Hạn báo cáo" : _ ("Deadlines"));
      return g_strdup (paper ? kinds[key].word : _ (kinds[key].label));
    case NH_TIMELINE_BY_UNIT:
      if (key)
        return g_strdup (nh_agenda_unit_name (self->agenda, key));
      break;
    case NH_TIMELINE_BY_PERSON:
      if (key)
        return g_strdup (nh_agenda_person_name (self->agenda, key));
      return g_strdup (paper ? "Chưa phân công" : _ ("Nobody assigned"));
    case NH_TIMELINE_BY_PLAN:
      if (key)
        return g_strdup (nh_agenda_plan_name (self->agenda, key));
      return g_strdup (paper ? "Ngoài kế hoạch" : _ ("Without a plan"));
    case NH_TIMELINE_BY_CLUSTER:
    default:
      if (key)
        return g_strdup (nh_agenda_team_name (self->agenda, key));
      break;
    }
  return g_strdup (paper ? "Chung" : _ ("In common"));
}

/* A lane while they are put in order. */
typedef struct
{
  NhTimelineLane lane;
  char *sort_key;
  guint was; /* its place before */
} Lane;

static int
compare_lanes (gconstpointer a, gconstpointer b)
{
  const Lane *one = a, *other = b;
  int order = strcmp (one->sort_key, other->sort_key);

  if (order)
    return order;
  return one->lane.key < other->lane.key ? -1 : one->lane.key > other->lane.key;
}

static Lane
make_lane (NhTimeline *self, gint64 key, guint was)
{
  Lane lane = { .lane = { .key = key, .label = lane_label (self, key) }, .was = was };

  if (self->choice.by == NH_TIMELINE_BY_KIND)
    lane.sort_key = g_strdup_printf ("%03u", (guint) key);
  else if (!key) /* after all names */
    lane.sort_key = g_strdup ("\xff");
  else if (self->choice.by == NH_TIMELINE_BY_CLUSTER) /* as the tables show them */
    lane.sort_key = g_strdup_printf ("%010u", nh_agenda_team_place (self->agenda, key));
  else if (self->choice.by == NH_TIMELINE_BY_PERSON)
    lane.sort_key = nh_text_name_sort_key (lane.lane.label);
  else
    lane.sort_key = nh_text_sort_key (lane.lane.label);
  return lane;
}

/* Lanes in their order, bars of a lane together, in the order in which they came. */
static void
order_lanes (Selection *s)
{
  NhTimeline *self = s->self;
  guint n_lanes = s->keys->len;
  g_autoptr (GArray) lanes = g_array_sized_new (FALSE, FALSE, sizeof (Lane), n_lanes);
  g_autofree guint *now = g_new (guint, n_lanes + 1);
  g_autofree guint *next = g_new0 (guint, n_lanes + 1);

  for (guint i = 0; i < n_lanes; i++)
    {
      Lane lane = make_lane (self, g_array_index (s->keys, gint64, i), i);

      g_array_append_val (lanes, lane);
    }
  g_array_sort (lanes, compare_lanes);
  for (guint i = 0; i < n_lanes; i++)
    now[g_array_index (lanes, Lane, i).was] = i;
  for (guint i = 0; i < s->entries->len; i++)
    next[now[g_array_index (s->entries, NhTimelineEntry, i).lane] + 1]++;
  for (guint i = 0; i < n_lanes; i++)
    {
      Lane *lane = &g_array_index (lanes, Lane, i);

      next[i + 1] += next[i];
      lane->lane.first_bar = next[i];
      lane->lane.n_bars = next[i + 1] - next[i];
      g_free (lane->sort_key);
      g_array_append_val (self->lanes, lane->lane);
    }
  g_array_set_size (self->bars, s->entries->len);
  for (guint i = 0; i < s->entries->len; i++)
    {
      NhTimelineEntry *entry = &g_array_index (s->entries, NhTimelineEntry, i);

      entry->bar.lane = now[entry->lane];
      if (entry->bar.kind == NH_BAR_DUE)
        g_array_index (self->lanes, NhTimelineLane, entry->bar.lane).n_dues++;
      g_array_index (self->bars, NhTimelineBar, next[entry->bar.lane]++) = entry->bar;
    }
}

/* The frame of the year in whole months, and what lies around it, up to an end: of one school year, and of all. */
#define MOST_DAYS_OUTSIDE (12 * 365)
#define MOST_DAYS_OF_ALL (60 * 365)

static void
get_frame (NhTimeline *self, guint32 *first, guint32 *last)
{
  NhSchoolYear frame;

  nh_agenda_get_frame (self->agenda, &frame);
  *first = nh_day_from_ymd (frame.first_year, 8, 1);
  *last = nh_day_from_ymd (frame.first_year + 1, 7, 31);
}

static void
set_limits (Selection *s)
{
  guint32 days = nh_agenda_get_school_year (s->self->agenda) ? MOST_DAYS_OUTSIDE : MOST_DAYS_OF_ALL;

  get_frame (s->self, &s->least, &s->most);
  s->least -= days;
  s->most += days;
}

/* What lasts until the frame ends asks for no month more: in August the next year begins. */
static gboolean
is_frame (NhExactness exactness)
{
  return exactness == NH_EXACTNESS_YEAR || exactness == NH_EXACTNESS_SUMMER;
}

static void
take_in (guint32 *first, guint32 *last, guint32 start, guint32 end)
{
  *first = MIN (*first, start);
  *last = MAX (*last, end);
}

/* Paper shows the days of what stands on it. */
static void
take_in_bars (NhTimeline *self, guint32 *first, guint32 *last)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      const NhTimelineBar *bar = &g_array_index (self->bars, NhTimelineBar, i);
      const NhAgendaActivity *activity;

      if (bar->start >= *first && bar->end <= *last)
        continue; /* most */
      activity = bar->kind == NH_BAR_ACTIVITY ? nh_agenda_find (self->agenda, bar->id) : NULL;
      take_in (first, last, bar->start, activity && is_frame (activity->exactness) ? bar->start : bar->end);
    }
}

/* @first, @last: the days of all that counts; where nothing does, the last before the first. */
static void
set_range (Selection *s, guint32 first, guint32 last)
{
  NhTimeline *self = s->self;
  guint32 frame_first, frame_last;
  int year, month;

  get_frame (self, &frame_first, &frame_last);
  nh_day_to_ymd (MAX (MIN (first, frame_first), s->least), &year, &month, NULL);
  self->first = nh_day_from_ymd (year, month, 1);
  nh_day_to_ymd (MIN (MAX (last, frame_last), s->most), &year, &month, NULL);
  self->last = nh_day_from_ymd (year + month / 12, month % 12 + 1, 1) - 1;
}

/* Structs of an agenda lie all over the memory, and waiting for them takes most of the time of a selection. */
#define AHEAD 8

static inline void
fetch (const void *record)
{
#ifdef __GNUC__
  __builtin_prefetch (record);
  __builtin_prefetch ((const char *) record + 64);
#endif
}

/* (internal) Fills bars, lanes, undated and the range; rows and places are for nh_timeline_place(). */
void
nh_timeline_select (NhTimeline *self)
{
  GPtrArray *activities = nh_agenda_get_activities (self->agenda);
  GPtrArray *dues = nh_agenda_get_dues (self->agenda);
  g_autoptr (GArray) entries
      = g_array_sized_new (FALSE, FALSE, sizeof (NhTimelineEntry), activities->len + dues->len);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  Selection s = { self, entries, lanes, keys, text, g_intern_static_string ("done"),
                  g_intern_static_string ("planned"), g_intern_static_string ("due"), 0, 0 };
  guint32 first = G_MAXUINT32, last = 0;

  g_array_set_size (self->lanes, 0);
  g_array_set_size (self->undated, 0);
  self->n_outside = 0;
  set_limits (&s);
  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (i + AHEAD < activities->len)
        fetch (activities->pdata[i + AHEAD]);
      add_activity (&s, activity);
      if (activity->start && !is_outside (&s, activity->start, activity->end))
        take_in (&first, &last, activity->start, is_frame (activity->exactness) ? activity->start : activity->end);
    }
  for (guint i = 0; i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];

      if (i + AHEAD < dues->len)
        fetch (dues->pdata[i + AHEAD]);
      add_due (&s, due);
      if (due->due_on && !is_outside (&s, due->due_on, due->due_on))
        take_in (&first, &last, due->due_on, due->due_on);
    }
  add_empty_lanes (&s);
  order_lanes (&s);
  if (self->for_paper) /* in the window a filter does not move anything */
    {
      first = G_MAXUINT32;
      last = 0;
      take_in_bars (self, &first, &last);
    }
  set_range (&s, first, last);
}
