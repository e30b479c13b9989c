// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

namespace tributary {

/// A file that a person gave along with the prompt, as the text that every agent reads.
struct Attachment
{
    /// File name without its folder.
    QString name;
    /// "text/markdown", "application/pdf".
    QString mediaType;
    /// Of the file's bytes, in hexadecimal: tells a later reader whether it is the same file.
    QString sha256;
    /// Of the file.
    qint64 bytes = 0;
    QString text;

    bool operator==(const Attachment &) const = default;
};

} // namespace tributary
