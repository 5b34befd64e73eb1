/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-settings.h"

#include "config.h"

static char *program_dir;

/**
 * nh_settings_set_program:
 * @argv0: how the program was called
 *
 * Remembers the folder of the running program. Data that was built or installed with it is found
 * relative to that folder, so that a build tree, an installed prefix and a copied folder all work.
 */
void
nh_settings_set_program (const char *argv0)
{
  g_autofree char *found = NULL;

#ifdef G_OS_WIN32
  g_autofree char *root = g_win32_get_package_installation_directory_of_module (NULL);

  g_clear_pointer (&program_dir, g_free);
  program_dir = g_build_filename (root, "bin", NULL);
  return;
#endif
  found = g_file_read_link ("/proc/self/exe", NULL);
  if (!found && argv0)
    found = g_find_program_in_path (argv0);
  g_clear_pointer (&program_dir, g_free);
  program_dir = found ? g_path_get_dirname (found) : NULL;
}

/**
 * nh_settings_find_data:
 * @in_build: folder in the build tree: "po"
 * @in_prefix: folder under the prefix: "share/locale"
 * @probe: a file that is there when the folder is the right one: "vi/LC_MESSAGES/namhoc.mo"
 *
 * Returns: (transfer full) (nullable): the folder that holds @probe, looked for relative to the
 *   program: in its build tree, then in the prefix it was installed in.
 */
char *
nh_settings_find_data (const char *in_build,
                       const char *in_prefix,
                       const char *probe)
{
  static const char *const up[] = { "../..", "../../.." };

  if (!program_dir)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (up); i++)
    {
      g_autofree char *dir = g_build_filename (program_dir, up[i], in_build, NULL);
      g_autofree char *file = g_build_filename (dir, probe, NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&dir);
    }
  {
    g_autofree char *dir = g_build_filename (program_dir, "..", in_prefix, NULL);
    g_autofree char *file = g_build_filename (dir, probe, NULL);

    if (g_file_test (file, G_FILE_TEST_EXISTS))
      return g_steal_pointer (&dir);
  }
  return NULL;
}

/**
 * nh_settings_get:
 *
 * Returns: (transfer none) (nullable): the settings of this user; %NULL when the schema is not
 *   installed. GSettings itself would end the program then.
 */
GSettings *
nh_settings_get (void)
{
  static gboolean looked;
  static GSettings *settings;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) own = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;

  if (looked)
    return settings;
  looked = TRUE;
  if (source)
    schema = g_settings_schema_source_lookup (source, NH_APP_ID, TRUE);
  if (!schema)
    {
      g_autofree char *dir = nh_settings_find_data ("data", "share/glib-2.0/schemas", "gschemas.compiled");

      if (dir)
        own = g_settings_schema_source_new_from_directory (dir, source, TRUE, NULL);
      if (own)
        schema = g_settings_schema_source_lookup (own, NH_APP_ID, TRUE);
    }
  if (schema)
    settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
}

/* What was set while there is no schema: lives as long as the program. */
static GHashTable *
get_memory (void)
{
  static GHashTable *memory;

  if (!memory)
    memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  return memory;
}

static GVariant *
get_value (const char *key,
           const GVariantType *type)
{
  GSettings *settings = nh_settings_get ();
  GVariant *value;

  if (settings)
    {
      g_autoptr (GSettingsSchema) schema = NULL;

      g_object_get (settings, "settings-schema", &schema, NULL);
      if (g_settings_schema_has_key (schema, key))
        {
          value = g_settings_get_value (settings, key);
          if (g_variant_is_of_type (value, type))
            return value;
          g_variant_unref (value);
          return NULL;
        }
    }
  value = g_hash_table_lookup (get_memory (), key);
  return value ? g_variant_ref (value) : NULL;
}

static void
set_value (const char *key,
           GVariant *value)
{
  GSettings *settings = nh_settings_get ();
  g_autoptr (GVariant) own = g_variant_ref_sink (value);

  if (settings)
    {
      g_autoptr (GSettingsSchema) schema = NULL;
      g_autoptr (GSettingsSchemaKey) schema_key = NULL;

      g_object_get (settings, "settings-schema", &schema, NULL);
      if (g_settings_schema_has_key (schema, key))
        {
          schema_key = g_settings_schema_get_key (schema, key);
          if (g_variant_is_of_type (own, g_settings_schema_key_get_value_type (schema_key)))
            g_settings_set_value (settings, key, own);
          return;
        }
    }
  g_hash_table_replace (get_memory (), g_strdup (key), g_steal_pointer (&own));
}

