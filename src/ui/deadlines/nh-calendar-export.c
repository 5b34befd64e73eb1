/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-calendar-export.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-settings.h"

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  NhIcsChoice choice;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->session);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (Export *self,
      const char *path,
      const NhIcsCounts *counts)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf (_("Saved as %s: %u activities, %u papers due."), name, counts->n_activities,
                                           counts->n_dues);
  g_autofree char *left = g_strdup_printf (ngettext ("%u activity or paper has no day and was left out.",
                                                     "%u activities and papers have no day and were left out.",
                                                     counts->n_undated), counts->n_undated);
  g_autofree char *both = g_strdup_printf ("%s %s", text, left);

  nh_settings_set_string ("last-export-folder", folder);
  nh_session_notify (self->session, counts->n_undated ? both : text);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  g_autoptr (Export) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = NULL;
  NhIcsCounts counts;

  if (!path || !gtk_widget_get_root (self->parent))
    return;
  agenda = nh_agenda_new (nh_session_get_workbook (self->session), nh_session_get_year (self->session), &error);
  if (agenda && nh_ics_write (path, agenda, &self->choice, &counts, &error))
    tell (self, path, &counts);
  else
    nh_alert_show (self->parent, _("The calendar was not saved"), error->message);
}

/**
 * nh_calendar_export_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @choice: whose calendar
 * @name: (nullable): of the file, without ending
 *
 * Asks for a file and writes the activities and papers due of the school year in sight to it.
 */
void
nh_calendar_export_run (GtkWidget *parent,
                        NhSession *session,
                        const NhIcsChoice *choice,
                        const char *name)
{
  Export *self = g_new0 (Export, 1);
  g_autofree char *file = g_strconcat (name && *name ? name : "Lịch năm học", ".ics", NULL);
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export as a calendar"), _("_Export"), file, folder, _("Calendar files"), "*.ics" };

  g_strdelimit (file, "/\\:*?\"<>|\n\r\t", '-');
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->choice = *choice;
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}
