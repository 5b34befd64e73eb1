/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units over the years: the end of a district office in the sample, names that changed, schools that
 * became one.
 */
#include "model-fixture.h"
#include "model/nh-unit-history.h"

#include <string.h>

#define D20240831 nh_day_from_ymd (2024, 8, 31)
#define D20240901 nh_day_from_ymd (2024, 9, 1)
#define LAST nh_day_from_ymd (2025, 6, 30)
#define NEXT nh_day_from_ymd (2025, 7, 1)

static NhUnitTimes *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  NhUnitTimes *times = nh_unit_times_load (f->workbook, &error);

  g_assert_no_error (error);
  return times;
}

/* "name | short | kind | manager" on a day; "–" in front when it was not active. */
static char *
tell (Fixture *f, gint64 unit, guint32 day)
{
  g_autoptr (GError) error = NULL;
  g_auto (NhUnitThen) then = { 0 };

  g_assert_true (nh_unit_on_day (f->workbook, unit, day, &then, &error));
  g_assert_no_error (error);
  return g_strdup_printf ("%s%s | %s | %s | %s", then.unit.valid ? "" : "–", then.unit.name, then.unit.short_name,
                          then.unit.kind, nh_unit_times_get_name (then.times, then.unit.parent, day));
}

static void
assert_on (Fixture *f, gint64 unit, guint32 day, const char *wanted)
{
  g_autofree char *text = tell (f, unit, day);

  g_assert_cmpstr (text, ==, wanted);
}

/* The tree as text: two blanks a level, "–" for ended units. */
static char *
draw (Fixture *f, guint32 day, gboolean with_ended)
{
  g_autoptr (NhUnitTimes) times = load (f);
  g_autoptr (GArray) nodes = nh_unit_times_tree (times, day, with_ended);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      const NhUnitNode *node = &g_array_index (nodes, NhUnitNode, i);

      g_string_append_printf (text, "%*s%s%s %u/%u\n", (int) node->depth * 2, "", node->unit.valid ? "" : "–",
                              node->unit.name, node->n_below, node->n_schools);
    }
  return g_string_free (text, FALSE);
}

static const NhUnitNode *
find_node (GArray *nodes, gint64 unit)
{
  for (guint i = 0; i < nodes->len; i++)
    if (g_array_index (nodes, NhUnitNode, i).unit.id == unit)
      return &g_array_index (nodes, NhUnitNode, i);
  return NULL;
}

static void
assert_refused (gboolean done, GError **error, const char *words)
{
  g_assert_false (done);
  g_assert_nonnull (*error);
  if (!strstr ((*error)->message, words))
    g_error ("“%s” does not say “%s”", (*error)->message, words);
  g_clear_error (error);
}

/* Renaming. */

static void
test_rename (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *undone = NULL;
  gint64 school = fixture_find (f->workbook, "unit", "Trường Tiểu học Hòa Lộc");
  const NhUnitChange change = { .name = "Trường TH và THCS Hòa Lộc", .short_name = "TH&THCS Hòa Lộc",
                                .kind = "primary_secondary" };

  g_assert_true (nh_unit_change (f->workbook, school, D20240901, &change,
                                 "Quyết định 1234/QĐ-UBND ngày 15/8/2024", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Rename unit");
  assert_on (f, school, D20240831, "Trường Tiểu học Hòa Lộc | TH Hòa Lộc | primary | Phòng GDĐT huyện Dầu Tiếng");
  assert_on (f, school, D20240901,
             "Trường TH và THCS Hòa Lộc | TH&THCS Hòa Lộc | primary_secondary | Phòng GDĐT huyện Dầu Tiếng");
  /* Papers of before still name it. */
  g_assert_cmpint (fixture_find (f->workbook, "unit", "TH Hòa Lộc"), ==, school);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "truong tieu hoc hoa loc"), ==, school);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM unit_state"), ==, 1);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM legal_reference r JOIN unit_state s ON "
                                             "s.decision = r.id WHERE r.number = '1234/QĐ-UBND' AND r.kind = "
                                             "'decision' AND r.issued_on = '2024-08-15'"), ==, 1);
  fixture_undo (f->workbook);
  undone = fixture_dump (f->workbook);
  g_assert_cmpstr (undone, ==, before);
}

