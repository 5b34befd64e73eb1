/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-dues-board.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "document/nh-views.h"
#include "model/nh-agenda.h"
#include "model/nh-dues.h"

typedef struct
{
  gint64 id, deadline, ower;
  char *what;
  char *activity; /* what it is for; may be NULL */
  char *channel;  /* may be NULL */
  char *name;     /* of the ower; NULL: nobody is named */
  char *contact;  /* may be NULL */
  char *sort_key; /* of the ower among those of its kind */
  int kind;       /* order of the groups: clusters, offices, schools, nobody */
  guint32 due_on;
  guint32 received_on;
  gboolean provisional;
  gboolean postponed; /* what it is for: nobody knows until when */
  char state;     /* first letter: missing, open, late, received */
} Paper;

static const char *const groups[] = { "Cụm, tổ", "Phòng", "Trường, đơn vị khác", "Không nêu tên đơn vị" };

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_free (paper->what);
  g_free (paper->activity);
  g_free (paper->channel);
  g_free (paper->name);
  g_free (paper->contact);
  g_free (paper->sort_key);
  g_free (paper);
}

/* The phone of a cluster is that of its head, by name. */
static const char papers_sql[]
    = "SELECT o.id, o.deadline, coalesce (o.unit, o.team, 0), o.what, "
      "(SELECT coalesce (nullif (a.content, ''), a.period_text) FROM activity a WHERE a.id = o.activity), o.channel, "
      "coalesce (nullif (u.short_name, ''), u.name, t.name), "
      "CASE WHEN t.id IS NOT NULL THEN (SELECT coalesce (p.title || ' ', '') || p.name || "
      "coalesce (', ' || coalesce (nullif (p.phone, ''), nullif (p.email, '')), '') FROM membership m "
      "JOIN person p ON p.id = m.person WHERE m.team = t.id "
      "AND (m.to_on IS NULL OR m.to_on >= date ('now', 'localtime')) AND m.role IN ('cluster_head', 'group_leader', 'chair') ORDER BY m.position LIMIT 1) "
      "ELSE trim (coalesce (u.phone, '') || CASE WHEN u.phone <> '' AND u.email <> '' THEN ', ' ELSE '' END || "
      "coalesce (u.email, '')) END, "
      "CASE WHEN t.id IS NOT NULL THEN 0 WHEN u.kind IN ('province_office', 'district_office', 'commune_office') THEN 1 "
      "WHEN u.id IS NOT NULL THEN 2 ELSE 3 END, o.due_on, o.received_on, o.provisional, o.state, "
      "coalesce (u.sort_key, printf ('%010d', t.position), ''), "
      "EXISTS (SELECT 1 FROM activity a WHERE a.id = o.activity AND a.status = 'postponed') "
      "FROM owed o LEFT JOIN unit u ON u.id = o.unit LEFT JOIN team t ON t.id = o.team "
      "JOIN deadline d ON d.id = o.deadline "
      "WHERE " NH_DUES_OF_YEAR_SQL ("o") " AND (?2 = 0 OR o.plan = ?2) "
      "AND (o.due_on IS NOT NULL OR o.unit IS NOT NULL OR o.team IS NOT NULL) "
      "ORDER BY o.due_on IS NULL, o.due_on, d.plan, d.position, coalesce (u.sort_key, t.position)";

static GPtrArray *
read_papers (NhWorkbook *workbook, gint64 year, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), papers_sql, error);
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (paper_free);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, year);
  nh_statement_bind_int64 (select, 2, plan);
  while (nh_statement_step (select, &row, error))
    {
      Paper *paper;

      if (!row)
        return g_steal_pointer (&papers);
      paper = g_new0 (Paper, 1);
      paper->id = nh_statement_int64 (select, 0);
      paper->deadline = nh_statement_int64 (select, 1);
      paper->ower = nh_statement_int64 (select, 2);
      paper->what = g_strdup (nh_statement_text (select, 3));
      paper->activity = g_strdup (nh_statement_text (select, 4));
      paper->channel = g_strdup (nh_statement_text (select, 5));
      paper->name = g_strdup (nh_statement_text (select, 6));
      paper->contact = g_strdup (nh_statement_text (select, 7));
      paper->kind = (int) nh_statement_int64 (select, 8);
      paper->due_on = nh_day_from_iso (nh_statement_text (select, 9));
      paper->received_on = nh_day_from_iso (nh_statement_text (select, 10));
      paper->provisional = nh_statement_int64 (select, 11) != 0;
      paper->state = *nh_statement_text (select, 12);
      paper->sort_key = g_strdup (nh_statement_text (select, 13));
      paper->postponed = nh_statement_int64 (select, 14) != 0;
      g_ptr_array_add (papers, paper);
    }
  return NULL;
}

