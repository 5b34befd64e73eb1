/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list model: the exact items-changed of each kind of edit, sorting, searching.
 */
#include <stdlib.h>

#include "core/nh-text.h"
#include "list-mirror.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

static gint64
unit (Fixture *f, const char *name)
{
  return fixture_create (f->workbook, "unit", "name", name, NULL);
}

static void
test_edits (Fixture *f, gconstpointer data)
{
  gint64 a = unit (f, "A");
  gint64 b;
  gint64 c = unit (f, "C");
  g_autoptr (Mirror) m = mirror_new (f->workbook, "unit");

  b = unit (f, "B");
  mirror_assert_log (m, "1-0+1 ");
  fixture_set (f->workbook, "unit", b, "note", "x"); /* in place */
  mirror_assert_log (m, "1-1+1 ");
  fixture_set (f->workbook, "unit", b, "name", "B2"); /* stays where it is */
  mirror_assert_log (m, "1-1+1 ");
  fixture_set (f->workbook, "unit", b, "name", "D"); /* to the end */
  mirror_assert_log (m, "1-1+0 2-0+1 ");
  fixture_undo (f->workbook);
  mirror_assert_log (m, "2-1+0 1-0+1 ");
  fixture_redo (f->workbook);
  mirror_assert_log (m, "1-1+0 2-0+1 ");
  mirror_check (m);
  fixture_set (f->workbook, "unit", a, "aliases", "một; hai"); /* links changed */
  mirror_assert_log (m, "0-1+1 ");
  fixture_delete (f->workbook, "unit", a);
  mirror_assert_log (m, "0-1+0 ");
  fixture_undo (f->workbook);
  mirror_assert_log (m, "0-0+1 ");
  mirror_check (m);
  fixture_create (f->workbook, "person", "name", "Lê An", NULL); /* nothing to do with units */
  mirror_assert_log (m, "");
  g_assert_cmpint (c, !=, 0);
}

static void
test_find_and_filter (Fixture *f, gconstpointer data)
{
  gint64 hoa = unit (f, "Trường Hòa Bình");
  gint64 an;
  g_autoptr (Mirror) found = NULL;
  g_autoptr (Mirror) filtered = NULL;

  unit (f, "Trường Tân An");
  an = unit (f, "Trường An Lập");
  found = mirror_new (f->workbook, "unit");
  filtered = mirror_new (f->workbook, "unit");
  mirror_find (found, "AN");
  mirror_filter (filtered, "kind", "primary");
  g_assert_cmpuint (found->rows->len, ==, 2);
  g_assert_cmpuint (filtered->rows->len, ==, 0);
  mirror_check (found);

  fixture_set (f->workbook, "unit", hoa, "note", "gần Ấn Độ"); /* matches now */
  mirror_assert_log (found, "1-0+1 ");
  fixture_set (f->workbook, "unit", an, "name", "Trường Lập"); /* no longer */
  mirror_assert_log (found, "0-1+0 ");
  fixture_undo (f->workbook);
  mirror_assert_log (found, "0-0+1 ");
  mirror_assert_log (filtered, "");
  fixture_set (f->workbook, "unit", hoa, "kind", "primary");
  mirror_assert_log (filtered, "0-0+1 ");
  fixture_set (f->workbook, "unit", hoa, "kind", "kindergarten");
  mirror_assert_log (filtered, "0-1+0 ");
  mirror_filter (filtered, "kind", "!kindergarten");
  g_assert_cmpuint (filtered->rows->len, ==, 2);
  mirror_filter (filtered, "parent", NULL);
  g_assert_cmpuint (filtered->rows->len, ==, 3);
  mirror_filter (filtered, "parent", "*");
  g_assert_cmpuint (filtered->rows->len, ==, 0);
  mirror_check (found);
}

