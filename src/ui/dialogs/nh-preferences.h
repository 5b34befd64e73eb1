/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preferences: language, theme, backups (this user), name of the office (this workbook).
 */
#pragma once

#include "ui/nh-window.h"

G_BEGIN_DECLS

void nh_preferences_show (NhWindow *window);

G_END_DECLS
