/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-deadlines-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-dues-board.h"
#include "formats/nh-xlsx.h"
#include "model/nh-dues.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/deadlines/nh-calendar-export.h"
#include "ui/deadlines/nh-due-board-view.h"
#include "ui/deadlines/nh-owed-view.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-settings.h"
#include "ui/table/nh-grid-screen.h"

struct _NhDeadlinesPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *stack;
  NhGridScreen *rules;
  GtkWidget *note;      /* a chain that crosses */
  GtkLabel *note_text;
  NhSession *session;
  gint64 crossing;      /* key of the deadline that the note tells of */
  guint idle;
};

G_DEFINE_FINAL_TYPE (NhDeadlinesPage, nh_deadlines_page, GTK_TYPE_WIDGET)

/* Chains that cross. */

static void
update_note (NhDeadlinesPage *self)
{
  g_autoptr (GPtrArray) crossings = nh_dues_crossings (nh_session_get_workbook (self->session),
                                                       nh_session_get_year (self->session), NULL);
  guint n = crossings ? crossings->len : 0;
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *more = g_strdup_printf (ngettext ("And %u more.", "And %u more.", MAX (n, 1) - 1), MAX (n, 1) - 1);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      const NhDueCrossing *crossing = crossings->pdata[i];

      g_hash_table_insert (marks, g_memdup2 (&crossing->deadline, sizeof (gint64)), g_strdup (crossing->sentence));
    }
  nh_record_grid_model_set_marks (nh_grid_screen_get_model (self->rules), "due", marks);
  self->crossing = n ? ((const NhDueCrossing *) crossings->pdata[0])->deadline : 0;
  gtk_widget_set_visible (self->note, n > 0);
  if (n)
    {
      const char *sentence = ((const NhDueCrossing *) crossings->pdata[0])->sentence;

      text = n > 1 ? g_strdup_printf ("%s %s", sentence, more) : g_strdup (sentence);
      gtk_label_set_text (self->note_text, text);
    }
}

static gboolean
update_cb (gpointer data)
{
  NhDeadlinesPage *self = data;

  self->idle = 0;
  update_note (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (NhDeadlinesPage *self)
{
  if (!self->idle)
    self->idle = g_idle_add (update_cb, self);
}

static void
on_workbook_changed_cb (NhDeadlinesPage *self,
                        GArray *changes)
{
  if (nh_session_changes_touch (changes, "deadline") || nh_session_changes_touch (changes, "activity")
      || nh_session_changes_touch (changes, "plan") || nh_session_changes_touch (changes, "setting"))
    queue_update (self);
}

static void
on_go_cb (NhDeadlinesPage *self)
{
  if (self->crossing)
    nh_grid_screen_select_record (self->rules, self->session, self->crossing);
}

/* Files. */

/* The plan that the tab in front is filtered by; 0: all. */
static gint64
get_plan (NhDeadlinesPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (NH_IS_DUE_BOARD_VIEW (child))
    return nh_due_board_view_get_plan (NH_DUE_BOARD_VIEW (child));
  if (NH_IS_OWED_VIEW (child))
    child = GTK_WIDGET (nh_owed_view_get_screen (NH_OWED_VIEW (child)));
  if (NH_IS_GRID_SCREEN (child))
    return nh_record_grid_model_get_plan (nh_grid_screen_get_model (NH_GRID_SCREEN (child)));
  return nh_record_grid_model_get_plan (nh_grid_screen_get_model (self->rules));
}

static void
on_reminders_file_cb (GFile *file,
                      gpointer data)
{
  g_autoptr (NhDeadlinesPage) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  g_autoptr (GError) error = NULL;
  NhAppendixPage *page;

  if (!path || !self->session)
    return;
  page = nh_dues_reminders (nh_session_get_workbook (self->session), nh_session_get_year (self->session),
                            get_plan (self), &error);
  if (page)
    g_ptr_array_add (pages, page);
  if (page && nh_xlsx_write_appendices (path, pages, NULL, &error))
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *text = g_strdup_printf (_("The list of reminders was saved as %s."), name);

      nh_settings_set_string ("last-export-folder", folder);
      nh_session_notify (self->session, text);
      return;
    }
  nh_alert_show (GTK_WIDGET (self), _("The list was not saved"),
                 error ? error->message : _("Nobody has to be reminded of anything."));
}

static void
on_reminders_cb (NhDeadlinesPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAppendixPage) page = nh_dues_reminders (nh_session_get_workbook (self->session),
                                                       nh_session_get_year (self->session), get_plan (self), &error);
  g_autofree char *name = page ? g_strconcat (page->file_name, ".xlsx", NULL) : NULL;
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export the list of reminders"), _("_Export"), name, folder,
                          _("Excel workbooks"), "*.xlsx" };

  if (nh_session_report_error (self->session, &error))
    return;
  if (!page)
    nh_session_notify (self->session, _("Nobody has to be reminded: nothing is missing or due in the next days."));
  else
    nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_reminders_file_cb, g_object_ref (self));
}

