/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of text with their styles, and footnotes.
 */
#include <string.h>

#include "formats/nh-docx-write-private.h"

#define LINE_SEPARATOR 0x2028
#define NO_BREAK_SPACE 0xa0
/* Word has two separators of its own among the footnotes; numbers of real ones begin after them. */
#define FIRST_NOTE 1

/* The letters gathered so far as one element. */
static void
write_piece (NhDocxWriter *w, GString *piece)
{
  if (!piece->len)
    return;
  nh_docx_start (w, "t");
  gsf_xml_out_add_cstr_unchecked (w->xml, "xml:space", "preserve");
  gsf_xml_out_add_cstr (w->xml, NULL, piece->str);
  nh_docx_end (w);
  g_string_truncate (piece, 0);
}

/* Both are a line end that is no paragraph end. The one that is typed is written as Word writes it;
 * the other one, which comes from texts of other places, carries the type that is the default. */
static void
write_break (NhDocxWriter *w, gunichar c)
{
  nh_docx_start (w, "br");
  if (c == '\n')
    nh_docx_attribute (w, "type", "textWrapping");
  nh_docx_end (w);
}

/* XML 1.0, production 2; the character of objects has no meaning outside of the program. */
static gboolean
is_allowed (gunichar c)
{
  return c >= 0x20 && c != 0xfffe && c != 0xffff && c != NH_RICH_TEXT_OBJECT;
}

/**
 * nh_docx_with_blanks:
 * @text: a text
 *
 * Whether a blank ties two words together depends on the blanks around it: writer and reader ask it of
 * the same text, in which all of them are common ones.
 *
 * Returns: (transfer full): @text with a common blank, of one byte less, for each that does not break
 */
GString *
nh_docx_with_blanks (const char *text)
{
  GString *blanks = g_string_new (text);

  g_string_replace (blanks, NH_DOCX_NO_BREAK_SPACE, " ", 0);
  g_strdelimit (blanks->str, NH_DOCX_KEPT_BLANK, ' ');
  return blanks;
}

/* Where a line had better not end the preview ends none; Word gets a blank that does not break there,
 * and the reader makes a common one of it. Where the text itself has such a blank, it goes as a symbol,
 * which looks the same. */
static void
write_kept_blank (NhDocxWriter *w, GString *piece)
{
  write_piece (w, piece);
  nh_docx_start (w, "sym");
  nh_docx_attribute (w, "font", NH_DOCX_FONT);
  nh_docx_attribute (w, "char", "00A0");
  nh_docx_end (w);
}

static guint
count_no_break_spaces (const char *text, const char *end)
{
  guint n = 0;

  while ((text = g_strstr_len (text, end - text, NH_DOCX_NO_BREAK_SPACE)))
    {
      text += strlen (NH_DOCX_NO_BREAK_SPACE);
      n++;
    }
  return n;
}

/* The content of a run: bytes of @text, which is valid, from @start to @end. */
static void
write_content (NhDocxWriter *w, const char *text, const char *start, const char *end)
{
  g_autoptr (GString) piece = g_string_new (NULL);
  g_autoptr (GString) blanks = nh_docx_with_blanks (text);
  gsize shorter = count_no_break_spaces (text, start);

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *blank = blanks->str + (p - text) - shorter;

      if (c == NO_BREAK_SPACE)
        shorter++;
      if (c == NO_BREAK_SPACE && nh_page_is_tie (blanks->str, blank))
        write_kept_blank (w, piece);
      else if (c == ' ' && nh_page_is_tie (blanks->str, blank))
        g_string_append (piece, NH_DOCX_NO_BREAK_SPACE);
      else if (c == '\t' || c == '\n' || c == LINE_SEPARATOR)
        {
          write_piece (w, piece);
          if (c == '\t')
            nh_docx_flag (w, "tab");
          else
            write_break (w, c);
        }
      else if (is_allowed (c))
        g_string_append_len (piece, p, g_utf8_next_char (p) - p);
    }
  write_piece (w, piece);
}

/**
 * nh_docx_letters:
 * @style: bold, italic
 * @character_style: (nullable): a style for runs
 * @size: in points, 0: as the paragraph has it
 *
 * The properties of a run, or of the mark that ends a paragraph.
 */
void
nh_docx_letters (NhDocxWriter *w, NhStyle style, const char *character_style, double size)
{
  if (!style && !character_style && size <= 0)
    return;
  nh_docx_start (w, "rPr");
  if (character_style)
    nh_docx_value (w, "rStyle", character_style);
  if (style & NH_STYLE_BOLD)
    {
      nh_docx_flag (w, "b");
      nh_docx_flag (w, "bCs");
    }
  if (style & NH_STYLE_ITALIC)
    {
      nh_docx_flag (w, "i");
      nh_docx_flag (w, "iCs");
    }
  if (size > 0)
    nh_docx_size (w, size);
  nh_docx_end (w);
}

