/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Appendices in the official form.
 */
#include "formats/nh-xlsx.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "formats/nh-sheet-text.h"
#include "formats/nh-table-fit.h"
#include "formats/nh-xlsx-book.h"
#include "formats/nh-xlsx-package.h"

/* Decree 30/2020/NĐ-CP, Appendix I part I section I: A4, margins 20–25 mm at the top and the
 * bottom, 30–35 left, 15–20 right. Tables take the room that this leaves. */
#define MM (1 / 25.4) /* inches */
#define TOP 20
#define BOTTOM 20
#define LEFT 30
#define RIGHT 15
#define HEADER 10
#define PAPER_A4 9
#define MM_POINTS (72 / 25.4)
/* One pixel less than the paper has, so that rounding does not make a program scale the page. */
#define SPARE_POINTS 1.5

/* Section III.1 of the same part: sizes of an appendix. */
#define HEADING_SIZE 14
#define ATTACHED_SIZE 14
#define ATTACHED_SMALL_SIZE 13
#define NORMAL_SIZE 11 /* its digits are 7 pixels wide, as libxlsxwriter assumes for widths */
#define GAP 9          /* points above and below the table */
#define MAX_ROW_HEIGHT 409.0
#define BAND_LINES 3
#define MAX_BANDS 2000
/* Half an A4 page in a window: more than that must not be frozen. */
#define MAX_FROZEN 300.0

typedef struct
{
  NhXlsxBook *book;
  lxw_worksheet *sheet;
  const NhAppendixPage *page;
  NhTextRuler *ruler;
  NhTableFit *fit;
  double width;    /* of the table, points */
  lxw_row_t row;   /* next free row of the sheet */
  double height;   /* of the rows so far, points */
  lxw_row_t *first; /* sheet row where each table row begins; one more at the end */
  gboolean *banded; /* which table rows are split into bands */
} PageWriter;

static gboolean
check (PageWriter *w, lxw_error result, GError **error)
{
  return nh_xlsx_book_check (w->book, result, error);
}

static gboolean
set_height (PageWriter *w, lxw_row_t row, double height, GError **error)
{
  /* Quarters of a point are what Excel itself stores. */
  height = MIN (ceil (height * 4) / 4, MAX_ROW_HEIGHT);
  w->height += height;

  return check (w, worksheet_set_row (w->sheet, row, height, NULL), error);
}

/* A range of one cell can't be merged. */
static gboolean
write_text (PageWriter *w, lxw_row_t row, guint column, lxw_row_t last_row, guint last_column,
            const char *text, lxw_format *format, GError **error)
{
  if (row == last_row && column == last_column)
    return check (w, worksheet_write_string (w->sheet, row, column, text, format), error);

  return check (w, worksheet_merge_range (w->sheet, row, column, last_row, last_column, text,
                                          format),
                error);
}

static const char *
clean (PageWriter *w, const char *text, GError **error)
{
  text = nh_sheet_text_clean (text, w->book->buffer);
  if (nh_sheet_text_fits (text))
    return text;

  nh_xlsx_book_set_text_error (error, w->row + 1, 1);

  return NULL;
}

static guint
count_lines (PageWriter *w, const char *text, const NhXlsxStyle *style, double room)
{
  g_autoptr (NhInk) ink = nh_text_ruler_measure (w->ruler, text, style->bold, style->italic);

  return nh_ink_count_lines (ink, style->size, room);
}

/* A line over the whole width, as high as its text needs. */
static gboolean
write_line (PageWriter *w, const char *text, const NhXlsxStyle *style, GError **error)
{
  double height;

  if (text == NULL || *text == '\0')
    return TRUE;
  text = clean (w, text, error);
  if (text == NULL)
    return FALSE;

  height = nh_line_height (style->size) * count_lines (w, text, style, nh_table_fit_text_room (w->width));
  if (!set_height (w, w->row, height, error)
      || !write_text (w, w->row, 0, w->row, w->fit->n_columns - 1, text,
                      nh_xlsx_book_get_format (w->book, style), error))
    return FALSE;
  w->row++;

  return TRUE;
}

/* "(Kèm theo Kế hoạch số … của …)": 14 points, 13 if it then needs a line less. What takes two lines
 * is broken where people break it, before the name of the issuing body. */
