/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The styles of a Word file. Sizes and distances are those of the page layout.
 */
#include <string.h>

#include "document/nh-page-style.h"
#include "formats/nh-docx-write-private.h"

#define NO_STYLE NH_PAGE_N_STYLES
#define NO_OUTLINE -1

typedef struct
{
  NhDocxRole role;
  const char *id;
  const char *name;     /* Word's own styles are in English, in every language of Word */
  NhPageStyleId looks;
  int outline;
} Style;

/* In the order of NhDocxRole. */
static const Style styles[NH_DOCX_N_ROLES] = {
  { NH_DOCX_NORMAL, "Normal", "Normal", NH_PAGE_STYLE_PARAGRAPH, NO_OUTLINE },
  { NH_DOCX_HEADING_1, "Heading1", "heading 1", NH_PAGE_STYLE_HEADING_1, 0 },
  { NH_DOCX_HEADING_1 + 1, "Heading2", "heading 2", NH_PAGE_STYLE_HEADING_2, 1 },
  { NH_DOCX_HEADING_1 + 2, "Heading3", "heading 3", NH_PAGE_STYLE_HEADING_3, 2 },
  { NH_DOCX_HEADING_1 + 3, "Heading4", "heading 4", NH_PAGE_STYLE_HEADING_4, 3 },
  { NH_DOCX_HEADING_5, "Diem", "Điểm", NH_PAGE_STYLE_HEADING_5, NO_OUTLINE },
  { NH_DOCX_CLAUSE_2, "Khoan2", "Khoản 2", NH_PAGE_STYLE_CLAUSE, NO_OUTLINE },
  { NH_DOCX_CLAUSE_2 + 1, "Khoan3", "Khoản 3", NH_PAGE_STYLE_CLAUSE, NO_OUTLINE },
  { NH_DOCX_CLAUSE_2 + 2, "Khoan4", "Khoản 4", NH_PAGE_STYLE_CLAUSE, NO_OUTLINE },
  { NH_DOCX_CLAUSE_5, "Khoan5", "Khoản 5", NH_PAGE_STYLE_CLAUSE, NO_OUTLINE },
  { NH_DOCX_BODY, "BodyText", "Body Text", NH_PAGE_STYLE_PARAGRAPH, NO_OUTLINE },
  { NH_DOCX_BULLET_1, "Gach", "Gạch đầu dòng", NH_PAGE_STYLE_BULLET_1, NO_OUTLINE },
  { NH_DOCX_BULLET_2, "Cong", "Cộng đầu dòng", NH_PAGE_STYLE_BULLET_2, NO_OUTLINE },
  { NH_DOCX_BASIS, "CanCu", "Căn cứ", NH_PAGE_STYLE_BASIS, NO_OUTLINE },
  { NH_DOCX_SUPERIOR, "CoQuanChuQuan", "Cơ quan chủ quản", NH_PAGE_STYLE_SUPERIOR, NO_OUTLINE },
  { NH_DOCX_ISSUER, "CoQuanBanHanh", "Cơ quan ban hành", NH_PAGE_STYLE_ISSUER, NO_OUTLINE },
  { NH_DOCX_NUMBER, "SoKyHieu", "Số và ký hiệu", NH_PAGE_STYLE_NUMBER, NO_OUTLINE },
  { NH_DOCX_NATION, "QuocHieu", "Quốc hiệu", NH_PAGE_STYLE_NATION, NO_OUTLINE },
  { NH_DOCX_MOTTO, "TieuNgu", "Tiêu ngữ", NH_PAGE_STYLE_MOTTO, NO_OUTLINE },
  { NH_DOCX_PLACE_DATE, "DiaDanh", "Địa danh và thời gian", NH_PAGE_STYLE_PLACE_DATE, NO_OUTLINE },
  { NH_DOCX_TITLE, "Title", "Title", NH_PAGE_STYLE_TYPE, NO_OUTLINE },
  { NH_DOCX_SUBJECT, "TrichYeu", "Trích yếu", NH_PAGE_STYLE_SUBJECT, NO_OUTLINE },
  { NH_DOCX_RECIPIENTS, "NoiNhan", "Nơi nhận", NH_PAGE_STYLE_RECIPIENTS, NO_OUTLINE },
  { NH_DOCX_RECIPIENT, "TungNoiNhan", "Từng nơi nhận", NH_PAGE_STYLE_RECIPIENT, NO_OUTLINE },
  { NH_DOCX_AUTHORITY, "ChucVu", "Quyền hạn và chức vụ", NH_PAGE_STYLE_AUTHORITY, NO_OUTLINE },
  { NH_DOCX_SIGNER, "NguoiKy", "Người ký", NH_PAGE_STYLE_SIGNER, NO_OUTLINE },
  { NH_DOCX_APPENDIX, "PhuLuc", "Phụ lục", NH_PAGE_STYLE_APPENDIX, 0 },
  { NH_DOCX_APPENDIX_TITLE, "TenPhuLuc", "Tên phụ lục", NH_PAGE_STYLE_APPENDIX_TITLE, NO_OUTLINE },
  { NH_DOCX_ATTACHED, "KemTheo", "Kèm theo", NH_PAGE_STYLE_ATTACHED, NO_OUTLINE },
  { NH_DOCX_CELL, "OBang", "Ô bảng", NH_PAGE_STYLE_TABLE_CELL, NO_OUTLINE },
  { NH_DOCX_NO_CELL, "OTrong", "Ô bỏ trống", NH_PAGE_STYLE_TABLE_CELL, NO_OUTLINE },
  { NH_DOCX_RULE, "DuongKe", "Đường kẻ", NO_STYLE, NO_OUTLINE },
  { NH_DOCX_SPACER, "KhoangDem", "Khoảng đệm", NO_STYLE, NO_OUTLINE },
  { NH_DOCX_PAGE_BREAK, "NgatTrang", "Ngắt trang", NO_STYLE, NO_OUTLINE },
  { NH_DOCX_NOTE, "FootnoteText", "footnote text", NH_PAGE_STYLE_NOTE, NO_OUTLINE },
  { NH_DOCX_HEADER, "Header", "header", NH_PAGE_STYLE_PAGE_NUMBER, NO_OUTLINE },
};

