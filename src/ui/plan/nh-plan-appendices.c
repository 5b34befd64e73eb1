/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-appendices.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "document/nh-plan-section.h"
#include "document/nh-table-options.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-form.h"
#include "ui/nh-language.h"
#include "ui/plan/nh-table-dialog.h"
#include "ui/widgets/nh-row-drag.h"

#define ID_KEY "nh-appendix" /* on a row of the list */
#define STEP 1000            /* between the positions of neighbours */

struct _NhPlanAppendices
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkListBox *list;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *delete;
  NhForm *form;
  NhPlanPreview *preview;

  NhSession *session;
  NhPlanDocument *document;
  gint64 plan;
  gint64 selected;
  guint update_source;
  gboolean updating;
  GtkWidget *line; /* weak: the row that shows where a dragged one would go */
};

G_DEFINE_FINAL_TYPE (NhPlanAppendices, nh_plan_appendices, GTK_TYPE_WIDGET)

static NhWorkbook *
get_workbook (NhPlanAppendices *self)
{
  return nh_session_get_workbook (self->session);
}

static gint64
id_of (GtkListBoxRow *row)
{
  gint64 *id = row ? g_object_get_data (G_OBJECT (row), ID_KEY) : NULL;

  return id ? *id : 0;
}

static GtkListBoxRow *
find_row (NhPlanAppendices *self,
          gint64 id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (id_of (row) == id)
      return row;
  return NULL;
}

/* What the list says of an appendix, from what is printed. */

static NhElement *
find_head (NhPlanAppendices *self,
           gint64 id,
           guint *section,
           guint *lines)
{
  NhDocument *document = nh_plan_document_get_document (self->document);
  NhElement *head = NULL;
  guint n = 0;

  *lines = 0;
  for (guint i = 0; i < nh_document_get_n_elements (document); i++)
    {
      NhElement *element = nh_document_get_element (document, i);

      if (element->kind == NH_ELEMENT_APPENDIX_HEAD)
        {
          if (head)
            break;
          n++;
          if (element->key == id)
            head = element;
        }
      else if (head && element->kind == NH_ELEMENT_TABLE)
        *lines += nh_table_get_n_rows (element->table) - nh_table_get_n_head_rows (element->table);
    }
  *section = n;
  return head;
}

/* "Kiểm tra · 7 dòng · Ngang" */
static char *
describe (NhRecord *record,
          guint lines)
{
  g_autofree char *count = nh_language_format_count (lines);
  g_autofree char *rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", lines), count);

  return g_strdup_printf ("%s · %s · %s", nh_record_text (record, "view"), rows, nh_record_text (record, "orientation"));
}

static void show_selected (NhPlanAppendices *self);

/* Edits. */

/* Stores the order of @ids (gint64) as positions; one step of undo. */
static gboolean
store_order (NhPlanAppendices *self,
             GArray *ids)
{
  NhWorkbook *workbook = get_workbook (self);
  const NhEntity *entity = nh_entity_find ("appendix");
  g_autoptr (GError) error = NULL;
  gboolean fine = nh_workbook_begin (workbook, _("Move appendix"), &error);

  for (guint i = 0; fine && i < ids->len; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", (i + 1) * STEP);
      NhFieldText values[] = { { "position", position }, { NULL, NULL } };

      fine = nh_workbook_set (workbook, entity, g_array_index (ids, gint64, i), values, &error);
    }
  if (fine)
    fine = nh_workbook_commit (workbook, &error);
  else
    nh_workbook_rollback (workbook);
  nh_session_report_error (self->session, &error);
  return fine;
}

