/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of members: a person, made when nobody has it, in a team with a role and a subject.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

typedef struct
{
  gint64 id;
  const char *role, *subject, *to_on; /* "" where there is none */
  guint next; /* of the same team and person + 1 */
} Member;

static char *
member_key (gint64 team, gint64 person)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, team, person);
}

static void
add_member (NhImportRun *run, gint64 team, gint64 person, Member *member)
{
  char *key = member_key (team, person);

  member->next = GPOINTER_TO_UINT (g_hash_table_lookup (run->others, key));
  g_array_append_vals (run->other_rows, member, 1);
  g_hash_table_replace (run->others, key, GUINT_TO_POINTER (run->other_rows->len));
}

static const char *
keep_or_empty (NhImportRun *run, const char *text)
{
  return text && *text ? g_string_chunk_insert_const (run->arena, text) : "";
}

static gboolean
load_members (NhImportRun *run, GError **error)
{
  g_autoptr (NhStatement) select = nh_import_source_prepare (
      &run->source, "SELECT id, team, person, role, subject, to_on FROM membership", error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  run->other_rows = g_array_new (FALSE, FALSE, sizeof (Member));
  while (nh_statement_step (select, &row, error))
    {
      Member member = { 0 };

      if (!row)
        return TRUE;
      member.id = nh_statement_int64 (select, 0);
      member.role = keep_or_empty (run, nh_statement_text (select, 3));
      member.subject = keep_or_empty (run, nh_statement_text (select, 4));
      member.to_on = keep_or_empty (run, nh_statement_text (select, 5));
      add_member (run, nh_statement_int64 (select, 1), nh_statement_int64 (select, 2), &member);
    }
  return FALSE;
}

/* The team: of the row, of the group head above, or of the whole table. */
static gboolean
find_team (NhImportRun *run, NhImportDraft *draft, NhImportTargetRecord *team, NhImportVerdict *verdict,
           GError **error)
{
  NhImport *self = run->import;
  int slot = nh_import_find_slot (self, "team");
  const char *text = draft->texts[slot] ? draft->texts[slot] : run->group_team_text;
  g_autofree char *where = nh_import_where (self, draft->row,
                                            draft->texts[slot] ? (int) draft->columns[slot] : -1);
  g_autofree char *reason = NULL;

  if (!text && self->team)
    {
      *team = (NhImportTargetRecord){ self->team, NULL };
      return TRUE;
    }
  if (text)
    {
      if (nh_import_resolve (run, "team", text, team, &reason, error))
        return TRUE;
      if (reason)
        nh_import_fail (verdict, NH_IMPORT_FATE_ERROR, g_strdup_printf ("%s: %s", where, reason));
      return FALSE;
    }
  nh_import_fail (verdict, NH_IMPORT_FATE_ERROR, g_strdup_printf (_ ("%s: the team is missing."), where));
  return FALSE;
}

static const char *
cell_text (NhImportRun *run, guint first_cell, const char *column)
{
  const NhImportCell *cell = nh_import_find_cell (run, first_cell, column);

  return cell && cell->text ? cell->text : "";
}

static gboolean
same_subject (const char *a, const char *b)
{
  g_autofree char *x = nh_text_person_key (a);
  g_autofree char *y = nh_text_person_key (b);

  return g_str_equal (x, y);
}

/* The same membership: team and person, and role and subject as far as the row says them. */
static gint64
find_member (NhImportRun *run, gint64 team, gint64 person, guint first_cell, gboolean *other)
{
  g_autofree char *key = member_key (team, person);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run->others, key));
  const char *role = cell_text (run, first_cell, "role");
  const char *subject = cell_text (run, first_cell, "subject");
  const char *to_on = cell_text (run, first_cell, "to_on");

  *other = at != 0;
  for (; at; at = g_array_index (run->other_rows, Member, at - 1).next)
    {
      const Member *member = &g_array_index (run->other_rows, Member, at - 1);

      /* One that has ended is of the past: who is in the list of today joined again. */
      if (*member->to_on && !g_str_equal (member->to_on, to_on))
        continue;
      if ((!*role || g_str_equal (role, member->role))
          && (!*subject || !*member->subject || same_subject (subject, member->subject)))
        return member->id;
    }
  return 0;
}

