/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bases of a plan: typed, pasted, chosen, put in order, each as one step.
 */
#include <string.h>

#include "model-fixture.h"
#include "model/nh-plan-bases.h"
#include "model/nh-plan-recipients.h"

static gint64
plan_48 (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, "48/KH-PGDĐT", &error);

  g_assert_no_error (error);
  return plan;
}

/* "number or first words" of each, in order. */
static char *
order_of (Fixture *f, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bases = nh_plan_bases_list (f->workbook, plan, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < bases->len; i++)
    {
      const NhPlanBasis *basis = bases->pdata[i];

      g_string_append_printf (out, "%s%s", i ? "; " : "", basis->reference ? basis->basis->number : basis->basis->text);
    }
  return g_string_free (out, FALSE);
}

static void
assert_order (Fixture *f, gint64 plan, const char *wanted)
{
  g_autofree char *order = order_of (f, plan);

  g_assert_cmpstr (order, ==, wanted);
}

static gint64
paste (Fixture *f, gint64 plan, guint position, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhBasisList) list = nh_basis_split (text);
  gint64 id = nh_plan_bases_insert (f->workbook, plan, position, (NhBasis *const *) list->bases->pdata, list->bases->len,
                                    &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  return id;
}

#define SAMPLE "1904/SGDĐT-GDMNTH; 2311/SGDĐT-GDMNTH; 229/PGDĐT-GDTH; 68/QĐ-PGDĐT; 69/QĐ-PGDĐT"

static void
test_paste (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_48 (f);
  gint64 n = fixture_count (f->workbook, "legal_reference");
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

  assert_order (f, plan, SAMPLE);
  /* A circular the register has (other case, other dash, no day), a law it has not, and words. */
  paste (f, plan, 1, "Căn cứ thông tư số 16/2022/TT–BGDĐT của Bộ GDĐT;\nCăn cứ Luật Giáo dục ngày 14/6/2019;\n- Xét tình hình thực tế.");
  assert_order (f, plan, "1904/SGDĐT-GDMNTH; 16/2022/TT-BGDĐT; ; tình hình thực tế; 2311/SGDĐT-GDMNTH; 229/PGDĐT-GDTH; "
                         "68/QĐ-PGDĐT; 69/QĐ-PGDĐT");
  g_assert_cmpint (fixture_count (f->workbook, "legal_reference"), ==, n + 1);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Add 3 legal bases");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  fixture_redo (f->workbook);
  g_assert_cmpint (fixture_count (f->workbook, "legal_reference"), ==, n + 1);
}

/* The same number in another year is another document; a gap in the register is filled, no more. */
static void
test_same_document (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_48 (f);
  gint64 known = fixture_create (f->workbook, "legal_reference", "kind", "plan", "number", "12/KH-UBND", "issued_on",
                                 "5/1/2023", NULL);
  gint64 n = fixture_count (f->workbook, "legal_reference");

  paste (f, plan, 99, "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện về phổ cập");
  g_assert_cmpint (fixture_count (f->workbook, "legal_reference"), ==, n);
  fixture_assert_text (f->workbook, "legal_reference", known, "issuer", "UBND huyện");
  paste (f, plan, 99, "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2023 của Ủy ban nhân dân huyện về chuyện khác");
  fixture_assert_text (f->workbook, "legal_reference", known, "issuer", "UBND huyện");
  fixture_assert_text (f->workbook, "legal_reference", known, "subject", "về phổ cập");
  paste (f, plan, 99, "Căn cứ Kế hoạch số 12/KH-UBND ngày 06/01/2024 của UBND huyện về phổ cập");
  g_assert_cmpint (fixture_count (f->workbook, "legal_reference"), ==, n + 1);
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_48 (f);
  gint64 id = paste (f, plan, 0, "Căn cứ nhiệm vụ năm học");
  g_autoptr (NhBasisList) list
      = nh_basis_split ("Thực hiện Chỉ thị số 6/CT-UBND ngày 1/8/2023; Xét kết quả năm học trước");
  g_autoptr (GError) error = NULL;

  nh_plan_bases_replace (f->workbook, plan, id, (NhBasis *const *) list->bases->pdata, list->bases->len, &error);
  g_assert_no_error (error);
  assert_order (f, plan, "06/CT-UBND; kết quả năm học trước; " SAMPLE);
  fixture_assert_text (f->workbook, "plan_basis", id, "lead", "Thực hiện");
  fixture_undo (f->workbook);
  assert_order (f, plan, "nhiệm vụ năm học; " SAMPLE);
  g_assert_false (nh_plan_bases_replace (f->workbook, plan, 42, (NhBasis *const *) list->bases->pdata, 1, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND);
  assert_order (f, plan, "nhiệm vụ năm học; " SAMPLE);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_48 (f);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (GError) error = NULL;

  nh_plan_bases_move (f->workbook, plan, 4, 0, &error);
  g_assert_no_error (error);
  assert_order (f, plan, "69/QĐ-PGDĐT; 1904/SGDĐT-GDMNTH; 2311/SGDĐT-GDMNTH; 229/PGDĐT-GDTH; 68/QĐ-PGDĐT");
  nh_plan_bases_move (f->workbook, plan, 0, 2, &error);
  g_assert_no_error (error);
  assert_order (f, plan, "1904/SGDĐT-GDMNTH; 2311/SGDĐT-GDMNTH; 69/QĐ-PGDĐT; 229/PGDĐT-GDTH; 68/QĐ-PGDĐT");
  g_assert_true (nh_plan_bases_propose_order (f->workbook, plan, &ids, &error));
  nh_plan_bases_set_order (f->workbook, plan, (const gint64 *) ids->data, ids->len, &error);
  g_assert_no_error (error);
  assert_order (f, plan, "69/QĐ-PGDĐT; 68/QĐ-PGDĐT; 1904/SGDĐT-GDMNTH; 2311/SGDĐT-GDMNTH; 229/PGDĐT-GDTH");
  g_assert_false (nh_plan_bases_propose_order (f->workbook, plan, &again, &error));
  g_assert_no_error (error);
}

static void
test_suggest (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) by_number = nh_legal_reference_suggest (f->workbook, "229", 5, &error);
  g_autoptr (GPtrArray) by_words = nh_legal_reference_suggest (f->workbook, "quyet dinh cot can quy che", 5, &error);
  g_autoptr (GPtrArray) none = nh_legal_reference_suggest (f->workbook, "khong co van ban nay", 5, &error);
  g_autoptr (GPtrArray) all = nh_legal_reference_suggest (f->workbook, "", 3, &error);
  gint64 plan = plan_48 (f);
  g_autofree char *order = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (((NhPlanBasis *) by_number->pdata[0])->basis->number, ==, "229/PGDĐT-GDTH");
  g_assert_cmpuint (by_words->len, ==, 1);
  g_assert_cmpstr (((NhPlanBasis *) by_words->pdata[0])->basis->number, ==, "69/QĐ-PGDĐT");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 3);
  nh_plan_bases_insert_reference (f->workbook, plan, 0, ((NhPlanBasis *) by_words->pdata[0])->reference, &error);
  g_assert_no_error (error);
  order = order_of (f, plan);
  g_assert_true (g_str_has_prefix (order, "69/QĐ-PGDĐT; "));
}

