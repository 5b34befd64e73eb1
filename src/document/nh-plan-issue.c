/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-plan-issue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "document/nh-document-xml.h"
#include "document/nh-plan-document.h"
#include "document/nh-table-options.h"
#include "model/nh-plan-baseline.h"
#include "model/nh-plan-bases.h"
#include "model/nh-plan-status.h"
#include "model/nh-plan-template.h"

/* A reference whose target is gone reads so on paper. */
#define LOST_REFERENCE "(?)"
/* Bases that are listed by name in one sentence. */
#define NAMED_BASES 2

/* Checking. */

typedef struct
{
  NhWorkbook *workbook;
  NhRecord *plan;
  const char *number;
  guint32 day;
  GPtrArray *remarks;
} Check;

static void
remark_free (gpointer data)
{
  NhIssueRemark *remark = data;

  g_free (remark->text);
  g_free (remark);
}

/* Takes @text. */
static void
add_remark (Check *c, NhIssueWeight weight, const char *tab, char *text)
{
  NhIssueRemark *remark = g_new0 (NhIssueRemark, 1);

  remark->weight = weight;
  remark->tab = tab;
  remark->text = text;
  g_ptr_array_add (c->remarks, remark);
}

static void
warn (Check *c, const char *tab, const char *text)
{
  add_remark (c, NH_ISSUE_WARNING, tab, g_strdup (text));
}

static gboolean
check_number (Check *c, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (NhRecord) other = NULL;
  g_autofree char *label = NULL;
  gint64 found;

  if (!*c->number)
    {
      add_remark (c, NH_ISSUE_REFUSED, NULL, g_strdup (_ ("An issued plan has a number. Type it.")));
      return TRUE;
    }
  if (!g_regex_match_simple ("^\\d{1,5}$", c->number, 0, 0) || !g_ascii_strtoull (c->number, NULL, 10))
    {
      add_remark (c, NH_ISSUE_REFUSED, NULL,
                  g_strdup_printf (_ ("“%s” is no number: only digits, from 01 on."), c->number));
      return TRUE;
    }
  if (!c->day)
    return TRUE;
  found = nh_plan_find_number (c->workbook, nh_record_get_id (c->plan), c->number, c->day, &failed);
  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (!found)
    return TRUE;
  other = nh_workbook_load (c->workbook, nh_entity_find ("plan"), found, error);
  if (!other)
    return FALSE;
  label = nh_plan_label (other);
  add_remark (c, NH_ISSUE_REFUSED, NULL,
              g_strdup_printf (_ ("The number %s is taken in that year: %s. Choose another one."), c->number, label));
  return TRUE;
}

static void
check_day (Check *c)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint32 today = nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                                   g_date_time_get_day_of_month (now));
  NhSchoolYear year;
  gint64 school_year = nh_record_get_int64 (c->plan, nh_entity_find_field (nh_entity_find ("plan"), "school_year"));

  if (!c->day)
    {
      add_remark (c, NH_ISSUE_REFUSED, NULL, g_strdup (_ ("An issued plan has a day. Choose it.")));
      return;
    }
  if (c->day > today)
    warn (c, NULL, _ ("That day is still to come."));
  if (school_year && nh_workbook_get_school_year (c->workbook, school_year, &year) && year.starts_on
      && (c->day + 200 < year.starts_on || (year.ends_on && c->day > year.ends_on)))
    {
      g_autofree char *from = nh_day_format_short (year.starts_on);
      g_autofree char *to = nh_day_format_short (year.ends_on);

      add_remark (c, NH_ISSUE_WARNING, NULL,
                  g_strdup_printf (_ ("That day is far from the school year of the plan (%s – %s)."), from, to));
    }
}

/* Words for several: "A, B and 2 others". */
static char *
name_some (GPtrArray *names)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < names->len && i < NAMED_BASES; i++)
    g_string_append_printf (out, "%s%s", i ? ", " : "", (const char *) names->pdata[i]);
  if (names->len > NAMED_BASES)
    {
      guint more = names->len - NAMED_BASES;

      g_string_append_c (out, ' ');
      g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "and %u more document", "and %u more documents", more), more);
    }
  return g_string_free (out, FALSE);
}

