/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-children-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "core/nh-unit-kind.h"

typedef enum { COLUMN_NAME, COLUMN_KIND, COLUMN_AREA, COLUMN_PLACE, N_COLUMNS } Column;

static const NhGridColumn columns[N_COLUMNS] = {
  { .id = "name", .title = N_("Unit"), .kind = NH_GRID_TEXT, .width = 30 },
  { .id = "kind", .title = N_("Kind"), .kind = NH_GRID_CHOICE, .width = 16 },
  { .id = "area", .title = N_("Area"), .kind = NH_GRID_TEXT, .width = 14 },
  { .id = "place", .title = N_("Goes to"), .kind = NH_GRID_REFERENCE, .width = 34, .editable = TRUE },
};

typedef struct
{
  gint64 unit;
  char *name;
  char *kind;
  char *area;
  char *key;     /* area and name, for the order */
  char *place;   /* as shown; "": none yet */
  gint64 parent; /* 0 with a place: a commune that is made */
} Row;

struct _NhUnitChildrenModel
{
  GObject parent_instance;

  NhSession *session;
  NhGridColumn columns[N_COLUMNS];
  GPtrArray *rows;  /* of Row */
  GArray *children; /* of NhUnitChild: made when asked for */
};

static void list_init (GListModelInterface *iface);
static void grid_init (NhGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhUnitChildrenModel, nh_unit_children_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, grid_init))

enum { EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->kind);
  g_free (row->area);
  g_free (row->key);
  g_free (row->place);
  g_free (row);
}

static Row *
row_at (NhGridModel *model,
        guint row)
{
  return g_ptr_array_index (NH_UNIT_CHILDREN_MODEL (model)->rows, row);
}

/* A unit by one of its names, or else a commune by its name. */
static gboolean
read_place (NhUnitChildrenModel *self,
            const char *typed,
            char **place,
            gint64 *parent,
            GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  const NhEntity *entity = nh_entity_find ("unit");
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = nh_text_normalize (typed);
  g_autoptr (NhRecord) record = NULL;
  const char *kind;

  g_strstrip (text);
  *parent = *text ? nh_workbook_find (workbook, entity, text, &problem) : 0;
  record = *parent ? nh_workbook_load (workbook, entity, *parent, NULL) : NULL;
  kind = nh_unit_kind_guess (text);
  if (problem && !g_error_matches (problem, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!record && kind && nh_unit_kind_is_school (kind))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                   _("“%s” is not a commune and not in the list of units. Type a commune or ward, or a unit of the "
                     "list."),
                   text);
      return FALSE;
    }
  *place = record ? g_strdup (nh_record_text (record, "name")) : g_steal_pointer (&text);
  return TRUE;
}

static void
put_place (NhUnitChildrenModel *self,
           guint at,
           const char *place,
           gint64 parent)
{
  Row *row = g_ptr_array_index (self->rows, at);

  g_free (row->place);
  row->place = g_strdup (place);
  row->parent = parent;
}

static void
tell (NhUnitChildrenModel *self,
      guint first,
      guint n)
{
  g_list_model_items_changed (G_LIST_MODEL (self), first, n, n);
  g_signal_emit (self, signals[EDITED], 0);
}

/* GListModel. */

static guint
get_n_items (GListModel *model)
{
  return NH_UNIT_CHILDREN_MODEL (model)->rows->len;
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
  return &NH_UNIT_CHILDREN_MODEL (model)->columns[column];
}

static gboolean
is_made (const Row *row)
{
  return *row->place && !row->parent;
}

static char *
get_text (NhGridModel *model,
          guint at,
          guint column)
{
  const Row *row = row_at (model, at);
  g_autofree char *name = NULL;
  g_autofree char *short_name = NULL;
  g_autofree char *area = NULL;

  switch ((Column) column)
    {
    case COLUMN_NAME:
      return g_strdup (row->name);
    case COLUMN_KIND:
      return g_strdup (row->kind);
    case COLUMN_AREA:
      return g_strdup (row->area);
    case COLUMN_PLACE:
      if (!is_made (row))
        return g_strdup (row->place);
      nh_unit_commune_office (row->place, &name, &short_name, &area);
      /* Translators: the name of an office that will be added to the list of units */
      return g_strdup_printf (_("%s (new)"), name);
    case N_COLUMNS:
    default:
      return g_strdup ("");
    }
}

