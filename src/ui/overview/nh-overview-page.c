/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-overview-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/nh-day-button.h"

G_DEFINE_FINAL_TYPE (NhOverviewPage, nh_overview_page, GTK_TYPE_WIDGET)

/* Below these widths the cards stand in two columns, and in one. */
#define WIDE 900
#define NARROW 560

/* Where each card stands in 3, 2 and 1 columns: of a grid of 6. */
typedef struct
{
  int column;
  int row;
  int width;
} Place;

static const Place places[3][NH_N_CARDS] = {
  { { 0, 0, 6 }, { 0, 1, 6 }, { 0, 2, 6 }, { 0, 4, 6 }, { 0, 5, 6 }, { 0, 3, 6 }, { 0, 6, 6 }, { 0, 7, 6 } },
  { { 0, 0, 3 }, { 3, 0, 3 }, { 3, 1, 3 }, { 0, 2, 6 }, { 0, 3, 3 }, { 0, 1, 3 }, { 3, 3, 3 }, { 3, 4, 3 } },
  { { 0, 0, 2 }, { 2, 0, 2 }, { 4, 0, 2 }, { 0, 1, 4 }, { 4, 1, 2 }, { 0, 2, 2 }, { 2, 2, 2 }, { 4, 2, 2 } },
};

static void
place_cards (NhOverviewPage *self)
{
  const Place *at = places[self->columns - 1];

  for (guint i = 0; i < NH_N_CARDS; i++)
    {
      GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
      GtkGridLayoutChild *child;
      gboolean tall = self->columns == 2 && i == NH_CARD_COVERAGE;

      if (!gtk_widget_get_parent (GTK_WIDGET (self->cards[i])))
        gtk_grid_attach (self->grid, GTK_WIDGET (self->cards[i]), at[i].column, at[i].row, at[i].width, 1);
      child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->cards[i])));
      gtk_grid_layout_child_set_column (child, at[i].column);
      gtk_grid_layout_child_set_row (child, at[i].row);
      gtk_grid_layout_child_set_column_span (child, at[i].width);
      gtk_grid_layout_child_set_row_span (child, tall ? 2 : 1);
    }
}

/* What day it is looked from. */

static void
take_year (NhOverviewPage *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 chosen = nh_session_get_year (self->session);
  gint64 year = chosen ? chosen : nh_overview_choose_year (workbook, self->chosen ? self->chosen : nh_today ());
  NhAgenda *agenda = NULL;

  if (self->agenda && year == self->year)
    return;
  if (self->agenda)
    g_signal_handlers_disconnect_by_data (self->agenda, self);
  if (self->conflicts)
    g_signal_handlers_disconnect_by_data (self->conflicts, self);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->agenda);
  self->year = year;
  if (year == chosen)
    {
      agenda = nh_session_get_agenda (self->session);
      self->agenda = agenda ? g_object_ref (agenda) : NULL;
      self->conflicts = agenda ? g_object_ref (nh_session_get_conflicts (self->session)) : NULL;
    }
  else
    {
      g_autoptr (GError) error = NULL;

      self->agenda = nh_agenda_new (workbook, year, &error);
      if (!self->agenda)
        nh_session_report_error (self->session, &error);
      self->conflicts = self->agenda ? nh_conflicts_new (self->agenda) : NULL;
    }
  if (!self->agenda)
    return;
  g_signal_connect_object (self->agenda, "changed", G_CALLBACK (nh_overview_page_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conflicts, "changed", G_CALLBACK (nh_overview_page_queue), self, G_CONNECT_SWAPPED);
}

static void
show_day (NhOverviewPage *self)
{
  guint32 today = nh_today ();
  g_autofree char *day = nh_day_format_short (self->day);
  g_autofree char *now = nh_day_format_short (today);
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;

  /* Translators: a day as 20/9/2023, then a school year as 2023-2024 */
  text = g_strdup_printf (_("%s · school year %s"), day, self->frame.name);
  if (!nh_school_year_contains (&self->frame, today))
    note = g_strdup_printf (_("Today, %s, is outside this school year: it is seen as on"), now);
  else if (self->day != today)
    note = g_strdup_printf (_("Today is %s: the year is seen as on"), now);
  gtk_label_set_text (self->day_label, text);
  gtk_label_set_text (self->day_note, note ? note : "");
  nh_day_button_set_day (NH_DAY_BUTTON (self->day_button), self->day);
}

/* Everything anew: a few hundred rows, once after each edit while the page is in sight. */
static void
update (NhOverviewPage *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (NhOverviewPapers) papers = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *activities;
  GPtrArray *dues;

  self->dirty = FALSE;
  take_year (self);
  if (!self->agenda)
    return;
  activities = nh_agenda_get_activities (self->agenda);
  dues = nh_agenda_get_dues (self->agenda);
  nh_agenda_get_frame (self->agenda, &self->frame);
  if (!activities->len && !dues->len)
    {
      self->day = 0;
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "cards");
  self->day = self->chosen ? self->chosen : nh_overview_choose_day (activities, dues, &self->frame, nh_today ());
  papers = nh_overview_papers_new (workbook, self->year, self->day, &error);
  if (!papers)
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  show_day (self);
  nh_overview_fill_lists (self, papers);
  nh_overview_fill_charts (self, papers);
}

