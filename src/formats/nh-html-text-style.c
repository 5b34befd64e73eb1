/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * As much CSS as tells headings, lists, bold and italic: the rules that Word and LibreOffice write
 * (an element, a class, or both), and declarations of elements. Everything else is passed over.
 */
#include "formats/nh-html-text-private.h"

#include <stdlib.h>
#include <string.h>

/* Word writes some hundreds for all styles of a document. */
#define MAX_RULES 5000
#define MAX_DECLARATIONS 200

struct _NhHtmlSheet
{
  GHashTable *rules; /* "p.name" → NhHtmlStyle */
};

void
nh_html_style_init (NhHtmlStyle *style)
{
  *style = (NhHtmlStyle){ .bold = NH_HTML_UNKNOWN, .italic = NH_HTML_UNKNOWN,
                          .hidden = NH_HTML_UNKNOWN, .pre = NH_HTML_UNKNOWN, .align = -1,
                          .font = NH_HTML_UNKNOWN };
}

static gboolean
contains (const char *text, const char *word)
{
  return strstr (text, word) != NULL;
}

static NhHtmlChoice
read_weight (const char *value)
{
  if (g_ascii_isdigit (*value))
    return strtol (value, NULL, 10) >= 600 ? NH_HTML_YES : NH_HTML_NO;
  if (g_str_has_prefix (value, "bold"))
    return NH_HTML_YES;
  return g_str_has_prefix (value, "normal") || g_str_has_prefix (value, "lighter") ? NH_HTML_NO
                                                                                   : NH_HTML_UNKNOWN;
}

static int
read_align (const char *value)
{
  if (g_str_has_prefix (value, "center"))
    return NH_ALIGN_CENTRE;
  if (g_str_has_prefix (value, "right") || g_str_has_prefix (value, "end"))
    return NH_ALIGN_RIGHT;
  return g_str_has_prefix (value, "left") || g_str_has_prefix (value, "start")
                 || g_str_has_prefix (value, "justify")
             ? (int) NH_ALIGN_LEFT
             : -1;
}

