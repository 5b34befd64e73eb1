/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-bases-view.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-plan-bases.h"

#define MAX_SUGGESTIONS 5
/* Letters before documents of the register are proposed. */
#define MIN_TYPED 2
/* Bases of one paste that are shown taken apart. */
#define MAX_SHOWN 8

struct _NhBasisEntry
{
  GtkWidget parent_instance;

  NhSession *session;
  gint64 plan;
  gint64 edited; /* a basis that is typed anew; 0: a new one */
  guint position;

  GtkWidget *box;
  GtkTextView *view;
  GtkWidget *hint;
  GtkBox *parts;
  GtkLabel *problem;
  GtkButton *accept;
  GtkWidget *cancel;
  NhBasisList *list; /* what is typed */
};

G_DEFINE_FINAL_TYPE (NhBasisEntry, nh_basis_entry, GTK_TYPE_WIDGET)

enum { DONE, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
typed_text (NhBasisEntry *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* One field that was understood: its name above its words. */
static void
add_part (GtkGrid *grid, int column, int row, const char *name, const char *words, gboolean wide)
{
  GtkWidget *box;

  if (!words || !*words)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_label (name, "nh-remark"));
  gtk_box_append (GTK_BOX (box), make_label (words, NULL));
  gtk_widget_set_hexpand (box, wide);
  gtk_grid_attach (grid, box, column, row, wide ? 4 - column : 1, 1);
}

/* Whether the register has the document, and what will be printed then. */
static char *
describe_register (NhBasisEntry *self, const NhBasis *basis)
{
  gint64 id = nh_legal_reference_find (nh_session_get_workbook (self->session), basis, NULL);

  return g_strdup (id ? _ ("In the register already: printed as the register has it.") : _ ("Will be added to the register."));
}

static GtkWidget *
make_document (NhBasisEntry *self, const NhBasis *basis)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *kind = nh_basis_kind_word (basis->kind, basis->number);
  g_autofree char *day = nh_day_format_short (basis->issued_on);
  g_autofree char *known = describe_register (self, basis);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  add_part (GTK_GRID (grid), 0, 0, _ ("Kind"), kind, FALSE);
  add_part (GTK_GRID (grid), 1, 0, _ ("Number and symbol"), *basis->number ? basis->number : "–", FALSE);
  add_part (GTK_GRID (grid), 2, 0, _ ("Issued on"), *day ? day : "–", FALSE);
  add_part (GTK_GRID (grid), 3, 0, _ ("Issuer"), *basis->issuer ? basis->issuer : "–", TRUE);
  add_part (GTK_GRID (grid), 0, 1, _ ("Subject line"), basis->subject, TRUE);
  gtk_grid_attach (GTK_GRID (grid), make_label (known, "nh-remark"), 0, 2, 4, 1);
  return grid;
}

static GtkWidget *
make_parts (NhBasisEntry *self, const NhBasis *basis)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "nh-member");
  if (basis->kind)
    gtk_box_append (GTK_BOX (box), make_document (self, basis));
  else
    {
      g_autofree char *line = nh_basis_format (basis);

      gtk_box_append (GTK_BOX (box), make_label (line, NULL));
      gtk_box_append (GTK_BOX (box), make_label (_ ("Names no document with a number: kept as a text."), "nh-remark"));
    }
  if (basis->doubt)
    gtk_box_append (GTK_BOX (box), make_label (basis->doubt, "nh-warning-mark"));
  return box;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static void
finish (NhBasisEntry *self)
{
  self->edited = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", -1);
  g_signal_emit (self, signals[DONE], 0);
}

static void
fail (NhBasisEntry *self, const char *message)
{
  gtk_label_set_text (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
on_suggestion_cb (GtkButton *button, NhBasisEntry *self)
{
  const gint64 *reference = g_object_get_data (G_OBJECT (button), "nh-reference");
  g_autoptr (GError) error = NULL;

  if (nh_plan_bases_insert_reference (nh_session_get_workbook (self->session), self->plan, self->position, *reference,
                                      &error))
    finish (self);
  else
    fail (self, error->message);
}

/* Documents of the register that hold what is typed so far. */
static void
add_suggestions (NhBasisEntry *self, const char *typed)
{
  g_autoptr (GPtrArray) documents = nh_legal_reference_suggest (nh_session_get_workbook (self->session), typed,
                                                                MAX_SUGGESTIONS, NULL);

  if (!documents || !documents->len)
    return;
  gtk_box_append (self->parts, make_label (_ ("In the register:"), "nh-remark"));
  for (guint i = 0; i < documents->len; i++)
    {
      const NhPlanBasis *document = documents->pdata[i];
      g_autofree char *line = nh_plan_basis_to_line (document);
      GtkWidget *button = gtk_button_new ();
      GtkWidget *label = gtk_label_new (line);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "flat");
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_set_tooltip_text (button, line);
      g_object_set_data_full (G_OBJECT (button), "nh-reference", g_memdup2 (&document->reference, sizeof (gint64)), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_suggestion_cb), self, 0);
      gtk_box_append (self->parts, button);
    }
}

