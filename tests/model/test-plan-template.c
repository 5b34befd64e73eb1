/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans made from templates, and templates made from plans.
 */
#include <string.h>

#include "core/nh-outline.h"
#include "core/nh-rich-text.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"
#include "model/nh-plan-template.h"

static const char *const built_in[]
    = { "core-council", "lesson-study-inspection", "network", "professional-team", "training" };

static gint64
make (Fixture *f, const char *id, NhOffice office, gint64 team)
{
  const NhNewPlan plan = { .id = id, .year = "2026-2027", .office = office, .team = team };
  g_autoptr (GError) error = NULL;
  gint64 made = nh_plan_from_template (f->workbook, &plan, &error);

  g_assert_no_error (error);
  g_assert_cmpint (made, >, 0);
  return made;
}

static GPtrArray *
list_of (Fixture *f, const char *entity, gint64 plan)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filter = { "plan", value };
  g_autoptr (GError) error = NULL;
  GPtrArray *list = nh_workbook_list (f->workbook, nh_entity_find (entity), &filter, 1, &error);

  g_assert_no_error (error);
  return list;
}

/* References of a text lead to something, and no word in braces is left. */
static void
assert_text (Fixture *f, NhRecord *block)
{
  const char *markup = nh_record_text (block, "text");
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRichText) text = nh_rich_text_parse (markup, &error);
  const NhInline *inlines;
  guint n;

  g_assert_no_error (error);
  g_assert_null (strchr (markup, '{'));
  inlines = nh_rich_text_get_inlines (text, &n);
  for (guint i = 0; i < n; i++)
    if (inlines[i].kind != NH_INLINE_NOTE)
      {
        const char *entity = inlines[i].kind == NH_INLINE_APPENDIX ? "appendix"
                             : inlines[i].kind == NH_INLINE_LEGAL  ? "legal_reference"
                                                                   : "block";
        g_autoptr (NhRecord) target
            = nh_workbook_load (f->workbook, nh_entity_find (entity), inlines[i].target, &error);

        g_assert_no_error (error);
        g_assert_nonnull (target);
      }
}

/* Headings are numbered without a gap: no 1.1. straight under I. */
static void
assert_headings (GPtrArray *blocks)
{
  guint last = 0;
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      guint level = (guint) g_ascii_strtoull (nh_record_raw (blocks->pdata[i], "level"), NULL, 10);

      if (!g_str_equal (nh_record_raw (blocks->pdata[i], "kind"), "heading"))
        continue;
      g_assert_cmpuint (level, >=, 1);
      g_assert_cmpuint (level, <=, last + 1);
      last = level;
      n++;
    }
  g_assert_cmpuint (n, >=, 5);
}

static void
assert_periods (GPtrArray *records, const char *field)
{
  for (guint i = 0; i < records->len; i++)
    {
      int n = nh_entity_find_field (nh_record_get_entity (records->pdata[i]), field);
      g_auto (NhPeriod) period = NH_PERIOD_INIT;

      nh_record_get_period (records->pdata[i], n, &period);
      if (!period.start)
        continue;
      g_assert_cmpuint (period.start, >=, nh_day_from_ymd (2026, 8, 1));
      g_assert_cmpuint (period.end, <=, nh_day_from_ymd (2027, 9, 30));
    }
}

static void
test_built_in (Fixture *f, gconstpointer data)
{
  g_autofree char *empty = fixture_dump (f->workbook);

  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    for (NhOffice office = 0; office < NH_N_OFFICES; office++)
      {
        g_autoptr (GError) error = NULL;
        gint64 plan = make (f, built_in[i], office, NH_NEW_PLAN_NEW_TEAM);
        g_autoptr (GPtrArray) blocks = list_of (f, "block", plan);
        g_autoptr (GPtrArray) activities = list_of (f, "activity", plan);
        g_autoptr (GPtrArray) deadlines = list_of (f, "deadline", plan);
        g_autofree char *after = NULL;
        NhPlanTemplateSize size;
        NhPlanBlanks blanks;

        assert_headings (blocks);
        for (guint b = 0; b < blocks->len; b++)
          assert_text (f, blocks->pdata[b]);
        assert_periods (activities, "period");
        assert_periods (deadlines, "due");
        g_assert_cmpuint (activities->len, >=, 7);
        g_assert_cmpuint (deadlines->len, >=, 3);
        g_assert_true (nh_plan_count_blanks (f->workbook, plan, &blanks, &error));
        g_assert_cmpuint (blanks.text + blanks.elsewhere, >=, 8);
        g_assert_cmpuint (blanks.fields, >=, 2);
        g_assert_true (nh_plan_template_measure (f->workbook, built_in[i], office, &size, &error));
        g_assert_cmpuint (size.pages, >=, 4);
        /* What the workbook does not know of the office, here everything, stays open as well. */
        g_assert_cmpuint (size.blanks, <=, blanks.text + blanks.elsewhere);
        g_assert_cmpuint (size.activities, ==, activities->len);
        g_assert_cmpuint (size.deadlines, ==, deadlines->len);
        /* One step, whatever it holds. */
        fixture_undo (f->workbook);
        after = fixture_dump (f->workbook);
        g_assert_cmpstr (after, ==, empty);
      }
}

