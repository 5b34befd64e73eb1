/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which paragraphs of a page are headings, items of lists, or just paragraphs. Numbers that stand in
 * the text, typed or shown by Word, say it best; then come the page's own headings and lists.
 */
#include "formats/nh-html-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-outline.h"
#include "formats/nh-read-budget.h"
#include "formats/nh-text-bytes.h"

typedef struct
{
  NhBlockKind kind;
  guint level;
} Kind;

typedef struct
{
  GPtrArray *blocks; /* of NhBlock */
  GArray *references;
  NhTextReport *report;
  gboolean recognise;
} Writer;

/* Levels of nh_outline_parse_label() tell "1.1.1." and "a)" not apart; blocks do. */
static gboolean
kind_of_label (const char *text, Kind *kind, gsize *length)
{
  guint level;

  switch (nh_outline_parse_label (text, &level, length))
    {
    case NH_OUTLINE_ROMAN:
    case NH_OUTLINE_ARABIC:
    case NH_OUTLINE_DOTTED:
      *kind = (Kind){ NH_BLOCK_HEADING, MIN (level, 4) };
      return TRUE;
    case NH_OUTLINE_LETTER:
      *kind = (Kind){ NH_BLOCK_HEADING, 5 };
      return TRUE;
    case NH_OUTLINE_DASH:
      *kind = (Kind){ NH_BLOCK_BULLET, 1 };
      return TRUE;
    case NH_OUTLINE_PLUS:
      *kind = (Kind){ NH_BLOCK_BULLET, 2 };
      return TRUE;
    case NH_OUTLINE_NONE:
      break;
    }
  return FALSE;
}

/* A number that the page shows before the paragraph: "II.", "1.1", "·". */
static gboolean
kind_of_number (const NhHtmlParagraph *paragraph, Kind *kind)
{
  g_autofree char *text = NULL;
  g_autofree char *number = g_strdup (paragraph->number ? paragraph->number : "");
  char *end;
  gsize length;

  /* Word fills up with blanks to the tab stop. */
  for (end = number; *end; end++)
    if (g_ascii_isspace (*end) || ((guint8) end[0] == 0xC2 && (guint8) end[1] == 0xA0))
      break;
  *end = '\0';
  if (!*number)
    return FALSE;
  text = g_strconcat (number, " A", NULL);
  if (kind_of_label (text, kind, &length))
    {
      /* "-" under "-" is a bullet of the second level, as "+" is. */
      if (kind->kind == NH_BLOCK_BULLET && paragraph->list_depth > 1 && !strchr ("-+", *number))
        kind->level = 2;
      return TRUE;
    }
  if (g_unichar_isalnum (g_utf8_get_char (number)) && strcmp (number, "o") != 0
      && !(number[0] && !number[1] && strchr ("vuq", *number)))
    return FALSE;
  *kind = (Kind){ NH_BLOCK_BULLET, paragraph->list_depth > 1 ? 2 : 1 };
  return TRUE;
}

static gboolean
is_bold (const NhHtmlParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const NhHtmlRun *run = &g_array_index (paragraph->runs, NhHtmlRun, i);

      if (!(run->style & NH_STYLE_BOLD) && run->reference < 0)
        for (guint at = run->start; at < run->end; at++)
          if (!g_ascii_isspace (paragraph->text->str[at]))
            return FALSE;
    }
  return TRUE;
}

/* Web pages number steps and clauses so, not chapters: these are points, and what lies below them has
 * dashes. Only who writes an item all in bold means a heading. */
static Kind
kind_of_item (const NhHtmlParagraph *paragraph)
{
  if (paragraph->list == NH_HTML_LIST_ARABIC && is_bold (paragraph))
    return (Kind){ NH_BLOCK_HEADING, MIN (paragraph->list_depth + 1, 4) };
  if (paragraph->list_depth <= 1)
    return (Kind){ NH_BLOCK_HEADING, 5 };
  return (Kind){ NH_BLOCK_BULLET, paragraph->list_depth > 2 ? 2 : 1 };
}

