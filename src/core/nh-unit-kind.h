/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the name of a unit is made of: "TH Hòa Lộc" is a primary school, called "Hòa Lộc".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *nh_unit_kind_guess (const char *name);
char *nh_unit_own_name (const char *name);

G_END_DECLS
