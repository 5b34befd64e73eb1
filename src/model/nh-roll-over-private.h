/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/nh-cursor.h"
#include "model/nh-roll-over.h"

G_BEGIN_DECLS

struct _NhRollOver
{
  NhWorkbook *workbook;
  GArray *plans; /* of gint64 */
  NhSchoolYear year;
  GPtrArray *findings;
};

/* One plan on its way. */
typedef struct
{
  NhRollOver *roll;
  gint64 plan;
  NhSchoolYear from;
  int by; /* years; 0: the old plan has no school year */
} NhRollFrame;

gboolean nh_roll_frame_init (NhRollFrame *frame, NhRollOver *roll, gint64 plan);

/* nh-roll-over-text.c */
char *nh_roll_text (const NhRollFrame *frame, const char *text, gboolean markup);
char *nh_roll_period (const NhRollFrame *frame, const char *text, gboolean keep_dates);
gboolean nh_roll_field_moves (const NhEntity *entity, const NhField *field);
/* A field of a record of the plan as it will be: years moved, decisions about people and units taken. */
char *nh_roll_field (const NhRollFrame *frame, NhRecord *record, int field);

/* nh-roll-over-find.c */
gboolean nh_roll_over_find (const NhRollFrame *frame, GError **error);
const NhRollChoice *nh_roll_over_get_choice (NhRollOver *self, NhRollKind kind, gint64 plan, gint64 record);

/* nh-roll-over-copy.c */
gint64 nh_roll_over_copy (const NhRollFrame *frame, gint64 school_year, GHashTable *renewed, GCancellable *cancellable,
                          GError **error);
GPtrArray *nh_roll_list_owned (NhRollOver *self, const char *entity, const char *owner_field, gint64 owner,
                               GError **error);

G_END_DECLS
