/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of a plan as the editor uses it: edits, numbers, references, storing and undo.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "document/nh-plan-text.h"
#include "model-fixture.h"

/* A listener that knows the list by the signals alone, as the editor does. */
typedef struct
{
  NhPlanText *text;
  GArray *ids; /* of gint64 */
  GPtrArray *words; /* as markup */
  guint n_changed;
  guint n_removed;
  guint n_added;
  guint n_outside;
  guint n_labels;
  guint n_failed;
  guint n_stored;
  char *failure;
} Mirror;

static void
put (Mirror *mirror, guint position)
{
  NhBlock *block = nh_plan_text_get_block (mirror->text, position);

  g_array_insert_val (mirror->ids, position, block->id);
  g_ptr_array_insert (mirror->words, position, nh_rich_text_to_markup (block->text));
}

static void
on_changed_cb (NhPlanText *text, guint position, guint n_removed, guint n_added, gboolean outside, Mirror *mirror)
{
  mirror->n_changed++;
  mirror->n_removed += n_removed;
  mirror->n_added += n_added;
  mirror->n_outside += outside ? 1 : 0;
  g_assert_cmpuint (position + n_removed, <=, mirror->ids->len);
  if (n_removed)
    {
      g_array_remove_range (mirror->ids, position, n_removed);
      g_ptr_array_remove_range (mirror->words, position, n_removed);
    }
  for (guint i = 0; i < n_added; i++)
    put (mirror, position + i);
  g_assert_cmpuint (mirror->ids->len, ==, nh_plan_text_get_n_blocks (text));
}

static void
on_labels_changed_cb (NhPlanText *text, Mirror *mirror)
{
  mirror->n_labels++;
}

static void
on_failed_cb (NhPlanText *text, GError *error, Mirror *mirror)
{
  mirror->n_failed++;
  g_free (mirror->failure);
  mirror->failure = g_strdup (error->message);
}

static void
on_stored_cb (NhPlanText *text, Mirror *mirror)
{
  mirror->n_stored++;
}

static Mirror *
mirror_new (NhPlanText *text)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->text = text;
  mirror->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  mirror->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    put (mirror, i);
  g_signal_connect (text, "changed", G_CALLBACK (on_changed_cb), mirror);
  g_signal_connect (text, "labels-changed", G_CALLBACK (on_labels_changed_cb), mirror);
  g_signal_connect (text, "failed", G_CALLBACK (on_failed_cb), mirror);
  g_signal_connect (text, "stored", G_CALLBACK (on_stored_cb), mirror);
  return mirror;
}

static void
mirror_free (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->text, mirror);
  g_array_unref (mirror->ids);
  g_ptr_array_unref (mirror->words);
  g_free (mirror->failure);
  g_free (mirror);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

static void
mirror_reset (Mirror *mirror)
{
  mirror->n_changed = mirror->n_removed = mirror->n_added = mirror->n_outside = 0;
  mirror->n_labels = mirror->n_failed = mirror->n_stored = 0;
}

static NhPlanText *
open_text (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  NhPlanText *text = nh_plan_text_new (workbook, plan, &error);

  g_assert_no_error (error);
  return text;
}

static void
store_ok (NhPlanText *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_plan_text_store (text, &error));
  g_assert_no_error (error);
}

static void
assert_equal (NhPlanText *a, NhPlanText *b)
{
  g_assert_cmpuint (nh_plan_text_get_n_blocks (a), ==, nh_plan_text_get_n_blocks (b));
  for (guint i = 0; i < nh_plan_text_get_n_blocks (a); i++)
    {
      NhBlock *x = nh_plan_text_get_block (a, i);
      NhBlock *y = nh_plan_text_get_block (b, i);

      g_assert_cmpint (x->id, ==, y->id);
      g_assert_cmpint (x->kind, ==, y->kind);
      g_assert_cmpuint (x->level, ==, y->level);
      g_assert_cmpstr (x->view, ==, y->view);
      g_assert_cmpstr (x->options, ==, y->options);
      g_assert_true (nh_rich_text_equal (x->text, y->text));
      g_assert_cmpstr (nh_plan_text_get_label (a, i), ==, nh_plan_text_get_label (b, i));
    }
}