/* The board. */

typedef struct
{
  gint64 key;
  const Paper *first;
  guint n;
  guint n_missing;
  gboolean many_days; /* of a deadline: its papers are due on several days */
  guint position;     /* of the row or column */
  int before;         /* where the row stood before; -1: nowhere */
} Tally;

static Tally *
tally_of (GHashTable *tallies, GPtrArray *order, gint64 key, const Paper *paper)
{
  Tally *tally = g_hash_table_lookup (tallies, &key);

  if (!tally)
    {
      tally = g_new0 (Tally, 1);
      tally->key = key;
      tally->first = paper;
      g_hash_table_insert (tallies, &tally->key, tally);
      g_ptr_array_add (order, tally);
    }
  tally->n++;
  tally->n_missing += paper->state == 'm';
  tally->many_days = tally->many_days || paper->due_on != tally->first->due_on;
  return tally;
}

/* Groups stand together; in each who owes most is first. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Tally *x = *(const Tally *const *) a;
  const Tally *y = *(const Tally *const *) b;

  if (x->first->kind != y->first->kind)
    return x->first->kind - y->first->kind;
  if (x->before >= 0 && y->before >= 0)
    return x->before - y->before;
  if (x->before >= 0 || y->before >= 0)
    return x->before >= 0 ? -1 : 1;
  return (x->n_missing < y->n_missing) - (x->n_missing > y->n_missing);
}

/* "missing 2 of 10", in the head of a row or column; what is printed is Vietnamese. */
static char *
tally_words (const Tally *tally, gboolean on_paper)
{
  if (!tally->n_missing)
    return NULL;
  return g_strdup_printf (on_paper ? "thiếu %u/%u" : _ ("missing %u of %u"), tally->n_missing, tally->n);
}

/* Columns of the screen are narrow: the day only where nothing is missing; on paper both. */
static char *
column_words (const Tally *tally, gboolean on_paper)
{
  g_autofree char *missing = tally_words (tally, on_paper);
  g_autofree char *due = tally->many_days ? NULL : nh_due_words (tally->first->due_on, tally->first->provisional);
  g_autofree char *day = tally->many_days || !tally->first->due_on ? NULL : nh_day_format_short (tally->first->due_on);

  if (on_paper)
    return due && missing ? g_strdup_printf ("%s; %s", due, missing) : g_strdup (due ? due : missing);
  return g_strdup (missing ? missing : day);
}

static const char *
style_of (char state)
{
  return state == 'm' ? "bad" : state == 'l' ? "late" : state == 'r' ? "good" : "open";
}

static char *
describe (const Paper *paper)
{
  g_autofree char *due = nh_due_describe (paper->due_on, paper->provisional);
  g_autofree char *received = paper->received_on ? nh_day_format_short (paper->received_on) : NULL;
  g_autofree char *state = NULL;
  const char *name = paper->name ? paper->name : _ ("nobody is named");

  if (paper->state == 'l')
    state = g_strdup_printf (ngettext ("received on %s, %u day late", "received on %s, %u days late",
                                       paper->received_on - paper->due_on),
                             received, paper->received_on - paper->due_on);
  else if (paper->state == 'r')
    state = g_strdup_printf (_ ("received on %s"), received);
  else if (paper->state == 'm')
    state = g_strdup_printf (ngettext ("missing for %u day", "missing for %u days", nh_today () - paper->due_on),
                             nh_today () - paper->due_on);
  else
    state = g_strdup (_ ("not yet due"));
  return g_strdup_printf ("%s\n%s%s%s%s\n%s%s%s", name, paper->what, paper->activity ? " (" : "",
                          paper->activity ? paper->activity : "", paper->activity ? ")" : "", due ? due : "",
                          due ? ": " : "", state);
}

static char *
short_day (guint32 day)
{
  int y;
  int m;
  int d;

  nh_day_to_ymd (day, &y, &m, &d);
  return g_strdup_printf ("%d/%d", d, m);
}

