/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing. A frameless entry lies over the active cell all the time, empty and transparent, with
 * the focus: so the input method is ready before the first key, and typing is nothing but the
 * entry's own work. It becomes visible when its text or preedit changes. A second entry takes
 * turns with it when the cursor rests on another cell: screen readers announce a cell when the
 * focus moves to another object, and only then.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A rest long enough that no key is on its way through the input method. */
#define SWAP_DELAY_MS 100

static GtkWidget *
entry_now (NhGrid *self)
{
  return self->entries[self->current];
}

static GtkText *
text_of (GtkWidget *entry)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
}

static gboolean
is_editable (NhGrid *self)
{
  const NhGridColumn *column;

  if (self->model == NULL || self->row >= nh_grid_total_rows (self) ||
      nh_grid_is_head (self, self->row))
    return FALSE;
  column = nh_grid_columns_describe (self, self->column);
  return column != NULL && column->editable;
}

static char *
text_at_cursor (NhGrid *self, gboolean for_edit)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);
  NhGridDraft *draft;

  if (shown == NULL || self->row >= nh_grid_total_rows (self))
    return g_strdup ("");
  draft = nh_grid_drafts_find (self, self->row, shown->model_column);
  if (draft != NULL)
    return g_strdup (draft->text);
  if (nh_grid_is_hint (self, self->row))
    return g_strdup ("");
  return for_edit ? nh_grid_model_get_edit_text (self->model, self->row, shown->model_column)
                  : nh_grid_model_get_text (self->model, self->row, shown->model_column);
}

/* Says what the cursor is on: "column: value", the row's place, and what is wrong. */
void
nh_grid_editor_describe (NhGrid *self, GtkWidget *entry)
{
  const NhGridColumn *column = nh_grid_columns_describe (self, self->column);
  g_autofree char *value = NULL, *label = NULL, *place = NULL, *description = NULL;

  if (column == NULL)
    return;
  label = nh_grid_heads_describe (self, self->row);
  if (label == NULL)
    {
      value = text_at_cursor (self, FALSE);
      label = g_strdup_printf ("%s: %s", column->title, value);
    }
  if (nh_grid_is_hint (self, self->row))
    place = g_strdup (self->append_hint);
  else
    place = g_strdup_printf (_ ("row %u / %u"), self->row + 1, self->n_rows);
  description = self->error != NULL ? g_strdup_printf ("%s. %s", place, self->error)
                                    : g_steal_pointer (&place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
prepare (NhGrid *self, GtkWidget *entry)
{
  const NhGridColumn *column = nh_grid_columns_describe (self, self->column);
  gboolean editable = is_editable (self);

  if (gtk_editable_get_editable (GTK_EDITABLE (entry)) != editable)
    gtk_editable_set_editable (GTK_EDITABLE (entry), editable);
  gtk_editable_set_alignment (GTK_EDITABLE (entry),
                              column != NULL && column->kind == NH_GRID_NUMBER ? 1 : 0);
}

static gboolean
on_swap_cb (gpointer user_data)
{
  NhGrid *self = user_data;

  self->swap_source = 0;
  if (self->editing || !nh_grid_editor_has_focus (self))
    return G_SOURCE_REMOVE;
  self->current ^= 1;
  prepare (self, entry_now (self));
  nh_grid_editor_describe (self, entry_now (self));
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (entry_now (self)));
  return G_SOURCE_REMOVE;
}

/* Begins the rest anew, if one is awaited. */
void
nh_grid_editor_delay_swap (NhGrid *self)
{
  if (self->swap_source == 0)
    return;
  g_source_remove (self->swap_source);
  self->swap_source = g_timeout_add (SWAP_DELAY_MS, on_swap_cb, self);
}

/* The cursor came to another cell, or what it is on changed. */
void
nh_grid_editor_moved (NhGrid *self)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);
  NhGridDraft *draft;

  if (self->editing)
    return;
  draft = shown != NULL && self->row < nh_grid_total_rows (self)
              ? nh_grid_drafts_find (self, self->row, shown->model_column)
              : NULL;
  nh_grid_set_error (self, draft != NULL ? draft->message : NULL);
  prepare (self, entry_now (self));
  g_clear_handle_id (&self->swap_source, g_source_remove);
  if (nh_grid_editor_has_focus (self))
    self->swap_source = g_timeout_add (SWAP_DELAY_MS, on_swap_cb, self);
  else
    nh_grid_editor_describe (self, entry_now (self));
}

