/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-layout-private.h"

#include "document/nh-page-font.h"

/* Where an old page began that no longer exists. */
#define NOWHERE G_MAXUINT

void
nh_page_free (NhPage *self)
{
  nh_table_break_free (self->start.row);
  for (guint i = 0; i < self->items->len; i++)
    {
      NhPageItem *item = &g_array_index (self->items, NhPageItem, i);

      nh_table_piece_free (item->piece);
      nh_page_box_unref (item->box);
    }
  for (guint i = 0; i < self->notes->len; i++)
    nh_page_box_unref (g_array_index (self->notes, NhPageNote, i).box);
  g_array_unref (self->items);
  g_array_unref (self->notes);
  g_free (self);
}

/** nh_page_body_height: Returns: the height between the upper and the lower margin. */
double
nh_page_body_height (gboolean landscape)
{
  double width;
  double height;

  nh_page_size (landscape, &width, &height);
  return height - NH_PAGE_TOP - NH_PAGE_BOTTOM;
}

/** nh_page_layout_get_box: Returns: (transfer none): the box of an element, set for @width. */
NhPageBox *
nh_page_layout_get_box (NhPageLayout *self, guint index, double width)
{
  NhPageBox *box = self->boxes->pdata[index];

  nh_page_box_set (box, self->context, width);
  return box;
}

/** nh_page_layout_find_note: Returns: (transfer none): the box that calls footnote @note, from 0. */
NhPageBox *
nh_page_layout_find_note (NhPageLayout *self, guint note)
{
  guint low = 0;
  guint high = self->boxes->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (((NhPageBox *) self->boxes->pdata[middle])->first_note <= note)
        low = middle;
      else
        high = middle;
    }
  /* Boxes without notes share the number of the next one that has some. */
  while (((NhPageBox *) self->boxes->pdata[low])->n_notes == 0 && low > 0)
    low--;
  return self->boxes->pdata[low];
}

/* Counts boxes and footnotes from @from on. Returns the last box whose footnotes have other numbers
 * now, or @last. */
static int
number_boxes (NhPageLayout *self, guint from, int last)
{
  NhPageBox *before = from > 0 ? self->boxes->pdata[from - 1] : NULL;
  guint note = before ? before->first_note + before->n_notes : 0;

  for (guint i = from; i < self->boxes->len; i++)
    {
      NhPageBox *box = self->boxes->pdata[i];

      box->index = i;
      if (box->first_note != note && box->n_notes > 0)
        {
          nh_page_box_forget (box);
          last = MAX (last, (int) i);
        }
      box->first_note = note;
      note += box->n_notes;
    }
  return last;
}

static gboolean
is_over (NhPageLayout *self, const NhPagePlace *place)
{
  return place->element >= self->boxes->len && place->note == place->note_end;
}

static gboolean
place_equal (const NhPagePlace *a, const NhPagePlace *b)
{
  return a->element == b->element && a->line == b->line && nh_table_break_equal (a->row, b->row)
         && a->note == b->note && a->note_line == b->note_line && a->note_end == b->note_end;
}

static gboolean
place_before (const NhPagePlace *a, const NhPagePlace *b)
{
  guint row_a = a->row ? a->row->row : 0;
  guint row_b = b->row ? b->row->row : 0;

  if (a->element != b->element)
    return a->element < b->element;
  return a->line != b->line ? a->line < b->line : row_a < row_b;
}

static NhPage *
last_page (NhPageLayout *self)
{
  return self->pages->len > 0 ? self->pages->pdata[self->pages->len - 1] : NULL;
}

/**
 * nh_page_layout_new:
 * @document: what to print
 *
 * Lays out all of it. The layout belongs to the thread that makes it.
 *
 * Returns: (transfer full): the pages; at least one.
 */
NhPageLayout *
nh_page_layout_new (NhDocument *document)
{
  NhPageLayout *self = g_new0 (NhPageLayout, 1);
  NhPagePlace start = { 0 };
  guint n = nh_document_get_n_elements (document);

  self->document = nh_document_ref (document);
  self->context = nh_page_font_new_context ();
  self->boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_page_box_unref);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_page_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->boxes, nh_page_box_new (nh_document_get_element (document, i)));
  number_boxes (self, 0, -1);
  do
    {
      NhPagePlace end;
      NhPage *page = nh_page_fill (self, &start, last_page (self), &end);

      g_ptr_array_add (self->pages, page);
      start = end;
    }
  while (!is_over (self, &start));
  return self;
}

