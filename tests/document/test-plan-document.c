/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as it stands on paper, and that it stays true whatever is edited where.
 */
#include <string.h>

#include "document/nh-plan-document.h"
#include "model-fixture.h"

static NhPlanDocument *
open_document (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhPlanText) text = nh_plan_text_new (workbook, plan, &error);
  NhPlanDocument *document;

  g_assert_no_error (error);
  document = nh_plan_document_new (text, &error);
  g_assert_no_error (error);
  return document;
}

static gint64
plan_by (NhWorkbook *workbook, const char *number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM plan WHERE number = '%s'", number);

  return fixture_sql (workbook, sql);
}

/* What one element reads as. */
static char *
words_of (const NhElement *element)
{
  g_autofree char *text = element->text ? nh_rich_text_to_plain (element->text, NULL, NULL) : NULL;

  return g_strdup_printf ("%s%s%s", element->label ? element->label : "", element->label ? " " : "", text ? text : "");
}

static NhElement *
nth (NhDocument *document, NhElementKind kind, guint n)
{
  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    if (nh_document_get_element (document, i)->kind == kind && n-- == 0)
      return nh_document_get_element (document, i);
  return NULL;
}

static guint
count (NhDocument *document, NhElementKind kind)
{
  guint n = 0;

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    n += nh_document_get_element (document, i)->kind == kind ? 1 : 0;
  return n;
}

static void
assert_words (NhDocument *document, NhElementKind kind, guint n, const char *wanted)
{
  NhElement *element = nth (document, kind, n);
  g_autofree char *words = NULL;

  g_assert_nonnull (element);
  words = words_of (element);
  g_assert_cmpstr (words, ==, wanted);
}

/* The n-th from the end. */
static const char *
last_words (NhPlanDocument *self, guint back)
{
  NhDocument *document = nh_plan_document_get_document (self);
  guint n = nh_plan_text_get_n_blocks (nh_plan_document_get_text (self));
  NhElement *element = nh_document_get_element (document, nh_plan_document_element_of_block (self, n - 1 - back));

  return element->text ? nh_rich_text_get_text (element->text) : "";
}

