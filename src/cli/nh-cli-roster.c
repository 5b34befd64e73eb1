/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * roster, and list FILE memberships --on DATE: a team as it stood on a day, and what changed between
 * two.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "core/nh-json.h"
#include "core/nh-text.h"
#include "document/nh-roster-table.h"

static const char *const member_names[] = { "team", "person", "post", "unit", "role", "subject", "phone",
                                            "from_on", "to_on", "replaces", "decision" };
static const char *const unit_names[] = { "team", "unit", "area", "from_on", "to_on", "decision" };

#define N_MEMBER G_N_ELEMENTS (member_names)
#define N_UNIT G_N_ELEMENTS (unit_names)

/* Days are ISO for programs; to be freed, "" for none. */
static char *
day_text (guint32 day, const NhCliOptions *options)
{
  if (!day)
    return g_strdup ("");
  return options->json || options->tsv ? nh_day_to_iso (day) : nh_day_format_short (day);
}

static GStrv
member_texts (const NhRosterMember *member, const NhCliOptions *options)
{
  char **texts = g_new0 (char *, N_MEMBER + 1);
  guint n = 0;

  texts[n++] = g_strdup (member->team_name);
  texts[n++] = g_strdup (member->name);
  texts[n++] = g_strdup (member->post);
  texts[n++] = g_strdup (member->unit_name);
  texts[n++] = g_strdup (options->json ? member->role : nh_roster_role_label (member->role));
  texts[n++] = g_strdup (member->subject);
  texts[n++] = g_strdup (member->phone);
  texts[n++] = day_text (member->from, options);
  texts[n++] = day_text (member->to, options);
  texts[n++] = g_strdup (member->replaces_name);
  texts[n++] = g_strdup (member->decision_text);
  return texts;
}

static GStrv
unit_texts (const NhRosterUnit *unit, const NhCliOptions *options)
{
  char **texts = g_new0 (char *, N_UNIT + 1);
  guint n = 0;

  texts[n++] = g_strdup (unit->team_name);
  texts[n++] = g_strdup (unit->name);
  texts[n++] = g_strdup (unit->area);
  texts[n++] = day_text (unit->from, options);
  texts[n++] = day_text (unit->to, options);
  texts[n++] = g_strdup (unit->decision_text);
  return texts;
}

static void
append_json (GString *out, gint64 id, const char *const *names, char **texts)
{
  g_string_append_printf (out, "{\"id\":\"%" G_GINT64_FORMAT "\"", id);
  for (guint i = 0; texts[i]; i++)
    {
      g_string_append_printf (out, ",\"%s\":", names[i]);
      if (*texts[i])
        nh_json_append_string (out, texts[i]);
      else
        g_string_append (out, "null");
    }
  g_string_append_c (out, '}');
}

/* Texts without the empty ones, but with all of them between tabs. */
static void
append_line (GString *out, gint64 id, char **texts, const NhCliOptions *options)
{
  g_string_append_printf (out, "%" G_GINT64_FORMAT, id);
  for (guint i = 0; texts[i]; i++)
    {
      g_autofree char *line = nh_cli_one_line (texts[i]);

      if (*line || options->tsv)
        g_string_append_printf (out, "%s%s", options->tsv ? "\t" : "  ", line);
    }
  g_string_append_c (out, '\n');
}

static void
append_row (GString *out, gint64 id, const char *const *names, char **texts, const NhCliOptions *options)
{
  if (options->json)
    append_json (out, id, names, texts);
  else
    append_line (out, id, texts, options);
}

static gboolean
read_day (const char *text, guint32 *day, int *status)
{
  if (g_utf8_validate (text, -1, NULL) && nh_day_parse (text, NULL, day, NULL))
    return TRUE;
  *status = nh_cli_usage (_ ("“%s” is not a day with its year. Type it like 30/6/2025."),
                          g_utf8_validate (text, -1, NULL) ? text : "?");
  return FALSE;
}

/* By its name or its key; 0 when it was told that there is none. */
static gint64
find_team (NhWorkbook *workbook, const char *name, int *status)
{
  const NhEntity *entity = nh_entity_find ("team");
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = NULL;
  guint64 key;
  gint64 team;

  if (g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT64, &key, NULL)
      && (record = nh_workbook_load (workbook, entity, (gint64) key, NULL)))
    return (gint64) key;
  team = nh_workbook_find (workbook, entity, name, &error);
  if (!team)
    *status = nh_cli_fail (error);
  return team;
}

