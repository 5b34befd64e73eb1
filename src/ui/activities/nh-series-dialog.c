/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A series of activities: what, how often, in which teams; and before it is made, every time with what is
 * wrong about it.
 */
#include "ui/activities/nh-activity-dialogs.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "model/nh-cursor.h"
#include "model/nh-overview.h"
#include "model/nh-series.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"

typedef struct
{
  NhSession *session;
  NhAgenda *agenda;
  NhSchoolYear year;
  GtkWidget *dialog;
  GtkWidget *content;
  GtkDropDown *kind;
  GtkDropDown *plan;
  GArray *plans; /* of gint64, the first is 0 */
  GtkWidget *place;
  GtkDropDown *rule;
  GtkGrid *grid;
  GtkWidget *day;
  GtkDropDown *week;
  GtkDropDown *weekday;
  GtkWidget *when;
  GtkWidget *clock;
  GtkDropDown *from;
  GtkDropDown *to;
  GArray *months; /* of guint32: what .from and .to offer */
  GtkDropDown *free;
  GtkListBox *teams;
  GtkDropDown *share;
  GtkWidget *numbered;
  GtkListBox *preview;
  GtkLabel *sum;
  GtkLabel *problem;
  GtkWidget *accept;
  GHashTable *left_out; /* first days of times that were unticked, as they were wanted */
  GArray *times;
  GArray *items;
  gboolean updating;
} Series;

#define KEY "nh-key"

static void
series_free (gpointer data)
{
  Series *self = data;

  g_clear_object (&self->agenda);
  g_object_unref (self->session);
  g_array_unref (self->plans);
  g_array_unref (self->months);
  g_hash_table_unref (self->left_out);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

static NhSeriesRule
get_rule (Series *self)
{
  return (NhSeriesRule) gtk_drop_down_get_selected (self->rule);
}

/* "8h", "8h30", "8:30"; "" for none. */
static gboolean
read_clock (const char *text,
            int *minute)
{
  int hours;
  int minutes = 0;
  char mark;
  int n = sscanf (text, " %d%c%d", &hours, &mark, &minutes);

  *minute = -1;
  if (n < 1)
    return text[strspn (text, " ")] == '\0';
  if (n < 2 || !strchr ("hHg:", mark) || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;
  *minute = hours * 60 + minutes;
  return TRUE;
}

static GArray *
chosen_teams (Series *self)
{
  GArray *teams = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->teams, i)); i++)
    {
      GtkWidget *check = gtk_list_box_row_get_child (row);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_val (teams, *(gint64 *) g_object_get_data (G_OBJECT (check), KEY));
    }
  return teams;
}

static gboolean
read_series (Series *self,
             NhSeries *series,
             GError **error)
{
  guint from = gtk_drop_down_get_selected (self->from);
  guint to = gtk_drop_down_get_selected (self->to);
  guint32 first;

  memset (series, 0, sizeof *series);
  series->rule = get_rule (self);
  series->day = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->day));
  series->week = (int) gtk_drop_down_get_selected (self->week) + 1;
  series->weekday = (GDateWeekday) (gtk_drop_down_get_selected (self->weekday) + 1);
  series->free = (NhSeriesFree) gtk_drop_down_get_selected (self->free);
  series->when = gtk_editable_get_text (GTK_EDITABLE (self->when));
  if (from < self->months->len)
    series->from = g_array_index (self->months, guint32, from);
  if (to < self->months->len)
    nh_overview_month (g_array_index (self->months, guint32, to), &first, &series->to);
  if (read_clock (gtk_editable_get_text (GTK_EDITABLE (self->clock)), &series->minute))
    return TRUE;
  g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                       _("The time of day is not understood. Write it as “8h00” or “14h30”, or leave it empty."));
  return FALSE;
}

/* Preview. */

