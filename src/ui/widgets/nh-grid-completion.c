/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list under the cell: all choices, or proposals for what was typed. It never takes the focus,
 * so typing goes on in the entry while it is open.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"

/* What a row of the list stands for: its text, or with this flag a record to be made of what was
 * typed. */
#define VALUE_KEY "nh-value"
#define CREATE_KEY "nh-create"

#define MAX_PROPOSALS 200

static gboolean
take_at (NhGrid *self, double y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int)y);

  if (row == NULL)
    return FALSE;
  self->proposal = gtk_list_box_row_get_index (row);
  nh_grid_commit (self);
  return TRUE;
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhGrid *self)
{
  if (take_at (self, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A press on the list that GTK gave to the grid: 4.8 makes up pointer motions for the window
 * below a popover, and while one is the last, the press goes to the widget that it hit. Returns
 * whether a proposal was taken. */
gboolean
nh_grid_completion_press (NhGrid *self, GdkEvent *event)
{
  GtkNative *native = GTK_NATIVE (self->popover);
  double x, y, left, top;
  graphene_point_t point;

  if (!self->completing || event == NULL ||
      gdk_event_get_surface (event) != gtk_native_get_surface (native) ||
      !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  point = GRAPHENE_POINT_INIT (x - left, y - top);
  if (!gtk_widget_compute_point (self->popover, self->scroller, &point, &point)
      || !gtk_widget_contains (self->scroller, point.x, point.y)
      || !gtk_widget_compute_point (self->scroller, self->list, &point, &point))
    return FALSE;
  return take_at (self, point.y);
}

static void
create (NhGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  /* On the press, before the list's own gesture: a click that ends elsewhere loses nothing. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "completion");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scroller);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

/* @value: what is stored when the row is taken; NULL: what was typed, and its record is made */
static void
add (NhGrid *self, const char *text, const char *value)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (value != NULL)
    g_object_set_data_full (G_OBJECT (label), VALUE_KEY, g_strdup (value), g_free);
  else
    g_object_set_data (G_OBJECT (label), CREATE_KEY, label);
  gtk_list_box_append (GTK_LIST_BOX (self->list), label);
}

/* @near: like what was typed, where nothing has that name; @create: the words for making it */
static void
fill (NhGrid *self, GStrv proposals, GStrv near, const char *create)
{
  guint n = g_strv_length (proposals) + g_strv_length (near) + (create != NULL ? 1 : 0);
  GtkWidget *child;

  /* What scrolls has a least height, which would leave an empty line below a single proposal. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  n > 5 ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; proposals[i] != NULL; i++)
    add (self, proposals[i], proposals[i]);
  for (guint i = 0; near[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf (_ ("Did you mean “%s”?"), near[i]);

      add (self, text, near[i]);
    }
  if (create != NULL)
    {
      g_autofree char *text = g_strconcat ("＋ ", create, NULL);

      add (self, text, NULL);
    }
}

static void
highlight (NhGrid *self)
{
  GtkAdjustment *adjustment;
  GtkListBoxRow *row = NULL;
  graphene_rect_t bounds;

  if (self->proposal >= 0)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), self->proposal);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static int
index_of (GStrv proposals, const char *text)
{
  for (int i = 0; proposals[i] != NULL; i++)
    if (g_str_equal (proposals[i], text))
      return i;
  return -1;
}

static int
index_of_folded (GStrv proposals, const char *text)
{
  g_autofree char *wanted = nh_text_fold (text);

  for (int i = 0; proposals[i] != NULL; i++)
    {
      g_autofree char *folded = nh_text_fold (proposals[i]);

      if (g_str_equal (folded, wanted))
        return i;
    }
  return -1;
}

/* What Enter would take: the same text, the same but for marks and case, or else the best. */
static int
best_proposal (GStrv proposals, const char *text)
{
  int found = index_of (proposals, text);

  if (found < 0)
    found = index_of_folded (proposals, text);
  return found < 0 && proposals[0] != NULL ? 0 : found;
}

void
nh_grid_completion_close (NhGrid *self)
{
  self->completing = FALSE;
  self->proposal = -1;
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
show (NhGrid *self, GStrv proposals, GStrv near, const char *to_create)
{
  if (proposals[0] == NULL && near[0] == NULL && to_create == NULL)
    {
      nh_grid_completion_close (self);
      return;
    }
  if (self->popover == NULL)
    create (self);
  fill (self, proposals, near, to_create);
  self->completing = TRUE;
  highlight (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Opens the list; with @all it has every choice, whatever the cell now holds. */
void
nh_grid_completion_open (NhGrid *self, gboolean all)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[self->current]));
  char *none[] = { NULL };
  g_auto (GStrv) proposals = NULL;

  proposals =
      nh_grid_model_suggest (self->model, self->edit_column, all ? "" : text, MAX_PROPOSALS);
  self->proposal = all ? index_of (proposals, text) : best_proposal (proposals, text);
  show (self, proposals, none, NULL);
}

/* (transfer full): what stands in the cell as the user sees it, with the word that the input
 * method still holds. */
static char *
visible_text (NhGrid *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->entries[self->current]);
  const char *text = gtk_editable_get_text (entry);
  const char *cursor = g_utf8_offset_to_pointer (text, gtk_editable_get_position (entry));
  GString *whole = g_string_new_len (text, cursor - text);

  if (self->preedit != NULL)
    g_string_append (whole, self->preedit);
  g_string_append (whole, cursor);
  return g_string_free (whole, FALSE);
}

/* The text under edit changed: narrows the list. */
void
nh_grid_completion_update (NhGrid *self)
{
  g_autofree char *text = visible_text (self);
  NhGridColumnKind kind = nh_grid_model_get_column (self->model, self->edit_column)->kind;
  g_auto (GStrv) proposals = NULL, near = NULL;
  g_autofree char *to_create = NULL;

  if (kind != NH_GRID_CHOICE && kind != NH_GRID_REFERENCE)
    return;
  if (*text == '\0')
    {
      /* An emptied cell is meant to be empty: all choices are there, none is proposed. */
      if (kind == NH_GRID_CHOICE)
        nh_grid_completion_open (self, TRUE);
      else
        nh_grid_completion_close (self);
      return;
    }
  proposals = nh_grid_model_suggest (self->model, self->edit_column, text, MAX_PROPOSALS);
  self->proposal = best_proposal (proposals, text);
  if (index_of_folded (proposals, text) < 0)
    to_create = nh_grid_model_offer_to_create (self->model, self->edit_column, text);
  near = to_create != NULL && proposals[0] == NULL
             ? nh_grid_model_suggest_near (self->model, self->edit_column, text)
             : g_new0 (char *, 1);
  /* Neither a near spelling nor a new record is taken without being chosen: both change what was
   * meant if they are wrong. */
  show (self, proposals, near, to_create);
}

/* Chooses another proposal, by arrows. */
void
nh_grid_completion_step (NhGrid *self, int step)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), n) != NULL)
    n++;
  if (n == 0)
    return;
  self->proposal =
      self->proposal < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (self->proposal + step, 0, n - 1);
  highlight (self);
}

