/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One open workbook as the screens of one window share it: the chosen school year, its plans, the
 * table that has the user's attention, and messages for the status bar.
 */
#pragma once

#include <gtk/gtk.h>
#include "model/nh-conflicts.h"
#include "model/nh-list-model.h"

G_BEGIN_DECLS

#define NH_TYPE_SESSION (nh_session_get_type ())
G_DECLARE_FINAL_TYPE (NhSession, nh_session, NH, SESSION, GObject)

/* Signals:
 *   "year-changed" ()             another school year was chosen
 *   "plans-changed" ()            the plans of the year, their numbers or titles are others now
 *   "active-changed" ()           another table, or another selection in it
 *   "edit-record" ()              the keys go to the form of the active record, which is opened if need be
 *   "message" (const char *)      a sentence for the status bar; "" takes it away
 *   "notice" (const char *)       a sentence about what was done, for the same place
 *   "offer" (const char *)        the label of a button beside it; "" takes it away
 *   "show-screen" (const char *)  go to a screen by id: "inspections", "inspections:coverage", "plan:123"
 *   "show-record" (const char *entity, gint64 id)  go to where the record stands
 *   "show-rows" (const char *screen, gint64 plan)  go to a screen, to the rows of a plan where it has them
 *   "show-filtered" (const char *screen, GArray *filters)  go to a table that shows what passes the filters alone */

typedef struct
{
  gint64 id;
  char *label; /* "73/KH-SGDĐT" or the title */
  char *title;
  char *status; /* key */
} NhSessionPlan;

NhSession *nh_session_new (NhWorkbook *workbook);
NhWorkbook *nh_session_get_workbook (NhSession *self);
void nh_session_close (NhSession *self);

gint64 nh_session_get_year (NhSession *self);
/* The ISO days of its frame, for what belongs to it by its days; NULL for all years, or where it has no frame. */
void nh_session_dup_year_days (NhSession *self, char **from, char **to);
void nh_session_set_year (NhSession *self, gint64 year);
GPtrArray *nh_session_get_plans (NhSession *self);
/* nh-session-agenda.c: of the chosen year, shared by all screens; other ones after "year-changed". */
NhAgenda *nh_session_get_agenda (NhSession *self);
NhConflicts *nh_session_get_conflicts (NhSession *self);
const NhSessionPlan *nh_session_find_plan (NhSession *self, gint64 id);

GtkWidget *nh_session_get_active (NhSession *self);
void nh_session_set_active (NhSession *self, GtkWidget *screen);
void nh_session_touch_active (NhSession *self, GtkWidget *screen);
/* Of an active screen that is no table of records: what the inspector and the status bar show. */
void nh_session_set_active_record (NhSession *self, GtkWidget *screen, const NhEntity *entity, const char *first,
                                   gint64 id, const char *summary);
gint64 nh_session_get_active_record (NhSession *self, const NhEntity **entity, const char **first);
const char *nh_session_get_active_summary (NhSession *self);
void nh_session_edit_record (NhSession *self);

void nh_session_report (NhSession *self, const char *message);
gboolean nh_session_report_error (NhSession *self, GError **error);
void nh_session_notify (NhSession *self, const char *message);
void nh_session_offer (NhSession *self, const char *label, void (*taken) (gpointer object), gpointer object);
void nh_session_take_offer (NhSession *self);
void nh_session_show_screen (NhSession *self, const char *id);
void nh_session_show_rows (NhSession *self, const char *id, gint64 plan);
void nh_session_show_filtered (NhSession *self, const char *id, GArray *filters); /* of NhListFilter */
void nh_session_show_record (NhSession *self, const NhEntity *entity, gint64 id);

gboolean nh_session_set (NhSession *self, const NhEntity *entity, gint64 id, const NhFieldText *values, GError **error);
gboolean nh_session_set_creating (NhSession *self, const NhEntity *entity, gint64 id, const NhFieldText *values,
                                  GError **error);
gint64 nh_session_create (NhSession *self, const NhEntity *entity, const NhFieldText *values, GError **error);

char *nh_session_record_title (NhRecord *record);
gboolean nh_session_changes_touch (GArray *changes, const char *table);

G_END_DECLS
