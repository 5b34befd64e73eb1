/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-editor-fixture.h"

#include "grid-fixture.h"


static void
on_rows_cb (NhSession *session, const char *screen, gint64 plan, Page *page)
{
  g_free (page->screen);
  page->screen = g_strdup (screen);
}

static void
on_notice_cb (NhSession *session, const char *notice, Page *page)
{
  g_free (page->notice);
  page->notice = g_strdup (notice);
}

GtkWidget *
page_find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = page_find (child, type);

      if (found)
        return found;
    }
  return NULL;
}

void
page_open (Page *page, Fixture *f, const char *blocks)
{
  g_autoptr (GError) error = NULL;

  page->f = f;
  page->text = plan_text_new (f, blocks);
  page->document = nh_plan_document_new (page->text, &error);
  g_assert_no_error (error);
  page->session = nh_session_new (f->workbook);
  g_signal_connect (page->session, "show-rows", G_CALLBACK (on_rows_cb), page);
  g_signal_connect (page->session, "notice", G_CALLBACK (on_notice_cb), page);
  page->editor = NH_PLAN_EDITOR (nh_plan_editor_new (page->session, page->document));
  page->view = GTK_TEXT_VIEW (page_find (GTK_WIDGET (page->editor), GTK_TYPE_TEXT_VIEW));
  page->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (page->window, FALSE);
  gtk_window_set_default_size (page->window, 800, 600);
  gtk_window_set_child (page->window, GTK_WIDGET (page->editor));
  gtk_widget_grab_focus (GTK_WIDGET (page->editor));
  grid_present (page->window);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (page->view)));
}

void
page_clear (Page *page)
{
  gtk_window_destroy (page->window);
  grid_settle ();
  g_object_unref (page->document);
  g_object_unref (page->text);
  g_object_unref (page->session);
  g_free (page->screen);
  g_free (page->notice);
}
