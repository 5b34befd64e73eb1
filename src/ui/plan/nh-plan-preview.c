/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/nh-menu-button.h"
#include "ui/nh-settings.h"

#define LINE 48 /* pixels that an arrow key scrolls */
#define NEAR 24 /* the cursor stays this far from the edge of what is in sight */

struct _NhPlanPreview
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkStack *stack; /* "pages" or "trouble" */
  GtkLabel *trouble;
  GtkScrolledWindow *scroller;
  NhPlanPages *pages;
  GtkLabel *place;
  GtkMenuButton *zoom;
  GtkLabel *zoom_text;

  double middle; /* what part of the whole height is in the middle of what is in sight */
  double upper;
  double wanted;   /* place to scroll to once the new sizes stand */
  gboolean zoomed;
  double centre;    /* the same from left to right: as long as nobody scrolls, half of each page is on either side */
  gboolean resized; /* the pages or the room became wider or narrower */
  guint settle_source;
  guint n_pages;
  gboolean relaid; /* pages came or went since */
  guint follow_source;
  guint element;
  guint offset;
};

G_DEFINE_FINAL_TYPE (NhPlanPreview, nh_plan_preview, GTK_TYPE_WIDGET)

static guint picked;

static const double steps_of_zoom[] = { 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0 };

static GtkAdjustment *
get_vertical (NhPlanPreview *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

static GtkAdjustment *
get_horizontal (NhPlanPreview *self)
{
  return gtk_scrolled_window_get_hadjustment (self->scroller);
}

/* What the foot says. */

static void
show_foot (NhPlanPreview *self)
{
  guint n = nh_plan_pages_get_n_visible (self->pages);
  g_autofree char *place = NULL;
  g_autofree char *zoom = NULL;
  g_autofree char *spoken = NULL;

  if (n > 0)
    place = g_strdup_printf (_("Page %u/%u"), nh_plan_pages_get_page_in_sight (self->pages) + 1, n);
  gtk_label_set_text (self->place, place ? place : "");
  zoom = g_strdup_printf ("%d %%", (int) lround (nh_plan_pages_get_factor (self->pages) * 100));
  gtk_label_set_text (self->zoom_text, zoom);
  spoken = g_strdup_printf ("%s: %s", _("Zoom"), zoom);
  nh_menu_button_set_accessible_label (self->zoom, spoken);
}

/* Zoom. */

static void
save_zoom (NhPlanPreview *self)
{
  NhZoom zoom = nh_plan_pages_get_zoom (self->pages);
  g_autofree char *text = zoom == NH_ZOOM_WIDTH ? g_strdup ("width") : zoom == NH_ZOOM_PAGE ? g_strdup ("page")
                          : g_strdup_printf ("%d", (int) lround (nh_plan_pages_get_factor (self->pages) * 100));

  nh_settings_set_string ("preview-zoom", text);
}

static void
set_zoom (NhPlanPreview *self,
          const char *text)
{
  double percent = g_ascii_strtod (text, NULL);

  if (g_str_equal (text, "page"))
    nh_plan_pages_set_zoom (self->pages, NH_ZOOM_PAGE, 1.0);
  else if (percent > 0)
    nh_plan_pages_set_zoom (self->pages, NH_ZOOM_FIXED, percent / 100);
  else
    nh_plan_pages_set_zoom (self->pages, NH_ZOOM_WIDTH, 1.0);
}

static void
on_zoom_cb (GtkWidget *widget,
            const char *action,
            GVariant *parameter)
{
  NhPlanPreview *self = NH_PLAN_PREVIEW (widget);

  set_zoom (self, g_variant_get_string (parameter, NULL));
  save_zoom (self);
}

static void
on_zoom_step_cb (GtkWidget *widget,
                 const char *action,
                 GVariant *parameter)
{
  nh_plan_preview_zoom (NH_PLAN_PREVIEW (widget), g_str_equal (action, "preview.zoom-in") ? 1 : -1);
}

/**
 * nh_plan_preview_zoom:
 * @steps: above 0: larger
 *
 * Shows the pages larger or smaller by so many steps between 50 and 300 %, and remembers it.
 */
void
nh_plan_preview_zoom (NhPlanPreview *self,
                      int steps)
{
  double now = nh_plan_pages_get_factor (self->pages);
  double found = now;
  g_autofree char *text = NULL;

  for (; steps > 0; steps--)
    for (guint i = 0; i < G_N_ELEMENTS (steps_of_zoom); i++)
      if (steps_of_zoom[i] > found + 0.005)
        {
          found = steps_of_zoom[i];
          break;
        }
  for (; steps < 0; steps++)
    for (guint i = G_N_ELEMENTS (steps_of_zoom); i-- > 0;)
      if (steps_of_zoom[i] < found - 0.005)
        {
          found = steps_of_zoom[i];
          break;
        }
  text = g_strdup_printf ("%d", (int) lround (found * 100));
  set_zoom (self, text);
  save_zoom (self);
}

static gboolean
on_scroll_cb (GtkEventControllerScroll *controller,
              double dx,
              double dy,
              NhPlanPreview *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  nh_plan_preview_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static gboolean
settle_cb (GtkWidget *widget,
           GdkFrameClock *clock,
           gpointer data)
{
  NhPlanPreview *self = NH_PLAN_PREVIEW (widget);

  self->settle_source = 0;
  if (self->zoomed)
    gtk_adjustment_set_value (get_vertical (self), self->wanted);
  self->zoomed = FALSE;
  if (self->resized)
    gtk_adjustment_set_value (get_horizontal (self), self->centre * gtk_adjustment_get_upper (get_horizontal (self))
                                                         - gtk_adjustment_get_page_size (get_horizontal (self)) / 2);
  self->resized = FALSE;
  show_foot (self);
  return G_SOURCE_REMOVE;
}

/* While the room is given out nothing may ask for another one. */
static void
queue_settling (NhPlanPreview *self)
{
  if (!self->settle_source)
    self->settle_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle_cb, NULL, NULL);
}

/* At another zoom or width what was in the middle comes there again; where pages came or went what is
 * above them stays where it is. */
static void
on_adjustment_changed_cb (NhPlanPreview *self)
{
  GtkAdjustment *vertical = get_vertical (self);
  double upper = gtk_adjustment_get_upper (vertical);
  gboolean zoomed = self->upper > 0 && upper != self->upper && !self->relaid;

  self->relaid = FALSE;
  self->upper = upper;
  self->zoomed |= zoomed;
  if (zoomed)
    self->wanted = self->middle * upper - gtk_adjustment_get_page_size (vertical) / 2;
  queue_settling (self);
}

static void
on_scrolled_cb (NhPlanPreview *self)
{
  GtkAdjustment *vertical = get_vertical (self);
  double upper = gtk_adjustment_get_upper (vertical);

  /* At the very top the first page stays in sight at any zoom. */
  self->middle = upper > 0 && gtk_adjustment_get_value (vertical) > 0
                     ? (gtk_adjustment_get_value (vertical) + gtk_adjustment_get_page_size (vertical) / 2) / upper : 0;
  queue_settling (self);
}

static void
on_width_changed_cb (NhPlanPreview *self)
{
  self->resized = TRUE;
  queue_settling (self);
}

static void
on_scrolled_aside_cb (NhPlanPreview *self)
{
  GtkAdjustment *horizontal = get_horizontal (self);
  double upper = gtk_adjustment_get_upper (horizontal);

  /* The old place in new sizes is nobody's wish. */
  if (!self->resized && upper > 0)
    self->centre = (gtk_adjustment_get_value (horizontal) + gtk_adjustment_get_page_size (horizontal) / 2) / upper;
}

static void
on_laid_out_cb (NhPlanPreview *self)
{
  guint n = nh_plan_pages_get_n_visible (self->pages);

  self->relaid |= n != self->n_pages;
  self->n_pages = n;
  show_foot (self);
}

/* Keys. */

static gboolean
on_key_cb (GtkWidget *widget,
           GVariant *args,
           gpointer data)
{
  NhPlanPreview *self = NH_PLAN_PREVIEW (widget);
  GtkAdjustment *vertical = get_vertical (self);
  double page = gtk_adjustment_get_page_size (vertical);
  int lines;
  int pages;

  g_variant_get (args, "(ii)", &lines, &pages);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + lines * LINE + pages * (page - LINE));
  return TRUE;
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; int lines; int pages; } scrolls[] = {
    { GDK_KEY_Up, -1, 0 }, { GDK_KEY_KP_Up, -1, 0 }, { GDK_KEY_Down, 1, 0 }, { GDK_KEY_KP_Down, 1, 0 },
    { GDK_KEY_Page_Up, 0, -1 }, { GDK_KEY_KP_Page_Up, 0, -1 }, { GDK_KEY_Page_Down, 0, 1 },
    { GDK_KEY_KP_Page_Down, 0, 1 }, { GDK_KEY_space, 0, 1 }, { GDK_KEY_BackSpace, 0, -1 },
    { GDK_KEY_Home, 0, -100000 }, { GDK_KEY_End, 0, 100000 },
  };
  static const guint in[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint out[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (guint i = 0; i < G_N_ELEMENTS (scrolls); i++)
    gtk_widget_class_add_binding (widget_class, scrolls[i].key, 0, on_key_cb, "(ii)", scrolls[i].lines,
                                  scrolls[i].pages);
  for (guint i = 0; i < G_N_ELEMENTS (in); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, in[i], 0, "preview.zoom-in", NULL);
      gtk_widget_class_add_binding_action (widget_class, in[i], GDK_CONTROL_MASK, "preview.zoom-in", NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (out); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, out[i], 0, "preview.zoom-out", NULL);
      gtk_widget_class_add_binding_action (widget_class, out[i], GDK_CONTROL_MASK, "preview.zoom-out", NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "preview.zoom", "s", "width");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "preview.zoom", "s", "100");
}

