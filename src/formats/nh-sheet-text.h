/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts as spreadsheets take them: cells, sheet names, defined names.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NH_SHEET_MAX_ROWS 1048576
#define NH_SHEET_MAX_COLUMNS 16384
#define NH_SHEET_MAX_TEXT 32767 /* UTF-16 units in one cell */

const char *nh_sheet_text_clean (const char *text, GString *buffer);
gboolean nh_sheet_text_fits (const char *text);
char *nh_sheet_name (const char *wanted, GHashTable *used);
char *nh_sheet_defined_name (const char *sheet_name, GHashTable *used);
char *nh_sheet_property (const char *text);
char *nh_sheet_number_format (const char *text);
double nh_sheet_serial_day (const char *iso_day);
double nh_sheet_serial_from_julian (guint32 julian);

G_END_DECLS
