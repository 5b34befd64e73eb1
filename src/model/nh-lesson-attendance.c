/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-lesson-attendance.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

static gboolean
holds (const NhAttendLinks *links, gint64 id)
{
  for (guint i = 0; i < links->n; i++)
    if (links->ids[i] == id)
      return TRUE;
  return FALSE;
}

/* "Huyện Hiệp Hòa" and "Hiệp Hoà" are one place. */
static char *
area_key (const char *area)
{
  static const char *const kinds[] = { "thanh pho ", "tp. ", "tp ", "thi xa ", "thi tran ", "huyen ",
                                        "quan ", "phuong ", "dac khu ", "xa " };
  g_autofree char *folded = nh_text_fold (area);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (folded, kinds[i]))
      return g_strdup (folded + strlen (kinds[i]));
  return g_steal_pointer (&folded);
}

/* Whether a unit is where a host is. A cluster says it where both have one; else the district: by its office, which
 * may be one of the two, or by its name. */
static gboolean
is_near (const NhAttendUnit *unit, const NhAttendUnit *host)
{
  g_autofree char *area = NULL;
  g_autofree char *other = NULL;

  if (unit->cluster && host->cluster)
    return unit->cluster == host->cluster;
  if (unit->parent == host->id || host->parent == unit->id || (unit->district && unit->district == host->district))
    return TRUE;
  area = area_key (unit->area);
  other = area_key (host->area);
  return *area && g_str_equal (area, other);
}

/**
 * nh_lesson_attendance_decide:
 * @units: (array length=n_units): the units that take part, hosts among them
 * @n_units: how many
 * @hosts: where the session is
 * @direct: who was chosen to come
 * @online: who was chosen to follow online
 * @result: (out caller-allocates) (array length=n_units): how each takes part
 *
 * Units of the host's cluster or district come to the session, the others follow online, as plans of lesson study
 * have it; a choice goes before the place. A choice that says what the place says is none. Without a host in
 * @units nobody is near it, and all follow online.
 */
void
nh_lesson_attendance_decide (const NhAttendUnit *units, guint n_units, const NhAttendLinks *hosts,
                             const NhAttendLinks *direct, const NhAttendLinks *online, NhAttendance *result)
{
  for (guint i = 0; i < n_units; i++)
    {
      NhAttendMode mode = NH_ATTEND_ONLINE;
      NhAttendMode wanted;

      for (guint h = 0; h < n_units && mode == NH_ATTEND_ONLINE; h++)
        if (holds (hosts, units[h].id) && is_near (&units[i], &units[h]))
          mode = NH_ATTEND_DIRECT;
      wanted = holds (direct, units[i].id) ? NH_ATTEND_DIRECT : holds (online, units[i].id) ? NH_ATTEND_ONLINE : mode;
      result[i] = holds (hosts, units[i].id) ? (NhAttendance){ NH_ATTEND_HOST, FALSE }
                                             : (NhAttendance){ wanted, wanted != mode };
    }
}

static void
unit_free (gpointer data)
{
  g_free (((NhSessionUnit *) data)->name);
  g_free (data);
}

static void
group_free (gpointer data)
{
  g_free (((NhSessionGroup *) data)->name);
  g_free (data);
}

/** nh_session_units_free: frees what was read; %NULL is nothing. */
void
nh_session_units_free (NhSessionUnits *units)
{
  if (!units)
    return;
  g_ptr_array_unref (units->groups);
  g_ptr_array_unref (units->units);
  g_free (units);
}

/* The units that may take part: those in the clusters of the plan's team; where there are none, all below the
 * office that manages a host, or that is managed with it: offices for their districts, schools and centres for
 * themselves. Of other levels, units may only be online points; the hosts always take part. */
