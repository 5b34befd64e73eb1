/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The descriptions of the entities against the tables that they describe.
 */
#include <glib/gi18n-lib.h>

#include "core/nh-text.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

static GHashTable *
columns_of (NhWorkbook *workbook, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) info = nh_store_prepare (nh_workbook_get_store (workbook), sql, &error);
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean row;

  g_assert_no_error (error);
  while (nh_statement_step (info, &row, &error) && row)
    g_hash_table_add (columns, g_strdup (nh_statement_text (info, 0)));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (columns), >, 0);
  return columns;
}

static void
take_column (GHashTable *columns, const char *entity, const char *format, const char *name)
{
  g_autofree char *column = g_strdup_printf (format, name);

  if (!g_hash_table_remove (columns, column))
    g_error ("%s has no column %s", entity, column);
}

static void
check_field (Fixture *fixture, const NhEntity *entity, const NhField *field, GHashTable *columns)
{
  switch (field->kind)
    {
    case NH_FIELD_PERIOD:
      take_column (columns, entity->name, "%s_text", field->name);
      take_column (columns, entity->name, "%s_start", field->name);
      take_column (columns, entity->name, "%s_end", field->name);
      take_column (columns, entity->name, "%s_exactness", field->name);
      break;
    case NH_FIELD_LINKS:
    case NH_FIELD_LIST:
      {
        g_autoptr (GHashTable) link = NULL;

        g_assert_nonnull (field->link);
        link = columns_of (fixture->workbook, field->link->table);
        take_column (link, field->link->table, "%s", field->link->owner);
        take_column (link, field->link->table, "%s", field->link->target);
        take_column (link, field->link->table, "%s", "position");
        if (field->link->role)
          take_column (link, field->link->table, "%s", "role");
        if (field->link->folded)
          take_column (link, field->link->table, "%s", field->link->folded);
        break;
      }
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_INTEGER:
    case NH_FIELD_CHOICE:
    case NH_FIELD_DATE:
    case NH_FIELD_REFERENCE:
    case NH_FIELD_PHONE:
    default:
      if (!field->sql)
        take_column (columns, entity->name, "%s", field->name);
    }
}

/* Each field has its columns, and no column is left without a field. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  g_assert_cmpuint (n, >=, 17);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) columns = columns_of (fixture->workbook, all[i]->name);
      GHashTableIter iter;
      gpointer left;

      for (const NhField *f = all[i]->fields; f->name; f++)
        check_field (fixture, all[i], f, columns);
      g_assert_true (g_hash_table_remove (columns, "id"));
      if (g_str_equal (all[i]->name, "due") || g_str_equal (all[i]->name, "owed"))
        g_assert_true (g_hash_table_remove (columns, "provisional") && g_hash_table_remove (columns, "latest_on"));
      g_hash_table_iter_init (&iter, columns);
      while (g_hash_table_iter_next (&iter, &left, NULL))
        g_error ("column %s of %s has no field", (char *) left, all[i]->name);
    }
}

static void
test_texts (void)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (g_hash_table_add (names, (gpointer) all[i]->name));
      g_assert_true (g_hash_table_add (names, (gpointer) all[i]->plural));
      g_assert_true (nh_entity_find (all[i]->name) == all[i]);
      g_assert_true (nh_entity_find (all[i]->plural) == all[i]);
      g_assert_true (*all[i]->label && *all[i]->label_plural && *all[i]->heading);
      for (const NhField *f = all[i]->fields; f->name; f++)
        {
          g_assert_true (g_hash_table_add (fields, (gpointer) f->name));
          g_assert_true (f->label && *f->label);
          g_assert_nonnull (f->heading);
          if (!(f->flags & NH_FIELD_HIDDEN))
            g_assert_true (*f->heading && f->width > 0);
          g_assert_true ((f->kind == NH_FIELD_CHOICE) == (f->choices != NULL));
          if (f->kind == NH_FIELD_REFERENCE || f->kind == NH_FIELD_LINKS)
            g_assert_nonnull (nh_entity_find (f->target));
          if (f->flags & NH_FIELD_OWNER)
            g_assert_cmpint (f->kind, ==, NH_FIELD_REFERENCE);
          if (f->flags & NH_FIELD_PROVISIONAL)
            g_assert_nonnull (f->style_sql);
        }
    }
  g_assert_null (nh_entity_find ("teachers"));
  g_assert_cmpint (nh_entity_find_field (nh_entity_find ("unit"), "colour"), ==, -1);
}

/* A key, a label or a word names one choice only, and each of them is understood. */
static void
test_choices (void)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      {
        g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
        g_autoptr (GHashTable) words
            = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

        for (const NhChoice *c = f->choices; c && c->key; c++)
          {
            g_autofree char *label = nh_text_fold (_ (c->label));
            g_autofree char *word = nh_text_fold (c->word);

            g_assert_true (g_hash_table_add (keys, (gpointer) c->key));
            g_assert_true (*label && *word);
            g_assert_true (g_hash_table_add (words, g_strdup (label)));
            if (!g_str_equal (label, word))
              g_assert_true (g_hash_table_add (words, g_strdup (word)));
            g_assert_cmpstr (nh_field_parse_choice (f, c->key), ==, c->key);
            g_assert_cmpstr (nh_field_parse_choice (f, label), ==, c->key);
            g_assert_cmpstr (nh_field_parse_choice (f, word), ==, c->key);
          }
      }
}

