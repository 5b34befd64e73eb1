/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows of a sheet are rows of the table: the others are blank, heads repeated after a page
 * break, heads of groups, totals, notes and signatures.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-outline.h"
#include "core/nh-text.h"
#include "imports/nh-import-split.h"

#define MAX_CLEANED 20000

static const NhImportColumnState *
column_at (NhImport *self, guint column)
{
  return &g_array_index (self->columns, NhImportColumnState, column);
}

/* The range over several rows that covers a cell and has its text in the same column. */
static const NhImportMerge *
find_merge (const GArray *merges, guint row)
{
  guint low = 0;
  guint high = merges->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (merges, NhImportMerge, middle).first <= row)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return NULL;
  return g_array_index (merges, NhImportMerge, low - 1).last >= row
             ? &g_array_index (merges, NhImportMerge, low - 1)
             : NULL;
}

/**
 * nh_import_cell:
 * @self: an import
 * @row: a row of the sheet
 * @column: a column of the sheet
 *
 * Returns: (transfer none): the text of a cell; of one that is merged downward in each of its rows.
 */
const char *
nh_import_cell (NhImport *self, guint row, guint column)
{
  const char *text = nh_sheet_get_text (self->sheet, row, column);
  const NhImportMerge *merge;

  if (*text || column_at (self, column)->merges->len == 0)
    return text;
  merge = find_merge (column_at (self, column)->merges, row);
  return merge ? nh_sheet_get_text (self->sheet, merge->first, column) : text;
}

/* Clean texts. */

static gboolean
is_clean_ascii (const char *text)
{
  if (*text == ' ')
    return FALSE;
  for (const char *p = text; *p; p++)
    if ((guchar) *p < ' ' || (guchar) *p > '~' || (*p == ' ' && (p[1] == ' ' || !p[1])))
      return FALSE;
  return TRUE;
}

/* One blank where there are several; lines stay. */
static void
collapse_blanks (char *text)
{
  char *out = text;

  for (const char *in = text; *in; in++)
    {
      char c = *in == '\t' || *in == '\r' ? ' ' : *in;

      if (c == ' ' && (out == text || out[-1] == ' ' || out[-1] == '\n'))
        continue;
      if (c == '\n' && out > text && out[-1] == ' ')
        out--;
      *out++ = c;
    }
  while (out > text && (out[-1] == ' ' || out[-1] == '\n'))
    out--;
  *out = '\0';
}

/**
 * nh_import_clean:
 * @run: a plan under way
 * @text: a cell as it stands in the sheet
 *
 * Unicode from TCVN3, VNI and decomposed letters, Vietnamese letters for their look-alikes, one
 * blank for several; what was converted is counted.
 *
 * Returns: (transfer none): the text, valid as long as the run and the sheet.
 */
const char *
nh_import_clean (NhImportRun *run, const char *text)
{
  g_autofree char *legacy = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *repaired = NULL;
  const char *known;
  gboolean changed = FALSE;
  guint converted = 0;

  if (is_clean_ascii (text))
    return text;
  known = run->around == NH_ENCODING_UNICODE ? g_hash_table_lookup (run->cleaned, text) : NULL;
  if (!known)
    {
      legacy = nh_legacy_text_convert_among (text, run->around, &converted);
      normal = nh_text_normalize (legacy);
      repaired = nh_text_repair_lookalikes (normal, &changed);
      collapse_blanks (repaired);
      known = g_str_equal (repaired, text) ? text : g_string_chunk_insert (run->arena, repaired);
      run->n_legacy += converted > 0;
      run->n_lookalike += changed;
      /* Units and posts come again and again. What was converted is counted cell by cell. */
      if (!converted && !changed && run->around == NH_ENCODING_UNICODE && g_hash_table_size (run->cleaned) < MAX_CLEANED)
        g_hash_table_insert (run->cleaned, (gpointer) text, (gpointer) known);
    }
  return known;
}

