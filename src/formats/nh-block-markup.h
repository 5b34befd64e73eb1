/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blocks of a plan as text, exactly: what the clipboard carries from plan to plan. References stay
 * references where their targets are, and become the words that they read as elsewhere.
 */
#pragma once

#include "document/nh-plan-text.h"

G_BEGIN_DECLS

#define NH_BLOCK_MARKUP_MIME "application/x-namhoc-text"

/* Where blocks come from or go to: references to headings and appendices hold within a plan, those
 * to legal documents within a workbook. */
typedef struct
{
  const char *workbook; /* path */
  gint64 plan;
} NhBlockHome;

char *nh_block_markup_write (GPtrArray *blocks, const NhBlockHome *home, NhReferenceLabel label, gpointer data);
GPtrArray *nh_block_markup_read (const char *text, gsize length, const NhBlockHome *home, GError **error);

G_END_DECLS