/* What is in memory is what the file holds, and what listeners were told. */
static void
assert_true_list (NhPlanText *text, Mirror *mirror)
{
  g_autoptr (NhPlanText) fresh
      = open_text (nh_plan_text_get_workbook (text), nh_plan_text_get_plan (text));

  g_assert_false (nh_plan_text_is_waiting (text));
  assert_equal (text, fresh);
  for (guint i = 0; i < mirror->ids->len; i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autofree char *words = nh_rich_text_to_markup (block->text);

      g_assert_cmpint (block->id, ==, g_array_index (mirror->ids, gint64, i));
      g_assert_cmpstr (words, ==, mirror->words->pdata[i]);
    }
}

static void
add (NhPlanText *text, guint position, NhBlockKind kind, guint level, const char *words)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);
  g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (text), kind, level, rich, NULL, NULL);

  nh_plan_text_splice (text, position, 0, &block, 1);
}

static void
set_words (NhPlanText *text, guint position, const char *words)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);

  nh_plan_text_set_text (text, position, rich);
}

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

static gint64
new_plan (Fixture *f)
{
  return fixture_create (f->workbook, "plan", "title", "Kế hoạch thử", NULL);
}

/* I. 1. _ – + 1.1. a) b) II. */
static NhPlanText *
outline_text (Fixture *f)
{
  NhPlanText *text = open_text (f->workbook, new_plan (f));
  static const struct
  {
    NhBlockKind kind;
    guint level;
  } blocks[] = {
    { NH_BLOCK_HEADING, 1 }, { NH_BLOCK_HEADING, 2 }, { NH_BLOCK_PARAGRAPH, 0 }, { NH_BLOCK_BULLET, 1 }, { NH_BLOCK_BULLET, 2 },
    { NH_BLOCK_HEADING, 3 }, { NH_BLOCK_HEADING, 5 }, { NH_BLOCK_HEADING, 5 },  { NH_BLOCK_HEADING, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *words = g_strdup_printf ("Đoạn %u", i);

      add (text, i, blocks[i].kind, blocks[i].level, words);
    }
  store_ok (text);
  return text;
}

static void
test_labels (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  g_assert_cmpuint (nh_plan_text_section_length (text, 0), ==, 8);
  g_assert_cmpuint (nh_plan_text_section_length (text, 5), ==, 3);
  g_assert_cmpuint (nh_plan_text_section_length (text, 2), ==, 1);
  g_assert_cmpuint (nh_plan_text_section_length (text, 8), ==, 1);

  /* Typing numbers nothing anew. */
  set_words (text, 0, "Mục đích");
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
  store_ok (text);
  assert_true_list (text, mirror);
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
  g_autoptr (NhPlanText) text = outline_text (f);
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

  set_words (text, 2, words);
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

  /* Lost targets have no words; they have them again when the deletion is undone. */
  store_ok (text);
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
  assert_true_list (text, mirror);
}

/* Typing is one step, and others' edits arrive as the smallest splice. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  gint64 rows = fixture_count (f->workbook, "change");
  GString *words = g_string_new (NULL);

  nh_plan_text_begin_step (text, "Gõ nội dung");
  for (guint i = 0; i < 30; i++)
    {
      g_string_append (words, i % 5 ? "a" : " ");
      set_words (text, 2, words->str);
      if (i % 7 == 0)
        store_ok (text);
    }
  g_assert_cmpuint (mirror->n_stored, ==, 5);
  nh_plan_text_begin_step (text, "Chèn đoạn");
  g_assert_false (nh_plan_text_is_waiting (text));
  add (text, 3, NH_BLOCK_PARAGRAPH, 0, "mới");
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
  assert_true_list (text, mirror);
  g_string_free (words, TRUE);
}

/* Whoever types between two paragraphs for long finds room. */
static void
test_places (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  for (guint i = 0; i < 300; i++)
    {
      add (text, i < 100 ? 1 : i < 200 ? 1 + (i - 100) : 0, NH_BLOCK_PARAGRAPH, 0, "x");
      if (i % 10 == 0)
        store_ok (text);
      if (i % 50 == 0)
        assert_true_list (text, mirror);
    }
  store_ok (text);
  assert_true_list (text, mirror);
  /* Rows of older files may share their places. */
  nh_plan_text_end_step (text);
  {
    g_autoptr (GError) error = NULL;

    nh_workbook_begin (f->workbook, "Cũ", &error);
    nh_store_exec (nh_workbook_get_store (f->workbook), "UPDATE block SET position = 5", &error);
    nh_workbook_commit (f->workbook, &error);
    g_assert_no_error (error);
  }
  assert_true_list (text, mirror);
  add (text, 150, NH_BLOCK_PARAGRAPH, 0, "giữa");
  store_ok (text);
  assert_true_list (text, mirror);
}

/* The timer: 400 ms after the last key. */
static void
test_pause (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  gint64 start;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  set_words (text, 2, "chờ");
  start = g_get_monotonic_time ();
  while (nh_plan_text_is_waiting (text) && g_get_monotonic_time () - start < 10 * G_TIME_SPAN_SECOND)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (nh_plan_text_is_waiting (text));
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 380 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'chờ'"), ==, 1);
}

/* The file is not where it was: nothing is lost, and it is stored when it is back. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  g_autofree char *away = g_strconcat (f->path, ".away", NULL);
  g_autoptr (GError) error = NULL;

  set_words (text, 2, "quý giá");
  g_assert_cmpint (g_rename (f->path, away), ==, 0);
  g_assert_false (nh_plan_text_store (text, &error));
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (mirror->n_failed, ==, 1);
  g_assert_cmpstr (mirror->failure, ==, error->message);
  assert_reads (text, 2, "quý giá");
  g_assert_true (nh_plan_text_is_waiting (text));
  g_assert_cmpint (g_rename (away, f->path), ==, 0);
  set_words (text, 3, "thêm");
  store_ok (text);
  g_assert_cmpuint (mirror->n_stored, ==, 1);
  assert_true_list (text, mirror);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_plan_text_get_plan (text);
  g_autoptr (NhWorkbook) second = nh_workbook_open (f->path, 0, &error);
  g_autoptr (NhPlanText) view = NULL;
  g_autoptr (Mirror) mirror = NULL;

  g_assert_no_error (error);
  g_assert_true (nh_workbook_is_read_only (second));
  view = open_text (second, plan);
  mirror = mirror_new (view);
  set_words (view, 0, "không được");
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
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);

  fixture_delete (f->workbook, "plan", nh_plan_text_get_plan (text));
  g_assert_cmpuint (nh_plan_text_get_n_blocks (text), ==, 0);
  fixture_undo (f->workbook);
  assert_labels (text, "I. 1. _ – + 1.1. a) b) II.");
  assert_true_list (text, mirror);
}

/* Closing stores what waits; so does letting the text go. */
static void
test_end (Fixture *f, gconstpointer data)
{
  NhPlanText *text = outline_text (f);
  g_autoptr (GError) error = NULL;

  set_words (text, 2, "thả");
  g_object_unref (text);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM block WHERE text = 'thả'"), ==, 1);
  text = open_text (f->workbook, fixture_sql (f->workbook, "SELECT max (plan) FROM block"));
  set_words (text, 2, "đóng");
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
  g_autoptr (NhPlanText) text = outline_text (f);

  g_assert_cmpuint (nh_plan_text_count_blanks (text), ==, 0);
  set_words (text, 2, "<blank>a<b>b</b></blank> c <blank>d</blank><note>e <blank>f</blank></note>");
  g_assert_cmpuint (nh_plan_text_count_blanks (text), ==, 3);
}

/* Random edits. */

static const char *const pieces[]
    = { "một", "hai <b>ba</b>", "<i>bốn</i> & năm", "<blank>sáu</blank>", "bảy<note>tám</note>", "", "chín &lt;mười&gt;" };

static NhBlock *
random_block (NhPlanText *text)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return nh_block_new (nh_plan_text_new_id (text), (NhBlockKind) g_test_rand_int_range (0, 6),
                       (guint) g_test_rand_int_range (0, 6), rich, NULL, NULL);
}

