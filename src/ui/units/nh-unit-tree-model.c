/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-tree-model.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"

typedef enum
{
  COLUMN_NAME,
  COLUMN_SHORT_NAME,
  COLUMN_KIND,
  COLUMN_SCHOOLS,
  COLUMN_PARENT,
  COLUMN_AREA,
  COLUMN_TIME,
  N_COLUMNS,
} Column;

static const NhGridColumn columns[N_COLUMNS] = {
  { .id = "name", .title = N_("Name"), .kind = NH_GRID_TEXT, .width = 46 },
  { .id = "short_name", .title = N_("Short name"), .kind = NH_GRID_TEXT, .width = 22 },
  { .id = "kind", .title = N_("Kind"), .kind = NH_GRID_CHOICE, .width = 24 },
  { .id = "schools", .title = N_("Schools"), .kind = NH_GRID_NUMBER, .width = 8 },
  { .id = "parent", .title = N_("Managed by"), .kind = NH_GRID_TEXT, .width = 30 },
  { .id = "area", .title = N_("Area"), .kind = NH_GRID_TEXT, .width = 18 },
  { .id = "time", .title = N_("Active"), .kind = NH_GRID_TEXT, .width = 44 },
};

struct _NhUnitTreeModel
{
  GObject parent_instance;

  NhSession *session;
  NhGridColumn columns[N_COLUMNS]; /* with translated titles */
  NhUnitTimes *times;
  GArray *nodes;       /* of NhUnitNode: all of the day */
  GArray *rows;        /* of guint: those in sight */
  GHashTable *closed;  /* gint64: units whose rows are hidden */
  guint32 day;
  gboolean flat;
  gboolean with_ended;
  char *find;          /* folded words; NULL: all */
  guint reload;
};

static void list_init (GListModelInterface *iface);
static void grid_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhUnitTreeModel, nh_unit_tree_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_init))

/* Which rows are in sight. */

static gboolean
is_found (NhUnitTreeModel *self,
          const NhUnitOnDay *unit)
{
  g_autofree char *all = g_strjoin (" ", unit->name, unit->short_name, unit->area, NULL);

  return nh_text_contains_folded (all, self->find);
}

/* What is found, with all that is above it. */
static void
add_found (NhUnitTreeModel *self,
           GArray *rows)
{
  g_autofree gboolean *wanted = g_new0 (gboolean, MAX (self->nodes->len, 1));

  for (guint i = self->nodes->len; i-- > 0;)
    {
      const NhUnitNode *node = &g_array_index (self->nodes, NhUnitNode, i);

      wanted[i] = is_found (self, &node->unit);
      for (guint below = i + 1; !wanted[i] && below <= i + node->n_below; below++)
        wanted[i] = wanted[below];
    }
  for (guint i = 0; i < self->nodes->len; i++)
    if (wanted[i])
      g_array_append_val (rows, i);
}

static void
add_open (NhUnitTreeModel *self,
          GArray *rows)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const NhUnitNode *node = &g_array_index (self->nodes, NhUnitNode, i);

      g_array_append_val (rows, i);
      if (g_hash_table_contains (self->closed, &node->unit.id))
        i += node->n_below;
    }
}

typedef struct
{
  guint node;
  char *key;
} Sorted;

static void
sorted_clear (gpointer data)
{
  g_free (((Sorted *) data)->key);
}

static int
compare_sorted (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const Sorted *) a)->key, ((const Sorted *) b)->key);
}

static void
add_by_name (NhUnitTreeModel *self,
             GArray *rows)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Sorted));

  g_array_set_clear_func (sorted, sorted_clear);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const NhUnitNode *node = &g_array_index (self->nodes, NhUnitNode, i);
      Sorted one = { i, NULL };

      if ((!self->with_ended && !node->unit.valid) || (self->find && !is_found (self, &node->unit)))
        continue;
      one.key = nh_text_sort_key (node->unit.name);
      g_array_append_val (sorted, one);
    }
  g_array_sort (sorted, compare_sorted);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (rows, g_array_index (sorted, Sorted, i).node);
}

