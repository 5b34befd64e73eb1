/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: pictures, sheets of PDF and of paper, all of what the filters show.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "formats/nh-timeline-file.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/deadlines/nh-calendar-export.h"
#include "ui/dialogs/nh-write-job.h"
#include "ui/nh-menu-button.h"
#include "ui/nh-settings.h"
#include "ui/timeline/nh-timeline-print.h"

#define FOLDER_KEY "last-export-folder"
#define DAYS_OF_MONTH 30.4

static const struct { const char *extension; const char *title; const char *files; const char *pattern; } kinds[] = {
  [NH_TIMELINE_FILE_PNG] = { ".png", N_("Export a picture (PNG)"), N_("PNG pictures"), "*.png" },
  [NH_TIMELINE_FILE_SVG] = { ".svg", N_("Export a picture (SVG)"), N_("SVG pictures"), "*.svg" },
  [NH_TIMELINE_FILE_PDF] = { ".pdf", N_("Export to PDF"), N_("PDF documents"), "*.pdf" },
};

/* While the user is asked for a file. */
typedef struct
{
  NhTimelinePage *page;
  NhTimelineFile kind;
  NhTimelinePaper paper;
} Export;

/* Months on a sheet: as many as are seen, so that paper is as readable as the window. */
static guint
months_on_sheet (NhTimelinePage *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->view));
  double scale = nh_timeline_view_get_scale (self->view);

  if (nh_timeline_view_is_fit (self->view) || scale <= 0)
    return 0;
  return (guint) CLAMP (lround (width / scale / DAYS_OF_MONTH), 1, 12);
}

typedef NhTimelinePages *(*MakePages) (NhAgenda *agenda, NhConflicts *conflicts, const NhTimelineChoice *choice,
                                       const NhTimelinePrint *print);

static NhTimelinePages *
make_pages (NhTimelinePage *self,
            NhTimelinePaper paper,
            MakePages make)
{
  g_autofree char *office = nh_workbook_get_setting (nh_session_get_workbook (self->session), "office_name");
  NhTimelinePrint print = { .author = *office ? office : NULL, .paper = paper, .months = months_on_sheet (self) };
  guint32 first = 0;
  guint32 last = 0;

  nh_timeline_get_range (self->timeline, &first, &last);
  if (nh_today () >= first && nh_today () <= last)
    print.today = nh_today ();
  return make (self->agenda, self->conflicts, nh_timeline_get_choice (self->timeline), &print);
}

/* What the thread writes. */
typedef struct
{
  NhTimelinePages *pages;
  NhTimelineFile kind;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  nh_timeline_pages_free (self->pages);
  g_free (self);
}

static gboolean
write_in_thread (gpointer data,
                 const char *path,
                 GCancellable *cancellable,
                 GError **error)
{
  Work *self = data;

  nh_timeline_pages_lay_out (self->pages);
  return nh_timeline_file_write (self->pages, self->kind, path, NH_TIMELINE_FILE_SCALE, cancellable, error);
}

/**
 * nh_timeline_page_export:
 * @kind: the form of the file
 * @paper: of sheets
 * @path: the file; one of that name is replaced when the new one is complete
 *
 * Writes what is shown at this moment, all of the school year, without holding up the window; the status bar tells what
 * came of it and offers to open the file.
 */
void
nh_timeline_page_export (NhTimelinePage *self,
                         NhTimelineFile kind,
                         NhTimelinePaper paper,
                         const char *path)
{
  NhWriteJob job = { _(kinds[kind].title), _("The timeline was not exported"), write_in_thread, NULL, work_free };
  Work *work;

  if (!self->timeline)
    return;
  work = g_new0 (Work, 1);
  work->pages = make_pages (self, paper, nh_timeline_pages_new_detached);
  work->kind = kind;
  job.data = work;
  nh_write_job_run (GTK_WIDGET (self), self->session, path, &job);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  Export *self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && gtk_widget_get_root (GTK_WIDGET (self->page)))
    nh_timeline_page_export (self->page, self->kind, self->paper, path);
  g_object_unref (self->page);
  g_free (self);
}

/* Nothing with a date is nothing to draw. */
static gboolean
has_bars (NhTimelinePage *self)
{
  if (self->timeline && nh_timeline_get_n_bars (self->timeline))
    return TRUE;
  nh_session_report (self->session, _("No activity with a date is shown: there is nothing to draw."));
  return FALSE;
}

