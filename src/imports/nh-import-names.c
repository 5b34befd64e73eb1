/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records by what people call them, in memory: a table of 100,000 rows names its units 100,000
 * times, and a query for each would take longer than all the rest.
 */
#include "imports/nh-import-private.h"

#include <string.h>

#include "core/nh-text.h"
#include "core/nh-unit-kind.h"

typedef struct
{
  gint64 id;
  guint n; /* records that have this key */
} Hit;

typedef struct
{
  const char *name;
  const char *kind;
  gint64 parent;
  char *near_key; /* made when it is first needed */
} Known;

struct _NhImportNames
{
  const NhEntity *entity;
  gboolean is_unit;
  GStringChunk *texts;
  GHashTable *exact; /* key of the name -> Hit */
  GHashTable *loose; /* "TH" for "Trường Tiểu học" */
  GHashTable *plain; /* folded: for texts typed without tones */
  GHashTable *areas; /* of offices */
  GHashTable *known; /* id -> Known */
  GArray *ids;       /* in the order of coming */
};

NhStatement *
nh_import_source_prepare (const NhImportSource *source, const char *sql, GError **error)
{
  return source->reader ? nh_reader_prepare (source->reader, sql, error)
                        : nh_store_prepare (source->store, sql, error);
}

/* Words at the head of a unit's name and the short form for all their spellings. */
static const struct
{
  const char *words, *code;
} heads[] = {
  { "truong", "" },
  { "phong giao duc va dao tao", "pgd" },
  { "phong giao duc dao tao", "pgd" },
  { "phong giao duc", "pgd" },
  { "phong gd va dt", "pgd" },
  { "phong gd dt", "pgd" },
  { "phong gddt", "pgd" },
  { "pgd va dt", "pgd" },
  { "pgd dt", "pgd" },
  { "pgddt", "pgd" },
  { "so giao duc va dao tao", "sgd" },
  { "so giao duc dao tao", "sgd" },
  { "so gd va dt", "sgd" },
  { "so gd dt", "sgd" },
  { "so gddt", "sgd" },
  { "sgd va dt", "sgd" },
  { "sgd dt", "sgd" },
  { "sgddt", "sgd" },
  { "tieu hoc va", "th" },
  { "tieu hoc", "th" },
  { "th va", "th" },
  { "mam non", "mn" },
  { "mau giao", "mg" },
  { "trung hoc co so va", "thcs" },
  { "trung hoc co so", "thcs" },
  { "thcs va", "thcs" },
  { "trung hoc pho thong", "thpt" },
  { "pho thong dan toc ban tru", "ptdtbt" },
  { "pho thong dan toc noi tru", "ptdtnt" },
  { "trung tam", "tt" },
  { "giao duc nghe nghiep va", "gdnn" },
  { "giao duc nghe nghiep", "gdnn" },
  { "giao duc thuong xuyen", "gdtx" },
  { "gdnn va", "gdnn" },
  { "ttgdnn", "tt gdnn" },
  { "ttgdtx", "tt gdtx" },
};

/* Moves both texts, whose words correspond, behind the longest known beginning. */
static const char *
read_head (const char **key, const char **folded)
{
  gsize best = 0;
  const char *code = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      gsize n = strlen (heads[i].words);

      if (n > best && strncmp (*folded, heads[i].words, n) == 0 && ((*folded)[n] == ' ' || !(*folded)[n]))
        {
          best = n;
          code = heads[i].code;
        }
    }
  if (!code)
    return NULL;
  for (gsize i = 0; i <= best; i++)
    if ((*folded)[i] == ' ' || !(*folded)[i])
      {
        const char *blank = strchr (*key, ' ');

        *key = blank ? blank + 1 : *key + strlen (*key);
      }
  *folded += best + ((*folded)[best] == ' ');
  return code;
}

/**
 * nh_import_loose_key:
 * @name: the name of a unit
 *
 * Key that is equal for the long and the short form of the words that a unit's name begins with:
 * "Trường Tiểu học Bến Súc", "TH Bến Súc", "Tiểu học Bến Súc". The rest of the name counts as in
 * nh_text_unit_key().
 *
 * Returns: (transfer full): the key.
 */
