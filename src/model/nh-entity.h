/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each entity (unit, person, activity, …) is described once, in a table of fields. From it come
 * the properties of its records, the SQL, the grid's columns, the forms, export columns, JSON and
 * history texts. Adding a field is one line here and one migration.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  NH_FIELD_TEXT,
  NH_FIELD_LONG_TEXT, /* several lines */
  NH_FIELD_INTEGER,
  NH_FIELD_CHOICE,    /* a key from a closed list */
  NH_FIELD_DATE,      /* an ISO day */
  NH_FIELD_PERIOD,    /* four columns: <name>_text, _start, _end, _exactness */
  NH_FIELD_REFERENCE, /* the key of a record of another entity */
  NH_FIELD_LINKS,     /* an ordered list of records, through a link table */
  NH_FIELD_LIST,      /* an ordered list of texts, in a child table */
  NH_FIELD_PHONE,
} NhFieldKind;

typedef enum
{
  NH_FIELD_DEFAULT = 0,
  NH_FIELD_REQUIRED = 1 << 0,
  NH_FIELD_OWNER = 1 << 1,    /* a reference whose target owns this record: deleted with it */
  NH_FIELD_COMPUTED = 1 << 2, /* read-only: from the SQL in .sql; without one, kept by the model */
  NH_FIELD_HIDDEN = 1 << 3,   /* not a column of grids and forms (keys for sorting, positions) */
  NH_FIELD_EXTRA = 1 << 4,    /* hidden in grids until the user shows it */
  NH_FIELD_SUGGEST = 1 << 5,  /* free text: propose values used before */
  NH_FIELD_PROVISIONAL = 1 << 6, /* a computed date whose .style_sql says whether it is provisional */
} NhFieldFlags;

typedef struct
{
  const char *key;   /* as stored */
  const char *label; /* msgid of the interface */
  const char *word;  /* Vietnamese, for exported documents */
} NhChoice;

typedef struct
{
  const char *table;  /* activity_unit */
  const char *owner;  /* column that names the owning record: activity */
  const char *target; /* column with the linked record or the text: unit, alias */
  const char *role;   /* fixed value of the column role; NULL where there is none */
  const char *folded; /* LIST: column with the folded text; NULL where there is none */
  const char *until;  /* column with the last day; rows that have one belong to the past and are not
                         shown; NULL: links have no dates */
} NhLink;

typedef struct
{
  const char *name;    /* property, JSON key and column: "starts_on" */
  NhFieldKind kind;
  NhFieldFlags flags;
  const char *label;   /* msgid: "Starts on" */
  const char *heading; /* Vietnamese, for exported documents: "Bắt đầu" */
  int width;           /* natural width in characters */
  const NhChoice *choices; /* ended by a NULL key */
  const char *own;     /* CHOICE: entity whose names are further choices, stored as they are */
  const char *target;  /* name of the entity a REFERENCE or LINKS leads to */
  const NhLink *link;
  const char *sql;     /* COMPUTED: expression over the record's row "t" */
  const char *style_sql; /* PROVISIONAL: 1 when the date is provisional */
} NhField;

typedef struct
{
  const char *name;   /* "unit": also the table */
  const char *plural; /* "units": TABLE of namhoc-cli */
  const char *label;  /* msgid, singular: "Unit" */
  const char *label_plural;
  const char *heading;   /* Vietnamese, plural: "Danh sách đơn vị" */
  const NhField *fields; /* ended by a NULL name */
  const char *label_sql;  /* expression over "t" that names a record: "t.name" */
  const char *fts;        /* full-text table, NULL: search by the fields' texts */
  const char *order;      /* default order, columns separated by ", ": "t.plan, t.position" */
  const char *order_index; /* the index that serves .order; NULL: none */
  gboolean read_only;     /* a view */
  const char *short_sql;  /* a shorter name for lists of links; NULL: label_sql */
} NhEntity;

const NhEntity *const *nh_entities (guint *n_entities);
const NhEntity *nh_entity_find (const char *name_or_plural);
guint nh_entity_get_n_fields (const NhEntity *entity);
int nh_entity_find_field (const NhEntity *entity, const char *name);
const char *nh_entity_provisional_key (const NhEntity *entity, int field); /* in JSON: "provisional" */
const NhChoice *nh_field_find_choice (const NhField *field, const char *key);
/* The key of a choice from its key, label or Vietnamese word, by folded text; NULL if none. */
const char *nh_field_parse_choice (const NhField *field, const char *text);
char *nh_label_in_sentence (const char *label);

/* Positions of fields that code refers to are found by name once, through NH_FIELD(). */
#define NH_FIELD(entity, field) (nh_entity_find_field ((entity), (field)))

G_END_DECLS
