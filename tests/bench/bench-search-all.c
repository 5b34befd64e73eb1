/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The box that searches everything, over 400,000 people, 1,000 units and 20,000 activities: each
 * query is typed letter by letter, and each letter is timed until the best of each kind are there.
 * --verbose tells each letter with its first hit.
 */
#include <stdio.h>

#include "model/nh-search.h"
#include "nh-bench.h"

#define PEOPLE 400000
#define UNITS 1000
#define ACTIVITIES 20000
#define LIMIT 6
#define TARGET_MS 16

/* Words that most rows have and words that none has; names in order, out of order, with marks;
 * a word of names that no name begins with; phones; whole and half. */
static const char *const queries[] = {
  "nguyen thi hoa", "nguyễn văn xuân", "hoa", "a", "thi", "van an", "an van nguyen", "Đỗ Đức Đạt", "yen", "tran",
  "truong tieu hoc thu van", "hieu truong toan", "giao vien ngu van", "sinh hoat chuyen mon", "th", "tieng anh",
  "0900", "0900123456", "912", "quach zz", "zz", "ngoc", "th h", "xuan truong", "thanh hoa 12", "lan 19999",
};

typedef struct
{
  double ms;
  char *typed;
  char *first;
} Keystroke;

static void
keystroke_clear (gpointer data)
{
  g_free (((Keystroke *) data)->typed);
  g_free (((Keystroke *) data)->first);
}

static int
compare_slowest (gconstpointer a, gconstpointer b)
{
  double first = ((const Keystroke *) a)->ms;
  double second = ((const Keystroke *) b)->ms;

  return (first < second) - (first > second);
}

static void
type_all (NhWorkbook *workbook, const char *query, GArray *keys)
{
  for (const char *p = g_utf8_next_char (query);; p = g_utf8_next_char (p))
    {
      Keystroke key = { 0, g_strndup (query, p - query), NULL };
      double start = nh_bench_cpu_time ();
      g_autoptr (GPtrArray) hits = nh_search_all (workbook, key.typed, LIMIT, 0);

      key.ms = nh_bench_cpu_time () - start;
      key.first = hits->len ? g_strdup_printf ("%u hits, %s", hits->len, ((NhSearchHit *) hits->pdata[0])->title)
                            : g_strdup ("no hit");
      g_array_append_val (keys, key);
      if (!*p)
        break;
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *path = nh_bench_workbook (argv[0], PEOPLE, UNITS, ACTIVITIES);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Keystroke));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  if (!workbook)
    g_error ("%s", error->message);
  g_array_set_clear_func (keys, keystroke_clear);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    type_all (workbook, queries[i], keys);
  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (values, g_array_index (keys, Keystroke, i).ms);
  nh_bench_report_spread (&(NhBenchCase){ "search everything, a letter: computing", PEOPLE, NULL, TARGET_MS }, values,
                          NULL, "ms", NH_BENCH_P95);
  g_array_sort (keys, compare_slowest);
  for (guint i = 0; argc > 1 && g_str_equal (argv[argc - 1], "--verbose") && i < keys->len; i++)
    {
      Keystroke *key = &g_array_index (keys, Keystroke, i);

      fprintf (stderr, "%8.2f ms: %s: %s\n", key->ms, key->typed, key->first);
    }
  return 0;
}
