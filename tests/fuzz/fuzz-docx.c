/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What begins as a ZIP file is read as one. Anything else is XML that stands inside the parts of a Word
 * file, divided by form feeds: body, styles, lists, footnotes.
 */
#include <string.h>

#include "docx-maker.h"
#include "formats/nh-docx.h"
#include "formats/nh-read-budget.h"
#include "fuzz.h"

static GBytes *
make (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) pieces = g_strsplit (text, "\f", 4);
  const char *p[4] = { 0 };

  for (guint i = 0; i < 4 && pieces[i]; i++)
    p[i] = pieces[i];
  return docx_make (p[0] ? p[0] : "", p[1], p[2], p[3]);
}

static void
check_text (NhRichText *text)
{
  guint n;
  const NhInline *objects = nh_rich_text_get_inlines (text, &n);
  g_autofree char *markup = nh_rich_text_to_markup (text);
  g_autoptr (NhRichText) again = NULL;

  g_assert_true (g_utf8_validate (nh_rich_text_get_text (text), -1, NULL));
  for (guint i = 0; i < n; i++)
    {
      guint inside;

      g_assert_cmpint (objects[i].kind, ==, NH_INLINE_NOTE);
      nh_rich_text_get_inlines (objects[i].note, &inside);
      g_assert_cmpuint (inside, ==, 0);
    }
  again = nh_rich_text_parse (markup, NULL);
  g_assert_true (again && nh_rich_text_equal (text, again));
}

static void
check_table (NhTable *table)
{
  guint n_columns = nh_table_get_n_columns (table);
  guint n_rows = MIN (nh_table_get_n_rows (table), 300);

  g_assert_cmpuint (n_columns, >=, 1);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const NhCell *cell = nh_table_get_cell (table, row, column);

        g_assert_true (!cell || g_utf8_validate (cell->text, -1, NULL));
        g_assert_true (!cell || column + cell->column_span <= n_columns);
      }
}

static void
check_element (const NhElement *element)
{
  gboolean heading = element->kind == NH_ELEMENT_HEADING;
  gboolean bullet = element->kind == NH_ELEMENT_BULLET;

  g_assert_cmpuint (element->level, <=, heading ? 5 : bullet ? 2 : 0);
  g_assert_true (element->level > 0 || (!heading && !bullet));
  g_assert_true (!element->label || g_utf8_validate (element->label, -1, NULL));
  if (element->text)
    check_text (element->text);
  if (element->table)
    check_table (element->table);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NhDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *content;

  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    bytes = g_bytes_new_static (data, size);
  else
    bytes = make (data, size);
  content = g_bytes_get_data (bytes, &length);
  document = nh_docx_read_bytes (content, length, NULL, &error);
  g_assert_true ((document == NULL) == (error != NULL));
  if (error)
    g_assert_true (error->domain == NH_READ_ERROR && *error->message);
  for (guint i = 0; document && i < nh_document_get_n_elements (document); i++)
    check_element (nh_document_get_element (document, i));
  return 0;
}