static char *
get_edit_text (NhGridModel *model,
               guint at,
               guint column)
{
  return column == COLUMN_PLACE ? g_strdup (row_at (model, at)->place) : get_text (model, at, column);
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint at,
           guint column)
{
  return column == COLUMN_PLACE && is_made (row_at (model, at)) ? NH_GRID_CELL_MUTED : NH_GRID_CELL_NORMAL;
}

static gboolean
set_text (NhGridModel *model,
          guint at,
          guint column,
          const char *text,
          GError **error)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);
  g_autofree char *place = NULL;
  gint64 parent;

  if (!read_place (self, text, &place, &parent, error))
    return FALSE;
  put_place (self, at, place, parent);
  tell (self, at, 1);
  return TRUE;
}

/* Rows beyond the last one are left out: there is no unit to move. */
static gboolean
paste (NhGridModel *model,
       NhGridEdit *edit,
       GError **error)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);
  guint n = MIN (edit->n_rows, self->rows->len - edit->row);
  g_autoptr (GPtrArray) places = g_ptr_array_new_full (n, g_free);
  g_autofree gint64 *parents = g_new0 (gint64, MAX (n, 1));

  g_ptr_array_set_size (places, (int) n);
  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < edit->n_columns; c++)
      {
        const char *text = edit->texts[i * edit->n_columns + c];
        char *place;

        if (edit->columns[c] != COLUMN_PLACE || !text)
          continue;
        if (!read_place (self, text, &place, &parents[i], error))
          {
            edit->error_row = i;
            edit->error_column = c;
            return FALSE;
          }
        g_free (places->pdata[i]);
        places->pdata[i] = place;
      }
  for (guint i = 0; i < n; i++)
    if (places->pdata[i])
      put_place (self, edit->row + i, places->pdata[i], parents[i]);
  tell (self, edit->row, n);
  return TRUE;
}

static gboolean
clear (NhGridModel *model,
       const guint *rows,
       guint n_rows,
       const guint *of,
       guint n_columns,
       NhGridProgress progress,
       gpointer progress_data,
       GError **error)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);

  for (guint i = 0; i < n_rows; i++)
    put_place (self, rows[i], "", 0);
  tell (self, 0, self->rows->len);
  return TRUE;
}

/* Communes that were typed already stand first: the next school often goes to the same. */
static GStrv
suggest (NhGridModel *model,
         guint column,
         const char *text,
         guint limit)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);
  const NhEntity *entity = nh_entity_find ("unit");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folded = nh_text_fold (text);
  g_auto (GStrv) units = NULL;
  guint n = 0;

  for (guint i = 0; i < self->rows->len && n < limit; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (*row->place && nh_text_contains_folded (row->place, folded) && g_hash_table_add (seen, row->place))
        {
          g_strv_builder_add (builder, row->place);
          n++;
        }
    }
  units = nh_workbook_suggest (nh_session_get_workbook (self->session), &entity->fields[NH_FIELD (entity, "parent")],
                               entity, text, limit);
  for (guint i = 0; units && units[i] && n < limit; i++)
    if (!g_hash_table_contains (seen, units[i]))
      {
        g_strv_builder_add (builder, units[i]);
        n++;
      }
  return g_strv_builder_end (builder);
}

static gint64
get_id (NhGridModel *model,
        guint at)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);

  return at < self->rows->len ? row_at (model, at)->unit : 0;
}

static guint
position_of (NhGridModel *model,
             gint64 id)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (model);

  for (guint i = 0; i < self->rows->len; i++)
    if (row_at (model, i)->unit == id)
      return i;
  return G_MAXUINT;
}

