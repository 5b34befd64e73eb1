/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-filters.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"
#include "ui/nh-menu-button.h"

enum { TEAM, PERSON, UNIT, N_ENTRIES };

struct _NhTimelineFilters
{
  GtkWidget parent_instance;

  NhSession *session;
  GtkWidget *button;
  GtkLabel *label;
  GtkDropDown *plan;
  GArray *plans; /* of gint64, 0 first */
  GtkDropDown *kind;
  GtkDropDown *status;
  GtkWidget *entries[N_ENTRIES];
  gint64 records[N_ENTRIES];
  GtkLabel *error;
  GtkCheckButton *conflicts;
  GtkCheckButton *dues;
  GtkCheckButton *baseline;
  GtkWidget *clear;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhTimelineFilters, nh_timeline_filters, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const NhField *
field_of (const char *name)
{
  const NhEntity *entity = nh_entity_find ("activity");

  return &entity->fields[NH_FIELD (entity, name)];
}

/** nh_timeline_filters_count: Returns: how many filters hide something. */
guint
nh_timeline_filters_count (NhTimelineFilters *self)
{
  NhTimelineChoice choice = { 0 };

  nh_timeline_filters_get (self, &choice);
  return (choice.plan != 0) + (choice.kind != NULL) + (choice.status != NULL) + (choice.team != 0) +
         (choice.person != 0) + (choice.unit != 0) + choice.conflicts_only + choice.no_dues;
}

static void
update_label (NhTimelineFilters *self)
{
  guint n = nh_timeline_filters_count (self);
  g_autofree char *text = n ? g_strdup_printf (_("Filter (%u)"), n) : g_strdup (_("Filter"));
  g_autofree char *spoken = n ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Filter: %u is set", "Filter: %u are set", n), n)
                              : g_strdup (_("Filter: everything is shown"));

  gtk_label_set_text (self->label, text);
  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (self->button), spoken);
  if (n)
    gtk_widget_add_css_class (self->button, "nh-filtered");
  else
    gtk_widget_remove_css_class (self->button, "nh-filtered");
  gtk_widget_set_sensitive (self->clear, n > 0);
}

static void
changed (NhTimelineFilters *self)
{
  if (self->updating)
    return;
  update_label (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A name that no record has stays visible, with a sentence. */
static void
read_entry (NhTimelineFilters *self,
            guint which)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gboolean fine = nh_field_entry_get_record (self->entries[which], &id, &error);

  if (fine)
    gtk_widget_remove_css_class (self->entries[which], "error");
  else
    gtk_widget_add_css_class (self->entries[which], "error");
  gtk_label_set_text (self->error, fine ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), !fine);
  if (!fine || id == self->records[which])
    return;
  self->records[which] = id;
  changed (self);
}

static void
on_entry_changed_cb (NhTimelineFilters *self,
                     GtkEditable *entry)
{
  if (self->updating)
    return;
  for (guint i = 0; i < N_ENTRIES; i++)
    if (GTK_WIDGET (entry) == self->entries[i])
      {
        g_autoptr (GError) error = NULL;
        gint64 id = 0;

        /* While it is typed only what is a name already counts. */
        if (!*gtk_editable_get_text (entry) || nh_field_entry_get_record (self->entries[i], &id, &error))
          read_entry (self, i);
      }
}

static void
on_entry_left_cb (NhTimelineFilters *self)
{
  for (guint i = 0; !self->updating && i < N_ENTRIES; i++)
    read_entry (self, i);
}

static void
on_clear_cb (NhTimelineFilters *self)
{
  NhTimelineChoice nothing = { 0 };

  nh_timeline_filters_set (self, &nothing);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_plans (NhTimelineFilters *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint old = gtk_drop_down_get_selected (self->plan);
  gint64 chosen = old < self->plans->len ? g_array_index (self->plans, gint64, old) : 0;
  gint64 all = 0;
  guint selected = 0;

  g_array_set_size (self->plans, 0);
  g_array_append_val (self->plans, all);
  gtk_string_list_append (labels, _("All plans"));
  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      if (plan->id == chosen)
        selected = self->plans->len;
      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (labels, plan->label);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan, selected);
  self->updating = FALSE;
  if (chosen && !selected)
    changed (self);
}

