/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits as a user makes them: every kind of field, what is refused, deleting, undo.
 */
#include <glib/gi18n-lib.h>

#include "core/nh-text.h"
#include "model-fixture.h"

static gint64
make_plan (Fixture *f)
{
  fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  return fixture_create (f->workbook, "plan", "title", "Kế hoạch", "number", "73", "symbol",
                         "KH-SGDĐT", "school_year", "2023-2024", NULL);
}

static void
test_text (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "unit", "name", "  Trường\tMầm non\r\n", NULL);

  fixture_assert_text (f->workbook, "unit", id, "name", "Trường Mầm non");
  fixture_set (f->workbook, "unit", id, "name", "Tru\xcc\x9bo\xcc\x9b\xcc\x80ng A"); /* NFD */
  fixture_assert_text (f->workbook, "unit", id, "name", "Trường A");
  fixture_set (f->workbook, "unit", id, "note", "một\r\nhai\n");
  fixture_assert_text (f->workbook, "unit", id, "note", "một\nhai");
  fixture_set (f->workbook, "unit", id, "note", "=1+1");
  fixture_assert_text (f->workbook, "unit", id, "note", "=1+1");
  fixture_set (f->workbook, "unit", id, "note", "");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT note IS NULL FROM unit"), ==, 1);
  fixture_refuse (f->workbook, "unit", id, "name", "   ", NH_MODEL_ERROR_REQUIRED, _ ("Name"));
  fixture_refuse (f->workbook, "unit", id, "colour", "red", NH_MODEL_ERROR_NOT_FOUND, "colour");
}

/* What a clipboard may hide in a text. */
static void
test_invisible (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "unit", "name",
                              "\xef\xbb\xbfTrường\xe2\x80\x8b \x1b[31mđỏ\x07\x7f\xc2\x9b", NULL);

  fixture_assert_text (f->workbook, "unit", id, "name", "Trường [31mđỏ");
  fixture_set (f->workbook, "unit", id, "name", "\xe2\x80\xaegnohK\xe2\x80\xac A");
  fixture_assert_text (f->workbook, "unit", id, "name", "gnohK A");
  fixture_set (f->workbook, "unit", id, "note", "một\xe2\x80\xa8hai\xc2\x85" "ba");
  fixture_assert_text (f->workbook, "unit", id, "note", "một\nhai\nba");
  fixture_set (f->workbook, "unit", id, "area", "một\xe2\x80\xa9hai");
  fixture_assert_text (f->workbook, "unit", id, "area", "một hai");
  /* A family is one sign, made of three by joiners. */
  fixture_set (f->workbook, "unit", id, "note", "👨‍👩‍👧 🇻🇳");
  fixture_assert_text (f->workbook, "unit", id, "note", "👨‍👩‍👧 🇻🇳");
  fixture_refuse (f->workbook, "unit", id, "name", "\xe2\x80\x8b\x1b \xef\xbb\xbf",
                  NH_MODEL_ERROR_REQUIRED, _ ("Name"));
}

static void
test_integer (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "person", "name", "Lê An", "birth_year", "1980", NULL);

  fixture_assert_text (f->workbook, "person", id, "birth_year", "1980");
  fixture_set (f->workbook, "person", id, "birth_year", " 1975 ");
  fixture_assert_text (f->workbook, "person", id, "birth_year", "1975");
  fixture_refuse (f->workbook, "person", id, "birth_year", "1975a", NH_MODEL_ERROR_INVALID, "1975a");
  fixture_refuse (f->workbook, "person", id, "birth_year", "19.5", NH_MODEL_ERROR_INVALID, "19.5");
  fixture_refuse (f->workbook, "person", id, "birth_year", "99999999999999999999",
                  NH_MODEL_ERROR_INVALID, "9999");
  fixture_refuse (f->workbook, "person", id, "birth_year", "-", NH_MODEL_ERROR_INVALID, "-");
  fixture_set (f->workbook, "person", id, "birth_year", "");
  fixture_assert_text (f->workbook, "person", id, "birth_year", "");
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "activity", "content", "Họp", NULL);
  g_autofree char *raw = NULL;

  fixture_set (f->workbook, "activity", id, "kind", "kiem tra");
  raw = fixture_raw (f->workbook, "activity", id, "kind");
  g_assert_cmpstr (raw, ==, "inspection");
  fixture_refuse (f->workbook, "activity", id, "kind", "du lịch", NH_MODEL_ERROR_INVALID,
                  _ ("Inspection"));
  fixture_refuse (f->workbook, "activity", id, "kind", "", NH_MODEL_ERROR_REQUIRED, _ ("Kind"));
  fixture_set (f->workbook, "activity", id, "level", "THCS");
  fixture_set (f->workbook, "activity", id, "level", "");
  fixture_assert_text (f->workbook, "activity", id, "level", "");
}

