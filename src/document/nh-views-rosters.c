/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters, members, training programmes and report deadlines of a plan.
 */
#include "document/nh-views.h"

#include <string.h>

#include "core/nh-phone.h"
#include "model/nh-cursor.h"

static GPtrArray *
list_of (const NhViewContext *context, const char *entity, const char *field, gint64 key,
         GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, key);
  const NhListFilter filter = { field, value };

  return nh_workbook_list (context->workbook, nh_entity_find (entity), &filter, 1, error);
}

/** nh_view_plan_team: Returns: key of the council or team of the plan; 0 for none. */
gint64
nh_view_plan_team (const NhViewContext *context)
{
  return nh_record_get_int64 (context->plan_record,
                              nh_entity_find_field (nh_entity_find ("plan"), "team"));
}

/**
 * nh_view_roster_day:
 * @context: which plan
 *
 * A plan shows the rosters of the day it is issued. One that is issued before its school year
 * begins is about those who are there when it begins; one of which only the month is known shows
 * whoever has come until its end.
 *
 * Returns: a Julian day; 0 when the plan has neither.
 */
guint32
nh_view_roster_day (const NhViewContext *context)
{
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  NhSchoolYear year;
  guint32 begins = 0;

  nh_record_get_period (context->plan_record,
                        nh_entity_find_field (nh_entity_find ("plan"), "issued"), &issued);
  if (nh_workbook_get_plan_year (context->workbook, context->plan, &year))
    begins = year.starts_on;
  return MAX (issued.end, begins);
}

/**
 * nh_view_roster:
 * @context: which plan
 * @depth: how far down the parts of its team are read
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): the roster of the plan's council or team; one without teams when the
 *   plan names none.
 */
NhRoster *
nh_view_roster (const NhViewContext *context, NhRosterDepth depth, GError **error)
{
  gint64 team = nh_view_plan_team (context);
  NhRoster *empty;

  if (team)
    return nh_roster_on_day (context->workbook, team, nh_view_roster_day (context), depth, error);
  empty = g_new0 (NhRoster, 1);
  empty->teams = g_ptr_array_new ();
  empty->members = g_ptr_array_new ();
  empty->units = g_ptr_array_new ();
  return empty;
}

static gboolean
is_officer (const NhRosterMember *member)
{
  return g_str_equal (member->role, "cluster_deputy") || g_str_equal (member->role, "secretary");
}

/* As offices write it: name, post and school, phone. */
static void
append_person (GString *text, const NhRosterMember *member, gboolean with_role)
{
  g_autofree char *name = nh_view_join (" ", member->title, member->name);
  g_autofree char *work = nh_roster_member_work (member);
  g_autofree char *phone = nh_phone_format (member->phone);

  g_string_append_printf (text, "%s", text->len ? "\n" : "");
  if (with_role)
    g_string_append_printf (text, "%s: ", nh_roster_role_word (member->role));
  g_string_append (text, name);
  if (*work)
    g_string_append_printf (text, "\n%s", work);
  if (*phone)
    g_string_append_printf (text, "\nĐT: %s", phone);
}

static char *
cluster_people (NhRoster *roster, gint64 team, gboolean officers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];

      if (member->team == team
          && (officers ? is_officer (member) : g_str_equal (member->role, "cluster_head")))
        append_person (text, member, officers);
    }
  return g_string_free (text, FALSE);
}

/* Units by the names that they had then. */
static char *
cluster_units (NhRoster *roster, gint64 team)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (NhViewUnit));

  for (guint i = 0; i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];
      NhViewUnit name = { unit->name, unit->short_name, unit->area, nh_view_is_office (unit->kind) };

      if (unit->team == team)
        g_array_append_val (names, name);
    }
  return nh_view_list_units ((const NhViewUnit *) names->data, names->len);
}

/* A column for deputies and secretaries where there are any. */
static gboolean
has_officers (NhRoster *roster)
{
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      const NhRosterTeam *team = nh_roster_find_team (roster, member->team);

      if (team && g_str_equal (team->kind, "cluster") && is_officer (member))
        return TRUE;
    }
  return FALSE;
}

/* "Cụm thứ Nhất" stands in a column named "Cụm": "Nhất". */
static const char *
bare_name (const char *name)
{
  if (g_str_has_prefix (name, "Cụm "))
    name += strlen ("Cụm ");
  if (g_str_has_prefix (name, "thứ "))
    name += strlen ("thứ ");
  return name;
}

/**
 * nh_view_clusters:
 * @context: which plan; the clusters are the parts of its council or team on its day
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, cluster, units, cluster head; deputies and secretaries where
 *   the clusters have them.
 */