static gboolean
check_bases (Check *c, GError **error)
{
  g_autoptr (GPtrArray) bases = nh_plan_bases_list (c->workbook, nh_record_get_id (c->plan), error);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) expired = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *names = NULL;
  g_autofree char *old_names = NULL;

  if (!bases)
    return FALSE;
  if (!bases->len)
    warn (c, "info", _ ("The plan has no legal basis."));
  for (guint i = 0; c->day && i < bases->len; i++)
    {
      const NhPlanBasis *basis = bases->pdata[i];
      const NhBasis *b = basis->basis;

      if (b->issued_on > c->day)
        g_ptr_array_add (later, nh_basis_format_short (b->kind, b->number, b->subject));
      if (basis->in_force_to && basis->in_force_to < c->day)
        g_ptr_array_add (expired, nh_basis_format_short (b->kind, b->number, b->subject));
    }
  names = name_some (later);
  old_names = name_some (expired);
  if (later->len)
    add_remark (c, NH_ISSUE_WARNING, "info",
                g_strdup_printf (_ ("A legal basis is later than the plan: %s."), names));
  if (expired->len)
    add_remark (c, NH_ISSUE_WARNING, "info",
                g_strdup_printf (_ ("A legal basis is no longer in force: %s."), old_names));
  return TRUE;
}

static void
check_header (Check *c)
{
  static const struct
  {
    const char *field;
    const char *text;
  } fields[] = {
    { "symbol", N_ ("The symbol is missing (KH-…).") },
    { "issuer", N_ ("The issuing agency is missing.") },
    { "place", N_ ("The place of issue is missing.") },
    { "sign_post", N_ ("The post of the signer is missing.") },
    { "sign_name", N_ ("The name of the signer is missing.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!*nh_record_text (c->plan, fields[i].field))
      warn (c, "info", _ (fields[i].text));
}

/* A plan that changes another one is not older than that one. */
static void
check_amended (Check *c)
{
  const NhEntity *entity = nh_entity_find ("plan");
  gint64 old = nh_record_get_int64 (c->plan, nh_entity_find_field (entity, "amends"));
  g_autoptr (NhRecord) record = old ? nh_workbook_load (c->workbook, entity, old, NULL) : NULL;
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  g_autofree char *label = NULL;

  if (!record || !c->day)
    return;
  nh_record_get_period (record, nh_entity_find_field (entity, "issued"), &issued);
  label = nh_plan_label (record);
  if (issued.start > c->day)
    add_remark (c, NH_ISSUE_WARNING, NULL, g_strdup_printf (_ ("The plan it changes is of a later day: %s."), label));
}

typedef struct
{
  guint blanks;
  guint lost;
  guint words; /* paragraphs and tables of the text */
} Counts;

static void
count_text (NhRichText *text, Counts *counts)
{
  guint n;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);
  const NhInline *objects;
  guint last = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    if (spans[i].style & NH_STYLE_BLANK)
      {
        /* Bold in the middle of a place does not make it two. */
        counts->blanks += spans[i].start != last;
        last = spans[i].end;
      }
  for (const char *p = nh_rich_text_get_text (text); (p = strstr (p, LOST_REFERENCE)); p += strlen (LOST_REFERENCE))
    counts->lost++;
  objects = nh_rich_text_get_inlines (text, &n);
  for (guint i = 0; i < n; i++)
    if (objects[i].kind == NH_INLINE_NOTE)
      count_text (objects[i].note, counts);
}

/* "Căn cứ Quyết định số … ngày …": nothing marks these in the text, so that they are easily forgotten. */
static void
check_blanks_elsewhere (Check *c)
{
  NhPlanBlanks blanks;

  if (nh_plan_count_blanks (c->workbook, nh_record_get_id (c->plan), &blanks, NULL) && blanks.elsewhere)
    add_remark (c, NH_ISSUE_WARNING, "info",
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                              "%u place in the bases, recipients, appendices or activities is still to fill.",
                                              "%u places in the bases, recipients, appendices and activities are still to fill.",
                                              blanks.elsewhere), blanks.elsewhere));
}

