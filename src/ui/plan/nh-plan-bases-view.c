/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-bases-view.h"

#include <glib/gi18n-lib.h>

#include "model/nh-plan-bases.h"
#include "ui/widgets/nh-row-drag.h"

struct _NhPlanBasesView
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 plan;
  GPtrArray *bases; /* of NhPlanBasis, as shown */

  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *order;
  NhBasisEntry *entry;
};

G_DEFINE_FINAL_TYPE (NhPlanBasesView, nh_plan_bases_view, GTK_TYPE_WIDGET)

static NhWorkbook *
workbook_of (NhPlanBasesView *self)
{
  return nh_session_get_workbook (self->session);
}

static int
selected_index (NhPlanBasesView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? gtk_list_box_row_get_index (row) : -1;
}

/* The keys stay in the list, which is filled anew after each change. */
static void
focus_row (NhPlanBasesView *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (!row)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
move_basis (NhPlanBasesView *self, guint from, guint to)
{
  g_autoptr (GError) error = NULL;

  if (to >= self->bases->len)
    return;
  if (nh_plan_bases_move (workbook_of (self), self->plan, from, to, &error))
    focus_row (self, (int) to);
  nh_session_report_error (self->session, &error);
}

static void
delete_basis (NhPlanBasesView *self, guint index)
{
  const NhPlanBasis *basis = self->bases->pdata[index];
  g_autoptr (GError) error = NULL;

  if (nh_workbook_delete (workbook_of (self), nh_entity_find ("plan_basis"), &basis->id, 1, &error))
    focus_row (self, (int) MIN (index, self->bases->len ? self->bases->len - 1 : 0));
  nh_session_report_error (self->session, &error);
}

static void
edit_basis (NhPlanBasesView *self, guint index)
{
  const NhPlanBasis *basis = self->bases->pdata[index];
  g_autofree char *line = nh_plan_basis_to_line (basis);

  nh_basis_entry_edit (self->entry, basis->id, line);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                   NhPlanBasesView *self)
{
  int index = selected_index (self);
  gboolean alt = (state & GDK_ALT_MASK) != 0;

  if (index < 0 || nh_workbook_is_read_only (workbook_of (self)))
    return GDK_EVENT_PROPAGATE;
  if (alt && keyval == GDK_KEY_Up && index > 0)
    move_basis (self, (guint) index, (guint) index - 1);
  else if (alt && keyval == GDK_KEY_Down)
    move_basis (self, (guint) index, (guint) index + 1);
  else if (keyval == GDK_KEY_Delete)
    delete_basis (self, (guint) index);
  else if (keyval == GDK_KEY_F2)
    edit_basis (self, (guint) index);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, NhPlanBasesView *self)
{
  if (!nh_workbook_is_read_only (workbook_of (self)))
    edit_basis (self, (guint) gtk_list_box_row_get_index (row));
}

static guint
row_of_button (GtkWidget *button)
{
  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)));
}

static void
on_edit_cb (GtkWidget *button, NhPlanBasesView *self)
{
  edit_basis (self, row_of_button (button));
}

static void
on_delete_cb (GtkWidget *button, NhPlanBasesView *self)
{
  delete_basis (self, row_of_button (button));
}

static void
on_order_cb (NhPlanBasesView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  if (nh_plan_bases_propose_order (workbook_of (self), self->plan, &ids, &error))
    nh_plan_bases_set_order (workbook_of (self), self->plan, (const gint64 *) ids->data, ids->len, &error);
  nh_session_report_error (self->session, &error);
}

static void
on_done_cb (NhPlanBasesView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_cancelled_cb (NhPlanBasesView *self)
{
  focus_row (self, MAX (selected_index (self), 0));
}

/* Dragging. */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, NhPlanBasesView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  nh_row_drag_show (source, row, x, y);
  return gdk_content_provider_new_typed (G_TYPE_UINT, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, NhPlanBasesView *self)
{
  guint from = g_value_get_uint (value);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  guint to = row ? (guint) gtk_list_box_row_get_index (row) : self->bases->len - 1;

  if (from >= self->bases->len)
    return FALSE;
  move_basis (self, from, to);
  return TRUE;
}

/* Rows. */

static GtkWidget *
make_button (const char *icon, const char *tooltip, GCallback callback, NhPlanBasesView *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, !nh_workbook_is_read_only (workbook_of (self)));
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  return button;
}