static GtkDropDown *
make_choice (NhTimelineFilters *self,
             const NhField *field,
             const char *all)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (labels, all);
  for (const NhChoice *choice = field->choices; choice->key; choice++)
    gtk_string_list_append (labels, _(choice->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (changed), self);
  return GTK_DROP_DOWN (drop_down);
}

static GtkCheckButton *
make_check (NhTimelineFilters *self,
            const char *label,
            const char *tooltip)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (check, tooltip);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed), self);
  return GTK_CHECK_BUTTON (check);
}

static void
make_entry (NhTimelineFilters *self,
            guint which,
            const char *entity,
            const char *field)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entries[which] = nh_field_entry_new (self->session, entity, field);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[which]), _("all"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entries[which]), 24);
  g_signal_connect_swapped (self->entries[which], "changed", G_CALLBACK (on_entry_changed_cb), self);
  g_signal_connect_swapped (self->entries[which], "activate", G_CALLBACK (on_entry_left_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_entry_left_cb), self);
  gtk_widget_add_controller (self->entries[which], focus);
}

static GtkWidget *
make_popover (NhTimelineFilters *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *grid = gtk_grid_new ();

  self->plan = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_drop_down_let_shrink (self->plan);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (changed), self);
  self->kind = make_choice (self, field_of ("kind"), _("All kinds"));
  self->status = make_choice (self, field_of ("status"), _("All states"));
  make_entry (self, TEAM, "activity", "team");
  make_entry (self, PERSON, "activity_person", "person");
  make_entry (self, UNIT, "person", "unit");
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_Plan"), GTK_WIDGET (self->plan));
  nh_field_entry_attach (GTK_GRID (grid), 1, _("_Kind"), GTK_WIDGET (self->kind));
  nh_field_entry_attach (GTK_GRID (grid), 2, _("_Status"), GTK_WIDGET (self->status));
  nh_field_entry_attach (GTK_GRID (grid), 3, _("Cluster or _team"), self->entries[TEAM]);
  nh_field_entry_attach (GTK_GRID (grid), 4, _("P_erson"), self->entries[PERSON]);
  nh_field_entry_attach (GTK_GRID (grid), 5, _("_Unit"), self->entries[UNIT]);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_label_set_max_width_chars (self->error, 36);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "nh-error-text");
  self->conflicts = make_check (self, _("Only what _collides or is in the way"),
                                _("People in two places, hosts that are inspected, holidays and so on"));
  self->dues = make_check (self, _("_Days of papers due"), _("Show the days until which papers are due, as diamonds"));
  gtk_check_button_set_active (self->dues, TRUE);
  self->baseline = make_check (self, _("Compare with the _issued plan"),
                               _("Draw below each bar, as a thin line, when it was by the plan as it was issued"));
  self->clear = gtk_button_new_with_mnemonic (_("Show _everything"));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (on_clear_cb), self);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->conflicts));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dues));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->baseline));
  gtk_box_append (GTK_BOX (box), self->clear);
  gtk_widget_add_css_class (box, "nh-filter");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
nh_timeline_filters_dispose (GObject *object)
{
  NhTimelineFilters *self = NH_TIMELINE_FILTERS (object);

  self->updating = TRUE;
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_timeline_filters_parent_class)->dispose (object);
}

