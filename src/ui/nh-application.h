/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program: one instance, one window for each open workbook.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define NH_TYPE_APPLICATION (nh_application_get_type ())
G_DECLARE_FINAL_TYPE (NhApplication, nh_application, NH, APPLICATION, GtkApplication)

NhApplication *nh_application_new (void);
gboolean nh_application_open_path (NhApplication *self, const char *path, gboolean create, GtkWidget *parent);
void nh_application_open_sample (NhApplication *self, GtkWidget *parent);
void nh_application_apply_theme (void);

/* A command and its keys as the user reads them, for the window of shortcuts and the search palette. */
typedef struct
{
  const char *group;  /* msgid */
  const char *title;  /* msgid */
  const char *action; /* NULL: keys of a widget, only listed */
  const char *accels; /* "F9", several by "|"; NULL: none, not listed */
  const char *command; /* what the palette runs where it is not .action; "": nothing */
  gboolean common;     /* proposed before anything is typed */
} NhShortcut;

const NhShortcut *nh_application_shortcuts (guint *n_shortcuts);
const char *nh_shortcut_get_command (const NhShortcut *shortcut);
char *nh_shortcut_dup_keys (const NhShortcut *shortcut, gboolean all);

G_END_DECLS
