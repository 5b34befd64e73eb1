/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-drop-down.h"

/** nh_board_plan_filter_new: Returns: (transfer floating): the choice of the plan, without plans. */
GtkDropDown *
nh_board_plan_filter_new (void)
{
  GtkWidget *plan = gtk_drop_down_new (NULL, NULL);

  nh_drop_down_let_shrink (GTK_DROP_DOWN (plan));
  gtk_widget_set_size_request (plan, 170, -1);
  gtk_widget_set_tooltip_text (plan, _("The plan that is shown"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (plan), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan"), -1);
  return GTK_DROP_DOWN (plan);
}

/**
 * nh_board_bar_new:
 * @plan: (transfer floating): the choice of the plan
 * @tools: (transfer floating) (nullable): what the board has of its own
 * @export: (transfer floating): the menu of nh_board_paper_button_new()
 *
 * Returns: (transfer floating): the toolbar.
 */
GtkWidget *
nh_board_bar_new (GtkDropDown *plan,
                  GtkWidget *tools,
                  GtkWidget *export)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *middle = tools ? tools : gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "nh-toolbar");
  gtk_widget_set_hexpand (middle, TRUE);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (plan));
  gtk_box_append (GTK_BOX (bar), middle);
  gtk_box_append (GTK_BOX (bar), export);
  return bar;
}

/** nh_board_note_new: Returns: (transfer floating): a line that says what keys and clicks do, or what signs mean. */
GtkWidget *
nh_board_note_new (const char *text)
{
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "nh-board-note");
  return note;
}
