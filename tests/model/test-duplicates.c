/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which units are proposed as one, which never, and what a merge leaves behind.
 */
#include <string.h>

#include "core/nh-unit-name.h"
#include "model-fixture.h"
#include "model/nh-duplicates.h"
#include "model/nh-merge.h"

/* Names. */

static void
test_name (void)
{
  static const struct
  {
    const char *text;
    guint says;
    const char *folded;
    const char *numbers;
    const char *place;
  } table[] = {
    { "Trường Tiểu học Long Hòa", NH_UNIT_SAYS_PRIMARY, "long hoa", "", "" },
    { "TH Long Hoà", NH_UNIT_SAYS_PRIMARY, "long hoa", "", "" },
    { "Trường TH&THCS An Lập", NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER, "an lap", "", "" },
    { "Tiểu học và Trung học cơ sở An Lập", NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_LOWER, "an lap", "", "" },
    { "THPT Tân Yên số 1", NH_UNIT_SAYS_UPPER, "tan yen", "1", "" },
    { "THPT Tân Yên 01", NH_UNIT_SAYS_UPPER, "tan yen", "1", "" },
    { "THCS Trương Định", NH_UNIT_SAYS_LOWER, "truong dinh", "", "" },
    { "TH Đức Thắng 1,2", NH_UNIT_SAYS_PRIMARY, "duc thang", "1,2", "" },
    { "TH Đức Thắng 2 và 1", NH_UNIT_SAYS_PRIMARY, "duc thang", "1,2", "" },
    { "TH Đức Thắng I, II", NH_UNIT_SAYS_PRIMARY, "duc thang", "1,2", "" },
    { "Phòng GD&ĐT huyện Ba Tơ", NH_UNIT_SAYS_DISTRICT, "ba to", "", "" },
    { "PGD Ba Tơ", NH_UNIT_SAYS_DISTRICT, "ba to", "", "" },
    { "Phòng Giáo dục và Đào tạo Thị xã Đức Phổ", NH_UNIT_SAYS_DISTRICT, "duc pho", "", "" },
    { "TH Long Hòa, huyện Dầu Tiếng", NH_UNIT_SAYS_PRIMARY, "long hoa", "", "dau tieng" },
    { "THPT chuyên Bắc Giang", NH_UNIT_SAYS_UPPER | NH_UNIT_SAYS_GIFTED, "bac giang", "", "" },
    { "PTDTBT TH Sơn Ba", NH_UNIT_SAYS_PRIMARY | NH_UNIT_SAYS_SEMI_BOARDING, "son ba", "", "" },
    { "Mầm non Cao Đẳng", NH_UNIT_SAYS_KINDERGARTEN, "cao dang", "", "" },
    { "THCS 19/8", NH_UNIT_SAYS_LOWER, "19/8", "", "" },
    { "TH Phường 1", NH_UNIT_SAYS_PRIMARY, "phuong", "1", "" },
    { "", 0, "", "", "" },
    { "Trường", 0, "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (NhUnitName) name = nh_unit_name_new (table[i].text);

      g_test_message ("%s", table[i].text);
      g_assert_cmpuint (name->says, ==, table[i].says);
      g_assert_cmpstr (name->folded, ==, table[i].folded);
      g_assert_cmpstr (name->numbers, ==, table[i].numbers);
      g_assert_cmpstr (name->place, ==, table[i].place);
    }
}

static void
test_with_number (void)
{
  static const char *const table[][3] = {
    { "TH Đức Thắng 1,2", "2", "TH Đức Thắng 2" },
    { "Trường Tiểu học Đức Thắng I và II", "1", "Trường Tiểu học Đức Thắng 1" },
    { "MN Lá A-B", "b", "MN Lá B" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *one = nh_unit_name_with_number (table[i][0], table[i][1]);

      g_assert_cmpstr (one, ==, table[i][2]);
    }
}

/* Pairs. */

static GPtrArray *
find (NhWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), &error);
  GPtrArray *found;

  g_assert_no_error (error);
  found = nh_duplicates_units (reader, NULL, &error);
  g_assert_no_error (error);
  nh_reader_free (reader);
  return found;
}

