/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transfers that keep what was, and who may be proposed for an award.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model-fixture.h"
#include "model/nh-awards.h"
#include "model/nh-career.h"

typedef struct
{
  gint64 old_unit, new_unit, person, cluster, council;
} People;

static People
make_people (Fixture *f)
{
  People p = { 0 };

  p.old_unit = fixture_create (f->workbook, "unit", "name", "Trường TH Minh Tân", NULL);
  p.new_unit = fixture_create (f->workbook, "unit", "name", "Trường TH Long Hòa", NULL);
  p.person = fixture_create (f->workbook, "person", "name", "Trần Thị Hạnh", "post", "Phó Hiệu trưởng",
                             "unit", "Trường TH Minh Tân", NULL);
  p.council = fixture_create (f->workbook, "team", "kind", "council", "name", "Hội đồng", NULL);
  p.cluster = fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Hai", "parent",
                              "Hội đồng", "units", "Trường TH Minh Tân", NULL);
  fixture_create (f->workbook, "legal_reference", "kind", "decision", "number", "15/QĐ-PGDĐT", NULL);
  fixture_create (f->workbook, "membership", "team", "Hội đồng", "person", "Trần Thị Hạnh",
                  "decision", "15/QĐ-PGDĐT", NULL);
  fixture_create (f->workbook, "membership", "team", "Cụm Hai", "person", "Trần Thị Hạnh", "role",
                  "cluster_head", NULL);
  return p;
}

static void
assert_on_day (Fixture *f, gint64 person, guint32 day, const char *post, gint64 unit)
{
  g_autofree char *found = NULL;
  gint64 found_unit;

  g_assert_true (nh_person_on_day (f->workbook, person, day, &found, &found_unit, NULL));
  g_assert_cmpstr (found, ==, post);
  g_assert_cmpint (found_unit, ==, unit);
}

static void
test_transfer (Fixture *f, gconstpointer data)
{
  People p = make_people (f);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint32 day = nh_day_from_ymd (2023, 12, 1);
  NhTransfer transfer = { .from_on = day, .unit = p.new_unit, .post = "Hiệu trưởng" };
  g_autoptr (GPtrArray) questions
      = nh_person_team_questions (f->workbook, p.person, &transfer, &error);
  const NhTeamQuestion *question;
  gint64 end;

  g_assert_no_error (error);
  g_assert_cmpuint (questions->len, ==, 2);
  question = questions->pdata[0];
  g_assert_true (question->must);
  g_assert_cmpstr (question->team, ==, "Cụm Hai");
  g_assert_nonnull (strstr (question->reason, "Trường TH Long Hòa"));
  g_assert_false (((NhTeamQuestion *) questions->pdata[1])->must);
  g_assert_nonnull (strstr (((NhTeamQuestion *) questions->pdata[1])->reason, "15/QĐ-PGDĐT"));
  end = question->membership;
  transfer.ends = &end;
  transfer.n_ends = 1;
  g_assert_true (nh_person_transfer (f->workbook, p.person, &transfer, &error));
  g_assert_no_error (error);
  fixture_assert_text (f->workbook, "person", p.person, "post", "Hiệu trưởng");
  fixture_assert_text (f->workbook, "person", p.person, "unit", "Trường TH Long Hòa");
  fixture_assert_text (f->workbook, "membership", end, "to_on", "30/11/2023");
  assert_on_day (f, p.person, day - 1, "Phó Hiệu trưởng", p.old_unit);
  assert_on_day (f, p.person, day, "Hiệu trưởng", p.new_unit);
  /* The next one begins where this one ended. */
  transfer = (NhTransfer){ .from_on = nh_day_from_ymd (2024, 8, 1), .unit = p.old_unit };
  g_assert_true (nh_person_transfer (f->workbook, p.person, &transfer, &error));
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM person_post WHERE "
                                             "from_on = '2023-12-01' AND until_on = '2024-07-31'"),
                   ==, 1);
  assert_on_day (f, p.person, nh_day_from_ymd (2024, 5, 5), "Hiệu trưởng", p.new_unit);
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
}

static void
test_transfer_refused (Fixture *f, gconstpointer data)
{
  People p = make_people (f);
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  static const guint32 none = 0;
  guint32 day = nh_day_from_ymd (2023, 12, 1);
  const NhTransfer refused[] = {
    { .from_on = none, .unit = p.new_unit },
    { .from_on = day },
    { .from_on = day, .unit = p.old_unit },
    { .from_on = day, .unit = p.old_unit, .post = "Phó Hiệu trưởng" },
    { .from_on = day, .unit = 4711 },
    { .from_on = day, .unit = p.new_unit, .ends = &p.council, .n_ends = 1 }, /* not a membership */
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nh_person_transfer (f->workbook, p.person, &refused[i], &error));
      g_assert_nonnull (error);
    }
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
  {
    g_autoptr (GError) error = NULL;
    NhTransfer transfer = { .from_on = day, .unit = p.new_unit };

    g_assert_true (nh_person_transfer (f->workbook, p.person, &transfer, NULL));
    transfer.from_on = day - 10;
    transfer.unit = p.old_unit;
    g_assert_false (nh_person_transfer (f->workbook, p.person, &transfer, &error));
    g_assert_nonnull (strstr (error->message, "30/11/2023"));
  }
}

