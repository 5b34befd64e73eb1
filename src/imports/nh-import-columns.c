/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which row is the head, and where each column goes: by what was chosen for its heading before, by
 * its heading, by what its cells look like.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"
#include "imports/nh-import-split.h"

#define ROWS_TO_SEARCH 60 /* for the head: letterheads are long */
#define MAX_HEAD_ROWS 3
#define ROWS_TO_SAMPLE 60
#define SURE 1000 /* a heading that is known as it is */

/* Targets. */

/** nh_import_part_entity: Returns: (nullable): what records a part makes. */
const NhEntity *
nh_import_part_entity (NhImport *self, NhImportPart part)
{
  if (part == NH_IMPORT_MAIN)
    return self->entity;
  return g_str_equal (self->entity->name, "membership") ? nh_entity_find ("person") : NULL;
}

static void
add_slot (NhImport *self, const char *id, const char *label, NhImportPart part, int field,
          NhImportSplit split)
{
  NhImportSlot slot = { { g_intern_string (id), label, split != NH_IMPORT_SPLIT_NOT }, part, field,
                        split };

  g_array_append_val (self->slots, slot);
  g_array_append_val (self->shown_slots, slot.shown);
}

static gboolean
is_target (const NhField *field)
{
  return !(field->flags & (NH_FIELD_COMPUTED | NH_FIELD_HIDDEN));
}

static void
add_fields (NhImport *self, NhImportPart part)
{
  const NhEntity *entity = nh_import_part_entity (self, part);

  for (int i = 0; entity->fields[i].name; i++)
    {
      const NhField *field = &entity->fields[i];
      g_autofree char *id = part == NH_IMPORT_PERSON ? g_strdup_printf ("person.%s", field->name)
                                                     : g_strdup (field->name);

      /* The person of a membership comes from the columns about the person. */
      if (part == NH_IMPORT_MAIN && field->target && g_str_equal (field->target, "person"))
        continue;
      if (part == NH_IMPORT_PERSON && g_str_equal (field->name, "note"))
        continue;
      if (is_target (field))
        add_slot (self, id, _ (field->label), part, i, NH_IMPORT_SPLIT_NOT);
    }
}

void
nh_import_init_columns (NhImport *self)
{
  NhImportPart person = g_str_equal (self->entity->name, "membership") ? NH_IMPORT_PERSON
                                                                       : NH_IMPORT_MAIN;

  add_slot (self, "", _ ("Ignore"), NH_IMPORT_MAIN, -1, NH_IMPORT_SPLIT_NOT);
  if (person == NH_IMPORT_PERSON)
    add_fields (self, NH_IMPORT_PERSON);
  add_fields (self, NH_IMPORT_MAIN);
  if (person == NH_IMPORT_MAIN && !g_str_equal (self->entity->name, "person"))
    return;
  add_slot (self, "*person", _ ("Name, post, unit, phone in one cell"), person, -1,
            NH_IMPORT_SPLIT_PERSON);
  add_slot (self, "*post_unit", _ ("Post and unit in one cell"), person, -1,
            NH_IMPORT_SPLIT_POST_UNIT);
}

const NhImportSlot *
nh_import_slot (NhImport *self, int slot)
{
  return &g_array_index (self->slots, NhImportSlot, slot);
}

/** nh_import_find_slot: Returns: the index of a target, -1 when there is none of that id. */
int
nh_import_find_slot (NhImport *self, const char *target)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_str_equal (nh_import_slot (self, (int) i)->shown.id, target))
      return (int) i;
  return -1;
}

int
nh_import_field_slot (NhImport *self, NhImportPart part, const char *field)
{
  const NhEntity *entity = nh_import_part_entity (self, part);
  int at = entity ? nh_entity_find_field (entity, field) : -1;

  for (guint i = 0; at >= 0 && i < self->slots->len; i++)
    if (nh_import_slot (self, (int) i)->part == part && nh_import_slot (self, (int) i)->field == at)
      return (int) i;
  return -1;
}

