/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/nh-board.h"

#include <glib/gi18n-lib.h>

#define CARD_KEY "nh-card"
#define COLUMN_WIDTH 140

typedef struct
{
  gint64 id;
  char *title;
  GtkListBox *list;
} Column;

struct _NhBoard
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *row;       /* of columns */
  GArray *columns;      /* of Column */
  GtkWidget *menu;      /* "move to…" */
  gint64 focus;         /* the card that had the keys last */
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (NhBoard, nh_board, GTK_TYPE_WIDGET)

enum { MOVE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->title);
}

static Column *
get_column (NhBoard *self,
            guint i)
{
  return &g_array_index (self->columns, Column, i);
}

static gint64
card_of (gpointer row)
{
  gint64 *id = row ? g_object_get_data (G_OBJECT (row), CARD_KEY) : NULL;

  return id ? *id : 0;
}

static guint
column_of_list (NhBoard *self,
                GtkWidget *list)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (GTK_WIDGET (get_column (self, i)->list) == list)
      return i;
  return G_MAXUINT;
}

/* The row that has the keys, and its column. */
static GtkListBoxRow *
focused_row (NhBoard *self,
             guint *column)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (!row || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return NULL;
  *column = column_of_list (self, gtk_widget_get_parent (row));
  return *column == G_MAXUINT ? NULL : GTK_LIST_BOX_ROW (row);
}

/* Selected cards in the order of the board: (element-type gint64). */
static GArray *
selected_cards (NhBoard *self)
{
  GArray *cards = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkListBoxRow *row;

  for (guint i = 0; i < self->columns->len; i++)
    for (int j = 0; (row = gtk_list_box_get_row_at_index (get_column (self, i)->list, j)); j++)
      if (gtk_list_box_row_is_selected (row))
        {
          gint64 card = card_of (row);

          g_array_append_val (cards, card);
        }
  return cards;
}

static void
unselect_all (NhBoard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    gtk_list_box_unselect_all (get_column (self, i)->list);
}

/* What is selected, or else the card with the keys, goes to a column. */
static void
move_to (NhBoard *self,
         guint to)
{
  g_autoptr (GArray) cards = selected_cards (self);
  guint column;
  GtkListBoxRow *row = focused_row (self, &column);
  gint64 card = card_of (row);

  if (!self->editable || to >= self->columns->len)
    return;
  if (cards->len == 0 && card)
    g_array_append_val (cards, card);
  if (cards->len)
    g_signal_emit (self, signals[MOVE], 0, cards->data, cards->len, get_column (self, to)->id);
}

/* Keys. */

static void
go_to_row (NhBoard *self,
           guint column,
           int index)
{
  GtkListBox *list = get_column (self, column)->list;
  GtkListBoxRow *row = NULL;

  for (; index >= 0 && !row; index--)
    row = gtk_list_box_get_row_at_index (list, index);
  if (row)
    {
      self->focus = card_of (row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

/* The next column in that direction that has cards. */
static void
go_sideways (NhBoard *self,
             guint column,
             int by,
             int index)
{
  for (int i = (int) column + by; i >= 0 && i < (int) self->columns->len; i += by)
    if (gtk_list_box_get_row_at_index (get_column (self, i)->list, 0))
      {
        go_to_row (self, i, index);
        return;
      }
}

static void
toggle_row (GtkListBox *list,
            GtkListBoxRow *row)
{
  if (gtk_list_box_row_is_selected (row))
    gtk_list_box_unselect_row (list, row);
  else
    gtk_list_box_select_row (list, row);
}

/* Popovers are taken away when they have closed, not while they do. */
static gboolean
drop_menu_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed_cb (GtkWidget *popover,
                   NhBoard *self)
{
  if (self->menu == popover)
    self->menu = NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_menu_cb, g_object_ref (popover), g_object_unref);
  nh_board_select (self, self->focus);
}

static void
on_target_activated_cb (GtkListBox *list,
                        GtkListBoxRow *row,
                        NhBoard *self)
{
  guint to = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), CARD_KEY));

  gtk_popover_popdown (GTK_POPOVER (self->menu));
  move_to (self, to);
}