void
nh_page_layout_free (NhPageLayout *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->boxes);
  g_object_unref (self->context);
  nh_document_unref (self->document);
  g_free (self);
}

NhDocument *
nh_page_layout_get_document (NhPageLayout *self)
{
  return self->document;
}

guint
nh_page_layout_get_n_pages (NhPageLayout *self)
{
  return self->pages->len;
}

typedef struct
{
  guint position;
  guint n_removed;
  guint n_added;
} Splice;

static void
keep_box (NhPageLayout *self, guint box, guint element)
{
  NhPageBox *kept = self->boxes->pdata[box];
  NhElement *new = nh_document_get_element (self->document, element);
  NhElement *old = kept->element;

  kept->element = nh_element_ref (new);
  nh_element_unref (old);
}

/* Elements that print as before keep their boxes, and need no new pages. */
static void
trim_splice (NhPageLayout *self, Splice *splice)
{
  while (splice->n_removed > 0 && splice->n_added > 0)
    {
      NhPageBox *old = self->boxes->pdata[splice->position];

      if (!nh_element_equal (old->element, nh_document_get_element (self->document, splice->position)))
        break;
      keep_box (self, splice->position, splice->position);
      splice->position++;
      splice->n_removed--;
      splice->n_added--;
    }
  while (splice->n_removed > 0 && splice->n_added > 0)
    {
      guint box = splice->position + splice->n_removed - 1;
      guint element = splice->position + splice->n_added - 1;
      NhPageBox *old = self->boxes->pdata[box];

      if (!nh_element_equal (old->element, nh_document_get_element (self->document, element)))
        break;
      keep_box (self, box, element);
      splice->n_removed--;
      splice->n_added--;
    }
}

static void
splice_boxes (NhPageLayout *self, const Splice *splice)
{
  guint common = MIN (splice->n_removed, splice->n_added);

  for (guint i = 0; i < splice->n_added; i++)
    {
      guint at = splice->position + i;
      NhPageBox *box = nh_page_box_new (nh_document_get_element (self->document, at));

      if (i < common)
        {
          NhPageBox *old = self->boxes->pdata[at];

          /* The pages that show it go away before anybody draws them. */
          box->old_table = old->table ? old->table : old->old_table;
          if (old->table)
            old->table = NULL;
          else
            old->old_table = NULL;
          nh_page_box_unref (old);
          self->boxes->pdata[at] = box;
        }
      else
        g_ptr_array_insert (self->boxes, (int) at, box);
    }
  if (splice->n_removed > common)
    g_ptr_array_remove_range (self->boxes, splice->position + common, splice->n_removed - common);
}

/* Takes the pages from @first on out of the layout; their places become those after the splice. */
static GPtrArray *
take_pages (NhPageLayout *self, guint first, const Splice *splice)
{
  GPtrArray *old = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_page_free);
  guint end = splice->position + splice->n_removed;

  for (guint i = first; i < self->pages->len; i++)
    {
      NhPage *page = self->pages->pdata[i];

      if (page->start.element >= end)
        page->start.element += splice->n_added - splice->n_removed;
      else if (page->start.element >= splice->position)
        page->start.element = NOWHERE;
      if (page->last_seen >= end)
        page->last_seen += splice->n_added - splice->n_removed;
      g_ptr_array_add (old, page);
    }
  while (self->pages->len > first)
    g_ptr_array_steal_index (self->pages, self->pages->len - 1);
  return old;
}

/* Old pages from @at on are right again: only their numbers may be others. Returns how many of them
 * look different. */
