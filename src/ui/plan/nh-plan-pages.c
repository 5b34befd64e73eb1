/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-pages.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 18 /* around the pages */
#define GAP 18    /* between them */
#define KEPT 2    /* pictures of pages are kept this many pages from what is in sight */
#define LABEL_DELAY 400 /* ms until the pages say anew to screen readers what is on them */

struct _NhPlanPages
{
  GtkWidget parent_instance;

  NhPaper *paper;
  GPtrArray *sheets; /* of NhPlanSheet, one for each page */
  guint section;     /* whose pages are shown alone */
  NhZoom zoom;
  double factor;
  GtkAdjustment *vertical;

  gboolean has_cursor;
  guint cursor_element;
  guint cursor_offset;

  guint draw_source;
  guint label_source;
  guint resize_source;
};

G_DEFINE_FINAL_TYPE (NhPlanPages, nh_plan_pages, GTK_TYPE_WIDGET)

enum { PICKED, LAID_OUT, N_SIGNALS };
static guint signals[N_SIGNALS];

static NhPlanSheet *
get_sheet (NhPlanPages *self,
           guint page)
{
  return g_ptr_array_index (self->sheets, page);
}

/* Places. */

static double
scale_of (NhPlanPages *self,
          NhPlanSheet *sheet,
          int width)
{
  double page_width;
  double page_height;
  double by_width;
  double by_height;

  if (self->zoom == NH_ZOOM_FIXED)
    return self->factor * NH_PIXELS_PER_POINT;
  nh_plan_sheet_get_size (sheet, &page_width, &page_height);
  by_width = MAX (width - 2 * MARGIN, 60) / MAX (page_width, 1);
  if (self->zoom == NH_ZOOM_WIDTH || !self->vertical)
    return by_width;
  by_height = MAX (gtk_adjustment_get_page_size (self->vertical) - 2 * MARGIN, 60) / MAX (page_height, 1);
  return MIN (by_width, by_height);
}

static GtkSizeRequestMode
nh_plan_pages_get_request_mode (GtkWidget *widget)
{
  return NH_PLAN_PAGES (widget)->zoom == NH_ZOOM_FIXED ? GTK_SIZE_REQUEST_CONSTANT_SIZE
                                                       : GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
nh_plan_pages_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  NhPlanPages *self = NH_PLAN_PAGES (widget);
  double height = MARGIN;
  double widest = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      NhPlanSheet *sheet = get_sheet (self, i);
      double page_width;
      double page_height;
      double scale = scale_of (self, sheet, for_size > 0 ? for_size : 400);

      if (!gtk_widget_get_visible (GTK_WIDGET (sheet)))
        continue;
      nh_plan_sheet_get_size (sheet, &page_width, &page_height);
      widest = MAX (widest, page_width * scale);
      height += ceil (page_height * scale) + GAP;
    }
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) (height - GAP + MARGIN);
  else if (self->zoom == NH_ZOOM_FIXED)
    *minimum = *natural = (int) ceil (widest) + 2 * MARGIN;
  else
    {
      *minimum = 120;
      *natural = 400;
    }
}

static void
nh_plan_pages_size_allocate (GtkWidget *widget,
                             int width,
                             int height,
                             int baseline)
{
  NhPlanPages *self = NH_PLAN_PAGES (widget);
  int y = MARGIN;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      NhPlanSheet *sheet = get_sheet (self, i);
      double page_width;
      double page_height;
      double scale;
      GtkAllocation place;

      if (!gtk_widget_get_visible (GTK_WIDGET (sheet)))
        continue;
      scale = scale_of (self, sheet, width);
      nh_plan_sheet_set_scale (sheet, scale);
      nh_plan_sheet_get_size (sheet, &page_width, &page_height);
      place.width = (int) ceil (page_width * scale);
      place.height = (int) ceil (page_height * scale);
      place.x = MAX (MARGIN, (width - place.width) / 2);
      place.y = y;
      y += place.height + GAP;
      gtk_widget_size_allocate (GTK_WIDGET (sheet), &place, -1);
    }
}

/* Drawing, when nothing else is to do: what is in sight first, then its neighbours. */

