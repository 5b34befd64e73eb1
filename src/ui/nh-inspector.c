/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-inspector.h"

#include <glib/gi18n-lib.h>

#include "ui/activities/nh-activity-form.h"
#include "ui/nh-form.h"
#include "ui/table/nh-grid-screen.h"
#include "ui/units/nh-unit-history-view.h"
#include "ui/units/nh-unit-tree.h"

struct _NhInspector
{
  GtkWidget parent_instance;

  NhSession *session;
  GtkWidget *body;
  GtkLabel *kind;
  GtkLabel *title;
  GtkWidget *placeholder;
  NhForm *form;
  NhUnitHistoryView *history; /* of a unit, below its form */
  NhActivityPeople *people;   /* of an activity, below its form */
  NhActivityLinks *links;
  guint source;
};

G_DEFINE_FINAL_TYPE (NhInspector, nh_inspector, GTK_TYPE_WIDGET)

static void on_active_changed_cb (NhInspector *self);

/* The kind of an activity says which fields come first: another kind, another form. */
static gboolean
on_kind_changed_cb (gpointer data)
{
  NhInspector *self = data;

  self->source = 0;
  on_active_changed_cb (self);
  return G_SOURCE_REMOVE;
}

static void
show_activity (NhInspector *self,
               NhRecord *record)
{
  gboolean activity = record && g_str_equal (nh_record_get_entity (record)->name, "activity");
  gint64 id = activity ? nh_record_get_id (record) : 0;

  nh_activity_people_set_activity (self->people, id);
  nh_activity_links_set_activity (self->links, id);
  if (activity && g_strcmp0 (nh_form_get_first (self->form), nh_activity_form_fields (nh_record_raw (record, "kind"))) != 0 && !self->source)
    self->source = g_idle_add (on_kind_changed_cb, self);
}

static void
on_record_changed_cb (NhInspector *self)
{
  NhRecord *record = nh_form_peek (self->form);

  gtk_widget_set_visible (self->placeholder, record == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), record != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->title), record != NULL);
  show_activity (self, record);
  nh_unit_history_view_set_unit (self->history, record && g_str_equal (nh_record_get_entity (record)->name, "unit")
                                                    ? nh_record_get_id (record) : 0);
  if (record)
    {
      g_autofree char *title = nh_session_record_title (record);

      gtk_label_set_text (self->kind, _(nh_record_get_entity (record)->label));
      gtk_label_set_text (self->title, title);
    }
}

static void
on_active_changed_cb (NhInspector *self)
{
  GtkWidget *active = nh_session_get_active (self->session);
  const NhScreenSpec *spec;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (active && NH_IS_UNIT_TREE (active))
    {
      nh_form_set_record (self->form, nh_entity_find ("unit"), nh_screen_spec_find ("units")->columns,
                          nh_unit_tree_get_record (NH_UNIT_TREE (active)));
      return;
    }
  if (!active || !NH_IS_GRID_SCREEN (active))
    {
      const NhEntity *entity;
      const char *first;
      gint64 id = nh_session_get_active_record (self->session, &entity, &first);

      gtk_label_set_text (GTK_LABEL (self->placeholder),
                          entity && g_str_equal (entity->name, "activity")
                              ? _("Choose an activity to see all of its fields here.")
                              : _("Choose a row of the table to see all of its fields here."));

      if (id && g_str_equal (entity->name, "activity"))
        first = nh_activity_form_fields_of (nh_session_get_workbook (self->session), id);
      nh_form_set_record (self->form, id ? entity : NULL, id ? first : NULL, id);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->placeholder), _("Choose a row of the table to see all of its fields here."));
  spec = nh_grid_screen_get_spec (NH_GRID_SCREEN (active));
  {
    gint64 id = nh_grid_screen_get_record (NH_GRID_SCREEN (active));
    const char *first = spec->columns;

    if (id && g_str_equal (spec->entity, "activity"))
      first = nh_activity_form_fields_of (nh_session_get_workbook (self->session), id);
    nh_form_set_record (self->form, nh_entity_find (spec->entity), first, id);
  }
}

static gboolean
nh_inspector_grab_focus (GtkWidget *widget)
{
  NhInspector *self = NH_INSPECTOR (widget);
  NhRecord *record = nh_form_peek (self->form);

  /* What one types of an activity is its content, wherever its kind has that. */
  if (record && g_str_equal (nh_record_get_entity (record)->name, "activity") && nh_form_focus_field (self->form, "content"))
    return TRUE;
  return gtk_widget_child_focus (self->body, GTK_DIR_TAB_FORWARD);
}

static void
nh_inspector_dispose (GObject *object)
{
  NhInspector *self = NH_INSPECTOR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_inspector_parent_class)->dispose (object);
}

static void
nh_inspector_class_init (NhInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_inspector_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_inspector_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_inspector_init (NhInspector *self)
{
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

/**
 * nh_inspector_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the pane; it follows the active table of @session.
 */
GtkWidget *
nh_inspector_new (NhSession *session)
{
  NhInspector *self = g_object_new (NH_TYPE_INSPECTOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->session = g_object_ref (session);
  self->kind = make_label ("nh-field-label");
  self->title = make_label ("nh-title");
  self->placeholder = gtk_label_new (_("Choose a row of the table to see all of its fields here."));
  gtk_label_set_wrap (GTK_LABEL (self->placeholder), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->placeholder), 0);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  self->form = NH_FORM (nh_form_new (session));
  gtk_widget_set_margin_top (GTK_WIDGET (self->form), 6);
  gtk_widget_add_css_class (box, "nh-inspector");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->kind));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->placeholder);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->form));
  self->people = NH_ACTIVITY_PEOPLE (nh_activity_people_new (session));
  gtk_widget_set_margin_top (GTK_WIDGET (self->people), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->people));
  self->links = NH_ACTIVITY_LINKS (nh_activity_links_new (session));
  gtk_widget_set_margin_top (GTK_WIDGET (self->links), 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->links));
  self->history = NH_UNIT_HISTORY_VIEW (nh_unit_history_view_new (session));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->history));
  self->body = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->body), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->body), box);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (self->form, "record-changed", G_CALLBACK (on_record_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "active-changed", G_CALLBACK (on_active_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::visible", G_CALLBACK (on_active_changed_cb), NULL);
  on_record_changed_cb (self);
  return GTK_WIDGET (self);
}

/** nh_inspector_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_inspector_commit (NhInspector *self)
{
  return nh_form_commit (self->form);
}
