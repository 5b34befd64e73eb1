/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Live tables are composed anew when a table that they read changes: no view may forget one. Each table
 * of the workbook is written over, and whatever view shows something else then must have said so.
 */
#include <string.h>

#include "document/nh-compose-private.h"
#include "model-fixture.h"

static const char *const views[]
    = { "lesson_studies",    "inspections",     "clusters", "themes", "calendar_periods", "calendar_general",
        "calendar_clusters", "calendar_places", "members",  "awards", "roster_changes",   "programmes",
        "deadlines" };

/* All views of one plan. */
static GPtrArray *
compose_views (NhWorkbook *workbook, gint64 plan)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_table_free);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      NhTable *table = nh_compose_view (workbook, plan, views[i], "side_by_side", NULL, NULL);

      g_ptr_array_add (tables, table ? table : nh_table_new ());
    }
  return tables;
}

static GArray *
list_plans (NhWorkbook *workbook)
{
  GArray *plans = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM plan ORDER BY id LIMIT 1 OFFSET %u", i);
      gint64 plan = fixture_sql (workbook, sql);

      g_array_append_val (plans, plan);
    }
  return plans;
}

/* Every text of the table says something else. */
static gboolean
write_over (NhWorkbook *workbook, const char *table)
{
  NhStore *store = nh_workbook_get_store (workbook);
  g_autofree char *pragma = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE type = 'TEXT'", table);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_printf (sql, "UPDATE %s SET id = id", table);
  {
    g_autoptr (NhStatement) columns = nh_store_prepare (store, pragma, &error);
    gboolean row;

    g_assert_no_error (error);
    while (nh_statement_step (columns, &row, &error) && row)
      g_string_append_printf (sql, ", %1$s = %1$s || '9'", nh_statement_text (columns, 0));
    g_assert_no_error (error);
  }
  if (!strstr (sql->str, "||"))
    return FALSE;
  nh_store_exec (store, sql->str, &error);
  g_assert_no_error (error);
  return TRUE;
}

static void
test_reads (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) plans = list_plans (f->workbook);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  guint n_seen = 0;

  for (guint p = 0; p < plans->len; p++)
    g_ptr_array_add (before, compose_views (f->workbook, g_array_index (plans, gint64, p)));
  {
    g_autoptr (NhStatement) names
        = nh_store_prepare (nh_workbook_get_store (f->workbook),
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                            "AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%' AND name <> 'change'", &error);
    gboolean row;

    g_assert_no_error (error);
    while (nh_statement_step (names, &row, &error) && row)
      g_ptr_array_add (tables, g_strdup (nh_statement_text (names, 0)));
  }
  g_assert_cmpuint (tables->len, >, 20);
  for (guint t = 0; t < tables->len; t++)
    {
      const char *table = tables->pdata[t];

      g_assert_true (nh_workbook_begin (f->workbook, "Ghi đè", &error));
      if (write_over (f->workbook, table))
        for (guint p = 0; p < plans->len; p++)
          {
            g_autoptr (GPtrArray) after = compose_views (f->workbook, g_array_index (plans, gint64, p));

            for (guint v = 0; v < G_N_ELEMENTS (views); v++)
              if (!nh_table_equal (((GPtrArray *) before->pdata[p])->pdata[v], after->pdata[v]))
                {
                  n_seen++;
                  if (!nh_compose_view_reads (views[v], table))
                    g_error ("the view “%s” shows the table “%s” and does not say so", views[v], table);
                }
          }
      nh_workbook_rollback (f->workbook);
    }
  g_assert_cmpuint (n_seen, >, 50);
  g_assert_false (nh_compose_view_reads ("inspections", "membership"));
  g_assert_false (nh_compose_view_reads ("list", "block"));
  g_assert_true (nh_compose_view_reads ("list", "person"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/compose-reads", Fixture, "sample", fixture_set_up, test_reads, fixture_tear_down);
  return g_test_run ();
}
