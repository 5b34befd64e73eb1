/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading Excel workbooks (.xlsx, .xlsm) into tables of texts. May run in any thread.
 */
#pragma once

#include "formats/nh-package.h"

G_BEGIN_DECLS

GPtrArray *nh_xlsx_read_input (GsfInput *input, GCancellable *cancellable,
                               NhReadProgress progress, gpointer data, GError **error);

G_END_DECLS