static void
show_parts (NhBasisEntry *self, const char *typed)
{
  guint n = self->list->bases->len;
  const NhBasis *first = n ? self->list->bases->pdata[0] : NULL;

  clear_box (self->parts);
  for (guint i = 0; i < n && i < MAX_SHOWN; i++)
    gtk_box_append (self->parts, make_parts (self, self->list->bases->pdata[i]));
  if (n > MAX_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (_ ("… %u in all"), n);

      gtk_box_append (self->parts, make_label (more, "nh-remark"));
    }
  if (self->list->tail.end)
    gtk_box_append (self->parts, make_label (_ ("The sentence at the end is no legal basis: it belongs to the text of the plan."),
                                             "nh-warning-mark"));
  if (n == 1 && !first->kind && !self->edited && g_utf8_strlen (first->text, -1) >= MIN_TYPED)
    add_suggestions (self, *first->text ? first->text : typed);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), n > 0);
}

static void
on_changed_cb (NhBasisEntry *self)
{
  g_autofree char *typed = typed_text (self);
  g_autofree char *label = NULL;
  guint n;

  g_clear_pointer (&self->list, nh_basis_list_free);
  self->list = nh_basis_split (typed);
  n = self->list->bases->len;
  gtk_widget_set_visible (self->hint, !*typed);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  show_parts (self, typed);
  if (self->edited)
    label = g_strdup (_ ("_Store"));
  else
    label = n > 1 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Add %u legal basis", "_Add %u legal bases", n), n)
                  : g_strdup (_ ("_Add"));
  gtk_button_set_label (self->accept, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept), n > 0);
  gtk_widget_set_visible (self->cancel, self->edited || *typed);
}

static void
on_accept_cb (NhBasisEntry *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  NhBasis *const *bases = (NhBasis *const *) self->list->bases->pdata;
  guint n = self->list->bases->len;
  g_autoptr (GError) error = NULL;
  gboolean stored;

  if (!n)
    return;
  /* Who begins with the document means "Căn cứ". */
  for (guint i = 0; i < n; i++)
    if (!*bases[i]->lead && bases[i]->kind)
      {
        g_free (bases[i]->lead);
        bases[i]->lead = g_strdup ("Căn cứ");
      }
  if (self->edited)
    stored = nh_plan_bases_replace (workbook, self->plan, self->edited, bases, n, &error);
  else
    stored = nh_plan_bases_insert (workbook, self->plan, self->position, bases, n, &error) != 0;
  if (stored)
    finish (self);
  else
    fail (self, error->message);
}

static void
on_cancel_cb (NhBasisEntry *self)
{
  self->edited = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), "", -1);
  g_signal_emit (self, signals[CANCELLED], 0);
}

/* Enter stores, as in a line; Shift+Enter begins another line. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, NhBasisEntry *self)
{
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && !(state & GDK_SHIFT_MASK))
    {
      /* The input method has the first word. */
      if (gtk_text_view_im_context_filter_keypress (self->view, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller))))
        return GDK_EVENT_STOP;
      on_accept_cb (self);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape && gtk_widget_get_visible (self->cancel))
    {
      on_cancel_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
nh_basis_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_BASIS_ENTRY (widget)->view));
}

static void
nh_basis_entry_dispose (GObject *object)
{
  NhBasisEntry *self = NH_BASIS_ENTRY (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->list, nh_basis_list_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_basis_entry_parent_class)->dispose (object);
}

static void
nh_basis_entry_class_init (NhBasisEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_basis_entry_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_basis_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static GtkWidget *
make_view (NhBasisEntry *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, 46);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Type or paste legal bases"), -1);
  self->hint = make_label (_ ("Type or paste: Căn cứ Công văn số … ngày … của … về việc …; several at once, or words of a "
                              "document in the register"), "nh-remark");
  gtk_widget_set_margin_start (self->hint, 10);
  gtk_widget_set_margin_end (self->hint, 10);
  gtk_widget_set_margin_top (self->hint, 7);
  gtk_widget_set_valign (self->hint, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_widget_add_css_class (overlay, "nh-text");
  gtk_widget_set_hexpand (overlay, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  return overlay;
}

static void
nh_basis_entry_init (NhBasisEntry *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->position = G_MAXUINT;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->parts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->problem = GTK_LABEL (make_label ("", "nh-error-text"));
  self->accept = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Add")));
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_box_append (GTK_BOX (line), make_view (self));
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->accept));
  gtk_box_append (GTK_BOX (buttons), self->cancel);
  gtk_box_append (GTK_BOX (line), buttons);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->parts));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (on_cancel_cb), self);
}

/** nh_basis_entry_new: Returns: (transfer floating): a place to type bases of @plan. */
GtkWidget *
nh_basis_entry_new (NhSession *session, gint64 plan)
{
  NhBasisEntry *self = g_object_new (NH_TYPE_BASIS_ENTRY, NULL);

  self->session = g_object_ref (session);
  self->plan = plan;
  on_changed_cb (self);
  return GTK_WIDGET (self);
}

/** nh_basis_entry_set_position: what is added stands before that basis; G_MAXUINT: at the end. */
void
nh_basis_entry_set_position (NhBasisEntry *self, guint position)
{
  self->position = position;
}

/** nh_basis_entry_edit: takes the line of the basis @id to type it anew; 0: gives that up. */
void
nh_basis_entry_edit (NhBasisEntry *self, gint64 id, const char *line)
{
  self->edited = id;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), line ? line : "", -1);
  on_changed_cb (self);
  if (id)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
