/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What belongs to an activity and lies elsewhere: minutes, slides, decisions, web pages.
 */
#include "ui/activities/nh-activity-form.h"

#include <glib/gi18n-lib.h>

#include "core/nh-attachment.h"
#include "model/nh-cursor.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/compat/nh-launch.h"

struct _NhActivityLinks
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 activity;
  GtkWidget *box;
  GtkListBox *list;
  GtkWidget *entry;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (NhActivityLinks, nh_activity_links, GTK_TYPE_WIDGET)

#define KEY "nh-key"
#define ADDRESS "nh-address"

static const char *
get_path (NhActivityLinks *self)
{
  return nh_store_get_path (nh_workbook_get_store (nh_session_get_workbook (self->session)));
}

static void
report (NhActivityLinks *self,
        const char *message)
{
  gtk_label_set_text (self->problem, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

/* A document is shown by its program; of anything else the folder is opened, so that nothing runs. */
static void
open_file (NhActivityLinks *self,
           const char *address)
{
  g_autofree char *path = nh_attachment_resolve (address, get_path (self));
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean document = nh_attachment_is_document (path) || g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autoptr (GFile) file = g_file_new_for_path (document ? path : folder);
  g_autofree char *message = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    message = g_strdup_printf (_("“%s” is not there any more. Attach it again from where it lies now."), path);
  else if (!document)
    message = g_strdup (_("Files of this kind are not opened from a workbook, since they could run: the folder is shown."));
  report (self, message);
  if (g_file_query_exists (file, NULL) && g_file_test (path, G_FILE_TEST_EXISTS))
    nh_launch_file (GTK_WIDGET (self), file);
}

static void
on_open_cb (GtkButton *button,
            NhActivityLinks *self)
{
  const char *address = g_object_get_data (G_OBJECT (button), ADDRESS);
  g_autoptr (GError) error = NULL;
  g_autofree char *checked = nh_attachment_normalise (address, &error);

  report (self, error ? error->message : NULL);
  if (!checked)
    return;
  if (nh_attachment_get_kind (checked) == NH_ATTACHMENT_FILE)
    open_file (self, checked);
  else
    nh_launch_uri (GTK_WIDGET (self), checked);
}

static void
on_remove_cb (GtkButton *button,
              NhActivityLinks *self)
{
  gint64 key = *(gint64 *) g_object_get_data (G_OBJECT (button), KEY);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (self->entry);
  if (!nh_workbook_delete (nh_session_get_workbook (self->session), nh_entity_find ("activity_link"), &key, 1, &error))
    nh_session_report_error (self->session, &error);
}

static const char *
icon_of (const char *address)
{
  switch (nh_attachment_get_kind (address))
    {
    case NH_ATTACHMENT_WEB:
      return "web-browser-symbolic";
    case NH_ATTACHMENT_MAIL:
      return "mail-unread-symbolic";
    case NH_ATTACHMENT_FILE:
    default:
      return "text-x-generic-symbolic";
    }
}

static void
add_row (NhActivityLinks *self,
         NhRecord *record)
{
  const char *address = nh_record_text (record, "address");
  const char *own = nh_record_text (record, "title");
  g_autofree char *title = *own ? g_strdup (own) : nh_attachment_title (address);
  gint64 key = nh_record_get_id (record);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *remove_label = g_strdup_printf ("%s: %s", _("Remove"), title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name (icon_of (address)));
  gtk_box_append (GTK_BOX (inside), label);
  gtk_button_set_child (GTK_BUTTON (button), inside);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, address);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (button), ADDRESS, g_strdup (address), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_open_cb), self, 0);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove the attachment; the file itself stays"));
  gtk_widget_set_sensitive (remove, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  g_object_set_data_full (G_OBJECT (remove), KEY, g_memdup2 (&key, sizeof key), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove_cb), self, 0);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->list, row);
}

static void
reload (NhActivityLinks *self)
{
  g_autofree char *activity = g_strdup_printf ("%" G_GINT64_FORMAT, self->activity);
  const NhListFilter filter = { "activity", activity };
  g_autoptr (GPtrArray) links = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (self->activity)
    links = nh_workbook_list (nh_session_get_workbook (self->session), nh_entity_find ("activity_link"), &filter, 1, NULL);
  for (guint i = 0; links && i < links->len; i++)
    add_row (self, links->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->list), links && links->len > 0);
}

static void
on_changed_cb (NhWorkbook *workbook,
               GArray *changes,
               NhActivityLinks *self)
{
  if (self->activity && nh_session_changes_touch (changes, "activity_link"))
    reload (self);
}

/**
 * nh_activity_links_add:
 * @address: a page, a mailbox or a path
 *
 * Attaches it as one step of undo; what is not kept is said below the list.
 */
void
nh_activity_links_add (NhActivityLinks *self,
                       const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *checked = nh_attachment_normalise (address, &error);
  g_autofree char *stored = NULL;
  g_autofree char *activity = g_strdup_printf ("#%" G_GINT64_FORMAT, self->activity);

  if (checked)
    {
      stored = nh_attachment_get_kind (checked) == NH_ATTACHMENT_FILE ? nh_attachment_shorten (checked, get_path (self))
                                                                      : g_strdup (checked);
      nh_session_create (self->session, nh_entity_find ("activity_link"),
                         (const NhFieldText[]){ { "activity", activity }, { "address", stored }, { NULL, NULL } }, &error);
    }
  report (self, error ? error->message : NULL);
  if (!error)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
on_entry_activate_cb (NhActivityLinks *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  nh_activity_links_add (self, text);
}

static void
on_file_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhActivityLinks) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->session)
    nh_activity_links_add (self, path);
}

static void
on_choose_cb (NhActivityLinks *self)
{
  g_autofree char *folder = g_path_get_dirname (get_path (self));
  NhFileDialog dialog = { NH_FILE_OPEN, _("Attach a file"), _("_Attach"), NULL, folder, NULL, NULL };

  nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_file_chosen_cb, g_object_ref (self));
}

static void
nh_activity_links_dispose (GObject *object)
{
  NhActivityLinks *self = NH_ACTIVITY_LINKS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_activity_links_parent_class)->dispose (object);
}

static void
nh_activity_links_class_init (NhActivityLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_activity_links_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_activity_links_init (NhActivityLinks *self)
{
}

/**
 * nh_activity_links_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the attachments of no activity yet.
 */
GtkWidget *
nh_activity_links_new (NhSession *session)
{
  NhActivityLinks *self = g_object_new (NH_TYPE_ACTIVITY_LINKS, NULL);
  GtkWidget *title = gtk_label_new (_("Attachments"));
  GtkWidget *adder = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *choose = gtk_button_new_with_mnemonic (_("_File…"));

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->entry = gtk_entry_new ();
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "nh-form-section");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-lines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attachments"), -1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("paste an address…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("File or web address"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_tooltip_text (choose, _("Attach a file: it stays where it lies, the workbook keeps its address"));
  gtk_widget_set_sensitive (adder, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_wrap_mode (self->problem, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (adder), self->entry);
  gtk_box_append (GTK_BOX (adder), choose);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), adder);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  report (self, NULL);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choose, "clicked", G_CALLBACK (on_choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

/** nh_activity_links_set_activity: shows the attachments of another activity; 0: of none, and hides. */
void
nh_activity_links_set_activity (NhActivityLinks *self,
                                gint64 activity)
{
  gtk_widget_set_visible (GTK_WIDGET (self), activity != 0);
  if (activity == self->activity)
    return;
  self->activity = activity;
  report (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  reload (self);
}
