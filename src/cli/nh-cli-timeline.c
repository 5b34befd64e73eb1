/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "export FILE --timeline": a school year as a picture or on sheets of paper.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/nh-timeline-file.h"

static const char *const by_words[] = { "cluster", "kind", "unit", "person", "plan" }; /* as NhTimelineBy */

#define OLDEST_YEAR 2000
#define MOST_MONTHS 120 /* on a sheet */

static gboolean
find_by (const char *word, NhTimelineBy *by)
{
  *by = NH_TIMELINE_BY_CLUSTER;
  if (!word)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (by_words); i++)
    if (strcmp (by_words[i], word) == 0)
      {
        *by = (NhTimelineBy) i;
        return TRUE;
      }
  return FALSE;
}

static gint64
year_of_plan (NhWorkbook *workbook, gint64 plan)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, NULL);
  const char *year = record ? nh_record_raw (record, "school_year") : NULL;

  return year ? g_ascii_strtoll (year, NULL, 10) : 0;
}

/* The present school year, else the last one before it that the workbook has; 0: none, then all are shown. */
static gint64
present_year (NhWorkbook *workbook)
{
  NhSchoolYear year;

  nh_school_year_for_day (nh_today (), &year);
  for (int first = year.first_year; first >= OLDEST_YEAR; first--)
    {
      g_autofree char *name = g_strdup_printf ("%d-%d", first, first + 1);
      gint64 found = nh_workbook_find (workbook, nh_entity_find ("school_year"), name, NULL);

      if (found)
        return found;
    }
  return 0;
}

/* Reads what was asked into @choice and @school_year. */
static gboolean
read_choice (NhWorkbook *workbook, const NhCliOptions *options, NhTimelineChoice *choice, gint64 *school_year,
             GError **error)
{
  if (options->plan && !(choice->plan = nh_workbook_find_plan (workbook, options->plan, error)))
    return FALSE;
  if (options->team && !(choice->team = nh_workbook_find (workbook, nh_entity_find ("team"), options->team, error)))
    return FALSE;
  if (options->unit && !(choice->unit = nh_workbook_find (workbook, nh_entity_find ("unit"), options->unit, error)))
    return FALSE;
  if (options->person
      && !(choice->person = nh_workbook_find (workbook, nh_entity_find ("person"), options->person, error)))
    return FALSE;
  choice->find = options->find;
  if (options->year)
    {
      *school_year = nh_workbook_find (workbook, nh_entity_find ("school_year"), options->year, error);
      return *school_year != 0;
    }
  *school_year = choice->plan ? year_of_plan (workbook, choice->plan) : present_year (workbook);
  return TRUE;
}

/**
 * nh_cli_export_timeline:
 * @workbook: a workbook
 * @options: what was asked
 *
 * Returns: the exit status; nothing with a day is %NH_EXIT_NOTHING, and no file is written.
 */
int
nh_cli_export_timeline (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = NULL;
  g_autoptr (NhConflicts) conflicts = NULL;
  g_autoptr (NhTimelinePages) pages = NULL;
  g_autofree char *office = NULL;
  NhTimelineFile format = nh_timeline_file_for (options->to);
  NhTimelineChoice choice = { 0 };
  NhTimelinePrint print = { 0 };
  gint64 school_year = 0;
  guint64 months = 0;

  if (!find_by (options->by, &choice.by))
    return nh_cli_usage (_ ("“%s” is not one of: %s"), options->by, "cluster, kind, unit, person, plan");
  if (options->paper && g_ascii_strcasecmp (options->paper, "a3") != 0 && g_ascii_strcasecmp (options->paper, "a4") != 0)
    return nh_cli_usage (_ ("“%s” is not one of: %s"), options->paper, "a4, a3");
  if (options->months && !g_ascii_string_to_unsigned (options->months, 10, 1, MOST_MONTHS, &months, NULL))
    return nh_cli_usage (_ ("“%s” is not a number of months."), options->months);
  if (format == NH_TIMELINE_FILE_NONE)
    return nh_cli_usage (_ ("The name “%s” must end with .png, .svg or .pdf."), options->to);
  if (!read_choice (workbook, options, &choice, &school_year, &error)
      || !(agenda = nh_agenda_new (workbook, school_year, &error)))
    return nh_cli_fail (error);
  office = nh_workbook_get_setting (workbook, "office_name");
  print.author = office;
  print.paper = options->paper && g_ascii_strcasecmp (options->paper, "a3") == 0 ? NH_TIMELINE_A3 : NH_TIMELINE_A4;
  print.months = (guint) months;
  conflicts = nh_conflicts_new (agenda);
  pages = nh_timeline_pages_new (agenda, conflicts, &choice, &print);
  if (nh_timeline_pages_is_empty (pages))
    {
      nh_cli_usage ("%s", _ ("Nothing that was asked for has a date. No file was written."));
      return NH_EXIT_NOTHING;
    }
  if (!nh_timeline_file_write (pages, format, options->to, NH_TIMELINE_FILE_SCALE, nh_cli_cancellable (), &error))
    return nh_cli_fail (error);
  return NH_EXIT_DONE;
}
