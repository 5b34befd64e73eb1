/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing pages, and finding places on them.
 */
#include "document/nh-page-layout-private.h"

#include <math.h>

static void
draw_item (const NhPageItem *item, cairo_t *cr)
{
  double y = NH_PAGE_TOP + item->y;

  if (item->piece)
    nh_table_layout_draw_piece (item->box->table, item->piece, cr, NH_PAGE_LEFT, y);
  else if (item->box->form)
    nh_page_form_draw (item->box->form, cr, NH_PAGE_LEFT, y);
  else if (item->box->text)
    nh_page_text_draw (item->box->text, cr, NH_PAGE_LEFT, y, item->from, item->to);
}

static double
notes_top (const NhPage *page)
{
  return NH_PAGE_TOP + nh_page_body_height (page->landscape) - page->notes_height;
}

static double
note_height (const NhPageNote *note)
{
  return (note->to - note->from) * ((NhPageText *) note->box->notes->pdata[note->note])->pitch;
}

static void
draw_notes (const NhPage *page, cairo_t *cr)
{
  double y = notes_top (page);

  cairo_set_line_width (cr, NH_PAGE_TABLE_RULE);
  cairo_move_to (cr, NH_PAGE_LEFT, y + NH_PAGE_NOTE_GAP / 2);
  cairo_rel_line_to (cr, NH_PAGE_NOTE_RULE, 0);
  cairo_stroke (cr);
  y += NH_PAGE_NOTE_GAP;
  for (guint i = 0; i < page->notes->len; i++)
    {
      const NhPageNote *note = &g_array_index (page->notes, NhPageNote, i);

      nh_page_text_draw (note->box->notes->pdata[note->note], cr, NH_PAGE_LEFT, y, note->from, note->to);
      y += note_height (note);
    }
}

/* In the middle of the upper margin, not on the first page: Decree 30, Appendix I, part I section I.6. */
static void
draw_number (NhPageLayout *self, const NhPage *page, cairo_t *cr)
{
  g_autofree char *figure = g_strdup_printf ("%u", page->number);
  g_autoptr (NhPageText) text
      = nh_page_text_new_plain (self->context, nh_page_style_get (NH_PAGE_STYLE_PAGE_NUMBER), figure,
                                nh_page_text_width (page->landscape));

  nh_page_text_draw (text, cr, NH_PAGE_LEFT, NH_PAGE_HEADER, 0, 1);
}

/**
 * nh_page_layout_draw_page:
 * @self: a layout
 * @page: a page, from 0
 * @cr: where to draw: one unit is a point, the page's top left corner is at 0, 0
 *
 * Draws a page in black; what is behind it is the caller's.
 */
void
nh_page_layout_draw_page (NhPageLayout *self, guint page, cairo_t *cr)
{
  const NhPage *of;

  g_return_if_fail (page < self->pages->len);
  of = self->pages->pdata[page];
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (of->number > 1)
    draw_number (self, of, cr);
  for (guint i = 0; i < of->items->len; i++)
    draw_item (&g_array_index (of->items, NhPageItem, i), cr);
  if (of->notes->len > 0)
    draw_notes (of, cr);
  cairo_restore (cr);
}

/* The first page that may show the element: the last one that begins before it. */
static guint
find_page (NhPageLayout *self, guint element)
{
  guint low = 0;
  guint high = self->pages->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (((NhPage *) self->pages->pdata[middle])->start.element < element)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gboolean
is_there (const NhPageItem *item, guint element, guint line)
{
  return item->box->index == element && (!item->box->text || (item->from <= line && line < item->to));
}

/**
 * nh_page_layout_locate:
 * @self: a layout
 * @element: an element
 * @offset: a byte of its text
 * @page: (out): the page that shows it
 * @rect: (out): its line there, from where the byte stands on and without width; of what has no text
 *   all that the page shows of it; of a table its first row there
 *
 * Returns: %FALSE when there is no such element or nothing of it can be seen.
 */
gboolean
nh_page_layout_locate (NhPageLayout *self, guint element, guint offset, guint *page, NhPageRect *rect)
{
  NhPageBox *box;
  guint line = 0;
  double x = 0;

  if (element >= self->boxes->len)
    return FALSE;
  box = self->boxes->pdata[element];
  if (box->text)
    line = nh_page_text_locate (box->text, offset, &x);
  for (guint p = find_page (self, element); p < self->pages->len; p++)
    {
      const NhPage *of = self->pages->pdata[p];

      if (of->start.element > element)
        break;
      for (guint i = 0; i < of->items->len; i++)
        {
          const NhPageItem *item = &g_array_index (of->items, NhPageItem, i);

          if (!is_there (item, element, line))
            continue;
          *page = p;
          *rect = (NhPageRect){ NH_PAGE_LEFT, NH_PAGE_TOP + item->y, nh_page_text_width (of->landscape),
                                item->height };
          if (box->text)
            *rect = (NhPageRect){ NH_PAGE_LEFT + x, rect->y + (line - item->from) * box->text->pitch, 0,
                                  box->text->pitch };
          else if (item->piece && item->piece->rows->len > 1)
            rect->height = g_array_index (item->piece->rows, double, 1);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
pick_note (const NhPage *page, double y, guint *element, guint *offset)
{
  double top = notes_top (page) + NH_PAGE_NOTE_GAP;

  for (guint i = 0; i < page->notes->len; i++)
    {
      const NhPageNote *note = &g_array_index (page->notes, NhPageNote, i);

      top += note_height (note);
      if (y >= top && i + 1 < page->notes->len)
        continue;
      *element = note->box->index;
      nh_page_box_get_note (note->box, note->note, offset);
      return TRUE;
    }
  return FALSE;
}

/**
 * nh_page_layout_pick:
 * @self: a layout
 * @page: a page, from 0
 * @x: a place on it
 * @y: a place on it
 * @element: (out): the element that stands there, or nearest above or below
 * @offset: (out): the byte of its text; of a footnote the place of its mark
 *
 * Returns: %FALSE when the page is empty.
 */
gboolean
nh_page_layout_pick (NhPageLayout *self, guint page, double x, double y, guint *element, guint *offset)
{
  const NhPage *of;
  const NhPageItem *nearest = NULL;
  double least = G_MAXDOUBLE;

  g_return_val_if_fail (page < self->pages->len, FALSE);
  of = self->pages->pdata[page];
  if (of->notes->len > 0 && y > notes_top (of))
    return pick_note (of, y, element, offset);
  y -= NH_PAGE_TOP;
  for (guint i = 0; i < of->items->len; i++)
    {
      const NhPageItem *item = &g_array_index (of->items, NhPageItem, i);
      double distance = MAX (MAX (item->y - y, y - item->y - item->height), 0);

      if (distance < least)
        {
          least = distance;
          nearest = item;
        }
    }
  if (!nearest)
    return FALSE;
  *element = nearest->box->index;
  *offset = 0;
  if (nearest->box->text)
    {
      double line = floor ((y - nearest->y) / nearest->box->text->pitch);
      guint at = (guint) CLAMP (nearest->from + line, nearest->from, nearest->to - 1);

      *offset = nh_page_text_pick (nearest->box->text, at, x - NH_PAGE_LEFT);
    }
  return TRUE;
}
