/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Precompiled for src/ui: reading GTK's headers takes half of the time of compiling a file. Files
 * include what they use all the same.
 */
#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
