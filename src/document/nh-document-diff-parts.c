/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What differs between two elements, part by part: fields of the letterhead, lines of the recipients,
 * rows of a table.
 */
#include "document/nh-document-diff-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Between the cells of a row. */
#define CELL_MARK " │ "

/* Rows and lines less alike than this are a removed and an added one. */
#define LEAST_ALIKE_ROW 0.4
#define LEAST_ALIKE_LINE 0.5

/** nh_diff_plain_text: Returns: (transfer full): the words, footnotes in brackets where they stand. */
char *
nh_diff_plain_text (NhRichText *text)
{
  GString *out = g_string_new (NULL);
  const char *words = nh_rich_text_get_text (text);
  guint n;
  const NhInline *objects = nh_rich_text_get_inlines (text, &n);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_len (out, words + at, objects[i].offset - at);
      at = objects[i].offset + strlen (NH_RICH_TEXT_OBJECT_UTF8);
      if (objects[i].kind == NH_INLINE_NOTE && objects[i].note)
        {
          g_autofree char *note = nh_diff_plain_text (objects[i].note);

          g_string_append_printf (out, " [%s]", note);
        }
    }
  g_string_append (out, words + at);
  return g_string_free (out, FALSE);
}

/** nh_diff_row_text: Returns: (transfer full): the cells of a row from a column on, a bar between them. */
char *
nh_diff_row_text (NhTable *table, guint row, guint from_column)
{
  GString *out = g_string_new (NULL);

  for (guint i = from_column; i < nh_table_get_n_columns (table); i++)
    {
      const NhCell *cell = nh_table_get_cell (table, row, i);
      g_autofree char *text = g_strdup (cell ? cell->text : "");

      if (i > from_column)
        g_string_append (out, CELL_MARK);
      g_string_append (out, g_strdelimit (text, "\n", ' '));
    }
  return g_string_free (out, FALSE);
}

/* The words of a text without the marks that the form adds by its place: ";" and "." of bases, "./." of
 * the end. They move when something is added behind. */
static char *
plain_words (const NhElement *e)
{
  char *plain = nh_diff_plain_text (e->text);
  gsize length = strlen (plain);

  if (e->kind == NH_ELEMENT_BASIS && length && strchr (";.", plain[length - 1]))
    plain[length - 1] = '\0';
  else if (g_str_has_suffix (plain, "./."))
    plain[length - 2] = '\0';
  return plain;
}

/** nh_diff_element_text: Returns: (transfer full): all words of an element without its number. */
char *
nh_diff_element_text (const NhElement *e)
{
  GString *out = g_string_new (NULL);

  if (e->text)
    {
      g_autofree char *plain = plain_words (e);

      g_string_append (out, plain);
    }
  for (guint row = 0; e->table && row < nh_table_get_n_rows (e->table); row++)
    {
      g_autofree char *line = nh_diff_row_text (e->table, row, 0);

      g_string_append_printf (out, "%s%s", row ? "\n" : "", line);
    }
  if (e->appendix)
    g_string_append_printf (out, "%s %s", e->appendix->heading ? e->appendix->heading : "",
                            e->appendix->title ? e->appendix->title : "");
  if (e->title)
    g_string_append_printf (out, "%s %s", e->title->type ? e->title->type : "",
                            e->title->subject ? e->title->subject : "");
  return g_string_free (out, FALSE);
}

/** nh_diff_add: adds a difference; @runs (transfer full). */
void
nh_diff_add (GPtrArray *differences, NhDifferenceKind kind, const NhElement *element, const char *place,
             const char *what, GPtrArray *runs)
{
  NhDifference *difference = g_new0 (NhDifference, 1);

  difference->kind = kind;
  difference->key = element->key;
  difference->place = g_strdup (place ? place : "");
  difference->what = g_strdup (what);
  difference->runs = runs;
  g_ptr_array_add (differences, difference);
}

static void
add_field (GPtrArray *differences, const NhElement *element, const char *place, const char *what, const char *before,
           const char *after)
{
  NhDifferenceKind kind = NH_DIFFERENCE_CHANGED;

  before = before ? before : "";
  after = after ? after : "";
  if (g_str_equal (before, after))
    return;
  if (!*before)
    kind = NH_DIFFERENCE_ADDED;
  else if (!*after)
    kind = NH_DIFFERENCE_REMOVED;
  nh_diff_add (differences, kind, element, place, what, nh_diff_words (before, after));
}

