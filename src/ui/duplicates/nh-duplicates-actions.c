/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhDuplicatesPage: what its buttons and keys do.
 */
#include "ui/duplicates/nh-duplicates-page-private.h"

#include <glib/gi18n-lib.h>

#include "model/nh-merge.h"
#include "ui/dialogs/nh-dialog.h"

/* The next row is there at once; the search that follows finds it gone too. */
static void
drop (NhDuplicatesPage *self,
      gint64 gone)
{
  char key[24];

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, gone);
  g_hash_table_add (self->gone_ids, g_strdup (key));
  self->dirty = TRUE;
  nh_duplicates_page_update (self);
}

static void
on_back_cb (GtkButton *button,
            NhDuplicatesPage *self)
{
  nh_session_show_screen (self->session, self->entity->plural);
}

static void
on_merge_cb (GtkButton *button,
             NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = nh_duplicates_page_get_selected (self);

  if (duplicate && duplicate->kind == NH_DUPLICATE_PAIR && nh_merge_view_merge (self->view))
    drop (self, nh_merge_view_get_gone (self->view));
}

static void
on_split_cb (GtkButton *button,
             NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = nh_duplicates_page_get_selected (self);
  guint n = duplicate && duplicate->kind == NH_DUPLICATE_COMBINED ? duplicate->members->len - 1 : 0;
  g_autofree gint64 *parts = g_new0 (gint64, n + 1);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  gint64 unit;
  guint kept;

  if (!n)
    return;
  unit = nh_duplicate_get (duplicate, 0)->id;
  for (guint i = 0; i < n; i++)
    {
      parts[i] = nh_duplicate_get (duplicate, i + 1)->id;
      names[i] = nh_duplicate_get (duplicate, i + 1)->name;
    }
  if (!nh_workbook_split_unit (nh_session_get_workbook (self->session), unit, parts, names, n, &kept, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  message = kept ? g_strdup_printf (ngettext ("“%s” was split. %u record still names it, because it can name one "
                                              "unit only; choose there. Ctrl+Z takes it back.",
                                              "“%s” was split. %u records still name it, because they can name one "
                                              "unit only; choose there. Ctrl+Z takes it back.", kept),
                                    nh_duplicate_get (duplicate, 0)->name, kept)
                 : g_strdup_printf (_("“%s” was split. Ctrl+Z takes it back."), nh_duplicate_get (duplicate, 0)->name);
  nh_session_notify (self->session, message);
  if (kept)
    nh_duplicates_page_leave_for_later (self, duplicate);
  else
    drop (self, unit);
}

static void
on_distinct_cb (GtkButton *button,
                NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = nh_duplicates_page_get_selected (self);
  g_autoptr (GError) error = NULL;
  gint64 first;
  gint64 second;

  if (!duplicate || duplicate->kind == NH_DUPLICATE_NAMESAKES || !g_str_equal (self->entity->name, "unit"))
    return;
  first = nh_duplicate_get (duplicate, 0)->id;
  second = duplicate->kind == NH_DUPLICATE_COMBINED ? first : nh_duplicate_get (duplicate, 1)->id;
  if (!nh_duplicates_set_distinct (nh_session_get_workbook (self->session), first, second, &error))
    {
      nh_session_report_error (self->session, &error);
      return;
    }
  nh_session_notify (self->session, _("This will not be proposed again. Ctrl+Z takes it back."));
  nh_duplicates_page_hide (self, duplicate);
}

static void
on_later_cb (GtkButton *button,
             NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = nh_duplicates_page_get_selected (self);

  if (duplicate)
    nh_duplicates_page_leave_for_later (self, duplicate);
}

static void
on_show_later_cb (GtkButton *button,
                  NhDuplicatesPage *self)
{
  g_hash_table_remove_all (self->later_keys);
  self->dirty = TRUE;
  nh_duplicates_page_update (self);
  nh_duplicates_page_focus (self);
}

/* All that are certain. */

typedef struct
{
  NhSession *session;
  const NhEntity *entity;
  GArray *pairs; /* of gint64: first, second, first, … */
} All;

static void
all_free (All *all)
{
  g_object_unref (all->session);
  g_array_unref (all->pairs);
  g_free (all);
}

/* The record that one that went before is now: of three spellings, two go into the same. */
static gint64
resolve (GHashTable *into,
         gint64 id)
{
  gint64 *next;

  while ((next = g_hash_table_lookup (into, &id)))
    id = *next;
  return id;
}

static gboolean
merge_pairs (All *all,
             guint *n,
             GError **error)
{
  NhWorkbook *workbook = nh_session_get_workbook (all->session);
  g_autoptr (GHashTable) into = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  *n = 0;
  for (guint i = 0; i + 1 < all->pairs->len; i += 2)
    {
      gint64 first = resolve (into, g_array_index (all->pairs, gint64, i));
      gint64 second = resolve (into, g_array_index (all->pairs, gint64, i + 1));
      gint64 keep;
      gint64 gone;

      if (first == second)
        continue;
      keep = nh_merge_choose (workbook, all->entity, first, second);
      gone = keep == first ? second : first;
      if (!nh_workbook_merge (workbook, all->entity, keep, gone, NULL, error))
        return FALSE;
      g_hash_table_insert (into, g_memdup2 (&gone, sizeof gone), g_memdup2 (&keep, sizeof keep));
      (*n)++;
    }
  return TRUE;
}

static void
on_all_answered_cb (gboolean accepted,
                    gpointer data)
{
  All *all = data;
  NhWorkbook *workbook = nh_session_get_workbook (all->session);
  g_autofree char *name = g_strdup_printf (ngettext ("Merge %u pair of units", "Merge %u pairs of units",
                                                     all->pairs->len / 2), all->pairs->len / 2);
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (accepted && nh_workbook_begin (workbook, name, &error))
    {
      if (!merge_pairs (all, &n, &error))
        nh_workbook_rollback (workbook);
      else
        nh_workbook_commit (workbook, &error);
    }
  if (error)
    nh_session_report_error (all->session, &error);
  else if (accepted)
    {
      message = g_strdup_printf (ngettext ("%u pair was merged. Ctrl+Z takes it back.",
                                           "%u pairs were merged. Ctrl+Z takes them back.", n), n);
      nh_session_notify (all->session, message);
    }
  all_free (all);
}

#define SHOWN_PAIRS 12

static void
on_merge_all_cb (GtkButton *button,
                 NhDuplicatesPage *self)
{
  GPtrArray *found = nh_duplicates_finder_get_found (self->finder);
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *heading = NULL;
  All *all = g_new0 (All, 1);
  guint n = 0;

  all->session = g_object_ref (self->session);
  all->entity = self->entity;
  all->pairs = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; found && i < found->len; i++)
    {
      const NhDuplicate *duplicate = g_ptr_array_index (found, i);
      const NhDuplicateMember *members[2];
      gboolean swapped;

      if (duplicate->kind != NH_DUPLICATE_PAIR || duplicate->strength != NH_DUPLICATE_CERTAIN
          || !nh_duplicates_page_is_shown (self, duplicate))
        continue;
      members[0] = nh_duplicate_get (duplicate, 0);
      members[1] = nh_duplicate_get (duplicate, 1);
      g_array_append_val (all->pairs, members[0]->id);
      g_array_append_val (all->pairs, members[1]->id);
      swapped = nh_merge_choose (workbook, self->entity, members[0]->id, members[1]->id) == members[1]->id;
      if (n++ < SHOWN_PAIRS)
        g_string_append_printf (text, "%s → %s\n", members[!swapped]->name, members[swapped]->name);
    }
  if (n > SHOWN_PAIRS)
    g_string_append_printf (text, ngettext ("and %u more pair\n", "and %u more pairs\n", n - SHOWN_PAIRS), n - SHOWN_PAIRS);
  g_string_append (text, _("\nWhatever names the left one will name the right one. Ctrl+Z takes all of it back at once."));
  heading = g_strdup_printf (ngettext ("Merge %u pair?", "Merge %u pairs?", n), n);
  nh_alert_ask (GTK_WIDGET (self), heading, text->str, _("_Merge"), FALSE, on_all_answered_cb, all);
}

/* Keys. */

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint key,
           guint code,
           GdkModifierType state,
           NhDuplicatesPage *self)
{
  const NhDuplicate *duplicate = nh_duplicates_page_get_selected (self);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK) || !duplicate)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!gtk_widget_get_sensitive (self->merge))
        return FALSE;
      if (duplicate->kind == NH_DUPLICATE_COMBINED)
        on_split_cb (NULL, self);
      else
        on_merge_cb (NULL, self);
      return TRUE;
    case GDK_KEY_d:
      on_distinct_cb (NULL, self);
      return TRUE;
    case GDK_KEY_l:
      on_later_cb (NULL, self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (duplicate->kind == NH_DUPLICATE_PAIR)
        nh_merge_view_keep (self->view, key == GDK_KEY_Right);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_escape_cb (GtkWidget *widget,
              GVariant *args,
              gpointer data)
{
  on_back_cb (NULL, NH_DUPLICATES_PAGE (widget));
  return TRUE;
}

/* (internal) the keys of the list, and Esc for the whole page */
void
nh_duplicates_page_install_keys (NhDuplicatesPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* (internal) connects the template's buttons */
void
nh_duplicates_page_bind_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_cb, NULL);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_split_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_distinct_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_later_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_later_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_merge_all_cb);
}

