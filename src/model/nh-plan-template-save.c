/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as a template: its records as text, with the school year, and on demand names, days and
 * numbers, left open.
 */
#include "model/nh-plan-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-year-text.h"
#include "model/nh-cursor.h"
#include "model/nh-plan-template-private.h"
#include "model/nh-workbook-private.h"

/* What a plan owns, in the order in which it is written: what is referred to stands first where it can. */
static const char *const parts[]
    = { "plan_basis", "appendix", "block", "plan_recipient", "activity", "deadline", "programme" };

typedef struct
{
  NhWorkbook *workbook;
  gint64 plan;
  NhTemplateFlags flags;
  int first_year;
  GPtrArray *people;   /* names, long ones first */
  GHashTable *keys;    /* gint64 -> "hd-12" */
  GString *out;
} Saver;

/* "{" that the office typed is no place to fill. */
static char *
double_braces (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "{", -1);

  return g_strjoinv ("{{", pieces);
}

typedef struct
{
  const Saver *saver;
  gboolean markup;
} YearContext;

static char *
open_year (const NhYearText *found, gpointer data)
{
  const YearContext *context = data;
  int first = context->saver->first_year;
  int by = found->year - first;
  g_autofree char *year = NULL;

  if (!first)
    return NULL;
  if (found->kind == NH_YEAR_TEXT_PAIR)
    return g_strdup (by == 0 ? "{year}" : by == 1 ? "{next_year}" : by == -1 ? "{prev_year}" : found->text);
  if (found->kind == NH_YEAR_TEXT_DAY && context->saver->flags & NH_TEMPLATE_BLANK_DAYS)
    return g_strdup (context->markup ? "<blank>ngày, tháng</blank>" : "…");
  if (by < 0 || by > 1)
    return NULL;
  year = g_strdup_printf ("{y%d}", by + 1);
  if (found->kind == NH_YEAR_TEXT_YEAR)
    return g_steal_pointer (&year);
  /* The form stays, only the year opens. */
  return g_strdup_printf ("%.*s%s", (int) strlen (found->text) - 4, found->text, year);
}

/* Names of people of the workbook; not inside of other words. */
static char *
open_people (const Saver *self, const char *text, const char *instead)
{
  char *result = g_strdup (text);

  for (guint i = 0; i < self->people->len; i++)
    {
      const char *name = self->people->pdata[i];
      g_autofree char *old = NULL;
      g_auto (GStrv) pieces = NULL;

      if (!strstr (result, name))
        continue;
      old = result;
      pieces = g_strsplit (old, name, -1);
      result = g_strjoinv (instead, pieces);
    }
  return result;
}

/* @markup: the text takes places to fill; else they are "…". */
static char *
open_numbers (const char *text, gboolean markup)
{
  g_autofree char *documents
      = nh_year_text_blank_documents (text, markup ? "<blank>số, ký hiệu, ngày</blank>" : "… ngày …");
  g_autoptr (GRegex) contact
      = g_regex_new ("[\\w.+-]+@[\\w.-]+\\w|(?<![\\d<=\"])0\\d{2,3}[ .]?\\d{3}[ .]?\\d{3,4}(?!\\d)", 0, 0, NULL);

  return g_regex_replace_literal (contact, documents, -1, 0, markup ? "<blank>địa chỉ liên hệ</blank>" : "…", 0, NULL);
}

/* @tags: what stands in "<" and ">" is no text. */
static char *
open_tagged (const Saver *self, const char *text, gboolean tags, gboolean markup)
{
  g_autofree char *braces = double_braces (text);
  YearContext context = { self, markup };
  g_autofree char *numbers
      = self->flags & NH_TEMPLATE_BLANK_NUMBERS ? open_numbers (braces, markup) : g_strdup (braces);
  g_autofree char *years = nh_year_text_map (numbers, tags, FALSE, open_year, &context);

  if (self->flags & NH_TEMPLATE_BLANK_PEOPLE)
    return open_people (self, years, markup ? "<blank>họ và tên</blank>" : "…");
  return g_steal_pointer (&years);
}

