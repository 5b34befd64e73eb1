/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-matrix-view-private.h"

#include <glib/gi18n-lib.h>

struct _NhMatrixCell
{
  GtkWidget parent_instance;

  NhMatrix *matrix;  /* the view's; only while it is bound */
  GPtrArray *labels; /* GtkLabel, one for each item and those that are spare */
  guint row;
  guint column;
  guint n_items;
  int item;
};

G_DEFINE_FINAL_TYPE (NhMatrixCell, nh_matrix_cell, GTK_TYPE_WIDGET)

static void
nh_matrix_cell_dispose (GObject *object)
{
  NhMatrixCell *self = NH_MATRIX_CELL (object);

  for (guint i = 0; i < self->labels->len; i++)
    gtk_widget_unparent (self->labels->pdata[i]);
  g_ptr_array_set_size (self->labels, 0);
  self->matrix = NULL;
  G_OBJECT_CLASS (nh_matrix_cell_parent_class)->dispose (object);
}

static void
nh_matrix_cell_finalize (GObject *object)
{
  g_ptr_array_unref (NH_MATRIX_CELL (object)->labels);
  G_OBJECT_CLASS (nh_matrix_cell_parent_class)->finalize (object);
}

static void
nh_matrix_cell_class_init (NhMatrixCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_matrix_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_matrix_cell_finalize;
  gtk_widget_class_set_css_name (widget_class, "nhcell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
on_focus_cb (NhMatrixCell *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), NH_TYPE_MATRIX_VIEW);

  if (view)
    nh_matrix_view_cell_focused (NH_MATRIX_VIEW (view), self);
}

static void
nh_matrix_cell_init (NhMatrixCell *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  self->labels = g_ptr_array_new ();
  self->item = -1;
}

/** nh_matrix_cell_new: Returns: (transfer floating): an empty cell. */
GtkWidget *
nh_matrix_cell_new (void)
{
  return g_object_new (NH_TYPE_MATRIX_CELL, NULL);
}

/** nh_matrix_cell_dup_item_text: Returns: (transfer full): what stands on the chip: symbol and text. */
char *
nh_matrix_cell_dup_item_text (const NhMatrixItem *item)
{
  const char *symbol = nh_matrix_style_symbol (item->style);

  if (!symbol)
    return g_strdup (item->text);
  return *item->text ? g_strdup_printf ("%s %s", symbol, item->text) : g_strdup (symbol);
}

/* "Tháng 3/2024" within a sentence, but "Hiệp Hòa" and "THCS 2" as they are: what is counted begins small, names
 * have several capitals or no figure. */
static char *
in_sentence (const char *label)
{
  guint n_capitals = 0;
  gboolean digit = FALSE;
  const char *rest = *label ? g_utf8_next_char (label) : label;
  g_autofree char *first = NULL;

  for (const char *p = label; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_capitals += g_unichar_isupper (c) ? 1 : 0;
      digit |= g_unichar_isdigit (c);
    }
  if (!digit || n_capitals != 1)
    return g_strdup (label);
  first = g_utf8_strdown (label, rest - label);
  return g_strconcat (first, rest, NULL);
}