static NhDocument *
compose (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  NhDocument *document = nh_compose_plan (workbook, plan, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_form (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Hoạt động năm học", "issuer", "Phòng Giáo dục và Đào tạo",
                                "superior_agency", "UBND huyện Thử", "place", "Thử", "symbol", "KH-PGDĐT",
                                "sign_authority", "KT. Trưởng phòng", "sign_post", "Phó Trưởng phòng", "sign_name", "Lê Thử", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  gint64 law = fixture_create (f->workbook, "legal_reference", "kind", "law", "subject", "Giáo dục", "issued_on", "14/6/2019", NULL);
  gint64 letter = fixture_create (f->workbook, "legal_reference", "kind", "letter", "number", "12/SGDĐT-GDTH", "issued_on",
                                  "5/9/2024", "issuer", "Sở Giáo dục và Đào tạo", "subject", "V/v hướng dẫn nhiệm vụ", NULL);
  g_autofree char *law_key = g_strdup_printf ("#%" G_GINT64_FORMAT, law);
  g_autofree char *letter_key = g_strdup_printf ("#%" G_GINT64_FORMAT, letter);
  g_autoptr (NhDocument) document = NULL;
  g_autoptr (NhDocument) numbered = NULL;
  NhSignature *signature;

  fixture_create (f->workbook, "plan_basis", "plan", key, "lead", "Căn cứ", "reference", law_key, NULL);
  fixture_create (f->workbook, "plan_basis", "plan", key, "reference", letter_key, NULL);
  fixture_create (f->workbook, "plan_basis", "plan", key, "text", "Theo tình hình thực tế;", NULL);
  fixture_create (f->workbook, "plan_recipient", "plan", key, "text", "- Các trường;", NULL);
  fixture_create (f->workbook, "plan_recipient", "plan", key, "text", "Lưu: VT", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "heading", "level", "1", "text", "Mục đích của phòng GDĐT", NULL);
  fixture_create (f->workbook, "block", "plan", key, "kind", "paragraph", "text", "Giáo viên &amp; <b>học sinh</b>.", NULL);
  document = compose (f->workbook, plan);

  g_assert_cmpstr (nth (document, NH_ELEMENT_LETTERHEAD, 0)->letterhead->superior, ==, "UBND HUYỆN THỬ");
  g_assert_cmpstr (nth (document, NH_ELEMENT_LETTERHEAD, 0)->letterhead->issuer, ==, "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO");
  g_assert_true (g_str_has_prefix (nth (document, NH_ELEMENT_LETTERHEAD, 0)->letterhead->number, "Số: \u00a0"));
  g_assert_true (g_str_has_suffix (nth (document, NH_ELEMENT_LETTERHEAD, 0)->letterhead->number, "\u00a0/KH-PGDĐT"));
  g_assert_cmpstr (nth (document, NH_ELEMENT_LETTERHEAD, 0)->letterhead->place_date, ==, "Thử, ngày …… tháng …… năm ……");
  g_assert_cmpstr (nth (document, NH_ELEMENT_TITLE, 0)->title->type, ==, "KẾ HOẠCH");
  assert_words (document, NH_ELEMENT_BASIS, 0, "Căn cứ Luật Giáo dục ngày 14/6/2019;");
  assert_words (document, NH_ELEMENT_BASIS, 1, "Căn cứ Công văn số 12/SGDĐT-GDTH ngày 05/9/2024 của Sở Giáo dục và Đào tạo về việc hướng dẫn nhiệm vụ;");
  assert_words (document, NH_ELEMENT_BASIS, 2, "Theo tình hình thực tế.");
  assert_words (document, NH_ELEMENT_HEADING, 0, "I. MỤC ĐÍCH CỦA PHÒNG GDĐT");
  g_assert_cmpstr (nh_rich_text_get_text (nth (document, NH_ELEMENT_PARAGRAPH, 0)->text), ==, "Giáo viên & học sinh./.");
  signature = nth (document, NH_ELEMENT_SIGNATURE, 0)->signature;
  g_assert_cmpstr (signature->recipients[0], ==, "- Các trường;");
  g_assert_cmpstr (signature->recipients[1], ==, "- Lưu: VT.");
  g_assert_null (signature->recipients[2]);
  g_assert_cmpstr (signature->authority[0], ==, "KT. TRƯỞNG PHÒNG");
  g_assert_cmpstr (signature->authority[1], ==, "PHÓ TRƯỞNG PHÒNG");
  g_assert_cmpstr (signature->name, ==, "Lê Thử");
  g_assert_cmpstr (nh_document_get_title (document), ==, "Hoạt động năm học");

  fixture_set (f->workbook, "plan", plan, "number", "5");
  fixture_set (f->workbook, "plan", plan, "issued", "7/2/2024");
  numbered = compose (f->workbook, plan);
  g_assert_cmpstr (nth (numbered, NH_ELEMENT_LETTERHEAD, 0)->letterhead->number, ==, "Số: 05/KH-PGDĐT");
  g_assert_cmpstr (nth (numbered, NH_ELEMENT_LETTERHEAD, 0)->letterhead->place_date, ==, "Thử, ngày 07 tháng 02 năm 2024");
}

static void
add_block (NhPlanText *text, guint position, NhBlockKind kind, guint level, const char *words, const char *view,
           const char *options)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);
  g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (text), kind, level, rich, view, options);

  nh_plan_text_splice (text, position, 0, &block, 1);
}

