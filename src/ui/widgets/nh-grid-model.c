/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The interface between the grid and its rows: defaults for what a simple model leaves out, so
 * that neither the grid nor the models check for missing functions again.
 */
#include "ui/widgets/nh-grid-model.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (NhGridModel, nh_grid_model, G_TYPE_LIST_MODEL)

static void
nh_grid_model_default_init (NhGridModelInterface *iface)
{
}

static void
set_unsupported (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _ ("This list can't be changed here. Nothing was stored."));
}

static GType
get_row_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

/* Who walks the list alone gets something for each row; the grid asks for texts. */
static gpointer
get_row (GListModel *list, guint position)
{
  return position < g_list_model_get_n_items (list) ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

/**
 * nh_grid_model_rows_init:
 * @iface: of a model whose rows are no objects
 *
 * Fills in all but get_n_items().
 */
void
nh_grid_model_rows_init (GListModelInterface *iface)
{
  iface->get_item_type = get_row_type;
  iface->get_item = get_row;
}

/**
 * nh_grid_model_get_n_columns:
 * @self: a model
 *
 * Returns: the number of columns, shown or hidden
 */
guint
nh_grid_model_get_n_columns (NhGridModel *self)
{
  g_return_val_if_fail (NH_IS_GRID_MODEL (self), 0);
  return NH_GRID_MODEL_GET_IFACE (self)->get_n_columns (self);
}

/**
 * nh_grid_model_get_column:
 * @self: a model
 * @column: a position below nh_grid_model_get_n_columns()
 *
 * Returns: (transfer none): the column's description; it lives as long as the model
 */
const NhGridColumn *
nh_grid_model_get_column (NhGridModel *self, guint column)
{
  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  return NH_GRID_MODEL_GET_IFACE (self)->get_column (self, column);
}

/**
 * nh_grid_model_get_text:
 * @self: a model
 * @row: a position below the number of items
 * @column: a column of the model
 *
 * Returns: (transfer full): the text to show, never %NULL
 */
char *
nh_grid_model_get_text (NhGridModel *self, guint row, guint column)
{
  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  return NH_GRID_MODEL_GET_IFACE (self)->get_text (self, row, column);
}

/**
 * nh_grid_model_get_edit_text:
 * @self: a model
 * @row: a position below the number of items
 * @column: a column of the model
 *
 * Returns: (transfer full): the text to start an edit with; the shown text where the model makes
 *   no difference
 */
char *
nh_grid_model_get_edit_text (NhGridModel *self, guint row, guint column)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_edit_text != NULL ? iface->get_edit_text (self, row, column)
                                      : iface->get_text (self, row, column);
}

/**
 * nh_grid_model_get_style:
 * @self: a model
 * @row: a position below the number of items
 * @column: a column of the model
 *
 * Returns: how the cell is drawn
 */
NhGridCellStyle
nh_grid_model_get_style (NhGridModel *self, guint row, guint column)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NH_GRID_CELL_NORMAL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_style != NULL ? iface->get_style (self, row, column) : NH_GRID_CELL_NORMAL;
}

/**
 * nh_grid_model_get_cell_class:
 * @self: a model
 * @row: a position below the number of items
 * @column: a column of the model
 *
 * Returns: (transfer none) (nullable): the style class of a chip
 */
const char *
nh_grid_model_get_cell_class (NhGridModel *self, guint row, guint column)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_cell_class != NULL ? iface->get_cell_class (self, row, column) : NULL;
}

/**
 * nh_grid_model_set_text:
 * @self: a model
 * @row: a position below the number of items
 * @column: a column of the model
 * @text: the text as typed
 * @error: a sentence for the user when the text is refused
 *
 * Checks and stores one edit as one undo step.
 *
 * Returns: %TRUE when it was stored; on %FALSE the row is as it was
 */
gboolean
nh_grid_model_set_text (
    NhGridModel *self, guint row, guint column, const char *text, GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->set_text == NULL)
    {
      set_unsupported (error);
      return FALSE;
    }
  return iface->set_text (self, row, column, text, error);
}

