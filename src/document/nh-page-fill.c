/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands on one page. Lines are added while there is room for them and for the footnotes that
 * they call; then headings are kept with what follows, paragraphs leave at least two lines on either
 * side, and signatures take two lines of the text along.
 */
#include <math.h>

#include "document/nh-page-layout-private.h"

/* Fewest lines of a paragraph, and of a footnote, before and after the end of a page. */
#define LEAST_LINES 2
/* Footnotes that are too long for their page leave the next one so many lines of text. */
#define LEAST_BODY 54.0
/* Headings one under the other: more than there are levels. */
#define DEEPEST 8

typedef struct
{
  double y;      /* below what stands on the page */
  double notes;  /* height of the footnotes */
  gboolean full; /* a footnote goes on on the next page, so that no other can begin */
} Fill;

typedef struct
{
  NhPageLayout *layout;
  NhPage *page;
  NhPagePlace *end;
  double width;
  double height;
  Fill now;
  gboolean empty; /* nothing of the text stands on the page yet */
} Filler;

static void
see (Filler *f, guint index)
{
  f->page->last_seen = MAX (f->page->last_seen, index);
}

static gboolean
is_signature (Filler *f, guint index)
{
  see (f, index);
  return index < f->layout->boxes->len
         && ((NhPageBox *) f->layout->boxes->pdata[index])->element->kind == NH_ELEMENT_SIGNATURE;
}

static gboolean
keeps_next (Filler *f, const NhPageBox *box)
{
  const NhPageBox *next = NULL;

  see (f, box->index + 1);
  if (box->element->kind != NH_ELEMENT_HEADING)
    return box->style->keep_next;
  if (box->index + 1 < f->layout->boxes->len)
    next = f->layout->boxes->pdata[box->index + 1];
  return nh_page_keeps_next (box->element, next ? next->element : NULL);
}

static double
note_gap (const Fill *fill)
{
  return fill->notes > 0 ? 0 : NH_PAGE_NOTE_GAP;
}

static void
keep_note (Filler *f, NhPageBox *box, guint note, guint from, guint to)
{
  NhPageNote placed = { nh_page_box_ref (box), note, from, to };

  g_array_append_val (f->page->notes, placed);
}

/* How many lines of a footnote the page takes: all, or as many as leave two for the next one. */
static guint
note_lines (const Filler *f, const Fill *fill, const NhPageText *note, guint from)
{
  double room = f->height - fill->y - fill->notes - note_gap (fill);
  double lines = floor ((room + NH_PAGE_EPSILON) / note->pitch);

  if (lines >= note->n_lines - from)
    return note->n_lines - from;
  return (guint) MAX (MIN (lines, (double) note->n_lines - from - LEAST_LINES), 0);
}

/* One footnote of a line. @last: the last one of its line, which may go on on the next page. */
static gboolean
add_note (Filler *f, Fill *fill, NhPageBox *box, guint note, gboolean last, gboolean force, gboolean commit)
{
  NhPageText *text = box->notes->pdata[note];
  guint lines;

  if (fill->full)
    {
      f->end->note_end += commit ? 1 : 0;
      return TRUE;
    }
  lines = note_lines (f, fill, text, 0);
  if (lines < text->n_lines && !force && (!last || lines < LEAST_LINES))
    return FALSE;
  if (commit && lines > 0)
    keep_note (f, box, note, 0, lines);
  if (lines > 0)
    fill->notes += note_gap (fill) + lines * text->pitch;
  if (lines == text->n_lines)
    return TRUE;
  fill->full = TRUE;
  if (commit)
    {
      f->end->note = box->first_note + note;
      f->end->note_line = lines;
      f->end->note_end = f->end->note + 1;
    }
  return TRUE;
}

/* Adds a line with its footnotes if there is room; @force: whether there is or not, since the page has
 * nothing else. @commit: for good. */
static gboolean
add_line (Filler *f, Fill *fill, NhPageBox *box, guint line, gboolean force, gboolean commit)
{
  Fill next = *fill;
  guint first = box->text->lines[line].n_notes;
  guint n = nh_page_text_line_notes (box->text, line);

  if (n > 0 && fill->full && !force)
    return FALSE;
  next.y += box->text->pitch;
  if (!force && next.y + next.notes > f->height + NH_PAGE_EPSILON)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!add_note (f, &next, box, first + i, i + 1 == n, force, commit))
      return FALSE;
  *fill = next;
  return TRUE;
}

static gboolean
has_room (const Filler *f, const Fill *fill, double height)
{
  return fill->y + height + fill->notes <= f->height + NH_PAGE_EPSILON;
}

