/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/people/nh-awards-page.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "formats/nh-xlsx.h"
#include "model/nh-awards.h"
#include "model/nh-cursor.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"
#include "ui/nh-settings.h"
#include "ui/nh-text-grid-model.h"
#include "ui/widgets/nh-grid.h"

enum { COLUMN_GROUP, COLUMN_NAME, COLUMN_TIME, COLUMN_STATE, COLUMN_REASON, COLUMN_WORK, N_COLUMNS };

struct _NhAwardsPage
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkDropDown *team;
  GtkWidget *day;
  GtkSpinButton *years;
  GtkSpinButton *limit;
  GtkWidget *nominate;
  GtkWidget *export_button;
  GtkWidget *scroller;
  GtkWidget *summary;
  NhGrid *grid;

  NhSession *session;
  NhTextGridModel *model;
  GArray *teams;       /* of gint64: the team of each row of the drop-down */
  GPtrArray *members;  /* of NhAwardMember, as shown */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhAwardsPage, nh_awards_page, GTK_TYPE_WIDGET)

static NhWorkbook *
get_workbook (NhAwardsPage *self)
{
  return nh_session_get_workbook (self->session);
}

static gint64
get_team (NhAwardsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->team);

  return selected < self->teams->len ? g_array_index (self->teams, gint64, selected) : 0;
}

/* The day that is typed; without one, or with one that can't be read, today or the end of the term,
 * which then stands in the entry as its hint. */
static guint32
get_day (NhAwardsPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GError) error = NULL;
  guint32 today = nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                                   g_date_time_get_day_of_month (now));
  guint32 usual = nh_awards_default_day (get_workbook (self), get_team (self), today);
  g_autofree char *hint = usual == today ? g_strdup (_("today")) : nh_day_format_short (usual);
  guint32 day = 0;

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->day), hint);

  if (!nh_field_entry_get_day (self->day, &day, &error))
    {
      gtk_widget_add_css_class (self->day, "error");
      gtk_widget_set_tooltip_text (self->day, error->message);
    }
  else
    {
      gtk_widget_remove_css_class (self->day, "error");
      gtk_widget_set_tooltip_text (self->day, _("The day on which the years are counted"));
    }
  return day ? day : usual;
}

static void
add_member (NhAwardsPage *self,
            const NhAwardMember *member)
{
  g_autofree char *time = g_strdup_printf (ngettext ("%d month", "%d months", member->months), member->months);
  const char *texts[N_COLUMNS] = { member->group, member->name, NULL, NULL, member->reason, member->work };

  if (member->months >= 12)
    {
      g_free (time);
      time = g_strdup_printf (_("%d y %d m"), member->months / 12, member->months % 12);
    }
  texts[COLUMN_TIME] = time;
  texts[COLUMN_STATE] = member->nominated ? _("Nominated") : member->enough ? _("Enough") : "";
  nh_text_grid_model_add (self->model, member->membership, texts);
  if (member->nominated || member->enough)
    nh_text_grid_model_set_style (self->model, COLUMN_STATE, NH_GRID_CELL_CHIP, member->nominated ? "done" : "planned");
  if (member->over_limit || (member->nominated && !member->enough))
    nh_text_grid_model_set_style (self->model, COLUMN_REASON, NH_GRID_CELL_WARNING, NULL);
}

static const NhAwardMember *
get_member (NhAwardsPage *self)
{
  guint row;
  guint column;

  if (!nh_grid_get_cursor (self->grid, &row, &column) || !self->members || row >= self->members->len)
    return NULL;
  return self->members->pdata[row];
}

static void
update_tools (NhAwardsPage *self)
{
  const NhAwardMember *member = get_member (self);
  gboolean nominated = member && member->nominated;

  gtk_button_set_label (GTK_BUTTON (self->nominate), nominated ? _("Take back the _nomination") : _("_Nominate"));
  gtk_widget_set_sensitive (self->nominate, member && !nh_workbook_is_read_only (get_workbook (self)));
}

