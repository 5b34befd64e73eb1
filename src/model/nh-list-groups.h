/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The groups of a list: runs of rows with the same key, in order. Private to the model.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *key;
  guint count;
} NhListGroup;

GArray *nh_list_groups_new (void); /* of NhListGroup */
void nh_list_groups_append (GArray *groups, const char *key);
void nh_list_groups_insert (GArray *groups, guint position, const char *key);
void nh_list_groups_remove (GArray *groups, guint position);
gboolean nh_list_groups_equal (GArray *a, GArray *b);

G_END_DECLS
