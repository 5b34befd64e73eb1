/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other units manage the chosen ones from a day on.
 */
#include "ui/units/nh-unit-move-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-field-entry.h"
#include "ui/units/nh-unit-dialog.h"

#define MOST_NAMES 3

typedef struct
{
  NhUnitDialog base;
  GArray *units;
  GtkWidget *target;
  GtkWidget *from;
  GtkWidget *decision;
} MoveDialog;

/* "TH An Lập, TH Định An và 5 đơn vị khác" */
static char *
list_names (MoveDialog *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->units->len && i < MOST_NAMES; i++)
    g_string_append_printf (list, "%s%s", i ? ", " : "",
                            nh_unit_times_get_name (self->base.times, g_array_index (self->units, gint64, i),
                                                    G_MAXUINT32));
  if (self->units->len > MOST_NAMES)
    {
      guint n = self->units->len - MOST_NAMES;

      g_string_append_c (list, ' ');
      g_string_append_printf (list, ngettext ("and %u other", "and %u others", n), n);
    }
  return g_string_free (list, FALSE);
}

static gboolean
read_entries (MoveDialog *self,
              gint64 *target,
              guint32 *from,
              GError **error)
{
  return nh_field_entry_get_record (self->target, target, error) && nh_field_entry_get_day (self->from, from, error) &&
         nh_unit_decision_check (gtk_editable_get_text (GTK_EDITABLE (self->decision)), error);
}

static char *
describe (NhUnitDialog *base,
          GError **error)
{
  MoveDialog *self = (MoveDialog *) base;
  g_autofree char *names = NULL;
  g_autofree char *day = NULL;
  const char *to;
  gint64 target;
  guint32 from;

  if (!read_entries (self, &target, &from, error) ||
      !nh_units_move_check (base->times, (const gint64 *) (gpointer) self->units->data, self->units->len, target, from,
                            error))
    return NULL;
  names = list_names (self);
  day = nh_day_format_short (from);
  to = target ? nh_unit_times_get_name (base->times, target, G_MAXUINT32) : _("(nobody)");
  if (from)
    return g_strdup_printf (_("From %s on managed by %s: %s. Before that day they stay where they were."), day, to,
                            names);
  return g_strdup_printf (_("A correction, no history is kept: %s were always managed by %s. Type the first day to keep "
                            "what was."),
                          names, to);
}

static gboolean
run (NhUnitDialog *base,
     GError **error)
{
  MoveDialog *self = (MoveDialog *) base;
  gint64 target;
  guint32 from;

  return read_entries (self, &target, &from, error) &&
         nh_units_move (base->workbook, (const gint64 *) (gpointer) self->units->data, self->units->len, target, from,
                        gtk_editable_get_text (GTK_EDITABLE (self->decision)), error);
}

static void
clear (NhUnitDialog *base)
{
  g_clear_pointer (&((MoveDialog *) base)->units, g_array_unref);
}

/**
 * nh_unit_move_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @units: (element-type gint64): those to move
 * @target: who shall manage them, if it is known; 0: asked for
 *
 * Asks where units go and from which day on, and moves them as one step of undo.
 */
void
nh_unit_move_dialog_show (GtkWidget *parent,
                          NhSession *session,
                          const GArray *units,
                          gint64 target)
{
  MoveDialog *self = nh_unit_dialog_new (sizeof *self, parent, session, _("Move under another unit"), _("_Move"));
  g_autofree char *names = NULL;
  GtkWidget *label;

  if (!self)
    return;
  self->units = g_array_copy ((GArray *) units);
  self->base.describe = describe;
  self->base.run = run;
  self->base.clear = clear;
  names = list_names (self);
  label = gtk_label_new (names);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  nh_unit_dialog_add_widget (&self->base, ngettext ("Unit:", "Units:", units->len), label);
  self->target = nh_unit_dialog_add_field (&self->base, _("_To:"), "parent");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->target), _("who manages it; empty: nobody"));
  self->from = nh_unit_dialog_add_day (&self->base, _("_From:"), _("first day; empty: a correction"));
  self->decision = nh_unit_dialog_add_decision (&self->base);
  if (target)
    gtk_editable_set_text (GTK_EDITABLE (self->target), nh_unit_times_get_name (self->base.times, target, G_MAXUINT32));
  nh_unit_dialog_present (&self->base, target ? self->from : self->target);
}
