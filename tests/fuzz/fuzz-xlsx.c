/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What begins as a ZIP file is read as one. Anything else is XML that stands inside the parts of a
 * workbook, divided by form feeds: rows, what follows them, shared strings, styles, properties.
 * Mutated ZIP files hardly get past the unpacking.
 */
#include <string.h>

#include "formats/nh-sheets-read.h"
#include "fuzz.h"
#include "xlsx-maker.h"

static GBytes *
make (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) pieces = g_strsplit (text, "\f", 5);
  const char *p[5] = { 0 };

  for (guint i = 0; i < 5 && pieces[i]; i++)
    p[i] = pieces[i];
  return xlsx_make (p[0] ? p[0] : "", p[1], p[2], p[3], p[4]);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const void *content;

  if (size >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    bytes = g_bytes_new_static (data, size);
  else
    bytes = make (data, size);
  content = g_bytes_get_data (bytes, &length);
  sheets = nh_sheets_read_bytes (content, length, "", NULL, NULL, NULL, &error);
  fuzz_check_sheets (sheets, error);
  return 0;
}
