/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-application.h"
#include "ui/nh-language.h"
#include "ui/nh-settings.h"

int
main (int argc,
      char **argv)
{
  g_autoptr (NhApplication) application = NULL;

  nh_settings_set_program (argv[0]);
  /* GTK would set the locale of the environment again, which may be one without messages. */
  gtk_disable_setlocale ();
  nh_language_init ();
  g_set_application_name ("Năm Học");
  application = nh_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
