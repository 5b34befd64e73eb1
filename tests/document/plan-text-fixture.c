/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-text-fixture.h"

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

Mirror *
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

void
mirror_free (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->text, mirror);
  g_array_unref (mirror->ids);
  g_ptr_array_unref (mirror->words);
  g_free (mirror->failure);
  g_free (mirror);
}

void
mirror_reset (Mirror *mirror)
{
  mirror->n_changed = mirror->n_removed = mirror->n_added = mirror->n_outside = 0;
  mirror->n_labels = mirror->n_failed = mirror->n_stored = 0;
}

NhPlanText *
text_open (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (GError) error = NULL;
  NhPlanText *text = nh_plan_text_new (workbook, plan, &error);

  g_assert_no_error (error);
  return text;
}

void
text_store (NhPlanText *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (nh_plan_text_store (text, &error));
  g_assert_no_error (error);
}

static void
text_assert_equal (NhPlanText *a, NhPlanText *b)
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
void
text_assert_true (NhPlanText *text, Mirror *mirror)
{
  g_autoptr (NhPlanText) fresh
      = text_open (nh_plan_text_get_workbook (text), nh_plan_text_get_plan (text));

  g_assert_false (nh_plan_text_is_waiting (text));
  text_assert_equal (text, fresh);
  for (guint i = 0; i < mirror->ids->len; i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autofree char *words = nh_rich_text_to_markup (block->text);

      g_assert_cmpint (block->id, ==, g_array_index (mirror->ids, gint64, i));
      g_assert_cmpstr (words, ==, mirror->words->pdata[i]);
    }
}

void
text_add (NhPlanText *text, guint position, NhBlockKind kind, guint level, const char *words)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);
  g_autoptr (NhBlock) block = nh_block_new (nh_plan_text_new_id (text), kind, level, rich, NULL, NULL);

  nh_plan_text_splice (text, position, 0, &block, 1);
}

void
text_set_words (NhPlanText *text, guint position, const char *words)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);

  nh_plan_text_set_text (text, position, rich);
}

static gint64
text_new_plan (Fixture *f)
{
  return fixture_create (f->workbook, "plan", "title", "Kế hoạch thử", NULL);
}

/* I. 1. _ – + 1.1. a) b) II. */
NhPlanText *
text_outline (Fixture *f)
{
  NhPlanText *text = text_open (f->workbook, text_new_plan (f));
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

      text_add (text, i, blocks[i].kind, blocks[i].level, words);
    }
  text_store (text);
  return text;
}
