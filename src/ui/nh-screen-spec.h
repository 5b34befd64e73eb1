/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table that describes every grid screen: what it shows, how it is filtered, which columns
 * stand in it at first, and what it says while it is empty.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_SCREEN_DEFAULT = 0,
  NH_SCREEN_PLAN_FILTER = 1 << 0, /* a drop-down with the plans of the year */
  NH_SCREEN_YEAR = 1 << 1,        /* follows the school-year switch by its field school_year */
  NH_SCREEN_PART = 1 << 2,        /* part of another screen: small head, no live filter */
  NH_SCREEN_OWNERS = 1 << 4,      /* may show the rows of several owners: says whose each is */
  NH_SCREEN_SIDEBAR = 1 << 3,     /* has a row of its own in the sidebar */
} NhScreenFlags;

typedef struct
{
  const char *id;         /* stable, for remembering: "inspections" */
  const char *title;      /* msgid */
  const char *icon;
  const char *entity;
  NhScreenFlags flags;
  const char *kind;       /* fixed value of the field "kind"; NULL: all */
  const char *owner;      /* field that names the record whose part this is: "plan", "team" */
  const char *columns;    /* names of the columns shown at first, in order; NULL: the entity's */
  const char *hint;       /* msgid: what the empty last row says */
  const char *add;        /* msgid: the verb of the add button; NULL: read-only */
  const char *empty_title; /* msgids of the empty screen */
  const char *empty_text;
  const char *action;     /* what the add button does instead of beginning a row: "win.new-plan"; NULL: nothing else */
} NhScreenSpec;

const NhScreenSpec *nh_screen_spec_find (const char *id);
const NhScreenSpec *nh_screen_spec_list (guint *n_specs);

G_END_DECLS