static gint64
id_of (NhUnitTreeModel *self,
       guint row)
{
  return g_array_index (self->nodes, NhUnitNode, g_array_index (self->rows, guint, row)).unit.id;
}

/* Tells what is different between the rows that were in sight and those that are now. */
static void
update_rows (NhUnitTreeModel *self,
             gboolean everything)
{
  g_autoptr (GArray) old = self->rows;
  guint same = 0;
  guint tail = 0;

  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->flat)
    add_by_name (self, self->rows);
  else if (self->find)
    add_found (self, self->rows);
  else
    add_open (self, self->rows);
  if (!everything)
    {
      while (same < old->len && same < self->rows->len &&
             g_array_index (old, guint, same) == g_array_index (self->rows, guint, same))
        same++;
      while (tail < old->len - same && tail < self->rows->len - same &&
             g_array_index (old, guint, old->len - 1 - tail) ==
                 g_array_index (self->rows, guint, self->rows->len - 1 - tail))
        tail++;
      /* The triangle of the row before turns as well. */
      if (same > 0)
        same--;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same - tail, self->rows->len - same - tail);
}

static void
update_nodes (NhUnitTreeModel *self)
{
  g_clear_pointer (&self->nodes, g_array_unref);
  self->nodes = self->times ? nh_unit_times_tree (self->times, self->day, self->with_ended)
                            : g_array_new (FALSE, FALSE, sizeof (NhUnitNode));
  update_rows (self, TRUE);
}

static void
load (NhUnitTreeModel *self)
{
  g_autoptr (GError) error = NULL;
  NhUnitTimes *old = self->times;

  self->times = nh_unit_times_load (nh_session_get_workbook (self->session), &error);
  nh_session_report_error (self->session, &error);
  update_nodes (self);
  g_clear_pointer (&old, nh_unit_times_free);
}

static gboolean
on_reload_cb (gpointer data)
{
  NhUnitTreeModel *self = data;

  self->reload = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* A paste of thousands of rows comes as one change; several in a row are read once. */
static void
on_workbook_changed_cb (NhUnitTreeModel *self,
                        GArray *changes)
{
  if (!self->reload &&
      (nh_session_changes_touch (changes, "unit") || nh_session_changes_touch (changes, "unit_state")))
    self->reload = g_idle_add (on_reload_cb, self);
}

/* GListModel. */

static guint
get_n_items (GListModel *model)
{
  return NH_UNIT_TREE_MODEL (model)->rows->len;
}

static void
list_init (GListModelInterface *iface)
{
  nh_grid_model_rows_init (iface);
  iface->get_n_items = get_n_items;
}

/* NhGridModel. */

static guint
get_n_columns (NhGridModel *model)
{
  return N_COLUMNS;
}

static const NhGridColumn *
get_column (NhGridModel *model,
            guint column)
{
  return &NH_UNIT_TREE_MODEL (model)->columns[column];
}

static char *
kind_label (const char *kind)
{
  const NhEntity *entity = nh_entity_find ("unit");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "kind")], kind);

  return g_strdup (choice ? _(choice->label) : kind);
}

/* "từ 01/7/2025", "đến 30/6/2025 → Phòng …" */
static char *
time_text (NhUnitTreeModel *self,
           const NhUnitOnDay *unit)
{
  g_autofree char *from = nh_day_format_short (unit->active_from);
  g_autofree char *to = nh_day_format_short (unit->active_to);
  const char *successor = nh_unit_times_get_name (self->times, unit->successor, unit->active_to + 1);

  if (unit->active_to && *successor)
    return g_strdup_printf (_("until %s → %s"), to, successor);
  if (unit->active_from && unit->active_to)
    return g_strdup_printf (_("%s to %s"), from, to);
  if (unit->active_to)
    return g_strdup_printf (_("until %s"), to);
  return unit->active_from ? g_strdup_printf (_("from %s"), from) : g_strdup ("");
}

