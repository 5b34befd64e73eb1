/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A unit ends and its units go to others: the end of the district offices on 30/6/2025 (NĐ
 * 142/2025/NĐ-CP and 143/2025/NĐ-CP).
 */
#include "model/nh-unit-times-private.h"
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "core/nh-unit-kind.h"

#define OFFICE_NAME "Phòng Văn hóa - Xã hội"
#define OFFICE_SHORT "Phòng VH-XH"

/* The part of a text that begins with the word for a commune; NULL: none. */
static const char *
find_commune (const char *text)
{
  static const char *const words[] = { "xã ", "phường ", "đặc khu " };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  const char *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = g_strrstr (lower, words[i]);

      if (at && (at == lower || at[-1] == ' ') && !g_str_has_prefix (at, "xã hội") && at > last)
        last = at;
    }
  /* These letters take as many bytes in capitals. */
  return last && strlen (lower) == strlen (text) ? text + (last - lower) : NULL;
}

/**
 * nh_unit_commune_office:
 * @typed: a commune, "xã Minh Thạnh", or its office by name
 * @name: (out): "Phòng Văn hóa - Xã hội xã Minh Thạnh"
 * @short_name: (out): "Phòng VH-XH xã Minh Thạnh"
 * @area: (out): "xã Minh Thạnh"
 *
 * What the culture and social office of a commune is called.
 */
void
nh_unit_commune_office (const char *typed, char **name, char **short_name, char **area)
{
  g_autofree char *text = nh_text_normalize (typed);
  const char *kind = nh_unit_kind_guess (g_strstrip (text));
  const char *commune = find_commune (text);
  g_autofree char *place = NULL;

  if (g_strcmp0 (kind, "commune_office") == 0)
    {
      *name = g_strdup (text);
      *short_name = g_strdup ("");
      *area = g_strdup (commune ? commune : "");
      return;
    }
  place = g_strdup (commune ? commune : text);
  /* "Xã Minh Thạnh" stands within a name now, where the word is not a name itself. */
  if (commune)
    {
      g_autofree char *first = g_utf8_substring (place, 0, 1);
      g_autofree char *small = g_utf8_strdown (first, -1);
      g_autofree char *whole = g_strconcat (small, g_utf8_next_char (place), NULL);

      g_free (place);
      place = g_steal_pointer (&whole);
    }
  *name = g_strconcat (OFFICE_NAME, " ", place, NULL);
  *short_name = g_strconcat (OFFICE_SHORT, " ", place, NULL);
  *area = g_steal_pointer (&place);
}

/* Two of them can't manage each other. */
static gboolean
check_among (NhUnitTimes *times, const NhUnitClosing *closing, const NhUnitChild *child, GError **error)
{
  gint64 above = child->parent;

  for (guint steps = 0; above && steps <= closing->n_children; steps++)
    {
      gint64 next = 0;

      if (above == child->unit)
        {
          nh_unit_refuse (error, _ ("“%s” can't be managed by itself."),
                          nh_unit_times_get_name (times, child->unit, G_MAXUINT32));
          return FALSE;
        }
      for (guint i = 0; i < closing->n_children; i++)
        if (closing->children[i].unit == above && !closing->children[i].new_parent)
          next = closing->children[i].parent;
      above = next;
    }
  return TRUE;
}

static gboolean
check_child (NhUnitTimes *times, const NhUnitClosing *closing, const NhUnitChild *child, GError **error)
{
  const char *kind = child->new_parent ? nh_unit_kind_guess (child->new_parent) : NULL;
  NhUnitLife *life = nh_unit_times_find (times, child->unit);
  guint32 from = closing->last_day + 1;
  g_autofree char *day = NULL;

  if (kind && nh_unit_kind_is_school (kind))
    {
      nh_unit_refuse (error, _ ("“%s” is not a commune and not in the list of units. Type a commune or ward, or a unit "
                                "of the list."),
                      child->new_parent);
      return FALSE;
    }
  if (!life || child->new_parent || !child->parent)
    {
      if (!life)
        nh_unit_refuse (error, NULL);
      return life != NULL;
    }
  if (child->parent == closing->unit)
    {
      nh_unit_refuse (error, _ ("“%s” can't go to the unit that ends."), life->name);
      return FALSE;
    }
  if (life->active_from > from || (life->active_to && life->active_to < from))
    {
      day = nh_day_format_short (from);
      nh_unit_refuse (error, _ ("“%s” is not active on %s and can't be moved."), life->name, day);
      return FALSE;
    }
  return nh_unit_check_parent (times, child->unit, child->parent, from, error)
         && check_among (times, closing, child, error);
}

