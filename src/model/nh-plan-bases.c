/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-bases.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-doc-number.h"
#include "core/nh-period.h"
#include "core/nh-text.h"
#include "model/nh-workbook-private.h"

#define POSITION_STEP 1000

/** nh_plan_basis_free: frees a basis with its texts. */
void
nh_plan_basis_free (NhPlanBasis *self)
{
  if (!self)
    return;
  nh_basis_free (self->basis);
  g_free (self);
}

/** nh_plan_basis_to_line: Returns: (transfer full): the line as it is printed, without its end mark. */
char *
nh_plan_basis_to_line (const NhPlanBasis *self)
{
  return nh_basis_format (self->basis);
}

/* Reading. */

static void
set_text (char **text, NhStatement *statement, int column)
{
  const char *value = nh_statement_text (statement, column);

  g_free (*text);
  *text = g_strdup (value ? value : "");
}

#define DOCUMENT_COLUMNS "r.id, r.kind, r.number, r.issued_on, r.issuer, r.subject, r.in_force_to"

/* From @column on the columns of DOCUMENT_COLUMNS. */
static void
read_document (NhStatement *statement, int column, NhPlanBasis *self)
{
  self->reference = nh_statement_int64 (statement, column);
  if (!self->reference)
    return;
  self->basis->kind = g_intern_string (nh_statement_text (statement, column + 1));
  set_text (&self->basis->number, statement, column + 2);
  self->basis->issued_on = nh_day_from_iso (nh_statement_text (statement, column + 3));
  set_text (&self->basis->issuer, statement, column + 4);
  set_text (&self->basis->subject, statement, column + 5);
  self->in_force_to = nh_day_from_iso (nh_statement_text (statement, column + 6));
}

static GPtrArray *
read_rows (NhStatement *select, gboolean of_plan, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_plan_basis_free);
  gboolean row;

  while (TRUE)
    {
      NhPlanBasis *self;

      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&list);
      self = g_new0 (NhPlanBasis, 1);
      self->basis = nh_basis_new ();
      read_document (select, 0, self);
      if (of_plan)
        {
          self->id = nh_statement_int64 (select, 7);
          set_text (&self->basis->lead, select, 8);
          set_text (&self->basis->text, select, 9);
        }
      g_ptr_array_add (list, self);
    }
}

/**
 * nh_plan_bases_list:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhPlanBasis): its bases in order.
 */
GPtrArray *
nh_plan_bases_list (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT " DOCUMENT_COLUMNS ", b.id, b.lead, b.text FROM plan_basis b LEFT JOIN legal_reference r "
      "ON r.id = b.reference WHERE b.plan = ? ORDER BY b.position, b.id", error);

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  return read_rows (select, TRUE, error);
}

static GPtrArray *
list_register (NhWorkbook *workbook, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT " DOCUMENT_COLUMNS " FROM legal_reference r ORDER BY r.issued_on IS NULL, r.issued_on DESC, r.id", error);

  return select ? read_rows (select, FALSE, error) : NULL;
}

/* Numbers are compared as they would be written, without case and marks. */
static char *
number_key (const char *text)
{
  g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
  g_autofree char *written = nh_doc_number_parse (text, &number, NULL) ? nh_doc_number_format (&number) : g_strdup (text);

  return nh_text_fold (written);
}

/* "17/2019/TT-BGDĐT" is one document; of "12/KH-UBND" there is one each year in each office. */
static gboolean
has_year (const char *text)
{
  g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;

  return nh_doc_number_parse (text, &number, NULL) && (number.year || number.party);
}

static gboolean
is_same (const NhBasis *known, const NhBasis *wanted, const char *wanted_number, const char *wanted_subject)
{
  gboolean same_day = known->issued_on == wanted->issued_on;
  gboolean day_open = !known->issued_on || !wanted->issued_on;

  if (*wanted->number)
    {
      g_autofree char *number = number_key (known->number);

      return g_str_equal (number, wanted_number) && (same_day || day_open || has_year (wanted->number));
    }
  if (g_strcmp0 (known->kind, wanted->kind) == 0 && *wanted_subject)
    {
      g_autofree char *subject = nh_text_fold (known->subject);

      return g_str_equal (subject, wanted_subject) && (same_day || day_open);
    }
  return FALSE;
}

