/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-outline.h"

#include <glib/gi18n-lib.h>

#include "document/nh-plan-section.h"
#include "ui/nh-language.h"
#include "ui/nh-list-item.h"
#include "ui/widgets/nh-row-drag.h"

#define INDENT 10
#define ROW_KEY "nh-outline-row" /* on the widget of a row: its position + 1 */

struct _NhPlanOutline
{
  GtkWidget parent_instance;

  NhSession *session;
  NhPlanDocument *document;
  NhPlanText *text;
  NhPlanOutlineModel *model;
  GtkSingleSelection *selection;
  GtkWidget *body;
  GtkWidget *list;
  GtkWidget *foot;
  GtkLabel *blanks;
  GtkWidget *menu;
  GtkWidget *line; /* of the row where a dragged section would go; its CSS class shows it */

  guint cursor;
  guint update_source;
  gboolean dirty;
};

G_DEFINE_FINAL_TYPE (NhPlanOutline, nh_plan_outline, GTK_TYPE_WIDGET)

enum { CHOSEN, BLANK_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Keeping up: after the frame, and once for many changes. */

static void
show_blanks (NhPlanOutline *self)
{
  guint n = nh_plan_text_count_blanks (self->text);
  g_autofree char *count = nh_language_format_count (n);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s place to fill", "%s places to fill", n), count);

  gtk_label_set_text (self->blanks, text);
  gtk_widget_set_visible (self->foot, n > 0);
}

static void
select_quietly (NhPlanOutline *self,
                guint row)
{
  if (gtk_single_selection_get_selected (self->selection) == row)
    return;
  gtk_single_selection_set_selected (self->selection, row);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
}

static void update_actions (NhPlanOutline *self);

static gboolean
update_cb (gpointer data)
{
  NhPlanOutline *self = data;
  GtkWidget *focus = gtk_widget_get_root (self->list) ? gtk_root_get_focus (gtk_widget_get_root (self->list)) : NULL;
  gboolean own = focus && gtk_widget_is_ancestor (focus, self->list);

  self->update_source = 0;
  if (self->dirty)
    {
      nh_plan_outline_model_update (self->model);
      show_blanks (self);
    }
  /* Who walks along the outline by keys is not pulled back by the cursor of the text. */
  if (!own)
    select_quietly (self, nh_plan_outline_model_find_block (self->model, self->cursor));
  self->dirty = FALSE;
  update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (NhPlanOutline *self)
{
  if (!self->update_source)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 10, update_cb, self, NULL);
}

static void
on_changed_cb (NhPlanOutline *self)
{
  self->dirty = TRUE;
  queue_update (self);
}

/* Commands. */

static NhPlanOutlineRow *
selected_row (NhPlanOutline *self)
{
  return nh_plan_outline_model_get (self->model, gtk_single_selection_get_selected (self->selection));
}

static gboolean
is_writable (NhPlanOutline *self)
{
  return !nh_workbook_is_read_only (nh_session_get_workbook (self->session));
}

static void
update_actions (NhPlanOutline *self)
{
  NhPlanOutlineRow *row = selected_row (self);
  gboolean heading = row && row->kind == NH_OUTLINE_HEADING && is_writable (self);
  GtkWidget *widget = GTK_WIDGET (self);
  guint to;

  gtk_widget_action_set_enabled (widget, "outline.promote", heading && nh_plan_section_can_shift (self->text, row->block, -1));
  gtk_widget_action_set_enabled (widget, "outline.demote", heading && nh_plan_section_can_shift (self->text, row->block, 1));
  gtk_widget_action_set_enabled (widget, "outline.up", heading && nh_plan_section_find_target (self->text, row->block, -1, &to));
  gtk_widget_action_set_enabled (widget, "outline.down", heading && nh_plan_section_find_target (self->text, row->block, 1, &to));
  gtk_widget_action_set_enabled (widget, "outline.delete", heading);
}

/* The rows say at once what came of it, and the section stays selected. */
static void
select_key (NhPlanOutline *self,
            gint64 key)
{
  nh_plan_outline_model_update (self->model);
  show_blanks (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    if (nh_plan_outline_model_get (self->model, i)->key == key)
      {
        nh_plan_outline_select (self, i);
        break;
      }
  update_actions (self);
}

static void
on_shift_cb (GtkWidget *widget,
             const char *action,
             GVariant *parameter)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (widget);
  NhPlanOutlineRow *row = selected_row (self);
  gint64 key = row ? row->key : 0;

  if (row && nh_plan_section_shift (self->text, row->block, g_str_equal (action, "outline.promote") ? -1 : 1))
    select_key (self, key);
}

static void
on_move_cb (GtkWidget *widget,
            const char *action,
            GVariant *parameter)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (widget);
  NhPlanOutlineRow *row = selected_row (self);
  gint64 key = row ? row->key : 0;
  guint to;

