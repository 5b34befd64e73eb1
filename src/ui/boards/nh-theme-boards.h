/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of themes: how far units are with them, and which subject has one in each cluster.
 */
#pragma once

#include "ui/boards/nh-board-page.h"

G_BEGIN_DECLS

GtkWidget *nh_theme_adoption_new (NhSession *session);
GtkWidget *nh_theme_coverage_new (NhSession *session);

G_END_DECLS