/**
 * nh_grid_model_suggest:
 * @self: a model
 * @column: a column of the model
 * @text: the whole text typed so far; "" asks for all choices
 * @limit: the most proposals wanted
 *
 * Returns: (transfer full): whole replacements for @text, best first; never %NULL
 */
GStrv
nh_grid_model_suggest (NhGridModel *self, guint column, const char *text, guint limit)
{
  NhGridModelInterface *iface;
  GStrv proposals = NULL;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->suggest != NULL)
    proposals = iface->suggest (self, column, text, limit);
  return proposals != NULL ? proposals : g_new0 (char *, 1);
}

/**
 * nh_grid_model_can_append:
 * @self: a model
 *
 * Returns: whether rows can be added
 */
gboolean
nh_grid_model_can_append (NhGridModel *self)
{
  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  return NH_GRID_MODEL_GET_IFACE (self)->append != NULL;
}

/**
 * nh_grid_model_append:
 * @self: a model
 * @column: the column that got the text, or %G_MAXUINT for an empty row
 * @text: the text as typed
 * @row: (out): where the new row now stands
 * @error: a sentence for the user
 *
 * Returns: %TRUE when the row was added
 */
gboolean
nh_grid_model_append (NhGridModel *self, guint column, const char *text, guint *row, GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->append == NULL)
    {
      set_unsupported (error);
      return FALSE;
    }
  return iface->append (self, column, text, row, error);
}

/**
 * nh_grid_model_append_row:
 * @self: a model
 * @columns: (array length=n_cells): columns of the model, the one typed last at the end
 * @texts: the texts as typed
 * @n_cells: their number, at least 1
 * @row: (out): where the new row now stands
 * @incomplete: (out): whether the row lacks a cell that it must have
 * @error: a sentence for the user
 *
 * Adds a row whose cells were typed one after another. A model without the function gets the last
 * cell alone, by nh_grid_model_append().
 *
 * Returns: %TRUE when the row was added
 */
gboolean
nh_grid_model_append_row (NhGridModel *self,
                          const guint *columns,
                          char **texts,
                          guint n_cells,
                          guint *row,
                          gboolean *incomplete,
                          GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  g_return_val_if_fail (n_cells > 0, FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  *incomplete = FALSE;
  if (iface->append_row == NULL)
    return nh_grid_model_append (self, columns[n_cells - 1], texts[n_cells - 1], row, error);
  return iface->append_row (self, columns, texts, n_cells, row, incomplete, error);
}

/**
 * nh_grid_model_can_remove:
 * @self: a model
 *
 * Returns: whether rows can be deleted
 */
gboolean
nh_grid_model_can_remove (NhGridModel *self)
{
  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  return NH_GRID_MODEL_GET_IFACE (self)->remove != NULL;
}

/**
 * nh_grid_model_remove:
 * @self: a model
 * @rows: (array length=n_rows): positions
 * @n_rows: their number
 * @progress: (nullable): told how far it is; may give it up
 * @progress_data: passed to @progress
 * @error: a sentence for the user
 *
 * Deletes rows as one undo step.
 *
 * Returns: %TRUE when all were deleted; on %FALSE none was
 */
gboolean
nh_grid_model_remove (NhGridModel *self,
                      const guint *rows,
                      guint n_rows,
                      NhGridProgress progress,
                      gpointer progress_data,
                      GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->remove == NULL)
    {
      set_unsupported (error);
      return FALSE;
    }
  return iface->remove (self, rows, n_rows, progress, progress_data, error);
}

/**
 * nh_grid_edit_clear:
 * @edit: a block and the model's answers
 *
 * Frees the answers; the block belongs to whoever made it.
 */
void
nh_grid_edit_clear (NhGridEdit *edit)
{
  g_clear_pointer (&edit->create_label, g_free);
}

/**
 * nh_grid_model_paste:
 * @self: a model
 * @edit: (inout): the block, and room for the answers
 * @error: a sentence for the user; %G_IO_ERROR_CANCELLED when the progress function gave it up
 *
 * Stores a block as one undo step, all or nothing.
 *
 * Returns: %TRUE when all was stored
 */
