/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The headings that offices write over their columns, and what they mean. Found in the rosters and
 * appendices of real plans; folded, since people write "Họ và tên", "HỌ TÊN" and "Ho ten".
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"

/* Hosts or inspected units, as the content of the row says. */
#define NH_IMPORT_ANY_UNIT "=don vi|=ten don vi|=truong|=ten truong"

typedef struct
{
  const char *entity;
  const char *target;
  const char *headings; /* folded, "|" between; after "=" only the whole heading counts */
} Synonyms;

static const Synonyms synonyms[] = {
  /* Numbers of rows: known, and ignored. */
  { NULL, "", "stt|tt|so tt|so thu tu|thu tu|#|no" },

  { "person", "name", "ho va ten|ho ten|ho ten gv|ho ten giao vien|ho va ten giao vien|ten giao vien|"
                      "ho ten can bo|ho va ten can bo|ho ten cbql|ho ten cb gv nv|ho dem|ho lot|"
                      "ho va ten dem|ho va chu dem|ten|full name|name|thanh vien|giao vien|nhan su|can bo" },
  { "person", "title", "danh xung|xung ho|ong ba" },
  { "person", "post", "chuc vu|chuc danh|chuc vu chuc danh|chuc vu cong tac|chuc vu hien nay|vi tri viec lam|"
                      "vi tri cong tac|nhiem vu|cong viec|chuc vu chinh quyen" },
  { "person", "unit", "don vi|don vi cong tac|noi cong tac|co quan|co quan cong tac|truong|ten truong|"
                      "ten don vi|cong tac tai|co so giao duc|don vi truong|truong cong tac|school" },
  { "person", "subjects", "mon|mon day|bo mon|mon hoc|chuyen mon|mon giang day|day mon|phan mon|"
                          "bo mon giang day|mon phu trach|phan cong day" },
  { "person", "phone", "dt|sdt|so dt|dien thoai|so dien thoai|dtdd|so dtdd|di dong|so di dong|phone|mobile|tel|"
                       "so dien thoai lien he|dien thoai lien he|lien he|dien thoai di dong|dt lien he|dt di dong" },
  { "person", "email", "email|e mail|mail|gmail|thu dien tu|dia chi email|dia chi thu dien tu|hop thu" },
  { "person", "birth_year", "nam sinh|ngay sinh|sinh|ngay thang nam sinh|sinh nam|sinh ngay|ns|ngay thang sinh|"
                            "ngay thang nam sinh nam|ngay thang nam sinh nu|date of birth" },
  { "person", "active_from", "cong tac tu|ngay vao nganh|nam vao nganh|ngay tuyen dung" },
  { "person", "active_to", "cong tac den|ngay nghi huu|nghi tu" },
  { "person", "note", "ghi chu|note|chu thich" },

  { "unit", "name", "ten don vi|ten truong|don vi|truong|ten co so|ten co so giao duc|co so giao duc|"
                    "ten co quan|ten|name|don vi truong hoc|truong hoc|cac don vi" },
  { "unit", "short_name", "ten goi tat|ten viet tat|viet tat|goi tat|ten tat|ten ngan" },
  { "unit", "kind", "loai hinh|loai|loai truong|loai don vi|kieu|loai hinh truong" },
  { "unit", "levels", "cap hoc|bac hoc|cap" },
  { "unit", "parent", "truc thuoc|don vi quan ly|co quan quan ly|quan ly|cap quan ly|co quan chu quan" },
  { "unit", "area", "dia ban|xa|phuong|xa phuong|xa phuong thi tran|huyen|quan huyen|dia phuong|dia chi|"
                    "thuoc xa|thuoc huyen" },
  { "unit", "aliases", "ten khac|ten cu|ten goi khac|cach viet khac" },
  { "unit", "phone", "dt|sdt|so dt|dien thoai|so dien thoai|phone|tel|dien thoai co quan|dt co quan" },
  { "unit", "email", "email|e mail|mail|thu dien tu|dia chi email|dia chi thu dien tu|hop thu" },
  { "unit", "active_from", "hoat dong tu|ngay thanh lap|nam thanh lap|thanh lap" },
  { "unit", "active_to", "hoat dong den|ngay giai the|giai the" },
  { "unit", "successor", "don vi ke thua|sap nhap vao|nhap vao" },
  { "unit", "note", "ghi chu|note|chu thich" },

  { "membership", "team", "to|cum|to cum|cum to|hoi dong|nhom|ten cum|ten to|ten nhom|cum thu|cum chuyen mon|"
                          "to chuyen mon|doan|team|thuoc cum|thuoc to" },
  { "membership", "role", "nhiem vu|vai tro|phan cong|phan cong nhiem vu|chuc trach|role|"
                          "nhiem vu trong hoi dong|chuc danh trong hoi dong|chuc vu trong hoi dong|"
                          "chuc vu trong to|nhiem vu phan cong|nhiem vu trong to" },
  { "membership", "subject", "tham gia sinh hoat|mon|bo mon|mon hoc|nhom mon|sinh hoat nhom|subject" },
  { "membership", "from_on", "tu ngay|tham gia tu|tu" },
  { "membership", "to_on", "den ngay|tham gia den|den" },
  { "membership", "note", "ghi chu|note|chu thich" },

  { "activity", "kind", "loai hoat dong|loai|kieu hoat dong" },
  { "activity", "content", "noi dung|noi dung hoat dong|ten hoat dong|hoat dong|noi dung cong viec|cong viec|"
                           "ten chuyen de|chuyen de|noi dung sinh hoat|noi dung kiem tra|noi dung thuc hien" },
  { "activity", "hosts", "don vi to chuc|don vi dang cai|truong to chuc|don vi chu tri|noi to chuc|"
                         "dia diem don vi to chuc|don vi thuc hien|" NH_IMPORT_ANY_UNIT },
  { "activity", "inspected", "cac don vi|don vi duoc kiem tra|don vi kiem tra|doi tuong kiem tra|truong duoc kiem tra" },
  { "activity", "pilots", "don vi thi diem|truong thi diem|don vi dang ky" },
  { "activity", "period", "thoi gian|thoi gian to chuc|thoi gian thuc hien|thang|ngay|ngay thang|thoi diem|"
                          "thoi gian kiem tra|thang nam|thoi gian du kien" },
  { "activity", "team", "cum|to|nhom|cum thu|cum to|cum truong" },
  { "activity", "subject", "mon|mon hoc|bo mon" },
  { "activity", "grade", "lop|khoi|khoi lop" },
  { "activity", "level", "cap hoc|cap|bac hoc" },
  { "activity", "place", "dia diem|dia diem to chuc|noi thuc hien" },
  { "activity", "measures", "bien phap|bien phap thuc hien|giai phap" },
  { "activity", "participants", "thanh phan|thanh phan tham du|thanh phan tham gia|nguoi du|doi tuong tham gia" },
  { "activity", "responsible", "trach nhiem|trach nhiem thuc hien|nguoi phu trach|phu trach|bo phan thuc hien|"
                               "nguoi thuc hien|phan cong|nguoi chu tri|chu tri" },
  { "activity", "attending", "don vi tham du|don vi tham gia|don vi du" },
  { "activity", "mode", "hinh thuc|hinh thuc to chuc" },
  { "activity", "target", "chi tieu|doi tuong|chi tieu phan dau" },
  { "activity", "status", "trang thai|tinh trang" },
  { "activity", "result", "ket qua|ket qua thuc hien" },
  { "activity", "note", "ghi chu|note|chu thich" },
};

