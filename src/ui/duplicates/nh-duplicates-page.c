/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/duplicates/nh-duplicates-page-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (NhDuplicatesPage, nh_duplicates_page, GTK_TYPE_WIDGET)

/* More rows than anybody works through at once would only make the list slow. */
#define MOST_ROWS 400

#define FINDING_KEY "nh-finding"

static gboolean
is_units (NhDuplicatesPage *self)
{
  return g_str_equal (self->entity->name, "unit");
}

/* "12 34": the same finding after another search. */
static char *
finding_key (const NhDuplicate *duplicate)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d", (int) duplicate->kind);
  for (guint i = 0; i < MIN (duplicate->members->len, 2); i++)
    g_string_append_printf (key, " %" G_GINT64_FORMAT, nh_duplicate_get (duplicate, i)->id);
  return g_string_free (key, FALSE);
}

/* The list. */

static const char *
heading_of (const NhDuplicate *duplicate)
{
  if (duplicate->kind == NH_DUPLICATE_COMBINED)
    return _("Names of several units");
  if (duplicate->kind == NH_DUPLICATE_NAMESAKES)
    return _("Namesakes");
  switch (duplicate->strength)
    {
    case NH_DUPLICATE_CERTAIN:
      return _("Certain");
    case NH_DUPLICATE_PROBABLE:
      return _("Probable");
    default:
      return _("Possible");
    }
}

/* Pairs by their strength, then combined names, then namesakes. */
static int
group_of (const NhDuplicate *duplicate)
{
  return duplicate->kind == NH_DUPLICATE_PAIR ? (int) duplicate->strength : 10 + (int) duplicate->kind;
}

static GtkWidget *
make_line (const char *text,
           const char *other)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *marked = other ? nh_merge_mark_difference (text, other) : g_markup_escape_text (text, -1);

  gtk_label_set_markup (GTK_LABEL (label), marked);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  return label;
}

static GtkWidget *
make_row (const NhDuplicate *duplicate)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *first = nh_duplicate_get (duplicate, 0)->name;
  const char *second = nh_duplicate_get (duplicate, 1)->name;
  g_autofree char *accessible = NULL;

  if (duplicate->kind == NH_DUPLICATE_PAIR)
    {
      gtk_box_append (GTK_BOX (box), make_line (first, second));
      gtk_box_append (GTK_BOX (box), make_line (second, first));
      accessible = g_strdup_printf (_("“%s” and “%s”"), first, second);
    }
  else
    {
      GtkWidget *why = make_line (g_ptr_array_index (duplicate->evidence, 0), NULL);

      gtk_widget_add_css_class (why, "dim-label");
      gtk_box_append (GTK_BOX (box), make_line (first, NULL));
      gtk_box_append (GTK_BOX (box), why);
      accessible = g_strdup_printf ("%s: %s", heading_of (duplicate), first);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
  g_object_set_data (G_OBJECT (row), FINDING_KEY, (gpointer) duplicate);
  return row;
}

const NhDuplicate *
nh_duplicates_page_get_selected (NhDuplicatesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? g_object_get_data (G_OBJECT (row), FINDING_KEY) : NULL;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer data)
{
  NhDuplicatesPage *self = data;
  const NhDuplicate *duplicate = g_object_get_data (G_OBJECT (row), FINDING_KEY);
  const NhDuplicate *last = before ? g_object_get_data (G_OBJECT (before), FINDING_KEY) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (last && group_of (last) == group_of (duplicate))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  text = g_strdup_printf ("%s (%u)", heading_of (duplicate), self->n_in_group[group_of (duplicate)]);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-heading");
  gtk_list_box_row_set_header (row, label);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const NhDuplicate *first = *(const NhDuplicate *const *) a;
  const NhDuplicate *second = *(const NhDuplicate *const *) b;

  if (group_of (first) != group_of (second))
    return group_of (first) - group_of (second);
  return second->score - first->score;
}

static gboolean
is_later (NhDuplicatesPage *self,
          const NhDuplicate *duplicate)
{
  g_autofree char *key = finding_key (duplicate);

  return g_hash_table_contains (self->later_keys, key);
}

