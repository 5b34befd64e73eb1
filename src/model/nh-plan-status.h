/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a plan: draft, submitted, issued, closed; its number; the plans that change it. Rules:
 * Decree 30/2020/NĐ-CP, articles 15 (numbers run from 1 January to 31 December) and 18.3 (an issued
 * document is amended or replaced by one of the same kind).
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Statuses that a plan may get without being issued, as buttons and menus offer them. */
typedef struct
{
  const char *status; /* key of the new status */
  const char *label;  /* msgid: "Submit for signing" */
} NhStatusMove;

const NhStatusMove *nh_plan_status_moves (const char *status, guint *n_moves);
gboolean nh_plan_set_status (NhWorkbook *workbook, gint64 plan, const char *status, GError **error);

/* Numbers. */
char *nh_plan_propose_number (NhWorkbook *workbook, gint64 plan, guint32 day, GError **error);
gint64 nh_plan_find_number (NhWorkbook *workbook, gint64 plan, const char *number, guint32 day, GError **error);

/* How a new plan changes an issued one. */
typedef enum
{
  NH_PLAN_AMENDS,
  NH_PLAN_REPLACES,
} NhAmendHow;

gint64 nh_plan_amend (NhWorkbook *workbook, gint64 plan, NhAmendHow how, gboolean with_data, GError **error);
gboolean nh_plan_close_replaced (NhWorkbook *workbook, gint64 plan, GError **error);

/* A plan among those that change each other. */
typedef struct
{
  gint64 id;
  guint depth;  /* 0: the first one; below it those that change it */
  char *label;  /* "Kế hoạch số 73/KH-SGDĐT ngày 31/8/2023" */
  char *title;
  char *status; /* key */
  char *how;    /* "amends", "replaces"; "" of the first one */
} NhPlanLink;

GPtrArray *nh_plan_chain (NhWorkbook *workbook, gint64 plan, GError **error);
char *nh_plan_label (NhRecord *plan);

G_END_DECLS
