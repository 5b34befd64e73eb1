/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/compat/nh-color.h"

#define MAX_ROWS 12 /* of the body; the preview shows all */
#define PADDING 6   /* beside the text of a cell, pixels */
#define PADDING_V 3
#define MAX_CHARS 40 /* a column that wants more wraps */

typedef struct
{
  PangoLayout *layout;
  guint row;
  guint column;
  guint row_span;
  guint column_span;
  NhAlign align;
} Cell;

struct _NhPlanTable
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkLabel *title;
  GtkButton *button;
  GtkLabel *foot;
  char *kind;
  char *name;

  NhElement *element;
  guint n_head;
  guint n_rows;    /* shown, head rows included */
  GArray *cells;   /* of Cell */
  GArray *columns; /* of int: left edges, one more than columns */
  GArray *rows;    /* of int: upper edges, one more than rows */
  int width;       /* for which they were computed; 0: not yet */
};

enum { OPEN, CLICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhPlanTable, nh_plan_table, GTK_TYPE_WIDGET)

static void
clear_cell (gpointer data)
{
  g_clear_object (&((Cell *) data)->layout);
}

static NhTable *
get_table (NhPlanTable *self)
{
  return self->element ? self->element->table : NULL;
}

/* Words are measured, for none may be broken; lines are counted, which is exact enough for a picture
 * and quick for many tables. */

static int
measure_word (PangoLayout *layout, const char *word, gsize length)
{
  int width;

  pango_layout_set_text (layout, word, (int) length);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* The longest word of @text, in bytes, and the characters of its longest line. */
static void
find_longest (const char *text, const char **word, gsize *word_length, int *line_length)
{
  const char *start = text;
  int line = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!c || g_unichar_isspace (c))
        {
          if ((gsize) (p - start) > *word_length)
            {
              *word = start;
              *word_length = p - start;
            }
          start = c ? g_utf8_next_char (p) : p;
        }
      line = c == '\n' ? 0 : line + 1;
      *line_length = MAX (*line_length, line - (c ? 0 : 1));
      if (!c)
        break;
    }
}

/* Pixels that one column needs at least, and that it would like to have. */
static void
measure_column (NhPlanTable *self, PangoLayout *plain, PangoLayout *bold, double char_width, guint column, int *least,
                int *wanted)
{
  NhTable *table = get_table (self);
  int chars = 2;

  *least = 0;
  for (gboolean head = FALSE; head <= TRUE; head++)
    {
      const char *word = "";
      gsize length = 0;

      for (guint row = head ? 0 : self->n_head; row < (head ? self->n_head : self->n_rows); row++)
        {
          const NhCell *cell = nh_table_get_cell (table, row, column);

          if (cell && cell->column_span == 1)
            find_longest (cell->text, &word, &length, &chars);
        }
      *least = MAX (*least, measure_word (head ? bold : plain, word, length));
    }
  *least += 2 * PADDING + 2;
  *wanted = MAX (*least, (int) (MIN (chars, MAX_CHARS) * char_width) + 2 * PADDING);
}

static PangoLayout *
make_ruler (NhPlanTable *self, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
measure_columns (NhPlanTable *self, int *least, int *wanted)
{
  g_autoptr (PangoLayout) plain = make_ruler (self, PANGO_WEIGHT_NORMAL);
  g_autoptr (PangoLayout) bold = make_ruler (self, PANGO_WEIGHT_BOLD);
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  double char_width = 1.05 * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  for (guint i = 0; i < nh_table_get_n_columns (get_table (self)); i++)
    measure_column (self, plain, bold, char_width, i, &least[i], &wanted[i]);
}

/* All of the width is used, and no more. What is over goes to the columns that want it most; what is
 * missing where even the words don't fit is missing for all. */
static void
compute_columns (NhPlanTable *self, int width)
{
  guint n = nh_table_get_n_columns (get_table (self));
  g_autofree int *least = g_new0 (int, n);
  g_autofree int *wanted = g_new0 (int, n);
  double all_least = 0, all_wanted = 0, left = 0;
  int edge = 0;

  measure_columns (self, least, wanted);
  for (guint i = 0; i < n; i++)
    {
      all_least += least[i];
      all_wanted += wanted[i];
    }
  g_array_set_size (self->columns, 0);
  g_array_append_val (self->columns, edge);
  for (guint i = 0; i < n; i++)
    {
      if (all_least >= width)
        left += least[i] * width / all_least;
      else if (all_wanted >= width)
        left += least[i] + (wanted[i] - least[i]) * (width - all_least) / (all_wanted - all_least);
      else
        left += wanted[i] * width / all_wanted;
      edge = i + 1 == n ? width : (int) left;
      g_array_append_val (self->columns, edge);
    }
}

static PangoLayout *
make_layout (NhPlanTable *self, const NhCell *cell, gboolean head, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), cell->text);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (head || cell->bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (cell->italic)
    pango_attr_list_insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, MAX (1, width) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, head || cell->align == NH_ALIGN_CENTRE ? PANGO_ALIGN_CENTER
                                      : cell->align == NH_ALIGN_RIGHT        ? PANGO_ALIGN_RIGHT
                                                                             : PANGO_ALIGN_LEFT);
  return layout;
}

