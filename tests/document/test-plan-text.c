/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a plan as the editor uses it: edits, numbers, references, storing and undo.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "plan-text-fixture.h"

static char *
labels (NhPlanText *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    g_string_append_printf (out, "%s%s", i ? " " : "",
                            *nh_plan_text_get_label (text, i) ? nh_plan_text_get_label (text, i) : "_");
  return g_string_free (out, FALSE);
}

static void
assert_labels (NhPlanText *text, const char *wanted)
{
  g_autofree char *found = labels (text);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_labels (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  g_assert_cmpuint (nh_plan_text_section_length (text, 0), ==, 8);
  g_assert_cmpuint (nh_plan_text_section_length (text, 5), ==, 3);
  g_assert_cmpuint (nh_plan_text_section_length (text, 2), ==, 1);
  g_assert_cmpuint (nh_plan_text_section_length (text, 8), ==, 1);

  /* Typing numbers nothing anew. */
  text_set_words (text, 0, "Mục đích");
  g_assert_cmpuint (mirror->n_labels, ==, 0);
  g_assert_cmpuint (mirror->n_changed, ==, 1);
  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  /* Promoting one heading changes those that follow. */
  nh_plan_text_set_kind (text, 5, NH_BLOCK_HEADING, 1);
  assert_labels (text, "I. 1. _ – + II. a) b) III.");
  g_assert_cmpuint (mirror->n_labels, ==, 1);
  nh_plan_text_set_kind (text, 0, NH_BLOCK_PARAGRAPH, 3);
  assert_labels (text, "_ 1. _ – + I. a) b) II.");
  g_assert_cmpuint (nh_plan_text_get_block (text, 0)->level, ==, 0);
  nh_plan_text_set_kind (text, 0, NH_BLOCK_HEADING, 9);
  assert_labels (text, "a) 1. _ – + I. a) b) II.");
  nh_plan_text_set_kind (text, 3, NH_BLOCK_BULLET, 2);
  assert_labels (text, "a) 1. _ + + I. a) b) II.");
  /* A section moves up with all that belongs to it. */
  nh_plan_text_move (text, 5, nh_plan_text_section_length (text, 5), 0);
  assert_labels (text, "I. a) b) c) 1. _ + + II.");
  nh_plan_text_move (text, 0, 1, 9);
  assert_labels (text, "a) b) c) 1. _ + + I. II.");
  text_store (text);
  text_assert_true (text, mirror);
}

/* What one paragraph reads as on paper. */
static char *
read_out (NhPlanText *text, guint position)
{
  return nh_rich_text_to_plain (nh_plan_text_get_block (text, position)->text, nh_plan_text_reference_label, text);
}

static void
assert_reads (NhPlanText *text, guint position, const char *wanted)
{
  g_autofree char *found = read_out (text, position);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_references (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_plan_text_get_plan (text));
  gint64 first = fixture_create (f->workbook, "appendix", "plan", plan, "title", "Lịch kiểm tra", "view", "inspections", NULL);
  gint64 circular = fixture_create (f->workbook, "legal_reference", "kind", "circular", "number", "19/2019/TT-BGDĐT", NULL);
  gint64 law = fixture_create (f->workbook, "legal_reference", "kind", "law", "number", "43/2019/QH14", "subject", "Giáo dục", NULL);
  g_autofree char *words = g_strdup_printf (
      "Theo <ref appendix=\"%" G_GINT64_FORMAT "\"/>, <ref legal=\"%" G_GINT64_FORMAT "\"/>, <ref legal=\"%" G_GINT64_FORMAT
      "\"/>, <ref heading=\"%" G_GINT64_FORMAT "\"/> và <ref heading=\"%" G_GINT64_FORMAT "\"/><note>Xem <ref appendix=\"%" G_GINT64_FORMAT "\"/></note>.",
      first, circular, law, nh_plan_text_get_block (text, 5)->id, nh_plan_text_get_block (text, 7)->id, first);
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;
  gint64 second, heading;

  text_set_words (text, 2, words);
  assert_reads (text, 2, "Theo Phụ lục, Thông tư số 19/2019/TT-BGDĐT, Luật Giáo dục, mục I.1.1 và điểm b mục I.1.1.");
  /* A second appendix gives the first one its number; the list says so. */
  mirror_reset (mirror);
  second = fixture_create (f->workbook, "appendix", "plan", plan, "title", "Danh sách", "view", "members", NULL);
  g_assert_cmpuint (mirror->n_labels, ==, 1);
  assert_reads (text, 2, "Theo Phụ lục I, Thông tư số 19/2019/TT-BGDĐT, Luật Giáo dục, mục I.1.1 và điểm b mục I.1.1.");
  nh_plan_text_set_kind (text, 1, NH_BLOCK_HEADING, 1);
  assert_reads (text, 2, "Theo Phụ lục I, Thông tư số 19/2019/TT-BGDĐT, Luật Giáo dục, mục II.1 và điểm b mục II.1.");

  found = nh_plan_text_find_references (text, NH_INLINE_APPENDIX, first);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (g_array_index (found, guint, 0), ==, 2);
  none = nh_plan_text_find_references (text, NH_INLINE_APPENDIX, second);
  g_assert_cmpuint (none->len, ==, 0);

  /* A cited document stays in the register. */
  {
    g_autoptr (GError) error = NULL;

    text_store (text);
    g_assert_false (nh_workbook_delete (f->workbook, nh_entity_find ("legal_reference"), &circular, 1, &error));
    g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE);
    g_assert_nonnull (strstr (error->message, "19/2019/TT-BGDĐT"));
  }

  /* Lost targets have no words; they have them again when the deletion is undone. */
  text_store (text);
  fixture_delete (f->workbook, "appendix", first);
  heading = nh_plan_text_get_block (text, 7)->id;
  nh_plan_text_splice (text, 7, 1, NULL, 0);
  assert_reads (text, 2, "Theo (?), Thông tư số 19/2019/TT-BGDĐT, Luật Giáo dục, mục II.1 và (?).");
  g_assert_null (nh_plan_text_reference_label (NH_INLINE_HEADING, heading, text));
  mirror_reset (mirror);
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  g_assert_cmpuint (mirror->n_labels, >, 0);
  assert_reads (text, 2, "Theo Phụ lục I, Thông tư số 19/2019/TT-BGDĐT, Luật Giáo dục, mục II.1 và điểm b mục II.1.");
  text_assert_true (text, mirror);
}

