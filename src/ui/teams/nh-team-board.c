/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-team-board.h"

#include <glib/gi18n-lib.h>

#include "model/nh-roster.h"
#include "ui/nh-field-entry.h"

struct _NhTeamBoard
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *what;    /* units or people, where the council has both clusters and groups */
  GtkWidget *dated;
  GtkWidget *from;
  GtkStack *stack;
  NhBoard *board;

  NhSession *session;
  gint64 team;
  gint64 council;     /* whose parts are the columns */
  guint32 day;        /* 0: today */
  gboolean people;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhTeamBoard, nh_team_board, GTK_TYPE_WIDGET)

static gboolean
is_part (NhTeamBoard *self,
         const NhRosterTeam *team,
         gboolean people)
{
  return team->parent == self->council && g_str_equal (team->kind, "cluster") == !people;
}

static guint
count_parts (NhTeamBoard *self,
             NhRoster *roster,
             gboolean people)
{
  guint n = 0;

  for (guint i = 0; i < roster->teams->len; i++)
    n += is_part (self, roster->teams->pdata[i], people);
  return n;
}

static GArray *
make_columns (NhTeamBoard *self,
              NhRoster *roster)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (NhBoardColumn));
  NhBoardColumn none = { self->people ? self->council : 0,
                         self->people ? _("In no group yet") : _("In no cluster yet"),
                         self->people ? _("Everybody is in a group.") : _("Every unit is in a cluster.") };

  g_array_append_val (columns, none);
  for (guint i = 0; i < roster->teams->len; i++)
    {
      const NhRosterTeam *team = roster->teams->pdata[i];
      NhBoardColumn column = { team->id, team->name, _("Drag cards here, or choose them and press Ctrl+Right.") };

      if (is_part (self, team, self->people))
        g_array_append_val (columns, column);
    }
  return columns;
}

static const char *
mark_of (GPtrArray *marks,
         gint64 unit,
         gint64 membership)
{
  for (guint i = 0; marks && i < marks->len; i++)
    {
      const NhRosterMark *mark = marks->pdata[i];

      if ((unit && mark->unit == unit && mark->kind == NH_ROSTER_UNIT_TWICE) ||
          (membership && mark->membership == membership))
        return mark->sentence;
    }
  return NULL;
}

static void
add_unit_cards (GArray *cards,
                GPtrArray *units,
                GPtrArray *marks,
                gint64 column)
{
  for (guint i = 0; units && i < units->len; i++)
    {
      const NhRosterUnit *unit = units->pdata[i];
      NhBoardCard card = { unit->unit, column < 0 ? unit->team : column,
                           *unit->short_name ? unit->short_name : unit->name, unit->area,
                           mark_of (marks, unit->unit, 0) };

      g_array_append_val (cards, card);
    }
}

static void
add_people_cards (GArray *cards,
                  NhRoster *roster,
                  GPtrArray *marks)
{
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      const char *role = g_str_equal (member->role, "member") ? "" : nh_roster_role_label (member->role);
      NhBoardCard card = { member->id, member->team, member->name, *role ? role : member->subject,
                           mark_of (marks, 0, member->id) };

      g_array_append_val (cards, card);
    }
}

static void
fill (NhTeamBoard *self,
      NhRoster *roster)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (GArray) columns = make_columns (self, roster);
  g_autoptr (GArray) cards = g_array_new (FALSE, FALSE, sizeof (NhBoardCard));
  g_autoptr (GPtrArray) marks = nh_roster_check (workbook, roster, NULL);
  g_autoptr (GPtrArray) outside = NULL;

  if (self->people)
    add_people_cards (cards, roster, marks);
  else
    {
      outside = nh_roster_units_outside (workbook, roster, self->council, NULL);
      add_unit_cards (cards, outside, marks, 0);
      add_unit_cards (cards, roster->units, marks, -1);
    }
  nh_board_set_contents (self->board, (const NhBoardColumn *) columns->data, columns->len,
                         (const NhBoardCard *) cards->data, cards->len);
}

/* The council of @team: the team itself where it has parts, else what it is a part of. */
static gint64
council_of (NhTeamBoard *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (NhRoster) roster = self->team ? nh_roster_on_day (workbook, self->team, 0, NH_ROSTER_PARTS, NULL) : NULL;
  const NhRosterTeam *team = roster ? roster->teams->pdata[0] : NULL;

  if (!team)
    return 0;
  return roster->teams->len > 1 || !team->parent ? team->id : team->parent;
}

static void
update (NhTeamBoard *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (NhRoster) roster = NULL;
  guint clusters;
  guint groups;

  self->council = council_of (self);
  roster = self->council ? nh_roster_on_day (workbook, self->council, self->day ? self->day : nh_roster_today (),
                                             NH_ROSTER_PARTS, NULL) : NULL;
  clusters = roster ? count_parts (self, roster, FALSE) : 0;
  groups = roster ? count_parts (self, roster, TRUE) : 0;
  gtk_widget_set_visible (self->what, clusters && groups);
  self->people = groups && (!clusters || gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)) == 1);
  gtk_stack_set_visible_child_name (self->stack, clusters || groups ? "board" : "empty");
  gtk_widget_set_sensitive (gtk_widget_get_parent (self->dated), (clusters || groups) && !self->day);
  nh_board_set_editable (self->board, !self->day && !nh_workbook_is_read_only (workbook));
  if (clusters || groups)
    fill (self, roster);
}

