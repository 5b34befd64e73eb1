/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proposals under an entry while the user types. (GtkEntryCompletion is on its way out of GTK.)
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Proposals for @text, best first; (transfer full). */
typedef GStrv (*NhCompletionFunc) (const char *text, gpointer data);

/* The words for making what @text names; NULL for none. */
typedef char *(*NhCompletionOfferFunc) (const char *text, gpointer data);
/* The offer was chosen for what stands in the entry. */
typedef void (*NhCompletionTakenFunc) (gpointer data);

void nh_completion_attach (GtkEntry *entry, NhCompletionFunc func, gpointer data);
void nh_completion_set_offer (GtkEntry *entry, NhCompletionOfferFunc offer, NhCompletionTakenFunc taken);
gboolean nh_completion_is_open (GtkEntry *entry);

G_END_DECLS
