/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The status board: activities by month and state, moved by dragging or by Alt and the arrows.
 */
#pragma once

#include "ui/boards/nh-matrix-view.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_STATUS_PAGE (nh_status_page_get_type ())
G_DECLARE_FINAL_TYPE (NhStatusPage, nh_status_page, NH, STATUS_PAGE, GtkWidget)

GtkWidget *nh_status_page_new (NhSession *session);
NhMatrixView *nh_status_page_get_view (NhStatusPage *self);
void nh_status_page_set_kind (NhStatusPage *self, const char *kind); /* NULL: all */

G_END_DECLS
