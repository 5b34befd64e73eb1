/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window with a grid, and hands to use it.
 */
#include "grid-fixture.h"

#include <string.h>

void
grid_fixture_init (int *argc, char ***argv)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  gtk_test_init (argc, argv);
  /* GTK 4.8 warns of "broken accounting of active state" when a popover closes under a pressed
   * button of the mouse: only what is critical ends a test. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (provider, GRID_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
on_error_cb (NhGrid *grid, const char *message, GridFixture *self)
{
  g_free (self->error);
  self->error = *message != '\0' ? g_strdup (message) : NULL;
}

static void
on_notice_cb (NhGrid *grid, const char *message, GridFixture *self)
{
  g_free (self->notice);
  self->notice = g_strdup (message);
}

static void
on_offer_cb (NhGrid *grid, const char *label, GridFixture *self)
{
  g_free (self->offer);
  self->offer = *label != '\0' ? g_strdup (label) : NULL;
}

static void
on_activate_row_cb (NhGrid *grid, guint row, GridFixture *self)
{
  self->n_activated++;
}

static void
on_columns_changed_cb (NhGrid *grid, GridFixture *self)
{
  self->n_columns_changed++;
}

static gboolean
on_timeout_cb (gpointer done)
{
  *(gboolean *)done = TRUE;
  return G_SOURCE_REMOVE;
}

/* At least so long, and until nothing else is waiting to be done: on a busy machine a frame may take longer, and a
 * timeout of the usual priority goes before it. */
void
grid_wait (guint milliseconds)
{
  gboolean done = FALSE;

  gdk_display_sync (gdk_display_get_default ());
  g_timeout_add_full (G_PRIORITY_LOW + 1, milliseconds, on_timeout_cb, &done, NULL);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* Until the events under way have arrived and a frame was drawn. */
void
grid_settle (void)
{
  grid_wait (60);
}

/* Shows the window of a test, and waits until it is drawn and has the keyboard. */
void
grid_present (GtkWindow *window)
{
  gtk_window_present (window);
  for (guint i = 0; i < 400 && !gtk_window_is_active (window); i++)
    grid_wait (25);
  g_assert_true (gtk_window_is_active (window));
  grid_wait (100);
}

GridFixture *
grid_fixture_new (guint n_rows)
{
  GridFixture *self = g_new0 (GridFixture, 1);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->model = fake_grid_model_new (n_rows);
  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  g_signal_connect (self->grid, "error", G_CALLBACK (on_error_cb), self);
  g_signal_connect (self->grid, "notice", G_CALLBACK (on_notice_cb), self);
  g_signal_connect (self->grid, "offer", G_CALLBACK (on_offer_cb), self);
  g_signal_connect (self->grid, "activate-row", G_CALLBACK (on_activate_row_cb), self);
  g_signal_connect (self->grid, "columns-changed", G_CALLBACK (on_columns_changed_cb), self);
  self->outside = gtk_entry_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), self->outside);
  gtk_box_append (GTK_BOX (box), scroller);
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), box);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  grid_present (GTK_WINDOW (self->window));
  return self;
}

void
grid_fixture_free (GridFixture *self)
{
  g_signal_handlers_disconnect_by_data (self->grid, self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  grid_settle ();
  g_object_unref (self->model);
  g_free (self->error);
  g_free (self->notice);
  g_free (self->offer);
  g_free (self);
}

static void
on_exit_cb (GObject *process, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error);
  g_assert_no_error (error);
  *(gboolean *)done = TRUE;
}

static void
run (char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gboolean done = FALSE;

  process = g_subprocess_newv ((const char *const *)arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, on_exit_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  grid_settle ();
}

void
grid_xdotool (const char *arguments)
{
  g_autofree char *line = g_strconcat ("xdotool ", arguments, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);

  run (argv);
}

/* Presses keys, named as X names them and separated by spaces: "Down ctrl+c". */
void
grid_keys (const char *keys)
{
  g_autofree char *arguments = g_strconcat ("key --delay 15 ", keys, NULL);

  grid_xdotool (arguments);
}

void
grid_type (const char *text)
{
  char *argv[] = { "xdotool", "type", "--delay", "15", (char *)text, NULL };

  run (argv);
}

/* The middle of a cell of the screen, in the window's coordinates: the window has no frame and
 * stands at the corner of the screen. Columns are counted as shown, with their first widths. */
void
grid_point (GridFixture *self, guint row, guint column, int *x, int *y)
{
  g_autoptr (GVariant) state = g_variant_ref_sink (nh_grid_get_columns_state (self->grid));
  GtkWidget *header = grid_header (self, "TT");
  graphene_rect_t bounds, entry;
  int left = 0;

  g_assert_true (gtk_widget_compute_bounds (header, self->window, &bounds));
  g_assert_true (gtk_widget_compute_bounds (grid_entry (self), self->window, &entry));
  for (guint i = 0, shown = 0; i < g_variant_n_children (state); i++)
    {
      int width;
      gboolean visible;

      g_variant_get_child (state, i, "(&sib)", NULL, &width, &visible);
      if (!visible)
        continue;
      if (shown++ == column)
        {
          *x = left + width / 2;
          break;
        }
      left += width;
    }
  /* A row is the entry's height and a margin of 5 pixels above and below. */
  *y = bounds.origin.y + bounds.size.height + (row + 0.5) * (entry.size.height + 10);
}

/* Clicks a cell; @how are xdotool's words after the move, as "click 1". */
void
grid_click (GridFixture *self, guint row, guint column, const char *how)
{
  g_autofree char *arguments = NULL;
  int x, y;

  grid_point (self, row, column, &x, &y);
  arguments = g_strdup_printf ("mousemove %d %d %s", x, y, how);
  grid_xdotool (arguments);
}

GtkWidget *
grid_header (GridFixture *self, const char *title)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_widget_get_tooltip_text (child), title) == 0)
      return child;
  return NULL;
}

/* The entry over the active cell: the one with the focus, or else the first. */
GtkWidget *
grid_entry (GridFixture *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window)), *child;

  if (focus != NULL && GTK_IS_ENTRY (gtk_widget_get_parent (focus)) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->grid)))
    return gtk_widget_get_parent (focus);
  child = gtk_widget_get_first_child (GTK_WIDGET (self->grid));
  while (!GTK_IS_ENTRY (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

const char *
grid_entry_text (GridFixture *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (grid_entry (self)));
}

static void
on_text_cb (GObject *clipboard, GAsyncResult *result, gpointer text)
{
  char **out = text;

  *out = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  if (*out == NULL)
    *out = g_strdup ("(nothing)");
}

char *
grid_clipboard_text (GridFixture *self)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->window), NULL, on_text_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

void
grid_set_clipboard (GridFixture *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->window), text);
  grid_settle ();
}
