/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the outline: the bases, the headings and tables of the text, recipients and signature,
 * the appendices.
 */
#pragma once

#include <gio/gio.h>
#include "document/nh-plan-document.h"

G_BEGIN_DECLS

typedef enum
{
  NH_OUTLINE_BASES,
  NH_OUTLINE_HEADING,
  NH_OUTLINE_TABLE,
  NH_OUTLINE_SIGNATURE,
  NH_OUTLINE_APPENDIX,
} NhOutlineKind;

#define NH_TYPE_PLAN_OUTLINE_ROW (nh_plan_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanOutlineRow, nh_plan_outline_row, NH, PLAN_OUTLINE_ROW, GObject)

struct _NhPlanOutlineRow
{
  GObject parent_instance;

  NhOutlineKind kind;
  guint level;  /* of headings, 1 to 5; of tables that of the heading above them, and 1 */
  char *label;  /* "II.", "Phụ lục I"; "" for none */
  char *text;
  gint64 key;   /* of the block or appendix */
  guint block;  /* its position in the text, of headings and tables */
};

#define NH_TYPE_PLAN_OUTLINE_MODEL (nh_plan_outline_model_get_type ())
G_DECLARE_FINAL_TYPE (NhPlanOutlineModel, nh_plan_outline_model, NH, PLAN_OUTLINE_MODEL, GObject)

NhPlanOutlineModel *nh_plan_outline_model_new (NhPlanDocument *document);
void nh_plan_outline_model_update (NhPlanOutlineModel *self);
NhPlanOutlineRow *nh_plan_outline_model_get (NhPlanOutlineModel *self, guint position); /* (transfer none) */
guint nh_plan_outline_model_find_block (NhPlanOutlineModel *self, guint block);

G_END_DECLS
