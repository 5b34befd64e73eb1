/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/nh-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <glib-unix.h>
#endif

#include "config.h"
#include "formats/nh-output.h"
#include "formats/nh-read-budget.h"
#include "formats/nh-xlsx.h"

static const NhCliCommand commands[] = {
  { "new", "new FILE [--sample]", " sample ", 1,
    N_ ("create a workbook; --sample fills it with the five plans of the sample"), nh_cli_new },
  { "list", "list FILE TABLE [--plan P] [--find TEXT] [--sort FIELD] [--on DATE [--team T]] [--limit N]\n"
          "       [--json|--tsv]",
    " plan find sort descending limit on team json tsv ", G_MAXUINT, N_ ("list the records of a table"),
    nh_cli_list },
  { "roster", "roster FILE --team T --on DATE [--json]\n"
              "       namhoc-cli roster FILE --team T --from DATE --to DATE [--json]",
    " team on from to json ", 1,
    N_ ("members and units of a council, team, cluster or group on a day, or what changed between two days"),
    nh_cli_roster },
  { "new-plan", "new-plan FILE --template NAME --year YEAR [--title TEXT] [--office province|commune|school] [--team T]",
    " template year title office team ", 1,
    N_ ("make a plan from a template (core-council, lesson-study-inspection, professional-team, network, training or the "
        "office's own); prints its key"),
    nh_cli_new_plan },
  { "roll-over", "roll-over FILE --plan P --year YEAR [--dry-run] [--json]", " plan year dry-run json ", 1,
    N_ ("copy a plan into a later school year with what is proposed; prints what people should look at"),
    nh_cli_roll_over },
  { "set", "set FILE TABLE ID FIELD=VALUE …", " ", G_MAXUINT,
    N_ ("one edit, as a user would make it: checked, all or nothing"), nh_cli_set },
  { "duplicates", "duplicates FILE [units|people] [--json]", " json ", 2,
    N_ ("propose units under two spellings, or people who are listed twice, with the reasons"),
    nh_cli_duplicates },
  { "export", "export FILE --plan P [--appendix N] --to PATH\n"
              "       namhoc-cli export FILE --table TABLE [--find TEXT] [--sort FIELD] --to PATH\n"
              "       namhoc-cli export FILE --timeline [--by cluster|kind|unit|person|plan] [--plan P] [--unit U]\n"
              "       [--person N] [--team T] [--year YEAR] [--find TEXT] [--paper a4|a3] [--months N]\n"
              "       --to PATH\n"
              "       namhoc-cli export FILE --calendar [--plan P] [--unit U] [--person N] [--team T] [--year YEAR] --to PATH\n"
              "       namhoc-cli export FILE --reminders [--plan P] [--year YEAR] --to PATH",
    " reminders plan appendix table find sort descending to progress timeline by paper months calendar unit person team year ", 1,
    N_ ("a plan as .pdf or .docx, its appendices as .xlsx (a folder takes each as a file of its own), any table as "
        ".xlsx, .csv or .json, a school year on a timeline as .png, .svg or .pdf, the activities and papers due "
        "as a calendar (.ics), or whom to remind of which papers as .xlsx"),
    nh_cli_export },
  { "issue", "issue FILE --plan P --on DATE [--number N] [--note TEXT] [--dry-run] [--json]",
    " plan on number note dry-run json ", 1,
    N_ ("give a plan its number and day and keep a copy of it; say what should be looked at"), nh_cli_issue },
  { "diff", "diff FILE --plan P [--version N] [--json]", " plan version json ", 1,
    N_ ("what was changed in a plan since it was issued, word by word"), nh_cli_diff },
  { "import", "import FILE SOURCE --as units|people|memberships|activities [--sheet NAME] [--header ROW]\n"
              "       [--map HEADING=FIELD]… [--plan P] [--team T] [--dry-run] [--skip-errors] [--json] [--progress]",
    " as sheet header map plan team dry-run skip-errors json progress ", 2,
    N_ ("take a table in from .xlsx, .csv or .html: what is there already is found and not doubled; all or "
        "nothing, one step of undo"),
    nh_cli_import },
  { "verify", "verify FILE", " ", 1, N_ ("check that a workbook is whole"), nh_cli_verify },
  { "backup", "backup FILE --to PATH [--force]", " to force ", 1,
    N_ ("make a checked copy of a workbook, also while it is open"), nh_cli_backup },
  { "restore", "restore FILE --from PATH", " from ", 1,
    N_ ("replace a workbook by a backup; the present one is kept beside the backups"),
    nh_cli_restore },
};

