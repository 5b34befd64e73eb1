/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-form.h"

#include <string.h>

#include "document/nh-page-text.h"

typedef struct
{
  NhPageText *text;
  double x;
  double y;
} PlacedText;

typedef struct
{
  double x;
  double y;
  double width;
} PlacedRule;

/* A column that is filled from the top. */
typedef struct
{
  NhPageForm *form;
  PangoContext *context;
  double x;
  double width;
  double y;
} Column;

/* The text with a new line wherever one of its lines ends. */
static char *
break_lines (const NhPageText *set)
{
  const char *shown = pango_layout_get_text (set->layout);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < set->n_lines; i++)
    {
      const PangoLayoutLine *line = set->lines[i].line;
      g_autofree char *words = g_strndup (shown + line->start_index, line->length);

      g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "", g_strstrip (words));
    }
  return g_string_free (out, FALSE);
}

/**
 * nh_page_form_balance:
 * @context: from nh_page_font_new_context()
 * @id: its kind
 * @text: a centred text
 * @width: the room that it has
 *
 * Centred texts of several lines look best when these are about as long: the text is set as narrow as
 * its number of lines allows. Lines that the text has already stay.
 *
 * Returns: (transfer full): the text with its new lines.
 */
char *
nh_page_form_balance (PangoContext *context, NhPageStyleId id, const char *text, double width)
{
  const NhPageStyle *style = nh_page_style_get (id);
  g_autoptr (NhPageText) best = nh_page_text_new_plain (context, style, text, width);
  double low = width / 2;
  double high = width;

  if (best->n_lines < 2 || strpbrk (text, "\n"))
    return g_strdup (text);
  while (high - low > 1)
    {
      double middle = (low + high) / 2;
      g_autoptr (NhPageText) tried = nh_page_text_new_plain (context, style, text, middle);

      if (tried->n_lines > best->n_lines || tried->widest > middle)
        {
          low = middle;
          continue;
        }
      high = middle;
      nh_page_text_free (best);
      best = g_steal_pointer (&tried);
    }
  return break_lines (best);
}

static double
put (Column *column, NhPageStyleId id, const char *text)
{
  PlacedText placed = { NULL, column->x, column->y };
  const NhPageStyle *style = nh_page_style_get (id);
  g_autofree char *balanced = NULL;

  if (!text || !*text)
    return 0;
  if (style->align == NH_PAGE_ALIGN_CENTRE)
    balanced = nh_page_form_balance (column->context, id, text, column->width);
  placed.text = nh_page_text_new_plain (column->context, style, balanced ? balanced : text, column->width);
  g_array_append_val (column->form->texts, placed);
  column->y += nh_page_text_get_height (placed.text);
  return placed.text->widest;
}

static void
put_rule (Column *column, double width)
{
  PlacedRule rule = { column->x + (column->width - width) / 2, column->y + NH_PAGE_RULE_GAP, width };

  if (width <= 0)
    return;
  g_array_append_val (column->form->rules, rule);
  column->y += NH_PAGE_RULE_GAP + NH_PAGE_RULE_WIDTH;
}

