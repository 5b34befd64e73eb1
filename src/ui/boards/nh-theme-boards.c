/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-theme-boards.h"

#include <glib/gi18n-lib.h>

#include "core/nh-subjects.h"
#include "document/nh-board-themes.h"
#include "model/nh-cursor.h"
#include "model/nh-theme-adoption.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/nh-field-entry.h"

#define DAY_KEY "nh-day" /* the entry on the page of adoption */

static NhMatrix *
get_matrix (NhBoardPage *page)
{
  return nh_matrix_view_get_matrix (nh_board_page_get_view (page));
}

/* Adoption */

static NhMatrix *
build_adoption (NhBoardPage *page,
                GError **error)
{
  return nh_theme_board_adoption (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), error);
}

/* All selected cells as one step. */
static void
set_state (NhBoardPage *page,
           const char *state)
{
  NhMatrix *matrix = get_matrix (page);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (NhThemePlace));
  g_autoptr (GError) error = NULL;
  guint32 day = 0;
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;

  if (!nh_board_page_is_editable (page)
      || !nh_matrix_view_get_selection (nh_board_page_get_view (page), &row, &column, &n_rows, &n_columns))
    return;
  for (guint r = row; r < row + n_rows; r++)
    for (guint c = column; c < column + n_columns; c++)
      {
        const NhThemePlace place = { nh_matrix_get_column (matrix, c)->key, nh_matrix_get_row (matrix, r)->key };

        g_array_append_val (places, place);
      }
  if (nh_field_entry_get_day (g_object_get_data (G_OBJECT (page), DAY_KEY), &day, &error))
    nh_theme_adoption_set (nh_board_page_get_workbook (page), (const NhThemePlace *) places->data, places->len, state, day,
                           &error);
  nh_session_report_error (nh_board_page_get_session (page), &error);
}

static void
on_adoption_activated_cb (NhBoardPage *page,
                          guint row,
                          guint column,
                          gint64 item)
{
  NhMatrix *matrix = get_matrix (page);
  const char *state = nh_theme_board_get_state (nh_board_page_get_workbook (page), nh_matrix_get_column (matrix, column)->key,
                                                nh_matrix_get_row (matrix, row)->key);

  set_state (page, nh_theme_next_state (state));
}

static void
on_adoption_delete_cb (NhBoardPage *page,
                       guint row,
                       guint column,
                       gint64 item)
{
  set_state (page, NULL);
}

static void
on_state_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  const char *state = g_variant_get_string (parameter, NULL);

  set_state (data, *state ? state : NULL);
}

static void
on_show_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer data)
{
  NhBoardPage *page = data;
  guint row;
  guint column;

  if (nh_matrix_view_get_cursor (nh_board_page_get_view (page), &row, &column))
    nh_board_page_show_activity (page, nh_matrix_get_column (get_matrix (page), column)->key);
}

static void
append_state (GMenu *menu,
              const char *label,
              const char *state)
{
  GMenuItem *item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "board.state", "s", state);
  g_menu_append_item (menu, item);
  g_object_unref (item);
}

static void
on_adoption_menu_cb (NhBoardPage *page,
                     guint row,
                     guint column,
                     gint64 item,
                     const GdkRectangle *where)
{
  const NhEntity *entity = nh_entity_find ("theme_adoption");
  const NhField *field = &entity->fields[NH_FIELD (entity, "state")];
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) states = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (const NhChoice *choice = field->choices; choice->key; choice++)
    append_state (states, _(choice->label), choice->key);
  append_state (states, _("Nothing noted"), "");
  g_menu_append (more, _("Show the theme in the _list"), "board.show");
  if (nh_board_page_is_editable (page))
    g_menu_append_section (menu, NULL, G_MENU_MODEL (states));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  nh_board_page_popup_menu (page, where, G_MENU_MODEL (menu));
}

static void
on_adoption_built_cb (NhBoardPage *page)
{
  NhMatrix *matrix = get_matrix (page);

  nh_matrix_view_set_editable (nh_board_page_get_view (page), FALSE);
  nh_board_page_set_note (page, matrix && nh_matrix_get_n_rows (matrix)
                                    ? _("◆ pilot unit · ✓ taken up · ○ trying out · ! planned · ✗ not taking up. Units that try "
                                        "out or have taken up count towards the target.")
                                    : "");
}

static void
add_day (GtkWidget *page)
{
  NhBoardPage *board = NH_BOARD_PAGE (page);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("Changes count _from:"));
  GtkWidget *entry = nh_field_entry_new (nh_board_page_get_session (board), "theme_adoption", "on_day");

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 11);
  gtk_widget_set_tooltip_text (entry, _("The day that is noted with each change; empty: none"));
  g_object_set_data (G_OBJECT (page), DAY_KEY, entry);
  nh_board_page_add_tool (board, label);
  nh_board_page_add_tool (board, entry);
}

/* The theme of the column: what a unit does with it is set in the cell. */
static NhBoardRecord
inspect_theme (gpointer page,
               guint row,
               guint column,
               gint64 item)
{
  return (NhBoardRecord) { "activities", nh_matrix_get_column (get_matrix (page), column)->key };
}

