/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list holds the keys of all its rows in order (8 bytes a row) and the records of a few pages.
 * A short table is read at once. Of a long one the first rows are read at once, and the other keys
 * by a thread with a connection of its own; what it finds is swapped in when it is done, unless
 * the query or the data changed meanwhile: then the thread is stopped and another one started.
 */
#include "model/nh-list-model.h"

#include <string.h>

#include "model/nh-key-loader.h"
#include "model/nh-list-groups.h"
#include "model/nh-query.h"
#include "model/nh-record-cache.h"
#include "model/nh-row-ranks.h"

#define FIRST_ROWS 256       /* rows of a long table that are there at once */
#define SHORT_TABLE 20000    /* a table up to here is read at once */
#define MANY_CHANGES 200     /* from here on the keys are read again */

struct _NhListModel
{
  GObject parent_instance;
  NhWorkbook *workbook;
  NhQuery query;
  GArray *ids;          /* of gint64, in order */
  GArray *groups;       /* of NhListGroup: the runs of .ids */
  NhRecordCache *records;
  GHashTable *tables;   /* tables that can change what rows show */
  NhKeyLoader *loader;  /* NULL: all keys are here */
  guint told_from;      /* the rows that the last new keys told about */
  guint told_to;
};

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SIGNAL_GROUPS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (NhListModel, nh_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/**
 * nh_list_model_get_record:
 * @self: a list
 * @position: a row
 *
 * Returns: (transfer none) (nullable): the record there, read with its neighbours when it is not
 *   at hand; valid until other rows are asked for. %NULL behind the end, or when the file fails.
 */
NhRecord *
nh_list_model_get_record (NhListModel *self, guint position)
{
  if (position >= self->ids->len)
    return NULL;
  return nh_record_cache_get (self->records, (const gint64 *) self->ids->data, self->ids->len,
                              position);
}

static gpointer
nh_list_model_get_item (GListModel *list, guint position)
{
  NhRecord *record = nh_list_model_get_record (NH_LIST_MODEL (list), position);

  return record ? g_object_ref (record) : NULL;
}

static guint
nh_list_model_get_n_items (GListModel *list)
{
  return NH_LIST_MODEL (list)->ids->len;
}

static GType
nh_list_model_get_item_type (GListModel *list)
{
  return nh_record_type_for (NH_LIST_MODEL (list)->query.entity);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = nh_list_model_get_item_type;
  iface->get_n_items = nh_list_model_get_n_items;
  iface->get_item = nh_list_model_get_item;
}

/* Keys. */

/* Takes new keys and tells the smallest range that differs. @keys: (transfer full) */
static void
take_keys (NhListModel *self, NhListKeys *keys)
{
  g_autoptr (GArray) old = self->ids;
  g_autoptr (GArray) old_groups = self->groups;
  guint head = 0;
  guint tail = 0;
  const gint64 *a = (const gint64 *) old->data;
  const gint64 *b = (const gint64 *) keys->ids->data;

  self->ids = g_array_ref (keys->ids);
  self->groups = g_array_ref (keys->groups);
  nh_list_keys_free (keys);
  while (head < old->len && head < self->ids->len && a[head] == b[head])
    head++;
  while (tail < old->len - head && tail < self->ids->len - head
         && a[old->len - 1 - tail] == b[self->ids->len - 1 - tail])
    tail++;
  self->told_from = head;
  self->told_to = self->ids->len - tail;
  if (old->len - head - tail || self->ids->len - head - tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                self->ids->len - head - tail);
  if (!nh_list_groups_equal (old_groups, self->groups))
    g_signal_emit (self, signals[SIGNAL_GROUPS_CHANGED], 0);
}

static void
on_keys_loaded_cb (NhListKeys *keys, gpointer data)
{
  NhListModel *self = data;

  self->loader = NULL;
  take_keys (self, keys);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
stop_loading (NhListModel *self)
{
  g_clear_pointer (&self->loader, nh_key_loader_cancel);
}

/* @other_rows: what is shown now may not belong to the list; it leaves at once. */
static void
load_keys (NhListModel *self, gboolean other_rows)
{
  gboolean was_loading = self->loader != NULL;
  gboolean complete = TRUE;
  NhListKeys *keys;

  stop_loading (self);
  keys = nh_key_loader_first (self->workbook, &self->query, SHORT_TABLE, FIRST_ROWS, &complete);
  if (!complete)
    self->loader = nh_key_loader_start (self->workbook, &self->query, on_keys_loaded_cb, self);
  if (!keys && other_rows)
    keys = nh_list_keys_new ();
  if (keys)
    take_keys (self, keys);
  if (was_loading != (self->loader != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static guint
index_of (NhListModel *self, gint64 id)
{
  const gint64 *ids = (const gint64 *) self->ids->data;

  for (guint i = 0; i < self->ids->len; i++)
    if (ids[i] == id)
      return i;
  return G_MAXUINT;
}

/* Changes. */

static void
remove_at (NhListModel *self, guint position)
{
  g_array_remove_index (self->ids, position);
  nh_list_groups_remove (self->groups, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
insert_at (NhListModel *self, guint position, gint64 id, const char *group)
{
  g_array_insert_val (self->ids, position, id);
  if (self->query.group >= 0)
    nh_list_groups_insert (self->groups, position, group);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/* One row was edited, made or deleted: it may show something else, stand elsewhere, come or go. */
static void
follow_row (NhListModel *self, gint64 id)
{
  guint from = index_of (self, id);
  g_autoptr (NhRowOrder) order = nh_row_order_new (self->workbook, &self->query);
  gboolean shown = nh_row_order_is_shown (order, id);
  g_autofree char *group = nh_row_order_group (order, id);
  guint to;

  nh_record_cache_forget (self->records, id);
  if (!shown)
    {
      if (from != G_MAXUINT)
        remove_at (self, from);
      return;
    }
  if (from != G_MAXUINT)
    {
      gint64 before = from > 0 ? g_array_index (self->ids, gint64, from - 1) : 0;
      gint64 after = from + 1 < self->ids->len ? g_array_index (self->ids, gint64, from + 1) : 0;

      if ((!before || nh_row_order_compare (order, before, id) < 0)
          && (!after || nh_row_order_compare (order, id, after) < 0))
        {
          /* The same place may belong to the next group now. */
          if (self->query.group >= 0)
            {
              nh_list_groups_remove (self->groups, from);
              nh_list_groups_insert (self->groups, from, group);
            }
          g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 1);
          return;
        }
      remove_at (self, from);
    }
  to = nh_row_order_position (order, (const gint64 *) self->ids->data, self->ids->len, id);
  insert_at (self, to, id, group);
}

/* Several rows of a long table: all leave before any comes back, since the places are searched
 * among rows in order. */
static void
follow_rows (NhListModel *self, GHashTable *own)
{
  GHashTableIter iter;
  gpointer key;

  if (g_hash_table_size (own) > 1)
    {
      g_hash_table_iter_init (&iter, own);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          guint from = index_of (self, *(gint64 *) key);

          if (from != G_MAXUINT)
            remove_at (self, from);
        }
    }
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    follow_row (self, *(gint64 *) key);
}

/* Tells that rows show something else; those between @from and @to were told already. */
static void
tell_stale (NhListModel *self, GArray *stale, guint from, guint to)
{
  for (guint i = 0; i < stale->len; i++)
    {
      guint position = index_of (self, g_array_index (stale, gint64, i));

      if (position != G_MAXUINT && (position < from || position >= to))
        g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
}

static gboolean
shows_related (const NhQuery *query, int index)
{
  const NhField *field = &query->entity->fields[index];

  return field->target || field->link || field->sql;
}

/* Whether rows of other tables decide which rows are shown, or where. */
static gboolean
depends_on_related (NhListModel *self)
{
  const NhQuery *query = &self->query;

  if (query->find || query->entity->read_only)
    return TRUE;
  for (guint i = 0; i < query->filters->len; i++)
    {
      const NhListFilter *filter = &g_array_index (query->filters, NhListFilter, i);

      if (strchr (filter->field, '.')
          || (nh_filter_is_of_column (filter)
              && shows_related (query, nh_entity_find_field (query->entity, filter->field))))
        return TRUE;
    }
  for (guint i = 0; i < query->n_sorts; i++)
    if (shows_related (query, query->sorts[i].field))
      return TRUE;
  return query->group >= 0 && shows_related (query, query->group);
}

static void
on_changed_cb (NhWorkbook *workbook, GArray *changes, NhListModel *self)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) stale = NULL;
  const char *table = self->query.entity->name;
  gboolean related = FALSE;

  nh_row_ranks_note_changes (workbook, changes);
  for (guint i = 0; changes && i < changes->len; i++)
    {
      NhChange *change = &g_array_index (changes, NhChange, i);

      if (g_str_equal (change->table, table))
        g_hash_table_add (own, &change->id);
      /* A unit that was renamed also shows as what manages other units. */
      if (g_hash_table_contains (self->tables, change->table))
        related = TRUE;
    }
  if (changes && !related && !g_hash_table_size (own))
    return;
  if (!changes || self->loader || g_hash_table_size (own) > MANY_CHANGES
      || (g_hash_table_size (own) > 1 && self->ids->len <= SHORT_TABLE)
      || (related && depends_on_related (self)))
    {
      stale = nh_record_cache_forget_stale (self->records);
      self->told_from = self->told_to = 0;
      load_keys (self, FALSE);
      tell_stale (self, stale, self->told_from, self->told_to);
      if (self->query.group >= 0)
        g_signal_emit (self, signals[SIGNAL_GROUPS_CHANGED], 0);
      return;
    }
  follow_rows (self, own);
  if (related)
    {
      stale = nh_record_cache_forget_stale (self->records);
      tell_stale (self, stale, 0, 0);
    }
}

/* Object. */

static void
nh_list_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, NH_LIST_MODEL (object)->loader != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
nh_list_model_dispose (GObject *object)
{
  NhListModel *self = NH_LIST_MODEL (object);

  stop_loading (self);
  if (self->workbook)
    g_signal_handlers_disconnect_by_data (self->workbook, self);
  g_clear_object (&self->workbook);

  G_OBJECT_CLASS (nh_list_model_parent_class)->dispose (object);
}

static void
nh_list_model_finalize (GObject *object)
{
  NhListModel *self = NH_LIST_MODEL (object);

  nh_query_clear (&self->query);
  g_array_unref (self->ids);
  g_array_unref (self->groups);
  nh_record_cache_free (self->records);
  g_hash_table_unref (self->tables);

  G_OBJECT_CLASS (nh_list_model_parent_class)->finalize (object);
}

static void
nh_list_model_class_init (NhListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = nh_list_model_get_property;
  object_class->dispose = nh_list_model_dispose;
  object_class->finalize = nh_list_model_finalize;

  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_GROUPS_CHANGED] = g_signal_new ("groups-changed", G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_list_model_init (NhListModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->groups = nh_list_groups_new ();
  self->tables = g_hash_table_new (g_str_hash, g_str_equal);
}

/* The tables whose rows can be seen in rows of @entity: of references and links, two levels deep
 * (a due paper names an activity, which names units). Computed fields read deadlines. */
static void
add_tables (NhListModel *self, const NhEntity *entity, int depth)
{
  gboolean deadlines = g_str_equal (entity->name, "deadline"); /* says what its rules come to */

  if (entity->read_only || deadlines)
    g_hash_table_add (self->tables, (gpointer) "setting"); /* how "trước ngày" is read */
  if (deadlines)
    g_hash_table_add (self->tables, (gpointer) "activity");
  for (const NhField *f = entity->fields; f->name; f++)
    {
      if (f->link)
        g_hash_table_add (self->tables, (gpointer) f->link->table);
      if (f->sql)
        {
          g_hash_table_add (self->tables, (gpointer) "deadline"); /* papers_due */
          g_hash_table_add (self->tables, (gpointer) "person_post");
        }
      if (f->target)
        {
          g_hash_table_add (self->tables, (gpointer) f->target);
          if (depth > 0)
            add_tables (self, nh_entity_find (f->target), depth - 1);
        }
    }
}

/**
 * nh_list_model_new:
 * @workbook: a workbook
 * @entity: what to list
 *
 * Returns: (transfer full): all records in the entity's own order.
 */
NhListModel *
nh_list_model_new (NhWorkbook *workbook, const NhEntity *entity)
{
  NhListModel *self = g_object_new (NH_TYPE_LIST_MODEL, NULL);

  self->workbook = g_object_ref (workbook);
  nh_query_init (&self->query, entity);
  self->records = nh_record_cache_new (workbook, entity);
  add_tables (self, entity, 1);
  g_signal_connect (workbook, "changed", G_CALLBACK (on_changed_cb), self);
  load_keys (self, FALSE);
  return self;
}

/**
 * nh_list_model_get_entity:
 * @self: a list
 *
 * Returns: (transfer none): what it lists.
 */
const NhEntity *
nh_list_model_get_entity (NhListModel *self)
{
  return self->query.entity;
}

/**
 * nh_list_model_get_workbook:
 * @self: a list
 *
 * Returns: (transfer none): the workbook it reads.
 */
NhWorkbook *
nh_list_model_get_workbook (NhListModel *self)
{
  return self->workbook;
}

/**
 * nh_list_model_set_filters:
 * @self: a list
 * @filters: (array length=n_filters) (nullable): all must hold; texts are copied
 * @n_filters: how many
 */
void
nh_list_model_set_filters (NhListModel *self, const NhListFilter *filters, guint n_filters)
{
  nh_query_set_filters (&self->query, filters, n_filters);
  load_keys (self, TRUE);
}

/**
 * nh_list_model_set_find:
 * @self: a list
 * @text: (nullable): words; shown are rows where each begins a word, by folded text
 */
void
nh_list_model_set_find (NhListModel *self, const char *text)
{
  nh_query_set_find (&self->query, text);
  load_keys (self, TRUE);
}

/**
 * nh_list_model_set_sort:
 * @self: a list
 * @field: position of a field; -1: the entity's own order
 * @descending: whether to sort downwards
 */
void
nh_list_model_set_sort (NhListModel *self, int field, gboolean descending)
{
  NhListSort sort = { field, descending };

  nh_list_model_set_order (self, &sort, 1, self->query.group);
}

/**
 * nh_list_model_set_order:
 * @self: a list
 * @sorts: (array length=n_sorts) (nullable): what to sort by, the most important first, no more
 *   than %NH_LIST_MAX_SORTS; unknown fields and repetitions are passed over
 * @n_sorts: how many; 0: the entity's own order
 * @group: a field whose values form groups, each with its rows in that order; -1: none
 */
void
nh_list_model_set_order (NhListModel *self, const NhListSort *sorts, guint n_sorts, int group)
{
  int n = (int) nh_entity_get_n_fields (self->query.entity);
  int old = self->query.group;

  nh_query_set_sorts (&self->query, sorts, n_sorts);
  self->query.group = group < n ? MAX (group, -1) : -1;
  load_keys (self, FALSE);
  /* The keys of the old groups mean nothing in the new field. */
  if (self->loader && self->query.group != old && self->groups->len)
    {
      g_array_set_size (self->groups, 0);
      g_signal_emit (self, signals[SIGNAL_GROUPS_CHANGED], 0);
    }
}

/**
 * nh_list_model_get_sorts:
 * @self: a list
 * @n_sorts: (out): how many
 *
 * Returns: (transfer none) (array length=n_sorts): what it is sorted by.
 */
const NhListSort *
nh_list_model_get_sorts (NhListModel *self, guint *n_sorts)
{
  *n_sorts = self->query.n_sorts;
  return self->query.sorts;
}

/**
 * nh_list_model_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it shows.
 */
const NhQuery *
nh_list_model_get_query (NhListModel *self)
{
  return &self->query;
}

/**
 * nh_list_model_get_group:
 * @self: a list
 *
 * Returns: the field whose values form groups, -1 for none.
 */
int
nh_list_model_get_group (NhListModel *self)
{
  return self->query.group;
}

/**
 * nh_list_model_get_n_groups:
 * @self: a list
 *
 * Returns: how many groups there are; 0 without groups and while they are read.
 */
guint
nh_list_model_get_n_groups (NhListModel *self)
{
  return self->groups->len;
}

/**
 * nh_list_model_get_group_key:
 * @self: a list
 * @index: a group, in order
 * @count: (out): how many rows it has
 *
 * Returns: (transfer none): what tells it from the others; valid until the list changes.
 */
const char *
nh_list_model_get_group_key (NhListModel *self, guint index, guint *count)
{
  const NhListGroup *group = &g_array_index (self->groups, NhListGroup, index);

  *count = group->count;
  return group->key;
}

/**
 * nh_list_model_get_record_id:
 * @self: a list
 * @position: a row
 *
 * Returns: the key of the record there; 0 behind the end.
 */
gint64
nh_list_model_get_record_id (NhListModel *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * nh_list_model_position_of:
 * @self: a list
 * @id: key of a record
 *
 * Returns: where the record stands; %G_MAXUINT when it is not shown.
 */
guint
nh_list_model_position_of (NhListModel *self, gint64 id)
{
  return index_of (self, id);
}

/**
 * nh_list_model_is_loading:
 * @self: a list
 *
 * Returns: whether further rows are still being read.
 */
gboolean
nh_list_model_is_loading (NhListModel *self)
{
  return self->loader != NULL;
}

/**
 * nh_list_model_wait:
 * @self: a list
 *
 * Runs the main loop until all keys are here.
 */
void
nh_list_model_wait (NhListModel *self)
{
  while (self->loader)
    g_main_context_iteration (NULL, TRUE);
}
