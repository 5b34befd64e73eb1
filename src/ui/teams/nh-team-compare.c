/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-team-compare.h"

#include <glib/gi18n-lib.h>

#include "document/nh-roster-table.h"
#include "formats/nh-xlsx.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/nh-field-entry.h"
#include "ui/nh-settings.h"
#include "ui/nh-text-grid-model.h"
#include "ui/widgets/nh-grid.h"

struct _NhTeamCompare
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *export;
  GtkLabel *summary;
  NhTextGridModel *model;
  NhGrid *grid;

  NhSession *session;
  gint64 team;
};

G_DEFINE_FINAL_TYPE (NhTeamCompare, nh_team_compare, GTK_TYPE_WIDGET)

/* Two days as they stand in the entries; one that is not understood is told beside them. */
static gboolean
read_days (NhTeamCompare *self,
           guint32 *first,
           guint32 *second,
           GError **error)
{
  if (!nh_field_entry_get_day (self->first, first, error) || !nh_field_entry_get_day (self->second, second, error))
    return FALSE;
  if (*first && *second)
    return TRUE;
  g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED, _("Type both days."));
  return FALSE;
}

static NhRosterDifference *
compare (NhTeamCompare *self,
         GError **error)
{
  guint32 first;
  guint32 second;

  if (!read_days (self, &first, &second, error))
    return NULL;
  return nh_roster_difference (nh_session_get_workbook (self->session), self->team, first, second, NH_ROSTER_TREE,
                               error);
}

static const char *
kind_label (const NhRosterChange *change)
{
  switch (change->kind)
    {
    case NH_ROSTER_JOINED:
      return _("Joined");
    case NH_ROSTER_LEFT:
      return _("Left");
    case NH_ROSTER_REPLACED:
      return _("Replaced");
    case NH_ROSTER_MOVED:
      return _("Moved");
    case NH_ROSTER_CHANGED:
    default:
      if (change->changes & NH_ROSTER_ROLE)
        return _("Other role");
      if (change->changes & NH_ROSTER_SUBJECT)
        return _("Other subject");
      return change->changes & NH_ROSTER_UNIT ? _("Other unit") : _("Other post");
    }
}

/* Where paper has a second line, a cell has a comma. */
static char *
one_line (char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_free (text);
  return g_strjoinv (", ", lines);
}

static void
add_row (NhTeamCompare *self,
         guint number,
         const NhRosterChange *change)
{
  g_autofree char *team = one_line (nh_roster_change_team (change));
  g_autofree char *before = one_line (nh_roster_change_before (change));
  g_autofree char *after = one_line (nh_roster_change_after (change));
  g_autofree char *day = nh_day_format_short (change->day);
  const char *texts[] = { kind_label (change), team, before, after, day, nh_roster_change_decision (change) };

  nh_text_grid_model_add (self->model, number + 1, texts);
}

static void
update (NhTeamCompare *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRosterDifference) difference = self->team ? compare (self, &error) : NULL;
  guint n = difference ? difference->changes->len : 0;
  g_autofree char *summary = NULL;

  nh_text_grid_model_begin (self->model);
  for (guint i = 0; i < n; i++)
    add_row (self, i, &g_array_index (difference->changes, NhRosterChange, i));
  nh_text_grid_model_end (self->model);
  if (error)
    summary = g_strdup (error->message);
  else if (difference && n == 0)
    summary = g_strdup_printf (_("Nothing changed: %u members and %u units on both days."),
                               difference->after->members->len, difference->after->units->len);
  else if (difference)
    summary = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change; %u members then, %u now.",
                                            "%u changes; %u members then, %u now.", n),
                               n, difference->before->members->len, difference->after->members->len);
  gtk_label_set_text (self->summary, summary ? summary : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "nh-error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "nh-error-text");
  gtk_widget_set_sensitive (self->export, n > 0);
}

static void
on_leave_cb (NhTeamCompare *self)
{
  update (self);
}

