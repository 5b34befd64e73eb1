/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-number-format.h"

#include <math.h>
#include <string.h>

#define LAST_SERIAL 2958465 /* 31/12/9999 in the 1900 system */
#define SERIAL_1970 25569
#define SHIFT_1904 1462 /* days between the two systems */

/* The formats that have only a number (18.8.30); 27 to 36 and 50 to 58 are days in the formats of
 * East Asia and nothing elsewhere. */
static NhNumberKind
kind_of_id (guint id)
{
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return NH_NUMBER_DAY;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47)
    return NH_NUMBER_TIME;
  if (id == 46)
    return NH_NUMBER_ELAPSED;
  return id == 9 || id == 10 ? NH_NUMBER_PERCENT : NH_NUMBER_PLAIN;
}

typedef struct
{
  guint letters; /* bits of the letters that mean parts of a date */
  gboolean elapsed, percent, other, point;
  guint n_places, n_zeros;
  GString *mask;
} Scan;

#define HAS(scan, letter) ((scan).letters & 1u << ((letter) - 'a'))

static void
add_literal (Scan *scan, char c)
{
  g_string_append_c (scan->mask, '\\');
  g_string_append_c (scan->mask, c);
}

/* [Red], [$-42A], [>100] mean nothing here, [h] does. Returns: the last letter. */
static const char *
scan_bracket (Scan *scan, const char *p)
{
  const char *end = strchr (p, ']');

  if (!end)
    return p + strlen (p) - 1;
  if (end > p + 1 && strspn (p + 1, "hHmMsS") == (gsize) (end - p - 1))
    scan->elapsed = TRUE;
  return end;
}

static const char *
scan_one (Scan *scan, const char *p)
{
  char c = g_ascii_tolower (*p);

  switch (c)
    {
    case '"':
      for (p++; *p && *p != '"'; p++)
        add_literal (scan, *p);
      return *p ? p : p - 1;
    case '\\':
      if (p[1])
        add_literal (scan, *++p);
      return p;
    case '_': /* a blank as wide as the next letter, or the letter repeated */
    case '*':
      return p[1] ? p + 1 : p;
    case '[':
      return scan_bracket (scan, p);
    case '0':
    case '#':
    case '?':
      scan->n_places++;
      scan->n_zeros += c == '0';
      g_string_append_c (scan->mask, c == '0' ? '0' : '#');
      return p;
    case '%':
      scan->percent = TRUE;
      return p;
    case '@':
      return p;
    case ' ':
    case '-':
    case '(':
    case ')':
    case '+':
      add_literal (scan, c);
      return p;
    case 'a':
      if (g_ascii_strncasecmp (p, "am/pm", 5) == 0)
        return p + 4;
      break;
    case 'd':
    case 'm':
    case 'y':
    case 'h':
    case 's':
    case 'b': /* years of the Buddha */
    case 'e': /* years of an emperor; also an exponent */
      scan->letters |= 1u << (c - 'a');
      return p;
    case '.':
    case ',':
    case '/':
      scan->point = TRUE;
      return p;
    default:
      break;
    }
  scan->other = TRUE;
  return p;
}

/* A mask shows zeros before the number that the number does not have: phones and codes. */
static gboolean
is_mask (const Scan *scan)
{
  gboolean zero_first = g_str_has_prefix (scan->mask->str, "\\0");

  return scan->n_places > 0 && !scan->letters && !scan->point && !scan->percent && !scan->other
         && (scan->n_zeros >= 2 || zero_first);
}

/**
 * nh_number_format_read:
 * @format: (out): what the format means; free it with nh_number_format_clear()
 * @id: number of the format
 * @code: (nullable): what the file says about it; only its first part, for positive numbers, counts
 */
void
nh_number_format_read (NhNumberFormat *format, guint id, const char *code)
{
  Scan scan = { 0 };

  format->mask = NULL;
  format->kind = kind_of_id (id);
  if (!code || g_ascii_strcasecmp (code, "General") == 0)
    return;
  scan.mask = g_string_new (NULL);
  for (const char *p = code; *p && *p != ';'; p++)
    p = scan_one (&scan, p);
  if (HAS (scan, 'd') || HAS (scan, 'y') || (HAS (scan, 'm') && !HAS (scan, 'h') && !HAS (scan, 's') && !scan.elapsed))
    format->kind = NH_NUMBER_DAY;
  else if (scan.elapsed)
    format->kind = NH_NUMBER_ELAPSED;
  else if (HAS (scan, 'h') || HAS (scan, 's'))
    format->kind = NH_NUMBER_TIME;
  else if (scan.percent)
    format->kind = NH_NUMBER_PERCENT;
  else if (is_mask (&scan))
    {
      format->kind = NH_NUMBER_MASK;
      format->mask = g_strdup (scan.mask->str);
    }
  else
    format->kind = NH_NUMBER_PLAIN;
  g_string_free (scan.mask, TRUE);
}

