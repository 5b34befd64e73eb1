/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-roster-dialogs.h"

#include <glib/gi18n-lib.h>

#include "model/nh-roster.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

#define WIDTH 460

/* (internal) */
GtkLabel *
nh_roster_dialog_problem (void)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_max_width_chars (label, 56);
  gtk_widget_add_css_class (GTK_WIDGET (label), "nh-error-text");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  return label;
}

/* (internal) @text: NULL takes the sentence away */
void
nh_roster_dialog_tell (GtkLabel *label,
                       const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  return label;
}

/* Replacing. */

typedef struct
{
  NhSession *session;
  gint64 membership;
  NhRecord *old;
  GtkWidget *dialog;
  GtkWidget *person;
  GtkWidget *from;
  GtkWidget *decision;
  GtkWidget *role;
  GtkWidget *create;
  GtkLabel *problem;
} Replace;

static void
replace_free (gpointer data)
{
  Replace *self = data;

  g_object_unref (self->session);
  g_object_unref (self->old);
  g_free (self);
}

/* Somebody whom the list of people does not have yet: at the unit of who is replaced, until corrected. */
static gint64
create_person (Replace *self,
               GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  const NhEntity *people = nh_entity_find ("person");
  gint64 old = nh_record_get_int64 (self->old, nh_entity_find_field (nh_entity_find ("membership"), "person"));
  g_autoptr (NhRecord) before = nh_workbook_load (workbook, people, old, error);
  gint64 unit = before ? nh_record_get_int64 (before, nh_entity_find_field (people, "unit")) : 0;
  g_autofree char *key = unit ? g_strdup_printf ("#%" G_GINT64_FORMAT, unit) : g_strdup ("");
  NhFieldText values[] = { { "name", gtk_editable_get_text (GTK_EDITABLE (self->person)) }, { "unit", key },
                           { NULL, NULL } };

  return before ? nh_workbook_create (workbook, people, values, error) : 0;
}

/* The name in the entry; one that nobody has is offered to be added. */
static gboolean
find_person (Replace *self,
             gint64 *person,
             GError **error)
{
  g_autoptr (GError) unknown = NULL;

  if (nh_field_entry_get_record (self->person, person, &unknown))
    {
      gtk_widget_set_visible (self->create, FALSE);
      return TRUE;
    }
  if (!g_error_matches (unknown, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return FALSE;
    }
  if (gtk_widget_get_visible (self->create) && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->create)))
    {
      *person = create_person (self, error);
      return *person != 0;
    }
  gtk_widget_set_visible (self->create, TRUE);
  g_propagate_error (error, g_steal_pointer (&unknown));
  return FALSE;
}

static gboolean
replace (Replace *self,
         GError **error)
{
  NhRosterReplacement replacement = { 0 };

  if (!nh_field_entry_get_day (self->from, &replacement.from, error) ||
      !nh_field_entry_get_record (self->decision, &replacement.decision, error) ||
      !find_person (self, &replacement.person, error))
    return FALSE;
  replacement.role = gtk_editable_get_text (GTK_EDITABLE (self->role));
  return nh_roster_replace (nh_session_get_workbook (self->session), self->membership, &replacement, error) != 0;
}

/* The new person and the replacement are one step. */
static void
on_replace_cb (Replace *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (GError) error = NULL;
  gboolean fine = nh_workbook_begin (workbook, _("Replace member"), &error);

  if (fine && !replace (self, &error))
    {
      nh_workbook_rollback (workbook);
      fine = FALSE;
    }
  else if (fine)
    fine = nh_workbook_commit (workbook, &error);
  if (fine)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else
    nh_roster_dialog_tell (self->problem, error->message);
}

