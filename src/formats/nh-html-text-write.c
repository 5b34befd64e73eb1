/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks for other programs. Numbers and dashes go as text, for that is what Word and LibreOffice
 * keep; footnotes as both of them write theirs, so that they become footnotes there.
 */
#include "formats/nh-html-text-private.h"

#include <string.h>

#include "document/nh-fixed-table.h"

/* A heading longer than this is a numbered paragraph. */
#define LONGEST_TITLE 200

typedef struct
{
  const NhTextSource *source;
  GString *out;
  GPtrArray *notes; /* of NhRichText, borrowed */
  GPtrArray *texts; /* of NhRichText, which keep them */
} Writer;

static void
append_escaped (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '&': g_string_append (out, "&amp;"); break;
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '"': g_string_append (out, "&quot;"); break;
      case '\n': g_string_append (out, "<br>"); break;
      default:
        if (strncmp (text + i, NH_SOFT_BREAK_UTF8, strlen (NH_SOFT_BREAK_UTF8)) == 0)
          {
            g_string_append (out, "<br>");
            i += strlen (NH_SOFT_BREAK_UTF8) - 1;
          }
        else if ((guint8) text[i] >= 0x20)
          g_string_append_c (out, text[i]);
      }
}

static void
append_styled (GString *out, const char *text, gsize length, NhStyle style)
{
  if (length == 0)
    return;
  g_string_append (out, style & NH_STYLE_BOLD ? "<b>" : "");
  g_string_append (out, style & NH_STYLE_ITALIC ? "<i>" : "");
  append_escaped (out, text, length);
  g_string_append (out, style & NH_STYLE_ITALIC ? "</i>" : "");
  g_string_append (out, style & NH_STYLE_BOLD ? "</b>" : "");
}

static void
append_sign (Writer *self, NhRichText *note)
{
  guint n;

  g_ptr_array_add (self->notes, note);
  n = self->notes->len;
  g_string_append_printf (self->out,
                          "<a class=\"sdfootnoteanc\" style='mso-footnote-id:sdfootnote%u' "
                          "name=\"sdfootnote%uanc\" href=\"#sdfootnote%usym\"><sup>%u</sup></a>",
                          n, n, n, n);
}

/* A text whose references are words already. */
static void
append_rich (Writer *self, NhRichText *text)
{
  const char *words = nh_rich_text_get_text (text);
  guint n_spans, n_inlines, span = 0, next = 0, length = nh_rich_text_get_length (text);
  const NhSpan *spans = nh_rich_text_get_spans (text, &n_spans);
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n_inlines);

  for (guint at = 0; at < length;)
    {
      NhStyle style = NH_STYLE_PLAIN;
      guint end = length;

      while (span < n_spans && spans[span].end <= at)
        span++;
      if (span < n_spans)
        {
          end = spans[span].start > at ? spans[span].start : spans[span].end;
          style = spans[span].start > at ? NH_STYLE_PLAIN : spans[span].style;
        }
      if (next < n_inlines && inlines[next].offset < end)
        end = inlines[next].offset;
      append_styled (self->out, words + at, end - at, style);
      at = end;
      if (next < n_inlines && inlines[next].offset == at)
        {
          if (inlines[next].note)
            append_sign (self, inlines[next].note);
          next++;
          at += strlen (NH_RICH_TEXT_OBJECT_UTF8);
        }
    }
}

static NhRichText *
resolve (Writer *self, NhRichText *text)
{
  NhRichText *resolved = nh_rich_text_resolve (text, self->source->reference, self->source->data);

  g_ptr_array_add (self->texts, resolved);
  return resolved;
}

static NhTable *
table_of (const NhTextSource *source, NhBlock *block)
{
  if (block->kind == NH_BLOCK_FIXED_TABLE)
    return nh_fixed_table_read (block->options, NULL);
  return source->table ? source->table (block, source->data) : NULL;
}

