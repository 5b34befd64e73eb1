/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each template makes a plan that stands whole on paper.
 */
#include <string.h>

#include "document/nh-page-layout.h"
#include "document/nh-plan-document.h"
#include "model-fixture.h"
#include "model/nh-plan-template.h"

static const char *const built_in[]
    = { "core-council", "lesson-study-inspection", "network", "professional-team", "training" };

/* How far the pages that the dialog promises may be from those that come. */
#define PAGES_OFF 2

static void
assert_text (const NhElement *element)
{
  g_autofree char *plain = element->text ? nh_rich_text_to_plain (element->text, NULL, NULL) : g_strdup ("");

  g_assert_null (strstr (plain, "(?)")); /* a reference that leads nowhere */
  g_assert_null (strchr (plain, '{'));
  g_assert_null (strstr (plain, "<"));
}

typedef struct
{
  guint bases, headings, tables, appendices;
  guint roman; /* "I." */
  guint empty_tables;
} Counts;

static void
count_element (const NhElement *element, Counts *counts)
{
  switch (element->kind)
    {
    case NH_ELEMENT_BASIS:
      counts->bases++;
      break;
    case NH_ELEMENT_HEADING:
      counts->headings++;
      g_assert_nonnull (element->label);
      g_assert_cmpuint (strlen (element->label), >=, 2);
      if (element->level == 1)
        counts->roman++;
      break;
    case NH_ELEMENT_TABLE:
      counts->tables++;
      counts->empty_tables += nh_table_get_n_rows (element->table) == nh_table_get_n_head_rows (element->table);
      break;
    case NH_ELEMENT_APPENDIX_HEAD:
      counts->appendices++;
      g_assert_nonnull (strstr (element->appendix->attached, "(Kèm theo Kế hoạch số"));
      break;
    case NH_ELEMENT_LETTERHEAD:
    case NH_ELEMENT_TITLE:
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_BULLET:
    case NH_ELEMENT_PAGE_BREAK:
    case NH_ELEMENT_SIGNATURE:
    default:
      break;
    }
}

static void
test_template (Fixture *f, const char *id, NhOffice office)
{
  const NhNewPlan plan = { .id = id, .year = "2026-2027", .office = office, .team = NH_NEW_PLAN_NEW_TEAM };
  g_autoptr (GError) error = NULL;
  gint64 made = nh_plan_from_template (f->workbook, &plan, &error);
  g_autoptr (NhDocument) document = NULL;
  g_autoptr (NhPageLayout) layout = NULL;
  NhPlanTemplateSize size;
  Counts counts = { 0 };
  int pages;

  g_assert_no_error (error);
  document = nh_compose_plan (f->workbook, made, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_document_get_element (document, 0)->kind, ==, NH_ELEMENT_LETTERHEAD);
  g_assert_cmpint (nh_document_get_element (document, 1)->kind, ==, NH_ELEMENT_TITLE);
  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      assert_text (nh_document_get_element (document, i));
      count_element (nh_document_get_element (document, i), &counts);
    }
  g_assert_cmpuint (counts.bases, >=, 4);
  g_assert_cmpuint (counts.roman, >=, 3);
  g_assert_cmpuint (counts.headings, >=, 10);
  g_assert_cmpuint (counts.appendices, >=, 2);
  /* Only lists of people are empty: nobody can be proposed. */
  g_assert_cmpuint (counts.empty_tables, <=, 2);
  g_assert_true (nh_plan_template_measure (f->workbook, id, office, &size, &error));
  layout = nh_page_layout_new (document);
  pages = (int) nh_page_layout_get_n_pages (layout);
  g_assert_cmpint (ABS (pages - (int) size.pages), <=, PAGES_OFF);
}

static void
test_all (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    for (NhOffice office = 0; office < NH_N_OFFICES; office++)
      test_template (f, built_in[i], office);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan-templates/whole", Fixture, NULL, fixture_set_up, test_all, fixture_tear_down);
  g_test_add ("/plan-templates/whole-beside-others", Fixture, "sample", fixture_set_up, test_all, fixture_tear_down);
  return g_test_run ();
}
