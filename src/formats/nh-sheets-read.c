/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-sheets-read.h"

#include <glib/gi18n-lib.h>
#include <gsf/gsf-input-memory.h>
#include <string.h>

#include "formats/nh-csv-read.h"
#include "formats/nh-html-table.h"
#include "formats/nh-text-bytes.h"
#include "formats/nh-xlsx-read.h"

typedef struct
{
  const char *magic;
  gsize length;
  const char *sentence; /* msgid */
} Kind;

#define MAGIC(bytes) bytes, sizeof bytes - 1

static const Kind foreign_kinds[] = {
  { MAGIC ("%PDF"), N_ ("This is a PDF file, which holds no table that could be read. Ask for the "
                        "Excel file it was made of, or copy the table and paste it here.") },
  { MAGIC ("\x89PNG"), N_ ("This is a picture, which holds no table that could be read. Ask for "
                           "the Excel file.") },
  { MAGIC ("\xFF\xD8\xFF"), N_ ("This is a picture, which holds no table that could be read. Ask "
                                "for the Excel file.") },
  { MAGIC ("GIF8"), N_ ("This is a picture, which holds no table that could be read. Ask for "
                        "the Excel file.") },
  { MAGIC ("II*\0"), N_ ("This is a picture, which holds no table that could be read. Ask for "
                         "the Excel file.") },
  { MAGIC ("{\\rtf"), N_ ("This is a Word document (RTF). Copy the table in Word and paste it "
                          "here, or save it as an Excel workbook (.xlsx).") },
  { MAGIC ("SQLite format 3"), N_ ("This is a workbook of this program or another database. Open "
                                   "it by “Open” instead.") },
  { MAGIC ("Rar!"), N_ ("This is an archive. Unpack it and read the Excel file that is in it.") },
  { MAGIC ("7z\xBC\xAF"), N_ ("This is an archive. Unpack it and read the Excel file that is in "
                              "it.") },
  { MAGIC ("\x1F\x8B"), N_ ("This is an archive. Unpack it and read the Excel file that is in "
                            "it.") },
};

static gboolean
begins (const guint8 *bytes, gsize length, const char *magic, gsize magic_length)
{
  return length >= magic_length && memcmp (bytes, magic, magic_length) == 0;
}

static GPtrArray *
fail (GError **error, NhReadError code, const char *sentence)
{
  g_set_error_literal (error, NH_READ_ERROR, code, sentence);
  return NULL;
}