static gboolean
write_attached (PageWriter *w, NhXlsxStyle *style, GError **error)
{
  double room = nh_table_fit_text_room (w->width);
  g_autofree char *text = NULL;
  char *issuer;

  if (w->page->attached == NULL)
    return TRUE;
  text = g_strdup (clean (w, w->page->attached, error));
  if (text == NULL)
    return FALSE;

  style->size = ATTACHED_SIZE;
  if (count_lines (w, text, style, room) == 2)
    {
      style->size = ATTACHED_SMALL_SIZE;
      if (count_lines (w, text, style, room) == 2)
        {
          style->size = ATTACHED_SIZE;
          issuer = g_strrstr (text, " của ");
          if (issuer != NULL)
            *issuer = '\n';
          if (issuer != NULL && count_lines (w, text, style, room) > 2)
            *issuer = ' ';
        }
    }

  return write_line (w, text, style, error);
}

static gboolean
write_titles (PageWriter *w, GError **error)
{
  NhXlsxStyle bold = { .size = HEADING_SIZE, .bold = TRUE, .wrap = TRUE, .align = LXW_ALIGN_CENTER,
                       .valign = LXW_ALIGN_VERTICAL_CENTER };
  NhXlsxStyle italic = bold;

  italic.bold = FALSE;
  italic.italic = TRUE;

  return write_line (w, w->page->heading, &bold, error)
         && write_line (w, w->page->title, &bold, error)
         && write_attached (w, &italic, error)
         && set_height (w, w->row++, GAP, error);
}

static gboolean
write_note (PageWriter *w, GError **error)
{
  NhXlsxStyle style = { .size = w->fit->font_size, .wrap = TRUE, .align = LXW_ALIGN_LEFT,
                        .valign = LXW_ALIGN_VERTICAL_TOP };
  g_auto (GStrv) paragraphs = NULL;

  if (w->page->note == NULL || *w->page->note == '\0')
    return TRUE;
  if (!set_height (w, w->row++, GAP, error))
    return FALSE;
  paragraphs = g_strsplit (w->page->note, "\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (!write_line (w, paragraphs[i], &style, error))
      return FALSE;

  return TRUE;
}

static lxw_format *
cell_format (PageWriter *w, const NhCell *cell, gboolean top, NhXlsxBorder border)
{
  static const guint8 aligns[] = { LXW_ALIGN_LEFT, LXW_ALIGN_CENTER, LXW_ALIGN_RIGHT };
  NhXlsxStyle style = { .size = w->fit->font_size, .border = border, .wrap = TRUE,
                        .align = LXW_ALIGN_LEFT, .valign = LXW_ALIGN_VERTICAL_CENTER };
  g_autofree char *number = NULL;

  /* In a row that goes over pages the middle is not where the reader looks. */
  if (top)
    style.valign = LXW_ALIGN_VERTICAL_TOP;

  if (cell != NULL)
    {
      style.bold = cell->bold;
      style.italic = cell->italic;
      style.align = aligns[MIN (cell->align, NH_ALIGN_RIGHT)];
      style.indent = w->fit->indent && cell->align == NH_ALIGN_LEFT ? 1 : 0;
      if (cell->kind == NH_CELL_DATE)
        style.number = "dd/mm/yyyy";
      else if (cell->kind == NH_CELL_NUMBER)
        style.number = number = nh_sheet_number_format (cell->text);
    }

  return nh_xlsx_book_get_format (w->book, &style);
}

static gboolean
write_cell (PageWriter *w, guint row, guint column, const NhCell *cell, GError **error)
{
  lxw_row_t first = w->first[row];
  lxw_row_t last = w->first[row + cell->row_span] - 1;
  guint last_column = column + cell->column_span - 1;
  lxw_format *format = cell_format (w, cell, last - first >= cell->row_span,
                                    NH_XLSX_BORDER_ALL);
  const char *text = nh_sheet_text_clean (cell->text, w->book->buffer);
  double number = cell->number;

  if (!write_text (w, first, column, last, last_column, text, format, error))
    return FALSE;

  /* The value replaces the text, which gave the merged cells their borders. */
  if (cell->kind == NH_CELL_DATE)
    number = nh_sheet_serial_from_julian ((guint32) cell->number);
  if (cell->kind == NH_CELL_TEXT || !isfinite (number))
    return TRUE;

  return check (w, worksheet_write_number (w->sheet, first, column, number, format), error);
}

/* Whether all cells of a row begin and end in it. */
static gboolean
is_plain_row (PageWriter *w, guint row)
{
  NhTable *table = w->page->table;

  for (guint r = 0; r <= row; r++)
    for (guint c = 0; c < w->fit->n_columns; c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell != NULL && cell->row_span > 1 && r + cell->row_span > row)
          return FALSE;
      }

  return TRUE;
}

