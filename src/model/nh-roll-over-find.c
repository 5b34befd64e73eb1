/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people must decide before a plan is taken into another school year.
 */
#include "model/nh-roll-over-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-holidays.h"
#include "core/nh-text.h"
#include "core/nh-year-text.h"
#include "model/nh-roster.h"
#include "model/nh-workbook-private.h"

typedef struct
{
  const NhRollFrame *frame;
  NhRecord *plan;
  char *text;    /* all that is written in the plan */
  char *start;   /* ISO: the new year begins */
  char *before;  /* ISO: the old plan's rosters are of that day */
  GError **error;
} Finder;

static void
choice_free (gpointer data)
{
  NhRollChoice *choice = data;

  g_free (choice->label);
  g_free (choice->text);
  g_free (choice);
}

static void
add_choice (NhRollFinding *finding, NhRollAction action, const char *label, gint64 target, const char *text)
{
  NhRollChoice *choice = g_new0 (NhRollChoice, 1);

  *choice = (NhRollChoice){ action, g_strdup (label), target, g_strdup (text) };
  g_ptr_array_add (finding->choices, choice);
}

static NhRollFinding *
add_finding (const Finder *self, NhRollKind kind, gint64 record, const char *title, const char *evidence)
{
  NhRollFinding *finding = g_new0 (NhRollFinding, 1);

  *finding = (NhRollFinding){ kind, self->frame->plan, record, g_strdup (title), g_strdup (evidence),
                              g_ptr_array_new_with_free_func (choice_free), 0, 0 };
  g_ptr_array_add (self->frame->roll->findings, finding);
  return finding;
}

static NhStore *
store_of (const Finder *self)
{
  return nh_workbook_get_store (self->frame->roll->workbook);
}

static char *
short_day (const char *iso)
{
  return nh_day_format_short (nh_day_from_iso (iso));
}

/* Legal bases. */

/* What a subject line is about, whatever year it names. */
static char *
subject_key (const char *subject)
{
  g_autofree char *folded = nh_text_fold (subject);
  g_autoptr (GRegex) digits = g_regex_new ("[0-9]+", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (digits, folded, -1, 0, "#", 0, NULL);

  return g_strdup (g_str_has_prefix (plain, "ve viec ") ? plain + strlen ("ve viec ") : plain);
}

/* The newest document of the same kind, issuer and subject that came later. */
static gint64
find_newer (const Finder *self, NhRecord *document, char **label)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (store_of (self),
                          "SELECT id, subject, number, issued_on FROM legal_reference WHERE kind = ? "
                          "AND nh_fold (coalesce (issuer, '')) = nh_fold (?) AND issued_on > ? ORDER BY issued_on DESC",
                          NULL);
  g_autofree char *key = subject_key (nh_record_text (document, "subject"));
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_text (select, 1, nh_record_raw (document, "kind"));
  nh_statement_bind_text (select, 2, nh_record_text (document, "issuer"));
  nh_statement_bind_text (select, 3, nh_record_raw (document, "issued_on"));
  while (nh_statement_step (select, &row, NULL) && row)
    {
      const char *subject = nh_statement_text (select, 1);
      g_autofree char *other = subject_key (subject ? subject : "");
      g_autofree char *day = short_day (nh_statement_text (select, 3));

      if (!g_str_equal (key, other))
        continue;
      *label = g_strdup_printf (_ ("%s of %s"), nh_statement_text (select, 2) ? nh_statement_text (select, 2) : "", day);
      return nh_statement_int64 (select, 0);
    }
  return 0;
}

static void
find_basis (const Finder *self, NhRecord *basis, NhRecord *document)
{
  const char *until = nh_record_raw (document, "in_force_to");
  const char *subject = nh_record_text (document, "subject");
  g_autofree char *moved = nh_roll_text (self->frame, subject, FALSE);
  gboolean expired = *until && strcmp (until, self->start) < 0;
  gboolean yearly = !g_str_equal (moved, subject);
  g_autofree char *title = g_strdup_printf ("%s %s", nh_record_text (document, "number"), subject);
  g_autofree char *day = expired ? short_day (until) : NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *newer_label = NULL;
  gint64 newer;
  NhRollFinding *finding;

  if (!expired && !yearly)
    return;
  evidence = expired ? g_strdup_printf (_ ("It was in force until %s."), day)
                     : g_strdup_printf (_ ("It is about the school year %s."), self->frame->from.name);
  newer = find_newer (self, document, &newer_label);
  finding = add_finding (self, NH_ROLL_BASIS, nh_record_get_id (basis), title, evidence);
  if (newer)
    {
      g_autofree char *label = g_strdup_printf (_ ("Cite %s instead"), newer_label);

      add_choice (finding, NH_ROLL_REPLACE, label, newer, NULL);
    }
  add_choice (finding, NH_ROLL_OPEN, _ ("Leave number and day to fill in"), 0, NULL);
  add_choice (finding, NH_ROLL_KEEP, _ ("Cite it again"), 0, NULL);
  add_choice (finding, NH_ROLL_DROP, _ ("Leave it out"), 0, NULL);
}