/* Typing is one step, and others' edits arrive as the smallest splice. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  gint64 rows = fixture_count (f->workbook, "change");
  GString *words = g_string_new (NULL);

  nh_plan_text_begin_step (text, "Gõ nội dung");
  for (guint i = 0; i < 30; i++)
    {
      g_string_append (words, i % 5 ? "a" : " ");
      text_set_words (text, 2, words->str);
      if (i % 7 == 0)
        text_store (text);
    }
  g_assert_cmpuint (mirror->n_stored, ==, 5);
  nh_plan_text_begin_step (text, "Chèn đoạn");
  g_assert_false (nh_plan_text_is_waiting (text));
  text_add (text, 3, NH_BLOCK_PARAGRAPH, 0, "mới");
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Gõ nội dung");
  /* A step of another screen comes after what was typed before it. */
  fixture_set (f->workbook, "plan", nh_plan_text_get_plan (text), "note", "x");
  g_assert_false (nh_plan_text_is_waiting (text));
  g_assert_cmpint (fixture_count (f->workbook, "change"), ==, rows + 3);
  fixture_undo (f->workbook);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Chèn đoạn");
  mirror_reset (mirror);
  fixture_undo (f->workbook);
  g_assert_cmpuint (mirror->n_changed, ==, 1);
  g_assert_cmpuint (mirror->n_removed, ==, 1);
  g_assert_cmpuint (mirror->n_added, ==, 0);
  g_assert_cmpuint (mirror->n_outside, ==, 1);
  mirror_reset (mirror);
  fixture_undo (f->workbook);
  g_assert_cmpuint (mirror->n_changed, ==, 1);
  g_assert_cmpuint (mirror->n_removed, ==, 1);
  g_assert_cmpuint (mirror->n_added, ==, 1);
  assert_reads (text, 2, "Đoạn 2");
  /* Edits in the grid. */
  mirror_reset (mirror);
  fixture_set (f->workbook, "block", nh_plan_text_get_block (text, 4)->id, "text", "sửa ở bảng");
  assert_reads (text, 4, "sửa ở bảng");
  g_assert_cmpuint (mirror->n_added, ==, 1);
  g_assert_cmpuint (mirror->n_changed, ==, 1);
  fixture_delete (f->workbook, "block", nh_plan_text_get_block (text, 0)->id);
  assert_labels (text, "1. _ – + 1.1. a) b) I.");
  fixture_undo (f->workbook);
  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  text_assert_true (text, mirror);
  g_string_free (words, TRUE);
}

/* Whoever types between two paragraphs for long finds room. */
static void
test_places (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  for (guint i = 0; i < 300; i++)
    {
      text_add (text, i < 100 ? 1 : i < 200 ? 1 + (i - 100) : 0, NH_BLOCK_PARAGRAPH, 0, "x");
      if (i % 10 == 0)
        text_store (text);
      if (i % 50 == 0)
        text_assert_true (text, mirror);
    }
  text_store (text);
  text_assert_true (text, mirror);
  /* Rows of older files may share their places. */
  nh_plan_text_end_step (text);
  {
    g_autoptr (GError) error = NULL;

    nh_workbook_begin (f->workbook, "Cũ", &error);
    nh_store_exec (nh_workbook_get_store (f->workbook), "UPDATE block SET position = 5", &error);
    nh_workbook_commit (f->workbook, &error);
    g_assert_no_error (error);
  }
  text_assert_true (text, mirror);
  text_add (text, 150, NH_BLOCK_PARAGRAPH, 0, "giữa");
  text_store (text);
  text_assert_true (text, mirror);
}