static GPtrArray *
split_cell (PageWriter *w, guint column, const NhCell *cell)
{
  double width = nh_table_fit_get_width (w->fit, column, cell->column_span);

  return nh_text_ruler_split (w->ruler, nh_sheet_text_clean (cell->text, w->book->buffer),
                              cell->bold, cell->italic, w->fit->font_size,
                              nh_table_fit_get_room (w->fit, width, cell->align), BAND_LINES);
}

/* A row that is higher than Excel allows becomes several bands without lines between them; its
 * texts go on from band to band, so that a page can end after each and no letters are cut. */
static gboolean
place_bands (PageWriter *w, guint row, GError **error)
{
  guint lines[MAX_BANDS] = { 0 };
  guint n_bands = 1;

  for (guint c = 0; c < w->fit->n_columns; c++)
    {
      const NhCell *cell = nh_table_get_cell (w->page->table, row, c);
      g_autoptr (GPtrArray) pieces = cell != NULL ? split_cell (w, c, cell) : NULL;

      for (guint i = 0; pieces != NULL && i < pieces->len && i < MAX_BANDS; i++)
        {
          NhXlsxStyle style = { .size = w->fit->font_size, .bold = cell->bold,
                                .italic = cell->italic };
          double width = nh_table_fit_get_width (w->fit, c, cell->column_span);

          lines[i] = MAX (lines[i],
                          count_lines (w, pieces->pdata[i], &style,
                                       nh_table_fit_get_room (w->fit, width, cell->align)));
          n_bands = MAX (n_bands, i + 1);
        }
    }
  for (guint i = 0; i < n_bands; i++)
    if (!set_height (w, w->row++, lines[i] * nh_line_height (w->fit->font_size), error))
      return FALSE;

  return TRUE;
}

static gboolean
write_bands (PageWriter *w, guint row, guint column, const NhCell *cell, GError **error)
{
  g_autoptr (GPtrArray) pieces = split_cell (w, column, cell);
  lxw_row_t first = w->first[row];
  lxw_row_t last = w->first[row + 1] - 1;

  for (lxw_row_t r = first; r <= last; r++)
    {
      NhXlsxBorder border = NH_XLSX_BORDER_SIDES;
      const char *text = r - first < pieces->len ? pieces->pdata[r - first] : "";

      if (r == first)
        border |= NH_XLSX_BORDER_TOP;
      if (r == last)
        border |= NH_XLSX_BORDER_BOTTOM;
      if (!write_text (w, r, column, r, column + cell->column_span - 1, text,
                       cell_format (w, cell, TRUE, border), error))
        return FALSE;
    }

  return TRUE;
}

/* Decides which rows of the sheet each row of the table takes. A high row with cells that go on
 * into other rows can't be split into bands: its cells are merged over several sheet rows. */
static gboolean
place_rows (PageWriter *w, GError **error)
{
  double line = nh_line_height (w->fit->font_size);
  double most = floor (MAX_ROW_HEIGHT / line) * line;

  for (guint r = 0; r < w->fit->n_rows; r++)
    {
      double left = w->fit->row_heights[r];

      w->first[r] = w->row;
      w->banded[r] = left > MAX_ROW_HEIGHT && left < MAX_BANDS * BAND_LINES * line / 2
                     && is_plain_row (w, r);
      if (w->banded[r])
        {
          if (!place_bands (w, r, error))
            return FALSE;
          continue;
        }
      for (; left > MAX_ROW_HEIGHT; left -= most)
        if (!set_height (w, w->row++, most, error))
          return FALSE;
      if (!set_height (w, w->row++, MAX (left, line), error))
        return FALSE;
    }
  w->first[w->fit->n_rows] = w->row;

  return TRUE;
}

