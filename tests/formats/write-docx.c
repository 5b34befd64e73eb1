/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes documents as Word files for checks by other programs:
 *
 *   write-docx FOLDER            sample.docx and some of random content
 *   write-docx --plans FOLDER    the five plans of the sample workbook, as Word files and as PDF
 *   write-docx --xml FILE        prints what a Word file holds
 *   write-docx --same A B        fails where two Word files do not hold the same document
 */
#include <stdio.h>

#include "docx-samples.h"
#include "document/nh-document-xml.h"
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

static gboolean
is_same (const char *a, const char *b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) first = nh_docx_read (a, NULL, &error);
  g_autoptr (NhDocument) second = first ? nh_docx_read (b, NULL, &error) : NULL;

  if (!second)
    g_printerr ("%s\n", error->message);
  return second && nh_document_equal (first, second);
}

static gboolean
print_xml (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhDocument) document = nh_docx_read (path, NULL, &error);
  g_autofree char *xml = document ? nh_document_to_xml (document) : NULL;

  if (xml)
    fputs (xml, stdout);
  else
    g_printerr ("%s\n", error->message);
  return xml != NULL;
}

int
main (int argc, char *argv[])
{
  gboolean plans = argc == 3 && g_str_equal (argv[1], "--plans");

  if (argc == 4 && g_str_equal (argv[1], "--same"))
    return is_same (argv[2], argv[3]) ? 0 : 1;
  if (argc == 3 && g_str_equal (argv[1], "--xml"))
    return print_xml (argv[2]) ? 0 : 1;
  if (argc != 2 && !plans)
    return 2;
  return (plans ? write_plans (argv[2]) : write_samples (argv[1])) ? 0 : 1;
}