/* The number that a view gives its rows is nothing that somebody wrote. */
static gboolean
is_empty_row (NhTable *table, guint row)
{
  guint n_columns = nh_table_get_n_columns (table);

  for (guint column = 0; column < n_columns; column++)
    {
      const NhCell *cell = nh_table_get_cell (table, row, column);
      const char *text = cell ? cell->text : "";

      if (text[strspn (text, column == 0 && n_columns > 1 ? " \n\t.0123456789" : " \n\t")])
        return FALSE;
    }
  return TRUE;
}

/* "Phụ lục I", "Bảng “Lịch kiểm tra” trong nội dung". */
static char *
name_table (Check *c, const NhElement *table, const NhElement *head)
{
  g_autoptr (NhRecord) block = NULL;
  g_autoptr (NhTableOptions) options = NULL;
  const char *name = "";

  if (head)
    return g_strdup (head->appendix->heading);
  block = nh_workbook_load (c->workbook, nh_entity_find ("block"), table->key, NULL);
  options = nh_table_options_read (block ? nh_record_text (block, "options") : NULL);
  if (options->caption)
    name = options->caption;
  else if (block)
    name = nh_record_text (block, "view");
  return *name ? g_strdup_printf (_ ("The table “%s” in the text"), name) : g_strdup (_ ("A table in the text"));
}

/* Easily forgotten: the data that a table shows stand elsewhere. */
static void
check_table (Check *c, const NhElement *element, const NhElement *head)
{
  guint n_rows = nh_table_get_n_rows (element->table), n_empty = 0;
  guint first = nh_table_get_n_head_rows (element->table);
  const char *tab = head ? "appendices" : "text";
  g_autofree char *name = NULL;

  for (guint row = first; row < n_rows; row++)
    n_empty += is_empty_row (element->table, row);
  if (first < n_rows && !n_empty)
    return;
  name = name_table (c, element, head);
  if (first >= n_rows)
    add_remark (c, NH_ISSUE_WARNING, tab, g_strdup_printf (_ ("%s has no rows yet."), name));
  else
    add_remark (c, NH_ISSUE_WARNING, tab,
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s has %u empty row.", "%s has %u empty rows.", n_empty),
                                 name, n_empty));
}

static void
check_tables (Check *c, NhDocument *document)
{
  const NhElement *head = NULL;

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      const NhElement *e = nh_document_get_element (document, i);

      if (e->kind == NH_ELEMENT_APPENDIX_HEAD)
        head = e;
      if (e->kind == NH_ELEMENT_TABLE)
        check_table (c, e, head);
    }
}

static void
check_document (Check *c, NhDocument *document)
{
  Counts counts = { 0, 0, 0 };
  gboolean signature = FALSE;

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      const NhElement *e = nh_document_get_element (document, i);

      if (e->text)
        count_text (e->text, &counts);
      counts.words += !signature && e->kind != NH_ELEMENT_BASIS && (e->text || e->table);
      if (e->kind != NH_ELEMENT_SIGNATURE)
        continue;
      signature = TRUE;
      if (!e->signature->recipients || !*e->signature->recipients)
        warn (c, "info", _ ("The plan has no recipients."));
    }
  if (!counts.words)
    warn (c, "text", _ ("The plan has no text."));
  if (counts.blanks)
    add_remark (c, NH_ISSUE_WARNING, "text",
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place in the text is still to fill.",
                                              "%u places in the text are still to fill.", counts.blanks), counts.blanks));
  check_blanks_elsewhere (c);
  if (counts.lost)
    add_remark (c, NH_ISSUE_WARNING, "text",
                g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reference leads to what was deleted.",
                                              "%u references lead to what was deleted.", counts.lost), counts.lost));
}

