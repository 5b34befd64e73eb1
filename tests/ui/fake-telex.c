/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small Telex that answers asynchronously.
 */
#include "fake-telex.h"

#include <gtk/gtkimmodule.h>
#include <string.h>

#define ANSWER_MS 25

#define FAKE_TYPE_TELEX (fake_telex_get_type ())
G_DECLARE_FINAL_TYPE (FakeTelex, fake_telex, FAKE, TELEX, GtkIMContext)

struct _FakeTelex
{
  GtkIMContext parent_instance;

  GString *word;
  GtkWidget *client;
};

typedef struct
{
  FakeTelex *telex;
  GdkEvent *event;
} Question;

G_DEFINE_FINAL_TYPE (FakeTelex, fake_telex, GTK_TYPE_IM_CONTEXT)

/* Keys that wait for an answer, in their order. */
static GQueue asked = G_QUEUE_INIT;
/* Events put back, which pass untouched the second time. */
static GQueue returned = G_QUEUE_INIT;
static guint n_lost;

static const struct
{
  const char *before;
  gunichar key;
  const char *after;
} RULES[] = {
  { "a", 'a', "â" }, { "d", 'd', "đ" }, { "o", 'o', "ô" }, { "a", 's', "á" },
  { "e", 'e', "ê" }, { "u", 'w', "ư" }, { "â", 's', "ấ" },
};

static void
add_key (GString *word, gunichar key)
{
  for (guint i = 0; i < G_N_ELEMENTS (RULES); i++)
    if (key == RULES[i].key && g_str_has_suffix (word->str, RULES[i].before))
      {
        g_string_truncate (word, word->len - strlen (RULES[i].before));
        g_string_append (word, RULES[i].after);
        return;
      }
  g_string_append_unichar (word, key);
}

static void
end_word (FakeTelex *self)
{
  g_autofree char *word = NULL;

  if (self->word->len == 0)
    return;
  word = g_strdup (self->word->str);
  g_string_truncate (self->word, 0);
  g_signal_emit_by_name (self, "preedit-changed");
  g_signal_emit_by_name (self, "preedit-end");
  g_signal_emit_by_name (self, "commit", word);
}

static void
give_back (FakeTelex *self, GdkEvent *event)
{
  end_word (self);
  if (self->client == NULL)
    {
      n_lost++;
      return;
    }
  g_queue_push_tail (&returned, gdk_event_ref (event));
  gdk_display_put_event (gdk_display_get_default (), event);
}

static gboolean
on_answer_cb (gpointer user_data)
{
  Question *question;
  FakeTelex *self;
  gunichar key;
  GdkModifierType state;

  /* What was given back comes before what was typed after it. */
  if (!g_queue_is_empty (&returned))
    return G_SOURCE_CONTINUE;
  question = g_queue_pop_head (&asked);
  self = question->telex;
  key = gdk_keyval_to_unicode (gdk_key_event_get_keyval (question->event));
  state = gdk_event_get_modifier_state (question->event);
  if (key > ' ' && key != 0x7f && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0)
    {
      if (self->word->len == 0)
        g_signal_emit_by_name (self, "preedit-start");
      add_key (self->word, key);
      if (self->client == NULL)
        n_lost++;
      g_signal_emit_by_name (self, "preedit-changed");
    }
  else
    give_back (self, question->event);
  gdk_event_unref (question->event);
  g_object_unref (self);
  g_free (question);
  return G_SOURCE_REMOVE;
}

/* The second time a key comes: what is a letter of itself is committed, the rest passes. */
static gboolean
pass_returned (GtkIMContext *context, GdkEvent *event, GList *link)
{
  gunichar key = gdk_keyval_to_unicode (gdk_key_event_get_keyval (event));
  char text[7] = "";

  g_queue_delete_link (&returned, link);
  gdk_event_unref (event);
  if (key < ' ' || key == 0x7f ||
      (gdk_event_get_modifier_state (event) & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  g_unichar_to_utf8 (key, text);
  g_signal_emit_by_name (context, "commit", text);
  return TRUE;
}

static gboolean
fake_telex_filter_keypress (GtkIMContext *context, GdkEvent *event)
{
  GList *link = g_queue_find (&returned, event);
  Question *question;

  if (link != NULL)
    return pass_returned (context, event, link);
  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || gdk_key_event_is_modifier (event))
    return FALSE;
  question = g_new (Question, 1);
  question->telex = g_object_ref (FAKE_TELEX (context));
  question->event = gdk_event_ref (event);
  g_queue_push_tail (&asked, question);
  g_timeout_add (ANSWER_MS, on_answer_cb, NULL);
  return TRUE;
}

static void
fake_telex_get_preedit_string (GtkIMContext *context,
                               char **text,
                               PangoAttrList **attributes,
                               int *cursor)
{
  FakeTelex *self = FAKE_TELEX (context);

  if (text != NULL)
    *text = g_strdup (self->word->str);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = g_utf8_strlen (self->word->str, -1);
}

static void
fake_telex_reset (GtkIMContext *context)
{
  end_word (FAKE_TELEX (context));
}

static void
fake_telex_focus_in (GtkIMContext *context)
{
}

static void
fake_telex_set_client_widget (GtkIMContext *context, GtkWidget *widget)
{
  FAKE_TELEX (context)->client = widget;
}

static void
fake_telex_finalize (GObject *object)
{
  g_string_free (FAKE_TELEX (object)->word, TRUE);
  G_OBJECT_CLASS (fake_telex_parent_class)->finalize (object);
}

static void
fake_telex_class_init (FakeTelexClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fake_telex_finalize;
  context_class->filter_keypress = fake_telex_filter_keypress;
  context_class->get_preedit_string = fake_telex_get_preedit_string;
  context_class->reset = fake_telex_reset;
  context_class->focus_in = fake_telex_focus_in;
  context_class->focus_out = fake_telex_reset;
  context_class->set_client_widget = fake_telex_set_client_widget;
}

static void
fake_telex_init (FakeTelex *self)
{
  self->word = g_string_new (NULL);
}

void
fake_telex_register (void)
{
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, FAKE_TYPE_TELEX,
                                  FAKE_TELEX_NAME, 0);
}

guint
fake_telex_count_lost (void)
{
  return n_lost;
}
