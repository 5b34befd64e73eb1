/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cells that pack several facts, taken apart: "Bà Nguyễn Thị Lan - HT trường TH Bến Súc - 0912 345
 * 678". Private to imports.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each NULL where the cell does not say it. */
typedef struct
{
  char *title; /* "Bà" */
  char *name;
  char *post;  /* as written: "HT" */
  char *unit;
  char *phone; /* as written, the first one */
  char *more_phones; /* further ones, "; " between */
  char *email;
  char *birth; /* a year or a day */
  char *rest;  /* what nothing knows */
} NhImportPerson;

void nh_import_person_clear (NhImportPerson *person);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhImportPerson, nh_import_person_clear)

void nh_import_split_person (const char *text, NhImportPerson *person);
void nh_import_split_post_unit (const char *text, NhImportPerson *person);
void nh_import_split_name (const char *text, NhImportPerson *person);
void nh_import_split_phones (const char *text, NhImportPerson *person);

gboolean nh_import_begins_unit (const char *text);
gboolean nh_import_begins_post (const char *text);
char *nh_import_post_key (const char *post);
gboolean nh_import_is_packed (const char *text);

G_END_DECLS
