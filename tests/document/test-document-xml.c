/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-document-xml.h"

#include <string.h>

static const char *const words[] = { "Kế hoạch", "a&b", "<b>", "\"ngoặc\"", " ", "\n", "\t", "\r\n", "\x01", "'", "…", "]]>",
                                     "&#13;", "đề mục", "\xc2\x85", "–" };

static char *
random_words (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
    g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static NhRichText *
random_text (gboolean notes)
{
  NhRichText *text = nh_rich_text_new (NULL);

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    {
      g_autofree char *some = random_words ();

      nh_rich_text_append (text, some, -1, (NhStyle) g_test_rand_int_range (0, 8));
      if (notes && g_test_rand_bit ())
        {
          g_autoptr (NhRichText) note = random_text (FALSE);

          nh_rich_text_append_note (text, note, NH_STYLE_PLAIN);
        }
    }
  return text;
}

static NhTable *
random_table (void)
{
  NhTable *table = nh_table_new ();
  int columns = g_test_rand_int_range (1, 5);
  int head = g_test_rand_int_range (0, 3);
  int rows = head + g_test_rand_int_range (0, 5);

  for (int i = 0; i < columns; i++)
    nh_table_add_column (table, (NhAlign) g_test_rand_int_range (0, 3), g_test_rand_double_range (0, 9),
                         g_test_rand_bit () ? 0 : g_test_rand_double_range (0, 99));
  for (int row = 0; row < rows; row++)
    {
      int cells = g_test_rand_int_range (0, columns + 1);

      nh_table_add_row (table, row < head);
      for (int i = 0; i < cells; i++)
        {
          g_autofree char *text = random_words ();
          NhCell *cell;

          /* A cell more than the row has room for is a fault of the caller. */
          if (row > 0 || i > 1)
            {
              cell = nh_table_add_cell (table, text);
              continue;
            }
          cell = g_test_rand_bit () ? nh_table_add_cell (table, text) : nh_table_add_day_cell (table, 738000);
          cell->bold = g_test_rand_bit ();
          cell->italic = g_test_rand_bit ();
          cell->align = (NhAlign) g_test_rand_int_range (0, 3);
          if (cells == 1)
            cell->column_span = (guint) g_test_rand_int_range (1, columns + 2);
        }
    }
  return table;
}

static GStrv
random_lines (void)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
    g_ptr_array_add (lines, random_words ());
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (lines, FALSE);
}

static NhElement *
random_element (void)
{
  NhElement *e = nh_element_new ((NhElementKind) g_test_rand_int_range (0, NH_ELEMENT_APPENDIX_HEAD + 1),
                                 g_test_rand_bit () ? 0 : G_MAXINT64 - g_test_rand_int_range (0, 9999));

  e->level = (guint) g_test_rand_int_range (0, 6);
  e->label = g_test_rand_bit () ? NULL : random_words ();
  if (e->letterhead)
    *e->letterhead = (NhLetterhead) { random_words (), random_words (), random_words (), random_words () };
  else if (e->title)
    *e->title = (NhTitle) { random_words (), NULL };
  else if (e->signature)
    *e->signature = (NhSignature) { random_lines (), random_lines (), random_words () };
  else if (e->appendix)
    *e->appendix = (NhAppendixHead) { random_words (), random_words (), random_words (), g_test_rand_bit () };
  else if (e->kind == NH_ELEMENT_TABLE)
    e->table = random_table ();
  else if (e->kind != NH_ELEMENT_PAGE_BREAK)
    e->text = random_text (TRUE);
  return e;
}

static NhDocument *
random_document (void)
{
  NhDocument *document = nh_document_new ();
  g_autofree char *title = random_words ();
  g_autofree char *author = random_words ();

  nh_document_set_properties (document, title, author, NULL);
  for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
    nh_document_append (document, random_element ());
  return document;
}

/* What is written is read as an equal document, and that is written alike. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (NhDocument) document = random_document ();
      g_autofree char *xml = nh_document_to_xml (document);
      g_autoptr (GError) error = NULL;
      g_autoptr (NhDocument) again = nh_document_from_xml (xml, -1, &error);
      g_autofree char *xml_again = NULL;

      g_assert_no_error (error);
      g_assert_true (nh_document_equal (document, again));
      xml_again = nh_document_to_xml (again);
      g_assert_cmpstr (xml, ==, xml_again);
      g_assert_cmpstr (nh_document_get_title (document), ==, nh_document_get_title (again));
      for (guint i = 0; i < nh_document_get_n_elements (document); i++)
        g_assert_cmpint (nh_document_get_element (document, i)->key, ==, nh_document_get_element (again, i)->key);
    }
}

static const char *const damaged[] = {
  "",
  "Kế hoạch",
  "<document/>",
  "<html version=\"1\"/>",
  "<document version=\"2\"/>",
  "<document version=\"1\">",
  "<document version=\"1\"><picture/></document>",
  "<document version=\"1\"><document version=\"1\"/></document>",
  "<document version=\"1\"><heading><text>a<b/></text></heading></document>",
  "<document version=\"1\"><heading><text>&lt;i&gt;</text></heading></document>",
  "<document version=\"1\"><heading><text/><text/></heading></document>",
  "<document version=\"1\"><heading><row/></heading></document>",
  "<document version=\"1\"><table><cell/></table></document>",
  "<document version=\"1\"><table><row><cell/></row></table></document>",
  "<document version=\"1\"><table><column/><row><cell/><cell/></row></table></document>",
  "<document version=\"1\"><table><column/><row><cell rows=\"2\"/></row><row><cell/></row></table></document>",
  "<document version=\"1\"><table><row/><row head=\"1\"/></table></document>",
  "<document version=\"1\"><table><row/><column/></table></document>",
  "<document version=\"1\"><table><row><row/></row></table></document>",
  "<document version=\"1\"><paragraph><recipient/></paragraph></document>",
  "<!DOCTYPE x [<!ENTITY a \"b\">]><document version=\"1\" title=\"&a;\"/>",
};

/* Each is refused with a sentence, and leaves nothing behind. */
static void
test_damaged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NhDocument) document = nh_document_from_xml (damaged[i], -1, &error);

      if (document)
        g_error ("“%s” was read", damaged[i]);
      g_assert_nonnull (error);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

/* Whatever a disk does to it: refused, or read as some document; never a fault of the program. */
static void
test_bitten (void)
{
  for (guint round = 0; round < 1500; round++)
    {
      g_autoptr (NhDocument) document = random_document ();
      g_autofree char *xml = nh_document_to_xml (document);
      gsize length = strlen (xml);
      g_autoptr (NhDocument) again = NULL;

      for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
        xml[g_test_rand_int_range (0, (gint32) length)] = (char) g_test_rand_int_range (1, 127);
      again = nh_document_from_xml (xml, (gssize) length, NULL);
      for (guint i = 0; again && i < nh_document_get_n_elements (again); i++)
        {
          const NhElement *e = nh_document_get_element (again, i);

          if (e->table && nh_table_get_n_rows (e->table) && nh_table_get_n_columns (e->table))
            nh_table_get_cell (e->table, 0, 0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-xml/round-trip", test_round_trip);
  g_test_add_func ("/document-xml/damaged", test_damaged);
  g_test_add_func ("/document-xml/bitten", test_bitten);
  return g_test_run ();
}
