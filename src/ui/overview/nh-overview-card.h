/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card of the overview: a title with a count, what it shows, and the rows of those that are lists.
 */
#pragma once

#include "model/nh-overview.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

#define NH_TYPE_OVERVIEW_CARD (nh_overview_card_get_type ())
G_DECLARE_FINAL_TYPE (NhOverviewCard, nh_overview_card, NH, OVERVIEW_CARD, GtkWidget)

/* Signal "opened" (): the title was clicked: go to the screen that has all of it. */

GtkWidget *nh_overview_card_new (const char *title, const char *open_tooltip);
void nh_overview_card_set_body (NhOverviewCard *self, GtkWidget *body);
void nh_overview_card_add_tool (NhOverviewCard *self, GtkWidget *tool);
void nh_overview_card_set_title (NhOverviewCard *self, const char *title);
/* 0: no chip. @warns: in the colour of what has to be done. */
void nh_overview_card_set_count (NhOverviewCard *self, guint count, gboolean warns, const char *words);
void nh_overview_card_set_note (NhOverviewCard *self, const char *note); /* a small line at the foot; NULL: none */

/* Lists: rows are made anew; the keys stay at their place. */
typedef void (*NhOverviewRowFunc) (gint64 key, gpointer data);
GtkListBox *nh_overview_list_new (const char *label, NhOverviewRowFunc func, gpointer data);
void nh_overview_list_begin (GtkListBox *list);
void nh_overview_list_add (GtkListBox *list, gint64 key, GtkWidget *content, const char *words);
void nh_overview_list_end (GtkListBox *list, const char *nothing);

GtkWidget *nh_overview_chip_new (const char *kind); /* NULL: of a paper that is due */
/* "18/10", "tháng 10", "28/9 (tạm)" */
char *nh_overview_when (const NhOverviewEntry *entry);

G_END_DECLS
