/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-rich-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NhRichText
{
  gatomicrefcount refs;
  GString *text;
  GArray *spans;   /* of NhSpan */
  GArray *inlines; /* of NhInline */
};

G_DEFINE_BOXED_TYPE (NhRichText, nh_rich_text, nh_rich_text_ref, nh_rich_text_unref)

static const struct
{
  NhInlineKind kind;
  const char *attribute;
} references[] = {
  { NH_INLINE_APPENDIX, "appendix" },
  { NH_INLINE_HEADING, "heading" },
  { NH_INLINE_LEGAL, "legal" },
};

static const struct
{
  NhStyle style;
  const char *element;
} styles[] = {
  { NH_STYLE_BLANK, "blank" },
  { NH_STYLE_BOLD, "b" },
  { NH_STYLE_ITALIC, "i" },
};

static void
clear_inline (gpointer data)
{
  NhInline *object = data;

  g_clear_pointer (&object->note, nh_rich_text_unref);
}

/**
 * nh_rich_text_new:
 * @text: (nullable): plain text in UTF-8
 *
 * Returns: (transfer full): a text without styles and objects.
 */
NhRichText *
nh_rich_text_new (const char *text)
{
  NhRichText *self = g_new0 (NhRichText, 1);

  g_atomic_ref_count_init (&self->refs);
  self->text = g_string_new (NULL);
  self->spans = g_array_new (FALSE, FALSE, sizeof (NhSpan));
  self->inlines = g_array_new (FALSE, FALSE, sizeof (NhInline));
  g_array_set_clear_func (self->inlines, clear_inline);
  if (text)
    nh_rich_text_append (self, text, -1, NH_STYLE_PLAIN);
  return self;
}

NhRichText *
nh_rich_text_ref (NhRichText *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nh_rich_text_unref (NhRichText *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_array_unref (self->inlines);
  g_free (self);
}

/** nh_rich_text_get_text: Returns: the text, NH_RICH_TEXT_OBJECT standing for each object. */
const char *
nh_rich_text_get_text (NhRichText *self)
{
  return self->text->str;
}

/** nh_rich_text_get_length: Returns: the length of the text in bytes. */
guint
nh_rich_text_get_length (NhRichText *self)
{
  return self->text->len;
}

/** nh_rich_text_get_spans: Returns: (array length=n_spans): the stretches that have a style. */
const NhSpan *
nh_rich_text_get_spans (NhRichText *self, guint *n_spans)
{
  *n_spans = self->spans->len;
  return (const NhSpan *) self->spans->data;
}

/** nh_rich_text_get_inlines: Returns: (array length=n_inlines): footnotes and references, in order. */
const NhInline *
nh_rich_text_get_inlines (NhRichText *self, guint *n_inlines)
{
  *n_inlines = self->inlines->len;
  return (const NhInline *) self->inlines->data;
}

/** nh_rich_text_get_style_at: Returns: the style of the byte at @offset. */
NhStyle
nh_rich_text_get_style_at (NhRichText *self, guint offset)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const NhSpan *span = &g_array_index (self->spans, NhSpan, i);

      if (offset < span->start)
        break;
      if (offset < span->end)
        return span->style;
    }
  return NH_STYLE_PLAIN;
}

/* Building. */

static void
add_span (NhRichText *self, guint start, guint end, NhStyle style)
{
  NhSpan span = { start, end, style };
  NhSpan *last = self->spans->len ? &g_array_index (self->spans, NhSpan, self->spans->len - 1) : NULL;

  if (style == NH_STYLE_PLAIN || start == end)
    return;
  if (last && last->end == start && last->style == style)
    last->end = end;
  else
    g_array_append_val (self->spans, span);
}

/**
 * nh_rich_text_append:
 * @self: a text that nobody shares yet
 * @text: plain text; characters that stand for objects are left out
 * @length: in bytes, or -1
 * @style: how all of it looks
 */
void
nh_rich_text_append (NhRichText *self, const char *text, gssize length, NhStyle style)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  guint start = self->text->len;

  while (text < end)
    {
      const char *object = g_strstr_len (text, end - text, NH_RICH_TEXT_OBJECT_UTF8);
      const char *stop = object ? object : end;

      g_string_append_len (self->text, text, stop - text);
      text = object ? object + strlen (NH_RICH_TEXT_OBJECT_UTF8) : end;
    }
  add_span (self, start, self->text->len, style);
}

