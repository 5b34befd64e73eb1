/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a reader sees on the pages: which lines stand where, and which never part.
 */
#include "page-maker.h"

#include <string.h>

#include "document/nh-page-layout-private.h"
#include "document/nh-table-layout-private.h"

static void
add (NhDocument *document, NhElement *element)
{
  nh_document_append (document, element);
}

static void
add_paragraph (NhDocument *document, guint n_sentences)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_sentences);
  g_autofree char *text = maker_sentences (rand, n_sentences);

  add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, text));
}

static void
add_line (NhDocument *document)
{
  add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, "Một dòng."));
}

static NhPage *
get_page (NhPageLayout *layout, guint page)
{
  g_assert_cmpuint (page, <, layout->pages->len);
  return layout->pages->pdata[page];
}

/* How many lines of an element stand on a page. */
static guint
lines_on (NhPageLayout *layout, guint page, guint element)
{
  NhPage *of = get_page (layout, page);

  for (guint i = 0; i < of->items->len; i++)
    {
      const NhPageItem *item = &g_array_index (of->items, NhPageItem, i);

      if (item->box->index == element)
        return item->to - item->from;
    }
  return 0;
}

static guint
page_of (NhPageLayout *layout, guint element)
{
  guint page = G_MAXUINT;
  NhPageRect rect;

  g_assert_true (nh_page_layout_locate (layout, element, 0, &page, &rect));
  return page;
}

static void
test_font (void)
{
  g_autoptr (GError) error = NULL;
  const char *family = nh_page_font_family (&error);

  g_assert_no_error (error);
  g_assert_nonnull (family);
}

static void
test_empty (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = nh_page_layout_new (document);
  NhPageRect rect;
  double width, height;
  guint page, element, offset, section = 7;

  g_assert_cmpuint (nh_page_layout_get_n_pages (layout), ==, 1);
  nh_page_layout_get_page_size (layout, 0, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 210 * 72 / 25.4, 0.1);
  g_assert_cmpfloat_with_epsilon (height, 297 * 72 / 25.4, 0.1);
  g_assert_cmpuint (nh_page_layout_get_page_number (layout, 0, &section), ==, 1);
  g_assert_cmpuint (section, ==, 0);
  g_assert_false (nh_page_layout_locate (layout, 0, 0, &page, &rect));
  g_assert_false (nh_page_layout_pick (layout, 0, 100, 100, &element, &offset));
}

/* "liên kết" before a line break that was typed is as wide as its words; the line before an end that
 * was found is stretched. */
static void
test_broken_line (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  double width = nh_page_text_width (FALSE);
  const NhPageText *text;
  guint page;
  NhPageRect start, end;

  add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, "liên kết\ndòng sau"));
  layout = nh_page_layout_new (document);
  text = nh_page_layout_get_box (layout, 0, width)->text;
  g_assert_cmpuint (text->n_lines, ==, 2);
  g_assert_cmpfloat (text->lines[0].width, <, width / 2);
  g_assert_true (nh_page_layout_locate (layout, 0, 0, &page, &start));
  g_assert_true (nh_page_layout_locate (layout, 0, strlen ("liên kết"), &page, &end));
  g_assert_cmpfloat (end.x - start.x, <, width / 2);
}

/* Lines of a paragraph stand by two on either side of a page's end. */
static void
test_widows (void)
{
  for (guint before = 20; before < 34; before++)
    for (guint n = 1; n <= 4; n++)
      {
        g_autoptr (NhDocument) document = nh_document_new ();
        g_autoptr (NhPageLayout) layout = NULL;
        guint first, lines;

        for (guint i = 0; i < before; i++)
          add_line (document);
        add_paragraph (document, n);
        layout = nh_page_layout_new (document);
        lines = nh_page_layout_get_box (layout, before, nh_page_text_width (FALSE))->text->n_lines;
        first = lines_on (layout, 0, before);
        g_assert_cmpuint (first, !=, 1);
        if (first > 0 && first < lines)
          g_assert_cmpuint (lines - first, >=, 2);
      }
}

