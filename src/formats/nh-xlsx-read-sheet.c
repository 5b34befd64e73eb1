/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-text-bytes.h"
#include "formats/nh-xlsx-read-private.h"

/* Rows that are looked at to empty the cells below merged ones; see add_merges(). */
#define MAX_STEPS ((guint64) 100 * 1000 * 1000)

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT, /* what a formula gave, or a text inside the cell */
  TYPE_BOOLEAN,
  TYPE_ERROR,
  TYPE_DAY, /* ISO 8601 */
} CellType;

typedef struct
{
  NhXlsxReading *reading;
  NhSheet *sheet;
  GError **error;
  guint row, column; /* of the current cell */
  guint next_row, next_column;
  gboolean in_rows, in_row, in_cell, in_value, in_inline;
  CellType type;
  const NhXlsxStyle *style;
  GString *value;
  NhXlsxRich rich;
  GArray *merges; /* of NhSheetMerge */
  guint n_decoded, n_missing;
} Sheet;

static const NhXlsxStyle no_style;

/* "B12": the letters, then the number. What overflows lies outside every sheet. */
static gboolean
read_reference (const char *p, gsize length, guint *row, guint *column)
{
  guint64 r = 0, c = 0;
  const char *end = p + length;

  for (; p < end && g_ascii_isalpha (*p); p++)
    c = MIN (c * 26 + (guint64) (g_ascii_toupper (*p) - 'A') + 1, G_MAXUINT32);
  if (c == 0 || p == end)
    return FALSE;
  for (; p < end && g_ascii_isdigit (*p); p++)
    r = MIN (r * 10 + (guint64) (*p - '0'), G_MAXUINT32);
  if (p < end || r == 0)
    return FALSE;
  *row = (guint) (r - 1);
  *column = (guint) (c - 1);
  return TRUE;
}

static gboolean
read_range (const char *p, gsize length, NhSheetMerge *merge)
{
  const char *colon = memchr (p, ':', length);
  guint row, column;

  if (!colon || !read_reference (p, (gsize) (colon - p), &merge->row, &merge->column)
      || !read_reference (colon + 1, length - (gsize) (colon + 1 - p), &row, &column))
    return FALSE;
  if (row < merge->row || column < merge->column || row >= NH_READ_MAX_ROWS
      || column >= NH_READ_MAX_COLUMNS)
    return FALSE;
  merge->n_rows = row - merge->row + 1;
  merge->n_columns = column - merge->column + 1;
  return merge->n_rows > 1 || merge->n_columns > 1;
}

static CellType
read_type (const NhXmlAttributes *attributes)
{
  gsize length;
  const char *t = nh_xml_find (attributes, "t", &length);

  if (!t || length == 0)
    return TYPE_NUMBER;
  if (length == 1)
    switch (*t)
      {
      case 's':
        return TYPE_SHARED;
      case 'b':
        return TYPE_BOOLEAN;
      case 'e':
        return TYPE_ERROR;
      case 'd':
        return TYPE_DAY;
      default:
        return TYPE_NUMBER;
      }
  return TYPE_TEXT;
}

static void
begin_cell (Sheet *sheet, const NhXmlAttributes *attributes)
{
  gsize length;
  const char *reference = nh_xml_find (attributes, "r", &length);
  GArray *styles = sheet->reading->styles;
  gint64 style = nh_xml_int (attributes, "s", 0);

  sheet->column = sheet->next_column;
  /* A place that can't be read is outside: the cell is counted there instead of guessed. */
  if (reference && !read_reference (reference, length, &sheet->row, &sheet->column))
    sheet->row = G_MAXUINT32;
  else if (!reference)
    sheet->row = sheet->next_row;
  sheet->next_column = sheet->column + (sheet->column < G_MAXUINT32);
  sheet->type = read_type (attributes);
  sheet->style = style < styles->len ? &g_array_index (styles, NhXlsxStyle, style) : &no_style;
  sheet->in_cell = TRUE;
  g_string_truncate (sheet->value, 0);
}

