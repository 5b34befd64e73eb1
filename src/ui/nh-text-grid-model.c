/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-text-grid-model.h"

typedef struct
{
  gint64 id;
  char **texts;
  NhGridCellStyle *styles;
  const char **classes; /* interned */
} Row;

struct _NhTextGridModel
{
  GObject parent_instance;

  GArray *columns; /* of NhGridColumn; the caller's texts */
  GPtrArray *rows; /* of Row */
  GPtrArray *next; /* the rows that are being added */
};

static void list_model_iface_init (GListModelInterface *iface);
static void grid_model_iface_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhTextGridModel, nh_text_grid_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_model_iface_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  g_strfreev (row->texts);
  g_free (row->styles);
  g_free (row->classes);
  g_free (row);
}

static Row *
get_row (NhGridModel *model,
         guint row)
{
  NhTextGridModel *self = NH_TEXT_GRID_MODEL (model);

  return row < self->rows->len ? self->rows->pdata[row] : NULL;
}

/* The list. Its items are positions: the grid never takes them. */

static guint
get_n_items (GListModel *list)
{
  return NH_TEXT_GRID_MODEL (list)->rows->len;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  nh_grid_model_rows_init (iface);
  iface->get_n_items = get_n_items;
}

/* The grid. */

static guint
get_n_columns (NhGridModel *model)
{
  return NH_TEXT_GRID_MODEL (model)->columns->len;
}

static const NhGridColumn *
get_column (NhGridModel *model,
            guint column)
{
  return &g_array_index (NH_TEXT_GRID_MODEL (model)->columns, NhGridColumn, column);
}

static char *
get_text (NhGridModel *model,
          guint row,
          guint column)
{
  Row *found = get_row (model, row);

  return g_strdup (found ? found->texts[column] : "");
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint row,
           guint column)
{
  Row *found = get_row (model, row);

  return found ? found->styles[column] : NH_GRID_CELL_NORMAL;
}

static const char *
get_cell_class (NhGridModel *model,
                guint row,
                guint column)
{
  Row *found = get_row (model, row);

  return found ? found->classes[column] : NULL;
}

static gint64
get_id (NhGridModel *model,
        guint row)
{
  Row *found = get_row (model, row);

  return found ? found->id : 0;
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  NhTextGridModel *self = NH_TEXT_GRID_MODEL (model);

  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *) self->rows->pdata[i])->id == id)
      return i;
  return G_MAXUINT;
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
nh_text_grid_model_finalize (GObject *object)
{
  NhTextGridModel *self = NH_TEXT_GRID_MODEL (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_text_grid_model_parent_class)->finalize (object);
}

static void
nh_text_grid_model_class_init (NhTextGridModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_text_grid_model_finalize;
}

static void
nh_text_grid_model_init (NhTextGridModel *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (NhGridColumn));
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

/**
 * nh_text_grid_model_new:
 * @columns: (array length=n_columns): their texts must stay as long as the model
 * @n_columns: how many
 *
 * Returns: (transfer full): a table without rows.
 */
NhTextGridModel *
nh_text_grid_model_new (const NhGridColumn *columns,
                        guint n_columns)
{
  NhTextGridModel *self = g_object_new (NH_TYPE_TEXT_GRID_MODEL, NULL);

  g_array_append_vals (self->columns, columns, n_columns);
  return self;
}

/** nh_text_grid_model_begin: begins new rows; the present ones stay until the end. */
void
nh_text_grid_model_begin (NhTextGridModel *self)
{
  g_clear_pointer (&self->next, g_ptr_array_unref);
  self->next = g_ptr_array_new_with_free_func (row_free);
}

/** nh_text_grid_model_add: adds a row with a text for each column; NULL texts are empty. */
void
nh_text_grid_model_add (NhTextGridModel *self,
                        gint64 id,
                        const char *const *texts)
{
  guint n = self->columns->len;
  Row *row = g_new0 (Row, 1);

  row->id = id;
  row->texts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    row->texts[i] = g_strdup (texts[i] ? texts[i] : "");
  row->styles = g_new0 (NhGridCellStyle, n);
  row->classes = g_new0 (const char *, n);
  g_ptr_array_add (self->next, row);
}

/** nh_text_grid_model_set_style: how a cell of the row added last is drawn. */
void
nh_text_grid_model_set_style (NhTextGridModel *self,
                              guint column,
                              NhGridCellStyle style,
                              const char *chip_class)
{
  Row *row = self->next->pdata[self->next->len - 1];

  row->styles[column] = style;
  row->classes[column] = g_intern_string (chip_class);
}

static gboolean
same_row (const Row *a,
          const Row *b,
          guint n)
{
  if (a->id != b->id)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (a->texts[i], b->texts[i]) || a->styles[i] != b->styles[i] || a->classes[i] != b->classes[i])
      return FALSE;
  return TRUE;
}

/** nh_text_grid_model_end: shows the new rows; only the range that differs is announced. */
void
nh_text_grid_model_end (NhTextGridModel *self)
{
  g_autoptr (GPtrArray) old = self->rows;
  guint n = self->columns->len;
  guint head = 0;
  guint tail = 0;

  self->rows = g_steal_pointer (&self->next);
  while (head < old->len && head < self->rows->len && same_row (old->pdata[head], self->rows->pdata[head], n))
    head++;
  while (tail < old->len - head && tail < self->rows->len - head &&
         same_row (old->pdata[old->len - 1 - tail], self->rows->pdata[self->rows->len - 1 - tail], n))
    tail++;
  if (old->len - head - tail || self->rows->len - head - tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, self->rows->len - head - tail);
}
