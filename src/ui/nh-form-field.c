/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-form-field.h"

#include <glib/gi18n-lib.h>

#include "model/nh-unknown.h"
#include "ui/nh-completion.h"
#include "ui/nh-drop-down.h"

#define N_PROPOSALS 8

struct _NhFormField
{
  GtkWidget parent_instance;

  NhSession *session;
  const NhEntity *entity;
  int field;
  const NhField *description;

  GtkWidget *box;
  GtkWidget *control; /* GtkEntry, GtkTextView, GtkDropDown or GtkLabel */
  GtkWidget *error;
  char *shown;        /* the stored text, as shown */
  gboolean updating;  /* the control is being filled by us */
  gboolean creating;  /* the record that the text names is to be made */
};

G_DEFINE_FINAL_TYPE (NhFormField, nh_form_field, GTK_TYPE_WIDGET)

enum { COMMIT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
commit (NhFormField *self)
{
  if (!self->updating && nh_form_field_is_dirty (self))
    g_signal_emit (self, signals[COMMIT], 0);
}

static void
on_leave_cb (NhFormField *self)
{
  commit (self);
}

static void
on_activate_cb (NhFormField *self)
{
  commit (self);
}

static void
on_selected_cb (NhFormField *self)
{
  commit (self);
}

/* Ctrl+Enter stores a text of several lines, Esc brings the stored text back. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhFormField *self)
{
  if (keyval == GDK_KEY_Escape && nh_form_field_is_dirty (self))
    {
      nh_form_field_reset (self);
      return GDK_EVENT_STOP;
    }
  if (GTK_IS_TEXT_VIEW (self->control) && (state & GDK_CONTROL_MASK) &&
      (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    {
      commit (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static GStrv
propose (const char *text,
         gpointer data)
{
  NhFormField *self = data;

  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  GStrv texts = nh_workbook_suggest (workbook, self->description, self->entity, text, N_PROPOSALS);

  if (texts[0] || !*text)
    return texts;
  g_strfreev (texts);
  return nh_workbook_suggest_near (workbook, self->description, text, N_PROPOSALS);
}

/* Near spellings come as proposals, when nothing else is proposed. */
static char *
offer (const char *text,
       gpointer data)
{
  NhFormField *self = data;

  return nh_workbook_offer_to_create (nh_session_get_workbook (self->session), self->description, text);
}

static void
on_offer_taken_cb (gpointer data)
{
  NhFormField *self = data;

  self->creating = TRUE;
  commit (self);
  self->creating = FALSE;
}

static GtkWidget *
make_entry (NhFormField *self)
{
  GtkWidget *entry = gtk_entry_new ();
  NhFieldKind kind = self->description->kind;

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activate_cb), self);
  if (kind == NH_FIELD_REFERENCE || kind == NH_FIELD_LINKS || kind == NH_FIELD_CHOICE ||
      self->description->flags & NH_FIELD_SUGGEST)
    nh_completion_attach (GTK_ENTRY (entry), propose, self);
  if (kind == NH_FIELD_REFERENCE || kind == NH_FIELD_LINKS)
    nh_completion_set_offer (GTK_ENTRY (entry), offer, on_offer_taken_cb);
  if (kind == NH_FIELD_LINKS || kind == NH_FIELD_LIST)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), kind == NH_FIELD_LINKS ? _("names, separated by commas")
                                                                              : _("separated by semicolons"));
  if (kind == NH_FIELD_PERIOD)
    gtk_widget_set_tooltip_text (entry, _("Type the time as you would write it: 20/9/2023, Tháng 11,12, "
                                          "Học kỳ I, khi có yêu cầu…"));
  return entry;
}

static GtkWidget *
make_text_view (NhFormField *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_set_size_request (view, -1, 48);
  gtk_widget_add_css_class (view, "nh-text");
  return view;
}

static GtkWidget *
make_drop_down (NhFormField *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  if (!(self->description->flags & NH_FIELD_REQUIRED))
    gtk_string_list_append (labels, "–");
  for (const NhChoice *choice = self->description->choices; choice->key; choice++)
    gtk_string_list_append (labels, _(choice->label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (drop_down));
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_selected_cb), self);
  return drop_down;
}

static GtkWidget *
make_label (NhFormField *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 3);
  gtk_widget_set_margin_bottom (label, 3);
  return label;
}

static GtkWidget *
make_control (NhFormField *self)
{
  if (self->description->flags & NH_FIELD_COMPUTED || self->entity->read_only ||
      nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    return make_label (self);
  switch (self->description->kind)
    {
    case NH_FIELD_LONG_TEXT:
      return make_text_view (self);
    case NH_FIELD_CHOICE:
      /* The office's own choices come and go while the form is open: proposals follow them. */
      return self->description->own ? make_entry (self) : make_drop_down (self);
    case NH_FIELD_TEXT:
    case NH_FIELD_INTEGER:
    case NH_FIELD_DATE:
    case NH_FIELD_PERIOD:
    case NH_FIELD_REFERENCE:
    case NH_FIELD_LINKS:
    case NH_FIELD_LIST:
    case NH_FIELD_PHONE:
    default:
      return make_entry (self);
    }
}

static void
nh_form_field_dispose (GObject *object)
{
  NhFormField *self = NH_FORM_FIELD (object);

  self->control = NULL;
  self->error = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_form_field_parent_class)->dispose (object);
}

