/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a plan's text reaches the file, and how what others stored reaches the text. What waits in
 * memory wins over what others stored: nothing that was typed is lost.
 */
#include "document/nh-plan-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Edits are stored when none came for so long, and while they go on, at least so often. */
#define PAUSE (400 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_WAIT (2 * G_TIME_SPAN_SECOND)
/* After a failure: 2, 4, 8, 16, 30 seconds. */
#define LONGEST_RETRY (30 * G_TIME_SPAN_SECOND)
/* More rows than this are read with one query. */
#define FEW_ROWS 24

void
nh_stored_block_free (gpointer data)
{
  NhStoredBlock *stored = data;

  nh_block_unref (stored->block);
  g_free (stored);
}

static NhTextItem *
item_at (NhPlanText *self, guint position)
{
  return &g_array_index (self->items, NhTextItem, position);
}

static void
remember_stored (NhPlanText *self, NhBlock *block, gint64 place)
{
  NhStoredBlock *stored = g_new0 (NhStoredBlock, 1);
  NhStoredBlock *old = g_hash_table_lookup (self->stored, &block->id);

  stored->id = block->id;
  stored->place = place;
  /* The same block again: then whoever compares sees at once that nothing changed. */
  stored->block = nh_block_ref (old && nh_block_equal (old->block, block) ? old->block : block);
  g_hash_table_replace (self->stored, &stored->id, stored);
}

/* Waiting and storing. */

/* Steps of two texts must never join. */
guint
nh_plan_text_next_serial (void)
{
  static guint serial;

  return ++serial;
}

static void
set_timer (NhPlanText *self)
{
  gint64 now = g_get_monotonic_time ();

  if (!self->timer)
    return;
  if (self->n_failed)
    g_source_set_ready_time (self->timer,
                             now + MIN (G_TIME_SPAN_SECOND << MIN (self->n_failed, 5), LONGEST_RETRY));
  else
    g_source_set_ready_time (self->timer, MIN (now + PAUSE, self->first_edit + LONGEST_WAIT));
}

/* The file holds the block @id otherwise, or not, or still. */
void
nh_plan_text_wait (NhPlanText *self, gint64 id)
{
  if (g_hash_table_size (self->waiting) == 0)
    self->first_edit = g_get_monotonic_time ();
  if (!g_hash_table_contains (self->waiting, &id))
    {
      gint64 *key = g_new (gint64, 1);

      *key = id;
      g_hash_table_add (self->waiting, key);
    }
  if (!self->n_failed)
    set_timer (self);
}

/** nh_plan_text_is_waiting: Returns: whether some edits are not stored yet. */
gboolean
nh_plan_text_is_waiting (NhPlanText *self)
{
  return g_hash_table_size (self->waiting) > 0;
}

static gboolean
store_block (NhPlanText *self, NhWorkbook *workbook, gint64 id, GError **error)
{
  NhStoredBlock *stored = g_hash_table_lookup (self->stored, &id);
  g_auto (NhBlockRow) row = { 0 };
  NhTextItem *item;
  guint position;

  if (!nh_plan_text_find_block (self, id, &position))
    return !stored || nh_block_row_delete (workbook, id, error);
  item = item_at (self, position);
  if (stored && stored->place == item->place && nh_block_equal (stored->block, item->block))
    return TRUE;
  nh_block_to_row (item->block, self->plan, item->place, &row);
  return stored ? nh_block_row_update (workbook, &row, error) : nh_block_row_insert (workbook, &row, error);
}

