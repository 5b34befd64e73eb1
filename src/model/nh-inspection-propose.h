/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A proposal of the inspections of a plan: what the workbook knows (rounds, units, who hosts when, who was
 * inspected last, delegations and where their members work) as lists that the user changes, the schedule that
 * comes out of them, and its way back into the workbook as one step of undo.
 */
#pragma once

#include "model/nh-inspection-schedule.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  int year;
  int month;      /* 1 to 12 */
  char *name;     /* "tháng 3/2024" */
  gboolean chosen;
  guint capacity; /* rounds */
} NhProposalMonth;

typedef struct
{
  gint64 unit;
  char *name;
  char *group;     /* kind of unit, as shown */
  gboolean chosen;
  int years;       /* since it was last inspected; NH_INSPECTION_NEVER_INSPECTED */
  int last;        /* that school year, by its first calendar year; 0: never */
  guint32 hosting; /* bit i: hosts in month i of .months */
  int round;       /* position of its first round; -1: none yet */
} NhProposalUnit;

typedef struct
{
  gint64 person;
  char *name;
  GArray *units;  /* of gint64: where he or she works, and what that is under */
  guint32 absent; /* bit i: away in month i of .months */
  guint limit;    /* 0: none */
  guint load;     /* rounds of other plans of the year */
} NhProposalMember;

typedef struct
{
  gint64 team;
  char *name;
  gboolean chosen;
  GArray *members; /* of guint: positions */
} NhProposalDelegation;

typedef struct
{
  gint64 activity; /* 0: is made when the proposal is applied */
  char *name;
  GArray *units;   /* of gint64 */
  int month;       /* as it is now: position in .months; -1: none, or several */
  int delegation;  /* as it is now */
  gboolean stored; /* fixed in the workbook, or held already: stays untouched */
  int pin;         /* where the user holds it in this proposal; -1: nowhere */
  int new_month;   /* as proposed; -1: none */
  int new_delegation;
} NhProposalRound;

typedef struct
{
  NhWorkbook *workbook;
  gint64 plan;
  NhSchoolYear year;
  GArray *months;      /* of NhProposalMonth: those of the school year, August to July */
  GArray *units;       /* of NhProposalUnit */
  GArray *members;     /* of NhProposalMember */
  GArray *delegations; /* of NhProposalDelegation */
  GArray *rounds;      /* of NhProposalRound */
  GPtrArray *remarks;  /* of sentences */
  gboolean solved;
} NhInspectionProposal;

NhInspectionProposal *nh_inspection_proposal_new (NhWorkbook *workbook, gint64 plan, GError **error);
void nh_inspection_proposal_free (NhInspectionProposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhInspectionProposal, nh_inspection_proposal_free)

#define nh_proposal_month(p, i) (&g_array_index ((p)->months, NhProposalMonth, i))
#define nh_proposal_unit(p, i) (&g_array_index ((p)->units, NhProposalUnit, i))
#define nh_proposal_member(p, i) (&g_array_index ((p)->members, NhProposalMember, i))
#define nh_proposal_delegation(p, i) (&g_array_index ((p)->delegations, NhProposalDelegation, i))
#define nh_proposal_round(p, i) (&g_array_index ((p)->rounds, NhProposalRound, i))

void nh_inspection_proposal_spread (NhInspectionProposal *proposal);
gboolean nh_inspection_proposal_takes_part (NhInspectionProposal *proposal, guint round);
int nh_inspection_proposal_find_unit (NhInspectionProposal *proposal, gint64 unit);
guint32 nh_inspection_proposal_hosting (NhInspectionProposal *proposal, guint round);
int nh_inspection_proposal_years (NhInspectionProposal *proposal, guint round);
void nh_inspection_proposal_solve (NhInspectionProposal *proposal);
void nh_inspection_proposal_check (NhInspectionProposal *proposal);
void nh_inspection_proposal_pin (NhInspectionProposal *proposal, guint round, int month);
guint nh_inspection_proposal_count_changes (NhInspectionProposal *proposal);
guint *nh_inspection_proposal_loads (NhInspectionProposal *proposal);
gboolean nh_inspection_proposal_apply (NhInspectionProposal *proposal, GError **error);

/* The time of a round in a month, as plans write it: "Tháng 3/2024". */
char *nh_inspection_month_text (int year, int month);
/* Moves a round to a month, or fixes it where it is, as one step of undo each. */
gboolean nh_inspection_move (NhWorkbook *workbook, gint64 activity, int year, int month, GError **error);
gboolean nh_inspection_set_fixed (NhWorkbook *workbook, gint64 activity, gboolean fixed, GError **error);
/* Which of the months from @first_year's August on a unit hosts in: bit 0 is August. (of gint64 → guint32) */
GHashTable *nh_inspection_hosting (NhWorkbook *workbook, int first_year, GError **error);

G_END_DECLS
