/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nh-cli.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "config.h"
#include "formats/nh-xlsx.h"

static const NhCliCommand commands[] = {
  { "new", "new FILE [--sample]",
    N_ ("create a workbook; --sample fills it with the five plans of the sample"), nh_cli_new },
  { "list", "list FILE TABLE [--plan P] [--find TEXT] [--sort FIELD] [--limit N] [--json|--tsv]",
    N_ ("list the records of a table"), nh_cli_list },
  { "set", "set FILE TABLE ID FIELD=VALUE …",
    N_ ("one edit, as a user would make it: checked, all or nothing"), nh_cli_set },
  { "export", "export FILE --plan P [--appendix N] --to PATH\n"
              "       namhoc-cli export FILE --table TABLE [--find TEXT] [--sort FIELD] --to PATH",
    N_ ("appendices of a plan as .xlsx (a folder takes each as a file of its own), or any table as "
        ".xlsx, .csv or .json"),
    nh_cli_export },
  { "verify", "verify FILE", N_ ("check that a workbook is whole"), nh_cli_verify },
  { "backup", "backup FILE --to PATH [--force]",
    N_ ("make a checked copy of a workbook, also while it is open"), nh_cli_backup },
  { "restore", "restore FILE --from PATH",
    N_ ("replace a workbook by a backup; the present one is kept beside the backups"),
    nh_cli_restore },
};

static GCancellable *cancellable;

static void
on_interrupt (int signal_number)
{
  /* Only sets a flag: what is under way stops at its next step and leaves nothing half done. */
  g_cancellable_cancel (cancellable);
}

GCancellable *
nh_cli_cancellable (void)
{
  return cancellable;
}

int
nh_cli_fail (const GError *error)
{
  g_printerr ("namhoc-cli: %s\n", error->message);
  if (g_error_matches (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NH_EXIT_CANCELLED;
  if (error->domain == NH_FORMAT_ERROR)
    return NH_EXIT_TARGET;
  if (error->domain == NH_MODEL_ERROR)
    return error->code == NH_MODEL_ERROR_NOT_FOUND || error->code == NH_MODEL_ERROR_UNKNOWN
               ? NH_EXIT_NOTHING
               : NH_EXIT_USAGE;
  if (error->domain != NH_STORE_ERROR)
    return NH_EXIT_USAGE;
  switch ((NhStoreError) error->code)
    {
    case NH_STORE_ERROR_NOT_FOUND:
    case NH_STORE_ERROR_FOREIGN:
      return NH_EXIT_SOURCE;
    case NH_STORE_ERROR_FULL:
    case NH_STORE_ERROR_IO:
    case NH_STORE_ERROR_EXISTS:
      return NH_EXIT_TARGET;
    case NH_STORE_ERROR_FAILED:
    case NH_STORE_ERROR_NEWER:
    case NH_STORE_ERROR_DAMAGED:
    case NH_STORE_ERROR_LOCKED:
    case NH_STORE_ERROR_READ_ONLY:
    case NH_STORE_ERROR_NO_MEMORY:
    case NH_STORE_ERROR_CONSTRAINT:
    case NH_STORE_ERROR_CONFLICT:
    default:
      return NH_EXIT_WORKBOOK;
    }
}

int
nh_cli_usage (const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("namhoc-cli: %s\n", text);
  return NH_EXIT_USAGE;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("namhoc-cli: the work of Năm Học without a display"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("namhoc-cli %s\n    %s\n", commands[i].usage, _ (commands[i].summary));
  g_print ("namhoc-cli --version | --help | COMMAND --help\n\n");
  g_print ("%s", _ ("P is a plan's number and symbol (\"73/KH-SGDĐT\"), its title or its key.\n"));
  g_print ("%s", _ ("TABLE is one of:"));
  for (guint i = 0, n = 0; nh_entities (&n) && i < n; i++)
    g_print (" %s", nh_entities (NULL)[i]->plural);
  g_print ("\n\n%s",
           _ ("Exit status: 0 done; 2 usage; 3 the source can't be read or is not what it should "
              "be;\n4 the target can't be written (the old one is kept); 5 the workbook is locked, "
              "damaged or newer;\n6 nothing matched; 130 cancelled.\n"));
}

static int
run_command (const NhCliCommand *command, char **argv)
{
  NhCliOptions options = { .limit = -1 };
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry entries[] = {
    { "plan", 0, 0, G_OPTION_ARG_STRING, &options.plan, NULL, NULL },
    { "appendix", 0, 0, G_OPTION_ARG_STRING, &options.appendix, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_STRING, &options.table, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, NULL, NULL },
    { "find", 0, 0, G_OPTION_ARG_STRING, &options.find, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, NULL, NULL },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    { "tsv", 0, 0, G_OPTION_ARG_NONE, &options.tsv, NULL, NULL },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &options.sample, NULL, NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &options.progress, NULL, NULL },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int status;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &argv, &error))
    status = nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), error->message, command->name);
  else if (help)
    {
      g_print ("namhoc-cli %s\n    %s\n", command->usage, _ (command->summary));
      status = NH_EXIT_DONE;
    }
  else
    {
      options.words = words;
      options.n_words = words ? g_strv_length (words) : 0;
      if (options.n_words == 0)
        {
          g_auto (GStrv) forms = g_strsplit (command->usage, "\n       ", -1);
          g_autofree char *usage = g_strjoinv (" | ", forms);

          status = nh_cli_usage (_ ("No workbook was named. Usage: namhoc-cli %s"), usage);
        }
      else
        status = command->run (&options);
    }
  g_free (options.plan);
  g_free (options.appendix);
  g_free (options.table);
  g_free (options.to);
  g_free (options.from);
  g_free (options.find);
  g_free (options.sort);
  return status;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) args = NULL;
  const char *localedir = g_getenv ("NH_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : NH_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  cancellable = g_cancellable_new ();
  signal (SIGINT, on_interrupt);

#ifdef G_OS_WIN32
  args = g_win32_get_command_line ();
#else
  args = g_strdupv (argv);
#endif
  if (!args[1] || g_str_equal (args[1], "--help") || g_str_equal (args[1], "-h")
      || g_str_equal (args[1], "help"))
    {
      print_help ();
      return args[1] ? NH_EXIT_DONE : NH_EXIT_USAGE;
    }
  if (g_str_equal (args[1], "--version"))
    {
      g_print ("namhoc-cli %s\n", NH_VERSION);
      return NH_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (args[1], commands[i].name))
      {
        g_auto (GStrv) rest = g_strdupv (args + 1);
        int status = run_command (&commands[i], rest);

        g_clear_object (&cancellable);
        return status;
      }
  return nh_cli_usage (_ ("There is no command “%s”. See “namhoc-cli --help”."), args[1]);
}
