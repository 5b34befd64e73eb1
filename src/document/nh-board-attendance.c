/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who comes to each session and who follows it online, and at how many points; who might host.
 */
#include "document/nh-board-lessons.h"

#include "core/nh-text.h"
#include "document/nh-board-private.h"
#include "document/nh-views.h"
#include "model/nh-lesson-attendance.h"

static int
find_group (NhMatrix *matrix, GHashTable *columns, const char *name)
{
  gpointer column = NULL;

  return g_hash_table_lookup_extended (columns, name, NULL, &column) ? GPOINTER_TO_INT (column) : -1;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return nh_text_compare (*(const char *const *) a, *(const char *const *) b);
}

/* Groups are the same in all sessions by their names: clusters, or districts. */
static void
add_columns (NhMatrix *matrix, GHashTable *columns, GPtrArray *all)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint s = 0; s < all->len; s++)
    {
      NhSessionUnits *units = all->pdata[s];

      for (guint i = 0; units && i < units->groups->len; i++)
        {
          NhSessionGroup *group = units->groups->pdata[i];

          if (!g_ptr_array_find_with_equal_func (names, group->name, g_str_equal, NULL))
            g_ptr_array_add (names, group->name);
        }
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      guint column = nh_matrix_add_column (matrix, g_str_hash (name), name, NULL);

      g_hash_table_insert (columns, g_strdup (name), GINT_TO_POINTER ((int) column));
    }
}

/* What the units of a group do: the names of those for whom somebody chose otherwise. */
static char *
chosen_names (NhSessionUnits *units, gint64 group)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < units->units->len; i++)
    {
      const NhSessionUnit *unit = units->units->pdata[i];

      if (unit->group == group && unit->attendance.chosen)
        g_string_append_printf (names, "%s%s %s", names->len ? ", " : "", unit->name,
                                unit->attendance.mode == NH_ATTEND_DIRECT ? "dự trực tiếp" : "dự trực tuyến");
    }
  return g_string_free (names, FALSE);
}

static void
add_mode (NhMatrix *matrix, guint row, guint column, gint64 session, NhSessionUnits *units, const NhSessionGroup *group)
{
  guint n_direct = nh_session_units_count (units, group->id, NH_ATTEND_DIRECT);
  guint n_online = nh_session_units_count (units, group->id, NH_ATTEND_ONLINE);
  gboolean host = nh_session_units_count (units, group->id, NH_ATTEND_HOST) > 0;
  g_autofree char *chosen = chosen_names (units, group->id);
  g_autofree char *text = NULL;
  g_autofree char *story = NULL;

  if (!n_direct && !n_online)
    return;
  if (n_direct && n_online)
    text = g_strdup_printf ("%u trực tiếp, %u trực tuyến", n_direct, n_online);
  else
    text = g_strdup (host ? "Đăng cai, trực tiếp" : n_direct ? "Trực tiếp" : "Trực tuyến");
  if (*chosen)
    {
      g_autofree char *marked = g_strconcat (text, " *", NULL);

      g_free (text);
      text = g_steal_pointer (&marked);
    }
  story = *chosen ? g_strdup_printf ("%s. Chọn riêng, khác với nơi tổ chức: %s", text, chosen)
                  : g_strdup_printf ("%s: %u đơn vị dự trực tiếp, %u đơn vị dự trực tuyến", group->name, n_direct, n_online);
  nh_matrix_add_item (matrix, row, column, session, text, n_direct ? "kind-lesson-study" : NULL, story);
}

static void
add_points (NhMatrix *matrix, guint row, guint column, gint64 session, NhSessionUnits *units,
            const NhSessionGroup *group, guint least)
{
  guint n = nh_session_units_count_points (units, group->id);
  g_autofree char *text = g_strdup_printf ("%u/%u điểm cầu", n, least);
  GString *story = g_string_new (NULL);

  g_string_append_printf (story, "%s: %u điểm cầu, cần ít nhất %u", group->name, n, least);
  for (guint i = 0; i < units->units->len; i++)
    {
      const NhSessionUnit *unit = units->units->pdata[i];

      if (unit->group == group->id && unit->point)
        g_string_append_printf (story, "\n• %s", unit->name);
    }
  nh_matrix_add_item (matrix, row, column, session, text, n < least ? "late" : "good", story->str);
  g_string_free (story, TRUE);
}

