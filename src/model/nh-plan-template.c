/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-rich-text.h"
#include "core/nh-text.h"
#include "model/nh-cursor.h"
#include "model/nh-plan-template-private.h"
#include "model/nh-record-file.h"
#include "model/nh-roster.h"
#include "model/nh-template-resources.h"
#include "model/nh-workbook-private.h"

#define PREFIX "/vn/namhoc/templates/"

/* A page of Times New Roman 14 with the margins and the paragraph gaps of Decree 30 holds about so many
 * syllables; a module takes two rows of its appendix. */
#define SYLLABLES_A_PAGE 320
#define SYLLABLES_A_MODULE 22

static const struct
{
  const char *id;
  const char *kind;
  const char *name;
  const char *note;
} built_in[] = {
  { "core-council", "core_council", N_ ("Core council"),
    N_ ("A council of the best managers and teachers: clusters with their heads, advice to schools, themes with "
        "pilot schools, inspections, a calendar in three stages.") },
  { "lesson-study-inspection", "lesson_study_inspection", N_ ("Lesson study and inspection"),
    N_ ("Who hosts which lesson study, lower and upper secondary side by side, online points, and when which units "
        "are inspected; papers due before each.") },
  { "professional-team", "professional_team", N_ ("Professional team"),
    N_ ("A standing team with subject groups: members and who replaces whom, sessions with time and place, absence "
        "and substitutes, awards after five years.") },
  { "network", "network", N_ ("Professional network"),
    N_ ("A network of clusters: one general calendar, one for each cluster, how schools are advised.") },
  { "training", "training", N_ ("Regular training"),
    N_ ("The three programmes with the modules to choose from, 40 periods, results by Article 13 of Circular "
        "19/2019, reports in May and June.") },
};

void
nh_plan_template_free (NhPlanTemplate *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->note);
  g_free (self);
}

/**
 * nh_plan_templates_list:
 * @workbook: a workbook
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhPlanTemplate): the program's templates, then the office's.
 */
GPtrArray *
nh_plan_templates_list (NhWorkbook *workbook, GError **error)
{
  g_autoptr (GPtrArray) own = nh_workbook_list (workbook, nh_entity_find ("plan_template"), NULL, 0, error);
  GPtrArray *list;

  if (!own)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_plan_template_free);
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      NhPlanTemplate *item = g_new0 (NhPlanTemplate, 1);

      *item = (NhPlanTemplate){ g_strdup (built_in[i].id), g_strdup (_ (built_in[i].name)),
                                g_strdup (built_in[i].kind), g_strdup (_ (built_in[i].note)), 0 };
      g_ptr_array_add (list, item);
    }
  for (guint i = 0; i < own->len; i++)
    {
      NhRecord *record = own->pdata[i];
      NhPlanTemplate *item = g_new0 (NhPlanTemplate, 1);

      *item = (NhPlanTemplate){ g_strdup_printf ("#%" G_GINT64_FORMAT, nh_record_get_id (record)),
                                g_strdup (nh_record_text (record, "name")), g_strdup (nh_record_raw (record, "kind")),
                                g_strdup (nh_record_text (record, "note")), nh_record_get_id (record) };
      g_ptr_array_add (list, item);
    }
  return list;
}

/**
 * nh_plan_template_find:
 * @workbook: a workbook
 * @name: an id, a name as shown, or "#" and the key of one of the office's own
 * @error: NH_MODEL_ERROR_UNKNOWN, with the names that there are
 *
 * Returns: (transfer full): its id.
 */
char *
nh_plan_template_find (NhWorkbook *workbook, const char *name, GError **error)
{
  g_autoptr (GPtrArray) list = nh_plan_templates_list (workbook, error);
  g_autofree char *folded = nh_text_fold (name);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; list && i < list->len; i++)
    {
      const NhPlanTemplate *item = list->pdata[i];
      g_autofree char *own = nh_text_fold (item->name);

      if (g_str_equal (item->id, name) || g_str_equal (own, folded))
        return g_strdup (item->id);
      g_string_append_printf (names, "%s%s", i ? ", " : "", item->record ? item->name : item->id);
    }
  if (list)
    g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                 _ ("There is no template named “%s”. There are: %s."), name, names->str);
  return NULL;
}

