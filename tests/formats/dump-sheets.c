/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the tables of a file as JSON, for the checks written in Python: dump-sheets FILE
 */
#include <stdio.h>

#include "formats/nh-sheets-read.h"

static void
print_text (const char *text)
{
  printf ("\"");
  for (const char *p = text; *p; p++)
    if (*p == '"' || *p == '\\')
      printf ("\\%c", *p);
    else if ((guint8) *p < 0x20)
      printf ("\\u%04x", (guint) *p);
    else
      putchar (*p);
  printf ("\"");
}

static void
print_sheet (NhSheet *sheet)
{
  static const char *const kinds[] = { "", "text", "number", "date", "boolean", "error" };

  printf ("{\"name\": ");
  print_text (nh_sheet_get_name (sheet));
  printf (", \"hidden\": %s, \"merges\": %u, \"cells\": {",
           nh_sheet_is_hidden (sheet) ? "true" : "false", nh_sheet_get_n_merges (sheet));
  for (guint row = 0, n = 0; row < nh_sheet_get_n_rows (sheet); row++)
    for (guint column = 0; column < nh_sheet_get_n_columns (sheet); column++)
      {
        g_autofree char *letters = nh_sheet_column_name (column);
        NhSheetKind kind = nh_sheet_get_kind (sheet, row, column);

        if (kind == NH_SHEET_EMPTY)
          continue;
        printf ("%s\"%s%u\": [\"%s\", ", n++ > 0 ? ", " : "", letters, row + 1, kinds[kind]);
        print_text (nh_sheet_get_text (sheet, row, column));
        printf ("]");
      }
  printf ("}}");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  sheets = argc == 2 ? nh_sheets_read_file (argv[1], NULL, NULL, NULL, &error) : NULL;
  if (!sheets)
    {
      g_printerr ("%s\n", error ? error->message : "usage: dump-sheets FILE");
      return 1;
    }
  printf ("[");
  for (guint i = 0; i < sheets->len; i++)
    {
      if (i > 0)
        printf (",\n");
      print_sheet (sheets->pdata[i]);
    }
  printf ("]\n");
  return 0;
}