/* "./." stands after the last words, wherever they are. */
static void
test_end (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanDocument) self = open_document (f->workbook, fixture_create (f->workbook, "plan", "title", "Thử", NULL));
  NhPlanText *text = nh_plan_document_get_text (self);

  add_block (text, 0, NH_BLOCK_PARAGRAPH, 0, "Một.", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "Một./.");
  add_block (text, 1, NH_BLOCK_BULLET, 1, "Hai;", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "Hai./.");
  g_assert_cmpstr (last_words (self, 1), ==, "Một.");
  add_block (text, 2, NH_BLOCK_TABLE, 0, NULL, "inspections", "caption=Bảng 1");
  g_assert_cmpstr (last_words (self, 1), ==, "Hai./.");
  add_block (text, 3, NH_BLOCK_PARAGRAPH, 0, "  ", NULL, NULL);
  g_assert_cmpstr (last_words (self, 2), ==, "Hai./.");
  /* Pasted blanks are no words either. */
  add_block (text, 4, NH_BLOCK_PARAGRAPH, 0, "\u00a0\u2028 ", NULL, NULL);
  add_block (text, 5, NH_BLOCK_HEADING, 2, "Tên khoản", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "Tên khoản");
  g_assert_cmpstr (last_words (self, 4), ==, "Hai./.");
  nh_plan_text_splice (text, 4, 2, NULL, 0);
  add_block (text, 4, NH_BLOCK_HEADING, 5, "điểm\u00a0", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "điểm./.");
  g_assert_cmpstr (last_words (self, 3), ==, "Hai;");
  nh_plan_text_splice (text, 4, 1, NULL, 0);
  add_block (text, 4, NH_BLOCK_PARAGRAPH, 0, "Ba <b>bốn./.</b>", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "Ba bốn./.");
  g_assert_cmpstr (last_words (self, 3), ==, "Hai;");
  nh_plan_text_splice (text, 4, 1, NULL, 0);
  g_assert_cmpstr (last_words (self, 2), ==, "Hai./.");
  add_block (text, 4, NH_BLOCK_HEADING, 1, "Tên mục", NULL, NULL);
  g_assert_cmpstr (last_words (self, 3), ==, "Hai./.");
  add_block (text, 5, NH_BLOCK_HEADING, 2, "Khoản cuối.<note>Chú</note> ", NULL, NULL);
  g_assert_cmpstr (last_words (self, 0), ==, "Khoản cuối" NH_RICH_TEXT_OBJECT_UTF8 "./.");
  nh_plan_text_splice (text, 4, 2, NULL, 0);
  nh_plan_text_splice (text, 0, 4, NULL, 0);
  g_assert_cmpuint (count (nh_plan_document_get_document (self), NH_ELEMENT_PARAGRAPH), ==, 0);
}

/* Blocks and elements, and places within them. */
static void
test_places (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Thử", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  gint64 appendix = fixture_create (f->workbook, "appendix", "plan", key, "title", "Lịch", "view", "inspections", NULL);
  g_autoptr (NhPlanDocument) self = open_document (f->workbook, plan);
  NhPlanText *text = nh_plan_document_get_text (self);
  g_autofree char *words = g_strdup_printf ("Xem <ref appendix=\"%" G_GINT64_FORMAT "\"/> nhé<note>n</note> b", appendix);
  guint block;
  NhElement *element;

  add_block (text, 0, NH_BLOCK_PARAGRAPH, 0, "Đầu", NULL, NULL);
  add_block (text, 1, NH_BLOCK_TABLE, 0, NULL, "inspections", "caption=Bảng 1");
  add_block (text, 2, NH_BLOCK_PARAGRAPH, 0, words, NULL, NULL);
  add_block (text, 3, NH_BLOCK_PARAGRAPH, 0, "cuối", NULL, NULL);
  g_assert_cmpuint (nh_plan_document_element_of_block (self, 0), ==, 2);
  g_assert_cmpuint (nh_plan_document_element_of_block (self, 1), ==, 4);
  g_assert_cmpuint (nh_plan_document_element_of_block (self, 2), ==, 5);
  g_assert_false (nh_plan_document_block_of_element (self, 1, &block));
  g_assert_true (nh_plan_document_block_of_element (self, 3, &block));
  g_assert_cmpuint (block, ==, 1);
  g_assert_true (nh_plan_document_block_of_element (self, 4, &block));
  g_assert_cmpuint (block, ==, 1);
  g_assert_true (nh_plan_document_block_of_element (self, 6, &block));
  g_assert_cmpuint (block, ==, 3);
  g_assert_false (nh_plan_document_block_of_element (self, 7, &block));

  element = nh_document_get_element (nh_plan_document_get_document (self), 5);
  for (guint i = 0; i <= nh_rich_text_get_length (nh_plan_text_get_block (text, 2)->text); i++)
    {
      guint shown = nh_plan_document_offset_in_element (self, 2, i);

      g_assert_cmpuint (shown, <=, nh_rich_text_get_length (element->text));
      if (i < 4 || i >= 7)
        g_assert_cmpuint (nh_plan_document_offset_in_block (self, 2, shown), ==, i);
    }
  g_assert_cmpstr (nh_rich_text_get_text (element->text) + nh_plan_document_offset_in_element (self, 2, 7), ==,
                   " nhé" NH_RICH_TEXT_OBJECT_UTF8 " b");
  g_assert_cmpuint (nh_plan_document_offset_in_block (self, 2, 9), ==, 4);
}

