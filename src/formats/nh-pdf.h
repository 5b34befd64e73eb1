/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents as PDF: the pages of the preview, with an outline, the fonts inside and texts that can be
 * searched and copied. Written beside the target and renamed.
 */
#pragma once

#include <gio/gio.h>

#include "document/nh-document.h"

G_BEGIN_DECLS

/* Called after each page, in the thread that writes. */
typedef void (*NhPdfProgress) (guint n_done, guint n_pages, gpointer data);

gboolean nh_pdf_write (NhDocument *document, const char *path, NhPdfProgress progress, gpointer data,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
