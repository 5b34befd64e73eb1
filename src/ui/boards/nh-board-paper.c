/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-paper.h"

#include <glib/gi18n-lib.h>

#include "document/nh-compose.h"
#include "formats/nh-xlsx.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/nh-settings.h"

/* A table that is being saved: what the file dialog hands on. */
typedef struct
{
  NhSession *session;
  NhAppendixPage *page;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->session);
  nh_appendix_page_free (saving->page);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
has_plan (NhSession *session,
          const NhBoardPaper *paper)
{
  if (!paper->plan)
    nh_session_report (session, _("Choose a plan above the table first: an appendix belongs to one."));
  return paper->plan != 0;
}

static const NhChoice *
choice_of (const char *view)
{
  const NhEntity *entity = nh_entity_find ("appendix");

  return nh_field_find_choice (&entity->fields[NH_FIELD (entity, "view")], view);
}

/* As plans write it: "LỊCH KIỂM TRA THEO THÁNG NĂM HỌC 2023-2024". */
static char *
make_title (const NhBoardPaper *paper,
            NhRecord *plan)
{
  const char *year = plan ? nh_record_text (plan, "school_year") : "";
  g_autofree char *words = g_strdup_printf ("%s%s%s", choice_of (paper->view)->word, *year ? " năm học " : "", year);

  return g_utf8_strup (words, -1);
}

/* The page as the appendix would be, without its number. */
static NhAppendixPage *
make_page (NhWorkbook *workbook,
           const NhBoardPaper *paper,
           GError **error)
{
  g_autoptr (NhRecord) plan = nh_workbook_load (workbook, nh_entity_find ("plan"), paper->plan, error);
  NhTable *table = plan ? nh_compose_view (workbook, paper->plan, paper->view, paper->layout, NULL, error) : NULL;
  NhAppendixPage *page;

  if (!table)
    return NULL;
  page = g_new0 (NhAppendixPage, 1);
  page->heading = g_strdup ("Phụ lục");
  page->title = make_title (paper, plan);
  page->attached = nh_compose_attached_line (plan);
  page->landscape = paper->landscape;
  page->table = table;
  page->file_name = g_strdup_printf ("%s - %s-%s", choice_of (paper->view)->word, nh_record_text (plan, "number"),
                                     nh_record_text (plan, "symbol"));
  g_strdelimit (page->file_name, "/\\:*?\"<>|\n\r\t", '-');
  page->author = g_strdup (nh_record_text (plan, "issuer"));
  return page;
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  g_ptr_array_add (pages, saving->page);
  if (nh_xlsx_write_appendices (path, pages, NULL, &error))
    {
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *text = g_strdup_printf (_("The table was written to %s"), name);

      nh_session_notify (saving->session, text);
    }
  nh_session_report_error (saving->session, &error);
}

/**
 * nh_board_paper_export:
 * @parent: a widget of the window
 * @session: the open workbook
 * @paper: what to write
 *
 * Asks for a file and writes the table to it, as an appendix in Excel.
 */
void
nh_board_paper_export (GtkWidget *parent,
                       NhSession *session,
                       const NhBoardPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  g_autofree char *name = NULL;
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export this table"), _("_Export"), NULL, folder, _("Excel workbooks"), "*.xlsx" };
  NhAppendixPage *page;
  Saving *saving;

  if (!has_plan (session, paper))
    return;
  page = make_page (nh_session_get_workbook (session), paper, &error);
  if (nh_session_report_error (session, &error))
    return;
  saving = g_new0 (Saving, 1);
  saving->session = g_object_ref (session);
  saving->page = page;
  name = g_strconcat (page->file_name, ".xlsx", NULL);
  dialog.name = name;
  nh_file_dialog_run (parent, &dialog, on_file_cb, saving);
}

