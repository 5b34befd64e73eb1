/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities of a school year, and the papers that are due, in memory as plain structs: what the
 * timeline, conflicts, boards, calendar files and the overview look at. Read by a handful of queries, made
 * for 20,000 activities, and kept true by the workbook's "changed".
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 unit;
  const char *role; /* interned key: "host", "inspected", "pilot", "attending", "online", "online_point" */
} NhAgendaUnit;

typedef struct
{
  gint64 person;     /* who comes: the substitute where somebody is absent and one is named */
  const char *role;  /* interned key: of the activity ("lead", "absent", …), or in the delegation ("head", "member", …) */
  gint64 absent;     /* who is absent (role, reason or substitute say so); 0: nobody. Without a substitute .person is 0 */
} NhAgendaPerson;

typedef struct
{
  gint64 id;
  gint64 plan;
  gint64 team;
  gint64 delegation;
  const char *kind;   /* interned keys */
  const char *status;
  const char *level;  /* may be NULL, as the texts below */
  char *label;        /* the content, else its units, else its kind (translated) */
  char *subject;
  char *grade;
  char *place;
  char *period_text;
  NhExactness exactness;
  guint32 start;      /* 0: undated */
  guint32 end;
  int minute;         /* -1: no time of day */
  gboolean fixed;
  NhAgendaUnit *units;
  guint n_units;
  NhAgendaPerson *people; /* of the activity itself, then the delegation's members on its first day */
  guint n_people;
  guint32 issued_start; /* as the plan was last issued; 0: not known */
  guint32 issued_end;
} NhAgendaActivity;

typedef struct
{
  gint64 id;       /* of the view "due" */
  gint64 deadline;
  gint64 activity; /* 0: none */
  gint64 plan;
  char *what;
  char *audience;  /* may be NULL */
  guint32 due_on;  /* 0: in words only */
  gboolean provisional;
  guint n_owed;
  guint n_received; /* late ones too */
} NhAgendaDue;

/* Who owes a paper that hangs on no activity: one of the two. */
typedef struct
{
  gint64 unit;
  gint64 team;
  gint64 leader; /* a person who leads the team now; several have a row each; 0: nobody */
} NhAgendaOwer;

#define NH_TYPE_AGENDA (nh_agenda_get_type ())
G_DECLARE_FINAL_TYPE (NhAgenda, nh_agenda, NH, AGENDA, GObject)

/* Signal "changed" (GArray of gint64 activities, or NULL: anything may be other): after the workbook changed. An empty
 * array: only papers or names are other.
 * Structs that changed or went are new or gone; pointers must not be kept over it. */

/* @school_year: 0: all. What has no plan, or whose plan has no year, belongs to the year whose frame holds its first
 * day; while it is undated, to every year. */
NhAgenda *nh_agenda_new (NhWorkbook *workbook, gint64 school_year, GError **error);
NhWorkbook *nh_agenda_get_workbook (NhAgenda *self);
gint64 nh_agenda_get_school_year (NhAgenda *self); /* 0: all */
/* Of all years: the frame of the present one. */
void nh_agenda_get_frame (NhAgenda *self, NhSchoolYear *year);
/* The frame that times of an activity are read in: its plan's, else the agenda's. */
void nh_agenda_get_frame_of (NhAgenda *self, const NhAgendaActivity *activity, NhSchoolYear *year);
/* Its time as core/nh-period-move.h takes it, with "trước" and the text; @period is initialised. */
void nh_agenda_get_period (NhAgenda *self, const NhAgendaActivity *activity, NhPeriod *period);
GPtrArray *nh_agenda_get_activities (NhAgenda *self); /* transfer none, by first day and key, undated last */
GPtrArray *nh_agenda_get_dues (NhAgenda *self);       /* by day, in words last */
const NhAgendaActivity *nh_agenda_find (NhAgenda *self, gint64 id);
const NhAgendaDue *nh_agenda_find_due (NhAgenda *self, gint64 id);
/* Who owes a paper on a fixed day; that of an activity is owed by the activity's units. Until the next change. */
const NhAgendaOwer *nh_agenda_get_owers (NhAgenda *self, const NhAgendaDue *due, guint *n);
/* The row of activity_person by which somebody comes, and its field that says so: "person", or "substitute" for who
 * stands in; 0: no row, as of members of a delegation. */
gint64 nh_agenda_find_assignment (NhAgenda *self, gint64 activity, gint64 person, const char **field);
/* Names as shown; "" for 0 and what is gone. Transfer none, until the next change. */
const char *nh_agenda_unit_name (NhAgenda *self, gint64 unit); /* the short one */
const char *nh_agenda_person_name (NhAgenda *self, gint64 person);
const char *nh_agenda_team_name (NhAgenda *self, gint64 team);
const char *nh_agenda_plan_name (NhAgenda *self, gint64 plan); /* "73/KH-SGDĐT" */
/* What a lane by cluster needs: its own cluster; else that of its first host, inspected or other unit on its first
 * day, one of its plan before others; 0: none. */
gint64 nh_agenda_cluster_of (NhAgenda *self, const NhAgendaActivity *activity);
/* What an empty lane by cluster needs: (transfer full) (array of gint64), those of the plan's team; 0: of all plans. */
GArray *nh_agenda_get_clusters (NhAgenda *self, gint64 plan);
guint nh_agenda_team_place (NhAgenda *self, gint64 team); /* among all teams, as the tables show them */
gboolean nh_agenda_is_in_team (NhAgenda *self, gint64 team, gint64 whole);
guint32 nh_agenda_plan_issued_on (NhAgenda *self, gint64 plan); /* 0: not issued */
gboolean nh_agenda_get_plan_frame (NhAgenda *self, gint64 plan, NhSchoolYear *year); /* FALSE: it has no school year */
gint64 nh_agenda_person_unit (NhAgenda *self, gint64 person, guint32 day); /* where somebody works then; 0: not known */
gboolean nh_agenda_has_unit (const NhAgendaActivity *activity, gint64 unit, const char *role); /* NULL: any role */
gboolean nh_agenda_has_person (const NhAgendaActivity *activity, gint64 person);
guint32 nh_today (void); /* Julian day, local */

G_END_DECLS
