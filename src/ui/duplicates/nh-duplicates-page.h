/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page "Find duplicates": proposals by their strength, and each as two records side by side.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_DUPLICATES_PAGE (nh_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (NhDuplicatesPage, nh_duplicates_page, NH, DUPLICATES_PAGE, GtkWidget)

/* Their ids as screens. */
#define NH_DUPLICATES_UNITS "duplicates"
#define NH_DUPLICATES_PEOPLE "duplicates:people"

GtkWidget *nh_duplicates_page_new (NhSession *session, const NhEntity *entity);
void nh_duplicates_page_focus (NhDuplicatesPage *self);
/* A button with the count, for the table of the entity. */
GtkWidget *nh_duplicates_button_new (NhSession *session, const NhEntity *entity);

G_END_DECLS
