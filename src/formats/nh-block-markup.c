/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-block-markup.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-fixed-table.h"
#include "formats/nh-read-budget.h"

#define LOST "(?)"

static const char *const kinds[] = {
  [NH_BLOCK_PARAGRAPH] = "paragraph", [NH_BLOCK_HEADING] = "heading",
  [NH_BLOCK_BULLET] = "bullet",       [NH_BLOCK_TABLE] = "table",
  [NH_BLOCK_FIXED_TABLE] = "fixed_table", [NH_BLOCK_PAGE_BREAK] = "page_break",
};

static void
write_attribute (GString *out, const char *name, const char *value)
{
  g_autofree char *escaped = value ? g_markup_escape_text (value, -1) : NULL;

  if (escaped)
    g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

static void
write_element (GString *out, const char *name, const char *content)
{
  g_autofree char *escaped = content && *content ? g_markup_escape_text (content, -1) : NULL;

  if (escaped)
    g_string_append_printf (out, "<%s>%s</%s>", name, escaped, name);
}

static void
write_labels (GString *out, NhRichText *text, NhReferenceLabel label, gpointer data)
{
  guint n;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = NULL;

      if (inlines[i].kind == NH_INLINE_NOTE)
        {
          write_labels (out, inlines[i].note, label, data);
          continue;
        }
      words = label ? label (inlines[i].kind, inlines[i].target, data) : NULL;
      if (!words)
        continue;
      g_string_append_printf (out, "<label kind=\"%d\" target=\"%" G_GINT64_FORMAT "\"", (int) inlines[i].kind,
                              inlines[i].target);
      write_attribute (out, "words", words);
      g_string_append (out, "/>");
    }
}

/**
 * nh_block_markup_write:
 * @blocks: (element-type NhBlock): some blocks
 * @home: where they are
 * @label: (nullable): what a reference reads as
 * @data: for @label
 *
 * Returns: (transfer full): what nh_block_markup_read() reads.
 */
char *
nh_block_markup_write (GPtrArray *blocks, const NhBlockHome *home, NhReferenceLabel label, gpointer data)
{
  GString *out = g_string_new ("<namhoc-text");

  write_attribute (out, "workbook", home->workbook);
  g_string_append_printf (out, " plan=\"%" G_GINT64_FORMAT "\">", home->plan);
  /* Words come first: the blocks are finished as they are read. */
  for (guint i = 0; i < blocks->len; i++)
    write_labels (out, ((NhBlock *) blocks->pdata[i])->text, label, data);
  for (guint i = 0; i < blocks->len; i++)
    {
      const NhBlock *block = blocks->pdata[i];
      g_autofree char *markup = nh_rich_text_to_markup (block->text);

      g_string_append_printf (out, "\n<block kind=\"%s\" level=\"%u\"", kinds[block->kind], block->level);
      write_attribute (out, "view", block->view);
      g_string_append_c (out, '>');
      write_element (out, "text", markup);
      write_element (out, "options", block->options);
      g_string_append (out, "</block>");
    }
  g_string_append (out, "\n</namhoc-text>\n");
  return g_string_free (out, FALSE);
}

typedef struct
{
  const NhBlockHome *home;
  gboolean started, same_workbook, same_plan;
  GPtrArray *blocks;
  GHashTable *labels; /* "kind target" → words */
  NhBlockKind kind;
  guint level;
  char *view;
  GString *text;
  GString *options;
  GString *into; /* whose content is being read; NULL: none */
} Reader;

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_DAMAGED,
               _ ("What was copied can't be read: it holds “%s” where the program knows none."), what);
  return FALSE;
}

static void
begin_text (Reader *reader, const char **names, const char **values)
{
  gint64 plan = 0;
  const char *workbook = NULL;

  reader->started = TRUE;
  for (; *names; names++, values++)
    if (g_str_equal (*names, "workbook"))
      workbook = *values;
    else if (g_str_equal (*names, "plan"))
      plan = g_ascii_strtoll (*values, NULL, 10);
  reader->same_workbook = workbook && g_strcmp0 (workbook, reader->home->workbook) == 0;
  reader->same_plan = reader->same_workbook && plan == reader->home->plan;
}

static void
add_label (Reader *reader, const char **names, const char **values)
{
  const char *kind = "", *target = "", *words = "";

  for (; *names; names++, values++)
    if (g_str_equal (*names, "kind"))
      kind = *values;
    else if (g_str_equal (*names, "target"))
      target = *values;
    else if (g_str_equal (*names, "words"))
      words = *values;
  g_hash_table_insert (reader->labels, g_strdup_printf ("%s %s", kind, target), g_strdup (words));
}

