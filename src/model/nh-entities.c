/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entities of a workbook: the one description of each. Labels are msgids of the interface,
 * headings are the official Vietnamese words of exported documents.
 */
#include "model/nh-entity.h"

#include <glib/gi18n-lib.h>

#define END_FIELDS { NULL }
#define END_CHOICES { NULL, NULL, NULL }

#define TEXT(n, f, l, h, w) { .name = n, .kind = NH_FIELD_TEXT, .flags = f, .label = l, .heading = h, .width = w }
#define LONG(n, f, l, h, w) { .name = n, .kind = NH_FIELD_LONG_TEXT, .flags = f, .label = l, .heading = h, .width = w }
#define INTEGER(n, f, l, h, w) { .name = n, .kind = NH_FIELD_INTEGER, .flags = f, .label = l, .heading = h, .width = w }
#define DATE(n, f, l, h) { .name = n, .kind = NH_FIELD_DATE, .flags = f, .label = l, .heading = h, .width = 11 }
#define PERIOD(n, f, l, h, w) { .name = n, .kind = NH_FIELD_PERIOD, .flags = f, .label = l, .heading = h, .width = w }
#define PHONE(n, f, l, h) { .name = n, .kind = NH_FIELD_PHONE, .flags = f, .label = l, .heading = h, .width = 14 }
#define CHOICE(n, f, l, h, w, c) { .name = n, .kind = NH_FIELD_CHOICE, .flags = f, .label = l, .heading = h, .width = w, .choices = c }
#define OPEN_CHOICE(n, f, l, h, w, c, o) { .name = n, .kind = NH_FIELD_CHOICE, .flags = f, .label = l, .heading = h, .width = w, .choices = c, .own = o }
#define REFERENCE(n, f, l, h, w, t) { .name = n, .kind = NH_FIELD_REFERENCE, .flags = f, .label = l, .heading = h, .width = w, .target = t }
#define LINKS(n, f, l, h, w, t, k) { .name = n, .kind = NH_FIELD_LINKS, .flags = f, .label = l, .heading = h, .width = w, .target = t, .link = k }
#define POSITION { .name = "position", .kind = NH_FIELD_INTEGER, .flags = NH_FIELD_HIDDEN, .label = N_("Position"), .heading = "Thứ tự", .width = 6 }

/* Choices. */

static const NhChoice unit_kinds[] = {
  { "province_office", N_("Department of Education"), "Sở GDĐT" },
  { "district_office", N_("District education office"), "Phòng GDĐT" },
  { "commune_office", N_("Commune culture and social office"), "Phòng Văn hóa - Xã hội" },
  { "kindergarten", N_("Kindergarten"), "Mầm non" },
  { "primary", N_("Primary school"), "Tiểu học" },
  { "primary_secondary", N_("Primary and lower secondary school"), "TH-THCS" },
  { "lower_secondary", N_("Lower secondary school"), "THCS" },
  { "upper_secondary", N_("Upper secondary school"), "THPT" },
  { "multi_level", N_("Multi-level school"), "Liên cấp" },
  { "continuing_centre", N_("Vocational and continuing education centre"), "GDNN-GDTX" },
  { "college", N_("College"), "Cao đẳng" },
  { "special", N_("Special school"), "Chuyên biệt" },
  { "other", N_("Other"), "Khác" },
  END_CHOICES
};

static const NhChoice reference_kinds[] = {
  { "law", N_("Law"), "Luật" },
  { "decree", N_("Decree"), "Nghị định" },
  { "circular", N_("Circular"), "Thông tư" },
  { "decision", N_("Decision"), "Quyết định" },
  { "letter", N_("Official letter"), "Công văn" },
  { "plan", N_("Plan"), "Kế hoạch" },
  { "directive", N_("Directive"), "Chỉ thị" },
  { "resolution", N_("Resolution"), "Nghị quyết" },
  { "notice", N_("Notice"), "Thông báo" },
  { "ordinance", N_("Ordinance"), "Pháp lệnh" },
  { "joint_circular", N_("Joint circular"), "Thông tư liên tịch" },
  { "conclusion", N_("Conclusion"), "Kết luận" },
  { "programme", N_("Programme of work"), "Chương trình" },
  { "scheme", N_("Scheme"), "Đề án" },
  { "guidance", N_("Guidance"), "Hướng dẫn" },
  { "report", N_("Report"), "Báo cáo" },
  { "submission", N_("Submission"), "Tờ trình" },
  { "other", N_("Other"), "Văn bản" },
  END_CHOICES
};

static const NhChoice team_kinds[] = {
  { "council", N_("Council"), "Hội đồng" },
  { "network", N_("Network team"), "Tổ mạng lưới" },
  { "team", N_("Professional team"), "Tổ chuyên môn nghiệp vụ" },
  { "cluster", N_("Cluster"), "Cụm" },
  { "subject_group", N_("Subject group"), "Nhóm môn học" },
  { "delegation", N_("Inspection delegation"), "Đoàn kiểm tra" },
  { "other", N_("Other"), "Khác" },
  END_CHOICES
};

static const NhChoice roles[] = {
  { "chair", N_("Chair"), "Chủ tịch" },
  { "vice_chair", N_("Vice chair"), "Phó Chủ tịch" },
  { "secretary", N_("Secretary"), "Thư ký" },
  { "cluster_head", N_("Cluster head"), "Cụm trưởng" },
  { "cluster_deputy", N_("Cluster deputy"), "Cụm phó" },
  { "group_leader", N_("Group leader"), "Nhóm trưởng" },
  { "group_deputy", N_("Group deputy"), "Nhóm phó" },
  { "head", N_("Head of delegation"), "Trưởng đoàn" },
  { "member", N_("Member"), "Thành viên" },
  END_CHOICES
};

static const NhChoice award_states[] = {
  { "nominated", N_("Nominated"), "Đề nghị khen thưởng" },
  END_CHOICES
};

static const NhChoice plan_kinds[] = {
  { "core_council", N_("Core council"), "Hội đồng chuyên môn cốt cán" },
  { "lesson_study_inspection", N_("Lesson study and inspection"), "Sinh hoạt chuyên môn và kiểm tra" },
  { "professional_team", N_("Professional team"), "Tổ chuyên môn nghiệp vụ" },
  { "network", N_("Professional network"), "Tổ mạng lưới chuyên môn" },
  { "training", N_("Regular training"), "Bồi dưỡng thường xuyên" },
  { "other", N_("Other"), "Khác" },
  END_CHOICES
};

