/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan as it stands on paper: a list of elements from the letterhead to the last appendix.
 * Composed from the workbook, laid out on pages, written as Word and PDF, read back from Word, kept
 * when the plan is issued, compared. Texts are Vietnamese and ready to print: references are words.
 * The form is that of Decree 30/2020/NĐ-CP, Appendix I.
 */
#pragma once

#include "core/nh-rich-text.h"
#include "document/nh-table.h"

G_BEGIN_DECLS

typedef enum
{
  NH_ELEMENT_LETTERHEAD,    /* letterhead */
  NH_ELEMENT_TITLE,         /* title */
  NH_ELEMENT_BASIS,         /* text: one legal basis, in italics */
  NH_ELEMENT_HEADING,       /* level 1–5 (I., 1., 1.1., 1.1.1., a)), label, text */
  NH_ELEMENT_PARAGRAPH,     /* text */
  NH_ELEMENT_BULLET,        /* level 1 (–) or 2 (+), label, text */
  NH_ELEMENT_TABLE,         /* table */
  NH_ELEMENT_PAGE_BREAK,
  NH_ELEMENT_SIGNATURE,     /* signature: recipients at the left, who signs at the right */
  NH_ELEMENT_APPENDIX_HEAD, /* appendix: begins a section of its own, with its own page numbers */
} NhElementKind;

/* Boxes 1 to 4 of the form. */
typedef struct
{
  char *superior;   /* "UBND TỈNH BẮC GIANG"; "" when there is none */
  char *issuer;     /* "SỞ GIÁO DỤC VÀ ĐÀO TẠO" */
  char *number;     /* "Số: 73/KH-SGDĐT" */
  char *place_date; /* "Bắc Giang, ngày 31 tháng 8 năm 2023" */
} NhLetterhead;

/* Box 5a. */
typedef struct
{
  char *type;    /* "KẾ HOẠCH" */
  char *subject; /* the subject line */
} NhTitle;

/* Boxes 7 and 9. */
typedef struct
{
  GStrv recipients; /* "- Các phòng thuộc Sở;" without "Nơi nhận:", which the form adds */
  GStrv authority;  /* lines in capitals: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC" */
  char *name;
} NhSignature;

/* Section III.1 of the form: appendices. */
typedef struct
{
  char *heading;  /* "Phụ lục II" */
  char *title;    /* in capitals */
  char *attached; /* "(Kèm theo Kế hoạch số … )" */
  gboolean landscape;
} NhAppendixHead;

/* Immutable once it stands in a document. Only the members that its kind names are set. */
typedef struct
{
  gatomicrefcount refs;
  NhElementKind kind;
  gint64 key;  /* of the block, appendix or basis it shows; 0: of the plan itself */
  guint level;
  char *label; /* "II.", "1.1.", "a)", "–"; NULL or "" where there is none */
  NhRichText *text;
  NhTable *table;
  NhLetterhead *letterhead;
  NhTitle *title;
  NhSignature *signature;
  NhAppendixHead *appendix;
} NhElement;

NhElement *nh_element_new (NhElementKind kind, gint64 key);
NhElement *nh_element_ref (NhElement *self);
void nh_element_unref (NhElement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhElement, nh_element_unref)
/* Takes no account of keys: whether both print alike. */
gboolean nh_element_equal (const NhElement *a, const NhElement *b);

typedef struct _NhDocument NhDocument;

NhDocument *nh_document_new (void);
NhDocument *nh_document_ref (NhDocument *self);
void nh_document_unref (NhDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhDocument, nh_document_unref)
gboolean nh_document_equal (NhDocument *a, NhDocument *b);

guint nh_document_get_n_elements (NhDocument *self);
NhElement *nh_document_get_element (NhDocument *self, guint position); /* (transfer none) */
void nh_document_append (NhDocument *self, NhElement *element);        /* (transfer full) */
void nh_document_splice (NhDocument *self, guint position, guint n_removed, NhElement *const *added,
                         guint n_added);

/* For the properties of files. */
const char *nh_document_get_title (NhDocument *self);
const char *nh_document_get_author (NhDocument *self);
const char *nh_document_get_subject (NhDocument *self);
void nh_document_set_properties (NhDocument *self, const char *title, const char *author, const char *subject);

G_END_DECLS
