/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of a Word file, counted as Word counts: lists of one definition go on from each other,
 * a list that says where it begins does so when it is first used.
 */
#include <string.h>

#include "core/nh-outline.h"
#include "formats/nh-docx-read-private.h"

#define LEVELS 9
#define MAX_LISTS 20000u
#define LONGEST_LABEL 64
#define MOST 30000

typedef enum
{
  FORMAT_DECIMAL,
  FORMAT_UPPER_ROMAN,
  FORMAT_LOWER_ROMAN,
  FORMAT_UPPER_LETTER,
  FORMAT_LOWER_LETTER,
  FORMAT_NONE,
  FORMAT_BULLET,
} Format;

typedef struct
{
  Format format;
  guint start;
  char *text;
  gboolean known;
} Level;

typedef struct
{
  Level levels[LEVELS];
  guint counts[LEVELS];
} Definition;

typedef struct
{
  int definition;
  Level levels[LEVELS]; /* what this list has otherwise */
  guint starts[LEVELS]; /* where it begins: one more than that; 0: as the definition says */
} List;

struct _NhDocxNumbers
{
  GHashTable *definitions; /* number -> Definition */
  GHashTable *lists;       /* number -> List */
};

typedef struct
{
  NhDocxNumbers *numbers;
  Definition *definition;
  List *list;
  int level; /* that is being read; -1: none */
} Parse;

static void
clear_levels (Level *levels)
{
  for (guint i = 0; i < LEVELS; i++)
    g_free (levels[i].text);
}

static void
definition_free (gpointer data)
{
  clear_levels (((Definition *) data)->levels);
  g_free (data);
}

static void
list_free (gpointer data)
{
  clear_levels (((List *) data)->levels);
  g_free (data);
}

static Format
parse_format (const NhXmlAttributes *attributes)
{
  static const char *const names[]
      = { "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "none", "bullet" };
  g_autofree char *name = nh_xml_dup (attributes, "val");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (Format) i;
  return FORMAT_DECIMAL;
}

static Level *
current_level (Parse *parse)
{
  Level *levels = parse->definition ? parse->definition->levels : parse->list ? parse->list->levels : NULL;

  return levels && parse->level >= 0 ? &levels[parse->level] : NULL;
}

static void
start_level (Parse *parse, const NhXmlAttributes *attributes)
{
  gint64 level = nh_xml_int (attributes, "ilvl", -1);

  parse->level = level >= 0 && level < LEVELS ? (int) level : -1;
}

static void
read_level (Parse *parse, const char *name, const NhXmlAttributes *attributes)
{
  Level *level = current_level (parse);

  if (!level)
    return;
  if (strcmp (name, "start") == 0)
    level->start = (guint) CLAMP (nh_xml_int (attributes, "val", 1), 0, MOST);
  else if (strcmp (name, "numFmt") == 0)
    level->format = parse_format (attributes);
  else if (strcmp (name, "lvlText") == 0)
    {
      g_free (level->text);
      level->text = nh_xml_dup (attributes, "val");
      level->known = TRUE;
    }
  else if (strcmp (name, "startOverride") == 0 && parse->list)
    parse->list->starts[parse->level] = 1 + (guint) CLAMP (nh_xml_int (attributes, "val", 1), 0, MOST);
}

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Parse *parse = data;
  NhDocxNumbers *numbers = parse->numbers;

  if (strcmp (name, "abstractNum") == 0 && !parse->list
      && g_hash_table_size (numbers->definitions) < MAX_LISTS)
    {
      parse->definition = g_new0 (Definition, 1);
      for (guint i = 0; i < LEVELS; i++)
        parse->definition->levels[i].start = 1;
      g_hash_table_replace (numbers->definitions,
                            GINT_TO_POINTER ((int) (nh_xml_int (attributes, "abstractNumId", 0) & G_MAXINT32)),
                            parse->definition);
    }
  else if (strcmp (name, "num") == 0 && !parse->definition && g_hash_table_size (numbers->lists) < MAX_LISTS)
    {
      parse->list = g_new0 (List, 1);
      g_hash_table_replace (numbers->lists,
                            GINT_TO_POINTER ((int) (nh_xml_int (attributes, "numId", 0) & G_MAXINT32)), parse->list);
    }
  else if (strcmp (name, "abstractNumId") == 0 && parse->list)
    parse->list->definition = (int) (nh_xml_int (attributes, "val", 0) & G_MAXINT32);
  else if (strcmp (name, "lvl") == 0 || strcmp (name, "lvlOverride") == 0)
    start_level (parse, attributes);
  else
    read_level (parse, name, attributes);
  return TRUE;
}