/* Following. */

static gboolean
follow_cb (gpointer data)
{
  NhPlanPreview *self = data;
  GtkAdjustment *vertical = get_vertical (self);
  double value = gtk_adjustment_get_value (vertical);
  double room = gtk_adjustment_get_page_size (vertical);
  double top;
  double bottom;
  guint page;

  self->follow_source = 0;
  if (nh_plan_pages_set_cursor (self->pages, self->element, self->offset, &page, &top, &bottom) &&
      (top < value + NEAR || bottom > value + room - NEAR))
    gtk_adjustment_set_value (vertical, top - room / 3);
  show_foot (self);
  return G_SOURCE_REMOVE;
}

/**
 * nh_plan_preview_follow:
 * @element: where the cursor of the text is
 * @offset: in bytes of its text
 *
 * Marks the place and brings it into sight. Done after the next frame, when pages that come or go
 * have their places.
 */
void
nh_plan_preview_follow (NhPlanPreview *self,
                        guint element,
                        guint offset)
{
  self->element = element;
  self->offset = offset;
  if (!self->follow_source)
    self->follow_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, follow_cb, self, NULL);
}

static void
on_picked_cb (NhPlanPreview *self,
              guint element,
              guint offset)
{
  g_signal_emit (self, picked, 0, element, offset);
}

