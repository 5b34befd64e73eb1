/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Jumping about in a list of 400,000 people: what a screenful costs at a place not seen before,
 * and at the next screen; and how many records stay alive. The same as the keys do it, sorted by
 * several columns and in groups, against 1,000 people; and how long the main loop waits when the
 * order is chosen.
 */
#include "model/nh-list-model.h"
#include "model/nh-row-groups.h"
#include "nh-bench.h"

#define PEOPLE 400000
#define UNITS 1000
#define SCREEN 40
#define PAGES 2000

static guint alive;

static void
on_record_gone_cb (gpointer data, GObject *record)
{
  alive--;
}

static double
read_page (NhListModel *list, guint first)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < SCREEN; i++)
    g_assert (*nh_record_get_text (nh_list_model_get_record (list, first + i), 0) != 'x');
  start = g_get_monotonic_time () - start;
  for (guint i = 0; i < SCREEN; i++)
    {
      NhRecord *record = nh_list_model_get_record (list, first + i);

      if (g_object_get_data (G_OBJECT (record), "seen"))
        continue;
      g_object_set_data (G_OBJECT (record), "seen", GINT_TO_POINTER (1));
      g_object_weak_ref (G_OBJECT (record), on_record_gone_cb, NULL);
      alive++;
    }
  return (double) start;
}

/* A list as a grid reads it: rows with heads, by the labels and the first field. */
typedef struct
{
  NhWorkbook *workbook;
  NhListModel *list;
  NhRowGroups *rows;
  double chosen; /* how long choosing the order held the main loop, in µs */
} View;

static void
on_rows_cb (guint row, guint removed, guint added, gpointer data)
{
}

static void
view_open (View *view, const char *program, guint people, const NhListSort *sorts, guint n_sorts, int group)
{
  g_autofree char *path = nh_bench_workbook (program, people, MAX (people / 400, 10), 0);
  g_autoptr (GError) error = NULL;
  gint64 start;

  view->workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  if (!view->workbook)
    g_error ("%s", error->message);
  view->list = nh_list_model_new (view->workbook, nh_entity_find ("person"));
  view->rows = nh_row_groups_new (view->list, on_rows_cb, NULL);
  nh_list_model_wait (view->list);
  start = g_get_monotonic_time ();
  nh_list_model_set_order (view->list, sorts, n_sorts, group);
  view->chosen = (double) (g_get_monotonic_time () - start);
  nh_list_model_wait (view->list);
}

static void
view_close (View *view)
{
  nh_row_groups_free (view->rows);
  g_object_unref (view->list);
  nh_workbook_close (view->workbook);
  g_object_unref (view->workbook);
}

static double
read_rows (View *view, guint first, guint n)
{
  guint n_rows = nh_row_groups_get_n_rows (view->rows);
  gint64 start = g_get_monotonic_time ();

  for (guint row = first; row < MIN (first + n, n_rows); row++)
    {
      guint group;
      guint position = nh_row_groups_get_position (view->rows, row, &group);

      if (position == G_MAXUINT)
        g_assert_nonnull (nh_row_groups_get_label (view->rows, group));
      else
        g_assert_nonnull (nh_list_model_get_record (view->list, position));
    }
  return (double) (g_get_monotonic_time () - start);
}

typedef enum { ARROW, PAGE_DOWN, HOME_AND_END, THUMB, N_MOVES } Move;

static const char *const moves[] = { "arrow", "PageDown", "Ctrl+Home, Ctrl+End", "thumb drag" };

static GArray *
measure_move (View *view, Move move)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));
  guint last = MAX (nh_row_groups_get_n_rows (view->rows), SCREEN) - SCREEN;

  for (guint i = 0; i < 400; i++)
    {
      guint first = move == ARROW       ? (SCREEN + i) % (last + 1)
                    : move == PAGE_DOWN ? i * SCREEN % (last + 1)
                    : move == THUMB     ? (guint) ((guint64) i * last / 399)
                                        : (i % 2) * last;
      double time = move == ARROW ? read_rows (view, first + SCREEN - 1, 1) : read_rows (view, first, SCREEN);

      g_array_append_val (times, time);
    }
  return times;
}

static void
compare_views (const char *program, const char *how, const NhListSort *sorts, guint n_sorts, int group)
{
  View large;
  View small;

  view_open (&large, program, PEOPLE, sorts, n_sorts, group);
  view_open (&small, program, 1000, sorts, n_sorts, group);
  for (Move move = 0; move < N_MOVES; move++)
    {
      g_autoptr (GArray) times = measure_move (&large, move);
      g_autoptr (GArray) base = measure_move (&small, move);
      g_autofree char *name = g_strdup_printf ("%s, %s", moves[move], how);

      nh_bench_report_spread (&(NhBenchCase){ name, PEOPLE, "1,000 people" }, times, base, "µs", NH_BENCH_MEDIAN);
    }
  {
    g_autofree char *name = g_strdup_printf ("the main loop waits for: %s", how);

    nh_bench_report (&(NhBenchCase){ name, PEOPLE }, large.chosen / 1000, "ms", 0);
  }
  view_close (&large);
  view_close (&small);
}

static void
bench_views (const char *program)
{
  const NhEntity *person = nh_entity_find ("person");
  const NhListSort sorts[] = { { NH_FIELD (person, "post"), FALSE },
                               { NH_FIELD (person, "birth_year"), TRUE },
                               { NH_FIELD (person, "name"), FALSE } };

  compare_views (program, "own order", NULL, 0, -1);
  compare_views (program, "sorted by three", sorts, 3, -1);
  compare_views (program, "grouped by unit", NULL, 0, NH_FIELD (person, "unit"));
  compare_views (program, "grouped and sorted by three", sorts, 3, NH_FIELD (person, "unit"));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = nh_bench_workbook (argv[0], PEOPLE, UNITS, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NhListModel) list = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  double memory;

  if (!workbook)
    g_error ("%s", error->message);
  list = nh_list_model_new (workbook, nh_entity_find ("person"));
  nh_list_model_wait (list);
  memory = nh_bench_memory ();
  for (guint i = 0; i < PAGES; i++)
    {
      guint first = (guint) g_rand_int_range (rand, 0, PEOPLE - 2 * SCREEN);
      double jump = read_page (list, first);
      double step = read_page (list, first + SCREEN);

      g_array_append_val (jumps, jump);
      g_array_append_val (steps, step);
    }
  nh_bench_report_spread (&(NhBenchCase){ "a screen of 40 rows at a random place", PEOPLE }, jumps,
                          NULL, "µs", NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ "the next screen", PEOPLE }, steps, NULL, "µs",
                          NH_BENCH_P95);
  nh_bench_report (&(NhBenchCase){ "records alive after 4,000 screens", PEOPLE, NULL, 1100 }, alive,
                   "records", 0);
  nh_bench_report (&(NhBenchCase){ "memory that 4,000 screens added", PEOPLE }, nh_bench_memory () - memory,
                   "MiB", 0);
  g_clear_object (&list);
  nh_workbook_close (workbook);
  bench_views (argv[0]);
  return 0;
}