/* Two people are not mixed because both are a Nguyễn. */
static void
add_name (GPtrArray *differences, const NhElement *element, const char *place, const char *what, const char *before,
          const char *after)
{
  GPtrArray *runs;

  if (!before || !*before || !after || !*after || g_str_equal (before, after))
    {
      add_field (differences, element, place, what, before, after);
      return;
    }
  runs = nh_diff_runs_new ();
  nh_diff_runs_add (runs, NH_DIFF_DELETE, before, -1);
  nh_diff_runs_add (runs, NH_DIFF_INSERT, after, -1);
  nh_diff_add (differences, NH_DIFFERENCE_CHANGED, element, place, what, runs);
}

/* Lists of lines: recipients. */

static guint *
number_lines (GStrv lines, GHashTable *numbers, guint *n)
{
  guint *sequence;

  *n = lines ? g_strv_length (lines) : 0;
  sequence = g_new (guint, *n + 1);
  for (guint i = 0; i < *n; i++)
    {
      /* The mark at the end moves with the place in the list. */
      g_autofree char *key = g_strdup (lines[i]);
      gpointer known;

      g_strchomp (key);
      if (*key && strchr (";.", key[strlen (key) - 1]))
        key[strlen (key) - 1] = '\0';
      known = g_hash_table_lookup (numbers, key);
      if (!known)
        {
          known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, g_steal_pointer (&key), known);
        }
      sequence[i] = GPOINTER_TO_UINT (known);
    }
  return sequence;
}

typedef struct
{
  GStrv before;
  GStrv after;
} Lines;

static double
line_likeness (guint i, guint j, gpointer data)
{
  const Lines *lines = data;
  double alike = nh_diff_similarity (lines->before[i], lines->after[j]);

  return alike >= LEAST_ALIKE_LINE ? alike : 0;
}

static void
diff_lines (GPtrArray *differences, const NhElement *element, const char *place, const char *what, GStrv before,
            GStrv after)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_before;
  guint n_after;
  g_autofree guint *before_numbers = number_lines (before, numbers, &n_before);
  g_autofree guint *after_numbers = number_lines (after, numbers, &n_after);
  g_autoptr (GArray) matches = nh_diff_sequences (before_numbers, n_before, after_numbers, n_after);
  guint i = 0;
  guint j = 0;

  for (guint k = 0; k <= matches->len; k++)
    {
      NhDiffMatch stop = k < matches->len ? g_array_index (matches, NhDiffMatch, k) : (NhDiffMatch) { n_before, n_after };
      Lines lines = { before + i, after + j };
      g_autoptr (GArray) pairs = nh_diff_pair_alike (stop.before - i, stop.after - j, line_likeness, &lines);
      guint i0 = i;
      guint j0 = j;

      for (guint n = 0; n <= pairs->len; n++)
        {
          NhDiffMatch pair = n < pairs->len ? g_array_index (pairs, NhDiffMatch, n)
                                            : (NhDiffMatch) { stop.before - i0, stop.after - j0 };

          for (; i < i0 + pair.before; i++)
            add_field (differences, element, place, what, before[i], NULL);
          for (; j < j0 + pair.after; j++)
            add_field (differences, element, place, what, NULL, after[j]);
          if (n < pairs->len)
            add_field (differences, element, place, what, before[i++], after[j++]);
        }
      i = stop.before + 1;
      j = stop.after + 1;
    }
}

/* Tables. */

/* Whether the first column only counts the rows: then a new row changes it in all below. */
static gboolean
counts_rows (NhTable *table)
{
  guint head = nh_table_get_n_head_rows (table);
  gint64 last = 0;
  guint n = 0;

  if (nh_table_get_n_columns (table) < 2)
    return FALSE;
  for (guint row = head; row < nh_table_get_n_rows (table); row++)
    {
      const NhCell *cell = nh_table_get_cell (table, row, 0);
      char *end;
      gint64 number;

      if (!cell || !*cell->text)
        continue;
      number = g_ascii_strtoll (cell->text, &end, 10);
      if (*end || number != last + 1)
        return FALSE;
      last = number;
      n++;
    }
  return n > 0;
}

typedef struct
{
  NhTable *table;
  GStrv rows; /* texts */
  guint *numbers;
  guint n;
} Rows;

