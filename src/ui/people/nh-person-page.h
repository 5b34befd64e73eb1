/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of one person: teams and roles over time, earlier posts, activities, and who else has
 * the same name.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_PERSON_PAGE (nh_person_page_get_type ())
G_DECLARE_FINAL_TYPE (NhPersonPage, nh_person_page, NH, PERSON_PAGE, GtkWidget)

GtkWidget *nh_person_page_new (NhSession *session, gint64 person);
gint64 nh_person_page_get_person (NhPersonPage *self);
gboolean nh_person_page_commit (NhPersonPage *self);

G_END_DECLS
