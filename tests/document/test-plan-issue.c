/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issuing the plans of the sample: number, day and copy in one step, and what was changed since.
 */
#include <string.h>

#include "core/nh-period.h"
#include "document/nh-plan-document.h"
#include "document/nh-plan-issue.h"
#include "model-fixture.h"
#include "model/nh-agenda.h"
#include "model/nh-plan-bases.h"
#include "model/nh-plan-status.h"

static gint64
find_plan (Fixture *f, const char *number)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, number, &error);

  g_assert_no_error (error);
  return plan;
}

static GPtrArray *
check (Fixture *f, gint64 plan, const char *number, const char *iso)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *remarks = nh_plan_issue_check (f->workbook, plan, number, nh_day_from_iso (iso), &error);

  g_assert_no_error (error);
  return remarks;
}

static void
assert_remark (GPtrArray *remarks, NhIssueWeight weight, const char *words)
{
  for (guint i = 0; i < remarks->len; i++)
    {
      const NhIssueRemark *remark = remarks->pdata[i];

      if (remark->weight == weight && strstr (remark->text, words))
        return;
    }
  g_error ("nothing says “%s”", words);
}

/* All texts of the document, for looking for words. */
static char *
words_of (NhDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      const NhElement *e = nh_document_get_element (document, i);

      if (e->letterhead)
        g_string_append_printf (out, "%s\n%s\n", e->letterhead->number, e->letterhead->place_date);
      if (e->appendix)
        g_string_append_printf (out, "%s\n", e->appendix->attached);
      if (e->text)
        g_string_append_printf (out, "%s\n", nh_rich_text_get_text (e->text));
    }
  return g_string_free (out, FALSE);
}

static gint64
issue (Fixture *f, gint64 plan, const char *number, const char *iso, const char *note)
{
  g_autoptr (GError) error = NULL;
  gint64 version = nh_plan_issue (f->workbook, plan, number, nh_day_from_iso (iso), note, &error);

  g_assert_no_error (error);
  g_assert_cmpint (version, !=, 0);
  return version;
}

static void
assert_changes (Fixture *f, gint64 plan, gint64 version, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_plan_changes_since (f->workbook, plan, version, &error);
  g_autoptr (GString) got = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autofree char *line = nh_difference_to_text (changes->pdata[i]);

      g_string_append_printf (got, "%s\n", line);
    }
  g_assert_cmpstr (got->str, ==, wanted);
}

