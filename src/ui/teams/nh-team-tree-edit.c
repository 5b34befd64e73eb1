/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-team-tree-edit.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *kind;
  const char *icon;
} icons[] = {
  { "council", "nh-council-symbolic" },       { "network", "nh-team-symbolic" },
  { "team", "nh-team-symbolic" },             { "cluster", "nh-cluster-symbolic" },
  { "subject_group", "nh-person-symbolic" },  { "delegation", "nh-inspection-symbolic" },
};

/** nh_team_kind_icon: Returns: (transfer none): name of the icon of a kind of team. */
const char *
nh_team_kind_icon (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_equal (icons[i].kind, kind))
      return icons[i].icon;
  return "nh-team-symbolic";
}

/** nh_team_kind_label: Returns: (transfer none): a kind of team in the language of the interface. */
const char *
nh_team_kind_label (const char *kind)
{
  const NhEntity *entity = nh_entity_find ("team");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[nh_entity_find_field (entity, "kind")], kind);

  return choice ? _(choice->label) : kind;
}

/** nh_team_tree_find: Returns: (transfer none) (nullable): one of @teams. */
const NhRosterTeam *
nh_team_tree_find (GPtrArray *teams,
                   gint64 team)
{
  for (guint i = 0; i < teams->len; i++)
    if (((NhRosterTeam *) teams->pdata[i])->id == team)
      return teams->pdata[i];
  return NULL;
}

/* Those with the same parent, in order: (element-type gint64). */
static GArray *
siblings_of (GPtrArray *teams,
             const NhRosterTeam *team)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < teams->len; i++)
    {
      const NhRosterTeam *other = teams->pdata[i];

      if (other->parent == team->parent)
        g_array_append_val (ids, other->id);
    }
  return ids;
}

static guint
index_of (GArray *ids,
          gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}

/** nh_team_tree_previous: Returns: key of the team before @team under the same parent; 0 for none. */
gint64
nh_team_tree_previous (GPtrArray *teams,
                       gint64 team)
{
  const NhRosterTeam *found = nh_team_tree_find (teams, team);
  g_autoptr (GArray) ids = found ? siblings_of (teams, found) : NULL;
  guint index = ids ? index_of (ids, team) : 0;

  return index > 0 ? g_array_index (ids, gint64, index - 1) : 0;
}