static Kind
kind_of_paragraph (const NhHtmlParagraph *paragraph)
{
  Kind kind;

  if (kind_of_number (paragraph, &kind))
    return kind;
  if (paragraph->heading > 0)
    return (Kind){ NH_BLOCK_HEADING, MIN (paragraph->heading, NH_HEADING_LEVELS) };
  switch (paragraph->list)
    {
    case NH_HTML_LIST_MARKS:
      return (Kind){ NH_BLOCK_BULLET, paragraph->list_depth > 1 ? 2 : 1 };
    case NH_HTML_LIST_ARABIC:
    case NH_HTML_LIST_LETTER:
      return kind_of_item (paragraph);
    case NH_HTML_LIST_ROMAN:
      return (Kind){ NH_BLOCK_HEADING, 1 };
    case NH_HTML_LIST_NONE:
      break;
    }
  return (Kind){ NH_BLOCK_PARAGRAPH, 0 };
}

static char *
decode (Writer *writer, const char *text, gsize length, const NhHtmlRun *run, NhEncoding around)
{
  g_autofree char *piece = g_strndup (text, length);
  char *valid = g_utf8_make_valid (piece, -1);
  char *decoded;
  guint n = 0;

  if (run->known_encoding)
    {
      decoded = nh_legacy_text_decode (valid, run->encoding, run->capitals);
      n = strcmp (decoded, valid) != 0;
    }
  else
    decoded = nh_legacy_text_convert_among (valid, around, &n);
  writer->report->n_converted += n;
  g_free (valid);
  return nh_text_take_nfc (decoded);
}

static NhRichText *note_text (Writer *writer, int reference);

/* Texts of plans have no control characters; a page may smuggle some in. */
static void
append_clean (NhRichText *out, const char *text, NhStyle style)
{
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (*p && !g_unichar_iscntrl (c) && c != 0xFFFE && c != 0xFFFF && c != 0xAD && c != 0x200B && c != 0xFEFF)
        continue;
      nh_rich_text_append (out, start, p - start, style);
      if (!*p)
        return;
      start = g_utf8_next_char (p);
    }
}

static NhRichText *
rich_text (Writer *writer, const NhHtmlParagraph *paragraph)
{
  NhRichText *text = nh_rich_text_new (NULL);
  NhEncoding around = nh_legacy_text_detect_common (paragraph->text->str);
  int last = -1;

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const NhHtmlRun *run = &g_array_index (paragraph->runs, NhHtmlRun, i);
      g_autofree char *piece = NULL;

      if (run->reference >= 0)
        {
          const NhHtmlReference *reference
              = &g_array_index (writer->references, NhHtmlReference, run->reference);

          if (reference->paragraphs && !reference->in_table)
            {
              g_autoptr (NhRichText) note = run->reference != last ? note_text (writer, run->reference) : NULL;

              if (note)
                nh_rich_text_append_note (text, note, NH_STYLE_PLAIN);
              last = run->reference;
              continue;
            }
        }
      piece = decode (writer, paragraph->text->str + run->start, run->end - run->start, run, around);
      append_clean (text, piece, run->style);
    }
  return text;
}

/* Footnotes hold no footnotes. */
static NhRichText *
note_text (Writer *writer, int index)
{
  const NhHtmlReference *reference = &g_array_index (writer->references, NhHtmlReference, index);
  NhRichText *note = nh_rich_text_new (NULL);

  for (guint i = 0; i < reference->paragraphs->len; i++)
    {
      NhHtmlParagraph *paragraph = reference->paragraphs->pdata[i];
      NhEncoding around = nh_legacy_text_detect_common (paragraph->text->str);

      if (nh_rich_text_get_length (note) > 0)
        nh_rich_text_append (note, " ", 1, NH_STYLE_PLAIN);
      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          const NhHtmlRun *run = &g_array_index (paragraph->runs, NhHtmlRun, j);
          g_autofree char *piece
              = decode (writer, paragraph->text->str + run->start, run->end - run->start, run, around);

          append_clean (note, piece, run->style);
        }
    }
  return note;
}

static gboolean
is_blank_at (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isspace (c) || c == NH_SOFT_BREAK || c == 0x200B || c == 0xFEFF;
}

static NhRichText *
trim (NhRichText *text, guint start, guint end)
{
  const char *words = nh_rich_text_get_text (text);

  while (start < end && is_blank_at (words + start))
    start = (guint) (g_utf8_next_char (words + start) - words);
  while (end > start)
    {
      const char *last = g_utf8_prev_char (words + end);

      if (!is_blank_at (last))
        break;
      end = (guint) (last - words);
    }
  return nh_rich_text_slice (text, start, end);
}

static gboolean
is_object_at (const char *p)
{
  return strncmp (p, NH_RICH_TEXT_OBJECT_UTF8, strlen (NH_RICH_TEXT_OBJECT_UTF8)) == 0;
}

