/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages come in Vietnamese by default, whatever the locale says and whether or not one for
 * Vietnamese is installed: the program itself is run and asked for help.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static char *
ask (const char *locale,
     const char *language,
     const char *preference)
{
  g_autofree char *home = g_dir_make_tmp ("namhoc-lang-XXXXXX", NULL);
  g_auto (GStrv) environment = g_get_environ ();
  char *arguments[] = { (char *) PROGRAM, (char *) "--help", NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  environment = g_environ_setenv (environment, "LC_ALL", locale, TRUE);
  environment = g_environ_setenv (environment, "XDG_CONFIG_HOME", home, TRUE);
  environment = g_environ_setenv (environment, "GSETTINGS_BACKEND", "keyfile", TRUE);
  environment = g_environ_unsetenv (environment, "LANG");
  environment = language ? g_environ_setenv (environment, "LANGUAGE", language, TRUE)
                         : g_environ_unsetenv (environment, "LANGUAGE");
  if (preference)
    {
      g_autofree char *dir = g_build_filename (home, "glib-2.0", "settings", NULL);
      g_autofree char *file = g_build_filename (dir, "keyfile", NULL);
      g_autofree char *text = g_strdup_printf ("[vn/namhoc/NamHoc]\nlanguage='%s'\n", preference);

      g_mkdir_with_parents (dir, 0700);
      g_assert_true (g_file_set_contents (file, text, -1, NULL));
    }
  g_spawn_sync (NULL, arguments, environment, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  return output;
}

static void
test_vietnamese (void)
{
  static const char *const locales[] = { "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "vi_VN.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *text = ask (locales[i], "en_GB:en", NULL);

      g_test_message ("%s: %s", locales[i], text);
      g_assert_nonnull (strstr (text, "Mở sổ mẫu"));
      g_assert_nonnull (strstr (text, "Cho biết phiên bản"));
    }
}

static void
test_english (void)
{
  g_autofree char *text = ask ("C", "vi", "en");

  g_assert_nonnull (strstr (text, "Open the sample workbook"));
}

static void
test_system (void)
{
  g_autofree char *text = ask ("C.UTF-8", "vi", "system");
  g_autofree char *english = ask ("C.UTF-8", NULL, "system");

  g_assert_nonnull (strstr (text, "Mở sổ mẫu"));
  g_assert_nonnull (strstr (english, "Open the sample workbook"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/vietnamese", test_vietnamese);
  g_test_add_func ("/language/english", test_english);
  g_test_add_func ("/language/system", test_system);
  return g_test_run ();
}