NhTable *
nh_view_clusters (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "Số TT", "Cụm", "Các đơn vị", "Cụm trưởng", "Cụm phó, thư ký" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 6, 6 },
    { NH_ALIGN_CENTRE, 8, 14 },
    { NH_ALIGN_LEFT, 24, 60 },
    { NH_ALIGN_LEFT, 18, 36 },
    { NH_ALIGN_LEFT, 18, 36 },
  };
  g_autoptr (NhRoster) roster = nh_view_roster (context, NH_ROSTER_PARTS, error);
  gboolean officers = roster && has_officers (roster);
  NhTable *table;
  guint number = 0;

  if (!roster)
    return NULL;
  table = nh_view_table (headings, columns, officers ? 5 : 4);
  for (guint i = 0; i < roster->teams->len; i++)
    {
      const NhRosterTeam *team = roster->teams->pdata[i];
      g_autofree char *units = NULL;
      g_autofree char *head = NULL;
      g_autofree char *others = NULL;

      if (team->depth == 0 || !g_str_equal (team->kind, "cluster"))
        continue;
      units = cluster_units (roster, team->id);
      head = cluster_people (roster, team->id, FALSE);
      others = cluster_people (roster, team->id, TRUE);
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      nh_table_add_cell (table, bare_name (team->name));
      nh_table_add_cell (table, units);
      nh_table_add_cell (table, head);
      if (officers)
        nh_table_add_cell (table, others);
    }
  return table;
}

/* A list of plain members needs no column that says "member" in each row. */
static gboolean
has_roles (NhRoster *roster)
{
  for (guint i = 0; i < roster->members->len; i++)
    if (!g_str_equal (((NhRosterMember *) roster->members->pdata[i])->role, "member"))
      return TRUE;
  return FALSE;
}

static void
add_member (NhTable *table, guint number, const NhRosterMember *member, gboolean roles)
{
  g_autofree char *work = nh_roster_member_work (member);

  nh_table_add_row (table, FALSE);
  nh_view_add_number (table, number);
  nh_table_add_cell (table, member->name);
  nh_table_add_cell (table, work);
  if (roles)
    nh_table_add_cell (table, nh_roster_role_word (member->role));
  nh_table_add_cell (table, *member->subject ? member->subject : member->team_name);
}

/**
 * nh_view_members:
 * @context: which plan; the members of its council or team and of the parts of it, on its day
 * @error: of domain NH_STORE_ERROR
 *
 * Posts and units are those of that day; who is in the team and in a group of it stands once.
 *
 * Returns: (transfer full): number, name, post and unit, role where they differ, group.
 */
NhTable *
nh_view_members (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Nhiệm vụ", "Tham gia sinh hoạt" };
  static const char *const plain_headings[]
      = { "TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Tham gia sinh hoạt" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 }, { NH_ALIGN_LEFT, 15, 30 }, { NH_ALIGN_LEFT, 19, 54 },
    { NH_ALIGN_LEFT, 12, 20 }, { NH_ALIGN_LEFT, 18, 30 },
  };
  static const NhTableColumn plain_columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 15, 30 },
    { NH_ALIGN_LEFT, 19, 54 },
    { NH_ALIGN_LEFT, 18, 30 },
  };
  g_autoptr (NhRoster) roster = nh_view_roster (context, NH_ROSTER_PARTS, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  NhTable *table;
  gboolean roles = roster && has_roles (roster);
  guint number = 0;

  if (!roster)
    return NULL;
  table = roles ? nh_view_table (headings, columns, G_N_ELEMENTS (columns))
                : nh_view_table (plain_headings, plain_columns, G_N_ELEMENTS (plain_columns));
  for (guint i = 0; i < roster->members->len; i++)
    {
      NhRosterMember *member = roster->members->pdata[i];

      if (g_hash_table_add (seen, &member->person))
        add_member (table, ++number, member, roles);
    }
  return table;
}

static void
add_periods (NhTable *table, NhRecord *record, const char *field)
{
  int n = nh_entity_find_field (nh_record_get_entity (record), field);

  if (nh_record_is_empty (record, n))
    nh_table_add_cell (table, "");
  else
    nh_table_add_number_cell (table, (double) nh_record_get_int64 (record, n),
                              nh_record_get_text (record, n))
        ->align
        = NH_ALIGN_CENTRE;
}

