/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to model/nh-agenda*.c.
 */
#pragma once

#include "model/nh-agenda.h"

G_BEGIN_DECLS

typedef struct _NhAgendaArena NhAgendaArena;

/* An activity. Those that were read together lie in the agenda's arena, one that was read again in its own. */
typedef struct
{
  NhAgendaActivity activity; /* first: the two are one pointer */
  NhAgendaArena *own;        /* may be NULL; holds the row itself */
} NhAgendaRow;

/* Whose row of activity_unit or activity_person that is: a row that was deleted is known by nothing else. */
typedef struct
{
  gint64 id;
  gint64 activity;
} NhAgendaLink;

typedef struct
{
  gint64 id;
  gint64 school_year;
  gint64 team;
  guint32 issued_on;
  char *name;
} NhAgendaPlan;

typedef struct
{
  gint64 id;
  gint64 parent;
  gboolean cluster;
  guint place; /* as the tables show them, from 0 on */
  char *name;
} NhAgendaTeam;

/* What a paper that came in was for; activity 0: none. */
typedef struct
{
  gint64 id;
  gint64 deadline;
  gint64 activity;
} NhAgendaSubmission;

typedef struct
{
  char *name;
  gint64 unit;
} NhAgendaSomebody;

/* A unit in a cluster, a person in a delegation or in an earlier post, on some days; 0: open. */
typedef struct
{
  gint64 id;
  const char *role;
  guint32 from;
  guint32 to;
} NhAgendaMember;

struct _NhAgenda
{
  GObject parent_instance;
  NhWorkbook *workbook;
  gulong changed_id;
  gint64 school_year;
  NhSchoolYear frame;
  NhAgendaArena *arena;
  GPtrArray *activities; /* of NhAgendaRow, owned, in order */
  GHashTable *by_id;     /* key in the row -> NhAgendaRow */
  GArray *links;         /* of NhAgendaLink, by id: as all was read; may name an activity that has lost it */
  GHashTable *new_links; /* gint64 -> gint64: those read since */
  GPtrArray *dues;       /* of NhAgendaDue, owned, in order */
  GHashTable *due_by_id;
  GHashTable *owers;       /* deadline -> GArray of NhAgendaOwer; one that nobody owes by name has none */
  GHashTable *submissions; /* key in it -> NhAgendaSubmission: for those that are deleted */
  GHashTable *plans;       /* gint64 -> NhAgendaPlan */
  GHashTable *teams;       /* gint64 -> NhAgendaTeam */
  GHashTable *units;       /* gint64 -> short name */
  GHashTable *people;      /* gint64 -> NhAgendaSomebody, of those asked for */
  GHashTable *posts;       /* person -> GArray of NhAgendaMember: earlier units, the oldest first; NULL: not read */
  GHashTable *frames;      /* school year -> NhSchoolYear, of those asked for */
  GHashTable *clusters;    /* unit -> GArray of NhAgendaMember: the clusters it is in */
  GHashTable *delegations; /* team -> GArray of NhAgendaMember, of those needed */
};

/* nh-agenda-names.c: what is read whole and again when it changes. */
gboolean nh_agenda_load_plans (NhAgenda *self, GError **error);
gboolean nh_agenda_load_teams (NhAgenda *self, GError **error);
gboolean nh_agenda_load_units (NhAgenda *self, GError **error);
gboolean nh_agenda_load_clusters (NhAgenda *self, GError **error);
GArray *nh_agenda_delegation (NhAgenda *self, gint64 team);
GArray *nh_agenda_read_delegation (NhAgenda *self, gint64 team);
void nh_agenda_clear_names (NhAgenda *self);
gint64 *nh_agenda_key (gint64 id);
gboolean nh_agenda_member_on (const NhAgendaMember *member, guint32 day);

/* nh-agenda-arena.c */
NhAgendaArena *nh_agenda_arena_new (gsize block_size);
void nh_agenda_arena_free (NhAgendaArena *arena);
gpointer nh_agenda_arena_take (NhAgendaArena *arena, gsize size);
char *nh_agenda_arena_dup (NhAgendaArena *arena, const char *text);

/* nh-agenda-load.c */
gboolean nh_agenda_load_all (NhAgenda *self, GError **error);
gboolean nh_agenda_load_issued (NhAgenda *self, GArray *changed, GError **error);
NhAgendaRow *nh_agenda_load_one (NhAgenda *self, gint64 id, GError **error);
void nh_agenda_row_free (gpointer row);
int nh_agenda_compare (gconstpointer a, gconstpointer b);
int nh_agenda_compare_links (gconstpointer a, gconstpointer b);

/* nh-agenda-dues.c: all, or those of some activities and deadlines. */
gboolean nh_agenda_load_dues (NhAgenda *self, GError **error);
gboolean nh_agenda_load_dues_of (NhAgenda *self, GArray *activities, GHashTable *deadlines, GError **error);
gboolean nh_agenda_load_submission (NhAgenda *self, gint64 id, GError **error);
void nh_agenda_due_free (gpointer due);

/* nh-agenda-update.c */
void nh_agenda_on_changed_cb (NhWorkbook *workbook, GArray *changes, NhAgenda *self);
void nh_agenda_emit_changed (NhAgenda *self, GArray *activities);

G_END_DECLS
