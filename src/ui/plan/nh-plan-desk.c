/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-desk.h"

#include <glib/gi18n-lib.h>

#include "document/nh-plan-section.h"
#include "ui/nh-language.h"
#include "ui/nh-settings.h"
#include "ui/plan/nh-plan-find-bar.h"
#include "ui/plan/nh-plan-format-bar.h"

#define OUTLINE_MIN 150
#define TEXT_MIN 340
#define PREVIEW_MIN 200
#define PREVIEW_READABLE 300 /* with less, words of the pages can't be told: only who asks for them gets them */
#define PREVIEW_PART 42 /* percents of what the outline leaves */

struct _NhPlanDesk
{
  GtkWidget parent_instance;

  GtkPaned *outer;
  GtkPaned *inner;
  NhPlanOutline *outline;
  GtkWidget *centre;
  NhPlanFindBar *find_bar;
  NhPlanEditor *editor;
  NhPlanPreview *preview;

  NhSession *session;
  NhPlanDocument *document;
  NhPlanText *text;
  NhPaper *paper;
  guint paper_source;
  guint fit_source;
  guint words_source;
  guint words;

  gboolean wants_outline; /* as the user chose; a narrow window hides it nevertheless */
  gboolean wants_preview;
  gboolean forced_preview; /* asked for by hand, however small */
  gboolean resize;      /* panes came or went */
  int fitted_width;     /* of the desk, for which the panes have their sizes */
  int outline_width;
  int preview_width;    /* 0: its part of the room */
  int seen_outline;
  int seen_preview;
  guint block;  /* of the cursor */
  guint offset;
};

G_DEFINE_FINAL_TYPE (NhPlanDesk, nh_plan_desk, GTK_TYPE_WIDGET)