static gboolean
find_bases (const Finder *self)
{
  g_autoptr (GPtrArray) bases
      = nh_roll_list_owned (self->frame->roll, "plan_basis", "plan", self->frame->plan, self->error);
  int field = nh_entity_find_field (nh_entity_find ("plan_basis"), "reference");

  for (guint i = 0; bases && i < bases->len; i++)
    {
      gint64 id = nh_record_get_int64 (bases->pdata[i], field);
      g_autoptr (NhRecord) document
          = id ? nh_workbook_load (self->frame->roll->workbook, nh_entity_find ("legal_reference"), id, self->error) : NULL;

      if (id && !document)
        return FALSE;
      if (document)
        find_basis (self, bases->pdata[i], document);
    }
  return bases != NULL;
}

/* People and units: where they stand in the plan. */

static gint64
count_uses (const Finder *self, const char *sql, gint64 record)
{
  g_autoptr (NhStatement) select = nh_store_prepare (store_of (self), sql, NULL);
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_int64 (select, 1, self->frame->plan);
  nh_statement_bind_int64 (select, 2, record);
  return nh_statement_step (select, &row, NULL) && row ? nh_statement_int64 (select, 0) : 0;
}

#define TEAM_TREE \
  "WITH RECURSIVE tree (id) AS (SELECT team FROM plan WHERE id = ?1 UNION " \
  "SELECT t.id FROM team t JOIN tree ON t.parent = tree.id) "

static gboolean
is_named (const Finder *self, const char *name)
{
  return name && strchr (name, ' ') && strstr (self->text, name);
}

/* "Takes part in 2 activities. Member of the council or team. Named in the text." */
static char *
describe_uses (gint64 activities, gint64 memberships, gboolean named)
{
  GString *out = g_string_new (NULL);

  if (activities)
    {
      g_string_append_c (out, ' ');
      g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "In %u activity.", "In %u activities.", (gulong) activities),
                              (guint) activities);
    }
  if (memberships)
    g_string_append_printf (out, " %s", _ ("Member of the plan's team."));
  if (named)
    g_string_append_printf (out, " %s", _ ("Named in the text."));
  return g_string_free (out, FALSE);
}

/* Who has taken the place of @person in the plan's team. */
static gint64
find_replacement (const Finder *self, gint64 person, char **name)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      store_of (self),
      TEAM_TREE "SELECT m.person, p.name FROM membership m JOIN tree ON m.team = tree.id "
                "JOIN person p ON p.id = m.person WHERE m.replaces = ?2 ORDER BY m.from_on DESC LIMIT 1", NULL);
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_int64 (select, 1, self->frame->plan);
  nh_statement_bind_int64 (select, 2, person);
  if (!nh_statement_step (select, &row, NULL) || !row)
    return 0;
  *name = g_strdup (nh_statement_text (select, 1));
  return nh_statement_int64 (select, 0);
}

static void
find_person (const Finder *self, gint64 person, const char *name, const char *left, const char *work)
{
  gint64 activities = count_uses (self,
                                  "SELECT count (*) FROM activity_person p JOIN activity a ON a.id = p.activity "
                                  "WHERE a.plan = ?1 AND p.person = ?2", person);
  gint64 memberships = count_uses (self,
                                   TEAM_TREE "SELECT count (*) FROM membership m JOIN tree ON m.team = tree.id "
                                             "WHERE m.person = ?2 AND m.to_on IS NULL", person);
  gboolean named = is_named (self, name);
  g_autofree char *uses = describe_uses (activities, memberships, named);
  g_autofree char *day = left ? short_day (left) : NULL;
  g_autofree char *state = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *other = NULL;
  gint64 replacement;
  NhRollFinding *finding;

  if (!activities && !memberships && !named)
    return;
  state = left ? g_strdup_printf (_ ("In service until %s."), day) : g_strdup_printf (_ ("Now: %s."), work);
  evidence = g_strconcat (state, uses, NULL);
  replacement = find_replacement (self, person, &other);
  finding = add_finding (self, NH_ROLL_PERSON, person, name, evidence);
  if (replacement)
    {
      g_autofree char *label = g_strdup_printf (_ ("%s instead, who is the successor"), other);

      add_choice (finding, NH_ROLL_REPLACE, label, replacement, NULL);
    }
  if (!left)
    add_choice (finding, NH_ROLL_KEEP, _ ("Stays in the plan"), 0, NULL);
  add_choice (finding, NH_ROLL_OPEN,
              memberships ? _ ("Leave the place to fill, and end the membership") : _ ("Leave the place to fill"), 0, NULL);
  if (left)
    add_choice (finding, NH_ROLL_KEEP, _ ("Stays in the plan"), 0, NULL);
}

