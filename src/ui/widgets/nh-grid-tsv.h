/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells as text on the clipboard, the way Excel and LibreOffice Calc write and read them: tabs
 * between cells, line ends between rows, quotes around cells that hold either.
 */
#pragma once

#include <glib.h>

#include "core/nh-sheet.h"

G_BEGIN_DECLS

/* The most cells taken from a clipboard: a stranger's text must not exhaust the memory. */
#define NH_GRID_TSV_MAX_CELLS 5000000u

typedef struct
{
  char **texts; /* n_rows × n_columns, row by row, NULL-terminated */
  guint n_rows;
  guint n_columns;
} NhGridBlock;

NhGridBlock *nh_grid_tsv_parse (const char *text);
NhGridBlock *nh_grid_block_from_sheet (NhSheet *sheet);
void nh_grid_block_free (NhGridBlock *block);
void nh_grid_block_drop_first_row (NhGridBlock *block);
void nh_grid_block_drop_empty_columns (NhGridBlock *block);
char *nh_grid_block_to_tsv (const NhGridBlock *block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhGridBlock, nh_grid_block_free)

G_END_DECLS
