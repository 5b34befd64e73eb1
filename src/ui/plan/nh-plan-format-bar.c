/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-format-bar.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-menu-button.h"

/* The numbers say more than "level 3" to who knows Decree 30/2020/NĐ-CP. */
static const struct { const char *kind; const char *label; const char *keys; } kinds[] = {
  { "paragraph", N_("Paragraph"), "<Control>0" },
  { "heading-1", N_("Heading I."), "<Control>1" },
  { "heading-2", N_("Heading 1."), "<Control>2" },
  { "heading-3", N_("Heading 1.1."), "<Control>3" },
  { "heading-4", N_("Heading 1.1.1."), "<Control>4" },
  { "heading-5", N_("Heading a)"), "<Control>5" },
  { "bullet-1", N_("Bullet –"), NULL },
  { "bullet-2", N_("Bullet +"), NULL },
};

static const struct { const char *icon; const char *action; const char *tooltip; gboolean toggle; } tools[] = {
  { "format-text-bold-symbolic", "plan-text.bold", N_("Bold (Ctrl+B)"), TRUE },
  { "format-text-italic-symbolic", "plan-text.italic", N_("Italic (Ctrl+I)"), TRUE },
  { NULL, NULL, NULL, FALSE },
  { "format-indent-less-symbolic", "plan-text.promote", N_("One level up (Shift+Tab)"), FALSE },
  { "format-indent-more-symbolic", "plan-text.demote", N_("One level down (Tab)"), FALSE },
};

/* At the other end of the line, for they are about the room and not the text. */
static const struct { const char *icon; const char *action; const char *tooltip; } panes[] = {
  { "nh-outline-symbolic", "win.plan-outline", N_("Show or hide the outline (Ctrl+F8)") },
  { "nh-preview-symbolic", "win.plan-preview", N_("Show or hide the pages (Ctrl+F9)") },
};

static void
show_kind (GActionGroup *actions,
           const char *name,
           GVariant *state,
           GtkMenuButton *button)
{
  const char *kind = state && g_variant_is_of_type (state, G_VARIANT_TYPE_STRING) ? g_variant_get_string (state, NULL) : "";
  const char *label = _("Paragraph");
  g_autofree char *spoken = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      label = _(kinds[i].label);
  gtk_menu_button_set_label (button, label);
  spoken = g_strdup_printf ("%s: %s", _("Kind of paragraph"), label);
  nh_menu_button_set_accessible_label (button, spoken);
}

static GtkWidget *
make_kinds (GActionGroup *actions)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GVariant) state = g_action_group_get_action_state (actions, "kind");
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(kinds[i].label), NULL);

      g_menu_item_set_action_and_target (item, "plan-text.kind", "s", kinds[i].kind);
      if (kinds[i].keys)
        g_menu_item_set_attribute (item, "accel", "s", kinds[i].keys);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _("Kind of the paragraph where the cursor is"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_size_request (button, 132, -1); /* what follows stays in its place */
  show_kind (actions, "kind", state, GTK_MENU_BUTTON (button));
  g_signal_connect_object (actions, "action-state-changed::kind", G_CALLBACK (show_kind), button, 0);
  return button;
}

static GtkWidget *
make_tool (const char *icon,
           const char *action,
           const char *tooltip,
           gboolean toggle)
{
  GtkWidget *button;

  if (!icon)
    return gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  button = toggle ? gtk_toggle_button_new () : gtk_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE); /* the selection of the text stays in use */
  return button;
}

/**
 * nh_plan_format_bar_new:
 * @actions: (transfer none): the commands of the editor
 *
 * Returns: (transfer floating): a line of tools that show what the cursor stands in and change it.
 */
GtkWidget *
nh_plan_format_bar_new (GActionGroup *actions)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (bar, "nh-format-bar");
  gtk_box_append (GTK_BOX (bar), make_kinds (actions));
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    gtk_box_append (GTK_BOX (bar), make_tool (tools[i].icon, tools[i].action, tools[i].icon ? _(tools[i].tooltip) : NULL,
                                              tools[i].toggle));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (bar), space);
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    gtk_box_append (GTK_BOX (bar), make_tool (panes[i].icon, panes[i].action, _(panes[i].tooltip), TRUE));
  return bar;
}
