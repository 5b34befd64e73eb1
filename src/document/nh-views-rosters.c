/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Clusters, members, training programmes and report deadlines of a plan.
 */
#include "document/nh-views.h"

#include <string.h>

#include "model/nh-cursor.h"

static GPtrArray *
list_of (const NhViewContext *context, const char *entity, const char *field, gint64 key,
         GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, key);
  const NhListFilter filter = { field, value };

  return nh_workbook_list (context->workbook, nh_entity_find (entity), &filter, 1, error);
}

static gint64
plan_team (const NhViewContext *context)
{
  return nh_record_get_int64 (context->plan_record,
                              nh_entity_find_field (nh_entity_find ("plan"), "team"));
}

static NhRecord *
load_reference (const NhViewContext *context, NhRecord *record, const char *field)
{
  const NhEntity *entity = nh_record_get_entity (record);
  int n = nh_entity_find_field (entity, field);
  gint64 id = nh_record_get_int64 (record, n);

  return id ? nh_workbook_load (context->workbook, nh_entity_find (entity->fields[n].target), id,
                                NULL)
            : NULL;
}

/* The day of the roster that a plan shows: when it is issued, or when its school year begins. */
static guint32
roster_day (const NhViewContext *context)
{
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  NhSchoolYear year;
  guint32 day;

  nh_record_get_period (context->plan_record,
                        nh_entity_find_field (nh_entity_find ("plan"), "issued"), &issued);
  day = issued.start;
  if (!day && nh_workbook_get_plan_year (context->workbook, context->plan, &year))
    day = year.starts_on;
  return day;
}

/* Whether a membership had ended by then: a term that ends later is no reason to leave it out. */
static gboolean
is_over (NhRecord *member, guint32 day)
{
  guint32 last = nh_day_from_iso (nh_record_raw (member, "to_on"));

  return last && (!day || last < day);
}

/* "Hiệu trưởng, Trường TH Bến Súc" */
static char *
post_and_unit (const NhViewContext *context, NhRecord *person)
{
  return nh_view_join (", ", nh_record_text (person, "post"), nh_record_text (person, "unit"));
}

/* Who leads a cluster, as offices write it: name, post and school, phone. */
static char *
cluster_head (const NhViewContext *context, NhRecord *team, GError **error)
{
  g_autoptr (GPtrArray) members
      = list_of (context, "membership", "team", nh_record_get_id (team), error);
  guint32 day = roster_day (context);
  GString *text;

  if (!members)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < members->len; i++)
    {
      g_autoptr (NhRecord) person = NULL;
      g_autofree char *name = NULL;
      g_autofree char *work = NULL;
      const char *phone;

      if (!g_str_equal (nh_record_raw (members->pdata[i], "role"), "cluster_head")
          || is_over (members->pdata[i], day))
        continue;
      person = load_reference (context, members->pdata[i], "person");
      if (!person)
        continue;
      name = nh_view_join (" ", nh_record_text (person, "title"), nh_record_text (person, "name"));
      work = post_and_unit (context, person);
      phone = nh_record_text (person, "phone");
      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", name);
      if (*work)
        g_string_append_printf (text, "\n%s", work);
      if (*phone)
        g_string_append_printf (text, "\nĐT: %s", phone);
    }
  return g_string_free (text, FALSE);
}

/**
 * nh_view_clusters:
 * @context: which plan; the clusters are the parts of its council or team
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, cluster, units, cluster head.
 */
NhTable *
nh_view_clusters (const NhViewContext *context, GError **error)
{
  static const char *const headings[] = { "Số TT", "Cụm", "Các đơn vị", "Cụm trưởng" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 6, 6 },
    { NH_ALIGN_CENTRE, 8, 14 },
    { NH_ALIGN_LEFT, 24, 60 },
    { NH_ALIGN_LEFT, 18, 36 },
  };
  g_autoptr (GPtrArray) teams = list_of (context, "team", "parent", plan_team (context), error);
  g_autoptr (NhTable) table = NULL;
  guint number = 0;

  if (!teams)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < teams->len; i++)
    {
      NhRecord *team = teams->pdata[i];
      const char *name = nh_record_text (team, "name");
      g_autofree char *units = NULL;
      g_autofree char *head = NULL;

      if (!g_str_equal (nh_record_raw (team, "kind"), "cluster"))
        continue;
      units = nh_view_units (context, team, "units", NULL);
      head = cluster_head (context, team, error);
      if (!head)
        return NULL;
      if (g_str_has_prefix (name, "Cụm "))
        name += strlen ("Cụm ");
      if (g_str_has_prefix (name, "thứ "))
        name += strlen ("thứ ");
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      nh_table_add_cell (table, name);
      nh_table_add_cell (table, units);
      nh_table_add_cell (table, head);
    }
  return g_steal_pointer (&table);
}

/* A team and what it is made of, one level down: (element-type NhRecord) memberships. */
static GPtrArray *
all_members (const NhViewContext *context, gint64 team, GError **error)
{
  g_autoptr (GPtrArray) members = list_of (context, "membership", "team", team, error);
  g_autoptr (GPtrArray) parts = members ? list_of (context, "team", "parent", team, error) : NULL;

  if (!parts)
    return NULL;
  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (GPtrArray) some
          = list_of (context, "membership", "team", nh_record_get_id (parts->pdata[i]), error);

      if (!some)
        return NULL;
      for (guint j = 0; j < some->len; j++)
        g_ptr_array_add (members, g_object_ref (some->pdata[j]));
    }
  return g_steal_pointer (&members);
}

/**
 * nh_view_members:
 * @context: which plan; the members of its council or team and of the parts of it
 * @error: of domain NH_STORE_ERROR
 *
 * Members whose time is over are left out; who is in the team and in a group of it stands once.
 *
 * Returns: (transfer full): number, name, post and unit, group.
 */
NhTable *
nh_view_members (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Tham gia sinh hoạt" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 15, 30 },
    { NH_ALIGN_LEFT, 19, 54 },
    { NH_ALIGN_LEFT, 18, 30 },
  };
  g_autoptr (GPtrArray) members = all_members (context, plan_team (context), error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint32 day = roster_day (context);
  NhTable *table;
  guint number = 0;

  if (!members)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < members->len; i++)
    {
      NhRecord *member = members->pdata[i];
      g_autoptr (NhRecord) person = load_reference (context, member, "person");
      g_autofree char *work = person ? post_and_unit (context, person) : NULL;
      const char *group = nh_record_text (member, "subject");

      if (!person || is_over (member, day)
          || !g_hash_table_add (seen, g_strdup (nh_record_raw (member, "person"))))
        continue;
      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, ++number);
      nh_table_add_cell (table, nh_record_text (person, "name"));
      nh_table_add_cell (table, work);
      nh_table_add_cell (table, *group ? group : nh_record_text (member, "team"));
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

/* "Trước 07 ngày so với mỗi lần sinh hoạt chuyên môn" */
static char *
relative_words (NhRecord *deadline)
{
  const NhEntity *entity = nh_record_get_entity (deadline);
  int kind = nh_entity_find_field (entity, "activity_kind");
  const NhChoice *choice
      = nh_field_find_choice (&entity->fields[kind], nh_record_get_raw (deadline, kind));
  gint64 days = nh_record_get_int64 (deadline, nh_entity_find_field (entity, "offset_days"));
  g_autofree char *word = choice ? g_utf8_strdown (choice->word, -1) : g_strdup ("hoạt động");

  return g_strdup_printf ("Trước %02d ngày so với mỗi lần %s", (int) days, word);
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
      if (g_str_equal (nh_record_raw (deadline, "rule"), "relative"))
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