static int
height_of (const Cell *cell)
{
  int height;

  pango_layout_get_pixel_size (cell->layout, NULL, &height);
  return height + 2 * PADDING_V;
}

static void
make_cells (NhPlanTable *self)
{
  NhTable *table = get_table (self);
  guint n_columns = nh_table_get_n_columns (table);

  g_array_set_size (self->cells, 0);
  for (guint row = 0; row < self->n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const NhCell *cell = nh_table_get_cell (table, row, column);
        Cell made = { NULL, row, column, 1, 1, NH_ALIGN_LEFT };
        int width;

        if (!cell)
          continue;
        made.row_span = MIN (cell->row_span, self->n_rows - row);
        made.column_span = MIN (cell->column_span, n_columns - column);
        made.align = cell->align;
        width = g_array_index (self->columns, int, column + made.column_span)
                - g_array_index (self->columns, int, column) - 2 * PADDING;
        made.layout = make_layout (self, cell, row < self->n_head, width);
        g_array_append_val (self->cells, made);
      }
}

static void
compute_rows (NhPlanTable *self)
{
  g_autofree int *heights = g_new0 (int, self->n_rows);
  int top = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      if (cell->row_span == 1)
        heights[cell->row] = MAX (heights[cell->row], height_of (cell));
    }
  /* A cell over several rows that needs more makes the last of them higher. */
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      int room = 0;

      for (guint row = cell->row; row < cell->row + cell->row_span; row++)
        room += heights[row];
      if (cell->row_span > 1 && room < height_of (cell))
        heights[cell->row + cell->row_span - 1] += height_of (cell) - room;
    }
  g_array_set_size (self->rows, 0);
  g_array_append_val (self->rows, top);
  for (guint row = 0; row < self->n_rows; row++)
    {
      top += heights[row];
      g_array_append_val (self->rows, top);
    }
}

static int
table_height (NhPlanTable *self, int width)
{
  if (!get_table (self) || self->n_rows == 0)
    return 0;
  if (self->width != width)
    {
      self->width = width;
      compute_columns (self, width);
      make_cells (self);
      compute_rows (self);
    }
  return g_array_index (self->rows, int, self->n_rows);
}

/* Widget. */

static void
nh_plan_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  NhPlanTable *self = NH_PLAN_TABLE (widget);
  int head, foot = 0, width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->head, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_get_size_request (widget, &width, NULL);
  width = for_size > 0 ? for_size : MAX (width, 100);
  gtk_widget_measure (self->head, orientation, width, &head, NULL, NULL, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->foot)))
    gtk_widget_measure (GTK_WIDGET (self->foot), orientation, width, &foot, NULL, NULL, NULL);
  *minimum = *natural = head + foot + table_height (self, width);
}

static void
nh_plan_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NhPlanTable *self = NH_PLAN_TABLE (widget);
  GtkAllocation place = { 0, 0, width, 0 };
  int foot;

  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, width, &place.height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->head, &place, -1);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->foot)))
    return;
  gtk_widget_measure (GTK_WIDGET (self->foot), GTK_ORIENTATION_VERTICAL, width, &foot, NULL, NULL, NULL);
  place.y = place.height + table_height (self, width);
  place.height = foot;
  gtk_widget_size_allocate (GTK_WIDGET (self->foot), &place, -1);
}

static void
append_line (GtkSnapshot *snapshot, const GdkRGBA *color, int x, int y, int width, int height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, height));
}

static void
draw_cell (NhPlanTable *self, GtkSnapshot *snapshot, const Cell *cell, const GdkRGBA *text, const GdkRGBA *line)
{
  int left = g_array_index (self->columns, int, cell->column);
  int right = g_array_index (self->columns, int, cell->column + cell->column_span);
  int top = g_array_index (self->rows, int, cell->row);
  int bottom = g_array_index (self->rows, int, cell->row + cell->row_span);
  int height = height_of (cell);
  gboolean middle = cell->row < self->n_head || cell->row_span > 1;

  append_line (snapshot, line, left, top, right - left, 1);
  if (cell->column > 0)
    append_line (snapshot, line, left, top, 1, bottom - top);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left + PADDING,
                                                          top + PADDING_V + (middle ? (bottom - top - height) / 2 : 0)));
  gtk_snapshot_append_layout (snapshot, cell->layout, text);
  gtk_snapshot_restore (snapshot);
}

static void
nh_plan_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  NhPlanTable *self = NH_PLAN_TABLE (widget);
  int width = gtk_widget_get_width (widget);
  graphene_rect_t head;
  GdkRGBA text, line;

  gtk_widget_snapshot_child (widget, self->head, snapshot);
  if (gtk_widget_get_visible (GTK_WIDGET (self->foot)))
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->foot), snapshot);
  if (table_height (self, width) == 0 || !gtk_widget_compute_bounds (self->head, widget, &head))
    return;
  nh_compat_get_color (widget, &text);
  line = text;
  line.alpha = 0.2f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, head.size.height));
  if (self->n_head > 0)
    {
      GdkRGBA shade = text;

      shade.alpha = 0.05f;
      append_line (snapshot, &shade, 0, 0, width, g_array_index (self->rows, int, self->n_head));
    }
  for (guint i = 0; i < self->cells->len; i++)
    draw_cell (self, snapshot, &g_array_index (self->cells, Cell, i), &text, &line);
  gtk_snapshot_restore (snapshot);
}

