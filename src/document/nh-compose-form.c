/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the form of Decree 30/2020/NĐ-CP, Appendix I, puts around a plan's text: letterhead, title,
 * legal bases, signature with recipients, heads of appendices. The marks at the ends of lines are
 * added here and never typed.
 */
#include "document/nh-compose-private.h"

#include <string.h>

#include "core/nh-basis.h"
#include "core/nh-outline.h"
#include "core/nh-period.h"
#include "model/nh-cursor.h"

/* Room to write a number by hand. */
#define ROOM "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

static char *
upper (const char *text)
{
  return g_utf8_strup (text, -1);
}

/* "Số: 05/KH-SGDĐT": under 10 with a leading 0 (Appendix I part I section II.3), room while there is none. */
static char *
number_line (NhRecord *plan)
{
  const char *number = nh_record_text (plan, "number");
  const char *symbol = nh_record_text (plan, "symbol");
  gboolean short_number = g_ascii_isdigit (*number) && !number[1];

  return g_strdup_printf ("Số: %s%s/%s", short_number ? "0" : "", *number ? number : ROOM,
                          *symbol ? symbol : ROOM);
}

/** nh_compose_letterhead: Returns: (transfer full): boxes 1 to 4 of the form. */
NhElement *
nh_compose_letterhead (NhRecord *plan)
{
  NhElement *element = nh_element_new (NH_ELEMENT_LETTERHEAD, 0);
  const char *issuer = nh_record_text (plan, "issuer");
  const char *place = nh_record_text (plan, "place");
  g_autofree char *issued = nh_compose_issued_words (plan);

  element->letterhead->superior = upper (nh_record_text (plan, "superior_agency"));
  element->letterhead->issuer = upper (*issuer ? issuer : NH_COMPOSE_OPEN);
  element->letterhead->number = number_line (plan);
  element->letterhead->place_date = g_strdup_printf ("%s, %s", *place ? place : NH_COMPOSE_OPEN, issued);
  return element;
}

/** nh_compose_title: Returns: (transfer full): box 5a of the form. */
NhElement *
nh_compose_title (NhRecord *plan)
{
  NhElement *element = nh_element_new (NH_ELEMENT_TITLE, 0);
  const char *type = nh_record_text (plan, "doc_type");

  element->title->type = upper (*type ? type : "Kế hoạch");
  element->title->subject = g_strdup (nh_record_text (plan, "title"));
  return element;
}

/* Bases. */

static char *
register_words (NhWorkbook *workbook, gint64 id)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, id, NULL);

  if (!record)
    return g_strdup ("");
  return nh_basis_format_document (nh_record_raw (record, "kind"), nh_record_text (record, "number"),
                                   nh_day_from_iso (nh_record_raw (record, "issued_on")),
                                   nh_record_text (record, "issuer"), nh_record_text (record, "subject"));
}

static char *
basis_words (NhWorkbook *workbook, NhRecord *basis)
{
  gint64 reference = nh_record_get_int64 (basis, NH_FIELD (nh_record_get_entity (basis), "reference"));
  g_autofree char *document = reference ? register_words (workbook, reference) : g_strdup ("");
  const char *lead = nh_record_text (basis, "lead");
  g_autofree char *line = g_strjoin (" ", *document && !*lead ? "Căn cứ" : lead, document,
                                     nh_record_text (basis, "text"), NULL);

  return nh_basis_tidy_line (line);
}

static GPtrArray *
list_of_plan (NhWorkbook *workbook, const char *entity, gint64 plan, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filter = { "plan", value };

  return nh_workbook_list (workbook, nh_entity_find (entity), &filter, 1, error);
}

/**
 * nh_compose_bases:
 * @workbook: a workbook
 * @plan: key of a plan
 * @elements: (element-type NhElement): receives the bases
 * @error: of domain NH_STORE_ERROR
 *
 * One basis a line, each with ";" at its end and the last with ".": Decree 30/2020/NĐ-CP, Appendix I
 * part I section II.6.
 *
 * Returns: whether they could be read.
 */
