/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-roster-table.h"

#include <string.h>

#include "core/nh-period.h"
#include "document/nh-views.h"
#include "model/nh-cursor.h"

/**
 * nh_roster_change_word:
 * @change: one of a difference
 *
 * Returns: (transfer none): what happened, as officers write it.
 */
const char *
nh_roster_change_word (const NhRosterChange *change)
{
  gboolean unit = !change->before && !change->after;

  switch (change->kind)
    {
    case NH_ROSTER_JOINED:
      return unit ? "Đưa vào cụm" : "Bổ sung";
    case NH_ROSTER_LEFT:
      return unit ? "Ra khỏi cụm" : "Thôi tham gia";
    case NH_ROSTER_REPLACED:
      return "Thay thế";
    case NH_ROSTER_MOVED:
      return unit ? "Chuyển cụm" : "Chuyển tổ, nhóm";
    case NH_ROSTER_CHANGED:
    default:
      if (change->changes & NH_ROSTER_ROLE)
        return "Đổi nhiệm vụ";
      if (change->changes & NH_ROSTER_SUBJECT)
        return "Đổi nội dung sinh hoạt";
      return change->changes & NH_ROSTER_UNIT ? "Đổi đơn vị công tác" : "Đổi chức vụ";
    }
}

static const char *
unit_label (const NhRosterUnit *unit)
{
  return *unit->short_name ? unit->short_name : unit->name;
}

/* Name, post and unit; the role where it says more than "member". */
static char *
describe_member (const NhRosterMember *member, NhRosterChanges changes)
{
  g_autofree char *name = nh_view_join (" ", member->title, member->name);
  g_autofree char *work = nh_roster_member_work (member);
  g_autofree char *whole = nh_view_join (", ", name, work);
  gboolean role = changes & NH_ROSTER_ROLE || !g_str_equal (member->role, "member");
  g_autofree char *with_role = role ? nh_view_join ("\n", whole, nh_roster_role_word (member->role))
                                    : g_strdup (whole);

  return changes & NH_ROSTER_SUBJECT ? nh_view_join ("\n", with_role, member->subject)
                                     : g_steal_pointer (&with_role);
}

static char *
describe (const NhRosterChange *change, const NhRosterMember *member, const NhRosterUnit *unit)
{
  if (member)
    return describe_member (member, change->changes);
  if (!unit)
    return g_strdup ("");
  return change->kind == NH_ROSTER_MOVED ? nh_view_join ("\n", unit_label (unit), unit->team_name)
                                         : g_strdup (unit_label (unit));
}

/** nh_roster_change_before: Returns: (transfer full): who it was; "" for somebody who joined. */
char *
nh_roster_change_before (const NhRosterChange *change)
{
  return describe (change, change->before, change->unit_before);
}

/** nh_roster_change_after: Returns: (transfer full): who it is now; "" for somebody who left. */
char *
nh_roster_change_after (const NhRosterChange *change)
{
  return describe (change, change->after, change->unit_after);
}

/**
 * nh_roster_change_team:
 * @change: one of a difference
 *
 * Returns: (transfer full): the team; for a move both; with the subject where it stays the same.
 */
char *
nh_roster_change_team (const NhRosterChange *change)
{
  const NhRosterMember *member = change->after ? change->after : change->before;
  const char *before = change->before        ? change->before->team_name
                       : change->unit_before ? change->unit_before->team_name
                                             : NULL;
  const char *after = change->after        ? change->after->team_name
                      : change->unit_after ? change->unit_after->team_name
                                           : NULL;

  if (change->kind == NH_ROSTER_MOVED)
    return g_strdup_printf ("%s → %s", before, after);
  if (member && *member->subject && !(change->changes & NH_ROSTER_SUBJECT))
    return nh_view_join ("\n", after ? after : before, member->subject);
  return g_strdup (after ? after : before);
}

/** nh_roster_change_decision: Returns: (transfer none): by which decision; "" when none is known. */
const char *
nh_roster_change_decision (const NhRosterChange *change)
{
  if (change->after && (!change->before || change->before->id != change->after->id))
    return change->after->decision_text;
  return change->unit_after ? change->unit_after->decision_text : "";
}

/**
 * nh_roster_changes_table:
 * @difference: of two days
 *
 * Returns: (transfer full): number, what happened, team, before, after, since when, decision.
 */
