/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-xlsx-package.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <zlib.h>

#define LOCAL_SIGNATURE 0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE 0x06054b50
#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define DEFLATED 8
#define CHUNK (1 << 17)
#define KEPT (1 << 14)
#define ROWS_BEGIN "<sheetData>"
#define ROWS_END "</sheetData>"
#define HEADER "<headerFooter>"
#define FIRST_DIFFERS "<headerFooter differentFirst=\"1\">"

/* One part as the central directory describes it. Numbers are little-endian in the file. */
typedef struct
{
  guint8 record[CENTRAL_SIZE];
  char name[64]; /* libxlsxwriter's own names; longer ones are cut, and not ours */
  goffset local; /* where its local header begins */
  guint32 compressed;
  guint32 size;
  guint32 crc;
} Part;

static guint
get16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

static guint32
get32 (const guint8 *p)
{
  return get16 (p) | (guint32) get16 (p + 2) << 16;
}

static void
put16 (guint8 *p, guint value)
{
  p[0] = value & 0xff;
  p[1] = value >> 8 & 0xff;
}

static void
put32 (guint8 *p, guint32 value)
{
  put16 (p, value & 0xffff);
  put16 (p + 2, value >> 16);
}

static gboolean
read_at (GInputStream *file, goffset offset, void *buffer, gsize length)
{
  gsize n;

  return g_seekable_seek (G_SEEKABLE (file), offset, G_SEEK_SET, NULL, NULL)
         && g_input_stream_read_all (file, buffer, length, &n, NULL, NULL) && n == length;
}

/* The package is our own, a moment old, without a comment and far below 4 GB. */
static GArray *
read_directory (GInputStream *file)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  guint8 end[END_SIZE];
  goffset offset;
  guint n;

  if (!g_seekable_seek (G_SEEKABLE (file), -END_SIZE, G_SEEK_END, NULL, NULL)
      || !read_at (file, g_seekable_tell (G_SEEKABLE (file)), end, END_SIZE)
      || get32 (end) != END_SIGNATURE)
    return NULL;
  n = get16 (end + 10);
  offset = get32 (end + 16);
  for (guint i = 0; i < n; i++)
    {
      Part part = { 0 };
      const guint8 *record = part.record;

      if (!read_at (file, offset, part.record, CENTRAL_SIZE)
          || get32 (record) != CENTRAL_SIGNATURE || get16 (record + 10) != DEFLATED
          || get16 (record + 28) >= sizeof part.name
          || !read_at (file, offset + CENTRAL_SIZE, part.name, get16 (record + 28)))
        return NULL;
      part.crc = get32 (record + 16);
      part.compressed = get32 (record + 20);
      part.size = get32 (record + 24);
      part.local = get32 (record + 42);
      offset += CENTRAL_SIZE + get16 (record + 28) + get16 (record + 30) + get16 (record + 32);
      g_array_append_val (parts, part);
    }

  return g_steal_pointer (&parts);
}

/* Moves to the packed bytes of a part. */
static gboolean
seek_data (GInputStream *file, const Part *part)
{
  guint8 local[LOCAL_SIZE];

  return read_at (file, part->local, local, LOCAL_SIZE) && get32 (local) == LOCAL_SIGNATURE
         && g_seekable_seek (G_SEEKABLE (file), get16 (local + 26) + get16 (local + 28),
                             G_SEEK_CUR, NULL, NULL);
}

static gboolean
is_sheet (const Part *part)
{
  return g_str_has_prefix (part->name, "xl/worksheets/sheet");
}

static gboolean
is_well_formed (const char *xml, gsize length)
{
  static const GMarkupParser ignore = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&ignore, 0, NULL, NULL);

  return g_markup_parse_context_parse (context, xml, length, NULL)
         && g_markup_parse_context_end_parse (context, NULL);
}

/* What libxlsxwriter writes after the rows. */
static gboolean
is_whole_end (const char *end, gsize length)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet>" ROWS_BEGIN);

  g_string_append_len (sheet, end, length);

  return is_well_formed (sheet->str, sheet->len);
}

/* Inflates a sheet piece by piece and finds how many bytes stand between the marks of its rows;
 * -1 when the part is damaged. */
