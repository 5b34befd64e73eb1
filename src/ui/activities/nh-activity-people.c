/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who takes part in an activity, in what role; who is absent, why, and who comes instead.
 */
#include "ui/activities/nh-activity-form.h"

#include <glib/gi18n-lib.h>

#include "model/nh-cursor.h"
#include "ui/dialogs/nh-absence-dialog.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"

struct _NhActivityPeople
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 activity;
  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *person; /* the entry of who is added */
  GtkDropDown *role;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (NhActivityPeople, nh_activity_people, GTK_TYPE_WIDGET)

#define KEY "nh-key"

static gint64
key_of (gpointer object)
{
  gint64 *key = g_object_get_data (G_OBJECT (object), KEY);

  return key ? *key : 0;
}

static void
on_absent_cb (GtkButton *button,
              NhActivityPeople *self)
{
  nh_absence_dialog_show (GTK_WIDGET (self), self->session, key_of (button));
}

static void
on_remove_cb (GtkButton *button,
              NhActivityPeople *self)
{
  gint64 key = key_of (button);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (self->person);
  if (!nh_workbook_delete (nh_session_get_workbook (self->session), nh_entity_find ("activity_person"), &key, 1, &error))
    nh_session_report_error (self->session, &error);
}

static GtkWidget *
make_button (NhActivityPeople *self,
             const char *icon,
             const char *tooltip,
             const char *name,
             gint64 key,
             GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *label = g_strdup_printf ("%s: %s", tooltip, name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), KEY, g_memdup2 (&key, sizeof key), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (NhActivityPeople *self,
         NhRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *name = nh_record_text (record, "person");
  const char *reason = nh_record_text (record, "absence_reason");
  const char *substitute = nh_record_text (record, "substitute");
  gboolean absent = *reason || *substitute || g_str_equal (nh_record_raw (record, "role"), "absent");
  g_autofree char *absence = NULL;
  g_autofree char *all = NULL;

  if (absent)
    absence = *substitute ? g_strdup_printf (_("Absent: %s · instead: %s"), *reason ? reason : "…", substitute)
                          : g_strdup_printf (_("Absent: %s · nobody comes instead"), *reason ? reason : "…");
  gtk_box_append (GTK_BOX (words), make_label (name, NULL));
  gtk_box_append (GTK_BOX (words), make_label (nh_record_text (record, "role"), "nh-field-label"));
  if (absence)
    gtk_box_append (GTK_BOX (words), make_label (absence, "nh-warning-mark"));
  all = g_strdup_printf ("%s, %s%s%s", name, nh_record_text (record, "role"), absence ? ", " : "", absence ? absence : "");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), make_button (self, "document-edit-symbolic", _("Absent, substitute"), name,
                                              nh_record_get_id (record), G_CALLBACK (on_absent_cb)));
  gtk_box_append (GTK_BOX (box), make_button (self, "list-remove-symbolic", _("Remove"), name, nh_record_get_id (record),
                                              G_CALLBACK (on_remove_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  gtk_list_box_append (self->list, row);
}

static void
reload (NhActivityPeople *self)
{
  g_autofree char *activity = g_strdup_printf ("%" G_GINT64_FORMAT, self->activity);
  const NhListFilter filter = { "activity", activity };
  g_autoptr (GPtrArray) people = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (self->activity)
    people = nh_workbook_list (nh_session_get_workbook (self->session), nh_entity_find ("activity_person"), &filter, 1, NULL);
  for (guint i = 0; people && i < people->len; i++)
    add_row (self, people->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->list), people && people->len > 0);
}

static void
on_changed_cb (NhWorkbook *workbook,
               GArray *changes,
               NhActivityPeople *self)
{
  if (self->activity && (nh_session_changes_touch (changes, "activity_person") || nh_session_changes_touch (changes, "person")))
    reload (self);
}

static void
on_add_cb (NhActivityPeople *self)
{
  const NhEntity *entity = nh_entity_find ("activity_person");
  const NhChoice *roles = entity->fields[nh_entity_find_field (entity, "role")].choices;
  g_autofree char *activity = g_strdup_printf ("#%" G_GINT64_FORMAT, self->activity);
  g_autofree char *person = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->person)));
  guint role = gtk_drop_down_get_selected (self->role);
  const NhFieldText values[] = {
    { "activity", activity }, { "person", person }, { "role", roles[role].key }, { NULL, NULL }
  };
  g_autoptr (GError) error = NULL;

  if (!self->activity || !*person)
    return;
  if (nh_session_create (self->session, entity, values, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->person), "");
  else
    gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
}

static void
nh_activity_people_dispose (GObject *object)
{
  NhActivityPeople *self = NH_ACTIVITY_PEOPLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_activity_people_parent_class)->dispose (object);
}

static void
nh_activity_people_class_init (NhActivityPeopleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_activity_people_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_activity_people_init (NhActivityPeople *self)
{
}

static GtkWidget *
make_adder (NhActivityPeople *self)
{
  const NhEntity *entity = nh_entity_find ("activity_person");
  const NhChoice *roles = entity->fields[nh_entity_find_field (entity, "role")].choices;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  for (guint i = 0; roles[i].key; i++)
    gtk_string_list_append (names, _(roles[i].label));
  self->person = nh_field_entry_new (self->session, "activity_person", "person");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->person), _("add a participant…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add participant"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->person), 8);
  gtk_widget_set_hexpand (self->person, TRUE);
  self->role = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->role), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Role"), -1);
  nh_drop_down_let_shrink (self->role);
  gtk_drop_down_set_selected (self->role, 4); /* a member, mostly */
  gtk_box_append (GTK_BOX (box), self->person);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->role));
  gtk_widget_set_sensitive (box, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  g_signal_connect_object (self->person, "activate", G_CALLBACK (on_add_cb), self, G_CONNECT_SWAPPED);
  return box;
}

/**
 * nh_activity_people_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the people of no activity yet.
 */
GtkWidget *
nh_activity_people_new (NhSession *session)
{
  NhActivityPeople *self = g_object_new (NH_TYPE_ACTIVITY_PEOPLE, NULL);

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->problem = GTK_LABEL (make_label (NULL, "nh-error-text"));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-lines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Participants"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (self->box), make_label (_("Participants"), "nh-form-section"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), make_adder (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

/** nh_activity_people_set_activity: shows the people of another activity; 0: of none, and hides. */
void
nh_activity_people_set_activity (NhActivityPeople *self,
                                 gint64 activity)
{
  gtk_widget_set_visible (GTK_WIDGET (self), activity != 0);
  if (activity == self->activity)
    return;
  self->activity = activity;
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->person), "");
  reload (self);
}
