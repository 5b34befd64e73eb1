/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-doc-number.h"

#include "core/nh-period.h"
#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_BYTES 200

typedef struct
{
  const char *abbreviation;
  const char *name;
} DocType;

/* Decree 30/2020/NĐ-CP, Appendix III, part I; then its three kinds of copies; then the kinds of legal
 * texts that plans cite. An official letter (Công văn) has no abbreviation. */
static const DocType doc_types[] = {
  { "NQ", "Nghị quyết" },
  { "QĐ", "Quyết định" },
  { "CT", "Chỉ thị" },
  { "QC", "Quy chế" },
  { "QyĐ", "Quy định" },
  { "TC", "Thông cáo" },
  { "TB", "Thông báo" },
  { "HD", "Hướng dẫn" },
  { "CTr", "Chương trình" },
  { "KH", "Kế hoạch" },
  { "PA", "Phương án" },
  { "ĐA", "Đề án" },
  { "DA", "Dự án" },
  { "BC", "Báo cáo" },
  { "BB", "Biên bản" },
  { "TTr", "Tờ trình" },
  { "HĐ", "Hợp đồng" },
  { "CĐ", "Công điện" },
  { "BGN", "Bản ghi nhớ" },
  { "BTT", "Bản thỏa thuận" },
  { "GUQ", "Giấy ủy quyền" },
  { "GM", "Giấy mời" },
  { "GGT", "Giấy giới thiệu" },
  { "GNP", "Giấy nghỉ phép" },
  { "PG", "Phiếu gửi" },
  { "PC", "Phiếu chuyển" },
  { "PB", "Phiếu báo" },
  { "SY", "Sao y" },
  { "TrS", "Trích sao" },
  { "SL", "Sao lục" },
  { "NĐ", "Nghị định" },
  { "TT", "Thông tư" },
  { "TTLT", "Thông tư liên tịch" },
  { "KL", "Kết luận" },
  { "VBHN", "Văn bản hợp nhất" },
};

/**
 * nh_doc_type_name:
 * @abbreviation: (nullable): "KH", in any case
 *
 * Returns: (transfer none) (nullable): the name of the type, "Kế hoạch"; %NULL if not known.
 */
const char *
nh_doc_type_name (const char *abbreviation)
{
  g_autofree char *trimmed = nh_plain_trim (abbreviation);
  g_autofree char *lower = trimmed ? g_utf8_strdown (trimmed, -1) : NULL;

  for (gsize i = 0; lower && i < G_N_ELEMENTS (doc_types); i++)
    {
      g_autofree char *known = g_utf8_strdown (doc_types[i].abbreviation, -1);

      if (strcmp (known, lower) == 0)
        return doc_types[i].name;
    }

  return NULL;
}

/**
 * nh_doc_type_abbreviation:
 * @name: (nullable): "Kế hoạch" in any case ("KẾ HOẠCH"), with the tone in either place
 *
 * Returns: (transfer none) (nullable): the abbreviation of Decree 30/2020/NĐ-CP, Appendix III, "KH";
 *   %NULL if @name is not known, and for "Công văn", which has none.
 */
const char *
nh_doc_type_abbreviation (const char *name)
{
  g_autofree char *trimmed = nh_plain_trim (name);
  g_autofree char *plain = trimmed ? nh_plain_text (trimmed) : NULL;

  /* No two names differ by tones only, so plain letters tell them apart. */
  for (gsize i = 0; plain && i < G_N_ELEMENTS (doc_types); i++)
    {
      g_autofree char *known = nh_plain_text (doc_types[i].name);

      if (strcmp (known, plain) == 0)
        return doc_types[i].abbreviation;
    }

  return NULL;
}

/**
 * nh_doc_number_clear:
 * @number: an initialised number
 *
 * Frees what @number holds and makes it blank, ready for use again.
 */
void
nh_doc_number_clear (NhDocNumber *number)
{
  g_free (number->type);
  g_free (number->agency);
  *number = (NhDocNumber) NH_DOC_NUMBER_INIT;
}

static const char *
find_type (const char *group)
{
  const char *name = nh_doc_type_name (group);

  return name ? nh_doc_type_abbreviation (name) : NULL;
}

