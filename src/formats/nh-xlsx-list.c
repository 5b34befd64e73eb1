/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Long lists in constant memory.
 */
#include "formats/nh-xlsx.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/nh-sheet-text.h"
#include "formats/nh-xlsx-book.h"
#include "formats/nh-xlsx-package.h"

#define FONT_SIZE 12
#define DIGIT_PIXELS 8.0   /* of 12 points at 96 dpi: the unit of column widths in this file */
#define SAMPLE_ROWS 500    /* whose texts decide about widths */
#define MIN_EM 3.0f
#define MAX_EM 30.0f       /* about 60 letters */
#define EM_PIXELS 16.0
#define PADDING_PIXELS 12
#define FILTER_PIXELS 20   /* the button of the autofilter hides that much of a heading */
#define PORTRAIT_PIXELS 620 /* 210 − 30 − 15 mm at 96 dpi */
#define STEP 1024          /* rows between looks at the cancellable */
#define MAX_EXACT 9007199254740992.0 /* 2^53: beyond, a double would change digits */

typedef struct
{
  const NhListSource *source;
  NhXlsxBook *book;
  lxw_worksheet *sheet;
  lxw_format *day_format;
  float *em; /* the widest text of each column */
  guint64 n_rows;
} ListWriter;

/* Advance widths of Times New Roman in 1/1000 em from U+0020 on. A list does not deserve Pango:
 * finding fonts alone takes longer than writing a thousand rows. */
static const guint16 advances[95] = {
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
  500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
  556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
  722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
  278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
};

static float
guess_em (const char *text)
{
  guint total = 0;

  for (const guchar *p = (const guchar *) text; *p != '\0' && total < 100000; p++)
    {
      if (*p >= 0x20 && *p < 0x7f)
        total += advances[*p - 0x20];
      else if (*p >= 0xc0)
        total += 500; /* Vietnamese letters; bytes that follow add nothing */
    }

  return total / 1000.0f;
}

static gboolean
write_heading (ListWriter *w, GError **error)
{
  NhXlsxStyle style = { .size = FONT_SIZE, .bold = TRUE, .border = NH_XLSX_BORDER_ALL, .fill = TRUE,
                        .wrap = TRUE, .align = LXW_ALIGN_CENTER,
                        .valign = LXW_ALIGN_VERTICAL_CENTER };
  lxw_format *format = nh_xlsx_book_get_format (w->book, &style);

  if (!nh_xlsx_book_check (w->book, worksheet_set_row (w->sheet, 0, 24, NULL), error))
    return FALSE;
  for (guint c = 0; c < w->source->n_columns; c++)
    {
      const char *heading = w->source->columns[c].heading;
      const char *text = nh_sheet_text_clean (heading != NULL ? heading : "", w->book->buffer);

      if (!nh_sheet_text_fits (text))
        {
          nh_xlsx_book_set_text_error (error, 1, c + 1);
          return FALSE;
        }
      w->em[c] = guess_em (text) * 1.08f + FILTER_PIXELS / (float) EM_PIXELS;
      if (!nh_xlsx_book_check (w->book, worksheet_write_string (w->sheet, 0, c, text, format),
                               error))
        return FALSE;
    }

  return TRUE;
}

/* Whole numbers that a double holds exactly, without leading zeros: what is written as a number
 * must read the same. */
static gboolean
parse_integer (const char *text, double *number)
{
  const char *digits = text + (text[0] == '-');
  char *end;

  if (!g_ascii_isdigit (digits[0]) || (digits[0] == '0' && text[1] != '\0'))
    return FALSE;
  *number = (double) strtoll (text, &end, 10);

  return *end == '\0' && fabs (*number) < MAX_EXACT;
}

static gboolean
write_value (ListWriter *w, guint column, const char *value, GError **error)
{
  NhListColumnKind kind = w->source->columns[column].kind;
  lxw_row_t row = w->n_rows + 1;
  double number = NAN;
  lxw_error result;
  const char *text;

  if (kind == NH_LIST_DAY && !isnan (number = nh_sheet_serial_day (value)))
    result = worksheet_write_number (w->sheet, row, column, number, w->day_format);
  else if (kind == NH_LIST_INTEGER && parse_integer (value, &number))
    result = worksheet_write_number (w->sheet, row, column, number, NULL);
  else
    {
      text = nh_sheet_text_clean (value, w->book->buffer);
      if (!nh_sheet_text_fits (text))
        {
          nh_xlsx_book_set_text_error (error, w->n_rows + 1, column + 1);
          return FALSE;
        }
      result = worksheet_write_string (w->sheet, row, column, text, NULL);
    }
  if (G_UNLIKELY (w->n_rows < SAMPLE_ROWS))
    w->em[column] = MAX (w->em[column], guess_em (value));

  return result == LXW_NO_ERROR || nh_xlsx_book_check (w->book, result, error);
}

static gboolean
write_rows (ListWriter *w, GCancellable *cancellable, GError **error)
{
  const NhListSource *source = w->source;
  g_autofree const char **values = g_new0 (const char *, source->n_columns);
  GError *fault = NULL;

  while (source->next (source->data, values, &fault))
    {
      if (w->n_rows + 1 >= NH_SHEET_MAX_ROWS)
        {
          g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE,
                       _("Nothing was written: the list has more than 1,048,575 rows, the most that "
                         "an Excel sheet holds. Filter the list or choose CSV."));
          return FALSE;
        }
      for (guint c = 0; c < source->n_columns; c++)
        if (values[c] != NULL && values[c][0] != '\0'
            && !write_value (w, c, values[c], error))
          return FALSE;
      w->n_rows++;
      if (w->n_rows % STEP != 0)
        continue;
      if (source->progress != NULL)
        source->progress (w->n_rows, source->data);
      if (g_cancellable_is_cancelled (cancellable))
        {
          nh_output_set_cancelled (error);
          return FALSE;
        }
      /* The library does not look whether its work file still grows. */
      if (ferror (w->sheet->optimize_tmpfile))
        {
          nh_output_set_error (error, w->book->path, ENOSPC);
          return FALSE;
        }
    }
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  if (source->progress != NULL)
    source->progress (w->n_rows, source->data);

  return TRUE;
}

