/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The subjects of the general education programme of 2018 by school level and grade, and of the
 * continuing education programme for upper secondary.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *level; /* key: "TH", "THCS", "THPT", "GDTX" */
  const char *name;
  guint first_grade;
  guint last_grade;
} NhSubject;

const NhSubject *nh_subjects (guint *n);
gboolean nh_subject_same (const char *a, const char *b);
/* Plans say "Các bộ môn" where each subject is meant. */
gboolean nh_subject_is_all (const char *subject);
/* "8, 11" or "3-5": the grades of a level in it. */
gboolean nh_grades_hold (const char *grades, guint grade);

G_END_DECLS
