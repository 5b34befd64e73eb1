/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document is three stretches: the form before the text, the text, the form after it with the
 * appendices. Edits of the text reach it at once; what comes from the data waits for an idle moment,
 * when only that is composed anew whose tables changed.
 */
#include "document/nh-plan-document.h"

#include <string.h>

#include "document/nh-compose-private.h"

struct _NhPlanDocument
{
  GObject parent_instance;
  NhPlanText *text;
  NhDocument *document;
  guint n_front;       /* elements before the text */
  GArray *body;        /* of guint: elements of each block */
  guint n_body;        /* their sum */
  gboolean composed;   /* the text stands in the document */
  gint64 end;          /* block with the end mark; 0: none */
  GHashTable *changed; /* interned names of tables that changed since */
  gboolean all_changed;
  guint idle;
};

enum
{
  SPLICED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NhPlanDocument, nh_plan_document, G_TYPE_OBJECT)

static void
nh_plan_document_dispose (GObject *object)
{
  NhPlanDocument *self = NH_PLAN_DOCUMENT (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->text)
    {
      g_signal_handlers_disconnect_by_data (nh_plan_text_get_workbook (self->text), self);
      g_signal_handlers_disconnect_by_data (self->text, self);
    }
  g_clear_object (&self->text);

  G_OBJECT_CLASS (nh_plan_document_parent_class)->dispose (object);
}

static void
nh_plan_document_finalize (GObject *object)
{
  NhPlanDocument *self = NH_PLAN_DOCUMENT (object);

  nh_document_unref (self->document);
  g_array_unref (self->body);
  g_hash_table_unref (self->changed);

  G_OBJECT_CLASS (nh_plan_document_parent_class)->finalize (object);
}

static void
nh_plan_document_class_init (NhPlanDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = nh_plan_document_dispose;
  object_class->finalize = nh_plan_document_finalize;

  signals[SPLICED] = g_signal_new ("spliced", NH_TYPE_PLAN_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
nh_plan_document_init (NhPlanDocument *self)
{
  self->document = nh_document_new ();
  self->body = g_array_new (FALSE, FALSE, sizeof (guint));
  self->changed = g_hash_table_new (NULL, NULL);
}

static GPtrArray *
elements_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nh_element_unref);
}

/* Splicing. */

static gboolean
same_element (NhElement *a, NhElement *b)
{
  return a->key == b->key && nh_element_equal (a, b);
}

static void
splice (NhPlanDocument *self, guint position, guint n_removed, NhElement *const *added, guint n_added)
{
  nh_document_splice (self->document, position, n_removed, added, n_added);
  g_signal_emit (self, signals[SPLICED], 0, position, n_removed, n_added);
}

/* Elements that stay alike stay themselves, so that nobody draws them again. */
static void
replace (NhPlanDocument *self, guint position, guint n_removed, GPtrArray *added)
{
  NhElement *const *new = (NhElement *const *) added->pdata;
  guint n_added = added->len;

  /* As many as before: only those that differ. */
  if (n_removed == n_added)
    {
      for (guint i = 0, end; i < n_added; i = end + 1)
        {
          for (end = i; end < n_added
                        && !same_element (nh_document_get_element (self->document, position + end), new[end]);)
            end++;
          if (end > i)
            splice (self, position + i, end - i, new + i, end - i);
        }
      return;
    }
  while (n_removed && n_added && same_element (nh_document_get_element (self->document, position), *new))
    position++, n_removed--, new++, n_added--;
  while (n_removed && n_added
         && same_element (nh_document_get_element (self->document, position + n_removed - 1), new[n_added - 1]))
    n_removed--, n_added--;
  splice (self, position, n_removed, new, n_added);
}

/* The text. */

static guint
block_start (NhPlanDocument *self, guint block)
{
  guint start = self->n_front;

  for (guint i = 0; i < block; i++)
    start += g_array_index (self->body, guint, i);
  return start;
}

