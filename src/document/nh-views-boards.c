/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boards of a plan as appendices.
 */
#include "document/nh-board-lessons.h"
#include "document/nh-board-themes.h"
#include "document/nh-views.h"

/** nh_view_lesson_board: Returns: (transfer full): subject × month with the hosts. */
NhTable *
nh_view_lesson_board (const NhViewContext *context, GError **error)
{
  g_autoptr (NhLessonBoard) board = nh_lesson_board_assignment (context->workbook, context->plan, FALSE, error);

  return board ? nh_matrix_to_table (board->matrix) : NULL;
}

/** nh_view_lesson_missing: Returns: (transfer full): subjects and grades without a session. */
NhTable *
nh_view_lesson_missing (const NhViewContext *context, GError **error)
{
  g_autoptr (NhLessonBoard) board = nh_lesson_board_missing (context->workbook, context->plan, error);

  return board ? nh_matrix_to_table (board->matrix) : NULL;
}

/** nh_view_lesson_attendance: Returns: (transfer full): who comes and who follows online, with the points. */
NhTable *
nh_view_lesson_attendance (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_lesson_board_attendance (context->workbook, context->plan, error);

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}

/** nh_view_theme_adoption: Returns: (transfer full): how far each unit is with each theme. */
NhTable *
nh_view_theme_adoption (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_theme_board_adoption (context->workbook, context->plan, error);

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}

/** nh_view_theme_coverage: Returns: (transfer full): the themes of each cluster by subject. */
NhTable *
nh_view_theme_coverage (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_theme_board_coverage (context->workbook, context->plan, error);

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}
