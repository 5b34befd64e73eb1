/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/duplicates/nh-merge-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-merge.h"

struct _NhMergeView
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkCheckButton *keep[2];

  NhSession *session;
  const NhEntity *entity;
  gint64 ids[2]; /* left and right */
  guint side;    /* which stays */
  int rows;
  GtkSizeGroup *columns;
  GHashTable *sides; /* names of conflicting fields -> side whose text stays, as number */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhMergeView, nh_merge_view, GTK_TYPE_WIDGET)

static void show_pair (NhMergeView *self);

/* Letters that differ. */

#define LONGEST 160

static void
append_marked (GString *out,
               gunichar c,
               gboolean differs,
               gboolean *open)
{
  char bytes[7] = { 0 };
  g_autofree char *escaped = NULL;

  g_unichar_to_utf8 (c, bytes);
  escaped = g_markup_escape_text (bytes, -1);
  if (differs != *open)
    g_string_append (out, differs ? "<u><b>" : "</b></u>");
  *open = differs;
  g_string_append (out, escaped);
}

/* The longest row of letters that both have in common stays as it is (Wagner and Fischer). */
static char *
mark (const gunichar *a,
      glong n,
      const gunichar *b,
      glong m)
{
  g_autofree guint16 *table = g_new0 (guint16, (n + 1) * (m + 1));
  GString *out = g_string_new (NULL);
  gboolean open = FALSE;
  glong j = 0;

#define AT(i, k) table[(i) * (m + 1) + (k)]
  for (glong i = n; i-- > 0;)
    for (glong k = m; k-- > 0;)
      AT (i, k) = a[i] == b[k] ? AT (i + 1, k + 1) + 1 : MAX (AT (i + 1, k), AT (i, k + 1));
  for (glong i = 0; i < n; i++)
    {
      while (j < m && a[i] != b[j] && AT (i, j + 1) > AT (i + 1, j))
        j++;
      if (j < m && a[i] == b[j])
        {
          append_marked (out, a[i], FALSE, &open);
          j++;
        }
      else
        append_marked (out, a[i], TRUE, &open);
    }
#undef AT
  if (open)
    g_string_append (out, "</b></u>");
  return g_string_free (out, FALSE);
}

/**
 * nh_merge_mark_difference:
 * @text: a text
 * @other: what it is compared with
 *
 * Returns: (transfer full): @text as markup, its letters that @other has not bold and underlined.
 */
char *
nh_merge_mark_difference (const char *text,
                          const char *other)
{
  glong n;
  glong m;
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (text, -1, &n);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (other, -1, &m);

  if (n > LONGEST || m > LONGEST)
    return g_markup_escape_text (text, -1);
  return mark (a, n, b, m);
}

/* The rows. */

/* Without it, GTK 4.8 finds two widths for one wrapped label with markup, and says so. */
#define LEAST_CHARS 9

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
attach (NhMergeView *self,
        GtkWidget *widget,
        int column,
        int width)
{
  gtk_widget_set_hexpand (widget, column > 0);
  if (column > 0 && width == 1)
    gtk_size_group_add_widget (self->columns, widget); /* both sides as wide as each other */
  gtk_grid_attach (GTK_GRID (self->grid), widget, column, self->rows, width, 1);
}

static void
on_side_toggled_cb (GtkCheckButton *button,
                    NhMergeView *self)
{
  const char *field = gtk_widget_get_name (GTK_WIDGET (button));
  guint side = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "nh-side"));

  if (!self->updating && gtk_check_button_get_active (button))
    g_hash_table_insert (self->sides, g_strdup (field), GUINT_TO_POINTER (side));
}

static GtkWidget *
make_choice (NhMergeView *self,
             const NhMergeField *field,
             guint side,
             GtkCheckButton *group)
{
  GtkWidget *button = gtk_check_button_new ();
  const char *text = side == self->side ? field->keep : field->gone;
  const char *other = side == self->side ? field->gone : field->keep;
  g_autofree char *marked = nh_merge_mark_difference (text, other);
  g_autofree char *name = g_strdup_printf ("%s: %s", _(field->field->label), text);
  GtkWidget *label = make_label (NULL, NULL);

  gtk_label_set_markup (GTK_LABEL (label), marked);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label); /* its own label doesn't wrap */
  gtk_widget_set_name (button, field->field->name);
  g_object_set_data (G_OBJECT (button), "nh-side", GUINT_TO_POINTER (side));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (group)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), side == self->side);
  g_signal_connect (button, "toggled", G_CALLBACK (on_side_toggled_cb), self);
  return button;
}