/**
 * nh_legal_reference_find:
 * @workbook: a workbook
 * @basis: a basis that names a document
 * @error: of domain NH_STORE_ERROR
 *
 * Looks for the same document: the same number (a law without one: the same name), and the same day
 * unless one of both has none or the number holds its year.
 *
 * Returns: its key in the register; 0 if it is not there, or with @error.
 */
gint64
nh_legal_reference_find (NhWorkbook *workbook, const NhBasis *basis, GError **error)
{
  g_autofree char *number = number_key (basis->number);
  g_autofree char *subject = nh_text_fold (basis->subject);
  g_autoptr (GPtrArray) documents = basis->kind ? list_register (workbook, error) : NULL;
  gint64 open = 0;

  for (guint i = 0; documents && i < documents->len; i++)
    {
      const NhPlanBasis *known = documents->pdata[i];

      if (!is_same (known->basis, basis, number, subject))
        continue;
      if (known->basis->issued_on == basis->issued_on || !basis->issued_on)
        return known->reference;
      open = open ? open : known->reference;
    }
  return open;
}

typedef struct
{
  NhPlanBasis *document;
  guint rank;
  guint place;
} Fit;

static int
compare_fits (gconstpointer a, gconstpointer b)
{
  const Fit *x = a;
  const Fit *y = b;

  return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : (x->place > y->place) - (x->place < y->place);
}

/**
 * nh_legal_reference_suggest:
 * @workbook: a workbook
 * @typed: words of the document in any order: of its type, number, issuer, subject, day
 * @limit: how many at most
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhPlanBasis): documents that hold all the words, numbers that
 *   begin so first, then newer before older ones; their .id and .basis.lead are empty.
 */
GPtrArray *
nh_legal_reference_suggest (NhWorkbook *workbook, const char *typed, guint limit, GError **error)
{
  g_autofree char *words = nh_text_fold (typed);
  g_autoptr (GPtrArray) documents = list_register (workbook, error);
  g_autoptr (GArray) fits = g_array_new (FALSE, FALSE, sizeof (Fit));
  GPtrArray *found;

  if (!documents)
    return NULL;
  for (guint i = 0; i < documents->len; i++)
    {
      NhPlanBasis *document = documents->pdata[i];
      g_autofree char *line = nh_plan_basis_to_line (document);
      g_autofree char *number = nh_text_fold (document->basis->number);
      Fit fit = { document, *words && g_str_has_prefix (number, words) ? 0 : 1, i };

      if (nh_text_contains_folded (line, words))
        g_array_append_val (fits, fit);
    }
  g_array_sort (fits, compare_fits);
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_plan_basis_free);
  for (guint i = 0; i < fits->len && i < limit; i++)
    {
      NhPlanBasis *document = g_array_index (fits, Fit, i).document;
      guint at;

      if (g_ptr_array_find (documents, document, &at))
        g_ptr_array_add (found, g_ptr_array_steal_index (documents, at));
    }
  return found;
}

/* Storing. */

/* What the register does not know yet of a document is filled in; what it knows stays. */
static gboolean
complete_document (NhWorkbook *workbook, gint64 id, const NhBasis *basis, GError **error)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, id, error);
  g_autofree char *day = nh_day_format_short (basis->issued_on);
  const NhFieldText all[] = { { "issued_on", day }, { "issuer", basis->issuer }, { "subject", basis->subject } };
  NhFieldText values[G_N_ELEMENTS (all) + 1] = { { NULL, NULL } };
  guint n = 0;

  if (!record)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (*all[i].text && nh_record_is_empty (record, NH_FIELD (entity, all[i].field)))
      values[n++] = all[i];
  return !n || nh_workbook_set (workbook, entity, id, values, error);
}

/* The key of the document in the register, made where it is not there; 0 with @error. */
static gint64
need_document (NhWorkbook *workbook, const NhBasis *basis, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *day = nh_day_format_short (basis->issued_on);
  const NhFieldText values[] = { { "kind", basis->kind }, { "number", basis->number }, { "issued_on", day },
                                 { "issuer", basis->issuer }, { "subject", basis->subject }, { NULL, NULL } };
  gint64 id = nh_legal_reference_find (workbook, basis, &failed);

  if (failed)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return 0;
    }
  if (id)
    return complete_document (workbook, id, basis, error) ? id : 0;
  return nh_workbook_create (workbook, nh_entity_find ("legal_reference"), values, error);
}

