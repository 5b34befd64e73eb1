/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units as of a day: read with two queries, answered from memory. An office has at most some
 * thousands of units, and trees ask for all of them.
 */
#include "model/nh-unit-times-private.h"

#include <string.h>

#include "core/nh-text.h"
#include "model/nh-roster.h"

#define MAX_DEPTH 1000 /* more is a circle in a damaged file */

static void
state_free (gpointer data)
{
  NhUnitState *state = data;

  g_free (state->name);
  g_free (state->short_name);
  g_free (state->kind);
  g_free (state->area);
  g_free (state->note);
  g_free (state);
}

static void
life_free (gpointer data)
{
  NhUnitLife *life = data;

  g_free (life->name);
  g_free (life->short_name);
  g_free (life->kind);
  g_free (life->area);
  g_free (life->sort_key);
  g_clear_pointer (&life->states, g_ptr_array_unref);
  g_free (life);
}

void
nh_unit_times_free (NhUnitTimes *times)
{
  g_clear_pointer (&times->order, g_ptr_array_unref);
  g_clear_pointer (&times->lives, g_hash_table_unref);
  g_free (times);
}

static char *
text_or_empty (NhStatement *statement, int column)
{
  const char *text = nh_statement_text (statement, column);

  return g_strdup (text ? text : "");
}

static gboolean
load_lives (NhUnitTimes *times, NhStore *store, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (store,
                          "SELECT id, name, short_name, kind, area, sort_key, parent, active_from, "
                          "active_to, successor FROM unit ORDER BY sort_key, id",
                          error);
  gboolean row;

  if (!select)
    return FALSE;
  while (TRUE)
    {
      NhUnitLife *life;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      life = g_new0 (NhUnitLife, 1);
      life->id = nh_statement_int64 (select, 0);
      life->name = text_or_empty (select, 1);
      life->short_name = text_or_empty (select, 2);
      life->kind = text_or_empty (select, 3);
      life->area = text_or_empty (select, 4);
      life->sort_key = text_or_empty (select, 5);
      life->parent = nh_statement_int64 (select, 6);
      life->active_from = nh_day_from_iso (nh_statement_text (select, 7));
      life->active_to = nh_day_from_iso (nh_statement_text (select, 8));
      life->successor = nh_statement_int64 (select, 9);
      g_hash_table_insert (times->lives, &life->id, life);
      g_ptr_array_add (times->order, life);
    }
}

static gboolean
load_states (NhUnitTimes *times, NhStore *store, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (store,
                          "SELECT id, unit, until_on, name, short_name, kind, area, parent, decision, "
                          "note FROM unit_state ORDER BY unit, until_on, id",
                          error);
  gboolean row;

  if (!select)
    return FALSE;
  while (TRUE)
    {
      NhUnitLife *life;
      NhUnitState *state;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      life = nh_unit_times_find (times, nh_statement_int64 (select, 1));
      if (!life || !nh_day_from_iso (nh_statement_text (select, 2)))
        continue;
      state = g_new0 (NhUnitState, 1);
      state->id = nh_statement_int64 (select, 0);
      state->until = nh_day_from_iso (nh_statement_text (select, 2));
      state->name = g_strdup (nh_statement_text (select, 3));
      state->short_name = g_strdup (nh_statement_text (select, 4));
      state->kind = g_strdup (nh_statement_text (select, 5));
      state->area = g_strdup (nh_statement_text (select, 6));
      state->has_parent = !nh_statement_is_null (select, 7);
      state->parent = nh_statement_int64 (select, 7);
      if (state->parent == life->id)
        state->parent = 0;
      state->decision = nh_statement_int64 (select, 8);
      state->note = g_strdup (nh_statement_text (select, 9));
      if (!life->states)
        life->states = g_ptr_array_new_with_free_func (state_free);
      g_ptr_array_add (life->states, state);
    }
}

/**
 * nh_unit_times_load:
 * @workbook: an open workbook
 * @error: NH_STORE_ERROR when it can't be read
 *
 * Reads all units and what they were before. It does not follow later changes: load it again.
 *
 * Returns: (transfer full) (nullable): the units.
 */
NhUnitTimes *
nh_unit_times_load (NhWorkbook *workbook, GError **error)
{
  g_autoptr (NhUnitTimes) times = g_new0 (NhUnitTimes, 1);
  NhStore *store = nh_workbook_get_store (workbook);

  times->lives = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, life_free);
  times->order = g_ptr_array_new ();
  if (!load_lives (times, store, error) || !load_states (times, store, error))
    return NULL;
  return g_steal_pointer (&times);
}

/* (internal) Returns: (nullable): the life of a unit */
NhUnitLife *
nh_unit_times_find (NhUnitTimes *times, gint64 unit)
{
  return g_hash_table_lookup (times->lives, &unit);
}

/* (internal) Returns: (nullable): the state that ended on that very day */
NhUnitState *
nh_unit_life_state_until (NhUnitLife *life, guint32 day)
{
  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until == day)
        return state;
    }
  return NULL;
}