static char *
time_words (Series *self,
            const NhSeriesTime *time,
            GArray *teams,
            gboolean *warns)
{
  g_autofree char *wanted = nh_day_format_short (time->wanted);
  char *words = NULL;

  *warns = TRUE;
  switch (time->state)
    {
    case NH_SERIES_MOVED:
      words = g_strdup_printf (_("moved from %s: a day off"), wanted);
      break;
    case NH_SERIES_SKIPPED:
      return g_strdup (_("left out: a day off"));
    case NH_SERIES_ON_FREE:
      words = g_strdup (_("a day off"));
      break;
    case NH_SERIES_OUTSIDE:
      words = g_strdup_printf (_("outside the school year %s"), self->year.name);
      break;
    case NH_SERIES_GOOD:
      break;
    }
  for (guint i = 0; !words && self->agenda && i < teams->len; i++)
    words = nh_series_find_conflict (self->agenda, time, g_array_index (teams, gint64, i));
  *warns = words != NULL;
  return words;
}

static const char *
weekday_name (guint32 julian)
{
  static const char *const names[] = { N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                       N_("Thursday"), N_("Friday"), N_("Saturday") };

  return _(names[julian % 7]);
}

static void update_sum (Series *self);

static void
on_time_toggled_cb (GtkCheckButton *check,
                    Series *self)
{
  gpointer day = g_object_get_data (G_OBJECT (check), KEY);

  if (self->updating)
    return;
  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left_out, day);
  else
    g_hash_table_add (self->left_out, day);
  update_sum (self);
}