static void
rows_init (Rows *rows, NhTable *table, guint from_column, GHashTable *numbers)
{
  rows->table = table;
  rows->n = nh_table_get_n_rows (table);
  rows->rows = g_new0 (char *, rows->n + 1);
  rows->numbers = g_new (guint, rows->n + 1);
  for (guint i = 0; i < rows->n; i++)
    {
      gpointer known;

      rows->rows[i] = nh_diff_row_text (table, i, from_column);
      known = g_hash_table_lookup (numbers, rows->rows[i]);
      if (!known)
        {
          known = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
          g_hash_table_insert (numbers, rows->rows[i], known);
        }
      rows->numbers[i] = GPOINTER_TO_UINT (known);
    }
}

static void
rows_clear (Rows *rows)
{
  g_strfreev (rows->rows);
  g_free (rows->numbers);
}

static char *
row_label (NhTable *table, guint row)
{
  guint head = nh_table_get_n_head_rows (table);

  if (row < head)
    return g_strdup (_ ("Head of the table"));
  return g_strdup_printf (_ ("Row %u of the table"), row - head + 1);
}

/* Cell by cell, so that words of one cell are not matched with those of another one. */
static GPtrArray *
diff_cells (const Rows *before, guint i, const Rows *after, guint j, guint from_column)
{
  GPtrArray *runs = nh_diff_runs_new ();
  guint n = nh_table_get_n_columns (after->table);

  for (guint column = from_column; column < n; column++)
    {
      const NhCell *old = nh_table_get_cell (before->table, i, column);
      const NhCell *new = nh_table_get_cell (after->table, j, column);
      g_autoptr (GPtrArray) words = nh_diff_words (old ? old->text : "", new ? new->text : "");

      if (column > from_column)
        nh_diff_runs_add (runs, NH_DIFF_EQUAL, CELL_MARK, -1);
      for (guint k = 0; k < words->len; k++)
        {
          const NhDiffRun *run = g_ptr_array_index (words, k);

          nh_diff_runs_add (runs, run->op, run->text, -1);
        }
    }
  return runs;
}

static void
add_row (GPtrArray *differences, const NhElement *element, const char *place, const Rows *before, guint i,
         const Rows *after, guint j, guint from_column)
{
  g_autofree char *what = after ? row_label (after->table, j) : row_label (before->table, i);
  GPtrArray *runs;

  if (!before)
    {
      runs = nh_diff_words ("", after->rows[j]);
      nh_diff_add (differences, NH_DIFFERENCE_ADDED, element, place, what, runs);
      return;
    }
  if (!after)
    {
      runs = nh_diff_words (before->rows[i], "");
      nh_diff_add (differences, NH_DIFFERENCE_REMOVED, element, place, what, runs);
      return;
    }
  runs = nh_table_get_n_columns (before->table) == nh_table_get_n_columns (after->table)
             ? diff_cells (before, i, after, j, from_column)
             : nh_diff_words (before->rows[i], after->rows[j]);
  nh_diff_add (differences, NH_DIFFERENCE_CHANGED, element, place, what, runs);
}

typedef struct
{
  const Rows *before;
  const Rows *after;
  guint i;
  guint j;
  guint from_column;
} Gap;

static double
row_likeness (guint i, guint j, gpointer data)
{
  const Gap *gap = data;
  guint n_columns = nh_table_get_n_columns (gap->after->table);
  double alike = 0;
  guint n = 0;

  i += gap->i;
  j += gap->j;
  if ((i < nh_table_get_n_head_rows (gap->before->table)) != (j < nh_table_get_n_head_rows (gap->after->table)))
    return 0;
  if (nh_table_get_n_columns (gap->before->table) != n_columns)
    alike = nh_diff_similarity (gap->before->rows[i], gap->after->rows[j]);
  else
    for (guint column = gap->from_column; column < n_columns; column++)
      {
        const NhCell *old = nh_table_get_cell (gap->before->table, i, column);
        const NhCell *new = nh_table_get_cell (gap->after->table, j, column);

        if (!(old && *old->text) && !(new && *new->text))
          continue;
        alike += nh_diff_similarity (old ? old->text : "", new ? new->text : "");
        n++;
      }
  alike = n ? alike / n : alike;
  return alike >= LEAST_ALIKE_ROW ? alike : 0;
}