static const NhChoice plan_statuses[] = {
  { "draft", N_("Draft"), "Dự thảo" },
  { "submitted", N_("Submitted"), "Trình ký" },
  { "issued", N_("Issued"), "Đã ban hành" },
  { "closed", N_("Closed"), "Đã kết thúc" },
  END_CHOICES
};

static const NhChoice block_kinds[] = {
  { "heading", N_("Heading"), "Đề mục" },
  { "paragraph", N_("Paragraph"), "Đoạn văn" },
  { "bullet", N_("Bullet"), "Gạch đầu dòng" },
  { "table", N_("Live table"), "Bảng" },
  { "fixed_table", N_("Fixed table"), "Bảng cố định" },
  { "page_break", N_("Page break"), "Ngắt trang" },
  END_CHOICES
};

static const NhChoice amend_kinds[] = {
  { "amends", N_("Amends"), "Sửa đổi, bổ sung" },
  { "replaces", N_("Replaces"), "Thay thế" },
  END_CHOICES
};

static const NhChoice appendix_views[] = {
  { "lesson_studies", N_("Lesson studies"), "Sinh hoạt chuyên môn" },
  { "inspections", N_("Inspections"), "Kiểm tra" },
  { "inspection_schedule", N_("Schedule of inspections"), "Lịch kiểm tra theo tháng" },
  { "inspection_coverage", N_("Inspections over the years"), "Kiểm tra qua các năm" },
  { "findings", N_("Findings of inspections"), "Kết luận, kiến nghị kiểm tra" },
  { "clusters", N_("Clusters"), "Cụm chuyên môn" },
  { "themes", N_("Themes with pilot units"), "Chuyên đề, mô hình" },
  { "calendar_periods", N_("Calendar by period"), "Lịch theo thời gian" },
  { "calendar_general", N_("General calendar"), "Lịch chung" },
  { "calendar_clusters", N_("Calendars of clusters"), "Lịch các cụm" },
  { "calendar_places", N_("Calendar of time, place, content"), "Lịch thời gian, địa điểm" },
  { "members", N_("Members"), "Thành viên" },
  { "awards", N_("Nominated for awards"), "Đề nghị khen thưởng" },
  { "roster_changes", N_("Changes of members"), "Thay đổi nhân sự" },
  { "programmes", N_("Programmes and modules"), "Chương trình bồi dưỡng" },
  { "deadlines", N_("Report deadlines"), "Hạn báo cáo" },
  { "status_board", N_("Activities by month and state"), "Hoạt động theo tháng, trạng thái" },
  { "lesson_board", N_("Lesson studies by month"), "Phân công sinh hoạt chuyên môn" },
  { "lesson_attendance", N_("Online points and attendance"), "Điểm cầu và tham dự" },
  { "lesson_missing", N_("Subjects without lesson study"), "Môn chưa tổ chức sinh hoạt chuyên môn" },
  { "theme_adoption", N_("Themes taken up by units"), "Tình hình thực hiện chuyên đề" },
  { "theme_coverage", N_("Themes by subject and cluster"), "Chuyên đề theo môn và cụm" },
  { "due_board", N_("Papers by unit"), "Theo dõi nộp báo cáo" },
  { "due_missing", N_("Papers that are missing"), "Báo cáo còn thiếu" },
  { "list", N_("Any list"), "Danh sách tự chọn" },
  END_CHOICES
};

static const NhChoice appendix_layouts[] = {
  { "single", N_("One table"), "Một bảng" },
  { "side_by_side", N_("Blocks side by side"), "Các khối cạnh nhau" },
  { "grouped", N_("In groups"), "Chia nhóm" },
  END_CHOICES
};

static const NhChoice orientations[] = {
  { "portrait", N_("Portrait"), "Dọc" },
  { "landscape", N_("Landscape"), "Ngang" },
  END_CHOICES
};

static const NhChoice activity_kinds[] = {
  { "meeting", N_("Meeting"), "Họp" },
  { "lesson_study", N_("Lesson study"), "Sinh hoạt chuyên môn" },
  { "theme", N_("Theme"), "Chuyên đề" },
  { "inspection", N_("Inspection"), "Kiểm tra" },
  { "training", N_("Training"), "Tập huấn" },
  { "contest", N_("Contest"), "Hội thi" },
  { "review", N_("Review"), "Sơ kết, tổng kết" },
  { "report", N_("Report"), "Báo cáo" },
  { "other", N_("Other"), "Khác" },
  END_CHOICES
};

static const NhChoice levels[] = {
  { "MN", N_("Kindergarten level"), "MN" },
  { "TH", N_("Primary level"), "TH" },
  { "THCS", N_("Lower secondary level"), "THCS" },
  { "THPT", N_("Upper secondary level"), "THPT" },
  { "GDTX", N_("Continuing education"), "GDTX" },
  END_CHOICES
};

static const NhChoice modes[] = {
  { "direct", N_("In person"), "Trực tiếp" },
  { "online", N_("Online"), "Trực tuyến" },
  { "both", N_("In person and online"), "Trực tiếp kết hợp trực tuyến" },
  END_CHOICES
};

static const NhChoice activity_statuses[] = {
  { "planned", N_("Planned"), "Kế hoạch" },
  { "done", N_("Done"), "Đã xong" },
  { "postponed", N_("Postponed"), "Hoãn" },
  { "cancelled", N_("Cancelled"), "Hủy" },
  END_CHOICES
};

static const NhChoice person_roles[] = {
  { "lead", N_("Lead"), "Chủ trì" },
  { "reporter", N_("Speaker"), "Báo cáo viên" },
  { "judge", N_("Judge"), "Giám khảo" },
  { "head", N_("Head of delegation"), "Trưởng đoàn" },
  { "member", N_("Member"), "Thành viên" },
  { "absent", N_("Absent"), "Vắng" },
  END_CHOICES
};

static const NhChoice deadline_rules[] = {
  { "on", N_("On a date"), "Theo ngày" },
  { "yearly", N_("Every year"), "Hằng năm" },
  { "relative", N_("Before each activity"), "Trước mỗi hoạt động" },
  { "after", N_("After each activity"), "Sau mỗi hoạt động" },
  { "words", N_("In words"), "Theo quy định" },
  END_CHOICES
};

