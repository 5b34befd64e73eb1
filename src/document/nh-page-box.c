/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-layout-private.h"

static guint
count_notes (const NhElement *element)
{
  guint n = 0;
  guint count = 0;
  const NhInline *inlines = element->text ? nh_rich_text_get_inlines (element->text, &n) : NULL;

  for (guint i = 0; i < n; i++)
    if (inlines[i].kind == NH_INLINE_NOTE)
      count++;
  return count;
}

/** nh_page_box_new: Returns: (transfer full): a box that is not set yet. */
NhPageBox *
nh_page_box_new (NhElement *element)
{
  NhPageBox *self = g_new0 (NhPageBox, 1);

  self->refs = 1;
  self->element = nh_element_ref (element);
  self->style = nh_page_style_get (nh_page_style_of_element (element));
  self->n_notes = count_notes (element);
  return self;
}

NhPageBox *
nh_page_box_ref (NhPageBox *self)
{
  self->refs++;
  return self;
}

/** nh_page_box_forget: it has to be set anew. */
void
nh_page_box_forget (NhPageBox *self)
{
  g_clear_pointer (&self->text, nh_page_text_free);
  g_clear_pointer (&self->form, nh_page_form_free);
  g_clear_pointer (&self->table, nh_table_layout_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  self->width = 0;
}

void
nh_page_box_unref (NhPageBox *self)
{
  if (--self->refs > 0)
    return;
  nh_page_box_forget (self);
  g_clear_pointer (&self->old_table, nh_table_layout_free);
  nh_element_unref (self->element);
  g_free (self);
}

/**
 * nh_page_box_get_note:
 * @self: a box
 * @note: which of its footnotes
 * @offset: (out) (optional): the byte of its mark in the text
 *
 * Returns: (transfer none): the text of the footnote.
 */
NhRichText *
nh_page_box_get_note (const NhPageBox *self, guint note, guint *offset)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (self->element->text, &n);

  for (guint i = 0; i < n; i++)
    if (inlines[i].kind == NH_INLINE_NOTE && note-- == 0)
      {
        if (offset)
          *offset = inlines[i].offset;
        return inlines[i].note;
      }
  g_return_val_if_reached (NULL);
}

static void
set_notes (NhPageBox *self, PangoContext *context, double width)
{
  const NhPageStyle *style = nh_page_style_get (NH_PAGE_STYLE_NOTE);

  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_page_text_free);
  for (guint i = 0; i < self->n_notes; i++)
    {
      g_autofree char *figure = g_strdup_printf ("%u", self->first_note + i + 1);

      g_ptr_array_add (self->notes,
                       nh_page_text_new (context, style, NH_PAGE_LABEL_RAISED, figure,
                                         nh_page_box_get_note (self, i, NULL), width, 0));
    }
}

/**
 * nh_page_box_set:
 * @self: a box
 * @context: from nh_page_font_new_context()
 * @width: between the margins
 *
 * Sets it for a width, unless that is done already.
 */
void
nh_page_box_set (NhPageBox *self, PangoContext *context, double width)
{
  const NhElement *element = self->element;

  if (self->width == width)
    return;
  nh_page_box_forget (self);
  self->width = width;
  switch (element->kind)
    {
    case NH_ELEMENT_BASIS:
    case NH_ELEMENT_HEADING:
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_BULLET:
      self->text = nh_page_text_new (context, self->style, NH_PAGE_LABEL_INLINE, element->label, element->text,
                                     width, self->first_note);
      if (self->n_notes > 0)
        set_notes (self, context, width);
      break;
    case NH_ELEMENT_TABLE:
      if (element->table && nh_table_get_n_columns (element->table) > 0
          && nh_table_get_n_rows (element->table) > 0)
        self->table = nh_table_layout_new_after (element->table, width, self->old_table);
      g_clear_pointer (&self->old_table, nh_table_layout_free);
      break;
    case NH_ELEMENT_LETTERHEAD:
    case NH_ELEMENT_TITLE:
    case NH_ELEMENT_SIGNATURE:
    case NH_ELEMENT_APPENDIX_HEAD:
      self->form = nh_page_form_new (context, element, width);
      break;
    case NH_ELEMENT_PAGE_BREAK:
      break;
    }
}