static void
add_time (Series *self,
          const NhSeriesTime *time,
          GArray *teams)
{
  gboolean warns;
  gboolean month = get_rule (self) == NH_SERIES_MONTH || get_rule (self) == NH_SERIES_ONCE;
  g_autofree char *words = time_words (self, time, teams, &warns);
  g_autofree char *label = month ? g_strdup (time->text) : g_strdup_printf ("%s, %s", weekday_name (time->day), time->text);
  g_autofree char *all = words ? g_strdup_printf ("%s: %s", label, words) : g_strdup (label);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *day = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (day), 0);
  gtk_box_append (GTK_BOX (box), day);
  if (words)
    {
      GtkWidget *remark = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (remark), 0);
      gtk_label_set_wrap (GTK_LABEL (remark), TRUE);
      gtk_widget_add_css_class (remark, "nh-warning-mark");
      gtk_widget_add_css_class (remark, "nh-overview-small");
      gtk_box_append (GTK_BOX (box), remark);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               time->state != NH_SERIES_SKIPPED
                                   && !g_hash_table_contains (self->left_out, GUINT_TO_POINTER (time->wanted)));
  gtk_widget_set_sensitive (check, time->state != NH_SERIES_SKIPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  g_object_set_data (G_OBJECT (check), KEY, GUINT_TO_POINTER (time->wanted));
  g_signal_connect (check, "toggled", G_CALLBACK (on_time_toggled_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->preview, row);
}

static void
report (Series *self,
        const char *message)
{
  gtk_label_set_text (self->problem, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

/* How many there will be. */
static void
update_sum (Series *self)
{
  g_autoptr (GArray) teams = chosen_teams (self);
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);
  gboolean content = *gtk_editable_get_text (GTK_EDITABLE (self->content)) != '\0';
  g_autofree char *text = NULL;

  g_clear_pointer (&self->items, g_array_unref);
  for (guint i = 0; self->times && i < self->times->len; i++)
    if (g_hash_table_contains (self->left_out, GUINT_TO_POINTER (g_array_index (self->times, NhSeriesTime, i).wanted)))
      g_hash_table_add (left_out, GUINT_TO_POINTER (i));
  if (self->times)
    self->items = nh_series_items (self->times, left_out, (const gint64 *) teams->data, teams->len,
                                   (NhSeriesTeams) gtk_drop_down_get_selected (self->share));
  text = !self->items || !self->items->len
             ? g_strdup (_("Nothing will be made: no time is ticked."))
             : g_strdup_printf (ngettext ("%u activity will be made", "%u activities will be made", self->items->len),
                                self->items->len);
  gtk_label_set_text (self->sum, text);
  gtk_widget_set_sensitive (self->accept, content && self->items && self->items->len > 0);
  gtk_widget_set_tooltip_text (self->accept, content ? NULL : _("Write first what is done."));
}

static void
show_controls (Series *self)
{
  NhSeriesRule rule = get_rule (self);
  const struct
  {
    GtkWidget *widget;
    gboolean visible;
  } controls[] = {
    { self->day, rule == NH_SERIES_MONTH_DAY },
    { GTK_WIDGET (self->week), rule == NH_SERIES_MONTH_WEEKDAY },
    { GTK_WIDGET (self->weekday), rule == NH_SERIES_MONTH_WEEKDAY || rule == NH_SERIES_WEEK },
    { self->when, rule == NH_SERIES_ONCE },
    { self->clock, rule != NH_SERIES_MONTH && rule != NH_SERIES_ONCE },
    { GTK_WIDGET (self->from), rule != NH_SERIES_ONCE },
    { GTK_WIDGET (self->to), rule != NH_SERIES_ONCE },
    { GTK_WIDGET (self->free), rule != NH_SERIES_MONTH && rule != NH_SERIES_ONCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    {
      GtkWidget *label = g_object_get_data (G_OBJECT (controls[i].widget), "nh-label");

      gtk_widget_set_visible (controls[i].widget, controls[i].visible);
      gtk_widget_set_visible (label, controls[i].visible);
    }
}

static void
update (Series *self)
{
  NhSeries series;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) teams = NULL;
  GtkListBoxRow *row;

  if (self->updating || !self->accept)
    return;
  show_controls (self);
  teams = chosen_teams (self);
  g_clear_pointer (&self->times, g_array_unref);
  if (read_series (self, &series, &error))
    self->times = nh_series_times (&series, &self->year, &error);
  while ((row = gtk_list_box_get_row_at_index (self->preview, 0)))
    gtk_list_box_remove (self->preview, GTK_WIDGET (row));
  for (guint i = 0; self->times && i < self->times->len; i++)
    add_time (self, &g_array_index (self->times, NhSeriesTime, i), teams);
  report (self, error && !(series.rule == NH_SERIES_ONCE && !*series.when) ? error->message : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->share), teams->len > 1);
  update_sum (self);
}

static void
on_plan_cb (Series *self)
{
  gint64 plan = g_array_index (self->plans, gint64, gtk_drop_down_get_selected (self->plan));
  NhWorkbook *workbook = nh_session_get_workbook (self->session);

  if (plan)
    nh_workbook_get_plan_year (workbook, plan, &self->year);
  update (self);
}

static void
on_accept_cb (Series *self)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);
  gint64 plan = g_array_index (self->plans, gint64, gtk_drop_down_get_selected (self->plan));
  g_autofree char *plan_key = plan ? g_strdup_printf ("#%" G_GINT64_FORMAT, plan) : g_strdup ("");
  const NhFieldText values[] = {
    { "plan", plan_key },
    { "kind", kinds[gtk_drop_down_get_selected (self->kind)].key },
    { "content", gtk_editable_get_text (GTK_EDITABLE (self->content)) },
    { "place", gtk_editable_get_text (GTK_EDITABLE (self->place)) },
    { NULL, NULL },
  };
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NhSession) session = g_object_ref (self->session);
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  if (!nh_series_make (nh_session_get_workbook (session), self->times, self->items, values,
                       gtk_check_button_get_active (GTK_CHECK_BUTTON (self->numbered)), made, &error))
    {
      report (self, error->message);
      return;
    }
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  notice = g_strdup_printf (ngettext ("%u activity was made; Ctrl+Z takes it back.",
                                      "%u activities were made; Ctrl+Z takes them all back.", made->len), made->len);
  nh_session_show_record (session, nh_entity_find ("activity"), g_array_index (made, gint64, 0));
  nh_session_notify (session, notice);
}

/* Controls. */

static GtkDropDown *
make_choice (Series *self,
             const char *const *labels,
             guint selected)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (labels);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (drop_down));
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (update), self);
  return GTK_DROP_DOWN (drop_down);
}

