/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-attachment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-period.h"

/* What officers attach. Formats with macros (.docm, .xlsm), pages with scripts and everything unknown are left
 * to the folder they lie in. */
static const char *const documents[] = {
  "doc",  "docx", "odt",  "rtf", "xls", "xlsx", "ods", "csv", "ppt",  "pptx", "odp", "pdf", "txt",    "md",
  "jpg",  "jpeg", "png",  "gif", "bmp", "tif",  "tiff", "webp", "heic", "mp3",  "m4a", "wav", "mp4",  "mov",
  "avi",  "mkv",  "zip",  "rar", "7z",  "xml",  "json", "ics", "namhoc", NULL,
};

/* "https", "mailto": at least two letters before a colon, so that "C:\…" is a path. */
static gsize
scheme_length (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == '+' || text[n] == '-' || text[n] == '.')
    n++;
  return n > 1 && g_ascii_isalpha (text[0]) && text[n] == ':' ? n : 0;
}

static gboolean
has_scheme (const char *text, const char *scheme)
{
  return scheme_length (text) == strlen (scheme) && g_ascii_strncasecmp (text, scheme, strlen (scheme)) == 0;
}

static gboolean
looks_like_mail (const char *text)
{
  const char *at = strchr (text, '@');

  return at && at > text && strchr (at, '.') && !strpbrk (text, " /\\:");
}

/**
 * nh_attachment_normalise:
 * @text: what was typed, pasted or chosen
 * @error: %NH_PARSE_ERROR: it is empty, or of a kind that is not opened
 *
 * Returns: (transfer full) (nullable): the address as it is stored.
 */
char *
nh_attachment_normalise (const char *text, GError **error)
{
  g_autofree char *address = g_strstrip (g_strdup (text));

  if (!*address)
    {
      g_set_error_literal (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
                           _ ("Type or paste the address of a page, or choose a file."));
      return NULL;
    }
  if (g_str_has_prefix (address, "www."))
    return g_strconcat ("https://", address, NULL);
  if (looks_like_mail (address))
    return g_strconcat ("mailto:", address, NULL);
  if (has_scheme (address, "file"))
    {
      g_autofree char *host = NULL;
      g_autofree char *path = g_filename_from_uri (address, &host, NULL);

      /* Of this machine: asking another one would tell it who reads. */
      if (path && !host)
        return g_steal_pointer (&path);
    }
  else if (!scheme_length (address) || has_scheme (address, "http") || has_scheme (address, "https")
           || has_scheme (address, "mailto"))
    return g_steal_pointer (&address);
  g_set_error (error, NH_PARSE_ERROR, NH_PARSE_ERROR_SYNTAX,
               _ ("“%s” is not kept: only web pages (http, https), e-mail addresses and files of this computer can be "
                  "attached."),
               address);
  return NULL;
}

/** nh_attachment_get_kind: Returns: what an address leads to. */
NhAttachmentKind
nh_attachment_get_kind (const char *address)
{
  if (has_scheme (address, "http") || has_scheme (address, "https"))
    return NH_ATTACHMENT_WEB;
  return has_scheme (address, "mailto") ? NH_ATTACHMENT_MAIL : NH_ATTACHMENT_FILE;
}

/**
 * nh_attachment_shorten:
 * @path: an absolute path
 * @workbook: the path of the workbook
 *
 * A folder with the workbook and its papers can be moved and copied as a whole: what lies in it is named from
 * there.
 *
 * Returns: (transfer full): the path to store.
 */
char *
nh_attachment_shorten (const char *path, const char *workbook)
{
  g_autofree char *folder = g_path_get_dirname (workbook);
  gsize n = strlen (folder);
  char *shortened;

  if (strncmp (path, folder, n) != 0 || !G_IS_DIR_SEPARATOR (path[n]) || !path[n + 1])
    return g_strdup (path);
  shortened = g_strdup (path + n + 1);
  for (char *c = shortened; *c; c++)
    if (G_IS_DIR_SEPARATOR (*c))
      *c = '/';
  return shortened;
}

/** nh_attachment_resolve: Returns: (transfer full): the absolute path of a file's address. */
char *
nh_attachment_resolve (const char *address, const char *workbook)
{
  g_autofree char *folder = g_path_get_dirname (workbook);

  return g_canonicalize_filename (address, folder);
}

/**
 * nh_attachment_is_document:
 * @path: a path
 *
 * Returns: whether its name ends like that of a document, a picture, a recording or an archive.
 */
gboolean
nh_attachment_is_document (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *suffix = dot ? g_ascii_strdown (dot + 1, -1) : NULL;

  return suffix && g_strv_contains (documents, suffix);
}

/** nh_attachment_title: Returns: (transfer full): what stands for an address that has no title. */
char *
nh_attachment_title (const char *address)
{
  const char *colon = strchr (address, ':');

  if (nh_attachment_get_kind (address) == NH_ATTACHMENT_FILE)
    {
      g_autofree char *slashes = g_strdelimit (g_strdup (address), "\\", '/');
      const char *slash = strrchr (slashes, '/');

      return g_strdup (slash && slash[1] ? slash + 1 : slashes);
    }
  return g_strdup (g_str_has_prefix (colon, "://") ? colon + 3 : colon + 1);
}