/* What happened between two changes that are known holds until the second. */
static void
test_between (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 unit = fixture_create (f->workbook, "unit", "name", "Trường THCS Ba", "kind", "lower_secondary", NULL);
  const NhUnitChange one = { .name = "Trường THCS Bốn" };
  const NhUnitChange two = { .name = "Trường THCS Hai", .area = "xã Một" };
  const NhUnitChange three = { .name = "Trường THCS Hai A" };

  /* Ba was what it is called until 2023, Bốn since; then it turns out that it was called Hai in 2020. */
  g_assert_true (nh_unit_change (f->workbook, unit, nh_day_from_ymd (2023, 9, 1), &one, NULL, &error));
  g_assert_true (nh_unit_change (f->workbook, unit, nh_day_from_ymd (2020, 9, 1), &two, NULL, &error));
  g_assert_no_error (error);
  assert_on (f, unit, nh_day_from_ymd (2020, 8, 31), "Trường THCS Ba |  | lower_secondary | ");
  assert_on (f, unit, nh_day_from_ymd (2020, 9, 1), "Trường THCS Hai |  | lower_secondary | ");
  assert_on (f, unit, nh_day_from_ymd (2023, 8, 31), "Trường THCS Hai |  | lower_secondary | ");
  assert_on (f, unit, nh_day_from_ymd (2023, 9, 1), "Trường THCS Bốn |  | lower_secondary | ");
  /* The area was not changed in 2023: the new one holds until today, none before 2020. */
  {
    g_auto (NhUnitThen) then = { 0 };
    g_auto (NhUnitThen) now = { 0 };

    g_assert_true (nh_unit_on_day (f->workbook, unit, nh_day_from_ymd (2020, 8, 31), &then, &error));
    g_assert_cmpstr (then.unit.area, ==, "");
    g_assert_true (nh_unit_on_day (f->workbook, unit, nh_unit_today (), &now, &error));
    g_assert_cmpstr (now.unit.area, ==, "xã Một");
  }
  fixture_assert_text (f->workbook, "unit", unit, "name", "Trường THCS Bốn");
  g_assert_cmpint (fixture_find (f->workbook, "unit", "truong thcs hai"), ==, unit);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường THCS Ba"), ==, unit);
  /* Again on the very day of a change: the state before it stays what it was. */
  g_assert_true (nh_unit_change (f->workbook, unit, nh_day_from_ymd (2020, 9, 1), &three, NULL, &error));
  assert_on (f, unit, nh_day_from_ymd (2020, 8, 31), "Trường THCS Ba |  | lower_secondary | ");
  assert_on (f, unit, nh_day_from_ymd (2020, 9, 1), "Trường THCS Hai A |  | lower_secondary | ");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM unit_state"), ==, 2);
}

static void
test_correction (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 unit = fixture_create (f->workbook, "unit", "name", "Trường THCS Bà", "kind", "primary", NULL);
  const NhUnitChange change = { .name = "Trường THCS Ba", .kind = "lower_secondary" };

  g_assert_true (nh_unit_change (f->workbook, unit, 0, &change, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM unit_state"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM unit_alias"), ==, 0);
  assert_on (f, unit, nh_day_from_ymd (1990, 1, 1), "Trường THCS Ba |  | lower_secondary | ");
}

static void
test_change_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 unit = fixture_create (f->workbook, "unit", "name", "Trường A", "kind", "primary", "active_from", "01/9/2020",
                                "active_to", "31/5/2025", NULL);
  const NhUnitChange rename = { .name = "Trường B" };
  const NhUnitChange same = { .name = " Trường A " };
  const NhUnitChange nameless = { .name = " " };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

  assert_refused (nh_unit_change (f->workbook, unit, nh_day_from_ymd (2020, 9, 1), &rename, NULL, &error), &error,
                  "begins on 01/9/2020");
  assert_refused (nh_unit_change (f->workbook, unit, nh_day_from_ymd (2025, 6, 1), &rename, NULL, &error), &error,
                  "ended on 31/5/2025");
  assert_refused (nh_unit_change (f->workbook, unit, D20240901, &same, NULL, &error), &error, "would be different");
  assert_refused (nh_unit_change (f->workbook, unit, D20240901, &nameless, NULL, &error), &error, "left empty");
  assert_refused (nh_unit_change (f->workbook, unit, D20240901, &rename, "của huyện", &error), &error,
                  "no document number");
  assert_refused (nh_unit_change (f->workbook, unit + 1, D20240901, &rename, NULL, &error), &error, "no such unit");
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