static void
test_levels (Fixture *f, gconstpointer data)
{
  gint64 province = make (f, "core-council", NH_OFFICE_PROVINCE, NH_NEW_PLAN_NEW_TEAM);
  gint64 commune = make (f, "core-council", NH_OFFICE_COMMUNE, NH_NEW_PLAN_NO_TEAM);

  fixture_assert_text (f->workbook, "plan", province, "title",
                       "Hoạt động của Hội đồng chuyên môn cốt cán cấp tỉnh năm học 2026-2027");
  fixture_assert_text (f->workbook, "plan", commune, "title",
                       "Hoạt động của Hội đồng chuyên môn cốt cán cấp xã năm học 2026-2027");
  fixture_assert_text (f->workbook, "plan", commune, "symbol", "KH-UBND");
  fixture_assert_text (f->workbook, "plan", commune, "sign_authority", "TM. ỦY BAN NHÂN DÂN");
  fixture_assert_text (f->workbook, "plan", commune, "sign_post", "CHỦ TỊCH");
  fixture_assert_text (f->workbook, "plan", commune, "team", "");
  fixture_assert_text (f->workbook, "plan", province, "team", "Hội đồng chuyên môn cốt cán cấp tỉnh");
  /* The register has each document once, however many plans cite it. */
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) - count (DISTINCT number) FROM legal_reference"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM school_year WHERE name = '2026-2027'"), ==, 1);
}

/* The office's facts come from its last plan of the level; not from an abolished district's. */
static void
test_facts (Fixture *f, gconstpointer data)
{
  gint64 inspection = make (f, "lesson-study-inspection", NH_OFFICE_PROVINCE, NH_NEW_PLAN_NO_TEAM);
  gint64 council = make (f, "core-council", NH_OFFICE_PROVINCE, NH_NEW_PLAN_NO_TEAM);
  gint64 commune = make (f, "core-council", NH_OFFICE_COMMUNE, NH_NEW_PLAN_NO_TEAM);
  g_autofree char *issuer = NULL;

  fixture_assert_text (f->workbook, "plan", inspection, "superior_agency", "UBND TỈNH BẮC GIANG");
  fixture_assert_text (f->workbook, "plan", inspection, "symbol", "KH-SGDĐT");
  fixture_assert_text (f->workbook, "plan", inspection, "number", "");
  fixture_assert_text (f->workbook, "plan", inspection, "issued", "");
  issuer = fixture_text (f->workbook, "plan", council, "issuer");
  g_assert_cmpstr (issuer, ==, "SỞ GIÁO DỤC VÀ ĐÀO TẠO");
  fixture_assert_text (f->workbook, "plan", commune, "issuer", "");
  g_assert_cmpint (
      fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text LIKE '%(Sở GDĐT) tỉnh Bắc Giang%'"), >=, 1);
}

/* An existing council stands for the template's, and its clusters for the template's clusters. */
static void
test_team (Fixture *f, gconstpointer data)
{
  gint64 council = fixture_find (f->workbook, "team", "Hội đồng Chuyên môn - Nghiệp vụ cốt cán Giáo dục Tiểu học huyện Dầu Tiếng");
  gint64 n = fixture_count (f->workbook, "team");
  gint64 plan = make (f, "core-council", NH_OFFICE_PROVINCE, council);

  g_assert_cmpint (fixture_count (f->workbook, "team"), ==, n);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT team FROM plan ORDER BY rowid DESC LIMIT 1"), !=, 0);
  fixture_assert_text (f->workbook, "plan", plan, "team",
                       "Hội đồng Chuyên môn - Nghiệp vụ cốt cán Giáo dục Tiểu học huyện Dầu Tiếng");
}

static char *
without_keys (const char *content)
{
  g_autoptr (GRegex) keys = g_regex_new ("(\\[[a-z_]+ |@)[a-z]+-[0-9]+", 0, 0, NULL);

  return g_regex_replace (keys, content, -1, 0, "\\1k", 0, NULL);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 first = make (f, built_in[i], NH_OFFICE_PROVINCE, NH_NEW_PLAN_NEW_TEAM);
      gint64 kept = nh_plan_template_save (f->workbook, first, built_in[i], "Của phòng", NH_TEMPLATE_KEEP, &error);
      g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, kept);
      g_autofree char *content = NULL;
      g_autofree char *again = NULL;
      g_autofree char *one = NULL;
      g_autofree char *two = NULL;
      gint64 second;

      g_assert_no_error (error);
      second = make (f, id, NH_OFFICE_PROVINCE, NH_NEW_PLAN_NEW_TEAM);
      content = fixture_text (f->workbook, "plan_template", kept, "content");
      again = nh_plan_to_template (f->workbook, second, NH_TEMPLATE_KEEP, &error);
      g_assert_no_error (error);
      g_strchomp (again);
      one = without_keys (content);
      two = without_keys (again);
      g_assert_cmpstr (one, ==, two);
      g_assert_nonnull (strstr (content, "{year}"));
      g_assert_null (strstr (content, "2026-2027"));
    }
}

