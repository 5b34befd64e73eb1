/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows in memory. A row is made of texts only once it was changed: 400,000 rows cost an array of
 * identities. Every refusal says why, as a real model does.
 */
#include "fake-grid-model.h"

#include <string.h>

#include "core/nh-text.h"

typedef struct
{
  gint64 id;
  char *texts[FAKE_N_COLUMNS];
} FakeRow;

struct _FakeGridModel
{
  GObject parent_instance;

  GPtrArray *rows;
  gint64 next_id;
  NhGridSort sorts[NH_GRID_MAX_SORTS];
  guint n_sorts;
  gboolean filtered; /* the column of units */
  GHashTable *asked;
  guint stored;
  char *step;
};

static void fake_list_init (GListModelInterface *iface);
static void fake_grid_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeGridModel,
                               fake_grid_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, fake_list_init)
                                   G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, fake_grid_init))

static const NhGridColumn COLUMNS[] = {
  { "number", "TT", NH_GRID_NUMBER, 4, FALSE, FALSE },
  { "name", "Họ và tên", NH_GRID_TEXT, 20, TRUE, TRUE },
  { "kind", "Trạng thái", NH_GRID_CHOICE, 12, TRUE, TRUE },
  { "unit", "Đơn vị", NH_GRID_REFERENCE, 16, TRUE, TRUE, TRUE, TRUE },
  { "count", "Số tiết", NH_GRID_NUMBER, 8, TRUE, TRUE },
  { "note", "Ghi chú", NH_GRID_TEXT, 24, TRUE, TRUE },
};

static const char *KINDS[] = { "kế hoạch", "đã xong", "trễ hạn", "đã hủy", NULL };
static const char *KIND_CLASSES[] = { "planned", "done", "late", "cancelled", NULL };
static const char *UNITS[] = { "THCS An Lập", "THCS Hòa Lộc", "THCS Yên Định",
                               "TH Tân Hưng", "TH Tân Mỹ",    "MN Hoa Sen",
                               NULL };
static const char *FAMILY[] = { "Nguyễn Thị", "Trần Văn", "Lê Quang", "Phạm Thu", "Đỗ Đức" };
static const char *GIVEN[] = { "Hằng", "Minh", "Ẵng", "Vinh", "Ệp", "Loan", "Kỳ" };
static const char *NOTES[] = { "", "ghi chú dài để xem phần cuối được rút gọn thế nào trong ô hẹp",
                               "tạm tính", "hai dòng\ndòng thứ hai", "trùng lịch" };

static char *
make_text (gint64 id, guint column)
{
  switch (column)
    {
    case FAKE_NAME:
      return g_strdup_printf ("%s %s", FAMILY[id % 5], GIVEN[id % 7]);
    case FAKE_KIND:
      return g_strdup (KINDS[id % 4]);
    case FAKE_UNIT:
      return g_strdup (UNITS[id % 6]);
    case FAKE_COUNT:
      return g_strdup_printf ("%u", (guint)(id * 7 % 23));
    case FAKE_NOTE:
      return g_strdup (NOTES[id % 5]);
    default:
      return g_strdup ("");
    }
}

static void
fake_row_free (gpointer data)
{
  FakeRow *row = data;

  for (guint i = 0; i < FAKE_N_COLUMNS; i++)
    g_free (row->texts[i]);
  g_free (row);
}

static FakeRow *
row_at (FakeGridModel *self, guint row)
{
  g_assert_cmpuint (row, <, self->rows->len);
  return self->rows->pdata[row];
}

static const char *
text_at (FakeGridModel *self, guint row, guint column)
{
  FakeRow *at = row_at (self, row);

  if (at->texts[column] == NULL)
    at->texts[column] = make_text (at->id, column);
  return at->texts[column];
}

static GType
fake_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
fake_get_n_items (GListModel *list)
{
  return FAKE_GRID_MODEL (list)->rows->len;
}

static gpointer
fake_get_item (GListModel *list, guint position)
{
  g_assert_not_reached (); /* the grid takes positions, never items */
}

static void
fake_list_init (GListModelInterface *iface)
{
  iface->get_item_type = fake_get_item_type;
  iface->get_n_items = fake_get_n_items;
  iface->get_item = fake_get_item;
}

static guint
fake_get_n_columns (NhGridModel *model)
{
  return FAKE_N_COLUMNS;
}

