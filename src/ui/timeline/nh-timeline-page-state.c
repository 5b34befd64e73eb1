/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: what is remembered from one start to the next: lanes, filters, zoom and place.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include "ui/nh-settings.h"

#define SAVE_DELAY 600 /* ms after the last change until it is remembered */
#define SETTING "timeline"

static const char *const by_names[] = { "cluster", "kind", "unit", "person", "plan" };

static void
append_pair (GPtrArray *pairs,
             const char *name,
             const char *value)
{
  if (value && *value)
    g_ptr_array_add (pairs, g_strdup_printf ("%s=%s", name, value));
}

static void
append_key (GPtrArray *pairs,
            const char *name,
            gint64 value)
{
  if (value)
    g_ptr_array_add (pairs, g_strdup_printf ("%s=%" G_GINT64_FORMAT, name, value));
}

/* (internal) */
void
nh_timeline_page_save_state (NhTimelinePage *self)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  const NhTimelineChoice *choice = self->timeline ? nh_timeline_get_choice (self->timeline) : NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!choice || self->restoring)
    return;
  append_pair (pairs, "by", by_names[choice->by]);
  append_pair (pairs, "kind", choice->kind);
  append_pair (pairs, "status", choice->status);
  append_key (pairs, "plan", choice->plan);
  append_key (pairs, "team", choice->team);
  append_key (pairs, "person", choice->person);
  append_key (pairs, "unit", choice->unit);
  append_key (pairs, "conflicts", choice->conflicts_only);
  append_key (pairs, "no-dues", choice->no_dues);
  append_key (pairs, "baseline", nh_timeline_filters_get_baseline (self->filters));
  if (!nh_timeline_view_is_fit (self->view))
    {
      char scale[G_ASCII_DTOSTR_BUF_SIZE];

      append_pair (pairs, "scale", g_ascii_formatd (scale, sizeof scale, "%.3f", nh_timeline_view_get_scale (self->view)));
      append_key (pairs, "day", nh_timeline_view_get_day (self->view));
    }
  g_ptr_array_add (pairs, NULL);
  nh_settings_set_strv (SETTING, (const char *const *) pairs->pdata);
}

static gboolean
save_cb (gpointer data)
{
  NhTimelinePage *self = data;

  self->save_source = 0;
  nh_timeline_page_save_state (self);
  return G_SOURCE_REMOVE;
}

/* (internal) */
void
nh_timeline_page_queue_save (NhTimelinePage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!self->restoring)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
}

static const char *
find_value (GStrv pairs,
            const char *name)
{
  for (guint i = 0; pairs[i]; i++)
    if (g_str_has_prefix (pairs[i], name) && pairs[i][strlen (name)] == '=')
      return pairs[i] + strlen (name) + 1;
  return NULL;
}

static gint64
find_key (GStrv pairs,
          const char *name)
{
  const char *value = find_value (pairs, name);

  return value ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/* (internal) */
void
nh_timeline_page_restore_state (NhTimelinePage *self)
{
  g_auto (GStrv) pairs = nh_settings_dup_strv (SETTING);
  NhTimelineChoice choice = { 0 };
  const char *by = find_value (pairs, "by");
  const char *scale = find_value (pairs, "scale");

  choice.kind = find_value (pairs, "kind");
  choice.status = find_value (pairs, "status");
  choice.plan = find_key (pairs, "plan");
  choice.team = find_key (pairs, "team");
  choice.person = find_key (pairs, "person");
  choice.unit = find_key (pairs, "unit");
  choice.conflicts_only = find_key (pairs, "conflicts") != 0;
  choice.no_dues = find_key (pairs, "no-dues") != 0;
  self->restoring = TRUE;
  nh_timeline_filters_set (self->filters, &choice);
  nh_timeline_filters_set_baseline (self->filters, find_key (pairs, "baseline") != 0);
  for (guint i = 0; by && i < G_N_ELEMENTS (by_names); i++)
    if (g_str_equal (by, by_names[i]))
      gtk_drop_down_set_selected (self->by, i);
  if (scale)
    {
      nh_timeline_view_set_scale (self->view, g_ascii_strtod (scale, NULL));
      nh_timeline_view_set_start (self->view, (guint32) find_key (pairs, "day"));
    }
  self->restoring = FALSE;
}
