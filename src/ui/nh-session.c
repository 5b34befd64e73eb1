/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-session.h"

#include <glib/gi18n-lib.h>

#include "model/nh-unknown.h"

struct _NhSession
{
  GObject parent_instance;

  NhWorkbook *workbook;
  gulong changed_handler;
  guint poll_source; /* a reader looks what the holder of the workbook has done */
  gint64 year; /* key of a school_year, 0: all */
  GPtrArray *plans; /* of NhSessionPlan */
  GtkWidget *active; /* weak */
  const NhEntity *record_entity; /* of what an active screen without a table has chosen */
  char *record_first;
  gint64 record;
  char *summary; /* of the active screen, for the status bar */
  GWeakRef offering; /* who offers something beside the message */
  void (*offer_taken) (gpointer object);
};

G_DEFINE_FINAL_TYPE (NhSession, nh_session, G_TYPE_OBJECT)

enum { YEAR_CHANGED, PLANS_CHANGED, ACTIVE_CHANGED, EDIT_RECORD, MESSAGE, NOTICE, OFFER, SHOW_SCREEN, SHOW_RECORD, SHOW_ROWS,
       SHOW_FILTERED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
session_plan_free (NhSessionPlan *plan)
{
  g_free (plan->label);
  g_free (plan->title);
  g_free (plan->status);
  g_free (plan);
}

static char *
plan_label (NhRecord *record)
{
  const char *number = nh_record_text (record, "number");
  const char *symbol = nh_record_text (record, "symbol");

  if (*number)
    return *symbol ? g_strdup_printf ("%s/%s", number, symbol) : g_strdup (number);
  return g_strdup (nh_record_text (record, "title"));
}

static void
load_plans (NhSession *self)
{
  const NhEntity *entity = nh_entity_find ("plan");
  g_autoptr (NhListModel) list = nh_list_model_new (self->workbook, entity);
  guint n;

  if (self->year)
    {
      g_autofree char *year = g_strdup_printf ("%" G_GINT64_FORMAT, self->year);
      NhListFilter filter = { "school_year", year };

      nh_list_model_set_filters (list, &filter, 1);
    }
  nh_list_model_wait (list);
  g_ptr_array_set_size (self->plans, 0);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; i < n; i++)
    {
      NhRecord *record = nh_list_model_get_record (list, i);
      NhSessionPlan *plan;

      if (!record)
        continue;
      plan = g_new0 (NhSessionPlan, 1);
      plan->id = nh_record_get_id (record);
      plan->label = plan_label (record);
      plan->title = g_strdup (nh_record_text (record, "title"));
      plan->status = g_strdup (nh_record_raw (record, "status"));
      g_ptr_array_add (self->plans, plan);
    }
}

static void
on_workbook_changed_cb (NhWorkbook *workbook,
                        GArray *changes,
                        NhSession *self)
{
  if (!nh_session_changes_touch (changes, "plan"))
    return;
  load_plans (self);
  g_signal_emit (self, signals[PLANS_CHANGED], 0);
}

static void
nh_session_dispose (GObject *object)
{
  NhSession *self = NH_SESSION (object);

  g_clear_handle_id (&self->poll_source, g_source_remove);
  if (self->workbook)
    g_clear_signal_handler (&self->changed_handler, self->workbook);
  g_clear_object (&self->workbook);
  g_clear_weak_pointer (&self->active);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_session_parent_class)->dispose (object);
}

static void
nh_session_finalize (GObject *object)
{
  g_weak_ref_clear (&NH_SESSION (object)->offering);
  g_free (NH_SESSION (object)->record_first);
  g_free (NH_SESSION (object)->summary);
  G_OBJECT_CLASS (nh_session_parent_class)->finalize (object);
}