static gboolean
find_sight (NhPlanPages *self,
            guint *first,
            guint *last)
{
  double top = self->vertical ? gtk_adjustment_get_value (self->vertical) : 0;
  double bottom = top + (self->vertical ? gtk_adjustment_get_page_size (self->vertical) : 0);
  gboolean found = FALSE;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, i))) ||
          !gtk_widget_compute_bounds (GTK_WIDGET (get_sheet (self, i)), GTK_WIDGET (self), &bounds) ||
          bounds.origin.y + bounds.size.height <= top || bounds.origin.y >= bottom)
        continue;
      if (!found)
        *first = i;
      *last = i;
      found = TRUE;
    }
  return found;
}

static NhPlanSheet *
next_to_draw (NhPlanPages *self)
{
  guint first = 0;
  guint last = 0;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !find_sight (self, &first, &last))
    return NULL;
  for (guint i = 0; i < self->sheets->len; i++)
    if (i + KEPT < first || i > last + KEPT)
      nh_plan_sheet_forget (get_sheet (self, i));
  for (guint i = first; i <= last; i++)
    if (nh_plan_sheet_needs_drawing (get_sheet (self, i)))
      return get_sheet (self, i);
  if (last + 1 < self->sheets->len && gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, last + 1))) &&
      nh_plan_sheet_needs_drawing (get_sheet (self, last + 1)))
    return get_sheet (self, last + 1);
  if (first > 0 && gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, first - 1))) &&
      nh_plan_sheet_needs_drawing (get_sheet (self, first - 1)))
    return get_sheet (self, first - 1);
  return NULL;
}

