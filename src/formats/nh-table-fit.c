/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-table-fit.h"

#include <math.h>
#include <string.h>

#include "formats/nh-sheet-text.h"

/* Programs keep two or three pixels free at each side of a cell. */
#define CELL_PADDING (7 * NH_PIXEL_POINTS)
/* One step of indent is three blanks of the workbook's normal font, a little more in LibreOffice:
 * about what Word keeps free in the cells of a table. */
#define INDENT 8.5
/* Screen fonts and printer drivers are a little wider than the font's own measures. */
#define SAFETY 1.02
#define ROW_PADDING 6
#define CHARACTER 0.5  /* em; the width of a digit, the unit of widths in NhTableColumn */
#define SAMPLE_ROWS 400 /* enough to choose widths by */
/* A word that needs more than this share of the page is an address or a slip: let it be cut. */
#define LONGEST_WORD 0.4
#define ONE_THING 9.0  /* em; about 18 letters */
#define BREAK_PRICE 0.4 /* lines of the table */

typedef struct
{
  NhTable *table;
  guint n_columns;
  guint n_rows;
  guint n_sample;
  NhInk **inks; /* rows × columns; NULL where no cell begins */
  double page_width;
  double size;
  gboolean indent; /* texts that begin at the left keep a distance from the line */
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
needed_width (const Fitting *f, double em, NhAlign align)
{
  return em * f->size * SAFETY + CELL_PADDING + 0.1
         + (f->indent && align == NH_ALIGN_LEFT ? INDENT : 0);
}

static double
text_room (const Fitting *f, double width, NhAlign align)
{
  return nh_table_fit_text_room (width - (f->indent && align == NH_ALIGN_LEFT ? INDENT : 0));
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

      f->minimum[c] = needed_width (f, MAX (column->min_width, 2) * CHARACTER, NH_ALIGN_CENTRE);
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
          word = MIN (needed_width (f, ink->longest, cell->align),
                      f->page_width * LONGEST_WORD * cell->column_span);
          widen_for_span (f->minimum, c, cell->column_span, word);
          if (pass == 0)
            f->natural[c] = MAX (f->natural[c], needed_width (f, ink->natural, cell->align));
        }
  for (guint c = 0; c < f->n_columns; c++)
    {
      const NhTableColumn *column = nh_table_get_column (f->table, c);

      if (column->max_width > 0)
        f->natural[c] = MIN (f->natural[c],
                             needed_width (f, column->max_width * CHARACTER, column->align));
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
 * anywhere, which leads the search over plateaus, plus a price for breaking what reads as one thing:
 * a month, a name, a telephone number. */
typedef struct
{
  float *lines;
  float *ideals;
  double price;
} ColumnRating;

static void
rate_column (const Fitting *f, guint column, double width, ColumnRating *rating)
{
  rating->price = 0;
  for (guint r = 0; r < f->n_sample; r++)
    {
      const NhCell *cell = nh_table_get_cell (f->table, r, column);
      const NhInk *ink = f->inks[r * f->n_columns + column];
      double room;

      rating->lines[r] = rating->ideals[r] = 0;
      if (cell == NULL || cell->column_span > 1 || cell->row_span > 1)
        continue;
      room = text_room (f, width, cell->align);
      rating->lines[r] = nh_ink_count_lines (ink, f->size, room);
      rating->ideals[r] = ink->natural * f->size / room;
      if (ink->natural < ONE_THING)
        rating->price += BREAK_PRICE * (rating->lines[r] - 1);
    }
}

static double
rate (const Fitting *f, const ColumnRating *columns)
{
  double total = 0;

  for (guint c = 0; c < f->n_columns; c++)
    total += columns[c].price;
  for (guint r = 0; r < f->n_sample; r++)
    {
      float most = 1, ideal = 0, mean = 0;

      for (guint c = 0; c < f->n_columns; c++)
        {
          most = MAX (most, columns[c].lines[r]);
          ideal = MAX (ideal, columns[c].ideals[r]);
          mean += columns[c].ideals[r];
        }
      total += most + 0.3 * ideal + 0.05 * mean / f->n_columns;
    }

  return total;
}

/* Takes @step from one column for another if that is better. */
static gboolean
try_move (const Fitting *f, double *widths, ColumnRating *columns, ColumnRating *spare, double *best,
          guint from, guint to, double step)
{
  ColumnRating old_from = columns[from], old_to = columns[to];
  double rating;

  if (from == to || widths[from] - step < f->minimum[from])
    return FALSE;

  rate_column (f, from, widths[from] - step, &spare[0]);
  rate_column (f, to, widths[to] + step, &spare[1]);
  columns[from] = spare[0];
  columns[to] = spare[1];
  rating = rate (f, columns);
  if (rating >= *best - 1e-3)
    {
      columns[from] = old_from;
      columns[to] = old_to;
      return FALSE;
    }
  *best = rating;
  widths[from] -= step;
  widths[to] += step;
  spare[0] = old_from;
  spare[1] = old_to;

  return TRUE;
}

/* Moves width from one column to another while that makes the table shorter. */
static void
search (const Fitting *f, double *widths)
{
  guint n = f->n_columns;
  g_autofree float *space = g_new0 (float, (gsize) f->n_sample * 2 * (n + 2) + 1);
  g_autofree ColumnRating *columns = g_new0 (ColumnRating, n + 2); /* two spare ones */
  double best;

  for (guint c = 0; c < n + 2; c++)
    {
      columns[c].lines = space + (gsize) f->n_sample * 2 * c;
      columns[c].ideals = columns[c].lines + f->n_sample;
      if (c < n)
        rate_column (f, c, widths[c], &columns[c]);
    }
  best = rate (f, columns);

  for (double step = 48; step >= 3; step /= 2)
    for (gboolean better = TRUE; better;)
      {
        better = FALSE;
        for (guint from = 0; from < n; from++)
          for (guint to = 0; to < n; to++)
            better |= try_move (f, widths, columns, columns + n, &best, from, to, step);
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
    fit->row_heights[r] = line + ROW_PADDING;
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
                                      text_room (f, width, cell->align));
          needed = lines * line + ROW_PADDING;
          for (guint i = r; i < r + cell->row_span; i++)
            present += fit->row_heights[i];
          for (guint i = r; needed > present && i < r + cell->row_span; i++)
            fit->row_heights[i] += (needed - present) / cell->row_span;
        }
}

/* How high the rows would be together, by the sample. */
static double
total_height (const Fitting *f, const double *widths)
{
  double line = nh_line_height (f->size);
  double total = 0;

  for (guint r = 0; r < f->n_sample; r++)
    {
      guint most = 1;

      for (guint c = 0; c < f->n_columns; c++)
        {
          const NhCell *cell = nh_table_get_cell (f->table, r, c);

          if (cell != NULL && cell->column_span == 1 && cell->row_span == 1)
            most = MAX (most, nh_ink_count_lines (f->inks[r * f->n_columns + c], f->size,
                                                  text_room (f, widths[c], cell->align)));
        }
      total += most * line + ROW_PADDING;
    }

  return total;
}

/* Thirteen points and a distance from the lines look best; something smaller has to make the table
 * clearly shorter. Below twelve only where the longest words need it. */
static void
choose_size_and_widths (Fitting *f, double *widths)
{
  static const struct { double size; gboolean indent; double price; } tries[] = {
    { 13, TRUE, 1 }, { 13, FALSE, 1.15 }, { 12, FALSE, 1.4 }, { 11.5, FALSE, 0 },
    { 11, FALSE, 0 },
  };
  double best = G_MAXDOUBLE;
  guint chosen = G_N_ELEMENTS (tries) - 1;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree double *candidate = NULL;
      double rating;

      f->size = tries[i].size;
      f->indent = tries[i].indent;
      find_limits (f);
      /* Some slack beyond the longest words, or every line would hold a single one. */
      if (sum (f->minimum, f->n_columns) * 1.1 > f->page_width)
        continue;
      if (tries[i].price == 0 && best < G_MAXDOUBLE)
        break;
      candidate = g_new0 (double, f->n_columns);
      choose_widths (f, candidate);
      rating = total_height (f, candidate) * MAX (tries[i].price, 1);
      if (rating < best)
        {
          best = rating;
          chosen = i;
          memcpy (widths, candidate, f->n_columns * sizeof (double));
        }
    }

  f->size = tries[chosen].size;
  f->indent = tries[chosen].indent;
  if (best < G_MAXDOUBLE)
    return;
  find_limits (f);
  choose_widths (f, widths);
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
  Fitting f = { table, nh_table_get_n_columns (table), nh_table_get_n_rows (table) };
  g_autofree double *minimum = g_new0 (double, f.n_columns + 1);
  g_autofree double *natural = g_new0 (double, f.n_columns + 1);
  g_autofree double *widths = g_new0 (double, f.n_columns + 1);

  f.n_sample = MIN (f.n_rows, SAMPLE_ROWS);
  f.page_width = page_width;
  f.minimum = minimum;
  f.natural = natural;
  measure_cells (&f, ruler);
  choose_size_and_widths (&f, widths);

  fit->n_columns = f.n_columns;
  fit->n_rows = f.n_rows;
  fit->font_size = f.size;
  fit->indent = f.indent;
  fit->column_pixels = g_new0 (int, f.n_columns + 1);
  fit->row_heights = g_new0 (double, f.n_rows + 1);
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
  return nh_table_fit_text_room (width - (fit->indent && align == NH_ALIGN_LEFT ? INDENT : 0));
}
