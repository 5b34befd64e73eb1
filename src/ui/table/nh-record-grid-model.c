/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/table/nh-record-grid-model-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-roster.h"

static void nh_record_grid_model_list_init (GListModelInterface *iface);
static void nh_record_grid_model_grid_init (NhGridModelInterface *iface);

G_DEFINE_TYPE_WITH_CODE (NhRecordGridModel, nh_record_grid_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, nh_record_grid_model_list_init)
                               G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, nh_record_grid_model_grid_init))

/* Rows of a computed list, or of a workbook that somebody else holds: the grid offers adding and
 * deleting only where the functions are there, so this type leaves them out. */
typedef struct { NhRecordGridModel parent_instance; } NhFixedGridModel;
typedef struct { NhRecordGridModelClass parent_class; } NhFixedGridModelClass;

static void nh_fixed_grid_model_grid_init (NhGridModelInterface *iface);
static GType nh_fixed_grid_model_get_type (void);
G_DEFINE_TYPE_WITH_CODE (NhFixedGridModel, nh_fixed_grid_model, NH_TYPE_RECORD_GRID_MODEL,
                         G_IMPLEMENT_INTERFACE (NH_TYPE_GRID_MODEL, nh_fixed_grid_model_grid_init))

/* GListModel: the rows of the list, and the heads of its groups. */

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return nh_row_groups_get_n_rows (NH_RECORD_GRID_MODEL (model)->rows);
}

/* A record, or for a head an object that says nothing: what it shows is asked by get_head. */
static gpointer
get_item (GListModel *model,
          guint position)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhRecord *record;

  if (position >= nh_row_groups_get_n_rows (self->rows))
    return NULL;
  record = nh_record_grid_model_get_record (self, position);
  return record ? g_object_ref (G_OBJECT (record)) : g_object_new (G_TYPE_OBJECT, NULL);
}

static void
nh_record_grid_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
on_rows_changed_cb (guint row,
                    guint removed,
                    guint added,
                    gpointer data)
{
  g_list_model_items_changed (G_LIST_MODEL (data), row, removed, added);
}

/* (internal) the record in a row; none in the head of a group */
NhRecord *
nh_record_grid_model_get_record (NhRecordGridModel *self,
                                 guint row)
{
  return nh_list_model_get_record (self->list, nh_row_groups_get_position (self->rows, row, NULL));
}

/* (internal) its key */
gint64
nh_record_grid_model_get_key (NhRecordGridModel *self,
                              guint row)
{
  return nh_list_model_get_record_id (self->list, nh_row_groups_get_position (self->rows, row, NULL));
}

/* NhGridModel: reading. */

int
nh_record_grid_model_field_of (NhRecordGridModel *self,
                               guint column)
{
  return g_array_index (self->fields, int, column);
}

static guint
get_n_columns (NhGridModel *model)
{
  return NH_RECORD_GRID_MODEL (model)->columns->len;
}

static const NhGridColumn *
get_column (NhGridModel *model,
            guint column)
{
  return &g_array_index (NH_RECORD_GRID_MODEL (model)->columns, NhGridColumn, column);
}

static char *
get_text (NhGridModel *model,
          guint row,
          guint column)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhRecord *record = nh_record_grid_model_get_record (self, row);
  int field = nh_record_grid_model_field_of (self, column);
  const char *text;

  if (!record)
    {
      g_auto (NhGridHead) head = { NULL };

      return nh_grid_model_get_head (model, row, &head) ? g_steal_pointer (&head.title) : g_strdup ("");
    }
  text = nh_record_get_text (record, field);
  if (*text && nh_record_is_provisional (record, field))
    /* Translators: a date that is not sure yet, "29/01/2024 tạm tính" */
    return g_strdup_printf (_("%s (provisional)"), text);
  return g_strdup (text);
}

static char *
get_edit_text (NhGridModel *model,
               guint row,
               guint column)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  NhRecord *record = nh_record_grid_model_get_record (self, row);

  return g_strdup (record ? nh_record_get_text (record, nh_record_grid_model_field_of (self, column)) : "");
}

static gboolean
is_finding (NhRecordGridModel *self)
{
  return g_str_equal (self->entity->name, "finding");
}

