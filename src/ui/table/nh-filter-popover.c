/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/table/nh-filter-popover.h"

#include <glib/gi18n-lib.h>

#include "model/nh-field-values.h"
#include "ui/nh-language.h"
#include "ui/nh-list-item.h"

/* Values shown at once; the search finds the others. */
#define LIMIT 1000

struct _NhFilterPopover
{
  GtkPopover parent_instance;

  NhRecordGridModel *model;
  guint column;
  const NhField *field;

  GtkWidget *box;
  GtkWidget *note;

  /* By values */
  GtkWidget *search;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkStringList *rows;    /* one a value; their texts are not looked at */
  GPtrArray *values;      /* of NhFieldValue */
  GHashTable *checks;     /* row + 1 -> its check button */
  gboolean more;          /* there are others */
  gboolean all;           /* every value is chosen but the marked ones; else only those */
  GHashTable *marked;
  GCancellable *loading;

  /* By numbers, or by a part of the text */
  GtkWidget *from;
  GtkWidget *to;
};

G_DEFINE_FINAL_TYPE (NhFilterPopover, nh_filter_popover, GTK_TYPE_POPOVER)

static gboolean
is_checked (NhFilterPopover *self,
            const NhFieldValue *value)
{
  return self->all != g_hash_table_contains (self->marked, value->value);
}

static void
set_checked (NhFilterPopover *self,
             const NhFieldValue *value,
             gboolean checked)
{
  if (checked != self->all)
    g_hash_table_add (self->marked, g_strdup (value->value));
  else
    g_hash_table_remove (self->marked, value->value);
}

static void
say (NhFilterPopover *self,
     const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text ? text : "");
  gtk_widget_set_visible (self->note, text != NULL);
}

static const char *
searched (NhFilterPopover *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/* The list. */

static void
show_check (NhFilterPopover *self,
            guint row)
{
  GtkWidget *check = g_hash_table_lookup (self->checks, GUINT_TO_POINTER (row + 1));

  if (check)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_checked (self, self->values->pdata[row]));
}

static void
toggle (NhFilterPopover *self,
        guint row)
{
  if (!self->values || row >= self->values->len)
    return;
  set_checked (self, self->values->pdata[row], !is_checked (self, self->values->pdata[row]));
  show_check (self, row);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item,
             NhFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_hexpand (check, TRUE);
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem *item,
            NhFilterPopover *self)
{
  guint row = gtk_list_item_get_position (item);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *count = gtk_widget_get_next_sibling (check);
  NhFieldValue *value = self->values->pdata[row];
  g_autofree char *number = nh_language_format_count (value->count);

  gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (check))), value->label);
  gtk_widget_set_tooltip_text (check, value->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, value->label, -1);
  nh_list_item_name_row (item, value->label);
  gtk_label_set_text (GTK_LABEL (count), number);
  g_hash_table_insert (self->checks, GUINT_TO_POINTER (row + 1), check);
  show_check (self, row);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              NhFilterPopover *self)
{
  g_hash_table_remove (self->checks, GUINT_TO_POINTER (gtk_list_item_get_position (item) + 1));
}

static void
on_activate_cb (GtkListView *list,
                guint row,
                NhFilterPopover *self)
{
  toggle (self, row);
}

static void
show_values (NhFilterPopover *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  guint n = self->values ? self->values->len : 0;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, ((NhFieldValue *) self->values->pdata[i])->label);
  texts = g_strv_builder_end (builder);
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                          (const char *const *) texts);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), CLAMP (n * 23 + 4, 60, 240));
  if (n == 0)
    say (self, _("No value has these letters."));
  else if (self->more)
    say (self, _("These are the 1,000 most frequent values. Type to find others."));
  else
    say (self, NULL);
}

static void
on_values_cb (GObject *list,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (NhFilterPopover) self = data;
  g_autoptr (GError) error = NULL;
  gboolean more;
  GPtrArray *values = nh_field_values_load_finish (result, &more, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->list ||
      g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_clear_pointer (&values, g_ptr_array_unref);
      return;
    }
  if (!values)
    {
      say (self, error->message);
      return;
    }
  /* The rows go before the values that they show. */
  gtk_string_list_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), NULL);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = values;
  self->more = more;
  show_values (self);
}

static void
load (NhFilterPopover *self)
{
  int field = NH_FIELD (nh_list_model_get_entity (nh_record_grid_model_get_list (self->model)), self->field->name);

  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  if (!self->values)
    say (self, _("Counting…"));
  nh_field_values_load (nh_record_grid_model_get_list (self->model), field, searched (self), LIMIT, self->loading,
                        on_values_cb, g_object_ref (self));
}

