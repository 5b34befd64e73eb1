/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the sample files that the Python checks read: write-samples FOLDER [ROWS]
 */
#include <locale.h>
#include <stdlib.h>

#include "formats/nh-csv.h"
#include "formats/nh-json.h"
#include "sample-pages.h"

typedef gboolean (*WriteFunc) (const char *path, const NhListSource *source,
                               GCancellable *cancellable, GError **error);

static gboolean
write_list (const char *folder, const char *name, WriteFunc write, guint64 n_rows, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  NhListSource source;
  SampleRows rows;
  gboolean written;

  sample_list_init (&source, &rows, n_rows);
  written = write (path, &source, NULL, error);
  sample_list_clear (&rows);

  return written;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = sample_pages_new ();
  g_autoptr (GPtrArray) hostile = sample_hostile_pages_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *appendices = NULL;
  g_autofree char *strange = NULL;
  guint64 n_rows;

  setlocale (LC_ALL, "");
  if (argc < 2)
    {
      g_printerr ("usage: write-samples FOLDER [ROWS]\n");
      return 2;
    }
  n_rows = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 200;
  appendices = g_build_filename (argv[1], "appendices.xlsx", NULL);
  strange = g_build_filename (argv[1], "hostile.xlsx", NULL);
  if (!nh_xlsx_write_appendices (appendices, pages, NULL, &error)
      || !nh_xlsx_write_appendices (strange, hostile, NULL, &error)
      || !write_list (argv[1], "list.xlsx", nh_xlsx_write_list, n_rows, &error)
      || !write_list (argv[1], "list.csv", nh_csv_write_list, n_rows, &error)
      || !write_list (argv[1], "list.json", nh_json_write_list, n_rows, &error))
    {
      g_printerr ("write-samples: %s\n", error->message);
      return 1;
    }

  return 0;
}
