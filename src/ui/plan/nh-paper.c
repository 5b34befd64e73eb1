/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-paper.h"

struct _NhPaper
{
  GObject parent_instance;

  NhPlanDocument *source; /* NULL: a document that stays as it is */
  NhPageLayout *layout;
};

G_DEFINE_FINAL_TYPE (NhPaper, nh_paper, G_TYPE_OBJECT)

static guint pages_changed;

static void
on_spliced_cb (NhPaper *self,
               guint position,
               guint n_removed,
               guint n_added)
{
  NhPageChange change = nh_page_layout_update (self->layout, position, n_removed, n_added);

  g_signal_emit (self, pages_changed, 0, change.first, change.n_removed, change.n_added);
}

static void
nh_paper_dispose (GObject *object)
{
  NhPaper *self = NH_PAPER (object);

  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (nh_paper_parent_class)->dispose (object);
}

static void
nh_paper_finalize (GObject *object)
{
  nh_page_layout_free (NH_PAPER (object)->layout);
  G_OBJECT_CLASS (nh_paper_parent_class)->finalize (object);
}

static void
nh_paper_class_init (NhPaperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_paper_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_paper_finalize;
  pages_changed = g_signal_new ("pages-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
nh_paper_init (NhPaper *self)
{
}

/**
 * nh_paper_new:
 * @document: a document that nobody changes any more
 *
 * Returns: (transfer full): its pages.
 */
NhPaper *
nh_paper_new (NhDocument *document)
{
  NhPaper *self = g_object_new (NH_TYPE_PAPER, NULL);

  self->layout = nh_page_layout_new (document);
  return self;
}

/**
 * nh_paper_new_live:
 * @document: (transfer none): the document of a plan that is being edited
 *
 * Returns: (transfer full): its pages, which follow it: right after each change only those that the
 *   change reaches are laid out again.
 */
NhPaper *
nh_paper_new_live (NhPlanDocument *document)
{
  NhPaper *self = nh_paper_new (nh_plan_document_get_document (document));

  self->source = g_object_ref (document);
  g_signal_connect_swapped (document, "spliced", G_CALLBACK (on_spliced_cb), self);
  return self;
}

/** nh_paper_get_layout: Returns: (transfer none): where everything stands. */
NhPageLayout *
nh_paper_get_layout (NhPaper *self)
{
  return self->layout;
}

/** nh_paper_get_document: Returns: (transfer none): what stands on the pages. */
NhDocument *
nh_paper_get_document (NhPaper *self)
{
  return nh_page_layout_get_document (self->layout);
}

/** nh_paper_get_n_pages: Returns: how many pages there are, appendices included. */
guint
nh_paper_get_n_pages (NhPaper *self)
{
  return nh_page_layout_get_n_pages (self->layout);
}

/** nh_paper_get_section_of_element: Returns: the section whose pages show it: 0 the plan, 1 its first appendix. */
guint
nh_paper_get_section_of_element (NhPaper *self,
                                 guint element)
{
  NhDocument *document = nh_paper_get_document (self);
  guint section = 0;

  for (guint i = 0; i <= element && i < nh_document_get_n_elements (document); i++)
    if (nh_document_get_element (document, i)->kind == NH_ELEMENT_APPENDIX_HEAD)
      section++;
  return section;
}
