/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table as it stands on paper: head rows and body rows of cells that may span columns and rows.
 * What appendices, lists and live tables have in common; the writers in formats/ draw it.
 * Texts are what the reader sees, in Vietnamese.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  NH_ALIGN_LEFT,
  NH_ALIGN_CENTRE,
  NH_ALIGN_RIGHT,
} NhAlign;

typedef enum
{
  NH_CELL_TEXT,
  NH_CELL_NUMBER, /* text holds what is shown, number the value */
  NH_CELL_DATE,   /* an exact day: number holds the GDate Julian day */
} NhCellKind;

typedef struct
{
  NhCellKind kind;
  char *text;
  double number;
  NhAlign align;
  gboolean bold;
  gboolean italic;
  guint column_span; /* at least 1 */
  guint row_span;    /* at least 1 */
} NhCell;

typedef struct
{
  NhAlign align;
  double min_width; /* in characters; 0: by content */
  double max_width; /* in characters, wraps beyond; 0: the writer's own limit */
} NhTableColumn;

typedef struct _NhTable NhTable;

NhTable *nh_table_new (void);
void nh_table_free (NhTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTable, nh_table_free)

void nh_table_add_column (NhTable *table, NhAlign align, double min_width, double max_width);
guint nh_table_get_n_columns (NhTable *table);
const NhTableColumn *nh_table_get_column (NhTable *table, guint column);

/* Rows are filled from left to right; places covered by a span from above or from the left are
 * skipped. Head rows come first and repeat on every page. */
void nh_table_add_row (NhTable *table, gboolean head);
NhCell *nh_table_add_cell (NhTable *table, const char *text);
NhCell *nh_table_add_day_cell (NhTable *table, guint32 julian);
NhCell *nh_table_add_number_cell (NhTable *table, double number, const char *text);
guint nh_table_get_n_rows (NhTable *table);
guint nh_table_get_n_head_rows (NhTable *table);
/* The cell whose top left corner is there; NULL where a span covers the place. */
const NhCell *nh_table_get_cell (NhTable *table, guint row, guint column);
gboolean nh_table_equal (NhTable *a, NhTable *b);

/* An appendix of a plan, ready to be written (Decree 30/2020/NĐ-CP, Appendix I part I section
 * III.1 and Appendix III, models 2.1 and 2.2). */
typedef struct
{
  char *heading;  /* "Phụ lục II"; "Phụ lục" when the plan has only one */
  char *title;    /* in capitals */
  char *attached; /* "(Kèm theo Kế hoạch số … )" */
  gboolean landscape;
  NhTable *table;
  char *note;     /* paragraphs under the table, separated by newlines; may be NULL */
  char *file_name; /* "Phụ lục II - 73-KH-SGDĐT", without folder and extension */
  char *author;   /* issuing body, for the document properties */
} NhAppendixPage;

void nh_appendix_page_free (NhAppendixPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhAppendixPage, nh_appendix_page_free)

G_END_DECLS