/* Who only listens to "spliced" has the same document. */
static void
on_spliced_cb (NhPlanDocument *self, guint position, guint n_removed, guint n_added, NhDocument *mirror)
{
  g_autofree NhElement **added = g_new0 (NhElement *, n_added + 1);

  for (guint i = 0; i < n_added; i++)
    added[i] = nh_document_get_element (nh_plan_document_get_document (self), position + i);
  nh_document_splice (mirror, position, n_removed, added, n_added);
  g_assert_cmpuint (nh_document_get_n_elements (mirror), ==, nh_document_get_n_elements (nh_plan_document_get_document (self)));
}

static NhDocument *
copy_document (NhDocument *document)
{
  NhDocument *copy = nh_document_new ();

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    nh_document_append (copy, nh_element_ref (nh_document_get_element (document, i)));
  return copy;
}

static void
assert_true_document (NhPlanDocument *self, NhDocument *mirror)
{
  NhPlanText *text = nh_plan_document_get_text (self);
  NhDocument *shown = nh_plan_document_get_document (self);
  g_autoptr (NhDocument) fresh = NULL;

  g_assert_true (nh_plan_text_store (text, NULL));
  nh_plan_document_refresh (self);
  fresh = compose (nh_plan_text_get_workbook (text), nh_plan_text_get_plan (text));
  g_assert_cmpuint (nh_document_get_n_elements (shown), ==, nh_document_get_n_elements (fresh));
  for (guint i = 0; i < nh_document_get_n_elements (fresh); i++)
    {
      NhElement *a = nh_document_get_element (shown, i);
      NhElement *b = nh_document_get_element (fresh, i);

      g_assert_cmpint (a->key, ==, b->key);
      if (!nh_element_equal (a, b))
        {
          g_autofree char *x = words_of (a);
          g_autofree char *y = words_of (b);

          g_error ("element %u of kind %d reads “%s” instead of “%s”", i, a->kind, x, y);
        }
    }
  g_assert_true (nh_document_equal (shown, mirror));
  g_assert_cmpstr (nh_document_get_title (shown), ==, nh_document_get_title (fresh));
}

static gint64
pick (NhWorkbook *workbook, const char *entity, gint64 plan)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE plan = %" G_GINT64_FORMAT " ORDER BY id LIMIT 1 OFFSET %d",
                                          entity, plan, g_test_rand_int_range (0, 6));

  return fixture_sql (workbook, sql);
}

static void
edit_text (NhPlanText *text, gint64 appendix)
{
  static const char *const views[] = { "inspections", "lesson_studies", "members", "deadlines", "dances", "programmes" };
  guint n = nh_plan_text_get_n_blocks (text);
  guint at = (guint) g_test_rand_int_range (0, (int) n);
  g_autofree char *words = g_strdup_printf ("Mới %u theo <ref appendix=\"%" G_GINT64_FORMAT "\"/> và <ref heading=\"%" G_GINT64_FORMAT "\"/>",
                                            at, appendix, nh_plan_text_get_block (text, n / 2)->id);

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      add_block (text, at, (NhBlockKind) g_test_rand_int_range (0, 3), (guint) g_test_rand_int_range (1, 6), words, NULL, NULL);
      break;
    case 1:
      add_block (text, g_test_rand_bit () ? n : at, NH_BLOCK_TABLE, 0, NULL, views[g_test_rand_int_range (0, 6)],
                 g_test_rand_bit () ? "caption=Bảng" : "layout=side_by_side");
      break;
    case 2:
      nh_plan_text_set_kind (text, at, (NhBlockKind) g_test_rand_int_range (0, 3), (guint) g_test_rand_int_range (1, 6));
      break;
    case 3:
      nh_plan_text_move (text, at, nh_plan_text_section_length (text, at), (guint) g_test_rand_int_range (0, (int) n + 1));
      break;
    case 4:
      if (n > 20)
        nh_plan_text_splice (text, g_test_rand_bit () ? n - 1 : at, 1, NULL, 0);
      break;
    default:
      {
        g_autoptr (NhRichText) rich = nh_rich_text_read (words);

        nh_plan_text_set_text (text, g_test_rand_bit () ? n - 1 : at, rich);
      }
    }
}

