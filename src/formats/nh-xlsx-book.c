/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-xlsx-book.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "formats/nh-sheet-text.h"
#include "formats/nh-xlsx.h"

#define FONT "Times New Roman"

/**
 * nh_xlsx_book_new:
 * @path: (type filename): the target
 * @font_size: of cells without a format, in points; column widths are counted in its digits
 * @constant_memory: whether rows are written at once, from the top, and forgotten
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Begins a workbook. Freeing it before nh_xlsx_book_close() leaves nothing on the disk.
 *
 * Returns: (transfer full) (nullable): the workbook.
 */
NhXlsxBook *
nh_xlsx_book_new (const char *path, double font_size, gboolean constant_memory, GError **error)
{
  g_autoptr (NhXlsxBook) book = g_new0 (NhXlsxBook, 1);
  g_autofree char *folder = nh_output_get_work_folder ();
  g_autofree char *temporary = NULL;
  lxw_workbook_options options = { 0 };
  lxw_format *normal;

  book->path = g_strdup (path);
  book->output = nh_output_new (path, error);
  if (book->output == NULL)
    return NULL;

  book->work_folder = nh_output_get_c_path (folder);
  temporary = nh_output_get_c_path (nh_output_get_temporary (book->output));
  book->sheet_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->defined_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  book->buffer = g_string_new (NULL);

  options.constant_memory = constant_memory;
  options.tmpdir = book->work_folder;
  if (temporary != NULL)
    book->workbook = workbook_new_opt (temporary, &options);
  if (book->workbook == NULL)
    {
      nh_output_set_error (error, path, temporary != NULL ? ENOMEM : EINVAL);
      return NULL;
    }
  /* The first format is the style of cells that have none. In Times New Roman what the user adds
   * later looks like the rest, and widths don't depend on Calibri, which few Linux systems have. */
  normal = STAILQ_FIRST (book->workbook->formats);
  format_set_font_name (normal, FONT);
  format_set_font_size (normal, font_size);
  format_set_font_family (normal, 1);

  return g_steal_pointer (&book);
}

/**
 * nh_xlsx_book_free:
 * @book: (nullable) (transfer full): a workbook
 *
 * Frees the workbook and removes what was not committed.
 */
void
nh_xlsx_book_free (NhXlsxBook *book)
{
  if (book == NULL)
    return;

  g_clear_pointer (&book->workbook, lxw_workbook_free);
  nh_output_free (book->output);
  g_clear_pointer (&book->sheet_names, g_hash_table_unref);
  g_clear_pointer (&book->defined_names, g_hash_table_unref);
  g_clear_pointer (&book->formats, g_hash_table_unref);
  if (book->buffer != NULL)
    g_string_free (book->buffer, TRUE);
  g_free (book->work_folder);
  g_free (book->path);
  g_free (book);
}

/**
 * nh_xlsx_book_check:
 * @book: a workbook
 * @result: what a function of libxlsxwriter returned
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Returns: %TRUE when @result is no error.
 */
gboolean
nh_xlsx_book_check (NhXlsxBook *book, lxw_error result, GError **error)
{
  g_autofree char *name = NULL;

  if (result == LXW_NO_ERROR)
    return TRUE;

  switch (result)
    {
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_INTERNAL_ERROR:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
      nh_output_set_error (error, book->path, errno);
      break;
    case LXW_ERROR_ZIP_PARAMETER_ERROR:
    case LXW_ERROR_ZIP_BAD_ZIP_FILE:
      name = g_path_get_basename (book->path);
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE,
                   _("“%s” was not written: the list is too large for an Excel file. "
                     "Export fewer rows or columns, or choose CSV."),
                   name);
      break;
    default:
      name = g_path_get_basename (book->path);
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _("“%s” was not written: %s"), name, lxw_strerror (result));
      break;
    }

  return FALSE;
}

/**
 * nh_xlsx_book_set_text_error:
 * @error: where to put the error
 * @row: the row of the list or table, from 1
 * @column: its column, from 1
 *
 * Says that a text is too long for a cell. It is not cut: the reader would not notice.
 */
