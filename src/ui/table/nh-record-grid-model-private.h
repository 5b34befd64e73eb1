/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the two halves of NhRecordGridModel: reading and editing.
 */
#pragma once

#include "model/nh-row-groups.h"
#include "ui/table/nh-record-grid-model.h"

G_BEGIN_DECLS

struct _NhRecordGridModel
{
  GObject parent_instance;

  NhSession *session;
  const NhScreenSpec *spec;
  const NhEntity *entity;
  NhListModel *list;
  NhRowGroups *rows; /* of the list, with the heads of groups */
  GArray *filters;   /* of NhListFilter: what the user chose in columns */
  GArray *columns; /* of NhGridColumn */
  GArray *fields;  /* of int: the field of each column */
  gint64 owner;
  char *owners; /* the keys whose rows are shown, "in:1,2"; NULL: only the owner's */
  char *since;  /* rows that ended before that day are left out, ">=2024-09-01"; NULL: none are */
  gint64 plan;
  GHashTable *marks; /* gint64: rows with a sentence about their field .marked; NULL: none */
  int marked;
};

int nh_record_grid_model_field_of (NhRecordGridModel *self, guint column);
guint nh_record_grid_model_column_of (NhRecordGridModel *self, const char *id);
NhRecord *nh_record_grid_model_get_record (NhRecordGridModel *self, guint row); /* NULL for a head */
gint64 nh_record_grid_model_get_key (NhRecordGridModel *self, guint row);       /* 0 for a head */
void nh_record_grid_model_edit_init (NhGridModelInterface *iface);
void nh_record_grid_model_view_init (NhGridModelInterface *iface);

G_END_DECLS