enum { DETAILS_WANTED, APPENDIX_WANTED, PLACE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The place of the cursor on paper. */
static gboolean
find_element (NhPlanDesk *self,
              guint *element,
              guint *offset)
{
  if (self->block >= nh_plan_text_get_n_blocks (self->text))
    return FALSE;
  *element = nh_plan_document_element_of_block (self->document, self->block);
  *offset = nh_plan_document_offset_in_element (self->document, self->block, self->offset);
  return *element < nh_document_get_n_elements (nh_plan_document_get_document (self->document));
}

/* The cursor leads the outline and the pages. */

static void
follow (NhPlanDesk *self)
{
  guint element;
  guint offset;

  nh_plan_outline_set_cursor (self->outline, self->block);
  if (self->paper && find_element (self, &element, &offset))
    nh_plan_preview_follow (self->preview, element, offset);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

static void
on_cursor_moved_cb (NhPlanDesk *self)
{
  nh_plan_editor_get_cursor (self->editor, &self->block, &self->offset);
  follow (self);
}

static void
on_show_appendix_cb (NhPlanDesk *self,
                     gint64 id)
{
  g_signal_emit (self, signals[APPENDIX_WANTED], 0, id);
}

/* The pages, and the outline, lead to the text. */

static void
go_to_element (NhPlanDesk *self,
               guint element,
               guint offset)
{
  NhDocument *document = nh_plan_document_get_document (self->document);
  guint block;

  if (nh_plan_document_block_of_element (self->document, element, &block))
    {
      nh_plan_desk_go_to_block (self, block, nh_plan_document_offset_in_block (self->document, block, offset));
      return;
    }
  /* What follows the head of an appendix belongs to it. */
  for (guint i = element + 1; i-- > 0;)
    if (nh_document_get_element (document, i)->kind == NH_ELEMENT_APPENDIX_HEAD)
      {
        g_signal_emit (self, signals[APPENDIX_WANTED], 0, nh_document_get_element (document, i)->key);
        return;
      }
  g_signal_emit (self, signals[DETAILS_WANTED], 0);
}

static void
on_chosen_cb (NhPlanDesk *self,
              NhPlanOutlineRow *row)
{
  if (row->kind == NH_OUTLINE_HEADING || row->kind == NH_OUTLINE_TABLE)
    nh_plan_desk_go_to_block (self, row->block, 0);
  else if (row->kind == NH_OUTLINE_APPENDIX)
    g_signal_emit (self, signals[APPENDIX_WANTED], 0, row->key);
  else
    g_signal_emit (self, signals[DETAILS_WANTED], 0);
}

static void
on_blank_wanted_cb (NhPlanDesk *self)
{
  nh_plan_desk_go_to_blank (self);
}

/* Laying out waits until the text is in sight; after that each change is laid out at once. */

static gboolean
paper_cb (gpointer data)
{
  NhPlanDesk *self = data;

  self->paper_source = 0;
  nh_plan_desk_ensure_paper (self);
  return G_SOURCE_REMOVE;
}

static gboolean
words_cb (gpointer data)
{
  NhPlanDesk *self = data;

  self->words_source = 0;
  self->words = nh_plan_section_count_words (self->text);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed_cb (NhPlanDesk *self)
{
  if (!self->words_source)
    self->words_source = g_timeout_add (250, words_cb, self);
  g_signal_emit (self, signals[PLACE_CHANGED], 0);
}

static void
on_pages_changed_cb (NhPlanDesk *self)
{
  follow (self);
}

/**
 * nh_plan_desk_ensure_paper:
 *
 * Returns: (transfer none): the pages of the plan, laid out now if they were not yet.
 */
NhPaper *
nh_plan_desk_ensure_paper (NhPlanDesk *self)
{
  if (self->paper)
    return self->paper;
  g_clear_handle_id (&self->paper_source, g_source_remove);
  self->paper = nh_paper_new_live (self->document);
  g_signal_connect_object (self->paper, "pages-changed", G_CALLBACK (on_pages_changed_cb), self, G_CONNECT_SWAPPED);
  nh_plan_preview_set_paper (self->preview, self->paper);
  follow (self);
  return self->paper;
}

/* Panes. */

static int
get_outline_width (NhPlanDesk *self,
                   int width)
{
  return CLAMP (self->outline_width, OUTLINE_MIN, MAX (OUTLINE_MIN, width / 4));
}

static void
apply_panes (NhPlanDesk *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean outline = self->wants_outline;
  gboolean preview = self->wants_preview;

  if (width > 0 && preview && !self->forced_preview)
    preview = width - (outline ? get_outline_width (self, width) : 0) - TEXT_MIN >= PREVIEW_READABLE;
  if (width > 0 && preview && width < (outline ? OUTLINE_MIN : 0) + TEXT_MIN + PREVIEW_MIN)
    {
      /* The pages alone need less room than both; without them the outline may fit. */
      outline = FALSE;
      preview = width >= TEXT_MIN + PREVIEW_MIN;
    }
  if (width > 0 && !preview)
    outline = self->wants_outline && width >= OUTLINE_MIN + TEXT_MIN;
  self->resize |= outline != gtk_widget_get_visible (GTK_WIDGET (self->outline)) ||
                  preview != gtk_widget_get_visible (GTK_WIDGET (self->preview));
  gtk_widget_set_visible (GTK_WIDGET (self->outline), outline);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), preview);
}

/* As wide as the user left them; until then the pages take their part of the room. */
static void
size_panes (NhPlanDesk *self,
            int width)
{
  gboolean outline = gtk_widget_get_visible (GTK_WIDGET (self->outline));
  int left = outline ? get_outline_width (self, width) : 0;
  int inner = width - left;
  int right = self->preview_width > 0 ? self->preview_width : inner * PREVIEW_PART / 100;

  right = CLAMP (right, PREVIEW_MIN, MAX (PREVIEW_MIN, inner - TEXT_MIN));
  if (outline)
    gtk_paned_set_position (self->outer, left);
  gtk_paned_set_position (self->inner, inner - right);
}

/* A drag of the handle is what changes a pane while the desk stays as wide as it was. */
static void
note_sizes (NhPlanDesk *self)
{
  int left = gtk_widget_get_width (GTK_WIDGET (self->outline));
  int right = gtk_widget_get_width (GTK_WIDGET (self->preview));

  if (gtk_widget_get_visible (GTK_WIDGET (self->outline)) && self->seen_outline && left != self->seen_outline)
    self->outline_width = left;
  if (gtk_widget_get_visible (GTK_WIDGET (self->preview)) && self->seen_preview && right != self->seen_preview)
    self->preview_width = right;
  self->seen_outline = left;
  self->seen_preview = right;
}

static gboolean
fit_cb (GtkWidget *widget,
        GdkFrameClock *clock,
        gpointer data)
{
  NhPlanDesk *self = NH_PLAN_DESK (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->fit_source = 0;
  apply_panes (self);
  if (self->resize || width != self->fitted_width)
    {
      size_panes (self, width);
      self->seen_outline = 0;
      self->seen_preview = 0;
      self->resize = FALSE;
      self->fitted_width = width;
    }
  else
    note_sizes (self);
  return G_SOURCE_REMOVE;
}

static void
nh_plan_desk_size_allocate (GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  NhPlanDesk *self = NH_PLAN_DESK (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->outer), &(GtkAllocation) { 0, 0, width, height }, baseline);
  /* Panes come and go before the next allocation, not within this one. */
  if (!self->fit_source)
    self->fit_source = gtk_widget_add_tick_callback (widget, fit_cb, NULL, NULL);
}

static void
nh_plan_desk_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (NH_PLAN_DESK (widget)->outer), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
save_sizes (NhPlanDesk *self)
{
  nh_settings_set_int ("outline-width", self->outline_width);
  nh_settings_set_int ("preview-width", self->preview_width);
}

static void
nh_plan_desk_map (GtkWidget *widget)
{
  NhPlanDesk *self = NH_PLAN_DESK (widget);

  GTK_WIDGET_CLASS (nh_plan_desk_parent_class)->map (widget);
  if (!self->paper && !self->paper_source)
    self->paper_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, paper_cb, self, NULL);
}

