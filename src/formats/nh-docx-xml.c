/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "formats/nh-docx-write-private.h"

/* libgsf keeps the names of open elements by address, as strings that live on. */
static const char *
with_prefix (const char *name)
{
  char full[64];

  g_snprintf (full, sizeof full, "w:%s", name);
  return g_intern_string (full);
}

/** nh_docx_start: opens an element of WordprocessingML; @name has no prefix. */
void
nh_docx_start (NhDocxWriter *w, const char *name)
{
  gsf_xml_out_start_element (w->xml, with_prefix (name));
}

/** nh_docx_end: closes the innermost element. */
void
nh_docx_end (NhDocxWriter *w)
{
  gsf_xml_out_end_element (w->xml);
}

/** nh_docx_attribute: adds an attribute to the element that was just opened. */
void
nh_docx_attribute (NhDocxWriter *w, const char *name, const char *value)
{
  gsf_xml_out_add_cstr (w->xml, with_prefix (name), value);
}

/** nh_docx_attribute_int: adds an attribute that is a number. */
void
nh_docx_attribute_int (NhDocxWriter *w, const char *name, int value)
{
  gsf_xml_out_add_int (w->xml, with_prefix (name), value);
}

/** nh_docx_relation: adds the attribute that names a relation of the part. */
void
nh_docx_relation (NhDocxWriter *w, const char *id)
{
  gsf_xml_out_add_cstr (w->xml, "r:id", id);
}

/** nh_docx_value: an empty element with the attribute "val". */
void
nh_docx_value (NhDocxWriter *w, const char *name, const char *value)
{
  nh_docx_start (w, name);
  nh_docx_attribute (w, "val", value);
  nh_docx_end (w);
}

/** nh_docx_value_int: an empty element whose attribute "val" is a number. */
void
nh_docx_value_int (NhDocxWriter *w, const char *name, int value)
{
  nh_docx_start (w, name);
  nh_docx_attribute_int (w, "val", value);
  nh_docx_end (w);
}

/** nh_docx_flag: an empty element: it being there says yes. */
void
nh_docx_flag (NhDocxWriter *w, const char *name)
{
  nh_docx_start (w, name);
  nh_docx_end (w);
}

/** nh_docx_width: an element of the kind CT_TblWidth; @width in twentieths of a point. */
void
nh_docx_width (NhDocxWriter *w, const char *name, int width)
{
  nh_docx_start (w, name);
  nh_docx_attribute_int (w, "w", width);
  nh_docx_attribute (w, "type", "dxa");
  nh_docx_end (w);
}

/** nh_docx_fonts: Times New Roman for letters of all scripts (Decree 30, Appendix I, part I). */
void
nh_docx_fonts (NhDocxWriter *w)
{
  static const char *const scripts[] = { "ascii", "hAnsi", "eastAsia", "cs" };

  nh_docx_start (w, "rFonts");
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    nh_docx_attribute (w, scripts[i], NH_DOCX_FONT);
  nh_docx_end (w);
}

/** nh_docx_size: the size of letters, which Word counts in halves of a point. */
void
nh_docx_size (NhDocxWriter *w, double points)
{
  nh_docx_value_int (w, "sz", (int) lround (points * 2));
  nh_docx_value_int (w, "szCs", (int) lround (points * 2));
}

/** nh_docx_twips: Returns: a length in twentieths of a point. */
int
nh_docx_twips (double points)
{
  return (int) lround (points * 20);
}