/**
 * nh_plan_issue_check:
 * @workbook: a workbook; the text of the plan is stored
 * @plan: key of a plan
 * @number: the number it is to have
 * @day: the day; 0: none
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhIssueRemark): what refuses the issue, then what should be
 *   looked at; %NULL with @error.
 */
GPtrArray *
nh_plan_issue_check (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (remark_free);
  g_autoptr (NhDocument) document = record ? nh_compose_plan (workbook, plan, error) : NULL;
  Check c = { workbook, record, number ? number : "", day, remarks };

  if (!document || !check_number (&c, error))
    return NULL;
  check_day (&c);
  if (!check_bases (&c, error))
    return NULL;
  check_header (&c);
  check_amended (&c);
  check_document (&c, document);
  check_tables (&c, document);
  return g_steal_pointer (&remarks);
}

/* Issuing. */

static gboolean
store_version (NhWorkbook *workbook, gint64 id, NhRecord *plan, const char *number, guint32 day, const char *xml,
               const char *note, GError **error)
{
  g_autoptr (NhStatement) insert = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "INSERT INTO plan_version (id, plan, number, symbol, issued_on, frozen_at, who, document, note) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.%f");
  g_autofree char *iso = nh_day_to_iso (day);
  g_autofree char *who = nh_store_who ();
  gboolean row;

  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, id);
  nh_statement_bind_int64 (insert, 2, nh_record_get_id (plan));
  nh_statement_bind_text (insert, 3, number);
  nh_statement_bind_text (insert, 4, nh_record_text (plan, "symbol"));
  nh_statement_bind_text (insert, 5, iso);
  nh_statement_bind_text (insert, 6, at);
  nh_statement_bind_text (insert, 7, who);
  nh_statement_bind_text (insert, 8, xml);
  if (note && *note)
    nh_statement_bind_text (insert, 9, note);
  else
    nh_statement_bind_null (insert, 9);
  return nh_statement_step (insert, &row, error);
}

static gint64
issue (NhWorkbook *workbook, NhRecord *plan, const char *number, guint32 day, const char *note, GError **error)
{
  const NhEntity *entity = nh_entity_find ("plan");
  gint64 key = nh_record_get_id (plan);
  gint64 id = nh_id_new ();
  g_autofree char *date = nh_day_format_short (day);
  const NhFieldText values[] = { { "number", number }, { "issued", date }, { "status", "issued" }, { NULL, NULL } };
  g_autoptr (NhDocument) document = NULL;
  g_autofree char *xml = NULL;

  if (!nh_workbook_set (workbook, entity, key, values, error) || !nh_plan_close_replaced (workbook, key, error))
    return 0;
  /* Composed after the number is stored: letterhead and appendices show it. */
  document = nh_compose_plan (workbook, key, error);
  if (!document)
    return 0;
  xml = nh_document_to_xml (document);
  return store_version (workbook, id, plan, number, day, xml, note, error)
                 && nh_plan_baseline_store (workbook, key, id, error)
             ? id
             : 0;
}

static char *
step_name (NhWorkbook *workbook, NhRecord *plan, const char *number)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", number, nh_record_text (plan, "symbol"));
  g_autoptr (GPtrArray) versions = nh_plan_versions_list (workbook, nh_record_get_id (plan), NULL);
  gboolean issued = g_str_equal (nh_record_raw (plan, "status"), "issued");

  if (issued && versions && versions->len)
    return g_strdup_printf (_ ("Issue %s again"), name);
  return g_strdup_printf (issued ? _ ("Keep a copy of %s") : _ ("Issue %s"), name);
}

