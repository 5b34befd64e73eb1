/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing: each row becomes one render node, kept until the row or the columns change; the
 * selection and the cursor are drawn over the rows. Colours come from the style sheet: an
 * invisible widget for each role or chip class has it as its text colour.
 */
#include "ui/widgets/nh-grid-private.h"

#include <string.h>

#include "ui/compat/nh-color.h"

static void
part_color (NhGrid *self, const char *style_class, const char *second, GdkRGBA *color)
{
  g_autofree char *key = g_strconcat (style_class, " ", second, NULL);
  GtkWidget *part = g_hash_table_lookup (self->parts, key);

  if (part == NULL)
    {
      part = g_object_new (GTK_TYPE_BOX, "css-name", "part", "visible", FALSE, "accessible-role",
                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_add_css_class (part, style_class);
      if (second != NULL)
        gtk_widget_add_css_class (part, second);
      gtk_widget_set_parent (part, GTK_WIDGET (self));
      g_hash_table_insert (self->parts, g_steal_pointer (&key), part);
    }
  nh_compat_get_color (part, color);
}

static void
with_alpha (GdkRGBA *color, double alpha)
{
  color->alpha *= alpha;
}

static void
ensure_colors (NhGrid *self)
{
  NhGridColors *colors = &self->colors;

  if (colors->valid)
    return;
  colors->valid = TRUE;
  nh_compat_get_color (GTK_WIDGET (self), &colors->text);
  part_color (self, "line", NULL, &colors->line);
  part_color (self, "base", NULL, &colors->base);
  part_color (self, "muted", NULL, &colors->muted);
  part_color (self, "hint", NULL, &colors->hint);
  part_color (self, "cursor", NULL, &colors->cursor);
  part_color (self, "selection", NULL, &colors->selection);
  part_color (self, "warning", NULL, &colors->warning);
  part_color (self, "refused", NULL, &colors->refused);
  part_color (self, "head", NULL, &colors->head);
}

static PangoAttrList *
font_attributes (NhGridFont font)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (font == NH_GRID_FONT_MUTED)
    pango_attr_list_insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC));
  if (font == NH_GRID_FONT_HEAD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  if (font == NH_GRID_FONT_CHIP)
    {
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
      pango_attr_list_insert (attributes, pango_attr_scale_new (0.88));
    }
  return attributes;
}

static PangoLayout *
layout_for (NhGrid *self, NhGridFont font)
{
  if (self->layouts[font] == NULL)
    {
      g_autoptr (PangoAttrList) attributes = font_attributes (font);

      self->layouts[font] = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_attributes (self->layouts[font], attributes);
      pango_layout_set_ellipsize (self->layouts[font], PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layouts[font], TRUE);
    }
  return self->layouts[font];
}

/* A row is as high as capitals with two Vietnamese marks need. */
static void
measure_row (NhGrid *self)
{
  PangoLayout *layout = layout_for (self, NH_GRID_FONT_NORMAL);
  int height;

  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, "ẴỆg", -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  self->row_height = height + 2 * NH_GRID_MARGIN;
  self->baseline = NH_GRID_MARGIN + PANGO_PIXELS (pango_layout_get_baseline (layout));
}

/* Drops the nodes of rows that changed. */
void
nh_grid_draw_invalidate (NhGrid *self, guint first, guint n)
{
  for (guint i = 0; i < NH_GRID_N_SLOTS; i++)
    {
      NhGridSlot *slot = &self->slots[i];

      if (slot->valid && slot->row >= first && slot->row - first < n)
        {
          slot->valid = FALSE;
          g_clear_pointer (&slot->node, gsk_render_node_unref);
        }
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Everything anew: the columns, the font or the colours changed. */
void
nh_grid_draw_reset (NhGrid *self)
{
  self->colors.valid = FALSE;
  for (guint i = 0; i < NH_GRID_N_FONTS; i++)
    g_clear_object (&self->layouts[i]);
  measure_row (self);
  nh_grid_draw_invalidate (self, 0, G_MAXUINT);
}

void
nh_grid_draw_clear (NhGrid *self)
{
  GHashTableIter iter;
  gpointer part;

  for (guint i = 0; i < NH_GRID_N_SLOTS; i++)
    g_clear_pointer (&self->slots[i].node, gsk_render_node_unref);
  for (guint i = 0; i < NH_GRID_N_FONTS; i++)
    g_clear_object (&self->layouts[i]);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, NULL, &part))
    gtk_widget_unparent (part);
  g_hash_table_remove_all (self->parts);
}

