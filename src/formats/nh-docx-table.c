/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables: the columns of the preview, head rows that repeat, cells over columns and rows.
 */
#include "document/nh-table-layout.h"
#include "formats/nh-docx-write-private.h"

/* Columns are as narrow as their words allow, and other programs round the widths of words: so much
 * of the distance from the line is given to the text at either side. */
#define SLACK 0.2

typedef struct
{
  NhTable *table;
  guint n_columns;
  guint n_rows;
  int *widths; /* twentieths of a point */
  double size; /* of the letters */
  double pitch; /* of the lines */
  guint *owner; /* rows × columns: which cell takes a place: 1 + its row × columns + its column */
} TableWriter;

static void
write_border (NhDocxWriter *w, const char *side)
{
  nh_docx_start (w, side);
  nh_docx_attribute (w, "val", "single");
  nh_docx_attribute_int (w, "sz", (int) (NH_PAGE_TABLE_RULE * 8)); /* eighths of a point */
  nh_docx_attribute (w, "space", "0");
  nh_docx_attribute (w, "color", "000000");
  nh_docx_end (w);
}

static void
write_properties (NhDocxWriter *w, const TableWriter *t)
{
  static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
  static const struct
  {
    const char *side;
    double width;
  } margins[] = { { "top", NH_PAGE_TABLE_PADDING_V },
                  { "left", NH_PAGE_TABLE_PADDING - SLACK },
                  { "bottom", NH_PAGE_TABLE_PADDING_V },
                  { "right", NH_PAGE_TABLE_PADDING - SLACK } };
  int width = 0;

  for (guint c = 0; c < t->n_columns; c++)
    width += t->widths[c];
  nh_docx_start (w, "tblPr");
  nh_docx_width (w, "tblW", width);
  nh_docx_start (w, "tblBorders");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    write_border (w, sides[i]);
  nh_docx_end (w);
  nh_docx_start (w, "tblLayout");
  nh_docx_attribute (w, "type", "fixed");
  nh_docx_end (w);
  nh_docx_start (w, "tblCellMar");
  for (guint i = 0; i < G_N_ELEMENTS (margins); i++)
    nh_docx_width (w, margins[i].side, nh_docx_twips (margins[i].width));
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_start (w, "tblGrid");
  for (guint c = 0; c < t->n_columns; c++)
    {
      nh_docx_start (w, "gridCol");
      nh_docx_attribute_int (w, "w", t->widths[c]);
      nh_docx_end (w);
    }
  nh_docx_end (w);
}

static void
write_cell_paragraph (NhDocxWriter *w, const TableWriter *t, const NhCell *cell, const char *text)
{
  static const char *const alignments[] = { "left", "center", "right" };
  const NhPageStyle *looks = nh_docx_looks (NH_DOCX_CELL);
  NhStyle style = (cell->bold ? NH_STYLE_BOLD : 0) | (cell->italic ? NH_STYLE_ITALIC : 0);
  gboolean small = t->size < looks->size || t->pitch != looks->pitch;

  nh_docx_open_paragraph (w, NH_DOCX_CELL);
  if (small)
    nh_docx_spacing (w, 0, 0, t->pitch);
  if (cell->align != NH_ALIGN_LEFT)
    nh_docx_value (w, "jc", alignments[MIN (cell->align, NH_ALIGN_RIGHT)]);
  /* The mark of the paragraph tells how an empty cell looks. */
  if (style || small)
    nh_docx_letters (w, style, NULL, small ? t->size : 0);
  nh_docx_end (w);
  nh_docx_sized_run (w, text, style, small ? t->size : 0);
  nh_docx_end_paragraph (w);
}

static void
start_cell (NhDocxWriter *w, const TableWriter *t, guint column, guint span)
{
  int width = 0;

  for (guint c = column; c < column + span; c++)
    width += t->widths[c];
  nh_docx_start (w, "tc");
  nh_docx_start (w, "tcPr");
  nh_docx_width (w, "tcW", width);
  if (span > 1)
    nh_docx_value_int (w, "gridSpan", (int) span);
}