static char *
get_text (NhGridModel *model,
          guint row,
          guint column)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (model);
  const NhUnitNode *node = nh_unit_tree_model_get_node (self, row);

  if (!node)
    return g_strdup ("");
  switch ((Column) column)
    {
    case COLUMN_NAME:
      return g_strdup (node->unit.name);
    case COLUMN_SHORT_NAME:
      return g_strdup (node->unit.short_name);
    case COLUMN_KIND:
      return kind_label (node->unit.kind);
    case COLUMN_SCHOOLS:
      return node->n_schools ? g_strdup_printf ("%u", node->n_schools) : g_strdup ("");
    case COLUMN_PARENT:
      return g_strdup (nh_unit_times_get_name (self->times, node->unit.parent, self->day));
    case COLUMN_AREA:
      return g_strdup (node->unit.area);
    case COLUMN_TIME:
      return time_text (self, &node->unit);
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint row,
           guint column)
{
  const NhUnitNode *node = nh_unit_tree_model_get_node (NH_UNIT_TREE_MODEL (model), row);

  if (!node || !node->unit.valid)
    return NH_GRID_CELL_MUTED;
  return column == COLUMN_KIND ? NH_GRID_CELL_CHIP : NH_GRID_CELL_NORMAL;
}

static const char *
get_cell_class (NhGridModel *model,
                guint row,
                guint column)
{
  const NhUnitNode *node = nh_unit_tree_model_get_node (NH_UNIT_TREE_MODEL (model), row);
  g_autofree char *name = node ? g_strconcat ("unit-", node->unit.kind, NULL) : NULL;

  if (!name)
    return NULL;
  return g_intern_string (g_strdelimit (name, "_", '-'));
}

static gint64
get_id (NhGridModel *model,
        guint row)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (model);

  return row < self->rows->len ? id_of (self, row) : 0;
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (model);

  for (guint row = 0; row < self->rows->len; row++)
    if (id_of (self, row) == id)
      return row;
  return G_MAXUINT;
}

static gboolean
get_branch (NhGridModel *model,
            guint row,
            guint column,
            guint *depth,
            NhGridBranch *branch)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (model);
  const NhUnitNode *node = nh_unit_tree_model_get_node (self, row);

  if (!node || self->flat || column != COLUMN_NAME)
    return FALSE;
  *depth = node->depth;
  if (!node->n_below)
    *branch = NH_GRID_LEAF;
  else
    *branch = !self->find && g_hash_table_contains (self->closed, &node->unit.id) ? NH_GRID_CLOSED : NH_GRID_OPEN;
  return TRUE;
}

static void
set_open (NhGridModel *model,
          guint row,
          gboolean open)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (model);
  const NhUnitNode *node = nh_unit_tree_model_get_node (self, row);

  if (!node || self->find)
    return;
  if (open)
    g_hash_table_remove (self->closed, &node->unit.id);
  else
    g_hash_table_add (self->closed, g_memdup2 (&node->unit.id, sizeof (gint64)));
  update_rows (self, FALSE);
}

static void
grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_style = get_style;
  iface->get_cell_class = get_cell_class;
  iface->get_id = get_id;
  iface->position_of = position_of;
  iface->get_branch = get_branch;
  iface->set_open = set_open;
}

static void
nh_unit_tree_model_dispose (GObject *object)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_unit_tree_model_parent_class)->dispose (object);
}

static void
nh_unit_tree_model_finalize (GObject *object)
{
  NhUnitTreeModel *self = NH_UNIT_TREE_MODEL (object);

  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->closed, g_hash_table_unref);
  g_clear_pointer (&self->times, nh_unit_times_free);
  g_free (self->find);
  G_OBJECT_CLASS (nh_unit_tree_model_parent_class)->finalize (object);
}

