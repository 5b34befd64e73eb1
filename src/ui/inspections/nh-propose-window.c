/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/inspections/nh-propose-window.h"

#include <glib/gi18n-lib.h>

#include "document/nh-inspection-board.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-drop-down.h"

static void
propose_free (gpointer data)
{
  NhPropose *self = data;

  g_clear_pointer (&self->proposal, nh_inspection_proposal_free);
  g_array_unref (self->plans);
  g_object_unref (self->session);
  g_free (self);
}

/* What comes out. */

static void
update_remarks (NhPropose *self)
{
  GPtrArray *remarks = self->proposal->remarks;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    g_string_append_printf (text, "%s• %s", i ? "\n" : "", (const char *) remarks->pdata[i]);
  gtk_label_set_text (self->remarks, text->len ? text->str : _("Every round has a month and a delegation, and no rule is broken."));
  gtk_label_set_text (GTK_LABEL (self->remarks_title), text->len ? _("What is not as it should be, and why") : _("All is done"));
  if (text->len)
    gtk_widget_add_css_class (self->remarks_title, "nh-late");
  else
    gtk_widget_remove_css_class (self->remarks_title, "nh-late");
}

static void
update_loads (NhPropose *self)
{
  g_autofree guint *loads = nh_inspection_proposal_loads (self->proposal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint m = 0; m < self->proposal->members->len; m++)
    g_string_append_printf (text, "%s%s %u", m ? " · " : "", nh_proposal_member (self->proposal, m)->name, loads[m]);
  gtk_label_set_text (self->loads, text->str);
}

static void
update (NhPropose *self)
{
  guint n = nh_inspection_proposal_count_changes (self->proposal);
  g_autofree char *label = n ? g_strdup_printf (ngettext ("_Apply (%u round)", "_Apply (%u rounds)", n), n) : g_strdup (_("_Apply"));

  nh_matrix_view_set_matrix (self->view, nh_inspection_proposal_matrix (self->proposal));
  update_remarks (self);
  update_loads (self);
  nh_mnemonic_button_set_label (self->apply, label);
  gtk_widget_set_sensitive (self->apply, n > 0);
}

/** nh_propose_again: (skip): proposes the rest anew; what was put somewhere by hand stays there. */
void
nh_propose_again (NhPropose *self)
{
  if (!self->proposal)
    return;
  nh_inspection_proposal_solve (self->proposal);
  update (self);
}

/* Nothing of the plan before stays in sight: its rounds are no more, and nobody shall take them for this plan's. */
static void
show_error (NhPropose *self,
            const GError *error)
{
  nh_matrix_view_set_matrix (self->view, NULL);
  gtk_label_set_text (GTK_LABEL (self->remarks_title), _("No schedule can be proposed"));
  gtk_label_set_text (self->remarks, error->message);
  gtk_label_set_text (self->loads, NULL);
  nh_mnemonic_button_set_label (self->apply, _("_Apply"));
  gtk_widget_set_sensitive (self->apply, FALSE);
}

static void
load_plan (NhPropose *self,
           gint64 plan)
{
  g_autoptr (GError) error = NULL;
  NhInspectionProposal *proposal = nh_inspection_proposal_new (nh_session_get_workbook (self->session), plan, &error);

  nh_propose_options_keep (self);
  g_clear_pointer (&self->proposal, nh_inspection_proposal_free);
  self->proposal = proposal;
  nh_propose_options_restore (self);
  nh_propose_options_fill (self);
  if (proposal)
    nh_propose_again (self);
  else
    show_error (self, error);
}

static void
on_plan_selected_cb (NhPropose *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan_filter);

  if (!self->updating && selected < self->plans->len)
    load_plan (self, g_array_index (self->plans, gint64, selected));
}

/* Cells. */

static int
month_of_column (NhPropose *self,
                 guint column)
{
  return (int) nh_matrix_get_column (nh_matrix_view_get_matrix (self->view), column)->key;
}

static guint
round_of_row (NhPropose *self,
              guint row)
{
  return (guint) nh_matrix_get_row (nh_matrix_view_get_matrix (self->view), row)->key;
}

/* Items are rounds, counted from 1; without a proposal there are none. */
static gboolean
is_round (NhPropose *self,
          gint64 item)
{
  return self->proposal && item > 0 && item <= self->proposal->rounds->len;
}

