/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window on a workbook in a folder of its own, and what a test does with it.
 */
#pragma once

#include "ui/nh-application.h"
#include "ui/table/nh-grid-screen.h"
#include "ui/teams/nh-teams-page.h"
#include "ui/nh-window.h"

G_BEGIN_DECLS

typedef struct
{
  NhApplication *application;
  NhWindow *window;
  NhSession *session;
  NhWorkbook *workbook;
  char *dir;
} Fixture;

int window_test_init (int argc, char **argv);
void fixture_set_up (Fixture *fixture, gconstpointer sample);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

void fixture_settle (void);
gboolean fixture_wait (gboolean (*done) (gpointer data), gpointer data);
NhGridScreen *fixture_go (Fixture *fixture, const char *screen);
/* On the screen of teams: the row of that name in the tree. */
NhTeamsPage *fixture_choose_team (Fixture *fixture, const char *name);
void fixture_act (Fixture *fixture, const char *action);
guint fixture_n_rows (NhGridScreen *screen);
guint fixture_find_row (NhGridScreen *screen, const char *column, const char *text);
char *fixture_text (NhGridScreen *screen, guint row, const char *column);
gboolean fixture_type (NhGridScreen *screen, guint row, const char *column, const char *text, GError **error);
guint fixture_column (NhGridScreen *screen, const char *id);

/* The first visible widget below @root of that type whose text (label, tooltip, entry) holds @text;
 * NULL text: any. */
gboolean fixture_export (GtkWidget *root, const char *action);
GtkWidget *fixture_find (GtkWidget *root, GType type, const char *text);
gboolean fixture_shows (GtkWidget *root, const char *text);

G_END_DECLS