/* Composes the blocks from @position on anew, which took the place of @n_removed ones. */
static void
recompose_blocks (NhPlanDocument *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) elements = elements_new ();
  g_autofree guint *counts = g_new0 (guint, n_added + 1);
  guint start = block_start (self, position);
  guint n_old = 0;

  for (guint i = 0; i < n_removed; i++)
    n_old += g_array_index (self->body, guint, position + i);
  for (guint i = 0; i < n_added; i++)
    {
      guint before = elements->len;

      nh_compose_block (self->text, position + i,
                        nh_plan_text_get_block (self->text, position + i)->id == self->end, elements);
      counts[i] = elements->len - before;
    }
  if (n_removed)
    g_array_remove_range (self->body, position, n_removed);
  if (n_added)
    g_array_insert_vals (self->body, position, counts, n_added);
  self->n_body += elements->len - n_old;
  replace (self, start, n_old, elements);
}

static void
recompose_block (NhPlanDocument *self, guint position)
{
  recompose_blocks (self, position, 1, 1);
}

static gint64
find_end (NhPlanDocument *self)
{
  guint position;

  return nh_compose_find_end (self->text, &position) ? nh_plan_text_get_block (self->text, position)->id : 0;
}

static void
on_text_changed_cb (NhPlanText *text, guint position, guint n_removed, guint n_added, gboolean outside,
                    NhPlanDocument *self)
{
  gint64 old_end = self->end;
  guint found;

  self->end = find_end (self);
  recompose_blocks (self, position, n_removed, n_added);
  if (self->end == old_end)
    return;
  /* The end mark moved. */
  if (nh_plan_text_find_block (text, old_end, &found) && (found < position || found >= position + n_added))
    recompose_block (self, found);
  if (nh_plan_text_find_block (text, self->end, &found) && (found < position || found >= position + n_added))
    recompose_block (self, found);
}

static void
on_labels_changed_cb (NhPlanText *text, NhPlanDocument *self)
{
  guint element = self->n_front;

  for (guint i = 0; i < self->body->len; i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      const char *label = nh_document_get_element (self->document, element)->label;

      if (g_strcmp0 (label ? label : "", nh_plan_text_get_label (text, i)) != 0 || nh_compose_block_refers (block))
        recompose_block (self, i);
      element += g_array_index (self->body, guint, i);
    }
}

/* What comes from the data. */

static gboolean
any_changed (NhPlanDocument *self, const char *const *tables)
{
  for (guint i = 0; tables[i]; i++)
    if (self->all_changed || g_hash_table_contains (self->changed, g_intern_string (tables[i])))
      return TRUE;
  return FALSE;
}

static gboolean
view_changed (NhPlanDocument *self, const char *view)
{
  GHashTableIter iter;
  gpointer table;

  if (self->all_changed)
    return TRUE;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    if (nh_compose_view_reads (view, table))
      return TRUE;
  return FALSE;
}

static void
set_properties (NhPlanDocument *self, NhRecord *plan)
{
  const char *type = nh_record_text (plan, "doc_type");
  const char *number = nh_record_text (plan, "number");
  g_autofree char *subject = g_strconcat (*type ? type : "Kế hoạch", *number ? " số " : "", number,
                                          *number ? "/" : "", *number ? nh_record_text (plan, "symbol") : "", NULL);

  nh_document_set_properties (self->document, nh_record_text (plan, "title"), nh_record_text (plan, "issuer"),
                              subject);
}

static gboolean
refresh_front (NhPlanDocument *self, NhRecord *plan, GError **error)
{
  g_autoptr (GPtrArray) elements = elements_new ();
  guint n_old = self->n_front;

  g_ptr_array_add (elements, nh_compose_letterhead (plan));
  g_ptr_array_add (elements, nh_compose_title (plan));
  if (!nh_compose_bases (nh_plan_text_get_workbook (self->text), nh_record_get_id (plan), elements, error))
    return FALSE;
  set_properties (self, plan);
  self->n_front = elements->len;
  replace (self, 0, n_old, elements);
  return TRUE;
}

static void
refresh_tables (NhPlanDocument *self)
{
  for (guint i = 0; i < self->body->len; i++)
    {
      NhBlock *block = nh_plan_text_get_block (self->text, i);

      if (block->kind == NH_BLOCK_TABLE && view_changed (self, block->view))
        recompose_block (self, i);
    }
}

/* The table of an appendix as the document holds it; %NULL: it holds none. */
static NhElement *
find_table (NhPlanDocument *self, gint64 appendix)
{
  for (guint i = self->n_front + self->n_body; i < nh_document_get_n_elements (self->document); i++)
    {
      NhElement *element = nh_document_get_element (self->document, i);

      if (element->kind == NH_ELEMENT_TABLE && element->key == appendix)
        return element;
    }
  return NULL;
}

