/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Legal bases of a document as people write them: "Căn cứ Công văn số 1909/SGDĐT-GDTH ngày 20/9/2023
 * của Sở … về việc …", taken apart, put in order, written again. Rules: Decree 30/2020/NĐ-CP,
 * Appendix I part I section II.6 (how documents are cited; one basis a line).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of NhBasisList.text; none while start equals end. */
typedef struct
{
  guint start;
  guint end;
} NhBasisRange;

typedef enum
{
  NH_BASIS_LEAD,
  NH_BASIS_KIND,
  NH_BASIS_NUMBER,
  NH_BASIS_DATE,
  NH_BASIS_ISSUER,
  NH_BASIS_SUBJECT, /* of a basis without a document: all its words */
  NH_BASIS_N_PARTS,
} NhBasisPart;

/* A basis names a document (.kind is set), or it is a text. Strings are never NULL but .kind and .doubt. */
typedef struct
{
  NhBasisRange range; /* without list marks before it and ";" after it */
  NhBasisRange parts[NH_BASIS_N_PARTS];
  char *lead;        /* "Căn cứ", "Thực hiện"; taken over from the basis before it where it has none */
  const char *kind;  /* key as the register of documents has it: "letter", "decision"; NULL: a text */
  char *number;      /* "1909/SGDĐT-GDTH" in the form of the decree */
  guint32 issued_on; /* Julian day; 0: not said */
  char *issuer;      /* as written, without "của" */
  char *subject;     /* "về việc …"; of a law its name: "Luật Giáo dục" */
  char *text;        /* of a basis without a document: the words after the lead */
  char *doubt;       /* a sentence: what should be looked at */
} NhBasis;

NhBasis *nh_basis_new (void);
void nh_basis_free (NhBasis *basis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBasis, nh_basis_free)

typedef struct
{
  char *text;         /* what was read, in NFC: ranges are bytes of it */
  GPtrArray *bases;   /* of NhBasis */
  NhBasisRange tail;  /* the sentence that follows the bases: "Sở GDĐT xây dựng kế hoạch … như sau:" */
} NhBasisList;

/* nh-basis-split.c */
NhBasisList *nh_basis_split (const char *text);
void nh_basis_list_free (NhBasisList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhBasisList, nh_basis_list_free)

/* nh-basis.c */
const char *nh_basis_kind_of_type (const char *type_name);
const char *nh_basis_kind_word (const char *kind, const char *number);
guint nh_basis_kind_rank (const char *kind);
char *nh_basis_format_document (const char *kind, const char *number, guint32 issued_on, const char *issuer,
                                const char *subject);
char *nh_basis_format_short (const char *kind, const char *number, const char *subject);
char *nh_basis_format (const NhBasis *basis);
char *nh_basis_tidy_line (const char *text);

/* What the order of bases depends on. */
typedef struct
{
  const char *kind; /* NULL: a text */
  guint32 issued_on;
} NhBasisPlace;

void nh_basis_propose_order (const NhBasisPlace *places, guint n, guint *order);

G_END_DECLS