static void
add_session (NhWorkbook *workbook, NhMatrix *matrix, GHashTable *columns, NhRecord *record, NhSessionUnits *units,
             guint least)
{
  g_autofree char *subject = nh_view_join (" ", nh_record_text (record, "subject"), nh_record_text (record, "grade"));
  g_autofree char *hosts = nh_board_hosts (workbook, record);
  g_autofree char *detail = nh_view_join (" · ", hosts, nh_record_text (record, "period"));
  g_autofree char *group = nh_board_level_words (nh_record_raw (record, "level"));
  gint64 id = nh_record_get_id (record);
  guint row = nh_matrix_add_row (matrix, id, *subject ? subject : nh_record_text (record, "content"), detail,
                                 *group ? group : NULL);

  for (guint i = 0; i < units->groups->len; i++)
    {
      const NhSessionGroup *its = units->groups->pdata[i];
      int column = find_group (matrix, columns, its->name);

      if (column < 0 || (!nh_session_units_count (units, its->id, NH_ATTEND_DIRECT)
                         && !nh_session_units_count (units, its->id, NH_ATTEND_ONLINE)))
        continue;
      add_mode (matrix, row, (guint) column, id, units, its);
      /* Who only comes in person needs no points, and nobody for what is cancelled. */
      if (!g_str_equal (nh_record_raw (record, "mode"), "direct")
          && !g_str_equal (nh_record_raw (record, "status"), "cancelled"))
        add_points (matrix, row, (guint) column, id, units, its, least);
    }
}

/**
 * nh_lesson_board_attendance:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): sessions × clusters or districts: who comes, who follows online, at how many points of
 *   how many that are needed. What somebody chose has a star.
 */
NhMatrix *
nh_lesson_board_attendance (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) sessions = nh_board_activities (workbook, plan, "lesson_study", error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_session_units_free);
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NhMatrix) matrix = nh_matrix_new ("Buổi sinh hoạt chuyên môn");
  guint least = nh_online_points_min (workbook);

  if (!sessions)
    return NULL;
  nh_board_sort_by_level (sessions);
  for (guint i = 0; i < sessions->len; i++)
    {
      NhSessionUnits *units = nh_session_units_read (workbook, nh_record_get_id (sessions->pdata[i]), error);

      if (!units)
        return NULL;
      g_ptr_array_add (all, units);
    }
  add_columns (matrix, columns, all);
  for (guint i = 0; i < sessions->len; i++)
    add_session (workbook, matrix, columns, sessions->pdata[i], all->pdata[i], least);
  return g_steal_pointer (&matrix);
}

/* Of the level's kinds of units, below the office of the plan's hosts or in its clusters, without a session. */
#define FREE_SQL                                                                                                      \
  "WITH h AS (SELECT u.* FROM activity a JOIN activity_unit l ON l.activity = a.id AND l.role = 'host' "             \
  "JOIN unit u ON u.id = l.unit WHERE a.plan = ?1 AND a.kind = 'lesson_study' AND a.status <> 'cancelled'), "        \
  "c AS (SELECT l.unit FROM plan p JOIN team t ON (t.id = p.team OR t.parent = p.team) AND t.kind = 'cluster' "      \
  "JOIN team_unit l ON l.team = t.id AND (l.to_on IS NULL OR l.to_on >= date ('now', 'localtime')) WHERE p.id = ?1) " \
  "SELECT CASE WHEN u.kind IN ('district_office', 'commune_office') AND coalesce (u.area, '') <> '' THEN u.area "    \
  "ELSE coalesce (nullif (u.short_name, ''), u.name) END FROM unit u "                                                \
  "WHERE (u.active_to IS NULL OR u.active_to >= date ('now', 'localtime')) AND u.id NOT IN (SELECT id FROM h) "      \
  "AND (u.id IN c OR (NOT EXISTS (SELECT 1 FROM c) AND u.parent IN "                                                 \
  "(SELECT parent FROM h WHERE kind <> 'province_office'))) AND CASE ?2 "                                            \
  "WHEN 'THPT' THEN u.kind IN ('upper_secondary', 'multi_level', 'continuing_centre') "                              \
  "WHEN 'GDTX' THEN u.kind = 'continuing_centre' "                                                                   \
  "ELSE u.kind IN ('district_office', 'commune_office', 'multi_level', 'primary_secondary') OR u.id IN c END "       \
  "ORDER BY u.sort_key"

/**
 * nh_lesson_board_free_hosts:
 * @workbook: a workbook
 * @plan: key of a plan
 * @level: key of a school level
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8): units of that level, offices by their districts, that host no
 *   session of the plan.
 */
GPtrArray *
nh_lesson_board_free_hosts (NhWorkbook *workbook, gint64 plan, const char *level, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), FREE_SQL, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean row = FALSE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  nh_statement_bind_text (select, 2, level);
  while (nh_statement_step (select, &row, error) && row)
    g_ptr_array_add (names, g_strdup (nh_statement_text (select, 0)));
  return row ? NULL : g_steal_pointer (&names);
}