static GArray *
list_ids (NhPlanAppendices *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    {
      gint64 id = id_of (row);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* @to: before which row, counted with the moved one still in its place. */
static void
move_to (NhPlanAppendices *self,
         gint64 id,
         guint to)
{
  g_autoptr (GArray) ids = list_ids (self);
  guint from = 0;

  while (from < ids->len && g_array_index (ids, gint64, from) != id)
    from++;
  if (from == ids->len || to > ids->len || to == from || to == from + 1 || !nh_plan_appendices_commit (self))
    return;
  g_array_remove_index (ids, from);
  g_array_insert_val (ids, to > from ? to - 1 : to, id);
  store_order (self, ids);
}

static void
on_move_cb (GtkWidget *widget,
            const char *action,
            GVariant *parameter)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (widget);
  GtkListBoxRow *row = find_row (self, self->selected);
  int index = row ? gtk_list_box_row_get_index (row) : -1;

  if (index >= 0 && g_str_equal (action, "appendix.up") && index > 0)
    move_to (self, self->selected, (guint) index - 1);
  else if (index >= 0 && g_str_equal (action, "appendix.down"))
    move_to (self, self->selected, (guint) index + 2);
}

static void
delete_selected (NhPlanAppendices *self)
{
  g_autoptr (GError) error = NULL;
  gint64 id = self->selected;

  nh_workbook_delete (get_workbook (self), nh_entity_find ("appendix"), &id, 1, &error);
  nh_session_report_error (self->session, &error);
}

static void
on_delete_answered_cb (gboolean accepted,
                       gpointer data)
{
  g_autoptr (NhPlanAppendices) self = data;

  if (accepted && gtk_widget_get_root (GTK_WIDGET (self)))
    delete_selected (self);
}

/* "mục II.1, mục II.2": where the text names it; such words would lead nowhere. */
static char *
list_references (NhPlanAppendices *self)
{
  NhPlanText *text = nh_plan_document_get_text (self->document);
  g_autoptr (GArray) blocks = nh_plan_text_find_references (text, NH_INLINE_APPENDIX, self->selected);
  g_autoptr (GString) places = g_string_new (NULL);
  guint last = G_MAXUINT;

  for (guint i = 0; i < blocks->len; i++)
    {
      guint heading = G_MAXUINT - 1; /* before the first one */
      g_autofree char *name = nh_plan_section_find_heading (text, g_array_index (blocks, guint, i), &heading)
                                  ? nh_plan_text_reference_label (NH_INLINE_HEADING,
                                                                  nh_plan_text_get_block (text, heading)->id, text)
                                  : NULL;

      if (heading != last)
        g_string_append_printf (places, "%s%s", places->len ? ", " : "", name ? name : _("the beginning of the text"));
      last = heading;
    }
  return g_string_free (g_steal_pointer (&places), FALSE);
}

static void
on_delete_cb (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (widget);
  g_autofree char *places = self->selected ? list_references (self) : NULL;
  g_autofree char *body = NULL;

  if (!self->selected)
    return;
  if (!*places)
    {
      delete_selected (self);
      return;
    }
  body = g_strdup_printf (_("The text refers to it in %s. Those references would lead nowhere and be marked there."), places);
  nh_alert_ask (widget, _("Delete this appendix all the same?"), body, _("_Delete"), TRUE, on_delete_answered_cb,
                g_object_ref (self));
}

static void
on_table_chosen_cb (GObject *object,
                    gint64 key,
                    const char *view,
                    const char *options)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (object);
  NhFieldText values[] = { { "view", view }, { "options", options ? options : "" }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;

  nh_session_set (self->session, nh_entity_find ("appendix"), key, values, &error);
  nh_session_report_error (self->session, &error);
}

static void
on_table_cb (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = NULL;

  if (!self->selected || !nh_plan_appendices_commit (self))
    return;
  record = nh_workbook_load (get_workbook (self), nh_entity_find ("appendix"), self->selected, &error);
  if (nh_session_report_error (self->session, &error))
    return;
  nh_table_dialog_present (widget, self->session, self->plan, nh_record_raw (record, "view"),
                           nh_record_raw (record, "options"), on_table_chosen_cb, G_OBJECT (self), self->selected);
}

static void
on_add_cb (GtkWidget *widget,
           const char *action,
           GVariant *parameter)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (widget);
  const NhEntity *entity = nh_entity_find ("appendix");
  const NhChoice *choice = entity->fields[nh_entity_find_field (entity, "view")].choices;
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, self->plan);
  const char *view = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!nh_plan_appendices_commit (self))
    return;
  while (choice->key && !g_str_equal (choice->key, view))
    choice++;
  {
    NhFieldText values[] = { { "plan", plan }, { "title", choice->word }, { "view", view }, { "layout", "single" },
                             { "orientation", "portrait" }, { NULL, NULL } };

    id = nh_session_create (self->session, entity, values, &error);
  }
  if (nh_session_report_error (self->session, &error))
    return;
  nh_plan_appendices_select (self, id);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD); /* its title is what is typed next */
}

/* Dragging. */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source,
                    double x,
                    double y,
                    NhPlanAppendices *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  if (nh_workbook_is_read_only (get_workbook (self)))
    return NULL;
  nh_row_drag_show (source, row, x, y);
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static void
clear_line (NhPlanAppendices *self)
{
  nh_row_drag_hide_line (&self->line);
}

static GdkDragAction
on_drop_motion_cb (GtkDropTarget *target,
                   double x,
                   double y,
                   NhPlanAppendices *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  graphene_rect_t bounds;

  clear_line (self);
  if (!row || !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    return 0;
  nh_row_drag_show_line (&self->line, GTK_WIDGET (row), y > bounds.origin.y + bounds.size.height / 2);
  return GDK_ACTION_MOVE;
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            NhPlanAppendices *self)
{
  GtkListBoxRow *dragged = g_value_get_object (value);
  gboolean below = self->line && gtk_widget_has_css_class (self->line, "nh-drop-below");
  int to = self->line ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->line)) + (below ? 1 : 0) : -1;

  clear_line (self);
  if (to < 0 || gtk_widget_get_parent (GTK_WIDGET (dragged)) != GTK_WIDGET (self->list))
    return FALSE;
  move_to (self, id_of (dragged), (guint) to);
  return TRUE;
}