static gboolean
begin_block (Reader *reader, const char **names, const char **values, GError **error)
{
  gboolean known = FALSE;

  if (reader->blocks->len >= NH_READ_MAX_BLOCKS)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _ ("The text has more than %u paragraphs, more than a plan can have."), NH_READ_MAX_BLOCKS);
      return FALSE;
    }
  g_clear_pointer (&reader->view, g_free);
  reader->level = 0;
  g_string_truncate (reader->text, 0);
  g_string_truncate (reader->options, 0);
  for (; *names; names++, values++)
    if (g_str_equal (*names, "level"))
      reader->level = (guint) CLAMP (g_ascii_strtoll (*values, NULL, 10), 0, NH_HEADING_LEVELS);
    else if (g_str_equal (*names, "view"))
      reader->view = g_strdup (*values);
    else if (g_str_equal (*names, "kind"))
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (g_str_equal (*values, kinds[i]))
          {
            reader->kind = (NhBlockKind) i;
            known = TRUE;
          }
  return known ? TRUE : fail (error, "kind");
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values,
          gpointer data, GError **error)
{
  Reader *reader = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *around = stack->next ? stack->next->data : "";

  if (!*around && g_str_equal (element, "namhoc-text") && !reader->started)
    begin_text (reader, names, values);
  else if (g_str_equal (around, "namhoc-text") && g_str_equal (element, "label"))
    add_label (reader, names, values);
  else if (g_str_equal (around, "namhoc-text") && g_str_equal (element, "block"))
    begin_block (reader, names, values, error);
  else if (g_str_equal (around, "block") && g_str_equal (element, "text"))
    reader->into = reader->text;
  else if (g_str_equal (around, "block") && g_str_equal (element, "options"))
    reader->into = reader->options;
  else
    fail (error, element);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;

  if (reader->into)
    g_string_append_len (reader->into, text, (gssize) length);
}

static gboolean
holds (Reader *reader, NhInlineKind kind)
{
  return kind == NH_INLINE_LEGAL ? reader->same_workbook : reader->same_plan;
}

/* References whose targets are not here become words. */
static NhRichText *
take_home (Reader *reader, NhRichText *text)
{
  NhRichText *out = nh_rich_text_new (NULL);
  guint n, at = 0;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n; i++)
    {
      NhStyle style = nh_rich_text_get_style_at (text, inlines[i].offset);

      nh_rich_text_append_slice (out, text, at, inlines[i].offset);
      at = inlines[i].offset + (guint) strlen (NH_RICH_TEXT_OBJECT_UTF8);
      if (inlines[i].kind == NH_INLINE_NOTE)
        {
          g_autoptr (NhRichText) note = take_home (reader, inlines[i].note);

          nh_rich_text_append_note (out, note, style);
        }
      else if (holds (reader, inlines[i].kind))
        nh_rich_text_append_reference (out, inlines[i].kind, inlines[i].target, style);
      else
        {
          g_autofree char *key = g_strdup_printf ("%d %" G_GINT64_FORMAT, (int) inlines[i].kind, inlines[i].target);
          const char *words = g_hash_table_lookup (reader->labels, key);

          nh_rich_text_append (out, words ? words : LOST, -1, style);
        }
    }
  nh_rich_text_append_slice (out, text, at, nh_rich_text_get_length (text));
  return out;
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;
  g_autoptr (NhRichText) parsed = NULL;
  g_autoptr (NhRichText) text = NULL;
  g_autoptr (NhTable) table = NULL;

  reader->into = NULL;
  if (!g_str_equal (element, "block"))
    return;
  parsed = nh_rich_text_parse (reader->text->str, error);
  if (!parsed)
    return;
  if (reader->kind == NH_BLOCK_FIXED_TABLE)
    {
      table = nh_fixed_table_read (reader->options->str, error);
      if (!table)
        return;
    }
  text = take_home (reader, parsed);
  g_ptr_array_add (reader->blocks,
                   nh_block_new (0, reader->kind, reader->level, text, reader->view,
                                 reader->options->len > 0 ? reader->options->str : NULL));
}

/**
 * nh_block_markup_read:
 * @text: what nh_block_markup_write() wrote
 * @length: in bytes
 * @home: where the blocks go to
 * @error: return location
 *
 * Returns: (transfer full) (element-type NhBlock) (nullable): the blocks, without keys.
 */
GPtrArray *
nh_block_markup_read (const char *text, gsize length, const NhBlockHome *home, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) options = g_string_new (NULL);
  Reader reader = { .home = home, .blocks = blocks, .labels = labels, .text = words, .options = options };
  gboolean read;

  if (length > NH_READ_MAX_PASTE)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _ ("The text is larger than %u MiB, which is more than can be pasted."),
                   (guint) (NH_READ_MAX_PASTE / NH_READ_MIB));
      return NULL;
    }
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  read = g_markup_parse_context_parse (context, text, (gssize) length, error)
         && g_markup_parse_context_end_parse (context, error);
  g_free (reader.view);
  return read ? g_steal_pointer (&blocks) : NULL;
}
