/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "nh-bench-year.h"

#include "core/nh-holidays.h"
#include "core/nh-id.h"
#include "core/nh-text.h"

#define N_PLANS 12

/* For so many activities: a larger office has more schools and people, not busier ones. */
#define PER_OFFICE 1333
#define PER_UNIT 28
#define PER_CLUSTER 333
#define PER_DELEGATION 500
#define PER_PERSON 7

static const char *const first[] = { "Long", "Minh", "Định", "Thanh", "Bình", "Tân", "An", "Phú", "Hòa", "Đức" };
static const char *const second[] = { "Hòa", "Thắng", "Hiệp", "Tuyền", "Lập", "Thạnh", "Sơn", "Lộc", "Phước", "Thành" };
static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ" };
static const char *const given[] = { "An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hạnh", "Khánh", "Lan", "Mai" };
static const char *const subjects[] = { "Toán", "Ngữ văn", "Tiếng Anh", "Tin học", "Âm nhạc", "Khoa học tự nhiên" };
static const char *const levels[] = { "MN", "TH", "THCS", "THPT" };

#define PICK(list, rand) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

typedef struct
{
  NhStore *store;
  GRand *rand;
  gint64 school_year;
  gint64 plans[N_PLANS];
  guint n_offices, n_units, n_clusters, n_delegations, n_people;
  gint64 *units; /* offices first */
  gint64 *clusters;
  gint64 *delegations;
  gint64 *people;
} Year;

/* Runs an insert; @format has a letter for each value: i gint64 (0: NULL), s text. Returns: the new key, the first value. */
static gint64
insert (Year *y, const char *sql, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) statement = nh_store_prepare (y->store, sql, &error);
  gint64 id = nh_id_new ();
  gboolean row;
  va_list args;

  if (!statement)
    g_error ("%s", error->message);
  nh_statement_bind_int64 (statement, 1, id);
  va_start (args, format);
  for (int i = 0; format[i]; i++)
    if (format[i] == 's')
      {
        const char *text = va_arg (args, const char *);

        if (text)
          nh_statement_bind_text (statement, i + 2, text);
        else
          nh_statement_bind_null (statement, i + 2);
      }
    else
      {
        gint64 number = va_arg (args, gint64);

        if (number)
          nh_statement_bind_int64 (statement, i + 2, number);
        else
          nh_statement_bind_null (statement, i + 2);
      }
  va_end (args);
  if (!nh_statement_step (statement, &row, &error))
    g_error ("%s", error->message);
  return id;
}

static int
pick (Year *y, guint n)
{
  return g_rand_int_range (y->rand, 0, (int) n);
}

static void
make_units (Year *y)
{
  for (guint i = 0; i < y->n_units; i++)
    {
      gboolean office = i < y->n_offices;
      g_autofree char *where = g_strdup_printf ("%s %s %u", PICK (first, y->rand), PICK (second, y->rand), i);
      g_autofree char *name = g_strdup_printf ("%s %s", office ? "Phòng GDĐT huyện" : "Trường Tiểu học", where);
      g_autofree char *short_name = g_strdup_printf ("%s %s", office ? "Phòng GDĐT" : "TH", where);
      g_autofree char *key = nh_text_sort_key (name);

      y->units[i] = insert (y, "INSERT INTO unit (id, kind, name, short_name, parent, sort_key) VALUES (?,?,?,?,?,?)", "sssis",
                            office ? "district_office" : "primary", name, short_name,
                            office ? (gint64) 0 : y->units[i % y->n_offices], key);
    }
}

static void
make_people (Year *y)
{
  for (guint i = 0; i < y->n_people; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s %s", PICK (family, y->rand), PICK (second, y->rand), PICK (given, y->rand));
      g_autofree char *key = nh_text_name_sort_key (name);

      y->people[i] = insert (y, "INSERT INTO person (id, name, unit, sort_key) VALUES (?,?,?,?)", "sis", name,
                             y->units[i % y->n_units], key);
    }
}

