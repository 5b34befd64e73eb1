/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random edits, undo and redo with many lists open: after each step every list shows what a fresh
 * query gives, and a view that followed items-changed shows the same.
 */
#include "list-mirror.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

static const char *const names[] = { "An", "Ân", "Bình", "Đức Phổ", "Đạt", "Hòa", "Hoà", "Yên" };
static const char *const notes[] = { "", "an", "bình yên", "đức", "TH-THCS an" };
static const char *const periods[]
    = { "", "Tháng 2", "Tháng 11,12", "5/10", "khi có yêu cầu", "Học kỳ I", "3/2024" };
static const char *const kinds[] = { "inspection", "meeting", "theme", "lesson_study" };
static const char *const years[] = { "2023-2024", "2024-2025", "" };

#define PICK(list) (list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

/* The key of any record, as "#12"; "" when there is none. */
static char *
any (NhWorkbook *workbook, const char *entity, gint64 *id)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET (%d %% max (1, (SELECT count (*) FROM %s)))",
      entity, g_test_rand_int_range (0, 1000), entity);
  gint64 key = fixture_sql (workbook, sql);

  if (id)
    *id = key;
  return key ? g_strdup_printf ("#%" G_GINT64_FORMAT, key) : g_strdup ("");
}

static const char *const editable[]
    = { "unit", "person", "team", "membership", "activity", "deadline", "plan" };

/* A new record, or an edit of one, or both at random fields; whether it is refused is no matter. */
static void
fill (NhWorkbook *workbook, const char *entity, GPtrArray *owned, NhFieldText *values)
{
  const NhEntity *e = nh_entity_find (entity);
  guint n = 0;

#define GIVE(name, value) \
  do \
    { \
      g_ptr_array_add (owned, value); \
      values[n++] = (NhFieldText){ name, g_ptr_array_index (owned, owned->len - 1) }; \
    } \
  while (0)
#define MAYBE (g_test_rand_int_range (0, 3) == 0)

  if (nh_entity_find_field (e, "name") >= 0 && MAYBE)
    GIVE ("name", g_strdup (PICK (names)));
  if (nh_entity_find_field (e, "note") >= 0 && MAYBE)
    GIVE ("note", g_strdup (PICK (notes)));
  if (nh_entity_find_field (e, "parent") >= 0 && MAYBE)
    GIVE ("parent", any (workbook, entity, NULL));
  if (g_str_equal (entity, "unit") && MAYBE)
    GIVE ("short_name", g_strdup (PICK (names)));
  if (g_str_equal (entity, "unit") && MAYBE)
    GIVE ("aliases", g_strdup (PICK (notes)));
  if (g_str_equal (entity, "person") && MAYBE)
    GIVE ("unit", any (workbook, "unit", NULL));
  if (g_str_equal (entity, "team") && MAYBE)
    GIVE ("units", any (workbook, "unit", NULL));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("hosts", any (workbook, "unit", NULL));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("inspected", any (workbook, "unit", NULL));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("period", g_strdup (PICK (periods)));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("content", g_strdup (PICK (names)));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("kind", g_strdup (PICK (kinds)));
  if (g_str_equal (entity, "activity") && MAYBE)
    GIVE ("team", any (workbook, "team", NULL));
  if ((g_str_equal (entity, "activity") || g_str_equal (entity, "deadline")) && MAYBE)
    GIVE ("plan", any (workbook, "plan", NULL));
  if (g_str_equal (entity, "deadline"))
    {
      if (MAYBE)
        GIVE ("what", g_strdup (PICK (names)));
      if (MAYBE)
        GIVE ("rule", g_strdup (MAYBE ? "on" : "relative"));
      if (MAYBE)
        GIVE ("activity_kind", g_strdup (PICK (kinds)));
      if (MAYBE)
        GIVE ("offset_days", g_strdup (MAYBE ? "3" : "7"));
    }
  if (g_str_equal (entity, "membership"))
    {
      GIVE ("team", any (workbook, "team", NULL));
      GIVE ("person", any (workbook, "person", NULL));
    }
  if (g_str_equal (entity, "plan"))
    {
      if (MAYBE)
        GIVE ("title", g_strdup (PICK (names)));
      if (MAYBE)
        GIVE ("school_year", g_strdup (PICK (years)));
    }
  values[n] = (NhFieldText){ NULL, NULL };
}

static void
edit_once (NhWorkbook *workbook)
{
  const char *entity = PICK (editable);
  const NhEntity *e = nh_entity_find (entity);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  NhFieldText values[24];
  gint64 id;
  g_autofree char *key = any (workbook, entity, &id);

  fill (workbook, entity, owned, values);
  switch (g_test_rand_int_range (0, 10))
    {
    case 0:
    case 1:
    case 3:
      nh_workbook_create (workbook, e, values, NULL);
      break;
    case 2:
      if (id)
        nh_workbook_delete (workbook, e, &id, 1, NULL);
      break;
    default:
      if (id && values[0].field)
        nh_workbook_set (workbook, e, id, values, NULL);
    }
}

