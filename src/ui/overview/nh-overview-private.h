/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of NhOverviewPage.
 */
#pragma once

#include "ui/overview/nh-bar-chart.h"
#include "ui/overview/nh-coverage-chart.h"
#include "ui/overview/nh-overview-card.h"
#include "ui/overview/nh-overview-page.h"
#include "ui/overview/nh-share-chart.h"

G_BEGIN_DECLS

enum
{
  NH_CARD_SOON,
  NH_CARD_LATE,
  NH_CARD_WARNINGS,
  NH_CARD_MONTHS,
  NH_CARD_COVERAGE,
  NH_CARD_NEXT,
  NH_CARD_PAPERS,
  NH_CARD_THEMES,
  NH_N_CARDS,
};

struct _NhOverviewPage
{
  GtkWidget parent_instance;

  NhSession *session;
  NhAgenda *agenda;
  NhConflicts *conflicts;
  gint64 year;      /* the school year that is shown; 0: none */
  NhSchoolYear frame;
  guint32 chosen;   /* day chosen by hand; 0: none */
  guint32 day;
  gboolean of_month;
  guint update_source;
  guint place_source;
  gboolean dirty;   /* something changed while the page was out of sight */
  guint columns;    /* in which the cards stand */

  GtkWidget *stack; /* cards, or what an empty year says */
  GtkGrid *grid;
  GtkLabel *day_label;
  GtkLabel *day_note;
  GtkWidget *day_button;
  GtkWidget *week_toggle;
  GtkWidget *month_toggle;
  NhOverviewCard *cards[NH_N_CARDS];
  GtkListBox *soon;
  GtkListBox *late;
  GtkListBox *warnings;
  GtkListBox *next;
  GtkWidget *remind;
  NhBarChart *months;
  NhCoverageChart *coverage;
  NhShareChart *papers;
  NhShareChart *themes;
  GtkLabel *coverage_nothing;
  GArray *shown_months;    /* of guint32: the columns of the chart */
  GPtrArray *shown_units;  /* of NhOverviewUnit */
};

/* nh-overview-lists.c */
void nh_overview_make_lists (NhOverviewPage *self);
void nh_overview_fill_lists (NhOverviewPage *self, NhOverviewPapers *papers);
/* nh-overview-charts.c */
void nh_overview_make_charts (NhOverviewPage *self);
void nh_overview_fill_charts (NhOverviewPage *self, NhOverviewPapers *papers);
/* nh-overview-page.c */
void nh_overview_page_queue (NhOverviewPage *self);

G_END_DECLS
