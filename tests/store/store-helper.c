/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The second process of the tests of the store:
 *   hold PATH             opens for writing, prints "ready", waits until it is killed or told to end
 *   edits PATH FIRST      makes numbered edits, prints each number after its commit
 *   view PATH             opens without rights on the file or its folder, prints what it sees
 */
#include "store/nh-store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef G_OS_UNIX
#include <unistd.h>
#endif

static int
fail (GError *error)
{
  fprintf (stderr, "%s\n", error->message);
  return 10 + error->code;
}

static int
hold (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStore) store = nh_store_open (path, NH_STORE_OPEN_MUST_WRITE, &error);

  if (store == NULL)
    return fail (error);
  puts ("ready");
  fflush (stdout);
  while (getchar () != EOF)
    {
      /* A line is an edit. */
      if (!nh_store_begin (store, "Edit", &error)
          || !nh_store_exec (store, "UPDATE unit SET name = name || '+'", &error)
          || !nh_store_commit (store, &error))
        return fail (error);
      puts ("edited");
      fflush (stdout);
    }
  return 0;
}

/* An edit of several tables, and between them steps that are taken back. */
static gboolean
edit (NhStore *store, int number, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO unit (id, name) VALUES (%d, 'Trường %d');"
    "INSERT INTO person (id, name, unit) VALUES (%d, 'Người %d', %d);"
    "UPDATE unit SET note = '%d' WHERE id > %d;",
    number, number, number, number, number, number, number - 5);

  if (!nh_store_begin (store, "Edit", error) || !nh_store_exec (store, sql, error)
      || !nh_store_commit (store, error))
    return FALSE;
  printf ("%d\n", number);
  fflush (stdout);
  if (number % 5 != 0)
    return TRUE;
  return nh_store_begin (store, "Scratch", error)
         && nh_store_exec (store, "UPDATE unit SET area = 'Xã Nháp'", error)
         && nh_store_commit (store, error) && nh_store_undo (store, error);
}

static int
edits (const char *path, int first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStore) store = nh_store_open (path, NH_STORE_OPEN_MUST_WRITE, &error);

  if (store == NULL)
    return fail (error);
  if (nh_store_get_undo_name (store) != NULL)
    return 3;
  puts ("ready");
  fflush (stdout);
  for (int number = first;; number++)
    if (!edit (store, number, &error))
      return fail (error);
}

static int
view (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStore) store = NULL;
  g_autoptr (NhStatement) statement = NULL;
  gboolean row;

#ifdef G_OS_UNIX
  /* Root may write everywhere. */
  if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
    return 77;
#endif
  store = nh_store_open (path, NH_STORE_OPEN_DEFAULT, &error);
  if (store == NULL)
    return fail (error);
  statement = nh_store_prepare (store, "SELECT count (*) FROM unit", &error);
  if (statement == NULL || !nh_statement_step (statement, &row, &error))
    return fail (error);
  printf ("%s %d\n", nh_store_is_read_only (store) ? "read-only" : "writable",
          (int) nh_statement_int64 (statement, 0));
  return 0;
}

int
main (int argc, char *argv[])
{
  if (argc >= 3 && strcmp (argv[1], "hold") == 0)
    return hold (argv[2]);
  if (argc >= 4 && strcmp (argv[1], "edits") == 0)
    return edits (argv[2], atoi (argv[3]));
  if (argc >= 3 && strcmp (argv[1], "view") == 0)
    return view (argv[2]);
  return 2;
}
