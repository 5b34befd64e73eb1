/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document laid out on pages, for all widgets that show it: laid out once, brought up to date once,
 * whoever looks.
 */
#pragma once

#include "document/nh-page-layout.h"
#include "document/nh-plan-document.h"

G_BEGIN_DECLS

#define NH_TYPE_PAPER (nh_paper_get_type ())
G_DECLARE_FINAL_TYPE (NhPaper, nh_paper, NH, PAPER, GObject)

/* Signal "pages-changed" (guint first, guint n_removed, guint n_added): as in NhPageChange. */

NhPaper *nh_paper_new (NhDocument *document);
NhPaper *nh_paper_new_live (NhPlanDocument *document);
NhPageLayout *nh_paper_get_layout (NhPaper *self); /* (transfer none) */
NhDocument *nh_paper_get_document (NhPaper *self); /* (transfer none) */
guint nh_paper_get_n_pages (NhPaper *self);
guint nh_paper_get_section_of_element (NhPaper *self, guint element);

G_END_DECLS
