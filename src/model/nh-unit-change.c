/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Renaming and moving units from a day on. What was before is kept as a state until the day before;
 * a change between two changes that are known already holds until the second of them.
 */
#include "model/nh-unit-times-private.h"
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"

#define MAX_DEPTH 1000 /* more is a circle in a damaged file */

/* Checks. */

/* The first day after @from on which the parent of @life is another one by what is known already;
 * G_MAXUINT32: never. */
static guint32
parent_holds_until (NhUnitLife *life, guint32 from)
{
  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until >= from && state->has_parent)
        return state->until;
    }
  return G_MAXUINT32;
}

static gboolean
leads_to (NhUnitTimes *times, gint64 start, gint64 unit, guint32 day)
{
  for (guint steps = 0; start && steps < MAX_DEPTH; steps++)
    {
      NhUnitLife *life = nh_unit_times_find (times, start);

      if (start == unit)
        return TRUE;
      start = life ? nh_unit_life_parent (life, day) : 0;
    }
  return FALSE;
}

/* Circles of a later day count too: the tree of any day has a top. */
static gboolean
check_circle (NhUnitTimes *times, NhUnitLife *life, gint64 parent, guint32 from, GError **error)
{
  guint32 until = from ? parent_holds_until (life, from) : G_MAXUINT32;
  gboolean circle = leads_to (times, parent, life->id, from ? from : G_MAXUINT32);

  for (guint i = 0; !circle && i < times->order->len; i++)
    {
      NhUnitLife *other = g_ptr_array_index (times->order, i);

      for (guint j = 0; !circle && other->states && j < other->states->len; j++)
        {
          NhUnitState *state = g_ptr_array_index (other->states, j);

          if (from && state->has_parent && state->until + 1 > from && state->until < until)
            circle = leads_to (times, parent, life->id, state->until + 1);
        }
    }
  if (circle)
    nh_unit_refuse (error, _ ("“%s” is itself managed by “%s”. Choose another unit to manage it."),
                    nh_unit_times_get_name (times, parent, from ? from : G_MAXUINT32), life->name);
  return !circle;
}

/* (internal) whether @parent can manage @unit from a day on; 0: from the beginning */
gboolean
nh_unit_check_parent (NhUnitTimes *times, gint64 unit, gint64 parent, guint32 from, GError **error)
{
  NhUnitLife *life = nh_unit_times_find (times, unit);
  NhUnitLife *above = nh_unit_times_find (times, parent);
  guint32 day = from ? from : nh_unit_today ();
  g_autofree char *end = NULL;

  if (!life || (parent && !above))
    {
      nh_unit_refuse (error, NULL);
      return FALSE;
    }
  if (!parent)
    return TRUE;
  if (parent == unit)
    {
      nh_unit_refuse (error, _ ("“%s” can't be managed by itself."), life->name);
      return FALSE;
    }
  if (from && above->active_to && above->active_to < day)
    {
      end = nh_day_format_short (above->active_to);
      nh_unit_refuse (error, _ ("“%s” ended on %s and can't manage units after that day."), above->name, end);
      return FALSE;
    }
  if (from && above->active_from > day)
    {
      end = nh_day_format_short (above->active_from);
      nh_unit_refuse (error, _ ("“%s” begins only on %s. Choose that day or a later one."), above->name, end);
      return FALSE;
    }
  return check_circle (times, life, parent, from, error);
}

static gboolean
check_day (const NhUnitLife *life, guint32 from, GError **error)
{
  g_autofree char *day = NULL;

  if (!from)
    return TRUE;
  if (life->active_from && from <= life->active_from)
    {
      day = nh_day_format_short (life->active_from);
      nh_unit_refuse (error, _ ("“%s” begins on %s: there is nothing before it to change. Choose a later day, or "
                                "correct it without a day."),
                      life->name, day);
      return FALSE;
    }
  if (life->active_to && from > life->active_to)
    {
      day = nh_day_format_short (life->active_to);
      nh_unit_refuse (error, _ ("“%s” ended on %s. Choose a day before that."), life->name, day);
      return FALSE;
    }
  return TRUE;
}

static gboolean
differs (const char *wanted, const char *is)
{
  g_autofree char *clean = wanted ? nh_text_normalize (wanted) : NULL;

  return clean && !g_str_equal (g_strstrip (clean), is);
}

/**
 * nh_unit_change_check:
 * @times: all units
 * @unit: the one to change
 * @from: the first day of the new values; 0: a correction
 * @change: the new values
 * @error: NH_MODEL_ERROR, a sentence
 *
 * Returns: whether nh_unit_change() could be done.
 */
