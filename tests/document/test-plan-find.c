/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in a plan: what is found where, and what the text reads afterwards.
 */
#include "document/nh-plan-find.h"
#include "model-fixture.h"

#define CELLS "<table head=\"0\"><column/><column/>\n<row><cell>Trường Hoà An</cell><cell>hoa\nhoa</cell></row>\n</table>"

static void
add (NhPlanText *text, NhBlockKind kind, const char *words, const char *view, const char *options)
{
  g_autoptr (NhRichText) rich = nh_rich_text_read (words);
  g_autoptr (NhBlock) block
      = nh_block_new (nh_plan_text_new_id (text), kind, 1, rich, view, options);

  nh_plan_text_splice (text, nh_plan_text_get_n_blocks (text), 0, &block, 1);
}

static NhPlanText *
make_text (Fixture *fixture)
{
  gint64 plan = fixture_create (fixture->workbook, "plan", "title", "Kế hoạch", NULL);
  g_autoptr (GError) error = NULL;
  NhPlanText *text = nh_plan_text_new (fixture->workbook, plan, &error);

  g_assert_no_error (error);
  add (text, NH_BLOCK_HEADING, "VƯỜN HOA", NULL, NULL);
  add (text, NH_BLOCK_PARAGRAPH, "Tổ <b>Hòa B</b>ình trồng hoa<note>Hoa cúc, hoa lan</note>, chăm hoa.", NULL, NULL);
  add (text, NH_BLOCK_FIXED_TABLE, "", NULL, CELLS);
  add (text, NH_BLOCK_TABLE, "", "members", NULL);
  g_assert_true (nh_plan_text_store (text, &error));
  g_assert_no_error (error);
  return text;
}

static NhTable *
live_table (guint position, NhBlock *block, gpointer data)
{
  static NhTable *table; /* as the document of the plan keeps it */

  if (table)
    return table;
  table = nh_table_new ();

  g_assert_cmpstr (block->view, ==, "members");
  nh_table_add_column (table, NH_ALIGN_LEFT, 0, 0);
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "Nguyễn Thị Hoa");
  g_assert_cmpuint (position, ==, 3);
  return table;
}

static GArray *
find (NhPlanText *text, const char *words, NhTextPatternFlags flags)
{
  g_autoptr (NhTextPattern) pattern = nh_text_pattern_new (words, flags);

  return nh_plan_find (text, pattern, live_table, NULL);
}

static void
assert_words (NhPlanText *text, guint position, const char *wanted)
{
  g_autofree char *markup = nh_rich_text_to_markup (nh_plan_text_get_block (text, position)->text);

  g_assert_cmpstr (markup, ==, wanted);
}

static void
test_find (Fixture *fixture, gconstpointer sample)
{
  g_autoptr (NhPlanText) text = make_text (fixture);
  g_autoptr (GArray) folded = find (text, "hoa", NH_TEXT_PATTERN_FOLDED);
  g_autoptr (GArray) exact = find (text, "hoa", NH_TEXT_PATTERN_EXACT);
  g_autoptr (GArray) styled = find (text, "hòa bình", NH_TEXT_PATTERN_FOLDED);
  g_autoptr (GArray) none = find (text, "hoa, cham", NH_TEXT_PATTERN_FOLDED);
  static const NhPlanFindPlace places[]
      = { NH_FIND_TEXT, NH_FIND_TEXT, NH_FIND_TEXT, NH_FIND_NOTE, NH_FIND_NOTE,
          NH_FIND_TEXT, NH_FIND_CELL, NH_FIND_CELL, NH_FIND_CELL, NH_FIND_LIVE_CELL };

  g_assert_cmpuint (folded->len, ==, G_N_ELEMENTS (places));
  for (guint i = 0; i < folded->len; i++)
    g_assert_cmpint (g_array_index (folded, NhPlanMatch, i).place, ==, places[i]);
  g_assert_cmpuint (exact->len, ==, 5);
  /* Words go on where their style changes, but not over a footnote. */
  g_assert_cmpuint (styled->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);

  g_assert_cmpuint (nh_plan_find_from (folded, 0, 0), ==, 0);
  g_assert_cmpuint (nh_plan_find_from (folded, 1, 5), ==, 1);
  g_assert_cmpuint (nh_plan_find_from (folded, 1, 25), ==, 3);
  g_assert_cmpuint (nh_plan_find_from (folded, 1, 30), ==, 5);
  g_assert_cmpuint (nh_plan_find_from (folded, 2, 1), ==, 9);
  g_assert_cmpuint (nh_plan_find_from (folded, 4, 0), ==, 10);
}

/* All of them as one step, in its style each; the live table stays. */
static void
test_replace_all (Fixture *fixture, gconstpointer sample)
{
  g_autoptr (NhPlanText) text = make_text (fixture);
  g_autofree char *before = fixture_dump (fixture->workbook);
  g_autofree char *after = NULL;
  g_autoptr (GArray) matches = find (text, "hoa", NH_TEXT_PATTERN_FOLDED);
  g_autoptr (GError) error = NULL;
  guint n = nh_plan_replace (text, (NhPlanMatch *) (gpointer) matches->data, matches->len, "cây & cỏ", "Thay thế");

  g_assert_cmpuint (n, ==, 9);
  assert_words (text, 0, "VƯỜN cây &amp; cỏ");
  assert_words (text, 1,
                "Tổ <b>cây &amp; cỏ B</b>ình trồng cây &amp; cỏ<note>cây &amp; cỏ cúc, cây &amp; cỏ lan</note>, chăm "
                "cây &amp; cỏ.");
  g_assert_cmpstr (nh_plan_text_get_block (text, 2)->options, ==,
                   "<table head=\"0\"><column/><column/>\n<row><cell>Trường cây &amp; cỏ An</cell><cell>cây &amp; cỏ\n"
                   "cây &amp; cỏ</cell></row>\n</table>");
  g_assert_true (nh_plan_text_store (text, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, "Thay thế");
  fixture_undo (fixture->workbook);
  after = fixture_dump (fixture->workbook);
  g_assert_cmpstr (after, ==, before);
}

static void
test_replace_one (Fixture *fixture, gconstpointer sample)
{
  g_autoptr (NhPlanText) text = make_text (fixture);
  g_autoptr (GArray) matches = find (text, "hoa", NH_TEXT_PATTERN_FOLDED);

  /* The second one in the footnote; the last one, which the data have. */
  g_assert_cmpuint (nh_plan_replace (text, &g_array_index (matches, NhPlanMatch, 4), 1, "", "Thay thế"), ==, 1);
  g_assert_cmpuint (nh_plan_replace (text, &g_array_index (matches, NhPlanMatch, 9), 1, "x", "Thay thế"), ==, 0);
  assert_words (text, 1, "Tổ <b>Hòa B</b>ình trồng hoa<note>Hoa cúc,  lan</note>, chăm hoa.");
  assert_words (text, 0, "VƯỜN HOA");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan-find/find", Fixture, NULL, fixture_set_up, test_find, fixture_tear_down);
  g_test_add ("/plan-find/replace-all", Fixture, NULL, fixture_set_up, test_replace_all, fixture_tear_down);
  g_test_add ("/plan-find/replace-one", Fixture, NULL, fixture_set_up, test_replace_one, fixture_tear_down);
  return g_test_run ();
}
