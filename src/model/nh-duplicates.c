/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Duplicates among units: reading them, comparing what may be one, and names that stand for two.
 */
#include "model/nh-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "model/nh-workbook-private.h"

#define CERTAIN 88
#define PROBABLE 60

/* Findings. */

static void
clear_member (gpointer data)
{
  NhDuplicateMember *member = data;

  g_free (member->name);
  g_free (member->detail);
}

NhDuplicate *
nh_duplicate_new (NhDuplicateKind kind)
{
  NhDuplicate *duplicate = g_new0 (NhDuplicate, 1);

  duplicate->kind = kind;
  duplicate->members = g_array_new (FALSE, FALSE, sizeof (NhDuplicateMember));
  g_array_set_clear_func (duplicate->members, clear_member);
  return duplicate;
}

/**
 * nh_duplicate_free:
 * @duplicate: (nullable): a finding
 *
 * Frees a finding with its texts.
 */
void
nh_duplicate_free (NhDuplicate *duplicate)
{
  if (!duplicate)
    return;
  g_array_unref (duplicate->members);
  g_clear_pointer (&duplicate->evidence, g_ptr_array_unref);
  g_free (duplicate);
}

void
nh_duplicate_add (NhDuplicate *duplicate, gint64 id, const char *name, const char *detail)
{
  NhDuplicateMember member = { id, g_strdup (name ? name : ""), g_strdup (detail ? detail : "") };

  g_array_append_val (duplicate->members, member);
}

/**
 * nh_duplicate_get:
 * @duplicate: a finding
 * @i: which of its records
 *
 * Returns: (transfer none): that record.
 */
const NhDuplicateMember *
nh_duplicate_get (const NhDuplicate *duplicate, guint i)
{
  return &g_array_index (duplicate->members, NhDuplicateMember, i);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const NhDuplicate *first = *(const NhDuplicate *const *) a;
  const NhDuplicate *second = *(const NhDuplicate *const *) b;
  gint64 id_first = nh_duplicate_get (first, 0)->id;
  gint64 id_second = nh_duplicate_get (second, 0)->id;

  if (first->strength != second->strength)
    return first->strength < second->strength ? -1 : 1;
  if (first->score != second->score)
    return first->score > second->score ? -1 : 1;
  if (id_first != id_second)
    return id_first < id_second ? -1 : 1;
  id_first = nh_duplicate_get (first, first->members->len - 1)->id;
  id_second = nh_duplicate_get (second, second->members->len - 1)->id;
  return id_first < id_second ? -1 : id_first > id_second;
}

void
nh_duplicates_sort (GPtrArray *duplicates)
{
  g_ptr_array_sort (duplicates, compare_findings);
}

/* Units. */

void
nh_duplicate_unit_free (NhDuplicateUnit *unit)
{
  g_free (unit->kind);
  g_free (unit->area);
  g_free (unit->phone);
  g_free (unit->email);
  g_free (unit->from);
  g_free (unit->to);
  g_ptr_array_unref (unit->names);
  g_free (unit);
}

static guint
says_by_kind (const char *kind)
{
  static const struct
  {
    const char *kind;
    guint says;
  } table[] = {
    { "province_office", NH_UNIT_SAYS_PROVINCE },
    { "district_office", NH_UNIT_SAYS_DISTRICT },
    { "commune_office", NH_UNIT_SAYS_COMMUNE },
    { "kindergarten", NH_UNIT_SAYS_KINDERGARTEN },
    { "primary", NH_UNIT_SAYS_PRIMARY },
    { "primary_secondary", NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER },
    { "lower_secondary", NH_UNIT_SAYS_LOWER },
    { "upper_secondary", NH_UNIT_SAYS_UPPER },
    { "multi_level", NH_UNIT_SAYS_MULTI },
    { "continuing_centre", NH_UNIT_SAYS_CONTINUING },
    { "college", NH_UNIT_SAYS_COLLEGE },
  };

  for (gsize i = 0; kind && i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].kind, kind))
      return table[i].says;
  return 0;
}