/* Rows between two that stayed: each with the one that is most like it. */
static void
diff_gap (GPtrArray *differences, const NhElement *element, const char *place, const Rows *before, guint i, guint i1,
          const Rows *after, guint j, guint j1, guint from_column)
{
  Gap gap = { before, after, i, j, from_column };
  g_autoptr (GArray) pairs = nh_diff_pair_alike (i1 - i, j1 - j, row_likeness, &gap);

  for (guint k = 0; k <= pairs->len; k++)
    {
      guint i_stop = k < pairs->len ? gap.i + g_array_index (pairs, NhDiffMatch, k).before : i1;
      guint j_stop = k < pairs->len ? gap.j + g_array_index (pairs, NhDiffMatch, k).after : j1;

      for (; i < i_stop; i++)
        add_row (differences, element, place, before, i, NULL, 0, from_column);
      for (; j < j_stop; j++)
        add_row (differences, element, place, NULL, 0, after, j, from_column);
      if (k < pairs->len)
        add_row (differences, element, place, before, i++, after, j++, from_column);
    }
}

static void
diff_tables (GPtrArray *differences, const NhElement *a, const NhElement *b, const char *place)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  guint from_column = counts_rows (a->table) && counts_rows (b->table) ? 1 : 0;
  g_autoptr (GArray) matches = NULL;
  guint n_before = differences->len;
  guint i = 0;
  guint j = 0;
  Rows before;
  Rows after;

  rows_init (&before, a->table, from_column, numbers);
  rows_init (&after, b->table, from_column, numbers);
  matches = nh_diff_sequences (before.numbers, before.n, after.numbers, after.n);
  for (guint k = 0; k <= matches->len; k++)
    {
      NhDiffMatch stop = k < matches->len ? g_array_index (matches, NhDiffMatch, k) : (NhDiffMatch) { before.n, after.n };

      diff_gap (differences, b, place, &before, i, stop.before, &after, j, stop.after, from_column);
      i = stop.before + 1;
      j = stop.after + 1;
    }
  if (differences->len == n_before && !nh_table_equal (a->table, b->table))
    nh_diff_add (differences, NH_DIFFERENCE_STYLE, b, place, _ ("Layout of a table"), nh_diff_runs_new ());
  rows_clear (&before);
  rows_clear (&after);
}

/* Elements. */

static const char *
element_label (const NhElement *e)
{
  switch (e->kind)
    {
    case NH_ELEMENT_LETTERHEAD:
      return _ ("Letterhead");
    case NH_ELEMENT_TITLE:
      return _ ("Subject line");
    case NH_ELEMENT_BASIS:
      return _ ("Legal basis");
    case NH_ELEMENT_HEADING:
      return _ ("Heading");
    case NH_ELEMENT_PARAGRAPH:
      return _ ("Paragraph");
    case NH_ELEMENT_BULLET:
      return _ ("Bullet");
    case NH_ELEMENT_TABLE:
      return _ ("Table");
    case NH_ELEMENT_PAGE_BREAK:
      return _ ("Page break");
    case NH_ELEMENT_SIGNATURE:
      return _ ("Signature and recipients");
    case NH_ELEMENT_APPENDIX_HEAD:
      return _ ("Appendix");
    }
  return "";
}

static void
diff_letterheads (GPtrArray *d, const NhElement *a, const NhElement *b, const char *place)
{
  add_field (d, b, place, _ ("Superior agency"), a->letterhead->superior, b->letterhead->superior);
  add_field (d, b, place, _ ("Issuing agency"), a->letterhead->issuer, b->letterhead->issuer);
  add_field (d, b, place, _ ("Number and symbol"), a->letterhead->number, b->letterhead->number);
  add_field (d, b, place, _ ("Place and date"), a->letterhead->place_date, b->letterhead->place_date);
}

static char *
join_lines (GStrv lines)
{
  return lines ? g_strjoinv (" ", lines) : g_strdup ("");
}

static void
diff_signatures (GPtrArray *d, const NhElement *a, const NhElement *b, const char *place)
{
  g_autofree char *before = join_lines (a->signature->authority);
  g_autofree char *after = join_lines (b->signature->authority);

  diff_lines (d, b, place, _ ("Recipients"), a->signature->recipients, b->signature->recipients);
  add_field (d, b, place, _ ("Signing authority"), before, after);
  add_name (d, b, place, _ ("Signer"), a->signature->name, b->signature->name);
}

