/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Excel's number formats (ECMA-376 part 1, 18.8.30 and 18.8.31) make of a number: a day, a
 * time, digits with zeros before them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_NUMBER_PLAIN,
  NH_NUMBER_DAY,     /* also a day with a time */
  NH_NUMBER_TIME,    /* of a day */
  NH_NUMBER_ELAPSED, /* hours beyond 24: [h]:mm */
  NH_NUMBER_PERCENT,
  NH_NUMBER_MASK, /* digits in places: 0000 000 000 */
} NhNumberKind;

typedef struct
{
  NhNumberKind kind;
  char *mask; /* '0' and '#' are places; other letters follow a '\\' */
} NhNumberFormat;

void nh_number_format_read (NhNumberFormat *format, guint id, const char *code);
void nh_number_format_clear (NhNumberFormat *format);
char *nh_number_plain (const char *text);
char *nh_number_show (const NhNumberFormat *format, const char *text, gboolean from_1904,
                      gboolean *is_day);

G_END_DECLS