static void
add_unit_name (NhDuplicateUnit *unit, const char *text)
{
  NhUnitName *name;

  if (!text || !*text)
    return;
  for (guint i = 0; i < unit->names->len; i++)
    if (g_str_equal (((NhUnitName *) g_ptr_array_index (unit->names, i))->text, text))
      return;
  name = nh_unit_name_new (text);
  if (!(unit->says & NH_UNIT_LEVELS))
    unit->says |= name->says;
  g_ptr_array_add (unit->names, name);
}

static NhDuplicateUnit *
read_unit (NhStatement *row)
{
  NhDuplicateUnit *unit = g_new0 (NhDuplicateUnit, 1);

  unit->id = nh_statement_int64 (row, 0);
  unit->kind = g_strdup (nh_statement_text (row, 3));
  unit->parent = nh_statement_int64 (row, 4);
  unit->area = g_strdup (nh_statement_text (row, 5));
  unit->phone = g_strdup (nh_statement_text (row, 6));
  unit->email = g_strdup (nh_statement_text (row, 7));
  unit->from = g_strdup (nh_statement_text (row, 8));
  unit->to = g_strdup (nh_statement_text (row, 9));
  unit->successor = nh_statement_int64 (row, 10);
  unit->names = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_unit_name_free);
  add_unit_name (unit, nh_statement_text (row, 1));
  add_unit_name (unit, nh_statement_text (row, 2));
  unit->n_main = unit->names->len;
  if (!(unit->says & NH_UNIT_LEVELS))
    unit->says |= says_by_kind (unit->kind);
  return unit;
}

typedef struct
{
  GPtrArray *units; /* of NhDuplicateUnit */
  GHashTable *by_id; /* gint64 * -> NhDuplicateUnit */
  GHashTable *names; /* gint64 * -> const char * */
  GHashTable *distinct; /* "id id", the lower first: what the user said is different */
} Units;

static void
units_clear (Units *units)
{
  g_clear_pointer (&units->by_id, g_hash_table_unref);
  g_clear_pointer (&units->names, g_hash_table_unref);
  g_clear_pointer (&units->distinct, g_hash_table_unref);
  g_clear_pointer (&units->units, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Units, units_clear)

static char *
pair_key (gint64 a, gint64 b)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, MIN (a, b), MAX (a, b));
}

static gboolean
read_aliases (NhReader *reader, Units *units, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_reader_prepare (reader, "SELECT unit, alias FROM unit_alias ORDER BY unit, position", error);
  gboolean row = TRUE;

  while (select && row)
    {
      gint64 id;
      NhDuplicateUnit *unit;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      id = row ? nh_statement_int64 (select, 0) : 0;
      unit = row ? g_hash_table_lookup (units->by_id, &id) : NULL;
      if (unit)
        add_unit_name (unit, nh_statement_text (select, 1));
    }
  return select != NULL;
}

static gboolean
read_distinct (NhReader *reader, Units *units, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_reader_prepare (reader, "SELECT first, second FROM unit_distinct", error);
  gboolean row = TRUE;

  while (select && row)
    {
      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (row)
        g_hash_table_add (units->distinct, pair_key (nh_statement_int64 (select, 0),
                                                     nh_statement_int64 (select, 1)));
    }
  return select != NULL;
}

static gboolean
read_units (NhReader *reader, Units *units, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhStatement) select = nh_reader_prepare (
      reader, "SELECT id, name, short_name, kind, parent, area, phone, email, active_from, active_to, "
              "successor FROM unit ORDER BY id", error);
  gboolean row = TRUE;

  units->units = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_duplicate_unit_free);
  units->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  units->names = g_hash_table_new (g_int64_hash, g_int64_equal);
  units->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while (select && row)
    {
      NhDuplicateUnit *unit;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        break;
      unit = read_unit (select);
      if (!unit->names->len)
        {
          nh_duplicate_unit_free (unit); /* without a name there is nothing to compare */
          continue;
        }
      g_ptr_array_add (units->units, unit);
      g_hash_table_insert (units->by_id, &unit->id, unit);
      g_hash_table_insert (units->names, &unit->id,
                           ((NhUnitName *) g_ptr_array_index (unit->names, 0))->text);
    }
  return select && read_aliases (reader, units, error) && read_distinct (reader, units, error);
}

