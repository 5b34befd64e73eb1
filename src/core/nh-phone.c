/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-phone.h"

#include "core/nh-period.h"
#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* The ministry of information's change of September 2018: mobile numbers of eleven digits lost one.
 * Old numbers still stand in lists. */
static const struct
{
  const char *before, *now;
} prefixes_of_2018[] = {
  { "0120", "070" }, { "0121", "079" }, { "0122", "077" }, { "0123", "083" }, { "0124", "084" },
  { "0125", "085" }, { "0126", "076" }, { "0127", "081" }, { "0128", "078" }, { "0129", "082" },
  { "0162", "032" }, { "0163", "033" }, { "0164", "034" }, { "0165", "035" }, { "0166", "036" },
  { "0167", "037" }, { "0168", "038" }, { "0169", "039" }, { "0186", "056" }, { "0188", "058" },
  { "0199", "059" },
};

static gboolean
is_mobile (const char *digits)
{
  return strlen (digits) == 10 && digits[0] == '0' && strchr ("35789", digits[1]) != NULL;
}

/* Hà Nội and Thành phố Hồ Chí Minh have an area code of three digits and numbers of eight. */
static gboolean
is_big_city (const char *digits)
{
  return g_str_has_prefix (digits, "024") || g_str_has_prefix (digits, "028");
}

static gboolean
is_landline (const char *digits)
{
  gsize length = strlen (digits);

  if (!g_str_has_prefix (digits, "02"))
    return FALSE;

  return length == 11 || (length == 12 && !is_big_city (digits));
}

/* Digits only; "+84", "0084" and "84" become the 0 that calls from inside the country have. */
static char *
national_digits (const char *plain)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = plain; *p; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);

  if (g_str_has_prefix (digits->str, "0084"))
    g_string_erase (digits, 0, 2);
  if (*plain == '+' || g_str_has_prefix (plain, "(+") || (g_str_has_prefix (digits->str, "84") && digits->len > 10))
    if (g_str_has_prefix (digits->str, "84"))
      {
        g_string_erase (digits, 0, 2);
        if (digits->str[0] != '0')
          g_string_prepend_c (digits, '0');
      }

  /* A spreadsheet drops the 0 of a mobile number that it took for an amount. */
  if (digits->len == 9 && strchr ("35789", digits->str[0]))
    g_string_prepend_c (digits, '0');

  return g_string_free (digits, FALSE);
}

static char *
renew_prefix (const char *digits)
{
  for (gsize i = 0; strlen (digits) == 11 && i < G_N_ELEMENTS (prefixes_of_2018); i++)
    if (g_str_has_prefix (digits, prefixes_of_2018[i].before))
      return g_strconcat (prefixes_of_2018[i].now, digits + 4, NULL);

  return g_strdup (digits);
}

/**
 * nh_phone_parse:
 * @text: (nullable): a phone number as written: "0912 944 718", "0912.944.718", "+84 912944718", "ĐT: …"
 * @digits: (out) (transfer full) (nullable): its digits, "0912944718"; %NULL on error
 * @error: %NH_PARSE_ERROR
 *
 * Reads one Vietnamese phone number: mobile ones of ten digits, old ones of eleven (given their prefix
 * of 2018), landlines with their area code. A 0 that a spreadsheet dropped is put back. Empty text
 * gives "".
 *
 * Returns: %TRUE if @text is a phone number or empty.
 */
gboolean
nh_phone_parse (const char *text,
                char **digits,
                GError **error)
{
  g_autofree char *trimmed = nh_plain_trim (text);
  g_autofree char *plain = trimmed ? nh_plain_text (trimmed) : g_strdup ("?");
  g_autofree char *quoted = trimmed ? nh_plain_quote (trimmed, 0, strlen (trimmed)) : g_strdup ("");
  g_autoptr (GRegex) lead = g_regex_new ("^(?:s?dt(?:dd)?|so dien thoai|dien thoai|tel|phone|mobile|di dong)\\.? ?:? ?",
                                         0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (lead, plain, -1, 0, "", 0, NULL);
  g_autofree char *national = NULL;
  g_autofree char *renewed = NULL;

  *digits = NULL;
  if (!*bare)
    {
      *digits = g_strdup ("");
      return TRUE;
    }
  if (strspn (bare, "0123456789 .-()+") != strlen (bare) || strrchr (bare, '+') != strchr (bare, '+'))
    {
      g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                   _("“%s” is not a phone number: it holds something other than digits. Write one number, "
                     "for example “0912 345 678”."),
                   quoted);
      return FALSE;
    }

  national = national_digits (bare);
  renewed = renew_prefix (national);
  if (!is_mobile (renewed) && !is_landline (renewed))
    {
      g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_RANGE,
                   _("“%s” is not a phone number of Viet Nam: a mobile number has 10 digits and starts with "
                     "03, 05, 07, 08 or 09, a landline has 11 and starts with 02. Write for example "
                     "“0912 345 678”."),
                   quoted);
      return FALSE;
    }
  *digits = g_steal_pointer (&renewed);

  return TRUE;
}

/**
 * nh_phone_format:
 * @digits: (nullable): digits of nh_phone_parse()
 *
 * Groups a phone number for reading. nh_phone_parse() reads the same digits from it.
 *
 * Returns: (transfer full): "0912 944 718", "024 3942 1234", "0274 3561 234"; what is not such a number
 *   comes back as it is.
 */
char *
nh_phone_format (const char *digits)
{
  if (!digits)
    return g_strdup ("");
  if (strspn (digits, "0123456789") != strlen (digits))
    return g_strdup (digits);
  if (is_mobile (digits))
    return g_strdup_printf ("%.4s %.3s %s", digits, digits + 4, digits + 7);
  if (is_landline (digits) && is_big_city (digits))
    return g_strdup_printf ("%.3s %.4s %s", digits, digits + 3, digits + 7);
  if (is_landline (digits))
    return g_strdup_printf ("%.4s %.4s %s", digits, digits + 4, digits + 8);

  return g_strdup (digits);
}