/* list memberships --on. */

static gboolean
is_found (char **texts, const char *words)
{
  g_autofree char *all = words ? g_strjoinv (" ", texts) : NULL;

  return !words || nh_text_contains_folded (all, words);
}

static gboolean
print_members (NhRoster *roster, const char *words, const NhCliOptions *options, guint64 limit, guint64 *n)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < roster->members->len && *n < limit; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      g_auto (GStrv) texts = member_texts (member, options);

      if (!is_found (texts, words))
        continue;
      if (options->json)
        g_string_append (out, *n ? ",\n" : "\n");
      append_row (out, member->id, member_names, texts, options);
      *n += 1;
    }
  fputs (out->str, stdout);
  return !g_cancellable_is_cancelled (nh_cli_cancellable ());
}

/* Those of one team with all its parts, or of all teams. */
static int
print_all_members (NhWorkbook *workbook, gint64 team, guint32 day, const NhCliOptions *options, guint64 limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = team ? NULL : nh_roster_list_teams (workbook, day, &error);
  g_autofree char *words = options->find ? nh_text_fold (options->find) : NULL;
  guint64 n = 0;

  if (error)
    return nh_cli_fail (error);
  fputs (options->json ? "[" : "", stdout);
  if (options->tsv)
    {
      g_autofree char *heads = g_strjoinv ("\t", (char **) member_names);

      printf ("id\t%s\n", heads);
    }
  for (guint i = 0; i < (team ? 1 : teams->len); i++)
    {
      const NhRosterTeam *top = team ? NULL : teams->pdata[i];
      g_autoptr (NhRoster) roster = NULL;

      if (top && top->depth) /* comes with what it is part of */
        continue;
      roster = nh_roster_on_day (workbook, team ? team : top->id, day, NH_ROSTER_TREE, &error);
      if (!roster)
        return nh_cli_fail (error);
      if (!print_members (roster, words, options, limit, &n))
        return NH_EXIT_CANCELLED;
    }
  fputs (options->json ? "\n]\n" : "", stdout);
  return n || options->json || !options->find ? NH_EXIT_DONE : NH_EXIT_NOTHING;
}

/* What --on of memberships asks for. @limit: at most so many. */
int
nh_cli_list_members (NhWorkbook *workbook, const NhCliOptions *options, guint64 limit)
{
  gint64 team = 0;
  guint32 day;
  int status;

  if (!read_day (options->on, &day, &status))
    return status;
  if (options->team)
    {
      team = find_team (workbook, options->team, &status);
      if (!team)
        return status;
    }
  return print_all_members (workbook, team, day, options, limit);
}

/* roster. */

static int
print_roster (NhWorkbook *workbook, gint64 team, guint32 day, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRoster) roster = nh_roster_on_day (workbook, team, day, NH_ROSTER_TREE, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *iso = nh_day_to_iso (day);

  if (!roster)
    return nh_cli_fail (error);
  if (options->json)
    g_string_append_printf (out, "{\"team\":\"%" G_GINT64_FORMAT "\",\"on\":\"%s\",\"members\":[", team, iso);
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      g_auto (GStrv) texts = member_texts (member, options);

      g_string_append (out, !options->json ? "" : i ? ",\n" : "\n");
      append_row (out, member->id, member_names, texts, options);
    }
  g_string_append (out, options->json ? "],\n\"units\":[" : "");
  for (guint i = 0; i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];
      g_auto (GStrv) texts = unit_texts (unit, options);

      g_string_append (out, !options->json ? "" : i ? ",\n" : "\n");
      append_row (out, unit->id, unit_names, texts, options);
    }
  g_string_append (out, options->json ? "]}\n" : "");
  fputs (out->str, stdout);
  return NH_EXIT_DONE;
}