static void
append_object (NhRichText *self, NhInline object, NhStyle style)
{
  object.offset = self->text->len;
  g_string_append (self->text, NH_RICH_TEXT_OBJECT_UTF8);
  g_array_append_val (self->inlines, object);
  add_span (self, object.offset, self->text->len, style);
}

/** nh_rich_text_append_note: adds a footnote; @note keeps its owner. */
void
nh_rich_text_append_note (NhRichText *self, NhRichText *note, NhStyle style)
{
  append_object (self, (NhInline) { 0, NH_INLINE_NOTE, 0, nh_rich_text_ref (note) }, style);
}

/** nh_rich_text_append_reference: adds a reference of @kind to the record with key @target. */
void
nh_rich_text_append_reference (NhRichText *self, NhInlineKind kind, gint64 target, NhStyle style)
{
  g_return_if_fail (kind != NH_INLINE_NOTE);
  append_object (self, (NhInline) { 0, kind, target, NULL }, style);
}

/** nh_rich_text_append_slice: adds the bytes @start to @end of @other with styles and objects. */
void
nh_rich_text_append_slice (NhRichText *self, NhRichText *other, guint start, guint end)
{
  guint base = self->text->len;

  end = MIN (end, other->text->len);
  if (start >= end)
    return;
  g_string_append_len (self->text, other->text->str + start, end - start);
  for (guint i = 0; i < other->spans->len; i++)
    {
      const NhSpan *span = &g_array_index (other->spans, NhSpan, i);

      if (span->end > start && span->start < end)
        add_span (self, base + MAX (span->start, start) - start, base + MIN (span->end, end) - start,
                  span->style);
    }
  for (guint i = 0; i < other->inlines->len; i++)
    {
      NhInline object = g_array_index (other->inlines, NhInline, i);

      if (object.offset < start || object.offset >= end)
        continue;
      object.offset += base - start;
      if (object.note)
        nh_rich_text_ref (object.note);
      g_array_append_val (self->inlines, object);
    }
}

/** nh_rich_text_slice: Returns: (transfer full): the bytes @start to @end as a text of its own. */
NhRichText *
nh_rich_text_slice (NhRichText *self, guint start, guint end)
{
  NhRichText *slice = nh_rich_text_new (NULL);

  nh_rich_text_append_slice (slice, self, start, end);
  return slice;
}

/* Where the style of the byte at @offset ends. */
static guint
style_end (NhRichText *self, guint offset, guint end)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const NhSpan *span = &g_array_index (self->spans, NhSpan, i);

      if (span->start > offset)
        return MIN (end, span->start);
      if (span->end > offset)
        return MIN (end, span->end);
    }
  return end;
}

/** nh_rich_text_has_style: Returns: whether all bytes from @start to @end have @style. */
gboolean
nh_rich_text_has_style (NhRichText *self, guint start, guint end, NhStyle style)
{
  for (; start < end; start = style_end (self, start, end))
    if ((nh_rich_text_get_style_at (self, start) & style) != style)
      return FALSE;
  return TRUE;
}

/**
 * nh_rich_text_restyle:
 * @self: a text
 * @start: first byte
 * @end: the byte behind the last
 * @added: styles that all of it gets
 * @removed: styles that it loses
 *
 * Returns: (transfer full): the whole text, restyled there.
 */
NhRichText *
nh_rich_text_restyle (NhRichText *self, guint start, guint end, NhStyle added, NhStyle removed)
{
  NhRichText *out = nh_rich_text_slice (self, 0, self->text->len);
  guint next;

  end = MIN (end, self->text->len);
  g_array_set_size (out->spans, 0);
  for (guint offset = 0; offset < self->text->len; offset = next)
    {
      NhStyle style = nh_rich_text_get_style_at (self, offset);

      next = style_end (self, offset, self->text->len);
      if (offset < start)
        next = MIN (next, start);
      else if (offset < end)
        {
          next = MIN (next, end);
          style = (style & ~removed) | added;
        }
      add_span (out, offset, next, style);
    }
  return out;
}

