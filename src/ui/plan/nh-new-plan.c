/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-new-plan.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-cursor.h"
#include "model/nh-plan-template.h"
#include "model/nh-roster.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"
#include "ui/plan/nh-roll-over-window.h"

#define CHOICE_KEY "nh-choice"
#define YEARS_AHEAD 2

typedef enum
{
  CHOICE_TEMPLATE,
  CHOICE_EMPTY,
  CHOICE_PLAN, /* of an earlier year */
} ChoiceKind;

typedef struct
{
  ChoiceKind kind;
  char *id;     /* of a template */
  char *name;
  char *note;
  char *plan_kind;
  gint64 record; /* of an own template, or the plan */
} Choice;

typedef struct
{
  NhSession *session;
  GtkWidget *dialog;
  GtkListBox *list;
  GtkLabel *name;
  GtkLabel *note;
  GtkLabel *size;
  GtkWidget *own;       /* what can be done with an own template */
  GtkDropDown *year;
  GtkDropDown *office;
  GtkDropDown *kind;
  GtkDropDown *team;
  GtkWidget *kind_label;
  GtkWidget *office_label;
  GtkWidget *team_label;
  GtkWidget *title_label;
  GtkWidget *title_frame;
  GtkTextBuffer *title;
  GtkWidget *accept;
  GtkLabel *problem;
  GArray *teams;        /* of gint64 */
  gboolean title_typed; /* by the user: it stays */
  gboolean updating;
} NewPlan;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->id);
  g_free (choice->name);
  g_free (choice->note);
  g_free (choice->plan_kind);
  g_free (choice);
}

static void
new_plan_free (gpointer data)
{
  NewPlan *self = data;

  g_object_unref (self->session);
  g_array_unref (self->teams);
  g_free (self);
}

static NhWorkbook *
workbook_of (NewPlan *self)
{
  return nh_session_get_workbook (self->session);
}

static const Choice *
chosen (NewPlan *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? g_object_get_data (G_OBJECT (row), CHOICE_KEY) : NULL;
}

static const char *
chosen_text (GtkDropDown *drop_down)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);

  return item ? gtk_string_object_get_string (item) : "";
}

/* To be freed: the subject line as one line. */
static char *
typed_title (NewPlan *self)
{
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (self->title, &start, &end);
  text = gtk_text_buffer_get_text (self->title, &start, &end, FALSE);
  return g_strstrip (g_strdelimit (text, "\n", ' '));
}

static NhOffice
chosen_office (NewPlan *self)
{
  return (NhOffice) MIN (gtk_drop_down_get_selected (self->office), NH_N_OFFICES - 1);
}

/* Council or team. */

static void
add_team (NewPlan *self, GtkStringList *names, gint64 id, const char *name)
{
  g_array_append_val (self->teams, id);
  gtk_string_list_append (names, name);
}

/* The teams of the right kind whose term is not over; else a new one is proposed. */
static void
update_teams (NewPlan *self, const Choice *choice)
{
  const char *kind = choice->kind == CHOICE_TEMPLATE ? nh_plan_template_team_kind (choice->plan_kind) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  NhSchoolYear year;
  guint32 day = nh_school_year_parse (chosen_text (self->year), &year, NULL) ? year.starts_on : 0;
  g_autoptr (GPtrArray) teams = kind ? nh_roster_list_teams (workbook_of (self), day, NULL) : NULL;

  g_array_set_size (self->teams, 0);
  for (guint i = 0; teams && i < teams->len; i++)
    {
      const NhRosterTeam *team = teams->pdata[i];

      if (g_str_equal (team->kind, kind) && !team->over)
        add_team (self, names, team->id, team->name);
    }
  if (kind && choice->record == 0)
    add_team (self, names, NH_NEW_PLAN_NEW_TEAM, _("A new one, with its clusters or groups"));
  add_team (self, names, NH_NEW_PLAN_NO_TEAM, _("None yet"));
  gtk_drop_down_set_model (self->team, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->team, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->team), kind != NULL);
  gtk_widget_set_visible (self->team_label, kind != NULL);
}

