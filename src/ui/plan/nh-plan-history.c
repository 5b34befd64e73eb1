/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-history.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "document/nh-plan-document.h"
#include "model/nh-plan-status.h"
#include "ui/nh-drop-down.h"
#include "ui/plan/nh-issue-dialog.h"

/* The plan is composed and compared: not at every key. */
#define UPDATE_DELAY_MS 300

struct _NhPlanHistory
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 plan;
  GPtrArray *versions; /* of NhPlanVersion, the newest first */

  GtkWidget *paned;
  GtkLabel *state;      /* what became of the plan, in a sentence */
  GtkButton *issue;
  GtkButton *amend;
  GtkWidget *versions_title;
  GtkListBox *list;     /* of the versions */
  GtkWidget *chain_title;
  GtkBox *chain;
  GtkWidget *compare;   /* the line with both choices */
  GtkDropDown *before;
  GtkDropDown *after;   /* the plan of now, then the versions */
  GtkLabel *count;
  GtkLabel *nothing;
  NhDifferenceView *differences;
  guint update;
  gboolean stale;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (NhPlanHistory, nh_plan_history, GTK_TYPE_WIDGET)

static NhWorkbook *
workbook_of (NhPlanHistory *self)
{
  return nh_session_get_workbook (self->session);
}

static const NhPlanVersion *
version_at (NhPlanHistory *self, guint index)
{
  return index < self->versions->len ? self->versions->pdata[index] : NULL;
}

/* "73/KH-SGDĐT ngày 31/8/2023" */
static char *
version_name (const NhPlanVersion *version)
{
  g_autofree char *day = nh_day_format_short (version->issued_on);

  return g_strdup_printf (_ ("%s of %s"), version->number, day);
}

/* "10:02, 26/11/2026" */
static char *
version_time (const NhPlanVersion *version)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (version->frozen_at, zone);

  return time ? g_date_time_format (time, "%H:%M, %-d/%-m/%Y") : g_strdup (version->frozen_at);
}

/* Differences. */

static void
show_differences (NhPlanHistory *self)
{
  const NhPlanVersion *from = version_at (self, gtk_drop_down_get_selected (self->before));
  guint choice = gtk_drop_down_get_selected (self->after);
  const NhPlanVersion *to = choice > 0 ? version_at (self, choice - 1) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) before = from ? nh_plan_version_load (workbook_of (self), from->id, &error) : NULL;
  g_autoptr (NhDocument) after = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autofree char *count = NULL;

  if (before)
    after = to ? nh_plan_version_load (workbook_of (self), to->id, &error)
               : nh_compose_plan (workbook_of (self), self->plan, &error);
  differences = after ? nh_document_diff (before, after) : NULL;
  nh_difference_view_set (self->differences, differences);
  if (differences && differences->len)
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u difference", "%u differences", differences->len),
                             differences->len);
  gtk_label_set_text (self->count, count ? count : "");
  if (error)
    gtk_label_set_text (self->nothing, error->message);
  else if (!from)
    gtk_label_set_text (self->nothing, _ ("What is changed after the plan was issued will stand here, word by word."));
  else if (from == to && from)
    gtk_label_set_text (self->nothing, _ ("That is the same copy twice."));
  else
    gtk_label_set_text (self->nothing, to ? _ ("Both copies print alike.") : _ ("Nothing was changed since: the plan prints as "
                                                                                "the copy does."));
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), !differences || !differences->len);
}

static void
on_choice_cb (NhPlanHistory *self)
{
  if (!self->filling)
    show_differences (self);
}

/* Versions. */

static void
on_export_cb (GtkButton *button, NhPlanHistory *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const NhPlanVersion *version = version_at (self, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));

  nh_version_export_ask (GTK_WIDGET (self), self->session, version,
                         g_object_get_data (G_OBJECT (button), "nh-pdf") != NULL);
}

static GtkWidget *
make_export_button (NhPlanHistory *self, const char *label, const char *tooltip, gboolean pdf)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "nh-pdf", pdf ? self : NULL);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_export_cb), self, 0);
  return button;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_version_row (NhPlanHistory *self, const NhPlanVersion *version)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = version_name (version);
  g_autofree char *time = version_time (version);
  g_autofree char *kept = g_strdup_printf (_ ("kept %s by %s"), time, version->who);

  gtk_box_append (GTK_BOX (texts), make_label (name, "nh-name"));
  gtk_box_append (GTK_BOX (texts), make_label (kept, "nh-remark"));
  if (*version->note)
    gtk_box_append (GTK_BOX (texts), make_label (version->note, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), make_export_button (self, "Word", _ ("Export this copy to Word…"), FALSE));
  gtk_box_append (GTK_BOX (line), make_export_button (self, "PDF", _ ("Export this copy to PDF…"), TRUE));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  kept, -1);
  return row;
}

