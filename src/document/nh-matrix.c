/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-matrix.h"

/* Widths on paper, in characters: heads of rows are names, cells short texts. */
#define HEAD_WIDTH 30
#define CELL_WIDTH 24
/* Letters. Cells with longer texts are read as sentences, from the left; columns with shorter ones are about as wide as
 * each other, as far as a page has room. */
#define SENTENCE 40
#define POINT 25
#define EVEN_WIDTH 10
#define EVEN_SUM 90

struct _NhMatrix
{
  char *corner;
  GPtrArray *columns; /* NhMatrixHead */
  GPtrArray *rows;
  GHashTable *cells; /* gint64: row and column → GArray of NhMatrixItem; cells without items have none */
};

/* The symbols that styles have besides their colours, so that nobody needs to tell colours apart. */
static const struct
{
  const char *style;
  const char *symbol;
} symbols[] = {
  { "good", "✓" }, { "open", "○" }, { "late", "!" }, { "bad", "✗" }, { "none", "–" },
};

static void
head_free (gpointer data)
{
  NhMatrixHead *head = data;

  g_free (head->label);
  g_free (head->detail);
  g_free (head->group);
  g_free (head);
}

static void
item_clear (gpointer data)
{
  NhMatrixItem *item = data;

  g_free (item->text);
  g_free (item->description);
}

/**
 * nh_matrix_new:
 * @corner: the words above the heads of the rows, "Đơn vị"
 *
 * Returns: (transfer full): a matrix without rows and columns.
 */
NhMatrix *
nh_matrix_new (const char *corner)
{
  NhMatrix *matrix = g_new0 (NhMatrix, 1);

  matrix->corner = g_strdup (corner ? corner : "");
  matrix->columns = g_ptr_array_new_with_free_func (head_free);
  matrix->rows = g_ptr_array_new_with_free_func (head_free);
  matrix->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return matrix;
}

/** nh_matrix_free: frees @matrix with all that it holds. */
void
nh_matrix_free (NhMatrix *matrix)
{
  if (!matrix)
    return;
  g_hash_table_unref (matrix->cells);
  g_ptr_array_unref (matrix->columns);
  g_ptr_array_unref (matrix->rows);
  g_free (matrix->corner);
  g_free (matrix);
}

static guint
add_head (GPtrArray *heads, gint64 key, const char *label, const char *detail, const char *group)
{
  NhMatrixHead *head = g_new0 (NhMatrixHead, 1);

  head->key = key;
  head->label = g_strdup (label ? label : "");
  head->detail = detail && *detail ? g_strdup (detail) : NULL;
  head->group = group && *group ? g_strdup (group) : NULL;
  head->progress = -1;
  g_ptr_array_add (heads, head);
  return heads->len - 1;
}

/**
 * nh_matrix_add_column:
 * @matrix: a matrix
 * @key: what the column stands for
 * @label: its head
 * @detail: (nullable): small under the label
 *
 * Returns: its position. Columns may be added at any time, at the end.
 */
guint
nh_matrix_add_column (NhMatrix *matrix, gint64 key, const char *label, const char *detail)
{
  return add_head (matrix->columns, key, label, detail, NULL);
}

/**
 * nh_matrix_add_row:
 * @matrix: a matrix
 * @key: what the row stands for
 * @label: its head
 * @detail: (nullable): small beside the label
 * @group: (nullable): a name over this row and the following ones of the same group; the caller adds the
 *   rows of a group one after the other
 *
 * Returns: its position.
 */
guint
nh_matrix_add_row (NhMatrix *matrix, gint64 key, const char *label, const char *detail, const char *group)
{
  return add_head (matrix->rows, key, label, detail, group);
}

/** nh_matrix_set_column_progress: shows under the head of @column how far it is, from 0 to 1; negative: not. */
void
nh_matrix_set_column_progress (NhMatrix *matrix, guint column, double progress)
{
  g_return_if_fail (column < matrix->columns->len);
  ((NhMatrixHead *) matrix->columns->pdata[column])->progress = MIN (progress, 1);
}

/** nh_matrix_set_column_warns: the detail of @column tells of what is wrong. */
void
nh_matrix_set_column_warns (NhMatrix *matrix, guint column)
{
  g_return_if_fail (column < matrix->columns->len);
  ((NhMatrixHead *) matrix->columns->pdata[column])->warns = TRUE;
}

