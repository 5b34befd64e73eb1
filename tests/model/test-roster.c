/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rosters of a day, what differs between two days, and the changes officers make.
 */
#include <glib/gi18n-lib.h>

#include <string.h>

#include "core/nh-period.h"
#include "model-fixture.h"
#include "model/nh-roster.h"

#define TEAM "Tổ chuyên môn nghiệp vụ cấp tiểu học tỉnh Quảng Ngãi"
#define COUNCIL "Hội đồng Chuyên môn - Nghiệp vụ cốt cán Giáo dục Tiểu học huyện Dầu Tiếng"

static guint32
day (const char *iso)
{
  guint32 julian = nh_day_from_iso (iso);

  g_assert_cmpuint (julian, !=, 0);
  return julian;
}

static NhRoster *
roster_of (Fixture *f, gint64 team, const char *iso, NhRosterDepth depth)
{
  g_autoptr (GError) error = NULL;
  NhRoster *roster = nh_roster_on_day (f->workbook, team, iso ? day (iso) : 0, depth, &error);

  g_assert_no_error (error);
  return roster;
}

/* "name (role)" of each, in order. */
static void
assert_members (Fixture *f, gint64 team, const char *iso, const char *wanted)
{
  g_autoptr (NhRoster) roster = roster_of (f, team, iso, NH_ROSTER_TREE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];

      g_string_append_printf (text, "%s%s (%s)", i ? "; " : "", member->name, member->role);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
assert_units (Fixture *f, gint64 team, const char *iso, const char *wanted)
{
  g_autoptr (NhRoster) roster = roster_of (f, team, iso, NH_ROSTER_TREE);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];

      g_string_append_printf (text, "%s%s: %s", i ? "; " : "", unit->team_name, unit->name);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static const char *const kinds[] = { "joined", "left", "replaced", "moved", "changed" };

static void
assert_difference (Fixture *f, gint64 team, const char *a, const char *b, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRosterDifference) difference
      = nh_roster_difference (f->workbook, team, day (a), day (b), NH_ROSTER_TREE, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < difference->changes->len; i++)
    {
      const NhRosterChange *change = &g_array_index (difference->changes, NhRosterChange, i);
      const char *before = change->before        ? change->before->name
                           : change->unit_before ? change->unit_before->name
                                                 : "-";
      const char *after = change->after        ? change->after->name
                          : change->unit_after ? change->unit_after->name
                                               : "-";
      g_autofree char *since = nh_day_format_short (change->day);

      g_string_append_printf (text, "%s%s %s > %s %s", i ? "; " : "", kinds[change->kind], before,
                              after, since);
    }
  g_assert_cmpstr (text->str, ==, wanted);
}

static gboolean
has_mark (Fixture *f, gint64 team, const char *iso, NhRosterMarkKind kind, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRoster) roster = roster_of (f, team, iso, NH_ROSTER_TREE);
  g_autoptr (GPtrArray) marks = nh_roster_check (f->workbook, roster, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    {
      const NhRosterMark *mark = marks->pdata[i];

      if (mark->kind == kind && (!words || strstr (mark->sentence, words)))
        return TRUE;
    }
  return FALSE;
}

