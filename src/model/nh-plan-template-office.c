/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words in braces of templates, and what is known of the issuing office.
 */
#include "model/nh-plan-template-private.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-office-name.h"
#include "model/nh-workbook-private.h"

#define DOTS "…"
/* Districts and their offices ended on 30 June 2025: what they issued tells nothing about a later plan. */
#define FIRST_YEAR_WITHOUT_DISTRICTS 2025

static const struct
{
  const char *key;
  const char *level;
  const char *scope;
} offices[NH_N_OFFICES] = {
  [NH_OFFICE_PROVINCE] = { "province", "cấp tỉnh", "tỉnh" },
  [NH_OFFICE_COMMUNE] = { "commune", "cấp xã", "xã" },
  [NH_OFFICE_SCHOOL] = { "school", "cấp trường", "trường" },
};

const char *
nh_office_key (NhOffice office)
{
  return offices[office].key;
}

static gboolean
begins (const char *folded, const char *const *words)
{
  for (guint i = 0; words[i]; i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* FALSE: the name is that of no office of today. */
static gboolean
office_of (const char *issuer, NhOffice *office)
{
  static const char *const provinces[] = { "so giao duc", "so gd", NULL };
  static const char *const communes[]
      = { "uy ban nhan dan xa", "uy ban nhan dan phuong", "uy ban nhan dan dac khu", "ubnd xa", "ubnd phuong",
          "ubnd dac khu", "phong van hoa", NULL };
  static const char *const schools[] = { "truong ", "trung tam ", NULL };
  g_autofree char *folded = nh_text_fold (issuer);

  if (begins (folded, provinces))
    *office = NH_OFFICE_PROVINCE;
  else if (begins (folded, communes))
    *office = NH_OFFICE_COMMUNE;
  else if (begins (folded, schools))
    *office = NH_OFFICE_SCHOOL;
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_district (const char *issuer)
{
  static const char *const districts[] = { "phong giao duc", "phong gd", "ubnd huyen", "uy ban nhan dan huyen", NULL };
  g_autofree char *folded = nh_text_fold (issuer);

  return begins (folded, districts);
}

/* The newest plan of an office of that level: of the same kind first. */
static void
read_last_plan (NhWorkbook *workbook, const char *kind, int first_year, NhOffice office, gboolean any_office,
                NhOfficeFacts *facts)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT superior_agency, issuer, issuer_short, symbol, place, sign_authority, sign_post, sign_name "
      "FROM plan LEFT JOIN school_year y ON y.id = plan.school_year WHERE coalesce (issuer, '') <> '' "
      "ORDER BY plan.kind <> ?, y.name DESC, plan.issued_start DESC, plan.id DESC", NULL);
  char **const texts[] = { &facts->superior, &facts->issuer, &facts->issuer_short, &facts->symbol, &facts->place,
                           &facts->sign_authority, &facts->sign_post, &facts->sign_name };
  gboolean row;

  if (!select)
    return;
  nh_statement_bind_text (select, 1, kind);
  while (nh_statement_step (select, &row, NULL) && row)
    {
      const char *issuer = nh_statement_text (select, 1);
      NhOffice own;

      if (first_year >= FIRST_YEAR_WITHOUT_DISTRICTS && is_district (issuer))
        continue;
      if (!office_of (issuer, &own) || (!any_office && own != office))
        continue;
      facts->office = own;
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_free (*texts[i]);
          *texts[i] = g_strdup (nh_statement_text (select, (int) i) ? nh_statement_text (select, (int) i) : "");
        }
      return;
    }
}

static void
clear_texts (NhOfficeFacts *facts, NhOffice office)
{
  *facts = (NhOfficeFacts){ office, g_strdup (""), g_strdup (""), g_strdup (""), g_strdup (""),
                            g_strdup (""), g_strdup (""), g_strdup (""), g_strdup ("") };
}

static void
propose (char **text, const char *usual)
{
  if (**text)
    return;
  g_free (*text);
  *text = g_strdup (usual);
}

/* Who signs for such an office (Decree 30/2020/NĐ-CP, Appendix I part I section II.7: a people's
 * committee decides as a body). Nothing is proposed where there is a plan to follow. */