/* Without a search all values, those beyond the limit too; else the ones in sight. */
static void
check_all (NhFilterPopover *self,
           gboolean checked)
{
  if (!*searched (self))
    {
      self->all = checked;
      g_hash_table_remove_all (self->marked);
    }
  for (guint i = 0; self->values && i < self->values->len; i++)
    {
      set_checked (self, self->values->pdata[i], checked);
      show_check (self, i);
    }
}

static void
on_all_cb (NhFilterPopover *self)
{
  check_all (self, TRUE);
}

static void
on_none_cb (NhFilterPopover *self)
{
  check_all (self, FALSE);
}

/* What is chosen. */

static void
finish (NhFilterPopover *self,
        const NhListFilter *filter)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  nh_record_grid_model_set_filter (self->model, self->column, filter);
}

static void
apply_values (NhFilterPopover *self,
              NhFilterKind kind,
              GPtrArray *values)
{
  NhListFilter filter = { .kind = kind };

  g_ptr_array_add (values, NULL);
  filter.values = (const char *const *) values->pdata;
  finish (self, &filter);
}

/* Only a search was typed: the rows that it finds. */
static void
apply_search (NhFilterPopover *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  NhListFilter contains = { .kind = NH_FILTER_CONTAINS, .value = searched (self) };

  if (self->more)
    {
      finish (self, &contains);
      return;
    }
  for (guint i = 0; self->values && i < self->values->len; i++)
    g_ptr_array_add (found, ((NhFieldValue *) self->values->pdata[i])->value);
  if (found->len)
    apply_values (self, NH_FILTER_ANY_OF, found);
}

/* All values are in sight: the shorter of both lists is kept. */
static void
apply_complete (NhFilterPopover *self)
{
  g_autoptr (GPtrArray) in = g_ptr_array_new ();
  g_autoptr (GPtrArray) out = g_ptr_array_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      NhFieldValue *value = self->values->pdata[i];

      g_ptr_array_add (is_checked (self, value) ? in : out, value->value);
    }
  if (out->len == 0)
    finish (self, NULL);
  else if (in->len == 0)
    say (self, _("Choose at least one value, or clear the filter."));
  else if (in->len <= out->len)
    apply_values (self, NH_FILTER_ANY_OF, in);
  else
    apply_values (self, NH_FILTER_NONE_OF, out);
}

static void
apply_checks (NhFilterPopover *self)
{
  gboolean untouched = self->all && g_hash_table_size (self->marked) == 0;

  if (!self->values)
    return;
  if (*searched (self) && untouched)
    apply_search (self);
  else if (!*searched (self) && !self->more)
    apply_complete (self);
  else if (untouched)
    finish (self, NULL);
  else if (!self->all && g_hash_table_size (self->marked) == 0)
    say (self, _("Choose at least one value, or clear the filter."));
  else
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new ();
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, self->marked);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_ptr_array_add (values, key);
      apply_values (self, self->all ? NH_FILTER_NONE_OF : NH_FILTER_ANY_OF, values);
    }
}

static void
apply_entries (NhFilterPopover *self)
{
  g_autofree char *from = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->from))));
  g_autofree char *to = self->to ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->to)))) : NULL;
  NhListFilter filter = { .kind = self->to ? NH_FILTER_RANGE : NH_FILTER_CONTAINS };
  gint64 number;

  if ((*from && self->to && !g_ascii_string_to_signed (from, 10, G_MININT64, G_MAXINT64, &number, NULL)) ||
      (to && *to && !g_ascii_string_to_signed (to, 10, G_MININT64, G_MAXINT64, &number, NULL)))
    {
      say (self, _("Type whole numbers, or leave an end open."));
      return;
    }
  if (!*from && (!to || !*to))
    {
      finish (self, NULL);
      return;
    }
  filter.value = from;
  filter.from = *from ? from : NULL;
  filter.to = to && *to ? to : NULL;
  finish (self, &filter);
}

static void
apply (NhFilterPopover *self)
{
  if (self->list)
    apply_checks (self);
  else
    apply_entries (self);
}

static void
on_clear_cb (NhFilterPopover *self)
{
  finish (self, NULL);
}

/* Enter applies from everywhere but a button; Space marks; Down leaves the search for the list. */
static gboolean
on_list_key_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                NhFilterPopover *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)));

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      apply (self);
      return TRUE;
    case GDK_KEY_space:
      toggle (self, gtk_single_selection_get_selected (selection));
      return TRUE;
    case GDK_KEY_Up:
      if (gtk_single_selection_get_selected (selection) > 0)
        return FALSE;
      return gtk_widget_grab_focus (self->search);
    default:
      return FALSE;
    }
}