/** nh_plan_template_team_kind: Returns: (nullable): the kind of team that a plan of @kind is about. */
const char *
nh_plan_template_team_kind (const char *kind)
{
  if (g_str_equal (kind, "core_council"))
    return "council";
  if (g_str_equal (kind, "professional_team"))
    return "team";
  return g_str_equal (kind, "network") ? "network" : NULL;
}

/* (internal) */
gboolean
nh_field_has_markup (const NhEntity *entity, const NhField *field)
{
  return g_str_equal (entity->name, "block") && g_str_equal (field->name, "text");
}

/* (internal) the records of a template */
GKeyFile *
nh_plan_template_load (NhWorkbook *workbook, const char *id, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean ok = FALSE;

  if (*id == '#')
    {
      const NhEntity *entity = nh_entity_find ("plan_template");
      g_autoptr (NhRecord) record
          = nh_workbook_load (workbook, entity, g_ascii_strtoll (id + 1, NULL, 10), error);
      g_autofree char *first = NULL;

      if (!record)
        return NULL;
      ok = g_key_file_load_from_data (file, nh_record_text (record, "content"), (gsize) -1, G_KEY_FILE_NONE, NULL)
           && (first = g_key_file_get_start_group (file));
      if (!ok)
        g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                     _ ("The template “%s” can't be read any more. Save it anew from a plan."),
                     nh_record_text (record, "name"));
    }
  else
    {
      g_autofree char *path = g_strconcat (PREFIX, id, ".ini", NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (nh_template_get_resource (), path, 0, NULL);

      ok = bytes && g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error);
      if (!bytes)
        g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN, _ ("There is no template named “%s”."), id);
    }
  return ok ? g_steal_pointer (&file) : NULL;
}

/* Whether the record of @group is meant for offices of that level. */
static gboolean
is_for (GKeyFile *file, const char *group, NhOffice office)
{
  g_auto (GStrv) levels = g_key_file_get_string_list (file, group, "when", NULL, NULL);

  return !levels || g_strv_contains ((const char *const *) levels, nh_office_key (office));
}

/* Making a plan. */

typedef struct
{
  NhWorkbook *workbook;
  const NhNewPlan *plan;
  GKeyFile *file;
  NhRecordFile *records;
  NhOfficeFacts facts;
  int first_year;
  gint64 school_year;
  gint64 made;  /* the plan */
  guint n_parts; /* parts of the chosen team that were given to parts of the template */
} Maker;

static char *
fill (const NhEntity *entity, const NhField *field, const char *text, gpointer data)
{
  Maker *maker = data;

  return nh_template_fill (text, &maker->facts, maker->first_year, nh_field_has_markup (entity, field));
}

/**
 * nh_workbook_ensure_year:
 * @workbook: a workbook
 * @name: "2026-2027"
 * @error: NH_PARSE_ERROR when it names no school year
 *
 * Returns: the key of that school year's row, which is made with the usual frame when there is none.
 */
gint64
nh_workbook_ensure_year (NhWorkbook *workbook, const char *name, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook),
                                                     "SELECT id FROM school_year WHERE name = ? LIMIT 1", error);
  const char *decision;
  NhSchoolYear year;
  gboolean row = FALSE;

  if (!select || !nh_school_year_parse (name, &year, error))
    return 0;
  nh_statement_bind_text (select, 1, year.name);
  if (!nh_statement_step (select, &row, error))
    return 0;
  if (row)
    return nh_statement_int64 (select, 0);
  decision = nh_school_year_default_decision (year.first_year);
  {
    g_autofree char *starts = nh_day_to_iso (year.starts_on);
    g_autofree char *term1 = nh_day_to_iso (year.term1_ends);
    g_autofree char *term2 = nh_day_to_iso (year.term2_starts);
    g_autofree char *ends2 = nh_day_to_iso (year.term2_ends);
    g_autofree char *ends = nh_day_to_iso (year.ends_on);
    g_autofree char *words = decision ? g_strdup_printf ("Quyết định số %s", decision) : g_strdup ("");
    const NhFieldText values[] = {
      { "name", year.name }, { "starts_on", starts }, { "term1_ends", term1 }, { "term2_starts", term2 },
      { "term2_ends", ends2 }, { "ends_on", ends }, { "decision", words }, { NULL, NULL }
    };

    return nh_workbook_create (workbook, nh_entity_find ("school_year"), values, error);
  }
}

