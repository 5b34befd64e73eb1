/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clipboard: HTML, and cells with tabs. What was read from tabs is written as HTML and TSV and
 * must come back.
 */
#include <string.h>

#include "formats/nh-html-table.h"
#include "fuzz.h"
#include "ui/widgets/nh-grid-tsv.h"

static gboolean
comes_back (const char *text)
{
  /* HTML has neither control characters nor blanks at the ends. */
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) || g_utf8_get_char (p) == 0xA0
        || g_utf8_get_char (p) >= 0xFDD0)
      return FALSE;
  return *text && !g_ascii_isspace (*text) && !g_ascii_isspace (text[strlen (text) - 1]);
}

static void
check_html (const NhGridBlock *block)
{
  g_autofree char *html
      = nh_html_table_write ((const char *const *) block->texts, block->n_rows, block->n_columns);
  g_autoptr (GPtrArray) sheets = nh_html_table_read (html, strlen (html), NULL);

  g_assert_nonnull (sheets);
  for (guint i = 0; sheets->len > 0 && i < block->n_rows * block->n_columns; i++)
    {
      g_autofree char *nfc = g_utf8_normalize (block->texts[i], -1, G_NORMALIZE_NFC);

      if (comes_back (block->texts[i]))
        g_assert_cmpstr (nh_sheet_get_text (sheets->pdata[0], i / block->n_columns,
                                            i % block->n_columns),
                         ==, nfc);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (NhGridBlock) block = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;

  sheets = nh_html_table_read (data, size, &error);
  fuzz_check_sheets (sheets, error);
  block = nh_grid_tsv_parse (text);
  if (!block)
    return 0;
  g_assert_cmpuint (g_strv_length (block->texts), ==, block->n_rows * block->n_columns);
  if (block->n_rows < 1000 && block->n_columns < 1000)
    check_html (block);
  return 0;
}
