/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target without libFuzzer: each file of the corpus, then inputs made of them by
 * simple mutations, the same ones in every run.
 *
 *   replay-TARGET CORPUS [NUMBER_OF_MUTATIONS]    (or the files that libFuzzer found)
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define MAX_SIZE (64 * 1024)

static const char *const words[] = {
  "<", ">", "&", "\"", "'", "\t", "\r\n", "\f", "\xFF\xFE", "\xEF\xBB\xBF", "<c r=\"A1\">",
  "<row r=\"4294967295\">", "<mergeCell ref=\"A1:XFD1048576\"/>", "<td rowspan=65534 colspan=1000>",
  "<table>", "</table>", "<tr>", "&#x0;", "&#xFFFF;", "<![CDATA[", "]]>", "<!--", "<!DOCTYPE a>",
  "<w:p>", "</w:p>", "<w:tbl><w:tr><w:tc>", "<w:vMerge/>", "<w:gridSpan w:val='9'/>", "<w:br w:type='page'/>",
  "<w:footnoteReference w:id='1'/>", "t=\"s\"", "<v>-1</v>", "<v>1e999</v>", "99999999999999999999", "_x0000_", "PK\5\6",
};

static void
replay_file (gconstpointer data)
{
  const GBytes *bytes = data;
  gsize size;
  const guint8 *content = g_bytes_get_data ((GBytes *) bytes, &size);

  LLVMFuzzerTestOneInput (content, size);
}

static gsize
place (GRand *random, gsize size)
{
  return size == 0 ? 0 : (gsize) g_rand_int_range (random, 0, (int) size + 1);
}

static void
mutate (GRand *random, GByteArray *input, GPtrArray *corpus)
{
  gsize at = place (random, input->len);
  gsize wanted = place (random, 40);
  guint n = (guint) MIN (wanted, input->len - at);
  const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
  GBytes *other = corpus->pdata[g_rand_int_range (random, 0, (int) corpus->len)];
  gsize size;
  const guint8 *bytes = g_bytes_get_data (other, &size);
  g_autofree guint8 *tail = g_memdup2 (input->data + at, input->len - at);
  guint tail_length = input->len - (guint) at;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      for (guint i = 0; i < n; i += 7)
        input->data[at + i] = (guint8) g_rand_int_range (random, 0, 256);
      return;
    case 1:
      if (n > 0)
        g_byte_array_remove_range (input, (guint) at, n);
      return;
    case 2: /* a piece twice */
      g_byte_array_set_size (input, (guint) at);
      g_byte_array_append (input, tail, n);
      break;
    case 3: /* cut, and another file's end */
      g_byte_array_set_size (input, (guint) at);
      at = place (random, size);
      g_byte_array_append (input, bytes + at, (guint) (size - at));
      return;
    default:
      g_byte_array_set_size (input, (guint) at);
      g_byte_array_append (input, (const guint8 *) word, (guint) strlen (word));
    }
  g_byte_array_append (input, tail, tail_length);
}

typedef struct
{
  GPtrArray *corpus;
  guint n;
} Mutations;

static void
run_mutations (gconstpointer data)
{
  const Mutations *mutations = data;
  GRand *random = g_rand_new_with_seed (20230905);

  for (guint i = 0; i < mutations->n; i++)
    {
      gsize size;
      const guint8 *bytes
          = g_bytes_get_data (mutations->corpus->pdata[i % mutations->corpus->len], &size);
      g_autoptr (GByteArray) input = g_byte_array_new ();

      g_byte_array_append (input, bytes, (guint) MIN (size, MAX_SIZE));
      for (int round = g_rand_int_range (random, 1, 6); round > 0; round--)
        mutate (random, input, mutations->corpus);
      LLVMFuzzerTestOneInput (input->data ? input->data : (const guint8 *) "", input->len);
    }
  g_rand_free (random);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) corpus = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  Mutations mutations = { corpus, 0 };
  g_autoptr (GDir) folder = NULL;
  const char *name;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  folder = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, by_name);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (argv[1], names->pdata[i], NULL);
      g_autofree char *test = g_strconcat ("/fuzz/corpus/", names->pdata[i], NULL);
      char *content;
      gsize size;

      g_assert_true (g_file_get_contents (path, &content, &size, NULL));
      g_ptr_array_add (corpus, g_bytes_new_take (content, size));
      g_test_add_data_func (test, corpus->pdata[corpus->len - 1], replay_file);
    }
  g_assert_cmpuint (corpus->len, >, 0);
  mutations.n = argc > 2 ? (guint) strtoul (argv[2], NULL, 10) : 3000;
  g_test_add_data_func ("/fuzz/mutations", &mutations, run_mutations);
  status = g_test_run ();
  return status;
}
