/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a list with a head before each group, some groups folded to their head: which row is
 * what, and what changed when the list changed. Without groups the rows are the list's.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

typedef struct _NhRowGroups NhRowGroups;

/* As GListModel::items-changed, of the rows. */
typedef void (*NhRowGroupsFunc) (guint row, guint removed, guint added, gpointer data);

NhRowGroups *nh_row_groups_new (NhListModel *list, NhRowGroupsFunc tell, gpointer data);
void nh_row_groups_free (NhRowGroups *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRowGroups, nh_row_groups_free)

guint nh_row_groups_get_n_rows (NhRowGroups *self);
/* The record in a row, by its place in the list; G_MAXUINT for a head, whose group is given. */
guint nh_row_groups_get_position (NhRowGroups *self, guint row, guint *group);
guint nh_row_groups_get_row (NhRowGroups *self, guint position); /* G_MAXUINT: folded away */

guint nh_row_groups_get_n_groups (NhRowGroups *self);
const char *nh_row_groups_get_label (NhRowGroups *self, guint group);
guint nh_row_groups_get_count (NhRowGroups *self, guint group);
gboolean nh_row_groups_is_folded (NhRowGroups *self, guint group);
guint nh_row_groups_get_first (NhRowGroups *self, guint group);
guint nh_row_groups_get_head (NhRowGroups *self, guint group);
guint nh_row_groups_find (NhRowGroups *self, guint position);
/* Stable while the list is grouped by the same field; below 0. */
gint64 nh_row_groups_get_id (NhRowGroups *self, guint group);
guint nh_row_groups_find_id (NhRowGroups *self, gint64 id);

void nh_row_groups_fold (NhRowGroups *self, guint group, gboolean folded);
void nh_row_groups_fold_all (NhRowGroups *self, gboolean folded);

G_END_DECLS