/* Whether the least that may stand alone of the element fits beneath @fill. */
static gboolean
next_fits (Filler *f, guint index, Fill fill, guint depth)
{
  NhPageBox *box;
  guint least;
  gboolean at_signature;
  gboolean whole;

  see (f, index);
  if (index >= f->layout->boxes->len || depth > DEEPEST)
    return TRUE;
  box = f->layout->boxes->pdata[index];
  if (box->element->kind == NH_ELEMENT_PAGE_BREAK || box->element->kind == NH_ELEMENT_APPENDIX_HEAD)
    return TRUE;
  box = nh_page_layout_get_box (f->layout, index, f->width);
  if (box->table)
    return has_room (f, &fill, nh_table_layout_get_least (box->table, f->height));
  if (box->form)
    return has_room (f, &fill, box->form->before + box->form->height);
  if (!box->text)
    return TRUE;
  at_signature = box->text->n_lines < 2 * LEAST_LINES && is_signature (f, index + 1);
  whole = box->style->keep_next || at_signature;
  least = whole || box->text->n_lines == 2 * LEAST_LINES - 1 ? box->text->n_lines
                                                             : MIN (box->text->n_lines, LEAST_LINES);
  fill.y += box->style->before;
  for (guint i = 0; i < least; i++)
    if (!add_line (f, &fill, box, i, FALSE, FALSE))
      return FALSE;
  fill.y += box->style->after;
  return !(at_signature || keeps_next (f, box)) || next_fits (f, index + 1, fill, depth + 1);
}

/* All lines from @from on fit: whether they may all stay. Returns the line to end before. */
static guint
keep_with_next (Filler *f, NhPageBox *box, guint from, Fill fill)
{
  guint n = box->text->n_lines;

  if (!keeps_next (f, box) && !is_signature (f, box->index + 1))
    return n;
  fill.y += box->style->after;
  if (next_fits (f, box->index + 1, fill, 0))
    return n;
  if (box->style->keep_next || n < from + LEAST_LINES + (from > 0 ? 1 : LEAST_LINES))
    return from;
  return n - LEAST_LINES;
}

/* Lines up to @to fit: where the paragraph is best cut. Returns the line to end before. */
static guint
cut_lines (const NhPageBox *box, guint from, guint to)
{
  guint n = box->text->n_lines;

  if (from == 0 && box->style->keep_next)
    return 0;
  if (n - to < LEAST_LINES)
    to = n > LEAST_LINES ? n - LEAST_LINES : 0;
  if (from == 0 && to < LEAST_LINES)
    return 0;
  return MAX (to, from);
}

static void
keep_item (Filler *f, NhPageItem item)
{
  nh_page_box_ref (item.box);
  g_array_append_val (f->page->items, item);
}

static gboolean
end_at (Filler *f, const NhPageBox *box, guint line, NhTableBreak *row)
{
  f->end->element = box->index;
  f->end->line = line;
  f->end->row = row;
  return FALSE;
}

static gboolean
place_text (Filler *f, NhPageBox *box, guint from)
{
  Fill start = f->now;
  Fill fill;
  guint n = box->text->n_lines;
  guint to = from;

  if (!f->empty && from == 0)
    start.y += box->style->before;
  fill = start;
  while (to < n && add_line (f, &fill, box, to, FALSE, FALSE))
    to++;
  to = to == n ? keep_with_next (f, box, from, fill) : cut_lines (box, from, to);
  if (to == from && f->empty)
    for (fill = start; to < n && add_line (f, &fill, box, to, to == from, FALSE);)
      to++;
  if (to == from)
    return end_at (f, box, from, NULL);
  fill = start;
  for (guint line = from; line < to; line++)
    add_line (f, &fill, box, line, f->empty && line == from, TRUE);
  keep_item (f, (NhPageItem){ box, start.y, fill.y - start.y, from, to, NULL });
  f->now = fill;
  f->empty = FALSE;
  if (to < n)
    return end_at (f, box, to, NULL);
  f->now.y += box->style->after;
  return TRUE;
}

/* The table ends on this page: whether the signature beneath it fits too, or takes the last row along. */
static gboolean
keeps_signature (Filler *f, const NhPageBox *box, const NhTablePiece *piece)
{
  Fill fill = f->now;

  if (!is_signature (f, box->index + 1))
    return TRUE;
  fill.y += piece->height + NH_PAGE_TABLE_AFTER;
  return next_fits (f, box->index + 1, fill, 0);
}

static gboolean
place_table (Filler *f, NhPageBox *box, const NhTableBreak *row)
{
  double room = f->height - f->now.y - f->now.notes;
  double page = f->empty ? room : f->height;
  NhTableBreak *next = NULL;
  NhTablePiece *piece;

  if (!box->table)
    return TRUE;
  piece = nh_table_layout_cut (box->table, row, room, page, G_MAXUINT, &next);
  if (piece && !next && !keeps_signature (f, box, piece))
    {
      guint last = piece->end_row - 1;
      NhTablePiece *shorter = nh_table_layout_cut (box->table, row, room, page, last, &next);

      if (shorter || !f->empty)
        {
          nh_table_piece_free (piece);
          piece = shorter;
        }
    }
  if (!piece)
    return f->empty ? TRUE : end_at (f, box, 0, nh_table_break_copy (row));
  keep_item (f, (NhPageItem){ box, f->now.y, piece->height, 0, 0, piece });
  f->now.y += piece->height;
  f->empty = FALSE;
  if (next)
    return end_at (f, box, 0, next);
  f->now.y += NH_PAGE_TABLE_AFTER;
  return TRUE;
}

