/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who of a team may be proposed for an award, with the reason for each; the nominated go into a list.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_AWARDS_PAGE (nh_awards_page_get_type ())
G_DECLARE_FINAL_TYPE (NhAwardsPage, nh_awards_page, NH, AWARDS_PAGE, GtkWidget)

GtkWidget *nh_awards_page_new (NhSession *session);
void nh_awards_page_set_team (NhAwardsPage *self, gint64 team);

G_END_DECLS