static void
on_open_cb (NhPlanTable *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhPlanTable *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[n_press == 2 ? OPEN : CLICKED], 0);
}

static void
nh_plan_table_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  NH_PLAN_TABLE (widget)->width = 0;
  GTK_WIDGET_CLASS (nh_plan_table_parent_class)->css_changed (widget, change);
}

static void
nh_plan_table_dispose (GObject *object)
{
  NhPlanTable *self = NH_PLAN_TABLE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->element, nh_element_unref);
  g_array_set_size (self->cells, 0);
  G_OBJECT_CLASS (nh_plan_table_parent_class)->dispose (object);
}

static void
nh_plan_table_finalize (GObject *object)
{
  NhPlanTable *self = NH_PLAN_TABLE (object);

  g_array_unref (self->cells);
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_free (self->kind);
  g_free (self->name);
  G_OBJECT_CLASS (nh_plan_table_parent_class)->finalize (object);
}

static void
nh_plan_table_class_init (NhPlanTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_plan_table_finalize;
  widget_class->measure = nh_plan_table_measure;
  widget_class->size_allocate = nh_plan_table_size_allocate;
  widget_class->snapshot = nh_plan_table_snapshot;
  widget_class->css_changed = nh_plan_table_css_changed;
  gtk_widget_class_set_css_name (widget_class, "nhplantable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLICKED] = g_signal_new ("clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_plan_table_init (NhPlanTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->rows = g_array_new (FALSE, FALSE, sizeof (int));
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->head, "head");
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  /* The keys stay in the text; Enter opens a selected table. */
  gtk_widget_set_focusable (GTK_WIDGET (self->button), FALSE);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_open_cb), self);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->button));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->foot = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->foot, 0);
  gtk_label_set_wrap (self->foot, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "foot");
  gtk_widget_set_parent (GTK_WIDGET (self->foot), GTK_WIDGET (self));
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/** nh_plan_table_new: Returns: (transfer floating): a table without rows. */
GtkWidget *
nh_plan_table_new (void)
{
  return g_object_new (NH_TYPE_PLAN_TABLE, NULL);
}

static void
update_head (NhPlanTable *self, const char *why)
{
  NhTable *table = get_table (self);
  guint n = table ? nh_table_get_n_rows (table) - nh_table_get_n_head_rows (table) : 0;
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  g_autofree char *title = table ? g_strjoin (" · ", self->kind, self->name && *self->name ? self->name : rows,
                                              self->name && *self->name ? rows : NULL, NULL)
                                 : g_strjoin (" · ", self->kind, self->name, NULL);
  g_autofree char *foot = NULL;

  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (!table)
    foot = g_strdup (why ? why : "");
  else if (n == 0)
    foot = g_strdup (_("No data yet: the table fills itself when there are some."));
  else if (n > MAX_ROWS)
    foot = g_strdup_printf (ngettext ("and %u more row, which the preview shows", "and %u more rows, which the preview shows",
                                      n - MAX_ROWS),
                            n - MAX_ROWS);
  gtk_label_set_text (self->foot, foot ? foot : "");
  gtk_widget_set_visible (GTK_WIDGET (self->foot), foot && *foot);
}

/** nh_plan_table_set_head: @kind: "Live table"; @title: (nullable): what it shows; @button: what opening it means. */
void
nh_plan_table_set_head (NhPlanTable *self, const char *kind, const char *title, const char *button)
{
  g_free (self->kind);
  g_free (self->name);
  self->kind = g_strdup (kind);
  self->name = g_strdup (title);
  gtk_button_set_label (self->button, button);
  update_head (self, NULL);
}

/** nh_plan_table_set_element: shows the table of @element; nothing is done when it is shown already. */
void
nh_plan_table_set_element (NhPlanTable *self, NhElement *element, const char *why)
{
  NhTable *before = get_table (self);

  if (element && before && (element == self->element || nh_table_equal (element->table, before)))
    return;
  g_clear_pointer (&self->element, nh_element_unref);
  self->element = element && element->table ? nh_element_ref (element) : NULL;
  self->n_head = self->element ? nh_table_get_n_head_rows (element->table) : 0;
  self->n_rows = self->element ? MIN (nh_table_get_n_rows (element->table), self->n_head + MAX_ROWS) : 0;
  self->width = 0;
  update_head (self, why);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/** nh_plan_table_get_element: Returns: (transfer none) (nullable): what it shows. */
NhElement *
nh_plan_table_get_element (NhPlanTable *self)
{
  return self->element;
}

/** nh_plan_break_new: Returns: (transfer floating): what shows a page break. */
GtkWidget *
nh_plan_break_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("Page break"));

  gtk_widget_add_css_class (box, "nh-plan-break");
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_set_hexpand (line, TRUE);
      gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), line);
      if (i == 0)
        gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}
