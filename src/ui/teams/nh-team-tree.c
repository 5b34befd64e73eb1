/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-team-tree.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-menu-button.h"
#include "ui/teams/nh-team-tree-edit.h"

#define TEAM_KEY "nh-team"
#define INDENT 18

struct _NhTeamTree
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkListBox *list;
  GtkWidget *add;

  NhSession *session;
  GPtrArray *teams;      /* of NhRosterTeam: all of them */
  GHashTable *collapsed; /* of gint64 */
  gint64 selected;       /* 0: the row of all teams */
  guint32 day;           /* 0: today */
  guint refresh_idle;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhTeamTree, nh_team_tree, GTK_TYPE_WIDGET)

enum { TEAM_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gint64
team_of_row (GtkListBoxRow *row)
{
  gint64 *team = row ? g_object_get_data (G_OBJECT (row), TEAM_KEY) : NULL;

  return team ? *team : 0;
}

static GtkListBoxRow *
row_of_team (NhTeamTree *self,
             gint64 team)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (team_of_row (row) == team)
      return row;
  return NULL;
}

/* What a row tells. */

static const char *const leader_roles[] = { "chair", "cluster_head", "group_leader", "head", NULL };
static const char *const deputy_roles[] = { "vice_chair", "cluster_deputy", "group_deputy", NULL };

static void
append_part (GString *text,
             const char *part)
{
  g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

/* "Nhóm trưởng: Lê An; Nhóm phó: Trần Bình" */
static char *
leaders_of (NhRoster *roster,
            gint64 team)
{
  const char *const *const kinds[] = { leader_roles, deputy_roles };
  GString *text = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < roster->members->len; i++)
      {
        const NhRosterMember *member = roster->members->pdata[i];

        if (member->team == team && g_strv_contains (kinds[k], member->role))
          g_string_append_printf (text, "%s%s: %s", text->len ? "; " : "", nh_roster_role_label (member->role),
                                  member->name);
      }
  return g_string_free (text, FALSE);
}

/* Members and units of @team and of all below it. */
static void
count (NhRoster *roster,
       gint64 team,
       guint *members,
       guint *units)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean inside = FALSE;
  guint depth = 0;

  *units = 0;
  for (guint t = 0; t < roster->teams->len; t++)
    {
      const NhRosterTeam *part = roster->teams->pdata[t];

      if (inside && part->depth <= depth)
        break;
      if (part->id == team)
        {
          inside = TRUE;
          depth = part->depth;
        }
      for (guint i = 0; inside && i < roster->members->len; i++)
        if (((NhRosterMember *) roster->members->pdata[i])->team == part->id)
          g_hash_table_add (people, &((NhRosterMember *) roster->members->pdata[i])->person);
      for (guint i = 0; inside && i < roster->units->len; i++)
        *units += ((NhRosterUnit *) roster->units->pdata[i])->team == part->id;
    }
  *members = g_hash_table_size (people);
}

static char *
facts_of (NhRoster *roster,
          const NhRosterTeam *team)
{
  GString *text = g_string_new (nh_team_kind_label (team->kind));
  guint members;
  guint units;

  count (roster, team->id, &members, &units);
  if (*team->term && team->depth == 0)
    append_part (text, team->term);
  if (units)
    {
      g_autofree char *part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u unit", "%u units", units), units);

      append_part (text, part);
    }
  if (members)
    {
      g_autofree char *part = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u member", "%u members", members),
                                               members);

      append_part (text, part);
    }
  if (team->over && team->depth == 0)
    append_part (text, _("term is over"));
  return g_string_free (text, FALSE);
}

/* The sentences of a team's marks, one a line. */
static char *
marks_of (GPtrArray *marks,
          gint64 team)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; marks && i < marks->len; i++)
    {
      const NhRosterMark *mark = marks->pdata[i];

      if (mark->team == team)
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "", mark->sentence);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static gboolean
has_parts (NhTeamTree *self,
           gint64 team)
{
  for (guint i = 0; i < self->teams->len; i++)
    if (((NhRosterTeam *) self->teams->pdata[i])->parent == team)
      return TRUE;
  return FALSE;
}

