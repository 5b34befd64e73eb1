/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/nh-plan-template.h"

G_BEGIN_DECLS

/* What is known of the issuing office: from its last plan, else from the settings. Never NULL. */
typedef struct
{
  NhOffice office;
  char *superior;
  char *issuer;
  char *issuer_short;
  char *symbol;
  char *place;
  char *sign_authority;
  char *sign_post;
  char *sign_name;
} NhOfficeFacts;

void nh_office_facts_read (NhWorkbook *workbook, const char *kind, int first_year, NhOffice office,
                           NhOfficeFacts *facts);
void nh_office_facts_clear (NhOfficeFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhOfficeFacts, nh_office_facts_clear)

/* @markup: the field takes markup; else places to fill become "…". */
char *nh_template_fill (const char *text, const NhOfficeFacts *facts, int first_year, gboolean markup);
const char *nh_office_key (NhOffice office);

GKeyFile *nh_plan_template_load (NhWorkbook *workbook, const char *id, GError **error);
gboolean nh_field_has_markup (const NhEntity *entity, const NhField *field);

G_END_DECLS