/* What is shown of a choice. */

static char *
describe_size (NewPlan *self, const Choice *choice)
{
  NhPlanTemplateSize size;
  g_autofree char *pages = NULL;
  g_autofree char *blanks = NULL;
  g_autofree char *appendices = NULL;
  g_autofree char *activities = NULL;

  if (choice->kind != CHOICE_TEMPLATE
      || !nh_plan_template_measure (workbook_of (self), choice->id, chosen_office (self), &size, NULL))
    return g_strdup ("");
  pages = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "About %u page", "About %u pages", size.pages), size.pages);
  blanks = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place to fill", "%u places to fill", size.blanks),
                            size.blanks);
  appendices = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u appendix", "%u appendices", size.appendices),
                                size.appendices);
  activities = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u proposed activity", "%u proposed activities", size.activities), size.activities);
  return g_strdup_printf ("%s · %s · %s · %s", pages, blanks, appendices, activities);
}

static void
update_title (NewPlan *self)
{
  const Choice *choice = chosen (self);
  g_autofree char *title = NULL;

  if (!choice || self->title_typed || choice->kind == CHOICE_PLAN)
    return;
  title = nh_plan_template_get_title (workbook_of (self), choice->id, chosen_text (self->year), chosen_office (self),
                                      NULL);
  self->updating = TRUE;
  gtk_text_buffer_set_text (self->title, title ? title : "", -1);
  self->updating = FALSE;
}

static void
update_choice (NewPlan *self)
{
  const Choice *choice = chosen (self);
  g_autofree char *size = NULL;
  gboolean rolls;

  if (!choice)
    return;
  rolls = choice->kind == CHOICE_PLAN;
  size = describe_size (self, choice);
  gtk_label_set_text (self->name, choice->name);
  gtk_label_set_text (self->note, choice->note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *choice->note != '\0');
  gtk_label_set_text (self->size, size);
  gtk_widget_set_visible (GTK_WIDGET (self->size), *size != '\0');
  gtk_widget_set_visible (self->own, choice->kind == CHOICE_TEMPLATE && choice->record);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), choice->kind == CHOICE_EMPTY);
  gtk_widget_set_visible (self->kind_label, choice->kind == CHOICE_EMPTY);
  gtk_widget_set_visible (GTK_WIDGET (self->office), !rolls);
  gtk_widget_set_visible (self->office_label, !rolls);
  gtk_widget_set_visible (self->title_frame, !rolls);
  gtk_widget_set_visible (self->title_label, !rolls);
  gtk_button_set_label (GTK_BUTTON (self->accept), rolls ? _("_Look what is to decide…") : _("_Make the plan"));
  nh_roster_dialog_tell (self->problem, NULL);
  update_teams (self, choice);
  update_title (self);
}

static void
on_choice_cb (NewPlan *self)
{
  update_choice (self);
}

static void
on_frame_cb (NewPlan *self)
{
  if (!self->updating)
    update_choice (self);
}

static void
on_title_cb (NewPlan *self)
{
  g_autofree char *title = self->updating ? NULL : typed_title (self);

  if (title)
    self->title_typed = *title != '\0';
}

/* Making. */

static void
roll_over (NewPlan *self, const Choice *choice)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self->dialog)));
  g_autoptr (NhSession) session = g_object_ref (self->session);
  g_autofree char *year = g_strdup (chosen_text (self->year));
  gint64 plan = choice->record;

  gtk_window_destroy (GTK_WINDOW (self->dialog));
  nh_roll_over_window_show (parent, session, &plan, 1, year);
}

