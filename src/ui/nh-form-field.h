/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One field of a form: label, control and, when what was typed is refused, a sentence under it.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_FORM_FIELD (nh_form_field_get_type ())
G_DECLARE_FINAL_TYPE (NhFormField, nh_form_field, NH, FORM_FIELD, GtkWidget)

/* Signal "commit" (): store the text now. */

GtkWidget *nh_form_field_new (NhSession *session, const NhEntity *entity, int field);
int nh_form_field_get_field (NhFormField *self);
void nh_form_field_show (NhFormField *self, NhRecord *record);
char *nh_form_field_get_text (NhFormField *self);
gboolean nh_form_field_is_creating (NhFormField *self);
gboolean nh_form_field_is_dirty (NhFormField *self);
void nh_form_field_reset (NhFormField *self);
void nh_form_field_set_error (NhFormField *self, const char *message);

G_END_DECLS
