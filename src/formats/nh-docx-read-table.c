/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of a Word file: rows of cells, of which some go on from the row above. Tables that carry
 * the letterhead or the signatures become what they are.
 */
#include <glib/gi18n-lib.h>

#include "formats/nh-docx-read-private.h"

/* Word itself ends at 63. */
#define MAX_COLUMNS 256u

typedef struct
{
  guint row, column;
  guint column_span, row_span;
  GString *text;
  guint n_paragraphs;
  gboolean merges; /* may go on in the row below */
  gboolean absent; /* fills a place that the table has no cell for */
  NhAlign align;
  gboolean has_letters;
  gboolean bold;
  gboolean italic;
} Cell;

struct _NhDocxTable
{
  GPtrArray *cells; /* of Cell, in the order of the file */
  guint n_rows;
  guint n_columns;
  guint n_head;
  gboolean head_open; /* only head rows so far */
  gboolean row_is_head;
  guint column; /* where the next cell stands */
  Cell *above[MAX_COLUMNS]; /* which cell could go on in each column */
  Cell *cell;
  gboolean goes_on;
  NhElement *form;
};

static void
cell_free (gpointer data)
{
  g_string_free (((Cell *) data)->text, TRUE);
  g_free (data);
}

NhDocxTable *
nh_docx_table_new (void)
{
  NhDocxTable *self = g_new0 (NhDocxTable, 1);

  self->cells = g_ptr_array_new_with_free_func (cell_free);
  self->head_open = TRUE;
  return self;
}

void
nh_docx_table_free (NhDocxTable *self)
{
  g_ptr_array_unref (self->cells);
  g_clear_pointer (&self->cell, cell_free);
  g_clear_pointer (&self->form, nh_element_unref);
  g_free (self);
}

void
nh_docx_table_start_row (NhDocxTable *self)
{
  self->column = 0;
  self->row_is_head = FALSE;
}

/** nh_docx_table_set_head: the row repeats on every page; only the first rows of a table can. */
void
nh_docx_table_set_head (NhDocxTable *self)
{
  self->row_is_head = TRUE;
}

/** nh_docx_table_skip: leaves @n places of the row free. */
void
nh_docx_table_skip (NhDocxTable *self, guint n)
{
  self->column = MIN (self->column + MIN (n, MAX_COLUMNS), MAX_COLUMNS - 1);
}

void
nh_docx_table_start_cell (NhDocxTable *self)
{
  g_clear_pointer (&self->cell, cell_free);
  self->goes_on = FALSE;
  self->cell = g_new0 (Cell, 1);
  self->cell->text = g_string_new (NULL);
  self->cell->column_span = self->cell->row_span = 1;
  self->cell->bold = self->cell->italic = TRUE;
}

void
nh_docx_table_set_span (NhDocxTable *self, guint n)
{
  if (self->cell)
    self->cell->column_span = CLAMP (n, 1, MAX_COLUMNS);
}

void
nh_docx_table_set_merge (NhDocxTable *self, gboolean goes_on)
{
  self->goes_on = goes_on;
  if (self->cell)
    self->cell->merges = TRUE;
}

/** nh_docx_table_add_paragraph: text of the open cell. */
void
nh_docx_table_add_paragraph (NhDocxTable *self, NhDocxRole role, NhDocxParagraph *paragraph)
{
  g_autofree char *text = nh_rich_text_to_plain (paragraph->text, NULL, NULL);
  Cell *cell = self->cell;

  if (!cell || nh_docx_fill_form (&self->form, role, paragraph->text))
    return;
  if (cell->n_paragraphs++)
    g_string_append_c (cell->text, '\n');
  else
    {
      cell->align = paragraph->align;
      cell->absent = role == NH_DOCX_NO_CELL;
    }
  cell->absent &= !*text;
  g_string_append (cell->text, text);
  /* What has no letters looks as the mark of its paragraph does. */
  if (!cell->has_letters && !paragraph->has_letters)
    {
      cell->bold = (paragraph->mark.style & NH_STYLE_BOLD) != 0;
      cell->italic = (paragraph->mark.style & NH_STYLE_ITALIC) != 0;
    }
  else if (paragraph->has_letters)
    {
      cell->bold = paragraph->all_bold && (cell->bold || !cell->has_letters);
      cell->italic = paragraph->all_italic && (cell->italic || !cell->has_letters);
      cell->has_letters = TRUE;
    }
}

