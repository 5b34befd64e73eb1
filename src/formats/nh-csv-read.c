/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-csv-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-separated.h"
#include "formats/nh-text-bytes.h"

#define ROWS_BETWEEN_CHECKS 4096

/* Excel's own first line, "sep=;", which is no row. */
static const char *
skip_separator_line (const char *text, char *separator)
{
  gsize length;

  if (g_ascii_strncasecmp (text, "sep=", 4) != 0 || !text[4] || (guint8) text[4] >= 0x80)
    return text;
  length = strspn (text + 5, "\r\n");
  if (length == 0 && text[5])
    return text;
  *separator = text[4];
  return text + 5 + (text[5] == '\r' && text[6] == '\n' ? 2 : MIN (length, 1));
}

/**
 * nh_csv_read_text:
 * @text: valid UTF-8 in NFC, with any line ends
 * @separator: an ASCII character, or 0 to take what "sep=" says or seems best
 * @name: a name for the table
 * @cancellable: (nullable): stops the reading
 * @progress: (nullable): called now and then, in this thread
 * @data: for @progress
 * @error: return location for an #NhReadError
 *
 * Returns: (transfer full) (nullable): the table, perhaps empty
 */
NhSheet *
nh_csv_read_text (const char *text, char separator, const char *name, GCancellable *cancellable,
                  NhReadProgress progress, gpointer data, GError **error)
{
  g_autoptr (NhSheet) sheet = nh_sheet_new (name);
  g_autoptr (GString) cell = g_string_new (NULL);
  NhReadBudget budget = { 0 };
  const char *begin = text, *end = text + strlen (text);
  guint row = 0, column = 0;
  NhSeparatedStop stop;

  if (!separator)
    text = skip_separator_line (text, &separator);
  if (!separator)
    separator = nh_separated_guess (text);
  do
    {
      stop = nh_separated_next (&text, separator, cell);
      /* Blanks alone are nothing to a reader's eye. */
      if (strspn (cell->str, " \t") < cell->len
          && !nh_read_budget_put (&budget, sheet, row, column, NH_SHEET_TEXT, cell->str,
                                  error))
        return NULL;
      column++;
      if (stop == NH_SEPARATED_CELL)
        continue;
      row++;
      column = 0;
      if (row % ROWS_BETWEEN_CHECKS != 0)
        continue;
      if (!nh_read_check_cancelled (cancellable, error))
        return NULL;
      if (progress)
        progress ((double) (text - begin) / (double) (end - begin), data);
    }
  while (stop != NH_SEPARATED_END);
  nh_read_budget_finish_sheet (&budget, sheet);
  return g_steal_pointer (&sheet);
}

/**
 * nh_csv_read:
 * @bytes: a text file, in UTF-8, UTF-16 or a code page
 * @length: number of bytes
 * @name: a name for the table
 * @cancellable: (nullable): stops the reading
 * @progress: (nullable): called now and then, in this thread
 * @data: for @progress
 * @error: return location for an #NhReadError
 *
 * Reads a table in any encoding and with any separator; both are guessed. Where the guess may be
 * wrong a remark on the table says what was guessed. TCVN3 and VNI come as they are: the import
 * converts them word by word (nh_legacy_text_convert()), whatever the source.
 *
 * Returns: (transfer full) (nullable): the table, perhaps empty
 */
NhSheet *
nh_csv_read (const void *bytes, gsize length, const char *name, GCancellable *cancellable,
             NhReadProgress progress, gpointer data, GError **error)
{
  NhBytesEncoding encoding;
  guint n_broken;
  g_autofree char *text = NULL, *remark = NULL, *broken = NULL;
  NhSheet *sheet;

  if (length > NH_READ_MAX_TEXT_FILE)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _("The file is larger than %u MiB, which is more than can be read. Split it "
                     "and read its parts."),
                   (guint) (NH_READ_MAX_TEXT_FILE / NH_READ_MIB));
      return NULL;
    }
  text = nh_text_bytes_to_utf8 (bytes, length, &encoding, &n_broken);
  sheet = nh_csv_read_text (text, 0, name, cancellable, progress, data, error);
  if (!sheet)
    return NULL;
  if (encoding == NH_BYTES_WINDOWS_1258 || encoding == NH_BYTES_WINDOWS_1252)
    {
      remark = g_strdup_printf (_("The file is not in Unicode; it was read as %s."),
                                nh_text_bytes_encoding_name (encoding));
      nh_sheet_add_remark (sheet, remark);
    }
  if (n_broken > 0)
    {
      broken = g_strdup_printf (ngettext ("%u character could not be read; � stands in its place.",
                                          "%u characters could not be read; � stands in their "
                                          "places.",
                                          n_broken),
                                n_broken);
      nh_sheet_add_remark (sheet, broken);
    }
  return sheet;
}
