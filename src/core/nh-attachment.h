/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addresses of what belongs to an activity and lies elsewhere: web pages, letters, files. A workbook may come
 * from a stranger, so nothing is opened that could run.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_ATTACHMENT_WEB,
  NH_ATTACHMENT_MAIL,
  NH_ATTACHMENT_FILE,
} NhAttachmentKind;

/* As it is stored: "www.…" gets https, "a@b.vn" mailto, file: URIs become paths. NULL with NH_PARSE_ERROR. */
char *nh_attachment_normalise (const char *text, GError **error);
NhAttachmentKind nh_attachment_get_kind (const char *address);
/* A path below the folder of the workbook, with "/" between its parts; else as it is. */
char *nh_attachment_shorten (const char *path, const char *workbook);
char *nh_attachment_resolve (const char *address, const char *workbook); /* the other way: an absolute path */
/* Whether files of this name are documents, pictures and the like, which a program shows and does not run. */
gboolean nh_attachment_is_document (const char *path);
char *nh_attachment_title (const char *address); /* the name of a file, a page without its scheme */

G_END_DECLS
