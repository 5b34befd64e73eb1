/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/inspections/nh-inspections-parts.h"

#include <glib/gi18n-lib.h>

#include "model/nh-inspection-findings.h"
#include "model/nh-cursor.h"
#include "model/nh-unit-history.h"
#include "ui/boards/nh-board-paper.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/table/nh-grid-screen.h"

#define SESSION_KEY "nh-session"

static NhSession *
session_of (gpointer object)
{
  return g_object_get_data (G_OBJECT (object), SESSION_KEY);
}

static void
keep_session (gpointer object,
              NhSession *session)
{
  g_object_set_data_full (G_OBJECT (object), SESSION_KEY, g_object_ref (session), g_object_unref);
}

/* Two tables, the second one about the row of the first. */
static GtkWidget *
make_pair (GtkOrientation orientation,
           GtkWidget *first,
           GtkWidget *second,
           int position)
{
  GtkWidget *paned = gtk_paned_new (orientation);

  gtk_paned_set_start_child (GTK_PANED (paned), first);
  gtk_paned_set_end_child (GTK_PANED (paned), second);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), TRUE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), position);
  return paned;
}

static void
on_owner_selected_cb (NhGridScreen *owners,
                      gint64 id,
                      NhGridScreen *parts)
{
  nh_grid_screen_set_owner (parts, id);
}

static void
follow (GtkWidget *owners,
        GtkWidget *parts)
{
  g_signal_connect_object (owners, "record-selected", G_CALLBACK (on_owner_selected_cb), parts, 0);
  nh_grid_screen_set_owner (NH_GRID_SCREEN (parts), nh_grid_screen_get_record (NH_GRID_SCREEN (owners)));
}

/* Findings. */

enum { SHOW_ALL, SHOW_OPEN, SHOW_OVERDUE };

static guint
column_of (NhGridScreen *screen,
           const char *id)
{
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (screen));

  for (guint i = 0; i < nh_grid_model_get_n_columns (model); i++)
    if (g_str_equal (nh_grid_model_get_column (model, i)->id, id))
      return i;
  g_return_val_if_reached (0);
}

static void
on_which_selected_cb (GtkDropDown *which,
                      GParamSpec *pspec,
                      NhGridScreen *findings)
{
  static const char *const open[] = { "open", "reported", NULL };
  guint selected = gtk_drop_down_get_selected (which);
  NhRecordGridModel *model = nh_grid_screen_get_model (findings);
  g_autofree char *yesterday = nh_day_to_iso (nh_unit_today () - 1);
  const NhListFilter states = { .kind = NH_FILTER_ANY_OF, .values = open };
  const NhListFilter past = { .kind = NH_FILTER_RANGE, .from = "1900-01-01", .to = yesterday };

  nh_record_grid_model_set_filter (model, column_of (findings, "state"), selected == SHOW_ALL ? NULL : &states);
  nh_record_grid_model_set_filter (model, column_of (findings, "due_on"), selected == SHOW_OVERDUE ? &past : NULL);
}

static void
on_close_clicked_cb (GtkButton *button,
                     NhGridScreen *findings)
{
  NhSession *session = session_of (button);
  g_autoptr (GArray) chosen = nh_grid_screen_get_selected (findings, G_MAXUINT);
  g_autoptr (GError) error = NULL;

  if (!nh_grid_screen_commit (findings))
    return;
  if (!chosen->len)
    {
      nh_session_report (session, _("Choose the rows of the findings first."));
      return;
    }
  nh_findings_close (nh_session_get_workbook (session), (const gint64 *) (gpointer) chosen->data, chosen->len, nh_unit_today (),
                     &error);
  nh_session_report_error (session, &error);
}

/* The plan of the inspection under the cursor, else the only one of the year. */
static gint64
plan_of (NhGridScreen *findings,
         NhSession *session)
{
  NhWorkbook *workbook = nh_session_get_workbook (session);
  g_autoptr (NhRecord) finding
      = nh_workbook_load (workbook, nh_entity_find ("finding"), nh_grid_screen_get_record (findings), NULL);
  g_autoptr (NhRecord) activity = NULL;

  if (finding)
    activity = nh_workbook_load (workbook, nh_entity_find ("activity"),
                                 nh_record_get_int64 (finding, NH_FIELD (nh_entity_find ("finding"), "activity")), NULL);
  return activity ? nh_record_get_int64 (activity, NH_FIELD (nh_entity_find ("activity"), "plan")) : 0;
}

