/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-table-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-compose.h"
#include "document/nh-table-options.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/plan/nh-table-list-options.h"
#include "ui/plan/nh-table-preview.h"

#define VIEW_KEY "nh-view"
/* A preview of thousands of rows tells no more than this many. */
#define PREVIEW_ROWS 60u

/* What each table shows, in a line. */
static const struct
{
  const char *view;
  const char *words;
  gboolean layouts; /* can be laid out in several ways */
} words[] = {
  { "lesson_studies", N_("who hosts which subject when"), TRUE },
  { "inspections", N_("what is inspected where and when"), FALSE },
  { "inspection_schedule", N_("inspections and units, month by month"), FALSE },
  { "inspection_coverage", N_("when each unit was inspected in five years"), FALSE },
  { "findings", N_("what was found, who mends it, by when"), FALSE },
  { "clusters", N_("clusters with their units and heads"), FALSE },
  { "themes", N_("themes with the units that pilot them"), FALSE },
  { "calendar_periods", N_("activities and units, month by month"), FALSE },
  { "calendar_general", N_("activities, measures, attendees by time"), FALSE },
  { "calendar_clusters", N_("activities of each cluster by time"), FALSE },
  { "calendar_places", N_("time, place, content, attendees"), FALSE },
  { "members", N_("members with post, unit, role"), FALSE },
  { "awards", N_("who is nominated, and since when a member"), FALSE },
  { "roster_changes", N_("who joined and who left"), FALSE },
  { "programmes", N_("programmes, modules, number of periods"), FALSE },
  { "deadlines", N_("reports, who sends them, by when, how"), FALSE },
  { "status_board", N_("activities of each month: planned, done, postponed, cancelled"), FALSE },
  { "lesson_board", N_("subjects and who hosts them, month by month"), FALSE },
  { "lesson_attendance", N_("who comes to each session, who follows online"), FALSE },
  { "lesson_missing", N_("subjects that nobody has taken yet"), FALSE },
  { "theme_adoption", N_("how far each unit has come with each theme"), FALSE },
  { "theme_coverage", N_("number of themes by subject and cluster"), FALSE },
  { "due_board", N_("what each unit handed in, deadline by deadline"), FALSE },
  { "due_missing", N_("what is missing today, by unit, with days late"), FALSE },
  { NH_VIEW_LIST, N_("chosen columns of any list of the workbook"), FALSE },
};

typedef struct
{
  NhSession *session;
  gint64 plan;
  NhTableFunc done;
  GObject *object;
  gint64 key;

  GtkWidget *dialog;
  GtkListBox *views;
  GtkEditable *caption;
  GtkWidget *layout_label;
  GtkDropDown *layout;
  NhTableListOptions *list;
  NhTablePreview *preview;
  GtkLabel *remark;
  GtkWidget *accept;
  NhTableOptions *options;
  guint source;
  gboolean updating;
} Chooser;

static void
chooser_free (gpointer data)
{
  Chooser *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  nh_table_options_free (self->options);
  g_object_unref (self->session);
  g_object_unref (self->object);
  g_free (self);
}

static const NhChoice *
get_choices (const char *name)
{
  const NhEntity *entity = nh_entity_find ("appendix");

  return entity->fields[NH_FIELD (entity, name)].choices;
}

static const char *
get_view (Chooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->views);

  return row ? g_object_get_data (G_OBJECT (row), VIEW_KEY) : NULL;
}

static const char *
get_words (const char *view,
           gboolean *layouts)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].view, view))
      {
        *layouts = words[i].layouts;
        return _(words[i].words);
      }
  *layouts = FALSE;
  return "";
}

/* What the choices say now. */
static char *
read_options (Chooser *self)
{
  const char *view = get_view (self);
  const char *caption = gtk_editable_get_text (self->caption);
  gboolean layouts;
  guint layout = gtk_drop_down_get_selected (self->layout);

  get_words (view ? view : "", &layouts);
  g_free (self->options->caption);
  self->options->caption = *caption ? g_strdup (caption) : NULL;
  g_clear_pointer (&self->options->layout, g_free);
  if (layouts && layout > 0)
    self->options->layout = g_strdup (get_choices ("layout")[layout - 1].key);
  if (g_strcmp0 (view, NH_VIEW_LIST) == 0)
    nh_table_list_options_get (self->list, self->options);
  else
    {
      g_autoptr (NhTableOptions) own = nh_table_options_new ();

      own->caption = g_strdup (self->options->caption);
      own->layout = g_strdup (self->options->layout);
      return nh_table_options_write (own);
    }
  return nh_table_options_write (self->options);
}

