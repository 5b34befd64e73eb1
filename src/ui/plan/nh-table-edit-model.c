/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-table-edit-model.h"

#include <glib/gi18n-lib.h>
#include <gio/gio.h>
#include <string.h>

/* Characters of a column that has no width of its own. */
#define USUAL_WIDTH 16

struct _NhTableEditModel
{
  GObject parent_instance;

  NhFixedTable *table;
  NhFixedTable *before;  /* while a step is open */
  GPtrArray *undo;       /* of NhFixedTable, the last one on top */
  GPtrArray *redo;
  char *original;
  GArray *columns;       /* of NhGridColumn */
  GPtrArray *ids;        /* of char *: "1", "2", … */
  guint n_rows;          /* as the listeners know */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);
static void grid_model_iface_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhTableEditModel, nh_table_edit_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_model_iface_init))

/* The list. Its items are positions: the grid never takes them. */

static guint
get_n_items (GListModel *list)
{
  return NH_TABLE_EDIT_MODEL (list)->n_rows;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  nh_grid_model_rows_init (iface);
  iface->get_n_items = get_n_items;
}

/* The columns are numbered; what they are called stands in the head rows. */
static void
make_columns (NhTableEditModel *self)
{
  g_array_set_size (self->columns, 0);
  for (guint i = 0; i < nh_fixed_table_get_n_columns (self->table); i++)
    {
      guint width = nh_fixed_table_get_width (self->table, i);
      NhGridColumn column = { .kind = NH_GRID_TEXT, .width = (int) (width ? CLAMP (width, 6, 40) : USUAL_WIDTH),
                              .editable = TRUE };

      if (self->ids->len <= i)
        g_ptr_array_add (self->ids, g_strdup_printf ("%u", i + 1));
      column.id = column.title = self->ids->pdata[i];
      g_array_append_val (self->columns, column);
    }
}

static void
show (NhTableEditModel *self)
{
  guint old_rows = self->n_rows;
  gboolean columns = self->columns->len != nh_fixed_table_get_n_columns (self->table);

  if (columns)
    make_columns (self);
  self->n_rows = nh_fixed_table_get_n_rows (self->table);
  if (!columns)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old_rows, self->n_rows);
  g_signal_emit (self, signals[CHANGED], 0, columns);
}

/* The grid. */

static guint
get_n_columns (NhGridModel *model)
{
  return NH_TABLE_EDIT_MODEL (model)->columns->len;
}

static const NhGridColumn *
get_column (NhGridModel *model,
            guint column)
{
  return &g_array_index (NH_TABLE_EDIT_MODEL (model)->columns, NhGridColumn, column);
}

static char *
get_text (NhGridModel *model,
          guint row,
          guint column)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  NhCell cell;

  return g_strdup (nh_fixed_table_get_cell (self->table, row, column, &cell) ? cell.text : "");
}

/* What is typed into a covered place is the text of the merged cell. */
static char *
get_edit_text (NhGridModel *model,
               guint row,
               guint column)
{
  NhTableArea area = nh_fixed_table_get_area (NH_TABLE_EDIT_MODEL (model)->table, row, column);

  return get_text (model, area.row, area.column);
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint row,
           guint column)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  NhCell cell;

  if (!nh_fixed_table_get_cell (self->table, row, column, &cell))
    return NH_GRID_CELL_COVERED;
  if (row < nh_fixed_table_get_n_head_rows (self->table))
    return NH_GRID_CELL_HEAD;
  return cell.bold ? NH_GRID_CELL_BOLD : NH_GRID_CELL_NORMAL;
}

static gboolean
set_text (NhGridModel *model,
          guint row,
          guint column,
          const char *text,
          GError **error)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  g_autofree char *old = get_edit_text (model, row, column);

  if (g_str_equal (old, text))
    return TRUE;
  nh_fixed_table_set_text (nh_table_edit_model_begin (self), row, column, text);
  nh_table_edit_model_end (self);
  return TRUE;
}

