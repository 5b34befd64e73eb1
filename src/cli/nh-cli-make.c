/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * new-plan and roll-over: plans from templates and from those of the year before.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/nh-json.h"
#include "model/nh-plan-template.h"
#include "model/nh-roll-over.h"

static const char *const offices[NH_N_OFFICES] = {
  [NH_OFFICE_PROVINCE] = "province",
  [NH_OFFICE_COMMUNE] = "commune",
  [NH_OFFICE_SCHOOL] = "school",
};

static gboolean
read_office (const char *text, NhOffice *office)
{
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (g_str_equal (offices[i], text))
      {
        *office = (NhOffice) i;
        return TRUE;
      }
  return FALSE;
}

/* Key and title, as list prints them. */
static void
print_plan (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, NULL);
  g_autofree char *title = nh_cli_one_line (record ? nh_record_text (record, "title") : "");

  g_print ("%" G_GINT64_FORMAT "  %s\n", plan, title);
}

/** nh_cli_new_plan: "new-plan FILE --template NAME --year 2026-2027". */
int
nh_cli_new_plan (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autofree char *id = NULL;
  NhNewPlan plan = { .year = options->year, .title = options->title, .team = NH_NEW_PLAN_NEW_TEAM };
  gint64 made = 0;

  if (!options->template || !options->year)
    return nh_cli_usage ("%s", _ ("Say which template and which school year: --template core-council --year 2026-2027."));
  if (options->office && !read_office (options->office, &plan.office))
    return nh_cli_usage (_ ("“%s” is none of: province, commune, school."), options->office);
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_MUST_WRITE, &error);
  if (!workbook)
    return nh_cli_fail (error);
  if (!options->office)
    plan.office = nh_plan_template_guess_office (workbook, options->year);
  id = nh_plan_template_find (workbook, options->template, &error);
  plan.id = id;
  if (id && options->team)
    plan.team = nh_workbook_find (workbook, nh_entity_find ("team"), options->team, &error);
  if (id && !error)
    made = nh_plan_from_template (workbook, &plan, &error);
  if (made)
    print_plan (workbook, made);
  nh_workbook_close (workbook);
  return made ? NH_EXIT_DONE : nh_cli_fail (error);
}

static void
print_text_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const NhRollFinding *finding = findings->pdata[i];
      const NhRollChoice *choice = finding->choices->pdata[finding->chosen];
      g_autofree char *title = nh_cli_one_line (finding->title);
      g_autofree char *evidence = nh_cli_one_line (finding->evidence);
      g_autofree char *label = nh_cli_one_line (choice->label);

      g_print ("%s: %s\n    %s\n    → %s\n", _ (nh_roll_kind_get_label (finding->kind)), title, evidence, label);
    }
}

static void
append_json (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "\"%s\":", name);
  nh_json_append_string (out, text);
}

static void
print_json_findings (GPtrArray *findings, GArray *made)
{
  g_autoptr (GString) out = g_string_new ("{\"plans\":[");

  for (guint i = 0; made && i < made->len; i++)
    g_string_append_printf (out, "%s\"%" G_GINT64_FORMAT "\"", i ? "," : "", g_array_index (made, gint64, i));
  g_string_append (out, "],\"findings\":[");
  for (guint i = 0; i < findings->len; i++)
    {
      const NhRollFinding *finding = findings->pdata[i];

      g_string_append_printf (out, "%s\n{", i ? "," : "");
      append_json (out, "kind", nh_roll_kind_get_label (finding->kind));
      g_string_append_c (out, ',');
      append_json (out, "title", finding->title);
      g_string_append_c (out, ',');
      append_json (out, "evidence", finding->evidence);
      g_string_append (out, ",\"choices\":[");
      for (guint c = 0; c < finding->choices->len; c++)
        {
          g_string_append (out, c ? "," : "");
          nh_json_append_string (out, ((NhRollChoice *) finding->choices->pdata[c])->label);
        }
      g_string_append (out, "]}");
    }
  g_string_append (out, "]}\n");
  g_print ("%s", out->str);
}

/** nh_cli_roll_over: "roll-over FILE --plan P --year 2024-2025 [--dry-run]": the proposed choices are taken. */
int
nh_cli_roll_over (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autoptr (NhRollOver) roll = NULL;
  g_autoptr (GArray) made = NULL;
  gint64 plan;
  gboolean ok;

  if (!options->plan || !options->year)
    return nh_cli_usage ("%s", _ ("Say which plan and into which school year: --plan 73/KH-SGDĐT --year 2024-2025."));
  workbook = nh_workbook_open (options->words[0], options->dry_run ? NH_STORE_OPEN_READ_ONLY : NH_STORE_OPEN_MUST_WRITE,
                               &error);
  if (!workbook)
    return nh_cli_fail (error);
  plan = nh_workbook_find_plan (workbook, options->plan, &error);
  roll = plan ? nh_roll_over_new (workbook, &plan, 1, options->year, &error) : NULL;
  if (roll && !options->dry_run)
    made = nh_roll_over_apply (roll, nh_cli_cancellable (), NULL, NULL, &error);
  ok = roll && (made || options->dry_run);
  if (ok && options->json)
    print_json_findings (nh_roll_over_get_findings (roll), made);
  else if (ok)
    {
      if (made)
        print_plan (workbook, g_array_index (made, gint64, 0));
      print_text_findings (nh_roll_over_get_findings (roll));
    }
  nh_workbook_close (workbook);
  return ok ? NH_EXIT_DONE : nh_cli_fail (error);
}
