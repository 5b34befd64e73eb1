/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a document that stand as a whole: letterhead, title, signatures, head of an appendix.
 * Texts and lines at fixed places; lengths are points.
 */
#pragma once

#include <pango/pangocairo.h>
#include "document/nh-document.h"
#include "document/nh-page-style.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *texts; /* private */
  GArray *rules; /* private */
  double height;
  double before;
  double after;
} NhPageForm;

NhPageForm *nh_page_form_new (PangoContext *context, const NhElement *element, double width);
void nh_page_form_free (NhPageForm *self);
void nh_page_form_draw (const NhPageForm *self, cairo_t *cr, double x, double y);
char *nh_page_form_balance (NhPageStyleId id, const char *text, double width);

G_END_DECLS
