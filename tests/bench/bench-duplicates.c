/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Duplicates over 5,000 units and over 10,000: what matters is that twice as many units take about
 * twice as long, and that a user who opens the page waits for nothing.
 */
#include <glib/gstdio.h>

#include "core/nh-id.h"
#include "model/nh-duplicates.h"
#include "nh-bench.h"

#define UNITS 5000
#define ROUNDS 9
#define TARGET_MS 100
#define MOST_GROWTH 2.6

static const char *const first[] = { "Long", "Minh", "Định", "Thanh", "Bình", "Tân", "An", "Phú",
                                     "Hòa", "Đức", "Mỹ", "Sơn", "Vĩnh", "Xuân", "Quang", "Kim" };
static const char *const second[] = { "Hòa", "Thắng", "Hiệp", "Tuyền", "Lập", "Thạnh", "Sơn", "Lộc",
                                      "Phước", "Thành", "Trung", "Lợi", "Mỹ", "Đông", "Khánh", "Giang" };
static const char *const third[] = { "", "", "", " Tây", " Bắc", " Thượng", " Hạ", " Ngọc", " Hưng", " Cường",
                                     " Thịnh", " Nhơn", " Châu", " Hải", " Phong", " Quý" };
static const struct
{
  const char *kind;
  const char *words[4]; /* as offices write them */
} kinds[] = {
  { "primary", { "Trường Tiểu học", "TH", "Trường TH", "Tiểu học" } },
  { "lower_secondary", { "Trường THCS", "THCS", "Trường Trung học cơ sở", "THCS" } },
  { "kindergarten", { "Trường Mầm non", "MN", "Mầm non", "Trường MN" } },
  { "primary_secondary", { "Trường TH&THCS", "TH-THCS", "TH và THCS", "TH & THCS" } },
};

#define PICK(list, rand) (list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]

static void
step (NhStatement *statement)
{
  g_autoptr (GError) error = NULL;
  gboolean row;

  if (!nh_statement_step (statement, &row, &error))
    g_error ("%s", error->message);
  nh_statement_reset (statement);
}

static gint64
add_unit (NhStatement *insert, gint64 parent, const char *kind, const char *name, GRand *rand)
{
  gint64 id = nh_id_new ();
  g_autofree char *phone = g_rand_int_range (rand, 0, 4) ? NULL
                           : g_strdup_printf ("02%08d", g_rand_int_range (rand, 0, 100000000));

  nh_statement_bind_int64 (insert, 1, id);
  nh_statement_bind_text (insert, 2, kind);
  nh_statement_bind_text (insert, 3, name);
  if (parent)
    nh_statement_bind_int64 (insert, 4, parent);
  else
    nh_statement_bind_null (insert, 4);
  if (phone)
    nh_statement_bind_text (insert, 5, phone);
  else
    nh_statement_bind_null (insert, 5);
  step (insert);
  return id;
}

/* Districts of about thirty schools; one school in twenty stands there twice, spelt otherwise. */
static NhWorkbook *
make_workbook (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2023);
  NhWorkbook *workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);
  NhStore *store = workbook ? nh_workbook_get_store (workbook) : NULL;
  g_autoptr (NhStatement) insert = NULL;
  gint64 parent = 0;

  if (!workbook || !nh_store_begin (store, "bench", &error))
    g_error ("%s", error->message);
  insert = nh_store_prepare (store, "INSERT INTO unit (id, kind, name, parent, phone) VALUES (?,?,?,?,?)", &error);
  for (guint i = 0; i < n;)
    {
      guint kind = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds));
      g_autofree char *place = g_strdup_printf ("%s %s%s", PICK (first, rand), PICK (second, rand),
                                                PICK (third, rand));
      guint copies = g_rand_int_range (rand, 0, 20) ? 1 : 2;

      if (i % 30 == 0)
        {
          g_autofree char *office = g_strdup_printf ("Phòng GDĐT huyện %s %u", place, i / 30 + 1);

          parent = add_unit (insert, 0, "district_office", office, rand);
          i++;
        }
      for (guint copy = 0; copy < copies && i < n; copy++, i++)
        {
          g_autofree char *name = g_strdup_printf ("%s %s", PICK (kinds[kind].words, rand), place);

          add_unit (insert, parent, kinds[kind].kind, name, rand);
        }
    }
  g_clear_pointer (&insert, nh_statement_done);
  if (!nh_store_commit (store, &error))
    g_error ("%s", error->message);
  return workbook;
}

static double
measure (NhWorkbook *workbook, guint *n_found)
{
  g_autoptr (GError) error = NULL;
  NhReader *reader = nh_store_open_reader (nh_workbook_get_store (workbook), &error);
  gint64 start = g_get_monotonic_time ();
  GPtrArray *found = reader ? nh_duplicates_units (reader, NULL, &error) : NULL;
  double ms = (double) (g_get_monotonic_time () - start) / 1000;

  if (!found)
    g_error ("%s", error->message);
  *n_found = found->len;
  g_ptr_array_unref (found);
  nh_reader_free (reader);
  return ms;
}

static void
remove_folder (const char *path)
{
  GDir *folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  if (folder)
    g_dir_close (folder);
  g_rmdir (path);
}

int
main (int argc, char **argv)
{
  guint units = (guint) nh_bench_argument (argc, argv, "--units", UNITS);
  g_autofree char *folder = g_dir_make_tmp ("nh-bench-XXXXXX", NULL);
  g_autofree char *small_path = g_build_filename (folder, "small.namhoc", NULL);
  g_autofree char *large_path = g_build_filename (folder, "large.namhoc", NULL);
  NhWorkbook *small = make_workbook (small_path, units);
  NhWorkbook *large = make_workbook (large_path, 2 * units);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) twice = g_array_new (FALSE, FALSE, sizeof (double));
  NhBenchCase all = { "duplicates among units", units, NULL, TARGET_MS };
  NhBenchCase growth = { "duplicates: growth", 2 * units, "half as many units", MOST_GROWTH };
  guint found;

  measure (small, &found); /* the file is read once */
  measure (large, &found);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double one = measure (small, &found);
      double two = measure (large, &found);

      g_array_append_val (times, one);
      g_array_append_val (twice, two);
    }
  nh_bench_report_spread (&all, times, NULL, "ms", NH_BENCH_MEDIAN);
  nh_bench_report_spread (&growth, twice, times, "ms", NH_BENCH_MEDIAN);
  g_printerr ("%u findings among %u units\n", found, 2 * units);
  nh_workbook_close (small);
  nh_workbook_close (large);
  g_object_unref (small);
  g_object_unref (large);
  remove_folder (folder);
  return 0;
}
