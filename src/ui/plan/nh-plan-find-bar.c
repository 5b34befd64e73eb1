/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-find-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/nh-plan-find.h"
#include "ui/nh-language.h"

/* Milliseconds after the last change of the text until it is searched again. */
#define PAUSE 200
/* Of a selection of several lines nobody wants to find all. */
#define LONGEST_SELECTION 100

struct _NhPlanFindBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *find;
  GtkLabel *count;
  GtkLabel *where;
  GtkCheckButton *exact;
  GtkCheckButton *words;
  GtkWidget *replace_row;
  GtkEditable *replacement;
  GtkWidget *replace_button;
  GtkWidget *replace_all_button;

  NhSession *session;
  NhPlanDocument *document;
  NhPlanText *text;
  NhPlanEditor *editor;
  GArray *matches; /* of NhPlanMatch */
  guint current;   /* G_MAXUINT: none */
  guint source;
};

G_DEFINE_FINAL_TYPE (NhPlanFindBar, nh_plan_find_bar, GTK_TYPE_WIDGET)

static NhPlanMatch *
get_match (NhPlanFindBar *self,
           guint index)
{
  return &g_array_index (self->matches, NhPlanMatch, index);
}

static gboolean
has_text (NhPlanFindBar *self)
{
  return *gtk_editable_get_text (self->find) != '\0';
}

static const char *
get_where (NhPlanFindBar *self)
{
  if (self->current == G_MAXUINT)
    return "";
  switch (get_match (self, self->current)->place)
    {
    case NH_FIND_NOTE:
      return _("in a footnote");
    case NH_FIND_CELL:
      return _("in a fixed table");
    case NH_FIND_LIVE_CELL:
      return _("in a live table: changed with its data");
    case NH_FIND_TEXT:
      break;
    }
  return "";
}

/* "3/17" */
static void
show (NhPlanFindBar *self)
{
  guint n = self->matches->len, n_writable = 0;
  g_autofree char *count = nh_language_format_count (n);
  g_autofree char *text = NULL;
  gboolean writable = !nh_workbook_is_read_only (nh_session_get_workbook (self->session));

  for (guint i = 0; i < n; i++)
    n_writable += nh_plan_match_is_writable (get_match (self, i));
  if (!has_text (self))
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_("Not found"));
  else if (self->current == G_MAXUINT)
    text = g_strdup_printf (ngettext ("%s place", "%s places", n), count);
  else
    {
      g_autofree char *at = nh_language_format_count (self->current + 1);

      text = g_strdup_printf ("%s/%s", at, count);
    }
  gtk_label_set_text (self->count, text);
  gtk_label_set_text (self->where, get_where (self));
  gtk_widget_set_visible (GTK_WIDGET (self->where), *get_where (self) != '\0');
  if (has_text (self) && n == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "nh-error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "nh-error-text");
  gtk_widget_set_sensitive (self->replace_button, n_writable > 0 && writable);
  gtk_widget_set_sensitive (self->replace_all_button, n_writable > 0 && writable);
  nh_plan_editor_set_matches (self->editor, n > 0 ? get_match (self, 0) : NULL, n, self->current);
}

/* What a live table shows is in the document already. */
static NhTable *
get_table (guint position,
           NhBlock *block,
           gpointer data)
{
  NhPlanFindBar *self = data;
  NhDocument *document = nh_plan_document_get_document (self->document);
  guint at = nh_plan_document_element_of_block (self->document, position);
  NhElement *element = at < nh_document_get_n_elements (document) ? nh_document_get_element (document, at) : NULL;

  return element && element->kind == NH_ELEMENT_TABLE && element->key == block->id ? element->table : NULL;
}

static void
search (NhPlanFindBar *self)
{
  NhTextPatternFlags flags = NH_TEXT_PATTERN_FOLDED;
  g_autoptr (NhTextPattern) pattern = NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (gtk_check_button_get_active (self->exact))
    flags |= NH_TEXT_PATTERN_EXACT;
  if (gtk_check_button_get_active (self->words))
    flags |= NH_TEXT_PATTERN_WORDS;
  pattern = nh_text_pattern_new (gtk_editable_get_text (self->find), flags);
  g_array_unref (self->matches);
  self->matches = nh_plan_find (self->text, pattern, get_table, self);
  self->current = G_MAXUINT;
}

