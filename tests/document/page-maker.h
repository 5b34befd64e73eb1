/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents for tests and benchmarks of the pages: invented plans of any length.
 */
#pragma once

#include "document/nh-document.h"

NhElement *maker_text (NhElementKind kind, guint level, const char *label, const char *markup);
NhElement *maker_table (guint n_rows, guint n_columns, guint32 seed);
/* Two head rows; each group of @group rows has one cell over all of them; now and then a long text. */
NhElement *maker_groups (guint n_groups, guint group, guint n_sentences, guint32 seed);
NhElement *maker_letterhead (void);
NhElement *maker_title (void);
NhElement *maker_signature (void);
NhElement *maker_appendix (const char *heading, gboolean landscape);
/* Any element of a text, with footnotes now and then. */
NhElement *maker_random (GRand *rand);
char *maker_sentences (GRand *rand, guint n);
/* A plan whose text has @n_blocks blocks, and two appendices. */
NhDocument *maker_plan (guint n_blocks, guint32 seed);
