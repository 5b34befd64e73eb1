/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding records by what people call them, and proposals while typing.
 */
#include <glib/gi18n-lib.h>

#include "model-fixture.h"

static gint64
unit (Fixture *f, const char *name, const char *short_name, const char *kind, const char *area)
{
  return fixture_create (f->workbook, "unit", "name", name, "short_name", short_name, "kind", kind,
                         "area", area, NULL);
}

static void
refuse (Fixture *f, const char *entity, const char *text, NhModelError code)
{
  g_autoptr (GError) error = NULL;
  gint64 id = g_str_equal (entity, "plan")
                  ? nh_workbook_find_plan (f->workbook, text, &error)
                  : nh_workbook_find (f->workbook, nh_entity_find (entity), text, &error);

  g_assert_cmpint (id, ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, text));
}

static void
test_find_unit (Fixture *f, gconstpointer data)
{
  gint64 long_hoa = unit (f, "Trường Tiểu học Long Hòa", "TH Long Hòa", "primary", "Long Hòa");
  gint64 ba_to = unit (f, "Phòng GDĐT huyện Ba Tơ", "Phòng GDĐT Ba Tơ", "district_office", "Ba Tơ");
  gint64 kiet = unit (f, "Trường THCS Lý Thường Kiệt", "THCS Lý Thường Kiệt", "lower_secondary", "");

  fixture_set (f->workbook, "unit", long_hoa, "aliases", "Tiểu học Long Hoà 1; LH");
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường Tiểu học Long Hòa"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "TH Long Hòa"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "TH Long Hoà"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "th long hoa"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "TH Long Ho\xcc\x80" "a"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "LH"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "tieu hoc long hoa 1"), ==, long_hoa);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Ba Tơ"), ==, ba_to);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường THCS Lí Thường Kiệt"), ==, kiet);
  refuse (f, "unit", "Long Hòa", NH_MODEL_ERROR_UNKNOWN); /* the area of a school names no school */
  refuse (f, "unit", "Trường Tiểu học Không Có", NH_MODEL_ERROR_UNKNOWN);
  refuse (f, "unit", "***", NH_MODEL_ERROR_UNKNOWN);
  refuse (f, "unit", "\" OR 1", NH_MODEL_ERROR_UNKNOWN);
}

static void
test_find_best (Fixture *f, gconstpointer data)
{
  gint64 exact = unit (f, "Trường Tiểu học Hoà Lộc", "", "primary", "");
  gint64 other = unit (f, "Trường Tiểu học Hoa Lộc", "", "primary", "");

  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường Tiểu học Hoà Lộc"), ==, exact);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường Tiểu học Hòa Lộc"), ==, exact);
  g_assert_cmpint (fixture_find (f->workbook, "unit", "Trường Tiểu học Hoa Lộc"), ==, other);
  refuse (f, "unit", "truong tieu hoc hoa loc", NH_MODEL_ERROR_AMBIGUOUS);
}

static void
test_find_person (Fixture *f, gconstpointer data)
{
  gint64 one = fixture_create (f->workbook, "person", "name", "Nguyễn Văn Đạt", NULL);

  g_assert_cmpint (fixture_find (f->workbook, "person", "nguyen van dat"), ==, one);
  fixture_create (f->workbook, "person", "name", "Nguyễn Văn Đạt", NULL);
  refuse (f, "person", "Nguyễn Văn Đạt", NH_MODEL_ERROR_AMBIGUOUS);
  refuse (f, "person", "Nguyễn Văn", NH_MODEL_ERROR_UNKNOWN);
}

static void
test_reference_by_key (Fixture *f, gconstpointer data)
{
  gint64 one = fixture_create (f->workbook, "person", "name", "Lê An", NULL);
  gint64 two = fixture_create (f->workbook, "person", "name", "Lê An", NULL);
  gint64 team = fixture_create (f->workbook, "team", "name", "Tổ Một", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, two);
  g_autofree char *stored = NULL;
  gint64 member = fixture_create (f->workbook, "membership", "team", "Tổ Một", "person", key, NULL);

  stored = fixture_raw (f->workbook, "membership", member, "person");
  g_assert_cmpint (g_ascii_strtoll (stored, NULL, 10), ==, two);
  fixture_refuse (f->workbook, "membership", member, "person", "#12345", NH_MODEL_ERROR_NOT_FOUND,
                  "");
  fixture_refuse (f->workbook, "membership", member, "person", "Lê An", NH_MODEL_ERROR_AMBIGUOUS,
                  "Lê An");
  g_assert_cmpint (one, !=, two);
  g_assert_cmpint (team, !=, 0);
}

