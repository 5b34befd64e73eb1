/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-json.h"

#include <string.h>

#include "core/nh-json.h"
#include "formats/nh-output.h"

#define STEP 1024 /* rows between looks at the cancellable */

/* RFC 8259, section 6: a minus sign, then 0 or digits that do not begin with 0. */
static gboolean
is_integer (const char *text)
{
  const char *digits = text + (text[0] == '-');
  gsize n = strspn (digits, "0123456789");

  return n > 0 && digits[n] == '\0' && (digits[0] != '0' || n == 1);
}

static void
append_value (GString *json, NhListColumnKind kind, const char *text)
{
  if (text == NULL || (*text == '\0' && kind != NH_LIST_TEXT))
    g_string_append (json, "null");
  else if (kind == NH_LIST_JSON || (kind == NH_LIST_INTEGER && is_integer (text)))
    g_string_append (json, text);
  else
    nh_json_append_string (json, text);
}

static gboolean
write_rows (NhOutput *output, const NhListSource *source, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree const char **values = g_new0 (const char *, source->n_columns);
  GError *fault = NULL;
  guint64 n_rows = 0;

  while (source->next (source->data, values, &fault))
    {
      g_string_assign (json, n_rows > 0 ? ",\n{" : "\n{");
      for (guint c = 0; c < source->n_columns; c++)
        {
          if (c > 0)
            g_string_append (json, ", ");
          nh_json_append_string (json, source->columns[c].name);
          g_string_append (json, ": ");
          append_value (json, source->columns[c].kind, values[c]);
        }
      g_string_append_c (json, '}');
      if (!nh_output_write (output, json->str, json->len, error))
        return FALSE;
      if (++n_rows % STEP != 0)
        continue;
      if (source->progress != NULL)
        source->progress (n_rows, source->data);
      if (g_cancellable_is_cancelled (cancellable))
        {
          nh_output_set_cancelled (error);
          return FALSE;
        }
    }
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  if (source->progress != NULL)
    source->progress (n_rows, source->data);

  return TRUE;
}

/**
 * nh_json_write_list:
 * @path: (type filename): the target; replaced only when everything was written
 * @source: columns and rows
 * @cancellable: (nullable): stops the export
 * @error: return location for an error of the domain %NH_FORMAT_ERROR, or of @source
 *
 * Writes a list as a JSON array with one object a line, whose keys are the names of the columns.
 * Texts and days are strings, integers numbers, %NULL is null; values of %NH_LIST_JSON columns are
 * JSON already and trusted.
 *
 * Returns: %FALSE on error; then the old file is as it was.
 */
gboolean
nh_json_write_list (const char *path, const NhListSource *source, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (NhOutput) output = NULL;

  g_return_val_if_fail (path != NULL && source != NULL && source->next != NULL, FALSE);
  g_return_val_if_fail (source->n_columns > 0, FALSE);

  output = nh_output_new (path, error);
  if (output == NULL)
    return FALSE;
  if (g_cancellable_is_cancelled (cancellable))
    {
      nh_output_set_cancelled (error);
      return FALSE;
    }

  return nh_output_write (output, "[", 1, error)
         && write_rows (output, source, cancellable, error)
         && nh_output_write (output, "\n]\n", 3, error)
         && nh_output_commit (output, error);
}