static void
add_paper (NhMatrix *matrix, const Paper *paper, const Tally *row, const Tally *column, gboolean on_paper)
{
  const char *style = style_of (paper->state);
  g_autofree char *day = column->many_days && paper->due_on ? short_day (paper->due_on) : NULL;
  g_autofree char *both = day ? g_strdup_printf ("%s %s", nh_matrix_style_symbol (style), day) : NULL;
  g_autofree char *description = describe (paper);

  /* A state that has words is printed by them alone. */
  nh_matrix_add_item (matrix, row->position, column->position, paper->id, on_paper ? both : day, style, description);
}

static NhMatrix *
make_board (NhWorkbook *workbook, gint64 year, gint64 plan, NhMatrix *before, gboolean on_paper, GError **error)
{
  g_autoptr (GPtrArray) papers = read_papers (workbook, year, plan, error);
  g_autoptr (GHashTable) by_ower = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr (GHashTable) by_deadline = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  NhMatrix *matrix;

  if (!papers)
    return NULL;
  for (guint i = 0; i < papers->len; i++)
    {
      const Paper *paper = papers->pdata[i];

      tally_of (by_ower, rows, paper->ower, paper);
      tally_of (by_deadline, columns, paper->deadline, paper);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Tally *tally = rows->pdata[i];

      tally->before = before ? nh_matrix_find_row (before, tally->key) : -1;
    }
  g_ptr_array_sort (rows, compare_rows);
  matrix = nh_matrix_new (on_paper ? "Đơn vị\n(✓ đã nộp; ! nộp muộn; ✗ chưa nộp; ○ chưa đến hạn)" : "Đơn vị");
  for (guint i = 0; i < columns->len; i++)
    {
      Tally *tally = columns->pdata[i];
      g_autofree char *detail = column_words (tally, on_paper);

      tally->position = nh_matrix_add_column (matrix, tally->key, tally->first->what, detail);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Tally *tally = rows->pdata[i];
      g_autofree char *detail = tally_words (tally, on_paper);

      tally->position = nh_matrix_add_row (matrix, tally->key, tally->first->name ? tally->first->name : "–", detail,
                                           groups[tally->first->kind]);
    }
  for (guint i = 0; i < papers->len; i++)
    {
      const Paper *paper = papers->pdata[i];

      add_paper (matrix, paper, g_hash_table_lookup (by_ower, &paper->ower),
                 g_hash_table_lookup (by_deadline, &paper->deadline), on_paper);
    }
  return matrix;
}

/**
 * nh_dues_board_new:
 * @workbook: a workbook
 * @year: key of a school year; 0: all
 * @plan: key of a plan; 0: all
 * @before: (nullable): a board whose rows keep their order
 * @error: of domain NH_STORE_ERROR
 *
 * What is in words only and owed by nobody by name can't be watched and is left out.
 *
 * Returns: (transfer full): owers × deadlines; who lacks most comes first in each group.
 */
NhMatrix *
nh_dues_board_new (NhWorkbook *workbook, gint64 year, gint64 plan, NhMatrix *before, GError **error)
{
  return make_board (workbook, year, plan, before, FALSE, error);
}

/**
 * nh_view_due_board:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): the board of the plan as it is printed.
 */
NhTable *
nh_view_due_board (const NhViewContext *context, GError **error)
{
  g_autoptr (NhMatrix) matrix = make_board (context->workbook, 0, context->plan, NULL, TRUE, error);

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}

/* Reminders. */

static gboolean
is_wanted (const Paper *paper, guint32 now, guint soon)
{
  return paper->state == 'm'
         || (paper->state == 'o' && !paper->postponed && paper->due_on && paper->due_on <= now + soon);
}

/* Owers by kind and name, each with the longest overdue paper first. */
static int
compare_reminders (gconstpointer a, gconstpointer b)
{
  const Paper *x = *(const Paper *const *) a;
  const Paper *y = *(const Paper *const *) b;
  int order = x->kind - y->kind;

  order = order ? order : g_strcmp0 (x->sort_key, y->sort_key);
  if (order || x->ower != y->ower)
    return order ? order : (x->ower > y->ower) - (x->ower < y->ower);
  return (x->due_on > y->due_on) - (x->due_on < y->due_on);
}

static void
add_ower (NhTable *table, const Paper *paper)
{
  const char *name = paper->name ? paper->name : groups[3];
  g_autofree char *words = paper->contact && *paper->contact
                               ? g_strdup_printf ("%s (liên hệ: %s)", name, paper->contact) : g_strdup (name);

  nh_view_add_group (table, words);
}

/* How long the paper is late, or how long there is until it is due. Of a provisional day that is over nobody knows
 * whether it is late. */