/* Making. */

static GtkWidget *
make_step (const char *icon,
           const char *action,
           const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
add_zoom (GMenu *menu,
          const char *label,
          const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "preview.zoom", "s", target);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_zoom (NhPlanPreview *self)
{
  static const int percents[] = { 50, 75, 100, 125, 150, 200, 300 };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) fits = g_menu_new ();
  g_autoptr (GMenu) fixed = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  add_zoom (fits, _("Fit the _width"), "width");
  add_zoom (fits, _("_Whole page"), "page");
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *label = g_strdup_printf ("%d %%", percents[i]);
      g_autofree char *target = g_strdup_printf ("%d", percents[i]);

      add_zoom (fixed, label, target);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fits));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fixed));
  self->zoom = GTK_MENU_BUTTON (button);
  self->zoom_text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->zoom_text, 5);
  gtk_menu_button_set_child (self->zoom, GTK_WIDGET (self->zoom_text));
  gtk_menu_button_set_menu_model (self->zoom, G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (self->zoom, GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (button, _("Zoom of the preview (Ctrl+mouse wheel)"));
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_foot (NhPlanPreview *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->place, 0);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->place), TRUE);
  gtk_widget_add_css_class (foot, "nh-preview-foot");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (foot), make_step ("zoom-out-symbolic", "preview.zoom-out", _("Smaller")));
  gtk_box_append (GTK_BOX (foot), make_zoom (self));
  gtk_box_append (GTK_BOX (foot), make_step ("zoom-in-symbolic", "preview.zoom-in", _("Larger")));
  return foot;
}

