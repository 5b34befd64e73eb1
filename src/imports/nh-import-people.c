/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a row is about a person who is known. The same name is not the same person: who has
 * another unit or another year of birth is somebody else, and where nothing tells, nobody is
 * merged: the user decides.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-phone.h"
#include "core/nh-text.h"

#define MAX_SHOWN 3 /* namesakes named in a remark */

typedef struct
{
  gint64 id;
  gint64 unit;
  int year;
  guint row;         /* of the table + 1; 0: stored */
  gboolean seen;     /* stored, and an earlier row of the table is about them */
  const char *name;
  const char *phone; /* NULL: none */
  guint next;        /* namesake + 1 */
} Known;

struct _NhImportPeople
{
  GStringChunk *texts;
  GArray *known;
  GHashTable *by_key; /* key of the name -> first + 1 */
};

/* What a row says of a person. */
typedef struct
{
  gint64 unit;
  gboolean unit_is_new; /* a unit that nobody has yet: nobody stored is in it */
  int year;
  const char *phone;
} Facts;

void
nh_import_people_free (NhImportPeople *people)
{
  g_hash_table_unref (people->by_key);
  g_array_unref (people->known);
  g_string_chunk_free (people->texts);
  g_free (people);
}

static Known *
known_at (NhImportPeople *people, guint index)
{
  return &g_array_index (people->known, Known, index);
}

static void
add_person (NhImportPeople *people, const char *key, Known *person)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (people->by_key, key));

  person->next = first;
  g_array_append_vals (people->known, person, 1);
  if (first)
    g_hash_table_insert (people->by_key, (gpointer) key, GUINT_TO_POINTER (people->known->len));
  else
    g_hash_table_insert (people->by_key, g_string_chunk_insert (people->texts, key),
                         GUINT_TO_POINTER (people->known->len));
}

static gboolean
load_people (NhImportRun *run, GError **error)
{
  g_autoptr (NhStatement) select = nh_import_source_prepare (
      &run->source, "SELECT id, name, unit, birth_year, phone FROM person", error);
  NhImportPeople *people;
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  people = run->people = g_new0 (NhImportPeople, 1);
  people->texts = g_string_chunk_new (64 * 1024);
  people->known = g_array_new (FALSE, FALSE, sizeof (Known));
  people->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  while (TRUE)
    {
      g_autofree char *key = NULL;
      const char *phone;
      const char *name;
      Known person = { 0 };

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      name = nh_statement_text (select, 1);
      key = nh_text_person_key (name);
      phone = nh_statement_text (select, 4);
      person.id = nh_statement_int64 (select, 0);
      person.name = g_string_chunk_insert (people->texts, name ? name : "");
      person.unit = nh_statement_int64 (select, 2);
      person.year = (int) nh_statement_int64 (select, 3);
      person.phone = phone ? g_string_chunk_insert (people->texts, phone) : NULL;
      add_person (people, key, &person);
    }
}

/* Telling people apart. */

typedef enum
{
  IS_OTHER,
  IS_PERHAPS, /* nothing speaks for or against it */
  IS_SAME,
} Likeness;

static Likeness
compare (const Facts *facts, const Known *person, guint *agree)
{
  *agree = 0;
  if (facts->unit_is_new && person->unit)
    return IS_OTHER;
  if (facts->unit && person->unit)
    {
      if (facts->unit != person->unit)
        return IS_OTHER;
      (*agree)++;
    }
  if (facts->year && person->year)
    {
      if (facts->year != person->year)
        return IS_OTHER;
      (*agree)++;
    }
  if (facts->phone && g_strcmp0 (facts->phone, person->phone) == 0)
    (*agree)++;
  return *agree ? IS_SAME : IS_PERHAPS;
}

typedef struct
{
  GArray *same, *perhaps, *others; /* indexes */
  guint best;
} Namesakes;

