/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-unit-kind.h"

/* The ways in which lists of offices write them. */
static void
test_names (void)
{
  static const struct
  {
    const char *name, *kind;
  } cases[] = {
    { "TH Hòa Lộc", "primary" },
    { "Trường Tiểu học Hoà Lộc", "primary" },
    { "trường tiểu học Đức Thắng 1", "primary" },
    { "TRƯỜNG THCS AN LẬP", "lower_secondary" },
    { "Trường Trung học cơ sở Minh Hòa", "lower_secondary" },
    { "TH-THCS Long Tân", "primary_secondary" },
    { "TH&THCS Long Tân", "primary_secondary" },
    { "Trường Tiểu học và Trung học cơ sở Long Tân", "primary_secondary" },
    { "Trường PTDTBT TH&THCS Sơn Ba", "primary_secondary" },
    { "THCS và THPT Thanh Tuyền", "multi_level" },
    { "TH, THCS, THPT Việt Anh", "multi_level" },
    { "Trường Phổ thông liên cấp Việt Anh", "multi_level" },
    { "THPT Dầu Tiếng", "upper_secondary" },
    { "Trường Trung học phổ thông Thanh Tuyền", "upper_secondary" },
    { "MN Hoa Sen", "kindergarten" },
    { "Trường Mầm non Hoa Sen", "kindergarten" },
    { "Trường mẫu giáo Sơn Ca", "kindergarten" },
    { "Phòng GDĐT Bình Giang", "district_office" },
    { "Phòng Giáo dục và Đào tạo huyện Bình Giang", "district_office" },
    { "Phòng GD&ĐT Bình Giang", "district_office" },
    { "PGD Dầu Tiếng", "district_office" },
    { "Sở Giáo dục và Đào tạo", "province_office" },
    { "Phòng Văn hóa - Xã hội xã Minh Thạnh", "commune_office" },
    { "Trung tâm GDNN-GDTX huyện", "continuing_centre" },
    { "TT GDTX tỉnh", "continuing_centre" },
    { "Trường Cao đẳng Sư phạm", "college" },
    { "Trường GDTKT tỉnh", "special" },
    { "Trường GD trẻ khuyết tật tỉnh", "special" },
  };
  /* Beginning alike is not enough, and what comes further on does not count. */
  static const char *const unknown[] = { "", "Trường", "Thanh Tuyền", "Thống Nhất", "Trường Hoa Sen",
                                         "Công ty Mầm Non Xanh", "MNX", "Ủy ban nhân dân xã" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (nh_unit_kind_guess (cases[i].name), ==, cases[i].kind);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_test_message ("%s", unknown[i]);
      g_assert_cmpstr (nh_unit_kind_guess (unknown[i]), ==, NULL);
    }
  g_assert_cmpstr (nh_unit_kind_guess (NULL), ==, NULL);
  g_assert_cmpstr (nh_unit_kind_guess ("Mầm non Cao Đẳng"), ==, "kindergarten");
}

static void
test_own_names (void)
{
  static const struct
  {
    const char *name, *own;
  } cases[] = {
    { "Trường Tiểu học Hoà Lộc", "hoa loc" },
    { "TH Hòa Lộc", "hoa loc" },
    { "TH&THCS Long Tân 2", "long tan 2" },
    { "PGD Dầu Tiếng", "dau tieng" },
    { "Hoa Sen", "hoa sen" },
    { "Trường Tiểu học", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *own = nh_unit_own_name (cases[i].name);

      g_assert_cmpstr (own, ==, cases[i].own);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unit-kind/names", test_names);
  g_test_add_func ("/unit-kind/own-names", test_own_names);
  return g_test_run ();
}
