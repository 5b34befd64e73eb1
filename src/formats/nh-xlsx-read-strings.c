/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All texts lie in one chunk, and cells point into it: a name of a school that stands in ten
 * thousand cells is there once.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-text-bytes.h"
#include "formats/nh-xlsx-read-private.h"

struct _NhXlsxStrings
{
  gatomicrefcount refs;
  GStringChunk *chunk;
  GPtrArray *texts;    /* of const char *, in the chunk */
  GHashTable *runs;    /* index + 1 -> GArray of NhXlsxRun, of the few that have fonts */
  GHashTable *decoded; /* index and font -> text in the chunk */
};

/* Rich texts ------------------------------------------------------------------------------- */

/* nh_xlsx_rich_init: prepares a collector; clear it with nh_xlsx_rich_clear(). */
void
nh_xlsx_rich_init (NhXlsxRich *rich)
{
  memset (rich, 0, sizeof *rich);
  rich->text = g_string_new (NULL);
  rich->runs = g_array_new (FALSE, FALSE, sizeof (NhXlsxRun));
}

/* nh_xlsx_rich_clear: frees what a collector holds. */
void
nh_xlsx_rich_clear (NhXlsxRich *rich)
{
  g_string_free (rich->text, TRUE);
  g_array_unref (rich->runs);
}

/* nh_xlsx_rich_begin: begins a new text. */
void
nh_xlsx_rich_begin (NhXlsxRich *rich)
{
  g_string_truncate (rich->text, 0);
  g_array_set_size (rich->runs, 0);
  rich->font_known = rich->in_text = rich->in_phonetic = FALSE;
}

/* nh_xlsx_rich_start: an element inside of si or is begins. */
void
nh_xlsx_rich_start (NhXlsxRich *rich, const char *name, const NhXmlAttributes *attributes)
{
  if (strcmp (name, "t") == 0)
    {
      gsize length;
      const char *space = nh_xml_find (attributes, "space", &length);

      rich->in_text = !rich->in_phonetic;
      rich->keep_blanks = space && length == 8 && memcmp (space, "preserve", 8) == 0;
      rich->begin = rich->text->len;
    }
  else if (strcmp (name, "r") == 0)
    rich->font_known = FALSE;
  else if (strcmp (name, "rPh") == 0)
    rich->in_phonetic = TRUE;
  else if (strcmp (name, "rFont") == 0)
    {
      g_autofree char *font = nh_xml_dup (attributes, "val");

      rich->font_known = font != NULL;
      if (font)
        rich->font.encoding = nh_legacy_text_encoding_of_font (font, &rich->font.capitals);
    }
}

/* _x000D_ stands for a character that XML can't hold, _x005F_ for an underscore before such a
 * name (ST_Xstring, 22.9.2.19). Control characters are left out. */
static void
unescape (GString *text, gsize from)
{
  char *to = text->str + from;

  if (!strstr (to, "_x"))
    return;
  for (const char *p = to; *p;)
    {
      guint code = 0;
      gboolean escape = p[0] == '_' && p[1] == 'x';

      for (guint i = 2; escape && i < 6; i++)
        {
          escape = g_ascii_isxdigit (p[i]);
          code = code << 4 | (escape ? (guint) g_ascii_xdigit_value (p[i]) : 0);
        }
      if (!escape || p[6] != '_')
        {
          *to++ = *p++;
          continue;
        }
      /* A name has seven bytes, a character of four hexadecimal digits at most three. */
      if (code == '\t' || code == '\n' || (code >= 0x20 && (code < 0xD800 || code > 0xDFFF)))
        to += g_unichar_to_utf8 (code, to);
      p += 7;
    }
  g_string_truncate (text, (gsize) (to - text->str));
}

static void
strip (NhXlsxRich *rich)
{
  gsize n = rich->text->len, blank = rich->begin;

  while (n > rich->begin && g_ascii_isspace (rich->text->str[n - 1]))
    n--;
  g_string_truncate (rich->text, n);
  while (blank < n && g_ascii_isspace (rich->text->str[blank]))
    blank++;
  g_string_erase (rich->text, (gssize) rich->begin, (gssize) (blank - rich->begin));
}

