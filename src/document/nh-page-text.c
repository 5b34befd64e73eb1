/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-text.h"

#include <math.h>
#include <string.h>

#include "document/nh-page-font.h"

/* Word puts four fifths of an exact line above the baseline; capitals with two marks (Ế) fit. */
#define BASELINE 0.8
/* Narrow columns have no room to keep words together. */
#define NARROWEST_TIED 200.0

#define LINE_SEPARATOR "\u2028"

/* In characters: longer than any line. */
#define LONGEST_WORD 400

/* From @text on, bytes of the text stand at @shown and on of what is set. What an object reads as is
 * longer or shorter than the object. */
typedef struct
{
  guint text;
  guint shown;
} Piece;

typedef struct
{
  GString *shown;
  GArray *pieces;
  GArray *marks; /* of guint: where the figure of each footnote begins, then one for the end */
  PangoAttrList *attributes;
} Builder;

static void
add_attribute (Builder *builder, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (builder->attributes, attribute);
}

static void
raise_text (Builder *builder, guint start, guint end)
{
  add_attribute (builder, pango_attr_font_scale_new (PANGO_FONT_SCALE_SUPERSCRIPT), start, end);
  add_attribute (builder, pango_attr_baseline_shift_new (PANGO_BASELINE_SHIFT_SUPERSCRIPT), start, end);
}

static void
add_piece (Builder *builder, guint text)
{
  Piece piece = { text, builder->shown->len };

  g_array_append_val (builder->pieces, piece);
}

static void
add_label (Builder *builder, NhPageLabel place, const char *label)
{
  if (!label || !*label)
    return;
  g_string_append (builder->shown, label);
  if (place == NH_PAGE_LABEL_RAISED)
    raise_text (builder, 0, builder->shown->len);
  g_string_append_c (builder->shown, ' ');
}

/* Bytes @start to @end of the text are shown as something else. */
static void
add_other (Builder *builder, const char *shown, guint start, guint end)
{
  add_piece (builder, start);
  g_string_append (builder->shown, shown);
  add_piece (builder, end);
}

/* Controls have no place on paper; a new line within a paragraph is a soft break. Pango looks through
 * the rest of a word for each line that it breaks, so that one without an end (pasted data) would take
 * hours: such a word gets places to break at. */
static void
add_text (Builder *builder, const char *text, guint start, guint end)
{
  guint n_chars = 0; /* of the word */

  add_piece (builder, start);
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);
      gboolean control = (c < 0x20 && c != '\t') || c == 0x7f || c == 0x2029;

      n_chars = g_unichar_isspace (c) ? 0 : n_chars + 1;
      if (n_chars > 0 && n_chars % LONGEST_WORD == 0)
        add_other (builder, "\u200b", (guint) (p - text), (guint) (p - text));
      if (control)
        add_other (builder, c == '\n' || c == 0x2029 ? LINE_SEPARATOR : "", (guint) (p - text), (guint) (next - text));
      else
        g_string_append_len (builder->shown, p, next - p);
    }
}

static void
add_rich (Builder *builder, NhRichText *text, guint first_note)
{
  const char *bytes = nh_rich_text_get_text (text);
  guint length = nh_rich_text_get_length (text);
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);
  guint done = 0;

  for (guint i = 0; i < n; i++)
    {
      guint start;

      add_text (builder, bytes, done, inlines[i].offset);
      add_piece (builder, inlines[i].offset);
      start = builder->shown->len;
      if (inlines[i].kind == NH_INLINE_NOTE)
        {
          g_array_append_val (builder->marks, start);
          g_string_append_printf (builder->shown, "%u", first_note + builder->marks->len);
          raise_text (builder, start, builder->shown->len);
        }
      else
        g_string_append (builder->shown, "……");
      done = inlines[i].offset + strlen (NH_RICH_TEXT_OBJECT_UTF8);
    }
  add_text (builder, bytes, done, length);
  add_piece (builder, length);
}

static guint
to_shown (const GArray *pieces, guint offset)
{
  const Piece *all = (const Piece *) (gpointer) pieces->data;
  guint i = pieces->len - 1;

  while (i > 0 && all[i].text > offset)
    i--;
  if (i + 1 < pieces->len)
    return MIN (all[i].shown + (offset - all[i].text), all[i + 1].shown);
  return all[i].shown;
}

static guint
to_text (const GArray *pieces, guint shown)
{
  const Piece *all = (const Piece *) (gpointer) pieces->data;
  guint i = pieces->len - 1;

  if (shown < all[0].shown)
    return all[0].text;
  while (i > 0 && all[i].shown > shown)
    i--;
  if (i + 1 == pieces->len)
    return all[i].text;
  /* Within what an object reads as: the object itself. */
  return shown - all[i].shown < all[i + 1].text - all[i].text
                 && all[i + 1].shown - all[i].shown == all[i + 1].text - all[i].text
             ? all[i].text + (shown - all[i].shown)
             : all[i].text;
}

