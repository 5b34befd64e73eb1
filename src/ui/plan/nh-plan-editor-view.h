/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text view of the editor: a column of readable width, numbers in its margin, tables as wide as it.
 */
#pragma once

#include "ui/plan/nh-plan-editor-buffer.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_VIEW (nh_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanView, nh_plan_view, NH, PLAN_VIEW, GtkTextView)

/* Keys that mean more here than in a plain text. Each returns whether it did all there is to do. */
typedef struct
{
  gboolean (*backspace) (gpointer data);
  gboolean (*delete_forward) (gpointer data);
  gboolean (*enter) (gpointer data); /* with a table selected */
  void (*copy) (gpointer data);
  void (*cut) (gpointer data);
  void (*paste) (gpointer data);
  void (*menu) (gpointer data);
} NhPlanViewKeys;

GtkWidget *nh_plan_view_new (NhPlanBuffer *buffer, const NhPlanViewKeys *keys, gpointer data);
int nh_plan_view_get_column (NhPlanView *self);
gboolean nh_plan_view_is_composing (NhPlanView *self);

G_END_DECLS
