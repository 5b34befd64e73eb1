/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options of live tables: what is chosen is stored, read back, and seen in the table.
 */
#include <string.h>

#include "document/nh-compose.h"
#include "document/nh-table-options.h"
#include "model-fixture.h"

static void
assert_same_text (const char *text)
{
  g_autoptr (NhTableOptions) options = nh_table_options_read (text);
  g_autofree char *back = nh_table_options_write (options);

  g_assert_cmpstr (back, ==, text);
}

static void
test_text (Fixture *f, gconstpointer data)
{
  g_autoptr (NhTableOptions) options = NULL;
  g_autofree char *text = NULL;
  const NhListFilter *filter;

  assert_same_text (NULL);
  assert_same_text ("list=person");
  assert_same_text ("list=activity\ncolumns=content;period\nrows=all\nfilter=kind|any|inspection|training\n"
                    "filter=period|range||2024-01-31\nfilter=content|contains|a\\|b\\\\c\nfilter=team|is\n"
                    "filter=plan.school_year|is|12\norder=team;-period\ngroup=kind\nlayout=grouped\n"
                    "caption=Bảng 1\\nhai dòng");
  options = nh_table_options_read ("\n  list=unit  \nunknown=1\nnonsense\nfilter=x\norder=;-;name\ncolumns=\n");
  g_assert_cmpstr (options->list, ==, "unit");
  g_assert_cmpuint (options->filters->len, ==, 0);
  g_assert_cmpuint (options->order->len, ==, 1);
  g_assert_null (options->columns);
  g_clear_pointer (&options, nh_table_options_free);
  options = nh_table_options_read ("filter=content|contains|a\\|b\\\\c\nfilter=period|range|2024-01-01|\ncaption=x\\ny");
  filter = &g_array_index (options->filters, NhListFilter, 0);
  g_assert_cmpstr (filter->value, ==, "a|b\\c");
  filter = &g_array_index (options->filters, NhListFilter, 1);
  g_assert_cmpstr (filter->from, ==, "2024-01-01");
  g_assert_null (filter->to);
  g_assert_cmpstr (options->caption, ==, "x\ny");
}

static char *
table_text (NhTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    for (guint c = 0; c < nh_table_get_n_columns (table); c++)
      {
        const NhCell *cell = nh_table_get_cell (table, r, c);

        g_string_append_printf (out, "%s%s", c ? "|" : r ? "\n" : "", cell ? cell->text : "^");
      }
  return g_string_free (out, FALSE);
}

