/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coverage of inspections and proposals of their schedule, out of the workbook and back into it.
 */
#include <string.h>

#include "model-fixture.h"
#include "model/nh-inspection-coverage.h"
#include "model/nh-inspection-findings.h"
#include "model/nh-inspection-propose.h"

static gint64
plan_73 (Fixture *f)
{
  return fixture_sql (f->workbook, "SELECT id FROM plan WHERE number = '73'");
}

static gint64
area (Fixture *f, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM unit WHERE kind = 'district_office' AND area = '%s'", name);

  return fixture_sql (f->workbook, sql);
}

static NhInspectionProposal *
propose (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  NhInspectionProposal *p = nh_inspection_proposal_new (f->workbook, plan_73 (f), &error);

  g_assert_no_error (error);
  return p;
}

static guint
round_of (NhInspectionProposal *p, const char *name)
{
  for (guint i = 0; i < p->rounds->len; i++)
    if (strstr (nh_proposal_round (p, i)->name, name))
      return i;
  g_error ("no round %s", name);
}

/* The month of a round as it stands in the workbook. */
static void
assert_time (Fixture *f, const char *name, const char *time)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id AND l.role = 'inspected' JOIN unit u "
      "ON u.id = l.unit WHERE a.plan IS NOT NULL AND u.area = '%s'",
      name);

  fixture_assert_text (f->workbook, "activity", fixture_sql (f->workbook, sql), "period", time);
}

static void
test_coverage (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionCoverage) coverage = nh_inspection_coverage_load (f->workbook, NULL);
  const NhInspectionVisit *visit;
  g_autofree char *when = NULL;

  g_assert_cmpint (nh_inspection_coverage_years_since (coverage, area (f, "Lục Ngạn"), 2023), ==,
                   NH_INSPECTION_NEVER_INSPECTED);
  g_assert_cmpint (nh_inspection_coverage_years_since (coverage, area (f, "Yên Thế"), 2023), ==, 4);
  g_assert_cmpint (nh_inspection_coverage_years_since (coverage, area (f, "Yên Thế"), 2024), ==, 1);
  g_assert_cmpint (nh_inspection_coverage_years_since (coverage, area (f, "Lạng Giang"), 2023), ==, 1);
  g_assert_cmpuint (nh_inspection_coverage_get (coverage, area (f, "Lạng Giang"))->len, ==, 3);
  visit = nh_inspection_coverage_find (coverage, area (f, "Lạng Giang"), 2022);
  g_assert_nonnull (visit);
  when = nh_inspection_visit_describe (visit);
  g_assert_cmpstr (when, ==, "02/2023");
  g_assert_null (nh_inspection_coverage_find (coverage, area (f, "Lạng Giang"), 2021));
}

/* A school that took over from another one has what was inspected there; cancelled rounds count for nothing. */
static void
test_successors (Fixture *f, gconstpointer data)
{
  gint64 heir = fixture_create (f->workbook, "unit", "name", "Trường THCS Suối Mơ", "kind", "lower_secondary", NULL);
  gint64 old = fixture_create (f->workbook, "unit", "name", "Trường THCS Suối Cũ", "kind", "lower_secondary", "active_to",
                               "30/6/2023", "successor", "Trường THCS Suối Mơ", NULL);
  gint64 visit = fixture_create (f->workbook, "activity", "kind", "inspection", "inspected", "Trường THCS Suối Cũ", "period",
                                 "ngày 5/10/2021", "status", "done", NULL);
  g_autoptr (NhInspectionCoverage) coverage = nh_inspection_coverage_load (f->workbook, NULL);
  g_autoptr (NhInspectionCoverage) after = NULL;
  const NhInspectionVisit *found = nh_inspection_coverage_find (coverage, heir, 2021);

  g_assert_nonnull (found);
  g_assert_cmpint (found->unit, ==, old);
  g_assert_true (found->exact);
  g_assert_cmpint (nh_inspection_coverage_years_since (coverage, heir, 2023), ==, 2);
  fixture_set (f->workbook, "activity", visit, "status", "cancelled");
  after = nh_inspection_coverage_load (f->workbook, NULL);
  g_assert_cmpint (nh_inspection_coverage_years_since (after, heir, 2023), ==, NH_INSPECTION_NEVER_INSPECTED);
}

