/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entries of dialogs that take what a field of a record takes: names of records with proposals,
 * days as people write them.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

GtkWidget *nh_field_entry_new (NhSession *session, const char *entity, const char *field);
gboolean nh_field_entry_get_record (GtkWidget *entry, gint64 *id, GError **error);
gboolean nh_field_entry_get_day (GtkWidget *entry, guint32 *day, GError **error);
/* A labelled line of a dialog's grid. */
void nh_field_entry_attach (GtkGrid *grid, int row, const char *label, GtkWidget *widget);

G_END_DECLS
