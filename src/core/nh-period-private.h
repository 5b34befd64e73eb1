/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to core/: the reader that the parts of the period parser share.
 */
#pragma once

#include "core/nh-period.h"

G_BEGIN_DECLS

#define NH_TOKEN_NUMBER 'n'
#define NH_TOKEN_WORD 'w'
#define NH_TOKEN_END '\0'

/* Kind is one of the above, or the plain punctuation character itself. */
typedef struct
{
  char kind;
  int value;      /* of a number, at most 999999 */
  guint digits;   /* of a number: "05" has two */
  char word[12];  /* plain letters, cut */
  gsize from, to; /* bytes in the source */
} NhToken;

typedef struct
{
  const char *source; /* NFC, trimmed */
  GArray *tokens;     /* of NhToken, ends with NH_TOKEN_END */
  guint at;
  const NhSchoolYear *year; /* %NULL without; may point to own_year */
  NhSchoolYear own_year;    /* "năm học 2023-2024" inside the text */
  gboolean year_written;    /* the text names its school year */
  GError *error;            /* the first one */
  struct _NhPeriodSeen *seen; /* %NULL: nobody asks where things stood (nh-period-items.h) */
} NhPeriodReader;

/* nh-period-reader.c */
void nh_period_reader_init (NhPeriodReader *reader, const char *source, const NhSchoolYear *year);
void nh_period_reader_clear (NhPeriodReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NhPeriodReader, nh_period_reader_clear)
const NhToken *nh_period_reader_peek (const NhPeriodReader *reader, guint ahead);
gboolean nh_period_reader_is (const NhPeriodReader *reader, guint ahead, const char *word);
gboolean nh_period_reader_is_number (const NhPeriodReader *reader, guint ahead, guint digits);
gboolean nh_period_reader_take (NhPeriodReader *reader, const char *words);
gboolean nh_period_reader_take_kind (NhPeriodReader *reader, char kind);
gboolean nh_period_reader_take_roman (NhPeriodReader *reader, int *value);
gboolean nh_period_reader_at_end (const NhPeriodReader *reader);
gboolean nh_period_reader_fail (NhPeriodReader *reader,
                                NhParseError code,
                                char *message);
gboolean nh_period_reader_fail_here (NhPeriodReader *reader);
char *nh_period_reader_quote (const NhPeriodReader *reader, guint first, guint end);

/* nh-period-parse.c */
gboolean nh_period_read (NhPeriodReader *reader, NhPeriod *period);

/* nh-period-restyle.c */
gboolean nh_period_restyle (const NhPeriod *original, const NhSchoolYear *year, NhPeriod *moved);

/* nh-period-dates.c */
gboolean nh_period_read_year (NhPeriodReader *reader, int *year);
gboolean nh_period_read_month (NhPeriodReader *reader, guint32 *first, guint32 *last);
gboolean nh_period_read_dates (NhPeriodReader *reader, NhPeriod *period);
gboolean nh_period_at_clock (const NhPeriodReader *reader, guint ahead);

G_END_DECLS
