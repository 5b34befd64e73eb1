/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows that did not change keep their order among themselves, so the ranks stay of use after an
 * edit: the few rows that changed are only remembered as moved, and placed one by one.
 */
#include "model/nh-row-ranks.h"

#include <stdlib.h>
#include <string.h>

/* More changed rows than this are cheaper to read again than to place. */
#define MAX_MOVED 64

typedef struct
{
  gint64 id;
  guint32 rank;
} Place;

struct _NhRowRanks
{
  gatomicrefcount ref_count;
  const NhEntity *entity;
  NhListSort sorts[NH_LIST_MAX_SORTS];
  guint n_sorts;
  gboolean foreign; /* the order depends on other tables */
  guint n;
  gint64 *order;    /* keys by rank */
  gint64 *ids;      /* keys by key */
  guint32 *ranks;   /* of .ids */
};

typedef struct
{
  GPtrArray *ranks;  /* of NhRowRanks, at most one an entity */
  GHashTable *moved; /* keys of rows that changed since: gint64 */
} Memory;

static int
compare_places (const void *a, const void *b)
{
  gint64 first = ((const Place *) a)->id;
  gint64 second = ((const Place *) b)->id;

  return (first > second) - (first < second);
}

static gboolean
is_foreign (const NhQuery *query)
{
  for (guint i = 0; i < query->n_sorts; i++)
    {
      const NhField *field = &query->entity->fields[query->sorts[i].field];

      if (field->flags & NH_FIELD_COMPUTED || field->kind == NH_FIELD_REFERENCE
          || field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST)
        return TRUE;
    }
  return FALSE;
}

/**
 * nh_row_ranks_possible:
 * @query: what a list shows
 *
 * Returns: whether ranks help with @query: it shows all rows of a table with a full-text index,
 *   or those that a search finds, without groups.
 */
gboolean
nh_row_ranks_possible (const NhQuery *query)
{
  return query->entity->fts && !query->filters->len && query->group < 0;
}

/**
 * nh_row_ranks_new:
 * @query: gives the entity and its order
 * @order: (transfer full) (element-type gint64): the keys of all rows in that order
 *
 * Returns: (transfer full): the ranks
 */
NhRowRanks *
nh_row_ranks_new (const NhQuery *query, GArray *order)
{
  NhRowRanks *ranks = g_new0 (NhRowRanks, 1);
  guint n = order->len;
  g_autofree Place *places = g_new (Place, MAX (n, 1));

  g_atomic_ref_count_init (&ranks->ref_count);
  ranks->entity = query->entity;
  memcpy (ranks->sorts, query->sorts, sizeof ranks->sorts);
  ranks->n_sorts = query->n_sorts;
  ranks->foreign = is_foreign (query);
  ranks->n = n;
  ranks->order = (gint64 *) g_array_free (order, FALSE);
  ranks->order = g_renew (gint64, ranks->order, MAX (n, 1));
  ranks->ids = g_new (gint64, MAX (n, 1));
  ranks->ranks = g_new (guint32, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    places[i] = (Place){ ranks->order[i], i };
  qsort (places, n, sizeof (Place), compare_places);
  for (guint i = 0; i < n; i++)
    {
      ranks->ids[i] = places[i].id;
      ranks->ranks[i] = places[i].rank;
    }
  return ranks;
}

NhRowRanks *
nh_row_ranks_ref (NhRowRanks *ranks)
{
  g_atomic_ref_count_inc (&ranks->ref_count);
  return ranks;
}

void
nh_row_ranks_unref (NhRowRanks *ranks)
{
  if (!g_atomic_ref_count_dec (&ranks->ref_count))
    return;
  g_free (ranks->order);
  g_free (ranks->ids);
  g_free (ranks->ranks);
  g_free (ranks);
}

/**
 * nh_row_ranks_get_order:
 * @ranks: ranks
 * @n: (out): how many rows there are
 *
 * Returns: (array length=n): the keys of all rows in order
 */
const gint64 *
nh_row_ranks_get_order (NhRowRanks *ranks, guint *n)
{
  *n = ranks->n;
  return ranks->order;
}

/* The first place at or behind @from whose key is not less than @id. Strides double, so that few
 * hits skip most of the table and many walk along it. */
static guint
seek (NhRowRanks *ranks, guint from, gint64 id)
{
  guint low = from;
  guint step = 1;

  while (low + step < ranks->n && ranks->ids[low + step] < id)
    {
      low += step;
      step *= 2;
    }
  for (guint high = MIN (low + step, ranks->n); low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (ranks->ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * nh_row_ranks_sort:
 * @ranks: ranks
 * @hits: (element-type gint64): keys in ascending order
 * @unknown: (element-type gint64): receives those that have no rank
 *
 * Returns: (transfer full) (element-type gint64): the other keys of @hits by their rank
 */
GArray *
nh_row_ranks_sort (NhRowRanks *ranks, const GArray *hits, GArray *unknown)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), hits->len);
  guint n_words = ranks->n / 64 + 1;
  g_autofree guint64 *found = g_new0 (guint64, n_words);
  guint at = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      gint64 id = g_array_index (hits, gint64, i);
      guint32 rank;

      at = seek (ranks, at, id);
      if (at >= ranks->n || ranks->ids[at] != id)
        {
          g_array_append_val (unknown, id);
          continue;
        }
      rank = ranks->ranks[at];
      found[rank / 64] |= G_GUINT64_CONSTANT (1) << (rank % 64);
    }
  for (guint w = 0; w < n_words; w++)
    for (guint64 word = found[w], bit = 0; word; word >>= 1, bit++)
      if (word & 1)
        g_array_append_val (ids, ranks->order[w * 64 + bit]);
  return ids;
}

