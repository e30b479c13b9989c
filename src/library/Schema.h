// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace tributary {

class Database;

/// Version of the library's tables (PRAGMA user_version). Every step from an older one stands in Schema.cpp.
inline constexpr int librarySchemaVersion = 1;

/// What marks a file as ours (PRAGMA application_id).
enum class FileKind : qint32 {
    Library = 0x54724c62,     ///< "TrLb"
    AnswerCache = 0x54724163, ///< "TrAc"
};

/// Looks at the head of the file without SQLite, which might change a file that is not ours. Throws DatabaseError:
/// InvalidInput for something else, NewerVersion. A missing or empty file is fine.
void checkFileHead(const QString &path, FileKind kind, int newestVersion);

/// Creates the tables of a new file, or takes those of an older version to the present one, in one transaction.
/// Throws.
void migrateLibrary(Database &database);

} // namespace tributary
