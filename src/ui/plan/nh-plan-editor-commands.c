/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: its commands. Each is one step of undo and works on the text; the buffer follows.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HANDLER(name) static void name (GSimpleAction *action, GVariant *parameter, gpointer data)

static const struct
{
  const char *name;
  NhBlockKind kind;
  guint level;
} kinds[] = {
  { "paragraph", NH_BLOCK_PARAGRAPH, 0 }, { "heading-1", NH_BLOCK_HEADING, 1 }, { "heading-2", NH_BLOCK_HEADING, 2 },
  { "heading-3", NH_BLOCK_HEADING, 3 },   { "heading-4", NH_BLOCK_HEADING, 4 }, { "heading-5", NH_BLOCK_HEADING, 5 },
  { "bullet-1", NH_BLOCK_BULLET, 1 },     { "bullet-2", NH_BLOCK_BULLET, 2 },
};

static GtkTextBuffer *
get_buffer (NhPlanEditor *self)
{
  return GTK_TEXT_BUFFER (self->buffer);
}

static void
get_cursor (NhPlanEditor *self, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), iter, gtk_text_buffer_get_insert (get_buffer (self)));
}

static NhBlock *
get_block (NhPlanEditor *self, guint position)
{
  return position < nh_plan_text_get_n_blocks (self->text) ? nh_plan_text_get_block (self->text, position) : NULL;
}

/* Kinds. */

static void
set_kind (NhPlanEditor *self, guint position, NhBlockKind kind, guint level)
{
  NhBlock *block = get_block (self, position);

  if (block && nh_block_is_text (block) && (block->kind != kind || block->level != level))
    nh_plan_text_set_kind (self->text, position, kind, level);
}

HANDLER (on_kind_cb)
{
  NhPlanEditor *self = data;
  const char *name = g_variant_get_string (parameter, NULL);
  guint first, last;

  nh_plan_editor_begin (self, _("Change the kind of paragraph"));
  nh_plan_editor_get_blocks (self, &first, &last);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint position = first; g_str_equal (kinds[i].name, name) && position <= last; position++)
      set_kind (self, position, kinds[i].kind, kinds[i].level);
  nh_plan_editor_end (self);
}

static void
shift_level (NhPlanEditor *self, guint position, int by)
{
  NhBlock *block = get_block (self, position);
  int level = block ? (int) block->level + by : 0;

  if (!block || !nh_block_is_text (block))
    return;
  if (block->kind == NH_BLOCK_HEADING)
    set_kind (self, position, NH_BLOCK_HEADING, CLAMP (level, 1, NH_HEADING_LEVELS));
  else if (level < 1)
    set_kind (self, position, NH_BLOCK_PARAGRAPH, 0);
  else
    set_kind (self, position, NH_BLOCK_BULLET, MIN (level, NH_BULLET_LEVELS));
}

static void
shift_levels (NhPlanEditor *self, const char *step, int by)
{
  guint first, last;

  nh_plan_editor_begin (self, step);
  nh_plan_editor_get_blocks (self, &first, &last);
  for (guint position = first; position <= last; position++)
    shift_level (self, position, by);
  nh_plan_editor_end (self);
}

HANDLER (on_demote_cb)
{
  shift_levels (data, _("Lower the level"), 1);
}

HANDLER (on_promote_cb)
{
  shift_levels (data, _("Raise the level"), -1);
}

/* Moving. */

/* Where a section of @level that begins at @first goes one place up: before its sister, or before the
 * heading that it stands under. */
static guint
place_above (NhPlanEditor *self, guint first, guint level)
{
  for (guint i = first; i > 0; i--)
    {
      NhBlock *block = get_block (self, i - 1);

      if (level == 0 || (block->kind == NH_BLOCK_HEADING && block->level <= level))
        return i - 1;
    }
  return 0;
}

static guint
place_below (NhPlanEditor *self, guint next, guint level)
{
  NhBlock *block = get_block (self, next);

  if (!block)
    return next;
  if (level > 0 && block->kind == NH_BLOCK_HEADING && block->level == level)
    return next + nh_plan_text_section_length (self->text, next);
  return next + 1;
}

