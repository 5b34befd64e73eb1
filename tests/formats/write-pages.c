/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes documents as PDF for checks by other programs:
 *
 *   write-pages FOLDER           sample.pdf, with everything that pages can show
 *   write-pages --plans FOLDER   the five plans of the sample workbook: plan-1.pdf …
 *   write-pages --images FOLDER  some pages as pictures
 */
#include "docx-samples.h"
#include "page-maker.h"

#include <stdio.h>

#include "formats/nh-page-image.h"
#include "formats/nh-pdf.h"

static NhDocument *
make_sample (void)
{
  NhDocument *document = maker_plan (40, 11);
  NhElement *groups = maker_groups (3, 8, 3, 2);

  nh_document_splice (document, 20, 0, &groups, 1);
  nh_element_unref (groups);
  return document;
}

static gboolean
write_file (NhDocument *document, const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (nh_pdf_write (document, path, NULL, NULL, NULL, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

static gboolean
write_plans (const char *folder)
{
  g_autoptr (GPtrArray) plans = docx_sample_plans ();
  gboolean ok = TRUE;

  for (guint i = 0; i < plans->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("plan-%u.pdf", i + 1);

      ok &= write_file (plans->pdata[i], folder, name);
    }
  return ok;
}

static gboolean
write_images (NhDocument *document, const char *folder)
{
  g_autoptr (NhPageLayout) layout = nh_page_layout_new (document);
  const guint last = nh_page_layout_get_n_pages (layout) - 1;
  const guint pages[] = { 0, 2, 4, last };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("page-%u.png", i + 1);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (nh_page_image_write (layout, pages[i], 1, path, &error))
        continue;
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (NhDocument) sample = make_sample ();

  if (argc == 3 && g_str_equal (argv[1], "--plans"))
    return write_plans (argv[2]) ? 0 : 1;
  if (argc == 3 && g_str_equal (argv[1], "--images"))
    return write_images (sample, argv[2]) ? 0 : 1;
  if (argc == 2)
    return write_file (sample, argv[1], "sample.pdf") ? 0 : 1;
  fprintf (stderr, "usage: write-pages [--plans|--images] FOLDER\n");
  return 2;
}