/* Moving. */

static void
test_move (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 top = fixture_create (f->workbook, "unit", "name", "Sở", "kind", "province_office", NULL);
  gint64 one = fixture_create (f->workbook, "unit", "name", "Phòng Một", "kind", "district_office", "parent", "Sở", NULL);
  gint64 two = fixture_create (f->workbook, "unit", "name", "Phòng Hai", "kind", "district_office", "parent",
                               "Phòng Một", NULL);
  gint64 school = fixture_create (f->workbook, "unit", "name", "Trường X", "kind", "primary", NULL);
  g_autofree char *tree = NULL;
  g_autofree char *old_tree = NULL;

  g_assert_true (nh_units_move (f->workbook, (gint64[]){ school, two }, 2, top, D20240901, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Move 2 units");
  old_tree = draw (f, D20240831, TRUE);
  g_assert_cmpstr (old_tree, ==, "Sở 2/0\n  Phòng Một 1/0\n    Phòng Hai 0/0\nTrường X 0/0\n");
  tree = draw (f, D20240901, TRUE);
  g_assert_cmpstr (tree, ==, "Sở 3/1\n  Phòng Hai 0/0\n  Phòng Một 0/0\n  Trường X 0/0\n");
  /* Two is not below One any more, but it was: no circle on any day. */
  assert_refused (nh_units_move (f->workbook, &one, 1, two, D20240831, NULL, &error), &error, "itself managed by");
  assert_refused (nh_units_move (f->workbook, &top, 1, two, 0, NULL, &error), &error, "itself managed by");
  assert_refused (nh_units_move (f->workbook, &top, 1, top, 0, NULL, &error), &error, "by itself");
  g_assert_true (nh_units_move (f->workbook, &one, 1, two, D20240901, NULL, &error));
  g_assert_no_error (error);
  assert_refused (nh_units_move (f->workbook, &one, 1, two, D20240901, NULL, &error), &error, "already");
  /* One is below Two from September 2024 to August 2025, and not after it. */
  g_assert_true (nh_units_move (f->workbook, &one, 1, 0, nh_day_from_ymd (2025, 9, 1), NULL, &error));
  assert_refused (nh_units_move (f->workbook, &two, 1, one, nh_day_from_ymd (2024, 10, 1), NULL, &error), &error,
                  "itself managed by");
  g_assert_true (nh_units_move (f->workbook, &two, 1, one, nh_day_from_ymd (2025, 9, 1), NULL, &error));
  /* A circle that only a later day would have: Two is below One from September on, One below the school
   * from October on. */
  g_assert_true (nh_units_move (f->workbook, &one, 1, school, nh_day_from_ymd (2025, 10, 1), NULL, &error));
  assert_refused (nh_units_move (f->workbook, &school, 1, two, nh_day_from_ymd (2025, 8, 1), NULL, &error), &error,
                  "itself managed by");
  g_assert_no_error (error);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *tree = NULL;
  gint64 a = fixture_create (f->workbook, "unit", "name", "A", "kind", "primary", NULL);

  fixture_create (f->workbook, "unit", "name", "B", "kind", "primary", "parent", "A", NULL);
  g_assert_true (nh_workbook_begin (f->workbook, "x", &error));
  g_assert_true (nh_store_exec (nh_workbook_get_store (f->workbook),
                                "UPDATE unit SET parent = (SELECT id FROM unit WHERE name = 'B') WHERE name = 'A'",
                                &error));
  g_assert_true (nh_workbook_commit (f->workbook, &error));
  tree = draw (f, NEXT, TRUE);
  g_assert_cmpstr (tree, ==, "A 1/1\n  B 0/0\n");
  g_assert_cmpint (a, >, 0);
}

/* The reorganisation of 2025. */

static void
close_office (Fixture *f, gint64 office, GError **error)
{
  g_autoptr (NhUnitTimes) times = load (f);
  g_autoptr (GArray) schools = nh_unit_times_children (times, office, NEXT);
  g_autofree NhUnitChild *children = g_new0 (NhUnitChild, schools->len);
  NhUnitClosing closing = { .unit = office, .last_day = LAST, .decision = "1662/NQ-UBTVQH15", .children = children,
                            .n_children = schools->len };

  for (guint i = 0; i < schools->len; i++)
    {
      children[i].unit = g_array_index (schools, gint64, i);
      children[i].new_parent = i % 2 ? "Xã Minh Thạnh" : "xã Dầu Tiếng";
    }
  g_assert_true (nh_unit_close (f->workbook, &closing, error));
}

static void
test_reorganisation (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *undone = NULL;
  gint64 office = fixture_find (f->workbook, "unit", "Phòng GDĐT huyện Dầu Tiếng");
  gint64 school = fixture_find (f->workbook, "unit", "TH Hòa Lộc");
  gint64 n_units = fixture_count (f->workbook, "unit");
  g_autoptr (NhUnitTimes) times = NULL;
  g_autoptr (GArray) old = NULL;
  g_autoptr (GArray) new = NULL;
  gint64 commune;

  close_office (f, office, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_count (f->workbook, "unit"), ==, n_units + 2);
  commune = fixture_find (f->workbook, "unit", "Phòng Văn hóa - Xã hội xã Dầu Tiếng");
  fixture_assert_text (f->workbook, "unit", commune, "active_from", "01/7/2025");
  fixture_assert_text (f->workbook, "unit", commune, "area", "xã Dầu Tiếng");
  times = load (f);
  /* On the last day as it was: 17 schools below the office, the communes not there yet. */
  old = nh_unit_times_tree (times, LAST, TRUE);
  g_assert_cmpuint (find_node (old, office)->n_schools, ==, 17);
  g_assert_true (find_node (old, office)->unit.valid);
  g_assert_null (find_node (old, commune));
  assert_on (f, school, LAST, "Trường Tiểu học Hòa Lộc | TH Hòa Lộc | primary | Phòng GDĐT huyện Dầu Tiếng");
  /* The next day nine and eight in the communes. */
  new = nh_unit_times_tree (times, NEXT, TRUE);
  g_assert_false (find_node (new, office)->unit.valid);
  g_assert_cmpuint (find_node (new, office)->n_below, ==, 0);
  g_assert_cmpuint (find_node (new, commune)->n_schools, ==, 9);
  g_assert_cmpuint (find_node (new, fixture_find (f->workbook, "unit", "xã Minh Thạnh"))->n_schools, ==, 8);
  g_clear_pointer (&new, g_array_unref);
  new = nh_unit_times_tree (times, NEXT, FALSE);
  g_assert_null (find_node (new, office));
  fixture_undo (f->workbook);
  undone = fixture_dump (f->workbook);
  g_assert_cmpstr (undone, ==, before);
  fixture_redo (f->workbook);
  assert_on (f, office, NEXT, "–Phòng GDĐT huyện Dầu Tiếng | Phòng GDĐT Dầu Tiếng | district_office | "
                              "Sở Giáo dục và Đào tạo tỉnh Bình Dương");
}

static void
test_events (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 office = fixture_find (f->workbook, "unit", "Phòng GDĐT huyện Dầu Tiếng");
  gint64 school;
  g_autoptr (NhUnitTimes) times = load (f);
  g_autoptr (GArray) children = nh_unit_times_children (times, office, NEXT);
  g_autoptr (GArray) events = NULL;
  g_autoptr (GArray) ends = NULL;
  const NhUnitEvent *event;

  school = g_array_index (children, gint64, 0);
  close_office (f, office, &error);
  g_clear_pointer (&times, nh_unit_times_free);
  times = load (f);
  events = nh_unit_times_events (times, school);
  g_assert_cmpuint (events->len, ==, 1);
  event = &g_array_index (events, NhUnitEvent, 0);
  g_assert_cmpint (event->kind, ==, NH_UNIT_EVENT_MOVED);
  g_assert_cmpuint (event->day, ==, NEXT);
  g_assert_cmpint (event->unit_before, ==, office);
  g_assert_cmpstr (nh_unit_times_get_name (times, event->unit_after, NEXT), ==,
                   "Phòng Văn hóa - Xã hội xã Dầu Tiếng");
  ends = nh_unit_times_events (times, office);
  g_assert_cmpuint (ends->len, ==, 1);
  g_assert_cmpint (g_array_index (ends, NhUnitEvent, 0).kind, ==, NH_UNIT_EVENT_ENDED);
  g_assert_cmpint (g_array_index (ends, NhUnitEvent, 0).decision, !=, 0);
}

static void
test_close_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 a = fixture_create (f->workbook, "unit", "name", "Phòng A", "kind", "district_office", "active_from",
                             "01/9/2020", NULL);
  gint64 b = fixture_create (f->workbook, "unit", "name", "Trường B", "kind", "primary", "parent", "Phòng A", NULL);
  gint64 c = fixture_create (f->workbook, "unit", "name", "Trường C", "kind", "primary", "parent", "Phòng A", NULL);
  gint64 gone = fixture_create (f->workbook, "unit", "name", "Trường D", "kind", "primary", "active_to", "31/5/2019", NULL);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  NhUnitChild children[] = { { b, a, NULL }, { c, 0, NULL } };
  NhUnitClosing closing = { .unit = a, .last_day = nh_day_from_ymd (2020, 8, 31) };

  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "before “Phòng A” began (01/9/2020)");
  closing.last_day = LAST;
  closing.successor = a;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "its own successor");
  closing.successor = gone;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "ended on 31/5/2019");
  closing.successor = 0;
  closing.children = children;
  closing.n_children = 2;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "the unit that ends");
  children[0].parent = b;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "by itself");
  children[0].parent = c;
  children[1].parent = b;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "by itself");
  children[1].parent = 0;
  children[0].parent = 0;
  children[0].new_parent = "TH Xa Lạ";
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "not a commune");
  children[0].new_parent = NULL;
  children[0].parent = gone;
  assert_refused (nh_unit_close (f->workbook, &closing, &error), &error, "can't manage units");
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_describe (Fixture *f, gconstpointer data)
{
  g_autoptr (NhUnitTimes) times = load (f);
  gint64 office = fixture_find (f->workbook, "unit", "Phòng GDĐT huyện Dầu Tiếng");
  g_autoptr (GArray) schools = nh_unit_times_children (times, office, NEXT);
  NhUnitChild children[] = { { g_array_index (schools, gint64, 0), 0, "xã A" },
                             { g_array_index (schools, gint64, 1), 0, "Xã A" },
                             { g_array_index (schools, gint64, 2), 0, NULL } };
  NhUnitClosing closing = { .unit = office, .last_day = LAST, .children = children, .n_children = 3 };
  g_autofree char *text = nh_unit_close_describe (f->workbook, times, &closing);

  g_assert_nonnull (strstr (text, "“Phòng GDĐT huyện Dầu Tiếng” ends on 30/6/2025."));
  g_assert_nonnull (strstr (text, "2 units move from 01/7/2025 on; new managing units: 1. 1 office is made."));
  g_assert_nonnull (strstr (text, "1 unit has no new place yet"));
  /* Two of the sample's people work in the office. */
  g_assert_nonnull (strstr (text, "2 people"));
}