static gint64
measure_rows (GInputStream *file, const Part *part)
{
  g_autofree guint8 *buffer = g_malloc (KEPT + CHUNK);
  g_autofree guint8 *packed = g_malloc (CHUNK);
  gsize packed_left = part->compressed;
  z_stream stream = { 0 };
  gint64 total = 0, begin = -1, end = -1;
  gsize kept = 0;
  int result;

  if (!seek_data (file, part) || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return -1;
  do
    {
      const guint8 *mark;
      gsize filled, n = 0;

      if (stream.avail_in == 0)
        {
          if (!g_input_stream_read_all (file, packed, MIN (packed_left, CHUNK), &n, NULL, NULL))
            n = 0;
          packed_left -= n;
          stream.next_in = packed;
          stream.avail_in = n;
        }
      stream.next_out = buffer + kept;
      stream.avail_out = CHUNK;
      result = inflate (&stream, Z_NO_FLUSH);
      filled = kept + CHUNK - stream.avail_out;
      total += CHUNK - stream.avail_out;
      if (begin < 0)
        {
          mark = (const guint8 *) g_strstr_len ((char *) buffer, filled, ROWS_BEGIN);
          if (mark != NULL)
            begin = total - (gint64) (buffer + filled - mark) + (gint64) strlen (ROWS_BEGIN);
        }
      if (result == Z_STREAM_END)
        {
          mark = (const guint8 *) g_strrstr_len ((char *) buffer, filled, ROWS_END);
          if (mark != NULL && is_whole_end ((const char *) mark, buffer + filled - mark))
            end = total - (gint64) (buffer + filled - mark);
        }
      /* What follows the rows is short; keep enough to find its beginning. */
      kept = MIN (filled, KEPT);
      memmove (buffer, buffer + filled - kept, kept);
    }
  while (result == Z_OK);
  inflateEnd (&stream);

  return result == Z_STREAM_END && begin >= 0 && end >= begin ? end - begin : -1;
}

/**
 * nh_xlsx_package_check_rows:
 * @output: the finished package, closed by libxlsxwriter
 * @path: the target, for sentences
 * @rows_length: how many bytes of rows were given to libxlsxwriter
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Proves that all rows of a list arrived in the package.
 *
 * Returns: %FALSE when something is missing.
 */
gboolean
nh_xlsx_package_check_rows (NhOutput *output, const char *path, guint64 rows_length, GError **error)
{
  g_autoptr (GFile) place = g_file_new_for_path (nh_output_get_temporary (output));
  g_autoptr (GFileInputStream) file = g_file_read (place, NULL, NULL);
  g_autoptr (GArray) parts = NULL;
  gint64 found = -1;

  if (file != NULL)
    parts = read_directory (G_INPUT_STREAM (file));
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (is_sheet (&g_array_index (parts, Part, i)))
      found = measure_rows (G_INPUT_STREAM (file), &g_array_index (parts, Part, i));
  if (found < 0 || (guint64) found != rows_length)
    {
      nh_output_set_error (error, path, ENOSPC);
      return FALSE;
    }

  return TRUE;
}

static GByteArray *
inflate_part (GInputStream *file, const Part *part)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (part->size + 1);
  g_autofree guint8 *packed = g_malloc (part->compressed + 1);
  gsize n;
  z_stream stream = { 0 };
  int result;

  g_byte_array_set_size (bytes, part->size);
  if (!seek_data (file, part)
      || !g_input_stream_read_all (file, packed, part->compressed, &n, NULL, NULL)
      || n != part->compressed || inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return NULL;
  stream.next_in = packed;
  stream.avail_in = part->compressed;
  stream.next_out = bytes->data;
  stream.avail_out = part->size;
  result = inflate (&stream, Z_FINISH);
  inflateEnd (&stream);
  if (result != Z_STREAM_END || stream.avail_out != 0
      || crc32 (0, bytes->data, bytes->len) != part->crc)
    return NULL;

  return g_steal_pointer (&bytes);
}

static void
mark_first_page (GByteArray *xml)
{
  const char *mark = g_strstr_len ((const char *) xml->data, xml->len, HEADER);
  gsize added = strlen (FIRST_DIFFERS) - strlen (HEADER);
  gsize position;

  if (mark == NULL)
    return;

  position = mark - (const char *) xml->data;
  g_byte_array_set_size (xml, xml->len + added);
  memmove (xml->data + position + added, xml->data + position, xml->len - added - position);
  memcpy (xml->data + position, FIRST_DIFFERS, strlen (FIRST_DIFFERS));
}

static GByteArray *
deflate_part (const GByteArray *xml)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  z_stream stream = { 0 };
  int result;

  if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY)
      != Z_OK)
    return NULL;
  g_byte_array_set_size (bytes, deflateBound (&stream, xml->len));
  stream.next_in = xml->data;
  stream.avail_in = xml->len;
  stream.next_out = bytes->data;
  stream.avail_out = bytes->len;
  result = deflate (&stream, Z_FINISH);
  g_byte_array_set_size (bytes, bytes->len - stream.avail_out);
  deflateEnd (&stream);

  return result == Z_STREAM_END ? g_steal_pointer (&bytes) : NULL;
}