static void
find_namesakes (NhImportPeople *people, const char *key, const Facts *facts, Namesakes *found)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (people->by_key, key));

  for (; at; at = known_at (people, at - 1)->next)
    {
      guint index = at - 1;
      guint agree;

      switch (compare (facts, known_at (people, index), &agree))
        {
        case IS_SAME:
          /* Who agrees in more is meant. */
          if (agree > found->best)
            {
              g_array_set_size (found->same, 0);
              found->best = agree;
            }
          if (agree == found->best)
            g_array_append_val (found->same, index);
          break;
        case IS_PERHAPS:
          g_array_append_val (found->perhaps, index);
          break;
        case IS_OTHER:
        default:
          g_array_append_val (found->others, index);
        }
    }
}

static char *
describe (NhImportRun *run, const Known *person)
{
  NhImportNames *units = nh_import_get_names (run, "unit", NULL);
  GString *text = g_string_new (person->name);

  if (person->year)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("born %d"), person->year);
    }
  if (person->unit && units)
    g_string_append_printf (text, ", %s", nh_import_names_get (units, person->unit));
  if (person->row)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("row %u"), person->row);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_all (NhImportRun *run, GArray *indexes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < indexes->len && i < MAX_SHOWN; i++)
    {
      g_autofree char *one = describe (run, known_at (run->people, g_array_index (indexes, guint, i)));

      g_string_append_printf (text, "%s%s", i ? "; " : "", one);
    }
  if (indexes->len > MAX_SHOWN)
    g_string_append (text, "…");
  return g_string_free (text, FALSE);
}

static void
fail_ambiguous (NhImportRun *run, GArray *indexes, guint row, NhImportVerdict *verdict)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *who = describe_all (run, indexes);

  for (guint i = 0; i < indexes->len && i < 50; i++)
    {
      const Known *person = known_at (run->people, g_array_index (indexes, guint, i));

      if (!person->row)
        g_array_append_val (ids, person->id);
    }
  g_hash_table_insert (run->candidates, GUINT_TO_POINTER (row), ids);
  nh_import_fail (verdict, NH_IMPORT_FATE_AMBIGUOUS,
                  g_strdup_printf (_ ("Row %u may mean somebody who is there already: %s. Nothing in "
                                      "the row tells. Choose whether it is the same person or a new "
                                      "one."),
                                   row + 1, who));
}

/* Facts from the cells of the row. */
static void
read_facts (NhImportRun *run, guint first_cell, Facts *facts)
{
  const NhImportCell *unit = nh_import_find_cell (run, first_cell, "unit");
  const NhImportCell *year = nh_import_find_cell (run, first_cell, "birth_year");
  const NhImportCell *phone = nh_import_find_cell (run, first_cell, "phone");

  facts->unit = unit ? unit->number : 0;
  facts->unit_is_new = unit && unit->text;
  facts->year = year ? (int) year->number : 0;
  facts->phone = phone && phone->text && *phone->text ? phone->text : NULL;
}

/* Phones beyond the first and what no split knows: kept in the note, behind what stands there. */
static void
add_note (NhImportRun *run, const NhEntity *entity, NhImportDraft *draft, guint first_cell,
          gint64 person, const char *stored)
{
  const NhField *field = &entity->fields[NH_FIELD (entity, "note")];
  NhImportCell *given = nh_import_find_cell (run, first_cell, "note");
  g_autoptr (GString) extra = g_string_new (NULL);
  g_autofree char *folded = nh_text_fold (stored ? stored : "");
  g_autofree char *own = NULL;

  if (draft->more_phones)
    {
      g_autofree char *digits = NULL;
      g_autofree char *shown = nh_phone_parse (draft->more_phones, &digits, NULL) ? nh_phone_format (digits)
                                                                              : g_strdup (draft->more_phones);

      g_string_append_printf (extra, "ĐT khác: %s", shown);
    }
  if (draft->rest)
    g_string_append_printf (extra, "%s%s", extra->len ? "; " : "", draft->rest);
  own = nh_text_fold (extra->str);
  if (!extra->len || (stored && strstr (folded, own)))
    return;
  if (given)
    g_string_prepend (extra, "; "), g_string_prepend (extra, given->text ? given->text : "");
  else if (stored && *stored)
    g_string_prepend (extra, "; "), g_string_prepend (extra, stored);
  if (!given)
    given = nh_import_add_cell (run, field, "note", NH_CELL_TEXT);
  given->text = nh_import_keep (run, extra->str);
}

