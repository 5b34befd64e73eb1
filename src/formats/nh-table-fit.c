/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-table-fit.h"

#include <math.h>

#include "document/nh-table-widths.h"
#include "formats/nh-sheet-text.h"

/* Programs keep two or three pixels free at each side of a cell. */
#define CELL_PADDING (7 * NH_PIXEL_POINTS)
/* One step of indent is three blanks of the workbook's normal font, a little more in LibreOffice:
 * about what Word keeps free in the cells of a table. */
#define INDENT 8.5
/* Screen fonts and printer drivers are a little wider than the font's own measures. */
#define SAFETY 1.02
#define ROW_PADDING 6

/* Below twelve points only where the longest words need it; printing scales what is still too wide. */
static const NhTableTry tries[] = {
  { 13, TRUE, 1, FALSE },   { 13, FALSE, 1.15, FALSE }, { 12, FALSE, 1.4, FALSE },
  { 11.5, FALSE, 0, FALSE }, { 11, FALSE, 0, FALSE },
};

static const NhTableMetrics metrics = {
  CELL_PADDING, INDENT, SAFETY, ROW_PADDING, nh_line_height, nh_sheet_text_clean, tries, G_N_ELEMENTS (tries),
};

/**
 * nh_table_fit_text_room:
 * @width: the width of a cell in points
 *
 * Returns: the width that its text can surely use.
 */
double
nh_table_fit_text_room (double width)
{
  return nh_table_metrics_get_room (&metrics, FALSE, width, NH_ALIGN_CENTRE);
}

/* Whole pixels, so that the sum is what the page takes. */
static void
round_widths (const NhTableWidths *widths, NhTableFit *fit)
{
  double position = 0;
  int pixels = 0;

  for (guint c = 0; c < widths->n_columns; c++)
    {
      int end;

      position += widths->widths[c];
      end = (int) floor (position / NH_PIXEL_POINTS + 1e-6);
      fit->column_pixels[c] = end - pixels;
      pixels = end;
    }
}

static void
fit_heights (NhTable *table, const NhTableWidths *widths, NhTableFit *fit)
{
  double line = nh_line_height (fit->font_size);

  for (guint r = 0; r < widths->n_rows; r++)
    fit->row_heights[r] = line + ROW_PADDING;
  for (guint pass = 0; pass < 2; pass++)
    for (guint r = 0; r < widths->n_rows; r++)
      for (guint c = 0; c < widths->n_columns; c++)
        {
          const NhCell *cell = nh_table_get_cell (table, r, c);
          double width, needed, present = 0;
          guint lines;

          if (cell == NULL || (cell->row_span > 1) != (pass == 1))
            continue;
          width = nh_table_fit_get_width (fit, c, cell->column_span);
          lines = nh_ink_count_lines (widths->inks[r * widths->n_columns + c], fit->font_size,
                                      nh_table_fit_get_room (fit, width, cell->align));
          needed = lines * line + ROW_PADDING;
          for (guint i = r; i < r + cell->row_span; i++)
            present += fit->row_heights[i];
          for (guint i = r; needed > present && i < r + cell->row_span; i++)
            fit->row_heights[i] += (needed - present) / cell->row_span;
        }
}

/**
 * nh_table_fit_new:
 * @table: a table with at least one column
 * @ruler: a ruler
 * @page_width: the printable width of the page in points
 *
 * Chooses a font size from 13 points (Decree 30/2020/NĐ-CP, Appendix I part I section II.6.e: body
 * 13 to 14; tables with many columns may need less), widths that fill the page without breaking
 * words, and heights that show all lines. When the longest words alone are wider than the page at
 * 11 points, the table is wider than the page and printing has to scale it.
 *
 * Returns: (transfer full): the measures.
 */
NhTableFit *
nh_table_fit_new (NhTable *table, NhTextRuler *ruler, double page_width)
{
  NhTableFit *fit = g_new0 (NhTableFit, 1);
  g_autoptr (NhTableWidths) widths = nh_table_widths_new (table, ruler, page_width, &metrics);

  fit->n_columns = widths->n_columns;
  fit->n_rows = widths->n_rows;
  fit->font_size = widths->font_size;
  fit->indent = widths->indent;
  fit->column_pixels = g_new0 (int, fit->n_columns + 1);
  fit->row_heights = g_new0 (double, fit->n_rows + 1);
  round_widths (widths, fit);
  fit_heights (table, widths, fit);

  return fit;
}

/**
 * nh_table_fit_free:
 * @fit: (nullable) (transfer full): measures
 *
 * Frees @fit.
 */
void
nh_table_fit_free (NhTableFit *fit)
{
  if (fit == NULL)
    return;

  g_free (fit->column_pixels);
  g_free (fit->row_heights);
  g_free (fit);
}

/**
 * nh_table_fit_get_width:
 * @fit: measures of a table
 * @column: the first column
 * @span: how many columns
 *
 * Returns: the width of the columns together, in points.
 */
double
nh_table_fit_get_width (const NhTableFit *fit, guint column, guint span)
{
  int pixels = 0;

  for (guint c = column; c < column + span && c < fit->n_columns; c++)
    pixels += fit->column_pixels[c];

  return pixels * NH_PIXEL_POINTS;
}

/**
 * nh_table_fit_get_room:
 * @fit: measures of a table
 * @width: the width of one of its cells, in points
 * @align: how its text stands
 *
 * Returns: the width that the text can surely use.
 */
double
nh_table_fit_get_room (const NhTableFit *fit, double width, NhAlign align)
{
  return nh_table_metrics_get_room (&metrics, fit->indent, width, align);
}
