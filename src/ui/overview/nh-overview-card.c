/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/overview/nh-overview-card.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

struct _NhOverviewCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *head;
  GtkWidget *title; /* a button */
  GtkLabel *title_label;
  GtkLabel *count;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (NhOverviewCard, nh_overview_card, GTK_TYPE_WIDGET)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define KEY "nh-key"
#define FOCUS "nh-focus"

static void
on_title_clicked_cb (NhOverviewCard *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
nh_overview_card_dispose (GObject *object)
{
  g_clear_pointer (&NH_OVERVIEW_CARD (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_overview_card_parent_class)->dispose (object);
}

static void
nh_overview_card_class_init (NhOverviewCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_overview_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
nh_overview_card_init (NhOverviewCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->title = gtk_button_new ();
  self->title_label = GTK_LABEL (gtk_label_new (NULL));
  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (self->box, "nh-overview-card");
  gtk_widget_add_css_class (self->title, "flat");
  gtk_widget_add_css_class (self->title, "nh-overview-title");
  gtk_label_set_ellipsize (self->title_label, PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (self->title), GTK_WIDGET (self->title_label));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "nh-chip");
  gtk_widget_set_valign (GTK_WIDGET (self->count), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "nh-overview-note");
  gtk_box_append (GTK_BOX (self->head), self->title);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->title, "clicked", G_CALLBACK (on_title_clicked_cb), self);
}

/**
 * nh_overview_card_new:
 * @title: "Quá hạn"
 * @open_tooltip: where a click on the title goes
 *
 * Returns: (transfer floating): a card without a body.
 */
GtkWidget *
nh_overview_card_new (const char *title,
                      const char *open_tooltip)
{
  NhOverviewCard *self = g_object_new (NH_TYPE_OVERVIEW_CARD, NULL);

  gtk_widget_set_tooltip_text (self->title, open_tooltip);
  nh_overview_card_set_title (self, title);
  return GTK_WIDGET (self);
}

/** nh_overview_card_set_title: shows another title. */
void
nh_overview_card_set_title (NhOverviewCard *self,
                            const char *title)
{
  gtk_label_set_text (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/** nh_overview_card_set_body: puts what the card shows under its title. */
void
nh_overview_card_set_body (NhOverviewCard *self,
                           GtkWidget *body)
{
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_insert_child_after (GTK_BOX (self->box), body, self->head);
}

/** nh_overview_card_add_tool: puts a control to the right of the title. */
void
nh_overview_card_add_tool (NhOverviewCard *self,
                           GtkWidget *tool)
{
  gtk_widget_set_hexpand (tool, TRUE);
  gtk_widget_set_halign (tool, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->head), tool);
}

/** nh_overview_card_set_count: shows a number beside the title; @words are for screen readers and the tooltip. */
void
nh_overview_card_set_count (NhOverviewCard *self,
                            guint count,
                            gboolean warns,
                            const char *words)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), words);
  if (warns)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "late");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words ? words : "", -1);
}

/** nh_overview_card_set_note: shows a line at the foot, %NULL for none. */
void
nh_overview_card_set_note (NhOverviewCard *self,
                           const char *note)
{
  gtk_label_set_text (self->note, note ? note : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

/* Lists. */

typedef struct
{
  NhOverviewRowFunc func;
  gpointer data;
} RowTarget;

static void
on_row_activated_cb (GtkListBox *list,
                     GtkListBoxRow *row,
                     RowTarget *target)
{
  gint64 *key = g_object_get_data (G_OBJECT (row), KEY);

  if (key)
    target->func (*key, target->data);
}

static void
free_target (gpointer data,
             GClosure *closure)
{
  g_free (data);
}

/**
 * nh_overview_list_new:
 * @label: what it lists, for screen readers
 * @func: (scope notified): goes to what a row stands for
 * @data: for @func; must outlive the list
 *
 * Returns: (transfer floating): an empty list whose rows are clicked, or opened by Enter.
 */
GtkListBox *
nh_overview_list_new (const char *label,
                      NhOverviewRowFunc func,
                      gpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  RowTarget *target = g_new0 (RowTarget, 1);
  GtkWidget *nothing = gtk_label_new (NULL);

  target->func = func;
  target->data = data;
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "nh-overview-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (nothing), 0);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_margin_top (nothing, 6);
  gtk_widget_set_margin_bottom (nothing, 6);
  gtk_widget_set_margin_start (nothing, 6);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), nothing);
  g_object_set_data (G_OBJECT (list), "nh-nothing", nothing);
  g_signal_connect_data (list, "row-activated", G_CALLBACK (on_row_activated_cb), target, free_target, 0);
  return GTK_LIST_BOX (list);
}