/* NFC, Đ for its look-alike Ð (U+00D0), "-" for every dash, no "Số:" before, no blanks beside marks. */
static char *
tidy (const char *text)
{
  g_autofree char *trimmed = nh_plain_trim (text);
  g_autoptr (GRegex) lead = g_regex_new ("^số\\s*[:.]?\\s*", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) blanks = g_regex_new ("\\s*([/,&-])\\s*", 0, 0, NULL);
  g_autofree char *bare = NULL;
  g_autoptr (GString) tidied = g_string_new (NULL);

  if (!trimmed || strlen (trimmed) > MAX_BYTES)
    return NULL;
  for (const char *p = trimmed; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char plain[8];

      if (c == 0x00d0 || c == 0x0189)
        c = 0x0110;
      else if (!g_unichar_isalnum (c) && nh_plain_char (c, plain) == 1 && (plain[0] == '-' || plain[0] == ' '))
        c = plain[0];
      g_string_append_unichar (tidied, c);
    }

  bare = g_regex_replace_literal (lead, tidied->str, -1, 0, "", 0, NULL);

  return g_regex_replace (blanks, bare, -1, 0, "\\1", 0, NULL);
}

static gboolean
fail (GError **error,
      const char *format,
      const char *part)
{
  g_autofree char *quoted = nh_plain_quote (part, 0, strlen (part));

  g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX, format, quoted);

  return FALSE;
}

static gboolean
all_digits (const char *text)
{
  return *text && strspn (text, "0123456789") == strlen (text);
}

/* A group starts with a capital letter and holds letters, digits, "," "&" and ".". */
static gboolean
check_groups (const char *symbol,
              GError **error)
{
  g_auto (GStrv) groups = g_strsplit (symbol, "-", -1);

  for (guint i = 0; groups[i]; i++)
    {
      gboolean good = g_unichar_isupper (g_utf8_get_char (groups[i]));

      if (!*groups[i])
        return fail (error, _("A part is missing beside the “-” in “%s”. Write for example “KH-SGDĐT”."),
                     symbol);
      for (const char *p = groups[i]; *p; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          good = good && (g_unichar_isalnum (c) || c == ',' || c == '&' || c == '.');
        }
      if (!good)
        return fail (error, _("“%s” is not the abbreviation of a type or an agency: it starts with a capital "
                              "letter and has no blanks. Write for example “73/KH-SGDĐT”."),
                     groups[i]);
    }

  return TRUE;
}

static gboolean
read_symbol (const char *symbol,
             NhDocNumber *number,
             GError **error)
{
  const char *dash = strchr (symbol, '-');
  g_autofree char *first = dash ? g_strndup (symbol, dash - symbol) : g_strdup (symbol);
  const char *type = find_type (first);

  if (!*symbol)
    {
      g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                           _("The symbol is missing after the “/”. Write for example “73/KH-SGDĐT”."));
      return FALSE;
    }
  if (!check_groups (symbol, error))
    return FALSE;
  if (type && !dash)
    return fail (error, _("The agency is missing after “%s”. Write for example “73/KH-SGDĐT”."), symbol);
  number->type = g_strdup (type);
  number->agency = g_strdup (type ? dash + 1 : symbol);

  return TRUE;
}

/* "29-NQ/TW": number, dash, type, slash, agency. */
static gboolean
read_party_number (const char *text,
                   NhDocNumber *number)
{
  const char *dash = strchr (text, '-'), *slash = strchr (text, '/');
  g_autofree char *digits = NULL, *type = NULL;

  if (!dash || !slash || dash > slash || strchr (slash + 1, '/') || !slash[1])
    return FALSE;
  digits = g_strndup (text, dash - text);
  type = g_strndup (dash + 1, slash - dash - 1);
  if (!all_digits (digits) || strlen (digits) > 5 || !find_type (type) || !check_groups (slash + 1, NULL))
    return FALSE;
  number->number = (int) g_ascii_strtoll (digits, NULL, 10);
  number->type = g_strdup (find_type (type));
  number->agency = g_strdup (slash + 1);
  number->party = TRUE;

  return number->number > 0;
}

static gboolean
fail_number (const char *part,
             const char *rest,
             GError **error)
{
  gsize digits = strspn (part, "0123456789");
  g_autofree char *front = nh_plain_quote (part, 0, strlen (part));
  g_autofree char *number = nh_plain_quote (part, 0, digits);
  g_autofree char *type = nh_plain_quote (part, digits, strlen (part));
  g_autofree char *agency = g_strdup (*rest == '-' ? rest + 1 : rest);

  if (digits > 0 && find_type (type))
    g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                 _("The “/” stands in the wrong place: it comes after the number “%s”, and “-” after the "
                   "type “%s”. Write “%s/%s-%s”."),
                 number, type, number, type, agency);
  else
    g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                 _("“%s” is not the number of a document: only digits stand before the “/”. Write for "
                   "example “73/KH-SGDĐT”."),
                 front);

  return FALSE;
}

