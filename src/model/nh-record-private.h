/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/nh-record.h"
#include "store/nh-store.h"

G_BEGIN_DECLS

/* Reads the row that a statement of nh_field_sql_select() stands on. */
NhRecord *nh_record_read (const NhEntity *entity, NhStatement *statement);
/* Whether both show the same. */
gboolean nh_record_equal (NhRecord *a, NhRecord *b);

G_END_DECLS