char *
nh_import_loose_key (const char *name)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (name), ".,:;/", ' ');
  g_autofree char *key = nh_text_unit_key (spaced);
  g_autofree char *folded = nh_text_fold (key);
  const char *k = key;
  const char *f = folded;
  GString *loose = g_string_new (NULL);
  const char *code;

  while (*f && (code = read_head (&k, &f)))
    if (*code)
      g_string_append_printf (loose, "%s ", code);
  if (!*k)
    g_string_assign (loose, key);
  else
    g_string_append (loose, k);
  return g_string_free (loose, FALSE);
}

static void
add_key (NhImportNames *names, GHashTable *table, const char *key, gint64 id)
{
  Hit *hit = g_hash_table_lookup (table, key);

  if (!*key)
    return;
  if (!hit)
    {
      hit = g_new (Hit, 1);
      *hit = (Hit){ id, 1 };
      g_hash_table_insert (table, g_string_chunk_insert (names->texts, key), hit);
    }
  else if (hit->id != id)
    hit->n++;
}

static void
add_name (NhImportNames *names, gint64 id, const char *name)
{
  g_autofree char *key = NULL;
  g_autofree char *plain = NULL;

  if (!name || !*name)
    return;
  key = nh_text_unit_key (name);
  plain = nh_text_fold (name);
  add_key (names, names->exact, key, id);
  add_key (names, names->plain, plain, id);
  if (names->is_unit)
    {
      g_autofree char *loose = nh_import_loose_key (name);

      add_key (names, names->loose, loose, id);
    }
}

static gint64 *
dup_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static void
known_free (gpointer data)
{
  g_free (((Known *) data)->near_key);
  g_free (data);
}

/**
 * nh_import_names_add:
 * @names: the records of an entity
 * @id: key of a record
 * @name: its name
 * @kind: (nullable): of a unit: the key of its kind
 * @parent: of a unit: who manages it; 0: nobody
 */
void
nh_import_names_add (NhImportNames *names, gint64 id, const char *name, const char *kind, gint64 parent)
{
  Known *known = g_hash_table_lookup (names->known, &id);

  if (!known)
    {
      known = g_new0 (Known, 1);
      known->name = g_string_chunk_insert (names->texts, name ? name : "");
      known->kind = g_string_chunk_insert_const (names->texts, kind ? kind : "");
      known->parent = parent;
      g_hash_table_insert (names->known, dup_id (id), known);
      g_array_append_val (names->ids, id);
    }
  add_name (names, id, name);
}

static const char *
names_sql (const NhEntity *entity, char **owned)
{
  if (g_str_equal (entity->name, "unit"))
    return "SELECT t.id, t.name, t.short_name, t.kind, t.parent, CASE WHEN t.kind IN ('district_office', "
           "'commune_office') THEN t.area END, (SELECT group_concat (alias, char (10)) FROM unit_alias "
           "WHERE unit = t.id) FROM unit t";
  if (g_str_equal (entity->name, "plan"))
    return "SELECT t.id, CASE WHEN coalesce (t.number, '') <> '' THEN t.number || '/' || "
           "coalesce (t.symbol, '') ELSE t.title END, t.title, NULL, 0, NULL, NULL FROM plan t";
  *owned = g_strdup_printf ("SELECT t.id, %s, %s, NULL, 0, NULL, NULL FROM %s t", entity->label_sql,
                            entity->short_sql ? entity->short_sql : "NULL", entity->name);
  return *owned;
}

static gboolean
load (NhImportNames *names, const NhImportSource *source, GError **error)
{
  g_autofree char *owned = NULL;
  g_autoptr (NhStatement) select
      = nh_import_source_prepare (source, names_sql (names->entity, &owned), error);
  gboolean row = TRUE;

  while (select)
    {
      const char *aliases;
      gint64 id;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      id = nh_statement_int64 (select, 0);
      nh_import_names_add (names, id, nh_statement_text (select, 1), nh_statement_text (select, 3),
                           nh_statement_int64 (select, 4));
      add_name (names, id, nh_statement_text (select, 2));
      if (nh_statement_text (select, 5))
        {
          g_autofree char *area = nh_text_unit_key (nh_statement_text (select, 5));

          add_key (names, names->areas, area, id);
        }
      aliases = nh_statement_text (select, 6);
      if (aliases)
        {
          g_auto (GStrv) lines = g_strsplit (aliases, "\n", -1);

          for (guint i = 0; lines[i]; i++)
            add_name (names, id, lines[i]);
        }
    }
  return FALSE;
}

