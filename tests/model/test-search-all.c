/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The box that searches everything: what is found in the sample, in which order, what is said of
 * it and which letters are bold; and that thousands of equal hits do not hide the better ones.
 */
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"
#include "model-fixture.h"
#include "model/nh-search.h"

#define LIMIT 6
#define PEOPLE 6000

static const NhSearchHit *
first_of (GPtrArray *hits, const char *entity)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const NhSearchHit *hit = hits->pdata[i];

      if (!entity || g_str_equal (hit->entity->name, entity))
        return hit;
    }
  return NULL;
}

/* Hit by hit, for the message of a failure. */
static char *
list (GPtrArray *hits)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const NhSearchHit *hit = hits->pdata[i];

      g_string_append_printf (text, "\n%d %s: %s (%s)", hit->score, hit->entity->name, hit->title, hit->subtitle);
    }
  return g_string_free (text, FALSE);
}

static void
test_ranking (Fixture *f, gconstpointer data)
{
  static const struct { const char *typed; const char *entity; const char *title; } cases[] = {
    /* folded, with marks, NFD, đ and d, capitals, words in any order, halves of words */
    { "luc ngan", "unit", "Phòng GDĐT huyện Lục Ngạn" },
    { "Lục Ngạn", "unit", "Phòng GDĐT huyện Lục Ngạn" },
    { "Lu\xcc\xa3" "c Nga\xcc\xa3n", "unit", "Phòng GDĐT huyện Lục Ngạn" },
    { "NGAN LUC", "unit", "Phòng GDĐT huyện Lục Ngạn" },
    { "phong gddt luc ng", "unit", "Phòng GDĐT huyện Lục Ngạn" },
    { "đức phổ", "unit", "Phòng GDĐT huyện Đức Phổ" },
    { "duc pho", "unit", "Phòng GDĐT huyện Đức Phổ" },
    /* short names, initials */
    { "th ben suc", "unit", "Trường Tiểu học Bến Súc" },
    { "TH BS", "unit", "Trường Tiểu học Bến Súc" },
    { "gdth", "unit", "Phòng Giáo dục Tiểu học" },
    /* people by given name, by the whole of it, by phone however it is grouped, by post and place */
    { "ha", "person", "Trịnh Thu Hà" },
    { "thu hà", "person", "Trịnh Thu Hà" },
    { "trịnh thu", "person", "Trịnh Thu Hà" },
    { "huynh tan loi", "person", "Huỳnh Tấn Lợi" },
    { "0912 000 102", "person", "Huỳnh Tấn Lợi" },
    { "0912000102", "person", "Huỳnh Tấn Lợi" },
    { "0912.000.102", "person", "Huỳnh Tấn Lợi" },
    { "+84 912 000 102", "person", "Huỳnh Tấn Lợi" },
    { "bgkhanh@example", "person", "Bùi Gia Khánh" },
    { "hieu truong ben suc", "person", "Huỳnh Tấn Lợi" },
    /* plans by number, with and without the symbol */
    { "48", "plan", "48/KH-PGDĐT" },
    { "48/KH", "plan", "48/KH-PGDĐT" },
    { "73 kh sgddt", "plan", "73/KH-SGDĐT" },
    { "boi duong thuong xuyen can bo", "plan", NULL },
    { "cum hai", "team", "Cụm Hai" },
    { "nhom am nhac", "team", "Nhóm môn Âm nhạc" },
    { "17/2019", "legal_reference", "17/2019/TT-BGDĐT" },
    { "quy che boi duong", "legal_reference", "19/2019/TT-BGDĐT" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = nh_search_all (f->workbook, cases[i].typed, LIMIT, 0);
      g_autofree char *all = list (hits);
      const NhSearchHit *best = first_of (hits, NULL);

      g_test_message ("“%s”:%s", cases[i].typed, all);
      g_assert_nonnull (best);
      g_assert_cmpstr (best->entity->name, ==, cases[i].entity);
      if (cases[i].title)
        g_assert_cmpstr (best->title, ==, cases[i].title);
    }
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  static const char *const typed[] = { NULL, "", "  ", "-", "“", "khongcogi", "luc ngan khongcogi", "\"", "^ *" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) hits = nh_search_all (f->workbook, typed[i], LIMIT, 0);

      g_assert_cmpuint (hits->len, ==, 0);
    }
}

