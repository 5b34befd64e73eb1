/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nh-cli.h"
#include "cli/nh-cli-table.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/nh-outline.h"
#include "document/nh-compose.h"
#include "document/nh-dues-board.h"
#include "document/nh-list.h"
#include "formats/nh-list-format.h"
#include "formats/nh-xlsx.h"

static void
on_progress (guint64 rows_done, gpointer data)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, rows_done);
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", (gulong) rows_done),
                         number);

  g_printerr ("\r%s", text);
}

static int
export_table (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecordList) list = NULL;
  NhListFormat format = nh_list_format_for (options->to);
  NhCliFilter filter = { 0 };
  int status = NH_EXIT_USAGE;
  NhListChoice choice = { .entity = nh_cli_find_table (options->table, &status), .sort = -1,
                          .find = options->find, .descending = options->descending,
                          .json = format == NH_LIST_FORMAT_JSON };

  if (!choice.entity || !nh_cli_find_sort (choice.entity, options->sort, &choice.sort, &status))
    return status;
  if (format == NH_LIST_FORMAT_NONE)
    return nh_cli_usage (_ ("The name “%s” must end with .xlsx, .csv or .json."), options->to);
  if (!nh_cli_plan_filter (workbook, choice.entity, options->plan, &filter, &status))
    return status;
  choice.filters = &filter.filter;
  choice.n_filters = filter.n;
  list = nh_record_list_new (workbook, &choice, &error);
  if (list && options->progress)
    nh_record_list_set_progress (list, on_progress, NULL);
  status = NH_EXIT_DONE;
  if (!list
      || !nh_list_format_write (format, options->to, nh_record_list_get_source (list),
                                nh_cli_cancellable (), &error))
    status = nh_cli_fail (error);
  if (options->progress)
    g_printerr ("\n");
  g_free (filter.value);
  return status;
}

/** nh_cli_is_appendix: Returns: whether @wanted, "2", "II", "Phụ lục II" or a key, means it. */
gboolean
nh_cli_is_appendix (const char *wanted, guint number, gint64 id)
{
  const char *word = strrchr (wanted, ' ');
  g_autofree char *upper = g_ascii_strup (word ? word + 1 : wanted, -1);
  guint64 figure;

  if (g_ascii_string_to_unsigned (upper, 10, 1, G_MAXINT64, &figure, NULL))
    return figure == number || figure == (guint64) id;
  return nh_outline_parse_roman (upper) == number;
}

static GPtrArray *
compose (NhWorkbook *workbook, gint64 plan, const NhCliOptions *options, GError **error)
{
  g_autoptr (GArray) ids = nh_compose_list_appendices (workbook, plan, error);
  g_autoptr (GPtrArray) pages
      = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);

  for (guint i = 0; ids && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      NhAppendixPage *page;

      if (options->appendix && !nh_cli_is_appendix (options->appendix, i + 1, id))
        continue;
      page = nh_compose_appendix (workbook, id, error);
      if (!page)
        return NULL;
      g_ptr_array_add (pages, page);
    }
  return ids ? g_steal_pointer (&pages) : NULL;
}

static int
write_each (GPtrArray *pages, const char *folder)
{
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      nh_cli_usage (_ ("The folder “%s” can't be made. Nothing was written."), folder);
      return NH_EXIT_TARGET;
    }
  for (guint i = 0; i < pages->len; i++)
    {
      NhAppendixPage *page = pages->pdata[i];
      g_autofree char *name = g_strconcat (page->file_name, ".xlsx", NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (one, page);
      if (!nh_xlsx_write_appendices (path, one, nh_cli_cancellable (), &error))
        return nh_cli_fail (error);
      g_print ("%s\n", path);
    }
  return NH_EXIT_DONE;
}

