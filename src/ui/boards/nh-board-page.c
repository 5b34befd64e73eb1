/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "formats/nh-xlsx.h"
#include "model/nh-cursor.h"
#include "ui/boards/nh-board-appendix.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-settings.h"

struct _NhBoardPage
{
  GtkWidget parent_instance;

  const NhBoardSpec *spec;
  NhSession *session;
  GtkWidget *body;
  GtkDropDown *plan;
  GtkWidget *tools;
  GtkWidget *hint; /* beside the plan; with further tools there it stands in the note */
  GtkWidget *note;
  GtkStack *stack;
  NhMatrixView *view;
  GtkWidget *popover; /* of a cell; NULL: none */

  GArray *plans; /* gint64: of each row of the drop-down */
  gboolean updating;
  gboolean stale; /* something changed while the page was out of sight */
  guint idle;
};

G_DEFINE_FINAL_TYPE (NhBoardPage, nh_board_page, GTK_TYPE_WIDGET)

enum { BUILT, N_SIGNALS };
static guint signals[N_SIGNALS];

NhSession *
nh_board_page_get_session (NhBoardPage *self)
{
  return self->session;
}

NhWorkbook *
nh_board_page_get_workbook (NhBoardPage *self)
{
  return nh_session_get_workbook (self->session);
}

NhMatrixView *
nh_board_page_get_view (NhBoardPage *self)
{
  return self->view;
}

/** nh_board_page_is_editable: Returns: whether there is a plan, and the workbook may be changed. */
gboolean
nh_board_page_is_editable (NhBoardPage *self)
{
  return nh_board_page_get_plan (self) && !nh_workbook_is_read_only (nh_board_page_get_workbook (self));
}

/** nh_board_page_get_plan: Returns: key of the plan that is shown; 0: there is none. */
gint64
nh_board_page_get_plan (NhBoardPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan);

  return selected < self->plans->len ? g_array_index (self->plans, gint64, selected) : 0;
}

/** nh_board_page_set_plan: shows another plan of the school year. */
void
nh_board_page_set_plan (NhBoardPage *self,
                        gint64 plan)
{
  for (guint i = 0; i < self->plans->len; i++)
    if (g_array_index (self->plans, gint64, i) == plan)
      gtk_drop_down_set_selected (self->plan, i);
}

/* The plan with most activities of the kind: what the office will want to see first. */
static guint
most_active (NhBoardPage *self)
{
  guint best = 0;
  guint most = 0;

  for (guint i = 0; i < self->plans->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (self->plans, gint64, i));
      const NhListFilter filters[] = { { "plan", key }, { "kind", self->spec->kind } };
      g_autoptr (GPtrArray) list = nh_workbook_list (nh_board_page_get_workbook (self), nh_entity_find ("activity"),
                                                     filters, 2, NULL);

      if (list && list->len > most)
        {
          most = list->len;
          best = i;
        }
    }
  return best;
}

static void
update_plans (NhBoardPage *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  gint64 chosen = nh_board_page_get_plan (self);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_array_set_size (self->plans, 0);
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      if (plan->id == chosen)
        selected = i;
      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (labels, plan->label);
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = most_active (self);
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan, selected);
  self->updating = FALSE;
}

/** nh_board_page_update: makes the matrix anew from the data. */
void
nh_board_page_update (NhBoardPage *self)
{
  g_autoptr (GError) error = NULL;
  NhMatrix *matrix = nh_board_page_get_plan (self) ? self->spec->build (self, &error) : NULL;
  gboolean empty = !matrix || !nh_matrix_get_n_rows (matrix) || !nh_matrix_get_n_columns (matrix);

  self->stale = FALSE;
  nh_session_report_error (self->session, &error);
  nh_matrix_view_set_editable (self->view, nh_board_page_is_editable (self));
  nh_matrix_view_set_matrix (self->view, matrix);
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "matrix");
  g_signal_emit (self, signals[BUILT], 0);
}

static gboolean
on_idle_cb (gpointer data)
{
  NhBoardPage *self = data;

  self->idle = 0;
  nh_board_page_update (self);
  return G_SOURCE_REMOVE;
}

static void
on_workbook_changed_cb (NhBoardPage *self,
                        GArray *changes)
{
  gboolean touched = !changes;

  for (guint i = 0; changes && i < changes->len && !touched; i++)
    touched = nh_compose_view_reads (self->spec->view, g_array_index (changes, NhChange, i).table);
  if (!touched)
    return;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->idle)
    self->idle = g_idle_add (on_idle_cb, self);
}