/** nh_import_names_new: Returns: (transfer full): all records of an entity by their names. */
NhImportNames *
nh_import_names_new (const NhImportSource *source, const NhEntity *entity, GError **error)
{
  NhImportNames *names = g_new0 (NhImportNames, 1);

  names->entity = entity;
  names->is_unit = g_str_equal (entity->name, "unit");
  names->texts = g_string_chunk_new (16 * 1024);
  names->exact = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  names->loose = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  names->plain = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  names->areas = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  names->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, known_free);
  names->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!load (names, source, error))
    g_clear_pointer (&names, nh_import_names_free);
  return names;
}

void
nh_import_names_free (NhImportNames *names)
{
  g_hash_table_unref (names->exact);
  g_hash_table_unref (names->loose);
  g_hash_table_unref (names->plain);
  g_hash_table_unref (names->areas);
  g_hash_table_unref (names->known);
  g_array_unref (names->ids);
  g_string_chunk_free (names->texts);
  g_free (names);
}

static const Hit *
find_hit (NhImportNames *names, const char *text)
{
  g_autofree char *key = nh_text_unit_key (text);
  g_autofree char *loose = NULL;
  const Hit *hit = g_hash_table_lookup (names->exact, key);

  if (hit)
    return hit;
  if (names->is_unit)
    {
      loose = nh_import_loose_key (text);
      hit = g_hash_table_lookup (names->loose, loose);
      if (!hit)
        hit = g_hash_table_lookup (names->areas, key);
      if (hit)
        return hit;
    }
  /* Tones part names, Thanh Tuyên from Thanh Tuyền: only who typed none means any. */
  if (g_str_is_ascii (text))
    {
      g_autofree char *plain = nh_text_fold (text);

      return g_hash_table_lookup (names->plain, plain);
    }
  return NULL;
}

/* "Đức Thắng 1,2": the name before the numbers and the numbers. */
static GStrv
split_numbers (const char *text)
{
  const char *p = text + strlen (text);
  const char *start;

  while (p > text && strchr ("0123456789, ", p[-1]))
    p--;
  start = p;
  if (start == text || !strchr (start, ','))
    return NULL;
  start += strspn (start, " ,");
  if (!g_ascii_isdigit (*start) || start == p)
    return NULL;
  return g_strsplit (start, ",", -1);
}

/**
 * nh_import_names_find:
 * @names: the records of an entity
 * @text: a name as written in the sheet
 * @id: (out): the key of the record
 *
 * Returns: whether one record is meant, none, several of one name, or, as in "Đức Thắng 1,2",
 *   several by one text.
 */
NhNameResult
nh_import_names_find (NhImportNames *names, const char *text, gint64 *id)
{
  const Hit *hit = find_hit (names, text);
  g_auto (GStrv) numbers = NULL;

  *id = hit ? hit->id : 0;
  if (hit)
    return hit->n == 1 ? NH_NAME_FOUND : NH_NAME_AMBIGUOUS;
  numbers = names->is_unit ? split_numbers (text) : NULL;
  return numbers && numbers[1] ? NH_NAME_SEVERAL : NH_NAME_MISSING;
}

/** nh_import_names_find_all: Returns: (transfer full) (element-type gint64): all that fit @text. */
GArray *
nh_import_names_find_all (NhImportNames *names, const char *text)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *loose = names->is_unit ? nh_import_loose_key (text) : nh_text_unit_key (text);

  for (guint i = 0; i < names->ids->len; i++)
    {
      gint64 id = g_array_index (names->ids, gint64, i);
      const Known *known = g_hash_table_lookup (names->known, &id);
      g_autofree char *own = names->is_unit ? nh_import_loose_key (known->name)
                                            : nh_text_unit_key (known->name);

      if (g_str_equal (own, loose))
        g_array_append_val (all, id);
    }
  return all;
}

/**
 * nh_import_split_list:
 * @names: the records that the list names
 * @text: "TH Hợp Thịnh; Đức Thắng 1,2": names between semicolons, commas, lines and "và"
 *
 * A comma may stand in a name too: the longest stretch that names a record is one name.
 *
 * Returns: (transfer full) (element-type utf8): the names, one for each record.
 */
