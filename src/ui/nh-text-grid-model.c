/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-text-grid-model.h"

struct _NhTextGridModel
{
  GObject parent_instance;

  GArray *columns; /* of NhGridColumn */
  GPtrArray *rows; /* of GStrv */
};

static void list_init (GListModelInterface *iface);
static void grid_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhTextGridModel, nh_text_grid_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_init))

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return NH_TEXT_GRID_MODEL (model)->rows->len;
}

/* The grid takes no items, only their number; others get the first text of the row. */
static gpointer
get_item (GListModel *model,
          guint position)
{
  GPtrArray *rows = NH_TEXT_GRID_MODEL (model)->rows;

  return position < rows->len ? gtk_string_object_new (((char **) rows->pdata[position])[0]) : NULL;
}

static void
list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

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
  return g_strdup (((char **) NH_TEXT_GRID_MODEL (model)->rows->pdata[row])[column]);
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
  return id >= 1 && (guint) id <= NH_TEXT_GRID_MODEL (model)->rows->len ? (guint) id - 1 : G_MAXUINT;
}

static void
grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_id = get_id;
  iface->position_of = position_of;
}

static void
nh_text_grid_model_finalize (GObject *object)
{
  NhTextGridModel *self = NH_TEXT_GRID_MODEL (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
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
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/**
 * nh_text_grid_model_new:
 * @columns: (array length=n_columns): titles translated already; nothing is editable or sortable
 * @n_columns: how many
 *
 * Returns: (transfer full): a table without rows.
 */
NhTextGridModel *
nh_text_grid_model_new (const NhGridColumn *columns,
                        guint n_columns)
{
  NhTextGridModel *self = g_object_new (NH_TYPE_TEXT_GRID_MODEL, NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      NhGridColumn column = columns[i];

      column.editable = FALSE;
      column.sortable = FALSE;
      g_array_append_val (self->columns, column);
    }
  return self;
}

/** nh_text_grid_model_take_rows: shows @rows instead of those that were there. */
void
nh_text_grid_model_take_rows (NhTextGridModel *self,
                              GPtrArray *rows)
{
  guint before = self->rows->len;

  g_ptr_array_set_free_func (rows, (GDestroyNotify) g_strfreev);
  g_ptr_array_unref (self->rows);
  self->rows = rows;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, rows->len);
}