static void
nh_timeline_filters_class_init (NhTimelineFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_timeline_filters_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_timeline_filters_init (NhTimelineFilters *self)
{
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * nh_timeline_filters_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the button; nothing is filtered at first.
 */
GtkWidget *
nh_timeline_filters_new (NhSession *session)
{
  NhTimelineFilters *self = g_object_new (NH_TYPE_TIMELINE_FILTERS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->session = g_object_ref (session);
  self->updating = TRUE;
  self->button = gtk_menu_button_new ();
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("nh-filter-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), make_popover (self));
  gtk_widget_set_tooltip_text (self->button, _("Show only some plans, kinds, states, people or units"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_plans (self);
  update_label (self);
  self->updating = FALSE;
  g_signal_connect_object (session, "plans-changed", G_CALLBACK (update_plans), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static const char *
chosen_key (GtkDropDown *drop_down,
            const NhField *field)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ? NULL : field->choices[selected - 1].key;
}

/** nh_timeline_filters_get: writes what is chosen into @choice, all but .by and .find. */
void
nh_timeline_filters_get (NhTimelineFilters *self,
                         NhTimelineChoice *choice)
{
  guint plan = gtk_drop_down_get_selected (self->plan);

  choice->plan = plan < self->plans->len ? g_array_index (self->plans, gint64, plan) : 0;
  choice->kind = chosen_key (self->kind, field_of ("kind"));
  choice->status = chosen_key (self->status, field_of ("status"));
  choice->team = self->records[TEAM];
  choice->person = self->records[PERSON];
  choice->unit = self->records[UNIT];
  choice->conflicts_only = gtk_check_button_get_active (self->conflicts);
  choice->no_dues = !gtk_check_button_get_active (self->dues);
}

static void
show_key (GtkDropDown *drop_down,
          const NhField *field,
          const char *key)
{
  guint selected = 0;

  for (guint i = 0; key && field->choices[i].key; i++)
    if (g_str_equal (field->choices[i].key, key))
      selected = i + 1;
  gtk_drop_down_set_selected (drop_down, selected);
}

static void
show_record (NhTimelineFilters *self,
             guint which,
             const char *entity,
             gint64 id)
{
  g_autoptr (NhRecord) record = id ? nh_workbook_load (nh_session_get_workbook (self->session), nh_entity_find (entity), id,
                                                       NULL) : NULL;

  self->records[which] = record ? id : 0;
  gtk_editable_set_text (GTK_EDITABLE (self->entries[which]), record ? nh_record_text (record, "name") : "");
  gtk_widget_remove_css_class (self->entries[which], "error");
}

/** nh_timeline_filters_set: shows a choice; what is not in this workbook is left out. No signal is sent. */
void
nh_timeline_filters_set (NhTimelineFilters *self,
                         const NhTimelineChoice *choice)
{
  guint plan = 0;

  self->updating = TRUE;
  for (guint i = 0; i < self->plans->len; i++)
    if (g_array_index (self->plans, gint64, i) == choice->plan)
      plan = i;
  gtk_drop_down_set_selected (self->plan, plan);
  show_key (self->kind, field_of ("kind"), choice->kind);
  show_key (self->status, field_of ("status"), choice->status);
  show_record (self, TEAM, "team", choice->team);
  show_record (self, PERSON, "person", choice->person);
  show_record (self, UNIT, "unit", choice->unit);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_check_button_set_active (self->conflicts, choice->conflicts_only);
  gtk_check_button_set_active (self->dues, !choice->no_dues);
  self->updating = FALSE;
  update_label (self);
}

/** nh_timeline_filters_get_baseline: Returns: whether the issued plan is drawn below the bars. */
gboolean
nh_timeline_filters_get_baseline (NhTimelineFilters *self)
{
  return gtk_check_button_get_active (self->baseline);
}

/** nh_timeline_filters_set_baseline: draws the issued plan below the bars, or not. */
void
nh_timeline_filters_set_baseline (NhTimelineFilters *self,
                                  gboolean visible)
{
  self->updating = TRUE;
  gtk_check_button_set_active (self->baseline, visible);
  self->updating = FALSE;
}
