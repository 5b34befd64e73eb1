/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-theme-adoption.h"

#include <glib/gi18n-lib.h>

/**
 * nh_theme_next_state:
 * @state: (nullable): key of a state; %NULL: nothing is noted
 *
 * Returns: (nullable): the state after it; "declined" is chosen by name only, and leads to nothing.
 */
const char *
nh_theme_next_state (const char *state)
{
  static const char *const order[] = { "planned", "trying", "adopted", NULL };

  if (!state || !*state)
    return order[0];
  for (guint i = 0; order[i]; i++)
    if (g_str_equal (order[i], state))
      return order[i + 1];
  return NULL;
}

/** nh_theme_state_counts: Returns: whether a unit in that state carries the theme out: it tries it or has taken it up. */
gboolean
nh_theme_state_counts (const char *state)
{
  return g_strcmp0 (state, "trying") == 0 || g_strcmp0 (state, "adopted") == 0;
}

/* The row of a place; 0: none. */
static gint64
find_row (NhWorkbook *workbook, const NhThemePlace *place, gboolean *fine, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT id FROM theme_adoption WHERE activity = ? AND unit = ? ORDER BY id LIMIT 1", error);
  gboolean row = FALSE;

  if (select)
    {
      nh_statement_bind_int64 (select, 1, place->theme);
      nh_statement_bind_int64 (select, 2, place->unit);
    }
  *fine = select && nh_statement_step (select, &row, error);
  return row ? nh_statement_int64 (select, 0) : 0;
}

static gboolean
set_one (NhWorkbook *workbook, const NhThemePlace *place, const char *state, const char *day, GError **error)
{
  const NhEntity *entity = nh_entity_find ("theme_adoption");
  gboolean fine;
  gint64 id = find_row (workbook, place, &fine, error);
  g_autofree char *theme = g_strdup_printf ("#%" G_GINT64_FORMAT, place->theme);
  g_autofree char *unit = g_strdup_printf ("#%" G_GINT64_FORMAT, place->unit);
  const NhFieldText changed[] = { { "state", state }, { day ? "on_day" : NULL, day }, { NULL, NULL } };
  const NhFieldText all[] = { { "activity", theme }, { "unit", unit }, { "state", state }, { day ? "on_day" : NULL, day },
                              { NULL, NULL } };

  if (!fine)
    return FALSE;
  if (!state)
    return !id || nh_workbook_delete (workbook, entity, &id, 1, error);
  if (id)
    return nh_workbook_set (workbook, entity, id, changed, error);
  return nh_workbook_create (workbook, entity, all, error) != 0;
}

/**
 * nh_theme_adoption_set:
 * @workbook: a workbook
 * @places: (array length=n_places): themes and units
 * @n_places: how many
 * @state: (nullable): key of a state; %NULL: nothing is noted any more
 * @day: Julian day since when; 0: the day that is noted stays
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: whether all is stored, as one step of undo; else nothing was.
 */
gboolean
nh_theme_adoption_set (NhWorkbook *workbook, const NhThemePlace *places, guint n_places, const char *state, guint32 day,
                       GError **error)
{
  g_autofree char *text = day ? nh_day_to_iso (day) : NULL;
  gboolean fine = nh_workbook_begin (workbook, _ ("Note how far themes are"), error);

  if (!fine)
    return FALSE;
  for (guint i = 0; fine && i < n_places; i++)
    fine = set_one (workbook, &places[i], state, text, error);
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}