/* Changes the entry's text without taking it for typing. */
void
nh_grid_editor_set_text (NhGrid *self, const char *text)
{
  self->locked = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry_now (self)), text);
  gtk_editable_set_position (GTK_EDITABLE (entry_now (self)), -1);
  self->locked = FALSE;
}

gboolean
nh_grid_editor_has_focus (NhGrid *self)
{
  return gtk_widget_is_focus (GTK_WIDGET (text_of (entry_now (self))));
}

gboolean
nh_grid_editor_focus (NhGrid *self)
{
  if (!nh_grid_editor_has_focus (self))
    {
      nh_grid_editor_describe (self, entry_now (self));
      if (!gtk_entry_grab_focus_without_selecting (GTK_ENTRY (entry_now (self))))
        return FALSE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
reveal (NhGrid *self, gboolean typing)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);
  GtkWidget *entry = entry_now (self);

  g_clear_handle_id (&self->swap_source, g_source_remove);
  self->editing = TRUE;
  self->typing = typing;
  self->edit_id = self->row_id;
  self->edit_column = shown->model_column;
  self->reveal_cursor = TRUE;
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), TRUE);
  gtk_widget_set_opacity (entry, 1);
  gtk_widget_set_can_target (entry, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
conceal (NhGrid *self)
{
  GtkWidget *entry = entry_now (self);

  self->editing = FALSE;
  self->refused = FALSE;
  g_clear_pointer (&self->edit_start, g_free);
  g_clear_pointer (&self->preedit, g_free);
  nh_grid_completion_close (self);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  nh_grid_editor_set_text (self, "");
  gtk_widget_set_opacity (entry, 0);
  gtk_widget_set_can_target (entry, FALSE);
  nh_grid_draw_invalidate (self, 0, G_MAXUINT);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  nh_grid_editor_moved (self);
}

/* Begins to edit the active cell with its text; @choose opens the list of choices too. */
gboolean
nh_grid_editor_begin (NhGrid *self, gboolean choose)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);
  NhGridDraft *draft;
  g_autofree char *text = NULL;

  if (shown == NULL || self->row >= nh_grid_total_rows (self))
    return FALSE;
  if (!is_editable (self))
    {
      nh_grid_set_error (self, nh_grid_is_head (self, self->row)
                                   ? _ ("This is the heading of a group and holds no record.")
                               : nh_grid_model_can_append (self->model)
                                   ? _ ("This cell is filled in by the program and can't be edited.")
                                   : _ ("This table is for reading only."));
      return FALSE;
    }
  if (!self->editing)
    {
      draft = nh_grid_drafts_find (self, self->row, shown->model_column);
      text = text_at_cursor (self, TRUE);
      nh_grid_editor_set_text (self, text);
      reveal (self, FALSE);
      self->refused = draft != NULL && !draft->waiting;
      if (draft == NULL)
        self->edit_start = g_steal_pointer (&text);
    }
  if (choose || nh_grid_columns_describe (self, self->column)->kind == NH_GRID_CHOICE)
    nh_grid_completion_open (self, TRUE);
  return TRUE;
}

/* Gives the edit up; the stored value shows again. */
void
nh_grid_editor_cancel (NhGrid *self)
{
  if (!self->editing)
    return;
  nh_grid_drafts_drop (self, self->edit_id, self->edit_column);
  conceal (self);
}

/* Stores a text in a row that is there, after the records that it names. */
static gboolean
store_creating (NhGrid *self, guint row, const char *text, GError **error)
{
  char *texts[] = { (char *)text };
  g_auto (NhGridEdit) edit = { .row = row, .n_rows = 1, .n_columns = 1, .columns = &self->edit_column,
                               .texts = texts, .create_unknown = TRUE };

  return nh_grid_model_paste (self->model, &edit, error);
}

