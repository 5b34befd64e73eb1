/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words and blanks of a page become paragraphs: runs of blanks are one, a look is kept for as long as
 * it lasts, the numbers that Word shows stand beside the text.
 */
#include "formats/nh-html-text-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-read-budget.h"

NhHtmlParagraph *
nh_html_paragraph_new (void)
{
  NhHtmlParagraph *self = g_new0 (NhHtmlParagraph, 1);

  self->text = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (NhHtmlRun));
  self->note = -1;
  return self;
}

void
nh_html_paragraph_free (NhHtmlParagraph *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
  g_free (self->number);
  g_free (self->table);
  g_free (self);
}

NhHtmlFrame *
nh_html_reader_top (NhHtmlReader *reader)
{
  return &g_array_index (reader->frames, NhHtmlFrame, reader->frames->len - 1);
}

void
nh_html_reader_fail (NhHtmlReader *reader, const char *sentence)
{
  if (!reader->error)
    g_set_error_literal (&reader->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT, sentence);
  xmlStopParser (reader->parser);
}

void
nh_html_reader_end_paragraph (NhHtmlReader *reader)
{
  NhHtmlParagraph *paragraph = g_steal_pointer (&reader->current);

  reader->pending_blank = FALSE;
  if (!paragraph)
    return;
  if (paragraph->text->len == 0 && !paragraph->page_break_before)
    {
      nh_html_paragraph_free (paragraph);
      return;
    }
  g_ptr_array_add (reader->paragraphs, paragraph);
  if (reader->paragraphs->len > NH_READ_MAX_BLOCKS && !reader->error)
    {
      g_autofree char *sentence
          = g_strdup_printf (_ ("The text has more than %u paragraphs, more than a plan can have."),
                             NH_READ_MAX_BLOCKS);

      nh_html_reader_fail (reader, sentence);
    }
}

NhHtmlParagraph *
nh_html_reader_need_paragraph (NhHtmlReader *reader)
{
  if (!reader->current)
    {
      reader->current = nh_html_paragraph_new ();
      reader->current->note = reader->note;
    }
  return reader->current;
}

static gboolean
same_look (const NhHtmlRun *run, const NhHtmlFrame *frame, int reference)
{
  return run->style == frame->style && run->reference == reference
         && run->known_encoding == frame->known_encoding && run->encoding == frame->encoding
         && run->capitals == frame->capitals;
}

void
nh_html_reader_append (NhHtmlReader *reader, const char *text, gsize length)
{
  NhHtmlParagraph *paragraph = nh_html_reader_need_paragraph (reader);
  const NhHtmlFrame *frame = nh_html_reader_top (reader);
  NhHtmlRun *last = paragraph->runs->len > 0
                        ? &g_array_index (paragraph->runs, NhHtmlRun, paragraph->runs->len - 1)
                        : NULL;
  guint start = paragraph->text->len;

  if (paragraph->text->len >= NH_READ_MAX_PARAGRAPH && *text == ' ')
    {
      nh_html_reader_end_paragraph (reader);
      return;
    }
  g_string_append_len (paragraph->text, text, (gssize) length);
  if (last && same_look (last, frame, frame->reference))
    last->end = paragraph->text->len;
  else
    {
      NhHtmlRun run = { start, paragraph->text->len, frame->style, frame->encoding,
                        frame->known_encoding, frame->capitals, frame->reference };

      g_array_append_val (paragraph->runs, run);
    }
}

static gboolean
at_line_start (NhHtmlParagraph *paragraph)
{
  return paragraph->text->len == 0 || g_str_has_suffix (paragraph->text->str, NH_SOFT_BREAK_UTF8);
}

static gboolean
is_hard_blank (const char *p, const char *end)
{
  return p + 1 < end && (guint8) p[0] == 0xC2 && (guint8) p[1] == 0xA0;
}

static gboolean
is_blank (const char *p, const char *end)
{
  return (*p && strchr (" \t\r\n\f", *p)) || is_hard_blank (p, end);
}

/* A single non-breaking blank between two words stays one where a person meant it; web pages and
 * lists of Word fill with them. */
static void
add_blank (NhHtmlReader *reader, gboolean hard)
{
  reader->pending_hard = hard && reader->keeps_hard_blanks && !reader->pending_blank && !reader->pending_hard;
  reader->pending_blank = TRUE;
}

/* A blank looks as what stands on both sides of it. */
static void
append_blank (NhHtmlReader *reader)
{
  NhHtmlParagraph *paragraph = reader->current;
  NhStyle after = nh_html_reader_top (reader)->style;

  if (reader->pending_blank && paragraph && !at_line_start (paragraph))
    {
      nh_html_reader_top (reader)->style &= g_array_index (paragraph->runs, NhHtmlRun, paragraph->runs->len - 1).style;
      if (reader->pending_hard)
        nh_html_reader_append (reader, "\xC2\xA0", 2);
      else
        nh_html_reader_append (reader, " ", 1);
      nh_html_reader_top (reader)->style = after;
    }
  reader->pending_blank = reader->pending_hard = FALSE;
}

void
nh_html_reader_append_words (NhHtmlReader *reader, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text; p < end && !reader->error;)
    {
      const char *word = p;

      if (*p == '\n' && nh_html_reader_top (reader)->pre)
        {
          nh_html_reader_end_paragraph (reader);
          p++;
        }
      else if (is_blank (p, end))
        {
          gboolean hard = is_hard_blank (p, end);

          add_blank (reader, hard);
          p += hard ? 2 : 1;
        }
      else
        {
          append_blank (reader);
          while (p < end && !is_blank (p, end))
            p++;
          nh_html_reader_append (reader, word, (gsize) (p - word));
        }
    }
}

void
nh_html_reader_append_number (NhHtmlReader *reader, const char *text, gsize length)
{
  NhHtmlParagraph *paragraph = nh_html_reader_need_paragraph (reader);
  g_autofree char *more = g_strndup (text, MIN (length, 40));
  g_autofree char *old = paragraph->number;

  paragraph->number = g_strconcat (old ? old : "", more, NULL);
}
