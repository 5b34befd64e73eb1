/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans taken into the next school year.
 */
#include <string.h>

#include "core/nh-rich-text.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"
#include "model/nh-roll-over.h"

static NhRollOver *
look (Fixture *f, gint64 plan, const char *year)
{
  g_autoptr (GError) error = NULL;
  NhRollOver *roll = nh_roll_over_new (f->workbook, &plan, 1, year, &error);

  g_assert_no_error (error);
  return roll;
}

static gint64
apply (NhRollOver *roll)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) made = nh_roll_over_apply (roll, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 1);
  return g_array_index (made, gint64, 0);
}

/* The finding whose title holds @words; NULL: none. */
static NhRollFinding *
find (NhRollOver *roll, NhRollKind kind, const char *words, guint *index)
{
  GPtrArray *findings = nh_roll_over_get_findings (roll);

  for (guint i = 0; i < findings->len; i++)
    {
      NhRollFinding *finding = findings->pdata[i];

      if (finding->kind == kind && strstr (finding->title, words))
        {
          if (index)
            *index = i;
          return finding;
        }
    }
  return NULL;
}

static void
choose (NhRollOver *roll, NhRollKind kind, const char *words, NhRollAction action)
{
  guint index = 0;
  NhRollFinding *finding = find (roll, kind, words, &index);

  g_assert_nonnull (finding);
  for (guint i = 0; i < finding->choices->len; i++)
    if (((NhRollChoice *) finding->choices->pdata[i])->action == action)
      {
        nh_roll_over_choose (roll, index, i);
        return;
      }
  g_assert_not_reached ();
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

static gint64
plan_of (Fixture *f, const char *number)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, number, &error);

  g_assert_no_error (error);
  return plan;
}

/* Nothing of a copy leads to the old plan's records. */
static void
assert_own_references (Fixture *f, gint64 plan, GPtrArray *blocks)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, plan);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_autoptr (NhRichText) text = nh_rich_text_read (nh_record_text (blocks->pdata[i], "text"));
      guint n;
      const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

      for (guint k = 0; k < n; k++)
        {
          const char *entity = inlines[k].kind == NH_INLINE_APPENDIX ? "appendix" : "block";

          if (inlines[k].kind == NH_INLINE_APPENDIX || inlines[k].kind == NH_INLINE_HEADING)
            {
              g_autofree char *owner = fixture_raw (f->workbook, entity, inlines[k].target, "plan");

              g_assert_cmpstr (owner, ==, key);
            }
        }
    }
}

/* Every plan of the sample, whole: the copy has as many rows, an undo leaves no trace. */
static void
test_whole (Fixture *f, gconstpointer data)
{
  static const char *const entities[]
      = { "block", "appendix", "activity", "deadline", "programme", "plan_recipient", "plan_basis" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plans = nh_workbook_list (f->workbook, nh_entity_find ("plan"), NULL, 0, &error);
  g_autofree char *before = fixture_dump (f->workbook);

  for (guint i = 0; i < plans->len; i++)
    {
      gint64 plan = nh_record_get_id (plans->pdata[i]);
      const char *year = nh_record_text (plans->pdata[i], "school_year");
      g_autofree char *next = g_strdup_printf ("%d-%d", atoi (year) + 1, atoi (year) + 2);
      g_autoptr (NhRollOver) roll = look (f, plan, next);
      gint64 copy = apply (roll);
      g_autofree char *after = NULL;

      for (guint e = 0; e < G_N_ELEMENTS (entities); e++)
        {
          g_autoptr (GPtrArray) old = list_of (f, entities[e], plan);
          g_autoptr (GPtrArray) new = list_of (f, entities[e], copy);

          g_assert_cmpuint (new->len, ==, old->len);
          if (e == 0)
            assert_own_references (f, copy, new);
          for (guint r = 0; e == 2 && r < new->len; r++)
            g_assert_null (strstr (nh_record_text (new->pdata[r], "period"), year));
        }
      fixture_assert_text (f->workbook, "plan", copy, "school_year", next);
      fixture_assert_text (f->workbook, "plan", copy, "number", "");
      fixture_assert_text (f->workbook, "plan", copy, "issued", "");
      {
        g_autofree char *status = fixture_raw (f->workbook, "plan", copy, "status");
        g_autofree char *previous = fixture_raw (f->workbook, "plan", copy, "previous");
        g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, plan);

        g_assert_cmpstr (status, ==, "draft");
        g_assert_cmpstr (previous, ==, key);
      }
      fixture_undo (f->workbook);
      after = fixture_dump (f->workbook);
      g_assert_cmpstr (before, ==, after);
      fixture_redo (f->workbook);
      fixture_undo (f->workbook);
    }
}

