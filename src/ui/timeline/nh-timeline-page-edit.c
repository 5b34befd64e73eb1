/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: what is done with bars and chips. Each is one step of undo.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/nh-grid-wait.h"

/* (internal) what commands act on: the chip with the keys, else the bars that are chosen: (element-type gint64) */
GArray *
nh_timeline_page_get_activities (NhTimelinePage *self)
{
  GArray *ids;
  gint64 chip = self->in_tray ? nh_timeline_tray_get_selected (self->tray) : 0;

  if (!chip)
    return nh_timeline_view_get_selected (self->view);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, chip);
  return ids;
}

static NhWorkbook *
get_workbook (NhTimelinePage *self)
{
  return nh_session_get_workbook (self->session);
}

static gboolean
may_edit (NhTimelinePage *self)
{
  if (!nh_workbook_is_read_only (get_workbook (self)))
    return TRUE;
  nh_session_report (self->session, _("The workbook is read only: nothing can be changed."));
  return FALSE;
}

/* Adding. */

static const char *
keep (GPtrArray *texts,
      char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static void
add_value (GArray *values,
           const char *field,
           const char *text)
{
  NhFieldText value = { field, text };

  g_array_append_val (values, value);
}

/* What makes a new activity stand in the lane, and pass the filters. */
static gint64
add_lane_values (NhTimelinePage *self,
                 guint lane_index,
                 GArray *values,
                 GPtrArray *texts,
                 const char **kind,
                 gint64 *plan)
{
  const NhTimelineChoice *choice = nh_timeline_get_choice (self->timeline);
  const NhTimelineLane *lane = lane_index < nh_timeline_get_n_lanes (self->timeline)
                                   ? nh_timeline_get_lane (self->timeline, lane_index) : NULL;
  const NhEntity *entity = nh_entity_find ("activity");
  const NhField *kinds = &entity->fields[NH_FIELD (entity, "kind")];
  gint64 team = choice->team;
  gint64 unit = choice->unit;
  gint64 person = choice->person;

  *kind = choice->kind && nh_field_find_choice (kinds, choice->kind) ? choice->kind : "other";
  *plan = choice->plan;
  if (lane && choice->by == NH_TIMELINE_BY_KIND && kinds->choices[lane->key].key)
    *kind = kinds->choices[lane->key].key;
  else if (lane && lane->key && choice->by == NH_TIMELINE_BY_PLAN)
    *plan = lane->key;
  else if (lane && lane->key && choice->by == NH_TIMELINE_BY_CLUSTER)
    team = lane->key;
  else if (lane && lane->key && choice->by == NH_TIMELINE_BY_UNIT)
    unit = lane->key;
  else if (lane && lane->key && choice->by == NH_TIMELINE_BY_PERSON)
    person = lane->key;
  if (team)
    add_value (values, "team", keep (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, team)));
  if (unit)
    add_value (values, g_str_equal (*kind, "inspection") ? "inspected" : g_str_equal (*kind, "theme") ? "pilots" : "hosts",
               keep (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, unit)));
  if (choice->status)
    add_value (values, "status", choice->status);
  return person;
}

static gint64
create (NhTimelinePage *self,
        GArray *values,
        gint64 person,
        GError **error)
{
  NhWorkbook *workbook = get_workbook (self);
  gint64 id;

  if (!nh_workbook_begin (workbook, _("Add activity"), error))
    return 0;
  id = nh_workbook_create (workbook, nh_entity_find ("activity"), (const NhFieldText *) (gpointer) values->data, error);
  if (id && person)
    {
      g_autofree char *activity = g_strdup_printf ("#%" G_GINT64_FORMAT, id);
      g_autofree char *who = g_strdup_printf ("#%" G_GINT64_FORMAT, person);
      const NhFieldText member[] = { { "activity", activity }, { "person", who }, { "role", "member" }, { NULL, NULL } };

      if (!nh_workbook_create (workbook, nh_entity_find ("activity_person"), member, error))
        id = 0;
    }
  if (id)
    return nh_workbook_commit (workbook, error) ? id : 0;
  nh_workbook_rollback (workbook);
  return 0;
}

/**
 * nh_timeline_page_add:
 * @day: Julian day; the time of the activity is the month, week or day around it, as the zoom is
 * @lane: the lane in which it shall stand; G_MAXUINT: none
 *
 * Makes an activity, and opens its form, so that its content can be typed at once.
 *
 * Returns: its key; 0 when it was refused, the status bar says why.
 */
gint64
nh_timeline_page_add (NhTimelinePage *self,
                      guint32 day,
                      guint lane)
{
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  NhSchoolYear year;
  const char *kind;
  gint64 plan;
  gint64 person;
  gint64 id;

  if (!self->timeline || !may_edit (self))
    return 0;
  person = add_lane_values (self, lane, values, texts, &kind, &plan);
  if (!plan || !nh_workbook_get_plan_year (get_workbook (self), plan, &year))
    nh_agenda_get_frame (self->agenda, &year);
  if (!nh_period_at (nh_timeline_view_get_step (self->view), &year, day, &period))
    {
      nh_session_report (self->session, _("This day is outside the school year."));
      return 0;
    }
  add_value (values, "kind", kind);
  add_value (values, "period", period.text);
  if (plan)
    add_value (values, "plan", keep (texts, g_strdup_printf ("#%" G_GINT64_FORMAT, plan)));
  id = create (self, values, person, &error);
  if (nh_session_report_error (self->session, &error) || !id)
    return 0;
  nh_timeline_page_show_activity (self, id);
  nh_timeline_page_open (self);
  return id;
}

