/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * import: a table of a file becomes records, with a report of each row.
 */
#include "cli/nh-cli.h"
#include "cli/nh-cli-table.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "core/nh-json.h"
#include "formats/nh-sheets-read.h"
#include "imports/nh-import.h"

static void
on_progress (double fraction, gpointer data)
{
  int *last = data;
  int percent = (int) (fraction * 100);

  if (percent == *last)
    return;
  *last = percent;
  g_printerr ("\r%3d %%", percent);
}

/* The sheet that was named, else the visible one that says most. */
static NhSheet *
choose_sheet (NhWorkbook *workbook, const NhEntity *entity, GPtrArray *sheets, const char *name)
{
  NhSheet *best = NULL;
  guint most = 0;

  for (guint i = 0; i < sheets->len; i++)
    {
      NhSheet *sheet = g_ptr_array_index (sheets, i);
      g_autoptr (NhImport) import = NULL;
      guint n;

      if (name)
        {
          if (g_str_equal (nh_sheet_get_name (sheet), name))
            return sheet;
          continue;
        }
      if (nh_sheet_is_hidden (sheet))
        continue;
      import = nh_import_new (workbook, entity, sheet);
      n = nh_import_count_recognised (import);
      if (!best || n > most)
        {
          best = sheet;
          most = n;
        }
    }
  return best;
}

static int
set_up (NhImport *import, NhWorkbook *workbook, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = g_filename_display_basename (options->words[1]);
  guint64 header;

  nh_import_set_source_name (import, source);
  nh_import_set_skip_errors (import, options->skip_errors);
  if (options->header)
    {
      if (!g_ascii_string_to_unsigned (options->header, 10, 0, G_MAXINT, &header, NULL))
        return nh_cli_usage (_ ("“%s” is not a whole number. Type digits only, for example 40."), options->header);
      nh_import_set_header_row (import, (int) header - 1);
    }
  for (guint i = 0; options->map && options->map[i]; i++)
    {
      const char *equals = strrchr (options->map[i], '=');
      g_autofree char *heading = equals ? g_strndup (options->map[i], equals - options->map[i]) : NULL;

      if (!g_utf8_validate (options->map[i], -1, NULL) || !equals || !*heading)
        return nh_cli_usage (_ ("--map wants HEADING=FIELD, for example --map \"Nhà giáo=name\"."));
      if (!nh_import_map_heading (import, heading, equals + 1))
        return nh_cli_usage (_ ("“%s”: the table has no such heading, or the list no such field."),
                             options->map[i]);
    }
  if (options->plan)
    nh_import_set_plan (import, nh_workbook_find_plan (workbook, options->plan, &error));
  if (options->team && !error)
    nh_import_set_team (import, nh_workbook_find (workbook, nh_entity_find ("team"), options->team, &error));
  return error ? nh_cli_fail (error) : NH_EXIT_DONE;
}

/* The report. */

static void
add_string (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "\"%s\":", name);
  if (text)
    nh_json_append_string (out, text);
  else
    g_string_append (out, "null");
}

static void
add_counts (GString *out, NhImport *import)
{
  g_string_append (out, "\"counts\":{");
  for (guint i = 0; i < NH_IMPORT_N_FATES; i++)
    g_string_append_printf (out, "%s\"%s\":%u", i ? "," : "", nh_import_fate_key ((NhImportFate) i),
                            nh_import_count (import, (NhImportFate) i));
  g_string_append_c (out, '}');
}