static void
pin (NhPropose *self,
     guint round,
     int month)
{
  if (nh_proposal_round (self->proposal, round)->stored)
    {
      nh_session_report (self->session, _("This round is fixed or was held already: it stays where it is."));
      update (self);
      return;
    }
  nh_inspection_proposal_pin (self->proposal, round, month);
  nh_inspection_proposal_check (self->proposal);
  update (self);
}

static void
on_item_moved_cb (NhMatrixView *view,
                  gint64 item,
                  guint from_row,
                  guint from_column,
                  guint row,
                  guint column,
                  NhPropose *self)
{
  if (is_round (self, item))
    pin (self, (guint) item - 1, month_of_column (self, column));
}

static void
on_cell_add_cb (NhMatrixView *view,
                guint row,
                guint column,
                NhPropose *self)
{
  if (self->proposal)
    pin (self, round_of_row (self, row), month_of_column (self, column));
}

static gboolean
drop_menu_cb (gpointer menu)
{
  gtk_widget_unparent (menu);
  g_object_unref (menu);
  return G_SOURCE_REMOVE;
}

static void
on_menu_closed_cb (GtkWidget *menu,
                   NhPropose *self)
{
  self->menu = NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  g_idle_add (drop_menu_cb, g_object_ref (menu));
}

static void
on_pin_cb (GtkButton *button,
           NhPropose *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->menu));
  if (is_round (self, self->item))
    {
      guint round = (guint) self->item - 1;
      NhProposalRound *r = nh_proposal_round (self->proposal, round);

      pin (self, round, r->pin >= 0 ? -1 : r->new_month);
    }
}

/* A popover beside the window's body, since the view takes no children of others. */
static void
on_cell_menu_cb (NhMatrixView *view,
                 guint row,
                 guint column,
                 gint64 item,
                 GdkRectangle *where,
                 NhPropose *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (view));
  GtkWidget *button;
  graphene_point_t corner;
  GdkRectangle at = *where;

  if (!is_round (self, item) || self->menu || nh_proposal_round (self->proposal, (guint) item - 1)->stored)
    return;
  self->item = item;
  if (gtk_widget_compute_point (GTK_WIDGET (view), parent, &GRAPHENE_POINT_INIT (at.x, at.y), &corner))
    {
      at.x = (int) corner.x;
      at.y = (int) corner.y;
    }
  button = nh_mnemonic_button_new (nh_proposal_round (self->proposal, (guint) item - 1)->pin >= 0 ? _("_Let it move again")
                                                                                                        : _("_Hold it here"));
  gtk_widget_add_css_class (button, "flat");
  self->menu = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->menu), button);
  gtk_widget_set_parent (self->menu, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  g_signal_connect (button, "clicked", G_CALLBACK (on_pin_cb), self);
  g_signal_connect (self->menu, "closed", G_CALLBACK (on_menu_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The end. */

static void
on_apply_cb (NhPropose *self)
{
  guint n = nh_inspection_proposal_count_changes (self->proposal);
  g_autoptr (NhSession) session = g_object_ref (self->session);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!nh_inspection_proposal_apply (self->proposal, &error))
    {
      nh_alert_show (self->window, _("The schedule was not stored"), error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self->window));
  text = g_strdup_printf (ngettext ("%u round was scheduled. Ctrl+Z takes it back.", "%u rounds were scheduled. Ctrl+Z takes them back.",
                                    n), n);
  nh_session_notify (session, text);
}

/* The window goes: popovers of cells do before their parents. */
static void
on_destroy_cb (GtkWidget *window,
               NhPropose *self)
{
  nh_propose_options_keep (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
}

/* The schedule gets the focus as soon as it has cells; where there are none, the plan keeps it. */
static gboolean
focus_schedule_cb (GtkWidget *view,
                   GdkFrameClock *clock,
                   gpointer data)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (NH_MATRIX_VIEW (view));

  if (!matrix || !nh_matrix_get_n_rows (matrix) || !nh_matrix_get_n_columns (matrix))
    return G_SOURCE_REMOVE;
  return gtk_widget_grab_focus (view) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
fill_plans (NhPropose *self,
            gint64 plan)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *p = plans->pdata[i];

      g_array_append_val (self->plans, p->id);
      gtk_string_list_append (labels, p->label);
      if (p->id == plan)
        selected = i;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan_filter, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan_filter, selected);
  self->updating = FALSE;
}

static GtkLabel *
make_text (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  return GTK_LABEL (label);
}

static GtkWidget *
make_left (NhPropose *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->plan_filter = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_drop_down_let_shrink (self->plan_filter);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan_filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan"), -1);
  self->options = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_end (self->options, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->options);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plan_filter));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, 310, -1);
  gtk_widget_set_hexpand (box, FALSE); /* what is in it would take the room of the schedule */
  return box;
}