/* "Move to…": the names of the other columns. */
static void
ask_target (NhBoard *self,
            GtkWidget *row,
            guint from)
{
  GtkWidget *list;
  GtkWidget *box;
  GtkWidget *title;
  graphene_rect_t bounds;

  if (!self->editable || self->menu)
    return;
  list = gtk_list_box_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  title = gtk_label_new (_("Move to"));
  gtk_widget_add_css_class (title, "nh-field-label");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *label = gtk_label_new (get_column (self, i)->title);
      GtkWidget *target = gtk_list_box_row_new ();

      if (i == from)
        continue;
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "nh-list-row");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (target), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      get_column (self, i)->title, -1);
      g_object_set_data (G_OBJECT (target), CARD_KEY, GUINT_TO_POINTER (i));
      gtk_list_box_append (GTK_LIST_BOX (list), target);
    }
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), list);
  self->menu = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->menu), box);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    {
      GdkRectangle at = { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                          (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (on_target_activated_cb), self);
  g_signal_connect (self->menu, "closed", G_CALLBACK (on_menu_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

static gboolean
on_arrow (NhBoard *self,
          GtkListBoxRow *row,
          guint column,
          guint keyval,
          GdkModifierType state)
{
  GtkListBox *list = get_column (self, column)->list;
  int index = gtk_list_box_row_get_index (row);
  gboolean sideways = keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
  int by = keyval == GDK_KEY_Left || keyval == GDK_KEY_Up ? -1 : 1;
  GtkListBoxRow *next = sideways ? NULL : gtk_list_box_get_row_at_index (list, index + by);

  if (sideways && state == GDK_CONTROL_MASK)
    {
      if ((int) column + by >= 0)
        move_to (self, column + by);
      return TRUE;
    }
  if (sideways && !state)
    {
      go_sideways (self, column, by, index);
      return TRUE;
    }
  if (sideways || (state && state != GDK_SHIFT_MASK))
    return FALSE;
  if (!next)
    return TRUE;
  if (state)
    {
      gtk_list_box_select_row (list, row);
      gtk_list_box_select_row (list, next);
    }
  go_to_row (self, column, index + by);
  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhBoard *self)
{
  guint column;
  GtkListBoxRow *row = focused_row (self, &column);

  state &= GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;
  if (!row || self->menu)
    return GDK_EVENT_PROPAGATE;
  self->focus = card_of (row);
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return on_arrow (self, row, column, keyval, state);
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      toggle_row (get_column (self, column)->list, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      unselect_all (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_m:
    case GDK_KEY_M:
    case GDK_KEY_Menu:
      if (state)
        return GDK_EVENT_PROPAGATE;
      ask_target (self, GTK_WIDGET (row), column);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* The mouse. */

static void
on_secondary_cb (GtkGestureClick *gesture,
                 int n_press,
                 double x,
                 double y,
                 NhBoard *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint column = column_of_list (self, gtk_widget_get_parent (row));

  self->focus = card_of (row);
  gtk_widget_grab_focus (row);
  ask_target (self, row, column);
}

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source,
                    double x,
                    double y,
                    NhBoard *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (row));

  if (!self->editable)
    return NULL;
  if (!gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)))
    {
      unselect_all (self);
      gtk_list_box_select_row (list, GTK_LIST_BOX_ROW (row));
    }
  self->focus = card_of (row);
  return gdk_content_provider_new_typed (NH_TYPE_BOARD, self);
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            NhBoard *self)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  if (g_value_get_object (value) != self)
    return FALSE;
  move_to (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (box), CARD_KEY)));
  return TRUE;
}

/* Contents. */

static GtkWidget *
make_card (NhBoard *self,
           const NhBoardCard *card,
           const char *column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (card->title);
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  g_autofree char *spoken = g_strdup_printf ("%s, %s", card->title, column);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), title);
  if (card->warning)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (mark, "nh-warning-mark");
      gtk_box_append (GTK_BOX (line), mark);
    }
  gtk_box_append (GTK_BOX (box), line);
  if (card->chip && *card->chip)
    {
      GtkWidget *chip = gtk_label_new (card->chip);

      gtk_label_set_xalign (GTK_LABEL (chip), 0);
      gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (chip, "nh-field-label");
      gtk_box_append (GTK_BOX (box), chip);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "nh-card");
  gtk_widget_set_tooltip_text (row, card->warning ? card->warning : card->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, card->warning ? card->warning : "", -1);
  g_object_set_data_full (G_OBJECT (row), CARD_KEY, g_memdup2 (&card->id, sizeof card->id), g_free);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (secondary));
  return row;
}

static GtkWidget *
make_head (const char *title,
           guint n)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = g_strdup_printf ("%u", n);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *counter = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, title);
  gtk_widget_add_css_class (label, "nh-title");
  gtk_widget_add_css_class (counter, "nh-chip");
  gtk_widget_add_css_class (head, "nh-board-head");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), counter);
  return head;
}