static void
test_bac_giang (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_of (f, "73/KH-SGDĐT");
  g_autoptr (NhRollOver) roll = look (f, plan, "2024-2025");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = nh_roll_over_list_changes (roll, &error);
  g_autoptr (GPtrArray) bases = NULL;
  g_autoptr (GPtrArray) studies = NULL;
  g_autofree char *title = NULL;
  gboolean shown = FALSE;
  NhRollFinding *guidance = find (roll, NH_ROLL_BASIS, "1338/SGDĐT", NULL);
  gint64 copy;

  /* Last year's guidance is asked about. */
  g_assert_nonnull (guidance);
  g_assert_nonnull (strstr (guidance->evidence, "2023-2024"));
  g_assert_cmpint (((NhRollChoice *) guidance->choices->pdata[0])->action, ==, NH_ROLL_OPEN);
  for (guint i = 0; i < changes->len; i++)
    {
      const NhRollChange *change = changes->pdata[i];

      shown |= g_str_equal (change->before, "Tháng 12/2023") && g_str_equal (change->after, "Tháng 12/2024");
      g_assert_cmpstr (change->before, !=, change->after);
    }
  g_assert_true (shown);
  copy = apply (roll);
  title = fixture_text (f->workbook, "plan", copy, "title");
  g_assert_nonnull (strstr (title, "2024-2025"));
  g_assert_null (strstr (title, "2023"));
  bases = list_of (f, "plan_basis", copy);
  g_assert_nonnull (strstr (nh_record_text (bases->pdata[bases->len - 1], "text"), "Công văn số … ngày … của Sở"));
  g_assert_nonnull (strstr (nh_record_text (bases->pdata[bases->len - 1], "text"), "2024-2025"));
  studies = list_of (f, "activity", copy);
  g_assert_cmpstr (nh_record_text (studies->pdata[0], "period"), ==, "Tháng 12/2024");
  /* Hosts are the same units; the text's own deadline moved with the record. */
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM deadline WHERE due_text LIKE '%15/9/2024%'"), ==, 1);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text LIKE '%15/9/2024%'"), ==, 1);
}

/* A newer letter of the same issuer and subject is proposed; an expired one is told so. */
static void
test_bases (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_of (f, "73/KH-SGDĐT");
  gint64 old = fixture_sql (f->workbook, "SELECT id FROM legal_reference WHERE number LIKE '1338/%'");
  g_autofree char *issuer = fixture_text (f->workbook, "legal_reference", old, "issuer");
  gint64 newer = fixture_create (f->workbook, "legal_reference", "kind", "letter", "number", "1555/SGDĐT-GDTrH,GDTX",
                                 "issued_on", "20/8/2024", "issuer", issuer, "subject",
                                 "về việc hướng dẫn thực hiện nhiệm vụ Giáo dục trung học năm học 2024-2025", NULL);
  g_autofree char *subject = fixture_text (f->workbook, "legal_reference", old, "subject");
  g_autofree char *moved = NULL;
  g_auto (GStrv) pieces = g_strsplit (subject, "2023-2024", -1);
  g_autoptr (NhRollOver) roll = NULL;
  NhRollFinding *finding;
  gint64 copy;

  moved = g_strjoinv ("2024-2025", pieces);
  fixture_set (f->workbook, "legal_reference", newer, "subject", moved);
  roll = look (f, plan, "2024-2025");
  finding = find (roll, NH_ROLL_BASIS, "1338/", NULL);
  g_assert_cmpint (((NhRollChoice *) finding->choices->pdata[0])->action, ==, NH_ROLL_REPLACE);
  g_assert_cmpint (((NhRollChoice *) finding->choices->pdata[0])->target, ==, newer);
  g_assert_nonnull (strstr (((NhRollChoice *) finding->choices->pdata[0])->label, "1555/SGDĐT-GDTrH,GDTX"));
  choose (roll, NH_ROLL_BASIS, "1266/", NH_ROLL_DROP);
  copy = apply (roll);
  {
    g_autoptr (GPtrArray) bases = list_of (f, "plan_basis", copy);
    g_autoptr (GPtrArray) before = list_of (f, "plan_basis", plan);

    g_assert_cmpuint (bases->len, ==, before->len - 1);
    g_assert_nonnull (strstr (nh_record_text (bases->pdata[bases->len - 1], "reference"), "1555/"));
  }
  nh_roll_over_free (g_steal_pointer (&roll));
  fixture_set (f->workbook, "legal_reference", old, "subject", "ban hành Quy chế");
  fixture_set (f->workbook, "legal_reference", old, "in_force_to", "30/6/2024");
  roll = look (f, plan, "2024-2025");
  finding = find (roll, NH_ROLL_BASIS, "1338/", NULL);
  g_assert_nonnull (strstr (finding->evidence, "30/6/2024"));
}