static void
add_conflict (NhMergeView *self,
              const NhMergeField *field)
{
  GtkWidget *left = make_choice (self, field, 0, NULL);
  GtkWidget *right = make_choice (self, field, 1, GTK_CHECK_BUTTON (left));

  attach (self, left, 1, 1);
  attach (self, right, 2, 1);
}

static GtkWidget *
make_value (const char *text,
            const char *remark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (*text ? text : "—", *text ? NULL : "dim-label"));
  if (remark)
    gtk_box_append (GTK_BOX (box), make_label (remark, "nh-remark"));
  return box;
}

static void
add_field (NhMergeView *self,
           const NhMergeField *field)
{
  gboolean swapped = self->side == 1;
  const char *left = swapped ? field->gone : field->keep;
  const char *right = swapped ? field->keep : field->gone;
  const char *taken = field->state == NH_MERGE_FILLED ? _("taken over") : field->state == NH_MERGE_JOINED
                                                                             ? _("both are kept") : NULL;

  if (field->state == NH_MERGE_SAME && !*field->keep)
    return;
  attach (self, make_label (_(field->field->label), "nh-field-label"), 0, 1);
  if (field->state == NH_MERGE_SAME)
    attach (self, make_value (left, NULL), 1, 2);
  else if (field->state == NH_MERGE_CONFLICT)
    add_conflict (self, field);
  else
    {
      attach (self, make_value (left, swapped || field->state == NH_MERGE_JOINED ? taken : NULL), 1, 1);
      attach (self, make_value (right, !swapped || field->state == NH_MERGE_JOINED ? taken : NULL), 2, 1);
    }
  self->rows++;
}

/* Which stays. */

static void
on_keep_toggled_cb (GtkCheckButton *button,
                    NhMergeView *self)
{
  if (self->updating || !gtk_check_button_get_active (button))
    return;
  nh_merge_view_keep (self, button == self->keep[1]);
}

static void
add_heads (NhMergeView *self,
           const char *left,
           const char *right)
{
  const char *names[] = { left, right };

  attach (self, make_label (_("Keep"), "nh-field-label"), 0, 1);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = gtk_check_button_new ();
      g_autofree char *accessible = g_strdup_printf (_("Keep “%s”"), names[i]);
      GtkWidget *label = make_label (names[i], "nh-title");

      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, accessible, -1);
      self->keep[i] = GTK_CHECK_BUTTON (button);
      if (i)
        gtk_check_button_set_group (self->keep[1], self->keep[0]);
      gtk_check_button_set_active (self->keep[i], i == self->side);
      g_signal_connect (button, "toggled", G_CALLBACK (on_keep_toggled_cb), self);
      attach (self, button, (int) i + 1, 1);
    }
  self->rows++;
}

static void
add_uses (NhMergeView *self,
          const NhMergePreview *preview)
{
  GArray *uses[] = { preview->keep_uses, preview->gone_uses };

  attach (self, make_label (_("Used in"), "nh-field-label"), 0, 1);
  for (guint i = 0; i < 2; i++)
    {
      GArray *own = uses[i != self->side];
      g_autofree char *text = nh_merge_describe_uses (own);

      attach (self, make_value (*text ? text : _("nothing yet"), i != self->side && own->len ? _("will move") : NULL),
              (int) i + 1, 1);
    }
  self->rows++;
}

static void
clear_rows (NhMergeView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)))
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->rows = 0;
  self->keep[0] = self->keep[1] = NULL;
  g_hash_table_remove_all (self->sides);
}

static const char *
name_of (const NhMergePreview *preview,
         gboolean gone)
{
  const NhMergeField *named = NULL;

  for (guint i = 0; i < preview->fields->len && !named; i++)
    {
      const NhMergeField *field = &g_array_index (preview->fields, NhMergeField, i);

      if (g_str_equal (field->field->name, "name") || g_str_equal (field->field->name, "number"))
        named = field;
    }
  return !named ? "" : gone ? named->gone : named->keep;
}

