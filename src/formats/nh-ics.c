/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-ics.h"

#include <string.h>

#include "config.h"
#include "formats/nh-ics-text.h"
#include "formats/nh-output.h"
#include "model/nh-dues.h"

#define DOMAIN "namhoc.vn" /* of UIDs: the same for all offices, so that a file made anew meets its old events */
#define DEFAULT_ALARMS "3,1"
#define ALARM_HOUR 8
#define MOST_ALARM_DAYS 365

typedef struct
{
  NhAgenda *agenda;
  NhWorkbook *workbook;
  const NhIcsChoice *choice;
  GString *ics;
  GHashTable *teams;   /* gint64: the team of the choice with its parts; NULL: no matter */
  GHashTable *owed;    /* due -> 1 + whether all of it came; NULL: the choice names nobody */
  char *stamp;
  char *modified;      /* may be NULL */
  char *sequence;
  GArray *alarms;      /* of int: days before */
} Writer;

static const char *
choice_word (const char *field, const char *key)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, field)], key ? key : "");

  return choice ? choice->word : "";
}

/* Whose calendar. */

static GHashTable *
read_keys (Writer *w, const char *sql, gint64 first, gboolean with_value, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (w->workbook), sql, error);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, first);
  while (nh_statement_step (select, &row, error))
    {
      gint64 *key;

      if (!row)
        return g_steal_pointer (&keys);
      key = g_new (gint64, 1);
      *key = nh_statement_int64 (select, 0);
      g_hash_table_replace (keys, key, GINT_TO_POINTER (with_value ? 1 + (int) nh_statement_int64 (select, 1) : 1));
    }
  return NULL;
}

static gboolean
read_choice (Writer *w, GError **error)
{
#define PARTS "WITH RECURSIVE part (id, depth) AS (SELECT ?1, 0 UNION SELECT t.id, depth + 1 FROM team t JOIN part " \
  "ON t.parent = part.id WHERE depth < 20) "
#define OWED "SELECT due, min (received_on IS NOT NULL) FROM owed "
  const NhIcsChoice *c = w->choice;

  if (c->team)
    {
      w->teams = read_keys (w, PARTS "SELECT id FROM part", c->team, FALSE, error);
      if (!w->teams)
        return FALSE;
    }
  if (c->unit)
    w->owed = read_keys (w, OWED "WHERE unit = ?1 GROUP BY due", c->unit, TRUE, error);
  else if (c->team)
    w->owed = read_keys (w, PARTS OWED "WHERE team IN (SELECT id FROM part) GROUP BY due", c->team, TRUE, error);
  else if (c->person)
    /* Who leads the team on the day that is due. */
    w->owed = read_keys (w, OWED "WHERE team IN (SELECT team FROM membership m WHERE person = ?1 "
                         "AND (from_on IS NULL OR from_on <= coalesce (due_on, date ('now', 'localtime'))) "
                         "AND (to_on IS NULL OR to_on >= coalesce (due_on, date ('now', 'localtime'))) "
                         "AND role IN ('chair', 'cluster_head', 'group_leader', 'head')) GROUP BY due",
                         c->person, TRUE, error);
  else
    return TRUE;
  return w->owed != NULL;
#undef PARTS
#undef OWED
}

static gboolean
is_chosen (Writer *w, const NhAgendaActivity *activity)
{
  const NhIcsChoice *c = w->choice;
  gint64 cluster;

  if ((c->plan && activity->plan != c->plan) || (c->unit && !nh_agenda_has_unit (activity, c->unit, NULL))
      || (c->person && !nh_agenda_has_person (activity, c->person)))
    return FALSE;
  if (!w->teams)
    return TRUE;
  cluster = nh_agenda_cluster_of (w->agenda, activity);
  return g_hash_table_contains (w->teams, &activity->team) || g_hash_table_contains (w->teams, &activity->delegation)
         || g_hash_table_contains (w->teams, &cluster);
}

/* A person or team has the papers that they owe, and those for what stands in their calendar. *received: whether nobody
 * needs to be reminded any more. */