/* "Trịnh Thu [Hà]" */
static char *
show_marks (const char *text, GArray *marks)
{
  GString *shown = g_string_new (text);

  for (guint i = marks->len; i-- > 0;)
    {
      NhSearchRange *range = &g_array_index (marks, NhSearchRange, i);

      g_string_insert_c (shown, range->start + range->length, ']');
      g_string_insert_c (shown, range->start, '[');
    }
  return g_string_free (shown, FALSE);
}

static void
test_description (Fixture *f, gconstpointer data)
{
  static const struct { const char *typed; const char *entity; const char *title; const char *subtitle; } cases[] = {
    { "huynh lo", "person", "[Huỳnh] Tấn [Lợ]i", "Hiệu trưởng · Trường Tiểu học Bến Súc" },
    { "ben loi", "person", "Huỳnh Tấn [Lợi]", "Hiệu trưởng · Trường Tiểu học [Bến] Súc" },
    { "0912000102", "person", "Huỳnh Tấn Lợi", "Hiệu trưởng · Trường Tiểu học Bến Súc · 0912 000 102" },
    { "48 k", "plan", "[48]/[K]H-PGDĐT", NULL },
    { "luc ngan", "unit", "Phòng GDĐT huyện [Lục] [Ngạn]", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hits = nh_search_all (f->workbook, cases[i].typed, LIMIT, 0);
      const NhSearchHit *hit = first_of (hits, cases[i].entity);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;

      g_assert_nonnull (hit);
      title = show_marks (hit->title, hit->title_marks);
      subtitle = show_marks (hit->subtitle, hit->subtitle_marks);
      g_assert_cmpstr (title, ==, cases[i].title);
      if (cases[i].subtitle)
        g_assert_cmpstr (subtitle, ==, cases[i].subtitle);
      g_assert_null (strchr (hit->subtitle, '\n'));
    }
}

/* Marks of text in NFD take the letter with all that stands on it. */
static void
test_marks_nfd (void)
{
  g_autoptr (NhSearchWords) words = nh_search_words_new ("hoa");
  const char *text = "Lê Hoa\xcc\x80 B";
  g_autoptr (GArray) marks = nh_search_mark (words, text);
  g_autofree char *shown = show_marks (text, marks);

  g_assert_cmpstr (shown, ==, "Lê [Hoa\xcc\x80] B");
}

static void
test_own_year (Fixture *f, gconstpointer data)
{
  gint64 old_year = fixture_find (f->workbook, "school_year", "2017-2018");
  gint64 new_year = fixture_find (f->workbook, "school_year", "2023-2024");
  g_autoptr (GPtrArray) old_first = nh_search_all (f->workbook, "hoat dong nam hoc", LIMIT, old_year);
  g_autoptr (GPtrArray) new_first = nh_search_all (f->workbook, "hoat dong nam hoc", LIMIT, new_year);

  g_assert_cmpstr (first_of (old_first, "plan")->title, ==, "758/KH-SGDĐT");
  g_assert_cmpstr (first_of (new_first, "plan")->title, ==, "48/KH-PGDĐT");
}

static void
add_people (NhWorkbook *workbook)
{
  static const char *const names[] = { "Nguyễn Thị Hoa", "Trần Văn Hòa", "Lê Hoàng Anh", "Hoa Thị Mai" };
  g_autoptr (NhStatement) insert = NULL;
  GError *error = NULL;

  nh_workbook_begin (workbook, "people", &error);
  g_assert_no_error (error);
  insert = nh_store_prepare (nh_workbook_get_store (workbook),
                             "INSERT INTO person (id, name, post, note, sort_key) VALUES (?,?,?,?,?)", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < PEOPLE; i++)
    {
      /* All have the words somewhere; the last four by their names. */
      const char *name = i < PEOPLE - G_N_ELEMENTS (names) ? "Phạm Văn Bình" : names[PEOPLE - 1 - i];
      g_autofree char *key = nh_text_name_sort_key (name);
      gboolean row;

      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_text (insert, 2, name);
      nh_statement_bind_text (insert, 3, "Giáo viên");
      nh_statement_bind_text (insert, 4, i < PEOPLE / 2 ? "Trường Hòa Lộc, nguyễn thị" : "Hòa Lộc");
      nh_statement_bind_text (insert, 5, key);
      nh_statement_step (insert, &row, &error);
      g_assert_no_error (error);
      nh_statement_reset (insert);
    }
  g_clear_pointer (&insert, nh_statement_done);
  nh_workbook_commit (workbook, &error);
  g_assert_no_error (error);
}

static void
test_common_words (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) full = NULL;
  g_autoptr (GPtrArray) common = NULL;

  add_people (f->workbook);
  hits = nh_search_all (f->workbook, "hoa", 2, 0);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (first_of (hits, "person")->title, ==, "Nguyễn Thị Hoa");
  g_assert_cmpstr (((NhSearchHit *) hits->pdata[1])->title, ==, "Trần Văn Hòa");
  full = nh_search_all (f->workbook, "van binh", LIMIT, 0);
  g_assert_cmpuint (full->len, ==, LIMIT);
  common = nh_search_all (f->workbook, "giao vien", LIMIT, 0);
  g_assert_cmpuint (common->len, ==, LIMIT);
}

