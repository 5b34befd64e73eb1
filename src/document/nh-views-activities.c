/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lesson studies, inspections and themes of a plan.
 */
#include "document/nh-views.h"

static void
add_lesson_study (const NhViewContext *context, NhTable *table, guint number, NhRecord *record)
{
  g_autofree char *subject = nh_view_join (" ", nh_record_text (record, "subject"),
                                           nh_record_text (record, "grade"));

  nh_view_add_number (table, number);
  nh_table_add_cell (table, nh_record_text (record, "hosts"));
  nh_table_add_cell (table, subject);
  nh_view_add_period (table, record, "period");
}

static const char *const block_headings[] = { "TT", "Đơn vị tổ chức", "Môn học",
                                              "Thời gian tổ chức" };
static const NhTableColumn block_columns[] = {
  { NH_ALIGN_CENTRE, 4, 4 },
  { NH_ALIGN_LEFT, 0, 30 },
  { NH_ALIGN_LEFT, 0, 24 },
  { NH_ALIGN_CENTRE, 0, 16 },
};
#define BLOCK_COLUMNS G_N_ELEMENTS (block_columns)

/* The sessions of each level, the levels in the order in which they first appear. */
static GPtrArray *
split_by_level (GPtrArray *activities)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < activities->len; i++)
    {
      GPtrArray *block = NULL;

      for (guint j = 0; j < blocks->len && !block; j++)
        {
          GPtrArray *other = blocks->pdata[j];

          if (g_str_equal (nh_record_raw (other->pdata[0], "level"),
                           nh_record_raw (activities->pdata[i], "level")))
            block = other;
        }
      if (!block)
        {
          block = g_ptr_array_new ();
          g_ptr_array_add (blocks, block);
        }
      g_ptr_array_add (block, activities->pdata[i]);
    }
  return blocks;
}

static NhTable *
lesson_studies_side_by_side (const NhViewContext *context, GPtrArray *activities)
{
  g_autoptr (GPtrArray) blocks = split_by_level (activities);
  NhTable *table = nh_table_new ();
  guint n_rows = 0;

  for (guint b = 0; b < blocks->len; b++)
    for (guint i = 0; i < BLOCK_COLUMNS; i++)
      nh_table_add_column (table, block_columns[i].align, block_columns[i].min_width,
                           block_columns[i].max_width);
  nh_table_add_row (table, TRUE);
  for (guint b = 0; b < blocks->len; b++)
    {
      GPtrArray *block = blocks->pdata[b];
      const char *level = nh_record_raw (block->pdata[0], "level");
      g_autofree char *heading = *level ? g_strdup_printf ("CẤP %s", level) : g_strdup ("");

      nh_table_add_cell (table, heading)->column_span = BLOCK_COLUMNS;
      n_rows = MAX (n_rows, block->len);
    }
  nh_table_add_row (table, TRUE);
  for (guint b = 0; b < blocks->len; b++)
    for (guint i = 0; i < BLOCK_COLUMNS; i++)
      nh_table_add_cell (table, block_headings[i]);
  for (guint row = 0; row < n_rows; row++)
    {
      nh_table_add_row (table, FALSE);
      for (guint b = 0; b < blocks->len; b++)
        {
          GPtrArray *block = blocks->pdata[b];

          if (row < block->len)
            add_lesson_study (context, table, row + 1, block->pdata[row]);
          else
            for (guint i = 0; i < BLOCK_COLUMNS; i++)
              nh_table_add_cell (table, "");
        }
    }
  return table;
}

static NhTable *
lesson_studies_grouped (const NhViewContext *context, GPtrArray *activities)
{
  g_autoptr (GPtrArray) blocks = split_by_level (activities);
  NhTable *table = nh_view_table (block_headings, block_columns, BLOCK_COLUMNS);

  for (guint b = 0; b < blocks->len; b++)
    {
      GPtrArray *block = blocks->pdata[b];
      const char *level = nh_record_raw (block->pdata[0], "level");
      g_autofree char *heading = *level ? g_strdup_printf ("CẤP %s", level) : g_strdup ("");

      nh_view_add_group (table, heading);
      for (guint i = 0; i < block->len; i++)
        {
          nh_table_add_row (table, FALSE);
          add_lesson_study (context, table, i + 1, block->pdata[i]);
        }
    }
  return table;
}