static void
add_column (NhBoard *self,
            const NhBoardColumn *column,
            const NhBoardCard *cards,
            guint n_cards)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());
  GtkDropTarget *target = gtk_drop_target_new (NH_TYPE_BOARD, GDK_ACTION_MOVE);
  Column made = { column->id, g_strdup (column->title), list };
  guint n = 0;
  g_autofree char *spoken = NULL;

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_MULTIPLE);
  gtk_list_box_set_activate_on_single_click (list, FALSE);
  for (guint i = 0; i < n_cards; i++)
    if (cards[i].column == column->id)
      {
        gtk_list_box_append (list, make_card (self, &cards[i], column->title));
        n++;
      }
  if (column->empty)
    {
      GtkWidget *empty = gtk_label_new (column->empty);

      gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
      gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (empty, "dim-label");
      gtk_widget_add_css_class (empty, "nh-list-row");
      gtk_list_box_set_placeholder (list, empty);
    }
  spoken = g_strdup_printf ("%s: %u", column->title, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_widget_add_css_class (box, "nh-board-column");
  gtk_box_append (GTK_BOX (box), make_head (column->title, n));
  gtk_box_append (GTK_BOX (box), scroller);
  g_object_set_data (G_OBJECT (box), CARD_KEY, GUINT_TO_POINTER (self->columns->len));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (target));
  gtk_box_append (GTK_BOX (self->row), box);
  g_array_append_val (self->columns, made);
}

static GtkListBoxRow *
find_card (NhBoard *self,
           gint64 card,
           guint *column)
{
  GtkListBoxRow *row;

  for (*column = 0; card && *column < self->columns->len; (*column)++)
    for (int j = 0; (row = gtk_list_box_get_row_at_index (get_column (self, *column)->list, j)); j++)
      if (card_of (row) == card)
        return row;
  return NULL;
}

/**
 * nh_board_set_contents:
 * @columns: (array length=n_columns): from left to right
 * @n_columns: how many
 * @cards: (array length=n_cards): each column's from top to bottom
 * @n_cards: how many
 *
 * Shows other contents. Cards that are still there stay selected, and the keys stay where they were.
 */
void
nh_board_set_contents (NhBoard *self,
                       const NhBoardColumn *columns,
                       guint n_columns,
                       const NhBoardCard *cards,
                       guint n_cards)
{
  g_autoptr (GArray) selected = selected_cards (self);
  guint column;
  gboolean focus = focused_row (self, &column) != NULL;
  GtkWidget *child;

  if (self->menu)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  g_array_set_size (self->columns, 0);
  while ((child = gtk_widget_get_first_child (self->row)))
    gtk_box_remove (GTK_BOX (self->row), child);
  for (guint i = 0; i < n_columns; i++)
    add_column (self, &columns[i], cards, n_cards);
  for (guint i = 0; i < selected->len; i++)
    {
      GtkListBoxRow *row = find_card (self, g_array_index (selected, gint64, i), &column);

      if (row)
        gtk_list_box_select_row (get_column (self, column)->list, row);
    }
  if (focus)
    nh_board_select (self, self->focus);
}

/** nh_board_select: gives the keys to a card. Returns: whether it is there. */
gboolean
nh_board_select (NhBoard *self,
                 gint64 card)
{
  guint column;
  GtkListBoxRow *row = find_card (self, card, &column);

  if (!row)
    return FALSE;
  self->focus = card;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/** nh_board_set_editable: whether cards can be moved. */
void
nh_board_set_editable (NhBoard *self,
                       gboolean editable)
{
  self->editable = editable;
}

static gboolean
nh_board_grab_focus (GtkWidget *widget)
{
  NhBoard *self = NH_BOARD (widget);

  if (nh_board_select (self, self->focus))
    return TRUE;
  for (guint i = 0; i < self->columns->len; i++)
    if (gtk_list_box_get_row_at_index (get_column (self, i)->list, 0))
      {
        go_to_row (self, i, 0);
        return TRUE;
      }
  return FALSE;
}

static void
nh_board_dispose (GObject *object)
{
  NhBoard *self = NH_BOARD (object);

  g_clear_pointer (&self->columns, g_array_unref);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_board_parent_class)->dispose (object);
}

static void
nh_board_finalize (GObject *object)
{
  g_array_unref (NH_BOARD (object)->columns);
  G_OBJECT_CLASS (nh_board_parent_class)->finalize (object);
}

static void
nh_board_class_init (NhBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_board_finalize;
  widget_class->grab_focus = nh_board_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "nhboard");
  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_UINT, G_TYPE_INT64);
}

static void
nh_board_init (NhBoard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->editable = TRUE;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->row), TRUE);
  gtk_widget_add_css_class (self->row, "nh-board");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->row);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/** nh_board_new: Returns: (transfer floating): an empty board. */
GtkWidget *
nh_board_new (void)
{
  return g_object_new (NH_TYPE_BOARD, NULL);
}
