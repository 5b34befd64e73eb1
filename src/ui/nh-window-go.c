/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhWindow: the palette that searches everything, and going to what it found.
 */
#include "ui/nh-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-school-year.h"
#include "ui/plan/nh-plan-page.h"
#include "ui/units/nh-units-page.h"

/* The table that shows records of @entity, below @widget; not one that shows a part of another record. */
static NhGridScreen *
find_table (GtkWidget *widget,
            const char *entity)
{
  if (NH_IS_GRID_SCREEN (widget))
    {
      const NhScreenSpec *spec = nh_grid_screen_get_spec (NH_GRID_SCREEN (widget));

      return g_str_equal (spec->entity, entity) && !(spec->flags & NH_SCREEN_PART) ? NH_GRID_SCREEN (widget) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      NhGridScreen *found = find_table (child, entity);

      if (found)
        return found;
    }
  return NULL;
}

/* The school year that an activity belongs to by its first day: the chosen one rather than another, as frames may
 * overlap; 0: its day is of none. */
static gint64
year_of_day (NhWindow *self,
             guint32 day)
{
  gint64 chosen = nh_session_get_year (self->session);
  gint64 found = 0;

  for (guint i = 0; i < self->year_ids->len; i++)
    {
      gint64 id = g_array_index (self->year_ids, gint64, i);
      NhSchoolYear year;

      if (nh_workbook_get_school_year (nh_session_get_workbook (self->session), id, &year)
          && nh_school_year_contains (&year, day))
        found = id == chosen || !found ? id : found;
    }
  return found;
}

/* The first day of an activity or of a paper; 0: none. */
static guint32
day_of (const NhEntity *entity,
        NhRecord *record)
{
  int due_on = nh_entity_find_field (entity, "due_on");
  NhPeriod period = NH_PERIOD_INIT;
  guint32 day;

  if (due_on >= 0)
    return nh_day_from_iso (nh_record_raw (record, "due_on"));
  if (!g_str_equal (entity->name, "activity"))
    return 0;
  nh_record_get_period (record, NH_FIELD (entity, "period"), &period);
  day = period.start;
  nh_period_clear (&period);
  return day;
}

/* The school year of a plan or of an activity's plan, else of the activity's day; @everywhere: it is shown among all. */
static gint64
year_of (NhWindow *self,
         const NhEntity *entity,
         gint64 id,
         gboolean *everywhere)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  int plan = nh_entity_find_field (entity, "plan");
  int year = nh_entity_find_field (entity, "school_year");
  g_autoptr (NhRecord) record = plan >= 0 || year >= 0 ? nh_workbook_load (workbook, entity, id, NULL) : NULL;
  gint64 found = 0;
  guint32 day;

  *everywhere = !record;
  if (record && year >= 0)
    return nh_record_get_int64 (record, year);
  if (record && nh_record_get_int64 (record, plan))
    found = year_of (self, nh_entity_find ("plan"), nh_record_get_int64 (record, plan), everywhere);
  if (!record || found)
    return found;
  day = day_of (entity, record);
  *everywhere = !day;
  return day ? year_of_day (self, day) : 0;
}

/* Another school year than the chosen one hides the record: goes to its own. */
static void
show_year_of (NhWindow *self,
              const NhEntity *entity,
              gint64 id)
{
  gboolean everywhere;
  gint64 year = year_of (self, entity, id, &everywhere);
  gint64 chosen = nh_session_get_year (self->session);

  /* A plan without a year, and an activity outside of all, are shown among all of them. */
  if (!chosen || chosen == year || everywhere)
    return;
  for (guint i = 0; i < self->year_ids->len; i++)
    if (g_array_index (self->year_ids, gint64, i) == year)
      gtk_drop_down_set_selected (self->year, i);
}

/* Says so, behind the messages of the screen that was left. */
static void
tell_year (NhWindow *self,
           gint64 before)
{
  gint64 year = nh_session_get_year (self->session);
  g_autoptr (NhRecord) record = NULL;
  g_autofree char *text = NULL;

  if (year == before)
    return;
  if (year)
    record = nh_workbook_load (nh_session_get_workbook (self->session), nh_entity_find ("school_year"), year, NULL);
  text = record ? g_strdup_printf (_("Now showing the school year %s."), nh_record_text (record, "name"))
                : g_strdup (_("Now showing all school years."));
  nh_session_notify (self->session, text);
}

/* The table may stand on a tab that is not in front. */
static void
bring_to_front (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent; widget = parent, parent = gtk_widget_get_parent (widget))
    if (GTK_IS_STACK (parent))
      gtk_stack_set_visible_child (GTK_STACK (parent), widget);
}