/* What the format wants and nobody shall see is this high. */
static const NhPageStyle unseen = { .size = 1, .pitch = 1, .align = NH_PAGE_ALIGN_CENTRE };

/** nh_docx_style_id: Returns: what files call the style of @role. */
const char *
nh_docx_style_id (NhDocxRole role)
{
  g_return_val_if_fail (role >= 0 && role < NH_DOCX_N_ROLES, "Normal");
  return styles[role].id;
}

/**
 * nh_docx_style_role:
 * @name: the name of a style, as users of Word see it
 *
 * Programs that save a file anew may change the ids of styles, not the names.
 *
 * Returns: what its paragraphs are; %NH_DOCX_OTHER: not a style of ours.
 */
NhDocxRole
nh_docx_style_role (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_ascii_strcasecmp (styles[i].name, name) == 0)
      return styles[i].role;
  return NH_DOCX_OTHER;
}

/** nh_docx_page_style: Returns: how the preview calls the paragraphs of @role. */
NhPageStyleId
nh_docx_page_style (NhDocxRole role)
{
  return styles[role].looks;
}

/** nh_docx_looks: Returns: (transfer none): sizes and distances of the paragraphs of @role. */
const NhPageStyle *
nh_docx_looks (NhDocxRole role)
{
  return styles[role].looks == NO_STYLE ? &unseen : nh_page_style_get (styles[role].looks);
}

static void
write_defaults (NhDocxWriter *w)
{
  nh_docx_start (w, "docDefaults");
  nh_docx_start (w, "rPrDefault");
  nh_docx_start (w, "rPr");
  nh_docx_fonts (w);
  nh_docx_size (w, nh_docx_looks (NH_DOCX_BODY)->size);
  nh_docx_start (w, "lang");
  nh_docx_attribute (w, "val", "vi-VN");
  nh_docx_attribute (w, "eastAsia", "en-US");
  nh_docx_attribute (w, "bidi", "ar-SA");
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_end (w);
  nh_docx_start (w, "pPrDefault");
  nh_docx_end (w);
  nh_docx_end (w);
}

/** nh_docx_spacing: distances and the exact pitch of lines, in points. */
void
nh_docx_spacing (NhDocxWriter *w, double before, double after, double pitch)
{
  nh_docx_start (w, "spacing");
  nh_docx_attribute_int (w, "before", nh_docx_twips (before));
  nh_docx_attribute_int (w, "after", nh_docx_twips (after));
  nh_docx_attribute_int (w, "line", nh_docx_twips (pitch));
  nh_docx_attribute (w, "lineRule", "exact");
  nh_docx_end (w);
}

