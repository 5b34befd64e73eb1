/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-conflicts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/nh-language.h"
#include "ui/nh-menu-button.h"
#include "ui/timeline/nh-timeline-words.h"

#define MOST 200 /* rows; the filter shows all of them on the timeline */
#define LIST_WIDTH 440
#define LIST_HEIGHT 380
#define SCROLLBAR 24 /* and borders */
#define ID_KEY "nh-activity"

struct _NhTimelineConflicts
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkLabel *label;
  GtkListBox *list;
  GtkLabel *more;
  GtkWidget *scroller;
  NhAgenda *agenda;
  NhConflicts *conflicts;
};

G_DEFINE_FINAL_TYPE (NhTimelineConflicts, nh_timeline_conflicts, GTK_TYPE_WIDGET)

enum { GO, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
update_button (NhTimelineConflicts *self)
{
  guint n = self->conflicts ? nh_conflicts_get_n (self->conflicts) : 0;
  g_autofree char *count = nh_language_format_count (n);
  g_autofree char *spoken = n ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s conflict", "%s conflicts", n), count)
                              : g_strdup (_("No conflicts"));

  gtk_label_set_text (self->label, count);
  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (self->button), spoken);
  gtk_widget_set_tooltip_text (self->button, n ? _("What can't be true at once: people in two places, hosts that are "
                                                   "inspected, holidays…") : spoken);
  gtk_widget_set_sensitive (self->button, n > 0);
  if (n)
    gtk_widget_add_css_class (self->button, "nh-warning-button");
  else
    gtk_widget_remove_css_class (self->button, "nh-warning-button");
}

static GtkWidget *
make_row (NhTimelineConflicts *self,
          const NhConflict *conflict)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = nh_timeline_words_name (self->agenda, NH_BAR_ACTIVITY, conflict->activity);
  g_autofree char *sentence = nh_conflict_describe (self->conflicts, conflict);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", name, sentence);
  const NhAgendaActivity *activity = nh_agenda_find (self->agenda, conflict->activity);
  g_autoptr (GString) heading = g_string_new (NULL);
  GtkWidget *title;
  GtkWidget *text = gtk_label_new (sentence);

  /* As its bar is called; the whole content is in the tooltip, and heard. */
  if (activity)
    nh_agenda_set_short_label (self->agenda, activity, heading);
  g_string_truncate (heading, strcspn (heading->str, "\n"));
  g_string_erase (heading, 0, (gssize) strspn (heading->str, "-+* ")); /* of a list in a cell of a plan */
  if (!heading->len)
    g_string_assign (heading, name);
  title = gtk_label_new (heading->str);
  gtk_widget_set_tooltip_text (row, name);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 52);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (text), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 52);
  gtk_widget_add_css_class (title, "nh-name");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_add_css_class (box, "nh-list-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_memdup2 (&conflict->activity, sizeof conflict->activity), g_free);
  return row;
}

/* The rows are those of the moment in which the list opens. */
static void
on_show_cb (NhTimelineConflicts *self)
{
  guint n = self->conflicts ? nh_conflicts_get_n (self->conflicts) : 0;
  GtkWidget *child;
  int height;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (n, MOST); i++)
    gtk_list_box_append (self->list, make_row (self, nh_conflicts_get (self->conflicts, i)));
  /* The rows wrap, so their height is known only at a width, of which a scrollbar may take a part. */
  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL, LIST_WIDTH - SCROLLBAR, NULL, &height, NULL, NULL);
  gtk_widget_set_size_request (self->scroller, LIST_WIDTH, MIN (height, LIST_HEIGHT));
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MOST);
  if (n > MOST)
    {
      g_autofree char *others = nh_language_format_count (n - MOST);
      g_autofree char *text = g_strdup_printf (_("and %s more; the filter “Only what collides” shows them all"), others);

      gtk_label_set_text (self->more, text);
    }
  /* The popover looked for something that takes the keys before there was a row. */
  gtk_widget_child_focus (self->popover, GTK_DIR_TAB_FORWARD);
}

static void
on_activated_cb (NhTimelineConflicts *self,
                 GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), ID_KEY);
  gint64 activity = *id;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[GO], 0, activity);
}

static void
nh_timeline_conflicts_dispose (GObject *object)
{
  NhTimelineConflicts *self = NH_TIMELINE_CONFLICTS (object);

  nh_timeline_conflicts_set_model (self, NULL, NULL);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_timeline_conflicts_parent_class)->dispose (object);
}

static void
nh_timeline_conflicts_class_init (NhTimelineConflictsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_timeline_conflicts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_INT64);
}

static void
nh_timeline_conflicts_init (NhTimelineConflicts *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scroller = gtk_scrolled_window_new ();
  self->button = gtk_menu_button_new ();
  self->popover = gtk_popover_new ();
  self->label = GTK_LABEL (gtk_label_new (NULL));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Conflicts"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_label_set_wrap (self->more, TRUE);
  gtk_label_set_max_width_chars (self->more, 52);
  gtk_label_set_xalign (self->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "nh-field-label");
  gtk_box_append (GTK_BOX (inside), self->scroller);
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->more));
  gtk_popover_set_child (GTK_POPOVER (self->popover), inside);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (on_show_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_activated_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_button (self);
}

/** nh_timeline_conflicts_new: Returns: (transfer floating): the button, of no year yet. */
GtkWidget *
nh_timeline_conflicts_new (void)
{
  return g_object_new (NH_TYPE_TIMELINE_CONFLICTS, NULL);
}

/** nh_timeline_conflicts_set_model: tells the conflicts of an agenda; %NULL: none. */
void
nh_timeline_conflicts_set_model (NhTimelineConflicts *self,
                                 NhAgenda *agenda,
                                 NhConflicts *conflicts)
{
  if (self->conflicts)
    g_signal_handlers_disconnect_by_func (self->conflicts, update_button, self);
  g_set_object (&self->agenda, agenda);
  g_set_object (&self->conflicts, conflicts);
  if (conflicts)
    g_signal_connect_swapped (conflicts, "changed", G_CALLBACK (update_button), self);
  if (self->button && agenda)
    update_button (self);
}
