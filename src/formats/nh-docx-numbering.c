/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers that Word counts itself. The labels of a document are known; each is left to Word's own
 * counting where that gives the same label, so that an officer who goes on in Word finds living
 * numbers. Where it does not, the list begins anew at the wanted number; what no list of Word can
 * count (đ) has none) gets a list of one fixed label.
 *
 * Word lets lists of one definition share their counts, LibreOffice does not. A label is left to the
 * counting only where both come to it.
 */
#include <string.h>

#include "core/nh-outline.h"
#include "formats/nh-docx-write-private.h"

#define LEVELS NH_OUTLINE_LEVELS
#define ABSTRACT_HEADINGS 1
#define ABSTRACT_BULLETS 2
#define FIRST_FIXED 3 /* definitions of fixed labels */
#define NUM_HEADINGS 1
#define NUM_BULLETS 2

/* Letters that Word knows too, up to the one after which it doubles them: aa, bb. */
#define LAST_LATIN 26

typedef struct
{
  guint id;
  guint definition; /* abstractNum */
  guint level;      /* from 0: which level begins anew */
  guint start;      /* with which number; 0: none does */
  guint counts[LEVELS];
} List;

struct _NhDocxNumbering
{
  GArray *lists;       /* of List; the list with id n stands at n - 1 */
  GPtrArray *fixed;    /* labels; that of definition FIRST_FIXED + i stands at i */
  GHashTable *by_label; /* fixed label -> id of its list */
  guint shared[LEVELS]; /* what Word has counted */
  guint at[LEVELS];     /* which list each level of the headings belongs to */
};

static const struct
{
  const char *format;
  const char *text;
  const char *style;
} heading_levels[LEVELS] = {
  { "upperRoman", "%1.", "Heading1" },
  { "decimal", "%2.", "Heading2" },
  { "decimal", "%2.%3.", "Heading3" },
  { "decimal", "%2.%3.%4.", "Heading4" },
  { "lowerLetter", "%5)", "Diem" },
}, bullet_levels[] = {
  { "bullet", "–", "Gach" },
  { "bullet", "+", "Cong" },
};

static List *
get_list (NhDocxNumbering *self, guint id)
{
  return &g_array_index (self->lists, List, id - 1);
}

static guint
add_list (NhDocxNumbering *self, guint definition, guint level, guint start)
{
  List list = { self->lists->len + 1, definition, level, start, { 0 } };

  g_array_append_val (self->lists, list);
  return list.id;
}

/** nh_docx_numbering_new: Returns: (transfer full): the lists of a file: headings and bullets. */
NhDocxNumbering *
nh_docx_numbering_new (void)
{
  NhDocxNumbering *self = g_new0 (NhDocxNumbering, 1);

  self->lists = g_array_new (FALSE, TRUE, sizeof (List));
  self->fixed = g_ptr_array_new_with_free_func (g_free);
  self->by_label = g_hash_table_new (g_str_hash, g_str_equal);
  add_list (self, ABSTRACT_HEADINGS, 0, 0);
  add_list (self, ABSTRACT_BULLETS, 0, 0);
  for (guint i = 0; i < LEVELS; i++)
    self->at[i] = NUM_HEADINGS;
  return self;
}

void
nh_docx_numbering_free (NhDocxNumbering *self)
{
  g_array_unref (self->lists);
  g_ptr_array_unref (self->fixed);
  g_hash_table_unref (self->by_label);
  g_free (self);
}

/* What a list shows at @level with these counts; NULL where programs differ. */
static char *
show (const guint *counts, guint level)
{
  GString *label;

  if (level == 0)
    {
      g_autofree char *roman = nh_outline_roman (counts[0]);

      return g_strconcat (roman, ".", NULL);
    }
  if (level == LEVELS - 1)
    return counts[level] <= LAST_LATIN ? g_strdup_printf ("%c)", 'a' + counts[level] - 1) : NULL;
  label = g_string_new (NULL);
  for (guint i = 1; i <= level; i++)
    {
      if (!counts[i])
        {
          g_string_free (label, TRUE);
          return NULL;
        }
      g_string_append_printf (label, "%u.", counts[i]);
    }
  return g_string_free (label, FALSE);
}