static NhImportColumnState *
column_at (NhImport *self, guint column)
{
  return &g_array_index (self->columns, NhImportColumnState, column);
}

gboolean
nh_import_has_slot (NhImport *self, int slot)
{
  for (guint i = 0; slot > 0 && i < self->columns->len; i++)
    if (column_at (self, i)->slot == slot)
      return TRUE;
  return FALSE;
}

/* The head. */

/* A heading may be merged downward or to the right over the row of sub-headings. */
static const char *
head_text (NhSheet *sheet, guint row, guint column, gboolean *spans)
{
  const NhSheetMerge *merge = nh_sheet_find_merge (sheet, row, column);

  *spans = merge && merge->n_columns > 1;
  return merge ? nh_sheet_get_text (sheet, merge->row, merge->column)
               : nh_sheet_get_text (sheet, row, column);
}

/* What was chosen for a heading before; -1: nothing. */
static int
recall_slot (NhImport *self, const char *folded)
{
  g_autofree char *key = g_strdup_printf ("import.%s.%s", self->entity->name, folded);
  g_autofree char *value = *folded ? nh_workbook_get_setting (self->workbook, key) : NULL;

  if (!value || !*value)
    return -1;
  return g_str_equal (value, "-") ? 0 : nh_import_find_slot (self, value);
}

static guint
score_row (NhImport *self, guint row, guint n_columns)
{
  guint score = 0;
  guint n_texts = 0;
  guint n_known = 0;
  gboolean numbered = FALSE;

  for (guint c = 0; c < n_columns; c++)
    {
      const char *text = nh_sheet_get_text (self->sheet, row, c);
      g_autofree char *folded = NULL;
      guint fits;
      int slot;

      if (!*text || strlen (text) > 120)
        continue;
      n_texts++;
      folded = nh_import_fold_heading (text);
      fits = recall_slot (self, folded) >= 0 ? SURE : nh_import_match_heading (self, folded, &slot);
      numbered |= nh_import_is_number_heading (folded);
      n_known += fits > 0;
      score += fits >= SURE ? 4 : fits ? 2 : 0;
    }
  /* One known word among data is no head, unless it is "STT"; a list of one column has only one. */
  if (n_known == 0 || (n_known == 1 && n_texts > 2 && !numbered) || (numbered && n_texts == 1))
    return 0;
  return n_known * 2 >= n_texts ? score + n_known : score;
}

static gboolean
is_number_cell (NhSheet *sheet, guint row, guint column)
{
  const char *text = nh_sheet_get_text (sheet, row, column);

  return *text && strspn (text, "0123456789.() ") == strlen (text);
}

/* How many rows the head has: headings merged over two rows, or sub-headings below a wide one. */
static guint
count_head_rows (NhImport *self, guint row)
{
  NhSheet *sheet = self->sheet;
  guint n = 1;
  gboolean wide = FALSE;

  for (guint i = 0; i < nh_sheet_get_n_merges (sheet); i++)
    {
      const NhSheetMerge *merge = nh_sheet_get_merge (sheet, i);

      if (merge->row != row)
        continue;
      if (merge->n_rows <= MAX_HEAD_ROWS)
        n = MAX (n, merge->n_rows);
      for (guint c = merge->column; merge->n_rows == 1 && merge->n_columns > 1
                                    && c < merge->column + merge->n_columns
                                    && c < nh_sheet_get_n_columns (sheet); c++)
        if (*nh_sheet_get_text (sheet, row + 1, c) && !is_number_cell (sheet, row + 1, c))
          wide = TRUE;
    }
  if (n == 1 && wide && !*nh_sheet_get_text (sheet, row + 1, 0))
    n = 2;
  return n;
}

