/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-preferences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-ics.h"
#include "model/nh-dues.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-application.h"
#include "ui/nh-settings.h"

typedef struct
{
  NhWindow *window;
  GtkWidget *office;
  GtkWidget *strict;
  GtkWidget *alarms;
  GtkWidget *error;
  GtkWidget *restart;
} Preferences;

static const char *const languages[] = { "vi", "en", "system" };
static const char *const themes[] = { "system", "light", "dark" };

static void
on_language_cb (GtkDropDown *drop_down,
                GParamSpec *pspec,
                Preferences *self)
{
  nh_settings_set_string ("language", languages[gtk_drop_down_get_selected (drop_down)]);
  gtk_widget_set_visible (self->restart, TRUE);
}

static void
on_theme_cb (GtkDropDown *drop_down,
             GParamSpec *pspec,
             Preferences *self)
{
  nh_settings_set_string ("theme", themes[gtk_drop_down_get_selected (drop_down)]);
  nh_application_apply_theme ();
}

static void
on_backup_cb (GtkCheckButton *check,
              GParamSpec *pspec,
              Preferences *self)
{
  nh_settings_set_boolean ("backup-on-open", gtk_check_button_get_active (check));
}

static void
on_strict_cb (GtkCheckButton *check,
              GParamSpec *pspec,
              Preferences *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (self->window));
  g_autoptr (GError) error = NULL;

  nh_dues_set_strictly_before (workbook, gtk_check_button_get_active (check), &error);
  gtk_label_set_text (GTK_LABEL (self->error), error ? error->message : "");
  gtk_widget_set_visible (self->error, error != NULL);
}

static void
store_office (Preferences *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (self->window));
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->office));
  g_autofree char *stored = nh_workbook_get_setting (workbook, "office_name");
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (stored, name) == 0)
    return;
  nh_workbook_set_setting (workbook, "office_name", name, &error);
  gtk_label_set_text (GTK_LABEL (self->error), error ? error->message : "");
  gtk_widget_set_visible (self->error, error != NULL);
  nh_window_update_name (self->window);
}

/* "3, 1": numbers with commas; what is no number stays in sight with a sentence. */
static void
on_alarms_cb (Preferences *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (self->window));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->alarms));
  gboolean fine = g_str_equal (text, "-") || !text[strspn (text, "0123456789, ")];
  g_autofree char *stored = nh_workbook_get_setting (workbook, NH_ICS_ALARMS_SETTING);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (text, stored))
    return;
  if (fine)
    nh_workbook_set_setting (workbook, NH_ICS_ALARMS_SETTING, text, &error);
  else
    gtk_label_set_text (GTK_LABEL (self->error), _("Type the days as numbers with commas, for example: 3, 1"));
  if (error)
    gtk_label_set_text (GTK_LABEL (self->error), error->message);
  gtk_widget_set_visible (self->error, !fine || error);
}

static gboolean
on_close_cb (GtkWindow *dialog,
             Preferences *self)
{
  store_office (self);
  on_alarms_cb (self);
  return FALSE;
}

static guint
index_of (const char *const *keys,
          guint n,
          const char *key)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (keys[i], key))
      return i;
  return 0;
}

static void
add_line (GtkWidget *grid,
          int line,
          const char *text,
          GtkWidget *control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_widget_set_hexpand (control, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), control, 1, line, 1, 1);
}

static GtkWidget *
make_note (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  return label;
}

static GtkWidget *
make_content (Preferences *self)
{
  const char *language_names[] = { "Tiếng Việt", "English", _("As the system"), NULL };
  const char *theme_names[] = { _("As the system"), _("Light"), _("Dark"), NULL };
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (self->window));
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *language = gtk_drop_down_new_from_strings (language_names);
  GtkWidget *theme = gtk_drop_down_new_from_strings (theme_names);
  GtkWidget *backup = gtk_check_button_new_with_mnemonic (_("_Back up a changed workbook when it is opened"));
  g_autofree char *stored_language = nh_settings_dup_string ("language", "vi");
  g_autofree char *stored_theme = nh_settings_dup_string ("theme", "system");
  g_autofree char *office = nh_workbook_get_setting (workbook, "office_name");
  g_autofree char *alarms = nh_workbook_get_setting (workbook, NH_ICS_ALARMS_SETTING);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->office = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->office), office ? office : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->office), 36);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->office), _("For example: Phòng GDĐT An Bình"));
  gtk_widget_set_sensitive (self->office, !nh_workbook_is_read_only (workbook));
  self->error = make_note ("", "nh-error-text");
  self->restart = make_note (_("The language changes the next time the program starts."), "dim-label");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (language), index_of (languages, G_N_ELEMENTS (languages), stored_language));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (theme), index_of (themes, G_N_ELEMENTS (themes), stored_theme));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (backup), nh_settings_get_boolean ("backup-on-open", TRUE));
  self->strict = gtk_check_button_new_with_mnemonic (_("“Before” a day leaves the day _before it as the last one"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->strict), nh_dues_get_strictly_before (workbook));
  gtk_widget_set_tooltip_text (self->strict, _("A report due “trước ngày 15/9” must be there by the 14th; without this, "
                                               "by the 15th. Belongs to this workbook."));
  gtk_widget_set_sensitive (self->strict, !nh_workbook_is_read_only (workbook));
  add_line (grid, 0, _("Name of the _office:"), self->office);
  gtk_grid_attach (GTK_GRID (grid), self->error, 1, 1, 1, 1);
  add_line (grid, 2, _("_Language:"), language);
  gtk_grid_attach (GTK_GRID (grid), self->restart, 1, 3, 1, 1);
  add_line (grid, 4, _("_Appearance:"), theme);
  gtk_grid_attach (GTK_GRID (grid), backup, 1, 5, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->strict, 1, 6, 1, 1);
  self->alarms = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->alarms), alarms);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->alarms), "3, 1");
  gtk_widget_set_tooltip_text (self->alarms, _("How many days before a paper is due the calendar of a phone or Outlook "
                                               "reminds of it; “-” for never. Belongs to this workbook."));
  gtk_widget_set_sensitive (self->alarms, !nh_workbook_is_read_only (workbook));
  add_line (grid, 7, _("Calendars _remind, days before:"), self->alarms);
  g_signal_connect (language, "notify::selected", G_CALLBACK (on_language_cb), self);
  g_signal_connect (theme, "notify::selected", G_CALLBACK (on_theme_cb), self);
  g_signal_connect (backup, "notify::active", G_CALLBACK (on_backup_cb), self);
  g_signal_connect (self->strict, "notify::active", G_CALLBACK (on_strict_cb), self);
  g_signal_connect_swapped (self->office, "activate", G_CALLBACK (store_office), self);
  g_signal_connect_swapped (self->alarms, "activate", G_CALLBACK (on_alarms_cb), self);
  return grid;
}

/** nh_preferences_show: shows the preferences in front of @window; each holds at once. */
void
nh_preferences_show (NhWindow *window)
{
  Preferences *self = g_new0 (Preferences, 1);
  GtkWidget *dialog;
  GtkWidget *close;

  self->window = window;
  dialog = nh_dialog_new (GTK_WIDGET (window), _("Preferences"), make_content (self));
  close = nh_dialog_add_button (nh_dialog_add_buttons (dialog), _("_Close"), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  g_signal_connect (dialog, "close-request", G_CALLBACK (on_close_cb), self);
  g_object_set_data_full (G_OBJECT (dialog), "nh-preferences", self, g_free);
  gtk_window_set_resizable (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
}
