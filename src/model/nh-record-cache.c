/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-record-cache.h"

#include "model/nh-field-sql.h"
#include "model/nh-record-private.h"

#define BLOCK 64    /* records read together */
#define VIEW_BLOCK 512 /* of a view, which is computed whole for each read */
#define KEPT 1024   /* records kept */

struct _NhRecordCache
{
  NhWorkbook *workbook; /* not owned: the list that owns the cache holds it */
  const NhEntity *entity;
  GHashTable *records; /* gint64 -> Cached */
  GQueue used;         /* of Cached, the latest first */
};

typedef struct
{
  gint64 id;
  NhRecord *record;
  GList link;
} Cached;

static void
cached_free (gpointer data)
{
  Cached *cached = data;

  g_object_unref (cached->record);
  g_free (cached);
}

/**
 * nh_record_cache_new:
 * @workbook: (transfer none): must outlive the cache's last read
 * @entity: what to read
 *
 * Returns: (transfer full): an empty cache.
 */
NhRecordCache *
nh_record_cache_new (NhWorkbook *workbook, const NhEntity *entity)
{
  NhRecordCache *cache = g_new0 (NhRecordCache, 1);

  cache->workbook = workbook;
  cache->entity = entity;
  cache->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, cached_free);
  g_queue_init (&cache->used);
  return cache;
}

/**
 * nh_record_cache_free:
 * @cache: a cache
 */
void
nh_record_cache_free (NhRecordCache *cache)
{
  g_hash_table_unref (cache->records);
  g_free (cache);
}

/**
 * nh_record_cache_forget:
 * @cache: a cache
 * @id: key of a record, at hand or not
 */
void
nh_record_cache_forget (NhRecordCache *cache, gint64 id)
{
  Cached *cached = g_hash_table_lookup (cache->records, &id);

  if (!cached)
    return;
  g_queue_unlink (&cache->used, &cached->link);
  g_hash_table_remove (cache->records, &id);
}

/* A record at hand stays the one that views were given; changes of it are told by another way. */
static void
keep (NhRecordCache *cache, NhRecord *record, gpointer data)
{
  gint64 id = nh_record_get_id (record);
  Cached *cached;

  if (g_hash_table_contains (cache->records, &id))
    {
      g_object_unref (record);
      return;
    }
  cached = g_new0 (Cached, 1);
  cached->id = id;
  cached->record = record;
  cached->link.data = cached;
  g_queue_push_head_link (&cache->used, &cached->link);
  g_hash_table_insert (cache->records, &cached->id, cached);
  while (cache->used.length > KEPT)
    nh_record_cache_forget (cache, ((Cached *) cache->used.tail->data)->id);
}

static guint
block_of (NhRecordCache *cache)
{
  return cache->entity->read_only ? VIEW_BLOCK : BLOCK;
}

/* Reads at most a block of records at once; @take receives each, in no order. */
static void
read_records (NhRecordCache *cache, const gint64 *ids, guint n,
              void (*take) (NhRecordCache *cache, NhRecord *record, gpointer data), gpointer data)
{
  g_autoptr (GString) sql = g_string_new (nh_field_sql_select (cache->entity));
  g_autoptr (NhStatement) select = NULL;
  guint block = block_of (cache);
  gboolean row;

  g_string_append (sql, " WHERE t.id IN (?");
  for (guint i = 1; i < block; i++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');
  select = nh_store_prepare (nh_workbook_get_store (cache->workbook), sql->str, NULL);
  if (!select)
    return;
  for (guint i = 0; i < block; i++)
    if (i < n)
      nh_statement_bind_int64 (select, (int) i + 1, ids[i]);
    else
      nh_statement_bind_null (select, (int) i + 1);
  while (nh_statement_step (select, &row, NULL) && row)
    take (cache, nh_record_read (cache->entity, select), data);
}

/**
 * nh_record_cache_get:
 * @cache: a cache
 * @ids: (array length=n): the keys of a list
 * @n: how many
 * @position: which of them, less than @n
 *
 * Returns: (transfer none) (nullable): the record, read with its neighbours when it is not at
 *   hand, valid until other records are asked for; %NULL when the file fails.
 */
NhRecord *
nh_record_cache_get (NhRecordCache *cache, const gint64 *ids, guint n, guint position)
{
  Cached *cached = g_hash_table_lookup (cache->records, &ids[position]);
  guint block = block_of (cache);
  guint first = position / block * block;

  if (!cached)
    {
      read_records (cache, ids + first, MIN (block, n - first), keep, NULL);
      cached = g_hash_table_lookup (cache->records, &ids[position]);
      if (!cached)
        return NULL;
    }
  g_queue_unlink (&cache->used, &cached->link);
  g_queue_push_head_link (&cache->used, &cached->link);
  return cached->record;
}

typedef struct
{
  GHashTable *left; /* keys that were not read again: the rows are gone */
  GArray *stale;    /* of gint64: they show something else now */
} Refresh;

static void
compare (NhRecordCache *cache, NhRecord *now, gpointer data)
{
  Refresh *refresh = data;
  gint64 id = nh_record_get_id (now);
  Cached *cached = g_hash_table_lookup (cache->records, &id);

  g_hash_table_remove (refresh->left, &id);
  if (cached && !nh_record_equal (now, cached->record))
    g_array_append_val (refresh->stale, id);
  g_object_unref (now);
}

/**
 * nh_record_cache_forget_stale:
 * @cache: a cache
 *
 * Reads the records at hand again and forgets those that are gone or show something else now.
 *
 * Returns: (transfer full) (element-type gint64): the keys of the latter.
 */
GArray *
nh_record_cache_forget_stale (NhRecordCache *cache)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) left = g_hash_table_new (g_int64_hash, g_int64_equal);
  Refresh refresh = { left, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  GHashTableIter iter;
  gpointer key;

  for (GList *l = cache->used.head; l; l = l->next)
    g_array_append_val (ids, ((Cached *) l->data)->id);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (left, &g_array_index (ids, gint64, i));
  for (guint first = 0; first < ids->len; first += block_of (cache))
    read_records (cache, &g_array_index (ids, gint64, first), MIN (block_of (cache), ids->len - first),
                  compare, &refresh);
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    nh_record_cache_forget (cache, *(gint64 *) key);
  for (guint i = 0; i < refresh.stale->len; i++)
    nh_record_cache_forget (cache, g_array_index (refresh.stale, gint64, i));
  return refresh.stale;
}