/* Whether one of its records was merged, or the user settled it, since the last search. */
static gboolean
is_settled (NhDuplicatesPage *self,
            const NhDuplicate *duplicate)
{
  g_autofree char *key = finding_key (duplicate);

  for (guint i = 0; i < MIN (duplicate->members->len, 2); i++)
    {
      char id[24];

      g_snprintf (id, sizeof id, "%" G_GINT64_FORMAT, nh_duplicate_get (duplicate, i)->id);
      if (g_hash_table_contains (self->gone_ids, id))
        return TRUE;
    }
  return g_hash_table_contains (self->hidden_keys, key);
}

gboolean
nh_duplicates_page_is_shown (NhDuplicatesPage *self,
                             const NhDuplicate *duplicate)
{
  return !is_settled (self, duplicate) && !is_later (self, duplicate);
}

/* The list is about to be made anew: the findings of the old rows go. */
static GPtrArray *
collect (NhDuplicatesPage *self)
{
  GPtrArray *found = nh_duplicates_finder_get_found (self->finder);
  GPtrArray *shown = g_ptr_array_new ();

  self->n_later = 0;
  memset (self->n_in_group, 0, sizeof self->n_in_group);
  for (guint i = 0; found && i < found->len; i++)
    {
      NhDuplicate *duplicate = g_ptr_array_index (found, i);

      if (is_settled (self, duplicate))
        continue;
      if (is_later (self, duplicate))
        {
          self->n_later++;
          continue;
        }
      self->n_in_group[group_of (duplicate)]++;
      g_ptr_array_add (shown, duplicate);
    }
  g_ptr_array_sort (shown, compare_groups);
  return shown;
}

static void
fill_list (NhDuplicatesPage *self,
           GPtrArray *shown)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected ? gtk_list_box_row_get_index (selected) : 0;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean focused = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  GtkWidget *child;
  guint n = MIN (shown->len, MOST_ROWS);

  self->updating = TRUE;
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))))
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->rows_of, g_ptr_array_unref);
  if (nh_duplicates_finder_get_found (self->finder))
    self->rows_of = g_ptr_array_ref (nh_duplicates_finder_get_found (self->finder));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (shown, i)));
  self->updating = FALSE;
  if (!n)
    return;
  selected = gtk_list_box_get_row_at_index (self->list, MIN (index, (int) n - 1));
  gtk_list_box_select_row (self->list, selected);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
}

static void
update_tools (NhDuplicatesPage *self)
{
  guint certain = self->n_in_group[NH_DUPLICATE_CERTAIN];
  guint left_out = nh_duplicates_finder_get_n_left_out (self->finder);
  g_autofree char *all = g_strdup_printf (_("Merge _all that are certain (%u)…"), certain);
  g_autofree char *later = g_strdup_printf (_("Show those left for later (%u)"), self->n_later);
  g_autofree char *more = left_out ? g_strdup_printf (ngettext ("%u more group of namesakes is not shown",
                                                                "%u more groups of namesakes are not shown", left_out),
                                                      left_out) : NULL;

  gtk_button_set_label (self->merge_all, all);
  gtk_widget_set_visible (GTK_WIDGET (self->merge_all), certain > 0);
  gtk_button_set_label (self->show_later, later);
  gtk_widget_set_visible (GTK_WIDGET (self->show_later), self->n_later > 0);
  gtk_label_set_text (self->left_out, more ? more : "");
  gtk_spinner_set_spinning (self->spinner, nh_duplicates_finder_is_running (self->finder));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), nh_duplicates_finder_is_running (self->finder));
}

