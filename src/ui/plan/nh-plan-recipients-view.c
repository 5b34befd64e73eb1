/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-details.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"
#include "model/nh-plan-recipients.h"

/* The file copy, which every document has and which stands last: Decree 30/2020/NĐ-CP, Appendix I part
 * I section II.9.b. */
#define FILING "Lưu: VT"

struct _NhPlanRecipientsView
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 plan;
  GtkWidget *box;
  GtkTextView *view;
  GtkWidget *filing;
  gboolean dirty;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (NhPlanRecipientsView, nh_plan_recipients_view, GTK_TYPE_WIDGET)

static GStrv
typed_lines (NhPlanRecipientsView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strsplit (text, "\n", -1);
}

static gboolean
has_filing (GStrv lines)
{
  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *folded = nh_text_fold (lines[i]);

      if (g_regex_match_simple ("^\\W*luu\\b", folded, 0, 0))
        return TRUE;
    }
  return FALSE;
}

static void
update_filing (NhPlanRecipientsView *self)
{
  g_auto (GStrv) lines = typed_lines (self);

  gtk_widget_set_visible (self->filing, !has_filing (lines) && !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
}

static void
fill (NhPlanRecipientsView *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = nh_plan_recipients_get (nh_session_get_workbook (self->session), self->plan, &error);
  g_autofree char *text = lines ? g_strjoinv ("\n", lines) : g_strdup ("");
  g_auto (GStrv) shown = typed_lines (self);

  nh_session_report_error (self->session, &error);
  self->dirty = FALSE;
  /* The cursor stays where it is while the text is the same. */
  if (!lines || !g_strv_equal ((const char *const *) lines, (const char *const *) shown))
    {
      self->filling = TRUE;
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
      self->filling = FALSE;
    }
  update_filing (self);
}

/** nh_plan_recipients_view_commit: stores what was typed. Returns: whether it is stored. */
gboolean
nh_plan_recipients_view_commit (NhPlanRecipientsView *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  if (!self->dirty)
    return TRUE;
  lines = typed_lines (self);
  self->dirty = FALSE;
  if (nh_plan_recipients_set (nh_session_get_workbook (self->session), self->plan, (const char *const *) lines, &error))
    {
      fill (self);
      return TRUE;
    }
  self->dirty = TRUE;
  nh_session_report_error (self->session, &error);
  return FALSE;
}

/** nh_plan_recipients_view_is_dirty: Returns: whether something typed is not stored yet. */
gboolean
nh_plan_recipients_view_is_dirty (NhPlanRecipientsView *self)
{
  return self->dirty;
}

static void
on_changed_cb (NhPlanRecipientsView *self)
{
  if (self->filling)
    return;
  self->dirty = TRUE;
  update_filing (self);
}

static void
on_focus_leave_cb (NhPlanRecipientsView *self)
{
  nh_plan_recipients_view_commit (self);
}

static void
on_filing_cb (NhPlanRecipientsView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;
  gboolean begun;

  gtk_text_buffer_get_end_iter (buffer, &end);
  begun = gtk_text_iter_get_line_offset (&end) > 0;
  gtk_text_buffer_insert (buffer, &end, begun ? "\n" FILING : FILING, -1);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  nh_plan_recipients_view_commit (self);
}

static void
on_workbook_changed_cb (NhPlanRecipientsView *self, GArray *changes)
{
  /* What is being typed wins; it is stored as soon as the keys leave. */
  if (!self->dirty && nh_session_changes_touch (changes, "plan_recipient"))
    fill (self);
}

static void
nh_plan_recipients_view_dispose (GObject *object)
{
  NhPlanRecipientsView *self = NH_PLAN_RECIPIENTS_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_recipients_view_parent_class)->dispose (object);
}

static void
nh_plan_recipients_view_class_init (NhPlanRecipientsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_recipients_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_plan_recipients_view_init (NhPlanRecipientsView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *hint = gtk_label_new (_ ("One recipient a line; “- ”, “;” and “.” are added on paper."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);
  gtk_text_view_set_pixels_below_lines (self->view, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "nh-text");
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Recipients"), -1);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "nh-remark");
  self->filing = gtk_button_new_with_label (_ ("Add “Lưu: VT”"));
  gtk_widget_set_halign (self->filing, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (self->box), hint);
  gtk_box_append (GTK_BOX (self->box), self->filing);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->filing, "clicked", G_CALLBACK (on_filing_cb), self);
}

/** nh_plan_recipients_view_new: Returns: (transfer floating): the recipients of @plan as lines. */
GtkWidget *
nh_plan_recipients_view_new (NhSession *session, gint64 plan)
{
  NhPlanRecipientsView *self = g_object_new (NH_TYPE_PLAN_RECIPIENTS_VIEW, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  gtk_text_view_set_editable (self->view, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