/* A basis that the plan may be blamed for. */
static char *
describe_trouble (const NhPlanBasis *basis)
{
  if (!basis->reference)
    return NULL;
  if (!*basis->basis->number && g_strcmp0 (basis->basis->kind, "law") != 0)
    return g_strdup (_ ("The number is missing in the register."));
  if (!basis->basis->issued_on)
    return g_strdup (_ ("The day is missing in the register."));
  return NULL;
}

static GtkWidget *
make_row (NhPlanBasesView *self, guint index)
{
  const NhPlanBasis *basis = self->bases->pdata[index];
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grip = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  g_autofree char *text = nh_plan_basis_to_line (basis);
  /* As it is printed. */
  g_autofree char *printed = g_strconcat (text, index + 1 < self->bases->len ? ";" : ".", NULL);
  g_autofree char *trouble = describe_trouble (basis);
  GtkWidget *label = gtk_label_new (printed);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (grip, "nh-remark");
  gtk_box_append (GTK_BOX (words), label);
  if (trouble)
    {
      GtkWidget *remark = gtk_label_new (trouble);

      gtk_label_set_xalign (GTK_LABEL (remark), 0);
      gtk_widget_add_css_class (remark, "nh-warning-mark");
      gtk_box_append (GTK_BOX (words), remark);
    }
  gtk_box_append (GTK_BOX (line), grip);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), make_button ("document-edit-symbolic", _ ("Edit (F2)"), G_CALLBACK (on_edit_cb), self));
  gtk_box_append (GTK_BOX (line), make_button ("user-trash-symbolic", _ ("Delete (Del)"), G_CALLBACK (on_delete_cb), self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, printed, -1);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  return row;
}

static void
fill (NhPlanBasesView *self)
{
  int selected = selected_index (self);
  GtkWidget *child;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  self->bases = nh_plan_bases_list (workbook_of (self), self->plan, &error);
  if (!self->bases)
    self->bases = g_ptr_array_new ();
  nh_session_report_error (self->session, &error);
  for (guint i = 0; i < self->bases->len; i++)
    gtk_list_box_append (self->list, make_row (self, i));
  if (selected >= 0)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, MIN (selected, (int) self->bases->len - 1)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->bases->len > 0);
  gtk_widget_set_sensitive (self->order, nh_plan_bases_propose_order (workbook_of (self), self->plan, &ids, NULL)
                                             && !nh_workbook_is_read_only (workbook_of (self)));
}

static void
on_workbook_changed_cb (NhPlanBasesView *self, GArray *changes)
{
  if (nh_session_changes_touch (changes, "plan_basis") || nh_session_changes_touch (changes, "legal_reference"))
    fill (self);
}

static void
nh_plan_bases_view_dispose (GObject *object)
{
  NhPlanBasesView *self = NH_PLAN_BASES_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_bases_view_parent_class)->dispose (object);
}

static void
nh_plan_bases_view_class_init (NhPlanBasesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_bases_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_plan_bases_view_init (NhPlanBasesView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_COPY);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Legal bases"));

  self->bases = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-lines");
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Legal bases"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  self->order = gtk_button_new_with_mnemonic (_ ("In the _order of the decree"));
  gtk_widget_set_halign (self->order, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->order, TRUE);
  gtk_widget_add_css_class (title, "nh-title");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->order);
  gtk_widget_set_tooltip_text (self->order, _ ("Laws, decrees, circulars, decisions, plans, official letters; by day within "
                                               "each"));
  g_signal_connect_swapped (self->order, "clicked", G_CALLBACK (on_order_cb), self);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/** nh_plan_bases_view_new: Returns: (transfer floating): the bases of @plan. */
GtkWidget *
nh_plan_bases_view_new (NhSession *session, gint64 plan)
{
  NhPlanBasesView *self = g_object_new (NH_TYPE_PLAN_BASES_VIEW, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  self->entry = NH_BASIS_ENTRY (nh_basis_entry_new (session, plan));
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !nh_workbook_is_read_only (workbook_of (self)));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->entry));
  g_signal_connect_object (self->entry, "done", G_CALLBACK (on_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "cancelled", G_CALLBACK (on_cancelled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
