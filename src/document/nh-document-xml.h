/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A document as XML text: how plans are kept when they are issued, and read again years later. What
 * is written is read as an equal document, keys and properties included.
 */
#pragma once

#include "document/nh-document.h"

G_BEGIN_DECLS

char *nh_document_to_xml (NhDocument *document);
NhDocument *nh_document_from_xml (const char *xml, gssize length, GError **error);

G_END_DECLS