static void
nh_unit_tree_model_class_init (NhUnitTreeModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_unit_tree_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_unit_tree_model_finalize;
}

static void
nh_unit_tree_model_init (NhUnitTreeModel *self)
{
  self->nodes = g_array_new (FALSE, FALSE, sizeof (NhUnitNode));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->closed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->day = nh_unit_today ();
  self->with_ended = TRUE;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = columns[i];
      self->columns[i].title = _(columns[i].title);
    }
}

/**
 * nh_unit_tree_model_new:
 * @session: the open workbook
 *
 * Returns: (transfer full): the tree of today; it follows the workbook.
 */
NhUnitTreeModel *
nh_unit_tree_model_new (NhSession *session)
{
  NhUnitTreeModel *self = g_object_new (NH_TYPE_UNIT_TREE_MODEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return self;
}

/** nh_unit_tree_model_get_times: Returns: (transfer none) (nullable): all units, until the next change. */
NhUnitTimes *
nh_unit_tree_model_get_times (NhUnitTreeModel *self)
{
  return self->times;
}

/** nh_unit_tree_model_get_node: Returns: (transfer none) (nullable): the unit of a row, until the next change. */
const NhUnitNode *
nh_unit_tree_model_get_node (NhUnitTreeModel *self,
                             guint row)
{
  if (row >= self->rows->len)
    return NULL;
  return &g_array_index (self->nodes, NhUnitNode, g_array_index (self->rows, guint, row));
}

/** nh_unit_tree_model_set_day: shows the units as they were on @day. */
void
nh_unit_tree_model_set_day (NhUnitTreeModel *self,
                            guint32 day)
{
  if (day == self->day)
    return;
  self->day = day;
  update_nodes (self);
}

/** nh_unit_tree_model_set_flat: a list by name instead of a tree. */
void
nh_unit_tree_model_set_flat (NhUnitTreeModel *self,
                             gboolean flat)
{
  if (flat == self->flat)
    return;
  self->flat = flat;
  update_rows (self, TRUE);
}

/** nh_unit_tree_model_set_with_ended: whether units that had ended by the day are shown. */
void
nh_unit_tree_model_set_with_ended (NhUnitTreeModel *self,
                                   gboolean with_ended)
{
  if (with_ended == self->with_ended)
    return;
  self->with_ended = with_ended;
  update_nodes (self);
}

/** nh_unit_tree_model_set_find: shows only units that have the words of @text, and those above them. */
void
nh_unit_tree_model_set_find (NhUnitTreeModel *self,
                             const char *text)
{
  g_clear_pointer (&self->find, g_free);
  self->find = nh_text_fold (text);
  if (!*g_strstrip (self->find))
    g_clear_pointer (&self->find, g_free);
  update_rows (self, TRUE);
}

/** nh_unit_tree_model_set_all_open: shows all levels, or only the highest. */
void
nh_unit_tree_model_set_all_open (NhUnitTreeModel *self,
                                 gboolean open)
{
  g_hash_table_remove_all (self->closed);
  for (guint i = 0; !open && i < self->nodes->len; i++)
    {
      const NhUnitNode *node = &g_array_index (self->nodes, NhUnitNode, i);

      if (node->n_below)
        g_hash_table_add (self->closed, g_memdup2 (&node->unit.id, sizeof (gint64)));
    }
  update_rows (self, TRUE);
}

/** nh_unit_tree_model_reveal: opens what is above @unit, so that it has a row. */
void
nh_unit_tree_model_reveal (NhUnitTreeModel *self,
                           gint64 unit)
{
  guint depth = 0;

  for (guint i = self->nodes->len; i-- > 0;)
    {
      const NhUnitNode *node = &g_array_index (self->nodes, NhUnitNode, i);

      if (node->unit.id == unit)
        depth = node->depth;
      else if (depth && node->depth < depth)
        {
          depth = node->depth;
          g_hash_table_remove (self->closed, &node->unit.id);
        }
    }
  update_rows (self, TRUE);
}
