/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: places that were found, marked in its text.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <string.h>

/* More marks than anybody looks at; the search itself counts all. */
#define MAX_MARKS 2000u

static void
get_bounds (NhPlanEditor *self, const NhPlanMatch *match, GtkTextIter *start, GtkTextIter *end)
{
  guint from = match->start, to = match->end;

  if (match->place == NH_FIND_NOTE)
    {
      from = match->object;
      to = from + (guint) strlen (NH_RICH_TEXT_OBJECT_UTF8);
    }
  else if (match->place != NH_FIND_TEXT)
    {
      from = 0;
      to = 1;
    }
  nh_plan_buffer_get_iter (self->buffer, match->block, from, start);
  nh_plan_buffer_get_iter (self->buffer, match->block, to, end);
}

/**
 * nh_plan_editor_set_matches:
 * @self: an editor
 * @matches: (array length=n): matches in the text as it is now
 * @n: how many; 0 takes the marks away
 * @current: index of the one that the user is at, which looks stronger; %G_MAXUINT: none
 *
 * Marks what was found. Of a footnote its sign is marked; tables are selected, not marked.
 */
void
nh_plan_editor_set_matches (NhPlanEditor *self, const NhPlanMatch *matches, guint n, guint current)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "find", &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, "find-current", &start, &end);
  for (guint i = 0; i < n; i++)
    {
      if ((i >= MAX_MARKS && i != current) || matches[i].place > NH_FIND_NOTE)
        continue;
      get_bounds (self, &matches[i], &start, &end);
      gtk_text_buffer_apply_tag_by_name (buffer, i == current ? "find-current" : "find", &start, &end);
    }
}

/** nh_plan_editor_select_match: selects what was found and shows it; the focus stays where it is. */
void
nh_plan_editor_select_match (NhPlanEditor *self, const NhPlanMatch *match)
{
  GtkTextIter start, end;

  get_bounds (self, match, &start, &end);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (self->buffer), &end, &start);
  nh_plan_editor_scroll_to_cursor (self);
}
