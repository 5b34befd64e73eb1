/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One basis: its parts one after the other. What is no part where a part is expected stays a word of
 * the subject, so that nothing is lost.
 */
#include "core/nh-basis-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-doc-number.h"
#include "core/nh-period.h"

#define DATE \
  "ngày\\s*(\\d{1,2})\\s*(?:[/.-]|tháng)\\s*(\\d{1,2})\\s*(?:[/.-]|,?\\s*năm)\\s*(\\d{4})(?!\\d)"

/* Words after which the name of an agency is over. In small letters, for "Ban Tổ chức" and "Bộ Giao
 * thông" hold some of them too; those that no agency has in capitals also. */
#define AFTER_ISSUER \
  "\\s+(?:(?i:về việc|v/v|ban hành|quy định|hướng dẫn)|về|quyết định|phê duyệt|thành lập|kiện toàn|công bố|sửa đổi|tiếp tục|" \
  "bổ sung|thay thế|triển khai|thực hiện|tổ chức|giao|công nhận|điều chỉnh|bãi bỏ|chỉ đạo|thông báo|tăng cường|" \
  "đổi mới|xây dựng|phân công|bổ nhiệm|đối với|cho)(?=\\s)|\\s*,\\s*(?i:về|ban hành|quy định|hướng dẫn)(?=\\s)|" \
  "\\s*\\((?=[^)]{30})"

/* With none of these words after it, only what begins like an agency is one. */
#define AGENCY \
  "^(?:Bộ|Sở|Phòng|UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Chính phủ|Thủ tướng|Quốc hội|Chủ tịch|Giám đốc|Bộ trưởng|" \
  "Trưởng|Hiệu trưởng|Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Cục|Vụ|Trung tâm|Trường|Bộ Chính trị|Trung ương|Ủy|Cụm)\\b"
#define MAX_AGENCY_CHARS 160

typedef struct
{
  const char *text;
  guint at;
  guint end;
  NhBasis *basis;
} Reader;

static gboolean
is_blank_at (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static void
skip_blanks (Reader *r)
{
  while (r->at < r->end && is_blank_at (r->text + r->at))
    r->at = g_utf8_next_char (r->text + r->at) - r->text;
}

/* Matches @pattern at the reader's place; the ranges of its groups come in @info. */
static gboolean
match_here (Reader *r, const char *pattern, GMatchInfo **info)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);

  g_return_val_if_fail (regex, FALSE);
  return g_regex_match_full (regex, r->text, r->end, r->at, G_REGEX_MATCH_ANCHORED, info, NULL);
}

static guint
match_end (GMatchInfo *info)
{
  int start;
  int end;

  g_match_info_fetch_pos (info, 0, &start, &end);
  return (guint) end;
}

/* The bytes as one line with single blanks. */
static char *
words_of (const char *text, guint start, guint end)
{
  g_autofree char *slice = g_strndup (text + start, end - start);
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autofree char *single = g_regex_replace_literal (blanks, slice, -1, 0, " ", 0, NULL);

  return g_strdup (g_strstrip (single));
}

static void
take (Reader *r, NhBasisPart part, guint start, guint end, char **words)
{
  r->basis->parts[part] = (NhBasisRange) { start, end };
  if (words)
    {
      g_free (*words);
      *words = words_of (r->text, start, end);
    }
  r->at = end;
}

static void
read_lead (Reader *r)
{
  g_autoptr (GMatchInfo) info = NULL;

  if (match_here (r, "(?i:" NH_BASIS_LEADS ")(?=\\s)", &info))
    {
      take (r, NH_BASIS_LEAD, r->at, match_end (info), &r->basis->lead);
      skip_blanks (r);
    }
}

/* Reads a document's number after an optional "số". */
static gboolean
read_number (Reader *r)
{
  g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
  g_autoptr (GMatchInfo) word = NULL;
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GMatchInfo) broken = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;
  guint start;
  guint end;

  skip_blanks (r);
  start = r->at;
  if (match_here (r, "số\\s*:?\\s*(?=[\\d/])", &word))
    start = match_end (word);
  r->at = start;
  /* nh_doc_number_parse() says what is wrong with what only looks like a number. */
  if (!match_here (r, NH_BASIS_NUMBER_PATTERN, &info) && !match_here (r, "\\d{0,5}\\s*[/-]\\s*[^\\s,;]+", &broken))
    return FALSE;
  end = match_end (broken ? broken : info);
  while (end > start && r->text[end - 1] == '.')
    end--;
  written = g_strndup (r->text + start, end - start);
  if (!nh_doc_number_parse (written, &number, &error) || !number.number)
    {
      r->basis->doubt = g_strdup (error ? error->message : _ ("The number of the document is missing."));
      return FALSE;
    }
  take (r, NH_BASIS_NUMBER, start, end, NULL);
  g_free (r->basis->number);
  r->basis->number = nh_doc_number_format (&number);
  return TRUE;
}

static void
read_date (Reader *r)
{
  g_autoptr (GMatchInfo) info = NULL;
  int numbers[3];

  skip_blanks (r);
  if (!match_here (r, DATE, &info))
    return;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *digits = g_match_info_fetch (info, i + 1);

      numbers[i] = (int) g_ascii_strtoll (digits, NULL, 10);
    }
  r->basis->issued_on = nh_day_from_ymd (numbers[2], numbers[1], numbers[0]);
  if (r->basis->issued_on)
    take (r, NH_BASIS_DATE, r->at, match_end (info), NULL);
  else
    {
      g_autofree char *written = words_of (r->text, r->at, match_end (info));

      r->basis->doubt = g_strdup_printf (_ ("There is no such day as “%s”."), written);
    }
}