static void
append_cell (GString *out, const NhCell *cell, gboolean head)
{
  static const char *const aligns[] = { [NH_ALIGN_LEFT] = "left", [NH_ALIGN_CENTRE] = "center",
                                        [NH_ALIGN_RIGHT] = "right" };
  const char *name = head ? "th" : "td";
  NhStyle style = cell->italic ? NH_STYLE_ITALIC : NH_STYLE_PLAIN;

  g_string_append_printf (out, "<%s align=\"%s\"", name, aligns[cell->align]);
  if (cell->row_span > 1)
    g_string_append_printf (out, " rowspan=\"%u\"", cell->row_span);
  if (cell->column_span > 1)
    g_string_append_printf (out, " colspan=\"%u\"", cell->column_span);
  if (head && !cell->bold)
    g_string_append (out, " style=\"font-weight:normal\"");
  g_string_append_c (out, '>');
  append_styled (out, cell->text, strlen (cell->text),
                 style | (cell->bold && !head ? NH_STYLE_BOLD : NH_STYLE_PLAIN));
  g_string_append_printf (out, "</%s>", name);
}

static void
append_table (GString *out, NhTable *table)
{
  guint n_head = nh_table_get_n_head_rows (table);

  g_string_append (out, "<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" "
                        "style=\"border-collapse:collapse\">\n");
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    {
      if (row == 0 && n_head > 0)
        g_string_append (out, "<thead>\n");
      if (row == n_head)
        g_string_append (out, "<tbody>\n");
      g_string_append (out, "<tr>");
      for (guint column = 0; column < nh_table_get_n_columns (table); column++)
        {
          const NhCell *cell = nh_table_get_cell (table, row, column);

          if (cell)
            append_cell (out, cell, row < n_head);
        }
      g_string_append (out, "</tr>\n");
      if (row + 1 == n_head)
        g_string_append (out, "</thead>\n");
    }
  g_string_append (out, nh_table_get_n_rows (table) > n_head ? "</tbody>\n</table>\n" : "</table>\n");
}

/* The same question as for paper: a title, or a paragraph with a number (Decree 30, Appendix I, part V). */
static gboolean
is_title (NhRichText *text)
{
  const char *words = nh_rich_text_get_text (text);

  return !g_str_has_suffix (words, ".") && !g_str_has_suffix (words, ";")
         && g_utf8_strlen (words, -1) <= LONGEST_TITLE;
}

static void
append_block (Writer *self, NhBlock *block)
{
  g_autofree char *label = NULL;
  g_autoptr (NhTable) table = NULL;
  NhRichText *text;
  g_autofree char *element = NULL;

  switch (block->kind)
    {
    case NH_BLOCK_TABLE:
    case NH_BLOCK_FIXED_TABLE:
      table = table_of (self->source, block);
      if (table)
        append_table (self->out, table);
      return;
    case NH_BLOCK_PAGE_BREAK:
      g_string_append (self->out, "<br clear=\"all\" style=\"page-break-before:always\">\n");
      return;
    case NH_BLOCK_HEADING:
    case NH_BLOCK_BULLET:
      label = self->source->label ? self->source->label (block, self->source->data) : NULL;
      break;
    case NH_BLOCK_PARAGRAPH:
      break;
    }
  text = resolve (self, block->text);
  element = block->kind == NH_BLOCK_HEADING && block->level < 5 && is_title (text)
                ? g_strdup_printf ("h%u", block->level)
                : g_strdup ("p");
  g_string_append_printf (self->out, "<%s>", element);
  if (label && *label)
    {
      append_escaped (self->out, label, strlen (label));
      g_string_append_c (self->out, ' ');
    }
  append_rich (self, text);
  g_string_append_printf (self->out, "</%s>\n", element);
}

static void
append_notes (Writer *self)
{
  /* Notes hold none themselves, so the list does not grow. */
  for (guint i = 0; i < self->notes->len; i++)
    {
      NhRichText *note = resolve (self, self->notes->pdata[i]);

      g_string_append_printf (self->out,
                              "<div id=\"sdfootnote%u\" style='mso-element:footnote'><p class=\"sdfootnote\">"
                              "<a class=\"sdfootnotesym\" style='mso-footnote-id:sdfootnote%u' "
                              "name=\"sdfootnote%usym\" href=\"#sdfootnote%uanc\">%u</a> ",
                              i + 1, i + 1, i + 1, i + 1, i + 1);
      append_rich (self, note);
      g_string_append (self->out, "</p></div>\n");
    }
}

