/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The backups that the program makes by itself: when a changed workbook was opened, then daily.
 */
#pragma once

#include "ui/nh-session.h"

G_BEGIN_DECLS

void nh_backup_job_watch (NhSession *session);

G_END_DECLS
