/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing files: GtkFileDialog came with GTK 4.10 and its forerunner went then, so this is the
 * one place that knows which of them is used.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  NH_FILE_OPEN,
  NH_FILE_SAVE,
  NH_FILE_FOLDER,
} NhFileDialogKind;

/* @file: what was chosen, %NULL when the user cancelled. */
typedef void (*NhFileDialogFunc) (GFile *file, gpointer data);

typedef struct
{
  NhFileDialogKind kind;
  const char *title;
  const char *accept;      /* "_Export" */
  const char *name;        /* SAVE: proposed name; may be NULL */
  const char *folder;      /* path or URI to start in; NULL: the documents folder */
  const char *filter_name; /* "Excel workbooks"; NULL: all files */
  const char *pattern;     /* "*.xlsx"; SAVE: the file that is given to the function ends so, in any case of letters */
} NhFileDialog;

void nh_file_dialog_run (GtkWidget *parent, const NhFileDialog *dialog, NhFileDialogFunc func, gpointer data);

G_END_DECLS