/* What is left to do is said at once: the plan is made, but not written. */
static char *
describe_made (NhWorkbook *workbook, gint64 plan)
{
  NhPlanBlanks blanks;
  guint n, other;

  if (!nh_plan_count_blanks (workbook, plan, &blanks, NULL) || !(n = blanks.text + blanks.elsewhere + blanks.fields))
    return g_strdup (_("The plan is made. Ctrl+Z takes it back."));
  other = n - blanks.text;
  if (blanks.text && other)
    return g_strdup_printf (_("The plan is made; to be filled are %u places in its text and %u in its bases, recipients, "
                              "appendices and activities. Ctrl+Z takes it back."), blanks.text, other);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The plan is made; %u place is to be filled. Ctrl+Z takes it back.",
                                       "The plan is made; %u places are to be filled. Ctrl+Z takes it back.", n), n);
}

static void
on_accept_cb (NewPlan *self)
{
  const Choice *choice = chosen (self);
  guint team = gtk_drop_down_get_selected (self->team);
  const NhEntity *entity = nh_entity_find ("plan");
  const NhField *kind = &entity->fields[nh_entity_find_field (entity, "kind")];
  NhNewPlan plan = { .year = chosen_text (self->year), .office = chosen_office (self) };
  g_autofree char *title = typed_title (self);
  g_autofree char *done = NULL;
  g_autoptr (NhSession) session = NULL;
  g_autoptr (GError) error = NULL;
  gint64 made;

  if (!choice)
    return;
  if (choice->kind == CHOICE_PLAN)
    {
      roll_over (self, choice);
      return;
    }
  plan.id = choice->id;
  plan.kind = kind->choices[gtk_drop_down_get_selected (self->kind)].key;
  plan.title = title;
  plan.team = team < self->teams->len ? g_array_index (self->teams, gint64, team) : NH_NEW_PLAN_NO_TEAM;
  made = nh_plan_from_template (workbook_of (self), &plan, &error);
  if (!made)
    {
      nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  session = g_object_ref (self->session);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  nh_session_show_record (session, entity, made);
  done = describe_made (nh_session_get_workbook (session), made);
  nh_session_notify (session, done);
}

/* The list of choices. */

static GtkWidget *
make_row (Choice *choice)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (choice->name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_tooltip_text (row, choice->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->name, -1);
  g_object_set_data_full (G_OBJECT (row), CHOICE_KEY, choice, choice_free);
  return row;
}

static void
add_heading (NewPlan *self, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-heading");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "nh-sidebar-heading");
  gtk_list_box_append (self->list, row);
}

static Choice *
choice_new (ChoiceKind kind, const char *id, const char *name, const char *note, const char *plan_kind, gint64 record)
{
  Choice *choice = g_new0 (Choice, 1);

  *choice = (Choice){ kind, g_strdup (id), g_strdup (name), g_strdup (note), g_strdup (plan_kind), record };
  return choice;
}

static void
add_templates (NewPlan *self)
{
  g_autoptr (GPtrArray) list = nh_plan_templates_list (workbook_of (self), NULL);
  gboolean own = FALSE;

  add_heading (self, _("TEMPLATES"));
  for (guint i = 0; list && i < list->len; i++)
    {
      const NhPlanTemplate *item = list->pdata[i];

      if (item->record && !own)
        add_heading (self, _("OUR OWN TEMPLATES"));
      own |= item->record != 0;
      gtk_list_box_append (self->list, make_row (choice_new (CHOICE_TEMPLATE, item->id, item->name, item->note,
                                                             item->kind, item->record)));
    }
}

/* Plans to begin from: the newest school year first. */
static void
add_plans (NewPlan *self)
{
  const NhEntity *entity = nh_entity_find ("plan");
  g_autoptr (GPtrArray) plans = nh_workbook_list (workbook_of (self), entity, NULL, 0, NULL);

  if (!plans || !plans->len)
    return;
  add_heading (self, _("FROM A PLAN OF THE YEAR BEFORE"));
  for (guint i = plans->len; i-- > 0;)
    {
      NhRecord *record = plans->pdata[i];
      g_autofree char *title = nh_session_record_title (record);
      const char *subject = nh_record_text (record, "title");
      const char *what = _("The whole plan is copied into the school year that you choose: days move to the same place "
                           "of the new year, and you decide about bases, people and units that are not as they were.");
      g_autofree char *note
          = g_str_equal (subject, title) ? g_strdup (what) : g_strdup_printf ("%s\n\n%s", subject, what);

      gtk_list_box_append (self->list, make_row (choice_new (CHOICE_PLAN, NULL, title, note, NULL,
                                                             nh_record_get_id (record))));
    }
}

static void
fill_list (NewPlan *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);
  add_templates (self);
  gtk_list_box_append (self->list, make_row (choice_new (CHOICE_EMPTY, NULL, _("Empty plan"),
                                                         _("Only the head of the form; you write the text."), "other", 0)));
  add_plans (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 1));
}

