/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file that appears whole or not at all: written under another name in the target's folder,
 * brought to the disk, then renamed over the target. All writers of this layer use it, so that
 * the old file stays on every error and the sentences about faults are in one place.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NhOutput NhOutput;

NhOutput *nh_output_new (const char *path, GError **error);
const char *nh_output_get_temporary (NhOutput *output);
gboolean nh_output_restart (NhOutput *output, GError **error);
gboolean nh_output_write (NhOutput *output, const char *data, gsize length, GError **error);
gboolean nh_output_commit (NhOutput *output, GError **error);
void nh_output_free (NhOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOutput, nh_output_free)

void nh_output_set_error (GError **error, const char *path, int error_number);
void nh_output_set_cancelled (GError **error);
char *nh_output_get_work_folder (void);
char *nh_output_get_c_path (const char *path);

G_END_DECLS
