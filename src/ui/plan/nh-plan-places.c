/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-places.h"

#define OBJECT_BYTES ((guint) (sizeof NH_RICH_TEXT_OBJECT_UTF8 - 1))

/* How many bytes a reference has on paper. */
static guint
printed_length (NhPlanText *text,
                NhRichText *source,
                guint offset)
{
  g_autoptr (NhRichText) reference = nh_rich_text_slice (source, offset, offset + OBJECT_BYTES);
  g_autoptr (NhRichText) printed = nh_rich_text_resolve (reference, nh_plan_text_reference_label, text);

  return nh_rich_text_get_length (printed);
}

/**
 * nh_plan_place_to_element:
 * @block: position of a block
 * @offset: byte of its text
 * @element: (out): the element that shows it
 * @element_offset: (out): byte of that element's text
 *
 * Returns: whether the block is on paper.
 */
gboolean
nh_plan_place_to_element (NhPlanDocument *document,
                          guint block,
                          guint offset,
                          guint *element,
                          guint *element_offset)
{
  NhPlanText *text = nh_plan_document_get_text (document);
  NhDocument *paper = nh_plan_document_get_document (document);
  NhBlock *source;
  NhElement *shown;
  const NhInline *inlines;
  guint n;
  guint at = offset;

  if (block >= nh_plan_text_get_n_blocks (text))
    return FALSE;
  *element = nh_plan_document_element_of_block (document, block);
  if (*element >= nh_document_get_n_elements (paper))
    return FALSE;
  source = nh_plan_text_get_block (text, block);
  shown = nh_document_get_element (paper, *element);
  inlines = nh_rich_text_get_inlines (source->text, &n);
  for (guint i = 0; i < n && inlines[i].offset < offset; i++)
    if (inlines[i].kind != NH_INLINE_NOTE)
      at += printed_length (text, source->text, inlines[i].offset) - OBJECT_BYTES;
  *element_offset = shown->text ? MIN (at, nh_rich_text_get_length (shown->text)) : 0;
  return TRUE;
}

/**
 * nh_plan_place_to_block:
 * @element: an element on paper
 * @element_offset: byte of its text
 * @block: (out): the block that it shows
 * @offset: (out): byte of the block's text; of a place within the words of a reference the reference's
 *
 * Returns: whether it shows a block of the text.
 */
gboolean
nh_plan_place_to_block (NhPlanDocument *document,
                        guint element,
                        guint element_offset,
                        guint *block,
                        guint *offset)
{
  NhPlanText *text = nh_plan_document_get_text (document);
  NhBlock *source;
  const NhInline *inlines;
  guint n;
  guint longer = 0; /* the words of the references so far, less their objects */

  if (!nh_plan_document_block_of_element (document, element, block))
    return FALSE;
  source = nh_plan_text_get_block (text, *block);
  inlines = nh_rich_text_get_inlines (source->text, &n);
  for (guint i = 0; i < n; i++)
    {
      guint length;

      if (inlines[i].offset + longer >= element_offset)
        break;
      if (inlines[i].kind == NH_INLINE_NOTE)
        continue;
      length = printed_length (text, source->text, inlines[i].offset);
      if (inlines[i].offset + longer + length > element_offset)
        {
          *offset = inlines[i].offset;
          return TRUE;
        }
      longer += length - OBJECT_BYTES;
    }
  *offset = MIN (element_offset - longer, nh_rich_text_get_length (source->text));
  return TRUE;
}
