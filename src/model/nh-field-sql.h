/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of an entity as SQL, made from its description, and read back from the rows. Private
 * to the model.
 */
#pragma once

#include "model/nh-entity.h"
#include "store/nh-store.h"

G_BEGIN_DECLS

/* "SELECT t.id, …" without WHERE: the columns of whole records, field by field. */
const char *nh_field_sql_select (const NhEntity *entity);
guint nh_field_sql_columns (const NhField *field);
char *nh_field_sql_shown (const NhField *field);
/* An expression over another row: "t.name" over the row of @alias. */
char *nh_field_sql_with_alias (const char *sql, const char *alias);

/* Between the names of LINKS and the texts of a LIST in a row: names hold commas. */
#define NH_NAME_SEPARATOR '\x1f'

/* One field of the row that a statement of nh_field_sql_select() stands on. */
void nh_field_sql_read (NhStatement *statement, int column, const NhField *field, GString *text);

G_END_DECLS