static gboolean
write_table (PageWriter *w, GError **error)
{
  NhTable *table = w->page->table;
  lxw_format *empty = cell_format (w, NULL, FALSE, NH_XLSX_BORDER_ALL);

  /* Borders everywhere first: rows may have fewer cells than the table has columns. */
  for (lxw_row_t r = w->first[0]; r < w->row; r++)
    for (guint c = 0; c < w->fit->n_columns; c++)
      if (!check (w, worksheet_write_blank (w->sheet, r, c, empty), error))
        return FALSE;
  for (guint r = 0; r < w->fit->n_rows; r++)
    for (guint c = 0; c < w->fit->n_columns; c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell != NULL
            && !(w->banded[r] ? write_bands : write_cell) (w, r, c, cell, error))
          return FALSE;
      }

  return TRUE;
}

/* Paper, what repeats, what stays in sight, names. */
static gboolean
set_up_page (PageWriter *w, double head_height, GError **error)
{
  guint n_head = nh_table_get_n_head_rows (w->page->table);
  lxw_row_t first = w->first[0], last = w->first[w->fit->n_rows] - 1;
  guint last_column = w->fit->n_columns - 1;
  char range[LXW_MAX_CELL_RANGE_LENGTH];
  g_autofree char *name = NULL;
  g_autofree char *formula = NULL;

  worksheet_set_paper (w->sheet, PAPER_A4);
  if (w->page->landscape)
    worksheet_set_landscape (w->sheet);
  else
    worksheet_set_portrait (w->sheet);
  worksheet_set_margins (w->sheet, LEFT * MM, RIGHT * MM, TOP * MM, BOTTOM * MM);
  worksheet_fit_to_pages (w->sheet, 1, 0);
  worksheet_center_horizontally (w->sheet);
  worksheet_gridlines (w->sheet, LXW_HIDE_ALL_GRIDLINES);
  /* Pages are numbered for each appendix (section III.1.đ). */
  worksheet_set_start_page (w->sheet, 1);
  if (n_head > 0)
    {
      lxw_row_t body = w->first[n_head];

      if (!check (w, worksheet_repeat_rows (w->sheet, first, body - 1), error))
        return FALSE;
      if (head_height <= MAX_FROZEN)
        worksheet_freeze_panes (w->sheet, body, 0);
    }
  lxw_rowcol_to_range (range, first, 0, last, last_column);
  name = nh_sheet_defined_name (w->sheet->name, w->book->defined_names);
  lxw_rowcol_to_range_abs (range, first, 0, last, last_column);
  formula = g_strdup_printf ("=%s!%s", w->sheet->quoted_name, range);
  lxw_rowcol_to_range (range, first, 0, last, last_column);

  if (!check (w, workbook_define_name (w->book->workbook, name, formula), error)
      || !check (w, worksheet_print_area (w->sheet, 0, 0, w->row - 1, last_column), error)
      || !check (w, worksheet_ignore_errors (w->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range),
                 error))
    return FALSE;

  {
    lxw_header_footer_options options = { .margin = HEADER * MM };

    return check (w, worksheet_set_header_opt (w->sheet, "&C&\"Times New Roman,Regular\"&13&P",
                                               &options),
                  error);
  }
}

static gboolean
check_texts (PageWriter *w, GError **error)
{
  NhTable *table = w->page->table;

  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    for (guint c = 0; c < nh_table_get_n_columns (table); c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        if (cell != NULL
            && !nh_sheet_text_fits (nh_sheet_text_clean (cell->text, w->book->buffer)))
          {
            nh_xlsx_book_set_text_error (error, r + 1, c + 1);
            return FALSE;
          }
      }

  return TRUE;
}

