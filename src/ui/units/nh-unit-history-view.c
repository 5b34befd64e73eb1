/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-history-view.h"

#include <glib/gi18n-lib.h>

#include "model/nh-unit-history.h"

struct _NhUnitHistoryView
{
  GtkWidget parent_instance;

  NhSession *session;
  NhUnitTimes *times; /* NULL: to be read again */
  GtkWidget *box;
  GtkGrid *lines;
  gint64 unit;
  guint update;
};

G_DEFINE_FINAL_TYPE (NhUnitHistoryView, nh_unit_history_view, GTK_TYPE_WIDGET)

static char *
kind_label (const char *kind)
{
  const NhEntity *entity = nh_entity_find ("unit");
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "kind")], kind);

  return g_strdup (choice ? _(choice->label) : kind);
}

static char *
describe_move (NhUnitHistoryView *self,
               const NhUnitEvent *event)
{
  const char *before = nh_unit_times_get_name (self->times, event->unit_before, event->day - 1);
  const char *after = nh_unit_times_get_name (self->times, event->unit_after, event->day);

  if (!*before)
    return g_strdup_printf (_("Managed by “%s”"), after);
  if (!*after)
    return g_strdup_printf (_("No longer managed by “%s”"), before);
  return g_strdup_printf (_("From “%s” to “%s”"), before, after);
}

static char *
describe_event (NhUnitHistoryView *self,
                const NhUnitEvent *event)
{
  const char *other = nh_unit_times_get_name (self->times, event->unit_after, event->day);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  switch (event->kind)
    {
    case NH_UNIT_EVENT_STARTED:
      return g_strdup (_("Begins"));
    case NH_UNIT_EVENT_RENAMED:
      return g_strdup_printf (_("Renamed from “%s” to “%s”"), event->before, event->after);
    case NH_UNIT_EVENT_KIND:
      before = kind_label (event->before);
      after = kind_label (event->after);
      return g_strdup_printf (_("Kind: %s → %s"), before, after);
    case NH_UNIT_EVENT_MOVED:
      return describe_move (self, event);
    case NH_UNIT_EVENT_AREA:
      return g_strdup_printf (_("Area: %s → %s"), *event->before ? event->before : "–",
                              *event->after ? event->after : "–");
    case NH_UNIT_EVENT_JOINED:
      return g_strdup_printf (_("Takes over from “%s”"), other);
    case NH_UNIT_EVENT_ENDED:
    default:
      return event->unit_after ? g_strdup_printf (_("Ends; followed by “%s”"), other) : g_strdup (_("Ends"));
    }
}

/* ", theo 1234/QĐ-UBND" */
static char *
with_decision (NhUnitHistoryView *self,
               const NhUnitEvent *event,
               const char *words)
{
  g_autoptr (NhRecord) decision = NULL;

  if (event->decision)
    decision = nh_workbook_load (nh_session_get_workbook (self->session), nh_entity_find ("legal_reference"),
                                 event->decision, NULL);
  /* Translators: what happened, and by which document */
  return decision ? g_strdup_printf (_("%s, by %s"), words, nh_record_text (decision, "number")) : g_strdup (words);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_line (NhUnitHistoryView *self,
          const NhUnitEvent *event,
          int row)
{
  g_autofree char *day = nh_day_format_short (event->day);
  g_autofree char *words = describe_event (self, event);
  g_autofree char *all = with_decision (self, event, words);
  GtkWidget *text = make_label (all, NULL);
  GtkWidget *when = make_label (day, "nh-field-label");

  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_wrap (GTK_LABEL (when), FALSE);
  gtk_grid_attach (self->lines, when, 0, row, 1, 1);
  gtk_grid_attach (self->lines, text, 1, row, 1, 1);
}

static void
update (NhUnitHistoryView *self)
{
  g_autoptr (GArray) events = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lines))))
    gtk_grid_remove (self->lines, child);
  if (self->unit && !self->times)
    self->times = nh_unit_times_load (nh_session_get_workbook (self->session), NULL);
  if (self->unit && self->times)
    events = nh_unit_times_events (self->times, self->unit);
  for (guint i = 0; events && i < events->len; i++)
    add_line (self, &g_array_index (events, NhUnitEvent, i), (int) i);
  gtk_widget_set_visible (GTK_WIDGET (self), events && events->len > 0);
}

static gboolean
on_update_cb (gpointer data)
{
  NhUnitHistoryView *self = data;

  self->update = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
on_workbook_changed_cb (NhUnitHistoryView *self,
                        GArray *changes)
{
  if (!nh_session_changes_touch (changes, "unit") && !nh_session_changes_touch (changes, "unit_state"))
    return;
  g_clear_pointer (&self->times, nh_unit_times_free);
  if (self->unit && !self->update)
    self->update = g_idle_add (on_update_cb, self);
}

static void
nh_unit_history_view_dispose (GObject *object)
{
  NhUnitHistoryView *self = NH_UNIT_HISTORY_VIEW (object);

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->times, nh_unit_times_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_unit_history_view_parent_class)->dispose (object);
}

static void
nh_unit_history_view_class_init (NhUnitHistoryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_unit_history_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_unit_history_view_init (NhUnitHistoryView *self)
{
}

/**
 * nh_unit_history_view_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): a view without a unit; it hides itself while there is nothing to tell.
 */
GtkWidget *
nh_unit_history_view_new (NhSession *session)
{
  NhUnitHistoryView *self = g_object_new (NH_TYPE_UNIT_HISTORY_VIEW, NULL);
  GtkWidget *title = make_label (_("History"), "nh-title");

  self->session = g_object_ref (session);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->lines = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->lines, 9);
  gtk_grid_set_row_spacing (self->lines, 6);
  gtk_widget_set_margin_top (self->box, 12);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->lines));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_unit_history_view_set_unit: shows the history of @unit; 0: none. */
void
nh_unit_history_view_set_unit (NhUnitHistoryView *self,
                               gint64 unit)
{
  if (unit == self->unit)
    return;
  self->unit = unit;
  update (self);
}
