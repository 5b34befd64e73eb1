/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A look at the finished package before it gets its name. libxlsxwriter collects every part in a
 * work file and does not look whether the disk took it: on a full disk it makes a damaged
 * workbook and reports success. It also lacks headers that differ on the first page.
 */
#pragma once

#include "formats/nh-output.h"

G_BEGIN_DECLS

gboolean nh_xlsx_package_check_rows (NhOutput *output, const char *path, guint64 rows_length,
                                     GError **error);
gboolean nh_xlsx_package_finish (NhOutput *output, const char *path, GError **error);

G_END_DECLS