static NhElement *
appendix_table (NhPlanDocument *self, NhRecord *appendix)
{
  static const char *const own[] = { "appendix", NULL };
  gint64 id = nh_record_get_id (appendix);
  NhElement *old = find_table (self, id);
  g_autoptr (GError) error = NULL;
  NhElement *element;
  NhTable *table;

  if (old && !any_changed (self, own) && !view_changed (self, nh_record_raw (appendix, "view")))
    return nh_element_ref (old);
  table = nh_compose_appendix_table (nh_plan_text_get_workbook (self->text), appendix, &error);
  if (!table)
    return nh_compose_failure (id, error);
  element = nh_element_new (NH_ELEMENT_TABLE, id);
  element->table = table;
  return element;
}

static gboolean
refresh_back (NhPlanDocument *self, NhRecord *plan, GError **error)
{
  NhWorkbook *workbook = nh_plan_text_get_workbook (self->text);
  g_autoptr (GPtrArray) elements = elements_new ();
  g_autoptr (GArray) ids = nh_compose_list_appendices (workbook, nh_record_get_id (plan), error);
  NhElement *signature = ids ? nh_compose_signature (workbook, plan, error) : NULL;
  guint start = self->n_front + self->n_body;

  if (!signature)
    return FALSE;
  g_ptr_array_add (elements, signature);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (NhRecord) appendix
          = nh_workbook_load (workbook, nh_entity_find ("appendix"), g_array_index (ids, gint64, i), error);

      if (!appendix)
        return FALSE;
      g_ptr_array_add (elements, nh_compose_appendix_head (plan, appendix, ids));
      g_ptr_array_add (elements, appendix_table (self, appendix));
      nh_compose_appendix_notes (appendix, elements);
    }
  replace (self, start, nh_document_get_n_elements (self->document) - start, elements);
  return TRUE;
}

/* What can't be read now stays as it is shown; the next change tries again. */
static gboolean
refresh (NhPlanDocument *self, GError **error)
{
  static const char *const front[] = { "plan", "plan_basis", "legal_reference", NULL };
  NhWorkbook *workbook = nh_plan_text_get_workbook (self->text);
  g_autoptr (NhRecord) plan = NULL;

  if (nh_workbook_get_store (workbook))
    plan = nh_workbook_load (workbook, nh_entity_find ("plan"), nh_plan_text_get_plan (self->text), error);
  if (!plan)
    return FALSE;
  if (any_changed (self, front) && !refresh_front (self, plan, error))
    return FALSE;
  if (!self->composed)
    {
      self->end = find_end (self);
      recompose_blocks (self, 0, 0, nh_plan_text_get_n_blocks (self->text));
      self->composed = TRUE;
    }
  else
    refresh_tables (self);
  if (!refresh_back (self, plan, error))
    return FALSE;
  g_hash_table_remove_all (self->changed);
  self->all_changed = FALSE;
  return TRUE;
}