#define UNITS_SQL                                                                                                     \
  "WITH a AS (SELECT id, plan, coalesce (level, '') AS level FROM activity WHERE id = ?1), "                         \
  "h AS (SELECT u.* FROM activity_unit l JOIN unit u ON u.id = l.unit WHERE l.activity = ?1 AND l.role = 'host'), "  \
  "c AS (SELECT l.unit AS unit, min (t.id) AS team FROM a JOIN plan p ON p.id = a.plan JOIN team t "                 \
  "ON (t.id = p.team OR t.parent = p.team) AND t.kind = 'cluster' JOIN team_unit l ON l.team = t.id "                \
  "AND (l.to_on IS NULL OR l.to_on >= date ('now', 'localtime')) GROUP BY l.unit), "                                 \
  "top AS (SELECT DISTINCT CASE WHEN kind = 'province_office' OR parent IS NULL THEN id ELSE parent END AS id FROM h " \
  "UNION SELECT p.parent FROM h JOIN unit p ON p.id = h.parent WHERE p.kind IN ('district_office', 'commune_office') " \
  "AND p.parent IS NOT NULL) "                                                                                       \
  "SELECT u.id, u.parent, c.team, u.area, coalesce (nullif (u.short_name, ''), u.name), (SELECT name FROM team "     \
  "WHERE id = c.team), "                                                                                             \
  "CASE WHEN u.kind IN ('district_office', 'commune_office') THEN u.id ELSE (SELECT o.id FROM unit o "                \
  "WHERE o.id = u.parent AND o.kind IN ('district_office', 'commune_office')) END, "                                  \
  "c.team IS NOT NULL OR u.id IN (SELECT id FROM h) OR EXISTS (SELECT 1 FROM activity_unit l WHERE l.activity = ?1 " \
  "AND l.unit = u.id AND l.role IN ('attending', 'online')) OR CASE a.level "                                        \
  "WHEN 'THPT' THEN u.kind IN ('upper_secondary', 'multi_level', 'continuing_centre') "                              \
  "WHEN 'GDTX' THEN u.kind = 'continuing_centre' "                                                                   \
  "WHEN 'THCS' THEN u.kind IN ('district_office', 'commune_office', 'lower_secondary', 'primary_secondary', 'multi_level') " \
  "WHEN 'TH' THEN u.kind IN ('district_office', 'commune_office', 'primary', 'primary_secondary', 'multi_level') "   \
  "WHEN 'MN' THEN u.kind IN ('district_office', 'commune_office', 'kindergarten') "                                  \
  "ELSE u.kind IN ('district_office', 'commune_office') END "                                                        \
  "FROM a JOIN unit u LEFT JOIN c ON c.unit = u.id "                                                                 \
  "WHERE u.kind NOT IN ('province_office', 'other') AND (u.active_to IS NULL "                                       \
  "OR u.active_to >= date ('now', 'localtime') OR u.id IN (SELECT id FROM h)) "                                      \
  "AND (c.team IS NOT NULL OR u.id IN (SELECT id FROM h) OR (NOT EXISTS (SELECT 1 FROM c) AND (u.parent IN "         \
  "(SELECT id FROM top) OR u.id IN (SELECT id FROM top) OR u.parent IN (SELECT x.id FROM unit x JOIN top "           \
  "ON x.parent = top.id) OR (u.parent IS NULL AND u.area IN (SELECT x.area FROM unit x JOIN top ON x.parent = top.id)))) " \
  "OR u.id IN (SELECT unit FROM activity_unit WHERE activity = ?1 AND role IN ('attending', 'online', 'online_point'))) " \
  "ORDER BY u.sort_key"

typedef struct
{
  GArray *attend;    /* NhAttendUnit; .area is owned by .areas */
  GPtrArray *areas;  /* texts */
  GArray *roles[4];  /* gint64: hosts, direct, online, points */
  GArray *candidate; /* gboolean: takes part */
  GHashTable *by_name; /* what an area is called without its kind, or "#" and a cluster -> NhSessionGroup */
} Reading;

static const char *const role_keys[] = { "host", "attending", "online", "online_point" };

static void
reading_clear (Reading *r)
{
  g_array_unref (r->attend);
  g_ptr_array_unref (r->areas);
  g_array_unref (r->candidate);
  g_hash_table_unref (r->by_name);
  for (guint i = 0; i < G_N_ELEMENTS (r->roles); i++)
    g_array_unref (r->roles[i]);
}

