/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form for one record, built from its entity's description. What is typed is stored when the
 * field loses the keys or on Enter; changes from elsewhere (undo, the grid) show at once.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_FORM (nh_form_get_type ())
G_DECLARE_FINAL_TYPE (NhForm, nh_form, NH, FORM, GtkWidget)

GtkWidget *nh_form_new (NhSession *session);
void nh_form_set_record (NhForm *self, const NhEntity *entity, const char *first, gint64 id);
gint64 nh_form_get_record (NhForm *self);
const char *nh_form_get_first (NhForm *self);
NhRecord *nh_form_peek (NhForm *self);
void nh_form_set_columns (NhForm *self, guint columns);
/* Fields that stand elsewhere, by commas; "*": all but those that are shown first. */
void nh_form_set_left_out (NhForm *self, const char *names);
gboolean nh_form_focus_field (NhForm *self, const char *name);
gboolean nh_form_commit (NhForm *self);
gboolean nh_form_is_dirty (NhForm *self);
/* Signal "record-changed" (): the record was read again. */

G_END_DECLS
