/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing in a plan of 1,500 blocks with 31 live tables: the processor time from a key to the drawn
 * frame, that of the model alone, of Enter with new numbers, of all tables made anew, of a page of
 * scrolling; and how long it takes to open. bench-plan-editor --show N leaves the window open for N
 * seconds.
 */
#include <glib/gstdio.h>
#include <gtk/gtk.h>
#include <time.h>

#include "nh-bench.h"
#include "ui/plan/nh-plan-editor-table.h"
#include "ui/plan/nh-plan-editor.h"

#define BLOCKS 1500
#define TABLES 31
#define STEPS 100

typedef struct
{
  NhWorkbook *workbook;
  NhPlanText *text;
  NhPlanDocument *document;
  NhPlanEditor *editor;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *window;
} Bench;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
check (GError *error)
{
  if (error)
    g_error ("%s", error->message);
}

static void
settle (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkWidget *
find_view (GtkWidget *root)
{
  if (GTK_IS_TEXT_VIEW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_view (child);

      if (found)
        return found;
    }
  return NULL;
}

/* A heading, four paragraphs and three points in turn. */
static NhBlock *
make_block (NhPlanText *text, guint i)
{
  static const char *const sentences[] = {
    "Các đơn vị chủ động phối hợp với tổ công tác để hoàn thành nhiệm vụ đúng thời hạn đã nêu trong kế hoạch này. ",
    "Nội dung sinh hoạt tập trung vào đổi mới phương pháp dạy học và kiểm tra, đánh giá theo định hướng phát triển năng lực. ",
    "Tổ trưởng tổng hợp ý kiến, gửi về bộ phận chuyên môn trước ngày làm việc cuối cùng của tháng. ",
  };
  GString *words = g_string_new (NULL);
  NhBlock *block;
  g_autoptr (NhRichText) rich = NULL;

  if (i % (BLOCKS / TABLES) == 20)
    {
      g_string_free (words, TRUE);
      return nh_block_new (nh_plan_text_new_id (text), NH_BLOCK_TABLE, 0, NULL, i % 2 ? "inspections" : "lesson_studies",
                           NULL);
    }
  if (i % 8 == 0)
    g_string_append_printf (words, "Nội dung thứ %u", i);
  else
    for (guint n = 0; n <= i % 3 + 1; n++)
      g_string_append (words, sentences[(i + n) % G_N_ELEMENTS (sentences)]);
  rich = nh_rich_text_new (words->str);
  if (i % 8 == 0)
    block = nh_block_new (nh_plan_text_new_id (text), NH_BLOCK_HEADING, 1 + i / 8 % 4, rich, NULL, NULL);
  else
    block = nh_block_new (nh_plan_text_new_id (text), i % 8 > 4 ? NH_BLOCK_BULLET : NH_BLOCK_PARAGRAPH, 1, rich, NULL, NULL);
  g_string_free (words, TRUE);
  return block;
}

static void
make_text (Bench *b)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  gint64 plan = nh_workbook_find_plan (b->workbook, "73/KH-SGDĐT", &error);

  check (error);
  b->text = nh_plan_text_new (b->workbook, plan, &error);
  check (error);
  for (guint i = 0; i < BLOCKS; i++)
    g_ptr_array_add (blocks, make_block (b->text, i));
  nh_plan_text_splice (b->text, 0, nh_plan_text_get_n_blocks (b->text), (NhBlock *const *) blocks->pdata, blocks->len);
  nh_plan_text_end_step (b->text);
  b->document = nh_plan_document_new (b->text, &error);
  check (error);
}

static void
on_after_paint_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
draw_one_frame (Bench *b)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (b->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint_cb), &painted);

  gtk_widget_queue_draw (GTK_WIDGET (b->view));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

typedef void (*Work) (Bench *b, guint step);

static void
measure (Bench *b, const char *name, guint steps, Work work)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *model = g_strconcat (name, ", without the frame", NULL);

  for (guint i = 0; i < steps; i++)
    {
      double start = cpu_ms (), middle;

      work (b, i);
      middle = cpu_ms () - start;
      g_array_append_val (own, middle);
      draw_one_frame (b);
      start = cpu_ms () - start;
      g_array_append_val (all, start);
      settle (15);
    }
  nh_bench_report_spread (&(NhBenchCase){ name, BLOCKS }, all, NULL, "ms", NH_BENCH_MEDIAN);
  nh_bench_report_spread (&(NhBenchCase){ model, BLOCKS }, own, NULL, "ms", NH_BENCH_MEDIAN);
}