/* A legal document that the register has is not made again. */
static gint64
find_document (Maker *maker, const char *group)
{
  g_autofree char *number = g_key_file_get_string (maker->file, group, "number", NULL);
  g_autoptr (NhStatement) select
      = number ? nh_store_prepare (nh_workbook_get_store (maker->workbook),
                                   "SELECT id FROM legal_reference WHERE nh_fold (number) = nh_fold (?) "
                                   "ORDER BY id LIMIT 1", NULL)
               : NULL;
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_text (select, 1, number);
  return nh_statement_step (select, &row, NULL) && row ? nh_statement_int64 (select, 0) : 0;
}

/* The @n-th part of the chosen team stands for the @n-th part of the template's. */
static gint64
find_part (Maker *maker, guint n)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (maker->workbook),
                          "SELECT id FROM team WHERE parent = ? ORDER BY position, id LIMIT 1 OFFSET ?", NULL);
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_int64 (select, 1, maker->plan->team);
  nh_statement_bind_int64 (select, 2, n);
  return nh_statement_step (select, &row, NULL) && row ? nh_statement_int64 (select, 0) : 0;
}

/* Whether the record needs not be made: another one stands for it. */
static gboolean
take_existing (Maker *maker, const char *entity, const char *key, const char *group)
{
  gint64 id = 0;

  if (g_str_equal (entity, "legal_reference"))
    {
      id = find_document (maker, group);
      if (!id)
        return FALSE;
    }
  else if (g_str_equal (entity, "team") && maker->plan->team != NH_NEW_PLAN_NEW_TEAM)
    {
      if (maker->plan->team > 0)
        id = g_key_file_has_key (maker->file, group, "parent", NULL) ? find_part (maker, maker->n_parts++)
                                                                     : maker->plan->team;
    }
  else
    return FALSE;
  nh_record_file_set_key (maker->records, key, id);
  return TRUE;
}

static gint64
make_plan (Maker *maker, const char *group, GError **error)
{
  g_autofree char *year = g_strdup_printf ("#%" G_GINT64_FORMAT, maker->school_year);
  const NhOfficeFacts *facts = &maker->facts;
  g_autofree char *authority = g_strdup (facts->sign_authority);
  const NhFieldText values[] = {
    { "school_year", year }, { "status", "draft" }, { "doc_type", "Kế hoạch" },
    { "superior_agency", facts->superior }, { "issuer", facts->issuer }, { "issuer_short", facts->issuer_short },
    { "symbol", facts->symbol }, { "place", facts->place }, { "sign_authority", authority },
    { "sign_post", facts->sign_post }, { "sign_name", facts->sign_name }, { NULL, NULL }
  };

  if (maker->plan->title && *maker->plan->title)
    g_key_file_set_string (maker->file, group, "title", maker->plan->title);
  return nh_record_file_make (maker->records, maker->file, group, values, error);
}

static gboolean
make_group (Maker *maker, const char *group, GError **error)
{
  g_auto (GStrv) names = g_strsplit (group, " ", 2);
  const NhEntity *entity = nh_entity_find (names[0]);
  g_autofree char *owner = g_strdup_printf ("#%" G_GINT64_FORMAT, maker->made);
  const NhFieldText owned[] = { { "plan", owner }, { NULL, NULL } };

  if (!is_for (maker->file, group, maker->facts.office))
    {
      if (names[1])
        nh_record_file_set_key (maker->records, names[1], 0);
      return TRUE;
    }
  if (names[1] && take_existing (maker, names[0], names[1], group))
    return TRUE;
  if (g_str_equal (names[0], "plan"))
    {
      maker->made = make_plan (maker, group, error);
      return maker->made != 0;
    }
  return nh_record_file_make (maker->records, maker->file, group,
                              entity && maker->made && nh_entity_find_field (entity, "plan") >= 0 ? owned : NULL,
                              error)
         != 0;
}

