/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/compat/nh-color.h"

/* More is not read by anybody; the number of all is told. */
#define MAX_ROWS 400

struct _NhDifferenceView
{
  GtkWidget parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (NhDifferenceView, nh_difference_view, GTK_TYPE_WIDGET)

/* Signs besides colours: for colour-blind eyes and black-and-white prints. */
static const char *
kind_sign (NhDifferenceKind kind)
{
  switch (kind)
    {
    case NH_DIFFERENCE_ADDED:
      return "＋";
    case NH_DIFFERENCE_REMOVED:
      return "−";
    case NH_DIFFERENCE_MOVED:
      return "↕";
    case NH_DIFFERENCE_RENUMBERED:
      return "№";
    case NH_DIFFERENCE_STYLE:
      return "Aa";
    case NH_DIFFERENCE_CHANGED:
      break;
    }
  return "≠";
}

static const char *
kind_class (NhDifferenceKind kind)
{
  switch (kind)
    {
    case NH_DIFFERENCE_ADDED:
      return "added";
    case NH_DIFFERENCE_REMOVED:
      return "removed";
    case NH_DIFFERENCE_CHANGED:
      return "changed";
    case NH_DIFFERENCE_MOVED:
    case NH_DIFFERENCE_RENUMBERED:
    case NH_DIFFERENCE_STYLE:
      break;
    }
  return "minor";
}

static gboolean
is_dark (GtkWidget *widget)
{
  GdkRGBA color;

  nh_compat_get_color (widget, &color);
  return color.red + color.green + color.blue > 1.5;
}

/* Okabe–Ito's vermilion struck through, its blue underlined, both darkened or lightened for contrast. */
static char *
runs_to_markup (GPtrArray *runs, gboolean dark)
{
  GString *out = g_string_new (NULL);
  const char *gone = dark ? "#ff9c63" : "#a83f00";
  const char *come = dark ? "#79bdf2" : "#005a94";

  for (guint i = 0; i < runs->len; i++)
    {
      const NhDiffRun *run = g_ptr_array_index (runs, i);
      g_autofree char *escaped = g_markup_escape_text (run->text, -1);

      if (run->op == NH_DIFF_DELETE)
        g_string_append_printf (out, "<span foreground=\"%s\" strikethrough=\"true\">%s</span>", gone, escaped);
      else if (run->op == NH_DIFF_INSERT)
        g_string_append_printf (out, "<span foreground=\"%s\" underline=\"single\" weight=\"bold\">%s</span>", come, escaped);
      else
        g_string_append (out, escaped);
      /* What was deleted may end without a blank: what took its place stands apart. */
      if (run->op == NH_DIFF_DELETE && i + 1 < runs->len && !g_ascii_isspace (run->text[strlen (run->text) - 1])
          && ((const NhDiffRun *) g_ptr_array_index (runs, i + 1))->op == NH_DIFF_INSERT)
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
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

static GtkWidget *
make_chip (const NhDifference *difference)
{
  g_autofree char *text = g_strdup_printf ("%s %s", kind_sign (difference->kind), nh_difference_kind_label (difference->kind));
  const char *classes[] = { "nh-chip", "nh-difference", kind_class (difference->kind), NULL };
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_set_css_classes (chip, classes);
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (chip), 10);
  gtk_label_set_xalign (GTK_LABEL (chip), 0);
  return chip;
}

static GtkWidget *
make_row (const NhDifference *difference, gboolean dark)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *where = *difference->place ? g_strdup_printf ("%s · %s", difference->what, difference->place)
                                               : g_strdup (difference->what);
  g_autofree char *markup = runs_to_markup (difference->runs, dark);
  g_autofree char *spoken = nh_difference_to_text (difference);

  gtk_box_append (GTK_BOX (texts), make_label (where, "nh-field-label"));
  if (*markup)
    {
      GtkWidget *words = make_label (NULL, NULL);

      gtk_label_set_markup (GTK_LABEL (words), markup);
      gtk_label_set_selectable (GTK_LABEL (words), TRUE);
      gtk_widget_set_focusable (words, FALSE);
      gtk_box_append (GTK_BOX (texts), words);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), make_chip (difference));
  gtk_box_append (GTK_BOX (line), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/** nh_difference_view_set: shows @differences (element-type NhDifference) (nullable). */
void
nh_difference_view_set (NhDifferenceView *self, GPtrArray *differences)
{
  gboolean dark = is_dark (GTK_WIDGET (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; differences && i < differences->len && i < MAX_ROWS; i++)
    gtk_list_box_append (self->list, make_row (differences->pdata[i], dark));
  gtk_widget_set_visible (GTK_WIDGET (self->list), differences && differences->len > 0);
}

static void
nh_difference_view_dispose (GObject *object)
{
  NhDifferenceView *self = NH_DIFFERENCE_VIEW (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (nh_difference_view_parent_class)->dispose (object);
}

static void
nh_difference_view_class_init (NhDifferenceViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_difference_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_difference_view_init (NhDifferenceView *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-lines");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-differences");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Differences"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/** nh_difference_view_new: Returns: (transfer floating): an empty list. */
GtkWidget *
nh_difference_view_new (void)
{
  return g_object_new (NH_TYPE_DIFFERENCE_VIEW, NULL);
}