static gboolean
on_update_cb (gpointer data)
{
  NhOverviewPage *self = data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* (internal) what is shown may be other: looks again, soon if it is in sight, else when it comes there */
void
nh_overview_page_queue (NhOverviewPage *self)
{
  self->dirty = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->update_source)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_update_cb, self, NULL);
}

static void
on_day_chosen_cb (NhOverviewPage *self,
                  guint day)
{
  nh_overview_page_set_day (self, day);
}

static void
on_year_changed_cb (NhOverviewPage *self)
{
  self->chosen = 0;
  nh_overview_page_queue (self);
}

static void
nh_overview_page_map (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  if (self->dirty)
    update (self);
  GTK_WIDGET_CLASS (nh_overview_page_parent_class)->map (widget);
}

static gboolean
on_place_cb (gpointer data)
{
  NhOverviewPage *self = data;

  self->place_source = 0;
  place_cards (self);
  return G_SOURCE_REMOVE;
}

/* The cards change places after the frame: a layout must not change itself. */
static void
nh_overview_page_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);
  guint columns = width >= WIDE ? 3 : width >= NARROW ? 2 : 1;

  if (columns != self->columns)
    {
      self->columns = columns;
      if (!self->place_source)
        self->place_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_place_cb, self, NULL);
    }
  gtk_widget_size_allocate (self->stack, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
nh_overview_page_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (NH_OVERVIEW_PAGE (widget)->stack, orientation, for_size, minimum, natural, NULL, NULL);
}

static gboolean
nh_overview_page_grab_focus (GtkWidget *widget)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (widget);

  /* The cards before the choice of another day. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self->grid)))
    return gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
  return gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
nh_overview_page_dispose (GObject *object)
{
  NhOverviewPage *self = NH_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->agenda);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown_months, g_array_unref);
  g_clear_pointer (&self->shown_units, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_overview_page_parent_class)->dispose (object);
}

static void
nh_overview_page_class_init (NhOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_overview_page_dispose;
  widget_class->map = nh_overview_page_map;
  widget_class->measure = nh_overview_page_measure;
  widget_class->size_allocate = nh_overview_page_size_allocate;
  widget_class->grab_focus = nh_overview_page_grab_focus;
}

static void
nh_overview_page_init (NhOverviewPage *self)
{
  self->dirty = TRUE;
  self->columns = 3;
  self->shown_months = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static GtkWidget *
make_head (NhOverviewPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = gtk_label_new (_("Overview"));

  self->day_label = GTK_LABEL (gtk_label_new (NULL));
  self->day_note = GTK_LABEL (gtk_label_new (NULL));
  self->day_button = nh_day_button_new ();
  gtk_widget_add_css_class (title, "nh-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->day_label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->day_note), "nh-overview-small");
  gtk_label_set_ellipsize (self->day_note, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->day_note, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->day_note), TRUE);
  gtk_widget_add_css_class (box, "nh-overview-head");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day_note));
  gtk_box_append (GTK_BOX (box), self->day_button);
  g_signal_connect_object (self->day_button, "day-chosen", G_CALLBACK (on_day_chosen_cb), self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_action_button (const char *label,
                    const char *action)
{
  GtkWidget *button = nh_mnemonic_button_new (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name ("nh-overview-symbolic");
  GtkWidget *title = gtk_label_new (_("Nothing to look over yet"));
  GtkWidget *text = gtk_label_new (_("As soon as this school year has activities or deadlines, you see here what is due, "
                                     "what is late and what comes next. Begin with a plan, or import the activities "
                                     "from Excel."));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *plan = make_action_button (_("_Add plan"), "win.new-plan");

  gtk_widget_add_css_class (box, "nh-empty");
  gtk_widget_add_css_class (title, "nh-empty-title");
  gtk_widget_add_css_class (plan, "suggested-action");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 56);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), plan);
  gtk_box_append (GTK_BOX (buttons), make_action_button (_("_Import from Excel…"), "win.import"));
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

/**
 * nh_overview_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the overview of the chosen school year.
 */
GtkWidget *
nh_overview_page_new (NhSession *session)
{
  NhOverviewPage *self = g_object_new (NH_TYPE_OVERVIEW_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->stack = gtk_stack_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_spacing (self->grid, 9);
  gtk_grid_set_row_spacing (self->grid, 9);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "nh-overview");
  nh_overview_make_lists (self);
  nh_overview_make_charts (self);
  place_cards (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_stack_add_named (GTK_STACK (self->stack), box, "cards");
  gtk_stack_add_named (GTK_STACK (self->stack), make_empty (), "empty");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  g_signal_connect_object (session, "year-changed", G_CALLBACK (on_year_changed_cb), self, G_CONNECT_SWAPPED);
  /* Papers received, adoption of themes: what the agenda does not hold. */
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (nh_overview_page_queue), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return GTK_WIDGET (self);
}

/** nh_overview_page_get_day: Returns: the day from which the year is seen, 0 while there is nothing to see. */
guint32
nh_overview_page_get_day (NhOverviewPage *self)
{
  return self->day;
}

/** nh_overview_page_set_day: looks from another day; 0: today, or one with something to see. */
void
nh_overview_page_set_day (NhOverviewPage *self,
                          guint32 day)
{
  self->chosen = day;
  nh_overview_page_queue (self);
}