static const NhDuplicate *
find_pair (GPtrArray *found, gint64 a, gint64 b)
{
  for (guint i = 0; i < found->len; i++)
    {
      const NhDuplicate *duplicate = g_ptr_array_index (found, i);
      gint64 first = nh_duplicate_get (duplicate, 0)->id;
      gint64 second = nh_duplicate_get (duplicate, 1)->id;

      if (duplicate->kind == NH_DUPLICATE_PAIR && ((first == a && second == b) || (first == b && second == a)))
        return duplicate;
    }
  return NULL;
}

enum { NEVER = -1 };

typedef struct
{
  const char *first;
  const char *second;
  int strength;
  const char *words; /* in the evidence */
} Spelling;

/* Spellings of the five plans and their like. */
static const Spelling spellings[] = {
  { "TH Long Hòa", "TH Long Hoà", NH_DUPLICATE_CERTAIN, "place of the tone mark" },
  { "TH Minh Hoà", "Trường Tiểu học Minh Hòa", NH_DUPLICATE_CERTAIN, "two ways to write" },
  { "TH-THCS An Lập", "TH&THCS An Lập", NH_DUPLICATE_CERTAIN, "capitals, blanks or hyphens" },
  { "Trường TH và THCS An Lập", "TH – THCS An Lập", NH_DUPLICATE_CERTAIN, "two ways to write" },
  { "THCS Lý Thường Kiệt", "THCS Lí Thường Kiệt", NH_DUPLICATE_CERTAIN, "i and y" },
  { "Phòng GD&ĐT Huyện Ba Tơ", "Phòng GDĐT huyện Ba Tơ", NH_DUPLICATE_CERTAIN, "" },
  { "PGD Tư Nghĩa", "Phòng GD&ĐT huyện Tư Nghĩa", NH_DUPLICATE_CERTAIN, "two ways to write" },
  { "THPT Tân Yên số 1", "THPT Tân Yên 1", NH_DUPLICATE_CERTAIN, "two ways to write" },
  { "TH Thanh Tuyên", "TH Thanh Tuyền", NH_DUPLICATE_PROBABLE, "one tone mark" },
  { "TH thanh tuyen", "TH Thanh Tuyền", NH_DUPLICATE_PROBABLE, "without tone marks" },
  { "Định Hiệp", "TH Định Hiệp", NH_DUPLICATE_PROBABLE, "without the kind of school" },
  { "THCS NTMK", "THCS Nguyễn Thị Minh Khai", NH_DUPLICATE_PROBABLE, "initials" },
  { "THCS Nguyễn Văn Trổi", "THCS Nguyễn Văn Trỗi", NH_DUPLICATE_PROBABLE, "one tone mark" },
  { "THCS Nguyễn Văn Trỗi", "THCS Nguyễn Văn Trối", NH_DUPLICATE_PROBABLE, "one tone mark" },
  { "THPT Hoàng Hoa Thám", "THPT Hoàng Hao Thám", NH_DUPLICATE_POSSIBLE, "one letter" },
  { "THPT Hoàng Hoa Thám", "THPT Hoàng Hoa Thámm", NH_DUPLICATE_POSSIBLE, "one letter" },
  { "TH LongHòa", "TH Long Hòa", NH_DUPLICATE_PROBABLE, "blanks" },
  { "PTDTBT TH Sơn Ba", "TH Sơn Ba", NH_DUPLICATE_PROBABLE, "semi-boarding" },
  { "TH Đức Thắng 1", "TH Đức Thắng 2", NEVER, NULL },
  { "TH Đức Thắng", "TH Đức Thắng 2", NEVER, NULL },
  { "TH Long Hòa", "THCS Long Hòa", NEVER, NULL },
  { "TH Long Hòa", "TH-THCS Long Hòa", NEVER, NULL },
  { "MN Long Hòa", "Phòng GDĐT Long Hòa", NEVER, NULL },
  { "THPT chuyên Bắc Giang", "THPT Bắc Giang", NEVER, NULL },
  { "Phòng GDĐT huyện Bình Giang", "Phòng GDĐT huyện Ninh Giang", NEVER, NULL },
  { "TH Định An", "TH Định Thành", NEVER, NULL },
  { "TH Minh Tân", "TH Minh Thạnh", NEVER, NULL },
  { "Phòng GDĐT huyện Cai Lậy", "Phòng GDĐT thị xã Cai Lậy", NH_DUPLICATE_POSSIBLE, "two places" },
  { "TH Long Hòa, huyện Dầu Tiếng", "TH Long Hòa, huyện Cần Đước", NH_DUPLICATE_POSSIBLE, "two places" },
};