static gboolean
draw_cb (gpointer data)
{
  NhPlanPages *self = data;
  NhPlanSheet *sheet = next_to_draw (self);

  if (sheet)
    {
      nh_plan_sheet_draw (sheet, nh_paper_get_layout (self->paper));
      return G_SOURCE_CONTINUE;
    }
  self->draw_source = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_drawing (NhPlanPages *self)
{
  if (!self->draw_source && self->paper)
    self->draw_source = g_idle_add_full (G_PRIORITY_LOW, draw_cb, self, NULL);
}

static void
nh_plan_pages_snapshot (GtkWidget *widget,
                        GtkSnapshot *snapshot)
{
  queue_drawing (NH_PLAN_PAGES (widget));
  GTK_WIDGET_CLASS (nh_plan_pages_parent_class)->snapshot (widget, snapshot);
}

/* For those who don't see the pages: "Trang 3 trên 8: II. NỘI DUNG KẾ HOẠCH". */

static char *
headings_of (NhPlanPages *self,
             guint page)
{
  NhDocument *document = nh_paper_get_document (self->paper);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < nh_document_get_n_elements (document) && n < 2; i++)
    {
      NhElement *element = nh_document_get_element (document, i);
      guint on;
      NhPageRect rect;

      if ((element->kind != NH_ELEMENT_HEADING && element->kind != NH_ELEMENT_APPENDIX_HEAD) ||
          !nh_page_layout_locate (nh_paper_get_layout (self->paper), i, 0, &on, &rect) || on < page)
        continue;
      if (on > page)
        break;
      if (n++)
        g_string_append (text, "; ");
      if (element->kind == NH_ELEMENT_APPENDIX_HEAD)
        g_string_append_printf (text, "%s. %s", element->appendix->heading, element->appendix->title);
      else
        g_string_append_printf (text, "%s %s", element->label ? element->label : "",
                                nh_rich_text_get_text (element->text));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Only of pages in sight and their neighbours: a reader goes from one to the next. */
static gboolean
label_cb (gpointer data)
{
  NhPlanPages *self = data;
  guint first = 0;
  guint last = 0;

  self->label_source = 0;
  if (!self->paper || !find_sight (self, &first, &last))
    return G_SOURCE_REMOVE;
  for (guint i = first; i <= last && i < self->sheets->len; i++)
    {
      g_autofree char *headings = headings_of (self, i);
      g_autofree char *place = g_strdup_printf (_("Page %u of %u"), i + 1, self->sheets->len);
      g_autofree char *label = *headings ? g_strdup_printf ("%s: %s", place, headings) : g_strdup (place);

      gtk_accessible_update_property (GTK_ACCESSIBLE (get_sheet (self, i)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_labels (NhPlanPages *self)
{
  if (!self->label_source)
    self->label_source = g_timeout_add (LABEL_DELAY, label_cb, self);
}

/* Following the layout. */

static void
show_cursor (NhPlanPages *self)
{
  guint page = G_MAXUINT;
  NhPageRect rect;

  if (!self->has_cursor || !self->paper ||
      !nh_page_layout_locate (nh_paper_get_layout (self->paper), self->cursor_element, self->cursor_offset, &page, &rect))
    page = G_MAXUINT;
  for (guint i = 0; i < self->sheets->len; i++)
    nh_plan_sheet_set_mark (get_sheet (self, i), i == page ? &rect : NULL);
}

static void
update_sheets (NhPlanPages *self)
{
  NhPageLayout *layout = nh_paper_get_layout (self->paper);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      NhPlanSheet *sheet = get_sheet (self, i);
      double width;
      double height;
      guint section;

      nh_page_layout_get_page_size (layout, i, &width, &height);
      nh_plan_sheet_set_size (sheet, width, height);
      nh_plan_sheet_set_page (sheet, i, nh_page_layout_get_page_number (layout, i, &section));
      gtk_widget_set_visible (GTK_WIDGET (sheet), self->section == NH_ALL_SECTIONS || self->section == section);
    }
  show_cursor (self);
  queue_drawing (self);
  queue_labels (self);
  g_signal_emit (self, signals[LAID_OUT], 0);
}

static void
add_sheet (NhPlanPages *self,
           guint page)
{
  GtkWidget *sheet = nh_plan_sheet_new ();

  gtk_widget_insert_after (sheet, GTK_WIDGET (self), page > 0 ? GTK_WIDGET (get_sheet (self, page - 1)) : NULL);
  g_ptr_array_insert (self->sheets, (int) page, sheet);
}

static void
on_pages_changed_cb (NhPlanPages *self,
                     guint first,
                     guint n_removed,
                     guint n_added)
{
  guint common = MIN (n_removed, n_added);

  for (guint i = 0; i < common; i++)
    nh_plan_sheet_invalidate (get_sheet (self, first + i));
  for (guint i = common; i < n_removed; i++)
    {
      gtk_widget_unparent (GTK_WIDGET (get_sheet (self, first + common)));
      g_ptr_array_remove_index (self->sheets, first + common);
    }
  for (guint i = common; i < n_added; i++)
    add_sheet (self, first + i);
  update_sheets (self);
  if (n_removed != n_added)
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
remove_sheets (NhPlanPages *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    gtk_widget_unparent (GTK_WIDGET (get_sheet (self, i)));
  g_ptr_array_set_size (self->sheets, 0);
}

static void
on_pressed_cb (NhPlanPages *self,
               int n_press,
               double x,
               double y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  graphene_point_t place;
  double scale;
  guint element;
  guint offset;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!hit || !NH_IS_PLAN_SHEET (hit) ||
      !gtk_widget_compute_point (GTK_WIDGET (self), hit, &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  scale = nh_plan_sheet_get_scale (NH_PLAN_SHEET (hit));
  if (nh_page_layout_pick (nh_paper_get_layout (self->paper), nh_plan_sheet_get_page (NH_PLAN_SHEET (hit)),
                           place.x / scale, place.y / scale, &element, &offset))
    g_signal_emit (self, signals[PICKED], 0, element, offset);
}

static void
on_scrolled_cb (NhPlanPages *self)
{
  queue_drawing (self);
  queue_labels (self);
}

static gboolean
resize_cb (GtkWidget *widget,
           GdkFrameClock *clock,
           gpointer data)
{
  NhPlanPages *self = NH_PLAN_PAGES (widget);

  self->resize_source = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Told while the room is given out: the pages ask for another one afterwards. */
static void
on_page_size_cb (NhPlanPages *self)
{
  if (self->zoom == NH_ZOOM_PAGE && !self->resize_source)
    self->resize_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), resize_cb, NULL, NULL);
}

static void
nh_plan_pages_dispose (GObject *object)
{
  NhPlanPages *self = NH_PLAN_PAGES (object);

  g_clear_handle_id (&self->draw_source, g_source_remove);
  g_clear_handle_id (&self->label_source, g_source_remove);
  remove_sheets (self);
  g_clear_object (&self->vertical);
  g_clear_object (&self->paper);
  G_OBJECT_CLASS (nh_plan_pages_parent_class)->dispose (object);
}

static void
nh_plan_pages_finalize (GObject *object)
{
  g_ptr_array_unref (NH_PLAN_PAGES (object)->sheets);
  G_OBJECT_CLASS (nh_plan_pages_parent_class)->finalize (object);
}

static void
nh_plan_pages_class_init (NhPlanPagesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_pages_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_plan_pages_finalize;
  widget_class->get_request_mode = nh_plan_pages_get_request_mode;
  widget_class->measure = nh_plan_pages_measure;
  widget_class->size_allocate = nh_plan_pages_size_allocate;
  widget_class->snapshot = nh_plan_pages_snapshot;
  gtk_widget_class_set_css_name (widget_class, "nhpages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DOCUMENT);
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                  G_TYPE_UINT);
  signals[LAID_OUT] = g_signal_new ("laid-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_plan_pages_init (NhPlanPages *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->sheets = g_ptr_array_new ();
  self->section = NH_ALL_SECTIONS;
  self->factor = 1.0;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Preview of the pages"), -1);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/** nh_plan_pages_new: Returns: (transfer floating): no pages yet. */
GtkWidget *
nh_plan_pages_new (void)
{
  return g_object_new (NH_TYPE_PLAN_PAGES, NULL);
}

/** nh_plan_pages_set_paper: shows the pages of @paper (nullable) and follows it. */
void
nh_plan_pages_set_paper (NhPlanPages *self,
                         NhPaper *paper)
{
  if (self->paper == paper)
    return;
  if (self->paper)
    g_signal_handlers_disconnect_by_data (self->paper, self);
  remove_sheets (self);
  g_set_object (&self->paper, paper);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (!paper)
    return;
  g_signal_connect_object (paper, "pages-changed", G_CALLBACK (on_pages_changed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < nh_paper_get_n_pages (paper); i++)
    add_sheet (self, i);
  update_sheets (self);
}

/** nh_plan_pages_get_paper: Returns: (transfer none) (nullable): what is shown. */
NhPaper *
nh_plan_pages_get_paper (NhPlanPages *self)
{
  return self->paper;
}

/** nh_plan_pages_set_section: shows the pages of one section alone (1: the first appendix), or %NH_ALL_SECTIONS. */
void
nh_plan_pages_set_section (NhPlanPages *self,
                           guint section)
{
  if (self->section == section)
    return;
  self->section = section;
  if (self->paper)
    update_sheets (self);
}

/** nh_plan_pages_set_zoom: @factor: for %NH_ZOOM_FIXED, 1.0 is as on paper; kept within its limits. */
void
nh_plan_pages_set_zoom (NhPlanPages *self,
                        NhZoom zoom,
                        double factor)
{
  self->zoom = zoom;
  self->factor = CLAMP (factor, NH_ZOOM_MIN, NH_ZOOM_MAX);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  queue_drawing (self);
}

/** nh_plan_pages_get_zoom: Returns: how the size of the pages is found. */
NhZoom
nh_plan_pages_get_zoom (NhPlanPages *self)
{
  return self->zoom;
}

/** nh_plan_pages_get_factor: Returns: how large the first page in sight is shown, 1.0 as on paper. */
double
nh_plan_pages_get_factor (NhPlanPages *self)
{
  guint first = 0;
  guint last = 0;

  if (self->zoom == NH_ZOOM_FIXED)
    return self->factor;
  if (find_sight (self, &first, &last))
    return nh_plan_sheet_get_scale (get_sheet (self, first)) / NH_PIXELS_PER_POINT;
  /* Sheets that have just come have no room yet. */
  for (guint i = 0; i < self->sheets->len && gtk_widget_get_width (GTK_WIDGET (self)) > 0; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, i))))
      return scale_of (self, get_sheet (self, i), gtk_widget_get_width (GTK_WIDGET (self))) / NH_PIXELS_PER_POINT;
  return self->factor;
}

/** nh_plan_pages_set_adjustment: the scrolled window's, which tells what is in sight. */
void
nh_plan_pages_set_adjustment (NhPlanPages *self,
                              GtkAdjustment *vertical)
{
  g_set_object (&self->vertical, vertical);
  g_signal_connect_object (vertical, "value-changed", G_CALLBACK (on_scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vertical, "notify::page-size", G_CALLBACK (on_page_size_cb), self, G_CONNECT_SWAPPED);
}

/**
 * nh_plan_pages_set_cursor:
 * @element: where the cursor of the text is
 * @offset: in bytes of its text
 * @page: (out): the page where that stands
 * @top: (out): its place, in pixels from the top of this widget
 * @bottom: (out): where its line ends
 *
 * Returns: whether the place is on a page that is shown.
 */
gboolean
nh_plan_pages_set_cursor (NhPlanPages *self,
                          guint element,
                          guint offset,
                          guint *page,
                          double *top,
                          double *bottom)
{
  NhPageRect rect;
  graphene_rect_t bounds;
  double scale;

  self->has_cursor = TRUE;
  self->cursor_element = element;
  self->cursor_offset = offset;
  show_cursor (self);
  if (!self->paper || !nh_page_layout_locate (nh_paper_get_layout (self->paper), element, offset, page, &rect) ||
      *page >= self->sheets->len || !gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, *page))) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (get_sheet (self, *page)), GTK_WIDGET (self), &bounds))
    return FALSE;
  scale = nh_plan_sheet_get_scale (get_sheet (self, *page));
  *top = bounds.origin.y + rect.y * scale;
  *bottom = *top + rect.height * scale;
  return TRUE;
}

/** nh_plan_pages_clear_cursor: no place is marked any more. */
void
nh_plan_pages_clear_cursor (NhPlanPages *self)
{
  self->has_cursor = FALSE;
  show_cursor (self);
}

/** nh_plan_pages_get_n_visible: Returns: how many pages are shown, of all or of the section. */
guint
nh_plan_pages_get_n_visible (NhPlanPages *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    n += gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, i))) ? 1 : 0;
  return n;
}