typedef struct
{
  gint64 year, plan, unit, successor, council, cluster, old_member, new_member, activity;
} Small;

static Small
make_small (Fixture *f)
{
  Small s = { 0 };

  s.year = fixture_create (f->workbook, "school_year", "name", "2023-2024", "starts_on", "1/9/2023", "term1_ends",
                           "14/01/2024", "term2_starts", "15/01/2024", "term2_ends", "25/5/2024", "ends_on", "31/8/2024",
                           NULL);
  s.unit = fixture_create (f->workbook, "unit", "name", "Trường Tiểu học Minh Tân", "short_name", "TH Minh Tân", NULL);
  s.successor = fixture_create (f->workbook, "unit", "name", "Trường Tiểu học Long Hòa", "short_name", "TH Long Hòa", NULL);
  s.old_member = fixture_create (f->workbook, "person", "name", "Trần Thị Hạnh", "post", "Hiệu trưởng", "unit",
                                 "Trường Tiểu học Minh Tân", NULL);
  s.new_member = fixture_create (f->workbook, "person", "name", "Lý Văn Phúc", NULL);
  s.council = fixture_create (f->workbook, "team", "kind", "council", "name", "Hội đồng năm học 2023-2024", "term",
                              "2023-2024", NULL);
  s.cluster = fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", "parent",
                              "Hội đồng năm học 2023-2024", "term", "2023-2024", NULL);
  fixture_create (f->workbook, "membership", "team", "Cụm Một", "person", "Trần Thị Hạnh", "role", "cluster_head", NULL);
  fixture_create (f->workbook, "membership", "team", "Cụm Một", "person", "Lý Văn Phúc", NULL);
  s.plan = fixture_create (f->workbook, "plan", "title", "Hoạt động Hội đồng năm học 2023-2024", "number", "5", "symbol",
                           "KH-SGDĐT", "school_year", "2023-2024", "team", "Hội đồng năm học 2023-2024", "sign_name",
                           "Trần Thị Hạnh", "issued", "10/9/2023", NULL);
  s.activity = fixture_create (f->workbook, "activity", "plan", "5/KH-SGDĐT", "content", "Tư vấn tại TH Minh Tân",
                               "period", "05/10", "hosts", "TH Minh Tân", "team", "Cụm Một", "status", "done", NULL);
  fixture_create (f->workbook, "activity_person", "activity", "Tư vấn tại TH Minh Tân", "person", "Trần Thị Hạnh", "role",
                  "absent", "absence_reason", "ốm", NULL);
  fixture_create (f->workbook, "block", "plan", "5/KH-SGDĐT", "kind", "paragraph", "text",
                  "Bà <b>Trần Thị Hạnh</b> chủ trì tại TH Minh Tân ngày 05/10/2023, báo cáo trước ngày 30/9/2023.", NULL);
  return s;
}

