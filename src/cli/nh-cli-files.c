/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands about whole workbooks: new, verify, backup, restore.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Makes a workbook at @path, which is not there yet; leaves nothing where that fails. */
static gboolean
make_workbook (const char *path, gboolean sample, GError **error)
{
  g_autoptr (NhWorkbook) workbook
      = nh_workbook_open (path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE, error);
  gboolean ok;

  if (!workbook)
    return FALSE;
  ok = !sample || nh_workbook_fill_sample (workbook, error);
  nh_workbook_close (workbook);
  if (!ok)
    g_remove (path);
  return ok;
}

/* Under another name first, so that whoever kills us leaves no half-made workbook in the place. */
static gboolean
make_in_place (const char *path, gboolean sample, GError **error)
{
  g_autofree char *making = g_strdup_printf ("%s.%08x", path, g_random_int ());
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) from = g_file_new_for_path (making);
  g_autoptr (GFile) to = g_file_new_for_path (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS) || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return make_workbook (path, sample, error); /* says what is wrong */
  if (!make_workbook (making, sample, error))
    return FALSE;
  if (g_file_move (from, to, G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, error))
    return TRUE;
  g_remove (making);
  return FALSE;
}

int
nh_cli_new (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (make_in_place (options->words[0], options->sample, &error))
    return NH_EXIT_DONE;
  status = nh_cli_fail (error);
  /* Whatever is wrong, it is about the target of this command. */
  return status == NH_EXIT_USAGE || status == NH_EXIT_SOURCE || status == NH_EXIT_WORKBOOK
             ? NH_EXIT_TARGET
             : status;
}

int
nh_cli_verify (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (!nh_store_verify (options->words[0], &problems, &error))
    {
      /* What is wrong with the file as a whole stands in the error too. */
      for (guint i = 0; problems && i < problems->len; i++)
        if (!error || g_strcmp0 (problems->pdata[i], error->message) != 0)
          g_printerr ("namhoc-cli: %s\n", (char *) problems->pdata[i]);
      if (error)
        return nh_cli_fail (error);
      return NH_EXIT_WORKBOOK;
    }
  g_print (_ ("“%s” is whole.\n"), options->words[0]);
  return NH_EXIT_DONE;
}

int
nh_cli_backup (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStore) store = NULL;
  int status = NH_EXIT_DONE;

  if (!options->to || !*options->to)
    return nh_cli_usage (_ ("The target is missing. Add --to PATH."));
  store = nh_store_open (options->words[0], NH_STORE_OPEN_READ_ONLY, &error);
  if (!store)
    return nh_cli_fail (error);
  if (!nh_store_backup_to (store, options->to, options->force, nh_cli_cancellable (), &error))
    status = nh_cli_fail (error) == NH_EXIT_CANCELLED ? NH_EXIT_CANCELLED : NH_EXIT_TARGET;
  nh_store_close (store);
  return status;
}

int
nh_cli_restore (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  if (!options->from || !*options->from)
    return nh_cli_usage (_ ("The backup is missing. Add --from PATH."));
  if (!nh_store_restore (options->words[0], options->from, &kept, &error))
    return nh_cli_fail (error);
  if (kept)
    g_print (_ ("The workbook as it was is kept as “%s”.\n"), kept);
  return NH_EXIT_DONE;
}