static void
place (NhDocxTable *self, Cell *cell)
{
  Cell *above = self->above[self->column];

  cell->row = self->n_rows;
  cell->column = self->column;
  cell->column_span = MIN (cell->column_span, MAX_COLUMNS - cell->column);
  self->column += cell->column_span;
  self->n_columns = MAX (self->n_columns, self->column);
  if (self->goes_on && above && above->merges && above->column == cell->column && above->column_span == cell->column_span
      && above->row + above->row_span == cell->row)
    {
      above->row_span++;
      cell_free (cell);
      return;
    }
  for (guint i = 0; i < cell->column_span; i++)
    self->above[cell->column + i] = cell;
  g_ptr_array_add (self->cells, cell);
}

void
nh_docx_table_end_cell (NhDocxTable *self)
{
  Cell *cell = g_steal_pointer (&self->cell);

  if (!cell)
    return;
  if (self->column < MAX_COLUMNS)
    place (self, cell);
  else
    cell_free (cell);
}

/** nh_docx_table_end_row: Returns: %FALSE where the tables of the file are larger than is read. */
gboolean
nh_docx_table_end_row (NhDocxTable *self, NhDocxReading *reading, GError **error)
{
  self->head_open &= self->row_is_head;
  if (self->head_open)
    self->n_head++;
  self->n_rows++;
  reading->n_places += MAX (self->n_columns, 1);
  if (reading->n_places <= NH_READ_MAX_PLACES)
    return TRUE;
  g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
               _("The tables of the file have more than %u cells, which is more than can be read."),
               NH_READ_MAX_PLACES);
  return FALSE;
}

static void
add_cell (NhTable *table, const Cell *cell, guint row_span)
{
  NhCell *added = nh_table_add_cell (table, cell->text->str);

  added->column_span = cell->column_span;
  added->row_span = row_span;
  added->align = cell->align;
  added->bold = cell->bold;
  added->italic = cell->italic;
}

/* Adds the cells of one row, which begin at @cells, with empty ones where the file left places free
 * in between. @left: how many rows the cells above still take in each column. */
static guint
add_row (NhDocxTable *self, NhTable *table, guint row, guint first, guint *left)
{
  guint last_row = row < self->n_head ? self->n_head : self->n_rows;
  guint c = 0;
  guint i = first;

  nh_table_add_row (table, row < self->n_head);
  for (; i < self->cells->len; i++)
    {
      const Cell *cell = self->cells->pdata[i];
      guint row_span = MIN (cell->row_span, last_row - row);

      if (cell->row != row)
        break;
      if (cell->absent)
        continue;
      for (; c < cell->column; c++)
        if (!left[c])
          nh_table_add_cell (table, "");
      add_cell (table, cell, row_span);
      for (guint k = 0; k < cell->column_span; k++)
        left[c + k] = row_span;
      c += cell->column_span;
    }
  for (c = 0; c < self->n_columns; c++)
    left[c] -= MIN (left[c], 1);
  return i;
}

/** nh_docx_table_finish: Returns: (transfer full) (nullable): what the table was; %NULL: nothing. */
NhElement *
nh_docx_table_finish (NhDocxTable *self)
{
  guint left[MAX_COLUMNS] = { 0 };
  NhElement *element;
  guint next = 0;

  if (self->form)
    return g_steal_pointer (&self->form);
  if (!self->n_columns || !self->n_rows)
    return NULL;
  element = nh_element_new (NH_ELEMENT_TABLE, 0);
  element->table = nh_table_new ();
  for (guint c = 0; c < self->n_columns; c++)
    nh_table_add_column (element->table, NH_ALIGN_LEFT, 0, 0);
  for (guint row = 0; row < self->n_rows; row++)
    next = add_row (self, element->table, row, next, left);
  return element;
}