/* What a unit had to do until a day that is past, and is not closed. */
static gboolean
is_overdue (NhRecordGridModel *self,
            NhRecord *record,
            int field)
{
  const char *state;
  guint32 due;

  if (!is_finding (self) || !g_str_equal (self->entity->fields[field].name, "due_on"))
    return FALSE;
  state = nh_record_raw (record, "state");
  due = nh_day_from_iso (nh_record_get_raw (record, field));
  return due && due < nh_roster_today () && (g_str_equal (state, "open") || g_str_equal (state, "reported"));
}

static gboolean
is_chip (NhRecordGridModel *self,
         int field)
{
  const NhField *description = &self->entity->fields[field];

  if (description->kind != NH_FIELD_CHOICE)
    return FALSE;
  return g_str_equal (description->name, "status") || g_str_equal (description->name, "state") ||
         (g_str_equal (description->name, "kind") && g_str_equal (self->entity->name, "activity"));
}

/* Who has left is history beside those who are there. */
static gboolean
is_past (NhRecordGridModel *self,
         guint row)
{
  int field = nh_entity_find_field (self->entity, "to_on");
  NhRecord *record = field >= 0 && self->spec->flags & NH_SCREEN_OWNERS
                         ? nh_record_grid_model_get_record (self, row) : NULL;
  guint32 last = record ? nh_day_from_iso (nh_record_get_raw (record, field)) : 0;

  return last && last < nh_roster_today ();
}

static NhGridCellStyle
get_style (NhGridModel *model,
           guint row,
           guint column)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  int field = nh_record_grid_model_field_of (self, column);
  NhRecord *record;

  if (is_chip (self, field))
    return NH_GRID_CELL_CHIP;
  if (self->marks && field == self->marked)
    {
      gint64 key = nh_record_grid_model_get_key (self, row);

      if (g_hash_table_contains (self->marks, &key))
        return NH_GRID_CELL_WARNING;
    }
  if (is_past (self, row))
    return NH_GRID_CELL_MUTED;
  if (!(self->entity->fields[field].flags & (NH_FIELD_COMPUTED | NH_FIELD_PROVISIONAL)) && !is_finding (self))
    return NH_GRID_CELL_NORMAL;
  record = nh_record_grid_model_get_record (self, row);
  if (record && is_overdue (self, record, field))
    return NH_GRID_CELL_WARNING;
  return record && nh_record_is_provisional (record, field) ? NH_GRID_CELL_MUTED : NH_GRID_CELL_NORMAL;
}

static const char *
get_cell_class (NhGridModel *model,
                guint row,
                guint column)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  int field = nh_record_grid_model_field_of (self, column);
  NhRecord *record = is_chip (self, field) ? nh_record_grid_model_get_record (self, row) : NULL;
  const char *raw = record ? nh_record_get_raw (record, field) : "";
  g_autofree char *kind = NULL;

  if (!*raw)
    return NULL;
  if (g_str_equal (self->entity->fields[field].name, "status"))
    return g_intern_string (raw);
  if (is_finding (self))
    return g_str_equal (raw, "closed") ? "done" : g_str_equal (raw, "open") ? "postponed" : NULL;
  kind = g_strconcat (g_str_equal (self->entity->fields[field].name, "state") ? "state-" : "kind-", raw, NULL);
  g_strdelimit (kind, "_", '-');
  return g_intern_string (kind);
}

static GStrv
suggest (NhGridModel *model,
         guint column,
         const char *text,
         guint limit)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (model);
  const NhField *field = &self->entity->fields[nh_record_grid_model_field_of (self, column)];

  return nh_workbook_suggest (nh_session_get_workbook (self->session), field, self->entity, text, limit);
}

static void
nh_record_grid_model_grid_init (NhGridModelInterface *iface)
{
  iface->get_n_columns = get_n_columns;
  iface->get_column = get_column;
  iface->get_text = get_text;
  iface->get_edit_text = get_edit_text;
  iface->get_style = get_style;
  iface->get_cell_class = get_cell_class;
  iface->suggest = suggest;
  nh_record_grid_model_view_init (iface);
  nh_record_grid_model_edit_init (iface);
}