static void
ask (NhTimelinePage *self,
     NhTimelineFile kind,
     NhTimelinePaper paper)
{
  g_autoptr (NhTimelinePages) pages = NULL;
  g_autofree char *folder = nh_settings_dup_string (FOLDER_KEY, "");
  g_autofree char *bare = NULL;
  g_autofree char *name = NULL;
  Export *export;

  if (!has_bars (self))
    return;
  pages = make_pages (self, paper, nh_timeline_pages_new_detached);
  bare = g_strdelimit (g_strdup (nh_timeline_pages_get_title (pages)), "/\\:*?\"<>|\n\t", '-');
  name = g_strconcat (bare, kinds[kind].extension, NULL);
  export = g_new0 (Export, 1);
  export->page = g_object_ref (self);
  export->kind = kind;
  export->paper = paper;
  nh_file_dialog_run (GTK_WIDGET (self),
                      &(NhFileDialog){ NH_FILE_SAVE, _(kinds[kind].title), _("_Export"), name, *folder ? folder : NULL,
                                       _(kinds[kind].files), kinds[kind].pattern },
                      on_file_cb, export);
}

#define HANDLER(name) static void name (GSimpleAction *action, GVariant *parameter, gpointer data)

HANDLER (on_png_cb)
{
  ask (data, NH_TIMELINE_FILE_PNG, NH_TIMELINE_A4);
}

HANDLER (on_svg_cb)
{
  ask (data, NH_TIMELINE_FILE_SVG, NH_TIMELINE_A4);
}

static NhTimelinePaper
paper_of (GVariant *parameter)
{
  return g_str_equal (g_variant_get_string (parameter, NULL), "a3") ? NH_TIMELINE_A3 : NH_TIMELINE_A4;
}

HANDLER (on_pdf_cb)
{
  ask (data, NH_TIMELINE_FILE_PDF, paper_of (parameter));
}

/** nh_timeline_page_print: asks for a printer and prints what is shown on sheets of that paper. */
void
nh_timeline_page_print (NhTimelinePage *self,
                        NhTimelinePaper paper)
{
  if (has_bars (self))
    nh_timeline_print_run (GTK_WIDGET (self), self->session, make_pages (self, paper, nh_timeline_pages_new), paper);
}

HANDLER (on_print_cb)
{
  nh_timeline_page_print (data, paper_of (parameter));
}

/* "Lịch Cụm Một, Trường TH Hoa Mai": whose calendar it is. */
static char *
dup_calendar_name (NhTimelinePage *self,
                   const NhIcsChoice *choice)
{
  const char *const names[] = { nh_agenda_plan_name (self->agenda, choice->plan), nh_agenda_team_name (self->agenda, choice->team),
                                nh_agenda_unit_name (self->agenda, choice->unit),
                                nh_agenda_person_name (self->agenda, choice->person) };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (*names[i])
      g_string_append_printf (text, "%s%s", text->len ? ", " : "Lịch ", names[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Of the plan, team, unit and person that the filters choose: a calendar is somebody's, so words and kinds don't count. */
HANDLER (on_calendar_cb)
{
  NhTimelinePage *self = data;
  const NhTimelineChoice *shown = self->timeline ? nh_timeline_get_choice (self->timeline) : NULL;
  NhIcsChoice choice = { 0 };
  g_autofree char *name = NULL;

  if (!shown)
    return;
  choice = (NhIcsChoice) { .plan = shown->plan, .unit = shown->unit, .person = shown->person, .team = shown->team,
                           .without_dues = shown->no_dues };
  name = dup_calendar_name (self, &choice);
  nh_calendar_export_run (GTK_WIDGET (self), self->session, &choice, name);
}

/* (internal) the button with the menu of files and printers */
GtkWidget *
nh_timeline_page_make_export_button (NhTimelinePage *self)
{
  static const GActionEntry entries[] = {
    { .name = "png", .activate = on_png_cb },
    { .name = "svg", .activate = on_svg_cb },
    { .name = "pdf", .activate = on_pdf_cb, .parameter_type = "s" },
    { .name = "print", .activate = on_print_cb, .parameter_type = "s" },
    { .name = "calendar", .activate = on_calendar_cb },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) pictures = g_menu_new ();
  g_autoptr (GMenu) sheets = g_menu_new ();
  g_autoptr (GMenu) paper = g_menu_new ();
  g_autoptr (GMenu) calendar = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_menu_append (pictures, _("_Picture (PNG)…"), "timeline.png");
  g_menu_append (pictures, _("Picture that stays sharp (_SVG)…"), "timeline.svg");
  g_menu_append (sheets, _("P_DF, sheets of A4…"), "timeline.pdf::a4");
  g_menu_append (sheets, _("PD_F, sheets of A3…"), "timeline.pdf::a3");
  g_menu_append (paper, _("P_rint on A4…"), "timeline.print::a4");
  g_menu_append (paper, _("Print _on A3…"), "timeline.print::a3");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (pictures));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sheets));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (paper));
  g_menu_append (calendar, _("_Calendar (.ics)…"), "timeline.calendar");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (calendar));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "nh-export-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Export or print the timeline (Ctrl+P)"));
  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (button), _("Export or print"));
  return button;
}
