/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever is edited in a plan's text and around it, memory, file and listeners agree, and undo and
 * redo go through all of it.
 */
#include <string.h>

#include "plan-text-fixture.h"

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
  text_store (text);
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
  g_autoptr (NhPlanText) text = text_outline (f);
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
                text_store (text);
            }
          nh_plan_text_end_step (text);
          remember (dumps, &now, f->workbook);
        }
      text_assert_true (text, mirror);
    }
  g_assert_cmpuint (dumps->len, >, 50);
  while (now > 0)
    {
      fixture_undo (f->workbook);
      assert_dump (f->workbook, dumps->pdata[--now]);
      text_assert_true (text, mirror);
    }
  g_assert_null (nh_workbook_get_undo_name (f->workbook));
  while (now + 1 < dumps->len)
    {
      fixture_redo (f->workbook);
      assert_dump (f->workbook, dumps->pdata[++now]);
      text_assert_true (text, mirror);
    }
  g_assert_null (nh_workbook_get_redo_name (f->workbook));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/plan-text/random", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);
  return g_test_run ();
}
