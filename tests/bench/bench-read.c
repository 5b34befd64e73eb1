/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a workbook of 100,000 rows and ten columns as Excel writes it (shared texts, days by
 * their format), all cells into an NhSheet: against libxml2's xmlTextReader doing no more than
 * pass over the same parts, which lie unpacked in memory for it, and against openpyxl (read only).
 *
 *   bench-read [--rows N] [--runs N]
 */
#include <glib/gstdio.h>
#include <gsf/gsf-infile-zip.h>
#include <gsf/gsf-input-stdio.h>
#include <libxml/xmlreader.h>
#include <string.h>
#include <xlsxwriter.h>

#include "formats/nh-sheets-read.h"
#include "nh-bench.h"

#define COLUMNS 10

static void
write_book (const char *path, guint n_rows)
{
  static const char *const given[] = { "Sen", "Đào", "Bưởi", "Ổi", "Khế", "Lựu", "Mận" };
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "Nhân sự");
  lxw_format *day = workbook_add_format (book);

  format_set_num_format (day, "dd/mm/yyyy");
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *name = g_strdup_printf ("Nguyễn Thị %s %u", given[row % 7], row % 1000);
      g_autofree char *unit = g_strdup_printf ("Trường Tiểu học Cầu Ván số %u", row % 300);
      g_autofree char *phone = g_strdup_printf ("0900%06u", row % 1000000);
      g_autofree char *mail = g_strdup_printf ("gv%u@example.org", row);

      worksheet_write_number (sheet, row, 0, row + 1, NULL);
      worksheet_write_string (sheet, row, 1, name, NULL);
      worksheet_write_number (sheet, row, 2, 22000 + row % 14000, day);
      worksheet_write_string (sheet, row, 3, phone, NULL);
      worksheet_write_string (sheet, row, 4, unit, NULL);
      worksheet_write_string (sheet, row, 5, row % 2 ? "Khoa học tự nhiên" : "Toán", NULL);
      worksheet_write_number (sheet, row, 6, row % 60 + 0.5, NULL);
      worksheet_write_string (sheet, row, 7, row % 9 ? "Giáo viên" : "Tổ trưởng", NULL);
      worksheet_write_string (sheet, row, 8, mail, NULL);
      worksheet_write_number (sheet, row, 9, 912000000 + row, NULL);
    }
  workbook_close (book);
}

static void
read_ours (gpointer path)
{
  g_autoptr (GPtrArray) sheets = nh_sheets_read_file (path, NULL, NULL, NULL, NULL);

  if (!sheets || nh_sheet_get_n_columns (sheets->pdata[0]) != COLUMNS)
    g_error ("The workbook was not read.");
}

typedef struct
{
  GBytes *parts[2];
} Parts;

static GBytes *
unpack (GsfInfile *zip, const char *const *names)
{
  GsfInput *input = gsf_infile_child_by_aname (zip, (const char **) names);
  gsize size = (gsize) gsf_input_size (input);
  guint8 *bytes = g_malloc (size);

  if (!gsf_input_read (input, size, bytes))
    g_error ("The workbook was not unpacked.");
  g_object_unref (input);
  return g_bytes_new_take (bytes, size);
}

static void
unpack_parts (Parts *parts, const char *path)
{
  static const char *const sheet[] = { "xl", "worksheets", "sheet1.xml", NULL };
  static const char *const strings[] = { "xl", "sharedStrings.xml", NULL };
  GsfInput *file = gsf_input_stdio_new (path, NULL);
  GsfInfile *zip = gsf_infile_zip_new (file, NULL);

  parts->parts[0] = unpack (zip, strings);
  parts->parts[1] = unpack (zip, sheet);
  g_object_unref (zip);
  g_object_unref (file);
}

static void
read_bare (gpointer data)
{
  const Parts *parts = data;
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts->parts); i++)
    {
      gsize size;
      const char *bytes = g_bytes_get_data (parts->parts[i], &size);
      xmlTextReaderPtr reader
          = xmlReaderForMemory (bytes, (int) size, NULL, NULL, XML_PARSE_NONET);

      while (xmlTextReaderRead (reader) == 1)
        if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_TEXT)
          n += strlen ((const char *) xmlTextReaderConstValue (reader));
      xmlFreeTextReader (reader);
    }
  if (n == 0)
    g_error ("Nothing was read.");
}

static void
read_openpyxl (gpointer path)
{
  const char *command[] = { "/usr/bin/python3", "-c",
                            "import sys, openpyxl\n"
                            "book = openpyxl.load_workbook(sys.argv[1], read_only=True)\n"
                            "assert sum(1 for row in book.worksheets[0].iter_rows("
                            "values_only=True)) > 0\n",
                            path, NULL };
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                     &status, NULL)
      || status != 0)
    g_printerr ("openpyxl is missing or failed.\n");
}

int
main (int argc, char **argv)
{
  guint n_rows = (guint) nh_bench_argument (argc, argv, "--rows", 100000);
  guint runs = (guint) nh_bench_argument (argc, argv, "--runs", 5);
  NhBenchCase bare = { "read a workbook", n_rows, "xmlTextReader over its XML", 1.0, FALSE };
  NhBenchCase peer = { "read a workbook", n_rows, "openpyxl, read only", 10.0, TRUE };
  g_autofree char *folder = g_dir_make_tmp ("bench-read-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.xlsx", NULL);
  Parts parts;

  write_book (path, n_rows);
  unpack_parts (&parts, path);
  nh_bench_compare (&bare, read_ours, path, read_bare, &parts, runs);
  nh_bench_compare (&peer, read_ours, path, read_openpyxl, path, 2);
  for (guint i = 0; i < G_N_ELEMENTS (parts.parts); i++)
    g_bytes_unref (parts.parts[i]);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