static gboolean
is_due_chosen (Writer *w, const NhAgendaDue *due, gboolean *received)
{
  const NhAgendaActivity *activity;
  int mark;

  *received = due->n_owed > 0 && due->n_received >= due->n_owed;
  if (w->choice->plan && due->plan != w->choice->plan)
    return FALSE;
  if (!w->owed)
    return TRUE;
  mark = GPOINTER_TO_INT (g_hash_table_lookup (w->owed, &due->id));
  activity = !mark && !w->choice->unit && due->activity ? nh_agenda_find (w->agenda, due->activity) : NULL;
  if (activity)
    return is_chosen (w, activity);
  *received = mark > 1;
  return mark > 0;
}

/* Events. */

static void
begin_event (Writer *w, const char *kind, gint64 id)
{
  g_autofree char *uid = g_strdup_printf ("%s-%" G_GINT64_FORMAT "@" DOMAIN, kind, id);

  nh_ics_add (w->ics, "BEGIN", "VEVENT");
  nh_ics_add (w->ics, "UID", uid);
  nh_ics_add (w->ics, "DTSTAMP", w->stamp);
  if (w->modified)
    nh_ics_add (w->ics, "LAST-MODIFIED", w->modified);
  nh_ics_add (w->ics, "SEQUENCE", w->sequence);
}

/* The words within a sentence: "học kỳ I" of "Học kỳ I". */
static char *
lower_first (const char *text)
{
  char first[6];

  if (!*text)
    return g_strdup ("");
  return g_strdup_printf ("%.*s%s", g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (text)), first), first,
                          g_utf8_next_char (text));
}

/* "trong tháng 10/2023": what is not known to the day says so; the text of the plan where that is another. */
static char *
inexact_words (const NhAgendaActivity *activity)
{
  const NhPeriod period = { activity->exactness, activity->start, activity->end, activity->minute, FALSE, NULL };
  g_autofree char *said = activity->period_text ? g_strdup (activity->period_text) : nh_period_format (&period);
  g_autofree char *text = lower_first (said);
  g_autofree char *words = NULL;
  int year;
  int month;

  if (activity->exactness != NH_EXACTNESS_MONTH && activity->exactness != NH_EXACTNESS_YEARLY_MONTH)
    return g_strdup_printf ("thời gian: %s", text);
  nh_day_to_ymd (activity->start, &year, &month, NULL);
  words = nh_month_format_short (year, month);
  return g_strdup_printf ("trong tháng %s", words);
}

static void
add_line (GString *text, const char *label, const char *value)
{
  if (value && *value)
    g_string_append_printf (text, "%s%s: %s", text->len ? "\n" : "", label, value);
}

static void
add_units (Writer *w, GString *text, const NhAgendaActivity *activity, const char *role, const char *label)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < activity->n_units; i++)
    if (g_strcmp0 (activity->units[i].role, role) == 0)
      g_string_append_printf (names, "%s%s", names->len ? ", " : "",
                              nh_agenda_unit_name (w->agenda, activity->units[i].unit));
  add_line (text, label, names->str);
}

static char *
describe (Writer *w, const NhAgendaActivity *activity)
{
  static const struct
  {
    const char *role;
    const char *label;
  } roles[] = { { "host", "Đơn vị tổ chức" },   { "inspected", "Đơn vị được kiểm tra" }, { "pilot", "Đơn vị thí điểm" },
                { "attending", "Đơn vị tham dự" }, { "online_point", "Điểm cầu" },          { "online", "Dự trực tuyến" } };
  GString *text = g_string_new (NULL);
  g_autoptr (GString) people = g_string_new (NULL);

  if (activity->period_text && (!nh_exactness_is_exact (activity->exactness) || activity->minute >= 0))
    add_line (text, "Thời gian theo kế hoạch", activity->period_text);
  add_line (text, "Loại hoạt động", choice_word ("kind", activity->kind));
  add_line (text, "Môn học", activity->subject);
  add_line (text, "Lớp", activity->grade);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    add_units (w, text, activity, roles[i].role, roles[i].label);
  add_line (text, "Cụm, tổ", nh_agenda_team_name (w->agenda, activity->team));
  add_line (text, "Đoàn kiểm tra", nh_agenda_team_name (w->agenda, activity->delegation));
  for (guint i = 0; i < activity->n_people; i++)
    {
      const char *name = nh_agenda_person_name (w->agenda, activity->people[i].person);

      if (*name)
        g_string_append_printf (people, "%s%s", people->len ? ", " : "", name);
    }
  add_line (text, "Người tham gia", people->str);
  add_line (text, "Kế hoạch", nh_agenda_plan_name (w->agenda, activity->plan));
  return g_string_free (text, FALSE);
}

