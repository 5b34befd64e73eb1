/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole plan as a file: asked for, written by a thread, offered to be opened.
 */
#pragma once

#include "document/nh-document.h"
#include "ui/nh-session.h"

G_BEGIN_DECLS

typedef enum
{
  NH_PLAN_FILE_WORD,
  NH_PLAN_FILE_PDF,
} NhPlanFile;

void nh_plan_export_ask (GtkWidget *parent, NhSession *session, gint64 plan, NhPlanFile kind);
void nh_plan_export_write (GtkWidget *parent, NhSession *session, gint64 plan, NhPlanFile kind, const char *path);
void nh_plan_export_document (GtkWidget *parent, NhSession *session, NhDocument *document, NhPlanFile kind, const char *path);
char *nh_plan_export_dup_name (NhSession *session, gint64 plan, NhPlanFile kind);

G_END_DECLS