static void
reading_init (Reading *r)
{
  r->attend = g_array_new (FALSE, FALSE, sizeof (NhAttendUnit));
  r->areas = g_ptr_array_new_with_free_func (g_free);
  r->candidate = g_array_new (FALSE, FALSE, sizeof (gboolean));
  r->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (r->roles); i++)
    r->roles[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static gboolean
read_roles (NhWorkbook *workbook, gint64 activity, Reading *r, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT unit, role FROM activity_unit WHERE activity = ? ORDER BY position, id", error);
  gboolean row = FALSE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, activity);
  while (nh_statement_step (select, &row, error) && row)
    for (guint i = 0; i < G_N_ELEMENTS (role_keys); i++)
      if (g_strcmp0 (nh_statement_text (select, 1), role_keys[i]) == 0)
        {
          gint64 unit = nh_statement_int64 (select, 0);

          g_array_append_val (r->roles[i], unit);
        }
  return !row;
}

/* The group of a unit: its cluster, else its area, of which the first that comes gives the name; it stands on paper. */
static gint64
group_of (NhSessionUnits *self, GHashTable *by_name, gint64 cluster, const char *cluster_name, const char *area)
{
  g_autofree char *key = cluster ? g_strdup_printf ("#%" G_GINT64_FORMAT, cluster) : area_key (area);
  NhSessionGroup *group = g_hash_table_lookup (by_name, key);

  if (group)
    return group->id;
  group = g_new0 (NhSessionGroup, 1);
  group->id = cluster ? cluster : -1 - (gint64) self->groups->len;
  group->name = g_strdup (cluster ? cluster_name : area && *area ? area : "Nơi khác");
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (by_name, g_steal_pointer (&key), group);
  return group->id;
}

static gboolean
read_units (NhWorkbook *workbook, gint64 activity, NhSessionUnits *self, Reading *r, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), UNITS_SQL, error);
  gboolean row = FALSE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, activity);
  while (nh_statement_step (select, &row, error) && row)
    {
      const char *area = nh_statement_text (select, 3);
      NhSessionUnit *unit = g_new0 (NhSessionUnit, 1);
      NhAttendUnit attend = { nh_statement_int64 (select, 0), nh_statement_int64 (select, 1),
                              nh_statement_int64 (select, 2), g_strdup (area ? area : ""),
                              nh_statement_int64 (select, 6) };
      gboolean candidate = nh_statement_int64 (select, 7) != 0;

      g_ptr_array_add (r->areas, (char *) attend.area);
      g_array_append_val (r->attend, attend);
      g_array_append_val (r->candidate, candidate);
      unit->id = attend.id;
      unit->group = group_of (self, r->by_name, attend.cluster, nh_statement_text (select, 5), area);
      unit->name = g_strdup (nh_statement_text (select, 4));
      unit->may_only_be_point = !candidate;
      g_ptr_array_add (self->units, unit);
    }
  return !row;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return nh_text_compare ((*(NhSessionGroup *const *) a)->name, (*(NhSessionGroup *const *) b)->name);
}

/**
 * nh_session_units_read:
 * @workbook: a workbook
 * @activity: key of a lesson study session
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): who may take part in it, how, and where it can be followed online.
 */
NhSessionUnits *
nh_session_units_read (NhWorkbook *workbook, gint64 activity, GError **error)
{
  g_autoptr (NhSessionUnits) self = g_new0 (NhSessionUnits, 1);
  g_autofree NhAttendance *decided = NULL;
  Reading r;
  gboolean fine;

  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->units = g_ptr_array_new_with_free_func (unit_free);
  reading_init (&r);
  fine = read_roles (workbook, activity, &r, error) && read_units (workbook, activity, self, &r, error);
  if (fine)
    {
      NhAttendLinks links[3];

      for (guint i = 0; i < G_N_ELEMENTS (links); i++)
        links[i] = (NhAttendLinks){ (const gint64 *) r.roles[i]->data, r.roles[i]->len };
      decided = g_new0 (NhAttendance, r.attend->len + 1);
      nh_lesson_attendance_decide ((const NhAttendUnit *) r.attend->data, r.attend->len, &links[0], &links[1], &links[2],
                                   decided);
    }
  for (guint i = 0; fine && i < self->units->len; i++)
    {
      const NhAttendLinks points = { (const gint64 *) r.roles[3]->data, r.roles[3]->len };
      NhSessionUnit *unit = self->units->pdata[i];

      unit->attendance = decided[i];
      unit->point = holds (&points, unit->id);
    }
  reading_clear (&r);
  g_ptr_array_sort (self->groups, compare_groups);
  return fine ? g_steal_pointer (&self) : NULL;
}