void
nh_xlsx_book_set_text_error (GError **error, guint64 row, guint column)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row);

  g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_TOO_LARGE,
               _("Nothing was written: the text in row %s, column %u has more than 32,767 "
                 "characters, the most that an Excel cell holds. Shorten it."),
               number, column);
}

/**
 * nh_xlsx_book_add_sheet:
 * @book: a workbook
 * @wanted_name: (nullable): its name; changed where Excel would not take it
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Returns: (transfer none) (nullable): the new sheet.
 */
lxw_worksheet *
nh_xlsx_book_add_sheet (NhXlsxBook *book, const char *wanted_name, GError **error)
{
  g_autofree char *name = nh_sheet_name (wanted_name, book->sheet_names);
  lxw_worksheet *sheet;

  errno = 0;
  sheet = workbook_add_worksheet (book->workbook, name);
  if (sheet == NULL)
    nh_output_set_error (error, book->path, errno);

  return sheet;
}

/**
 * nh_xlsx_book_get_format:
 * @book: a workbook
 * @style: how cells shall look
 *
 * Returns: (transfer none): the format; the same for the same style.
 */
lxw_format *
nh_xlsx_book_get_format (NhXlsxBook *book, const NhXlsxStyle *style)
{
  g_autofree char *key = g_strdup_printf ("%d %d%d%d%d%d %u %u %u %s", (int) (style->size * 10),
                                          style->bold, style->italic, style->wrap, style->border,
                                          style->fill, style->indent, style->align,
                                          style->valign,
                                          style->number != NULL ? style->number : "");
  lxw_format *format = g_hash_table_lookup (book->formats, key);

  if (format != NULL)
    return format;

  format = workbook_add_format (book->workbook);
  format_set_font_name (format, FONT);
  format_set_font_family (format, 1);
  format_set_font_size (format, style->size);
  if (style->bold)
    format_set_bold (format);
  if (style->italic)
    format_set_italic (format);
  if (style->wrap)
    format_set_text_wrap (format);
  if (style->border & NH_XLSX_BORDER_SIDES)
    {
      format_set_left (format, LXW_BORDER_THIN);
      format_set_right (format, LXW_BORDER_THIN);
    }
  if (style->border & NH_XLSX_BORDER_TOP)
    format_set_top (format, LXW_BORDER_THIN);
  if (style->border & NH_XLSX_BORDER_BOTTOM)
    format_set_bottom (format, LXW_BORDER_THIN);
  if (style->fill)
    {
      format_set_pattern (format, LXW_PATTERN_SOLID);
      format_set_fg_color (format, 0xE7E6E6);
    }
  format_set_align (format, style->align);
  format_set_align (format, style->valign);
  if (style->indent > 0)
    format_set_indent (format, style->indent);
  if (style->number != NULL)
    format_set_num_format (format, style->number);
  g_hash_table_insert (book->formats, g_steal_pointer (&key), format);

  return format;
}

/**
 * nh_xlsx_book_set_properties:
 * @book: a workbook
 * @title: (nullable): the title of the document
 * @author: (nullable): the issuing body
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Sets what file managers and Excel show of a document; the time of creation is now.
 *
 * Returns: %FALSE on error.
 */
gboolean
nh_xlsx_book_set_properties (NhXlsxBook *book, const char *title, const char *author,
                             GError **error)
{
  g_autofree char *clean_title = nh_sheet_property (title);
  g_autofree char *clean_author = nh_sheet_property (author);
  lxw_doc_properties properties = { 0 };

  properties.title = clean_title;
  properties.author = clean_author;
  properties.company = clean_author;
  properties.created = g_get_real_time () / G_USEC_PER_SEC;

  return nh_xlsx_book_check (book, workbook_set_properties (book->workbook, &properties), error);
}

/**
 * nh_xlsx_book_close:
 * @book: a workbook
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Lets libxlsxwriter write the temporary file and end. The target is untouched until
 * nh_output_commit().
 *
 * Returns: %FALSE on error.
 */
gboolean
nh_xlsx_book_close (NhXlsxBook *book, GError **error)
{
  lxw_error result;

  errno = 0;
  result = workbook_close (book->workbook);
  book->workbook = NULL; /* freed, whatever the result */

  return nh_xlsx_book_check (book, result, error);
}