static gint64
create_basis (NhWorkbook *workbook, gint64 plan, const NhBasis *basis, gint64 document, GError **error)
{
  g_autofree char *owner = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  g_autofree char *reference = document ? g_strdup_printf ("#%" G_GINT64_FORMAT, document) : g_strdup ("");
  const NhFieldText values[] = { { "plan", owner }, { "lead", basis->lead }, { "reference", reference },
                                 { "text", basis->text }, { NULL, NULL } };

  return nh_workbook_create (workbook, nh_entity_find ("plan_basis"), values, error);
}

static GArray *
list_ids (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) bases = nh_plan_bases_list (workbook, plan, error);
  GArray *ids;

  if (!bases)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < bases->len; i++)
    g_array_append_val (ids, ((NhPlanBasis *) bases->pdata[i])->id);
  return ids;
}

static gboolean
store_order (NhWorkbook *workbook, const gint64 *ids, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const gint64 numbers[] = { ((gint64) i + 1) * POSITION_STEP, ids[i] };

      if (!nh_workbook_run (workbook, error, "UPDATE plan_basis SET position = ?1 WHERE id = ?2 AND position <> ?1", 2,
                            numbers))
        return FALSE;
    }
  return TRUE;
}

/* Stores @bases and puts them at @position, all inside of an action. */
static gint64
insert_bases (NhWorkbook *workbook, gint64 plan, guint position, NhBasis *const *bases, guint n, gint64 document,
              GError **error)
{
  g_autoptr (GArray) ids = list_ids (workbook, plan, error);
  gint64 first = 0;

  if (!ids)
    return 0;
  position = MIN (position, ids->len);
  for (guint i = 0; i < n; i++)
    {
      gint64 reference = document;
      gint64 id;

      if (bases[i]->kind && !reference && !(reference = need_document (workbook, bases[i], error)))
        return 0;
      id = create_basis (workbook, plan, bases[i], reference, error);
      if (!id)
        return 0;
      g_array_insert_val (ids, position + i, id);
      first = first ? first : id;
    }
  return store_order (workbook, (const gint64 *) ids->data, ids->len, error) ? first : 0;
}