static gboolean
store (NhGrid *self,
       const char *text,
       gboolean create,
       guint *row,
       gboolean *incomplete,
       GError **error)
{
  *incomplete = FALSE;
  if (self->edit_id == NH_GRID_HINT_ID)
    return nh_grid_drafts_append (self, self->edit_column, text, create, row, incomplete, error);
  *row = nh_grid_model_position_of (self->model, self->edit_id);
  if (*row == G_MAXUINT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The row that was being edited is gone, so the text could not be "
                              "stored. Copy it if you need it, then press Esc."));
      return FALSE;
    }
  if (self->edit_start != NULL && g_str_equal (self->edit_start, text))
    return TRUE;
  if (create)
    return store_creating (self, *row, text, error);
  return nh_grid_model_set_text (self->model, *row, self->edit_column, text, error);
}

/* A name that no record has was refused: the button beside the sentence makes the record. */
static void
offer_record (NhGrid *self, const char *text)
{
  g_autofree char *label = nh_grid_model_offer_to_create (self->model, self->edit_column, text);

  if (label != NULL)
    nh_grid_offer (self, label, NH_GRID_OFFER_CREATE_TYPED);
}

/**
 * nh_grid_commit:
 * @self: a grid
 *
 * Finishes an edit: the text goes to the record it was begun on, wherever that now stands. A
 * refused text stays in the open cell, marked. A cell of the hint row waits for those that the new
 * row must have.
 *
 * Returns: %FALSE when the text was refused
 */
gboolean
nh_grid_commit (NhGrid *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int tab_column = self->tab_column;
  gboolean appends, create, incomplete, stored;
  guint row;

  g_return_val_if_fail (NH_IS_GRID (self), FALSE);
  /* The model tells of the new rows while it stores: whoever moves the cursor then comes back here. */
  if (!self->editing || self->storing)
    return TRUE;
  gtk_entry_reset_im_context (GTK_ENTRY (entry_now (self)));
  create = nh_grid_completion_creates (self) || self->create_typed;
  text = g_strdup (nh_grid_completion_chosen (self));
  if (text == NULL)
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_now (self))));
  appends = self->edit_id == NH_GRID_HINT_ID;
  if (appends && *text == '\0')
    {
      nh_grid_editor_cancel (self);
      return TRUE;
    }
  self->storing = TRUE;
  stored = store (self, text, create, &row, &incomplete, &error);
  self->storing = FALSE;
  if (!stored)
    {
      if (incomplete)
        {
          nh_grid_drafts_put_waiting (self, self->edit_column, text, error->message, create);
          conceal (self);
          return TRUE;
        }
      nh_grid_completion_close (self);
      self->refused = TRUE;
      nh_grid_editor_set_text (self, text);
      nh_grid_set_error (self, error->message);
      nh_grid_editor_describe (self, entry_now (self));
      offer_record (self, text);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return FALSE;
    }
  nh_grid_drafts_drop (self, self->edit_id, self->edit_column);
  if (appends)
    nh_grid_drafts_drop_waiting (self);
  conceal (self);
  if (appends && row == G_MAXUINT)
    nh_grid_set_error (self, _ ("The new row was stored; the filter hides it."));
  else if (appends)
    {
      nh_grid_move_to (self, row, self->column, FALSE);
      self->new_id = self->row_id;
      self->tab_column = tab_column;
    }
  return TRUE;
}

/* Stores the text of the cell after the record that it names; also one that was left behind. */
void
nh_grid_editor_commit_creating (NhGrid *self)
{
  if (!self->editing && !nh_grid_editor_begin (self, FALSE))
    return;
  nh_grid_completion_close (self);
  self->create_typed = TRUE;
  nh_grid_commit (self);
  self->create_typed = FALSE;
  nh_grid_editor_focus (self);
}

/* Begins typing with a text, or puts it where the cursor stands in the text under edit. */
void
nh_grid_editor_insert (NhGrid *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (entry_now (self));
  int position;

  if (!is_editable (self))
    {
      nh_grid_editor_begin (self, FALSE); /* says why not */
      return;
    }
  gtk_editable_delete_selection (entry);
  position = gtk_editable_get_position (entry);
  gtk_editable_insert_text (entry, text, -1, &position);
  gtk_editable_set_position (entry, position);
}

/* Puts the text under edit into every selected cell. */
void
nh_grid_editor_fill (NhGrid *self)
{
  g_autofree char *text = NULL;

  gtk_entry_reset_im_context (GTK_ENTRY (entry_now (self)));
  text = g_strdup (nh_grid_completion_chosen (self));
  if (text == NULL)
    text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_now (self))));
  nh_grid_editor_cancel (self);
  nh_grid_fill_selection (self, text);
}