static void
write_list_of (NhDocxWriter *w, NhDocxRole role)
{
  NhDocxNumber number = nh_docx_numbering_of_style (role);

  if (!number.num)
    return;
  nh_docx_start (w, "numPr");
  if (number.level)
    nh_docx_value_int (w, "ilvl", (int) number.level);
  nh_docx_value_int (w, "numId", (int) number.num);
  nh_docx_end (w);
}

static void
write_paragraph_properties (NhDocxWriter *w, const Style *style, const NhPageStyle *looks)
{
  static const char *const alignments[] = { "left", "center", "right", "both" };

  nh_docx_start (w, "pPr");
  if (looks->keep_next)
    {
      nh_docx_flag (w, "keepNext");
      nh_docx_flag (w, "keepLines");
    }
  if (style->role == NH_DOCX_PAGE_BREAK)
    nh_docx_flag (w, "pageBreakBefore");
  nh_docx_flag (w, "widowControl");
  write_list_of (w, style->role);
  nh_docx_spacing (w, looks->before, looks->after, looks->pitch);
  nh_docx_start (w, "ind");
  nh_docx_attribute_int (w, "firstLine", nh_docx_twips (looks->indent));
  nh_docx_end (w);
  nh_docx_value (w, "jc", alignments[looks->align]);
  if (style->outline != NO_OUTLINE)
    nh_docx_value_int (w, "outlineLvl", style->outline);
  nh_docx_end (w);
}

static void
write_letters (NhDocxWriter *w, const NhPageStyle *looks)
{
  nh_docx_start (w, "rPr");
  if (looks->bold)
    {
      nh_docx_flag (w, "b");
      nh_docx_flag (w, "bCs");
    }
  if (looks->italic)
    {
      nh_docx_flag (w, "i");
      nh_docx_flag (w, "iCs");
    }
  nh_docx_size (w, looks->size);
  nh_docx_end (w);
}

/* Normal stays bare, so that what an officer adds in Word is not indented by surprise. */
static void
write_style (NhDocxWriter *w, const Style *style)
{
  NhPageStyle looks = *nh_docx_looks (style->role);
  gboolean normal = style->role == NH_DOCX_NORMAL;

  if (normal)
    looks.indent = 0;
  if (style->role == NH_DOCX_SUBJECT)
    looks.after = 0; /* the line under it keeps the distance */
  nh_docx_start (w, "style");
  nh_docx_attribute (w, "type", "paragraph");
  if (normal)
    nh_docx_attribute (w, "default", "1");
  nh_docx_attribute (w, "styleId", style->id);
  nh_docx_value (w, "name", style->name);
  if (!normal)
    nh_docx_value (w, "basedOn", nh_docx_style_id (NH_DOCX_NORMAL));
  if (looks.keep_next)
    nh_docx_value (w, "next", nh_docx_style_id (NH_DOCX_BODY));
  nh_docx_flag (w, "qFormat");
  write_paragraph_properties (w, style, &looks);
  write_letters (w, &looks);
  nh_docx_end (w);
}

static void
write_character_style (NhDocxWriter *w, const char *id, const char *name, gboolean raised)
{
  nh_docx_start (w, "style");
  nh_docx_attribute (w, "type", "character");
  nh_docx_attribute (w, "styleId", id);
  nh_docx_value (w, "name", name);
  nh_docx_flag (w, "qFormat");
  if (raised)
    {
      nh_docx_start (w, "rPr");
      nh_docx_value (w, "vertAlign", "superscript");
      nh_docx_end (w);
    }
  nh_docx_end (w);
}

static void
write_table_style (NhDocxWriter *w)
{
  nh_docx_start (w, "style");
  nh_docx_attribute (w, "type", "table");
  nh_docx_attribute (w, "default", "1");
  nh_docx_attribute (w, "styleId", "TableNormal");
  nh_docx_value (w, "name", "Normal Table");
  nh_docx_start (w, "tblPr");
  nh_docx_width (w, "tblInd", 0);
  nh_docx_end (w);
  nh_docx_end (w);
}

/** nh_docx_write_styles: the content of styles.xml. */
void
nh_docx_write_styles (NhDocxWriter *w)
{
  write_defaults (w);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    write_style (w, &styles[i]);
  write_character_style (w, NH_DOCX_NOTE_MARK, "footnote reference", TRUE);
  write_character_style (w, NH_DOCX_BLANK, NH_DOCX_BLANK_NAME, FALSE);
  write_character_style (w, NH_DOCX_BLANK_MARK, NH_DOCX_BLANK_MARK_NAME, TRUE);
  write_table_style (w);
}