static gboolean
fail_rows (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("A table of a plan has at most %u rows."), NH_FIXED_TABLE_MAX_ROWS);
  return FALSE;
}

static gboolean
append (NhGridModel *model,
        guint column,
        const char *text,
        guint *row,
        GError **error)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  guint at = nh_fixed_table_get_n_rows (self->table);

  if (at >= NH_FIXED_TABLE_MAX_ROWS)
    return fail_rows (error);
  nh_fixed_table_insert_rows (nh_table_edit_model_begin (self), at, 1);
  if (column != G_MAXUINT)
    nh_fixed_table_set_text (self->table, at, column, text);
  nh_table_edit_model_end (self);
  *row = at;
  return TRUE;
}

static int
descending (gconstpointer a,
            gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x > y ? -1 : x < y;
}

static gboolean
remove_rows (NhGridModel *model,
             const guint *rows,
             guint n_rows,
             NhGridProgress progress,
             gpointer progress_data,
             GError **error)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  g_autofree guint *sorted = g_memdup2 (rows, n_rows * sizeof *rows);

  if (n_rows >= nh_fixed_table_get_n_rows (self->table))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("A table keeps at least one row. To do without it, delete the table in the text."));
      return FALSE;
    }
  qsort (sorted, n_rows, sizeof *sorted, descending);
  nh_table_edit_model_begin (self);
  for (guint i = 0; i < n_rows; i++)
    nh_fixed_table_remove_rows (self->table, sorted[i], 1);
  nh_table_edit_model_end (self);
  return TRUE;
}

static gboolean
paste (NhGridModel *model,
       NhGridEdit *edit,
       GError **error)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);
  guint n = nh_fixed_table_get_n_rows (self->table), wanted = edit->row + edit->n_rows;

  edit->error_row = edit->error_column = G_MAXUINT;
  edit->new_row = wanted > n ? wanted - 1 : G_MAXUINT;
  if (wanted > NH_FIXED_TABLE_MAX_ROWS)
    return fail_rows (error);
  nh_table_edit_model_begin (self);
  if (wanted > n)
    nh_fixed_table_insert_rows (self->table, n, wanted - n);
  for (guint i = 0; i < edit->n_rows; i++)
    for (guint j = 0; j < edit->n_columns; j++)
      if (edit->texts[i * edit->n_columns + j])
        nh_fixed_table_set_text (self->table, edit->row + i, edit->columns[j], edit->texts[i * edit->n_columns + j]);
  nh_table_edit_model_end (self);
  return TRUE;
}

static gboolean
clear (NhGridModel *model,
       const guint *rows,
       guint n_rows,
       const guint *columns,
       guint n_columns,
       NhGridProgress progress,
       gpointer progress_data,
       GError **error)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (model);

  nh_table_edit_model_begin (self);
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n_columns; j++)
      nh_fixed_table_set_text (self->table, rows[i], columns[j], "");
  nh_table_edit_model_end (self);
  return TRUE;
}

static gint64
get_id (NhGridModel *model,
        guint row)
{
  return (gint64) row + 1;
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  return id >= 1 && id <= NH_TABLE_EDIT_MODEL (model)->n_rows ? (guint) id - 1 : G_MAXUINT;
}

static void
grid_model_iface_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_edit_text = get_edit_text;
  iface->get_style = get_style;
  iface->set_text = set_text;
  iface->append = append;
  iface->remove = remove_rows;
  iface->paste = paste;
  iface->clear = clear;
  iface->get_id = get_id;
  iface->position_of = position_of;
}

/* Making. */

static void
free_table (gpointer table)
{
  nh_fixed_table_free (table);
}

static void
nh_table_edit_model_finalize (GObject *object)
{
  NhTableEditModel *self = NH_TABLE_EDIT_MODEL (object);

  nh_fixed_table_free (self->table);
  nh_fixed_table_free (self->before);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->ids);
  g_free (self->original);
  G_OBJECT_CLASS (nh_table_edit_model_parent_class)->finalize (object);
}