static GtkWidget *
replace_content (Replace *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  const char *role = nh_record_text (self->old, "role");
  g_autofree char *text = g_strdup_printf (_("%s, %s of “%s”"), nh_record_text (self->old, "person"), role,
                                           nh_record_text (self->old, "team"));

  self->person = nh_field_entry_new (self->session, "membership", "person");
  self->from = nh_field_entry_new (self->session, "membership", "from_on");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->from), _("first day, for example 01/12/2023"));
  self->role = nh_field_entry_new (self->session, "membership", "role");
  gtk_editable_set_text (GTK_EDITABLE (self->role), role);
  self->decision = nh_field_entry_new (self->session, "membership", "decision");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->decision), _("number of a document in the list"));
  self->create = gtk_check_button_new_with_mnemonic (_("_Add this person to the list of people, at the same unit"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->create), TRUE);
  gtk_widget_set_visible (self->create, FALSE);
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_New member:"), self->person);
  gtk_grid_attach (GTK_GRID (grid), self->create, 1, 1, 1, 1);
  nh_field_entry_attach (GTK_GRID (grid), 2, _("_From:"), self->from);
  nh_field_entry_attach (GTK_GRID (grid), 3, _("R_ole:"), self->role);
  nh_field_entry_attach (GTK_GRID (grid), 4, _("_Decision:"), self->decision);
  self->problem = nh_roster_dialog_problem ();
  gtk_box_append (GTK_BOX (box), make_note (text));
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, WIDTH, -1);
  return box;
}

/**
 * nh_replace_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @membership: key of who is replaced
 *
 * Asks who comes, from which day, by which decision.
 */
void
nh_replace_dialog_show (GtkWidget *parent,
                        NhSession *session,
                        gint64 membership)
{
  g_autoptr (GError) error = NULL;
  NhRecord *old = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("membership"), membership, &error);
  Replace *self;
  GtkWidget *buttons;
  GtkWidget *accept;

  if (nh_session_report_error (session, &error))
    return;
  self = g_new0 (Replace, 1);
  self->session = g_object_ref (session);
  self->membership = membership;
  self->old = old;
  self->dialog = nh_dialog_new (parent, _("Replace a member"), replace_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, _("_Replace"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-replace", self, replace_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_replace_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->person);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

/* Ending. */

typedef struct
{
  NhSession *session;
  GArray *memberships;
  GtkWidget *dialog;
  GtkWidget *last;
  GtkWidget *reason;
  GtkLabel *problem;
} End;

static void
end_free (gpointer data)
{
  End *self = data;

  g_object_unref (self->session);
  g_array_unref (self->memberships);
  g_free (self);
}

static void
on_end_cb (End *self)
{
  g_autoptr (GError) error = NULL;
  guint32 last;

  if (!nh_field_entry_get_day (self->last, &last, &error))
    nh_roster_dialog_tell (self->problem, error->message);
  else if (!last)
    nh_roster_dialog_tell (self->problem, _("Type the last day."));
  else if (!nh_roster_end (nh_session_get_workbook (self->session), (const gint64 *) (gpointer) self->memberships->data,
                           self->memberships->len, last, gtk_editable_get_text (GTK_EDITABLE (self->reason)), &error))
    nh_roster_dialog_tell (self->problem, error->message);
  else
    gtk_window_destroy (GTK_WINDOW (self->dialog));
}

/* The first names, and how many more. */
static char *
list_people (NhSession *session,
             GArray *memberships)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < memberships->len && i < 6; i++)
    {
      g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("membership"),
                                                      g_array_index (memberships, gint64, i), NULL);

      if (record)
        g_string_append_printf (text, "%s%s (%s)", text->len ? ", " : "", nh_record_text (record, "person"),
                                nh_record_text (record, "team"));
    }
  if (memberships->len > 6)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("and %u more"), memberships->len - 6);
    }
  return g_string_free (text, FALSE);
}

/**
 * nh_end_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @memberships: (array length=n): keys
 * @n: how many
 *
 * Asks for the last day.
 */
void
nh_end_dialog_show (GtkWidget *parent,
                    NhSession *session,
                    const gint64 *memberships,
                    guint n)
{
  End *self = g_new0 (End, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *buttons;
  GtkWidget *accept;
  g_autofree char *people = NULL;

  self->session = g_object_ref (session);
  self->memberships = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->memberships, memberships, n);
  people = list_people (session, self->memberships);
  self->last = nh_field_entry_new (session, "membership", "to_on");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->last), _("last day, for example 31/5/2024"));
  self->reason = nh_field_entry_new (session, "membership", "note");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _("retired, moved to another province…"));
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_Last day:"), self->last);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("_Reason:"), self->reason);
  self->problem = nh_roster_dialog_problem ();
  gtk_box_append (GTK_BOX (box), make_note (people));
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (box, WIDTH, -1);
  self->dialog = nh_dialog_new (parent, _("End membership"), box);
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, _("_End membership"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-end", self, end_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_end_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->last);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