static gboolean
make_all (Maker *maker, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (maker->file, NULL);

  for (guint i = 0; groups[i]; i++)
    if (!make_group (maker, groups[i], error))
      {
        g_prefix_error (error, "[%s] ", groups[i]);
        return FALSE;
      }
  if (!maker->made)
    g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID, _ ("The template holds no plan."));
  return maker->made && nh_record_file_finish (maker->records, error);
}

static GKeyFile *
empty_template (const char *kind)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_set_string (file, "plan kh", "title", "Kế hoạch … năm học {year}");
  g_key_file_set_string (file, "plan kh", "kind", kind ? kind : "other");
  return file;
}

/**
 * nh_plan_from_template:
 * @workbook: a workbook
 * @plan: which plan
 * @error: NH_MODEL_ERROR, NH_PARSE_ERROR, NH_STORE_ERROR; nothing was made then
 *
 * Makes a plan with all that its template holds, as one step of undo. Head and signature are those of
 * the office's last plan; number and date stay open.
 *
 * Returns: the key of the new plan; 0 with @error set.
 */
gint64
nh_plan_from_template (NhWorkbook *workbook, const NhNewPlan *plan, GError **error)
{
  Maker maker = { .workbook = workbook, .plan = plan };
  g_autoptr (GKeyFile) file = plan->id ? nh_plan_template_load (workbook, plan->id, error) : empty_template (plan->kind);
  g_autoptr (NhRecordFile) records = NULL;
  g_autofree char *kind = NULL;
  NhSchoolYear year;
  gboolean ok;

  if (!file || !nh_school_year_parse (plan->year, &year, error)
      || !nh_workbook_begin (workbook, plan->id ? _ ("New plan from a template") : _ ("New plan"), error))
    return 0;
  records = nh_record_file_new (workbook, fill, &maker);
  kind = g_key_file_get_string (file, "plan kh", "kind", NULL);
  maker.file = file;
  maker.records = records;
  maker.first_year = year.first_year;
  nh_office_facts_read (workbook, kind ? kind : "other", year.first_year, plan->office, &maker.facts);
  maker.school_year = nh_workbook_ensure_year (workbook, plan->year, error);
  ok = maker.school_year && make_all (&maker, error);
  nh_office_facts_clear (&maker.facts);
  if (ok)
    return nh_workbook_commit (workbook, error) ? maker.made : 0;
  nh_workbook_rollback (workbook);
  return 0;
}

/**
 * nh_plan_template_get_title:
 * @workbook: a workbook
 * @id: a template
 * @year: "2026-2027"
 * @office: who issues the plan
 * @error: as for nh_plan_from_template()
 *
 * Returns: (transfer full): the subject line that a plan of the template would have.
 */
char *
nh_plan_template_get_title (NhWorkbook *workbook, const char *id, const char *year, NhOffice office, GError **error)
{
  g_autoptr (GKeyFile) file = id ? nh_plan_template_load (workbook, id, error) : empty_template (NULL);
  g_autofree char *title = file ? g_key_file_get_string (file, "plan kh", "title", NULL) : NULL;
  g_auto (NhOfficeFacts) facts = { 0 };
  NhSchoolYear parsed;

  if (!file || !nh_school_year_parse (year, &parsed, error))
    return NULL;
  nh_office_facts_read (workbook, "", parsed.first_year, office, &facts);
  return nh_template_fill (title ? title : "", &facts, parsed.first_year, FALSE);
}

/* Counting. */

static guint
count_dots (const char *text)
{
  guint n = 0;

  for (const char *p = strstr (text, "…"); p; p = strstr (p, "…"))
    {
      n++;
      while (g_str_has_prefix (p, "…"))
        p += strlen ("…");
    }
  return n;
}

static guint
count_markup_blanks (const char *markup)
{
  g_autoptr (NhRichText) text = nh_rich_text_read (markup);
  guint n_spans, n = 0;
  guint last = G_MAXUINT;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n_spans);

  for (guint i = 0; i < n_spans; i++)
    if (spans[i].style & NH_STYLE_BLANK)
      {
        /* Bold in the middle of a place does not make it two. */
        n += spans[i].start != last;
        last = spans[i].end;
      }
  return n;
}

static guint
count_syllables (const char *text)
{
  gboolean word = FALSE;
  guint n = 0;

  for (; *text; text++)
    {
      n += !word && *text != ' ' ? 1 : 0;
      word = *text != ' ';
    }
  return n;
}

