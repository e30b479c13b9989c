// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

/// Files of this folder as files: who may read them, and moving them out of the way.
namespace tributary {

/// Makes the file, empty and for its owner alone, where it is missing, and its folder likewise: prompts and answers are
/// nobody else's business. What goes wrong shows when the file is opened.
void makePrivateFile(const QString &path);

/// Renames a database that is of no use to "<path>.aside", over an older one, and removes its log.
void setFileAside(const QString &path);

/// Shrinks the database to what is in it, and empties its log. Throws DatabaseError.
void giveSpaceBack(const QString &path);

} // namespace tributary
