/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys stay in the entry; arrows move the selection of the list below it. A widget of the
 * window and no popover: a click always reaches it, and it has the window's room.
 */
#include "ui/search/nh-search-palette.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/nh-grid.h"

#define HITS 5       /* of each kind */
#define MAX_RECENT 8
#define WIDTH 720
#define HEIGHT 468   /* of the list, at most */
#define PAGE 8       /* rows */

struct _NhSearchPalette
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *entry;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkLabel *nothing;
  GtkLabel *count;

  NhSession *session;
  NhSearcher *searcher; /* while it is open */
  GPtrArray *items;     /* of NhSearchItem, the rows */
  GArray *recent;       /* of Recent, the latest first */
  char *shown;          /* what the rows answer to */
  gboolean enter;       /* Enter was pressed before the answer came */
  GtkWidget *before;    /* weak: what had the focus */
};

typedef struct
{
  const NhEntity *entity;
  gint64 id;
} Recent;

G_DEFINE_FINAL_TYPE (NhSearchPalette, nh_search_palette, GTK_TYPE_WIDGET)

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer data)
{
  NhSearchPalette *self = data;
  const NhSearchItem *item = g_ptr_array_index (self->items, gtk_list_box_row_get_index (row));
  const NhSearchItem *last = before ? g_ptr_array_index (self->items, gtk_list_box_row_get_index (before)) : NULL;
  GtkWidget *heading;

  if (last && g_str_equal (last->group, item->group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (item->group);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "nh-heading");
  gtk_list_box_row_set_header (row, heading);
}

/* Selection. */

static int
get_selected (NhSearchPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row ? gtk_list_box_row_get_index (row) : -1;
}

/* The first row with its heading above it; the others as near as they can be. */
static void
scroll_to (NhSearchPalette *self,
           GtkWidget *row,
           gboolean first)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (first)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* The focus stays in the entry, so it tells screen readers what is selected. */
static void
select_row (NhSearchPalette *self,
            int index)
{
  GtkListBoxRow *row;
  g_autofree char *spoken = NULL;

  if (self->items->len == 0)
    return;
  index = CLAMP (index, 0, (int) self->items->len - 1);
  row = gtk_list_box_get_row_at_index (self->list, index);
  gtk_list_box_select_row (self->list, row);
  scroll_to (self, GTK_WIDGET (row), index == 0);
  spoken = nh_search_item_dup_spoken (g_ptr_array_index (self->items, index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

static void
tell_count (NhSearchPalette *self)
{
  guint n = self->items->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%u result", "%u results", n), n);

  gtk_label_set_text (self->count, *self->shown ? text : "");
}

/* @items: (transfer full) */
static void
show_items (NhSearchPalette *self,
            GPtrArray *items)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_ptr_array_unref (self->items);
  self->items = items;
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, nh_search_item_make_row (g_ptr_array_index (items, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), items->len > 0);
  tell_count (self);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* What the box shows. */

static void
remember_shown (NhSearchPalette *self,
                const char *text)
{
  g_free (self->shown);
  self->shown = g_strdup (text);
}

/* What was gone to lately; before that, the plans of the year. */
static void
add_recent (NhSearchPalette *self,
            GPtrArray *items)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  const NhEntity *plan = nh_entity_find ("plan");
  GPtrArray *plans = nh_session_get_plans (self->session);

  for (guint i = 0; i < self->recent->len; i++)
    {
      Recent *recent = &g_array_index (self->recent, Recent, i);
      NhSearchHit *hit = nh_search_describe (workbook, recent->entity, recent->id);
      NhSearchItem *item;

      if (!hit)
        continue; /* it was deleted */
      item = nh_search_item_new_hit (hit);
      item->group = _("Recently visited");
      g_ptr_array_add (items, item);
      nh_search_hit_free (hit);
    }
  if (items->len)
    return;
  for (guint i = plans->len; i > 0 && items->len < HITS; i--) /* the latest first */
    {
      NhSearchHit *hit = nh_search_describe (workbook, plan, ((NhSessionPlan *) plans->pdata[i - 1])->id);

      if (!hit)
        continue;
      g_ptr_array_add (items, nh_search_item_new_hit (hit));
      nh_search_hit_free (hit);
    }
}

static void
show_start (NhSearchPalette *self)
{
  g_autoptr (GPtrArray) common = nh_search_items_common (GTK_WIDGET (self));
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_search_item_free);

  add_recent (self, items);
  g_ptr_array_extend_and_steal (items, g_steal_pointer (&common));
  remember_shown (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), FALSE);
  show_items (self, items);
  select_row (self, 0);
}

static void activate_selected (NhSearchPalette *self);

static void
on_found (const char *text,
          GPtrArray *hits,
          gpointer data)
{
  NhSearchPalette *self = data;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  GPtrArray *items;
  gboolean none;

  if (!*stripped)
    return; /* the start is shown */
  items = nh_search_items_found (GTK_WIDGET (self), text, hits);
  none = items->len == 0;
  remember_shown (self, text);
  if (none)
    {
      g_autofree char *words = g_strdup_printf (_("Nothing is called “%s”. Try fewer letters, a number of a plan or a "
                                                  "document, or a phone."), stripped);

      g_ptr_array_unref (items);
      items = nh_search_items_offered (self->session, stripped);
      gtk_label_set_text (self->nothing, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), none);
  show_items (self, items);
  if (none)
    gtk_label_set_text (self->count, _("No results")); /* and nothing selected: Enter makes no record unasked */
  else
    select_row (self, 0);
  if (self->enter && !none)
    activate_selected (self);
  self->enter = FALSE;
}

static void
on_changed_cb (NhSearchPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  self->enter = FALSE;
  if (!self->searcher)
    return; /* it is closed */
  nh_searcher_find (self->searcher, text, HITS, nh_session_get_year (self->session));
  if (!*stripped)
    show_start (self);
}

/* Choosing. */

static void
make_record (NhSearchPalette *self,
             const NhEntity *entity,
             const char *name)
{
  NhFieldText values[] = { { "name", name }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  gint64 id = nh_session_create (self->session, entity, values, &error);

  if (nh_session_report_error (self->session, &error))
    return;
  nh_search_palette_note (self, entity, id);
  nh_session_show_record (self->session, entity, id);
}

static void
activate_selected (NhSearchPalette *self)
{
  int index = get_selected (self);
  NhSearchItem *chosen = index >= 0 ? g_ptr_array_index (self->items, index) : NULL;
  const NhEntity *entity;
  const char *screen;
  const char *action;
  g_autofree char *name = NULL;
  gint64 id;

  if (!chosen)
    return;
  entity = chosen->entity;
  id = chosen->id;
  screen = chosen->screen;
  action = chosen->action;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  nh_search_palette_close (self, TRUE);
  if (action)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  else if (screen)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-screen", "s", screen);
  else if (!id)
    make_record (self, entity, name);
  else
    {
      nh_search_palette_note (self, entity, id);
      nh_session_show_record (self->session, entity, id);
    }
}

/* Enter belongs to what was typed, not to the rows of a letter before. */
static void
on_activate_cb (NhSearchPalette *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *shown = g_strstrip (g_strdup (self->shown));

  if (g_str_equal (typed, shown))
    activate_selected (self);
  else
    self->enter = TRUE;
}

static void
on_row_activated_cb (NhSearchPalette *self,
                     GtkListBoxRow *row)
{
  select_row (self, gtk_list_box_row_get_index (row));
  activate_selected (self);
}

static void
on_stop_cb (NhSearchPalette *self)
{
  nh_search_palette_close (self, TRUE);
}

/* Keys that the input method left. Home and End belong to the text until its end is reached. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint key,
                   guint code,
                   GdkModifierType state,
                   NhSearchPalette *self)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  int selected = get_selected (self);
  int length = (int) g_utf8_strlen (gtk_editable_get_text (editable), -1);
  int position = gtk_editable_get_position (editable);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK) || (state & GDK_SHIFT_MASK && key != GDK_KEY_ISO_Left_Tab))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Tab:
      select_row (self, selected + 1 < (int) self->items->len ? selected + 1 : 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_ISO_Left_Tab:
      select_row (self, selected > 0 ? selected - 1 : (int) self->items->len - 1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      select_row (self, selected + PAGE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      select_row (self, selected - PAGE);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      if (position > 0)
        return FALSE;
      select_row (self, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      if (position < length)
        return FALSE;
      select_row (self, (int) self->items->len - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

/* A click beside the card closes it, as Esc does. */
static void
on_pressed_cb (GtkGestureClick *gesture,
               int n_press,
               double x,
               double y,
               NhSearchPalette *self)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (hit && (hit == self->card || gtk_widget_is_ancestor (hit, self->card)))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  nh_search_palette_close (self, TRUE);
}

/* The keys went elsewhere, by F6 or a click into the header bar. */
static void
on_focus_leave_cb (NhSearchPalette *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return; /* another window has the keys for now */
  nh_search_palette_close (self, FALSE);
}

/* Object. */

static void
connect_keys (NhSearchPalette *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (text));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller)))
        g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
    }
}