static gboolean
place_form (Filler *f, NhPageBox *box)
{
  double before = f->empty ? 0 : box->form->before;

  if (!f->empty && !has_room (f, &f->now, before + box->form->height))
    return end_at (f, box, 0, NULL);
  keep_item (f, (NhPageItem){ box, f->now.y + before, box->form->height, 0, 0, NULL });
  f->now.y += before + box->form->height + box->form->after;
  f->empty = FALSE;
  return TRUE;
}

static void
measure_page (Filler *f)
{
  f->width = nh_page_text_width (f->page->landscape);
  f->height = nh_page_body_height (f->page->landscape);
}

/* Appendices have pages and page numbers of their own (Decree 30, Appendix I, III.1.đ). */
static gboolean
start_section (Filler *f, const NhPageBox *box)
{
  if (!f->empty || f->now.notes > 0)
    return end_at (f, box, 0, NULL);
  f->page->landscape = box->element->appendix->landscape;
  f->page->section += f->page->section > 0 || f->page->number > 1 || box->index > 0 ? 1 : 0;
  f->page->number = 1;
  f->page->starts_section = TRUE;
  measure_page (f);
  return TRUE;
}

static gboolean
place_break (Filler *f, NhPageBox *box)
{
  keep_item (f, (NhPageItem){ box, f->now.y, 0, 0, 0, NULL });
  /* At the top of a page it has had its way already. */
  if (f->empty)
    return TRUE;
  end_at (f, box, 0, NULL);
  f->end->element++;
  return FALSE;
}

/* Returns FALSE when the page ends. */
static gboolean
place (Filler *f, guint index, const NhPagePlace *start)
{
  NhPageBox *box = f->layout->boxes->pdata[index];
  gboolean first = index == start->element;

  see (f, index);
  if (box->element->kind == NH_ELEMENT_APPENDIX_HEAD && !start_section (f, box))
    return FALSE;
  nh_page_layout_get_box (f->layout, index, f->width);
  if (box->element->kind == NH_ELEMENT_PAGE_BREAK)
    return place_break (f, box);
  if (box->element->kind == NH_ELEMENT_TABLE)
    return place_table (f, box, first ? start->row : NULL);
  if (box->form)
    return place_form (f, box);
  return place_text (f, box, first ? start->line : 0);
}

/* What is left of the footnotes of the page before. */
static void
place_rest_of_notes (Filler *f, const NhPagePlace *start)
{
  guint from = start->note_line;

  /* So much of the page is kept for the text. */
  f->now.y = LEAST_BODY;
  for (guint note = start->note; note < start->note_end && !f->now.full; note++, from = 0)
    {
      NhPageBox *box = nh_page_layout_find_note (f->layout, note);
      NhPageText *text;
      guint lines;

      nh_page_box_set (box, f->layout->context, f->width);
      text = box->notes->pdata[note - box->first_note];
      lines = note_lines (f, &f->now, text, from);
      if (lines > 0)
        {
          keep_note (f, box, note - box->first_note, from, from + lines);
          f->now.notes += note_gap (&f->now) + lines * text->pitch;
        }
      if (from + lines == text->n_lines)
        continue;
      f->now.full = TRUE;
      f->end->note = note;
      f->end->note_line = from + lines;
      f->end->note_end = start->note_end;
    }
  f->now.y = 0;
}

/**
 * nh_page_fill:
 * @layout: a layout
 * @start: (transfer full): where the page begins; left empty
 * @before: (nullable): the page before it
 * @end: (out): where the next page begins
 *
 * Returns: (transfer full): the page.
 */
NhPage *
nh_page_fill (NhPageLayout *layout, NhPagePlace *start, const NhPage *before, NhPagePlace *end)
{
  NhPage *page = g_new0 (NhPage, 1);
  Filler f = { .layout = layout, .page = page, .end = end, .empty = TRUE };
  guint n = layout->boxes->len;

  page->start = *start;
  *start = *end = (NhPagePlace){ 0 };
  page->items = g_array_new (FALSE, FALSE, sizeof (NhPageItem));
  page->notes = g_array_new (FALSE, FALSE, sizeof (NhPageNote));
  page->landscape = before ? before->landscape : FALSE;
  page->number = before ? before->number + 1 : 1;
  page->section = before ? before->section : 0;
  measure_page (&f);
  place_rest_of_notes (&f, &page->start);
  end->element = n;
  for (guint i = page->start.element; i < n; i++)
    if (!place (&f, i, &page->start))
      {
        page->notes_height = f.now.notes;
        return page;
      }
  see (&f, n);
  page->notes_height = f.now.notes;
  return page;
}
