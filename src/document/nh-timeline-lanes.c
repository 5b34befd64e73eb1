/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What it means to put an activity into another lane.
 */
#include "document/nh-timeline-private.h"

static const char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static const char *
reference (GPtrArray *texts, gint64 key)
{
  return keep (texts, key ? g_strdup_printf ("#%" G_GINT64_FORMAT, key) : g_strdup (""));
}

/* The field that holds units of a role. */
static const char *
role_field (const char *role)
{
  static const char *const fields[][2]
      = { { "host", "hosts" },           { "inspected", "inspected" },      { "pilot", "pilots" },
          { "attending", "attending" },  { "online", "attending_online" },  { "online_point", "online_points" } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (role, fields[i][0]) == 0)
      return fields[i][1];
  return NULL;
}

/* The role in which a unit stands in a lane: where it has several, the first. Without one: who is inspected
 * by an inspection, who tries a theme out, who hosts anything else. */
static const char *
role_of (const NhAgendaActivity *activity, gint64 unit)
{
  for (guint i = 0; unit && i < activity->n_units; i++)
    if (activity->units[i].unit == unit)
      return activity->units[i].role;
  if (g_strcmp0 (activity->kind, "inspection") == 0)
    return "inspected";
  return g_strcmp0 (activity->kind, "theme") == 0 ? "pilot" : "host";
}

/* The units of one role with @to in the place of @from; 0: comes or goes. */
static gboolean
unit_values (const NhAgendaActivity *activity, gint64 from, gint64 to, NhFieldText values[3], GPtrArray *texts)
{
  const char *role = role_of (activity, from);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_to = FALSE;

  if (!role_field (role))
    return FALSE;
  for (guint i = 0; i < activity->n_units; i++)
    has_to |= activity->units[i].unit == to && g_str_equal (activity->units[i].role, role);
  for (guint i = 0; i < activity->n_units; i++)
    {
      gint64 unit = activity->units[i].unit;

      if (!g_str_equal (activity->units[i].role, role))
        continue;
      if (unit == from)
        unit = has_to ? 0 : to;
      if (unit)
        g_string_append_printf (text, "%s#%" G_GINT64_FORMAT, text->len ? "; " : "", unit);
    }
  if (!from && to && !has_to)
    g_string_append_printf (text, "%s#%" G_GINT64_FORMAT, text->len ? "; " : "", to);
  values[0] = (NhFieldText){ role_field (role), keep (texts, g_strdup (text->str)) };
  return TRUE;
}

static gboolean
kind_values (gint64 position, NhFieldText values[3])
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhField *field = &entity->fields[NH_FIELD (entity, "kind")];

  if (!field->choices[position].key) /* papers */
    return FALSE;
  values[0] = (NhFieldText){ "kind", field->choices[position].key };
  return TRUE;
}

/**
 * nh_timeline_lane_values:
 * @self: a timeline
 * @activity: one that is shown
 * @from_lane: the lane from which it is taken
 * @lane: the lane into which it is put
 * @values: (out): what to set, ended by an entry without a field
 * @texts: (element-type utf8): an array with g_free(), which keeps the texts of @values
 *
 * By unit, the unit of the old lane gives its place, in its role, to that of the new one. Where the cluster
 * follows from the host there is nothing to empty. People stand in records of their own: see
 * nh_timeline_lane_assignment().
 *
 * Returns: whether the lane can be chosen by hand.
 */
gboolean
nh_timeline_lane_values (NhTimeline *self, gint64 activity, guint from_lane, guint lane, NhFieldText values[3],
                         GPtrArray *texts)
{
  const NhAgendaActivity *found = nh_agenda_find (self->agenda, activity);
  guint n_lanes = nh_timeline_get_n_lanes (self);
  gint64 from, to;

  values[0] = values[1] = values[2] = (NhFieldText){ NULL, NULL };
  if (!found || from_lane == lane || from_lane >= n_lanes || lane >= n_lanes)
    return FALSE;
  from = nh_timeline_get_lane (self, from_lane)->key;
  to = nh_timeline_get_lane (self, lane)->key;
  switch (self->choice.by)
    {
    case NH_TIMELINE_BY_KIND:
      return kind_values (to, values);
    case NH_TIMELINE_BY_UNIT:
      return unit_values (found, from, to, values, texts);
    case NH_TIMELINE_BY_PLAN:
      values[0] = (NhFieldText){ "plan", reference (texts, to) };
      return TRUE;
    case NH_TIMELINE_BY_CLUSTER:
      if (!to && found->team != from)
        return FALSE;
      values[0] = (NhFieldText){ "team", reference (texts, to) };
      return TRUE;
    case NH_TIMELINE_BY_PERSON:
    default:
      return FALSE;
    }
}

static gboolean
is_named (const NhAgendaActivity *activity, gint64 person)
{
  for (guint i = 0; i < activity->n_people; i++)
    if (activity->people[i].person == person || activity->people[i].absent == person)
      return TRUE;
  return FALSE;
}

/**
 * nh_timeline_lane_assignment:
 * @self: a timeline with lanes by person
 * @activity: one that is shown
 * @from_lane: the lane from which it is taken
 * @lane: the lane into which it is put
 * @assignment: (out): what to change
 *
 * The person of the new lane takes the place of that of the old one, with the role; a substitute gives way to
 * another. From "nobody" somebody is added, to "nobody" the place goes. Members of a delegation stay members, and
 * who is named already can't be named twice.
 *
 * Returns: whether the lane can be chosen by hand.
 */
gboolean
nh_timeline_lane_assignment (NhTimeline *self, gint64 activity, guint from_lane, guint lane,
                             NhTimelineAssignment *assignment)
{
  const NhAgendaActivity *found = nh_agenda_find (self->agenda, activity);
  guint n_lanes = nh_timeline_get_n_lanes (self);
  gint64 from;

  *assignment = (NhTimelineAssignment){ 0, "person", 0 };
  if (!found || self->choice.by != NH_TIMELINE_BY_PERSON || from_lane == lane || from_lane >= n_lanes || lane >= n_lanes)
    return FALSE;
  from = nh_timeline_get_lane (self, from_lane)->key;
  assignment->person = nh_timeline_get_lane (self, lane)->key;
  if (assignment->person && is_named (found, assignment->person))
    return FALSE;
  if (!from)
    return TRUE;
  assignment->record = nh_agenda_find_assignment (self->agenda, activity, from, &assignment->field);
  if (!assignment->person && g_str_equal (assignment->field, "person"))
    assignment->field = NULL;
  return assignment->record != 0;
}
