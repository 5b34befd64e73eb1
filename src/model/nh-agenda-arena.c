/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that is taken piece by piece and given back as a whole: an activity is many small pieces, and a year has
 * thousands of activities.
 */
#include "model/nh-agenda-private.h"

#include <string.h>

#define ALIGNMENT 8

struct _NhAgendaArena
{
  GPtrArray *blocks;
  gsize block_size;
  char *next;
  gsize left;
};

/* (internal) @block_size: what is asked of the system at a time */
NhAgendaArena *
nh_agenda_arena_new (gsize block_size)
{
  NhAgendaArena *arena = g_new0 (NhAgendaArena, 1);

  arena->blocks = g_ptr_array_new_with_free_func (g_free);
  arena->block_size = block_size;
  return arena;
}

void
nh_agenda_arena_free (NhAgendaArena *arena)
{
  g_ptr_array_unref (arena->blocks);
  g_free (arena);
}

/* (internal) Returns: (transfer none): @size bytes of zeros */
gpointer
nh_agenda_arena_take (NhAgendaArena *arena, gsize size)
{
  gpointer taken;

  size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  if (size > arena->left)
    {
      arena->left = MAX (size, arena->block_size);
      arena->next = g_malloc0 (arena->left);
      g_ptr_array_add (arena->blocks, arena->next);
    }
  taken = arena->next;
  arena->next += size;
  arena->left -= size;
  return taken;
}

/* (internal) Returns: (transfer none) (nullable): a copy of @text; %NULL for what is empty */
char *
nh_agenda_arena_dup (NhAgendaArena *arena, const char *text)
{
  gsize size = text ? strlen (text) + 1 : 0;

  return size > 1 ? memcpy (nh_agenda_arena_take (arena, size), text, size) : NULL;
}
