/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Buttons whose letter for Alt is underlined, and no "_" is read aloud. */
GtkWidget *nh_mnemonic_button_new (const char *label);
void nh_mnemonic_button_set_label (GtkWidget *button, const char *label);

G_END_DECLS
