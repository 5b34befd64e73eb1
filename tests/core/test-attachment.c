/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Addresses of attachments: what is kept, what is opened, and that nothing is that could run.
 */
#include "core/nh-attachment.h"
#include "core/nh-period.h"

static void
test_normalise (void)
{
  static const struct
  {
    const char *text;
    const char *address; /* NULL: refused */
    NhAttachmentKind kind;
  } rows[] = {
    { " https://moet.gov.vn/vb ", "https://moet.gov.vn/vb", NH_ATTACHMENT_WEB },
    { "www.moet.gov.vn", "https://www.moet.gov.vn", NH_ATTACHMENT_WEB },
    { "vanthu@so.vn", "mailto:vanthu@so.vn", NH_ATTACHMENT_MAIL },
    { "mailto:vanthu@so.vn", "mailto:vanthu@so.vn", NH_ATTACHMENT_MAIL },
    { "Biên bản/họp tháng 10.docx", "Biên bản/họp tháng 10.docx", NH_ATTACHMENT_FILE },
    { "C:\\Hồ sơ\\a.pdf", "C:\\Hồ sơ\\a.pdf", NH_ATTACHMENT_FILE },
    { "file:///tmp/a%20b.pdf", "/tmp/a b.pdf", NH_ATTACHMENT_FILE },
    { "file://other.vn/share/a.pdf", NULL, NH_ATTACHMENT_FILE },
    { "javascript:alert(1)", NULL, NH_ATTACHMENT_FILE },
    { "smb://server/share/a.pdf", NULL, NH_ATTACHMENT_FILE },
    { "   ", NULL, NH_ATTACHMENT_FILE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = nh_attachment_normalise (rows[i].text, &error);

      g_assert_cmpstr (address, ==, rows[i].address);
      if (address)
        g_assert_cmpint (nh_attachment_get_kind (address), ==, rows[i].kind);
      else
        g_assert_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX);
    }
}

static void
test_paths (void)
{
  g_autofree char *inside = nh_attachment_shorten ("/so/2023/bien-ban/a.docx", "/so/2023/nam.namhoc");
  g_autofree char *outside = nh_attachment_shorten ("/so/2022/a.docx", "/so/2023/nam.namhoc");
  g_autofree char *beside = nh_attachment_shorten ("/so/2023b/a.docx", "/so/2023/nam.namhoc");
  g_autofree char *back = nh_attachment_resolve (inside, "/khac/nam.namhoc");
  g_autofree char *absolute = nh_attachment_resolve ("/so/2022/a.docx", "/khac/nam.namhoc");
  g_autofree char *title = nh_attachment_title (inside);
  g_autofree char *page = nh_attachment_title ("https://moet.gov.vn/vb");

  g_assert_cmpstr (inside, ==, "bien-ban/a.docx");
  g_assert_cmpstr (outside, ==, "/so/2022/a.docx");
  g_assert_cmpstr (beside, ==, "/so/2023b/a.docx");
  g_assert_cmpstr (back, ==, "/khac/bien-ban/a.docx");
  g_assert_cmpstr (absolute, ==, "/so/2022/a.docx");
  g_assert_cmpstr (title, ==, "a.docx");
  g_assert_cmpstr (page, ==, "moet.gov.vn/vb");
}

static void
test_documents (void)
{
  static const char *const opened[] = { "a.docx", "/x/b.PDF", "c.xlsx", "d.jpg", NULL };
  static const char *const kept[] = { "a.exe", "b.docm", "c.pdf.sh", "d.desktop", "e", "f.html", "g.xlsm", "h.bat", NULL };

  for (guint i = 0; opened[i]; i++)
    g_assert_true (nh_attachment_is_document (opened[i]));
  for (guint i = 0; kept[i]; i++)
    g_assert_false (nh_attachment_is_document (kept[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/attachment/normalise", test_normalise);
  g_test_add_func ("/core/attachment/paths", test_paths);
  g_test_add_func ("/core/attachment/documents", test_documents);
  return g_test_run ();
}