/* Begins the step and puts what waits into it. */
static gboolean
begin_waiting (NhPlanText *self, NhWorkbook *workbook, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  if (!nh_workbook_begin (workbook, self->step, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!store_block (self, workbook, *(gint64 *) key, error))
      {
        nh_workbook_rollback (workbook);
        return FALSE;
      }
  return TRUE;
}

static gboolean
store_waiting (NhPlanText *self, GError **error)
{
  g_autofree char *tag = g_strdup_printf ("plan text %u", self->serial);
  gboolean done;

  if (!begin_waiting (self, self->workbook, error))
    return FALSE;
  self->committing = TRUE;
  done = nh_workbook_commit_merged (self->workbook, tag, error);
  self->committing = FALSE;
  return done;
}

/**
 * nh_plan_text_store_in_copy:
 * @self: a text
 * @copy: a copy of its workbook, as it is stored
 * @error: of domain NH_STORE_ERROR
 *
 * Stores what waits in the copy: the workbook itself may be gone. Here it goes on waiting.
 *
 * Returns: whether the copy holds all of the text.
 */
gboolean
nh_plan_text_store_in_copy (NhPlanText *self, NhWorkbook *copy, GError **error)
{
  return !nh_plan_text_is_waiting (self)
         || (begin_waiting (self, copy, error) && nh_workbook_commit (copy, error));
}

static void
take_over_stored (NhPlanText *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position;

      if (nh_plan_text_find_block (self, *(gint64 *) key, &position))
        remember_stored (self, item_at (self, position)->block, item_at (self, position)->place);
      else
        g_hash_table_remove (self->stored, key);
    }
  g_hash_table_remove_all (self->waiting);
}

/**
 * nh_plan_text_store:
 * @self: a text
 * @error: of domain NH_STORE_ERROR
 *
 * Stores what waits. What can't be stored is kept and tried again; "failed" tells it.
 *
 * Returns: whether nothing waits.
 */
gboolean
nh_plan_text_store (NhPlanText *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (!nh_plan_text_is_waiting (self) || self->storing)
    return TRUE;
  /* What stands inside another step could be taken back with it. */
  if (nh_workbook_in_step (self->workbook))
    {
      /* Counted from now: the longest wait may be over, and the timer would be due at once, again and again. */
      if (self->timer)
        g_source_set_ready_time (self->timer, g_get_monotonic_time () + PAUSE);
      g_set_error_literal (error, NH_STORE_ERROR, NH_STORE_ERROR_FAILED,
                           _ ("The text can't be stored while another change is under way. It is kept and "
                              "will be stored after it."));
      return FALSE;
    }
  self->storing = TRUE;
  done = store_waiting (self, &local_error);
  self->storing = FALSE;
  if (done)
    {
      self->n_failed = 0;
      if (self->timer)
        g_source_set_ready_time (self->timer, -1);
      take_over_stored (self);
      nh_plan_text_emit_stored (self);
      return TRUE;
    }
  self->n_failed++;
  set_timer (self);
  nh_plan_text_emit_failed (self, local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * nh_plan_text_begin_step:
 * @self: a text
 * @name: what the edits from now on are called in the menu, translated: "Gõ nội dung"
 *
 * Goes on with the present step when that has the same name.
 */
void
nh_plan_text_begin_step (NhPlanText *self, const char *name)
{
  if (g_str_equal (self->step, name))
    return;
  nh_plan_text_end_step (self);
  g_free (self->step);
  self->step = g_strdup (name);
}

/** nh_plan_text_end_step: edits from now on are a step of their own, whatever its name. */
void
nh_plan_text_end_step (NhPlanText *self)
{
  nh_plan_text_store (self, NULL);
  self->serial = nh_plan_text_next_serial ();
}

/* What others stored. */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const NhTextItem *x = a;
  const NhTextItem *y = b;

  if (x->place != y->place)
    return x->place < y->place ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* (transfer full) (element-type NhTextItem): the list as it has to be: the file's rows, and in the
 * place of those that wait what is in memory. The blocks are borrowed. */
static GArray *
wanted_items (NhPlanText *self)
{
  GArray *wanted = g_array_new (FALSE, TRUE, sizeof (NhTextItem));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->stored);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      NhStoredBlock *stored = value;
      NhTextItem item = { stored->id, stored->place, stored->block, NULL };

      if (!g_hash_table_contains (self->waiting, &stored->id))
        g_array_append_val (wanted, item);
    }
  for (guint i = 0; i < self->items->len; i++)
    if (g_hash_table_contains (self->waiting, &item_at (self, i)->id))
      {
        NhTextItem item = *item_at (self, i);

        item.label = NULL;
        g_array_append_val (wanted, item);
      }
  g_array_sort (wanted, compare_items);
  return wanted;
}