static void
add_location (Writer *w, const NhAgendaActivity *activity)
{
  if (activity->place && *activity->place)
    {
      nh_ics_add_text (w->ics, "LOCATION", activity->place);
      return;
    }
  for (guint i = 0; i < activity->n_units; i++)
    if (g_strcmp0 (activity->units[i].role, "host") == 0)
      {
        nh_ics_add_text (w->ics, "LOCATION", nh_agenda_unit_name (w->agenda, activity->units[i].unit));
        return;
      }
}

/* The end of DTEND is exclusive. Years have four digits (RFC 5545, section 3.3.4): after the last day that can be
 * written there is none, and the event takes the day of its start. */
static void
add_days (Writer *w, guint32 start, guint32 end)
{
  end = MAX (start, end);
  nh_ics_add_day (w->ics, "DTSTART", start);
  if (end < nh_day_from_ymd (9999, 12, 31))
    nh_ics_add_day (w->ics, "DTEND", end + 1);
}

/* An exact day with a time has no end: the plan states none. */
static void
add_times (Writer *w, const NhAgendaActivity *activity)
{
  if (activity->minute >= 0 && activity->start == activity->end && nh_exactness_is_exact (activity->exactness))
    {
      nh_ics_add_time (w->ics, "DTSTART", activity->start, activity->minute);
      return;
    }
  add_days (w, activity->start, activity->end);
}

static void
add_activity (Writer *w, const NhAgendaActivity *activity)
{
  gboolean exact = nh_exactness_is_exact (activity->exactness);
  gboolean cancelled = g_strcmp0 (activity->status, "cancelled") == 0;
  gboolean postponed = g_strcmp0 (activity->status, "postponed") == 0;
  const char *kind = choice_word ("kind", activity->kind);
  const char *label = activity->label && *activity->label ? activity->label : kind;
  g_autofree char *words = exact ? NULL : inexact_words (activity);
  g_autofree char *summary = words ? g_strdup_printf ("%s (%s)", label, words) : g_strdup (label);
  g_autofree char *full = g_strconcat (cancelled ? "[Hủy] " : postponed ? "[Hoãn] " : "", summary, NULL);
  g_autofree char *description = describe (w, activity);

  begin_event (w, "activity", activity->id);
  add_times (w, activity);
  nh_ics_add_text (w->ics, "SUMMARY", full);
  add_location (w, activity);
  nh_ics_add_text (w->ics, "DESCRIPTION", description);
  nh_ics_add_text (w->ics, "CATEGORIES", kind);
  nh_ics_add (w->ics, "STATUS", cancelled ? "CANCELLED" : exact && !postponed ? "CONFIRMED" : "TENTATIVE");
  /* What takes some day of a month makes nobody busy for all of it. */
  nh_ics_add (w->ics, "TRANSP", exact && !cancelled && !postponed ? "OPAQUE" : "TRANSPARENT");
  nh_ics_add (w->ics, "END", "VEVENT");
}

/* RFC 5545, section 3.8.6.3: counted from the beginning of the day that is due; at eight in the morning. */
static void
add_alarm (Writer *w, int days, const char *summary)
{
  g_autofree char *words = days ? g_strdup_printf ("Còn %d ngày: %s", days, summary) : g_strdup_printf ("Hôm nay: %s", summary);
  g_autofree char *trigger = days > 1   ? g_strdup_printf ("-P%dDT%dH", days - 1, 24 - ALARM_HOUR)
                             : days == 1 ? g_strdup_printf ("-PT%dH", 24 - ALARM_HOUR)
                                         : g_strdup_printf ("PT%dH", ALARM_HOUR);

  nh_ics_add (w->ics, "BEGIN", "VALARM");
  nh_ics_add (w->ics, "ACTION", "DISPLAY");
  nh_ics_add (w->ics, "TRIGGER", trigger);
  nh_ics_add_text (w->ics, "DESCRIPTION", words);
  nh_ics_add (w->ics, "END", "VALARM");
}