/* A chain of headings goes to the next page rather than stand at the foot. */
static void
test_headings (void)
{
  gboolean moved = FALSE;

  for (guint before = 18; before < 34; before++)
    {
      g_autoptr (NhDocument) document = nh_document_new ();
      g_autoptr (NhPageLayout) layout = NULL;

      for (guint i = 0; i < before; i++)
        add_line (document);
      add (document, maker_text (NH_ELEMENT_HEADING, 1, "I.", "NỘI DUNG"));
      add (document, maker_text (NH_ELEMENT_HEADING, 2, "1.", "Công tác chuẩn bị"));
      add_paragraph (document, 3);
      layout = nh_page_layout_new (document);
      g_assert_cmpuint (page_of (layout, before), ==, page_of (layout, before + 2));
      g_assert_cmpuint (page_of (layout, before + 1), ==, page_of (layout, before + 2));
      g_assert_cmpuint (lines_on (layout, page_of (layout, before + 2), before + 2), >=, 2);
      moved |= page_of (layout, before - 1) != page_of (layout, before);
    }
  g_assert_true (moved);
}

/* Short points are titles, but they hold nothing: each may be the last of its page. */
static void
test_points (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  guint last = 0;

  for (guint i = 0; i < 60; i++)
    add (document, maker_text (NH_ELEMENT_HEADING, 5, "a)", "Điểm ngắn"));
  layout = nh_page_layout_new (document);
  while (page_of (layout, last + 1) == 0)
    last++;
  g_assert_cmpfloat (nh_page_body_height (FALSE), <, (last + 2) * (18 + 6));
}

static void
test_signature (void)
{
  for (guint before = 14; before < 34; before++)
    for (guint table = 0; table < 2; table++)
      {
        g_autoptr (NhDocument) document = nh_document_new ();
        g_autoptr (NhPageLayout) layout = NULL;
        NhPage *last;

        for (guint i = 0; i < before; i++)
          add_line (document);
        if (table)
          add (document, maker_table (6, 3, 1));
        else
          add_paragraph (document, before % 5 + 1);
        add (document, maker_signature ());
        layout = nh_page_layout_new (document);
        last = get_page (layout, page_of (layout, before + 1));
        g_assert_cmpuint (last->items->len, >=, 2);
        g_assert_true (table || lines_on (layout, page_of (layout, before + 1), before) >= 2
                       || lines_on (layout, page_of (layout, before + 1), before)
                              == nh_page_layout_get_box (layout, before, nh_page_text_width (FALSE))->text->n_lines);
      }
}

/* Every appendix begins a page, is numbered anew, and has its own orientation. */
static void
test_sections (void)
{
  g_autoptr (NhDocument) document = maker_plan (60, 3);
  g_autoptr (NhPageLayout) layout = nh_page_layout_new (document);
  guint n = nh_document_get_n_elements (document);
  guint first = page_of (layout, n - 4);
  guint second = page_of (layout, n - 2);
  guint section;
  double width, height;

  g_assert_cmpuint (first, >, 2);
  g_assert_cmpuint (nh_page_layout_get_page_number (layout, first - 1, &section), ==, first);
  g_assert_cmpuint (section, ==, 0);
  g_assert_cmpuint (nh_page_layout_get_page_number (layout, first, &section), ==, 1);
  g_assert_cmpuint (section, ==, 1);
  g_assert_cmpuint (nh_page_layout_get_page_number (layout, first + 1, &section), ==, 2);
  nh_page_layout_get_page_size (layout, first, &width, &height);
  g_assert_cmpfloat (width, <, height);
  g_assert_cmpuint (nh_page_layout_get_page_number (layout, second, &section), ==, 1);
  g_assert_cmpuint (section, ==, 2);
  nh_page_layout_get_page_size (layout, second, &width, &height);
  g_assert_cmpfloat (width, >, height);
}

