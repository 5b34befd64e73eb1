/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-awards.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/nh-text.h"
#include "model/nh-workbook-private.h"

#define DEFAULT_YEARS 5
#define DEFAULT_LIMIT 2

/* One membership in the team or in a part of it. */
typedef struct
{
  gint64 id, person, team;
  char *subject, *group;
  guint32 from, to; /* 0: open */
  gboolean guessed; /* .from is the beginning of the term */
  gboolean nominated;
} Spell;

/** nh_award_member_free: frees a member with its texts. */
void
nh_award_member_free (NhAwardMember *member)
{
  g_free (member->name);
  g_free (member->work);
  g_free (member->group);
  g_free (member->reason);
  g_free (member);
}

/**
 * nh_awards_get_setting:
 * @self: a workbook
 * @key: NH_AWARD_YEARS_SETTING or NH_AWARD_LIMIT_SETTING
 *
 * Returns: the office's number, or the usual one: 5 years, 2 in each group.
 */
int
nh_awards_get_setting (NhWorkbook *self, const char *key)
{
  g_autofree char *text = nh_workbook_get_setting (self, key);
  int number = atoi (text);

  if (number > 0)
    return MIN (number, 1000);
  return g_str_equal (key, NH_AWARD_YEARS_SETTING) ? DEFAULT_YEARS : DEFAULT_LIMIT;
}

static void
spell_clear (gpointer data)
{
  Spell *spell = data;

  g_free (spell->subject);
  g_free (spell->group);
}

/* The years of a term: "2020 - 2025", "Giai đoạn 2016-2018", "2023-2024". */
static gboolean
read_term (const char *term, int *first, int *last)
{
  *first = *last = 0;
  for (const char *p = term ? term : ""; *p; p++)
    if (g_ascii_isdigit (*p))
      {
        char *end;
        int year = (int) strtol (p, &end, 10);

        if (year >= 1976 && year < 2100)
          {
            *first = *first ? *first : year;
            *last = year;
          }
        p = end - 1;
      }
  return *first != 0;
}

/* A term begins with the school year of its first year; 0 when it names no year. */
static guint32
term_start (const char *term)
{
  int first;
  int last;

  return read_term (term, &first, &last) ? nh_day_from_ymd (first, 9, 1) : 0;
}

/**
 * nh_awards_default_day:
 * @self: a workbook
 * @team: key of a team
 * @today: Julian day
 *
 * Returns: the day on which the years are counted when nobody says another: the last day of the
 *   team's term when that is over, else @today.
 */
guint32
nh_awards_default_day (NhWorkbook *self, gint64 team, guint32 today)
{
  g_autoptr (NhRecord) record = nh_workbook_load (self, nh_entity_find ("team"), team, NULL);
  int first;
  int last;
  guint32 end;

  if (!record || !read_term (nh_record_text (record, "term"), &first, &last))
    return today;
  end = nh_day_from_ymd (last > first ? last : first + 1, 8, 31);
  return MIN (end, today);
}

/* All times in the team and its parts; a part of a part counts too. */
static GArray *
read_spells (NhWorkbook *self, gint64 team, GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE part (id, depth) AS (SELECT ?1, 0 UNION "
        "SELECT t.id, depth + 1 FROM team t JOIN part ON t.parent = part.id WHERE depth < 20) "
        "SELECT m.id, m.person, m.team, m.subject, t.name, m.from_on, m.to_on, m.award, "
        "coalesce (t.term, (SELECT term FROM team WHERE id = ?1)) FROM membership m "
        "JOIN team t ON t.id = m.team WHERE m.team IN (SELECT id FROM part) "
        "ORDER BY m.team <> ?1, t.position, m.team, m.position, m.id";
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  g_autoptr (GArray) spells = g_array_new (FALSE, TRUE, sizeof (Spell));
  gboolean row = TRUE;

  g_array_set_clear_func (spells, spell_clear);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, team);
  while (TRUE)
    {
      Spell spell = { 0 };

      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&spells);
      spell.id = nh_statement_int64 (select, 0);
      spell.person = nh_statement_int64 (select, 1);
      spell.team = nh_statement_int64 (select, 2);
      spell.subject = g_strdup (nh_statement_text (select, 3));
      spell.group = spell.team == team ? NULL : g_strdup (nh_statement_text (select, 4));
      if (nh_statement_text (select, 5))
        spell.from = nh_day_from_iso (nh_statement_text (select, 5));
      if (nh_statement_text (select, 6))
        spell.to = nh_day_from_iso (nh_statement_text (select, 6));
      spell.nominated = g_strcmp0 (nh_statement_text (select, 7), "nominated") == 0;
      if (!spell.from)
        {
          spell.from = term_start (nh_statement_text (select, 8));
          spell.guessed = TRUE;
        }
      g_array_append_val (spells, spell);
    }
}

