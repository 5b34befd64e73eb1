/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-roll-over-changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-roll-over.h"
#include "ui/nh-list-item.h"

/* Letters on either side of a change. */
#define AROUND 36

#define MODEL_KEY "nh-changes"

/* Of markup only the words are read. */
static char *
words_of (const char *markup)
{
  GString *out = g_string_new (NULL);

  for (const char *p = markup; *p; p++)
    {
      const char *end = *p == '<' ? strchr (p, '>') : NULL;

      if (end)
        p = end;
      else if (*p == '\n')
        g_string_append_c (out, ' ');
      else
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static gboolean
in_word (const char *p)
{
  return *p && *p != ' ';
}

/**
 * nh_roll_over_changes_describe:
 * @before: a text of a plan
 * @after: what becomes of it
 *
 * Returns: (transfer full): Pango markup: whole words around the first to the last difference, the old
 *   ones struck out, the new ones bold.
 */
char *
nh_roll_over_changes_describe (const char *before, const char *after)
{
  g_autofree char *old = words_of (before);
  g_autofree char *new = words_of (after);
  const char *a = old, *b = new;
  const char *a_end = old + strlen (old), *b_end = new + strlen (new);
  const char *head, *tail;
  g_autofree char *lead = NULL;
  g_autofree char *was = NULL;
  g_autofree char *becomes = NULL;
  g_autofree char *rest = NULL;

  while (*a && *a == *b)
    {
      a++;
      b++;
    }
  while (a > old && in_word (a - 1))
    {
      a--;
      b--;
    }
  while (a_end > a && b_end > b && a_end[-1] == b_end[-1])
    {
      a_end--;
      b_end--;
    }
  while (in_word (a_end))
    {
      a_end++;
      b_end++;
    }
  head = a;
  for (int i = 0; i < AROUND && head > old; i++)
    head = g_utf8_prev_char (head);
  while (head > old && head < a && in_word (head - 1))
    head++; /* begins with a whole word */
  tail = a_end;
  for (int i = 0; i < AROUND && *tail; i++)
    tail = g_utf8_next_char (tail);
  while (in_word (tail))
    tail++;
  lead = g_markup_escape_text (head, a - head);
  was = g_markup_escape_text (a, a_end - a);
  becomes = g_markup_escape_text (b, b_end - b);
  rest = g_markup_escape_text (a_end, tail - a_end);
  return g_strdup_printf ("%s%s<s>%s</s> → <b>%s</b>%s%s", head > old ? "… " : "", lead, was, becomes, rest,
                          *tail ? " …" : "");
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *where = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_label_set_width_chars (GTK_LABEL (where), 14);
  gtk_widget_add_css_class (where, "nh-field-label");
  gtk_widget_set_valign (where, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_use_markup (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (box, "nh-list-row");
  gtk_box_append (GTK_BOX (box), where);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

/* A row is "where", a newline, the markup. */
static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  g_auto (GStrv) parts
      = g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (item)), "\n", 2);
  GtkLabel *text = GTK_LABEL (gtk_widget_get_last_child (box));
  g_autofree char *spoken = NULL;

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), parts[0]);
  gtk_label_set_markup (text, parts[1]);
  spoken = g_strdup_printf ("%s: %s", parts[0], gtk_label_get_text (text));
  nh_list_item_name_row (item, spoken);
}

/** nh_roll_over_changes_new: Returns: (transfer floating): an empty list of changes. */
GtkWidget *
nh_roll_over_changes_new (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_object_set_data_full (G_OBJECT (scroller), MODEL_KEY, g_object_ref (model), g_object_unref);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Moves by itself"), -1);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

/** nh_roll_over_changes_fill: shows the changes of @list (nullable). */
void
nh_roll_over_changes_fill (GtkWidget *changes, GPtrArray *list)
{
  GtkStringList *model = g_object_get_data (G_OBJECT (changes), MODEL_KEY);
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; list && i < list->len; i++)
    {
      const NhRollChange *change = list->pdata[i];
      g_autofree char *text = nh_roll_over_changes_describe (change->before, change->after);
      g_autofree char *row = g_strdup_printf ("%s\n%s", _(change->where), text);

      g_strv_builder_add (rows, row);
    }
  texts = g_strv_builder_end (rows);
  gtk_string_list_splice (model, 0, g_list_model_get_n_items (G_LIST_MODEL (model)), (const char *const *) texts);
}