static void
test_reads (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = propose (f);
  guint n_months = 0;
  guint hiep_hoa;

  g_assert_cmpuint (p->units->len, ==, 10);
  g_assert_cmpuint (p->rounds->len, ==, 7);
  g_assert_cmpuint (p->delegations->len, ==, 3);
  g_assert_cmpuint (p->members->len, ==, 9);
  for (guint m = 0; m < p->months->len; m++)
    n_months += nh_proposal_month (p, m)->chosen;
  g_assert_cmpuint (n_months, ==, 7);
  g_assert_cmpuint (nh_proposal_month (p, 1)->capacity, ==, 1);
  hiep_hoa = round_of (p, "Hiệp Hòa");
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->month, ==, 7); /* August, …, March */
  g_assert_cmphex (nh_inspection_proposal_hosting (p, hiep_hoa), ==, 1 << 7);
  g_assert_true (nh_proposal_round (p, round_of (p, "TP Bắc Giang"))->stored); /* held already */
}

/* Hiệp Hòa hosts in March: it has to go elsewhere; what was held stays; one step of undo. */
static void
test_solve_and_apply (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = propose (f);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint hiep_hoa = round_of (p, "Hiệp Hòa");

  nh_inspection_proposal_solve (p);
  g_assert_cmpuint (p->remarks->len, ==, 0);
  for (guint i = 0; i < p->rounds->len; i++)
    {
      NhProposalRound *r = nh_proposal_round (p, i);

      g_assert_cmpint (r->new_month, >=, 0);
      g_assert_cmpint (r->new_delegation, >=, 0);
      g_assert_false (nh_inspection_proposal_hosting (p, i) & 1u << r->new_month);
    }
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->new_month, !=, 7);
  /* Somebody of the first delegation works there. */
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->new_delegation, !=, 0);
  g_assert_cmpint (nh_proposal_round (p, round_of (p, "TP"))->new_month, ==, 1);
  /* Who was never inspected comes before all others that may be moved. */
  g_assert_cmpint (nh_proposal_round (p, round_of (p, "Lục Ngạn"))->new_month, ==, 3);

  g_assert_true (nh_inspection_proposal_apply (p, &error));
  g_assert_no_error (error);
  assert_time (f, "TP Bắc Giang", "Tháng 9/2023");
  assert_time (f, "Lục Ngạn", "Tháng 11/2023");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Schedule the inspections");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_pin_and_again (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = propose (f);
  guint hiep_hoa = round_of (p, "Hiệp Hòa");

  nh_inspection_proposal_pin (p, hiep_hoa, 8);
  nh_inspection_proposal_solve (p);
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->new_month, ==, 8);
  nh_inspection_proposal_pin (p, hiep_hoa, 7); /* the user may be wrong, and is told */
  nh_inspection_proposal_solve (p);
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->new_month, ==, 7);
  g_assert_cmpuint (p->remarks->len, ==, 1);
  g_assert_nonnull (strstr (p->remarks->pdata[0], "Hiệp Hòa"));
  /* What is held already stays, whatever is asked. */
  nh_inspection_proposal_pin (p, round_of (p, "TP Bắc Giang"), 5);
  nh_inspection_proposal_solve (p);
  g_assert_cmpint (nh_proposal_round (p, round_of (p, "TP Bắc Giang"))->new_month, ==, 1);
}

/* Held in a month that was taken out afterwards, a round stays there and does not jump back. */
static void
test_pin_without_month (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = propose (f);
  guint hiep_hoa = round_of (p, "Hiệp Hòa");

  nh_inspection_proposal_pin (p, hiep_hoa, 9);
  nh_proposal_month (p, 9)->chosen = FALSE;
  nh_inspection_proposal_solve (p);
  g_assert_cmpint (nh_proposal_round (p, hiep_hoa)->new_month, ==, 9);
}

