/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing one file without holding up the window: a thread writes, a dialog says so once it takes long and can stop it,
 * and the status bar offers to open what was written.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;  /* of the dialog, translated: "Export to PDF" */
  const char *failed; /* heading of what went wrong, translated: "The plan was not exported" */
  gboolean (*write) (gpointer data, const char *path, GCancellable *cancellable, GError **error); /* in a thread */
  gpointer data;
  GDestroyNotify free; /* of @data; in the thread, at the end of its work */
} NhWriteJob;

void nh_write_job_run (GtkWidget *parent, NhSession *session, const char *path, const NhWriteJob *job);

G_END_DECLS
