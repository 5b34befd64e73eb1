/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages as pictures against those kept in the tree, and what happens when a PDF can't be written.
 *
 *   test-pages GOLDEN-FOLDER WRITE-PAGES
 *
 * The pictures were drawn with Liberation Serif 2; other versions of FreeType and cairo shade edges a
 * little otherwise, so a few pixels may differ: what must not is where anything stands.
 */
#include "page-maker.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/nh-page-layout.h"
#include "formats/nh-pdf.h"
#include "formats/nh-xlsx.h"

/* Of 255, after both pictures were blurred a little by comparing means of small squares. */
#define SHADE 40
#define SQUARE 4
#define MOST_DIFFERENT 0.002 /* share of the squares */

static const char *golden;
static const char *program;

static guint
shade (const guint8 *pixels, int stride, int x, int y)
{
  guint sum = 0;

  for (int j = 0; j < SQUARE; j++)
    for (int i = 0; i < SQUARE; i++)
      sum += pixels[(y + j) * stride + (x + i) * 4 + 1];
  return sum / (SQUARE * SQUARE);
}

static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  guint n = 0;
  guint different = 0;

  for (int y = 0; y + SQUARE <= height; y += SQUARE)
    for (int x = 0; x + SQUARE <= width; x += SQUARE)
      {
        int first = (int) shade (cairo_image_surface_get_data (a), cairo_image_surface_get_stride (a), x, y);
        int second = (int) shade (cairo_image_surface_get_data (b), cairo_image_surface_get_stride (b), x, y);

        n++;
        different += ABS (first - second) > SHADE ? 1 : 0;
      }
  return (double) different / n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
test_images (void)
{
  g_autofree char *folder = g_dir_make_tmp ("namhoc-pages-XXXXXX", NULL);
  char *argv[] = { (char *) program, (char *) "--images", folder, NULL };
  int status = 1;

  if (g_strcmp0 (nh_page_font_family (NULL), "Liberation Serif") != 0)
    {
      g_test_skip ("the pictures were drawn with Liberation Serif 2");
      remove_folder (folder);
      return;
    }
  g_assert_true (g_spawn_sync (NULL, argv, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("page-%u.png", i);
      g_autofree char *new_path = g_build_filename (folder, name, NULL);
      g_autofree char *old_path = g_build_filename (golden, "pages", name, NULL);
      cairo_surface_t *new = cairo_image_surface_create_from_png (new_path);
      cairo_surface_t *old = cairo_image_surface_create_from_png (old_path);

      g_assert_cmpint (cairo_surface_status (new), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_surface_status (old), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (new), ==, cairo_image_surface_get_width (old));
      g_assert_cmpint (cairo_image_surface_get_height (new), ==, cairo_image_surface_get_height (old));
      g_assert_cmpfloat (difference (new, old), <=, MOST_DIFFERENT);
      cairo_surface_destroy (new);
      cairo_surface_destroy (old);
    }
  remove_folder (folder);
}

static void
test_no_folder (void)
{
  g_autoptr (NhDocument) document = maker_plan (3, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_pdf_write (document, "/there/is/no/such/plan.pdf", NULL, NULL, NULL, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "plan.pdf"));
}

static void
on_progress_cb (guint n_done, guint n_pages, gpointer data)
{
  g_assert_cmpuint (n_done, <=, n_pages);
  if (n_done == 2)
    g_cancellable_cancel (data);
}

/* What was there stays, and nothing else is left behind. */
static void
test_cancel (void)
{
  g_autofree char *folder = g_dir_make_tmp ("namhoc-pages-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pdf", NULL);
  g_autoptr (NhDocument) document = maker_plan (60, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_false (nh_pdf_write (document, path, on_progress_cb, cancellable, cancellable, &error));
  g_assert_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "plan.pdf");
  g_assert_null (g_dir_read_name (dir));
  remove_folder (folder);
}

typedef struct
{
  NhDocument *document;
  char *path;
} Job;

static gpointer
write_in_thread (gpointer data)
{
  Job *job = data;

  return GINT_TO_POINTER (nh_pdf_write (job->document, job->path, NULL, NULL, NULL, NULL));
}

/* Several PDFs at once while the preview has the same document: fonts are no thread's alone. */
static void
test_threads (void)
{
  g_autofree char *folder = g_dir_make_tmp ("namhoc-pages-XXXXXX", NULL);
  g_autoptr (NhDocument) document = maker_plan (60, 1);
  g_autoptr (NhPageLayout) layout = nh_page_layout_new (document);
  Job jobs[3];
  GThread *threads[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("plan-%u.pdf", i);

      jobs[i] = (Job){ document, g_build_filename (folder, name, NULL) };
      threads[i] = g_thread_new ("pdf", write_in_thread, &jobs[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *contents = NULL;
      gsize length = 0;

      g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
      g_assert_true (g_file_get_contents (jobs[i].path, &contents, &length, NULL));
      g_assert_cmpint (memcmp (contents, "%PDF-", 5), ==, 0);
      g_assert_cmpint (length, >, 10000);
      g_free (jobs[i].path);
    }
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  golden = argv[1];
  program = argv[2];
  g_test_add_func ("/pages/images", test_images);
  g_test_add_func ("/pages/no-folder", test_no_folder);
  g_test_add_func ("/pages/cancel", test_cancel);
  g_test_add_func ("/pages/threads", test_threads);
  return g_test_run ();
}
