/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists sorted by several fields, filtered by values and in groups: what changes is told exactly,
 * and after random edits everything is as a plain reading of the records in C makes it.
 */
#include <string.h>

#include "core/nh-text.h"
#include "list-mirror.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"
#include "model/nh-field-values.h"
#include "model/nh-row-groups.h"

/* Rows with heads as a view holds them: it follows what it is told and no more. */
typedef struct
{
  NhListModel *list;
  NhRowGroups *rows;
  GPtrArray *seen; /* texts: "* label count folded" or the key of a record with its name */
  GString *log;
} View;

static char *
describe (View *view, guint row)
{
  guint group;
  guint position = nh_row_groups_get_position (view->rows, row, &group);
  NhRecord *record;

  if (position == G_MAXUINT)
    return g_strdup_printf ("* %s %u%s", nh_row_groups_get_label (view->rows, group),
                            nh_row_groups_get_count (view->rows, group),
                            nh_row_groups_is_folded (view->rows, group) ? " …" : "");
  record = nh_list_model_get_record (view->list, position);
  g_assert_nonnull (record);
  return g_strdup_printf ("%s", nh_record_text (record, "name"));
}

static void
on_rows_cb (guint row, guint removed, guint added, gpointer data)
{
  View *view = data;

  g_string_append_printf (view->log, "%u-%u+%u ", row, removed, added);
  g_assert_cmpuint (row + removed, <=, view->seen->len);
  if (removed)
    g_ptr_array_remove_range (view->seen, row, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (view->seen, (int) (row + i), describe (view, row + i));
  g_assert_cmpuint (view->seen->len, ==, nh_row_groups_get_n_rows (view->rows));
}

static View *
view_new (NhWorkbook *workbook, const char *entity, const char *group)
{
  View *view = g_new0 (View, 1);
  const NhEntity *e = nh_entity_find (entity);

  view->list = nh_list_model_new (workbook, e);
  nh_list_model_set_order (view->list, NULL, 0, group ? NH_FIELD (e, group) : -1);
  view->seen = g_ptr_array_new_with_free_func (g_free);
  view->log = g_string_new (NULL);
  view->rows = nh_row_groups_new (view->list, on_rows_cb, view);
  for (guint i = 0; i < nh_row_groups_get_n_rows (view->rows); i++)
    g_ptr_array_add (view->seen, describe (view, i));
  return view;
}

static void
view_free (View *view)
{
  nh_row_groups_free (view->rows);
  g_object_unref (view->list);
  g_ptr_array_unref (view->seen);
  g_string_free (view->log, TRUE);
  g_free (view);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

static char *
shown (View *view)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < view->seen->len; i++)
    {
      g_autofree char *now = describe (view, i);

      g_assert_cmpstr (view->seen->pdata[i], ==, now); /* nothing was left untold */
      g_string_append_printf (text, "%s%s", i ? ", " : "", now);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_view (View *view, const char *log, const char *rows)
{
  g_autofree char *now = shown (view);

  g_assert_cmpstr (now, ==, rows);
  g_assert_cmpstr (view->log->str, ==, log);
  g_string_truncate (view->log, 0);
}

static void
set (NhWorkbook *workbook, const char *entity, gint64 id, const char *field, const char *text)
{
  NhFieldText values[] = { { field, text }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  nh_workbook_set (workbook, nh_entity_find (entity), id, values, &error);
  g_assert_no_error (error);
}

static void
test_groups_exact (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 an = fixture_create (w, "unit", "name", "An", "area", "Bắc", NULL);
  gint64 binh = fixture_create (w, "unit", "name", "Bình", "area", "Bắc", NULL);
  gint64 chau = fixture_create (w, "unit", "name", "Châu", "area", "Nam", NULL);
  g_autoptr (View) view = view_new (w, "unit", "area");
  gint64 dat;

  assert_view (view, "", "* Bắc 2, An, Bình, * Nam 1, Châu");
  dat = fixture_create (w, "unit", "name", "Đạt", "area", "Bắc", NULL);
  assert_view (view, "3-0+1 0-1+1 ", "* Bắc 3, An, Bình, Đạt, * Nam 1, Châu");
  set (w, "unit", binh, "phone", "0912345678");
  assert_view (view, "2-1+1 ", "* Bắc 3, An, Bình, Đạt, * Nam 1, Châu");
  /* To another group: out of one and into the other. */
  set (w, "unit", an, "area", "Nam");
  assert_view (view, "1-1+0 0-1+1 4-0+1 3-1+1 ", "* Bắc 2, Bình, Đạt, * Nam 2, An, Châu");
  fixture_undo (w);
  assert_view (view, "4-1+0 3-1+1 1-0+1 0-1+1 ", "* Bắc 3, An, Bình, Đạt, * Nam 1, Châu");
  /* A new group, and the last of one that goes with its head. */
  set (w, "unit", chau, "area", "");
  assert_view (view, "4-2+2 ", "* Bắc 3, An, Bình, Đạt, * (empty) 1, Châu");
  fixture_undo (w);
  assert_view (view, "4-2+2 ", "* Bắc 3, An, Bình, Đạt, * Nam 1, Châu");
  /* The same place in the list, but the next group: from one head with its count to the other. */
  set (w, "unit", dat, "name", "Ánh");
  view->log->len = 0;
  set (w, "unit", binh, "area", "Nam");
  assert_view (view, "0-5+5 ", "* Bắc 2, An, Ánh, * Nam 2, Bình, Châu");
}

static void
test_folding (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 an = fixture_create (w, "unit", "name", "An", "area", "Bắc", NULL);
  g_autoptr (View) view = NULL;
  gint64 id;

  fixture_create (w, "unit", "name", "Bình", "area", "Bắc", NULL);
  fixture_create (w, "unit", "name", "Châu", "area", "Nam", NULL);
  view = view_new (w, "unit", "area");
  id = nh_row_groups_get_id (view->rows, 1);
  g_assert_cmpint (id, <, 0);
  nh_row_groups_fold (view->rows, 0, TRUE);
  assert_view (view, "1-2+0 0-1+1 ", "* Bắc 2 …, * Nam 1, Châu");
  g_assert_cmpuint (nh_row_groups_get_row (view->rows, nh_list_model_position_of (view->list, an)), ==, G_MAXUINT);
  g_assert_cmpuint (nh_row_groups_get_head (view->rows, nh_row_groups_find_id (view->rows, id)), ==, 1);
  fixture_create (w, "unit", "name", "Đạt", "area", "Bắc", NULL);
  assert_view (view, "0-1+1 ", "* Bắc 3 …, * Nam 1, Châu");
  set (w, "unit", an, "phone", "0912345678"); /* nothing of it is in sight */
  assert_view (view, "", "* Bắc 3 …, * Nam 1, Châu");
  nh_row_groups_fold_all (view->rows, TRUE);
  assert_view (view, "0-3+2 ", "* Bắc 3 …, * Nam 1 …");
  nh_row_groups_fold (view->rows, 1, FALSE);
  assert_view (view, "2-0+1 1-1+1 ", "* Bắc 3 …, * Nam 1, Châu");
  nh_list_model_set_order (view->list, NULL, 0, -1);
  assert_view (view, "0-3+4 ", "An, Bình, Châu, Đạt");
}

/* Groups of references: namesakes are two, and a renamed target renames its head. */
static void
test_groups_by_reference (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 one = fixture_create (w, "unit", "name", "Trường Một", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, one);
  g_autoptr (View) view = NULL;

  fixture_create (w, "person", "name", "Lê An", "unit", key, NULL);
  fixture_create (w, "person", "name", "Vũ Bình", NULL);
  view = view_new (w, "person", "unit");
  assert_view (view, "", "* Trường Một 1, Lê An, * (empty) 1, Vũ Bình");
  set (w, "unit", one, "name", "Trường Hai");
  g_string_truncate (view->log, 0);
  assert_view (view, "", "* Trường Hai 1, Lê An, * (empty) 1, Vũ Bình");
  g_free (key);
  key = g_strdup_printf ("#%" G_GINT64_FORMAT, fixture_create (w, "unit", "name", "Trường Hai", "area", "Nam", NULL));
  fixture_create (w, "person", "name", "Đỗ Châu", "unit", key, NULL);
  g_assert_cmpuint (nh_list_model_get_n_groups (view->list), ==, 3);
}

/* The naive mirror: all records, filtered and sorted here. */

typedef struct
{
  const NhEntity *entity;
  NhListSort sorts[NH_LIST_MAX_SORTS];
  guint n_sorts;
  int group;
} Wanted;

static int
compare_field (NhRecord *a, NhRecord *b, const NhEntity *entity, const NhListSort *sort)
{
  const char *x = nh_record_get_text (a, sort->field);
  const char *y = nh_record_get_text (b, sort->field);
  int sign;

  if (!*x || !*y)
    return !*x - !*y; /* empty ones last, whichever way */
  if (entity->fields[sort->field].kind == NH_FIELD_INTEGER)
    sign = (atoi (x) > atoi (y)) - (atoi (x) < atoi (y));
  else if (g_str_equal (entity->fields[sort->field].name, "name"))
    {
      g_autofree char *p = nh_text_name_sort_key (x);
      g_autofree char *q = nh_text_name_sort_key (y);

      sign = strcmp (p, q);
    }
  else
    sign = nh_text_compare (x, y);
  return sort->descending ? -sign : sign;
}

static int
compare_records (gconstpointer p, gconstpointer q, gpointer data)
{
  NhRecord *a = *(NhRecord *const *) p;
  NhRecord *b = *(NhRecord *const *) q;
  const Wanted *wanted = data;
  NhListSort own = { NH_FIELD (wanted->entity, "name"), FALSE };
  int sign = 0;

  if (wanted->group >= 0)
    {
      NhListSort group = { wanted->group, FALSE };

      for (guint i = 0; i < wanted->n_sorts; i++)
        if (wanted->sorts[i].field == wanted->group)
          group.descending = wanted->sorts[i].descending;
      sign = compare_field (a, b, wanted->entity, &group);
      if (!sign)
        sign = strcmp (nh_record_get_text (a, wanted->group), nh_record_get_text (b, wanted->group))
               * (group.descending ? -1 : 1);
    }
  for (guint i = 0; !sign && i < wanted->n_sorts; i++)
    sign = compare_field (a, b, wanted->entity, &wanted->sorts[i]);
  if (!sign && !wanted->n_sorts)
    sign = compare_field (a, b, wanted->entity, &own);
  if (!sign)
    sign = (nh_record_get_id (a) > nh_record_get_id (b)) - (nh_record_get_id (a) < nh_record_get_id (b));
  return sign;
}

static gboolean
passes (NhRecord *record, const NhListFilter *f)
{
  const char *text = nh_record_text (record, f->field);
  g_autofree char *folded = NULL;

  switch (f->kind)
    {
    case NH_FILTER_ANY_OF:
      return g_strv_contains (f->values, text);
    case NH_FILTER_NONE_OF:
      return !g_strv_contains (f->values, text);
    case NH_FILTER_CONTAINS:
      folded = nh_text_fold (f->value);
      return nh_text_contains_folded (text, folded);
    case NH_FILTER_RANGE:
      return *text && (!f->from || atoi (text) >= atoi (f->from)) && (!f->to || atoi (text) <= atoi (f->to));
    case NH_FILTER_IS:
    default:
      g_assert_not_reached ();
    }
}

static void
check_naive (View *view, NhWorkbook *w, const Wanted *wanted, const NhListFilter *filters, guint n_filters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = nh_workbook_list (w, wanted->entity, NULL, 0, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *now = shown (view);
  guint row = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      gboolean in = TRUE;

      for (guint j = 0; j < n_filters; j++)
        in = in && passes (all->pdata[i], &filters[j]);
      if (in)
        g_ptr_array_add (rows, all->pdata[i]);
    }
  g_ptr_array_sort_with_data (rows, compare_records, (gpointer) wanted);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view->list)), ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      NhRecord *record = rows->pdata[i];
      guint group;

      g_assert_cmpint (nh_list_model_get_record_id (view->list, i), ==, nh_record_get_id (record));
      if (wanted->group >= 0
          && (i == 0
              || !g_str_equal (nh_record_get_text (record, wanted->group),
                               nh_record_get_text (rows->pdata[i - 1], wanted->group))))
        g_assert_cmpuint (nh_row_groups_get_position (view->rows, row++, &group), ==, G_MAXUINT);
      g_assert_cmpuint (nh_row_groups_get_position (view->rows, row, NULL), ==, i);
      g_assert_cmpuint (nh_row_groups_get_row (view->rows, i), ==, row++);
    }
  g_assert_cmpuint (row, ==, nh_row_groups_get_n_rows (view->rows));
}