static void
split_block (NhPlanText *text, guint position)
{
  NhBlock *old = nh_plan_text_get_block (text, position);
  const char *words = nh_rich_text_get_text (old->text);
  glong n = g_utf8_strlen (words, -1);
  guint cut = (guint) (g_utf8_offset_to_pointer (words, n / 2) - words);
  g_autoptr (NhRichText) head = nh_rich_text_slice (old->text, 0, cut);
  g_autoptr (NhRichText) tail = nh_rich_text_slice (old->text, cut, nh_rich_text_get_length (old->text));
  g_autoptr (NhBlock) a = nh_block_new (old->id, old->kind, old->level, head, NULL, NULL);
  g_autoptr (NhBlock) b = nh_block_new (nh_plan_text_new_id (text), old->kind, old->level, tail, NULL, NULL);
  NhBlock *both[] = { a, b };

  nh_plan_text_splice (text, position, 1, both, 2);
}

static void
join_blocks (NhPlanText *text, guint position)
{
  NhBlock *a = nh_plan_text_get_block (text, position);
  NhBlock *b = nh_plan_text_get_block (text, position + 1);
  g_autoptr (NhRichText) all = nh_rich_text_slice (a->text, 0, nh_rich_text_get_length (a->text));
  g_autoptr (NhBlock) joined = NULL;

  nh_rich_text_append_slice (all, b->text, 0, nh_rich_text_get_length (b->text));
  /* As an editor does when the deletion begins at the start of a line: the second one stays. */
  joined = nh_block_new (g_test_rand_bit () ? a->id : b->id, a->kind, a->level, all, NULL, NULL);
  nh_plan_text_splice (text, position, 2, &joined, 1);
}

