/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells in text with a separator between them: CSV files, and what spreadsheets put on the
 * clipboard. As RFC 4180 has it, and forgiving where people and programs do otherwise.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_SEPARATED_CELL, /* another cell follows in this row */
  NH_SEPARATED_ROW,  /* the row ends here */
  NH_SEPARATED_END,  /* and the text too */
} NhSeparatedStop;

NhSeparatedStop nh_separated_next (const char **text, char separator, GString *cell);
char nh_separated_guess (const char *text);

G_END_DECLS
