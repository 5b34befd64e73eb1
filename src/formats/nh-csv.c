/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-csv.h"

#include <string.h>

#include "formats/nh-output.h"

#define BOM "\xef\xbb\xbf"
#define STEP 1024 /* rows between looks at the cancellable */

static void
append_field (GString *line, const char *text)
{
  gsize length = strlen (text);

  if (length == 0)
    return;
  if (strpbrk (text, ",\"\r\n") == NULL && text[0] != ' ' && text[length - 1] != ' ')
    {
      g_string_append_len (line, text, length);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

/**
 * nh_csv_write_list:
 * @path: (type filename): the target; replaced only when everything was written
 * @source: columns and rows
 * @cancellable: (nullable): stops the export
 * @error: return location for an error of the domain %NH_FORMAT_ERROR, or of @source
 *
 * Writes a list as CSV: UTF-8 with a byte order mark, without which Excel takes it for the code
 * page of the system; commas, quotes and line ends as RFC 4180 has them. Days stay yyyy-mm-dd.
 *
 * CSV has no types. A text that begins with = + - or @ is written as it is, so that reading the
 * file gives what was written; a spreadsheet that opens the file may take it for a formula. Who
 * wants to hand lists to a spreadsheet uses nh_xlsx_write_list(), where text is text.
 *
 * Returns: %FALSE on error; then the old file is as it was.
 */
gboolean
nh_csv_write_list (const char *path, const NhListSource *source, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (NhOutput) output = NULL;
  g_autoptr (GString) line = g_string_new (BOM);
  g_autofree const char **values = NULL;
  GError *fault = NULL;
  guint64 n_rows = 0;

  g_return_val_if_fail (path != NULL && source != NULL && source->next != NULL, FALSE);
  g_return_val_if_fail (source->n_columns > 0, FALSE);

  output = nh_output_new (path, error);
  if (output == NULL || !nh_output_write (output, line->str, line->len, error))
    return FALSE;
  values = g_new0 (const char *, source->n_columns);
  for (guint c = 0; c < source->n_columns; c++)
    values[c] = source->columns[c].heading;
  do
    {
      g_string_truncate (line, 0);
      for (guint c = 0; c < source->n_columns; c++)
        {
          if (c > 0)
            g_string_append_c (line, ',');
          append_field (line, values[c] != NULL ? values[c] : "");
        }
      g_string_append (line, "\r\n");
      if (!nh_output_write (output, line->str, line->len, error))
        return FALSE;
      if (n_rows % STEP == 0)
        {
          if (g_cancellable_is_cancelled (cancellable))
            {
              nh_output_set_cancelled (error);
              return FALSE;
            }
          if (source->progress != NULL)
            source->progress (n_rows, source->data);
        }
      n_rows++;
    }
  while (source->next (source->data, values, &fault));
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  if (source->progress != NULL)
    source->progress (n_rows - 1, source->data);

  return nh_output_commit (output, error);
}