/* The first match at or behind a place; behind the last one comes the first. */
static void
go_from (NhPlanFindBar *self,
         guint block,
         guint offset)
{
  if (self->matches->len == 0)
    return;
  self->current = nh_plan_find_from (self->matches, block, offset);
  if (self->current == self->matches->len)
    self->current = 0;
  nh_plan_editor_select_match (self->editor, get_match (self, self->current));
}

static void
get_selection_start (NhPlanFindBar *self,
                     guint *block,
                     guint *offset)
{
  guint end_block, end_offset;

  nh_plan_editor_get_selection (self->editor, block, offset, &end_block, &end_offset);
}

/* Typing goes on from where the cursor is: one letter more finds the same place again. */
static void
on_look_cb (NhPlanFindBar *self)
{
  guint block, offset;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  get_selection_start (self, &block, &offset);
  search (self);
  go_from (self, block, offset);
  show (self);
}

static gboolean
on_pause_cb (gpointer data)
{
  NhPlanFindBar *self = data;
  guint block, offset, at;

  self->source = 0;
  get_selection_start (self, &block, &offset);
  search (self);
  /* The text was changed, not searched: the cursor stays, the count follows. */
  at = nh_plan_find_from (self->matches, block, offset);
  if (at < self->matches->len && get_match (self, at)->block == block && get_match (self, at)->place == NH_FIND_TEXT
      && get_match (self, at)->start == offset)
    self->current = at;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed_cb (NhPlanFindBar *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || !has_text (self))
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (PAUSE, on_pause_cb, self);
}

static void
step (NhPlanFindBar *self,
      int by)
{
  guint n, block, offset;

  if (self->source)
    search (self);
  n = self->matches->len;
  if (n == 0)
    return;
  if (self->current == G_MAXUINT)
    {
      get_selection_start (self, &block, &offset);
      self->current = nh_plan_find_from (self->matches, block, offset);
      if (by < 0)
        self->current = self->current == 0 ? n - 1 : self->current - 1;
      else if (self->current == n)
        self->current = 0;
    }
  else
    self->current = (self->current + n + (guint) (by > 0 ? 1 : -1)) % n;
  nh_plan_editor_select_match (self->editor, get_match (self, self->current));
  show (self);
}

static void
on_next_cb (NhPlanFindBar *self)
{
  step (self, 1);
}

static void
on_previous_cb (NhPlanFindBar *self)
{
  step (self, -1);
}

/* What is typed is stored first, so that the step of undo is the replacing alone. */
static gboolean
prepare (NhPlanFindBar *self)
{
  guint current = self->current;

  if (!nh_plan_editor_commit (self->editor))
    return FALSE;
  if (self->source)
    {
      search (self);
      self->current = current < self->matches->len ? current : G_MAXUINT;
    }
  return self->matches->len > 0;
}

static void
on_replace_cb (NhPlanFindBar *self)
{
  const char *replacement = gtk_editable_get_text (self->replacement);
  NhPlanMatch match;

  if (!prepare (self))
    return;
  if (self->current == G_MAXUINT)
    {
      step (self, 1);
      return;
    }
  match = *get_match (self, self->current);
  if (!nh_plan_match_is_writable (&match))
    {
      nh_session_report (self->session, _("This text comes from the data of a live table and stays. Open the table to change it."));
      step (self, 1);
      return;
    }
  nh_plan_replace (self->text, &match, 1, replacement, _("Replace"));
  search (self);
  go_from (self, match.block,
           match.place == NH_FIND_TEXT ? match.start + (guint) strlen (replacement)
           : match.place == NH_FIND_NOTE ? match.object : 0);
  show (self);
}

static void
on_replace_all_cb (NhPlanFindBar *self)
{
  guint n, left = 0;
  g_autofree char *count = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *remark = NULL;

  if (!prepare (self))
    return;
  n = nh_plan_replace (self->text, get_match (self, 0), self->matches->len,
                       gtk_editable_get_text (self->replacement), _("Replace all"));
  left = self->matches->len - n;
  count = nh_language_format_count (n);
  sentence = g_strdup_printf (ngettext ("Replaced in %s place.", "Replaced in %s places.", n), count);
  if (left > 0)
    {
      kept = nh_language_format_count (left);
      remark = g_strdup_printf (ngettext ("%s place in a live table stays.", "%s places in live tables stay.", left), kept);
    }
  {
    g_autofree char *all = g_strjoin (" ", sentence, remark, NULL);

    nh_session_notify (self->session, all);
  }
  search (self);
  show (self);
}