static void
add_columns (GString *out, NhImport *import)
{
  static const char *const how[] = { "not", "heading", "content", "learned", "user" };

  g_string_append (out, "\"columns\":[");
  for (guint i = 0; i < nh_import_get_n_columns (import); i++)
    {
      const NhImportColumn *column = nh_import_get_column (import, i);
      g_autofree char *letters = nh_sheet_column_name (column->column);

      g_string_append_printf (out, "%s{", i ? "," : "");
      add_string (out, "column", letters);
      g_string_append_c (out, ',');
      add_string (out, "heading", column->heading);
      g_string_append_c (out, ',');
      add_string (out, "field", *column->target ? column->target : NULL);
      g_string_append_c (out, ',');
      add_string (out, "how", how[column->how]);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
add_missing (GString *out, NhImport *import)
{
  guint n;
  const NhImportMissing *missing = nh_import_get_missing (import, &n);

  g_string_append (out, "\"added\":[");
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (out, "%s{", i ? "," : "");
      add_string (out, "table", nh_entity_find (missing[i].entity)->plural);
      g_string_append_c (out, ',');
      add_string (out, "name", missing[i].name);
      g_string_append_c (out, ',');
      add_string (out, "kind", missing[i].kind);
      g_string_append_c (out, ',');
      add_string (out, "like", missing[i].near);
      g_string_append_printf (out, ",\"rows\":%u,\"first_row\":%u}", missing[i].n_rows, missing[i].first_row + 1);
    }
  g_string_append (out, "],\"remarks\":[");
  for (guint i = 0; nh_import_get_remarks (import)[i]; i++)
    {
      g_string_append (out, i ? "," : "");
      nh_json_append_string (out, nh_import_get_remarks (import)[i]);
    }
  g_string_append_c (out, ']');
}

static void
add_row (GString *out, NhImport *import, guint row)
{
  g_autoptr (GPtrArray) changes = nh_import_get_changes (import, row);
  g_autofree char *name = nh_import_get_name (import, row);

  g_string_append_printf (out, "{\"row\":%u,", row + 1);
  add_string (out, "fate", nh_import_fate_key (nh_import_get_fate (import, row)));
  g_string_append_c (out, ',');
  add_string (out, "name", name);
  g_string_append_c (out, ',');
  add_string (out, "reason", nh_import_get_reason (import, row));
  g_string_append (out, ",\"fields\":[");
  for (guint i = 0; i < changes->len; i++)
    {
      const NhImportChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (out, "%s{", i ? "," : "");
      add_string (out, "field", change->field);
      g_string_append_c (out, ',');
      add_string (out, "old", change->before);
      g_string_append_c (out, ',');
      add_string (out, "new", change->after);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}");
}

/* The other sheets with a table of this kind: (element-type utf8): their names, owned by @sheets. */
static GPtrArray *
find_other_sheets (NhWorkbook *workbook, NhImport *import, GPtrArray *sheets)
{
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < sheets->len; i++)
    {
      NhSheet *sheet = g_ptr_array_index (sheets, i);
      g_autoptr (NhImport) other = NULL;

      if (sheet == nh_import_get_sheet (import) || nh_sheet_is_hidden (sheet))
        continue;
      other = nh_import_new (workbook, nh_import_get_entity (import), sheet);
      if (nh_import_count_recognised (other) > 1)
        g_ptr_array_add (others, (gpointer) nh_sheet_get_name (sheet));
    }
  return others;
}

static void
print_json (NhImport *import, GPtrArray *others, gboolean stored)
{
  g_autoptr (GString) out = g_string_new ("{");
  guint n_rows = nh_sheet_get_n_rows (nh_import_get_sheet (import));

  add_string (out, "sheet", nh_sheet_get_name (nh_import_get_sheet (import)));
  g_string_append_printf (out, ",\"header\":%d,\"stored\":%s,\n", nh_import_get_header_row (import, NULL) + 1,
                          stored ? "true" : "false");
  g_string_append (out, "\"other_sheets\":[");
  for (guint i = 0; i < others->len; i++)
    {
      g_string_append (out, i ? "," : "");
      nh_json_append_string (out, g_ptr_array_index (others, i));
    }
  g_string_append (out, "],\n");
  add_counts (out, import);
  g_string_append (out, ",\n");
  add_columns (out, import);
  g_string_append (out, ",\n");
  add_missing (out, import);
  g_string_append (out, ",\n\"rows\":[");
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append (out, row ? ",\n" : "\n");
      add_row (out, import, row);
      fputs (out->str, stdout);
      g_string_truncate (out, 0);
    }
  fputs ("\n]}\n", stdout);
}

/* What the table holds and nobody will find again: columns that go nowhere, other sheets. */
static void
print_left_out (NhImport *import, GPtrArray *others)
{
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < nh_import_get_n_columns (import); i++)
    {
      const NhImportColumn *column = nh_import_get_column (import, i);
      g_autofree char *letters = nh_sheet_column_name (column->column);

      if (column->how == NH_IMPORT_HOW_NOT && *column->heading)
        g_string_append_printf (columns, "%s%s (%s)", columns->len ? ", " : "", letters, column->heading);
    }
  for (guint i = 0; i < others->len; i++)
    g_string_append_printf (names, "%s“%s”", i ? ", " : "", (const char *) g_ptr_array_index (others, i));
  if (columns->len)
    {
      g_autofree char *line = nh_cli_one_line (columns->str);

      g_print (_ ("Columns that were not taken: %s."), line);
      g_print ("\n");
    }
  if (names->len)
    {
      g_print (_ ("Only the sheet “%s” was read. Other sheets with such a table: %s; name one with --sheet."),
               nh_sheet_get_name (nh_import_get_sheet (import)), names->str);
      g_print ("\n");
    }
}

