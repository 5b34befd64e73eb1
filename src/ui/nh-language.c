/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "config.h"
#include "ui/nh-settings.h"

/* gettext looks at LANGUAGE only when the locale of messages is not plain "C", and converts to the
 * locale's character set: a UTF-8 locale is needed, though not a Vietnamese one. */
static void
ensure_utf8_locale (void)
{
  static const char *const fallbacks[] = { "vi_VN.UTF-8", "C.UTF-8", "en_US.UTF-8", ".UTF-8" };
  const char *messages;
  const char *charset;

  setlocale (LC_ALL, "");
#ifdef LC_MESSAGES
  messages = setlocale (LC_MESSAGES, NULL);
#else
  messages = setlocale (LC_CTYPE, NULL);
#endif
  if (g_get_charset (&charset) && messages && !g_str_equal (messages, "C") && !g_str_equal (messages, "POSIX"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++)
    if (setlocale (LC_ALL, fallbacks[i]))
      return;
}

static char *
find_localedir (void)
{
  const char *named = g_getenv ("NH_LOCALEDIR");
  char *found;

  if (named && *named)
    return g_strdup (named);
  found = nh_settings_find_data ("po", "share/locale", "vi/LC_MESSAGES/" GETTEXT_PACKAGE ".mo");
  return found ? found : g_strdup (NH_LOCALEDIR);
}

/**
 * nh_language_init:
 *
 * Sets the locale and the message catalogue by preference: "vi" (default), "en", or "system". Must
 * run before the first translated string and before GTK starts (which is told to leave the locale
 * alone). Numbers keep the C locale's point: what is written into files must not depend on where
 * the program runs; numbers on screen are formatted by our own functions.
 */
void
nh_language_init (void)
{
  g_autofree char *language = nh_settings_dup_string ("language", "vi");
  g_autofree char *localedir = find_localedir ();

  if (g_str_equal (language, "vi") || g_str_equal (language, "en"))
    g_setenv ("LANGUAGE", language, TRUE);
  ensure_utf8_locale ();
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * nh_language_is_vietnamese:
 *
 * Returns: whether messages come in Vietnamese.
 */
gboolean
nh_language_is_vietnamese (void)
{
  /* Translators: the code of the language of this translation, as in the file's name */
  return g_str_equal (C_("language code", "en"), "vi");
}

/**
 * nh_language_format_count:
 * @number: a count
 *
 * Returns: (transfer full): "1.250" in Vietnamese, "1,250" in English.
 */
char *
nh_language_format_count (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize n = strlen (digits);
  GString *text = g_string_new (NULL);
  char separator = nh_language_is_vietnamese () ? '.' : ',';

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}