/* Adds one part to the new package and its record to the new directory. */
static gboolean
copy_part (GInputStream *file, const Part *part, GByteArray *package, GByteArray *directory)
{
  g_autoptr (GByteArray) xml = inflate_part (file, part);
  gsize name_length = strlen (part->name);
  g_autoptr (GByteArray) packed = NULL;
  guint8 local[LOCAL_SIZE], central[CENTRAL_SIZE];

  if (xml == NULL || !is_well_formed ((const char *) xml->data, xml->len))
    return FALSE;
  if (is_sheet (part))
    mark_first_page (xml);
  packed = deflate_part (xml);
  if (packed == NULL)
    return FALSE;

  memcpy (central, part->record, CENTRAL_SIZE);
  put32 (central + 16, crc32 (0, xml->data, xml->len));
  put32 (central + 20, packed->len);
  put32 (central + 24, xml->len);
  put16 (central + 30, 0); /* no extra field */
  put16 (central + 32, 0); /* no comment */
  put32 (central + 42, package->len);
  g_byte_array_append (directory, central, CENTRAL_SIZE);
  g_byte_array_append (directory, (const guint8 *) part->name, name_length);

  /* A local header is the same from "version needed" to "name length". */
  put32 (local, LOCAL_SIGNATURE);
  memcpy (local + 4, central + 6, 24);
  put16 (local + 28, 0);
  g_byte_array_append (package, local, LOCAL_SIZE);
  g_byte_array_append (package, (const guint8 *) part->name, name_length);
  g_byte_array_append (package, packed->data, packed->len);

  return TRUE;
}

static GByteArray *
rewrite_package (GInputStream *file)
{
  g_autoptr (GArray) parts = read_directory (file);
  g_autoptr (GByteArray) package = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint8 end[END_SIZE] = { 0 };

  if (parts == NULL)
    return NULL;
  for (guint i = 0; i < parts->len; i++)
    if (!copy_part (file, &g_array_index (parts, Part, i), package, directory))
      return NULL;

  put32 (end, END_SIGNATURE);
  put16 (end + 8, parts->len);
  put16 (end + 10, parts->len);
  put32 (end + 12, directory->len);
  put32 (end + 16, package->len);
  g_byte_array_append (package, directory->data, directory->len);
  g_byte_array_append (package, end, END_SIZE);

  return g_steal_pointer (&package);
}

/**
 * nh_xlsx_package_finish:
 * @output: the finished package, closed by libxlsxwriter
 * @path: the target, for sentences
 * @error: return location for an error of the domain %NH_FORMAT_ERROR
 *
 * Proves that every part of the package is whole and well-formed, and takes the page number off
 * the first page of each sheet (Decree 30/2020/NĐ-CP, Appendix I part I section II.1: the number
 * of the first page is not shown). The package is held in memory: for appendices, not for lists.
 *
 * Returns: %FALSE when something is missing.
 */
gboolean
nh_xlsx_package_finish (NhOutput *output, const char *path, GError **error)
{
  g_autoptr (GFile) place = g_file_new_for_path (nh_output_get_temporary (output));
  g_autoptr (GFileInputStream) file = g_file_read (place, NULL, NULL);
  g_autoptr (GByteArray) package = NULL;

  if (file != NULL)
    package = rewrite_package (G_INPUT_STREAM (file));
  /* Windows does not empty or rename a file that is open. */
  g_clear_object (&file);
  if (package == NULL)
    {
      nh_output_set_error (error, path, ENOSPC);
      return FALSE;
    }

  return nh_output_restart (output, error)
         && nh_output_write (output, (const char *) package->data, package->len, error);
}