static gboolean
write_order (NhSession *session,
             GArray *ids,
             GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", (i + 1) * 1000);
      NhFieldText values[] = { { "position", position }, { NULL, NULL } };

      if (!nh_session_set (session, nh_entity_find ("team"), g_array_index (ids, gint64, i), values, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_team_tree_shift:
 * @session: the open workbook
 * @teams: (element-type NhRosterTeam): all
 * @team: which one
 * @by: -1: before the one before it; 1: behind the next one
 * @error: as of nh_workbook_set()
 *
 * Returns: whether it stands there; %FALSE without @error where there is no such place.
 */
gboolean
nh_team_tree_shift (NhSession *session,
                    GPtrArray *teams,
                    gint64 team,
                    int by,
                    GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (session);
  const NhRosterTeam *found = nh_team_tree_find (teams, team);
  g_autoptr (GArray) ids = found ? siblings_of (teams, found) : NULL;
  guint index = ids ? index_of (ids, team) : G_MAXUINT;

  if (index == G_MAXUINT || (by < 0 && index == 0) || (by > 0 && index + 1 >= ids->len))
    return FALSE;
  g_array_remove_index (ids, index);
  g_array_insert_val (ids, index + by, team);
  if (!nh_workbook_begin (workbook, _("Order teams"), error))
    return FALSE;
  if (write_order (session, ids, error))
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/** nh_team_tree_set_parent: makes @team a part of @parent, or of none when that is 0. Returns: whether it is. */
gboolean
nh_team_tree_set_parent (NhSession *session,
                         gint64 team,
                         gint64 parent,
                         GError **error)
{
  g_autofree char *text = parent ? g_strdup_printf ("#%" G_GINT64_FORMAT, parent) : g_strdup ("");
  NhFieldText values[] = { { "parent", text }, { NULL, NULL } };

  return nh_session_set (session, nh_entity_find ("team"), team, values, error);
}

/* A name, asked for in place. */

typedef struct
{
  NhSession *session;
  gint64 team;
  char *kind;
  gint64 parent;
  GtkWidget *popover;
  GtkWidget *entry;
  GtkWidget *problem;
  void (*done) (gint64 team, gpointer data);
  gpointer data;
} NameQuestion;

static void
name_question_free (gpointer data)
{
  NameQuestion *self = data;

  g_object_unref (self->session);
  g_free (self->kind);
  g_free (self);
}

static gint64
store_name (NameQuestion *self,
            GError **error)
{
  const NhEntity *entity = nh_entity_find ("team");
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *parent = self->parent ? g_strdup_printf ("#%" G_GINT64_FORMAT, self->parent) : g_strdup ("");
  NhFieldText rename[] = { { "name", name }, { NULL, NULL } };
  NhFieldText create[] = { { "name", name }, { "kind", self->kind }, { "parent", parent }, { NULL, NULL } };

  if (!self->team)
    return nh_session_create (self->session, entity, create, error);
  return nh_session_set (self->session, entity, self->team, rename, error) ? self->team : 0;
}

static void
on_name_activate_cb (NameQuestion *self)
{
  g_autoptr (GError) error = NULL;
  gint64 team = store_name (self, &error);

  if (team)
    {
      void (*done) (gint64, gpointer) = self->done;
      gpointer data = self->data;

      gtk_popover_popdown (GTK_POPOVER (self->popover));
      done (team, data);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->problem), error->message);
  gtk_widget_set_visible (self->problem, TRUE);
  gtk_widget_add_css_class (self->entry, "error");
}

static gboolean
drop_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not while the popover is still closing. */
static void
on_closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (popover), g_object_unref);
}

static void
on_anchor_destroy_cb (GtkWidget *anchor,
                      GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) == anchor)
    gtk_widget_unparent (popover);
}

/**
 * nh_team_tree_ask_name:
 * @anchor: the widget under which the name is asked for
 * @session: the open workbook
 * @team: key of the team that gets another name; 0: a new one
 * @kind: of a new team
 * @parent: of a new team; 0: none
 * @done: called with the key of the team
 * @data: for @done
 */
void
nh_team_tree_ask_name (GtkWidget *anchor,
                       NhSession *session,
                       gint64 team,
                       const char *kind,
                       gint64 parent,
                       void (*done) (gint64 team, gpointer data),
                       gpointer data)
{
  NameQuestion *self = g_new0 (NameQuestion, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (NhRecord) record = team ? nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("team"),
                                                         team, NULL) : NULL;
  g_autofree char *label = record ? g_strdup (_("New name")) : g_strdup_printf (_("Name: %s"), nh_team_kind_label (kind));
  GtkWidget *caption = gtk_label_new (label);

  self->session = g_object_ref (session);
  self->team = team;
  self->kind = g_strdup (kind);
  self->parent = parent;
  self->done = done;
  self->data = data;
  self->popover = gtk_popover_new ();
  self->entry = gtk_entry_new ();
  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "nh-field-label");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 36);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), record ? nh_record_text (record, "name") : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 40);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_widget_add_css_class (self->problem, "nh-error-text");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_object_set_data_full (G_OBJECT (self->popover), "nh-question", self, name_question_free);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_name_activate_cb), self);
  g_signal_connect (self->popover, "closed", G_CALLBACK (on_closed_cb), NULL);
  gtk_widget_set_parent (self->popover, anchor);
  g_signal_connect_object (anchor, "destroy", G_CALLBACK (on_anchor_destroy_cb), self->popover, 0);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->entry);
}
