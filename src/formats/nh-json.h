/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plain lists as JSON (RFC 8259): an array of objects.
 */
#pragma once

#include "formats/nh-xlsx.h"

G_BEGIN_DECLS

gboolean nh_json_write_list (const char *path, const NhListSource *source,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
