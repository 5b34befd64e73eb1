/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-board-themes.h"

#include "core/nh-subjects.h"
#include "core/nh-text.h"
#include "document/nh-board-private.h"
#include "model/nh-cursor.h"
#include "model/nh-roster.h"
#include "model/nh-theme-adoption.h"

/* What stands before a pilot unit's state. */
#define PILOT "◆"

typedef struct
{
  gint64 unit;
  const char *state; /* interned key */
  char *day;
  char *note;
} Noted;

static void
noted_clear (gpointer data)
{
  g_free (((Noted *) data)->day);
  g_free (((Noted *) data)->note);
}

static GArray *
read_noted (NhWorkbook *workbook, gint64 theme, GError **error)
{
  const NhEntity *entity = nh_entity_find ("theme_adoption");
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, theme);
  const NhListFilter filter = { "activity", key };
  g_autoptr (GPtrArray) list = nh_workbook_list (workbook, entity, &filter, 1, error);
  GArray *noted;

  if (!list)
    return NULL;
  noted = g_array_new (FALSE, FALSE, sizeof (Noted));
  g_array_set_clear_func (noted, noted_clear);
  for (guint i = 0; i < list->len; i++)
    {
      const Noted one = { nh_record_get_int64 (list->pdata[i], NH_FIELD (entity, "unit")),
                          g_intern_string (nh_record_raw (list->pdata[i], "state")),
                          g_strdup (nh_record_text (list->pdata[i], "on_day")),
                          g_strdup (nh_record_text (list->pdata[i], "note")) };

      g_array_append_val (noted, one);
    }
  return noted;
}

static const Noted *
find_noted (GArray *noted, gint64 unit)
{
  for (guint i = 0; i < noted->len; i++)
    if (g_array_index (noted, Noted, i).unit == unit)
      return &g_array_index (noted, Noted, i);
  return NULL;
}

/** nh_theme_board_get_state: Returns: (nullable): key of the state noted for @unit; %NULL: nothing is noted. */
const char *
nh_theme_board_get_state (NhWorkbook *workbook, gint64 theme, gint64 unit)
{
  g_autoptr (GArray) noted = read_noted (workbook, theme, NULL);
  const Noted *one = noted ? find_noted (noted, unit) : NULL;

  return one ? one->state : NULL;
}

static gboolean
is_linked (NhRecord *record, const char *field, gint64 unit)
{
  g_auto (GStrv) keys = g_strsplit (nh_record_raw (record, field), ",", -1);

  for (guint i = 0; keys[i]; i++)
    if (g_ascii_strtoll (keys[i], NULL, 10) == unit)
      return TRUE;
  return FALSE;
}

/* Units */

static void
add_unit (NhMatrix *matrix, gint64 unit, const char *name, const char *short_name, const char *group)
{
  if (nh_matrix_find_row (matrix, unit) < 0)
    nh_matrix_add_row (matrix, unit, *short_name ? short_name : name, NULL, group);
}

/* Those of the clusters of the plan's team; without clusters, those that the themes name. */
static gboolean
add_cluster_units (NhWorkbook *workbook, gint64 plan, NhMatrix *matrix, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  gint64 team = record ? nh_record_get_int64 (record, NH_FIELD (nh_record_get_entity (record), "team")) : 0;
  g_autoptr (NhRoster) roster = team ? nh_roster_on_day (workbook, team, nh_roster_today (), NH_ROSTER_PARTS, error) : NULL;

  if (!record || (team && !roster))
    return FALSE;
  for (guint i = 0; roster && i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];

      add_unit (matrix, unit->unit, unit->name, unit->short_name, unit->team_name);
    }
  return TRUE;
}

static void
add_named_units (NhWorkbook *workbook, NhMatrix *matrix, NhRecord *theme, GArray *noted)
{
  g_auto (GStrv) keys = g_strsplit (nh_record_raw (theme, "pilots"), ",", -1);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; keys[i]; i++)
    {
      gint64 unit = g_ascii_strtoll (keys[i], NULL, 10);

      g_array_append_val (units, unit);
    }
  for (guint i = 0; i < noted->len; i++)
    g_array_append_val (units, g_array_index (noted, Noted, i).unit);
  for (guint i = 0; i < units->len; i++)
    {
      gint64 id = g_array_index (units, gint64, i);
      gboolean known = nh_matrix_find_row (matrix, id) >= 0;
      g_autoptr (NhRecord) unit = id && !known ? nh_workbook_load (workbook, nh_entity_find ("unit"), id, NULL) : NULL;

      if (unit)
        add_unit (matrix, id, nh_record_text (unit, "name"), nh_record_text (unit, "short_name"),
                  nh_matrix_get_n_rows (matrix) && nh_matrix_get_row (matrix, 0)->group ? "Ngoài các cụm" : NULL);
    }
}