gboolean
nh_compose_bases (NhWorkbook *workbook, gint64 plan, GPtrArray *elements, GError **error)
{
  g_autoptr (GPtrArray) list = list_of_plan (workbook, "plan_basis", plan, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      gint64 key = nh_record_get_id (list->pdata[i]);
      char *words = basis_words (workbook, list->pdata[i]);

      g_ptr_array_add (lines, words);
      g_array_append_val (keys, key);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      NhElement *element = nh_element_new (NH_ELEMENT_BASIS, g_array_index (keys, gint64, i));
      g_autofree char *line = g_strconcat (lines->pdata[i], i + 1 < lines->len ? ";" : ".", NULL);

      element->text = nh_rich_text_new (line);
      g_ptr_array_add (elements, element);
    }
  return TRUE;
}

/* Signature. */

/* "- Các phòng thuộc Sở;": the last one ends with "." (section II.9). */
static GStrv
recipient_lines (GPtrArray *list)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *words = nh_basis_tidy_line (nh_record_text (list->pdata[i], "text"));

      g_ptr_array_add (lines, g_strdup_printf ("- %s%s", words, i + 1 < list->len ? ";" : "."));
    }
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

static void
add_authority (GPtrArray *lines, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "\n;", -1);

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_ptr_array_add (lines, upper (parts[i]));
}

/**
 * nh_compose_signature:
 * @workbook: a workbook
 * @plan: a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Boxes 7 and 9 of the form: recipients; authority (TM., Q., KT., TL., TUQ.) and post in capitals
 * (section II.7), and the name.
 *
 * Returns: (transfer full): the element.
 */
NhElement *
nh_compose_signature (NhWorkbook *workbook, NhRecord *plan, GError **error)
{
  g_autoptr (GPtrArray) list = list_of_plan (workbook, "plan_recipient", nh_record_get_id (plan), error);
  g_autoptr (GPtrArray) authority = g_ptr_array_new ();
  NhElement *element;

  if (!list)
    return NULL;
  element = nh_element_new (NH_ELEMENT_SIGNATURE, 0);
  element->signature->recipients = recipient_lines (list);
  add_authority (authority, nh_record_text (plan, "sign_authority"));
  add_authority (authority, nh_record_text (plan, "sign_post"));
  g_ptr_array_add (authority, NULL);
  element->signature->authority = (GStrv) g_ptr_array_free (g_steal_pointer (&authority), FALSE);
  element->signature->name = g_strdup (nh_record_text (plan, "sign_name"));
  return element;
}

/* Appendices. */

/** nh_compose_appendix_head: Returns: (transfer full): heading, title and attached line of an appendix. */
NhElement *
nh_compose_appendix_head (NhRecord *plan, NhRecord *appendix, GArray *ids)
{
  gint64 id = nh_record_get_id (appendix);
  NhElement *element = nh_element_new (NH_ELEMENT_APPENDIX_HEAD, id);

  element->appendix->heading = nh_compose_appendix_heading (ids, id);
  element->appendix->title = nh_compose_capitals (nh_record_text (appendix, "title"));
  element->appendix->attached = nh_compose_attached_line (plan);
  element->appendix->landscape = g_str_equal (nh_record_raw (appendix, "orientation"), "landscape");
  return element;
}

/** nh_compose_appendix_notes: adds the paragraphs under the table of an appendix. */
void
nh_compose_appendix_notes (NhRecord *appendix, GPtrArray *elements)
{
  g_auto (GStrv) lines = g_strsplit (nh_record_text (appendix, "note"), "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      {
        NhElement *element = nh_element_new (NH_ELEMENT_PARAGRAPH, nh_record_get_id (appendix));

        element->text = nh_rich_text_new (lines[i]);
        g_ptr_array_add (elements, element);
      }
}

/**
 * nh_compose_failure:
 * @key: of the record that should stand there
 * @error: why it can't
 *
 * Returns: (transfer full): the sentence in its place, seen and counted as a place to fill.
 */
NhElement *
nh_compose_failure (gint64 key, const GError *error)
{
  NhElement *element = nh_element_new (NH_ELEMENT_PARAGRAPH, key);
  g_autofree char *words = g_strdup_printf ("[%s]", error->message);

  element->text = nh_rich_text_new (NULL);
  nh_rich_text_append (element->text, words, -1, NH_STYLE_BLANK);
  return element;
}
