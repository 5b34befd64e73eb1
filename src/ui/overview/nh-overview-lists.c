/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cards of the overview that are lists.
 */
#include "ui/overview/nh-overview-private.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/nh-mnemonic.h"

#include "core/nh-period.h"

/* Rows of a card; the screens have all of them. */
#define MOST_SOON 5
#define MOST_LATE 3
#define MOST_WARNINGS 3
#define MOST_NEXT 4

static void
show_activity (gint64 key,
               gpointer data)
{
  NhOverviewPage *self = data;

  nh_session_show_record (self->session, nh_entity_find ("activity"), key);
}

/* Keys of papers are negative, so that one list holds both. */
static void
show_entry (gint64 key,
            gpointer data)
{
  NhOverviewPage *self = data;

  if (key > 0)
    show_activity (key, data);
  else
    nh_session_show_record (self->session, nh_entity_find ("due"), -key);
}

static void
show_due (gint64 key,
          gpointer data)
{
  show_entry (-key, data);
}

static char *
unit_names (NhOverviewPage *self,
            const NhAgendaActivity *activity,
            const char *role)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < activity->n_units; i++)
    if (!role || g_strcmp0 (activity->units[i].role, role) == 0)
      g_string_append_printf (names, "%s%s", names->len ? ", " : "",
                              nh_agenda_unit_name (self->agenda, activity->units[i].unit));
  return g_string_free (names, FALSE);
}

/* What tells an activity from its neighbours of the same kind. */
static char *
entry_text (NhOverviewPage *self,
            const NhOverviewEntry *entry)
{
  const NhAgendaActivity *activity = entry->activity;
  g_autofree char *units = NULL;

  if (entry->due)
    return entry->due->audience ? g_strdup_printf ("%s · %s", entry->due->audience, entry->due->what)
                                : g_strdup (entry->due->what);
  if (g_strcmp0 (activity->kind, "inspection") == 0)
    {
      units = unit_names (self, activity, "inspected");
      return *units ? g_strdup_printf ("%s · %s", units, activity->label) : g_strdup (activity->label);
    }
  units = unit_names (self, activity, "host");
  if (g_strcmp0 (activity->kind, "lesson_study") == 0 && activity->subject && *activity->subject)
    return g_strdup_printf ("%s%s%s%s%s", activity->subject, activity->grade ? " " : "",
                            activity->grade ? activity->grade : "", *units ? " · " : "", units);
  return *units ? g_strdup_printf ("%s · %s", activity->label, units) : g_strdup (activity->label);
}

static char *
entry_words (NhOverviewPage *self,
             const NhOverviewEntry *entry,
             const char *text,
             const char *when)
{
  const NhAgendaActivity *activity = entry->activity;
  g_autofree char *units = activity ? unit_names (self, activity, NULL) : NULL;

  if (!activity)
    return g_strdup_printf ("%s\n%s", text, when);
  return g_strdup_printf ("%s\n%s%s%s%s%s", activity->label, activity->period_text ? activity->period_text : when,
                          *units ? " · " : "", units, activity->place && *activity->place ? " · " : "",
                          activity->place ? activity->place : "");
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_entry (NhOverviewPage *self,
           GtkListBox *list,
           const NhOverviewEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = entry_text (self, entry);
  g_autofree char *when = nh_overview_when (entry);
  g_autofree char *words = entry_words (self, entry, text, when);
  GtkWidget *label = make_label (text, NULL);
  GtkWidget *time = gtk_label_new (when);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (time, "nh-overview-when");
  if (!entry->exact)
    gtk_widget_add_css_class (time, "provisional");
  gtk_box_append (GTK_BOX (box), nh_overview_chip_new (entry->due ? NULL : entry->activity->kind));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), time);
  nh_overview_list_add (list, entry->due ? -entry->due->id : entry->activity->id, box, words);
}

static char *
more_words (guint n,
            guint shown)
{
  return n > shown ? g_strdup_printf (ngettext ("and %u more entry", "and %u more entries", n - shown), n - shown) : NULL;
}

/* This week, this month. */

