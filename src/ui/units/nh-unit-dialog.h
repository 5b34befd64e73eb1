/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the dialogs about units over the years have in common: lines with entries, and below them
 * in plain words what will happen, or what is wrong, while it is typed.
 */
#pragma once

#include "model/nh-unit-history.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct _NhUnitDialog NhUnitDialog;

/* The head of a dialog's own structure. */
struct _NhUnitDialog
{
  NhSession *session;
  NhWorkbook *workbook;
  NhUnitTimes *times;
  GtkWidget *dialog;
  GtkWidget *content;
  GtkGrid *lines;
  int n_lines;
  GtkWidget *accept;
  GtkLabel *summary;
  guint update_idle;
  /* Reads the entries; what would happen (transfer full), or NULL with what is wrong. */
  char *(*describe) (NhUnitDialog *self, GError **error);
  /* Does it. */
  gboolean (*run) (NhUnitDialog *self, GError **error);
  void (*clear) (NhUnitDialog *self); /* may be NULL */
};

gpointer nh_unit_dialog_new (gsize size, GtkWidget *parent, NhSession *session, const char *title, const char *accept);
GtkWidget *nh_unit_dialog_add_field (NhUnitDialog *self, const char *label, const char *field);
GtkWidget *nh_unit_dialog_add_day (NhUnitDialog *self, const char *label, const char *hint);
GtkWidget *nh_unit_dialog_add_decision (NhUnitDialog *self);
GtkWidget *nh_unit_dialog_add_kind (NhUnitDialog *self, const char *label, const char *kind);
void nh_unit_dialog_add_widget (NhUnitDialog *self, const char *label, GtkWidget *widget);
void nh_unit_dialog_watch (NhUnitDialog *self, GtkWidget *widget, const char *signal);
void nh_unit_dialog_update (NhUnitDialog *self);
void nh_unit_dialog_present (NhUnitDialog *self, GtkWidget *focus);
const char *nh_unit_dialog_get_kind (GtkWidget *drop_down);
void nh_unit_dialog_set_kind (GtkWidget *drop_down, const char *kind);

G_END_DECLS
