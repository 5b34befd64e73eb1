/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/table/nh-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "model/nh-field-values.h"

/* Values named in a chip; its tooltip names more. */
#define NAMED 3

struct _NhFilterBar
{
  GtkWidget parent_instance;

  NhRecordGridModel *model;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (NhFilterBar, nh_filter_bar, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
describe_values (const NhField *field,
                 const NhListFilter *filter,
                 guint limit)
{
  guint n = g_strv_length ((char **) filter->values);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, limit); i++)
    {
      g_autofree char *label = nh_field_value_label (field, filter->values[i]);

      g_string_append_printf (text, "%s%s", i ? ", " : "", label);
    }
  if (n > limit)
    return g_strdup_printf (_("%s and %u more"), text->str, n - limit);
  return g_strdup (text->str);
}

static char *
describe (const NhField *field,
          const NhListFilter *filter,
          guint limit)
{
  g_autofree char *values = filter->values ? describe_values (field, filter, limit) : NULL;

  switch (filter->kind)
    {
    case NH_FILTER_NONE_OF:
      /* Translators: a column and the values that are left out */
      return g_strdup_printf (_("%s: without %s"), _(field->label), values);
    case NH_FILTER_CONTAINS:
      return g_strdup_printf (_("%s: contains “%s”"), _(field->label), filter->value);
    case NH_FILTER_RANGE:
      if (!filter->to)
        return g_strdup_printf (_("%s: from %s"), _(field->label), filter->from);
      if (!filter->from)
        return g_strdup_printf (_("%s: to %s"), _(field->label), filter->to);
      return g_strdup_printf (_("%s: from %s to %s"), _(field->label), filter->from, filter->to);
    case NH_FILTER_ANY_OF:
    case NH_FILTER_IS:
    default:
      return g_strdup_printf ("%s: %s", _(field->label), values ? values : filter->value);
    }
}

/**
 * nh_filter_bar_describe:
 * @field: a field
 * @filter: what the user chose of it
 *
 * Returns: (transfer full): the filter in words: "Kind: Primary school, Kindergarten".
 */
char *
nh_filter_bar_describe (const NhField *field,
                        const NhListFilter *filter)
{
  return describe (field, filter, NAMED);
}

static void
tell (NhFilterBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chip_clicked_cb (GtkWidget *chip,
                    NhFilterBar *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "column"));

  nh_record_grid_model_set_filter (self->model, column, NULL);
  tell (self);
}

static void
on_group_clicked_cb (NhFilterBar *self)
{
  nh_grid_model_set_group (NH_GRID_MODEL (self->model), G_MAXUINT);
  tell (self);
}

static void
on_all_clicked_cb (NhFilterBar *self)
{
  nh_record_grid_model_set_filter (self->model, G_MAXUINT, NULL);
  tell (self);
}

static GtkWidget *
add_chip (NhFilterBar *self,
          const char *icon,
          const char *text,
          const char *tooltip)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_box_append (GTK_BOX (inner), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (inner), label);
  gtk_box_append (GTK_BOX (inner), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), inner);
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_widget_add_css_class (chip, "nh-filter-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  gtk_box_append (GTK_BOX (self->box), chip);
  return chip;
}

static void
add_filters (NhFilterBar *self)
{
  guint n = nh_grid_model_get_n_columns (NH_GRID_MODEL (self->model));
  GtkWidget *all;

  for (guint i = 0; i < n; i++)
    {
      const NhListFilter *filter = nh_record_grid_model_get_filter (self->model, i);
      g_autofree char *text = NULL;
      g_autofree char *whole = NULL;
      g_autofree char *tooltip = NULL;
      GtkWidget *chip;

      if (!filter)
        continue;
      text = describe (nh_record_grid_model_get_field (self->model, i), filter, NAMED);
      whole = describe (nh_record_grid_model_get_field (self->model, i), filter, 20);
      tooltip = g_strdup_printf (_("%s\nClick to take this filter away"), whole);
      chip = add_chip (self, "nh-filter-symbolic", text, tooltip);
      g_object_set_data (G_OBJECT (chip), "column", GUINT_TO_POINTER (i));
      g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked_cb), self, 0);
    }
  if (!nh_record_grid_model_has_filters (self->model))
    return;
  all = gtk_button_new_with_mnemonic (_("Clear all _filters"));
  gtk_widget_add_css_class (all, "flat");
  gtk_box_append (GTK_BOX (self->box), all);
  g_signal_connect_object (all, "clicked", G_CALLBACK (on_all_clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
add_group (NhFilterBar *self)
{
  guint column = nh_grid_model_get_group (NH_GRID_MODEL (self->model));
  g_autofree char *text = NULL;
  GtkWidget *chip;

  if (column == G_MAXUINT)
    return;
  text = g_strdup_printf (_("Grouped by: %s"), _(nh_record_grid_model_get_field (self->model, column)->label));
  chip = add_chip (self, "nh-group-symbolic", text, _("Click to show the rows without groups"));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_group_clicked_cb), self, G_CONNECT_SWAPPED);
}

static void
nh_filter_bar_dispose (GObject *object)
{
  NhFilterBar *self = NH_FILTER_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (nh_filter_bar_parent_class)->dispose (object);
}

static void
nh_filter_bar_class_init (NhFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_filter_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_filter_bar_init (NhFilterBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "nh-filter-bar");
}

/**
 * nh_filter_bar_new:
 * @model: the rows of a screen
 *
 * Returns: (transfer floating): what is filtered and grouped there.
 */
GtkWidget *
nh_filter_bar_new (NhRecordGridModel *model)
{
  NhFilterBar *self = g_object_new (NH_TYPE_FILTER_BAR, NULL);

  self->model = g_object_ref (model);
  nh_filter_bar_update (self);
  return GTK_WIDGET (self);
}

/** nh_filter_bar_update: says what holds now. */
void
nh_filter_bar_update (NhFilterBar *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  add_group (self);
  add_filters (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}
