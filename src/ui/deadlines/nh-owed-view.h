/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers owed as a table: what is missing, late, due soon; marked as received row by row or many at once.
 */
#pragma once

#include "ui/table/nh-grid-screen.h"

G_BEGIN_DECLS

#define NH_TYPE_OWED_VIEW (nh_owed_view_get_type ())
G_DECLARE_FINAL_TYPE (NhOwedView, nh_owed_view, NH, OWED_VIEW, GtkWidget)

typedef enum
{
  NH_OWED_MISSING,
  NH_OWED_SOON,
  NH_OWED_LATE,
  NH_OWED_ALL,
  NH_OWED_N_SHOWN
} NhOwedShown;

GtkWidget *nh_owed_view_new (NhSession *session);
NhGridScreen *nh_owed_view_get_screen (NhOwedView *self);
void nh_owed_view_show (NhOwedView *self, NhOwedShown shown);

G_END_DECLS