/* @half: 0: over the whole width; 1, 2: left and right half of a row. */
static void
attach (Series *self,
        int row,
        int half,
        const char *text,
        GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (self->grid, label, half == 2 ? 2 : 0, row, 1, 1);
  gtk_grid_attach (self->grid, widget, half == 2 ? 3 : 1, row, half ? 1 : 3, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  g_object_set_data (G_OBJECT (widget), "nh-label", label);
}

static void
make_what (Series *self,
           gint64 plan)
{
  guint n;
  const NhChoice *kinds = nh_overview_kinds (&n);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) plan_names = g_ptr_array_new ();
  GPtrArray *plans = nh_session_get_plans (self->session);
  gint64 none = 0;
  guint selected = 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (char *) _(kinds[i].label));
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (plan_names, (char *) _("No plan"));
  g_array_append_val (self->plans, none);
  for (guint i = 0; i < plans->len; i++)
    {
      NhSessionPlan *own = plans->pdata[i];

      g_ptr_array_add (plan_names, own->label);
      g_array_append_val (self->plans, own->id);
      if (own->id == plan)
        selected = i + 1;
    }
  g_ptr_array_add (plan_names, NULL);
  self->content = nh_field_entry_new (self->session, "activity", "content");
  self->kind = make_choice (self, (const char *const *) names->pdata, 0);
  self->plan = make_choice (self, (const char *const *) plan_names->pdata, selected);
  self->place = nh_field_entry_new (self->session, "activity", "place");
  g_signal_connect_swapped (self->content, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (on_plan_cb), self);
  attach (self, 0, 0, _("_Content:"), self->content);
  attach (self, 1, 1, _("_Kind of activity:"), GTK_WIDGET (self->kind));
  attach (self, 1, 2, _("_Plan:"), GTK_WIDGET (self->plan));
  attach (self, 2, 0, _("P_lace:"), self->place);
}

/* The months of the school year, and the August before it. */
static GtkDropDown *
make_months (Series *self,
             guint selected)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->months->len; i++)
    {
      int year;
      int month;

      nh_day_to_ymd (g_array_index (self->months, guint32, i), &year, &month, NULL);
      g_ptr_array_add (labels, g_strdup_printf (_("Month %d/%d"), month, year));
    }
  g_ptr_array_add (labels, NULL);
  return make_choice (self, (const char *const *) labels->pdata, selected);
}

static void
make_when (Series *self)
{
  const char *const rules[] = { _("Every month, on the same day"), _("Every month, on a weekday"), _("Every month, the day is open"),
                                _("Every week"), _("Once"), NULL };
  const char *const weeks[] = { _("First week"), _("Second week"), _("Third week"), _("Fourth week"), _("Last week"), NULL };
  const char *const days[] = { _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
                               _("Sunday"), NULL };
  const char *const free[] = { _("Move to the next working day"), _("Leave out"), _("Keep"), NULL };
  guint32 first;
  guint32 last;

  nh_overview_month (self->year.starts_on - 28, &first, &last);
  for (; first <= self->year.ends_on; first = last + 1)
    {
      nh_overview_month (first, &first, &last);
      g_array_append_val (self->months, first);
    }
  self->rule = make_choice (self, rules, 0);
  self->day = gtk_spin_button_new_with_range (1, 31, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->day), 5);
  g_signal_connect_swapped (self->day, "value-changed", G_CALLBACK (update), self);
  self->week = make_choice (self, weeks, 0);
  self->weekday = make_choice (self, days, 3);
  self->when = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->when), _("for example “Tháng 11” or 20/11/2023"));
  g_signal_connect_swapped (self->when, "changed", G_CALLBACK (update), self);
  self->clock = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->clock), _("for example 8h00"));
  g_signal_connect_swapped (self->clock, "changed", G_CALLBACK (update), self);
  self->from = make_months (self, 1);
  self->to = make_months (self, MIN (9, self->months->len - 1));
  self->free = make_choice (self, free, 0);
  attach (self, 3, 0, _("_Repeat:"), GTK_WIDGET (self->rule));
  attach (self, 4, 1, _("_Day:"), self->day);
  attach (self, 5, 1, _("_Week:"), GTK_WIDGET (self->week));
  attach (self, 5, 2, _("Wee_kday:"), GTK_WIDGET (self->weekday));
  attach (self, 6, 0, _("_Time:"), self->when);
  attach (self, 7, 1, _("_Hour:"), self->clock);
  attach (self, 8, 1, _("_From month:"), GTK_WIDGET (self->from));
  attach (self, 8, 2, _("_Until month:"), GTK_WIDGET (self->to));
  attach (self, 7, 2, _("Days _off:"), GTK_WIDGET (self->free));
}

