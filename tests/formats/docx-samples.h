/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents for the tests of Word files.
 */
#pragma once

#include "document/nh-document.h"

/* A short plan with everything that a plan can have. */
NhDocument *docx_sample_document (void);
/* Anything that a document may hold, in any order. */
NhDocument *docx_random_document (GRand *random);
/* The five plans of the sample workbook, whole: of NhDocument. */
GPtrArray *docx_sample_plans (void);
