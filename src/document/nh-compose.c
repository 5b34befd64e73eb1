/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-compose.h"

#include <glib/gi18n-lib.h>

#include "core/nh-basis.h"
#include "core/nh-outline.h"
#include "core/nh-period.h"
#include "document/nh-compose-private.h"
#include "document/nh-views.h"
#include "model/nh-cursor.h"

#define OPEN NH_COMPOSE_OPEN

/* Names of files, in characters: titles of plans run over lines. */
#define LONGEST_NAME 80

static const struct
{
  const char *view;
  NhViewFunc compose;
} views[] = {
  { "lesson_studies", nh_view_lesson_studies },
  { "inspections", nh_view_inspections },
  { "inspection_schedule", nh_view_inspection_schedule },
  { "inspection_coverage", nh_view_inspection_coverage },
  { "findings", nh_view_findings },
  { "clusters", nh_view_clusters },
  { "themes", nh_view_themes },
  { "calendar_periods", nh_view_calendar_periods },
  { "calendar_general", nh_view_calendar_general },
  { "calendar_clusters", nh_view_calendar_clusters },
  { "calendar_places", nh_view_calendar_places },
  { "members", nh_view_members },
  { "awards", nh_view_awards },
  { "roster_changes", nh_view_roster_changes },
  { "programmes", nh_view_programmes },
  { "deadlines", nh_view_deadlines },
  { "status_board", nh_view_status_board },
  { "lesson_board", nh_view_lesson_board },
  { "lesson_attendance", nh_view_lesson_attendance },
  { "lesson_missing", nh_view_lesson_missing },
  { "theme_adoption", nh_view_theme_adoption },
  { "theme_coverage", nh_view_theme_coverage },
  { "due_board", nh_view_due_board },
  { "due_missing", nh_view_due_missing },
  { NH_VIEW_LIST, nh_view_list },
};

/**
 * nh_compose_view:
 * @workbook: a workbook
 * @plan: key of a plan
 * @view: key of a view of an appendix: "inspections"
 * @layout: (nullable): key of a layout: "side_by_side"; the options may say another one
 * @options: (nullable): which columns, rows, order: nh-table-options.h
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the table as it stands now in the data.
 */
NhTable *
nh_compose_view (NhWorkbook *workbook, gint64 plan, const char *view, const char *layout, const char *options,
                 GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  g_autoptr (NhTableOptions) chosen = nh_table_options_read (options);
  NhViewContext context = { workbook, plan, record, FALSE, FALSE, chosen };

  if (!record || !nh_table_options_check (chosen, view, error))
    return NULL;
  if (chosen->layout)
    layout = chosen->layout;
  context.side_by_side = g_strcmp0 (layout, "side_by_side") == 0;
  context.grouped = g_strcmp0 (layout, "grouped") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (views[i].view, view) == 0)
      return views[i].compose (&context, error);
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
               _ ("There is no table named “%s”. Choose another one for the appendix."), view ? view : "");
  return NULL;
}

/**
 * nh_compose_issued_words:
 * @plan: a plan
 *
 * Returns: (transfer full): "ngày 31 tháng 8 năm 2023", open where the plan has no day or no date yet.
 */
char *
nh_compose_issued_words (NhRecord *plan)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  int year;
  int month;
  int day;

  nh_record_get_period (plan, nh_entity_find_field (nh_entity_find ("plan"), "issued"), &period);
  if (period.exactness == NH_EXACTNESS_DAY)
    return nh_day_format_long (period.start);
  if (!period.start)
    return g_strdup ("ngày " OPEN " tháng " OPEN " năm " OPEN);
  nh_day_to_ymd (period.start, &year, &month, &day);
  return g_strdup_printf (month < 3 ? "ngày " OPEN " tháng %02d năm %d"
                                    : "ngày " OPEN " tháng %d năm %d",
                          month, year);
}