static guint
put_back (NhPageLayout *self, GPtrArray *old, guint at)
{
  guint n_different = 0;

  for (guint i = at; i < old->len; i++)
    {
      NhPage *before = last_page (self);
      NhPage *page = old->pdata[i];
      guint number = page->starts_section ? 1 : before->number + 1;

      if (page->number != number)
        n_different = i - at + 1;
      page->number = number;
      page->section = before->section + (page->starts_section ? 1 : 0);
      g_ptr_array_add (self->pages, page);
    }
  while (old->len > at)
    g_ptr_array_steal_index (old, old->len - 1);
  return n_different;
}

static gboolean
is_right_again (const NhPage *old, const NhPagePlace *start, const NhPage *before, int last_changed)
{
  return place_equal (&old->start, start) && start->note == start->note_end
         && (int) start->element > last_changed
         && (old->starts_section || old->landscape == before->landscape);
}

/* Lays out pages from @start until an old one begins at the same place. */
static NhPageChange
refill (NhPageLayout *self, GPtrArray *old, NhPagePlace *start, int last_changed)
{
  NhPageChange change = { self->pages->len, old->len, 0 };
  guint next = 0;

  while (!is_over (self, start) || self->pages->len == 0)
    {
      NhPagePlace end;
      NhPage *page = nh_page_fill (self, start, last_page (self), &end);

      g_ptr_array_add (self->pages, page);
      *start = end;
      while (next < old->len
             && (((NhPage *) old->pdata[next])->start.element == NOWHERE
                 || place_before (&((NhPage *) old->pdata[next])->start, start)))
        next++;
      if (!is_over (self, start) && next < old->len
          && is_right_again (old->pdata[next], start, page, last_changed))
        {
          guint n_different;

          change.n_added = self->pages->len - change.first;
          n_different = put_back (self, old, next);
          change.n_removed = next + n_different;
          change.n_added += n_different;
          nh_table_break_free (start->row);
          return change;
        }
    }
  change.n_added = self->pages->len - change.first;
  return change;
}

/**
 * nh_page_layout_update:
 * @self: a layout
 * @position: first element that was replaced
 * @n_removed: how many went
 * @n_added: how many came
 *
 * Brings the pages up to date after the document was spliced: from the first page that the elements
 * had a say in to the first one that begins as before. Pages that only get another number count as
 * changed too.
 *
 * Returns: which pages look different.
 */
NhPageChange
nh_page_layout_update (NhPageLayout *self, guint position, guint n_removed, guint n_added)
{
  Splice splice = { position, n_removed, n_added };
  g_autoptr (GPtrArray) old = NULL;
  NhPagePlace start = { 0 };
  guint first = 0;
  int last_changed;

  g_return_val_if_fail (self->boxes->len - n_removed + n_added == nh_document_get_n_elements (self->document),
                        (NhPageChange){ 0 });
  trim_splice (self, &splice);
  if (splice.n_removed == 0 && splice.n_added == 0)
    return (NhPageChange){ 0 };
  while (first < self->pages->len && ((NhPage *) self->pages->pdata[first])->last_seen < splice.position)
    first++;
  if (first == self->pages->len)
    start.element = splice.position;
  else if (first > 0)
    {
      NhPage *page = self->pages->pdata[first];

      start = page->start;
      start.row = nh_table_break_copy (page->start.row);
    }
  old = take_pages (self, first, &splice);
  splice_boxes (self, &splice);
  last_changed = number_boxes (self, splice.position, (int) (splice.position + splice.n_added) - 1);
  return refill (self, old, &start, last_changed);
}

/**
 * nh_page_layout_get_page_size:
 * @self: a layout
 * @page: a page, from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
nh_page_layout_get_page_size (NhPageLayout *self, guint page, double *width, double *height)
{
  g_return_if_fail (page < self->pages->len);
  nh_page_size (((NhPage *) self->pages->pdata[page])->landscape, width, height);
}

/**
 * nh_page_layout_get_page_number:
 * @self: a layout
 * @page: a page, from 0
 * @section: (out) (optional): which part it belongs to: 0 the text, then the appendices
 *
 * Returns: the number that it carries, from 1 in each part.
 */
guint
nh_page_layout_get_page_number (NhPageLayout *self, guint page, guint *section)
{
  NhPage *of;

  g_return_val_if_fail (page < self->pages->len, 0);
  of = self->pages->pdata[page];
  if (section)
    *section = of->section;
  return of->number;
}
