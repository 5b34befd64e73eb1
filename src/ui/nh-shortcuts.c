/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All commands of the program and their keys in one table: the accelerators, the window that lists
 * them and the search palette come from it, so that they can't differ.
 */
#include "ui/nh-application.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const NhShortcut shortcuts[] = {
  { N_("Workbook"), N_("New workbook"), "win.new", "<Control>n" },
  { N_("Workbook"), N_("Open a workbook"), "win.open", "<Control>o" },
  { N_("Workbook"), N_("Save a copy"), "win.save-copy", "<Control><Shift>s" },
  { N_("Workbook"), N_("Import a table"), "win.import", "<Control><Shift>o", .common = TRUE },
  { N_("Workbook"), N_("Backups"), "win.backups", NULL },
  { N_("Workbook"), N_("Open the sample workbook"), "app.sample", NULL },
  { N_("Workbook"), N_("Export the plan or its appendices"), "win.export", "<Control>e", .common = TRUE },
  { N_("Workbook"), N_("Export appendices"), "win.export-appendices", NULL },
  { N_("Workbook"), N_("Export this table"), "win.export-table", "<Control><Shift>e" },
  { N_("Workbook"), N_("Close the window"), "win.close", "<Control>w" },
  { N_("Workbook"), N_("Quit"), "app.quit", "<Control>q" },
  { N_("Editing"), N_("Undo"), "win.undo", "<Control>z" },
  { N_("Editing"), N_("Redo"), "win.redo", "<Control><Shift>z|<Control>y" },
  { N_("Editing"), N_("Add a plan"), "win.new-plan", "<Control><Shift>n", .common = TRUE },
  { N_("Editing"), N_("Save the plan as a template"), "win.save-template", NULL },
  { N_("Editing"), N_("Roll the plan over to the next school year"), "win.roll-over", NULL },
  { N_("Editing"), N_("Roll all plans of the year over"), "win.roll-over-year", NULL },
  { N_("Editing"), N_("Create a series of activities"), "win.new-series", NULL },
  { N_("Workbook"), N_("Export the list of reminders"), "win.export-reminders", NULL },
  { N_("Editing"), N_("Mark activities as done"), "win.mark-done", NULL },
  { N_("Editing"), N_("Filter the rows"), "win.find", "<Control>f", .common = TRUE },
  { N_("Editing"), N_("Find in the cells"), "win.find-cells", "<Control><Shift>f" },
  { N_("Editing"), N_("Find and replace"), "win.replace-cells", "<Control>h" },
  { N_("Editing"), N_("Next match"), "win.find-next", "F3", .command = "" },
  { N_("Editing"), N_("Previous match"), "win.find-previous", "<Shift>F3", .command = "" },
  { N_("Editing"), N_("Do what the message offers"), "win.take-offer", "<Control>period", .command = "" },
  { N_("Units"), N_("Change name or kind of a unit"), "win.unit-rename", NULL },
  { N_("Units"), N_("Move units under another one"), "win.unit-move", NULL },
  { N_("Units"), N_("End the activity of a unit"), "win.unit-close", NULL },
  { N_("Units"), N_("Unite units"), "win.unit-unite", NULL },
  { N_("Inspections"), N_("Propose a schedule of inspections"), "win.propose-inspections", NULL },
  { N_("Table"), N_("Edit the cell"), NULL, "F2" },
  { N_("Table"), N_("Store and go down"), NULL, "Return" },
  { N_("Table"), N_("Store and go right"), NULL, "Tab" },
  { N_("Table"), N_("Discard the edit"), NULL, "Escape" },
  { N_("Table"), N_("All choices of the cell"), NULL, "<Alt>Down" },
  { N_("Table"), N_("Copy, cut, paste cells"), NULL, "<Control>c|<Control>x|<Control>v" },
  { N_("Table"), N_("Fill down"), NULL, "<Control>d" },
  { N_("Table"), N_("While editing: store in all selected cells"), NULL, "<Control>Return" },
  { N_("Table"), N_("Copy from the cell above"), NULL, "<Control>apostrophe" },
  { N_("Table"), N_("Type today's date"), NULL, "<Control>semicolon" },
  { N_("Table"), N_("Select the columns, the rows, everything"), NULL, "<Control>space|<Shift>space|<Control>a" },
  { N_("Table"), N_("Clear the cells"), NULL, "Delete" },
  { N_("Table"), N_("Add a row"), NULL, "<Control>Insert", .command = "win.add-row" },
  { N_("Table"), N_("Delete the selected rows"), NULL, "<Control>Delete",
    .command = "win.delete-rows" },
  { N_("Table"), N_("Open the row"), NULL, "<Control>Return" },
  { N_("Text of the plan"), N_("Headings I. to 1.1.1., point a)"), NULL,
    "<Control>1|<Control>2|<Control>3|<Control>4|<Control>5" },
  { N_("Text of the plan"), N_("Paragraph"), NULL, "<Control>0" },
  { N_("Text of the plan"), N_("Dash –"), NULL, "<Control><Shift>l" },
  { N_("Text of the plan"), N_("Lower the level, raise it"), NULL, "Tab|<Shift>Tab" },
  { N_("Text of the plan"), N_("Leave the text"), NULL, "<Control>Tab" },
  { N_("Text of the plan"), N_("Move the paragraph or section"), NULL, "<Alt>Up|<Alt>Down" },
  { N_("Text of the plan"), N_("Bold, italic"), NULL, "<Control>b|<Control>i" },
  { N_("Text of the plan"), N_("Line break within the paragraph"), NULL, "<Shift>Return" },
  { N_("Text of the plan"), N_("Page break"), NULL, "<Control>Return" },
  { N_("Text of the plan"), N_("Footnote"), NULL, "<Control><Alt>f" },
  { N_("Text of the plan"), N_("Open the table, footnote or reference"), NULL, "F2" },
  { N_("Text of the plan"), N_("Change what the table shows"), NULL, "<Alt>Return" },
  { N_("Text of the plan"), N_("Find, find and replace"), NULL, "<Control>f|<Control>h" },
  { N_("Text of the plan"), N_("Next place to fill"), NULL, "F4" },
  { N_("Text of the plan"), N_("Non-breaking space, hyphen"), NULL, "<Control><Shift>space|<Control><Shift>minus" },
  { N_("Text of the plan"), N_("Paste without formatting"), NULL, "<Control><Shift>v" },
  { N_("Clusters and teams"), N_("Replace a member"), "win.replace-member", NULL },
  { N_("Clusters and teams"), N_("End membership"), "win.end-membership", NULL },
  { N_("Clusters and teams"), N_("Renew team"), "win.renew-team", NULL },
  { N_("Clusters and teams"), N_("Awards"), "win.awards", NULL },
  { N_("Clusters and teams"), N_("Roles of the office"), "win.team-roles", NULL },
  { N_("Clusters and teams"), N_("Changes between two days"), "win.compare-rosters", NULL },
  { N_("Clusters and teams"), N_("Board"), "win.arrange-board", NULL },
  { N_("Table"), N_("Filter by the values of the column"), NULL, "<Control><Shift>l" },
  { N_("Table"), N_("Go to the column headers"), NULL, "<Control><Shift>h" },
  { N_("Table"), N_("In a header: sort by this column, or by it too"), NULL, "Return|<Shift>Return" },
  { N_("Table"), N_("In a header: move or resize the column"), NULL, "<Alt>Right|<Shift>Right" },
  { N_("Table"), N_("On a group: collapse, expand"), NULL, "Left|Right" },
  { N_("Timeline"), N_("Next bar of the row, of the rows above and below"), NULL, "Left|Right|Up|Down" },
  { N_("Timeline"), N_("Select further, only go"), NULL, "<Shift>Right|<Control>Right" },
  { N_("Timeline"), N_("Select or not, select everything"), NULL, "space|<Control>a" },
  { N_("Timeline"), N_("Move what is selected earlier, later"), NULL, "<Alt>Left|<Alt>Right" },
  { N_("Timeline"), N_("Move it to the lane above, below"), NULL, "<Alt>Up|<Alt>Down" },
  { N_("Timeline"), N_("Let it end earlier, later"), NULL, "<Alt><Shift>Left|<Alt><Shift>Right" },
  { N_("Timeline"), N_("Open the form of the activity"), NULL, "Return|F2" },
  { N_("Timeline"), N_("Month, state and other commands"), NULL, "Menu|<Shift>F10" },
  { N_("Timeline"), N_("Wider days, narrower days, the whole year"), NULL, "<Control>plus|<Control>minus|<Control>0" },
  { N_("Timeline"), N_("What colours, shapes and signs mean"), NULL, "<Control>l" },
  { N_("Timeline"), N_("Delete the selected activities"), NULL, "Delete" },
  { N_("Timeline"), N_("Give up a drag, select nothing"), NULL, "Escape" },
  { N_("Plan"), N_("Export the plan to Word"), "win.export-word", NULL },
  { N_("Plan"), N_("Export the plan to PDF"), "win.export-pdf", NULL },
  { N_("Plan"), N_("Print the plan"), "win.print-plan", "<Control>p" },
  { N_("Plan"), N_("Issue the plan"), "win.issue-plan", NULL },
  { N_("Plan"), N_("Amend the plan"), "win.amend-plan", NULL },
  { N_("Plan"), N_("Go to the next place to fill"), "win.next-blank", "F4" },
  { N_("Plan"), N_("Show or hide the outline"), "win.plan-outline", "<Control>F8" },
  { N_("Plan"), N_("Show or hide the pages"), "win.plan-preview", "<Control>F9" },
  { N_("Plan"), N_("Text of the plan"), "win.show-plan-text", "<Alt>1" },
  { N_("Plan"), N_("Details of the plan"), "win.show-plan-info", "<Alt>2" },
  { N_("Plan"), N_("Activities of the plan"), "win.show-plan-activities", "<Alt>3" },
  { N_("Plan"), N_("Appendices of the plan"), "win.show-plan-appendices", "<Alt>4" },
  { N_("Plan"), N_("History of the plan"), "win.show-plan-history", "<Alt>5" },
  { N_("Plan"), N_("In the outline: move the section"), NULL, "<Alt>Up|<Alt>Down" },
  { N_("Plan"), N_("In the outline: promote or demote the section"), NULL, "<Alt>Left|<Alt>Right" },
  { N_("Plan"), N_("In the pages: larger, smaller, fit the width"), NULL, "<Control>plus|<Control>minus|<Control>0" },
  { N_("Window"), N_("Search, or run a command"), "win.search", "<Control>k", .command = "" },
  { N_("Window"), N_("Next pane"), "win.next-pane", "F6", .command = "" },
  { N_("Window"), N_("Previous pane"), "win.previous-pane", "<Shift>F6", .command = "" },
  { N_("Window"), N_("Show or hide the sidebar"), "win.sidebar", "F8" },
  { N_("Window"), N_("Show or hide the inspector"), "win.inspector", "F9" },
  { N_("Window"), N_("The workbook's menu"), "win.file-menu", "<Alt>f", .command = "" },
  { N_("Window"), N_("Menu"), "win.main-menu", "F10", .command = "" },
  { N_("Window"), N_("Preferences"), "win.preferences", "<Control>comma", .common = TRUE },
  { N_("Window"), N_("Keyboard shortcuts"), "win.shortcuts", "<Control>question|F1", .common = TRUE },
  { N_("Window"), N_("About Năm Học"), "win.about", NULL },
};

