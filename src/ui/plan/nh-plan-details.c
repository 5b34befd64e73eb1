/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-details.h"

#include <glib/gi18n-lib.h>

#include "core/nh-signature.h"
#include "ui/nh-form.h"
#include "ui/plan/nh-plan-bases-view.h"

/* In the order of the paper: the left and the right side of the letterhead, the title. */
#define HEADER "superior_agency,place,issuer,issued,number,symbol,doc_type,school_year,title,issuer_short,kind"
#define SIGNATURE "sign_authority,sign_post,sign_name"

struct _NhPlanDetails
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 plan;
  GtkWidget *scroller;
  NhForm *header;
  NhForm *signature;
  GtkDropDown *right; /* by what right it is signed */
  GtkBox *signed_as;
  NhPlanRecipientsView *recipients;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhPlanDetails, nh_plan_details, GTK_TYPE_WIDGET)

/* Signature. */

static void
add_signed_line (NhPlanDetails *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (self->signed_as, label);
}

/* As it will stand at the right foot of the paper. */
static void
show_signature (NhPlanDetails *self)
{
  NhRecord *record = nh_form_peek (self->signature);
  const char *authority = record ? nh_record_text (record, "sign_authority") : "";
  const char *post = record ? nh_record_text (record, "sign_post") : "";
  const char *name = record ? nh_record_text (record, "sign_name") : "";
  g_autofree char *capitals = g_utf8_strup (authority, -1);
  g_autofree char *post_capitals = g_utf8_strup (post, -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->signed_as))))
    gtk_box_remove (self->signed_as, child);
  if (*authority)
    add_signed_line (self, capitals, "nh-paper-bold");
  if (*post)
    add_signed_line (self, post_capitals, "nh-paper-bold");
  add_signed_line (self, "", "nh-paper-space");
  add_signed_line (self, *name ? name : "……", "nh-paper-bold");
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->right, nh_sign_of_lines (authority, post));
  self->updating = FALSE;
}

static void
on_right_cb (NhPlanDetails *self)
{
  NhRecord *record = nh_form_peek (self->signature);
  NhSign sign = (NhSign) gtk_drop_down_get_selected (self->right);
  g_autofree char *authority = NULL;
  g_autofree char *post = NULL;
  g_autoptr (GError) error = NULL;

  if (self->updating || !record || sign >= NH_N_SIGNS)
    return;
  nh_sign_change (nh_record_text (record, "sign_authority"), nh_record_text (record, "sign_post"), sign, &authority, &post);
  nh_session_set (self->session, nh_entity_find ("plan"), self->plan,
                  (NhFieldText[]) { { "sign_authority", authority }, { "sign_post", post }, { NULL, NULL } }, &error);
  nh_session_report_error (self->session, &error);
}

static GtkWidget *
make_right (NhPlanDetails *self)
{
  const char *rights[] = { _ ("The head signs"), _ ("KT. – a deputy for the head"), _ ("TM. – for a collective"),
                           _ ("TL. – by order"), _ ("TUQ. – by authority"), _ ("Q. – acting head"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_By what right"));

  self->right = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (rights));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->right));
  gtk_widget_add_css_class (label, "nh-field-label");
  gtk_widget_set_sensitive (GTK_WIDGET (self->right), !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->right), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->right));
  g_signal_connect_swapped (self->right, "notify::selected", G_CALLBACK (on_right_cb), self);
  return box;
}

static GtkWidget *
make_signature (NhPlanDetails *self)
{
  GtkWidget *fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->signature = NH_FORM (nh_form_new (self->session));
  nh_form_set_left_out (self->signature, "*");
  self->signed_as = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->signed_as), "nh-sheet");
  gtk_box_append (GTK_BOX (fields), make_right (self));
  gtk_box_append (GTK_BOX (fields), GTK_WIDGET (self->signature));
  gtk_box_append (GTK_BOX (fields), GTK_WIDGET (self->signed_as));
  g_signal_connect_object (self->signature, "record-changed", G_CALLBACK (show_signature), self, G_CONNECT_SWAPPED);
  nh_form_set_record (self->signature, nh_entity_find ("plan"), SIGNATURE, self->plan);
  return fields;
}

/* The page. */

static GtkWidget *
make_section (const char *title, GtkWidget *content)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), content);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (content), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  return box;
}

/* Recipients at the left, who signs at the right: as on paper. */
static GtkWidget *
make_foot (NhPlanDetails *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->recipients = NH_PLAN_RECIPIENTS_VIEW (nh_plan_recipients_view_new (self->session, self->plan));
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  gtk_box_append (GTK_BOX (line), make_section (_ ("Recipients"), GTK_WIDGET (self->recipients)));
  gtk_box_append (GTK_BOX (line), make_section (_ ("Signature"), make_signature (self)));
  return line;
}

static void
nh_plan_details_dispose (GObject *object)
{
  NhPlanDetails *self = NH_PLAN_DETAILS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_details_parent_class)->dispose (object);
}

static void
nh_plan_details_class_init (NhPlanDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_details_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_plan_details_init (NhPlanDetails *self)
{
}

/**
 * nh_plan_details_new:
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Returns: (transfer floating): its letterhead, bases, signature and recipients, to be edited.
 */
GtkWidget *
nh_plan_details_new (NhSession *session, gint64 plan)
{
  NhPlanDetails *self = g_object_new (NH_TYPE_PLAN_DETAILS, NULL);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->session = g_object_ref (session);
  self->plan = plan;
  self->header = NH_FORM (nh_form_new (session));
  nh_form_set_columns (self->header, 2);
  nh_form_set_left_out (self->header, SIGNATURE);
  gtk_widget_add_css_class (page, "nh-page");
  gtk_box_append (GTK_BOX (page), make_section (_ ("Letterhead"), GTK_WIDGET (self->header)));
  gtk_box_append (GTK_BOX (page), nh_plan_bases_view_new (session, plan));
  gtk_box_append (GTK_BOX (page), make_foot (self));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), page);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  nh_form_set_record (self->header, nh_entity_find ("plan"), HEADER, plan);
  return GTK_WIDGET (self);
}

/** nh_plan_details_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_plan_details_commit (NhPlanDetails *self)
{
  gboolean fine = nh_form_commit (self->header);

  fine &= nh_form_commit (self->signature);
  return nh_plan_recipients_view_commit (self->recipients) && fine;
}

/** nh_plan_details_is_dirty: Returns: whether something typed is not stored yet. */
gboolean
nh_plan_details_is_dirty (NhPlanDetails *self)
{
  return nh_form_is_dirty (self->header) || nh_form_is_dirty (self->signature)
         || nh_plan_recipients_view_is_dirty (self->recipients);
}
