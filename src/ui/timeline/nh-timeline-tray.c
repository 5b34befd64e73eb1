/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-tray.h"

#include <glib/gi18n-lib.h>

#include "document/nh-timeline-draw.h"
#include "ui/nh-language.h"
#include "ui/timeline/nh-timeline-words.h"

#define MOST 60 /* chips; the table of activities has the others */
#define FEW 3 /* up to that many have room for long words */
#define SCROLLED 5 /* above that many chips they can be scrolled */
#define TWO_LINES 54 /* pixels */
#define ID_KEY "nh-activity"

struct _NhTimelineTray
{
  GtkWidget parent_instance;

  NhTimelineView *view;
  GtkWidget *body;
  GtkLabel *title;
  GtkWidget *scroller;
  GtkFlowBox *chips;
  GtkWidget *hint;
  GtkWidget *more;
  gint64 selected;
  gboolean filling;
  gint64 dragged;
};

G_DEFINE_FINAL_TYPE (NhTimelineTray, nh_timeline_tray, GTK_TYPE_WIDGET)

enum { SELECTED, OPEN, MENU, DELETE, MORE, N_SIGNALS };
static guint signals[N_SIGNALS];

static gint64
id_of (gpointer chip)
{
  gint64 *id = chip ? g_object_get_data (G_OBJECT (chip), ID_KEY) : NULL;

  return id ? *id : 0;
}

static void
on_selected_cb (NhTimelineTray *self)
{
  GList *chosen = gtk_flow_box_get_selected_children (self->chips);
  gint64 id = chosen ? id_of (chosen->data) : 0;

  g_list_free (chosen);
  if (self->filling || !id)
    return;
  self->selected = id;
  g_signal_emit (self, signals[SELECTED], 0, id);
}

static void
on_activated_cb (NhTimelineTray *self,
                 GtkFlowBoxChild *chip)
{
  g_signal_emit (self, signals[OPEN], 0, id_of (chip));
}

static void
on_focus_enter_cb (GtkEventController *controller,
                   NhTimelineTray *self)
{
  gtk_flow_box_select_child (self->chips, GTK_FLOW_BOX_CHILD (gtk_event_controller_get_widget (controller)));
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhTimelineTray *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  state &= GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    g_signal_emit (self, signals[MENU], 0, id_of (chip), chip);
  else if (!state && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_F2))
    g_signal_emit (self, signals[OPEN], 0, id_of (chip));
  else if (!state && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    g_signal_emit (self, signals[DELETE], 0, id_of (chip));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_secondary_cb (GtkGestureClick *gesture,
                 int n_press,
                 double x,
                 double y,
                 NhTimelineTray *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_widget_grab_focus (chip);
  g_signal_emit (self, signals[MENU], 0, id_of (chip), chip);
}

/* Dragging: the timeline shows where it would come to stand. */

static void
on_drag_update_cb (GtkGestureDrag *gesture,
                   double offset_x,
                   double offset_y,
                   NhTimelineTray *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  graphene_point_t place;
  double x;
  double y;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (!self->dragged)
    {
      if (ABS (offset_x) < 6 && ABS (offset_y) < 6)
        return;
      self->dragged = id_of (chip);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      gtk_widget_grab_focus (chip); /* Esc comes to us then */
      nh_timeline_view_drag_undated (self->view, self->dragged);
    }
  if (gtk_widget_compute_point (chip, GTK_WIDGET (self->view),
                                &GRAPHENE_POINT_INIT ((float) (x + offset_x), (float) (y + offset_y)), &place))
    nh_timeline_view_drag_to (self->view, place.x, place.y);
}

static void
on_drag_end_cb (GtkGestureDrag *gesture,
                double offset_x,
                double offset_y,
                NhTimelineTray *self)
{
  if (!self->dragged)
    return;
  self->dragged = 0;
  nh_timeline_view_release (self->view);
}

static GtkWidget *
make_chip (NhTimelineTray *self,
           NhAgenda *agenda,
           gint64 id,
           guint n)
{
  const NhAgendaActivity *activity = nh_agenda_find (agenda, id);
  GtkWidget *chip = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new (nh_kind_mark (activity->kind));
  GtkWidget *label;
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *spoken = nh_timeline_words_label (agenda, NULL, NH_BAR_ACTIVITY, id);
  g_autofree char *tooltip = nh_timeline_words_tooltip (agenda, NULL, NH_BAR_ACTIVITY, id);
  g_autofree char *text = activity->period_text && *activity->period_text
                              ? g_strdup_printf ("%s (%s)", activity->label ? activity->label : "", activity->period_text)
                              : g_strdup (activity->label && *activity->label ? activity->label : _("without content"));

  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n <= FEW ? 60 : 30);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (mark, "nh-timeline-mark");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (chip), box);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_add_css_class (chip, "nh-timeline-chip");
  gtk_widget_set_tooltip_markup (chip, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (chip), ID_KEY, g_memdup2 (&id, sizeof id), g_free);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_cb), self);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (secondary));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (chip, keys);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_enter_cb), self);
  gtk_widget_add_controller (chip, focus);
  return chip;
}

/* Few chips take the height they need, many two lines that are scrolled. A scrollbar that comes by itself would leave
 * GTK 4.8 with parents that it never lays out again (decision 0008). */