/* The memory of a workbook. */

static void
forget_all (Memory *memory)
{
  g_ptr_array_set_size (memory->ranks, 0);
  g_hash_table_remove_all (memory->moved);
}

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_ptr_array_unref (memory->ranks);
  g_hash_table_unref (memory->moved);
  g_free (memory);
}

static GQuark
memory_quark (void)
{
  static GQuark quark;

  if (!quark)
    quark = g_quark_from_static_string ("nh-row-ranks");
  return quark;
}

static void
on_changed_cb (NhWorkbook *workbook, GArray *changes, gpointer data)
{
  nh_row_ranks_note_changes (workbook, changes);
}

/**
 * nh_row_ranks_keep:
 * @workbook: a workbook
 * @ranks: (transfer none): of its last committed state
 *
 * Remembers them until too much has changed.
 */
void
nh_row_ranks_keep (NhWorkbook *workbook, NhRowRanks *ranks)
{
  Memory *memory = g_object_get_qdata (G_OBJECT (workbook), memory_quark ());

  if (!memory)
    {
      memory = g_new0 (Memory, 1);
      memory->ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_row_ranks_unref);
      memory->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_object_set_qdata_full (G_OBJECT (workbook), memory_quark (), memory, memory_free);
      g_signal_connect (workbook, "changed", G_CALLBACK (on_changed_cb), NULL);
    }
  for (guint i = 0; i < memory->ranks->len; i++)
    if (((NhRowRanks *) memory->ranks->pdata[i])->entity == ranks->entity)
      g_ptr_array_remove_index (memory->ranks, i--);
  if (!memory->ranks->len)
    g_hash_table_remove_all (memory->moved);
  g_ptr_array_add (memory->ranks, nh_row_ranks_ref (ranks));
}

/**
 * nh_row_ranks_find:
 * @workbook: a workbook
 * @query: what a list shows
 *
 * Returns: (transfer none) (nullable): the ranks of the order of @query; the rows that
 *   nh_row_ranks_get_moved() names may have none, or a wrong one.
 */
NhRowRanks *
nh_row_ranks_find (NhWorkbook *workbook, const NhQuery *query)
{
  Memory *memory = g_object_get_qdata (G_OBJECT (workbook), memory_quark ());

  for (guint i = 0; memory && nh_row_ranks_possible (query) && i < memory->ranks->len; i++)
    {
      NhRowRanks *ranks = memory->ranks->pdata[i];

      if (ranks->entity == query->entity && nh_query_same_order (query, ranks->sorts, ranks->n_sorts))
        return ranks;
    }
  return NULL;
}

/**
 * nh_row_ranks_note_changes:
 * @workbook: a workbook
 * @changes: (nullable) (element-type NhChange): what changed; %NULL: everything
 *
 * May be told the same changes again: lists do so first, since they may be asked before this
 * file hears of the change itself.
 */
void
nh_row_ranks_note_changes (NhWorkbook *workbook, GArray *changes)
{
  Memory *memory = g_object_get_qdata (G_OBJECT (workbook), memory_quark ());

  if (!memory || !memory->ranks->len)
    return;
  if (!changes)
    {
      forget_all (memory);
      return;
    }
  for (guint i = memory->ranks->len; changes->len && i > 0; i--)
    if (((NhRowRanks *) memory->ranks->pdata[i - 1])->foreign)
      g_ptr_array_remove_index (memory->ranks, i - 1);
  for (guint i = 0; i < changes->len; i++)
    {
      NhChange *change = &g_array_index (changes, NhChange, i);

      for (guint r = 0; r < memory->ranks->len; r++)
        if (g_str_equal (((NhRowRanks *) memory->ranks->pdata[r])->entity->name, change->table))
          g_hash_table_add (memory->moved, g_memdup2 (&change->id, sizeof change->id));
      if (g_hash_table_size (memory->moved) > MAX_MOVED)
        {
          forget_all (memory);
          return;
        }
    }
}

/**
 * nh_row_ranks_get_moved:
 * @workbook: a workbook with ranks
 *
 * Returns: (transfer none) (element-type gint64): keys of rows that came, went or changed since
 *   the ranks were made
 */
GHashTable *
nh_row_ranks_get_moved (NhWorkbook *workbook)
{
  Memory *memory = g_object_get_qdata (G_OBJECT (workbook), memory_quark ());

  return memory->moved;
}
