/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preferences of this user (GSettings) and the places of the program's data. A program that
 * was copied without its compiled schema still runs: it then keeps preferences in memory only.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *nh_settings_get (void);
char *nh_settings_dup_string (const char *key, const char *fallback);
void nh_settings_set_string (const char *key, const char *value);
int nh_settings_get_int (const char *key, int fallback);
void nh_settings_set_int (const char *key, int value);
gboolean nh_settings_get_boolean (const char *key, gboolean fallback);
void nh_settings_set_boolean (const char *key, gboolean value);
GStrv nh_settings_dup_strv (const char *key);
void nh_settings_set_strv (const char *key, const char *const *value);
GVariant *nh_settings_dup_columns (const char *screen);
void nh_settings_set_columns (const char *screen, GVariant *state);
GVariant *nh_settings_dup_view (const char *screen);
void nh_settings_set_view (const char *screen, GVariant *state);

void nh_settings_set_program (const char *argv0);
char *nh_settings_find_data (const char *in_build, const char *in_prefix, const char *probe);

G_END_DECLS