static void
on_map_cb (NhBoardPage *self)
{
  if (self->stale)
    nh_board_page_update (self);
}

static void
on_plans_changed_cb (NhBoardPage *self)
{
  update_plans (self);
  self->stale = TRUE;
  on_map_cb (self);
}

static void
on_plan_selected_cb (NhBoardPage *self)
{
  if (self->updating)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    nh_board_page_update (self);
  else
    self->stale = TRUE;
}

/* Excel and appendix */

static void
on_file_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhBoardPage) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  g_autoptr (GError) error = NULL;
  NhAppendixPage *page;

  if (!path)
    return;
  page = nh_compose_view_page (nh_board_page_get_workbook (self), nh_board_page_get_plan (self), self->spec->view, &error);
  if (page)
    g_ptr_array_add (pages, page);
  if (page && nh_xlsx_write_appendices (path, pages, NULL, &error))
    {
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autofree char *text = g_strdup_printf (_("The table was saved as %s"), name);

      nh_settings_set_string ("last-export-folder", folder);
      nh_session_notify (self->session, text);
      return;
    }
  nh_alert_show (GTK_WIDGET (self), _("The table was not saved"), error->message);
}

static void
on_export_cb (NhBoardPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAppendixPage) page = nh_compose_view_page (nh_board_page_get_workbook (self), nh_board_page_get_plan (self),
                                                          self->spec->view, &error);
  g_autofree char *name = page ? g_strconcat (page->file_name, ".xlsx", NULL) : NULL;
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export the table"), _("_Export"), name, folder, _("Excel workbooks"), "*.xlsx" };

  if (page)
    nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_file_chosen_cb, g_object_ref (self));
  else
    nh_session_report_error (self->session, &error);
}

static void
on_appendix_cb (NhBoardPage *self)
{
  nh_board_appendix_show (GTK_WIDGET (self), self->session, nh_board_page_get_plan (self), self->spec->view);
}

/* A widget */

static gboolean
nh_board_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_BOARD_PAGE (widget)->view));
}

static void
close_popover (NhBoardPage *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);

  if (popover)
    gtk_widget_unparent (popover);
}

static void
nh_board_page_size_allocate (GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  NhBoardPage *self = NH_BOARD_PAGE (widget);

  gtk_widget_size_allocate (self->body, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->popover)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
nh_board_page_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (NH_BOARD_PAGE (widget)->body, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
nh_board_page_dispose (GObject *object)
{
  NhBoardPage *self = NH_BOARD_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  close_popover (self);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plans, g_array_unref);
  G_OBJECT_CLASS (nh_board_page_parent_class)->dispose (object);
}

static void
nh_board_page_class_init (NhBoardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_board_page_dispose;
  widget_class->grab_focus = nh_board_page_grab_focus;
  widget_class->measure = nh_board_page_measure;
  widget_class->size_allocate = nh_board_page_size_allocate;
  signals[BUILT] = g_signal_new ("built", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_board_page_init (NhBoardPage *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stale = TRUE;
}

static GtkWidget *
make_button (NhBoardPage *self,
             const char *label,
             const char *tooltip,
             GCallback func)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", func, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_bar (NhBoardPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *hint = self->hint = gtk_label_new (_(self->spec->hint));
  GtkWidget *add = make_button (self, _("Add as _appendix…"), _("The plan gets this table as an appendix that follows the data"),
                                G_CALLBACK (on_appendix_cb));

  self->plan = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_drop_down_let_shrink (self->plan);
  gtk_widget_set_size_request (GTK_WIDGET (self->plan), 150, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->plan), _("The plan that is shown"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan"), -1);
  gtk_label_set_xalign (GTK_LABEL (hint), 1);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_lines (GTK_LABEL (hint), 2);
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_tooltip_text (hint, _(self->spec->hint));
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_add_css_class (hint, "nh-field-label");
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_sensitive (add, !nh_workbook_is_read_only (nh_board_page_get_workbook (self)));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->plan));
  gtk_box_append (GTK_BOX (bar), self->tools);
  gtk_box_append (GTK_BOX (bar), hint);
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (bar), make_button (self, _("E_xport to Excel…"), _("Saves this table as an Excel file"),
                                              G_CALLBACK (on_export_cb)));
  gtk_widget_add_css_class (bar, "nh-toolbar");
  g_signal_connect_object (self->plan, "notify::selected", G_CALLBACK (on_plan_selected_cb), self, G_CONNECT_SWAPPED);
  return bar;
}

