/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Commands about whole workbooks: new, verify, backup, restore.
 */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

int
nh_cli_new (const NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  const char *path = options->words[0];
  int status;

  workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE, &error);
  if (!workbook)
    {
      status = nh_cli_fail (error);
      /* Whatever is wrong, it is about the target of this command. */
      return status == NH_EXIT_SOURCE || status == NH_EXIT_WORKBOOK ? NH_EXIT_TARGET : status;
    }
  if (options->sample && !nh_workbook_fill_sample (workbook, &error))
    {
      nh_workbook_close (workbook);
      g_remove (path);
      return nh_cli_fail (error);
    }
  nh_workbook_close (workbook);
  return NH_EXIT_DONE;
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
