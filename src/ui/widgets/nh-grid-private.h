/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the grid share: its state, part by part, and the calls between the parts.
 * Columns are counted in two ways: "column" alone is a place among the shown ones, from the left;
 * a model column is called so. Rows are the model's, plus the hint row behind the last one.
 */
#pragma once

#include "ui/widgets/nh-grid.h"
#include "ui/widgets/nh-grid-tsv.h"
#include "ui/widgets/nh-grid-wait.h"

G_BEGIN_DECLS

/* Row nodes kept; more than any screen has rows. */
#define NH_GRID_N_SLOTS 256
/* Space between a cell's edge and its text, in pixels. */
#define NH_GRID_PADDING 8
/* Space above and below it. */
#define NH_GRID_MARGIN 5
#define NH_GRID_MIN_WIDTH 32
/* The identity of the hint row; no record has it. */
#define NH_GRID_HINT_ID G_MININT64

typedef struct
{
  char *id;
  guint model_column;
  int x; /* from the left of the content; meaningless while hidden */
  int width;
  gboolean visible;
  GtkWidget *button;
  GtkWidget *arrow;
  GtkWidget *rank; /* the arrow's number, where several columns sort */
  GtkWidget *funnel;
} NhGridShown;

typedef struct
{
  gboolean valid;
  guint row;
  GskRenderNode *node;
} NhGridSlot;

/* A refused text that was left behind in its cell, or one in the hint row that waits until the row
 * has all it must have. */
typedef struct
{
  gint64 id;
  char *column_id;
  char *text;
  char *message;
  gboolean waiting;
  gboolean create; /* of those that wait: a record is to be made of its text */
} NhGridDraft;

typedef enum
{
  NH_GRID_OFFER_NONE,
  NH_GRID_OFFER_CREATE, /* make the records that a block names, and store it */
  NH_GRID_OFFER_CREATE_TYPED, /* the same for the text under edit */
  NH_GRID_OFFER_UNDO,
} NhGridOffer;

typedef enum
{
  NH_GRID_FONT_NORMAL,
  NH_GRID_FONT_MUTED,
  NH_GRID_FONT_CHIP,
  NH_GRID_FONT_HEAD,
  NH_GRID_N_FONTS,
} NhGridFont;

typedef struct
{
  gboolean valid;
  GdkRGBA text, base, line, muted, hint, cursor, selection, warning, refused, head;
} NhGridColors;

struct _NhGrid
{
  GtkWidget parent_instance;

  /* Scrolling: 0 is horizontal, 1 vertical. */
  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  gboolean allocating;
  gboolean reveal_cursor; /* at the next allocation, when the sizes are known */
  GtkGesture *selecting_gestures[2]; /* the drag and the click in the cells */
  gboolean reveal_active; /* then the active cell, and not the other corner of the selection */

  NhGridModel *model;
  guint n_rows; /* the model's, without the hint row */
  char *append_hint;

  /* Columns: all in their order, and those shown. */
  GPtrArray *columns;
  GPtrArray *shown;
  GVariant *wanted_state; /* for columns that no model has brought yet */
  GVariant *default_state; /* what "Reset columns" goes back to, or NULL */
  int content_width;
  int header_height;
  GtkWidget *header;
  GtkWidget *menu_button;
  int menu_width;

  /* The active cell, and the other corner of the selection. */
  guint row, column;
  guint extent_row, extent_column;
  gint64 row_id, extent_id;
  gint64 new_id;  /* the row under the cursor, while it is the one just begun in the hint row */
  int tab_column; /* where a run of Tabs began, -1 for none: Enter goes back below it */

  /* Drawing */
  int row_height;
  int baseline;
  NhGridSlot slots[NH_GRID_N_SLOTS];
  GHashTable *parts; /* style class → invisible widget that has its colour */
  NhGridColors colors;
  PangoLayout *layouts[NH_GRID_N_FONTS];

  /* The editor: two entries that take turns over the active cell. */
  GtkWidget *entries[2];
  guint current;
  guint swap_source;
  gboolean editing;
  gboolean typing;  /* began by typing: arrows leave the cell */
  gboolean locked;  /* our own changes of the entry's text */
  gboolean storing; /* the model is taking the text right now */
  gboolean refused; /* the text under edit was refused as it is */
  gboolean create_typed; /* the record that it names is wanted */
  gint64 edit_id;
  guint edit_column; /* of the model */
  char *preedit;     /* what the input method has not yet committed, or NULL */
  char *edit_start;  /* the text that F2 began with */
  char *error;
  GPtrArray *drafts;