static void
test_date (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "unit", "name", "A", NULL);
  static const char *const good[] = { "20/9/2023", "2023-09-20", "20-9-2023", "20.9.2023" };
  static const char *const bad[] = { "31/2/2024", "2024-02-30", "hôm qua", "32/1/2024" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *raw = NULL;

      fixture_set (f->workbook, "unit", id, "active_from", "");
      fixture_set (f->workbook, "unit", id, "active_from", good[i]);
      raw = fixture_raw (f->workbook, "unit", id, "active_from");
      g_assert_cmpstr (raw, ==, "2023-09-20");
      fixture_assert_text (f->workbook, "unit", id, "active_from", "20/9/2023");
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      const NhFieldText values[] = { { "active_from", bad[i] }, { NULL, NULL } };

      g_assert_false (nh_workbook_set (f->workbook, nh_entity_find ("unit"), id, values, &error));
      g_assert_true (error->domain == NH_PARSE_ERROR);
      fixture_assert_text (f->workbook, "unit", id, "active_from", "20/9/2023");
    }
}

static void
test_phone (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "person", "name", "Lê An", "phone", "0912.345.678", NULL);
  g_autofree char *raw = fixture_raw (f->workbook, "person", id, "phone");
  g_autofree char *shown = fixture_text (f->workbook, "person", id, "phone");
  g_autoptr (GError) error = NULL;
  const NhFieldText values[] = { { "phone", "gọi sau" }, { NULL, NULL } };

  g_assert_cmpstr (raw, ==, "0912345678");
  g_assert_nonnull (strchr (shown, ' '));
  g_assert_false (nh_workbook_set (f->workbook, nh_entity_find ("person"), id, values, &error));
  g_assert_nonnull (error);
  fixture_assert_text (f->workbook, "person", id, "phone", shown);
  /* What is shown can be typed again. */
  fixture_set (f->workbook, "person", id, "phone", shown);
  fixture_assert_text (f->workbook, "person", id, "phone", shown);
}

static void
assert_period (Fixture *f, gint64 id, const char *text, const char *start, const char *end,
               NhExactness exactness)
{
  const NhEntity *activity = nh_entity_find ("activity");
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, activity, id, NULL);
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  nh_record_get_period (record, NH_FIELD (activity, "period"), &period);
  first = period.start ? nh_day_to_iso (period.start) : g_strdup ("");
  last = period.end ? nh_day_to_iso (period.end) : g_strdup ("");
  g_assert_cmpstr (nh_record_text (record, "period"), ==, text);
  g_assert_cmpstr (first, ==, start);
  g_assert_cmpstr (last, ==, end);
  g_assert_cmpint (period.exactness, ==, exactness);
}

static void
test_period (Fixture *f, gconstpointer data)
{
  gint64 id;

  make_plan (f);
  id = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "Kiểm tra",
                       "period", "Tháng 2", NULL);
  assert_period (f, id, "Tháng 2", "2024-02-01", "2024-02-29", NH_EXACTNESS_MONTH);
  fixture_set (f->workbook, "activity", id, "period", "Tháng 11,12");
  assert_period (f, id, "Tháng 11,12", "2023-11-01", "2023-12-31", NH_EXACTNESS_MONTHS);
  fixture_set (f->workbook, "activity", id, "period", "khi có yêu cầu");
  assert_period (f, id, "khi có yêu cầu", "", "", NH_EXACTNESS_WORDS);
  fixture_set (f->workbook, "activity", id, "period", "5/10");
  assert_period (f, id, "5/10", "2023-10-05", "2023-10-05", NH_EXACTNESS_DAY);
  fixture_set (f->workbook, "activity", id, "period", "");
  assert_period (f, id, "", "", "", NH_EXACTNESS_NONE);
}