static void
nh_plan_desk_unmap (GtkWidget *widget)
{
  save_sizes (NH_PLAN_DESK (widget));
  GTK_WIDGET_CLASS (nh_plan_desk_parent_class)->unmap (widget);
}

static void
set_visible (NhPlanDesk *self,
             GtkWidget *pane,
             const char *key,
             gboolean *wanted,
             gboolean visible)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (*wanted == visible)
    return;
  if (!visible && focus && gtk_widget_is_ancestor (focus, pane))
    nh_plan_desk_focus (self);
  *wanted = visible;
  nh_settings_set_boolean (key, visible);
  self->resize = TRUE;
  apply_panes (self);
}

/** nh_plan_desk_set_outline_visible: shows or hides the outline, and remembers it. */
void
nh_plan_desk_set_outline_visible (NhPlanDesk *self,
                                  gboolean visible)
{
  set_visible (self, GTK_WIDGET (self->outline), "outline-visible", &self->wants_outline, visible);
}

/**
 * nh_plan_desk_force_preview:
 *
 * Shows pages that are wanted but stepped aside, because they would be too small to read.
 *
 * Returns: whether there were any.
 */
gboolean
nh_plan_desk_force_preview (NhPlanDesk *self)
{
  if (!self->wants_preview || self->forced_preview || gtk_widget_get_visible (GTK_WIDGET (self->preview)))
    return FALSE;
  self->forced_preview = TRUE;
  apply_panes (self);
  return TRUE;
}

/** nh_plan_desk_set_preview_visible: shows or hides the pages, and remembers it. */
void
nh_plan_desk_set_preview_visible (NhPlanDesk *self,
                                  gboolean visible)
{
  self->forced_preview |= visible;
  set_visible (self, GTK_WIDGET (self->preview), "preview-visible", &self->wants_preview, visible);
}

/* Making. */

static void
nh_plan_desk_dispose (GObject *object)
{
  NhPlanDesk *self = NH_PLAN_DESK (object);

  g_clear_handle_id (&self->paper_source, g_source_remove);
  g_clear_handle_id (&self->words_source, g_source_remove);
  if (self->outer)
    gtk_widget_unparent (GTK_WIDGET (self->outer));
  self->outer = NULL;
  g_clear_object (&self->paper);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_desk_parent_class)->dispose (object);
}

