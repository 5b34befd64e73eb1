/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The box that finds everything and runs commands (Ctrl+K): it lies over the screens of the window.
 */
#pragma once

#include "ui/search/nh-search-items.h"

G_BEGIN_DECLS

#define NH_TYPE_SEARCH_PALETTE (nh_search_palette_get_type ())
G_DECLARE_FINAL_TYPE (NhSearchPalette, nh_search_palette, NH, SEARCH_PALETTE, GtkWidget)

GtkWidget *nh_search_palette_new (NhSession *session);
void nh_search_palette_open (NhSearchPalette *self);
void nh_search_palette_close (NhSearchPalette *self, gboolean give_back_focus);
void nh_search_palette_note (NhSearchPalette *self, const NhEntity *entity, gint64 id);

G_END_DECLS
