/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row of an entity as it was read: texts as the user sees them, and the stored values behind
 * them. Immutable; a new one is made when the row changes. Every entity has a type of its own
 * ("NhRecordUnit") with one read-only string property for each field, so that expressions and
 * .ui files can bind to them.
 */
#pragma once

#include <glib-object.h>
#include "core/nh-period.h"
#include "model/nh-entity.h"

G_BEGIN_DECLS

#define NH_TYPE_RECORD (nh_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NhRecord, nh_record, NH, RECORD, GObject)

struct _NhRecordClass
{
  GObjectClass parent_class;
  const NhEntity *entity;
};

GType nh_record_type_for (const NhEntity *entity);
const NhEntity *nh_record_get_entity (NhRecord *self);
gint64 nh_record_get_id (NhRecord *self);
/* As shown: choices by their label, references and links by name, dates 20/9/2023. Never NULL. */
const char *nh_record_get_text (NhRecord *self, int field);
/* As stored: key of a choice, ISO date, digits of a phone; period: as written. Never NULL. */
const char *nh_record_get_raw (NhRecord *self, int field);
/* INTEGER: the number; REFERENCE: the key of the target; 0 when empty. */
gint64 nh_record_get_int64 (NhRecord *self, int field);
gboolean nh_record_is_empty (NhRecord *self, int field);
gboolean nh_record_is_provisional (NhRecord *self, int field);
void nh_record_get_period (NhRecord *self, int field, NhPeriod *period);
/* By field name, for code that reads few records. */
const char *nh_record_text (NhRecord *self, const char *field);
const char *nh_record_raw (NhRecord *self, const char *field);

G_END_DECLS