/**
 * nh_import_row_encoding:
 * @self: an import
 * @row: a row
 *
 * Some words in TCVN3 are others in Unicode: "Phó An" is "Phú An". The other cells of the row tell.
 *
 * Returns: the old encoding of all its cells, Unicode if one is in Unicode
 */
NhEncoding
nh_import_row_encoding (NhImport *self, guint row)
{
  g_autoptr (GString) all = NULL;

  for (guint c = 0; c < self->columns->len; c++)
    {
      const char *text = nh_sheet_get_text (self->sheet, row, c);

      if (g_str_is_ascii (text))
        continue;
      for (const char *p = text; *p; p = g_utf8_next_char (p))
        if ((guchar) *p > 0xC3 && g_utf8_get_char (p) != 0x3BC) /* not in Latin-1: most rows end here */
          return NH_ENCODING_UNICODE;
      if (!all)
        all = g_string_new (NULL);
      g_string_append (all, text);
      g_string_append_c (all, '\n');
    }
  return all ? nh_legacy_text_detect_common (all->str) : NH_ENCODING_UNICODE;
}

/* Kinds of rows. */

typedef struct
{
  guint n_texts;  /* cells of the row with a text */
  guint n_mapped; /* of them in columns that are read */
  guint first;    /* the first column with a text */
  guint only;     /* the only column beside the number */
  const char *number; /* "STT" of the row; "" */
} Shape;

static void
read_shape (NhImport *self, guint row, Shape *shape)
{
  *shape = (Shape){ 0, 0, G_MAXUINT, G_MAXUINT, "" };
  for (guint c = 0; c < self->columns->len; c++)
    {
      const char *text = nh_sheet_get_text (self->sheet, row, c);

      if (!*text)
        continue;
      shape->n_texts++;
      if (shape->first == G_MAXUINT)
        shape->first = c;
      if ((int) c == self->number_column)
        {
          shape->number = text;
          continue;
        }
      shape->only = shape->only == G_MAXUINT ? c : G_MAXUINT - 1;
      if (column_at (self, c)->slot > 0)
        shape->n_mapped++;
    }
}

static gboolean
repeats_head (NhImport *self, guint row, const Shape *shape)
{
  guint n_equal = 0;

  if (self->header_row < 0)
    return FALSE;
  for (guint k = 0; k < self->header_rows; k++)
    {
      n_equal = 0;
      for (guint c = 0; c < self->columns->len; c++)
        {
          const char *text = nh_sheet_get_text (self->sheet, row, c);

          if (*text && g_str_equal (text, nh_sheet_get_text (self->sheet, (guint) self->header_row + k, c)))
            n_equal++;
        }
      if (n_equal == shape->n_texts && (n_equal > 1 || self->columns->len == 1))
        return TRUE;
    }
  /* Not letter by letter, but enough to be no data. */
  n_equal = 0;
  for (guint c = shape->first; c < self->columns->len && (c == shape->first || n_equal); c++)
    {
      const char *text = nh_sheet_get_text (self->sheet, row, c);
      g_autofree char *folded = *text ? nh_import_fold_heading (text) : NULL;

      n_equal += folded && *folded && g_str_equal (folded, column_at (self, c)->folded);
    }
  return n_equal > 1 && n_equal * 2 > shape->n_texts;
}

/* "(1) (2) (3)" under the head. */
static gboolean
numbers_columns (NhImport *self, guint row, const Shape *shape)
{
  guint64 before = 0;

  if (shape->n_texts < 2)
    return FALSE;
  for (guint c = 0; c < self->columns->len; c++)
    {
      const char *text = nh_sheet_get_text (self->sheet, row, c);
      guint64 number;

      if (!*text)
        continue;
      text += strspn (text, "( ");
      if (!g_ascii_isdigit (*text) || strlen (text) > 5)
        return FALSE;
      number = g_ascii_strtoull (text, (char **) &text, 10);
      if (strspn (text, ") .") != strlen (text) || (before && number != before + 1))
        return FALSE;
      before = number;
    }
  return TRUE;
}

