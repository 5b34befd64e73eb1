/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Workbooks out of XML that a test writes itself, so that it can write what no program would; and
 * a sheet as offices really send them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _XlsxMaker XlsxMaker;

XlsxMaker *xlsx_maker_new (void);
void xlsx_maker_add (XlsxMaker *maker, const char *part, const char *xml, gssize length);
GBytes *xlsx_maker_finish (XlsxMaker *maker);

GBytes *xlsx_make (const char *rows, const char *after_rows, const char *strings,
                   const char *styles, const char *workbook_properties);

GBytes *xlsx_make_with_part (const char *part, const char *xml);

/* A list of teachers: a merged title and a heading of two rows, blank rows, a line of a school
 * within the table, phones as numbers, days as real days and as texts, names in TCVN3, VNI and
 * NFD, a note and signatures below, a second sheet that is hidden. People and phones are made up. */
GBytes *messy_xlsx (void);
GBytes *messy_csv (void); /* about the same; windows-1258, semicolons */

G_END_DECLS