static void
nh_session_class_init (NhSessionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_session_finalize;
  signals[YEAR_CHANGED] = g_signal_new ("year-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  signals[PLANS_CHANGED] = g_signal_new ("plans-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[ACTIVE_CHANGED] = g_signal_new ("active-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[EDIT_RECORD] = g_signal_new ("edit-record", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_RECORD] = g_signal_new ("show-record", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SHOW_ROWS] = g_signal_new ("show-rows", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[SHOW_FILTERED] = g_signal_new ("show-filtered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
  signals[OFFER] = g_signal_new ("offer", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_SCREEN] = g_signal_new ("show-screen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
nh_session_init (NhSession *self)
{
  self->plans = g_ptr_array_new_with_free_func ((GDestroyNotify) session_plan_free);
  g_weak_ref_init (&self->offering, NULL);
}

static gboolean
on_poll_cb (gpointer data)
{
  NhSession *self = data;

  nh_store_poll (nh_workbook_get_store (self->workbook));
  return G_SOURCE_CONTINUE;
}

/**
 * nh_session_new:
 * @workbook: (transfer none): an open workbook
 *
 * Returns: (transfer full): what the screens of one window share.
 */
NhSession *
nh_session_new (NhWorkbook *workbook)
{
  NhSession *self = g_object_new (NH_TYPE_SESSION, NULL);

  self->workbook = g_object_ref (workbook);
  self->changed_handler = g_signal_connect (workbook, "changed", G_CALLBACK (on_workbook_changed_cb), self);
  load_plans (self);
  if (nh_workbook_is_read_only (workbook))
    self->poll_source = g_timeout_add_seconds (2, on_poll_cb, self);
  return self;
}

/** nh_session_get_workbook: Returns: (transfer none): the open workbook. */
NhWorkbook *
nh_session_get_workbook (NhSession *self)
{
  return self->workbook;
}

/**
 * nh_session_close:
 *
 * Closes the workbook's file. Screens must be gone by then.
 */
void
nh_session_close (NhSession *self)
{
  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_signal_handler (&self->changed_handler, self->workbook);
  nh_workbook_close (self->workbook);
}

/** nh_session_get_year: Returns: the key of the chosen school year, 0 for all years. */
gint64
nh_session_get_year (NhSession *self)
{
  return self->year;
}

/**
 * nh_session_dup_year_days:
 * @self: a session
 * @from: (out) (nullable): its first day, ISO; %NULL where it has no frame
 * @to: (out) (nullable): its last day
 *
 * The frame of the chosen school year.
 */
void
nh_session_dup_year_days (NhSession *self,
                          char **from,
                          char **to)
{
  NhSchoolYear year;

  *from = *to = NULL;
  if (!nh_workbook_get_school_year (self->workbook, self->year, &year) || !year.starts_on || !year.ends_on)
    return;
  *from = nh_day_to_iso (year.starts_on);
  *to = nh_day_to_iso (year.ends_on);
}

/** nh_session_set_year: chooses the school year @year, 0 for all; screens of plans and activities follow. */
void
nh_session_set_year (NhSession *self,
                     gint64 year)
{
  if (self->year == year)
    return;
  self->year = year;
  load_plans (self);
  g_signal_emit (self, signals[YEAR_CHANGED], 0);
  g_signal_emit (self, signals[PLANS_CHANGED], 0);
}

/** nh_session_get_plans: Returns: (transfer none) (element-type NhSessionPlan): the plans of the year. */
GPtrArray *
nh_session_get_plans (NhSession *self)
{
  return self->plans;
}

/** nh_session_find_plan: Returns: (transfer none) (nullable): the plan @id of the chosen year. */
const NhSessionPlan *
nh_session_find_plan (NhSession *self,
                      gint64 id)
{
  for (guint i = 0; i < self->plans->len; i++)
    {
      const NhSessionPlan *plan = g_ptr_array_index (self->plans, i);

      if (plan->id == id)
        return plan;
    }
  return NULL;
}

/** nh_session_get_active: Returns: (transfer none) (nullable): the table that has the user's attention. */
GtkWidget *
nh_session_get_active (NhSession *self)
{
  return self->active;
}

/** nh_session_set_active: makes @screen (nullable) the table that add, delete, filter and export act on. */
void
nh_session_set_active (NhSession *self,
                       GtkWidget *screen)
{
  if (!g_set_weak_pointer (&self->active, screen))
    return;
  self->record = 0;
  g_clear_pointer (&self->record_first, g_free);
  g_clear_pointer (&self->summary, g_free);
  g_signal_emit (self, signals[ACTIVE_CHANGED], 0);
}

/**
 * nh_session_set_active_record:
 * @screen: a screen that is no table of records
 * @entity: (nullable): what the record is
 * @first: (nullable): names of the fields that its form shows first, by commas
 * @id: key of the record; 0: none
 * @summary: (nullable): how much the screen shows and what is chosen, for the status bar
 *
 * Makes @screen the active one, and tells which of its records is chosen: the inspector shows it.
 */
void
nh_session_set_active_record (NhSession *self,
                              GtkWidget *screen,
                              const NhEntity *entity,
                              const char *first,
                              gint64 id,
                              const char *summary)
{
  g_autofree char *own_first = g_strdup (first);
  g_autofree char *own_summary = g_strdup (summary);

  g_set_weak_pointer (&self->active, screen);
  self->record_entity = entity;
  self->record = entity ? id : 0;
  g_free (self->record_first);
  self->record_first = g_steal_pointer (&own_first);
  g_free (self->summary);
  self->summary = g_steal_pointer (&own_summary);
  g_signal_emit (self, signals[ACTIVE_CHANGED], 0);
}

/**
 * nh_session_get_active_record:
 * @entity: (out) (transfer none): what it is
 * @first: (out) (transfer none) (nullable): the fields to show first
 *
 * Returns: the key of what an active screen without a table has chosen; 0: nothing.
 */
gint64
nh_session_get_active_record (NhSession *self,
                              const NhEntity **entity,
                              const char **first)
{
  *entity = self->record_entity;
  *first = self->record_first;
  return self->active ? self->record : 0;
}

/** nh_session_get_active_summary: Returns: (transfer none) (nullable): what the status bar says of the active screen. */
const char *
nh_session_get_active_summary (NhSession *self)
{
  return self->active ? self->summary : NULL;
}

/** nh_session_edit_record: asks the window to open the form of the active record and to give it the keys. */
void
nh_session_edit_record (NhSession *self)
{
  g_signal_emit (self, signals[EDIT_RECORD], 0);
}

/** nh_session_touch_active: tells that the selection or the rows of @screen are others now. */
void
nh_session_touch_active (NhSession *self,
                         GtkWidget *screen)
{
  if (self->active == screen)
    g_signal_emit (self, signals[ACTIVE_CHANGED], 0);
}

/** nh_session_report: shows a sentence in the status bar; "" takes it away. */
void
nh_session_report (NhSession *self,
                   const char *message)
{
  g_signal_emit (self, signals[MESSAGE], 0, message ? message : "");
}

/**
 * nh_session_report_error:
 * @error: (inout): an error, freed here; may hold %NULL
 *
 * Returns: whether there was an error; its sentence is then in the status bar.
 */
gboolean
nh_session_report_error (NhSession *self,
                         GError **error)
{
  if (!*error)
    return FALSE;
  nh_session_report (self, (*error)->message);
  g_clear_error (error);
  return TRUE;
}

/** nh_session_notify: says in the status bar what was done. */
void
nh_session_notify (NhSession *self,
                   const char *message)
{
  g_signal_emit (self, signals[NOTICE], 0, message);
}

/** nh_session_show_record: asks the window to go to the row or the page of the record @id. */
void
nh_session_show_record (NhSession *self,
                        const NhEntity *entity,
                        gint64 id)
{
  g_signal_emit (self, signals[SHOW_RECORD], 0, entity->name, id);
}

/** nh_session_show_rows: asks the window to go to the screen @id, and there to the rows of a plan. */
void
nh_session_show_rows (NhSession *self,
                      const char *id,
                      gint64 plan)
{
  g_signal_emit (self, signals[SHOW_ROWS], 0, id, plan);
}

/**
 * nh_session_show_filtered:
 * @id: "activities" and so on
 * @filters: (element-type NhListFilter): of columns
 *
 * Asks the window to go to the table of the screen @id and to show there what passes the filters alone.
 */
void
nh_session_show_filtered (NhSession *self,
                          const char *id,
                          GArray *filters)
{
  g_signal_emit (self, signals[SHOW_FILTERED], 0, id, filters);
}

/**
 * nh_session_offer:
 * @label: (nullable): a verb with a mnemonic; %NULL or "" takes the offer away
 * @taken: (nullable): called with @object when the user takes the offer
 * @object: (nullable): a GObject; when it is gone, so is the offer
 *
 * Puts a button beside the sentence in the status bar. The next sentence takes it away.
 */
void
nh_session_offer (NhSession *self,
                  const char *label,
                  void (*taken) (gpointer object),
                  gpointer object)
{
  g_weak_ref_set (&self->offering, object);
  self->offer_taken = taken;
  g_signal_emit (self, signals[OFFER], 0, label ? label : "");
}

/** nh_session_take_offer: does what the button beside the sentence says. */
void
nh_session_take_offer (NhSession *self)
{
  g_autoptr (GObject) object = g_weak_ref_get (&self->offering);
  void (*taken) (gpointer object) = self->offer_taken;

  nh_session_offer (self, NULL, NULL, NULL);
  if (object && taken)
    taken (object);
}

/** nh_session_show_screen: asks the window to go to the screen @id. */
void
nh_session_show_screen (NhSession *self,
                        const char *id)
{
  g_signal_emit (self, signals[SHOW_SCREEN], 0, id);
}

/**
 * nh_session_record_title:
 * @record: a record
 *
 * Returns: (transfer full): a short name for headings: the plan's number, a person's name, else
 *   the first of the telling fields that is filled.
 */
char *
nh_session_record_title (NhRecord *record)
{
  static const char *const telling[] = { "name", "person", "number", "what", "title", "content",
                                         "inspected", "hosts", "reference", "text", "subject" };
  const NhEntity *entity = nh_record_get_entity (record);

  if (g_str_equal (entity->name, "plan"))
    return plan_label (record);
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      int field = nh_entity_find_field (entity, telling[i]);

      if (field >= 0 && !nh_record_is_empty (record, field))
        return g_strdup (nh_record_get_text (record, field));
    }
  return g_strdup (_(entity->label));
}

/**
 * nh_session_changes_touch:
 * @changes: (nullable) (element-type NhChange): what the workbook's signal brought; %NULL: everything
 * @table: name of a table
 *
 * Returns: whether rows of @table are among them.
 */
gboolean
nh_session_changes_touch (GArray *changes,
                          const char *table)
{
  if (!changes)
    return TRUE;
  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (g_array_index (changes, NhChange, i).table, table))
      return TRUE;
  return FALSE;
}

/* The school year that @text names ("2024-2025") is made with its usual days where the workbook has
 * none of that name: an officer writes the year of a plan before thinking of the frame. */
static gboolean
add_school_year (NhWorkbook *workbook,
                 const char *text,
                 GError **error)
{
  const NhEntity *entity = nh_entity_find ("school_year");
  const char *names[] = { "starts_on", "term1_ends", "term2_starts", "term2_ends", "ends_on" };
  char *days[G_N_ELEMENTS (names)];
  NhFieldText values[G_N_ELEMENTS (names) + 2] = { { NULL, NULL } };
  NhSchoolYear year;
  gboolean done;

  if (!*text || nh_workbook_find (workbook, entity, text, NULL) || !nh_school_year_parse (text, &year, NULL))
    return TRUE;
  {
    const guint32 julian[] = { year.starts_on, year.term1_ends, year.term2_starts, year.term2_ends, year.ends_on };

    values[0] = (NhFieldText) { "name", year.name };
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        days[i] = julian[i] ? nh_day_to_iso (julian[i]) : g_strdup ("");
        values[i + 1] = (NhFieldText) { names[i], days[i] };
      }
  }
  done = nh_workbook_create (workbook, entity, values, error) != 0;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (days[i]);
  return done;
}

static gboolean
add_missing (NhWorkbook *workbook,
             const NhEntity *entity,
             const NhFieldText *values,
             GError **error)
{
  for (guint i = 0; values[i].field; i++)
    {
      int field = nh_entity_find_field (entity, values[i].field);

      if (field >= 0 && g_strcmp0 (entity->fields[field].target, "school_year") == 0 &&
          !add_school_year (workbook, values[i].text ? values[i].text : "", error))
        return FALSE;
    }
  return TRUE;
}

/* The name of the step comes from the edit itself; here it only holds the two together. */
static char *
step_name (const NhEntity *entity,
           const NhFieldText *values)
{
  int field = values[0].field && !values[1].field ? nh_entity_find_field (entity, values[0].field) : -1;
  g_autofree char *label = nh_label_in_sentence (field >= 0 ? entity->fields[field].label : entity->label);

  return g_strdup_printf (_("Edit %s"), label);
}

/**
 * nh_session_set:
 * @entity: what the record is
 * @id: its key
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: as of nh_workbook_set()
 *
 * Edits a record as one step of undo; a school year that is named for the first time is added.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_session_set (NhSession *self,
                const NhEntity *entity,
                gint64 id,
                const NhFieldText *values,
                GError **error)
{
  g_autofree char *name = step_name (entity, values);

  if (nh_entity_find_field (entity, "school_year") < 0)
    return nh_workbook_set (self->workbook, entity, id, values, error);
  if (!nh_workbook_begin (self->workbook, name, error))
    return FALSE;
  if (add_missing (self->workbook, entity, values, error) &&
      nh_workbook_set (self->workbook, entity, id, values, error))
    return nh_workbook_commit (self->workbook, error);
  nh_workbook_rollback (self->workbook);
  return FALSE;
}

/**
 * nh_session_set_creating:
 * @entity: what the record is
 * @id: its key
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: as of nh_workbook_set()
 *
 * As nh_session_set(), with records made of the names that no record has, in the same step of undo.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_session_set_creating (NhSession *self,
                         const NhEntity *entity,
                         gint64 id,
                         const NhFieldText *values,
                         GError **error)
{
  g_autofree char *name = step_name (entity, values);

  if (!nh_workbook_begin (self->workbook, name, error))
    return FALSE;
  for (guint i = 0; values[i].field; i++)
    {
      int field = nh_entity_find_field (entity, values[i].field);

      if (field >= 0 && values[i].text &&
          !nh_workbook_create_unknown (self->workbook, &entity->fields[field], values[i].text, error))
        {
          nh_workbook_rollback (self->workbook);
          return FALSE;
        }
    }
  if (nh_session_set (self, entity, id, values, error))
    return nh_workbook_commit (self->workbook, error);
  nh_workbook_rollback (self->workbook);
  return FALSE;
}

/**
 * nh_session_create:
 * @entity: what to make
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: as of nh_workbook_create()
 *
 * Makes a record as one step of undo; a school year that is named for the first time is added.
 *
 * Returns: the key of the new record; 0 with @error set, then nothing was stored.
 */
gint64
nh_session_create (NhSession *self,
                   const NhEntity *entity,
                   const NhFieldText *values,
                   GError **error)
{
  g_autofree char *label = nh_label_in_sentence (entity->label);
  g_autofree char *name = g_strdup_printf (_("Add %s"), label);
  gint64 id;

  if (nh_entity_find_field (entity, "school_year") < 0)
    return nh_workbook_create (self->workbook, entity, values, error);
  if (!nh_workbook_begin (self->workbook, name, error))
    return 0;
  id = add_missing (self->workbook, entity, values, error)
           ? nh_workbook_create (self->workbook, entity, values, error) : 0;
  if (id)
    return nh_workbook_commit (self->workbook, error) ? id : 0;
  nh_workbook_rollback (self->workbook);
  return 0;
}
