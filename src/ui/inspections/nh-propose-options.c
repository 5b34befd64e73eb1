/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a proposal starts from: months and how many rounds they take, units, delegations, and for their members
 * how many rounds at most and when they are away.
 */
#include <glib/gi18n-lib.h>

#include "ui/inspections/nh-propose-window.h"

#define INDEX_KEY "nh-index"
#define MEMBER_KEY "nh-member"
#define SPIN_KEY "nh-spin"
#define KEPT_KEY "nh-propose-kept"

/* What was said of a member of a plan's delegations. */
typedef struct
{
  gint64 plan;
  gint64 person;
  guint32 absent;
  guint limit;
} Kept;

/* The session's, since limits and absences help to propose and are no facts of the plan. (of Kept) */
static GArray *
kept_of (NhPropose *self)
{
  GArray *kept = g_object_get_data (G_OBJECT (self->session), KEPT_KEY);

  if (!kept)
    {
      kept = g_array_new (FALSE, FALSE, sizeof (Kept));
      g_object_set_data_full (G_OBJECT (self->session), KEPT_KEY, kept, (GDestroyNotify) g_array_unref);
    }
  return kept;
}

static Kept *
find_kept (NhPropose *self,
           gint64 person)
{
  GArray *kept = kept_of (self);

  for (guint i = 0; i < kept->len; i++)
    {
      Kept *one = &g_array_index (kept, Kept, i);

      if (one->plan == self->proposal->plan && one->person == person)
        return one;
    }
  return NULL;
}

/** nh_propose_options_keep: (skip): remembers limits and absences of members for the next time that the window is opened. */
void
nh_propose_options_keep (NhPropose *self)
{
  for (guint i = 0; self->proposal && i < self->proposal->members->len; i++)
    {
      const NhProposalMember *member = nh_proposal_member (self->proposal, i);
      const Kept now = { self->proposal->plan, member->person, member->absent, member->limit };
      Kept *before = find_kept (self, member->person);

      if (before)
        *before = now;
      else if (now.absent || now.limit)
        g_array_append_val (kept_of (self), now);
    }
}

/** nh_propose_options_restore: (skip): says of members what was said of them when the window was open last. */
void
nh_propose_options_restore (NhPropose *self)
{
  for (guint i = 0; self->proposal && i < self->proposal->members->len; i++)
    {
      NhProposalMember *member = nh_proposal_member (self->proposal, i);
      const Kept *before = find_kept (self, member->person);

      if (!before)
        continue;
      member->absent = before->absent;
      member->limit = before->limit;
    }
}

static guint
index_of (gpointer widget,
          const char *key)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), key));
}

static void
set_index (gpointer widget,
           const char *key,
           guint index)
{
  g_object_set_data (G_OBJECT (widget), key, GUINT_TO_POINTER (index));
}

static GtkWidget *
add_section (NhPropose *self,
             const char *title)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_set_margin_top (head, 6);
  gtk_box_append (GTK_BOX (self->options), head);
  return head;
}

static void
add_note (NhPropose *self,
          const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->options), label);
}

/* Narrow, so that the schedule has the room. */
static GtkWidget *
make_spin (guint least,
           guint value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, 200, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 2);
  gtk_widget_add_css_class (spin, "nh-narrow");
  return spin;
}

/* Months. */

static void
on_month_toggled_cb (GtkCheckButton *check,
                     NhPropose *self)
{
  gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (check), SPIN_KEY), gtk_check_button_get_active (check));
  if (self->updating)
    return;
  nh_proposal_month (self->proposal, index_of (check, INDEX_KEY))->chosen = gtk_check_button_get_active (check);
  nh_propose_again (self);
}

static void
on_capacity_changed_cb (GtkSpinButton *spin,
                        NhPropose *self)
{
  if (self->updating)
    return;
  nh_proposal_month (self->proposal, index_of (spin, INDEX_KEY))->capacity = (guint) gtk_spin_button_get_value_as_int (spin);
  nh_propose_again (self);
}

