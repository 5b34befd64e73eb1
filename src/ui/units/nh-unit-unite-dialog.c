/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Hai trường nhập làm một": which units, from when on, and who goes on.
 */
#include "ui/units/nh-unit-unite-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/nh-field-entry.h"
#include "ui/units/nh-unit-dialog.h"

#define N_MOST 6

typedef struct
{
  NhUnitDialog base;
  GtkWidget *units[N_MOST];
  guint n_units;
  GtkWidget *last_day;
  GtkWidget *into;
  GtkWidget *name;
  GtkWidget *short_name;
  GtkWidget *kind;
  GtkWidget *decision;
  GtkWidget *people;
  GtkWidget *clusters;
  gint64 keys[N_MOST]; /* as read last */
  guint n_keys;
} UniteDialog;

static const char *
text_of (GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  return *text ? text : NULL;
}

/* The choices of who goes on: a new unit, then the units above in their order. */
static void
update_into (UniteDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->into));

  gtk_string_list_append (labels, _("A new unit"));
  for (guint i = 0; i < self->n_keys; i++)
    {
      g_autofree char *label = g_strdup_printf (_("%s goes on"),
                                                nh_unit_times_get_name (self->base.times, self->keys[i], G_MAXUINT32));

      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->into), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->into), selected <= self->n_keys ? selected : 0);
}

/* The one that goes on keeps its kind, unless another is chosen after. */
static void
on_into_selected_cb (UniteDialog *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->into));
  NhUnitOnDay now;

  if (selected > 0 && selected <= self->n_keys &&
      nh_unit_times_get (self->base.times, self->keys[selected - 1], G_MAXUINT32, &now))
    nh_unit_dialog_set_kind (self->kind, now.kind);
}

static gboolean
read_units (UniteDialog *self,
            GError **error)
{
  gint64 keys[N_MOST];
  guint n = 0;

  for (guint i = 0; i < self->n_units; i++)
    {
      if (!nh_field_entry_get_record (self->units[i], &keys[n], error))
        return FALSE;
      n += keys[n] != 0;
    }
  if (n != self->n_keys || memcmp (keys, self->keys, n * sizeof (gint64)) != 0)
    {
      memcpy (self->keys, keys, n * sizeof (gint64));
      self->n_keys = n;
      update_into (self);
    }
  return TRUE;
}

static gboolean
read_entries (UniteDialog *self,
              NhUnitUnion *united,
              GError **error)
{
  guint into;

  *united = (NhUnitUnion) { 0 };
  if (!read_units (self, error) || !nh_field_entry_get_day (self->last_day, &united->last_day, error))
    return FALSE;
  into = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->into));
  united->units = self->keys;
  united->n_units = self->n_keys;
  united->into = into > 0 && into <= self->n_keys ? self->keys[into - 1] : 0;
  united->name = text_of (self->name);
  united->short_name = text_of (self->short_name);
  united->kind = nh_unit_dialog_get_kind (self->kind);
  united->decision = text_of (self->decision);
  united->with_people = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->people));
  united->with_clusters = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->clusters));
  return TRUE;
}

static char *
describe (NhUnitDialog *base,
          GError **error)
{
  UniteDialog *self = (UniteDialog *) base;
  NhUnitUnion united;

  if (!read_entries (self, &united, error) || !nh_units_unite_check (base->times, &united, error))
    return NULL;
  return nh_units_unite_describe (base->workbook, base->times, &united);
}

static gboolean
run (NhUnitDialog *base,
     GError **error)
{
  UniteDialog *self = (UniteDialog *) base;
  NhUnitUnion united;

  return read_entries (self, &united, error) && nh_units_unite (base->workbook, &united, error) != 0;
}

static GtkWidget *
make_check (const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  return check;
}

static void
add_units (UniteDialog *self,
           const GArray *units)
{
  self->n_units = CLAMP (units->len + (units->len < 2), 2, N_MOST);
  for (guint i = 0; i < self->n_units; i++)
    {
      g_autofree char *label = g_strdup_printf (_("Unit %u:"), i + 1);

      self->units[i] = nh_unit_dialog_add_field (&self->base, label, "parent");
      if (i < units->len)
        gtk_editable_set_text (GTK_EDITABLE (self->units[i]),
                               nh_unit_times_get_name (self->base.times, g_array_index (units, gint64, i),
                                                       G_MAXUINT32));
    }
}

/**
 * nh_unit_unite_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @units: (element-type gint64): those that were chosen
 *
 * Asks which units become one, and unites them as one step of undo.
 */
void
nh_unit_unite_dialog_show (GtkWidget *parent,
                           NhSession *session,
                           const GArray *units)
{
  UniteDialog *self;
  NhUnitOnDay first = { .kind = "primary" };
  GtkWidget *checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self = nh_unit_dialog_new (sizeof *self, parent, session, _("Unite units"), _("_Unite"));
  if (!self)
    {
      g_object_ref_sink (checks);
      g_object_unref (checks);
      return;
    }
  self->base.describe = describe;
  self->base.run = run;
  add_units (self, units);
  if (units->len)
    nh_unit_times_get (self->base.times, g_array_index (units, gint64, 0), G_MAXUINT32, &first);
  self->last_day = nh_unit_dialog_add_day (&self->base, _("_Last day apart:"), _("for example 31/8/2025"));
  self->into = gtk_drop_down_new (NULL, NULL);
  nh_unit_dialog_add_widget (&self->base, _("United _as:"), self->into);
  nh_unit_dialog_watch (&self->base, self->into, "notify::selected");
  self->name = nh_unit_dialog_add_field (&self->base, _("_Name of the united unit:"), "name");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->name), _("empty: the one that goes on keeps its name"));
  self->short_name = nh_unit_dialog_add_field (&self->base, _("_Short name:"), "short_name");
  self->kind = nh_unit_dialog_add_kind (&self->base, _("_Kind:"), first.kind);
  self->decision = nh_unit_dialog_add_decision (&self->base);
  self->people = make_check (_("_People go along, their earlier unit stays in their history"));
  self->clusters = make_check (_("It takes the place of the ended units in _clusters"));
  gtk_box_append (GTK_BOX (checks), self->people);
  gtk_box_append (GTK_BOX (checks), self->clusters);
  gtk_box_insert_child_after (GTK_BOX (self->base.content), checks, GTK_WIDGET (self->base.lines));
  nh_unit_dialog_watch (&self->base, self->people, "toggled");
  nh_unit_dialog_watch (&self->base, self->clusters, "toggled");
  update_into (self);
  g_signal_connect_swapped (self->into, "notify::selected", G_CALLBACK (on_into_selected_cb), self);
  nh_unit_dialog_present (&self->base, units->len < 2 ? self->units[1] : self->last_day);
}