  if (row && nh_plan_section_find_target (self->text, row->block, g_str_equal (action, "outline.up") ? -1 : 1, &to) &&
      nh_plan_section_move (self->text, row->block, to))
    select_key (self, key);
}

static void
on_delete_cb (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (widget);
  NhPlanOutlineRow *row = selected_row (self);
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autofree char *text = NULL;

  if (!row || row->kind != NH_OUTLINE_HEADING)
    return;
  text = g_strdup_printf (_("The section “%s %s” was deleted. Ctrl+Z brings it back."), row->label, row->text);
  nh_plan_section_delete (self->text, row->block);
  nh_plan_outline_model_update (self->model);
  show_blanks (self);
  nh_plan_outline_select (self, MIN (position, g_list_model_get_n_items (G_LIST_MODEL (self->model)) - 1));
  nh_session_notify (self->session, text);
}

static void
on_go_cb (GtkWidget *widget,
          const char *action,
          GVariant *parameter)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (widget);
  NhPlanOutlineRow *row = selected_row (self);

  if (row)
    g_signal_emit (self, signals[CHOSEN], 0, row);
}

static void
on_activate_cb (NhPlanOutline *self,
                guint position)
{
  NhPlanOutlineRow *row = nh_plan_outline_model_get (self->model, position);

  if (row)
    g_signal_emit (self, signals[CHOSEN], 0, row);
}

/* The menu of a row. */

static void
pop_up_menu (NhPlanOutline *self,
             double x,
             double y)
{
  update_actions (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_menu_cb (GtkWidget *widget,
            const char *action,
            GVariant *parameter)
{
  pop_up_menu (NH_PLAN_OUTLINE (widget), gtk_widget_get_width (widget) / 2.0, 60);
}

static guint
position_of (GtkWidget *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), ROW_KEY)) - 1;
}

static void
on_row_released_cb (GtkGestureClick *click,
                    int n_press,
                    double x,
                    double y,
                    NhPlanOutline *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  if (x >= 0 && y >= 0 && x < gtk_widget_get_width (row) && y < gtk_widget_get_height (row))
    on_activate_cb (self, position_of (row));
}

static void
on_row_menu_cb (GtkGestureClick *click,
                int n_press,
                double x,
                double y,
                NhPlanOutline *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  graphene_point_t place;

  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  nh_plan_outline_select (self, position_of (row));
  pop_up_menu (self, place.x, place.y);
}

/* Dragging a heading takes its section along. */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source,
                    double x,
                    double y,
                    NhPlanOutline *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  NhPlanOutlineRow *row = nh_plan_outline_model_get (self->model, position_of (widget));

  if (!row || row->kind != NH_OUTLINE_HEADING || !is_writable (self))
    return NULL;
  nh_row_drag_show (source, widget, x, y);
  return gdk_content_provider_new_typed (NH_TYPE_PLAN_OUTLINE_ROW, row);
}

static void
clear_line (NhPlanOutline *self)
{
  nh_row_drag_hide_line (&self->line);
}

/* The block before which a section dropped on this half of a row would stand. */
static gboolean
find_drop (NhPlanOutline *self,
           NhPlanOutlineRow *dragged,
           GtkWidget *widget,
           gboolean below,
           guint *to)
{
  guint position = position_of (widget) + (below ? 1 : 0);
  NhPlanOutlineRow *before = nh_plan_outline_model_get (self->model, position);
  guint n = nh_plan_text_section_length (self->text, dragged->block);

  if (position == 0)
    return FALSE; /* before the bases */
  if (before && (before->kind == NH_OUTLINE_HEADING || before->kind == NH_OUTLINE_TABLE))
    *to = before->block;
  else if (before && before->kind == NH_OUTLINE_SIGNATURE)
    *to = nh_plan_text_get_n_blocks (self->text);
  else
    return FALSE; /* among the appendices */
  return *to < dragged->block || *to > dragged->block + n;
}