void
nh_duplicates_page_update (NhDuplicatesPage *self)
{
  g_autoptr (GPtrArray) shown = NULL;
  gboolean searching = !nh_duplicates_finder_get_found (self->finder);

  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  if (nh_duplicates_finder_get_found (self->finder) != self->rows_of)
    {
      g_hash_table_remove_all (self->hidden_keys);
      g_hash_table_remove_all (self->gone_ids);
    }
  shown = collect (self);
  /* While the next search runs, the rows stay as they are. */
  if (nh_duplicates_finder_get_found (self->finder) != self->rows_of || self->dirty)
    fill_list (self, shown);
  self->dirty = FALSE;
  update_tools (self);
  gtk_stack_set_visible_child_name (self->stack, searching ? "searching" : shown->len ? "pairs" : "empty");
  gtk_label_set_text (self->empty_text, self->n_later ? _("Only proposals that you left for later are there.")
                                        : is_units (self)
                                            ? _("Units are compared by their names, other spellings, phones and "
                                                "places. Whatever is added or imported is compared again by itself.")
                                            : _("People are compared by name, unit and year of birth, and by phone."));
}

/* One proposal. */

static GtkWidget *
make_text (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_members (NhDuplicatesPage *self,
              const NhDuplicate *duplicate)
{
  guint from = duplicate->kind == NH_DUPLICATE_COMBINED ? 1 : 0;

  for (guint i = from; i < duplicate->members->len; i++)
    {
      const NhDuplicateMember *member = nh_duplicate_get (duplicate, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      const char *detail = !member->id ? _("will be added") : *member->detail ? member->detail : _("in the list");

      gtk_box_append (GTK_BOX (box), make_text (member->name, "nh-title"));
      gtk_box_append (GTK_BOX (box), make_text (detail, "dim-label"));
      gtk_widget_add_css_class (box, "nh-member");
      gtk_box_append (GTK_BOX (self->members), box);
    }
  if (duplicate->kind == NH_DUPLICATE_NAMESAKES)
    gtk_box_append (GTK_BOX (self->members),
                    make_text (_("One name is not one person: they are merged only where you choose both in the table "
                                 "of people."), "dim-label"));
  if (duplicate->kind == NH_DUPLICATE_COMBINED)
    gtk_box_append (GTK_BOX (self->members),
                    make_text (_("Splitting writes each of them by itself in activities and clusters that have this "
                                 "name."), "dim-label"));
}

static void
show_words (NhDuplicatesPage *self,
            const NhDuplicate *duplicate)
{
  const char *classes[] = { "nh-chip", duplicate->strength == NH_DUPLICATE_CERTAIN ? "issued"
                                       : duplicate->strength == NH_DUPLICATE_PROBABLE ? "submitted" : "draft", NULL };
  gboolean pair = duplicate->kind == NH_DUPLICATE_PAIR;

  gtk_label_set_text (self->question, !pair ? nh_duplicate_get (duplicate, 0)->name
                                      : is_units (self) ? _("Are these one unit?") : _("Is this one person?"));
  gtk_label_set_text (self->strength, heading_of (duplicate));
  gtk_widget_set_css_classes (GTK_WIDGET (self->strength), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->strength), pair);
  for (guint i = 0; i < duplicate->evidence->len; i++)
    gtk_box_append (GTK_BOX (self->evidence), make_text (g_ptr_array_index (duplicate->evidence, i), NULL));
}

static void
show_buttons (NhDuplicatesPage *self,
              const NhDuplicate *duplicate)
{
  gboolean writable = !nh_workbook_is_read_only (nh_session_get_workbook (self->session));
  gboolean pair = duplicate->kind == NH_DUPLICATE_PAIR;
  gboolean combined = duplicate->kind == NH_DUPLICATE_COMBINED;

  gtk_widget_set_visible (self->merge, pair);
  gtk_widget_set_visible (self->split, combined);
  gtk_widget_set_visible (GTK_WIDGET (self->distinct), is_units (self));
  gtk_button_set_label (self->distinct, combined ? _("It is _one unit") : _("_Different units"));
  gtk_widget_set_sensitive (self->merge, writable);
  gtk_widget_set_sensitive (self->split, writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->distinct), writable);
}