static gboolean
stored_note (NhImportRun *run, gint64 person, char **note, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_import_source_prepare (&run->source, "SELECT note FROM person WHERE id = ?", error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, person);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  *note = row ? g_strdup (nh_statement_text (select, 0)) : NULL;
  return TRUE;
}

/* Somebody in an earlier row of the same table who has another phone or address is perhaps not the
 * same person. */
static gboolean
contradicts_row (NhImportRun *run, const Known *person, guint first_cell)
{
  static const char *const columns[] = { "phone", "email" };

  for (guint i = 0; (person->row || person->seen) && i < G_N_ELEMENTS (columns); i++)
    {
      const NhImportCell *cell = nh_import_find_cell (run, first_cell, columns[i]);

      if (cell && cell->before && cell->text)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const NhEntity *entity;
  NhImportDraft *draft;
  NhImportVerdict *verdict;
  guint first_cell;
  gint64 id;         /* 0: a new person */
  guint index;       /* in .known when .id */
  gboolean certain;
} Match;

/* Whether a person of whom nothing tells is said to be what is stored already: then no harm is
 * done by taking them for the same. */
static gboolean
try_same (NhImportRun *run, const NhEntity *entity, guint index, guint first_cell, gboolean *same,
          GError **error)
{
  guint n = run->cells->len - first_cell;
  g_autofree NhImportCell *copy = g_memdup2 (&g_array_index (run->cells, NhImportCell, first_cell),
                                             n * sizeof (NhImportCell));
  gboolean done = nh_import_keep_changes (run, entity, known_at (run->people, index)->id, first_cell, error);

  *same = run->cells->len == first_cell;
  g_array_set_size (run->cells, first_cell);
  g_array_append_vals (run->cells, copy, n);
  return done;
}

static gboolean
choose (NhImportRun *run, const char *key, Match *match, GError **error)
{
  NhImport *self = run->import;
  guint row = match->draft->row;
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) perhaps = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (guint));
  Namesakes found = { same, perhaps, others, 0 };
  gint64 *chosen = g_hash_table_lookup (self->records, GUINT_TO_POINTER (row));
  gboolean as_new = nh_import_get_decision (self, row) == NH_IMPORT_AS_NEW;
  Facts facts;

  read_facts (run, match->first_cell, &facts);
  find_namesakes (run->people, key, &facts, &found);
  if (chosen)
    {
      match->id = *chosen;
      return TRUE;
    }
  if (as_new)
    return TRUE;
  if (same->len == 1)
    {
      match->index = g_array_index (same, guint, 0);
      match->id = known_at (run->people, match->index)->id;
      match->certain = TRUE;
      return TRUE;
    }
  for (guint i = 0; !same->len && i < perhaps->len && i < 20; i++)
    {
      gboolean equal;

      match->index = g_array_index (perhaps, guint, i);
      if (!try_same (run, match->entity, match->index, match->first_cell, &equal, error))
        return FALSE;
      if (equal)
        {
          match->id = known_at (run->people, match->index)->id;
          return TRUE;
        }
    }
  if (same->len || perhaps->len)
    {
      fail_ambiguous (run, same->len ? same : perhaps, row, match->verdict);
      return FALSE;
    }
  if (others->len)
    {
      g_autofree char *who = describe_all (run, others);
      g_autofree char *remark = g_strdup_printf (_ ("Another person of this name: %s."), who);

      nh_import_remark (run, remark);
    }
  return TRUE;
}

