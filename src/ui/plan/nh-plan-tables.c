/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-tables.h"

#include <glib/gi18n-lib.h>

#include "ui/plan/nh-fixed-table-dialog.h"
#include "ui/plan/nh-table-dialog.h"

#define SESSION_KEY "nh-plan-tables-session"

static NhSession *
get_session (NhPlanEditor *editor)
{
  return g_object_get_data (G_OBJECT (editor), SESSION_KEY);
}

static void
insert (NhPlanEditor *editor,
        NhBlockKind kind,
        const char *view,
        const char *options)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);

  g_ptr_array_add (blocks, nh_block_new (0, kind, 0, NULL, view, options));
  nh_plan_editor_insert_blocks (editor, blocks, _("Insert table"));
  gtk_widget_grab_focus (GTK_WIDGET (editor));
}

/* While its window was open another screen may have moved the table, or an undo taken it away. */
static void
change (NhPlanEditor *editor,
        gint64 id,
        const char *view,
        const char *options)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  g_autoptr (NhBlock) changed = NULL;
  NhBlock *block;
  guint position;

  if (!nh_plan_text_find_block (text, id, &position))
    {
      nh_session_report (get_session (editor), _("The table is not in the plan any more; nothing was changed."));
      return;
    }
  block = nh_plan_text_get_block (text, position);
  if ((g_strcmp0 (block->view, view) == 0 && g_strcmp0 (block->options, options) == 0) || !nh_plan_editor_commit (editor))
    return;
  changed = nh_block_new (id, block->kind, 0, NULL, view, options);
  nh_plan_text_begin_step (text, _("Change the table"));
  nh_plan_text_splice (text, position, 1, &changed, 1);
  nh_plan_text_end_step (text);
  gtk_widget_grab_focus (GTK_WIDGET (editor));
}

static void
on_fixed_done_cb (GObject *object,
                  gint64 key,
                  const char *options)
{
  if (key)
    change (NH_PLAN_EDITOR (object), key, NULL, options);
  else
    insert (NH_PLAN_EDITOR (object), NH_BLOCK_FIXED_TABLE, NULL, options);
}

static void
on_live_done_cb (GObject *object,
                 gint64 key,
                 const char *view,
                 const char *options)
{
  if (key)
    change (NH_PLAN_EDITOR (object), key, view, options);
  else
    insert (NH_PLAN_EDITOR (object), NH_BLOCK_TABLE, view, options);
}

static void
open_table (NhPlanEditor *editor,
            guint position)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  NhBlock *block = position < nh_plan_text_get_n_blocks (text) ? nh_plan_text_get_block (text, position) : NULL;

  if (block && block->kind == NH_BLOCK_FIXED_TABLE)
    nh_fixed_table_dialog_present (GTK_WIDGET (editor), get_session (editor), block->options ? block->options : "",
                                   on_fixed_done_cb, G_OBJECT (editor), block->id);
  else if (block && block->kind == NH_BLOCK_TABLE)
    nh_table_dialog_present (GTK_WIDGET (editor), get_session (editor), nh_plan_text_get_plan (text), block->view,
                             block->options, on_live_done_cb, G_OBJECT (editor), block->id);
}

static void
on_edit_table_cb (NhPlanEditor *editor,
                  guint position)
{
  open_table (editor, position);
}

static void
on_insert_table_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer data)
{
  NhPlanEditor *editor = data;

  nh_table_dialog_present (GTK_WIDGET (editor), get_session (editor), nh_plan_text_get_plan (nh_plan_editor_get_text (editor)),
                           NULL, NULL, on_live_done_cb, G_OBJECT (editor), 0);
}

static void
on_insert_fixed_table_cb (GSimpleAction *action,
                          GVariant *parameter,
                          gpointer data)
{
  NhPlanEditor *editor = data;

  nh_fixed_table_dialog_present (GTK_WIDGET (editor), get_session (editor), NULL, on_fixed_done_cb, G_OBJECT (editor), 0);
}

static void
on_change_table_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer data)
{
  NhPlanEditor *editor = data;
  guint block, offset;

  nh_plan_editor_get_cursor (editor, &block, &offset);
  open_table (editor, block);
}

/* Where a table stands at the cursor it can be changed. */
static void
on_cursor_moved_cb (NhPlanEditor *editor)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (nh_plan_editor_get_actions (editor)), "change-table");
  guint block, offset;
  NhBlockKind kind = NH_BLOCK_PARAGRAPH;

  nh_plan_editor_get_cursor (editor, &block, &offset);
  if (block < nh_plan_text_get_n_blocks (text))
    kind = nh_plan_text_get_block (text, block)->kind;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               (kind == NH_BLOCK_TABLE || kind == NH_BLOCK_FIXED_TABLE)
                                   && !nh_workbook_is_read_only (nh_plan_text_get_workbook (text)));
}

/**
 * nh_plan_tables_attach:
 * @editor: an editor of a plan's text
 * @session: the open workbook
 */
void
nh_plan_tables_attach (NhPlanEditor *editor,
                       NhSession *session)
{
  static const GActionEntry entries[] = {
    { .name = "insert-table", .activate = on_insert_table_cb },
    { .name = "insert-fixed-table", .activate = on_insert_fixed_table_cb },
    { .name = "change-table", .activate = on_change_table_cb },
  };
  GActionMap *actions = G_ACTION_MAP (nh_plan_editor_get_actions (editor));
  gboolean read_only = nh_workbook_is_read_only (nh_session_get_workbook (session));

  g_object_set_data_full (G_OBJECT (editor), SESSION_KEY, g_object_ref (session), g_object_unref);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), editor);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, entries[i].name)), !read_only);
  if (!read_only)
    g_signal_connect (editor, "edit-table", G_CALLBACK (on_edit_table_cb), NULL);
  g_signal_connect (editor, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), NULL);
}
