/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tree of teams changes: names, order, parents. Each is one step of undo.
 */
#pragma once

#include "model/nh-roster.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @teams: (element-type NhRosterTeam): all, each before its parts. */
gboolean nh_team_tree_shift (NhSession *session, GPtrArray *teams, gint64 team, int by, GError **error);
gboolean nh_team_tree_set_parent (NhSession *session, gint64 team, gint64 parent, GError **error);
gint64 nh_team_tree_previous (GPtrArray *teams, gint64 team);
const NhRosterTeam *nh_team_tree_find (GPtrArray *teams, gint64 team);
const char *nh_team_kind_label (const char *kind);
const char *nh_team_kind_icon (const char *kind);

/* Asks for a name under @anchor; creates a team of @kind under @parent, or renames @team. */
void nh_team_tree_ask_name (GtkWidget *anchor, NhSession *session, gint64 team, const char *kind, gint64 parent,
                            void (*done) (gint64 team, gpointer data), gpointer data);

G_END_DECLS