static void
show_pair (NhMergeView *self)
{
  g_autoptr (NhMergePreview) preview
      = nh_merge_preview (nh_session_get_workbook (self->session), self->entity, self->ids[self->side],
                          self->ids[1 - self->side], NULL);

  self->updating = TRUE;
  clear_rows (self);
  if (preview)
    {
      add_heads (self, name_of (preview, self->side == 1), name_of (preview, self->side == 0));
      add_uses (self, preview);
      for (guint i = 0; i < preview->fields->len; i++)
        add_field (self, &g_array_index (preview->fields, NhMergeField, i));
    }
  self->updating = FALSE;
}

static void
nh_merge_view_dispose (GObject *object)
{
  NhMergeView *self = NH_MERGE_VIEW (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->sides, g_hash_table_unref);
  G_OBJECT_CLASS (nh_merge_view_parent_class)->dispose (object);
}

static void
nh_merge_view_class_init (NhMergeViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_merge_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_merge_view_init (NhMergeView *self)
{
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->sides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 9);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/**
 * nh_merge_view_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the comparison, of nothing yet.
 */
GtkWidget *
nh_merge_view_new (NhSession *session)
{
  NhMergeView *self = g_object_new (NH_TYPE_MERGE_VIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * nh_merge_view_set_pair:
 * @entity: what the records are
 * @first: the one at the left
 * @second: the one at the right
 *
 * Shows two records; the one that is used more is to stay.
 *
 * Returns: whether both are there.
 */
gboolean
nh_merge_view_set_pair (NhMergeView *self,
                        const NhEntity *entity,
                        gint64 first,
                        gint64 second)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);

  self->entity = entity;
  self->ids[0] = first;
  self->ids[1] = second;
  self->side = nh_merge_choose (workbook, entity, first, second) == second;
  show_pair (self);
  return self->rows > 0;
}

/** nh_merge_view_keep: chooses which of the two stays, and with it whose texts. */
void
nh_merge_view_keep (NhMergeView *self,
                    guint side)
{
  gboolean focused = self->keep[side] && gtk_widget_has_focus (GTK_WIDGET (self->keep[side]));

  if (side == self->side)
    return;
  self->side = side;
  show_pair (self);
  if (focused && self->keep[side])
    gtk_widget_grab_focus (GTK_WIDGET (self->keep[side]));
}

/** nh_merge_view_get_gone: Returns: the key of the record that goes. */
gint64
nh_merge_view_get_gone (NhMergeView *self)
{
  return self->ids[1 - self->side];
}

static GStrv
dup_take (NhMergeView *self)
{
  GHashTableIter iter;
  gpointer field;
  gpointer side;
  GPtrArray *take = g_ptr_array_new ();

  g_hash_table_iter_init (&iter, self->sides);
  while (g_hash_table_iter_next (&iter, &field, &side))
    if (GPOINTER_TO_UINT (side) != self->side)
      g_ptr_array_add (take, g_strdup (field));
  g_ptr_array_add (take, NULL);
  return (GStrv) g_ptr_array_free (take, FALSE);
}

/**
 * nh_merge_view_merge:
 *
 * Merges the two as they are shown, and tells in the status bar what moved.
 *
 * Returns: whether it is done; else the status bar says why not.
 */
gboolean
nh_merge_view_merge (NhMergeView *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  gint64 keep = self->ids[self->side];
  gint64 gone = self->ids[1 - self->side];
  g_auto (GStrv) take = dup_take (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhMergePreview) preview = nh_merge_preview (workbook, self->entity, keep, gone, &error);
  g_autofree char *uses = NULL;
  g_autofree char *message = NULL;

  if (!preview
      || !nh_workbook_merge (workbook, self->entity, keep, gone, (const char *const *) take, &error))
    {
      nh_session_report_error (self->session, &error);
      return FALSE;
    }
  uses = nh_merge_describe_uses (preview->gone_uses);
  message = *uses ? g_strdup_printf (_("“%s” was merged into “%s”; %s moved. Ctrl+Z takes it back."),
                                     name_of (preview, TRUE), name_of (preview, FALSE), uses)
                  : g_strdup_printf (_("“%s” was merged into “%s”. Ctrl+Z takes it back."), name_of (preview, TRUE),
                                     name_of (preview, FALSE));
  nh_session_notify (self->session, message);
  return TRUE;
}

/** nh_merge_view_focus: gives the keys to the choice of the one that stays. */
void
nh_merge_view_focus (NhMergeView *self)
{
  if (self->keep[self->side])
    gtk_widget_grab_focus (GTK_WIDGET (self->keep[self->side]));
}
