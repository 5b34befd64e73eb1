/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a table of the view "list" shows: which list, its columns in order, rows, order and groups.
 */
#pragma once

#include "document/nh-table-options.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_TABLE_LIST_OPTIONS (nh_table_list_options_get_type ())
G_DECLARE_FINAL_TYPE (NhTableListOptions, nh_table_list_options, NH, TABLE_LIST_OPTIONS, GtkWidget)

/* Signal "changed" (): something else is chosen now. */

GtkWidget *nh_table_list_options_new (NhSession *session);
void nh_table_list_options_set (NhTableListOptions *self, NhTableOptions *options);
/* Writes the choices into @options; what is not chosen here stays there. */
void nh_table_list_options_get (NhTableListOptions *self, NhTableOptions *options);

G_END_DECLS
