/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers beside the screens: papers that are missing, conflicts. Counted when the program has nothing
 * else to do, since they are not worth waiting for.
 */
#include "ui/nh-sidebar.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

#define COUNTS "nh-sidebar-counts"

typedef struct
{
  NhSidebar *sidebar; /* that owns this */
  NhSession *session;
  NhAgenda *agenda;
  NhConflicts *conflicts;
  guint source;
} Counts;

static void
count_papers (Counts *self)
{
  GPtrArray *dues = nh_agenda_get_dues (self->agenda);
  guint32 today = nh_today ();
  guint n = 0;
  g_autofree char *day = nh_day_format_short (today);
  g_autofree char *words = NULL;

  for (guint i = 0; i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];

      if (due->latest_on && due->latest_on < today && due->n_received < due->n_owed)
        n += due->n_owed - due->n_received;
    }
  words = g_strdup_printf (ngettext ("%u paper is missing as of today, %s", "%u papers are missing as of today, %s", n), n, day);
  nh_sidebar_set_count (self->sidebar, "deadlines", n, TRUE, words);
}

static void
count_conflicts (Counts *self)
{
  guint n = nh_conflicts_get_n (self->conflicts);
  g_autofree char *words = g_strdup_printf (ngettext ("%u conflict", "%u conflicts", n), n);

  nh_sidebar_set_count (self->sidebar, "timeline", n, FALSE, words);
}

static void queue (Counts *self);

static void
leave_agenda (Counts *self)
{
  if (self->agenda)
    g_signal_handlers_disconnect_by_data (self->agenda, self);
  if (self->conflicts)
    g_signal_handlers_disconnect_by_data (self->conflicts, self);
  g_clear_object (&self->conflicts);
  g_clear_object (&self->agenda);
}

static gboolean
on_count_cb (gpointer data)
{
  Counts *self = data;
  NhAgenda *agenda = nh_session_get_agenda (self->session);

  self->source = 0;
  if (agenda != self->agenda)
    {
      leave_agenda (self);
      if (agenda)
        {
          self->agenda = g_object_ref (agenda);
          self->conflicts = g_object_ref (nh_session_get_conflicts (self->session));
          g_signal_connect_swapped (self->agenda, "changed", G_CALLBACK (queue), self);
          g_signal_connect_swapped (self->conflicts, "changed", G_CALLBACK (queue), self);
        }
    }
  if (self->agenda)
    {
      count_papers (self);
      count_conflicts (self);
    }
  return G_SOURCE_REMOVE;
}

static void
queue (Counts *self)
{
  if (!self->source)
    self->source = g_idle_add_full (G_PRIORITY_LOW, on_count_cb, self, NULL);
}

static void
counts_free (gpointer data)
{
  Counts *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->session, self);
  leave_agenda (self);
  g_object_unref (self->session);
  g_free (self);
}

/**
 * nh_sidebar_show_counts:
 * @session: the open workbook
 *
 * Keeps the numbers of the sidebar true, for as long as it is there.
 */
void
nh_sidebar_show_counts (NhSidebar *self,
                        NhSession *session)
{
  Counts *counts = g_new0 (Counts, 1);

  counts->sidebar = self;
  counts->session = g_object_ref (session);
  g_signal_connect_swapped (session, "year-changed", G_CALLBACK (queue), counts);
  g_object_set_data_full (G_OBJECT (self), COUNTS, counts, counts_free);
  queue (counts);
}