static void
test_people_and_units (Fixture *f, gconstpointer data)
{
  Small s = make_small (f);
  g_autoptr (NhRollOver) roll = NULL;
  NhRollFinding *finding;
  gint64 copy;
  g_autofree char *text = NULL;

  fixture_set (f->workbook, "person", s.old_member, "active_to", "30/6/2024");
  fixture_set (f->workbook, "unit", s.unit, "active_to", "31/7/2024");
  fixture_set (f->workbook, "unit", s.unit, "successor", "TH Long Hòa");
  roll = look (f, s.plan, "2024-2025");
  finding = find (roll, NH_ROLL_PERSON, "Trần Thị Hạnh", NULL);
  g_assert_nonnull (finding);
  g_assert_nonnull (strstr (finding->evidence, "30/6/2024"));
  g_assert_cmpint (((NhRollChoice *) finding->choices->pdata[0])->action, ==, NH_ROLL_OPEN);
  finding = find (roll, NH_ROLL_UNIT, "Minh Tân", NULL);
  g_assert_cmpint (((NhRollChoice *) finding->choices->pdata[0])->target, ==, s.successor);
  g_assert_nonnull (find (roll, NH_ROLL_SIGNER, "Trần Thị Hạnh", NULL));
  finding = find (roll, NH_ROLL_TEAM, "Hội đồng", NULL);
  g_assert_cmpint (((NhRollChoice *) finding->choices->pdata[0])->action, ==, NH_ROLL_RENEW);
  copy = apply (roll);
  {
    g_autoptr (GPtrArray) activities = list_of (f, "activity", copy);
    g_autoptr (GPtrArray) blocks = list_of (f, "block", copy);
    NhRecord *activity = activities->pdata[0];

    g_assert_cmpstr (nh_record_text (activity, "hosts"), ==, "TH Long Hòa");
    g_assert_cmpstr (nh_record_text (activity, "content"), ==, "Tư vấn tại TH Long Hòa");
    g_assert_cmpstr (nh_record_raw (activity, "status"), ==, "planned");
    g_assert_cmpstr (nh_record_text (activity, "period"), ==, "03/10"); /* Thursday again */
    g_assert_cmpstr (nh_record_text (blocks->pdata[0], "text"), ==,
                     "Bà <b><blank>họ và tên</blank></b> chủ trì tại TH Long Hòa ngày 03/10/2024, "
                     "báo cáo trước ngày 30/9/2024.");
    /* The new team has the part that the activity belongs to, and only who goes on. */
    g_assert_cmpint (nh_record_get_int64 (activity, nh_entity_find_field (nh_entity_find ("activity"), "team")), !=,
                     s.cluster);
    g_assert_cmpstr (nh_record_text (activity, "team"), ==, "Cụm Một");
  }
  fixture_assert_text (f->workbook, "plan", copy, "team", "Hội đồng năm học 2024-2025");
  fixture_assert_text (f->workbook, "plan", copy, "sign_name", "");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM membership m JOIN person p ON p.id = m.person "
                                             "WHERE p.name = 'Trần Thị Hạnh' AND m.to_on IS NULL"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM membership m JOIN person p ON p.id = m.person "
                                             "WHERE p.name = 'Lý Văn Phúc' AND m.to_on IS NULL"), ==, 1);
  /* The old plan is as it was. */
  text = fixture_text (f->workbook, "activity", s.activity, "hosts");
  g_assert_cmpstr (text, ==, "TH Minh Tân");
  fixture_assert_text (f->workbook, "plan", s.plan, "number", "5");
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  Small s = make_small (f);
  g_autoptr (NhRollOver) roll = NULL;
  gint64 copy;

  fixture_set (f->workbook, "person", s.old_member, "active_to", "30/6/2024");
  roll = look (f, s.plan, "2024-2025");
  choose (roll, NH_ROLL_PERSON, "Hạnh", NH_ROLL_KEEP);
  choose (roll, NH_ROLL_TEAM, "Hội đồng", NH_ROLL_KEEP);
  choose (roll, NH_ROLL_SIGNER, "Hạnh", NH_ROLL_KEEP);
  copy = apply (roll);
  fixture_assert_text (f->workbook, "plan", copy, "team", "Hội đồng năm học 2023-2024");
  fixture_assert_text (f->workbook, "plan", copy, "sign_name", "Trần Thị Hạnh");
  g_assert_cmpint (fixture_count (f->workbook, "activity_person"), ==, 2);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM activity_person WHERE role = 'member' "
                                             "AND absence_reason IS NULL"), ==, 1);
}