/* Who owes the paper of a deadline; empty: as its words say, for papers of an activity its units. */
static const NhChoice owers[] = {
  { "activity_units", N_("The units of the activity"), "Đơn vị của hoạt động" },
  { "listed", N_("The units listed"), "Các đơn vị được nêu tên" },
  { "clusters", N_("Each cluster of the plan"), "Mỗi cụm của kế hoạch" },
  { "cluster_units", N_("Each unit of the plan's clusters"), "Mỗi đơn vị thuộc các cụm" },
  { "offices", N_("Each education office"), "Mỗi phòng" },
  { "schools", N_("Each school"), "Mỗi trường" },
  END_CHOICES
};

static const NhChoice owed_states[] = {
  { "open", N_("Not yet due"), "Chưa đến hạn" },
  { "missing", N_("Missing"), "Chưa nộp" },
  { "late", N_("Late"), "Nộp muộn" },
  { "received", N_("Received"), "Đã nộp" },
  END_CHOICES
};

static const NhChoice fixed_times[] = {
  { "fixed", N_("Fixed"), "Cố định" },
  END_CHOICES
};

static const NhChoice finding_states[] = {
  { "open", N_("To be remedied"), "Cần khắc phục" },
  { "reported", N_("Reported as remedied"), "Đã báo cáo khắc phục" },
  { "closed", N_("Remedied and closed"), "Đã khép lại" },
  { "none", N_("Nothing to remedy"), "Không phải khắc phục" },
  END_CHOICES
};

static const NhChoice adoption_states[] = {
  { "planned", N_("Planned to take up"), "Có kế hoạch" },
  { "trying", N_("Trying out"), "Đang thực hiện" },
  { "adopted", N_("Taken up"), "Đã thực hiện" },
  { "declined", N_("Not taking up"), "Không thực hiện" },
  END_CHOICES
};

/* Links. */

static const NhLink unit_aliases = { "unit_alias", "unit", "alias", NULL, "folded", NULL };
static const NhLink team_units = { "team_unit", "team", "unit", NULL, NULL, "to_on" };
static const NhLink hosts = { "activity_unit", "activity", "unit", "host", NULL, NULL };
static const NhLink inspected = { "activity_unit", "activity", "unit", "inspected", NULL, NULL };
static const NhLink pilots = { "activity_unit", "activity", "unit", "pilot", NULL, NULL };
static const NhLink attending = { "activity_unit", "activity", "unit", "attending", NULL, NULL };
static const NhLink attending_online = { "activity_unit", "activity", "unit", "online", NULL, NULL };
static const NhLink deadline_units = { "deadline_unit", "deadline", "unit", NULL, NULL, NULL };
static const NhLink online_points = { "activity_unit", "activity", "unit", "online_point", NULL, NULL };

/* Entities. */

