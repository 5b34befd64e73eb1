/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/search/nh-search-items.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/nh-screen-spec.h"
#include "ui/nh-sidebar.h"

#define MAX_COMMANDS 6
#define FAR 40 /* bytes of a text that are in sight if it is cut at its end */

/** nh_search_item_free: @item: (transfer full): what is not needed any more */
void
nh_search_item_free (NhSearchItem *item)
{
  g_free (item->title);
  g_free (item->subtitle);
  g_free (item->keys);
  g_clear_pointer (&item->title_marks, g_array_unref);
  g_clear_pointer (&item->subtitle_marks, g_array_unref);
  g_free (item);
}

static NhSearchItem *
item_new (const char *group,
          const char *kind,
          const char *icon,
          const char *title)
{
  NhSearchItem *item = g_new0 (NhSearchItem, 1);

  item->group = group;
  item->kind = kind;
  item->icon = icon;
  item->title = g_strdup (title);
  item->subtitle = g_strdup ("");
  item->keys = g_strdup ("");
  return item;
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) nh_search_item_free);
}

/* The screen whose table shows all records of @entity. */
static const NhScreenSpec *
spec_of (const NhEntity *entity)
{
  guint n;
  const NhScreenSpec *specs = nh_screen_spec_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (specs[i].entity, entity->name) && !specs[i].kind && !(specs[i].flags & NH_SCREEN_PART))
      return &specs[i];
  return NULL;
}

/** nh_search_screen_of: Returns: the id of the screen whose table shows all records of @entity. */
const char *
nh_search_screen_of (const NhEntity *entity)
{
  return spec_of (entity)->id;
}

/** nh_search_item_new_hit: Returns: (transfer full): a record that was found. */
NhSearchItem *
nh_search_item_new_hit (const NhSearchHit *hit)
{
  NhSearchItem *item = item_new (_(hit->entity->label_plural), _(hit->entity->label), spec_of (hit->entity)->icon,
                                 hit->title);

  g_free (item->subtitle);
  item->subtitle = g_strdup (hit->subtitle);
  item->title_marks = g_array_ref (hit->title_marks);
  item->subtitle_marks = g_array_ref (hit->subtitle_marks);
  item->entity = hit->entity;
  item->id = hit->id;
  return item;
}

/* Commands. */

/* Whether the action "win.undo" or "app.quit" can be run now. */
static gboolean
is_enabled (GtkWidget *widget,
            const char *action)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *name = strchr (action, '.') + 1;
  gpointer group = g_str_has_prefix (action, "app.") ? (gpointer) g_application_get_default () : (gpointer) root;

  return G_IS_ACTION_GROUP (group) && g_action_group_get_action_enabled (group, name);
}

typedef struct
{
  NhSearchItem *item;
  int score;
} Scored;

static int
compare_scored (gconstpointer a,
                gconstpointer b)
{
  return ((const Scored *) b)->score - ((const Scored *) a)->score;
}

static void
add_scored (GArray *scored,
            const NhSearchWords *words,
            NhSearchItem *item,
            const char *name)
{
  /* A screen by its name, or by "go to" and its name. */
  Scored one = { item, MAX (nh_search_score (words, name, FALSE), nh_search_score (words, item->title, FALSE)) };

  if (one.score < NH_SEARCH_WORDS * 1000)
    {
      nh_search_item_free (item);
      return;
    }
  item->title_marks = nh_search_mark (words, item->title);
  g_array_append_val (scored, one);
}

static NhSearchItem *
command_item (const NhShortcut *shortcut)
{
  NhSearchItem *item = item_new (_("Commands"), _("Command"), "nh-command-symbolic", _(shortcut->title));

  g_free (item->keys);
  item->keys = nh_shortcut_dup_keys (shortcut, FALSE);
  item->action = nh_shortcut_get_command (shortcut);
  return item;
}

static NhSearchItem *
screen_item (const NhSidebarItem *screen)
{
  /* Translators: a command that goes to a screen: "Đi tới: Kiểm tra" */
  g_autofree char *title = g_strdup_printf (_("Go to: %s"), _(screen->title));
  NhSearchItem *item = item_new (_("Commands"), _("Command"), screen->icon, title);

  item->screen = screen->id;
  return item;
}

/* Screens and commands whose names have the words, the best first. */
static GArray *
find_commands (GtkWidget *widget,
               const NhSearchWords *words)
{
  GArray *scored = g_array_new (FALSE, FALSE, sizeof (Scored));
  const NhSidebarItem *screen;
  guint n;
  const NhShortcut *shortcuts = nh_application_shortcuts (&n);

  for (guint i = 0; (screen = nh_sidebar_get_item (i)); i++)
    if (screen->id)
      add_scored (scored, words, screen_item (screen), _(screen->title));
  for (guint i = 0; i < n; i++)
    if (nh_shortcut_get_command (&shortcuts[i]) && is_enabled (widget, nh_shortcut_get_command (&shortcuts[i])))
      add_scored (scored, words, command_item (&shortcuts[i]), _(shortcuts[i].title));
  g_array_sort (scored, compare_scored);
  return scored;
}

