/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-fixed-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Merged cells of one table: a place is compared with each of them. */
#define MAX_AREAS 4096u

static const char *const aligns[] = { [NH_ALIGN_LEFT] = "left", [NH_ALIGN_CENTRE] = "centre",
                                      [NH_ALIGN_RIGHT] = "right" };

typedef struct
{
  NhFixedTable *table; /* NULL before the first row */
  GArray *columns;     /* of NhFixedColumn */
  guint n_head_rows;
  guint free_from[NH_FIXED_TABLE_MAX_COLUMNS]; /* the first row that no cell from above covers */
  guint row, column;   /* of the next cell; rows count from 0 once one has begun */
  guint n_rows;
  NhFixedCell *cell;   /* whose text is being read */
  GString *text;
  gboolean started;
} Reader;

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, sentence);
  return FALSE;
}

static gboolean
read_number (const char *text, guint min, guint max, guint *number, GError **error)
{
  guint64 n;

  if (!g_ascii_string_to_unsigned (text, 10, min, max, &n, error))
    return FALSE;
  *number = (guint) n;
  return TRUE;
}

static gboolean
read_align (const char *text, NhAlign *align, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (aligns); i++)
    if (g_str_equal (text, aligns[i]))
      {
        *align = (NhAlign) i;
        return TRUE;
      }
  return fail (error, _ ("A cell of the table stands neither left, nor centred, nor right."));
}

static gboolean
unknown_attribute (const char *element, const char *name, GError **error)
{
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ATTRIBUTE,
               _ ("The table holds “%s” at “<%s>”, which the program does not know."), name, element);
  return FALSE;
}

static gboolean
begin_table (Reader *reader, const char **names, const char **values, GError **error)
{
  reader->started = TRUE;
  for (; *names; names++, values++)
    if (!g_str_equal (*names, "head"))
      return unknown_attribute ("table", *names, error);
    else if (!read_number (*values, 0, NH_FIXED_TABLE_MAX_ROWS, &reader->n_head_rows, error))
      return FALSE;
  return TRUE;
}

static gboolean
begin_column (Reader *reader, const char **names, const char **values, GError **error)
{
  NhFixedColumn column = { NH_ALIGN_LEFT, 0 };

  if (reader->n_rows > 0)
    return fail (error, _ ("A column of the table is named after its first row."));
  if (reader->columns->len == NH_FIXED_TABLE_MAX_COLUMNS)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   _ ("The table has more than %u columns."), NH_FIXED_TABLE_MAX_COLUMNS);
      return FALSE;
    }
  for (; *names; names++, values++)
    if (g_str_equal (*names, "align"))
      {
        if (!read_align (*values, &column.align, error))
          return FALSE;
      }
    else if (!g_str_equal (*names, "width"))
      return unknown_attribute ("column", *names, error);
    else if (!read_number (*values, 0, NH_FIXED_TABLE_MAX_WIDTH, &column.width, error))
      return FALSE;
  g_array_append_val (reader->columns, column);
  return TRUE;
}

/* Not as nh_fixed_table_insert_rows(): merged cells may already reach below. */
static void
append_row (NhFixedTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      NhFixedCell cell = { g_strdup (""), NH_FIXED_AS_COLUMN, NH_FIXED_AS_COLUMN, FALSE };

      g_array_append_val (table->cells, cell);
    }
  table->n_rows++;
}

static gboolean
begin_row (Reader *reader, GError **error)
{
  if (reader->columns->len == 0)
    return fail (error, _ ("The table has no columns."));
  if (reader->n_rows == NH_FIXED_TABLE_MAX_ROWS)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   _ ("The table has more than %u rows."), NH_FIXED_TABLE_MAX_ROWS);
      return FALSE;
    }
  if (!reader->table)
    {
      reader->table = nh_fixed_table_new (1, reader->columns->len, 0);
      memcpy (reader->table->columns->data, reader->columns->data,
              reader->columns->len * sizeof (NhFixedColumn));
    }
  else
    append_row (reader->table);
  reader->row = reader->n_rows++;
  reader->column = 0;
  return TRUE;
}