static gboolean
finish (NhWorkbook *workbook, gboolean good, GError **error)
{
  if (good)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/**
 * nh_plan_bases_insert:
 * @workbook: a workbook
 * @plan: key of a plan
 * @position: before which basis; beyond the last one: at the end
 * @bases: (array length=n): what was typed or pasted
 * @n: at least 1
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Adds bases as one step of undo. A document is found in the register, or made there.
 *
 * Returns: the key of the first new basis; 0 with @error, then nothing was stored.
 */
gint64
nh_plan_bases_insert (NhWorkbook *workbook, gint64 plan, guint position, NhBasis *const *bases, guint n, GError **error)
{
  gint64 first;
  g_autofree char *name
      = n == 1 ? g_strdup (_ ("Add a legal basis"))
               : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Add %u legal basis", "Add %u legal bases", n), n);

  if (!nh_workbook_begin (workbook, name, error))
    return 0;
  first = insert_bases (workbook, plan, position, bases, n, 0, error);
  return finish (workbook, first != 0, error) ? first : 0;
}

/** nh_plan_bases_insert_reference: as nh_plan_bases_insert(), a document that is chosen from the register. */
gint64
nh_plan_bases_insert_reference (NhWorkbook *workbook, gint64 plan, guint position, gint64 reference, GError **error)
{
  g_autoptr (NhBasis) basis = nh_basis_new ();
  gint64 id;

  g_free (basis->lead);
  basis->lead = g_strdup ("Căn cứ");
  if (!nh_workbook_begin (workbook, _ ("Add a legal basis"), error))
    return 0;
  id = insert_bases (workbook, plan, position, &basis, 1, reference, error);
  return finish (workbook, id != 0, error) ? id : 0;
}

static gboolean
replace_basis (NhWorkbook *workbook, gint64 plan, gint64 id, NhBasis *const *bases, guint n, GError **error)
{
  g_autoptr (GArray) ids = list_ids (workbook, plan, error);
  const NhEntity *entity = nh_entity_find ("plan_basis");
  gint64 reference = 0;
  g_autofree char *key = NULL;

  for (guint i = 0; ids && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      {
        if (bases[0]->kind && !(reference = need_document (workbook, bases[0], error)))
          return FALSE;
        key = reference ? g_strdup_printf ("#%" G_GINT64_FORMAT, reference) : g_strdup ("");
        return nh_workbook_set (workbook, entity, id,
                                (NhFieldText[]) { { "lead", bases[0]->lead }, { "reference", key },
                                                  { "text", bases[0]->text }, { NULL, NULL } }, error)
               && (n == 1 || insert_bases (workbook, plan, i + 1, bases + 1, n - 1, 0, error));
      }
  if (ids)
    g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND, _ ("This basis was deleted in the meantime."));
  return FALSE;
}

/**
 * nh_plan_bases_replace:
 * @workbook: a workbook
 * @plan: key of a plan
 * @id: the basis that was typed anew
 * @bases: (array length=n): what it is now; those after the first one are added behind it
 * @n: at least 1
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * The documents in the register stay as they are: other plans name them too.
 *
 * Returns: whether it is stored.
 */
gboolean
nh_plan_bases_replace (NhWorkbook *workbook, gint64 plan, gint64 id, NhBasis *const *bases, guint n, GError **error)
{
  if (!nh_workbook_begin (workbook, _ ("Edit a legal basis"), error))
    return FALSE;
  return finish (workbook, replace_basis (workbook, plan, id, bases, n, error), error);
}

/**
 * nh_plan_bases_set_order:
 * @workbook: a workbook
 * @plan: key of a plan
 * @ids: (array length=n): keys of all its bases in their new order
 * @n: how many
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it is stored.
 */
gboolean
nh_plan_bases_set_order (NhWorkbook *workbook, gint64 plan, const gint64 *ids, guint n, GError **error)
{
  if (!nh_workbook_begin (workbook, _ ("Put legal bases in order"), error))
    return FALSE;
  return finish (workbook, store_order (workbook, ids, n, error), error);
}

/** nh_plan_bases_move: takes the basis at @from to the place @to. Returns: whether it is stored. */
gboolean
nh_plan_bases_move (NhWorkbook *workbook, gint64 plan, guint from, guint to, GError **error)
{
  g_autoptr (GArray) ids = list_ids (workbook, plan, error);
  gint64 id;

  if (!ids)
    return FALSE;
  if (from >= ids->len || to >= ids->len || from == to)
    return TRUE;
  id = g_array_index (ids, gint64, from);
  g_array_remove_index (ids, from);
  g_array_insert_val (ids, to, id);
  if (!nh_workbook_begin (workbook, _ ("Move a legal basis"), error))
    return FALSE;
  return finish (workbook, store_order (workbook, (const gint64 *) ids->data, ids->len, error), error);
}

/**
 * nh_plan_bases_propose_order:
 * @workbook: a workbook
 * @plan: key of a plan
 * @ids: (out) (transfer full) (element-type gint64): its bases in the proposed order
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether that is another order than the present one; %FALSE also with @error, then @ids is %NULL.
 */
gboolean
nh_plan_bases_propose_order (NhWorkbook *workbook, gint64 plan, GArray **ids, GError **error)
{
  g_autoptr (GPtrArray) bases = nh_plan_bases_list (workbook, plan, error);
  g_autofree NhBasisPlace *places = bases ? g_new (NhBasisPlace, bases->len + 1) : NULL;
  g_autofree guint *order = bases ? g_new (guint, bases->len + 1) : NULL;
  gboolean differs = FALSE;

  *ids = NULL;
  if (!bases)
    return FALSE;
  for (guint i = 0; i < bases->len; i++)
    {
      const NhBasis *basis = ((NhPlanBasis *) bases->pdata[i])->basis;

      places[i] = (NhBasisPlace) { basis->kind, basis->issued_on };
    }
  nh_basis_propose_order (places, bases->len, order);
  *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < bases->len; i++)
    {
      g_array_append_val (*ids, ((NhPlanBasis *) bases->pdata[order[i]])->id);
      differs = differs || order[i] != i;
    }
  return differs;
}
