/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the grid shows and edits: an interface between NhGrid and whatever holds the rows, so that
 * the grid knows no store. Rows are counted and watched through GListModel (an NhGridModel is a
 * GListModel; the grid never takes items from it, only positions, and reads texts by
 * nh_grid_model_get_text(), which loads pages as needed).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_GRID_MODEL (nh_grid_model_get_type ())
G_DECLARE_INTERFACE (NhGridModel, nh_grid_model, NH, GRID_MODEL, GListModel)

typedef enum
{
  NH_GRID_TEXT,
  NH_GRID_NUMBER,    /* right-aligned */
  NH_GRID_CHOICE,    /* a closed list: drop-down with all choices */
  NH_GRID_REFERENCE, /* completion by folded text */
} NhGridColumnKind;

typedef struct
{
  const char *id;    /* stable, for remembering */
  const char *title; /* translated */
  NhGridColumnKind kind;
  int width;         /* natural width in characters */
  gboolean editable;
  gboolean sortable;
  gboolean filterable; /* the grid's signal "filter-column" is answered */
  gboolean groupable;
} NhGridColumn;

#define NH_GRID_MAX_SORTS 4

typedef struct
{
  guint column;
  gboolean descending;
} NhGridSort;

/* A row that is the head of a group, and no record. */
typedef struct
{
  char *title;
  guint count;   /* records */
  char *counted; /* the same as shown: "1.250" */
  gboolean folded;
} NhGridHead;

void nh_grid_head_clear (NhGridHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhGridHead, nh_grid_head_clear)

typedef enum
{
  NH_GRID_CELL_NORMAL,
  NH_GRID_CELL_MUTED,   /* provisional or computed: drawn in the dim colour, italic */
  NH_GRID_CELL_WARNING,
  NH_GRID_CELL_CHIP,    /* drawn as a chip; style class from get_cell_class */
  NH_GRID_CELL_HEAD,    /* of a head row of a table that is being made: bold, on a tint */
  NH_GRID_CELL_BOLD,
  NH_GRID_CELL_COVERED, /* by a merged cell: empty, on a tint */
} NhGridCellStyle;

/* Told how far a long edit is; FALSE gives it up. */
typedef gboolean (*NhGridProgress) (guint done, guint total, gpointer data);

/* A block of texts to store with its top left at a row, and what became of it. */
typedef struct
{
  const char *name;        /* of the undo step; NULL: as the model calls the edit of one cell */
  guint row;               /* the first row; rows beyond the last one are added */
  const guint *columns;    /* the model's column for each column of the block */
  guint n_columns;
  char **texts;            /* n_rows × n_columns, row by row; NULL leaves a cell as it is */
  guint n_rows;
  gboolean create_unknown; /* names that no record has become records first, in the same step */
  NhGridProgress progress; /* NULL: not wanted */
  gpointer progress_data;

  /* What the model answers. */
  guint error_row, error_column; /* which cell of the block was refused; G_MAXUINT: none in particular */
  gboolean incomplete;           /* a new row lacks a cell that it must have */
  guint new_row;                 /* where the last new row now stands; G_MAXUINT: there is none in sight */
  guint n_unknown;               /* names that no record has, when the block was refused for one */
  char *create_label;            /* the words for making them: "Create 3 units"; NULL: can't be */
} NhGridEdit;

void nh_grid_edit_clear (NhGridEdit *edit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhGridEdit, nh_grid_edit_clear)

/* A row of a tree. */
typedef enum
{
  NH_GRID_LEAF,   /* nothing below */
  NH_GRID_CLOSED, /* what is below is not among the rows */
  NH_GRID_OPEN,
} NhGridBranch;

struct _NhGridModelInterface
{
  GTypeInterface g_iface;

