/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_ISSUED_NOTE (nh_plan_issued_note_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanIssuedNote, nh_plan_issued_note, NH, PLAN_ISSUED_NOTE, GtkWidget)

GtkWidget *nh_plan_issued_note_new (NhSession *session, gint64 plan);

G_END_DECLS