/* A referred record has another name: the rows that show it are told so, and only they. */
static void
test_related (Fixture *f, gconstpointer data)
{
  gint64 a = unit (f, "Trường A");
  gint64 b = unit (f, "Trường B");
  g_autoptr (Mirror) people = NULL;
  g_autoptr (Mirror) units = NULL;
  g_autoptr (Mirror) activities = NULL;
  g_autoptr (Mirror) by_unit = NULL;

  fixture_set (f->workbook, "unit", b, "parent", "Trường A");
  fixture_create (f->workbook, "person", "name", "Lê An", "unit", "Trường A", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Bình", "unit", "Trường B", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Chi", "unit", "Trường A", NULL);
  fixture_create (f->workbook, "activity", "content", "x", "hosts", "Trường B", NULL);
  fixture_create (f->workbook, "activity", "content", "y", "hosts", "Trường A", NULL);
  people = mirror_new (f->workbook, "person");
  by_unit = mirror_new (f->workbook, "person");
  mirror_sort (by_unit, "unit", FALSE);
  activities = mirror_new (f->workbook, "activity");
  units = mirror_new (f->workbook, "unit");
  mirror_check (by_unit);

  fixture_set (f->workbook, "unit", a, "name", "Trường Z");
  mirror_check (people);
  mirror_check (by_unit);
  mirror_check (activities);
  mirror_check (units); /* Trường B is managed by Trường Z now */
  mirror_assert_log (activities, "1-1+1 ");
  fixture_undo (f->workbook);
  mirror_check (people);
  mirror_check (by_unit);
  mirror_check (units);
  fixture_set (f->workbook, "unit", a, "phone", "02513822222"); /* people do not show it */
  g_string_truncate (people->log, 0);
  fixture_set (f->workbook, "unit", a, "phone", "");
  mirror_assert_log (people, "");
}

/* The activities of a school year come and go with the plan's year. */
static void
test_filter_through_plan (Fixture *f, gconstpointer data)
{
  gint64 one = fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  gint64 plan;
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, one);
  g_autoptr (Mirror) m = NULL;

  fixture_create (f->workbook, "school_year", "name", "2024-2025", NULL);
  plan = fixture_create (f->workbook, "plan", "title", "Kế hoạch", "school_year", "2024-2025", NULL);
  fixture_create (f->workbook, "activity", "plan", "Kế hoạch", "content", "a", NULL);
  m = mirror_new (f->workbook, "activity");
  mirror_filter (m, "plan.school_year", key);
  g_assert_cmpuint (m->rows->len, ==, 0);
  fixture_set (f->workbook, "plan", plan, "school_year", "2023-2024");
  g_assert_cmpuint (m->rows->len, ==, 1);
  mirror_check (m);
  fixture_undo (f->workbook);
  g_assert_cmpuint (m->rows->len, ==, 0);
}

/* What has no plan is of the year by its first day; without a day it is shown in every year. */
static void
test_filter_by_days (Fixture *f, gconstpointer data)
{
  gint64 one = fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, one);
  const NhListFilter filter = { .field = "plan.school_year", .value = key, .from = "2023-09-01", .to = "2024-08-31" };
  g_autoptr (Mirror) m = NULL;
  gint64 earlier;
  gint64 plan;

  fixture_create (f->workbook, "school_year", "name", "2024-2025", NULL);
  fixture_create (f->workbook, "plan", "title", "Của năm", "school_year", "2023-2024", NULL);
  plan = fixture_create (f->workbook, "plan", "title", "Kế hoạch", "school_year", "2024-2025", NULL);
  fixture_create (f->workbook, "activity", "plan", "Của năm", "content", "a", "period", "5/10/2024", NULL);
  fixture_create (f->workbook, "activity", "plan", "Kế hoạch", "content", "b", "period", "5/10/2023", NULL);
  earlier = fixture_create (f->workbook, "activity", "content", "c", "period", "5/10/2022", NULL);
  fixture_create (f->workbook, "activity", "content", "d", "period", "31/8/2024", NULL);
  fixture_create (f->workbook, "activity", "content", "e", NULL);
  m = mirror_new (f->workbook, "activity");
  mirror_filters (m, &filter, 1);
  g_assert_cmpuint (m->rows->len, ==, 3); /* a, d, e */
  mirror_check (m);
  fixture_set (f->workbook, "activity", earlier, "period", "Tháng 10/2023");
  g_assert_cmpuint (m->rows->len, ==, 4);
  mirror_check (m);
  fixture_undo (f->workbook);
  g_assert_cmpuint (m->rows->len, ==, 3);
  fixture_set (f->workbook, "plan", plan, "school_year", ""); /* b is then, too */
  g_assert_cmpuint (m->rows->len, ==, 4);
  mirror_check (m);
}

static void
test_several (Fixture *f, gconstpointer data)
{
  g_autoptr (Mirror) m = mirror_new (f->workbook, "unit");
  gint64 ids[6];

  g_assert_true (nh_workbook_begin (f->workbook, "paste", NULL));
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("Trường %c", 'A' + i);

      ids[i] = unit (f, name);
    }
  g_assert_true (nh_workbook_commit (f->workbook, NULL));
  mirror_assert_log (m, "0-0+6 ");
  g_assert_true (nh_workbook_begin (f->workbook, "several", NULL));
  fixture_set (f->workbook, "unit", ids[1], "name", "Trường G");
  fixture_set (f->workbook, "unit", ids[4], "note", "x");
  fixture_delete (f->workbook, "unit", ids[2]);
  g_assert_true (nh_workbook_commit (f->workbook, NULL));
  mirror_check (m);
  fixture_undo (f->workbook);
  mirror_check (m);
  g_assert_true (nh_workbook_begin (f->workbook, "taken back", NULL));
  fixture_delete (f->workbook, "unit", ids[0]);
  nh_workbook_rollback (f->workbook);
  mirror_check (m);
  g_assert_true (nh_workbook_delete (f->workbook, nh_entity_find ("unit"), ids + 2, 3, NULL));
  mirror_check (m);
  fixture_undo (f->workbook);
  mirror_check (m);
}