static void
edit_data (NhWorkbook *workbook, gint64 plan)
{
  static const char *const edits[][3] = {
    { "activity", "period", "Tháng 4/2024" }, { "activity", "subject", "Toán 8" },   { "appendix", "title", "Tên khác" },
    { "appendix", "orientation", "landscape" }, { "appendix", "position", "1" },     { "appendix", "note", "Ghi chú" },
    { "plan_basis", "text", "căn cứ khác" },  { "plan_basis", "position", "9000" },  { "plan_recipient", "text", "Nơi khác" },
    { "deadline", "what", "Báo cáo khác" },   { "appendix", "view", "inspections" }, { "appendix", "layout", "single" },
  };
  guint i = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (edits) + 5);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  gint64 id;

  if (i < G_N_ELEMENTS (edits))
    {
      id = pick (workbook, edits[i][0], plan);
      if (id)
        fixture_set (workbook, edits[i][0], id, edits[i][1], edits[i][2]);
      return;
    }
  switch (i - G_N_ELEMENTS (edits))
    {
    case 0:
      fixture_set (workbook, "plan", plan, "number", g_test_rand_bit () ? "8" : "");
      break;
    case 1:
      fixture_set (workbook, "plan", plan, "issued", g_test_rand_bit () ? "9/9/2023" : "");
      break;
    case 2:
      fixture_create (workbook, "appendix", "plan", key, "title", "Thêm", "view", "lesson_studies", NULL);
      break;
    case 3:
      id = pick (workbook, "appendix", plan);
      if (id)
        fixture_delete (workbook, "appendix", id);
      break;
    default:
      fixture_set (workbook, "unit", fixture_sql (workbook, "SELECT unit FROM activity_unit ORDER BY id DESC LIMIT 1"), "name", "Trường đổi tên");
    }
}

static void
test_random (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_by (f->workbook, "73");
  g_autoptr (NhPlanDocument) self = open_document (f->workbook, plan);
  NhPlanText *text = nh_plan_document_get_text (self);
  g_autoptr (NhDocument) mirror = copy_document (nh_plan_document_get_document (self));

  g_signal_connect (self, "spliced", G_CALLBACK (on_spliced_cb), mirror);
  for (guint i = 0; i < 250; i++)
    {
      for (int n = g_test_rand_int_range (1, 5); n > 0; n--)
        switch (g_test_rand_int_range (0, 5))
          {
          case 0:
          case 1:
            edit_text (text, pick (f->workbook, "appendix", plan));
            break;
          case 2:
          case 3:
            edit_data (f->workbook, plan);
            break;
          default:
            if (g_test_rand_bit () && nh_workbook_get_undo_name (f->workbook))
              fixture_undo (f->workbook);
            else if (nh_workbook_get_redo_name (f->workbook))
              nh_workbook_redo (f->workbook, NULL);
          }
      if (g_test_rand_bit ())
        nh_plan_text_end_step (text);
      assert_true_document (self, mirror);
    }
  g_signal_handlers_disconnect_by_data (self, mirror);
}

static void
count_spliced_cb (NhPlanDocument *self, guint position, guint n_removed, guint n_added, guint *sum)
{
  *sum += n_removed + n_added;
}

/* A change of data draws only what shows it. */
static void
test_smallest (Fixture *f, gconstpointer data)
{
  gint64 plan = plan_by (f->workbook, "73");
  g_autoptr (NhPlanDocument) self = open_document (f->workbook, plan);
  NhPlanText *text = nh_plan_document_get_text (self);
  guint sum = 0;
  g_autoptr (NhRichText) rich = nh_rich_text_new ("Gõ");

  g_signal_connect (self, "spliced", G_CALLBACK (count_spliced_cb), &sum);
  nh_plan_text_set_text (text, 3, rich);
  g_assert_cmpuint (sum, ==, 2);
  sum = 0;
  fixture_set (f->workbook, "activity", fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN plan p ON p.id = a.plan WHERE p.number = '73' AND a.kind = 'inspection' LIMIT 1"),
               "period", "Tháng 5/2024");
  g_assert_cmpuint (sum, ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (sum, ==, 2);
  sum = 0;
  /* Nobody shows a note of a person. */
  fixture_set (f->workbook, "person", fixture_sql (f->workbook, "SELECT id FROM person LIMIT 1"), "note", "x");
  nh_plan_document_refresh (self);
  g_assert_cmpuint (sum, ==, 0);
}

#define TEST(name, sample, function) \
  g_test_add ("/document/plan-document/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("form", NULL, test_form);
  TEST ("end", NULL, test_end);
  TEST ("places", NULL, test_places);
  TEST ("smallest", "sample", test_smallest);
  TEST ("random", "sample", test_random);
  return g_test_run ();
}
