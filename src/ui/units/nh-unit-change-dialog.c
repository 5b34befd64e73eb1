/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Từ ngày 01/9/2024 đổi tên thành …, theo Quyết định …"
 */
#include "ui/units/nh-unit-change-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-field-entry.h"
#include "ui/units/nh-unit-dialog.h"

typedef struct
{
  NhUnitDialog base;
  gint64 unit;
  GtkWidget *from;
  GtkWidget *name;
  GtkWidget *short_name;
  GtkWidget *kind;
  GtkWidget *area;
  GtkWidget *decision;
} ChangeDialog;

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static gboolean
read_entries (ChangeDialog *self,
              NhUnitChange *change,
              guint32 *from,
              GError **error)
{
  *change = (NhUnitChange) {
    .name = text_of (self->name),
    .short_name = text_of (self->short_name),
    .kind = nh_unit_dialog_get_kind (self->kind),
    .area = text_of (self->area),
  };
  return nh_field_entry_get_day (self->from, from, error);
}

static char *
describe (NhUnitDialog *base,
          GError **error)
{
  ChangeDialog *self = (ChangeDialog *) base;
  GString *words;
  NhUnitChange change;
  NhUnitOnDay old;
  guint32 from;
  g_autofree char *day = NULL;

  if (!read_entries (self, &change, &from, error) ||
      !nh_unit_decision_check (text_of (self->decision), error) ||
      !nh_unit_change_check (base->times, self->unit, from, &change, error))
    return NULL;
  if (!from)
    return g_strdup (_("A correction: it always was so, no history is kept. Type the first day to keep the old name "
                       "in the history."));
  nh_unit_times_get (base->times, self->unit, from, &old);
  day = nh_day_format_short (from);
  words = g_string_new (NULL);
  if (!g_str_equal (old.name, change.name))
    g_string_append_printf (words, _("From %s on “%s” is called “%s”. The old name is still found."), day, old.name,
                            change.name);
  else
    g_string_append_printf (words, _("From %s on “%s” is as above; before it stays as it was."), day, old.name);
  if (from > nh_unit_today ())
    g_string_append_printf (words, " %s", _("That day is still to come: the list shows the new values at once, the tree "
                                            "of today the old ones."));
  return g_string_free (words, FALSE);
}

static gboolean
run (NhUnitDialog *base,
     GError **error)
{
  ChangeDialog *self = (ChangeDialog *) base;
  NhUnitChange change;
  guint32 from;

  return read_entries (self, &change, &from, error) &&
         nh_unit_change (base->workbook, self->unit, from, &change, text_of (self->decision), error);
}

/**
 * nh_unit_change_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @unit: the unit to change
 *
 * Asks for another name, kind or area from a day on, and stores it as one step of undo.
 */
void
nh_unit_change_dialog_show (GtkWidget *parent,
                            NhSession *session,
                            gint64 unit)
{
  ChangeDialog *self = nh_unit_dialog_new (sizeof *self, parent, session, _("Change name or kind"), _("Ch_ange"));
  NhUnitOnDay now;

  if (!self || !nh_unit_times_get (self->base.times, unit, G_MAXUINT32, &now))
    return;
  self->unit = unit;
  self->base.describe = describe;
  self->base.run = run;
  self->name = nh_unit_dialog_add_field (&self->base, _("New _name:"), "name");
  self->short_name = nh_unit_dialog_add_field (&self->base, _("_Short name:"), "short_name");
  self->kind = nh_unit_dialog_add_kind (&self->base, _("_Kind:"), now.kind);
  self->area = nh_unit_dialog_add_field (&self->base, _("A_rea:"), "area");
  self->from = nh_unit_dialog_add_day (&self->base, _("_From:"), _("first day; empty: a correction"));
  self->decision = nh_unit_dialog_add_decision (&self->base);
  gtk_editable_set_text (GTK_EDITABLE (self->name), now.name);
  gtk_editable_set_text (GTK_EDITABLE (self->short_name), now.short_name);
  gtk_editable_set_text (GTK_EDITABLE (self->area), now.area);
  nh_unit_dialog_present (&self->base, self->name);
}