static const char *const names[] = { "Lê An", "Vũ Ân", "Đỗ Bình", "Lê Hòa", "Lê Hoà", "Tạ Đạt", "Ngô Ý" };
static const char *const posts[] = { "", "Giáo viên", "giáo viên", "Hiệu trưởng", "Kế toán" };
static const char *const subjects[] = { "", "Toán", "Tin học", "Ngữ văn, Toán" };
static const char *const years[] = { "", "1970", "1985", "1999", "2001" };

#define PICK(list) (list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

static void
edit_once (NhWorkbook *w)
{
  const NhEntity *person = nh_entity_find ("person");
  gint64 id = fixture_sql (w, "SELECT coalesce ((SELECT id FROM person ORDER BY random () LIMIT 1), 0)");
  NhFieldText values[] = { { "name", PICK (names) },         { "post", PICK (posts) },
                           { "subjects", PICK (subjects) }, { "birth_year", PICK (years) },
                           { NULL, NULL } };
  NhFieldText one[] = { values[g_test_rand_int_range (0, 4)], { NULL, NULL } };

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
    case 1:
    case 2:
      nh_workbook_create (w, person, values, NULL);
      break;
    case 3:
      if (id)
        nh_workbook_delete (w, person, &id, 1, NULL);
      break;
    case 4:
      if (nh_workbook_get_undo_name (w))
        fixture_undo (w);
      break;
    case 5:
      if (nh_workbook_get_redo_name (w))
        fixture_redo (w);
      break;
    default:
      if (id)
        nh_workbook_set (w, person, id, one, NULL);
    }
}