static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target,
                   double x,
                   double y,
                   NhPlanOutline *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const GValue *value = gtk_drop_target_get_value (target);
  NhPlanOutlineRow *dragged = value ? g_value_get_object (value) : NULL;
  gboolean below = y > gtk_widget_get_height (widget) / 2.0;
  guint to;

  clear_line (self);
  if (!dragged || !find_drop (self, dragged, widget, below, &to))
    return 0;
  nh_row_drag_show_line (&self->line, widget, below);
  return GDK_ACTION_MOVE;
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            NhPlanOutline *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  NhPlanOutlineRow *dragged = g_value_get_object (value);
  gint64 key = dragged->key;
  guint to;

  clear_line (self);
  if (!find_drop (self, dragged, widget, y > gtk_widget_get_height (widget) / 2.0, &to) ||
      !nh_plan_section_move (self->text, dragged->block, to))
    return FALSE;
  select_key (self, key);
  return TRUE;
}

static void
add_dragging (NhPlanOutline *self,
              GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (NH_TYPE_PLAN_OUTLINE_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (clear_line), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

/* Rows. */

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item,
             NhPlanOutline *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_widget_add_css_class (label, "nh-outline-number");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), text);
  g_signal_connect (click, "released", G_CALLBACK (on_row_released_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_row_menu_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (menu));
  add_dragging (self, row);
  gtk_list_item_set_child (item, row);
}

static void
on_position_cb (GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row && position != GTK_INVALID_LIST_POSITION)
    g_object_set_data (G_OBJECT (row), ROW_KEY, GUINT_TO_POINTER (position + 1));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem *item,
            NhPlanOutline *self)
{
  NhPlanOutlineRow *data = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (row);
  GtkWidget *text = gtk_widget_get_last_child (row);
  gboolean plain = data->kind == NH_OUTLINE_BASES || data->kind == NH_OUTLINE_SIGNATURE;
  const char *classes[] = { "nh-outline-row",
                            data->kind == NH_OUTLINE_TABLE ? "nh-table-row" : data->level == 1 && !plain ? "nh-top" : NULL,
                            NULL };
  g_autofree char *whole = g_strdup_printf ("%s%s%s", data->label, *data->label ? " " : "", data->text);

  on_position_cb (item);
  g_signal_connect (item, "notify::position", G_CALLBACK (on_position_cb), NULL);
  gtk_widget_set_css_classes (row, classes);
  gtk_label_set_text (GTK_LABEL (label), data->label);
  gtk_widget_set_visible (label, *data->label != '\0');
  gtk_label_set_text (GTK_LABEL (text), data->text);
  gtk_widget_set_margin_start (row, (int) (MAX (data->level, 1) - 1) * INDENT);
  gtk_widget_set_tooltip_text (row, whole);
  nh_list_item_name_row (item, whole);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              NhPlanOutline *self)
{
  g_signal_handlers_disconnect_by_func (item, on_position_cb, NULL);
}

/* Making. */

static void
nh_plan_outline_dispose (GObject *object)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_weak_pointer (&self->line);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_outline_parent_class)->dispose (object);
}

static gboolean
nh_plan_outline_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (NH_PLAN_OUTLINE (widget)->body, GTK_DIR_TAB_FORWARD);
}

/* GTK 4.8 goes through all rows of a list by Tab, GTK 4.12 past them at once, as is wanted here: a plan
 * has many sections, and the arrows go through them. */