static void
type_letter (Bench *b, guint step)
{
  gtk_text_buffer_insert_interactive_at_cursor (b->buffer, step % 5 ? "đ" : " ", -1, TRUE);
}

static void
press_enter (Bench *b, guint step)
{
  gtk_text_buffer_insert_interactive_at_cursor (b->buffer, "\n", -1, TRUE);
}

static void
add_heading (Bench *b, guint step)
{
  g_action_group_activate_action (nh_plan_editor_get_actions (b->editor), "kind",
                                  g_variant_new_string (step % 2 ? "paragraph" : "heading-1"));
}

/* All tables: each place of an activity reads otherwise. */
static void
change_data (Bench *b, guint step)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("Nội dung %u", step);
  static gint64 activity;
  const NhEntity *entity = nh_entity_find ("activity");

  if (!activity)
    {
      g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_plan_text_get_plan (b->text));
      const NhFieldText values[] = { { "plan", plan }, { "kind", "inspection" }, { "content", "x" }, { NULL } };

      activity = nh_workbook_create (b->workbook, entity, values, &error);
      check (error);
    }
  nh_workbook_set (b->workbook, entity, activity, (NhFieldText[]){ { "content", text }, { NULL } }, &error);
  check (error);
  nh_plan_document_refresh (b->document);
}

static void
scroll (Bench *b, guint step)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (b->view));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 500);
}

static void
open_window (Bench *b)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  NhSession *session = nh_session_new (b->workbook);
  double start = cpu_ms ();

  gtk_css_provider_load_from_resource (provider, "/vn/namhoc/NamHoc/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  b->editor = NH_PLAN_EDITOR (nh_plan_editor_new (session, b->document));
  g_object_unref (session);
  b->view = GTK_TEXT_VIEW (find_view (GTK_WIDGET (b->editor)));
  b->buffer = gtk_text_view_get_buffer (b->view);
  b->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (b->window), 800, 720);
  gtk_window_set_child (GTK_WINDOW (b->window), GTK_WIDGET (b->editor));
  gtk_window_present (GTK_WINDOW (b->window));
  nh_plan_editor_set_cursor (b->editor, 0, 0);
  while (!gtk_widget_get_mapped (GTK_WIDGET (b->view)))
    g_main_context_iteration (NULL, TRUE);
  draw_one_frame (b);
  nh_bench_report (&(NhBenchCase){ "open the text of a plan", BLOCKS }, cpu_ms () - start, "ms", 0);
  settle (3000);
  nh_bench_report (&(NhBenchCase){ "open it and lay out all of it", BLOCKS }, cpu_ms () - start, "ms", 0);
}

int
main (int argc, char **argv)
{
  gint64 show = nh_bench_argument (argc, argv, "--show", 0);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bench-plan-editor.namhoc", NULL);
  g_autoptr (GError) error = NULL;
  Bench b = { NULL };
  guint middle = BLOCKS / 2;

  gtk_init ();
  g_unlink (path);
  b.workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);
  check (error);
  nh_workbook_fill_sample (b.workbook, &error);
  check (error);
  make_text (&b);
  open_window (&b);
  while (nh_plan_text_get_block (b.text, middle)->kind != NH_BLOCK_PARAGRAPH)
    middle++;
  nh_plan_editor_set_cursor (b.editor, middle, 20);
  settle (500);
  measure (&b, "a key in a plan", STEPS, type_letter);
  measure (&b, "Enter in a plan", STEPS, press_enter);
  measure (&b, "a heading more, all numbers new", STEPS / 2, add_heading);
  measure (&b, "data of all tables change", STEPS / 4, change_data);
  measure (&b, "scroll a page up", STEPS / 4, scroll);
  nh_bench_report (&(NhBenchCase){ "memory of a plan in the editor", BLOCKS }, nh_bench_memory (), "MiB", 0);
  settle ((guint) show * 1000);
  gtk_window_destroy (GTK_WINDOW (b.window));
  settle (50);
  g_object_unref (b.document);
  g_object_unref (b.text);
  nh_workbook_close (b.workbook);
  g_object_unref (b.workbook);
  g_unlink (path);
  return 0;
}