static void
propose_usual (NhOfficeFacts *facts)
{
  static const char *const posts[NH_N_OFFICES] = { "GIÁM ĐỐC", "CHỦ TỊCH", "HIỆU TRƯỞNG" };

  if (facts->office == NH_OFFICE_PROVINCE)
    {
      propose (&facts->issuer, "SỞ GIÁO DỤC VÀ ĐÀO TẠO");
      propose (&facts->issuer_short, "Sở GDĐT");
    }
  if (facts->office == NH_OFFICE_COMMUNE)
    propose (&facts->sign_authority, "TM. ỦY BAN NHÂN DÂN");
  propose (&facts->sign_post, posts[facts->office]);
}

/* "KH-SGDĐT": the letters of a symbol are the initials of the office (Decree 30/2020/NĐ-CP, Appendix
 * III, part I); only for the offices whose abbreviation is fixed. */
static const char *
usual_symbol (NhOffice office)
{
  return office == NH_OFFICE_PROVINCE ? "KH-SGDĐT" : office == NH_OFFICE_COMMUNE ? "KH-UBND" : "";
}

/* (internal) */
void
nh_office_facts_read (NhWorkbook *workbook, const char *kind, int first_year, NhOffice office, NhOfficeFacts *facts)
{
  clear_texts (facts, office);
  read_last_plan (workbook, kind, first_year, office, FALSE, facts);
  if (!*facts->issuer)
    {
      g_autofree char *name = nh_workbook_get_setting (workbook, "office_name");
      NhOffice own;

      if (*name && office_of (name, &own) && own == office)
        {
          g_free (facts->issuer);
          facts->issuer = g_utf8_strup (name, -1);
        }
    }
  facts->office = office;
  if (!*facts->sign_post)
    propose_usual (facts);
  propose (&facts->symbol, usual_symbol (office));
}

void
nh_office_facts_clear (NhOfficeFacts *facts)
{
  g_clear_pointer (&facts->superior, g_free);
  g_clear_pointer (&facts->issuer, g_free);
  g_clear_pointer (&facts->issuer_short, g_free);
  g_clear_pointer (&facts->symbol, g_free);
  g_clear_pointer (&facts->place, g_free);
  g_clear_pointer (&facts->sign_authority, g_free);
  g_clear_pointer (&facts->sign_post, g_free);
  g_clear_pointer (&facts->sign_name, g_free);
}

/**
 * nh_plan_template_guess_office:
 * @workbook: a workbook
 * @year: "2026-2027"
 *
 * Returns: the level of the office that issued the newest plan, else of the one in the settings.
 */
NhOffice
nh_plan_template_guess_office (NhWorkbook *workbook, const char *year)
{
  g_autofree char *name = nh_workbook_get_setting (workbook, "office_name");
  g_auto (NhOfficeFacts) facts = { 0 };
  NhOffice office = NH_OFFICE_PROVINCE;

  if (office_of (name, &office))
    return office;
  clear_texts (&facts, NH_OFFICE_PROVINCE);
  read_last_plan (workbook, "", (int) g_ascii_strtoll (year, NULL, 10), NH_OFFICE_PROVINCE, TRUE, &facts);
  return facts.office;
}

static char *
escaped (const char *text, gboolean markup)
{
  return markup ? g_markup_escape_text (text, -1) : g_strdup (text);
}

static char *
area_words (const NhOfficeFacts *facts, NhOffice office, gboolean markup)
{
  /* A school's superior is its commune or the department, so its province is not known from there. */
  g_autofree char *superior = facts->office == office ? nh_office_area (facts->superior) : NULL;
  g_autofree char *own = facts->office == office ? nh_office_area (facts->issuer) : NULL;

  if (own || (superior && office == NH_OFFICE_PROVINCE))
    return escaped (own ? own : superior, markup);
  switch (office)
    {
    case NH_OFFICE_COMMUNE:
      return g_strdup ("xã <blank>tên xã</blank>");
    case NH_OFFICE_SCHOOL:
      return g_strdup ("trường <blank>tên trường</blank>");
    case NH_OFFICE_PROVINCE:
    case NH_N_OFFICES:
    default:
      return g_strdup ("tỉnh <blank>tên tỉnh</blank>");
    }
}