/** nh_number_format_clear: frees what nh_number_format_read() made. */
void
nh_number_format_clear (NhNumberFormat *format)
{
  g_clear_pointer (&format->mask, g_free);
}

static char *
print_plain (double number)
{
  char buffer[400];

  /* Fifteen digits are what Excel shows and keeps; the sixteenth is an error of binary numbers. */
  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (strchr (buffer, 'e') && fabs (number) < 1e22)
    {
      g_ascii_formatd (buffer, sizeof buffer, fabs (number) < 1 ? "%.15f" : "%.0f", number);
      if (strchr (buffer, '.'))
        {
          gsize n = strlen (buffer);

          while (buffer[n - 1] == '0')
            buffer[--n] = '\0';
          if (buffer[n - 1] == '.')
            buffer[n - 1] = '\0';
        }
    }
  return g_strdup (strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

static gboolean
read_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  return end > text && !*end && isfinite (*number);
}

/**
 * nh_number_plain:
 * @text: a number as a file has it: "9.12345678E8"
 *
 * Returns: (transfer full): the number as a person would type it, with a point: "912345678";
 *   @text itself when it is no number
 */
char *
nh_number_plain (const char *text)
{
  double number;

  return read_number (text, &number) ? print_plain (number) : g_strdup (text);
}

static char *
show_day (double serial, gboolean from_1904)
{
  /* Half a second before midnight is the next day: times are rounded binary fractions. */
  gint64 day = (gint64) floor (serial + 0.5 / 86400), julian_1970 = 719163;
  GDate date;

  if (from_1904)
    day += SHIFT_1904;
  if (day < 1 || day > LAST_SERIAL)
    return NULL;
  /* Excel's calendar has a 29/2/1900, day 60, as Lotus 1-2-3 had: days before it are one less. */
  if (day == 60 && !from_1904)
    return g_strdup ("1900-02-29");
  if (day < 60)
    day++;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (julian_1970 + day - SERIAL_1970));
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

static char *
show_time (double serial, gboolean elapsed)
{
  gint64 seconds = (gint64) floor (serial * 86400 + 0.5);

  if (serial < 0 || serial > LAST_SERIAL)
    return NULL;
  if (!elapsed)
    seconds %= 86400;
  if (seconds % 60 == 0)
    return g_strdup_printf ("%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60));
  return g_strdup_printf ("%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}

/* The digits take the places from the right; what is too long stands in the first place. */
static char *
show_mask (const char *mask, double number)
{
  g_autofree char *digits = NULL;
  g_autoptr (GString) reversed = NULL;
  gsize n_left;

  if (number < 0 || number >= 1e15 || number != floor (number))
    return NULL;
  digits = g_strdup_printf ("%.0f", number);
  n_left = number == 0 ? 0 : strlen (digits);
  reversed = g_string_new (NULL);
  for (gsize i = strlen (mask); i-- > 0;)
    {
      gboolean literal = i > 0 && mask[i - 1] == '\\';
      gboolean first = !literal && strcspn (mask, "0#") >= i;

      if (literal)
        g_string_append_c (reversed, mask[i--]);
      else if (n_left > 0)
        g_string_append_c (reversed, digits[--n_left]);
      else if (mask[i] == '0')
        g_string_append_c (reversed, '0');
      while (first && n_left > 0)
        g_string_append_c (reversed, digits[--n_left]);
    }
  return g_strstrip (g_strreverse (g_strdup (reversed->str)));
}

/**
 * nh_number_show:
 * @format: a format
 * @text: a number as the file has it
 * @from_1904: whether days count from 1/1/1904
 * @is_day: (out): whether the result is an ISO day
 *
 * Returns: (transfer full): the number as the format shows it, as far as it changes what is meant
 */
char *
nh_number_show (const NhNumberFormat *format, const char *text, gboolean from_1904,
                gboolean *is_day)
{
  double number;
  char *shown = NULL;

  *is_day = FALSE;
  if (!read_number (text, &number))
    return g_strdup (text);
  switch (format->kind)
    {
    case NH_NUMBER_DAY:
      /* A time alone in a cell of days. */
      if (number >= 0 && number < 1 && !from_1904)
        return show_time (number, FALSE);
      shown = show_day (number, from_1904);
      *is_day = shown != NULL;
      break;
    case NH_NUMBER_TIME:
    case NH_NUMBER_ELAPSED:
      shown = show_time (number, format->kind == NH_NUMBER_ELAPSED);
      break;
    case NH_NUMBER_PERCENT:
      {
        g_autofree char *percent = print_plain (number * 100);

        shown = g_strconcat (percent, "%", NULL);
        break;
      }
    case NH_NUMBER_MASK:
      shown = show_mask (format->mask, number);
      break;
    case NH_NUMBER_PLAIN:
      break;
    }
  return shown ? shown : print_plain (number);
}
