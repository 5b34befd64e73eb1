/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-teams-page.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/nh-day-button.h"
#include "ui/table/nh-grid-screen.h"
#include "ui/nh-menu-button.h"
#include "ui/teams/nh-team-roster.h"
#include "ui/teams/nh-team-tree-edit.h"

struct _NhTeamsPage
{
  GtkWidget parent_instance;

  GtkWidget *paned;
  NhTeamTree *tree;
  GtkStack *side;      /* "all" or "team" */
  NhGridScreen *teams; /* the table of all teams */

  GtkLabel *title;
  GtkLabel *facts;
  GtkWidget *marks;    /* a button with what looks wrong */
  GtkLabel *marks_count;
  GtkListBox *marks_list;
  NhDayButton *day_button;
  GtkWidget *past;     /* says that another day is looked at */
  GtkLabel *past_text;
  GtkStack *tabs;
  GtkStack *members_stack;
  GtkStack *units_stack;
  NhGridScreen *members;
  NhGridScreen *units;
  GtkWidget *all_members;
  GtkWidget *all_units;
  NhTextGridModel *then_members;
  NhTextGridModel *then_units;
  NhTeamCompare *compare;
  NhTeamBoard *board;

  NhSession *session;
  gint64 team;
  guint32 day; /* 0: today */
};

G_DEFINE_FINAL_TYPE (NhTeamsPage, nh_teams_page, GTK_TYPE_WIDGET)

static NhWorkbook *
get_workbook (NhTeamsPage *self)
{
  return nh_session_get_workbook (self->session);
}

/* What is shown of the chosen team. */

static void
show_owners (NhTeamsPage *self,
             NhRoster *roster)
{
  g_autoptr (GArray) teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *today = nh_day_to_iso (nh_roster_today ());
  gint64 own = 0;

  for (guint i = 0; i < roster->teams->len; i++)
    {
      const NhRosterTeam *team = roster->teams->pdata[i];

      g_array_append_val (teams, team->id);
      if (!g_str_equal (team->kind, "cluster"))
        continue;
      g_array_append_val (clusters, team->id);
      if (team->depth == 0)
        own = team->id;
    }
  nh_record_grid_model_set_since (nh_grid_screen_get_model (self->members),
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all_members)) ? NULL : today);
  nh_record_grid_model_set_since (nh_grid_screen_get_model (self->units),
                                  gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all_units)) ? NULL : today);
  nh_grid_screen_set_owners (self->members, self->team, (const gint64 *) (gpointer) teams->data, teams->len);
  nh_grid_screen_set_owners (self->units, own, (const gint64 *) (gpointer) clusters->data, clusters->len);
}

static void
on_mark_activated_cb (GtkListBox *list,
                      GtkListBoxRow *row,
                      NhTeamsPage *self)
{
  gint64 *team = g_object_get_data (G_OBJECT (row), "nh-team");

  nh_team_tree_select (self->tree, *team);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->marks));
}

static void
show_marks (NhTeamsPage *self,
            NhRoster *roster)
{
  g_autoptr (GPtrArray) marks = roster ? nh_roster_check (get_workbook (self), roster, NULL) : NULL;
  guint n = marks ? marks->len : 0;
  char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u warning", "%u warnings", n), n);
  GtkWidget *row;

  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (self->marks), label);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->marks_list))))
    gtk_list_box_remove (self->marks_list, row);
  for (guint i = 0; i < n; i++)
    {
      const NhRosterMark *mark = marks->pdata[i];
      GtkWidget *text = gtk_label_new (mark->sentence);

      gtk_label_set_xalign (GTK_LABEL (text), 0);
      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (text), 60);
      gtk_widget_add_css_class (text, "nh-list-row");
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
      g_object_set_data_full (G_OBJECT (row), "nh-team", g_memdup2 (&mark->team, sizeof mark->team), g_free);
      gtk_list_box_append (self->marks_list, row);
    }
  g_free (label);
  label = g_strdup_printf ("%u", n);
  gtk_label_set_text (self->marks_count, label);
  gtk_widget_set_visible (self->marks, n > 0);
  g_free (label);
}

