/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-recipients.h"

#include <glib/gi18n-lib.h>

#include "core/nh-basis.h"
#include "core/nh-text.h"
#include "core/nh-text-diff.h"
#include "model/nh-workbook-private.h"

#define POSITION_STEP 1000

typedef struct
{
  gint64 id; /* 0: new */
  char *text;
  gboolean other; /* not as it is stored */
} Line;

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->text);
}

static GArray *
read_lines (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT id, text FROM plan_recipient WHERE plan = ? ORDER BY position, id", error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gboolean row;

  g_array_set_clear_func (lines, line_clear);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  while (nh_statement_step (select, &row, error))
    {
      Line line;

      if (!row)
        return g_steal_pointer (&lines);
      line = (Line) { nh_statement_int64 (select, 0), g_strdup (nh_statement_text (select, 1)), FALSE };
      g_array_append_val (lines, line);
    }
  return NULL;
}

/**
 * nh_plan_recipients_get:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): the recipients, without "- " and ";", which the form adds.
 */
GStrv
nh_plan_recipients_get (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GArray) lines = read_lines (workbook, plan, error);
  GStrv texts;

  if (!lines)
    return NULL;
  texts = g_new0 (char *, lines->len + 1);
  for (guint i = 0; i < lines->len; i++)
    texts[i] = nh_basis_tidy_line (g_array_index (lines, Line, i).text);
  return texts;
}

/* What people typed or pasted, one recipient a line. */
static GArray *
tidy_lines (const char *const *texts)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, line_clear);
  for (guint i = 0; texts[i]; i++)
    {
      g_autofree char *normal = nh_text_normalize (texts[i]);
      Line line = { 0, nh_basis_tidy_line (normal), TRUE };

      if (*line.text)
        g_array_append_val (lines, line);
      else
        g_free (line.text);
    }
  return lines;
}

static guint *
number_lines (GArray *lines, GHashTable *numbers)
{
  guint *sequence = g_new (guint, lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    {
      char *key = nh_basis_tidy_line (g_array_index (lines, Line, i).text);
      gpointer known = g_hash_table_lookup (numbers, key);

      if (!known)
        {
          known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, g_steal_pointer (&key), known);
        }
      g_free (key);
      sequence[i] = GPOINTER_TO_UINT (known);
    }
  return sequence;
}

/* Lines that stayed keep their rows; a line in the place of an old one is that one, edited. Rows that
 * are no longer needed keep their place in @old, the others become 0 there. */
static void
match_lines (GArray *old, GArray *new)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree guint *before = number_lines (old, numbers);
  g_autofree guint *after = number_lines (new, numbers);
  g_autoptr (GArray) matches = nh_diff_sequences (before, old->len, after, new->len);
  guint i = 0;
  guint j = 0;

  for (guint k = 0; k <= matches->len; k++)
    {
      NhDiffMatch stop = k < matches->len ? g_array_index (matches, NhDiffMatch, k) : (NhDiffMatch) { old->len, new->len };

      for (; i < stop.before && j < stop.after; i++, j++)
        {
          g_array_index (new, Line, j).id = g_array_index (old, Line, i).id;
          g_array_index (old, Line, i).id = 0;
        }
      if (k < matches->len)
        {
          g_array_index (new, Line, stop.after).id = g_array_index (old, Line, stop.before).id;
          g_array_index (new, Line, stop.after).other = FALSE;
          g_array_index (old, Line, stop.before).id = 0;
        }
      i = stop.before + 1;
      j = stop.after + 1;
    }
}

static gboolean
is_changed (GArray *old, GArray *new)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < old->len; i++)
    changed = changed || g_array_index (old, Line, i).id;
  for (guint i = 0; i < new->len; i++)
    changed = changed || g_array_index (new, Line, i).other;
  return changed;
}

static gboolean
store_lines (NhWorkbook *workbook, gint64 plan, GArray *old, GArray *new, GError **error)
{
  const NhEntity *entity = nh_entity_find ("plan_recipient");
  g_autofree char *owner = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);

  for (guint i = 0; i < old->len; i++)
    if (g_array_index (old, Line, i).id
        && !nh_workbook_delete (workbook, entity, &g_array_index (old, Line, i).id, 1, error))
      return FALSE;
  for (guint i = 0; i < new->len; i++)
    {
      Line *line = &g_array_index (new, Line, i);
      gint64 numbers[2];

      if (line->other && line->id
          && !nh_workbook_set (workbook, entity, line->id, (NhFieldText[]) { { "text", line->text }, { NULL, NULL } }, error))
        return FALSE;
      if (!line->id)
        line->id = nh_workbook_create (workbook, entity,
                                       (NhFieldText[]) { { "plan", owner }, { "text", line->text }, { NULL, NULL } }, error);
      numbers[0] = ((gint64) i + 1) * POSITION_STEP;
      numbers[1] = line->id;
      if (!line->id
          || !nh_workbook_run (workbook, error,
                               "UPDATE plan_recipient SET position = ?1 WHERE id = ?2 AND position <> ?1", 2, numbers))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_plan_recipients_set:
 * @workbook: a workbook
 * @plan: key of a plan
 * @lines: (array zero-terminated=1): recipients as typed or pasted, with or without "- " and ";"
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Stores all of them as one step of undo; none when nothing changed.
 *
 * Returns: whether it is stored.
 */
gboolean
nh_plan_recipients_set (NhWorkbook *workbook, gint64 plan, const char *const *lines, GError **error)
{
  g_autoptr (GArray) old = read_lines (workbook, plan, error);
  g_autoptr (GArray) new = old ? tidy_lines (lines) : NULL;

  if (!old)
    return FALSE;
  match_lines (old, new);
  if (!is_changed (old, new))
    return TRUE;
  if (!nh_workbook_begin (workbook, _ ("Edit the recipients"), error))
    return FALSE;
  if (store_lines (workbook, plan, old, new, error))
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}