static void
fill_soon (NhOverviewPage *self)
{
  GPtrArray *activities = nh_agenda_get_activities (self->agenda);
  GPtrArray *dues = nh_agenda_get_dues (self->agenda);
  g_autoptr (GArray) week = NULL;
  g_autoptr (GArray) month = NULL;
  GArray *shown;
  guint32 from;
  guint32 to;
  guint n_long;
  g_autofree char *week_text = NULL;
  g_autofree char *month_text = NULL;
  g_autofree char *more = NULL;
  g_autofree char *running = NULL;
  g_autofree char *note = NULL;

  nh_overview_week (self->day, &from, &to);
  week = nh_overview_between (activities, dues, from, to, &n_long);
  nh_overview_drop_past (week, self->day);
  nh_overview_month (self->day, &from, &to);
  month = nh_overview_between (activities, dues, from, to, &n_long);
  shown = self->of_month ? month : week;
  week_text = g_strdup_printf (_("Week %u"), week->len);
  month_text = g_strdup_printf (_("Month %u"), month->len);
  gtk_button_set_label (GTK_BUTTON (self->week_toggle), week_text);
  gtk_button_set_label (GTK_BUTTON (self->month_toggle), month_text);
  nh_overview_card_set_title (self->cards[NH_CARD_SOON], self->of_month ? _("This month") : _("This week"));
  nh_overview_list_begin (self->soon);
  for (guint i = 0; i < MIN (shown->len, MOST_SOON); i++)
    add_entry (self, self->soon, &g_array_index (shown, NhOverviewEntry, i));
  nh_overview_list_end (self->soon, self->of_month ? _("Nothing happens or is due this month.")
                                                   : _("Nothing happens or is due this week."));
  more = more_words (shown->len, MOST_SOON);
  if (n_long)
    running = g_strdup_printf (ngettext ("%u runs over several months", "%u run over several months", n_long), n_long);
  note = more && running ? g_strdup_printf ("%s · %s", more, running) : g_strdup (more ? more : running);
  nh_overview_card_set_note (self->cards[NH_CARD_SOON], note);
}

static void
on_span_toggled_cb (NhOverviewPage *self)
{
  gboolean of_month = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->month_toggle));

  if (of_month == self->of_month)
    return;
  self->of_month = of_month;
  if (self->agenda && self->day)
    fill_soon (self);
}

/* Late. */

static void
add_missing (NhOverviewPage *self,
             const NhOverviewMissing *missing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint days = self->day - missing->due_on;
  g_autofree char *due_on = nh_day_format_short (missing->due_on);
  g_autofree char *late = g_strdup_printf (ngettext ("%u day late", "%u days late", days), days);
  g_autofree char *words = g_strdup_printf ("%s\n%s%s%s · %s%s%s", missing->what, missing->who ? missing->who : "",
                                            missing->who ? " · " : "", due_on, late,
                                            missing->provisional ? " · " : "",
                                            missing->provisional ? _("provisional date") : "");
  GtkWidget *who = make_label (missing->who ? missing->who : _("Nobody is named"), "nh-overview-small");
  GtkWidget *days_label = gtk_label_new (late);

  gtk_widget_set_hexpand (who, TRUE);
  gtk_widget_add_css_class (days_label, "nh-late");
  gtk_box_append (GTK_BOX (line), who);
  gtk_box_append (GTK_BOX (line), days_label);
  gtk_box_append (GTK_BOX (box), make_label (missing->what, NULL));
  gtk_box_append (GTK_BOX (box), line);
  nh_overview_list_add (self->late, missing->due, box, words);
}

static void
fill_late (NhOverviewPage *self,
           NhOverviewPapers *papers)
{
  GPtrArray *all = papers->missing_papers;
  g_autofree char *count = g_strdup_printf (ngettext ("%u paper is missing", "%u papers are missing", papers->missing),
                                            papers->missing);
  g_autofree char *more = more_words (all->len, MOST_LATE);

  nh_overview_card_set_count (self->cards[NH_CARD_LATE], papers->missing, TRUE, count);
  nh_overview_list_begin (self->late);
  for (guint i = 0; i < MIN (all->len, MOST_LATE); i++)
    add_missing (self, all->pdata[i]);
  nh_overview_list_end (self->late, _("No paper is late."));
  nh_overview_card_set_note (self->cards[NH_CARD_LATE], more);
  gtk_widget_set_visible (self->remind, papers->missing > 0);
}

/* What can't be right. */

static void
fill_warnings (NhOverviewPage *self)
{
  guint n = nh_conflicts_get_n (self->conflicts);
  g_autofree char *count = g_strdup_printf (ngettext ("%u conflict", "%u conflicts", n), n);
  g_autofree char *more = more_words (n, MOST_WARNINGS);

  nh_overview_card_set_count (self->cards[NH_CARD_WARNINGS], n, FALSE, count);
  nh_overview_list_begin (self->warnings);
  for (guint i = 0; i < MIN (n, MOST_WARNINGS); i++)
    {
      const NhConflict *conflict = nh_conflicts_get (self->conflicts, i);
      g_autofree char *words = nh_conflict_describe (self->conflicts, conflict);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *mark = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      GtkWidget *label = make_label (words, NULL);

      gtk_label_set_single_line_mode (GTK_LABEL (label), FALSE);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_widget_add_css_class (mark, "nh-warning-mark");
      gtk_box_append (GTK_BOX (box), mark);
      gtk_box_append (GTK_BOX (box), label);
      nh_overview_list_add (self->warnings, conflict->activity, box, words);
    }
  nh_overview_list_end (self->warnings, _("No conflicts: nobody has to be in two places, no host is inspected."));
  nh_overview_card_set_note (self->cards[NH_CARD_WARNINGS], more);
}

