/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts and times of a plan as they read in the other school year.
 */
#include "model/nh-roll-over-private.h"

#include <string.h>

#include "core/nh-holidays.h"
#include "core/nh-year-text.h"
#include "model/nh-plan-template-private.h"

/* Years further away than these are history or foresight, and stay. */
#define YEARS_BEFORE 1
#define YEARS_AFTER 2

typedef struct
{
  const NhRollFrame *frame;
  gboolean keep_dates;
} Context;

/* A deadline that was put onto another day is so where the text names it, too. */
static guint32
decided_day (const NhRollFrame *frame, guint32 day)
{
  for (guint i = 0; i < frame->roll->findings->len; i++)
    {
      const NhRollFinding *finding = frame->roll->findings->pdata[i];
      const NhRollChoice *choice = finding->choices->len ? finding->choices->pdata[finding->chosen] : NULL;

      if (finding->kind == NH_ROLL_DEADLINE && finding->plan == frame->plan && finding->day == day && choice
          && choice->action == NH_ROLL_REPLACE)
        return (guint32) choice->target;
    }
  return day;
}

static char *
move (const NhYearText *found, gpointer data)
{
  const Context *context = data;
  const NhRollFrame *frame = context->frame;
  int year = found->year;
  guint32 day;
  int y, m, d;

  if (!year)
    year = nh_school_year_of_month (&frame->from, found->month);
  if (year < frame->from.first_year - YEARS_BEFORE || year > frame->from.first_year + YEARS_AFTER)
    return NULL;
  if (found->kind != NH_YEAR_TEXT_DAY)
    return nh_year_text_write (found, year + frame->by, found->month, found->day);
  day = nh_day_from_ymd (year, found->month, found->day);
  if (!day)
    return NULL; /* 30/2: a slip stays to be seen */
  day = nh_day_in_other_year (day, frame->by, context->keep_dates || found->limit);
  if (context->keep_dates || found->limit)
    day = decided_day (frame, day);
  nh_day_to_ymd (day, &y, &m, &d);
  return nh_year_text_write (found, y, m, d);
}

/* (internal) */
char *
nh_roll_text (const NhRollFrame *frame, const char *text, gboolean markup)
{
  Context context = { frame, FALSE };

  return frame->by ? nh_year_text_map (text, markup, FALSE, move, &context) : g_strdup (text);
}

/* (internal) @keep_dates: of papers that are due the date matters, of meetings the weekday */
char *
nh_roll_period (const NhRollFrame *frame, const char *text, gboolean keep_dates)
{
  Context context = { frame, keep_dates };

  return frame->by ? nh_year_text_map (text, FALSE, TRUE, move, &context) : g_strdup (text);
}

/* (internal) whether the texts of the field may name years */
gboolean
nh_roll_field_moves (const NhEntity *entity, const NhField *field)
{
  static const char *const stay[] = { "number", "symbol", "superior_agency", "issuer", "issuer_short", "place",
                                      "sign_authority", "sign_post", "sign_name", "code", "options", NULL };

  if (field->kind != NH_FIELD_TEXT && field->kind != NH_FIELD_LONG_TEXT)
    return FALSE;
  return !(g_str_equal (entity->name, "plan") && g_strv_contains (stay, field->name))
         && !g_str_equal (field->name, "options") && !g_str_equal (field->name, "code");
}

/* Cells of a fixed table stand between tags (document/nh-fixed-table.h); options of a live one are no
 * text. */
static gboolean
holds_cells (NhRecord *record, const NhField *field)
{
  return g_str_equal (field->name, "options") && g_str_equal (nh_record_get_entity (record)->name, "block")
         && g_str_equal (nh_record_raw (record, "kind"), "fixed_table");
}

static gboolean
is_word (const char *text, const char *p)
{
  gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';

  return g_unichar_isalnum (before);
}

/* @name as a whole, not as a part of a longer word. */
static char *
replace_name (const char *text, const char *name, const char *instead)
{
  GString *out = g_string_new (NULL);
  gsize length = strlen (name);

  for (const char *p = text; *p;)
    {
      const char *found = strstr (p, name);
      gunichar after;

      if (!found)
        {
          g_string_append (out, p);
          break;
        }
      after = g_utf8_get_char (found + length);
      g_string_append_len (out, p, found - p);
      if (is_word (text, found) || g_unichar_isalnum (after))
        g_string_append_len (out, found, (gssize) length);
      else
        g_string_append (out, instead);
      p = found + length;
    }
  return g_string_free (out, FALSE);
}

static char *
load_name (NhRollOver *self, const char *entity, gint64 id, const char *field)
{
  g_autoptr (NhRecord) record = id ? nh_workbook_load (self->workbook, nh_entity_find (entity), id, NULL) : NULL;

  return g_strdup (record ? nh_record_text (record, field) : "");
}

/* A text that names somebody about whom something was decided. @tags: it is XML; @markup: it takes
 * places to fill. */
static char *
take_decision (const NhRollFrame *frame, const NhRollFinding *finding, const char *text, gboolean tags, gboolean markup)
{
  const NhRollChoice *choice = finding->choices->pdata[finding->chosen];
  const char *entity = finding->kind == NH_ROLL_PERSON ? "person" : "unit";
  const char *open = !markup ? "…" : finding->kind == NH_ROLL_PERSON ? "<blank>họ và tên</blank>"
                                                                     : "<blank>tên đơn vị</blank>";
  static const char *const fields[] = { "name", "short_name" };
  char *result = g_strdup (text);

  if (choice->action != NH_ROLL_REPLACE && choice->action != NH_ROLL_OPEN)
    return result;
  for (guint i = 0; i < (finding->kind == NH_ROLL_PERSON ? 1 : 2); i++)
    {
      g_autofree char *name = load_name (frame->roll, entity, finding->record, fields[i]);
      g_autofree char *other = load_name (frame->roll, entity, choice->target, fields[i]);
      g_autofree char *old = result;
      g_autofree char *escaped = tags ? g_markup_escape_text (other, -1) : g_strdup (other);

      result = strchr (name, ' ') ? replace_name (old, name, choice->action == NH_ROLL_OPEN || !*other ? open : escaped)
                                  : g_strdup (old);
    }
  return result;
}

/* (internal) */
char *
nh_roll_field (const NhRollFrame *frame, NhRecord *record, int n)
{
  const NhEntity *entity = nh_record_get_entity (record);
  const NhField *field = &entity->fields[n];
  const char *raw = nh_record_get_raw (record, n);
  gboolean markup = nh_field_has_markup (entity, field);
  gboolean cells = holds_cells (record, field);
  char *text;

  if (field->kind == NH_FIELD_PERIOD)
    return nh_roll_period (frame, raw, g_str_equal (entity->name, "deadline"));
  if (!*raw || (!cells && !nh_roll_field_moves (entity, field)))
    return g_strdup (raw);
  text = nh_roll_text (frame, raw, markup || cells);
  for (guint i = 0; i < frame->roll->findings->len; i++)
    {
      const NhRollFinding *finding = frame->roll->findings->pdata[i];
      g_autofree char *old = NULL;

      if (finding->plan != frame->plan || (finding->kind != NH_ROLL_PERSON && finding->kind != NH_ROLL_UNIT))
        continue;
      old = text;
      text = take_decision (frame, finding, old, markup || cells, markup);
    }
  return text;
}
