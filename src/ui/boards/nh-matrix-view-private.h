/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of NhMatrixView: geometry and widgets in sight (-layout.c), keys and pointer (-input.c).
 */
#pragma once

#include "ui/boards/nh-matrix-cell.h"
#include "ui/boards/nh-matrix-view.h"

G_BEGIN_DECLS

#define NH_MATRIX_HEAD_LINES 3 /* of a head of a column */

typedef struct
{
  GHashTable *shown; /* place → widget */
  GPtrArray *spare;  /* widgets that show nothing now, hidden */
  GtkWidget *layer;  /* their parent */
} NhMatrixPool;

typedef struct
{
  int top; /* below the name of a group, if one stands there */
  int height;
} NhMatrixRow;

typedef struct
{
  int least;  /* where there is little room: as its heads and most of its texts need */
  int wanted; /* as wide as its texts, the long ones cut */
  int full;   /* as wide as its texts */
  int left;
  int width;
} NhMatrixColumn;

typedef enum
{
  NH_MATRIX_NOWHERE,
  NH_MATRIX_BODY,
  NH_MATRIX_ROW_HEAD,
  NH_MATRIX_COLUMN_HEAD,
} NhMatrixArea;

typedef struct
{
  NhMatrixArea area;
  guint row;
  guint column;
  int item; /* its position in the cell; -1: none */
} NhMatrixSpot;

struct _NhMatrixView
{
  GtkWidget parent_instance;

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  NhMatrix *matrix;
  gboolean editable;
  gboolean selectable;
  gboolean click_selects;

  /* Geometry, in pixels; rows from the top of the scrolled content. */
  GArray *rows; /* NhMatrixRow */
  int content_height;
  int first_item;  /* height of a cell with one item */
  int other_items; /* what each further one adds */
  int group_height;
  int head_width;
  int full_head_width; /* without a lack of room */
  int head_height;
  GArray *columns;     /* NhMatrixColumn */
  int content_width;
  int columns_for;     /* the width that they share */
  gboolean dirty;       /* all of it has to be measured */
  gboolean configuring; /* the adjustments change by allocation */

  GtkWidget *model_cell; /* never shown: what sizes are measured with */
  GtkWidget *model_row_head;
  GtkWidget *model_column_head;
  GtkWidget *corner;
  NhMatrixPool cells;
  NhMatrixPool row_heads;
  NhMatrixPool groups;
  NhMatrixPool column_heads;
  GtkWidget *ghost; /* the item that is dragged */

  gboolean has_cursor;
  guint row;
  guint column;
  int item;
  guint anchor_row; /* of the selection; its other end is the cursor */
  guint anchor_column;
  gint64 follow; /* the item that was moved: the cursor goes with it */
  gint64 follow_row; /* keys of where it went */
  gint64 follow_column;

  struct
  {
    gboolean moving;
    gboolean selecting;
    NhMatrixSpot from;
    NhMatrixSpot over;
    double x;
    double y;
    guint tick;
  } drag;
  GtkGesture *gesture;
};

enum
{
  NH_MATRIX_ACTIVATED,
  NH_MATRIX_MOVED,
  NH_MATRIX_MENU,
  NH_MATRIX_ADD,
  NH_MATRIX_DELETE,
  NH_MATRIX_ROW_ACTIVATED,
  NH_MATRIX_COLUMN_ACTIVATED,
  NH_MATRIX_CURSOR_MOVED,
  NH_MATRIX_EDIT,
  NH_MATRIX_N_SIGNALS
};
extern guint nh_matrix_signals[NH_MATRIX_N_SIGNALS];

/* nh-matrix-heads.c */
GtkWidget *nh_matrix_make_row_head (void);
GtkWidget *nh_matrix_make_column_head (void);
GtkWidget *nh_matrix_make_group (void);
void nh_matrix_bind_row_head (GtkWidget *box, const NhMatrixHead *head, gboolean odd, gboolean high);
void nh_matrix_bind_column_head (GtkWidget *box, const NhMatrixHead *head);

/* -measure.c */
void nh_matrix_layout_measure (NhMatrixView *self, int width); /* the width of all of the view */
int nh_matrix_layout_natural (GtkWidget *widget, GtkOrientation orientation, int for_size);

/* -layout.c */
void nh_matrix_layout_init (NhMatrixView *self);
void nh_matrix_layout_dispose (NhMatrixView *self);
void nh_matrix_layout_finalize (NhMatrixView *self);
void nh_matrix_layout_clear (NhMatrixView *self, int focused_row, int focused_column); /* before another matrix */
void nh_matrix_layout_fill (NhMatrixView *self);  /* makes widgets for what is in sight */
void nh_matrix_layout_place (NhMatrixView *self); /* gives them their places */
guint nh_matrix_layout_page (NhMatrixView *self); /* rows on a page, at least 1 */
void nh_matrix_layout_allocate (NhMatrixView *self);
NhMatrixSpot nh_matrix_layout_spot (NhMatrixView *self, double x, double y);
NhMatrixCell *nh_matrix_layout_find_cell (NhMatrixView *self, guint row, guint column);
void nh_matrix_layout_scroll_to (NhMatrixView *self, guint row, guint column);
void nh_matrix_layout_marks (NhMatrixView *self); /* cursor, selection, target of a drag */

/* nh-matrix-view.c */
void nh_matrix_view_cell_focused (NhMatrixView *self, NhMatrixCell *cell);
void nh_matrix_view_move_cursor (NhMatrixView *self, guint row, guint column, int item, gboolean extend, gboolean focus);
void nh_matrix_view_emit_moved (NhMatrixView *self, gint64 item, guint from_row, guint from_column, guint row, guint column);

/* -input.c */
void nh_matrix_input_init (NhMatrixView *self);
void nh_matrix_input_cancel (NhMatrixView *self);

G_END_DECLS
