/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-package.h"

#include <gsf/gsf-infile-impl.h>
#include <gsf/gsf-infile-zip.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* Only newer versions of libgsf say how its objects end. */
typedef GsfInput NhPart;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPart, g_object_unref)

#define CHUNK (64 * 1024)
#define END_RECORD 22 /* bytes of "end of central directory" without its comment */

static void
set_damaged (NhPackageKind kind, GError **error)
{
  if (error && !*error)
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_DAMAGED,
                         kind == NH_PACKAGE_DOCUMENT
                             ? _("The file is damaged or not complete. Copy or download it again, or "
                                 "open it in Word and save it anew.")
                             : _("The file is damaged or not complete. Copy or download it again, or "
                                 "open it in Excel and save it anew."));
}

static guint
read_16 (const guint8 *p)
{
  return p[0] | (guint) p[1] << 8;
}

/* The number of entries as the end of the file states it; G_MAXUINT where it is not a ZIP file.
 * libgsf compares each name with those before it, so this must be known before. */
static guint
count_entries (GsfInput *input)
{
  gsf_off_t size = gsf_input_size (input);
  gsize length = (gsize) MIN (size, END_RECORD + 0xFFFF);
  g_autofree guint8 *tail = g_malloc (length + 1);

  if (size < END_RECORD || gsf_input_seek (input, size - (gsf_off_t) length, G_SEEK_SET)
      || !gsf_input_read (input, length, tail))
    return G_MAXUINT;
  gsf_input_seek (input, 0, G_SEEK_SET);
  for (gsize i = length - END_RECORD + 1; i-- > 0;)
    if (memcmp (tail + i, "PK\5\6", 4) == 0)
      return read_16 (tail + i + 10);
  return G_MAXUINT;
}

/**
 * nh_package_open:
 * @input: the bytes of the package
 * @kind: what it should be
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the package; free it with nh_package_free(). %NULL with
 *   %NH_READ_ERROR_DAMAGED or %NH_READ_ERROR_LIMIT
 */
NhPackage *
nh_package_open (GsfInput *input, NhPackageKind kind, GError **error)
{
  NhPackage *package;
  GsfInfile *zip;
  guint n = count_entries (input);

  if (n != G_MAXUINT && n > NH_READ_MAX_ENTRIES)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   kind == NH_PACKAGE_DOCUMENT
                       ? _("The file is made of more than %u parts, which no document is.")
                       : _("The file is made of more than %u parts, which no workbook is."),
                   NH_READ_MAX_ENTRIES);
      return NULL;
    }
  zip = n == G_MAXUINT ? NULL : gsf_infile_zip_new (input, NULL);
  if (!zip)
    {
      set_damaged (kind, error);
      return NULL;
    }
  package = g_new0 (NhPackage, 1);
  package->kind = kind;
  package->zip = zip;
  package->packed_size = (guint64) gsf_input_size (input);
  return package;
}

/** nh_package_free: frees a package. */
void
nh_package_free (NhPackage *package)
{
  g_object_unref (package->zip);
  g_free (package);
}

/* By exact name, else by its folded one: some programs write "xl/SharedStrings.xml". Asks the class,
 * because gsf_infile_child_by_name() warns about damaged entries on the console. */
static GsfInput *
find_child (GsfInfile *folder, const char *name)
{
  GsfInfileClass *class = G_TYPE_INSTANCE_GET_CLASS (folder, GSF_INFILE_TYPE, GsfInfileClass);
  GsfInput *child = class->child_by_name (folder, name, NULL);
  int n = child ? 0 : gsf_infile_num_children (folder);

  for (int i = 0; i < n && !child; i++)
    {
      const char *other = gsf_infile_name_by_index (folder, i);

      if (other && g_ascii_strcasecmp (other, name) == 0)
        child = class->child_by_index (folder, i, NULL);
    }
  return child;
}

/**
 * nh_package_open_part:
 * @package: a package
 * @part: its name, from the root, without a slash at its beginning
 *
 * Returns: (transfer full) (nullable): the part; %NULL when there is none
 */