/* "Cụm · 2020 - 2025 · Quyết định 1555/QĐ-SGDĐT · Cụm trưởng: …" */
static void
show_facts (NhTeamsPage *self,
            NhRoster *roster)
{
  const NhRosterTeam *team = roster->teams->pdata[0];
  g_autoptr (NhRecord) record = nh_workbook_load (get_workbook (self), nh_entity_find ("team"), team->id, NULL);
  const char *decision = record ? nh_record_text (record, "decision") : "";
  GString *text = g_string_new (nh_team_kind_label (team->kind));

  if (*team->term)
    g_string_append_printf (text, " · %s", team->term);
  if (*decision)
    g_string_append_printf (text, " · %s", decision);
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];

      if (member->team == team->id && !g_str_equal (member->role, "member"))
        g_string_append_printf (text, " · %s: %s", nh_roster_role_label (member->role), member->name);
    }
  gtk_label_set_text (self->title, team->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), team->name);
  gtk_label_set_text (self->facts, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->facts), text->str);
  g_string_free (text, TRUE);
}

static void
show_past (NhTeamsPage *self)
{
  g_autofree char *day = nh_day_format_short (self->day);
  g_autofree char *text = g_strdup_printf (_("As on %s: to look at and to copy. Changes are made in today's list."), day);

  gtk_label_set_text (self->past_text, text);
  gtk_widget_set_visible (self->past, self->day != 0);
  gtk_stack_set_visible_child_name (self->members_stack, self->day ? "then" : "now");
  gtk_stack_set_visible_child_name (self->units_stack, self->day ? "then" : "now");
}

static void
update (NhTeamsPage *self)
{
  g_autoptr (NhRoster) roster = NULL;

  gtk_stack_set_visible_child_name (self->side, self->team ? "team" : "all");
  if (!self->team)
    return;
  roster = nh_roster_on_day (get_workbook (self), self->team, self->day ? self->day : nh_roster_today (),
                             NH_ROSTER_TREE, NULL);
  if (!roster)
    return;
  show_facts (self, roster);
  show_marks (self, roster);
  show_past (self);
  show_owners (self, roster);
  nh_team_roster_show_members (self->then_members, self->day ? roster : NULL);
  nh_team_roster_show_units (self->then_units, self->day ? roster : NULL);
  nh_team_compare_show_team (self->compare, self->team);
  nh_team_board_show_team (self->board, self->team, self->day);
}

static void
on_team_selected_cb (NhTeamsPage *self,
                     gint64 team)
{
  g_autoptr (NhRecord) record = team ? nh_workbook_load (get_workbook (self), nh_entity_find ("team"), team, NULL) : NULL;
  g_autofree char *title = record ? g_strdup_printf (_("Members: %s"), nh_record_text (record, "name")) : NULL;

  self->team = team;
  if (title)
    nh_grid_screen_set_title (self->members, title);
  update (self);
}

static void
on_day_chosen_cb (NhTeamsPage *self,
                  guint day)
{
  nh_teams_page_set_day (self, day);
}

static void
on_today_cb (NhTeamsPage *self)
{
  nh_teams_page_set_day (self, 0);
}