static void
add_due (Writer *w, const NhAgendaDue *due, gboolean received)
{
  const NhAgendaActivity *activity = due->activity ? nh_agenda_find (w->agenda, due->activity) : NULL;
  g_autofree char *summary = g_strdup_printf ("%s: %s%s", received ? "Đã nộp" : "Hạn nộp", due->what,
                                              due->provisional ? " (tạm tính)" : "");
  g_autofree char *until = nh_due_words (due->due_on, due->provisional);
  g_autoptr (GString) text = g_string_new (NULL);

  add_line (text, "Thời hạn", until);
  if (due->provisional)
    g_string_append (text, "\nThời hạn tạm tính vì mới biết tháng, chưa biết ngày.");
  add_line (text, "Đơn vị thực hiện", due->audience);
  add_line (text, "Cho hoạt động", activity ? activity->label : NULL);
  add_line (text, "Kế hoạch", nh_agenda_plan_name (w->agenda, due->plan));
  if (!w->owed && due->n_owed > 1)
    g_string_append_printf (text, "\nĐã nhận: %u/%u", due->n_received, due->n_owed);
  begin_event (w, "due", due->id);
  add_days (w, due->due_on, due->due_on);
  nh_ics_add_text (w->ics, "SUMMARY", summary);
  nh_ics_add_text (w->ics, "DESCRIPTION", text->str);
  nh_ics_add_text (w->ics, "CATEGORIES", "Hạn nộp báo cáo");
  nh_ics_add (w->ics, "STATUS", due->provisional ? "TENTATIVE" : "CONFIRMED");
  nh_ics_add (w->ics, "TRANSP", "TRANSPARENT");
  for (guint i = 0; !received && i < w->alarms->len; i++)
    add_alarm (w, g_array_index (w->alarms, int, i), due->what);
  nh_ics_add (w->ics, "END", "VEVENT");
}

/* The file. */

/* Vietnam keeps UTC+7 the whole year since 13 June 1975; before, the south had UTC+8. */
static void
add_zone (Writer *w)
{
  static const char *const lines[][2] = {
    { "BEGIN", "VTIMEZONE" },       { "TZID", "Asia/Ho_Chi_Minh" }, { "BEGIN", "STANDARD" },
    { "DTSTART", "19750613T000000" }, { "TZOFFSETFROM", "+0800" },    { "TZOFFSETTO", "+0700" },
    { "TZNAME", "+07" },            { "END", "STANDARD" },          { "END", "VTIMEZONE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    nh_ics_add (w->ics, lines[i][0], lines[i][1]);
}

static char *
calendar_name (Writer *w)
{
  const NhIcsChoice *c = w->choice;
  g_autofree char *office = nh_workbook_get_setting (w->workbook, "office_name");

  if (c->person)
    return g_strdup_printf ("Lịch công tác của %s", nh_agenda_person_name (w->agenda, c->person));
  if (c->unit)
    return g_strdup_printf ("Lịch của %s", nh_agenda_unit_name (w->agenda, c->unit));
  if (c->team)
    return g_strdup_printf ("Lịch của %s", nh_agenda_team_name (w->agenda, c->team));
  if (c->plan)
    return g_strdup_printf ("Lịch theo kế hoạch %s", nh_agenda_plan_name (w->agenda, c->plan));
  return *office ? g_strdup_printf ("Lịch năm học của %s", office) : g_strdup ("Lịch năm học");
}

/* When the workbook was last changed: a file made later is never taken for the older one. */
static void
read_modified (Writer *w)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (w->workbook), "SELECT max (at) FROM change", NULL);
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GDateTime) utc = NULL;
  gboolean row = FALSE;

  if (select && nh_statement_step (select, &row, NULL) && row && nh_statement_text (select, 0))
    at = g_date_time_new_from_iso8601 (nh_statement_text (select, 0), local);
  utc = at ? g_date_time_to_utc (at) : NULL;
  if (utc)
    w->modified = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
  /* Minutes since 2020: grows with each change and fits the integer of RFC 5545. */
  w->sequence = g_strdup_printf ("%" G_GINT64_FORMAT,
                                 utc ? CLAMP ((g_date_time_to_unix (utc) - 1577836800) / 60, 0, G_MAXINT32) : 0);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