static void
add_number (NhImportRun *run, const char *column, gint64 number)
{
  const NhEntity *entity = run->import->entity;

  nh_import_add_cell (run, &entity->fields[NH_FIELD (entity, column)], column, NH_CELL_NUMBER)->number = number;
}

static gboolean
make_member (NhImportRun *run, gint64 team, gint64 person, guint first_cell, NhImportDraft *draft,
             GError **error)
{
  const NhEntity *entity = run->import->entity;
  Member member = { 0 };

  if (!nh_import_find_cell (run, first_cell, "role"))
    nh_import_add_text (run, &entity->fields[NH_FIELD (entity, "role")], "role", "member");
  if (!nh_import_create_pending (run, &first_cell, draft->row, error))
    return FALSE;
  add_number (run, "team", team);
  add_number (run, "person", person);
  member.id = nh_id_new ();
  member.role = cell_text (run, first_cell, "role");
  member.subject = cell_text (run, first_cell, "subject");
  member.to_on = cell_text (run, first_cell, "to_on");
  add_member (run, team, person, &member);
  nh_import_add_item (run, entity, member.id, draft->row, TRUE, first_cell);
  return TRUE;
}

static gboolean
take_known (NhImportRun *run, gint64 id, guint first_cell, NhImportDraft *draft, guint *n_changes,
            GError **error)
{
  if (!nh_import_keep_changes (run, run->import->entity, id, first_cell, error))
    return FALSE;
  if (!run->import->update)
    g_array_set_size (run->cells, first_cell);
  *n_changes += run->cells->len - first_cell;
  if (run->cells->len == first_cell)
    return TRUE;
  if (!nh_import_create_pending (run, &first_cell, draft->row, error))
    return FALSE;
  nh_import_add_item (run, run->import->entity, id, draft->row, FALSE, first_cell);
  return TRUE;
}

/* The team that no record is yet: made before its first member. */
static gboolean
make_team (NhImportRun *run, NhImportTargetRecord *team, guint row, GError **error)
{
  const NhEntity *entity = run->import->entity;
  guint first_cell = run->cells->len;
  NhImportCell *cell;

  if (team->id)
    return TRUE;
  cell = nh_import_add_cell (run, &entity->fields[NH_FIELD (entity, "team")], "team", NH_CELL_NUMBER);
  cell->text = team->name;
  if (!nh_import_create_pending (run, &first_cell, row, error))
    return FALSE;
  team->id = g_array_index (run->cells, NhImportCell, first_cell).number;
  g_array_set_size (run->cells, first_cell);
  return TRUE;
}

/* The row's own columns; the team is dealt with by itself. */
static gboolean
parse_own (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  int slot = nh_import_find_slot (run->import, "team");
  const char *team = draft->texts[slot];
  gboolean done;

  draft->texts[slot] = NULL;
  done = nh_import_parse_draft (run, NH_IMPORT_MAIN, draft, NULL, verdict, error);
  draft->texts[slot] = team;
  return done;
}

gboolean
nh_import_judge_membership (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  NhImportTargetRecord team;
  gboolean new_person, other;
  guint n_changes, first_cell;
  gint64 person, id;

  if (!run->other_rows && !load_members (run, error))
    return FALSE;
  /* What is wrong is found before anything is made: first for the row's own columns. */
  first_cell = run->cells->len;
  if (!find_team (run, draft, &team, verdict, error) || !parse_own (run, draft, verdict, error))
    return FALSE;
  g_array_set_size (run->cells, first_cell);
  if (!nh_import_match_person (run, NH_IMPORT_PERSON, draft, verdict, &person, &new_person, &n_changes, error)
      || !make_team (run, &team, draft->row, error))
    return FALSE;
  first_cell = run->cells->len;
  if (!parse_own (run, draft, verdict, error))
    return FALSE;
  run->n_new_people += new_person;
  id = find_member (run, team.id, person, first_cell, &other);
  if (id)
    {
      if (!take_known (run, id, first_cell, draft, &n_changes, error))
        return FALSE;
      verdict->fate = n_changes ? NH_IMPORT_FATE_UPDATES : NH_IMPORT_FATE_SAME;
      verdict->record = id;
      return TRUE;
    }
  if (other)
    nh_import_remark (run, _ ("This person is in the team already, with another role or subject."));
  verdict->fate = NH_IMPORT_FATE_NEW;
  return make_member (run, team.id, person, first_cell, draft, error);
}
