/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Templates of plans: those of the program (data/templates/) and those that the office saved. A
 * template is records in a file (nh-record-file.h): a plan with its bases, text, appendices, proposed
 * activities and deadlines. Words in braces are filled when a plan is made: {year} "2026-2027",
 * {prev_year}, {next_year}, {y1} and {y2} its calendar years ({y3}, {y6}: years after), {office} and
 * {office_full} the issuing office in a sentence, {office_plain} the same without places to fill,
 * {level} "cấp tỉnh", {area}, {province}, {scope}. "{{" is a brace. <blank>…</blank> is a place to
 * fill; where a field has no markup it becomes "…". A line "when=province;commune" keeps a record for
 * offices of those levels.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Who issues the plan. Since 1 July 2025 there is no district between these (Law 72/2025/QH15,
 * Circular 15/2025/TT-BGDĐT). */
typedef enum
{
  NH_OFFICE_PROVINCE, /* Sở GDĐT */
  NH_OFFICE_COMMUNE,  /* UBND xã, phường, đặc khu */
  NH_OFFICE_SCHOOL,
  NH_N_OFFICES,
} NhOffice;

typedef struct
{
  char *id;      /* "core-council"; "#" and its key: the office's own */
  char *name;    /* of the interface, or as the office wrote it */
  char *kind;    /* key of a kind of plan */
  char *note;    /* what it is for */
  gint64 record; /* of the office's own; 0: the program's */
} NhPlanTemplate;

void nh_plan_template_free (NhPlanTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPlanTemplate, nh_plan_template_free)

GPtrArray *nh_plan_templates_list (NhWorkbook *workbook, GError **error);
char *nh_plan_template_find (NhWorkbook *workbook, const char *name, GError **error);

/* What a plan of the template holds before anything is filled in. */
typedef struct
{
  guint pages; /* about */
  guint blanks;
  guint headings;
  guint tables;
  guint appendices;
  guint activities;
  guint deadlines;
} NhPlanTemplateSize;

gboolean nh_plan_template_measure (NhWorkbook *workbook, const char *id, NhOffice office, NhPlanTemplateSize *size,
                                   GError **error);
char *nh_plan_template_get_title (NhWorkbook *workbook, const char *id, const char *year, NhOffice office,
                                  GError **error);
const char *nh_plan_template_team_kind (const char *kind);

#define NH_NEW_PLAN_NEW_TEAM 0
#define NH_NEW_PLAN_NO_TEAM -1

typedef struct
{
  const char *id;    /* of a template; NULL: a plan without text */
  const char *kind;  /* of a plan without text */
  const char *year;  /* "2026-2027": its row is made when there is none */
  const char *title; /* NULL: the template's */
  NhOffice office;
  gint64 team;       /* a council or team; or one of the above */
} NhNewPlan;

gint64 nh_plan_from_template (NhWorkbook *workbook, const NhNewPlan *plan, GError **error);
gint64 nh_workbook_ensure_year (NhWorkbook *workbook, const char *name, GError **error);

/* nh-plan-template-office.c */
NhOffice nh_plan_template_guess_office (NhWorkbook *workbook, const char *year);

/* nh-plan-template-save.c */
typedef enum
{
  NH_TEMPLATE_KEEP = 0,
  NH_TEMPLATE_BLANK_PEOPLE = 1 << 0,  /* names of people */
  NH_TEMPLATE_BLANK_DAYS = 1 << 1,    /* exact days */
  NH_TEMPLATE_BLANK_NUMBERS = 1 << 2, /* numbers of this year's documents, phones, addresses */
} NhTemplateFlags;

char *nh_plan_to_template (NhWorkbook *workbook, gint64 plan, NhTemplateFlags flags, GError **error);
gint64 nh_plan_template_save (NhWorkbook *workbook, gint64 plan, const char *name, const char *note,
                              NhTemplateFlags flags, GError **error);

/* Places still to fill in a plan. */
typedef struct
{
  guint text;      /* in its text */
  guint elsewhere; /* "…" in bases, recipients, appendices, activities and deadlines */
  guint fields;    /* of the head and the signature that are empty */
} NhPlanBlanks;

gboolean nh_plan_count_blanks (NhWorkbook *workbook, gint64 plan, NhPlanBlanks *blanks, GError **error);

G_END_DECLS