/** nh_rich_text_equal: Returns: whether both read, look and refer alike. */
gboolean
nh_rich_text_equal (NhRichText *a, NhRichText *b)
{
  if (a == b)
    return TRUE;
  if (!g_string_equal (a->text, b->text) || a->spans->len != b->spans->len
      || a->inlines->len != b->inlines->len)
    return FALSE;
  for (guint i = 0; i < a->spans->len; i++)
    {
      const NhSpan *x = &g_array_index (a->spans, NhSpan, i);
      const NhSpan *y = &g_array_index (b->spans, NhSpan, i);

      if (x->start != y->start || x->end != y->end || x->style != y->style)
        return FALSE;
    }
  for (guint i = 0; i < a->inlines->len; i++)
    {
      const NhInline *x = &g_array_index (a->inlines, NhInline, i);
      const NhInline *y = &g_array_index (b->inlines, NhInline, i);

      if (x->offset != y->offset || x->kind != y->kind || x->target != y->target
          || (x->note && !nh_rich_text_equal (x->note, y->note)))
        return FALSE;
    }
  return TRUE;
}

/* Markup. */

static void
write_style (GString *out, NhStyle old_style, NhStyle new_style)
{
  /* Elements nest in the order of the table: whatever changes closes those inside it. */
  guint first = 0;

  while (first < G_N_ELEMENTS (styles)
         && (old_style & styles[first].style) == (new_style & styles[first].style))
    first++;
  for (guint i = G_N_ELEMENTS (styles); i > first; i--)
    if (old_style & styles[i - 1].style)
      g_string_append_printf (out, "</%s>", styles[i - 1].element);
  for (guint i = first; i < G_N_ELEMENTS (styles); i++)
    if (new_style & styles[i].style)
      g_string_append_printf (out, "<%s>", styles[i].element);
}

static void
write_escaped (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '&': g_string_append (out, "&amp;"); break;
      case '\r': g_string_append (out, "&#13;"); break; /* readers make line feeds of it */
      default: g_string_append_c (out, text[i]);
      }
}

static void
write_object (GString *out, const NhInline *object)
{
  if (object->kind == NH_INLINE_NOTE)
    {
      g_autofree char *note = nh_rich_text_to_markup (object->note);

      g_string_append_printf (out, "<note>%s</note>", note);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (references[i].kind == object->kind)
      g_string_append_printf (out, "<ref %s=\"%" G_GINT64_FORMAT "\"/>", references[i].attribute,
                              object->target);
}

/** nh_rich_text_to_markup: Returns: (transfer full): what nh_rich_text_parse() reads back. */
char *
nh_rich_text_to_markup (NhRichText *self)
{
  GString *out = g_string_sized_new (self->text->len + 16);
  NhStyle style = NH_STYLE_PLAIN;
  guint next_object = 0;
  guint offset = 0;

  while (offset < self->text->len)
    {
      NhStyle here = nh_rich_text_get_style_at (self, offset);
      const NhInline *object = next_object < self->inlines->len
                                   ? &g_array_index (self->inlines, NhInline, next_object)
                                   : NULL;
      guint end = object ? object->offset : self->text->len;

      write_style (out, style, here);
      style = here;
      if (object && object->offset == offset)
        {
          write_object (out, object);
          next_object++;
          offset += strlen (NH_RICH_TEXT_OBJECT_UTF8);
          continue;
        }
      for (guint i = 0; i < self->spans->len; i++)
        {
          const NhSpan *span = &g_array_index (self->spans, NhSpan, i);

          if (span->start > offset)
            end = MIN (end, span->start);
          else if (span->end > offset)
            end = MIN (end, span->end);
        }
      write_escaped (out, self->text->str + offset, end - offset);
      offset = end;
    }
  write_style (out, style, NH_STYLE_PLAIN);
  return g_string_free (out, FALSE);
}

typedef struct
{
  NhRichText *text;
  NhRichText *note; /* while inside one */
  NhStyle outside;  /* style around the note */
  NhStyle style;
  gboolean started; /* inside the element that stands around all of it */
} Reader;

static void
read_reference (Reader *reader, const char **names, const char **values, GError **error)
{
  for (guint i = 0; names[0] && i < G_N_ELEMENTS (references); i++)
    {
      gint64 target;

      if (!g_str_equal (names[0], references[i].attribute) || names[1])
        continue;
      if (!g_ascii_string_to_signed (values[0], 10, 1, G_MAXINT64, &target, error))
        return;
      nh_rich_text_append_reference (reader->note ? reader->note : reader->text, references[i].kind,
                                     target, reader->style);
      return;
    }
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ATTRIBUTE,
                       _ ("A reference in the text names nothing that the program knows."));
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names, const char **values,
          gpointer data, GError **error)
{
  Reader *reader = data;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (element, styles[i].element))
      {
        reader->style |= styles[i].style;
        return;
      }
  if (g_str_equal (element, "text") && !reader->started)
    {
      reader->started = TRUE;
      return;
    }
  if (g_str_equal (element, "ref"))
    {
      read_reference (reader, names, values, error);
      return;
    }
  if (g_str_equal (element, "note") && !reader->note)
    {
      reader->note = nh_rich_text_new (NULL);
      reader->outside = reader->style;
      reader->style = NH_STYLE_PLAIN;
      return;
    }
  g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT,
               _ ("The text holds “<%s>”, which the program does not know."), element);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *reader = data;

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (element, styles[i].element))
      reader->style &= ~styles[i].style;
  if (g_str_equal (element, "note"))
    {
      reader->style = reader->outside;
      nh_rich_text_append_note (reader->text, reader->note, reader->style);
      g_clear_pointer (&reader->note, nh_rich_text_unref);
    }
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;

  nh_rich_text_append (reader->note ? reader->note : reader->text, text, length, reader->style);
}