/* The text of a cell on one line; that of its draft where it has one; "" for the hint row. */
char *
nh_grid_draw_text (NhGrid *self, guint row, NhGridShown *shown)
{
  NhGridDraft *draft = nh_grid_drafts_find (self, row, shown->model_column);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (draft != NULL)
    text = g_strdup (draft->text);
  else if (nh_grid_is_hint (self, row))
    text = g_strdup ("");
  else
    text = nh_grid_model_get_text (self->model, row, shown->model_column);
  if (strpbrk (text, "\r\n") == NULL)
    return g_steal_pointer (&text);
  lines = g_strsplit_set (text, "\r\n", -1);
  return g_strjoinv (" ⏎ ", lines);
}

static NhGridFont
font_of (NhGridCellStyle style)
{
  return style == NH_GRID_CELL_MUTED  ? NH_GRID_FONT_MUTED
         : style == NH_GRID_CELL_CHIP ? NH_GRID_FONT_CHIP
         : style == NH_GRID_CELL_HEAD || style == NH_GRID_CELL_BOLD ? NH_GRID_FONT_HEAD
                                                                    : NH_GRID_FONT_NORMAL;
}

static NhGridCellStyle
style_of (NhGrid *self, guint row, NhGridShown *shown)
{
  NhGridDraft *draft = nh_grid_drafts_find (self, row, shown->model_column);

  if (draft != NULL)
    return draft->waiting ? NH_GRID_CELL_MUTED : NH_GRID_CELL_NORMAL;
  if (nh_grid_is_hint (self, row))
    return NH_GRID_CELL_NORMAL;
  return nh_grid_model_get_style (self->model, row, shown->model_column);
}

/* The width of a text that is edited, in pixels. */
int
nh_grid_draw_measure (NhGrid *self, const char *text)
{
  PangoLayout *layout = layout_for (self, NH_GRID_FONT_NORMAL);
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* The pixels that the text of a cell needs, without the space around it. */
int
nh_grid_draw_text_width (NhGrid *self, guint row, NhGridShown *shown)
{
  g_autofree char *text = nh_grid_draw_text (self, row, shown);
  NhGridCellStyle style = style_of (self, row, shown);
  PangoLayout *layout = layout_for (self, font_of (style));
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return (style == NH_GRID_CELL_CHIP ? width + NH_GRID_PADDING : width) + nh_grid_tree_indent (self, row, shown);
}

static void
draw_layout (NhGrid *self, GtkSnapshot *snapshot, PangoLayout *layout, double x, GdkRGBA *color)
{
  int baseline = PANGO_PIXELS (pango_layout_get_baseline (layout));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, self->baseline - baseline));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Words at a place, on one line; the width that they took. */
int
nh_grid_draw_words (NhGrid *self,
                    GtkSnapshot *snapshot,
                    NhGridFont font,
                    const char *text,
                    int x,
                    int room,
                    GdkRGBA *color)
{
  PangoLayout *layout = layout_for (self, font);
  int width;

  pango_layout_set_width (layout, MAX (room, 1) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  draw_layout (self, snapshot, layout, x, color);
  return width;
}

static void
draw_chip (NhGrid *self, GtkSnapshot *snapshot, PangoLayout *layout, NhGridShown *shown, guint row)
{
  const char *style_class = nh_grid_model_get_cell_class (self->model, row, shown->model_column);
  PangoRectangle extents;
  GskRoundedRect shape;
  graphene_rect_t bounds;
  GdkRGBA color, fill;
  int x = shown->x + NH_GRID_PADDING, height;

  part_color (self, "chip", style_class, &color);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  if (extents.width == 0)
    return;
  height = self->row_height - 2 * NH_GRID_MARGIN + 2;
  bounds = GRAPHENE_RECT_INIT (x - 2, (self->row_height - height) / 2,
                               extents.width + 2 * NH_GRID_PADDING - 2, height);
  fill = color;
  with_alpha (&fill, 0.13);
  gsk_rounded_rect_init_from_rect (&shape, &bounds, height / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_pop (snapshot);
  draw_layout (self, snapshot, layout, x + NH_GRID_PADDING - 3, &color);
}

/* A tint and a line below: straight for a warning, of teeth for a refused text, so that the two
 * differ without their colours. */
static void
draw_mark (NhGrid *self, GtkSnapshot *snapshot, int x, int y, int width, gboolean refused)
{
  GdkRGBA color = refused ? self->colors.refused : self->colors.warning, tint = color;
  int bottom = y + self->row_height - 1;

  with_alpha (&tint, 0.12);
  gtk_snapshot_append_color (snapshot, &tint,
                             &GRAPHENE_RECT_INIT (x, y, width - 1, self->row_height - 1));
  if (!refused)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, bottom - 2, width - 1, 2));
  else
    for (int i = 0; i + 2 <= width - 1; i += 2)
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (x + i, bottom - 2 - (i / 2 % 2), 2, 2));
}

