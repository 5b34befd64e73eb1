/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this folder share. Nobody outside src/store/ and tests/store/ includes it.
 */
#pragma once

/* Debian builds SQLite with sessions; the header shows them only when asked. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "store/nh-store.h"

G_BEGIN_DECLS

/* "NHoc" in the header of every workbook. */
#define NH_APPLICATION_ID 0x4e486f63

/* Undo keeps at most so many bytes of changesets, and always the newest one. */
#define NH_UNDO_LIMIT (64 * 1024 * 1024)

/* nh-store-connection.c: one SQLite connection with its settings and its idle statements. */

typedef struct
{
  int ref_count;
  sqlite3 *db;     /* %NULL once closed */
  char *path;
  char *name;      /* base name, for messages */
  GQueue idle;     /* of NhStatement, the latest returned first */
  NhStore *store;  /* the writer's or the reader's store for its actions; %NULL for others */
} NhConnection;

typedef enum
{
  NH_CONNECT_READ,
  NH_CONNECT_IMMUTABLE, /* a file that nobody changes, in a folder that can't be written */
  NH_CONNECT_WRITE,
  NH_CONNECT_CREATE,
  NH_CONNECT_MEMORY,
} NhConnectMode;

NhConnection *nh_connection_open (const char *path, NhConnectMode mode, GError **error);
NhConnection *nh_connection_open_reading (const char *path, gboolean *immutable, GError **error);
NhConnection *nh_connection_ref (NhConnection *connection);
void nh_connection_unref (NhConnection *connection);
void nh_connection_close (NhConnection *connection);
gboolean nh_connection_exec (NhConnection *connection, const char *sql, GError **error);
gboolean nh_connection_get_int64 (NhConnection *connection, const char *sql, gint64 *value,
                                  GError **error);
gboolean nh_connection_has_moved (NhConnection *connection);
gboolean nh_connection_fail (NhConnection *connection, int rc, GError **error);
NhStatement *nh_connection_prepare (NhConnection *connection, const char *sql, GError **error);
gboolean nh_connection_set_journal (NhConnection *connection, const char *mode, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhConnection, nh_connection_unref)

/* nh-store-error.c */

void nh_store_set_error (GError **error, int rc, const char *detail, const char *name);

/* nh-store-statement.c */

void nh_statement_drop_idle (NhConnection *connection);

/* nh-store-functions.c */

int nh_store_add_functions (sqlite3 *db);

/* nh-store-lock.c: the sidecar lock and the few calls that differ between systems. */

typedef struct _NhStoreLock NhStoreLock;

typedef enum
{
  NH_LOCK_TAKEN,
  NH_LOCK_HELD,        /* by somebody else, or by this process */
  NH_LOCK_UNAVAILABLE, /* the folder can't be written, or the file system knows no locks */
} NhLockResult;

NhLockResult nh_store_lock_take (const char *path, NhStoreLock **lock, NhStoreHolder **holder);
void nh_store_lock_release (NhStoreLock *lock);
void nh_store_holder_free (NhStoreHolder *holder);
char *nh_store_holder_dup_since (const NhStoreHolder *holder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhStoreLock, nh_store_lock_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhStoreHolder, nh_store_holder_free)

/* nh-store-file.c: what can be told of a file without SQLite, and replacing it. */

typedef enum
{
  NH_FILE_MISSING,
  NH_FILE_EMPTY,
  NH_FILE_WORKBOOK,
  NH_FILE_BLANK,   /* a database without tables or mark: a creation that was cut short */
  NH_FILE_FOREIGN,
  NH_FILE_DAMAGED,
  NH_FILE_UNREADABLE,
} NhFileKind;

NhFileKind nh_file_probe (const char *path, int *version);
char *nh_file_absolute (const char *path);
char *nh_file_beside (const char *path, const char *suffix);
gboolean nh_file_is_remote (const char *path);
gboolean nh_file_sync (const char *path);
gboolean nh_file_fold_journal (const char *path, GError **error);
gboolean nh_file_replace (const char *from, const char *path, GError **error);
void nh_file_remove_database (const char *path);
void nh_file_remove_journals (const char *path);

/* nh-store-migrate.c */

typedef struct
{
  int number;
  const char *sql;
} NhMigration;

const NhMigration *nh_migrations_get (guint *n);
void nh_migrations_override (const NhMigration *list, guint n); /* tests; %NULL: the real ones */
gboolean nh_migrate (NhConnection *connection, int to, GError **error);
gboolean nh_migrate_file (const char *path, GError **error);
char *nh_migrate_private (const char *path, GError **error);
void nh_migrate_drop_private (const char *copy);
gboolean nh_schema_check (NhConnection *connection, int version, GError **error);

typedef enum
{
  NH_CHECK_QUICK,     /* the structure, without comparing indexes and tables */
  NH_CHECK_STRUCTURE,
  NH_CHECK_ALL,       /* also that no row refers to a missing one */
} NhCheckDepth;

gboolean nh_integrity_check (NhConnection *connection, NhCheckDepth depth, GPtrArray *problems,
                             GError **error);
gboolean nh_search_check (NhConnection *connection, GPtrArray *problems, GError **error);

/* nh-store-backup.c */

gboolean nh_backup_copy (const char *from, const char *to, gboolean overwrite,
                         GCancellable *cancellable, GError **error);
char *nh_backup_new_path (const char *workbook_path, const char *reason, GError **error);

/* nh-store.c */

/* A foreign key; all names are interned. */
typedef struct
{
  const char *child;
  const char *column;
  const char *parent;
} NhReference;

struct _NhStore
{
  GObject parent_instance;

  NhConnection *connection;
  NhStoreLock *lock;
  NhStoreHolder *holder;
  char *path;
  char *copy; /* of the present version, read in place of an older file that is not changed; or %NULL */
  gboolean read_only;
  gboolean immutable;
  int version;
  gint64 data_version;
  gboolean backup_considered;

  /* The action under way. */
  guint depth;
  gboolean doomed;
  char *action;
  sqlite3_session *session;
  GPtrArray *tables; /* interned names; children before parents */
  GArray *references; /* of NhReference: the foreign keys */

  GQueue undo; /* of NhStep, the newest first */
  GQueue redo;
  gsize undo_bytes;
};

void nh_store_emit_changed (NhStore *store, GArray *changes);
void nh_store_emit_flush (NhStore *store);

/* nh-store-tables.c */

gboolean nh_store_load_tables (NhStore *store, GError **error);
gboolean nh_store_check_references (NhStore *store, GArray *changes, GError **error);

/* nh-store-index.c */

gboolean nh_store_may_index_later (NhStore *store, const char *table, GArray *changes);
gboolean nh_store_index_changes (NhStore *store, const char *table, GArray *changes, GError **error);

/* nh-store-changeset.c */

int nh_changeset_read (GBytes *changeset, GArray **changes);
int nh_changeset_take (sqlite3_session *session, GBytes **changeset);
int nh_changeset_invert (GBytes *changeset, GBytes **inverse);
int nh_changeset_join (GBytes *first, GBytes *second, GBytes **joined);

/* nh-store-actions.c */

void nh_store_finish_actions (NhStore *store);

G_END_DECLS