static gboolean
evidence_has (const NhDuplicate *duplicate, const char *words)
{
  for (guint i = 0; i < duplicate->evidence->len; i++)
    if (strstr (g_ptr_array_index (duplicate->evidence, i), words))
      return TRUE;
  return FALSE;
}

static void
test_spellings (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      const Spelling *s = &spellings[i];
      gint64 first = fixture_create (fixture->workbook, "unit", "name", s->first, NULL);
      gint64 second = fixture_create (fixture->workbook, "unit", "name", s->second, NULL);
      g_autoptr (GPtrArray) found = find (fixture->workbook);
      const NhDuplicate *pair = find_pair (found, first, second);

      g_test_message ("%s / %s", s->first, s->second);
      if (s->strength == NEVER)
        g_assert_null (pair);
      else
        {
          g_assert_nonnull (pair);
          g_assert_cmpint ((int) pair->strength, ==, s->strength);
          g_assert_true (evidence_has (pair, s->words));
        }
      fixture_delete (fixture->workbook, "unit", first);
      fixture_delete (fixture->workbook, "unit", second);
    }
}

static void
test_surroundings (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 office = fixture_create (workbook, "unit", "name", "Phòng GDĐT huyện Dầu Tiếng", NULL);
  gint64 other = fixture_create (workbook, "unit", "name", "Phòng GDĐT huyện Cần Đước", NULL);
  gint64 a = fixture_create (workbook, "unit", "name", "TH Nguyễn Du", "parent", "Phòng GDĐT huyện Dầu Tiếng", NULL);
  gint64 b = fixture_create (workbook, "unit", "name", "TH Nguyễn Du", "parent", "Phòng GDĐT huyện Cần Đước", NULL);
  gint64 c = fixture_create (workbook, "unit", "name", "TH Mai Anh", "phone", "0900000001", NULL);
  gint64 d = fixture_create (workbook, "unit", "name", "TH Thực hành", "phone", "0900000001", NULL);
  g_autoptr (GPtrArray) found = find (workbook);
  const NhDuplicate *pair;

  g_assert_null (find_pair (found, office, other));
  /* One name in two districts: probably two schools. */
  pair = find_pair (found, a, b);
  g_assert_nonnull (pair);
  g_assert_cmpint ((int) pair->strength, ==, NH_DUPLICATE_POSSIBLE);
  g_assert_true (evidence_has (pair, "Cần Đước"));
  pair = find_pair (found, c, d);
  g_assert_nonnull (pair);
  g_assert_cmpint ((int) pair->strength, ==, NH_DUPLICATE_POSSIBLE);
  g_assert_true (evidence_has (pair, "0900000001"));
  /* One that many districts have says nothing any more. */
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *district = g_strdup_printf ("Phòng GDĐT huyện Thử %c", 'P' + i);

      fixture_create (workbook, "unit", "name", district, NULL);
      fixture_create (workbook, "unit", "name", "TH Nguyễn Du", "parent", district, NULL);
    }
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find (workbook);
  g_assert_null (find_pair (found, a, b));
}

static void
test_aliases (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 a = fixture_create (workbook, "unit", "name", "Trường Giáo dục trẻ khuyết tật", "aliases", "GDTKT", NULL);
  gint64 b = fixture_create (workbook, "unit", "name", "Trường GDTKT", NULL);
  gint64 c = fixture_create (workbook, "unit", "name", "TH Long Hòa", "aliases", "TH-THCS Long Hòa", NULL);
  gint64 d = fixture_create (workbook, "unit", "name", "TH&THCS Long Hoà", NULL);
  gint64 e = fixture_create (workbook, "unit", "name", "THCS Long Hòa", NULL);
  g_autoptr (GPtrArray) found = find (workbook);

  g_assert_nonnull (find_pair (found, a, b));
  g_assert_true (evidence_has (find_pair (found, a, b), "another spelling"));
  /* Schools of two kinds are one where the other spelling says so. */
  g_assert_nonnull (find_pair (found, c, d));
  g_assert_null (find_pair (found, c, e));
  g_assert_null (find_pair (found, d, e));
}