static void
test_commune_names (void)
{
  static const struct { const char *typed, *name, *short_name, *area; } cases[] = {
    { "xã Minh Thạnh", "Phòng Văn hóa - Xã hội xã Minh Thạnh", "Phòng VH-XH xã Minh Thạnh", "xã Minh Thạnh" },
    { " Xã Minh Thạnh", "Phòng Văn hóa - Xã hội xã Minh Thạnh", "Phòng VH-XH xã Minh Thạnh", "xã Minh Thạnh" },
    { "Phường Chánh Hiệp", "Phòng Văn hóa - Xã hội phường Chánh Hiệp", "Phòng VH-XH phường Chánh Hiệp",
      "phường Chánh Hiệp" },
    { "Đặc khu Côn Đảo", "Phòng Văn hóa - Xã hội đặc khu Côn Đảo", "Phòng VH-XH đặc khu Côn Đảo", "đặc khu Côn Đảo" },
    { "UBND xã Long Hòa", "Phòng Văn hóa - Xã hội xã Long Hòa", "Phòng VH-XH xã Long Hòa", "xã Long Hòa" },
    { "Phòng VH-XH phường Phú An", "Phòng VH-XH phường Phú An", "", "phường Phú An" },
    { "Phòng Văn hóa - Xã hội xã Thanh An", "Phòng Văn hóa - Xã hội xã Thanh An", "", "xã Thanh An" },
    { "Thanh An", "Phòng Văn hóa - Xã hội Thanh An", "Phòng VH-XH Thanh An", "Thanh An" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = NULL;
      g_autofree char *short_name = NULL;
      g_autofree char *area = NULL;

      nh_unit_commune_office (cases[i].typed, &name, &short_name, &area);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (short_name, ==, cases[i].short_name);
      g_assert_cmpstr (area, ==, cases[i].area);
    }
}

/* Uniting. */

static void
test_unite (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *undone = NULL;
  gint64 one = fixture_find (f->workbook, "unit", "TH Bến Súc");
  gint64 two = fixture_find (f->workbook, "unit", "TH Minh Thạnh");
  gint64 units[] = { one, two };
  NhUnitUnion united = { .units = units, .n_units = 2, .last_day = LAST, .name = "Trường Tiểu học Bến Súc - Minh Thạnh",
                         .short_name = "TH BS - MT", .decision = "77/QĐ-UBND", .with_people = TRUE,
                         .with_clusters = TRUE };
  gint64 n_people = fixture_sql (f->workbook, "SELECT count (*) FROM person p JOIN unit u ON u.id = p.unit WHERE "
                                              "u.short_name IN ('TH Bến Súc', 'TH Minh Thạnh')");
  gint64 id;

  g_assert_cmpint (n_people, ==, 2);
  id = nh_units_unite (f->workbook, &united, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Unite units");
  assert_on (f, id, NEXT, "Trường Tiểu học Bến Súc - Minh Thạnh | TH BS - MT | primary | Phòng GDĐT huyện Dầu Tiếng");
  assert_on (f, id, LAST, "–Trường Tiểu học Bến Súc - Minh Thạnh | TH BS - MT | primary | Phòng GDĐT huyện Dầu Tiếng");
  fixture_assert_text (f->workbook, "unit", one, "active_to", "30/6/2025");
  fixture_assert_text (f->workbook, "unit", two, "successor", "Trường Tiểu học Bến Súc - Minh Thạnh");
  /* People went along, and where they were is known. */
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM person p JOIN unit u ON u.id = p.unit WHERE "
                                             "u.short_name = 'TH BS - MT'"), ==, 2);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM person_post p JOIN unit u ON u.id = p.unit WHERE "
                                             "u.short_name IN ('TH Bến Súc', 'TH Minh Thạnh') AND p.until_on = "
                                             "'2025-06-30' AND p.post IS NOT NULL AND p.decision IS NOT NULL"), ==, 2);
  /* Each was in a cluster of its own. */
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM team_unit l JOIN unit u ON u.id = l.unit WHERE "
                                             "u.short_name = 'TH BS - MT' AND l.from_on = '2025-07-01' AND l.to_on "
                                             "IS NULL"), ==, 2);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM team_unit WHERE to_on = '2025-06-30'"), ==, 2);
  fixture_undo (f->workbook);
  undone = fixture_dump (f->workbook);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_unite_into_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = fixture_find (f->workbook, "unit", "TH Hòa Lộc");
  gint64 two = fixture_find (f->workbook, "unit", "TH Minh Thạnh"); /* of the same cluster */
  gint64 units[] = { one, two };
  NhUnitUnion united = { .units = units, .n_units = 2, .last_day = LAST, .into = one, .name = "Trường Tiểu học Hòa Minh",
                         .with_clusters = TRUE };
  gint64 n_members = fixture_sql (f->workbook, "SELECT count (*) FROM team_unit WHERE to_on IS NULL");

  g_assert_cmpint (nh_units_unite (f->workbook, &united, &error), ==, one);
  g_assert_no_error (error);
  assert_on (f, one, LAST, "Trường Tiểu học Hòa Lộc | TH Hòa Lộc | primary | Phòng GDĐT huyện Dầu Tiếng");
  assert_on (f, one, NEXT, "Trường Tiểu học Hòa Minh | TH Hòa Lộc | primary | Phòng GDĐT huyện Dầu Tiếng");
  fixture_assert_text (f->workbook, "unit", one, "active_to", "");
  fixture_assert_text (f->workbook, "unit", two, "active_to", "30/6/2025");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM team_unit WHERE to_on IS NULL"), ==, n_members - 1);
  /* Without the people they stay where they are. */
  g_assert_cmpint (fixture_count (f->workbook, "person_post"), ==, 0);
  {
    g_autoptr (NhUnitTimes) times = load (f);
    g_autoptr (GArray) events = nh_unit_times_events (times, one);

    g_assert_cmpuint (events->len, ==, 2);
    g_assert_cmpint (g_array_index (events, NhUnitEvent, 0).kind, ==, NH_UNIT_EVENT_RENAMED);
    g_assert_cmpint (g_array_index (events, NhUnitEvent, 1).kind, ==, NH_UNIT_EVENT_JOINED);
    g_assert_cmpint (g_array_index (events, NhUnitEvent, 1).unit_after, ==, two);
  }
}

