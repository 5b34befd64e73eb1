/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plans taken into another school year. First everything is looked through: what moves by itself is
 * a change that can be read, what people must decide is a finding with its evidence and its choices.
 * Then all plans are copied in one step of undo.
 */
#pragma once

#include <gio/gio.h>
#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  NH_ROLL_BASIS,    /* no longer in force, or the guidance of last year */
  NH_ROLL_PERSON,   /* left, or works elsewhere now */
  NH_ROLL_UNIT,     /* closed or united with another one */
  NH_ROLL_TEAM,     /* its term is over */
  NH_ROLL_SIGNER,   /* left, or has another post */
  NH_ROLL_ACTIVITY, /* perhaps done once only */
  NH_ROLL_DEADLINE, /* falls onto a day off */
  NH_N_ROLL_KINDS,
} NhRollKind;

typedef enum
{
  NH_ROLL_KEEP,    /* as it is */
  NH_ROLL_REPLACE, /* by .target, or by .text */
  NH_ROLL_OPEN,    /* a place to fill */
  NH_ROLL_DROP,    /* left out */
  NH_ROLL_RENEW,   /* a new team of the next term, with the members who go on */
} NhRollAction;

typedef struct
{
  NhRollAction action;
  char *label;   /* what is done, a phrase */
  gint64 target; /* of REPLACE: a document, person or unit; of a deadline the day */
  char *text;    /* of REPLACE: a deadline as it is written */
} NhRollChoice;

typedef struct
{
  NhRollKind kind;
  gint64 plan;      /* the old one */
  gint64 record;    /* a basis, person, unit, team, activity or deadline; of a signer the plan */
  char *title;      /* what it is about */
  char *evidence;   /* why it is asked: a sentence */
  GPtrArray *choices; /* of NhRollChoice; the first is proposed */
  guint chosen;
  guint32 day;        /* of a deadline: the day onto which it falls */
} NhRollFinding;

/* A text of the plan as it was and as it will be. */
typedef struct
{
  gint64 plan;
  const char *where; /* msgid: "Text", "Time" */
  char *before;
  char *after;
} NhRollChange;

typedef struct _NhRollOver NhRollOver;

NhRollOver *nh_roll_over_new (NhWorkbook *workbook, const gint64 *plans, guint n_plans, const char *year,
                              GError **error);
void nh_roll_over_free (NhRollOver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRollOver, nh_roll_over_free)

const char *nh_roll_over_get_year (NhRollOver *self);
GPtrArray *nh_roll_over_get_findings (NhRollOver *self); /* (transfer none) (element-type NhRollFinding) */
void nh_roll_over_choose (NhRollOver *self, guint finding, guint choice);
GPtrArray *nh_roll_over_list_changes (NhRollOver *self, GError **error); /* (element-type NhRollChange) */

typedef void (*NhRollProgress) (guint done, guint total, gpointer data);
/* Keys of the new plans in the order of the old ones: (element-type gint64). */
GArray *nh_roll_over_apply (NhRollOver *self, GCancellable *cancellable, NhRollProgress progress, gpointer data,
                            GError **error);

const char *nh_roll_kind_get_label (NhRollKind kind); /* msgid */

G_END_DECLS
