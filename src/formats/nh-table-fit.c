/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-table-fit.h"

#include <math.h>
#include <string.h>

#include "formats/nh-sheet-text.h"

/* Programs keep two or three pixels free at each side of a cell. */
#define CELL_PADDING (8 * NH_PIXEL_POINTS)
/* Screen fonts and printer drivers are a little wider than the font's own measures. */
#define SAFETY 1.03
#define ROW_PADDING 4.5
#define CHARACTER 0.5  /* em; the width of a digit, the unit of widths in NhTableColumn */
#define SAMPLE_ROWS 400 /* enough to choose widths by */
/* A word that needs more than this share of the page is an address or a slip: let it be cut. */
#define LONGEST_WORD 0.4

typedef struct
{
  NhTable *table;
  guint n_columns;
  guint n_rows;
  guint n_sample;
  NhInk **inks; /* rows × columns; NULL where no cell begins */
  double page_width;
  double size;
  double *minimum;
  double *natural;
} Fitting;

/**
 * nh_table_fit_text_room:
 * @width: the width of a cell in points
 *
 * Returns: the width that its text can surely use.
 */
double
nh_table_fit_text_room (double width)
{
  return MAX (width - CELL_PADDING, 1) / SAFETY;
}

static double
needed_width (double em, double size)
{
  return em * size * SAFETY + CELL_PADDING + 0.1;
}

static void
measure_cells (Fitting *f, NhTextRuler *ruler)
{
  g_autoptr (GString) buffer = g_string_new (NULL);

  f->inks = g_new0 (NhInk *, f->n_rows * f->n_columns + 1);
  for (guint r = 0; r < f->n_rows; r++)
    for (guint c = 0; c < f->n_columns; c++)
      {
        const NhCell *cell = nh_table_get_cell (f->table, r, c);

        if (cell != NULL)
          f->inks[r * f->n_columns + c]
              = nh_text_ruler_measure (ruler, nh_sheet_text_clean (cell->text, buffer), cell->bold,
                                       cell->italic);
      }
}

/* A cell over several columns needs them to be wide enough together. */
static void
widen_for_span (double *widths, guint column, guint span, double needed)
{
  double sum = 0;

  for (guint c = column; c < column + span; c++)
    sum += widths[c];
  for (guint c = column; sum < needed && c < column + span; c++)
    widths[c] += (needed - sum) / span;
}

/* The least and the most that each column can use at the current font size. */
static void
find_limits (Fitting *f)
{
  for (guint c = 0; c < f->n_columns; c++)
    {
      const NhTableColumn *column = nh_table_get_column (f->table, c);

      f->minimum[c] = needed_width (MAX (column->min_width, 2) * CHARACTER, f->size);
      f->natural[c] = f->minimum[c];
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint r = 0; r < f->n_rows; r++)
      for (guint c = 0; c < f->n_columns; c++)
        {
          const NhCell *cell = nh_table_get_cell (f->table, r, c);
          const NhInk *ink = f->inks[r * f->n_columns + c];
          double word;

          if (cell == NULL || (cell->column_span > 1) != (pass == 1))
            continue;
          word = MIN (needed_width (ink->longest, f->size),
                      f->page_width * LONGEST_WORD * cell->column_span);
          widen_for_span (f->minimum, c, cell->column_span, word);
          if (pass == 0)
            f->natural[c] = MAX (f->natural[c], needed_width (ink->natural, f->size));
        }
  for (guint c = 0; c < f->n_columns; c++)
    {
      const NhTableColumn *column = nh_table_get_column (f->table, c);

      if (column->max_width > 0)
        f->natural[c] = MIN (f->natural[c], needed_width (column->max_width * CHARACTER, f->size));
      f->natural[c] = MAX (f->natural[c], f->minimum[c]);
    }
}

static double
sum (const double *values, guint n)
{
  double total = 0;

  for (guint i = 0; i < n; i++)
    total += values[i];

  return total;
}

/* How good widths are: lines of all rows, plus what the rows would need if lines could be broken
 * anywhere. The second part leads the search over plateaus of the first. */
static void
rate_column (const Fitting *f, guint column, double width, float *lines, float *ideal)
{
  double room = nh_table_fit_text_room (width);

  for (guint r = 0; r < f->n_sample; r++)
    {
      const NhCell *cell = nh_table_get_cell (f->table, r, column);
      const NhInk *ink = f->inks[r * f->n_columns + column];

      lines[r] = ideal[r] = 0;
      if (cell == NULL || cell->column_span > 1 || cell->row_span > 1)
        continue;
      lines[r] = nh_ink_count_lines (ink, f->size, room);
      ideal[r] = ink->natural * f->size / room;
    }
}

static double
rate (const Fitting *f, float *const *lines, float *const *ideals)
{
  double total = 0;

  for (guint r = 0; r < f->n_sample; r++)
    {
      float most = 1, ideal = 0, mean = 0;

      for (guint c = 0; c < f->n_columns; c++)
        {
          most = MAX (most, lines[c][r]);
          ideal = MAX (ideal, ideals[c][r]);
          mean += ideals[c][r];
        }
      total += most + 0.3 * ideal + 0.05 * mean / f->n_columns;
    }

  return total;
}