static void
add_spans (Builder *builder, NhRichText *text)
{
  guint n;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);

  for (guint i = 0; i < n; i++)
    {
      guint start = to_shown (builder->pieces, spans[i].start);
      guint end = to_shown (builder->pieces, spans[i].end);

      if (spans[i].style & NH_STYLE_BOLD)
        add_attribute (builder, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
      if (spans[i].style & NH_STYLE_ITALIC)
        add_attribute (builder, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
    }
}

/* An attribute and no other blank: what is copied from a PDF stays what was typed. */
static void
add_ties (Builder *builder)
{
  const char *text = builder->shown->str;

  for (const char *blank = strchr (text, ' '); blank; blank = strchr (blank + 1, ' '))
    if (nh_page_is_tie (text, blank))
      add_attribute (builder, pango_attr_allow_breaks_new (FALSE),
                     (guint) (g_utf8_prev_char (blank) - text), (guint) (blank + 2 - text));
  /* Word does not end lines after a stroke either: "16/2022/TT-BGDĐT". */
  for (const char *stroke = strchr (text, '/'); stroke; stroke = strchr (stroke + 1, '/'))
    if (stroke > text && stroke[1] && stroke[-1] != ' ' && stroke[1] != ' ')
      add_attribute (builder, pango_attr_allow_breaks_new (FALSE), (guint) (stroke - text),
                     (guint) (g_utf8_next_char (stroke + 1) - text));
}

/* Pango stretches the line before a line break that was typed; paper, and our Word file, do not.
 * What is not justified breaks at the same places. */
static void
loosen_broken_lines (NhPageText *self)
{
  const char *shown = pango_layout_get_text (self->layout);

  if (!pango_layout_get_justify (self->layout) || !strstr (shown, LINE_SEPARATOR))
    return;
  self->loose = pango_layout_copy (self->layout);
  pango_layout_set_justify (self->loose, FALSE);
  for (guint i = 0; i + 1 < self->n_lines; i++)
    {
      const PangoLayoutLine *next = self->lines[i + 1].line;
      PangoRectangle extents;

      if (next->start_index < (int) strlen (LINE_SEPARATOR)
          || !g_str_has_prefix (shown + next->start_index - strlen (LINE_SEPARATOR), LINE_SEPARATOR))
        continue;
      self->lines[i].line = pango_layout_get_line_readonly (self->loose, (int) i);
      pango_layout_line_get_extents (self->lines[i].line, NULL, &extents);
      self->lines[i].width = (double) extents.width / PANGO_SCALE;
    }
}

static void
take_lines (NhPageText *self, const GArray *marks)
{
  PangoLayoutIter *iter = pango_layout_get_iter (self->layout);
  guint note = 0;
  guint i = 0;

  self->n_lines = (guint) pango_layout_get_line_count (self->layout);
  self->lines = g_new0 (NhPageLine, self->n_lines);
  do
    {
      NhPageLine *line = &self->lines[i++];
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      line->line = pango_layout_iter_get_line_readonly (iter);
      line->x = (double) extents.x / PANGO_SCALE;
      line->width = (double) extents.width / PANGO_SCALE;
      self->widest = MAX (self->widest, line->width);
      line->n_notes = note;
      while (marks && note < marks->len
             && g_array_index (marks, guint, note) < (guint) (line->line->start_index + line->line->length))
        note++;
    }
  while (i < self->n_lines && pango_layout_iter_next_line (iter));
  self->n_notes = note;
  pango_layout_iter_free (iter);
  loosen_broken_lines (self);
}

static NhPageText *
shape (PangoContext *context, const NhPageStyle *style, Builder *builder, double width)
{
  NhPageText *self = g_new0 (NhPageText, 1);
  PangoFontDescription *font = nh_page_font_describe (style->size, style->bold, style->italic);

  if (width >= NARROWEST_TIED)
    add_ties (builder);
  /* An address that is cut must not get a hyphen that is not its own. */
  add_attribute (builder, pango_attr_insert_hyphens_new (FALSE), 0, builder->shown->len);
  self->layout = pango_layout_new (context);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, width > 0 ? (int) lround (width * PANGO_SCALE) : -1);
  pango_layout_set_indent (self->layout, (int) lround (style->indent * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify (self->layout, style->align == NH_PAGE_ALIGN_JUSTIFY);
  pango_layout_set_alignment (self->layout, style->align == NH_PAGE_ALIGN_CENTRE ? PANGO_ALIGN_CENTER
                                            : style->align == NH_PAGE_ALIGN_RIGHT ? PANGO_ALIGN_RIGHT
                                                                                  : PANGO_ALIGN_LEFT);
  pango_layout_set_auto_dir (self->layout, FALSE);
  pango_layout_set_attributes (self->layout, builder->attributes);
  pango_layout_set_text (self->layout, builder->shown->str, (int) builder->shown->len);
  self->pitch = style->pitch;
  self->pieces = g_array_ref (builder->pieces);
  take_lines (self, builder->marks);
  return self;
}

static void
builder_init (Builder *builder)
{
  builder->shown = g_string_new (NULL);
  builder->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  builder->marks = g_array_new (FALSE, FALSE, sizeof (guint));
  builder->attributes = pango_attr_list_new ();
}

static void
builder_clear (Builder *builder)
{
  g_string_free (builder->shown, TRUE);
  g_array_unref (builder->pieces);
  g_array_unref (builder->marks);
  pango_attr_list_unref (builder->attributes);
}

/**
 * nh_page_text_new:
 * @context: from nh_page_font_new_context()
 * @style: how it looks
 * @place: where its label stands
 * @label: (nullable): "1.1.", "–"
 * @text: (nullable): the text
 * @width: of the lines, in points
 * @first_note: footnotes called before this text
 *
 * Returns: (transfer full): the text in lines; at least one.
 */
NhPageText *
nh_page_text_new (PangoContext *context, const NhPageStyle *style, NhPageLabel place, const char *label,
                  NhRichText *text, double width, guint first_note)
{
  Builder builder;
  NhPageText *self;

  builder_init (&builder);
  add_label (&builder, place, label);
  if (text)
    {
      add_rich (&builder, text, first_note);
      add_spans (&builder, text);
    }
  else
    add_piece (&builder, 0);
  self = shape (context, style, &builder, width);
  builder_clear (&builder);
  return self;
}

/**
 * nh_page_text_new_plain:
 * @context: from nh_page_font_new_context()
 * @style: how it looks
 * @text: (nullable): UTF-8; new lines begin new lines
 * @width: of the lines, in points; 0: as long as they are, lines end only where the text says so
 *
 * Returns: (transfer full): the text in lines; at least one.
 */
NhPageText *
nh_page_text_new_plain (PangoContext *context, const NhPageStyle *style, const char *text, double width)
{
  Builder builder;
  NhPageText *self;
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  builder_init (&builder);
  add_text (&builder, valid, 0, strlen (valid));
  add_piece (&builder, strlen (valid));
  self = shape (context, style, &builder, width);
  builder_clear (&builder);
  return self;
}

void
nh_page_text_free (NhPageText *self)
{
  if (!self)
    return;
  g_clear_object (&self->loose);
  g_object_unref (self->layout);
  g_array_unref (self->pieces);
  g_free (self->lines);
  g_free (self);
}

double
nh_page_text_get_height (const NhPageText *self)
{
  return self->n_lines * self->pitch;
}

/** nh_page_text_line_notes: Returns: how many footnotes are called on @line. */
guint
nh_page_text_line_notes (const NhPageText *self, guint line)
{
  return (line + 1 < self->n_lines ? self->lines[line + 1].n_notes : self->n_notes)
         - self->lines[line].n_notes;
}

/**
 * nh_page_text_draw:
 * @self: a text
 * @cr: with the colour to draw in
 * @x: left edge of the lines
 * @y: top of the line @from
 * @from: first line
 * @to: the line after the last one
 *
 * Draws some of the lines at their exact distance.
 */
void
nh_page_text_draw (const NhPageText *self, cairo_t *cr, double x, double y, guint from, guint to)
{
  for (guint i = from; i < to && i < self->n_lines; i++)
    {
      cairo_move_to (cr, x + self->lines[i].x, y + (i - from + BASELINE) * self->pitch);
      pango_cairo_show_layout_line (cr, self->lines[i].line);
    }
}

/**
 * nh_page_text_locate:
 * @self: a text
 * @offset: a byte of the text
 * @x: (out): where it stands, from the left edge of the lines
 *
 * Returns: the line.
 */
guint
nh_page_text_locate (const NhPageText *self, guint offset, double *x)
{
  int index = (int) to_shown (self->pieces, offset);
  int line;
  int position;

  pango_layout_index_to_line_x (self->layout, index, FALSE, &line, &position);
  line = CLAMP (line, 0, (int) self->n_lines - 1);
  pango_layout_line_index_to_x (self->lines[line].line, index, FALSE, &position);
  *x = self->lines[line].x + (double) position / PANGO_SCALE;
  return (guint) line;
}

/**
 * nh_page_text_pick:
 * @self: a text
 * @line: one of its lines
 * @x: from the left edge of the lines
 *
 * Returns: the byte of the text before which a cursor would stand there.
 */
guint
nh_page_text_pick (const NhPageText *self, guint line, double x)
{
  PangoLayoutLine *of = self->lines[MIN (line, self->n_lines - 1)].line;
  const char *shown = pango_layout_get_text (self->layout);
  int index;
  int trailing;

  pango_layout_line_x_to_index (of, (int) ((x - self->lines[MIN (line, self->n_lines - 1)].x) * PANGO_SCALE),
                                &index, &trailing);
  /* Past the end of a line that was broken: before its last blank, not on the next line. */
  if (trailing && index + 1 >= of->start_index + of->length && line + 1 < self->n_lines)
    trailing = 0;
  for (; trailing > 0; trailing--)
    index = (int) (g_utf8_next_char (shown + index) - shown);
  return to_text (self->pieces, (guint) index);
}