static void
take_commands (GPtrArray *items,
               GArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    {
      NhSearchItem *item = g_array_index (commands, Scored, i).item;

      if (i < MAX_COMMANDS)
        g_ptr_array_add (items, item);
      else
        nh_search_item_free (item);
    }
}

/**
 * nh_search_items_found:
 * @widget: in the window whose commands are meant
 * @text: what was typed
 * @hits: (element-type NhSearchHit): the records
 *
 * Returns: (transfer full) (element-type NhSearchItem): the groups one after the other, that with the
 *   best hit first; of equals records before commands
 */
GPtrArray *
nh_search_items_found (GtkWidget *widget,
                       const char *text,
                       GPtrArray *hits)
{
  g_autoptr (NhSearchWords) words = nh_search_words_new (text);
  g_autoptr (GArray) commands = words ? find_commands (widget, words) : NULL;
  GPtrArray *items = items_new ();
  int best = commands && commands->len ? g_array_index (commands, Scored, 0).score / 1000 : -1;
  const NhEntity *last = NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      const NhSearchHit *hit = g_ptr_array_index (hits, i);

      if (hit->entity != last && best > (hit->score + 1) / 1000)
        {
          take_commands (items, commands);
          best = -1;
        }
      last = hit->entity;
      g_ptr_array_add (items, nh_search_item_new_hit (hit));
    }
  if (best >= 0)
    take_commands (items, commands);
  return items;
}

/** nh_search_items_common: Returns: (transfer full) (element-type NhSearchItem): commands for an empty box. */
GPtrArray *
nh_search_items_common (GtkWidget *widget)
{
  GPtrArray *items = items_new ();
  guint n;
  const NhShortcut *shortcuts = nh_application_shortcuts (&n);

  for (guint i = 0; i < n; i++)
    if (shortcuts[i].common && is_enabled (widget, nh_shortcut_get_command (&shortcuts[i])))
      g_ptr_array_add (items, command_item (&shortcuts[i]));
  return items;
}

/**
 * nh_search_items_offered:
 * @session: the open workbook
 * @text: what was typed and not found
 *
 * Returns: (transfer full) (element-type NhSearchItem): records of that name that could be made
 */
GPtrArray *
nh_search_items_offered (NhSession *session,
                         const char *text)
{
  static const struct { const char *entity; const char *label; } offers[] = {
    { "unit", N_("Add the unit “%s”") },
    { "person", N_("Add the person “%s”") },
  };
  g_autoptr (NhSearchWords) words = nh_search_words_new (text);
  GPtrArray *items = items_new ();

  if (!words || words->digits || nh_workbook_is_read_only (nh_session_get_workbook (session)))
    return items;
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      const NhEntity *entity = nh_entity_find (offers[i].entity);
      g_autofree char *title = g_strdup_printf (_(offers[i].label), text);
      NhSearchItem *item = item_new (_("Add"), _("Command"), "list-add-symbolic", title);

      item->entity = entity;
      g_ptr_array_add (items, item);
    }
  return items;
}

/* Rows. */

/* "Trịnh Thu <b>Hà</b>" by attributes: no text is ever taken for markup. */
static GtkWidget *
make_label (const char *text,
            GArray *marks)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  /* What was typed should stay in sight, also at the end of a long text. */
  guint first = marks && marks->len ? g_array_index (marks, NhSearchRange, 0).start : 0;
  gboolean far = first > FAR && first + FAR > strlen (text);

  for (guint i = 0; marks && i < marks->len; i++)
    {
      NhSearchRange *range = &g_array_index (marks, NhSearchRange, i);
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = range->start;
      bold->end_index = range->start + range->length;
      pango_attr_list_insert (attributes, bold);
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), far ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  return label;
}

/** nh_search_item_dup_spoken: Returns: (transfer full): "Nhân sự: Nguyễn Văn An, Hiệu trưởng · TH Bến Súc" */
char *
nh_search_item_dup_spoken (const NhSearchItem *item)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s: %s", item->kind, item->title);
  if (*item->subtitle)
    g_string_append_printf (text, ", %s", item->subtitle);
  if (*item->keys)
    g_string_append_printf (text, ", %s", item->keys);
  return g_string_free (text, FALSE);
}

/** nh_search_item_make_row: Returns: (transfer floating): a row that shows the item on one line. */
GtkWidget *
nh_search_item_make_row (const NhSearchItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (item->icon);
  GtkWidget *title = make_label (item->title, item->title_marks);
  GtkWidget *subtitle = make_label (item->subtitle, item->subtitle_marks);
  g_autofree char *spoken = nh_search_item_dup_spoken (item);

  gtk_widget_add_css_class (subtitle, "nh-subtitle");
  gtk_widget_set_hexpand (subtitle, TRUE);
  /* A long title leaves half of the row to what is said of it, and the other way round. */
  gtk_label_set_max_width_chars (GTK_LABEL (subtitle), 56);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  if (*item->keys)
    {
      GtkWidget *keys = gtk_label_new (item->keys);

      gtk_widget_add_css_class (keys, "nh-keys");
      gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), keys);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}
