/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How high rows and how wide columns are, by what they hold and by the room there is.
 */
#include "ui/boards/nh-matrix-view-private.h"

#include <string.h>

/* Pixels. Columns grow into free space, but not until chips stand alone in a wide field. */
#define LEAST_COLUMN 72
#define WIDEST_COLUMN 180
#define SQUEEZED_COLUMN 140
#define GROWN_COLUMN 300
#define FULL_COLUMN 420
#define LEAST_HEAD 110
#define WIDEST_HEAD 330
#define MOST_MEASURED 200 /* names of rows */

#define ROW(self, i) (&g_array_index ((self)->rows, NhMatrixRow, (i)))
#define COLUMN(self, i) (&g_array_index ((self)->columns, NhMatrixColumn, (i)))

/** nh_matrix_layout_natural: Returns: how wide or high a widget wants to be, in pixels. */
int
nh_matrix_layout_natural (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int size = 0;

  gtk_widget_measure (widget, orientation, for_size, NULL, &size, NULL, NULL);
  return size;
}

/* About how wide a text is, in tenths of a letter. */
static glong
guess_width (const char *text)
{
  glong width = 0;

  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);

      if (strchr ("iljtfrI .,;:!'()|/-", (int) letter) && letter < 128)
        width += 6;
      else if (letter == 'm' || letter == 'w')
        width += 15;
      else
        width += g_unichar_isupper (letter) ? 12 : 10;
    }
  return width;
}

/* The longest of texts by their letters is the widest, near enough: one is measured and not thousands. */
static void
keep_longest (const char *text, const char **longest, glong *length)
{
  glong n = text ? guess_width (text) : 0;

  if (n > *length)
    {
      *length = n;
      *longest = text;
    }
}

typedef struct
{
  const char *longest;
  glong length;
  glong sum; /* of all lengths */
  guint n;
} Texts;

/* @texts: of each column. */
static guint
most_items (NhMatrixView *self, guint row, Texts *texts)
{
  guint n_columns = nh_matrix_get_n_columns (self->matrix);
  guint most = 1;

  for (guint c = 0; c < n_columns; c++)
    {
      guint n;
      const NhMatrixItem *items = nh_matrix_get_items (self->matrix, row, c, &n);

      for (guint i = 0; i < n; i++)
        {
          keep_longest (items[i].text, &texts[c].longest, &texts[c].length);
          texts[c].sum += guess_width (items[i].text);
          texts[c].n += *items[i].text != '\0';
        }
      most = MAX (most, n);
    }
  return most;
}

static void
bind_model (NhMatrixView *self, const char *text, guint n_items)
{
  g_autoptr (NhMatrix) model = nh_matrix_new (NULL);

  nh_matrix_add_column (model, 0, NULL, NULL);
  nh_matrix_add_row (model, 0, NULL, NULL, NULL);
  for (guint i = 0; i < n_items; i++)
    nh_matrix_add_item (model, 0, 0, 0, text, "good", NULL);
  nh_matrix_cell_bind (NH_MATRIX_CELL (self->model_cell), model, 0, 0, FALSE);
}

/* A column is as wide as its texts and its head; where there is no room for all columns, only as wide as most of its
 * texts and its head on several lines. */
static void
measure_column (NhMatrixView *self, guint column, const Texts *texts)
{
  double usual = texts->n && texts->length ? 1.35 * (double) texts->sum / texts->n / (double) texts->length : 1;
  NhMatrixColumn *sizes = COLUMN (self, column);
  int head;
  int content = 0;
  int least;

  nh_matrix_bind_column_head (self->model_column_head, nh_matrix_get_column (self->matrix, column));
  head = nh_matrix_layout_natural (self->model_column_head, GTK_ORIENTATION_HORIZONTAL, -1);
  if (texts->length)
    {
      bind_model (self, texts->longest, 1);
      content = nh_matrix_layout_natural (self->model_cell, GTK_ORIENTATION_HORIZONTAL, -1);
    }
  least = MAX ((int) (content * MIN (usual, 1)), head * 13 / 10 / NH_MATRIX_HEAD_LINES);
  sizes->wanted = CLAMP (MAX (content, head), LEAST_COLUMN, WIDEST_COLUMN);
  sizes->least = CLAMP (least, LEAST_COLUMN, MIN (SQUEEZED_COLUMN, sizes->wanted));
  sizes->full = CLAMP (MAX (content, head), sizes->wanted, FULL_COLUMN);
}

