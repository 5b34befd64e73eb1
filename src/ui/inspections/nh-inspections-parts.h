/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tabs of the screen of inspections that are tables: what was found, who inspects, what is looked at.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

GtkWidget *nh_findings_part_new (NhSession *session);
GtkWidget *nh_delegations_part_new (NhSession *session);
GtkWidget *nh_checklists_part_new (NhSession *session);

G_END_DECLS