static void
on_workbook_changed_cb (NhTeamsPage *self,
                        GArray *changes)
{
  static const char *const tables[] = { "team", "membership", "team_unit", "unit", "person", "person_post" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (nh_session_changes_touch (changes, tables[i]))
      {
        update (self);
        return;
      }
}

/* The table in front is the one that add, delete and the inspector act on. */
static void
on_tab_changed_cb (NhTeamsPage *self)
{
  const char *side = gtk_stack_get_visible_child_name (self->side);
  const char *tab = gtk_stack_get_visible_child_name (self->tabs);
  GtkWidget *active = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (g_strcmp0 (side, "all") == 0)
    active = GTK_WIDGET (self->teams);
  else if (!self->day && g_strcmp0 (tab, "members") == 0)
    active = GTK_WIDGET (self->members);
  else if (!self->day && g_strcmp0 (tab, "units") == 0)
    active = GTK_WIDGET (self->units);
  nh_session_set_active (self->session, active);
}

/* Commands. */

/* Keys of the selected rows of the members: (element-type gint64). */
static GArray *
selected_members (NhTeamsPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (self->members));
  guint first;
  guint last;
  guint first_column;
  guint last_column;

  if (nh_grid_screen_get_n_selected (self->members) == 0)
    return ids;
  nh_grid_get_selection (nh_grid_screen_get_grid (self->members), &first, &last, &first_column, &last_column);
  for (guint i = first; i <= last && i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      gint64 id = nh_grid_model_get_id (model, i);

      if (id) /* not the head of a group */
        g_array_append_val (ids, id);
    }
  return ids;
}

/* A member of today's list, or a sentence that one must be chosen. */
static GArray *
need_members (NhTeamsPage *self)
{
  g_autoptr (GArray) ids = NULL;

  if (self->team)
    {
      nh_teams_page_set_day (self, 0);
      nh_teams_page_show_tab (self, "members");
    }
  ids = selected_members (self);
  if (self->team && ids->len && nh_grid_screen_commit (self->members))
    return g_steal_pointer (&ids);
  nh_session_report (self->session, _("Choose a team at the left and one of its members first."));
  return NULL;
}

static void
on_renewed_cb (gint64 team,
               gpointer page)
{
  NhTeamsPage *self = page;

  nh_team_tree_refresh_now (self->tree);
  nh_team_tree_select (self->tree, team);
  nh_session_notify (self->session, _("The team was renewed: its members have the new decision and day."));
}

/** nh_teams_page_get_team: Returns: the team that is chosen, 0: none. */
gint64
nh_teams_page_get_team (NhTeamsPage *self)
{
  return self->team;
}

/**
 * nh_teams_page_run:
 * @command: "replace-member", "end-membership", "renew-team", "team-roles", "compare-rosters" or
 *   "arrange-board"
 *
 * Does what a menu or the list of commands asks for; tells what must be chosen first.
 */
void
nh_teams_page_run (NhTeamsPage *self,
                   const char *command)
{
  GtkWidget *widget = GTK_WIDGET (self);

  nh_session_report (self->session, "");
  if (g_str_equal (command, "team-roles"))
    nh_roles_dialog_show (widget, self->session);
  else if (g_str_equal (command, "replace-member") || g_str_equal (command, "end-membership"))
    {
      g_autoptr (GArray) ids = need_members (self);

      if (ids && g_str_equal (command, "replace-member"))
        nh_replace_dialog_show (widget, self->session, g_array_index (ids, gint64, 0));
      else if (ids)
        nh_end_dialog_show (widget, self->session, (const gint64 *) (gpointer) ids->data, ids->len);
    }
  else if (!self->team)
    nh_session_report (self->session, _("Choose a team at the left first."));
  else if (g_str_equal (command, "renew-team"))
    nh_renew_dialog_show (widget, self->session, self->team, on_renewed_cb, self);
  else
    nh_teams_page_show_tab (self, g_str_equal (command, "arrange-board") ? "board" : "compare");
}

static void
nh_teams_page_dispose (GObject *object)
{
  NhTeamsPage *self = NH_TEAMS_PAGE (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->then_members);
  g_clear_object (&self->then_units);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_teams_page_parent_class)->dispose (object);
}

static void
nh_teams_page_class_init (NhTeamsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_teams_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_teams_page_init (NhTeamsPage *self)
{
}

/* Making it. */

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) members = g_menu_new ();
  g_autoptr (GMenu) team = g_menu_new ();

  g_menu_append (members, _("_Replace member…"), "win.replace-member");
  g_menu_append (members, _("_End membership…"), "win.end-membership");
  g_menu_append (team, _("Re_new the team…"), "win.renew-team");
  g_menu_append (team, _("A_wards…"), "win.awards");
  g_menu_append (team, _("R_oles of the office…"), "win.team-roles");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (members));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (team));
  return G_MENU_MODEL (menu);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
