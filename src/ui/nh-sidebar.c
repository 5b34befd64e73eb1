/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-sidebar.h"

#include <glib/gi18n-lib.h>

struct _NhSidebar
{
  GtkWidget parent_instance;

  NhSession *session;
  GtkWidget *scroller;
  GtkListBox *list;
  GHashTable *counts; /* id of a screen -> Count */
  char *selected; /* id of the screen */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhSidebar, nh_sidebar, GTK_TYPE_WIDGET)

enum { SCREEN_CHOSEN, SCREEN_ENTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define SCREEN_KEY "nh-screen"
#define CHIP_KEY "nh-chip"

typedef struct
{
  guint count;
  gboolean urgent;
  char *words;
} Count;

static void
count_free (gpointer data)
{
  g_free (((Count *) data)->words);
  g_free (data);
}

static const NhSidebarItem plan_items[] = {
  { "overview", N_("Overview"), "nh-overview-symbolic" },
  { NULL, N_("PLANS"), NULL },
  { "plans", N_("All plans"), "nh-plan-symbolic" },
};

static const NhSidebarItem items[] = {
  { NULL, N_("SCHOOL YEAR"), NULL },
  { "activities", N_("Activities"), "nh-activity-symbolic" },
  { "timeline", N_("Timeline"), "nh-timeline-symbolic" },
  { "inspections", N_("Inspections"), "nh-inspection-symbolic" },
  { "lesson-studies", N_("Lesson studies"), "nh-lesson-study-symbolic" },
  { "themes", N_("Themes"), "nh-theme-symbolic" },
  { "deadlines", N_("Deadlines"), "nh-deadline-symbolic" },
  { "training", N_("Regular training"), "nh-training-symbolic" },
  { NULL, N_("ROSTERS"), NULL },
  { "units", N_("Units"), "nh-unit-symbolic" },
  { "people", N_("People"), "nh-person-symbolic" },
  { "teams", N_("Clusters and teams"), "nh-team-symbolic" },
  { "references", N_("Legal documents"), "nh-reference-symbolic" },
  { "school-years", N_("School years"), "x-office-calendar-symbolic" },
};

static GtkWidget *
make_heading (const NhSidebarItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_(item->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "nh-heading");
  gtk_box_append (GTK_BOX (box), label);
  if (item == &plan_items[1])
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "nh-small");
      gtk_widget_set_tooltip_text (button, _("Add a plan (Ctrl+Shift+N)"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a plan"), -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-plan");
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "nh-sidebar-heading");
  return row;
}

static GtkWidget *
make_row (const char *id,
          const char *title,
          const char *icon,
          const char *tooltip)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (title);

  if (icon)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), SCREEN_KEY, g_strdup (id), g_free);
  return row;
}

/* The number at the end of a row, and its words for those who do not see it. */
static void
show_count (NhSidebar *self,
            GtkWidget *row)
{
  Count *count = g_hash_table_lookup (self->counts, g_object_get_data (G_OBJECT (row), SCREEN_KEY));
  GtkWidget *chip = g_object_get_data (G_OBJECT (row), CHIP_KEY);
  g_autofree char *text = NULL;

  if (!count && !chip)
    return;
  if (!chip)
    {
      chip = gtk_label_new (NULL);
      gtk_widget_add_css_class (chip, "nh-chip");
      gtk_widget_add_css_class (chip, "nh-count");
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), chip);
      g_object_set_data (G_OBJECT (row), CHIP_KEY, chip);
    }
  text = g_strdup_printf ("%u", count->count);
  gtk_label_set_text (GTK_LABEL (chip), text);
  gtk_widget_set_visible (chip, count->count > 0);
  if (count->urgent)
    gtk_widget_add_css_class (chip, "late");
  gtk_widget_set_tooltip_text (row, count->count ? count->words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  count->count ? count->words : "", -1);
}

static void
append_items (NhSidebar *self,
              const NhSidebarItem *some,
              guint n)
{
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = some[i].id ? make_row (some[i].id, _(some[i].title), some[i].icon, NULL) : make_heading (&some[i]);

      gtk_list_box_append (self->list, row);
      if (some[i].id)
        show_count (self, row);
    }
}

