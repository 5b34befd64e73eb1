/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese text: folding for search, comparing, keys for sorting, look-alike letters.
 * All strings are UTF-8; every function accepts NFC and NFD, and %NULL as "".
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *nh_text_normalize (const char *text);
char *nh_text_fold (const char *text);
gboolean nh_text_contains_folded (const char *text, const char *folded_words);
char *nh_text_unit_key (const char *text);
char *nh_text_person_key (const char *text);
char *nh_text_repair_lookalikes (const char *text, gboolean *changed);

/* nh-sort-key.c: keys whose strcmp() order is the Vietnamese dictionary order. */
char *nh_text_sort_key (const char *text);
char *nh_text_name_sort_key (const char *name);
GStrv nh_text_sort_key_prefixes (const char *folded_word, guint limit);
#define NH_TEXT_SORT_KEY_TONES "\x02" /* the least byte of a tone, which ends a syllable in a key */
#define NH_TEXT_SORT_KEY_AFTER_TONES "\x08"
int nh_text_compare (const char *a, const char *b);
int nh_text_name_compare (const char *a, const char *b);
char *nh_text_given_name (const char *name);

G_END_DECLS