/* nh_xlsx_rich_end: an element inside of si or is ended. */
void
nh_xlsx_rich_end (NhXlsxRich *rich, const char *name)
{
  if (strcmp (name, "t") == 0 && rich->in_text)
    {
      NhXlsxRun run;

      rich->in_text = FALSE;
      if (!rich->keep_blanks)
        strip (rich);
      unescape (rich->text, rich->begin);
      run = (NhXlsxRun){ rich->text->len, rich->font, rich->font_known };
      g_array_append_val (rich->runs, run);
    }
  else if (strcmp (name, "rPh") == 0)
    rich->in_phonetic = FALSE;
}

/* nh_xlsx_rich_text: characters inside of si or is. */
void
nh_xlsx_rich_text (NhXlsxRich *rich, const char *text, gsize length)
{
  if (rich->in_text && rich->text->len < 8 * NH_READ_MAX_TEXT)
    g_string_append_len (rich->text, text, (gssize) length);
}

static gboolean
has_fonts (const GArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, NhXlsxRun, i).font_known)
      return TRUE;
  return FALSE;
}

/*
 * nh_xlsx_decode_runs:
 * @text: a raw text
 * @runs: (nullable): of NhXlsxRun: where its runs end and their fonts
 * @font: the font of the cell, for runs without their own
 *
 * Returns: (transfer full): the text in Unicode
 */
char *
nh_xlsx_decode_runs (const char *text, const GArray *runs, const NhXlsxFont *font)
{
  GString *out;
  gsize at = 0, length = strlen (text);

  if (!runs || runs->len == 0)
    return nh_legacy_text_decode (text, font->encoding, font->capitals);
  out = g_string_sized_new (length * 2);
  for (guint i = 0; i < runs->len; i++)
    {
      const NhXlsxRun *run = &g_array_index (runs, NhXlsxRun, i);
      const NhXlsxFont *own = run->font_known ? &run->font : font;
      gsize end = MIN (run->end, length);
      g_autofree char *piece = NULL, *decoded = NULL;

      if (end <= at)
        continue;
      piece = g_strndup (text + at, end - at);
      decoded = nh_legacy_text_decode (piece, own->encoding, own->capitals);
      g_string_append (out, decoded);
      at = end;
    }
  g_string_append (out, text + at);
  return nh_text_take_nfc (g_string_free (out, FALSE));
}

/* The table ------------------------------------------------------------------------------- */

typedef struct
{
  NhXlsxStrings *strings;
  NhReadBudget *budget;
  NhXlsxRich rich;
  gboolean in_item;
  GError **error;
} Reading;

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Reading *reading = data;

  if (strcmp (name, "si") == 0)
    {
      reading->in_item = TRUE;
      nh_xlsx_rich_begin (&reading->rich);
    }
  else if (reading->in_item)
    nh_xlsx_rich_start (&reading->rich, name, attributes);
  return TRUE;
}

/* Runs count bytes, so a text that has them is kept as it is until it is decoded. */
static gboolean
add_item (Reading *reading)
{
  NhXlsxStrings *strings = reading->strings;
  NhXlsxRich *rich = &reading->rich;
  g_autofree char *nfc = NULL;

  reading->budget->n_text_bytes += rich->text->len;
  if (reading->budget->n_text_bytes > NH_READ_MAX_TEXTS
      || strings->texts->len >= NH_READ_MAX_SHARED_STRINGS)
    {
      g_set_error_literal (reading->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                           _("The file has more texts than can be read. Split it and read its "
                             "parts."));
      return FALSE;
    }
  if (G_UNLIKELY (rich->text->len > NH_READ_MAX_TEXT)
      && g_utf8_strlen (rich->text->str, -1) > NH_READ_MAX_TEXT)
    {
      const char *cut = g_utf8_offset_to_pointer (rich->text->str, NH_READ_MAX_TEXT);

      reading->budget->n_cut++;
      g_string_truncate (rich->text, (gsize) (cut - rich->text->str));
    }
  if (has_fonts (rich->runs))
    {
      GArray *runs = g_array_copy (rich->runs);

      g_hash_table_insert (strings->runs, GUINT_TO_POINTER (strings->texts->len + 1), runs);
      g_ptr_array_add (strings->texts, g_string_chunk_insert (strings->chunk, rich->text->str));
      return TRUE;
    }
  nfc = nh_text_take_nfc (g_strndup (rich->text->str, rich->text->len));
  g_ptr_array_add (strings->texts, *nfc ? g_string_chunk_insert (strings->chunk, nfc) : (char *) "");
  return TRUE;
}

