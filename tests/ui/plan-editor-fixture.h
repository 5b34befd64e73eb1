/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window with the editor of a plan's text.
 */
#pragma once

#include "plan-text-fixture.h"
#include "ui/plan/nh-plan-editor.h"

G_BEGIN_DECLS

typedef struct
{
  Fixture *f;
  NhSession *session;
  NhPlanText *text;
  NhPlanDocument *document;
  NhPlanEditor *editor;
  GtkTextView *view;
  GtkWindow *window;
  char *screen; /* that it asked for */
  char *notice;
} Page;

/* Filled in place: signal handlers know where it stands. */
void page_open (Page *page, Fixture *f, const char *blocks);
void page_clear (Page *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

GtkWidget *page_find (GtkWidget *root, GType type);

G_END_DECLS
