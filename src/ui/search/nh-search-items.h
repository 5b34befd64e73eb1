/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the search palette lists: records, screens and commands, in groups.
 */
#pragma once

#include "model/nh-search.h"
#include "ui/nh-application.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *group; /* translated: "Đơn vị" */
  const char *kind;  /* translated, of one: "Đơn vị", for screen readers */
  const char *icon;
  char *title;
  GArray *title_marks; /* of NhSearchRange */
  char *subtitle;
  GArray *subtitle_marks;
  char *keys;        /* "Ctrl+N"; "" for none */

  const NhEntity *entity; /* a record to go to, or to make when .id is 0 */
  gint64 id;
  const char *screen; /* a screen to go to */
  const char *action; /* a command: "win.undo" */
} NhSearchItem;

void nh_search_item_free (NhSearchItem *item);

NhSearchItem *nh_search_item_new_hit (const NhSearchHit *hit);
GPtrArray *nh_search_items_found (GtkWidget *widget, const char *text, GPtrArray *hits);
GPtrArray *nh_search_items_common (GtkWidget *widget);
GPtrArray *nh_search_items_offered (NhSession *session, const char *text);

char *nh_search_item_dup_spoken (const NhSearchItem *item);
GtkWidget *nh_search_item_make_row (const NhSearchItem *item);

const char *nh_search_screen_of (const NhEntity *entity);

G_END_DECLS
