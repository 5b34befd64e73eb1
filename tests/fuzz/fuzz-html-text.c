/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of the clipboard: blocks that any plan can hold, whatever the page; and what is written of
 * them is read again as just as many tables.
 */
#include <string.h>

#include "document/nh-fixed-table.h"
#include "formats/nh-block-markup.h"
#include "formats/nh-html-text.h"
#include "formats/nh-read-limits.h"
#include "fuzz.h"

static void
check_text (NhRichText *text)
{
  g_autofree char *markup = nh_rich_text_to_markup (text);
  g_autoptr (NhRichText) again = nh_rich_text_parse (markup, NULL);

  g_assert_true (g_utf8_validate (nh_rich_text_get_text (text), -1, NULL));
  g_assert_cmpuint (nh_rich_text_get_length (text), <=, 2 * NH_READ_MAX_PARAGRAPH);
  g_assert_nonnull (again);
  g_assert_true (nh_rich_text_equal (text, again));
}

static guint
check_blocks (GPtrArray *blocks)
{
  guint n_tables = 0;

  g_assert_cmpuint (blocks->len, <=, NH_READ_MAX_BLOCKS);
  for (guint i = 0; i < blocks->len; i++)
    {
      NhBlock *block = blocks->pdata[i];
      g_autoptr (NhTable) table = NULL;

      g_assert_cmpint (block->kind, !=, NH_BLOCK_TABLE);
      check_text (block->text);
      if (block->kind == NH_BLOCK_FIXED_TABLE)
        {
          table = nh_fixed_table_read (block->options, NULL);
          g_assert_nonnull (table);
          n_tables++;
        }
      else if (block->kind != NH_BLOCK_PAGE_BREAK)
        g_assert_cmpuint (nh_rich_text_get_length (block->text), >, 0);
    }
  return n_tables;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const NhTextSource source = { NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) blocks = nh_html_text_read (data, size, NULL, NULL);
  g_autoptr (GPtrArray) plain = nh_plain_text_read ((const char *) data, size, TRUE, NULL, NULL);
  static const NhBlockHome home = { "a", 1 };
  g_autoptr (GPtrArray) own = nh_block_markup_read ((const char *) data, size, &home, NULL);
  g_autoptr (NhTable) table = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (plain)
    check_blocks (plain);
  for (guint i = 0; own && i < own->len; i++)
    g_assert_nonnull (((NhBlock *) own->pdata[i])->text);
  table = nh_fixed_table_read (text, NULL);
  if (blocks)
    {
      g_autofree char *html = nh_html_text_write (blocks, &source);
      g_autoptr (GPtrArray) again = nh_html_text_read (html, strlen (html), NULL, NULL);
      g_autofree char *lines = nh_plain_text_write (blocks, &source);

      check_blocks (blocks);
      g_assert_true (g_utf8_validate (html, -1, NULL) && g_utf8_validate (lines, -1, NULL));
      if (again)
        check_blocks (again);
    }
  return 0;
}