  /* Completion */
  GtkWidget *popover;
  GtkWidget *scroller;
  GtkWidget *list;
  gboolean completing;
  int proposal; /* the chosen one, -1 for none */

  /* Pointer */
  gboolean selecting;
  double pointer_x, pointer_y;
  guint tick;
  NhGridShown *resizing;
  int resize_start;
  NhGridShown *moving; /* a header that is pressed or dragged */
  gboolean dragging;   /* far enough: it moves */
  int drop_x;          /* where it would go, from the left of the content */

  /* Menus */
  GSimpleActionGroup *actions;
  GtkWidget *menu;
  GMenuModel *row_menu; /* NULL: the rows have no actions of their own */
  guint menu_column; /* index in columns */
  GCancellable *pasting;

  /* What the last message offers to do. */
  NhGridOffer offer;
  gboolean busy;    /* a block is being stored, and the main loop may run */
  gpointer pending; /* the block that waits for it, or NULL */
};

/* nh-grid.c */
guint nh_grid_total_rows (NhGrid *self);
gboolean nh_grid_is_hint (NhGrid *self, guint row);
void nh_grid_set_error (NhGrid *self, const char *message);
void nh_grid_tell (NhGrid *self, const char *message, const char *label, NhGridOffer offer);
void nh_grid_offer (NhGrid *self, const char *label, NhGridOffer offer);
void nh_grid_emit (NhGrid *self, const char *signal);
gboolean nh_grid_cell_at (NhGrid *self, double x, double y, guint *row, guint *column);
void nh_grid_cell_rectangle (NhGrid *self, guint row, guint column, GdkRectangle *out);
guint nh_grid_rows_per_page (NhGrid *self);
void nh_grid_reveal (NhGrid *self, guint row, guint column);

/* nh-grid-columns.c */
void nh_grid_columns_rebuild (NhGrid *self);
void nh_grid_columns_clear (NhGrid *self);
void nh_grid_columns_update (NhGrid *self);
NhGridShown *nh_grid_columns_get (NhGrid *self, guint column);
const NhGridColumn *nh_grid_columns_describe (NhGrid *self, guint column);
void nh_grid_columns_set_width (NhGrid *self, NhGridShown *shown, int width);
void nh_grid_columns_fit (NhGrid *self, NhGridShown *shown);
void nh_grid_columns_move (NhGrid *self, guint index, int step);
void nh_grid_columns_move_to (NhGrid *self, guint index, guint to);
void nh_grid_columns_reset (NhGrid *self);
void nh_grid_columns_set_visible (NhGrid *self, guint index, gboolean visible);

/* nh-grid-headers.c */
void nh_grid_headers_add (NhGrid *self, NhGridShown *shown, const NhGridColumn *column);
void nh_grid_headers_update_sort (NhGrid *self);
void nh_grid_headers_sort (NhGrid *self, NhGridShown *shown, gboolean also);
void nh_grid_headers_filter (NhGrid *self, NhGridShown *shown);
gboolean nh_grid_headers_focus (NhGrid *self, guint column);
void nh_grid_headers_init (NhGrid *self);
guint nh_grid_headers_index_of (NhGrid *self, GtkWidget *button);

/* nh-grid-draw.c */
void nh_grid_draw (NhGrid *self, GtkSnapshot *snapshot);
void nh_grid_draw_invalidate (NhGrid *self, guint first, guint n);
void nh_grid_draw_reset (NhGrid *self);
void nh_grid_draw_clear (NhGrid *self);
char *nh_grid_draw_text (NhGrid *self, guint row, NhGridShown *shown);
int nh_grid_draw_measure (NhGrid *self, const char *text);
int nh_grid_draw_text_width (NhGrid *self, guint row, NhGridShown *shown);

/* nh-grid-tree.c */
void nh_grid_tree_init (NhGrid *self);
int nh_grid_tree_indent (NhGrid *self, guint row, NhGridShown *shown);
void nh_grid_tree_draw (NhGrid *self, GtkSnapshot *snapshot, guint row, NhGridShown *shown);

int nh_grid_draw_words (NhGrid *self, GtkSnapshot *snapshot, NhGridFont font, const char *text,
                        int x, int room, GdkRGBA *color);

/* nh-grid-heads.c */
gboolean nh_grid_is_head (NhGrid *self, guint row);
guint nh_grid_heads_skip (NhGrid *self, guint row, int step);
void nh_grid_heads_toggle (NhGrid *self, guint row);
void nh_grid_heads_fold_all (NhGrid *self, gboolean folded);
gboolean nh_grid_heads_key (NhGrid *self, guint keyval, GdkModifierType state);
void nh_grid_heads_open_menu (NhGrid *self);
char *nh_grid_heads_describe (NhGrid *self, guint row);
void nh_grid_heads_draw (NhGrid *self, GtkSnapshot *snapshot, guint row, int width);