static void
update_list (NhAwardsPage *self)
{
  gint64 team = get_team (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  guint n_enough = 0;
  guint n_nominated = 0;

  g_clear_pointer (&self->members, g_ptr_array_unref);
  if (team)
    self->members = nh_awards_list (get_workbook (self), team, get_day (self), &error);
  nh_session_report_error (self->session, &error);
  nh_text_grid_model_begin (self->model);
  for (guint i = 0; self->members && i < self->members->len; i++)
    {
      const NhAwardMember *member = self->members->pdata[i];

      add_member (self, member);
      n_enough += member->enough;
      n_nominated += member->nominated;
    }
  nh_text_grid_model_end (self->model);
  summary = g_strdup_printf (_("%u members · %u with enough years · %u nominated"),
                             self->members ? self->members->len : 0, n_enough, n_nominated);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_widget_set_sensitive (self->export_button, n_nominated > 0);
  update_tools (self);
}

static void
on_setting_changed_cb (GtkSpinButton *button,
                       NhAwardsPage *self)
{
  g_autofree char *text = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (button));
  const char *key = button == self->years ? NH_AWARD_YEARS_SETTING : NH_AWARD_LIMIT_SETTING;
  g_autoptr (GError) error = NULL;

  if (self->updating || gtk_spin_button_get_value_as_int (button) == nh_awards_get_setting (get_workbook (self), key))
    return;
  nh_workbook_set_setting (get_workbook (self), key, text, &error);
  nh_session_report_error (self->session, &error);
}

/* Fills the drop-down: councils, network teams and professional teams, and what else has members. */
static void
update_teams (NhAwardsPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) all = nh_workbook_list (get_workbook (self), nh_entity_find ("team"), NULL, 0, NULL);
  gint64 chosen = get_team (self);
  guint selected = 0;

  g_array_set_size (self->teams, 0);
  for (guint i = 0; all && i < all->len; i++)
    {
      NhRecord *record = all->pdata[i];
      gint64 id = nh_record_get_id (record);
      const char *term = nh_record_text (record, "term");
      g_autofree char *label = g_strdup_printf ("%s%s%s", nh_record_text (record, "name"), *term ? " · " : "", term);

      if (*nh_record_raw (record, "parent"))
        continue;
      if (id == chosen)
        selected = self->teams->len;
      g_array_append_val (self->teams, id);
      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (self->team, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->team, selected);
}

static void
update (NhAwardsPage *self)
{
  self->updating = TRUE;
  update_teams (self);
  gtk_spin_button_set_value (self->years, nh_awards_get_setting (get_workbook (self), NH_AWARD_YEARS_SETTING));
  gtk_spin_button_set_value (self->limit, nh_awards_get_setting (get_workbook (self), NH_AWARD_LIMIT_SETTING));
  self->updating = FALSE;
  update_list (self);
}

static void
on_workbook_changed_cb (NhAwardsPage *self,
                        GArray *changes)
{
  static const char *const tables[] = { "membership", "team", "person", "unit", "setting" };
  gboolean touched = !changes;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    touched = touched || nh_session_changes_touch (changes, tables[i]);
  if (touched && gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

static void
on_team_selected_cb (NhAwardsPage *self)
{
  if (!self->updating)
    update_list (self);
}

static void
on_nominate_cb (NhAwardsPage *self)
{
  const NhAwardMember *member = get_member (self);
  g_autoptr (GError) error = NULL;

  if (!member)
    return;
  nh_awards_nominate (get_workbook (self), member->membership, !member->nominated, &error);
  nh_session_report_error (self->session, &error);
}

static void
on_file_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhAwardsPage) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_appendix_page_free);
  g_autoptr (GError) error = NULL;
  NhAppendixPage *page;

  if (!path)
    return;
  page = nh_compose_awards (get_workbook (self), get_team (self), get_day (self), &error);
  if (page)
    {
      g_ptr_array_add (pages, page);
      if (nh_xlsx_write_appendices (path, pages, NULL, &error))
        {
          g_autofree char *name = g_filename_display_name (path);
          g_autofree char *text = g_strdup_printf (_("The list of the nominated was saved as %s"), name);

          nh_session_notify (self->session, text);
          return;
        }
    }
  nh_alert_show (GTK_WIDGET (self), _("The list was not saved"), error->message);
}

static void
on_export_cb (NhAwardsPage *self)
{
  g_autoptr (NhAppendixPage) page = nh_compose_awards (get_workbook (self), get_team (self), get_day (self), NULL);
  g_autofree char *name = page ? g_strconcat (page->file_name, ".xlsx", NULL) : NULL;
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export the list of the nominated"), _("_Export"), name, folder,
                          _("Excel workbooks"), "*.xlsx" };

  if (page)
    nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_file_chosen_cb, g_object_ref (self));
}

static void
nh_awards_page_dispose (GObject *object)
{
  NhAwardsPage *self = NH_AWARDS_PAGE (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->teams, g_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_awards_page_parent_class)->dispose (object);
}