static void
toggle (NhTeamTree *self,
        gint64 team,
        gboolean collapse)
{
  if (collapse)
    g_hash_table_add (self->collapsed, g_memdup2 (&team, sizeof team));
  else
    g_hash_table_remove (self->collapsed, &team);
  nh_team_tree_refresh (self);
}

static void
on_arrow_pressed_cb (GtkGestureClick *gesture,
                     int n_press,
                     double x,
                     double y,
                     NhTeamTree *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)),
                                            GTK_TYPE_LIST_BOX_ROW);
  gint64 team = team_of_row (GTK_LIST_BOX_ROW (row));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  toggle (self, team, !g_hash_table_contains (self->collapsed, &team));
}

static GtkWidget *
make_arrow (NhTeamTree *self,
            const NhRosterTeam *team)
{
  gboolean parts = has_parts (self, team->id);
  GtkWidget *arrow = gtk_image_new_from_icon_name (g_hash_table_contains (self->collapsed, &team->id)
                                                       ? "pan-end-symbolic" : "pan-down-symbolic");

  gtk_widget_set_opacity (arrow, parts ? 1 : 0);
  if (parts)
    {
      GtkGesture *click = gtk_gesture_click_new ();

      g_signal_connect (click, "pressed", G_CALLBACK (on_arrow_pressed_cb), self);
      gtk_widget_add_controller (arrow, GTK_EVENT_CONTROLLER (click));
    }
  return arrow;
}

/* Dragging: a row carries its team and takes others as its parts. */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source,
                    double x,
                    double y,
                    GtkListBoxRow *row)
{
  return gdk_content_provider_new_typed (G_TYPE_INT64, team_of_row (row));
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            NhTeamTree *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gint64 team = g_value_get_int64 (value);
  gint64 parent = team_of_row (GTK_LIST_BOX_ROW (row));
  const NhRosterTeam *found = nh_team_tree_find (self->teams, team);
  g_autoptr (GError) error = NULL;

  if (!found || team == parent || found->parent == parent)
    return FALSE;
  nh_team_tree_set_parent (self->session, team, parent, &error);
  return !nh_session_report_error (self->session, &error);
}

static void
add_drag (NhTeamTree *self,
          GtkWidget *row,
          gboolean source)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  if (nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    {
      g_object_unref (target);
      return;
    }
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  if (source)
    {
      GtkDragSource *drag = gtk_drag_source_new ();

      gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
      g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare_cb), row);
      gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
    }
}

static GtkWidget *
make_row (NhTeamTree *self,
          NhRoster *roster,
          GPtrArray *marks,
          const NhRosterTeam *team)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *facts = facts_of (roster, team);
  g_autofree char *leaders = leaders_of (roster, team->id);
  g_autofree char *warnings = marks_of (marks, team->id);
  g_autofree char *spoken = g_strdup_printf ("%s%s%s%s%s", facts, *leaders ? ". " : "", leaders,
                                             *warnings ? ". " : "", warnings);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s", team->name, spoken);

  gtk_widget_set_margin_start (box, (int) team->depth * INDENT);
  gtk_box_append (GTK_BOX (box), make_arrow (self, team));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (nh_team_kind_icon (team->kind)));
  gtk_box_append (GTK_BOX (texts), make_label (team->name, "nh-tree-name"));
  gtk_box_append (GTK_BOX (texts), make_label (facts, "nh-field-label"));
  if (*leaders)
    gtk_box_append (GTK_BOX (texts), make_label (leaders, "nh-field-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  if (*warnings)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

      gtk_widget_add_css_class (mark, "nh-warning-mark");
      gtk_box_append (GTK_BOX (box), mark);
    }
  if (team->over)
    gtk_widget_add_css_class (row, "nh-over");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, team->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) team->depth + 2, -1);
  g_object_set_data_full (G_OBJECT (row), TEAM_KEY, g_memdup2 (&team->id, sizeof team->id), g_free);
  add_drag (self, row, TRUE);
  return row;
}