static int
find_header (NhImport *self)
{
  guint n_rows = MIN (nh_sheet_get_n_rows (self->sheet), ROWS_TO_SEARCH);
  guint n_columns = nh_sheet_get_n_columns (self->sheet);
  guint best = 0;
  int found = -1;

  for (guint row = 0; row < n_rows; row++)
    {
      guint score = score_row (self, row, n_columns);

      if (score > best)
        {
          best = score;
          found = (int) row;
        }
    }
  return found;
}

/* The heading of a column over all rows of the head: "Ngày sinh – Nam". */
static char *
read_heading (NhImport *self, guint column, char **last)
{
  GString *heading = g_string_new (NULL);

  *last = g_strdup ("");
  for (guint i = 0; i < self->header_rows; i++)
    {
      gboolean spans;
      g_autofree char *text
          = g_strdup (head_text (self->sheet, (guint) self->header_row + i, column, &spans));

      g_strdelimit (g_strstrip (text), "\r\n\t", ' ');
      if (!*text || g_str_equal (text, *last))
        continue;
      g_string_append_printf (heading, "%s%s", heading->len ? " – " : "", text);
      g_free (*last);
      *last = g_steal_pointer (&text);
    }
  return g_string_free (heading, FALSE);
}

/* Columns. */

static char *
setting_key (NhImport *self, const NhImportColumnState *column)
{
  return g_strdup_printf ("import.%s.%s", self->entity->name, column->folded);
}

static void
set_slot (NhImport *self, NhImportColumnState *column, int slot, NhImportHow how)
{
  column->slot = slot;
  column->shown.target = nh_import_slot (self, slot)->shown.id;
  column->shown.how = how;
}

static gboolean
recall (NhImport *self, NhImportColumnState *column)
{
  int slot = recall_slot (self, column->folded);

  if (slot < 0)
    return FALSE;
  set_slot (self, column, slot, NH_IMPORT_HOW_LEARNED);
  return TRUE;
}

/* Some fields take several columns: a name in two parts, a birth under "Nam" or "Nữ". */
static gboolean
takes_several (NhImport *self, int slot)
{
  const NhImportSlot *at = nh_import_slot (self, slot);
  const NhEntity *entity = nh_import_part_entity (self, at->part);

  if (at->field < 0)
    return FALSE;
  return g_str_equal (entity->name, "person")
         && (g_str_equal (entity->fields[at->field].name, "name")
             || g_str_equal (entity->fields[at->field].name, "birth_year"));
}

static gboolean
is_beside (NhImport *self, guint column, int slot)
{
  return column > 0 && column_at (self, column - 1)->slot == slot;
}

/* Whether the column @a has more right to a target than @b. */
static gboolean
is_better (NhImport *self, const guint *scores, guint a, guint b)
{
  gboolean a_learned = column_at (self, a)->shown.how == NH_IMPORT_HOW_LEARNED;
  gboolean b_learned = column_at (self, b)->shown.how == NH_IMPORT_HOW_LEARNED;

  if (a_learned != b_learned)
    return a_learned;
  return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
}

static void
match_columns (NhImport *self, const guint *scores, const int *slots)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      guint best = i;

      if (column_at (self, i)->shown.how == NH_IMPORT_HOW_LEARNED || slots[i] <= 0)
        continue;
      for (guint j = 0; j < self->columns->len; j++)
        if (slots[j] == slots[i] && is_better (self, scores, j, best))
          best = j;
      if (best == i || (takes_several (self, slots[i]) && is_beside (self, i, slots[i])))
        set_slot (self, column_at (self, i), slots[i], NH_IMPORT_HOW_HEADING);
    }
}

/* What the cells look like. */
typedef struct
{
  guint n, packed, posts_units, units, phones, emails, names;
} Looks;

static gboolean
looks_like_name (const char *text)
{
  guint words = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && c != ' ' && c != '\'')
        return FALSE;
      if (p == text || p[-1] == ' ')
        {
          if (!g_unichar_isupper (c))
            return FALSE;
          words++;
        }
    }
  return words >= 2 && words <= 6;
}