static char *
open_text (const Saver *self, const char *text, gboolean markup)
{
  return open_tagged (self, text, markup, markup);
}

/* Cells of a fixed table; the options of a live one are no text. */
static char *
open_options (const Saver *self, NhRecord *record, const char *options)
{
  if (g_str_equal (nh_record_get_entity (record)->name, "block")
      && g_str_equal (nh_record_raw (record, "kind"), "fixed_table"))
    return open_tagged (self, options, TRUE, FALSE);
  return double_braces (options);
}

/* References in markup lead to keys of the file. */
static char *
open_references (const Saver *self, const char *markup)
{
  GString *out = g_string_new (NULL);
  const char *p = markup;

  while (TRUE)
    {
      const char *quote = strstr (p, "<ref ");
      gint64 id;
      const char *key;

      quote = quote ? strchr (quote, '"') : NULL;
      if (!quote)
        break;
      id = g_ascii_strtoll (quote + 1, NULL, 10);
      key = g_hash_table_lookup (self->keys, &id);
      g_string_append_len (out, p, quote + 1 - p);
      if (key)
        g_string_append_printf (out, "{@%s}", key);
      p = quote + 1;
      while (g_ascii_isdigit (*p) && key)
        p++;
    }
  g_string_append (out, p);
  return g_string_free (out, FALSE);
}

static char *
escape_value (const char *text)
{
  g_autofree char *slashes = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) pieces = g_strsplit (text, "\\", -1);

  slashes = g_strjoinv ("\\\\", pieces);
  lines = g_strsplit (slashes, "\n", -1);
  return g_strjoinv ("\\n", lines);
}

static void
write_line (Saver *self, const char *name, const char *text)
{
  g_autofree char *value = escape_value (text);

  g_string_append_printf (self->out, "%s=%s\n", name, value);
}

static const char *
key_of (Saver *self, gint64 id)
{
  return g_hash_table_lookup (self->keys, &id);
}

static void
give_key (Saver *self, const char *prefix, gint64 id)
{
  gint64 *own = g_new (gint64, 1);

  *own = id;
  g_hash_table_insert (self->keys, own, g_strdup_printf ("%s-%02u", prefix, g_hash_table_size (self->keys) + 1));
}

/* Fields that belong to this plan alone: a new one begins without them. */
static gboolean
is_own (const NhEntity *entity, const NhField *field)
{
  static const char *const plan_fields[] = { "title", "kind", "team", "grades", "note", NULL };
  static const char *const activity_drops[] = { "status", "result", "papers_due", NULL };

  if (field->flags & (NH_FIELD_COMPUTED | NH_FIELD_OWNER) || g_str_equal (field->name, "position")
      || field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST)
    return TRUE;
  if (g_str_equal (entity->name, "plan"))
    return !g_strv_contains (plan_fields, field->name);
  return g_str_equal (entity->name, "activity") && g_strv_contains (activity_drops, field->name);
}

/* A time can't be left open in the middle: of an exact day its month stays. */
static char *
open_period (const Saver *self, NhRecord *record, int n)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *month = NULL;
  int y, m;

  nh_record_get_period (record, n, &period);
  if (!(self->flags & NH_TEMPLATE_BLANK_DAYS)
      || (period.exactness != NH_EXACTNESS_DAY && period.exactness != NH_EXACTNESS_DAYS))
    return open_text (self, nh_record_get_raw (record, n), FALSE);
  nh_day_to_ymd (period.start, &y, &m, NULL);
  month = g_strdup_printf (m < 3 ? "Tháng %02d/%d" : "Tháng %d/%d", m, y);
  return open_text (self, month, FALSE);
}

