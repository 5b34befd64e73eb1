/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-plan-page.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-form.h"
#include "ui/table/nh-grid-screen.h"

struct _NhPlanPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkLabel *title;
  GtkLabel *status;
  GtkStack *stack;
  GtkPaned *info;
  GtkScrolledWindow *form_scroller;
  GtkBox *lists;

  NhSession *session;
  gint64 plan;
  NhForm *form;
};

G_DEFINE_FINAL_TYPE (NhPlanPage, nh_plan_page, GTK_TYPE_WIDGET)

static void
on_record_changed_cb (NhPlanPage *self)
{
  NhRecord *record = nh_form_peek (self->form);
  g_autofree char *title = record ? nh_session_record_title (record) : g_strdup ("");
  const char *status = record ? nh_record_raw (record, "status") : "";
  const char *classes[] = { "nh-chip", *status ? status : NULL, NULL };

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->status, record ? nh_record_text (record, "status") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  gtk_widget_set_css_classes (GTK_WIDGET (self->status), classes);
}

static void
on_stack_changed_cb (NhPlanPage *self)
{
  nh_form_commit (self->form);
}

static void
nh_plan_page_dispose (GObject *object)
{
  NhPlanPage *self = NH_PLAN_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PLAN_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_page_parent_class)->dispose (object);
}

static void
nh_plan_page_class_init (NhPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, body);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, status);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, info);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, form_scroller);
  gtk_widget_class_bind_template_child (widget_class, NhPlanPage, lists);
}

static void
nh_plan_page_init (NhPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_part (NhPlanPage *self,
           const char *id)
{
  GtkWidget *screen = nh_grid_screen_new (self->session, nh_screen_spec_find (id));

  nh_grid_screen_set_owner (NH_GRID_SCREEN (screen), self->plan);
  return screen;
}

/**
 * nh_plan_page_new:
 * @session: the open workbook
 * @plan: key of a plan
 *
 * Returns: (transfer floating): the page of that plan.
 */
GtkWidget *
nh_plan_page_new (NhSession *session,
                  gint64 plan)
{
  static const struct { const char *name; const char *spec; const char *title; } tabs[] = {
    { "text", "plan-text", N_("Text") },
    { "activities", "plan-activities", N_("Activities") },
    { "appendices", "plan-appendices", N_("Appendices") },
  };
  NhPlanPage *self = g_object_new (NH_TYPE_PLAN_PAGE, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  self->form = NH_FORM (nh_form_new (session));
  nh_form_set_columns (self->form, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->form), "nh-page");
  gtk_scrolled_window_set_child (self->form_scroller, GTK_WIDGET (self->form));
  gtk_box_append (self->lists, make_part (self, "plan-bases"));
  gtk_box_append (self->lists, make_part (self, "plan-recipients"));
  gtk_paned_set_position (self->info, 440);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    gtk_stack_add_titled (self->stack, make_part (self, tabs[i].spec), tabs[i].name, _(tabs[i].title));
  g_signal_connect_object (self->form, "record-changed", G_CALLBACK (on_record_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_stack_changed_cb), self,
                           G_CONNECT_SWAPPED);
  nh_form_set_record (self->form, nh_entity_find ("plan"), NULL, plan);
  return GTK_WIDGET (self);
}

/** nh_plan_page_get_plan: Returns: the key of the plan. */
gint64
nh_plan_page_get_plan (NhPlanPage *self)
{
  return self->plan;
}

/** nh_plan_page_show_tab: goes to "info", "text", "activities" or "appendices". */
void
nh_plan_page_show_tab (NhPlanPage *self,
                       const char *tab)
{
  gtk_stack_set_visible_child_name (self->stack, tab);
}

/** nh_plan_page_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_plan_page_commit (NhPlanPage *self)
{
  return nh_form_commit (self->form);
}
