/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-backup-job.h"

#include "ui/nh-settings.h"

#define FIRST_LOOK 1      /* seconds: the window is drawn before */
#define NEXT_LOOK 3600

typedef struct
{
  NhStore *store;
  const char *reason;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->store);
  g_free (job);
}

/* A large workbook takes seconds to copy and to check. */
static void
back_up_in_thread (GTask *task,
                   gpointer source,
                   gpointer data,
                   GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (nh_store_backup_now (job->store, job->reason, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_backed_up_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      && nh_workbook_get_store (nh_session_get_workbook (NH_SESSION (source))))
    nh_session_report (NH_SESSION (source), error->message);
  if (g_application_get_default ())
    g_application_release (g_application_get_default ());
}

static void
back_up_if_due (NhSession *session,
                NhStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  const char *reason = nh_store_backup_due (store, &error);
  Job *job;

  if (error)
    nh_session_report (session, error->message);
  if (!reason)
    return;
  job = g_new0 (Job, 1);
  job->store = g_object_ref (store);
  job->reason = reason;
  /* Whoever closes the last window meanwhile still gets the backup. */
  if (g_application_get_default ())
    g_application_hold (g_application_get_default ());
  task = g_task_new (session, NULL, on_backed_up_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, back_up_in_thread);
}

static gboolean
on_look_cb (gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (NhSession) session = g_weak_ref_get (weak);
  NhStore *store = session ? nh_workbook_get_store (nh_session_get_workbook (session)) : NULL;

  if (!store)
    return G_SOURCE_REMOVE;
  if (!nh_store_is_read_only (store) && nh_settings_get_boolean ("backup-on-open", TRUE))
    back_up_if_due (session, store);
  return G_SOURCE_CONTINUE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
watch (NhSession *session,
       guint seconds,
       GSourceFunc look)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, session);
  g_timeout_add_seconds_full (G_PRIORITY_LOW, seconds, look, weak, weak_ref_free);
}

static gboolean
on_first_look_cb (gpointer data)
{
  on_look_cb (data);
  return G_SOURCE_REMOVE;
}

/**
 * nh_backup_job_watch:
 * @session: a workbook that was just opened
 *
 * Backs the workbook up, in a thread, soon after it was opened and whenever the store says that it
 * is due, until the workbook is closed. What goes wrong is told in the status bar.
 */
void
nh_backup_job_watch (NhSession *session)
{
  watch (session, FIRST_LOOK, on_first_look_cb);
  watch (session, NEXT_LOOK, on_look_cb);
}