static void
add_months (NhPropose *self)
{
  GtkWidget *grid = gtk_grid_new ();
  guint half = (self->proposal->months->len + 1) / 2;

  add_section (self, _("Months, and rounds in each"));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint m = 0; m < self->proposal->months->len; m++)
    {
      NhProposalMonth *month = nh_proposal_month (self->proposal, m);
      g_autofree char *number = g_strdup_printf ("%d/%d", month->month, month->year);
      GtkWidget *check = gtk_check_button_new_with_label (number);
      GtkWidget *spin = make_spin (1, month->capacity);
      g_autofree char *label = g_strdup_printf (_("Rounds in %s"), month->name);

      set_index (check, INDEX_KEY, m);
      set_index (spin, INDEX_KEY, m);
      g_object_set_data (G_OBJECT (check), SPIN_KEY, spin);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), month->chosen);
      gtk_widget_set_sensitive (spin, month->chosen);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, month->name, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_grid_attach (GTK_GRID (grid), check, m < half ? 0 : 2, (int) (m % half), 1, 1);
      gtk_grid_attach (GTK_GRID (grid), spin, m < half ? 1 : 3, (int) (m % half), 1, 1);
      g_signal_connect (check, "toggled", G_CALLBACK (on_month_toggled_cb), self);
      g_signal_connect (spin, "value-changed", G_CALLBACK (on_capacity_changed_cb), self);
    }
  gtk_box_append (GTK_BOX (self->options), grid);
}

/* Units. */

static void
on_unit_toggled_cb (GtkCheckButton *check,
                    NhPropose *self)
{
  if (self->updating)
    return;
  nh_proposal_unit (self->proposal, index_of (check, INDEX_KEY))->chosen = gtk_check_button_get_active (check);
  nh_propose_again (self);
}

static gboolean
all_units_chosen (NhPropose *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i < self->proposal->units->len; i++)
    all &= nh_proposal_unit (self->proposal, i)->chosen;
  return all;
}

static void
on_all_units_cb (GtkButton *button,
                 NhPropose *self)
{
  gboolean all = all_units_chosen (self);

  for (guint i = 0; i < self->proposal->units->len; i++)
    nh_proposal_unit (self->proposal, i)->chosen = !all;
  nh_inspection_proposal_spread (self->proposal);
  nh_propose_options_fill (self);
  nh_propose_again (self);
}

static char *
describe_unit (const NhProposalUnit *unit)
{
  if (unit->years == NH_INSPECTION_NEVER_INSPECTED)
    return g_strdup_printf (_("%s · never inspected"), unit->name);
  return g_strdup_printf (_("%s · last in %d-%d"), unit->name, unit->last, unit->last + 1);
}

static void
add_units (NhPropose *self)
{
  GtkWidget *head = add_section (self, _("Units"));
  GtkWidget *all = gtk_button_new_with_label (all_units_chosen (self) ? _("Choose none") : _("Choose all"));

  self->all_units = all;
  gtk_box_append (GTK_BOX (head), all);
  g_signal_connect (all, "clicked", G_CALLBACK (on_all_units_cb), self);
  if (!self->proposal->units->len)
    add_note (self, _("The plan names no units to inspect and has no clusters: add rounds with units in the list first."));
  for (guint i = 0; i < self->proposal->units->len; i++)
    {
      const NhProposalUnit *unit = nh_proposal_unit (self->proposal, i);
      g_autofree char *text = describe_unit (unit);
      GtkWidget *check = gtk_check_button_new_with_label (text);

      set_index (check, INDEX_KEY, i);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), unit->chosen);
      gtk_box_append (GTK_BOX (self->options), check);
      g_signal_connect (check, "toggled", G_CALLBACK (on_unit_toggled_cb), self);
    }
}

/* Delegations and their members. */

static void
on_delegation_toggled_cb (GtkCheckButton *check,
                          NhPropose *self)
{
  if (self->updating)
    return;
  nh_proposal_delegation (self->proposal, index_of (check, INDEX_KEY))->chosen = gtk_check_button_get_active (check);
  nh_propose_again (self);
}

static void
on_limit_changed_cb (GtkSpinButton *spin,
                     NhPropose *self)
{
  if (self->updating)
    return;
  nh_proposal_member (self->proposal, index_of (spin, INDEX_KEY))->limit = (guint) gtk_spin_button_get_value_as_int (spin);
  nh_propose_again (self);
}

