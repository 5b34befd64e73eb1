/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * namhoc-cli list FILE units --on DATE: the units of a day, called as they were then.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/nh-json.h"
#include "core/nh-text.h"
#include "model/nh-unit-history.h"

static const char *const names[] = { "name", "short_name", "kind", "parent", "area", "active_from", "active_to" };

/* The texts of one unit, in the order of the names; to be freed. Days are ISO for programs. */
static GStrv
texts_of (NhUnitTimes *times, const NhUnitOnDay *unit, guint32 day, const NhCliOptions *options)
{
  const NhEntity *entity = nh_entity_find ("unit");
  const NhChoice *kind = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "kind")], unit->kind);
  gboolean plain = !options->json && !options->tsv;
  char *from = plain ? nh_day_format_short (unit->active_from) : nh_day_to_iso (unit->active_from);
  char *to = plain ? nh_day_format_short (unit->active_to) : nh_day_to_iso (unit->active_to);
  char **texts = g_new0 (char *, G_N_ELEMENTS (names) + 1);
  guint n = 0;

  texts[n++] = g_strdup (unit->name);
  texts[n++] = g_strdup (unit->short_name);
  texts[n++] = g_strdup (options->json || !kind ? unit->kind : _ (kind->label));
  texts[n++] = g_strdup (nh_unit_times_get_name (times, unit->parent, day));
  texts[n++] = g_strdup (unit->area);
  texts[n++] = from ? from : g_strdup ("");
  texts[n++] = to ? to : g_strdup ("");
  return texts;
}

static gboolean
is_found (char **texts, const char *words)
{
  g_autofree char *all = words ? g_strjoin (" ", texts[0], texts[1], texts[3], texts[4], NULL) : NULL;

  return !words || nh_text_contains_folded (all, words);
}

static void
print_unit (const NhUnitOnDay *unit, char **texts, guint64 n, const NhCliOptions *options)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (options->json)
    g_string_append (out, n ? ",\n{\"id\":\"" : "\n{\"id\":\"");
  g_string_append_printf (out, "%" G_GINT64_FORMAT, unit->id);
  if (options->json)
    g_string_append_c (out, '"');
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *line = nh_cli_one_line (texts[i]);

      if (options->json)
        {
          g_string_append_printf (out, ",\"%s\":", names[i]);
          if (*texts[i])
            nh_json_append_string (out, texts[i]);
          else
            g_string_append (out, "null");
        }
      else
        g_string_append_printf (out, "%s%s", options->tsv ? "\t" : "  ", line);
    }
  g_string_append (out, options->json ? "}" : "\n");
  fputs (out->str, stdout);
}

static int
print_tree (NhUnitTimes *times, guint32 day, const NhCliOptions *options, guint64 limit)
{
  g_autoptr (GArray) nodes = nh_unit_times_tree (times, day, FALSE);
  g_autofree char *words = options->find ? nh_text_fold (options->find) : NULL;
  guint64 n = 0;

  if (options->json)
    fputs ("[", stdout);
  if (options->tsv)
    {
      fputs ("id", stdout);
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        printf ("\t%s", names[i]);
      fputs ("\n", stdout);
    }
  for (guint i = 0; i < nodes->len && n < limit; i++)
    {
      const NhUnitOnDay *unit = &g_array_index (nodes, NhUnitNode, i).unit;
      g_auto (GStrv) texts = texts_of (times, unit, day, options);

      if (unit->valid && is_found (texts, words))
        print_unit (unit, texts, n++, options);
    }
  if (options->json)
    fputs ("\n]\n", stdout);
  return n || options->json || !options->find ? NH_EXIT_DONE : NH_EXIT_NOTHING;
}

/* What --on asks for. @limit: at most so many. */
int
nh_cli_list_units (NhWorkbook *workbook, const NhCliOptions *options, guint64 limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhUnitTimes) times = NULL;
  guint32 day;

  if (!nh_day_parse (options->on, NULL, &day, &error))
    return nh_cli_usage (_ ("“%s” is not a day with its year. Type it like 30/6/2025."), options->on);
  times = nh_unit_times_load (workbook, &error);
  return times ? print_tree (times, day, options, limit) : nh_cli_fail (error);
}