static void
nh_fixed_grid_model_grid_init (NhGridModelInterface *iface)
{
  nh_record_grid_model_grid_init (iface);
  iface->set_text = NULL;
  iface->append = NULL;
  iface->append_row = NULL;
  iface->remove = NULL;
  iface->paste = NULL;
  iface->clear = NULL;
}

static void
nh_fixed_grid_model_class_init (NhFixedGridModelClass *klass)
{
}

static void
nh_fixed_grid_model_init (NhFixedGridModel *self)
{
}

static void
nh_record_grid_model_dispose (GObject *object)
{
  NhRecordGridModel *self = NH_RECORD_GRID_MODEL (object);

  g_clear_pointer (&self->rows, nh_row_groups_free);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_pointer (&self->owners, g_free);
  g_clear_pointer (&self->since, g_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  G_OBJECT_CLASS (nh_record_grid_model_parent_class)->dispose (object);
}

static void
nh_record_grid_model_class_init (NhRecordGridModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_record_grid_model_dispose;
  g_signal_new ("filters-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_record_grid_model_init (NhRecordGridModel *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (NhGridColumn));
  self->fields = g_array_new (FALSE, TRUE, sizeof (int));
  self->filters = nh_filters_new ();
}

static NhGridColumnKind
column_kind (const NhField *field)
{
  switch (field->kind)
    {
    case NH_FIELD_INTEGER:
      return NH_GRID_NUMBER;
    case NH_FIELD_CHOICE:
      return NH_GRID_CHOICE;
    case NH_FIELD_REFERENCE:
    case NH_FIELD_LINKS:
      return NH_GRID_REFERENCE;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_DATE:
    case NH_FIELD_PERIOD:
    case NH_FIELD_LIST:
    case NH_FIELD_PHONE:
    default:
      return field->flags & NH_FIELD_SUGGEST ? NH_GRID_REFERENCE : NH_GRID_TEXT;
    }
}

static gboolean
is_fixed (NhSession *session,
          const NhScreenSpec *spec)
{
  return !spec->add || nh_workbook_is_read_only (nh_session_get_workbook (session));
}

/* In characters. The description's widths are those of printed tables, whose cells wrap; these don't. */
static int
column_width (NhRecordGridModel *self,
              int field)
{
  const NhField *f = &self->entity->fields[field];
  int width = f->width;

  if (f->kind == NH_FIELD_PERIOD)
    width = MAX (width, 29); /* "Tháng 9/2023 đến tháng 01/2024" */
  if (g_str_equal (f->name, "short_name"))
    width = MAX (width, 22); /* "Phòng GDĐT Bình Giang" */
  for (const NhChoice *choice = f->choices; choice && choice->key; choice++)
    width = MAX (width, (int) MIN (g_utf8_strlen (_(choice->label), -1), 20) + (is_chip (self, field) ? 4 : 0));
  if (f->flags & NH_FIELD_PROVISIONAL)
    width += 6; /* room for the word "provisional" */
  return width;
}

static void
add_column (NhRecordGridModel *self,
            int i)
{
  const NhField *field = &self->entity->fields[i];
  gboolean fixed = is_fixed (self->session, self->spec);
  NhGridColumn column = { field->name, _(field->label), column_kind (field), column_width (self, i),
                          !fixed && !(field->flags & NH_FIELD_COMPUTED), TRUE, TRUE,
                          field->kind != NH_FIELD_LONG_TEXT };

  g_array_append_val (self->columns, column);
  g_array_append_val (self->fields, i);
}

static void
make_columns (NhRecordGridModel *self)
{
  for (int i = 0; self->entity->fields[i].name; i++)
    {
      const NhField *field = &self->entity->fields[i];

      if (field->flags & NH_FIELD_HIDDEN || g_strcmp0 (field->name, self->spec->owner) == 0)
        continue;
      if (self->spec->kind && g_str_equal (field->name, "kind"))
        continue;
      add_column (self, i);
    }
  /* Whose the rows are comes last: the keys begin in the first column. */
  if (self->spec->flags & NH_SCREEN_OWNERS)
    add_column (self, nh_entity_find_field (self->entity, self->spec->owner));
}

/**
 * nh_record_grid_model_new:
 * @session: the open workbook
 * @spec: the screen whose rows these are
 *
 * Returns: (transfer full): the rows of @spec. A screen with an owner is empty until
 *   nh_record_grid_model_set_owner() names one.
 */
NhRecordGridModel *
nh_record_grid_model_new (NhSession *session,
                          const NhScreenSpec *spec)
{
  NhRecordGridModel *self = g_object_new (is_fixed (session, spec) ? nh_fixed_grid_model_get_type ()
                                                                   : NH_TYPE_RECORD_GRID_MODEL, NULL);

  self->session = g_object_ref (session);
  self->spec = spec;
  self->entity = nh_entity_find (spec->entity);
  self->list = nh_list_model_new (nh_session_get_workbook (session), self->entity);
  make_columns (self);
  nh_record_grid_model_update_filters (self);
  self->rows = nh_row_groups_new (self->list, on_rows_changed_cb, self);
  return self;
}

/** nh_record_grid_model_get_list: Returns: (transfer none): the list behind the rows. */
NhListModel *
nh_record_grid_model_get_list (NhRecordGridModel *self)
{
  return self->list;
}

/** nh_record_grid_model_get_spec: Returns: (transfer none): the screen these rows belong to. */
const NhScreenSpec *
nh_record_grid_model_get_spec (NhRecordGridModel *self)
{
  return self->spec;
}

/** nh_record_grid_model_get_field: Returns: (transfer none): the field that stands in @column. */
const NhField *
nh_record_grid_model_get_field (NhRecordGridModel *self,
                                guint column)
{
  return &self->entity->fields[nh_record_grid_model_field_of (self, column)];
}

static void
add_filter (GArray *filters,
            const char *field,
            const char *value)
{
  nh_filters_add (filters, &(NhListFilter) { .field = field, .value = value });
}

/* What has no plan, as inspections of earlier years, is of the year by its days. */
static void
add_year_filter (NhRecordGridModel *self,
                 GArray *filters,
                 gint64 year)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, year);
  NhListFilter filter = { .field = "plan.school_year", .value = key };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  nh_session_dup_year_days (self->session, &from, &to);
  filter.from = from;
  filter.to = to;
  nh_filters_add (filters, &filter);
}