static void
make_teams (Year *y)
{
  for (guint i = 0; i < y->n_clusters; i++)
    {
      g_autofree char *name = g_strdup_printf ("Cụm %u", i + 1);

      y->clusters[i] = insert (y, "INSERT INTO team (id, kind, name) VALUES (?,'cluster',?)", "s", name);
    }
  for (guint i = 0; i < y->n_units; i++)
    insert (y, "INSERT INTO team_unit (id, team, unit) VALUES (?,?,?)", "ii", y->clusters[i % y->n_clusters], y->units[i]);
  for (guint i = 0; i < y->n_delegations; i++)
    {
      g_autofree char *name = g_strdup_printf ("Đoàn kiểm tra %u", i + 1);

      y->delegations[i] = insert (y, "INSERT INTO team (id, kind, name) VALUES (?,'delegation',?)", "s", name);
      for (guint j = 0; j < 4; j++)
        insert (y, "INSERT INTO membership (id, team, person, role) VALUES (?,?,?,?)", "iis", y->delegations[i],
                y->people[(i * 4 + j) % y->n_people], j ? "member" : "head");
    }
}

static void
make_plans (Year *y)
{
  y->school_year = insert (y, "INSERT INTO school_year (id, name) VALUES (?,'2023-2024')", "");
  for (guint i = 0; i < N_PLANS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 40 + i);

      y->plans[i] = insert (y, "INSERT INTO plan (id, school_year, title, kind, status, number, symbol, issued_text, issued_start, "
                               "issued_end, issued_exactness) VALUES (?,?,'Kế hoạch','other','issued',?,'KH-SGDĐT','01/9/2023',"
                               "'2023-09-01','2023-09-01','day')", "is", y->school_year, number);
      if (i % 3 == 0)
        insert (y, "INSERT INTO deadline (id, plan, what, audience, rule, activity_kind, offset_days) VALUES "
                   "(?,?,'Hồ sơ kiểm tra','Đơn vị được kiểm tra','relative','inspection',3)", "i", y->plans[i]);
      for (guint j = 0; j < 10; j++)
        insert (y, "INSERT INTO deadline (id, plan, what, rule, due_text, due_start, due_end, due_exactness, owes) VALUES "
                   "(?,?,'Báo cáo tháng','on','25/10/2023','2023-10-25','2023-10-25','day',?)", "is", y->plans[i],
                j ? NULL : "schools");
    }
}

/* Most have a day, as the year goes on; many a month, some weeks, spans, words. */
static void
random_period (Year *y, NhPeriod *period)
{
  guint32 start = nh_day_from_ymd (2023, 9, 5), day;
  int form = pick (y, 100);
  g_autofree char *text = NULL;
  NhSchoolYear year;
  int yy, m, d;

  do
    day = start + (guint32) pick (y, 265);
  while (nh_day_is_free (day) || day % 7 == 0);
  nh_day_to_ymd (day, &yy, &m, &d);
  if (form < 55)
    text = form < 8 ? g_strdup_printf ("%dh00 ngày %d/%d/%d", 7 + form, d, m, yy) : g_strdup_printf ("%d/%d/%d", d, m, yy);
  else if (form < 60)
    text = g_strdup_printf ("%d-%d/%d/%d", MIN (d, 25), MIN (d, 25) + 1, m, yy);
  else if (form < 70)
    text = g_strdup_printf ("Tuần %d tháng %d/%d", 1 + pick (y, 4), m, yy);
  else if (form < 92)
    text = g_strdup_printf ("Tháng %d/%d", m, yy);
  else
    text = g_strdup (form < 95 ? "Tháng 9/2023 đến tháng 01/2024" : form < 97 ? "Cả năm học" : "khi có yêu cầu");
  nh_school_year_init (&year, 2023);
  nh_period_parse (text, &year, period, NULL);
}

static gint64
any_unit (Year *y)
{
  return y->units[pick (y, y->n_units)];
}

static void
add_unit (Year *y, gint64 activity, const char *role, gint64 unit, int position)
{
  insert (y, "INSERT INTO activity_unit (id, activity, unit, role, position) VALUES (?,?,?,?,?)", "iisi", activity, unit, role,
          (gint64) position);
}