/* For each item of @wanted where it stands now, or -1; only a longest ascending run is kept, so that
 * as few blocks as possible move. */
static int *
find_anchors (NhPlanText *self, GArray *wanted)
{
  g_autoptr (GHashTable) now = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree int *tails = g_new (int, wanted->len + 1); /* of the runs of each length: index in wanted */
  g_autofree int *before = g_new (int, wanted->len + 1);
  int *anchors = g_new (int, wanted->len + 1);
  int length = 0;

  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (now, &item_at (self, i)->id, GINT_TO_POINTER (i + 1));
  for (guint i = 0; i < wanted->len; i++)
    {
      int low = 0;
      int high = length;

      anchors[i] = GPOINTER_TO_INT (g_hash_table_lookup (now, &g_array_index (wanted, NhTextItem, i).id)) - 1;
      if (anchors[i] < 0)
        continue;
      while (low < high)
        {
          int middle = (low + high) / 2;

          if (anchors[tails[middle]] < anchors[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low ? tails[low - 1] : -1;
      tails[low] = (int) i;
      length = MAX (length, low + 1);
    }
  if (length)
    {
      int kept = tails[length - 1];

      for (int i = (int) wanted->len - 1; i >= 0; i--)
        if (i == kept)
          kept = before[i];
        else
          anchors[i] = -1;
    }
  return anchors;
}

/* Makes the list what @wanted says, with the smallest splices. */
static void
become (NhPlanText *self, GArray *wanted)
{
  g_autofree int *anchors = find_anchors (self, wanted);
  guint n_old = self->items->len;
  guint old = 0;        /* in the list as it was */
  guint position = 0;   /* of the splice that gathers */
  guint n_removed = 0;
  guint first_added = 0;

  for (guint i = 0; i <= wanted->len; i++)
    {
      gboolean last = i == wanted->len;
      guint anchor = last ? n_old : (guint) anchors[i];
      NhTextItem *item = last ? NULL : &g_array_index (wanted, NhTextItem, i);

      if (!last && anchors[i] < 0)
        continue;
      n_removed += anchor - old;
      old = anchor;
      if (!last && item_at (self, position + n_removed)->block != item->block
          && !nh_block_equal (item_at (self, position + n_removed)->block, item->block))
        {
          n_removed++;
          old++;
          continue;
        }
      if (n_removed || i > first_added)
        nh_plan_text_replace (self, position, n_removed, &g_array_index (wanted, NhTextItem, first_added),
                              i - first_added, TRUE);
      if (last)
        break;
      position += i - first_added;
      item_at (self, position)->place = item->place;
      position++;
      old++;
      n_removed = 0;
      first_added = i + 1;
    }
}

static gboolean
read_all (NhPlanText *self, GError **error)
{
  g_autoptr (GArray) rows = nh_block_rows_read (self->workbook, self->plan, error);
  g_autoptr (GHashTable) old = NULL;

  if (!rows)
    return FALSE;
  old = g_steal_pointer (&self->stored);
  self->stored = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, nh_stored_block_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const NhBlockRow *row = &g_array_index (rows, NhBlockRow, i);
      g_autoptr (NhBlock) block = nh_block_from_row (row);
      NhStoredBlock *before = g_hash_table_lookup (old, &row->id);

      remember_stored (self, before && nh_block_equal (before->block, block) ? before->block : block,
                       row->position);
    }
  return TRUE;
}

static gboolean
read_one (NhPlanText *self, gint64 id, GError **error)
{
  g_auto (NhBlockRow) row = { 0 };
  gboolean found;

  if (!nh_block_row_read (self->workbook, id, &row, &found, error))
    return FALSE;
  if (found && row.plan == self->plan)
    {
      g_autoptr (NhBlock) block = nh_block_from_row (&row);

      remember_stored (self, block, row.position);
    }
  else
    g_hash_table_remove (self->stored, &id);
  return TRUE;
}

/* @ids: (element-type gint64) (nullable): blocks that changed in the file; %NULL: any. */
static void
take_over (NhPlanText *self, GArray *ids)
{
  g_autoptr (GArray) wanted = NULL;
  g_autoptr (GError) error = NULL;
  gboolean read = TRUE;

  if (!ids || ids->len > FEW_ROWS)
    read = read_all (self, &error);
  else
    for (guint i = 0; read && i < ids->len; i++)
      read = read_one (self, g_array_index (ids, gint64, i), &error);
  if (!read)
    {
      nh_plan_text_emit_failed (self, error);
      return;
    }
  wanted = wanted_items (self);
  become (self, wanted);
}

/* The plan itself was deleted: then there is nothing that its text could be stored in. */
static void
forget_all (NhPlanText *self)
{
  g_hash_table_remove_all (self->waiting);
  if (self->timer)
    g_source_set_ready_time (self->timer, -1);
  take_over (self, NULL);
}

static void
on_workbook_changed_cb (NhWorkbook *workbook, GArray *changes, NhPlanText *self)
{
  const char *block = g_intern_static_string ("block");
  const char *plan = g_intern_static_string ("plan");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean names = !changes;
  gboolean gone = FALSE;

  /* What this text stores itself is known. */
  if (self->committing)
    return;
  for (guint i = 0; changes && i < changes->len; i++)
    {
      const NhChange *change = &g_array_index (changes, NhChange, i);

      if (change->table == block)
        {
          if (change->kind != NH_CHANGE_DELETE || g_hash_table_contains (self->stored, &change->id))
            g_array_append_val (ids, change->id);
        }
      else if (change->table == plan)
        gone = gone || (change->id == self->plan && change->kind == NH_CHANGE_DELETE);
      else if (g_str_equal (change->table, "appendix") || g_str_equal (change->table, "legal_reference"))
        names = TRUE;
    }
  if (gone)
    forget_all (self);
  else if (!changes)
    take_over (self, NULL);
  else if (ids->len)
    take_over (self, ids);
  if (names)
    {
      g_hash_table_remove_all (self->names);
      nh_plan_text_emit_labels_changed (self);
    }
}

static void
on_workbook_flush_cb (NhWorkbook *workbook, NhPlanText *self)
{
  nh_plan_text_store (self, NULL);
}

/* The first reading: nobody listens yet. */
gboolean
nh_plan_text_load (NhPlanText *self, GError **error)
{
  g_autoptr (GArray) wanted = NULL;

  if (!read_all (self, error))
    return FALSE;
  wanted = wanted_items (self);
  become (self, wanted);
  return TRUE;
}

static gboolean
on_timer_cb (gpointer data)
{
  g_autoptr (NhPlanText) self = g_object_ref (data);

  g_source_set_ready_time (self->timer, -1);
  nh_plan_text_store (self, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

void
nh_plan_text_start_storing (NhPlanText *self)
{
  static GSourceFuncs functions = { .dispatch = dispatch_timer };

  self->timer = g_source_new (&functions, sizeof (GSource));
  g_source_set_static_name (self->timer, "nh_plan_text_store");
  g_source_set_priority (self->timer, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (self->timer, on_timer_cb, self, NULL);
  g_source_attach (self->timer, NULL);
  g_signal_connect_object (self->workbook, "changed", G_CALLBACK (on_workbook_changed_cb), self, 0);
  g_signal_connect_object (self->workbook, "flush", G_CALLBACK (on_workbook_flush_cb), self, 0);
}

/* What still waits is stored: whoever lets the text go has not thrown it away. */
void
nh_plan_text_stop_storing (NhPlanText *self)
{
  if (!self->timer)
    return;
  g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_signal_handlers_disconnect_by_data (self->workbook, self);
  if (nh_workbook_get_store (self->workbook))
    nh_plan_text_store (self, NULL);
}