/* "Hiệp Hòa, tháng 3/2024: Kiểm tra; Tập huấn" */
static void
update_name (NhMatrixCell *self, const NhMatrixItem *items)
{
  const NhMatrixHead *row = nh_matrix_get_row (self->matrix, self->row);
  const NhMatrixHead *column = nh_matrix_get_column (self->matrix, self->column);
  g_autofree char *where = in_sentence (column->label);
  GString *name = g_string_new (NULL);
  GString *story = g_string_new (NULL);

  g_string_append_printf (name, "%s, %s: ", row->label, where);
  for (guint i = 0; i < self->n_items; i++)
    {
      const char *text = *items[i].text ? items[i].text : items[i].description;

      g_string_append_printf (name, "%s%s", i ? "; " : "", text ? text : "");
      if (items[i].description)
        g_string_append_printf (story, "%s%s", story->len ? "; " : "", items[i].description);
    }
  if (!self->n_items)
    /* Translators: said of a cell of a table, after its row and column */
    g_string_append (name, _ ("empty"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, story->str, -1);
  g_string_free (name, TRUE);
  g_string_free (story, TRUE);
}

static GtkWidget *
get_label (NhMatrixCell *self, guint index)
{
  GtkWidget *label;

  if (index < self->labels->len)
    return self->labels->pdata[index];
  label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  g_ptr_array_add (self->labels, label);
  return label;
}

static void
show_item (NhMatrixCell *self, guint index, const NhMatrixItem *item)
{
  GtkWidget *label = get_label (self, index);
  g_autofree char *text = nh_matrix_cell_dup_item_text (item);
  const char *style = item->style ? item->style : "plain";

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_xalign (GTK_LABEL (label), *item->text ? 0 : 0.5);
  gtk_widget_set_visible (label, TRUE);
  gtk_widget_remove_css_class (label, "at");
  /* Most cells that come into sight look like those that went: styling anew costs more than all the rest. */
  if (gtk_widget_has_css_class (label, style))
    return;
  gtk_widget_set_css_classes (label, (const char *[]){ "nh-item", style, NULL });
}

/**
 * nh_matrix_cell_bind:
 * @self: a cell
 * @matrix: what it shows a part of; stays the view's
 * @row: a position
 * @column: a position
 * @odd: whether it lies in a striped row
 */
void
nh_matrix_cell_bind (NhMatrixCell *self, NhMatrix *matrix, guint row, guint column, gboolean odd)
{
  const NhMatrixItem *items;

  self->matrix = matrix;
  self->row = row;
  self->column = column;
  self->item = -1;
  items = nh_matrix_get_items (matrix, row, column, &self->n_items);
  for (guint i = 0; i < self->n_items; i++)
    show_item (self, i, &items[i]);
  for (guint i = self->n_items; i < self->labels->len; i++)
    gtk_widget_set_visible (self->labels->pdata[i], FALSE);
  nh_matrix_cell_set_mark (self, "odd", odd);
  nh_matrix_cell_set_mark (self, "current", nh_matrix_get_column (matrix, column)->current);
  nh_matrix_cell_set_mark (self, "cursor", FALSE);
  nh_matrix_cell_set_mark (self, "selected", FALSE);
  nh_matrix_cell_set_mark (self, "drop", FALSE);
  update_name (self, items);
}

/** nh_matrix_cell_set_mark: "cursor", "selected", "drop" are looks of a cell; selected is told to screen readers too. */
void
nh_matrix_cell_set_mark (NhMatrixCell *self, const char *mark, gboolean on)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (self), mark) == on)
    return;
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), mark);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), mark);
  if (g_str_equal (mark, "selected"))
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, on, -1);
}

/** nh_matrix_cell_set_item: shows which item of several the keys act on; -1: none. */
void
nh_matrix_cell_set_item (NhMatrixCell *self, int item)
{
  const NhMatrixItem *items;
  guint n;

  if (item == self->item)
    return;
  for (guint i = 0; i < self->n_items; i++)
    if ((int) i == item)
      gtk_widget_add_css_class (self->labels->pdata[i], "at");
    else
      gtk_widget_remove_css_class (self->labels->pdata[i], "at");
  self->item = item;
  items = nh_matrix_get_items (self->matrix, self->row, self->column, &n);
  if (n > 1 && item >= 0 && item < (int) n)
    {
      const char *text = items[item].description ? items[item].description : items[item].text;
      /* Translators: which item of a cell: its words, its number, how many there are */
      g_autofree char *story = g_strdup_printf (_ ("%s (%d of %u)"), text, item + 1, n);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, story, -1);
    }
}

/** nh_matrix_cell_item_at: Returns: the item at a point of the cell; -1: none. */
int
nh_matrix_cell_item_at (NhMatrixCell *self, double x, double y)
{
  for (guint i = 0; i < self->n_items; i++)
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (self->labels->pdata[i], GTK_WIDGET (self), &bounds)
          && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return (int) i;
    }
  return -1;
}

/** nh_matrix_cell_get_row: Returns: the position of its row. */
guint
nh_matrix_cell_get_row (NhMatrixCell *self)
{
  return self->row;
}

/** nh_matrix_cell_get_column: Returns: the position of its column. */
guint
nh_matrix_cell_get_column (NhMatrixCell *self)
{
  return self->column;
}