static GtkWidget *
make_right (NhPropose *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *below = gtk_scrolled_window_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkLabel *legend = make_text ();

  self->view = NH_MATRIX_VIEW (nh_matrix_view_new ());
  nh_matrix_view_set_editable (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Proposed schedule"), -1);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_label_set_text (legend, _("✓ new month · ▪ stays here: fixed, held, or moved by you · ! breaks a rule. Drag a round to another "
                                "month to hold it there; its menu lets it go."));
  gtk_widget_add_css_class (GTK_WIDGET (legend), "nh-legend");
  self->remarks_title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->remarks_title), 0);
  gtk_widget_add_css_class (self->remarks_title, "heading");
  self->remarks = make_text ();
  self->loads = make_text ();
  gtk_widget_add_css_class (GTK_WIDGET (self->loads), "dim-label");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->loads), _("How many rounds each member goes to"));
  gtk_box_append (GTK_BOX (texts), self->remarks_title);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->remarks));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->loads));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (below), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (below), texts);
  gtk_widget_set_size_request (below, -1, 110);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (legend));
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_set_hexpand (box, TRUE);
  g_signal_connect (self->view, "item-moved", G_CALLBACK (on_item_moved_cb), self);
  g_signal_connect (self->view, "cell-add", G_CALLBACK (on_cell_add_cb), self);
  g_signal_connect (self->view, "cell-menu", G_CALLBACK (on_cell_menu_cb), self);
  return box;
}

static void
make_buttons (NhPropose *self)
{
  GtkWidget *buttons = nh_dialog_add_buttons (self->window);
  GtkWidget *again = nh_dialog_add_button (buttons, _("Propose a_gain"), NULL);
  GtkWidget *cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);

  gtk_widget_set_tooltip_text (again, _("Propose the rest anew; rounds that you moved stay where you put them"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->apply = nh_dialog_add_button (buttons, _("_Apply"), "suggested-action");
  g_signal_connect_swapped (again, "clicked", G_CALLBACK (nh_propose_again), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply_cb), self);
}

/* The first plan of the year that has inspections. */
static gint64
first_plan (NhSession *session)
{
  GPtrArray *plans = nh_session_get_plans (session);

  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];
      g_autoptr (NhMatrix) matrix = nh_inspection_schedule_matrix (nh_session_get_workbook (session), plan->id, 0,
                                                                   NH_INSPECTION_BOARD_PAPER, NULL);

      if (matrix && nh_matrix_get_n_rows (matrix) > 0 && nh_matrix_get_row (matrix, 0)->key > 0)
        return plan->id;
    }
  return plans->len ? ((const NhSessionPlan *) plans->pdata[0])->id : 0;
}

/**
 * nh_propose_window_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: a plan; 0: the first of the year that inspects
 *
 * Opens the window with a first proposal. Nothing is stored before "Apply".
 */
void
nh_propose_window_show (GtkWidget *parent,
                        NhSession *session,
                        gint64 plan)
{
  NhPropose *self;
  GtkWidget *content;

  if (nh_workbook_is_read_only (nh_session_get_workbook (session)))
    {
      nh_session_report (session, _("This workbook is read only: nothing in it can be changed."));
      return;
    }
  if (!nh_session_get_plans (session)->len)
    {
      nh_session_report (session, _("There is no plan in this school year: add one first, the schedule belongs to it."));
      return;
    }
  self = g_new0 (NhPropose, 1);
  content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->session = g_object_ref (session);
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_box_append (GTK_BOX (content), make_left (self));
  gtk_box_append (GTK_BOX (content), make_right (self));
  self->window = nh_dialog_new (parent, _("Propose a schedule of inspections"), content);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1300, 700);
  make_buttons (self);
  g_object_set_data_full (G_OBJECT (self->window), "nh-propose", self, propose_free);
  g_signal_connect (self->window, "destroy", G_CALLBACK (on_destroy_cb), self);
  fill_plans (self, plan ? plan : first_plan (session));
  g_signal_connect_swapped (self->plan_filter, "notify::selected", G_CALLBACK (on_plan_selected_cb), self);
  on_plan_selected_cb (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->view), focus_schedule_cb, NULL, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
}