static void
begin_row (Sheet *sheet, const NhXmlAttributes *attributes)
{
  gint64 number = nh_xml_int (attributes, "r", 0);
  gsize length;

  if (number > 0)
    sheet->next_row = (guint) number - 1;
  else if (nh_xml_find (attributes, "r", &length))
    sheet->next_row = G_MAXUINT32 - 1;
  sheet->next_column = 0;
  sheet->row = sheet->next_row;
  sheet->in_row = TRUE;
}

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Sheet *sheet = data;

  if (sheet->in_cell)
    {
      if (sheet->in_inline)
        nh_xlsx_rich_start (&sheet->rich, name, attributes);
      else if (name[0] == 'v' && !name[1])
        sheet->in_value = TRUE;
      else if (strcmp (name, "is") == 0)
        {
          sheet->in_inline = TRUE;
          nh_xlsx_rich_begin (&sheet->rich);
        }
    }
  else if (sheet->in_row && name[0] == 'c' && !name[1])
    begin_cell (sheet, attributes);
  else if (sheet->in_rows && strcmp (name, "row") == 0)
    begin_row (sheet, attributes);
  else if (strcmp (name, "sheetData") == 0)
    sheet->in_rows = TRUE;
  else if (strcmp (name, "mergeCell") == 0)
    {
      gsize length;
      const char *range = nh_xml_find (attributes, "ref", &length);
      NhSheetMerge merge;

      /* One more than allowed, so that it is noticed. */
      if (range && read_range (range, length, &merge) && sheet->merges->len <= NH_READ_MAX_MERGES)
        g_array_append_val (sheet->merges, merge);
    }
  return TRUE;
}

static gboolean
put (Sheet *sheet, NhSheetKind kind, const char *text)
{
  return nh_read_budget_put (&sheet->reading->budget, sheet->sheet, sheet->row, sheet->column,
                             kind, text, sheet->error);
}

static gboolean
put_shared (Sheet *sheet)
{
  NhXlsxStrings *strings = sheet->reading->strings;
  const char *p = sheet->value->str, *raw, *text;
  gsize index = 0;

  while (g_ascii_isspace (*p))
    p++;
  if (!g_ascii_isdigit (*p))
    index = G_MAXSIZE;
  for (; g_ascii_isdigit (*p) && index <= G_MAXUINT32; p++)
    index = index * 10 + (gsize) (*p - '0');
  raw = nh_xlsx_strings_get (strings, index);
  if (!raw)
    {
      sheet->n_missing++;
      return TRUE;
    }
  text = nh_xlsx_strings_get_decoded (strings, index, &sheet->style->font);
  sheet->n_decoded += text != raw;
  return nh_read_budget_put_kept (&sheet->reading->budget, sheet->sheet, sheet->row,
                                  sheet->column, text, sheet->error);
}

/* A text that stands in the cell itself. */
static gboolean
put_text (Sheet *sheet, const char *raw, const GArray *runs)
{
  g_autofree char *text = NULL;

  text = nh_text_take_nfc (nh_xlsx_decode_runs (raw, runs, &sheet->style->font));
  if (sheet->style->font.encoding != NH_ENCODING_UNICODE && strcmp (text, raw) != 0)
    sheet->n_decoded++;
  return put (sheet, NH_SHEET_TEXT, text);
}

/* Most numbers are short counts, which need no conversion. */
static gboolean
is_short_count (const GString *value)
{
  const char *p = value->str;

  if (value->len == 0 || value->len > 15 || (*p == '0' && value->len > 1))
    return FALSE;
  for (; *p; p++)
    if (!g_ascii_isdigit (*p))
      return FALSE;
  return TRUE;
}

static gboolean
put_number (Sheet *sheet)
{
  const NhNumberFormat *format = &sheet->style->number;
  g_autofree char *text = NULL;
  gboolean is_day = FALSE;

  if (sheet->value->len == 0)
    return TRUE;
  if (format->kind == NH_NUMBER_PLAIN)
    {
      if (is_short_count (sheet->value))
        return put (sheet, NH_SHEET_NUMBER, sheet->value->str);
      text = nh_number_plain (sheet->value->str);
      return put (sheet, NH_SHEET_NUMBER, text);
    }
  text = nh_number_show (format, sheet->value->str, sheet->reading->from_1904, &is_day);
  if (is_day)
    return put (sheet, NH_SHEET_DATE, text);
  return put (sheet, format->kind == NH_NUMBER_MASK ? NH_SHEET_NUMBER : NH_SHEET_TEXT, text);
}

static gboolean
put_iso_day (Sheet *sheet)
{
  const char *p = sheet->value->str;
  guint year, month, day;
  int n = 0;

  if (sscanf (p, "%4u-%2u-%2u%n", &year, &month, &day, &n) == 3 && n == 10
      && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_autofree char *iso = g_strndup (p, 10);

      return put (sheet, NH_SHEET_DATE, iso);
    }
  return put (sheet, NH_SHEET_TEXT, p);
}

static gboolean
end_cell (Sheet *sheet)
{
  const char *value = sheet->value->str;

  sheet->in_cell = sheet->in_value = sheet->in_inline = FALSE;
  switch (sheet->type)
    {
    case TYPE_SHARED:
      return sheet->value->len == 0 || put_shared (sheet);
    case TYPE_TEXT:
      return *value ? put_text (sheet, value, NULL) : TRUE;
    case TYPE_BOOLEAN:
      return put (sheet, NH_SHEET_BOOLEAN, *value == '1' || *value == 't' ? "TRUE" : *value ? "FALSE" : "");
    case TYPE_ERROR:
      return put (sheet, NH_SHEET_ERROR, value);
    case TYPE_DAY:
      return put_iso_day (sheet);
    case TYPE_NUMBER:
    default:
      return put_number (sheet);
    }
}