/* The real plan: members of the decision of 2023, three of them replaced since 1/9/2024. */
static void
test_two_dates (Fixture *f, gconstpointer data)
{
  gint64 team = fixture_find (f->workbook, "team", TEAM);
  g_autoptr (NhRoster) roster = NULL;
  const NhRosterMember *member;
  g_autofree char *work = NULL;

  assert_members (f, team, "2023-09-14", "");
  assert_members (f, team, "2023-09-15", "Huỳnh Thị Thu Sương (member); Võ Tấn Đạt (member); "
                                         "Nguyễn Thị Kim Yến (member)");
  assert_members (f, team, "2024-08-31", "Huỳnh Thị Thu Sương (member); Võ Tấn Đạt (member); "
                                         "Nguyễn Thị Kim Yến (member)");
  assert_members (f, team, "2024-09-01", "Đỗ Thị Ngọc Huyền (member); Trương Mỹ Linh (member); "
                                         "Lê Hoài Phong (member)");
  assert_members (f, team, NULL, "Đỗ Thị Ngọc Huyền (member); Trương Mỹ Linh (member); "
                                 "Lê Hoài Phong (member)");
  assert_difference (f, team, "2023-10-01", "2024-10-01",
                     "replaced Huỳnh Thị Thu Sương > Đỗ Thị Ngọc Huyền 01/9/2024; "
                     "replaced Võ Tấn Đạt > Trương Mỹ Linh 01/9/2024; "
                     "replaced Nguyễn Thị Kim Yến > Lê Hoài Phong 01/9/2024");
  assert_difference (f, team, "2024-09-01", "2024-12-01", "");
  roster = roster_of (f, team, "2024-10-01", NH_ROSTER_PARTS);
  g_assert_cmpuint (roster->teams->len, ==, 4);
  member = roster->members->pdata[0];
  work = nh_roster_member_work (member);
  g_assert_cmpstr (work, ==, "Phó Hiệu trưởng, Trường PTDTBT Tiểu học Sơn Ba, huyện Sơn Hà");
  g_assert_cmpstr (member->replaces_name, ==, "Huỳnh Thị Thu Sương");
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 team = fixture_find (f->workbook, "team", TEAM);
  gint64 person = fixture_create (f->workbook, "person", "name", "Phan Thanh Tâm", "unit",
                                  "TH Phổ Cường", "post", "Giáo viên", NULL);
  g_autoptr (NhRoster) roster = roster_of (f, team, "2025-01-01", NH_ROSTER_ALONE);
  const NhRosterMember *old = roster->members->pdata[0];
  NhRosterReplacement replacement = { person, day ("2025-02-10"), 0, NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 id;

  replacement.decision = fixture_find (f->workbook, "legal_reference", "1035/QĐ-SGDĐT");
  before = fixture_dump (f->workbook);
  id = nh_roster_replace (f->workbook, old->id, &replacement, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, _ ("Replace member"));
  fixture_assert_text (f->workbook, "membership", old->id, "to_on", "09/02/2025");
  fixture_assert_text (f->workbook, "membership", id, "from_on", "10/02/2025");
  fixture_assert_text (f->workbook, "membership", id, "replaces", "Đỗ Thị Ngọc Huyền");
  fixture_assert_text (f->workbook, "membership", id, "subject", "Môn Lịch sử và Địa lí");
  fixture_assert_text (f->workbook, "membership", id, "decision", "1035/QĐ-SGDĐT");
  assert_members (f, team, "2025-02-09", "Đỗ Thị Ngọc Huyền (member); Trương Mỹ Linh (member); "
                                         "Lê Hoài Phong (member)");
  assert_members (f, team, "2025-02-10", "Phan Thanh Tâm (member); Trương Mỹ Linh (member); "
                                         "Lê Hoài Phong (member)");
  /* Who came and went in between does not hide whom the last one stands for. */
  assert_difference (f, team, "2023-10-01", "2025-03-01",
                     "replaced Huỳnh Thị Thu Sương > Phan Thanh Tâm 10/02/2025; "
                     "replaced Võ Tấn Đạt > Trương Mỹ Linh 01/9/2024; "
                     "replaced Nguyễn Thị Kim Yến > Lê Hoài Phong 01/9/2024");
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 team = fixture_find (f->workbook, "team", TEAM);
  g_autoptr (NhRoster) roster = roster_of (f, team, "2025-01-01", NH_ROSTER_ALONE);
  const NhRosterMember *old = roster->members->pdata[0];
  const NhRosterMember *other = roster->members->pdata[1];
  NhRosterReplacement early = { other->person, day ("2024-09-01"), 0, NULL };
  NhRosterReplacement same = { old->person, day ("2025-09-01"), 0, NULL };
  NhRosterReplacement role = { other->person, day ("2025-09-01"), 0, "Trưởng ban" };
  gint64 both[] = { other->id, old->id };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

  g_assert_cmpint (nh_roster_replace (f->workbook, old->id, &early, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "01/9/2024"));
  g_clear_error (&error);
  g_assert_cmpint (nh_roster_replace (f->workbook, old->id, &same, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  /* The old one's last day is taken back with it. */
  g_assert_cmpint (nh_roster_replace (f->workbook, old->id, &role, &error), ==, 0);
  g_assert_nonnull (strstr (error->message, "Trưởng ban"));
  g_clear_error (&error);
  /* One of two that can't end so early: neither does. */
  g_assert_false (nh_roster_end (f->workbook, both, 2, day ("2024-08-31"), NULL, &error));
  g_clear_error (&error);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
}

static void
test_end (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 team = fixture_find (f->workbook, "team", TEAM);
  g_autoptr (NhRoster) roster = roster_of (f, team, "2025-01-01", NH_ROSTER_ALONE);
  const NhRosterMember *first = roster->members->pdata[0];
  const NhRosterMember *second = roster->members->pdata[1];
  gint64 both[] = { first->id, second->id };

  g_assert_true (nh_roster_end (f->workbook, both, 2, day ("2025-05-31"), "Nghỉ hưu", &error));
  g_assert_no_error (error);
  assert_members (f, team, "2025-06-01", "Lê Hoài Phong (member)");
  assert_difference (f, team, "2025-05-01", "2025-07-01",
                     "left Đỗ Thị Ngọc Huyền > - 01/6/2025; left Trương Mỹ Linh > - 01/6/2025");
  fixture_assert_text (f->workbook, "membership", first->id, "note", "Nghỉ hưu");
  fixture_undo (f->workbook);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM membership WHERE note = 'Nghỉ hưu'"),
                   ==, 0);
}

/* Days may be open at both ends; posts, units and their names are those of the day. */
static void
test_as_of (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  g_autoptr (NhRoster) then = NULL;
  g_autoptr (NhRoster) now = NULL;
  const NhRosterMember *member;
  gint64 team = fixture_create (w, "team", "name", "Tổ Toán", "kind", "team", NULL);
  gint64 unit;
  gint64 person;
  gint64 other;

  unit = fixture_create (w, "unit", "name", "Trường TH An Bình", "kind", "primary", NULL);
  fixture_create (w, "unit", "name", "Trường TH Bình An", "kind", "primary", NULL);
  person = fixture_create (w, "person", "name", "Lê An", "post", "Hiệu trưởng", "unit",
                           "Trường TH Bình An", NULL);
  other = fixture_create (w, "person", "name", "Lê Bình", NULL);
  fixture_create (w, "person_post", "person", "Lê An", "until_on", "31/8/2023", "post",
                  "Giáo viên", "unit", "Trường TH An Bình", NULL);
  fixture_create (w, "person_post", "person", "Lê An", "until_on", "31/8/2024", "post",
                  "Phó Hiệu trưởng", "unit", "Trường TH An Bình", NULL);
  fixture_create (w, "unit_state", "unit", "Trường TH An Bình", "until_on", "30/6/2023", "name",
                  "Trường PTCS An Bình", NULL);
  g_assert_cmpint (person, !=, other);
  fixture_create (w, "membership", "team", "Tổ Toán", "person", "Lê An", NULL);
  fixture_create (w, "membership", "team", "Tổ Toán", "person", "Lê Bình", "to_on", "31/12/2023", NULL);
  assert_members (f, team, "1990-01-01", "Lê An (member); Lê Bình (member)");
  assert_members (f, team, "2023-12-31", "Lê An (member); Lê Bình (member)");
  assert_members (f, team, "2024-01-01", "Lê An (member)");
  assert_members (f, team, NULL, "Lê An (member)");
  then = roster_of (f, team, "2023-06-30", NH_ROSTER_ALONE);
  member = then->members->pdata[0];
  g_assert_cmpstr (member->post, ==, "Giáo viên");
  g_assert_cmpstr (member->unit_name, ==, "Trường PTCS An Bình");
  g_assert_cmpint (member->unit, ==, unit);
  now = roster_of (f, team, "2024-09-01", NH_ROSTER_ALONE);
  member = now->members->pdata[0];
  g_assert_cmpstr (member->post, ==, "Hiệu trưởng");
  g_assert_cmpstr (member->unit_name, ==, "Trường TH Bình An");
  assert_difference (f, team, "2022-01-01", "2024-09-01",
                     "left Lê Bình > - 01/01/2024; changed Lê An > Lê An ");
  /* Another name of the same school is no change of the person. */
  assert_difference (f, team, "2023-06-30", "2023-07-01", "");
}

static void
test_own_role (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 team = fixture_create (w, "team", "name", "Tổ Toán", "kind", "team", NULL);
  gint64 role = fixture_create (w, "team_role", "name", "Ủy viên thường trực", NULL);

  fixture_create (w, "person", "name", "Lê An", NULL);
  fixture_create (w, "membership", "team", "Tổ Toán", "person", "Lê An", "role",
                  "ủy viên thường trực", NULL);
  assert_members (f, team, "2024-01-01", "Lê An (Ủy viên thường trực)");
  g_assert_cmpstr (nh_roster_role_word ("Ủy viên thường trực"), ==, "Ủy viên thường trực");
  g_assert_cmpstr (nh_roster_role_word ("group_deputy"), ==, "Nhóm phó");
  fixture_set (w, "team_role", role, "name", "Ủy viên");
  assert_members (f, team, "2024-01-01", "Lê An (Ủy viên)");
}

static gint64
unit_of (Fixture *f, const char *name)
{
  return fixture_find (f->workbook, "unit", name);
}

static void
test_move_units (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 council = fixture_find (f->workbook, "team", COUNCIL);
  gint64 one = fixture_find (f->workbook, "team", "Cụm Một");
  gint64 two = fixture_find (f->workbook, "team", "Cụm Hai");
  gint64 units[] = { unit_of (f, "TH An Lập"), unit_of (f, "TH Bến Súc") };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;

  /* A correction leaves no trace. */
  g_assert_true (nh_roster_move_units (f->workbook, council, units, 2, two, 0, &error));
  g_assert_no_error (error);
  assert_difference (f, council, "2023-10-01", "2024-10-01", "");
  g_assert_false (has_mark (f, council, "2023-10-01", NH_ROSTER_UNIT_TWICE, NULL));
  g_assert_true (has_mark (f, council, "2023-10-01", NH_ROSTER_HEAD_FROM_OUTSIDE, "Bến Súc"));
  fixture_undo (f->workbook);
  g_assert_false (has_mark (f, council, "2023-10-01", NH_ROSTER_HEAD_FROM_OUTSIDE, NULL));
  /* A dated move keeps what was. */
  g_assert_true (nh_roster_move_units (f->workbook, council, units, 1, two, day ("2024-01-15"), &error));
  g_assert_no_error (error);
  assert_difference (f, council, "2023-10-01", "2024-01-15",
                     "moved Trường Tiểu học An Lập > Trường Tiểu học An Lập 15/01/2024");
  assert_difference (f, council, "2023-10-01", "2024-01-14", "");
  /* Back on the same day: the place that never was goes. */
  g_assert_true (nh_roster_move_units (f->workbook, council, units, 1, 0, 0, &error));
  g_assert_true (has_mark (f, council, "2024-02-01", NH_ROSTER_UNIT_WITHOUT_CLUSTER, "An Lập"));
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (one, !=, two);
}

static void
test_move_members (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 team = fixture_find (f->workbook, "team", TEAM);
  gint64 group = fixture_find (f->workbook, "team", "Nhóm môn Âm nhạc");
  g_autoptr (NhRoster) roster = roster_of (f, team, "2025-01-01", NH_ROSTER_ALONE);
  const NhRosterMember *member = roster->members->pdata[2];

  g_assert_true (nh_roster_move_members (f->workbook, &member->id, 1, group, day ("2025-03-01"), &error));
  g_assert_no_error (error);
  assert_members (f, group, "2025-02-28", "");
  assert_members (f, group, "2025-03-01", "Lê Hoài Phong (member)");
  assert_difference (f, team, "2025-02-28", "2025-03-01",
                     "moved Lê Hoài Phong > Lê Hoài Phong 01/3/2025");
  fixture_undo (f->workbook);
  g_assert_true (nh_roster_move_members (f->workbook, &member->id, 1, group, 0, &error));
  assert_members (f, group, "2024-09-01", "Lê Hoài Phong (member)");
}

static void
test_renew (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 council = fixture_find (f->workbook, "team", COUNCIL);
  g_autoptr (NhRoster) roster = roster_of (f, council, "2024-08-31", NH_ROSTER_TREE);
  const NhRosterMember *head = roster->members->pdata[0];
  NhRosterRenewal renewal = { .team = council, .members = &head->id, .n_members = 1,
                              .from = day ("2024-09-01"), .name = "Hội đồng mới",
                              .term = "2024-2025" };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autofree char *name = g_strdup_printf ("%s (cluster_head)", head->name);
  gint64 team = nh_roster_renew (f->workbook, &renewal, &error);

  g_assert_no_error (error);
  g_assert_cmpint (team, !=, council);
  assert_members (f, team, "2024-08-31", "");
  assert_members (f, team, "2024-09-01", name);
  assert_members (f, council, "2024-09-01", "");
  {
    g_autoptr (NhRoster) renewed = roster_of (f, team, "2024-09-01", NH_ROSTER_TREE);
    g_autoptr (NhRoster) old = roster_of (f, council, "2024-09-01", NH_ROSTER_TREE);

    g_assert_cmpuint (renewed->teams->len, ==, 3);
    g_assert_cmpuint (renewed->units->len, ==, 17);
    g_assert_cmpuint (old->units->len, ==, 0);
  }
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (after, ==, before);
  /* The same council goes on: nobody who stays has changed. */
  renewal.name = NULL;
  g_assert_cmpint (nh_roster_renew (f->workbook, &renewal, &error), ==, council);
  fixture_assert_text (f->workbook, "team", council, "term", "2024-2025");
  assert_members (f, council, "2024-09-01", name);
  {
    const NhRosterMember *gone = roster->members->pdata[1];
    g_autofree char *left = g_strdup_printf ("left %s > - 01/9/2024", gone->name);

    assert_difference (f, council, "2024-08-31", "2024-09-01", left);
  }
}

static void
test_marks (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 council = fixture_find (w, "team", COUNCIL);
  gint64 team = fixture_find (w, "team", TEAM);
  g_autofree char *again = NULL;
  const char *when = "2023-10-01";

  g_assert_false (has_mark (f, council, when, NH_ROSTER_UNIT_WITHOUT_CLUSTER, NULL));
  g_assert_false (has_mark (f, council, when, NH_ROSTER_WITHOUT_HEAD, NULL));
  g_assert_true (has_mark (f, council, when, NH_ROSTER_WITHOUT_DEPUTY, "Cụm Một"));
  g_assert_true (has_mark (f, council, when, NH_ROSTER_WITHOUT_SECRETARY, "Cụm Hai"));
  fixture_create (w, "unit", "name", "Trường Tiểu học Mới", "kind", "primary", "parent",
                  "Phòng GDĐT huyện Dầu Tiếng", NULL);
  g_assert_true (has_mark (f, council, when, NH_ROSTER_UNIT_WITHOUT_CLUSTER, "Trường Tiểu học Mới"));
  fixture_create (w, "team_unit", "team", "Cụm Hai", "unit", "TH An Lập", NULL);
  g_assert_true (has_mark (f, council, when, NH_ROSTER_UNIT_TWICE, "Cụm Một"));
  g_assert_true (has_mark (f, team, "2024-10-01", NH_ROSTER_WITHOUT_LEADER, "Âm nhạc"));
  /* The term is over: history. */
  g_assert_false (has_mark (f, team, "2026-10-01", NH_ROSTER_WITHOUT_LEADER, NULL));
  again = g_strdup_printf ("#%" G_GINT64_FORMAT, team);
  fixture_create (w, "membership", "team", again, "person", "Lê Hoài Phong", "from_on", "1/1/2025", NULL);
  g_assert_true (has_mark (f, team, "2025-02-01", NH_ROSTER_PERSON_TWICE, "Lê Hoài Phong"));
  g_assert_true (has_mark (f, team, "2024-12-01", NH_ROSTER_OVERLAP, "01/01/2025"));
  g_assert_false (has_mark (f, team, "2025-02-01", NH_ROSTER_OVERLAP, NULL));
}

/* The table shows clusters with the units of now; a dated place of the past is kept beside them. */
static void
test_units_then (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 team;

  fixture_create (w, "unit", "name", "TH A", NULL);
  fixture_create (w, "unit", "name", "TH B", NULL);
  team = fixture_create (w, "team", "name", "Cụm Bắc", "kind", "cluster", "units", "TH A", NULL);
  fixture_create (w, "team_unit", "team", "Cụm Bắc", "unit", "TH B", "from_on", "1/9/2020", "to_on",
                  "31/8/2022", NULL);
  assert_units (f, team, "2021-01-01", "Cụm Bắc: TH A; Cụm Bắc: TH B");
  assert_units (f, team, "2022-09-01", "Cụm Bắc: TH A");
  assert_difference (f, team, "2021-01-01", "2022-09-01", "left TH B > - 01/9/2022");
  fixture_assert_text (w, "team", team, "units", "TH A");
}

int
main (int argc, char **argv)
{
  const char *sample = "sample";

  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func) \
  g_test_add ("/roster/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
  ADD ("two-dates", sample, test_two_dates);
  ADD ("replace", sample, test_replace);
  ADD ("refused", sample, test_refused);
  ADD ("end", sample, test_end);
  ADD ("as-of", NULL, test_as_of);
  ADD ("own-role", NULL, test_own_role);
  ADD ("move-units", sample, test_move_units);
  ADD ("move-members", sample, test_move_members);
  ADD ("renew", sample, test_renew);
  ADD ("marks", sample, test_marks);
  ADD ("units-then", NULL, test_units_then);
  return g_test_run ();
}