static void
write_field (Saver *self, NhRecord *record, const NhEntity *entity, int n)
{
  const NhField *field = &entity->fields[n];
  const char *raw = nh_record_get_raw (record, n);
  g_autofree char *text = NULL;

  if (!*raw || is_own (entity, field))
    return;
  if (field->kind == NH_FIELD_REFERENCE)
    {
      const char *key = key_of (self, nh_record_get_int64 (record, n));

      if (key)
        {
          text = g_strdup_printf ("@%s", key);
          write_line (self, field->name, text);
        }
      return;
    }
  if (field->kind == NH_FIELD_CHOICE || field->kind == NH_FIELD_INTEGER || field->kind == NH_FIELD_DATE)
    text = g_strdup (raw);
  else if (field->kind == NH_FIELD_PERIOD)
    text = open_period (self, record, n);
  else if (g_str_equal (field->name, "options"))
    text = open_options (self, record, raw);
  else if (nh_field_has_markup (entity, field))
    {
      g_autofree char *opened = open_text (self, raw, TRUE);

      text = open_references (self, opened);
    }
  else
    text = open_text (self, raw, FALSE);
  write_line (self, field->name, text);
}

static void
write_record (Saver *self, NhRecord *record)
{
  const NhEntity *entity = nh_record_get_entity (record);
  gboolean is_plan = g_str_equal (entity->name, "plan");

  g_string_append_printf (self->out, "[%s %s]\n", entity->name, is_plan ? "kh" : key_of (self, nh_record_get_id (record)));
  for (int i = 0; entity->fields[i].name; i++)
    write_field (self, record, entity, i);
  g_string_append_c (self->out, '\n');
}

static GPtrArray *
list_owned (Saver *self, const char *entity, const char *field, gint64 owner, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, owner);
  const NhListFilter filter = { field, value };

  return nh_workbook_list (self->workbook, nh_entity_find (entity), &filter, 1, error);
}

/* The team of the plan and its parts, without people and units: a new plan takes the office's. */
static gboolean
write_team (Saver *self, gint64 team, gint64 parent, GError **error)
{
  const NhEntity *entity = nh_entity_find ("team");
  g_autoptr (NhRecord) record = nh_workbook_load (self->workbook, entity, team, error);
  g_autofree char *name = NULL;
  g_autofree char *term = NULL;

  if (!record)
    return FALSE;
  give_key (self, "to", team);
  name = open_text (self, nh_record_text (record, "name"), FALSE);
  term = open_text (self, nh_record_text (record, "term"), FALSE);
  g_string_append_printf (self->out, "[team %s]\n", key_of (self, team));
  write_line (self, "kind", nh_record_raw (record, "kind"));
  write_line (self, "name", name);
  if (*term)
    write_line (self, "term", term);
  if (parent)
    {
      g_autofree char *key = g_strdup_printf ("@%s", key_of (self, parent));

      write_line (self, "parent", key);
    }
  g_string_append_c (self->out, '\n');
  if (!parent)
    {
      g_autoptr (GPtrArray) children = list_owned (self, "team", "parent", team, error);

      for (guint i = 0; children && i < children->len; i++)
        if (!write_team (self, nh_record_get_id (children->pdata[i]), team, error))
          return FALSE;
      return children != NULL;
    }
  return TRUE;
}

/* What the year's own guidance is called belongs to the year: such a basis becomes a text to fill. */
static gboolean
is_of_the_year (Saver *self, NhRecord *document)
{
  g_autofree char *name = g_strdup_printf ("%d-%d", self->first_year, self->first_year + 1);
  g_autofree char *spaced = g_strdup_printf ("%d - %d", self->first_year, self->first_year + 1);
  const char *subject = nh_record_text (document, "subject");

  return self->first_year && (strstr (subject, name) || strstr (subject, spaced));
}