static gboolean
end (gpointer data, const char *name)
{
  Sheet *sheet = data;

  if (sheet->in_cell)
    {
      if (name[0] == 'c' && !name[1])
        return end_cell (sheet);
      if (sheet->in_inline && strcmp (name, "is") == 0)
        {
          sheet->in_inline = FALSE;
          if (sheet->type == TYPE_NUMBER)
            sheet->type = TYPE_TEXT;
          g_string_truncate (sheet->value, 0);
          return put_text (sheet, sheet->rich.text->str, sheet->rich.runs);
        }
      if (sheet->in_inline)
        nh_xlsx_rich_end (&sheet->rich, name);
      else if (name[0] == 'v' && !name[1])
        sheet->in_value = FALSE;
    }
  else if (strcmp (name, "row") == 0)
    {
      sheet->in_row = FALSE;
      sheet->next_row += sheet->next_row < G_MAXUINT32;
    }
  else if (strcmp (name, "sheetData") == 0)
    sheet->in_rows = FALSE;
  return TRUE;
}

static void
text (gpointer data, const char *characters, gsize length)
{
  Sheet *sheet = data;

  if (sheet->in_value)
    {
      if (sheet->value->len < 8 * NH_READ_MAX_TEXT)
        g_string_append_len (sheet->value, characters, (gssize) length);
    }
  else if (sheet->in_inline)
    nh_xlsx_rich_text (&sheet->rich, characters, length);
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const NhSheetMerge *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return first->column < second->column ? -1 : first->column > second->column;
}

/* Excel keeps texts below a merged cell that nobody can see; they are not part of the table. */
static gboolean
add_merges (Sheet *sheet)
{
  guint64 n_steps = 0;

  g_array_sort (sheet->merges, compare_merges);
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const NhSheetMerge *merge = &g_array_index (sheet->merges, NhSheetMerge, i);
      guint end_row = MIN (merge->row + merge->n_rows, nh_sheet_get_n_rows (sheet->sheet));

      if (!nh_read_budget_merge (&sheet->reading->budget, sheet->sheet, merge, sheet->error))
        return FALSE;
      for (guint row = merge->row; row < end_row && n_steps < MAX_STEPS; row++, n_steps++)
        if (row > merge->row)
          nh_sheet_clear (sheet->sheet, row, merge->column, merge->n_columns);
        else if (merge->n_columns > 1)
          nh_sheet_clear (sheet->sheet, row, merge->column + 1, merge->n_columns - 1);
    }
  return TRUE;
}

static void
add_remarks (Sheet *sheet)
{
  g_autofree char *decoded = NULL, *missing = NULL;

  nh_read_budget_finish_sheet (&sheet->reading->budget, sheet->sheet);
  if (sheet->n_decoded > 0)
    {
      decoded = g_strdup_printf (
          ngettext ("%u cell in a TCVN3 or VNI font was converted to Unicode.",
                    "%u cells in TCVN3 or VNI fonts were converted to Unicode.", sheet->n_decoded),
          sheet->n_decoded);
      nh_sheet_add_remark (sheet->sheet, decoded);
    }
  if (sheet->n_missing > 0)
    {
      missing = g_strdup_printf (
          ngettext ("%u cell refers to a text that the file does not have and was left empty.",
                    "%u cells refer to texts that the file does not have and were left empty.",
                    sheet->n_missing),
          sheet->n_missing);
      nh_sheet_add_remark (sheet->sheet, missing);
    }
}

/*
 * nh_xlsx_read_sheet:
 * @reading: the workbook
 * @part: the part of the sheet
 * @table: the table to fill
 * @error: return location
 *
 * Returns: whether the sheet was read to its end
 */
gboolean
nh_xlsx_read_sheet (NhXlsxReading *reading, const char *part, NhSheet *table, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end, .text = text };
  Sheet sheet = { .reading = reading, .sheet = table, .error = error };
  gboolean ok;

  sheet.value = g_string_new (NULL);
  sheet.merges = g_array_new (FALSE, FALSE, sizeof (NhSheetMerge));
  nh_xlsx_rich_init (&sheet.rich);
  nh_sheet_keep (table, nh_xlsx_strings_ref (reading->strings), nh_xlsx_strings_unref);
  ok = nh_package_parse (reading->package, part, &handlers, &sheet, error) && add_merges (&sheet);
  if (ok)
    add_remarks (&sheet);
  nh_xlsx_rich_clear (&sheet.rich);
  g_array_unref (sheet.merges);
  g_string_free (sheet.value, TRUE);
  return ok;
}
