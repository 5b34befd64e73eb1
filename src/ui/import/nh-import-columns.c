/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-columns.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-drop-down.h"

#define COLUMN_KEY "nh-column"
#define N_SAMPLES 3

struct _NhImportColumns
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkGrid *grid;
  NhImport *import;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhImportColumns, nh_import_columns, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
on_selected_cb (GtkDropDown *drop_down,
                GParamSpec *pspec,
                NhImportColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), COLUMN_KEY));
  guint selected = gtk_drop_down_get_selected (drop_down);
  guint n;
  const NhImportTarget *targets = nh_import_get_targets (self->import, &n);

  if (self->updating || selected >= n)
    return;
  nh_import_set_target (self->import, column, targets[selected].id);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The first texts of the column below the heading: they tell more than its name. */
static char *
make_samples (NhImportColumns *self,
              guint column)
{
  NhSheet *sheet = nh_import_get_sheet (self->import);
  GString *text = g_string_new (NULL);
  guint first;
  guint last;
  guint n = 0;

  nh_import_get_rows (self->import, &first, &last);
  for (guint row = first; row <= last && n < N_SAMPLES && row < first + 50; row++)
    {
      const char *cell = nh_sheet_get_text (sheet, row, column);

      if (!*cell)
        continue;
      g_string_append_printf (text, "%s%s", n ? " · " : "", cell);
      n++;
    }
  g_strdelimit (text->str, "\n\r\t", ' ');
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, *text ? text : NULL);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_targets (NhImportColumns *self,
              const NhImportColumn *column)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const NhImportTarget *targets = nh_import_get_targets (self->import, &n);
  guint selected = GTK_INVALID_LIST_POSITION;
  GtkWidget *drop_down;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (labels, targets[i].label);
      if (g_str_equal (targets[i].id, column->target))
        selected = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (drop_down));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_widget_set_size_request (drop_down, 190, -1);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (drop_down), COLUMN_KEY, GUINT_TO_POINTER (column->column));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self, 0);
  return drop_down;
}

static void
add_column (NhImportColumns *self,
            guint index,
            const NhImportColumn *column)
{
  g_autofree char *letters = nh_sheet_column_name (column->column);
  g_autofree char *samples = make_samples (self, column->column);
  g_autofree char *title = g_strdup_printf ("%s. %s", letters, *column->heading ? column->heading : _("without heading"));
  g_autofree char *name = g_strdup_printf (_("Column %s is"), title);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *targets = make_targets (self, column);

  gtk_box_append (GTK_BOX (texts), make_label (title, *column->target ? "nh-name" : NULL));
  gtk_box_append (GTK_BOX (texts), make_label (samples, "nh-field-label"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (targets), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, samples, -1);
  gtk_grid_attach (self->grid, texts, 0, (int) index, 1, 1);
  gtk_grid_attach (self->grid, targets, 1, (int) index, 1, 1);
}

static void
nh_import_columns_dispose (GObject *object)
{
  NhImportColumns *self = NH_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->import);
  G_OBJECT_CLASS (nh_import_columns_parent_class)->dispose (object);
}

static void
nh_import_columns_class_init (NhImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_import_columns_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
nh_import_columns_init (NhImportColumns *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->grid), 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/** nh_import_columns_new: Returns: (transfer floating): an empty list. */
GtkWidget *
nh_import_columns_new (void)
{
  return g_object_new (NH_TYPE_IMPORT_COLUMNS, NULL);
}

/** nh_import_columns_show: shows the columns of @import; %NULL: none. */
void
nh_import_columns_show (NhImportColumns *self,
                        NhImport *import)
{
  GtkWidget *child;

  self->updating = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
  g_set_object (&self->import, import);
  for (guint i = 0; import && i < nh_import_get_n_columns (import); i++)
    add_column (self, i, nh_import_get_column (import, i));
  self->updating = FALSE;
}
