/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes documents as Word files for checks by other programs:
 *
 *   write-docx FOLDER            sample.docx and some of random content
 *   write-docx --plans FOLDER    the five plans of the sample workbook, as Word files and as PDF
 */
#include "docx-samples.h"
#include "formats/nh-docx.h"
#include "formats/nh-pdf.h"

#define N_RANDOM 12

static gboolean
write_file (NhDocument *document, const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (nh_docx_write (document, path, NULL, &error))
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
      g_autofree char *name = g_strdup_printf ("plan-%u.docx", i + 1);
      g_autofree char *paper = g_strdup_printf ("%s/plan-%u.pdf", folder, i + 1);

      ok &= write_file (plans->pdata[i], folder, name)
            && nh_pdf_write (plans->pdata[i], paper, NULL, NULL, NULL, NULL);
    }
  return ok;
}

static gboolean
write_samples (const char *folder)
{
  g_autoptr (NhDocument) sample = docx_sample_document ();
  gboolean ok = write_file (sample, folder, "sample.docx");

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *name = g_strdup_printf ("random-%02u.docx", i);
      GRand *random = g_rand_new_with_seed (i + 1);
      g_autoptr (NhDocument) document = docx_random_document (random);

      ok &= write_file (document, folder, name);
      g_rand_free (random);
    }
  return ok;
}

int
main (int argc, char *argv[])
{
  gboolean plans = argc == 3 && g_str_equal (argv[1], "--plans");

  if (argc != 2 && !plans)
    return 2;
  return (plans ? write_plans (argv[2]) : write_samples (argv[1])) ? 0 : 1;
}
