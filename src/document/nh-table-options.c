/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-table-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  NhFilterKind kind;
  const char *name;
} filter_kinds[] = {
  { NH_FILTER_IS, "is" },
  { NH_FILTER_ANY_OF, "any" },
  { NH_FILTER_NONE_OF, "none" },
  { NH_FILTER_CONTAINS, "contains" },
  { NH_FILTER_RANGE, "range" },
};

static void
clear_order (gpointer data)
{
  g_free (((NhTableOrder *) data)->field);
}

/** nh_table_options_new: Returns: (transfer full): options that choose nothing. */
NhTableOptions *
nh_table_options_new (void)
{
  NhTableOptions *self = g_new0 (NhTableOptions, 1);

  self->filters = nh_filters_new ();
  self->order = g_array_new (FALSE, FALSE, sizeof (NhTableOrder));
  g_array_set_clear_func (self->order, clear_order);
  return self;
}

void
nh_table_options_free (NhTableOptions *self)
{
  g_free (self->list);
  g_strfreev (self->columns);
  g_array_unref (self->filters);
  g_array_unref (self->order);
  g_free (self->group);
  g_free (self->layout);
  g_free (self->caption);
  g_free (self);
}

/* Reading. */

/* The text up to an unescaped @end, which is passed over; *text: NULL at the end. */
static char *
read_part (const char **text, char end)
{
  GString *out = g_string_new (NULL);
  const char *p = *text;

  for (; *p && *p != end; p++)
    if (*p == '\\' && p[1])
      {
        p++;
        g_string_append_c (out, *p == 'n' ? '\n' : *p);
      }
    else
      g_string_append_c (out, *p);
  *text = *p ? p + 1 : NULL;
  return g_string_free (out, FALSE);
}

static char *
read_text (const char *value)
{
  char *text = read_part (&value, '\0');

  if (!*text)
    g_clear_pointer (&text, g_free);
  return text;
}

static void
read_filter (NhTableOptions *self, const char *value)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  NhListFilter filter = { NULL };

  while (value)
    g_ptr_array_add (parts, read_part (&value, '|'));
  if (parts->len < 2)
    return;
  filter.field = parts->pdata[0];
  for (guint i = 0; i < G_N_ELEMENTS (filter_kinds); i++)
    if (g_str_equal (parts->pdata[1], filter_kinds[i].name))
      {
        g_ptr_array_add (parts, NULL);
        g_ptr_array_add (parts, NULL);
        filter.kind = filter_kinds[i].kind;
        filter.value = parts->pdata[2];
        filter.values = (const char *const *) parts->pdata + 2;
        if (filter.kind == NH_FILTER_RANGE)
          {
            const char *to = parts->pdata[3];

            filter.from = filter.value && *filter.value ? filter.value : NULL;
            filter.to = to && *to ? to : NULL;
          }
        if (filter.kind != NH_FILTER_IS && filter.kind != NH_FILTER_CONTAINS)
          filter.value = NULL;
        if (filter.kind != NH_FILTER_ANY_OF && filter.kind != NH_FILTER_NONE_OF)
          filter.values = NULL;
        nh_filters_add (self->filters, &filter);
        return;
      }
}

static void
read_order (NhTableOptions *self, const char *value)
{
  g_auto (GStrv) fields = g_strsplit (value, ";", -1);

  for (guint i = 0; fields[i] && self->order->len < NH_LIST_MAX_SORTS; i++)
    {
      gboolean descending = *fields[i] == '-';
      NhTableOrder order = { g_strdup (fields[i] + (descending ? 1 : 0)), descending };

      if (*order.field)
        g_array_append_val (self->order, order);
      else
        g_free (order.field);
    }
}

static void
set_text (char **member, const char *value)
{
  g_free (*member);
  *member = read_text (value);
}