static int
export_appendices (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  gboolean folder = g_file_test (options->to, G_FILE_TEST_IS_DIR)
                    || g_str_has_suffix (options->to, "/");
  gint64 plan;

  if (!folder && !g_str_has_suffix (options->to, ".xlsx"))
    return nh_cli_usage (_ ("“%s” must be a folder, or a name that ends with .xlsx, .docx or .pdf."), options->to);
  plan = nh_workbook_find_plan (workbook, options->plan, &error);
  pages = plan ? compose (workbook, plan, options, &error) : NULL;
  if (!pages)
    return nh_cli_fail (error);
  if (!pages->len)
    {
      nh_cli_usage ("%s", options->appendix ? _ ("The plan has no such appendix.")
                                            : _ ("The plan has no appendices."));
      return NH_EXIT_NOTHING;
    }
  if (folder)
    return write_each (pages, options->to);
  if (!nh_xlsx_write_appendices (options->to, pages, nh_cli_cancellable (), &error))
    return nh_cli_fail (error);
  return NH_EXIT_DONE;
}

static int
export_reminders (NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  NhAppendixPage *page;
  gint64 plan = 0, year = 0;

  if (!g_str_has_suffix (options->to, ".xlsx"))
    return nh_cli_usage (_ ("The name “%s” must end with .xlsx."), options->to);
  if (options->plan && !(plan = nh_workbook_find_plan (workbook, options->plan, &error)))
    return nh_cli_fail (error);
  if (options->year && !(year = nh_workbook_find (workbook, nh_entity_find ("school_year"), options->year, &error)))
    return nh_cli_fail (error);
  page = nh_dues_reminders (workbook, year, plan, &error);
  if (error)
    return nh_cli_fail (error);
  if (!page)
    {
      nh_cli_usage (_ ("Nobody has to be reminded of a paper. Nothing was written."));
      return NH_EXIT_NOTHING;
    }
  g_ptr_array_add (pages, page);
  return nh_xlsx_write_appendices (options->to, pages, nh_cli_cancellable (), &error) ? NH_EXIT_DONE
                                                                                      : nh_cli_fail (error);
}

int
nh_cli_export (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  int status;

  if (!options->to || !*options->to)
    return nh_cli_usage (_ ("The target is missing. Add --to PATH."));
  if (!options->table && !options->plan && !options->calendar && !options->timeline && !options->reminders)
    return nh_cli_usage (_ ("Nothing was named to export. Add --plan P, --table TABLE, --timeline, --calendar or "
                            "--reminders."));
  if (options->reminders
      && (options->table || options->appendix || options->progress || options->timeline || options->calendar
          || options->unit || options->person || options->team))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--reminders --table, --appendix, --progress, --timeline, "
                         "--calendar, --unit, --person, --team", "export");
  if (options->calendar && (options->table || options->appendix || options->progress || options->timeline))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--calendar --table, --appendix, --progress, --timeline",
                         "export");
  if (options->timeline && (options->table || options->appendix || options->progress || options->sort || options->descending))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--timeline --table, --appendix, --progress, --sort",
                         "export");
  if (!options->timeline && (options->by || options->paper || options->months))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--by, --paper, --months", "export");
  if (!options->calendar && !options->timeline
      && (options->unit || options->person || options->team || (options->year && !options->reminders)))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--unit, --person, --team, --year", "export");
  if (options->table && options->appendix)
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--table --appendix", "export");
  if (!options->table && !options->timeline && (options->find || options->sort || options->descending))
    return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), "--find, --sort, --descending",
                         "export");
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_READ_ONLY, &error);
  if (!workbook)
    return nh_cli_fail (error);
  if (options->timeline)
    status = nh_cli_export_timeline (workbook, options);
  else if (options->reminders)
    status = export_reminders (workbook, options);
  else if (options->calendar)
    status = nh_cli_export_calendar (workbook, options);
  else if (options->table)
    status = export_table (workbook, options);
  else if (nh_cli_is_plan_file (options->to) && !g_file_test (options->to, G_FILE_TEST_IS_DIR))
    status = nh_cli_export_plan (workbook, options);
  else
    status = export_appendices (workbook, options);
  nh_workbook_close (workbook);
  return status;
}
