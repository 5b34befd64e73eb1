/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "model/nh-cursor.h"
#include "ui/boards/nh-board-bar.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/boards/nh-board-paper.h"

struct _NhBoardPage
{
  GtkWidget parent_instance;

  const NhBoardSpec *spec;
  NhSession *session;
  GtkWidget *body;
  GtkDropDown *plan;
  GtkWidget *tools;
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
  nh_board_inspect_update (GTK_WIDGET (self));
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

static NhBoardPaper
get_paper (gpointer page)
{
  return (NhBoardPaper) { nh_board_page_get_plan (page), NH_BOARD_PAGE (page)->spec->view, "single", TRUE };
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
make_bar (NhBoardPage *self)
{
  self->plan = nh_board_plan_filter_new ();
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_signal_connect_object (self->plan, "notify::selected", G_CALLBACK (on_plan_selected_cb), self, G_CONNECT_SWAPPED);
  return nh_board_bar_new (self->plan, self->tools, nh_board_paper_button_new (GTK_WIDGET (self), self->session, get_paper));
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
  self->note = nh_board_note_new (_(spec->hint));
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
}

/** nh_board_page_set_note: says something over the matrix, before what keys and clicks do. */
void
nh_board_page_set_note (NhBoardPage *self,
                        const char *note)
{
  g_autofree char *text = g_strconcat (note, *note ? " " : "", _(self->spec->hint), NULL);

  gtk_label_set_text (GTK_LABEL (self->note), text);
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