static void
look_at (NhImport *self, guint column, Looks *looks)
{
  guint first = self->header_row < 0 ? 0 : (guint) self->header_row + self->header_rows;
  guint n_rows = nh_sheet_get_n_rows (self->sheet);

  *looks = (Looks){ 0 };
  for (guint row = first; row < n_rows && row < first + ROWS_TO_SAMPLE; row++)
    {
      g_autofree char *text = nh_text_normalize (nh_sheet_get_text (self->sheet, row, column));
      g_auto (NhImportPerson) person = { NULL };

      if (!*g_strstrip (text))
        continue;
      looks->n++;
      nh_import_split_person (text, &person);
      looks->phones += person.phone && !person.name && !person.post;
      looks->emails += person.email && !person.name;
      looks->packed += person.name && (person.phone || person.unit || person.post);
      looks->posts_units += !person.name && person.post && person.unit;
      looks->units += !person.name && !person.post && person.unit;
      looks->names += looks_like_name (text);
    }
}

static int
slot_by_looks (NhImport *self, const Looks *looks)
{
  NhImportPart part = nh_import_part_entity (self, NH_IMPORT_PERSON) ? NH_IMPORT_PERSON : NH_IMPORT_MAIN;

  if (looks->n == 0)
    return 0;
  if (looks->packed * 2 > looks->n)
    return nh_import_find_slot (self, "*person");
  if (looks->posts_units * 2 > looks->n)
    return nh_import_find_slot (self, "*post_unit");
  if (looks->phones * 2 > looks->n)
    return nh_import_field_slot (self, part, "phone");
  if (looks->emails * 2 > looks->n)
    return nh_import_field_slot (self, part, "email");
  if (looks->units * 2 > looks->n)
    return nh_import_field_slot (self, part, g_str_equal (self->entity->name, "unit") ? "name" : "unit");
  if (looks->names * 4 > looks->n * 3 && !g_str_equal (self->entity->name, "unit"))
    return nh_import_field_slot (self, part, "name");
  return 0;
}

/* A heading that nobody knows ("Người dạy thay") may mean anything: beside a head only cells that
 * a split reads are worth a guess. */
static gboolean
may_guess_new (NhImport *self, int slot)
{
  if (nh_import_has_slot (self, slot))
    return FALSE;
  return self->header_row < 0
         || (nh_import_slot (self, slot)->split != NH_IMPORT_SPLIT_NOT
             && !nh_import_has_slot (self, nh_import_find_slot (self, "*person")));
}

/* Whether cells of @slot, though headed as @id, pack more than that. */
static gboolean
packs_more (NhImport *self, int slot, const char *id)
{
  switch (nh_import_slot (self, slot)->split)
    {
    case NH_IMPORT_SPLIT_PERSON:
      return g_str_has_suffix (id, "name") || g_str_equal (id, "*post_unit");
    case NH_IMPORT_SPLIT_POST_UNIT:
      return g_str_has_suffix (id, "unit") || g_str_has_suffix (id, "post");
    case NH_IMPORT_SPLIT_NOT:
    default:
      return FALSE;
    }
}

/* Cells that pack more than their heading says; columns whose heading says nothing. */
static void
guess_by_looks (NhImport *self)
{
  gboolean people = nh_import_find_slot (self, "*person") > 0;

  if (!people && !(g_str_equal (self->entity->name, "unit") && self->header_row < 0))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhImportColumnState *column = column_at (self, i);
      Looks looks;
      int slot;

      if (column->shown.how == NH_IMPORT_HOW_LEARNED || (int) i == self->number_column)
        continue;
      look_at (self, i, &looks);
      slot = slot_by_looks (self, &looks);
      if (slot > 0 && (column->slot == 0 ? may_guess_new (self, slot)
                                         : packs_more (self, slot, column->shown.target)))
        set_slot (self, column, slot, NH_IMPORT_HOW_CONTENT);
    }
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const NhImportMerge *x = a;
  const NhImportMerge *y = b;

  return x->first < y->first ? -1 : x->first > y->first;
}

