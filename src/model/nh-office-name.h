/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of offices as sentences write them; letterheads have them in capitals.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

char *nh_office_area (const char *agency);
char *nh_office_full_name (NhWorkbook *workbook, const char *issuer, const char *superior);

G_END_DECLS