/* Months without a year mean other days when the plan moves to another school year. */
static void
test_period_follows_year (Fixture *f, gconstpointer data)
{
  gint64 plan = make_plan (f);
  gint64 year = fixture_find (f->workbook, "school_year", "2023-2024");
  gint64 month = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "a",
                                 "period", "Tháng 2", NULL);
  gint64 exact = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "b",
                                 "period", "5/10/2023", NULL);
  gint64 term = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "c",
                                "period", "Học kỳ I", NULL);
  gint64 other;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_create (f->workbook, "school_year", "name", "2024-2025", NULL);
  before = fixture_dump (f->workbook);
  fixture_set (f->workbook, "plan", plan, "school_year", "2024-2025");
  assert_period (f, month, "Tháng 2", "2025-02-01", "2025-02-28", NH_EXACTNESS_MONTH);
  assert_period (f, exact, "5/10/2023", "2023-10-05", "2023-10-05", NH_EXACTNESS_DAY);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  assert_period (f, month, "Tháng 2", "2024-02-01", "2024-02-29", NH_EXACTNESS_MONTH);

  /* The same when the activity moves to a plan of another year, … */
  other = fixture_create (f->workbook, "plan", "title", "Khác", "school_year", "2024-2025", NULL);
  fixture_set (f->workbook, "activity", month, "plan", "Khác");
  assert_period (f, month, "Tháng 2", "2025-02-01", "2025-02-28", NH_EXACTNESS_MONTH);
  g_assert_cmpint (other, !=, plan);

  /* … and when the frame of the year is edited. */
  fixture_set (f->workbook, "school_year", year, "term1_ends", "20/1/2024");
  {
    const NhEntity *activity = nh_entity_find ("activity");
    g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, activity, term, NULL);
    g_auto (NhPeriod) period = NH_PERIOD_INIT;

    nh_record_get_period (record, NH_FIELD (activity, "period"), &period);
    g_assert_cmpint (period.end, ==, nh_day_from_ymd (2024, 1, 20));
  }
}

static void
test_links (Fixture *f, gconstpointer data)
{
  gint64 a = fixture_create (f->workbook, "unit", "name", "Trường An", "short_name", "An", NULL);
  gint64 b = fixture_create (f->workbook, "unit", "name", "Trường Bình", NULL);
  gint64 c = fixture_create (f->workbook, "unit", "name", "Trường Lê Lợi, Mỹ Tho", NULL);
  gint64 id = fixture_create (f->workbook, "activity", "content", "x", "hosts", "Trường Bình; An",
                              NULL);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, b, a);
  g_autofree char *raw = fixture_raw (f->workbook, "activity", id, "hosts");

  g_assert_cmpstr (raw, ==, wanted);
  fixture_assert_text (f->workbook, "activity", id, "hosts", "Trường Bình, An");
  fixture_set (f->workbook, "activity", id, "hosts", "An, Trường Bình, An");
  fixture_assert_text (f->workbook, "activity", id, "hosts", "An, Trường Bình");
  fixture_set (f->workbook, "activity", id, "hosts", "Trường Lê Lợi, Mỹ Tho");
  fixture_assert_text (f->workbook, "activity", id, "hosts", "Trường Lê Lợi, Mỹ Tho");
  /* What is shown can be typed again, also where a name holds a comma. */
  fixture_set (f->workbook, "activity", id, "hosts", "An; Trường Lê Lợi, Mỹ Tho; Trường Bình");
  fixture_set (f->workbook, "activity", id, "hosts", "An, Trường Lê Lợi, Mỹ Tho, Trường Bình");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM activity_unit"), ==, 3);
  fixture_refuse (f->workbook, "activity", id, "hosts", "An, Trường Xa", NH_MODEL_ERROR_UNKNOWN,
                  "Trường Xa");
  /* Another role keeps its own links. */
  fixture_set (f->workbook, "activity", id, "pilots", "An");
  fixture_set (f->workbook, "activity", id, "hosts", "");
  fixture_assert_text (f->workbook, "activity", id, "pilots", "An");
  g_assert_cmpint (c, !=, 0);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "unit", "name", "A", "aliases", "Một; Hai ;; Ba", NULL);

  fixture_assert_text (f->workbook, "unit", id, "aliases", "Một; Hai; Ba");
  fixture_set (f->workbook, "unit", id, "aliases", "Hai");
  fixture_assert_text (f->workbook, "unit", id, "aliases", "Hai");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM unit_alias"), ==, 1);
}