static void
on_calendar_cb (NhDeadlinesPage *self)
{
  nh_calendar_export_ask (GTK_WIDGET (self), self->session, get_plan (self));
}

static void
on_tab_changed_cb (NhDeadlinesPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (NH_IS_OWED_VIEW (child))
    child = GTK_WIDGET (nh_owed_view_get_screen (NH_OWED_VIEW (child)));
  if (child && child == gtk_widget_get_parent (GTK_WIDGET (self->rules)))
    child = GTK_WIDGET (self->rules);
  if (child && gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    nh_session_set_active (self->session, child);
}

static void
nh_deadlines_page_dispose (GObject *object)
{
  NhDeadlinesPage *self = NH_DEADLINES_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_deadlines_page_parent_class)->dispose (object);
}

static void
nh_deadlines_page_class_init (NhDeadlinesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_deadlines_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_deadlines_page_init (NhDeadlinesPage *self)
{
}

static void
add_button (NhDeadlinesPage *self,
            GtkWidget *bar,
            const char *text,
            const char *tooltip,
            GCallback clicked)
{
  GtkWidget *button = nh_mnemonic_button_new (text);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_box_append (GTK_BOX (bar), button);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_bar (NhDeadlinesPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_widget_set_hexpand (switcher, TRUE);
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_add_css_class (bar, "nh-tabs");
  gtk_box_append (GTK_BOX (bar), switcher);
  add_button (self, bar, _("List of re_minders…"),
              _("An Excel list by unit: what is missing or due soon, days late, phone and e-mail"),
              G_CALLBACK (on_reminders_cb));
  add_button (self, bar, _("Ca_lendar (.ics)…"), _("Activities and papers due for the calendar of a phone or Outlook"),
              G_CALLBACK (on_calendar_cb));
  return bar;
}

/* The rules, below a line that tells of a chain that crosses. */
static GtkWidget *
make_rules (NhDeadlinesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *go = nh_mnemonic_button_new (_("_Go to the rule"));

  self->rules = NH_GRID_SCREEN (nh_grid_screen_new (self->session, nh_screen_spec_find ("deadlines")));
  self->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->note_text = GTK_LABEL (text);
  gtk_widget_add_css_class (self->note, "nh-note");
  gtk_widget_add_css_class (icon, "nh-warning-mark");
  gtk_widget_add_css_class (go, "flat");
  gtk_label_set_wrap (self->note_text, TRUE);
  gtk_label_set_xalign (self->note_text, 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (self->note), icon);
  gtk_box_append (GTK_BOX (self->note), text);
  gtk_box_append (GTK_BOX (self->note), go);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->rules), TRUE);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rules));
  g_signal_connect_object (go, "clicked", G_CALLBACK (on_go_cb), self, G_CONNECT_SWAPPED);
  return box;
}

/**
 * nh_deadlines_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the page.
 */
GtkWidget *
nh_deadlines_page_new (NhSession *session)
{
  NhDeadlinesPage *self = g_object_new (NH_TYPE_DEADLINES_PAGE, NULL);

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), make_bar (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_stack_add_titled (self->stack, nh_grid_screen_new (session, nh_screen_spec_find ("dues")), "dues", _("Due dates"));
  gtk_stack_add_titled (self->stack, nh_owed_view_new (session), "owed", _("Follow-up"));
  gtk_stack_add_titled (self->stack, nh_due_board_view_new (session), "board", _("Board by unit"));
  gtk_stack_add_titled (self->stack, make_rules (self), "deadlines", _("Rules"));
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update_note (self);
  return GTK_WIDGET (self);
}

/** nh_deadlines_page_remind: exports who has to be reminded of what, as its button does. */
void
nh_deadlines_page_remind (NhDeadlinesPage *self)
{
  on_reminders_cb (self);
}
