/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-sheet-text.h"

#include <math.h>
#include <string.h>

#define MAX_SHEET_NAME 31 /* UTF-16 units */
#define MAX_PROPERTY 255  /* characters */
/* g_date_get_julian() of 1899-12-30, day 0 of Excel's count after its false 29 February 1900. */
#define JULIAN_OF_DAY_0 693594
#define FIRST_TRUE_SERIAL 61 /* 1900-03-01 */
#define LAST_SERIAL 2958465  /* 9999-12-31 */

/* Excel reads "_x0041_" in a cell as "A": the underscore itself has to be written so. */
static gboolean
is_escape (const char *p)
{
  return p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3])
         && g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_';
}

static void
clean_slowly (const char *text, GString *buffer)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_truncate (buffer, 0);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        {
          if (p[1] != '\n')
            g_string_append_c (buffer, '\n');
        }
      else if (c == 0x2028 || c == 0x2029)
        g_string_append_c (buffer, '\n');
      else if (is_escape (p))
        g_string_append (buffer, "_x005F_");
      /* XML 1.0, production 2 */
      else if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xfffe && c != 0xffff)
        g_string_append_len (buffer, p, g_utf8_next_char (p) - p);
    }
}

/**
 * nh_sheet_text_clean:
 * @text: what the user typed
 * @buffer: space for the result
 *
 * Makes a text that can stand in an .xlsx cell: valid UTF-8, without the characters that XML 1.0
 * forbids, line ends as newlines, and without what Excel would read as an escape sequence.
 *
 * Returns: (transfer none): @text itself where nothing had to change, else the text of @buffer.
 */
const char *
nh_sheet_text_clean (const char *text, GString *buffer)
{
  gboolean plain = TRUE;
  const guchar *p;

  for (p = (const guchar *) text; *p != '\0'; p++)
    {
      if (G_LIKELY (*p >= 0x20 && *p != '_' && *p < 0x80))
        continue;
      if (*p >= 0x80)
        plain = FALSE;
      else if (*p == '_' ? is_escape ((const char *) p) : *p != '\n' && *p != '\t')
        break;
    }
  if (*p == '\0'
      && (plain
          || (g_utf8_validate (text, (const char *) p - text, NULL)
              && strstr (text, "\xe2\x80\xa8") == NULL && strstr (text, "\xe2\x80\xa9") == NULL
              && strstr (text, "\xef\xbf") == NULL)))
    return text;

  clean_slowly (text, buffer);

  return buffer->str;
}

static glong
utf16_length (const char *text)
{
  glong length = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    length += g_utf8_get_char (text) > 0xffff ? 2 : 1;

  return length;
}

/**
 * nh_sheet_text_fits:
 * @text: a cleaned text
 *
 * Returns: whether the text is short enough for one cell.
 */
gboolean
nh_sheet_text_fits (const char *text)
{
  return strlen (text) <= NH_SHEET_MAX_TEXT || utf16_length (text) <= NH_SHEET_MAX_TEXT;
}

/* Cuts after at most @units UTF-16 units. */
static void
cut_utf16 (GString *text, glong units)
{
  char *p = text->str;

  for (glong n = 0; *p != '\0'; p = g_utf8_next_char (p))
    {
      n += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (n > units)
        break;
    }
  g_string_truncate (text, p - text->str);
}

/* Excel refuses names that begin or end with an apostrophe; blanks there are only confusing. */
static void
trim_name (GString *name)
{
  while (name->len > 0 && (name->str[0] == '\'' || g_ascii_isspace (name->str[0])))
    g_string_erase (name, 0, 1);
  while (name->len > 0
         && (name->str[name->len - 1] == '\'' || g_ascii_isspace (name->str[name->len - 1])))
    g_string_truncate (name, name->len - 1);
}

static gboolean
take_name (const char *name, GHashTable *used)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded = g_utf8_casefold (normal, -1);

  if (g_hash_table_contains (used, folded))
    {
      g_free (folded);
      return FALSE;
    }
  g_hash_table_add (used, folded);

  return TRUE;
}

/**
 * nh_sheet_name:
 * @wanted: (nullable): what the sheet shall be called
 * @used: names of the workbook so far, case-folded; the new one is added
 *
 * Makes a name that Excel takes for a sheet: 1 to 31 UTF-16 units, none of []:*?/\, no apostrophe
 * at the ends, not "History", and different from the others whatever the case.
 *
 * Returns: (transfer full): the name.
 */
