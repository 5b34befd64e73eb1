/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints a plan of the sample as it stands on paper, one element a line: for check-plans.py, and for
 * whoever wants to see it.
 *
 *   dump-plan N       the N-th plan of the sample, from 1
 *   dump-plan FILE PLAN
 */
#include <stdio.h>
#include <stdlib.h>

#include "document/nh-plan-document.h"
#include "model-fixture.h"

static void
print_lines (const char *name, GStrv lines)
{
  for (guint i = 0; lines && lines[i]; i++)
    printf ("%s\t%s\n", name, lines[i]);
}

static void
print_table (NhTable *table)
{
  for (guint r = 0; r < nh_table_get_n_rows (table); r++)
    {
      printf (r < nh_table_get_n_head_rows (table) ? "table-head" : "table-row");
      for (guint c = 0; c < nh_table_get_n_columns (table); c++)
        {
          const NhCell *cell = nh_table_get_cell (table, r, c);
          g_autofree char *text = g_strescape (cell ? cell->text : "^", NULL);
          g_autofree char *line = g_strcompress (text);

          g_strdelimit (line, "\n", ' ');
          printf ("\t%s", line);
        }
      printf ("\n");
    }
}

static void
print_notes (NhRichText *text)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    if (inlines[i].note)
      {
        g_autofree char *note = nh_rich_text_to_plain (inlines[i].note, NULL, NULL);

        printf ("note\t%s\n", note);
      }
}

static void
print_text (const char *name, const NhElement *element)
{
  g_autofree char *text = nh_rich_text_to_plain (element->text, NULL, NULL);

  printf ("%s\t%u\t%s\t%s\n", name, element->level, element->label ? element->label : "", text);
  print_notes (element->text);
}

static void
print_element (const NhElement *element)
{
  switch (element->kind)
    {
    case NH_ELEMENT_LETTERHEAD:
      printf ("letterhead\t%s\t%s\t%s\t%s\n", element->letterhead->superior, element->letterhead->issuer,
              element->letterhead->number, element->letterhead->place_date);
      break;
    case NH_ELEMENT_TITLE:
      printf ("title\t%s\t%s\n", element->title->type, element->title->subject);
      break;
    case NH_ELEMENT_BASIS:
      print_text ("basis", element);
      break;
    case NH_ELEMENT_HEADING:
      print_text ("heading", element);
      break;
    case NH_ELEMENT_PARAGRAPH:
      print_text ("paragraph", element);
      break;
    case NH_ELEMENT_BULLET:
      print_text ("bullet", element);
      break;
    case NH_ELEMENT_TABLE:
      print_table (element->table);
      break;
    case NH_ELEMENT_PAGE_BREAK:
      printf ("page-break\n");
      break;
    case NH_ELEMENT_SIGNATURE:
      print_lines ("recipient", element->signature->recipients);
      print_lines ("authority", element->signature->authority);
      printf ("signer\t%s\n", element->signature->name);
      break;
    case NH_ELEMENT_APPENDIX_HEAD:
      printf ("appendix\t%s\t%s\t%s\t%s\n", element->appendix->heading, element->appendix->title,
              element->appendix->attached, element->appendix->landscape ? "landscape" : "portrait");
      break;
    }
}

int
main (int argc, char *argv[])
{
  Fixture fixture = { NULL };
  g_autoptr (NhDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  NhWorkbook *workbook;
  gint64 plan;

  if (argc == 3)
    {
      workbook = nh_workbook_open (argv[1], NH_STORE_OPEN_READ_ONLY, &error);
      g_assert_no_error (error);
      plan = nh_workbook_find_plan (workbook, argv[2], &error);
      g_assert_no_error (error);
    }
  else
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT id FROM plan ORDER BY id LIMIT 1 OFFSET %d", argc > 1 ? atoi (argv[1]) - 1 : 0);

      fixture_set_up (&fixture, "sample");
      workbook = fixture.workbook;
      plan = fixture_sql (workbook, sql);
    }
  document = nh_compose_plan (workbook, plan, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    print_element (nh_document_get_element (document, i));
  if (fixture.workbook)
    fixture_tear_down (&fixture, "sample");
  else
    {
      nh_workbook_close (workbook);
      g_object_unref (workbook);
    }
  return 0;
}
