/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The matches are kept by the place of their rows in the list, and found anew when the list changes.
 * Which of them is the current one follows from the cursor of the grid alone.
 */
#include "ui/table/nh-cell-search.h"

#include <glib/gi18n-lib.h>

#include "model/nh-cell-finder.h"
#include "ui/nh-language.h"
#include "ui/widgets/nh-grid-wait.h"

/* Between a change and the search for it: letters and edits come in runs. */
#define PAUSE_MS 120
/* Cells between two looks at the progress. */
#define CELLS_AT_ONCE 20

struct _NhCellSearch
{
  GObject parent_instance;

  NhSession *session;
  NhRecordGridModel *model;
  NhGrid *grid;
  NhTextPattern *pattern; /* NULL: nothing to look for */
  char *text;             /* of the pattern, as typed */

  NhCellSearchScope scope;
  char *column;  /* COLUMN: its id */
  GArray *ids;   /* SELECTION: of gint64 */
  GStrv columns; /* SELECTION: their ids */

  NhCellFinder *finder;
  gboolean running;
  GArray *fields;  /* of int: those searched, in order */
  GArray *matches; /* of NhCellMatch, in order */
  int wanted;      /* a step that waits for more matches; 0: none */
  guint start_source;
};

G_DEFINE_FINAL_TYPE (NhCellSearch, nh_cell_search, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static NhListModel *
get_list (NhCellSearch *self)
{
  return nh_record_grid_model_get_list (self->model);
}

static void
emit_changed (NhCellSearch *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* (transfer full): the ids of the columns in sight, in their order. */
static GStrv
shown_columns (NhCellSearch *self)
{
  g_autoptr (GVariant) state = g_variant_ref_sink (nh_grid_get_columns_state (self->grid));
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GVariantIter iter;
  const char *id;
  int width;
  gboolean visible;

  g_variant_iter_init (&iter, state);
  while (g_variant_iter_next (&iter, "(&sib)", &id, &width, &visible))
    if (visible)
      g_strv_builder_add (ids, id);
  return g_strv_builder_end (ids);
}

static guint
place_of_column (NhCellSearch *self,
                 int field)
{
  const char *name = nh_list_model_get_entity (get_list (self))->fields[field].name;
  g_auto (GStrv) shown = shown_columns (self);

  for (guint i = 0; shown[i]; i++)
    if (g_str_equal (shown[i], name))
      return i;
  return 0;
}

/* The cursor as a match has its place: row in the list, cell among the searched fields. A column that
 * is not searched counts as the next one that is, the head of a group as its first record. FALSE: nowhere
 * among the records. */
static gboolean
get_cursor (NhCellSearch *self,
            NhCellMatch *place)
{
  g_auto (GStrv) shown = shown_columns (self);
  const NhEntity *entity = nh_list_model_get_entity (get_list (self));
  guint row;
  guint column;

  *place = (NhCellMatch) { 0 };
  if (!nh_grid_get_cursor (self->grid, &row, &column) || row >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    return FALSE;
  place->id = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);
  place->row = nh_record_grid_model_get_position (self->model, row);
  if (place->row >= g_list_model_get_n_items (G_LIST_MODEL (get_list (self))))
    return FALSE;
  place->field = -1;
  if (place->id < 0)
    return TRUE; /* a head */
  for (guint i = 0; shown[i] && i <= column; i++)
    for (guint j = 0; j < self->fields->len; j++)
      if (g_str_equal (shown[i], entity->fields[g_array_index (self->fields, int, j)].name))
        {
          place->field = i == column ? g_array_index (self->fields, int, j) : -1;
          place->cell = i == column ? j : j + 1;
        }
  return TRUE;
}

static int
compare (const NhCellMatch *a,
         const NhCellMatch *b)
{
  if (a->row != b->row)
    return a->row < b->row ? -1 : 1;
  return a->cell < b->cell ? -1 : a->cell > b->cell;
}

/* The first match that is not before @place. */
static guint
first_from (NhCellSearch *self,
            const NhCellMatch *place)
{
  guint from = 0;
  guint to = self->matches->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (compare (&g_array_index (self->matches, NhCellMatch, middle), place) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/* The match under the cursor; FALSE: none. */
static gboolean
find_current (NhCellSearch *self,
              guint *index)
{
  NhCellMatch place;

  if (!get_cursor (self, &place) || place.field < 0)
    return FALSE;
  *index = first_from (self, &place);
  return *index < self->matches->len && compare (&g_array_index (self->matches, NhCellMatch, *index), &place) == 0;
}

static void
go_to (NhCellSearch *self,
       guint index)
{
  const NhCellMatch *match = &g_array_index (self->matches, NhCellMatch, index);
  guint row = nh_record_grid_model_show_record (self->model, match->id);

  if (row != G_MAXUINT)
    nh_grid_set_cursor (self->grid, row, place_of_column (self, match->field));
  emit_changed (self);
}

static void
take_step (NhCellSearch *self)
{
  NhCellMatch place;
  guint current;
  guint next;

  if (self->matches->len == 0)
    return;
  if (!get_cursor (self, &place))
    place = (NhCellMatch) { 0 };
  next = first_from (self, &place);
  if (self->wanted > 0 && find_current (self, &current))
    next = current + 1;
  else if (self->wanted < 0)
    next = next > 0 ? next - 1 : self->matches->len;
  if (next >= self->matches->len)
    {
      if (self->running)
        return; /* there may be one further on */
      next = self->wanted > 0 ? 0 : self->matches->len - 1;
    }
  self->wanted = 0;
  go_to (self, next);
}

static void
on_found_cb (GArray *matches,
             guint n_searched,
             gboolean done,
             gpointer data)
{
  NhCellSearch *self = data;

  g_array_append_vals (self->matches, matches->data, matches->len);
  self->running = !done;
  if (self->wanted)
    take_step (self);
  if (done)
    self->wanted = 0;
  emit_changed (self);
}

static void
stop (NhCellSearch *self)
{
  g_clear_pointer (&self->finder, nh_cell_finder_cancel);
  g_clear_handle_id (&self->start_source, g_source_remove);
  self->running = FALSE;
}

/* Which fields the scope has, in the order of the columns. */
static void
set_fields (NhCellSearch *self)
{
  const NhEntity *entity = nh_list_model_get_entity (get_list (self));
  g_auto (GStrv) shown = shown_columns (self);

  g_array_set_size (self->fields, 0);
  for (guint i = 0; shown[i]; i++)
    {
      int field = nh_entity_find_field (entity, shown[i]);

      if (field < 0 || (self->scope == NH_CELL_SEARCH_COLUMN && g_strcmp0 (self->column, shown[i]) != 0) ||
          (self->scope == NH_CELL_SEARCH_SELECTION && self->columns &&
           !g_strv_contains ((const char *const *) self->columns, shown[i])))
        continue;
      g_array_append_val (self->fields, field);
    }
}

/* (transfer full): the rows of the scope, in the order of the list. */
static GArray *
rows_of_scope (NhCellSearch *self)
{
  NhListModel *list = get_list (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GArray *ids;

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = nh_list_model_get_record_id (list, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static gboolean
start_cb (gpointer data)
{
  NhCellSearch *self = data;
  g_autoptr (GArray) ids = NULL;

  self->start_source = 0;
  stop (self);
  g_array_set_size (self->matches, 0);
  set_fields (self);
  if (self->pattern && self->fields->len > 0)
    {
      ids = rows_of_scope (self);
      if (self->scope == NH_CELL_SEARCH_SELECTION && self->ids)
        {
          /* Places are those in the list: rows beside the selection are left empty. */
          g_autoptr (GHashTable) chosen = g_hash_table_new (g_int64_hash, g_int64_equal);

          for (guint i = 0; i < self->ids->len; i++)
            g_hash_table_add (chosen, &g_array_index (self->ids, gint64, i));
          for (guint i = 0; i < ids->len; i++)
            if (!g_hash_table_contains (chosen, &g_array_index (ids, gint64, i)))
              g_array_index (ids, gint64, i) = 0;
        }
      self->finder = nh_cell_finder_start (nh_session_get_workbook (self->session),
                                           nh_list_model_get_entity (get_list (self)), ids,
                                           (const int *) (gpointer) self->fields->data, self->fields->len,
                                           self->pattern, on_found_cb, self);
      self->running = self->finder != NULL;
    }
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
start_soon (NhCellSearch *self)
{
  g_clear_handle_id (&self->start_source, g_source_remove);
  self->start_source = g_timeout_add (PAUSE_MS, start_cb, self);
  self->running = TRUE;
}

static void
on_rows_changed_cb (NhCellSearch *self)
{
  if (self->pattern)
    start_soon (self);
}

static void
nh_cell_search_dispose (GObject *object)
{
  NhCellSearch *self = NH_CELL_SEARCH (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->model);
  g_clear_object (&self->grid);
  g_clear_pointer (&self->pattern, nh_text_pattern_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->fields, g_array_unref);
  g_clear_pointer (&self->matches, g_array_unref);
  G_OBJECT_CLASS (nh_cell_search_parent_class)->dispose (object);
}

static void
nh_cell_search_class_init (NhCellSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_cell_search_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_cell_search_init (NhCellSearch *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (int));
  self->matches = g_array_new (FALSE, FALSE, sizeof (NhCellMatch));
}

/**
 * nh_cell_search_new:
 * @session: the open workbook
 * @model: the rows
 * @grid: where they are shown
 *
 * Returns: (transfer full): a search for nothing yet
 */
NhCellSearch *
nh_cell_search_new (NhSession *session,
                    NhRecordGridModel *model,
                    NhGrid *grid)
{
  NhCellSearch *self = g_object_new (NH_TYPE_CELL_SEARCH, NULL);

  self->session = g_object_ref (session);
  self->model = g_object_ref (model);
  self->grid = g_object_ref (grid);
  g_signal_connect_object (get_list (self), "items-changed", G_CALLBACK (on_rows_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (grid, "cursor-moved", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  return self;
}

static void
take_selection (NhCellSearch *self)
{
  g_auto (GStrv) shown = shown_columns (self);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint first_row;
  guint last_row;
  guint first;
  guint last;

  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  nh_grid_get_selection (self->grid, &first_row, &last_row, &first, &last);
  for (guint i = 0; shown[i] && i <= last; i++)
    if (i >= first)
      g_strv_builder_add (columns, shown[i]);
  for (guint row = first_row; row <= last_row && row < n; row++)
    {
      gint64 id = nh_grid_model_get_id (NH_GRID_MODEL (self->model), row);

      g_array_append_val (self->ids, id);
    }
  self->columns = g_strv_builder_end (columns);
}

/** nh_cell_search_set_scope: where to look, as the cursor and the selection are now. */
void
nh_cell_search_set_scope (NhCellSearch *self,
                          NhCellSearchScope scope)
{
  g_auto (GStrv) shown = shown_columns (self);
  guint row;
  guint column;

  self->scope = scope;
  g_clear_pointer (&self->column, g_free);
  if (nh_grid_get_cursor (self->grid, &row, &column) && column < g_strv_length (shown))
    self->column = g_strdup (shown[column]);
  if (scope == NH_CELL_SEARCH_SELECTION)
    take_selection (self);
  on_rows_changed_cb (self);
}

/** nh_cell_search_set_text: what to look for; "" for nothing. */
void
nh_cell_search_set_text (NhCellSearch *self,
                         const char *text,
                         NhTextPatternFlags flags)
{
  g_clear_pointer (&self->pattern, nh_text_pattern_free);
  g_free (self->text);
  self->text = g_strdup (text);
  self->pattern = nh_text_pattern_new (text, flags);
  self->wanted = 0;
  if (nh_text_pattern_is_empty (self->pattern))
    {
      g_clear_pointer (&self->pattern, nh_text_pattern_free);
      stop (self);
      g_array_set_size (self->matches, 0);
      emit_changed (self);
    }
  else
    start_soon (self);
}

/** nh_cell_search_get_n_matches: Returns: how many were found so far. */
guint
nh_cell_search_get_n_matches (NhCellSearch *self)
{
  return self->matches->len;
}

/** nh_cell_search_get_current: Returns: which match the cursor is on, from 1; 0 for none. */
guint
nh_cell_search_get_current (NhCellSearch *self)
{
  guint index;

  return find_current (self, &index) ? index + 1 : 0;
}

/** nh_cell_search_is_running: Returns: whether more may be found. */
gboolean
nh_cell_search_is_running (NhCellSearch *self)
{
  return self->running;
}

/** nh_cell_search_step: goes to the next (1) or previous (-1) match, from the end to the beginning. */
void
nh_cell_search_step (NhCellSearch *self,
                     int step)
{
  if (!self->pattern)
    return;
  self->wanted = step;
  take_step (self);
  if (!self->running)
    self->wanted = 0;
}

/* Replacing. */

static char *
step_name (NhCellSearch *self,
           const char *replacement)
{
  return g_strdup_printf (_("Replace “%s” with “%s”"), self->text, replacement);
}

/* Whether the text of a match is another now, and stored. @error only where it was refused. */
static gboolean
replace_one (NhCellSearch *self,
             const NhCellMatch *match,
             const char *replacement,
             GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  const NhEntity *entity = nh_list_model_get_entity (get_list (self));
  g_autoptr (NhRecord) record = NULL;
  g_autofree char *text = NULL;
  NhFieldText values[] = { { entity->fields[match->field].name, NULL }, { NULL, NULL } };

  if (entity->fields[match->field].flags & NH_FIELD_COMPUTED || entity->read_only)
    return FALSE;
  record = nh_workbook_load (workbook, entity, match->id, error);
  if (!record || !nh_text_pattern_matches (self->pattern, nh_record_get_text (record, match->field)))
    return FALSE;
  text = nh_text_pattern_replace (self->pattern, nh_record_get_text (record, match->field), replacement);
  if (g_str_equal (text, nh_record_get_text (record, match->field)))
    return FALSE;
  values[0].text = text;
  return nh_workbook_set (workbook, entity, match->id, values, error);
}

/**
 * nh_cell_search_replace:
 * @replacement: the new text
 *
 * Replaces in the cell under the cursor, when that is a match, and goes to the next match. What the
 * cell does not take is said in the status bar.
 */
void
nh_cell_search_replace (NhCellSearch *self,
                        const char *replacement)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  NhCellMatch match;
  guint index;

  if (!self->pattern || !find_current (self, &index))
    {
      nh_cell_search_step (self, 1);
      return;
    }
  match = g_array_index (self->matches, NhCellMatch, index);
  name = step_name (self, replacement);
  if (!nh_workbook_begin (workbook, name, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  if (!replace_one (self, &match, replacement, &error))
    nh_workbook_rollback (workbook);
  else
    nh_workbook_commit (workbook, &error);
  nh_cell_search_step (self, 1);
  nh_session_report_error (self->session, &error);
}

typedef struct
{
  guint n_replaced;
  guint n_refused;
  NhCellMatch first_refused;
  char *why;
} Result;

/* The sentence about what became of it. */
static void
report (NhCellSearch *self,
        const Result *result)
{
  g_autofree char *count = nh_language_format_count (result->n_replaced);
  g_autofree char *done = g_strdup_printf (ngettext ("%s cell replaced", "%s cells replaced", result->n_replaced), count);
  g_autofree char *text = NULL;
  const NhEntity *entity = nh_list_model_get_entity (get_list (self));

  if (result->n_refused == 0)
    {
      nh_session_notify (self->session, done);
      return;
    }
  /* Translators: "12 cells replaced; 2 did not take the new text: row 5, column “Phone”: …" */
  text = g_strdup_printf (ngettext ("%s; %u did not take the new text: row %u, column “%s”: %s",
                                    "%s; %u did not take the new text: row %u, column “%s”: %s", result->n_refused),
                          done, result->n_refused, result->first_refused.row + 1,
                          _(entity->fields[result->first_refused.field].label), result->why);
  nh_session_report (self->session, text);
}

/* FALSE: all is to be taken back. */
static gboolean
replace_matches (NhCellSearch *self,
                 const char *replacement,
                 Result *result,
                 GError **error)
{
  g_autoptr (NhGridWait) wait = nh_grid_wait_new (GTK_WIDGET (self->grid));
  g_autoptr (GArray) matches = g_array_copy (self->matches); /* the main loop runs meanwhile */

  for (guint i = 0; i < matches->len; i++)
    {
      const NhCellMatch *match = &g_array_index (matches, NhCellMatch, i);
      g_autoptr (GError) refused = NULL;

      if (i % CELLS_AT_ONCE == 0 && !nh_grid_wait_progress (i, matches->len, wait))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. Nothing was changed."));
          return FALSE;
        }
      if (replace_one (self, match, replacement, &refused))
        result->n_replaced++;
      else if (g_error_matches (refused, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND))
        continue;
      else if (refused && refused->domain == NH_STORE_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&refused));
          return FALSE;
        }
      else if (refused && result->n_refused++ == 0)
        {
          result->first_refused = *match;
          result->why = g_strdup (refused->message);
        }
    }
  return TRUE;
}

/**
 * nh_cell_search_replace_all:
 * @replacement: the new text
 *
 * Replaces in all matches as one step of undo. Computed cells stay; cells that do not take the new
 * text stay too, and are told of.
 */
void
nh_cell_search_replace_all (NhCellSearch *self,
                            const char *replacement)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  Result result = { 0 };

  if (!self->pattern || self->running || self->matches->len == 0)
    return;
  name = step_name (self, replacement);
  if (!nh_workbook_begin (workbook, name, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  if (!replace_matches (self, replacement, &result, &error))
    nh_workbook_rollback (workbook);
  else
    nh_workbook_commit (workbook, &error);
  if (!nh_session_report_error (self->session, &error))
    report (self, &result);
  g_free (result.why);
}