/**
 * nh_record_grid_model_update_filters:
 *
 * Asks the list for the rows that the screen's kind, its owner, the chosen plan, the chosen school
 * year and the filters of the columns leave.
 */
void
nh_record_grid_model_update_filters (NhRecordGridModel *self)
{
  gint64 year = nh_session_get_year (self->session);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, self->owner);
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, self->plan);
  g_autofree char *year_key = g_strdup_printf ("%" G_GINT64_FORMAT, year);
  g_autoptr (GArray) filters = nh_filters_new ();

  if (self->spec->kind)
    add_filter (filters, "kind", self->spec->kind);
  if (self->spec->owner)
    add_filter (filters, self->spec->owner, self->owners ? self->owners : owner);
  if (self->since)
    add_filter (filters, "to_on", self->since);
  if (self->spec->flags & NH_SCREEN_YEAR && year)
    add_filter (filters, "school_year", year_key);
  if (self->spec->flags & NH_SCREEN_PLAN_FILTER && self->plan)
    add_filter (filters, "plan", plan);
  else if (self->spec->flags & NH_SCREEN_PLAN_FILTER && year)
    add_year_filter (self, filters, year);
  for (guint i = 0; i < self->filters->len; i++)
    nh_filters_add (filters, &g_array_index (self->filters, NhListFilter, i));
  nh_list_model_set_filters (self->list, (const NhListFilter *) (gpointer) filters->data, filters->len);
}

/** nh_record_grid_model_set_owner: shows the rows that belong to the record @owner, 0 for none. */
void
nh_record_grid_model_set_owner (NhRecordGridModel *self,
                                gint64 owner)
{
  if (self->owner == owner)
    return;
  self->owner = owner;
  nh_record_grid_model_update_filters (self);
}