/* Full months from @from to the end of @to. */
static int
months_between (guint32 from, guint32 to)
{
  int y1, m1, d1, y2, m2, d2;
  int months;

  nh_day_to_ymd (from, &y1, &m1, &d1);
  nh_day_to_ymd (to + 1, &y2, &m2, &d2);
  months = (y2 - y1) * 12 + m2 - m1 - (d2 < d1);
  return MAX (months, 0);
}

static int
compare_from (gconstpointer a, gconstpointer b)
{
  const Spell *const *x = a;
  const Spell *const *y = b;

  return (int) ((*x)->from > (*y)->from) - (int) ((*x)->from < (*y)->from);
}

/* Times that overlap or touch count once. */
static void
count_months (GPtrArray *own, guint32 day, NhAwardMember *member, gboolean *guessed)
{
  guint32 from = 0, to = 0;

  g_ptr_array_sort (own, compare_from);
  for (guint i = 0; i < own->len; i++)
    {
      const Spell *spell = own->pdata[i];
      guint32 last = spell->to && spell->to < day ? spell->to : day;

      if (!spell->from || spell->from > day || last < spell->from)
        continue;
      if (!member->since)
        {
          member->since = spell->from;
          *guessed = spell->guessed;
        }
      if (from && spell->from <= to + 1)
        {
          to = MAX (to, last);
          continue;
        }
      if (from)
        member->months += months_between (from, to);
      from = spell->from;
      to = last;
    }
  if (from)
    member->months += months_between (from, to);
}

static char *
describe_time (int months)
{
  g_autofree char *years = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", months / 12), months / 12);
  g_autofree char *rest = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", months % 12), months % 12);

  if (months < 12)
    return g_steal_pointer (&rest);
  return months % 12 ? g_strdup_printf ("%s %s", years, rest) : g_steal_pointer (&years);
}

static char *
explain (const NhAwardMember *member, int years, gboolean guessed)
{
  g_autofree char *time = describe_time (member->months);
  g_autofree char *missing = describe_time (MAX (years * 12 - member->months, 0));
  g_autofree char *since = member->since ? nh_day_format_short (member->since) : NULL;
  g_autofree char *note
      = guessed ? g_strconcat (" ", _ ("(the day of joining is not filled in: counted from the "
                                       "beginning of the term)"), NULL)
                : g_strdup ("");

  if (!member->since)
    return g_strdup (_ ("The day of joining is not filled in."));
  if (member->enough)
    return g_strdup_printf (_ ("In the team for %s, since %s%s."), time, since, note);
  return g_strdup_printf (_ ("In the team for %s, since %s%s; %s are missing."), time, since, note,
                          missing);
}

static NhAwardMember *
make_member (NhWorkbook *self, GPtrArray *own, const Spell *present, guint32 day, int years,
             GError **error)
{
  NhAwardMember *member;
  g_autoptr (NhRecord) person
      = nh_workbook_load (self, nh_entity_find ("person"), present->person, error);
  const char *post;
  const char *unit;
  gboolean guessed = FALSE;

  if (!person)
    return NULL;
  post = nh_record_text (person, "post");
  unit = nh_record_text (person, "unit");
  member = g_new0 (NhAwardMember, 1);
  member->membership = present->id;
  member->person = present->person;
  member->name = g_strdup (nh_record_text (person, "name"));
  member->work = g_strdup_printf ("%s%s%s", post, *post && *unit ? ", " : "", unit);
  for (guint i = 0; i < own->len; i++)
    {
      const Spell *spell = own->pdata[i];
      const char *group = spell->subject && *spell->subject ? spell->subject : spell->group;

      if (!member->group && group && (!spell->to || spell->to >= day) && spell->from <= day)
        member->group = g_strdup (group);
      member->nominated |= spell->nominated;
    }
  if (!member->group)
    member->group = g_strdup ("");
  count_months (own, day, member, &guessed);
  member->enough = member->months >= years * 12;
  member->reason = explain (member, years, guessed);
  return member;
}

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const NhAwardMember *x = *(const NhAwardMember *const *) a;
  const NhAwardMember *y = *(const NhAwardMember *const *) b;
  int order = nh_text_compare (x->group, y->group);

  if (order)
    return order;
  if (x->enough != y->enough)
    return y->enough - x->enough;
  if (x->months != y->months)
    return y->months - x->months;
  return nh_text_name_compare (x->name, y->name);
}

