/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A team begins anew: with a new team for the next term, or the same one with a new decision.
 */
#include <glib/gi18n-lib.h>

#include "model/nh-roster.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/nh-field-entry.h"

#define MEMBER_KEY "nh-member"

typedef struct
{
  NhSession *session;
  gint64 team;
  GtkWidget *dialog;
  GtkWidget *from;
  GtkWidget *decision;
  GtkWidget *new_team;
  GtkWidget *name;
  GtkWidget *term;
  GtkListBox *members;
  GHashTable *left_out; /* of gint64: memberships that do not go on */
  GtkLabel *counter;
  GtkLabel *problem;
  guint n_members;
  void (*done) (gint64 team, gpointer object);
  GObject *object;
} Renew;

static void
renew_free (gpointer data)
{
  Renew *self = data;

  g_object_unref (self->session);
  g_object_unref (self->object);
  g_hash_table_unref (self->left_out);
  g_free (self);
}

static void
update_counter (Renew *self)
{
  guint goes_on = 0;
  g_autofree char *text = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->members)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = GTK_IS_LIST_BOX_ROW (row) ? gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)) : NULL;

      goes_on += check && GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
    }
  text = g_strdup_printf (_("%u of %u members go on"), goes_on, self->n_members);
  gtk_label_set_text (self->counter, text);
}

static void
on_member_toggled_cb (GtkCheckButton *check,
                      Renew *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (check), MEMBER_KEY);

  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left_out, id);
  else
    g_hash_table_add (self->left_out, g_memdup2 (id, sizeof *id));
  update_counter (self);
}

static GtkWidget *
make_member (Renew *self,
             const NhRosterMember *member)
{
  g_autofree char *text = g_strdup_printf ("%s – %s, %s", member->name, nh_roster_role_label (member->role),
                                           member->team_name);
  GtkWidget *check = gtk_check_button_new_with_label (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !g_hash_table_contains (self->left_out, &member->id));
  g_object_set_data_full (G_OBJECT (check), MEMBER_KEY, g_memdup2 (&member->id, sizeof member->id), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (on_member_toggled_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/* Who is there on the day before: another day may have others. */
static void
update_members (Renew *self)
{
  guint32 from = 0;
  g_autoptr (NhRoster) roster = NULL;
  GtkWidget *row;

  if (!nh_field_entry_get_day (self->from, &from, NULL) || !from)
    from = nh_roster_today () + 1;
  roster = nh_roster_on_day (nh_session_get_workbook (self->session), self->team, from - 1, NH_ROSTER_TREE, NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->members))) && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->members, row);
  self->n_members = roster ? roster->members->len : 0;
  for (guint i = 0; roster && i < roster->members->len; i++)
    gtk_list_box_append (self->members, make_member (self, roster->members->pdata[i]));
  update_counter (self);
}

static void
on_mode_cb (Renew *self)
{
  gtk_widget_set_sensitive (self->name, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->new_team)));
}

static GArray *
chosen_members (Renew *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->members)); row && GTK_IS_LIST_BOX_ROW (row);
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *check = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_vals (ids, g_object_get_data (G_OBJECT (check), MEMBER_KEY), 1);
    }
  return ids;
}

static void
on_renew_cb (Renew *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  NhRosterRenewal renewal = { .team = self->team };
  const char *term = gtk_editable_get_text (GTK_EDITABLE (self->term));
  gint64 team = 0;

  update_members (self); /* the day may have been typed and not left yet */
  ids = chosen_members (self);
  renewal.members = (const gint64 *) (gpointer) ids->data;
  renewal.n_members = ids->len;
  renewal.term = *term ? term : NULL;
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->new_team)))
    renewal.name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  if (nh_field_entry_get_day (self->from, &renewal.from, &error) &&
      nh_field_entry_get_record (self->decision, &renewal.decision, &error))
    team = nh_roster_renew (nh_session_get_workbook (self->session), &renewal, &error);
  if (!team)
    {
      nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  self->done (team, self->object);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static GtkWidget *
make_list (Renew *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->members = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->members, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->members), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Members who go on"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->members));
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_content (Renew *self,
              NhRecord *team)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *same = gtk_check_button_new_with_mnemonic (_("The same team goes _on, with a new decision"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->new_team = gtk_check_button_new_with_mnemonic (_("A new _team for a new term; the old one stays as history"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (same), GTK_CHECK_BUTTON (self->new_team));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->new_team), TRUE);
  self->from = nh_field_entry_new (self->session, "membership", "from_on");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->from), _("first day, for example 01/12/2023"));
  self->decision = nh_field_entry_new (self->session, "team", "decision");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->decision), _("number of a document in the list"));
  self->name = nh_field_entry_new (self->session, "team", "name");
  gtk_editable_set_text (GTK_EDITABLE (self->name), nh_record_text (team, "name"));
  self->term = nh_field_entry_new (self->session, "team", "term");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->term), nh_record_text (team, "term"));
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_From:"), self->from);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("_Decision:"), self->decision);
  nh_field_entry_attach (GTK_GRID (grid), 2, _("_Name:"), self->name);
  nh_field_entry_attach (GTK_GRID (grid), 3, _("T_erm:"), self->term);
  self->counter = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->counter, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->counter), "nh-field-label");
  self->problem = nh_roster_dialog_problem ();
  gtk_box_append (GTK_BOX (box), self->new_team);
  gtk_box_append (GTK_BOX (box), same);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counter));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, 520, 460);
  g_signal_connect_swapped (self->new_team, "toggled", G_CALLBACK (on_mode_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (update_members), self);
  gtk_widget_add_controller (self->from, focus);
  return box;
}

/**
 * nh_renew_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @team: key of a team
 * @done: called with the key of the team that goes on
 * @object: a GObject for @done
 *
 * Asks from which day, by which decision and with whom the team begins anew.
 */
void
nh_renew_dialog_show (GtkWidget *parent,
                      NhSession *session,
                      gint64 team,
                      void (*done) (gint64 team, gpointer object),
                      gpointer object)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("team"), team,
                                                  &error);
  Renew *self;
  GtkWidget *buttons;
  GtkWidget *accept;
  g_autofree char *title = NULL;

  if (nh_session_report_error (session, &error))
    return;
  self = g_new0 (Renew, 1);
  self->session = g_object_ref (session);
  self->object = g_object_ref (object);
  self->done = done;
  self->team = team;
  self->left_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  title = g_strdup_printf (_("Renew “%s”"), nh_record_text (record, "name"));
  self->dialog = nh_dialog_new (parent, title, make_content (self, record));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, _("_Renew"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-renew", self, renew_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_renew_cb), self);
  update_members (self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->from);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
