/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-preview.h"

#include <glib/gi18n-lib.h>

#include "ui/import/nh-import-rows.h"
#include "ui/widgets/nh-grid.h"

#define FATE_KEY "nh-fate"
#define RECORD_KEY "nh-record"
#define ALL_FATES ((1u << NH_IMPORT_N_FATES) - 1)
#define MOST_MISSING 200

struct _NhImportPreview
{
  GtkWidget parent_instance;

  GtkWidget *body;
  GtkWidget *chips;
  GtkWidget *toggles[NH_IMPORT_N_FATES];
  GtkWidget *notes;
  GtkWidget *options[3];
  GtkWidget *missing;
  GtkWidget *missing_list;
  NhGrid *grid;
  GtkWidget *detail;

  NhImportRows *rows;
  NhImport *import; /* NULL while it is worked on */
  gint64 cursor;    /* the row to come back to */
  guint shown;      /* of fates, as the user chose */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhImportPreview, nh_import_preview, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the chips: what matters most to the user stands first. */
static const NhImportFate order[NH_IMPORT_N_FATES] = {
  NH_IMPORT_FATE_ERROR, NH_IMPORT_FATE_AMBIGUOUS, NH_IMPORT_FATE_NEW,
  NH_IMPORT_FATE_UPDATES, NH_IMPORT_FATE_SAME, NH_IMPORT_FATE_SKIPPED,
};

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
make_text (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The row under the cursor. */

static guint
get_row (NhImportPreview *self)
{
  guint position;
  guint column;

  if (!self->import || !nh_grid_get_cursor (self->grid, &position, &column))
    return G_MAXUINT;
  return nh_import_rows_get_sheet_row (self->rows, position);
}

static void
decided (NhImportPreview *self)
{
  self->cursor = (gint64) get_row (self) + 1;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_decision_cb (GtkCheckButton *check,
                NhImportPreview *self)
{
  NhImportDecision decision = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), FATE_KEY));
  guint row = get_row (self);

  if (self->updating || row == G_MAXUINT)
    return;
  nh_import_set_decision (self->import, row, gtk_check_button_get_active (check) ? decision : NH_IMPORT_AUTO);
  decided (self);
}

static void
on_candidate_cb (GtkCheckButton *check,
                 NhImportPreview *self)
{
  gint64 *record = g_object_get_data (G_OBJECT (check), RECORD_KEY);
  guint row = get_row (self);

  if (self->updating || row == G_MAXUINT || !gtk_check_button_get_active (check))
    return;
  nh_import_set_record (self->import, row, *record);
  decided (self);
}

static void
add_decision (NhImportPreview *self,
              guint row,
              NhImportDecision decision,
              const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_mnemonic (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), nh_import_get_decision (self->import, row) == decision);
  g_object_set_data (G_OBJECT (check), FATE_KEY, GINT_TO_POINTER (decision));
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_decision_cb), self, 0);
  gtk_box_append (GTK_BOX (self->detail), check);
}

/* Namesakes: which of them is meant? */
static void
add_candidates (NhImportPreview *self,
                guint row)
{
  g_autoptr (GArray) candidates = nh_import_get_candidates (self->import, row);
  GtkWidget *first = NULL;

  for (guint i = 0; candidates && i < candidates->len; i++)
    {
      gint64 record = g_array_index (candidates, gint64, i);
      g_autofree char *text = nh_import_describe_record (self->import, record);
      g_autofree char *label = g_strdup_printf (_("It is %s"), text);
      GtkWidget *check = gtk_check_button_new_with_label (label);

      if (first)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      else
        first = check;
      g_object_set_data_full (G_OBJECT (check), RECORD_KEY, g_memdup2 (&record, sizeof record), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_candidate_cb), self, 0);
      gtk_box_append (GTK_BOX (self->detail), check);
    }
}

static void
add_changes (NhImportPreview *self,
             guint row)
{
  g_autoptr (GPtrArray) changes = nh_import_get_changes (self->import, row);

  for (guint i = 0; changes && i < changes->len; i++)
    {
      const NhImportChange *change = changes->pdata[i];
      g_autofree char *text = change->before && *change->before
                                  ? g_strdup_printf ("%s → %s", change->before, *change->after ? change->after : "–")
                                  : g_strdup (change->after);

      gtk_box_append (GTK_BOX (self->detail), make_text (change->label, "nh-field-label"));
      gtk_box_append (GTK_BOX (self->detail), make_text (text, NULL));
    }
}

