/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor of fixed tables: their cells in a grid, and below how they will look on paper.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

/* @options: cells of the table as block.options has them. */
typedef void (*NhFixedTableFunc) (GObject *object, gint64 key, const char *options);

void nh_fixed_table_dialog_present (GtkWidget *parent, NhSession *session, const char *options,
                                    NhFixedTableFunc done, GObject *object, gint64 key);

G_END_DECLS
