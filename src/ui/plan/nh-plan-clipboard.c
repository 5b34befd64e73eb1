/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-clipboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-compose.h"
#include "formats/nh-block-markup.h"
#include "formats/nh-html-text.h"
#include "ui/widgets/nh-clipboard-bytes.h"

/* Bytes from which on a page is read in a thread: Word's page of ten sheets takes some milliseconds. */
#define LONG_TEXT (256 * 1024)

static const char *const types[] = { NH_BLOCK_MARKUP_MIME, "text/html", "text/plain;charset=utf-8", NULL };
static const char *const plain_types[] = { "text/plain;charset=utf-8", NULL };

/* Copying. */

typedef struct
{
  NhPlanText *text;
  GHashTable *labels; /* NhBlock → number */
} Source;

static char *
get_label (NhBlock *block,
           gpointer data)
{
  Source *source = data;

  return g_strdup (g_hash_table_lookup (source->labels, block));
}

static NhTable *
get_table (NhBlock *block,
           gpointer data)
{
  Source *source = data;

  return nh_compose_view (nh_plan_text_get_workbook (source->text), nh_plan_text_get_plan (source->text), block->view,
                          NULL, block->options, NULL);
}

static char *
get_reference (NhInlineKind kind,
               gint64 target,
               gpointer data)
{
  Source *source = data;

  return nh_plan_text_reference_label (kind, target, source->text);
}

static NhBlockHome
get_home (NhPlanText *text)
{
  return (NhBlockHome){ nh_store_get_path (nh_workbook_get_store (nh_plan_text_get_workbook (text))),
                        nh_plan_text_get_plan (text) };
}

static gboolean
is_text (const NhBlock *block)
{
  return block->kind == NH_BLOCK_PARAGRAPH || block->kind == NH_BLOCK_HEADING || block->kind == NH_BLOCK_BULLET;
}

/* A piece of a heading is words, no heading; a whole one is. The numbers are those of the plan. */
static void
finish_selection (NhPlanEditor *editor,
                  GPtrArray *blocks,
                  GHashTable *labels)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  guint first, start, last, end, at;

  nh_plan_editor_get_selection (editor, &first, &start, &last, &end);
  at = first;
  for (guint i = 0; i < blocks->len; i++, at++)
    {
      NhBlock *block = blocks->pdata[i], *whole;

      /* A table before or behind the selection is none of its blocks. */
      while (at < last && nh_plan_text_get_block (text, at)->kind != block->kind)
        at++;
      whole = nh_plan_text_get_block (text, at);
      if (is_text (block)
          && ((at == first && start > 0)
              || (first == last && nh_rich_text_get_length (block->text) < nh_rich_text_get_length (whole->text))))
        {
          blocks->pdata[i] = nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, block->text, NULL, NULL);
          nh_block_unref (block);
        }
      else
        g_hash_table_insert (labels, block, (gpointer) nh_plan_text_get_label (text, at));
    }
}

static GdkContentProvider *
provide (const char *mime,
         char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return gdk_content_provider_new_for_bytes (mime, bytes);
}

/**
 * nh_plan_clipboard_new_content:
 * @editor: an editor
 * @session: the open workbook
 *
 * Returns: (transfer full) (nullable): what is selected, in all forms.
 */
GdkContentProvider *
nh_plan_clipboard_new_content (NhPlanEditor *editor,
                               NhSession *session)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  g_autoptr (GPtrArray) blocks = nh_plan_editor_dup_selection (editor);
  g_autoptr (GHashTable) labels = g_hash_table_new (NULL, NULL);
  Source data = { text, labels };
  const NhTextSource source = { get_label, get_table, get_reference, &data };
  NhBlockHome home = get_home (text);
  GdkContentProvider *providers[3];

  if (blocks->len == 0)
    return NULL;
  finish_selection (editor, blocks, labels);
  providers[0] = provide (types[0], nh_block_markup_write (blocks, &home, get_reference, &data));
  providers[1] = provide (types[1], nh_html_text_write (blocks, &source));
  providers[2] = provide (types[2], nh_plain_text_write (blocks, &source));
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

/* Pasting. */

typedef struct
{
  NhPlanEditor *editor;
  NhSession *session;
  GdkClipboard *clipboard;
  char *mime;
  gboolean plain;
  gboolean recognise; /* numbers at the beginning of lines */
  char *workbook;
  gint64 plan;
  GBytes *bytes;
  NhTextReport report;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_object (&self->editor);
  g_clear_object (&self->session);
  g_clear_object (&self->clipboard);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->mime);
  g_free (self->workbook);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void read_type (Reading *reading, const char *const *wanted);

/* Words that go into the middle of a paragraph keep what looks like a number. */
static gboolean
begins_paragraph (NhPlanEditor *editor)
{
  NhPlanText *text = nh_plan_editor_get_text (editor);
  guint block, offset;

  nh_plan_editor_get_cursor (editor, &block, &offset);
  return block >= nh_plan_text_get_n_blocks (text)
         || nh_rich_text_get_length (nh_plan_text_get_block (text, block)->text) == 0;
}