static void
test_random (Fixture *f, gconstpointer data)
{
  static const char *const some[] = { "Giáo viên", "Kế toán", "", NULL };
  const NhEntity *person = nh_entity_find ("person");
  int name = NH_FIELD (person, "name"), post = NH_FIELD (person, "post");
  int subject = NH_FIELD (person, "subjects"), year = NH_FIELD (person, "birth_year");
  const Wanted wanted[] = {
    { person, { { post, FALSE }, { year, TRUE } }, 2, -1 },
    { person, { { subject, TRUE }, { post, FALSE }, { name, TRUE } }, 3, -1 },
    { person, { { 0, FALSE } }, 0, post },
    { person, { { post, TRUE }, { year, FALSE } }, 2, post },
    { person, { { year, TRUE } }, 1, subject },
    { person, { { 0, FALSE } }, 0, year },
  };
  const NhListFilter filters[] = {
    { .field = "post", .kind = NH_FILTER_ANY_OF, .values = some },
    { .field = "post", .kind = NH_FILTER_NONE_OF, .values = some },
    { .field = "subjects", .kind = NH_FILTER_CONTAINS, .value = "toan" },
    { .field = "birth_year", .kind = NH_FILTER_RANGE, .from = "1975", .to = "2000" },
  };
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify) view_free);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    for (guint j = 0; j <= G_N_ELEMENTS (filters); j++)
      {
        View *view = view_new (f->workbook, "person", NULL);

        nh_list_model_set_filters (view->list, &filters[j], j < G_N_ELEMENTS (filters));
        nh_list_model_set_order (view->list, wanted[i].sorts, wanted[i].n_sorts, wanted[i].group);
        g_ptr_array_add (views, view);
      }
  for (int step = 0; step < (g_test_slow () ? 4000 : 250); step++)
    {
      edit_once (f->workbook);
      for (guint v = 0; v < views->len; v++)
        {
          guint j = v % (G_N_ELEMENTS (filters) + 1);

          check_naive (views->pdata[v], f->workbook, &wanted[v / (G_N_ELEMENTS (filters) + 1)], &filters[j],
                       j < G_N_ELEMENTS (filters));
        }
    }
}

