/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Appendices and lists for the tests of the writers: the shapes of real ones with invented
 * places, persons and numbers.
 */
#pragma once

#include "formats/nh-xlsx.h"

G_BEGIN_DECLS

GPtrArray *sample_pages_new (void);
GPtrArray *sample_hostile_pages_new (void);

/* Rows made on the fly. @kind_of_text: 0 plain, 1 with everything that needs care. */
typedef struct
{
  guint64 n_rows;
  guint64 row;
  gboolean fail_at_end;
  GString *texts[10];
} SampleRows;

void sample_list_init (NhListSource *source, SampleRows *rows, guint64 n_rows);
void sample_list_clear (SampleRows *rows);

G_END_DECLS