static void
test_page_break (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;

  add_line (document);
  add (document, nh_element_new (NH_ELEMENT_PAGE_BREAK, 0));
  add_line (document);
  add (document, nh_element_new (NH_ELEMENT_PAGE_BREAK, 0));
  add (document, maker_appendix ("Phụ lục", FALSE));
  add (document, nh_element_new (NH_ELEMENT_PAGE_BREAK, 0));
  layout = nh_page_layout_new (document);
  /* Neither a blank page before the appendix nor one at the end. */
  g_assert_cmpuint (nh_page_layout_get_n_pages (layout), ==, 3);
  g_assert_cmpuint (page_of (layout, 0), ==, 0);
  g_assert_cmpuint (page_of (layout, 2), ==, 1);
  g_assert_cmpuint (page_of (layout, 4), ==, 2);
}

static void
add_noted (NhDocument *document, guint n_sentences, guint where, guint n_note)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_note);
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *note = maker_sentences (rand, n_note);

  for (guint i = 0; i < n_sentences; i++)
    {
      g_autofree char *text = maker_sentences (rand, 1);

      g_string_append (markup, text);
      if (i == where)
        g_string_append_printf (markup, "<note>%s</note>", note);
      g_string_append_c (markup, ' ');
    }
  add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, markup->str));
}

/* The page of a footnote's first line. */
static guint
note_page (NhPageLayout *layout, guint element, guint note)
{
  for (guint p = 0; p < layout->pages->len; p++)
    {
      NhPage *page = get_page (layout, p);

      for (guint i = 0; i < page->notes->len; i++)
        {
          const NhPageNote *placed = &g_array_index (page->notes, NhPageNote, i);

          if (placed->box->index == element && placed->note == note && placed->from == 0)
            return p;
        }
    }
  return G_MAXUINT;
}

/* A footnote stands on the page of its mark, on whichever line of the paragraph that is. */
static void
test_note_by_its_mark (void)
{
  for (guint before = 22; before < 32; before++)
    for (guint where = 0; where < 6; where++)
      {
        g_autoptr (NhDocument) document = nh_document_new ();
        g_autoptr (NhPageLayout) layout = NULL;
        NhPageBox *box;
        NhPageRect rect;
        guint page, offset;

        for (guint i = 0; i < before; i++)
          add_line (document);
        add_noted (document, 6, where, 2);
        layout = nh_page_layout_new (document);
        box = layout->boxes->pdata[before];
        nh_page_box_get_note (box, 0, &offset);
        g_assert_true (nh_page_layout_locate (layout, before, offset, &page, &rect));
        g_assert_cmpuint (note_page (layout, before, 0), ==, page);
      }
}

/* A long footnote goes on on the next page, with two lines at least on either. */
static void
test_note_over_pages (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  NhPageText *text;
  guint done = 0;
  guint n_pages = 0;

  for (guint i = 0; i < 20; i++)
    add_line (document);
  add_noted (document, 4, 0, 200);
  for (guint i = 0; i < 20; i++)
    add_line (document);
  layout = nh_page_layout_new (document);
  text = ((NhPageBox *) layout->boxes->pdata[20])->notes->pdata[0];
  for (guint p = 0; p < layout->pages->len; p++)
    {
      NhPage *page = get_page (layout, p);

      for (guint i = 0; i < page->notes->len; i++)
        {
          const NhPageNote *placed = &g_array_index (page->notes, NhPageNote, i);

          g_assert_cmpuint (placed->from, ==, done);
          g_assert_cmpuint (placed->to - placed->from, >=, 2);
          done = placed->to;
          n_pages++;
        }
      /* The text goes on beside it. */
      g_assert_cmpuint (page->items->len, >, 0);
    }
  g_assert_cmpuint (done, ==, text->n_lines);
  g_assert_cmpuint (n_pages, >=, 3);
}