static gboolean
on_idle_cb (gpointer data)
{
  NhPlanDocument *self = data;

  self->idle = 0;
  refresh (self, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_workbook_changed_cb (NhWorkbook *workbook, GArray *changes, NhPlanDocument *self)
{
  gboolean touched = !changes;

  self->all_changed = self->all_changed || !changes;
  for (guint i = 0; changes && i < changes->len; i++)
    {
      const char *table = g_array_index (changes, NhChange, i).table;

      /* The text tells its changes itself. */
      if (g_str_equal (table, "block"))
        continue;
      g_hash_table_add (self->changed, (gpointer) table);
      touched = TRUE;
    }
  if (touched && !self->idle)
    self->idle = g_idle_add (on_idle_cb, self);
}

/**
 * nh_plan_document_new:
 * @text: the text of a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the plan as it stands on paper, true from now on.
 */
NhPlanDocument *
nh_plan_document_new (NhPlanText *text, GError **error)
{
  g_autoptr (NhPlanDocument) self = g_object_new (NH_TYPE_PLAN_DOCUMENT, NULL);

  self->text = g_object_ref (text);
  self->all_changed = TRUE;
  if (!refresh (self, error))
    return NULL;
  g_signal_connect_object (text, "changed", G_CALLBACK (on_text_changed_cb), self, 0);
  g_signal_connect_object (text, "labels-changed", G_CALLBACK (on_labels_changed_cb), self, 0);
  g_signal_connect_object (nh_plan_text_get_workbook (text), "changed", G_CALLBACK (on_workbook_changed_cb), self, 0);
  return g_steal_pointer (&self);
}

/** nh_plan_document_get_text: Returns: (transfer none): the text it shows. */
NhPlanText *
nh_plan_document_get_text (NhPlanDocument *self)
{
  return self->text;
}

/** nh_plan_document_get_document: Returns: (transfer none): the document, the same one all the time. */
NhDocument *
nh_plan_document_get_document (NhPlanDocument *self)
{
  return self->document;
}

/** nh_plan_document_refresh: takes over now what data changed. */
void
nh_plan_document_refresh (NhPlanDocument *self)
{
  if (!self->idle)
    return;
  g_clear_handle_id (&self->idle, g_source_remove);
  refresh (self, NULL);
}

/** nh_plan_document_element_of_block: Returns: the element of the block at @block; of a table the table. */
guint
nh_plan_document_element_of_block (NhPlanDocument *self, guint block)
{
  g_return_val_if_fail (block < self->body->len, 0);
  return block_start (self, block) + g_array_index (self->body, guint, block) - 1;
}

/**
 * nh_plan_document_block_of_element:
 * @self: a document
 * @element: position of an element
 * @block: (out): position of the block that it shows
 *
 * Returns: whether it shows a block; the form around the text does not.
 */
gboolean
nh_plan_document_block_of_element (NhPlanDocument *self, guint element, guint *block)
{
  guint end = self->n_front;

  if (element < end)
    return FALSE;
  for (guint i = 0; i < self->body->len; i++)
    {
      end += g_array_index (self->body, guint, i);
      if (element < end)
        {
          *block = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The bytes that the words of a reference take on paper. */
static guint
words_length (NhPlanDocument *self, const NhInline *object)
{
  g_autofree char *words = nh_plan_text_reference_label (object->kind, object->target, self->text);

  return (guint) strlen (words ? words : NH_RICH_TEXT_LOST);
}

/**
 * nh_plan_document_offset_in_element:
 * @self: a document
 * @block: position of a block
 * @offset: a byte of its text, where a reference is one character
 *
 * Returns: the byte of the element's text, where a reference is its words.
 */
guint
nh_plan_document_offset_in_element (NhPlanDocument *self, guint block, guint offset)
{
  NhRichText *text = nh_plan_text_get_block (self->text, block)->text;
  guint n, shown = offset;
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n && inlines[i].offset < offset; i++)
    if (inlines[i].kind != NH_INLINE_NOTE)
      shown += words_length (self, &inlines[i]) - (guint) strlen (NH_RICH_TEXT_OBJECT_UTF8);
  return shown;
}

/** nh_plan_document_offset_in_block: the other way; within the words of a reference: its place. */
guint
nh_plan_document_offset_in_block (NhPlanDocument *self, guint block, guint offset)
{
  NhRichText *text = nh_plan_text_get_block (self->text, block)->text;
  const guint one = (guint) strlen (NH_RICH_TEXT_OBJECT_UTF8);
  guint n, more = 0; /* bytes that the words of the references before take more */
  const NhInline *inlines = nh_rich_text_get_inlines (text, &n);

  for (guint i = 0; i < n && inlines[i].offset + more < offset; i++)
    if (inlines[i].kind != NH_INLINE_NOTE)
      {
        guint length = words_length (self, &inlines[i]);

        if (offset < inlines[i].offset + more + length)
          return inlines[i].offset;
        more += length - one;
      }
  return MIN (offset - more, nh_rich_text_get_length (text));
}

/**
 * nh_compose_plan:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Returns: (transfer full): the whole plan as it is stored now.
 */
NhDocument *
nh_compose_plan (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhPlanText) text = nh_plan_text_new (workbook, plan, error);
  g_autoptr (NhPlanDocument) self = text ? nh_plan_document_new (text, error) : NULL;

  return self ? nh_document_ref (self->document) : NULL;
}