/* Widths, paper and what repeats; libxlsxwriter writes them around the rows when it closes. */
static gboolean
set_up_sheet (ListWriter *w, GError **error)
{
  guint last = w->source->n_columns - 1;
  g_autofree char *cells = NULL;
  char range[LXW_MAX_CELL_RANGE_LENGTH];
  int total = 0;

  for (guint c = 0; c <= last; c++)
    {
      int pixels = (int) (CLAMP (w->em[c], MIN_EM, MAX_EM) * EM_PIXELS) + PADDING_PIXELS;

      if (w->source->columns[c].kind == NH_LIST_DAY)
        pixels = MAX (pixels, 6 * (int) EM_PIXELS);
      total += pixels;
      /* libxlsxwriter adds the padding of a 7-pixel font: 5/7 of a character. */
      if (!nh_xlsx_book_check (w->book,
                               worksheet_set_column (w->sheet, c, c, pixels / DIGIT_PIXELS - 5 / 7.0,
                                                     NULL),
                               error))
        return FALSE;
    }
  if (!nh_xlsx_book_check (w->book, worksheet_autofilter (w->sheet, 0, 0, w->n_rows, last), error)
      || !nh_xlsx_book_check (w->book, worksheet_repeat_rows (w->sheet, 0, 0), error))
    return FALSE;
  worksheet_freeze_panes (w->sheet, 1, 0);
  worksheet_set_paper (w->sheet, 9); /* A4 */
  if (total > PORTRAIT_PIXELS)
    worksheet_set_landscape (w->sheet);
  worksheet_set_margins (w->sheet, 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4);
  worksheet_fit_to_pages (w->sheet, 1, 0);
  worksheet_center_horizontally (w->sheet);
  lxw_rowcol_to_range (range, 0, 0, w->n_rows, last);
  if (!nh_xlsx_book_check (w->book,
                           worksheet_ignore_errors (w->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                                    range),
                           error))
    return FALSE;

  return nh_xlsx_book_check (
      w->book, worksheet_set_header (w->sheet, "&C&\"Times New Roman,Regular\"&13&P"), error);
}

/* How long the rows are that libxlsxwriter collected in its work file. */
static gboolean
end_rows (ListWriter *w, guint64 *length, GError **error)
{
  FILE *file = w->sheet->optimize_tmpfile;
  glong position;

  errno = 0;
  lxw_worksheet_write_single_row (w->sheet);
  if (fflush (file) != 0 || ferror (file) || (position = ftell (file)) < 0)
    {
      nh_output_set_error (error, w->book->path, errno != 0 ? errno : ENOSPC);
      return FALSE;
    }
  *length = position;

  return TRUE;
}

/**
 * nh_xlsx_write_list:
 * @path: (type filename): the target; replaced only when everything was written
 * @source: columns and rows
 * @cancellable: (nullable): stops the export
 * @error: return location for an error of the domain %NH_FORMAT_ERROR, or of @source
 *
 * Writes a list to an Excel workbook with one sheet: a heading that stays in sight and filters,
 * real dates and numbers, everything else as text, so that "=1+1" and "0912…" stay what they are.
 * Memory does not grow with the rows.
 *
 * Returns: %FALSE on error; then the old file is as it was.
 */
gboolean
nh_xlsx_write_list (const char *path, const NhListSource *source, GCancellable *cancellable,
                    GError **error)
{
  NhXlsxStyle day = { .size = FONT_SIZE, .align = LXW_ALIGN_LEFT, .number = "dd/mm/yyyy",
                      .valign = LXW_ALIGN_VERTICAL_BOTTOM };
  g_autoptr (NhXlsxBook) book = NULL;
  g_autofree float *em = NULL;
  ListWriter w = { source };
  guint64 length = 0;

  g_return_val_if_fail (path != NULL && source != NULL && source->next != NULL, FALSE);
  g_return_val_if_fail (source->n_columns > 0, FALSE);

  if (source->n_columns > NH_SHEET_MAX_COLUMNS)
    {
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE,
                   _("Nothing was written: the list has more than 16,384 columns, the most that an "
                     "Excel sheet holds. Choose fewer columns."));
      return FALSE;
    }
  w.em = em = g_new0 (float, source->n_columns);
  w.book = book = nh_xlsx_book_new (path, FONT_SIZE, TRUE, error);
  if (book == NULL)
    return FALSE;
  w.sheet = nh_xlsx_book_add_sheet (book, source->title, error);
  if (w.sheet == NULL)
    return FALSE;
  w.day_format = nh_xlsx_book_get_format (book, &day);

  return nh_xlsx_book_set_properties (book, source->title, source->author, error)
         && write_heading (&w, error)
         && write_rows (&w, cancellable, error)
         && set_up_sheet (&w, error)
         && end_rows (&w, &length, error)
         && nh_xlsx_book_close (book, error)
         && nh_xlsx_package_check_rows (book->output, path, length, error)
         && nh_output_commit (book->output, error);
}