static const NhPageItem *
table_item (NhPageLayout *layout, guint page, guint element)
{
  NhPage *of = get_page (layout, page);

  for (guint i = 0; i < of->items->len; i++)
    {
      const NhPageItem *item = &g_array_index (of->items, NhPageItem, i);

      if (item->box->index == element && item->piece)
        return item;
    }
  return NULL;
}

/* Rows stay whole; the head stands over them on every page. */
static void
test_table_over_pages (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  NhTableLayout *table;
  guint row = 0;

  add_line (document);
  add (document, maker_table (80, 5, 4));
  layout = nh_page_layout_new (document);
  table = ((NhPageBox *) layout->boxes->pdata[1])->table;
  g_assert_cmpuint (layout->pages->len, >, 3);
  for (guint p = 0; p < layout->pages->len; p++)
    {
      const NhTablePiece *piece = table_item (layout, p, 1)->piece;
      double height = p > 0 ? nh_table_layout_get_row_height (table, 0) : 0;

      g_assert_cmpuint (piece->first_row, ==, row);
      for (; row < piece->end_row; row++)
        height += nh_table_layout_get_row_height (table, row);
      g_assert_cmpfloat_with_epsilon (piece->height, height, 0.01);
      g_assert_false (get_page (layout, p)->start.row && get_page (layout, p)->start.row->inside);
    }
  g_assert_cmpuint (row, ==, 81);
}

/* A row that no page can hold is cut; all its lines are there once. */
static void
test_row_over_pages (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *text = maker_sentences (rand, 120);
  NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);
  NhTable *table = element->table = nh_table_new ();
  guint n_cut = 0;
  double height = 0;

  nh_table_add_column (table, NH_ALIGN_LEFT, 0, 0);
  nh_table_add_row (table, TRUE);
  nh_table_add_cell (table, "Nội dung");
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, text);
  nh_table_add_row (table, FALSE);
  nh_table_add_cell (table, "Dòng sau");
  add (document, element);
  layout = nh_page_layout_new (document);
  for (guint p = 0; p < layout->pages->len; p++)
    {
      const NhPageItem *item = table_item (layout, p, 0);

      n_cut += get_page (layout, p)->start.row && get_page (layout, p)->start.row->inside ? 1 : 0;
      height += item->height;
      g_assert_cmpfloat (item->y + item->height, <=, nh_page_body_height (FALSE) + 0.01);
    }
  g_assert_cmpuint (n_cut, >=, 1);
  g_assert_cmpuint (n_cut, ==, layout->pages->len - 1);
  g_assert_cmpfloat (height, >=, nh_table_layout_get_height (((NhPageBox *) layout->boxes->pdata[0])->table));
}

/* A head that no page can hold is cut like a row: the table is there, with what follows it. */
static void
test_head_over_pages (void)
{
  for (guint n_before = 0; n_before < 2; n_before++)
    {
      g_autoptr (NhDocument) document = nh_document_new ();
      g_autoptr (NhPageLayout) layout = NULL;
      g_autoptr (GRand) rand = g_rand_new_with_seed (1);
      g_autofree char *text = maker_sentences (rand, 120);
      NhElement *element = nh_element_new (NH_ELEMENT_TABLE, 0);
      NhTable *table = element->table = nh_table_new ();
      guint n_rows = 0;
      double height = 0;

      nh_table_add_column (table, NH_ALIGN_LEFT, 0, 0);
      nh_table_add_row (table, TRUE);
      nh_table_add_cell (table, text);
      nh_table_add_row (table, FALSE);
      nh_table_add_cell (table, "Dòng sau");
      if (n_before)
        add_line (document);
      add (document, element);
      layout = nh_page_layout_new (document);
      for (guint p = n_before; p < layout->pages->len; p++)
        {
          const NhPageItem *item = table_item (layout, p, n_before);

          n_rows = item->piece->end_row;
          height += item->height;
          g_assert_cmpfloat (item->y + item->height, <=, nh_page_body_height (FALSE) + 0.01);
        }
      g_assert_cmpuint (n_rows, ==, 2);
      g_assert_cmpuint (layout->pages->len, >=, n_before + 2);
      g_assert_cmpfloat (height, >=, nh_table_layout_get_height (((NhPageBox *) layout->boxes->pdata[n_before])->table));
    }
}