static void
random_paste (NhPlanText *text, guint position, guint n_removed)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);

  for (guint n = g_test_rand_int_range (0, 6); n > 0; n--)
    /* A copied paragraph comes with the key of the one it was copied from. */
    g_ptr_array_add (blocks, g_test_rand_int_range (0, 4) == 0 && nh_plan_text_get_n_blocks (text)
                                 ? nh_block_ref (nh_plan_text_get_block (text, 0))
                                 : random_block (text));
  nh_plan_text_splice (text, position, n_removed, (NhBlock *const *) blocks->pdata, blocks->len);
}

static void
random_edit (NhPlanText *text)
{
  guint n = nh_plan_text_get_n_blocks (text);
  guint at = n ? (guint) g_test_rand_int_range (0, (int) n) : 0;
  guint some = (guint) g_test_rand_int_range (0, (int) MIN (n - at, 4) + 1);
  g_autoptr (NhBlock) block = random_block (text);

  switch (n ? g_test_rand_int_range (0, 9) : 0)
    {
    case 0:
      nh_plan_text_splice (text, at, 0, &block, 1);
      break;
    case 1:
    case 2:
      nh_plan_text_set_text (text, at, block->text);
      break;
    case 3:
      nh_plan_text_set_kind (text, at, block->kind, block->level);
      break;
    case 4:
      split_block (text, at);
      break;
    case 5:
      if (at + 1 < n)
        join_blocks (text, at);
      break;
    case 6:
      nh_plan_text_move (text, at, some, (guint) g_test_rand_int_range (0, (int) n + 1));
      break;
    case 7:
      random_paste (text, at, some);
      break;
    default:
      if (n > 5)
        nh_plan_text_splice (text, at, some, NULL, 0);
    }
}

