/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of an import share. Private to imports.
 */
#pragma once

#include "core/nh-legacy-text.h"
#include "imports/nh-import.h"
#include "model/nh-workbook-private.h"

G_BEGIN_DECLS

/* Where a column's cells go: a field of the main record or, for members, of the person. */
typedef enum
{
  NH_IMPORT_MAIN,
  NH_IMPORT_PERSON, /* the person of a membership */
  NH_IMPORT_N_PARTS,
} NhImportPart;

typedef enum
{
  NH_IMPORT_SPLIT_NOT,
  NH_IMPORT_SPLIT_PERSON,
  NH_IMPORT_SPLIT_POST_UNIT,
} NhImportSplit;

typedef struct
{
  NhImportTarget shown; /* first, so that an array of shown ones can be given out */
  NhImportPart part;
  int field; /* of the part's entity; -1: split or ignored */
  NhImportSplit split;
} NhImportSlot;

typedef struct
{
  NhImportColumn shown; /* owns .heading */
  char *folded;         /* the heading as it is looked up and remembered */
  int slot;             /* index of its target; 0: ignored */
  GArray *merges;       /* of NhImportMerge by row: ranges over several rows that cover the column */
} NhImportColumnState;

typedef struct
{
  guint first, last; /* rows */
  guint column;      /* where the text is */
} NhImportMerge;

/* A record that a cell leads to; without a key it is still to be made. */
typedef struct
{
  gint64 id;
  const char *name; /* in the arena */
} NhImportTargetRecord;

typedef enum
{
  NH_CELL_TEXT,   /* .text, NULL for NULL */
  NH_CELL_NUMBER, /* .number; with .text the name of a record to be made */
  NH_CELL_LINKS,  /* .targets */
  NH_CELL_LIST,   /* .text: to be added to a list of texts, one a line */
} NhImportCellKind;

/* A stored column of a record that the import writes. */
typedef struct
{
  const char *column; /* interned */
  const char *text;   /* in the arena */
  gint64 number;
  const char *before; /* what is stored; NULL: nothing, or a new record */
  const NhField *field;
  NhImportTargetRecord *targets; /* in the arena of the run */
  guint n_targets;
  NhImportCellKind kind;
} NhImportCell;

/* A record that is made or changed, in the order of writing. */
typedef struct
{
  const NhEntity *entity;
  gint64 id;
  guint row;
  gboolean is_new;
  guint first_cell, n_cells;
  guint previous; /* the item before of the same record + 1; 0: none */
} NhImportItem;

typedef struct
{
  guint first_item, n_items;
  const char *reason; /* in the arena */
  gint64 record;
  const char *name;   /* in the arena */
  guint8 fate;
} NhImportRow;

/* nh-import-names.c: records by what people call them. */
typedef struct _NhImportNames NhImportNames;

typedef enum
{
  NH_NAME_FOUND,
  NH_NAME_MISSING,
  NH_NAME_AMBIGUOUS,
  NH_NAME_SEVERAL, /* "Đức Thắng 1,2": more than one */
} NhNameResult;

/* Where queries run: in a thread through a reader of its own. */
typedef struct
{
  NhStore *store;
  NhReader *reader; /* NULL: the store's own connection */
} NhImportSource;

NhStatement *nh_import_source_prepare (const NhImportSource *source, const char *sql, GError **error);

NhImportNames *nh_import_names_new (const NhImportSource *source, const NhEntity *entity,
                                    GError **error);
void nh_import_names_free (NhImportNames *names);
NhNameResult nh_import_names_find (NhImportNames *names, const char *text, gint64 *id);
void nh_import_names_add (NhImportNames *names, gint64 id, const char *name, const char *kind,
                          gint64 parent);
const char *nh_import_names_get (NhImportNames *names, gint64 id);
const char *nh_import_names_get_kind (NhImportNames *names, gint64 id);
gint64 nh_import_names_get_parent (NhImportNames *names, gint64 id);
void nh_import_names_set_parent (NhImportNames *names, gint64 id, gint64 parent);
const char *nh_import_names_find_near (NhImportNames *names, const char *text);
GArray *nh_import_names_find_all (NhImportNames *names, const char *text);
GPtrArray *nh_import_split_list (NhImportNames *names, const char *text);
char *nh_import_loose_key (const char *name);