GsfInput *
nh_package_open_part (NhPackage *package, const char *part)
{
  g_auto (GStrv) names = g_strsplit (part, "/", -1);
  GsfInput *at = g_object_ref (GSF_INPUT (package->zip));

  for (guint i = 0; names[i] && at; i++)
    {
      GsfInput *child = GSF_IS_INFILE (at) ? find_child (GSF_INFILE (at), names[i]) : NULL;

      g_object_unref (at);
      at = child;
    }
  /* A folder is not a part. */
  if (at && GSF_IS_INFILE (at) && gsf_infile_num_children (GSF_INFILE (at)) > 0)
    g_clear_object (&at);
  return at;
}

/**
 * nh_package_expect:
 * @package: a package
 * @part: a part that will be read
 * @error: return location
 *
 * Adds the size of a part to what will be read, for the progress and the limits of size and ratio.
 *
 * Returns: whether it may be read; else %NH_READ_ERROR_LIMIT
 */
gboolean
nh_package_expect (NhPackage *package, const char *part, GError **error)
{
  g_autoptr (NhPart) input = nh_package_open_part (package, part);
  gsf_off_t size = input ? gsf_input_size (input) : 0;

  if (size < 0 || (guint64) size > NH_READ_MAX_UNPACKED)
    package->total = NH_READ_MAX_UNPACKED + 1;
  else
    package->total += (guint64) size;
  if (package->total > NH_READ_MAX_UNPACKED)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                 _("Unpacked, the file is larger than %u MiB, which is more than can be read."),
                 (guint) (NH_READ_MAX_UNPACKED / NH_READ_MIB));
  else if (package->total > NH_READ_RATIO_FROM
           && package->total / NH_READ_MAX_RATIO > package->packed_size)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                 _("Unpacked, the file is more than %u times as large: it was made to fill the "
                   "memory and is not read."),
                 NH_READ_MAX_RATIO);
  else
    return TRUE;
  return FALSE;
}

typedef struct
{
  NhPackage *package;
  GsfInput *input;
  const guint8 *chunk;
  gsize at, length;
  gboolean broken;
  xmlParserCtxtPtr parser;
  const NhXmlHandlers *handlers;
  gpointer data;
  guint depth;
  gboolean stopped;
  GError *error;
} Parse;

static void
stop (Parse *parse)
{
  parse->stopped = TRUE;
  xmlStopParser (parse->parser);
}

/* libxml2 asks for some thousand bytes at a time; unpacking is faster in larger pieces. */
static int
read_bytes (void *data, char *buffer, int length)
{
  Parse *parse = data;
  gsize n;

  if (parse->at == parse->length)
    {
      gsf_off_t left = gsf_input_remaining (parse->input);
      NhPackage *package = parse->package;

      if (left <= 0 || !nh_read_check_cancelled (package->cancellable, &parse->error))
        return parse->error ? -1 : 0;
      parse->length = (gsize) MIN (left, CHUNK);
      parse->at = 0;
      parse->chunk = gsf_input_read (parse->input, parse->length, NULL);
      if (!parse->chunk)
        {
          parse->length = 0;
          parse->broken = TRUE;
          return -1;
        }
      package->done += parse->length;
      if (package->progress && package->total_known)
        package->progress (MIN (1.0, (double) package->done / (double) package->total),
                           package->progress_data);
    }
  n = MIN ((gsize) length, parse->length - parse->at);
  memcpy (buffer, parse->chunk + parse->at, n);
  parse->at += n;
  return (int) n;
}

static void
start_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
               int n_namespaces, const xmlChar **namespaces, int n_attributes, int n_defaulted,
               const xmlChar **attributes)
{
  Parse *parse = data;
  NhXmlAttributes list = { attributes, n_attributes };

  if (parse->stopped)
    return;
  if (++parse->depth > NH_READ_MAX_XML_DEPTH)
    {
      g_set_error_literal (&parse->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                           parse->package->kind == NH_PACKAGE_DOCUMENT
                               ? _("The file is nested deeper than any document and is not read.")
                               : _("The file is nested deeper than any workbook and is not read."));
      stop (parse);
    }
  else if (!parse->handlers->start (parse->data, (const char *) name, &list))
    stop (parse);
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Parse *parse = data;

  if (parse->stopped)
    return;
  parse->depth--;
  if (parse->handlers->end && !parse->handlers->end (parse->data, (const char *) name))
    stop (parse);
}