/* Found once for all: a sheet may have very many of them. */
static void
collect_merges (NhImport *self)
{
  for (guint i = 0; i < nh_sheet_get_n_merges (self->sheet); i++)
    {
      const NhSheetMerge *merge = nh_sheet_get_merge (self->sheet, i);
      NhImportMerge down = { merge->row, merge->row + merge->n_rows - 1, merge->column };

      /* Only the column with the text: a note merged over a table's width is one text. */
      if (merge->n_rows > 1 && merge->column < self->columns->len)
        g_array_append_val (column_at (self, merge->column)->merges, down);
    }
  for (guint i = 0; i < self->columns->len; i++)
    g_array_sort (column_at (self, i)->merges, compare_merges);
}

/**
 * nh_import_guess_columns:
 * @self: an import whose header row is known
 *
 * Reads the headings and finds the target of each column.
 */
void
nh_import_guess_columns (NhImport *self)
{
  guint n = nh_sheet_get_n_columns (self->sheet);
  g_autofree guint *scores = g_new0 (guint, n + 1);
  g_autofree int *slots = g_new0 (int, n + 1);

  self->number_column = -1;
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->columns, n);
  for (guint i = 0; i < n; i++)
    {
      NhImportColumnState *column = column_at (self, i);
      g_autofree char *last = NULL;
      g_autofree char *last_folded = NULL;
      guint last_score;
      int last_slot;

      column->shown.column = i;
      column->shown.heading = read_heading (self, i, &last);
      column->folded = nh_import_fold_heading (column->shown.heading);
      column->merges = g_array_new (FALSE, FALSE, sizeof (NhImportMerge));
      set_slot (self, column, 0, NH_IMPORT_HOW_NOT);
      if (recall (self, column))
        {
          slots[i] = column->slot;
          continue;
        }
      scores[i] = nh_import_match_heading (self, column->folded, &slots[i]);
      last_folded = nh_import_fold_heading (last);
      last_score = nh_import_match_heading (self, last_folded, &last_slot);
      /* Below "Liên hệ" stands "Email": the lower heading says it better. */
      if (last_score > scores[i] && !nh_import_is_number_heading (column->folded))
        {
          scores[i] = last_score;
          slots[i] = last_slot;
        }
      if (scores[i] && slots[i] == 0)
        {
          column->shown.how = NH_IMPORT_HOW_HEADING; /* "STT" is known, and ignored */
          self->number_column = (int) i;
        }
    }
  match_columns (self, scores, slots);
  guess_by_looks (self);
  collect_merges (self);
}

/** nh_import_guess_from: takes a row as the head, -1 for none, and finds the columns. */
void
nh_import_guess_from (NhImport *self, int header_row)
{
  guint n_rows = nh_sheet_get_n_rows (self->sheet);

  self->header_row = header_row;
  self->header_rows = header_row < 0 ? 0 : count_head_rows (self, (guint) header_row);
  self->first_row = header_row < 0 ? 0 : (guint) header_row + self->header_rows;
  self->last_row = n_rows > 0 ? n_rows - 1 : 0;
  nh_import_guess_columns (self);
}

/** nh_import_guess: finds the head and the columns. */
void
nh_import_guess (NhImport *self)
{
  nh_import_guess_from (self, find_header (self));
}

/**
 * nh_import_learn:
 * @self: an import in its step
 * @error: of domain NH_STORE_ERROR
 *
 * Remembers what the user chose for the headings of this table.
 */
void
nh_import_learn (NhImport *self, GError **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      NhImportColumnState *column = column_at (self, i);
      g_autofree char *key = setting_key (self, column);
      g_autofree char *old = NULL;
      const char *value = column->slot ? column->shown.target : "-";

      if (column->shown.how != NH_IMPORT_HOW_USER || !*column->folded)
        continue;
      old = nh_workbook_get_setting (self->workbook, key);
      if (!g_str_equal (old, value) && !nh_workbook_set_setting (self->workbook, key, value, error))
        return;
    }
}