static gboolean
write_documents (Saver *self, GPtrArray *bases, GError **error)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  int field = nh_entity_find_field (nh_entity_find ("plan_basis"), "reference");

  for (guint i = 0; i < bases->len; i++)
    {
      gint64 id = nh_record_get_int64 (bases->pdata[i], field);
      g_autoptr (NhRecord) document = id && !key_of (self, id) ? nh_workbook_load (self->workbook, entity, id, error)
                                                               : NULL;

      if (!id || key_of (self, id))
        continue;
      if (!document)
        return FALSE;
      if (is_of_the_year (self, document))
        continue;
      give_key (self, "vb", id);
      g_string_append_printf (self->out, "[legal_reference %s]\n", key_of (self, id));
      for (int f = 0; entity->fields[f].name; f++)
        if (*nh_record_get_raw (document, f))
          {
            g_autofree char *value = double_braces (nh_record_get_raw (document, f));

            write_line (self, entity->fields[f].name, value);
          }
      g_string_append_c (self->out, '\n');
    }
  return TRUE;
}

/* "Công văn số … ngày … của Sở GDĐT hướng dẫn …". */
static void
write_basis (Saver *self, NhRecord *basis)
{
  const NhEntity *entity = nh_entity_find ("plan_basis");
  gint64 id = nh_record_get_int64 (basis, nh_entity_find_field (entity, "reference"));
  g_autoptr (NhRecord) document
      = id && !key_of (self, id) ? nh_workbook_load (self->workbook, nh_entity_find ("legal_reference"), id, NULL)
                                 : NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  const NhField *kind;

  if (!document)
    {
      write_record (self, basis);
      return;
    }
  kind = &nh_entity_find ("legal_reference")->fields[nh_entity_find_field (nh_entity_find ("legal_reference"), "kind")];
  subject = open_text (self, nh_record_text (document, "subject"), FALSE);
  text = g_strdup_printf ("%s số … ngày … của %s %s", nh_field_find_choice (kind, nh_record_raw (document, "kind"))->word,
                          *nh_record_text (document, "issuer") ? nh_record_text (document, "issuer") : "…", subject);
  g_string_append_printf (self->out, "[plan_basis %s]\n", key_of (self, nh_record_get_id (basis)));
  if (*nh_record_text (basis, "lead"))
    write_line (self, "lead", nh_record_text (basis, "lead"));
  write_line (self, "text", text);
  g_string_append_c (self->out, '\n');
}

static gboolean
write_modules (Saver *self, gint64 programme, GError **error)
{
  g_autoptr (GPtrArray) modules = list_owned (self, "module", "programme", programme, error);

  for (guint i = 0; modules && i < modules->len; i++)
    {
      const NhEntity *entity = nh_entity_find ("module");

      give_key (self, "md", nh_record_get_id (modules->pdata[i]));
      g_string_append_printf (self->out, "[module %s]\nprogramme=@%s\n", key_of (self, nh_record_get_id (modules->pdata[i])),
                              key_of (self, programme));
      for (int f = 0; entity->fields[f].name; f++)
        write_field (self, modules->pdata[i], entity, f);
      g_string_append_c (self->out, '\n');
    }
  return modules != NULL;
}

static gboolean
write_parts (Saver *self, NhRecord *plan, GError **error)
{
  GPtrArray *lists[G_N_ELEMENTS (parts)] = { NULL };
  int team_field = nh_entity_find_field (nh_entity_find ("plan"), "team");
  gint64 team = nh_record_get_int64 (plan, team_field);
  gboolean ok = !team || write_team (self, team, 0, error);

  for (guint i = 0; ok && i < G_N_ELEMENTS (parts); i++)
    {
      lists[i] = list_owned (self, parts[i], "plan", self->plan, error);
      ok = lists[i] != NULL;
      for (guint r = 0; ok && r < lists[i]->len; r++)
        give_key (self, i == 1 ? "pl" : i == 2 ? "nd" : "mu", nh_record_get_id (lists[i]->pdata[r]));
    }
  ok = ok && write_documents (self, lists[0], error);
  if (ok)
    write_record (self, plan);
  for (guint i = 0; ok && i < G_N_ELEMENTS (parts); i++)
    for (guint r = 0; ok && r < lists[i]->len; r++)
      {
        if (i == 0)
          write_basis (self, lists[i]->pdata[r]);
        else
          write_record (self, lists[i]->pdata[r]);
        if (g_str_equal (parts[i], "programme"))
          ok = write_modules (self, nh_record_get_id (lists[i]->pdata[r]), error);
      }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
  return ok;
}