static void
measure_cells (NhMatrixView *self, const Texts *texts)
{
  guint n_columns = nh_matrix_get_n_columns (self->matrix);

  g_array_set_size (self->columns, n_columns);
  for (guint c = 0; c < n_columns; c++)
    measure_column (self, c, &texts[c]);
  bind_model (self, "", 1);
  self->first_item = nh_matrix_layout_natural (self->model_cell, GTK_ORIENTATION_VERTICAL, -1);
  bind_model (self, "", 2);
  self->other_items = nh_matrix_layout_natural (self->model_cell, GTK_ORIENTATION_VERTICAL, -1) - self->first_item;
}

/* Names are cut where a few pixels are missing, so those that are nearly as long as the longest are measured, too. */
static int
widest_name (NhMatrixView *self, glong length)
{
  guint n_rows = nh_matrix_get_n_rows (self->matrix);
  GtkWidget *label = gtk_widget_get_first_child (self->model_row_head);
  guint measured = 0;
  int widest = 0;

  for (guint r = 0; r < n_rows && measured < MOST_MEASURED; r++)
    {
      const char *name = nh_matrix_get_row (self->matrix, r)->label;

      if (guess_width (name) * 5 < length * 4)
        continue;
      gtk_label_set_text (GTK_LABEL (label), name);
      widest = MAX (widest, nh_matrix_layout_natural (self->model_row_head, GTK_ORIENTATION_HORIZONTAL, -1));
      measured++;
    }
  return widest;
}

static void
measure_row_heads (NhMatrixView *self)
{
  guint n_rows = nh_matrix_get_n_rows (self->matrix);
  NhMatrixHead widest = { 0, (char *) "", NULL, NULL, -1, FALSE };
  const char *label = "";
  const char *detail = NULL;
  glong n_label = 0;
  glong n_detail = 0;
  int size;

  for (guint r = 0; r < n_rows; r++)
    {
      const NhMatrixHead *head = nh_matrix_get_row (self->matrix, r);

      keep_longest (head->label, &label, &n_label);
      keep_longest (head->detail, &detail, &n_detail);
    }
  widest.label = (char *) label;
  widest.detail = (char *) detail;
  nh_matrix_bind_row_head (self->model_row_head, &widest, FALSE, FALSE);
  size = nh_matrix_layout_natural (self->model_row_head, GTK_ORIENTATION_HORIZONTAL, -1);
  size = MAX (size, widest_name (self, n_label));
  self->head_width = self->full_head_width = CLAMP (size, LEAST_HEAD, WIDEST_HEAD);
  self->first_item = MAX (self->first_item, nh_matrix_layout_natural (self->model_row_head, GTK_ORIENTATION_VERTICAL, -1));
}

static void
measure_rows (NhMatrixView *self)
{
  guint n_rows = nh_matrix_get_n_rows (self->matrix);
  g_autofree guint *most = g_new (guint, n_rows + 1);
  g_autofree Texts *texts = g_new0 (Texts, nh_matrix_get_n_columns (self->matrix) + 1);
  int top = 0;

  for (guint r = 0; r < n_rows; r++)
    most[r] = most_items (self, r, texts);
  measure_cells (self, texts);
  measure_row_heads (self);
  self->group_height = self->first_item + 2;
  g_array_set_size (self->rows, n_rows);
  for (guint r = 0; r < n_rows; r++)
    {
      if (nh_matrix_starts_group (self->matrix, r))
        top += self->group_height;
      *ROW (self, r) = (NhMatrixRow){ top, self->first_item + (int) (most[r] - 1) * self->other_items };
      top += ROW (self, r)->height;
    }
  self->content_height = top;
}