/* Spans are cut where another cell stands, and at the end of the head, as in NhTable. */
static gboolean
place_cell (Reader *reader, NhTableArea area, GError **error)
{
  guint width = reader->columns->len;

  while (reader->column < width && reader->free_from[reader->column] > reader->row)
    reader->column++;
  if (reader->column == width)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   _ ("Row %u of the table has more cells than columns."), reader->row + 1);
      return FALSE;
    }
  area.row = reader->row;
  area.column = reader->column;
  if (area.row < reader->n_head_rows)
    area.n_rows = MIN (area.n_rows, reader->n_head_rows - area.row);
  for (guint i = 0; i < area.n_columns; i++)
    if (area.column + i == width || reader->free_from[area.column + i] > reader->row)
      area.n_columns = i;
    else
      reader->free_from[area.column + i] = reader->row + area.n_rows;
  reader->column += area.n_columns;
  reader->cell = &g_array_index (reader->table->cells, NhFixedCell, area.row * width + area.column);
  if (area.n_rows == 1 && area.n_columns == 1)
    return TRUE;
  if (reader->table->areas->len == MAX_AREAS)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   _ ("The table has more than %u merged cells."), MAX_AREAS);
      return FALSE;
    }
  g_array_append_val (reader->table->areas, area);
  return TRUE;
}

static gboolean
begin_cell (Reader *reader, const char **names, const char **values, GError **error)
{
  NhTableArea area = { 0, 0, 1, 1 };
  NhFixedCell read = { NULL, NH_FIXED_AS_COLUMN, NH_FIXED_AS_COLUMN, FALSE };
  guint number;

  for (; *names; names++, values++)
    if (g_str_equal (*names, "rows"))
      {
        if (!read_number (*values, 1, NH_FIXED_TABLE_MAX_ROWS, &area.n_rows, error))
          return FALSE;
      }
    else if (g_str_equal (*names, "columns"))
      {
        if (!read_number (*values, 1, NH_FIXED_TABLE_MAX_COLUMNS, &area.n_columns, error))
          return FALSE;
      }
    else if (g_str_equal (*names, "align"))
      {
        NhAlign align;

        if (!read_align (*values, &align, error))
          return FALSE;
        read.align = (int) align;
      }
    else if (!g_str_equal (*names, "bold") && !g_str_equal (*names, "italic"))
      return unknown_attribute ("cell", *names, error);
    else if (!read_number (*values, 0, 1, &number, error))
      return FALSE;
    else if (**names == 'b')
      read.bold = (int) number;
    else
      read.italic = (gboolean) number;
  if (!place_cell (reader, area, error))
    return FALSE;
  read.text = reader->cell->text;
  *reader->cell = read;
  g_string_truncate (reader->text, 0);
  return TRUE;
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values,
          gpointer data, GError **error)
{
  Reader *reader = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *around = stack->next ? stack->next->data : "";

  if (!*around && g_str_equal (element, "table") && !reader->started)
    begin_table (reader, names, values, error);
  else if (g_str_equal (around, "table") && g_str_equal (element, "column"))
    begin_column (reader, names, values, error);
  else if (g_str_equal (around, "table") && g_str_equal (element, "row") && !*names)
    begin_row (reader, error);
  else if (g_str_equal (around, "row") && g_str_equal (element, "cell"))
    begin_cell (reader, names, values, error);
  else
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT,
                 _ ("The table holds “<%s>”, which the program does not know there."), element);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;
  NhFixedCell *cell = reader->cell;

  if (!g_str_equal (element, "cell"))
    return;
  if (reader->text->len > 0)
    {
      guint index = (guint) (cell - (NhFixedCell *) (gpointer) reader->table->cells->data);

      nh_fixed_table_set_text (reader->table, index / reader->columns->len,
                               index % reader->columns->len, reader->text->str);
    }
  reader->cell = NULL;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->cell)
    g_string_append_len (reader->text, text, (gssize) length);
}

/* Spans that end below the table, or below the head, end there. */
static void
cut_areas (NhFixedTable *table)
{
  for (guint i = table->areas->len; i-- > 0;)
    {
      NhTableArea *area = &g_array_index (table->areas, NhTableArea, i);
      guint end = area->row < table->n_head_rows ? table->n_head_rows : table->n_rows;

      area->n_rows = MIN (area->n_rows, end - area->row);
      if (area->n_rows == 1 && area->n_columns == 1)
        g_array_remove_index (table->areas, i);
    }
}

