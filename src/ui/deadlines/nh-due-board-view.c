/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-due-board-view.h"

#include <glib/gi18n-lib.h>

#include "document/nh-dues-board.h"
#include "ui/boards/nh-board-bar.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/boards/nh-board-paper.h"
#include "ui/deadlines/nh-received-bar.h"

struct _NhDueBoardView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkDropDown *plan;
  GtkWidget *received;
  GtkStack *stack;
  NhMatrixView *view;
  NhSession *session;
  GArray *plans;  /* of gint64: the plan of each row of the drop-down */
  gboolean updating;
  gboolean stale; /* changed while it was out of sight */
};

G_DEFINE_FINAL_TYPE (NhDueBoardView, nh_due_board_view, GTK_TYPE_WIDGET)

/** nh_due_board_view_get_plan: Returns: the key of the plan that is shown; 0: all. */
gint64
nh_due_board_view_get_plan (NhDueBoardView *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan);

  return selected < self->plans->len ? g_array_index (self->plans, gint64, selected) : 0;
}

/* The papers of the selected cells; @received: only those that came, or only those that did not. */
static GArray *
collect (NhDueBoardView *self,
         gboolean received)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (self->view);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;

  if (!matrix || !nh_matrix_view_get_selection (self->view, &row, &column, &n_rows, &n_columns))
    return keys;
  for (guint r = row; r < row + n_rows; r++)
    for (guint c = column; c < column + n_columns; c++)
      {
        guint n;
        const NhMatrixItem *items = nh_matrix_get_items (matrix, r, c, &n);

        for (guint i = 0; i < n; i++)
          if (received == (g_strcmp0 (items[i].style, "good") == 0 || g_strcmp0 (items[i].style, "late") == 0))
            g_array_append_val (keys, items[i].id);
      }
  return keys;
}

static GArray *
get_selection (gpointer data,
               gboolean received)
{
  return collect (data, received);
}

static void
update_selection (NhDueBoardView *self)
{
  g_autoptr (GArray) open = collect (self, FALSE);
  g_autoptr (GArray) received = collect (self, TRUE);

  nh_received_bar_set_n (NH_RECEIVED_BAR (self->received), open->len, received->len);
}