/* A unit that closes some time ahead is there to be inspected; who left a delegation has no load of its later rounds. */
static void
test_ends_ahead (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = NULL;
  g_autoptr (NhInspectionProposal) after = NULL;
  gint64 unit = area (f, "Lục Ngạn");
  gint64 other = fixture_create (f->workbook, "plan", "number", "903", "symbol", "KH-X", "title", "Kế hoạch khác",
                                 "school_year", "2023-2024", NULL);
  g_autofree char *name = NULL;
  gint64 person;
  gint64 member;

  fixture_set (f->workbook, "unit", unit, "active_to", "30/6/2099");
  p = propose (f);
  g_assert_cmpuint (p->units->len, ==, 10);
  person = nh_proposal_member (p, 0)->person;
  name = fixture_text (f->workbook, "person", person, "name");
  fixture_create (f->workbook, "team", "kind", "delegation", "name", "Đoàn khác", NULL);
  member = fixture_create (f->workbook, "membership", "team", "Đoàn khác", "person", name, "role", "member", NULL);
  fixture_create (f->workbook, "activity", "plan", "903/KH-X", "kind", "inspection", "content", "Kiểm tra khác", "period",
                  "ngày 5/12/2023", "delegation", "Đoàn khác", NULL);
  g_assert_cmpint (other, !=, 0);
  after = propose (f);
  g_assert_cmpuint (nh_proposal_member (after, 0)->load, ==, nh_proposal_member (p, 0)->load + 1);
  fixture_set (f->workbook, "membership", member, "to_on", "1/12/2023");
  g_clear_pointer (&after, nh_inspection_proposal_free);
  after = propose (f);
  g_assert_cmpuint (nh_proposal_member (after, 0)->load, ==, nh_proposal_member (p, 0)->load);
}

/* Dragged by hand into a month that is full: told at once, without proposing anew. */
static void
test_check (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = propose (f);
  guint hiep_hoa = round_of (p, "Hiệp Hòa");
  int before = nh_proposal_round (p, round_of (p, "Lục Ngạn"))->new_month;
  g_autoptr (GString) said = g_string_new (NULL);

  nh_proposal_month (p, before)->capacity = 1;
  nh_inspection_proposal_pin (p, hiep_hoa, before);
  nh_inspection_proposal_check (p);
  g_assert_cmpint (nh_proposal_round (p, round_of (p, "Lục Ngạn"))->new_month, ==, before);
  for (guint i = 0; i < p->remarks->len; i++)
    g_string_append (said, p->remarks->pdata[i]);
  g_assert_nonnull (strstr (said->str, nh_proposal_month (p, before)->name));
  g_assert_nonnull (strstr (said->str, "more rounds than this month takes (1)"));
}

static void
test_fixed_and_short (Fixture *f, gconstpointer data)
{
  gint64 luc_ngan = fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u "
                                              "ON u.id = l.unit WHERE a.plan IS NOT NULL AND u.area = 'Lục Ngạn'");
  g_autoptr (NhInspectionProposal) p = NULL;

  g_assert_true (nh_inspection_set_fixed (f->workbook, luc_ngan, TRUE, NULL));
  p = propose (f);
  nh_inspection_proposal_solve (p);
  g_assert_cmpint (nh_proposal_round (p, round_of (p, "Lục Ngạn"))->new_month, ==, 6);
  /* Without January, one round too many: that of whom was inspected last. */
  nh_proposal_month (p, 5)->chosen = FALSE;
  nh_inspection_proposal_solve (p);
  g_assert_cmpuint (p->remarks->len, ==, 1);
  g_assert_true (g_str_has_prefix (p->remarks->pdata[0], "Hiệp Hòa:")
                 || g_str_has_prefix (p->remarks->pdata[0], "Sơn Động, Lục Nam:"));
}

