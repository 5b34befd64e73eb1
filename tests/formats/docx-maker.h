/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Word files as other programs, or nobody, would write them.
 */
#pragma once

#include <glib.h>

/* @body: what stands in w:body; @styles, @lists, @notes: what stands in w:styles, w:numbering and
 * w:footnotes, NULL for some useful ones. */
GBytes *docx_make (const char *body, const char *styles, const char *lists, const char *notes);
