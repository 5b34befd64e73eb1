/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-fixture.h"

#include <glib/gstdio.h>

#include "model/nh-cursor.h"

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* The sample is made once and copied: making it takes longer than most tests. */
static const char *
sample_bytes (gsize *length)
{
  static char *bytes;
  static gsize size;

  if (!bytes)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *folder = g_dir_make_tmp ("nh-model-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (folder, "mau.namhoc", NULL);
      g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);

      g_assert_no_error (error);
      g_assert_true (nh_workbook_fill_sample (workbook, &error));
      g_assert_no_error (error);
      nh_workbook_close (workbook);
      g_assert_true (g_file_get_contents (path, &bytes, &size, &error));
      remove_tree (folder);
    }
  *length = size;
  return bytes;
}

void
fixture_set_up (Fixture *fixture, gconstpointer sample)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nh-model-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "sổ.namhoc", NULL);
  if (sample)
    {
      gsize length;
      const char *bytes = sample_bytes (&length);

      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) length, &error));
    }
  fixture->workbook = nh_workbook_open (fixture->path, NH_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer sample)
{
  /* A list that was loading when it died still gives its reader back. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (fixture->workbook)
    nh_workbook_close (fixture->workbook);
  g_clear_object (&fixture->workbook);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

gint64
fixture_create (NhWorkbook *workbook, const char *entity, ...)
{
  g_autoptr (GError) error = NULL;
  NhFieldText values[32] = { { NULL, NULL } };
  guint n = 0;
  va_list args;
  gint64 id;

  va_start (args, entity);
  while ((values[n].field = va_arg (args, const char *)))
    values[n++].text = va_arg (args, const char *);
  va_end (args);
  id = nh_workbook_create (workbook, nh_entity_find (entity), values, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

void
fixture_set (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
             const char *text)
{
  g_autoptr (GError) error = NULL;
  const NhFieldText values[] = { { field, text }, { NULL, NULL } };
  gboolean ok = nh_workbook_set (workbook, nh_entity_find (entity), id, values, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

void
fixture_delete (NhWorkbook *workbook, const char *entity, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = nh_workbook_delete (workbook, nh_entity_find (entity), &id, 1, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

void
fixture_undo (NhWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = nh_workbook_undo (workbook, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

void
fixture_redo (NhWorkbook *workbook)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = nh_workbook_redo (workbook, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

void
fixture_refuse (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
                const char *text, NhModelError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_dump (workbook);
  g_autofree char *after = NULL;
  const NhFieldText values[] = { { field, text }, { NULL, NULL } };

  g_assert_false (nh_workbook_set (workbook, nh_entity_find (entity), id, values, &error));
  g_assert_error (error, NH_MODEL_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strchr (error->message, '\n'));
  after = fixture_dump (workbook);
  g_assert_cmpstr (before, ==, after);
}

gint64
fixture_find (NhWorkbook *workbook, const char *entity, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_find (workbook, nh_entity_find (entity), text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  return id;
}

gint64
fixture_sql (NhWorkbook *workbook, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) statement
      = nh_store_prepare (nh_workbook_get_store (workbook), sql, &error);
  gboolean row;

  g_assert_no_error (error);
  nh_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  return row ? nh_statement_int64 (statement, 0) : 0;
}

gint64
fixture_count (NhWorkbook *workbook, const char *entity)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", entity);

  return fixture_sql (workbook, sql);
}

static NhRecord *
load (NhWorkbook *workbook, const char *entity, gint64 id)
{
  g_autoptr (GError) error = NULL;
  NhRecord *record = nh_workbook_load (workbook, nh_entity_find (entity), id, &error);

  g_assert_no_error (error);
  return record;
}

char *
fixture_text (NhWorkbook *workbook, const char *entity, gint64 id, const char *field)
{
  g_autoptr (NhRecord) record = load (workbook, entity, id);

  return g_strdup (nh_record_text (record, field));
}

char *
fixture_raw (NhWorkbook *workbook, const char *entity, gint64 id, const char *field)
{
  g_autoptr (NhRecord) record = load (workbook, entity, id);

  return g_strdup (nh_record_raw (record, field));
}

void
fixture_assert_text (NhWorkbook *workbook, const char *entity, gint64 id, const char *field,
                     const char *wanted)
{
  g_autofree char *text = fixture_text (workbook, entity, id, field);

  g_assert_cmpstr (text, ==, wanted);
}

char *
fixture_dump (NhWorkbook *workbook)
{
  static const char *const tables[]
      = { "setting", "school_year", "unit", "unit_alias", "unit_state", "person", "person_post", "legal_reference", "team",
          "team_unit", "membership", "plan", "plan_basis", "plan_recipient", "block", "appendix",
          "activity", "activity_unit", "activity_person", "deadline", "programme", "module",
          "unit_distinct", "team_role", "plan_version", "plan_version_activity", "checklist", "checklist_item", "finding",
          "theme_adoption", "activity_link", "deadline_unit", "submission" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY id", tables[i]);
      g_autoptr (NhStatement) all
          = nh_store_prepare (nh_workbook_get_store (workbook), sql, &error);
      gboolean row;

      g_assert_no_error (error);
      g_string_append_printf (out, "%s\n", tables[i]);
      while (nh_statement_step (all, &row, &error) && row)
        {
          for (int c = 0; c < nh_statement_n_columns (all); c++)
            g_string_append_printf (out, "%s|", nh_statement_is_null (all, c)
                                                    ? "NULL"
                                                    : nh_statement_text (all, c));
          g_string_append_c (out, '\n');
        }
      g_assert_no_error (error);
    }
  return g_string_free (out, FALSE);
}
