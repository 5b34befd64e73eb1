/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs of text with their styles, and footnotes.
 */
#include <string.h>

#include "formats/nh-docx-write-private.h"

#define LINE_SEPARATOR 0x2028
/* Word has two separators of its own among the footnotes; numbers of real ones begin after them. */
#define FIRST_NOTE 1

static void
write_piece (NhDocxWriter *w, const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);

  if (!length)
    return;
  nh_docx_start (w, "t");
  gsf_xml_out_add_cstr_unchecked (w->xml, "xml:space", "preserve");
  gsf_xml_out_add_cstr (w->xml, NULL, piece);
  nh_docx_end (w);
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

/** nh_docx_text: the content of a run: text, tabs and line ends. */
void
nh_docx_text (NhDocxWriter *w, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *start = valid ? valid : text;
  const char *p;

  for (p = start; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_allowed (c) && c != LINE_SEPARATOR)
        continue;
      write_piece (w, start, (gsize) (p - start));
      if (c == '\t')
        nh_docx_flag (w, "tab");
      else if (c == '\n' || c == LINE_SEPARATOR)
        write_break (w, c);
      start = g_utf8_next_char (p);
    }
  write_piece (w, start, (gsize) (p - start));
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

/** nh_docx_sized_run: a run of one style and size; @size 0: as the paragraph has it. */
void
nh_docx_sized_run (NhDocxWriter *w, const char *text, NhStyle style, double size)
{
  if (!*text)
    return;
  nh_docx_start (w, "r");
  nh_docx_letters (w, style, style & NH_STYLE_BLANK ? NH_DOCX_BLANK : NULL, size);
  nh_docx_text (w, text);
  nh_docx_end (w);
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
      g_autofree char *piece = NULL;

      if (next < n_objects && objects[next].offset == offset)
        {
          write_note_mark (w, objects[next++].note, style);
          offset += strlen (NH_RICH_TEXT_OBJECT_UTF8);
          continue;
        }
      if (next < n_objects)
        end = MIN (end, objects[next].offset);
      piece = g_strndup (nh_rich_text_get_text (words) + offset, end - offset);
      nh_docx_run (w, piece, style);
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
