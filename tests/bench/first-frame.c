/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loaded into a GTK program by LD_PRELOAD, tells when its first frame was drawn and how much
 * memory it holds then, and closes its windows. So any program can be measured as it is, without a
 * switch of its own. NH_BENCH_START is the time of the start, in microseconds of the monotonic
 * clock, which all processes share.
 */
#include <gtk/gtk.h>
#include <string.h>

static gboolean rendered;
static gboolean told;

static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmRSS:");
  return line ? (double) g_ascii_strtoll (line + strlen ("VmRSS:"), NULL, 10) / 1024.0 : 0;
}

static gboolean
on_close_cb (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_render_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  rendered = TRUE;
  return TRUE;
}

static gboolean
on_after_paint_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  const char *start = g_getenv ("NH_BENCH_START");

  if (!rendered || told || !start)
    return TRUE;
  told = TRUE;
  g_print ("first-frame %" G_GINT64_FORMAT " %.0f\n",
           g_get_monotonic_time () - g_ascii_strtoll (start, NULL, 10), read_memory () * 1024);
  g_idle_add (on_close_cb, NULL);
  return FALSE;
}

__attribute__ ((constructor)) static void
watch_frames (void)
{
  g_type_class_unref (g_type_class_ref (GDK_TYPE_SURFACE));
  g_type_class_unref (g_type_class_ref (GDK_TYPE_FRAME_CLOCK));
  g_signal_add_emission_hook (g_signal_lookup ("render", GDK_TYPE_SURFACE), 0, on_render_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0,
                              on_after_paint_cb, NULL, NULL);
}
