/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-xlsx-package.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#define LOCAL_SIGNATURE 0x04034b50
#define CENTRAL_SIGNATURE 0x02014b50
#define END_SIGNATURE 0x06054b50
#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define DEFLATED 8
#define CHUNK (1 << 18)
#define ROWS_BEGIN "<sheetData>"
#define ROWS_END "</sheetData>"
#define HEADER "<headerFooter>"
#define FIRST_DIFFERS "<headerFooter differentFirst=\"1\">"

/* One part as the central directory describes it. Numbers are little-endian in the file. */
typedef struct
{
  const guint8 *record; /* CENTRAL_SIZE bytes, then the name */
  const char *name;
  gsize name_length;
  const guint8 *data;
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

/* The package is our own, a moment old and without a comment; still nothing outside is read. */
static GArray *
read_directory (const guint8 *bytes, gsize length)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));
  const guint8 *end = bytes + length - END_SIZE;
  gsize offset;
  guint n;

  if (length < END_SIZE || get32 (end) != END_SIGNATURE)
    return NULL;
  n = get16 (end + 10);
  offset = get32 (end + 16);
  for (guint i = 0; i < n; i++)
    {
      const guint8 *record = bytes + offset;
      Part part = { record };
      gsize local;

      if (offset + CENTRAL_SIZE > length || get32 (record) != CENTRAL_SIGNATURE
          || get16 (record + 10) != DEFLATED)
        return NULL;
      part.crc = get32 (record + 16);
      part.compressed = get32 (record + 20);
      part.size = get32 (record + 24);
      part.name = (const char *) record + CENTRAL_SIZE;
      part.name_length = get16 (record + 28);
      local = get32 (record + 42);
      offset += CENTRAL_SIZE + part.name_length + get16 (record + 30) + get16 (record + 32);
      if (offset > length || local + LOCAL_SIZE > length)
        return NULL;
      local += LOCAL_SIZE + get16 (bytes + local + 26) + get16 (bytes + local + 28);
      if (local + part.compressed > length)
        return NULL;
      part.data = bytes + local;
      g_array_append_val (parts, part);
    }

  return g_steal_pointer (&parts);
}

static gboolean
is_sheet (const Part *part)
{
  static const char folder[] = "xl/worksheets/sheet";

  return part->name_length > strlen (folder) && memcmp (part->name, folder, strlen (folder)) == 0;
}

/* Inflates a sheet piece by piece and finds how many bytes stand between the marks of its rows;
 * -1 when the part is damaged. */
static gint64
measure_rows (const Part *part)
{
  g_autofree guint8 *buffer = g_malloc (2 * CHUNK);
  z_stream stream = { 0 };
  gint64 total = 0, begin = -1, end = -1;
  gsize kept = 0;
  int result;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return -1;
  stream.next_in = (Bytef *) part->data;
  stream.avail_in = part->compressed;
  do
    {
      const guint8 *mark;
      gsize filled;

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
          if (mark != NULL)
            end = total - (gint64) (buffer + filled - mark);
        }
      /* What follows the rows is short; keep enough to find its beginning. */
      kept = MIN (filled, CHUNK);
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
  g_autoptr (GMappedFile) file
      = g_mapped_file_new (nh_output_get_temporary (output), FALSE, NULL);
  g_autoptr (GArray) parts = NULL;
  gint64 found = -1;

  if (file != NULL)
    parts = read_directory ((const guint8 *) g_mapped_file_get_contents (file),
                            g_mapped_file_get_length (file));
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (is_sheet (&g_array_index (parts, Part, i)))
      found = measure_rows (&g_array_index (parts, Part, i));
  if (found < 0 || (guint64) found != rows_length)
    {
      nh_output_set_error (error, path, ENOSPC);
      return FALSE;
    }

  return TRUE;
}

static GByteArray *
inflate_part (const Part *part)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (part->size + 1);
  z_stream stream = { 0 };
  int result;

  g_byte_array_set_size (bytes, part->size);
  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return NULL;
  stream.next_in = (Bytef *) part->data;
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

static gboolean
is_well_formed (const GByteArray *bytes)
{
  static const GMarkupParser ignore = { 0 };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&ignore, 0, NULL, NULL);

  return g_markup_parse_context_parse (context, (const char *) bytes->data, bytes->len, NULL)
         && g_markup_parse_context_end_parse (context, NULL);
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
copy_part (const Part *part, GByteArray *package, GByteArray *directory)
{
  g_autoptr (GByteArray) xml = inflate_part (part);
  g_autoptr (GByteArray) packed = NULL;
  guint8 local[LOCAL_SIZE], central[CENTRAL_SIZE];

  if (xml == NULL || !is_well_formed (xml))
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
  g_byte_array_append (directory, (const guint8 *) part->name, part->name_length);

  /* A local header is the same from "version needed" to "name length". */
  put32 (local, LOCAL_SIGNATURE);
  memcpy (local + 4, central + 6, 24);
  put16 (local + 28, 0);
  g_byte_array_append (package, local, LOCAL_SIZE);
  g_byte_array_append (package, (const guint8 *) part->name, part->name_length);
  g_byte_array_append (package, packed->data, packed->len);

  return TRUE;
}

static GByteArray *
rewrite_package (const guint8 *bytes, gsize length)
{
  g_autoptr (GArray) parts = read_directory (bytes, length);
  g_autoptr (GByteArray) package = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint8 end[END_SIZE] = { 0 };

  if (parts == NULL)
    return NULL;
  for (guint i = 0; i < parts->len; i++)
    if (!copy_part (&g_array_index (parts, Part, i), package, directory))
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
  const char *temporary = nh_output_get_temporary (output);
  g_autofree char *bytes = NULL;
  g_autoptr (GByteArray) package = NULL;
  gsize length;

  if (g_file_get_contents (temporary, &bytes, &length, NULL))
    package = rewrite_package ((const guint8 *) bytes, length);
  if (package == NULL)
    {
      nh_output_set_error (error, path, ENOSPC);
      return FALSE;
    }

  return nh_output_restart (output, error)
         && nh_output_write (output, (const char *) package->data, package->len, error);
}