static void
make_teams (Series *self)
{
  const char *const shares[] = { _("Every time in each of them"), _("In turn, one each time"), NULL };
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GPtrArray) teams = nh_workbook_list (nh_session_get_workbook (self->session), nh_entity_find ("team"), NULL, 0,
                                                  NULL);

  self->teams = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->teams, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->teams), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Clusters and teams"), -1);
  for (guint i = 0; teams && i < teams->len; i++)
    {
      gint64 id = nh_record_get_id (teams->pdata[i]);
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *label = gtk_label_new (nh_record_text (teams->pdata[i], "name"));
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      nh_record_text (teams->pdata[i], "name"), -1);
      gtk_widget_set_tooltip_text (check, nh_record_text (teams->pdata[i], "name"));
      g_object_set_data_full (G_OBJECT (check), KEY, g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_append (self->teams, row);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->teams));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, -1, 92);
  gtk_widget_add_css_class (scroller, "nh-text");
  self->share = make_choice (self, shares, 0);
  self->numbered = gtk_check_button_new_with_label (_("Number the contents: “lần 1”, “lần 2”…"));
  attach (self, 13, 0, _("_Clusters, teams:"), scroller);
  attach (self, 14, 0, _("_Share:"), GTK_WIDGET (self->share));
  gtk_grid_attach (self->grid, self->numbered, 1, 15, 3, 1);
}

static GtkWidget *
make_preview (Series *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("What will be made"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->preview = GTK_LIST_BOX (gtk_list_box_new ());
  self->sum = GTK_LABEL (gtk_label_new (NULL));
  gtk_list_box_set_selection_mode (self->preview, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What will be made"), -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "nh-form-section");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->preview));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (scroller, "nh-text");
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (scroller, 290, -1);
  gtk_label_set_xalign (self->sum, 0);
  gtk_label_set_wrap (self->sum, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sum));
  return box;
}

/* The frame of the plan, else of the chosen year, else of the one that is looked at. */
static void
take_year (Series *self,
           gint64 plan)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 year = nh_session_get_year (self->session);

  if (plan && nh_workbook_get_plan_year (workbook, plan, &self->year))
    return;
  if (!year)
    year = nh_overview_choose_year (workbook, nh_today ());
  if (!year || !nh_workbook_get_school_year (workbook, year, &self->year))
    nh_school_year_for_day (nh_today (), &self->year);
}

/**
 * nh_series_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: the plan that is proposed; 0: none
 *
 * Asks for a series of activities, shows each of its times with days off and conflicts, and makes it as one
 * step of undo.
 */
void
nh_series_dialog_show (GtkWidget *parent,
                       NhSession *session,
                       gint64 plan)
{
  Series *self = g_new0 (Series, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *preview;

  self->session = g_object_ref (session);
  self->agenda = nh_session_get_agenda (session);
  if (self->agenda)
    g_object_ref (self->agenda);
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->months = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->left_out = g_hash_table_new (NULL, NULL);
  take_year (self, plan);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 12);
  self->updating = TRUE;
  make_what (self, plan);
  make_when (self);
  make_teams (self);
  preview = make_preview (self);
  gtk_widget_set_size_request (GTK_WIDGET (self->grid), 540, -1);
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (self->grid));
  gtk_widget_set_hexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (sides), preview);
  gtk_box_append (GTK_BOX (content), sides);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  self->dialog = nh_dialog_new (parent, _("Create a series of activities"), content);
  buttons = nh_dialog_add_buttons (self->dialog);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  self->accept = nh_dialog_add_button (buttons, _("_Create the series"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-series", self, series_free);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  self->updating = FALSE;
  update (self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->content);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
