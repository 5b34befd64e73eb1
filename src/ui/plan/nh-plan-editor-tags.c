/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-tags.h"

#include <string.h>

#include "document/nh-page-style.h"

static const struct
{
  NhStyle style;
  const char *tag;
} styles[] = {
  { NH_STYLE_BOLD, "bold" },
  { NH_STYLE_ITALIC, "italic" },
  { NH_STYLE_BLANK, "blank" },
};

/* Kinds of paragraphs; they look as on paper. Numbers of headings stand in the margin, those of points
 * in the indent. */
static const struct
{
  NhPageStyleId style;
  const char *tag;
  int indent;
  int above;
} kinds[] = {
  { NH_PAGE_STYLE_PARAGRAPH, "paragraph", NH_PLAN_INDENT, 0 },
  { NH_PAGE_STYLE_HEADING_1, "heading-1", 0, 12 },
  { NH_PAGE_STYLE_HEADING_2, "heading-2", 0, 6 },
  { NH_PAGE_STYLE_HEADING_3, "heading-3", 0, 6 },
  { NH_PAGE_STYLE_HEADING_4, "heading-4", 0, 6 },
  { NH_PAGE_STYLE_HEADING_5, "heading-5", NH_PLAN_INDENT, 0 },
  { NH_PAGE_STYLE_CLAUSE, "clause", 0, 0 },
  { NH_PAGE_STYLE_BULLET_1, "bullet-1", NH_PLAN_INDENT, 0 },
  { NH_PAGE_STYLE_BULLET_2, "bullet-2", NH_PLAN_INDENT_2, 0 },
  { NH_PAGE_STYLE_TABLE_CELL, "object", 0, 0 },
};

static guint
find_kind (const NhBlock *block)
{
  NhElement element = { .level = block->level, .text = block->text };
  NhPageStyleId style;

  if (!nh_block_is_text (block))
    return G_N_ELEMENTS (kinds) - 1;
  if (block->kind == NH_BLOCK_HEADING && block->level == NH_HEADING_LEVELS)
    return 5;
  element.kind = block->kind == NH_BLOCK_HEADING  ? NH_ELEMENT_HEADING
                 : block->kind == NH_BLOCK_BULLET ? NH_ELEMENT_BULLET
                                                  : NH_ELEMENT_PARAGRAPH;
  style = nh_page_style_of_element (&element);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].style == style)
      return i;
  return 0;
}

static GtkTextTag *
new_kind_tag (guint i)
{
  const NhPageStyle *style = nh_page_style_get (kinds[i].style);
  GtkTextTag *tag = gtk_text_tag_new (kinds[i].tag);

  g_object_set (tag, "indent", kinds[i].indent, NULL);
  if (kinds[i].style != NH_PAGE_STYLE_TABLE_CELL)
    g_object_set (tag, "justification", style->bold ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_FILL, NULL);
  if (kinds[i].above)
    g_object_set (tag, "pixels-above-lines", kinds[i].above, NULL);
  if (style->bold)
    g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
  if (style->italic)
    g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
  return tag;
}

static void
add_tag (GtkTextTagTable *table, GtkTextTag *tag)
{
  gtk_text_tag_table_add (table, tag);
  g_object_unref (tag);
}

/** nh_plan_tags_new: Returns: (transfer full): the tags of a buffer for plans. */
GtkTextTagTable *
nh_plan_tags_new (void)
{
  GtkTextTagTable *table = gtk_text_tag_table_new ();
  const GdkRGBA amber = { 0.9, 0.65, 0.04, 0.3 }, found = { 0.2, 0.6, 0.35, 0.3 }, current = { 0.2, 0.6, 0.35, 0.65 };
  GtkTextTag *tag;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_tag (table, new_kind_tag (i));
  tag = gtk_text_tag_new ("bold");
  g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
  add_tag (table, tag);
  tag = gtk_text_tag_new ("italic");
  g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
  add_tag (table, tag);
  tag = gtk_text_tag_new ("blank");
  g_object_set (tag, "background-rgba", &amber, NULL);
  add_tag (table, tag);
  tag = gtk_text_tag_new ("find");
  g_object_set (tag, "background-rgba", &found, NULL);
  add_tag (table, tag);
  tag = gtk_text_tag_new ("find-current");
  g_object_set (tag, "background-rgba", &current, NULL);
  add_tag (table, tag);
  /* Pango would stretch a line that ends in a line break to both edges. */
  tag = gtk_text_tag_new ("ragged");
  g_object_set (tag, "justification", GTK_JUSTIFY_LEFT, NULL);
  add_tag (table, tag);
  /* Changes nothing that is seen: set and taken away, it has a line laid out again. */
  tag = gtk_text_tag_new ("layout");
  g_object_set (tag, "rise", 0, NULL);
  add_tag (table, tag);
  return table;
}

