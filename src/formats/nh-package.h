/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A ZIP package of XML parts (Office Open XML) by libgsf and libxml2, with the limits of
 * nh-read-limits.h. Parts are streamed. Nothing is written anywhere, so the names of entries can
 * do no harm; document types are refused, so no entity is ever expanded.
 */
#pragma once

#include <gsf/gsf.h>

#include "formats/nh-read-budget.h"

G_BEGIN_DECLS

/* Called now and then while reading, in the reading thread; @fraction goes from 0 to 1. */
typedef void (*NhReadProgress) (double fraction, gpointer data);

/* What the sentences about faults speak of. */
typedef enum
{
  NH_PACKAGE_WORKBOOK,
  NH_PACKAGE_DOCUMENT,
} NhPackageKind;

typedef struct
{
  NhPackageKind kind;
  GsfInfile *zip;
  guint64 packed_size;
  guint64 total, done; /* unpacked bytes that will be and were read */
  gboolean total_known;
  GCancellable *cancellable;
  NhReadProgress progress;
  gpointer progress_data;
} NhPackage;

typedef struct
{
  const guchar **raw; /* libxml2's: name, prefix, URI, begin and end of the value */
  int n;
} NhXmlAttributes;

/* Names come without their prefix. What returns FALSE ends the parsing. */
typedef struct
{
  gboolean (*start) (gpointer data, const char *name, const NhXmlAttributes *attributes);
  gboolean (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, gsize length);
} NhXmlHandlers;

NhPackage *nh_package_open (GsfInput *input, NhPackageKind kind, GError **error);
void nh_package_free (NhPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhPackage, nh_package_free)

GsfInput *nh_package_open_part (NhPackage *package, const char *part);
gboolean nh_package_expect (NhPackage *package, const char *part, GError **error);
gboolean nh_package_parse (NhPackage *package, const char *part, const NhXmlHandlers *handlers,
                           gpointer data, GError **error);
GHashTable *nh_package_read_relations (NhPackage *package, const char *part, GError **error);
char *nh_package_resolve (const char *part, const char *target);

const char *nh_xml_find (const NhXmlAttributes *attributes, const char *name, gsize *length);
char *nh_xml_dup (const NhXmlAttributes *attributes, const char *name);
gboolean nh_xml_is_true (const NhXmlAttributes *attributes, const char *name);
gint64 nh_xml_int (const NhXmlAttributes *attributes, const char *name, gint64 otherwise);

/* What a relation of a part says. */
typedef struct
{
  char *type; /* the last word of the type's URI: "worksheet" */
  char *part; /* where it leads, from the root of the package; NULL when out of it */
} NhRelation;

G_END_DECLS