static void
test_choice_beginnings (void)
{
  const NhEntity *activity = nh_entity_find ("activity");
  const NhField *kind = &activity->fields[NH_FIELD (activity, "kind")];

  g_assert_cmpstr (nh_field_parse_choice (kind, "kiem"), ==, "inspection");
  g_assert_cmpstr (nh_field_parse_choice (kind, "KIỂM TRA"), ==, "inspection");
  g_assert_null (nh_field_parse_choice (kind, "k")); /* Kiểm tra, Khác */
  g_assert_null (nh_field_parse_choice (kind, "du lịch"));
  g_assert_null (nh_field_parse_choice (kind, ""));
}

/* A beginning that the label and the word of one and the same choice share is not ambiguous. */
static void
test_choice_same_beginning (void)
{
  static const NhChoice choices[]
      = { { "th", "Primary", "Primary school" }, { "x", "Other", "Other" }, { NULL } };
  const NhField field = { .name = "x", .kind = NH_FIELD_CHOICE, .choices = choices };

  g_assert_cmpstr (nh_field_parse_choice (&field, "prim"), ==, "th");
}

/* Each entity can be listed whole, sorted by each field and searched: its SQL is right. */
static void
test_sql (Fixture *fixture, gconstpointer data)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    for (int sort = -1; sort < (int) nh_entity_get_n_fields (all[i]); sort++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (NhCursor) cursor = nh_cursor_new (fixture->workbook, all[i], NULL, 0, "truong",
                                                     sort, TRUE, &error);
        gboolean row;

        g_assert_no_error (error);
        nh_cursor_next (cursor, &row, &error);
        g_assert_no_error (error);
      }
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NhRecord) unit = NULL;
  g_autofree char *short_name = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *active = NULL;
  gint64 id = fixture_create (fixture->workbook, "unit", "name", "Trường Tiểu học Hoa Sen",
                              "short_name", "TH Hoa Sen", "kind", "primary", "active_from",
                              "1/9/2019", NULL);

  unit = nh_workbook_load (fixture->workbook, nh_entity_find ("unit"), id, NULL);
  g_object_get (unit, "short-name", &short_name, "name", &name, "kind", &kind, "active-from",
                &active, NULL);
  g_assert_cmpstr (short_name, ==, "TH Hoa Sen");
  g_assert_cmpstr (name, ==, "Trường Tiểu học Hoa Sen");
  g_assert_cmpstr (active, ==, "01/9/2019");
  g_assert_cmpstr (kind, ==, _ ("Primary school"));
  g_assert_cmpstr (nh_record_raw (unit, "kind"), ==, "primary");
  g_assert_cmpstr (nh_record_raw (unit, "active_from"), ==, "2019-09-01");
  g_assert_cmpstr (nh_record_text (unit, "no_such_field"), ==, "");
  g_assert_true (nh_record_get_entity (unit) == nh_entity_find ("unit"));
  g_assert_true (G_OBJECT_TYPE (unit) == nh_record_type_for (nh_entity_find ("unit")));
  g_assert_true (G_OBJECT_TYPE (unit) != nh_record_type_for (nh_entity_find ("person")));
}

/* A label after a verb: "Add unit"; abbreviations stay. */
static void
test_labels_in_sentences (void)
{
  static const char *const labels[][2] = {
    { "Unit", "unit" },         { "Đơn vị", "đơn vị" }, { "Ơ", "ơ" },
    { "Số, ký hiệu", "số, ký hiệu" }, { "THCS", "THCS" },     { "unit", "unit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = nh_label_in_sentence (labels[i][0]);

      g_assert_cmpstr (label, ==, labels[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/entity/columns", Fixture, NULL, fixture_set_up, test_columns, fixture_tear_down);
  g_test_add_func ("/entity/texts", test_texts);
  g_test_add_func ("/entity/choices", test_choices);
  g_test_add_func ("/entity/choice-beginnings", test_choice_beginnings);
  g_test_add_func ("/entity/choice-same-beginning", test_choice_same_beginning);
  g_test_add_func ("/entity/labels-in-sentences", test_labels_in_sentences);
  g_test_add ("/entity/sql", Fixture, "sample", fixture_set_up, test_sql, fixture_tear_down);
  g_test_add ("/entity/properties", Fixture, NULL, fixture_set_up, test_properties,
              fixture_tear_down);
  return g_test_run ();
}
