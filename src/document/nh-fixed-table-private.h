/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/nh-fixed-table.h"

G_BEGIN_DECLS

/* A cell that does not say: as the head or its column has it. */
#define NH_FIXED_AS_COLUMN (-1)

typedef struct
{
  char *text;
  int align; /* NhAlign */
  int bold;
  gboolean italic;
} NhFixedCell;

typedef struct
{
  NhAlign align;
  guint width; /* in characters; 0: by content */
} NhFixedColumn;

struct _NhFixedTable
{
  guint n_rows;
  guint n_head_rows;
  GArray *columns; /* of NhFixedColumn */
  GArray *cells;   /* of NhFixedCell, row by row */
  GArray *areas;   /* of NhTableArea: merged cells; none overlaps another */
};

G_END_DECLS
