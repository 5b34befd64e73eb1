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
  gint64 plan;
};

int nh_record_grid_model_field_of (NhRecordGridModel *self, guint column);
void nh_record_grid_model_edit_init (NhGridModelInterface *iface);

G_END_DECLS
