/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-document.h"

struct _NhDocument
{
  gatomicrefcount refs;
  GPtrArray *elements; /* of NhElement */
  char *title;
  char *author;
  char *subject;
};

/**
 * nh_element_new:
 * @kind: what it is; the caller fills the members that this kind has
 * @key: of the record it shows, or 0
 *
 * Returns: (transfer full): an element whose other members are empty; they belong to it.
 */
NhElement *
nh_element_new (NhElementKind kind, gint64 key)
{
  NhElement *self = g_new0 (NhElement, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->key = key;
  if (kind == NH_ELEMENT_LETTERHEAD)
    self->letterhead = g_new0 (NhLetterhead, 1);
  else if (kind == NH_ELEMENT_TITLE)
    self->title = g_new0 (NhTitle, 1);
  else if (kind == NH_ELEMENT_SIGNATURE)
    self->signature = g_new0 (NhSignature, 1);
  else if (kind == NH_ELEMENT_APPENDIX_HEAD)
    self->appendix = g_new0 (NhAppendixHead, 1);
  return self;
}

NhElement *
nh_element_ref (NhElement *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
free_parts (NhElement *self)
{
  if (self->letterhead)
    {
      g_free (self->letterhead->superior);
      g_free (self->letterhead->issuer);
      g_free (self->letterhead->number);
      g_free (self->letterhead->place_date);
      g_free (self->letterhead);
    }
  if (self->title)
    {
      g_free (self->title->type);
      g_free (self->title->subject);
      g_free (self->title);
    }
  if (self->signature)
    {
      g_strfreev (self->signature->recipients);
      g_strfreev (self->signature->authority);
      g_free (self->signature->name);
      g_free (self->signature);
    }
  if (self->appendix)
    {
      g_free (self->appendix->heading);
      g_free (self->appendix->title);
      g_free (self->appendix->attached);
      g_free (self->appendix);
    }
}

void
nh_element_unref (NhElement *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  free_parts (self);
  g_clear_pointer (&self->text, nh_rich_text_unref);
  g_clear_pointer (&self->table, nh_table_free);
  g_free (self->label);
  g_free (self);
}

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a ? a : "", b ? b : "") == 0;
}

static gboolean
same_lines (GStrv a, GStrv b)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (a ? (const char *const *) a : none, b ? (const char *const *) b : none);
}

static gboolean
same_parts (const NhElement *a, const NhElement *b)
{
  switch (a->kind)
    {
    case NH_ELEMENT_LETTERHEAD:
      return same_text (a->letterhead->superior, b->letterhead->superior)
             && same_text (a->letterhead->issuer, b->letterhead->issuer)
             && same_text (a->letterhead->number, b->letterhead->number)
             && same_text (a->letterhead->place_date, b->letterhead->place_date);
    case NH_ELEMENT_TITLE:
      return same_text (a->title->type, b->title->type) && same_text (a->title->subject, b->title->subject);
    case NH_ELEMENT_SIGNATURE:
      return same_lines (a->signature->recipients, b->signature->recipients)
             && same_lines (a->signature->authority, b->signature->authority)
             && same_text (a->signature->name, b->signature->name);
    case NH_ELEMENT_APPENDIX_HEAD:
      return same_text (a->appendix->heading, b->appendix->heading)
             && same_text (a->appendix->title, b->appendix->title)
             && same_text (a->appendix->attached, b->appendix->attached)
             && a->appendix->landscape == b->appendix->landscape;
    case NH_ELEMENT_BASIS:
    case NH_ELEMENT_HEADING:
    case NH_ELEMENT_PARAGRAPH:
    case NH_ELEMENT_BULLET:
    case NH_ELEMENT_TABLE:
    case NH_ELEMENT_PAGE_BREAK:
      break;
    }
  return TRUE;
}

/** nh_element_equal: Returns: whether both print alike, whichever records they show. */
gboolean
nh_element_equal (const NhElement *a, const NhElement *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind || a->level != b->level || !same_text (a->label, b->label) || !a->text != !b->text
      || !a->table != !b->table)
    return FALSE;
  return (!a->text || nh_rich_text_equal (a->text, b->text))
         && (!a->table || nh_table_equal (a->table, b->table)) && same_parts (a, b);
}

/** nh_document_new: Returns: (transfer full): a document without elements. */
NhDocument *
nh_document_new (void)
{
  NhDocument *self = g_new0 (NhDocument, 1);

  g_atomic_ref_count_init (&self->refs);
  self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_element_unref);
  return self;
}

NhDocument *
nh_document_ref (NhDocument *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
nh_document_unref (NhDocument *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->elements);
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self);
}

/** nh_document_equal: Returns: whether both print alike. */
gboolean
nh_document_equal (NhDocument *a, NhDocument *b)
{
  if (a->elements->len != b->elements->len)
    return FALSE;
  for (guint i = 0; i < a->elements->len; i++)
    if (!nh_element_equal (a->elements->pdata[i], b->elements->pdata[i]))
      return FALSE;
  return TRUE;
}

guint
nh_document_get_n_elements (NhDocument *self)
{
  return self->elements->len;
}

/** nh_document_get_element: Returns: (transfer none): the element at @position, which must exist. */
NhElement *
nh_document_get_element (NhDocument *self, guint position)
{
  g_return_val_if_fail (position < self->elements->len, NULL);
  return self->elements->pdata[position];
}

/** nh_document_append: adds @element (transfer full) at the end. */
void
nh_document_append (NhDocument *self, NhElement *element)
{
  g_ptr_array_add (self->elements, element);
}

/**
 * nh_document_splice:
 * @self: a document
 * @position: where to begin
 * @n_removed: how many elements go
 * @added: (array length=n_added) (transfer none) (nullable): what takes their place
 * @n_added: how many come
 */
void
nh_document_splice (NhDocument *self, guint position, guint n_removed, NhElement *const *added, guint n_added)
{
  guint common = MIN (n_removed, n_added);

  g_return_if_fail (position + n_removed <= self->elements->len);
  for (guint i = 0; i < common; i++)
    {
      NhElement *old = self->elements->pdata[position + i];

      self->elements->pdata[position + i] = nh_element_ref (added[i]);
      nh_element_unref (old);
    }
  if (n_removed > common)
    g_ptr_array_remove_range (self->elements, position + common, n_removed - common);
  for (guint i = common; i < n_added; i++)
    g_ptr_array_insert (self->elements, position + i, nh_element_ref (added[i]));
}

const char *
nh_document_get_title (NhDocument *self)
{
  return self->title ? self->title : "";
}

const char *
nh_document_get_author (NhDocument *self)
{
  return self->author ? self->author : "";
}

const char *
nh_document_get_subject (NhDocument *self)
{
  return self->subject ? self->subject : "";
}

/** nh_document_set_properties: what files say of themselves; each (nullable) (transfer none). */
void
nh_document_set_properties (NhDocument *self, const char *title, const char *author, const char *subject)
{
  char *old[] = { self->title, self->author, self->subject };

  self->title = g_strdup (title);
  self->author = g_strdup (author);
  self->subject = g_strdup (subject);
  for (guint i = 0; i < G_N_ELEMENTS (old); i++)
    g_free (old[i]);
}