/**
 * nh_plan_issue:
 * @workbook: a workbook; the text of the plan is stored
 * @plan: key of a plan
 * @number: its number, which is free
 * @day: the day of issue
 * @note: (nullable): why it is issued again
 * @error: NH_MODEL_ERROR_INVALID when nh_plan_issue_check() refuses it
 *
 * Stores number and day, makes the plan an issued one, closes the plan that it replaces and keeps the
 * document and the times of its activities as they are now: one step of undo. An issued plan that was edited is issued again so.
 *
 * Returns: the key of the copy; 0 with @error, then nothing was stored.
 */
gint64
nh_plan_issue (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, const char *note, GError **error)
{
  g_autoptr (GPtrArray) remarks = nh_plan_issue_check (workbook, plan, number, day, error);
  g_autoptr (NhRecord) record = remarks ? nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error) : NULL;
  g_autofree char *name = NULL;
  gint64 version;

  if (!record)
    return 0;
  for (guint i = 0; i < remarks->len; i++)
    {
      const NhIssueRemark *remark = remarks->pdata[i];

      if (remark->weight == NH_ISSUE_REFUSED)
        {
          g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID, remark->text);
          return 0;
        }
    }
  name = step_name (workbook, record, number);
  if (!nh_workbook_begin (workbook, name, error))
    return 0;
  version = issue (workbook, record, number, day, note, error);
  if (version)
    return nh_workbook_commit (workbook, error) ? version : 0;
  nh_workbook_rollback (workbook);
  return 0;
}

/* Copies. */

static void
version_free (gpointer data)
{
  NhPlanVersion *version = data;

  g_free (version->number);
  g_free (version->frozen_at);
  g_free (version->who);
  g_free (version->note);
  g_free (version);
}

static char *
dup_column (NhStatement *statement, int column)
{
  const char *text = nh_statement_text (statement, column);

  return g_strdup (text ? text : "");
}

/**
 * nh_plan_versions_list:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhPlanVersion): its copies, the newest first.
 */
GPtrArray *
nh_plan_versions_list (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT id, coalesce (number, '') || '/' || coalesce (symbol, ''), issued_on, frozen_at, who, note "
      "FROM plan_version WHERE plan = ? ORDER BY frozen_at DESC, id DESC", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (version_free);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  while (nh_statement_step (select, &row, error))
    {
      NhPlanVersion *version;

      if (!row)
        return g_steal_pointer (&list);
      version = g_new0 (NhPlanVersion, 1);
      version->id = nh_statement_int64 (select, 0);
      version->number = dup_column (select, 1);
      version->issued_on = nh_day_from_iso (nh_statement_text (select, 2));
      version->frozen_at = dup_column (select, 3);
      version->who = dup_column (select, 4);
      version->note = dup_column (select, 5);
      g_ptr_array_add (list, version);
    }
  return NULL;
}

/**
 * nh_plan_version_load:
 * @workbook: a workbook
 * @version: key of a copy
 * @error: of the domains NH_MODEL_ERROR, NH_STORE_ERROR and G_MARKUP_ERROR
 *
 * Returns: (transfer full): the document as it was issued.
 */
NhDocument *
nh_plan_version_load (NhWorkbook *workbook, gint64 version, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook),
                                                     "SELECT document FROM plan_version WHERE id = ?", error);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, version);
  if (!nh_statement_step (select, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND, _ ("This copy is no longer there."));
      return NULL;
    }
  return nh_document_from_xml (nh_statement_text (select, 0), -1, error);
}

/**
 * nh_plan_changes_since:
 * @workbook: a workbook
 * @plan: key of a plan
 * @version: key of a copy of it
 * @error: as for nh_plan_version_load() and nh_compose_plan()
 *
 * Returns: (transfer full) (element-type NhDifference): what is other in the plan now.
 */
GPtrArray *
nh_plan_changes_since (NhWorkbook *workbook, gint64 plan, gint64 version, GError **error)
{
  g_autoptr (NhDocument) before = nh_plan_version_load (workbook, version, error);
  g_autoptr (NhDocument) after = before ? nh_compose_plan (workbook, plan, error) : NULL;

  return after ? nh_document_diff (before, after) : NULL;
}