make_marks (NhTeamsPage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->marks = gtk_menu_button_new ();
  self->marks_count = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->marks_count));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->marks), box);
  self->marks_list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->marks_list, GTK_SELECTION_NONE);
  g_signal_connect (self->marks_list, "row-activated", G_CALLBACK (on_mark_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->marks_list));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->marks), popover);
  gtk_widget_add_css_class (self->marks, "nh-warning-button");
  gtk_widget_set_tooltip_text (self->marks, _("What looks wrong on this day"));
}

static GtkWidget *
make_head (NhTeamsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *menu = gtk_menu_button_new ();
  g_autoptr (GMenuModel) model = make_menu ();

  self->title = make_label ("nh-title");
  self->facts = make_label ("nh-field-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->facts));
  make_marks (self);
  self->day_button = NH_DAY_BUTTON (nh_day_button_new ());
  g_signal_connect_swapped (self->day_button, "day-chosen", G_CALLBACK (on_day_chosen_cb), self);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), _("_Change"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (menu), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), model);
  gtk_widget_set_tooltip_text (menu, _("Replace or end members, renew the team, awards, roles of the office"));
  gtk_widget_set_sensitive (menu, !nh_workbook_is_read_only (get_workbook (self)));
  gtk_widget_set_valign (self->marks, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->day_button), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (menu, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "nh-toolbar");
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), self->marks);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->day_button));
  gtk_box_append (GTK_BOX (box), menu);
  return box;
}

static GtkWidget *
make_past (NhTeamsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("document-open-recent-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Back to _today"));

  self->past_text = make_label ("nh-past-text");
  gtk_widget_set_hexpand (GTK_WIDGET (self->past_text), TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_today_cb), self);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->past_text));
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_add_css_class (box, "nh-past");
  gtk_widget_set_visible (box, FALSE);
  self->past = box;
  return box;
}

static GtkWidget *
add_all_toggle (NhTeamsPage *self,
                NhGridScreen *screen,
                const char *tooltip)
{
  GtkWidget *check = gtk_check_button_new_with_label (_("Past ones too"));

  gtk_widget_set_tooltip_text (check, tooltip);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
  nh_grid_screen_add_tool (screen, check);
  return check;
}

static GtkStack *
make_two_days (GtkWidget *now,
               GtkWidget *then)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  gtk_stack_add_named (stack, now, "now");
  gtk_stack_add_named (stack, then, "then");
  gtk_stack_set_hhomogeneous (stack, FALSE);
  gtk_stack_set_vhomogeneous (stack, FALSE);
  return stack;
}

static void
add_tabs (NhTeamsPage *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  self->members = NH_GRID_SCREEN (nh_grid_screen_new (self->session, nh_screen_spec_find ("members")));
  self->units = NH_GRID_SCREEN (nh_grid_screen_new (self->session, nh_screen_spec_find ("team-units")));
  self->all_members = add_all_toggle (self, self->members, _("Show members whose time is over, too"));
  self->all_units = add_all_toggle (self, self->units, _("Show units that left the cluster, too"));
  nh_grid_set_row_menu (nh_grid_screen_get_grid (self->members), menu);
  self->then_members = nh_team_roster_new_members ();
  self->then_units = nh_team_roster_new_units ();
  self->members_stack = make_two_days (GTK_WIDGET (self->members),
                                       nh_team_roster_new_grid (self->then_members, _("Members on that day")));
  self->units_stack = make_two_days (GTK_WIDGET (self->units),
                                     nh_team_roster_new_grid (self->then_units, _("Units on that day")));
  self->compare = NH_TEAM_COMPARE (nh_team_compare_new (self->session));
  self->board = NH_TEAM_BOARD (nh_team_board_new (self->session));
  gtk_stack_add_titled (self->tabs, GTK_WIDGET (self->members_stack), "members", _("Members"));
  gtk_stack_add_titled (self->tabs, GTK_WIDGET (self->units_stack), "units", _("Units"));
  gtk_stack_add_titled (self->tabs, GTK_WIDGET (self->compare), "compare", _("Compare"));
  gtk_stack_add_titled (self->tabs, GTK_WIDGET (self->board), "board", _("Board"));
}