static const char *
name_of (const NhDuplicateUnit *unit)
{
  return ((const NhUnitName *) g_ptr_array_index (unit->names, 0))->text;
}

static void
add_member (NhDuplicate *duplicate, const NhDuplicateUnit *unit, GHashTable *names)
{
  const char *parent = unit->parent ? g_hash_table_lookup (names, &unit->parent) : NULL;

  nh_duplicate_add (duplicate, unit->id, name_of (unit), parent ? parent : unit->area);
}

static void
add_pair (GPtrArray *found, const Units *units, const NhDuplicateUnit *a, const NhDuplicateUnit *b)
{
  g_autofree char *key = pair_key (a->id, b->id);
  NhDuplicateVerdict verdict;
  NhDuplicate *duplicate;

  if (g_hash_table_contains (units->distinct, key))
    return;
  verdict = nh_duplicates_compare (a, b, units->names);
  if (!verdict.score)
    return;
  duplicate = nh_duplicate_new (NH_DUPLICATE_PAIR);
  duplicate->score = verdict.score;
  duplicate->evidence = verdict.evidence;
  duplicate->strength = verdict.score >= CERTAIN ? NH_DUPLICATE_CERTAIN
                        : verdict.score >= PROBABLE ? NH_DUPLICATE_PROBABLE
                                                    : NH_DUPLICATE_POSSIBLE;
  add_member (duplicate, a, units->names);
  add_member (duplicate, b, units->names);
  g_ptr_array_add (found, duplicate);
}

/* How many units share a core and a number. */
static void
count_alike (const Units *units)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < units->units->len; i++)
      {
        NhDuplicateUnit *unit = g_ptr_array_index (units->units, i);
        const NhUnitName *name = g_ptr_array_index (unit->names, 0);
        char *key = g_strconcat (name->folded, "|", name->numbers, NULL);
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

        if (pass == 0)
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (n + 1));
        else
          {
            unit->n_alike = n;
            g_free (key);
          }
      }
}

/* Names of several units. */

static char *
number_key (const NhUnitName *name, const char *numbers)
{
  return g_strdup_printf ("%s|%s", name->core, numbers);
}

/* Units by core and number, one number each. */
static GHashTable *
index_numbers (const Units *units)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < units->units->len; i++)
    {
      NhDuplicateUnit *unit = g_ptr_array_index (units->units, i);
      const NhUnitName *name = g_ptr_array_index (unit->names, 0);
      g_autofree char *key = NULL;
      GPtrArray *list;

      if (name->n_numbers != 1)
        continue;
      key = number_key (name, name->numbers);
      list = g_hash_table_lookup (table, key);
      if (!list)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (table, g_steal_pointer (&key), list);
        }
      g_ptr_array_add (list, unit);
    }
  return table;
}

/* The unit that the combined name means by one of its numbers; NULL: not in the workbook. */
static NhDuplicateUnit *
find_part (GHashTable *numbers, const NhDuplicateUnit *whole, const char *number)
{
  g_autofree char *key = number_key (g_ptr_array_index (whole->names, 0), number);
  GPtrArray *list = g_hash_table_lookup (numbers, key);

  for (guint i = 0; list && i < list->len; i++)
    {
      NhDuplicateUnit *unit = g_ptr_array_index (list, i);

      if (nh_duplicates_may_be_same_kind (unit->says, whole->says)
          && (!unit->parent || !whole->parent || unit->parent == whole->parent))
        return unit;
    }
  return NULL;
}