/* Of a plan with names, days and numbers everything that is not the office's for ever opens. */
static void
test_blanks (Fixture *f, gconstpointer data)
{
  gint64 year = fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Hoạt động năm học 2023-2024", "school_year", "2023-2024",
                                "sign_name", "Hà Thị Lan Anh", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autofree char *closed = NULL;

  g_assert_cmpint (year, >, 0);
  fixture_create (f->workbook, "person", "name", "Đinh Công Tráng", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "paragraph", "text",
                  "Gửi ông <b>Đinh Công Tráng</b> trước ngày 15/9/2023 theo Công văn số 12/SGDĐT-VP ngày 05/9/2023, "
                  "điện thoại 0912 345 678, ở năm học 2023-2024 và hè năm 2024; Tháng 10/2023; {ngoặc}.", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "fixed_table", "options",
                  "<table><column width=\"9\"/><row><cell>Đinh Công Tráng, 15/9/2023</cell></row></table>", NULL);
  content = nh_plan_to_template (f->workbook, plan,
                                 NH_TEMPLATE_BLANK_PEOPLE | NH_TEMPLATE_BLANK_DAYS | NH_TEMPLATE_BLANK_NUMBERS, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (content, "text=Gửi ông <b><blank>họ và tên</blank></b> trước ngày <blank>ngày, tháng</blank> "
                                     "theo Công văn số <blank>số, ký hiệu, ngày</blank>, điện thoại "
                                     "<blank>địa chỉ liên hệ</blank>, ở năm học {year} và hè năm {y2}; "
                                     "Tháng 10/{y1}; {{ngoặc}."));
  g_assert_nonnull (strstr (content, "options=<table><column width=\"9\"/><row><cell>…, …</cell></row></table>"));
  closed = nh_plan_to_template (f->workbook, plan, NH_TEMPLATE_KEEP, &error);
  g_assert_nonnull (strstr (closed, "trước ngày 15/9/{y1} theo Công văn số 12/SGDĐT-VP ngày 05/9/2023"));
}

/* The plans of the sample, whole: a plan of the same size for another year comes of each. */
static void
test_sample (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = nh_workbook_list (f->workbook, nh_entity_find ("plan"), NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (plans->len, ==, 5);
  for (guint i = 0; i < plans->len; i++)
    {
      gint64 plan = nh_record_get_id (plans->pdata[i]);
      g_autofree char *name = g_strdup_printf ("Mẫu %u", i);
      gint64 kept = nh_plan_template_save (f->workbook, plan, name, NULL,
                                           NH_TEMPLATE_BLANK_PEOPLE | NH_TEMPLATE_BLANK_DAYS | NH_TEMPLATE_BLANK_NUMBERS,
                                           &error);
      g_autofree char *id = g_strdup_printf ("#%" G_GINT64_FORMAT, kept);
      gint64 made;

      g_assert_no_error (error);
      made = make (f, id, NH_OFFICE_PROVINCE, NH_NEW_PLAN_NO_TEAM);
      for (guint e = 0; e < 3; e++)
        {
          const char *entity = ((const char *const[]){ "block", "activity", "appendix" })[e];
          g_autoptr (GPtrArray) before = list_of (f, entity, plan);
          g_autoptr (GPtrArray) after = list_of (f, entity, made);

          g_assert_cmpuint (after->len, ==, before->len);
          for (guint r = 0; e == 0 && r < after->len; r++)
            assert_text (f, after->pdata[r]);
        }
    }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  NhNewPlan plan = { .id = "core-council", .year = "2026-2028" };

  g_assert_cmpint (nh_plan_from_template (f->workbook, &plan, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "2026-2027"));
  g_clear_error (&error);
  plan.year = "2026-2027";
  plan.id = "#1";
  g_assert_cmpint (nh_plan_from_template (f->workbook, &plan, &error), ==, 0);
  g_clear_error (&error);
  g_assert_null (nh_plan_template_find (f->workbook, "không có", &error));
  g_assert_nonnull (strstr (error->message, "core-council"));
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(name, sample, func) g_test_add ("/plan-template/" name, Fixture, sample, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("built-in", NULL, test_built_in);
  ADD ("levels", NULL, test_levels);
  ADD ("facts", "sample", test_facts);
  ADD ("team", "sample", test_team);
  ADD ("round-trip", NULL, test_round_trip);
  ADD ("blanks", NULL, test_blanks);
  ADD ("sample", "sample", test_sample);
  ADD ("refused", NULL, test_refused);
  return g_test_run ();
}