/* Headings of other programs are blue, and large; on paper they are black, and of one size. */
#define STYLES \
  "<style>body,p,h1,h2,h3,h4,td,th{font-family:\"Times New Roman\",serif;font-size:14pt}" \
  "h1,h2,h3,h4{color:black;font-weight:bold}h4{font-style:italic}</style>"

/**
 * nh_html_text_write:
 * @blocks: (element-type NhBlock): some blocks of a plan
 * @source: where numbers, live tables and words of references come from
 *
 * Returns: (transfer full): a page in UTF-8 that Word, LibreOffice and nh_html_text_read() take as the
 *   same headings, paragraphs, footnotes and tables.
 */
char *
nh_html_text_write (GPtrArray *blocks, const NhTextSource *source)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_rich_text_unref);
  Writer self = { source, g_string_new (NULL), notes, texts };

  g_string_append (self.out, "<html>\n<head><meta http-equiv=\"Content-Type\" "
                             "content=\"text/html; charset=utf-8\">" STYLES "</head>\n<body>\n"
                             "<!--StartFragment-->\n");
  for (guint i = 0; i < blocks->len; i++)
    append_block (&self, blocks->pdata[i]);
  append_notes (&self);
  g_string_append (self.out, "<!--EndFragment-->\n</body>\n</html>\n");
  return g_string_free (self.out, FALSE);
}

/* Plain text. */

static void
append_plain (Writer *self, NhRichText *text)
{
  guint n, next = 0;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (const char *p = nh_rich_text_get_text (text); *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == NH_SOFT_BREAK)
        g_string_append_c (self->out, '\n');
      else if (c != NH_RICH_TEXT_OBJECT)
        g_string_append_unichar (self->out, c);
      else if (next < n && inlines[next++].note)
        {
          g_ptr_array_add (self->notes, inlines[next - 1].note);
          g_string_append_printf (self->out, "[%u]", self->notes->len);
        }
    }
}

/* Cells with tabs, as spreadsheets take them; a cell is one line. */
static void
append_plain_table (GString *out, NhTable *table)
{
  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < nh_table_get_n_columns (table); column++)
        {
          const NhCell *cell = nh_table_get_cell (table, row, column);

          g_string_append (out, column > 0 ? "\t" : "");
          for (const char *p = cell ? cell->text : ""; *p; p++)
            g_string_append_c (out, *p == '\n' || *p == '\t' ? ' ' : *p);
        }
      g_string_append_c (out, '\n');
    }
}

static void
append_plain_block (Writer *self, NhBlock *block)
{
  g_autofree char *label = NULL;
  g_autoptr (NhTable) table = NULL;

  if (block->kind == NH_BLOCK_PAGE_BREAK)
    return;
  if (block->kind == NH_BLOCK_TABLE || block->kind == NH_BLOCK_FIXED_TABLE)
    {
      table = table_of (self->source, block);
      if (table)
        append_plain_table (self->out, table);
      return;
    }
  if (block->kind != NH_BLOCK_PARAGRAPH && self->source->label)
    label = self->source->label (block, self->source->data);
  if (label && *label)
    g_string_append_printf (self->out, "%s ", label);
  append_plain (self, resolve (self, block->text));
  g_string_append_c (self->out, '\n');
}

/**
 * nh_plain_text_write:
 * @blocks: (element-type NhBlock): some blocks of a plan
 * @source: where numbers, live tables and words of references come from
 *
 * Returns: (transfer full): one line for each paragraph, with its number; tables with tabs; footnotes
 *   at the end. The last line has no line end.
 */
char *
nh_plain_text_write (GPtrArray *blocks, const NhTextSource *source)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_rich_text_unref);
  Writer self = { source, g_string_new (NULL), notes, texts };

  for (guint i = 0; i < blocks->len; i++)
    append_plain_block (&self, blocks->pdata[i]);
  for (guint i = 0; i < notes->len; i++)
    {
      g_string_append_printf (self.out, "[%u] ", i + 1);
      append_plain (&self, resolve (&self, notes->pdata[i]));
      g_string_append_c (self.out, '\n');
    }
  if (self.out->len > 0)
    g_string_truncate (self.out, self.out->len - 1);
  return g_string_free (self.out, FALSE);
}
