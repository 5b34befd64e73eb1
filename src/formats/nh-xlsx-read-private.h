/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of a workbook share while it is read. Private to the files nh-xlsx-read*.c.
 */
#pragma once

#include "core/nh-legacy-text.h"
#include "formats/nh-number-format.h"
#include "formats/nh-xlsx-read.h"

G_BEGIN_DECLS

/* A font of an old encoding. */
typedef struct
{
  NhEncoding encoding;
  gboolean capitals;
} NhXlsxFont;

/* How a cell is shown (xf of cellXfs). */
typedef struct
{
  NhNumberFormat number;
  NhXlsxFont font;
} NhXlsxStyle;

GArray *nh_xlsx_read_styles (NhPackage *package, const char *part, GError **error);

/* The shared strings; texts live as long as the last reference. */
typedef struct _NhXlsxStrings NhXlsxStrings;
NhXlsxStrings *nh_xlsx_read_strings (NhPackage *package, const char *part, NhReadBudget *budget,
                                     GError **error);
NhXlsxStrings *nh_xlsx_strings_ref (NhXlsxStrings *strings);
void nh_xlsx_strings_unref (gpointer strings);
const char *nh_xlsx_strings_get (NhXlsxStrings *strings, gsize index);
const char *nh_xlsx_strings_get_decoded (NhXlsxStrings *strings, gsize index,
                                         const NhXlsxFont *font);

/* Collects the texts of <si> and <is>: runs, their fonts, escapes; without readings (rPh). */
typedef struct
{
  GString *text;
  GArray *runs; /* of NhXlsxRun, only when a run has a font */
  NhXlsxFont font;
  gboolean font_known;
  gboolean in_text, keep_blanks, in_phonetic;
  gsize begin; /* of the text being collected */
} NhXlsxRich;

typedef struct
{
  gsize end;
  NhXlsxFont font;
  gboolean font_known; /* else it is the cell's */
} NhXlsxRun;

void nh_xlsx_rich_init (NhXlsxRich *rich);
void nh_xlsx_rich_clear (NhXlsxRich *rich);
void nh_xlsx_rich_begin (NhXlsxRich *rich);
void nh_xlsx_rich_start (NhXlsxRich *rich, const char *name, const NhXmlAttributes *attributes);
void nh_xlsx_rich_end (NhXlsxRich *rich, const char *name);
void nh_xlsx_rich_text (NhXlsxRich *rich, const char *text, gsize length);
char *nh_xlsx_decode_runs (const char *text, const GArray *runs, const NhXlsxFont *font);

typedef struct
{
  NhPackage *package;
  NhReadBudget budget;
  GArray *styles; /* of NhXlsxStyle */
  NhXlsxStrings *strings;
  gboolean from_1904;
} NhXlsxReading;

gboolean nh_xlsx_read_sheet (NhXlsxReading *reading, const char *part, NhSheet *sheet,
                             GError **error);

G_END_DECLS