static void
test_find_plan (Fixture *f, gconstpointer data)
{
  gint64 a = fixture_create (f->workbook, "plan", "title", "Kế hoạch kiểm tra", "number", "73",
                             "symbol", "KH-SGDĐT", NULL);
  gint64 b = fixture_create (f->workbook, "plan", "title", "Kế hoạch bồi dưỡng", NULL);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, b);

  g_assert_cmpint (nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", NULL), ==, a);
  g_assert_cmpint (nh_workbook_find_plan (f->workbook, "73/kh-sgddt", NULL), ==, a);
  g_assert_cmpint (nh_workbook_find_plan (f->workbook, "ke hoach boi duong", NULL), ==, b);
  g_assert_cmpint (nh_workbook_find_plan (f->workbook, key, NULL), ==, b);
  refuse (f, "plan", "74/KH-SGDĐT", NH_MODEL_ERROR_UNKNOWN);
  fixture_create (f->workbook, "plan", "title", "Kế hoạch khác", "number", "73", "symbol",
                  "KH-SGDĐT", NULL);
  refuse (f, "plan", "73/KH-SGDĐT", NH_MODEL_ERROR_AMBIGUOUS);
}

/* Proposals. */

static void
assert_suggests (Fixture *f, const char *entity, const char *field, const char *typed,
                 const char *wanted)
{
  const NhEntity *e = nh_entity_find (entity);
  g_auto (GStrv) list = nh_workbook_suggest (f->workbook, &e->fields[NH_FIELD (e, field)], e, typed,
                                             10);
  g_autofree char *all = g_strjoinv ("|", list);

  g_assert_cmpstr (all, ==, wanted);
}

static void
test_suggest (Fixture *f, gconstpointer data)
{
  unit (f, "Trường Tiểu học Bến Súc", "TH Bến Súc", "primary", "");
  unit (f, "Trường Tiểu học An Lập", "TH An Lập", "primary", "");
  unit (f, "Phòng GDĐT huyện Bến Cát", "Phòng GDĐT Bến Cát", "district_office", "Bến Cát");
  fixture_create (f->workbook, "person", "name", "Lê An", "post", "Hiệu trưởng", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Bình", "post", "Hiệu trưởng", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Chi", "post", "Phó Hiệu trưởng", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Dung", "post", "Giáo viên", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Em", "post", "Giáo viên", NULL);
  fixture_create (f->workbook, "person", "name", "Lê Giang", "post", "Hiệu trưởng", NULL);

  assert_suggests (f, "person", "post", "hieu", "Hiệu trưởng|Phó Hiệu trưởng");
  assert_suggests (f, "person", "post", "", "Hiệu trưởng|Giáo viên|Phó Hiệu trưởng");
  assert_suggests (f, "person", "post", "xyz", "");
  assert_suggests (f, "person", "unit", "ben", "Phòng GDĐT huyện Bến Cát|Trường Tiểu học Bến Súc");
  assert_suggests (f, "person", "unit", "truong tieu hoc b", "Trường Tiểu học Bến Súc");
  assert_suggests (f, "activity", "hosts", "th b", "TH Bến Súc");
  assert_suggests (f, "activity", "hosts", "TH An Lập, ben",
                   "TH An Lập, Phòng GDĐT Bến Cát|TH An Lập, TH Bến Súc");
  assert_suggests (f, "activity", "hosts", "TH An Lập; ben s", "TH An Lập; TH Bến Súc");
  assert_suggests (f, "unit", "note", "a", ""); /* free text without proposals */
}

static void
test_suggest_choices (Fixture *f, gconstpointer data)
{
  assert_suggests (f, "activity", "kind", "kiem tra", _ ("Inspection"));
  assert_suggests (f, "activity", "kind", "INSPEC", _ ("Inspection"));
  assert_suggests (f, "appendix", "orientation", "", "Portrait|Landscape");
}

/* The limit holds, and a name stands once though many have it. */
static void
test_suggest_limit (Fixture *f, gconstpointer data)
{
  const NhEntity *e = nh_entity_find ("membership");
  const NhField *person = &e->fields[NH_FIELD (e, "person")];
  g_auto (GStrv) list = NULL;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("Trần Bình %d", i / 2);

      fixture_create (f->workbook, "person", "name", name, NULL);
    }
  list = nh_workbook_suggest (f->workbook, person, e, "binh", 8);
  g_assert_cmpuint (g_strv_length (list), ==, 8);
  for (int i = 0; i < 8; i++)
    for (int j = 0; j < i; j++)
      g_assert_cmpstr (list[i], !=, list[j]);
}

#define ADD(name, function) \
  g_test_add ("/lookup/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("find-unit", test_find_unit);
  ADD ("find-best", test_find_best);
  ADD ("find-person", test_find_person);
  ADD ("reference-by-key", test_reference_by_key);
  ADD ("find-plan", test_find_plan);
  ADD ("suggest", test_suggest);
  ADD ("suggest-choices", test_suggest_choices);
  ADD ("suggest-limit", test_suggest_limit);
  return g_test_run ();
}