/**
 * nh_settings_dup_string:
 * @key: a key of the schema
 * @fallback: what holds while nothing is known
 *
 * Returns: (transfer full): the text stored under @key.
 */
char *
nh_settings_dup_string (const char *key,
                        const char *fallback)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_STRING);

  return value ? g_variant_dup_string (value, NULL) : g_strdup (fallback);
}

/** nh_settings_set_string: stores a text under @key. */
void
nh_settings_set_string (const char *key,
                        const char *value)
{
  set_value (key, g_variant_new_string (value));
}

/** nh_settings_get_int: Returns: the number under @key, else @fallback. */
int
nh_settings_get_int (const char *key,
                     int fallback)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_INT32);

  return value ? g_variant_get_int32 (value) : fallback;
}

/** nh_settings_set_int: stores a number under @key. */
void
nh_settings_set_int (const char *key,
                     int value)
{
  set_value (key, g_variant_new_int32 (value));
}

/** nh_settings_get_boolean: Returns: the truth under @key, else @fallback. */
gboolean
nh_settings_get_boolean (const char *key,
                         gboolean fallback)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_BOOLEAN);

  return value ? g_variant_get_boolean (value) : fallback;
}

/** nh_settings_set_boolean: stores a truth under @key. */
void
nh_settings_set_boolean (const char *key,
                         gboolean value)
{
  set_value (key, g_variant_new_boolean (value));
}

/** nh_settings_dup_strv: Returns: (transfer full): the texts under @key, may be empty. */
GStrv
nh_settings_dup_strv (const char *key)
{
  g_autoptr (GVariant) value = get_value (key, G_VARIANT_TYPE_STRING_ARRAY);

  return value ? g_variant_dup_strv (value, NULL) : g_new0 (char *, 1);
}

/** nh_settings_set_strv: stores texts under @key. */
void
nh_settings_set_strv (const char *key,
                      const char *const *value)
{
  set_value (key, g_variant_new_strv (value, -1));
}

/* What is remembered of one screen in a dictionary of all. */
static GVariant *
dup_of_screen (const char *key,
               const char *screen,
               const char *type)
{
  g_autofree char *dictionary = g_strdup_printf ("a{s%s}", type);
  g_autoptr (GVariant) all = get_value (key, G_VARIANT_TYPE (dictionary));

  return all ? g_variant_lookup_value (all, screen, G_VARIANT_TYPE (type)) : NULL;
}

static void
set_of_screen (const char *key,
               const char *screen,
               const char *type,
               GVariant *state)
{
  g_autofree char *dictionary = g_strdup_printf ("a{s%s}", type);
  g_autoptr (GVariant) all = get_value (key, G_VARIANT_TYPE (dictionary));
  g_autoptr (GVariant) own = g_variant_ref_sink (state);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (dictionary));
  for (gsize i = 0; all && i < g_variant_n_children (all); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      g_autoptr (GVariant) id = g_variant_get_child_value (entry, 0);

      if (!g_str_equal (g_variant_get_string (id, NULL), screen))
        g_variant_builder_add_value (&builder, entry);
    }
  g_variant_builder_add_value (&builder, g_variant_new_dict_entry (g_variant_new_string (screen), own));
  set_value (key, g_variant_builder_end (&builder));
}

/**
 * nh_settings_dup_columns:
 * @screen: id of a screen
 *
 * Returns: (transfer full) (nullable): the columns as the user left them there, type a(sib).
 */
GVariant *
nh_settings_dup_columns (const char *screen)
{
  return dup_of_screen ("columns", screen, "a(sib)");
}

/** nh_settings_set_columns: remembers the columns of @screen. */
void
nh_settings_set_columns (const char *screen,
                         GVariant *state)
{
  set_of_screen ("columns", screen, "a(sib)", state);
}

/**
 * nh_settings_dup_view:
 * @screen: id of a screen
 *
 * Returns: (transfer full) (nullable): how the user left its rows sorted and grouped, type (a(sb)s):
 *   fields, each with whether it runs downwards, and the field grouped by or "".
 */
GVariant *
nh_settings_dup_view (const char *screen)
{
  return dup_of_screen ("views", screen, "(a(sb)s)");
}

/** nh_settings_set_view: remembers how the rows of @screen are sorted and grouped. */
void
nh_settings_set_view (const char *screen,
                      GVariant *state)
{
  set_of_screen ("views", screen, "(a(sb)s)", state);
}
