/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents as Word files (.docx: Office Open XML, ECMA-376 part 1, WordprocessingML): written so
 * that Word and LibreOffice show what the preview shows, and read back.
 */
#pragma once

#include <gio/gio.h>

#include "document/nh-document.h"

G_BEGIN_DECLS

gboolean nh_docx_write (NhDocument *document, const char *path, GCancellable *cancellable, GError **error);
NhDocument *nh_docx_read (const char *path, GCancellable *cancellable, GError **error);
NhDocument *nh_docx_read_bytes (gconstpointer data, gsize length, GCancellable *cancellable, GError **error);

G_END_DECLS
