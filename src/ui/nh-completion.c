/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-completion.h"

typedef struct
{
  GtkEntry *entry;
  GtkWidget *popover;
  GtkListBox *list;
  NhCompletionFunc func;
  NhCompletionOfferFunc offer;
  NhCompletionTakenFunc taken;
  gpointer data;
  gboolean choosing; /* the text comes from the list: no new proposals */
} Completion;

#define COMPLETION_KEY "nh-completion"
#define MAX_ROWS 8
/* On the row that offers to make what was typed. */
#define OFFER_KEY "nh-offer"

static void
hide (Completion *self)
{
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static GtkWidget *
add_row (Completion *self,
         const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_box_append (self->list, label);
  return label;
}

/* A popover that would point at a place outside of the screen can't be shown. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, GTK_WIDGET (root), &bounds)
         && bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < gtk_widget_get_height (GTK_WIDGET (root));
}

static void
fill (Completion *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_auto (GStrv) texts = self->func (typed, self->data);
  g_autofree char *offer = self->offer && *typed ? self->offer (typed, self->data) : NULL;
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (; texts && texts[n] && n < MAX_ROWS; n++)
    add_row (self, texts[n]);
  if (offer)
    {
      g_autofree char *text = g_strconcat ("＋ ", offer, NULL);

      g_object_set_data (G_OBJECT (add_row (self, text)), OFFER_KEY, self);
      n++;
    }
  if (n == 0 || !is_in_sight (GTK_WIDGET (self->entry)))
    {
      hide (self);
      return;
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_changed_cb (Completion *self)
{
  if (!self->choosing && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    fill (self);
}

static void
choose (Completion *self,
        GtkListBoxRow *row)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);

  if (g_object_get_data (G_OBJECT (label), OFFER_KEY))
    {
      hide (self);
      self->taken (self->data);
      return;
    }
  self->choosing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_label_get_text (GTK_LABEL (label)));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->choosing = FALSE;
  hide (self);
}

static void
on_row_activated_cb (GtkListBox *list,
                     GtkListBoxRow *row,
                     Completion *self)
{
  choose (self, row);
}

static void
move (Completion *self,
      int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row ? gtk_list_box_row_get_index (row) + by : by > 0 ? 0 : -1;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;

  if (next || index < 0)
    gtk_list_box_select_row (self->list, next);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   Completion *self)
{
  GtkListBoxRow *row;

  if (!gtk_widget_get_visible (self->popover))
    {
      if (keyval == GDK_KEY_Down && (state & GDK_ALT_MASK))
        {
          fill (self);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    }
  switch (keyval)
    {
    case GDK_KEY_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      hide (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      row = gtk_list_box_get_selected_row (self->list);
      if (row)
        choose (self, row);
      hide (self);
      return GDK_EVENT_PROPAGATE; /* the field stores what stands there now */
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_leave_cb (Completion *self)
{
  hide (self);
}

static void
on_entry_destroy_cb (GtkWidget *entry,
                     Completion *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

/**
 * nh_completion_attach:
 * @entry: an entry
 * @func: gives the proposals
 * @data: for @func; must outlive @entry
 *
 * Shows proposals under @entry while the user types, and all of them on Alt+Down. Down and Up
 * choose, Enter and Tab take, Esc hides.
 */
void
nh_completion_attach (GtkEntry *entry,
                      NhCompletionFunc func,
                      gpointer data)
{
  Completion *self = g_new0 (Completion, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  self->func = func;
  self->data = data;
  self->popover = gtk_popover_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "nh-completion");
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (entry));
  g_object_set_data_full (G_OBJECT (entry), COMPLETION_KEY, self, g_free);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (entry, "destroy", G_CALLBACK (on_entry_destroy_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

/**
 * nh_completion_set_offer:
 * @entry: an entry with proposals
 * @offer: the words for making what was typed; they stand below the proposals
 * @taken: called when they are chosen
 *
 * Lets the user make what no proposal names. Both functions get the data of nh_completion_attach().
 */
void
nh_completion_set_offer (GtkEntry *entry,
                         NhCompletionOfferFunc offer,
                         NhCompletionTakenFunc taken)
{
  Completion *self = g_object_get_data (G_OBJECT (entry), COMPLETION_KEY);

  self->offer = offer;
  self->taken = taken;
}

/** nh_completion_is_open: Returns: whether proposals are in sight under @entry. */
gboolean
nh_completion_is_open (GtkEntry *entry)
{
  Completion *self = g_object_get_data (G_OBJECT (entry), COMPLETION_KEY);

  return self && self->popover && gtk_widget_get_visible (self->popover);
}