static void
read_line (NhTableOptions *self, const char *name, const char *value)
{
  if (g_str_equal (name, "list"))
    set_text (&self->list, value);
  else if (g_str_equal (name, "columns") && *value)
    {
      g_strfreev (self->columns);
      self->columns = g_strsplit (value, ";", -1);
    }
  else if (g_str_equal (name, "rows"))
    self->all_rows = g_str_equal (value, "all");
  else if (g_str_equal (name, "filter"))
    read_filter (self, value);
  else if (g_str_equal (name, "order"))
    read_order (self, value);
  else if (g_str_equal (name, "group"))
    set_text (&self->group, value);
  else if (g_str_equal (name, "layout"))
    set_text (&self->layout, value);
  else if (g_str_equal (name, "caption"))
    set_text (&self->caption, value);
}

/**
 * nh_table_options_read:
 * @text: (nullable): options as stored
 *
 * Returns: (transfer full): what they choose; lines that say nothing are passed over.
 */
NhTableOptions *
nh_table_options_read (const char *text)
{
  NhTableOptions *self = nh_table_options_new ();
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    {
      char *equals = strchr (g_strstrip (lines[i]), '=');

      if (!equals)
        continue;
      *equals = '\0';
      read_line (self, lines[i], equals + 1);
    }
  return self;
}

/* Writing. */

static void
write_escaped (GString *out, const char *text)
{
  for (; text && *text; text++)
    if (*text == '\n')
      g_string_append (out, "\\n");
    else if (*text == '\\' || *text == '|')
      g_string_append_printf (out, "\\%c", *text);
    else
      g_string_append_c (out, *text);
}

static void
write_text (GString *out, const char *name, const char *text)
{
  if (!text || !*text)
    return;
  g_string_append_printf (out, "%s=", name);
  write_escaped (out, text);
  g_string_append_c (out, '\n');
}

static void
write_filter (GString *out, const NhListFilter *filter)
{
  const char *one[] = { filter->value, NULL };
  const char *range[] = { filter->from ? filter->from : "", filter->to ? filter->to : "", NULL };
  const char *const *values = filter->values ? filter->values : one;

  if (filter->kind == NH_FILTER_RANGE)
    values = range;
  for (guint i = 0; i < G_N_ELEMENTS (filter_kinds); i++)
    if (filter_kinds[i].kind == filter->kind)
      g_string_append_printf (out, "filter=%s|%s", filter->field, filter_kinds[i].name);
  for (guint i = 0; values[i]; i++)
    {
      g_string_append_c (out, '|');
      write_escaped (out, values[i]);
    }
  g_string_append_c (out, '\n');
}

/**
 * nh_table_options_write:
 * @self: options
 *
 * Returns: (transfer full) (nullable): what nh_table_options_read() reads back; %NULL when nothing is
 *   chosen.
 */
char *
nh_table_options_write (NhTableOptions *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *columns = self->columns ? g_strjoinv (";", self->columns) : NULL;

  write_text (out, "list", self->list);
  if (columns && *columns)
    g_string_append_printf (out, "columns=%s\n", columns);
  if (self->all_rows)
    g_string_append (out, "rows=all\n");
  for (guint i = 0; i < self->filters->len; i++)
    write_filter (out, &g_array_index (self->filters, NhListFilter, i));
  for (guint i = 0; i < self->order->len; i++)
    {
      const NhTableOrder *order = &g_array_index (self->order, NhTableOrder, i);

      g_string_append_printf (out, "%s%s%s", i ? ";" : "order=", order->descending ? "-" : "", order->field);
    }
  if (self->order->len)
    g_string_append_c (out, '\n');
  write_text (out, "group", self->group);
  write_text (out, "layout", self->layout);
  write_text (out, "caption", self->caption);
  if (!out->len)
    return NULL;
  g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * nh_table_options_lists:
 * @n_lists: (out): how many
 *
 * Returns: (array length=n_lists) (transfer none): the tables that a list can show, those that are
 *   wanted most first.
 */
const NhEntity *const *
nh_table_options_lists (guint *n_lists)
{
  static const char *const names[]
      = { "activity",        "person",    "unit",   "membership", "team", "team_unit",       "deadline",   "due",
          "activity_person", "programme", "module", "plan",       "legal_reference", "school_year" };
  static const NhEntity *lists[G_N_ELEMENTS (names)];

  for (guint i = 0; !lists[G_N_ELEMENTS (names) - 1] && i < G_N_ELEMENTS (names); i++)
    lists[i] = nh_entity_find (names[i]);
  *n_lists = G_N_ELEMENTS (names);
  return lists;
}

/**
 * nh_table_options_default_columns:
 * @entity: a table
 * @all_rows: whether rows of other plans are shown too
 *
 * Returns: (transfer full): the columns that grids show at first; without the plan when all rows are
 *   of one.
 */
GStrv
nh_table_options_default_columns (const NhEntity *entity, gboolean all_rows)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const NhField *field = entity->fields; field->name; field++)
    if (!(field->flags & (NH_FIELD_HIDDEN | NH_FIELD_EXTRA)) && (all_rows || !g_str_equal (field->name, "plan")))
      g_ptr_array_add (names, g_strdup (field->name));
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Checking. */