/**
 * nh_rich_text_parse:
 * @markup: (nullable): as written by nh_rich_text_to_markup()
 * @error: of domain G_MARKUP_ERROR or G_NUMBER_PARSER_ERROR
 *
 * Returns: (transfer full): the text; %NULL with @error set where the markup is broken.
 */
NhRichText *
nh_rich_text_parse (const char *markup, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (NhRichText) text = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autofree char *whole = NULL;
  Reader reader = { NULL };
  gboolean read;

  if (!markup || !strpbrk (markup, "<>&"))
    return nh_rich_text_new (markup);
  text = reader.text = nh_rich_text_new (NULL);
  whole = g_strconcat ("<text>", markup, "</text>", NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  read = g_markup_parse_context_parse (context, whole, -1, error)
         && g_markup_parse_context_end_parse (context, error);
  g_clear_pointer (&reader.note, nh_rich_text_unref);
  return read ? g_steal_pointer (&text) : NULL;
}

/**
 * nh_rich_text_read:
 * @markup: (nullable): markup, or a text that was never meant as markup
 *
 * Returns: (transfer full): the text; where the markup is broken, all of it as plain text, so that
 *   nothing of it is lost.
 */
NhRichText *
nh_rich_text_read (const char *markup)
{
  NhRichText *text = nh_rich_text_parse (markup, NULL);

  return text ? text : nh_rich_text_new (markup);
}

/**
 * nh_rich_text_resolve:
 * @self: a text
 * @label: (scope call): tells what a reference reads as
 * @data: for @label
 *
 * Returns: (transfer full): the text with words in the place of references; notes stay objects,
 *   their own references resolved too.
 */
NhRichText *
nh_rich_text_resolve (NhRichText *self, NhReferenceLabel label, gpointer data)
{
  NhRichText *out;
  guint offset = 0;

  if (self->inlines->len == 0)
    return nh_rich_text_ref (self);
  out = nh_rich_text_new (NULL);
  for (guint i = 0; i < self->inlines->len; i++)
    {
      const NhInline *object = &g_array_index (self->inlines, NhInline, i);
      NhStyle style = nh_rich_text_get_style_at (self, object->offset);

      nh_rich_text_append_slice (out, self, offset, object->offset);
      offset = object->offset + strlen (NH_RICH_TEXT_OBJECT_UTF8);
      if (object->kind == NH_INLINE_NOTE)
        {
          g_autoptr (NhRichText) note = nh_rich_text_resolve (object->note, label, data);

          nh_rich_text_append_note (out, note, style);
        }
      else
        {
          g_autofree char *words = label ? label (object->kind, object->target, data) : NULL;

          nh_rich_text_append (out, words ? words : NH_RICH_TEXT_LOST, -1, style);
        }
    }
  nh_rich_text_append_slice (out, self, offset, self->text->len);
  return out;
}

/**
 * nh_rich_text_to_plain:
 * @self: a text
 * @label: (scope call) (nullable): tells what a reference reads as
 * @data: for @label
 *
 * Returns: (transfer full): the words alone, without footnotes, for outlines, lists and searching.
 */
char *
nh_rich_text_to_plain (NhRichText *self, NhReferenceLabel label, gpointer data)
{
  g_autoptr (NhRichText) resolved = nh_rich_text_resolve (self, label, data);
  GString *out = g_string_new (resolved->text->str);

  g_string_replace (out, NH_RICH_TEXT_OBJECT_UTF8, "", 0);
  return g_string_free (out, FALSE);
}