/* Nothing stays marked when the bar is gone. */
static void
on_close_cb (NhPlanFindBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_clear_handle_id (&self->source, g_source_remove);
  g_array_set_size (self->matches, 0);
  self->current = G_MAXUINT;
  nh_plan_editor_set_matches (self->editor, NULL, 0, G_MAXUINT);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* Esc closes; Shift+Enter goes backwards where Enter goes on. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhPlanFindBar *self)
{
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (keyval == GDK_KEY_Escape)
    {
      on_close_cb (self);
      return GDK_EVENT_STOP;
    }
  if (enter && state & GDK_SHIFT_MASK && focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->find)))
    {
      step (self, -1);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Making. */

static void
nh_plan_find_bar_dispose (GObject *object)
{
  NhPlanFindBar *self = NH_PLAN_FIND_BAR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), NH_TYPE_PLAN_FIND_BAR);
  g_clear_object (&self->text);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_find_bar_parent_class)->dispose (object);
}

static void
nh_plan_find_bar_finalize (GObject *object)
{
  g_array_unref (NH_PLAN_FIND_BAR (object)->matches);
  G_OBJECT_CLASS (nh_plan_find_bar_parent_class)->finalize (object);
}

static void
nh_plan_find_bar_class_init (NhPlanFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_plan_find_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-plan-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, box);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, find);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, where);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, exact);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, words);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, replace_row);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, replacement);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, replace_button);
  gtk_widget_class_bind_template_child (widget_class, NhPlanFindBar, replace_all_button);
  gtk_widget_class_bind_template_callback (widget_class, on_look_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_cb);
}

static void
nh_plan_find_bar_init (NhPlanFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->matches = g_array_new (FALSE, FALSE, sizeof (NhPlanMatch));
  self->current = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * nh_plan_find_bar_new:
 * @session: the open workbook
 * @document: the plan, with what its live tables show
 * @editor: (transfer none): where its text is edited; it stands beside the bar and lives as long
 *
 * Returns: (transfer floating): a bar that is not in sight until it is opened
 */
GtkWidget *
nh_plan_find_bar_new (NhSession *session,
                      NhPlanDocument *document,
                      NhPlanEditor *editor)
{
  NhPlanFindBar *self = g_object_new (NH_TYPE_PLAN_FIND_BAR, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->text = g_object_ref (nh_plan_document_get_text (document));
  self->editor = editor;
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_text_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* A few selected words are what the user is looking for. */
static void
take_selection (NhPlanFindBar *self)
{
  guint block, start, end_block, end;
  g_autofree char *words = NULL;
  NhBlock *own;

  if (!nh_plan_editor_get_selection (self->editor, &block, &start, &end_block, &end) || block != end_block
      || block >= nh_plan_text_get_n_blocks (self->text) || end - start > LONGEST_SELECTION)
    return;
  own = nh_plan_text_get_block (self->text, block);
  if (end > nh_rich_text_get_length (own->text))
    return;
  words = g_strndup (nh_rich_text_get_text (own->text) + start, end - start);
  if (*words && !strstr (words, NH_RICH_TEXT_OBJECT_UTF8))
    gtk_editable_set_text (self->find, words);
}

static void
show_replace (NhPlanFindBar *self,
              gboolean visible)
{
  gtk_widget_set_visible (self->replace_row, visible);
}

/**
 * nh_plan_find_bar_open:
 * @self: a bar
 * @replace: whether to replace too
 *
 * Shows the bar and gives it the keys. A few selected words stand in it, else what it looked for last.
 */
void
nh_plan_find_bar_open (NhPlanFindBar *self,
                       gboolean replace)
{
  gboolean visible = gtk_widget_get_visible (GTK_WIDGET (self));

  if (replace || !visible)
    show_replace (self, replace && !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (!visible)
    take_selection (self);
  on_look_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
  gtk_editable_select_region (self->find, 0, -1);
}

/** nh_plan_find_bar_step: goes to the next (1) or previous (-1) match; opens the bar when it is closed. */
void
nh_plan_find_bar_step (NhPlanFindBar *self,
                       int by)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      show_replace (self, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
      search (self);
    }
  if (!has_text (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->find));
  else
    step (self, by);
}
