/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-outline-model.h"

#include <glib/gi18n-lib.h>

#include "model/nh-entity.h"
#include "ui/nh-language.h"

G_DEFINE_FINAL_TYPE (NhPlanOutlineRow, nh_plan_outline_row, G_TYPE_OBJECT)

static void
nh_plan_outline_row_finalize (GObject *object)
{
  NhPlanOutlineRow *self = NH_PLAN_OUTLINE_ROW (object);

  g_free (self->label);
  g_free (self->text);
  G_OBJECT_CLASS (nh_plan_outline_row_parent_class)->finalize (object);
}

static void
nh_plan_outline_row_class_init (NhPlanOutlineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_plan_outline_row_finalize;
}

static void
nh_plan_outline_row_init (NhPlanOutlineRow *self)
{
}

struct _NhPlanOutlineModel
{
  GObject parent_instance;

  NhPlanDocument *document;
  GPtrArray *rows; /* of NhPlanOutlineRow */
};

static GType
nh_plan_outline_model_get_item_type (GListModel *model)
{
  return NH_TYPE_PLAN_OUTLINE_ROW;
}

static guint
nh_plan_outline_model_get_n_items (GListModel *model)
{
  return NH_PLAN_OUTLINE_MODEL (model)->rows->len;
}

static gpointer
nh_plan_outline_model_get_item (GListModel *model,
                                guint position)
{
  NhPlanOutlineModel *self = NH_PLAN_OUTLINE_MODEL (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = nh_plan_outline_model_get_item_type;
  iface->get_n_items = nh_plan_outline_model_get_n_items;
  iface->get_item = nh_plan_outline_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (NhPlanOutlineModel, nh_plan_outline_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Making the rows. */

static NhPlanOutlineRow *
add_row (GPtrArray *rows,
         NhOutlineKind kind,
         guint level,
         const char *label,
         char *text)
{
  NhPlanOutlineRow *row = g_object_new (NH_TYPE_PLAN_OUTLINE_ROW, NULL);

  row->kind = kind;
  row->level = level;
  row->label = g_strdup (label);
  row->text = text;
  g_ptr_array_add (rows, row);
  return row;
}

static const char *
view_name (const char *view)
{
  const NhEntity *entity = nh_entity_find ("block");
  const NhChoice *choices = entity->fields[nh_entity_find_field (entity, "view")].choices;

  for (; view && choices->key; choices++)
    if (g_str_equal (choices->key, view))
      return _(choices->label);
  return NULL;
}

static void
add_blocks (GPtrArray *rows,
            NhPlanText *text)
{
  guint level = 0;

  for (guint i = 0; i < nh_plan_text_get_n_blocks (text); i++)
    {
      NhBlock *block = nh_plan_text_get_block (text, i);
      NhPlanOutlineRow *row = NULL;

      if (block->kind == NH_BLOCK_HEADING)
        {
          char *plain = nh_rich_text_to_plain (block->text, nh_plan_text_reference_label, text);

          row = add_row (rows, NH_OUTLINE_HEADING, block->level, nh_plan_text_get_label (text, i),
                         g_strdelimit (plain, "\n", ' '));
          level = block->level;
        }
      else if (block->kind == NH_BLOCK_TABLE)
        row = add_row (rows, NH_OUTLINE_TABLE, level + 1, "",
                       g_strdup (view_name (block->view) ? view_name (block->view) : _("Table")));
      else if (block->kind == NH_BLOCK_FIXED_TABLE)
        row = add_row (rows, NH_OUTLINE_TABLE, level + 1, "", g_strdup (_("Fixed table")));
      if (row)
        {
          row->block = i;
          row->key = block->id;
        }
    }
}

/* "Căn cứ (2)" */
static void
add_bases (GPtrArray *rows,
           NhDocument *document)
{
  guint n = 0;

  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    n += nh_document_get_element (document, i)->kind == NH_ELEMENT_BASIS ? 1 : 0;
  add_row (rows, NH_OUTLINE_BASES, 1, "", g_strdup_printf (_("Legal bases (%u)"), n));
}

/* "Phụ lục I · 8 dòng" */
static void
add_appendices (GPtrArray *rows,
                NhDocument *document)
{
  guint n = nh_document_get_n_elements (document);

  for (guint i = 0; i < n; i++)
    {
      NhElement *head = nh_document_get_element (document, i);
      NhPlanOutlineRow *row;
      g_autofree char *count = NULL;
      guint lines = 0;

      if (head->kind != NH_ELEMENT_APPENDIX_HEAD)
        continue;
      for (guint j = i + 1; j < n && nh_document_get_element (document, j)->kind != NH_ELEMENT_APPENDIX_HEAD; j++)
        {
          NhElement *element = nh_document_get_element (document, j);

          if (element->kind == NH_ELEMENT_TABLE)
            lines += nh_table_get_n_rows (element->table) - nh_table_get_n_head_rows (element->table);
        }
      count = nh_language_format_count (lines);
      row = add_row (rows, NH_OUTLINE_APPENDIX, 1, head->appendix->heading,
                     g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "· %s row", "· %s rows", lines), count));
      row->key = head->key;
    }
}

static gboolean
rows_equal (NhPlanOutlineRow *a,
            NhPlanOutlineRow *b)
{
  return a->kind == b->kind && a->level == b->level && a->key == b->key && g_str_equal (a->label, b->label) &&
         g_str_equal (a->text, b->text);
}

/* Rows that stay the same stay the same objects, so that the list keeps its place. */
static void
replace_rows (NhPlanOutlineModel *self,
              GPtrArray *rows)
{
  guint least = MIN (self->rows->len, rows->len);
  guint before = 0;
  guint after = 0;
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);

  while (before < least && rows_equal (old->pdata[before], rows->pdata[before]))
    before++;
  while (after < least - before &&
         rows_equal (old->pdata[old->len - 1 - after], rows->pdata[rows->len - 1 - after]))
    after++;
  for (guint i = 0; i < rows->len; i++)
    {
      NhPlanOutlineRow *row = rows->pdata[i];
      NhPlanOutlineRow *kept = i < before ? old->pdata[i]
                               : i >= rows->len - after ? old->pdata[old->len - (rows->len - i)] : NULL;

      if (!kept)
        continue;
      kept->block = row->block;
      rows->pdata[i] = g_object_ref (kept);
      g_object_unref (row);
    }
  self->rows = g_ptr_array_ref (rows);
  if (before < old->len - after || before < rows->len - after)
    g_list_model_items_changed (G_LIST_MODEL (self), before, old->len - after - before, rows->len - after - before);
}