/* The list. */

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (NhPlanAppendices *self,
          gint64 id)
{
  g_autoptr (NhRecord) record = nh_workbook_load (get_workbook (self), nh_entity_find ("appendix"), id, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkDragSource *source = gtk_drag_source_new ();
  guint section;
  guint lines;
  NhElement *head = find_head (self, id, &section, &lines);
  const char *title = record ? nh_record_text (record, "title") : "";
  g_autofree char *facts = record ? describe (record, lines) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf ("%s: %s, %s", head ? head->appendix->heading : "", title, facts);

  gtk_box_append (GTK_BOX (box), make_label (head ? head->appendix->heading : _("Appendix"), "nh-title"));
  gtk_box_append (GTK_BOX (box), make_label (title, NULL));
  gtk_box_append (GTK_BOX (box), make_label (facts, "nh-remark"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "nh-list-row");
  gtk_widget_set_tooltip_text (row, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (row), ID_KEY, g_memdup2 (&id, sizeof id), g_free);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  return row;
}

static gboolean
update_cb (gpointer data)
{
  NhPlanAppendices *self = data;
  g_autoptr (GArray) ids = nh_compose_list_appendices (get_workbook (self), self->plan, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean focused = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
  GtkListBoxRow *row;

  g_clear_handle_id (&self->update_source, g_source_remove);
  self->updating = TRUE;
  clear_line (self);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; ids && i < ids->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_array_index (ids, gint64, i)));
  row = find_row (self, self->selected);
  if (!row)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, row);
  if (focused && row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  self->updating = FALSE;
  self->selected = id_of (row);
  show_selected (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (NhPlanAppendices *self)
{
  if (!self->update_source)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE + 10, update_cb, self, NULL);
}

static void
on_workbook_changed_cb (NhPlanAppendices *self,
                        GArray *changes)
{
  if (nh_session_changes_touch (changes, "appendix"))
    queue_update (self);
}

static void
show_selected (NhPlanAppendices *self)
{
  gboolean writable = !nh_workbook_is_read_only (get_workbook (self));
  GtkListBoxRow *row = find_row (self, self->selected);
  int index = row ? gtk_list_box_row_get_index (row) : -1;
  gboolean last = row && !gtk_list_box_get_row_at_index (self->list, index + 1);
  guint section;
  guint lines;

  nh_form_set_record (self->form, nh_entity_find ("appendix"), "title,view,layout,orientation,note", self->selected);
  nh_plan_preview_set_section (self->preview, self->selected && find_head (self, self->selected, &section, &lines)
                                                  ? section : NH_ALL_SECTIONS - 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appendix.up", writable && index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appendix.down", writable && row && !last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appendix.delete", writable && row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appendix.add", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "appendix.table", writable && row);
}

static void
on_row_selected_cb (NhPlanAppendices *self,
                    GtkListBoxRow *row)
{
  if (self->updating)
    return;
  self->selected = id_of (row);
  show_selected (self);
}

/* Making. */

static void
nh_plan_appendices_dispose (GObject *object)
{
  NhPlanAppendices *self = NH_PLAN_APPENDICES (object);

  self->updating = TRUE; /* the list selects nothing while it goes away */
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_weak_pointer (&self->line);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->document);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_plan_appendices_parent_class)->dispose (object);
}

static void
nh_plan_appendices_class_init (NhPlanAppendicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_appendices_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "appendix.up", NULL, on_move_cb);
  gtk_widget_class_install_action (widget_class, "appendix.down", NULL, on_move_cb);
  gtk_widget_class_install_action (widget_class, "appendix.delete", NULL, on_delete_cb);
  gtk_widget_class_install_action (widget_class, "appendix.add", "s", on_add_cb);
  gtk_widget_class_install_action (widget_class, "appendix.table", NULL, on_table_cb);
}

static void
nh_plan_appendices_init (NhPlanAppendices *self)
{
}

