/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-progress.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/nh-launch.h"

struct _NhProgress
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *bar;
  GtkWidget *text;
  GtkWidget *cancel;
  GtkWidget *open_file;
  GtkWidget *open_folder;
  GCancellable *cancellable;
  GFile *file;
  gboolean running;
  guint pulse;
};

G_DEFINE_FINAL_TYPE (NhProgress, nh_progress, GTK_TYPE_WIDGET)

static void
on_open_file_cb (NhProgress *self)
{
  nh_launch_file (GTK_WIDGET (self), self->file);
}

static void
on_open_folder_cb (NhProgress *self)
{
  g_autoptr (GFile) folder = NULL;

  if (g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    folder = g_object_ref (self->file);
  else
    folder = g_file_get_parent (self->file);
  nh_launch_file (GTK_WIDGET (self), folder);
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (NH_PROGRESS (data)->bar));
  return G_SOURCE_CONTINUE;
}

static void
nh_progress_dispose (GObject *object)
{
  NhProgress *self = NH_PROGRESS (object);

  nh_progress_cancel (self);
  g_clear_handle_id (&self->pulse, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (nh_progress_parent_class)->dispose (object);
}

static void
nh_progress_class_init (NhProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_progress_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
add_button (NhProgress *self,
            GtkWidget *buttons,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_widget_set_visible (button, FALSE);
  gtk_box_append (GTK_BOX (buttons), button);
  return button;
}

static void
nh_progress_init (NhProgress *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->bar = gtk_progress_bar_new ();
  self->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->text), 50);
  gtk_widget_set_hexpand (self->text, TRUE);
  gtk_box_append (GTK_BOX (line), self->text);
  self->cancel = add_button (self, line, _("_Stop"), G_CALLBACK (nh_progress_cancel));
  self->open_file = add_button (self, line, _("Open _file"), G_CALLBACK (on_open_file_cb));
  self->open_folder = add_button (self, line, _("Open f_older"), G_CALLBACK (on_open_folder_cb));
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** nh_progress_new: Returns: (transfer floating): hidden until nh_progress_start(). */
GtkWidget *
nh_progress_new (void)
{
  return g_object_new (NH_TYPE_PROGRESS, NULL);
}

static void
show_result (NhProgress *self,
             const char *text,
             gboolean running)
{
  self->running = running;
  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->bar, running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_remove_css_class (self->text, "nh-error-text");
  gtk_widget_set_visible (self->open_file, FALSE);
  gtk_widget_set_visible (self->open_folder, FALSE);
  g_clear_handle_id (&self->pulse, g_source_remove);
}

/** nh_progress_start: Returns: (transfer none): cancelled when the user stops the work. */
GCancellable *
nh_progress_start (NhProgress *self,
                   const char *text)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_result (self, text, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), 0);
  return self->cancellable;
}

/** nh_progress_set: @fraction from 0 to 1, below 0: not known. @text: (nullable): what is being done. */
void
nh_progress_set (NhProgress *self,
                 double fraction,
                 const char *text)
{
  if (!self->running)
    return;
  if (fraction < 0 && !self->pulse)
    self->pulse = g_timeout_add (120, pulse_cb, self);
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), MIN (fraction, 1.0));
  if (text)
    gtk_label_set_text (GTK_LABEL (self->text), text);
}

/** nh_progress_done: tells what was made; @file may be a folder, then only the folder is offered. */
void
nh_progress_done (NhProgress *self,
                  const char *text,
                  GFile *file)
{
  gboolean folder = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;

  show_result (self, text, FALSE);
  g_set_object (&self->file, file);
  gtk_widget_set_visible (self->open_file, !folder);
  gtk_widget_set_visible (self->open_folder, TRUE);
  gtk_widget_grab_focus (folder ? self->open_folder : self->open_file);
}

/** nh_progress_failed: tells why nothing was made. */
void
nh_progress_failed (NhProgress *self,
                    const char *text)
{
  show_result (self, text, FALSE);
  gtk_widget_add_css_class (self->text, "nh-error-text");
}

/** nh_progress_is_running: Returns: whether the work goes on. */
gboolean
nh_progress_is_running (NhProgress *self)
{
  return self->running;
}

/** nh_progress_cancel: asks the work to stop. */
void
nh_progress_cancel (NhProgress *self)
{
  if (self->running && self->cancellable)
    g_cancellable_cancel (self->cancellable);
}