/* How many months, so that it is seen without opening each list. */
static void
label_away (GtkWidget *away,
            guint32 absent)
{
  g_autofree char *label = NULL;
  guint n = 0;

  for (; absent; absent &= absent - 1)
    n++;
  label = n ? g_strdup_printf (_("Away (%u)"), n) : g_strdup (_("Away"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (away), label);
}

static void
on_away_toggled_cb (GtkCheckButton *check,
                    NhPropose *self)
{
  NhProposalMember *member = nh_proposal_member (self->proposal, index_of (check, MEMBER_KEY));
  guint32 bit = 1u << index_of (check, INDEX_KEY);

  if (gtk_check_button_get_active (check))
    member->absent |= bit;
  else
    member->absent &= ~bit;
  label_away (gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_MENU_BUTTON), member->absent);
  nh_propose_again (self);
}

/* The months are asked for when they are wanted: most members are never away. */
static void
on_away_wanted_cb (GtkMenuButton *button,
                   gpointer data)
{
  NhPropose *self = data;
  guint position = index_of (button, INDEX_KEY);
  NhProposalMember *member = nh_proposal_member (self->proposal, position);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint m = 0; m < self->proposal->months->len; m++)
    {
      NhProposalMonth *month = nh_proposal_month (self->proposal, m);
      GtkWidget *check;

      if (!month->chosen)
        continue;
      check = gtk_check_button_new_with_label (month->name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (member->absent & 1u << m) != 0);
      set_index (check, INDEX_KEY, m);
      set_index (check, MEMBER_KEY, position);
      gtk_box_append (GTK_BOX (box), check);
      g_signal_connect (check, "toggled", G_CALLBACK (on_away_toggled_cb), self);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
add_member (NhPropose *self,
            GtkGrid *grid,
            int row,
            guint position)
{
  NhProposalMember *member = nh_proposal_member (self->proposal, position);
  GtkWidget *name = gtk_label_new (member->name);
  GtkWidget *limit = make_spin (0, member->limit);
  GtkWidget *away = gtk_menu_button_new ();
  g_autofree char *limit_label = g_strdup_printf (_("Most rounds of %s; 0: no limit"), member->name);
  g_autofree char *away_label = g_strdup_printf (_("Months in which %s is away"), member->name);

  set_index (limit, INDEX_KEY, position);
  set_index (away, INDEX_KEY, position);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (name, 24);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (limit, limit_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (limit), GTK_ACCESSIBLE_PROPERTY_LABEL, limit_label, -1);
  label_away (away, member->absent);
  gtk_widget_set_tooltip_text (away, away_label);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (away), on_away_wanted_cb, self, NULL);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, limit, 1, row, 1, 1);
  gtk_grid_attach (grid, away, 2, row, 1, 1);
  g_signal_connect (limit, "value-changed", G_CALLBACK (on_limit_changed_cb), self);
}

static void
add_delegations (NhPropose *self)
{
  add_section (self, _("Delegations; most rounds of each member (0: no limit)"));
  if (!self->proposal->delegations->len)
    add_note (self, _("There are no delegations yet: months are proposed without them. Add delegations with their members "
                      "in the tab beside the schedule."));
  else
    add_note (self, _("Limits and absences stay until the program is closed; the workbook does not keep them."));
  for (guint d = 0; d < self->proposal->delegations->len; d++)
    {
      NhProposalDelegation *delegation = nh_proposal_delegation (self->proposal, d);
      GtkWidget *check = gtk_check_button_new_with_label (delegation->name);
      GtkWidget *grid = gtk_grid_new ();

      set_index (check, INDEX_KEY, d);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), delegation->chosen);
      gtk_box_append (GTK_BOX (self->options), check);
      gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
      gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
      for (guint m = 0; m < delegation->members->len; m++)
        add_member (self, GTK_GRID (grid), (int) m, g_array_index (delegation->members, guint, m));
      gtk_box_append (GTK_BOX (self->options), grid);
      g_signal_connect (check, "toggled", G_CALLBACK (on_delegation_toggled_cb), self);
    }
}

/** nh_propose_options_fill: (skip): shows what the proposal starts from, instead of what stood there. */
void
nh_propose_options_fill (NhPropose *self)
{
  GtkWidget *child;

  /* A number that was still being typed is taken when its field goes: it was meant for what stood there. */
  self->updating = TRUE;
  while ((child = gtk_widget_get_first_child (self->options)))
    gtk_box_remove (GTK_BOX (self->options), child);
  if (self->proposal)
    {
      add_months (self);
      add_units (self);
      add_delegations (self);
    }
  self->updating = FALSE;
}