/* Values to choose from. */

static void
on_values_cb (GObject *list, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
}

static char *
values_of (NhListModel *list, const char *field, const char *search, guint limit, gboolean *more)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  nh_field_values_load (list, NH_FIELD (nh_list_model_get_entity (list), field), search, limit, NULL, on_values_cb,
                        &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  values = nh_field_values_load_finish (result, more, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < values->len; i++)
    {
      const NhFieldValue *value = values->pdata[i];

      g_string_append_printf (text, "%s%s %u", i ? ", " : "", value->label, value->count);
    }
  return g_string_free (text, FALSE);
}

#define assert_values(list, field, search, wanted) \
  do \
    { \
      gboolean beyond; \
      g_autofree char *values = values_of (list, field, search, 1000, &beyond); \
      g_assert_cmpstr (values, ==, wanted); \
      g_assert_false (beyond); \
    } \
  while (0)

static void
test_values (Fixture *f, gconstpointer data)
{
  static const char *const primary[] = { "primary", NULL };
  static const char *const offices[] = { "Phòng Một", NULL };
  static const char *const nothing[] = { "", NULL };
  NhWorkbook *w = f->workbook;
  const NhEntity *unit = nh_entity_find ("unit");
  g_autofree char *office = g_strdup_printf (
      "#%" G_GINT64_FORMAT, fixture_create (w, "unit", "name", "Phòng Một", "kind", "district_office", NULL));
  g_autoptr (NhListModel) list = NULL;
  gboolean more;
  g_autofree char *first = NULL;

  fixture_create (w, "unit", "name", "An", "kind", "primary", "parent", office, "active_from", "5/9/2020", "aliases",
                  "TH An; Trường An", NULL);
  fixture_create (w, "unit", "name", "Bình", "kind", "primary", "parent", office, "active_from", "30/9/2020", NULL);
  fixture_create (w, "unit", "name", "Châu", "kind", "kindergarten", "active_from", "1/1/2019", NULL);
  list = nh_list_model_new (w, unit);
  assert_values (list, "kind", NULL, "District education office 1, Kindergarten 1, Primary school 2");
  assert_values (list, "kind", "truong", "");
  assert_values (list, "kind", "PRIM", "Primary school 2");
  assert_values (list, "parent", NULL, "Phòng Một 2, (empty) 2");
  assert_values (list, "parent", "mot", "Phòng Một 2");
  assert_values (list, "active_from", NULL, "Month 1/2019 1, Month 9/2020 2, (no date) 1");
  assert_values (list, "aliases", NULL, "TH An 1, Trường An 1, (empty) 3");
  assert_values (list, "name", NULL, "An 1, Bình 1, Châu 1, Phòng Một 1");
  first = values_of (list, "parent", NULL, 1, &more);
  g_assert_true (more);
  /* Under the filters of other columns, but not under its own. */
  nh_list_model_set_filters (list, &(NhListFilter){ .field = "kind", .kind = NH_FILTER_ANY_OF, .values = primary }, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  assert_values (list, "kind", NULL, "District education office 1, Kindergarten 1, Primary school 2");
  assert_values (list, "parent", NULL, "Phòng Một 2");
  nh_list_model_set_filters (list, &(NhListFilter){ .field = "parent", .kind = NH_FILTER_NONE_OF, .values = offices }, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  nh_list_model_set_filters (list, &(NhListFilter){ .field = "parent", .kind = NH_FILTER_ANY_OF, .values = nothing }, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  nh_list_model_set_filters (list, &(NhListFilter){ .field = "aliases", .kind = NH_FILTER_ANY_OF, .values = nothing }, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/list-view/groups", test_groups_exact);
  ADD ("/list-view/folding", test_folding);
  ADD ("/list-view/groups-by-reference", test_groups_by_reference);
  ADD ("/list-view/random", test_random);
  ADD ("/list-view/values", test_values);
  return g_test_run ();
}
