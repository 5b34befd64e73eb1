/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Issuing a plan: what should be looked at before, the number, the day and the copy that is kept, all
 * in one step of undo; and what was changed since. docs/decisions/0023-issued-plans.md.
 */
#pragma once

#include "document/nh-document-diff.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  NH_ISSUE_REFUSED, /* the plan can't be issued so */
  NH_ISSUE_WARNING, /* it can, but somebody should look */
} NhIssueWeight;

typedef struct
{
  NhIssueWeight weight;
  char *text;
  const char *tab; /* where to mend it: "text", "info", "appendices"; NULL: here */
} NhIssueRemark;

GPtrArray *nh_plan_issue_check (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, GError **error);

gint64 nh_plan_issue (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, const char *note,
                      GError **error);

/* A copy that is kept. Strings are never NULL. */
typedef struct
{
  gint64 id;
  char *number; /* "73/KH-SGDĐT" */
  guint32 issued_on;
  char *frozen_at; /* ISO date and time, local */
  char *who;
  char *note;
} NhPlanVersion;

GPtrArray *nh_plan_versions_list (NhWorkbook *workbook, gint64 plan, GError **error);
NhDocument *nh_plan_version_load (NhWorkbook *workbook, gint64 version, GError **error);
GPtrArray *nh_plan_changes_since (NhWorkbook *workbook, gint64 plan, gint64 version, GError **error);

G_END_DECLS