/* A list that is open while the sample's inspection moves, as a user sees it. */
static void
test_due_list (Fixture *f, gconstpointer data)
{
  g_autofree char *plan = g_strdup_printf (
      "%" G_GINT64_FORMAT, nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", NULL));
  gint64 inspection = fixture_sql (
      f->workbook, "SELECT a.id FROM activity a JOIN activity_unit l ON l.activity = a.id "
                   "JOIN unit u ON u.id = l.unit WHERE a.kind = 'inspection' AND u.area = 'Lục Ngạn'");
  g_autoptr (Mirror) due = mirror_new (f->workbook, "due");
  g_autoptr (Mirror) activities = mirror_new (f->workbook, "activity");

  mirror_filter (due, "plan", plan);
  mirror_filter (activities, "plan", plan);
  g_assert_cmpuint (due->rows->len, ==, 1 + 8 + 7);
  mirror_check (due);
  fixture_set (f->workbook, "activity", inspection, "period", "Tháng 3/2024");
  mirror_check (due);
  mirror_check (activities);
  fixture_undo (f->workbook);
  mirror_check (due);
  mirror_check (activities);
}

/* Sorting: against what a spreadsheet would do with the texts. */

typedef struct
{
  gint64 id;
  gboolean empty;
  gint64 number;
  char *key;
  char *key2;
} SortRow;

static gboolean sort_down;

static int
compare_rows (const void *a, const void *b)
{
  const SortRow *x = a;
  const SortRow *y = b;
  int sign;

  if (x->empty != y->empty)
    return x->empty - y->empty;
  sign = (x->number > y->number) - (x->number < y->number);
  if (!sign)
    sign = g_strcmp0 (x->key, y->key);
  if (!sign)
    sign = g_strcmp0 (x->key2, y->key2);
  if (sign)
    return sort_down ? -sign : sign;
  return (x->id > y->id) - (x->id < y->id);
}

static void
fill_row (NhWorkbook *workbook, NhRecord *record, int field, SortRow *row)
{
  const NhField *f = &nh_record_get_entity (record)->fields[field];
  const char *text = nh_record_get_text (record, field);

  row->id = nh_record_get_id (record);
  row->empty = nh_record_is_empty (record, field);
  if (f->kind == NH_FIELD_INTEGER)
    row->number = nh_record_get_int64 (record, field);
  else if (f->kind == NH_FIELD_DATE)
    row->key = g_strdup (nh_record_get_raw (record, field));
  else if (f->kind == NH_FIELD_PERIOD)
    {
      g_auto (NhPeriod) period = NH_PERIOD_INIT;

      nh_record_get_period (record, field, &period);
      row->empty = period.start == 0;
      row->key = period.start ? nh_day_to_iso (period.start) : NULL;
      row->key2 = period.end ? nh_day_to_iso (period.end) : NULL;
    }
  else if (f->kind == NH_FIELD_PHONE)
    row->key = nh_text_sort_key (nh_record_get_raw (record, field));
  else if (g_str_equal (f->name, "sort_key"))
    row->key = nh_text_sort_key (text);
  else if (g_strcmp0 (f->target, "person") == 0
           || (g_str_equal (f->name, "name")
               && g_str_equal (nh_record_get_entity (record)->name, "person")))
    row->key = nh_text_name_sort_key (text);
  else
    row->key = nh_text_sort_key (text);
}

static void
check_sort (NhWorkbook *workbook, NhListModel *list, int field, gboolean down)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autofree SortRow *rows = g_new0 (SortRow, n + 1);

  for (guint i = 0; i < n; i++)
    fill_row (workbook, nh_list_model_get_record (list, i), field, &rows[i]);
  sort_down = down;
  qsort (rows, n, sizeof *rows, compare_rows);
  nh_list_model_set_sort (list, field, down);
  for (guint i = 0; i < n; i++)
    if (nh_list_model_get_record_id (list, i) != rows[i].id)
      g_error ("%s by %s %s: row %u shows “%s”", nh_list_model_get_entity (list)->name,
               nh_list_model_get_entity (list)->fields[field].name, down ? "down" : "up", i,
               nh_record_get_text (nh_list_model_get_record (list, i), field));
  for (guint i = 0; i < n; i++)
    {
      g_free (rows[i].key);
      g_free (rows[i].key2);
    }
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, all[i]);

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                        fixture_count (f->workbook, all[i]->name));
      for (int field = 0; all[i]->fields[field].name; field++)
        {
          check_sort (f->workbook, list, field, FALSE);
          check_sort (f->workbook, list, field, TRUE);
        }
    }
}