/* Units that have no round yet get one when the proposal is applied. */
static void
test_makes_rounds (Fixture *f, gconstpointer data)
{
  g_autoptr (NhInspectionProposal) p = NULL;
  gint64 yen_the = area (f, "Yên Thế");
  gint64 n = fixture_count (f->workbook, "activity");
  g_autoptr (GError) error = NULL;

  fixture_create (f->workbook, "unit", "name", "Phòng GDĐT Cẩm Sơn", "kind", "district_office", "area", "Cẩm Sơn", "parent",
                  "Sở GDĐT Bắc Giang", NULL);
  p = propose (f);
  g_assert_cmpuint (p->units->len, ==, 11);
  for (guint i = 0; i < p->units->len; i++)
    if (g_str_equal (nh_proposal_unit (p, i)->name, "Cẩm Sơn"))
      {
        g_assert_false (nh_proposal_unit (p, i)->chosen);
        nh_proposal_unit (p, i)->chosen = TRUE;
      }
    else if (nh_proposal_unit (p, i)->unit == yen_the)
      g_assert_cmpint (nh_proposal_unit (p, i)->round, ==, (int) round_of (p, "Yên Thế"));
  nh_inspection_proposal_spread (p);
  nh_inspection_proposal_solve (p);
  g_assert_cmpuint (p->rounds->len, ==, 8);
  g_assert_true (nh_inspection_proposal_apply (p, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (f->workbook, "activity"), ==, n + 1);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u "
                                             "ON u.id = l.unit WHERE u.area = 'Cẩm Sơn' AND a.kind = 'inspection' AND a.delegation "
                                             "IS NOT NULL AND a.period_exactness = 'month'"), ==, 1);
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "activity"), ==, n);
}

/* A unit with two rounds, and one that was closed meanwhile, is known in all of its rounds. */
static void
test_rounds_of_a_unit (Fixture *f, gconstpointer data)
{
  gint64 again = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "inspection", "inspected",
                                 "Phòng GDĐT Hiệp Hòa", "period", "tháng 5/2024", "status", "planned", NULL);
  int years;

  for (int closed = 0; closed < 2; closed++)
    {
      g_autoptr (NhInspectionProposal) p = NULL;
      guint n_rounds = 0;

      if (closed)
        fixture_set (f->workbook, "unit", area (f, "Hiệp Hòa"), "active_to", "30/6/2024");
      p = propose (f);
      for (guint i = 0; i < p->rounds->len; i++)
        if (g_str_equal (nh_proposal_round (p, i)->name, "Hiệp Hòa"))
          {
            n_rounds++;
            g_assert_cmphex (nh_inspection_proposal_hosting (p, i), ==, 1 << 7);
            years = nh_proposal_unit (p, nh_inspection_proposal_find_unit (p, area (f, "Hiệp Hòa")))->years;
            g_assert_cmpint (years, >, 0);
            g_assert_cmpint (nh_inspection_proposal_years (p, i), ==, years);
          }
      g_assert_cmpuint (n_rounds, ==, 2);
      nh_inspection_proposal_solve (p);
      for (guint i = 0; i < p->rounds->len; i++)
        if (nh_proposal_round (p, i)->activity == again || g_str_equal (nh_proposal_round (p, i)->name, "Hiệp Hòa"))
          g_assert_cmpint (nh_proposal_round (p, i)->new_month, !=, 7);
    }
}

static void
assert_hosts (Fixture *f, const char *period, guint32 months)
{
  gint64 unit = area (f, "Yên Thế");
  gint64 id = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "lesson_study", "hosts",
                              "Phòng GDĐT Yên Thế", "period", period, "status", "planned", NULL);
  g_autoptr (GHashTable) hosting = nh_inspection_hosting (f->workbook, 2023, NULL);

  g_assert_cmphex (GPOINTER_TO_UINT (g_hash_table_lookup (hosting, &unit)), ==, months);
  fixture_delete (f->workbook, "activity", id);
}

/* What begins before the school year or ends after it counts for the months it has in it; bit 0 is August. */
static void
test_hosting (Fixture *f, gconstpointer data)
{
  assert_hosts (f, "Tháng 10/2023", 1 << 2);
  assert_hosts (f, "Từ ngày 25/7/2023 đến ngày 5/9/2023", 1 << 0 | 1 << 1);
  assert_hosts (f, "Từ ngày 20/6/2024 đến ngày 10/8/2024", 1 << 10 | 1 << 11);
  assert_hosts (f, "ngày 31 tháng 5 hàng năm", 1 << 9);
  assert_hosts (f, "vào tháng 6 hàng năm", 1 << 10);
  assert_hosts (f, "Học kỳ I", 0);
  assert_hosts (f, "Tháng 10/2024", 0);
  assert_hosts (f, "Tháng 7/2023", 0);
}