/* The first rows; more would only take time to lay out. */
static NhTable *
cut_table (NhTable *table,
           guint *n_rows)
{
  NhTable *cut;
  guint n = nh_table_get_n_rows (table), n_head = nh_table_get_n_head_rows (table);

  *n_rows = n - n_head;
  if (n - n_head <= PREVIEW_ROWS)
    return table;
  cut = nh_table_new ();
  for (guint column = 0; column < nh_table_get_n_columns (table); column++)
    {
      const NhTableColumn *own = nh_table_get_column (table, column);

      nh_table_add_column (cut, own->align, own->min_width, own->max_width);
    }
  for (guint row = 0; row < n_head + PREVIEW_ROWS; row++)
    {
      nh_table_add_row (cut, row < n_head);
      for (guint column = 0; column < nh_table_get_n_columns (table); column++)
        {
          const NhCell *cell = nh_table_get_cell (table, row, column);
          NhCell *copy = cell ? nh_table_add_cell (cut, cell->text) : NULL;

          if (!copy)
            continue;
          copy->align = cell->align;
          copy->bold = cell->bold;
          copy->italic = cell->italic;
          copy->column_span = cell->column_span;
          copy->row_span = cell->row_span;
        }
    }
  nh_table_free (table);
  return cut;
}

static gboolean
preview_cb (gpointer data)
{
  Chooser *self = data;
  g_autofree char *options = read_options (self);
  g_autofree char *remark = NULL;
  g_autoptr (GError) error = NULL;
  const char *view = get_view (self);
  NhTable *table = NULL;
  guint n_rows = 0;

  self->source = 0;
  if (view)
    table = nh_compose_view (nh_session_get_workbook (self->session), self->plan, view, NULL, options, &error);
  if (table)
    table = cut_table (table, &n_rows);
  if (table && n_rows == 0)
    remark = g_strdup (_("There are no rows yet; the table fills as data come."));
  else if (n_rows > PREVIEW_ROWS)
    remark = g_strdup_printf (_("%u rows; the first %u are shown here."), n_rows, PREVIEW_ROWS);
  nh_table_preview_set_table (self->preview, table,
                              error ? error->message : _("Choose at the left what the table shows."));
  gtk_label_set_text (self->remark, remark ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  gtk_widget_set_sensitive (self->accept, table != NULL);
  return G_SOURCE_REMOVE;
}

static void
changed (Chooser *self)
{
  if (!self->updating && !self->source)
    self->source = g_idle_add (preview_cb, self);
}

static void
show_view (Chooser *self)
{
  const char *view = get_view (self);
  gboolean layouts = FALSE;

  if (view)
    get_words (view, &layouts);
  gtk_widget_set_visible (self->layout_label, layouts);
  gtk_widget_set_visible (GTK_WIDGET (self->layout), layouts);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_strcmp0 (view, NH_VIEW_LIST) == 0);
  changed (self);
}

static void
on_done_cb (Chooser *self)
{
  g_autofree char *options = read_options (self);
  g_autofree char *view = g_strdup (get_view (self));

  if (!view)
    return;
  self->done (self->object, self->key, view, options);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static void
on_destroy_cb (Chooser *self)
{
  self->updating = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
}

/* Making. */

static GtkWidget *
make_view_row (const NhChoice *choice)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_(choice->label)), *line;
  gboolean layouts;

  line = gtk_label_new (get_words (choice->key, &layouts));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (line), 28);
  gtk_widget_add_css_class (line, "nh-remark");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (row, "nh-view-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), VIEW_KEY, (gpointer) choice->key);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(choice->label), -1);
  return row;
}