/* @again: rows that were there stay where they are. */
static void
reload (NhDueBoardView *self,
        gboolean again)
{
  g_autoptr (GError) error = NULL;
  NhMatrix *matrix;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  self->stale = FALSE;
  matrix = nh_dues_board_new (nh_session_get_workbook (self->session), nh_session_get_year (self->session),
                              nh_due_board_view_get_plan (self),
                              again ? nh_matrix_view_get_matrix (self->view) : NULL, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  gtk_stack_set_visible_child_name (self->stack, nh_matrix_get_n_rows (matrix) ? "board" : "empty");
  nh_matrix_view_set_matrix (self->view, matrix);
  nh_board_inspect_update (GTK_WIDGET (self));
  update_selection (self);
}

static void
update (NhDueBoardView *self)
{
  reload (self, FALSE);
}

static void
on_map_cb (NhDueBoardView *self)
{
  if (self->stale)
    update (self);
}

static void
on_workbook_changed_cb (NhDueBoardView *self,
                        GArray *changes)
{
  static const char *const tables[] = { "deadline", "deadline_unit", "submission", "activity", "activity_unit", "unit",
                                        "team", "team_unit", "membership", "plan", "setting" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (nh_session_changes_touch (changes, tables[i]))
      {
        reload (self, TRUE);
        return;
      }
}

/* Marking. */

static const NhMatrixItem *
find_item (NhDueBoardView *self,
           guint row,
           guint column,
           gint64 id)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (nh_matrix_view_get_matrix (self->view), row, column, &n);

  for (guint i = 0; i < n; i++)
    if (!id || items[i].id == id)
      return &items[i];
  return NULL;
}

static void
on_activated_cb (NhDueBoardView *self,
                 guint row,
                 guint column,
                 gint64 id)
{
  const NhMatrixItem *item = find_item (self, row, column, id);

  if (nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    return;
  if (!item)
    nh_session_notify (self->session, _("This paper is not owed by this unit."));
  else if (g_strcmp0 (item->style, "good") == 0 || g_strcmp0 (item->style, "late") == 0)
    nh_session_notify (self->session, _("This paper is marked as received. Delete takes that back."));
  else
    {
      gint64 key = item->id;

      nh_received_bar_receive (NH_RECEIVED_BAR (self->received), &key, 1);
    }
}

static void
on_delete_cb (NhDueBoardView *self)
{
  g_autoptr (GArray) keys = collect (self, TRUE);

  if (!nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    nh_received_bar_take_back (NH_RECEIVED_BAR (self->received), (const gint64 *) keys->data, keys->len);
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           NhDueBoardView *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  g_autoptr (GArray) keys = NULL;

  if (!(keyval == GDK_KEY_space && !modifiers) && !(enter && modifiers == GDK_CONTROL_MASK))
    return FALSE;
  keys = collect (self, FALSE);
  if (!nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    nh_received_bar_receive (NH_RECEIVED_BAR (self->received), (const gint64 *) keys->data, keys->len);
  return TRUE;
}

/* Plans. */

static void
on_plan_selected_cb (NhDueBoardView *self)
{
  if (!self->updating)
    update (self);
}

static void
update_plans (NhDueBoardView *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen = nh_due_board_view_get_plan (self);
  gint64 all = 0;
  guint selected = 0;

  g_array_set_size (self->plans, 0);
  g_array_append_val (self->plans, all);
  gtk_string_list_append (names, _("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (names, plan->label);
      if (plan->id == chosen)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->plan, selected);
  self->updating = FALSE;
  update (self);
}

static void
nh_due_board_view_dispose (GObject *object)
{
  NhDueBoardView *self = NH_DUE_BOARD_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plans, g_array_unref);
  G_OBJECT_CLASS (nh_due_board_view_parent_class)->dispose (object);
}

static void
nh_due_board_view_class_init (NhDueBoardViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_due_board_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_due_board_view_init (NhDueBoardView *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = TRUE;
}

static NhBoardPaper
get_paper (gpointer page)
{
  return (NhBoardPaper) { nh_due_board_view_get_plan (page), "due_board", "single", TRUE };
}

/* The paper, or where none is owed what the column asks for. */
static NhBoardRecord
inspect (gpointer page,
         guint row,
         guint column,
         gint64 item)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (NH_DUE_BOARD_VIEW (page)->view);

  return item ? (NhBoardRecord) { "owed", item } : (NhBoardRecord) { "deadlines", nh_matrix_get_column (matrix, column)->key };
}

static GtkWidget *
make_bar (NhDueBoardView *self)
{
  self->plan = nh_board_plan_filter_new ();
  self->received = nh_received_bar_new (self->session, get_selection, self);
  gtk_widget_set_halign (self->received, GTK_ALIGN_END);
  g_signal_connect_object (self->plan, "notify::selected", G_CALLBACK (on_plan_selected_cb), self, G_CONNECT_SWAPPED);
  return nh_board_bar_new (self->plan, self->received, nh_board_paper_button_new (GTK_WIDGET (self), self->session, get_paper));
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_("Nobody owes a paper"));
  GtkWidget *text = gtk_label_new (_("Each unit that owes a report or papers has a row here, each deadline a column. Say "
                                     "in the last tab who owes what: offices, schools, clusters, or units by name."));

  gtk_widget_add_css_class (box, "nh-empty");
  gtk_widget_add_css_class (title, "nh-empty-title");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 60);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("nh-deadline-symbolic"));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static GtkWidget *
make_board (NhDueBoardView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *legend = nh_board_note_new (_("✗ missing · ! late · ○ not yet due · ✓ received · Of a provisional day nothing is missing or late before the "
                                           "latest possible one. A double click, Space or the button records."));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  nh_matrix_view_set_selectable (self->view, TRUE);
  nh_matrix_view_set_click_selects (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Papers by unit"), -1);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->view, "cell-activated", G_CALLBACK (on_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "cell-delete", G_CALLBACK (on_delete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "cursor-moved", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), legend);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

/**
 * nh_due_board_view_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of the school year in sight.
 */
GtkWidget *
nh_due_board_view_new (NhSession *session)
{
  NhDueBoardView *self = g_object_new (NH_TYPE_DUE_BOARD_VIEW, NULL);

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_stack_add_named (self->stack, make_board (self), "board");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  nh_board_inspect (GTK_WIDGET (self), session, self->view, inspect, FALSE);
  update_plans (self);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (update_plans), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