/* No line of a cell begins within a word. */
static void
test_words_stay_whole (void)
{
  g_autoptr (NhTableLayout) layout = NULL;
  NhElement *element = maker_table (10, 8, 5);

  layout = nh_table_layout_new (element->table, nh_page_text_width (FALSE));
  g_assert_cmpfloat_with_epsilon (nh_table_layout_get_width (layout), nh_page_text_width (FALSE), 0.5);
  for (guint i = 0; i < layout->cells->len; i++)
    {
      const NhPageText *text = g_array_index (layout->cells, NhTableLayoutCell, i).text;
      const char *shown = pango_layout_get_text (text->layout);

      for (guint l = 1; l < text->n_lines; l++)
        g_assert_cmpint (shown[text->lines[l].line->start_index - 1], ==, ' ');
    }
  nh_element_unref (element);
}

/* A blank that ties a word to its number does not end a line. */
static void
test_ties (void)
{
  static const char *const tied[] = { "ngày 31", "tháng 8", "Điều 5", "số 73", "Phụ lục II", "năm 2025" };
  static const char *const free_blanks[] = { "ngay 31", "con số bảy", "số 19/2019/TT-BGDĐT", "lục Việt", "và 5" };

  for (guint i = 0; i < G_N_ELEMENTS (tied); i++)
    g_assert_true (nh_page_is_tie (tied[i], strrchr (tied[i], ' ')));
  for (guint i = 0; i < G_N_ELEMENTS (free_blanks); i++)
    g_assert_false (nh_page_is_tie (free_blanks[i], strrchr (free_blanks[i], ' ')));
  for (guint n = 1; n < 60; n++)
    {
      g_autoptr (NhDocument) document = nh_document_new ();
      g_autoptr (NhPageLayout) layout = NULL;
      g_autofree char *filler = g_strnfill (n, 'x');
      g_autofree char *text = g_strdup_printf ("%s nộp trước khi hết ngày 25 tháng 11 năm 2025 theo Điều 12", filler);
      NhPageRect before, after;
      guint page, at;

      add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, text));
      layout = nh_page_layout_new (document);
      at = strstr (text, "ngày 25") - text;
      g_assert_true (nh_page_layout_locate (layout, 0, at, &page, &before));
      g_assert_true (nh_page_layout_locate (layout, 0, at + strlen ("ngày 2"), &page, &after));
      g_assert_cmpfloat (before.y, ==, after.y);
    }
}

/* Titles of two lines part where their sense does; days stay whole. */
static void
test_titles (void)
{
  double width = nh_page_text_width (FALSE);
  g_autofree char *title = nh_page_form_balance (
      NH_PAGE_STYLE_SUBJECT, "Tổ chức sinh hoạt chuyên môn theo nghiên cứu bài học của các cụm trường trung học cơ sở",
      width);
  g_autofree char *attached = nh_page_form_balance (
      NH_PAGE_STYLE_ATTACHED, "(Kèm theo Kế hoạch số 12/KH-PGDĐT ngày 05 tháng 9 năm 2025 của Phòng GDĐT huyện Bình Minh)",
      width);
  g_autofree char *superior
      = nh_page_form_balance (NH_PAGE_STYLE_SUPERIOR, "ỦY BAN NHÂN DÂN HUYỆN BÌNH MINH", width * NH_PAGE_LETTERHEAD_LEFT);
  g_autofree char *one_line = nh_page_form_balance (NH_PAGE_STYLE_SUBJECT, "Công tác năm học 2025-2026", width);

  g_assert_cmpstr (title, ==, "Tổ chức sinh hoạt chuyên môn theo nghiên cứu bài học\ncủa các cụm trường trung học cơ sở");
  g_assert_cmpstr (attached, ==,
                   "(Kèm theo Kế hoạch số 12/KH-PGDĐT ngày 05 tháng 9 năm 2025\ncủa Phòng GDĐT huyện Bình Minh)");
  g_assert_cmpstr (superior, ==, "ỦY BAN NHÂN DÂN\nHUYỆN BÌNH MINH");
  g_assert_cmpstr (one_line, ==, "Công tác năm học 2025-2026");
}

