/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a plan of forty pages: 1,500 blocks, 300 headings, 100 references, 30 live tables. A key,
 * Enter and a new heading as the editor makes them, with the document following; storing, undo,
 * reading and composing.
 */
#include <glib/gstdio.h>

#include "document/nh-plan-document.h"
#include "nh-bench.h"

#define BLOCKS 1500u
#define ROUNDS 101u

typedef struct
{
  NhWorkbook *workbook;
  gint64 plan;
  NhPlanText *text;
  NhPlanDocument *document;
  guint n_spliced;
} Bench;

static void
check (GError *error)
{
  if (error)
    g_error ("%s", error->message);
}

static void
on_spliced_cb (NhPlanDocument *document, guint position, guint n_removed, guint n_added, Bench *bench)
{
  bench->n_spliced++;
}

static NhBlock *
make_block (NhPlanText *text, guint i, gint64 appendix)
{
  static const char *const views[] = { "inspections", "lesson_studies", "deadlines" };
  g_autofree char *words = g_strdup_printf (
      "Các đơn vị tổ chức <b>sinh hoạt chuyên môn</b> lần %u theo đúng kế hoạch, báo cáo kết quả về Phòng trước "
      "ngày 15 hằng tháng; hồ sơ lưu tại trường để phục vụ công tác kiểm tra trong năm học%s%s%s.",
      i, i % 15 == 0 ? " (nêu tại <ref appendix=\"" : "", i % 15 == 0 ? "%s" : "", i % 15 == 0 ? "\"/>)" : "");
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, appendix);
  g_auto (GStrv) parts = g_strsplit (words, "%s", 2);
  g_autofree char *whole = g_strjoinv (key, parts);
  g_autoptr (NhRichText) rich = nh_rich_text_read (whole);
  gint64 id = nh_plan_text_new_id (text);

  if (i % 50 == 49)
    return nh_block_new (id, NH_BLOCK_TABLE, 0, NULL, views[i / 50 % 3], NULL);
  if (i % 5 == 0)
    {
      g_autoptr (NhRichText) title = nh_rich_text_new ("Tổ chức thực hiện nhiệm vụ");

      return nh_block_new (id, NH_BLOCK_HEADING, i % 150 == 0 ? 1 : i % 25 == 0 ? 2 : 3, title, NULL, NULL);
    }
  return nh_block_new (id, i % 3 ? NH_BLOCK_PARAGRAPH : NH_BLOCK_BULLET, 1, rich, NULL, NULL);
}

static gint64
number_of (NhWorkbook *workbook, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) statement = nh_store_prepare (nh_workbook_get_store (workbook), sql, &error);
  gboolean row = FALSE;

  check (error);
  nh_statement_step (statement, &row, &error);
  check (error);
  return row ? nh_statement_int64 (statement, 0) : 0;
}

static void
fill (Bench *bench)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autoptr (GError) error = NULL;
  gint64 appendix;

  bench->plan = number_of (bench->workbook, "SELECT id FROM plan WHERE number = '73'");
  appendix = number_of (bench->workbook, "SELECT a.id FROM appendix a JOIN plan p ON p.id = a.plan WHERE p.number = '73'");
  bench->text = nh_plan_text_new (bench->workbook, bench->plan, &error);
  check (error);
  for (guint i = 0; i < BLOCKS; i++)
    g_ptr_array_add (blocks, make_block (bench->text, i, appendix));
  nh_plan_text_splice (bench->text, 0, nh_plan_text_get_n_blocks (bench->text), (NhBlock *const *) blocks->pdata,
                       blocks->len);
  nh_plan_text_end_step (bench->text);
  bench->document = nh_plan_document_new (bench->text, &error);
  check (error);
  g_signal_connect (bench->document, "spliced", G_CALLBACK (on_spliced_cb), bench);
}

static guint
paragraph_near (Bench *bench, guint i)
{
  guint position = 100 + i * 13 % (BLOCKS - 200);

  while (nh_plan_text_get_block (bench->text, position)->kind != NH_BLOCK_PARAGRAPH)
    position++;
  return position;
}

/* One letter more. */
static void
type_key (Bench *bench, guint position)
{
  NhBlock *block = nh_plan_text_get_block (bench->text, position);
  guint half = nh_rich_text_get_length (block->text) / 2;
  g_autoptr (NhRichText) text = NULL;
  const char *plain = nh_rich_text_get_text (block->text);

  while (half && (plain[half] & 0xc0) == 0x80)
    half--;
  text = nh_rich_text_slice (block->text, 0, half);
  nh_rich_text_append (text, "ă", -1, NH_STYLE_PLAIN);
  nh_rich_text_append_slice (text, block->text, half, nh_rich_text_get_length (block->text));
  nh_plan_text_set_text (bench->text, position, text);
}

static void
press_enter (Bench *bench, guint position)
{
  NhBlock *old = nh_plan_text_get_block (bench->text, position);
  g_autoptr (NhRichText) head = nh_rich_text_slice (old->text, 0, 0);
  g_autoptr (NhBlock) a = nh_block_new (old->id, old->kind, old->level, head, NULL, NULL);
  g_autoptr (NhBlock) b
      = nh_block_new (nh_plan_text_new_id (bench->text), old->kind, old->level, old->text, NULL, NULL);
  NhBlock *both[] = { a, b };

  nh_plan_text_splice (bench->text, position, 1, both, 2);
}

