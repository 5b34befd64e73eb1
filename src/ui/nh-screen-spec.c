/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-screen-spec.h"

#include <glib/gi18n-lib.h>

#define ACTIVITY_FLAGS (NH_SCREEN_PLAN_FILTER | NH_SCREEN_SIDEBAR)

static const NhScreenSpec specs[] = {
  { "plans", N_("All plans"), "nh-plan-symbolic", "plan", NH_SCREEN_YEAR | NH_SCREEN_SIDEBAR, NULL, NULL,
    "number,symbol,title,kind,school_year,issued,status",
    N_("add a plan…"), N_("Add plan"), N_("No plans yet"),
    N_("A plan is text, people and activities; its appendices, calendars and reports are views of the same "
       "data. Add the first plan of the year, or look at the sample workbook to see five complete ones."), "win.new-plan" },
  { "activities", N_("Activities"), "nh-activity-symbolic", "activity", ACTIVITY_FLAGS, NULL, NULL,
    "plan,kind,content,period,team,place,responsible,status",
    N_("add an activity…"), N_("Add activity"), N_("No activities yet"),
    N_("Everything that happens in the school year stands here: meetings, lesson studies, themes, "
       "inspections, training. Type the time as you would write it, for example “Tháng 11,12”.") },
  { "inspections", N_("Inspections"), "nh-inspection-symbolic", "activity", ACTIVITY_FLAGS, "inspection", NULL,
    "inspected,content,period,papers_due,delegation,status,checklist,fixed,plan",
    N_("add an inspection…"), N_("Add inspection"), N_("No inspections yet"),
    N_("One row is one round: which units, when, and until when they hand in their papers. The appendix "
       "with the schedule of inspections is made from these rows.") },
  { "lesson-studies", N_("Lesson studies"), "nh-lesson-study-symbolic", "activity", ACTIVITY_FLAGS, "lesson_study", NULL,
    "subject,grade,level,period,hosts,place,plan,status",
    N_("add a lesson study…"), N_("Add lesson study"), N_("No lesson studies yet"),
    N_("One row is one session: subject, grade, time and the school that hosts it. The appendix sets lower "
       "and upper secondary schools side by side from these rows.") },
  { "themes", N_("Themes"), "nh-theme-symbolic", "activity", ACTIVITY_FLAGS, "theme", NULL,
    "content,pilots,team,subject,period,target,plan,status",
    N_("add a theme…"), N_("Add theme"), N_("No themes yet"),
    N_("Themes and models that schools try out: content, pilot units, the share of schools to reach.") },
  { "dues", N_("Papers due"), "nh-deadline-symbolic", "due", NH_SCREEN_PLAN_FILTER, NULL, NULL,
    "due_on,what,audience,activity,plan,channel",
    NULL, NULL, N_("Nothing is due"),
    N_("The days on which reports and papers are due are worked out here from the rules of the next tab and "
       "the times of the activities.") },
  { "owed", N_("Papers owed"), "nh-deadline-symbolic", "owed", NH_SCREEN_PLAN_FILTER, NULL, NULL,
    "due_on,state,unit,what,team,received_on,activity,plan",
    NULL, NULL, N_("Nobody owes a paper"),
    N_("Each unit that owes a report or papers stands here with the day, and whether it came. Say in the last tab "
       "who owes what: offices, schools, clusters, or units by name.") },
  { "deadlines", N_("Deadline rules"), "nh-deadline-symbolic", "deadline", NH_SCREEN_PLAN_FILTER, NULL, NULL,
    "what,due,first_due,last_due,rule,activity_kind,offset_days,owes,audience,units,upper,channel,plan",
    N_("add a rule…"), N_("Add rule"), N_("No deadlines yet"),
    N_("A report is due on a date, every year on the same day, or some days before each activity of a "
       "kind: for example the papers of an inspection three days before it.") },
  { "programmes", N_("Programmes"), "nh-training-symbolic", "programme", NH_SCREEN_PLAN_FILTER, NULL, NULL,
    "code,title,audience,required_periods,content,plan",
    N_("add a programme…"), N_("Add programme"), N_("No training programmes yet"),
    N_("The programmes of regular training with their required periods, and the modules of each.") },
  { "modules", N_("Modules"), "nh-training-symbolic", "module", 0, NULL, NULL,
    "code,title,audience,periods,programme",
    N_("add a module…"), N_("Add module"), N_("No modules yet"),
    N_("The modules that teachers and managers choose from, each with its periods.") },
  { "units", N_("Units"), "nh-unit-symbolic", "unit", NH_SCREEN_SIDEBAR, NULL, NULL,
    "name,short_name,kind,parent,area,phone",
    N_("add a unit…"), N_("Add unit"), N_("No units yet"),
    N_("Schools, centres and offices. Copy the list from Excel and paste it into the table, or type the "
       "first name.") },
  { "people", N_("People"), "nh-person-symbolic", "person", NH_SCREEN_SIDEBAR, NULL, NULL,
    "title,name,post,unit,subjects,phone,email",
    N_("add a person…"), N_("Add person"), N_("No people yet"),
    N_("Officers, heads and teachers who take part in the activities. Names sort by given name. Copy the "
       "list from Excel and paste it into the table, or type the first name.") },
  { "teams", N_("Clusters and teams"), "nh-team-symbolic", "team", NH_SCREEN_DEFAULT, NULL, NULL,
    "kind,name,parent,units,term",
    N_("add a cluster or team…"), N_("Add team"), N_("No clusters and teams yet"),
    N_("Councils, network teams, clusters of schools and subject groups, with their members and roles.") },
  { "members", N_("Members"), "nh-person-symbolic", "membership",
    NH_SCREEN_PART | NH_SCREEN_OWNERS, NULL, "team",
    "person,work,role,subject,team,from_on,to_on,replaces,decision",
    N_("add a member…"), N_("Add member"), N_("No members yet"),
    N_("Type the name of the first member, or copy a list from Excel and paste it here.") },
  { "team-units", N_("Units of the cluster"), "nh-unit-symbolic", "team_unit", NH_SCREEN_PART | NH_SCREEN_OWNERS,
    NULL, "team", "unit,team,from_on,to_on,decision,note",
    N_("add a unit…"), N_("Add unit to the cluster"), N_("No units yet"),
    N_("The schools of the cluster, with the days from and until which they are in it. Type the name of the first "
       "one, or drag it on the board.") },
  { "team-roles", N_("Roles of the office"), "nh-team-symbolic", "team_role", NH_SCREEN_PART, NULL, NULL, "name",
    N_("add a role…"), N_("Add role"), N_("No roles of your own yet"),
    N_("Roles that the program does not know, for example “Ủy viên thường trực”. They are offered in the column "
       "“Role” of members.") },
  { "person-teams", N_("Teams and roles"), "nh-team-symbolic", "membership", NH_SCREEN_PART, NULL, "person",
    "team,role,subject,from_on,to_on,replaces,decision",
    N_("add a team…"), N_("Add to a team"), N_("In no team yet"),
    N_("The councils, clusters and groups of this person, now and before.") },
  { "person-posts", N_("Earlier posts"), "nh-unit-symbolic", "person_post", NH_SCREEN_PART, NULL, "person",
    "from_on,until_on,unit,post,decision,note",
    N_("add an earlier post…"), N_("Add earlier post"), N_("No earlier posts"),
    N_("A transfer writes down here where the person worked until then. What was before this workbook can be "
       "added by hand.") },
  { "person-activities", N_("Activities"), "nh-activity-symbolic", "activity_person", NH_SCREEN_PART, NULL, "person",
    "activity,role,absence_reason,substitute,note",
    N_("add an activity…"), N_("Add to an activity"), N_("No activities"),
    N_("The meetings, inspections, lesson studies and training that this person takes part in, and in what "
       "role.") },
  { "participants", N_("Participants"), "nh-person-symbolic", "activity_person", NH_SCREEN_PART, NULL, "activity",
    "person,role,absence_reason,substitute,note",
    N_("add a participant…"), N_("Add participant"), N_("No participants yet"),
    N_("Who leads, speaks, judges or takes part; who is absent, why, and who comes instead.") },
  { "findings", N_("Findings"), "nh-inspection-symbolic", "finding", NH_SCREEN_DEFAULT, NULL, NULL,
    "unit,due_on,state,text,remedy,item,activity",
    N_("add a finding…"), N_("Add finding"), N_("No findings yet"),
    N_("What an inspection found, what the unit has to do about it until when, and how far that is. The lines of a "
       "checklist are put here from its tab.") },
  { "delegations", N_("Delegations"), "nh-team-symbolic", "team", NH_SCREEN_DEFAULT, "delegation", NULL,
    "name,term,decision,note",
    N_("add a delegation…"), N_("Add delegation"), N_("No delegations yet"),
    N_("Who inspects together: a head and members. Proposals of a schedule give every member as many rounds as the "
       "others, and send nobody to the own school.") },
  { "checklists", N_("Checklists"), "nh-inspection-symbolic", "checklist", NH_SCREEN_DEFAULT, NULL, NULL, "name,note",
    N_("add a checklist…"), N_("Add checklist"), N_("No checklists yet"),
    N_("What an inspection of a kind looks at, written once and used every year.") },
  { "checklist-items", N_("Items of the checklist"), "nh-inspection-symbolic", "checklist_item", NH_SCREEN_PART, NULL,
    "checklist", "text",
    N_("add an item…"), N_("Add item"), N_("No items yet"),
    N_("What is looked at, one item a row.") },
  { "references", N_("Legal documents"), "nh-reference-symbolic", "legal_reference", NH_SCREEN_SIDEBAR, NULL, NULL,
    "kind,number,issued_on,issuer,subject",
    N_("add a document…"), N_("Add document"), N_("No legal documents yet"),
    N_("The laws, circulars, decisions and letters that plans are based on, kept once and used again every "
       "year.") },
  { "school-years", N_("School years"), "x-office-calendar-symbolic", "school_year", NH_SCREEN_SIDEBAR, NULL, NULL,
    "name,starts_on,term1_ends,term2_starts,term2_ends,ends_on,decision",
    N_("add a school year…"), N_("Add school year"), N_("No school years yet"),
    N_("The days that divide a school year. They come by themselves when a plan names its year; change them "
       "here by the decision of your province.") },
  { "plan-activities", N_("Activities of the plan"), "nh-activity-symbolic", "activity", NH_SCREEN_PART, NULL, "plan",
    "kind,content,period,inspected,hosts,team,subject,place,status",
    N_("add an activity…"), N_("Add activity"), N_("No activities in this plan yet"),
    N_("What happens by this plan, when and where. The appendices are made from these rows.") },
};

/**
 * nh_screen_spec_list:
 * @n_specs: (out): how many
 *
 * Returns: (array length=n_specs) (transfer none): all grid screens, in the order of the sidebar.
 */
const NhScreenSpec *
nh_screen_spec_list (guint *n_specs)
{
  *n_specs = G_N_ELEMENTS (specs);
  return specs;
}

/** nh_screen_spec_find: Returns: (transfer none) (nullable): the screen called @id. */
const NhScreenSpec *
nh_screen_spec_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (g_str_equal (specs[i].id, id))
      return &specs[i];
  return NULL;
}
