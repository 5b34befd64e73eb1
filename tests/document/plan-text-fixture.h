/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts of plans for the tests, and a listener that knows them by their signals.
 */
#pragma once

#include "document/nh-plan-text.h"
#include "model-fixture.h"

G_BEGIN_DECLS

/* A listener that knows the list by the signals alone, as the editor does. */
typedef struct
{
  NhPlanText *text;
  GArray *ids; /* of gint64 */
  GPtrArray *words; /* as markup */
  guint n_changed;
  guint n_removed;
  guint n_added;
  guint n_outside;
  guint n_labels;
  guint n_failed;
  guint n_stored;
  char *failure;
} Mirror;

Mirror *mirror_new (NhPlanText *text);
void mirror_free (Mirror *mirror);
void mirror_reset (Mirror *mirror);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

NhPlanText *text_open (NhWorkbook *workbook, gint64 plan);
/* A plan with nine blocks: I. 1. _ – + 1.1. a) b) II. */
NhPlanText *text_outline (Fixture *f);
void text_store (NhPlanText *text);
void text_add (NhPlanText *text, guint position, NhBlockKind kind, guint level, const char *words);
void text_set_words (NhPlanText *text, guint position, const char *words);
/* What is in memory is what the file holds, and what listeners were told. */
void text_assert_true (NhPlanText *text, Mirror *mirror);

G_END_DECLS