/** nh_plan_pages_get_page_in_sight: Returns: the page that takes most of the room, counted from 0 among the shown. */
guint
nh_plan_pages_get_page_in_sight (NhPlanPages *self)
{
  double middle = self->vertical
                      ? gtk_adjustment_get_value (self->vertical) + gtk_adjustment_get_page_size (self->vertical) / 2 : 0;
  guint n = 0;
  guint found = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, i))))
        continue;
      if (gtk_widget_compute_bounds (GTK_WIDGET (get_sheet (self, i)), GTK_WIDGET (self), &bounds) &&
          bounds.origin.y <= middle)
        found = n;
      n++;
    }
  return found;
}

/** nh_plan_pages_get_place: where a page of the layout stands, in pixels. Returns: whether it is shown. */
gboolean
nh_plan_pages_get_place (NhPlanPages *self,
                         guint page,
                         double *top,
                         double *height)
{
  graphene_rect_t bounds;

  if (page >= self->sheets->len || !gtk_widget_get_visible (GTK_WIDGET (get_sheet (self, page))) ||
      !gtk_widget_compute_bounds (GTK_WIDGET (get_sheet (self, page)), GTK_WIDGET (self), &bounds))
    return FALSE;
  *top = bounds.origin.y;
  *height = bounds.size.height;
  return TRUE;
}

/** nh_plan_pages_is_drawn: Returns: whether all that is in sight is drawn as it is now. */
gboolean
nh_plan_pages_is_drawn (NhPlanPages *self)
{
  guint first = 0;
  guint last = 0;

  if (!find_sight (self, &first, &last))
    return FALSE;
  for (guint i = first; i <= last; i++)
    if (nh_plan_sheet_needs_drawing (get_sheet (self, i)))
      return FALSE;
  return TRUE;
}
