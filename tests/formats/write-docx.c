/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes documents as Word files for checks by other programs:
 *
 *   write-docx FOLDER    sample.docx and some of random content
 */
#include "docx-samples.h"
#include "formats/nh-docx.h"

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

int
main (int argc, char *argv[])
{
  g_autoptr (NhDocument) sample = docx_sample_document ();
  gboolean ok;

  if (argc != 2)
    return 2;
  ok = write_file (sample, argv[1], "sample.docx");
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *name = g_strdup_printf ("random-%02u.docx", i);
      GRand *random = g_rand_new_with_seed (i + 1);
      g_autoptr (NhDocument) document = docx_random_document (random);

      ok &= write_file (document, argv[1], name);
      g_rand_free (random);
    }
  return ok ? 0 : 1;
}
