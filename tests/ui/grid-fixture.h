/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window with a grid, driven as a user would: real key and mouse events of the display server,
 * made by xdotool.
 */
#pragma once

#include "fake-grid-model.h"
#include "ui/widgets/nh-grid.h"

G_BEGIN_DECLS

typedef struct
{
  FakeGridModel *model;
  GtkWidget *window;
  GtkWidget *outside; /* an entry above the grid, to take the focus away */
  NhGrid *grid;
  char *error; /* the last sentence, NULL when it is gone */
  char *notice; /* the last sentence about what was done */
  char *offer;  /* what the last button offers, NULL when it is gone */
  guint n_activated;
  guint n_columns_changed;
} GridFixture;

void grid_fixture_init (int *argc, char ***argv);
GridFixture *grid_fixture_new (guint n_rows);
void grid_fixture_free (GridFixture *self);

void grid_settle (void);
void grid_wait (guint milliseconds);
void grid_present (GtkWindow *window);
void grid_keys (const char *keys);
void grid_type (const char *text);
void grid_xdotool (const char *arguments);
void grid_point (GridFixture *self, guint row, guint column, int *x, int *y);
void grid_click (GridFixture *self, guint row, guint column, const char *how);
GtkWidget *grid_header (GridFixture *self, const char *title);
GtkWidget *grid_entry (GridFixture *self);
const char *grid_entry_text (GridFixture *self);
char *grid_clipboard_text (GridFixture *self);
void grid_set_clipboard (GridFixture *self, const char *text);

#define grid_assert_cursor(self, row, column)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint r_, c_;                                                                                  \
    g_assert_true (nh_grid_get_cursor ((self)->grid, &r_, &c_));                                   \
    g_assert_cmpuint (r_, ==, row);                                                                \
    g_assert_cmpuint (c_, ==, column);                                                             \
  }                                                                                                \
  G_STMT_END

#define grid_assert_selection(self, r1, r2, c1, c2)                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint a_, b_, c_, d_;                                                                          \
    nh_grid_get_selection ((self)->grid, &a_, &b_, &c_, &d_);                                      \
    g_assert_cmpuint (a_, ==, r1);                                                                 \
    g_assert_cmpuint (b_, ==, r2);                                                                 \
    g_assert_cmpuint (c_, ==, c1);                                                                 \
    g_assert_cmpuint (d_, ==, c2);                                                                 \
  }                                                                                                \
  G_STMT_END

#define grid_assert_cell(self, row, column, text)                                                  \
  g_assert_cmpstr (fake_grid_model_peek ((self)->model, row, column), ==, text)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GridFixture, grid_fixture_free)

G_END_DECLS
