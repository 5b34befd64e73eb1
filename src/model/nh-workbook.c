/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "model/nh-field-sql.h"
#include "model/nh-record-private.h"

struct _NhWorkbook
{
  GObject parent_instance;
  NhStore *store;
};

enum
{
  CHANGED,
  HISTORY_CHANGED,
  FLUSH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhWorkbook, nh_workbook, G_TYPE_OBJECT)
G_DEFINE_QUARK (nh-model-error-quark, nh_model_error)

static void
on_store_changed_cb (NhStore *store, GArray *changes, NhWorkbook *self)
{
  g_signal_emit (self, signals[CHANGED], 0, changes);
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

static void
on_store_flush_cb (NhStore *store, NhWorkbook *self)
{
  g_signal_emit (self, signals[FLUSH], 0);
}

static void
nh_workbook_dispose (GObject *object)
{
  nh_workbook_close (NH_WORKBOOK (object));

  G_OBJECT_CLASS (nh_workbook_parent_class)->dispose (object);
}

static void
nh_workbook_class_init (NhWorkbookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_workbook_dispose;

  signals[CHANGED] = g_signal_new ("changed", NH_TYPE_WORKBOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", NH_TYPE_WORKBOOK, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FLUSH] = g_signal_new ("flush", NH_TYPE_WORKBOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
nh_workbook_init (NhWorkbook *self)
{
}

/**
 * nh_workbook_open:
 * @path: the file
 * @flags: how to open it
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): the workbook, read-only when somebody else holds the file.
 */
NhWorkbook *
nh_workbook_open (const char *path, NhStoreFlags flags, GError **error)
{
  NhStore *store = nh_store_open (path, flags, error);
  NhWorkbook *self;

  if (!store)
    return NULL;
  self = g_object_new (NH_TYPE_WORKBOOK, NULL);
  self->store = store;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  g_signal_connect_object (store, "flush", G_CALLBACK (on_store_flush_cb), self, 0);
  return self;
}

/**
 * nh_workbook_close:
 * @self: a workbook
 *
 * Closes the file. The workbook and its lists must not be used afterwards.
 */
void
nh_workbook_close (NhWorkbook *self)
{
  if (!self->store)
    return;
  g_signal_emit (self, signals[FLUSH], 0);
  g_signal_handlers_disconnect_by_data (self->store, self);
  nh_store_close (self->store);
  g_clear_object (&self->store);
}

/**
 * nh_workbook_get_store:
 * @self: a workbook
 *
 * Returns: (transfer none): its file.
 */
NhStore *
nh_workbook_get_store (NhWorkbook *self)
{
  return self->store;
}

/**
 * nh_workbook_is_read_only:
 * @self: a workbook
 *
 * Returns: whether edits are refused.
 */
gboolean
nh_workbook_is_read_only (NhWorkbook *self)
{
  return nh_store_is_read_only (self->store);
}

/**
 * nh_workbook_load:
 * @self: a workbook
 * @entity: what to read
 * @id: the key
 * @error: NH_MODEL_ERROR_NOT_FOUND when there is no such record
 *
 * Returns: (transfer full): the record.
 */
NhRecord *
nh_workbook_load (NhWorkbook *self, const NhEntity *entity, gint64 id, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s WHERE t.id = ?", nh_field_sql_select (entity));
  g_autoptr (NhStatement) statement = nh_store_prepare (self->store, sql, error);
  gboolean row;

  if (!statement)
    return NULL;
  nh_statement_bind_int64 (statement, 1, id);
  if (!nh_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                   _ ("The list “%s” has no record with the key %s. It may have been deleted."),
                   _ (entity->label_plural), key);
      return NULL;
    }
  return nh_record_read (entity, statement);
}

gint64
nh_workbook_query_int64 (NhWorkbook *self, const char *sql, gint64 parameter, gint64 fallback)
{
  g_autoptr (NhStatement) statement = nh_store_prepare (self->store, sql, NULL);
  gboolean row;

  if (!statement)
    return fallback;
  nh_statement_bind_int64 (statement, 1, parameter);
  if (!nh_statement_step (statement, &row, NULL) || !row || nh_statement_is_null (statement, 0))
    return fallback;
  return nh_statement_int64 (statement, 0);
}

gboolean
nh_workbook_run (NhWorkbook *self, GError **error, const char *sql, guint n_numbers,
                 const gint64 *numbers)
{
  g_autoptr (NhStatement) statement = nh_store_prepare (self->store, sql, error);
  gboolean row;

  if (!statement)
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    nh_statement_bind_int64 (statement, (int) i + 1, numbers[i]);
  return nh_statement_step (statement, &row, error);
}

/**
 * nh_workbook_begin:
 * @self: a workbook
 * @name: what the step is called in the menu, translated: "Paste 12 rows"
 * @error: of domain NH_STORE_ERROR
 *
 * Begins a step that holds all edits until nh_workbook_commit() or nh_workbook_rollback().
 * Steps nest; the outermost names them all.
 *
 * Returns: whether edits may follow.
 */
gboolean
nh_workbook_begin (NhWorkbook *self, const char *name, GError **error)
{
  return nh_store_begin (self->store, name, error);
}

/**
 * nh_workbook_commit:
 * @self: a workbook
 * @error: of domain NH_STORE_ERROR; nothing of the step was stored then
 *
 * Returns: whether the step is stored.
 */
gboolean
nh_workbook_commit (NhWorkbook *self, GError **error)
{
  return nh_store_commit (self->store, error);
}

/**
 * nh_workbook_commit_merged:
 * @self: a workbook
 * @tag: names a stretch of work, such as the typing of one paragraph
 * @error: of domain NH_STORE_ERROR; nothing of the step was stored then
 *
 * Ends a step that joins the last one when that was ended with the same @tag and nothing was undone
 * since: nh_store_commit_merged().
 *
 * Returns: whether the step is stored.
 */
gboolean
nh_workbook_commit_merged (NhWorkbook *self, const char *tag, GError **error)
{
  return nh_store_commit_merged (self->store, tag, error);
}

/** nh_workbook_in_step: Returns: whether a step has begun and not ended. */
gboolean
nh_workbook_in_step (NhWorkbook *self)
{
  return self->store && nh_store_in_action (self->store);
}

/**
 * nh_workbook_rollback:
 * @self: a workbook
 *
 * Forgets all edits since nh_workbook_begin().
 */
void
nh_workbook_rollback (NhWorkbook *self)
{
  nh_store_rollback (self->store);
}

/**
 * nh_workbook_get_undo_name:
 * @self: a workbook
 *
 * Returns: (transfer none) (nullable): the name of the step that undo would take back.
 */
const char *
nh_workbook_get_undo_name (NhWorkbook *self)
{
  return nh_store_get_undo_name (self->store);
}

/**
 * nh_workbook_get_redo_name:
 * @self: a workbook
 *
 * Returns: (transfer none) (nullable): the name of the step that redo would do again.
 */
const char *
nh_workbook_get_redo_name (NhWorkbook *self)
{
  return nh_store_get_redo_name (self->store);
}

/**
 * nh_workbook_undo:
 * @self: a workbook
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether the last step was taken back.
 */
gboolean
nh_workbook_undo (NhWorkbook *self, GError **error)
{
  return nh_store_undo (self->store, error);
}

/**
 * nh_workbook_redo:
 * @self: a workbook
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether the step taken back last was done again.
 */
gboolean
nh_workbook_redo (NhWorkbook *self, GError **error)
{
  return nh_store_redo (self->store, error);
}

/**
 * nh_workbook_get_setting:
 * @self: a workbook
 * @key: "office_name", …
 *
 * Returns: (transfer full): the value, "" when unset.
 */
char *
nh_workbook_get_setting (NhWorkbook *self, const char *key)
{
  g_autoptr (NhStatement) statement
      = nh_store_prepare (self->store, "SELECT value FROM setting WHERE key = ? LIMIT 1", NULL);
  gboolean row;

  if (!statement)
    return g_strdup ("");
  nh_statement_bind_text (statement, 1, key);
  if (!nh_statement_step (statement, &row, NULL) || !row || nh_statement_is_null (statement, 0))
    return g_strdup ("");
  return g_strdup (nh_statement_text (statement, 0));
}

static gboolean
store_setting (NhWorkbook *self, const char *key, const char *value, GError **error)
{
  g_autoptr (NhStatement) update
      = nh_store_prepare (self->store, "UPDATE setting SET value = ?2 WHERE key = ?1", error);
  g_autoptr (NhStatement) insert = NULL;
  gboolean row;

  if (!update)
    return FALSE;
  nh_statement_bind_text (update, 1, key);
  nh_statement_bind_text (update, 2, value);
  if (!nh_statement_step (update, &row, error))
    return FALSE;
  insert = nh_store_prepare (self->store,
                             "INSERT INTO setting (id, key, value) SELECT ?1, ?2, ?3 WHERE NOT "
                             "EXISTS (SELECT 1 FROM setting WHERE key = ?2)",
                             error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_text (insert, 2, key);
  nh_statement_bind_text (insert, 3, value);
  return nh_statement_step (insert, &row, error);
}

/**
 * nh_workbook_set_setting:
 * @self: a workbook
 * @key: "office_name", …
 * @value: the new value
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it is stored.
 */
gboolean
nh_workbook_set_setting (NhWorkbook *self, const char *key, const char *value, GError **error)
{
  if (!nh_store_begin (self->store, _ ("Change settings"), error))
    return FALSE;
  if (!store_setting (self, key, value, error))
    {
      nh_store_rollback (self->store);
      return FALSE;
    }
  return nh_store_commit (self->store, error);
}

static void
take_day (NhRecord *record, const char *field, guint32 *day)
{
  guint32 own = nh_day_from_iso (nh_record_raw (record, field));

  if (own)
    *day = own;
}

/**
 * nh_workbook_get_school_year:
 * @self: a workbook
 * @school_year: key of a school year
 * @year: (out caller-allocates): its frame
 *
 * The frame is the default one of that name with the days that the workbook states instead.
 *
 * Returns: whether the workbook has that school year and its name can be understood.
 */
gboolean
nh_workbook_get_school_year (NhWorkbook *self, gint64 school_year, NhSchoolYear *year)
{
  g_autoptr (NhRecord) record = NULL;

  if (!school_year)
    return FALSE;
  record = nh_workbook_load (self, nh_entity_find ("school_year"), school_year, NULL);
  if (!record || !nh_school_year_parse (nh_record_text (record, "name"), year, NULL))
    return FALSE;
  take_day (record, "starts_on", &year->starts_on);
  take_day (record, "term1_ends", &year->term1_ends);
  take_day (record, "term2_starts", &year->term2_starts);
  take_day (record, "term2_ends", &year->term2_ends);
  take_day (record, "ends_on", &year->ends_on);
  return TRUE;
}

/**
 * nh_workbook_get_plan_year:
 * @self: a workbook
 * @plan: key of a plan
 * @year: (out caller-allocates): the frame of its school year
 *
 * Returns: whether the plan has a school year.
 */
gboolean
nh_workbook_get_plan_year (NhWorkbook *self, gint64 plan, NhSchoolYear *year)
{
  gint64 id = nh_workbook_query_int64 (self, "SELECT school_year FROM plan WHERE id = ?", plan, 0);

  return nh_workbook_get_school_year (self, id, year);
}