/* The copy reads the number everywhere; one undo takes all of it back. */
static void
test_issue (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *words = NULL;
  g_autoptr (NhDocument) copy = NULL;
  g_autoptr (NhDocument) now = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  gint64 version;

  fixture_set (f->workbook, "plan", plan, "status", "draft");
  fixture_set (f->workbook, "plan", plan, "number", "");
  fixture_set (f->workbook, "plan", plan, "issued", "");
  before = fixture_dump (f->workbook);
  version = issue (f, plan, "75", "2023-09-05", NULL);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Issue 75/KH-SGDĐT");
  fixture_assert_text (f->workbook, "plan", plan, "status", "Issued");
  copy = nh_plan_version_load (f->workbook, version, &error);
  g_assert_no_error (error);
  now = nh_compose_plan (f->workbook, plan, &error);
  g_assert_no_error (error);
  g_assert_true (nh_document_equal (copy, now));
  words = words_of (copy);
  g_assert_nonnull (strstr (words, "Số: 75/KH-SGDĐT"));
  g_assert_nonnull (strstr (words, "ngày 05 tháng 9 năm 2023"));
  g_assert_nonnull (strstr (words, "(Kèm theo Kế hoạch số 75/KH-SGDĐT ngày 05 tháng 9 năm 2023 của "));
  versions = nh_plan_versions_list (f->workbook, plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpstr (((NhPlanVersion *) versions->pdata[0])->number, ==, "75/KH-SGDĐT");
  g_assert_cmpuint (((NhPlanVersion *) versions->pdata[0])->issued_on, ==, nh_day_from_iso ("2023-09-05"));
  assert_changes (f, plan, version, "");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  fixture_redo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version"), ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) odd = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  fixture_create (f->workbook, "plan", "title", "Kế hoạch khác", "number", "80", "symbol", "KH-SGDĐT", "superior_agency",
                  "UBND TỈNH BẮC GIANG", "issuer", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "issued", "1/9/2023", NULL);
  before = fixture_dump (f->workbook);
  none = check (f, plan, "", NULL);
  assert_remark (none, NH_ISSUE_REFUSED, "has a number");
  assert_remark (none, NH_ISSUE_REFUSED, "has a day");
  odd = check (f, plan, "7x", "2023-09-05");
  assert_remark (odd, NH_ISSUE_REFUSED, "“7x” is no number");
  taken = check (f, plan, "080", "2023-12-05");
  assert_remark (taken, NH_ISSUE_REFUSED, "Kế hoạch số 80/KH-SGDĐT ngày 01/9/2023");
  g_assert_cmpint (nh_plan_issue (f->workbook, plan, "80", nh_day_from_iso ("2023-12-05"), NULL, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_warnings (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  gint64 empty = fixture_create (f->workbook, "plan", "title", "Kế hoạch trống", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM block WHERE plan = %" G_GINT64_FORMAT " AND kind = 'paragraph' "
                                          "ORDER BY position LIMIT 1", plan);
  gint64 block = fixture_sql (f->workbook, sql);
  g_autoptr (GPtrArray) fine = check (f, plan, "73", "2023-08-31");
  g_autoptr (GPtrArray) early = check (f, plan, "73", "2023-08-15");
  g_autoptr (GPtrArray) far = check (f, plan, "73", "2021-08-15");
  g_autoptr (GPtrArray) bare = check (f, empty, "1", "2023-08-31");
  g_autoptr (GPtrArray) blanks = NULL;
  g_autoptr (GPtrArray) gaps = NULL;

  g_assert_cmpuint (fine->len, ==, 0);
  assert_remark (early, NH_ISSUE_WARNING, "later than the plan: Công văn số 1338/SGDĐT-GDTrH,GDTX.");
  assert_remark (far, NH_ISSUE_WARNING, "far from the school year");
  assert_remark (bare, NH_ISSUE_WARNING, "no legal basis");
  assert_remark (bare, NH_ISSUE_WARNING, "no text");
  assert_remark (bare, NH_ISSUE_WARNING, "no recipients");
  assert_remark (bare, NH_ISSUE_WARNING, "name of the signer");
  fixture_set (f->workbook, "block", block, "text",
               "Báo cáo <blank>trước ngày <b>…</b></blank> và <blank>…</blank><note>theo <blank>…</blank></note>, xem "
               "<ref heading=\"42\"/>.");
  blanks = check (f, plan, "73", "2023-08-31");
  assert_remark (blanks, NH_ISSUE_WARNING, "3 places in the text are still to fill");
  assert_remark (blanks, NH_ISSUE_WARNING, "1 reference leads");
  g_assert_cmpuint (blanks->len, ==, 2);
  fixture_create (f->workbook, "plan_basis", "plan", "73/KH-SGDĐT", "text", "Căn cứ Quyết định số … ngày … của Sở", NULL);
  gaps = check (f, plan, "73", "2023-08-31");
  assert_remark (gaps, NH_ISSUE_WARNING, "2 places in the bases, recipients, appendices and activities");
}

/* Tables that show nothing are told by the name that the paper gives them. */
static void
test_empty_tables (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Kế hoạch mới", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  const char *gaps = "<table head=\"1\"><column/><column/><row><cell>TT</cell><cell>Việc</cell></row>"
                     "<row><cell>1.</cell><cell>Họp</cell></row><row><cell>2.</cell><cell> </cell></row></table>";
  g_autoptr (GPtrArray) bare = NULL;
  g_autoptr (GPtrArray) filled = NULL;

  fixture_create (f->workbook, "appendix", "plan", key, "title", "Lịch kiểm tra", "view", "inspections", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "table", "view", "inspections", "options", "caption=Bảng 1", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "table", "view", "inspections", NULL);
  bare = check (f, plan, "1", "2023-08-31");
  assert_remark (bare, NH_ISSUE_WARNING, "Phụ lục has no rows yet.");
  assert_remark (bare, NH_ISSUE_WARNING, "The table “Bảng 1” in the text has no rows yet.");
  assert_remark (bare, NH_ISSUE_WARNING, "The table “Inspections” in the text has no rows yet.");
  fixture_create (f->workbook, "activity", "plan", key, "kind", "inspection", "content", "Kiểm tra", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "fixed_table", "options", gaps, NULL);
  filled = check (f, plan, "1", "2023-08-31");
  assert_remark (filled, NH_ISSUE_WARNING, "A table in the text has 1 empty row.");
  g_assert_cmpuint (filled->len, ==, bare->len - 2);
}

/* What people did after the issue is told; issued again, it starts anew. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  gint64 first = issue (f, plan, "73", "2023-08-31", NULL);
  gint64 recipient = fixture_create (f->workbook, "plan_recipient", "plan", "73/KH-SGDĐT", "text", "Báo Bắc Giang", NULL);
  gint64 second;

  g_assert_cmpint (recipient, !=, 0);
  fixture_set (f->workbook, "plan", plan, "sign_name", "Trần Văn Bình");
  g_assert_cmpint (fixture_count (f->workbook, "plan_version"), ==, 1);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) changes = nh_plan_changes_since (f->workbook, plan, first, &error);
    g_autofree char *last = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (changes->len, ==, 2);
    last = nh_difference_to_text (changes->pdata[1]);
    g_assert_true (g_str_has_prefix (last, "Changed: Signer: [-"));
    g_assert_true (g_str_has_suffix (last, "-] {+Trần Văn Bình+}"));
  }
  second = issue (f, plan, "73", "2023-08-31", "Người ký khác");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Issue 73/KH-SGDĐT again");
  assert_changes (f, plan, second, "");
  g_assert_cmpint (fixture_count (f->workbook, "plan_version"), ==, 2);
}

/* A month in the grid moves: the appendix of the issued copy does not. */
static void
test_data (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  gint64 version = issue (f, plan, "73", "2023-08-31", NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM activity WHERE plan = %" G_GINT64_FORMAT " AND kind = 'inspection' "
                                          "ORDER BY position LIMIT 1", plan);
  gint64 activity = fixture_sql (f->workbook, sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *line = NULL;

  fixture_set (f->workbook, "activity", activity, "period", "Tháng 5/2024");
  changes = nh_plan_changes_since (f->workbook, plan, version, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  line = nh_difference_to_text (changes->pdata[0]);
  g_assert_cmpstr (line, ==, "Changed: Row 1 of the table (Phụ lục II): TP Bắc Giang │ Tháng [-9/2023-] {+5/2024+}");
}

/* A plan that replaces another one: the old one ends in the same step. */
static void
test_replace (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 draft;

  issue (f, plan, "73", "2023-08-31", NULL);
  draft = nh_plan_amend (f->workbook, plan, NH_PLAN_REPLACES, TRUE, &error);
  g_assert_no_error (error);
  before = fixture_dump (f->workbook);
  issue (f, draft, "90", "2024-01-10", NULL);
  fixture_assert_text (f->workbook, "plan", plan, "status", "Closed");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

/* When activities were to be as the plan was issued last; what was made or cancelled since is not in it. */
static void
test_baseline (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM activity WHERE plan = %" G_GINT64_FORMAT " AND kind = 'inspection' "
                                          "ORDER BY position LIMIT 1", plan);
  g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM activity WHERE plan = %" G_GINT64_FORMAT, plan);
  gint64 activity = fixture_sql (f->workbook, sql), n = fixture_sql (f->workbook, count);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = nh_agenda_new (f->workbook, 0, &error);
  gint64 first, second, later;

  g_assert_no_error (error);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, 0);
  first = issue (f, plan, "73", "2023-08-31", NULL);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, n);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, nh_day_from_ymd (2023, 9, 1));
  fixture_set (f->workbook, "activity", activity, "period", "Tháng 5/2024");
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->start, ==, nh_day_from_ymd (2024, 5, 1));
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, nh_day_from_ymd (2023, 9, 1));
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_end, ==, nh_day_from_ymd (2023, 9, 30));
  later = fixture_create (f->workbook, "activity", "kind", "meeting", "content", "Họp", "plan", "73/KH-SGDĐT", "period",
                          "Tháng 10/2023", "status", "cancelled", NULL);
  g_assert_cmpuint (nh_agenda_find (agenda, later)->issued_start, ==, 0);

  second = issue (f, plan, "73", "2023-08-31", "Dời lịch");
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, nh_day_from_ymd (2024, 5, 1));
  g_assert_cmpuint (nh_agenda_find (agenda, later)->issued_start, ==, 0);
  fixture_undo (f->workbook);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, nh_day_from_ymd (2023, 9, 1));
  fixture_redo (f->workbook);
  fixture_delete (f->workbook, "plan_version", second);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->issued_start, ==, nh_day_from_ymd (2023, 9, 1));
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, n);

  /* A draft that amends it was never issued; nothing is left behind by what is deleted. */
  nh_plan_amend (f->workbook, plan, NH_PLAN_AMENDS, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, n);
  fixture_delete (f->workbook, "activity", activity);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, n - 1);
  fixture_delete (f->workbook, "plan_version", first);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, 0);
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, n - 1);
}

/* A plan that is deleted takes its copies with it. */
static void
test_delete_issued (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");

  issue (f, plan, "73", "2023-08-31", NULL);
  fixture_delete (f->workbook, "plan", plan);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version"), ==, 0);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version_activity"), ==, 0);
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "plan_version"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) \
  g_test_add ("/plan-issue/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  TEST ("issue", test_issue);
  TEST ("refused", test_refused);
  TEST ("warnings", test_warnings);
  TEST ("empty-tables", test_empty_tables);
  TEST ("changes", test_changes);
  TEST ("data", test_data);
  TEST ("replace", test_replace);
  TEST ("baseline", test_baseline);
  TEST ("delete-issued", test_delete_issued);
#undef TEST
  return g_test_run ();
}