static gboolean
end (gpointer data, const char *name)
{
  Reading *reading = data;

  if (strcmp (name, "si") != 0)
    {
      if (reading->in_item)
        nh_xlsx_rich_end (&reading->rich, name);
      return TRUE;
    }
  reading->in_item = FALSE;
  return add_item (reading);
}

static void
text (gpointer data, const char *characters, gsize length)
{
  Reading *reading = data;

  if (reading->in_item)
    nh_xlsx_rich_text (&reading->rich, characters, length);
}

/* nh_xlsx_strings_ref: Returns: (transfer full): @strings, once more. */
NhXlsxStrings *
nh_xlsx_strings_ref (NhXlsxStrings *strings)
{
  g_atomic_ref_count_inc (&strings->refs);
  return strings;
}

/* nh_xlsx_strings_unref: gives a reference back. */
void
nh_xlsx_strings_unref (gpointer data)
{
  NhXlsxStrings *strings = data;

  if (!g_atomic_ref_count_dec (&strings->refs))
    return;
  g_string_chunk_free (strings->chunk);
  g_ptr_array_unref (strings->texts);
  g_hash_table_unref (strings->runs);
  g_hash_table_unref (strings->decoded);
  g_free (strings);
}

/*
 * nh_xlsx_read_strings:
 * @package: the workbook
 * @part: (nullable): its shared strings; a workbook may have none
 * @budget: counts the texts
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the strings
 */
NhXlsxStrings *
nh_xlsx_read_strings (NhPackage *package, const char *part, NhReadBudget *budget, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end, .text = text };
  NhXlsxStrings *strings = g_new0 (NhXlsxStrings, 1);
  Reading reading = { .strings = strings, .budget = budget, .error = error };
  gboolean ok;

  g_atomic_ref_count_init (&strings->refs);
  strings->chunk = g_string_chunk_new (64 * 1024);
  strings->texts = g_ptr_array_new ();
  strings->runs
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  strings->decoded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  nh_xlsx_rich_init (&reading.rich);
  ok = !part || nh_package_parse (package, part, &handlers, &reading, error);
  nh_xlsx_rich_clear (&reading.rich);
  if (!ok)
    g_clear_pointer (&strings, nh_xlsx_strings_unref);
  return strings;
}

/* nh_xlsx_strings_get: Returns: (nullable): a text as it stands; %NULL beyond the last. */
const char *
nh_xlsx_strings_get (NhXlsxStrings *strings, gsize index)
{
  return index < strings->texts->len ? g_ptr_array_index (strings->texts, index) : NULL;
}

/*
 * nh_xlsx_strings_get_decoded:
 * @strings: the strings
 * @index: which
 * @font: the font of the cell
 *
 * Returns: (transfer none) (nullable): the text in Unicode; as nh_xlsx_strings_get() gives it when
 *   no old font is in play
 */
const char *
nh_xlsx_strings_get_decoded (NhXlsxStrings *strings, gsize index, const NhXlsxFont *font)
{
  const char *raw = nh_xlsx_strings_get (strings, index), *kept;
  const GArray *runs = NULL;
  g_autofree char *decoded = NULL;
  gint64 key = (gint64) index * 8 + (gint64) font->encoding * 2 + font->capitals;

  if (!raw || !*raw)
    return raw;
  if (g_hash_table_size (strings->runs) > 0)
    runs = g_hash_table_lookup (strings->runs, GUINT_TO_POINTER ((guint) index + 1));
  if (!runs && font->encoding == NH_ENCODING_UNICODE)
    return raw;
  kept = g_hash_table_lookup (strings->decoded, &key);
  if (kept)
    return kept;
  decoded = nh_xlsx_decode_runs (raw, runs, font);
  kept = strcmp (decoded, raw) == 0 ? raw : g_string_chunk_insert (strings->chunk, decoded);
  g_hash_table_insert (strings->decoded, g_memdup2 (&key, sizeof key), (char *) kept);
  return kept;
}