static gboolean
begins_any (const char *folded, const char *const *list)
{
  for (guint i = 0; list[i]; i++)
    {
      gsize n = strlen (list[i]);

      if (strncmp (folded, list[i], n) == 0 && !g_ascii_isalnum (folded[n]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_total (const char *folded)
{
  static const char *const words[] = { "tong cong", "tong so", "(danh sach", "danh sach nay co", "tong:",
                                       "danh sach co", "an dinh danh sach", "(an dinh", "cong:",
                                       "danh sach gom", "(tong", NULL };

  return begins_any (folded, words) || g_str_equal (folded, "cong") || g_str_equal (folded, "tong");
}

/* What stands under tables: notes, receivers, dates of signing, who signs. */
static gboolean
is_note (const char *folded)
{
  static const char *const words[] = { "ghi chu", "luu y", "noi nhan", "nguoi lap", "lap bieu", "tm.",
                                       "kt.", "tl.", "tuq.", "thu truong", "xac nhan", "(ky", "ky ten",
                                       "(da ky", "chu ky", "*", NULL };
  static const char *const signers[] = { "hieu truong", "pho hieu truong", "giam doc", "pho giam doc",
                                         "truong phong", "pho truong phong", "chu tich", "pho chu tich",
                                         "thu ky", "ke toan", "chu tich hoi dong", NULL };
  const char *day = strstr (folded, "ngay ");

  if (begins_any (folded, words))
    return TRUE;
  for (guint i = 0; signers[i]; i++)
    if (g_str_equal (folded, signers[i]))
      return TRUE;
  return day && strstr (day, " thang ") && strstr (day, " nam ") && (day == folded || strchr (folded, ','));
}

static gboolean
is_team_name (const char *folded)
{
  static const char *const words[] = { "cum", "to", "nhom", "hoi dong", "doan", "tieu ban", "ban", "mang luoi",
                                       NULL };

  return begins_any (folded, words);
}

/* "II. Cụm Hai" -> "Cụm Hai". */
static const char *
skip_label (const char *text, gboolean *roman)
{
  guint level;
  gsize length = 0;
  NhOutlineStyle style = nh_outline_parse_label (text, &level, &length);

  *roman = style == NH_OUTLINE_ROMAN || style == NH_OUTLINE_LETTER;
  if (style == NH_OUTLINE_NONE)
    return text;
  text += length;
  return text + strspn (text, " \t");
}

static gboolean
is_key_column (NhImport *self, guint column)
{
  const char *id = column_at (self, column)->shown.target;

  return g_str_equal (id, "name") || g_str_equal (id, "person.name") || g_str_equal (id, "*person")
         || g_str_equal (id, "content");
}

static gboolean
is_wide (NhImport *self, guint row, guint column)
{
  /* Only rows with one text get here: walking all ranges is rare. */
  const NhSheetMerge *merge = nh_sheet_find_merge (self->sheet, row, column);

  return merge && merge->n_columns > 1;
}

static gboolean
is_arabic (const char *number)
{
  return g_ascii_isdigit (*number);
}

/* A row with one text beside its number. */
static NhImportRowKind
classify_single (NhImport *self, NhImportRun *run, guint row, const Shape *shape, const char **group)
{
  guint column = shape->only < self->columns->len ? shape->only : shape->first;
  const char *text = nh_import_clean (run, nh_sheet_get_text (self->sheet, row, column));
  gboolean roman;
  const char *bare = skip_label (text, &roman);
  g_autofree char *folded = nh_text_fold (bare);
  gboolean unit = g_str_equal (self->entity->name, "unit");
  gboolean activity = g_str_equal (self->entity->name, "activity");
  gboolean head = is_team_name (folded) || (!unit && nh_import_begins_unit (bare));
  gboolean labelled = roman || (*shape->number && !is_arabic (shape->number));
  gboolean own = column < self->columns->len && is_key_column (self, column)
                 && !is_wide (self, row, column) && (int) column != self->number_column;

  *group = bare;
  if (own && is_arabic (shape->number))
    return NH_ROW_DATA;
  if (labelled && (head || unit || activity || !own))
    return NH_ROW_GROUP;
  if (own && !labelled && (self->number_column < 0 || activity || unit)
      && !(head && !unit && !activity))
    return unit && g_str_has_prefix (folded, "khoi ") ? NH_ROW_GROUP : NH_ROW_DATA;
  return head || labelled || (activity && g_str_has_prefix (folded, "thang ")) ? NH_ROW_GROUP : NH_ROW_NOTE;
}

/* Below a total or a signature only a row that is counted on, or is full, is data again. */
static gboolean
is_tail (NhImport *self, NhImportRun *run, const Shape *shape)
{
  guint n_mapped = 0;

  if (!run->tail)
    return FALSE;
  for (guint c = 0; c < self->columns->len; c++)
    n_mapped += column_at (self, c)->slot > 0;
  run->tail = self->number_column >= 0 ? !is_arabic (shape->number) : shape->n_mapped * 2 <= n_mapped;
  return run->tail;
}

static NhImportRowKind
classify_texts (NhImport *self, NhImportRun *run, guint row, const Shape *shape, const char **group)
{
  g_autofree char *folded = nh_text_fold (nh_sheet_get_text (self->sheet, row, shape->first));
  gboolean single = shape->only < self->columns->len || shape->n_texts == 1;

  if (is_total (folded))
    {
      run->tail = TRUE;
      return NH_ROW_TOTAL;
    }
  if (!is_arabic (shape->number) && is_note (folded))
    {
      run->tail = !g_str_has_prefix (folded, "ghi chu") && !g_str_has_prefix (folded, "*");
      return NH_ROW_NOTE;
    }
  if (single)
    {
      NhImportRowKind kind = classify_single (self, run, row, shape, group);

      if (kind == NH_ROW_GROUP)
        run->tail = FALSE;
      return kind == NH_ROW_DATA && is_tail (self, run, shape) ? NH_ROW_NOTE : kind;
    }
  if (*shape->number && !is_arabic (shape->number) && !g_str_equal (self->entity->name, "unit"))
    for (guint c = 0; c < self->columns->len; c++)
      if (is_key_column (self, c) && nh_import_begins_unit (nh_sheet_get_text (self->sheet, row, c)))
        {
          *group = nh_import_clean (run, nh_sheet_get_text (self->sheet, row, c));
          return NH_ROW_GROUP;
        }
  return is_tail (self, run, shape) ? NH_ROW_NOTE : NH_ROW_DATA;
}

/**
 * nh_import_classify:
 * @self: an import
 * @run: a plan under way; rows must come in order
 * @row: a row
 * @text: (out): of a group head its name without number
 *
 * Returns: what the row is.
 */
NhImportRowKind
nh_import_classify (NhImport *self, NhImportRun *run, guint row, const char **text)
{
  Shape shape;

  *text = "";
  if (self->header_row >= 0 && row >= (guint) self->header_row
      && row < (guint) self->header_row + self->header_rows)
    return NH_ROW_HEAD;
  if (row < self->first_row || row > self->last_row)
    return NH_ROW_OUTSIDE;
  read_shape (self, row, &shape);
  if (shape.n_texts == 0)
    return NH_ROW_BLANK;
  if (repeats_head (self, row, &shape) || numbers_columns (self, row, &shape))
    return NH_ROW_HEAD;
  return classify_texts (self, run, row, &shape, text);
}

/** nh_import_row_kind_reason: Returns: (nullable): why a row that is no data is left out. */
const char *
nh_import_row_kind_reason (NhImportRowKind kind)
{
  switch (kind)
    {
    case NH_ROW_BLANK:
      return _ ("An empty row.");
    case NH_ROW_HEAD:
      return _ ("The head of the table.");
    case NH_ROW_GROUP:
      return _ ("The head of a group; it counts for the rows below.");
    case NH_ROW_TOTAL:
      return _ ("A total, not a row of the table.");
    case NH_ROW_NOTE:
      return _ ("A note or signature, not a row of the table.");
    case NH_ROW_OUTSIDE:
      return _ ("Outside the rows that were chosen.");
    case NH_ROW_DATA:
    default:
      return NULL;
    }
}