/**
 * nh_compose_attached_line:
 * @plan: a plan
 *
 * The line under the title of each appendix: Decree 30/2020/NĐ-CP, Appendix I part I section
 * III.1.d and models 2.1, 2.2 of Appendix III. Blank numbers and dates stay open.
 *
 * Returns: (transfer full): "(Kèm theo Kế hoạch số 73/KH-SGDĐT ngày 31 tháng 8 năm 2023 của Sở
 *   GDĐT)".
 */
char *
nh_compose_attached_line (NhRecord *plan)
{
  const char *type = nh_record_text (plan, "doc_type");
  const char *number = nh_record_text (plan, "number");
  const char *symbol = nh_record_text (plan, "symbol");
  const char *issuer = nh_record_text (plan, "issuer_short");
  g_autofree char *issued = nh_compose_issued_words (plan);

  if (!*issuer)
    issuer = nh_record_text (plan, "issuer");
  return g_strdup_printf ("(Kèm theo %s số %s/%s %s của %s)", *type ? type : "Kế hoạch",
                          *number ? number : OPEN, *symbol ? symbol : OPEN, issued,
                          *issuer ? issuer : OPEN);
}

/**
 * nh_compose_list_appendices:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): the keys of its appendices in their order.
 */
GArray *
nh_compose_list_appendices (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filter = { "plan", value };
  g_autoptr (GPtrArray) list
      = nh_workbook_list (workbook, nh_entity_find ("appendix"), &filter, 1, error);
  GArray *ids;

  if (!list)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < list->len; i++)
    {
      gint64 id = nh_record_get_id (list->pdata[i]);

      g_array_append_val (ids, id);
    }
  return ids;
}

/**
 * nh_compose_appendix_heading:
 * @ids: (element-type gint64): the appendices of a plan in order
 * @id: one of them
 *
 * Two or more appendices are numbered in Roman figures (Decree 30/2020/NĐ-CP, Appendix I, III.1.b).
 *
 * Returns: (transfer full) (nullable): "Phụ lục II"; %NULL when it is not among them.
 */
char *
nh_compose_appendix_heading (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        g_autofree char *roman = nh_outline_roman (i + 1);

        return ids->len > 1 ? g_strdup_printf ("Phụ lục %s", roman) : g_strdup ("Phụ lục");
      }
  return NULL;
}

/**
 * nh_compose_legal_name:
 * @reference: a record of the register of legal documents
 *
 * Decree 30/2020/NĐ-CP, Appendix I part I section II.6.b: after the first mention type, number and
 * symbol; a law by its name alone.
 *
 * Returns: (transfer full): "Thông tư số 19/2019/TT-BGDĐT".
 */
char *
nh_compose_legal_name (NhRecord *reference)
{
  return nh_basis_format_short (nh_record_raw (reference, "kind"), nh_record_text (reference, "number"),
                                nh_record_text (reference, "subject"));
}

/* "Phụ lục II - 73-KH-SGDĐT": without what file systems forbid. */
static char *
file_name (const char *heading, NhRecord *plan)
{
  g_autofree char *symbol = g_strconcat (nh_record_text (plan, "number"), "-",
                                         nh_record_text (plan, "symbol"), NULL);
  g_autofree char *name = NULL;

  if (*nh_record_text (plan, "number"))
    name = g_strdup_printf ("%s - %s", heading, symbol);
  else
    name = g_strdup_printf ("%s - %s", heading, nh_record_text (plan, "title"));
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    {
      char *end = g_utf8_offset_to_pointer (name, LONGEST_NAME);
      char *blank = g_utf8_strrchr (name, end - name, ' ');

      *(blank ? blank : end) = '\0';
    }
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  g_strchomp (name);
  return g_steal_pointer (&name);
}

/**
 * nh_compose_capitals:
 * @title: a title
 *
 * Titles stand in capitals (Decree 30/2020/NĐ-CP, Appendix I), but abbreviations keep their small
 * letters: "GDTrH".
 *
 * Returns: (transfer full): the title in capitals.
 */
