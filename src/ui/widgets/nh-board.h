/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A board: cards in columns, moved by drag or by keys. It knows neither store nor model: who shows
 * it says what stands where, and does the moving.
 *
 * Keys: arrows go from card to card, Space selects, Shift+Up/Down extends, Ctrl+Left/Right moves to
 * the neighbouring column, M asks where to.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_BOARD (nh_board_get_type ())
G_DECLARE_FINAL_TYPE (NhBoard, nh_board, NH, BOARD, GtkWidget)

/* Signal "move" (gpointer cards, guint n, gint64 column): (array of gint64) goes to @column. */

typedef struct
{
  gint64 id;
  const char *title;
  const char *empty; /* what a column without cards says; NULL: nothing */
} NhBoardColumn;

typedef struct
{
  gint64 id;
  gint64 column;
  const char *title;
  const char *chip; /* short, under the title; may be NULL */
  const char *warning; /* a sentence; NULL: nothing looks wrong */
} NhBoardCard;

GtkWidget *nh_board_new (void);
void nh_board_set_editable (NhBoard *self, gboolean editable);
void nh_board_set_contents (NhBoard *self, const NhBoardColumn *columns, guint n_columns, const NhBoardCard *cards,
                            guint n_cards);
gboolean nh_board_select (NhBoard *self, gint64 card); /* goes to a card */

G_END_DECLS
