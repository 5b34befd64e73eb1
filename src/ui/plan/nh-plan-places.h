/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a place in the text of a plan to the same place on paper and back: on paper references are
 * words already, so the bytes are other ones.
 */
#pragma once

#include "document/nh-plan-document.h"

G_BEGIN_DECLS

gboolean nh_plan_place_to_element (NhPlanDocument *document, guint block, guint offset, guint *element,
                                   guint *element_offset);
gboolean nh_plan_place_to_block (NhPlanDocument *document, guint element, guint element_offset, guint *block,
                                 guint *offset);

G_END_DECLS