/* Who left before the new year, or went elsewhere since the old plan. */
static gboolean
find_people (const Finder *self)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      store_of (self),
      "SELECT p.id, p.name, CASE WHEN p.active_to < ?1 THEN p.active_to END, "
      "coalesce (p.post, '') || CASE WHEN u.id IS NULL THEN '' ELSE ', ' || u.name END "
      "FROM person p LEFT JOIN unit u ON u.id = p.unit WHERE p.active_to < ?1 "
      "OR EXISTS (SELECT 1 FROM person_post o WHERE o.person = p.id AND o.until_on >= ?2) ORDER BY p.sort_key",
      self->error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, self->start);
  nh_statement_bind_text (select, 2, self->before);
  while (nh_statement_step (select, &row, self->error))
    {
      if (!row)
        return TRUE;
      find_person (self, nh_statement_int64 (select, 0), nh_statement_text (select, 1), nh_statement_text (select, 2),
                   nh_statement_text (select, 3));
    }
  return FALSE;
}

static gboolean
find_units (const Finder *self)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      store_of (self),
      "SELECT u.id, u.name, u.short_name, u.active_to, s.id, s.name FROM unit u LEFT JOIN unit s ON s.id = u.successor "
      "WHERE u.active_to < ? ORDER BY u.sort_key", self->error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, self->start);
  while (nh_statement_step (select, &row, self->error))
    {
      gint64 id, uses, successor;
      gboolean named;
      NhRollFinding *finding;
      g_autofree char *day = NULL;
      g_autofree char *where = NULL;
      g_autofree char *state = NULL;
      g_autofree char *evidence = NULL;

      if (!row)
        return TRUE;
      id = nh_statement_int64 (select, 0);
      successor = nh_statement_int64 (select, 4);
      named = is_named (self, nh_statement_text (select, 1)) || is_named (self, nh_statement_text (select, 2));
      uses = count_uses (self,
                         "SELECT count (*) FROM activity_unit l JOIN activity a ON a.id = l.activity "
                         "WHERE a.plan = ?1 AND l.unit = ?2", id);
      if (!uses && !named)
        continue;
      day = short_day (nh_statement_text (select, 3));
      where = describe_uses (uses, 0, named);
      state = g_strdup_printf (_ ("Its activity ended on %s."), day);
      evidence = g_strconcat (state, where, NULL);
      finding = add_finding (self, NH_ROLL_UNIT, id, nh_statement_text (select, 1), evidence);
      if (successor)
        {
          g_autofree char *label = g_strdup_printf (_ ("%s instead, which succeeded it"), nh_statement_text (select, 5));

          add_choice (finding, NH_ROLL_REPLACE, label, successor, NULL);
        }
      add_choice (finding, NH_ROLL_OPEN, _ ("Leave the place to fill"), 0, NULL);
      add_choice (finding, NH_ROLL_KEEP, _ ("Stays in the plan"), 0, NULL);
    }
  return FALSE;
}

/* The team. */

/* A term "2020-2025" covers the school years 2020-2021 to 2024-2025, "2023-2024" the one. */
static gboolean
is_over (const char *term, const NhSchoolYear *year)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\d{4})\\D*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *last = NULL;

  if (!g_regex_match (regex, term, 0, &match))
    return FALSE;
  last = g_match_info_fetch (match, 1);
  return g_ascii_strtoll (last, NULL, 10) <= year->first_year;
}

