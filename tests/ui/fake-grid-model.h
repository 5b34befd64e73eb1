/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows in memory for the grid's tests. Columns: number (computed), name, kind (a closed list),
 * unit (a reference), count (a number that refuses other text), note (shown in several styles).
 */
#pragma once

#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define FAKE_TYPE_GRID_MODEL (fake_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (FakeGridModel, fake_grid_model, FAKE, GRID_MODEL, GObject)

enum
{
  FAKE_NUMBER,
  FAKE_NAME,
  FAKE_KIND,
  FAKE_UNIT,
  FAKE_COUNT,
  FAKE_NOTE,
  FAKE_N_COLUMNS,
};

FakeGridModel *fake_grid_model_new (guint n_rows);
const char *fake_grid_model_peek (FakeGridModel *self, guint row, guint column);
void fake_grid_model_insert (FakeGridModel *self, guint row, const char *name);
void fake_grid_model_delete (FakeGridModel *self, guint row);
void fake_grid_model_set_note (FakeGridModel *self, guint row, const char *note);

/* How often rows were asked for (distinct rows since the last reset), and stores. */
guint fake_grid_model_count_asked (FakeGridModel *self);
void fake_grid_model_reset_asked (FakeGridModel *self);
guint fake_grid_model_count_stored (FakeGridModel *self);
const char *fake_grid_model_get_step (FakeGridModel *self); /* name of the last block stored */

#define FAKE_TYPE_READ_ONLY_MODEL (fake_read_only_model_get_type ())
G_DECLARE_FINAL_TYPE (FakeReadOnlyModel, fake_read_only_model, FAKE, READ_ONLY_MODEL, GObject)

FakeReadOnlyModel *fake_read_only_model_new (guint n_rows);

G_END_DECLS
