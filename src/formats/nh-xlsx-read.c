/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "formats/nh-text-bytes.h"
#include "formats/nh-xlsx-read-private.h"

typedef struct
{
  char *name;
  char *relation;
  gboolean hidden;
} Entry;

typedef struct
{
  GArray *entries;
  gboolean from_1904;
} Workbook;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
}

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Workbook *workbook = data;

  if (strcmp (name, "workbookPr") == 0)
    workbook->from_1904 = nh_xml_is_true (attributes, "date1904");
  else if (strcmp (name, "sheet") == 0 && workbook->entries->len < NH_READ_MAX_SHEETS)
    {
      g_autofree char *state = nh_xml_dup (attributes, "state");
      char *title = nh_xml_dup (attributes, "name");
      Entry entry = { .name = nh_text_take_nfc (title ? title : g_strdup ("")),
                      .relation = nh_xml_dup (attributes, "id"),
                      .hidden = state && g_strcmp0 (state, "visible") != 0 };

      g_array_append_val (workbook->entries, entry);
    }
  return TRUE;
}

static const NhRelation *
find_relation (GHashTable *relations, const char *type)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, relations);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((NhRelation *) value)->type, type) == 0 && ((NhRelation *) value)->part)
      return value;
  return NULL;
}

/* Other programs' packages look alike from outside. */
static gboolean
check_kind (const char *part, GError **error)
{
  const char *sentence = NULL;

  if (g_str_has_prefix (part, "word/"))
    sentence = _("This is a Word document. Open it in Word, copy the table and paste it here, or "
                 "save the table as an Excel workbook (.xlsx).");
  else if (g_str_has_prefix (part, "ppt/"))
    sentence = _("This is a PowerPoint presentation. Only Excel workbooks (.xlsx), CSV files and "
                 "web pages are read.");
  else if (g_str_has_suffix (part, ".bin"))
    sentence = _("This is a binary Excel workbook (.xlsb). Open it in Excel and save it as .xlsx.");
  if (sentence)
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_KIND, sentence);
  return sentence == NULL;
}

static char *
find_workbook (NhPackage *package, GError **error)
{
  g_autoptr (GHashTable) relations = nh_package_read_relations (package, "", error);
  const NhRelation *relation;

  if (!relations)
    return NULL;
  relation = find_relation (relations, "officeDocument");
  if (relation && !check_kind (relation->part, error))
    return NULL;
  return g_strdup (relation ? relation->part : "xl/workbook.xml");
}

/* Drawings of charts have sheets of their own, without cells. */
static const char *
sheet_part (GHashTable *relations, const Entry *entry)
{
  const NhRelation *relation
      = entry->relation ? g_hash_table_lookup (relations, entry->relation) : NULL;

  return relation && strcmp (relation->type, "worksheet") == 0 ? relation->part : NULL;
}

static gboolean
expect_all (NhPackage *package, GHashTable *relations, GArray *entries, GError **error)
{
  static const char *const others[] = { "sharedStrings", "styles" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const NhRelation *relation = find_relation (relations, others[i]);

      if (relation && !nh_package_expect (package, relation->part, error))
        return FALSE;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const char *part = sheet_part (relations, &g_array_index (entries, Entry, i));

      if (part && !nh_package_expect (package, part, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
read_sheets (NhXlsxReading *reading, GHashTable *relations, GArray *entries, GError **error)
{
  g_autoptr (GPtrArray) sheets
      = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_sheet_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const char *part = sheet_part (relations, entry);
      NhSheet *sheet;

      if (!part)
        continue;
      sheet = nh_sheet_new (entry->name);
      g_ptr_array_add (sheets, sheet);
      nh_sheet_set_hidden (sheet, entry->hidden);
      if (!nh_xlsx_read_sheet (reading, part, sheet, error))
        return NULL;
    }
  if (sheets->len > 0)
    return g_steal_pointer (&sheets);
  g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_EMPTY,
                       _("The workbook has no sheet with cells."));
  return NULL;
}

static GPtrArray *
read_workbook (NhPackage *package, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start };
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_autoptr (GHashTable) relations = NULL;
  Workbook workbook = { .entries = entries };
  NhXlsxReading reading = { .package = package };
  const NhRelation *strings, *styles;
  GPtrArray *sheets = NULL;

  g_array_set_clear_func (entries, entry_clear);
  if (!nh_package_expect (package, part, error)
      || !nh_package_parse (package, part, &handlers, &workbook, error))
    return NULL;
  relations = nh_package_read_relations (package, part, error);
  if (!relations || !expect_all (package, relations, entries, error))
    return NULL;
  package->total_known = TRUE;
  reading.from_1904 = workbook.from_1904;
  strings = find_relation (relations, "sharedStrings");
  styles = find_relation (relations, "styles");
  reading.styles = nh_xlsx_read_styles (package, styles ? styles->part : NULL, error);
  if (reading.styles)
    reading.strings = nh_xlsx_read_strings (package, strings ? strings->part : NULL,
                                            &reading.budget, error);
  if (reading.strings)
    sheets = read_sheets (&reading, relations, entries, error);
  g_clear_pointer (&reading.styles, g_array_unref);
  g_clear_pointer (&reading.strings, nh_xlsx_strings_unref);
  return sheets;
}

/**
 * nh_xlsx_read_input:
 * @input: the bytes of a workbook
 * @cancellable: (nullable): stops the reading
 * @progress: (nullable): called now and then, in this thread
 * @data: for @progress
 * @error: return location for an #NhReadError whose message is a sentence for the user
 *
 * Reads all sheets of an Excel workbook (ECMA-376; .xlsx, .xlsm). Numbers come as a person would
 * type them, days by their number formats as ISO days, formulas as what they gave, texts in NFC.
 * Cells in fonts of TCVN3 and VNI are converted. Nothing of a damaged file is returned.
 *
 * Returns: (transfer full) (element-type NhSheet) (nullable): at least one table, hidden ones too
 */
GPtrArray *
nh_xlsx_read_input (GsfInput *input, GCancellable *cancellable, NhReadProgress progress,
                    gpointer data, GError **error)
{
  g_autoptr (NhPackage) package = nh_package_open (input, NH_PACKAGE_WORKBOOK, error);
  g_autofree char *part = NULL;

  if (!package)
    return NULL;
  package->cancellable = cancellable;
  package->progress = progress;
  package->progress_data = data;
  part = find_workbook (package, error);
  return part ? read_workbook (package, part, error) : NULL;
}
