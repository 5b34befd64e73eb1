/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-owed-view.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "document/nh-dues-board.h"
#include "model/nh-dues.h"
#include "ui/deadlines/nh-received-bar.h"

#define MOST 5000 /* papers marked at once */

struct _NhOwedView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkToggleButton *shown[NH_OWED_N_SHOWN];
  GtkLabel *as_of; /* the day that the counts are of */
  GtkWidget *received;
  NhGridScreen *screen;
  NhRecordGridModel *model;
  NhSession *session;
  guint count_idle;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhOwedView, nh_owed_view, GTK_TYPE_WIDGET)

static const char *const labels[NH_OWED_N_SHOWN] = { N_("Missing"), N_("Due soon"), N_("Received late"), N_("All papers") };

static guint
column_of (NhOwedView *self,
           const char *field)
{
  guint n = nh_grid_model_get_n_columns (NH_GRID_MODEL (self->model));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (nh_record_grid_model_get_field (self->model, i)->name, field))
      return i;
  g_assert_not_reached ();
}

/* What is shown. */

/* Which of the four the filters of the columns mean; the number of them: another choice of the user. */
static NhOwedShown
get_shown (NhOwedView *self)
{
  const NhListFilter *state = nh_record_grid_model_get_filter (self->model, column_of (self, "state"));
  const NhListFilter *due = nh_record_grid_model_get_filter (self->model, column_of (self, "due_on"));

  if (!state)
    return due ? NH_OWED_N_SHOWN : NH_OWED_ALL;
  if (state->kind != NH_FILTER_ANY_OF || !state->values[0] || state->values[1])
    return NH_OWED_N_SHOWN;
  if (g_str_equal (state->values[0], "missing") && !due)
    return NH_OWED_MISSING;
  if (g_str_equal (state->values[0], "late") && !due)
    return NH_OWED_LATE;
  return g_str_equal (state->values[0], "open") && due && due->kind == NH_FILTER_RANGE ? NH_OWED_SOON : NH_OWED_N_SHOWN;
}

static void
update_shown (NhOwedView *self)
{
  NhOwedShown shown = get_shown (self);

  self->updating = TRUE;
  for (guint i = 0; i < NH_OWED_N_SHOWN; i++)
    gtk_toggle_button_set_active (self->shown[i], i == shown);
  self->updating = FALSE;
}

/**
 * nh_owed_view_show:
 * @shown: what to filter by
 *
 * Sets the filters of the columns, which stand above the table as ever.
 */
void
nh_owed_view_show (NhOwedView *self,
                   NhOwedShown shown)
{
  static const char *const states[] = { "missing", "open", "late" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint32 today = nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                                   g_date_time_get_day_of_month (now));
  g_autofree char *from = nh_day_to_iso (today);
  g_autofree char *to = nh_day_to_iso (today + NH_DUES_SOON);
  const char *const values[] = { shown < G_N_ELEMENTS (states) ? states[shown] : NULL, NULL };
  const NhListFilter state = { .field = "state", .kind = NH_FILTER_ANY_OF, .values = values };
  const NhListFilter due = { .field = "due_on", .kind = NH_FILTER_RANGE, .from = from, .to = to };

  nh_record_grid_model_set_filter (self->model, column_of (self, "due_on"), shown == NH_OWED_SOON ? &due : NULL);
  nh_record_grid_model_set_filter (self->model, column_of (self, "state"), values[0] ? &state : NULL);
  update_shown (self);
}

static void
on_toggled_cb (GtkToggleButton *button,
               NhOwedView *self)
{
  if (self->updating)
    return;
  for (guint i = 0; i < NH_OWED_N_SHOWN; i++)
    if (self->shown[i] == button)
      {
        nh_owed_view_show (self, i);
        nh_grid_screen_focus (self->screen);
      }
}

static gboolean
count_cb (gpointer data)
{
  NhOwedView *self = data;
  gint64 plan = nh_record_grid_model_get_plan (self->model);
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  NhDuesCount count;
  guint numbers[NH_OWED_N_SHOWN];
  g_autofree char *day = nh_day_format_short (nh_today ());
  g_autofree char *as_of = g_strdup_printf (_("as of today, %s"), day);

  self->count_idle = 0;
  if (plan)
    nh_dues_count_plan (workbook, plan, NH_DUES_SOON, &count, NULL);
  else
    nh_dues_count (workbook, nh_session_get_year (self->session), NH_DUES_SOON, &count, NULL);
  numbers[NH_OWED_MISSING] = count.missing;
  numbers[NH_OWED_SOON] = count.soon;
  numbers[NH_OWED_LATE] = count.late;
  numbers[NH_OWED_ALL] = count.missing + count.soon + count.later + count.late + count.received;
  for (guint i = 0; i < NH_OWED_N_SHOWN; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s  %u", _(labels[i]), numbers[i]);

      gtk_button_set_label (GTK_BUTTON (self->shown[i]), label);
    }
  gtk_label_set_text (self->as_of, as_of);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->as_of), as_of);
  return G_SOURCE_REMOVE;
}

static void
update_selection (NhOwedView *self)
{
  g_autoptr (GArray) keys = nh_grid_screen_get_selected (self->screen, MOST);
  gint64 record = nh_grid_screen_get_record (self->screen);
  NhListModel *list = nh_record_grid_model_get_list (self->model);
  guint position = record ? nh_list_model_position_of (list, record) : G_MAXUINT;
  NhRecord *first = position != G_MAXUINT ? nh_list_model_get_record (list, position) : NULL;
  gboolean received = first && *nh_record_raw (first, "received_on");

  /* Of many it is enough to know that some may be marked and some taken back. */
  if (keys->len > 1)
    nh_received_bar_set_n (NH_RECEIVED_BAR (self->received), keys->len, 1);
  else
    nh_received_bar_set_n (NH_RECEIVED_BAR (self->received), first && !received, received);
}