static gboolean
find_team (const Finder *self)
{
  NhRollOver *roll = self->frame->roll;
  gint64 team = nh_record_get_int64 (self->plan, nh_entity_find_field (nh_entity_find ("plan"), "team"));
  g_autoptr (NhRoster) roster
      = team ? nh_roster_on_day (roll->workbook, team, roll->year.starts_on, NH_ROSTER_TREE, self->error) : NULL;
  const NhRosterTeam *top = roster ? nh_roster_find_team (roster, team) : NULL;
  NhRollFinding *finding;
  g_autofree char *evidence = NULL;
  g_autofree char *label = NULL;

  if (team && !roster)
    return FALSE;
  if (!top || !is_over (top->term, &roll->year))
    return TRUE;
  evidence = g_strdup_printf (_ ("Its term %s is over when the new school year begins."), top->term);
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A new team with the %u member who goes on",
                                        "A new team with the %u members who go on", roster->members->len),
                           roster->members->len);
  finding = add_finding (self, NH_ROLL_TEAM, team, top->name, evidence);
  add_choice (finding, NH_ROLL_RENEW, label, 0, NULL);
  add_choice (finding, NH_ROLL_KEEP, _ ("The same team, as it is"), 0, NULL);
  add_choice (finding, NH_ROLL_OPEN, _ ("No team yet"), 0, NULL);
  return TRUE;
}

/* The signer. */

static gboolean
find_signer (const Finder *self)
{
  const char *name = nh_record_text (self->plan, "sign_name");
  g_autoptr (NhStatement) select = nh_store_prepare (
      store_of (self),
      "SELECT CASE WHEN p.active_to < ?1 THEN p.active_to END, "
      "coalesce (p.post, '') || CASE WHEN u.id IS NULL THEN '' ELSE ', ' || u.name END "
      "FROM person p LEFT JOIN unit u ON u.id = p.unit WHERE nh_fold (p.name) = nh_fold (?3) AND (p.active_to < ?1 "
      "OR EXISTS (SELECT 1 FROM person_post o WHERE o.person = p.id AND o.until_on >= ?2)) LIMIT 1", self->error);
  NhRollFinding *finding;
  gboolean row;
  g_autofree char *day = NULL;
  g_autofree char *evidence = NULL;

  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, self->start);
  nh_statement_bind_text (select, 2, self->before);
  nh_statement_bind_text (select, 3, name);
  if (!nh_statement_step (select, &row, self->error))
    return FALSE;
  if (!row || !*name)
    return TRUE;
  day = nh_statement_text (select, 0) ? short_day (nh_statement_text (select, 0)) : NULL;
  evidence = day ? g_strdup_printf (_ ("In service until %s."), day)
                 : g_strdup_printf (_ ("Now: %s."), nh_statement_text (select, 1));
  finding = add_finding (self, NH_ROLL_SIGNER, self->frame->plan, name, evidence);
  add_choice (finding, NH_ROLL_OPEN, _ ("Leave the place to fill"), 0, NULL);
  add_choice (finding, NH_ROLL_KEEP, _ ("Signs this plan too"), 0, NULL);
  return TRUE;
}

/* Activities. */

/* Words of what is done once: nobody but the office knows whether it comes again. */
static const char *
once_word (const char *content)
{
  static const char *const words[] = { "lần đầu", "thí điểm", "tổng kết giai đoạn", "kỷ niệm", "sáp nhập", "thay sách",
                                       "lựa chọn sách giáo khoa", "giai đoạn" };
  g_autofree char *small = g_utf8_strdown (content, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (small, words[i]))
      return words[i];
  return NULL;
}

static void
find_activity (const Finder *self, NhRecord *record)
{
  const char *status = nh_record_raw (record, "status");
  const char *content = nh_record_text (record, "content");
  gboolean cancelled = g_str_equal (status, "cancelled");
  const char *word = once_word (content);
  g_autofree char *evidence = NULL;
  NhRollFinding *finding;

  if (cancelled)
    evidence = g_strdup (_ ("It was cancelled."));
  else if (g_str_equal (status, "postponed"))
    evidence = g_strdup (_ ("It was postponed and not held."));
  else if (g_str_equal (nh_record_raw (record, "kind"), "contest"))
    evidence = g_strdup_printf (_ ("A contest (%s): is it held every year?"), nh_record_text (record, "period"));
  else if (word)
    evidence = g_strdup_printf (_ ("It says “%s”: perhaps it is done once only."), word);
  if (!evidence)
    return;
  finding = add_finding (self, NH_ROLL_ACTIVITY, nh_record_get_id (record), content, evidence);
  if (cancelled)
    add_choice (finding, NH_ROLL_DROP, _ ("Leave it out"), 0, NULL);
  add_choice (finding, NH_ROLL_KEEP, _ ("Plan it again"), 0, NULL);
  if (!cancelled)
    add_choice (finding, NH_ROLL_DROP, _ ("Leave it out"), 0, NULL);
}

/* Deadlines. */

static char *
write_day (const NhYearText *found, gpointer data)
{
  int y, m, d;

  if (found->kind != NH_YEAR_TEXT_DAY)
    return NULL;
  nh_day_to_ymd (*(guint32 *) data, &y, &m, &d);
  return nh_year_text_write (found, y, m, d);
}

