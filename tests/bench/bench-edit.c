/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One edit as a user makes it, until every open list has followed: stored durably, undo step,
 * full-text index, views. And its undo.
 */
#include <glib/gstdio.h>

#include "core/nh-text.h"
#include "model/nh-list-model.h"
#include "nh-bench.h"

#define EDITS 101
#define TARGET_MS 16

typedef struct
{
  NhWorkbook *workbook;
  NhListModel *list;
  GRand *rand;
  const char *field;
  char *(*text) (guint edit);
  guint changes; /* of the list */
} Bench;

static char *
new_phone (guint edit)
{
  return g_strdup_printf ("098%07u", edit);
}

static char *
new_period (guint edit)
{
  return g_strdup_printf ("%u/3/2024", edit % 28 + 1);
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, Bench *bench)
{
  bench->changes++;
}

static void
measure (Bench *bench, const char *name)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *undo_name = g_strconcat (name, ", undone", NULL);
  const NhEntity *entity = nh_list_model_get_entity (bench->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (bench->list));

  g_signal_connect (bench->list, "items-changed", G_CALLBACK (on_items_changed_cb), bench);
  for (guint i = 0; i < EDITS; i++)
    {
      guint position = (guint) g_rand_int_range (bench->rand, 0, (int) n);
      gint64 id = nh_list_model_get_record_id (bench->list, position);
      g_autofree char *text = bench->text (i);
      NhFieldText values[] = { { bench->field, text }, { NULL } };
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      double ms;

      if (!nh_workbook_set (bench->workbook, entity, id, values, &error))
        g_error ("%s", error->message);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (edits, ms);
      if (i % 4 != 0)
        continue;
      start = g_get_monotonic_time ();
      if (!nh_workbook_undo (bench->workbook, &error))
        g_error ("%s", error->message);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (undos, ms);
    }
  if (!bench->changes)
    g_error ("the list did not follow");
  g_signal_handlers_disconnect_by_data (bench->list, bench);
  nh_bench_report_spread (&(NhBenchCase){ name, n, NULL, TARGET_MS }, edits, NULL, "ms", NH_BENCH_P95);
  nh_bench_report_spread (&(NhBenchCase){ undo_name, n, NULL, TARGET_MS }, undos, NULL, "ms",
                          NH_BENCH_P95);
}

/* What a commit costs that does nothing: the disk's own time. */
static void
measure_commit (NhWorkbook *workbook)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < EDITS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      gint64 start = g_get_monotonic_time ();
      double ms;

      nh_workbook_set_setting (workbook, "bench", text, NULL);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (values, ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ "the least edit: a setting", 0 }, values, NULL, "ms", NH_BENCH_P95);
}

static NhWorkbook *
open_copy (const char *path)
{
  g_autoptr (GError) error = NULL;
  NhWorkbook *workbook = nh_workbook_open (path, NH_STORE_OPEN_DEFAULT, &error);

  if (!workbook)
    g_error ("%s", error->message);
  return workbook;
}

static void
edit_people (const char *program)
{
  g_autofree char *path = nh_bench_workbook (program, 400000, 1000, 0);
  g_autofree char *copy = nh_bench_copy (path);
  g_autoptr (NhWorkbook) workbook = open_copy (copy);
  g_autoptr (NhListModel) list = nh_list_model_new (workbook, nh_entity_find ("person"));
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Bench bench = { workbook, list, rand, "phone", new_phone, 0 };

  nh_list_model_wait (list);
  measure (&bench, "edit a person's phone");
  measure_commit (workbook);
  nh_workbook_close (workbook);
  g_unlink (copy);
}

static void
edit_activities (const char *program)
{
  g_autofree char *path = nh_bench_workbook (program, 1000, 1000, 20000);
  g_autofree char *copy = nh_bench_copy (path);
  g_autoptr (NhWorkbook) workbook = open_copy (copy);
  g_autoptr (NhListModel) list = nh_list_model_new (workbook, nh_entity_find ("activity"));
  g_autoptr (NhListModel) people = nh_list_model_new (workbook, nh_entity_find ("person"));
  g_autoptr (NhListModel) units = nh_list_model_new (workbook, nh_entity_find ("unit"));
  g_autoptr (NhListModel) due = nh_list_model_new (workbook, nh_entity_find ("due"));
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  Bench bench = { workbook, list, rand, "period", new_period, 0 };

  measure (&bench, "edit an activity's period");
  nh_list_model_set_sort (list, nh_entity_find_field (nh_entity_find ("activity"), "period"), FALSE);
  measure (&bench, "edit an activity's period, sorted by it");
  nh_workbook_close (workbook);
  g_unlink (copy);
}

int
main (int argc, char **argv)
{
  edit_people (argv[0]);
  edit_activities (argv[0]);
  return 0;
}
