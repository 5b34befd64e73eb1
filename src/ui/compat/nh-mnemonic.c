/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK 4.8 names a button by the text that it was given, with the "_" in it. The label inside names it, too, and without.
 */
#include "ui/compat/nh-mnemonic.h"

static void
drop_raw_name (GtkWidget *button)
{
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/**
 * nh_mnemonic_button_new:
 * @label: what stands on it, with "_" before the letter for Alt
 *
 * Returns: (transfer floating): a button.
 */
GtkWidget *
nh_mnemonic_button_new (const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  drop_raw_name (button);
  return button;
}

/**
 * nh_mnemonic_button_set_label:
 * @button: a button of nh_mnemonic_button_new()
 * @label: as there
 *
 * Writes something else on it.
 */
void
nh_mnemonic_button_set_label (GtkWidget *button, const char *label)
{
  gtk_button_set_label (GTK_BUTTON (button), label);
  drop_raw_name (button);
}
