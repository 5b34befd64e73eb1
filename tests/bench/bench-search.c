/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search as you type over 400,000 people: each query is typed letter by letter, and each letter
 * is timed until the list has its first rows and a screenful of them is read. --verbose tells
 * each letter, with its hits.
 */
#include <stdio.h>
#include <string.h>

#include "model/nh-list-model.h"
#include "nh-bench.h"

#define PEOPLE 400000
#define UNITS 1000
#define SCREEN 40
#define TARGET_MS 16

/* Names as people look for them, with and without marks; words that most rows have; phones; what
 * nobody has. Given names late in the alphabet are the hardest: lists are ordered by them. */
static const char *const queries[] = {
  "nguyen thi h", "nguyễn văn xuân", "hoa", "le van d", "Đỗ Đức Đạt", "yen", "xuan", "tran thi yen",
  "giao vien", "hieu truong toan", "ngu van", "pho hieu truong tin hoc", "th", "truong tieu hoc thu van",
  "0900", "0900123456", "090039999", "0912", "nguoi1234", "tieng anh", "quach", "zz", "u", "vu quoc uyen",
};

typedef struct
{
  double ms;
  double cpu_ms; /* of the main thread alone */
  guint hits;
  char *typed;
} Keystroke;

static void
keystroke_clear (gpointer data)
{
  g_free (((Keystroke *) data)->typed);
}

static Keystroke
type_one (NhListModel *list, const char *text)
{
  Keystroke key = { 0, 0, 0, g_strdup (text) };
  double cpu = nh_bench_cpu_time ();
  gint64 start = g_get_monotonic_time ();
  guint n;

  nh_list_model_set_find (list, text);
  /* With no row at hand yet, the user waits until one comes. */
  while (!g_list_model_get_n_items (G_LIST_MODEL (list)) && nh_list_model_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; i < MIN (n, SCREEN); i++)
    nh_list_model_get_record (list, i);
  key.ms = (double) (g_get_monotonic_time () - start) / 1000;
  key.cpu_ms = nh_bench_cpu_time () - cpu;
  return key;
}

/* The next letter comes while the keys of the last one are still being read, as when typing fast;
 * the hits are counted in a second pass. */
static void
type_all (NhListModel *list, const char *query, gboolean count, GArray *keys)
{
  for (const char *p = g_utf8_next_char (query);; p = g_utf8_next_char (p))
    {
      g_autofree char *typed = g_strndup (query, p - query);
      Keystroke key = type_one (list, typed);

      if (count)
        {
          nh_list_model_wait (list);
          key.hits = g_list_model_get_n_items (G_LIST_MODEL (list));
        }
      g_array_append_val (keys, key);
      if (!*p)
        break;
    }
  nh_list_model_set_find (list, NULL);
  nh_list_model_wait (list);
}

static int
compare_slowest (gconstpointer a, gconstpointer b)
{
  double first = ((const Keystroke *) a)->ms;
  double second = ((const Keystroke *) b)->ms;

  return (first < second) - (first > second);
}

static void
print_keys (GArray *keys)
{
  g_array_sort (keys, compare_slowest);
  for (guint i = 0; i < keys->len; i++)
    {
      const Keystroke *key = &g_array_index (keys, Keystroke, i);

      fprintf (stderr, "%8.2f ms, %8.2f ms computing, %6u hits: %s\n", key->ms, key->cpu_ms,
               key->hits, key->typed);
    }
}

static void
measure (NhListModel *list, const char *name, gboolean pause, gboolean verbose)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Keystroke));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) computing = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *computing_name = g_strconcat (name, ": computing", NULL);

  g_array_set_clear_func (keys, keystroke_clear);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    type_all (list, queries[i], pause, keys);
  for (guint i = 0; i < keys->len; i++)
    {
      g_array_append_val (values, g_array_index (keys, Keystroke, i).ms);
      g_array_append_val (computing, g_array_index (keys, Keystroke, i).cpu_ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ name, PEOPLE, NULL, TARGET_MS }, values, NULL, "ms",
                          NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ computing_name, PEOPLE, NULL, TARGET_MS }, computing, NULL,
                          "ms", NH_BENCH_P95);
  if (verbose)
    print_keys (keys);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = nh_bench_workbook (argv[0], PEOPLE, UNITS, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NhListModel) list = NULL;
  gboolean verbose = argc > 1 && g_str_equal (argv[argc - 1], "--verbose");

  if (!workbook)
    g_error ("%s", error->message);
  list = nh_list_model_new (workbook, nh_entity_find ("person"));
  nh_list_model_wait (list);
  measure (list, "search, a letter after the other", TRUE, verbose);
  measure (list, "search, typed without a pause", FALSE, verbose);
  return 0;
}