/* The thread. */

typedef struct
{
  char *text;
  guint n;
  guint answers;
} Answer;

static void
on_found (const char *text, GPtrArray *hits, gpointer data)
{
  Answer *answer = data;

  g_free (answer->text);
  answer->text = g_strdup (text);
  answer->n = hits->len;
  answer->answers++;
}

static void
test_thread (Fixture *f, gconstpointer data)
{
  Answer answer = { NULL, 0, 0 };
  NhSearcher *searcher = nh_searcher_new (f->workbook, on_found, &answer);

  g_assert_nonnull (searcher);
  for (guint i = 0; i < 50; i++)
    nh_searcher_find (searcher, i % 2 ? "tieu hoc" : "quang ngai", LIMIT, 0);
  nh_searcher_find (searcher, "luc ngan", LIMIT, 0);
  while (g_strcmp0 (answer.text, "luc ngan") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer.n, >, 0);
  /* Of those that were given up none answers afterwards. */
  answer.answers = 0;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answer.answers, ==, 0);
  /* It sees what was edited since, and leaves no lock behind. */
  fixture_create (f->workbook, "person", "name", "Quách Thử Nghiệm", NULL);
  nh_searcher_find (searcher, "thu nghiem", LIMIT, 0);
  while (g_strcmp0 (answer.text, "thu nghiem") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer.n, ==, 1);
  nh_searcher_find (searcher, "tieu hoc", LIMIT, 0);
  nh_searcher_free (searcher);
  g_free (answer.text);
  answer.answers = 0;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answer.answers, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/search-all/ranking", Fixture, "sample", fixture_set_up, test_ranking, fixture_tear_down);
  g_test_add ("/search-all/nothing", Fixture, "sample", fixture_set_up, test_nothing, fixture_tear_down);
  g_test_add ("/search-all/description", Fixture, "sample", fixture_set_up, test_description, fixture_tear_down);
  g_test_add_func ("/search-all/marks-nfd", test_marks_nfd);
  g_test_add ("/search-all/own-year", Fixture, "sample", fixture_set_up, test_own_year, fixture_tear_down);
  g_test_add ("/search-all/common-words", Fixture, NULL, fixture_set_up, test_common_words, fixture_tear_down);
  g_test_add ("/search-all/thread", Fixture, "sample", fixture_set_up, test_thread, fixture_tear_down);

  return g_test_run ();
}
