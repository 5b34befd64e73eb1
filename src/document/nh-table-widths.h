/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide the columns of a table are and how large its letters, so that it fills the width of a page
 * without breaking words and is as short as it can be. Each writer says how it sets its cells.
 */
#pragma once

#include "document/nh-table.h"
#include "document/nh-text-ruler.h"

G_BEGIN_DECLS

/* A size to try. A smaller one has to make the table shorter by @price; 0: only where the words of
 * the sizes before are too wide. @content: the least widths that the columns ask for don't count. */
typedef struct
{
  double size;
  gboolean indent;
  double price;
  gboolean content;
} NhTableTry;

typedef struct
{
  double padding;     /* left and right of the text together */
  double indent;      /* more of it before texts that begin at the left */
  double safety;      /* how much wider than measured a text may turn out: 1.02 */
  double row_padding; /* above and below together */
  double (*line_height) (double size);
  const char *(*clean) (const char *text, GString *buffer); /* nullable: text as the writer sets it */
  const NhTableTry *tries;
  guint n_tries;
} NhTableMetrics;

typedef struct
{
  guint n_columns;
  guint n_rows;
  double font_size;
  gboolean indent; /* whether left-aligned texts are indented */
  double *widths;  /* points */
  NhInk **inks;    /* rows × columns; NULL where no cell begins */
} NhTableWidths;

NhTableWidths *nh_table_widths_new (NhTable *table, NhTextRuler *ruler, double page_width,
                                    const NhTableMetrics *metrics);
void nh_table_widths_free (NhTableWidths *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTableWidths, nh_table_widths_free)
double nh_table_metrics_get_room (const NhTableMetrics *metrics, gboolean indent, double width, NhAlign align);

G_END_DECLS
