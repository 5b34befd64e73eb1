/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys of records: 63 bits, positive, ordered by time and random enough that rows made in two
 * offices never collide (merging of workbooks depends on it).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 nh_id_new (void);

G_END_DECLS
