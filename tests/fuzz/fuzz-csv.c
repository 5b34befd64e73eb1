/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are no packages: CSV in any encoding, web pages, and what is none of these.
 */
#include "formats/nh-csv-read.h"
#include "formats/nh-sheets-read.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (NhSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  sheets = nh_sheets_read_bytes (data, size, "tệp", NULL, NULL, NULL, &error);
  fuzz_check_sheets (sheets, error);
  /* Also what the kinds of other files would have kept from the reader. */
  sheet = nh_csv_read (data, size, "", NULL, NULL, NULL, NULL);
  g_assert_nonnull (sheet);
  return 0;
}