/* Where a byte stands is where a click finds it, labels, footnotes and bold spans or not. */
static void
test_locate_and_pick (void)
{
  static const char *const markup
      = "Các trường <b>tổ chức</b> dạy minh họa<note>Theo cụm.</note> trong học kỳ I, mỗi cụm ít nhất một lần; "
        "<i>gửi biên bản</i> về Phòng<note>Bộ phận Trung học cơ sở.</note> trước ngày 25 tháng 11 năm 2025 & sau "
        "khi góp ý, hoàn thiện giáo án rồi dạy lại ở ít nhất một trường khác trong cụm để so sánh.";
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  const char *text;

  add_line (document);
  add (document, maker_text (NH_ELEMENT_BULLET, 1, "–", markup));
  layout = nh_page_layout_new (document);
  text = nh_rich_text_get_text (nh_document_get_element (document, 1)->text);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      NhPageRect rect;
      guint page, element, offset;

      g_assert_true (nh_page_layout_locate (layout, 1, p - text, &page, &rect));
      g_assert_true (nh_page_layout_pick (layout, page, rect.x + 0.3, rect.y + rect.height / 2, &element, &offset));
      g_assert_cmpuint (element, ==, 1);
      /* The blank at the end of a line may be beyond its edge. */
      if (*p != ' ')
        g_assert_cmpuint (offset, ==, p - text);
    }
}

/* Controls, which the paper does not show, leave all places around them right. */
static void
test_pick_beside_controls (void)
{
  const char *text = "Dòng thứ nhất\nDòng thứ hai\vcòn nữa";
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;

  add (document, maker_text (NH_ELEMENT_BULLET, 1, "–", text));
  layout = nh_page_layout_new (document);
  g_assert_cmpuint (((NhPageBox *) layout->boxes->pdata[0])->text->n_lines, ==, 2);
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      NhPageRect rect;
      guint page, element, offset;

      if (g_ascii_iscntrl (*p))
        continue;
      g_assert_true (nh_page_layout_locate (layout, 0, p - text, &page, &rect));
      g_assert_true (nh_page_layout_pick (layout, page, rect.x + 0.3, rect.y + rect.height / 2, &element, &offset));
      g_assert_cmpuint (offset, ==, p - text);
    }
}

/* Data that somebody pasted have no blanks; they stand on paper nevertheless, and soon. */
static void
test_endless_word (void)
{
  g_autofree char *word = g_strnfill (400000, 'x');
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  const NhPageText *set;

  add (document, maker_text (NH_ELEMENT_PARAGRAPH, 0, NULL, word));
  g_test_timer_start ();
  layout = nh_page_layout_new (document);
  g_assert_cmpfloat (g_test_timer_elapsed (), <, 60);
  set = ((NhPageBox *) layout->boxes->pdata[0])->text;
  for (guint i = 0; i < set->n_lines; i++)
    g_assert_cmpfloat (set->lines[i].width, <=, nh_page_text_width (FALSE) + 0.5);
}

static void
test_pick_note (void)
{
  g_autoptr (NhDocument) document = nh_document_new ();
  g_autoptr (NhPageLayout) layout = NULL;
  guint element, offset, mark;

  add_line (document);
  add_noted (document, 2, 1, 1);
  layout = nh_page_layout_new (document);
  nh_page_box_get_note (layout->boxes->pdata[1], 0, &mark);
  g_assert_true (nh_page_layout_pick (layout, 0, 120, NH_PAGE_HEIGHT - NH_PAGE_BOTTOM - 5, &element, &offset));
  g_assert_cmpuint (element, ==, 1);
  g_assert_cmpuint (offset, ==, mark);
}