/* Tables that stand on the tab of another screen. */
static const char *
page_of (const char *screen)
{
  static const char *const parts[][2] = {
    { "owed", "deadlines" },     { "dues", "deadlines" },         { "programmes", "training" },
    { "modules", "training" },   { "findings", "inspections" },   { "checklists", "inspections" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (screen, parts[i][0]))
      return parts[i][1];
  return screen;
}

/**
 * nh_window_show_record:
 * @entity: "unit", "person", "plan" and so on
 * @id: the key of a record
 *
 * Goes to the page of a plan, else to the table where the record stands, with the cursor on its
 * row. What hides it, another school year or a filter, is taken away, and the status bar says so.
 */
void
nh_window_show_record (NhWindow *self,
                       const char *entity,
                       gint64 id)
{
  const NhEntity *kind = nh_entity_find (entity);
  gint64 before = nh_session_get_year (self->session);
  NhGridScreen *table;

  show_year_of (self, kind, id);
  if (g_str_equal (entity, "plan"))
    {
      g_autofree char *page = g_strdup_printf ("plan:%" G_GINT64_FORMAT, id);

      nh_window_show_screen (self, page);
      if (NH_IS_PLAN_PAGE (gtk_stack_get_visible_child (self->screens)))
        nh_plan_page_focus (NH_PLAN_PAGE (gtk_stack_get_visible_child (self->screens)));
      tell_year (self, before);
      return;
    }
  nh_window_show_screen (self, page_of (nh_search_screen_of (kind)));
  tell_year (self, before);
  if (NH_IS_UNITS_PAGE (gtk_stack_get_visible_child (self->screens)))
    nh_units_page_show_list (NH_UNITS_PAGE (gtk_stack_get_visible_child (self->screens)));
  table = find_table (gtk_stack_get_visible_child (self->screens), entity);
  if (!table)
    return;
  bring_to_front (GTK_WIDGET (table));
  nh_session_set_active (self->session, GTK_WIDGET (table));
  nh_grid_screen_select_record (table, self->session, id);
}

/* The table of a screen, below @widget. */
static NhGridScreen *
find_screen (GtkWidget *widget,
             const char *id)
{
  NhGridScreen *found = NULL;

  if (NH_IS_GRID_SCREEN (widget))
    return g_str_equal (nh_grid_screen_get_spec (NH_GRID_SCREEN (widget))->id, id) ? NH_GRID_SCREEN (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_screen (child, id);
  return found;
}

/**
 * nh_window_show_rows:
 * @screen: "deadlines", "inspections" and so on
 * @plan: the key of a plan
 *
 * Goes to a screen and filters its table by the plan, where it can be.
 */
void
nh_window_show_rows (NhWindow *self,
                     const char *screen,
                     gint64 plan)
{
  gint64 before = nh_session_get_year (self->session);
  NhGridScreen *table;

  show_year_of (self, nh_entity_find ("plan"), plan);
  nh_window_show_screen (self, page_of (screen));
  tell_year (self, before);
  table = find_screen (gtk_stack_get_visible_child (self->screens), screen);
  if (!table)
    return;
  bring_to_front (GTK_WIDGET (table));
  nh_grid_screen_set_plan (table, plan);
  nh_session_set_active (self->session, GTK_WIDGET (table));
  nh_grid_screen_focus (table);
}

/**
 * nh_window_show_filtered:
 * @screen: "activities" and so on
 * @filters: (element-type NhListFilter): of columns
 *
 * Goes to the table of a screen; the filters take the place of those it had.
 */
void
nh_window_show_filtered (NhWindow *self,
                         const char *screen,
                         GArray *filters)
{
  NhGridScreen *table;
  NhRecordGridModel *model;

  nh_window_show_screen (self, page_of (screen));
  table = find_screen (gtk_stack_get_visible_child (self->screens), screen);
  if (!table)
    return;
  bring_to_front (GTK_WIDGET (table));
  nh_grid_screen_set_plan (table, 0);
  nh_grid_screen_clear_filters (table);
  model = nh_grid_screen_get_model (table);
  for (guint i = 0; i < filters->len; i++)
    {
      const NhListFilter *filter = &g_array_index (filters, NhListFilter, i);

      for (guint c = 0; c < nh_grid_model_get_n_columns (NH_GRID_MODEL (model)); c++)
        if (g_str_equal (nh_grid_model_get_column (NH_GRID_MODEL (model), c)->id, filter->field))
          nh_record_grid_model_set_filter (model, c, filter);
    }
  nh_session_set_active (self->session, GTK_WIDGET (table));
  nh_grid_screen_focus (table);
}

/* (internal) puts the palette over the screens; it is shown by the action "search" */
void
nh_window_install_palette (NhWindow *self)
{
  self->palette = NH_SEARCH_PALETTE (nh_search_palette_new (self->session));
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->palette));
}
