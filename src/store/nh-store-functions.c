/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The SQL functions that the schema and the queries use: the rules of Vietnamese text stand in
 * core/ alone. They are innocuous, so that views and triggers may call them although the schema
 * of a file is not trusted.
 */
#include "store/nh-store-private.h"

#include "core/nh-text.h"

typedef char *(*TextFunc) (const char *text);

static void
on_text_function_cb (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  TextFunc function = (TextFunc) sqlite3_user_data (context);
  const char *text;
  char *result;

  if (sqlite3_value_type (arguments[0]) == SQLITE_NULL)
    {
      sqlite3_result_null (context);
      return;
    }
  text = (const char *) sqlite3_value_text (arguments[0]);
  if (text == NULL)
    {
      sqlite3_result_error_nomem (context);
      return;
    }
  /* Text of a stranger's file may be no UTF-8 at all. */
  if (g_utf8_validate (text, -1, NULL))
    result = function (text);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);
      result = function (valid);
    }
  sqlite3_result_text (context, result, -1, g_free);
}

/**
 * nh_store_add_functions:
 * @db: a connection
 *
 * Registers nh_fold(text), nh_sort_key(text) and nh_name_key(text); each gives NULL for NULL.
 *
 * Returns: a result code of SQLite
 */
int
nh_store_add_functions (sqlite3 *db)
{
  static const struct
  {
    const char *name;
    TextFunc function;
  } functions[] = {
    { "nh_fold", nh_text_fold },
    { "nh_sort_key", nh_text_sort_key },
    { "nh_name_key", nh_text_name_sort_key },
  };
  int rc = SQLITE_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (functions) && rc == SQLITE_OK; i++)
    rc = sqlite3_create_function_v2 (db, functions[i].name, 1,
                                     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                     (void *) functions[i].function, on_text_function_cb, NULL, NULL,
                                     NULL);
  return rc;
}
