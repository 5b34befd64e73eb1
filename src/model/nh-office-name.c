/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-office-name.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-workbook-private.h"

/* "BẮC GIANG" as "Bắc Giang". */
static char *
name_in_sentence (const char *capitals)
{
  g_auto (GStrv) words = g_strsplit (capitals, " ", -1);
  GString *out = g_string_new (NULL);

  for (guint w = 0; words[w]; w++)
    {
      const char *rest = *words[w] ? g_utf8_next_char (words[w]) : words[w];
      g_autofree char *small = g_utf8_strdown (rest, -1);

      g_string_append_printf (out, "%s%.*s%s", w ? " " : "", (int) (rest - words[w]), words[w], small);
    }
  return g_string_free (out, FALSE);
}

/**
 * nh_office_area:
 * @agency: "UBND TỈNH BẮC GIANG"
 *
 * Returns: (transfer full) (nullable): "tỉnh Bắc Giang"; %NULL when it is no people's committee.
 */
char *
nh_office_area (const char *agency)
{
  static const char *const kinds[] = { "TỈNH ", "THÀNH PHỐ ", "XÃ ", "PHƯỜNG ", "ĐẶC KHU ", "HUYỆN ", "QUẬN ",
                                       "THỊ XÃ ", NULL };
  g_autofree char *upper = g_utf8_strup (agency, -1);
  const char *name = upper;

  if (g_str_has_prefix (name, "UBND "))
    name += strlen ("UBND ");
  else if (g_str_has_prefix (name, "ỦY BAN NHÂN DÂN "))
    name += strlen ("ỦY BAN NHÂN DÂN ");
  for (guint i = 0; kinds[i]; i++)
    if (g_str_has_prefix (name, kinds[i]))
      {
        g_autofree char *kind = g_utf8_strdown (kinds[i], -1);
        g_autofree char *place = name_in_sentence (name + strlen (kinds[i]));

        return g_strconcat (kind, place, NULL);
      }
  return NULL;
}

/* The unit of that name, as it is written in the workbook. */
static char *
name_of_unit (NhWorkbook *workbook, const char *folded)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook), "SELECT name FROM unit WHERE nh_fold (name) = ? ORDER BY id LIMIT 1", NULL);
  g_autofree char *upper = NULL;
  const char *name;
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_text (select, 1, folded);
  if (!nh_statement_step (select, &row, NULL) || !row)
    return NULL;
  name = nh_statement_text (select, 0);
  upper = g_utf8_strup (name, -1);
  return g_str_equal (upper, name) ? NULL : g_strdup (name);
}

/**
 * nh_office_full_name:
 * @workbook: a workbook
 * @issuer: the agency as the letterhead names it: "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
 * @superior: the agency above it: "UBND TỈNH BẮC GIANG"
 *
 * The name by which other documents cite it (Decree 30/2020/NĐ-CP, Appendix I part I section II.6: a
 * document that is cited is named with its agency; Appendix II: first letters of its tasks are capitals).
 *
 * Returns: (transfer full) (nullable): "Sở Giáo dục và Đào tạo tỉnh Bắc Giang"; %NULL when its capitals
 *   are not known.
 */
char *
nh_office_full_name (NhWorkbook *workbook, const char *issuer, const char *superior)
{
  static const char *const offices[] = { "Sở Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo", "Phòng Văn hóa - Xã hội",
                                         NULL };
  g_autofree char *folded = nh_text_fold (issuer);
  g_autofree char *area = nh_office_area (superior);
  g_autofree char *own = NULL;

  for (guint i = 0; offices[i]; i++)
    {
      g_autofree char *office = nh_text_fold (offices[i]);

      if (g_str_equal (folded, office))
        return area ? g_strdup_printf ("%s %s", offices[i], area) : g_strdup (offices[i]);
    }
  if (g_str_has_prefix (folded, "ubnd ") || g_str_has_prefix (folded, "uy ban nhan dan "))
    {
      own = nh_office_area (issuer);
      return own ? g_strdup_printf ("Ủy ban nhân dân %s", own) : NULL;
    }
  return name_of_unit (workbook, folded);
}