static void
on_what_cb (NhTeamBoard *self)
{
  if (!self->updating)
    update (self);
}

static void
on_dated_cb (NhTeamBoard *self)
{
  gboolean dated = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->dated));

  gtk_widget_set_sensitive (self->from, dated);
  if (dated && !*gtk_editable_get_text (GTK_EDITABLE (self->from)))
    {
      g_autofree char *today = nh_day_format_short (nh_roster_today ());

      gtk_editable_set_text (GTK_EDITABLE (self->from), today);
    }
}

static void
tell_move (NhTeamBoard *self,
           guint n,
           const char *to)
{
  g_autofree char *text = self->people
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Moved %u member to “%s”.", "Moved %u members to “%s”.", n), n, to)
      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Moved %u unit to “%s”.", "Moved %u units to “%s”.", n), n, to);

  nh_session_notify (self->session, text);
}

static void
on_move_cb (NhTeamBoard *self,
            const gint64 *cards,
            guint n,
            gint64 column)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autofree gint64 *own = g_memdup2 (cards, n * sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) target = column ? nh_workbook_load (workbook, nh_entity_find ("team"), column, NULL) : NULL;
  guint32 from = 0;
  gboolean fine = TRUE;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->dated)))
    fine = nh_field_entry_get_day (self->from, &from, &error);
  if (fine)
    fine = self->people ? nh_roster_move_members (workbook, own, n, column, from, &error)
                        : nh_roster_move_units (workbook, self->council, own, n, column, from, &error);
  if (fine)
    tell_move (self, n, target ? nh_record_text (target, "name") : _("In no cluster yet"));
  nh_session_report_error (self->session, &error);
}

static void
on_workbook_changed_cb (NhTeamBoard *self,
                        GArray *changes)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (nh_session_changes_touch (changes, "team") || nh_session_changes_touch (changes, "team_unit") ||
       nh_session_changes_touch (changes, "membership") || nh_session_changes_touch (changes, "unit") ||
       nh_session_changes_touch (changes, "person")))
    update (self);
}

static gboolean
nh_team_board_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_TEAM_BOARD (widget)->board));
}

static void
nh_team_board_dispose (GObject *object)
{
  NhTeamBoard *self = NH_TEAM_BOARD (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_team_board_parent_class)->dispose (object);
}

static void
nh_team_board_class_init (NhTeamBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_team_board_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_team_board_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_team_board_init (NhTeamBoard *self)
{
}

static GtkWidget *
make_tools (NhTeamBoard *self)
{
  const char *kinds[] = { _("Units in clusters"), _("People in groups"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dates = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *hint = gtk_label_new (_("Space selects, Ctrl+Left and Ctrl+Right move, M asks where to"));

  self->what = gtk_drop_down_new_from_strings (kinds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->what), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the board shows"), -1);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (on_what_cb), self);
  self->dated = gtk_check_button_new_with_mnemonic (_("Moves count _from"));
  gtk_widget_set_tooltip_text (self->dated, _("Keeps where they were until then. Without a day a move is a correction, "
                                              "as if they had always been there."));
  self->from = nh_field_entry_new (self->session, "team_unit", "from_on");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->from), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->from), 11);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->from), GTK_ACCESSIBLE_PROPERTY_LABEL, _("From"), -1);
  gtk_widget_set_sensitive (self->from, FALSE);
  g_signal_connect_swapped (self->dated, "toggled", G_CALLBACK (on_dated_cb), self);
  gtk_label_set_xalign (GTK_LABEL (hint), 1);
  /* Two lines beside the inspector, one in a wide window. */
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_lines (GTK_LABEL (hint), 2);
  gtk_label_set_ellipsize (GTK_LABEL (hint), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (hint), GTK_JUSTIFY_RIGHT);
  gtk_widget_set_tooltip_text (hint, gtk_label_get_text (GTK_LABEL (hint)));
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_add_css_class (hint, "nh-field-label");
  gtk_box_append (GTK_BOX (dates), self->dated);
  gtk_box_append (GTK_BOX (dates), self->from);
  gtk_box_append (GTK_BOX (box), self->what);
  gtk_box_append (GTK_BOX (box), dates);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_widget_add_css_class (box, "nh-tabs");
  return box;
}

/**
 * nh_team_board_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): a board; nh_team_board_show_team() fills it.
 */
GtkWidget *
nh_team_board_new (NhSession *session)
{
  NhTeamBoard *self = g_object_new (NH_TYPE_TEAM_BOARD, NULL);
  GtkWidget *empty = gtk_label_new (_("This team has no clusters and no groups yet. Add them with the button + above the "
                                      "list at the left; then units and people can be put into them here."));

  self->session = g_object_ref (session);
  self->board = NH_BOARD (nh_board_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 56);
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->board), "board");
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->body), make_tools (self));
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_swapped (self->board, "move", G_CALLBACK (on_move_cb), self);
  g_signal_connect_swapped (self, "map", G_CALLBACK (update), self);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_team_board_show_team: the board of @team or of what it is a part of, on a Julian day; 0: today. */
void
nh_team_board_show_team (NhTeamBoard *self,
                         gint64 team,
                         guint32 day)
{
  self->team = team;
  self->day = day;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/** nh_team_board_get_board: Returns: (transfer none): the cards. */
NhBoard *
nh_team_board_get_board (NhTeamBoard *self)
{
  return self->board;
}
