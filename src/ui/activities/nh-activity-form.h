/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of an activity: what, when and where, who, what came of it; then its people and its papers.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* For nh_form_set_record(): sections and fields as this kind of activity needs them; interned. */
const char *nh_activity_form_fields (const char *kind);
const char *nh_activity_form_fields_of (NhWorkbook *workbook, gint64 activity);

#define NH_TYPE_ACTIVITY_PEOPLE (nh_activity_people_get_type ())
G_DECLARE_FINAL_TYPE (NhActivityPeople, nh_activity_people, NH, ACTIVITY_PEOPLE, GtkWidget)
GtkWidget *nh_activity_people_new (NhSession *session);
void nh_activity_people_set_activity (NhActivityPeople *self, gint64 activity); /* 0: none */

#define NH_TYPE_ACTIVITY_LINKS (nh_activity_links_get_type ())
G_DECLARE_FINAL_TYPE (NhActivityLinks, nh_activity_links, NH, ACTIVITY_LINKS, GtkWidget)
GtkWidget *nh_activity_links_new (NhSession *session);
void nh_activity_links_set_activity (NhActivityLinks *self, gint64 activity);
void nh_activity_links_add (NhActivityLinks *self, const char *address); /* as if it were typed */

G_END_DECLS