static void
append_side (GString *out, const char *name, const NhRosterMember *member, const NhRosterUnit *unit,
             const NhCliOptions *options)
{
  g_auto (GStrv) texts = member ? member_texts (member, options) : unit ? unit_texts (unit, options) : NULL;

  g_string_append_printf (out, ",\"%s\":", name);
  if (texts)
    append_json (out, member ? member->id : unit->id, member ? member_names : unit_names, texts);
  else
    g_string_append (out, "null");
}

static void
append_change_json (GString *out, const NhRosterChange *change, const NhCliOptions *options)
{
  static const char *const kinds[] = { [NH_ROSTER_JOINED] = "joined", [NH_ROSTER_LEFT] = "left",
                                       [NH_ROSTER_REPLACED] = "replaced", [NH_ROSTER_MOVED] = "moved",
                                       [NH_ROSTER_CHANGED] = "changed" };
  static const char *const fields[] = { "role", "subject", "unit", "post" }; /* as the bits of NhRosterChanges */
  g_autofree char *day = day_text (change->day, options);
  const char *comma = "";

  g_string_append_printf (out, "{\"change\":\"%s\",\"of\":\"%s\",\"fields\":[", kinds[change->kind],
                          change->before || change->after ? "member" : "unit");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if ((guint) change->changes & 1u << i)
      {
        g_string_append_printf (out, "%s\"%s\"", comma, fields[i]);
        comma = ",";
      }
  g_string_append (out, "],\"day\":");
  if (*day)
    nh_json_append_string (out, day);
  else
    g_string_append (out, "null");
  append_side (out, "before", change->before, change->unit_before, options);
  append_side (out, "after", change->after, change->unit_after, options);
  g_string_append_c (out, '}');
}

/* As the appendix of changes has it. */
static void
append_change_line (GString *out, const NhRosterChange *change, const NhCliOptions *options)
{
  g_autofree char *team = nh_roster_change_team (change);
  g_autofree char *before = nh_roster_change_before (change);
  g_autofree char *after = nh_roster_change_after (change);
  g_autofree char *day = day_text (change->day, options);
  g_autofree char *all = g_strdup_printf ("%s: %s  %s → %s  %s  %s", nh_roster_change_word (change), team,
                                          *before ? before : "—", *after ? after : "—", day,
                                          nh_roster_change_decision (change));
  g_autofree char *line = nh_cli_one_line (all);

  g_string_append_printf (out, "%s\n", g_strchomp (line));
}

static int
print_difference (NhWorkbook *workbook, gint64 team, guint32 from, guint32 to, const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRosterDifference) difference = nh_roster_difference (workbook, team, from, to, NH_ROSTER_TREE, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *first = nh_day_to_iso (from);
  g_autofree char *second = nh_day_to_iso (to);

  if (!difference)
    return nh_cli_fail (error);
  if (options->json)
    g_string_append_printf (out, "{\"team\":\"%" G_GINT64_FORMAT "\",\"from\":\"%s\",\"to\":\"%s\",\"changes\":[",
                            team, first, second);
  for (guint i = 0; i < difference->changes->len; i++)
    {
      const NhRosterChange *change = &g_array_index (difference->changes, NhRosterChange, i);

      if (!options->json)
        append_change_line (out, change, options);
      else
        {
          g_string_append (out, i ? ",\n" : "\n");
          append_change_json (out, change, options);
        }
    }
  g_string_append (out, options->json ? "]}\n" : "");
  fputs (out->str, stdout);
  return NH_EXIT_DONE;
}

int
nh_cli_roster (const NhCliOptions *options)
{
  gboolean two = options->from && options->to;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  guint32 first = 0;
  guint32 second = 0;
  gint64 team;
  int status;

  if (!options->team || !*options->team || two == !!options->on || !options->from != !options->to)
    return nh_cli_usage (_ ("Name a team, and one day or two: --team T --on DATE, or --team T --from DATE --to DATE."));
  if (!read_day (two ? options->from : options->on, &first, &status)
      || (two && !read_day (options->to, &second, &status)))
    return status;
  workbook = nh_workbook_open (options->words[0], NH_STORE_OPEN_READ_ONLY, &error);
  if (!workbook)
    return nh_cli_fail (error);
  team = find_team (workbook, options->team, &status);
  if (team)
    status = two ? print_difference (workbook, team, first, second, options)
                 : print_roster (workbook, team, first, options);
  nh_workbook_close (workbook);
  return status;
}
