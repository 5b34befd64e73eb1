/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-ics-text.h"

#include <string.h>

#include "core/nh-period.h"

/* RFC 5545, section 3.1: octets of a line without its end; the blank of a continued line is one of them. */
#define LINE 75

static void
add_folded (GString *ics, const char *line)
{
  gsize used = 0;

  for (const char *p = line; *p; p = g_utf8_next_char (p))
    {
      gsize size = (gsize) (g_utf8_next_char (p) - p);

      if (used + size > LINE)
        {
          g_string_append (ics, "\r\n ");
          used = 1;
        }
      g_string_append_len (ics, p, (gssize) size);
      used += size;
    }
  g_string_append (ics, "\r\n");
}

/* Section 3.3.11: what separates values is escaped, line ends are "\n", other control characters can't stand. */
static void
escape (GString *out, const char *text)
{
  g_autofree char *valid = g_strchomp (g_utf8_make_valid (text ? text : "", -1));

  for (const char *p = valid; *p; p++)
    if (*p == '\\' || *p == ';' || *p == ',')
      {
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
      }
    else if (*p == '\n' || (*p == '\r' && p[1] != '\n'))
      g_string_append (out, "\\n");
    else if (*p == '\t' || ((guchar) *p >= 0x20 && *p != 0x7f))
      g_string_append_c (out, *p);
}

/**
 * nh_ics_add:
 * @ics: what is written so far
 * @name: a property, with its parameters
 * @value: as it stands in the file
 *
 * Appends a line, folded.
 */
void
nh_ics_add (GString *ics, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);

  add_folded (ics, line);
}

/** nh_ics_add_text: appends a property whose value is a text of people; nothing where it is empty or %NULL. */
void
nh_ics_add_text (GString *ics, const char *name, const char *text)
{
  if (text && *text)
    nh_ics_add_texts (ics, name, &text, 1);
}

/** nh_ics_add_texts: appends a property whose value is a list of texts. */
void
nh_ics_add_texts (GString *ics, const char *name, const char *const *texts, guint n)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (value, ',');
      escape (value, texts[i]);
    }
  nh_ics_add (ics, name, value->str);
}

/** nh_ics_add_day: appends a property of type DATE; @julian: a day. */
void
nh_ics_add_day (GString *ics, const char *name, guint32 julian)
{
  g_autofree char *with_type = g_strconcat (name, ";VALUE=DATE", NULL);
  g_autofree char *value = NULL;
  int year;
  int month;
  int day;

  nh_day_to_ymd (julian, &year, &month, &day);
  value = g_strdup_printf ("%04d%02d%02d", year, month, day);
  nh_ics_add (ics, with_type, value);
}

/** nh_ics_add_time: appends a property of type DATE-TIME in the time of Vietnam; @minute: after midnight. */
void
nh_ics_add_time (GString *ics, const char *name, guint32 julian, int minute)
{
  g_autofree char *with_zone = g_strconcat (name, ";TZID=Asia/Ho_Chi_Minh", NULL);
  g_autofree char *value = NULL;
  int year;
  int month;
  int day;

  nh_day_to_ymd (julian, &year, &month, &day);
  value = g_strdup_printf ("%04d%02d%02dT%02d%02d00", year, month, day, minute / 60, minute % 60);
  nh_ics_add (ics, with_zone, value);
}