/** nh_block_is_text: Returns: whether the block holds words, and is no table or page break. */
gboolean
nh_block_is_text (const NhBlock *block)
{
  return block->kind == NH_BLOCK_PARAGRAPH || block->kind == NH_BLOCK_HEADING || block->kind == NH_BLOCK_BULLET;
}

/** nh_block_get_style: Returns: the style that all words of the block have by its kind. */
NhStyle
nh_block_get_style (const NhBlock *block)
{
  const NhPageStyle *style = nh_page_style_get (kinds[find_kind (block)].style);

  return (style->bold ? NH_STYLE_BOLD : 0) | (style->italic ? NH_STYLE_ITALIC : 0);
}

/** nh_block_is_title: Returns: whether the block is a heading that is the title of what follows. */
gboolean
nh_block_is_title (const NhBlock *block)
{
  return block->kind == NH_BLOCK_HEADING && block->level < NH_HEADING_LEVELS
         && kinds[find_kind (block)].style != NH_PAGE_STYLE_CLAUSE;
}

/** nh_block_get_indent: Returns: the pixels before its first letter; its number may stand there. */
int
nh_block_get_indent (const NhBlock *block)
{
  return kinds[find_kind (block)].indent;
}

/* Texts. */

/* What a GtkTextBuffer would take for the end of a line, or for an object. */
static gboolean
is_foreign (gunichar c)
{
  return c == '\r' || c == 0x2029 || c == NH_RICH_TEXT_OBJECT || (c < ' ' && c != '\t' && c != '\n');
}