static int
compare_lengths (const void *a, const void *b)
{
  gsize first = strlen (*(char *const *) a);
  gsize second = strlen (*(char *const *) b);

  return first > second ? -1 : first < second;
}

/* Names of one syllable are words too: they stay. */
static GPtrArray *
read_people (NhWorkbook *workbook)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT DISTINCT name FROM person WHERE name LIKE '% %' UNION "
                          "SELECT DISTINCT sign_name FROM plan WHERE sign_name LIKE '% %'", NULL);
  gboolean row;

  while (select && nh_statement_step (select, &row, NULL) && row)
    g_ptr_array_add (names, g_strdup (nh_statement_text (select, 0)));
  g_ptr_array_sort (names, compare_lengths);
  return names;
}

/**
 * nh_plan_to_template:
 * @workbook: a workbook
 * @plan: key of a plan
 * @flags: what becomes a place to fill
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Number, date, signature and the head are never part of a template: a new plan takes them from the
 * office's last one. Units and people of activities are left out, the school year opens.
 *
 * Returns: (transfer full): the records of a template that makes such plans.
 */
char *
nh_plan_to_template (NhWorkbook *workbook, gint64 plan, NhTemplateFlags flags, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  Saver saver = { .workbook = workbook, .plan = plan, .flags = flags };
  NhSchoolYear year;
  gboolean ok;

  if (!record)
    return NULL;
  if (nh_workbook_get_plan_year (workbook, plan, &year))
    saver.first_year = year.first_year;
  saver.people = flags & NH_TEMPLATE_BLANK_PEOPLE ? read_people (workbook) : g_ptr_array_new ();
  saver.keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  saver.out = g_string_new (NULL);
  ok = write_parts (&saver, record, error);
  g_hash_table_unref (saver.keys);
  g_ptr_array_unref (saver.people);
  return g_string_free (saver.out, !ok);
}

/**
 * nh_plan_template_save:
 * @workbook: a workbook
 * @plan: key of a plan
 * @name: of the template
 * @note: (nullable): what it is for
 * @flags: what becomes a place to fill
 * @error: NH_MODEL_ERROR_INVALID when the office has a template of that name
 *
 * Keeps the plan as a template of the office, as one step of undo.
 *
 * Returns: the key of the template; 0 with @error set.
 */
gint64
nh_plan_template_save (NhWorkbook *workbook, gint64 plan, const char *name, const char *note, NhTemplateFlags flags,
                       GError **error)
{
  g_autofree char *content = nh_plan_to_template (workbook, plan, flags, error);
  g_autoptr (NhRecord) record = NULL;
  g_autoptr (NhStatement) select = NULL;
  gboolean row = FALSE;
  gint64 id;

  if (!content)
    return 0;
  record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  select = nh_store_prepare (nh_workbook_get_store (workbook),
                             "SELECT 1 FROM plan_template WHERE nh_fold (name) = nh_fold (?)", error);
  if (!record || !select)
    return 0;
  nh_statement_bind_text (select, 1, name);
  if (!nh_statement_step (select, &row, error))
    return 0;
  if (row)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("There is a template named “%s” already. Choose another name, or delete the old one first."),
                   name);
      return 0;
    }
  if (!nh_workbook_begin (workbook, _ ("Save as template"), error))
    return 0;
  {
    const NhFieldText values[] = { { "name", name }, { "kind", nh_record_raw (record, "kind") },
                                   { "content", content }, { "note", note ? note : "" }, { NULL, NULL } };

    id = nh_workbook_create (workbook, nh_entity_find ("plan_template"), values, error);
  }
  if (id)
    return nh_workbook_commit (workbook, error) ? id : 0;
  nh_workbook_rollback (workbook);
  return 0;
}