/* (internal) the last day counts; each end may be open */
gboolean
nh_unit_life_valid (NhUnitLife *life, guint32 day)
{
  return (!life->active_from || life->active_from <= day) && (!life->active_to || day <= life->active_to);
}

/* (internal) Returns: who managed it on that day; 0: nobody */
gint64
nh_unit_life_parent (NhUnitLife *life, guint32 day)
{
  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until >= day && state->has_parent)
        return state->parent;
    }
  return life->parent;
}

static void
fill_on_day (NhUnitLife *life, guint32 day, NhUnitOnDay *on_day)
{
  const char *name = NULL;
  const char *short_name = NULL;
  const char *kind = NULL;
  const char *area = NULL;

  for (guint i = 0; life->states && i < life->states->len; i++)
    {
      NhUnitState *state = g_ptr_array_index (life->states, i);

      if (state->until < day)
        continue;
      name = name ? name : state->name;
      short_name = short_name ? short_name : state->short_name;
      kind = kind ? kind : state->kind;
      area = area ? area : state->area;
    }
  *on_day = (NhUnitOnDay){
    .id = life->id,
    .name = name ? name : life->name,
    .short_name = short_name ? short_name : life->short_name,
    .kind = kind ? kind : life->kind,
    .area = area ? area : life->area,
    .parent = nh_unit_life_parent (life, day),
    .active_from = life->active_from,
    .active_to = life->active_to,
    .successor = life->successor,
    .valid = nh_unit_life_valid (life, day),
  };
}

/**
 * nh_unit_times_get:
 * @times: all units
 * @unit: the key of one
 * @day: a day
 * @on_day: (out): what it was on @day; its texts belong to @times
 *
 * Returns: whether there is such a unit; .valid tells whether it was active.
 */
gboolean
nh_unit_times_get (NhUnitTimes *times, gint64 unit, guint32 day, NhUnitOnDay *on_day)
{
  NhUnitLife *life = nh_unit_times_find (times, unit);

  if (life)
    fill_on_day (life, day, on_day);
  return life != NULL;
}

/** nh_unit_times_get_name: Returns: (transfer none): the name of @unit on @day; "" when there is no such unit. */
const char *
nh_unit_times_get_name (NhUnitTimes *times, gint64 unit, guint32 day)
{
  NhUnitOnDay on_day;

  return nh_unit_times_get (times, unit, day, &on_day) ? on_day.name : "";
}

/**
 * nh_unit_on_day:
 * @workbook: an open workbook
 * @unit: the key of a unit
 * @day: a day
 * @then: (out): what it was; clear it with nh_unit_then_clear()
 * @error: NH_MODEL_ERROR_NOT_FOUND, or NH_STORE_ERROR
 *
 * Returns: whether there is such a unit.
 */
gboolean
nh_unit_on_day (NhWorkbook *workbook, gint64 unit, guint32 day, NhUnitThen *then, GError **error)
{
  then->times = nh_unit_times_load (workbook, error);
  if (!then->times)
    return FALSE;
  if (nh_unit_times_get (then->times, unit, day, &then->unit))
    return TRUE;
  nh_unit_then_clear (then);
  nh_unit_refuse (error, NULL);
  return FALSE;
}

void
nh_unit_then_clear (NhUnitThen *then)
{
  g_clear_pointer (&then->times, nh_unit_times_free);
  memset (then, 0, sizeof *then);
}

/** nh_unit_kind_is_school: Returns: whether children or adults learn in a unit of this kind. */
gboolean
nh_unit_kind_is_school (const char *kind)
{
  return !g_str_has_suffix (kind, "_office") && !g_str_equal (kind, "other");
}

/* Trees. */

typedef struct
{
  NhUnitOnDay unit;
  char *sort_key;
  int rank;           /* of the kind: offices first, then schools by level */
  GPtrArray *below;   /* of Twig */
  gboolean wanted;    /* it is valid, or one below is, or ended units are wanted */
  gboolean reachable; /* from a top */
} Twig;

static void
twig_free (gpointer data)
{
  Twig *twig = data;

  g_free (twig->sort_key);
  g_ptr_array_unref (twig->below);
  g_free (twig);
}

static int
kind_rank (const char *kind)
{
  const NhEntity *entity = nh_entity_find ("unit");
  const NhChoice *choices = entity->fields[NH_FIELD (entity, "kind")].choices;
  int rank = 0;

  while (choices[rank].key && !g_str_equal (choices[rank].key, kind))
    rank++;
  return rank;
}

static int
compare_twigs (gconstpointer a, gconstpointer b)
{
  const Twig *first = *(Twig *const *) a;
  const Twig *second = *(Twig *const *) b;
  int order = first->rank - second->rank;

  if (!order)
    order = strcmp (first->sort_key, second->sort_key);
  return order ? order : (first->unit.id > second->unit.id) - (first->unit.id < second->unit.id);
}