static void
add_people (Year *y, gint64 activity, int n)
{
  for (int i = 0; i < n; i++)
    insert (y, "INSERT INTO activity_person (id, activity, person, role, position) VALUES (?,?,?,?,?)", "iisi", activity,
            y->people[pick (y, y->n_people)], i ? "member" : "lead", (gint64) i + 1);
}

static void
make_activity (Year *y, guint i)
{
  static const char *const kinds[] = { "inspection", "inspection", "lesson_study", "lesson_study", "lesson_study",
                                       "meeting", "meeting", "theme", "training", "report" };
  const char *kind = kinds[i % G_N_ELEMENTS (kinds)];
  gboolean inspection = g_str_equal (kind, "inspection"), lesson = g_str_equal (kind, "lesson_study");
  g_autofree char *content = inspection ? NULL : g_strdup_printf ("Nội dung hoạt động chuyên môn số %u", i + 1);
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *start = NULL, *end = NULL;
  gint64 id;

  random_period (y, &period);
  start = nh_day_to_iso (period.start);
  end = nh_day_to_iso (period.end);
  id = insert (y, "INSERT INTO activity (id, plan, kind, content, period_text, period_start, period_end, period_exactness, team, "
                  "delegation, subject, level, position) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", "issssssiissi",
               y->plans[pick (y, N_PLANS)], kind, content, period.text, start, end, nh_exactness_to_string (period.exactness),
               pick (y, 3) ? y->clusters[pick (y, y->n_clusters)] : (gint64) 0,
               inspection ? y->delegations[pick (y, y->n_delegations)] : (gint64) 0, PICK (subjects, y->rand), PICK (levels, y->rand),
               (gint64) i + 1);
  if (inspection)
    add_unit (y, id, "inspected", any_unit (y), 1);
  else
    add_unit (y, id, g_str_equal (kind, "theme") ? "pilot" : "host", any_unit (y), 1);
  for (int j = 0; lesson && j < 3; j++)
    add_unit (y, id, j ? "online" : "attending", any_unit (y), j + 2);
  add_people (y, id, inspection ? 0 : 2);
}

/* Returns: the school year 2023-2024 */
gint64
nh_bench_year_fill (NhWorkbook *workbook, guint n_activities)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2023);
  g_autofree Year *y = g_new0 (Year, 1);

  y->store = nh_workbook_get_store (workbook);
  y->rand = rand;
  y->n_offices = 1 + n_activities / PER_OFFICE;
  y->n_units = y->n_offices + 1 + n_activities / PER_UNIT;
  y->n_clusters = 1 + n_activities / PER_CLUSTER;
  y->n_delegations = 1 + n_activities / PER_DELEGATION;
  y->n_people = 20 + n_activities / PER_PERSON;
  y->units = g_new (gint64, y->n_units);
  y->clusters = g_new (gint64, y->n_clusters);
  y->delegations = g_new (gint64, y->n_delegations);
  y->people = g_new (gint64, y->n_people);
  if (!nh_workbook_begin (workbook, "Năm học", &error))
    g_error ("%s", error->message);
  make_units (y);
  make_people (y);
  make_teams (y);
  make_plans (y);
  for (guint i = 0; i < n_activities; i++)
    make_activity (y, i);
  if (!nh_workbook_commit (workbook, &error))
    g_error ("%s", error->message);
  nh_store_clear_history (y->store);
  g_free (y->units);
  g_free (y->clusters);
  g_free (y->delegations);
  g_free (y->people);
  return y->school_year;
}

NhWorkbook *
nh_bench_year_new (guint n_activities, gint64 *school_year)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("nh-bench-XXXXXX", &error);
  g_autofree char *path = folder ? g_build_filename (folder, "year.namhoc", NULL) : NULL;
  NhWorkbook *workbook = path ? nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error) : NULL;

  if (!workbook)
    g_error ("%s", error->message);
  *school_year = nh_bench_year_fill (workbook, n_activities);
  return workbook;
}