static void
nh_plan_desk_class_init (NhPlanDeskClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_desk_dispose;
  widget_class->size_allocate = nh_plan_desk_size_allocate;
  widget_class->measure = nh_plan_desk_measure;
  widget_class->map = nh_plan_desk_map;
  widget_class->unmap = nh_plan_desk_unmap;
  signals[DETAILS_WANTED] = g_signal_new ("details-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[APPENDIX_WANTED] = g_signal_new ("appendix-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PLACE_CHANGED] = g_signal_new ("place-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
nh_plan_desk_init (NhPlanDesk *self)
{
  self->wants_outline = nh_settings_get_boolean ("outline-visible", TRUE);
  self->wants_preview = nh_settings_get_boolean ("preview-visible", TRUE);
  self->outline_width = nh_settings_get_int ("outline-width", 200);
  self->preview_width = nh_settings_get_int ("preview-width", 0);
}

static void
make_centre (NhPlanDesk *self)
{
  self->centre = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (GTK_WIDGET (self->editor), TRUE);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "plan-text", nh_plan_editor_get_actions (self->editor));
  gtk_box_append (GTK_BOX (self->centre), nh_plan_format_bar_new (nh_plan_editor_get_actions (self->editor)));
  self->find_bar = NH_PLAN_FIND_BAR (nh_plan_find_bar_new (self->session, self->document, self->editor));
  gtk_box_append (GTK_BOX (self->centre), GTK_WIDGET (self->find_bar));
  gtk_box_append (GTK_BOX (self->centre), GTK_WIDGET (self->editor));
}

static void
make_panes (NhPlanDesk *self)
{
  self->outer = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  self->inner = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_paned_set_start_child (self->inner, self->centre);
  gtk_paned_set_end_child (self->inner, GTK_WIDGET (self->preview));
  gtk_paned_set_shrink_start_child (self->inner, FALSE);
  gtk_paned_set_resize_end_child (self->inner, FALSE);
  gtk_paned_set_start_child (self->outer, GTK_WIDGET (self->outline));
  gtk_paned_set_end_child (self->outer, GTK_WIDGET (self->inner));
  gtk_paned_set_resize_start_child (self->outer, FALSE);
  gtk_paned_set_shrink_end_child (self->outer, FALSE);
  gtk_widget_set_size_request (self->centre, TEXT_MIN, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->outer), GTK_WIDGET (self));
}

/**
 * nh_plan_desk_new:
 * @session: the open workbook
 * @document: (transfer none): the plan
 *
 * Returns: (transfer floating): outline, text and pages of the plan.
 */