static void
on_row_selected_cb (GtkListBox *list,
                    GtkListBoxRow *row,
                    NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = row && !self->updating ? g_object_get_data (G_OBJECT (row), FINDING_KEY) : NULL;

  if (!duplicate)
    return;
  clear_box (self->evidence);
  clear_box (self->members);
  show_words (self, duplicate);
  show_buttons (self, duplicate);
  if (duplicate->kind != NH_DUPLICATE_PAIR)
    {
      show_members (self, duplicate);
      gtk_widget_set_visible (GTK_WIDGET (self->view), FALSE);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->view),
                          nh_merge_view_set_pair (self->view, self->entity, nh_duplicate_get (duplicate, 0)->id,
                                                  nh_duplicate_get (duplicate, 1)->id));
}

/* The widget. */

static void
on_map_cb (NhDuplicatesPage *self)
{
  nh_duplicates_finder_start (self->finder);
  nh_duplicates_page_update (self);
}

static void
nh_duplicates_page_dispose (GObject *object)
{
  NhDuplicatesPage *self = NH_DUPLICATES_PAGE (object);

  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_DUPLICATES_PAGE);
  g_clear_pointer (&self->rows_of, g_ptr_array_unref);
  g_clear_pointer (&self->later_keys, g_hash_table_unref);
  g_clear_pointer (&self->hidden_keys, g_hash_table_unref);
  g_clear_pointer (&self->gone_ids, g_hash_table_unref);
  g_clear_object (&self->finder);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_duplicates_page_parent_class)->dispose (object);
}

static void
nh_duplicates_page_class_init (NhDuplicatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_duplicates_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-duplicates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, body);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, title);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, left_out);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, show_later);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, merge_all);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, list);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, detail);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, question);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, strength);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, evidence);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, members);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, merge);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, split);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, distinct);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, empty_title);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, empty_text);
  gtk_widget_class_bind_template_child (widget_class, NhDuplicatesPage, empty_back);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  nh_duplicates_page_bind_actions (widget_class);
}

static void
nh_duplicates_page_init (NhDuplicatesPage *self)
{
  self->later_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hidden_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->gone_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, self, NULL);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
}

/**
 * nh_duplicates_page_new:
 * @session: the open workbook
 * @entity: units or people
 *
 * Returns: (transfer floating): the page; it searches when it is shown first.
 */
GtkWidget *
nh_duplicates_page_new (NhSession *session,
                        const NhEntity *entity)
{
  NhDuplicatesPage *self = g_object_new (NH_TYPE_DUPLICATES_PAGE, NULL);

  self->session = g_object_ref (session);
  self->entity = entity;
  self->finder = g_object_ref (nh_duplicates_finder_get (session, entity));
  self->view = NH_MERGE_VIEW (nh_merge_view_new (session));
  gtk_box_append (GTK_BOX (self->detail), GTK_WIDGET (self->view));
  gtk_label_set_text (self->title, is_units (self) ? _("Duplicate units") : _("Duplicate people"));
  gtk_label_set_text (self->empty_title, is_units (self) ? _("No unit stands here twice")
                                                         : _("Nobody stands here twice"));
  nh_duplicates_page_install_keys (self);
  g_signal_connect_object (self->finder, "changed", G_CALLBACK (nh_duplicates_page_update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/** nh_duplicates_page_focus: gives the keys to the proposal that is chosen. */
void
nh_duplicates_page_focus (NhDuplicatesPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (gtk_widget_get_mapped (self->empty_back))
    gtk_widget_grab_focus (self->empty_back);
}

/* (internal) takes a proposal that is settled out of the list */
void
nh_duplicates_page_hide (NhDuplicatesPage *self,
                         const NhDuplicate *duplicate)
{
  g_hash_table_add (self->hidden_keys, finding_key (duplicate));
  self->dirty = TRUE;
  nh_duplicates_page_update (self);
}

/** nh_duplicates_page_leave_for_later: hides the proposal until the user asks for it. */
void
nh_duplicates_page_leave_for_later (NhDuplicatesPage *self,
                                    const NhDuplicate *duplicate)
{
  g_hash_table_add (self->later_keys, finding_key (duplicate));
  self->dirty = TRUE;
  nh_duplicates_page_update (self);
}