/* Moves width from one column to another while that makes the table shorter. */
static void
search (Fitting *f, double *widths)
{
  guint n = f->n_columns;
  g_autofree float *space = g_new0 (float, (gsize) f->n_sample * (2 * n + 4) + 1);
  g_autofree float **lines = g_new (float *, n);
  g_autofree float **ideals = g_new (float *, n);
  float *spare[4];
  double best;

  for (guint c = 0; c < n; c++)
    {
      lines[c] = space + (gsize) f->n_sample * (2 * c);
      ideals[c] = space + (gsize) f->n_sample * (2 * c + 1);
      rate_column (f, c, widths[c], lines[c], ideals[c]);
    }
  for (guint i = 0; i < 4; i++)
    spare[i] = space + (gsize) f->n_sample * (2 * n + i);
  best = rate (f, lines, ideals);

  for (double step = 24; step >= 3; step /= 2)
    for (gboolean better = TRUE; better;)
      {
        better = FALSE;
        for (guint from = 0; from < n; from++)
          for (guint to = 0; to < n; to++)
            {
              float *old[4] = { lines[from], ideals[from], lines[to], ideals[to] };
              double rating;

              if (from == to || widths[from] - step < f->minimum[from])
                continue;
              rate_column (f, from, widths[from] - step, spare[0], spare[1]);
              rate_column (f, to, widths[to] + step, spare[2], spare[3]);
              lines[from] = spare[0], ideals[from] = spare[1];
              lines[to] = spare[2], ideals[to] = spare[3];
              rating = rate (f, lines, ideals);
              if (rating < best - 1e-3)
                {
                  best = rating;
                  widths[from] -= step;
                  widths[to] += step;
                  memcpy (spare, old, sizeof spare);
                  better = TRUE;
                }
              else
                {
                  lines[from] = old[0], ideals[from] = old[1];
                  lines[to] = old[2], ideals[to] = old[3];
                }
            }
      }
}

/* Widths in points that fill the page. */
static void
choose_widths (Fitting *f, double *widths)
{
  guint n = f->n_columns;
  double least = sum (f->minimum, n);
  double most = sum (f->natural, n);

  if (most <= f->page_width)
    {
      /* Everything fits on one line: share what is left, more to wide columns. */
      for (guint c = 0; c < n; c++)
        widths[c] = f->natural[c] * f->page_width / most;
    }
  else if (least < f->page_width)
    {
      double share = (f->page_width - least) / (most - least);

      for (guint c = 0; c < n; c++)
        widths[c] = f->minimum[c] + (f->natural[c] - f->minimum[c]) * share;
      search (f, widths);
    }
  else
    memcpy (widths, f->minimum, n * sizeof (double));
}

/* Whole pixels, so that the sum is what the page takes. */
static void
round_widths (const Fitting *f, const double *widths, NhTableFit *fit)
{
  double position = 0;
  int pixels = 0;

  for (guint c = 0; c < f->n_columns; c++)
    {
      int end;

      position += widths[c];
      end = (int) floor (position / NH_PIXEL_POINTS + 1e-6);
      fit->column_pixels[c] = end - pixels;
      pixels = end;
    }
}

static void
fit_heights (const Fitting *f, NhTableFit *fit)
{
  double line = nh_line_height (f->size);

  for (guint r = 0; r < f->n_rows; r++)
    {
      fit->row_heights[r] = line + ROW_PADDING;
      fit->row_lines[r] = 1;
    }
  for (guint pass = 0; pass < 2; pass++)
    for (guint r = 0; r < f->n_rows; r++)
      for (guint c = 0; c < f->n_columns; c++)
        {
          const NhCell *cell = nh_table_get_cell (f->table, r, c);
          double width, needed, present = 0;
          guint lines;

          if (cell == NULL || (cell->row_span > 1) != (pass == 1))
            continue;
          width = nh_table_fit_get_width (fit, c, cell->column_span);
          lines = nh_ink_count_lines (f->inks[r * f->n_columns + c], f->size,
                                      nh_table_fit_text_room (width));
          needed = lines * line + ROW_PADDING;
          for (guint i = r; i < r + cell->row_span; i++)
            present += fit->row_heights[i];
          for (guint i = r; needed > present && i < r + cell->row_span; i++)
            fit->row_heights[i] += (needed - present) / cell->row_span;
          if (pass == 0)
            fit->row_lines[r] = MAX (fit->row_lines[r], lines);
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
  static const double sizes[] = { 13, 12.5, 12, 11.5, 11 };
  NhTableFit *fit = g_new0 (NhTableFit, 1);
  Fitting f = { table, nh_table_get_n_columns (table), nh_table_get_n_rows (table) };
  g_autofree double *minimum = g_new0 (double, f.n_columns + 1);
  g_autofree double *natural = g_new0 (double, f.n_columns + 1);
  g_autofree double *widths = g_new0 (double, f.n_columns + 1);

  f.n_sample = MIN (f.n_rows, SAMPLE_ROWS);
  f.page_width = page_width;
  f.minimum = minimum;
  f.natural = natural;
  measure_cells (&f, ruler);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      f.size = sizes[i];
      find_limits (&f);
      /* Some slack beyond the longest words, or every line would hold a single one. */
      if (sum (minimum, f.n_columns) * 1.15 <= page_width
          || sum (natural, f.n_columns) <= page_width)
        break;
    }
  choose_widths (&f, widths);

  fit->n_columns = f.n_columns;
  fit->n_rows = f.n_rows;
  fit->font_size = f.size;
  fit->column_pixels = g_new0 (int, f.n_columns + 1);
  fit->row_heights = g_new0 (double, f.n_rows + 1);
  fit->row_lines = g_new0 (guint, f.n_rows + 1);
  round_widths (&f, widths, fit);
  fit_heights (&f, fit);

  for (guint i = 0; i < f.n_rows * f.n_columns; i++)
    nh_ink_free (f.inks[i]);
  g_free (f.inks);

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
  g_free (fit->row_lines);
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