static void
on_items_changed_cb (NhOwedView *self)
{
  if (!self->count_idle)
    self->count_idle = g_idle_add (count_cb, self);
  update_selection (self);
}

/* Marking. */

/* Whether they came or not is told apart where they are marked. */
static GArray *
get_selection (gpointer data,
               gboolean received)
{
  return nh_grid_screen_get_selected (NH_OWED_VIEW (data)->screen, MOST);
}

/* Other rows stand there now: they must not be marked by the same key pressed again. */
static void
on_marked_cb (NhOwedView *self)
{
  NhGrid *grid = nh_grid_screen_get_grid (self->screen);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint row;
  guint column;

  if (n && nh_grid_get_cursor (grid, &row, &column))
    nh_grid_set_cursor (grid, MIN (row, n - 1), column);
}

static gboolean
on_key_cb (GtkEventControllerKey *controller,
           guint keyval,
           guint keycode,
           GdkModifierType state,
           NhOwedView *self)
{
  NhReceivedBar *bar = NH_RECEIVED_BAR (self->received);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  gboolean mark = (keyval == GDK_KEY_space && !modifiers) || (enter && modifiers == GDK_CONTROL_MASK);
  gboolean take_back = keyval == GDK_KEY_Delete && !modifiers;
  g_autoptr (GArray) keys = NULL;

  if ((!mark && !take_back) || nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    return FALSE;
  keys = get_selection (self, take_back);
  if (mark)
    nh_received_bar_receive (bar, (const gint64 *) keys->data, keys->len);
  else
    nh_received_bar_take_back (bar, (const gint64 *) keys->data, keys->len);
  return TRUE;
}

/* A double click goes to what the paper is about. */
static void
on_row_activated_cb (NhOwedView *self,
                     gint64 id)
{
  NhListModel *list = nh_record_grid_model_get_list (self->model);
  guint position = nh_list_model_position_of (list, id);
  NhRecord *record = position != G_MAXUINT ? nh_list_model_get_record (list, position) : NULL;
  const NhEntity *entity = nh_entity_find ("owed");
  gint64 activity = record ? nh_record_get_int64 (record, NH_FIELD (entity, "activity")) : 0;
  gint64 deadline = record ? nh_record_get_int64 (record, NH_FIELD (entity, "deadline")) : 0;

  if (activity)
    nh_session_show_record (self->session, nh_entity_find ("activity"), activity);
  else if (deadline)
    nh_session_show_record (self->session, nh_entity_find ("deadline"), deadline);
}

static void
nh_owed_view_dispose (GObject *object)
{
  NhOwedView *self = NH_OWED_VIEW (object);

  g_clear_handle_id (&self->count_idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_owed_view_parent_class)->dispose (object);
}

static void
nh_owed_view_class_init (NhOwedViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_owed_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_owed_view_init (NhOwedView *self)
{
}

static GtkWidget *
make_bar (NhOwedView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *linked = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "nh-toolbar");
  gtk_widget_add_css_class (linked, "linked");
  for (guint i = 0; i < NH_OWED_N_SHOWN; i++)
    {
      self->shown[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_(labels[i])));
      gtk_box_append (GTK_BOX (linked), GTK_WIDGET (self->shown[i]));
      g_signal_connect_object (self->shown[i], "toggled", G_CALLBACK (on_toggled_cb), self, 0);
    }
  self->received = nh_received_bar_new (self->session, get_selection, self);
  g_signal_connect_object (self->received, "marked", G_CALLBACK (on_marked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (self->received, TRUE);
  gtk_widget_set_halign (self->received, GTK_ALIGN_END);
  self->as_of = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->as_of), "dim-label");
  gtk_label_set_ellipsize (self->as_of, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (bar), linked);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->as_of));
  gtk_box_append (GTK_BOX (bar), self->received);
  return bar;
}

/**
 * nh_owed_view_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): who owes which paper; what is missing first.
 */
GtkWidget *
nh_owed_view_new (NhSession *session)
{
  NhOwedView *self = g_object_new (NH_TYPE_OWED_VIEW, NULL);
  GtkWidget *screen = nh_grid_screen_new (session, nh_screen_spec_find ("owed"));
  GtkEventController *keys = gtk_event_controller_key_new ();
  NhDuesCount count;

  self->session = g_object_ref (session);
  self->screen = NH_GRID_SCREEN (screen);
  self->model = nh_grid_screen_get_model (self->screen);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), screen);
  gtk_widget_set_vexpand (screen, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (nh_grid_screen_get_grid (self->screen)), keys);
  g_signal_connect_object (self->screen, "row-activated", G_CALLBACK (on_row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_grid_screen_get_grid (self->screen), "cursor-moved", G_CALLBACK (update_selection), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "filters-changed", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (on_items_changed_cb), self, G_CONNECT_SWAPPED);
  /* What is missing comes first, unless the user left the table with a choice of his own. */
  if (!nh_record_grid_model_has_filters (self->model)
      && nh_dues_count (nh_session_get_workbook (session), nh_session_get_year (session), NH_DUES_SOON, &count, NULL)
      && count.missing)
    nh_owed_view_show (self, NH_OWED_MISSING);
  update_shown (self);
  on_items_changed_cb (self);
  return GTK_WIDGET (self);
}

/** nh_owed_view_get_screen: Returns: (transfer none): the table. */
NhGridScreen *
nh_owed_view_get_screen (NhOwedView *self)
{
  return self->screen;
}