/** nh_matrix_set_current_column: marks @column as the one of today. */
void
nh_matrix_set_current_column (NhMatrix *matrix, guint column)
{
  g_return_if_fail (column < matrix->columns->len);
  for (guint i = 0; i < matrix->columns->len; i++)
    ((NhMatrixHead *) matrix->columns->pdata[i])->current = i == column;
}

static int
find_head (GPtrArray *heads, gint64 key)
{
  for (guint i = 0; i < heads->len; i++)
    if (((NhMatrixHead *) heads->pdata[i])->key == key)
      return (int) i;
  return -1;
}

/** nh_matrix_find_column: Returns: the position of the first column with that key; -1: none. */
int
nh_matrix_find_column (NhMatrix *matrix, gint64 key)
{
  return find_head (matrix->columns, key);
}

/** nh_matrix_find_row: Returns: the position of the first row with that key; -1: none. Takes as long as there are
 * rows: who adds many items keeps a table of its own. */
int
nh_matrix_find_row (NhMatrix *matrix, gint64 key)
{
  return find_head (matrix->rows, key);
}

static gint64
place (guint row, guint column)
{
  return (gint64) row << 32 | column;
}

/**
 * nh_matrix_add_item:
 * @matrix: a matrix
 * @row: a position
 * @column: a position
 * @id: key of the record behind it; 0: none
 * @text: (nullable): what stands in the cell; empty: only the symbol of the style
 * @style: (nullable): how it looks
 * @description: (nullable): the whole story; %NULL: the text
 *
 * Adds an item below those that the cell has.
 */
void
nh_matrix_add_item (NhMatrix *matrix, guint row, guint column, gint64 id, const char *text, const char *style,
                    const char *description)
{
  NhMatrixItem item = { id, NULL, style && *style ? g_intern_string (style) : NULL, NULL };
  gint64 at = place (row, column);
  GArray *items = g_hash_table_lookup (matrix->cells, &at);

  g_return_if_fail (row < matrix->rows->len && column < matrix->columns->len);
  item.text = g_strdup (text ? text : "");
  item.description = description && *description ? g_strdup (description) : NULL;
  if (!items)
    {
      items = g_array_new (FALSE, FALSE, sizeof (NhMatrixItem));
      g_array_set_clear_func (items, item_clear);
      g_hash_table_insert (matrix->cells, g_memdup2 (&at, sizeof at), items);
    }
  g_array_append_val (items, item);
}

/** nh_matrix_get_corner: Returns: (transfer none): the words above the heads of the rows. */
const char *
nh_matrix_get_corner (NhMatrix *matrix)
{
  return matrix->corner;
}

/** nh_matrix_get_n_columns: Returns: how many columns there are, without the heads of the rows. */
guint
nh_matrix_get_n_columns (NhMatrix *matrix)
{
  return matrix->columns->len;
}

/** nh_matrix_get_n_rows: Returns: how many rows there are; names of groups are none. */
guint
nh_matrix_get_n_rows (NhMatrix *matrix)
{
  return matrix->rows->len;
}

/** nh_matrix_get_column: Returns: (transfer none): the head of a column. */
const NhMatrixHead *
nh_matrix_get_column (NhMatrix *matrix, guint column)
{
  g_return_val_if_fail (column < matrix->columns->len, NULL);
  return matrix->columns->pdata[column];
}

/** nh_matrix_get_row: Returns: (transfer none): the head of a row. */
const NhMatrixHead *
nh_matrix_get_row (NhMatrix *matrix, guint row)
{
  g_return_val_if_fail (row < matrix->rows->len, NULL);
  return matrix->rows->pdata[row];
}

/**
 * nh_matrix_get_items:
 * @matrix: a matrix
 * @row: a position
 * @column: a position
 * @n_items: (out): how many
 *
 * Returns: (array length=n_items) (transfer none) (nullable): what is in the cell, from above; valid until
 *   items are added.
 */
const NhMatrixItem *
nh_matrix_get_items (NhMatrix *matrix, guint row, guint column, guint *n_items)
{
  gint64 at = place (row, column);
  GArray *items = g_hash_table_lookup (matrix->cells, &at);

  *n_items = items ? items->len : 0;
  return items ? (const NhMatrixItem *) items->data : NULL;
}

/**
 * nh_matrix_starts_group:
 * @matrix: a matrix
 * @row: a position
 *
 * Returns: (transfer none) (nullable): the name that stands over @row; %NULL when it goes on with the group
 *   of the row before, or has none.
 */