static void
on_workbook_changed_cb (NhTeamCompare *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* Excel. */

static void
on_file_cb (GFile *file,
            gpointer data)
{
  g_autoptr (NhTeamCompare) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  g_autoptr (NhRosterDifference) difference = NULL;
  g_autoptr (GError) error = NULL;

  if (!path || !self->session)
    return;
  difference = compare (self, &error);
  if (difference)
    {
      g_ptr_array_add (pages, nh_roster_changes_page (nh_session_get_workbook (self->session), difference));
      if (nh_xlsx_write_appendices (path, pages, NULL, &error))
        {
          g_autofree char *name = g_filename_display_name (path);
          g_autofree char *text = g_strdup_printf (_("The table was written to %s"), name);

          nh_session_notify (self->session, text);
        }
    }
  nh_session_report_error (self->session, &error);
}

static void
on_export_cb (NhTeamCompare *self)
{
  g_autoptr (NhRosterDifference) difference = compare (self, NULL);
  g_autoptr (NhAppendixPage) page = difference
      ? nh_roster_changes_page (nh_session_get_workbook (self->session), difference) : NULL;
  g_autofree char *name = page ? g_strconcat (page->file_name, ".xlsx", NULL) : NULL;
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export this table"), _("_Export"), name, folder, _("Excel workbooks"), "*.xlsx" };

  if (page)
    nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_file_cb, g_object_ref (self));
}

static gboolean
nh_team_compare_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NH_TEAM_COMPARE (widget)->first);
}

static void
nh_team_compare_dispose (GObject *object)
{
  NhTeamCompare *self = NH_TEAM_COMPARE (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_team_compare_parent_class)->dispose (object);
}

static void
nh_team_compare_class_init (NhTeamCompareClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_team_compare_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_team_compare_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_team_compare_init (NhTeamCompare *self)
{
}

static GtkWidget *
make_entry (NhTeamCompare *self,
            GtkWidget *box,
            const char *label)
{
  GtkWidget *caption = gtk_label_new_with_mnemonic (label);
  GtkWidget *entry = nh_field_entry_new (self->session, "membership", "from_on");
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), entry);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_leave_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static GtkWidget *
make_tools (NhTeamCompare *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->first = make_entry (self, box, _("_Between"));
  self->second = make_entry (self, box, _("a_nd"));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "nh-tabs");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), space);
  self->export = gtk_button_new_from_icon_name ("nh-export-symbolic");
  gtk_widget_set_tooltip_text (self->export, _("Export the changes to Excel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->export), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Export the changes to Excel"), -1);
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (on_export_cb), self);
  gtk_box_append (GTK_BOX (box), self->export);
  gtk_widget_add_css_class (box, "nh-tabs");
  return box;
}

static void
make_grid (NhTeamCompare *self)
{
  const NhGridColumn columns[] = {
    { "kind", _("Change"), NH_GRID_TEXT, 14, FALSE, FALSE },   { "team", _("Team"), NH_GRID_TEXT, 24, FALSE, FALSE },
    { "before", _("Before"), NH_GRID_TEXT, 32, FALSE, FALSE }, { "after", _("After"), NH_GRID_TEXT, 32, FALSE, FALSE },
    { "day", _("From"), NH_GRID_TEXT, 11, FALSE, FALSE },      { "decision", _("Decision"), NH_GRID_TEXT, 18, FALSE, FALSE },
  };

  self->model = nh_text_grid_model_new (columns, G_N_ELEMENTS (columns));
  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_label (self->grid, _("Changes between two days"));
}

/**
 * nh_team_compare_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): from the eve of the school year to today at first.
 */
GtkWidget *
nh_team_compare_new (NhSession *session)
{
  NhTeamCompare *self = g_object_new (NH_TYPE_TEAM_COMPARE, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  NhSchoolYear year;

  self->session = g_object_ref (session);
  make_grid (self);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->body), make_tools (self));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self->body), scroller);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  nh_school_year_for_day (nh_roster_today (), &year);
  nh_team_compare_set_days (self, year.starts_on ? year.starts_on - 1 : nh_roster_today () - 365, nh_roster_today ());
  g_signal_connect_swapped (self, "map", G_CALLBACK (update), self);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_team_compare_show_team: compares @team with all its parts; 0: none. */
void
nh_team_compare_show_team (NhTeamCompare *self,
                           gint64 team)
{
  self->team = team;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/** nh_team_compare_set_days: two Julian days. */
void
nh_team_compare_set_days (NhTeamCompare *self,
                          guint32 first,
                          guint32 second)
{
  g_autofree char *a = nh_day_format_short (first);
  g_autofree char *b = nh_day_format_short (second);

  gtk_editable_set_text (GTK_EDITABLE (self->first), a);
  gtk_editable_set_text (GTK_EDITABLE (self->second), b);
  update (self);
}