/** nh_unit_close_check: Returns: whether nh_unit_close() could be done. */
gboolean
nh_unit_close_check (NhUnitTimes *times, const NhUnitClosing *closing, GError **error)
{
  if (!nh_unit_check_end (times, closing->unit, closing->last_day, closing->successor, error)
      || !nh_unit_decision_check (closing->decision, error))
    return FALSE;
  for (guint i = 0; i < closing->n_children; i++)
    if (!check_child (times, closing, &closing->children[i], error))
      return FALSE;
  return TRUE;
}

/* The office of a commune, made once for all its schools. It stands where the ended unit stood. */
static gint64
make_office (NhWorkbook *workbook, const NhUnitClosing *closing, gint64 above, const char *typed, GHashTable *made,
             GError **error)
{
  const NhEntity *entity = nh_entity_find ("unit");
  g_autofree char *name = NULL;
  g_autofree char *short_name = NULL;
  g_autofree char *area = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *day = nh_day_format_short (closing->last_day + 1);
  gint64 *known;
  gint64 id;

  nh_unit_commune_office (typed, &name, &short_name, &area);
  folded = nh_text_fold (name);
  known = g_hash_table_lookup (made, folded);
  if (known)
    return *known;
  id = nh_workbook_create (workbook, entity,
                           (const NhFieldText[]){ { "name", name },
                                                  { "short_name", short_name },
                                                  { "kind", "commune_office" },
                                                  { "area", area },
                                                  { "active_from", day },
                                                  { NULL, NULL } },
                           error);
  if (!id)
    return 0;
  if (above && !nh_workbook_run (workbook, error, "UPDATE unit SET parent = ? WHERE id = ?", 2,
                                 (const gint64[]){ above, id }))
    return 0;
  known = g_new (gint64, 1);
  *known = id;
  g_hash_table_insert (made, g_steal_pointer (&folded), known);
  return id;
}

