/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-fixture.h"

#include <string.h>

NhSheet *
import_sheet (const char *text)
{
  NhSheet *sheet = nh_sheet_new ("Bảng");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint row = 0; lines[row]; row++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[row], "|", -1);

      for (guint column = 0; cells[column]; column++)
        {
          g_auto (GStrv) parts = g_strsplit (g_strstrip (cells[column]), "\\n", -1);
          g_autofree char *cell = g_strjoinv ("\n", parts);

          nh_sheet_set (sheet, row, column, NH_SHEET_TEXT, cell);
        }
    }
  return sheet;
}

NhImport *
import_new (Fixture *fixture, const char *entity, const char *text)
{
  g_autoptr (NhSheet) sheet = import_sheet (text);
  NhImport *import = nh_import_new (fixture->workbook, nh_entity_find (entity), sheet);

  nh_import_set_source_name (import, "danh-sach.xlsx");
  return import;
}

void
import_plan (NhImport *import)
{
  g_autoptr (GError) error = NULL;
  gboolean done = nh_import_plan (import, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
import_apply (NhImport *import)
{
  g_autoptr (GError) error = NULL;
  gboolean done = nh_import_apply (import, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
import_all (Fixture *fixture, const char *entity, const char *text, guint counts[NH_IMPORT_N_FATES])
{
  g_autoptr (NhImport) import = import_new (fixture, entity, text);

  import_apply (import);
  for (guint i = 0; counts && i < NH_IMPORT_N_FATES; i++)
    counts[i] = nh_import_count (import, (NhImportFate) i);
}

char *
import_fates (NhImport *import)
{
  static const char letters[] = "-NUSAE";
  guint n = nh_sheet_get_n_rows (nh_import_get_sheet (import));
  GString *fates = g_string_new (NULL);

  for (guint row = 0; row < n; row++)
    g_string_append_c (fates, letters[nh_import_get_fate (import, row)]);
  return g_string_free (fates, FALSE);
}

void
import_assert_fates (NhImport *import, const char *wanted)
{
  g_autofree char *fates = import_fates (import);

  for (guint row = 0; g_strcmp0 (fates, wanted) != 0 && fates[row]; row++)
    if (nh_import_get_reason (import, row))
      g_test_message ("%u %c: %s", row + 1, fates[row], nh_import_get_reason (import, row));
  g_assert_cmpstr (fates, ==, wanted);
}

char *
import_changes (NhImport *import, guint row)
{
  g_autoptr (GPtrArray) changes = nh_import_get_changes (import, row);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const NhImportChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s%s: %s%s%s", i ? "; " : "", change->field,
                              change->before ? change->before : "", change->before ? " > " : "", change->after);
    }
  return g_string_free (text, FALSE);
}

char *
import_query (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (fixture->workbook), sql, &error);
  GString *all = g_string_new (NULL);
  gboolean row;

  g_assert_no_error (error);
  while (nh_statement_step (select, &row, &error) && row)
    {
      if (all->len)
        g_string_append_c (all, '\n');
      for (int c = 0; c < nh_statement_n_columns (select); c++)
        g_string_append_printf (all, "%s%s", c ? "|" : "",
                                nh_statement_is_null (select, c) ? "" : nh_statement_text (select, c));
    }
  g_assert_no_error (error);
  return g_string_free (all, FALSE);
}
