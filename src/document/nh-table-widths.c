/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-table-widths.h"

#include <math.h>
#include <string.h>

#define CHARACTER 0.5  /* em; the width of a digit, the unit of widths in NhTableColumn */
#define SAMPLE_ROWS 400 /* enough to choose widths by */
/* A word that needs more than this share of the page is an address or a slip: let it be cut. */
#define LONGEST_WORD 0.4
#define ONE_THING 9.0  /* em; about 18 letters */
#define BREAK_PRICE 0.4 /* lines of the table */

typedef struct
{
  NhTable *table;
  const NhTableMetrics *metrics;
  guint n_columns;
  guint n_rows;
  guint n_sample;
  NhInk **inks; /* rows × columns; NULL where no cell begins */
  double page_width;
  double size;
  gboolean indent; /* texts that begin at the left keep a distance from the line */
  gboolean content; /* widths by content alone */
  gboolean capped;  /* some column would be wider if it might */
  double *minimum;
  double *natural;
} Fitting;

/**
 * nh_table_metrics_get_room:
 * @metrics: how a writer sets its cells
 * @indent: whether texts that begin at the left are indented
 * @width: the width of a cell in points
 * @align: how its text stands
 *
 * Returns: the width that the text can surely use.
 */
double
nh_table_metrics_get_room (const NhTableMetrics *metrics, gboolean indent, double width, NhAlign align)
{
  width -= indent && align == NH_ALIGN_LEFT ? metrics->indent : 0;
  return MAX (width - metrics->padding, 1) / metrics->safety;
}

static double
needed_width (const Fitting *f, double em, NhAlign align)
{
  return em * f->size * f->metrics->safety + f->metrics->padding + 0.1
         + (f->indent && align == NH_ALIGN_LEFT ? f->metrics->indent : 0);
}

static double
text_room (const Fitting *f, double width, NhAlign align)
{
  return nh_table_metrics_get_room (f->metrics, f->indent, width, align);
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
              = nh_text_ruler_measure (ruler,
                                       f->metrics->clean ? f->metrics->clean (cell->text, buffer) : cell->text,
                                       cell->bold, cell->italic);
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
  f->capped = FALSE;
  for (guint c = 0; c < f->n_columns; c++)
    {
      const NhTableColumn *column = nh_table_get_column (f->table, c);

      double least = f->content ? 2 : MAX (column->min_width, 2);

      f->minimum[c] = needed_width (f, least * CHARACTER, NH_ALIGN_CENTRE);
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
        {
          double most = needed_width (f, column->max_width * CHARACTER, column->align);

          f->capped |= f->natural[c] > most;
          f->natural[c] = MIN (f->natural[c], most);
        }
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

/* A cell over many rows asks each of them for its share. */
static void
rate_cell (const Fitting *f, guint row, const NhCell *cell, const NhInk *ink, double room, ColumnRating *rating)
{
  float lines = nh_ink_count_lines (ink, f->size, room);
  float ideal = (float) (ink->natural * f->size / room);

  for (guint r = row; r < row + cell->row_span && r < f->n_sample; r++)
    {
      rating->lines[r] = lines / cell->row_span;
      rating->ideals[r] = ideal / cell->row_span;
    }
  if (ink->natural < ONE_THING)
    rating->price += BREAK_PRICE * (lines - 1);
}

static void
rate_column (const Fitting *f, guint column, double width, ColumnRating *rating)
{
  rating->price = 0;
  for (guint r = 0; r < f->n_sample; r++)
    rating->lines[r] = rating->ideals[r] = 0;
  for (guint r = 0; r < f->n_sample; r++)
    {
      const NhCell *cell = nh_table_get_cell (f->table, r, column);

      if (cell && cell->column_span == 1)
        rate_cell (f, r, cell, f->inks[r * f->n_columns + column], text_room (f, width, cell->align), rating);
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
      if (f->capped)
        search (f, widths);
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

/* How high the rows would be together, by the sample. */
static double
total_height (const Fitting *f, const double *widths)
{
  double line = f->metrics->line_height (f->size);
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
      total += most * line + f->metrics->row_padding;
    }

  return total;
}

/* Large letters and a distance from the lines look best; something smaller has to make the table
 * clearly shorter. What has no price is taken only where the longest words need it. */
static void
choose_size_and_widths (Fitting *f, double *widths)
{
  const NhTableTry *tries = f->metrics->tries;
  double best = G_MAXDOUBLE;
  guint chosen = f->metrics->n_tries - 1;

  for (guint i = 0; i < f->metrics->n_tries; i++)
    {
      g_autofree double *candidate = NULL;
      double rating;

      f->size = tries[i].size;
      f->indent = tries[i].indent;
      f->content = tries[i].content;
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
  f->content = tries[chosen].content;
  if (best < G_MAXDOUBLE)
    return;
  find_limits (f);
  choose_widths (f, widths);
}

/**
 * nh_table_widths_new:
 * @table: a table with at least one column
 * @ruler: a ruler
 * @page_width: the printable width of the page in points
 * @metrics: how the writer sets its cells; must outlive the result
 *
 * Chooses a font size from 13 points (Decree 30/2020/NĐ-CP, Appendix I part I section II.6.e: body
 * 13 to 14; tables with many columns may need less) and widths that fill the page without breaking
 * words. When the longest words alone are wider than the page in the smallest size, the table is
 * wider than the page.
 *
 * Returns: (transfer full): the widths.
 */
NhTableWidths *
nh_table_widths_new (NhTable *table, NhTextRuler *ruler, double page_width, const NhTableMetrics *metrics)
{
  NhTableWidths *self = g_new0 (NhTableWidths, 1);
  Fitting f = { table, metrics, nh_table_get_n_columns (table), nh_table_get_n_rows (table) };
  g_autofree double *minimum = g_new0 (double, f.n_columns + 1);
  g_autofree double *natural = g_new0 (double, f.n_columns + 1);

  self->widths = g_new0 (double, f.n_columns + 1);
  f.n_sample = MIN (f.n_rows, SAMPLE_ROWS);
  f.page_width = page_width;
  f.minimum = minimum;
  f.natural = natural;
  measure_cells (&f, ruler);
  choose_size_and_widths (&f, self->widths);

  self->n_columns = f.n_columns;
  self->n_rows = f.n_rows;
  self->font_size = f.size;
  self->indent = f.indent;
  self->inks = f.inks;
  return self;
}

/**
 * nh_table_widths_free:
 * @self: (nullable) (transfer full): widths
 *
 * Frees @self.
 */
void
nh_table_widths_free (NhTableWidths *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_rows * self->n_columns; i++)
    nh_ink_free (self->inks[i]);
  g_free (self->inks);
  g_free (self->widths);
  g_free (self);
}
