/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: tables and page breaks within its text.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "document/nh-table-options.h"
#include "ui/plan/nh-plan-editor-table.h"
#include "ui/search/nh-search-items.h"

/* Where the data of a table are edited. */
static const struct
{
  const char *view;
  const char *screen;
} screens[] = {
  { "lesson_studies", "lesson-studies" },
  { "inspections", "inspections" },
  { "clusters", "teams" },
  { "members", "teams" },
  { "awards", "teams" },
  { "roster_changes", "teams" },
  { "themes", "themes" },
  { "programmes", "programmes" },
  { "deadlines", "deadlines" },
  { "status_board", "activities" },
  { "due_board", "deadlines" },
  { "due_missing", "deadlines" },
};

static GtkTextBuffer *
get_buffer (NhPlanEditor *self)
{
  return GTK_TEXT_BUFFER (self->buffer);
}

static GtkWidget *
get_widget (GtkTextChildAnchor *anchor)
{
  guint n;
  g_autofree GtkWidget **widgets = gtk_text_child_anchor_get_widgets (anchor, &n);

  return widgets && n > 0 ? widgets[0] : NULL;
}

/* The table of the workbook that a table of the view "list" shows. */
static const NhEntity *
get_list (const NhBlock *block)
{
  g_autoptr (NhTableOptions) options = NULL;

  if (g_strcmp0 (block->view, NH_VIEW_LIST) != 0)
    return NULL;
  options = nh_table_options_read (block->options);
  return options->list ? nh_entity_find (options->list) : NULL;
}

/* "Inspections" */
static const char *
get_view_label (const NhBlock *block)
{
  const NhEntity *entity = nh_entity_find ("block");
  const NhEntity *list = get_list (block);
  const NhChoice *choice = nh_field_find_choice (&entity->fields[NH_FIELD (entity, "view")], block->view ? block->view : "");

  if (list)
    return _(list->label_plural);
  return choice ? _(choice->label) : block->view;
}

static gboolean
find_anchor (NhPlanEditor *self, GtkTextChildAnchor *anchor, guint *line)
{
  GtkTextIter iter;

  if (gtk_text_child_anchor_get_deleted (anchor))
    return FALSE;
  gtk_text_buffer_get_iter_at_child_anchor (get_buffer (self), &iter, anchor);
  *line = gtk_text_iter_get_line (&iter);
  return TRUE;
}

static void
on_clicked_cb (NhPlanTable *table, NhPlanEditor *self)
{
  GtkTextChildAnchor *anchor = g_object_get_data (G_OBJECT (table), "anchor");
  guint line;

  gtk_widget_grab_focus (self->view);
  if (find_anchor (self, anchor, &line))
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_line (get_buffer (self), &start, line);
      end = start;
      gtk_text_iter_forward_char (&end);
      gtk_text_buffer_select_range (get_buffer (self), &end, &start);
    }
}

static void
on_open_cb (NhPlanTable *table, NhPlanEditor *self)
{
  GtkTextChildAnchor *anchor = g_object_get_data (G_OBJECT (table), "anchor");
  guint line;

  if (find_anchor (self, anchor, &line))
    nh_plan_editor_open_table (self, line);
}

/* (internal) goes to where the table's data are edited */
void
nh_plan_editor_open_table (NhPlanEditor *self, guint block)
{
  const NhBlock *at = nh_plan_buffer_get_block (self->buffer, block);
  const char *screen = "activities";

  if (at->kind == NH_BLOCK_FIXED_TABLE)
    g_signal_emit_by_name (self, "edit-table", block);
  if (at->kind != NH_BLOCK_TABLE || !nh_plan_editor_commit (self))
    return;
  if (get_list (at))
    screen = nh_search_screen_of (get_list (at));
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_strcmp0 (screens[i].view, at->view) == 0)
      screen = screens[i].screen;
  nh_session_show_rows (self->session, screen, nh_plan_text_get_plan (self->text));
}

