// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/PdfReading.h"

#include "base/Formatting.h"
#include "base/ProcessEnd.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Beside the program in a build tree, in its own folder where it is installed.
QString readerProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    return QStandardPaths::findExecutable(u"tributary-pdf-text"_s,
                                          {here.path(), here.absoluteFilePath(u"../libexec/tributary"_s)});
}

} // namespace

PdfReading::PdfReading(QString name, const AttachmentLimits &limits, QObject *parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_limits(limits)
{
    m_timeLimit.setSingleShot(true);
    connect(&m_timeLimit, &QTimer::timeout, this, [this] {
        failWith(
            fail(ErrorKind::TooLarge, tr("%1 could not be read within %2. Attach the part that matters, or its text.")
                                          .arg(m_name, formatDuration(m_limits.time))));
    });
}

PdfReading::~PdfReading()
{
    m_timeLimit.stop();
    end();
}

void PdfReading::start(const QByteArray &pdf)
{
    const QString path = readerProgram();
    if (path.isEmpty()) {
        failWith(fail(ErrorKind::Io, tr("%1 cannot be read: the program tributary-pdf-text is missing. Install "
                                        "Tributary again, or attach the text.")
                                         .arg(m_name)));
        return;
    }
    m_program = new QProcess(this);
    m_program->setStandardErrorFile(QProcess::nullDevice());
    connect(m_program, &QProcess::readyReadStandardOutput, this, &PdfReading::takeOutput);
    connect(m_program, &QProcess::finished, this, &PdfReading::programEnded);
    connect(m_program, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            failWith(damaged());
    });
    m_timeLimit.start(m_limits.time);
    m_program->start(path, QStringList());
    if (m_program) {
        m_program->write(pdf);
        m_program->closeWriteChannel();
    }
}

/// Pages and the lines between them, as src/pdf/main.cpp tells.
void PdfReading::takeOutput()
{
    const QByteArray bytes = m_program->readAllStandardOutput();
    m_buffer += bytes;
    m_taken += bytes.size();
    // A character takes up to four bytes.
    if (m_taken > 4 * qint64(m_limits.characters)) {
        failWith(fail(ErrorKind::TooLarge, tr("%1 has more than %2 characters. Attach the part that matters.")
                                               .arg(m_name, formatCount(m_limits.characters))));
        return;
    }
    for (;;) {
        if (m_wanted >= 0) {
            if (m_buffer.size() < m_wanted)
                break;
            m_pages.append(QString::fromUtf8(m_buffer.first(m_wanted)));
            m_buffer.remove(0, m_wanted);
            m_wanted = -1;
        }
        const qsizetype lineEnd = m_buffer.indexOf('\n');
        if (lineEnd < 0)
            break;
        const QByteArray line = m_buffer.first(lineEnd);
        m_buffer.remove(0, lineEnd + 1);
        if (!takeLine(line))
            return;
    }
    Q_EMIT progressed(static_cast<int>(m_pages.size()), m_announced);
}

bool PdfReading::takeLine(const QByteArray &line)
{
    if (line == "error locked") {
        failWith(fail(ErrorKind::InvalidInput,
                      tr("%1 is protected with a password. Save a copy without it and attach that.").arg(m_name)));
    } else if (line.startsWith("page ")) {
        m_wanted = line.mid(5).toLongLong();
    } else if (line.startsWith("pages ")) {
        m_announced = line.mid(6).toInt();
        if (m_announced > m_limits.pages)
            failWith(
                fail(ErrorKind::TooLarge, tr("%1 has %2 pages; at most %3 are read. Attach the part that matters.")
                                              .arg(m_name, formatCount(m_announced), formatCount(m_limits.pages))));
    } else if (line == "end") {
        m_complete = true;
    } else {
        failWith(damaged());
    }
    return m_program != nullptr;
}

/// By itself, by a signal, or by its own limits of memory and time.
void PdfReading::programEnded()
{
    takeOutput();
    if (m_program == nullptr)
        return;
    if (!m_complete) {
        failWith(damaged());
        return;
    }
    m_result = m_pages;
    m_timeLimit.stop();
    end();
    Q_EMIT finished();
}

tl::unexpected<Error> PdfReading::damaged() const
{
    return fail(ErrorKind::InvalidInput,
                tr("%1 cannot be read: the PDF is damaged. Open it in a PDF viewer, save it anew and attach that.")
                    .arg(m_name));
}

void PdfReading::failWith(const tl::unexpected<Error> &error)
{
    m_result = error;
    m_timeLimit.stop();
    end();
    Q_EMIT finished();
}

void PdfReading::end()
{
    abandonProcess(std::exchange(m_program, nullptr), this);
}

} // namespace tributary
