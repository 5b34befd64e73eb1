/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain lists as comma-separated values (RFC 4180).
 */
#pragma once

#include "formats/nh-xlsx.h"

G_BEGIN_DECLS

gboolean nh_csv_write_list (const char *path, const NhListSource *source,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