char *
nh_compose_capitals (const char *title)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);

  for (guint i = 0; words[i]; i++)
    {
      guint n_upper = 0;

      for (const char *p = words[i]; *p; p = g_utf8_next_char (p))
        n_upper += g_unichar_isupper (g_utf8_get_char (p)) ? 1 : 0;
      if (n_upper < 2)
        {
          char *capitals = g_utf8_strup (words[i], -1);

          g_free (words[i]);
          words[i] = capitals;
        }
    }
  return g_strjoinv (" ", words);
}

/**
 * nh_compose_appendix_table:
 * @workbook: a workbook
 * @appendix: an appendix
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): its table as it stands now in the data.
 */
NhTable *
nh_compose_appendix_table (NhWorkbook *workbook, NhRecord *appendix, GError **error)
{
  gint64 plan = nh_record_get_int64 (appendix, NH_FIELD (nh_record_get_entity (appendix), "plan"));

  return nh_compose_view (workbook, plan, nh_record_raw (appendix, "view"), nh_record_raw (appendix, "layout"),
                          nh_record_text (appendix, "options"), error);
}

/**
 * nh_compose_appendix:
 * @workbook: a workbook
 * @appendix: key of an appendix
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the appendix as it would be printed now.
 */
NhAppendixPage *
nh_compose_appendix (NhWorkbook *workbook, gint64 appendix, GError **error)
{
  const NhEntity *entity = nh_entity_find ("appendix");
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, appendix, error);
  g_autoptr (NhRecord) plan = NULL;
  g_autoptr (NhTable) table = NULL;
  g_autoptr (GArray) ids = NULL;
  NhAppendixPage *page;
  gint64 plan_id;

  if (!record)
    return NULL;
  plan_id = nh_record_get_int64 (record, nh_entity_find_field (entity, "plan"));
  plan = nh_workbook_load (workbook, nh_entity_find ("plan"), plan_id, error);
  ids = plan ? nh_compose_list_appendices (workbook, plan_id, error) : NULL;
  table = ids ? nh_compose_appendix_table (workbook, record, error) : NULL;
  if (!table)
    return NULL;
  page = g_new0 (NhAppendixPage, 1);
  page->heading = nh_compose_appendix_heading (ids, appendix);
  page->title = nh_compose_capitals (nh_record_text (record, "title"));
  page->attached = nh_compose_attached_line (plan);
  page->landscape = g_str_equal (nh_record_raw (record, "orientation"), "landscape");
  page->table = g_steal_pointer (&table);
  page->note = g_strdup (nh_record_text (record, "note"));
  page->file_name = file_name (page->heading, plan);
  page->author = g_strdup (nh_record_text (plan, "issuer"));
  return page;
}

/** nh_compose_view_title: Returns: (transfer none): the Vietnamese name of a view, as a title. */
const char *
nh_compose_view_title (const char *view)
{
  const NhEntity *entity = nh_entity_find ("appendix");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "view")], view);

  return choice ? choice->word : "";
}

/**
 * nh_compose_view_page:
 * @workbook: a workbook
 * @plan: key of a plan
 * @view: key of a view
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the view as a page of its own, as if it were an appendix of the plan.
 */
NhAppendixPage *
nh_compose_view_page (NhWorkbook *workbook, gint64 plan, const char *view, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  g_autoptr (NhTable) table = record ? nh_compose_view (workbook, plan, view, NULL, NULL, error) : NULL;
  NhAppendixPage *page;

  if (!table)
    return NULL;
  page = g_new0 (NhAppendixPage, 1);
  page->heading = g_strdup ("Phụ lục");
  page->title = nh_compose_capitals (nh_compose_view_title (view));
  page->attached = nh_compose_attached_line (record);
  page->landscape = TRUE;
  page->table = g_steal_pointer (&table);
  page->file_name = file_name (nh_compose_view_title (view), record);
  page->author = g_strdup (nh_record_text (record, "issuer"));
  return page;
}
