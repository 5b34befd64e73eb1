/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cards of the overview that are charts.
 */
#include "ui/overview/nh-overview-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "document/nh-timeline-draw.h"

#define GOOD ((GdkRGBA){ 0.00f, 0.62f, 0.45f, 1 })
#define FAIR ((GdkRGBA){ 0.90f, 0.62f, 0.00f, 1 })
#define BAD ((GdkRGBA){ 0.84f, 0.37f, 0.00f, 1 })
#define BLUE ((GdkRGBA){ 0.34f, 0.71f, 0.91f, 1 })
#define GREY ((GdkRGBA){ 0.55f, 0.55f, 0.55f, 0.45f })

/* As on the timeline: apart for colour-blind eyes, on white and on black. */
static GdkRGBA
color_of (const char *kind)
{
  NhColor color = nh_kind_color (kind);

  return (GdkRGBA){ (float) color.red, (float) color.green, (float) color.blue, (float) color.alpha };
}

static void
fill_months (NhOverviewPage *self)
{
  guint n_long = 0;
  g_autoptr (GArray) months = nh_overview_months (nh_agenda_get_activities (self->agenda), &self->frame, &n_long);
  guint n_kinds;
  const NhChoice *kinds = nh_overview_kinds (&n_kinds);
  g_autofree NhBarSeries *series = g_new0 (NhBarSeries, n_kinds);
  g_autofree NhBarColumn *columns = g_new0 (NhBarColumn, months->len);
  g_autofree guint *values = g_new0 (guint, n_kinds * months->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint total = 0;
  g_autofree char *count = NULL;
  g_autofree char *note = NULL;

  for (guint k = 0; k < n_kinds; k++)
    series[k] = (NhBarSeries){ _(kinds[k].label), color_of (kinds[k].key) };
  g_array_set_size (self->shown_months, 0);
  for (guint m = 0; m < months->len; m++)
    {
      const NhOverviewMonth *month = &g_array_index (months, NhOverviewMonth, m);
      int year;
      int number;

      nh_day_to_ymd (month->month, &year, &number, NULL);
      columns[m].label = g_strdup_printf (m == 0 || number == 1 ? "%d/%d" : "%d", number, year);
      /* Translators: a month and its year, as "Tháng 11/2023" */
      columns[m].name = g_strdup_printf (_("Month %d/%d"), number, year);
      g_ptr_array_add (texts, (char *) columns[m].label);
      g_ptr_array_add (texts, (char *) columns[m].name);
      for (guint k = 0; k < n_kinds; k++)
        values[m * n_kinds + k] = month->counts[k];
      total += month->n;
      g_array_append_val (self->shown_months, month->month);
    }
  count = g_strdup_printf (ngettext ("%u activity with a date", "%u activities with dates", total), total);
  nh_overview_card_set_count (self->cards[NH_CARD_MONTHS], total, FALSE, count);
  if (n_long)
    note = g_strdup_printf (ngettext ("Not drawn: %u that runs over several months", "Not drawn: %u that run over several months",
                                      n_long), n_long);
  nh_overview_card_set_note (self->cards[NH_CARD_MONTHS], note);
  nh_bar_chart_set_data (self->months, series, n_kinds, columns, months->len, values);
}

/* The activities of a segment, in their table. */
static void
on_segment_cb (NhOverviewPage *self,
               guint column,
               guint kind)
{
  guint n_kinds;
  const NhChoice *kinds = nh_overview_kinds (&n_kinds);
  g_autofree char *day = nh_day_to_iso (g_array_index (self->shown_months, guint32, column));
  g_autofree char *month = g_strndup (day, 7);
  const char *const months[] = { month, NULL };
  const char *const keys[] = { kinds[kind].key, NULL };
  const NhListFilter by_month = { "period", NULL, NH_FILTER_ANY_OF, months, NULL, NULL };
  const NhListFilter by_kind = { "kind", NULL, NH_FILTER_ANY_OF, keys, NULL, NULL };
  g_autoptr (GArray) filters = nh_filters_new ();

  nh_filters_add (filters, &by_month);
  nh_filters_add (filters, &by_kind);
  nh_session_show_filtered (self->session, "activities", filters);
}

static void
fill_coverage (NhOverviewPage *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *units = nh_overview_coverage_new (nh_session_get_workbook (self->session), self->frame.first_year, self->day,
                                               &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree NhCoverage *cells = NULL;
  char *years[NH_OVERVIEW_YEARS];

  if (!units)
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  cells = g_new0 (NhCoverage, MAX (1, units->len * NH_OVERVIEW_YEARS));
  for (guint y = 0; y < NH_OVERVIEW_YEARS; y++)
    years[y] = g_strdup_printf ("%02d-%02d", (self->frame.first_year - NH_OVERVIEW_YEARS + 1 + (int) y) % 100,
                                (self->frame.first_year - NH_OVERVIEW_YEARS + 2 + (int) y) % 100);
  for (guint u = 0; u < units->len; u++)
    {
      const NhOverviewUnit *unit = units->pdata[u];

      g_ptr_array_add (names, unit->name);
      for (guint y = 0; y < NH_OVERVIEW_YEARS; y++)
        cells[u * NH_OVERVIEW_YEARS + y] = (NhCoverage) unit->years[y];
    }
  nh_coverage_chart_set_data (self->coverage, (const char *const *) years, NH_OVERVIEW_YEARS,
                              (const char *const *) names->pdata, names->len, cells);
  for (guint y = 0; y < NH_OVERVIEW_YEARS; y++)
    g_free (years[y]);
  gtk_widget_set_visible (GTK_WIDGET (self->coverage), units->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->coverage_nothing), units->len == 0);
  g_clear_pointer (&self->shown_units, g_ptr_array_unref);
  self->shown_units = units;
}

static void
fill_papers (NhOverviewPage *self,
             NhOverviewPapers *papers)
{
  guint received = papers->in_time + papers->late;
  guint all = received + papers->missing + papers->open;
  const NhShare shares[] = {
    { _("In time"), papers->in_time, GOOD },
    { _("Late"), papers->late, FAIR },
    { _("Missing"), papers->missing, BAD },
    { _("Not yet due"), papers->open, GREY },
  };
  g_autofree char *note = g_strdup_printf (_("%u of %u papers of the year received"), received, all);

  nh_share_chart_set_data (self->papers, shares, G_N_ELEMENTS (shares));
  nh_overview_card_set_note (self->cards[NH_CARD_PAPERS], note);
}

static void
fill_themes (NhOverviewPage *self)
{
  NhOverviewThemes themes;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  g_autofree char *note = NULL;

  if (!nh_overview_read_themes (nh_session_get_workbook (self->session), self->year, &themes, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  {
    const NhShare shares[] = {
      { _("Taken up"), themes.adopted, GOOD },
      { _("Trying out"), themes.trying, BLUE },
      { _("Planned to take up"), themes.planned, FAIR },
      { _("Not yet"), themes.wanted - themes.adopted - themes.trying - themes.planned, GREY },
    };

    nh_share_chart_set_data (self->themes, shares, G_N_ELEMENTS (shares));
  }
  count = g_strdup_printf (ngettext ("%u theme", "%u themes", themes.n_themes), themes.n_themes);
  nh_overview_card_set_count (self->cards[NH_CARD_THEMES], themes.n_themes, FALSE, count);
  note = !themes.n_themes     ? g_strdup (_("No themes in this school year yet."))
         : !themes.n_clusters ? g_strdup (_("Units by theme, as far as they are noted."))
                              : g_strdup_printf (_("%u of %u clusters have a theme of their own"), themes.n_covered,
                                                 themes.n_clusters);
  nh_overview_card_set_note (self->cards[NH_CARD_THEMES], note);
}

/* (internal) shows what the agenda, the papers and the workbook hold now */
void
nh_overview_fill_charts (NhOverviewPage *self,
                         NhOverviewPapers *papers)
{
  fill_months (self);
  fill_coverage (self);
  fill_papers (self, papers);
  fill_themes (self);
}

#define OPENS(name, screen) \
  static void name (NhOverviewPage *self) { nh_session_show_screen (self->session, screen); }

OPENS (on_activities_opened_cb, "activities")
OPENS (on_coverage_opened_cb, "inspections:coverage")
OPENS (on_deadlines_opened_cb, "deadlines")
OPENS (on_themes_opened_cb, "themes")

static NhOverviewCard *
make_chart_card (NhOverviewPage *self,
                 guint card,
                 const char *title,
                 const char *tooltip,
                 GtkWidget *chart,
                 void (*opened) (NhOverviewPage *self))
{
  GtkWidget *widget = nh_overview_card_new (title, tooltip);

  nh_overview_card_set_body (NH_OVERVIEW_CARD (widget), chart);
  g_signal_connect_object (widget, "opened", G_CALLBACK (opened), self, G_CONNECT_SWAPPED);
  self->cards[card] = NH_OVERVIEW_CARD (widget);
  return self->cards[card];
}

static GtkWidget *
make_coverage (NhOverviewPage *self)
{
  const char *const states[NH_N_COVERAGES] = { _("Not inspected"), _("In the plan"), _("Inspected") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->coverage = NH_COVERAGE_CHART (nh_coverage_chart_new (_("Inspections of five years"), states));
  self->coverage_nothing = GTK_LABEL (gtk_label_new (_("No unit was inspected in these years.")));
  gtk_label_set_xalign (self->coverage_nothing, 0);
  gtk_label_set_wrap (self->coverage_nothing, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->coverage_nothing), "dim-label");
  gtk_widget_set_margin_start (GTK_WIDGET (self->coverage_nothing), 6);
  gtk_widget_set_vexpand (GTK_WIDGET (self->coverage), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->coverage));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->coverage_nothing));
  g_signal_connect_object (self->coverage, "mark-activated", G_CALLBACK (on_coverage_opened_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

/* (internal) makes the cards, empty */
void
nh_overview_make_charts (NhOverviewPage *self)
{
  self->months = NH_BAR_CHART (nh_bar_chart_new (_("Activities by month")));
  self->papers = NH_SHARE_CHART (nh_share_chart_new (_("Papers received")));
  self->themes = NH_SHARE_CHART (nh_share_chart_new (_("Units and themes")));
  g_signal_connect_object (self->months, "mark-activated", G_CALLBACK (on_segment_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->papers, "mark-activated", G_CALLBACK (on_deadlines_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->themes, "mark-activated", G_CALLBACK (on_themes_opened_cb), self, G_CONNECT_SWAPPED);
  make_chart_card (self, NH_CARD_MONTHS, _("Activities by month"), _("All activities"), GTK_WIDGET (self->months),
                   on_activities_opened_cb);
  make_chart_card (self, NH_CARD_COVERAGE, _("Inspections of five years"), _("All inspections"), make_coverage (self),
                   on_coverage_opened_cb);
  make_chart_card (self, NH_CARD_PAPERS, _("Papers received"), _("All deadlines"), GTK_WIDGET (self->papers),
                   on_deadlines_opened_cb);
  make_chart_card (self, NH_CARD_THEMES, _("Themes"), _("All themes"), GTK_WIDGET (self->themes), on_themes_opened_cb);
}
