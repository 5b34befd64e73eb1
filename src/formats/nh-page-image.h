/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page as a picture.
 */
#pragma once

#include "document/nh-page-layout.h"

G_BEGIN_DECLS

cairo_surface_t *nh_page_image_new (NhPageLayout *layout, guint page, double scale);
gboolean nh_page_image_write (NhPageLayout *layout, guint page, double scale, const char *path, GError **error);

G_END_DECLS
