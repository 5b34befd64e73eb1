/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cuts the text of a time into numbers, plain words and marks, and remembers where each stood, so
 * that an error can name the part that is wrong.
 */
#include "core/nh-period-private.h"

#include "core/nh-plain.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
add_char (GArray *tokens,
          gboolean *joined,
          char c,
          gsize from,
          gsize to)
{
  NhToken *last = tokens->len ? &g_array_index (tokens, NhToken, tokens->len - 1) : NULL;
  char kind = g_ascii_isdigit (c) ? NH_TOKEN_NUMBER : g_ascii_isalpha (c) ? NH_TOKEN_WORD : c;
  gsize length;

  if (c == ' ')
    {
      *joined = FALSE;
      return;
    }
  if (!last || !*joined || last->kind != kind || !g_ascii_isalnum (c))
    {
      NhToken token = { .kind = kind, .from = from };

      g_array_append_val (tokens, token);
      last = &g_array_index (tokens, NhToken, tokens->len - 1);
    }
  last->to = to;
  *joined = TRUE;
  if (kind == NH_TOKEN_NUMBER)
    {
      last->value = MIN (last->value * 10 + c - '0', 999999);
      last->digits++;
    }
  else if (kind == NH_TOKEN_WORD && (length = strlen (last->word)) < sizeof last->word - 1)
    last->word[length] = c;
}

/* Reads @source, NFC and trimmed, which must outlive the reader. */
void
nh_period_reader_init (NhPeriodReader *reader,
                       const char *source,
                       const NhSchoolYear *year)
{
  NhToken end = { .kind = NH_TOKEN_END };
  gboolean joined = FALSE;

  memset (reader, 0, sizeof *reader);
  reader->source = source;
  reader->year = year && year->first_year ? year : NULL;
  reader->tokens = g_array_new (FALSE, TRUE, sizeof (NhToken));
  for (const char *p = source; *p; p = g_utf8_next_char (p))
    {
      char plain[8];
      guint n = nh_plain_char (g_utf8_get_char (p), plain);

      for (guint i = 0; i < n; i++)
        add_char (reader->tokens, &joined, plain[i], p - source, g_utf8_next_char (p) - source);
    }
  end.from = end.to = strlen (source);
  g_array_append_val (reader->tokens, end);
}

void
nh_period_reader_clear (NhPeriodReader *reader)
{
  g_clear_pointer (&reader->tokens, g_array_unref);
  g_clear_error (&reader->error);
}

const NhToken *
nh_period_reader_peek (const NhPeriodReader *reader,
                       guint ahead)
{
  guint i = MIN (reader->at + ahead, reader->tokens->len - 1);

  return &g_array_index (reader->tokens, NhToken, i);
}

gboolean
nh_period_reader_is (const NhPeriodReader *reader,
                     guint ahead,
                     const char *word)
{
  const NhToken *token = nh_period_reader_peek (reader, ahead);

  return token->kind == NH_TOKEN_WORD && strcmp (token->word, word) == 0;
}

/* A number; @digits 0 for any length. */
gboolean
nh_period_reader_is_number (const NhPeriodReader *reader,
                            guint ahead,
                            guint digits)
{
  const NhToken *token = nh_period_reader_peek (reader, ahead);

  return token->kind == NH_TOKEN_NUMBER && (digits == 0 || token->digits == digits);
}

/* Steps over @words ("hang nam") if all of them follow. Called for every phrase that may stand in
 * front of a date, so it does not allocate. */
gboolean
nh_period_reader_take (NhPeriodReader *reader,
                       const char *words)
{
  guint n = 0;

  for (const char *p = words; *p; n++)
    {
      const NhToken *token = nh_period_reader_peek (reader, n);
      gsize length = strcspn (p, " ");

      if (token->kind != NH_TOKEN_WORD || strlen (token->word) != length || strncmp (token->word, p, length) != 0)
        return FALSE;
      p += length;
      if (*p)
        p++;
    }
  reader->at += n;

  return TRUE;
}

gboolean
nh_period_reader_take_kind (NhPeriodReader *reader,
                            char kind)
{
  if (kind == NH_TOKEN_END || nh_period_reader_peek (reader, 0)->kind != kind)
    return FALSE;
  reader->at++;

  return TRUE;
}

/* Steps over "1" or "I" to "V": terms, quarters and weeks are counted both ways. */
gboolean
nh_period_reader_take_roman (NhPeriodReader *reader,
                             int *value)
{
  static const char *const romans[] = { "i", "ii", "iii", "iv", "v" };

  if (nh_period_reader_is_number (reader, 0, 0))
    {
      *value = nh_period_reader_peek (reader, 0)->value;
      reader->at++;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (romans); i++)
    if (nh_period_reader_take (reader, romans[i]))
      {
        *value = i + 1;
        return TRUE;
      }

  return FALSE;
}

gboolean
nh_period_reader_at_end (const NhPeriodReader *reader)
{
  return nh_period_reader_peek (reader, 0)->kind == NH_TOKEN_END;
}

/* The source of the tokens from @first up to, not including, @end. */
char *
nh_period_reader_quote (const NhPeriodReader *reader,
                        guint first,
                        guint end)
{
  guint n = reader->tokens->len;

  first = MIN (first, n - 1);
  end = MIN (end, n);

  return nh_plain_quote (reader->source, g_array_index (reader->tokens, NhToken, first).from,
                         end > first ? g_array_index (reader->tokens, NhToken, end - 1).to : 0);
}

/* Keeps the first error. Takes @message. Always FALSE, to be returned. */
gboolean
nh_period_reader_fail (NhPeriodReader *reader,
                       NhParseError code,
                       char *message)
{
  if (!reader->error)
    reader->error = g_error_new_literal (NH_PARSE_ERROR, code, message);
  g_free (message);

  return FALSE;
}

/* The tokens from here on are not a time. */
gboolean
nh_period_reader_fail_here (NhPeriodReader *reader)
{
  g_autofree char *part = nh_period_reader_quote (reader, reader->at, reader->tokens->len);

  if (nh_period_reader_at_end (reader))
    {
      g_autofree char *all = nh_period_reader_quote (reader, 0, reader->tokens->len);

      return nh_period_reader_fail (reader, NH_PARSE_ERROR_SYNTAX,
                                    g_strdup_printf (_("The time “%s” is not complete. Write for example "
                                                       "“05/10/2023” or “Tháng 3/2024”."),
                                                     all));
    }

  return nh_period_reader_fail (reader, NH_PARSE_ERROR_SYNTAX,
                                g_strdup_printf (_("“%s” is not understood as a time. Write for example "
                                                   "“05/10/2023” or “Tháng 3/2024”."),
                                                 part));
}