static GtkWidget *
make_team_side (NhTeamsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();

  self->tabs = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->tabs, FALSE);
  gtk_stack_set_vhomogeneous (self->tabs, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->tabs), TRUE);
  add_tabs (self);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->tabs);
  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_widget_add_css_class (bar, "nh-tabs");
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), make_past (self));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tabs));
  return box;
}

/**
 * nh_teams_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the screen of clusters and teams.
 */
GtkWidget *
nh_teams_page_new (NhSession *session)
{
  NhTeamsPage *self = g_object_new (NH_TYPE_TEAMS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->tree = NH_TEAM_TREE (nh_team_tree_new (session));
  gtk_widget_set_size_request (GTK_WIDGET (self->tree), 200, -1);
  self->teams = NH_GRID_SCREEN (nh_grid_screen_new (session, nh_screen_spec_find ("teams")));
  self->side = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->side, FALSE);
  gtk_stack_set_vhomogeneous (self->side, FALSE);
  gtk_stack_add_named (self->side, GTK_WIDGET (self->teams), "all");
  gtk_stack_add_named (self->side, make_team_side (self), "team");
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), GTK_WIDGET (self->tree));
  gtk_paned_set_end_child (GTK_PANED (self->paned), GTK_WIDGET (self->side));
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_position (GTK_PANED (self->paned), 270);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  g_signal_connect_swapped (self->tree, "team-selected", G_CALLBACK (on_team_selected_cb), self);
  g_signal_connect_swapped (self->tabs, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self);
  g_signal_connect_swapped (self->side, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  nh_team_tree_select (self->tree, 0);
  update (self);
  return GTK_WIDGET (self);
}

/** nh_teams_page_get_tree: Returns: (transfer none): the tree at the left. */
NhTeamTree *
nh_teams_page_get_tree (NhTeamsPage *self)
{
  return self->tree;
}

/** nh_teams_page_get_board: Returns: (transfer none): the board. */
NhTeamBoard *
nh_teams_page_get_board (NhTeamsPage *self)
{
  return self->board;
}

/** nh_teams_page_show_tab: goes to "members", "units", "compare" or "board" and gives it the keys. */
void
nh_teams_page_show_tab (NhTeamsPage *self,
                        const char *tab)
{
  gtk_stack_set_visible_child_name (self->tabs, tab);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->tabs), GTK_DIR_TAB_FORWARD);
}

/** nh_teams_page_set_day: shows everything as on a Julian day; 0: as today, to edit. */
void
nh_teams_page_set_day (NhTeamsPage *self,
                       guint32 day)
{
  if (day == nh_roster_today ())
    day = 0;
  if (self->day == day || (day && !nh_teams_page_commit (self)))
    {
      nh_day_button_set_day (self->day_button, self->day);
      return;
    }
  self->day = day;
  nh_day_button_set_day (self->day_button, day);
  nh_team_tree_set_day (self->tree, day);
  if (day)
    nh_team_compare_set_days (self->compare, day, nh_roster_today ());
  update (self);
  on_tab_changed_cb (self);
}

/** nh_teams_page_commit: stores what is being typed. Returns: whether nothing was refused. */
gboolean
nh_teams_page_commit (NhTeamsPage *self)
{
  gboolean fine = nh_grid_screen_commit (self->teams);

  fine &= nh_grid_screen_commit (self->members);
  return fine & nh_grid_screen_commit (self->units);
}