/* Of every element all lines, all rows and all footnotes are there once and in order, within the
 * margins. */
static void
test_nothing_is_lost (void)
{
  for (guint32 seed = 1; seed < 12; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (NhDocument) document = nh_document_new ();
      g_autoptr (NhPageLayout) layout = NULL;
      guint element = 0, line = 0, note = 0, note_line = 0;

      for (guint i = 0; i < 60; i++)
        add (document, i % 17 == 16 ? maker_appendix ("Phụ lục", i % 2) : maker_random (rand));
      layout = nh_page_layout_new (document);
      for (guint p = 0; p < layout->pages->len; p++)
        {
          NhPage *page = get_page (layout, p);
          double room = nh_page_body_height (page->landscape) - page->notes_height;
          double y = 0;

          for (guint i = 0; i < page->items->len; i++)
            {
              const NhPageItem *item = &g_array_index (page->items, NhPageItem, i);

              g_assert_cmpuint (item->box->index, ==, element);
              g_assert_cmpfloat (item->y, >=, y - 0.01);
              y = item->y + item->height;
              g_assert_cmpfloat (y, <=, room + 0.01);
              if (item->box->text)
                {
                  g_assert_cmpuint (item->from, ==, line);
                  line = item->to;
                }
              if (item->box->text ? line == item->box->text->n_lines
                                  : !item->piece || i + 1 < page->items->len || p + 1 == layout->pages->len
                                        || get_page (layout, p + 1)->start.element != element)
                {
                  element++;
                  line = 0;
                }
            }
          for (guint i = 0; i < page->notes->len; i++)
            {
              const NhPageNote *placed = &g_array_index (page->notes, NhPageNote, i);

              g_assert_cmpuint (placed->box->first_note + placed->note, ==, note);
              g_assert_cmpuint (placed->from, ==, note_line);
              note_line = placed->to;
              if (note_line == ((NhPageText *) placed->box->notes->pdata[placed->note])->n_lines)
                {
                  note++;
                  note_line = 0;
                }
            }
        }
      g_assert_cmpuint (element, ==, nh_document_get_n_elements (document));
      g_assert_cmpuint (note_line, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-layout/font", test_font);
  g_test_add_func ("/page-layout/empty", test_empty);
  g_test_add_func ("/page-layout/broken-line", test_broken_line);
  g_test_add_func ("/page-layout/widows", test_widows);
  g_test_add_func ("/page-layout/headings", test_headings);
  g_test_add_func ("/page-layout/points", test_points);
  g_test_add_func ("/page-layout/signature", test_signature);
  g_test_add_func ("/page-layout/sections", test_sections);
  g_test_add_func ("/page-layout/page-break", test_page_break);
  g_test_add_func ("/page-layout/note-by-its-mark", test_note_by_its_mark);
  g_test_add_func ("/page-layout/note-over-pages", test_note_over_pages);
  g_test_add_func ("/page-layout/table-over-pages", test_table_over_pages);
  g_test_add_func ("/page-layout/row-over-pages", test_row_over_pages);
  g_test_add_func ("/page-layout/head-over-pages", test_head_over_pages);
  g_test_add_func ("/page-layout/words-stay-whole", test_words_stay_whole);
  g_test_add_func ("/page-layout/ties", test_ties);
  g_test_add_func ("/page-layout/titles", test_titles);
  g_test_add_func ("/page-layout/locate-and-pick", test_locate_and_pick);
  g_test_add_func ("/page-layout/pick-beside-controls", test_pick_beside_controls);
  g_test_add_func ("/page-layout/endless-word", test_endless_word);
  g_test_add_func ("/page-layout/pick-note", test_pick_note);
  g_test_add_func ("/page-layout/nothing-is-lost", test_nothing_is_lost);
  return g_test_run ();
}