static void
update_detail (NhImportPreview *self)
{
  guint row = get_row (self);
  NhImportFate fate;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  const char *reason;

  clear_box (self->detail);
  if (row == G_MAXUINT)
    return;
  self->updating = TRUE;
  fate = nh_import_get_fate (self->import, row);
  name = nh_import_get_name (self->import, row);
  title = g_strdup_printf (_("Row %u: %s"), row + 1, *name ? name : nh_import_fate_label (fate));
  reason = nh_import_get_reason (self->import, row);
  gtk_box_append (GTK_BOX (self->detail), make_text (title, "nh-title"));
  if (reason && *reason)
    gtk_box_append (GTK_BOX (self->detail),
                    make_text (reason, fate == NH_IMPORT_FATE_ERROR || fate == NH_IMPORT_FATE_AMBIGUOUS
                                           ? "nh-error-text" : "dim-label"));
  if (fate == NH_IMPORT_FATE_AMBIGUOUS)
    add_candidates (self, row);
  if (fate == NH_IMPORT_FATE_AMBIGUOUS || nh_import_get_decision (self->import, row) == NH_IMPORT_AS_NEW)
    add_decision (self, row, NH_IMPORT_AS_NEW, _("It is somebody _else: add a new record"));
  if (fate != NH_IMPORT_FATE_SKIPPED || nh_import_get_decision (self->import, row) == NH_IMPORT_SKIP)
    add_decision (self, row, NH_IMPORT_SKIP, _("_Leave this row out"));
  add_changes (self, row);
  self->updating = FALSE;
}

/* What is shown. */

/* At first the cursor stands where the user has to do something. */
static gint64
first_trouble (NhImportPreview *self)
{
  guint n = self->import ? nh_sheet_get_n_rows (nh_import_get_sheet (self->import)) : 0;

  for (guint row = 0; row < n; row++)
    {
      NhImportFate fate = nh_import_get_fate (self->import, row);

      if (fate == NH_IMPORT_FATE_ERROR || fate == NH_IMPORT_FATE_AMBIGUOUS)
        return (gint64) row + 1;
    }
  return 0;
}

static void
show_rows (NhImportPreview *self)
{
  gint64 cursor = self->cursor ? self->cursor : first_trouble (self);
  guint position;

  nh_import_rows_show (self->rows, self->import, self->import ? self->shown : 0);
  position = nh_grid_model_position_of (NH_GRID_MODEL (self->rows), cursor);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    nh_grid_set_cursor (self->grid, position == G_MAXUINT ? 0 : position, 1);
  update_detail (self);
}

static void
on_fate_toggled_cb (GtkToggleButton *button,
                    NhImportPreview *self)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), FATE_KEY));

  if (self->updating)
    return;
  self->shown = gtk_toggle_button_get_active (button) ? self->shown | bit : self->shown & ~bit;
  show_rows (self);
}

static void
update_chips (NhImportPreview *self)
{
  for (guint i = 0; i < NH_IMPORT_N_FATES; i++)
    {
      NhImportFate fate = order[i];
      guint n = nh_import_count (self->import, fate);
      g_autofree char *text = g_strdup_printf ("%s: %u", nh_import_fate_label (fate), n);

      gtk_button_set_label (GTK_BUTTON (self->toggles[fate]), text);
      gtk_widget_set_visible (self->toggles[fate], n > 0);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[fate]), (self->shown & 1u << fate) != 0);
    }
}

static void
update_notes (NhImportPreview *self)
{
  const char *const *remarks = nh_import_get_remarks (self->import);

  clear_box (self->notes);
  for (guint i = 0; remarks && remarks[i]; i++)
    gtk_box_append (GTK_BOX (self->notes), make_text (remarks[i], NULL));
  gtk_widget_set_visible (self->notes, remarks && remarks[0]);
}

/* "Trường TH Long Hòa (Tiểu học), 12 dòng – gần giống “Trường TH Long Hoà”" */
static char *
describe_missing (const NhImportMissing *missing)
{
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", missing->n_rows), missing->n_rows);
  g_autofree char *kind = missing->kind && *missing->kind ? g_strdup_printf (" (%s)", missing->kind) : g_strdup ("");
  g_autofree char *near = missing->near ? g_strdup_printf (_("– nearly the same as “%s”"), missing->near)
                                        : g_strdup ("");

  return g_strdup_printf ("%s%s, %s %s", missing->name, kind, rows, near);
}

static void
update_missing (NhImportPreview *self)
{
  guint n;
  const NhImportMissing *missing = nh_import_get_missing (self->import, &n);
  g_autofree char *title = g_strdup_printf (ngettext ("%u name is not in the rosters yet",
                                                      "%u names are not in the rosters yet", n), n);

  clear_box (self->missing_list);
  gtk_expander_set_label (GTK_EXPANDER (self->missing), title);
  for (guint i = 0; i < MIN (n, MOST_MISSING); i++)
    {
      g_autofree char *text = describe_missing (&missing[i]);

      gtk_box_append (GTK_BOX (self->missing_list), make_text (text, missing[i].near ? "nh-error-text" : NULL));
    }
  gtk_widget_set_visible (self->missing, n > 0);
}

static void
on_option_cb (GtkCheckButton *check,
              NhImportPreview *self)
{
  gboolean active = gtk_check_button_get_active (check);

  if (self->updating || !self->import)
    return;
  if (GTK_WIDGET (check) == self->options[0])
    nh_import_set_update (self->import, active);
  else if (GTK_WIDGET (check) == self->options[1])
    nh_import_set_create_missing (self->import, active);
  else
    nh_import_set_skip_errors (self->import, active);
  decided (self);
}