static gboolean
take_known (NhImportRun *run, Match *match, guint *n_changes, GError **error)
{
  g_autofree char *note = NULL;
  Known *person = match->certain ? known_at (run->people, match->index) : NULL;

  if ((match->draft->more_phones || match->draft->rest)
      && !stored_note (run, match->id, &note, error))
    return FALSE;
  add_note (run, match->entity, match->draft, match->first_cell, match->id, note);
  if (!nh_import_keep_changes (run, match->entity, match->id, match->first_cell, error))
    return FALSE;
  if (person && contradicts_row (run, person, match->first_cell))
    {
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint));

      g_array_append_val (one, match->index);
      fail_ambiguous (run, one, match->draft->row, match->verdict);
      return FALSE;
    }
  if (person && person->row)
    {
      g_autofree char *remark = g_strdup_printf (_ ("The same person as in row %u."), person->row);

      nh_import_remark (run, remark);
    }
  if (!run->import->update && run->cells->len > match->first_cell)
    {
      nh_import_remark (run, _ ("What differs was left as it is stored."));
      g_array_set_size (run->cells, match->first_cell);
    }
  if (person)
    person->seen = TRUE;
  *n_changes = run->cells->len - match->first_cell;
  if (!*n_changes)
    return TRUE;
  if (!nh_import_create_pending (run, &match->first_cell, match->draft->row, error))
    return FALSE;
  nh_import_add_item (run, match->entity, match->id, match->draft->row, FALSE, match->first_cell);
  return TRUE;
}

static gboolean
make_person (NhImportRun *run, const char *name, const char *key, Match *match, GError **error)
{
  Known person = { 0 };
  Facts facts;

  add_note (run, match->entity, match->draft, match->first_cell, 0, NULL);
  if (!nh_import_create_pending (run, &match->first_cell, match->draft->row, error))
    return FALSE;
  read_facts (run, match->first_cell, &facts);
  person.id = match->id = nh_id_new ();
  person.unit = facts.unit;
  person.year = facts.year;
  person.row = match->draft->row + 1;
  person.name = nh_import_keep (run, name);
  person.phone = facts.phone; /* in the arena, which lives as long */
  add_person (run->people, key, &person);
  nh_import_add_item (run, match->entity, match->id, match->draft->row, TRUE, match->first_cell);
  return TRUE;
}

/**
 * nh_import_match_person:
 * @run: a plan under way
 * @part: which part of the row is the person
 * @draft: the texts of the row
 * @verdict: what is wrong with the row
 * @person: (out): the key of the person
 * @is_new: (out): whether the person is made
 * @n_changes: (out): how many fields of a known person change
 * @error: of domain NH_STORE_ERROR
 *
 * Finds the person of a row or makes one.
 *
 * Returns: FALSE with a verdict or with @error.
 */
gboolean
nh_import_match_person (NhImportRun *run, NhImportPart part, NhImportDraft *draft,
                        NhImportVerdict *verdict, gint64 *person, gboolean *is_new,
                        guint *n_changes, GError **error)
{
  const NhEntity *entity = nh_import_part_entity (run->import, part);
  int slot = nh_import_field_slot (run->import, part, "name");
  const char *name = draft->texts[slot];
  Match match = { entity, draft, verdict, run->cells->len, 0, 0, FALSE };
  g_autofree char *key = NULL;

  *n_changes = 0;
  *is_new = FALSE;
  if (!run->people && !load_people (run, error))
    return FALSE;
  if (!name || !*name)
    {
      g_autofree char *where = nh_import_where (run->import, draft->row, -1);

      nh_import_fail (verdict, NH_IMPORT_FATE_ERROR,
                      g_strdup_printf (_ ("%s: the name of the person is missing."), where));
      return FALSE;
    }
  verdict->name = nh_import_keep (run, name);
  if (!nh_import_parse_draft (run, part, draft, NULL, verdict, error))
    return FALSE;
  key = nh_text_person_key (name);
  if (!choose (run, key, &match, error))
    return FALSE;
  *is_new = match.id == 0;
  if (!(match.id ? take_known (run, &match, n_changes, error) : make_person (run, name, key, &match, error)))
    return FALSE;
  *person = match.id;
  return TRUE;
}

gboolean
nh_import_judge_person (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  gboolean is_new;
  guint n_changes;
  gint64 id;

  if (!nh_import_match_person (run, NH_IMPORT_MAIN, draft, verdict, &id, &is_new, &n_changes, error))
    return FALSE;
  verdict->fate = is_new ? NH_IMPORT_FATE_NEW : n_changes ? NH_IMPORT_FATE_UPDATES : NH_IMPORT_FATE_SAME;
  verdict->record = is_new ? 0 : id;
  return TRUE;
}
