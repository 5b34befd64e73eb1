/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-entity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"

/**
 * nh_entity_find:
 * @name_or_plural: "unit" or "units"
 *
 * Returns: (transfer none) (nullable): the entity of that name.
 */
const NhEntity *
nh_entity_find (const char *name_or_plural)
{
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (all[i]->name, name_or_plural) || g_str_equal (all[i]->plural, name_or_plural))
      return all[i];
  return NULL;
}

/**
 * nh_entity_get_n_fields:
 * @entity: an entity
 *
 * Returns: how many fields it has.
 */
guint
nh_entity_get_n_fields (const NhEntity *entity)
{
  guint n = 0;

  while (entity->fields[n].name)
    n++;
  return n;
}

/**
 * nh_entity_find_field:
 * @entity: an entity
 * @name: the name of a field
 *
 * Returns: the position of the field, -1 when there is none of that name.
 */
int
nh_entity_find_field (const NhEntity *entity, const char *name)
{
  for (int i = 0; entity->fields[i].name; i++)
    if (g_str_equal (entity->fields[i].name, name))
      return i;
  return -1;
}

/**
 * nh_entity_provisional_key:
 * @entity: an entity
 * @field: one of its fields, with NH_FIELD_PROVISIONAL
 *
 * Returns: the name under which JSON says whether the day is provisional: "provisional" of the first such field,
 *   with the field's name before it of any other.
 */
const char *
nh_entity_provisional_key (const NhEntity *entity, int field)
{
  g_autofree char *key = NULL;

  for (int i = 0; i < field; i++)
    if (entity->fields[i].flags & NH_FIELD_PROVISIONAL)
      key = g_strconcat (entity->fields[field].name, "_provisional", NULL);
  return key ? g_intern_string (key) : "provisional";
}

/**
 * nh_field_find_choice:
 * @field: a field of kind CHOICE
 * @key: (nullable): a stored key
 *
 * Returns: (transfer none) (nullable): the choice of that key.
 */
const NhChoice *
nh_field_find_choice (const NhField *field, const char *key)
{
  if (!key || !field->choices)
    return NULL;
  for (const NhChoice *c = field->choices; c->key; c++)
    if (g_str_equal (c->key, key))
      return c;
  return NULL;
}

/**
 * nh_field_parse_choice:
 * @field: a field of kind CHOICE
 * @text: the key, the label or the Vietnamese word of a choice; case and tones do not matter
 *
 * Returns: (transfer none) (nullable): the key that is meant.
 */
const char *
nh_field_parse_choice (const NhField *field, const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  const char *found = NULL;

  if (nh_field_find_choice (field, text))
    return nh_field_find_choice (field, text)->key;
  for (const NhChoice *c = field->choices; c->key; c++)
    {
      g_autofree char *label = nh_text_fold (_ (c->label));
      g_autofree char *word = nh_text_fold (c->word);

      if (g_str_equal (folded, label) || g_str_equal (folded, word))
        return c->key;
      /* A beginning that fits only one choice is enough: "kiem" for "Kiểm tra". */
      if (*folded && (g_str_has_prefix (label, folded) || g_str_has_prefix (word, folded)))
        {
          if (found)
            found = "";
          else
            found = c->key;
        }
    }
  return found && *found ? found : NULL;
}

/**
 * nh_label_in_sentence:
 * @label: a msgid: the label of an entity or a field
 *
 * A label as it stands after a verb: "Sửa thời gian" and not "Sửa Thời gian". Abbreviations such as
 * "THCS" stay as they are.
 *
 * Returns: (transfer full): the label in the language of the interface.
 */
char *
nh_label_in_sentence (const char *label)
{
  const char *text = _ (label);
  const char *rest = g_utf8_next_char (text);
  char first[7] = { 0 };

  if (!*text || g_unichar_isupper (g_utf8_get_char (rest)))
    return g_strdup (text);
  g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (text)), first);
  return g_strconcat (first, rest, NULL);
}
