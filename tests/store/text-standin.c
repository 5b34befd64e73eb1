/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Simple text functions for the tests of the store, used only where core/ lacks them.
 */
#include "core/nh-id.h"
#include "core/nh-text.h"

__attribute__ ((weak)) char *
nh_text_fold (const char *text)
{
  return g_utf8_casefold (text, -1);
}

__attribute__ ((weak)) char *
nh_text_sort_key (const char *text)
{
  return g_utf8_casefold (text, -1);
}

__attribute__ ((weak)) char *
nh_text_name_sort_key (const char *name)
{
  return g_utf8_casefold (name, -1);
}

__attribute__ ((weak)) gint64
nh_id_new (void)
{
  static gint64 last;
  gint64 id = (g_get_real_time () / 1000 - 1577836800000) << 22;

  last = MAX (id, last + 1);
  return last;
}
