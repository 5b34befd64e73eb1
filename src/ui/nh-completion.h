/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proposals under an entry while the user types. (GtkEntryCompletion is on its way out of GTK.)
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Proposals for @text, best first; (transfer full). */
typedef GStrv (*NhCompletionFunc) (const char *text, gpointer data);

void nh_completion_attach (GtkEntry *entry, NhCompletionFunc func, gpointer data);
gboolean nh_completion_is_open (GtkEntry *entry);

G_END_DECLS