static gboolean
write_page (PageWriter *w, GError **error)
{
  const NhAppendixPage *page = w->page;
  double paper = page->landscape ? 297 : 210;
  double printable = (paper - LEFT - RIGHT) * MM_POINTS - SPARE_POINTS;
  guint n_head = nh_table_get_n_head_rows (page->table);
  g_autoptr (NhTableFit) fit = nh_table_fit_new (page->table, w->ruler, printable);
  g_autofree lxw_row_t *first = g_new0 (lxw_row_t, fit->n_rows + 1);
  g_autofree gboolean *banded = g_new0 (gboolean, fit->n_rows + 1);
  double head_height;

  w->fit = fit;
  w->first = first;
  w->banded = banded;
  w->row = 0;
  w->height = 0;
  w->width = nh_table_fit_get_width (fit, 0, fit->n_columns);
  for (guint c = 0; c < fit->n_columns; c++)
    if (!check (w, worksheet_set_column_pixels (w->sheet, c, c, fit->column_pixels[c], NULL),
                error))
      return FALSE;

  if (!write_titles (w, error))
    return FALSE;
  head_height = w->height;
  for (guint r = 0; r < n_head; r++)
    head_height += fit->row_heights[r];

  return place_rows (w, error) && write_table (w, error) && write_note (w, error)
         && set_up_page (w, head_height, error);
}

static gboolean
page_fits_sheet (const NhAppendixPage *page, GError **error)
{
  if (nh_table_get_n_rows (page->table) < NH_SHEET_MAX_ROWS / 2
      && nh_table_get_n_columns (page->table) <= NH_SHEET_MAX_COLUMNS)
    return TRUE;

  g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE,
               _("Nothing was written: the table of “%s” has more rows or columns than an Excel "
                 "sheet holds. Filter it or choose fewer columns."),
               page->heading != NULL ? page->heading : "");

  return FALSE;
}

/* What file managers show as the title of the document. */
static char *
workbook_title (GPtrArray *pages)
{
  const NhAppendixPage *first = g_ptr_array_index (pages, 0);
  g_autoptr (GString) title = g_string_new (first->heading);

  if (pages->len == 1)
    {
      if (first->title != NULL && *first->title != '\0')
        g_string_append_printf (title, "%s%s", title->len > 0 ? " – " : "", first->title);
    }
  else
    for (guint i = 1; i < pages->len; i++)
      {
        const NhAppendixPage *page = g_ptr_array_index (pages, i);

        g_string_append_printf (title, ", %s", page->heading != NULL ? page->heading : "");
      }

  return g_string_free (g_steal_pointer (&title), FALSE);
}

/**
 * nh_xlsx_write_appendices:
 * @path: (type filename): the target; replaced only when everything was written
 * @pages: (element-type NhAppendixPage): at least one appendix, each with a table that has columns
 * @cancellable: (nullable): stops the export
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Writes appendices to an Excel workbook, one a sheet, ready to print as the annex of a plan:
 * Decree 30/2020/NĐ-CP, Appendix I part I sections I and III.1.
 *
 * Returns: %FALSE on error; then the old file is as it was.
 */
gboolean
nh_xlsx_write_appendices (const char *path, GPtrArray *pages, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (NhXlsxBook) book = NULL;
  g_autoptr (NhTextRuler) ruler = NULL;
  g_autofree char *title = NULL;
  const NhAppendixPage *first;

  g_return_val_if_fail (path != NULL && pages != NULL && pages->len > 0, FALSE);

  first = g_ptr_array_index (pages, 0);
  title = workbook_title (pages);
  book = nh_xlsx_book_new (path, NORMAL_SIZE, FALSE, error);
  if (book == NULL || !nh_xlsx_book_set_properties (book, title, first->author, error))
    return FALSE;
  ruler = nh_text_ruler_new ();
  for (guint i = 0; i < pages->len; i++)
    {
      PageWriter w = { .book = book, .ruler = ruler };

      w.page = g_ptr_array_index (pages, i);
      g_return_val_if_fail (w.page->table != NULL, FALSE);
      g_return_val_if_fail (nh_table_get_n_columns (w.page->table) > 0, FALSE);
      if (g_cancellable_is_cancelled (cancellable))
        {
          nh_output_set_cancelled (error);
          return FALSE;
        }
      if (!page_fits_sheet (w.page, error) || !check_texts (&w, error))
        return FALSE;
      w.sheet = nh_xlsx_book_add_sheet (book, w.page->heading, error);
      if (w.sheet == NULL || !write_page (&w, error))
        return FALSE;
    }

  return nh_xlsx_book_close (book, error) && nh_xlsx_package_finish (book->output, path, error)
         && nh_output_commit (book->output, error);
}