/* Boxes 1 to 4 of Decree 30/2020/NĐ-CP, Appendix I, part IV. */
static void
set_letterhead (NhPageForm *self, PangoContext *context, const NhLetterhead *letterhead, double width)
{
  double split = width * NH_PAGE_LETTERHEAD_LEFT;
  Column left = { self, context, 0, split, 0 };
  Column right = { self, context, split, width - split, 0 };

  put (&left, NH_PAGE_STYLE_SUPERIOR, letterhead->superior);
  put_rule (&left, NH_PAGE_RULE_SHARE * put (&left, NH_PAGE_STYLE_ISSUER, letterhead->issuer));
  put (&right, NH_PAGE_STYLE_NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  put_rule (&right, put (&right, NH_PAGE_STYLE_MOTTO, "Độc lập - Tự do - Hạnh phúc"));
  left.y = right.y = MAX (left.y, right.y) + nh_page_style_get (NH_PAGE_STYLE_NUMBER)->before;
  put (&left, NH_PAGE_STYLE_NUMBER, letterhead->number);
  put (&right, NH_PAGE_STYLE_PLACE_DATE, letterhead->place_date);
  self->height = MAX (left.y, right.y);
}

static void
set_title (NhPageForm *self, PangoContext *context, const NhTitle *title, double width)
{
  Column column = { self, context, 0, width, 0 };

  self->before = nh_page_style_get (NH_PAGE_STYLE_TYPE)->before;
  self->after = nh_page_style_get (NH_PAGE_STYLE_SUBJECT)->after;
  put (&column, NH_PAGE_STYLE_TYPE, title->type);
  put_rule (&column, NH_PAGE_RULE_SHARE * put (&column, NH_PAGE_STYLE_SUBJECT, title->subject));
  self->height = column.y;
}

/* Boxes 7 and 9b. */
static void
set_signature (NhPageForm *self, PangoContext *context, const NhSignature *signature, double width)
{
  double split = width * NH_PAGE_SIGNATURE_LEFT;
  Column left = { self, context, 0, split, 0 };
  Column right = { self, context, split, width - split, 0 };

  self->before = nh_page_style_get (NH_PAGE_STYLE_AUTHORITY)->before;
  if (signature->recipients && signature->recipients[0])
    put (&left, NH_PAGE_STYLE_RECIPIENTS, "Nơi nhận:");
  for (guint i = 0; signature->recipients && signature->recipients[i]; i++)
    put (&left, NH_PAGE_STYLE_RECIPIENT, signature->recipients[i]);
  for (guint i = 0; signature->authority && signature->authority[i]; i++)
    put (&right, NH_PAGE_STYLE_AUTHORITY, signature->authority[i]);
  right.y += NH_PAGE_SIGNATURE_ROOM;
  put (&right, NH_PAGE_STYLE_SIGNER, signature->name);
  self->height = MAX (left.y, right.y);
}

/* Part I section III.1 and model 2.1 of Appendix III. */
static void
set_appendix_head (NhPageForm *self, PangoContext *context, const NhAppendixHead *appendix, double width)
{
  Column column = { self, context, 0, width, 0 };

  self->after = nh_page_style_get (NH_PAGE_STYLE_ATTACHED)->after;
  put (&column, NH_PAGE_STYLE_APPENDIX, appendix->heading);
  put (&column, NH_PAGE_STYLE_APPENDIX_TITLE, appendix->title);
  put (&column, NH_PAGE_STYLE_ATTACHED, appendix->attached);
  self->height = column.y;
}

/**
 * nh_page_form_new:
 * @context: from nh_page_font_new_context()
 * @element: a letterhead, title, signature or appendix head
 * @width: between the margins
 *
 * Returns: (transfer full): the form.
 */
NhPageForm *
nh_page_form_new (PangoContext *context, const NhElement *element, double width)
{
  NhPageForm *self = g_new0 (NhPageForm, 1);

  self->texts = g_array_new (FALSE, FALSE, sizeof (PlacedText));
  self->rules = g_array_new (FALSE, FALSE, sizeof (PlacedRule));
  if (element->letterhead)
    set_letterhead (self, context, element->letterhead, width);
  else if (element->title)
    set_title (self, context, element->title, width);
  else if (element->signature)
    set_signature (self, context, element->signature, width);
  else if (element->appendix)
    set_appendix_head (self, context, element->appendix, width);
  return self;
}

void
nh_page_form_free (NhPageForm *self)
{
  if (!self)
    return;
  for (guint i = 0; i < self->texts->len; i++)
    nh_page_text_free (g_array_index (self->texts, PlacedText, i).text);
  g_array_unref (self->texts);
  g_array_unref (self->rules);
  g_free (self);
}

/** nh_page_form_draw: draws it with its top left corner at @x, @y, in the colour of @cr. */
void
nh_page_form_draw (const NhPageForm *self, cairo_t *cr, double x, double y)
{
  for (guint i = 0; i < self->texts->len; i++)
    {
      const PlacedText *placed = &g_array_index (self->texts, PlacedText, i);

      nh_page_text_draw (placed->text, cr, x + placed->x, y + placed->y, 0, placed->text->n_lines);
    }
  cairo_set_line_width (cr, NH_PAGE_RULE_WIDTH);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const PlacedRule *rule = &g_array_index (self->rules, PlacedRule, i);

      cairo_move_to (cr, x + rule->x, y + rule->y);
      cairo_rel_line_to (cr, rule->width, 0);
      cairo_stroke (cr);
    }
}