read_alarms (Writer *w)
{
  g_autofree char *text = nh_workbook_get_setting (w->workbook, NH_ICS_ALARMS_SETTING);
  g_auto (GStrv) parts = g_strsplit_set (*text ? text : DEFAULT_ALARMS, ",; ", -1);

  w->alarms = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; parts[i]; i++)
    {
      guint64 number;
      int days;

      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, MOST_ALARM_DAYS, &number, NULL))
        continue;
      days = (int) number;
      g_array_append_val (w->alarms, days);
    }
  g_array_sort (w->alarms, compare_days);
  for (guint i = w->alarms->len; i-- > 1;)
    if (g_array_index (w->alarms, int, i) == g_array_index (w->alarms, int, i - 1))
      g_array_remove_index (w->alarms, i);
}

static void
writer_clear (Writer *w)
{
  g_string_free (w->ics, TRUE);
  g_clear_pointer (&w->teams, g_hash_table_unref);
  g_clear_pointer (&w->owed, g_hash_table_unref);
  g_clear_pointer (&w->alarms, g_array_unref);
  g_free (w->stamp);
  g_free (w->modified);
  g_free (w->sequence);
}

static void
write_events (Writer *w, NhIcsCounts *counts)
{
  GPtrArray *activities = nh_agenda_get_activities (w->agenda);
  GPtrArray *dues = nh_agenda_get_dues (w->agenda);

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (!is_chosen (w, activity))
        continue;
      if (activity->start)
        add_activity (w, activity);
      counts->n_activities += activity->start != 0;
      counts->n_undated += activity->start == 0;
    }
  for (guint i = 0; !w->choice->without_dues && i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];
      gboolean received;

      if (!is_due_chosen (w, due, &received))
        continue;
      if (due->due_on)
        add_due (w, due, received);
      counts->n_dues += due->due_on != 0;
      counts->n_undated += due->due_on == 0;
    }
}

/**
 * nh_ics_compose:
 * @agenda: the activities and papers of a year
 * @choice: whose calendar
 * @stamp: (nullable): when the file is made; now
 * @counts: (out) (optional): what stands in it
 * @error: of domain NH_STORE_ERROR
 *
 * Words are Vietnamese whatever the language of the interface.
 *
 * Returns: (transfer full): an iCalendar object; %NULL with @error set.
 */
char *
nh_ics_compose (NhAgenda *agenda, const NhIcsChoice *choice, GDateTime *stamp, NhIcsCounts *counts, GError **error)
{
  Writer w = { .agenda = agenda, .workbook = nh_agenda_get_workbook (agenda), .choice = choice };
  g_autoptr (GDateTime) now = stamp ? g_date_time_to_utc (stamp) : g_date_time_new_now_utc ();
  g_autofree char *name = calendar_name (&w);
  NhIcsCounts unused;
  char *text = NULL;

  counts = counts ? counts : &unused;
  *counts = (NhIcsCounts){ 0 };
  w.ics = g_string_new (NULL);
  w.stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  read_modified (&w);
  read_alarms (&w);
  nh_ics_add (w.ics, "BEGIN", "VCALENDAR");
  nh_ics_add (w.ics, "VERSION", "2.0");
  nh_ics_add (w.ics, "PRODID", "-//Nam Hoc//namhoc " NH_VERSION "//VI");
  nh_ics_add (w.ics, "CALSCALE", "GREGORIAN");
  nh_ics_add (w.ics, "METHOD", "PUBLISH");
  nh_ics_add_text (w.ics, "X-WR-CALNAME", name);
  nh_ics_add (w.ics, "X-WR-TIMEZONE", "Asia/Ho_Chi_Minh");
  add_zone (&w);
  if (read_choice (&w, error))
    {
      write_events (&w, counts);
      nh_ics_add (w.ics, "END", "VCALENDAR");
      text = g_strdup (w.ics->str);
    }
  writer_clear (&w);
  return text;
}

/**
 * nh_ics_write:
 * @path: (type filename): the target; replaced only when everything was written
 * @agenda: the activities and papers of a year
 * @choice: whose calendar
 * @counts: (out) (optional): what stands in it
 * @error: of the domains NH_STORE_ERROR and NH_FORMAT_ERROR
 *
 * Returns: %FALSE on error; then the old file is as it was.
 */
gboolean
nh_ics_write (const char *path, NhAgenda *agenda, const NhIcsChoice *choice, NhIcsCounts *counts, GError **error)
{
  g_autofree char *text = nh_ics_compose (agenda, choice, NULL, counts, error);
  g_autoptr (NhOutput) output = text ? nh_output_new (path, error) : NULL;

  return output && nh_output_write (output, text, strlen (text), error) && nh_output_commit (output, error);
}
