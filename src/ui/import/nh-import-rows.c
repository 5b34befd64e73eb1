/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-rows.h"

#include <glib/gi18n-lib.h>

enum { COLUMN_ROW, COLUMN_FATE, COLUMN_NAME, COLUMN_CONTENT, N_COLUMNS };

struct _NhImportRows
{
  GObject parent_instance;

  NhImport *import;
  GArray *rows; /* of guint: rows of the sheet */
  NhGridColumn columns[N_COLUMNS];
};

static void list_model_iface_init (GListModelInterface *iface);
static void grid_model_iface_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhImportRows, nh_import_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_model_iface_init))

static guint
get_n_items (GListModel *list)
{
  return NH_IMPORT_ROWS (list)->rows->len;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  nh_grid_model_rows_init (iface);
  iface->get_n_items = get_n_items;
}

static guint
get_n_columns (NhGridModel *model)
{
  return N_COLUMNS;
}

static const NhGridColumn *
get_column (NhGridModel *model,
            guint column)
{
  return &NH_IMPORT_ROWS (model)->columns[column];
}

/* "Điện thoại: 0912 000 111 → 0912 000 222 · Chức vụ: Giáo viên", after what is remarkable. */
static char *
describe (NhImportRows *self,
                  guint row)
{
  g_autoptr (GPtrArray) changes = nh_import_get_changes (self->import, row);
  const char *reason = nh_import_get_reason (self->import, row);
  GString *text = g_string_new (reason);

  if (reason && *reason && changes && changes->len)
    g_string_append_c (text, ' ');

  for (guint i = 0; changes && i < changes->len; i++)
    {
      const NhImportChange *change = changes->pdata[i];

      g_string_append_printf (text, "%s%s: ", i ? " · " : "", change->label);
      if (change->before && *change->before)
        g_string_append_printf (text, "%s → ", change->before);
      g_string_append (text, *change->after ? change->after : "–");
    }
  return g_string_free (text, FALSE);
}

static char *
get_text (NhGridModel *model,
          guint position,
          guint column)
{
  NhImportRows *self = NH_IMPORT_ROWS (model);
  guint row = nh_import_rows_get_sheet_row (self, position);

  if (row == G_MAXUINT)
    return g_strdup ("");
  switch (column)
    {
    case COLUMN_ROW:
      return g_strdup_printf ("%u", row + 1);
    case COLUMN_FATE:
      return g_strdup (nh_import_fate_label (nh_import_get_fate (self->import, row)));
    case COLUMN_NAME:
      return nh_import_get_name (self->import, row);
    case COLUMN_CONTENT:
    default:
      return describe (self, row);
    }
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint position,
           guint column)
{
  NhImportRows *self = NH_IMPORT_ROWS (model);
  NhImportFate fate = nh_import_get_fate (self->import, nh_import_rows_get_sheet_row (self, position));

  if (column == COLUMN_FATE)
    return NH_GRID_CELL_CHIP;
  if (column == COLUMN_CONTENT && (fate == NH_IMPORT_FATE_ERROR || fate == NH_IMPORT_FATE_AMBIGUOUS))
    return NH_GRID_CELL_WARNING;
  return fate == NH_IMPORT_FATE_SKIPPED || fate == NH_IMPORT_FATE_SAME ? NH_GRID_CELL_MUTED : NH_GRID_CELL_NORMAL;
}

static const char *
get_cell_class (NhGridModel *model,
                guint position,
                guint column)
{
  static const char *const classes[NH_IMPORT_N_FATES] = {
    [NH_IMPORT_FATE_SKIPPED] = "cancelled", [NH_IMPORT_FATE_NEW] = "done",   [NH_IMPORT_FATE_UPDATES] = "planned",
    [NH_IMPORT_FATE_SAME] = "closed",       [NH_IMPORT_FATE_AMBIGUOUS] = "draft", [NH_IMPORT_FATE_ERROR] = "late",
  };
  NhImportRows *self = NH_IMPORT_ROWS (model);

  return column == COLUMN_FATE
             ? classes[nh_import_get_fate (self->import, nh_import_rows_get_sheet_row (self, position))]
             : NULL;
}

static gint64
get_id (NhGridModel *model,
        guint position)
{
  guint row = nh_import_rows_get_sheet_row (NH_IMPORT_ROWS (model), position);

  return row == G_MAXUINT ? 0 : (gint64) row + 1;
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  GArray *rows = NH_IMPORT_ROWS (model)->rows;
  guint low = 0;
  guint high = rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if ((gint64) g_array_index (rows, guint, middle) + 1 < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < rows->len && (gint64) g_array_index (rows, guint, low) + 1 == id ? low : G_MAXUINT;
}

static void
grid_model_iface_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_style = get_style;
  iface->get_cell_class = get_cell_class;
  iface->get_id = get_id;
  iface->position_of = position_of;
}

static void
nh_import_rows_finalize (GObject *object)
{
  NhImportRows *self = NH_IMPORT_ROWS (object);

  g_clear_object (&self->import);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (nh_import_rows_parent_class)->finalize (object);
}

static void
nh_import_rows_class_init (NhImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_import_rows_finalize;
}

static void
nh_import_rows_init (NhImportRows *self)
{
  const NhGridColumn columns[N_COLUMNS] = {
    { "row", _("Row"), NH_GRID_NUMBER, 6, FALSE, FALSE },
    { "fate", _("What becomes of it"), NH_GRID_TEXT, 14, FALSE, FALSE },
    { "name", _("Name"), NH_GRID_TEXT, 24, FALSE, FALSE },
    { "content", _("What is stored"), NH_GRID_TEXT, 90, FALSE, FALSE },
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = columns[i];
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
}

/** nh_import_rows_new: Returns: (transfer full): a model without rows. */
NhImportRows *
nh_import_rows_new (void)
{
  return g_object_new (NH_TYPE_IMPORT_ROWS, NULL);
}

/** nh_import_rows_show: shows the rows of @import that have one of @fates. */
void
nh_import_rows_show (NhImportRows *self,
                     NhImport *import,
                     guint fates)
{
  guint before = self->rows->len;
  guint n = import ? nh_sheet_get_n_rows (nh_import_get_sheet (import)) : 0;

  /* Nobody may ask for a row while the list is another already. */
  g_array_set_size (self->rows, 0);
  if (before)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  g_set_object (&self->import, import);
  for (guint row = 0; row < n; row++)
    if (fates & 1u << nh_import_get_fate (import, row))
      g_array_append_val (self->rows, row);
  if (self->rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->rows->len);
}

/** nh_import_rows_get_sheet_row: Returns: the row of the sheet at @position; G_MAXUINT for none. */
guint
nh_import_rows_get_sheet_row (NhImportRows *self,
                              guint position)
{
  return position < self->rows->len ? g_array_index (self->rows, guint, position) : G_MAXUINT;
}