static void
test_unite_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 one = fixture_find (f->workbook, "unit", "TH Hòa Lộc");
  gint64 units[] = { one, one };
  NhUnitUnion united = { .units = units, .n_units = 1, .last_day = LAST, .into = one };

  assert_refused (nh_units_unite (f->workbook, &united, &error) != 0, &error, "at least two");
  united.n_units = 2;
  assert_refused (nh_units_unite (f->workbook, &united, &error) != 0, &error, "twice");
  units[1] = fixture_find (f->workbook, "unit", "TH Bến Súc");
  united.into = 0;
  assert_refused (nh_units_unite (f->workbook, &united, &error) != 0, &error, "name of the new unit");
  united.last_day = 0;
  assert_refused (nh_units_unite (f->workbook, &united, &error) != 0, &error, "Type the last day");
}

/* 5,000 units with a state each: one tree within a tenth of a second, also on a busy machine. */
static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhUnitTimes) times = NULL;
  g_autoptr (GArray) nodes = NULL;
  gint64 start;

  g_assert_true (nh_workbook_begin (f->workbook, "x", &error));
  g_assert_true (nh_store_exec (
      nh_workbook_get_store (f->workbook),
      "INSERT INTO unit (id, kind, name, parent, sort_key) WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
      "WHERE i < 5000) SELECT i, CASE WHEN i <= 50 THEN 'commune_office' ELSE 'primary' END, 'Trường ' || i, "
      "CASE WHEN i > 50 THEN i % 50 + 1 END, printf ('%05d', i) FROM n;"
      "INSERT INTO unit_state (id, unit, until_on, name, parent) SELECT id + 10000, id, '2025-06-30', "
      "'Cũ ' || id, (id + 7) % 50 + 1 FROM unit WHERE id > 50",
      &error));
  g_assert_no_error (error);
  g_assert_true (nh_workbook_commit (f->workbook, &error));
  start = g_get_monotonic_time ();
  times = nh_unit_times_load (f->workbook, &error);
  nodes = nh_unit_times_tree (times, LAST, TRUE);
  g_test_minimized_result ((double) (g_get_monotonic_time () - start) / 1000, "tree of 5,000 units, ms");
  g_assert_cmpuint (nodes->len, ==, 5000);
  g_assert_cmpuint (g_array_index (nodes, NhUnitNode, 0).n_schools, ==, 99);
  if (g_test_perf ())
    g_assert_cmpint (g_get_monotonic_time () - start, <, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define SAMPLE(name, func) g_test_add ("/unit-history/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
#define EMPTY(name, func) g_test_add ("/unit-history/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  SAMPLE ("rename", test_rename);
  EMPTY ("between", test_between);
  EMPTY ("correction", test_correction);
  EMPTY ("change-refused", test_change_refused);
  EMPTY ("move", test_move);
  EMPTY ("damaged", test_damaged);
  SAMPLE ("reorganisation", test_reorganisation);
  SAMPLE ("events", test_events);
  EMPTY ("close-refused", test_close_refused);
  SAMPLE ("describe", test_describe);
  g_test_add_func ("/unit-history/commune-names", test_commune_names);
  SAMPLE ("unite", test_unite);
  SAMPLE ("unite-into-one", test_unite_into_one);
  SAMPLE ("unite-refused", test_unite_refused);
  EMPTY ("many", test_many);
  return g_test_run ();
}