static void
on_appendix_clicked_cb (GtkButton *button,
                        NhGridScreen *findings)
{
  NhSession *session = session_of (button);
  NhBoardPaper paper = { plan_of (findings, session), "findings", "single", TRUE };

  if (!paper.plan)
    nh_session_report (session, _("Choose the row of a finding first: the appendix is for the plan of its inspection."));
  else
    nh_board_paper_add_appendix (session, &paper);
}

/**
 * nh_findings_part_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): what inspections found, of all years, since following up goes on over them.
 */
GtkWidget *
nh_findings_part_new (NhSession *session)
{
  GtkWidget *findings = nh_grid_screen_new (session, nh_screen_spec_find ("findings"));
  const char *const labels[] = { _("All"), _("Not closed yet"), _("Overdue"), NULL };
  GtkWidget *which = gtk_drop_down_new_from_strings (labels);
  GtkWidget *close = nh_mnemonic_button_new (_("_Mark as closed"));
  GtkWidget *appendix = gtk_button_new_from_icon_name ("document-page-setup-symbolic");

  keep_session (close, session);
  keep_session (appendix, session);
  gtk_widget_set_sensitive (close, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  gtk_widget_set_tooltip_text (close, _("What was asked for is done: close the selected findings today"));
  gtk_widget_set_tooltip_text (appendix, _("As an appendix of the plan"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (appendix), GTK_ACCESSIBLE_PROPERTY_LABEL, _("As an appendix of the plan"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (which), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which findings are shown"), -1);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (findings), appendix);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (findings), close);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (findings), which);
  g_signal_connect_object (which, "notify::selected", G_CALLBACK (on_which_selected_cb), findings, 0);
  g_signal_connect_object (close, "clicked", G_CALLBACK (on_close_clicked_cb), findings, 0);
  g_signal_connect_object (appendix, "clicked", G_CALLBACK (on_appendix_clicked_cb), findings, 0);
  return findings;
}

/* Delegations. */

static void
update_loads (GtkLabel *loads,
              NhGridScreen *delegations)
{
  NhSession *session = session_of (loads);
  gint64 team = nh_grid_screen_get_record (delegations);
  g_autoptr (GError) error = NULL;
  g_autofree char *list = team ? nh_delegation_describe_loads (nh_session_get_workbook (session), team,
                                                               nh_session_get_year (session), &error)
                               : NULL;
  g_autofree char *text = list && *list ? g_strdup_printf (_("Rounds: %s"), list) : NULL;

  nh_session_report_error (session, &error);
  gtk_label_set_text (loads, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (loads), text != NULL);
}

static void
on_delegation_selected_cb (NhGridScreen *delegations,
                           gint64 id,
                           GtkLabel *loads)
{
  update_loads (loads, delegations);
}

static void
on_loads_changed_cb (GtkLabel *loads)
{
  update_loads (loads, g_object_get_data (G_OBJECT (loads), "nh-delegations"));
}

static void
on_loads_workbook_cb (GtkLabel *loads,
                      GArray *changes)
{
  if (!changes || nh_session_changes_touch (changes, "activity") || nh_session_changes_touch (changes, "membership"))
    on_loads_changed_cb (loads);
}

/**
 * nh_delegations_part_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the delegations, the members of the one under the cursor, and how many rounds
 *   each of them goes to.
 */
GtkWidget *
nh_delegations_part_new (NhSession *session)
{
  GtkWidget *delegations = nh_grid_screen_new (session, nh_screen_spec_find ("delegations"));
  GtkWidget *members = nh_grid_screen_new (session, nh_screen_spec_find ("members"));
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *loads = gtk_label_new (NULL);

  keep_session (loads, session);
  g_object_set_data (G_OBJECT (loads), "nh-delegations", delegations); /* both go with the page */
  gtk_label_set_xalign (GTK_LABEL (loads), 0);
  gtk_label_set_wrap (GTK_LABEL (loads), TRUE);
  gtk_widget_add_css_class (loads, "nh-page-foot");
  gtk_widget_set_vexpand (members, TRUE);
  gtk_box_append (GTK_BOX (below), members);
  gtk_box_append (GTK_BOX (below), loads);
  follow (delegations, members);
  g_signal_connect_object (delegations, "record-selected", G_CALLBACK (on_delegation_selected_cb), loads, 0);
  g_signal_connect_object (session, "year-changed", G_CALLBACK (on_loads_changed_cb), loads, G_CONNECT_SWAPPED);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_loads_workbook_cb), loads,
                           G_CONNECT_SWAPPED);
  update_loads (GTK_LABEL (loads), NH_GRID_SCREEN (delegations));
  return make_pair (GTK_ORIENTATION_VERTICAL, delegations, below, 220);
}

/* Checklists. */

/* A round that takes a checklist: chosen in a popover. */
typedef struct
{
  NhSession *session;
  NhGridScreen *checklists;
  GtkWidget *popover;
} Taking;

static void
on_round_clicked_cb (GtkButton *button,
                     Taking *taking)
{
  const gint64 *round = g_object_get_data (G_OBJECT (button), "nh-round");
  gint64 checklist = nh_grid_screen_get_record (taking->checklists);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  gtk_popover_popdown (GTK_POPOVER (taking->popover));
  nh_inspection_take_checklist (nh_session_get_workbook (taking->session), *round, checklist, &n, &error);
  if (nh_session_report_error (taking->session, &error))
    return;
  text = n ? g_strdup_printf (ngettext ("%u line to fill in was put into the tab of findings.",
                                        "%u lines to fill in were put into the tab of findings.", n), n)
           : g_strdup (_("The inspection has all lines of this checklist already."));
  nh_session_notify (taking->session, text);
}

static void
add_rounds (Taking *taking,
            GtkWidget *box)
{
  NhWorkbook *workbook = nh_session_get_workbook (taking->session);
  g_autofree char *year = g_strdup_printf ("%" G_GINT64_FORMAT, nh_session_get_year (taking->session));
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  NhListFilter filters[] = { { "kind", "inspection" }, { "status", "!cancelled" }, { "plan.school_year", year } };
  g_autoptr (GPtrArray) rounds = NULL;

  nh_session_dup_year_days (taking->session, &from, &to);
  filters[2].from = from;
  filters[2].to = to;
  rounds = nh_workbook_list (workbook, nh_entity_find ("activity"), filters, nh_session_get_year (taking->session) ? 3 : 2,
                             NULL);
  for (guint i = 0; rounds && i < rounds->len; i++)
    {
      NhRecord *round = rounds->pdata[i];
      const char *units = nh_record_text (round, "inspected");
      g_autofree char *label = g_strdup_printf ("%s · %s", *units ? units : nh_record_text (round, "content"),
                                                nh_record_text (round, "period"));
      GtkWidget *button = gtk_button_new_with_label (label);
      gint64 id = nh_record_get_id (round);

      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "nh-round", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (on_round_clicked_cb), taking);
      gtk_box_append (GTK_BOX (box), button);
    }
  if (!rounds || !rounds->len)
    gtk_box_append (GTK_BOX (box), gtk_label_new (_("No inspections are planned in this school year yet.")));
}

static void
on_take_clicked_cb (GtkMenuButton *button,
                    gpointer data)
{
  Taking *taking = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (nh_grid_screen_get_record (taking->checklists))
    add_rounds (taking, box);
  else
    gtk_box_append (GTK_BOX (box), gtk_label_new (_("Choose the row of a checklist first.")));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  taking->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (taking->popover), scroller);
  gtk_menu_button_set_popover (button, taking->popover);
}

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->session);
  g_free (taking);
}

/**
 * nh_checklists_part_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the checklists and the items of the one under the cursor.
 */
GtkWidget *
nh_checklists_part_new (NhSession *session)
{
  GtkWidget *checklists = nh_grid_screen_new (session, nh_screen_spec_find ("checklists"));
  GtkWidget *items = nh_grid_screen_new (session, nh_screen_spec_find ("checklist-items"));
  GtkWidget *take = gtk_menu_button_new ();
  Taking *taking = g_new0 (Taking, 1);

  taking->session = g_object_ref (session);
  taking->checklists = NH_GRID_SCREEN (checklists);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (take), _("Put into an _inspection"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (take), TRUE);
  gtk_widget_set_tooltip_text (take, _("Make a line to fill in for each item and each unit of a round"));
  gtk_widget_set_sensitive (take, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  g_object_set_data_full (G_OBJECT (take), "nh-taking", taking, taking_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (take), on_take_clicked_cb, taking, NULL);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (checklists), take);
  follow (checklists, items);
  return make_pair (GTK_ORIENTATION_VERTICAL, checklists, items, 190);
}
