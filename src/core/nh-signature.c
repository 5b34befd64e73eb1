/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-signature.h"

#include <string.h>

static const char *const prefixes[NH_N_SIGNS] = { "", "KT.", "TM.", "TL.", "TUQ.", "Q." };

/** nh_sign_prefix: Returns: (transfer none): "KT."; "" for the head himself. */
const char *
nh_sign_prefix (NhSign sign)
{
  g_return_val_if_fail (sign < NH_N_SIGNS, "");
  return prefixes[sign];
}

/**
 * nh_sign_parse:
 * @text: (nullable): "KT. GIÁM ĐỐC", also "K.T. GIÁM ĐỐC" and "KT GIÁM ĐỐC"
 * @rest: (out) (optional): what follows, "GIÁM ĐỐC"
 *
 * Returns: by what right; NH_SIGN_SELF when @text does not say.
 */
NhSign
nh_sign_parse (const char *text, const char **rest)
{
  const char *unused;

  text = text ? text : "";
  rest = rest ? rest : &unused;
  *rest = text;
  for (guint i = NH_SIGN_KT; i < NH_N_SIGNS; i++)
    {
      const char *p = text;
      const char *wanted = prefixes[i];

      /* Letters in either case, with or without points between. */
      while (*wanted)
        {
          if (*wanted == '.')
            wanted++;
          else if (*p == '.' || (*p == ' ' && p > text && p[-1] == '.'))
            p++;
          else if (g_ascii_toupper (*p) == *wanted)
            {
              p++;
              wanted++;
            }
          else
            break;
        }
      if (*wanted || (*p != '.' && *p != ' ' && *p != '\0'))
        continue;
      while (*p == '.' || *p == ' ')
        p++;
      *rest = p;
      return (NhSign) i;
    }
  return NH_SIGN_SELF;
}

/** nh_sign_of_lines: Returns: by what right the two lines above a name say that somebody signs. */
NhSign
nh_sign_of_lines (const char *authority, const char *post)
{
  NhSign sign = nh_sign_parse (authority, NULL);

  return sign != NH_SIGN_SELF ? sign : nh_sign_parse (post, NULL);
}

/**
 * nh_sign_change:
 * @authority: (nullable): the present first line
 * @post: (nullable): the present second line
 * @sign: by what right it is signed from now on
 * @new_authority: (out) (transfer full): the first line
 * @new_post: (out) (transfer full): the second line
 *
 * Turns the lines over: whoever is signed for stays; the post of the one who signs stays where it can,
 * a deputy signs KT. as "PHÓ …". What can't be known is left for people to write.
 */
void
nh_sign_change (const char *authority, const char *post, NhSign sign, char **new_authority, char **new_post)
{
  const char *head;
  const char *bare;
  NhSign old = nh_sign_parse (authority, &head);

  nh_sign_parse (post, &bare);
  /* Without a first line the second one is the head. */
  head = *head ? head : bare;
  if (sign == NH_SIGN_SELF || sign == NH_SIGN_Q)
    {
      *new_authority = g_strdup ("");
      *new_post = sign == NH_SIGN_Q ? g_strconcat ("Q. ", head, NULL) : g_strdup (head);
      return;
    }
  *new_authority = g_strdup_printf ("%s %s", prefixes[sign], head);
  if (sign == NH_SIGN_KT && (old == NH_SIGN_SELF || !g_str_has_prefix (bare, "PHÓ ")))
    *new_post = g_strconcat ("PHÓ ", head, NULL);
  else if (old == NH_SIGN_SELF)
    *new_post = g_strdup ("");
  else
    *new_post = g_strdup (bare);
}