/* nh-import-people.c: namesakes. */
typedef struct _NhImportPeople NhImportPeople;

void nh_import_people_free (NhImportPeople *people);

typedef struct _NhImportRun NhImportRun;

/* The texts of one row, one for each target. */
typedef struct
{
  const char **texts; /* by slot; NULL: no such cell */
  guint *columns;     /* by slot: the column it came from */
  char *more_phones;
  char *rest;
  guint row;
} NhImportDraft;

/* A plan under way and what it leaves behind. Everything is private to one thread. */
struct _NhImportRun
{
  NhImport *import;
  NhImportSource source;
  GStringChunk *arena;
  GArray *items; /* of NhImportItem */
  GArray *cells; /* of NhImportCell */
  GHashTable *pending; /* id -> its last item + 1 */
  GHashTable *names;   /* entity name -> NhImportNames */
  NhImportPeople *people;
  GHashTable *others;  /* members, activities: a key -> index + 1 of the last in .other_rows */
  GArray *other_rows;
  GArray *missing;     /* of NhImportMissing */
  GHashTable *missing_ids; /* id -> index + 1 */
  GHashTable *candidates; /* row -> GArray of gint64 */
  GHashTable *statements; /* entity name -> NhStatement over the whole row, by id */
  GHashTable *choices; /* "field:text" -> key */
  GPtrArray *targets;  /* arrays of cells */
  GHashTable *cleaned; /* texts of the sheet -> clean ones */
  gboolean tail;       /* below a total or a signature */
  NhEncoding around;   /* the old encoding of the row that is read */
  NhParsedValues *parsed; /* used again for each cell */
  GString *remark;     /* of the present row */
  /* What the group heads above say. */
  const char *group_unit_text, *group_team_text, *group_period;
  guint n_legacy, n_lookalike; /* cells that were converted */
  guint n_split, n_phone_zero;
  guint n_new_people;  /* of members whom nobody knows */
  guint skipped[8];    /* by kind of row */
};

struct _NhImport
{
  GObject parent_instance;
  NhWorkbook *workbook;
  const NhEntity *entity;
  NhSheet *sheet;
  GArray *slots;   /* of NhImportSlot */
  GArray *shown_slots; /* of NhImportTarget: what is given out */
  GArray *columns; /* of NhImportColumnState */
  int header_row;
  guint header_rows;
  int number_column; /* "STT"; -1: none */
  guint first_row, last_row;
  gboolean update, create_missing, skip_errors;
  char *source_name;
  gint64 team, plan;
  GHashTable *decisions; /* row -> NhImportDecision */
  GHashTable *records;   /* row -> gint64* */
  gboolean planned;
  gboolean stale; /* decisions came after the plan */
  GArray *rows;    /* of NhImportRow, one for each row of the sheet */
  NhImportRun *run; /* of the last plan */
  guint counts[NH_IMPORT_N_FATES];
  GPtrArray *remarks;
  /* Known before a thread starts, because only the main thread may ask the workbook. */
  GHashTable *years;
  GHashTable *own_choices; /* field name -> GStrv */
  guint stored_new, stored_updates, stored_same;
};

/* nh-import-columns.c */
void nh_import_init_columns (NhImport *self);
void nh_import_guess (NhImport *self);
void nh_import_guess_from (NhImport *self, int header_row);
void nh_import_guess_columns (NhImport *self);
const NhImportSlot *nh_import_slot (NhImport *self, int slot);
int nh_import_find_slot (NhImport *self, const char *target);
int nh_import_field_slot (NhImport *self, NhImportPart part, const char *field);
gboolean nh_import_has_slot (NhImport *self, int slot); /* whether a column has this target */
void nh_import_learn (NhImport *self, GError **error);
const NhEntity *nh_import_part_entity (NhImport *self, NhImportPart part);