static gboolean
mark_wanted (Twig *twig, gboolean with_ended)
{
  twig->wanted = twig->unit.valid || with_ended;
  twig->reachable = TRUE;
  for (guint i = 0; i < twig->below->len; i++)
    twig->wanted |= mark_wanted (g_ptr_array_index (twig->below, i), with_ended);
  return twig->wanted;
}

static void
flatten (Twig *twig, guint depth, GArray *nodes)
{
  NhUnitNode node = { .unit = twig->unit, .depth = depth };
  guint at = nodes->len;
  NhUnitNode *stored;

  if (!twig->wanted)
    return;
  g_array_append_val (nodes, node);
  g_ptr_array_sort (twig->below, compare_twigs);
  for (guint i = 0; i < twig->below->len; i++)
    flatten (g_ptr_array_index (twig->below, i), depth + 1, nodes);
  stored = &g_array_index (nodes, NhUnitNode, at);
  stored->n_below = nodes->len - at - 1;
  for (guint i = at + 1; i < nodes->len; i++)
    {
      const NhUnitOnDay *below = &g_array_index (nodes, NhUnitNode, i).unit;

      stored->n_schools += below->valid && nh_unit_kind_is_school (below->kind);
    }
}

/* Units that begin later are not there yet; those that ended may be. */
static GHashTable *
make_twigs (NhUnitTimes *times, guint32 day)
{
  GHashTable *twigs = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, twig_free);

  for (guint i = 0; i < times->order->len; i++)
    {
      NhUnitLife *life = g_ptr_array_index (times->order, i);
      Twig *twig;

      if (life->active_from > day)
        continue;
      twig = g_new0 (Twig, 1);
      fill_on_day (life, day, &twig->unit);
      twig->sort_key = twig->unit.name == life->name ? g_strdup (life->sort_key)
                                                     : nh_text_sort_key (twig->unit.name);
      twig->rank = kind_rank (twig->unit.kind);
      twig->below = g_ptr_array_new ();
      g_hash_table_insert (twigs, &twig->unit.id, twig);
    }
  return twigs;
}

/**
 * nh_unit_times_tree:
 * @times: all units
 * @day: a day
 * @with_ended: whether units that had ended by then are shown; otherwise only those are that still
 *   have valid units below
 *
 * A unit whose manager does not exist yet on @day stands at the top. Circles, which only a damaged
 * file has, are opened at one of their units.
 *
 * Returns: (transfer full) (element-type NhUnitNode): the tree, each unit before those below it,
 *   offices before schools, schools by level and name.
 */
GArray *
nh_unit_times_tree (NhUnitTimes *times, guint32 day, gboolean with_ended)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (NhUnitNode));
  g_autoptr (GHashTable) twigs = make_twigs (times, day);
  g_autoptr (GPtrArray) tops = g_ptr_array_new ();
  guint n_closed = 0;

  for (guint i = 0; i < times->order->len; i++)
    {
      NhUnitLife *life = g_ptr_array_index (times->order, i);
      Twig *twig = g_hash_table_lookup (twigs, &life->id);
      Twig *parent = twig ? g_hash_table_lookup (twigs, &twig->unit.parent) : NULL;

      if (twig && parent && parent != twig)
        g_ptr_array_add (parent->below, twig);
      else if (twig)
        g_ptr_array_add (tops, twig);
    }
  for (guint i = 0; i < tops->len; i++)
    mark_wanted (g_ptr_array_index (tops, i), with_ended);
  for (guint i = 0; i < times->order->len; i++)
    {
      NhUnitLife *life = g_ptr_array_index (times->order, i);
      Twig *twig = g_hash_table_lookup (twigs, &life->id);

      if (!twig || twig->reachable)
        continue;
      n_closed++;
      g_ptr_array_remove (((Twig *) g_hash_table_lookup (twigs, &twig->unit.parent))->below, twig);
      g_ptr_array_add (tops, twig);
      mark_wanted (twig, with_ended);
    }
  if (n_closed)
    g_debug ("%u circles of units were opened", n_closed);
  g_ptr_array_sort (tops, compare_twigs);
  for (guint i = 0; i < tops->len; i++)
    flatten (g_ptr_array_index (tops, i), 0, nodes);
  return nodes;
}

/** nh_unit_times_children: Returns: (transfer full) (element-type gint64): the valid units that @unit manages on @day. */
GArray *
nh_unit_times_children (NhUnitTimes *times, gint64 unit, guint32 day)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < times->order->len; i++)
    {
      NhUnitLife *life = g_ptr_array_index (times->order, i);

      if (life->id != unit && nh_unit_life_valid (life, day) && nh_unit_life_parent (life, day) == unit)
        g_array_append_val (children, life->id);
    }
  return children;
}

/** nh_unit_today: Returns: the day of this computer's clock. */
guint32
nh_unit_today (void)
{
  return nh_roster_today ();
}
