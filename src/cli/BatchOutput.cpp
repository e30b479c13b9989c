// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/BatchOutput.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::BatchOutput)
};

tl::unexpected<Error> cannotWrite(const QFile &file)
{
    return fail(ErrorKind::Io, Text::tr("Cannot write %1: %2.").arg(file.fileName(), file.errorString()));
}

std::optional<QJsonObject> parseResult(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject() || !document.object().value("index"_L1).isDouble())
        return std::nullopt;
    return document.object();
}

qsizetype indexOf(const QJsonObject &line)
{
    return qsizetype(line.value("index"_L1).toInteger(-1));
}

bool answers(const QJsonObject &line, const BatchPrompt &prompt)
{
    return indexOf(line) == prompt.index && line.value("prompt"_L1).toString() == prompt.prompt;
}

} // namespace

Result<void> BatchOutput::LineFile::open()
{
    // Unbuffered: what was put must be with the kernel when the process is killed.
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return cannotWrite(m_file);
    return {};
}

Result<qint64> BatchOutput::LineFile::append(const QByteArray &line)
{
    const qint64 place = m_file.size();
    if (m_file.seek(place) && m_file.write(line) == line.size())
        return place;
    const auto failure = cannotWrite(m_file);
    // Half a line would spoil the one that comes after it.
    m_file.resize(place);
    return failure;
}

QByteArray BatchOutput::LineFile::lineAt(qint64 place)
{
    return m_file.seek(place) ? m_file.readLine() : QByteArray();
}

void BatchOutput::LineFile::cutAt(qint64 place)
{
    m_file.resize(place);
    m_file.seek(place);
}

BatchOutput::BatchOutput(const QString &path, QSet<qsizetype> remembered)
    : m_path(path)
    , m_lock(path + u".lock"_s)
    , m_lines(path)
    , m_waiting(path + u".waiting"_s)
    , m_remembered(std::move(remembered))
{
    // However long the batch takes; the lock of a process that is gone does not count.
    m_lock.setStaleLockTime(0);
}

BatchOutput::~BatchOutput()
{
    if (m_lock.isLocked() && m_placesWaiting.isEmpty())
        m_waiting.remove();
}

Result<void> BatchOutput::open()
{
    if (!m_lock.tryLock()) {
        if (m_lock.error() == QLockFile::LockFailedError)
            return fail(ErrorKind::InvalidInput, Text::tr("Another batch is writing %1.").arg(m_path));
        return fail(ErrorKind::Io, Text::tr("Cannot write %1: its folder takes no files.").arg(m_path));
    }
    if (const auto opened = m_lines.open(); !opened)
        return opened;
    return m_waiting.open();
}

Result<std::unique_ptr<BatchOutput>> BatchOutput::create(const QString &path, const QSet<qsizetype> &remembered)
{
    std::unique_ptr<BatchOutput> output(new BatchOutput(path, remembered));
    if (const auto opened = output->open(); !opened)
        return tl::unexpected(opened.error());
    if (output->m_lines.size() > 0 || output->m_waiting.size() > 0) {
        // What waits there belongs to whoever goes on with it.
        output->m_lock.unlock();
        return fail(ErrorKind::InvalidInput,
                    Text::tr("%1 holds results already. Go on with it by --resume, or name another file.").arg(path));
    }
    return output;
}

Result<std::unique_ptr<BatchOutput>> BatchOutput::resume(const QString &path, const QSet<qsizetype> &remembered,
                                                         const QString &prompts)
{
    std::unique_ptr<BatchOutput> output(new BatchOutput(path, remembered));
    BatchReader reader(prompts);
    auto done = reader.open();
    if (done)
        done = output->open();
    if (done)
        done = output->readWritten(reader);
    if (done)
        done = output->readWaiting(reader);
    if (!done) {
        output->m_lock.unlock();
        return tl::unexpected(done.error());
    }
    return output;
}

