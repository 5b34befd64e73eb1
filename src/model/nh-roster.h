/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Councils, teams, clusters and groups as they stood on a day: who was in them, as what and from
 * which unit, and which units a cluster held. What changed between two days, and the changes that
 * officers make: replace, end, move, renew. Days are GDate Julian days; 0 means "as things stand",
 * after everything that has a last day.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* of the membership */
  gint64 team;
  gint64 person;
  gint64 unit; /* where the person worked on that day; 0: not known */
  gint64 replaces;
  gint64 decision;
  guint32 from; /* 0: open */
  guint32 to;
  char *team_name;
  char *title; /* Ông, Bà */
  char *name;
  char *post;      /* of that day */
  char *unit_name; /* as it was called on that day */
  char *phone;     /* as stored */
  char *role;      /* key of a role, or one of the office's own as written */
  char *subject;
  char *replaces_name;
  char *decision_text; /* "1555/QĐ-SGDĐT" */
} NhRosterMember;

typedef struct
{
  gint64 id; /* of the place in the cluster */
  gint64 team;
  gint64 unit;
  gint64 decision;
  guint32 from;
  guint32 to;
  char *team_name;
  char *name; /* as it was called on that day */
  char *short_name;
  char *area;
  char *kind;
  char *decision_text;
} NhRosterUnit;

typedef struct
{
  gint64 id;
  gint64 parent;
  guint depth; /* 0: the team that was asked for */
  char *kind;
  char *name;
  char *term;
  gboolean over; /* its term ended before the year of the day */
} NhRosterTeam;

/* Texts are never NULL. */
typedef struct
{
  guint32 day;
  GPtrArray *teams;   /* of NhRosterTeam, each before its parts */
  GPtrArray *members; /* of NhRosterMember, in the order of the teams */
  GPtrArray *units;   /* of NhRosterUnit */
} NhRoster;

typedef enum
{
  NH_ROSTER_ALONE, /* the team itself */
  NH_ROSTER_PARTS, /* with its clusters and groups, one level down */
  NH_ROSTER_TREE,  /* with all below it */
} NhRosterDepth;

NhRoster *nh_roster_on_day (NhWorkbook *workbook, gint64 team, guint32 day, NhRosterDepth depth,
                            GError **error);
void nh_roster_free (NhRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRoster, nh_roster_free)

/* Of all teams that are part of no other: (element-type NhRosterTeam) with everything below. */
GPtrArray *nh_roster_list_teams (NhWorkbook *workbook, guint32 day, GError **error);
const NhRosterTeam *nh_roster_find_team (NhRoster *roster, gint64 team);
const char *nh_roster_role_label (const char *role); /* of the interface */
const char *nh_roster_role_word (const char *role);  /* Vietnamese, for documents */
char *nh_roster_member_work (const NhRosterMember *member); /* "Hiệu trưởng, Trường TH A" */
guint32 nh_roster_today (void);

/* nh-roster-difference.c */
typedef enum
{
  NH_ROSTER_JOINED,
  NH_ROSTER_LEFT,
  NH_ROSTER_REPLACED, /* .before gave way to .after */
  NH_ROSTER_MOVED,    /* to another part of the same council */
  NH_ROSTER_CHANGED,  /* .changes says what */
} NhRosterChangeKind;

typedef enum
{
  NH_ROSTER_ROLE = 1 << 0,
  NH_ROSTER_SUBJECT = 1 << 1,
  NH_ROSTER_UNIT = 1 << 2,
  NH_ROSTER_POST = 1 << 3,
} NhRosterChanges;

typedef struct
{
  NhRosterChangeKind kind;
  NhRosterChanges changes;
  const NhRosterMember *before; /* in the rosters of the difference; NULL: none, or a unit */
  const NhRosterMember *after;
  const NhRosterUnit *unit_before;
  const NhRosterUnit *unit_after;
  guint32 day; /* the first day on which it was so; 0: not known */
} NhRosterChange;

typedef struct
{
  NhRoster *before;
  NhRoster *after;
  GArray *changes; /* of NhRosterChange: people, then units, in the order of the teams */
} NhRosterDifference;

NhRosterDifference *nh_roster_difference (NhWorkbook *workbook, gint64 team, guint32 first,
                                          guint32 second, NhRosterDepth depth, GError **error);
void nh_roster_difference_free (NhRosterDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRosterDifference, nh_roster_difference_free)

/* nh-roster-edit.c: each is one step of undo, all or nothing. */
typedef struct
{
  gint64 person;
  guint32 from;
  gint64 decision;  /* 0: none */
  const char *role; /* as typed; NULL: that of the old member */
} NhRosterReplacement;

gint64 nh_roster_replace (NhWorkbook *workbook, gint64 membership,
                          const NhRosterReplacement *replacement, GError **error);
gboolean nh_roster_end (NhWorkbook *workbook, const gint64 *memberships, guint n, guint32 last,
                        const char *reason, GError **error);
gboolean nh_roster_move_members (NhWorkbook *workbook, const gint64 *memberships, guint n,
                                 gint64 team, guint32 from, GError **error);
gboolean nh_roster_move_units (NhWorkbook *workbook, gint64 council, const gint64 *units, guint n,
                               gint64 cluster, guint32 from, GError **error);

typedef struct
{
  gint64 team;
  const gint64 *members; /* memberships that go on */
  guint n_members;
  guint32 from;
  gint64 decision;   /* 0: none */
  const char *name;  /* of the new team; NULL: the same team goes on */
  const char *term;  /* NULL: as before */
} NhRosterRenewal;

gint64 nh_roster_renew (NhWorkbook *workbook, const NhRosterRenewal *renewal, GError **error);

/* nh-roster-check.c: what looks wrong, shown in place; it blocks nothing. */
typedef enum
{
  NH_ROSTER_UNIT_WITHOUT_CLUSTER,
  NH_ROSTER_UNIT_TWICE,
  NH_ROSTER_HEAD_FROM_OUTSIDE,
  NH_ROSTER_WITHOUT_HEAD,
  NH_ROSTER_WITHOUT_DEPUTY,
  NH_ROSTER_WITHOUT_SECRETARY,
  NH_ROSTER_SEVERAL_HEADS,
  NH_ROSTER_WITHOUT_LEADER,
  NH_ROSTER_PERSON_TWICE,
  NH_ROSTER_OVERLAP,
} NhRosterMarkKind;

typedef struct
{
  NhRosterMarkKind kind;
  gint64 team;
  gint64 membership; /* 0: concerns none */
  gint64 unit;       /* 0: concerns none */
  char *sentence;
} NhRosterMark;

/* (element-type NhRosterMark); @roster must hold the parts that are to be looked at. */
GPtrArray *nh_roster_check (NhWorkbook *workbook, NhRoster *roster, GError **error);
/* Units beside those of the clusters of @council that are in none: (element-type NhRosterUnit). */
GPtrArray *nh_roster_units_outside (NhWorkbook *workbook, NhRoster *roster, gint64 council,
                                    GError **error);

G_END_DECLS
