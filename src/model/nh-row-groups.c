/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The groups are an array with running sums, so that a row is found by a binary search. When the
 * list changes the array is made anew (a few thousand groups at most) and compared with the old
 * one: what is equal before and behind the change was not touched.
 */
#include "model/nh-row-groups.h"

#include "model/nh-field-values.h"

/* Labels kept; more than any screen shows. */
#define MAX_LABELS 512

typedef struct
{
  char *key;
  guint count;
  gboolean folded;
  guint first; /* its first record in the list */
  guint row;   /* its head */
} Segment;

struct _NhRowGroups
{
  NhListModel *list;
  NhRowGroupsFunc tell;
  gpointer data;
  int field;          /* grouped by */
  GArray *segments;   /* of Segment; empty without groups */
  guint n_rows;
  GHashTable *folded; /* keys */
  GHashTable *ids;    /* key -> number of its head */
  GHashTable *labels; /* key -> words */
};

static void
segment_clear (gpointer data)
{
  g_free (((Segment *) data)->key);
}

static Segment *
segment_at (GArray *segments, guint index)
{
  return &g_array_index (segments, Segment, index);
}

static guint
rows_of (const Segment *segment)
{
  return segment->folded ? 1 : 1 + segment->count;
}

/* While a long list is read the groups are not there yet: its rows stand without heads. */
static void
read_segments (NhRowGroups *self)
{
  guint n = nh_list_model_get_n_groups (self->list);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint first = 0;
  guint row = 0;

  self->segments = g_array_sized_new (FALSE, FALSE, sizeof (Segment), n);
  g_array_set_clear_func (self->segments, segment_clear);
  for (guint i = 0; i < n; i++)
    {
      guint count;
      const char *key = nh_list_model_get_group_key (self->list, i, &count);
      Segment segment = { g_strdup (key), count, g_hash_table_contains (self->folded, key), first, row };

      g_array_append_val (self->segments, segment);
      first += count;
      row += rows_of (&segment);
    }
  if (first != n_items)
    {
      g_array_set_size (self->segments, 0);
      row = n_items;
    }
  self->n_rows = row;
}

static gboolean
same_group (const Segment *a, const Segment *b)
{
  return a->folded == b->folded && g_str_equal (a->key, b->key);
}

/* One row came or went in a group that stays: its row changes, and the count in its head. */
static gboolean
tell_in_group (NhRowGroups *self, GArray *old, guint position, guint removed, guint added)
{
  Segment *touched = NULL;
  guint before = 0;

  if (old->len != self->segments->len || removed == added)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      Segment *was = segment_at (old, i);
      Segment *is = segment_at (self->segments, i);

      if (!same_group (was, is) || (was->count != is->count && touched))
        return FALSE;
      if (was->count == is->count)
        continue;
      touched = is;
      before = was->count;
    }
  if (!touched || position < touched->first || position + removed > touched->first + before)
    return FALSE;
  if (!touched->folded)
    self->tell (touched->row + 1 + position - touched->first, removed, added, self->data);
  self->tell (touched->row, 1, 1, self->data);
  return TRUE;
}

/* How many rows before the change are what they were. @position: in the list */
static guint
equal_before (GArray *a, GArray *b, guint position)
{
  guint rows = 0;

  for (guint i = 0; i < a->len && i < b->len; i++)
    {
      Segment *x = segment_at (a, i);
      Segment *y = segment_at (b, i);

      if (!same_group (x, y) || x->count != y->count)
        return rows;
      if (x->first + x->count > position)
        return rows + 1 + (x->folded || position < x->first ? 0 : position - x->first);
      rows += rows_of (x);
    }
  return rows;
}

/* The same from the end; @end_a and @end_b: where the change ends in the old and the new list. */
static guint
equal_behind (GArray *a, GArray *b, guint end_a, guint end_b)
{
  guint rows = 0;

  for (guint i = 1; i <= a->len && i <= b->len; i++)
    {
      Segment *x = segment_at (a, a->len - i);
      Segment *y = segment_at (b, b->len - i);

      if (!same_group (x, y))
        return rows;
      if (x->count == y->count && x->first >= end_a && y->first >= end_b)
        {
          rows += rows_of (x);
          continue;
        }
      if (!x->folded)
        rows += MIN (x->first + x->count - MAX (end_a, x->first), y->first + y->count - MAX (end_b, y->first));
      return rows;
    }
  return rows;
}