static void
move (NhPlanEditor *self, gboolean up)
{
  guint first, last, n, to, block, offset;
  NhBlock *heading;
  guint level;
  gint64 id;

  nh_plan_editor_begin (self, up ? _("Move up") : _("Move down"));
  nh_plan_editor_get_blocks (self, &first, &last);
  nh_plan_editor_get_cursor (self, &block, &offset);
  heading = get_block (self, first);
  level = heading && heading->kind == NH_BLOCK_HEADING && first == last ? heading->level : 0;
  n = level ? nh_plan_text_section_length (self->text, first) : last - first + 1;
  to = up ? place_above (self, first, level) : place_below (self, first + n, level);
  if (heading && to != first && to != first + n)
    {
      id = get_block (self, block)->id;
      nh_plan_text_move (self->text, first, n, to);
      if (first == last && nh_plan_text_find_block (self->text, id, &block))
        nh_plan_editor_set_cursor (self, block, offset);
      else
        {
          guint start = to > first ? to - n : to;

          nh_plan_editor_select (self, start, 0, start + n - 1, G_MAXINT);
        }
    }
  nh_plan_editor_end (self);
}

HANDLER (on_move_up_cb)
{
  move (data, TRUE);
}

HANDLER (on_move_down_cb)
{
  move (data, FALSE);
}

/* Styles. */

typedef void (*PartFunc) (NhPlanEditor *self, guint position, guint start, guint end, gpointer data);

static void
for_each_part (NhPlanEditor *self, PartFunc func, gpointer data)
{
  guint block, offset, end_block, end_offset;

  nh_plan_editor_get_selection (self, &block, &offset, &end_block, &end_offset);
  for (guint i = block; i <= end_block && i < nh_plan_text_get_n_blocks (self->text); i++)
    {
      NhBlock *at = get_block (self, i);
      guint start = i == block ? offset : 0;
      guint end = i == end_block ? end_offset : nh_rich_text_get_length (at->text);

      if (nh_block_is_text (at) && start < end)
        func (self, i, start, end, data);
    }
}

typedef struct
{
  NhStyle style;
  gboolean all;
} Restyle;

static void
test_part (NhPlanEditor *self, guint position, guint start, guint end, gpointer data)
{
  Restyle *restyle = data;

  restyle->all = restyle->all && nh_rich_text_has_style (get_block (self, position)->text, start, end, restyle->style);
}

static void
restyle_part (NhPlanEditor *self, guint position, guint start, guint end, gpointer data)
{
  Restyle *restyle = data;
  g_autoptr (NhRichText) text = nh_rich_text_restyle (get_block (self, position)->text, start, end,
                                                      restyle->all ? 0 : restyle->style,
                                                      restyle->all ? restyle->style : 0);

  nh_plan_text_set_text (self->text, position, text);
}

static void
toggle_style (NhPlanEditor *self, NhStyle style, const char *step)
{
  Restyle restyle = { style, TRUE };
  guint block, offset, end_block, end_offset;

  if (!nh_plan_editor_get_selection (self, &block, &offset, &end_block, &end_offset))
    {
      nh_plan_buffer_set_typing_style (self->buffer, nh_plan_buffer_get_typing_style (self->buffer) ^ style);
      nh_plan_editor_update_states (self);
      return;
    }
  nh_plan_editor_begin (self, step);
  for_each_part (self, test_part, &restyle);
  for_each_part (self, restyle_part, &restyle);
  nh_plan_editor_select (self, block, offset, end_block, end_offset);
  nh_plan_editor_end (self);
}

HANDLER (on_bold_cb)
{
  toggle_style (data, NH_STYLE_BOLD, _("Bold"));
}

HANDLER (on_italic_cb)
{
  toggle_style (data, NH_STYLE_ITALIC, _("Italic"));
}

/* Places to fill. */

HANDLER (on_blank_cb)
{
  NhPlanEditor *self = data;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (NhRichText) text = NULL;
  guint block, offset, end_block, end_offset;

  if (nh_plan_editor_get_selection (self, &block, &offset, &end_block, &end_offset))
    {
      toggle_style (self, NH_STYLE_BLANK, _("Place to fill"));
      return;
    }
  blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  text = nh_rich_text_new (NULL);
  nh_rich_text_append (text, "……", -1, NH_STYLE_BLANK);
  g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, text, NULL, NULL));
  nh_plan_editor_insert_blocks (self, blocks, _("Place to fill"));
  nh_plan_editor_get_cursor (self, &block, &offset);
  nh_plan_editor_select (self, block, offset - strlen ("……"), block, offset);
}

/* The first blank of a text that begins at or behind @from; one may consist of several spans. */
static gboolean
find_blank (NhRichText *text, guint from, guint *start, guint *end)
{
  guint n;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!(spans[i].style & NH_STYLE_BLANK) || spans[i].start < from)
        continue;
      *start = spans[i].start;
      *end = spans[i].end;
      for (i++; i < n && spans[i].start == *end && (spans[i].style & NH_STYLE_BLANK); i++)
        *end = spans[i].end;
      return TRUE;
    }
  return FALSE;
}