/* Adoption */

static const struct
{
  const char *state;
  const char *style;
} styles[] = { { "adopted", "good" }, { "trying", "open" }, { "planned", "late" }, { "declined", "bad" } };

/* The word for documents: "Đang thực hiện". */
static const char *
state_word (const char *state)
{
  const NhEntity *entity = nh_entity_find ("theme_adoption");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "state")], state);

  return choice ? choice->word : state;
}

static const char *
state_style (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (styles[i].state, state))
      return styles[i].style;
  return NULL;
}

static void
add_state (NhMatrix *matrix, guint row, guint column, NhRecord *theme, const Noted *noted, gboolean pilot)
{
  const char *word = noted ? state_word (noted->state) : pilot ? "Thí điểm" : "";
  g_autofree char *text = g_strdup_printf ("%s%s", pilot ? PILOT " " : "", word);
  GString *story = g_string_new (NULL);

  if (!noted && !pilot)
    return;
  g_string_append_printf (story, "%s: %s", nh_record_text (theme, "content"), noted ? word : "chưa ghi nhận");
  if (noted && *noted->day)
    g_string_append_printf (story, ", từ %s", noted->day);
  if (pilot)
    g_string_append (story, " (đơn vị thí điểm)");
  if (noted && *noted->note)
    g_string_append_printf (story, "\n%s", noted->note);
  nh_matrix_add_item (matrix, row, column, nh_record_get_id (theme), text, noted ? state_style (noted->state) : "kind-theme",
                      story->str);
  g_string_free (story, TRUE);
}

static void
add_theme (NhMatrix *matrix, NhRecord *theme, GArray *noted)
{
  guint n_rows = nh_matrix_get_n_rows (matrix);
  guint n = 0;
  g_autofree char *detail = NULL;
  guint column;

  for (guint r = 0; r < n_rows; r++)
    {
      gint64 unit = nh_matrix_get_row (matrix, r)->key;
      const Noted *one = find_noted (noted, unit);

      /* A pilot carries the theme out before anybody notes it. */
      n += one ? nh_theme_state_counts (one->state) : is_linked (theme, "pilots", unit);
    }
  detail = g_strdup_printf ("%u/%u trường · %u%%", n, n_rows, n_rows ? n * 100 / n_rows : 0);
  column = nh_matrix_add_column (matrix, nh_record_get_id (theme), nh_record_text (theme, "content"), detail);
  nh_matrix_set_column_progress (matrix, column, n_rows ? (double) n / n_rows : 0);
  for (guint r = 0; r < n_rows; r++)
    {
      gint64 unit = nh_matrix_get_row (matrix, r)->key;

      add_state (matrix, r, column, theme, find_noted (noted, unit), is_linked (theme, "pilots", unit));
    }
}

/**
 * nh_theme_board_adoption:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): units × themes with what is noted; under each theme how many units carry it out, of the
 *   "100% trường" that plans aim at; pilot units are marked.
 */
NhMatrix *
nh_theme_board_adoption (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) themes = nh_board_activities (workbook, plan, "theme", error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (NhMatrix) matrix = nh_matrix_new ("Đơn vị");

  if (!themes || !add_cluster_units (workbook, plan, matrix, error))
    return NULL;
  for (guint i = 0; i < themes->len; i++)
    {
      GArray *noted = read_noted (workbook, nh_record_get_id (themes->pdata[i]), error);

      if (!noted)
        return NULL;
      g_ptr_array_add (all, noted);
      add_named_units (workbook, matrix, themes->pdata[i], noted);
    }
  for (guint i = 0; i < themes->len; i++)
    if (!*nh_record_raw (themes->pdata[i], "team") || ((GArray *) all->pdata[i])->len)
      add_theme (matrix, themes->pdata[i], all->pdata[i]);
  return g_steal_pointer (&matrix);
}

/* Coverage */

static gboolean
add_clusters (NhWorkbook *workbook, gint64 plan, NhMatrix *matrix, GPtrArray *themes, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  gint64 team = record ? nh_record_get_int64 (record, NH_FIELD (nh_record_get_entity (record), "team")) : 0;
  g_autoptr (NhRoster) roster = team ? nh_roster_on_day (workbook, team, nh_roster_today (), NH_ROSTER_PARTS, error) : NULL;

  if (!record || (team && !roster))
    return FALSE;
  for (guint i = 0; roster && i < roster->teams->len; i++)
    {
      const NhRosterTeam *part = roster->teams->pdata[i];

      if (g_str_equal (part->kind, "cluster"))
        nh_matrix_add_column (matrix, part->id, part->name, NULL);
    }
  for (guint i = 0; i < themes->len; i++)
    {
      gint64 its = g_ascii_strtoll (nh_record_raw (themes->pdata[i], "team"), NULL, 10);

      if (its && nh_matrix_find_column (matrix, its) < 0)
        nh_matrix_add_column (matrix, its, nh_record_text (themes->pdata[i], "team"), NULL);
    }
  return TRUE;
}