/* The timer: 400 ms after the last key. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  gint64 start;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  text_set_words (text, 2, "chờ");
  start = g_get_monotonic_time ();
  while (nh_plan_text_is_waiting (text) && g_get_monotonic_time () - start < 10 * G_TIME_SPAN_SECOND)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (nh_plan_text_is_waiting (text));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 380 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'chờ'"), ==, 1);
}

/* Something else takes long: the text waits for it, and asks now and then only. */
static void
test_long_step (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  guint n_turns = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (nh_workbook_begin (f->workbook, "Something long", &error));
  text_set_words (text, 2, "chờ lâu");
  while (g_get_monotonic_time () - start < 3 * G_TIME_SPAN_SECOND)
    {
      n_turns += g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (nh_plan_text_is_waiting (text));
  g_assert_cmpuint (n_turns, <, 20);
  g_assert_true (nh_workbook_commit (f->workbook, &error));
  while (nh_plan_text_is_waiting (text) && g_get_monotonic_time () - start < 10 * G_TIME_SPAN_SECOND)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (nh_plan_text_is_waiting (text));
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'chờ lâu'"), ==, 1);
}

/* The file is not where it was: nothing is lost, and it is stored when it is back. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  g_autofree char *away = g_strconcat (f->path, ".away", NULL);
  g_autoptr (GError) error = NULL;

  text_set_words (text, 2, "quý giá");
  g_assert_cmpint (g_rename (f->path, away), ==, 0);
  g_assert_false (nh_plan_text_store (text, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (mirror->n_failed, ==, 1);
  g_assert_cmpstr (mirror->failure, ==, error->message);
  assert_reads (text, 2, "quý giá");
  g_assert_true (nh_plan_text_is_waiting (text));
  g_assert_cmpint (g_rename (away, f->path), ==, 0);
  text_set_words (text, 3, "thêm");
  text_store (text);
  g_assert_cmpuint (mirror->n_stored, ==, 1);
  text_assert_true (text, mirror);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_plan_text_get_plan (text);
  g_autoptr (NhWorkbook) second = nh_workbook_open (f->path, 0, &error);
  g_autoptr (NhPlanText) view = NULL;
  g_autoptr (Mirror) mirror = NULL;

  g_assert_no_error (error);
  g_assert_true (nh_workbook_is_read_only (second));
  view = text_open (second, plan);
  mirror = mirror_new (view);
  text_set_words (view, 0, "không được");
  nh_plan_text_move (view, 0, 1, 3);
  g_assert_cmpuint (mirror->n_failed, ==, 2);
  g_assert_cmpuint (mirror->n_changed, ==, 0);
  g_assert_nonnull (strstr (mirror->failure, g_get_user_name ()));
  assert_reads (view, 0, "Đoạn 0");
  g_assert_false (nh_plan_text_is_waiting (view));
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&view);
  nh_workbook_close (second);
}

static void
test_plan_deleted (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  fixture_delete (f->workbook, "plan", nh_plan_text_get_plan (text));
  g_assert_cmpuint (nh_plan_text_get_n_blocks (text), ==, 0);
  fixture_undo (f->workbook);
  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  text_assert_true (text, mirror);
}

/* Closing stores what waits; so does letting the text go. */
static void
test_end (Fixture *f, gconstpointer data)
{
  NhPlanText *text = text_outline (f);
  g_autoptr (GError) error = NULL;

  text_set_words (text, 2, "thả");
  g_object_unref (text);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'thả'"), ==, 1);
  text = text_open (f->workbook, fixture_sql (f->workbook, "SELECT max (plan) FROM block"));
  text_set_words (text, 2, "đóng");
  nh_workbook_close (f->workbook);
  g_object_unref (text);
  g_object_unref (f->workbook);
  f->workbook = nh_workbook_open (f->path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'đóng'"), ==, 1);
}

static void
test_blanks (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = text_outline (f);

  g_assert_cmpuint (nh_plan_text_count_blanks (text), ==, 0);
  text_set_words (text, 2, "<blank>a<b>b</b></blank> c <blank>d</blank><note>e <blank>f</blank></note>");
  g_assert_cmpuint (nh_plan_text_count_blanks (text), ==, 3);
}

#define TEST(name, function) g_test_add ("/document/plan-text/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("labels", test_labels);
  TEST ("references", test_references);
  TEST ("steps", test_steps);
  TEST ("places", test_places);
  TEST ("pause", test_pause);
  TEST ("long-step", test_long_step);
  TEST ("failure", test_failure);
  TEST ("read-only", test_read_only);
  TEST ("plan-deleted", test_plan_deleted);
  TEST ("end", test_end);
  TEST ("blanks", test_blanks);
  return g_test_run ();
}