static const NhGridColumn *
fake_get_column (NhGridModel *model, guint column)
{
  return &COLUMNS[column];
}

static char *
fake_get_text (NhGridModel *model, guint row, guint column)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  g_hash_table_add (self->asked, GUINT_TO_POINTER (row + 1));
  if (column == FAKE_NUMBER)
    return g_strdup_printf ("%u", row + 1);
  return g_strdup (text_at (self, row, column));
}

static NhGridCellStyle
fake_get_style (NhGridModel *model, guint row, guint column)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  if (column == FAKE_KIND)
    return NH_GRID_CELL_CHIP;
  if (column == FAKE_NOTE && g_str_equal (text_at (self, row, column), "tạm tính"))
    return NH_GRID_CELL_MUTED;
  if (column == FAKE_NOTE && g_str_equal (text_at (self, row, column), "trùng lịch"))
    return NH_GRID_CELL_WARNING;
  return NH_GRID_CELL_NORMAL;
}

static const char *
fake_get_cell_class (NhGridModel *model, guint row, guint column)
{
  for (guint i = 0; KINDS[i] != NULL; i++)
    if (g_str_equal (KINDS[i], text_at (FAKE_GRID_MODEL (model), row, column)))
      return KIND_CLASSES[i];
  return NULL;
}

static gboolean
check (guint column, const char *text, GError **error)
{
  const char *message = NULL;

  if (column == FAKE_COUNT && *text != '\0' && strspn (text, "0123456789") != strlen (text))
    message = "Số tiết phải là một số.";
  if (column == FAKE_KIND && *text != '\0' && !g_strv_contains (KINDS, text))
    message = "Trạng thái không có trong danh sách.";
  if (column == FAKE_NUMBER)
    message = "Số thứ tự không sửa được.";
  if (message != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return message == NULL;
}

static gboolean
fake_set_text (NhGridModel *model, guint row, guint column, const char *text, GError **error)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  if (!check (column, text, error))
    return FALSE;
  g_free (row_at (self, row)->texts[column]);
  row_at (self, row)->texts[column] = g_strdup (text);
  self->stored++;
  g_list_model_items_changed (G_LIST_MODEL (self), row, 1, 1);
  return TRUE;
}

static GStrv
fake_suggest (NhGridModel *model, guint column, const char *text, guint limit)
{
  const char **from = column == FAKE_KIND ? KINDS : column == FAKE_UNIT ? UNITS : NULL;
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autofree char *folded = nh_text_fold (text);

  for (guint i = 0; from != NULL && from[i] != NULL; i++)
    if (nh_text_contains_folded (from[i], folded))
      g_strv_builder_add (found, from[i]);
  return g_strv_builder_end (found);
}

static FakeRow *
new_row (FakeGridModel *self)
{
  FakeRow *row = g_new0 (FakeRow, 1);

  row->id = self->next_id++;
  for (guint i = 0; i < FAKE_N_COLUMNS; i++)
    row->texts[i] = g_strdup ("");
  return row;
}

static gboolean
fake_append (NhGridModel *model, guint column, const char *text, guint *row, GError **error)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);
  FakeRow *added;

  if (column != G_MAXUINT && !check (column, text, error))
    return FALSE;
  added = new_row (self);
  if (column != G_MAXUINT)
    {
      g_free (added->texts[column]);
      added->texts[column] = g_strdup (text);
    }
  *row = self->rows->len;
  g_ptr_array_add (self->rows, added);
  self->stored++;
  g_list_model_items_changed (G_LIST_MODEL (self), *row, 0, 1);
  return TRUE;
}

static gboolean
fake_remove (NhGridModel *model,
             const guint *rows,
             guint n_rows,
             NhGridProgress progress,
             gpointer progress_data,
             GError **error)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  for (guint i = n_rows; i > 0; i--)
    {
      g_ptr_array_remove_index (self->rows, rows[i - 1]);
      g_list_model_items_changed (G_LIST_MODEL (self), rows[i - 1], 1, 0);
    }
  self->stored++;
  return TRUE;
}