/* The name of the office where a sentence names it in full. */
static char *
full_name (const NhOfficeFacts *facts, gboolean markup)
{
  g_autofree char *area = area_words (facts, facts->office, markup);

  if (facts->office == NH_OFFICE_PROVINCE)
    return g_strdup_printf ("Sở Giáo dục và Đào tạo (Sở GDĐT) %s", area);
  if (facts->office == NH_OFFICE_COMMUNE)
    return g_strdup_printf ("Ủy ban nhân dân (UBND) %s", area);
  return g_strdup ("Trường <blank>tên trường</blank>");
}

static const char *
short_name (const NhOfficeFacts *facts)
{
  if (facts->office == NH_OFFICE_COMMUNE)
    return "UBND xã";
  return facts->office == NH_OFFICE_SCHOOL ? "nhà trường" : "Sở GDĐT";
}

static char *
year_name (int first_year)
{
  return g_strdup_printf ("%d-%d", first_year, first_year + 1);
}

/* What a word in braces stands for; NULL: it is no such word. */
static char *
value_of (const char *name, const NhOfficeFacts *facts, int year, gboolean markup)
{
  if (g_str_equal (name, "year"))
    return year_name (year);
  if (g_str_equal (name, "prev_year"))
    return year_name (year - 1);
  if (g_str_equal (name, "next_year"))
    return year_name (year + 1);
  if (name[0] == 'y' && g_ascii_isdigit (name[1]) && !name[2])
    return g_strdup_printf ("%d", year + name[1] - '1');
  if (g_str_equal (name, "level"))
    return g_strdup (offices[facts->office].level);
  if (g_str_equal (name, "LEVEL"))
    return g_utf8_strup (offices[facts->office].level, -1);
  if (g_str_equal (name, "scope"))
    return g_strdup (offices[facts->office].scope);
  if (g_str_equal (name, "office") || g_str_equal (name, "office_plain"))
    return g_strdup (short_name (facts));
  if (g_str_equal (name, "office_full"))
    return full_name (facts, markup);
  if (g_str_equal (name, "area"))
    return area_words (facts, facts->office, markup);
  if (g_str_equal (name, "province"))
    return area_words (facts, NH_OFFICE_PROVINCE, markup);
  return NULL;
}

/* "<blank>tên xã</blank>" as "…". */
static char *
without_markup (const char *text)
{
  GString *out = g_string_new (NULL);

  while (TRUE)
    {
      const char *open = strstr (text, "<blank>");
      const char *close = open ? strstr (open, "</blank>") : NULL;

      if (!close)
        break;
      g_string_append_len (out, text, open - text);
      g_string_append (out, DOTS);
      text = close + strlen ("</blank>");
    }
  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* A sentence that began with "nhà trường" begins with a capital now. */
static char *
with_capital (char *text)
{
  g_autofree char *old = text;
  char *rest = g_utf8_next_char (old);
  g_autofree char *first = g_utf8_strup (old, rest - old);

  return g_strconcat (first, rest, NULL);
}

/* (internal) */
char *
nh_template_fill (const char *text, const NhOfficeFacts *facts, int first_year, gboolean markup)
{
  GString *out = g_string_new (NULL);
  gboolean capital = text[0] == '{' && text[1] != '{' && text[1] != '@';
  char *filled;

  for (const char *p = text; *p;)
    {
      const char *open = strchr (p, '{');
      const char *close = open ? strchr (open, '}') : NULL;
      g_autofree char *name = close ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
      g_autofree char *value = NULL;

      g_string_append_len (out, p, open ? open - p : (gssize) strlen (p));
      if (!open)
        break;
      if (open[1] == '{')
        {
          g_string_append_c (out, '{');
          p = open + 2;
          continue;
        }
      value = name ? value_of (name, facts, first_year, markup) : NULL;
      if (value)
        g_string_append (out, value);
      else
        g_string_append_len (out, open, name ? close + 1 - open : 1);
      p = name ? close + 1 : open + 1;
    }
  filled = g_string_free (out, FALSE);
  if (!markup)
    {
      g_autofree char *old = filled;

      filled = without_markup (old);
    }
  return capital && *filled ? with_capital (filled) : filled;
}