/**
 * nh_fixed_table_parse:
 * @options: (nullable): what nh_fixed_table_write() wrote
 * @error: return location, of %G_MARKUP_ERROR or %G_NUMBER_PARSER_ERROR
 *
 * Returns: (transfer full) (nullable): the table; of one empty cell for %NULL and "".
 */
NhFixedTable *
nh_fixed_table_parse (const char *options, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (NhFixedColumn));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NhFixedTable) table = NULL;
  Reader reader = { .columns = columns, .text = text };
  gboolean read;

  if (!options || !*options)
    return nh_fixed_table_new (1, 1, 0);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  read = g_markup_parse_context_parse (context, options, -1, error)
         && g_markup_parse_context_end_parse (context, error);
  table = reader.table;
  if (!read)
    return NULL;
  if (!table)
    {
      fail (error, _ ("The table has no rows."));
      return NULL;
    }
  table->n_head_rows = MIN (reader.n_head_rows, table->n_rows - 1);
  cut_areas (table);
  return g_steal_pointer (&table);
}

/* Which places merged cells cover, row by row: 1 where one begins, 2 elsewhere in it. */
static guint8 *
map_areas (NhFixedTable *self)
{
  guint8 *map = g_malloc0 ((gsize) self->n_rows * self->columns->len);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const NhTableArea *area = &g_array_index (self->areas, NhTableArea, i);

      for (guint row = 0; row < area->n_rows; row++)
        memset (map + (gsize) (area->row + row) * self->columns->len + area->column, 2,
                area->n_columns);
      map[(gsize) area->row * self->columns->len + area->column] = 1;
    }
  return map;
}

/**
 * nh_fixed_table_to_table:
 * @self: a table
 *
 * Returns: (transfer full): the table as it stands on paper.
 */
NhTable *
nh_fixed_table_to_table (NhFixedTable *self)
{
  NhTable *table = nh_table_new ();
  g_autofree guint8 *map = map_areas (self);
  guint width = self->columns->len;

  for (guint column = 0; column < width; column++)
    {
      const NhFixedColumn *own = &g_array_index (self->columns, NhFixedColumn, column);

      nh_table_add_column (table, own->align, own->width, own->width);
    }
  for (guint row = 0; row < self->n_rows; row++)
    {
      nh_table_add_row (table, row < self->n_head_rows);
      for (guint column = 0; column < width; column++)
        {
          const NhFixedCell *own = &g_array_index (self->cells, NhFixedCell, row * width + column);
          guint8 covered = map[(gsize) row * width + column];
          NhCell *cell;

          if (covered == 2)
            continue;
          cell = nh_table_add_cell (table, own->text);
          if (own->align != NH_FIXED_AS_COLUMN)
            cell->align = (NhAlign) own->align;
          if (own->bold != NH_FIXED_AS_COLUMN)
            cell->bold = own->bold;
          cell->italic = own->italic;
          if (covered == 1)
            {
              NhTableArea area = nh_fixed_table_get_area (self, row, column);

              cell->row_span = area.n_rows;
              cell->column_span = area.n_columns;
            }
        }
    }
  return table;
}

/**
 * nh_fixed_table_from_table:
 * @table: any table, as a view shows it
 *
 * Rows and columns beyond the limits are left out.
 *
 * Returns: (transfer full): the same table, to be changed by hand.
 */
