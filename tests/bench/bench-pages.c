/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages of a plan of about 40: all of them at once, a key in the middle, the first footnote, a PDF and
 * one page on the screen. What they are compared with is Pango alone, which sets or draws the same
 * texts one below the other without pages: nothing that prints them can do less.
 */
#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>

#include "document/nh-page-font.h"
#include "document/nh-page-layout.h"
#include "document/nh-page-style.h"
#include "nh-bench.h"
#include "page-maker.h"

#define BLOCKS 255
#define KEYS 300
#define NOTES 15
#define TARGET_MS 16
#define ROUNDS 7

typedef struct
{
  NhDocument *document;
  NhPageLayout *layout;
  double scale;
  guint page;
} Bench;

static PangoLayout *
set_text (PangoContext *context, const char *text, double size, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = nh_page_font_describe (size, FALSE, FALSE);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_line_count (layout);
  return layout;
}

static void
set_cells (PangoContext *context, NhTable *table, GPtrArray *layouts)
{
  guint n = nh_table_get_n_columns (table);

  for (guint row = 0; row < nh_table_get_n_rows (table); row++)
    for (guint column = 0; column < n; column++)
      {
        const NhCell *cell = nh_table_get_cell (table, row, column);

        if (cell)
          g_ptr_array_add (layouts, set_text (context, cell->text, 13, nh_page_text_width (FALSE) / n));
      }
}

static GPtrArray *
set_all (NhDocument *document)
{
  GPtrArray *layouts = g_ptr_array_new_with_free_func (g_object_unref);
  PangoContext *context = nh_page_font_new_context ();

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      NhElement *element = nh_document_get_element (document, i);

      if (element->text)
        g_ptr_array_add (layouts, set_text (context, nh_rich_text_get_text (element->text), 14,
                                            nh_page_text_width (FALSE)));
      else if (element->table)
        set_cells (context, element->table, layouts);
    }
  g_object_unref (context);
  return layouts;
}

static void
set_bare (gpointer data)
{
  g_ptr_array_unref (set_all (((Bench *) data)->document));
}

static void
lay_out (gpointer data)
{
  nh_page_layout_free (nh_page_layout_new (((Bench *) data)->document));
}

