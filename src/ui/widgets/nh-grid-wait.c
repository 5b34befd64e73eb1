/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A long edit of the cells, or of the bars of the timeline: after half a second a small window says how far it is and lets the user
 * stop it. The edit runs in the main loop's thread, as all edits do; the window takes all input
 * meanwhile, so that nothing else is edited in the middle of its transaction.
 */
#include "ui/widgets/nh-grid-wait.h"

#include <glib/gi18n-lib.h>

#define PATIENCE_US 500000
/* Between two looks at the window. */
#define PAUSE_US 50000

struct _NhGridWait
{
  GtkWidget *owner;
  const char *title;
  GtkWidget *window;
  GtkWidget *bar;
  GtkWidget *label;
  gint64 started, looked;
  gboolean stopped;
};

/**
 * nh_grid_wait_new:
 * @owner: a widget of the window that waits
 *
 * Returns: (transfer full): nothing to see until nh_grid_wait_progress() was called for a while
 */
NhGridWait *
nh_grid_wait_new (GtkWidget *owner)
{
  NhGridWait *self = g_new0 (NhGridWait, 1);

  self->owner = g_object_ref (owner);
  self->started = g_get_monotonic_time ();
  return self;
}

/** nh_grid_wait_set_title: says what is done, where it is no storing of cells: "Moving the activities"; a string that stays. */
void
nh_grid_wait_set_title (NhGridWait *self, const char *title)
{
  self->title = title;
}

/** nh_grid_wait_free: the work has ended; takes the window away. */
void
nh_grid_wait_free (NhGridWait *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->owner);
  g_free (self);
}

static void
on_stop_cb (NhGridWait *self)
{
  self->stopped = TRUE;
}

/* Esc and the window's own button stop the work; its end takes the window away. */
static gboolean
on_close_cb (NhGridWait *self)
{
  self->stopped = TRUE;
  return TRUE;
}

static gboolean
on_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  on_stop_cb (self);
  return TRUE;
}

static void
create (NhGridWait *self)
{
  GtkRoot *root = gtk_widget_get_root (self->owner);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *stop = gtk_button_new_with_mnemonic (_ ("_Stop"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_size_request (self->bar, 320, -1);
  gtk_widget_set_halign (stop, GTK_ALIGN_END);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (on_stop_cb), self);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_box_append (GTK_BOX (box), stop);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  self->window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (self->window), self->title != NULL ? self->title : _ ("Storing the cells"));
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_resizable (GTK_WINDOW (self->window), FALSE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (root));
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  g_signal_connect_swapped (self->window, "close-request", G_CALLBACK (on_close_cb), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape_cb, self, NULL)));
  gtk_widget_add_controller (self->window, keys);
  gtk_window_present (GTK_WINDOW (self->window));
}

/**
 * nh_grid_wait_progress:
 * @done: how many rows
 * @total: of how many
 * @data: an NhGridWait
 *
 * Says how far the work is, once it takes long. May run the main loop.
 *
 * Returns: %FALSE when the user stopped it
 */
gboolean
nh_grid_wait_progress (guint done, guint total, gpointer data)
{
  NhGridWait *self = data;
  gint64 now = g_get_monotonic_time ();
  g_autofree char *text = NULL;

  if (now - self->started < PATIENCE_US || now - self->looked < PAUSE_US)
    return TRUE;
  if (self->window == NULL)
    create (self);
  text = self->title != NULL
             ? g_strdup_printf (_ ("%u of %u"), done, total)
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u row", "%u of %u rows", total), done, total);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 total > 0 ? (double)done / total : 0);
  while (!self->stopped && g_main_context_iteration (NULL, FALSE))
    if (g_get_monotonic_time () - now > PAUSE_US)
      break;
  self->looked = g_get_monotonic_time ();
  return !self->stopped;
}