gboolean
nh_unit_change_check (NhUnitTimes *times, gint64 unit, guint32 from, const NhUnitChange *change, GError **error)
{
  NhUnitLife *life = nh_unit_times_find (times, unit);
  const NhEntity *entity = nh_entity_find ("unit");
  g_autofree char *name = NULL;
  NhUnitOnDay now;

  if (!life)
    {
      nh_unit_refuse (error, NULL);
      return FALSE;
    }
  name = g_strstrip (g_strdup (change->name ? change->name : "-"));
  if (!*name)
    {
      nh_unit_refuse (error, _ ("“%s” can't be left empty."), _ ("Name"));
      return FALSE;
    }
  if (change->kind && !nh_field_find_choice (&entity->fields[NH_FIELD (entity, "kind")], change->kind))
    {
      nh_unit_refuse (error, _ ("There is no kind of units “%s”."), change->kind);
      return FALSE;
    }
  if (!check_day (life, from, error)
      || (change->moves && !nh_unit_check_parent (times, unit, change->parent, from, error)))
    return FALSE;
  nh_unit_times_get (times, unit, from ? from : G_MAXUINT32, &now);
  if (!differs (change->name, now.name) && !differs (change->short_name, now.short_name)
      && !differs (change->kind, now.kind) && !differs (change->area, now.area)
      && !(change->moves && change->parent != now.parent))
    {
      nh_unit_refuse (error, _ ("Nothing of “%s” would be different."), now.name);
      return FALSE;
    }
  return TRUE;
}

/* Storing. */

typedef enum { NAME, SHORT_NAME, KIND, AREA, PARENT, N_PARTS } Part;

static const char *const columns[N_PARTS] = { "name", "short_name", "kind", "area", "parent" };

static const char *
part_of_state (const NhUnitState *state, Part part)
{
  const char *texts[] = { state->name, state->short_name, state->kind, state->area };

  return part == PARENT ? (state->has_parent ? "" : NULL) : texts[part];
}

/* The state that holds a part from @from on; NULL: the unit's own row does. */
static const NhUnitState *
find_holder (const NhUnitLife *life, guint32 from, Part part)
{
  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      const NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until >= from && part_of_state (state, part))
        return state;
    }
  return NULL;
}

/* In states "" and the unit itself say "none"; in the unit's row NULL does. */
static gboolean
store_value (NhWorkbook *workbook, const NhUnitLife *life, const NhUnitState *holder, Part part, const char *text,
             gint64 parent, GError **error)
{
  g_autofree char *key = NULL;

  if (holder)
    return nh_unit_store_part (workbook, "unit_state", holder->id, columns[part], text, parent ? parent : life->id, error);
  if (text && !*text)
    text = NULL;
  if (!nh_unit_store_part (workbook, "unit", life->id, columns[part], text, parent, error))
    return FALSE;
  key = part == NAME ? nh_text_sort_key (text) : NULL;
  return !key || nh_unit_store_part (workbook, "unit", life->id, "sort_key", key, 0, error);
}

typedef struct
{
  NhWorkbook *workbook;
  const NhUnitLife *life;
  guint32 from;
  gint64 decision;
  gint64 state; /* the row that keeps the old values, made when first needed */
} Writing;

/* The old value is kept until the day before, unless that day ends an older one already. */
static gboolean
keep_old (Writing *writing, Part part, const char *text, gint64 parent, GError **error)
{
  NhUnitState *before = nh_unit_life_state_until ((NhUnitLife *) writing->life, writing->from - 1);

  if (!writing->state)
    writing->state = before ? before->id
                            : nh_unit_insert_state (writing->workbook, writing->life->id, writing->from - 1,
                                                    writing->decision, error);
  if (!writing->state)
    return FALSE;
  if (before && writing->decision && !before->decision
      && !nh_unit_store_part (writing->workbook, "unit_state", before->id, "decision", NULL, writing->decision, error))
    return FALSE;
  if (before && part_of_state (before, part))
    return TRUE;
  return nh_unit_store_part (writing->workbook, "unit_state", writing->state, columns[part], text,
                     parent ? parent : writing->life->id, error);
}

static gboolean
write_part (Writing *writing, Part part, const char *old, gint64 old_parent, const char *text, gint64 parent,
            GError **error)
{
  const NhUnitState *holder = writing->from ? find_holder (writing->life, writing->from, part) : NULL;

  if (writing->from && !keep_old (writing, part, old, old_parent, error))
    return FALSE;
  if (!store_value (writing->workbook, writing->life, holder, part, text, parent, error))
    return FALSE;
  if ((part != NAME && part != SHORT_NAME) || !writing->from)
    return TRUE;
  /* What is no name of today is a name that papers of its time have. */
  return nh_unit_add_alias (writing->workbook, writing->life->id, old, error)
         && (!holder || nh_unit_add_alias (writing->workbook, writing->life->id, text, error));
}