static cairo_status_t
on_write_cb (void *closure, const unsigned char *bytes, unsigned int length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
print_pages (gpointer data)
{
  Bench *bench = data;
  gsize length = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write_cb, &length, 595, 842);

  for (guint i = 0; i < nh_page_layout_get_n_pages (bench->layout); i++)
    {
      double width, height;
      cairo_t *cr;

      nh_page_layout_get_page_size (bench->layout, i, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      cr = cairo_create (surface);
      nh_page_layout_draw_page (bench->layout, i, cr);
      cairo_show_page (cr);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
}

/* Draws layouts down a page, and on to the next one. */
static void
show_bare (cairo_surface_t *surface, GPtrArray *layouts, gboolean one_page)
{
  cairo_t *cr = cairo_create (surface);
  double y = 0;

  for (guint i = 0; i < layouts->len; i++)
    {
      int height;

      pango_layout_get_size (layouts->pdata[i], NULL, &height);
      if (y + (double) height / PANGO_SCALE > 730)
        {
          if (one_page)
            break;
          cairo_show_page (cr);
          y = 0;
        }
      cairo_move_to (cr, 0, y);
      pango_cairo_show_layout (cr, layouts->pdata[i]);
      y += (double) height / PANGO_SCALE;
    }
  cairo_destroy (cr);
}

static void
print_bare (gpointer data)
{
  gsize length = 0;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_write_cb, &length, 595, 842);

  show_bare (surface, data, FALSE);
  cairo_surface_destroy (surface);
}

static cairo_surface_t *
new_image (double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (NH_PAGE_WIDTH * scale),
                                                         (int) ceil (NH_PAGE_HEIGHT * scale));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static void
draw_page (gpointer data)
{
  Bench *bench = data;
  cairo_surface_t *surface = new_image (bench->scale);
  cairo_t *cr = cairo_create (surface);

  nh_page_layout_draw_page (bench->layout, bench->page, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

typedef struct
{
  GPtrArray *layouts;
  double scale;
} BarePage;

static void
draw_bare (gpointer data)
{
  BarePage *bare = data;
  cairo_surface_t *surface = new_image (bare->scale);

  show_bare (surface, bare->layouts, TRUE);
  cairo_surface_destroy (surface);
}

static guint
middle_paragraph (NhDocument *document)
{
  guint i = nh_document_get_n_elements (document) / 2;

  while (nh_document_get_element (document, i)->kind != NH_ELEMENT_PARAGRAPH)
    i++;
  return i;
}

/* Milliseconds from the new element to the pages that are right again. */
static double
put (Bench *bench, guint position, NhElement *element)
{
  double start;
  double ms;

  nh_document_splice (bench->document, position, 1, &element, 1);
  start = nh_bench_cpu_time ();
  nh_page_layout_update (bench->layout, position, 1, 1);
  ms = nh_bench_cpu_time () - start;
  nh_element_unref (element);
  return ms;
}

static void
measure_keys (Bench *bench)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  PangoContext *context = nh_page_font_new_context ();
  guint position = middle_paragraph (bench->document);
  NhBenchCase what = { "pages: a key in the middle", 0, NULL, TARGET_MS, FALSE };
  NhBenchCase ratio = { "pages: a key against its paragraph", 0, "bare Pango", 0, FALSE };

  for (guint i = 0; i < KEYS; i++)
    {
      const char *old = nh_rich_text_get_text (nh_document_get_element (bench->document, position)->text);
      g_autofree char *text = g_strconcat (old, i % 6 == 5 ? " " : "đ", NULL);
      double ms = put (bench, position, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, text));
      double start = nh_bench_cpu_time ();

      g_array_append_val (values, ms);
      g_object_unref (set_text (context, text, 14, nh_page_text_width (FALSE)));
      ms = nh_bench_cpu_time () - start;
      g_array_append_val (bare, ms);
    }
  g_object_unref (context);
  nh_bench_report_spread (&what, values, NULL, "ms", NH_BENCH_P95);
  nh_bench_report_spread (&ratio, values, bare, "ms", NH_BENCH_MEDIAN);
}

/* A footnote in the first paragraph gives all others another number. */
static void
measure_note (Bench *bench)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  NhBenchCase what = { "pages: a new first footnote", 0, NULL, TARGET_MS, FALSE };
  NhElement *basis = nh_element_ref (nh_document_get_element (bench->document, 3));

  for (guint i = 0; i < NOTES; i++)
    {
      double ms = put (bench, 3, maker_text (NH_ELEMENT_BASIS, 0, NULL,
                                             "Theo đề nghị của Tổ trưởng.<note>Tờ trình số 12.</note>"));

      g_array_append_val (values, ms);
      put (bench, 3, nh_element_ref (basis));
    }
  nh_element_unref (basis);
  nh_bench_report_spread (&what, values, NULL, "ms", NH_BENCH_P95);
}

static void
measure_page (Bench *bench, GPtrArray *layouts, const char *name, double zoom)
{
  NhBenchCase what = { name, 0, "bare Pango", 2, FALSE };
  BarePage bare = { layouts, zoom * 96 / 72 };

  bench->scale = bare.scale;
  bench->page = 3;
  nh_bench_compare (&what, draw_page, bench, draw_bare, &bare, ROUNDS);
}

int
main (void)
{
  Bench bench = { .document = maker_plan (BLOCKS, 5) };
  g_autoptr (GPtrArray) layouts = NULL;
  NhBenchCase all = { "pages: all of a plan", 0, "bare Pango", 2, FALSE };
  NhBenchCase pdf = { "pages: PDF", 0, "bare Pango", 1.5, FALSE };

  bench.layout = nh_page_layout_new (bench.document);
  layouts = set_all (bench.document);
  all.size = pdf.size = nh_page_layout_get_n_pages (bench.layout);
  nh_bench_compare (&all, lay_out, &bench, set_bare, &bench, ROUNDS);
  measure_keys (&bench);
  measure_note (&bench);
  nh_bench_compare (&pdf, print_pages, &bench, print_bare, layouts, ROUNDS);
  measure_page (&bench, layouts, "pages: one at 100 %", 1);
  measure_page (&bench, layouts, "pages: one at 200 %", 2);
  nh_page_layout_free (bench.layout);
  nh_document_unref (bench.document);
  return 0;
}