HANDLER (on_next_blank_cb)
{
  NhPlanEditor *self = data;
  guint n = nh_plan_text_get_n_blocks (self->text);
  guint block, offset, end_block, end_offset, start, end;

  nh_plan_editor_get_selection (self, &block, &offset, &end_block, &end_offset);
  for (guint i = 0; i <= n && n > 0; i++)
    {
      guint position = (end_block + i) % n;

      if (find_blank (get_block (self, position)->text, i == 0 ? end_offset : 0, &start, &end))
        {
          nh_plan_editor_select (self, position, start, position, end);
          gtk_widget_grab_focus (self->view);
          return;
        }
    }
  nh_session_notify (self->session, _("There are no places left to fill in the text."));
}

/* What is inserted. */

HANDLER (on_page_break_cb)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);

  g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_PAGE_BREAK, 0, NULL, NULL, NULL));
  nh_plan_editor_insert_blocks (data, blocks, _("Insert a page break"));
}

static void
type (NhPlanEditor *self, const char *text)
{
  g_signal_emit_by_name (self->view, "insert-at-cursor", text);
}

HANDLER (on_line_break_cb)
{
  type (data, NH_PLAN_LINE_BREAK_UTF8);
}

HANDLER (on_no_break_space_cb)
{
  type (data, "\xc2\xa0");
}

HANDLER (on_no_break_hyphen_cb)
{
  type (data, "\xe2\x80\x91");
}

HANDLER (on_footnote_cb)
{
  nh_plan_editor_edit_note (data, NULL);
}

HANDLER (on_reference_cb)
{
  nh_plan_editor_choose_reference (data);
}

HANDLER (on_paste_cb)
{
  nh_plan_editor_paste (data);
}

HANDLER (on_paste_plain_cb)
{
  nh_plan_editor_paste_plain (data);
}

HANDLER (on_open_cb)
{
  GtkTextIter iter;

  if (nh_plan_editor_find_object (data, &iter))
    nh_plan_editor_open_at (data, &iter);
}

static const GActionEntry entries[] = {
  { .name = "kind", .activate = on_kind_cb, .parameter_type = "s", .state = "'paragraph'" },
  { .name = "demote", .activate = on_demote_cb },
  { .name = "promote", .activate = on_promote_cb },
  { .name = "move-up", .activate = on_move_up_cb },
  { .name = "move-down", .activate = on_move_down_cb },
  { .name = "bold", .activate = on_bold_cb, .state = "false" },
  { .name = "italic", .activate = on_italic_cb, .state = "false" },
  { .name = "blank", .activate = on_blank_cb },
  { .name = "next-blank", .activate = on_next_blank_cb },
  { .name = "page-break", .activate = on_page_break_cb },
  { .name = "line-break", .activate = on_line_break_cb },
  { .name = "no-break-space", .activate = on_no_break_space_cb },
  { .name = "no-break-hyphen", .activate = on_no_break_hyphen_cb },
  { .name = "footnote", .activate = on_footnote_cb },
  { .name = "reference", .activate = on_reference_cb },
  { .name = "paste", .activate = on_paste_cb },
  { .name = "paste-plain", .activate = on_paste_plain_cb },
  { .name = "open", .activate = on_open_cb },
};

static void
set_state (NhPlanEditor *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), state);
}

static NhStyle
get_style (NhPlanEditor *self)
{
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
    return nh_plan_tags_get_style (&start);
  return nh_plan_buffer_get_typing_style (self->buffer);
}

/* (internal) has menus and buttons tell the kind and the style where the cursor stands */
void
nh_plan_editor_update_states (NhPlanEditor *self)
{
  NhStyle style = get_style (self);
  const NhBlock *block;
  const char *name = "";
  GtkTextIter cursor;

  get_cursor (self, &cursor);
  block = nh_plan_buffer_get_block (self->buffer, gtk_text_iter_get_line (&cursor));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == block->kind && kinds[i].level == block->level)
      name = kinds[i].name;
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "open")),
      nh_plan_editor_find_object (self, &cursor));
  set_state (self, "kind", g_variant_new_string (name));
  set_state (self, "bold", g_variant_new_boolean ((style & NH_STYLE_BOLD) != 0));
  set_state (self, "italic", g_variant_new_boolean ((style & NH_STYLE_ITALIC) != 0));
}

