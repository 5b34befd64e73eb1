/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who of a team may be proposed for an award: enough years in the team on a day, not more than a
 * number in each group. Both are settings of the office; the plans of professional teams say
 * five full years and two in each group.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

#define NH_AWARD_YEARS_SETTING "award.years"
#define NH_AWARD_LIMIT_SETTING "award.limit"

typedef struct
{
  gint64 membership; /* the one that says whether the member is nominated */
  gint64 person;
  char *name;
  char *work;        /* post and unit */
  char *group;       /* subject or group; "" for the team as such */
  guint32 since;     /* first day of the time that counts; 0: not known */
  int months;        /* full months in the team */
  gboolean enough;
  gboolean nominated;
  gboolean over_limit; /* the group has nominated too many */
  char *reason;      /* a sentence: why the member may be nominated, or why not */
} NhAwardMember;

void nh_award_member_free (NhAwardMember *member);

int nh_awards_get_setting (NhWorkbook *workbook, const char *key);
guint32 nh_awards_default_day (NhWorkbook *workbook, gint64 team, guint32 today);
GPtrArray *nh_awards_list (NhWorkbook *workbook, gint64 team, guint32 day, GError **error);
gboolean nh_awards_nominate (NhWorkbook *workbook, gint64 membership, gboolean nominated,
                             GError **error);

G_END_DECLS