/* Own templates. */

static void
on_delete_cb (NewPlan *self)
{
  const Choice *choice = chosen (self);
  g_autoptr (GError) error = NULL;

  if (!choice || !choice->record || choice->kind != CHOICE_TEMPLATE)
    return;
  if (!nh_workbook_delete (workbook_of (self), nh_entity_find ("plan_template"), &choice->record, 1, &error))
    {
      nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  fill_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
}

static void
on_renamed_cb (GtkEditable *entry, NewPlan *self)
{
  const Choice *choice = chosen (self);
  const NhFieldText values[] = { { "name", gtk_editable_get_text (entry) }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  gint64 id = choice ? choice->record : 0;

  if (!id || !nh_workbook_set (workbook_of (self), nh_entity_find ("plan_template"), id, values, &error))
    {
      if (error)
        nh_roster_dialog_tell (self->problem, error->message);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
  fill_list (self);
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      const Choice *other = g_object_get_data (G_OBJECT (row), CHOICE_KEY);

      if (other && other->kind == CHOICE_TEMPLATE && other->record == id)
        gtk_list_box_select_row (self->list, row);
    }
}

static void
on_rename_shown_cb (GtkEditable *entry, NewPlan *self)
{
  const Choice *choice = chosen (self);

  gtk_editable_set_text (entry, choice ? choice->name : "");
}

static GtkWidget *
make_own (NewPlan *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *rename = gtk_menu_button_new ();
  GtkWidget *remove = gtk_button_new_with_mnemonic (_("_Delete the template"));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (rename), _("Rename…"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("New name, then Enter"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 32);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (rename), popover);
  g_signal_connect (entry, "activate", G_CALLBACK (on_renamed_cb), self);
  g_signal_connect (entry, "map", G_CALLBACK (on_rename_shown_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_delete_cb), self);
  gtk_box_append (GTK_BOX (box), rename);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

/* The form. */

static int
compare_years (const void *a, const void *b)
{
  return -g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The years of the workbook and those that are planned next, the latest first. */
static void
fill_years (NewPlan *self)
{
  const NhEntity *entity = nh_entity_find ("school_year");
  g_autoptr (GPtrArray) rows = nh_workbook_list (workbook_of (self), entity, NULL, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  gint64 current = nh_session_get_year (self->session);
  g_autofree char *wanted = NULL;
  NhSchoolYear year;
  int last;

  nh_school_year_for_day (nh_roster_today (), &year);
  last = year.first_year;
  wanted = g_strdup (year.name);
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const char *name = nh_record_text (rows->pdata[i], "name");

      g_ptr_array_add (names, g_strdup (name));
      last = MAX (last, (int) g_ascii_strtoll (name, NULL, 10));
      if (nh_record_get_id (rows->pdata[i]) == current)
        {
          g_free (wanted);
          wanted = g_strdup (name);
        }
    }
  for (int first = year.first_year; first < last + YEARS_AHEAD; first++)
    {
      g_autofree char *name = g_strdup_printf ("%d-%d", first, first + 1);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_sort (names, compare_years);
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (model, names->pdata[i]);
  gtk_drop_down_set_model (self->year, G_LIST_MODEL (model));
  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (names->pdata[i], wanted))
      gtk_drop_down_set_selected (self->year, i);
}

static GtkWidget *
attach (GtkGrid *grid, int row, const char *text, gpointer widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
  return label;
}

static GtkDropDown *
make_drop_down (const char *const *choices)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (choices));

  nh_drop_down_let_shrink (drop_down);
  return drop_down;
}

static GtkDropDown *
make_kinds (void)
{
  const NhEntity *entity = nh_entity_find ("plan");
  const NhField *kind = &entity->fields[nh_entity_find_field (entity, "kind")];
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkDropDown *drop_down;

  for (const NhChoice *choice = kind->choices; choice->key; choice++)
    g_ptr_array_add (names, (gpointer) _(choice->label));
  g_ptr_array_add (names, NULL);
  drop_down = make_drop_down ((const char *const *) names->pdata);
  gtk_drop_down_set_selected (drop_down, names->len - 2); /* "Other" */
  return drop_down;
}

static GtkWidget *
make_form (NewPlan *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());
  GtkWidget *title;
  const char *const offices[] = { _("Department of Education (province)"), _("Commune, ward or special zone"),
                                  _("School or centre"), NULL };

  gtk_grid_set_row_spacing (grid, 6);
  gtk_grid_set_column_spacing (grid, 12);
  self->year = make_drop_down ((const char *const[]){ NULL });
  self->office = make_drop_down (offices);
  self->kind = make_kinds ();
  self->team = make_drop_down ((const char *const[]){ NULL });
  title = gtk_text_view_new ();
  self->title = gtk_text_view_get_buffer (GTK_TEXT_VIEW (title));
  self->title_frame = gtk_scrolled_window_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (title), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (title), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (title), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (title), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (title), 8);
  gtk_widget_add_css_class (title, "nh-text");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->title_frame), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->title_frame), 72);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->title_frame), title);
  attach (grid, 0, _("_School year:"), self->year);
  self->office_label = attach (grid, 1, _("_Issued by:"), self->office);
  self->kind_label = attach (grid, 2, _("_Kind of plan:"), self->kind);
  self->team_label = attach (grid, 3, _("Council or _team:"), self->team);
  self->title_label = attach (grid, 4, _("S_ubject line:"), self->title_frame);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->title_label), title);
  gtk_widget_set_valign (self->title_label, GTK_ALIGN_START);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title_label, NULL,
                                  -1);
  return GTK_WIDGET (grid);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, 40);
  gtk_label_set_max_width_chars (label, 60);
  if (css_class)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static GtkWidget *