static void
set_scrolled (NhTimelineTray *self,
              gboolean scrolled)
{
  g_autoptr (GtkWidget) chips = g_object_ref (GTK_WIDGET (self->chips));

  if (scrolled == gtk_widget_get_visible (self->scroller))
    return;
  if (scrolled)
    {
      gtk_box_remove (GTK_BOX (self->body), chips);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), chips);
    }
  else
    {
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), NULL);
      gtk_box_insert_child_after (GTK_BOX (self->body), chips, self->hint);
    }
  gtk_widget_set_visible (self->scroller, scrolled);
}

static void
on_more_cb (NhTimelineTray *self)
{
  g_signal_emit (self, signals[MORE], 0);
}

static gboolean
nh_timeline_tray_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (NH_TIMELINE_TRAY (widget)->chips), GTK_DIR_TAB_FORWARD);
}

static void
nh_timeline_tray_dispose (GObject *object)
{
  NhTimelineTray *self = NH_TIMELINE_TRAY (object);

  self->filling = TRUE;
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (nh_timeline_tray_parent_class)->dispose (object);
}

static void
nh_timeline_tray_class_init (NhTimelineTrayClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_timeline_tray_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_timeline_tray_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "nhtimelinetray");
  signals[SELECTED] = g_signal_new ("selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                GTK_TYPE_WIDGET);
  signals[DELETE] = g_signal_new ("delete", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MORE] = g_signal_new ("more", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_timeline_tray_init (NhTimelineTray *self)
{
  self->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->scroller = gtk_scrolled_window_new ();
  self->chips = GTK_FLOW_BOX (gtk_flow_box_new ());
  self->hint = gtk_label_new (NULL);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "nh-title");
  gtk_widget_set_valign (GTK_WIDGET (self->title), GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->hint, TRUE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_flow_box_set_selection_mode (self->chips, GTK_SELECTION_SINGLE);
  gtk_flow_box_set_activate_on_single_click (self->chips, FALSE);
  gtk_flow_box_set_max_children_per_line (self->chips, 12);
  gtk_flow_box_set_column_spacing (self->chips, 3);
  gtk_flow_box_set_row_spacing (self->chips, 3);
  gtk_widget_set_valign (GTK_WIDGET (self->chips), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _("No date yet"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), TWO_LINES);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->chips), TRUE);
  gtk_widget_set_visible (self->scroller, FALSE);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_valign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more_cb), self);
  g_signal_connect_swapped (self->chips, "selected-children-changed", G_CALLBACK (on_selected_cb), self);
  g_signal_connect_swapped (self->chips, "child-activated", G_CALLBACK (on_activated_cb), self);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->body), self->hint);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (self->body), self->scroller);
  gtk_box_append (GTK_BOX (self->body), self->more);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
}

/**
 * nh_timeline_tray_new:
 * @view: the timeline above
 *
 * Returns: (transfer floating): an empty tray.
 */
GtkWidget *
nh_timeline_tray_new (NhTimelineView *view)
{
  NhTimelineTray *self = g_object_new (NH_TYPE_TIMELINE_TRAY, NULL);

  g_set_weak_pointer (&self->view, view);
  nh_timeline_view_set_tray (view, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/** nh_timeline_tray_show: shows what has no date in a timeline, of which @filtered hides some; the chip with the keys
 * keeps them. */
void
nh_timeline_tray_show (NhTimelineTray *self,
                       NhTimeline *timeline,
                       NhAgenda *agenda,
                       gboolean filtered)
{
  guint n = 0;
  const gint64 *ids = timeline ? nh_timeline_get_undated (timeline, &n) : NULL;
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->chips)) != NULL;
  gint64 selected = self->selected;
  GtkWidget *child;
  g_autofree char *count = nh_language_format_count (n);
  g_autofree char *title = n ? g_strdup_printf (_("No date yet (%s)"), count) : g_strdup (_("No date yet"));

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    gtk_flow_box_remove (self->chips, child);
  for (guint i = 0; i < MIN (n, MOST); i++)
    if (nh_agenda_find (agenda, ids[i]))
      gtk_flow_box_append (self->chips, make_chip (self, agenda, ids[i], n));
  self->filling = FALSE;
  gtk_label_set_text (self->title, title);
  set_scrolled (self, n > SCROLLED);
  gtk_label_set_text (GTK_LABEL (self->hint), filtered ? _("No activity without a date fits the filters.")
                                                       : _("Everything has a date. A bar dragged here loses its own."));
  gtk_widget_set_visible (self->hint, n == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n > 0);
  gtk_widget_set_visible (self->more, n > MOST);
  if (n > MOST)
    {
      g_autofree char *others = nh_language_format_count (n - MOST);
      g_autofree char *label = g_strdup_printf (_("%s more…"), others);

      gtk_button_set_label (GTK_BUTTON (self->more), label);
    }
  self->selected = 0;
  if (had_focus && !nh_timeline_tray_select (self, selected))
    {
      if (n)
        gtk_widget_grab_focus (GTK_WIDGET (self));
      else if (self->view)
        gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
}

/** nh_timeline_tray_get_selected: Returns: the key of the activity whose chip was chosen last; 0: none. */
gint64
nh_timeline_tray_get_selected (NhTimelineTray *self)
{
  return self->selected;
}

/** nh_timeline_tray_select: gives the keys to the chip of an activity. Returns: whether there is one. */
gboolean
nh_timeline_tray_select (NhTimelineTray *self,
                         gint64 activity)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips)); chip; chip = gtk_widget_get_next_sibling (chip))
    if (id_of (chip) == activity)
      {
        gtk_flow_box_select_child (self->chips, GTK_FLOW_BOX_CHILD (chip));
        gtk_widget_grab_focus (chip);
        return TRUE;
      }
  return FALSE;
}
