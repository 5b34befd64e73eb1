/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-separated.h"

#include <string.h>

#define SAMPLE_ROWS 60

static gboolean
ends_cell (char c, char separator)
{
  return c == '\0' || c == separator || c == '\n' || c == '\r';
}

/* A quoted cell counts as such only when its closing quote ends the cell; else the quote is an
 * ordinary letter, as in: "A" street. Returns the closing quote, or NULL. */
static const char *
end_of_quoted (const char *p, char separator)
{
  for (p = strchr (p + 1, '"'); p; p = strchr (p + 2, '"'))
    if (p[1] != '"')
      return ends_cell (p[1], separator) ? p : NULL;
  return NULL;
}

static void
unquote (const char *start, const char *end, GString *cell)
{
  for (const char *p = start; p < end; p++)
    {
      if (*p == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (cell, '\n');
          continue;
        }
      g_string_append_c (cell, *p);
      if (*p == '"')
        p++;
    }
}

/**
 * nh_separated_next:
 * @text: (inout): the text; moved behind the cell and what ends it
 * @separator: an ASCII character
 * @cell: (out caller-allocates): receives the cell, without its quotes; line ends inside are \n
 *
 * Reads one cell. A line end behind the last row makes no further row.
 *
 * Returns: what comes after it
 */
NhSeparatedStop
nh_separated_next (const char **text, char separator, GString *cell)
{
  const char *start = *text, *end = *start == '"' ? end_of_quoted (start, separator) : NULL;

  g_string_truncate (cell, 0);
  if (end)
    {
      unquote (start + 1, end, cell);
      end++;
    }
  else
    {
      for (end = start; !ends_cell (*end, separator);)
        end++;
      g_string_append_len (cell, start, end - start);
    }
  *text = end;
  if (!*end)
    return NH_SEPARATED_END;
  *text = end + 1;
  if (*end == separator)
    return NH_SEPARATED_CELL;
  if (*end == '\r' && end[1] == '\n')
    ++*text;
  return **text ? NH_SEPARATED_ROW : NH_SEPARATED_END;
}

/* How well a separator cuts the first rows: in hundredths, the rows with the most usual number of
 * cells; 0 when most rows have one. */
static guint
rate (const char *text, char separator, guint *n_cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint counts[SAMPLE_ROWS] = { 0 }, n_rows = 0, n = 1, best = 0;
  NhSeparatedStop stop;

  *n_cells = 0;
  do
    {
      const char *begin = text;

      stop = nh_separated_next (&text, separator, cell);
      if (stop == NH_SEPARATED_CELL)
        n++;
      else
        {
          /* Blank lines and titles above the table say nothing. */
          if (n > 1 || (cell->len > 0 && begin != text))
            counts[n_rows++] = n;
          n = 1;
        }
    }
  while (stop != NH_SEPARATED_END && n_rows < SAMPLE_ROWS);
  for (guint i = 0; i < n_rows; i++)
    {
      guint same = 0;

      for (guint j = 0; j < n_rows && counts[i] > 1; j++)
        same += counts[j] == counts[i];
      if (same > best || (same == best && counts[i] > *n_cells))
        {
          best = same;
          *n_cells = counts[i];
        }
    }
  return n_rows > 0 ? best * 100 / n_rows : 0;
}

/**
 * nh_separated_guess:
 * @text: a table as text
 *
 * Guesses the separator: the one that cuts most of the first rows into the same number of cells,
 * more cells being better. Commas come last, for addresses and decimal numbers have them.
 *
 * Returns: tab, semicolon, bar or comma
 */
char
nh_separated_guess (const char *text)
{
  static const char separators[] = "\t;|,";
  char best = ',';
  guint best_rate = 0, best_cells = 0;

  for (const char *p = separators; *p; p++)
    {
      guint n_cells, rated = rate (text, *p, &n_cells);

      if (rated > best_rate || (rated == best_rate && n_cells > best_cells))
        {
          best = *p;
          best_rate = rated;
          best_cells = n_cells;
        }
    }
  return best;
}
