/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which activities and papers a timeline shows.
 */
#include "document/nh-timeline-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"

static void
add_words (GString *text, const char *words)
{
  if (!words || !*words)
    return;
  if (text->len)
    g_string_append (text, ", ");
  g_string_append (text, words);
}

static char *
make_haystack (NhTimeline *self, const NhAgendaActivity *activity)
{
  guint kind = nh_timeline_kind_position (activity->kind);
  const NhEntity *entity = nh_entity_find ("activity");
  const NhChoice *choice = &entity->fields[NH_FIELD (entity, "kind")].choices[kind];
  g_autoptr (GString) text = g_string_new (NULL);

  add_words (text, activity->label);
  add_words (text, choice->key ? _ (choice->label) : NULL);
  add_words (text, activity->subject);
  add_words (text, activity->grade);
  add_words (text, activity->place);
  add_words (text, activity->period_text);
  add_words (text, nh_agenda_team_name (self->agenda, activity->team));
  add_words (text, nh_agenda_plan_name (self->agenda, activity->plan));
  for (guint i = 0; i < activity->n_units; i++)
    add_words (text, nh_agenda_unit_name (self->agenda, activity->units[i].unit));
  for (guint i = 0; i < activity->n_people; i++)
    {
      add_words (text, nh_agenda_person_name (self->agenda, activity->people[i].person));
      add_words (text, nh_agenda_person_name (self->agenda, activity->people[i].absent));
    }
  return nh_text_fold (text->str);
}

/* Folded texts are kept until the agenda changes: each letter that is typed looks through all of them. */
static gboolean
is_found (NhTimeline *self, const NhAgendaActivity *activity)
{
  const char *haystack;

  if (!self->find)
    return TRUE;
  if (!self->haystacks)
    self->haystacks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  haystack = g_hash_table_lookup (self->haystacks, &activity->id);
  if (!haystack)
    {
      char *made = make_haystack (self, activity);

      g_hash_table_insert (self->haystacks, g_memdup2 (&activity->id, sizeof activity->id), made);
      haystack = made;
    }
  return nh_text_contains_folded (haystack, self->find);
}

/* (internal) Returns: whether the choice lets an activity through */
gboolean
nh_timeline_passes (NhTimeline *self, const NhAgendaActivity *activity)
{
  const NhTimelineChoice *choice = &self->choice;

  if (choice->kind && g_strcmp0 (choice->kind, activity->kind) != 0)
    return FALSE;
  if (choice->status && g_strcmp0 (choice->status, activity->status) != 0)
    return FALSE;
  if (choice->plan && choice->plan != activity->plan)
    return FALSE;
  if (choice->team && choice->team != activity->team && choice->team != activity->delegation
      && choice->team != nh_agenda_cluster_of (self->agenda, activity))
    return FALSE;
  if (choice->person && !nh_agenda_has_person (activity, choice->person))
    return FALSE;
  if (choice->unit && !nh_agenda_has_unit (activity, choice->unit, NULL))
    return FALSE;
  if (choice->conflicts_only && !(self->conflicts && nh_conflicts_has (self->conflicts, activity->id)))
    return FALSE;
  return is_found (self, activity);
}

/* One of those who owe it is meant: the unit, the team or a part of it, the person who leads the team. */
static gboolean
owers_pass (NhTimeline *self, const NhAgendaDue *due)
{
  const NhTimelineChoice *choice = &self->choice;
  const NhAgendaOwer *owers;
  guint n;

  if (!choice->team && !choice->person && !choice->unit)
    return TRUE;
  owers = nh_agenda_get_owers (self->agenda, due, &n);
  for (guint i = 0; i < n; i++)
    if ((!choice->team || nh_agenda_is_in_team (self->agenda, owers[i].team, choice->team))
        && (!choice->person || owers[i].leader == choice->person) && (!choice->unit || owers[i].unit == choice->unit))
      return TRUE;
  return FALSE;
}

/* A paper goes where its activity goes; one without goes where those are who owe it, and passes unless something was
 * asked that it can't have. */
gboolean
nh_timeline_due_passes (NhTimeline *self, const NhAgendaDue *due, const NhAgendaActivity *activity)
{
  const NhTimelineChoice *choice = &self->choice;
  gboolean papers_alone = g_strcmp0 (choice->kind, "due") == 0;

  if (choice->no_dues || choice->conflicts_only || !due->due_on)
    return FALSE;
  if (choice->plan && choice->plan != due->plan)
    return FALSE;
  if (self->find && !nh_text_contains_folded (due->what, self->find)
      && !(activity && is_found (self, activity)))
    return FALSE;
  if (choice->kind && !papers_alone && !(activity && g_strcmp0 (choice->kind, activity->kind) == 0))
    return FALSE;
  if (choice->status && !(activity && g_strcmp0 (choice->status, activity->status) == 0))
    return FALSE;
  if (!activity)
    return owers_pass (self, due);
  if (choice->team && choice->team != activity->team && choice->team != activity->delegation
      && choice->team != nh_agenda_cluster_of (self->agenda, activity))
    return FALSE;
  if (choice->person && !nh_agenda_has_person (activity, choice->person))
    return FALSE;
  return !choice->unit || nh_agenda_has_unit (activity, choice->unit, NULL);
}