/* The button of a table. */

static void
update_button (NhDuplicatesFinder *finder,
               GtkButton *button)
{
  guint n = nh_duplicates_finder_count (finder);
  g_autofree char *label = n ? g_strdup_printf (_("Find d_uplicates (%u)…"), n) : g_strdup (_("Find d_uplicates…"));

  gtk_button_set_label (button, label);
}

static void
on_button_map_cb (GtkWidget *button,
                  NhDuplicatesFinder *finder)
{
  nh_duplicates_finder_start (finder);
}

/**
 * nh_duplicates_button_new:
 * @session: the open workbook
 * @entity: units or people
 *
 * Returns: (transfer floating): a button that goes to the page. For units it tells how many
 *   proposals there are; people are searched only on the page, they are too many.
 */
GtkWidget *
nh_duplicates_button_new (NhSession *session,
                          const NhEntity *entity)
{
  NhDuplicatesFinder *finder = nh_duplicates_finder_get (session, entity);
  gboolean units = g_str_equal (entity->name, "unit");
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, units ? _("Units that stand here under two spellings")
                                             : _("People who stand here twice, and namesakes"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-screen");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", units ? NH_DUPLICATES_UNITS : NH_DUPLICATES_PEOPLE);
  g_signal_connect_object (finder, "changed", G_CALLBACK (update_button), button, 0);
  if (units)
    g_signal_connect_object (button, "map", G_CALLBACK (on_button_map_cb), finder, 0);
  update_button (finder, GTK_BUTTON (button));
  return button;
}
