/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heads of groups among the rows. The cursor may rest on one, to fold it by keys; everything that
 * is done to records passes heads over.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* From the left edge: the triangle, and the words behind it. */
#define ARROW 8
#define TEXT 26

gboolean
nh_grid_is_head (NhGrid *self, guint row)
{
  return self->model != NULL && row < self->n_rows &&
         nh_grid_model_get_head (self->model, row, NULL);
}

/* The next row that is no head, from @row on; @row itself where there is none. */
guint
nh_grid_heads_skip (NhGrid *self, guint row, int step)
{
  guint at = row;

  while (nh_grid_is_head (self, at))
    {
      if (step < 0 && at == 0)
        return row;
      at += step;
    }
  return at < nh_grid_total_rows (self) ? at : row;
}

static void
fold (NhGrid *self, guint row, gboolean folded)
{
  nh_grid_editor_leave (self);
  nh_grid_model_fold (self->model, row, folded);
  nh_grid_editor_moved (self);
}

void
nh_grid_heads_toggle (NhGrid *self, guint row)
{
  g_auto (NhGridHead) head = { NULL };

  if (nh_grid_model_get_head (self->model, row, &head))
    fold (self, row, !head.folded);
}

/* The cursor goes to the head of the group it was in. */
void
nh_grid_heads_fold_all (NhGrid *self, gboolean folded)
{
  gint64 id = NH_GRID_HINT_ID;
  guint row = MIN (self->row, self->n_rows);

  if (self->model == NULL || self->n_rows == 0)
    return;
  row = MIN (row, self->n_rows - 1);
  while (row > 0 && folded && !nh_grid_is_head (self, row))
    row--;
  if (nh_grid_is_head (self, row))
    id = nh_grid_model_get_id (self->model, row);
  fold (self, G_MAXUINT, folded);
  if (id == NH_GRID_HINT_ID || !folded)
    return;
  row = nh_grid_model_position_of (self->model, id);
  if (row != G_MAXUINT)
    nh_grid_move_to (self, row, self->column, FALSE);
}

/* Keys on a head: Left and minus fold it, Right and plus unfold it, Enter and Space do the other. */
gboolean
nh_grid_heads_key (NhGrid *self, guint keyval, GdkModifierType state)
{
  g_auto (NhGridHead) head = { NULL };

  if ((state & ~GDK_SHIFT_MASK) != 0 || self->row >= self->n_rows ||
      !nh_grid_model_get_head (self->model, self->row, &head))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_minus:
      if (!head.folded)
        fold (self, self->row, TRUE);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      if (head.folded)
        fold (self, self->row, FALSE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_space:
      if (state != 0)
        return FALSE;
      fold (self, self->row, !head.folded);
      return TRUE;
    case GDK_KEY_Menu:
      nh_grid_heads_open_menu (self);
      return TRUE;
    case GDK_KEY_F10:
      if (state == GDK_SHIFT_MASK)
        nh_grid_heads_open_menu (self);
      return state == GDK_SHIFT_MASK;
    default:
      return FALSE;
    }
}

void
nh_grid_heads_open_menu (NhGrid *self)
{
  GdkRectangle at;

  nh_grid_cell_rectangle (self, self->row, 0, &at);
  at.x = MAX (at.x, 0) + TEXT;
  at.width = 1;
  nh_grid_menus_open_head (self, &at);
}

/* What a head says to assistive technology: (transfer full), NULL for a record. */
char *
nh_grid_heads_describe (NhGrid *self, guint row)
{
  g_auto (NhGridHead) head = { NULL };
  g_autofree char *count = NULL;

  if (row >= self->n_rows || !nh_grid_model_get_head (self->model, row, &head))
    return NULL;
  count = g_strdup_printf (ngettext ("%s row", "%s rows", head.count), head.counted);
  return g_strdup_printf (head.folded ? _ ("group “%s”, %s, collapsed")
                                      : _ ("group “%s”, %s, expanded"),
                          head.title, count);
}

static void
draw_arrow (GtkSnapshot *snapshot, int row_height, gboolean folded, const GdkRGBA *color)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, TEXT, row_height));
  double middle = floor (row_height / 2.0);

  gdk_cairo_set_source_rgba (cr, color);
  if (folded)
    {
      cairo_move_to (cr, ARROW + 2.5, middle - 5);
      cairo_line_to (cr, ARROW + 8, middle);
      cairo_line_to (cr, ARROW + 2.5, middle + 5);
    }
  else
    {
      cairo_move_to (cr, ARROW, middle - 2.5);
      cairo_line_to (cr, ARROW + 10, middle - 2.5);
      cairo_line_to (cr, ARROW + 5, middle + 3);
    }
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* A head over the whole width; it does not scroll sideways, so that its words stay in sight. */
void
nh_grid_heads_draw (NhGrid *self, GtkSnapshot *snapshot, guint row, int width)
{
  g_auto (NhGridHead) head = { NULL };
  int x = TEXT;

  if (!nh_grid_model_get_head (self->model, row, &head))
    return;
  gtk_snapshot_append_color (snapshot, &self->colors.head,
                             &GRAPHENE_RECT_INIT (0, 0, width, self->row_height - 1));
  gtk_snapshot_append_color (snapshot, &self->colors.line,
                             &GRAPHENE_RECT_INIT (0, self->row_height - 1, width, 1));
  draw_arrow (snapshot, self->row_height, head.folded, &self->colors.muted);
  x += nh_grid_draw_words (self, snapshot, NH_GRID_FONT_HEAD, head.title, x, width - 120,
                           &self->colors.text);
  nh_grid_draw_words (self, snapshot, NH_GRID_FONT_NORMAL, head.counted, x + 10, 100, &self->colors.muted);
}
