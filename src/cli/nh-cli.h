/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * namhoc-cli: the same work without a display. Each command is one function that returns the exit
 * status of the program.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

enum
{
  NH_EXIT_DONE = 0,
  NH_EXIT_FOUND = 1, /* a check found something to look at */
  NH_EXIT_USAGE = 2,
  NH_EXIT_SOURCE = 3,  /* the source can't be read or is not what it should be */
  NH_EXIT_TARGET = 4,  /* the target can't be written; the old one is kept */
  NH_EXIT_WORKBOOK = 5, /* locked, damaged or newer */
  NH_EXIT_NOTHING = 6, /* nothing matched */
  NH_EXIT_CANCELLED = 130,
};

/* The words after the command; options were taken out. */
typedef struct
{
  char **words;
  guint n_words;
  char *plan;
  char *appendix;
  char *table;
  char *to;
  char *from;
  char *find;
  char *sort;
  char *limit; /* NULL: all */
  char *on;    /* units, members, a roster of a day; NULL: as they are now */
  char *as;    /* what a source holds */
  char *sheet;
  char *header;
  char *team;
  char *number;
  char *note;
  char *version;
  char *template;
  char *year;
  char *title;
  char *office; /* province, commune, school */
  char *by;     /* lanes of a timeline */
  char *paper;  /* a4, a3 */
  char *months; /* on a sheet of it */
  char *unit;
  char *person;
  char **map;  /* "HEADING=field"; NULL: none */
  gboolean calendar;
  gboolean reminders;
  gboolean json;
  gboolean tsv;
  gboolean sample;
  gboolean timeline;
  gboolean progress;
  gboolean force;
  gboolean descending;
  gboolean dry_run;
  gboolean skip_errors;
} NhCliOptions;

typedef struct
{
  const char *name;
  const char *usage;   /* after "namhoc-cli " */
  const char *options; /* the long names of those that it takes, between blanks */
  guint most_words;    /* file names and the like */
  const char *summary; /* msgid */
  int (*run) (const NhCliOptions *options);
} NhCliCommand;

int nh_cli_new (const NhCliOptions *options);
int nh_cli_list (const NhCliOptions *options);
int nh_cli_duplicates (const NhCliOptions *options);
int nh_cli_list_units (NhWorkbook *workbook, const NhCliOptions *options, guint64 limit);
int nh_cli_list_members (NhWorkbook *workbook, const NhCliOptions *options, guint64 limit);
int nh_cli_roster (const NhCliOptions *options);
int nh_cli_new_plan (const NhCliOptions *options);
int nh_cli_roll_over (const NhCliOptions *options);
int nh_cli_set (const NhCliOptions *options);
int nh_cli_export (const NhCliOptions *options);
int nh_cli_export_plan (NhWorkbook *workbook, const NhCliOptions *options);
int nh_cli_export_timeline (NhWorkbook *workbook, const NhCliOptions *options);
int nh_cli_export_calendar (NhWorkbook *workbook, const NhCliOptions *options);
int nh_cli_issue (const NhCliOptions *options);
int nh_cli_diff (const NhCliOptions *options);
int nh_cli_import (const NhCliOptions *options);
int nh_cli_verify (const NhCliOptions *options);
int nh_cli_backup (const NhCliOptions *options);
int nh_cli_restore (const NhCliOptions *options);

/* Without what moves a terminal's cursor or changes its state; to be freed. */
char *nh_cli_one_line (const char *text);

/* One line on standard error; returns the exit status that the error stands for. */
int nh_cli_fail (const GError *error);
int nh_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Cancelled by Ctrl+C. */
GCancellable *nh_cli_cancellable (void);

G_END_DECLS