static void
print_text (NhImport *import, GPtrArray *others, gboolean stored)
{
  guint n_rows = nh_sheet_get_n_rows (nh_import_get_sheet (import));

  for (guint row = 0; row < n_rows; row++)
    {
      NhImportFate fate = nh_import_get_fate (import, row);

      if (fate == NH_IMPORT_FATE_ERROR || fate == NH_IMPORT_FATE_AMBIGUOUS)
        {
          g_autofree char *line = nh_cli_one_line (nh_import_get_reason (import, row));

          g_print ("%s: %s\n", nh_import_fate_label (fate), line);
        }
    }
  for (guint i = 0; nh_import_get_remarks (import)[i]; i++)
    {
      g_autofree char *line = nh_cli_one_line (nh_import_get_remarks (import)[i]);

      g_print ("%s\n", line);
    }
  print_left_out (import, others);
  for (guint i = 0; i < NH_IMPORT_N_FATES; i++)
    g_print ("%s%s %u", i ? ", " : "", nh_import_fate_label ((NhImportFate) i),
             nh_import_count (import, (NhImportFate) i));
  g_print ("\n%s\n", stored ? _ ("Stored as one step.") : _ ("Nothing was stored."));
}

static int
fail (const GError *error)
{
  g_autoptr (GError) cancelled
      = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
            ? g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled. Nothing was stored."))
            : NULL;
  int status = nh_cli_fail (cancelled ? cancelled : error);

  if (error->domain == NH_READ_ERROR)
    return error->code == NH_READ_ERROR_CANCELLED ? NH_EXIT_CANCELLED : NH_EXIT_SOURCE;
  if (error->domain == NH_IMPORT_ERROR)
    return error->code == NH_IMPORT_ERROR_NO_COLUMNS ? NH_EXIT_NOTHING
           : error->code == NH_IMPORT_ERROR_ROWS     ? NH_EXIT_SOURCE
                                                     : NH_EXIT_USAGE;
  return status;
}

static int
run (NhImport *import, GPtrArray *others, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  NhImportProgress progress = options->progress ? on_progress : NULL;
  int last = -1;
  gboolean stored;

  if (!nh_import_plan (import, nh_cli_cancellable (), progress, &last, &error))
    return fail (error);
  stored = !options->dry_run && nh_import_apply (import, nh_cli_cancellable (), progress, &last, &error);
  if (options->progress)
    g_printerr ("\n");
  if (error && !g_error_matches (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_ROWS))
    return fail (error);
  stored = stored && nh_import_count (import, NH_IMPORT_FATE_NEW) + nh_import_count (import, NH_IMPORT_FATE_UPDATES) > 0;
  (options->json ? print_json : print_text) (import, others, stored);
  /* The report tells each row that is wrong; a script learns it from the status. */
  if (options->dry_run && !options->skip_errors && !nh_import_check (import, &error))
    return fail (error);
  return error ? fail (error) : NH_EXIT_DONE;
}

static int
read_and_run (NhWorkbook *workbook, const NhEntity *entity, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets
      = nh_sheets_read_file (options->words[1], nh_cli_cancellable (), NULL, NULL, &error);
  NhSheet *sheet = sheets ? choose_sheet (workbook, entity, sheets, options->sheet) : NULL;
  g_autoptr (NhImport) import = NULL;
  g_autoptr (GPtrArray) others = NULL;
  int status;

  if (!sheets)
    return fail (error);
  if (!sheet)
    {
      if (options->sheet)
        nh_cli_usage (_ ("The file has no sheet “%s”."), options->sheet);
      else
        nh_cli_usage (_ ("All sheets of the file are hidden. Name one with --sheet."));
      return NH_EXIT_NOTHING;
    }
  import = nh_import_new (workbook, entity, sheet);
  status = set_up (import, workbook, options);
  /* Who names a sheet knows of the others. */
  others = options->sheet ? g_ptr_array_new () : find_other_sheets (workbook, import, sheets);
  return status == NH_EXIT_DONE ? run (import, others, options) : status;
}

int
nh_cli_import (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  const NhEntity *entity;
  int status = NH_EXIT_USAGE;

  if (options->n_words != 2 || !options->as)
    return nh_cli_usage (_ ("Name a workbook, a source and what it holds. Usage: namhoc-cli import FILE "
                            "SOURCE --as TABLE"));
  entity = nh_cli_find_table (options->as, &status);
  if (!entity)
    return status;
  if (!nh_import_is_supported (entity))
    return nh_cli_usage (_ ("“%s” can't be imported; units, people, memberships and activities can."), options->as);
  workbook = nh_workbook_open (options->words[0],
                               options->dry_run ? NH_STORE_OPEN_READ_ONLY : NH_STORE_OPEN_MUST_WRITE, &error);
  if (!workbook)
    return nh_cli_fail (error);
  status = read_and_run (workbook, entity, options);
  nh_workbook_close (workbook);
  return status;
}
