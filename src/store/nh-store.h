/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workbook file: one SQLite database, the only place of the program that knows SQLite.
 * One NhStore is one open file with one writing connection, used from the main thread only;
 * nh_store_open_reader() gives read-only connections for worker threads.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NH_STORE_ERROR (nh_store_error_quark ())
GQuark nh_store_error_quark (void);

/* What went wrong with the file, mapped from SQLite's extended codes; never errno.
 * The message is a translated sentence: what happened, what was kept, what to do. */
typedef enum
{
  NH_STORE_ERROR_FAILED,     /* anything else, with SQLite's words */
  NH_STORE_ERROR_NOT_FOUND,
  NH_STORE_ERROR_FOREIGN,    /* not a workbook: another application_id or no database at all */
  NH_STORE_ERROR_NEWER,      /* made by a newer version of the program */
  NH_STORE_ERROR_DAMAGED,
  NH_STORE_ERROR_LOCKED,     /* somebody else holds it */
  NH_STORE_ERROR_READ_ONLY,
  NH_STORE_ERROR_FULL,       /* disk full */
  NH_STORE_ERROR_IO,
  NH_STORE_ERROR_NO_MEMORY,
  NH_STORE_ERROR_CONSTRAINT,
  NH_STORE_ERROR_CONFLICT,   /* an undo met rows that another connection changed */
  NH_STORE_ERROR_EXISTS,     /* the target of new or backup is there already */
} NhStoreError;

typedef enum
{
  NH_STORE_OPEN_DEFAULT = 0,
  NH_STORE_OPEN_CREATE = 1 << 0,    /* make it when missing */
  NH_STORE_OPEN_EXCLUSIVE = 1 << 1, /* with CREATE: fail when it is there */
  NH_STORE_OPEN_READ_ONLY = 1 << 2,
  NH_STORE_OPEN_MUST_WRITE = 1 << 3, /* fail with LOCKED instead of falling back to read-only */
} NhStoreFlags;

typedef enum
{
  NH_CHANGE_INSERT,
  NH_CHANGE_UPDATE,
  NH_CHANGE_DELETE,
} NhChangeKind;

typedef struct
{
  const char *table; /* interned */
  gint64 id;
  NhChangeKind kind;
} NhChange;

char *nh_store_who (void); /* the user's name as people know it */

/* Who holds a workbook that was opened read-only. */
typedef struct
{
  char *user;
  char *host;
  char *since; /* ISO date and time, local */
} NhStoreHolder;

#define NH_TYPE_STORE (nh_store_get_type ())
G_DECLARE_FINAL_TYPE (NhStore, nh_store, NH, STORE, GObject)

/* Signal "changed" (GArray of NhChange, static scope): after each committed action, undo, redo
 * and after changes of another connection that this read-only store noticed (then %NULL: reload
 * all). The one notification path: it comes from the changeset iterator.
 * Signal "flush" (): before an action, an undo or a redo begins. */

NhStore *nh_store_open (const char *path, NhStoreFlags flags, GError **error);
void nh_store_close (NhStore *store);
const char *nh_store_get_path (NhStore *store);
gboolean nh_store_is_read_only (NhStore *store);
const NhStoreHolder *nh_store_get_holder (NhStore *store);
int nh_store_get_version (NhStore *store);
int nh_store_current_version (void);
gboolean nh_store_poll (NhStore *store);

/* Actions: one user action = one transaction = one named step of undo. They nest: only the
 * outermost begin and commit count, an inner rollback dooms the whole. */
gboolean nh_store_begin (NhStore *store, const char *name, GError **error);
gboolean nh_store_commit (NhStore *store, GError **error);
gboolean nh_store_commit_merged (NhStore *store, const char *tag, GError **error);
void nh_store_rollback (NhStore *store);
gboolean nh_store_in_action (NhStore *store);
void nh_store_set_triggers (NhStore *store, gboolean enabled);
const char *nh_store_get_undo_name (NhStore *store);
const char *nh_store_get_redo_name (NhStore *store);
gboolean nh_store_undo (NhStore *store, GError **error);
gboolean nh_store_redo (NhStore *store, GError **error);
void nh_store_clear_history (NhStore *store);

/* Statements: prepared once and cached by their SQL; nh_statement_done() gives one back. */
typedef struct _NhStatement NhStatement;

NhStatement *nh_store_prepare (NhStore *store, const char *sql, GError **error);
void nh_statement_done (NhStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhStatement, nh_statement_done)
void nh_statement_bind_text (NhStatement *statement, int index, const char *text);
void nh_statement_bind_int64 (NhStatement *statement, int index, gint64 value);
void nh_statement_bind_double (NhStatement *statement, int index, double value);
void nh_statement_bind_null (NhStatement *statement, int index);
/* One step. Returns: %TRUE with *row telling whether there is a row; %FALSE with the error set. */
gboolean nh_statement_step (NhStatement *statement, gboolean *row, GError **error);
void nh_statement_reset (NhStatement *statement);
int nh_statement_n_columns (NhStatement *statement);
const char *nh_statement_text (NhStatement *statement, int column);  /* valid until the next step */
gint64 nh_statement_int64 (NhStatement *statement, int column);
double nh_statement_double (NhStatement *statement, int column);
gboolean nh_statement_is_null (NhStatement *statement, int column);
char nh_statement_column_type (NhStatement *statement, int column); /* 'n' null, 'i' integer, 'f' real, 't' text */

/* Run statements without rows (several may stand in @sql). Outside an action only for PRAGMA-like
 * work of the store itself; edits belong between begin and commit. */
gboolean nh_store_exec (NhStore *store, const char *sql, GError **error);

/* A read-only connection of its own, for a worker thread: sees the last committed state. */
typedef struct _NhReader NhReader;
NhReader *nh_store_open_reader (NhStore *store, GError **error);
NhStatement *nh_reader_prepare (NhReader *reader, const char *sql, GError **error);
void nh_reader_interrupt (NhReader *reader);
void nh_reader_free (NhReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhReader, nh_reader_free)

/* SQL functions that every connection has: nh_fold(text), nh_sort_key(text), nh_name_key(text),
 * all deterministic and innocuous (usable in views and triggers, trusted_schema off). */

/* Backups: SQLite's online backup, then integrity_check of the copy, then renamed into place. */
typedef struct
{
  char *path;
  gint64 made_at; /* Unix seconds */
  gint64 size;
} NhBackup;

void nh_backup_free (NhBackup *backup);
gboolean nh_store_backup_to (NhStore *store, const char *path, gboolean overwrite,
                             GCancellable *cancellable, GError **error);
gboolean nh_store_backup_now (NhStore *store, const char *reason, char **path, GError **error);
const char *nh_store_backup_due (NhStore *store, GError **error);
GPtrArray *nh_store_list_backups (const char *workbook_path);
char *nh_store_backup_dir (const char *workbook_path);

/* Files that are not open: */
gboolean nh_store_verify (const char *path, GPtrArray **problems, GError **error);
GHashTable *nh_store_count_rows (const char *path, GError **error); /* table -> gint64* */
gboolean nh_store_restore (const char *path, const char *from, char **kept_as, GError **error);

G_END_DECLS
