/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-cell-finder.h"

#include "model/nh-field-sql.h"

/* What was found is told so often. */
#define PAUSE_US 100000
/* Rows between two looks at the clock. */
#define ROWS_AT_ONCE 256

struct _NhCellFinder
{
  gatomicrefcount refs; /* one of the owner, one of the thread, one of each report under way */
  gint cancelled;       /* atomic */
  NhReader *reader;     /* the thread's */
  const NhEntity *entity;
  GArray *ids;    /* of gint64 */
  GArray *fields; /* of int */
  GArray *columns; /* of int: of each field in the statement */
  NhTextPattern *pattern;
  NhCellFinderFunc found;
  gpointer data;
};

static void
unref (gpointer data)
{
  NhCellFinder *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  nh_reader_free (self->reader);
  g_array_unref (self->ids);
  g_array_unref (self->fields);
  g_array_unref (self->columns);
  nh_text_pattern_free (self->pattern);
  g_free (self);
}

typedef struct
{
  NhCellFinder *finder;
  GArray *matches;
  guint n_searched;
  gboolean done;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  g_array_unref (report->matches);
  unref (report->finder);
  g_free (report);
}

static gboolean
on_report_cb (gpointer data)
{
  Report *report = data;
  NhCellFinder *self = report->finder;

  if (!g_atomic_int_get (&self->cancelled))
    self->found (report->matches, report->n_searched, report->done, self->data);
  return G_SOURCE_REMOVE;
}

/* @matches: (transfer full) */
static void
tell (NhCellFinder *self, GArray *matches, guint n_searched, gboolean done)
{
  Report *report = g_new0 (Report, 1);

  g_atomic_ref_count_inc (&self->refs);
  *report = (Report){ self, matches, n_searched, done };
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT_IDLE, on_report_cb, report, report_free);
}

/* Only the columns that are looked at: a reference costs a look into another table. */
static char *
build_select (const NhCellFinder *self)
{
  GString *sql = g_string_new ("SELECT t.id");

  for (guint i = 0; i < self->fields->len; i++)
    {
      const NhField *field = &self->entity->fields[g_array_index (self->fields, int, i)];
      g_autofree char *shown = nh_field_sql_shown (field);

      /* nh_field_sql_read() takes the text of these from the column behind their key. */
      if (field->kind == NH_FIELD_REFERENCE || field->kind == NH_FIELD_LINKS)
        g_string_append (sql, ", NULL");
      if (field->kind == NH_FIELD_PERIOD)
        g_string_append_printf (sql, ", t.%s_text", field->name);
      else if (field->kind == NH_FIELD_CHOICE)
        g_string_append_printf (sql, ", t.%s", field->name); /* read as its label */
      else
        g_string_append_printf (sql, ", %s", shown);
    }
  g_string_append_printf (sql, " FROM %s t WHERE t.id = ?", self->entity->name);
  return g_string_free (sql, FALSE);
}

static void
search_row (NhCellFinder *self, NhStatement *select, guint row, GString *text, GArray *matches)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      int field = g_array_index (self->fields, int, i);

      nh_field_sql_read (select, g_array_index (self->columns, int, i), &self->entity->fields[field], text);
      if (nh_text_pattern_matches (self->pattern, text->str))
        {
          NhCellMatch match = { row, g_array_index (self->ids, gint64, row), i, field };

          g_array_append_val (matches, match);
        }
    }
}

static gpointer
search_in_thread (gpointer data)
{
  NhCellFinder *self = data;
  g_autofree char *sql = build_select (self);
  NhStatement *select = nh_reader_prepare (self->reader, sql, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (NhCellMatch));
  gint64 told = g_get_monotonic_time ();
  gboolean row;

  for (guint i = 0; select && i < self->ids->len; i++)
    {
      if (i % ROWS_AT_ONCE == 0)
        {
          if (g_atomic_int_get (&self->cancelled))
            break;
          if (g_get_monotonic_time () - told > PAUSE_US)
            {
              tell (self, g_steal_pointer (&matches), i, FALSE);
              matches = g_array_new (FALSE, FALSE, sizeof (NhCellMatch));
              told = g_get_monotonic_time ();
            }
        }
      nh_statement_bind_int64 (select, 1, g_array_index (self->ids, gint64, i));
      if (nh_statement_step (select, &row, NULL) && row)
        search_row (self, select, i, text, matches);
      nh_statement_reset (select);
    }
  if (select)
    nh_statement_done (select);
  tell (self, matches, self->ids->len, TRUE);
  unref (self);
  return NULL;
}

/**
 * nh_cell_finder_start:
 * @workbook: a workbook
 * @entity: what the rows are
 * @ids: (element-type gint64): their keys, in order; not changed by anybody from now on
 * @fields: (array length=n_fields): the fields to look at, in order
 * @n_fields: how many
 * @pattern: what to look for
 * @found: called in the main loop, until it is told that the search is done
 * @data: passed to @found
 *
 * Searches what the user sees of each field, as it is stored at this moment.
 *
 * Returns: (transfer full) (nullable): to be given to nh_cell_finder_cancel(), also when the search
 *   is done; %NULL when the file can't be read
 */
NhCellFinder *
nh_cell_finder_start (NhWorkbook *workbook, const NhEntity *entity, GArray *ids, const int *fields,
                      guint n_fields, const NhTextPattern *pattern, NhCellFinderFunc found, gpointer data)
{
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), NULL);
  NhCellFinder *self;
  int column = 1;

  if (!reader)
    return NULL;
  self = g_new0 (NhCellFinder, 1);
  g_atomic_ref_count_init (&self->refs);
  g_atomic_ref_count_inc (&self->refs);
  self->reader = reader;
  self->entity = entity;
  self->ids = g_array_ref (ids);
  self->fields = g_array_new (FALSE, FALSE, sizeof (int));
  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_vals (self->fields, fields, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      NhFieldKind kind = entity->fields[fields[i]].kind;

      g_array_append_val (self->columns, column);
      column += kind == NH_FIELD_REFERENCE || kind == NH_FIELD_LINKS ? 2 : 1;
    }
  self->pattern = nh_text_pattern_copy (pattern);
  self->found = found;
  self->data = data;
  g_thread_unref (g_thread_new ("cell-finder", search_in_thread, self));
  return self;
}

/**
 * nh_cell_finder_cancel:
 * @self: (transfer full): a search
 *
 * Ends a search: nothing is told any more.
 */
void
nh_cell_finder_cancel (NhCellFinder *self)
{
  g_atomic_int_set (&self->cancelled, 1);
  unref (self);
}
