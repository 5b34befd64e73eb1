/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Online points and attendance: sessions × districts or clusters. A cell opens the list of its units.
 */
#include "ui/boards/nh-lesson-boards.h"

#include <glib/gi18n-lib.h>

#include "document/nh-board-lessons.h"
#include "model/nh-lesson-attendance.h"
#include "ui/boards/nh-board-inspect.h"
#include "ui/compat/nh-mnemonic.h"

/* Rows of units before the list scrolls, in pixels. */
#define LIST_HEIGHT 320

/* A line of the popover. */
typedef struct
{
  gint64 unit;
  GtkWidget *point;
  GtkDropDown *choice; /* NULL: the host, or a unit that does not attend */
} Line;

typedef struct
{
  NhBoardPage *page;
  gint64 session;
  GArray *lines; /* Line */
  GtkWidget *popover;
  GtkLabel *count;
} Chooser;

static void
chooser_free (gpointer data)
{
  Chooser *self = data;

  g_array_unref (self->lines);
  g_free (self);
}

static NhMatrix *
build (NhBoardPage *page,
       GError **error)
{
  return nh_lesson_board_attendance (nh_board_page_get_workbook (page), nh_board_page_get_plan (page), error);
}

static void
store (Chooser *self,
       gboolean by_place)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NhAttendEdit));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const NhAttendEdit edit
          = { line->unit,
              line->choice && !by_place ? (NhAttendChoice) gtk_drop_down_get_selected (line->choice) : NH_ATTEND_BY_PLACE,
              gtk_check_button_get_active (GTK_CHECK_BUTTON (line->point)) };

      g_array_append_val (edits, edit);
    }
  nh_lesson_attendance_set (nh_board_page_get_workbook (self->page), self->session, (const NhAttendEdit *) edits->data,
                            edits->len, &error);
  nh_session_report_error (nh_board_page_get_session (self->page), &error);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
on_accept_cb (Chooser *self)
{
  store (self, FALSE);
}

static void
on_reset_cb (Chooser *self)
{
  store (self, TRUE);
}

static void
on_toggled_cb (Chooser *self)
{
  guint least = nh_online_points_min (nh_board_page_get_workbook (self->page));
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    n += gtk_check_button_get_active (GTK_CHECK_BUTTON (g_array_index (self->lines, Line, i).point));
  text = n < least ? g_strdup_printf (_("%u of at least %u online points: too few"), n, least)
                   : g_strdup_printf (_("%u online points, at least %u are needed"), n, least);
  gtk_label_set_text (self->count, text);
}

/* By place first: it says what that means here. */
static GtkWidget *
make_choice (NhSessionUnits *units,
             const NhSessionUnit *unit)
{
  gboolean direct = (unit->attendance.mode == NH_ATTEND_DIRECT) != unit->attendance.chosen;
  const char *texts[] = { direct ? _("By place: in person") : _("By place: online"), _("In person"), _("Online"), NULL };
  GtkWidget *choice = gtk_drop_down_new_from_strings (texts);
  g_autofree char *name = g_strdup_printf (_("How %s attends"), unit->name);

  if (unit->attendance.chosen)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), unit->attendance.mode == NH_ATTEND_DIRECT ? NH_ATTEND_CHOOSE_DIRECT
                                                                                                  : NH_ATTEND_CHOOSE_ONLINE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return choice;
}

static void
add_line (Chooser *self,
          GtkGrid *grid,
          NhSessionUnits *units,
          const NhSessionUnit *unit)
{
  int row = (int) self->lines->len + 1;
  GtkWidget *name = gtk_label_new (unit->name);
  g_autofree char *spoken = g_strdup_printf (_("%s is an online point"), unit->name);
  Line line = { unit->id, gtk_check_button_new (), NULL };

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (name), 26);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 34);
  gtk_widget_set_tooltip_text (name, unit->name);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line.point), unit->point);
  gtk_widget_set_halign (line.point, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.point), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_swapped (line.point, "toggled", G_CALLBACK (on_toggled_cb), self);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, line.point, 1, row, 1, 1);
  if (unit->attendance.mode == NH_ATTEND_HOST || unit->may_only_be_point)
    {
      GtkWidget *role = gtk_label_new (unit->may_only_be_point ? _("Only as a point") : _("Hosts the session"));

      gtk_label_set_xalign (GTK_LABEL (role), 0);
      gtk_widget_add_css_class (role, "dim-label");
      gtk_grid_attach (grid, role, 2, row, 1, 1);
    }
  else
    {
      line.choice = GTK_DROP_DOWN (make_choice (units, unit));
      gtk_grid_attach (grid, GTK_WIDGET (line.choice), 2, row, 1, 1);
    }
  g_array_append_val (self->lines, line);
}

static void
add_heading (GtkGrid *grid,
             int column,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-heading");
  gtk_grid_attach (grid, label, column, 0, 1, 1);
}

static GtkWidget *
make_buttons (Chooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *reset = nh_mnemonic_button_new (_("All by _place"));
  GtkWidget *accept = nh_mnemonic_button_new (_("_Apply"));

  gtk_widget_set_tooltip_text (reset, _("Units of the host’s district or cluster come in person, the others follow online"));
  gtk_widget_add_css_class (accept, "suggested-action");
  gtk_widget_set_hexpand (accept, TRUE);
  gtk_widget_set_halign (accept, GTK_ALIGN_END);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (on_reset_cb), self);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_box_append (GTK_BOX (box), accept);
  return box;
}

