/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The styles of a Word file: what their paragraphs are.
 */
#include <string.h>

#include "formats/nh-docx-read-private.h"

#define MAX_STYLES 10000u
#define MAX_BASES 20 /* styles based on each other */

typedef struct
{
  char *name;
  char *base;
  int outline;
  int num;
  int level;
  NhDocxLetters letters;
} Entry;

struct _NhDocxStyles
{
  GHashTable *entries; /* id -> Entry */
  char *normal;        /* id of the style of paragraphs that name none */
};

typedef struct
{
  NhDocxStyles *styles;
  Entry *entry; /* NULL outside of a style */
  guint inside; /* what has letters of its own inside a style: parts of tables */
} Parse;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->base);
  g_free (entry);
}

/** nh_docx_read_switch: Returns: what an element says that is there to say yes, unless it says no. */
gboolean
nh_docx_read_switch (const NhXmlAttributes *attributes)
{
  g_autofree char *value = nh_xml_dup (attributes, "val");

  return !value || !(g_str_equal (value, "0") || g_str_equal (value, "false") || g_str_equal (value, "off"));
}

/** nh_docx_read_letters: takes what an element inside rPr says. */
void
nh_docx_read_letters (NhDocxLetters *letters, const char *name, const NhXmlAttributes *attributes)
{
  NhStyle style = NH_STYLE_PLAIN;

  if (strcmp (name, "b") == 0)
    style = NH_STYLE_BOLD;
  else if (strcmp (name, "i") == 0)
    style = NH_STYLE_ITALIC;
  else
    return;
  letters->known |= style;
  letters->style &= ~style;
  if (nh_docx_read_switch (attributes))
    letters->style |= style;
}

static void
start_style (Parse *parse, const NhXmlAttributes *attributes)
{
  g_autofree char *id = nh_xml_dup (attributes, "styleId");
  g_autofree char *type = nh_xml_dup (attributes, "type");

  if (!id || g_hash_table_size (parse->styles->entries) >= MAX_STYLES)
    return;
  if (g_strcmp0 (type, "paragraph") == 0 && nh_xml_is_true (attributes, "default"))
    {
      g_free (parse->styles->normal);
      parse->styles->normal = g_strdup (id);
    }
  parse->entry = g_new0 (Entry, 1);
  parse->entry->outline = parse->entry->num = parse->entry->level = -1;
  g_hash_table_replace (parse->styles->entries, g_steal_pointer (&id), parse->entry);
}

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Parse *parse = data;
  Entry *entry = parse->entry;

  if (strcmp (name, "style") == 0 && !entry)
    start_style (parse, attributes);
  else if (strcmp (name, "tblStylePr") == 0)
    parse->inside++;
  else if (!entry || parse->inside)
    return TRUE;
  else if (strcmp (name, "name") == 0 && !entry->name)
    entry->name = nh_xml_dup (attributes, "val");
  else if (strcmp (name, "basedOn") == 0 && !entry->base)
    entry->base = nh_xml_dup (attributes, "val");
  else if (strcmp (name, "outlineLvl") == 0)
    entry->outline = (int) nh_xml_int (attributes, "val", G_MAXINT16) % G_MAXINT16;
  else if (strcmp (name, "numId") == 0)
    entry->num = (int) (nh_xml_int (attributes, "val", 0) & G_MAXINT32);
  else if (strcmp (name, "ilvl") == 0)
    entry->level = (int) (nh_xml_int (attributes, "val", 0) & G_MAXINT16);
  else
    nh_docx_read_letters (&entry->letters, name, attributes);
  return TRUE;
}

static gboolean
end (gpointer data, const char *name)
{
  Parse *parse = data;

  if (strcmp (name, "style") == 0)
    parse->entry = NULL;
  else if (strcmp (name, "tblStylePr") == 0 && parse->inside)
    parse->inside--;
  return TRUE;
}

/**
 * nh_docx_styles_read:
 * @package: a Word file
 * @part: (nullable): its part with the styles
 * @error: of domain NH_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the styles; none where there is no such part.
 */
NhDocxStyles *
nh_docx_styles_read (NhPackage *package, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end };
  g_autoptr (NhDocxStyles) self = g_new0 (NhDocxStyles, 1);
  Parse parse = { .styles = self };

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  if (part && !nh_package_parse (package, part, &handlers, &parse, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
nh_docx_styles_free (NhDocxStyles *self)
{
  g_hash_table_unref (self->entries);
  g_free (self->normal);
  g_free (self);
}

static int
outline_of_name (const char *name)
{
  static const char heading[] = "heading ";
  gsize length = strlen (heading);

  if (g_ascii_strncasecmp (name, heading, length) != 0 || name[length] < '1' || name[length] > '9'
      || name[length + 1])
    return -1;
  return name[length] - '1';
}

/**
 * nh_docx_styles_get:
 * @self: styles
 * @id: (nullable): what a paragraph or run calls its style; %NULL: that of paragraphs that name none
 *
 * Returns: the style; a plain one where the file has no such style.
 */
NhDocxStyle
nh_docx_styles_get (NhDocxStyles *self, const char *id)
{
  NhDocxStyle style = { NH_DOCX_OTHER, -1, -1, -1, { 0, 0 } };

  if (!id)
    id = self->normal;
  for (guint i = 0; id && i < MAX_BASES; i++)
    {
      const Entry *entry = g_hash_table_lookup (self->entries, id);
      NhStyle news;

      if (!entry)
        break;
      if (i == 0 && entry->name)
        style.role = nh_docx_style_role (entry->name);
      if (i == 0 && g_strcmp0 (entry->name, NH_DOCX_BLANK_NAME) == 0)
        style.letters.style |= NH_STYLE_BLANK;
      if (i == 0 && g_strcmp0 (entry->name, NH_DOCX_BLANK_MARK_NAME) == 0)
        style.letters.style |= NH_STYLE_BLANK;
      if (style.outline < 0)
        style.outline = entry->outline >= 0 || !entry->name ? entry->outline : outline_of_name (entry->name);
      if (style.num < 0)
        style.num = entry->num;
      if (style.level < 0)
        style.level = entry->level;
      news = entry->letters.known & ~style.letters.known;
      style.letters.known |= news;
      style.letters.style |= entry->letters.style & news;
      id = entry->base;
    }
  if (style.outline > 8)
    style.outline = -1; /* 9 is body text */
  return style;
}