/* Changing. */

/* (internal) deletes what is chosen */
void
nh_timeline_page_delete (NhTimelinePage *self)
{
  g_autoptr (GArray) ids = nh_timeline_page_get_activities (self);
  g_autoptr (NhGridWait) wait = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done;

  if (!ids->len || !may_edit (self))
    return;
  gtk_widget_grab_focus (self->in_tray ? GTK_WIDGET (self->tray) : GTK_WIDGET (self->view));
  wait = nh_grid_wait_new (GTK_WIDGET (self));
  nh_grid_wait_set_title (wait, _("Deleting the activities"));
  done = nh_workbook_delete_watched (get_workbook (self), nh_entity_find ("activity"), (const gint64 *) (gpointer) ids->data,
                                     ids->len, nh_grid_wait_progress, wait, &error);
  g_clear_pointer (&wait, nh_grid_wait_free);
  if (!done)
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Deleted %u activity. Ctrl+Z brings it back.",
                                       "Deleted %u activities. Ctrl+Z brings them back.", ids->len), ids->len);
  nh_session_notify (self->session, text);
}

/* (internal) gives what is chosen a state: "done" and so on */
void
nh_timeline_page_set_status (NhTimelinePage *self,
                             const char *status)
{
  g_autoptr (GArray) ids = nh_timeline_page_get_activities (self);
  NhWorkbook *workbook = get_workbook (self);
  const NhFieldText values[] = { { "status", status }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change the state of %u activity",
                                                        "Change the state of %u activities", ids->len), ids->len);
  g_autoptr (NhGridWait) wait = nh_grid_wait_new (GTK_WIDGET (self));
  gboolean fine = TRUE;

  if (!ids->len || !may_edit (self) || !nh_workbook_begin (workbook, name, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  nh_grid_wait_set_title (wait, _("Changing the states"));
  for (guint i = 0; fine && i < ids->len; i++)
    {
      fine = nh_grid_wait_progress (i, ids->len, wait);
      if (!fine)
        g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled. Nothing was changed."));
      else
        fine = nh_workbook_set (workbook, nh_entity_find ("activity"), g_array_index (ids, gint64, i), values, &error);
    }
  if (fine)
    nh_workbook_commit (workbook, &error);
  else
    nh_workbook_rollback (workbook);
  nh_session_report_error (self->session, &error);
}

static NhTimelineMoves *
dup_moves (NhTimelinePage *self)
{
  NhTimelineMoves *moves;
  g_autoptr (GArray) ids = NULL;

  if (!self->in_tray || !nh_timeline_tray_get_selected (self->tray))
    return nh_timeline_view_dup_moves (self->view);
  moves = nh_timeline_moves_new (self->timeline, self->agenda, self->conflicts);
  ids = nh_timeline_page_get_activities (self);
  for (guint i = 0; i < ids->len; i++)
    nh_timeline_moves_add (moves, g_array_index (ids, gint64, i), G_MAXUINT);
  return moves;
}

/* (internal) moves what is chosen into the month that begins on @day */
void
nh_timeline_page_move_to_month (NhTimelinePage *self,
                                guint32 day)
{
  g_autoptr (NhTimelineMoves) moves = self->timeline ? dup_moves (self) : NULL;

  if (!moves || !nh_timeline_moves_get_n (moves))
    return;
  nh_timeline_moves_to_month (moves, day);
  if (nh_timeline_view_apply (self->view, moves))
    nh_timeline_page_show_activity (self, nh_timeline_moves_get (moves, 0)->activity);
}

/* (internal) what is chosen has no date any more */
void
nh_timeline_page_take_date (NhTimelinePage *self)
{
  g_autoptr (NhTimelineMoves) moves = self->timeline ? dup_moves (self) : NULL;

  if (!moves || !nh_timeline_moves_get_n (moves))
    return;
  nh_timeline_moves_to_nowhere (moves);
  nh_timeline_view_apply (self->view, moves);
}

/* Going. */

/* (internal) the form of the activity, or the table of papers */
void
nh_timeline_page_open (NhTimelinePage *self)
{
  NhTimelineKey key;

  if (!self->in_tray && nh_timeline_view_get_cursor (self->view, &key) && key.kind == NH_BAR_DUE)
    {
      nh_session_show_record (self->session, nh_entity_find ("due"), key.id);
      return;
    }
  nh_timeline_page_tell_active (self);
  nh_session_edit_record (self->session);
}

/* (internal) the row of the table of activities */
void
nh_timeline_page_show_row (NhTimelinePage *self)
{
  g_autoptr (GArray) ids = nh_timeline_page_get_activities (self);

  if (ids->len)
    nh_session_show_record (self->session, nh_entity_find ("activity"), g_array_index (ids, gint64, 0));
}
