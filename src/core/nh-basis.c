/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-basis.h"

#include <string.h>

#include "core/nh-doc-number.h"
#include "core/nh-period.h"
#include "core/nh-plain.h"

/* Kinds of documents as the register has them, in the order in which bases stand: by legal force
 * (Law 64/2025/QH15 on legal documents, article 4, and the law of 2015 before it), then documents of
 * administration. */
static const struct
{
  const char *kind;
  const char *word;
  guint rank;
} kinds[] = {
  { "law", "Luật", 1 },
  { "ordinance", "Pháp lệnh", 2 },
  { "resolution", "Nghị quyết", 3 },
  { "conclusion", "Kết luận", 4 },
  { "decree", "Nghị định", 5 },
  { "circular", "Thông tư", 6 },
  { "joint_circular", "Thông tư liên tịch", 7 },
  { "decision", "Quyết định", 8 },
  { "directive", "Chỉ thị", 9 },
  { "programme", "Chương trình", 10 },
  { "scheme", "Đề án", 11 },
  { "plan", "Kế hoạch", 12 },
  { "guidance", "Hướng dẫn", 13 },
  { "notice", "Thông báo", 14 },
  { "letter", "Công văn", 15 },
  { "report", "Báo cáo", 16 },
  { "submission", "Tờ trình", 17 },
  { "other", "Văn bản", 18 },
};

#define RANK_OF_TEXT 99

NhBasis *
nh_basis_new (void)
{
  NhBasis *basis = g_new0 (NhBasis, 1);

  basis->lead = g_strdup ("");
  basis->number = g_strdup ("");
  basis->issuer = g_strdup ("");
  basis->subject = g_strdup ("");
  basis->text = g_strdup ("");
  return basis;
}

void
nh_basis_free (NhBasis *basis)
{
  if (!basis)
    return;
  g_free (basis->lead);
  g_free (basis->number);
  g_free (basis->issuer);
  g_free (basis->subject);
  g_free (basis->text);
  g_free (basis->doubt);
  g_free (basis);
}

/**
 * nh_basis_kind_of_type:
 * @type_name: (nullable): "Công văn" in any case, with or without marks
 *
 * Returns: (nullable): the key of the kind in the register, "letter"; %NULL if there is none.
 */
const char *
nh_basis_kind_of_type (const char *type_name)
{
  g_autofree char *plain = nh_plain_text (type_name);

  if (strcmp (plain, "bo luat") == 0 || strcmp (plain, "hien phap") == 0)
    return "law";
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *known = nh_plain_text (kinds[i].word);

      if (strcmp (plain, known) == 0)
        return kinds[i].kind;
    }
  return NULL;
}

/**
 * nh_basis_kind_word:
 * @kind: (nullable): key of a kind of documents
 * @number: (nullable): number and symbol, which tells the type of a kind that has no word of its own
 *
 * Returns: (transfer none): the word before the number, "Công văn"; "Văn bản" when nothing tells.
 */
const char *
nh_basis_kind_word (const char *kind, const char *number)
{
  g_auto (NhDocNumber) parts = NH_DOC_NUMBER_INIT;
  const char *name;

  for (guint i = 0; kind && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i].kind) == 0 && strcmp (kind, "other") != 0)
      return kinds[i].word;
  if (number && nh_doc_number_parse (number, &parts, NULL) && (name = nh_doc_type_name (parts.type)))
    return name;
  return "Văn bản";
}

/** nh_basis_kind_rank: Returns: the place of a @kind (nullable: a text) among bases, small ones first. */
guint
nh_basis_kind_rank (const char *kind)
{
  for (guint i = 0; kind && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kind, kinds[i].kind) == 0)
      return kinds[i].rank;
  return kind ? kinds[G_N_ELEMENTS (kinds) - 1].rank : RANK_OF_TEXT;
}

/* A law is named, the other documents have a kind: "Luật Giáo dục", whether or not the register
 * repeats the word. */
static char *
law_name (const char *subject)
{
  g_autofree char *plain = nh_plain_text (subject);

  if (g_str_has_prefix (plain, "luat") || g_str_has_prefix (plain, "bo luat")
      || g_str_has_prefix (plain, "hien phap"))
    return g_strdup (subject);
  return *plain ? g_strconcat ("Luật ", subject, NULL) : g_strdup ("Luật");
}

static void
add_words (GString *out, const char *before, const char *words)
{
  if (!words || !*words)
    return;
  if (out->len)
    g_string_append_c (out, ' ');
  g_string_append (out, before);
  g_string_append (out, words);
}

/* The subject line of an official letter begins with "V/v": in a sentence "về việc". */
static char *
in_sentence (const char *kind, const char *subject)
{
  g_autofree char *plain = nh_plain_text (subject);

  if (g_str_has_prefix (plain, "v/v "))
    return g_strconcat ("về việc ", subject + strlen ("V/v "), NULL);
  if (g_strcmp0 (kind, "letter") == 0 && *plain && !g_str_has_prefix (plain, "ve ")
      && g_unichar_isalpha (g_utf8_get_char (subject)) && !g_str_has_prefix (plain, "ngay ")
      && !g_str_has_prefix (plain, "cua "))
    return g_strconcat ("về việc ", subject, NULL);
  return g_strdup (subject);
}