static void
characters (void *data, const xmlChar *text, int length)
{
  Parse *parse = data;

  if (!parse->stopped && parse->handlers->text)
    parse->handlers->text (parse->data, (const char *) text, (gsize) length);
}

/* Office files have no document type. What has one wants to define entities. */
static void
document_type (void *data, const xmlChar *name, const xmlChar *external_id,
               const xmlChar *system_id)
{
  Parse *parse = data;

  if (!parse->error)
    g_set_error_literal (&parse->error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                         parse->package->kind == NH_PACKAGE_DOCUMENT
                             ? _("The file defines entities, which no document does, and is not read.")
                             : _("The file defines entities, which no workbook does, and is not read."));
  stop (parse);
}

static gboolean
run_parser (Parse *parse)
{
  xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
                        .internalSubset = document_type,
                        .startElementNs = start_element,
                        .endElementNs = end_element,
                        .characters = characters,
                        .ignorableWhitespace = characters,
                        .cdataBlock = characters };
  gboolean well_formed;

  xmlInitParser ();
  parse->parser
      = xmlCreateIOParserCtxt (&sax, parse, read_bytes, NULL, parse, XML_CHAR_ENCODING_NONE);
  if (!parse->parser)
    return FALSE;
  xmlCtxtUseOptions (parse->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  /* Options may bring libxml2's own reporting back. */
  parse->parser->sax->error = NULL;
  parse->parser->sax->warning = NULL;
  parse->parser->sax->fatalError = NULL;
  parse->parser->sax->serror = NULL;
  xmlParseDocument (parse->parser);
  well_formed = parse->parser->wellFormed && !parse->broken;
  if (parse->parser->myDoc)
    xmlFreeDoc (parse->parser->myDoc);
  parse->parser->myDoc = NULL;
  xmlFreeParserCtxt (parse->parser);
  return well_formed;
}

/**
 * nh_package_parse:
 * @package: a package
 * @part: name of a part
 * @handlers: what is called for elements and texts
 * @data: for @handlers
 * @error: (inout): return location; a handler may have set it before it returned %FALSE
 *
 * Streams a part through @handlers.
 *
 * Returns: whether it was read to its end
 */
gboolean
nh_package_parse (NhPackage *package, const char *part, const NhXmlHandlers *handlers,
                  gpointer data, GError **error)
{
  g_autoptr (NhPart) input = nh_package_open_part (package, part);
  Parse parse = { .package = package, .input = input, .handlers = handlers, .data = data };
  gboolean well_formed;

  if (!input)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_DAMAGED,
                   package->kind == NH_PACKAGE_DOCUMENT
                       ? _("The part “%s” of the file is missing. Open the file in Word and save it "
                           "anew.")
                       : _("The part “%s” of the file is missing. Open the file in Excel and save it "
                           "anew."),
                   part);
      return FALSE;
    }
  well_formed = run_parser (&parse);
  if (parse.error)
    {
      g_propagate_error (error, parse.error);
      return FALSE;
    }
  if (parse.stopped || !well_formed)
    {
      set_damaged (package->kind, error);
      return FALSE;
    }
  return TRUE;
}

/** nh_xml_find: Returns: (nullable): an attribute's value, @length bytes, by its local name. */
const char *
nh_xml_find (const NhXmlAttributes *attributes, const char *name, gsize *length)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const guchar **attribute = attributes->raw + 5 * i;

      if (strcmp ((const char *) attribute[0], name) == 0)
        {
          *length = (gsize) (attribute[4] - attribute[3]);
          return (const char *) attribute[3];
        }
    }
  return NULL;
}

/** nh_xml_dup: Returns: (transfer full) (nullable): an attribute's value. */
char *
nh_xml_dup (const NhXmlAttributes *attributes, const char *name)
{
  gsize length;
  const char *value = nh_xml_find (attributes, name, &length);

  return value ? g_strndup (value, length) : NULL;
}