/**
 * nh_import_fold_heading:
 * @heading: as written, perhaps over two lines
 *
 * Returns: (transfer full): small letters and digits, words with one blank between: "Đ.thoại (*)"
 *   becomes "d thoai".
 */
char *
nh_import_fold_heading (const char *heading)
{
  g_autofree char *folded = nh_text_fold (heading);
  char *out = folded;

  for (const char *in = folded; *in; in++)
    {
      gboolean word = g_ascii_isalnum (*in) || (guchar) *in >= 0x80 || *in == '#';

      if (word)
        *out++ = *in;
      else if (out > folded && out[-1] != ' ')
        *out++ = ' ';
    }
  while (out > folded && out[-1] == ' ')
    out--;
  *out = '\0';
  return g_steal_pointer (&folded);
}

static gboolean
has_words (const char *text, const char *words)
{
  gsize n = strlen (words);

  for (const char *p = text; (p = strstr (p, words)); p++)
    if ((p == text || p[-1] == ' ') && (p[n] == '\0' || p[n] == ' '))
      return TRUE;
  return FALSE;
}

static gboolean
has_any (const char *text, const char *const *list)
{
  for (guint i = 0; list[i]; i++)
    if (has_words (text, list[i]))
      return TRUE;
  return FALSE;
}

/* "Họ tên, chức vụ, đơn vị" is one column for several facts. */
static const char *
find_split (const char *folded)
{
  static const char *const names[] = { "ho va ten", "ho ten", NULL };
  static const char *const posts[] = { "chuc vu", "chuc danh", NULL };
  static const char *const units[] = { "don vi", "noi cong tac", "truong", "co quan", "dien thoai", NULL };
  static const char *const heads[] = { "cum truong", "to truong", "nhom truong", "hieu truong",
                                       "nguoi phu trach", NULL };
  gboolean has_name = has_any (folded, names);
  gboolean has_post = has_any (folded, posts);
  gboolean has_unit = has_any (folded, units);

  if (has_name && (has_post || has_unit))
    return "*person";
  if (has_post && has_unit)
    return "*post_unit";
  for (guint i = 0; heads[i]; i++)
    if (g_str_equal (folded, heads[i]))
      return "*person";
  return NULL;
}