/* What another screen does to the same rows. */
static void
random_outside (NhPlanText *text)
{
  NhWorkbook *workbook = nh_plan_text_get_workbook (text);
  guint n = nh_plan_text_get_n_blocks (text);
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_plan_text_get_plan (text));
  gint64 id = n ? nh_plan_text_get_block (text, (guint) g_test_rand_int_range (0, (int) n))->id : 0;

  /* The row must be there. */
  store_ok (text);
  switch (id ? g_test_rand_int_range (0, 4) : 0)
    {
    case 0:
      fixture_create (workbook, "block", "plan", plan, "kind", "heading", "level", "2", "text", "từ bảng", NULL);
      break;
    case 1:
      fixture_set (workbook, "block", id, "text", pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      break;
    case 2:
      fixture_set (workbook, "block", id, "position", g_test_rand_bit () ? "500" : "7777");
      break;
    default:
      fixture_delete (workbook, "block", id);
    }
}

static void
remember (GPtrArray *dumps, guint *now, NhWorkbook *workbook)
{
  g_autofree char *dump = fixture_dump (workbook);

  if (strcmp (dump, dumps->pdata[*now]) == 0)
    return;
  g_ptr_array_set_size (dumps, (int) *now + 1);
  g_ptr_array_add (dumps, g_steal_pointer (&dump));
  ++*now;
}

static void
assert_dump (NhWorkbook *workbook, const char *wanted)
{
  g_autofree char *dump = fixture_dump (workbook);

  g_assert_cmpstr (dump, ==, wanted);
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (NhPlanText) text = outline_text (f);
  g_autoptr (Mirror) mirror = mirror_new (text);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  guint now = 0;

  nh_plan_text_end_step (text);
  nh_store_clear_history (nh_workbook_get_store (f->workbook));
  g_ptr_array_add (dumps, fixture_dump (f->workbook));
  for (guint i = 0; i < 400; i++)
    {
      int choice = g_test_rand_int_range (0, 10);

      if (choice == 0 && now > 0)
        {
          fixture_undo (f->workbook);
          assert_dump (f->workbook, dumps->pdata[--now]);
        }
      else if (choice == 1 && now + 1 < dumps->len)
        {
          fixture_redo (f->workbook);
          assert_dump (f->workbook, dumps->pdata[++now]);
        }
      else if (choice == 2)
        {
          random_outside (text);
          remember (dumps, &now, f->workbook);
        }
      else
        {
          for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
            {
              random_edit (text);
              if (g_test_rand_int_range (0, 4) == 0)
                store_ok (text);
            }
          nh_plan_text_end_step (text);
          remember (dumps, &now, f->workbook);
        }
      assert_true_list (text, mirror);
    }
  g_assert_cmpuint (dumps->len, >, 50);
  while (now > 0)
    {
      fixture_undo (f->workbook);
      assert_dump (f->workbook, dumps->pdata[--now]);
      assert_true_list (text, mirror);
    }
  g_assert_null (nh_workbook_get_undo_name (f->workbook));
  while (now + 1 < dumps->len)
    {
      fixture_redo (f->workbook);
      assert_dump (f->workbook, dumps->pdata[++now]);
      assert_true_list (text, mirror);
    }
  g_assert_null (nh_workbook_get_redo_name (f->workbook));
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
  TEST ("failure", test_failure);
  TEST ("read-only", test_read_only);
  TEST ("plan-deleted", test_plan_deleted);
  TEST ("end", test_end);
  TEST ("blanks", test_blanks);
  TEST ("random", test_random);
  return g_test_run ();
}