static GtkWidget *
make_views (Chooser *self,
            const char *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->views = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->views, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->views), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the table shows"), -1);
  for (const NhChoice *choice = get_choices ("view"); choice->key; choice++)
    {
      GtkWidget *row = make_view_row (choice);

      gtk_list_box_append (self->views, row);
      if (g_strcmp0 (view, choice->key) == 0)
        gtk_list_box_select_row (self->views, GTK_LIST_BOX_ROW (row));
    }
  if (!gtk_list_box_get_selected_row (self->views))
    gtk_list_box_select_row (self->views, gtk_list_box_get_row_at_index (self->views, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->views));
  gtk_widget_set_size_request (scroller, 230, -1);
  return scroller;
}

static GtkWidget *
make_options (Chooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *label = gtk_label_new_with_mnemonic (_("_Caption over the table:"));
  g_autoptr (GPtrArray) layouts = g_ptr_array_new ();
  g_autoptr (GtkStringList) strings = NULL;

  self->caption = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->caption), _("none"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->caption));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->caption));
  g_ptr_array_add (layouts, (gpointer) _("as the appendix has it"));
  for (const NhChoice *choice = get_choices ("layout"); choice->key; choice++)
    g_ptr_array_add (layouts, (gpointer) _(choice->label));
  g_ptr_array_add (layouts, NULL);
  strings = gtk_string_list_new ((const char *const *) layouts->pdata);
  self->layout_label = gtk_label_new_with_mnemonic (_("La_yout:"));
  self->layout = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&strings)), NULL));
  gtk_label_set_xalign (GTK_LABEL (self->layout_label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->layout_label), GTK_WIDGET (self->layout));
  gtk_box_append (GTK_BOX (box), self->layout_label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->layout));
  self->list = NH_TABLE_LIST_OPTIONS (nh_table_list_options_new (self->session));
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (box, 300, -1);
  return box;
}

static GtkWidget *
make_preview (Chooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();

  self->preview = NH_TABLE_PREVIEW (nh_table_preview_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The table on paper"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->preview));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  self->remark = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->remark, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "nh-field-label");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remark));
  return box;
}

static GtkWidget *
make_content (Chooser *self,
              const char *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), make_views (self, view));
  gtk_box_append (GTK_BOX (box), make_options (self));
  gtk_box_append (GTK_BOX (box), make_preview (self));
  gtk_widget_set_size_request (box, 1060, 560);
  return box;
}

static void
set_options (Chooser *self)
{
  const NhChoice *layouts = get_choices ("layout");

  gtk_editable_set_text (self->caption, self->options->caption ? self->options->caption : "");
  for (guint i = 0; self->options->layout && layouts[i].key; i++)
    if (g_str_equal (layouts[i].key, self->options->layout))
      gtk_drop_down_set_selected (self->layout, i + 1);
  nh_table_list_options_set (self->list, self->options);
}

/**
 * nh_table_dialog_present:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: key of the plan whose table it is
 * @view: (nullable): key of the table that is shown now; %NULL: a new one
 * @options: (nullable): its options
 * @done: called with what was chosen, when it was
 * @object: for @done, kept until then
 * @key: for @done
 *
 * Asks what a live table shows: which data, and of a list which columns, rows, order and groups. The
 * table stands beside the choices as it will on paper.
 */
void
nh_table_dialog_present (GtkWidget *parent,
                         NhSession *session,
                         gint64 plan,
                         const char *view,
                         const char *options,
                         NhTableFunc done,
                         GObject *object,
                         gint64 key)
{
  Chooser *self = g_new0 (Chooser, 1);
  GtkWidget *buttons;

  self->session = g_object_ref (session);
  self->plan = plan;
  self->done = done;
  self->object = g_object_ref (object);
  self->key = key;
  self->options = nh_table_options_read (options);
  self->updating = TRUE;
  self->dialog = nh_dialog_new (parent, view ? _("What the table shows") : _("Insert a live table"), make_content (self, view));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  self->accept = nh_dialog_add_button (buttons, view ? _("_Use") : _("_Insert the table"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-table", self, chooser_free);
  set_options (self);
  self->updating = FALSE;
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_done_cb), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroy_cb), self);
  g_signal_connect_swapped (self->views, "selected-rows-changed", G_CALLBACK (show_view), self);
  g_signal_connect_swapped (self->caption, "changed", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->layout, "notify::selected", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (changed), self);
  show_view (self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), GTK_WIDGET (gtk_list_box_get_selected_row (self->views)));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
