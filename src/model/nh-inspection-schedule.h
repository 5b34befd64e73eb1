/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proposes when units are inspected and by whom: a pure function over plain structs, which knows no
 * workbook. What must not be: a unit inspected in a month in which it hosts, anybody inspecting the school
 * where he or she works, a fixed round moved, more rounds in a month or for a member than was allowed.
 * What is sought, in this order: as many rounds as there is room for, those that have waited longest before
 * the others; months equally full; those that have waited longest early in the year; the load of the members
 * even; as few changes as possible.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NH_INSPECTION_MOST_MONTHS 32
#define NH_INSPECTION_NEVER_INSPECTED 100 /* .years of a round: longer than any other */

typedef struct
{
  const char *name;
  guint capacity; /* rounds, the fixed ones too */
} NhInspectionMonth;

typedef struct
{
  const char *name;
  const gint64 *units; /* what he or she must not inspect: the own school, and what it is under */
  guint n_units;
  guint32 absent;      /* months: bit i is month i */
  guint limit;         /* most rounds in the year; 0: no limit */
  guint load;          /* rounds that are not among those of the problem */
} NhInspectionMember;

typedef struct
{
  const char *name;
  const guint *members; /* positions in the problem's members */
  guint n_members;
} NhInspectionDelegation;

typedef struct
{
  const char *name;
  const gint64 *units;
  guint n_units;
  guint32 hosting;  /* months in which one of its units hosts: bit i is month i */
  int years;        /* since it was last inspected */
  int month;        /* as it is now; -1: none, or none of these */
  int delegation;   /* as it is now; -1: none */
  gboolean fixed_month;      /* stays where it is, also outside these months, and counts */
  gboolean fixed_delegation; /* stays with whom it is, also with nobody */
} NhInspectionRound;

typedef struct
{
  const NhInspectionRound *rounds;
  guint n_rounds;
  const NhInspectionMonth *months;
  guint n_months; /* at most NH_INSPECTION_MOST_MONTHS */
  const NhInspectionMember *members;
  guint n_members;
  const NhInspectionDelegation *delegations;
  guint n_delegations;
} NhInspectionProblem;

typedef enum
{
  NH_INSPECTION_HOSTS_ALWAYS,   /* not placed: it hosts in every month */
  NH_INSPECTION_HOSTS_IN_ROOM,  /* not placed: it hosts in every month that has room left */
  NH_INSPECTION_NO_ROOM,        /* not placed: others have waited longer */
  NH_INSPECTION_AWAY_IN_ROOM,   /* not placed: in the months with room nobody who may go is there */
  NH_INSPECTION_ALL_OWN,        /* nobody goes: in each delegation is somebody of the unit */
  NH_INSPECTION_ALL_AWAY,       /* nobody goes: those who may are away in that month */
  NH_INSPECTION_ALL_BUSY,       /* nobody goes: those who may have as many rounds as they can take */
  NH_INSPECTION_FIXED_HOSTS,    /* stays, but in a month in which it hosts */
  NH_INSPECTION_FIXED_OWN,      /* stays, but somebody inspects the own school */
  NH_INSPECTION_FIXED_AWAY,     /* stays, but somebody of the delegation is away */
  NH_INSPECTION_FIXED_OVER,     /* a month has more fixed rounds than it takes */
  NH_INSPECTION_FIXED_BUSY,     /* a member has more fixed rounds than he or she can take */
} NhInspectionRemarkKind;

typedef struct
{
  NhInspectionRemarkKind kind;
  int round;      /* -1: none, as the others */
  int month;
  int member;
} NhInspectionRemark;

typedef struct
{
  int *months;      /* of each round: a month; -1: not placed, or fixed outside these months */
  int *delegations; /* of each round; -1: none */
  GArray *remarks;  /* of NhInspectionRemark: what could not be done, round by round */
  guint n_placed;   /* rounds with a month */
} NhInspectionSchedule;

NhInspectionSchedule *nh_inspection_schedule_solve (const NhInspectionProblem *problem);
void nh_inspection_schedule_free (NhInspectionSchedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhInspectionSchedule, nh_inspection_schedule_free)
guint *nh_inspection_schedule_loads (const NhInspectionProblem *problem, const NhInspectionSchedule *schedule);
char *nh_inspection_remark_describe (const NhInspectionProblem *problem, const NhInspectionRemark *remark);

/* What each rule says by itself. */
gboolean nh_inspection_is_own (const NhInspectionProblem *problem, guint round, guint delegation);
gboolean nh_inspection_may_go (const NhInspectionProblem *problem, guint round, guint delegation, int month);
gboolean nh_inspection_may_be (const NhInspectionProblem *problem, guint round, guint month);

/* (private) nh-inspection-remarks.c, nh-inspection-balance.c */
void nh_inspection_schedule_remark (const NhInspectionProblem *problem, NhInspectionSchedule *schedule);
void nh_inspection_schedule_balance (const NhInspectionProblem *problem, NhInspectionSchedule *schedule);

G_END_DECLS
