/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-text-fixture.h"

#include <string.h>

static NhBlock *
read_block (NhPlanText *text, const char *line)
{
  gint64 id = nh_plan_text_new_id (text);
  const char *words = strchr (line, ' ');
  g_autoptr (NhRichText) rich = NULL;

  if (g_str_has_prefix (line, "table "))
    return nh_block_new (id, NH_BLOCK_TABLE, 0, NULL, words + 1, NULL);
  if (g_str_equal (line, "break"))
    return nh_block_new (id, NH_BLOCK_PAGE_BREAK, 0, NULL, NULL, NULL);
  rich = nh_rich_text_read (words ? words + 1 : "");
  switch (line[0])
    {
    case 'h': return nh_block_new (id, NH_BLOCK_HEADING, line[1] - '0', rich, NULL, NULL);
    case 'b': return nh_block_new (id, NH_BLOCK_BULLET, line[1] - '0', rich, NULL, NULL);
    default: return nh_block_new (id, NH_BLOCK_PARAGRAPH, 0, rich, NULL, NULL);
    }
}

NhPlanText *
plan_text_new (Fixture *f, const char *blocks)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Kế hoạch thử", NULL);
  NhPlanText *text = nh_plan_text_new (f->workbook, plan, &error);
  g_auto (GStrv) lines = g_strsplit (blocks, "\n", -1);

  g_assert_no_error (error);
  for (guint i = 0; *blocks && lines[i]; i++)
    {
      g_autoptr (NhBlock) block = read_block (text, lines[i]);

      nh_plan_text_splice (text, i, 0, &block, 1);
    }
  g_assert_true (nh_plan_text_store (text, &error));
  g_assert_no_error (error);
  nh_plan_text_end_step (text);
  return text;
}

char *
plan_text_describe (NhPlanText *text)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autofree char *words = nh_rich_text_to_markup (block->text);

      if (i)
        g_string_append_c (out, '\n');
      switch (block->kind)
        {
        case NH_BLOCK_HEADING: g_string_append_printf (out, "h%u %s", block->level, words); break;
        case NH_BLOCK_BULLET: g_string_append_printf (out, "b%u %s", block->level, words); break;
        case NH_BLOCK_TABLE: g_string_append_printf (out, "table %s", block->view); break;
        case NH_BLOCK_PAGE_BREAK: g_string_append (out, "break"); break;
        case NH_BLOCK_FIXED_TABLE: g_string_append (out, "cells"); break;
        case NH_BLOCK_PARAGRAPH:
        default: g_string_append_printf (out, "p %s", words); break;
        }
    }
  return g_string_free (out, FALSE);
}

void
plan_text_assert (NhPlanText *text, const char *blocks)
{
  g_autofree char *found = plan_text_describe (text);

  g_assert_cmpstr (found, ==, blocks);
}
