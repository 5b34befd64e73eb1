/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-fixture.h"

#include "document/nh-plan-issue.h"

/* One activity: its kind, words, time, cluster, units, subject, state. */
typedef struct
{
  const char *kind, *content, *period, *team, *hosts, *inspected, *subject, *grade, *status;
} Row;

static const Row rows[] = {
  { "meeting", "Họp triển khai nhiệm vụ năm học", "25/8/2023", NULL, NULL, NULL, NULL, NULL, "done" },
  { "meeting", "Họp cụm trưởng, thư ký các cụm", "12/9/2023", NULL, NULL, NULL, NULL, NULL, "done" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 10/2023", "Cụm Một", "Trường TH Hoa Mai", NULL, "Toán", "4", "done" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 11/2023", "Cụm Hai", "Trường TH Sao Khuê", NULL, "Tiếng Việt", "1", "planned" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 12/2023", "Cụm Một", "Trường TH Lê Lai", NULL, "Khoa học", "5", "planned" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 11/2023", "Cụm Một", "Trường TH Bình An", NULL, "Hoạt động trải nghiệm", "3", "postponed" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 1/2024", "Cụm Hai", "Trường TH Tân Lập", NULL, "Tiếng Anh", "4", "planned" },
  { "lesson_study", "Sinh hoạt chuyên môn", "Tháng 3/2024", "Cụm Hai", "Trường TH Sao Khuê", NULL, "Lịch sử và Địa lí", "5", "planned" },
  { "inspection", "Kiểm tra chuyên môn", "Tháng 10/2023", "Cụm Một", NULL, "Trường TH Lê Lai", NULL, NULL, "done" },
  { "inspection", "Kiểm tra chuyên môn", "Tháng 11/2023", "Cụm Một", NULL, "Trường TH Bình An", NULL, NULL, "planned" },
  { "inspection", "Kiểm tra chuyên môn", "14/12/2023", "Cụm Hai", NULL, "Trường TH Tân Lập", NULL, NULL, "planned" },
  { "inspection", "Kiểm tra chuyên môn", "Tuần 2 tháng 3/2024", "Cụm Hai", NULL, "Trường TH Sao Khuê", NULL, NULL, "planned" },
  { "inspection", "Kiểm tra chuyên môn", "Tháng 4/2024", "Cụm Một", NULL, "Trường TH Hoa Mai", NULL, NULL, "cancelled" },
  { "theme", "Dạy học trực tiếp kết hợp trực tuyến ở lớp ghép", "Tháng 9/2023 đến tháng 12/2023", "Cụm Một", NULL, NULL, NULL, NULL, "planned" },
  { "theme", "Giáo dục STEM", "Học kỳ II", "Cụm Hai", NULL, NULL, NULL, NULL, "planned" },
  { "theme", "Trường học hạnh phúc", "Cả năm học", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "training", "Tập huấn sách giáo khoa lớp 5", "Từ ngày 18/3/2024 đến ngày 22/3/2024", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "contest", "Hội thi giáo viên dạy giỏi", "Từ ngày 6/11/2023 đến ngày 10/11/2023", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "review", "Sơ kết học kỳ I", "18/1/2024", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "review", "Tổng kết năm học", "28/5/2024", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "report", "Báo cáo tổng kết hoạt động cụm", "Tháng 5/2024", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "other", "Tham quan, học tập kinh nghiệm", "Hè", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "inspection", "Kiểm tra đột xuất", "Theo kế hoạch", NULL, NULL, NULL, NULL, NULL, "planned" },
  { "training", "Tập huấn giáo viên cốt cán", "Khi có yêu cầu", NULL, NULL, NULL, NULL, NULL, "planned" },
};

static const char *const deadlines[][2] = {
  { "Lịch sinh hoạt chuyên môn của huyện", "15/9/2023" },
  { "Kế hoạch hoạt động của cụm", "5/10/2023" },
  { "Báo cáo sơ kết học kỳ I", "10/1/2024" },
  { "Báo cáo bồi dưỡng thường xuyên cá nhân", "31/5/2024" },
  { "Báo cáo tổng kết", "Tháng 6/2024" },
};

static void
add_teams (TimelineYear *year)
{
  static const char *const units[][2]
      = { { "Trường TH Hoa Mai", "Cụm Một" },  { "Trường TH Lê Lai", "Cụm Một" },   { "Trường TH Bình An", "Cụm Một" },
          { "Trường TH Sao Khuê", "Cụm Hai" }, { "Trường TH Tân Lập", "Cụm Hai" } };

  year->team_one = fixture_create (year->workbook, "team", "kind", "cluster", "name", "Cụm Một", NULL);
  year->team_two = fixture_create (year->workbook, "team", "kind", "cluster", "name", "Cụm Hai", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const char *name = units[i][0] + strlen ("Trường TH ");

      fixture_create (year->workbook, "unit", "kind", "primary", "name", units[i][0], "short_name", name, NULL);
      fixture_create (year->workbook, "team_unit", "team", units[i][1], "unit", units[i][0], NULL);
    }
}

static gint64
add_row (TimelineYear *year, const char *plan, const Row *row)
{
  return fixture_create (year->workbook, "activity", "plan", plan, "kind", row->kind, "content", row->content,
                         "period", row->period, "team", row->team ? row->team : "", "hosts",
                         row->hosts ? row->hosts : "", "inspected", row->inspected ? row->inspected : "", "subject",
                         row->subject ? row->subject : "", "grade", row->grade ? row->grade : "", "status",
                         row->status, NULL);
}

void
timeline_year_set_up (TimelineYear *year, Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plan = NULL;
  gint64 moved[2] = { 0 };
  gint64 school_year;

  year->workbook = fixture->workbook;
  school_year = fixture_create (year->workbook, "school_year", "name", "2023-2024", "starts_on", "5/9/2023",
                                "term1_ends", "14/1/2024", "term2_starts", "15/1/2024", "term2_ends", "25/5/2024",
                                "ends_on", "31/8/2024", NULL);
  add_teams (year);
  year->plan = fixture_create (year->workbook, "plan", "number", "12", "symbol", "KH-PGDĐT", "title",
                               "Kế hoạch hoạt động chuyên môn", "kind", "other", "school_year", "2023-2024", NULL);
  plan = g_strdup_printf ("#%" G_GINT64_FORMAT, year->plan);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 id = add_row (year, plan, &rows[i]);

      if (i == 10 || i == 4)
        moved[i == 4] = id;
    }
  for (guint i = 0; i < G_N_ELEMENTS (deadlines); i++)
    fixture_create (year->workbook, "deadline", "plan", plan, "rule", "on", "what", deadlines[i][0], "due",
                    deadlines[i][1], NULL);
  nh_plan_issue (year->workbook, year->plan, "12", nh_day_from_ymd (2023, 8, 20), NULL, &error);
  g_assert_no_error (error);
  fixture_set (year->workbook, "activity", moved[0], "period", "11/1/2024");
  fixture_set (year->workbook, "activity", moved[1], "period", "Tháng 2/2024");
  year->agenda = nh_agenda_new (year->workbook, school_year, &error);
  g_assert_no_error (error);
  year->conflicts = nh_conflicts_new (year->agenda);
}

void
timeline_year_clear (TimelineYear *year)
{
  g_clear_object (&year->conflicts);
  g_clear_object (&year->agenda);
}