Result<void> BatchOutput::readWritten(BatchReader &prompts)
{
    for (;;) {
        const qint64 place = m_lines.place();
        const QByteArray bytes = m_lines.nextLine();
        if (bytes.isEmpty())
            return {};
        const auto line = parseResult(bytes);
        if (!line && !bytes.endsWith('\n') && bytes.startsWith('{')) {
            m_lines.cutAt(place);
            return {};
        }
        const auto prompt = prompts.next();
        if (!prompt)
            return tl::unexpected(prompt.error());
        if (!line || !*prompt || !answers(*line, **prompt))
            return fail(ErrorKind::InvalidInput,
                        Text::tr("Line %1 of %2 is not the result of prompt %1 of %3. Name another file by --out.")
                            .arg(m_written + 1)
                            .arg(m_path, prompts.path()));
        countWritten(*line, place);
        if (!bytes.endsWith('\n')) {
            const auto ended = m_lines.append("\n");
            return ended ? Result<void>() : tl::unexpected(ended.error());
        }
    }
}

Result<void> BatchOutput::readWaiting(BatchReader &prompts)
{
    qsizetype last = -1;
    qint64 place = 0;
    for (QByteArray bytes = m_waiting.nextLine(); bytes.endsWith('\n'); bytes = m_waiting.nextLine()) {
        const auto line = parseResult(bytes);
        if (line && indexOf(*line) >= m_written) {
            m_placesWaiting.insert(indexOf(*line), place);
            last = std::max(last, indexOf(*line));
        }
        place = m_waiting.place();
    }
    m_waiting.cutAt(place);
    // Here a line of another prompt is only asked again: it may be of a file that was changed since.
    for (qsizetype index = m_written; index <= last; ++index) {
        const auto prompt = prompts.next();
        const auto line = waitingLine(index);
        if (line && !(prompt && *prompt && answers(*line, **prompt)))
            m_placesWaiting.remove(index);
    }
    return appendWaiting();
}

std::optional<QJsonObject> BatchOutput::waitingLine(qsizetype index)
{
    const auto place = m_placesWaiting.constFind(index);
    return place == m_placesWaiting.constEnd() ? std::nullopt : parseResult(m_waiting.lineAt(*place));
}

void BatchOutput::countWritten(const QJsonObject &line, qint64 place)
{
    if (m_remembered.contains(m_written))
        m_placesWritten.insert(m_written, place);
    if (line.value("outcome"_L1) != "synthesis"_L1)
        ++m_withoutSynthesis;
    ++m_written;
}

Result<void> BatchOutput::put(const QJsonObject &line)
{
    const qsizetype index = indexOf(line);
    if (index != m_written) {
        const auto place = m_waiting.append(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
        if (!place)
            return tl::unexpected(place.error());
        m_placesWaiting.insert(index, *place);
        return {};
    }
    if (const auto appended = append(line); !appended)
        return appended;
    return appendWaiting();
}

Result<void> BatchOutput::append(const QJsonObject &line)
{
    const auto place = m_lines.append(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    if (!place)
        return tl::unexpected(place.error());
    countWritten(line, *place);
    return {};
}

Result<void> BatchOutput::appendWaiting()
{
    while (m_placesWaiting.contains(m_written)) {
        const qsizetype index = m_written;
        const auto line = waitingLine(index);
        if (!line)
            return fail(ErrorKind::Io, Text::tr("Cannot read %1 again.").arg(m_path + u".waiting"_s));
        if (const auto appended = append(*line); !appended)
            return appended;
        m_placesWaiting.remove(index);
    }
    if (m_placesWaiting.isEmpty() && m_waiting.size() > 0)
        m_waiting.cutAt(0);
    return {};
}

std::optional<QJsonObject> BatchOutput::lineOf(qsizetype index)
{
    if (const auto place = m_placesWritten.constFind(index); place != m_placesWritten.constEnd())
        return parseResult(m_lines.lineAt(*place));
    return waitingLine(index);
}

} // namespace tributary
