/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The formats of plain lists, by the ending of the file's name.
 */
#pragma once

#include "document/nh-list.h"

G_BEGIN_DECLS

typedef enum
{
  NH_LIST_FORMAT_NONE,
  NH_LIST_FORMAT_XLSX,
  NH_LIST_FORMAT_CSV,
  NH_LIST_FORMAT_JSON,
} NhListFormat;

NhListFormat nh_list_format_for (const char *path);
gboolean nh_list_format_write (NhListFormat format, const char *path, const NhListSource *source,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