/** nh_plan_tags_is_clean: Returns: whether @text can be inserted as it is. */
gboolean
nh_plan_tags_is_clean (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    if (is_foreign (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * nh_plan_tags_clean:
 * @text: UTF-8 from elsewhere
 * @length: in bytes, or -1
 *
 * Returns: (transfer full): the text with "\n" as the only end of a line, without control characters and
 *   characters that stand for objects.
 */
char *
nh_plan_tags_clean (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  GString *out = g_string_sized_new (end - text);

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2029 || c == '\r')
        {
          if (c == '\r' && p + 1 < end && p[1] == '\n')
            continue;
          g_string_append_c (out, '\n');
        }
      else if (!is_foreign (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Character by character, so that places in the stored text stay places in the line. */
static char *
to_line (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == 0x2029)
        g_string_append (out, NH_PLAN_LINE_BREAK_UTF8);
      else
        g_string_append_unichar (out, is_foreign (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}

/** nh_plan_tags_get_style: Returns: the style of the character behind @iter. */
NhStyle
nh_plan_tags_get_style (const GtkTextIter *iter)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_iter_get_buffer (iter));
  NhStyle style = NH_STYLE_PLAIN;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (gtk_text_iter_has_tag (iter, gtk_text_tag_table_lookup (table, styles[i].tag)))
      style |= styles[i].style;
  return style;
}

/** nh_plan_tags_set_style: gives all between @start and @end that style and no other. */
void
nh_plan_tags_set_style (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end, NhStyle style)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkTextTag *tag = gtk_text_tag_table_lookup (table, styles[i].tag);
      GtkTextIter toggle = *start;

      if (style & styles[i].style)
        gtk_text_buffer_apply_tag (buffer, tag, start, end);
      else if (gtk_text_iter_has_tag (start, tag)
               || (gtk_text_iter_forward_to_tag_toggle (&toggle, tag) && gtk_text_iter_compare (&toggle, end) < 0))
        gtk_text_buffer_remove_tag (buffer, tag, start, end);
    }
}

/* Whether exactly the characters from @start to @end and maybe others around have @tag, or none has. */
static gboolean
is_even (GtkTextTag *tag, const GtkTextIter *start, const GtkTextIter *end, gboolean wanted)
{
  GtkTextIter toggle = *start;

  if (gtk_text_iter_has_tag (start, tag) != wanted)
    return FALSE;
  return !gtk_text_iter_forward_to_tag_toggle (&toggle, tag) || gtk_text_iter_compare (&toggle, end) >= 0;
}

static void
set_tag (GtkTextBuffer *buffer, GtkTextTag *tag, const GtkTextIter *start, const GtkTextIter *end, gboolean wanted)
{
  if (is_even (tag, start, end, wanted))
    return;
  if (wanted)
    gtk_text_buffer_apply_tag (buffer, tag, start, end);
  else
    gtk_text_buffer_remove_tag (buffer, tag, start, end);
}

/** nh_plan_tags_set_kind: has the line from @start to @end, its newline included, look like @block. */
void
nh_plan_tags_set_kind (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end, const NhBlock *block)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  guint kind = find_kind (block);

  if (gtk_text_iter_equal (start, end))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    set_tag (buffer, gtk_text_tag_table_lookup (table, kinds[i].tag), start, end, i == kind);
  set_tag (buffer, gtk_text_tag_table_lookup (table, "ragged"), start, end,
           strpbrk (nh_rich_text_get_text (block->text), "\n\r")
               || strstr (nh_rich_text_get_text (block->text), NH_PLAN_LINE_BREAK_UTF8));
}

static void
append_inline (NhRichText *out, NhPlanInline *object, NhStyle style)
{
  if (nh_plan_inline_get_kind (object) == NH_INLINE_NOTE)
    nh_rich_text_append_note (out, nh_plan_inline_get_note (object), style);
  else
    nh_rich_text_append_reference (out, nh_plan_inline_get_kind (object), nh_plan_inline_get_target (object), style);
}

/* A stretch without a change of style; objects stand in it as one character each. */
static void
read_stretch (NhRichText *out, const GtkTextIter *start, const GtkTextIter *end, NhStyle style)
{
  g_autofree char *text = gtk_text_iter_get_slice (start, end);
  GtkTextIter iter = *start;
  const char *p = text;

  for (const char *object = strstr (p, NH_RICH_TEXT_OBJECT_UTF8); object; object = strstr (p, NH_RICH_TEXT_OBJECT_UTF8))
    {
      GdkPaintable *paintable;

      nh_rich_text_append (out, p, object - p, style);
      gtk_text_iter_forward_chars (&iter, g_utf8_strlen (p, object - p));
      paintable = gtk_text_iter_get_paintable (&iter);
      if (paintable && NH_IS_PLAN_INLINE (paintable))
        append_inline (out, NH_PLAN_INLINE (paintable), style);
      gtk_text_iter_forward_char (&iter);
      p = object + strlen (NH_RICH_TEXT_OBJECT_UTF8);
    }
  nh_rich_text_append (out, p, -1, style);
}

/**
 * nh_plan_tags_read:
 * @start: a place in a line
 * @end: a place behind it in the same line
 *
 * Returns: (transfer full): what stands between them.
 */
NhRichText *
nh_plan_tags_read (const GtkTextIter *start, const GtkTextIter *end)
{
  NhRichText *out = nh_rich_text_new (NULL);
  GtkTextIter iter = *start;

  while (gtk_text_iter_compare (&iter, end) < 0)
    {
      GtkTextIter next = iter;

      gtk_text_iter_forward_to_tag_toggle (&next, NULL);
      if (gtk_text_iter_compare (&next, end) > 0)
        next = *end;
      read_stretch (out, &iter, &next, nh_plan_tags_get_style (&iter));
      iter = next;
    }
  return out;
}

static void
insert_stretch (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, gsize length, NhStyle style)
{
  g_autofree char *line = to_line (text, length);
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  gtk_text_buffer_insert (buffer, iter, line, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  nh_plan_tags_set_style (buffer, &start, iter, style);
}

static void
insert_inline (GtkTextBuffer *buffer, GtkTextIter *iter, const NhInline *object, NhStyle style)
{
  g_autoptr (NhPlanInline) paintable = nh_plan_inline_new (object);
  GtkTextIter start;

  gtk_text_buffer_insert_paintable (buffer, iter, GDK_PAINTABLE (paintable));
  start = *iter;
  gtk_text_iter_backward_char (&start);
  nh_plan_tags_set_style (buffer, &start, iter, style);
}

/* Where the style at @offset ends, or the next object stands. */
static guint
find_end (NhRichText *text, guint offset, guint end)
{
  guint n_spans, n_inlines;
  const NhSpan *spans = nh_rich_text_get_spans (text, &n_spans);
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n_inlines);

  for (guint i = 0; i < n_spans; i++)
    {
      if (spans[i].start > offset)
        end = MIN (end, spans[i].start);
      else if (spans[i].end > offset)
        end = MIN (end, spans[i].end);
    }
  for (guint i = 0; i < n_inlines; i++)
    if (inlines[i].offset > offset)
      end = MIN (end, inlines[i].offset);
  return end;
}

/**
 * nh_plan_tags_insert:
 * @iter: (inout): where; then behind what was inserted
 * @text: a text
 * @start: its first byte
 * @end: the byte behind its last
 *
 * Inserts a part of a text with styles, footnotes and references.
 */
void
nh_plan_tags_insert (GtkTextBuffer *buffer, GtkTextIter *iter, NhRichText *text, guint start, guint end)
{
  guint n_inlines;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n_inlines);
  const char *bytes = nh_rich_text_get_text (text);
  guint next = 0;

  while (start < end)
    {
      NhStyle style = nh_rich_text_get_style_at (text, start);
      guint stop;

      while (next < n_inlines && inlines[next].offset < start)
        next++;
      if (next < n_inlines && inlines[next].offset == start)
        {
          insert_inline (buffer, iter, &inlines[next], style);
          start += strlen (NH_RICH_TEXT_OBJECT_UTF8);
          continue;
        }
      stop = find_end (text, start, end);
      insert_stretch (buffer, iter, bytes + start, stop - start, style);
      start = stop;
    }
}