static void
step (NhWorkbook *workbook)
{
  int n;

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      if (nh_workbook_get_undo_name (workbook))
        fixture_undo (workbook);
      break;
    case 1:
      if (nh_workbook_get_redo_name (workbook))
        fixture_redo (workbook);
      break;
    case 2:
      g_assert_true (nh_workbook_begin (workbook, "several", NULL));
      n = g_test_rand_int_range (1, 8);
      for (int i = 0; i < n; i++)
        edit_once (workbook);
      /* A part that failed dooms the whole. */
      if (g_test_rand_int_range (0, 4) == 0)
        nh_workbook_rollback (workbook);
      else
        nh_workbook_commit (workbook, NULL);
      break;
    default:
      edit_once (workbook);
    }
}

static Mirror *
sorted (NhWorkbook *workbook, const char *entity, const char *field, gboolean descending)
{
  Mirror *mirror = mirror_new (workbook, entity);

  mirror_sort (mirror, field, descending);
  return mirror;
}

static Mirror *
found (NhWorkbook *workbook, const char *entity, const char *find)
{
  Mirror *mirror = mirror_new (workbook, entity);

  mirror_find (mirror, find);
  return mirror;
}

static Mirror *
filtered (NhWorkbook *workbook, const char *entity, const char *field, const char *value)
{
  Mirror *mirror = mirror_new (workbook, entity);

  mirror_filter (mirror, field, value);
  return mirror;
}

static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) mirrors = g_ptr_array_new_with_free_func ((GDestroyNotify) mirror_free);
  NhWorkbook *w = f->workbook;
  g_autofree char *year = g_strdup_printf (
      "%" G_GINT64_FORMAT, fixture_create (w, "school_year", "name", "2023-2024", NULL));
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *after = NULL;
  int n_steps = g_test_slow () ? 20000 : 400;

  fixture_create (w, "school_year", "name", "2024-2025", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (editable); i++)
    g_ptr_array_add (mirrors, mirror_new (w, editable[i]));
  g_ptr_array_add (mirrors, mirror_new (w, "due"));
  g_ptr_array_add (mirrors, mirror_new (w, "owed"));
  g_ptr_array_add (mirrors, sorted (w, "unit", "parent", FALSE));
  g_ptr_array_add (mirrors, sorted (w, "unit", "note", TRUE));
  g_ptr_array_add (mirrors, sorted (w, "person", "unit", TRUE));
  g_ptr_array_add (mirrors, sorted (w, "activity", "period", FALSE));
  g_ptr_array_add (mirrors, sorted (w, "activity", "papers_due", TRUE));
  g_ptr_array_add (mirrors, sorted (w, "activity", "hosts", FALSE));
  g_ptr_array_add (mirrors, sorted (w, "membership", "person", FALSE));
  g_ptr_array_add (mirrors, found (w, "unit", "an"));
  g_ptr_array_add (mirrors, found (w, "person", "hoa"));
  g_ptr_array_add (mirrors, found (w, "activity", "duc"));
  g_ptr_array_add (mirrors, found (w, "team", "yen"));
  g_ptr_array_add (mirrors, filtered (w, "activity", "plan.school_year", year));
  g_ptr_array_add (mirrors, filtered (w, "activity", "kind", "!meeting"));
  g_ptr_array_add (mirrors, filtered (w, "person", "unit", NULL));
  nh_store_clear_history (nh_workbook_get_store (w));
  first = fixture_dump (w);

  for (int i = 0; i < n_steps; i++)
    {
      step (w);
      for (guint m = 0; m < mirrors->len; m++)
        mirror_check (g_ptr_array_index (mirrors, m));
    }
  while (nh_workbook_get_redo_name (w))
    fixture_redo (w);
  last = fixture_dump (w);
  while (nh_workbook_get_undo_name (w))
    fixture_undo (w);
  after = fixture_dump (w);
  g_assert_true (g_str_equal (first, after));
  for (guint m = 0; m < mirrors->len; m++)
    mirror_check (g_ptr_array_index (mirrors, m));
  while (nh_workbook_get_redo_name (w))
    fixture_redo (w);
  g_free (after);
  after = fixture_dump (w);
  g_assert_true (g_str_equal (last, after));
  for (guint m = 0; m < mirrors->len; m++)
    mirror_check (g_ptr_array_index (mirrors, m));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/list/random", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);
  return g_test_run ();
}