NhFixedTable *
nh_fixed_table_from_table (NhTable *table)
{
  guint n_rows = MIN (nh_table_get_n_rows (table), NH_FIXED_TABLE_MAX_ROWS);
  guint n_columns = MIN (nh_table_get_n_columns (table), NH_FIXED_TABLE_MAX_COLUMNS);
  NhFixedTable *self = nh_fixed_table_new (n_rows, n_columns, nh_table_get_n_head_rows (table));

  for (guint column = 0; column < n_columns; column++)
    {
      const NhTableColumn *own = nh_table_get_column (table, column);

      g_array_index (self->columns, NhFixedColumn, column).align = own->align;
      nh_fixed_table_set_width (self, column, (guint) (own->max_width + 0.5));
    }
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const NhCell *cell = nh_table_get_cell (table, row, column);
        NhTableArea area = { row, column, 1, 1 };

        if (!cell)
          continue;
        nh_fixed_table_set_text (self, row, column, cell->text);
        nh_fixed_table_set_bold (self, &area, cell->bold);
        nh_fixed_table_set_italic (self, &area, cell->italic);
        if (row < self->n_head_rows || cell->align != nh_table_get_column (table, column)->align)
          g_array_index (self->cells, NhFixedCell, row * n_columns + column).align
              = row < self->n_head_rows && cell->align == NH_ALIGN_CENTRE ? NH_FIXED_AS_COLUMN
                                                                          : (int) cell->align;
        area.n_rows = MIN (cell->row_span, n_rows - row);
        area.n_columns = MIN (cell->column_span, n_columns - column);
        if ((area.n_rows > 1 || area.n_columns > 1) && self->areas->len < MAX_AREAS)
          g_array_append_val (self->areas, area);
      }
  cut_areas (self);
  return self;
}

static void
write_cell (GString *out, const NhFixedCell *cell, const NhTableArea *area)
{
  g_autofree char *text = g_markup_escape_text (cell->text, -1);

  g_string_append (out, "<cell");
  if (area && area->n_rows > 1)
    g_string_append_printf (out, " rows=\"%u\"", area->n_rows);
  if (area && area->n_columns > 1)
    g_string_append_printf (out, " columns=\"%u\"", area->n_columns);
  if (cell->align != NH_FIXED_AS_COLUMN)
    g_string_append_printf (out, " align=\"%s\"", aligns[cell->align]);
  if (cell->bold != NH_FIXED_AS_COLUMN)
    g_string_append_printf (out, " bold=\"%d\"", cell->bold);
  if (cell->italic)
    g_string_append (out, " italic=\"1\"");
  if (*text)
    g_string_append_printf (out, ">%s</cell>", text);
  else
    g_string_append (out, "/>");
}

/**
 * nh_fixed_table_to_options:
 * @self: a table
 *
 * Returns: (transfer full): what nh_fixed_table_parse() reads back, equal for equal tables.
 */
char *
nh_fixed_table_to_options (NhFixedTable *self)
{
  GString *out = g_string_new (NULL);
  g_autofree guint8 *map = map_areas (self);
  guint width = self->columns->len;

  g_string_append_printf (out, "<table head=\"%u\">", self->n_head_rows);
  for (guint column = 0; column < width; column++)
    {
      const NhFixedColumn *own = &g_array_index (self->columns, NhFixedColumn, column);

      g_string_append (out, "<column");
      if (own->align != NH_ALIGN_LEFT)
        g_string_append_printf (out, " align=\"%s\"", aligns[own->align]);
      if (own->width > 0)
        g_string_append_printf (out, " width=\"%u\"", own->width);
      g_string_append (out, "/>");
    }
  for (guint row = 0; row < self->n_rows; row++)
    {
      g_string_append (out, "\n<row>");
      for (guint column = 0; column < width; column++)
        {
          guint8 covered = map[(gsize) row * width + column];
          NhTableArea area = { row, column, 1, 1 };

          if (covered == 1)
            area = nh_fixed_table_get_area (self, row, column);
          if (covered != 2)
            write_cell (out, &g_array_index (self->cells, NhFixedCell, row * width + column), &area);
        }
      g_string_append (out, "</row>");
    }
  g_string_append (out, "\n</table>");
  return g_string_free (out, FALSE);
}

/**
 * nh_fixed_table_read:
 * @options: (nullable): block.options of a fixed table
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the table as it stands on paper.
 */
NhTable *
nh_fixed_table_read (const char *options, GError **error)
{
  g_autoptr (NhFixedTable) table = nh_fixed_table_parse (options, error);

  return table ? nh_fixed_table_to_table (table) : NULL;
}

/** nh_fixed_table_write: Returns: (transfer full): @table as block.options of a fixed table. */
char *
nh_fixed_table_write (NhTable *table)
{
  g_autoptr (NhFixedTable) fixed = nh_fixed_table_from_table (table);

  return nh_fixed_table_to_options (fixed);
}
