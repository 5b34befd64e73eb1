/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names that no record has: what looks like them, and making records of them.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

gboolean nh_entity_needs_only_a_name (const NhEntity *entity);
gint64 nh_workbook_create_named (NhWorkbook *self, const NhEntity *entity, const char *name,
                                 GError **error);
GStrv nh_workbook_unknown_names (NhWorkbook *self, const NhField *field, const char *text);
GStrv nh_workbook_suggest_near (NhWorkbook *self, const NhField *field, const char *typed, guint limit);
char *nh_workbook_offer_to_create (NhWorkbook *self, const NhField *field, const char *typed);
gboolean nh_workbook_create_unknown (NhWorkbook *self, const NhField *field, const char *text,
                                     GError **error);

G_END_DECLS