static gboolean
read_number (const char *text,
             NhDocNumber *number,
             GError **error)
{
  const char *slash = strchr (text, '/');
  const char *second;
  g_autofree char *front = NULL, *year = NULL;

  if (read_party_number (text, number))
    return TRUE;
  nh_doc_number_clear (number);
  if (!slash)
    return fail (error, _("“%s” has no “/” between the number and the symbol. Write for example "
                          "“73/KH-SGDĐT”."),
                 text);

  front = g_strndup (text, slash - text);
  if (*front && (!all_digits (front) || strlen (front) > 5))
    return fail_number (front, slash + 1, error);
  number->number = (int) g_ascii_strtoll (front, NULL, 10);
  if (*front && number->number == 0)
    return fail (error, _("“%s” is not the number of a document: numbers start from 01."), front);

  second = strchr (slash + 1, '/');
  if (!second)
    return read_symbol (slash + 1, number, error);
  year = g_strndup (slash + 1, second - slash - 1);
  number->year = all_digits (year) && strlen (year) == 4 ? (int) g_ascii_strtoll (year, NULL, 10) : 0;
  if (number->year < 1900 || number->year > 2199)
    return fail (error, _("“%s” between two “/” is not a year. Write for example “17/2019/TT-BGDĐT”."), year);

  return read_symbol (second + 1, number, error);
}

/**
 * nh_doc_number_parse:
 * @text: (nullable): "73/KH-SGDĐT", "48 /KH-PGDĐT", "17/2019/TT-BGDĐT", "1338/SGDĐT-GDTrH,GDTX"
 * @number: (inout): an initialised number; what it held is freed
 * @error: %NH_PARSE_ERROR
 *
 * Reads number and symbol of a document: Decree 30/2020/NĐ-CP, Appendix I, part I, II.3. "Số:" before
 * them, blanks beside the marks, other dashes, Ð for Đ and NFD are accepted; a blank number
 * ("/KH-SGDĐT") is 0. The first group is the type if Appendix III (or a kind of legal text) has it,
 * else the text is an official letter. The Party's "29-NQ/TW" is accepted and sets @party. Empty
 * text is an error. When this fails, @number is blank and the message names the part that is wrong.
 *
 * Returns: %TRUE if @text is number and symbol.
 */
gboolean
nh_doc_number_parse (const char *text,
                     NhDocNumber *number,
                     GError **error)
{
  g_autofree char *tidied = tidy (text);

  nh_doc_number_clear (number);
  if (!tidied || !*tidied)
    {
      g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                           _("This is not the number of a document. Write for example “73/KH-SGDĐT”."));
      return FALSE;
    }
  if (read_number (tidied, number, error))
    return TRUE;
  nh_doc_number_clear (number);

  return FALSE;
}

/**
 * nh_doc_number_symbol:
 * @number: a number
 *
 * Returns: (transfer full): the symbol alone, "KH-SGDĐT", "SGDĐT-GDTrH", "NQ/TW" in the Party's style;
 *   "" if there is none.
 */
char *
nh_doc_number_symbol (const NhDocNumber *number)
{
  const char *agency = number->agency ? number->agency : "";

  if (!number->type)
    return g_strdup (agency);

  return g_strconcat (number->type, number->party ? "/" : "-", agency, NULL);
}

/**
 * nh_doc_number_format:
 * @number: a number
 *
 * Writes number and symbol as Decree 30/2020/NĐ-CP, Appendix I, part I, II.3 asks: "/" after the number,
 * "-" between the groups, no blanks, a 0 before numbers below 10.
 *
 * Returns: (transfer full): "05/QĐ-SGDĐT", "17/2019/TT-BGDĐT", "/KH-SGDĐT" while the number is blank;
 *   "" if nothing is known.
 */
char *
nh_doc_number_format (const NhDocNumber *number)
{
  g_autofree char *symbol = nh_doc_number_symbol (number);
  g_autoptr (GString) text = g_string_new (NULL);

  if (number->number > 0)
    g_string_append_printf (text, "%02d", number->number);
  else if (!*symbol)
    return g_strdup ("");
  g_string_append_c (text, number->party ? '-' : '/');
  if (number->year > 0)
    g_string_append_printf (text, "%d/", number->year);
  g_string_append (text, symbol);

  return g_strdup (text->str);
}

/**
 * nh_doc_number_compare:
 * @a: a number
 * @b: another number
 *
 * A total order: by year, number, type (official letters first), agency, the Party's style last.
 *
 * Returns: negative, 0 or positive as strcmp(); 0 only for equal ones.
 */
int
nh_doc_number_compare (const NhDocNumber *a,
                       const NhDocNumber *b)
{
  int order = (a->year > b->year) - (a->year < b->year);

  if (order == 0)
    order = (a->number > b->number) - (a->number < b->number);
  if (order == 0)
    order = g_strcmp0 (a->type, b->type);
  if (order == 0)
    order = g_strcmp0 (a->agency, b->agency);

  return order != 0 ? order : (a->party != FALSE) - (b->party != FALSE);
}