static void
nh_form_field_class_init (NhFormFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_form_field_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[COMMIT] = g_signal_new ("commit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
nh_form_field_init (NhFormField *self)
{
  self->shown = g_strdup ("");
}

static void
add_controllers (NhFormField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave_cb), self);
  gtk_widget_add_controller (self->control, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->control, keys);
}

static void
build (NhFormField *self)
{
  GtkWidget *label = gtk_label_new (_(self->description->label));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->control = make_control (self);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-field-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(self->description->label), -1);
  gtk_box_append (GTK_BOX (self->box), label);
  gtk_box_append (GTK_BOX (self->box), self->control);
  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "nh-error-text");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error);
  add_controllers (self);
}

/**
 * nh_form_field_new:
 * @session: the open workbook
 * @entity: the record's entity
 * @field: position of the field in it
 *
 * Returns: (transfer floating): label and control for one field.
 */
GtkWidget *
nh_form_field_new (NhSession *session,
                   const NhEntity *entity,
                   int field)
{
  NhFormField *self = g_object_new (NH_TYPE_FORM_FIELD, NULL);

  self->session = g_object_ref (session);
  self->entity = entity;
  self->field = field;
  self->description = &entity->fields[field];
  build (self);
  return GTK_WIDGET (self);
}

/** nh_form_field_get_field: Returns: which field of the entity this is. */
int
nh_form_field_get_field (NhFormField *self)
{
  return self->field;
}

static guint
position_of_choice (NhFormField *self,
                    const char *label)
{
  guint position = self->description->flags & NH_FIELD_REQUIRED ? 0 : 1;

  for (const NhChoice *choice = self->description->choices; choice->key; choice++, position++)
    if (g_str_equal (_(choice->label), label))
      return position;
  return self->description->flags & NH_FIELD_REQUIRED ? GTK_INVALID_LIST_POSITION : 0;
}

/* A text view knows how many lines its text takes only after it was laid out with its width, and
 * does not ask for the room by itself then. */
static gboolean
measure_again_cb (GtkWidget *widget,
                  GdkFrameClock *clock,
                  gpointer data)
{
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static gboolean
measure_later_cb (GtkWidget *widget,
                  GdkFrameClock *clock,
                  gpointer data)
{
  gtk_widget_add_tick_callback (widget, measure_again_cb, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/** nh_form_field_reset: brings the stored text back into the control. */
void
nh_form_field_reset (NhFormField *self)
{
  self->updating = TRUE;
  if (GTK_IS_ENTRY (self->control))
    gtk_editable_set_text (GTK_EDITABLE (self->control), self->shown);
  else if (GTK_IS_TEXT_VIEW (self->control))
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control)), self->shown, -1);
      gtk_widget_add_tick_callback (self->control, measure_later_cb, NULL, NULL);
    }
  else if (GTK_IS_DROP_DOWN (self->control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), position_of_choice (self, self->shown));
  else
    gtk_label_set_text (GTK_LABEL (self->control), *self->shown ? self->shown : "–");
  self->updating = FALSE;
  nh_form_field_set_error (self, NULL);
}

/**
 * nh_form_field_show:
 * @record: the record as it is stored now
 *
 * Shows the record's text, unless the user is typing something else in this very field.
 */
void
nh_form_field_show (NhFormField *self,
                    NhRecord *record)
{
  g_autofree char *text = NULL;
  gboolean dirty = nh_form_field_is_dirty (self);
  gboolean typing = dirty && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  if (nh_record_is_provisional (record, self->field) && !nh_record_is_empty (record, self->field))
    text = g_strdup_printf (_("%s (provisional)"), nh_record_get_text (record, self->field));
  else
    text = g_strdup (nh_record_get_text (record, self->field));
  if (!dirty && g_str_equal (text, self->shown) && *text)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  if (!typing)
    nh_form_field_reset (self);
}

/** nh_form_field_get_text: Returns: (transfer full): what stands in the control. */
char *
nh_form_field_get_text (NhFormField *self)
{
  if (GTK_IS_ENTRY (self->control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
  if (GTK_IS_TEXT_VIEW (self->control))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  if (GTK_IS_DROP_DOWN (self->control))
    {
      guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
      guint first = self->description->flags & NH_FIELD_REQUIRED ? 0 : 1;

      if (selected == GTK_INVALID_LIST_POSITION || selected < first)
        return g_strdup ("");
      return g_strdup (_(self->description->choices[selected - first].label));
    }
  return g_strdup (self->shown);
}

/** nh_form_field_is_creating: Returns: whether the records that the text names are to be made with it. */
gboolean
nh_form_field_is_creating (NhFormField *self)
{
  return self->creating;
}

/** nh_form_field_is_dirty: Returns: whether something else than the stored text stands there. */
gboolean
nh_form_field_is_dirty (NhFormField *self)
{
  g_autofree char *text = self->control ? nh_form_field_get_text (self) : NULL;

  return text && !g_str_equal (text, self->shown);
}

/**
 * nh_form_field_set_error:
 * @message: (nullable): why the text was refused; %NULL: it is fine
 *
 * Marks the control and puts the sentence under it. The text stays as typed.
 */
void
nh_form_field_set_error (NhFormField *self,
                         const char *message)
{
  gtk_label_set_text (GTK_LABEL (self->error), message ? message : "");
  gtk_widget_set_visible (self->error, message != NULL);
  if (message)
    gtk_widget_add_css_class (self->control, "error");
  else
    gtk_widget_remove_css_class (self->control, "error");
  if (GTK_IS_ENTRY (self->control) || GTK_IS_TEXT_VIEW (self->control))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    message ? message : "", -1);
}