make_right (NewPlan *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->name = make_label ("nh-title");
  self->note = make_label (NULL);
  self->size = make_label ("nh-field-label");
  self->own = make_own (self);
  self->problem = nh_roster_dialog_problem ();
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->size));
  gtk_box_append (GTK_BOX (box), self->own);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), make_form (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_content (NewPlan *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the plan begins from"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 290, -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), make_right (self));
  gtk_widget_set_size_request (box, 820, 440);
  return box;
}

/**
 * nh_new_plan_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 *
 * Asks what the plan begins from, for which school year and by whom; then makes it and goes there.
 */
void
nh_new_plan_dialog_show (GtkWidget *parent, NhSession *session)
{
  NewPlan *self = g_new0 (NewPlan, 1);
  GtkWidget *buttons;

  self->session = g_object_ref (session);
  self->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->dialog = nh_dialog_new (parent, _("New plan"), make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  self->accept = nh_dialog_add_button (buttons, _("_Make the plan"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-new-plan", self, new_plan_free);
  fill_years (self);
  gtk_drop_down_set_selected (self->office,
                              nh_plan_template_guess_office (nh_session_get_workbook (session), chosen_text (self->year)));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_choice_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_accept_cb), self);
  g_signal_connect_swapped (self->year, "notify::selected", G_CALLBACK (on_frame_cb), self);
  g_signal_connect_swapped (self->office, "notify::selected", G_CALLBACK (on_frame_cb), self);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (on_title_cb), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  fill_list (self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
