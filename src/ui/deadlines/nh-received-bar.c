/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-received-bar.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-dues.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/nh-day-button.h"

struct _NhReceivedBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *receive;
  GtkWidget *take_back;
  NhSession *session;
  NhReceivedSelection selection;
  gpointer data; /* the widget that this one is part of */
  guint32 day;   /* 0: today */
  guint n_received; /* of the selected papers */
};

G_DEFINE_FINAL_TYPE (NhReceivedBar, nh_received_bar, GTK_TYPE_WIDGET)

enum { MARKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
done (NhReceivedBar *self,
      const char *text)
{
  nh_session_notify (self->session, text);
  g_signal_emit (self, signals[MARKED], 0);
}

static guint32
get_day (NhReceivedBar *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return self->day ? self->day : nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                                                  g_date_time_get_day_of_month (now));
}

/* Why the selected papers can't be marked as received; as a sentence. */
static const char *
why_not (NhReceivedBar *self)
{
  if (nh_workbook_is_read_only (nh_session_get_workbook (self->session)))
    return _("This workbook is read only: nothing in it can be changed.");
  if (self->n_received)
    return _("This paper is received already. Take it back first to give it another day.");
  return _("Nothing is selected that is still owed.");
}

static void
receive (NhReceivedBar *self,
         const gint64 *owed,
         guint n,
         gboolean again)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *day = nh_day_format_short (get_day (self));
  g_autofree char *text = NULL;
  guint n_changed;

  if (!n)
    {
      nh_session_notify (self->session, why_not (self));
      return;
    }
  n_changed = nh_dues_receive (nh_session_get_workbook (self->session), owed, n, get_day (self), NULL, again, &error);
  if (!n_changed)
    {
      if (!nh_session_report_error (self->session, &error))
        nh_session_notify (self->session, why_not (self));
      return;
    }
  text = g_strdup_printf (ngettext ("%u paper marked as received on %s.", "%u papers marked as received on %s.",
                                    n_changed), n_changed, day);
  done (self, text);
}

/**
 * nh_received_bar_receive:
 * @owed: (array length=n): keys of the view "owed"
 * @n: how many
 *
 * Marks those that did not come yet as received on the chosen day, as one step of undo.
 */
void
nh_received_bar_receive (NhReceivedBar *self,
                         const gint64 *owed,
                         guint n)
{
  receive (self, owed, n, FALSE);
}

/** nh_received_bar_take_back: takes back that the papers @owed were received, as one step of undo. */
void
nh_received_bar_take_back (NhReceivedBar *self,
                           const gint64 *owed,
                           guint n)
{
  g_autoptr (GError) error = NULL;

  if (!n)
    return;
  if (nh_dues_take_back (nh_session_get_workbook (self->session), owed, n, &error))
    done (self, _("Taken back: these papers count as not received."));
  else
    nh_session_report_error (self->session, &error);
}

/** nh_received_bar_set_n: says how many of the selected papers are open and how many received: the day of those
 * is not overwritten; it is set in the table, or after taking it back. */
void
nh_received_bar_set_n (NhReceivedBar *self,
                       guint n_open,
                       guint n_received)
{
  gboolean fixed = nh_workbook_is_read_only (nh_session_get_workbook (self->session));
  g_autofree char *label = n_open > 1 ? g_strdup_printf (_("_Received (%u)"), n_open) : g_strdup (_("_Received"));

  self->n_received = n_received;
  nh_mnemonic_button_set_label (self->receive, label);
  gtk_widget_set_sensitive (self->receive, n_open > 0 && !fixed);
  gtk_widget_set_sensitive (self->take_back, n_received > 0 && !fixed);
  gtk_widget_set_tooltip_text (self->receive, n_open && !fixed ? _("The selected papers came on this day (Space or Ctrl+Enter)")
                                                               : why_not (self));
  gtk_widget_set_tooltip_text (self->take_back, n_received && !fixed ? _("The selected papers did not come (Delete)")
                               : fixed ? why_not (self) : _("Nothing is selected that came already."));
}

static void
on_receive_cb (NhReceivedBar *self)
{
  g_autoptr (GArray) keys = self->selection (self->data, FALSE);

  /* Only a day that somebody chose replaces the day of what came already. */
  receive (self, (const gint64 *) keys->data, keys->len, self->day != 0);
}

static void
on_take_back_cb (NhReceivedBar *self)
{
  g_autoptr (GArray) keys = self->selection (self->data, TRUE);

  nh_received_bar_take_back (self, (const gint64 *) keys->data, keys->len);
}

static void
on_day_chosen_cb (NhReceivedBar *self,
                  guint day)
{
  self->day = day;
}

static void
nh_received_bar_dispose (GObject *object)
{
  NhReceivedBar *self = NH_RECEIVED_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_received_bar_parent_class)->dispose (object);
}

static void
nh_received_bar_class_init (NhReceivedBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_received_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
nh_received_bar_init (NhReceivedBar *self)
{
}

/**
 * nh_received_bar_new:
 * @session: the open workbook
 * @selection: gives what the buttons work on
 * @data: for @selection; lives as long as the bar
 *
 * Returns: (transfer floating): the tools.
 */
GtkWidget *
nh_received_bar_new (NhSession *session,
                     NhReceivedSelection selection,
                     gpointer data)
{
  NhReceivedBar *self = g_object_new (NH_TYPE_RECEIVED_BAR, NULL);
  GtkWidget *day = nh_day_button_new ();

  self->session = g_object_ref (session);
  self->selection = selection;
  self->data = data;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->receive = nh_mnemonic_button_new (_("_Received"));
  self->take_back = nh_mnemonic_button_new (_("_Take back"));
  gtk_widget_add_css_class (self->receive, "suggested-action");
  gtk_widget_set_tooltip_text (day, _("The day on which the papers came"));
  gtk_box_append (GTK_BOX (self->box), self->receive);
  gtk_box_append (GTK_BOX (self->box), day);
  gtk_box_append (GTK_BOX (self->box), self->take_back);
  g_signal_connect_object (day, "day-chosen", G_CALLBACK (on_day_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receive, "clicked", G_CALLBACK (on_receive_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->take_back, "clicked", G_CALLBACK (on_take_back_cb), self, G_CONNECT_SWAPPED);
  nh_received_bar_set_n (self, 0, 0);
  return GTK_WIDGET (self);
}
