// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "base/Clock.h"
#include "base/Result.h"

#include <QByteArray>
#include <QStringList>

namespace tributary {

struct AttachmentLimits
{
    /// Bytes of a file that is read at all.
    qint64 fileBytes = 32LL * 1024 * 1024;
    /// Characters of its text; far above every model's context.
    qsizetype characters = 2'000'000;
    int pages = 2000;
    /// For the text of a PDF.
    Milliseconds time{60'000};
};

/// A file as agents are given it.
struct ReadFile
{
    Attachment attachment;
    /// What a person should know of how it was read, one sentence; mostly empty.
    QString note = {};

    bool operator==(const ReadFile &) const = default;
};

/// A file's bytes have been looked at.
struct LoadedFile
{
    /// Without text when it is a PDF.
    ReadFile read;
    /// The bytes of a PDF, whose text is still to be read; else empty.
    QByteArray pdf = {};
};

/// Reads a file; blocks as long as the disk does. What a file is, its content decides, not its name. Only regular files
/// are read, no device or pipe is waited for. Errors are one sentence that begins with the file's name: Io (missing,
/// unreadable), TooLarge, InvalidInput (a folder, not text, empty).
Result<LoadedFile> loadFile(const QString &path, const AttachmentLimits &limits);

/// A PDF with the text of its pages, every page under its number so that an answer can name it. InvalidInput for a
/// scan, TooLarge.
Result<ReadFile> withPages(ReadFile read, const QStringList &pages, const AttachmentLimits &limits);

} // namespace tributary