/** nh_plan_outline_model_update: brings the rows up to date with the text and what else is printed. */
void
nh_plan_outline_model_update (NhPlanOutlineModel *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  NhDocument *document = nh_plan_document_get_document (self->document);

  add_bases (rows, document);
  add_blocks (rows, nh_plan_document_get_text (self->document));
  add_row (rows, NH_OUTLINE_SIGNATURE, 1, "", g_strdup (_("Recipients, signature")));
  add_appendices (rows, document);
  replace_rows (self, rows);
}

static void
nh_plan_outline_model_finalize (GObject *object)
{
  NhPlanOutlineModel *self = NH_PLAN_OUTLINE_MODEL (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_plan_outline_model_parent_class)->finalize (object);
}

static void
nh_plan_outline_model_class_init (NhPlanOutlineModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = nh_plan_outline_model_finalize;
}

static void
nh_plan_outline_model_init (NhPlanOutlineModel *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
}

/** nh_plan_outline_model_new: Returns: (transfer full): the rows of @document as it is now. */
NhPlanOutlineModel *
nh_plan_outline_model_new (NhPlanDocument *document)
{
  NhPlanOutlineModel *self = g_object_new (NH_TYPE_PLAN_OUTLINE_MODEL, NULL);

  self->document = g_object_ref (document);
  nh_plan_outline_model_update (self);
  return self;
}

/** nh_plan_outline_model_get: Returns: (transfer none) (nullable): a row. */
NhPlanOutlineRow *
nh_plan_outline_model_get (NhPlanOutlineModel *self,
                           guint position)
{
  return position < self->rows->len ? g_ptr_array_index (self->rows, position) : NULL;
}

/** nh_plan_outline_model_find_block: Returns: the row under which the block at position @block stands; 0 before the first. */
guint
nh_plan_outline_model_find_block (NhPlanOutlineModel *self,
                                  guint block)
{
  guint found = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      NhPlanOutlineRow *row = g_ptr_array_index (self->rows, i);

      /* A table only while the cursor is in it: what follows it belongs to the heading. */
      if ((row->kind == NH_OUTLINE_HEADING && row->block <= block) ||
          (row->kind == NH_OUTLINE_TABLE && row->block == block))
        found = i;
    }
  return found;
}