static void
diff_appendices (GPtrArray *d, const NhElement *a, const NhElement *b, const char *place)
{
  if (g_strcmp0 (a->appendix->heading, b->appendix->heading) != 0)
    nh_diff_add (d, NH_DIFFERENCE_RENUMBERED, b, place, _ ("Appendix"),
                 nh_diff_words (a->appendix->heading ? a->appendix->heading : "",
                                b->appendix->heading ? b->appendix->heading : ""));
  add_field (d, b, place, _ ("Title of the appendix"), a->appendix->title, b->appendix->title);
  add_field (d, b, place, _ ("Line “Attached to …”"), a->appendix->attached, b->appendix->attached);
  if (a->appendix->landscape != b->appendix->landscape)
    nh_diff_add (d, NH_DIFFERENCE_STYLE, b, place, _ ("Orientation of the page"),
                 nh_diff_words (a->appendix->landscape ? _ ("Landscape") : _ ("Portrait"),
                                b->appendix->landscape ? _ ("Landscape") : _ ("Portrait")));
}

/* The number of a heading with its words. */
static char *
labelled_text (const NhElement *e, const char *text)
{
  return e->label && *e->label ? g_strconcat (e->label, " ", text, NULL) : g_strdup (text);
}

/* Whether two texts of the same words look alike up to their last marks. */
static gboolean
same_styles (NhRichText *a, NhRichText *b)
{
  guint shortest = MIN (nh_rich_text_get_length (a), nh_rich_text_get_length (b));
  g_autoptr (NhRichText) x = nh_rich_text_slice (a, 0, shortest ? shortest - 1 : 0);
  g_autoptr (NhRichText) y = nh_rich_text_slice (b, 0, shortest ? shortest - 1 : 0);

  return nh_rich_text_equal (x, y);
}

static void
diff_texts (GPtrArray *differences, const NhElement *a, const NhElement *b, const char *place)
{
  g_autofree char *before = plain_words (a);
  g_autofree char *after = plain_words (b);
  gboolean same_words = g_str_equal (before, after);
  /* The mark of a bullet is its level, no number. */
  gboolean same_label = b->kind == NH_ELEMENT_BULLET || g_strcmp0 (a->label ? a->label : "", b->label ? b->label : "") == 0;
  g_autofree char *old = labelled_text (a, before);
  g_autofree char *new = labelled_text (b, after);
  NhDifferenceKind kind = NH_DIFFERENCE_CHANGED;
  GPtrArray *runs;

  if (same_words && same_label && a->level == b->level && a->kind == b->kind && same_styles (a->text, b->text))
    return;
  runs = same_label ? nh_diff_words (before, after) : nh_diff_words (old, new);
  if (same_words && !same_label)
    kind = NH_DIFFERENCE_RENUMBERED;
  else if (runs->len <= 1 && *before && *after && ((NhDiffRun *) runs->pdata[0])->op == NH_DIFF_EQUAL)
    kind = NH_DIFFERENCE_STYLE; /* blanks are no words */
  nh_diff_add (differences, kind, b, place, element_label (b), runs);
}

void
nh_diff_pair (GPtrArray *differences, const NhElement *a, const NhElement *b, const char *place)
{
  if (nh_element_equal (a, b))
    return;
  if (a->letterhead)
    diff_letterheads (differences, a, b, place);
  else if (a->title)
    {
      add_field (differences, b, place, _ ("Type of document"), a->title->type, b->title->type);
      add_field (differences, b, place, _ ("Subject line"), a->title->subject, b->title->subject);
    }
  else if (a->signature)
    diff_signatures (differences, a, b, place);
  else if (a->appendix)
    diff_appendices (differences, a, b, place);
  else if (a->table && b->table)
    diff_tables (differences, a, b, place);
  else if (a->text && b->text)
    diff_texts (differences, a, b, place);
}

/** nh_diff_whole: adds an element that came, went or moved with all its words. */
void
nh_diff_whole (GPtrArray *differences, NhDifferenceKind kind, const NhElement *element, const char *place)
{
  g_autofree char *text = nh_diff_element_text (element);
  g_autofree char *labelled = labelled_text (element, text);
  GPtrArray *runs = nh_diff_runs_new ();

  nh_diff_runs_add (runs, kind == NH_DIFFERENCE_ADDED ? NH_DIFF_INSERT
                          : kind == NH_DIFFERENCE_REMOVED ? NH_DIFF_DELETE : NH_DIFF_EQUAL,
                    labelled, -1);
  nh_diff_add (differences, kind, element, place, element_label (element), runs);
}
