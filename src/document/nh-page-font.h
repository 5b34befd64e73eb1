/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The font of the pages, and a Pango that measures as a printer draws. nh_page_font_family() is
 * declared in nh-page-layout.h.
 */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

PangoContext *nh_page_font_new_context (void);
PangoFontDescription *nh_page_font_describe (double size, gboolean bold, gboolean italic);

G_END_DECLS
