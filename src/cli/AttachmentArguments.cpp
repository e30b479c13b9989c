// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/AttachmentArguments.h"

#include "graph/AttachmentBlock.h"

#include <QCommandLineParser>

namespace tributary {

using namespace Qt::StringLiterals;

void describeAttachments(QCommandLineParser &parser)
{
    parser.addOption({u"attach"_s,
                      AttachmentArguments::tr("Gives every agent a file: text of any kind or PDF. May be repeated."),
                      u"FILE"_s});
}

QStringList attachedFiles(const QCommandLineParser &parser)
{
    // Values of an option that was not declared are asked for with a warning.
    const QStringList given = parser.optionNames();
    return given.contains(u"attach"_s) ? parser.values(u"attach"_s) : QStringList();
}

AttachmentArguments::AttachmentArguments(QStringList paths, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
{}

void AttachmentArguments::start()
{
    auto *reading = new AttachmentReading(m_paths.takeFirst(), {}, this);
    connect(reading, &AttachmentReading::finished, this, [this, reading] {
        take(*reading);
        reading->deleteLater();
    });
    reading->start();
}

void AttachmentArguments::take(const AttachmentReading &reading)
{
    const Result<ReadFile> &read = *reading.result();
    if (!read) {
        m_result = tl::unexpected(read.error());
        Q_EMIT finished();
        return;
    }
    m_result->append(read->attachment);
    if (!read->note.isEmpty())
        m_notes.append(read->attachment.name + u": "_s + read->note);
    if (!m_paths.isEmpty()) {
        start();
        return;
    }
    if (const auto fits = checkAttachments(*m_result); !fits)
        m_result = tl::unexpected(fits.error());
    Q_EMIT finished();
}

} // namespace tributary