static void
rebuild (NhSidebar *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  GtkWidget *row;
  g_autofree char *selected = g_strdup (self->selected);

  self->updating = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  append_items (self, plan_items, G_N_ELEMENTS (plan_items));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = g_ptr_array_index (plans, i);
      g_autofree char *id = g_strdup_printf ("plan:%" G_GINT64_FORMAT, plan->id);

      row = make_row (id, plan->label, NULL, plan->title);
      gtk_widget_add_css_class (row, "nh-plan-row");
      gtk_list_box_append (self->list, row);
    }
  append_items (self, items, G_N_ELEMENTS (items));
  self->updating = FALSE;
  if (selected)
    nh_sidebar_select (self, selected);
}

static void
on_row_selected_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    NhSidebar *self)
{
  const char *id = row ? g_object_get_data (G_OBJECT (row), SCREEN_KEY) : NULL;

  if (self->updating || !id || g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_signal_emit (self, signals[SCREEN_CHOSEN], 0, self->selected);
}

/* A click or Enter; the arrows only look into the screens they pass. */
static void
on_row_activated_cb (GtkListBox *list,
                     GtkListBoxRow *row,
                     NhSidebar *self)
{
  g_signal_emit (self, signals[SCREEN_ENTERED], 0);
}

static gboolean
nh_sidebar_grab_focus (GtkWidget *widget)
{
  NhSidebar *self = NH_SIDEBAR (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return gtk_widget_grab_focus (row ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
nh_sidebar_dispose (GObject *object)
{
  NhSidebar *self = NH_SIDEBAR (object);

  self->updating = TRUE;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_sidebar_parent_class)->dispose (object);
}

static void
nh_sidebar_class_init (NhSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_sidebar_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_sidebar_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SCREEN_CHOSEN] = g_signal_new ("screen-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SCREEN_ENTERED] = g_signal_new ("screen-entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_sidebar_init (NhSidebar *self)
{
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, count_free);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-sidebar");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Screens"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * nh_sidebar_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the list of screens.
 */
GtkWidget *
nh_sidebar_new (NhSession *session)
{
  NhSidebar *self = g_object_new (NH_TYPE_SIDEBAR, NULL);

  self->session = g_object_ref (session);
  rebuild (self);
  nh_sidebar_show_counts (self, session);
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * nh_sidebar_get_item:
 * @index: from 0 on
 *
 * Returns: (transfer none) (nullable): a screen or a heading of the list, without the plans of the
 *   year; %NULL behind the last.
 */
const NhSidebarItem *
nh_sidebar_get_item (guint index)
{
  if (index < G_N_ELEMENTS (plan_items))
    return &plan_items[index];
  index -= G_N_ELEMENTS (plan_items);
  return index < G_N_ELEMENTS (items) ? &items[index] : NULL;
}

/** nh_sidebar_select: marks the row of the screen @id, without going there. */
void
nh_sidebar_select (NhSidebar *self,
                   const char *id)
{
  GtkListBoxRow *row;
  g_autofree char *own = g_strdup (id);

  g_free (self->selected);
  self->selected = g_steal_pointer (&own);
  self->updating = TRUE;
  gtk_list_box_unselect_all (self->list);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), SCREEN_KEY), self->selected) == 0)
      gtk_list_box_select_row (self->list, row);
  self->updating = FALSE;
}

/**
 * nh_sidebar_set_count:
 * @id: a screen
 * @count: what is shown beside it; 0: nothing
 * @urgent: whether it is something that has to be done
 * @words: what it counts: "3 papers are missing"
 */
void
nh_sidebar_set_count (NhSidebar *self,
                      const char *id,
                      guint count,
                      gboolean urgent,
                      const char *words)
{
  Count *own = g_new0 (Count, 1);
  GtkListBoxRow *row;

  own->count = count;
  own->urgent = urgent;
  own->words = g_strdup (words);
  g_hash_table_insert (self->counts, g_strdup (id), own);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), SCREEN_KEY), id) == 0)
      show_count (self, GTK_WIDGET (row));
}
