/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph's text with what officers put into it: bold, italic, places still to fill, footnotes
 * and references to other places. Stored as light markup, one element for each of them:
 *
 *   <b>bold</b> <i>italic</i> <blank>place to fill</blank> <note>text of a footnote</note>
 *   <ref appendix="123"/> <ref heading="123"/> <ref legal="123"/>
 *
 * A text that holds none of "<", ">" and "&" is its own markup.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Stands in the text where a footnote or a reference is, as in GtkTextBuffer. */
#define NH_RICH_TEXT_OBJECT 0xfffc
#define NH_RICH_TEXT_OBJECT_UTF8 "\xef\xbf\xbc"
/* What a reference reads as when its target was deleted. */
#define NH_RICH_TEXT_LOST "(?)"

typedef enum
{
  NH_STYLE_PLAIN = 0,
  NH_STYLE_BOLD = 1 << 0,
  NH_STYLE_ITALIC = 1 << 1,
  NH_STYLE_BLANK = 1 << 2, /* a place to fill: seen in the editor, counted, printed as it stands */
} NhStyle;

typedef enum
{
  NH_INLINE_NOTE,
  NH_INLINE_APPENDIX, /* "Phụ lục II" */
  NH_INLINE_HEADING,  /* "mục II.1" */
  NH_INLINE_LEGAL,    /* "Công văn số 1338/SGDĐT-GDTrH" */
} NhInlineKind;

typedef struct _NhRichText NhRichText;

/* Bytes @start to @end have @style, which is never plain. In order, not overlapping, and two that
 * touch differ in style. */
typedef struct
{
  guint start;
  guint end;
  NhStyle style;
} NhSpan;

typedef struct
{
  guint offset; /* byte of its NH_RICH_TEXT_OBJECT */
  NhInlineKind kind;
  gint64 target;    /* key of the appendix, block or legal document; 0 for a note */
  NhRichText *note; /* of a note; itself without notes */
} NhInline;

#define NH_TYPE_RICH_TEXT (nh_rich_text_get_type ())
GType nh_rich_text_get_type (void);

NhRichText *nh_rich_text_new (const char *text);
NhRichText *nh_rich_text_parse (const char *markup, GError **error);
NhRichText *nh_rich_text_read (const char *markup);
NhRichText *nh_rich_text_ref (NhRichText *self);
void nh_rich_text_unref (NhRichText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhRichText, nh_rich_text_unref)

char *nh_rich_text_to_markup (NhRichText *self);
const char *nh_rich_text_get_text (NhRichText *self);
guint nh_rich_text_get_length (NhRichText *self); /* in bytes */
const NhSpan *nh_rich_text_get_spans (NhRichText *self, guint *n_spans);
const NhInline *nh_rich_text_get_inlines (NhRichText *self, guint *n_inlines);
NhStyle nh_rich_text_get_style_at (NhRichText *self, guint offset);
gboolean nh_rich_text_equal (NhRichText *a, NhRichText *b);

/* Building: only before a text is shared. */
void nh_rich_text_append (NhRichText *self, const char *text, gssize length, NhStyle style);
void nh_rich_text_append_note (NhRichText *self, NhRichText *note, NhStyle style);
void nh_rich_text_append_reference (NhRichText *self, NhInlineKind kind, gint64 target, NhStyle style);
void nh_rich_text_append_slice (NhRichText *self, NhRichText *other, guint start, guint end);

NhRichText *nh_rich_text_slice (NhRichText *self, guint start, guint end);
/* A copy whose bytes from @start to @end have all styles of @added and none of @removed. */
NhRichText *nh_rich_text_restyle (NhRichText *self, guint start, guint end, NhStyle added, NhStyle removed);
gboolean nh_rich_text_has_style (NhRichText *self, guint start, guint end, NhStyle style);

/* What a reference reads as; NULL: its target is gone. */
typedef char *(*NhReferenceLabel) (NhInlineKind kind, gint64 target, gpointer data);
NhRichText *nh_rich_text_resolve (NhRichText *self, NhReferenceLabel label, gpointer data);
char *nh_rich_text_to_plain (NhRichText *self, NhReferenceLabel label, gpointer data);

G_END_DECLS
