// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Attachment.h"
#include "base/Result.h"

#include <QList>

namespace tributary {

/// Attachments as they stand in a prompt: each between a BEGIN and an END line. Made once for all calls of a run, as
/// attachments may be long.
struct AttachmentBlock
{
    /// Ends with an empty line; empty without attachments.
    QString text;
    /// In the fences. A function of the attachments alone, so that the same files begin the same bytes in every run
    /// and the prompt caches of providers hit. Nobody can write a file that contains its own code.
    QString code;

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }

    bool operator==(const AttachmentBlock &) const = default;
};

AttachmentBlock attachmentBlock(const QList<Attachment> &attachments);

/// What the system message says of them. Goes to a model, so it is not translated.
QString attachmentsRule();

/// The most characters that all attachments of one prompt may have together.
inline constexpr qsizetype longestAttachments = 2'000'000;

/// TooLarge when they are longer together.
Result<void> checkAttachments(const QList<Attachment> &attachments);

} // namespace tributary
