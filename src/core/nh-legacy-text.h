/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese text in the encodings of before Unicode, met word by word inside Unicode files.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_ENCODING_UNICODE,
  NH_ENCODING_TCVN3,
  NH_ENCODING_VNI,
} NhEncoding;

NhEncoding nh_legacy_text_detect_word (const char *word);
char *nh_legacy_text_convert (const char *text, guint *n_converted);
char *nh_legacy_text_convert_among (const char *text, NhEncoding around, guint *n_converted);
NhEncoding nh_legacy_text_detect_common (const char *text);
NhEncoding nh_legacy_text_encoding_of_font (const char *font, gboolean *capitals);
char *nh_legacy_text_decode (const char *text, NhEncoding encoding, gboolean capitals);

G_END_DECLS