static void
test_required_and_computed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  const NhFieldText values[] = { { "short_name", "A" }, { NULL, NULL } };
  gint64 id;

  g_assert_cmpint (nh_workbook_create (f->workbook, nh_entity_find ("unit"), values, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED);
  g_assert_nonnull (strstr (error->message, _ ("Name")));
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);

  id = fixture_create (f->workbook, "activity", "content", "x", NULL);
  fixture_refuse (f->workbook, "activity", id, "papers_due", "1/1/2024", NH_MODEL_ERROR_READ_ONLY,
                  _ ("Papers due"));
  id = fixture_create (f->workbook, "unit", "name", "A", NULL);
  fixture_refuse (f->workbook, "unit", id, "sort_key", "zzz", NH_MODEL_ERROR_READ_ONLY, "");
  fixture_refuse (f->workbook, "due", 1, "what", "x", NH_MODEL_ERROR_READ_ONLY, "");
  fixture_refuse (f->workbook, "unit", 77, "name", "x", NH_MODEL_ERROR_NOT_FOUND, "");
}

static void
test_sort_key (Fixture *f, gconstpointer data)
{
  gint64 id = fixture_create (f->workbook, "person", "name", "Nguyễn Văn An", NULL);
  g_autofree char *first = fixture_text (f->workbook, "person", id, "sort_key");
  g_autofree char *wanted = nh_text_name_sort_key ("Nguyễn Văn An");
  g_autofree char *second = NULL;
  g_autofree char *wanted2 = nh_text_name_sort_key ("Trần Thị Yến");

  g_assert_cmpstr (first, ==, wanted);
  fixture_set (f->workbook, "person", id, "name", "Trần Thị Yến");
  second = fixture_text (f->workbook, "person", id, "sort_key");
  g_assert_cmpstr (second, ==, wanted2);
  fixture_undo (f->workbook);
  fixture_assert_text (f->workbook, "person", id, "sort_key", wanted);
}

static void
test_positions (Fixture *f, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *other = NULL;
  gint64 a;

  make_plan (f);
  fixture_create (f->workbook, "plan", "title", "Khác", NULL);
  a = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "a", NULL);
  one = fixture_text (f->workbook, "activity", a, "position");
  a = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "content", "b", NULL);
  two = fixture_text (f->workbook, "activity", a, "position");
  a = fixture_create (f->workbook, "activity", "plan", "Khác", "content", "c", NULL);
  other = fixture_text (f->workbook, "activity", a, "position");
  g_assert_cmpint (atoi (one), <, atoi (two));
  g_assert_cmpstr (other, ==, one); /* each plan counts for itself */
  a = fixture_create (f->workbook, "activity", "plan", "Khác", "content", "d", "position", "5", NULL);
  fixture_assert_text (f->workbook, "activity", a, "position", "5");
  fixture_create (f->workbook, "team", "name", "Cụm Một", NULL);
  a = fixture_create (f->workbook, "team", "name", "Cụm Hai", NULL);
  fixture_assert_text (f->workbook, "team", a, "position", "2000");
}

static void
refuse_delete (Fixture *f, const char *entity, gint64 id, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

  g_assert_false (nh_workbook_delete (f->workbook, nh_entity_find (entity), &id, 1, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE);
  if (!strstr (error->message, words))
    g_error ("“%s” is not in: %s", words, error->message);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  gint64 plan = nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", NULL);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autofree char *of_plan = g_strdup_printf (
      "SELECT (SELECT count (*) FROM activity WHERE plan = %1$" G_GINT64_FORMAT ") + "
      "(SELECT count (*) FROM appendix WHERE plan = %1$" G_GINT64_FORMAT ") + "
      "(SELECT count (*) FROM deadline WHERE plan = %1$" G_GINT64_FORMAT ") + "
      "(SELECT count (*) FROM plan_basis WHERE plan = %1$" G_GINT64_FORMAT ") + "
      "(SELECT count (*) FROM block WHERE plan = %1$" G_GINT64_FORMAT ")",
      plan);
  gint64 n_units = fixture_count (f->workbook, "unit");

  g_assert_cmpint (fixture_sql (f->workbook, of_plan), >, 20);
  fixture_delete (f->workbook, "plan", plan);
  g_assert_cmpint (fixture_sql (f->workbook, of_plan), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM activity_unit WHERE activity "
                                             "NOT IN (SELECT id FROM activity)"),
                   ==, 0);
  g_assert_cmpint (fixture_count (f->workbook, "unit"), ==, n_units);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), !=, NULL);
  again = fixture_dump (f->workbook);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  fixture_redo (f->workbook);
  g_clear_pointer (&after, g_free);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (again, ==, after);
}