static void
count (guint *counts, guint level, guint start)
{
  counts[level] = start ? start : counts[level] + 1;
  for (guint i = level + 1; i < LEVELS; i++)
    counts[i] = 0;
}

/* Whether the list shows @label for one more heading; then it is counted. */
static gboolean
go_on (NhDocxNumbering *self, guint id, guint level, const char *label)
{
  List *list = get_list (self, id);
  guint start = list->level == level && !list->counts[level] ? list->start : 0;
  guint shared[LEVELS];
  guint own[LEVELS];
  g_autofree char *in_word = NULL;
  g_autofree char *in_others = NULL;

  memcpy (shared, self->shared, sizeof shared);
  memcpy (own, list->counts, sizeof own);
  count (shared, level, start);
  count (own, level, start);
  in_word = show (shared, level);
  in_others = show (own, level);
  if (g_strcmp0 (in_word, label) != 0 || g_strcmp0 (in_others, label) != 0)
    return FALSE;
  memcpy (self->shared, shared, sizeof shared);
  memcpy (list->counts, own, sizeof own);
  for (guint i = level; i < LEVELS; i++)
    self->at[i] = id;
  return TRUE;
}

/* The number that a label is, where its level counts nothing but itself; 0: none. */
static guint
parse_own_number (guint level, const char *label)
{
  g_autofree char *number = g_strndup (label, MAX (strlen (label), 1) - 1);
  guint64 figure;

  if (level == 0)
    return nh_outline_parse_roman (number);
  if (level == LEVELS - 1)
    return strlen (number) == 1 && *number >= 'a' && *number <= 'z' ? (guint) (*number - 'a' + 1) : 0;
  if (level == 1 && g_ascii_string_to_unsigned (number, 10, 1, G_MAXINT16, &figure, NULL))
    return (guint) figure;
  return 0;
}

static guint
fixed_list (NhDocxNumbering *self, const char *label)
{
  guint id = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_label, label));

  if (id)
    return id;
  g_ptr_array_add (self->fixed, g_strdup (label));
  id = add_list (self, FIRST_FIXED + self->fixed->len - 1, 0, 0);
  g_hash_table_insert (self->by_label, self->fixed->pdata[self->fixed->len - 1], GUINT_TO_POINTER (id));
  return id;
}

/**
 * nh_docx_numbering_heading:
 * @self: the lists of a file
 * @level: 1 to 5
 * @label: (nullable): what stands before the heading: "II.", "1.1.", "a)"
 *
 * To be called for the headings in their order.
 *
 * Returns: the list and level that show @label here.
 */
NhDocxNumber
nh_docx_numbering_heading (NhDocxNumbering *self, guint level, const char *label)
{
  NhDocxNumber number = { 0, CLAMP (level, 1, LEVELS) - 1, FALSE };
  guint start;

  level = number.level;
  if (!label || !*label)
    return number;
  number.num = self->at[level];
  if (!go_on (self, number.num, level, label))
    {
      start = parse_own_number (level, label);
      number.num = start ? add_list (self, ABSTRACT_HEADINGS, level, start) : 0;
      if (!start || !go_on (self, number.num, level, label))
        {
          if (start)
            g_array_set_size (self->lists, self->lists->len - 1);
          number.num = fixed_list (self, label);
        }
    }
  number.by_style = number.num == NUM_HEADINGS;
  return number;
}

/**
 * nh_docx_numbering_bullet:
 * @self: the lists of a file
 * @level: 1 or 2
 * @label: (nullable): what stands before the item: "–", "+"
 *
 * Returns: the list and level that show @label.
 */
NhDocxNumber
nh_docx_numbering_bullet (NhDocxNumbering *self, guint level, const char *label)
{
  NhDocxNumber number = { 0, CLAMP (level, 1, G_N_ELEMENTS (bullet_levels)) - 1, FALSE };

  if (!label || !*label)
    return number;
  number.by_style = g_str_equal (label, bullet_levels[number.level].text);
  number.num = number.by_style ? NUM_BULLETS : fixed_list (self, label);
  return number;
}