#define SCORE_EXACT 1000

/* The longer the part that fits, the surer. */
static guint
match_list (const char *folded, const char *headings)
{
  g_auto (GStrv) list = g_strsplit (headings, "|", -1);
  guint best = 0;

  for (guint i = 0; list[i]; i++)
    {
      gboolean whole = *list[i] == '=';
      gsize n = strlen (list[i]);

      if (g_str_equal (folded, list[i] + whole))
        return SCORE_EXACT;
      if (!whole && n >= 6 && has_words (folded, list[i]))
        best = MAX (best, (guint) n);
    }
  return best;
}

static guint
match_labels (const NhField *field, const char *folded)
{
  g_autofree char *label = nh_import_fold_heading (_ (field->label));
  g_autofree char *english = nh_import_fold_heading (field->label);
  g_autofree char *heading = nh_import_fold_heading (field->heading);

  return g_str_equal (folded, label) || g_str_equal (folded, english) || g_str_equal (folded, heading)
             ? SCORE_EXACT + 1
             : 0;
}

static void
consider (guint score, int slot, guint *best, int *best_slot)
{
  if (slot >= 0 && score > *best)
    {
      *best = score;
      *best_slot = slot;
    }
}

static void
match_part (NhImport *self, NhImportPart part, const char *folded, guint *best, int *slot)
{
  const NhEntity *entity = nh_import_part_entity (self, part);

  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (synonyms[i].entity && g_str_equal (synonyms[i].entity, entity->name))
      consider (match_list (folded, synonyms[i].headings),
                nh_import_field_slot (self, part, synonyms[i].target), best, slot);
}

/**
 * nh_import_match_heading:
 * @self: an import
 * @folded: a heading through nh_import_fold_heading()
 * @slot: (out): the target that fits best
 *
 * Returns: how well it fits, 0 not at all.
 */
guint
nh_import_match_heading (NhImport *self, const char *folded, int *slot)
{
  guint best = 0;
  const char *split;

  *slot = 0;
  if (!*folded)
    return 0;
  if (nh_import_is_number_heading (folded))
    return SCORE_EXACT + 2;
  split = find_split (folded);
  if (split && nh_import_find_slot (self, split) > 0)
    {
      *slot = nh_import_find_slot (self, split);
      return SCORE_EXACT + 2;
    }
  /* The words of exported lists are sure; then what people write over a table of this kind. */
  for (guint i = 1; i < self->slots->len; i++)
    {
      const NhImportSlot *at = nh_import_slot (self, (int) i);

      if (at->field >= 0)
        consider (match_labels (&nh_import_part_entity (self, at->part)->fields[at->field], folded),
                  (int) i, &best, slot);
    }
  match_part (self, NH_IMPORT_MAIN, folded, &best, slot);
  if (nh_import_part_entity (self, NH_IMPORT_PERSON))
    match_part (self, NH_IMPORT_PERSON, folded, &best, slot);
  return best;
}

/** nh_import_is_any_unit: Returns: whether a heading says "unit" and not what the unit does. */
gboolean
nh_import_is_any_unit (const char *folded)
{
  return match_list (folded, NH_IMPORT_ANY_UNIT) == SCORE_EXACT;
}

/** nh_import_is_number_heading: Returns: whether the column only counts its rows: "STT". */
gboolean
nh_import_is_number_heading (const char *folded)
{
  return match_list (folded, synonyms[0].headings) == SCORE_EXACT;
}
