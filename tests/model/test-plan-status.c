/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What becomes of a plan: statuses, numbers, plans that change it.
 */
#include <string.h>

#include "core/nh-period.h"
#include "model-fixture.h"
#include "model/nh-office-name.h"
#include "model/nh-plan-status.h"

static gint64
find_plan (Fixture *f, const char *number)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, number, &error);

  g_assert_no_error (error);
  return plan;
}

static gint64
count_of (Fixture *f, const char *what, gint64 plan)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s = %" G_GINT64_FORMAT, what, plan);

  return fixture_sql (f->workbook, sql);
}

static void
test_statuses (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Kế hoạch thử", NULL);
  g_autoptr (GError) error = NULL;
  static const char *const way[] = { "submitted", "draft", "submitted" };
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      g_autofree char *status = NULL;

      nh_plan_set_status (f->workbook, plan, way[i], &error);
      g_assert_no_error (error);
      status = fixture_raw (f->workbook, "plan", plan, "status");
      g_assert_cmpstr (status, ==, way[i]);
    }
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Submit for signing");
  /* Issuing asks for more than a status. */
  g_assert_false (nh_plan_set_status (f->workbook, plan, "issued", &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  fixture_set (f->workbook, "plan", plan, "status", "issued");
  nh_plan_set_status (f->workbook, plan, "closed", &error);
  g_assert_no_error (error);
  nh_plan_set_status (f->workbook, plan, "issued", &error);
  g_assert_no_error (error);
  nh_plan_status_moves ("unheard", &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
assert_number (Fixture *f, gint64 plan, const char *iso, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = nh_plan_propose_number (f->workbook, plan, nh_day_from_iso (iso), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (number, ==, wanted);
}

static gint64
make_plan (Fixture *f, const char *number, const char *issuer, const char *symbol, const char *issued)
{
  return fixture_create (f->workbook, "plan", "title", "Kế hoạch", "number", number, "issuer", issuer, "symbol", symbol,
                         "issued", issued, NULL);
}

/* Numbers run by agency, symbol and calendar year. */
static void
test_numbers (Fixture *f, gconstpointer data)
{
  gint64 plan = make_plan (f, "", "Sở GDĐT", "KH-SGDĐT", "");
  gint64 nine = make_plan (f, "9", "SỞ GDĐT", "KH-SGDĐT", "1/3/2024");
  g_autoptr (GError) error = NULL;

  make_plan (f, "73", "Sở GDĐT", "KH-SGDĐT", "31/12/2023");
  make_plan (f, "80", "Sở Y tế", "KH-SGDĐT", "1/3/2024");
  make_plan (f, "90", "Sở GDĐT", "KH-VP", "1/3/2024");
  make_plan (f, "99", "Sở GDĐT", "KH-SGDĐT", "");
  assert_number (f, plan, "2024-05-01", "10");
  assert_number (f, plan, "2023-09-01", "74");
  assert_number (f, plan, "2025-01-01", "01");
  assert_number (f, nine, "2024-05-01", "9");
  g_assert_cmpint (nh_plan_find_number (f->workbook, plan, "09", nh_day_from_iso ("2024-05-01"), &error), ==, nine);
  g_assert_cmpint (nh_plan_find_number (f->workbook, plan, "80", nh_day_from_iso ("2024-05-01"), &error), ==, 0);
  g_assert_cmpint (nh_plan_find_number (f->workbook, nine, "9", nh_day_from_iso ("2024-05-01"), &error), ==, 0);
  g_assert_no_error (error);
}

static gint64
amend (Fixture *f, gint64 plan, NhAmendHow how, gboolean with_data)
{
  g_autoptr (GError) error = NULL;
  gint64 draft = nh_plan_amend (f->workbook, plan, how, with_data, &error);

  g_assert_no_error (error);
  g_assert_cmpint (draft, !=, 0);
  return draft;
}

static void
assert_name (Fixture *f, const char *issuer, const char *superior, const char *name)
{
  g_autofree char *found = nh_office_full_name (f->workbook, issuer, superior);

  g_assert_cmpstr (found, ==, name);
}

/* Letterheads have capitals, bases have not. */
static void
test_office_names (Fixture *f, gconstpointer data)
{
  assert_name (f, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "UBND TỈNH BẮC GIANG", "Sở Giáo dục và Đào tạo tỉnh Bắc Giang");
  assert_name (f, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "ỦY BAN NHÂN DÂN THỊ XÃ VIỆT YÊN", "Phòng Giáo dục và Đào tạo thị xã Việt Yên");
  assert_name (f, "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", "Sở Giáo dục và Đào tạo");
  assert_name (f, "UBND XÃ BIỂN ĐỘNG", "", "Ủy ban nhân dân xã Biển Động");
  assert_name (f, "TRƯỜNG LẠ", "UBND XÃ BIỂN ĐỘNG", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường THCS Hoa Sen Trắng", NULL);
  assert_name (f, "TRƯỜNG THCS HOA SEN TRẮNG", "UBND XÃ BIỂN ĐỘNG", "Trường THCS Hoa Sen Trắng");
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "73/KH-SGDĐT");
  static const char *const tables[] = { "block WHERE plan", "appendix WHERE plan", "plan_recipient WHERE plan",
                                        "activity WHERE plan", "deadline WHERE plan",
                                        "activity_unit l JOIN activity a ON a.id = l.activity WHERE a.plan" };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *sql = NULL;
  gint64 block;
  gint64 dues;
  gint64 draft;
  g_autoptr (GError) error = NULL;

  /* A text that refers to an appendix of its own plan. */
  sql = g_strdup_printf ("SELECT id FROM appendix WHERE plan = %" G_GINT64_FORMAT " ORDER BY position LIMIT 1", plan);
  heading = g_strdup_printf ("Theo <ref appendix=\"%" G_GINT64_FORMAT "\"/>.", fixture_sql (f->workbook, sql));
  g_free (sql);
  sql = g_strdup_printf ("SELECT id FROM block WHERE plan = %" G_GINT64_FORMAT " AND kind = 'paragraph' LIMIT 1", plan);
  block = fixture_sql (f->workbook, sql);
  fixture_set (f->workbook, "block", block, "text", heading);
  fixture_set (f->workbook, "plan", plan, "status", "issued");
  before = fixture_dump (f->workbook);
  dues = fixture_sql (f->workbook, "SELECT count (*) FROM due");

  draft = amend (f, plan, NH_PLAN_REPLACES, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (count_of (f, tables[i], draft), ==, count_of (f, tables[i], plan) + (i == 0));
  g_assert_cmpint (count_of (f, "plan_basis WHERE plan", draft), ==, count_of (f, "plan_basis WHERE plan", plan) + 1);
  fixture_assert_text (f->workbook, "plan", draft, "status", "Draft");
  fixture_assert_text (f->workbook, "plan", draft, "number", "");
  fixture_assert_text (f->workbook, "plan", draft, "issued", "");
  fixture_assert_text (f->workbook, "plan", draft, "amends", "73/KH-SGDĐT");
  g_assert_cmpint (count_of (f, "block b JOIN appendix a ON b.text = 'Theo <ref appendix=\"' || a.id || '\"/>.' "
                                "AND a.plan = b.plan WHERE b.plan", draft), ==, 1);
  g_assert_cmpint (count_of (f, "block WHERE text LIKE 'Kế hoạch này thay thế Kế hoạch số 73/KH-SGDĐT ngày 31/8/2023 của %' "
                                "AND plan", draft), ==, 1);
  g_assert_cmpint (count_of (f, "plan_basis b JOIN legal_reference r ON r.id = b.reference WHERE r.number = '73/KH-SGDĐT' "
                                "AND r.kind = 'plan' AND r.issued_on = '2023-08-31' "
                                "AND r.issuer = 'Sở Giáo dục và Đào tạo tỉnh Bắc Giang' AND b.plan", draft), ==, 1);
  /* Nobody owes a paper twice, neither before nor after it is issued. */
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM due"), ==, dues);
  fixture_set (f->workbook, "plan", draft, "status", "issued");
  g_assert_true (nh_workbook_begin (f->workbook, "Close", &error));
  g_assert_true (nh_plan_close_replaced (f->workbook, draft, &error));
  g_assert_true (nh_workbook_commit (f->workbook, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM due"), ==, dues);
  g_assert_cmpint (count_of (f, "due WHERE plan", plan), ==, 0);
  fixture_assert_text (f->workbook, "plan", plan, "status", "Closed");
  g_assert_cmpint (count_of (f, "activity WHERE status = 'planned' AND plan", plan), ==, 0);
  g_assert_cmpint (count_of (f, "activity WHERE status = 'planned' AND plan", draft), >, 5);
  for (guint i = 0; i < 3; i++)
    fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_amend (Fixture *f, gconstpointer data)
{
  gint64 plan = find_plan (f, "48/KH-PGDĐT");
  gint64 first;
  gint64 second;
  gint64 again;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GString) got = g_string_new (NULL);

  fixture_set (f->workbook, "plan", plan, "status", "draft");
  g_assert_cmpint (nh_plan_amend (f->workbook, plan, NH_PLAN_AMENDS, FALSE, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  fixture_set (f->workbook, "plan", plan, "status", "issued");
  first = amend (f, plan, NH_PLAN_AMENDS, FALSE);
  g_assert_cmpint (count_of (f, "activity WHERE plan", first), ==, 0);
  g_assert_cmpint (count_of (f, "block WHERE plan", first), ==, count_of (f, "block WHERE plan", plan));
  fixture_assert_text (f->workbook, "plan", first, "title", "Sửa đổi, bổ sung Kế hoạch số 48/KH-PGDĐT ngày 20/9/2023");
  fixture_set (f->workbook, "plan", first, "number", "60");
  fixture_set (f->workbook, "plan", first, "issued", "5/1/2024");
  fixture_set (f->workbook, "plan", first, "status", "issued");
  second = amend (f, first, NH_PLAN_REPLACES, FALSE);
  again = amend (f, plan, NH_PLAN_AMENDS, FALSE);
  /* The same chain from whichever end. */
  chain = nh_plan_chain (f->workbook, second, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < chain->len; i++)
    {
      const NhPlanLink *link = chain->pdata[i];

      g_string_append_printf (got, "%u %s %s; ", link->depth, link->how, link->id == again ? "again" : link->label);
    }
  g_assert_cmpstr (got->str, ==,
                   "0  Kế hoạch số 48/KH-PGDĐT ngày 20/9/2023; 1 amends Kế hoạch số 60/KH-PGDĐT ngày 05/01/2024; "
                   "2 replaces Kế hoạch Sửa đổi, bổ sung Kế hoạch số 48/KH-PGDĐT ngày 20/9/2023; 1 amends again; ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan-status/statuses", Fixture, NULL, fixture_set_up, test_statuses, fixture_tear_down);
  g_test_add ("/plan-status/numbers", Fixture, NULL, fixture_set_up, test_numbers, fixture_tear_down);
  g_test_add ("/plan-status/replace", Fixture, "sample", fixture_set_up, test_replace, fixture_tear_down);
  g_test_add ("/plan-status/office-names", Fixture, "sample", fixture_set_up, test_office_names, fixture_tear_down);
  g_test_add ("/plan-status/amend", Fixture, "sample", fixture_set_up, test_amend, fixture_tear_down);
  return g_test_run ();
}