/** nh_xml_is_true: Returns: whether an attribute is there and says yes. */
gboolean
nh_xml_is_true (const NhXmlAttributes *attributes, const char *name)
{
  gsize length;
  const char *value = nh_xml_find (attributes, name, &length);

  return value && ((length == 1 && *value == '1') || (length == 4 && memcmp (value, "true", 4) == 0));
}

/** nh_xml_int: Returns: an attribute's number, @otherwise where there is none that fits 32 bits. */
gint64
nh_xml_int (const NhXmlAttributes *attributes, const char *name, gint64 otherwise)
{
  gsize length;
  const char *value = nh_xml_find (attributes, name, &length);
  gint64 n = 0;

  if (!value || length == 0 || length > 10)
    return otherwise;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return otherwise;
      n = n * 10 + (value[i] - '0');
    }
  return n <= G_MAXUINT32 ? n : otherwise;
}

/**
 * nh_package_resolve:
 * @part: the part that has the relation; "" for the package
 * @target: where it leads, relative to the folder of @part or from the root
 *
 * Returns: (transfer full): the name of the part it leads to
 */
char *
nh_package_resolve (const char *part, const char *target)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = *target == '/' ? g_strdup ("") : g_strdup (part);
  g_autofree char *path = NULL;
  g_auto (GStrv) steps = NULL;
  char *slash = strrchr (folder, '/');

  *(slash ? slash : folder) = '\0';
  path = g_strconcat (folder, "/", target, NULL);
  steps = g_strsplit (path, "/", -1);
  for (guint i = 0; steps[i]; i++)
    if (strcmp (steps[i], "..") == 0)
      g_ptr_array_set_size (names, MAX ((int) names->len - 1, 0));
    else if (*steps[i] && strcmp (steps[i], ".") != 0)
      g_ptr_array_add (names, g_strdup (steps[i]));
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("/", (char **) names->pdata);
}

static void
relation_free (gpointer data)
{
  NhRelation *relation = data;

  g_free (relation->type);
  g_free (relation->part);
  g_free (relation);
}

typedef struct
{
  const char *part;
  GHashTable *relations;
} Relations;

static gboolean
start_relation (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Relations *relations = data;
  g_autofree char *id = NULL, *type = NULL, *target = NULL, *mode = NULL;
  NhRelation *relation;
  const char *word;

  if (strcmp (name, "Relationship") != 0)
    return TRUE;
  id = nh_xml_dup (attributes, "Id");
  type = nh_xml_dup (attributes, "Type");
  target = nh_xml_dup (attributes, "Target");
  mode = nh_xml_dup (attributes, "TargetMode");
  if (!id || !type || !target || g_hash_table_size (relations->relations) > NH_READ_MAX_ENTRIES)
    return TRUE;
  relation = g_new0 (NhRelation, 1);
  word = strrchr (type, '/');
  relation->type = g_strdup (word ? word + 1 : type);
  if (!mode || strcmp (mode, "External") != 0)
    relation->part = nh_package_resolve (relations->part, target);
  g_hash_table_replace (relations->relations, g_steal_pointer (&id), relation);
  return TRUE;
}

/**
 * nh_package_read_relations:
 * @package: a package
 * @part: a part; "" for the package itself
 * @error: return location
 *
 * Returns: (transfer full) (nullable): #NhRelation by id; empty when the part has none
 */
GHashTable *
nh_package_read_relations (NhPackage *package, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start_relation };
  g_autoptr (GHashTable) table
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, relation_free);
  const char *slash = strrchr (part, '/'), *base = slash ? slash + 1 : part;
  g_autofree char *folder = g_strndup (part, (gsize) (base - part));
  g_autofree char *name = g_strconcat (folder, "_rels/", base, ".rels", NULL);
  g_autoptr (NhPart) input = nh_package_open_part (package, name);
  Relations relations = { part, table };

  if (input
      && (!nh_package_expect (package, name, error)
          || !nh_package_parse (package, name, &handlers, &relations, error)))
    return NULL;
  return g_steal_pointer (&table);
}
