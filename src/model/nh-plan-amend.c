/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new plan that amends or replaces an issued one (docs/decisions/0023-issued-plans.md).
 */
#include "model/nh-plan-status.h"

#include <glib/gi18n-lib.h>

#include "model/nh-office-name.h"
#include "model/nh-plan-bases.h"
#include "model/nh-plan-copy.h"
#include "model/nh-workbook-private.h"

/* The plan that is changed is a basis of the one that changes it. */
static gboolean
add_basis (NhWorkbook *workbook, NhRecord *old, gint64 plan, GError **error)
{
  g_autoptr (NhBasis) basis = nh_basis_new ();
  g_auto (NhPeriod) issued = NH_PERIOD_INIT;
  const char *issuer = nh_record_text (old, "issuer_short");
  const char *type = nh_record_text (old, "doc_type");
  char *full_name = nh_office_full_name (workbook, nh_record_text (old, "issuer"), nh_record_text (old, "superior_agency"));

  nh_record_get_period (old, nh_entity_find_field (nh_record_get_entity (old), "issued"), &issued);
  basis->kind = *type ? nh_basis_kind_of_type (type) : "plan";
  basis->kind = basis->kind ? basis->kind : "other";
  basis->issued_on = issued.exactness == NH_EXACTNESS_DAY ? issued.start : 0;
  g_free (basis->lead);
  g_free (basis->number);
  g_free (basis->issuer);
  g_free (basis->subject);
  basis->lead = g_strdup ("Căn cứ");
  basis->number = g_strdup_printf ("%s/%s", nh_record_text (old, "number"), nh_record_text (old, "symbol"));
  basis->issuer = full_name ? full_name : g_strdup (*issuer ? issuer : nh_record_text (old, "issuer"));
  basis->subject = g_strdup (nh_record_text (old, "title"));
  return nh_plan_bases_insert (workbook, plan, G_MAXUINT, (NhBasis *const[]) { basis }, 1, error) != 0;
}

/* A document that replaces another one says so. */
static gboolean
add_sentence (NhWorkbook *workbook, NhRecord *old, gint64 plan, GError **error)
{
  g_autofree char *label = nh_plan_label (old);
  const char *issuer = nh_record_text (old, "issuer_short");
  g_autofree char *text = g_strdup_printf ("Kế hoạch này thay thế %s của %s.", label,
                                           *issuer ? issuer : nh_record_text (old, "issuer"));
  g_autofree char *markup = g_markup_escape_text (text, -1);
  g_autofree char *owner = g_strdup_printf ("#%" G_GINT64_FORMAT, plan);
  const NhFieldText values[] = { { "plan", owner }, { "kind", "paragraph" }, { "text", markup }, { NULL, NULL } };

  return nh_workbook_create (workbook, nh_entity_find ("block"), values, error) != 0;
}

static gboolean
become_draft (NhWorkbook *workbook, NhRecord *old, gint64 plan, NhAmendHow how, GError **error)
{
  const NhEntity *entity = nh_entity_find ("plan");
  g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT, nh_record_get_id (old));
  g_autofree char *label = nh_plan_label (old);
  g_autofree char *title = how == NH_PLAN_REPLACES ? g_strdup (nh_record_text (old, "title"))
                                                   : g_strdup_printf ("Sửa đổi, bổ sung %s", label);
  const NhFieldText values[] = { { "number", "" }, { "issued", "" }, { "status", "draft" }, { "title", title },
                                 { "amends", key }, { "amends_how", how == NH_PLAN_REPLACES ? "replaces" : "amends" },
                                 { NULL, NULL } };

  return nh_workbook_set (workbook, entity, plan, values, error);
}

static gint64
make_amending (NhWorkbook *workbook, NhRecord *old, NhAmendHow how, gboolean with_data, GError **error)
{
  NhPlanCopyFlags flags = with_data ? NH_PLAN_COPY_ACTIVITIES | NH_PLAN_COPY_DEADLINES | NH_PLAN_COPY_PROGRAMMES
                                    : NH_PLAN_COPY_PAPER;
  gint64 plan = nh_plan_copy (workbook, nh_record_get_id (old), flags, NULL, error);

  if (!plan || !become_draft (workbook, old, plan, how, error) || !add_basis (workbook, old, plan, error)
      || (how == NH_PLAN_REPLACES && !add_sentence (workbook, old, plan, error)))
    return 0;
  return plan;
}

/**
 * nh_plan_amend:
 * @workbook: a workbook
 * @plan: key of an issued plan
 * @how: whether the new plan amends it or takes its place
 * @with_data: whether activities, deadlines and programmes are copied too
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * Makes a draft out of a copy of the plan, which names it as a basis: one step of undo.
 *
 * Returns: the key of the draft; 0 with @error, then nothing was stored.
 */
gint64
nh_plan_amend (NhWorkbook *workbook, gint64 plan, NhAmendHow how, gboolean with_data, GError **error)
{
  g_autoptr (NhRecord) old = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, error);
  const char *status = old ? nh_record_raw (old, "status") : "";
  gint64 draft;

  if (!old)
    return 0;
  if (!g_str_equal (status, "issued") && !g_str_equal (status, "closed"))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("Only an issued plan is amended or replaced. This one is “%s”: edit it as it is."),
                   nh_record_text (old, "status"));
      return 0;
    }
  if (!nh_workbook_begin (workbook, how == NH_PLAN_REPLACES ? _ ("Make a plan that replaces another one")
                                                            : _ ("Make a plan that amends another one"),
                          error))
    return 0;
  draft = make_amending (workbook, old, how, with_data, error);
  if (draft)
    return nh_workbook_commit (workbook, error) ? draft : 0;
  nh_workbook_rollback (workbook);
  return 0;
}

/**
 * nh_plan_close_replaced:
 * @workbook: a workbook, inside of the action that issues @plan
 * @plan: key of the plan that is issued
 * @error: of the domains NH_MODEL_ERROR and NH_STORE_ERROR
 *
 * When @plan replaces another one, that one ends: it is closed, and what it still planned and @plan has
 * taken over is cancelled, so that nobody is called twice.
 *
 * Returns: %FALSE with @error.
 */
gboolean
nh_plan_close_replaced (NhWorkbook *workbook, gint64 plan, GError **error)
{
  gint64 old = nh_workbook_query_int64 (workbook, "SELECT amends FROM plan WHERE id = ? AND amends_how = 'replaces'", plan, 0);
  gint64 taken_over = nh_workbook_query_int64 (workbook, "SELECT count (*) FROM activity WHERE plan = ?", plan, 0);

  if (!old)
    return TRUE;
  if (!nh_workbook_set (workbook, nh_entity_find ("plan"), old, (NhFieldText[]) { { "status", "closed" }, { NULL, NULL } },
                        error))
    return FALSE;
  return !taken_over
         || nh_workbook_run (workbook, error,
                             "UPDATE activity SET status = 'cancelled' WHERE plan = ?1 AND status = 'planned'", 1, &old);
}