static NhHtmlList
read_list_type (const char *value)
{
  static const struct
  {
    const char *word;
    NhHtmlList list;
  } types[] = {
    { "decimal", NH_HTML_LIST_ARABIC },       { "upper-roman", NH_HTML_LIST_ROMAN },
    { "lower-alpha", NH_HTML_LIST_LETTER },   { "lower-latin", NH_HTML_LIST_LETTER },
    { "upper-alpha", NH_HTML_LIST_LETTER },   { "upper-latin", NH_HTML_LIST_LETTER },
    { "lower-roman", NH_HTML_LIST_LETTER },   { "disc", NH_HTML_LIST_MARKS },
    { "circle", NH_HTML_LIST_MARKS },         { "square", NH_HTML_LIST_MARKS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (value, types[i].word))
      return types[i].list;
  return NH_HTML_LIST_NONE;
}

/**
 * nh_html_read_width:
 * @text: (nullable): "45.0pt", "60", "25%"
 *
 * Returns: the number; all widths of one table have the same unit, so that shares come out right. 0:
 *   none.
 */
double
nh_html_read_width (const char *text)
{
  double width = text ? g_ascii_strtod (text, NULL) : 0;

  return width > 0 && width < 100000 ? width : 0;
}

static void
read_font (NhHtmlStyle *style, const char *value)
{
  g_autofree char *font = g_strdup (value);
  char *end;

  while (*value == '"' || *value == '\'' || *value == ' ')
    value++;
  g_strlcpy (font, value, strlen (font) + 1);
  end = font + strcspn (font, "\"',");
  *end = '\0';
  g_strchomp (font);
  style->encoding = nh_legacy_text_encoding_of_font (font, &style->capitals);
  style->font = NH_HTML_YES;
}

static void
read_mso_list (NhHtmlStyle *style, const char *value)
{
  const char *level = strstr (value, "level");

  if (contains (value, "ignore"))
    style->is_number = TRUE;
  else if (level)
    style->list_level = CLAMP ((int) strtol (level + 5, NULL, 10), 1, 9);
}

static void
read_declaration (NhHtmlStyle *style, const char *name, const char *value)
{
  g_autofree char *low = g_ascii_strdown (value, -1);
  NhHtmlChoice choice;

  if (strcmp (name, "font-weight") == 0)
    {
      choice = read_weight (low);
      style->bold = choice != NH_HTML_UNKNOWN ? choice : style->bold;
    }
  else if (strcmp (name, "font-style") == 0)
    style->italic = contains (low, "italic") || contains (low, "oblique");
  else if (strcmp (name, "font") == 0)
    {
      style->bold = contains (low, "bold") ? NH_HTML_YES : style->bold;
      style->italic = contains (low, "italic") ? NH_HTML_YES : style->italic;
    }
  else if (strcmp (name, "font-family") == 0)
    read_font (style, value);
  else if (strcmp (name, "text-align") == 0)
    style->align = read_align (low);
  else if (strcmp (name, "display") == 0 || strcmp (name, "mso-hide") == 0)
    style->hidden = contains (low, "none") || contains (low, "all");
  else if (strcmp (name, "white-space") == 0)
    style->pre = g_str_has_prefix (low, "pre");
  else if (strcmp (name, "mso-outline-level") == 0)
    style->outline = (int) CLAMP (strtol (low, NULL, 10), 0, 9);
  else if (strcmp (name, "mso-list") == 0)
    read_mso_list (style, low);
  else if (strcmp (name, "page-break-before") == 0 || strcmp (name, "break-before") == 0)
    style->page_break = contains (low, "always") || contains (low, "page");
  else if (strcmp (name, "list-style-type") == 0 || strcmp (name, "list-style") == 0)
    style->list = read_list_type (low);
  else if (strcmp (name, "width") == 0)
    style->width = nh_html_read_width (low);
  else if (strcmp (name, "mso-element") == 0)
    style->not_of_text = g_str_has_prefix (low, "header") || g_str_has_prefix (low, "footer")
                         || g_str_has_prefix (low, "comment");
}

/* The end of a declaration or rule: quotes may hold any sign. */
static const char *
find_end (const char *p, const char *signs)
{
  char quote = '\0';

  for (; *p; p++)
    if (quote)
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (strchr (signs, *p))
      break;
  return p;
}

/**
 * nh_html_style_read:
 * @style: what was said before
 * @declarations: "font-weight:bold; mso-list:l0 level1"
 */
void
nh_html_style_read (NhHtmlStyle *style, const char *declarations)
{
  const char *p = declarations;

  for (guint n = 0; *p && n < MAX_DECLARATIONS; n++)
    {
      const char *end = find_end (p, ";"), *colon = memchr (p, ':', (gsize) (end - p));

      if (colon)
        {
          g_autofree char *name = g_ascii_strdown (p, colon - p);
          g_autofree char *value = g_strndup (colon + 1, (gsize) (end - colon - 1));

          read_declaration (style, g_strstrip (name), g_strstrip (value));
        }
      p = *end ? end + 1 : end;
    }
}

NhHtmlSheet *
nh_html_sheet_new (void)
{
  NhHtmlSheet *self = g_new0 (NhHtmlSheet, 1);

  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
nh_html_sheet_free (NhHtmlSheet *self)
{
  g_hash_table_unref (self->rules);
  g_free (self);
}

static gboolean
is_simple (const char *selector)
{
  for (const char *p = selector; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("._-", *p) && (guint8) *p < 0x80)
      return FALSE;
  return *selector != '\0';
}

static void
add_rule (NhHtmlSheet *self, const char *selectors, const char *declarations)
{
  g_auto (GStrv) names = g_strsplit (selectors, ",", 50);

  for (guint i = 0; names[i]; i++)
    {
      char *name = g_strstrip (names[i]);
      NhHtmlStyle *style;

      for (char *p = name; *p && *p != '.'; p++)
        *p = g_ascii_tolower (*p);
      if (!is_simple (name) || g_hash_table_size (self->rules) >= MAX_RULES)
        continue;
      style = g_hash_table_lookup (self->rules, name);
      if (!style)
        {
          style = g_new (NhHtmlStyle, 1);
          nh_html_style_init (style);
          g_hash_table_insert (self->rules, g_strdup (name), style);
        }
      nh_html_style_read (style, declarations);
    }
}

/* Behind the brace that closes the one before @p. */
static const char *
skip_braces (const char *p)
{
  for (guint depth = 1; *p && depth > 0;)
    {
      p = find_end (p, "{}");
      depth = *p == '{' ? depth + 1 : depth - 1;
      p = *p ? p + 1 : p;
    }
  return p;
}

static void
strip_comments (char *css)
{
  char *out = css;
  gboolean unclosed = FALSE;

  for (char *p = css; *p;)
    {
      gboolean begins = !unclosed && strncmp (p, "/*", 2) == 0;
      char *end = begins ? strstr (p + 2, "*/") : NULL;

      unclosed = unclosed || (begins && !end);
      if (end)
        p = end + 2;
      else if (strncmp (p, "<!--", 4) == 0)
        p += 4;
      else if (strncmp (p, "-->", 3) == 0)
        p += 3;
      else
        *out++ = *p++;
    }
  *out = '\0';
}

/** nh_html_sheet_add: Takes the rules of a style element. */
void
nh_html_sheet_add (NhHtmlSheet *self, const char *css, gsize length)
{
  g_autofree char *text = g_strndup (css, length);
  const char *p = text;

  strip_comments (text);
  while (*p)
    {
      const char *open, *close;
      g_autofree char *selectors = NULL;
      g_autofree char *declarations = NULL;

      while (g_ascii_isspace (*p) || *p == '}' || *p == ';')
        p++;
      open = p + strcspn (p, "{");
      if (!*open)
        break;
      if (*p == '@')
        {
          p = skip_braces (open + 1);
          continue;
        }
      close = find_end (open + 1, "}");
      selectors = g_strndup (p, (gsize) (open - p));
      declarations = g_strndup (open + 1, (gsize) (close - open - 1));
      add_rule (self, selectors, declarations);
      p = *close ? close + 1 : close;
    }
}

static void
overlay (NhHtmlStyle *style, const NhHtmlStyle *rule)
{
  if (!rule)
    return;
  style->bold = rule->bold != NH_HTML_UNKNOWN ? rule->bold : style->bold;
  style->italic = rule->italic != NH_HTML_UNKNOWN ? rule->italic : style->italic;
  style->hidden = rule->hidden != NH_HTML_UNKNOWN ? rule->hidden : style->hidden;
  style->pre = rule->pre != NH_HTML_UNKNOWN ? rule->pre : style->pre;
  style->align = rule->align >= 0 ? rule->align : style->align;
  style->outline = rule->outline ? rule->outline : style->outline;
  style->list_level = rule->list_level ? rule->list_level : style->list_level;
  style->list = rule->list ? rule->list : style->list;
  style->width = rule->width > 0 ? rule->width : style->width;
  if (rule->font == NH_HTML_YES)
    {
      style->font = NH_HTML_YES;
      style->encoding = rule->encoding;
      style->capitals = rule->capitals;
    }
}

/**
 * nh_html_sheet_apply:
 * @self: rules
 * @name: of the element, small letters
 * @classes: (nullable): its class attribute
 * @style: what they say is put on top of it
 */
void
nh_html_sheet_apply (NhHtmlSheet *self, const char *name, const char *classes, NhHtmlStyle *style)
{
  g_auto (GStrv) names = g_strsplit_set (classes ? classes : "", " \t\r\n", 10);

  overlay (style, g_hash_table_lookup (self->rules, name));
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *both = g_strconcat (name, ".", names[i], NULL);

      if (!*names[i])
        continue;
      overlay (style, g_hash_table_lookup (self->rules, both + strlen (name)));
      overlay (style, g_hash_table_lookup (self->rules, both));
    }
}
