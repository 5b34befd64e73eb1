/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Property: after any edits the pages that were mended are those of a fresh layout.
 */
#include "page-maker.h"

#include "document/nh-page-layout-private.h"

#define ROUNDS 200

static void
write_place (GString *out, const NhPagePlace *place)
{
  g_string_append_printf (out, "e%u l%u n%u.%u-%u", place->element, place->line, place->note, place->note_line,
                          place->note_end);
  if (!place->row)
    return;
  g_string_append_printf (out, " r%u%s", place->row->row, place->row->inside ? "+" : "");
  for (guint i = 0; i < place->row->n_columns; i++)
    g_string_append_printf (out, " %u", place->row->done[i]);
}

/* All that can be seen of a page, as text. */
static char *
describe (const NhPage *page)
{
  GString *out = g_string_new (NULL);

  write_place (out, &page->start);
  g_string_append_printf (out, "\n%s section %u number %u seen %u\n", page->landscape ? "landscape" : "portrait",
                          page->section, page->number, page->last_seen);
  for (guint i = 0; i < page->items->len; i++)
    {
      const NhPageItem *item = &g_array_index (page->items, NhPageItem, i);

      g_string_append_printf (out, "  %u at %.3f high %.3f lines %u-%u notes from %u\n", item->box->index, item->y,
                              item->height, item->from, item->to, item->box->first_note);
      if (item->piece)
        g_string_append_printf (out, "    rows %u-%u\n", item->piece->first_row, item->piece->end_row);
    }
  for (guint i = 0; i < page->notes->len; i++)
    {
      const NhPageNote *note = &g_array_index (page->notes, NhPageNote, i);

      g_string_append_printf (out, "  note %u.%u %u-%u\n", note->box->index, note->note, note->from, note->to);
    }
  g_string_append_printf (out, "  notes %.3f\n", page->notes_height);
  return g_string_free (out, FALSE);
}

static void
compare (NhPageLayout *layout, guint round)
{
  g_autoptr (NhPageLayout) fresh = nh_page_layout_new (nh_page_layout_get_document (layout));

  for (guint i = 0; i < MIN (layout->pages->len, fresh->pages->len); i++)
    {
      g_autofree char *mended = describe (layout->pages->pdata[i]);
      g_autofree char *right = describe (fresh->pages->pdata[i]);

      if (g_str_equal (mended, right))
        continue;
      g_test_message ("round %u, page %u\n%s\n%s", round, i, mended, right);
      g_assert_cmpstr (mended, ==, right);
    }
  g_assert_cmpuint (layout->pages->len, ==, fresh->pages->len);
}

static NhElement *
make (GRand *rand)
{
  guint kind = g_rand_int_range (rand, 0, 40);

  if (kind == 0)
    return nh_element_new (NH_ELEMENT_PAGE_BREAK, 0);
  if (kind == 1)
    return maker_appendix ("Phụ lục", g_rand_boolean (rand));
  if (kind == 2)
    return maker_signature ();
  return maker_random (rand);
}

/* The table with one other cell, and now and then with a row less. */
static NhElement *
type_into_table (NhTable *table, GRand *rand)
{
  NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);
  guint n_columns = nh_table_get_n_columns (table);
  guint n_rows = nh_table_get_n_rows (table) - (g_rand_int_range (rand, 0, 4) == 0 ? 1 : 0);
  guint row = g_rand_int_range (rand, 0, (int) n_rows);

  element->table = nh_table_new ();
  for (guint c = 0; c < n_columns; c++)
    nh_table_add_column (element->table, NH_ALIGN_LEFT, 0, 0);
  for (guint r = 0; r < n_rows; r++)
    {
      nh_table_add_row (element->table, r < nh_table_get_n_head_rows (table));
      for (guint c = 0; c < n_columns; c++)
        {
          const NhCell *cell = nh_table_get_cell (table, r, c);
          NhCell *copy;

          if (!cell)
            continue;
          copy = nh_table_add_cell (element->table, r == row && c == 0 ? "Ô đã sửa" : cell->text);
          copy->align = cell->align;
          copy->column_span = cell->column_span;
          copy->row_span = cell->row_span;
        }
    }
  return element;
}

/* What a keystroke does: the same element with a little more. */
static NhElement *
type_into (NhElement *element, GRand *rand)
{
  g_autofree char *markup = NULL;
  g_autofree char *old = NULL;

  if (element->table && nh_table_get_n_rows (element->table) > 1)
    return type_into_table (element->table, rand);
  if (!element->text)
    return make (rand);
  old = nh_rich_text_to_markup (element->text);
  markup = g_strconcat (old, g_rand_boolean (rand) ? " thêm" : "đ", NULL);
  return maker_text (element->kind, element->level, element->label, markup);
}

static NhPageChange
edit (NhPageLayout *layout, GRand *rand)
{
  NhDocument *document = nh_page_layout_get_document (layout);
  guint n = nh_document_get_n_elements (document);
  guint position = g_rand_int_range (rand, 0, n + 1);
  guint wanted = g_rand_int_range (rand, 0, 4);
  guint n_removed = MIN (wanted, n - position);
  guint n_added = g_rand_int_range (rand, 0, 4);
  NhElement *added[4];

  if (g_rand_boolean (rand))
    n_removed = n_added = MIN (1, n - position);
  for (guint i = 0; i < n_added; i++)
    added[i] = n_removed == n_added && g_rand_boolean (rand)
                   ? type_into (nh_document_get_element (document, position + i), rand)
                   : make (rand);
  nh_document_splice (document, position, n_removed, added, n_added);
  for (guint i = 0; i < n_added; i++)
    nh_element_unref (added[i]);
  return nh_page_layout_update (layout, position, n_removed, n_added);
}

/* Pages outside of the change that was told must look as before. */
static GPtrArray *
describe_all (NhPageLayout *layout)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < layout->pages->len; i++)
    g_ptr_array_add (all, g_strdup_printf ("%u", ((NhPage *) layout->pages->pdata[i])->number));
  return all;
}

static void
check_change (NhPageLayout *layout, GPtrArray *before, NhPageChange change)
{
  g_assert_cmpuint (before->len - change.n_removed + change.n_added, ==, layout->pages->len);
  for (guint i = 0; i < change.first; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", ((NhPage *) layout->pages->pdata[i])->number);

      g_assert_cmpstr (before->pdata[i], ==, number);
    }
  for (guint i = change.first + change.n_added; i < layout->pages->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", ((NhPage *) layout->pages->pdata[i])->number);

      g_assert_cmpstr (before->pdata[i + change.n_removed - change.n_added], ==, number);
    }
}

static void
test_edits (gconstpointer data)
{
  guint32 seed = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (NhDocument) document = seed == 1 ? nh_document_new () : maker_plan (40, seed);
  g_autoptr (NhPageLayout) layout = nh_page_layout_new (document);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GPtrArray) before = describe_all (layout);
      NhPageChange change = edit (layout, rand);

      check_change (layout, before, change);
      compare (layout, round);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/page-random/from-nothing", GUINT_TO_POINTER (1), test_edits);
  g_test_add_data_func ("/page-random/plan", GUINT_TO_POINTER (2), test_edits);
  g_test_add_data_func ("/page-random/other-plan", GUINT_TO_POINTER (3), test_edits);
  return g_test_run ();
}