static void
draw_cell (NhGrid *self, GtkSnapshot *snapshot, guint row, NhGridShown *shown)
{
  const NhGridColumn *column = nh_grid_model_get_column (self->model, shown->model_column);
  g_autofree char *text = nh_grid_draw_text (self, row, shown);
  NhGridDraft *draft = nh_grid_drafts_find (self, row, shown->model_column);
  gboolean refused = draft != NULL && !draft->waiting;
  NhGridCellStyle style = style_of (self, row, shown);
  PangoLayout *layout = layout_for (self, font_of (style));
  int indent = nh_grid_tree_indent (self, row, shown);
  int room = shown->width - 2 * NH_GRID_PADDING - indent, x = shown->x + NH_GRID_PADDING + indent, width;
  GdkRGBA *color = style == NH_GRID_CELL_MUTED ? &self->colors.muted : &self->colors.text;

  if (style == NH_GRID_CELL_HEAD || style == NH_GRID_CELL_COVERED)
    gtk_snapshot_append_color (snapshot, &self->colors.head,
                               &GRAPHENE_RECT_INIT (shown->x, 0, shown->width - 1, self->row_height - 1));
  if (refused || style == NH_GRID_CELL_WARNING)
    draw_mark (self, snapshot, shown->x, 0, shown->width, refused);
  if (indent > 0)
    nh_grid_tree_draw (self, snapshot, row, shown);
  if (*text == '\0')
    return;
  if (style == NH_GRID_CELL_CHIP)
    room -= NH_GRID_PADDING;
  pango_layout_set_width (layout, MAX (room, 1) * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  if (style == NH_GRID_CELL_CHIP)
    {
      draw_chip (self, snapshot, layout, shown, row);
      return;
    }
  if (column->kind == NH_GRID_NUMBER)
    {
      pango_layout_get_pixel_size (layout, &width, NULL);
      x += MAX (room - width, 0);
    }
  draw_layout (self, snapshot, layout, x, color);
}

/* The invitation stands in the first column that can be typed into. */
static void
draw_hint (NhGrid *self, GtkSnapshot *snapshot)
{
  PangoLayout *layout = layout_for (self, NH_GRID_FONT_NORMAL);

  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);
      int room = self->content_width - shown->x - 2 * NH_GRID_PADDING;

      if (!nh_grid_columns_describe (self, i)->editable)
        continue;
      if (nh_grid_drafts_find (self, self->n_rows, shown->model_column) != NULL)
        continue;
      pango_layout_set_width (layout, MAX (room, 1) * PANGO_SCALE);
      pango_layout_set_text (layout, self->append_hint, -1);
      draw_layout (self, snapshot, layout, shown->x + NH_GRID_PADDING, &self->colors.hint);
      return;
    }
}

static GskRenderNode *
build_row (NhGrid *self, guint row)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA *line = &self->colors.line;

  if (nh_grid_is_head (self, row))
    {
      nh_grid_heads_draw (self, snapshot, row,
                          MIN (self->content_width, gtk_widget_get_width (GTK_WIDGET (self))));
      return gtk_snapshot_free_to_node (snapshot);
    }
  gtk_snapshot_append_color (snapshot, line,
                             &GRAPHENE_RECT_INIT (0, self->row_height - 1, self->content_width, 1));
  for (guint i = 0; i < self->shown->len; i++)
    {
      NhGridShown *shown = nh_grid_columns_get (self, i);

      gtk_snapshot_append_color (
          snapshot, line,
          &GRAPHENE_RECT_INIT (shown->x + shown->width - 1, 0, 1, self->row_height - 1));
      draw_cell (self, snapshot, row, shown);
    }
  if (nh_grid_is_hint (self, row))
    draw_hint (self, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
row_node (NhGrid *self, guint row)
{
  NhGridSlot *slot = &self->slots[row % NH_GRID_N_SLOTS];

  if (slot->valid && slot->row == row)
    return slot->node;
  g_clear_pointer (&slot->node, gsk_render_node_unref);
  slot->row = row;
  slot->valid = TRUE;
  slot->node = build_row (self, row);
  return slot->node;
}

static void
draw_rows (NhGrid *self, GtkSnapshot *snapshot, int height)
{
  double scroll = gtk_adjustment_get_value (self->adjustments[1]);
  int left = (int)gtk_adjustment_get_value (self->adjustments[0]);
  guint n = nh_grid_total_rows (self);

  for (guint row = scroll / self->row_height; row < n; row++)
    {
      int y = (int)(self->header_height + (double)row * self->row_height - scroll);
      GskRenderNode *node;

      if (y >= height)
        break;
      node = row_node (self, row);
      if (node == NULL)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (nh_grid_is_head (self, row) ? 0 : -left, y));
      gtk_snapshot_append_node (snapshot, node);
      gtk_snapshot_restore (snapshot);
    }
}