static void
nh_table_edit_model_class_init (NhTableEditModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_table_edit_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_TABLE_EDIT_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
nh_table_edit_model_init (NhTableEditModel *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (NhGridColumn));
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->undo = g_ptr_array_new_with_free_func (free_table);
  self->redo = g_ptr_array_new_with_free_func (free_table);
}

/**
 * nh_table_edit_model_new:
 * @table: (transfer full): what is edited
 *
 * Returns: (transfer full): a model of it.
 */
NhTableEditModel *
nh_table_edit_model_new (NhFixedTable *table)
{
  NhTableEditModel *self = g_object_new (NH_TYPE_TABLE_EDIT_MODEL, NULL);

  self->table = table;
  self->original = nh_fixed_table_to_options (table);
  self->n_rows = nh_fixed_table_get_n_rows (table);
  make_columns (self);
  return self;
}

/** nh_table_edit_model_get_table: Returns: (transfer none): the table as it is now. */
NhFixedTable *
nh_table_edit_model_get_table (NhTableEditModel *self)
{
  return self->table;
}

/** nh_table_edit_model_begin: Returns: (transfer none): the table, to be changed. */
NhFixedTable *
nh_table_edit_model_begin (NhTableEditModel *self)
{
  g_return_val_if_fail (!self->before, self->table);
  self->before = nh_fixed_table_copy (self->table);
  return self->table;
}

/** nh_table_edit_model_end: Shows what was changed; where nothing was, there is no step. */
void
nh_table_edit_model_end (NhTableEditModel *self)
{
  g_autofree char *old = nh_fixed_table_to_options (self->before);
  g_autofree char *now = nh_fixed_table_to_options (self->table);

  if (g_str_equal (old, now))
    {
      g_clear_pointer (&self->before, nh_fixed_table_free);
      return;
    }
  g_ptr_array_add (self->undo, g_steal_pointer (&self->before));
  g_ptr_array_set_size (self->redo, 0);
  show (self);
}

/** nh_table_edit_model_replace: @table: (transfer full): comes in place of the table, as one step. */
void
nh_table_edit_model_replace (NhTableEditModel *self,
                             NhFixedTable *table)
{
  nh_table_edit_model_begin (self);
  nh_fixed_table_free (self->table);
  self->table = table;
  nh_table_edit_model_end (self);
}

static gboolean
step (NhTableEditModel *self,
      GPtrArray *from,
      GPtrArray *to)
{
  if (from->len == 0)
    return FALSE;
  g_ptr_array_add (to, self->table);
  self->table = g_ptr_array_steal_index (from, from->len - 1);
  show (self);
  return TRUE;
}

/** nh_table_edit_model_undo: Returns: whether there was a step to undo. */
gboolean
nh_table_edit_model_undo (NhTableEditModel *self)
{
  return step (self, self->undo, self->redo);
}

/** nh_table_edit_model_redo: Returns: whether there was a step to redo. */
gboolean
nh_table_edit_model_redo (NhTableEditModel *self)
{
  return step (self, self->redo, self->undo);
}

/** nh_table_edit_model_is_changed: Returns: whether the table is another one than at the beginning. */
gboolean
nh_table_edit_model_is_changed (NhTableEditModel *self)
{
  g_autofree char *now = nh_fixed_table_to_options (self->table);

  return !g_str_equal (now, self->original);
}

/** nh_table_edit_model_is_blank: Returns: whether no cell has a text. */
gboolean
nh_table_edit_model_is_blank (NhTableEditModel *self)
{
  for (guint row = 0; row < nh_fixed_table_get_n_rows (self->table); row++)
    for (guint column = 0; column < nh_fixed_table_get_n_columns (self->table); column++)
      {
        NhCell cell;

        if (nh_fixed_table_get_cell (self->table, row, column, &cell) && *cell.text)
          return FALSE;
      }
  return TRUE;
}
