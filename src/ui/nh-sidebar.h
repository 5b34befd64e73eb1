/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of screens at the left: plans of the year, tables of the year, rosters.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_SIDEBAR (nh_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (NhSidebar, nh_sidebar, NH, SIDEBAR, GtkWidget)

/* Signals: "screen-chosen" (const char *id): the user went to a row; "screen-entered" (): with a click
 * or Enter, so the keys belong to the screen now. */

typedef struct
{
  const char *id;    /* of the screen; NULL: a heading */
  const char *title; /* msgid */
  const char *icon;
} NhSidebarItem;

GtkWidget *nh_sidebar_new (NhSession *session);
void nh_sidebar_select (NhSidebar *self, const char *id);
/* A number beside a screen; @words say what it counts. 0: none. */
void nh_sidebar_set_count (NhSidebar *self, const char *id, guint count, gboolean urgent, const char *words);
/* nh-sidebar-counts.c */
void nh_sidebar_show_counts (NhSidebar *self, NhSession *session);
const NhSidebarItem *nh_sidebar_get_item (guint index);

G_END_DECLS
