/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * issue: gives a plan its number and day and keeps a copy; diff: what was changed since.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/nh-json.h"
#include "core/nh-period.h"
#include "document/nh-plan-issue.h"
#include "model/nh-plan-status.h"

/* A plan, and how the workbook is needed for it. */
static int
open_plan (const NhCliOptions *options, NhStoreFlags flags, NhWorkbook **workbook, gint64 *plan)
{
  g_autoptr (GError) error = NULL;

  if (!options->plan || !*options->plan)
    return nh_cli_usage (_ ("Name the plan: --plan P."));
  *workbook = nh_workbook_open (options->words[0], flags, &error);
  if (!*workbook)
    return nh_cli_fail (error);
  *plan = nh_workbook_find_plan (*workbook, options->plan, &error);
  return *plan ? NH_EXIT_DONE : nh_cli_fail (error);
}

/* issue */

static int
print_remarks (GPtrArray *remarks, const NhCliOptions *options)
{
  gboolean refused = FALSE;
  g_autoptr (GString) out = g_string_new (options->json ? "[" : "");

  for (guint i = 0; i < remarks->len; i++)
    {
      const NhIssueRemark *remark = remarks->pdata[i];
      const char *weight = remark->weight == NH_ISSUE_REFUSED ? "refused" : "warning";

      refused = refused || remark->weight == NH_ISSUE_REFUSED;
      if (options->json)
        {
          g_string_append_printf (out, "%s{\"weight\":\"%s\",\"text\":", i ? ",\n" : "\n", weight);
          nh_json_append_string (out, remark->text);
          g_string_append_c (out, '}');
        }
      else
        g_string_append_printf (out, "%s: %s\n", remark->weight == NH_ISSUE_REFUSED ? _ ("refused") : _ ("warning"),
                                remark->text);
    }
  g_string_append (out, options->json ? "]\n" : "");
  fputs (out->str, stdout);
  return refused ? NH_EXIT_USAGE : remarks->len ? NH_EXIT_FOUND : NH_EXIT_DONE;
}

static int
issue (NhWorkbook *workbook, gint64 plan, guint32 day, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *number = options->number ? g_strdup (options->number)
                                            : nh_plan_propose_number (workbook, plan, day, &error);
  g_autoptr (GPtrArray) remarks = number ? nh_plan_issue_check (workbook, plan, number, day, &error) : NULL;

  if (!remarks)
    return nh_cli_fail (error);
  if (options->dry_run)
    {
      int status = print_remarks (remarks, options);

      return status == NH_EXIT_USAGE ? NH_EXIT_FOUND : status;
    }
  if (!nh_plan_issue (workbook, plan, number, day, options->note, &error))
    return nh_cli_fail (error);
  print_remarks (remarks, options);
  return NH_EXIT_DONE;
}

int
nh_cli_issue (const NhCliOptions *options)
{
  g_autoptr (NhWorkbook) workbook = NULL;
  guint32 day = 0;
  gint64 plan = 0;
  int status;

  if (!options->on || !nh_day_parse (options->on, NULL, &day, NULL))
    return nh_cli_usage (_ ("Give the day of issue with its year: --on 31/8/2026."));
  status = open_plan (options, options->dry_run ? NH_STORE_OPEN_READ_ONLY : NH_STORE_OPEN_MUST_WRITE, &workbook, &plan);
  if (plan)
    status = issue (workbook, plan, day, options);
  if (workbook)
    nh_workbook_close (workbook);
  return status;
}

/* diff */

static void
append_runs (GString *out, GPtrArray *runs)
{
  static const char *const ops[] = { [NH_DIFF_EQUAL] = "equal", [NH_DIFF_DELETE] = "delete", [NH_DIFF_INSERT] = "insert" };

  for (guint i = 0; i < runs->len; i++)
    {
      const NhDiffRun *run = runs->pdata[i];

      g_string_append_printf (out, "%s[\"%s\",", i ? "," : "", ops[run->op]);
      nh_json_append_string (out, run->text);
      g_string_append_c (out, ']');
    }
}

static void
append_difference (GString *out, const NhDifference *difference)
{
  static const char *const kinds[] = {
    [NH_DIFFERENCE_CHANGED] = "changed", [NH_DIFFERENCE_ADDED] = "added", [NH_DIFFERENCE_REMOVED] = "removed",
    [NH_DIFFERENCE_MOVED] = "moved",     [NH_DIFFERENCE_RENUMBERED] = "renumbered", [NH_DIFFERENCE_STYLE] = "style",
  };

  g_string_append_printf (out, "{\"kind\":\"%s\",\"place\":", kinds[difference->kind]);
  nh_json_append_string (out, difference->place);
  g_string_append (out, ",\"what\":");
  nh_json_append_string (out, difference->what);
  g_string_append (out, ",\"words\":[");
  append_runs (out, difference->runs);
  g_string_append (out, "]}");
}

static int
print_differences (GPtrArray *differences, const NhCliOptions *options)
{
  g_autoptr (GString) out = g_string_new (options->json ? "[" : "");

  for (guint i = 0; i < differences->len; i++)
    if (options->json)
      {
        g_string_append (out, i ? ",\n" : "\n");
        append_difference (out, differences->pdata[i]);
      }
    else
      {
        g_autofree char *text = nh_difference_to_text (differences->pdata[i]);
        g_autofree char *line = nh_cli_one_line (text);

        g_string_append_printf (out, "%s\n", line);
      }
  g_string_append (out, options->json ? "]\n" : "");
  fputs (out->str, stdout);
  return differences->len ? NH_EXIT_FOUND : NH_EXIT_DONE;
}

/* The newest copy is 1, the one before it 2. */
static int
diff (NhWorkbook *workbook, gint64 plan, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = nh_plan_versions_list (workbook, plan, &error);
  g_autoptr (GPtrArray) differences = NULL;
  guint64 version = 1;

  if (!versions)
    return nh_cli_fail (error);
  if (options->version && !g_ascii_string_to_unsigned (options->version, 10, 1, G_MAXUINT, &version, NULL))
    return nh_cli_usage (_ ("--version counts the copies from the newest, which is 1."));
  if (version > versions->len)
    {
      g_set_error (&error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                   g_dngettext (GETTEXT_PACKAGE, "The plan has %u copy of what was issued.",
                                "The plan has %u copies of what was issued.", versions->len), versions->len);
      return nh_cli_fail (error);
    }
  differences = nh_plan_changes_since (workbook, plan, ((NhPlanVersion *) versions->pdata[version - 1])->id, &error);
  return differences ? print_differences (differences, options) : nh_cli_fail (error);
}

int
nh_cli_diff (const NhCliOptions *options)
{
  g_autoptr (NhWorkbook) workbook = NULL;
  gint64 plan = 0;
  int status = open_plan (options, NH_STORE_OPEN_READ_ONLY, &workbook, &plan);

  if (plan)
    status = diff (workbook, plan, options);
  if (workbook)
    nh_workbook_close (workbook);
  return status;
}
