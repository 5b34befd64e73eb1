/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history of one unit as a list of events, made of its states and of who succeeded whom.
 */
#include "model/nh-unit-times-private.h"

static void
add_event (GArray *events, NhUnitEvent event, const NhUnitState *state)
{
  if (state)
    {
      event.day = state->until + 1;
      event.decision = state->decision;
      event.note = state->note;
    }
  g_array_append_val (events, event);
}

/* What is different from the day after a state on. */
static void
add_changes (GArray *events, NhUnitTimes *times, const NhUnitLife *life, const NhUnitState *state)
{
  NhUnitOnDay old;
  NhUnitOnDay new;

  nh_unit_times_get (times, life->id, state->until, &old);
  nh_unit_times_get (times, life->id, state->until + 1, &new);
  if (!g_str_equal (old.name, new.name))
    add_event (events, (NhUnitEvent){ .kind = NH_UNIT_EVENT_RENAMED, .before = old.name, .after = new.name }, state);
  else if (!g_str_equal (old.short_name, new.short_name))
    add_event (events,
               (NhUnitEvent){ .kind = NH_UNIT_EVENT_RENAMED, .before = old.short_name, .after = new.short_name },
               state);
  if (!g_str_equal (old.kind, new.kind))
    add_event (events, (NhUnitEvent){ .kind = NH_UNIT_EVENT_KIND, .before = old.kind, .after = new.kind }, state);
  if (old.parent != new.parent)
    add_event (events,
               (NhUnitEvent){ .kind = NH_UNIT_EVENT_MOVED, .unit_before = old.parent, .unit_after = new.parent },
               state);
  if (!g_str_equal (old.area, new.area))
    add_event (events, (NhUnitEvent){ .kind = NH_UNIT_EVENT_AREA, .before = old.area, .after = new.area }, state);
}

static void
add_end (GArray *events, const NhUnitLife *life)
{
  NhUnitEvent event = { .kind = NH_UNIT_EVENT_ENDED, .day = life->active_to, .unit_after = life->successor };

  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      const NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until != life->active_to)
        continue;
      event.decision = state->decision;
      event.note = state->note;
    }
  g_array_append_val (events, event);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const NhUnitEvent *first = a;
  const NhUnitEvent *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/**
 * nh_unit_times_events:
 * @times: all units
 * @unit: the key of one
 *
 * Returns: (transfer full) (element-type NhUnitEvent): what happened to @unit, the oldest first; texts belong to
 *   @times.
 */
GArray *
nh_unit_times_events (NhUnitTimes *times, gint64 unit)
{
  GArray *events = g_array_new (FALSE, TRUE, sizeof (NhUnitEvent));
  const NhUnitLife *life = nh_unit_times_find (times, unit);

  if (!life)
    return events;
  if (life->active_from)
    add_event (events, (NhUnitEvent){ .kind = NH_UNIT_EVENT_STARTED, .day = life->active_from }, NULL);
  for (guint i = 0; life->states && i < life->states->len; i++)
    add_changes (events, times, life, g_ptr_array_index (life->states, i));
  for (guint i = 0; i < times->order->len; i++)
    {
      const NhUnitLife *other = g_ptr_array_index (times->order, i);

      if (other->successor == unit && other->id != unit && other->active_to)
        add_event (events,
                   (NhUnitEvent){ .kind = NH_UNIT_EVENT_JOINED, .day = other->active_to + 1, .unit_after = other->id },
                   NULL);
    }
  if (life->active_to)
    add_end (events, life);
  g_array_sort (events, compare_events);
  return events;
}
