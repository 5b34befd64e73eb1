/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "formats/nh-xlsx-read-private.h"

typedef struct
{
  GHashTable *codes; /* number format -> its code */
  GArray *fonts;     /* of NhXlsxFont */
  GArray *styles;    /* of NhXlsxStyle */
  gboolean in_fonts, in_styles;
} Styles;

static void
style_clear (gpointer data)
{
  nh_number_format_clear (&((NhXlsxStyle *) data)->number);
}

static void
add_style (Styles *styles, const NhXmlAttributes *attributes)
{
  guint format = (guint) nh_xml_int (attributes, "numFmtId", 0);
  gint64 font = nh_xml_int (attributes, "fontId", 0);
  NhXlsxStyle style = { 0 };

  if (styles->styles->len >= NH_READ_MAX_STYLES)
    return;
  nh_number_format_read (&style.number, format,
                         g_hash_table_lookup (styles->codes, GUINT_TO_POINTER (format)));
  if (font < styles->fonts->len)
    style.font = g_array_index (styles->fonts, NhXlsxFont, font);
  g_array_append_val (styles->styles, style);
}

static gboolean
start (gpointer data, const char *name, const NhXmlAttributes *attributes)
{
  Styles *styles = data;
  NhXlsxFont font = { 0 };

  if (strcmp (name, "numFmt") == 0)
    {
      gint64 id = nh_xml_int (attributes, "numFmtId", -1);
      char *code = nh_xml_dup (attributes, "formatCode");

      if (code && id >= 0 && g_hash_table_size (styles->codes) < NH_READ_MAX_STYLES)
        g_hash_table_replace (styles->codes, GUINT_TO_POINTER ((guint) id), code);
      else
        g_free (code);
    }
  else if (strcmp (name, "fonts") == 0)
    styles->in_fonts = TRUE;
  else if (strcmp (name, "cellXfs") == 0)
    styles->in_styles = TRUE;
  else if (styles->in_fonts && strcmp (name, "font") == 0)
    {
      if (styles->fonts->len < NH_READ_MAX_STYLES)
        g_array_append_val (styles->fonts, font);
    }
  else if (styles->in_fonts && strcmp (name, "name") == 0 && styles->fonts->len > 0)
    {
      g_autofree char *font_name = nh_xml_dup (attributes, "val");
      NhXlsxFont *last = &g_array_index (styles->fonts, NhXlsxFont, styles->fonts->len - 1);

      if (font_name)
        last->encoding = nh_legacy_text_encoding_of_font (font_name, &last->capitals);
    }
  else if (styles->in_styles && strcmp (name, "xf") == 0)
    add_style (styles, attributes);
  return TRUE;
}

static gboolean
end (gpointer data, const char *name)
{
  Styles *styles = data;

  if (strcmp (name, "fonts") == 0)
    styles->in_fonts = FALSE;
  else if (strcmp (name, "cellXfs") == 0)
    styles->in_styles = FALSE;
  return TRUE;
}

/*
 * nh_xlsx_read_styles:
 * @package: the workbook
 * @part: (nullable): its styles; a workbook may have none
 * @error: return location
 *
 * Returns: (transfer full) (nullable): #NhXlsxStyle by the number that cells have
 */
GArray *
nh_xlsx_read_styles (NhPackage *package, const char *part, GError **error)
{
  static const NhXmlHandlers handlers = { .start = start, .end = end };
  Styles styles = { 0 };
  gboolean ok;

  styles.codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  styles.fonts = g_array_new (FALSE, TRUE, sizeof (NhXlsxFont));
  styles.styles = g_array_new (FALSE, TRUE, sizeof (NhXlsxStyle));
  g_array_set_clear_func (styles.styles, style_clear);
  ok = !part || nh_package_parse (package, part, &handlers, &styles, error);
  g_hash_table_unref (styles.codes);
  g_array_unref (styles.fonts);
  if (!ok)
    g_clear_pointer (&styles.styles, g_array_unref);
  return styles.styles;
}
