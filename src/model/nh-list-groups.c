/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-list-groups.h"

static void
group_clear (gpointer data)
{
  g_free (((NhListGroup *) data)->key);
}

GArray *
nh_list_groups_new (void)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (NhListGroup));

  g_array_set_clear_func (groups, group_clear);
  return groups;
}

static void
begin_group (GArray *groups, guint index, const char *key)
{
  NhListGroup group = { g_strdup (key), 1 };

  g_array_insert_val (groups, index, group);
}

/**
 * nh_list_groups_append:
 * @groups: groups
 * @key: the group of the next row
 *
 * A row more at the end.
 */
void
nh_list_groups_append (GArray *groups, const char *key)
{
  NhListGroup *last = groups->len ? &g_array_index (groups, NhListGroup, groups->len - 1) : NULL;

  if (last && g_str_equal (last->key, key))
    last->count++;
  else
    begin_group (groups, groups->len, key);
}

/**
 * nh_list_groups_insert:
 * @groups: groups
 * @position: where a row comes in
 * @key: its group
 *
 * At the border of two groups the key decides; a key of neither begins a group between them.
 */
void
nh_list_groups_insert (GArray *groups, guint position, const char *key)
{
  guint first = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      NhListGroup *group = &g_array_index (groups, NhListGroup, i);

      if (position <= first + group->count && g_str_equal (group->key, key))
        {
          group->count++;
          return;
        }
      if (position == first)
        {
          begin_group (groups, i, key);
          return;
        }
      first += group->count;
    }
  begin_group (groups, groups->len, key);
}

/**
 * nh_list_groups_remove:
 * @groups: groups
 * @position: the row that goes
 */
void
nh_list_groups_remove (GArray *groups, guint position)
{
  guint first = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      NhListGroup *group = &g_array_index (groups, NhListGroup, i);

      if (position < first + group->count)
        {
          if (!--group->count)
            g_array_remove_index (groups, i);
          return;
        }
      first += group->count;
    }
}

gboolean
nh_list_groups_equal (GArray *a, GArray *b)
{
  if (!a || !b)
    return a == b;
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const NhListGroup *x = &g_array_index (a, NhListGroup, i);
      const NhListGroup *y = &g_array_index (b, NhListGroup, i);

      if (x->count != y->count || !g_str_equal (x->key, y->key))
        return FALSE;
    }
  return TRUE;
}
