/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes of text files and clipboards in whatever encoding, to UTF-8 in NFC.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NH_BYTES_UTF8,
  NH_BYTES_UTF16LE,
  NH_BYTES_UTF16BE,
  NH_BYTES_WINDOWS_1258,
  NH_BYTES_WINDOWS_1252, /* also TCVN3 and VNI, whose bytes come out as these signs */
} NhBytesEncoding;

NhBytesEncoding nh_text_bytes_guess (const guint8 *bytes, gsize length, gsize *bom_length);
char *nh_text_bytes_to_utf8 (const guint8 *bytes, gsize length, NhBytesEncoding *encoding,
                             guint *n_broken);
const char *nh_text_bytes_encoding_name (NhBytesEncoding encoding);
char *nh_text_take_nfc (char *text);

G_END_DECLS
