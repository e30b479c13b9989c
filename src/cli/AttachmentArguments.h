// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/AttachmentReading.h"

#include <QObject>
#include <QStringList>

class QCommandLineParser;

namespace tributary {

/// Declares --attach; for commands that look at Command::attachments().
void describeAttachments(QCommandLineParser &parser);
/// The files of --attach; empty for commands that do not know the option.
QStringList attachedFiles(const QCommandLineParser &parser);

/// Reads the files that were given with --attach, one after the other. Ends through exactly one `finished`, never from
/// inside start().
class AttachmentArguments final : public QObject
{
    Q_OBJECT

public:
    explicit AttachmentArguments(QStringList paths, QObject *parent = nullptr);

    void start();

    /// In the order of the files; the first error, or that they are too long together.
    [[nodiscard]] const Result<QList<Attachment>> &result() const { return m_result; }

    /// What is unusual about the files, one sentence each.
    [[nodiscard]] const QStringList &notes() const { return m_notes; }

Q_SIGNALS:
    void finished();

private:
    void take(const AttachmentReading &reading);

    QStringList m_paths;
    QStringList m_notes;
    Result<QList<Attachment>> m_result;
};

} // namespace tributary