/* Blanks and signs of footnotes look alike in every style. */
static gboolean
shows_style (const char *text, guint start, guint end)
{
  for (const char *p = text + start; p < text + end;)
    if (is_object_at (p))
      p += strlen (NH_RICH_TEXT_OBJECT_UTF8);
    else if (is_blank_at (p))
      p = g_utf8_next_char (p);
    else
      return TRUE;
  return FALSE;
}

static void
append_restyled (NhRichText *out, NhRichText *text, guint start, guint end, NhStyle style, guint *next)
{
  const char *words = nh_rich_text_get_text (text);
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  while (start < end)
    {
      guint stop = *next < n && inlines[*next].offset < end ? inlines[*next].offset : end;

      nh_rich_text_append (out, words + start, stop - start, style);
      start = stop;
      if (start == end)
        break;
      nh_rich_text_append_note (out, inlines[(*next)++].note, NH_STYLE_PLAIN);
      start += strlen (NH_RICH_TEXT_OBJECT_UTF8);
    }
}

/* Headings are bold by the form; only what differs within one is a style of its own. */
static NhRichText *
without_common_style (NhRichText *text, NhStyle common)
{
  const char *words = nh_rich_text_get_text (text);
  guint n, at = 0, next = 0, length = nh_rich_text_get_length (text);
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);
  NhRichText *out;

  for (guint i = 0; i <= n && common; i++)
    {
      guint start = i < n ? spans[i].start : length;

      if (shows_style (words, at, start))
        common = NH_STYLE_PLAIN;
      else if (i < n && shows_style (words, start, spans[i].end))
        common &= spans[i].style;
      at = i < n ? spans[i].end : length;
    }
  if (!common)
    return nh_rich_text_ref (text);
  out = nh_rich_text_new (NULL);
  at = 0;
  for (guint i = 0; i < n; i++)
    {
      append_restyled (out, text, at, spans[i].start, NH_STYLE_PLAIN, &next);
      append_restyled (out, text, spans[i].start, spans[i].end, spans[i].style & ~(guint) common, &next);
      at = spans[i].end;
    }
  append_restyled (out, text, at, length, NH_STYLE_PLAIN, &next);
  return out;
}

/* More blocks than a plan has are not made; who called says so. */
static void
add_block (Writer *writer, Kind kind, NhRichText *text)
{
  g_autoptr (NhRichText) plain = NULL;
  NhStyle form = NH_STYLE_PLAIN;

  if (writer->blocks->len > NH_READ_MAX_BLOCKS)
    return;
  if (kind.kind == NH_BLOCK_HEADING && kind.level < 5)
    form = kind.level == 4 ? NH_STYLE_BOLD | NH_STYLE_ITALIC : NH_STYLE_BOLD;
  plain = without_common_style (text, form);
  g_ptr_array_add (writer->blocks, nh_block_new (0, kind.kind, kind.level, plain, NULL, NULL));
}

/* Byte up to which a block of @words from @start goes: longer ones end at a blank. */
static guint
cut_long (const char *words, guint start, guint end)
{
  guint cut;

  if (end - start <= NH_READ_MAX_PARAGRAPH)
    return end;
  cut = start + NH_READ_MAX_PARAGRAPH;
  while (cut > start + NH_READ_MAX_PARAGRAPH / 2 && words[cut] != ' ')
    cut--;
  if (words[cut] != ' ')
    {
      cut = start + NH_READ_MAX_PARAGRAPH;
      while (((guint8) words[cut] & 0xC0) == 0x80)
        cut--;
    }
  return cut;
}

static void
add_piece (Writer *writer, Kind kind, NhRichText *text, guint start, guint end)
{
  const char *words = nh_rich_text_get_text (text);

  while (start < end)
    {
      guint cut = cut_long (words, start, end);
      g_autoptr (NhRichText) piece = trim (text, start, cut);
      gsize length;
      Kind typed;

      start = cut;
      if (nh_rich_text_get_length (piece) == 0)
        continue;
      if (writer->recognise && kind_of_label (nh_rich_text_get_text (piece), &typed, &length)
          && length < nh_rich_text_get_length (piece))
        {
          g_autoptr (NhRichText) rest = nh_rich_text_slice (piece, (guint) length, nh_rich_text_get_length (piece));

          add_block (writer, typed, rest);
        }
      else
        add_block (writer, kind, piece);
      kind = (Kind){ NH_BLOCK_PARAGRAPH, 0 };
    }
}