static void
mark_over_limit (GPtrArray *members, int limit)
{
  for (guint i = 0; i < members->len;)
    {
      const char *group = ((NhAwardMember *) members->pdata[i])->group;
      guint end = i;
      int n = 0;

      for (; end < members->len; end++)
        {
          NhAwardMember *member = members->pdata[end];

          if (!g_str_equal (member->group, group))
            break;
          n += member->nominated;
        }
      for (; i < end; i++)
        {
          NhAwardMember *member = members->pdata[i];
          g_autofree char *reason = member->reason;

          member->over_limit = member->nominated && n > limit;
          member->reason
              = member->over_limit
                    ? g_strdup_printf (_ ("%s The group has nominated %d; at most %d may be."), reason,
                                       n, limit)
                : member->nominated && !member->enough
                    ? g_strdup_printf (_ ("%s Nominated without enough years."), reason)
                    : g_steal_pointer (&reason);
        }
    }
}

/**
 * nh_awards_list:
 * @self: a workbook
 * @team: key of a team; members of its parts count too
 * @day: Julian day on which the years are counted
 * @error: of domain NH_STORE_ERROR
 *
 * Everybody who is in the team on @day, with the time in it and whether that is enough for an award.
 * Times in the team and in its parts that overlap count once; breaks do not count.
 *
 * Returns: (transfer full) (element-type NhAwardMember): by group, those who may be nominated first.
 */
GPtrArray *
nh_awards_list (NhWorkbook *self, gint64 team, guint32 day, GError **error)
{
  g_autoptr (GArray) spells = read_spells (self, team, error);
  g_autoptr (GPtrArray) members
      = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_award_member_free);
  g_autoptr (GHashTable) people = NULL;
  int years = nh_awards_get_setting (self, NH_AWARD_YEARS_SETTING);

  if (!spells)
    return NULL;
  people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                  (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < spells->len; i++)
    {
      Spell *spell = &g_array_index (spells, Spell, i);
      GPtrArray *own = g_hash_table_lookup (people, &spell->person);

      if (!own)
        g_hash_table_insert (people, &spell->person, own = g_ptr_array_new ());
      g_ptr_array_add (own, spell);
    }
  for (guint i = 0; i < spells->len; i++)
    {
      Spell *spell = &g_array_index (spells, Spell, i);
      g_autoptr (GPtrArray) own = NULL;
      NhAwardMember *member;

      if (spell->from > day || (spell->to && spell->to < day)
          || !g_hash_table_steal_extended (people, &spell->person, NULL, (gpointer *) &own))
        continue;
      member = make_member (self, own, spell, day, years, error);
      if (!member)
        return NULL;
      g_ptr_array_add (members, member);
    }
  g_ptr_array_sort (members, compare_members);
  mark_over_limit (members, nh_awards_get_setting (self, NH_AWARD_LIMIT_SETTING));
  return g_steal_pointer (&members);
}

/**
 * nh_awards_nominate:
 * @self: a workbook
 * @membership: key of a membership
 * @nominated: whether the group proposes the member
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR
 *
 * Returns: whether it is stored.
 */
gboolean
nh_awards_nominate (NhWorkbook *self, gint64 membership, gboolean nominated, GError **error)
{
  const NhFieldText values[] = { { "award", nominated ? "nominated" : "" }, { NULL, NULL } };

  return nh_workbook_set (self, nh_entity_find ("membership"), membership, values, error);
}