static gboolean
has_marks (NhRecordGridModel *self,
           GHashTable *marks)
{
  GHashTableIter iter;
  gpointer key;

  if (!self->marks || g_hash_table_size (self->marks) != g_hash_table_size (marks))
    return !self->marks && !g_hash_table_size (marks);
  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->marks, key))
      return FALSE;
  return TRUE;
}

/**
 * nh_record_grid_model_set_marks:
 * @field: name of a field
 * @marks: (element-type gint64 utf8): keys of rows whose field is marked as a warning
 */
void
nh_record_grid_model_set_marks (NhRecordGridModel *self,
                                const char *field,
                                GHashTable *marks)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (has_marks (self, marks))
    return;
  g_clear_pointer (&self->marks, g_hash_table_unref);
  self->marks = g_hash_table_size (marks) ? g_hash_table_ref (marks) : NULL;
  self->marked = nh_entity_find_field (self->entity, field);
  if (n)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, n);
}

/**
 * nh_record_grid_model_set_owners:
 * @owner: key of the record that new rows belong to, 0 for none
 * @all: (array length=n) (nullable): keys of the records whose rows are shown; %NULL: those of @owner
 * @n: how many
 *
 * Returns: whether these are others than before.
 */
gboolean
nh_record_grid_model_set_owners (NhRecordGridModel *self,
                                 gint64 owner,
                                 const gint64 *all,
                                 guint n)
{
  g_autoptr (GString) text = g_string_new ("in:");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? "," : "", all[i]);
  if (self->owner == owner && g_strcmp0 (self->owners, n ? text->str : NULL) == 0)
    return FALSE;
  self->owner = owner;
  g_free (self->owners);
  self->owners = n ? g_strdup (text->str) : NULL;
  nh_record_grid_model_update_filters (self);
  return TRUE;
}

/** nh_record_grid_model_set_since: leaves out rows that ended before @day, an ISO day; %NULL: none. */
void
nh_record_grid_model_set_since (NhRecordGridModel *self,
                                const char *day)
{
  g_autofree char *since = day ? g_strconcat (">=", day, NULL) : NULL;

  if (g_strcmp0 (self->since, since) == 0)
    return;
  g_free (self->since);
  self->since = g_steal_pointer (&since);
  nh_record_grid_model_update_filters (self);
}

/** nh_record_grid_model_get_owner: Returns: the record whose part the rows are, 0 for none. */
gint64
nh_record_grid_model_get_owner (NhRecordGridModel *self)
{
  return self->owner;
}

/** nh_record_grid_model_set_plan: shows the rows of one plan only, 0 for all plans of the year. */
void
nh_record_grid_model_set_plan (NhRecordGridModel *self,
                               gint64 plan)
{
  if (self->plan == plan)
    return;
  self->plan = plan;
  nh_record_grid_model_update_filters (self);
}

/** nh_record_grid_model_get_plan: Returns: the plan that is shown alone, 0 for all. */
gint64
nh_record_grid_model_get_plan (NhRecordGridModel *self)
{
  return self->plan;
}

/* (internal) the column of a field by its name; %G_MAXUINT for none */
guint
nh_record_grid_model_column_of (NhRecordGridModel *self,
                                const char *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (g_array_index (self->columns, NhGridColumn, i).id, id))
      return i;
  return G_MAXUINT;
}

/**
 * nh_record_grid_model_default_columns:
 *
 * Returns: (transfer full): the columns as the screen shows them at first, in the grid's form
 *   a(sib); width 0 means the natural one.
 */
GVariant *
nh_record_grid_model_default_columns (NhRecordGridModel *self)
{
  g_auto (GStrv) names = g_strsplit (self->spec->columns ? self->spec->columns : "", ",", -1);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  for (guint i = 0; names[i]; i++)
    if (nh_record_grid_model_column_of (self, names[i]) != G_MAXUINT)
      g_variant_builder_add (&builder, "(sib)", names[i], 0, TRUE);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *id = g_array_index (self->columns, NhGridColumn, i).id;

      if (!g_strv_contains ((const char *const *) names, id))
        g_variant_builder_add (&builder, "(sib)", id, 0, !self->spec->columns);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}