static void
write_cell (NhDocxWriter *w, const TableWriter *t, guint row, guint column, const NhCell *cell)
{
  g_auto (GStrv) lines = g_strsplit (cell->text, "\n", -1);

  start_cell (w, t, column, cell->column_span);
  if (cell->row_span > 1)
    nh_docx_value (w, "vMerge", "restart");
  nh_docx_value (w, "vAlign", "center");
  nh_docx_end (w);
  for (guint i = 0; lines[i]; i++)
    write_cell_paragraph (w, t, cell, lines[i]);
  if (!lines[0])
    write_cell_paragraph (w, t, cell, "");
  nh_docx_end (w);
}

/* What goes on from the row above, or a place that no cell takes. */
static void
write_other (NhDocxWriter *w, const TableWriter *t, guint column, guint span, gboolean covered)
{
  start_cell (w, t, column, span);
  if (covered)
    nh_docx_value (w, "vMerge", "continue");
  nh_docx_end (w);
  nh_docx_paragraph (w, covered ? NH_DOCX_CELL : NH_DOCX_NO_CELL, NULL);
  nh_docx_end (w);
}

static void
write_row (NhDocxWriter *w, const TableWriter *t, guint row)
{
  nh_docx_start (w, "tr");
  nh_docx_start (w, "trPr");
  nh_docx_flag (w, "cantSplit");
  if (row < nh_table_get_n_head_rows (t->table))
    nh_docx_flag (w, "tblHeader");
  nh_docx_end (w);
  for (guint c = 0; c < t->n_columns;)
    {
      guint owner = t->owner[row * t->n_columns + c];
      guint first = owner ? (owner - 1) / t->n_columns : row;
      const NhCell *cell
          = owner ? nh_table_get_cell (t->table, first, (owner - 1) % t->n_columns) : NULL;
      guint span = cell ? cell->column_span : 1;

      if (cell && first == row)
        write_cell (w, t, row, c, cell);
      else
        write_other (w, t, c, span, cell != NULL);
      c += span;
    }
  nh_docx_end (w);
}

static void
find_owners (TableWriter *t)
{
  t->owner = g_new0 (guint, t->n_rows * t->n_columns);
  for (guint r = 0; r < t->n_rows; r++)
    for (guint c = 0; c < t->n_columns; c++)
      {
        const NhCell *cell = nh_table_get_cell (t->table, r, c);

        for (guint i = 0; cell && i < cell->row_span; i++)
          for (guint j = 0; j < cell->column_span; j++)
            t->owner[(r + i) * t->n_columns + c + j] = 1 + r * t->n_columns + c;
      }
}

/* Sums are rounded, not widths, so that the table is as wide as that of the preview. */
static void
fit (NhDocxWriter *w, TableWriter *t)
{
  g_autoptr (NhTableLayout) layout = nh_table_layout_new (t->table, nh_page_text_width (w->landscape));
  double right = 0;
  int left = 0;

  t->size = nh_table_layout_get_font_size (layout);
  t->pitch = nh_table_layout_get_pitch (layout);
  t->widths = g_new (int, t->n_columns);
  for (guint c = 0; c < t->n_columns; c++)
    {
      right += nh_table_layout_get_column_width (layout, c);
      t->widths[c] = MAX (nh_docx_twips (right) - left, 1);
      left += t->widths[c];
    }
}

/** nh_docx_write_table: a table; one without rows or columns has nothing to show. */
void
nh_docx_write_table (NhDocxWriter *w, NhTable *table)
{
  TableWriter t = { .table = table,
                    .n_columns = nh_table_get_n_columns (table),
                    .n_rows = nh_table_get_n_rows (table) };

  if (!t.n_columns || !t.n_rows)
    return;
  fit (w, &t);
  find_owners (&t);
  nh_docx_start (w, "tbl");
  write_properties (w, &t);
  for (guint row = 0; row < t.n_rows; row++)
    write_row (w, &t, row);
  nh_docx_end (w);
  g_free (t.widths);
  g_free (t.owner);
}