/* Whether a name of Microsoft's compound files, which are in UTF-16, stands somewhere. */
static gboolean
has_stream (const guint8 *bytes, gsize length, const char *name)
{
  guint8 wide[64];
  gsize n = strlen (name), size = 2 * n;

  for (gsize i = 0; i < n; i++)
    {
      wide[2 * i] = (guint8) name[i];
      wide[2 * i + 1] = 0;
    }
  for (const guint8 *p = bytes, *end = bytes + length; (gsize) (end - p) >= size; p++)
    {
      p = memchr (p, wide[0], (gsize) (end - p) - size + 1);
      if (!p)
        return FALSE;
      if (memcmp (p, wide, size) == 0)
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
fail_compound (const guint8 *bytes, gsize length, GError **error)
{
  if (has_stream (bytes, length, "EncryptedPackage"))
    return fail (error, NH_READ_ERROR_ENCRYPTED,
                 _("The file is protected by a password. Open it in Excel, remove the password "
                   "(File, Info, Protect Workbook) and save it."));
  if (has_stream (bytes, length, "WordDocument"))
    return fail (error, NH_READ_ERROR_KIND,
                 _("This is an old Word document (.doc). Copy the table in Word and paste it here, "
                   "or save it as an Excel workbook (.xlsx)."));
  return fail (error, NH_READ_ERROR_KIND,
               _("This is a workbook of the old kind (.xls). Open it in Excel or LibreOffice and "
                 "save it as .xlsx."));
}

/* What other ZIP files there are. Returns: whether it may be an Excel workbook. */
static gboolean
check_package (GsfInput *input, GError **error)
{
  g_autoptr (NhPackage) package = nh_package_open (input, NH_PACKAGE_WORKBOOK, error);
  static const char *const parts[] = { "[Content_Types].xml", "content.xml", "mimetype" };
  GsfInput *found[G_N_ELEMENTS (parts)];
  gboolean is_office, is_open_document;

  if (!package)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    found[i] = nh_package_open_part (package, parts[i]);
  is_office = found[0] != NULL;
  is_open_document = found[1] && found[2];
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_clear_object (&found[i]);
  if (is_office)
    return TRUE;
  fail (error, NH_READ_ERROR_KIND,
        is_open_document
            ? _("This is an OpenDocument file (.ods, .odt). Open it in LibreOffice and save the "
                "table as an Excel workbook (.xlsx).")
            : _("This is an archive. Unpack it and read the Excel file that is in it."));
  return FALSE;
}

static GPtrArray *
read_package (GsfInput *input, GCancellable *cancellable, NhReadProgress progress, gpointer data,
              GError **error)
{
  if (!check_package (input, error))
    return NULL;
  return nh_xlsx_read_input (input, cancellable, progress, data, error);
}

/* A piece of the beginning in which words of markup can be looked for, whatever the encoding. */
static char *
ascii_head (const guint8 *bytes, gsize length)
{
  GString *head = g_string_new (NULL);

  for (gsize i = 0; i < MIN (length, 64 * 1024); i++)
    if (bytes[i] && bytes[i] < 0x80)
      g_string_append_c (head, g_ascii_tolower ((char) bytes[i]));
  return g_string_free (head, FALSE);
}

static gboolean
is_binary (const guint8 *bytes, gsize length)
{
  gsize n_control = 0, bom_length;
  NhBytesEncoding encoding = nh_text_bytes_guess (bytes, length, &bom_length);

  /* Half a letter of UTF-16 may be anything. */
  if (encoding == NH_BYTES_UTF16LE || encoding == NH_BYTES_UTF16BE)
    return FALSE;
  length = MIN (length, 4096);
  for (gsize i = 0; i < length; i++)
    n_control += bytes[i] > 0 && bytes[i] < 0x20 && !strchr ("\t\r\n\f\x1A", bytes[i]);
  return n_control * 20 > length;
}

static GPtrArray *
read_text (const guint8 *bytes, gsize length, const char *name, GCancellable *cancellable,
           NhReadProgress progress, gpointer data, GError **error)
{
  g_autofree char *head = ascii_head (bytes, length);
  const char *text = head + strspn (head, " \t\r\n");
  g_autoptr (GPtrArray) sheets = NULL;
  NhSheet *sheet;

  if (is_binary (bytes, length))
    return fail (error, NH_READ_ERROR_KIND,
                 _("This is no file with a table. Excel workbooks (.xlsx), CSV files and web pages "
                   "are read."));
  if (*text == '<' && strstr (text, "urn:schemas-microsoft-com:office:spreadsheet"))
    return fail (error, NH_READ_ERROR_KIND,
                 _("This is an XML workbook of Excel 2003. Open it in Excel and save it as .xlsx."));
  if (*text == '<' && (strstr (text, "<table") || strstr (text, "<html")))
    {
      sheets = nh_html_table_read (bytes, length, error);
      if (sheets && sheets->len == 0)
        return fail (error, NH_READ_ERROR_EMPTY, _("The page has no table."));
      return g_steal_pointer (&sheets);
    }
  if (g_str_has_prefix (text, "<?xml"))
    return fail (error, NH_READ_ERROR_KIND,
                 _("This is an XML file. Excel workbooks (.xlsx), CSV files and web pages are "
                   "read."));
  sheet = nh_csv_read (bytes, length, name, cancellable, progress, data, error);
  if (!sheet)
    return NULL;
  sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);
  g_ptr_array_add (sheets, sheet);
  if (nh_sheet_get_n_rows (sheet) == 0)
    return fail (error, NH_READ_ERROR_EMPTY, _("The file is empty."));
  return g_steal_pointer (&sheets);
}

/**
 * nh_sheets_read_bytes:
 * @bytes: the content of a file
 * @length: number of bytes
 * @name: a name for a table that has none of its own
 * @cancellable: (nullable): stops the reading
 * @progress: (nullable): called now and then, in this thread
 * @data: for @progress
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * As nh_sheets_read_file(), from memory.
 *
 * Returns: (transfer full) (element-type NhSheet) (nullable): at least one table
 */
GPtrArray *
nh_sheets_read_bytes (const void *bytes, gsize length, const char *name,
                      GCancellable *cancellable, NhReadProgress progress, gpointer data,
                      GError **error)
{
  if (length == 0)
    return fail (error, NH_READ_ERROR_EMPTY, _("The file is empty."));
  if (begins (bytes, length, MAGIC ("PK\3\4")) || begins (bytes, length, MAGIC ("PK\5\6")))
    {
      GsfInput *input = gsf_input_memory_new (bytes, (gsf_off_t) length, FALSE);
      GPtrArray *sheets = read_package (input, cancellable, progress, data, error);

      g_object_unref (input);
      return sheets;
    }
  if (begins (bytes, length, MAGIC ("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
    return fail_compound (bytes, length, error);
  for (guint i = 0; i < G_N_ELEMENTS (foreign_kinds); i++)
    if (begins (bytes, length, foreign_kinds[i].magic, foreign_kinds[i].length))
      return fail (error, NH_READ_ERROR_KIND, _(foreign_kinds[i].sentence));
  return read_text (bytes, length, name, cancellable, progress, data, error);
}

static char *
name_of_file (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = '\0';
  return g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
}

/**
 * nh_sheets_read_file:
 * @path: a file, in the file system's encoding
 * @cancellable: (nullable): stops the reading
 * @progress: (nullable): called now and then, in this thread
 * @data: for @progress
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * Reads the tables of an Excel workbook, a CSV file or a web page (portals call theirs .xls).
 * What else a file may be is recognised, and the sentence tells what to do with it. The limits
 * are those of nh-read-limits.h. May run in any thread; the file is not locked or changed.
 *
 * Returns: (transfer full) (element-type NhSheet) (nullable): at least one table
 */
GPtrArray *
nh_sheets_read_file (const char *path, GCancellable *cancellable, NhReadProgress progress,
                     gpointer data, GError **error)
{
  g_autofree char *name = name_of_file (path), *bytes = NULL;
  gsize length;

  if (!nh_read_file (path, &bytes, &length, error))
    return NULL;
  return nh_sheets_read_bytes (bytes, length, name, cancellable, progress, data, error);
}
