/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/people/nh-person-page.h"

#include <glib/gi18n-lib.h>

#include "model/nh-cursor.h"
#include "ui/deadlines/nh-calendar-export.h"
#include "ui/dialogs/nh-transfer-dialog.h"
#include "ui/nh-form.h"
#include "ui/table/nh-grid-screen.h"

struct _NhPersonPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkLabel *title;
  GtkLabel *work;
  GtkLabel *state;
  GtkWidget *transfer;
  GtkWidget *namesakes;
  GtkStack *stack;
  GtkScrolledWindow *form_scroller;

  NhSession *session;
  gint64 person;
  NhForm *form;
};

G_DEFINE_FINAL_TYPE (NhPersonPage, nh_person_page, GTK_TYPE_WIDGET)

static void
on_namesake_clicked_cb (GtkButton *button,
                        NhPersonPage *self)
{
  nh_session_show_screen (self->session, gtk_widget_get_name (GTK_WIDGET (button)));
}

/* "Lê Thị Hoa · Giáo viên, Trường TH Minh Tân": enough to tell one from the other. */
static GtkWidget *
make_namesake (NhPersonPage *self,
               NhRecord *record)
{
  const char *post = nh_record_text (record, "post");
  const char *unit = nh_record_text (record, "unit");
  const char *year = nh_record_text (record, "birth_year");
  g_autofree char *text = g_strdup_printf ("%s%s%s%s%s", *unit ? unit : _("no unit"), *post ? " · " : "", post,
                                           *year ? " · " : "", year);
  g_autofree char *screen = g_strdup_printf ("person:%" G_GINT64_FORMAT, nh_record_get_id (record));
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_name (button, screen);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Go to the page of this namesake"));
  g_signal_connect (button, "clicked", G_CALLBACK (on_namesake_clicked_cb), self);
  return button;
}

/* People of the same name are shown and never taken for one by the program. */
static void
update_namesakes (NhPersonPage *self,
                  NhRecord *record)
{
  const NhListFilter filter = { "sort_key", record ? nh_record_raw (record, "sort_key") : "" };
  g_autoptr (GPtrArray) same = NULL;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->namesakes)))
    gtk_box_remove (GTK_BOX (self->namesakes), child);
  if (record)
    same = nh_workbook_list (nh_session_get_workbook (self->session), nh_entity_find ("person"), &filter, 1, NULL);
  gtk_box_append (GTK_BOX (self->namesakes), gtk_label_new (_("Same name:")));
  for (guint i = 0; same && i < same->len && n < 4; i++)
    if (nh_record_get_id (same->pdata[i]) != self->person)
      {
        gtk_box_append (GTK_BOX (self->namesakes), make_namesake (self, same->pdata[i]));
        n++;
      }
  if (same && same->len > n + 1)
    {
      g_autofree char *more = g_strdup_printf (_("and %u more"), same->len - 1 - n);

      gtk_box_append (GTK_BOX (self->namesakes), gtk_label_new (more));
    }
  gtk_widget_set_visible (self->namesakes, n > 0);
}

static void
on_record_changed_cb (NhPersonPage *self)
{
  NhRecord *record = nh_form_peek (self->form);
  const char *parts[] = { "post", "unit", "phone", "email" };
  g_autoptr (GString) work = g_string_new (NULL);
  g_autofree char *name = NULL;
  const char *until;

  if (!record)
    {
      /* Deleted, here or elsewhere: the page would be a form of nothing. */
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        nh_session_show_screen (self->session, "people");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*nh_record_text (record, parts[i]))
      g_string_append_printf (work, "%s%s", work->len ? " · " : "", nh_record_text (record, parts[i]));
  name = g_strdup_printf ("%s%s%s", nh_record_text (record, "title"), *nh_record_text (record, "title") ? " " : "",
                          nh_record_text (record, "name"));
  gtk_label_set_text (self->title, name);
  gtk_label_set_text (self->work, work->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->work), work->str);
  until = nh_record_text (record, "active_to");
  if (*until)
    {
      g_autofree char *text = g_strdup_printf (_("In service until %s"), until);

      gtk_label_set_text (self->state, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->state), *until != '\0');
  update_namesakes (self, record);
}

static void
on_transfer_clicked_cb (GtkButton *button,
                        NhPersonPage *self)
{
  if (nh_person_page_commit (self))
    nh_transfer_dialog_show (GTK_WIDGET (self), self->session, self->person);
}

static void
on_calendar_clicked_cb (GtkButton *button,
                        NhPersonPage *self)
{
  const NhIcsChoice choice = { .person = self->person };
  g_autofree char *name = g_strdup_printf ("Lịch %s", gtk_label_get_text (self->title));

  if (nh_person_page_commit (self))
    nh_calendar_export_run (GTK_WIDGET (self), self->session, &choice, name);
}

static void
on_back_clicked_cb (GtkButton *button,
                    NhPersonPage *self)
{
  nh_session_show_screen (self->session, "people");
}

static void
on_tab_changed_cb (NhPersonPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  nh_form_commit (self->form);
  if (child && NH_IS_GRID_SCREEN (child) && gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    nh_session_set_active (self->session, child);
}

static void
nh_person_page_dispose (GObject *object)
{
  NhPersonPage *self = NH_PERSON_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PERSON_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_person_page_parent_class)->dispose (object);
}

static void
nh_person_page_class_init (NhPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_person_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-person-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, body);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, work);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, state);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, transfer);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, namesakes);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NhPersonPage, form_scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_transfer_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_calendar_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked_cb);
}

static void
nh_person_page_init (NhPersonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * nh_person_page_new:
 * @session: the open workbook
 * @person: key of a person
 *
 * Returns: (transfer floating): the page of that person.
 */
GtkWidget *
nh_person_page_new (NhSession *session,
                    gint64 person)
{
  static const char *const tabs[] = { "person-teams", "person-posts", "person-activities" };
  NhPersonPage *self = g_object_new (NH_TYPE_PERSON_PAGE, NULL);

  self->session = g_object_ref (session);
  self->person = person;
  self->form = NH_FORM (nh_form_new (session));
  nh_form_set_columns (self->form, 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->form), "nh-page");
  gtk_scrolled_window_set_child (self->form_scroller, GTK_WIDGET (self->form));
  gtk_widget_set_sensitive (self->transfer, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      const NhScreenSpec *spec = nh_screen_spec_find (tabs[i]);
      GtkWidget *part = nh_grid_screen_new (session, spec);

      nh_grid_screen_set_owner (NH_GRID_SCREEN (part), person);
      gtk_stack_add_titled (self->stack, part, spec->id, _(spec->title));
    }
  gtk_stack_set_visible_child_name (self->stack, tabs[0]);
  g_signal_connect_object (self->form, "record-changed", G_CALLBACK (on_record_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), self,
                           G_CONNECT_SWAPPED);
  nh_form_set_record (self->form, nh_entity_find ("person"), NULL, person);
  return GTK_WIDGET (self);
}

/** nh_person_page_get_person: Returns: the key of the person. */
gint64
nh_person_page_get_person (NhPersonPage *self)
{
  return self->person;
}

/** nh_person_page_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_person_page_commit (NhPersonPage *self)
{
  return nh_form_commit (self->form);
}