static gboolean
nh_plan_outline_focus (GtkWidget *widget,
                       GtkDirectionType direction)
{
  NhPlanOutline *self = NH_PLAN_OUTLINE (widget);
  gboolean on_row = gtk_widget_get_focus_child (self->list) != NULL;

  if (on_row && direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_get_visible (self->foot) && gtk_widget_grab_focus (self->foot);
  if (on_row && direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return GTK_WIDGET_CLASS (nh_plan_outline_parent_class)->focus (widget, direction);
}

static void
nh_plan_outline_size_allocate (GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  GTK_WIDGET_CLASS (nh_plan_outline_parent_class)->size_allocate (widget, width, height, baseline);
  if (NH_PLAN_OUTLINE (widget)->menu)
    gtk_popover_present (GTK_POPOVER (NH_PLAN_OUTLINE (widget)->menu));
}

static void
nh_plan_outline_class_init (NhPlanOutlineClass *klass)
{
  static const struct { guint key; const char *action; } keys[] = {
    { GDK_KEY_Left, "outline.promote" }, { GDK_KEY_Right, "outline.demote" },
    { GDK_KEY_Up, "outline.up" }, { GDK_KEY_Down, "outline.down" },
  };
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_outline_dispose;
  widget_class->grab_focus = nh_plan_outline_grab_focus;
  widget_class->focus = nh_plan_outline_focus;
  widget_class->size_allocate = nh_plan_outline_size_allocate;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "outline.go", NULL, on_go_cb);
  gtk_widget_class_install_action (widget_class, "outline.promote", NULL, on_shift_cb);
  gtk_widget_class_install_action (widget_class, "outline.demote", NULL, on_shift_cb);
  gtk_widget_class_install_action (widget_class, "outline.up", NULL, on_move_cb);
  gtk_widget_class_install_action (widget_class, "outline.down", NULL, on_move_cb);
  gtk_widget_class_install_action (widget_class, "outline.delete", NULL, on_delete_cb);
  gtk_widget_class_install_action (widget_class, "outline.menu", NULL, on_menu_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, GDK_ALT_MASK, keys[i].action, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "outline.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "outline.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "outline.menu", NULL);
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  NH_TYPE_PLAN_OUTLINE_ROW);
  signals[BLANK_WANTED] = g_signal_new ("blank-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_plan_outline_init (NhPlanOutline *self)
{
}

static void
on_blanks_clicked_cb (NhPlanOutline *self)
{
  g_signal_emit (self, signals[BLANK_WANTED], 0);
}

static void
make_list (NhPlanOutline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->list, "nh-outline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Outline"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Enter goes to the place; Alt with the arrows moves, promotes and demotes a section"),
                                  -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
}

static void
make_menu (NhPlanOutline *self)
{
  static const struct { const char *label; const char *action; const char *accel; } items[] = {
    { N_("_Go there"), "outline.go", "Return" },
    { NULL, NULL, NULL },
    { N_("Move _up"), "outline.up", "<Alt>Up" },
    { N_("Move _down"), "outline.down", "<Alt>Down" },
    { N_("_Promote"), "outline.promote", "<Alt>Left" },
    { N_("D_emote"), "outline.demote", "<Alt>Right" },
    { NULL, NULL, NULL },
    { N_("De_lete the section"), "outline.delete", "Delete" },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!items[i].label)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
          continue;
        }
      item = g_menu_item_new (_(items[i].label), items[i].action);
      g_menu_item_set_attribute (item, "accel", "s", items[i].accel);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

static void
make_body (NhPlanOutline *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->blanks = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->blanks, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->blanks, 0);
  gtk_box_append (GTK_BOX (mark), icon);
  gtk_box_append (GTK_BOX (mark), GTK_WIDGET (self->blanks));
  self->foot = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->foot), mark);
  gtk_widget_add_css_class (self->foot, "nh-outline-foot");
  gtk_widget_set_tooltip_text (self->foot, _("Go to the next place to fill (F4)"));
  g_signal_connect_object (self->foot, "clicked", G_CALLBACK (on_blanks_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->body), scroller);
  gtk_box_append (GTK_BOX (self->body), self->foot);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
}

/**
 * nh_plan_outline_new:
 * @session: the open workbook
 * @document: (transfer none): the plan
 *
 * Returns: (transfer floating): its outline, which follows it.
 */
GtkWidget *
nh_plan_outline_new (NhSession *session,
                     NhPlanDocument *document)
{
  NhPlanOutline *self = g_object_new (NH_TYPE_PLAN_OUTLINE, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->text = nh_plan_document_get_text (document);
  self->model = nh_plan_outline_model_new (document);
  make_list (self);
  make_body (self);
  make_menu (self);
  show_blanks (self);
  update_actions (self);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "labels-changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "spliced", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_plan_outline_get_model: Returns: (transfer none): its rows. */
NhPlanOutlineModel *
nh_plan_outline_get_model (NhPlanOutline *self)
{
  return self->model;
}

/** nh_plan_outline_set_cursor: the cursor of the text is in the block at position @block. */
void
nh_plan_outline_set_cursor (NhPlanOutline *self,
                            guint block)
{
  if (self->cursor == block)
    return;
  self->cursor = block;
  queue_update (self);
}

/** nh_plan_outline_get_selected: Returns: the selected row. */
guint
nh_plan_outline_get_selected (NhPlanOutline *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

/** nh_plan_outline_select: selects a row and gives it the keys if the outline has them. */
void
nh_plan_outline_select (NhPlanOutline *self,
                        guint row)
{
  select_quietly (self, row);
}