static Reading *
reading_new (NhPlanEditor *editor,
             NhSession *session,
             gboolean plain)
{
  Reading *self = g_new0 (Reading, 1);
  NhBlockHome home = get_home (nh_plan_editor_get_text (editor));

  self->editor = g_object_ref (editor);
  self->session = g_object_ref (session);
  self->plain = plain;
  self->workbook = g_strdup (home.workbook);
  self->plan = home.plan;
  return self;
}

/* Pure: in any thread. */
static GPtrArray *
parse (Reading *self,
       GError **error)
{
  gsize length;
  const char *content = g_bytes_get_data (self->bytes, &length);
  NhBlockHome home = { self->workbook, self->plan };

  if (g_str_equal (self->mime, types[0]))
    return nh_block_markup_read (content, length, &home, error);
  if (g_str_equal (self->mime, types[1]))
    return nh_html_text_read (content, length, &self->report, error);
  return nh_plain_text_read (content, length, self->recognise, &self->report, error);
}

static void
tell_report (Reading *self)
{
  g_autoptr (GString) sentence = g_string_new (NULL);
  g_autofree char *part = NULL;

  if (self->report.n_pictures > 0)
    g_string_append_printf (sentence,
                            ngettext ("%u picture was left out: a plan holds text and tables.",
                                      "%u pictures were left out: a plan holds text and tables.",
                                      self->report.n_pictures),
                            self->report.n_pictures);
  if (self->report.n_converted > 0)
    {
      part = g_strdup_printf (ngettext ("%u word in TCVN3 or VNI was converted.",
                                        "%u words in TCVN3 or VNI were converted.", self->report.n_converted),
                              self->report.n_converted);
      g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? " " : "", part);
    }
  if (self->report.n_cut > 0)
    g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? " " : "",
                            _("A table was too large: rows and columns beyond what a plan can hold were left out."));
  if (sentence->len > 0)
    nh_session_notify (self->session, sentence->str);
}

static void
insert (Reading *self,
        GPtrArray *blocks,
        GError *error)
{
  g_autoptr (GError) own = error;

  if (!gtk_widget_get_root (GTK_WIDGET (self->editor)))
    return;
  if (own)
    {
      nh_session_report_error (self->session, &own);
      return;
    }
  if (blocks->len > 0)
    nh_plan_editor_insert_blocks (self->editor, blocks, _("Paste"));
  tell_report (self);
}

/* A page that shows only a picture may have its words beside it. Bridges between clipboards (remote
 * desktops, tools) answer whatever type is asked for with what they have: what pretends to be of this
 * program is asked for as a page, then. */
static void
finish (Reading *self,
        GPtrArray *blocks,
        GError *error)
{
  g_autoptr (Reading) owned = self;
  g_autoptr (GPtrArray) own = blocks;

  if (error && g_str_equal (self->mime, types[0]))
    {
      g_error_free (error);
      read_type (g_steal_pointer (&owned), types + 1);
    }
  else if (blocks && blocks->len == 0 && !g_str_equal (self->mime, plain_types[0]))
    read_type (g_steal_pointer (&owned), plain_types);
  else
    insert (self, blocks, error);
}

static void
on_parsed_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  GError *error = NULL;
  GPtrArray *blocks = g_task_propagate_pointer (G_TASK (result), &error);

  finish (data, blocks, error);
}

static void
parse_in_thread (GTask *task,
                 gpointer source,
                 gpointer data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *blocks = parse (data, &error);

  if (blocks)
    g_task_return_pointer (task, blocks, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_bytes_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr (Reading) self = data;
  GError *error = NULL;
  const char *mime;
  gsize n;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = nh_clipboard_read_bytes_finish (result, &mime, &error);
  /* Nothing of what is there can be a text of a plan. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      nh_session_report (self->session, _("The clipboard holds no text."));
      g_error_free (error);
      return;
    }
  if (!self->bytes)
    {
      insert (self, NULL, error);
      return;
    }
  g_free (self->mime);
  self->mime = g_strdup (mime);
  n = g_bytes_get_size (self->bytes);
  self->recognise = !self->plain;
  if (g_str_equal (self->mime, plain_types[0]) && !(n && memchr (g_bytes_get_data (self->bytes, NULL), '\n', n)))
    self->recognise = self->recognise && begins_paragraph (self->editor);
  if (n < LONG_TEXT)
    {
      GPtrArray *blocks = parse (self, &error);

      finish (g_steal_pointer (&self), blocks, error);
    }
  else
    {
      g_autoptr (GTask) task = g_task_new (self->editor, NULL, on_parsed_cb, self);

      nh_session_notify (self->session, _("A long text is being read…"));
      g_task_set_task_data (task, g_steal_pointer (&self), NULL);
      g_task_run_in_thread (task, parse_in_thread);
    }
}

static void
read_type (Reading *self,
           const char *const *wanted)
{
  nh_clipboard_read_bytes (self->clipboard, wanted, NULL, on_bytes_cb, self);
}

/**
 * nh_plan_clipboard_paste:
 * @editor: an editor that can be written to
 * @session: the open workbook
 * @plain: take the words alone, without headings, lists and looks
 *
 * Puts what the clipboard holds in the place of the selection, as one step of undo. A long text is
 * read in a thread.
 */
void
nh_plan_clipboard_paste (NhPlanEditor *editor,
                         NhSession *session,
                         gboolean plain)
{
  Reading *self = reading_new (editor, session, plain);

  self->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (editor)));
  read_type (self, plain ? plain_types : types);
}
