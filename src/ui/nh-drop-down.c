/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-drop-down.h"

#include "ui/nh-list-item.h"

static void
on_setup_choice_cb (GtkSignalListItemFactory *factory,
                    GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_item_set_child (item, label);
}

static void
on_setup_row_cb (GtkSignalListItemFactory *factory,
                 GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_choice_cb (GtkSignalListItemFactory *factory,
                   GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  nh_list_item_name_row (item, text);
}

/**
 * nh_drop_down_let_shrink:
 * @drop_down: a drop-down over a GtkStringList
 *
 * The button may be narrower than its longest choice; the open list shows them whole.
 */
void
nh_drop_down_let_shrink (GtkDropDown *drop_down)
{
  GCallback setups[] = { G_CALLBACK (on_setup_choice_cb), G_CALLBACK (on_setup_row_cb) };

  for (guint i = 0; i < G_N_ELEMENTS (setups); i++)
    {
      g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", setups[i], NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_choice_cb), NULL);
      if (i == 0)
        gtk_drop_down_set_factory (drop_down, factory);
      else
        gtk_drop_down_set_list_factory (drop_down, factory);
    }
}