/* The list changed at @position; the old rows are remembered in the segments. */
static void
follow (NhRowGroups *self, guint position, guint removed, guint added)
{
  g_autoptr (GArray) old = self->segments;
  guint n_old = self->n_rows;
  guint before = position;
  guint behind;

  read_segments (self);
  if (!old->len && !self->segments->len)
    {
      if (removed || added)
        self->tell (position, removed, added, self->data);
      return;
    }
  if (!old->len || !self->segments->len)
    {
      if (n_old || self->n_rows)
        self->tell (0, n_old, self->n_rows, self->data);
      return;
    }
  if (tell_in_group (self, old, position, removed, added))
    return;
  before = equal_before (old, self->segments, position);
  behind = equal_behind (old, self->segments, position + removed, position + added);
  behind = MIN (behind, MIN (n_old, self->n_rows) - MIN (before, MIN (n_old, self->n_rows)));
  if (n_old - before - behind || self->n_rows - before - behind)
    self->tell (before, n_old - before - behind, self->n_rows - before - behind, self->data);
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, NhRowGroups *self)
{
  follow (self, position, removed, added);
}

/* Words may have changed without any record of the list: a unit was renamed. */
static void
tell_labels (NhRowGroups *self)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      Segment *segment = segment_at (self->segments, i);
      const char *known = g_hash_table_lookup (self->labels, segment->key);
      g_autofree char *now = known ? nh_list_model_dup_group_label (self->list, segment->key) : NULL;

      if (!known || g_str_equal (known, now))
        continue;
      g_hash_table_replace (self->labels, g_strdup (segment->key), g_steal_pointer (&now));
      self->tell (segment->row, 1, 1, self->data);
    }
}

static void
on_groups_changed_cb (NhListModel *list, NhRowGroups *self)
{
  int field = nh_list_model_get_group (list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (field != self->field)
    {
      self->field = field;
      g_hash_table_remove_all (self->folded);
      g_hash_table_remove_all (self->labels);
    }
  follow (self, n, 0, 0);
  tell_labels (self);
}

/**
 * nh_row_groups_new:
 * @list: a list
 * @tell: told of every change of the rows, after it
 * @data: passed to @tell
 *
 * Returns: (transfer full): its rows with heads.
 */
NhRowGroups *
nh_row_groups_new (NhListModel *list, NhRowGroupsFunc tell, gpointer data)
{
  NhRowGroups *self = g_new0 (NhRowGroups, 1);

  self->list = g_object_ref (list);
  self->tell = tell;
  self->data = data;
  self->field = nh_list_model_get_group (list);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_segments (self);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect (list, "groups-changed", G_CALLBACK (on_groups_changed_cb), self);
  return self;
}

void
nh_row_groups_free (NhRowGroups *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_object_unref (self->list);
  g_array_unref (self->segments);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->labels);
  g_free (self);
}

/** nh_row_groups_get_n_rows: Returns: how many rows there are, heads and records. */
guint
nh_row_groups_get_n_rows (NhRowGroups *self)
{
  return self->n_rows;
}