static void
test_leave (Fixture *f, gconstpointer data)
{
  People p = make_people (f);
  NhTransfer transfer = { .from_on = nh_day_from_ymd (2024, 1, 1), .leaves = TRUE };
  g_autoptr (GPtrArray) questions
      = nh_person_team_questions (f->workbook, p.person, &transfer, NULL);

  g_assert_true (((NhTeamQuestion *) questions->pdata[1])->must);
  g_assert_true (nh_person_transfer (f->workbook, p.person, &transfer, NULL));
  fixture_assert_text (f->workbook, "person", p.person, "active_to", "31/12/2023");
  fixture_assert_text (f->workbook, "person", p.person, "unit", "Trường TH Minh Tân");
}

/* Awards. */

static gint64
add_member (Fixture *f, const char *team, const char *name, const char *from, const char *to)
{
  if (!nh_workbook_find (f->workbook, nh_entity_find ("person"), name, NULL))
    fixture_create (f->workbook, "person", "name", name, NULL);
  return fixture_create (f->workbook, "membership", "team", team, "person", name, "from_on", from,
                         "to_on", to, NULL);
}

static const NhAwardMember *
find_member (GPtrArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    if (g_str_equal (((NhAwardMember *) members->pdata[i])->name, name))
      return members->pdata[i];
  return NULL;
}

static void
test_awards (Fixture *f, gconstpointer data)
{
  gint64 team = fixture_create (f->workbook, "team", "name", "Tổ nghiệp vụ", "term", "2020 - 2025", NULL);
  gint64 ids[3];
  g_autoptr (GPtrArray) members = NULL;
  const NhAwardMember *member;

  fixture_create (f->workbook, "team", "kind", "subject_group", "name", "Nhóm Toán", "parent",
                  "Tổ nghiệp vụ", NULL);
  ids[0] = add_member (f, "Nhóm Toán", "Phạm Văn Bình", "1/6/2020", "");  /* exactly five years */
  ids[1] = add_member (f, "Nhóm Toán", "Lê Thị Cúc", "2/6/2020", "");     /* a day short */
  ids[2] = add_member (f, "Nhóm Toán", "Võ Minh Dũng", "", "");           /* since the term began */
  add_member (f, "Tổ nghiệp vụ", "Đỗ Thị Én", "1/9/2018", "31/8/2020");   /* with a break */
  add_member (f, "Tổ nghiệp vụ", "Đỗ Thị Én", "1/9/2022", "");
  add_member (f, "Tổ nghiệp vụ", "Hồ Văn Giang", "1/9/2015", "31/12/2024"); /* gone */
  add_member (f, "Tổ nghiệp vụ", "Phạm Văn Bình", "1/9/2022", "");        /* twice: counts once */
  members = nh_awards_list (f->workbook, team, nh_day_from_ymd (2025, 5, 31), NULL);
  g_assert_cmpuint (members->len, ==, 4);
  g_assert_null (find_member (members, "Hồ Văn Giang"));
  member = find_member (members, "Phạm Văn Bình");
  g_assert_cmpint (member->months, ==, 60);
  g_assert_true (member->enough);
  g_assert_cmpstr (member->group, ==, "Nhóm Toán");
  member = find_member (members, "Lê Thị Cúc");
  g_assert_cmpint (member->months, ==, 59);
  g_assert_false (member->enough);
  member = find_member (members, "Võ Minh Dũng");
  g_assert_cmpuint (member->since, ==, nh_day_from_ymd (2020, 9, 1));
  g_assert_nonnull (strstr (member->reason, _ ("the day of joining is not filled in")));
  member = find_member (members, "Đỗ Thị Én");
  g_assert_cmpint (member->months, ==, 24 + 33);
  g_assert_false (member->enough);
  g_assert_cmpuint (nh_awards_default_day (f->workbook, team, nh_day_from_ymd (2026, 11, 26)), ==,
                    nh_day_from_ymd (2025, 8, 31));
  g_assert_cmpuint (nh_awards_default_day (f->workbook, team, nh_day_from_ymd (2022, 3, 1)), ==,
                    nh_day_from_ymd (2022, 3, 1));
  /* The office's own numbers, and too many of a group. */
  g_assert_true (nh_workbook_set_setting (f->workbook, NH_AWARD_YEARS_SETTING, "4", NULL));
  for (guint i = 0; i < 3; i++)
    g_assert_true (nh_awards_nominate (f->workbook, ids[i], TRUE, NULL));
  g_clear_pointer (&members, g_ptr_array_unref);
  members = nh_awards_list (f->workbook, team, nh_day_from_ymd (2025, 5, 31), NULL);
  member = find_member (members, "Lê Thị Cúc");
  g_assert_true (member->enough && member->nominated && member->over_limit);
  g_assert_true (nh_awards_nominate (f->workbook, ids[0], FALSE, NULL));
  g_clear_pointer (&members, g_ptr_array_unref);
  members = nh_awards_list (f->workbook, team, nh_day_from_ymd (2025, 5, 31), NULL);
  g_assert_false (find_member (members, "Lê Thị Cúc")->over_limit);
}

#define ADD(name, function) \
  g_test_add ("/career/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("transfer", test_transfer);
  ADD ("transfer-refused", test_transfer_refused);
  ADD ("leave", test_leave);
  ADD ("awards", test_awards);
  return g_test_run ();
}