const char *
nh_matrix_starts_group (NhMatrix *matrix, guint row)
{
  const NhMatrixHead *head = nh_matrix_get_row (matrix, row);

  if (row > 0 && g_strcmp0 (head->group, nh_matrix_get_row (matrix, row - 1)->group) == 0)
    return NULL;
  return head->group;
}

/**
 * nh_matrix_style_symbol:
 * @style: (nullable): the style of an item
 *
 * Returns: (transfer none) (nullable): the symbol that says the same without colours; %NULL: it has none.
 */
const char *
nh_matrix_style_symbol (const char *style)
{
  for (guint i = 0; style && i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].style, style))
      return symbols[i].symbol;
  return NULL;
}

/* Paper */

/* The longest text of a column. */
static glong
longest_text (NhMatrix *matrix, guint column)
{
  glong longest = 0;

  for (guint r = 0; r < matrix->rows->len; r++)
    {
      guint n;
      const NhMatrixItem *items = nh_matrix_get_items (matrix, r, column, &n);

      for (guint i = 0; i < n; i++)
        longest = MAX (longest, g_utf8_strlen (items[i].text, -1));
    }
  return longest;
}

static void
add_columns (NhMatrix *matrix, NhTable *table)
{
  guint n = matrix->columns->len;

  nh_table_add_column (table, NH_ALIGN_LEFT, 0, HEAD_WIDTH);
  for (guint c = 0; c < n; c++)
    {
      glong longest = longest_text (matrix, c);
      NhAlign align = longest > SENTENCE ? NH_ALIGN_LEFT : NH_ALIGN_CENTRE;

      nh_table_add_column (table, align, MIN (MIN (longest, EVEN_WIDTH), (double) EVEN_SUM / n),
                           align == NH_ALIGN_LEFT ? 0 : CELL_WIDTH);
    }
}

static void
add_head_row (NhMatrix *matrix, NhTable *table)
{
  add_columns (matrix, table);
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, matrix->corner);
  for (guint c = 0; c < matrix->columns->len; c++)
    {
      const NhMatrixHead *head = matrix->columns->pdata[c];
      g_autofree char *text = head->detail ? g_strconcat (head->label, "\n", head->detail, NULL) : g_strdup (head->label);

      nh_table_add_cell (table, text);
    }
}

static char *
cell_text (NhMatrix *matrix, guint row, guint column)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (matrix, row, column, &n);
  GString *text = g_string_new (NULL);
  gboolean points = FALSE;

  /* Several long texts need a sign where each begins. */
  for (guint i = 0; n > 1 && i < n; i++)
    points |= g_utf8_strlen (items[i].text, -1) > POINT;
  for (guint i = 0; i < n; i++)
    {
      const char *words = *items[i].text ? items[i].text : nh_matrix_style_symbol (items[i].style);

      if (!words)
        continue;
      if (text->len)
        g_string_append_c (text, '\n');
      if (points)
        g_string_append (text, "- ");
      g_string_append (text, words);
    }
  return g_string_free (text, FALSE);
}

/**
 * nh_matrix_to_table:
 * @matrix: a matrix
 *
 * As it is printed: a head row, groups as rows over all columns, the items of a cell on lines of their own;
 * an item without text is the symbol of its style.
 *
 * Returns: (transfer full): the table.
 */
NhTable *
nh_matrix_to_table (NhMatrix *matrix)
{
  NhTable *table = nh_table_new ();

  add_head_row (matrix, table);
  for (guint r = 0; r < matrix->rows->len; r++)
    {
      const NhMatrixHead *head = matrix->rows->pdata[r];
      const char *group = nh_matrix_starts_group (matrix, r);
      g_autofree char *label = head->detail ? g_strconcat (head->label, "\n", head->detail, NULL) : g_strdup (head->label);

      if (group)
        {
          NhCell *cell;

          nh_table_add_row (table, FALSE);
          cell = nh_table_add_cell (table, group);
          cell->column_span = matrix->columns->len + 1;
          cell->bold = TRUE;
        }
      nh_table_add_row (table, FALSE);
      nh_table_add_cell (table, label);
      for (guint c = 0; c < matrix->columns->len; c++)
        {
          g_autofree char *text = cell_text (matrix, r, c);

          nh_table_add_cell (table, text);
        }
    }
  return table;
}
