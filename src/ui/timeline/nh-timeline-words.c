/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-words.h"

#include <glib/gi18n-lib.h>

/* Names that a tooltip lists; more would fill the screen. */
#define NAMES 8

/** nh_timeline_words_choice: Returns: (transfer none): the label of a choice of activities, as "kind" or "status". */
const char *
nh_timeline_words_choice (const char *field,
                          const char *key)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *choice = key ? nh_field_find_choice (&entity->fields[NH_FIELD (entity, field)], key) : NULL;

  return choice ? _(choice->label) : key ? key : "";
}

/**
 * nh_timeline_words_conflicts:
 * @conflicts: (nullable): what can't be true at once
 * @activity: its key
 * @most: how many sentences at most
 *
 * Returns: (transfer full): what collides, a sentence a line; "" for nothing.
 */
char *
nh_timeline_words_conflicts (NhConflicts *conflicts,
                             gint64 activity,
                             guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) found = conflicts && nh_conflicts_has (conflicts, activity) ? nh_conflicts_of (conflicts, activity)
                                                                                 : NULL;

  for (guint i = 0; found && i < MIN (found->len, most); i++)
    {
      g_autofree char *sentence = nh_conflict_describe (conflicts, &g_array_index (found, NhConflict, i));

      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", sentence);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/** nh_timeline_words_name: Returns: (transfer full): kind and label of a bar; "" for what is gone. */
char *
nh_timeline_words_name (NhAgenda *agenda,
                        NhBarKind kind,
                        gint64 id)
{
  const NhAgendaActivity *activity = kind == NH_BAR_ACTIVITY ? nh_agenda_find (agenda, id) : NULL;
  const NhAgendaDue *due = kind == NH_BAR_DUE ? nh_agenda_find_due (agenda, id) : NULL;

  if (activity)
    return g_strdup_printf (_("%s: %s"), nh_timeline_words_choice ("kind", activity->kind),
                            activity->label && *activity->label ? activity->label : _("without content"));
  return due ? g_strdup_printf (_("Paper due: %s"), due->what ? due->what : "") : g_strdup ("");
}

static char *
due_day (const NhAgendaDue *due)
{
  g_autofree char *day = due->due_on ? nh_day_format_short (due->due_on) : NULL;

  if (!day)
    return g_strdup (_("without a day"));
  return due->provisional ? g_strdup_printf (_("%s, provisional"), day) : g_strdup (day);
}

static void
append (GString *text,
        const char *what)
{
  if (what && *what)
    g_string_append_printf (text, ", %s", what);
}

/** nh_timeline_words_label: Returns: (transfer full): a bar in one sentence for screen readers. */
char *
nh_timeline_words_label (NhAgenda *agenda,
                         NhConflicts *conflicts,
                         NhBarKind kind,
                         gint64 id)
{
  const NhAgendaActivity *activity = kind == NH_BAR_ACTIVITY ? nh_agenda_find (agenda, id) : NULL;
  const NhAgendaDue *due = kind == NH_BAR_DUE ? nh_agenda_find_due (agenda, id) : NULL;
  g_autofree char *name = nh_timeline_words_name (agenda, kind, id);
  g_autoptr (GString) text = g_string_new (name);

  if (activity)
    {
      g_autofree char *warnings = nh_timeline_words_conflicts (conflicts, id, 3);

      append (text, activity->start ? activity->period_text
                                    : activity->period_text && *activity->period_text ? activity->period_text : _("no date"));
      if (g_strcmp0 (activity->status, "planned") != 0)
        append (text, nh_timeline_words_choice ("status", activity->status));
      if (*warnings)
        {
          g_strdelimit (warnings, "\n", ' ');
          g_string_append_printf (text, _(", warning: %s"), warnings);
        }
    }
  else if (due)
    {
      g_autofree char *day = due_day (due);

      append (text, day);
      append (text, due->audience);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_line (GString *text,
          const char *caption,
          const char *value)
{
  g_autofree char *escaped = NULL;

  if (!value || !*value)
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (text, "\n%s: %s", caption, escaped);
}

/* The units, or the people, each once. */
static char *
names_of (NhAgenda *agenda,
          const NhAgendaActivity *activity,
          gboolean people)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = people ? activity->n_people : activity->n_units;

  for (guint i = 0; i < n; i++)
    {
      const char *name = people ? nh_agenda_person_name (agenda, activity->people[i].person)
                                : nh_agenda_unit_name (agenda, activity->units[i].unit);

      if (!name || !*name || !g_hash_table_add (seen, (gpointer) name))
        continue;
      if (g_hash_table_size (seen) <= NAMES)
        g_string_append_printf (text, "%s%s", text->len ? ", " : "", name);
    }
  if (g_hash_table_size (seen) > NAMES)
    {
      guint more = g_hash_table_size (seen) - NAMES;

      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", more), text->str, more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
describe_activity (GString *text,
                   NhAgenda *agenda,
                   NhConflicts *conflicts,
                   const NhAgendaActivity *activity)
{
  g_autofree char *units = names_of (agenda, activity, FALSE);
  g_autofree char *people = names_of (agenda, activity, TRUE);
  g_autofree char *warnings = nh_timeline_words_conflicts (conflicts, activity->id, 4);
  g_auto (GStrv) lines = g_strsplit (warnings, "\n", -1);

  add_line (text, _("Time"), activity->period_text && *activity->period_text ? activity->period_text : _("no date"));
  if (activity->issued_start && (activity->issued_start != activity->start || activity->issued_end != activity->end))
    {
      g_autofree char *from = nh_day_format_short (activity->issued_start);
      g_autofree char *to = nh_day_format_short (activity->issued_end);
      g_autofree char *issued = g_strdup_printf ("%s – %s", from, to);

      add_line (text, _("As issued"), activity->issued_start == activity->issued_end ? from : issued);
    }
  add_line (text, _("Place"), activity->place);
  add_line (text, _("Units"), units);
  add_line (text, _("People"), people);
  add_line (text, _("Cluster or team"), nh_agenda_team_name (agenda, activity->team));
  add_line (text, _("Plan"), nh_agenda_plan_name (agenda, activity->plan));
  add_line (text, _("Status"), nh_timeline_words_choice ("status", activity->status));
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      g_string_append_printf (text, "\n⚠ %s", escaped);
    }
}

/** nh_timeline_words_tooltip: Returns: (transfer full): all that is known of a bar, as markup; "" for what is gone. */
char *
nh_timeline_words_tooltip (NhAgenda *agenda,
                           NhConflicts *conflicts,
                           NhBarKind kind,
                           gint64 id)
{
  const NhAgendaActivity *activity = kind == NH_BAR_ACTIVITY ? nh_agenda_find (agenda, id) : NULL;
  const NhAgendaDue *due = kind == NH_BAR_DUE ? nh_agenda_find_due (agenda, id) : NULL;
  g_autofree char *name = nh_timeline_words_name (agenda, kind, id);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!activity && !due)
    return g_strdup ("");
  g_string_append_printf (text, "<b>%s</b>", escaped);
  if (activity)
    describe_activity (text, agenda, conflicts, activity);
  else
    {
      g_autofree char *day = due_day (due);

      add_line (text, _("Due"), day);
      add_line (text, _("Who owes it"), due->audience);
      add_line (text, _("Plan"), nh_agenda_plan_name (agenda, due->plan));
      if (due->n_owed)
        {
          g_autofree char *came = g_strdup_printf (_("%u of %u"), due->n_received, due->n_owed);

          add_line (text, _("Received"), came);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