static const NhField school_year_fields[] = {
  TEXT ("name", NH_FIELD_REQUIRED, N_("School year"), "Năm học", 11),
  DATE ("starts_on", 0, N_("Starts on"), "Bắt đầu"),
  DATE ("term1_ends", 0, N_("Semester I ends"), "Kết thúc học kỳ I"),
  DATE ("term2_starts", 0, N_("Semester II starts"), "Bắt đầu học kỳ II"),
  DATE ("term2_ends", 0, N_("Semester II ends"), "Kết thúc học kỳ II"),
  DATE ("ends_on", 0, N_("Ends on"), "Kết thúc năm học"),
  TEXT ("decision", 0, N_("Decision"), "Quyết định", 24),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField unit_fields[] = {
  TEXT ("name", NH_FIELD_REQUIRED, N_("Name"), "Tên đơn vị", 34),
  TEXT ("short_name", 0, N_("Short name"), "Tên gọi tắt", 18),
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind"), "Loại hình", 16, unit_kinds),
  REFERENCE ("parent", 0, N_("Managed by"), "Trực thuộc", 26, "unit"),
  TEXT ("area", NH_FIELD_SUGGEST, N_("Area"), "Địa bàn", 20),
  TEXT ("levels", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Levels taught"), "Cấp học", 12),
  { .name = "aliases", .kind = NH_FIELD_LIST, .flags = NH_FIELD_EXTRA, .label = N_("Other spellings"),
    .heading = "Tên khác", .width = 24, .link = &unit_aliases },
  PHONE ("phone", NH_FIELD_EXTRA, N_("Phone"), "Điện thoại"),
  TEXT ("email", NH_FIELD_EXTRA, N_("E-mail"), "Thư điện tử", 24),
  DATE ("active_from", NH_FIELD_EXTRA, N_("Active from"), "Hoạt động từ"),
  DATE ("active_to", NH_FIELD_EXTRA, N_("Active to"), "Hoạt động đến"),
  REFERENCE ("successor", NH_FIELD_EXTRA, N_("Successor"), "Đơn vị kế thừa", 26, "unit"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  TEXT ("sort_key", NH_FIELD_HIDDEN | NH_FIELD_COMPUTED, N_("Sort key"), "", 0),
  END_FIELDS
};

static const NhField unit_state_fields[] = {
  REFERENCE ("unit", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Unit"), "Đơn vị", 30, "unit"),
  DATE ("until_on", NH_FIELD_REQUIRED, N_("Until"), "Đến hết ngày"),
  TEXT ("name", 0, N_("Name"), "Tên đơn vị", 34),
  TEXT ("short_name", NH_FIELD_EXTRA, N_("Short name"), "Tên gọi tắt", 18),
  CHOICE ("kind", 0, N_("Kind"), "Loại hình", 16, unit_kinds),
  REFERENCE ("parent", 0, N_("Managed by"), "Trực thuộc", 26, "unit"),
  TEXT ("area", NH_FIELD_EXTRA, N_("Area"), "Địa bàn", 20),
  REFERENCE ("decision", NH_FIELD_EXTRA, N_("Decision"), "Quyết định", 24, "legal_reference"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField unit_distinct_fields[] = {
  REFERENCE ("first", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("First unit"), "Đơn vị thứ nhất", 30, "unit"),
  REFERENCE ("second", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Second unit"), "Đơn vị thứ hai", 30, "unit"),
  END_FIELDS
};

static const NhField person_post_fields[] = {
  REFERENCE ("person", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Full name"), "Họ và tên", 24, "person"),
  DATE ("from_on", 0, N_("From"), "Từ ngày"),
  DATE ("until_on", NH_FIELD_REQUIRED, N_("Until"), "Đến hết ngày"),
  REFERENCE ("unit", 0, N_("Unit"), "Đơn vị công tác", 30, "unit"),
  TEXT ("post", NH_FIELD_SUGGEST, N_("Post"), "Chức vụ", 18),
  REFERENCE ("decision", NH_FIELD_EXTRA, N_("Decision"), "Quyết định", 24, "legal_reference"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField person_fields[] = {
  TEXT ("title", NH_FIELD_SUGGEST, N_("Form of address"), "Danh xưng", 7),
  TEXT ("name", NH_FIELD_REQUIRED, N_("Full name"), "Họ và tên", 24),
  TEXT ("post", NH_FIELD_SUGGEST, N_("Post"), "Chức vụ", 18),
  REFERENCE ("unit", 0, N_("Unit"), "Đơn vị công tác", 30, "unit"),
  TEXT ("subjects", NH_FIELD_SUGGEST, N_("Subjects"), "Môn", 18),
  PHONE ("phone", 0, N_("Phone"), "Điện thoại"),
  TEXT ("email", 0, N_("E-mail"), "Thư điện tử", 24),
  INTEGER ("birth_year", NH_FIELD_EXTRA, N_("Year of birth"), "Năm sinh", 8),
  DATE ("active_from", NH_FIELD_EXTRA, N_("In service from"), "Công tác từ"),
  DATE ("active_to", NH_FIELD_EXTRA, N_("In service to"), "Công tác đến"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  TEXT ("sort_key", NH_FIELD_HIDDEN | NH_FIELD_COMPUTED, N_("Sort key"), "", 0),
  END_FIELDS
};

static const NhField reference_fields[] = {
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind"), "Loại văn bản", 12, reference_kinds),
  TEXT ("number", 0, N_("Number and symbol"), "Số, ký hiệu", 26),
  DATE ("issued_on", 0, N_("Issued on"), "Ngày ban hành"),
  TEXT ("issuer", NH_FIELD_SUGGEST, N_("Issuer"), "Cơ quan ban hành", 28),
  LONG ("subject", 0, N_("Subject line"), "Trích yếu", 48),
  DATE ("in_force_to", NH_FIELD_EXTRA, N_("In force to"), "Hiệu lực đến"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField team_fields[] = {
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind"), "Loại", 16, team_kinds),
  TEXT ("name", NH_FIELD_REQUIRED, N_("Name"), "Tên", 30),
  REFERENCE ("parent", 0, N_("Part of"), "Thuộc", 26, "team"),
  LINKS ("units", 0, N_("Units"), "Các đơn vị", 40, "unit", &team_units),
  TEXT ("term", 0, N_("Term"), "Giai đoạn", 12),
  REFERENCE ("decision", 0, N_("Founding decision"), "Quyết định thành lập", 24, "legal_reference"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField team_unit_fields[] = {
  REFERENCE ("team", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Cluster or team"), "Cụm, tổ", 22, "team"),
  REFERENCE ("unit", NH_FIELD_REQUIRED, N_("Unit"), "Đơn vị", 30, "unit"),
  DATE ("from_on", 0, N_("From"), "Từ ngày"),
  DATE ("to_on", 0, N_("To"), "Đến ngày"),
  REFERENCE ("decision", NH_FIELD_EXTRA, N_("Decision"), "Quyết định", 24, "legal_reference"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField team_role_fields[] = {
  TEXT ("name", NH_FIELD_REQUIRED, N_("Role"), "Nhiệm vụ", 24),
  POSITION,
  END_FIELDS
};

/* Where a member works, or worked when the membership ended. */
#define MEMBER_WORK_SQL \
  "(SELECT coalesce (k.post, '') || CASE WHEN coalesce (k.post, '') <> '' AND u.name IS NOT NULL " \
  "THEN ', ' ELSE '' END || coalesce (u.name, '') FROM (SELECT post, unit, until_on FROM person_post " \
  "WHERE person = t.person AND until_on >= t.to_on UNION ALL SELECT post, unit, '9999-12-31' " \
  "FROM person WHERE id = t.person) k LEFT JOIN unit u ON u.id = k.unit ORDER BY k.until_on LIMIT 1)"

static const NhField membership_fields[] = {
  REFERENCE ("team", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Team"), "Tổ, cụm", 22, "team"),
  REFERENCE ("person", NH_FIELD_REQUIRED, N_("Full name"), "Họ và tên", 24, "person"),
  { .name = "work", .kind = NH_FIELD_TEXT, .flags = NH_FIELD_COMPUTED, .label = N_("Post and unit"),
    .heading = "Chức vụ, đơn vị công tác", .width = 30, .sql = MEMBER_WORK_SQL },
  OPEN_CHOICE ("role", NH_FIELD_REQUIRED, N_("Role"), "Nhiệm vụ", 14, roles, "team_role"),
  TEXT ("subject", NH_FIELD_SUGGEST, N_("Subject"), "Tham gia sinh hoạt", 22),
  DATE ("from_on", 0, N_("From"), "Từ ngày"),
  DATE ("to_on", 0, N_("To"), "Đến ngày"),
  REFERENCE ("replaces", NH_FIELD_EXTRA, N_("Replaces"), "Thay cho", 22, "person"),
  REFERENCE ("decision", NH_FIELD_EXTRA, N_("Decision"), "Quyết định", 24, "legal_reference"),
  CHOICE ("award", NH_FIELD_EXTRA, N_("Award"), "Khen thưởng", 16, award_states),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField plan_fields[] = {
  TEXT ("number", 0, N_("Number"), "Số", 7),
  TEXT ("symbol", 0, N_("Symbol"), "Ký hiệu", 14),
  LONG ("title", NH_FIELD_REQUIRED, N_("Subject line"), "Trích yếu", 50),
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind of plan"), "Loại kế hoạch", 24, plan_kinds),
  REFERENCE ("school_year", 0, N_("School year"), "Năm học", 11, "school_year"),
  PERIOD ("issued", 0, N_("Issued on"), "Ngày ban hành", 14),
  CHOICE ("status", NH_FIELD_REQUIRED, N_("Status"), "Trạng thái", 12, plan_statuses),
  TEXT ("doc_type", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Type of document"), "Loại văn bản", 12),
  TEXT ("superior_agency", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Superior agency"), "Cơ quan chủ quản", 28),
  TEXT ("issuer", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Issuing agency"), "Cơ quan ban hành", 28),
  TEXT ("issuer_short", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Short name of the agency"), "Tên gọi tắt cơ quan", 18),
  TEXT ("place", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Place of issue"), "Địa danh", 14),
  TEXT ("grades", NH_FIELD_EXTRA, N_("Grades"), "Khối lớp", 10),
  REFERENCE ("team", NH_FIELD_EXTRA, N_("Council or team"), "Hội đồng, tổ", 28, "team"),
  TEXT ("sign_authority", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Signing authority"), "Quyền hạn ký", 18),
  TEXT ("sign_post", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Signer's post"), "Chức vụ người ký", 18),
  TEXT ("sign_name", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Signer"), "Người ký", 22),
  REFERENCE ("amends", NH_FIELD_EXTRA, N_("Changes the plan"), "Sửa đổi kế hoạch", 16, "plan"),
  CHOICE ("amends_how", NH_FIELD_EXTRA, N_("How it changes it"), "Cách sửa đổi", 16, amend_kinds),
  REFERENCE ("previous", NH_FIELD_EXTRA, N_("Plan of the year before"), "Kế hoạch năm trước", 16, "plan"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField plan_basis_fields[] = {
  REFERENCE ("plan", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 16, "plan"),
  TEXT ("lead", NH_FIELD_SUGGEST, N_("Lead word"), "Từ mở đầu", 12),
  REFERENCE ("reference", 0, N_("Legal document"), "Văn bản", 36, "legal_reference"),
  LONG ("text", 0, N_("Text"), "Nội dung", 60),
  POSITION,
  END_FIELDS
};

static const NhField plan_recipient_fields[] = {
  REFERENCE ("plan", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 16, "plan"),
  TEXT ("text", NH_FIELD_REQUIRED, N_("Recipient"), "Nơi nhận", 60),
  POSITION,
  END_FIELDS
};

static const NhField block_fields[] = {
  REFERENCE ("plan", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 16, "plan"),
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind"), "Loại", 12, block_kinds),
  INTEGER ("level", 0, N_("Level"), "Cấp", 5),
  LONG ("text", 0, N_("Text"), "Nội dung", 90),
  CHOICE ("view", NH_FIELD_EXTRA, N_("Table"), "Bảng", 20, appendix_views),
  LONG ("options", NH_FIELD_HIDDEN, N_("Options of the table"), "Tùy chọn bảng", 20),
  POSITION,
  END_FIELDS
};

static const NhField appendix_fields[] = {
  REFERENCE ("plan", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 16, "plan"),
  LONG ("title", NH_FIELD_REQUIRED, N_("Title"), "Tên phụ lục", 60),
  CHOICE ("view", NH_FIELD_REQUIRED, N_("Table"), "Bảng", 24, appendix_views),
  CHOICE ("layout", NH_FIELD_REQUIRED, N_("Layout"), "Cách trình bày", 18, appendix_layouts),
  CHOICE ("orientation", NH_FIELD_REQUIRED, N_("Orientation"), "Hướng giấy", 10, orientations),
  LONG ("note", 0, N_("Note under the table"), "Ghi chú dưới bảng", 40),
  LONG ("options", NH_FIELD_HIDDEN, N_("Options of the table"), "Tùy chọn bảng", 20),
  POSITION,
  END_FIELDS
};

static const NhField plan_version_fields[] = {
  REFERENCE ("plan", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 16, "plan"),
  TEXT ("number", 0, N_("Number"), "Số", 7),
  TEXT ("symbol", 0, N_("Symbol"), "Ký hiệu", 14),
  DATE ("issued_on", 0, N_("Issued on"), "Ngày ban hành"),
  TEXT ("frozen_at", NH_FIELD_REQUIRED, N_("Kept at"), "Lưu lúc", 18),
  TEXT ("who", NH_FIELD_REQUIRED, N_("Kept by"), "Người lưu", 18),
  LONG ("document", NH_FIELD_REQUIRED | NH_FIELD_HIDDEN, N_("Document"), "Văn bản", 20),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField plan_template_fields[] = {
  TEXT ("name", NH_FIELD_REQUIRED, N_("Name"), "Tên mẫu", 34),
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind of plan"), "Loại kế hoạch", 24, plan_kinds),
  LONG ("content", NH_FIELD_REQUIRED | NH_FIELD_HIDDEN, N_("Content"), "Nội dung", 20),
  LONG ("note", 0, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField activity_fields[] = {
  REFERENCE ("plan", NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 15, "plan"),
  CHOICE ("kind", NH_FIELD_REQUIRED, N_("Kind"), "Loại hoạt động", 18, activity_kinds),
  LONG ("content", 0, N_("Content"), "Nội dung", 44),
  LINKS ("hosts", 0, N_("Host units"), "Đơn vị tổ chức", 26, "unit", &hosts),
  LINKS ("inspected", 0, N_("Inspected units"), "Các đơn vị", 28, "unit", &inspected),
  LINKS ("pilots", 0, N_("Pilot units"), "Đơn vị thí điểm", 28, "unit", &pilots),
  PERIOD ("period", 0, N_("Time"), "Thời gian", 16),
  { .name = "papers_due", .kind = NH_FIELD_DATE, .flags = NH_FIELD_COMPUTED | NH_FIELD_PROVISIONAL,
    .label = N_("Papers due by"), .heading = "Nộp hồ sơ trước", .width = 14,
    .sql = "(SELECT min (date (t.period_start, '-' || d.offset_days || ' days')) FROM deadline d "
           "WHERE d.plan = t.plan AND d.rule = 'relative' AND d.activity_kind = t.kind)",
    .style_sql = "t.period_exactness NOT IN ('day', 'days')" },
  REFERENCE ("team", 0, N_("Cluster or team"), "Cụm, tổ", 16, "team"),
  REFERENCE ("delegation", NH_FIELD_EXTRA, N_("Delegation"), "Đoàn kiểm tra", 18, "team"),
  REFERENCE ("checklist", NH_FIELD_EXTRA, N_("Checklist"), "Nội dung kiểm tra", 22, "checklist"),
  TEXT ("subject", NH_FIELD_SUGGEST, N_("Subject"), "Môn học", 22),
  TEXT ("grade", 0, N_("Grade"), "Lớp", 6),
  CHOICE ("level", 0, N_("School level"), "Cấp học", 17, levels),
  TEXT ("place", NH_FIELD_SUGGEST, N_("Place"), "Địa điểm", 22),
  LONG ("measures", NH_FIELD_EXTRA, N_("Measures"), "Biện pháp", 36),
  LONG ("participants", NH_FIELD_EXTRA, N_("Attendees"), "Thành phần", 30),
  TEXT ("responsible", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Responsible"), "Trách nhiệm thực hiện", 26),
  LINKS ("attending", NH_FIELD_EXTRA, N_("Attending units"), "Đơn vị tham dự", 28, "unit", &attending),
  LINKS ("attending_online", NH_FIELD_EXTRA, N_("Units attending online"), "Đơn vị dự trực tuyến", 28, "unit", &attending_online),
  LINKS ("online_points", NH_FIELD_EXTRA, N_("Online points"), "Điểm cầu trực tuyến", 28, "unit", &online_points),
  CHOICE ("mode", NH_FIELD_EXTRA, N_("Mode"), "Hình thức", 14, modes),
  TEXT ("target", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Target"), "Chỉ tiêu", 20),
  CHOICE ("status", NH_FIELD_REQUIRED, N_("Status"), "Trạng thái", 11, activity_statuses),
  CHOICE ("fixed", NH_FIELD_EXTRA, N_("Time is fixed"), "Cố định thời gian", 10, fixed_times),
  LONG ("result", NH_FIELD_EXTRA, N_("Result"), "Kết quả", 30),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField activity_person_fields[] = {
  REFERENCE ("activity", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Activity"), "Hoạt động", 36, "activity"),
  REFERENCE ("person", NH_FIELD_REQUIRED, N_("Full name"), "Họ và tên", 24, "person"),
  CHOICE ("role", NH_FIELD_REQUIRED, N_("Role"), "Nhiệm vụ", 14, person_roles),
  REFERENCE ("substitute", NH_FIELD_EXTRA, N_("Substitute"), "Người thay", 24, "person"),
  TEXT ("absence_reason", NH_FIELD_EXTRA | NH_FIELD_SUGGEST, N_("Reason for absence"), "Lý do vắng", 24),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

/* What a rule comes to: the first and, where it comes to several days, the last of them. */
#define DUE_DAY(n, l, h, day, order) \
  { .name = n, .kind = NH_FIELD_DATE, .flags = NH_FIELD_COMPUTED | NH_FIELD_PROVISIONAL, .label = l, .heading = h, .width = 14, \
    .sql = "(SELECT " day " FROM due_day e WHERE e.deadline = t.id)", \
    .style_sql = "(SELECT e.provisional FROM due_day e WHERE e.deadline = t.id ORDER BY " order " LIMIT 1)" }

static const NhField deadline_fields[] = {
  REFERENCE ("plan", NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 15, "plan"),
  LONG ("what", NH_FIELD_REQUIRED, N_("What is due"), "Nội dung báo cáo", 40),
  TEXT ("audience", NH_FIELD_SUGGEST, N_("Who owes it"), "Đơn vị thực hiện", 28),
  CHOICE ("rule", NH_FIELD_REQUIRED, N_("Rule"), "Cách tính hạn", 18, deadline_rules),
  PERIOD ("due", 0, N_("Due"), "Thời hạn", 22),
  DUE_DAY ("first_due", N_("Comes to"), "Tính ra ngày", "min (e.due_on)", "e.due_on"),
  DUE_DAY ("last_due", N_("Last time"), "Lần cuối", "CASE WHEN count (DISTINCT e.due_on) > 1 THEN max (e.due_on) END",
           "e.due_on DESC"),
  CHOICE ("activity_kind", 0, N_("Before each"), "Trước mỗi", 18, activity_kinds),
  INTEGER ("offset_days", 0, N_("Days before or after"), "Số ngày trước, sau", 8),
  CHOICE ("owes", 0, N_("Owed by"), "Đơn vị phải nộp", 22, owers),
  LINKS ("units", NH_FIELD_EXTRA, N_("Units listed"), "Các đơn vị phải nộp", 28, "unit", &deadline_units),
  REFERENCE ("upper", NH_FIELD_EXTRA, N_("Gathered for"), "Tổng hợp vào", 28, "deadline"),
  TEXT ("channel", 0, N_("Sent to"), "Nơi nhận, hình thức", 30),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField due_fields[] = {
  { .name = "due_on", .kind = NH_FIELD_DATE, .flags = NH_FIELD_PROVISIONAL, .label = N_("Due"),
    .heading = "Hạn nộp", .width = 14, .style_sql = "t.provisional" },
  LONG ("what", 0, N_("What is due"), "Nội dung báo cáo", 48),
  TEXT ("audience", 0, N_("Who owes it"), "Đơn vị thực hiện", 28),
  REFERENCE ("activity", 0, N_("For"), "Hoạt động", 40, "activity"),
  REFERENCE ("plan", 0, N_("Plan"), "Kế hoạch", 15, "plan"),
  TEXT ("channel", 0, N_("Sent to"), "Nơi nhận, hình thức", 30),
  REFERENCE ("deadline", NH_FIELD_EXTRA, N_("Deadline"), "Quy định", 30, "deadline"),
  END_FIELDS
};

static const NhField owed_fields[] = {
  { .name = "due_on", .kind = NH_FIELD_DATE, .flags = NH_FIELD_PROVISIONAL, .label = N_("Due"),
    .heading = "Hạn nộp", .width = 14, .style_sql = "t.provisional" },
  LONG ("what", 0, N_("What is due"), "Nội dung báo cáo", 44),
  REFERENCE ("unit", 0, N_("Unit"), "Đơn vị", 26, "unit"),
  REFERENCE ("team", 0, N_("Cluster or team"), "Cụm, tổ", 16, "team"),
  CHOICE ("state", 0, N_("State"), "Tình trạng", 13, owed_states),
  DATE ("received_on", 0, N_("Received on"), "Ngày nhận"),
  REFERENCE ("activity", 0, N_("For"), "Hoạt động", 34, "activity"),
  REFERENCE ("plan", 0, N_("Plan"), "Kế hoạch", 15, "plan"),
  TEXT ("channel", NH_FIELD_EXTRA, N_("Sent to"), "Nơi nhận, hình thức", 28),
  REFERENCE ("deadline", NH_FIELD_EXTRA, N_("Deadline"), "Quy định", 30, "deadline"),
  REFERENCE ("due", NH_FIELD_HIDDEN, N_("Paper due"), "Báo cáo", 30, "due"),
  REFERENCE ("submission", NH_FIELD_HIDDEN, N_("Paper received"), "Lần nộp", 10, "submission"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField submission_fields[] = {
  REFERENCE ("deadline", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Deadline"), "Quy định", 36, "deadline"),
  REFERENCE ("activity", NH_FIELD_OWNER, N_("For"), "Hoạt động", 34, "activity"),
  REFERENCE ("unit", NH_FIELD_OWNER, N_("Unit"), "Đơn vị", 26, "unit"),
  REFERENCE ("team", NH_FIELD_OWNER, N_("Cluster or team"), "Cụm, tổ", 16, "team"),
  DATE ("received_on", NH_FIELD_REQUIRED, N_("Received on"), "Ngày nhận"),
  LONG ("note", 0, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField checklist_fields[] = {
  TEXT ("name", NH_FIELD_REQUIRED, N_("Name"), "Tên danh mục", 34),
  LONG ("note", 0, N_("Note"), "Ghi chú", 30),
  POSITION,
  END_FIELDS
};

static const NhField checklist_item_fields[] = {
  REFERENCE ("checklist", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Checklist"), "Nội dung kiểm tra", 26, "checklist"),
  LONG ("text", NH_FIELD_REQUIRED, N_("What is looked at"), "Nội dung", 70),
  POSITION,
  END_FIELDS
};

static const NhField finding_fields[] = {
  REFERENCE ("activity", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Inspection"), "Đợt kiểm tra", 30, "activity"),
  REFERENCE ("unit", 0, N_("Unit"), "Đơn vị", 26, "unit"),
  REFERENCE ("item", 0, N_("What was looked at"), "Nội dung kiểm tra", 30, "checklist_item"),
  LONG ("text", 0, N_("What was found"), "Nhận xét, kết luận", 44),
  LONG ("remedy", 0, N_("What has to be done"), "Kiến nghị khắc phục", 36),
  DATE ("due_on", 0, N_("Remedied by"), "Hạn khắc phục"),
  CHOICE ("state", NH_FIELD_REQUIRED, N_("Follow-up"), "Theo dõi", 20, finding_states),
  DATE ("closed_on", NH_FIELD_EXTRA, N_("Closed on"), "Ngày khép lại"),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField theme_adoption_fields[] = {
  REFERENCE ("activity", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Theme"), "Chuyên đề", 40, "activity"),
  REFERENCE ("unit", NH_FIELD_REQUIRED, N_("Unit"), "Đơn vị", 26, "unit"),
  CHOICE ("state", NH_FIELD_REQUIRED, N_("State"), "Tình trạng", 16, adoption_states),
  DATE ("on_day", 0, N_("Since"), "Từ ngày"),
  LONG ("note", 0, N_("Note"), "Ghi chú", 24),
  END_FIELDS
};

static const NhField activity_link_fields[] = {
  REFERENCE ("activity", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Activity"), "Hoạt động", 36, "activity"),
  TEXT ("title", 0, N_("Title"), "Tên tài liệu", 30),
  TEXT ("address", NH_FIELD_REQUIRED, N_("File or web address"), "Tệp hoặc địa chỉ", 46),
  POSITION,
  END_FIELDS
};

static const NhField plan_version_activity_fields[] = {
  REFERENCE ("version", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Issued version"), "Bản ban hành", 20, "plan_version"),
  REFERENCE ("activity", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Activity"), "Hoạt động", 36, "activity"),
  LONG ("content", 0, N_("Content"), "Nội dung", 44),
  PERIOD ("period", 0, N_("Time"), "Thời gian", 16),
  END_FIELDS
};

static const NhField programme_fields[] = {
  REFERENCE ("plan", NH_FIELD_OWNER, N_("Plan"), "Kế hoạch", 15, "plan"),
  TEXT ("code", 0, N_("Code"), "Mã", 8),
  TEXT ("title", NH_FIELD_REQUIRED, N_("Title"), "Tên chương trình", 40),
  TEXT ("audience", NH_FIELD_SUGGEST, N_("Audience"), "Đối tượng", 18),
  INTEGER ("required_periods", 0, N_("Periods required"), "Số tiết", 8),
  LONG ("content", 0, N_("Content"), "Nội dung bồi dưỡng", 48),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhField module_fields[] = {
  REFERENCE ("programme", NH_FIELD_REQUIRED | NH_FIELD_OWNER, N_("Programme"), "Chương trình", 26, "programme"),
  TEXT ("code", 0, N_("Code"), "Mã mô đun", 10),
  LONG ("title", NH_FIELD_REQUIRED, N_("Title"), "Tên mô đun", 60),
  TEXT ("audience", NH_FIELD_SUGGEST, N_("Audience"), "Đối tượng", 18),
  INTEGER ("periods", 0, N_("Periods"), "Số tiết", 8),
  LONG ("note", NH_FIELD_EXTRA, N_("Note"), "Ghi chú", 24),
  POSITION,
  END_FIELDS
};

static const NhEntity entities[] = {
  { "school_year", "school_years", N_("School year"), N_("School years"), "Danh sách năm học",
    school_year_fields, "t.name", NULL, "t.name", NULL, FALSE },
  { "unit", "units", N_("Unit"), N_("Units"), "Danh sách đơn vị", unit_fields, "t.name", "unit_fts",
    "t.sort_key", "unit_by_name", FALSE, "coalesce (nullif (t.short_name, ''), t.name)" },
  { "unit_state", "unit_states", N_("Earlier state of a unit"), N_("Earlier states of units"),
    "Quá trình của đơn vị", unit_state_fields,
    "coalesce (nullif (t.name, ''), (SELECT name FROM unit WHERE id = t.unit))", NULL,
    "t.unit, t.until_on", NULL, FALSE },
  { "unit_distinct", "unit_distincts", N_("Pair of different units"), N_("Pairs of different units"),
    "Các cặp đơn vị khác nhau", unit_distinct_fields,
    "(SELECT name FROM unit WHERE id = t.first)", NULL, "t.id", NULL, FALSE },
  { "person", "people", N_("Person"), N_("People"), "Danh sách nhân sự", person_fields, "t.name",
    "person_fts", "t.sort_key", "person_by_name", FALSE },
  { "person_post", "person_posts", N_("Earlier post"), N_("Earlier posts"), "Quá trình công tác",
    person_post_fields, "(SELECT name FROM person WHERE id = t.person)", NULL,
    "t.person, t.until_on", NULL, FALSE },
  { "legal_reference", "references", N_("Legal document"), N_("Legal documents"), "Danh mục văn bản",
    reference_fields, "coalesce (t.number, t.subject)", NULL, "t.issued_on IS NULL, t.issued_on", NULL, FALSE },
  { "team", "teams", N_("Cluster or team"), N_("Clusters and teams"), "Danh sách cụm và tổ",
    team_fields, "t.name", NULL, "t.position", NULL, FALSE },
  { "team_unit", "team_units", N_("Unit of a cluster"), N_("Units of clusters"),
    "Đơn vị thuộc các cụm", team_unit_fields, "(SELECT name FROM unit WHERE id = t.unit)", NULL,
    "t.team, t.position", NULL, FALSE },
  { "team_role", "team_roles", N_("Role"), N_("Roles"), "Danh mục nhiệm vụ", team_role_fields, "t.name",
    NULL, "t.position", NULL, FALSE },
  { "membership", "memberships", N_("Member"), N_("Members"), "Danh sách thành viên",
    membership_fields, "(SELECT name FROM person WHERE id = t.person)", NULL, "t.team, t.position", NULL, FALSE },
  { "plan", "plans", N_("Plan"), N_("Plans"), "Danh sách kế hoạch", plan_fields,
    "CASE WHEN coalesce (t.number, '') <> '' THEN t.number || '/' || coalesce (t.symbol, '') "
    "ELSE t.title END", NULL, "t.issued_start IS NULL, t.issued_start", NULL, FALSE },
  { "plan_basis", "plan_bases", N_("Legal basis"), N_("Legal bases"), "Căn cứ", plan_basis_fields,
    "coalesce (t.text, (SELECT number FROM legal_reference WHERE id = t.reference))", NULL, "t.plan, t.position", NULL, FALSE },
  { "plan_recipient", "plan_recipients", N_("Recipient"), N_("Recipients"), "Nơi nhận",
    plan_recipient_fields, "t.text", NULL, "t.plan, t.position", NULL, FALSE },
  { "block", "blocks", N_("Paragraph"), N_("Text of the plan"), "Nội dung kế hoạch", block_fields,
    "t.text", NULL, "t.plan, t.position", NULL, FALSE },
  { "appendix", "appendices", N_("Appendix"), N_("Appendices"), "Danh mục phụ lục",
    appendix_fields, "t.title", NULL, "t.plan, t.position", NULL, FALSE },
  { "plan_version", "plan_versions", N_("Issued version"), N_("Issued versions"), "Các bản đã ban hành",
    plan_version_fields, "coalesce (t.number, '') || '/' || coalesce (t.symbol, '')", NULL,
    "t.plan, t.frozen_at", NULL, FALSE },
  { "plan_template", "plan_templates", N_("Template of a plan"), N_("Templates of plans"), "Mẫu kế hoạch",
    plan_template_fields, "t.name", NULL, "t.name", NULL, FALSE },
  { "activity", "activities", N_("Activity"), N_("Activities"), "Danh sách hoạt động",
    activity_fields,
    "coalesce (nullif (t.content, ''), (SELECT group_concat (u.name, ', ') FROM activity_unit l "
    "JOIN unit u ON u.id = l.unit WHERE l.activity = t.id))",
    "activity_fts", "t.plan, t.position", "activity_by_plan", FALSE },
  { "activity_person", "activity_people", N_("Participant"), N_("Participants"),
    "Người tham gia hoạt động", activity_person_fields,
    "(SELECT name FROM person WHERE id = t.person)", NULL, "t.activity, t.position", NULL, FALSE },
  { "deadline", "deadlines", N_("Deadline"), N_("Deadlines"), "Danh sách hạn báo cáo",
    deadline_fields, "t.what", NULL, "t.plan, t.position", NULL, FALSE },
  { "due", "dues", N_("Paper due"), N_("Papers due"), "Lịch nộp báo cáo", due_fields, "t.what",
    NULL, "t.due_on IS NULL, t.due_on", NULL, TRUE },
  { "owed", "papers_owed", N_("Paper owed"), N_("Papers owed"), "Theo dõi nộp báo cáo", owed_fields, "t.what",
    NULL, "t.due_on IS NULL, t.due_on", NULL, TRUE },
  { "submission", "submissions", N_("Paper received"), N_("Papers received"), "Báo cáo đã nhận",
    submission_fields, "(SELECT what FROM deadline WHERE id = t.deadline)", NULL, "t.deadline, t.received_on", NULL, FALSE },
  { "checklist", "checklists", N_("Checklist"), N_("Checklists"), "Danh mục nội dung kiểm tra",
    checklist_fields, "t.name", NULL, "t.position", NULL, FALSE },
  { "checklist_item", "checklist_items", N_("Item of a checklist"), N_("Items of checklists"),
    "Nội dung kiểm tra", checklist_item_fields, "t.text", NULL, "t.checklist, t.position", NULL, FALSE },
  { "finding", "findings", N_("Finding"), N_("Findings"), "Kết quả kiểm tra và kiến nghị", finding_fields,
    "coalesce (nullif (t.text, ''), (SELECT text FROM checklist_item WHERE id = t.item), '')", NULL, "t.activity, t.position", NULL, FALSE },
  { "theme_adoption", "theme_adoptions", N_("Unit with a theme"), N_("Units with themes"),
    "Tình hình thực hiện chuyên đề", theme_adoption_fields, "(SELECT name FROM unit WHERE id = t.unit)", NULL,
    "t.activity, t.id", NULL, FALSE },
  { "activity_link", "activity_links", N_("Attachment"), N_("Attachments"), "Tài liệu kèm theo",
    activity_link_fields, "coalesce (nullif (t.title, ''), t.address)", NULL, "t.activity, t.position", NULL, FALSE },
  { "plan_version_activity", "plan_version_activities", N_("Activity as issued"), N_("Activities as issued"),
    "Hoạt động theo bản ban hành", plan_version_activity_fields, "t.content", NULL, "t.version, t.id", NULL, FALSE },
  { "programme", "programmes", N_("Programme"), N_("Programmes"), "Chương trình bồi dưỡng",
    programme_fields, "t.title", NULL, "t.plan, t.position", NULL, FALSE },
  { "module", "modules", N_("Module"), N_("Modules"), "Danh mục mô đun bồi dưỡng", module_fields,
    "t.title", NULL, "t.programme, t.position", NULL, FALSE },
};

/**
 * nh_entities:
 * @n_entities: (out) (optional): how many
 *
 * Returns: (array length=n_entities) (transfer none): all entities of a workbook.
 */
const NhEntity *const *
nh_entities (guint *n_entities)
{
  static const NhEntity *list[G_N_ELEMENTS (entities)];

  if (!list[0])
    for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
      list[i] = &entities[i];
  if (n_entities)
    *n_entities = G_N_ELEMENTS (entities);
  return list;
}
