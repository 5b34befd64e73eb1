/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-field-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-phone.h"
#include "core/nh-text.h"
#include "model/nh-field-sql.h"
#include "model/nh-query.h"

typedef struct
{
  NhReader *reader;
  NhQuery query;
  int field;
  char *search; /* folded, "" for all */
  guint limit;
  gboolean more;
  gulong cancelled; /* handler that stops the reader; gone when the thread ends */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  nh_reader_free (work->reader);
  nh_query_clear (&work->query);
  g_free (work->search);
  g_free (work);
}

static void
value_free (gpointer data)
{
  NhFieldValue *value = data;

  g_free (value->value);
  g_free (value->label);
  g_free (value);
}

/**
 * nh_field_value_label:
 * @field: a field
 * @value: one of its values, as NhListFilter has them
 *
 * Returns: (transfer full): the value in words, in the language of the interface.
 */
char *
nh_field_value_label (const NhField *field, const char *value)
{
  gboolean dated = field->kind == NH_FIELD_DATE || field->kind == NH_FIELD_PERIOD;
  const NhChoice *choice;

  if (!*value && dated)
    return g_strdup (_ ("(no date)"));
  if (!*value)
    return g_strdup (_ ("(empty)"));
  if (dated && strlen (value) == 7)
    return g_strdup_printf (_ ("Month %d/%d"), atoi (value + 5), atoi (value));
  if (field->kind == NH_FIELD_CHOICE)
    {
      choice = nh_field_find_choice (field, value);
      return g_strdup (choice ? _ (choice->label) : value);
    }
  if (field->kind == NH_FIELD_PHONE)
    {
      char *shown = nh_phone_format (value);

      return shown ? shown : g_strdup (value);
    }
  return g_strdup (value);
}

/* Whether the words for a value are made here: then the search runs over them and not in SQL. */
static gboolean
has_few_values (const NhField *field)
{
  return field->kind == NH_FIELD_CHOICE || field->kind == NH_FIELD_DATE
         || field->kind == NH_FIELD_PERIOD;
}

/* "v" and "n" of every value; @twice: the parameters of the filters come twice. */
static char *
values_sql (const Work *work, gboolean *twice)
{
  const NhEntity *entity = work->query.entity;
  const NhField *field = &entity->fields[work->field];
  g_autofree char *where = nh_query_where (&work->query, NH_FIND_INDEX);
  g_autofree char *value = NULL;

  *twice = field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST;
  if (*twice)
    {
      g_autofree char *shown = nh_filter_link_value_sql (field);
      g_autofree char *what = g_strdup_printf ("coalesce (%s, '') AS v, count (DISTINCT l.%s) AS n", shown,
                                               field->link->owner);
      g_autofree char *linked = nh_filter_linked_sql (field, what);
      g_autofree char *none = nh_filter_link_none_sql (field);

      return g_strdup_printf ("%s AND l.%s IN (SELECT t.id FROM %s t %s) GROUP BY 1 UNION ALL "
                              "SELECT '', count (*) FROM %s t %s%s%s",
                              linked, field->link->owner, entity->name, where, entity->name, where,
                              *where ? " AND " : "WHERE ", none);
    }
  if (field->kind == NH_FIELD_REFERENCE)
    {
      const NhEntity *target = nh_entity_find (field->target);
      g_autofree char *label = nh_field_sql_with_alias (target->label_sql, "r");

      /* The keys are counted first: they are shorter than the names, and often indexed. */
      return g_strdup_printf ("SELECT coalesce (%s, '') AS v, sum (g.n) AS n FROM (SELECT t.%s AS k, "
                              "count (*) AS n FROM %s t %s GROUP BY t.%s) g LEFT JOIN %s r ON r.id = g.k "
                              "GROUP BY 1",
                              label, field->name, entity->name, where, field->name, target->name);
    }
  value = nh_filter_value_sql (field);
  return g_strdup_printf ("SELECT %s AS v, count (*) AS n FROM %s t %s GROUP BY 1", value, entity->name,
                          where);
}

static NhStatement *
prepare (Work *work, gboolean in_sql, GError **error)
{
  gboolean twice;
  g_autofree char *values = values_sql (work, &twice);
  g_autofree char *sql
      = g_strdup_printf ("SELECT v, n FROM (%s) WHERE n > 0%s ORDER BY n DESC, v LIMIT ?", values,
                         in_sql ? " AND instr (nh_fold (v), ?)" : "");
  NhStatement *statement = nh_reader_prepare (work->reader, sql, error);
  int index = 1;

  if (!statement)
    return NULL;
  index = nh_query_bind (&work->query, NH_FIND_INDEX, statement, index);
  if (twice)
    index = nh_query_bind (&work->query, NH_FIND_INDEX, statement, index);
  if (in_sql)
    nh_statement_bind_text (statement, index++, work->search);
  nh_statement_bind_int64 (statement, index, (gint64) work->limit + 1);
  return statement;
}

static int
rank_of_choice (const NhField *field, const char *key)
{
  for (int i = 0; field->choices[i].key; i++)
    if (g_str_equal (field->choices[i].key, key))
      return i;
  return G_MAXINT;
}

/* As the column sorts; empty cells last. */
static int
compare_values (gconstpointer a, gconstpointer b, gpointer data)
{
  const NhFieldValue *x = *(NhFieldValue *const *) a;
  const NhFieldValue *y = *(NhFieldValue *const *) b;
  const NhField *field = data;

  if (!*x->value || !*y->value)
    return !*x->value - !*y->value;
  if (field->kind == NH_FIELD_CHOICE)
    return rank_of_choice (field, x->value) - rank_of_choice (field, y->value);
  if (field->kind == NH_FIELD_DATE || field->kind == NH_FIELD_PERIOD)
    return strcmp (x->value, y->value);
  if (field->kind == NH_FIELD_INTEGER)
    {
      gint64 m = g_ascii_strtoll (x->value, NULL, 10);
      gint64 n = g_ascii_strtoll (y->value, NULL, 10);

      return (m > n) - (m < n);
    }
  return nh_text_compare (x->label, y->label);
}