/* (internal) */
void
nh_plan_editor_add_commands (NhPlanEditor *self)
{
  gboolean editable = gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (!editable && !g_str_equal (entries[i].name, "next-blank"))
      g_simple_action_set_enabled (
          G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name)), FALSE);
}

/* Keys. */

static gboolean
is_empty_text (NhPlanEditor *self, guint position)
{
  NhBlock *block = get_block (self, position);

  return block && nh_block_is_text (block) && nh_rich_text_get_length (block->text) == 0;
}

static gboolean
is_table (NhPlanEditor *self, guint position)
{
  NhBlock *block = get_block (self, position);

  return block && !nh_block_is_text (block);
}

static const char *
name_deletion (NhPlanEditor *self, guint position)
{
  NhBlock *block = get_block (self, position);

  if (block->kind == NH_BLOCK_PAGE_BREAK)
    return _("Delete the page break");
  return nh_block_is_text (block) ? _("Delete text") : _("Delete the table");
}

static void
delete_block (NhPlanEditor *self, guint position, guint cursor, guint offset)
{
  nh_plan_editor_begin (self, name_deletion (self, position));
  nh_plan_text_splice (self->text, position, 1, NULL, 0);
  nh_plan_editor_set_cursor (self, cursor, offset);
  nh_plan_editor_end (self);
}

static void
select_table (NhPlanEditor *self, guint position)
{
  nh_plan_editor_select (self, position, 0, position, 1);
}

/* A table that is selected goes. Returns: whether there was one, or nothing may be done. */
static gboolean
delete_selected (NhPlanEditor *self)
{
  guint block;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return TRUE;
  if (!nh_plan_editor_is_table_selected (self, &block))
    return FALSE;
  delete_block (self, block, block, 0);
  return TRUE;
}

/* (internal) A table is selected first and deleted by the second key, so that none is lost unseen. The
 * number or dash of a paragraph goes before the paragraph joins the one above it. */
gboolean
nh_plan_editor_backspace (gpointer data)
{
  NhPlanEditor *self = data;
  GtkTextIter cursor;
  guint line;

  if (delete_selected (self))
    return TRUE;
  if (gtk_text_buffer_get_has_selection (get_buffer (self)))
    return FALSE;
  get_cursor (self, &cursor);
  line = gtk_text_iter_get_line (&cursor);
  if (is_table (self, line) && !gtk_text_iter_starts_line (&cursor))
    select_table (self, line);
  else if (!gtk_text_iter_starts_line (&cursor))
    return FALSE;
  else if (!is_table (self, line) && nh_plan_buffer_get_block (self->buffer, line)->kind != NH_BLOCK_PARAGRAPH)
    {
      nh_plan_editor_begin (self, _("Change the kind of paragraph"));
      set_kind (self, line, NH_BLOCK_PARAGRAPH, 0);
      nh_plan_editor_end (self);
    }
  else if (line > 0 && is_table (self, line - 1))
    {
      if (is_empty_text (self, line))
        delete_block (self, line, line - 1, 1);
      else
        select_table (self, line - 1);
    }
  else if (line > 0 && is_table (self, line) && !is_empty_text (self, line - 1))
    nh_plan_editor_set_cursor (self, line - 1, G_MAXINT);
  else
    return FALSE;
  return TRUE;
}

/* (internal) the same for the Delete key */
gboolean
nh_plan_editor_delete_forward (gpointer data)
{
  NhPlanEditor *self = data;
  GtkTextIter cursor;
  guint line;

  if (delete_selected (self))
    return TRUE;
  if (gtk_text_buffer_get_has_selection (get_buffer (self)))
    return FALSE;
  get_cursor (self, &cursor);
  line = gtk_text_iter_get_line (&cursor);
  if (is_table (self, line) && gtk_text_iter_starts_line (&cursor))
    select_table (self, line);
  else if (is_table (self, line))
    {
      if (is_empty_text (self, line + 1))
        delete_block (self, line + 1, line, 1);
      else if (is_table (self, line + 1))
        select_table (self, line + 1);
    }
  else if (gtk_text_iter_ends_line (&cursor) && is_table (self, line + 1) && !is_empty_text (self, line))
    select_table (self, line + 1);
  else
    return FALSE;
  return TRUE;
}

/* (internal) Enter with a table selected */
gboolean
nh_plan_editor_enter (gpointer data)
{
  NhPlanEditor *self = data;
  guint block;

  if (!nh_plan_editor_is_table_selected (self, &block))
    return FALSE;
  nh_plan_editor_open_table (self, block);
  return TRUE;
}