GtkWidget *
nh_plan_desk_new (NhSession *session,
                  NhPlanDocument *document)
{
  NhPlanDesk *self = g_object_new (NH_TYPE_PLAN_DESK, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->text = nh_plan_document_get_text (document);
  self->outline = NH_PLAN_OUTLINE (nh_plan_outline_new (session, document));
  self->editor = NH_PLAN_EDITOR (nh_plan_editor_new (session, document));
  self->preview = NH_PLAN_PREVIEW (nh_plan_preview_new ());
  make_centre (self);
  make_panes (self);
  self->words = nh_plan_section_count_words (self->text);
  g_signal_connect_object (self->editor, "cursor-moved", G_CALLBACK (on_cursor_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "show-appendix", G_CALLBACK (on_show_appendix_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "blank-wanted", G_CALLBACK (on_blank_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "picked", G_CALLBACK (go_to_element), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_text_changed_cb), self, G_CONNECT_SWAPPED);
  apply_panes (self);
  return GTK_WIDGET (self);
}

/** nh_plan_desk_get_outline: Returns: (transfer none): the outline. */
NhPlanOutline *
nh_plan_desk_get_outline (NhPlanDesk *self)
{
  return self->outline;
}

/** nh_plan_desk_get_preview: Returns: (transfer none): the pages in sight. */
NhPlanPreview *
nh_plan_desk_get_preview (NhPlanDesk *self)
{
  return self->preview;
}

/** nh_plan_desk_get_paper: Returns: (transfer none) (nullable): the pages, if they are laid out already. */
NhPaper *
nh_plan_desk_get_paper (NhPlanDesk *self)
{
  return self->paper;
}

/** nh_plan_desk_get_page: Returns: the page where the cursor is, from 0; -1: not known. */
int
nh_plan_desk_get_page (NhPlanDesk *self)
{
  guint element;
  guint offset;
  guint page;
  NhPageRect rect;

  if (self->paper && find_element (self, &element, &offset) &&
      nh_page_layout_locate (nh_paper_get_layout (self->paper), element, offset, &page, &rect))
    return (int) page;
  return -1;
}

/**
 * nh_plan_desk_dup_place:
 *
 * Returns: (transfer full): where the cursor is and how long the text, for the status bar:
 *   "Mục II.2 · trang 3/8 · 2.314 từ".
 */
char *
nh_plan_desk_dup_place (NhPlanDesk *self)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *words = nh_language_format_count (self->words);
  int page = nh_plan_desk_get_page (self);
  guint heading;

  if (nh_plan_text_get_n_blocks (self->text) && nh_plan_section_find_heading (self->text, self->block, &heading))
    {
      g_autofree char *name = nh_plan_text_reference_label (NH_INLINE_HEADING,
                                                            nh_plan_text_get_block (self->text, heading)->id, self->text);

      if (name)
        {
          g_string_append_unichar (place, g_unichar_toupper (g_utf8_get_char (name)));
          g_string_append (place, g_utf8_next_char (name));
          g_string_append (place, " · ");
        }
    }
  if (page >= 0)
    {
      g_string_append_printf (place, _("page %d/%u"), page + 1, nh_paper_get_n_pages (self->paper));
      g_string_append (place, " · ");
    }
  g_string_append_printf (place, g_dngettext (GETTEXT_PACKAGE, "%s word", "%s words", self->words), words);
  return g_string_free (g_steal_pointer (&place), FALSE);
}

/**
 * nh_plan_desk_go_to_block:
 * @block: position of a block of the text
 * @offset: byte of its text
 *
 * Puts the cursor there, with the keys.
 *
 * Returns: whether there is such a block.
 */
gboolean
nh_plan_desk_go_to_block (NhPlanDesk *self,
                          guint block,
                          guint offset)
{
  if (block >= nh_plan_text_get_n_blocks (self->text))
    return FALSE;
  nh_plan_editor_set_cursor (self->editor, block, offset);
  nh_plan_desk_focus (self);
  return TRUE;
}

/** nh_plan_desk_go_to_blank: selects the next place that is still to fill. Returns: whether there is one. */
gboolean
nh_plan_desk_go_to_blank (NhPlanDesk *self)
{
  guint block = self->block;
  guint start = self->offset;
  guint end;

  if (!nh_plan_section_next_blank (self->text, &block, &start, &end))
    {
      nh_session_notify (self->session, _("Nothing is left to fill in the text."));
      return FALSE;
    }
  nh_plan_editor_select (self->editor, block, start, block, end);
  nh_plan_desk_focus (self);
  return TRUE;
}

/** nh_plan_desk_focus: gives the keys to the text. */
void
nh_plan_desk_focus (NhPlanDesk *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/** nh_plan_desk_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_plan_desk_commit (NhPlanDesk *self)
{
  return nh_plan_editor_commit (self->editor);
}

/** nh_plan_desk_get_editor: Returns: (transfer none): the text. */
NhPlanEditor *
nh_plan_desk_get_editor (NhPlanDesk *self)
{
  return self->editor;
}

/** nh_plan_desk_find: opens the bar that finds, and with @replace replaces, in the text. */
void
nh_plan_desk_find (NhPlanDesk *self,
                   gboolean replace)
{
  nh_plan_find_bar_open (self->find_bar, replace);
}

/** nh_plan_desk_find_step: goes to the next (1) or previous (-1) place that was found. */
void
nh_plan_desk_find_step (NhPlanDesk *self,
                        int step)
{
  nh_plan_find_bar_step (self->find_bar, step);
}

/** nh_plan_desk_insert_table: puts the live table @view where the cursor is, as one step of undo. */
void
nh_plan_desk_insert_table (NhPlanDesk *self,
                           const char *view)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autoptr (NhRichText) none = nh_rich_text_new ("");

  g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_TABLE, 0, none, view, NULL));
  nh_plan_editor_insert_blocks (self->editor, blocks, _("Insert table"));
  nh_plan_desk_focus (self);
}
