/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines of iCalendar (RFC 5545, section 3.1): folded at 75 octets without cutting a letter, ended by CRLF.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nh_ics_add (GString *ics, const char *name, const char *value);
void nh_ics_add_text (GString *ics, const char *name, const char *text);
void nh_ics_add_texts (GString *ics, const char *name, const char *const *texts, guint n);
void nh_ics_add_day (GString *ics, const char *name, guint32 julian);
void nh_ics_add_time (GString *ics, const char *name, guint32 julian, int minute);

G_END_DECLS