static void
assert_table (Fixture *f, gint64 plan, const char *view, const char *options, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhTable) table = nh_compose_view (f->workbook, plan, view, "single", options, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = table_text (table);
  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_refused (Fixture *f, gint64 plan, const char *view, const char *options, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (nh_compose_view (f->workbook, plan, view, "single", options, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, NH_MODEL_ERROR);
  if (!strstr (error->message, words))
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_create (f->workbook, "plan", "title", "Một", NULL);
  gint64 other = fixture_create (f->workbook, "plan", "title", "Hai", NULL);
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  g_autofree char *other_key = g_strdup_printf ("#%" G_GINT64_FORMAT, other);

  fixture_create (f->workbook, "activity", "plan", key, "kind", "inspection", "content", "Kiểm tra B", "period", "12/3/2024", NULL);
  fixture_create (f->workbook, "activity", "plan", key, "kind", "training", "content", "Tập huấn", "period", "Tháng 3/2024", NULL);
  fixture_create (f->workbook, "activity", "plan", key, "kind", "inspection", "content", "Kiểm tra A", NULL);
  fixture_create (f->workbook, "activity", "plan", other_key, "kind", "inspection", "content", "Kiểm tra C", NULL);

  assert_table (f, plan, "list", "list=activity\ncolumns=content;kind;period",
                "TT|Nội dung|Loại hoạt động|Thời gian\n1|Kiểm tra B|Kiểm tra|12/03/2024\n2|Tập huấn|Tập huấn|Tháng 3/2024\n3|Kiểm tra A|Kiểm tra|");
  assert_table (f, plan, "list", "list=activity\ncolumns=content\nfilter=kind|any|inspection\norder=content",
                "TT|Nội dung\n1|Kiểm tra A\n2|Kiểm tra B");
  assert_table (f, plan, "list", "list=activity\ncolumns=content\nfilter=kind|any|inspection\norder=-content\nrows=all",
                "TT|Nội dung\n1|Kiểm tra C\n2|Kiểm tra B\n3|Kiểm tra A");
  assert_table (f, plan, "list", "list=activity\ncolumns=kind;content\ngroup=kind\norder=content",
                "TT|Nội dung\nKiểm tra|^\n1|Kiểm tra A\n2|Kiểm tra B\nTập huấn|^\n1|Tập huấn");
  assert_table (f, plan, "list", "list=activity\ncolumns=content\ngroup=period",
                "TT|Nội dung\nTháng 3/2024|^\n1|Kiểm tra B\n2|Tập huấn\nChưa ghi|^\n1|Kiểm tra A");

  assert_refused (f, plan, "list", NULL, "no list yet");
  assert_refused (f, plan, "list", "list=dance", "dance");
  assert_refused (f, plan, "list", "list=plan_version", "plan_version");
  assert_refused (f, plan, "list", "list=activity\ncolumns=content;dance", "dance");
  assert_refused (f, plan, "list", "list=activity\norder=dance", "dance");
  assert_refused (f, plan, "list", "list=activity\ngroup=dance", "dance");
  assert_refused (f, plan, "list", "list=activity\nfilter=dance|is|1", "dance");
  assert_refused (f, plan, "list", "list=activity\nfilter=plan.dance|is|1", "dance");
  assert_refused (f, plan, "inspections", "layout=dance", "dance");
}

/* Every list with its own columns, for a plan of the sample. */
static void
test_every_list (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_sql (f->workbook, "SELECT id FROM plan WHERE number = '48'");
  guint n;
  const NhEntity *const *lists = nh_table_options_lists (&n);

  for (guint i = 0; i < n; i++)
    for (int all = 0; all < 2; all++)
      {
        g_autofree char *options = g_strdup_printf ("list=%s\n%s", lists[i]->name, all ? "rows=all" : "");
        g_autoptr (GError) error = NULL;
        g_autoptr (NhTable) table = nh_compose_view (f->workbook, plan, "list", NULL, options, &error);

        g_assert_no_error (error);
        if (all && !g_str_equal (lists[i]->name, "activity_person"))
          g_assert_cmpuint (nh_table_get_n_rows (table), >, 1);
      }
}

static void
test_layout (Fixture *f, gconstpointer data)
{
  gint64 plan = fixture_sql (f->workbook, "SELECT id FROM plan WHERE number = '73'");
  g_autoptr (GError) error = NULL;
  g_autoptr (NhTable) side = nh_compose_view (f->workbook, plan, "lesson_studies", "single", "layout=side_by_side", &error);
  g_autoptr (NhTable) single = nh_compose_view (f->workbook, plan, "lesson_studies", NULL, NULL, &error);
  g_autoptr (NhTable) grouped = nh_compose_view (f->workbook, plan, "lesson_studies", "grouped", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (nh_table_get_n_columns (side), ==, 8);
  g_assert_cmpuint (nh_table_get_n_columns (single), ==, 4);
  g_assert_cmpuint (nh_table_get_n_rows (single), ==, 9);
  g_assert_cmpuint (nh_table_get_n_rows (grouped), ==, 11);
  g_assert_cmpstr (nh_table_get_cell (grouped, 1, 0)->text, ==, "CẤP THCS");
  g_assert_cmpuint (nh_table_get_cell (grouped, 1, 0)->column_span, ==, 4);
}

#define TEST(name, sample, function) \
  g_test_add ("/document/table-options/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("text", NULL, test_text);
  TEST ("list", NULL, test_list);
  TEST ("every-list", "sample", test_every_list);
  TEST ("layout", "sample", test_layout);
  return g_test_run ();
}
