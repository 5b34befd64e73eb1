/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to core/: what both steps of reading bases look for.
 */
#pragma once

#include "core/nh-basis.h"

G_BEGIN_DECLS

/* Words of the types of documents, longest first. */
#define NH_BASIS_TYPES \
  "Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Công văn|Kế hoạch|Hướng dẫn|Thông báo|" \
  "Chương trình|Kết luận|Đề án|Báo cáo|Tờ trình|Văn bản|Công điện|Quy chế|Quy định|Biên bản"
#define NH_BASIS_LAWS "Luật|Bộ luật|Hiến pháp|Pháp lệnh"

/* "1909/SGDĐT-GDTH", "17/2019/TT-BGDĐT", "1338/SGDĐT-GDTrH, GDTX", "29-NQ/TW"; what only looks like it
 * is left to nh_doc_number_parse(), which says what is wrong. */
#define NH_BASIS_GROUP "\\p{Lu}[\\p{L}\\d&.]*"
#define NH_BASIS_NUMBER_PATTERN \
  "(?:\\d{1,5}\\s*/\\s*(?:\\d{4}\\s*/\\s*)?" NH_BASIS_GROUP "(?:\\s*[-–]\\s*" NH_BASIS_GROUP ")*" \
  "(?:,\\s?" NH_BASIS_GROUP "(?=\\s+ngày|,\\s?" NH_BASIS_GROUP "\\s+ngày|$))*|" \
  "\\d{1,5}\\s*[-–]\\s*" NH_BASIS_GROUP "\\s*/\\s*" NH_BASIS_GROUP ")"

/* Words that begin a basis, longest first. */
#define NH_BASIS_LEADS \
  "Căn cứ vào|Căn cứ theo|Căn cứ|Tiếp tục thực hiện|Triển khai thực hiện|Triển khai|Thực hiện|Thi hành|" \
  "Trên cơ sở|Xét|Theo"

/* nh-basis-read.c: the bytes @start to @end of @text, which hold one basis. */
NhBasis *nh_basis_read (const char *text, guint start, guint end);

G_END_DECLS