static GPtrArray *
read_values (Work *work, GError **error)
{
  const NhField *field = &work->query.entity->fields[work->field];
  gboolean in_sql = *work->search && !has_few_values (field);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (value_free);
  g_autoptr (NhStatement) statement = prepare (work, in_sql, error);
  gboolean row = TRUE;

  if (!statement)
    return NULL;
  while (TRUE)
    {
      g_autofree char *label = NULL;
      NhFieldValue *value;
      const char *text;

      if (!nh_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      text = nh_statement_text (statement, 0);
      label = nh_field_value_label (field, text ? text : "");
      if (!in_sql && *work->search && !nh_text_contains_folded (label, work->search))
        continue;
      if (values->len == work->limit)
        {
          work->more = TRUE;
          break;
        }
      value = g_new0 (NhFieldValue, 1);
      value->value = g_strdup (text ? text : "");
      value->label = g_steal_pointer (&label);
      value->count = (guint) nh_statement_int64 (statement, 1);
      g_ptr_array_add (values, value);
    }
  g_ptr_array_sort_with_data (values, compare_values, (gpointer) field);
  return g_steal_pointer (&values);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Work *work = task_data;
  GError *error = NULL;
  GPtrArray *values = NULL;

  /* An interruption before the first step has no effect, so ask. */
  if (!g_cancellable_is_cancelled (cancellable))
    values = read_values (work, &error);
  g_cancellable_disconnect (cancellable, work->cancelled);
  if (g_cancellable_set_error_if_cancelled (cancellable, error ? NULL : &error) || !values)
    {
      g_clear_pointer (&values, g_ptr_array_unref);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, values, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_cancelled_cb (GCancellable *cancellable, NhReader *reader)
{
  nh_reader_interrupt (reader);
}

/**
 * nh_field_values_load:
 * @list: a list
 * @field: a field of its entity
 * @search: (nullable): what the label must have somewhere, by folded text
 * @limit: at most so many, the most frequent ones
 * @cancellable: (nullable): to stop it
 * @done: called in the main loop
 * @data: passed to @done
 *
 * Counts the values of a column in a thread: in the rows that @list shows but for the filter of
 * this column, so that the choices do not vanish when one is made.
 */
void
nh_field_values_load (NhListModel *list, int field, const char *search, guint limit,
                      GCancellable *cancellable, GAsyncReadyCallback done, gpointer data)
{
  const NhQuery *query = nh_list_model_get_query (list);
  g_autoptr (GTask) task = g_task_new (list, cancellable, done, data);
  g_autoptr (GError) error = NULL;
  Work *work = g_new0 (Work, 1);
  const char *name = query->entity->fields[field].name;

  work->field = field;
  work->limit = limit;
  work->search = nh_text_fold (search ? search : "");
  nh_query_copy (query, &work->query);
  for (guint i = work->query.filters->len; i > 0; i--)
    {
      const NhListFilter *filter = &g_array_index (work->query.filters, NhListFilter, i - 1);

      if (nh_filter_is_of_column (filter) && g_str_equal (filter->field, name))
        g_array_remove_index (work->query.filters, i - 1);
    }
  g_task_set_task_data (task, work, work_free);
  work->reader = nh_store_open_reader (nh_workbook_get_store (nh_list_model_get_workbook (list)), &error);
  if (!work->reader)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (cancellable)
    work->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), work->reader, NULL);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * nh_field_values_load_finish:
 * @result: what the callback got
 * @more: (out): whether there are values beyond the limit
 * @error: of domain NH_STORE_ERROR, or cancelled
 *
 * Returns: (transfer full) (element-type NhFieldValue) (nullable): the values.
 */
GPtrArray *
nh_field_values_load_finish (GAsyncResult *result, gboolean *more, GError **error)
{
  GPtrArray *values = g_task_propagate_pointer (G_TASK (result), error);
  Work *work = g_task_get_task_data (G_TASK (result));

  *more = values && work->more;
  return values;
}

/**
 * nh_list_model_dup_group_label:
 * @list: a list with groups
 * @key: the key of one
 *
 * Returns: (transfer full): its words: for a reference the name of what it leads to.
 */
char *
nh_list_model_dup_group_label (NhListModel *list, const char *key)
{
  const NhQuery *query = nh_list_model_get_query (list);
  const NhField *field = &query->entity->fields[query->group];
  g_autoptr (NhStatement) statement = NULL;
  g_autofree char *sql = NULL;
  const NhEntity *target;
  gboolean row = FALSE;
  const char *text;

  if (field->kind != NH_FIELD_REFERENCE || !*key)
    return nh_field_value_label (field, key);
  target = nh_entity_find (field->target);
  sql = g_strdup_printf ("SELECT %s FROM %s t WHERE t.id = ?", target->label_sql, target->name);
  statement = nh_store_prepare (nh_workbook_get_store (nh_list_model_get_workbook (list)), sql, NULL);
  if (!statement)
    return g_strdup ("");
  nh_statement_bind_int64 (statement, 1, g_ascii_strtoll (key, NULL, 10));
  if (!nh_statement_step (statement, &row, NULL) || !row)
    return g_strdup ("");
  text = nh_statement_text (statement, 0);
  return text && *text ? g_strdup (text) : g_strdup (_ ("(no name)"));
}
