/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-issued-note.h"

#include <glib/gi18n-lib.h>

#include "document/nh-document-diff.h"
#include "document/nh-plan-document.h"
#include "document/nh-plan-issue.h"

/* The plan is composed and compared: when the typing rests, not at every key. */
#define COMPARE_DELAY_MS 800

struct _NhPlanIssuedNote
{
  GtkWidget parent_instance;

  GtkWidget *line;
  NhSession *session;
  gint64 plan;
  gint64 version;   /* whose copy is at hand; 0: none */
  NhDocument *copy;
  guint compare;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (NhPlanIssuedNote, nh_plan_issued_note, GTK_TYPE_WIDGET)

/* The newest copy never changes: it is read once. */
static gboolean
load_copy (NhPlanIssuedNote *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), self->plan, NULL);
  g_autoptr (GPtrArray) versions = NULL;
  const NhPlanVersion *newest;

  if (!record || !g_str_equal (nh_record_raw (record, "status"), "issued"))
    return FALSE;
  versions = nh_plan_versions_list (workbook, self->plan, NULL);
  if (!versions || versions->len == 0)
    return FALSE;
  newest = versions->pdata[0];
  if (newest->id != self->version)
    {
      g_clear_pointer (&self->copy, nh_document_unref);
      self->copy = nh_plan_version_load (workbook, newest->id, NULL);
      self->version = newest->id;
    }
  return self->copy != NULL;
}

/* A plan or a copy that can't be read is told by the tab of the history. */
static void
compare (NhPlanIssuedNote *self)
{
  g_autoptr (NhDocument) now = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  self->stale = FALSE;
  if (load_copy (self))
    now = nh_compose_plan (nh_session_get_workbook (self->session), self->plan, NULL);
  differences = now ? nh_document_diff (self->copy, now) : NULL;
  gtk_widget_set_visible (self->line, differences && differences->len > 0);
}

static gboolean
on_compare_cb (gpointer data)
{
  NhPlanIssuedNote *self = data;

  self->compare = 0;
  compare (self);
  return G_SOURCE_REMOVE;
}

static void
on_workbook_changed_cb (NhPlanIssuedNote *self)
{
  self->stale = TRUE;
  g_clear_handle_id (&self->compare, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->compare = g_timeout_add_full (G_PRIORITY_LOW, COMPARE_DELAY_MS, on_compare_cb, self, NULL);
}

static void
nh_plan_issued_note_map (GtkWidget *widget)
{
  NhPlanIssuedNote *self = NH_PLAN_ISSUED_NOTE (widget);

  GTK_WIDGET_CLASS (nh_plan_issued_note_parent_class)->map (widget);
  if (self->stale && !self->compare)
    self->compare = g_idle_add_full (G_PRIORITY_LOW, on_compare_cb, self, NULL);
}

static void
nh_plan_issued_note_dispose (GObject *object)
{
  NhPlanIssuedNote *self = NH_PLAN_ISSUED_NOTE (object);

  g_clear_handle_id (&self->compare, g_source_remove);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->copy, nh_document_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_issued_note_parent_class)->dispose (object);
}

static void
nh_plan_issued_note_class_init (NhPlanIssuedNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_issued_note_dispose;
  GTK_WIDGET_CLASS (klass)->map = nh_plan_issued_note_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_plan_issued_note_init (NhPlanIssuedNote *self)
{
  GtkWidget *label = gtk_label_new (_("Changed since it was issued"));
  GtkWidget *button = gtk_button_new_with_label (_("See the history"));

  self->stale = TRUE;
  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->line, "nh-note");
  gtk_widget_add_css_class (button, "link");
  gtk_widget_add_css_class (button, "nh-link");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (button, _("What differs from the copy that was kept, word by word (Alt+5)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-plan-history");
  gtk_box_append (GTK_BOX (self->line), label);
  gtk_box_append (GTK_BOX (self->line), button);
  gtk_widget_set_visible (self->line, FALSE);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
}

/**
 * nh_plan_issued_note_new:
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Returns: (transfer floating): a line that tells, while the plan is issued, that it prints otherwise than the
 *   copy that was kept; else it takes no room.
 */
GtkWidget *
nh_plan_issued_note_new (NhSession *session,
                         gint64 plan)
{
  NhPlanIssuedNote *self = g_object_new (NH_TYPE_PLAN_ISSUED_NOTE, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