static void
grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_edit_text = get_edit_text;
  iface->get_style = get_style;
  iface->set_text = set_text;
  iface->suggest = suggest;
  iface->paste = paste;
  iface->clear = clear;
  iface->get_id = get_id;
  iface->position_of = position_of;
}

static void
nh_unit_children_model_finalize (GObject *object)
{
  NhUnitChildrenModel *self = NH_UNIT_CHILDREN_MODEL (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_array_unref);
  G_OBJECT_CLASS (nh_unit_children_model_parent_class)->finalize (object);
}

static void
nh_unit_children_model_class_init (NhUnitChildrenModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_unit_children_model_finalize;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
nh_unit_children_model_init (NhUnitChildrenModel *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->children = g_array_new (FALSE, TRUE, sizeof (NhUnitChild));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = columns[i];
      self->columns[i].title = _(columns[i].title);
    }
}

/** nh_unit_children_model_new: Returns: (transfer full): a model without rows. */
NhUnitChildrenModel *
nh_unit_children_model_new (NhSession *session)
{
  NhUnitChildrenModel *self = g_object_new (NH_TYPE_UNIT_CHILDREN_MODEL, NULL);

  self->session = g_object_ref (session);
  return self;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  return strcmp ((*(Row *const *) a)->key, (*(Row *const *) b)->key);
}

/**
 * nh_unit_children_model_set_unit:
 * @times: all units
 * @unit: the one that ends
 * @day: the first day without it
 *
 * Shows what @unit would manage on @day. Rows that stay keep their places.
 */
void
nh_unit_children_model_set_unit (NhUnitChildrenModel *self,
                                 NhUnitTimes *times,
                                 gint64 unit,
                                 guint32 day)
{
  g_autoptr (GArray) units = nh_unit_times_children (times, unit, day);
  g_autoptr (GPtrArray) old = self->rows;
  const NhEntity *entity = nh_entity_find ("unit");

  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < units->len; i++)
    {
      Row *row = g_new0 (Row, 1);
      NhUnitOnDay on_day;
      const NhChoice *kind;
      g_autofree char *both = NULL;

      row->unit = g_array_index (units, gint64, i);
      nh_unit_times_get (times, row->unit, day, &on_day);
      kind = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "kind")], on_day.kind);
      row->name = g_strdup (on_day.name);
      row->kind = g_strdup (kind ? _(kind->label) : "");
      row->area = g_strdup (on_day.area);
      both = g_strconcat (on_day.area, " ", on_day.name, NULL);
      row->key = nh_text_sort_key (both);
      row->place = g_strdup ("");
      for (guint j = 0; j < old->len; j++)
        {
          const Row *before = g_ptr_array_index (old, j);

          if (before->unit != row->unit)
            continue;
          g_free (row->place);
          row->place = g_strdup (before->place);
          row->parent = before->parent;
        }
      g_ptr_array_add (self->rows, row);
    }
  g_ptr_array_sort (self->rows, compare_rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->rows->len);
}

/**
 * nh_unit_children_model_fill:
 * @place: where all units go
 * @error: NH_MODEL_ERROR
 *
 * Returns: whether all units go to @place now.
 */
gboolean
nh_unit_children_model_fill (NhUnitChildrenModel *self,
                             const char *typed,
                             GError **error)
{
  g_autofree char *place = NULL;
  gint64 parent;

  if (!read_place (self, typed, &place, &parent, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    put_place (self, i, place, parent);
  tell (self, 0, self->rows->len);
  return TRUE;
}

/** nh_unit_children_model_get: Returns: (transfer none) (array length=n): the units and where they go. */
const NhUnitChild *
nh_unit_children_model_get (NhUnitChildrenModel *self,
                            guint *n)
{
  g_array_set_size (self->children, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      NhUnitChild child = { row->unit, row->parent, is_made (row) ? row->place : NULL };

      g_array_append_val (self->children, child);
    }
  *n = self->children->len;
  return (const NhUnitChild *) (gpointer) self->children->data;
}
