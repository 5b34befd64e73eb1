/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: the menu of bars, of chips and of empty places.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

#define HANDLER(name) static void name (GSimpleAction *action, GVariant *parameter, gpointer data)

HANDLER (on_open_cb)
{
  nh_timeline_page_open (data);
}

HANDLER (on_row_cb)
{
  nh_timeline_page_show_row (data);
}

HANDLER (on_delete_cb)
{
  nh_timeline_page_delete (data);
}

HANDLER (on_status_cb)
{
  nh_timeline_page_set_status (data, g_variant_get_string (parameter, NULL));
}

HANDLER (on_month_cb)
{
  nh_timeline_page_move_to_month (data, g_variant_get_uint32 (parameter));
}

HANDLER (on_undate_cb)
{
  nh_timeline_page_take_date (data);
}

HANDLER (on_add_cb)
{
  NhTimelinePage *self = data;

  nh_timeline_page_add (self, self->menu_day, self->menu_lane);
}

HANDLER (on_all_cb)
{
  NhTimelinePage *self = data;

  nh_timeline_view_select_all (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static GMenu *
make_months (NhTimelinePage *self)
{
  GMenu *menu = g_menu_new ();
  guint32 day = 0;
  guint32 last = 0;
  int year;
  int month;

  nh_timeline_get_range (self->timeline, &day, &last);
  nh_day_to_ymd (day, &year, &month, NULL);
  for (day = nh_day_from_ymd (year, month, 1); day <= last && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < 24;
       day = nh_day_from_ymd (year, month, 1))
    {
      g_autofree char *label = g_strdup_printf (_("Month %d/%d"), month, year);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "timeline.month", "u", day);
      g_menu_append_item (menu, item);
      month++;
      if (month > 12)
        {
          month = 1;
          year++;
        }
    }
  return menu;
}

static GMenu *
make_states (void)
{
  const NhEntity *entity = nh_entity_find ("activity");
  GMenu *menu = g_menu_new ();

  for (const NhChoice *choice = entity->fields[NH_FIELD (entity, "status")].choices; choice->key; choice++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(choice->label), NULL);

      g_menu_item_set_action_and_target (item, "timeline.status", "s", choice->key);
      g_menu_append_item (menu, item);
    }
  return menu;
}

static GMenu *
make_menu (NhTimelinePage *self,
           gboolean chosen,
           gboolean due)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) going = g_menu_new ();
  g_autoptr (GMenu) editing = g_menu_new ();
  g_autoptr (GMenu) months = make_months (self);
  g_autoptr (GMenu) states = make_states ();

  if (!chosen && !due)
    {
      g_menu_append (menu, _("_Add an activity here"), "timeline.add");
      g_menu_append (menu, _("Select _all"), "timeline.all");
      return menu;
    }
  g_menu_append (going, due ? _("_Open among the papers due") : _("_Open its form"), "timeline.open");
  if (chosen)
    {
      g_menu_append (going, _("Go to its _row in the table"), "timeline.row");
      g_menu_append_submenu (editing, self->in_tray ? _("_Give it a date") : _("_Move to"), G_MENU_MODEL (months));
      g_menu_append_submenu (editing, _("_Status"), G_MENU_MODEL (states));
      if (!self->in_tray)
        g_menu_append (editing, _("_Take its date away"), "timeline.undate");
      g_menu_append (editing, _("_Delete"), "timeline.delete");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (going));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (editing));
  return menu;
}

static gboolean
drop_menu_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Popovers are taken away when they have closed, not while they do; the command comes after that, too. */
static void
on_closed_cb (GtkWidget *popover,
              NhTimelinePage *self)
{
  if (self->menu == popover)
    self->menu = NULL;
  g_timeout_add_full (G_PRIORITY_LOW, 200, drop_menu_cb, g_object_ref (popover), g_object_unref);
}

/* (internal) opens the menu of what is chosen, at a place of a widget */
void
nh_timeline_page_popup (NhTimelinePage *self,
                        GtkWidget *at,
                        double x,
                        double y)
{
  g_autoptr (GArray) ids = nh_timeline_page_get_activities (self);
  g_autoptr (GMenu) menu = NULL;
  gboolean editable = !nh_workbook_is_read_only (nh_session_get_workbook (self->session));
  NhTimelineKey key;
  gboolean due = !ids->len && nh_timeline_view_get_cursor (self->view, &key) && key.kind == NH_BAR_DUE &&
                 nh_timeline_view_get_n_selected (self->view) > 0;
  graphene_point_t place;
  static const char *const edits[] = { "status", "month", "undate", "delete", "add" };

  if (!self->timeline || self->menu)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), edits[i])),
                                 editable);
  menu = make_menu (self, ids->len > 0, due);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  if (gtk_widget_compute_point (at, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) place.x, (int) place.y, 1, 1 });
  g_signal_connect (self->menu, "closed", G_CALLBACK (on_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* (internal) the commands of the menu */
void
nh_timeline_page_install_actions (NhTimelinePage *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = on_open_cb },
    { .name = "row", .activate = on_row_cb },
    { .name = "delete", .activate = on_delete_cb },
    { .name = "status", .activate = on_status_cb, .parameter_type = "s" },
    { .name = "month", .activate = on_month_cb, .parameter_type = "u" },
    { .name = "undate", .activate = on_undate_cb },
    { .name = "add", .activate = on_add_cb },
    { .name = "all", .activate = on_all_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "timeline", G_ACTION_GROUP (self->actions));
}