static void
draw_selection (NhGrid *self, GtkSnapshot *snapshot, int height)
{
  GdkRectangle first, last;
  GdkRGBA tint = self->colors.selection, edge = self->colors.cursor;
  int top, bottom, width;

  if (!nh_grid_selection_has_many (self))
    return;
  nh_grid_cell_rectangle (self, MIN (self->row, self->extent_row),
                          MIN (self->column, self->extent_column), &first);
  nh_grid_cell_rectangle (self, MAX (self->row, self->extent_row),
                          MAX (self->column, self->extent_column), &last);
  top = MAX (first.y, 0);
  bottom = MIN (last.y + last.height, height + 4);
  width = last.x + last.width - first.x;
  if (bottom <= top)
    return;
  with_alpha (&tint, 0.16);
  gtk_snapshot_append_color (snapshot, &tint,
                             &GRAPHENE_RECT_INIT (first.x, top, width - 1, bottom - top - 1));
  with_alpha (&edge, 0.6);
  gtk_snapshot_append_border (
      snapshot, &GSK_ROUNDED_RECT_INIT (first.x - 1, top - 1, width + 1, bottom - top + 1),
      (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ edge, edge, edge, edge });
}

/* The cursor: a ring in the accent colour, with a thin inner one in the background's so that it
 * stands out from any tint; hollow thin while the focus is elsewhere. */
static void
draw_cursor (NhGrid *self, GtkSnapshot *snapshot)
{
  gboolean focused = nh_grid_editor_has_focus (self);
  GdkRGBA color = self->refused && self->editing ? self->colors.refused : self->colors.cursor;
  GdkRGBA gap = self->colors.base;
  GdkRectangle cell;

  nh_grid_editor_rectangle (self, &cell);
  if (self->editing)
    {
      gtk_snapshot_append_color (snapshot, &self->colors.base,
                                 &GRAPHENE_RECT_INIT (cell.x, cell.y, cell.width, cell.height));
      if (self->refused)
        draw_mark (self, snapshot, cell.x, cell.y, cell.width, TRUE);
      gtk_widget_snapshot_child (GTK_WIDGET (self), self->entries[self->current], snapshot);
    }
  if (!focused)
    with_alpha (&color, 0.55);
  else
    gtk_snapshot_append_border (
        snapshot, &GSK_ROUNDED_RECT_INIT (cell.x + 1, cell.y + 1, cell.width - 3, cell.height - 3),
        (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ gap, gap, gap, gap });
  gtk_snapshot_append_border (
      snapshot, &GSK_ROUNDED_RECT_INIT (cell.x - 1, cell.y - 1, cell.width + 1, cell.height + 1),
      (float[4]){ 2, 2, 2, 2 }, (GdkRGBA[4]){ color, color, color, color });
}

/* Draws the cells below the header and the header over them. */
void
nh_grid_draw (NhGrid *self, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  ensure_colors (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, self->header_height, width,
                                                         MAX (height - self->header_height, 0)));
  if (self->model != NULL && self->shown->len > 0 && nh_grid_total_rows (self) > 0)
    {
      draw_rows (self, snapshot, height);
      draw_selection (self, snapshot, height);
      draw_cursor (self, snapshot);
    }
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->header, snapshot);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_widget_snapshot_child (GTK_WIDGET (self), nh_grid_columns_get (self, i)->button, snapshot);
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->menu_button, snapshot);
  if (self->dragging)
    gtk_snapshot_append_color (
        snapshot, &self->colors.cursor,
        &GRAPHENE_RECT_INIT (self->drop_x - (int)gtk_adjustment_get_value (self->adjustments[0]) - 2, 0, 3,
                             height));
}
