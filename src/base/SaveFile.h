// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSaveFile>

namespace tributary {

/// Puts what was written in place of the old file. QSaveFile::commit() alone does not notice when the disk is too full
/// for what still lies in its buffer, and leaves an empty file where a good one was.
[[nodiscard]] inline bool commitWhole(QSaveFile &file)
{
    return file.flush() && file.commit();
}

} // namespace tributary
