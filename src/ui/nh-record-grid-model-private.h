/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the two halves of NhRecordGridModel: reading and editing.
 */
#pragma once

#include "ui/nh-record-grid-model.h"

G_BEGIN_DECLS

struct _NhRecordGridModel
{
  GObject parent_instance;

  NhSession *session;
  const NhScreenSpec *spec;
  const NhEntity *entity;
  NhListModel *list;
  GArray *columns; /* of NhGridColumn */
  GArray *fields;  /* of int: the field of each column */
  gint64 owner;
  char *owners; /* the keys whose rows are shown, "in:1,2"; NULL: only the owner's */
  char *since;  /* rows that ended before that day are left out, ">=2024-09-01"; NULL: none are */
  gint64 plan;
};

int nh_record_grid_model_field_of (NhRecordGridModel *self, guint column);
void nh_record_grid_model_edit_init (NhGridModelInterface *iface);

G_END_DECLS
