/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/table/nh-find-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-language.h"

struct _NhFindBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *find;
  GtkLabel *count;
  GtkCheckButton *exact;
  GtkCheckButton *whole;
  GtkDropDown *scope;
  GtkWidget *replace_buttons;
  GtkEditable *replacement;
  GtkWidget *replace_button;
  GtkWidget *replace_all_button;

  NhCellSearch *search;
  NhGrid *grid;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhFindBar, nh_find_bar, GTK_TYPE_WIDGET)

static gboolean
has_text (NhFindBar *self)
{
  return *gtk_editable_get_text (self->find) != '\0';
}

/* "3/128", while searching "128…" */
static void
update (NhFindBar *self)
{
  guint n = nh_cell_search_get_n_matches (self->search);
  guint current = nh_cell_search_get_current (self->search);
  gboolean running = nh_cell_search_is_running (self->search);
  g_autofree char *count = nh_language_format_count (n);
  g_autofree char *text = NULL;

  if (!has_text (self))
    text = g_strdup ("");
  else if (n == 0 && !running)
    text = g_strdup (_("Not found"));
  else if (current > 0)
    {
      g_autofree char *at = nh_language_format_count (current);

      text = g_strdup_printf (running ? "%s/%s…" : "%s/%s", at, count);
    }
  else
    text = running ? g_strdup_printf ("%s…", count) : g_strdup_printf (ngettext ("%s cell", "%s cells", n), count);
  gtk_label_set_text (self->count, text);
  if (has_text (self) && n == 0 && !running)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "nh-error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "nh-error-text");
  gtk_widget_set_sensitive (self->replace_button, n > 0);
  gtk_widget_set_sensitive (self->replace_all_button, n > 0 && !running);
}

static void
on_look_cb (NhFindBar *self)
{
  NhTextPatternFlags flags = NH_TEXT_PATTERN_FOLDED;

  if (self->updating)
    return;
  if (gtk_check_button_get_active (self->exact))
    flags |= NH_TEXT_PATTERN_EXACT;
  if (gtk_check_button_get_active (self->whole))
    flags |= NH_TEXT_PATTERN_WHOLE;
  nh_cell_search_set_text (self->search, gtk_editable_get_text (self->find), flags);
}

static void
on_scope_cb (NhFindBar *self)
{
  if (!self->updating)
    nh_cell_search_set_scope (self->search, (NhCellSearchScope) gtk_drop_down_get_selected (self->scope));
}

static void
on_next_cb (NhFindBar *self)
{
  nh_cell_search_step (self->search, 1);
}

static void
on_previous_cb (NhFindBar *self)
{
  nh_cell_search_step (self->search, -1);
}

static void
on_replace_cb (NhFindBar *self)
{
  nh_cell_search_replace (self->search, gtk_editable_get_text (self->replacement));
}

static void
on_replace_all_cb (NhFindBar *self)
{
  nh_cell_search_replace_all (self->search, gtk_editable_get_text (self->replacement));
}

/* Nothing is searched in the background of a closed bar. */
static void
on_close_cb (NhFindBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  nh_cell_search_set_text (self->search, "", NH_TEXT_PATTERN_FOLDED);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* Esc closes; Shift+Enter goes backwards where Enter goes on. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhFindBar *self)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (keyval == GDK_KEY_Escape)
    {
      on_close_cb (self);
      return GDK_EVENT_STOP;
    }
  if (enter && state & GDK_SHIFT_MASK && gtk_widget_get_focus_child (self->box) &&
      gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))), GTK_WIDGET (self->find)))
    {
      on_previous_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
nh_find_bar_dispose (GObject *object)
{
  NhFindBar *self = NH_FIND_BAR (object);

  if (self->search)
    g_signal_handlers_disconnect_by_data (self->search, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_FIND_BAR);
  g_clear_object (&self->search);
  g_clear_object (&self->grid);
  G_OBJECT_CLASS (nh_find_bar_parent_class)->dispose (object);
}

static void
nh_find_bar_class_init (NhFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_find_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, find);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, exact);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, whole);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, scope);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, replace_buttons);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, replacement);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, replace_button);
  gtk_widget_class_bind_template_child (widget_class, NhFindBar, replace_all_button);
  gtk_widget_class_bind_template_callback (widget_class, on_look_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_cb);
}

static void
nh_find_bar_init (NhFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * nh_find_bar_new:
 * @session: the open workbook
 * @model: the rows
 * @grid: where they are shown
 *
 * Returns: (transfer floating): a bar that is not in sight until it is opened
 */
GtkWidget *
nh_find_bar_new (NhSession *session,
                 NhRecordGridModel *model,
                 NhGrid *grid)
{
  NhFindBar *self = g_object_new (NH_TYPE_FIND_BAR, NULL);

  self->grid = g_object_ref (grid);
  self->search = nh_cell_search_new (session, model, grid);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->scope, "notify::selected", G_CALLBACK (on_scope_cb), self);
  update (self);
  return GTK_WIDGET (self);
}

/* A selection of several cells is meant to be searched alone. */
static NhCellSearchScope
scope_of_selection (NhFindBar *self)
{
  guint first_row;
  guint last_row;
  guint first;
  guint last;

  nh_grid_get_selection (self->grid, &first_row, &last_row, &first, &last);
  return first_row != last_row ? NH_CELL_SEARCH_SELECTION : NH_CELL_SEARCH_ALL;
}

static void
show_replace (NhFindBar *self,
              gboolean show)
{
  gtk_widget_set_visible (GTK_WIDGET (self->replacement), show);
  gtk_widget_set_visible (self->replace_buttons, show);
}

/**
 * nh_find_bar_open:
 * @replace: whether to replace too
 *
 * Shows the bar and gives it the keys. What it looked for last stands there, to be typed over.
 */
void
nh_find_bar_open (NhFindBar *self,
                  gboolean replace)
{
  gboolean editable = nh_grid_model_can_append (nh_grid_get_model (self->grid));
  NhCellSearchScope scope;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      scope = scope_of_selection (self);
      self->updating = TRUE;
      gtk_drop_down_set_selected (self->scope, scope);
      self->updating = FALSE;
      nh_cell_search_set_scope (self->search, scope);
      show_replace (self, FALSE);
    }
  if (replace)
    show_replace (self, editable);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  on_look_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
  gtk_editable_select_region (self->find, 0, -1);
}

/** nh_find_bar_step: goes to the next (1) or previous (-1) match; opens the bar when it is closed. */
void
nh_find_bar_step (NhFindBar *self,
                  int step)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      show_replace (self, FALSE);
      on_look_cb (self);
    }
  if (!has_text (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->find));
  else
    nh_cell_search_step (self->search, step);
}