/**
 * nh_view_lesson_studies:
 * @context: which plan; side by side: one block of columns for each school level; in groups: one of
 *   rows
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, host, subject with grade, time.
 */
NhTable *
nh_view_lesson_studies (const NhViewContext *context, GError **error)
{
  g_autoptr (GPtrArray) activities = nh_view_activities (context, "lesson_study", error);
  NhTable *table;

  if (!activities)
    return NULL;
  if (context->side_by_side && activities->len)
    return lesson_studies_side_by_side (context, activities);
  if (context->grouped && activities->len)
    return lesson_studies_grouped (context, activities);
  table = nh_view_table (block_headings, block_columns, BLOCK_COLUMNS);
  for (guint i = 0; i < activities->len; i++)
    {
      nh_table_add_row (table, FALSE);
      add_lesson_study (context, table, i + 1, activities->pdata[i]);
    }
  return table;
}

/**
 * nh_view_inspections:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Plans that inspect named units need only who and when; where some inspections name no unit, a
 * column says what is inspected.
 *
 * Returns: (transfer full): number, (content,) units, time.
 */
NhTable *
nh_view_inspections (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Nội dung kiểm tra", "Đơn vị được kiểm tra", "Thời gian" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 0, 50 },
    { NH_ALIGN_LEFT, 20, 50 },
    { NH_ALIGN_CENTRE, 14, 22 },
  };
  static const char *const short_headings[]
      = { "TT", "Các đơn vị trên địa bàn huyện, thành phố", "Thời gian" };
  static const char *const unit_headings[] = { "TT", "Các đơn vị", "Thời gian" };
  static const NhTableColumn short_columns[] = {
    { NH_ALIGN_CENTRE, 5, 6 },
    { NH_ALIGN_LEFT, 34, 60 },
    { NH_ALIGN_CENTRE, 18, 26 },
  };
  g_autoptr (GPtrArray) activities = nh_view_activities (context, "inspection", error);
  gboolean with_content = FALSE;
  gboolean areas = TRUE;
  NhTable *table;

  if (!activities)
    return NULL;
  for (guint i = 0; i < activities->len; i++)
    {
      gboolean all_areas;
      g_autofree char *units = nh_view_units (context, activities->pdata[i], "inspected", &all_areas);

      with_content |= !*units;
      areas &= all_areas;
    }
  if (with_content)
    table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  else
    table = nh_view_table (areas ? short_headings : unit_headings, short_columns,
                           G_N_ELEMENTS (short_columns));
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];
      g_autofree char *units = nh_view_units (context, record, "inspected", NULL);

      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, i + 1);
      if (with_content)
        nh_table_add_cell (table, nh_record_text (record, "content"));
      nh_table_add_cell (table, units);
      nh_view_add_period (table, record, "period");
    }
  return table;
}

/**
 * nh_view_themes:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): number, theme, target, pilot units.
 */
NhTable *
nh_view_themes (const NhViewContext *context, GError **error)
{
  static const char *const headings[]
      = { "TT", "Chuyên đề, mô hình", "Chỉ tiêu thực hiện", "Đơn vị thí điểm" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },
    { NH_ALIGN_LEFT, 0, 50 },
    { NH_ALIGN_LEFT, 0, 26 },
    { NH_ALIGN_LEFT, 0, 34 },
  };
  g_autoptr (GPtrArray) activities = nh_view_activities (context, "theme", error);
  NhTable *table;

  if (!activities)
    return NULL;
  table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < activities->len; i++)
    {
      NhRecord *record = activities->pdata[i];

      nh_table_add_row (table, FALSE);
      nh_view_add_number (table, i + 1);
      nh_table_add_cell (table, nh_record_text (record, "content"));
      nh_table_add_cell (table, nh_record_text (record, "target"));
      nh_table_add_cell (table, nh_record_text (record, "pilots"));
    }
  return table;
}