static gboolean
end (gpointer data, const char *name)
{
  Parse *parse = data;

  if (strcmp (name, "abstractNum") == 0)
    parse->definition = NULL;
  else if (strcmp (name, "num") == 0)
    parse->list = NULL;
  return TRUE;
}

/**
 * nh_docx_numbers_read:
 * @package: a Word file
 * @part: (nullable): its part with the lists
 * @error: of domain NH_READ_ERROR
 *
 * Returns: (transfer full) (nullable): the lists; none where there is no such part.
 */
NhDocxNumbers *
nh_docx_numbers_read (NhPackage *package, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end };
  g_autoptr (NhDocxNumbers) self = g_new0 (NhDocxNumbers, 1);
  Parse parse = { .numbers = self, .level = -1 };

  self->definitions = g_hash_table_new_full (NULL, NULL, NULL, definition_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  if (part && !nh_package_parse (package, part, &handlers, &parse, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
nh_docx_numbers_free (NhDocxNumbers *self)
{
  g_hash_table_unref (self->definitions);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/* Word doubles letters after the last: z, aa, bb. */
static void
append_letters (GString *label, guint n, char first)
{
  for (guint i = 0; n && i <= (n - 1) / 26 && i < 10; i++)
    g_string_append_c (label, (char) (first + (n - 1) % 26));
}

static void
append_number (GString *label, Format format, guint n)
{
  g_autofree char *roman = NULL;

  switch (format)
    {
    case FORMAT_UPPER_ROMAN:
    case FORMAT_LOWER_ROMAN:
      roman = nh_outline_roman (n);
      if (format == FORMAT_LOWER_ROMAN)
        {
          g_autofree char *small = g_ascii_strdown (roman, -1);

          g_string_append (label, small);
        }
      else
        g_string_append (label, roman);
      break;
    case FORMAT_UPPER_LETTER:
      append_letters (label, n, 'A');
      break;
    case FORMAT_LOWER_LETTER:
      append_letters (label, n, 'a');
      break;
    case FORMAT_DECIMAL:
      g_string_append_printf (label, "%u", n);
      break;
    case FORMAT_NONE:
    case FORMAT_BULLET:
      break;
    }
}

static const Level *
get_level (const Definition *definition, const List *list, int level)
{
  return list->levels[level].known ? &list->levels[level] : &definition->levels[level];
}

/* Counts one more item of @level; what is below begins anew. */
static void
count (Definition *definition, List *list, int level)
{
  guint *counts = definition->counts;

  if (list->starts[level])
    counts[level] = list->starts[level] - 1;
  else if (!counts[level])
    counts[level] = get_level (definition, list, level)->start;
  else if (counts[level] < MOST)
    counts[level]++;
  list->starts[level] = 0;
  for (int i = level + 1; i < LEVELS; i++)
    counts[i] = 0;
}

static char *
make_label (const Definition *definition, const List *list, int level)
{
  const Level *own = get_level (definition, list, level);
  GString *label = g_string_new (NULL);

  for (const char *p = own->text ? own->text : ""; *p && label->len < LONGEST_LABEL;)
    {
      const char *next = g_utf8_next_char (p);
      int other = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;

      if (other < 0 || own->format == FORMAT_BULLET)
        g_string_append_len (label, p, next - p);
      else
        {
          const Level *named = get_level (definition, list, other);

          append_number (label, named->format,
                         definition->counts[other] ? definition->counts[other] : named->start);
          next = p + 2;
        }
      p = next;
    }
  return g_string_free (label, FALSE);
}

/**
 * nh_docx_numbers_next:
 * @self: lists
 * @num: the list of a paragraph
 * @level: its level, from 0
 * @bullet: (out): whether it is no number but a sign
 *
 * To be called for the numbered paragraphs of a file in their order.
 *
 * Returns: (transfer full) (nullable): what stands before it; %NULL: it belongs to no list.
 */
char *
nh_docx_numbers_next (NhDocxNumbers *self, int num, int level, gboolean *bullet)
{
  List *list = num > 0 ? g_hash_table_lookup (self->lists, GINT_TO_POINTER (num)) : NULL;
  Definition *definition
      = list ? g_hash_table_lookup (self->definitions, GINT_TO_POINTER (list->definition)) : NULL;

  *bullet = FALSE;
  if (!definition)
    return NULL;
  level = CLAMP (level, 0, LEVELS - 1);
  count (definition, list, level);
  *bullet = get_level (definition, list, level)->format == FORMAT_BULLET;
  return make_label (definition, list, level);
}