GPtrArray *
nh_import_split_list (NhImportNames *names, const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;
  g_autofree char *lines = g_strdup (text);
  gint64 id;

  g_strdelimit (lines, "\n", ';');
  parts = g_strsplit (lines, ";", -1);
  for (guint i = 0; parts[i]; i++)
    {
      g_auto (GStrv) pieces = NULL;

      g_strstrip (parts[i]);
      while (*parts[i] && strchr ("-+•", *parts[i]))
        memmove (parts[i], parts[i] + 1, strlen (parts[i]));
      g_strstrip (parts[i]);
      if (!*parts[i])
        continue;
      if (nh_import_names_find (names, parts[i], &id) == NH_NAME_FOUND)
        {
          g_ptr_array_add (list, g_strdup (parts[i]));
          continue;
        }
      pieces = g_strsplit (parts[i], ",", -1);
      for (guint k = 0; pieces[k]; k++)
        {
          char *piece = g_strstrip (pieces[k]);
          const char *before = list->len && k ? g_ptr_array_index (list, list->len - 1) : NULL;

          if (!*piece)
            continue;
          /* "Đức Thắng 1,2": the second number goes with the name of the first. */
          if (before && strspn (piece, "0123456789") == strlen (piece))
            {
              gsize n = strlen (before);

              while (n > 0 && g_ascii_isdigit (before[n - 1]))
                n--;
              if (n > 0 && before[n])
                {
                  g_ptr_array_add (list, g_strdup_printf ("%.*s%s", (int) n, before, piece));
                  continue;
                }
            }
          g_ptr_array_add (list, g_strdup (piece));
        }
    }
  return list;
}

static const Known *
get (NhImportNames *names, gint64 id)
{
  return g_hash_table_lookup (names->known, &id);
}

const char *
nh_import_names_get (NhImportNames *names, gint64 id)
{
  return get (names, id) ? get (names, id)->name : "";
}

const char *
nh_import_names_get_kind (NhImportNames *names, gint64 id)
{
  return get (names, id) ? get (names, id)->kind : "";
}

gint64
nh_import_names_get_parent (NhImportNames *names, gint64 id)
{
  return get (names, id) ? get (names, id)->parent : 0;
}

void
nh_import_names_set_parent (NhImportNames *names, gint64 id, gint64 parent)
{
  Known *known = g_hash_table_lookup (names->known, &id);

  if (known)
    known->parent = parent;
}

/* Whether two keys differ by one letter put in, left out or replaced; numbers must agree. */
static gboolean
differs_by_one (const char *a, const char *b)
{
  gsize na = strlen (a);
  gsize nb = strlen (b);
  gsize head = 0;
  gsize tail = 0;

  if (MAX (na, nb) - MIN (na, nb) > 1 || MIN (na, nb) < 6)
    return FALSE;
  while (a[head] && a[head] == b[head])
    head++;
  while (tail < MIN (na, nb) - head && a[na - 1 - tail] == b[nb - 1 - tail])
    tail++;
  if (na - head - tail > 1 || nb - head - tail > 1)
    return FALSE;
  return !g_ascii_isdigit (a[head]) && !g_ascii_isdigit (b[head]);
}

/**
 * nh_import_names_find_near:
 * @names: the records of an entity
 * @text: a name that no record has
 *
 * Returns: (transfer none) (nullable): the name of a record that is nearly the same: other tones or
 *   marks, or one letter.
 */
const char *
nh_import_names_find_near (NhImportNames *names, const char *text)
{
  g_autofree char *loose = nh_import_loose_key (text);
  g_autofree char *wanted = nh_text_fold (loose);

  for (guint i = 0; i < names->ids->len; i++)
    {
      gint64 id = g_array_index (names->ids, gint64, i);
      Known *known = g_hash_table_lookup (names->known, &id);

      if (!known->near_key)
        {
          g_autofree char *own = nh_import_loose_key (known->name);

          known->near_key = nh_text_fold (own);
        }
      if (g_str_equal (known->near_key, wanted) || differs_by_one (known->near_key, wanted))
        return known->name;
    }
  return NULL;
}
