/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-transfer-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/nh-career.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

#define MEMBERSHIP_KEY "nh-membership"

typedef struct
{
  NhSession *session;
  gint64 person;
  GtkWidget *dialog;
  GtkWidget *from;
  GtkWidget *unit;
  GtkWidget *post;
  GtkWidget *decision;
  GtkWidget *leaves;
  GtkWidget *teams_title;
  GtkWidget *teams;
  GtkLabel *problem;
  GtkWidget *accept;
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *self = data;

  g_object_unref (self->session);
  g_free (self);
}

/* What the entries say. An unknown name or day is told below them. */
static gboolean
read_entries (Transfer *self,
              NhTransfer *transfer,
              GError **error)
{
  *transfer = (NhTransfer) { 0 };
  transfer->leaves = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->leaves));
  if (!nh_field_entry_get_day (self->from, &transfer->from_on, error) ||
      !nh_field_entry_get_record (self->decision, &transfer->decision, error))
    return FALSE;
  if (transfer->leaves)
    return TRUE;
  transfer->post = gtk_editable_get_text (GTK_EDITABLE (self->post));
  return nh_field_entry_get_record (self->unit, &transfer->unit, error);
}

static GtkWidget *
make_team (NhTeamQuestion *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *text = g_strdup_printf (_("End as %s of %s"), question->role, question->team);
  GtkWidget *check = gtk_check_button_new_with_label (text);
  GtkWidget *reason = gtk_label_new (question->reason);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), question->must);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_widget_set_margin_start (reason, 26);
  gtk_widget_add_css_class (reason, "nh-field-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, question->reason, -1);
  g_object_set_data_full (G_OBJECT (check), MEMBERSHIP_KEY, g_memdup2 (&question->membership, sizeof (gint64)), g_free);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), reason);
  return box;
}

/* The teams that the person is in on that day, with what is wrong there then. */
static void
update_teams (Transfer *self,
              const NhTransfer *transfer)
{
  g_autoptr (GPtrArray) questions = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->teams)))
    gtk_box_remove (GTK_BOX (self->teams), child);
  if (transfer->from_on && (transfer->unit || transfer->leaves))
    questions = nh_person_team_questions (nh_session_get_workbook (self->session), self->person, transfer, NULL);
  for (guint i = 0; questions && i < questions->len; i++)
    gtk_box_append (GTK_BOX (self->teams), make_team (questions->pdata[i]));
  gtk_widget_set_visible (self->teams_title, questions && questions->len > 0);
}

/* A name is unknown as long as it is being typed: nobody needs to be told before it is left. */
static gboolean
is_typing (Transfer *self)
{
  GtkWidget *entries[] = { self->from, self->unit, self->decision };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (focus && gtk_widget_is_ancestor (focus, entries[i]))
      return TRUE;
  return FALSE;
}

static void
update (Transfer *self,
        gboolean told)
{
  NhTransfer transfer;
  g_autoptr (GError) error = NULL;
  gboolean fine = read_entries (self, &transfer, &error);

  gtk_widget_set_sensitive (self->unit, !transfer.leaves);
  gtk_widget_set_sensitive (self->post, !transfer.leaves);
  gtk_label_set_text (self->problem, fine ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !fine && told);
  gtk_widget_set_sensitive (self->accept, fine && transfer.from_on && (transfer.unit || transfer.leaves));
  update_teams (self, &transfer);
}

static void
on_changed_cb (Transfer *self)
{
  update (self, !is_typing (self));
}

static void
on_leave_cb (Transfer *self)
{
  update (self, TRUE);
}

static void
watch (Transfer *self,
       GtkWidget *entry)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (entry, focus);
}

static void
on_accept_cb (Transfer *self)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  NhTransfer transfer;

  for (GtkWidget *box = gtk_widget_get_first_child (self->teams); box; box = gtk_widget_get_next_sibling (box))
    {
      GtkWidget *check = gtk_widget_get_first_child (box);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_vals (ends, g_object_get_data (G_OBJECT (check), MEMBERSHIP_KEY), 1);
    }
  if (read_entries (self, &transfer, &error))
    {
      transfer.ends = (const gint64 *) (gpointer) ends->data;
      transfer.n_ends = ends->len;
      if (nh_person_transfer (nh_session_get_workbook (self->session), self->person, &transfer, &error))
        {
          gtk_window_destroy (GTK_WINDOW (self->dialog));
          return;
        }
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static GtkWidget *
make_content (Transfer *self,
              NhRecord *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *now = g_strdup_printf (_("Now: %s"), *nh_record_text (person, "unit") ? nh_record_text (person, "unit")
                                                                                        : _("no unit"));
  GtkWidget *now_label = gtk_label_new (now);

  gtk_label_set_xalign (GTK_LABEL (now_label), 0);
  gtk_label_set_wrap (GTK_LABEL (now_label), TRUE);
  self->from = nh_field_entry_new (self->session, "person", "active_from");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->from), _("first day, for example 01/12/2023"));
  self->unit = nh_field_entry_new (self->session, "person", "unit");
  self->post = nh_field_entry_new (self->session, "person", "post");
  gtk_editable_set_text (GTK_EDITABLE (self->post), nh_record_text (person, "post"));
  self->decision = nh_field_entry_new (self->session, "person_post", "decision");
  self->leaves = gtk_check_button_new_with_mnemonic (_("_Out of service: retired, or gone to other work"));
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_From:"), self->from);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("To _unit:"), self->unit);
  nh_field_entry_attach (GTK_GRID (grid), 2, _("_Post:"), self->post);
  nh_field_entry_attach (GTK_GRID (grid), 3, _("_Decision:"), self->decision);
  gtk_grid_attach (GTK_GRID (grid), self->leaves, 1, 4, 1, 1);
  self->teams_title = gtk_label_new (_("Teams that have to decide"));
  gtk_label_set_xalign (GTK_LABEL (self->teams_title), 0);
  gtk_widget_add_css_class (self->teams_title, "nh-title");
  self->teams = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->teams);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 220);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_max_width_chars (self->problem, 60);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (box), now_label);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), self->teams_title);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, 480, -1);
  return box;
}

/**
 * nh_transfer_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @person: key of a person
 *
 * Asks where a person goes, and does it as one step of undo.
 */
void
nh_transfer_dialog_show (GtkWidget *parent,
                         NhSession *session,
                         gint64 person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("person"),
                                                  person, &error);
  Transfer *self;
  GtkWidget *buttons;
  GtkWidget *cancel;
  g_autofree char *title = NULL;

  if (!record)
    {
      nh_session_report (session, error->message);
      return;
    }
  self = g_new0 (Transfer, 1);
  self->session = g_object_ref (session);
  self->person = person;
  title = g_strdup_printf (_("Transfer %s"), nh_record_text (record, "name"));
  self->dialog = nh_dialog_new (parent, title, make_content (self, record));
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  self->accept = nh_dialog_add_button (buttons, _("_Transfer"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-transfer", self, transfer_free);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  watch (self, self->from);
  watch (self, self->unit);
  watch (self, self->decision);
  g_signal_connect_swapped (self->leaves, "toggled", G_CALLBACK (on_changed_cb), self);
  on_changed_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->from);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
