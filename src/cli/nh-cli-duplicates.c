/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command duplicates: what the page "Find duplicates" shows, for scripts.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/nh-json.h"
#include "model/nh-duplicates.h"

#define MOST_NAMESAKES 1000

static const char *
kind_key (const NhDuplicate *duplicate)
{
  static const char *const keys[] = { "pair", "combined", "namesakes" };

  return keys[duplicate->kind];
}

static const char *
strength_key (const NhDuplicate *duplicate)
{
  static const char *const keys[] = { "certain", "probable", "possible" };

  return keys[duplicate->strength];
}

static const char *
strength_word (const NhDuplicate *duplicate)
{
  switch (duplicate->strength)
    {
    case NH_DUPLICATE_CERTAIN:
      return _ ("certain");
    case NH_DUPLICATE_PROBABLE:
      return _ ("probable");
    default:
      return _ ("possible");
    }
}

static void
append_json (GString *out, const NhDuplicate *duplicate)
{
  g_string_append_printf (out, "{\"kind\":\"%s\",\"strength\":\"%s\",\"score\":%d,\"records\":[",
                          kind_key (duplicate), strength_key (duplicate), duplicate->score);
  for (guint i = 0; i < duplicate->members->len; i++)
    {
      const NhDuplicateMember *member = nh_duplicate_get (duplicate, i);

      g_string_append (out, i ? ",{\"id\":" : "{\"id\":");
      if (member->id)
        g_string_append_printf (out, "\"%" G_GINT64_FORMAT "\"", member->id);
      else
        g_string_append (out, "null");
      g_string_append (out, ",\"name\":");
      nh_json_append_string (out, member->name);
      g_string_append (out, ",\"detail\":");
      nh_json_append_string (out, member->detail);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "],\"evidence\":[");
  for (guint i = 0; i < duplicate->evidence->len; i++)
    {
      if (i)
        g_string_append_c (out, ',');
      nh_json_append_string (out, g_ptr_array_index (duplicate->evidence, i));
    }
  g_string_append (out, "]}");
}

static void
append_text (GString *out, const NhDuplicate *duplicate)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *clean = NULL;

  g_string_append_printf (line, "%s: ", strength_word (duplicate));
  for (guint i = 0; i < duplicate->members->len; i++)
    {
      const NhDuplicateMember *member = nh_duplicate_get (duplicate, i);

      g_string_append_printf (line, "%s%s%s%s%s", i ? " | " : "", member->name, *member->detail ? " (" : "",
                              member->detail, *member->detail ? ")" : "");
    }
  for (guint i = 0; i < duplicate->evidence->len; i++)
    g_string_append_printf (line, "%s%s", i ? " " : " — ", (char *) g_ptr_array_index (duplicate->evidence, i));
  clean = nh_cli_one_line (line->str);
  g_string_append_printf (out, "%s\n", clean);
}

static int
print (GPtrArray *found, const NhCliOptions *options)
{
  g_autoptr (GString) out = g_string_new (options->json ? "[" : NULL);

  for (guint i = 0; i < found->len; i++)
    {
      if (options->json)
        {
          g_string_append (out, i ? ",\n" : "\n");
          append_json (out, g_ptr_array_index (found, i));
        }
      else
        append_text (out, g_ptr_array_index (found, i));
    }
  if (options->json)
    g_string_append (out, "\n]\n");
  fputs (out->str, stdout);
  return found->len ? NH_EXIT_FOUND : NH_EXIT_DONE;
}

int
nh_cli_duplicates (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const char *table = options->n_words > 1 ? options->words[1] : "units";
  NhReader *reader;
  guint left_out = 0;
  int status;

  if (options->n_words < 1)
    return nh_cli_usage (_ ("Name a workbook. Usage: namhoc-cli duplicates FILE [units|people]"));
  if (!g_str_equal (table, "units") && !g_str_equal (table, "people"))
    return nh_cli_usage (_ ("Duplicates are found among “units” and “people”, not among “%s”."), table);
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_READ_ONLY, &error);
  if (!workbook)
    return nh_cli_fail (error);
  reader = nh_store_open_reader (nh_workbook_get_store (workbook), &error);
  if (reader)
    found = g_str_equal (table, "units")
                ? nh_duplicates_units (reader, nh_cli_cancellable (), &error)
                : nh_duplicates_people (reader, MOST_NAMESAKES, &left_out, nh_cli_cancellable (), &error);
  status = found ? print (found, options)
           : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NH_EXIT_CANCELLED : nh_cli_fail (error);
  if (left_out)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u more name is shared by several people.\n",
                             "%u more names are shared by several people.\n", left_out), left_out);
  g_clear_pointer (&reader, nh_reader_free);
  nh_workbook_close (workbook);
  return status;
}