static void
read_issuer (Reader *r)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GMatchInfo) after = NULL;
  g_autoptr (GRegex) stop = g_regex_new (AFTER_ISSUER, G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *words = NULL;
  guint start;
  int end = (int) r->end;

  skip_blanks (r);
  if (!match_here (r, "của\\s+(?=\\p{Lu})", &info))
    return;
  start = match_end (info);
  if (g_regex_match_full (stop, r->text, r->end, start, 0, &after, NULL))
    g_match_info_fetch_pos (after, 0, &end, NULL);
  words = words_of (r->text, start, (guint) end);
  if (g_utf8_strlen (words, -1) > MAX_AGENCY_CHARS
      || ((guint) end == r->end && !g_regex_match_simple (AGENCY, words, 0, 0)))
    return;
  take (r, NH_BASIS_ISSUER, start, (guint) end, &r->basis->issuer);
}

static void
read_subject (Reader *r)
{
  g_autoptr (GMatchInfo) comma = NULL;

  if (match_here (r, "\\s*[,:]\\s*", &comma))
    r->at = match_end (comma);
  skip_blanks (r);
  if (r->at < r->end)
    take (r, NH_BASIS_SUBJECT, r->at, r->end, &r->basis->subject);
}

/* The text says "Công văn", the symbol is one of a decision: one of both is a slip. */
static void
doubt_type (NhBasis *basis, const char *type)
{
  g_auto (NhDocNumber) number = NH_DOC_NUMBER_INIT;
  const char *name;

  if (basis->doubt || !*type || !nh_doc_number_parse (basis->number, &number, NULL))
    return;
  name = nh_doc_type_name (number.type);
  if (name && g_strcmp0 (nh_basis_kind_of_type (name), basis->kind) != 0)
    basis->doubt = g_strdup_printf (_ ("The text says “%s”, but “%s” is the number of another type: %s."), type,
                                    basis->number, name);
}

/* "Công văn số …", or "số …" alone. */
static gboolean
read_document (Reader *r)
{
  Reader old = *r;
  NhBasis *basis = r->basis;
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *type = g_strdup ("");

  if (match_here (r, "(?i:" NH_BASIS_TYPES ")(?=\\s)", &info))
    take (r, NH_BASIS_KIND, r->at, match_end (info), &type);
  if (!read_number (r))
    {
      basis->parts[NH_BASIS_KIND] = (NhBasisRange) { 0, 0 };
      r->at = old.at;
      return FALSE;
    }
  basis->kind = nh_basis_kind_of_type (*type ? type : nh_basis_kind_word (NULL, basis->number));
  if (!basis->kind)
    basis->kind = "other";
  doubt_type (basis, type);
  read_date (r);
  read_issuer (r);
  read_subject (r);
  return TRUE;
}

/* "Luật Giáo dục ngày 14 tháng 6 năm 2019": laws are named, number and day follow the name. */
static gboolean
read_law (Reader *r)
{
  NhBasis *basis = r->basis;
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GMatchInfo) stop = NULL;
  g_autoptr (GRegex) after = g_regex_new ("\\s+(?=số\\s*\\d|ngày\\s*\\d)|$", G_REGEX_OPTIMIZE, 0, NULL);
  guint start = r->at;
  int end;

  if (!match_here (r, "(?:" NH_BASIS_LAWS ")(?=\\s)", &info))
    return FALSE;
  if (!g_regex_match_full (after, r->text, r->end, start, 0, &stop, NULL))
    return FALSE;
  g_match_info_fetch_pos (stop, 0, &end, NULL);
  take (r, NH_BASIS_SUBJECT, start, (guint) end, &basis->subject);
  basis->kind = g_str_has_prefix (basis->subject, "Pháp lệnh") ? "ordinance" : "law";
  basis->parts[NH_BASIS_KIND] = (NhBasisRange) { start, match_end (info) };
  if (g_str_equal (basis->kind, "ordinance"))
    basis->parts[NH_BASIS_SUBJECT].start = match_end (info);
  if (!read_number (r))
    r->at = (guint) end;
  read_date (r);
  read_issuer (r);
  skip_blanks (r);
  return r->at == r->end && !basis->doubt;
}

static void
forget_document (NhBasis *basis)
{
  memset (&basis->parts[NH_BASIS_KIND], 0, (NH_BASIS_N_PARTS - NH_BASIS_KIND) * sizeof (NhBasisRange));
  basis->kind = NULL;
  basis->issued_on = 0;
  *basis->number = *basis->issuer = *basis->subject = '\0';
}

NhBasis *
nh_basis_read (const char *text, guint start, guint end)
{
  Reader r = { text, start, end, nh_basis_new () };
  guint after_lead;

  r.basis->range = (NhBasisRange) { start, end };
  read_lead (&r);
  after_lead = r.at;
  if (read_law (&r))
    return r.basis;
  forget_document (r.basis);
  r.at = after_lead;
  if (read_document (&r))
    return r.basis;
  forget_document (r.basis);
  r.at = after_lead;
  if (r.at < r.end)
    take (&r, NH_BASIS_SUBJECT, r.at, r.end, &r.basis->text);
  return r.basis;
}