static void
add_delay (NhTable *table, const Paper *paper, guint32 now)
{
  guint late = now > paper->due_on ? now - paper->due_on : 0;
  g_autofree char *words = NULL;

  if (paper->state == 'm')
    {
      words = g_strdup_printf ("%u", late);
      nh_table_add_number_cell (table, late, words);
      return;
    }
  if (late)
    words = g_strdup_printf ("quá hạn tạm tính %u ngày", late);
  else if (paper->due_on == now)
    words = g_strdup ("hôm nay");
  else
    words = g_strdup_printf ("còn %u ngày", paper->due_on - now);
  nh_table_add_cell (table, words);
}

static void
add_reminder (NhTable *table, const Paper *paper, guint number, guint32 now)
{
  g_autofree char *due = nh_due_words (paper->due_on, paper->provisional);

  nh_table_add_row (table, FALSE);
  nh_view_add_number (table, number);
  nh_table_add_cell (table, paper->what);
  nh_table_add_cell (table, paper->activity ? paper->activity : "");
  if (paper->provisional)
    nh_table_add_cell (table, due ? due : "");
  else
    nh_table_add_day_cell (table, paper->due_on);
  add_delay (table, paper, now);
  nh_table_add_cell (table, paper->channel ? paper->channel : "");
}

/* @soon: days ahead; *n: how many papers. */
static NhTable *
reminder_table (GPtrArray *papers, guint soon, guint *n)
{
  static const char *const headings[]
      = { "TT", "Báo cáo, hồ sơ còn thiếu", "Cho hoạt động", "Hạn nộp", "Số ngày chậm", "Nơi nhận, hình thức" };
  static const NhTableColumn columns[] = {
    { NH_ALIGN_CENTRE, 5, 5 },    { NH_ALIGN_LEFT, 20, 50 },  { NH_ALIGN_LEFT, 14, 40 },
    { NH_ALIGN_CENTRE, 11, 20 },  { NH_ALIGN_CENTRE, 9, 14 }, { NH_ALIGN_LEFT, 12, 30 },
  };
  NhTable *table = nh_view_table (headings, columns, G_N_ELEMENTS (columns));
  const Paper *last = NULL;
  guint32 now = nh_today ();

  *n = 0;
  g_ptr_array_sort (papers, compare_reminders);
  for (guint i = 0; i < papers->len; i++)
    {
      const Paper *paper = papers->pdata[i];

      if (!is_wanted (paper, now, soon))
        continue;
      if (!last || last->ower != paper->ower)
        add_ower (table, paper);
      last = paper;
      add_reminder (table, paper, ++*n, now);
    }
  return table;
}

/**
 * nh_view_due_missing:
 * @context: which plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): what is missing today, by who owes it.
 */
NhTable *
nh_view_due_missing (const NhViewContext *context, GError **error)
{
  g_autoptr (GPtrArray) papers = read_papers (context->workbook, 0, context->plan, error);
  guint n;

  return papers ? reminder_table (papers, 0, &n) : NULL;
}

/**
 * nh_dues_reminders:
 * @workbook: a workbook
 * @year: key of a school year; 0: all
 * @plan: key of a plan; 0: all
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): who has to be reminded of what, with phone or e-mail; %NULL without
 *   @error set when nobody has.
 */
NhAppendixPage *
nh_dues_reminders (NhWorkbook *workbook, gint64 year, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) papers = read_papers (workbook, year, plan, error);
  g_autoptr (NhTable) table = NULL;
  g_autofree char *date = nh_day_format_long (nh_today ());
  g_autofree char *iso = nh_day_to_iso (nh_today ());
  NhAppendixPage *page;
  guint n = 0;

  table = papers ? reminder_table (papers, NH_DUES_SOON, &n) : NULL;
  if (!n)
    return NULL;
  page = g_new0 (NhAppendixPage, 1);
  page->heading = g_strdup ("Danh sách");
  page->title = g_strdup ("NHẮC NỘP BÁO CÁO, HỒ SƠ");
  page->attached = g_strdup_printf ("(Tính đến %s; gồm %u báo cáo chưa nộp hoặc đến hạn trong %d ngày tới)", date, n,
                                    NH_DUES_SOON);
  page->landscape = TRUE;
  page->table = g_steal_pointer (&table);
  page->file_name = g_strdup_printf ("Nhắc nộp báo cáo %s", iso);
  page->author = nh_workbook_get_setting (workbook, "office_name");
  return page;
}