static gboolean
move_children (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitClosing *closing, gint64 decision, GError **error)
{
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  NhUnitOnDay last;

  nh_unit_times_get (times, closing->unit, closing->last_day, &last);
  for (guint i = 0; i < closing->n_children; i++)
    {
      const NhUnitChild *child = &closing->children[i];
      NhUnitChange change = { .moves = TRUE, .parent = child->parent };

      if (child->new_parent)
        change.parent = make_office (workbook, closing, last.parent, child->new_parent, made, error);
      else if (!child->parent)
        continue;
      if (!change.parent
          || !nh_unit_apply_change (workbook, times, child->unit, closing->last_day + 1, &change, decision, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_unit_close:
 * @workbook: an open workbook
 * @closing: what ends, when, and where its units go
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR, a sentence
 *
 * Ends a unit. Its units belong to others from the next day on and keep in their history that they
 * belonged to it; offices of communes that the workbook lacks are made. One step of undo.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_unit_close (NhWorkbook *workbook, const NhUnitClosing *closing, GError **error)
{
  g_autoptr (NhUnitTimes) times = nh_unit_times_load (workbook, error);
  gint64 decision = 0;

  if (!times || !nh_unit_close_check (times, closing, error)
      || !nh_workbook_begin (workbook, _ ("End unit"), error))
    return FALSE;
  if (nh_unit_store_decision (workbook, closing->decision, &decision, error)
      && nh_unit_store_end (workbook, times, closing->unit, closing->last_day, closing->successor, decision, error)
      && move_children (workbook, times, closing, decision, error))
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/* What still names it. */

static gboolean
count_uses (NhWorkbook *workbook, const char *sql, gint64 unit, const char *after, guint *n, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, after);
  nh_statement_bind_int64 (select, 2, unit);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  *n = row ? (guint) nh_statement_int64 (select, 0) : 0;
  return TRUE;
}

/**
 * nh_unit_get_uses:
 * @workbook: an open workbook
 * @unit: a unit
 * @after: its last day
 * @uses: (out): how many records name it for a time after that day
 * @error: NH_STORE_ERROR
 *
 * Deadlines name units in words: those count whose audience has one of its names.
 *
 * Returns: whether they could be counted.
 */
gboolean
nh_unit_get_uses (NhWorkbook *workbook, gint64 unit, guint32 after, NhUnitUses *uses, GError **error)
{
  g_autofree char *day = nh_day_to_iso (after);

  memset (uses, 0, sizeof *uses);
  return count_uses (workbook,
                     "SELECT count (DISTINCT team) FROM team_unit WHERE unit = ?2 AND (to_on IS NULL OR to_on > ?1)",
                     unit, day, &uses->teams, error)
         && count_uses (workbook,
                        "SELECT count (DISTINCT a.id) FROM activity a JOIN activity_unit l ON l.activity = a.id "
                        "WHERE l.unit = ?2 AND a.period_end > ?1 AND a.status NOT IN ('done', 'cancelled')",
                        unit, day, &uses->activities, error)
         && count_uses (workbook, "SELECT count (*) FROM person WHERE unit = ?2", unit, day,
                        &uses->people, error)
         && count_uses (workbook,
                        "WITH n (name) AS (SELECT nh_fold (name) FROM unit WHERE id = ?2 UNION "
                        "SELECT nh_fold (short_name) FROM unit WHERE id = ?2 AND short_name <> '' UNION "
                        "SELECT folded FROM unit_alias WHERE unit = ?2) SELECT count (*) FROM deadline d WHERE "
                        "(d.due_end IS NULL OR d.due_end > ?1 OR d.rule = 'yearly') AND EXISTS (SELECT 1 FROM n "
                        "WHERE instr (nh_fold (coalesce (d.audience, '')), n.name) > 0)",
                        unit, day, &uses->deadlines, error);
}

/* @format: with the number in it; 0 is not told */
G_GNUC_FORMAT (2)
static const char *
part_format (GString *list, const char *format)
{
  if (list->len)
    g_string_append (list, ", ");
  return format;
}

/** nh_unit_uses_describe: Returns: (transfer full): "2 clusters and teams … still name “…”"; "" when nothing does. */
char *
nh_unit_uses_describe (const NhUnitUses *uses, const char *name)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (uses->teams)
    g_string_append_printf (list, part_format (list, g_dngettext (GETTEXT_PACKAGE, "%u cluster or team", "%u clusters and teams", uses->teams)), uses->teams);
  if (uses->deadlines)
    g_string_append_printf (list, part_format (list, g_dngettext (GETTEXT_PACKAGE, "%u deadline", "%u deadlines", uses->deadlines)), uses->deadlines);
  if (uses->activities)
    g_string_append_printf (list, part_format (list, g_dngettext (GETTEXT_PACKAGE, "%u later activity", "%u later activities", uses->activities)), uses->activities);
  if (uses->people)
    g_string_append_printf (list, part_format (list, g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", uses->people)), uses->people);
  return list->len ? g_strdup_printf (_ ("Still naming “%s” after that: %s."), name, list->str) : g_strdup ("");
}

/**
 * nh_unit_close_describe:
 * @workbook: an open workbook
 * @times: its units
 * @closing: what ends, when, and where its units go
 *
 * Returns: (transfer full): what would happen, in plain words, one sentence a line.
 */
char *
nh_unit_close_describe (NhWorkbook *workbook, NhUnitTimes *times, const NhUnitClosing *closing)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = nh_day_format_short (closing->last_day);
  g_autofree char *next = nh_day_format_short (closing->last_day + 1);
  const char *name = nh_unit_times_get_name (times, closing->unit, closing->last_day);
  GString *text = g_string_new (NULL);
  NhUnitUses uses;
  guint n_moved = 0;

  for (guint i = 0; i < closing->n_children; i++)
    {
      const NhUnitChild *child = &closing->children[i];
      char *key = child->new_parent ? nh_text_fold (child->new_parent)
                                    : g_strdup_printf ("%" G_GINT64_FORMAT, child->parent);

      n_moved += child->new_parent || child->parent;
      if (child->new_parent)
        g_hash_table_add (made, g_strdup (key));
      if (child->new_parent || child->parent)
        g_hash_table_add (targets, key);
      else
        g_free (key);
    }
  g_string_append_printf (text, _ ("“%s” ends on %s."), name, last);
  if (n_moved)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u unit moves from %s on; new managing units: %u.",
                                           "%u units move from %s on; new managing units: %u.", n_moved),
                              n_moved, next, g_hash_table_size (targets));
    }
  if (g_hash_table_size (made))
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u office is made.", "%u offices are made.",
                                           g_hash_table_size (made)),
                              g_hash_table_size (made));
    }
  if (closing->n_children > n_moved)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u unit has no new place yet and stays below the ended one.",
                                           "%u units have no new place yet and stay below the ended one.",
                                           closing->n_children - n_moved),
                              closing->n_children - n_moved);
    }
  if (closing->last_day && nh_unit_get_uses (workbook, closing->unit, closing->last_day, &uses, NULL))
    {
      g_autofree char *still = nh_unit_uses_describe (&uses, name);

      if (*still)
        g_string_append_printf (text, "\n%s", still);
    }
  return g_string_free (text, FALSE);
}