static void
nh_awards_page_class_init (NhAwardsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_awards_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_awards_page_init (NhAwardsPage *self)
{
  self->teams = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
append_labelled (GtkWidget *box,
                 const char *text,
                 GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
}

static GtkWidget *
make_toolbar (NhAwardsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Awards"));

  gtk_widget_add_css_class (bar, "nh-toolbar");
  gtk_widget_add_css_class (title, "nh-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->team = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  nh_drop_down_let_shrink (self->team);
  gtk_widget_set_hexpand (GTK_WIDGET (self->team), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->team), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Council or team"), -1);
  self->nominate = gtk_button_new_with_mnemonic (_("_Nominate"));
  gtk_widget_set_tooltip_text (self->nominate, _("Put this member on the list of the nominated, or take it off again "
                                                 "(Ctrl+Enter)"));
  gtk_button_set_use_underline (GTK_BUTTON (self->nominate), TRUE);
  self->export_button = gtk_button_new_with_mnemonic (_("E_xport the list…"));
  gtk_widget_add_css_class (self->export_button, "suggested-action");
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->team));
  gtk_box_append (GTK_BOX (bar), self->nominate);
  gtk_box_append (GTK_BOX (bar), self->export_button);
  g_signal_connect_object (self->team, "notify::selected", G_CALLBACK (on_team_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->nominate, "clicked", G_CALLBACK (on_nominate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export_button, "clicked", G_CALLBACK (on_export_cb), self, G_CONNECT_SWAPPED);
  return bar;
}

static GtkWidget *
make_settings (NhAwardsPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (bar, "nh-toolbar");
  self->day = nh_field_entry_new (self->session, "person", "active_from");
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->day), 11);
  self->years = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 50, 1));
  self->limit = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 100, 1));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->years), 2);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->limit), 2);
  append_labelled (bar, _("Counted on _day:"), self->day);
  append_labelled (bar, _("_Years at least:"), GTK_WIDGET (self->years));
  append_labelled (bar, _("At most in each _group:"), GTK_WIDGET (self->limit));
  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->summary), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->summary, TRUE);
  gtk_widget_add_css_class (self->summary, "dim-label");
  gtk_box_append (GTK_BOX (bar), self->summary);
  g_signal_connect_object (self->day, "changed", G_CALLBACK (update_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->years, "value-changed", G_CALLBACK (on_setting_changed_cb), self, 0);
  g_signal_connect_object (self->limit, "value-changed", G_CALLBACK (on_setting_changed_cb), self, 0);
  return bar;
}

static void
make_grid (NhAwardsPage *self)
{
  const NhGridColumn columns[N_COLUMNS] = {
    { "group", _("Group"), NH_GRID_TEXT, 14, FALSE, FALSE },
    { "name", _("Full name"), NH_GRID_TEXT, 22, FALSE, FALSE },
    { "time", _("Time in the team"), NH_GRID_TEXT, 12, FALSE, FALSE },
    { "state", _("Award"), NH_GRID_TEXT, 13, FALSE, FALSE },
    { "reason", _("Reason"), NH_GRID_TEXT, 56, FALSE, FALSE },
    { "work", _("Post and unit"), NH_GRID_TEXT, 36, FALSE, FALSE },
  };

  self->model = nh_text_grid_model_new (columns, N_COLUMNS);
  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_label (self->grid, _("Awards"));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  g_signal_connect_object (self->grid, "cursor-moved", G_CALLBACK (update_tools), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->grid, "activate-row", G_CALLBACK (on_nominate_cb), self, G_CONNECT_SWAPPED);
}

/**
 * nh_awards_page_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the page, with the first team chosen.
 */
GtkWidget *
nh_awards_page_new (NhSession *session)
{
  NhAwardsPage *self = g_object_new (NH_TYPE_AWARDS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  make_grid (self);
  gtk_box_append (GTK_BOX (self->body), make_toolbar (self));
  gtk_box_append (GTK_BOX (self->body), make_settings (self));
  gtk_box_append (GTK_BOX (self->body), self->scroller);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  g_signal_connect_object (get_workbook (self), "changed", G_CALLBACK (on_workbook_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* What is part of no other team, as those of the list are. */
static gint64
get_top (NhAwardsPage *self,
         gint64 team)
{
  for (guint depth = 0; team && depth < 16; depth++)
    {
      g_autoptr (NhRecord) record = nh_workbook_load (get_workbook (self), nh_entity_find ("team"), team, NULL);
      gint64 parent = record ? g_ascii_strtoll (nh_record_raw (record, "parent"), NULL, 10) : 0;

      if (!parent)
        break;
      team = parent;
    }
  return team;
}

/**
 * nh_awards_page_set_team:
 * @team: a team or a part of one; 0: what is shown stays
 *
 * Shows the members of @team and its parts, or of the team that it is part of.
 */
void
nh_awards_page_set_team (NhAwardsPage *self,
                         gint64 team)
{
  gint64 top = get_top (self, team);

  for (guint i = 0; top && i < self->teams->len; i++)
    if (g_array_index (self->teams, gint64, i) == top)
      gtk_drop_down_set_selected (self->team, i);
}