static gboolean
on_search_key_cb (GtkEventControllerKey *controller,
                  guint keyval,
                  guint keycode,
                  GdkModifierType state,
                  NhFilterPopover *self)
{
  return keyval == GDK_KEY_Down && gtk_widget_grab_focus (self->list);
}

static void
watch_keys (NhFilterPopover *self,
            GtkWidget *widget,
            GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", callback, self);
  gtk_widget_add_controller (widget, keys);
}

/* Making it. */

static GtkWidget *
add_button (NhFilterPopover *self,
            GtkWidget *box,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_list (NhFilterPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  self->rows = gtk_string_list_new (NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "nh-values");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Values"), -1);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activate_cb), self, 0);
  watch_keys (self, self->list, G_CALLBACK (on_list_key_cb));
  return self->list;
}

static void
make_values (NhFilterPopover *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Find a value…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a value"),
                                  -1);
  gtk_box_append (GTK_BOX (self->box), self->search);
  add_button (self, buttons, _("_All"), G_CALLBACK (on_all_cb));
  add_button (self, buttons, _("_None"), G_CALLBACK (on_none_cb));
  gtk_box_append (GTK_BOX (self->box), buttons);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 60);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), make_list (self));
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  watch_keys (self, self->search, G_CALLBACK (on_search_key_cb));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
add_entry (NhFilterPopover *self,
           const char *label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (self->box), box);
  g_signal_connect_object (entry, "activate", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  return entry;
}

static void
show_filter (NhFilterPopover *self,
             const NhListFilter *filter)
{
  if (self->from && filter)
    {
      const char *from = filter->kind == NH_FILTER_RANGE ? filter->from : filter->value;

      gtk_editable_set_text (GTK_EDITABLE (self->from), from ? from : "");
      if (self->to)
        gtk_editable_set_text (GTK_EDITABLE (self->to), filter->to ? filter->to : "");
    }
  if (!self->list || !filter)
    return;
  if (filter->kind == NH_FILTER_CONTAINS)
    gtk_editable_set_text (GTK_EDITABLE (self->search), filter->value);
  self->all = filter->kind != NH_FILTER_ANY_OF;
  for (guint i = 0; filter->values && filter->values[i]; i++)
    g_hash_table_add (self->marked, g_strdup (filter->values[i]));
}

static void
nh_filter_popover_dispose (GObject *object)
{
  NhFilterPopover *self = NH_FILTER_POPOVER (object);

  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->list = NULL;
  G_OBJECT_CLASS (nh_filter_popover_parent_class)->dispose (object);
}

static void
nh_filter_popover_finalize (GObject *object)
{
  NhFilterPopover *self = NH_FILTER_POPOVER (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->model);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_hash_table_unref (self->checks);
  g_hash_table_unref (self->marked);
  G_OBJECT_CLASS (nh_filter_popover_parent_class)->finalize (object);
}

static void
nh_filter_popover_class_init (NhFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_filter_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_filter_popover_finalize;
}

static void
nh_filter_popover_init (NhFilterPopover *self)
{
  self->all = TRUE;
  self->checks = g_hash_table_new (NULL, NULL);
  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * nh_filter_popover_new:
 * @model: the rows of a screen
 * @column: one of its columns
 *
 * Returns: (transfer floating): a popover that filters @model by that column.
 */
GtkWidget *
nh_filter_popover_new (NhRecordGridModel *model,
                       guint column)
{
  NhFilterPopover *self = g_object_new (NH_TYPE_FILTER_POPOVER, NULL);
  const NhListFilter *filter = nh_record_grid_model_get_filter (model, column);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title;
  GtkWidget *clear;
  GtkWidget *ok;

  self->model = g_object_ref (model);
  self->column = column;
  self->field = nh_record_grid_model_get_field (model, column);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "nh-filter");
  gtk_widget_set_size_request (self->box, 300, -1);
  title = gtk_label_new (_(self->field->label));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_box_append (GTK_BOX (self->box), title);
  if (self->field->kind == NH_FIELD_INTEGER)
    {
      self->from = add_entry (self, _("From number"));
      self->to = add_entry (self, _("To number"));
    }
  else if (self->field->kind == NH_FIELD_LONG_TEXT)
    self->from = add_entry (self, _("Contains"));
  else
    make_values (self);
  self->note = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 36);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->note);
  clear = add_button (self, buttons, _("_Clear filter"), G_CALLBACK (on_clear_cb));
  gtk_widget_set_sensitive (clear, filter != NULL);
  ok = add_button (self, buttons, _("_Filter"), G_CALLBACK (apply));
  gtk_widget_add_css_class (ok, "suggested-action");
  gtk_box_append (GTK_BOX (self->box), buttons);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  show_filter (self, filter);
  if (self->list)
    load (self);
  return GTK_WIDGET (self);
}
