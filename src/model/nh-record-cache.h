/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records of a list that were used lately, read in blocks of neighbours. Private to the model.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

typedef struct _NhRecordCache NhRecordCache;

NhRecordCache *nh_record_cache_new (NhWorkbook *workbook, const NhEntity *entity);
void nh_record_cache_free (NhRecordCache *cache);
NhRecord *nh_record_cache_get (NhRecordCache *cache, const gint64 *ids, guint n, guint position);
void nh_record_cache_forget (NhRecordCache *cache, gint64 id);
GArray *nh_record_cache_forget_stale (NhRecordCache *cache);

G_END_DECLS
