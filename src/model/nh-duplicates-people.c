/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People of one name. Name, unit and year of birth together are the key of a person: two with the
 * same are proposed. The others are namesakes, shown so that nobody takes one for the other.
 */
#include "model/nh-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/nh-text.h"

typedef struct
{
  gint64 id;
  gint64 unit;
  gint64 birth_year;
  guint64 hash; /* of the folded name */
  char *name;
  char *unit_name;
  char *phone;
  char *email;
} Person;

static void
clear_person (gpointer data)
{
  Person *person = data;

  g_free (person->name);
  g_free (person->unit_name);
  g_free (person->phone);
  g_free (person->email);
}

static guint64
hash_name (const char *name)
{
  g_autofree char *folded = nh_text_fold (name);
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *p = folded; *p; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static gboolean
read_people (NhReader *reader, GArray *people, GCancellable *cancellable, GError **error)
{
  g_autoptr (NhStatement) select = nh_reader_prepare (
      reader, "SELECT p.id, p.unit, p.birth_year, p.name, p.phone, p.email, u.name FROM person p "
              "LEFT JOIN unit u ON u.id = p.unit", error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  while (TRUE)
    {
      Person person = { 0 };

      if ((people->len % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
          || !nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      person.id = nh_statement_int64 (select, 0);
      person.unit = nh_statement_int64 (select, 1);
      person.birth_year = nh_statement_int64 (select, 2);
      person.name = g_strdup (nh_statement_text (select, 3));
      person.phone = g_strdup (nh_statement_text (select, 4));
      person.email = g_strdup (nh_statement_text (select, 5));
      person.unit_name = g_strdup (nh_statement_text (select, 6));
      person.hash = hash_name (person.name);
      g_array_append_val (people, person);
    }
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const Person *first = a;
  const Person *second = b;

  if (first->hash != second->hash)
    return first->hash < second->hash ? -1 : 1;
  if (first->unit != second->unit)
    return first->unit < second->unit ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

static void
add_person (NhDuplicate *duplicate, const Person *person)
{
  g_autofree char *born = person->birth_year
                              ? g_strdup_printf (_ ("born %d"), (int) person->birth_year) : NULL;
  const char *unit = person->unit_name ? person->unit_name : "";
  g_autofree char *detail = g_strdup_printf ("%s%s%s", unit, *unit && born ? ", " : "", born ? born : "");

  nh_duplicate_add (duplicate, person->id, person->name, detail);
}

static gboolean
is_same_text (const char *a, const char *b)
{
  return a && b && *a && g_str_equal (a, b);
}

static gboolean
is_same_name (const Person *a, const Person *b)
{
  g_autofree char *first = nh_text_name_sort_key (a->name);
  g_autofree char *second = nh_text_name_sort_key (b->name);

  return g_str_equal (first, second);
}

/* The reasons to take two namesakes for one; an empty list when there is none. */
static GPtrArray *
find_reasons (const Person *a, const Person *b, int *score)
{
  GPtrArray *evidence = g_ptr_array_new_with_free_func (g_free);

  *score = 0;
  /* "Hoa" and "Hòa" fold alike and are two names; somebody born in another year is somebody else. */
  if (!is_same_name (a, b) || (a->birth_year && b->birth_year && a->birth_year != b->birth_year))
    return evidence;
  if (a->unit && a->unit == b->unit && a->birth_year && a->birth_year == b->birth_year)
    {
      g_ptr_array_add (evidence, g_strdup_printf (_ ("Both are called “%s”, work at “%s” and were born in %d."),
                                                  a->name, a->unit_name, (int) a->birth_year));
      *score += 80;
    }
  if (is_same_text (a->phone, b->phone))
    {
      g_ptr_array_add (evidence, g_strdup_printf (_ ("Both have the phone %s."), a->phone));
      *score += *score ? 7 : 65;
    }
  if (is_same_text (a->email, b->email))
    {
      g_ptr_array_add (evidence, g_strdup_printf (_ ("Both have the e-mail address %s."), a->email));
      *score += *score ? 7 : 65;
    }
  return evidence;
}

/* The pairs of one name that are proposed. People with nothing in common but the name are compared
 * with few: a name that hundreds have would cost too much. */
static void
add_pairs (GPtrArray *found, const Person *people, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < MIN (n, i + 64); j++)
      {
        int score;
        GPtrArray *evidence = find_reasons (&people[i], &people[j], &score);
        NhDuplicate *duplicate;

        if (!score)
          {
            g_ptr_array_unref (evidence);
            continue;
          }
        duplicate = nh_duplicate_new (NH_DUPLICATE_PAIR);
        duplicate->score = MIN (score, 87);
        duplicate->strength = NH_DUPLICATE_PROBABLE; /* never certain: a person is looked at */
        duplicate->evidence = evidence;
        add_person (duplicate, &people[i]);
        add_person (duplicate, &people[j]);
        g_ptr_array_add (found, duplicate);
      }
}

/* Namesakes of one unit are mixed up the soonest, then those born in one year. */
static int
score_namesakes (const Person *people, guint n)
{
  int score = 10;

  for (guint i = 1; i < n; i++)
    {
      if (people[i].unit && people[i].unit == people[i - 1].unit)
        return 30;
      if (people[i].birth_year && people[i].birth_year == people[i - 1].birth_year)
        score = 20;
    }
  return score;
}

static NhDuplicate *
new_namesakes (const Person *people, guint n)
{
  NhDuplicate *duplicate = nh_duplicate_new (NH_DUPLICATE_NAMESAKES);

  duplicate->score = score_namesakes (people, n);
  duplicate->strength = NH_DUPLICATE_POSSIBLE;
  duplicate->evidence = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (duplicate->evidence,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person has this name.",
                                                 "%u people have this name.", n), n));
  for (guint i = 0; i < MIN (n, 50); i++)
    add_person (duplicate, &people[i]);
  return duplicate;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  return (*(const NhDuplicate *const *) b)->score - (*(const NhDuplicate *const *) a)->score;
}

/* The namesakes that are worth showing come first; the others are counted. */
static void
add_namesakes (GPtrArray *found, GPtrArray *groups, guint most, guint *n_left_out)
{
  g_ptr_array_sort (groups, compare_scores);
  *n_left_out = groups->len > most ? groups->len - most : 0;
  for (guint i = 0; i < MIN (groups->len, most); i++)
    g_ptr_array_add (found, g_steal_pointer (&g_ptr_array_index (groups, i)));
}

/**
 * nh_duplicates_people:
 * @reader: a reading connection
 * @most: how many groups of namesakes to return
 * @n_left_out: (out): how many more there are
 * @cancellable: (nullable): stops the search
 * @error: of domain NH_STORE_ERROR, or G_IO_ERROR_CANCELLED
 *
 * People who are probably one, by name, unit and year of birth or by name and phone, and groups of
 * namesakes. None of them is certain.
 *
 * Returns: (transfer full) (element-type NhDuplicate): the findings, pairs first; %NULL with @error.
 */
GPtrArray *
nh_duplicates_people (NhReader *reader, guint most, guint *n_left_out, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_duplicate_free);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_duplicate_free);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (Person));
  const Person *all;

  *n_left_out = 0;
  g_array_set_clear_func (people, clear_person);
  if (!read_people (reader, people, cancellable, error))
    return NULL;
  g_array_sort (people, compare_people);
  all = (const Person *) (gpointer) people->data;
  for (guint from = 0, to; from < people->len; from = to)
    {
      guint before;

      for (to = from + 1; to < people->len && all[to].hash == all[from].hash; to++)
        ;
      if (to - from < 2)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      before = found->len;
      add_pairs (found, all + from, to - from);
      /* Two who are proposed already need not be shown twice. */
      if (to - from > 2 || found->len == before)
        g_ptr_array_add (groups, new_namesakes (all + from, to - from));
    }
  nh_duplicates_sort (found);
  add_namesakes (found, groups, most, n_left_out);
  return g_steal_pointer (&found);
}