/* The user goes elsewhere: what can't be stored stays behind in the cell, marked. */
void
nh_grid_editor_leave (NhGrid *self)
{
  if (!self->editing || nh_grid_commit (self))
    return;
  nh_grid_drafts_put (self, self->edit_id, self->edit_column,
                      gtk_editable_get_text (GTK_EDITABLE (entry_now (self))), self->error);
  conceal (self);
}

static void
on_changed_cb (GtkEditable *editable, NhGrid *self)
{
  if (self->locked || GTK_WIDGET (editable) != entry_now (self))
    return;
  if (!self->editing)
    {
      if (*gtk_editable_get_text (editable) == '\0')
        return;
      reveal (self, TRUE);
    }
  if (self->refused)
    {
      self->refused = FALSE;
      nh_grid_set_error (self, NULL);
    }
  nh_grid_completion_update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
on_preedit_changed_cb (GtkText *text, const char *preedit, NhGrid *self)
{
  if (text != text_of (entry_now (self)))
    return;
  g_free (self->preedit);
  self->preedit = preedit != NULL && *preedit != '\0' ? g_strdup (preedit) : NULL;
  if (self->preedit == NULL)
    return; /* given up, or about to be committed: then the text changes too */
  if (!self->editing)
    reveal (self, TRUE);
  nh_grid_completion_update (self);
}

/* Decided in an idle, when it is clear where the focus went: a window that is no longer active
 * keeps its edit open. */
static gboolean
on_focus_settled_cb (gpointer user_data)
{
  g_autoptr (NhGrid) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && focus != GTK_WIDGET (self) &&
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    nh_grid_editor_leave (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
on_focus_changed_cb (GtkEventControllerFocus *controller, NhGrid *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_idle_add (on_focus_settled_cb, g_object_ref (self));
}

static GtkWidget *
create_entry (NhGrid *self)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL,
                                   "has-frame", FALSE, "width-chars", 1, "enable-undo", FALSE,
                                   "opacity", 0.0, "can-target", FALSE, NULL);

  gtk_widget_add_css_class (entry, "cell");
  gtk_widget_set_parent (entry, GTK_WIDGET (self));
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect (text_of (entry), "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self);
  nh_grid_keys_connect (self, GTK_WIDGET (text_of (entry)));
  return entry;
}

void
nh_grid_editor_init (NhGrid *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->drafts = g_ptr_array_new_with_free_func (nh_grid_drafts_free);
  for (guint i = 0; i < 2; i++)
    self->entries[i] = create_entry (self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focus_changed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* The room of the active cell; while a long text is edited it reaches over the cells to the right.
 */
void
nh_grid_editor_rectangle (NhGrid *self, GdkRectangle *out)
{
  const NhGridColumn *column = nh_grid_columns_describe (self, self->column);
  int room, wanted;

  nh_grid_cell_rectangle (self, self->row, self->column, out);
  if (nh_grid_is_head (self, self->row))
    {
      out->x = 0;
      out->width = MIN (self->content_width, gtk_widget_get_width (GTK_WIDGET (self)));
      return;
    }
  if (!self->editing || column == NULL || column->kind == NH_GRID_NUMBER)
    return;
  room = gtk_widget_get_width (GTK_WIDGET (self)) - out->x;
  wanted = nh_grid_draw_measure (self, gtk_editable_get_text (GTK_EDITABLE (entry_now (self)))) +
           2 * NH_GRID_PADDING + 4;
  out->width = MAX (out->width, MIN (wanted, room));
}

/* Both entries lie over the text of the active cell, to the pixel. */
void
nh_grid_editor_allocate (NhGrid *self)
{
  GdkRectangle cell;
  int min_width, min_height;

  nh_grid_editor_rectangle (self, &cell);
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_measure (self->entries[i], GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL,
                          NULL);
      gtk_widget_measure (self->entries[i], GTK_ORIENTATION_VERTICAL, -1, &min_height, NULL, NULL,
                          NULL);
      gtk_widget_size_allocate (
          self->entries[i],
          &(GtkAllocation){ cell.x + NH_GRID_PADDING, cell.y + NH_GRID_MARGIN,
                            MAX (min_width, cell.width - 2 * NH_GRID_PADDING),
                            MAX (min_height, self->row_height - 2 * NH_GRID_MARGIN) },
          -1);
    }
}
