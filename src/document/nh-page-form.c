/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-page-form.h"

#include <string.h>

#include "document/nh-page-text.h"
#include "document/nh-text-ruler.h"

/* How much shorter than the other one a line may be, as a share of the width, for the sake of a break
 * where the sense has one. */
#define JOINING 0.35
/* How much wider than the longer line the room between its indents may be. */
#define WORD_SLACK 6.0

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

static double
natural_width (const NhPageStyle *style, const char *text)
{
  g_autoptr (NhInk) ink
      = nh_text_ruler_measure (nh_text_ruler_get_shared (), text, style->bold, style->italic);

  return ink->natural * style->size;
}

/* Where a title is best broken: before what joins its parts. Days stay whole: "ngày 20 tháng 9 năm 2023". */
static gboolean
is_joining (const char *word)
{
  static const char *const words[] = { "của", "và", "cho", "tại", "theo", "đối", "trong", "năm",  "cấp",
                                       "về",  "ở",  "với", "từ",  "trên", "ngày", "nhằm", "thuộc", "các" };
  const char *after = word + strcspn (word, " ");
  g_autofree char *small = g_utf8_strdown (word, after - word);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (small, words[i]))
      return !g_str_equal (small, "năm") || !*after || !g_ascii_isdigit (after[1]);
  return FALSE;
}

/* Centred texts of two lines: about as long, and broken where one would pause. Returns the blank;
 * NULL: none leaves two lines that fit. */
static const char *
best_blank (const NhPageStyle *style, const char *text, double width)
{
  NhTextRuler *ruler = nh_text_ruler_get_shared ();
  g_autoptr (NhInk) ink = nh_text_ruler_measure (ruler, text, style->bold, style->italic);
  double total = ink->natural * style->size;
  double first = 0;
  double least = G_MAXDOUBLE;
  const char *best = NULL;
  guint word = 0;

  for (const char *blank = strchr (text, ' '); blank && word < ink->widths->len; blank = strchr (blank + 1, ' '))
    {
      double second;
      double cost;

      if (blank == text || blank[-1] == ' ')
        continue;
      first += (word > 0 ? ink->space * style->size : 0) + g_array_index (ink->widths, float, word) * style->size;
      word++;
      second = total - first - ink->space * style->size;
      if (MAX (first, second) > width * 0.995 || nh_page_is_tie (text, blank))
        continue;
      /* Word, which gets the text with indents, must come to the same lines. */
      if (word < ink->widths->len
          && first + (ink->space + g_array_index (ink->widths, float, word)) * style->size
                 <= MAX (first, second) + WORD_SLACK)
        continue;
      cost = ABS (first - second) - (is_joining (blank + 1) ? JOINING * width : 0);
      if (cost < least)
        {
          least = cost;
          best = blank;
        }
    }
  return best;
}

/**
 * nh_page_form_balance:
 * @id: its kind
 * @text: a centred text
 * @width: the room that it has
 *
 * A centred text that needs two lines looks best when they are about as long and part where its sense
 * does. Lines that the text has already stay.
 *
 * Returns: (transfer full): the text, with a new line where it needs one.
 */
char *
nh_page_form_balance (NhPageStyleId id, const char *text, double width)
{
  const NhPageStyle *style = nh_page_style_get (id);
  char *balanced = g_strdup (text);
  const char *blank = NULL;

  if (!strchr (text, '\n') && natural_width (style, text) > width)
    blank = best_blank (style, text, width);
  if (blank)
    balanced[blank - text] = '\n';
  return balanced;
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
    balanced = nh_page_form_balance (id, text, column->width);
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