/* nh-import-headings.c */
char *nh_import_fold_heading (const char *heading);
/* How well a heading names a target: 0 not at all. */
guint nh_import_match_heading (NhImport *self, const char *folded, int *slot);
gboolean nh_import_is_number_heading (const char *folded);
gboolean nh_import_is_any_unit (const char *folded);

/* nh-import-rows.c */
typedef enum
{
  NH_ROW_DATA,
  NH_ROW_BLANK,
  NH_ROW_HEAD,    /* a head repeated, numbers of columns */
  NH_ROW_GROUP,
  NH_ROW_TOTAL,
  NH_ROW_NOTE,
  NH_ROW_OUTSIDE, /* before the first or after the last row */
} NhImportRowKind;

const char *nh_import_cell (NhImport *self, guint row, guint column);
/* @text: of a group head, in the arena. */
NhImportRowKind nh_import_classify (NhImport *self, NhImportRun *run, guint row, const char **text);
const char *nh_import_row_kind_reason (NhImportRowKind kind);
const char *nh_import_clean (NhImportRun *run, const char *text);
NhEncoding nh_import_row_encoding (NhImport *self, guint row);

/* nh-import-values.c: what texts mean; nh-import-changes.c: what they change. */
typedef struct
{
  NhImportFate fate;
  char *reason;
  gint64 record;
  const char *name;
} NhImportVerdict;

/* FALSE with a verdict: the row is wrong; FALSE with @error: the store failed. */
gboolean nh_import_parse_draft (NhImportRun *run, NhImportPart part, NhImportDraft *draft,
                                const NhSchoolYear *year, NhImportVerdict *verdict, GError **error);
gboolean nh_import_resolve (NhImportRun *run, const char *entity, const char *text,
                            NhImportTargetRecord *record, char **reason, GError **error);
NhImportCell *nh_import_add_cell (NhImportRun *run, const NhField *field, const char *column,
                                  NhImportCellKind kind);
void nh_import_add_text (NhImportRun *run, const NhField *field, const char *column, const char *text);
NhImportCell *nh_import_find_cell (NhImportRun *run, guint first_cell, const char *column);
gboolean nh_import_create_pending (NhImportRun *run, guint *first_cell, guint row, GError **error);
void nh_import_add_item (NhImportRun *run, const NhEntity *entity, gint64 id, guint row,
                         gboolean is_new, guint first_cell);
gboolean nh_import_keep_changes (NhImportRun *run, const NhEntity *entity, gint64 id,
                                 guint first_cell, GError **error);
NhImportNames *nh_import_get_names (NhImportRun *run, const char *entity, GError **error);
char *nh_import_where (NhImport *self, guint row, int column);
void nh_import_remark (NhImportRun *run, const char *sentence);
void nh_import_fail (NhImportVerdict *verdict, NhImportFate fate, char *reason);
const char *nh_import_keep (NhImportRun *run, const char *text);

/* nh-import-people.c */
gboolean nh_import_match_person (NhImportRun *run, NhImportPart part, NhImportDraft *draft,
                                 NhImportVerdict *verdict, gint64 *person, gboolean *is_new,
                                 guint *n_changes, GError **error);
gboolean nh_import_judge_person (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict,
                                 GError **error);
/* nh-import-units.c, nh-import-members.c, nh-import-activities.c */
gboolean nh_import_judge_unit (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict,
                               GError **error);
gboolean nh_import_judge_membership (NhImportRun *run, NhImportDraft *draft,
                                     NhImportVerdict *verdict, GError **error);
gboolean nh_import_judge_activity (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict,
                                   GError **error);

/* nh-import-plan.c */
void nh_import_run_free (NhImportRun *run);
void nh_import_forget_plan (NhImport *self);
gboolean nh_import_plan_now (NhImport *self, const NhImportSource *source, GCancellable *cancellable,
                             NhImportProgress progress, gpointer data, GError **error);
void nh_import_prepare (NhImport *self);
void nh_import_add_remarks (NhImport *self);

G_END_DECLS