static GCancellable *cancellable;

/* What is under way stops at its next step and leaves nothing half done. */
#ifdef G_OS_UNIX
static gboolean
on_signal_cb (gpointer data)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

/* A thread, because a handler itself may not call GLib: what it interrupts may hold a lock. */
static gpointer
watch_signals (gpointer data)
{
  GMainContext *context = data;

  while (TRUE)
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static void
prepare_signals (void)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  GMainContext *context = g_main_context_new ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (numbers[i]);

      g_source_set_callback (source, on_signal_cb, NULL, NULL);
      g_source_attach (source, context);
    }
  g_thread_unref (g_thread_new ("signals", watch_signals, context));
}

/* Where standard output is closed, the next file that is opened would take its place, and what is
 * printed would go into it. Reading only: printing fails, and is told. */
static void
keep_standard_files (void)
{
  int fd;

  do
    fd = g_open ("/dev/null", O_RDONLY, 0);
  while (fd >= 0 && fd <= 2);
  if (fd > 2)
    g_close (fd, NULL);
}
#else
static void
on_interrupt (int signal_number)
{
  g_cancellable_cancel (cancellable); /* Windows calls it in a thread of its own */
}

static void
prepare_signals (void)
{
  signal (SIGINT, on_interrupt);
}

static void
keep_standard_files (void)
{
}
#endif

/* What scripts read is UTF-8 whatever the locale; messages on standard error are for people. */
static void
on_print (const char *text)
{
  fputs (text, stdout);
}

GCancellable *
nh_cli_cancellable (void)
{
  return cancellable;
}

char *
nh_cli_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (line, ' ');
      else
        g_string_append_len (line, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (line, FALSE);
}

static void
print_error (const char *message)
{
  g_autofree char *line = nh_cli_one_line (message);

  g_printerr ("namhoc-cli: %s\n", line);
}

int
nh_cli_fail (const GError *error)
{
  print_error (error->message);
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
    case NH_STORE_ERROR_CONSTRAINT:
      return NH_EXIT_USAGE;
    case NH_STORE_ERROR_FAILED:
    case NH_STORE_ERROR_NEWER:
    case NH_STORE_ERROR_DAMAGED:
    case NH_STORE_ERROR_LOCKED:
    case NH_STORE_ERROR_READ_ONLY:
    case NH_STORE_ERROR_NO_MEMORY:
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
  print_error (text);
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
           _ ("Exit status: 0 done; 1 a check found something; 2 usage; 3 the source can't be read or is not what it should "
              "be;\n4 the target can't be written (the old one is kept); 5 the workbook is locked, "
              "damaged or newer;\n6 nothing matched; 130 cancelled.\n"));
}

static int
fail_option (const NhCliCommand *command, const char *message)
{
  return nh_cli_usage (_ ("%s (see “namhoc-cli %s --help”)"), message, command->name);
}

static int
print_usage (const NhCliCommand *command)
{
  g_auto (GStrv) forms = g_strsplit (command->usage, "\n       ", -1);
  g_autofree char *usage = g_strjoinv (" | ", forms);

  return nh_cli_usage (_ ("No workbook was named. Usage: namhoc-cli %s"), usage);
}

/* Only names of files may be other than UTF-8. */
static gboolean
is_text (const NhCliOptions *options)
{
  const char *texts[] = { options->plan, options->appendix, options->table, options->find,
                          options->sort, options->limit, options->on, options->as,
                          options->sheet, options->header, options->team, options->number,
                          options->note, options->version, options->template, options->year,
                          options->title, options->office, options->unit, options->person,
                          options->by, options->paper, options->months };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] && !g_utf8_validate (texts[i], -1, NULL))
      return FALSE;
  /* The source of an import is a file too. */
  for (guint i = options->as ? 2 : 1; i < options->n_words; i++)
    if (!g_utf8_validate (options->words[i], -1, NULL))
      return FALSE;
  return TRUE;
}