static GObject *
chosen_label (NhGrid *self)
{
  GtkListBoxRow *row;

  if (!self->completing || self->proposal < 0)
    return NULL;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), self->proposal);
  return row != NULL ? G_OBJECT (gtk_list_box_row_get_child (row)) : NULL;
}

/* The chosen proposal, NULL when the text is meant as typed. */
const char *
nh_grid_completion_chosen (NhGrid *self)
{
  GObject *label = chosen_label (self);

  return label != NULL ? g_object_get_data (label, VALUE_KEY) : NULL;
}

/* Whether a record is to be made of what was typed. */
gboolean
nh_grid_completion_creates (NhGrid *self)
{
  GObject *label = chosen_label (self);

  return label != NULL && g_object_get_data (label, CREATE_KEY) != NULL;
}

/* The list follows its cell, and hides while that is scrolled away. */
void
nh_grid_completion_allocate (NhGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRectangle cell;

  if (self->popover == NULL)
    return;
  nh_grid_cell_rectangle (self, self->row, self->column, &cell);
  if (!self->completing || cell.y < self->header_height - cell.height / 2 ||
      cell.y + cell.height / 2 > height || cell.x > width || cell.x + cell.width < 0)
    {
      if (gtk_widget_get_visible (self->popover))
        gtk_widget_set_visible (self->popover, FALSE);
      return;
    }
  gtk_widget_set_size_request (self->scroller, MAX (cell.width, 120), -1);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &cell);
  if (!gtk_widget_get_visible (self->popover))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_present (GTK_POPOVER (self->popover));
}