static gboolean
fake_paste (NhGridModel *model, NhGridEdit *edit, GError **error)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);
  guint old = self->rows->len, row = edit->row, n_rows = edit->n_rows, n = edit->n_columns;

  for (guint i = 0; i < n_rows; i++)
    {
      if (edit->progress != NULL && !edit->progress (i, n_rows, edit->progress_data))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled.");
          return FALSE;
        }
      for (guint j = 0; j < n; j++)
        if (!check (edit->columns[j], edit->texts[i * n + j], error))
          {
            edit->error_row = i;
            edit->error_column = j;
            return FALSE;
          }
    }
  while (self->rows->len < row + n_rows)
    {
      edit->new_row = self->rows->len;
      g_ptr_array_add (self->rows, new_row (self));
    }
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n; j++)
      {
        char **cell = &row_at (self, row + i)->texts[edit->columns[j]];

        g_free (*cell);
        *cell = g_strdup (edit->texts[i * n + j]);
      }
  self->stored++;
  g_free (self->step);
  self->step = g_strdup (edit->name);
  g_list_model_items_changed (G_LIST_MODEL (self), row, old - row < n_rows ? old - row : n_rows,
                              n_rows);
  return TRUE;
}

static gboolean
fake_clear (NhGridModel *model,
            const guint *rows,
            guint n_rows,
            const guint *columns,
            guint n_columns,
            NhGridProgress progress,
            gpointer progress_data,
            GError **error)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  for (guint i = 0; i < n_rows; i++)
    {
      for (guint j = 0; j < n_columns; j++)
        {
          g_free (row_at (self, rows[i])->texts[columns[j]]);
          row_at (self, rows[i])->texts[columns[j]] = g_strdup ("");
        }
      g_list_model_items_changed (G_LIST_MODEL (self), rows[i], 1, 1);
    }
  self->stored++;
  return TRUE;
}

static int
compare_cells (const FakeRow *one, const FakeRow *other, guint column)
{
  g_autofree char *x = one->texts[column] == NULL ? make_text (one->id, column)
                                                  : g_strdup (one->texts[column]);
  g_autofree char *y = other->texts[column] == NULL ? make_text (other->id, column)
                                                    : g_strdup (other->texts[column]);

  return nh_text_compare (x, y);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const FakeRow *one = *(FakeRow *const *)a, *other = *(FakeRow *const *)b;
  FakeGridModel *self = user_data;

  for (guint i = 0; i < self->n_sorts; i++)
    {
      int order = compare_cells (one, other, self->sorts[i].column);

      if (order != 0)
        return self->sorts[i].descending ? -order : order;
    }
  return one->id < other->id ? -1 : one->id > other->id;
}

static void
fake_set_sorts (NhGridModel *model, const NhGridSort *sorts, guint n_sorts)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  g_assert_cmpuint (n_sorts, <=, NH_GRID_MAX_SORTS);
  for (guint i = 0; i < n_sorts; i++)
    self->sorts[i] = sorts[i];
  self->n_sorts = n_sorts;
  g_ptr_array_sort_with_data (self->rows, compare_rows, self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->rows->len, self->rows->len);
}

static guint
fake_get_sorts (NhGridModel *model, NhGridSort *sorts)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  for (guint i = 0; i < self->n_sorts; i++)
    sorts[i] = self->sorts[i];
  return self->n_sorts;
}

static gboolean
fake_is_filtered (NhGridModel *model, guint column)
{
  return FAKE_GRID_MODEL (model)->filtered && column == FAKE_UNIT;
}

static gint64
fake_get_id (NhGridModel *model, guint row)
{
  return row_at (FAKE_GRID_MODEL (model), row)->id;
}

static guint
fake_position_of (NhGridModel *model, gint64 id)
{
  FakeGridModel *self = FAKE_GRID_MODEL (model);

  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (self, i)->id == id)
      return i;
  return G_MAXUINT;
}

static void
fake_grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = fake_get_n_columns;
  iface->get_column = fake_get_column;
  iface->get_text = fake_get_text;
  iface->get_style = fake_get_style;
  iface->get_cell_class = fake_get_cell_class;
  iface->set_text = fake_set_text;
  iface->suggest = fake_suggest;
  iface->append = fake_append;
  iface->remove = fake_remove;
  iface->paste = fake_paste;
  iface->clear = fake_clear;
  iface->set_sorts = fake_set_sorts;
  iface->get_sorts = fake_get_sorts;
  iface->is_filtered = fake_is_filtered;
  iface->get_id = fake_get_id;
  iface->position_of = fake_position_of;
}

