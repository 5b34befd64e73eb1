/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The backups of a workbook: look, make one, go back to one.
 */
#pragma once

#include "ui/nh-window.h"

G_BEGIN_DECLS

void nh_backups_dialog_show (NhWindow *window);

G_END_DECLS