/* (internal) inside an action; @times is as it was before and does not follow */
gboolean
nh_unit_apply_change (NhWorkbook *workbook, NhUnitTimes *times, gint64 unit, guint32 from,
                      const NhUnitChange *change, gint64 decision, GError **error)
{
  Writing writing = { workbook, nh_unit_times_find (times, unit), from, decision, 0 };
  const char *wanted[] = { change->name, change->short_name, change->kind, change->area };
  const char *old[N_PARTS];
  NhUnitOnDay now;

  if (!nh_unit_times_get (times, unit, from ? from : G_MAXUINT32, &now))
    {
      nh_unit_refuse (error, NULL);
      return FALSE;
    }
  old[NAME] = now.name;
  old[SHORT_NAME] = now.short_name;
  old[KIND] = now.kind;
  old[AREA] = now.area;
  for (Part part = NAME; part < PARENT; part++)
    {
      g_autofree char *text = wanted[part] ? nh_text_normalize (wanted[part]) : NULL;

      if (differs (wanted[part], old[part])
          && !write_part (&writing, part, old[part], 0, g_strstrip (text), 0, error))
        return FALSE;
    }
  return !change->moves || change->parent == now.parent
         || write_part (&writing, PARENT, NULL, now.parent, NULL, change->parent, error);
}

static gboolean
finish (NhWorkbook *workbook, gboolean done, GError **error)
{
  if (done)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/**
 * nh_unit_change:
 * @workbook: an open workbook
 * @unit: the one to change
 * @from: the first day of the new values; 0: a correction, no history is written
 * @change: the new values
 * @decision: (nullable): by which document, as typed; it is added to the legal documents
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR, a sentence
 *
 * Gives a unit another name, kind, area or manager from a day on, as one step of undo. Names that it
 * had become aliases.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_unit_change (NhWorkbook *workbook, gint64 unit, guint32 from, const NhUnitChange *change, const char *decision,
                GError **error)
{
  g_autoptr (NhUnitTimes) times = nh_unit_times_load (workbook, error);
  gint64 document = 0;

  if (!times || !nh_unit_change_check (times, unit, from, change, error) || !nh_unit_decision_check (decision, error))
    return FALSE;
  if (!nh_workbook_begin (workbook, change->name ? _ ("Rename unit") : _ ("Change unit"), error))
    return FALSE;
  return finish (workbook,
                 nh_unit_store_decision (workbook, decision, &document, error)
                     && nh_unit_apply_change (workbook, times, unit, from, change, document, error),
                 error);
}

/** nh_units_move_check: Returns: whether nh_units_move() could be done. */
gboolean
nh_units_move_check (NhUnitTimes *times, const gint64 *units, guint n_units, gint64 parent, guint32 from,
                     GError **error)
{
  guint n_same = 0;

  for (guint i = 0; i < n_units; i++)
    {
      NhUnitLife *life = nh_unit_times_find (times, units[i]);

      if (!nh_unit_check_parent (times, units[i], parent, from, error) || !check_day (life, from, error))
        return FALSE;
      n_same += nh_unit_life_parent (life, from ? from : G_MAXUINT32) == parent;
    }
  if (n_same < n_units)
    return TRUE;
  nh_unit_refuse (error, n_units == 1 ? _ ("It is there already.") : _ ("They are all there already."));
  return FALSE;
}

/**
 * nh_units_move:
 * @workbook: an open workbook
 * @units: (array length=n_units): those to move
 * @n_units: how many
 * @parent: who manages them; 0: nobody
 * @from: from which day on; 0: a correction, no history is written
 * @decision: (nullable): by which document, as typed
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR, a sentence
 *
 * Moves units under another one, as one step of undo. Those that are there already stay as they are.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_units_move (NhWorkbook *workbook, const gint64 *units, guint n_units, gint64 parent, guint32 from,
               const char *decision, GError **error)
{
  g_autoptr (NhUnitTimes) times = nh_unit_times_load (workbook, error);
  g_autofree char *name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Move %u unit", "Move %u units", n_units),
                                           n_units);
  NhUnitChange change = { .moves = TRUE, .parent = parent };
  gint64 document = 0;
  gboolean done;

  if (!times || !nh_units_move_check (times, units, n_units, parent, from, error)
      || !nh_unit_decision_check (decision, error) || !nh_workbook_begin (workbook, name, error))
    return FALSE;
  done = nh_unit_store_decision (workbook, decision, &document, error);
  for (guint i = 0; done && i < n_units; i++)
    done = nh_unit_apply_change (workbook, times, units[i], from, &change, document, error);
  return finish (workbook, done, error);
}