/** nh_docx_numbering_of_style: Returns: the list that a style belongs to; its num is 0: none. */
NhDocxNumber
nh_docx_numbering_of_style (NhDocxRole role)
{
  if (role >= NH_DOCX_HEADING_1 && role <= NH_DOCX_HEADING_5)
    return (NhDocxNumber) { NUM_HEADINGS, role - NH_DOCX_HEADING_1, TRUE };
  if (role == NH_DOCX_BULLET_1 || role == NH_DOCX_BULLET_2)
    return (NhDocxNumber) { NUM_BULLETS, role - NH_DOCX_BULLET_1, TRUE };
  return (NhDocxNumber) { 0 };
}

/* Writing. */

static void
write_level (NhDocxWriter *w, guint level, const char *format, const char *style, const char *text)
{
  nh_docx_start (w, "lvl");
  nh_docx_attribute_int (w, "ilvl", (int) level);
  nh_docx_value (w, "start", "1");
  nh_docx_value (w, "numFmt", format);
  if (style)
    nh_docx_value (w, "pStyle", style);
  nh_docx_value (w, "suff", "space");
  nh_docx_value (w, "lvlText", text);
  nh_docx_value (w, "lvlJc", "left");
  nh_docx_start (w, "pPr");
  nh_docx_start (w, "ind");
  nh_docx_attribute (w, "left", "0");
  nh_docx_attribute_int (w, "firstLine", nh_docx_twips (nh_docx_looks (NH_DOCX_BODY)->indent));
  nh_docx_end (w);
  nh_docx_end (w);
  /* Without a font of its own a sign is saved by some programs as one of the font Symbol. */
  if (g_str_equal (format, "bullet"))
    {
      nh_docx_start (w, "rPr");
      nh_docx_fonts (w);
      nh_docx_end (w);
    }
  nh_docx_end (w);
}

static void
start_definition (NhDocxWriter *w, guint id)
{
  nh_docx_start (w, "abstractNum");
  nh_docx_attribute_int (w, "abstractNumId", (int) id);
  nh_docx_value (w, "multiLevelType", "multilevel");
}

static void
write_list (NhDocxWriter *w, const List *list)
{
  nh_docx_start (w, "num");
  nh_docx_attribute_int (w, "numId", (int) list->id);
  nh_docx_value_int (w, "abstractNumId", (int) list->definition);
  if (list->start)
    {
      nh_docx_start (w, "lvlOverride");
      nh_docx_attribute_int (w, "ilvl", (int) list->level);
      nh_docx_value_int (w, "startOverride", (int) list->start);
      nh_docx_end (w);
    }
  nh_docx_end (w);
}

/** nh_docx_write_numbering: the content of numbering.xml, after the body was written. */
void
nh_docx_write_numbering (NhDocxWriter *w)
{
  NhDocxNumbering *self = w->numbering;

  start_definition (w, ABSTRACT_HEADINGS);
  for (guint i = 0; i < LEVELS; i++)
    write_level (w, i, heading_levels[i].format, heading_levels[i].style, heading_levels[i].text);
  nh_docx_end (w);
  start_definition (w, ABSTRACT_BULLETS);
  for (guint i = 0; i < G_N_ELEMENTS (bullet_levels); i++)
    write_level (w, i, bullet_levels[i].format, bullet_levels[i].style, bullet_levels[i].text);
  nh_docx_end (w);
  for (guint i = 0; i < self->fixed->len; i++)
    {
      start_definition (w, FIRST_FIXED + i);
      for (guint level = 0; level < LEVELS; level++)
        write_level (w, level, "none", NULL, self->fixed->pdata[i]);
      nh_docx_end (w);
    }
  /* All definitions stand before the first list. */
  for (guint i = 0; i < self->lists->len; i++)
    write_list (w, &g_array_index (self->lists, List, i));
}
