/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table within the text of the editor: a head that tells what it is, and its first rows. It is a
 * picture of the data; they are edited where they belong.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-document.h"

G_BEGIN_DECLS

#define NH_TYPE_PLAN_TABLE (nh_plan_table_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanTable, nh_plan_table, NH, PLAN_TABLE, GtkWidget)

/* Signals:
 *   "open" ()      a double click, or the button in its head
 *   "clicked" ()   a click: it wants to be selected */

GtkWidget *nh_plan_table_new (void);
void nh_plan_table_set_head (NhPlanTable *self, const char *kind, const char *title, const char *button);
/* @element: (nullable): of kind TABLE; NULL: the table can't be shown, the sentence @why says why. */
void nh_plan_table_set_element (NhPlanTable *self, NhElement *element, const char *why);
NhElement *nh_plan_table_get_element (NhPlanTable *self);
GtkWidget *nh_plan_break_new (void);

G_END_DECLS