static void
fake_grid_model_finalize (GObject *object)
{
  FakeGridModel *self = FAKE_GRID_MODEL (object);

  g_free (self->step);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->asked);
  G_OBJECT_CLASS (fake_grid_model_parent_class)->finalize (object);
}

static void
fake_grid_model_class_init (FakeGridModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_grid_model_finalize;
}

static void
fake_grid_model_init (FakeGridModel *self)
{
  self->rows = g_ptr_array_new_with_free_func (fake_row_free);
  self->asked = g_hash_table_new (NULL, NULL);
}

FakeGridModel *
fake_grid_model_new (guint n_rows)
{
  FakeGridModel *self = g_object_new (FAKE_TYPE_GRID_MODEL, NULL);

  for (guint i = 0; i < n_rows; i++)
    {
      FakeRow *row = g_new0 (FakeRow, 1);

      row->id = self->next_id++;
      g_ptr_array_add (self->rows, row);
    }
  return self;
}

const char *
fake_grid_model_peek (FakeGridModel *self, guint row, guint column)
{
  return text_at (self, row, column);
}

void
fake_grid_model_insert (FakeGridModel *self, guint row, const char *name)
{
  FakeRow *added = new_row (self);

  g_free (added->texts[FAKE_NAME]);
  added->texts[FAKE_NAME] = g_strdup (name);
  g_ptr_array_insert (self->rows, row, added);
  g_list_model_items_changed (G_LIST_MODEL (self), row, 0, 1);
}

void
fake_grid_model_delete (FakeGridModel *self, guint row)
{
  g_ptr_array_remove_index (self->rows, row);
  g_list_model_items_changed (G_LIST_MODEL (self), row, 1, 0);
}

void
fake_grid_model_set_note (FakeGridModel *self, guint row, const char *note)
{
  g_free (row_at (self, row)->texts[FAKE_NOTE]);
  row_at (self, row)->texts[FAKE_NOTE] = g_strdup (note);
  g_list_model_items_changed (G_LIST_MODEL (self), row, 1, 1);
}

guint
fake_grid_model_count_asked (FakeGridModel *self)
{
  return g_hash_table_size (self->asked);
}

void
fake_grid_model_reset_asked (FakeGridModel *self)
{
  g_hash_table_remove_all (self->asked);
}

guint
fake_grid_model_count_stored (FakeGridModel *self)
{
  return self->stored;
}

const char *
fake_grid_model_get_step (FakeGridModel *self)
{
  return self->step;
}

/* A model with the least that a list needs: nothing can be changed, sorted or told apart. */
struct _FakeReadOnlyModel
{
  GObject parent_instance;

  guint n_rows;
};

static void read_only_list_init (GListModelInterface *iface);
static void read_only_grid_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeReadOnlyModel,
                               fake_read_only_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, read_only_list_init)
                                   G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, read_only_grid_init))

static guint
read_only_get_n_items (GListModel *list)
{
  return FAKE_READ_ONLY_MODEL (list)->n_rows;
}

static void
read_only_list_init (GListModelInterface *iface)
{
  iface->get_item_type = fake_get_item_type;
  iface->get_n_items = read_only_get_n_items;
  iface->get_item = fake_get_item;
}

static guint
read_only_get_n_columns (NhGridModel *model)
{
  return 2;
}

static const NhGridColumn *
read_only_get_column (NhGridModel *model, guint column)
{
  static const NhGridColumn columns[] = {
    { "when", "Lúc", NH_GRID_TEXT, 12, FALSE, FALSE },
    { "what", "Việc", NH_GRID_TEXT, 30, FALSE, FALSE },
  };

  return &columns[column];
}

static char *
read_only_get_text (NhGridModel *model, guint row, guint column)
{
  return g_strdup_printf (column == 0 ? "10:%02u" : "việc thứ %u", row);
}

static void
read_only_grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = read_only_get_n_columns;
  iface->get_column = read_only_get_column;
  iface->get_text = read_only_get_text;
}

static void
fake_read_only_model_class_init (FakeReadOnlyModelClass *klass)
{
}

static void
fake_read_only_model_init (FakeReadOnlyModel *self)
{
}

FakeReadOnlyModel *
fake_read_only_model_new (guint n_rows)
{
  FakeReadOnlyModel *self = g_object_new (FAKE_TYPE_READ_ONLY_MODEL, NULL);

  self->n_rows = n_rows;
  return self;
}