static gboolean
is_day_off (guint32 day)
{
  return nh_day_is_free (day) || day % 7 == 6 || day % 7 == 0; /* GDate: 1 January of the year 1 is a Monday */
}

static void
find_deadline (const Finder *self, NhRecord *record)
{
  const NhEntity *entity = nh_record_get_entity (record);
  int field = nh_entity_find_field (entity, "due");
  const NhRollFrame *frame = self->frame;
  g_auto (NhPeriod) moved = NH_PERIOD_INIT;
  g_autofree char *text = nh_roll_period (frame, nh_record_get_raw (record, field), TRUE);
  g_autofree char *earlier = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *label = NULL;
  NhRollFinding *finding;
  guint32 day;

  if (!*text || !nh_period_parse (text, &frame->roll->year, &moved, NULL)
      || (moved.exactness != NH_EXACTNESS_DAY && moved.exactness != NH_EXACTNESS_YEARLY_DAY) || !is_day_off (moved.end))
    return;
  for (day = moved.end; is_day_off (day); day--)
    ;
  shown = nh_day_format_short (moved.end);
  evidence = g_strdup_printf (_ ("In the new year %s is a day off."), shown);
  earlier = nh_year_text_map (text, FALSE, TRUE, write_day, &day);
  label = g_strdup_printf (_ ("The working day before: %s"), earlier);
  finding = add_finding (self, NH_ROLL_DEADLINE, nh_record_get_id (record), nh_record_text (record, "what"), evidence);
  finding->day = moved.end;
  add_choice (finding, NH_ROLL_KEEP, text, 0, NULL);
  if (!g_str_equal (earlier, text) && moved.exactness == NH_EXACTNESS_DAY)
    add_choice (finding, NH_ROLL_REPLACE, label, day, earlier);
  add_choice (finding, NH_ROLL_DROP, _ ("Leave it out"), 0, NULL);
}

static gboolean
find_in (const Finder *self, const char *entity, void (*find) (const Finder *self, NhRecord *record))
{
  g_autoptr (GPtrArray) list = nh_roll_list_owned (self->frame->roll, entity, "plan", self->frame->plan, self->error);

  for (guint i = 0; list && i < list->len; i++)
    find (self, list->pdata[i]);
  return list != NULL;
}

/* All that is written in the plan, to look names up in. */
static char *
read_text (const Finder *self)
{
  static const char sql[]
      = "SELECT text FROM block WHERE plan = ?1 UNION ALL "
        "SELECT coalesce (content, '') || ' ' || coalesce (measures, '') || ' ' || coalesce (participants, '') || ' ' "
        "|| coalesce (responsible, '') || ' ' || coalesce (place, '') FROM activity WHERE plan = ?1 UNION ALL "
        "SELECT coalesce (what, '') || ' ' || coalesce (audience, '') || ' ' || coalesce (channel, '') FROM deadline "
        "WHERE plan = ?1 UNION ALL SELECT text FROM plan_recipient WHERE plan = ?1";
  g_autoptr (NhStatement) select = nh_store_prepare (store_of (self), sql, self->error);
  GString *text = g_string_new (NULL);
  gboolean row;

  if (select)
    nh_statement_bind_int64 (select, 1, self->frame->plan);
  while (select && nh_statement_step (select, &row, self->error))
    {
      if (!row)
        return g_string_free (text, FALSE);
      if (nh_statement_text (select, 0))
        g_string_append_printf (text, "%s\n", nh_statement_text (select, 0));
    }
  g_string_free (text, TRUE);
  return NULL;
}

/* (internal) */
gboolean
nh_roll_over_find (const NhRollFrame *frame, GError **error)
{
  g_autoptr (NhRecord) plan = nh_workbook_load (frame->roll->workbook, nh_entity_find ("plan"), frame->plan, error);
  g_autofree char *start = nh_day_to_iso (frame->roll->year.starts_on);
  g_autofree char *before = NULL;
  Finder self = { frame, plan, NULL, start, NULL, error };
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  gboolean ok;

  if (!plan)
    return FALSE;
  nh_record_get_period (plan, nh_entity_find_field (nh_entity_find ("plan"), "issued"), &issued);
  before = nh_day_to_iso (MAX (issued.end, frame->from.starts_on));
  self.before = before;
  self.text = read_text (&self);
  ok = self.text && find_bases (&self) && find_team (&self) && find_people (&self) && find_units (&self)
       && find_signer (&self) && find_in (&self, "activity", find_activity) && find_in (&self, "deadline", find_deadline);
  g_free (self.text);
  return ok;
}
