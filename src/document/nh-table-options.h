/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a live table or an appendix shows its view: which columns, rows, order and groups. Stored as
 * text in block.options and appendix.options, one choice a line:
 *
 *   list=person                 records of which table; only of the view "list"
 *   columns=name;post;unit      fields in order
 *   rows=all                    of all plans, not only of this one
 *   filter=kind|any|inspection|training
 *   order=unit;-name            "-": descending
 *   group=unit
 *   layout=side_by_side
 *   caption=Danh sách thành viên
 *
 * Texts escape "\", newlines (\n) and "|" within filters.
 */
#pragma once

#include "model/nh-list-model.h"

G_BEGIN_DECLS

/* The view that shows any table of the workbook. */
#define NH_VIEW_LIST "list"

typedef struct
{
  char *field;
  gboolean descending;
} NhTableOrder;

typedef struct
{
  char *list;        /* name of an entity: "person"; NULL: the view is none of lists */
  GStrv columns;     /* NULL: those that the view or the list shows by itself */
  gboolean all_rows; /* also those of other plans */
  GArray *filters;   /* of NhListFilter with texts of their own: nh_filters_new() */
  GArray *order;     /* of NhTableOrder; empty: the list's own */
  char *group;       /* a field; NULL: no groups */
  char *layout;      /* "single", "side_by_side", "grouped"; NULL: as the appendix says */
  char *caption;     /* over the table; NULL: none */
} NhTableOptions;

NhTableOptions *nh_table_options_new (void);
void nh_table_options_free (NhTableOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTableOptions, nh_table_options_free)

/* NULL and "": nothing is chosen. Lines of a later version of the program are passed over. */
NhTableOptions *nh_table_options_read (const char *text);
char *nh_table_options_write (NhTableOptions *self); /* (nullable): NULL: nothing is chosen */
/* The tables of the workbook that a list can show: (array length=n_lists) (transfer none). */
const NhEntity *const *nh_table_options_lists (guint *n_lists);
/* Names of the columns that a list shows when none are chosen: (transfer full). */
GStrv nh_table_options_default_columns (const NhEntity *entity, gboolean all_rows);
/* Whether the table can be made; else a sentence that says what to change. */
gboolean nh_table_options_check (NhTableOptions *self, const char *view, GError **error);

G_END_DECLS
