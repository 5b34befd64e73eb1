/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/activities/nh-activity-form.h"

#include <glib/gi18n-lib.h>

/* "=" begins a section with this title. What stands nowhere here is folded up below. */
#define WHAT "=What,plan,kind,content,"
#define WHEN "=When and where,period,"
#define WHO "=Who,"
#define RESULT "=Result,status,result"

G_GNUC_UNUSED static const char *const titles[] = { N_("What"), N_("When and where"), N_("Who"), N_("Result") };

static const struct
{
  const char *kind;
  const char *fields;
} forms[] = {
  { "inspection", WHAT "checklist," WHEN "papers_due,place," WHO "inspected,delegation,responsible,participants," RESULT },
  { "lesson_study",
    WHAT "subject,grade,level,mode," WHEN "papers_due,place," WHO
         "hosts,online_points,attending,attending_online,team,responsible,participants," RESULT },
  { "theme", WHAT "subject,grade,level,target," WHEN "place," WHO "pilots,team,responsible,participants," RESULT },
  { "training", WHAT "subject,grade,level,mode," WHEN "place," WHO "hosts,attending,team,responsible,participants," RESULT },
  { NULL, WHAT "subject,mode," WHEN "place," WHO "team,hosts,attending,responsible,participants," RESULT },
};

/** nh_activity_form_fields: Returns: (transfer none): the sections and fields for a kind of activity. */
const char *
nh_activity_form_fields (const char *kind)
{
  guint i = 0;

  while (forms[i].kind && g_strcmp0 (forms[i].kind, kind) != 0)
    i++;
  return forms[i].fields;
}

/** nh_activity_form_fields_of: Returns: (transfer none): the same for the kind that the activity has now. */
const char *
nh_activity_form_fields_of (NhWorkbook *workbook,
                            gint64 activity)
{
  g_autoptr (NhRecord) record = activity ? nh_workbook_load (workbook, nh_entity_find ("activity"), activity, NULL) : NULL;

  return nh_activity_form_fields (record ? nh_record_raw (record, "kind") : NULL);
}