static GtkWidget *
make_button (const char *icon,
             const char *action,
             const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

/* The tables that an appendix can show, by name. */
static GtkWidget *
make_add_button (void)
{
  const NhEntity *entity = nh_entity_find ("appendix");
  const NhChoice *choice = entity->fields[nh_entity_find_field (entity, "view")].choices;
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (; choice->key; choice++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(choice->label), NULL);

      if (g_str_equal (choice->key, NH_VIEW_LIST))
        continue; /* shows nothing until its columns are chosen */
      g_menu_item_set_action_and_target (item, "appendix.add", "s", choice->key);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("_Add appendix"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

static void
make_list (NhPlanAppendices *self)
{
  GtkWidget *empty = gtk_label_new (_("No appendices yet. “Add appendix” makes one from the plan’s data: a calendar, the "
                                      "clusters, the inspections…"));
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  static const struct { guint key; GdkModifierType modifiers; const char *action; } shortcuts[] = {
    { GDK_KEY_Up, GDK_ALT_MASK, "appendix.up" }, { GDK_KEY_Down, GDK_ALT_MASK, "appendix.down" },
    { GDK_KEY_Delete, 0, "appendix.delete" }, { GDK_KEY_Return, GDK_ALT_MASK, "appendix.table" },
  };

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_xalign (GTK_LABEL (empty), 0);
  gtk_widget_add_css_class (empty, "nh-list-row");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "nh-appendix-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Appendices"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (keys),
        gtk_shortcut_new (gtk_keyval_trigger_new (shortcuts[i].key, shortcuts[i].modifiers),
                          gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect (target, "motion", G_CALLBACK (on_drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (clear_line), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
make_side (NhPlanAppendices *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *add = make_add_button ();
  GtkWidget *lists = gtk_scrolled_window_new ();
  GtkWidget *forms = gtk_scrolled_window_new ();
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  gtk_widget_add_css_class (bar, "nh-toolbar");
  gtk_widget_set_hexpand (add, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (bar), add);
  gtk_box_append (GTK_BOX (bar), make_button ("document-properties-symbolic", "appendix.table",
                                              _("Choose what the appendix shows: columns, rows, order (Alt+Enter)")));
  gtk_box_append (GTK_BOX (bar), make_button ("go-up-symbolic", "appendix.up", _("Move up (Alt+Up)")));
  gtk_box_append (GTK_BOX (bar), make_button ("go-down-symbolic", "appendix.down", _("Move down (Alt+Down)")));
  gtk_box_append (GTK_BOX (bar), make_button ("user-trash-symbolic", "appendix.delete", _("Delete the appendix (Delete)")));
  make_list (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (lists), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (lists), GTK_WIDGET (self->list));
  self->form = NH_FORM (nh_form_new (self->session));
  gtk_widget_add_css_class (GTK_WIDGET (self->form), "nh-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (forms), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (forms), GTK_WIDGET (self->form));
  gtk_paned_set_start_child (GTK_PANED (paned), lists);
  gtk_paned_set_end_child (GTK_PANED (paned), forms);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 240);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (side), bar);
  gtk_box_append (GTK_BOX (side), paned);
  gtk_widget_set_size_request (side, 260, -1);
  return side;
}

/**
 * nh_plan_appendices_new:
 * @session: the open workbook
 * @document: (transfer none): the plan
 *
 * Returns: (transfer floating): the appendices of the plan.
 */
GtkWidget *
nh_plan_appendices_new (NhSession *session,
                        NhPlanDocument *document)
{
  NhPlanAppendices *self = g_object_new (NH_TYPE_PLAN_APPENDICES, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  self->plan = nh_plan_text_get_plan (nh_plan_document_get_text (document));
  self->preview = NH_PLAN_PREVIEW (nh_plan_preview_new ());
  self->body = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_start_child (GTK_PANED (self->body), make_side (self));
  gtk_paned_set_end_child (GTK_PANED (self->body), GTK_WIDGET (self->preview));
  gtk_paned_set_shrink_start_child (GTK_PANED (self->body), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->body), FALSE);
  gtk_paned_set_position (GTK_PANED (self->body), 380);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (get_workbook (self), "changed", G_CALLBACK (on_workbook_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "spliced", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}

/** nh_plan_appendices_set_paper: the laid out plan, of which the pages of one appendix are shown. */
void
nh_plan_appendices_set_paper (NhPlanAppendices *self,
                              NhPaper *paper)
{
  nh_plan_preview_set_paper (self->preview, paper);
}

/** nh_plan_appendices_select: shows the appendix @id. */
void
nh_plan_appendices_select (NhPlanAppendices *self,
                           gint64 id)
{
  self->selected = id;
  update_cb (self);
}

/** nh_plan_appendices_get_selected: Returns: the key of the shown appendix, 0: there is none. */
gint64
nh_plan_appendices_get_selected (NhPlanAppendices *self)
{
  return self->selected;
}

/** nh_plan_appendices_get_preview: Returns: (transfer none): the pages. */
NhPlanPreview *
nh_plan_appendices_get_preview (NhPlanAppendices *self)
{
  return self->preview;
}

/** nh_plan_appendices_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_plan_appendices_commit (NhPlanAppendices *self)
{
  return nh_form_commit (self->form);
}

/** nh_plan_appendices_focus: gives the keys to the list. */
void
nh_plan_appendices_focus (NhPlanAppendices *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