static void
test_once_and_deadlines (Fixture *f, gconstpointer data)
{
  Small s = make_small (f);
  g_autoptr (NhRollOver) roll = NULL;
  NhRollFinding *finding;
  gint64 copy;

  fixture_create (f->workbook, "activity", "plan", "5/KH-SGDĐT", "kind", "contest", "content", "Hội thi giáo viên dạy giỏi",
                  "period", "Tháng 11", NULL);
  fixture_create (f->workbook, "activity", "plan", "5/KH-SGDĐT", "content", "Giao lưu", "status", "cancelled", NULL);
  fixture_create (f->workbook, "activity", "plan", "5/KH-SGDĐT", "content", "Tổng kết giai đoạn 2019-2023", NULL);
  fixture_create (f->workbook, "block", "plan", "5/KH-SGDĐT", "kind", "bullet", "level", "1", "text",
                  "Các cụm báo cáo về Sở trước ngày 28/9/2023.", NULL);
  fixture_create (f->workbook, "deadline", "plan", "5/KH-SGDĐT", "what", "Báo cáo tháng", "rule", "on", "due",
                  "trước ngày 28/9/2023", NULL); /* a Saturday in 2024 */
  fixture_create (f->workbook, "deadline", "plan", "5/KH-SGDĐT", "what", "Kế hoạch cụm", "rule", "on", "due",
                  "trước ngày 05/9/2023", NULL);
  fixture_create (f->workbook, "block", "plan", "5/KH-SGDĐT", "kind", "fixed_table", "options",
                  "<table head=\"1\"><column width=\"5\"/><row><cell>Năm học 2023-2024</cell></row>"
                  "<row><cell>Tháng 10/2023</cell></row></table>", NULL);
  roll = look (f, s.plan, "2024-2025");
  g_assert_nonnull (find (roll, NH_ROLL_ACTIVITY, "Hội thi", NULL));
  g_assert_nonnull (find (roll, NH_ROLL_ACTIVITY, "Tổng kết giai đoạn", NULL));
  g_assert_null (find (roll, NH_ROLL_ACTIVITY, "Tư vấn", NULL));
  g_assert_null (find (roll, NH_ROLL_DEADLINE, "Kế hoạch cụm", NULL));
  finding = find (roll, NH_ROLL_DEADLINE, "Báo cáo tháng", NULL);
  g_assert_nonnull (strstr (finding->evidence, "28/9/2024"));
  g_assert_cmpstr (((NhRollChoice *) finding->choices->pdata[0])->label, ==, "trước ngày 28/9/2024");
  g_assert_cmpstr (((NhRollChoice *) finding->choices->pdata[1])->text, ==, "trước ngày 27/9/2024");
  choose (roll, NH_ROLL_DEADLINE, "Báo cáo tháng", NH_ROLL_REPLACE);
  choose (roll, NH_ROLL_ACTIVITY, "Hội thi", NH_ROLL_DROP);
  copy = apply (roll);
  {
    g_autoptr (GPtrArray) activities = list_of (f, "activity", copy);
    g_autoptr (GPtrArray) deadlines = list_of (f, "deadline", copy);

    g_assert_cmpuint (activities->len, ==, 2); /* neither the contest nor what was cancelled */
    g_assert_cmpstr (nh_record_text (activities->pdata[1], "content"), ==, "Tổng kết giai đoạn 2019-2023");
    g_autoptr (GPtrArray) blocks = list_of (f, "block", copy);

    g_assert_cmpstr (nh_record_text (deadlines->pdata[0], "due"), ==, "trước ngày 27/9/2024");
    g_assert_cmpstr (nh_record_text (blocks->pdata[1], "text"), ==, "Các cụm báo cáo về Sở trước ngày 27/9/2024.");
    g_assert_cmpstr (nh_record_text (blocks->pdata[2], "options"), ==,
                     "<table head=\"1\"><column width=\"5\"/><row><cell>Năm học 2024-2025</cell></row>"
                     "<row><cell>Tháng 10/2024</cell></row></table>");
    g_assert_cmpstr (nh_record_text (deadlines->pdata[1], "due"), ==, "trước ngày 05/9/2024");
  }
}

/* All plans of a year at once; stopping leaves nothing. */
static void
test_several (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NhRollOver) roll = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  gint64 plan = plan_of (f, "73/KH-SGDĐT");

  g_array_append_val (plans, plan);
  plan = plan_of (f, "48/KH-PGDĐT");
  g_array_append_val (plans, plan);
  roll = nh_roll_over_new (f->workbook, (const gint64 *) (gpointer) plans->data, plans->len, "2024-2025", &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_null (nh_roll_over_apply (roll, cancellable, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  made = nh_roll_over_apply (roll, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 2);
  /* Not into the same year, nor back. */
  g_assert_null (nh_roll_over_new (f->workbook, &plan, 1, "2023-2024", &error));
  g_assert_nonnull (strstr (error->message, "2023-2024"));
}

#define ADD(name, sample, func) g_test_add ("/roll-over/" name, Fixture, sample, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", "sample", test_whole);
  ADD ("bac-giang", "sample", test_bac_giang);
  ADD ("bases", "sample", test_bases);
  ADD ("people-and-units", NULL, test_people_and_units);
  ADD ("kept", NULL, test_kept);
  ADD ("once-and-deadlines", NULL, test_once_and_deadlines);
  ADD ("several", "sample", test_several);
  return g_test_run ();
}