/**
 * nh_basis_format_document:
 * @kind: (nullable): key of the kind
 * @number: (nullable): number and symbol
 * @issued_on: Julian day, or 0
 * @issuer: (nullable): who issued it
 * @subject: (nullable): what it is about
 *
 * A document as it is cited the first time: type, number and symbol, date, issuer, subject, of a law
 * its name (Decree 30/2020/NĐ-CP, Appendix I part I section II.6.b). What is not known is left out.
 *
 * Returns: (transfer full): "Công văn số 1909/SGDĐT-GDTH ngày 20/9/2023 của Sở GDĐT về việc …".
 */
char *
nh_basis_format_document (const char *kind, const char *number, guint32 issued_on, const char *issuer,
                          const char *subject)
{
  gboolean law = g_strcmp0 (kind, "law") == 0;
  g_autofree char *about = in_sentence (kind, subject ? subject : "");
  g_autofree char *date = nh_day_format_short (issued_on);
  g_autofree char *name = law ? law_name (subject ? subject : "") : g_strdup (nh_basis_kind_word (kind, number));
  GString *out = g_string_new (NULL);

  add_words (out, "", name);
  add_words (out, "số ", number);
  add_words (out, "ngày ", date);
  add_words (out, "của ", issuer);
  if (!law)
    add_words (out, "", about);
  return g_string_free (out, FALSE);
}

/**
 * nh_basis_format_short:
 * @kind: (nullable): key of the kind
 * @number: (nullable): number and symbol
 * @subject: (nullable): what it is about
 *
 * A document as it is cited again: type, number and symbol; a law, and what has no number, by its name.
 *
 * Returns: (transfer full): "Công văn số 1909/SGDĐT-GDTH", "Luật Giáo dục".
 */
char *
nh_basis_format_short (const char *kind, const char *number, const char *subject)
{
  const char *word = nh_basis_kind_word (kind, number);

  if (g_strcmp0 (kind, "law") == 0)
    return law_name (subject ? subject : "");
  if (number && *number)
    return g_strdup_printf ("%s số %s", word, number);
  return subject && *subject ? g_strdup_printf ("%s %s", word, subject) : g_strdup (word);
}

/** nh_basis_format: Returns: (transfer full): @basis as one line, without the mark at its end. */
char *
nh_basis_format (const NhBasis *basis)
{
  g_autofree char *document = basis->kind ? nh_basis_format_document (basis->kind, basis->number, basis->issued_on,
                                                                      basis->issuer, basis->subject)
                                          : NULL;
  GString *out = g_string_new (basis->lead);

  add_words (out, "", document);
  add_words (out, "", basis->text);
  return g_string_free (out, FALSE);
}

/**
 * nh_basis_tidy_line:
 * @text: (nullable): a line of a list as people write it: "- Các trường;", "1. Căn cứ …."
 *
 * Returns: (transfer full): the line without its list mark and its end mark, which the form adds, and
 *   with single blanks.
 */
char *
nh_basis_tidy_line (const char *text)
{
  g_autofree char *trimmed = nh_plain_trim (text);
  g_autoptr (GRegex) before = g_regex_new ("^(?:[-–—+•*·]\\s*|\\d{1,2}[.)]\\s+)+", 0, 0, NULL);
  g_autoptr (GRegex) after = g_regex_new ("[\\s;,.]+$", 0, 0, NULL);
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *begun = g_regex_replace_literal (before, trimmed ? trimmed : "", -1, 0, "", 0, NULL);
  g_autofree char *ended = g_regex_replace_literal (after, begun, -1, 0, "", 0, NULL);

  return g_regex_replace_literal (blanks, ended, -1, 0, " ", 0, NULL);
}

/**
 * nh_basis_propose_order:
 * @places: (array length=n): the bases as they stand
 * @n: how many
 * @order: (out caller-allocates) (array length=n): indices into @places in the proposed order
 *
 * Documents by their kind (laws first, official letters last), then by day, those without a day
 * behind; then bases without a document. What is alike stays as it stands.
 */
void
nh_basis_propose_order (const NhBasisPlace *places, guint n, guint *order)
{
  for (guint i = 0; i < n; i++)
    {
      guint rank = nh_basis_kind_rank (places[i].kind);
      guint32 day = places[i].kind && places[i].issued_on ? places[i].issued_on : G_MAXUINT32;
      guint at = i;

      /* A plan has a dozen bases: insertion keeps what is alike in order. */
      while (at > 0)
        {
          const NhBasisPlace *before = &places[order[at - 1]];
          guint rank_before = nh_basis_kind_rank (before->kind);
          guint32 day_before = before->kind && before->issued_on ? before->issued_on : G_MAXUINT32;

          if (rank_before < rank || (rank_before == rank && day_before <= day))
            break;
          order[at] = order[at - 1];
          at--;
        }
      order[at] = i;
    }
}
