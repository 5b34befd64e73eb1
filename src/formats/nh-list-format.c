/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-list-format.h"

#include "formats/nh-csv.h"
#include "formats/nh-json.h"
#include "formats/nh-xlsx.h"

/**
 * nh_list_format_for:
 * @path: a target
 *
 * Returns: the format that its ending names: .xlsx, .csv or .json.
 */
NhListFormat
nh_list_format_for (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".xlsx"))
    return NH_LIST_FORMAT_XLSX;
  if (g_str_has_suffix (lower, ".csv"))
    return NH_LIST_FORMAT_CSV;
  return g_str_has_suffix (lower, ".json") ? NH_LIST_FORMAT_JSON : NH_LIST_FORMAT_NONE;
}

/**
 * nh_list_format_write:
 * @format: any but NONE
 * @path: the target; an existing file is replaced only when the new one is whole
 * @source: the rows
 * @cancellable: (nullable): stops the work; nothing is left then
 * @error: of domain NH_FORMAT_ERROR, or of the source
 *
 * Returns: whether the file is written.
 */
gboolean
nh_list_format_write (NhListFormat format, const char *path, const NhListSource *source,
                      GCancellable *cancellable, GError **error)
{
  switch (format)
    {
    case NH_LIST_FORMAT_XLSX:
      return nh_xlsx_write_list (path, source, cancellable, error);
    case NH_LIST_FORMAT_CSV:
      return nh_csv_write_list (path, source, cancellable, error);
    case NH_LIST_FORMAT_JSON:
      return nh_json_write_list (path, source, cancellable, error);
    case NH_LIST_FORMAT_NONE:
    default:
      g_return_val_if_reached (FALSE);
    }
}