/**
 * nh_theme_adoption_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of units and themes. A double click or Enter goes to the next state, the menu
 *   chooses one, for all selected cells in one step.
 */
GtkWidget *
nh_theme_adoption_new (NhSession *session)
{
  static const NhBoardSpec spec = {
    "theme_adoption", "theme", N_("Units and themes"),
    N_("A double click or Enter goes to the next state; Shift selects several, the menu sets them all."),
    N_("This plan has no themes for all of its units yet. Add them in the tab “List”; units come from the clusters of the "
       "plan’s council or team."),
    build_adoption,
  };
  static const GActionEntry entries[] = {
    { .name = "state", .activate = on_state_cb, .parameter_type = "s" },
    { .name = "show", .activate = on_show_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *page = nh_board_page_new (session, &spec);
  NhMatrixView *view = nh_board_page_get_view (NH_BOARD_PAGE (page));

  nh_matrix_view_set_selectable (view, TRUE);
  nh_matrix_view_set_click_selects (view, TRUE);
  add_day (page);
  nh_board_inspect (page, session, view, inspect_theme, FALSE);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), page);
  gtk_widget_insert_action_group (page, "board", G_ACTION_GROUP (actions));
  g_signal_connect_object (view, "cell-activated", G_CALLBACK (on_adoption_activated_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cell-menu", G_CALLBACK (on_adoption_menu_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cell-delete", G_CALLBACK (on_adoption_delete_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "built", G_CALLBACK (on_adoption_built_cb), NULL);
  return page;
}

/* Coverage */

static NhMatrix *
build_coverage (NhBoardPage *page,
                GError **error)
{
  return nh_theme_board_coverage (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), error);
}

/* The level of the plan's first theme: what a new one is for, too. */
static char *
level_of (NhBoardPage *page)
{
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, nh_board_page_get_plan (page));
  const NhListFilter filters[] = { { "plan", plan }, { "kind", "theme" } };
  g_autoptr (GPtrArray) themes = nh_workbook_list (nh_board_page_get_workbook (page), nh_entity_find ("activity"), filters, 2,
                                                   NULL);

  return g_strdup (themes && themes->len ? nh_record_raw (themes->pdata[0], "level") : "");
}

static void
add_theme (NhBoardPage *page,
           guint row,
           guint column)
{
  NhMatrix *matrix = get_matrix (page);
  const NhMatrixHead *subject = nh_matrix_get_row (matrix, row);
  const NhMatrixHead *cluster = nh_matrix_get_column (matrix, column);
  gboolean library = nh_subject_same (subject->label, NH_THEME_LIBRARY);
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_board_page_get_plan (page));
  g_autofree char *team = g_strdup_printf ("#%" G_GINT64_FORMAT, cluster->key);
  g_autofree char *level = level_of (page);
  /* Words of a document, so in Vietnamese. */
  g_autofree char *content = g_strdup_printf (library ? "Chuyên đề %s của %s" : "Chuyên đề môn %s của %s", subject->label,
                                              cluster->label);
  const NhFieldText values[] = { { "plan", plan },           { "kind", "theme" },
                                 { "content", content },     { "team", team },
                                 { "subject", subject->label }, { "level", level },
                                 { "period", "Cả năm học" }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  if (!nh_board_page_is_editable (page))
    return;
  if (nh_session_create (nh_board_page_get_session (page), nh_entity_find ("activity"), values, &error))
    {
      g_autofree char *text = g_strdup_printf (_("Added “%s”. Ctrl+Z takes it away."), content);

      nh_session_notify (nh_board_page_get_session (page), text);
    }
  nh_session_report_error (nh_board_page_get_session (page), &error);
}

static void
on_coverage_activated_cb (NhBoardPage *page,
                          guint row,
                          guint column,
                          gint64 item)
{
  if (!item)
    add_theme (page, row, column);
}

static void
on_coverage_built_cb (NhBoardPage *page)
{
  nh_matrix_view_set_editable (nh_board_page_get_view (page), FALSE);
}

/**
 * nh_theme_coverage_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of subjects and clusters; a click on what is missing makes a theme.
 */
GtkWidget *
nh_theme_coverage_new (NhSession *session)
{
  static const NhBoardSpec spec = {
    "theme_coverage", "theme", N_("Themes by subject and cluster"),
    N_("Each cluster has a theme for each subject, and one about the library. Click what is missing to add it."),
    N_("This plan has no clusters: its council or team has none, and its themes name none."),
    build_coverage,
  };
  GtkWidget *page = nh_board_page_new (session, &spec);
  NhMatrixView *view = nh_board_page_get_view (NH_BOARD_PAGE (page));

  nh_board_inspect (page, session, view, nh_board_inspect_activity, TRUE);
  g_signal_connect_object (view, "cell-activated", G_CALLBACK (on_coverage_activated_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cell-add", G_CALLBACK (add_theme), page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "built", G_CALLBACK (on_coverage_built_cb), NULL);
  return page;
}
