/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * make-large FILE N_PEOPLE N_UNITS N_ACTIVITIES: a workbook of any size with invented Vietnamese
 * names, for benchmarks and tests. The rows are the same for the same numbers.
 */
#include <stdlib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"
#include "model/nh-workbook.h"

static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan",
                                      "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý" };
static const char *const middle[] = { "Văn", "Thị", "Đức", "Minh", "Thanh", "Ngọc", "Hữu", "Quốc",
                                      "Thu", "Hồng", "Xuân", "Kim", "Anh", "Bảo", "Gia", "Tuấn" };
static const char *const given[] = { "An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hòa",
                                     "Hạnh", "Hương", "Khánh", "Lan", "Long", "Mai", "Nga", "Oanh",
                                     "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Thúy", "Trang", "Tú",
                                     "Uyên", "Vân", "Việt", "Xuân", "Yến", "Ánh", "Ân", "Đông" };
static const char *const posts[] = { "Giáo viên", "Hiệu trưởng", "Phó Hiệu trưởng",
                                     "Tổ trưởng chuyên môn" };
static const char *const subjects[] = { "Toán", "Ngữ văn", "Tiếng Anh", "Tin học", "Âm nhạc",
                                        "Lịch sử và Địa lí", "Khoa học tự nhiên" };

#define PICK(list, rand) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

static void
must (gboolean ok, GError *error)
{
  if (!ok)
    g_error ("%s", error ? error->message : "failed");
}

static NhStatement *
prepare (NhStore *store, const char *sql)
{
  GError *error = NULL;
  NhStatement *statement = nh_store_prepare (store, sql, &error);

  must (statement != NULL, error);
  return statement;
}

static void
step (NhStatement *statement)
{
  GError *error = NULL;
  gboolean row;

  must (nh_statement_step (statement, &row, &error), error);
  nh_statement_reset (statement);
}

static gint64 *
make_units (NhStore *store, guint n, GRand *rand)
{
  gint64 *ids = g_new (gint64, MAX (n, 1));
  NhStatement *insert = prepare (
      store, "INSERT INTO unit (id, kind, name, short_name, area, sort_key) VALUES (?,?,?,?,?,?)");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Trường Tiểu học %s %s %u", PICK (middle, rand),
                                               PICK (given, rand), i + 1);
      g_autofree char *short_name = g_strdup_printf ("TH %s", name + strlen ("Trường Tiểu học "));
      g_autofree char *key = nh_text_sort_key (name);

      ids[i] = nh_id_new ();
      nh_statement_bind_int64 (insert, 1, ids[i]);
      nh_statement_bind_text (insert, 2, "primary");
      nh_statement_bind_text (insert, 3, name);
      nh_statement_bind_text (insert, 4, short_name);
      nh_statement_bind_text (insert, 5, PICK (given, rand));
      nh_statement_bind_text (insert, 6, key);
      step (insert);
    }
  nh_statement_done (insert);
  return ids;
}

static void
make_people (NhStore *store, guint n, const gint64 *units, guint n_units, GRand *rand)
{
  NhStatement *insert = prepare (store, "INSERT INTO person (id, title, name, post, unit, subjects, "
                                        "phone, email, birth_year, sort_key) "
                                        "VALUES (?,?,?,?,?,?,?,?,?,?)");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %s %s", PICK (family, rand), PICK (middle, rand),
                                               PICK (given, rand));
      g_autofree char *phone = g_strdup_printf ("09%08u", i % 100000000);
      g_autofree char *email = g_strdup_printf ("nguoi%u@example.vn", i);
      g_autofree char *key = nh_text_name_sort_key (name);

      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_text (insert, 2, i % 2 ? "Ông" : "Bà");
      nh_statement_bind_text (insert, 3, name);
      nh_statement_bind_text (insert, 4, PICK (posts, rand));
      if (n_units)
        nh_statement_bind_int64 (insert, 5, units[i % n_units]);
      else
        nh_statement_bind_null (insert, 5);
      nh_statement_bind_text (insert, 6, PICK (subjects, rand));
      nh_statement_bind_text (insert, 7, phone);
      nh_statement_bind_text (insert, 8, email);
      nh_statement_bind_int64 (insert, 9, g_rand_int_range (rand, 1965, 2002));
      nh_statement_bind_text (insert, 10, key);
      step (insert);
    }
  nh_statement_done (insert);
}

static void
make_activities (NhStore *store, guint n, GRand *rand)
{
  NhStatement *insert
      = prepare (store, "INSERT INTO activity (id, kind, content, period_text, period_start, "
                        "period_end, period_exactness, subject, position) VALUES (?,?,?,?,?,?,?,?,?)");

  for (guint i = 0; i < n; i++)
    {
      guint32 day = nh_day_from_ymd (2023, 9, 1) + (guint32) g_rand_int_range (rand, 0, 330);
      g_autofree char *content = g_strdup_printf ("Sinh hoạt chuyên môn lần %u", i + 1);
      g_autofree char *text = nh_day_format_short (day);
      g_autofree char *iso = nh_day_to_iso (day);

      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_text (insert, 2, i % 3 ? "meeting" : "lesson_study");
      nh_statement_bind_text (insert, 3, content);
      nh_statement_bind_text (insert, 4, text);
      nh_statement_bind_text (insert, 5, iso);
      nh_statement_bind_text (insert, 6, iso);
      nh_statement_bind_text (insert, 7, "day");
      nh_statement_bind_text (insert, 8, PICK (subjects, rand));
      nh_statement_bind_int64 (insert, 9, ((gint64) i + 1) * 1000);
      step (insert);
    }
  nh_statement_done (insert);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2023);
  g_autofree gint64 *units = NULL;
  guint n_units;
  NhStore *store;

  if (argc != 5)
    {
      g_printerr ("usage: make-large FILE N_PEOPLE N_UNITS N_ACTIVITIES\n");
      return 2;
    }
  n_units = (guint) atoi (argv[3]);
  store = nh_store_open (argv[1], NH_STORE_OPEN_CREATE | NH_STORE_OPEN_EXCLUSIVE, &error);
  must (store != NULL, error);
  must (nh_store_begin (store, "make-large", &error), error);
  units = make_units (store, n_units, rand);
  make_people (store, (guint) atoi (argv[2]), units, n_units, rand);
  make_activities (store, (guint) atoi (argv[4]), rand);
  must (nh_store_commit (store, &error), error);
  nh_store_close (store);
  g_object_unref (store);
  return 0;
}
