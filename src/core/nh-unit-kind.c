/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-unit-kind.h"

#include "core/nh-unit-name.h"

/* What the head of a name says, as the key of a kind; levels add up: "TH và THCS" has two. */
static const char *
kind_of (guint said)
{
  static const struct
  {
    NhUnitSays says;
    const char *kind;
  } whole[] = {
    { NH_UNIT_SAYS_PROVINCE, "province_office" },     { NH_UNIT_SAYS_DISTRICT, "district_office" },
    { NH_UNIT_SAYS_COMMUNE, "commune_office" },       { NH_UNIT_SAYS_CONTINUING, "continuing_centre" },
    { NH_UNIT_SAYS_COLLEGE, "college" },              { NH_UNIT_SAYS_SPECIAL, "special" },
    { NH_UNIT_SAYS_MULTI, "multi_level" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (said & whole[i].says)
      return whole[i].kind;
  switch (said & (NH_UNIT_SAYS_KINDERGARTEN | NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER | NH_UNIT_SAYS_UPPER))
    {
    case 0:
      return NULL;
    case NH_UNIT_SAYS_KINDERGARTEN:
      return "kindergarten";
    case NH_UNIT_SAYS_PRIMARY:
      return "primary";
    case NH_UNIT_SAYS_LOWER:
      return "lower_secondary";
    case NH_UNIT_SAYS_UPPER:
      return "upper_secondary";
    case NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER:
      return "primary_secondary";
    default:
      return "multi_level";
    }
}

/**
 * nh_unit_kind_guess:
 * @name: (nullable): the name of a unit as people write it
 *
 * Reads the kind from the words that a name begins with: "Trường Tiểu học Hòa Lộc", "TH&THCS An
 * Lập", "PGD Dầu Tiếng". Only the head of the name counts: "Mầm non Cao Đẳng" is a kindergarten.
 *
 * Returns: (transfer none) (nullable): the key of a kind of units; %NULL when the name does not tell
 */
const char *
nh_unit_kind_guess (const char *name)
{
  g_autoptr (NhUnitName) parts = nh_unit_name_new (name);

  return kind_of (parts->says);
}

/**
 * nh_unit_own_name:
 * @name: (nullable): the name of a unit as people write it
 *
 * Returns: (transfer full): what is left of it without the words that tell its kind, folded: "hoa
 *   loc" of "Trường TH Hoà Lộc". For comparing, not for showing; may be empty.
 */
char *
nh_unit_own_name (const char *name)
{
  g_autoptr (NhUnitName) parts = nh_unit_name_new (name);
  g_autofree char *numbers = g_strdelimit (g_strdup (parts->numbers), ",", ' ');
  g_autofree char *own = g_strjoin (" ", parts->folded, numbers, NULL);

  return g_strdup (g_strstrip (own));
}
