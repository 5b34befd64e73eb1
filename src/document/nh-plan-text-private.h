/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of NhPlanText: the list and its edits (nh-plan-text.c), its numbers and the words of its
 * references (nh-plan-labels.c), storing it and taking over what others stored (nh-plan-storing.c).
 */
#pragma once

#include "document/nh-plan-text.h"
#include "model/nh-plan-blocks.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 place; /* column "position": sparse, ascending */
  NhBlock *block;
  char *label;  /* NULL: none */
} NhTextItem;

/* A block as the file holds it. */
typedef struct
{
  gint64 id;
  gint64 place;
  NhBlock *block;
} NhStoredBlock;

struct _NhPlanText
{
  GObject parent_instance;
  NhWorkbook *workbook;
  gint64 plan;
  GArray *items;       /* of NhTextItem */
  GHashTable *stored;  /* gint64 * -> NhStoredBlock: the file's rows */
  GHashTable *waiting; /* gint64 *: blocks that the file holds otherwise, or not, or still */
  GHashTable *names;   /* gint64 * -> char *: appendices and legal documents that were asked for */
  char *step;          /* name of the step that edits belong to */
  guint serial;        /* of the step */
  GSource *timer;
  gint64 first_edit;   /* monotonic time of the first edit that waits */
  guint n_failed;      /* times in a row that storing failed */
  gboolean storing;
  gboolean committing;
};

/* nh-block.c */
NhBlock *nh_block_from_row (const NhBlockRow *row);
void nh_block_to_row (NhBlock *self, gint64 plan, gint64 place, NhBlockRow *row);
gboolean nh_block_equal (NhBlock *a, NhBlock *b);

/* nh-plan-text.c */
void nh_plan_text_replace (NhPlanText *self, guint position, guint n_removed, const NhTextItem *added,
                           guint n_added, gboolean outside);
void nh_plan_text_emit_labels_changed (NhPlanText *self);
void nh_plan_text_emit_stored (NhPlanText *self);
void nh_plan_text_emit_failed (NhPlanText *self, GError *error);

/* nh-plan-labels.c */
void nh_plan_text_number (NhPlanText *self);

/* nh-plan-storing.c */
gboolean nh_plan_text_load (NhPlanText *self, GError **error);
void nh_plan_text_start_storing (NhPlanText *self);
void nh_plan_text_stop_storing (NhPlanText *self);
guint nh_plan_text_next_serial (void);
void nh_plan_text_wait (NhPlanText *self, gint64 id);
void nh_stored_block_free (gpointer data);

G_END_DECLS