static gboolean
add_programme (const NhViewContext *context, NhTable *table, guint number, NhRecord *programme,
               GError **error)
{
  g_autoptr (GPtrArray) modules
      = list_of (context, "module", "programme", nh_record_get_id (programme), error);
  NhCell *cell;

  if (!modules)
    return FALSE;
  nh_table_add_row (table, FALSE);
  nh_view_add_number (table, number);
  nh_table_add_cell (table, nh_record_text (programme, "code"))->bold = TRUE;
  nh_table_add_cell (table, nh_record_text (programme, "title"))->bold = TRUE;
  nh_table_add_cell (table, nh_record_text (programme, "audience"));
  add_periods (table, programme, "required_periods");
  if (*nh_record_text (programme, "content"))
    {
      nh_table_add_row (table, FALSE);
      nh_table_add_cell (table, "");
      cell = nh_table_add_cell (table, nh_record_text (programme, "content"));
      cell->column_span = 4;
      cell->align = NH_ALIGN_LEFT;
    }
  for (guint i = 0; i < modules->len; i++)
    {
      NhRecord *module = modules->pdata[i];

      nh_table_add_row (table, FALSE);
      nh_table_add_cell (table, "");
      nh_table_add_cell (table, nh_record_text (module, "code"));
      nh_table_add_cell (table, nh_record_text (module, "title"));
      nh_table_add_cell (table, nh_record_text (module, "audience"));
      add_periods (table, module, "periods");
    }
  return TRUE;
}

/**
 * nh_view_programmes:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): each training programme with its content, its modules under it.
 */
NhTable *
nh_view_programmes (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Mã", "Tên chương trình, mô đun bồi dưỡng", "Đối tượng", "Số tiết" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },  { NH_ALIGN_CENTRE, 9, 11 }, { NH_ALIGN_LEFT, 26, 64 },
    { NH_ALIGN_LEFT, 10, 18 },  { NH_ALIGN_CENTRE, 7, 8 },
  };
  g_autoptr (GPtrArray) programmes = list_of (context, "programme", "plan", context->plan, error);
  g_autoptr (NhTable) table = NULL;

  if (!programmes)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < programmes->len; i++)
    if (!add_programme (context, table, i + 1, programmes->pdata[i], error))
      return NULL;
  return g_steal_pointer (&table);
}

/* "Trước 07 ngày so với mỗi lần sinh hoạt chuyên môn", "Sau mỗi lần kiểm tra" */
static char *
relative_words (NhRecord *deadline)
{
  const NhEntity *entity = nh_record_get_entity (deadline);
  int kind = nh_entity_find_field (entity, "activity_kind");
  const NhChoice *choice
      = nh_field_find_choice (&entity->fields[kind], nh_record_get_raw (deadline, kind));
  gint64 days = nh_record_get_int64 (deadline, nh_entity_find_field (entity, "offset_days"));
  g_autofree char *word = choice ? g_utf8_strdown (choice->word, -1) : g_strdup ("hoạt động");

  gboolean after = g_str_equal (nh_record_raw (deadline, "rule"), "after");

  if (days <= 0)
    return g_strdup_printf ("%s mỗi lần %s", after ? "Sau" : "Trước", word);
  return g_strdup_printf (after ? "Trong %02d ngày sau mỗi lần %s" : "Trước %02d ngày so với mỗi lần %s", (int) days, word);
}

/**
 * nh_view_deadlines:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, what is due, who owes it, when, to whom.
 */
NhTable *
nh_view_deadlines (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Nội dung báo cáo", "Đơn vị thực hiện", "Thời hạn", "Nơi nhận, hình thức" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },   { NH_ALIGN_LEFT, 16, 54 }, { NH_ALIGN_LEFT, 11, 28 },
    { NH_ALIGN_CENTRE, 11, 24 }, { NH_ALIGN_LEFT, 11, 30 },
  };
  g_autoptr (GPtrArray) deadlines = list_of (context, "deadline", "plan", context->plan, error);
  NhTable *table;

  if (!deadlines)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < deadlines->len; i++)
    {
      NhRecord *deadline = deadlines->pdata[i];

      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, i + 1);
      nh_table_add_cell (table, nh_record_text (deadline, "what"));
      nh_table_add_cell (table, nh_record_text (deadline, "audience"));
      if (g_str_equal (nh_record_raw (deadline, "rule"), "relative")
          || g_str_equal (nh_record_raw (deadline, "rule"), "after"))
        {
          g_autofree char *words = relative_words (deadline);

          nh_table_add_cell (table, words);
        }
      else
        nh_view_add_period (table, deadline, "due");
      nh_table_add_cell (table, nh_record_text (deadline, "channel"));
    }
  return table;
}