static void
write_run (NhDocxWriter *w, const char *text, guint start, guint end, NhStyle style, double size)
{
  nh_docx_start (w, "r");
  nh_docx_letters (w, style, style & NH_STYLE_BLANK ? NH_DOCX_BLANK : NULL, size);
  write_content (w, text, text + start, text + end);
  nh_docx_end (w);
}

/** nh_docx_sized_run: a run of one style and size; @size 0: as the paragraph has it. */
void
nh_docx_sized_run (NhDocxWriter *w, const char *text, NhStyle style, double size)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (*valid)
    write_run (w, valid, 0, strlen (valid), style, size);
}

/** nh_docx_run: a run of one style. */
void
nh_docx_run (NhDocxWriter *w, const char *text, NhStyle style)
{
  nh_docx_sized_run (w, text, style, 0);
}

static void
write_note_mark (NhDocxWriter *w, NhRichText *note, NhStyle style)
{
  g_ptr_array_add (w->notes, nh_rich_text_ref (note));
  nh_docx_start (w, "r");
  nh_docx_letters (w, style, style & NH_STYLE_BLANK ? NH_DOCX_BLANK_MARK : NH_DOCX_NOTE_MARK, 0);
  nh_docx_start (w, "footnoteReference");
  nh_docx_attribute_int (w, "id", (int) (FIRST_NOTE + w->notes->len - 1));
  nh_docx_end (w);
  nh_docx_end (w);
}

/* Where the stretch that begins at @offset and has one style ends. */
static guint
end_of_style (NhRichText *text, guint offset)
{
  guint n;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);

  for (guint i = 0; i < n; i++)
    if (offset < spans[i].start)
      return spans[i].start;
    else if (offset < spans[i].end)
      return spans[i].end;
  return nh_rich_text_get_length (text);
}

/** nh_docx_rich_text: the runs of a text; its footnotes are kept for the part that holds them. */
void
nh_docx_rich_text (NhDocxWriter *w, NhRichText *text)
{
  g_autoptr (NhRichText) words = text ? nh_rich_text_resolve (text, NULL, NULL) : nh_rich_text_new (NULL);
  guint length = nh_rich_text_get_length (words);
  guint n_objects;
  const NhInline *objects = nh_rich_text_get_inlines (words, &n_objects);
  guint next = 0;

  for (guint offset = 0; offset < length;)
    {
      NhStyle style = nh_rich_text_get_style_at (words, offset);
      guint end = end_of_style (words, offset);

      if (next < n_objects && objects[next].offset == offset)
        {
          write_note_mark (w, objects[next++].note, style);
          offset += strlen (NH_RICH_TEXT_OBJECT_UTF8);
          continue;
        }
      if (next < n_objects)
        end = MIN (end, objects[next].offset);
      write_run (w, nh_rich_text_get_text (words), offset, end, style, 0);
      offset = end;
    }
}

static void
write_separator (NhDocxWriter *w, int id, const char *name)
{
  nh_docx_start (w, "footnote");
  nh_docx_attribute (w, "type", name);
  nh_docx_attribute_int (w, "id", id);
  nh_docx_open_paragraph (w, NH_DOCX_SPACER);
  nh_docx_spacing (w, 0, 0, NH_PAGE_NOTE_GAP);
  nh_docx_value (w, "jc", "left");
  nh_docx_end (w);
  nh_docx_start (w, "r");
  nh_docx_flag (w, name);
  nh_docx_end (w);
  nh_docx_end_paragraph (w);
  nh_docx_end (w);
}

static void
write_note (NhDocxWriter *w, guint n, NhRichText *note)
{
  nh_docx_start (w, "footnote");
  nh_docx_attribute_int (w, "id", (int) (FIRST_NOTE + n));
  nh_docx_start_paragraph (w, NH_DOCX_NOTE);
  nh_docx_start (w, "r");
  nh_docx_letters (w, NH_STYLE_PLAIN, NH_DOCX_NOTE_MARK, 0);
  nh_docx_flag (w, "footnoteRef");
  nh_docx_end (w);
  nh_docx_run (w, " ", NH_STYLE_PLAIN);
  nh_docx_rich_text (w, note);
  nh_docx_end_paragraph (w);
  nh_docx_end (w);
}

/** nh_docx_write_notes: the content of footnotes.xml, after the body was written. */
void
nh_docx_write_notes (NhDocxWriter *w)
{
  guint n = w->notes->len;

  write_separator (w, -1, "separator");
  write_separator (w, 0, "continuationSeparator");
  for (guint i = 0; i < n; i++)
    write_note (w, i, w->notes->pdata[i]);
}
