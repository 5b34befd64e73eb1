/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pairs are worth comparing. Each unit is put under keys that its duplicates have too; only
 * units with a key in common are compared, so that the work grows with the number of units and not
 * with its square.
 */
#include "model/nh-duplicates-private.h"

#include <stdlib.h>
#include <string.h>

/* A name that so many units have ("Nguyễn Du") says nothing by itself: they are compared only
 * within one parent, area, phone. */
#define MOST_IN_BLOCK 24

/* Shorter names have too many neighbours at one letter's distance. */
#define LEAST_LETTERS 5

typedef enum
{
  BLOCK_CORE,
  BLOCK_CORE_PARENT,
  BLOCK_CORE_AREA,
  BLOCK_SORTED,
  BLOCK_LETTERS,
  BLOCK_INITIALS,
  BLOCK_PHONE,
  BLOCK_EMAIL,
  BLOCK_KEY,
} Block;

typedef struct
{
  guint64 hash;
  guint32 unit;
  guint32 core; /* of the name, 0: none. The same core is the business of BLOCK_CORE alone */
} Entry;

/* FNV-1a: 64 bits, so that chance meetings are rare; they cost one comparison. */
static guint64
hash_bytes (guint64 hash, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static guint64
hash_start (Block block)
{
  return (G_GUINT64_CONSTANT (14695981039346656037) ^ (guint64) block)
         * G_GUINT64_CONSTANT (1099511628211);
}

static guint64
hash_two (Block block, const char *first, const char *second)
{
  guint64 hash = hash_bytes (hash_start (block), first, strlen (first) + 1);

  return hash_bytes (hash, second, strlen (second));
}

static void
add (GArray *entries, guint64 hash, guint32 unit, guint32 core)
{
  Entry entry = { hash, unit, core };

  g_array_append_val (entries, entry);
}

static int
compare_words (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *
sort_words (const char *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  return g_strjoinv (" ", words);
}

/* Two names at the distance of one letter share one of these: a word with a letter taken out, or
 * the word itself. */
static void
add_letters (GArray *entries, const NhUnitName *name, guint32 unit)
{
  char letters[128];
  gsize n = 0;
  guint32 core = g_str_hash (name->folded) | 1;
  guint64 number = hash_bytes (hash_start (BLOCK_LETTERS), name->numbers, strlen (name->numbers) + 1);

  for (const char *p = name->folded; *p && n < sizeof letters; p++)
    if (*p != ' ')
      letters[n++] = *p;
  if (n < LEAST_LETTERS)
    return;
  add (entries, hash_bytes (number, letters, n), unit, core);
  for (gsize i = 0; i < n; i++)
    if (i == 0 || letters[i] != letters[i - 1]) /* a double letter gives the same again */
      add (entries, hash_bytes (hash_bytes (number, letters, i), letters + i + 1, n - i - 1), unit,
           core);
}

static void
add_name (GArray *entries, const NhDuplicateUnit *unit, const NhUnitName *name, guint32 index)
{
  guint32 core = g_str_hash (name->folded) | 1;
  char parent[24];

  add (entries, hash_two (BLOCK_KEY, name->key, ""), index, 0);
  if (!*name->folded)
    return;
  add (entries, hash_two (BLOCK_CORE, name->folded, name->numbers), index, 0);
  if (unit->parent)
    {
      guint64 hash = hash_two (BLOCK_CORE_PARENT, name->folded, name->numbers);

      g_snprintf (parent, sizeof parent, "%" G_GINT64_FORMAT, unit->parent);
      add (entries, hash_bytes (hash, parent, strlen (parent)), index, 0);
    }
  if (unit->area && *unit->area)
    {
      guint64 hash = hash_two (BLOCK_CORE_AREA, name->folded, name->numbers);

      add (entries, hash_bytes (hash, unit->area, strlen (unit->area)), index, 0);
    }
  if (name->n_words > 1)
    {
      g_autofree char *sorted = sort_words (name->folded);

      add (entries, hash_two (BLOCK_SORTED, sorted, name->numbers), index, core);
      add (entries, hash_two (BLOCK_INITIALS, name->initials, name->numbers), index, core);
    }
  else
    add (entries, hash_two (BLOCK_INITIALS, name->folded, name->numbers), index, core);
  add_letters (entries, name, index);
}

static gboolean
is_repeated (const NhDuplicateUnit *unit, guint n)
{
  const NhUnitName *name = g_ptr_array_index (unit->names, n);

  for (guint i = 0; i < n; i++)
    {
      const NhUnitName *other = g_ptr_array_index (unit->names, i);

      if (g_str_equal (name->folded, other->folded) && g_str_equal (name->numbers, other->numbers))
        return TRUE;
    }
  return FALSE;
}

static void
add_unit (GArray *entries, const NhDuplicateUnit *unit, guint32 index)
{
  for (guint i = 0; i < unit->names->len; i++)
    {
      const NhUnitName *name = g_ptr_array_index (unit->names, i);

      /* "Trường Tiểu học Long Hòa" and "TH Long Hòa" have the same keys but the whole one. */
      if (is_repeated (unit, i))
        add (entries, hash_two (BLOCK_KEY, name->key, ""), index, 0);
      else
        add_name (entries, unit, name, index);
    }
  if (unit->phone && *unit->phone)
    add (entries, hash_two (BLOCK_PHONE, unit->phone, ""), index, 0);
  if (unit->email && *unit->email)
    add (entries, hash_two (BLOCK_EMAIL, unit->email, ""), index, 0);
}

static int
compare_entries (const void *a, const void *b)
{
  const Entry *first = a;
  const Entry *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  return first->unit < second->unit ? -1 : first->unit > second->unit;
}

static int
compare_pairs (const void *a, const void *b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/* What the comparison would refuse at its first look, told here for less. */
static gboolean
is_worth_it (GPtrArray *units, const Entry *a, const Entry *b)
{
  const NhDuplicateUnit *first = g_ptr_array_index (units, a->unit);
  const NhDuplicateUnit *second = g_ptr_array_index (units, b->unit);
  gboolean apart = first->parent && second->parent && first->parent != second->parent;
  gboolean aliases = first->names->len > first->n_main || second->names->len > second->n_main;

  if (a->unit == b->unit || (a->core && a->core == b->core))
    return FALSE;
  /* A name that is only like another counts within one office. */
  if (a->core && apart)
    return FALSE;
  return aliases || nh_duplicates_may_be_same_kind (first->says, second->says);
}

static void
add_pairs (GPtrArray *units, const Entry *entries, guint n, GArray *pairs)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (is_worth_it (units, &entries[i], &entries[j]))
        {
          guint64 pair = (guint64) entries[i].unit << 32 | entries[j].unit;

          g_array_append_val (pairs, pair);
        }
}

static void
drop_repeated (GArray *pairs)
{
  guint kept = 0;

  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    if (!kept || g_array_index (pairs, guint64, i) != g_array_index (pairs, guint64, kept - 1))
      g_array_index (pairs, guint64, kept++) = g_array_index (pairs, guint64, i);
  g_array_set_size (pairs, kept);
}

GArray *
nh_duplicates_candidates (GPtrArray *units, GCancellable *cancellable)
{
  g_autoptr (GArray) entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), units->len * 24);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  const Entry *all;

  for (guint i = 0; i < units->len; i++)
    add_unit (entries, g_ptr_array_index (units, i), i);
  g_array_sort (entries, compare_entries);
  all = (const Entry *) (gpointer) entries->data;
  for (guint from = 0, to; from < entries->len; from = to)
    {
      if (from % 4096 == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      for (to = from + 1; to < entries->len && all[to].hash == all[from].hash; to++)
        ;
      if (to - from > 1 && to - from <= MOST_IN_BLOCK)
        add_pairs (units, all + from, to - from, pairs);
    }
  drop_repeated (pairs);
  return pairs;
}
