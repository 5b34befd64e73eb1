/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-subjects.h"

#include <stdlib.h>
#include <string.h>

#include "core/nh-text.h"

/* Circular 32/2018/TT-BGDĐT, amended by 13/2022/TT-BGDĐT (history is taught to all of upper secondary); continuing
 * education: Circular 12/2022/TT-BGDĐT. "Nghệ thuật" is taught and studied as its two parts; foreign language 1 is
 * English nearly everywhere. */
static const NhSubject subjects[] = {
  { "TH", "Tiếng Việt", 1, 5 },
  { "TH", "Toán", 1, 5 },
  { "TH", "Tiếng Anh", 3, 5 },
  { "TH", "Đạo đức", 1, 5 },
  { "TH", "Tự nhiên và Xã hội", 1, 3 },
  { "TH", "Lịch sử và Địa lí", 4, 5 },
  { "TH", "Khoa học", 4, 5 },
  { "TH", "Tin học và Công nghệ", 3, 5 },
  { "TH", "Giáo dục thể chất", 1, 5 },
  { "TH", "Âm nhạc", 1, 5 },
  { "TH", "Mĩ thuật", 1, 5 },
  { "TH", "Hoạt động trải nghiệm", 1, 5 },
  { "THCS", "Ngữ văn", 6, 9 },
  { "THCS", "Toán", 6, 9 },
  { "THCS", "Tiếng Anh", 6, 9 },
  { "THCS", "Giáo dục công dân", 6, 9 },
  { "THCS", "Lịch sử và Địa lí", 6, 9 },
  { "THCS", "Khoa học tự nhiên", 6, 9 },
  { "THCS", "Công nghệ", 6, 9 },
  { "THCS", "Tin học", 6, 9 },
  { "THCS", "Giáo dục thể chất", 6, 9 },
  { "THCS", "Âm nhạc", 6, 9 },
  { "THCS", "Mĩ thuật", 6, 9 },
  { "THCS", "Hoạt động trải nghiệm, hướng nghiệp", 6, 9 },
  { "THCS", "Nội dung giáo dục của địa phương", 6, 9 },
  { "THPT", "Ngữ văn", 10, 12 },
  { "THPT", "Toán", 10, 12 },
  { "THPT", "Tiếng Anh", 10, 12 },
  { "THPT", "Lịch sử", 10, 12 },
  { "THPT", "Địa lí", 10, 12 },
  { "THPT", "Giáo dục kinh tế và pháp luật", 10, 12 },
  { "THPT", "Vật lí", 10, 12 },
  { "THPT", "Hóa học", 10, 12 },
  { "THPT", "Sinh học", 10, 12 },
  { "THPT", "Công nghệ", 10, 12 },
  { "THPT", "Tin học", 10, 12 },
  { "THPT", "Âm nhạc", 10, 12 },
  { "THPT", "Mĩ thuật", 10, 12 },
  { "THPT", "Giáo dục thể chất", 10, 12 },
  { "THPT", "Giáo dục quốc phòng và an ninh", 10, 12 },
  { "THPT", "Hoạt động trải nghiệm, hướng nghiệp", 10, 12 },
  { "THPT", "Nội dung giáo dục của địa phương", 10, 12 },
  { "GDTX", "Ngữ văn", 10, 12 },
  { "GDTX", "Toán", 10, 12 },
  { "GDTX", "Lịch sử", 10, 12 },
  { "GDTX", "Địa lí", 10, 12 },
  { "GDTX", "Giáo dục kinh tế và pháp luật", 10, 12 },
  { "GDTX", "Vật lí", 10, 12 },
  { "GDTX", "Hóa học", 10, 12 },
  { "GDTX", "Sinh học", 10, 12 },
  { "GDTX", "Công nghệ", 10, 12 },
  { "GDTX", "Tin học", 10, 12 },
  { "GDTX", "Tiếng Anh", 10, 12 },
  { "GDTX", "Hoạt động trải nghiệm, hướng nghiệp", 10, 12 },
  { "GDTX", "Nội dung giáo dục của địa phương", 10, 12 },
};

/* Other names of the same subject, folded; y was taken for i. */
static const struct
{
  const char *other;
  const char *usual;
} names[] = {
  { "ngoai ngu", "tieng anh" },
  { "ngoai ngu 1", "tieng anh" },
  { "giao duc dia phuong", "noi dung giao duc cua dia phuong" },
  { "noi dung giao duc dia phuong", "noi dung giao duc cua dia phuong" },
  { "hoat dong trai nghiem huong nghiep", "hoat dong trai nghiem, huong nghiep" },
  { "gdcd", "giao duc cong dan" },
  { "khtn", "khoa hoc tu nhien" },
  { "giao duc quoc phong an ninh", "giao duc quoc phong va an ninh" },
};

/**
 * nh_subjects:
 * @n: (out): how many
 *
 * Returns: (array length=n) (transfer none): the subjects of all levels, in the order of the programmes.
 */
const NhSubject *
nh_subjects (guint *n)
{
  *n = G_N_ELEMENTS (subjects);
  return subjects;
}

/* "Môn Vật lý" and "Vật lí" are one. */
static char *
key_of (const char *subject)
{
  char *key = nh_text_fold (subject);

  if (g_str_has_prefix (key, "mon "))
    memmove (key, key + strlen ("mon "), strlen (key) - strlen ("mon ") + 1);
  g_strstrip (key);
  for (char *p = key; *p; p++)
    if (*p == 'y')
      *p = 'i';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].other, key))
      {
        g_free (key);
        return g_strdup (names[i].usual);
      }
  return key;
}

/**
 * nh_subject_same:
 * @a: (nullable): a subject as written
 * @b: (nullable): a subject as written
 *
 * Returns: whether both name one subject, by whatever spelling: "Vật lý", "môn Vật lí".
 */
gboolean
nh_subject_same (const char *a, const char *b)
{
  g_autofree char *x = key_of (a);
  g_autofree char *y = key_of (b);

  return *x && g_str_equal (x, y);
}

/** nh_subject_is_all: Returns: whether @subject stands for each of them: "Các bộ môn", "Tất cả các môn". */
gboolean
nh_subject_is_all (const char *subject)
{
  g_autofree char *folded = nh_text_fold (subject);

  return g_str_has_prefix (folded, "cac bo mon") || g_str_has_prefix (folded, "cac mon")
         || g_str_has_prefix (folded, "tat ca") || g_str_equal (folded, "bo mon");
}

/**
 * nh_grades_hold:
 * @grades: (nullable): grades as written: "8", "3, 4", "10-12"
 * @grade: one
 *
 * Returns: whether @grade is among them; nothing written means every grade.
 */
gboolean
nh_grades_hold (const char *grades, guint grade)
{
  gboolean any = FALSE;

  for (const char *p = grades; p && *p;)
    {
      char *end;
      gulong first;
      gulong last;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }
      any = TRUE;
      first = last = strtoul (p, &end, 10);
      while (*end == ' ')
        end++;
      /* A hyphen or a dash between figures: a range. */
      if (*end == '-' || g_str_has_prefix (end, "–"))
        {
          const char *next = end + (*end == '-' ? 1 : strlen ("–"));

          while (*next == ' ')
            next++;
          if (g_ascii_isdigit (*next))
            last = strtoul (next, &end, 10);
        }
      if (grade >= first && grade <= last)
        return TRUE;
      p = end;
    }
  return !any;
}