static void
measure_group (GKeyFile *file, const char *group, NhPlanTemplateSize *size, guint *syllables)
{
  /* What nh_plan_count_blanks() counts of the plan that is made. */
  static const char *const keys[] = { "text", "title", "content", "place", "target", "what" };
  g_autofree char *text = g_key_file_get_string (file, group, "text", NULL);
  g_autofree char *kind = g_key_file_get_string (file, group, "kind", NULL);

  if (text && g_str_has_prefix (group, "block"))
    {
      size->blanks += count_markup_blanks (text);
      *syllables += count_syllables (text);
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
      {
        g_autofree char *value = g_key_file_get_string (file, group, keys[i], NULL);

        size->blanks += value ? count_dots (value) : 0;
      }
  if (text && !g_str_has_prefix (group, "block"))
    *syllables += count_syllables (text);
  if (g_str_has_prefix (group, "block"))
    {
      size->headings += g_strcmp0 (kind, "heading") == 0;
      size->tables += g_strcmp0 (kind, "table") == 0;
    }
  size->appendices += g_str_has_prefix (group, "appendix");
  size->activities += g_str_has_prefix (group, "activity");
  size->deadlines += g_str_has_prefix (group, "deadline");
  if (g_str_has_prefix (group, "module"))
    *syllables += SYLLABLES_A_MODULE;
}

/**
 * nh_plan_template_measure:
 * @workbook: a workbook
 * @id: a template
 * @office: who would issue the plan
 * @size: (out): how much there is to read and to fill
 * @error: as for nh_plan_from_template()
 *
 * Returns: whether the template could be read.
 */
gboolean
nh_plan_template_measure (NhWorkbook *workbook, const char *id, NhOffice office, NhPlanTemplateSize *size,
                          GError **error)
{
  g_autoptr (GKeyFile) file = nh_plan_template_load (workbook, id, error);
  g_auto (GStrv) groups = file ? g_key_file_get_groups (file, NULL) : NULL;
  guint syllables = 0;

  *size = (NhPlanTemplateSize){ 0 };
  if (!file)
    return FALSE;
  for (guint i = 0; groups[i]; i++)
    if (is_for (file, groups[i], office))
      measure_group (file, groups[i], size, &syllables);
  /* Each appendix begins on a page of its own. */
  size->pages = (syllables + SYLLABLES_A_PAGE - 1) / SYLLABLES_A_PAGE + size->appendices;
  return TRUE;
}

static gboolean
count_column (NhWorkbook *workbook, gint64 plan, const char *sql, gboolean markup, guint *n, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, plan);
  while (TRUE)
    {
      const char *text;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      text = nh_statement_text (select, 0);
      if (text)
        *n += markup ? count_markup_blanks (text) : count_dots (text);
    }
}

/**
 * nh_plan_count_blanks:
 * @workbook: a workbook
 * @plan: key of a plan
 * @blanks: (out): how many places are still to fill, without number and date, which are given when
 *   the plan is issued
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: whether they could be counted.
 */
gboolean
nh_plan_count_blanks (NhWorkbook *workbook, gint64 plan, NhPlanBlanks *blanks, GError **error)
{
  static const char *const head[] = { "superior_agency", "issuer", "symbol", "place", "sign_post", "sign_name" };
  static const char *const columns[] = {
    "SELECT text FROM plan_basis WHERE plan = ? AND reference IS NULL",
    "SELECT text FROM plan_recipient WHERE plan = ?",
    "SELECT title FROM appendix WHERE plan = ?",
    "SELECT coalesce (content, '') || coalesce (place, '') || coalesce (target, '') FROM activity WHERE plan = ?",
    "SELECT what FROM deadline WHERE plan = ?",
    "SELECT title FROM plan WHERE id = ?",
  };
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);

  *blanks = (NhPlanBlanks){ 0, 0, 0 };
  if (!record
      || !count_column (workbook, plan, "SELECT text FROM block WHERE plan = ?", TRUE, &blanks->text, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!count_column (workbook, plan, columns[i], FALSE, &blanks->elsewhere, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    blanks->fields += *nh_record_text (record, head[i]) == '\0';
  return TRUE;
}
