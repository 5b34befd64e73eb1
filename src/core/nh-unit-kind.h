/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What kind of unit a name tells of: "TH Hòa Lộc" is a primary school.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *nh_unit_kind_guess (const char *name);

G_END_DECLS
