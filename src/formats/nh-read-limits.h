/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the readers take from a file or a clipboard that a stranger made. A list of an education
 * office has thousands of rows; the largest honest table tried has a million cells. The limits
 * stand well above that, and low enough that a hostile file ends in a sentence within seconds and
 * some hundred megabytes. docs/LIMITS.md states them for users; keep both in step.
 */
#pragma once

#define NH_READ_MIB ((guint64) 1024 * 1024)

/* A workbook of a million filled cells takes about 10 MiB packed, a CSV file 60 MiB. */
#define NH_READ_MAX_FILE (256 * NH_READ_MIB)
/* All parts together, unpacked: XML of a sheet of ten million cells. Parts are streamed, so this
 * bounds time, not memory. */
#define NH_READ_MAX_UNPACKED (2048 * NH_READ_MIB)
/* Unpacked against packed. Deflate ends at 1032; sheets that repeat one row reach about 100, so
 * only what is both large and packed like nothing but zeros is taken for a bomb. */
#define NH_READ_MAX_RATIO 300u
#define NH_READ_RATIO_FROM (32 * NH_READ_MIB)
/* Parts of a package: a workbook has about four a sheet, and pictures. */
#define NH_READ_MAX_ENTRIES 10000u
#define NH_READ_MAX_SHEETS 1024u
/* Excel's own limits: what lies outside can't be shown by any spreadsheet. */
#define NH_READ_MAX_ROWS 1048576u
#define NH_READ_MAX_COLUMNS 16384u
#define NH_READ_MAX_TEXT 32767u /* characters in a cell */
/* Rows of all sheets together, empty ones too: one cell in a last row makes a sheet long. */
#define NH_READ_MAX_ALL_ROWS 16777216u
/* Cells with a text, over all tables of a file; each takes 16 bytes and its text. */
#define NH_READ_MAX_CELLS 20000000u
/* All texts of the cells together, in UTF-8: a bound for the memory. */
#define NH_READ_MAX_TEXTS (512 * NH_READ_MIB)
#define NH_READ_MAX_SHARED_STRINGS 10000000u
#define NH_READ_MAX_STYLES 65536u
#define NH_READ_MAX_MERGES 65536u
/* Elements inside each other: SpreadsheetML needs 8, pages of browsers some dozens. */
#define NH_READ_MAX_XML_DEPTH 64u
#define NH_READ_MAX_HTML_DEPTH 512u
/* HTML's own bounds of one cell's spans. */
#define NH_READ_MAX_COLSPAN 1000u
#define NH_READ_MAX_ROWSPAN 65534u
/* Texts (CSV, web pages, the clipboard) are in memory as a whole, two or three times by the time
 * they are cells. */
#define NH_READ_MAX_TEXT_FILE (128 * NH_READ_MIB)
/* Word files: a plan has some hundred paragraphs, its tables some thousand cells. All tables
 * together; a place takes some dozen bytes, a paragraph some hundred. */
#define NH_READ_MAX_PLACES 4000000u
#define NH_READ_MAX_PARAGRAPHS 1000000u
#define NH_READ_MAX_DOCUMENT_TEXT (64 * NH_READ_MIB)
/* A text that is pasted into a plan: Word's page of a hundred sheets takes about 5 MiB. */
#define NH_READ_MAX_PASTE (32 * NH_READ_MIB)
#define NH_READ_MAX_BLOCKS 20000u
/* Bytes of a paragraph; what is longer becomes several. */
#define NH_READ_MAX_PARAGRAPH 65536u
/* Merged cells of a pasted table; each is compared with the others. */
#define NH_READ_MAX_PASTED_MERGES 4000u