/* Keys without an action belong to the table: in a text, Ctrl+Delete deletes a word and not rows. */

/**
 * nh_application_shortcuts:
 * @n_shortcuts: (out): how many
 *
 * Returns: (array length=n_shortcuts) (transfer none): all keys, by group.
 */
const NhShortcut *
nh_application_shortcuts (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

/** nh_shortcut_get_command: Returns: (nullable): the action that the command runs, as "win.undo". */
const char *
nh_shortcut_get_command (const NhShortcut *shortcut)
{
  if (!shortcut->command)
    return shortcut->action;
  return *shortcut->command ? shortcut->command : NULL;
}

/* Translations of the toolkit write "<Space bar>", some with other brackets. */
static void
strip_brackets (char *label)
{
  char *to = label;

  for (const char *from = label, *next; *from; from = next)
    {
      gunichar c = g_utf8_get_char (from);

      next = g_utf8_next_char (from);
      if (c == '<' || c == '>' || c == 0x2039 || c == 0x203A)
        continue;
      memmove (to, from, (size_t) (next - from));
      to += next - from;
    }
  *to = '\0';
}

/**
 * nh_shortcut_dup_keys:
 * @shortcut: a command
 * @all: all of its keys, or the first
 *
 * Returns: (transfer full): "Ctrl+Shift+E", as it stands on the keys; "" for none.
 */
char *
nh_shortcut_dup_keys (const NhShortcut *shortcut,
                      gboolean all)
{
  g_auto (GStrv) parts = g_strsplit (shortcut->accels ? shortcut->accels : "", "|", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; parts[i] && (all || i == 0); i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *label = NULL;

      if (!gtk_accelerator_parse (parts[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      strip_brackets (label);
      g_string_append_printf (text, "%s%s", text->len ? "   " : "", label);
    }
  return g_string_free (text, FALSE);
}