static void
test_move (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u "
                                        "ON u.id = l.unit WHERE a.plan IS NOT NULL AND u.area = 'Hiệp Hòa' AND a.kind = 'inspection'");

  g_assert_true (nh_inspection_move (f->workbook, id, 2024, 2, NULL));
  fixture_assert_text (f->workbook, "activity", id, "period", "Tháng 02/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Move the inspection");
  fixture_undo (f->workbook);
  fixture_assert_text (f->workbook, "activity", id, "period", "Tháng 3/2024");
}

/* Lines to fill in for both units of a round; taking the checklist again adds only what is new in it. */
static void
test_checklist (Fixture *f, gconstpointer data)
{
  gint64 round = fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id JOIN unit u "
                                           "ON u.id = l.unit WHERE a.plan IS NOT NULL AND u.area = 'Yên Thế' AND a.kind = 'inspection'");
  gint64 checklist = fixture_sql (f->workbook, "SELECT id FROM checklist");
  gint64 n = fixture_count (f->workbook, "finding");
  guint n_made = 0;

  g_assert_true (nh_inspection_take_checklist (f->workbook, round, checklist, &n_made, NULL));
  g_assert_cmpuint (n_made, ==, 18); /* 9 items, 2 units */
  g_assert_cmpint (fixture_count (f->workbook, "finding"), ==, n + 18);
  g_assert_true (nh_inspection_take_checklist (f->workbook, round, checklist, &n_made, NULL));
  g_assert_cmpuint (n_made, ==, 0);
  fixture_create (f->workbook, "checklist_item", "checklist", "Nhiệm vụ GDTrH, GDTX", "text", "Thư viện", NULL);
  g_assert_true (nh_inspection_take_checklist (f->workbook, round, checklist, &n_made, NULL));
  g_assert_cmpuint (n_made, ==, 2);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Take the checklist");
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "finding"), ==, n + 18);
}

static void
test_follow_up (Fixture *f, gconstpointer data)
{
  guint32 day = nh_day_from_ymd (2023, 12, 20);
  guint n_open;
  guint n_overdue;
  gint64 open = fixture_sql (f->workbook, "SELECT id FROM finding WHERE state = 'open' ORDER BY due_on LIMIT 1");
  gint64 team = fixture_sql (f->workbook, "SELECT id FROM team WHERE name = 'Đoàn kiểm tra số 1'");
  gint64 year = fixture_sql (f->workbook, "SELECT id FROM school_year WHERE name = '2023-2024'");
  g_autofree char *loads = nh_delegation_describe_loads (f->workbook, team, year, NULL);

  g_assert_true (nh_findings_count (f->workbook, day, &n_open, &n_overdue, NULL));
  g_assert_cmpuint (n_open, ==, 3);
  g_assert_cmpuint (n_overdue, ==, 2);
  g_assert_true (nh_findings_close (f->workbook, &open, 1, day, NULL));
  fixture_assert_text (f->workbook, "finding", open, "closed_on", "20/12/2023");
  g_assert_true (nh_findings_count (f->workbook, day, &n_open, &n_overdue, NULL));
  g_assert_cmpuint (n_open, ==, 2);
  g_assert_cmpuint (n_overdue, ==, 1);
  g_assert_cmpstr (loads, ==, "Vi Thị Hồng Nhung: 3 rounds · Nông Đức Khải: 3 rounds · Thân Thị Bích Liên: 3 rounds");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/inspection-propose/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  ADD ("coverage", test_coverage);
  ADD ("successors", test_successors);
  ADD ("reads", test_reads);
  ADD ("solve-and-apply", test_solve_and_apply);
  ADD ("pin-and-again", test_pin_and_again);
  ADD ("pin-without-month", test_pin_without_month);
  ADD ("ends-ahead", test_ends_ahead);
  ADD ("check", test_check);
  ADD ("fixed-and-short", test_fixed_and_short);
  ADD ("makes-rounds", test_makes_rounds);
  ADD ("rounds-of-a-unit", test_rounds_of_a_unit);
  ADD ("hosting", test_hosting);
  ADD ("move", test_move);
  ADD ("checklist", test_checklist);
  ADD ("follow-up", test_follow_up);
  return g_test_run ();
}
