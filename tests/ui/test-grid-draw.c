/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn: the text under edit stands exactly where it stood, marks are not cut off, long
 * texts end in an ellipsis, colours follow the theme.
 */
#include "grid-fixture.h"

#include <string.h>

typedef struct
{
  guchar *pixels; /* GDK_MEMORY_DEFAULT: four bytes each */
  int width;
  int height;
} Picture;

static Picture
take_picture (GridFixture *f)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (f->grid));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  Picture picture = { .width = gdk_paintable_get_intrinsic_width (paintable),
                      .height = gdk_paintable_get_intrinsic_height (paintable) };

  gdk_paintable_snapshot (paintable, snapshot, picture.width, picture.height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (f->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, picture.width, picture.height));
  picture.pixels = g_malloc0 ((gsize)picture.width * picture.height * 4);
  gdk_texture_download (texture, picture.pixels, (gsize)picture.width * 4);
  return picture;
}

static int
brightness (const Picture *picture, int x, int y)
{
  const guchar *pixel = picture->pixels + ((gsize)y * picture->width + x) * 4;

  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

/* The rectangle of a cell without the lines and the cursor around it. */
static GdkRectangle
inside (GridFixture *f, guint row, guint column, int width)
{
  graphene_rect_t bounds;
  int x, y;

  grid_point (f, row, column, &x, &y);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (f->grid), f->window, &bounds));
  return (GdkRectangle){ x - width / 2, y - (int)bounds.origin.y - 10, width, 20 };
}

static guint
count_different (const Picture *a, const Picture *b, GdkRectangle where)
{
  guint n = 0;

  for (int y = where.y; y < where.y + where.height; y++)
    for (int x = where.x; x < where.x + where.width; x++)
      n += ABS (brightness (a, x, y) - brightness (b, x, y)) > 24;
  return n;
}

static guint
count_ink (const Picture *picture, GdkRectangle where)
{
  guint n = 0;

  for (int y = where.y; y < where.y + where.height; y++)
    for (int x = where.x; x < where.x + where.width; x++)
      n += brightness (picture, x, y) < 140;
  return n;
}

/* Opening a cell for editing must not move its text by a pixel, neither left- nor right-aligned.
 * The caret is the only difference: a line of at most 2 × 20 pixels. */
static void
test_editor_lines_up (void)
{
  guint columns[] = { FAKE_NAME, FAKE_COUNT };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GridFixture) f = grid_fixture_new (5);
      GdkRectangle where = inside (f, 2, columns[i], columns[i] == FAKE_NAME ? 150 : 60);
      Picture before, after;

      nh_grid_set_cursor (f->grid, 2, columns[i]);
      grid_wait (200);
      before = take_picture (f);
      grid_keys ("F2 Home");
      after = take_picture (f);
      g_assert_true (nh_grid_is_editing (f->grid));
      g_assert_cmpuint (count_ink (&before, where), >, 20);
      g_assert_cmpuint (count_different (&before, &after, where), <=, 40);
      g_free (before.pixels);
      g_free (after.pixels);
    }
}

/* The marks above Ẵ and the tail of g both fit: above and below them a line is left free. */
static void
test_marks_fit (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (3);
  g_autoptr (GError) error = NULL;
  GdkRectangle row;
  Picture picture;

  nh_grid_set_cursor (f->grid, 0, FAKE_NOTE);
  g_assert_true (nh_grid_model_set_text (NH_GRID_MODEL (f->model), 1, FAKE_NAME, "ẴỆgyỘ", &error));
  grid_settle ();
  picture = take_picture (f);
  row = inside (f, 1, FAKE_NAME, 150);
  row.y -= 2;
  row.height = 1;
  g_assert_cmpuint (count_ink (&picture, row), ==, 0);
  row.y += 22;
  g_assert_cmpuint (count_ink (&picture, row), ==, 0);
  row.y -= 19;
  row.height = 17;
  g_assert_cmpuint (count_ink (&picture, row), >, 40);
  g_free (picture.pixels);
}

/* A text never runs into the next cell. */
static void
test_long_text (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (3);
  g_autoptr (GError) error = NULL;
  Picture before, after;

  nh_grid_set_cursor (f->grid, 0, FAKE_NOTE);
  grid_wait (200);
  before = take_picture (f);
  g_assert_true (nh_grid_model_set_text (
      NH_GRID_MODEL (f->model), 1, FAKE_NAME,
      "một tên dài đến mức không ô nào chứa hết được nó nếu không rút gọn\ndòng hai", &error));
  grid_settle ();
  after = take_picture (f);
  g_assert_cmpuint (count_different (&before, &after, inside (f, 1, FAKE_NAME, 150)), >, 50);
  g_assert_cmpuint (count_different (&before, &after, inside (f, 1, FAKE_KIND, 90)), ==, 0);
  g_assert_cmpuint (count_different (&before, &after, inside (f, 2, FAKE_NAME, 150)), ==, 0);
  g_free (before.pixels);
  g_free (after.pixels);
}

/* Light text on a dark ground after the theme changes, without anything else being touched. */
static void
test_dark (void)
{
  g_autoptr (GridFixture) f = grid_fixture_new (5);
  GdkRectangle where = inside (f, 2, FAKE_NAME, 150);
  guint light, dark;
  Picture picture = take_picture (f);

  light = count_ink (&picture, where);
  g_free (picture.pixels);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", TRUE, NULL);
  grid_wait (400);
  picture = take_picture (f);
  dark = count_ink (&picture, where);
  g_free (picture.pixels);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", FALSE, NULL);
  g_assert_cmpuint (light, <, 150 * 20 / 3);
  g_assert_cmpuint (dark, >, 150 * 20 / 2);
  g_assert_cmpuint (dark, <, 150 * 20 - 40); /* there is light text on it */
}

int
main (int argc, char **argv)
{
  grid_fixture_init (&argc, &argv);
  g_test_add_func ("/grid/draw/editor-lines-up", test_editor_lines_up);
  g_test_add_func ("/grid/draw/marks-fit", test_marks_fit);
  g_test_add_func ("/grid/draw/long-text", test_long_text);
  g_test_add_func ("/grid/draw/dark", test_dark);
  return g_test_run ();
}
