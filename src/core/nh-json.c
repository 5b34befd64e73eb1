/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-json.h"

/**
 * nh_json_append_string:
 * @json: receives the string
 * @text: any text; bytes that are not UTF-8 become U+FFFD
 *
 * Appends @text as a JSON string with its quotation marks (RFC 8259, section 7).
 */
void
nh_json_append_string (GString *json, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (json, '"');
  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (json, '\\');
        g_string_append_c (json, *p);
        break;
      case '\n':
        g_string_append (json, "\\n");
        break;
      case '\t':
        g_string_append (json, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (json, "\\u%04x", (guint) *p);
        else
          g_string_append_c (json, *p);
      }
  g_string_append_c (json, '"');
}
