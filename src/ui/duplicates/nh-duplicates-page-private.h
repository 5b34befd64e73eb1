/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the parts of NhDuplicatesPage.
 */
#pragma once

#include <string.h>

#include "ui/duplicates/nh-duplicates-finder.h"
#include "ui/duplicates/nh-duplicates-page.h"
#include "ui/duplicates/nh-merge-view.h"

G_BEGIN_DECLS

struct _NhDuplicatesPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkLabel *title;
  GtkSpinner *spinner;
  GtkLabel *left_out;
  GtkButton *show_later;
  GtkButton *merge_all;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *detail;
  GtkLabel *question;
  GtkLabel *strength;
  GtkWidget *evidence;
  GtkWidget *members;
  GtkWidget *merge;
  GtkWidget *split;
  GtkButton *distinct;
  GtkLabel *empty_title;
  GtkLabel *empty_text;
  GtkWidget *empty_back;
  NhMergeView *view;

  NhSession *session;
  const NhEntity *entity;
  NhDuplicatesFinder *finder;
  GPtrArray *rows_of;      /* the findings that the rows point into */
  GHashTable *later_keys;  /* what the user left for later */
  GHashTable *hidden_keys; /* what is settled and will be gone with the next search */
  GHashTable *gone_ids;    /* records that were merged, the same */
  guint n_later;
  guint n_in_group[16];
  gboolean updating;
  gboolean dirty; /* the rows are others now, though no search was made */
};

void nh_duplicates_page_update (NhDuplicatesPage *self);
const NhDuplicate *nh_duplicates_page_get_selected (NhDuplicatesPage *self);
gboolean nh_duplicates_page_is_shown (NhDuplicatesPage *self, const NhDuplicate *duplicate);
void nh_duplicates_page_hide (NhDuplicatesPage *self, const NhDuplicate *duplicate);
void nh_duplicates_page_leave_for_later (NhDuplicatesPage *self, const NhDuplicate *duplicate);

/* nh-duplicates-actions.c */
void nh_duplicates_page_bind_actions (GtkWidgetClass *widget_class);
void nh_duplicates_page_install_keys (NhDuplicatesPage *self);

G_END_DECLS