/* Searching: a row is found when each word begins one of its words. */

static gboolean
has_word (const char *folded, const char *word)
{
  for (const char *p = folded; (p = strstr (p, word)); p++)
    if (p == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

static gboolean
is_found (NhRecord *record, const char *const *words)
{
  const NhEntity *entity = nh_record_get_entity (record);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (int i = 0; entity->fields[i].name; i++)
    if (!(entity->fields[i].flags & NH_FIELD_HIDDEN))
      g_string_append_printf (all, " %s", nh_record_get_text (record, i));
  folded = nh_text_fold (all->str);
  for (; *words; words++)
    if (!has_word (folded, *words))
      return FALSE;
  return TRUE;
}

static void
check_find (NhWorkbook *workbook, const char *entity, const char *find, const char *const *words)
{
  g_autoptr (NhListModel) all = nh_list_model_new (workbook, nh_entity_find (entity));
  g_autoptr (NhListModel) some = nh_list_model_new (workbook, nh_entity_find (entity));
  guint found = 0;

  nh_list_model_set_find (some, find);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (all)); i++)
    {
      NhRecord *record = nh_list_model_get_record (all, i);

      if (!is_found (record, words))
        continue;
      if (nh_list_model_get_record_id (some, found) != nh_record_get_id (record))
        g_error ("“%s” in %s: row %u is not found", find, entity, i);
      found++;
    }
  g_assert_cmpuint (found, >, 0);
  if (g_list_model_get_n_items (G_LIST_MODEL (some)) != found)
    g_error ("“%s” in %s: %u rows found, %u have it", find, entity,
             g_list_model_get_n_items (G_LIST_MODEL (some)), found);
}

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
test_find (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;

  check_find (w, "plan", "KH-SGDĐT", WORDS ("kh", "sgddt"));
  check_find (w, "plan", "sgddt", WORDS ("sgddt"));
  check_find (w, "plan", "Boi duong", WORDS ("boi", "duong"));
  check_find (w, "legal_reference", "1266/SGDĐT", WORDS ("1266", "sgddt"));
  check_find (w, "deadline", "(kế hoạch", WORDS ("ke", "hoach"));
  check_find (w, "team", "cụm", WORDS ("cum"));
  check_find (w, "module", "mô đun", WORDS ("mo", "dun"));
}

/* Marks alone are no words: nothing is asked for. */
static void
test_find_marks (Fixture *f, gconstpointer data)
{
  static const char *const entities[] = { "unit", "plan" };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find (entities[i]));
      guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

      nh_list_model_set_find (list, "-");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
      nh_list_model_set_find (list, "*");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
      nh_list_model_set_find (list, "\"'%_ xyzzy");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
    }
}

/* A phone is found as it is shown, with its blanks. */
static void
test_find_phone (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "person", "name", "Lê An", "phone", "0912345678", NULL);
  g_autofree char *shown = fixture_text (f->workbook, "person", id, "phone");
  g_autoptr (NhListModel) list = nh_list_model_new (f->workbook, nh_entity_find ("person"));

  fixture_create (f->workbook, "person", "name", "Lê Bình", "phone", "0987654321", NULL);
  nh_list_model_set_find (list, shown);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpint (nh_list_model_get_record_id (list, 0), ==, id);
  nh_list_model_set_find (list, "0912.345.678");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

#define ADD(name, sample, function) \
  g_test_add ("/list/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("edits", NULL, test_edits);
  ADD ("find-and-filter", NULL, test_find_and_filter);
  ADD ("related", NULL, test_related);
  ADD ("filter-through-plan", NULL, test_filter_through_plan);
  ADD ("filter-by-days", NULL, test_filter_by_days);
  ADD ("several", NULL, test_several);
  ADD ("due", "sample", test_due_list);
  ADD ("sort", "sample", test_sort);
  ADD ("find", "sample", test_find);
  ADD ("find-marks", "sample", test_find_marks);
  ADD ("find-phone", NULL, test_find_phone);
  return g_test_run ();
}