static void
on_version_selected_cb (GtkListBox *list, GtkListBoxRow *row, NhPlanHistory *self)
{
  if (row && !self->filling)
    gtk_drop_down_set_selected (self->before, (guint) gtk_list_box_row_get_index (row));
}

/* Two copies of one day are told apart by when they were kept. */
static void
fill_choices (NhPlanHistory *self)
{
  g_autoptr (GtkStringList) before = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) after = gtk_string_list_new (NULL);

  gtk_string_list_append (after, _ ("The plan as it is now"));
  for (guint i = 0; i < self->versions->len; i++)
    {
      g_autofree char *name = version_name (self->versions->pdata[i]);
      g_autofree char *time = version_time (self->versions->pdata[i]);
      g_autofree char *text = self->versions->len > 1 ? g_strdup_printf ("%s (%s)", name, time) : g_strdup (name);

      gtk_string_list_append (before, text);
      gtk_string_list_append (after, text);
    }
  gtk_drop_down_set_model (self->before, G_LIST_MODEL (before));
  gtk_drop_down_set_model (self->after, G_LIST_MODEL (after));
  gtk_drop_down_set_selected (self->before, 0);
  gtk_drop_down_set_selected (self->after, 0);
}

static void
fill_versions (NhPlanHistory *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = nh_plan_versions_list (workbook_of (self), self->plan, &error);
  gboolean same = versions && self->versions && versions->len == self->versions->len;
  GtkWidget *child;

  nh_session_report_error (self->session, &error);
  for (guint i = 0; same && i < versions->len; i++)
    same = ((NhPlanVersion *) versions->pdata[i])->id == ((NhPlanVersion *) self->versions->pdata[i])->id;
  /* The choice of the user stays while there is nothing new to choose. */
  if (!versions || same)
    return;
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = g_steal_pointer (&versions);
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < self->versions->len; i++)
    gtk_list_box_append (self->list, make_version_row (self, self->versions->pdata[i]));
  fill_choices (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  self->filling = FALSE;
  gtk_widget_set_visible (self->versions_title, self->versions->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->versions->len > 0);
  gtk_widget_set_visible (self->compare, self->versions->len > 0);
}

/* The chain. */

static void
on_link_cb (GtkButton *button, NhPlanHistory *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "nh-plan");

  nh_session_show_record (self->session, nh_entity_find ("plan"), *id);
}

static GtkWidget *
make_link (NhPlanHistory *self, const NhPlanLink *link)
{
  const NhEntity *entity = nh_entity_find ("plan");
  const NhChoice *status = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "status")], link->status);
  const NhChoice *how = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "amends_how")], link->how);
  g_autofree char *what = how && status ? g_strdup_printf ("%s · %s", _ (how->label), _ (status->label))
                                        : g_strdup (status ? _ (status->label) : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button;

  gtk_widget_set_margin_start (box, (int) link->depth * 18);
  gtk_box_append (GTK_BOX (box), make_label (what, "nh-remark"));
  if (link->id == self->plan)
    gtk_box_append (GTK_BOX (box), make_label (link->label, "nh-name"));
  else
    {
      button = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (button), make_label (link->label, NULL));
      gtk_widget_set_tooltip_text (button, link->title);
      gtk_widget_add_css_class (button, "link");
      gtk_widget_add_css_class (button, "nh-link");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "nh-plan", g_memdup2 (&link->id, sizeof link->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_link_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void
fill_chain (NhPlanHistory *self)
{
  g_autoptr (GPtrArray) links = nh_plan_chain (workbook_of (self), self->plan, NULL);
  gboolean several = links && links->len > 1;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chain))))
    gtk_box_remove (self->chain, child);
  for (guint i = 0; several && i < links->len; i++)
    gtk_box_append (self->chain, make_link (self, links->pdata[i]));
  gtk_widget_set_visible (self->chain_title, several);
  gtk_widget_set_visible (GTK_WIDGET (self->chain), several);
}

/* The whole. */

static void
fill_state (NhPlanHistory *self)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook_of (self), nh_entity_find ("plan"), self->plan, NULL);
  const char *status = record ? nh_record_raw (record, "status") : "";
  gboolean writable = !nh_workbook_is_read_only (workbook_of (self));
  gboolean issued = g_str_equal (status, "issued");
  gboolean closed = g_str_equal (status, "closed");
  const char *text;

  if (closed)
    text = _ ("The plan is closed.");
  else if (issued && !self->versions->len)
    text = _ ("The plan is marked as issued, but no copy was kept. Keep one now, and later changes can be told.");
  else if (issued)
    text = _ ("The plan is issued. It can still be edited: what differs from the copy stands at the right.");
  else
    text = _ ("The plan is not issued yet. When it is, its number and day are filled in everywhere and a copy is kept.");
  gtk_label_set_text (self->state, text);
  gtk_button_set_label (self->issue, !issued ? _ ("_Issue…") : self->versions->len ? _ ("_Issue again…") : _ ("_Keep a copy…"));
  gtk_widget_set_visible (GTK_WIDGET (self->issue), !closed);
  gtk_widget_set_visible (GTK_WIDGET (self->amend), issued || closed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->issue), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->amend), writable);
}