static void
make_stack (NhBoardPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_(self->spec->empty));

  self->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->spec->title), -1);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 60);
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (empty, "nh-empty");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scroller, "matrix");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
}

/**
 * nh_board_page_new:
 * @session: the open workbook
 * @spec: (transfer none): what it shows; stays
 *
 * Returns: (transfer floating): the tab; it reads the data when it is shown first.
 */
GtkWidget *
nh_board_page_new (NhSession *session,
                   const NhBoardSpec *spec)
{
  NhBoardPage *self = g_object_new (NH_TYPE_BOARD_PAGE, NULL);

  self->spec = spec;
  self->session = g_object_ref (session);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->note = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_widget_add_css_class (self->note, "nh-board-note");
  gtk_widget_set_visible (self->note, FALSE);
  make_stack (self);
  gtk_box_append (GTK_BOX (self->body), make_bar (self));
  gtk_box_append (GTK_BOX (self->body), self->note);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  update_plans (self);
  g_signal_connect_object (nh_board_page_get_workbook (self), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (on_plans_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "map", G_CALLBACK (on_map_cb), self);
  return GTK_WIDGET (self);
}

/** nh_board_page_add_tool: puts @tool beside the choice of the plan. */
void
nh_board_page_add_tool (NhBoardPage *self,
                        GtkWidget *tool)
{
  gtk_box_append (GTK_BOX (self->tools), tool);
  gtk_widget_set_hexpand (self->tools, TRUE);
  gtk_widget_set_visible (self->hint, FALSE);
  nh_board_page_set_note (self, "");
}

/** nh_board_page_set_note: says something over the matrix. */
void
nh_board_page_set_note (NhBoardPage *self,
                        const char *note)
{
  const char *hint = gtk_widget_get_visible (self->hint) ? "" : _(self->spec->hint);
  g_autofree char *text = g_strconcat (note, *note && *hint ? " " : "", hint, NULL);

  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, *text != '\0');
}

/* Popovers */

static gboolean
on_closed_idle_cb (gpointer data)
{
  NhBoardPage *self = data;

  if (self->popover && !gtk_widget_get_visible (self->popover))
    close_popover (self);
  return G_SOURCE_REMOVE;
}

/* Its actions come first. */
static void
on_popover_closed_cb (NhBoardPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_closed_idle_cb, g_object_ref (self), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
popup_at (NhBoardPage *self,
          const GdkRectangle *where,
          GtkWidget *popover)
{
  graphene_point_t at = GRAPHENE_POINT_INIT (0, 0);

  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) where->x, (float) where->y), &at))
    return;
  close_popover (self);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) at.x, (int) at.y, where->width, where->height });
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_popover_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/** nh_board_page_popup_menu: shows @menu at a place of the view. */
void
nh_board_page_popup_menu (NhBoardPage *self,
                          const GdkRectangle *where,
                          GMenuModel *menu)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  popup_at (self, where, popover);
}

/**
 * nh_board_page_popup:
 * @self: a board
 * @row: a position
 * @column: a position
 * @content: (transfer floating): what the popover holds
 *
 * Returns: (transfer none) (nullable): the popover; %NULL when the cell is not in sight.
 */
GtkWidget *
nh_board_page_popup (NhBoardPage *self,
                     guint row,
                     guint column,
                     GtkWidget *content)
{
  GtkWidget *popover;
  GdkRectangle where;

  if (!nh_matrix_view_get_cell_bounds (self->view, row, column, &where))
    {
      g_object_unref (g_object_ref_sink (content));
      return NULL;
    }
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  popup_at (self, &where, popover);
  return popover;
}

/** nh_board_page_show_activity: goes to where the activity stands in the table. */
void
nh_board_page_show_activity (NhBoardPage *self,
                             gint64 activity)
{
  GtkWidget *stack = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_STACK);

  if (stack)
    gtk_stack_set_visible_child (GTK_STACK (stack), gtk_widget_get_first_child (stack));
  nh_session_show_record (self->session, nh_entity_find ("activity"), activity);
}
