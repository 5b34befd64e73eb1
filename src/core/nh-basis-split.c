/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text with bases, one or many, into single ones.
 */
#include "core/nh-basis-private.h"

#include <string.h>

#include "core/nh-text.h"

/* What is longer is no list of bases; it is read as one text. */
#define MAX_BYTES (64 * 1024)

#define LIST_MARK "(?:[-–—+•*·]\\s*|\\d{1,2}[.)]\\s+|[a-zđ]\\)\\s+)"
#define DOCUMENT "(?:" NH_BASIS_TYPES ")\\s+(?:số\\s*:?\\s*)?" NH_BASIS_NUMBER_PATTERN

/* The agency that speaks after the bases: ", Sở GDĐT xây dựng kế hoạch … như sau:". */
#define TAIL \
  ",\\s*((?:Sở|Phòng|UBND|Ủy ban|Uỷ ban|Trường|Trung tâm|Cụm|Hội đồng|Tổ|Bộ|Ban)\\s(?:(?![,;]).)*?" \
  "\\s(?:xây dựng|ban hành|thông báo|lập|yêu cầu|đề nghị|hướng dẫn|triển khai|tổ chức)\\s.*)$"

typedef struct
{
  NhBasisList *list;
  GRegex *mark;     /* before a basis */
  GRegex *begins;   /* a line or a part that is a basis of its own */
  GRegex *document; /* type and number */
} Splitter;

void
nh_basis_list_free (NhBasisList *list)
{
  if (!list)
    return;
  g_free (list->text);
  g_ptr_array_unref (list->bases);
  g_free (list);
}

static gboolean
matches_at (GRegex *regex, const char *text, guint at, guint end, guint *after)
{
  g_autoptr (GMatchInfo) info = NULL;
  int start;
  int stop;

  if (!g_regex_match_full (regex, text, end, at, G_REGEX_MATCH_ANCHORED, &info, NULL))
    return FALSE;
  g_match_info_fetch_pos (info, 0, &start, &stop);
  if (after)
    *after = (guint) stop;
  return TRUE;
}

static guint
skip_blanks (const char *text, guint at, guint end)
{
  while (at < end && g_unichar_isspace (g_utf8_get_char (text + at)))
    at = g_utf8_next_char (text + at) - text;
  return at;
}

/* Without blanks and marks at its ends. */
static NhBasisRange
trim (const Splitter *s, guint start, guint end)
{
  const char *text = s->list->text;
  guint after;

  start = skip_blanks (text, start, end);
  while (start < end && matches_at (s->mark, text, start, end, &after) && after > start)
    start = skip_blanks (text, after, end);
  while (end > start)
    {
      const char *last = g_utf8_prev_char (text + end);
      gunichar c = g_utf8_get_char (last);

      if (!g_unichar_isspace (c) && c != ';' && c != ',' && c != '.' && !(c == '/' && last > text && last[-1] == '.'))
        break;
      end = last - text;
    }
  return (NhBasisRange) { start, end };
}

static void
add_basis (Splitter *s, guint start, guint end)
{
  NhBasisRange range = trim (s, start, end);
  NhBasis *basis;

  if (range.start >= range.end)
    return;
  basis = nh_basis_read (s->list->text, range.start, range.end);
  if (!*basis->lead && basis->kind && s->list->bases->len)
    {
      NhBasis *before = g_ptr_array_index (s->list->bases, s->list->bases->len - 1);

      g_free (basis->lead);
      basis->lead = g_strdup (before->lead);
    }
  /* "…; căn cứ Công văn": on paper it begins a line. */
  if (*basis->lead)
    {
      g_autofree char *old = basis->lead;
      g_autofree char *first = g_utf8_substring (old, 0, 1);
      g_autofree char *capital = g_utf8_strup (first, -1);

      basis->lead = g_strconcat (capital, old + strlen (first), NULL);
    }
  g_ptr_array_add (s->list->bases, basis);
}

/* Whether the bytes from @start on cite a document already before @at: then "và Quyết định số …" may
 * belong to what that one is about. */
static guint
count_documents (const Splitter *s, guint start, guint at)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  if (!g_regex_match_full (s->document, s->list->text, at, start, 0, &info, NULL))
    return 0;
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    n++;
  return n;
}

/* Where the next basis begins when a separator stands at @at; 0: it is none. */
static guint
separator_at (const Splitter *s, guint start, guint at, guint end)
{
  static const char and[] = "và ";
  const char *text = s->list->text;
  guint next;

  if (text[at] == ';')
    {
      next = skip_blanks (text, at + 1, end);
      return next >= end || matches_at (s->begins, text, next, end, NULL) ? next : 0;
    }
  if (text[at] == ',')
    next = skip_blanks (text, at + 1, end);
  else if (strncmp (text + at, and, strlen (and)) == 0 && at > start && g_ascii_isspace (text[at - 1]))
    next = skip_blanks (text, at + strlen (and), end);
  else
    return 0;
  return matches_at (s->document, text, next, end, NULL) && count_documents (s, start, at) == 1 ? next : 0;
}

