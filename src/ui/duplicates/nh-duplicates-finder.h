/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The duplicates of one list, found in a thread and found again when the list changes. One finder a
 * workbook and list, shared by the button with the count and the page.
 */
#pragma once

#include "model/nh-duplicates.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_DUPLICATES_FINDER (nh_duplicates_finder_get_type ())
G_DECLARE_FINAL_TYPE (NhDuplicatesFinder, nh_duplicates_finder, NH, DUPLICATES_FINDER, GObject)

/* Signal "changed" (): other findings, or the search begins or ends. */

NhDuplicatesFinder *nh_duplicates_finder_get (NhSession *session, const NhEntity *entity);
void nh_duplicates_finder_start (NhDuplicatesFinder *self);
gboolean nh_duplicates_finder_is_running (NhDuplicatesFinder *self);
/* (element-type NhDuplicate): NULL before the first search is done. */
GPtrArray *nh_duplicates_finder_get_found (NhDuplicatesFinder *self);
guint nh_duplicates_finder_get_n_left_out (NhDuplicatesFinder *self);
guint nh_duplicates_finder_count (NhDuplicatesFinder *self);
void nh_duplicates_finder_stop_all (NhSession *session);

G_END_DECLS