static GtkWidget *
make_content (Chooser *self,
              NhSessionUnits *units,
              const NhSessionGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *title = gtk_label_new (group->name);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (title, "nh-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->count, 0);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  add_heading (GTK_GRID (grid), 0, _("Unit"));
  add_heading (GTK_GRID (grid), 1, _("Online point"));
  add_heading (GTK_GRID (grid), 2, _("Attends"));
  for (guint i = 0; i < units->units->len; i++)
    {
      const NhSessionUnit *unit = units->units->pdata[i];

      if (unit->group == group->id)
        add_line (self, GTK_GRID (grid), units, unit);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_widget_set_sensitive (box, nh_board_page_is_editable (self->page));
  on_toggled_cb (self);
  return box;
}

static const NhSessionGroup *
find_group (NhSessionUnits *units,
            const char *name)
{
  for (guint i = 0; i < units->groups->len; i++)
    if (g_str_equal (((NhSessionGroup *) units->groups->pdata[i])->name, name))
      return units->groups->pdata[i];
  return NULL;
}

static void
on_activated_cb (NhBoardPage *page,
                 guint row,
                 guint column,
                 gint64 item)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));
  gint64 session = nh_matrix_get_row (matrix, row)->key;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhSessionUnits) units = nh_session_units_read (nh_board_page_get_workbook (page), session, &error);
  const NhSessionGroup *group = units ? find_group (units, nh_matrix_get_column (matrix, column)->label) : NULL;
  GtkWidget *content;
  Chooser *self;

  nh_session_report_error (nh_board_page_get_session (page), &error);
  if (!group)
    return;
  self = g_new0 (Chooser, 1);
  self->page = page;
  self->session = session;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  content = make_content (self, units, group);
  g_object_set_data_full (G_OBJECT (content), "nh-chooser", self, chooser_free);
  self->popover = nh_board_page_popup (page, row, column, content);
}

static void
on_add_cb (NhBoardPage *page,
           guint row,
           guint column)
{
  on_activated_cb (page, row, column, 0);
}

/* The session of the row, whichever cluster or district the cursor is in. */
static NhBoardRecord
inspect_session (gpointer page,
                 guint row,
                 guint column,
                 gint64 item)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));

  return (NhBoardRecord) { "activities", nh_matrix_get_row (matrix, row)->key };
}

static void
on_row_activated_cb (NhBoardPage *page,
                     guint row)
{
  nh_matrix_view_set_cursor (nh_board_page_get_view (page), row, 0);
}

static void
on_built_cb (NhBoardPage *page)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_board_page_get_view (page));
  guint n_rows = matrix ? nh_matrix_get_n_rows (matrix) : 0;
  gboolean chosen = FALSE;

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
      {
        guint n;
        const NhMatrixItem *items = nh_matrix_get_items (matrix, r, c, &n);

        chosen |= n && g_str_has_suffix (items[0].text, " *");
      }
  nh_matrix_view_set_editable (nh_board_page_get_view (page), FALSE);
  nh_board_page_set_note (page, chosen ? _("* chosen otherwise than by the host’s place; “All by place” in the cell takes "
                                           "that back.") : "");
}

static void
on_least_changed_cb (GtkSpinButton *button,
                     NhBoardPage *page)
{
  g_autofree char *text = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (button));
  g_autoptr (GError) error = NULL;

  if ((guint) gtk_spin_button_get_value_as_int (button) == nh_online_points_min (nh_board_page_get_workbook (page)))
    return;
  nh_workbook_set_setting (nh_board_page_get_workbook (page), NH_ONLINE_POINTS_SETTING, text, &error);
  nh_session_report_error (nh_board_page_get_session (page), &error);
}

static void
add_least (GtkWidget *page)
{
  GtkWidget *button = gtk_spin_button_new_with_range (0, 20, 1);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("Online points at _least:"));

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), button);
  gtk_widget_set_tooltip_text (button, _("So many online points each district or cluster sets up for a session"));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (button), nh_online_points_min (nh_board_page_get_workbook (NH_BOARD_PAGE (page))));
  gtk_editable_set_width_chars (GTK_EDITABLE (button), 2);
  gtk_widget_set_sensitive (button, !nh_workbook_is_read_only (nh_board_page_get_workbook (NH_BOARD_PAGE (page))));
  g_signal_connect_object (button, "value-changed", G_CALLBACK (on_least_changed_cb), page, 0);
  nh_board_page_add_tool (NH_BOARD_PAGE (page), label);
  nh_board_page_add_tool (NH_BOARD_PAGE (page), button);
}

/**
 * nh_lesson_attendance_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the board of sessions and districts or clusters: who comes, who follows online, and
 *   the online points; a cell opens the choice of its units.
 */
GtkWidget *
nh_lesson_attendance_new (NhSession *session)
{
  static const NhBoardSpec spec = {
    "lesson_attendance", "lesson_study", N_("Online points and attendance"),
    N_("A double click or Enter opens the units of a cell: online points, in person or online."),
    N_("This plan has no lesson studies yet, or no units that could attend them."),
    build,
  };
  GtkWidget *page = nh_board_page_new (session, &spec);
  NhMatrixView *view = nh_board_page_get_view (NH_BOARD_PAGE (page));

  nh_matrix_view_set_click_selects (view, TRUE); /* the second press of a double click would close the choice */
  add_least (page);
  nh_board_inspect (page, session, view, inspect_session, FALSE);
  g_signal_connect_object (view, "cell-activated", G_CALLBACK (on_activated_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "cell-add", G_CALLBACK (on_add_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "row-activated", G_CALLBACK (on_row_activated_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "built", G_CALLBACK (on_built_cb), NULL);
  return page;
}