char *
nh_sheet_name (const char *wanted, GHashTable *used)
{
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  const char *clean = nh_sheet_text_clean (wanted != NULL ? wanted : "", buffer);

  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (name, strchr ("[]:*?/\\\n\t", *p) != NULL ? '-' : g_utf8_get_char (p));
  trim_name (name);
  cut_utf16 (name, MAX_SHEET_NAME);
  trim_name (name);
  if (name->len == 0 || g_ascii_strcasecmp (name->str, "History") == 0)
    g_string_append (name, name->len == 0 ? "Bảng" : " 1");

  for (guint i = 2; !take_name (name->str, used); i++)
    {
      g_autofree char *suffix = g_strdup_printf (" (%u)", i);
      char *open = i > 2 ? strrchr (name->str, '(') : NULL;

      if (open != NULL)
        g_string_truncate (name, open - name->str - 1);
      cut_utf16 (name, MAX_SHEET_NAME - strlen (suffix));
      g_string_append (name, suffix);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * nh_sheet_defined_name:
 * @sheet_name: the name of a sheet
 * @used: defined names so far, case-folded; the new one is added
 *
 * Makes a name for the table of the sheet, from its letters without marks: "Phụ lục I" gives
 * "Bang_Phu_luc_I". The prefix keeps it from looking like a cell.
 *
 * Returns: (transfer full): the name.
 */
char *
nh_sheet_defined_name (const char *sheet_name, GHashTable *used)
{
  g_autofree char *decomposed = g_utf8_normalize (sheet_name, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) name = g_string_new ("Bang_");
  gsize length;

  for (const char *p = decomposed; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalnum (c))
        g_string_append_c (name, c);
      else if (c == 0x111 || c == 0x110)
        g_string_append_c (name, c == 0x111 ? 'd' : 'D');
      else if (!g_unichar_ismark (c) && name->str[name->len - 1] != '_')
        g_string_append_c (name, '_');
    }
  length = name->len;
  for (guint i = 2; !take_name (name->str, used); i++)
    {
      g_string_truncate (name, length);
      g_string_append_printf (name, "_%u", i);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * nh_sheet_property:
 * @text: (nullable): a title or author
 *
 * Returns: (transfer full): the text, at most 255 characters, on one line, for the document
 *   properties.
 */
char *
nh_sheet_property (const char *text)
{
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autofree char *clean = g_strdup (nh_sheet_text_clean (text != NULL ? text : "", buffer));

  g_strdelimit (clean, "\n\t", ' ');

  return g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_PROPERTY));
}

/**
 * nh_sheet_serial_from_julian:
 * @julian: a day as g_date_get_julian() gives it
 *
 * Returns: the day as Excel counts; NAN before 1 March 1900, where Excel's calendar is wrong.
 */
double
nh_sheet_serial_from_julian (guint32 julian)
{
  double serial = (double) julian - JULIAN_OF_DAY_0;

  return serial >= FIRST_TRUE_SERIAL && serial <= LAST_SERIAL ? serial : NAN;
}

/**
 * nh_sheet_serial_day:
 * @iso_day: a text
 *
 * Reads yyyy-mm-dd.
 *
 * Returns: the day as Excel counts; NAN where @iso_day is no such day.
 */
double
nh_sheet_serial_day (const char *iso_day)
{
  static const char pattern[] = "dddd-dd-dd";
  guint year, month, day;
  GDate date;

  for (guint i = 0; i < sizeof pattern; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (iso_day[i]) : iso_day[i] != pattern[i])
      return NAN;

#define DIGIT(i) ((guint) (iso_day[i] - '0'))
  year = DIGIT (0) * 1000 + DIGIT (1) * 100 + DIGIT (2) * 10 + DIGIT (3);
  month = DIGIT (5) * 10 + DIGIT (6);
  day = DIGIT (8) * 10 + DIGIT (9);
#undef DIGIT
  if (!g_date_valid_dmy (day, month, year))
    return NAN;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);

  return nh_sheet_serial_from_julian (g_date_get_julian (&date));
}

/**
 * nh_sheet_number_format:
 * @text: a number as it is shown: "05", "8,5", "1.250", "40 tiết"
 *
 * Makes a number format that shows the value the way @text does: zeros in front, decimals after a
 * comma, thousands by dots, words behind.
 *
 * Returns: (transfer full) (nullable): the format; %NULL for the general one.
 */
char *
nh_sheet_number_format (const char *text)
{
  g_autoptr (GString) format = g_string_new (NULL);
  const char *p = text + (text[0] == '-');
  gsize zeros = strspn (p, "0123456789");

  if (zeros == 0)
    return NULL;
  if (p[0] == '0' && zeros > 1)
    for (gsize i = 0; i < zeros; i++)
      g_string_append_c (format, '0');
  else
    g_string_append (format, p[zeros] == '.' ? "#,##0" : "0");
  p += zeros;
  while (*p == '.' && strspn (p + 1, "0123456789") == 3)
    p += 4;
  if (*p == ',')
    {
      gsize decimals = strspn (p + 1, "0123456789");

      g_string_append_c (format, '.');
      for (gsize i = 0; i < decimals; i++)
        g_string_append_c (format, '0');
      p += 1 + decimals;
    }
  if (*p != '\0')
    {
      g_autofree char *words = g_strdup (p);

      g_string_append_printf (format, "\"%s\"", g_strdelimit (words, "\"", '\''));
    }

  return strcmp (format->str, "0") == 0 ? NULL : g_string_free (g_steal_pointer (&format), FALSE);
}