static void
nh_import_preview_dispose (GObject *object)
{
  NhImportPreview *self = NH_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->import);
  G_OBJECT_CLASS (nh_import_preview_parent_class)->dispose (object);
}

static void
nh_import_preview_class_init (NhImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_import_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkWidget *
make_chips (NhImportPreview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < NH_IMPORT_N_FATES; i++)
    {
      GtkWidget *toggle = gtk_toggle_button_new ();

      self->toggles[order[i]] = toggle;
      g_object_set_data (G_OBJECT (toggle), FATE_KEY, GUINT_TO_POINTER (order[i]));
      gtk_widget_set_tooltip_text (toggle, _("Show or hide these rows"));
      g_signal_connect_object (toggle, "toggled", G_CALLBACK (on_fate_toggled_cb), self, 0);
      gtk_box_append (GTK_BOX (bar), toggle);
    }
  return bar;
}

static GtkWidget *
make_options (NhImportPreview *self)
{
  static const char *const labels[] = { N_("_Update records that are there"), N_("_Add missing units and teams"),
                                        N_("Store the rest when some rows are _wrong") };
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < G_N_ELEMENTS (self->options); i++)
    {
      self->options[i] = gtk_check_button_new_with_mnemonic (_(labels[i]));
      g_signal_connect_object (self->options[i], "toggled", G_CALLBACK (on_option_cb), self, 0);
      gtk_box_append (GTK_BOX (bar), self->options[i]);
    }
  return bar;
}

static GtkWidget *
make_scroller (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  return scroller;
}

static GtkWidget *
make_table (NhImportPreview *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *table;
  GtkWidget *detail;

  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->rows));
  nh_grid_set_label (self->grid, _("Rows of the table"));
  table = make_scroller (GTK_WIDGET (self->grid));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (table), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (table), TRUE);
  self->detail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->detail, "nh-inspector");
  detail = make_scroller (self->detail);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (detail), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (detail, 260, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), table);
  gtk_paned_set_end_child (GTK_PANED (paned), detail);
  gtk_paned_set_resize_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_widget_set_vexpand (paned, TRUE);
  g_signal_connect_object (self->grid, "cursor-moved", G_CALLBACK (update_detail), self, G_CONNECT_SWAPPED);
  return paned;
}

static void
nh_import_preview_init (NhImportPreview *self)
{
  GtkWidget *missing_scroller;
  GtkWidget *notes_scroller;

  self->rows = nh_import_rows_new ();
  self->shown = ALL_FATES & ~(1u << NH_IMPORT_FATE_SAME) & ~(1u << NH_IMPORT_FATE_SKIPPED);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->chips = make_chips (self);
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  /* Many remarks must not take the place of the rows. */
  notes_scroller = make_scroller (self->notes);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (notes_scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (notes_scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (notes_scroller), 110);
  gtk_widget_add_css_class (notes_scroller, "nh-note");
  g_object_bind_property (self->notes, "visible", notes_scroller, "visible", G_BINDING_SYNC_CREATE);
  self->missing = gtk_expander_new (NULL);
  self->missing_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  missing_scroller = make_scroller (self->missing_list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (missing_scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (missing_scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (missing_scroller), 120);
  gtk_expander_set_child (GTK_EXPANDER (self->missing), missing_scroller);
  gtk_box_append (GTK_BOX (self->body), self->chips);
  gtk_box_append (GTK_BOX (self->body), notes_scroller);
  gtk_box_append (GTK_BOX (self->body), make_table (self));
  gtk_box_append (GTK_BOX (self->body), self->missing);
  gtk_box_append (GTK_BOX (self->body), make_options (self));
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
}

/** nh_import_preview_new: Returns: (transfer floating): an empty preview. */
GtkWidget *
nh_import_preview_new (void)
{
  return g_object_new (NH_TYPE_IMPORT_PREVIEW, NULL);
}

/** nh_import_preview_show: shows what @import, which is planned, will do. */
void
nh_import_preview_show (NhImportPreview *self,
                        NhImport *import)
{
  /* Where nothing is wrong, new or changed, the rows that are the same are all there is to see. */
  guint interesting = 0;

  g_set_object (&self->import, import);
  self->updating = TRUE;
  for (guint fate = 0; fate < NH_IMPORT_N_FATES; fate++)
    if (self->shown & 1u << fate)
      interesting += nh_import_count (import, fate);
  if (!interesting)
    self->shown = ALL_FATES;
  update_chips (self);
  update_notes (self);
  update_missing (self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->options[0]), nh_import_get_update (import));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->options[1]), nh_import_get_create_missing (import));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->options[2]), nh_import_get_skip_errors (import));
  self->updating = FALSE;
  show_rows (self);
}

/** nh_import_preview_focus: puts the focus on the rows: the first one is what is to be decided. */
void
nh_import_preview_focus (NhImportPreview *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/** nh_import_preview_hide: shows nothing: another thread works on the import. */
void
nh_import_preview_hide (NhImportPreview *self)
{
  g_clear_object (&self->import);
  nh_import_rows_show (self->rows, NULL, 0);
  clear_box (self->detail);
}