/* A stretch of lines that belong together. */
static void
split_parts (Splitter *s, guint start, guint end)
{
  const char *text = s->list->text;
  guint depth = 0;

  for (guint at = start; at < end; at = g_utf8_next_char (text + at) - text)
    {
      guint next;

      if (text[at] == '(')
        depth++;
      else if (text[at] == ')' && depth)
        depth--;
      if (depth || !(next = separator_at (s, start, at, end)))
        continue;
      add_basis (s, start, at);
      start = next;
      if (next >= end)
        return;
      at = next;
    }
  add_basis (s, start, end);
}

/* Takes the sentence that ends with ":" off the last stretch. */
static guint
take_tail (Splitter *s, guint start, guint end)
{
  g_autoptr (GRegex) regex = g_regex_new (TAIL, G_REGEX_DOTALL | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;
  NhBasisRange tail = trim (s, start, end);
  int all;
  int from;
  int to;

  if (tail.start >= tail.end || s->list->text[tail.end - 1] != ':'
      || !g_regex_match_full (regex, s->list->text, tail.end, tail.start, 0, &info, NULL))
    return end;
  g_match_info_fetch_pos (info, 0, &all, NULL);
  g_match_info_fetch_pos (info, 1, &from, &to);
  s->list->tail = (NhBasisRange) { (guint) from, (guint) to };
  return (guint) all;
}

/* Whether the line at @at is no continuation of the one before it: that one has come to an end, or the
 * line begins as only a basis does ("- 2025" and "- Nghiệp vụ" go on). */
static gboolean
begins_basis (const Splitter *s, guint at)
{
  const char *text = s->list->text;
  guint end = strlen (text);
  guint before = at;
  guint after;
  gunichar c;

  while (before > 0 && g_ascii_isspace (text[before - 1]))
    before--;
  if (before == 0 || text[before - 1] == ';')
    return TRUE;
  c = before > 1 && text[before - 1] == '.' ? g_utf8_get_char (g_utf8_prev_char (text + before - 1)) : 0;
  if (matches_at (s->mark, text, at, end, &after) && after > at)
    at = after;
  if (!g_unichar_isupper (g_utf8_get_char (text + at)))
    return FALSE;
  /* "TP." is no end of a sentence. */
  return g_unichar_islower (c) || g_unichar_isdigit (c) || c == ')' || matches_at (s->begins, text, at, end, NULL);
}

static void
split_lines (Splitter *s)
{
  const char *text = s->list->text;
  guint end = strlen (text);
  guint start = skip_blanks (text, 0, end);
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint at = start; at < end;)
    {
      const char *newline = memchr (text + at, '\n', end - at);
      guint next = newline ? skip_blanks (text, newline - text, end) : end;

      if (at == start || begins_basis (s, at))
        g_array_append_val (stretches, at);
      at = next;
    }
  for (guint i = 0; i < stretches->len; i++)
    {
      guint from = g_array_index (stretches, guint, i);
      guint to = i + 1 < stretches->len ? g_array_index (stretches, guint, i + 1) : end;

      if (i + 1 == stretches->len)
        to = take_tail (s, from, to);
      split_parts (s, from, to);
    }
}

/**
 * nh_basis_split:
 * @text: (nullable): bases as typed or pasted: one or several, in lines or with ";" between them,
 *   with or without list marks, lines broken anywhere
 *
 * Takes bases apart. A document is recognised by its type and its number (a law by its name); what
 * follows is read as date, issuer and subject in this order, and what is none of them remains in the
 * subject. Every other basis stays a text. Nothing but marks and blanks between bases is left out.
 *
 * Returns: (transfer full): the bases in order.
 */
NhBasisList *
nh_basis_split (const char *text)
{
  NhBasisList *list = g_new0 (NhBasisList, 1);
  g_autoptr (GRegex) mark = g_regex_new (LIST_MARK, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) begins = g_regex_new ("(?i:" NH_BASIS_LEADS ")\\s|(?:" NH_BASIS_LAWS ")\\s|"
                                           "(?:" NH_BASIS_TYPES ")\\s+(?:số\\s*:?\\s*)?\\d",
                                           G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) document = g_regex_new (DOCUMENT, G_REGEX_OPTIMIZE, 0, NULL);
  Splitter splitter = { list, mark, begins, document };

  list->text = nh_text_normalize (text);
  list->bases = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_basis_free);
  if (strlen (list->text) > MAX_BYTES)
    {
      NhBasis *basis = nh_basis_new ();

      basis->range = basis->parts[NH_BASIS_SUBJECT] = (NhBasisRange) { 0, strlen (list->text) };
      g_free (basis->text);
      basis->text = g_strdup (list->text);
      g_ptr_array_add (list->bases, basis);
    }
  else
    split_lines (&splitter);
  return list;
}