NhTable *
nh_roster_changes_table (const NhRosterDifference *difference)
{
  static const char *const headings[]
      = { "TT", "Nội dung thay đổi", "Tổ, cụm, nhóm", "Trước khi thay đổi", "Sau khi thay đổi",
          "Từ ngày", "Quyết định" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },  { NH_ALIGN_LEFT, 12, 16 },  { NH_ALIGN_LEFT, 14, 26 },
    { NH_ALIGN_LEFT, 18, 34 },  { NH_ALIGN_LEFT, 18, 34 },  { NH_ALIGN_CENTRE, 10, 11 },
    { NH_ALIGN_LEFT, 10, 18 },
  };
  NhTable *table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < difference->changes->len; i++)
    {
      const NhRosterChange *change = &g_array_index (difference->changes, NhRosterChange, i);
      g_autofree char *team = nh_roster_change_team (change);
      g_autofree char *before = nh_roster_change_before (change);
      g_autofree char *after = nh_roster_change_after (change);

      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, i + 1);
      nh_table_add_cell (table, nh_roster_change_word (change));
      nh_table_add_cell (table, team);
      nh_table_add_cell (table, before);
      nh_table_add_cell (table, after);
      if (change->day)
        nh_table_add_day_cell (table, change->day);
      else
        nh_table_add_cell (table, "");
      nh_table_add_cell (table, nh_roster_change_decision (change));
    }
  return table;
}

static char *
safe_file_name (const char *text)
{
  g_autofree char *name = g_strdup (text);

  g_strdelimit (name, "/\\:*?\"<>|", '-');
  return g_utf8_strlen (name, -1) > 80 ? g_utf8_substring (name, 0, 80) : g_steal_pointer (&name);
}

/**
 * nh_roster_changes_page:
 * @workbook: names the office
 * @difference: of two days
 *
 * Returns: (transfer full): the changes as a sheet of paper of its own, for the Excel writer.
 */
NhAppendixPage *
nh_roster_changes_page (NhWorkbook *workbook, const NhRosterDifference *difference)
{
  const NhRosterTeam *team = difference->after->teams->pdata[0];
  g_autofree char *first = nh_day_format_short (difference->before->day);
  g_autofree char *second = nh_day_format_short (difference->after->day);
  g_autofree char *title = g_strdup_printf ("Thay đổi nhân sự %s", team->name);
  NhAppendixPage *page = g_new0 (NhAppendixPage, 1);

  page->heading = g_strdup ("DANH SÁCH");
  page->title = g_utf8_strup (title, -1);
  page->attached = g_strdup_printf ("(Từ ngày %s đến ngày %s)", first, second);
  page->landscape = TRUE;
  page->table = nh_roster_changes_table (difference);
  page->file_name = safe_file_name (title);
  page->author = nh_workbook_get_setting (workbook, "office_name");
  return page;
}

/* The day before which the plan's changes begin: that of the team's last plan before this one, or
 * the eve of the school year. */
static guint32
previous_day (const NhViewContext *context, guint32 day)
{
  g_autofree char *key
      = g_strdup_printf ("%" G_GINT64_FORMAT, nh_view_plan_team (context));
  const NhListFilter filter = { "team", key };
  g_autoptr (GPtrArray) plans
      = nh_workbook_list (context->workbook, nh_entity_find ("plan"), &filter, 1, NULL);
  NhSchoolYear year;
  guint32 last = 0;

  for (guint i = 0; plans && i < plans->len; i++)
    {
      NhViewContext other = *context;
      guint32 other_day;

      other.plan_record = plans->pdata[i];
      other.plan = nh_record_get_id (other.plan_record);
      other_day = nh_view_roster_day (&other);
      if (other_day < day)
        last = MAX (last, other_day);
    }
  if (!last && nh_workbook_get_plan_year (context->workbook, context->plan, &year))
    last = year.starts_on - 1;
  return last;
}

/**
 * nh_view_roster_changes:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): what changed in the plan's council or team since its plan before, or
 *   since the eve of the school year.
 */
NhTable *
nh_view_roster_changes (const NhViewContext *context, GError **error)
{
  guint32 day = nh_view_roster_day (context);
  gint64 team = nh_view_plan_team (context);
  g_autoptr (NhRosterDifference) difference = NULL;
  NhRosterDifference none = { NULL, NULL, NULL };
  NhTable *table;

  if (!team)
    {
      none.changes = g_array_new (FALSE, FALSE, sizeof (NhRosterChange));
      table = nh_roster_changes_table (&none);
      g_array_unref (none.changes);
      return table;
    }
  difference = nh_roster_difference (context->workbook, team, previous_day (context, day), day,
                                     NH_ROSTER_TREE, error);
  return difference ? nh_roster_changes_table (difference) : NULL;
}