static void
add_combined (GPtrArray *found, const Units *units, GHashTable *numbers, const NhDuplicateUnit *unit)
{
  const NhUnitName *name = g_ptr_array_index (unit->names, 0);
  g_autofree char *key = pair_key (unit->id, unit->id);
  g_auto (GStrv) each = g_strsplit (name->numbers, ",", -1);
  NhDuplicate *duplicate;
  guint known = 0;
  g_autoptr (GString) parts = g_string_new (NULL);

  if (g_hash_table_contains (units->distinct, key))
    return;
  duplicate = nh_duplicate_new (NH_DUPLICATE_COMBINED);
  add_member (duplicate, unit, units->names);
  for (guint i = 0; each[i]; i++)
    {
      NhDuplicateUnit *part = find_part (numbers, unit, each[i]);
      g_autofree char *single = nh_unit_name_with_number (name->text, each[i]);

      known += part != NULL;
      if (part)
        add_member (duplicate, part, units->names);
      else
        nh_duplicate_add (duplicate, 0, single, NULL);
      g_string_append_printf (parts, "%s“%s”", i ? ", " : "", part ? name_of (part) : single);
    }
  duplicate->evidence = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (duplicate->evidence,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "“%s” names %u unit: %s.",
                                                 "“%s” names %u units: %s.", name->n_numbers),
                                    name->text, name->n_numbers, parts->str));
  if (known)
    g_ptr_array_add (duplicate->evidence,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                   "%u of them is in the list already.",
                                                   "%u of them are in the list already.", known),
                                      known));
  duplicate->score = known ? 80 : 62;
  duplicate->strength = NH_DUPLICATE_PROBABLE;
  g_ptr_array_add (found, duplicate);
}

/**
 * nh_duplicates_units:
 * @reader: a reading connection
 * @cancellable: (nullable): stops the search
 * @error: of domain NH_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Units that are probably one, and units whose name stands for several. What the user called
 * different is left out. Takes time in proportion to the number of units.
 *
 * Returns: (transfer full) (element-type NhDuplicate): the findings, the strongest first; %NULL
 *   with @error set.
 */
GPtrArray *
nh_duplicates_units (NhReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_duplicate_free);
  g_autoptr (GArray) pairs = NULL;
  g_autoptr (GHashTable) numbers = NULL;
  g_auto (Units) units = { NULL };

  if (!read_units (reader, &units, cancellable, error))
    return NULL;
  count_alike (&units);
  pairs = nh_duplicates_candidates (units.units, cancellable);
  for (guint i = 0; i < pairs->len; i++)
    {
      guint64 pair = g_array_index (pairs, guint64, i);

      if (i % 256 == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      add_pair (found, &units, g_ptr_array_index (units.units, pair >> 32),
                g_ptr_array_index (units.units, pair & G_MAXUINT32));
    }
  numbers = index_numbers (&units);
  for (guint i = 0; i < units.units->len; i++)
    {
      NhDuplicateUnit *unit = g_ptr_array_index (units.units, i);

      if (((NhUnitName *) g_ptr_array_index (unit->names, 0))->n_numbers > 1)
        add_combined (found, &units, numbers, unit);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  nh_duplicates_sort (found);
  return g_steal_pointer (&found);
}

/**
 * nh_duplicates_set_distinct:
 * @workbook: a workbook
 * @first: key of a unit
 * @second: key of another one, or the same: then its name stands for one unit after all
 * @error: of domain NH_STORE_ERROR
 *
 * Remembers that the user looked at a proposal and said no. One step of undo.
 *
 * Returns: whether it is stored.
 */
gboolean
nh_duplicates_set_distinct (NhWorkbook *workbook, gint64 first, gint64 second, GError **error)
{
  NhStore *store = nh_workbook_get_store (workbook);
  gint64 numbers[] = { nh_id_new (), MIN (first, second), MAX (first, second) };

  if (!nh_store_begin (store, first == second ? _ ("Keep the name of the unit")
                                              : _ ("Tell two units apart"), error))
    return FALSE;
  if (!nh_workbook_run (workbook, error, "INSERT INTO unit_distinct (id, first, second) VALUES (?, ?, ?)",
                        G_N_ELEMENTS (numbers), numbers))
    {
      nh_store_rollback (store);
      return FALSE;
    }
  return nh_store_commit (store, error);
}