static gboolean
check_field (const NhEntity *entity, const char *name, GError **error)
{
  int field = nh_entity_find_field (entity, name);

  if (field >= 0 && !(entity->fields[field].flags & NH_FIELD_HIDDEN))
    return TRUE;
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
               _ ("The list “%s” has no column named “%s”. Choose its columns again."),
               _ (entity->label_plural), name);
  return FALSE;
}

static gboolean
check_filters (NhTableOptions *self, const NhEntity *entity, GError **error)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      const NhListFilter *filter = &g_array_index (self->filters, NhListFilter, i);
      g_auto (GStrv) way = g_strsplit (filter->field, ".", 2);

      if (!check_field (entity, way[0], error))
        return FALSE;
      /* "plan.school_year": a field of the record that a field refers to. */
      if (way[1])
        {
          const NhField *field = &entity->fields[NH_FIELD (entity, way[0])];
          const NhEntity *target = field->kind == NH_FIELD_REFERENCE ? nh_entity_find (field->target) : entity;

          if (!check_field (target, way[1], error))
            return FALSE;
        }
    }
  return TRUE;
}

static const NhEntity *
find_list (const char *name)
{
  guint n;
  const NhEntity *const *lists = nh_table_options_lists (&n);

  for (guint i = 0; name && i < n; i++)
    if (g_str_equal (lists[i]->name, name))
      return lists[i];
  return NULL;
}

static gboolean
check_list (NhTableOptions *self, GError **error)
{
  const NhEntity *entity = find_list (self->list);

  if (!self->list)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                           _ ("The table shows no list yet. Choose what it shows."));
      return FALSE;
    }
  if (!entity)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                   _ ("A workbook has no list named “%s”. Choose another one for the table."), self->list);
      return FALSE;
    }
  for (guint i = 0; self->columns && self->columns[i]; i++)
    if (!check_field (entity, self->columns[i], error))
      return FALSE;
  for (guint i = 0; i < self->order->len; i++)
    if (!check_field (entity, g_array_index (self->order, NhTableOrder, i).field, error))
      return FALSE;
  return (!self->group || check_field (entity, self->group, error)) && check_filters (self, entity, error);
}

/**
 * nh_table_options_check:
 * @self: options
 * @view: key of the view that they belong to
 * @error: of domain NH_MODEL_ERROR
 *
 * Returns: whether the table can be made with them.
 */
gboolean
nh_table_options_check (NhTableOptions *self, const char *view, GError **error)
{
  const NhEntity *appendix = nh_entity_find ("appendix");
  const NhField *layout = &appendix->fields[NH_FIELD (appendix, "layout")];

  if (self->layout && !nh_field_find_choice (layout, self->layout))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN,
                   _ ("There is no layout named “%s”. Choose another one for the table."), self->layout);
      return FALSE;
    }
  return g_strcmp0 (view, NH_VIEW_LIST) != 0 || check_list (self, error);
}