/* As many bytes as any number and the word behind it have. */
#define LINE_START 256

/* Whether a new block begins behind the line break at @at: an empty line, or one with a number. */
static gboolean
begins_block (const char *words, guint at)
{
  const char *p = words + at + strlen (NH_SOFT_BREAK_UTF8);
  g_autofree char *line = NULL;
  gsize length;
  Kind kind;

  while (*p == ' ')
    p++;
  if (g_str_has_prefix (p, NH_SOFT_BREAK_UTF8))
    return TRUE;
  /* Only its first words: a paragraph may have very many lines. */
  line = g_utf8_substring (p, 0, MIN (g_utf8_strlen (p, LINE_START), LINE_START / 4));
  return kind_of_label (line, &kind, &length);
}

static void
add_text (Writer *writer, Kind kind, NhRichText *text)
{
  const char *words = nh_rich_text_get_text (text), *at = words;
  guint start = 0;

  while ((at = strstr (at, NH_SOFT_BREAK_UTF8)))
    {
      guint offset = (guint) (at - words);

      if (begins_block (words, offset))
        {
          add_piece (writer, kind, text, start, offset);
          start = offset;
          kind = (Kind){ NH_BLOCK_PARAGRAPH, 0 };
        }
      at += strlen (NH_SOFT_BREAK_UTF8);
    }
  add_piece (writer, kind, text, start, nh_rich_text_get_length (text));
}

/* A footnote of a table becomes a paragraph with its sign: "[1] …". */
static NhRichText *
with_sign (Writer *writer, const NhHtmlParagraph *paragraph, NhRichText *text)
{
  const NhHtmlReference *reference = &g_array_index (writer->references, NhHtmlReference, paragraph->note);
  NhRichText *out;
  g_autofree char *sign = NULL;

  if (reference->paragraphs->pdata[0] != paragraph || !*reference->sign)
    return nh_rich_text_ref (text);
  /* "1 Phòng" would read as the number of a heading. */
  sign = g_strdup_printf (g_ascii_isdigit (*reference->sign) ? "(%s) " : "%s ", reference->sign);
  out = nh_rich_text_new (NULL);
  append_clean (out, sign, NH_STYLE_PLAIN);
  nh_rich_text_append_slice (out, text, 0, nh_rich_text_get_length (text));
  return out;
}

static void
add_paragraph (Writer *writer, const NhHtmlParagraph *paragraph)
{
  g_autoptr (NhRichText) text = NULL;

  if (paragraph->page_break_before)
    g_ptr_array_add (writer->blocks, nh_block_new (0, NH_BLOCK_PAGE_BREAK, 0, NULL, NULL, NULL));
  if (paragraph->table)
    {
      g_ptr_array_add (writer->blocks,
                       nh_block_new (0, NH_BLOCK_FIXED_TABLE, 0, NULL, NULL, paragraph->table));
      return;
    }
  text = rich_text (writer, paragraph);
  if (paragraph->note >= 0)
    {
      g_autoptr (NhRichText) numbered = with_sign (writer, paragraph, text);

      add_text (writer, (Kind){ NH_BLOCK_PARAGRAPH, 0 }, numbered);
      return;
    }
  add_text (writer, kind_of_paragraph (paragraph), text);
}

static void
collect_notes (GPtrArray *paragraphs, GArray *references)
{
  for (guint i = 0; i < paragraphs->len; i++)
    {
      NhHtmlParagraph *paragraph = paragraphs->pdata[i];
      NhHtmlReference *reference;

      if (paragraph->note < 0 || paragraph->table)
        continue;
      reference = &g_array_index (references, NhHtmlReference, paragraph->note);
      if (!reference->paragraphs)
        reference->paragraphs = g_ptr_array_new ();
      g_ptr_array_add (reference->paragraphs, paragraph);
    }
}

/* Cells hold no footnotes: theirs come after all, where they stood on the page. */
static gboolean
stays (const NhHtmlParagraph *paragraph, GArray *references)
{
  return paragraph->note < 0 || paragraph->table
         || g_array_index (references, NhHtmlReference, paragraph->note).in_table;
}

/**
 * nh_html_blocks:
 * @paragraphs: (element-type NhHtmlParagraph): as the page has them
 * @references: (element-type NhHtmlReference): signs of footnotes
 * @recognise: whether typed numbers make headings and bullets
 * @report: told of converted words
 * @error: return location
 *
 * Returns: (transfer full) (element-type NhBlock) (nullable): the blocks; %NULL if there are too many.
 */