static int
run_with (const NhCliCommand *command, NhCliOptions *options)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (options->n_words == 0 || !*options->words[0])
    return print_usage (command);
  if (options->n_words > command->most_words)
    return nh_cli_usage (_ ("Only one file can be named."));
  if (!is_text (options))
    return fail_option (command, g_dgettext ("glib20", "Invalid byte sequence in conversion input"));
  status = command->run (options);
  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  nh_output_set_error (&error, "stdout", errno ? errno : EIO);
  return nh_cli_fail (error);
}

/* Takes out of @all what @command does not know. */
static void
keep_options (const NhCliCommand *command, GOptionEntry *all)
{
  GOptionEntry *to = all;

  for (const GOptionEntry *from = all; from->long_name; from++)
    {
      g_autofree char *word = g_strdup_printf (" %s ", from->long_name);

      if (from->short_name == 'h' || !*from->long_name || strstr (command->options, word))
        *to++ = *from;
    }
  *to = (GOptionEntry){ NULL };
}

static void
free_texts (const GOptionEntry *entries)
{
  for (; entries->long_name; entries++)
    if (entries->arg == G_OPTION_ARG_FILENAME)
      g_free (*(char **) entries->arg_data);
}

static int
run_command (const NhCliCommand *command, char **argv)
{
  NhCliOptions options = { 0 };
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  gboolean help = FALSE;
  /* Texts are read as file names are: as they come, not in the character set of a locale that a
   * timer or a service may lack. */
  GOptionEntry entries[] = {
    { "plan", 0, 0, G_OPTION_ARG_FILENAME, &options.plan, NULL, NULL },
    { "appendix", 0, 0, G_OPTION_ARG_FILENAME, &options.appendix, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_FILENAME, &options.table, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options.to, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, NULL, NULL },
    { "find", 0, 0, G_OPTION_ARG_FILENAME, &options.find, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options.sort, NULL, NULL },
    { "on", 0, 0, G_OPTION_ARG_FILENAME, &options.on, NULL, NULL },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &options.descending, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &options.limit, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &options.as, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &options.sheet, NULL, NULL },
    { "header", 0, 0, G_OPTION_ARG_FILENAME, &options.header, NULL, NULL },
    { "team", 0, 0, G_OPTION_ARG_FILENAME, &options.team, NULL, NULL },
    { "number", 0, 0, G_OPTION_ARG_FILENAME, &options.number, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &options.note, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_FILENAME, &options.version, NULL, NULL },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &options.title, NULL, NULL },
    { "office", 0, 0, G_OPTION_ARG_FILENAME, &options.office, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &options.by, NULL, NULL },
    { "months", 0, 0, G_OPTION_ARG_FILENAME, &options.months, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_FILENAME, &options.paper, NULL, NULL },
    { "timeline", 0, 0, G_OPTION_ARG_NONE, &options.timeline, NULL, NULL },
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &options.unit, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_FILENAME, &options.person, NULL, NULL },
    { "calendar", 0, 0, G_OPTION_ARG_NONE, &options.calendar, NULL, NULL },
    { "reminders", 0, 0, G_OPTION_ARG_NONE, &options.reminders, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.map, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "skip-errors", 0, 0, G_OPTION_ARG_NONE, &options.skip_errors, NULL, NULL },
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

  keep_options (command, entries);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &argv, &error))
    status = fail_option (command, error->message);
  else if (help)
    {
      g_print ("namhoc-cli %s\n    %s\n", command->usage, _ (command->summary));
      status = NH_EXIT_DONE;
    }
  else
    {
      options.words = words;
      options.n_words = words ? g_strv_length (words) : 0;
      status = run_with (command, &options);
    }
  free_texts (entries);
  g_strfreev (options.map);
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
  keep_standard_files ();
  g_set_print_handler (on_print);
  cancellable = g_cancellable_new ();
  prepare_signals ();

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

        return run_command (&commands[i], rest);
      }
  return nh_cli_usage (_ ("There is no command “%s”. See “namhoc-cli --help”."), args[1]);
}