static void
sum_columns (NhMatrixView *self, int *least, int *wanted, int *full)
{
  *least = *wanted = *full = 0;
  for (guint c = 0; c < self->columns->len; c++)
    {
      *least += COLUMN (self, c)->least;
      *wanted += COLUMN (self, c)->wanted;
      *full += COLUMN (self, c)->full;
    }
}

/* How wide columns have to be at least so that all of them fill @room: narrow ones grow first. */
static double
find_level (NhMatrixView *self, int room)
{
  double low = 0;
  double high = GROWN_COLUMN;

  while (high - low > 0.01)
    {
      double middle = (low + high) / 2;
      double sum = 0;

      for (guint c = 0; c < self->columns->len; c++)
        sum += MAX (middle, COLUMN (self, c)->full);
      if (sum > room)
        high = middle;
      else
        low = middle;
    }
  return low;
}

/* Between least and wanted, between wanted and full, or more than that. */
static void
share_room (NhMatrixView *self, int room)
{
  int least;
  int wanted;
  int full;
  double level = 0;
  double squeezed;
  double grown;
  double left = 0;

  sum_columns (self, &least, &wanted, &full);
  if (room > full)
    level = find_level (self, room);
  squeezed = wanted > least ? CLAMP ((double) (room - least) / (wanted - least), 0, 1) : 1;
  grown = full > wanted ? CLAMP ((double) (room - wanted) / (full - wanted), 0, 1) : room >= full;
  for (guint c = 0; c < self->columns->len; c++)
    {
      NhMatrixColumn *column = COLUMN (self, c);
      double width = column->least + (column->wanted - column->least) * squeezed + (column->full - column->wanted) * grown;

      column->left = (int) left;
      left += MAX (width, level);
      column->width = (int) left - column->left;
    }
  self->content_width = (int) left;
}

/* Columns share the width; their heads are as high as the highest. Names of rows give way last of all. */
static void
measure_columns (NhMatrixView *self, int width)
{
  int least;
  int wanted;
  int full;
  int narrow = MIN (self->full_head_width, MAX (LEAST_HEAD, width * 3 / 10));

  if (!self->columns->len || (self->columns_for == width && self->head_height))
    return;
  self->columns_for = width;
  sum_columns (self, &least, &wanted, &full);
  self->head_width = CLAMP (width - least, narrow, self->full_head_width);
  share_room (self, width - self->head_width);
  self->head_height = 0;
  for (guint c = 0; c < self->columns->len; c++)
    {
      nh_matrix_bind_column_head (self->model_column_head, nh_matrix_get_column (self->matrix, c));
      self->head_height = MAX (self->head_height, nh_matrix_layout_natural (self->model_column_head, GTK_ORIENTATION_VERTICAL,
                                                           COLUMN (self, c)->width));
    }
}

static void
measure_all (NhMatrixView *self)
{
  const NhMatrixHead corner = { 0, (char *) (self->matrix ? nh_matrix_get_corner (self->matrix) : ""), NULL, NULL, -1, FALSE };

  if (!self->dirty || !gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  self->dirty = FALSE;
  self->head_height = 0;
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->columns, 0);
  self->content_height = 0;
  self->content_width = 0;
  nh_matrix_bind_column_head (self->corner, &corner);
  if (self->matrix)
    measure_rows (self);
}

/** nh_matrix_layout_measure: measures rows and columns, as far as something changed, for a view of that width. */
void
nh_matrix_layout_measure (NhMatrixView *self, int width)
{
  measure_all (self);
  measure_columns (self, width);
}