/* nh-grid-selection.c */
void nh_grid_move_to (NhGrid *self, guint row, guint column, gboolean extend);
gboolean nh_grid_move_by_key (NhGrid *self, guint keyval, GdkModifierType state);
gboolean nh_grid_move_by_tab (NhGrid *self, gboolean backwards);
void nh_grid_move_by_enter (NhGrid *self, gboolean upwards);
void nh_grid_select (NhGrid *self, guint row, guint column, guint to_row, guint to_column);
void nh_grid_selection_reset (NhGrid *self);
void nh_grid_selection_follow (NhGrid *self, guint position, guint removed, guint added);
gboolean nh_grid_selection_has_many (NhGrid *self);
GArray *nh_grid_selection_rows (NhGrid *self);
GArray *nh_grid_selection_columns (NhGrid *self, gboolean editable_only);

/* nh-grid-editor.c */
void nh_grid_editor_init (NhGrid *self);
gboolean nh_grid_editor_begin (NhGrid *self, gboolean choose);
void nh_grid_editor_cancel (NhGrid *self);
void nh_grid_editor_leave (NhGrid *self);
void nh_grid_editor_moved (NhGrid *self);
void nh_grid_editor_delay_swap (NhGrid *self);
void nh_grid_editor_describe (NhGrid *self, GtkWidget *entry);
void nh_grid_editor_set_text (NhGrid *self, const char *text);
void nh_grid_editor_insert (NhGrid *self, const char *text);
void nh_grid_editor_fill (NhGrid *self);
void nh_grid_editor_commit_creating (NhGrid *self);
gboolean nh_grid_editor_focus (NhGrid *self);
gboolean nh_grid_editor_has_focus (NhGrid *self);
void nh_grid_editor_allocate (NhGrid *self);
void nh_grid_editor_rectangle (NhGrid *self, GdkRectangle *out);

/* nh-grid-drafts.c */
NhGridDraft *nh_grid_drafts_find (NhGrid *self, guint row, guint model_column);
void nh_grid_drafts_put (
    NhGrid *self, gint64 id, guint model_column, const char *text, const char *message);
gboolean nh_grid_drafts_drop (NhGrid *self, gint64 id, guint model_column);
void nh_grid_drafts_put_waiting (NhGrid *self, guint model_column, const char *text,
                                 const char *message, gboolean create);
void nh_grid_drafts_drop_waiting (NhGrid *self);
gboolean nh_grid_drafts_append (NhGrid *self, guint model_column, const char *text, gboolean create,
                                guint *row, gboolean *incomplete, GError **error);
void nh_grid_drafts_free (gpointer draft);

/* nh-grid-completion.c */
void nh_grid_completion_open (NhGrid *self, gboolean all);
void nh_grid_completion_close (NhGrid *self);
void nh_grid_completion_update (NhGrid *self);
void nh_grid_completion_step (NhGrid *self, int step);
const char *nh_grid_completion_chosen (NhGrid *self);
gboolean nh_grid_completion_creates (NhGrid *self);
void nh_grid_completion_allocate (NhGrid *self);
gboolean nh_grid_completion_press (NhGrid *self, GdkEvent *event);

/* nh-grid-keys.c */
void nh_grid_keys_connect (NhGrid *self, GtkWidget *entry);

/* nh-grid-pointer.c */
void nh_grid_pointer_init (NhGrid *self);

/* nh-grid-clipboard.c */
NhGridBlock *nh_grid_take_block (NhGrid *self, GArray *rows, GArray *columns, gboolean for_edit);

/* nh-grid-range.c */
gboolean nh_grid_put (NhGrid *self, NhGridBlock *block, guint row, guint column, guint n_rows,
                      guint n_columns, const char *name);
void nh_grid_fill_down (NhGrid *self);
void nh_grid_fill_selection (NhGrid *self, const char *text);
void nh_grid_range_forget (NhGrid *self);


/* nh-grid-menus.c */
void nh_grid_menus_init (NhGrid *self);
void nh_grid_menus_open_cell (NhGrid *self, const GdkRectangle *at);
void nh_grid_menus_open_head (NhGrid *self, const GdkRectangle *at);
void nh_grid_menus_open_header (NhGrid *self, guint index, const GdkRectangle *at);
void nh_grid_menus_allocate (NhGrid *self);

G_END_DECLS