static void
test_sample_is_clean (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = find (fixture->workbook);

  for (guint i = 0; i < found->len; i++)
    {
      const NhDuplicate *duplicate = g_ptr_array_index (found, i);

      g_test_message ("%d: %s / %s", duplicate->score, nh_duplicate_get (duplicate, 0)->name,
                      nh_duplicate_get (duplicate, 1)->name);
      g_assert_cmpint ((int) duplicate->strength, !=, NH_DUPLICATE_CERTAIN);
    }
  g_assert_cmpuint (found->len, <, 5);
}

static void
test_distinct (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 a = fixture_create (workbook, "unit", "name", "TH Minh Tân", NULL);
  gint64 b = fixture_create (workbook, "unit", "name", "TH Minh Tấn", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = find (workbook);

  g_assert_nonnull (find_pair (found, a, b));
  g_assert_true (nh_duplicates_set_distinct (workbook, b, a, &error));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find (workbook);
  g_assert_null (find_pair (found, a, b));
  fixture_undo (workbook);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = find (workbook);
  g_assert_nonnull (find_pair (found, a, b));
}

static const NhDuplicate *
find_combined (GPtrArray *found, gint64 unit)
{
  for (guint i = 0; i < found->len; i++)
    {
      const NhDuplicate *duplicate = g_ptr_array_index (found, i);

      if (duplicate->kind == NH_DUPLICATE_COMBINED && nh_duplicate_get (duplicate, 0)->id == unit)
        return duplicate;
    }
  return NULL;
}

static void
test_combined (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 one = fixture_create (workbook, "unit", "name", "TH Đức Thắng 1", NULL);
  gint64 both = fixture_create (workbook, "unit", "name", "TH Đức Thắng 1,2", NULL);
  gint64 activity = fixture_create (workbook, "activity", "kind", "inspection", "inspected",
                                    "TH Đức Thắng 1,2", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const NhDuplicate *combined;
  gint64 parts[2];
  const char *names[2];
  guint kept = 9;

  fixture_assert_text (workbook, "activity", activity, "inspected", "TH Đức Thắng 1,2");
  before = fixture_dump (workbook);
  found = find (workbook);
  combined = find_combined (found, both);
  g_assert_nonnull (combined);
  g_assert_null (find_pair (found, one, both));
  g_assert_cmpuint (combined->members->len, ==, 3);
  g_assert_cmpint (nh_duplicate_get (combined, 1)->id, ==, one);
  g_assert_cmpint (nh_duplicate_get (combined, 2)->id, ==, 0);
  g_assert_cmpstr (nh_duplicate_get (combined, 2)->name, ==, "TH Đức Thắng 2");
  for (guint i = 0; i < 2; i++)
    {
      parts[i] = nh_duplicate_get (combined, i + 1)->id;
      names[i] = nh_duplicate_get (combined, i + 1)->name;
    }
  g_assert_true (nh_workbook_split_unit (workbook, both, parts, names, 2, &kept, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kept, ==, 0);
  fixture_assert_text (workbook, "activity", activity, "inspected", "TH Đức Thắng 1, TH Đức Thắng 2");
  fixture_undo (workbook);
  after = fixture_dump (workbook);
  g_assert_cmpstr (before, ==, after);
}

/* Merging. */

static void
merge (NhWorkbook *workbook, const char *entity, gint64 keep, gint64 gone, const char *const *take)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = nh_workbook_merge (workbook, nh_entity_find (entity), keep, gone, take, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static gint64
count (NhWorkbook *workbook, const char *format, gint64 id)
{
  g_autofree char *sql = g_strdup_printf (format, id);

  return fixture_sql (workbook, sql);
}

static void
test_merge_units (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 keep = fixture_find (workbook, "unit", "Trường Tiểu học Long Hòa");
  gint64 gone = fixture_create (workbook, "unit", "name", "Trường TH Long Hoà", "short_name", "Long Hoà", "aliases",
                                "LH", "phone", "0900000009", "note", "Theo danh sách năm 2022", NULL);
  gint64 person = fixture_create (workbook, "person", "name", "Người Thử Một", "unit", "LH", NULL);
  gint64 child = fixture_create (workbook, "unit", "name", "Điểm trường Ấp 2", "parent", "LH", NULL);
  gint64 inspection = fixture_create (workbook, "activity", "kind", "inspection", "inspected",
                                      "Trường TH Long Hoà, Trường Tiểu học Long Hòa", NULL);
  gint64 host = fixture_create (workbook, "activity", "kind", "lesson_study", "hosts", "LH", NULL);
  g_autofree char *aliases = NULL;
  g_autofree char *before = fixture_dump (workbook);
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  g_autoptr (NhMergePreview) preview = NULL;
  g_autofree char *uses = NULL;

  preview = nh_merge_preview (workbook, nh_entity_find ("unit"), keep, gone, NULL);
  g_assert_cmpuint (nh_merge_count_uses (preview->gone_uses), ==, 4);
  uses = nh_merge_describe_uses (preview->gone_uses);
  g_assert_cmpstr (uses, ==, "2 activities, 1 person, 1 unit");
  merge (workbook, "unit", keep, gone, NULL);
  g_assert_nonnull (strstr (nh_workbook_get_undo_name (workbook), "Trường TH Long Hoà"));
  g_assert_cmpint (count (workbook, "SELECT count (*) FROM unit WHERE id = %" G_GINT64_FORMAT, gone), ==, 0);
  fixture_assert_text (workbook, "person", person, "unit", "Trường Tiểu học Long Hòa");
  fixture_assert_text (workbook, "unit", child, "parent", "Trường Tiểu học Long Hòa");
  fixture_assert_text (workbook, "activity", inspection, "inspected", "TH Long Hòa");
  fixture_assert_text (workbook, "activity", host, "hosts", "TH Long Hòa");
  fixture_assert_text (workbook, "unit", keep, "name", "Trường Tiểu học Long Hòa");
  fixture_assert_text (workbook, "unit", keep, "phone", "0900 000 009");
  fixture_assert_text (workbook, "unit", keep, "note", "Theo danh sách năm 2022");
  aliases = fixture_text (workbook, "unit", keep, "aliases");
  g_assert_nonnull (strstr (aliases, "Trường TH Long Hoà"));
  g_assert_nonnull (strstr (aliases, "LH"));
  /* Whoever types the old spelling means the merged unit. */
  g_assert_cmpint (fixture_find (workbook, "unit", "LH"), ==, keep);
  merged = fixture_dump (workbook);
  fixture_undo (workbook);
  after = fixture_dump (workbook);
  g_assert_cmpstr (before, ==, after);
  fixture_redo (workbook);
  g_free (after);
  after = fixture_dump (workbook);
  g_assert_cmpstr (merged, ==, after);
}

static void
test_merge_takes (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  static const char *const take[] = { "name", "phone", NULL };
  gint64 keep = fixture_create (workbook, "unit", "name", "TH Long Hoà", "phone", "0900000001", "note", "Một", NULL);
  gint64 gone = fixture_create (workbook, "unit", "name", "Trường Tiểu học Long Hòa", "phone", "0900000002",
                                "kind", "primary", "note", "Hai", NULL);

  merge (workbook, "unit", keep, gone, take);
  fixture_assert_text (workbook, "unit", keep, "name", "Trường Tiểu học Long Hòa");
  fixture_assert_text (workbook, "unit", keep, "phone", "0900 000 002");
  fixture_assert_text (workbook, "unit", keep, "kind", "Primary school");
  fixture_assert_text (workbook, "unit", keep, "note", "Một\nHai");
  fixture_assert_text (workbook, "unit", keep, "aliases", "TH Long Hoà");
  g_assert_cmpint (count (workbook, "SELECT count (*) FROM unit_fts WHERE unit_fts MATCH 'tieu' AND rowid = %"
                                    G_GINT64_FORMAT, keep), ==, 1);
}

static void
test_merge_trees (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 top = fixture_create (workbook, "unit", "name", "Sở A", NULL);
  gint64 gone = fixture_create (workbook, "unit", "name", "Phòng B", "parent", "Sở A", NULL);
  gint64 middle = fixture_create (workbook, "unit", "name", "Cụm C", "parent", "Phòng B", NULL);
  gint64 keep = fixture_create (workbook, "unit", "name", "Phòng D", "parent", "Cụm C", NULL);

  /* The one that goes stood two steps above: no circle. */
  merge (workbook, "unit", keep, gone, NULL);
  fixture_assert_text (workbook, "unit", middle, "parent", "Phòng D");
  fixture_assert_text (workbook, "unit", keep, "parent", "Sở A");
  /* And the other way round: the top takes in what it manages. */
  merge (workbook, "unit", top, keep, NULL);
  fixture_assert_text (workbook, "unit", middle, "parent", "Sở A");
  fixture_assert_text (workbook, "unit", top, "parent", "");
}

static void
test_merge_people (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 keep;
  gint64 gone;
  gint64 team;
  gint64 id;

  team = fixture_create (workbook, "team", "name", "Tổ Toán", "kind", "team", NULL);
  keep = fixture_create (workbook, "person", "name", "Trần Thử Nghiệm", "phone", "0900000003", NULL);
  gone = fixture_create (workbook, "person", "name", "Trần Thử Nghiêm", "post", "Giáo viên", NULL);
  id = fixture_create (workbook, "membership", "team", "Tổ Toán", "person", "Trần Thử Nghiệm", "role", "member",
                       "from_on", "1/9/2020", "to_on", "31/8/2021", NULL);
  fixture_create (workbook, "membership", "team", "Tổ Toán", "person", "Trần Thử Nghiêm", "role", "member",
                  "from_on", "1/9/2021", "to_on", "31/8/2022", NULL);
  fixture_create (workbook, "membership", "team", "Tổ Toán", "person", "Trần Thử Nghiêm", "role", "member",
                  "from_on", "1/9/2023", "replaces", "Trần Thử Nghiệm", NULL);
  merge (workbook, "person", keep, gone, NULL);
  g_assert_cmpint (fixture_count (workbook, "membership"), ==, 2);
  fixture_assert_text (workbook, "membership", id, "from_on", "01/9/2020");
  fixture_assert_text (workbook, "membership", id, "to_on", "31/8/2022");
  g_assert_cmpint (count (workbook, "SELECT count (*) FROM membership WHERE team = %" G_GINT64_FORMAT
                                    " AND replaces IS NOT NULL", team), ==, 0);
  fixture_assert_text (workbook, "person", keep, "post", "Giáo viên");
  fixture_assert_text (workbook, "person", keep, "note", "Also written “Trần Thử Nghiêm”.");
}

static void
test_merge_refuses (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 unit = fixture_create (workbook, "unit", "name", "TH Một", NULL);
  g_autofree char *before = fixture_dump (workbook);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_workbook_merge (workbook, nh_entity_find ("unit"), unit, unit, NULL, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (nh_workbook_merge (workbook, nh_entity_find ("unit"), unit, unit + 1, NULL, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (nh_workbook_merge (workbook, nh_entity_find ("activity"), unit, unit + 1, NULL, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  after = fixture_dump (workbook);
  g_assert_cmpstr (before, ==, after);
}

/* Any two units, people, teams, documents of the sample: nothing is left that names the one that
 * went, no foreign key is broken, and undo gives back what was. */
static void
test_merge_random (Fixture *fixture, gconstpointer data)
{
  static const char *const entities[] = { "unit", "person", "team", "legal_reference" };
  NhWorkbook *workbook = fixture->workbook;
  g_autofree char *before = fixture_dump (workbook);
  g_autofree char *after = NULL;
  guint steps = 0;

  for (guint i = 0; i < 60; i++)
    {
      const char *entity = entities[g_test_rand_int_range (0, G_N_ELEMENTS (entities))];
      g_autofree char *first = g_strdup_printf ("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET %d", entity,
                                                g_test_rand_int_range (0, 40));
      g_autofree char *second = g_strdup_printf ("SELECT id FROM %s ORDER BY id LIMIT 1 OFFSET %d", entity,
                                                 g_test_rand_int_range (0, 40));
      gint64 keep = fixture_sql (workbook, first);
      gint64 gone = fixture_sql (workbook, second);

      if (!keep || !gone || keep == gone)
        continue;
      merge (workbook, entity, keep, gone, NULL);
      steps++;
      g_assert_cmpint (fixture_sql (workbook, "SELECT count (*) FROM pragma_foreign_key_check"), ==, 0);
      g_assert_cmpint (fixture_sql (workbook, "SELECT count (*) FROM unit WHERE parent = id OR successor = id"), ==, 0);
      g_assert_cmpint (fixture_sql (workbook, "SELECT count (*) FROM membership WHERE replaces = person"), ==, 0);
      g_assert_cmpint (fixture_sql (workbook, "WITH RECURSIVE up (id, top, n) AS (SELECT id, parent, 0 FROM unit UNION "
                                              "ALL SELECT up.id, u.parent, n + 1 FROM up JOIN unit u ON u.id = up.top "
                                              "WHERE n < 50) SELECT count (*) FROM up WHERE n > 40"), ==, 0);
    }
  g_assert_cmpuint (steps, >, 10);
  for (guint i = 0; i < steps; i++)
    fixture_undo (workbook);
  after = fixture_dump (workbook);
  g_assert_cmpstr (before, ==, after);
}

static void
test_merge_distinct (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  gint64 a = fixture_create (workbook, "unit", "name", "TH A", NULL);
  gint64 b = fixture_create (workbook, "unit", "name", "TH B", NULL);
  gint64 c = fixture_create (workbook, "unit", "name", "TH C", NULL);

  g_assert_true (nh_duplicates_set_distinct (workbook, a, b, NULL));
  g_assert_true (nh_duplicates_set_distinct (workbook, a, c, NULL));
  g_assert_true (nh_duplicates_set_distinct (workbook, c, b, NULL));
  merge (workbook, "unit", a, b, NULL);
  g_assert_cmpint (fixture_count (workbook, "unit_distinct"), ==, 1);
}

/* People. */

static void
test_people (Fixture *fixture, gconstpointer data)
{
  NhWorkbook *workbook = fixture->workbook;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  NhReader *reader;
  guint left_out;
  const NhDuplicate *pair;

  fixture_create (workbook, "unit", "name", "TH Một", NULL);
  fixture_create (workbook, "unit", "name", "TH Hai", NULL);
  fixture_create (workbook, "person", "name", "Lê Thử Hòa", "unit", "TH Một", "birth_year", "1980", NULL);
  fixture_create (workbook, "person", "name", "Lê Thử Hòa", "unit", "TH Một", "birth_year", "1980", NULL);
  fixture_create (workbook, "person", "name", "Lê Thử Hoa", "unit", "TH Hai", "birth_year", "1980", NULL);
  fixture_create (workbook, "person", "name", "Đỗ Thử An", "unit", "TH Một", "birth_year", "1980", NULL);
  fixture_create (workbook, "person", "name", "Đỗ Thử An", "unit", "TH Một", "birth_year", "1981", NULL);
  reader = nh_store_open_reader (nh_workbook_get_store (workbook), &error);
  found = nh_duplicates_people (reader, 100, &left_out, NULL, &error);
  nh_reader_free (reader);
  g_assert_no_error (error);
  g_assert_cmpuint (left_out, ==, 0);
  g_assert_cmpuint (found->len, ==, 3);
  pair = g_ptr_array_index (found, 0);
  g_assert_cmpint ((int) pair->kind, ==, NH_DUPLICATE_PAIR);
  g_assert_cmpint ((int) pair->strength, ==, NH_DUPLICATE_PROBABLE);
  g_assert_cmpstr (nh_duplicate_get (pair, 0)->name, ==, "Lê Thử Hòa");
  g_assert_cmpstr (nh_duplicate_get (pair, 1)->name, ==, "Lê Thử Hòa");
  for (guint i = 1; i < 3; i++)
    g_assert_cmpint ((int) ((const NhDuplicate *) g_ptr_array_index (found, i))->kind, ==, NH_DUPLICATE_NAMESAKES);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (fixture->workbook), NULL);

  g_cancellable_cancel (cancellable);
  g_assert_null (nh_duplicates_units (reader, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  nh_reader_free (reader);
}

#define ADD(path, data, test) \
  g_test_add ("/duplicates/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/name", test_name);
  g_test_add_func ("/duplicates/with-number", test_with_number);
  ADD ("spellings", NULL, test_spellings);
  ADD ("surroundings", NULL, test_surroundings);
  ADD ("aliases", NULL, test_aliases);
  ADD ("sample-is-clean", "sample", test_sample_is_clean);
  ADD ("distinct", NULL, test_distinct);
  ADD ("combined", NULL, test_combined);
  ADD ("people", NULL, test_people);
  ADD ("cancel", "sample", test_cancel);
  ADD ("merge/units", "sample", test_merge_units);
  ADD ("merge/takes", NULL, test_merge_takes);
  ADD ("merge/trees", NULL, test_merge_trees);
  ADD ("merge/people", NULL, test_merge_people);
  ADD ("merge/refuses", NULL, test_merge_refuses);
  ADD ("merge/random", "sample", test_merge_random);
  ADD ("merge/distinct", NULL, test_merge_distinct);
  return g_test_run ();
}