gboolean
nh_grid_model_paste (NhGridModel *self, NhGridEdit *edit, GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  edit->error_row = edit->error_column = edit->new_row = G_MAXUINT;
  edit->incomplete = FALSE;
  edit->n_unknown = 0;
  if (iface->paste == NULL)
    {
      set_unsupported (error);
      return FALSE;
    }
  return iface->paste (self, edit, error);
}

/**
 * nh_grid_model_suggest_near:
 * @self: a model
 * @column: a column of the model
 * @text: the whole text typed so far
 *
 * Returns: (transfer full): whole replacements for @text whose spelling is near; never %NULL
 */
GStrv
nh_grid_model_suggest_near (NhGridModel *self, guint column, const char *text)
{
  NhGridModelInterface *iface;
  GStrv names = NULL;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->suggest_near != NULL)
    names = iface->suggest_near (self, column, text);
  return names != NULL ? names : g_new0 (char *, 1);
}

/**
 * nh_grid_model_offer_to_create:
 * @self: a model
 * @column: a column of the model
 * @text: the whole text typed so far
 *
 * Returns: (transfer full) (nullable): the words for making the record that @text names; %NULL
 *   when nothing is to be made
 */
char *
nh_grid_model_offer_to_create (NhGridModel *self, guint column, const char *text)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->offer_to_create != NULL && iface->paste != NULL
             ? iface->offer_to_create (self, column, text)
             : NULL;
}

/**
 * nh_grid_model_get_heading:
 * @self: a model
 * @column: a column of the model
 *
 * Returns: (transfer none): what the column is called on paper, else its title
 */
const char *
nh_grid_model_get_heading (NhGridModel *self, guint column)
{
  NhGridModelInterface *iface;
  const char *heading = NULL;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), NULL);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->get_heading != NULL)
    heading = iface->get_heading (self, column);
  return heading != NULL ? heading : nh_grid_model_get_column (self, column)->title;
}

/**
 * nh_grid_model_clear:
 * @self: a model
 * @rows: (array length=n_rows): positions
 * @n_rows: their number
 * @columns: (array length=n_columns): columns of the model
 * @n_columns: their number
 * @progress: (nullable): told how far it is; may give it up
 * @progress_data: passed to @progress
 * @error: a sentence for the user
 *
 * Clears cells as one undo step.
 *
 * Returns: %TRUE when all were cleared; on %FALSE none was
 */
gboolean
nh_grid_model_clear (NhGridModel *self,
                     const guint *rows,
                     guint n_rows,
                     const guint *columns,
                     guint n_columns,
                     NhGridProgress progress,
                     gpointer progress_data,
                     GError **error)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->clear == NULL)
    {
      set_unsupported (error);
      return FALSE;
    }
  return iface->clear (self, rows, n_rows, columns, n_columns, progress, progress_data, error);
}

/**
 * nh_grid_model_set_sorts:
 * @self: a model
 * @sorts: (array length=n_sorts) (nullable): columns, the most important first
 * @n_sorts: at most %NH_GRID_MAX_SORTS; 0 for the model's own order
 *
 * Sorts the rows; a model that can't leaves them as they are.
 */
void
nh_grid_model_set_sorts (NhGridModel *self, const NhGridSort *sorts, guint n_sorts)
{
  NhGridModelInterface *iface;

  g_return_if_fail (NH_IS_GRID_MODEL (self));
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->set_sorts != NULL)
    iface->set_sorts (self, sorts, n_sorts);
}

/**
 * nh_grid_model_get_sorts:
 * @self: a model
 * @sorts: (out caller-allocates): room for %NH_GRID_MAX_SORTS
 *
 * Returns: how many columns the rows are sorted by; 0 for the model's own order
 */
guint
nh_grid_model_get_sorts (NhGridModel *self, NhGridSort *sorts)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), 0);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_sorts != NULL ? iface->get_sorts (self, sorts) : 0;
}

/**
 * nh_grid_model_is_filtered:
 * @self: a model
 * @column: a column of the model
 *
 * Returns: whether rows are left out because of what stands in this column
 */