static GtkWidget *
make_all_row (NhTeamTree *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("view-list-symbolic"));
  gtk_box_append (GTK_BOX (box), make_label (_("All clusters and teams"), NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All clusters and teams"), -1);
  add_drag (self, row, FALSE);
  return row;
}

static void
add_rows (NhTeamTree *self,
          guint32 day)
{
  g_autoptr (NhRoster) roster = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  guint hidden_below = G_MAXUINT;

  gtk_list_box_append (self->list, make_all_row (self));
  for (guint i = 0; i < self->teams->len; i++)
    {
      const NhRosterTeam *team = self->teams->pdata[i];
      NhWorkbook *workbook = nh_session_get_workbook (self->session);

      if (team->depth == 0)
        {
          g_clear_pointer (&roster, nh_roster_free);
          g_clear_pointer (&marks, g_ptr_array_unref);
          roster = nh_roster_on_day (workbook, team->id, day, NH_ROSTER_TREE, NULL);
          marks = roster ? nh_roster_check (workbook, roster, NULL) : NULL;
        }
      if (team->depth <= hidden_below)
        hidden_below = G_MAXUINT;
      if (!roster || hidden_below != G_MAXUINT)
        continue;
      gtk_list_box_append (self->list, make_row (self, roster, marks, team));
      if (g_hash_table_contains (self->collapsed, &team->id))
        hidden_below = team->depth;
    }
}

/* Rows are made anew: the one that had the keys keeps them. */
static void
rebuild (NhTeamTree *self)
{
  guint32 day = self->day ? self->day : nh_roster_today ();
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *row;

  self->updating = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  self->teams = nh_roster_list_teams (nh_session_get_workbook (self->session), day, NULL);
  if (!self->teams)
    self->teams = g_ptr_array_new ();
  add_rows (self, day);
  row = GTK_WIDGET (row_of_team (self, self->selected));
  if (row)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  self->updating = FALSE;
  if (row && focus)
    gtk_widget_grab_focus (row);
  if (!row)
    {
      /* It is deleted now, or its parent was folded. */
      const NhRosterTeam *gone = nh_team_tree_find (self->teams, self->selected);

      nh_team_tree_select (self, gone && row_of_team (self, gone->parent) ? gone->parent : 0);
    }
}

static gboolean
refresh_cb (gpointer data)
{
  NhTeamTree *self = data;

  self->refresh_idle = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/** nh_team_tree_refresh: makes the rows anew, soon. */
void
nh_team_tree_refresh (NhTeamTree *self)
{
  if (!self->refresh_idle)
    self->refresh_idle = g_idle_add (refresh_cb, self);
}

/** nh_team_tree_refresh_now: makes the rows anew, so that a team that was just made has one. */
void
nh_team_tree_refresh_now (NhTeamTree *self)
{
  g_clear_handle_id (&self->refresh_idle, g_source_remove);
  rebuild (self);
}

static void
on_workbook_changed_cb (NhTeamTree *self,
                        GArray *changes)
{
  static const char *const tables[] = { "team", "membership", "team_unit", "unit", "person", "person_post",
                                        "unit_state" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (nh_session_changes_touch (changes, tables[i]))
      {
        nh_team_tree_refresh (self);
        return;
      }
}

static void
on_row_selected_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    NhTeamTree *self)
{
  gint64 team = team_of_row (row);

  if (self->updating || !row || team == self->selected)
    return;
  self->selected = team;
  g_signal_emit (self, signals[TEAM_SELECTED], 0, team);
}

/* Keys and buttons. */

static void
on_named_cb (gint64 team,
             gpointer data)
{
  NhTeamTree *self = data;

  nh_team_tree_refresh_now (self);
  nh_team_tree_select (self, team);
  if (row_of_team (self, team))
    gtk_widget_grab_focus (GTK_WIDGET (row_of_team (self, team)));
}

static void
ask_name (NhTeamTree *self,
          gint64 team,
          const char *kind)
{
  const NhRosterTeam *chosen = nh_team_tree_find (self->teams, self->selected);
  gboolean root = g_str_equal (kind, "council") || g_str_equal (kind, "network") || g_str_equal (kind, "team");
  gboolean part = chosen && (g_str_equal (chosen->kind, "cluster") || g_str_equal (chosen->kind, "subject_group"));
  gint64 parent = root || !chosen ? 0 : part ? chosen->parent : chosen->id;
  GtkListBoxRow *row = team ? row_of_team (self, team) : NULL;

  nh_team_tree_ask_name (row ? GTK_WIDGET (row) : self->add, self->session, team, kind, parent, on_named_cb, self);
}

static void
delete_team (NhTeamTree *self)
{
  g_autoptr (GError) error = NULL;

  if (self->selected)
    nh_workbook_delete (nh_session_get_workbook (self->session), nh_entity_find ("team"), &self->selected, 1, &error);
  nh_session_report_error (self->session, &error);
}

static void
change_place (NhTeamTree *self,
              guint keyval)
{
  const NhRosterTeam *team = nh_team_tree_find (self->teams, self->selected);
  const NhRosterTeam *parent = team ? nh_team_tree_find (self->teams, team->parent) : NULL;
  gint64 previous = team ? nh_team_tree_previous (self->teams, team->id) : 0;
  g_autoptr (GError) error = NULL;

  if (!team)
    return;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down)
    nh_team_tree_shift (self->session, self->teams, team->id, keyval == GDK_KEY_Up ? -1 : 1, &error);
  else if (keyval == GDK_KEY_Right && previous)
    nh_team_tree_set_parent (self->session, team->id, previous, &error);
  else if (keyval == GDK_KEY_Left && parent)
    nh_team_tree_set_parent (self->session, team->id, parent->parent, &error);
  nh_session_report_error (self->session, &error);
}

static gboolean
fold_or_go (NhTeamTree *self,
            guint keyval)
{
  const NhRosterTeam *team = nh_team_tree_find (self->teams, self->selected);
  gboolean folded = team && g_hash_table_contains (self->collapsed, &team->id);

  if (!team)
    return FALSE;
  if (keyval == GDK_KEY_Right && folded)
    toggle (self, team->id, FALSE);
  else if (keyval == GDK_KEY_Left && has_parts (self, team->id) && !folded)
    toggle (self, team->id, TRUE);
  else if (keyval == GDK_KEY_Left && team->parent)
    {
      nh_team_tree_select (self, team->parent);
      gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhTeamTree *self)
{
  gboolean arrows = keyval == GDK_KEY_Up || keyval == GDK_KEY_Down || keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
  gboolean fixed = nh_workbook_is_read_only (nh_session_get_workbook (self->session));

  state &= GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;
  if (arrows && state == GDK_ALT_MASK && !fixed)
    change_place (self, keyval);
  else if (!state && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    return fold_or_go (self, keyval);
  else if (keyval == GDK_KEY_F2 && !state && self->selected && !fixed)
    ask_name (self, self->selected, "");
  else if (keyval == GDK_KEY_Insert && state == GDK_CONTROL_MASK && !fixed)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->add));
  else if (keyval == GDK_KEY_Delete && (!state || state == GDK_CONTROL_MASK) && !fixed)
    delete_team (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_add_cb (GtkWidget *widget,
           const char *action,
           GVariant *parameter)
{
  ask_name (NH_TEAM_TREE (widget), 0, g_variant_get_string (parameter, NULL));
}

static void
on_rename_cb (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  NhTeamTree *self = NH_TEAM_TREE (widget);

  if (self->selected)
    ask_name (self, self->selected, "");
}

static void
on_delete_cb (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  delete_team (NH_TEAM_TREE (widget));
}

static gboolean
nh_team_tree_grab_focus (GtkWidget *widget)
{
  NhTeamTree *self = NH_TEAM_TREE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return gtk_widget_grab_focus (row ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
nh_team_tree_dispose (GObject *object)
{
  NhTeamTree *self = NH_TEAM_TREE (object);

  self->updating = TRUE;
  g_clear_handle_id (&self->refresh_idle, g_source_remove);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_team_tree_parent_class)->dispose (object);
}

static void
nh_team_tree_class_init (NhTeamTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_team_tree_dispose;
  widget_class->grab_focus = nh_team_tree_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "tree.add", "s", on_add_cb);
  gtk_widget_class_install_action (widget_class, "tree.rename", NULL, on_rename_cb);
  gtk_widget_class_install_action (widget_class, "tree.delete", NULL, on_delete_cb);
  signals[TEAM_SELECTED] = g_signal_new ("team-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static GMenu *
make_menu (void)
{
  static const char *const kinds[] = { "council", "team", "network", "cluster", "subject_group", "delegation" };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) add = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *kind = nh_label_in_sentence (nh_entity_find ("team") ? nh_team_kind_label (kinds[i]) : "");
      g_autofree char *label = g_strdup_printf (_("Add %s"), kind);
      g_autofree char *action = g_strdup_printf ("tree.add::%s", kinds[i]);

      g_menu_append (add, label, action);
    }
  g_menu_append (change, _("_Rename…"), "tree.rename");
  g_menu_append (change, _("_Delete this team"), "tree.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (add));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  return menu;
}

static GtkWidget *
make_head (NhTeamTree *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_label (_("Clusters and teams"), "nh-title");
  g_autoptr (GMenu) menu = make_menu ();

  self->add = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (self->add, _("Add, rename or delete a cluster or team (Ctrl+Insert, F2, Delete)"));
  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (self->add), _("Add or change a team"));
  gtk_widget_set_sensitive (self->add, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (box, "nh-toolbar");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->add);
  return box;
}

static void
nh_team_tree_init (NhTeamTree *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->teams = g_ptr_array_new ();
  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-team-tree");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Clusters and teams"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected_cb), self);
}

/**
 * nh_team_tree_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the tree of all teams.
 */
GtkWidget *
nh_team_tree_new (NhSession *session)
{
  NhTeamTree *self = g_object_new (NH_TYPE_TEAM_TREE, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->session = g_object_ref (session);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->body), make_head (self));
  gtk_box_append (GTK_BOX (self->body), scroller);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  rebuild (self);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_team_tree_get_team: Returns: key of the selected team; 0: all teams. */
gint64
nh_team_tree_get_team (NhTeamTree *self)
{
  return self->selected;
}

/** nh_team_tree_select: goes to the row of @team, unfolding what hides it; 0: to that of all teams. */
void
nh_team_tree_select (NhTeamTree *self,
                     gint64 team)
{
  GtkListBoxRow *row;
  gboolean unfolded = FALSE;

  for (const NhRosterTeam *found = nh_team_tree_find (self->teams, team); found;
       found = nh_team_tree_find (self->teams, found->parent))
    unfolded |= found->parent && g_hash_table_remove (self->collapsed, &found->parent);
  if (unfolded)
    rebuild (self);
  row = row_of_team (self, team);
  if (row)
    gtk_list_box_select_row (self->list, row);
}

/** nh_team_tree_set_day: counts and leaders of that Julian day; 0: of today. */
void
nh_team_tree_set_day (NhTeamTree *self,
                      guint32 day)
{
  if (self->day == day)
    return;
  self->day = day;
  nh_team_tree_refresh (self);
}