static void
update (NhPlanHistory *self)
{
  g_clear_handle_id (&self->update, g_source_remove);
  self->stale = FALSE;
  fill_versions (self);
  fill_state (self);
  fill_chain (self);
  show_differences (self);
}

static gboolean
on_update_cb (gpointer data)
{
  NhPlanHistory *self = data;

  self->update = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Anything may stand in the plan: rows of all tables are shown there. */
static void
on_workbook_changed_cb (NhPlanHistory *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !self->update)
    self->update = g_timeout_add (UPDATE_DELAY_MS, on_update_cb, self);
}

static void
nh_plan_history_map (GtkWidget *widget)
{
  NhPlanHistory *self = NH_PLAN_HISTORY (widget);

  GTK_WIDGET_CLASS (nh_plan_history_parent_class)->map (widget);
  /* Not within a frame that is being laid out. */
  if (self->stale && !self->update)
    self->update = g_idle_add (on_update_cb, self);
}

static void
on_issue_cb (NhPlanHistory *self)
{
  nh_issue_dialog_present (GTK_WIDGET (self), self->session, self->plan);
}

static void
on_amend_cb (NhPlanHistory *self)
{
  nh_amend_dialog_present (GTK_WIDGET (self), self->session, self->plan);
}

static void
nh_plan_history_dispose (GObject *object)
{
  NhPlanHistory *self = NH_PLAN_HISTORY (object);

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_history_parent_class)->dispose (object);
}

static void
nh_plan_history_class_init (NhPlanHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_history_dispose;
  GTK_WIDGET_CLASS (klass)->map = nh_plan_history_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (child, "nh-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static GtkWidget *
make_side (NhPlanHistory *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->state = GTK_LABEL (make_label (NULL, NULL));
  self->issue = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Issue…")));
  self->amend = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Amend or replace…")));
  self->versions_title = make_label (_ ("Issued versions"), "nh-title");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->chain_title = make_label (_ ("Plans that change each other"), "nh-title");
  self->chain = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-lines");
  gtk_widget_set_margin_top (self->versions_title, 9);
  gtk_widget_set_margin_top (self->chain_title, 9);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Issued versions"), -1);
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->issue));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->amend));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (side), buttons);
  gtk_box_append (GTK_BOX (side), self->versions_title);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (side), self->chain_title);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->chain));
  g_signal_connect_swapped (self->issue, "clicked", G_CALLBACK (on_issue_cb), self);
  g_signal_connect_swapped (self->amend, "clicked", G_CALLBACK (on_amend_cb), self);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_version_selected_cb), self);
  return scroll (side);
}

static GtkWidget *
make_choice (NhPlanHistory *self, GtkDropDown **choice, const char *label)
{
  *choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_drop_down_let_shrink (*choice);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (*choice, "notify::selected", G_CALLBACK (on_choice_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (*choice);
}

static GtkWidget *
make_differences (NhPlanHistory *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->compare = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  self->nothing = GTK_LABEL (make_label (NULL, NULL));
  self->differences = NH_DIFFERENCE_VIEW (nh_difference_view_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "nh-field-label");
  gtk_box_append (GTK_BOX (self->compare), make_label (_ ("What differs from"), "nh-title"));
  gtk_box_append (GTK_BOX (self->compare), make_choice (self, &self->before, _ ("Copy to compare with")));
  gtk_box_append (GTK_BOX (self->compare), gtk_label_new ("→"));
  gtk_box_append (GTK_BOX (self->compare), make_choice (self, &self->after, _ ("What is compared with it")));
  gtk_box_append (GTK_BOX (self->compare), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), self->compare);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->differences));
  return scroll (box);
}

static void
nh_plan_history_init (NhPlanHistory *self)
{
  GtkWidget *side = make_side (self);

  self->stale = TRUE;
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (side, 320, -1);
  gtk_paned_set_start_child (GTK_PANED (self->paned), side);
  gtk_paned_set_end_child (GTK_PANED (self->paned), make_differences (self));
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_position (GTK_PANED (self->paned), 360);
  gtk_widget_set_visible (self->compare, FALSE);
  gtk_widget_set_visible (self->versions_title, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
}

/**
 * nh_plan_history_new:
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Returns: (transfer floating): what became of it; read when it is first in sight.
 */
GtkWidget *
nh_plan_history_new (NhSession *session, gint64 plan)
{
  NhPlanHistory *self = g_object_new (NH_TYPE_PLAN_HISTORY, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
