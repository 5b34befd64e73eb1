/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lesson study sessions of a plan as matrices: who hosts which subject in which month, who comes and who
 * follows online, and which subjects have no session.
 */
#pragma once

#include "document/nh-matrix.h"
#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* What a row of a board stands for; texts are never NULL. */
typedef struct
{
  char *level; /* key */
  char *subject;
  char *grade;
} NhLessonRow;

/* A board with what its rows and columns mean. */
typedef struct
{
  NhMatrix *matrix;
  GPtrArray *rows; /* NhLessonRow of each row */
} NhLessonBoard;

void nh_lesson_board_free (NhLessonBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhLessonBoard, nh_lesson_board_free)

/* Columns are months by their first Julian day, 0 for sessions without a time. @all_months: also those at the ends
 * of the year in which nothing is. Items: sessions. */
NhLessonBoard *nh_lesson_board_assignment (NhWorkbook *workbook, gint64 plan, gboolean all_months, GError **error);
/* Columns are grades by their number, 0 for plans without grades, -1 for who might host; items with key 0: none. */
NhLessonBoard *nh_lesson_board_missing (NhWorkbook *workbook, gint64 plan, GError **error);
/* Rows are sessions by key, columns clusters or districts. */
NhMatrix *nh_lesson_board_attendance (NhWorkbook *workbook, gint64 plan, GError **error);
/* Names of units that may host a session of that level and host none yet: (transfer full), sorted. */
GPtrArray *nh_lesson_board_free_hosts (NhWorkbook *workbook, gint64 plan, const char *level, GError **error);

#define NH_LESSON_COLUMN_HOSTS (-1)

G_END_DECLS