/** nh_overview_list_begin: takes all rows away, and remembers where the keys were. */
void
nh_overview_list_begin (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  int at = row && gtk_widget_get_parent (row) == GTK_WIDGET (list) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;

  g_object_set_data (G_OBJECT (list), FOCUS, GINT_TO_POINTER (at + 1));
  if (at >= 0)
    gtk_root_set_focus (root, NULL);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0))))
    gtk_list_box_remove (list, row);
}

/** nh_overview_list_add: adds a row; @words: all of it, for screen readers and the tooltip. */
void
nh_overview_list_add (GtkListBox *list,
                      gint64 key,
                      GtkWidget *content,
                      const char *words)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_widget_set_tooltip_text (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), KEY, g_memdup2 (&key, sizeof key), g_free);
  gtk_list_box_append (list, row);
}

/** nh_overview_list_end: gives the keys back to where they were; @nothing: what an empty list says. */
void
nh_overview_list_end (GtkListBox *list,
                      const char *nothing)
{
  int at = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (list), FOCUS)) - 1;
  GtkListBoxRow *row = NULL;

  gtk_label_set_text (g_object_get_data (G_OBJECT (list), "nh-nothing"), nothing);
  for (; at >= 0 && !row; at--)
    row = gtk_list_box_get_row_at_index (list, at);
  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A chip has little room: shorter words for the two longest. */
static const char *
short_word (const char *kind)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);

  if (!kind)
    return _("Paper");
  if (g_str_equal (kind, "lesson_study"))
    return _("Lessons");
  if (g_str_equal (kind, "review"))
    return _("Reviews");
  for (guint i = 0; i < n; i++)
    if (g_str_equal (kinds[i].key, kind))
      return _(kinds[i].label);
  return kind;
}

/** nh_overview_chip_new: Returns: (transfer floating): the kind of an activity as a chip; %NULL: of a deadline. */
GtkWidget *
nh_overview_chip_new (const char *kind)
{
  GtkWidget *chip = gtk_label_new (short_word (kind));

  gtk_widget_add_css_class (chip, "nh-chip");
  gtk_widget_add_css_class (chip, "nh-kind");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  if (kind)
    {
      g_autofree char *class = g_strconcat ("kind-", kind, NULL);

      gtk_widget_add_css_class (chip, g_strdelimit (class, "_", '-'));
    }
  return chip;
}

static char *
day_and_month (guint32 julian)
{
  int month;
  int day;

  nh_day_to_ymd (julian, NULL, &month, &day);
  return g_strdup_printf (month < 3 ? "%02d/%02d" : "%02d/%d", day, month);
}

/** nh_overview_when: Returns: (transfer full): the time of an entry, short, as exact as it is. */
char *
nh_overview_when (const NhOverviewEntry *entry)
{
  g_autofree char *from = day_and_month (entry->from);
  int month;
  int last;

  if (entry->due)
    return entry->exact ? g_steal_pointer (&from) : g_strdup_printf (_("%s (provisional)"), from);
  if (entry->exact)
    {
      g_autofree char *to = day_and_month (entry->to);

      return entry->from == entry->to ? g_steal_pointer (&from) : g_strdup_printf ("%s–%s", from, to);
    }
  nh_day_to_ymd (entry->from, NULL, &month, NULL);
  nh_day_to_ymd (entry->to, NULL, &last, NULL);
  /* Translators: a month as its number */
  return month == last ? g_strdup_printf (_("month %d"), month) : g_strdup_printf (_("months %d–%d"), month, last);
}
