/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * export --calendar: activities and papers due as a calendar file.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/nh-ics.h"

static gboolean
find (NhWorkbook *workbook, const char *entity, const char *text, gint64 *id, GError **error)
{
  *id = 0;
  if (!text)
    return TRUE;
  if (g_str_equal (entity, "plan"))
    *id = nh_workbook_find_plan (workbook, text, error);
  else
    *id = nh_workbook_find (workbook, nh_entity_find (entity), text, error);
  return *id != 0;
}

/* In any case of letters. */
static gboolean
has_suffix (const char *path, const char *suffix)
{
  gsize length = strlen (path), end = strlen (suffix);

  return length > end && g_ascii_strcasecmp (path + length - end, suffix) == 0;
}

/** nh_cli_export_calendar: writes the calendar that @options choose; returns the exit status. */
int
nh_cli_export_calendar (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = NULL;
  g_autofree char *text = NULL;
  NhIcsChoice choice = { 0 };
  NhIcsCounts counts;
  gint64 year;

  if (!has_suffix (options->to, ".ics"))
    return nh_cli_usage (_ ("The name “%s” must end with .ics."), options->to);
  if (!find (workbook, "plan", options->plan, &choice.plan, &error)
      || !find (workbook, "unit", options->unit, &choice.unit, &error)
      || !find (workbook, "person", options->person, &choice.person, &error)
      || !find (workbook, "team", options->team, &choice.team, &error)
      || !find (workbook, "school_year", options->year, &year, &error))
    return nh_cli_fail (error);
  agenda = nh_agenda_new (workbook, year, &error);
  text = agenda ? nh_ics_compose (agenda, &choice, NULL, &counts, &error) : NULL;
  if (!text)
    return nh_cli_fail (error);
  if (!counts.n_activities && !counts.n_dues)
    {
      nh_cli_usage (_ ("No activity with a day and no paper due was found. Nothing was written."));
      return NH_EXIT_NOTHING;
    }
  if (!nh_ics_write (options->to, agenda, &choice, &counts, &error))
    return nh_cli_fail (error);
  if (counts.n_undated)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u activity or paper has no day and was left out.",
                                                          "%u activities and papers have no day and were left out.",
                                                          counts.n_undated), counts.n_undated);

      g_printerr ("namhoc-cli: %s\n", words);
    }
  return NH_EXIT_DONE;
}