/* A table may have a line over it: then that comes first. */
static NhElement *
find_element (NhPlanEditor *self, guint block)
{
  NhDocument *elements = nh_plan_document_get_document (self->document);
  const NhBlock *at = nh_plan_buffer_get_block (self->buffer, block);

  for (guint i = nh_plan_document_element_of_block (self->document, block); i < nh_document_get_n_elements (elements); i++)
    {
      NhElement *element = nh_document_get_element (elements, i);

      if (element->key != at->id)
        break;
      if (element->kind == NH_ELEMENT_TABLE)
        return element;
    }
  return NULL;
}

static void
show_element (NhPlanEditor *self, GtkWidget *widget, guint block)
{
  NhElement *element = find_element (self, block);

  nh_plan_table_set_element (NH_PLAN_TABLE (widget), element,
                             _("This table can't be made from the data now. Choose another one."));
}

static GtkWidget *
make_table (NhPlanEditor *self, GtkTextChildAnchor *anchor)
{
  GtkWidget *table = nh_plan_table_new ();

  g_object_set_data (G_OBJECT (table), "anchor", anchor);
  g_signal_connect (table, "clicked", G_CALLBACK (on_clicked_cb), self);
  g_signal_connect (table, "open", G_CALLBACK (on_open_cb), self);
  return table;
}

/* (internal) a table or page break came into the text, or is another one now */
void
nh_plan_editor_add_table (NhPlanEditor *self, GtkTextChildAnchor *anchor)
{
  const NhBlock *block = nh_plan_buffer_get_anchor_block (anchor);
  GtkWidget *widget = get_widget (anchor);

  if (!widget)
    {
      widget = block->kind == NH_BLOCK_PAGE_BREAK ? nh_plan_break_new () : make_table (self, anchor);
      gtk_widget_set_size_request (widget, nh_plan_view_get_column (NH_PLAN_VIEW (self->view)), -1);
      gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self->view), widget, anchor);
    }
  if (!NH_IS_PLAN_TABLE (widget))
    return;
  if (block->kind == NH_BLOCK_FIXED_TABLE)
    nh_plan_table_set_head (NH_PLAN_TABLE (widget), _("Fixed table"), NULL, _("Edit…"));
  else
    nh_plan_table_set_head (NH_PLAN_TABLE (widget), _("Live table"), get_view_label (block), _("Open the table ↗"));
}

/* (internal) shows what the document says now; tables that are the same are left alone */
void
nh_plan_editor_refresh_tables (NhPlanEditor *self)
{
  guint n = MIN (nh_plan_text_get_n_blocks (self->text), (guint) gtk_text_buffer_get_line_count (get_buffer (self)));

  for (guint line = 0; line < n; line++)
    {
      const NhBlock *block = nh_plan_buffer_get_block (self->buffer, line);
      GtkTextChildAnchor *anchor;
      GtkWidget *widget;

      if (block->kind != NH_BLOCK_TABLE && block->kind != NH_BLOCK_FIXED_TABLE)
        continue;
      anchor = nh_plan_buffer_get_anchor (self->buffer, line);
      widget = anchor ? get_widget (anchor) : NULL;
      if (widget)
        show_element (self, widget, line);
    }
}

/* (internal) tables within the selection look selected: the view draws its selection behind them */
void
nh_plan_editor_select_tables (NhPlanEditor *self)
{
  guint n = MIN (nh_plan_text_get_n_blocks (self->text), (guint) gtk_text_buffer_get_line_count (get_buffer (self)));
  GtkTextIter start, end;
  int first, last;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  first = gtk_text_iter_get_offset (&start);
  last = gtk_text_iter_get_offset (&end);
  for (guint line = 0; line < n; line++)
    {
      GtkTextChildAnchor *anchor;
      GtkWidget *widget;
      GtkTextIter iter;

      if (nh_block_is_text (nh_plan_buffer_get_block (self->buffer, line)))
        continue;
      anchor = nh_plan_buffer_get_anchor (self->buffer, line);
      widget = anchor ? get_widget (anchor) : NULL;
      if (!widget)
        continue;
      gtk_text_buffer_get_iter_at_line (get_buffer (self), &iter, line);
      if (gtk_text_iter_get_offset (&iter) >= first && gtk_text_iter_get_offset (&iter) < last)
        gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_SELECTED);
    }
}