/* The plan's appendix with the same table in the same layout; 0: none. */
static gint64
find_appendix (NhWorkbook *workbook,
               const NhBoardPaper *paper)
{
  g_autoptr (GArray) ids = nh_compose_list_appendices (workbook, paper->plan, NULL);
  const NhEntity *entity = nh_entity_find ("appendix");

  for (guint i = 0; ids && i < ids->len; i++)
    {
      g_autoptr (NhRecord) record = nh_workbook_load (workbook, entity, g_array_index (ids, gint64, i), NULL);

      if (record && g_str_equal (nh_record_raw (record, "view"), paper->view)
          && g_str_equal (nh_record_raw (record, "layout"), paper->layout))
        return nh_record_get_id (record);
    }
  return 0;
}

/**
 * nh_board_paper_add_appendix:
 * @session: the open workbook
 * @paper: which table of which plan
 *
 * Gives the plan an appendix that shows this table and follows the data, as one step of undo. A plan that has
 * it already does not get it twice.
 */
void
nh_board_paper_add_appendix (NhSession *session,
                             const NhBoardPaper *paper)
{
  NhWorkbook *workbook = nh_session_get_workbook (session);
  g_autofree char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, paper->plan);
  g_autoptr (NhRecord) record = paper->plan ? nh_workbook_load (workbook, nh_entity_find ("plan"), paper->plan, NULL) : NULL;
  g_autofree char *title = make_title (paper, record);
  const NhFieldText values[] = { { "plan", plan }, { "title", title }, { "view", paper->view }, { "layout", paper->layout },
                                 { "orientation", paper->landscape ? "landscape" : "portrait" }, { NULL, NULL } };
  g_autoptr (GArray) ids = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 old;
  gint64 id;

  if (!has_plan (session, paper))
    return;
  old = find_appendix (workbook, paper);
  id = old ? old : nh_session_create (session, nh_entity_find ("appendix"), values, &error);
  if (nh_session_report_error (session, &error))
    return;
  ids = nh_compose_list_appendices (workbook, paper->plan, NULL);
  heading = ids ? nh_compose_appendix_heading (ids, id) : NULL;
  text = g_strdup_printf (old ? _("The plan has this table already: %s.") : _("The plan has this table now: %s."),
                          heading ? heading : "");
  nh_session_notify (session, text);
}

/* The menu. */

typedef struct
{
  GtkWidget *page; /* has the button */
  NhSession *session;
  NhBoardPaperFunc get;
} Exporting;

static void
exporting_free (gpointer data,
                GClosure *closure)
{
  Exporting *exporting = data;

  g_object_unref (exporting->session);
  g_free (exporting);
}

static void
on_action_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  Exporting *exporting = data;
  NhBoardPaper paper = exporting->get (exporting->page);

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "excel"))
    nh_board_paper_export (exporting->page, exporting->session, &paper);
  else
    nh_board_paper_add_appendix (exporting->session, &paper);
}

static void
add_action (GSimpleActionGroup *group,
            const char *name,
            GtkWidget *page,
            NhSession *session,
            NhBoardPaperFunc get)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->page = page;
  exporting->session = g_object_ref (session);
  exporting->get = get;
  g_signal_connect_data (action, "activate", G_CALLBACK (on_action_cb), exporting, exporting_free, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

/**
 * nh_board_paper_button_new:
 * @page: the board; it has the button
 * @session: the open workbook
 * @get: says which table of which plan is meant
 *
 * Returns: (transfer floating): the menu button “Export”: as an Excel file, or as an appendix of the plan.
 */
GtkWidget *
nh_board_paper_button_new (GtkWidget *page,
                           NhSession *session,
                           NhBoardPaperFunc get)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_menu_append (menu, _("As an _Excel file…"), "paper.excel");
  add_action (actions, "excel", page, session, get);
  if (!nh_workbook_is_read_only (nh_session_get_workbook (session)))
    {
      g_menu_append (menu, _("As an _appendix of the plan"), "paper.appendix");
      add_action (actions, "appendix", page, session, get);
    }
  gtk_widget_insert_action_group (button, "paper", G_ACTION_GROUP (actions));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("E_xport"));
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}