GPtrArray *
nh_html_blocks (GPtrArray *paragraphs, GArray *references, gboolean recognise, NhTextReport *report, GError **error)
{
  Writer writer = { g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref), references, report,
                    recognise };

  collect_notes (paragraphs, references);
  for (guint i = 0; i < paragraphs->len; i++)
    {
      const NhHtmlParagraph *paragraph = paragraphs->pdata[i];

      if (stays (paragraph, references))
        add_paragraph (&writer, paragraph);
    }
  if (writer.blocks->len > NH_READ_MAX_BLOCKS)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _ ("The text has more than %u paragraphs, more than a plan can have."),
                   NH_READ_MAX_BLOCKS);
      g_ptr_array_unref (writer.blocks);
      return NULL;
    }
  return writer.blocks;
}

/* Lines of PDF files and mails end at the margin: the next one goes on where a sentence does. */
#define FULL_LINE 50

static gboolean
goes_on (const NhHtmlParagraph *paragraph, glong last_line, const char *next)
{
  const char *text = paragraph->text->str;
  const char *last;
  gsize length;
  Kind kind;

  if (last_line < FULL_LINE || kind_of_label (next, &kind, &length))
    return FALSE;
  last = g_utf8_prev_char (text + paragraph->text->len);
  return !strchr (".;:!?", *last) && g_unichar_islower (g_utf8_get_char (next));
}

static void
set_run (NhHtmlParagraph *paragraph)
{
  NhHtmlRun run = { 0, paragraph->text->len, NH_STYLE_PLAIN, NH_ENCODING_UNICODE, FALSE, FALSE, -1 };

  g_array_set_size (paragraph->runs, 0);
  g_array_append_val (paragraph->runs, run);
}

/* Blanks and tabs in a row are one blank. */
static char *
squeeze (const char *line, gsize length)
{
  GString *out = g_string_new (NULL);

  for (const char *p = line; p < line + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x200B && c != 0xFEFF)
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/**
 * nh_plain_text_read:
 * @text: in any encoding
 * @length: in bytes
 * @recognise: whether numbers and dashes at the beginning of lines make headings and bullets
 * @report: (out) (optional): what was changed
 * @error: return location
 *
 * Each line is a paragraph; a line that ended at a margin, as in PDF files, goes on. Empty lines
 * are dropped.
 *
 * Returns: (transfer full) (element-type NhBlock) (nullable): the blocks, without keys.
 */
GPtrArray *
nh_plain_text_read (const char *text, gsize length, gboolean recognise, NhTextReport *report, GError **error)
{
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_html_paragraph_free);
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (NhHtmlReference));
  g_autofree char *valid = NULL;
  NhHtmlParagraph *open = NULL;
  glong last_line = 0;
  NhTextReport ignored = { 0 };

  report = report ? report : &ignored;
  *report = (NhTextReport){ 0 };
  if (length > NH_READ_MAX_PASTE)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _ ("The text is larger than %u MiB, which is more than can be pasted."),
                   (guint) (NH_READ_MAX_PASTE / NH_READ_MIB));
      return NULL;
    }
  valid = nh_text_bytes_to_utf8 ((const guint8 *) text, length, NULL, NULL);
  for (const char *p = valid; *p;)
    {
      gsize n = strcspn (p, "\r\n\f");
      g_autofree char *line = squeeze (p, n);

      p += n;
      p += p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0';
      if (!*line)
        open = NULL;
      if (!*line)
        continue;
      if (open && open->text->len < NH_READ_MAX_PARAGRAPH && goes_on (open, last_line, line))
        {
          g_string_append_printf (open->text, " %s", line);
          set_run (open);
          last_line = g_utf8_strlen (line, -1);
          continue;
        }
      last_line = g_utf8_strlen (line, -1);
      if (paragraphs->len >= NH_READ_MAX_BLOCKS)
        {
          g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                       _ ("The text has more than %u paragraphs, more than a plan can have."),
                       NH_READ_MAX_BLOCKS);
          return NULL;
        }
      open = nh_html_paragraph_new ();
      g_string_append (open->text, line);
      set_run (open);
      g_ptr_array_add (paragraphs, open);
    }
  return nh_html_blocks (paragraphs, references, recognise, report, error);
}
