/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: references to appendices, headings and legal documents: chosen from a list, followed.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-text.h"
#include "model/nh-cursor.h"
#include "model/nh-list-model.h"

#define WIDTH 420
#define HEIGHT 300

typedef struct
{
  NhPlanEditor *editor;
  GtkEntry *entry;
  GtkListBox *list;
  char *folded; /* what is looked for */
} Chooser;

static void
chooser_free (gpointer data)
{
  Chooser *chooser = data;

  g_free (chooser->folded);
  g_free (chooser);
}

/* (internal) goes to what a reference leads to */
void
nh_plan_editor_follow (NhPlanEditor *self, NhPlanInline *reference)
{
  gint64 target = nh_plan_inline_get_target (reference);
  guint block;

  if (nh_plan_inline_is_lost (reference))
    {
      nh_session_report (self->session, _("What this refers to was deleted. Choose another target or delete the reference."));
      return;
    }
  switch (nh_plan_inline_get_kind (reference))
    {
    case NH_INLINE_HEADING:
      if (nh_plan_text_find_block (self->text, target, &block))
        nh_plan_editor_set_cursor (self, block, 0);
      break;
    case NH_INLINE_APPENDIX:
      g_signal_emit_by_name (self, "show-appendix", target);
      break;
    case NH_INLINE_LEGAL:
      if (nh_plan_editor_commit (self))
        nh_session_show_record (self->session, nh_entity_find ("legal_reference"), target);
      break;
    case NH_INLINE_NOTE:
    default:
      break;
    }
}

/* The list. */

static void
add_row (Chooser *chooser, NhInlineKind kind, gint64 target, const char *more)
{
  g_autofree char *label = nh_plan_text_reference_label (kind, target, chooser->editor->text);
  g_autofree char *all = label ? g_strdup_printf ("%s %s", label, more) : NULL;
  GtkWidget *box, *name, *words, *row;

  if (!label)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  name = gtk_label_new (label);
  words = gtk_label_new (more);
  row = gtk_list_box_row_new ();
  gtk_widget_add_css_class (name, "nh-name");
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "nh-list-row");
  g_object_set_data (G_OBJECT (row), "kind", GINT_TO_POINTER (kind));
  g_object_set_data_full (G_OBJECT (row), "target", g_memdup2 (&target, sizeof target), g_free);
  g_object_set_data_full (G_OBJECT (row), "text", g_steal_pointer (&all), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_object_get_data (G_OBJECT (row), "text"), -1);
  gtk_list_box_append (chooser->list, row);
}

static void
add_records (Chooser *chooser, NhInlineKind kind, const char *entity, const char *field, gint64 plan)
{
  NhWorkbook *workbook = nh_plan_text_get_workbook (chooser->editor->text);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filter = { "plan", value };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = nh_workbook_list (workbook, nh_entity_find (entity), &filter, plan ? 1 : 0, &error);

  if (nh_session_report_error (chooser->editor->session, &error))
    return;
  for (guint i = 0; i < records->len; i++)
    {
      NhRecord *record = g_ptr_array_index (records, i);

      add_row (chooser, kind, nh_record_get_id (record), nh_record_text (record, field));
    }
}

static void
fill_list (Chooser *chooser)
{
  NhPlanText *text = chooser->editor->text;

  add_records (chooser, NH_INLINE_APPENDIX, "appendix", "title", nh_plan_text_get_plan (text));
  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      g_autofree char *words = NULL;

      if (block->kind != NH_BLOCK_HEADING)
        continue;
      words = nh_rich_text_to_plain (block->text, nh_plan_text_reference_label, text);
      add_row (chooser, NH_INLINE_HEADING, block->id, words);
    }
  add_records (chooser, NH_INLINE_LEGAL, "legal_reference", "subject", 0);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  Chooser *chooser = data;

  return !chooser->folded || nh_text_contains_folded (g_object_get_data (G_OBJECT (row), "text"), chooser->folded);
}

static GtkListBoxRow *
step_row (Chooser *chooser, int from, int by)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (chooser->list, i)); i += by)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
select_row (Chooser *chooser, GtkListBoxRow *row)
{
  if (!row)
    return;
  gtk_list_box_select_row (chooser->list, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  g_object_get_data (G_OBJECT (row), "text"), -1);
}

static void
on_search_cb (Chooser *chooser)
{
  g_free (chooser->folded);
  chooser->folded = nh_text_fold (gtk_editable_get_text (GTK_EDITABLE (chooser->entry)));
  gtk_list_box_invalidate_filter (chooser->list);
  select_row (chooser, step_row (chooser, 0, 1));
}

static void
on_row_cb (GtkListBox *list, GtkListBoxRow *row, Chooser *chooser)
{
  NhPlanEditor *self = chooser->editor;
  NhInline object = { 0 };

  object.kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "kind"));
  object.target = *(gint64 *) g_object_get_data (G_OBJECT (row), "target");
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  nh_plan_editor_insert_object (self, &object, _("Insert a reference"));
}

static void
on_activate_cb (Chooser *chooser)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (chooser->list);

  if (row && gtk_widget_get_child_visible (GTK_WIDGET (row)))
    on_row_cb (chooser->list, row, chooser);
}

/* The keys stay in the entry; arrows move the selection. */
static gboolean
on_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Chooser *chooser)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (chooser->list);
  int index = row ? gtk_list_box_row_get_index (row) : -1;
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;
  graphene_rect_t bounds;

  if (by == 0 || index + by < 0)
    return FALSE;
  row = step_row (chooser, index + by, by);
  select_row (chooser, row);
  if (row && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (chooser->list), &bounds))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (chooser->list), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
  return TRUE;
}

static GtkWidget *
make_chooser (Chooser *chooser)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("Nothing is called that."));
  GtkEventController *keys = gtk_event_controller_key_new ();

  chooser->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (chooser->entry, _("Appendix, heading or legal document"));
  chooser->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (chooser->list, empty);
  gtk_widget_add_css_class (empty, "nh-empty");
  gtk_list_box_set_filter_func (chooser->list, filter_cb, chooser, NULL);
  gtk_list_box_set_selection_mode (chooser->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (chooser->list), FALSE);
  gtk_widget_set_size_request (scroller, WIDTH, HEIGHT);
  gtk_widget_add_css_class (scroller, "nh-text");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (chooser->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chooser->entry));
  gtk_box_append (GTK_BOX (box), scroller);
  g_signal_connect_swapped (chooser->entry, "changed", G_CALLBACK (on_search_cb), chooser);
  g_signal_connect_swapped (chooser->entry, "activate", G_CALLBACK (on_activate_cb), chooser);
  g_signal_connect (chooser->list, "row-activated", G_CALLBACK (on_row_cb), chooser);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), chooser);
  gtk_widget_add_controller (GTK_WIDGET (chooser->entry), keys);
  return box;
}

/* (internal) lets the user choose what to refer to at the cursor */
void
nh_plan_editor_choose_reference (NhPlanEditor *self)
{
  Chooser *chooser = g_new0 (Chooser, 1);
  GtkTextIter cursor;
  GtkWidget *popover;

  chooser->editor = self;
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &cursor,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  popover = nh_plan_editor_popup (self, &cursor, make_chooser (chooser));
  g_object_set_data_full (G_OBJECT (popover), "chooser", chooser, chooser_free);
  fill_list (chooser);
  select_row (chooser, step_row (chooser, 0, 1));
  gtk_widget_grab_focus (GTK_WIDGET (chooser->entry));
}