static void
fill_next (NhOverviewPage *self)
{
  guint32 from;
  guint32 to;
  g_autoptr (GArray) next = NULL;

  nh_overview_week (self->day, &from, &to);
  next = nh_overview_next (nh_agenda_get_activities (self->agenda), NULL, to, MOST_NEXT);
  nh_overview_list_begin (self->next);
  for (guint i = 0; i < next->len; i++)
    add_entry (self, self->next, &g_array_index (next, NhOverviewEntry, i));
  nh_overview_list_end (self->next, _("Nothing comes after this week in this school year."));
}

/* (internal) shows what the agenda and the papers hold now */
void
nh_overview_fill_lists (NhOverviewPage *self,
                        NhOverviewPapers *papers)
{
  fill_soon (self);
  fill_late (self, papers);
  fill_warnings (self);
  fill_next (self);
}

static void
on_activities_opened_cb (NhOverviewPage *self)
{
  nh_session_show_screen (self->session, "activities");
}

static void
on_deadlines_opened_cb (NhOverviewPage *self)
{
  nh_session_show_screen (self->session, "deadlines");
}

static void
on_timeline_opened_cb (NhOverviewPage *self)
{
  nh_session_show_screen (self->session, "timeline");
}

static NhOverviewCard *
make_list_card (NhOverviewPage *self,
                guint card,
                const char *title,
                const char *tooltip,
                GCallback opened,
                GtkListBox **list,
                NhOverviewRowFunc func)
{
  GtkWidget *widget = nh_overview_card_new (title, tooltip);

  *list = nh_overview_list_new (title, func, self);
  nh_overview_card_set_body (NH_OVERVIEW_CARD (widget), GTK_WIDGET (*list));
  g_signal_connect_object (widget, "opened", opened, self, G_CONNECT_SWAPPED);
  self->cards[card] = NH_OVERVIEW_CARD (widget);
  return self->cards[card];
}

static GtkWidget *
make_toggle (NhOverviewPage *self,
             const char *tooltip)
{
  GtkWidget *toggle = gtk_toggle_button_new ();

  gtk_widget_add_css_class (toggle, "nh-overview-toggle");
  gtk_widget_set_tooltip_text (toggle, tooltip);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (on_span_toggled_cb), self, G_CONNECT_SWAPPED);
  return toggle;
}

/* (internal) makes the cards, empty */
void
nh_overview_make_lists (NhOverviewPage *self)
{
  GtkWidget *toggles = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  NhOverviewCard *soon = make_list_card (self, NH_CARD_SOON, _("This week"), _("All activities"),
                                         G_CALLBACK (on_activities_opened_cb), &self->soon, show_entry);
  NhOverviewCard *late = make_list_card (self, NH_CARD_LATE, _("Overdue"), _("All deadlines"),
                                         G_CALLBACK (on_deadlines_opened_cb), &self->late, show_due);

  make_list_card (self, NH_CARD_WARNINGS, _("Warnings"), _("The timeline, where conflicts are marked"),
                  G_CALLBACK (on_timeline_opened_cb), &self->warnings, show_activity);
  make_list_card (self, NH_CARD_NEXT, _("Coming up"), _("All activities"), G_CALLBACK (on_activities_opened_cb),
                  &self->next, show_entry);
  self->week_toggle = make_toggle (self, _("What happens and is due this week"));
  self->month_toggle = make_toggle (self, _("What happens and is due this month"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->month_toggle), GTK_TOGGLE_BUTTON (self->week_toggle));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->week_toggle), TRUE);
  gtk_widget_add_css_class (toggles, "linked");
  gtk_box_append (GTK_BOX (toggles), self->week_toggle);
  gtk_box_append (GTK_BOX (toggles), self->month_toggle);
  nh_overview_card_add_tool (soon, toggles);
  self->remind = nh_mnemonic_button_new (_("_Reminder list…"));
  gtk_widget_add_css_class (self->remind, "nh-overview-toggle");
  gtk_widget_set_tooltip_text (self->remind, _("Export who has to be reminded of what, by unit"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remind), "win.export-reminders");
  nh_overview_card_add_tool (late, self->remind);
}