/** nh_session_units_count: Returns: how many units of a group take part so; the host counts as coming. */
guint
nh_session_units_count (NhSessionUnits *units, gint64 group, NhAttendMode mode)
{
  guint n = 0;

  for (guint i = 0; i < units->units->len; i++)
    {
      const NhSessionUnit *unit = units->units->pdata[i];
      NhAttendMode its = unit->attendance.mode == NH_ATTEND_HOST ? NH_ATTEND_DIRECT : unit->attendance.mode;

      n += unit->group == group && !unit->may_only_be_point
           && (its == mode || (mode == NH_ATTEND_HOST && unit->attendance.mode == NH_ATTEND_HOST));
    }
  return n;
}

/** nh_session_units_count_points: Returns: how many online points a group has. */
guint
nh_session_units_count_points (NhSessionUnits *units, gint64 group)
{
  guint n = 0;

  for (guint i = 0; i < units->units->len; i++)
    {
      const NhSessionUnit *unit = units->units->pdata[i];

      n += unit->group == group && unit->point;
    }
  return n;
}

/** nh_online_points_min: Returns: how many online points each district or cluster sets up at least, a setting. */
guint
nh_online_points_min (NhWorkbook *workbook)
{
  g_autofree char *value = nh_workbook_get_setting (workbook, NH_ONLINE_POINTS_SETTING);
  guint64 n = 3;

  if (*value && !g_ascii_string_to_unsigned (value, 10, 0, 99, &n, NULL))
    n = 3;
  return (guint) n;
}

/* Writing */

static gboolean
change_link (NhWorkbook *workbook, gint64 activity, gint64 unit, const char *role, gboolean wanted, GError **error)
{
  static const char *const remove = "DELETE FROM activity_unit WHERE activity = ?1 AND unit = ?2 AND role = ?3";
  static const char *const add
      = "INSERT INTO activity_unit (id, activity, unit, role, position) SELECT ?4, ?1, ?2, ?3, coalesce ((SELECT "
        "max (position) FROM activity_unit WHERE activity = ?1 AND role = ?3), 0) + 1 WHERE NOT EXISTS (SELECT 1 "
        "FROM activity_unit WHERE activity = ?1 AND unit = ?2 AND role = ?3)";
  g_autoptr (NhStatement) change = nh_store_prepare (nh_workbook_get_store (workbook), wanted ? add : remove, error);
  gboolean row;

  if (!change)
    return FALSE;
  nh_statement_bind_int64 (change, 1, activity);
  nh_statement_bind_int64 (change, 2, unit);
  nh_statement_bind_text (change, 3, role);
  if (wanted)
    nh_statement_bind_int64 (change, 4, nh_id_new ());
  return nh_statement_step (change, &row, error);
}

/**
 * nh_lesson_attendance_set:
 * @workbook: a workbook
 * @activity: key of a lesson study session
 * @edits: (array length=n_edits): how units take part, and whether they are online points
 * @n_edits: how many
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether all is stored, as one step of undo; else nothing was.
 */
gboolean
nh_lesson_attendance_set (NhWorkbook *workbook, gint64 activity, const NhAttendEdit *edits, guint n_edits, GError **error)
{
  gboolean fine = nh_workbook_begin (workbook, _ ("Change online points and attendance"), error);

  if (!fine)
    return FALSE;
  for (guint i = 0; fine && i < n_edits; i++)
    fine = change_link (workbook, activity, edits[i].unit, "attending", edits[i].choice == NH_ATTEND_CHOOSE_DIRECT, error)
           && change_link (workbook, activity, edits[i].unit, "online", edits[i].choice == NH_ATTEND_CHOOSE_ONLINE, error)
           && change_link (workbook, activity, edits[i].unit, "online_point", edits[i].point, error);
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}
