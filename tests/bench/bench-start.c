/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the command to the first frame: the program on its sample against an empty GTK window, in
 * turns, in fresh processes on the display of this session.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "nh-bench.h"

#define RUNS 11

typedef struct
{
  double ms;
  double memory;
} Frame;

static char **
child_environment (const char *beside, const char *home)
{
  static const char *const folders[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
  g_autofree char *module = g_build_filename (beside, "libfirst-frame.so", NULL);
  char **environment = g_get_environ ();

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    environment = g_environ_setenv (environment, folders[i], home, TRUE);
  environment = g_environ_setenv (environment, "LD_PRELOAD", module, TRUE);
  environment = g_environ_setenv (environment, "GSK_RENDERER", "cairo", TRUE);
  environment = g_environ_setenv (environment, "GSETTINGS_BACKEND", "memory", TRUE);
  return environment;
}

static Frame
start_once (char **command, char **environment)
{
  g_auto (GStrv) all = g_strdupv (environment);
  g_autofree char *start = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  const char *line;
  int status;

  all = g_environ_setenv (all, "NH_BENCH_START", start, TRUE);
  if (!g_spawn_sync (NULL, command, all, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s %s", command[0], error->message, errors);
  line = strstr (output, "first-frame ");
  if (!line)
    g_error ("%s drew no frame: %s", command[0], errors);
  line += strlen ("first-frame ");
  return (Frame){ g_ascii_strtod (line, NULL) / 1000, g_ascii_strtod (strchr (line, ' '), NULL) / 1024 };
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      if (g_file_test (inside, G_FILE_TEST_IS_DIR))
        remove_folder (inside);
      g_unlink (inside);
    }
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *beside = g_path_get_dirname (argv[0]);
  g_autofree char *program = g_build_filename (beside, "..", "..", "src", "ui", "namhoc", NULL);
  g_autofree char *empty = g_build_filename (beside, "empty-window", NULL);
  g_autofree char *home = g_dir_make_tmp ("namhoc-bench.XXXXXX", NULL);
  g_auto (GStrv) environment = child_environment (beside, home);
  char *commands[][3] = { { program, "--sample", NULL }, { empty, NULL, NULL } };
  gint64 runs = nh_bench_argument (argc, argv, "--runs", RUNS);
  GArray *times[2];
  GArray *memory[2];

  if (!g_getenv ("DISPLAY") && !g_getenv ("WAYLAND_DISPLAY"))
    {
      g_printerr ("start: no display, left out\n");
      return 0;
    }
  for (guint i = 0; i < 2; i++)
    {
      times[i] = g_array_new (FALSE, FALSE, sizeof (double));
      memory[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  /* The first round makes the sample and does not count. */
  for (gint64 run = 0; run <= runs; run++)
    for (guint i = 0; i < 2; i++)
      {
        Frame frame = start_once (commands[i], environment);

        if (run == 0)
          continue;
        g_array_append_val (times[i], frame.ms);
        g_array_append_val (memory[i], frame.memory);
      }
  nh_bench_report_spread (&(NhBenchCase){ "start to first frame, sample workbook", 0, "empty GTK window", 1.5 },
                          times[0], times[1], "ms", NH_BENCH_MEDIAN);
  nh_bench_report_spread (&(NhBenchCase){ "memory at the first frame", 0, "empty GTK window" },
                          memory[0], memory[1], "MiB", NH_BENCH_MEDIAN);
  for (guint i = 0; i < 2; i++)
    {
      g_array_unref (times[i]);
      g_array_unref (memory[i]);
    }
  remove_folder (home);
  return 0;
}