static gboolean
has_row (NhMatrix *matrix, const char *subject)
{
  for (guint i = 0; i < nh_matrix_get_n_rows (matrix); i++)
    if (nh_subject_same (nh_matrix_get_row (matrix, i)->label, subject))
      return TRUE;
  return FALSE;
}

static void
add_subject (NhMatrix *matrix, const char *subject, const char *group)
{
  g_autofree char *folded = nh_text_fold (subject);

  if (!has_row (matrix, subject))
    nh_matrix_add_row (matrix, g_str_hash (folded), subject, NULL, group);
}

static gboolean
has_level (GPtrArray *themes, const char *level)
{
  for (guint i = 0; i < themes->len; i++)
    if (g_str_equal (nh_record_raw (themes->pdata[i], "level"), level))
      return TRUE;
  return FALSE;
}

/* The subjects of the levels that the plan has themes for, then what else the themes of clusters are about. */
static void
add_subjects (NhMatrix *matrix, GPtrArray *themes)
{
  guint n;
  const NhSubject *all = nh_subjects (&n);

  for (guint i = 0; i < n; i++)
    if (has_level (themes, all[i].level))
      add_subject (matrix, all[i].name, "Môn học, hoạt động giáo dục");
  add_subject (matrix, NH_THEME_LIBRARY, "Chuyên đề khác");
  for (guint i = 0; i < themes->len; i++)
    {
      const char *subject = nh_record_text (themes->pdata[i], "subject");

      if (*nh_record_raw (themes->pdata[i], "team") && *subject && !nh_subject_is_all (subject))
        add_subject (matrix, subject, "Chuyên đề khác");
    }
}

/* One theme for all subjects of a cluster is a promise, and no theme of the subject yet. */
static void
add_coverage (NhMatrix *matrix, guint row, guint column, GPtrArray *themes)
{
  const NhMatrixHead *subject = nh_matrix_get_row (matrix, row);
  gint64 cluster = nh_matrix_get_column (matrix, column)->key;
  NhRecord *general = NULL;
  gboolean found = FALSE;
  g_autofree char *story = NULL;

  for (guint i = 0; i < themes->len; i++)
    {
      NhRecord *theme = themes->pdata[i];

      if (g_ascii_strtoll (nh_record_raw (theme, "team"), NULL, 10) != cluster
          || g_str_equal (nh_record_raw (theme, "status"), "cancelled"))
        continue;
      if (nh_subject_is_all (nh_record_text (theme, "subject")))
        general = theme;
      if (!nh_subject_same (nh_record_text (theme, "subject"), subject->label))
        continue;
      found = TRUE;
      nh_matrix_add_item (matrix, row, column, nh_record_get_id (theme), nh_record_text (theme, "content"), "good",
                          nh_record_text (theme, "content"));
    }
  if (found)
    return;
  if (general && g_strcmp0 (subject->group, "Chuyên đề khác") != 0)
    {
      story = g_strdup_printf ("%s: mới có chuyên đề chung “%s”", subject->label, nh_record_text (general, "content"));
      nh_matrix_add_item (matrix, row, column, 0, "Theo chuyên đề chung", "open", story);
      return;
    }
  story = g_strdup_printf ("%s: cụm chưa có chuyên đề", subject->label);
  nh_matrix_add_item (matrix, row, column, 0, "Chưa có", "bad", story);
}

/**
 * nh_theme_board_coverage:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Plans ask for at least one theme for each subject in each cluster, and one about the school library.
 *
 * Returns: (transfer full): subjects × clusters with their themes; what is missing is marked. Without clusters it
 *   has no columns and no rows.
 */
NhMatrix *
nh_theme_board_coverage (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) themes = nh_board_activities (workbook, plan, "theme", error);
  g_autoptr (NhMatrix) matrix = nh_matrix_new ("Môn học, nội dung");

  if (!themes || !add_clusters (workbook, plan, matrix, themes, error))
    return NULL;
  if (nh_matrix_get_n_columns (matrix))
    add_subjects (matrix, themes);
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
      add_coverage (matrix, r, c, themes);
  return g_steal_pointer (&matrix);
}