static void
test_delete_in_use (Fixture *f, gconstpointer data)
{
  gint64 parent = fixture_create (f->workbook, "unit", "name", "Phòng GDĐT", NULL);
  gint64 child = fixture_create (f->workbook, "unit", "name", "Trường A", "parent", "Phòng GDĐT",
                                 NULL);
  gint64 host = fixture_create (f->workbook, "unit", "name", "Trường B", NULL);
  gint64 alone = fixture_create (f->workbook, "unit", "name", "Trường C", NULL);
  gint64 decision = fixture_create (f->workbook, "legal_reference", "kind", "decision", "number",
                                    "12/QĐ-UBND", NULL);
  gint64 both[] = { parent, child };
  gint64 mixed[] = { alone, host };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_create (f->workbook, "activity", "content", "x", "hosts", "Trường B", NULL);
  fixture_create (f->workbook, "team", "name", "Hội đồng", "decision", "12/QĐ-UBND", NULL);
  refuse_delete (f, "unit", parent, "Phòng GDĐT");
  refuse_delete (f, "unit", host, _ ("Activities"));
  refuse_delete (f, "legal_reference", decision, "12/QĐ-UBND");
  g_assert_false (nh_workbook_delete (f->workbook, nh_entity_find ("unit"), mixed, 2, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE);
  g_assert_cmpint (fixture_count (f->workbook, "unit"), ==, 4);

  /* A unit and what it manages go together, whatever stands first. */
  before = fixture_dump (f->workbook);
  g_assert_true (nh_workbook_delete (f->workbook, nh_entity_find ("unit"), both, 2, NULL));
  g_assert_cmpint (fixture_count (f->workbook, "unit"), ==, 2);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  both[0] = child;
  both[1] = parent;
  g_assert_true (nh_workbook_delete (f->workbook, nh_entity_find ("unit"), both, 2, NULL));

  /* Only itself names it: no edit makes that, but a file may have it. */
  g_assert_true (nh_workbook_begin (f->workbook, "x", NULL));
  g_assert_true (nh_store_exec (nh_workbook_get_store (f->workbook),
                                "UPDATE unit SET successor = id WHERE name = 'Trường C'", NULL));
  g_assert_true (nh_workbook_commit (f->workbook, NULL));
  fixture_delete (f->workbook, "unit", alone);
}

static void
test_circles (Fixture *f, gconstpointer data)
{
  gint64 top = fixture_create (f->workbook, "unit", "name", "Sở", NULL);
  gint64 office;
  gint64 school;

  office = fixture_create (f->workbook, "unit", "name", "Phòng", "parent", "Sở", NULL);
  school = fixture_create (f->workbook, "unit", "name", "Trường", "parent", "Phòng", NULL);
  fixture_refuse (f->workbook, "unit", top, "parent", "Sở", NH_MODEL_ERROR_INVALID,
                  _ ("Managed by"));
  fixture_refuse (f->workbook, "unit", top, "parent", "Trường", NH_MODEL_ERROR_INVALID,
                  _ ("Managed by"));
  fixture_set (f->workbook, "unit", school, "parent", "Sở");
  fixture_set (f->workbook, "unit", office, "parent", "Trường");
}

/* One action is one step of undo with the name of what was done. */
static void
test_undo_names (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  const char *add = "Add unit";
  const char *edit = "Edit short name";
  const char *delete = "Delete unit";
  gint64 id;

  g_assert_null (nh_workbook_get_undo_name (w));
  id = fixture_create (w, "unit", "name", "A", "aliases", "B; C", NULL);
  g_assert_cmpstr (nh_workbook_get_undo_name (w), ==, add);
  fixture_set (w, "unit", id, "short_name", "a");
  g_assert_cmpstr (nh_workbook_get_undo_name (w), ==, edit);
  fixture_set (w, "unit", id, "short_name", "a"); /* nothing changes: no step */
  fixture_delete (w, "unit", id);
  g_assert_cmpstr (nh_workbook_get_undo_name (w), ==, delete);
  fixture_undo (w);
  g_assert_cmpstr (nh_workbook_get_undo_name (w), ==, edit);
  g_assert_cmpstr (nh_workbook_get_redo_name (w), ==, delete);
  fixture_undo (w);
  fixture_assert_text (w, "unit", id, "short_name", "");
  fixture_undo (w);
  g_assert_null (nh_workbook_get_undo_name (w));
  g_assert_cmpint (fixture_count (w, "unit"), ==, 0);
  g_assert_cmpint (fixture_count (w, "unit_alias"), ==, 0);

  g_assert_true (nh_workbook_begin (w, "Dán 2 hàng", NULL));
  fixture_create (w, "unit", "name", "X", NULL);
  fixture_create (w, "unit", "name", "Y", NULL);
  g_assert_true (nh_workbook_commit (w, NULL));
  g_assert_cmpstr (nh_workbook_get_undo_name (w), ==, "Dán 2 hàng");
  fixture_undo (w);
  g_assert_cmpint (fixture_count (w, "unit"), ==, 0);
}

static void
on_history_changed_cb (NhWorkbook *workbook, guint *n)
{
  (*n)++;
}

static void
test_settings (Fixture *f, gconstpointer data)
{
  g_autofree char *none = nh_workbook_get_setting (f->workbook, "office_name");
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *back = NULL;
  guint n = 0;

  g_signal_connect (f->workbook, "history-changed", G_CALLBACK (on_history_changed_cb), &n);
  g_assert_cmpstr (none, ==, "");
  g_assert_true (nh_workbook_set_setting (f->workbook, "office_name", "Phòng GDĐT A", NULL));
  g_assert_true (nh_workbook_set_setting (f->workbook, "place", "Hà Nội", NULL));
  one = nh_workbook_get_setting (f->workbook, "office_name");
  g_assert_cmpstr (one, ==, "Phòng GDĐT A");
  g_assert_true (nh_workbook_set_setting (f->workbook, "office_name", "Phòng GDĐT B", NULL));
  two = nh_workbook_get_setting (f->workbook, "office_name");
  g_assert_cmpstr (two, ==, "Phòng GDĐT B");
  g_assert_cmpint (fixture_count (f->workbook, "setting"), ==, 2);
  fixture_undo (f->workbook);
  back = nh_workbook_get_setting (f->workbook, "office_name");
  g_assert_cmpstr (back, ==, "Phòng GDĐT A");
  g_assert_cmpuint (n, ==, 4);
}

static void
test_school_year (Fixture *f, gconstpointer data)
{
  NhSchoolYear year;
  NhSchoolYear standard;
  gint64 id = fixture_create (f->workbook, "school_year", "name", "2023-2024", "term1_ends",
                              "13/1/2024", NULL);
  gint64 strange = fixture_create (f->workbook, "school_year", "name", "sắp tới", NULL);
  gint64 plan = fixture_create (f->workbook, "plan", "title", "x", NULL);

  nh_school_year_init (&standard, 2023);
  g_assert_true (nh_workbook_get_school_year (f->workbook, id, &year));
  g_assert_cmpint (year.first_year, ==, 2023);
  g_assert_cmpuint (year.term1_ends, ==, nh_day_from_ymd (2024, 1, 13));
  g_assert_cmpuint (year.ends_on, ==, standard.ends_on);
  g_assert_false (nh_workbook_get_school_year (f->workbook, strange, &year));
  g_assert_false (nh_workbook_get_school_year (f->workbook, 0, &year));
  g_assert_false (nh_workbook_get_plan_year (f->workbook, plan, &year));
  fixture_set (f->workbook, "plan", plan, "school_year", "2023-2024");
  g_assert_true (nh_workbook_get_plan_year (f->workbook, plan, &year));
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) second = NULL;
  const NhFieldText values[] = { { "name", "A" }, { NULL, NULL } };

  second = nh_workbook_open (f->path, NH_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (nh_workbook_is_read_only (second));
  g_assert_cmpint (nh_workbook_create (second, nh_entity_find ("unit"), values, &error), ==, 0);
  g_assert_error (error, NH_STORE_ERROR, NH_STORE_ERROR_READ_ONLY);
  g_assert_false (nh_workbook_is_read_only (f->workbook));
  nh_workbook_close (second);
}

/* The office adds a role; members have it, and it is renamed with them. */
static void
test_own_roles (Fixture *f, gconstpointer data)
{
  gint64 team = fixture_create (f->workbook, "team", "name", "Cụm Một", NULL);
  gint64 role = fixture_create (f->workbook, "team_role", "name", "Ủy viên thường trực", NULL);
  gint64 member;
  GError *error = NULL;
  g_auto (GStrv) proposals = NULL;
  const NhEntity *entity = nh_entity_find ("membership");

  fixture_create (f->workbook, "person", "name", "Nguyễn Thị Lan", NULL);
  member = fixture_create (f->workbook, "membership", "team", "Cụm Một", "person", "Nguyễn Thị Lan",
                           "role", "uy vien thuong truc", NULL);
  fixture_assert_text (f->workbook, "membership", member, "role", "Ủy viên thường trực");
  fixture_refuse (f->workbook, "membership", member, "role", "Cố vấn", NH_MODEL_ERROR_INVALID,
                  "Ủy viên thường trực");
  fixture_set (f->workbook, "membership", member, "role", _ ("Secretary"));
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT role = 'secretary' FROM membership"), ==, 1);
  fixture_undo (f->workbook);
  fixture_set (f->workbook, "team_role", role, "name", "Ủy viên");
  fixture_assert_text (f->workbook, "membership", member, "role", "Ủy viên");
  fixture_undo (f->workbook);
  fixture_assert_text (f->workbook, "membership", member, "role", "Ủy viên thường trực");
  proposals = nh_workbook_suggest (f->workbook, &entity->fields[nh_entity_find_field (entity, "role")],
                                   entity, "thuong truc", 9);
  g_assert_cmpuint (g_strv_length (proposals), ==, 1);
  g_assert_false (nh_workbook_delete (f->workbook, nh_entity_find ("team_role"), &role, 1, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_IN_USE);
  g_clear_error (&error);
  fixture_delete (f->workbook, "team", team);
  fixture_delete (f->workbook, "team_role", role);
}

/* The units of a cluster are those of now; editing the list leaves the dates of those that stay,
 * and the past, alone. */
static void
test_dated_links (Fixture *f, gconstpointer data)
{
  gint64 team = fixture_create (f->workbook, "team", "name", "Cụm Một", NULL);
  gint64 row;

  fixture_create (f->workbook, "unit", "name", "Trường A", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường B", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường C", NULL);
  row = fixture_create (f->workbook, "team_unit", "team", "Cụm Một", "unit", "Trường A", "from_on",
                        "1/9/2020", NULL);
  fixture_create (f->workbook, "team_unit", "team", "Cụm Một", "unit", "Trường C", "from_on",
                  "1/9/2020", "to_on", "31/8/2023", NULL);
  fixture_assert_text (f->workbook, "team", team, "units", "Trường A");
  fixture_set (f->workbook, "team", team, "units", "Trường B, Trường A");
  fixture_assert_text (f->workbook, "team", team, "units", "Trường B, Trường A");
  fixture_assert_text (f->workbook, "team_unit", row, "from_on", "01/9/2020");
  g_assert_cmpint (fixture_count (f->workbook, "team_unit"), ==, 3);
  fixture_set (f->workbook, "team", team, "units", "");
  g_assert_cmpint (fixture_count (f->workbook, "team_unit"), ==, 1);
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  fixture_assert_text (f->workbook, "team", team, "units", "Trường A");
  fixture_delete (f->workbook, "team", team);
  g_assert_cmpint (fixture_count (f->workbook, "team_unit"), ==, 0);
}

#define ADD(name, sample, function) \
  g_test_add ("/edit/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", NULL, test_text);
  ADD ("invisible", NULL, test_invisible);
  ADD ("integer", NULL, test_integer);
  ADD ("choice", NULL, test_choice);
  ADD ("date", NULL, test_date);
  ADD ("phone", NULL, test_phone);
  ADD ("period", NULL, test_period);
  ADD ("period-follows-year", NULL, test_period_follows_year);
  ADD ("own-roles", NULL, test_own_roles);
  ADD ("dated-links", NULL, test_dated_links);
  ADD ("links", NULL, test_links);
  ADD ("list", NULL, test_list);
  ADD ("required-and-computed", NULL, test_required_and_computed);
  ADD ("sort-key", NULL, test_sort_key);
  ADD ("positions", NULL, test_positions);
  ADD ("delete", "sample", test_delete);
  ADD ("delete-in-use", NULL, test_delete_in_use);
  ADD ("circles", NULL, test_circles);
  ADD ("undo-names", NULL, test_undo_names);
  ADD ("settings", NULL, test_settings);
  ADD ("school-year", NULL, test_school_year);
  ADD ("read-only", NULL, test_read_only);
  return g_test_run ();
}