static void
make_heading (Bench *bench, guint position)
{
  nh_plan_text_set_kind (bench->text, position, NH_BLOCK_HEADING, 2);
}

typedef void (*Edit) (Bench *bench, guint position);

static void
measure_edit (Bench *bench, const char *name, double target, Edit edit)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  bench->n_spliced = 0;
  for (guint i = 0; i < ROUNDS; i++)
    {
      guint position = paragraph_near (bench, i);
      gint64 start = g_get_monotonic_time ();
      double ms;

      edit (bench, position);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (values, ms);
    }
  if (bench->n_spliced < ROUNDS)
    g_error ("the document did not follow");
  nh_plan_text_end_step (bench->text);
  nh_bench_report_spread (&(NhBenchCase){ name, BLOCKS, NULL, target }, values, NULL, "ms", NH_BENCH_P95);
}

/* Against what a commit costs that does nothing: the disk's own time. */
static void
measure_store (Bench *bench)
{
  g_autoptr (GArray) stores = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) least = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);
      g_autoptr (GError) error = NULL;
      gint64 start;
      double ms;

      type_key (bench, paragraph_near (bench, i));
      start = g_get_monotonic_time ();
      nh_plan_text_store (bench->text, &error);
      check (error);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (stores, ms);
      start = g_get_monotonic_time ();
      nh_workbook_set_setting (bench->workbook, "bench", value, &error);
      check (error);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (least, ms);
      nh_workbook_undo (bench->workbook, &error);
      start = g_get_monotonic_time ();
      nh_workbook_undo (bench->workbook, &error);
      check (error);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (undos, ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ "store what was typed", BLOCKS, NULL, 5 }, stores, NULL, "ms", NH_BENCH_MEDIAN);
  nh_bench_report_spread (&(NhBenchCase){ "store what was typed", BLOCKS, "the least edit", 1.5 }, stores, least, "ms",
                          NH_BENCH_MEDIAN);
  nh_bench_report_spread (&(NhBenchCase){ "undo what was typed", BLOCKS, NULL, 16 }, undos, NULL, "ms", NH_BENCH_P95);
}

static void
read_text (gpointer data)
{
  Bench *bench = data;
  g_autoptr (NhPlanText) text = nh_plan_text_new (bench->workbook, bench->plan, NULL);

  g_assert (nh_plan_text_get_n_blocks (text) >= BLOCKS);
}

static void
compose (gpointer data)
{
  Bench *bench = data;
  g_autoptr (NhDocument) document = nh_compose_plan (bench->workbook, bench->plan, NULL);

  g_assert (nh_document_get_n_elements (document) >= BLOCKS);
}

static void
read_rows (gpointer data)
{
  Bench *bench = data;

  number_of (bench->workbook, "SELECT sum (length (text) + length (options)) FROM (SELECT * FROM block ORDER BY position)");
}

/* What a change of data costs when thirty tables may show it. */
static void
measure_refresh (Bench *bench)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 activity = number_of (bench->workbook, "SELECT id FROM activity WHERE kind = 'inspection'");

  for (guint i = 0; i < ROUNDS / 4; i++)
    {
      g_autofree char *period = g_strdup_printf ("Tháng %u/2024", i % 5 + 1);
      const NhFieldText edit[] = { { "period", period }, { NULL } };
      gint64 start;
      double ms;

      nh_workbook_set (bench->workbook, nh_entity_find ("activity"), activity, edit, NULL);
      start = g_get_monotonic_time ();
      nh_plan_document_refresh (bench->document);
      ms = (double) (g_get_monotonic_time () - start) / 1000;
      g_array_append_val (values, ms);
    }
  nh_bench_report_spread (&(NhBenchCase){ "30 live tables after an edit of the data", BLOCKS, NULL, 50 }, values, NULL,
                          "ms", NH_BENCH_P95);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("nh-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.namhoc", NULL);
  g_autoptr (GError) error = NULL;
  Bench bench = { nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error) };

  check (error);
  nh_workbook_fill_sample (bench.workbook, &error);
  check (error);
  fill (&bench);
  measure_edit (&bench, "a key, the document following", 1, type_key);
  measure_edit (&bench, "Enter, the document following", 1, press_enter);
  measure_edit (&bench, "a heading more, all renumbered", 16, make_heading);
  measure_store (&bench);
  measure_refresh (&bench);
  nh_bench_compare (&(NhBenchCase){ "read a plan's text", BLOCKS, "its rows by SQL", 8 }, read_text, &bench, read_rows,
                    &bench, 15);
  nh_bench_compare (&(NhBenchCase){ "compose a plan of 40 pages", BLOCKS, "reading its text", 8 }, compose, &bench,
                    read_text, &bench, 15);
  g_object_unref (bench.document);
  g_object_unref (bench.text);
  nh_workbook_close (bench.workbook);
  g_object_unref (bench.workbook);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