static void
make_list (NhSearchPalette *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_focusable (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Results"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scroller, HEIGHT);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
}

static void
make_entry (NhSearchPalette *self)
{
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _("Name, number, phone, or a command"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search, or run a command"), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_CONTROLS, self->list, NULL,
                                  -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop_cb), self);
  connect_keys (self);
}

static GtkWidget *
make_foot (NhSearchPalette *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *keys = gtk_label_new (_("↑ ↓ choose · Enter go there · Esc close"));

  self->count = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0, NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  gtk_widget_add_css_class (keys, "dim-label");
  gtk_widget_add_css_class (foot, "nh-foot");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (foot), keys);
  return foot;
}

static void
nh_search_palette_dispose (GObject *object)
{
  NhSearchPalette *self = NH_SEARCH_PALETTE (object);

  g_clear_pointer (&self->searcher, nh_searcher_free);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  g_clear_weak_pointer (&self->before);
  g_clear_object (&self->session);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->recent, g_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (nh_search_palette_parent_class)->dispose (object);
}

static void
nh_search_palette_class_init (NhSearchPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_search_palette_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_search_palette_init (NhSearchPalette *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_search_item_free);
  self->recent = g_array_new (FALSE, FALSE, sizeof (Recent));
  self->shown = g_strdup ("");
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->nothing = GTK_LABEL (gtk_label_new (NULL));
  make_list (self);
  make_entry (self);
  gtk_label_set_xalign (self->nothing, 0);
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_label_set_wrap_mode (self->nothing, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "nh-nothing");
  gtk_widget_add_css_class (self->card, "nh-palette");
  gtk_widget_set_halign (self->card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->card, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->card, WIDTH, -1);
  gtk_box_append (GTK_BOX (self->card), self->entry);
  gtk_box_append (GTK_BOX (self->card), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (self->card), GTK_WIDGET (self->scroller));
  gtk_box_append (GTK_BOX (self->card), make_foot (self));
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * nh_search_palette_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the palette, closed.
 */
GtkWidget *
nh_search_palette_new (NhSession *session)
{
  NhSearchPalette *self = g_object_new (NH_TYPE_SEARCH_PALETTE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/** nh_search_palette_open: shows it, empty and with the keys; when it is open, selects what was typed. */
void
nh_search_palette_open (NhSearchPalette *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_widget_grab_focus (self->entry);
      return;
    }
  g_set_weak_pointer (&self->before, gtk_root_get_focus (root));
  self->searcher = nh_searcher_new (nh_session_get_workbook (self->session), on_found, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_start (self);
  gtk_widget_grab_focus (self->entry);
}

/**
 * nh_search_palette_close:
 * @give_back_focus: whether what had the keys before gets them again
 */
void
nh_search_palette_close (NhSearchPalette *self,
                         gboolean give_back_focus)
{
  GtkWidget *before = self->before;
  GtkWidget *grid = before ? gtk_widget_get_ancestor (before, NH_TYPE_GRID) : NULL;

  if (!self->searcher && !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->searcher, nh_searcher_free);
  g_clear_weak_pointer (&self->before);
  if (give_back_focus && before && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (grid ? grid : before);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** nh_search_palette_note: remembers that a record was gone to; an empty box lists the latest ones. */
void
nh_search_palette_note (NhSearchPalette *self,
                        const NhEntity *entity,
                        gint64 id)
{
  Recent recent = { entity, id };

  for (guint i = self->recent->len; i-- > 0;)
    if (g_array_index (self->recent, Recent, i).entity == entity && g_array_index (self->recent, Recent, i).id == id)
      g_array_remove_index (self->recent, i);
  g_array_prepend_val (self->recent, recent);
  if (self->recent->len > MAX_RECENT)
    g_array_set_size (self->recent, MAX_RECENT);
}