gboolean
nh_grid_model_is_filtered (NhGridModel *self, guint column)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->is_filtered != NULL && iface->is_filtered (self, column);
}

/**
 * nh_grid_model_set_group:
 * @self: a model
 * @column: a column that can be grouped by, or %G_MAXUINT for none
 *
 * Puts rows with the same value under a head.
 */
void
nh_grid_model_set_group (NhGridModel *self, guint column)
{
  NhGridModelInterface *iface;

  g_return_if_fail (NH_IS_GRID_MODEL (self));
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->set_group != NULL)
    iface->set_group (self, column);
}

/**
 * nh_grid_model_get_group:
 * @self: a model
 *
 * Returns: the column that the rows are grouped by, %G_MAXUINT for none
 */
guint
nh_grid_model_get_group (NhGridModel *self)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), G_MAXUINT);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_group != NULL ? iface->get_group (self) : G_MAXUINT;
}

/**
 * nh_grid_model_get_head:
 * @self: a model
 * @row: a position below the number of items
 * @head: (out caller-allocates) (optional): what the head says; clear it by nh_grid_head_clear()
 *
 * Returns: whether the row is the head of a group; on %FALSE it is a record
 */
gboolean
nh_grid_model_get_head (NhGridModel *self, guint row, NhGridHead *head)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), FALSE);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_head != NULL && iface->get_head (self, row, head);
}

/**
 * nh_grid_model_fold:
 * @self: a model
 * @row: a head, or %G_MAXUINT for all
 * @folded: whether only the head is shown
 */
void
nh_grid_model_fold (NhGridModel *self, guint row, gboolean folded)
{
  NhGridModelInterface *iface;

  g_return_if_fail (NH_IS_GRID_MODEL (self));
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->fold != NULL)
    iface->fold (self, row, folded);
}

/** nh_grid_head_clear: frees what @head says. */
void
nh_grid_head_clear (NhGridHead *head)
{
  g_clear_pointer (&head->title, g_free);
  g_clear_pointer (&head->counted, g_free);
}

/**
 * nh_grid_model_get_id:
 * @self: a model
 * @row: a position below the number of items
 *
 * Returns: the identity of the row's record; the position itself in a model without identities
 */
gint64
nh_grid_model_get_id (NhGridModel *self, guint row)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), 0);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  return iface->get_id != NULL ? iface->get_id (self, row) : (gint64)row;
}

/**
 * nh_grid_model_position_of:
 * @self: a model
 * @id: an identity from nh_grid_model_get_id()
 *
 * Returns: where the record stands now, %G_MAXUINT when it is gone or not shown
 */
guint
nh_grid_model_position_of (NhGridModel *self, gint64 id)
{
  NhGridModelInterface *iface;

  g_return_val_if_fail (NH_IS_GRID_MODEL (self), G_MAXUINT);
  iface = NH_GRID_MODEL_GET_IFACE (self);
  if (iface->get_id != NULL && iface->position_of != NULL)
    return iface->position_of (self, id);
  return id >= 0 && id < (gint64)g_list_model_get_n_items (G_LIST_MODEL (self)) ? (guint)id
                                                                                : G_MAXUINT;
}

/**
 * nh_grid_model_get_branch:
 * @self: a model
 * @row: a row
 * @column: a column
 * @depth: (out): how many rows are above it in the tree
 * @branch: (out): whether it has rows below, and shows them
 *
 * Returns: whether the cell shows the levels of a tree.
 */
gboolean
nh_grid_model_get_branch (NhGridModel *self, guint row, guint column, guint *depth,
                          NhGridBranch *branch)
{
  NhGridModelInterface *iface = NH_GRID_MODEL_GET_IFACE (self);

  return iface->get_branch != NULL && iface->get_branch (self, row, column, depth, branch);
}

/** nh_grid_model_set_open: shows or hides the rows below @row in a tree. */
void
nh_grid_model_set_open (NhGridModel *self, guint row, gboolean open)
{
  NhGridModelInterface *iface = NH_GRID_MODEL_GET_IFACE (self);

  if (iface->set_open != NULL)
    iface->set_open (self, row, open);
}