static void
make_pages (NhPlanPreview *self)
{
  GtkWidget *viewport;
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL |
                                                               GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->pages = NH_PLAN_PAGES (nh_plan_pages_new ());
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE); /* a click would jump to the first page */
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->pages));
  gtk_scrolled_window_set_child (self->scroller, viewport);
  /* Always there: pages that fit the width would else change their size with it. */
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_min_content_width (self->scroller, 150);
  gtk_scrolled_window_set_overlay_scrolling (self->scroller, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), TRUE);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), wheel);
  nh_plan_pages_set_adjustment (self->pages, get_vertical (self));
  g_signal_connect_object (get_vertical (self), "changed", G_CALLBACK (on_adjustment_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_vertical (self), "value-changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  self->centre = 0.5;
  g_signal_connect_object (get_horizontal (self), "changed", G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_horizontal (self), "value-changed", G_CALLBACK (on_scrolled_aside_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "laid-out", G_CALLBACK (on_laid_out_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "picked", G_CALLBACK (on_picked_cb), self, G_CONNECT_SWAPPED);
}

static void
nh_plan_preview_dispose (GObject *object)
{
  NhPlanPreview *self = NH_PLAN_PREVIEW (object);

  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_plan_preview_parent_class)->dispose (object);
}

static void
nh_plan_preview_class_init (NhPlanPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_preview_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "preview.zoom", "s", on_zoom_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, on_zoom_step_cb);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, on_zoom_step_cb);
  add_keys (widget_class);
  picked = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                         G_TYPE_UINT, G_TYPE_UINT);
}

static void
nh_plan_preview_init (NhPlanPreview *self)
{
  g_autofree char *zoom = nh_settings_dup_string ("preview-zoom", "width");

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_max_width_chars (self->trouble, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "nh-empty");
  make_pages (self);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->scroller), "pages");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->body), make_foot (self));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "nh-preview");
  set_zoom (self, zoom);
  show_foot (self);
}

/** nh_plan_preview_new: Returns: (transfer floating): a preview of nothing yet. */
GtkWidget *
nh_plan_preview_new (void)
{
  return g_object_new (NH_TYPE_PLAN_PREVIEW, NULL);
}

/** nh_plan_preview_set_paper: shows the pages of @paper (nullable), or why there can't be any. */
void
nh_plan_preview_set_paper (NhPlanPreview *self,
                           NhPaper *paper)
{
  g_autoptr (GError) error = NULL;

  if (paper && !nh_page_font_family (&error))
    gtk_label_set_text (self->trouble, error->message);
  gtk_stack_set_visible_child_name (self->stack, error ? "trouble" : "pages");
  nh_plan_pages_set_paper (self->pages, error ? NULL : paper);
  show_foot (self);
}

/** nh_plan_preview_get_pages: Returns: (transfer none): the pages. */
NhPlanPages *
nh_plan_preview_get_pages (NhPlanPreview *self)
{
  return self->pages;
}

/** nh_plan_preview_set_section: shows one section alone (1: the first appendix), or %NH_ALL_SECTIONS. */
void
nh_plan_preview_set_section (NhPlanPreview *self,
                             guint section)
{
  nh_plan_pages_set_section (self->pages, section);
  gtk_adjustment_set_value (get_vertical (self), 0);
}