/* The last segment that begins at or before a place, by its row or by its first record. */
static guint
search (NhRowGroups *self, guint place, gboolean by_row)
{
  guint low = 0;
  guint high = self->segments->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      Segment *segment = segment_at (self->segments, middle);

      if ((by_row ? segment->row : segment->first) <= place)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/**
 * nh_row_groups_get_position:
 * @self: rows with heads
 * @row: one of them
 * @group: (out) (optional): its group; %G_MAXUINT without groups
 *
 * Returns: the place of its record in the list; %G_MAXUINT for a head.
 */
guint
nh_row_groups_get_position (NhRowGroups *self, guint row, guint *group)
{
  guint index;
  Segment *segment;

  if (group)
    *group = G_MAXUINT;
  if (!self->segments->len || row >= self->n_rows)
    return row;
  index = search (self, row, TRUE);
  segment = segment_at (self->segments, index);
  if (group)
    *group = index;
  return row == segment->row ? G_MAXUINT : segment->first + row - segment->row - 1;
}

/**
 * nh_row_groups_find:
 * @self: rows with heads
 * @position: a record of the list
 *
 * Returns: its group; %G_MAXUINT without groups.
 */
guint
nh_row_groups_find (NhRowGroups *self, guint position)
{
  return self->segments->len ? search (self, position, FALSE) : G_MAXUINT;
}

/**
 * nh_row_groups_get_row:
 * @self: rows with heads
 * @position: a record of the list
 *
 * Returns: its row; %G_MAXUINT when its group is folded, or when it is none.
 */
guint
nh_row_groups_get_row (NhRowGroups *self, guint position)
{
  guint group;
  Segment *segment;

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return G_MAXUINT;
  group = nh_row_groups_find (self, position);
  if (group == G_MAXUINT)
    return position;
  segment = segment_at (self->segments, group);
  return segment->folded ? G_MAXUINT : segment->row + 1 + position - segment->first;
}

/** nh_row_groups_get_n_groups: Returns: how many heads there are. */
guint
nh_row_groups_get_n_groups (NhRowGroups *self)
{
  return self->segments->len;
}

/** nh_row_groups_get_label: Returns: (transfer none): the words of a head, valid until the next call. */
const char *
nh_row_groups_get_label (NhRowGroups *self, guint group)
{
  const char *key = segment_at (self->segments, group)->key;
  char *label = g_hash_table_lookup (self->labels, key);

  if (label)
    return label;
  if (g_hash_table_size (self->labels) >= MAX_LABELS)
    g_hash_table_remove_all (self->labels);
  label = nh_list_model_dup_group_label (self->list, key);
  g_hash_table_insert (self->labels, g_strdup (key), label);
  return label;
}

/** nh_row_groups_get_count: Returns: how many records a group has. */
guint
nh_row_groups_get_count (NhRowGroups *self, guint group)
{
  return segment_at (self->segments, group)->count;
}

/** nh_row_groups_is_folded: Returns: whether a group shows only its head. */
gboolean
nh_row_groups_is_folded (NhRowGroups *self, guint group)
{
  return segment_at (self->segments, group)->folded;
}

/** nh_row_groups_get_first: Returns: the place of a group's first record in the list. */
guint
nh_row_groups_get_first (NhRowGroups *self, guint group)
{
  return segment_at (self->segments, group)->first;
}

/** nh_row_groups_get_head: Returns: the row of a group's head. */
guint
nh_row_groups_get_head (NhRowGroups *self, guint group)
{
  return segment_at (self->segments, group)->row;
}

/** nh_row_groups_get_id: Returns: what tells a head from others and from records: below 0. */
gint64
nh_row_groups_get_id (NhRowGroups *self, guint group)
{
  const char *key = segment_at (self->segments, group)->key;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, key));

  if (!number)
    {
      number = g_hash_table_size (self->ids) + 1;
      g_hash_table_insert (self->ids, g_strdup (key), GUINT_TO_POINTER (number));
    }
  return -(gint64) number;
}

/** nh_row_groups_find_id: Returns: the group whose head has this number; %G_MAXUINT for none. */
guint
nh_row_groups_find_id (NhRowGroups *self, gint64 id)
{
  for (guint i = 0; i < self->segments->len; i++)
    {
      gpointer number = g_hash_table_lookup (self->ids, segment_at (self->segments, i)->key);

      if (number && -(gint64) GPOINTER_TO_UINT (number) == id)
        return i;
    }
  return G_MAXUINT;
}

/* Numbers rows again from a group on. */
static void
renumber (NhRowGroups *self, guint group)
{
  guint row = segment_at (self->segments, group)->row;

  for (; group < self->segments->len; group++)
    {
      Segment *segment = segment_at (self->segments, group);

      segment->row = row;
      row += rows_of (segment);
    }
  self->n_rows = row;
}

static void
set_folded (NhRowGroups *self, Segment *segment, gboolean folded)
{
  segment->folded = folded;
  if (folded)
    g_hash_table_add (self->folded, g_strdup (segment->key));
  else
    g_hash_table_remove (self->folded, segment->key);
}

/**
 * nh_row_groups_fold:
 * @self: rows with heads
 * @group: one of the groups
 * @folded: whether its records are hidden
 */
void
nh_row_groups_fold (NhRowGroups *self, guint group, gboolean folded)
{
  Segment *segment = segment_at (self->segments, group);

  if (segment->folded == folded)
    return;
  set_folded (self, segment, folded);
  renumber (self, group);
  self->tell (segment->row + 1, folded ? segment->count : 0, folded ? 0 : segment->count, self->data);
  self->tell (segment->row, 1, 1, self->data);
}

/** nh_row_groups_fold_all: hides the records of all groups, or shows them again. */
void
nh_row_groups_fold_all (NhRowGroups *self, gboolean folded)
{
  guint n_old = self->n_rows;

  if (!self->segments->len)
    return;
  for (guint i = 0; i < self->segments->len; i++)
    set_folded (self, segment_at (self->segments, i), folded);
  renumber (self, 0);
  self->tell (0, n_old, self->n_rows, self->data);
}