  guint (*get_n_columns) (NhGridModel *self);
  const NhGridColumn *(*get_column) (NhGridModel *self, guint column);
  /* Text to show; (transfer full), never NULL. */
  char *(*get_text) (NhGridModel *self, guint row, guint column);
  /* Text to edit, when it differs from the shown one; default: get_text. */
  char *(*get_edit_text) (NhGridModel *self, guint row, guint column);
  NhGridCellStyle (*get_style) (NhGridModel *self, guint row, guint column);
  /* A class for chips, from a small set: "planned", "done", "late", "cancelled", "kind-…". */
  const char *(*get_cell_class) (NhGridModel *self, guint row, guint column);
  /* One edit as typed: checked, stored as one undo step. On FALSE the grid keeps the text visible
   * and marked, with the error's sentence. */
  gboolean (*set_text) (NhGridModel *self, guint row, guint column, const char *text, GError **error);
  /* Proposals for what was typed so far, best first (transfer full). All choices for "". */
  GStrv (*suggest) (NhGridModel *self, guint column, const char *text, guint limit);
  /* A new row whose cell @column has @text (column may be G_MAXUINT: empty row). Gives the
   * position where it now stands. NULL vfunc: rows can't be added. */
  gboolean (*append) (NhGridModel *self, guint column, const char *text, guint *row, GError **error);
  /* A new row with @n_cells cells filled, as one undo step. Where the row can't stand yet because
   * another cell must be filled too, FALSE with @incomplete set: the grid keeps the cells for the
   * next try. NULL vfunc: rows begin with one cell, by append. */
  gboolean (*append_row) (NhGridModel *self, const guint *columns, char **texts, guint n_cells,
                          guint *row, gboolean *incomplete, GError **error);
  /* Delete rows as one undo step. NULL vfunc: rows can't be deleted. */
  gboolean (*remove) (NhGridModel *self, const guint *rows, guint n_rows, NhGridProgress progress,
                      gpointer progress_data, GError **error);
  /* Store a block as one undo step, all or nothing; see NhGridEdit. */
  gboolean (*paste) (NhGridModel *self, NhGridEdit *edit, GError **error);
  /* Names that look like @text, where no record has that name: whole replacements for @text.
   * (transfer full) (nullable) */
  GStrv (*suggest_near) (NhGridModel *self, guint column, const char *text);
  /* The words for making the record that @text names, "Add unit “TH Hòa Lộc”"; NULL when there is
   * one of that name already, or when such a record needs more than a name. (transfer full) */
  char *(*offer_to_create) (NhGridModel *self, guint column, const char *text);
  /* What the column is called on paper, where that differs from its title. (nullable) */
  const char *(*get_heading) (NhGridModel *self, guint column);
  /* Clear cells as one undo step. */
  gboolean (*clear) (NhGridModel *self, const guint *rows, guint n_rows, const guint *columns,
                     guint n_columns, NhGridProgress progress, gpointer progress_data,
                     GError **error);
  /* Sort by columns, the most important first; none: the model's own order. */
  void (*set_sorts) (NhGridModel *self, const NhGridSort *sorts, guint n_sorts);
  guint (*get_sorts) (NhGridModel *self, NhGridSort *sorts); /* room for NH_GRID_MAX_SORTS */
  gboolean (*is_filtered) (NhGridModel *self, guint column);
  /* Groups by a column's values; G_MAXUINT: none. Heads stand among the rows: get_head gives FALSE
   * for a record. A head has no cells: the grid asks for none and changes none. */
  void (*set_group) (NhGridModel *self, guint column);
  guint (*get_group) (NhGridModel *self);
  gboolean (*get_head) (NhGridModel *self, guint row, NhGridHead *head); /* head: may be NULL */
  void (*fold) (NhGridModel *self, guint row, gboolean folded); /* G_MAXUINT: all groups */
  /* Stable identity of a row, to keep the cursor on its record when rows move; position_of gives
   * G_MAXUINT when the record is gone or not shown. */
  gint64 (*get_id) (NhGridModel *self, guint row);
  guint (*position_of) (NhGridModel *self, gint64 id);
  /* Trees: whether a cell is of the column that shows the levels. NULL vfunc: no tree. */
  gboolean (*get_branch) (NhGridModel *self, guint row, guint column, guint *depth,
                          NhGridBranch *branch);
  void (*set_open) (NhGridModel *self, guint row, gboolean open);
};

/* For models that keep no object for a row: they give get_n_items() alone. */
void nh_grid_model_rows_init (GListModelInterface *iface);

guint nh_grid_model_get_n_columns (NhGridModel *self);
const NhGridColumn *nh_grid_model_get_column (NhGridModel *self, guint column);
char *nh_grid_model_get_text (NhGridModel *self, guint row, guint column);
char *nh_grid_model_get_edit_text (NhGridModel *self, guint row, guint column);
NhGridCellStyle nh_grid_model_get_style (NhGridModel *self, guint row, guint column);
const char *nh_grid_model_get_cell_class (NhGridModel *self, guint row, guint column);
gboolean nh_grid_model_set_text (NhGridModel *self, guint row, guint column, const char *text,
                                 GError **error);
GStrv nh_grid_model_suggest (NhGridModel *self, guint column, const char *text, guint limit);
gboolean nh_grid_model_can_append (NhGridModel *self);
gboolean nh_grid_model_append (NhGridModel *self, guint column, const char *text, guint *row,
                               GError **error);
gboolean nh_grid_model_append_row (NhGridModel *self, const guint *columns, char **texts,
                                   guint n_cells, guint *row, gboolean *incomplete,
                                   GError **error);
gboolean nh_grid_model_can_remove (NhGridModel *self);
gboolean nh_grid_model_remove (NhGridModel *self, const guint *rows, guint n_rows,
                               NhGridProgress progress, gpointer progress_data, GError **error);
gboolean nh_grid_model_paste (NhGridModel *self, NhGridEdit *edit, GError **error);
GStrv nh_grid_model_suggest_near (NhGridModel *self, guint column, const char *text);
char *nh_grid_model_offer_to_create (NhGridModel *self, guint column, const char *text);
const char *nh_grid_model_get_heading (NhGridModel *self, guint column);
gboolean nh_grid_model_clear (NhGridModel *self, const guint *rows, guint n_rows,
                              const guint *columns, guint n_columns, NhGridProgress progress,
                              gpointer progress_data, GError **error);
void nh_grid_model_set_sorts (NhGridModel *self, const NhGridSort *sorts, guint n_sorts);
guint nh_grid_model_get_sorts (NhGridModel *self, NhGridSort *sorts);
gboolean nh_grid_model_is_filtered (NhGridModel *self, guint column);
void nh_grid_model_set_group (NhGridModel *self, guint column);
guint nh_grid_model_get_group (NhGridModel *self);
gboolean nh_grid_model_get_head (NhGridModel *self, guint row, NhGridHead *head);
void nh_grid_model_fold (NhGridModel *self, guint row, gboolean folded);
gint64 nh_grid_model_get_id (NhGridModel *self, guint row);
guint nh_grid_model_position_of (NhGridModel *self, gint64 id);
gboolean nh_grid_model_get_branch (NhGridModel *self, guint row, guint column, guint *depth,
                                   NhGridBranch *branch);
void nh_grid_model_set_open (NhGridModel *self, guint row, gboolean open);

G_END_DECLS