static void
assert_recipients (Fixture *f, gint64 plan, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = nh_plan_recipients_get (f->workbook, plan, &error);
  g_autofree char *all = lines ? g_strjoinv ("|", lines) : NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (all, ==, wanted);
}

static void
set_recipients (Fixture *f, gint64 plan, const char *lines)
{
  g_auto (GStrv) texts = g_strsplit (lines, "|", -1);
  g_autoptr (GError) error = NULL;

  nh_plan_recipients_set (f->workbook, plan, (const char *const *) texts, &error);
  g_assert_no_error (error);
}

/* Recipients are lines: what stays keeps its row, all of it is one step. */
static void
test_recipients (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_48 (f);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM plan_recipient WHERE text = 'Lưu: VT, GDTH' AND plan = %"
                                          G_GINT64_FORMAT, plan);
  gint64 filing = fixture_sql (f->workbook, sql);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

#define SAMPLE_RECIPIENTS \
  "Các trường Tiểu học, TH-THCS trong huyện|Lãnh đạo Phòng GDĐT|Thành viên Hội đồng CM-NV huyện|Lưu: VT, GDTH"
  assert_recipients (f, plan, SAMPLE_RECIPIENTS);
  set_recipients (f, plan, "- Sở GDĐT (để báo cáo);|- Các trường Tiểu học, TH-THCS trong huyện;||– Lãnh đạo Phòng;|- Lưu: VT, GDTH.");
  assert_recipients (f, plan, "Sở GDĐT (để báo cáo)|Các trường Tiểu học, TH-THCS trong huyện|Lãnh đạo Phòng|Lưu: VT, GDTH");
  g_assert_cmpint (fixture_sql (f->workbook, sql), ==, filing);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Edit the recipients");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  /* Nothing new is no step. */
  set_recipients (f, plan, SAMPLE_RECIPIENTS);
  g_assert_cmpstr (nh_workbook_get_redo_name (f->workbook), ==, "Edit the recipients");
}

/* The words of the form and those of the register agree. */
static void
test_kinds (void)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  const NhField *field = &entity->fields[nh_entity_find_field (entity, "kind")];

  for (const NhChoice *choice = field->choices; choice->key; choice++)
    {
      g_assert_cmpstr (nh_basis_kind_of_type (choice->word), ==, choice->key);
      g_assert_cmpstr (nh_basis_kind_word (choice->key, NULL), ==, choice->word);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) \
  g_test_add ("/plan-bases/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  TEST ("paste", test_paste);
  TEST ("same-document", test_same_document);
  TEST ("replace", test_replace);
  TEST ("order", test_order);
  TEST ("suggest", test_suggest);
  TEST ("recipients", test_recipients);
#undef TEST
  g_test_add_func ("/plan-bases/kinds", test_kinds);
  return g_test_run ();
}
