/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of teachers pasted from a sheet, 5,000 rows of eight columns: checked, stored as one step
 * of undo, the open list follows. And its undo.
 */
#include <glib/gstdio.h>

#include "model/nh-list-model.h"
#include "nh-bench.h"

#define ROWS 5000
#define UNITS 150
#define TARGET_MS 2000

static char *
unit_name (NhListModel *units, guint row)
{
  NhRecord *unit = nh_list_model_get_record (units, row % g_list_model_get_n_items (G_LIST_MODEL (units)));

  return g_strdup (nh_record_text (unit, "name"));
}

static gboolean
paste (NhWorkbook *workbook, NhListModel *units, GError **error)
{
  if (!nh_workbook_begin (workbook, "Paste", error))
    return FALSE;
  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Nguyễn Thị Hằng %c%c%c", 'A' + i % 26, 'A' + i / 26 % 26,
                                               'A' + i / 676);
      g_autofree char *unit = unit_name (units, i);
      g_autofree char *phone = g_strdup_printf ("098%07u", i);
      g_autofree char *email = g_strdup_printf ("hang%u@example.org", i);
      g_autofree char *year = g_strdup_printf ("%u", 1970 + i % 30);
      NhFieldText values[] = { { "title", "Cô" },       { "name", name },   { "post", "Giáo viên" },
                               { "unit", unit },        { "subjects", "Toán" }, { "phone", phone },
                               { "email", email },      { "birth_year", year }, { NULL, NULL } };

      if (!nh_workbook_create (workbook, nh_entity_find ("person"), values, error))
        {
          nh_workbook_rollback (workbook);
          return FALSE;
        }
    }
  return nh_workbook_commit (workbook, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = nh_bench_workbook (argv[0], 4000, UNITS, 0);
  g_autofree char *copy = nh_bench_copy (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = nh_workbook_open (copy, NH_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NhListModel) units = NULL, people = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 start;
  double ms;

  if (!workbook)
    g_error ("%s", error->message);
  units = nh_list_model_new (workbook, nh_entity_find ("unit"));
  people = nh_list_model_new (workbook, nh_entity_find ("person"));
  nh_list_model_wait (units);
  nh_list_model_wait (people);
  for (guint i = 0; i < 3; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (people));

      start = g_get_monotonic_time ();
      if (!paste (workbook, units, &error))
        g_error ("%s", error->message);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (times, ms);
      if (g_list_model_get_n_items (G_LIST_MODEL (people)) != n + ROWS)
        g_error ("the list did not follow");
      start = g_get_monotonic_time ();
      if (!nh_workbook_undo (workbook, &error))
        g_error ("%s", error->message);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (undos, ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ "paste 5,000 people", ROWS, NULL, TARGET_MS }, times, NULL, "ms",
                          NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ "paste 5,000 people, undone", ROWS, NULL, TARGET_MS }, undos, NULL,
                          "ms", NH_BENCH_P95);
  nh_workbook_close (workbook);
  g_unlink (copy);
  return 0;
}
