// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "cli/BatchInput.h"

#include <QFile>
#include <QHash>
#include <QJsonObject>
#include <QLockFile>
#include <QSet>

#include <memory>

namespace tributary {

/// The results of a batch, one line per prompt in the order of the prompts, whatever order they come in. A result that
/// has to wait for an earlier one is put into a second file, FILE.waiting, which goes away when nothing waits: nothing
/// that was put is lost when the program is killed, and nothing is held in memory.
class BatchOutput
{
public:
    /// A new file. `remembered` are the results that lineOf() can give once they are written; the others are forgotten
    /// then. InvalidInput when something is in the file already or another program writes it, Io when it cannot be
    /// written.
    static Result<std::unique_ptr<BatchOutput>> create(const QString &path, const QSet<qsizetype> &remembered);
    /// Goes on with a file that create() began, or begins it: cuts a line that was not written to its end, and checks
    /// each line against its prompt in the file `prompts`. InvalidInput when a line is no result of its prompt.
    static Result<std::unique_ptr<BatchOutput>> resume(const QString &path, const QSet<qsizetype> &remembered,
                                                       const QString &prompts);

    ~BatchOutput();
    Q_DISABLE_COPY_MOVE(BatchOutput)

    /// Writes or keeps a result; its "index" tells its place. Io when the disk does not take it.
    Result<void> put(const QJsonObject &line);

    [[nodiscard]] bool contains(qsizetype index) const { return index < m_written || m_placesWaiting.contains(index); }

    /// A result that was put: one that waits, or one to be remembered. nullopt when it is not there.
    [[nodiscard]] std::optional<QJsonObject> lineOf(qsizetype index);

    /// So many results, from the first on without a gap, are in the file.
    [[nodiscard]] qsizetype written() const { return m_written; }

    /// Of these, without a synthesis.
    [[nodiscard]] qsizetype withoutSynthesis() const { return m_withoutSynthesis; }

private:
    BatchOutput(const QString &path, QSet<qsizetype> remembered);
    Result<void> open();
    Result<void> readWritten(BatchReader &prompts);
    Result<void> readWaiting(BatchReader &prompts);
    Result<void> append(const QJsonObject &line);
    void countWritten(const QJsonObject &line, qint64 place);
    Result<void> appendWaiting();
    [[nodiscard]] std::optional<QJsonObject> waitingLine(qsizetype index);

    /// A file of lines that grows at its end.
    class LineFile
    {
    public:
        explicit LineFile(const QString &path)
            : m_file(path)
        {}

        Result<void> open();

        /// Line by line from the start, with its end if it has one; empty at the end.
        QByteArray nextLine() { return m_file.readLine(); }

        void cutAt(qint64 place);
        Result<qint64> append(const QByteArray &line);
        [[nodiscard]] QByteArray lineAt(qint64 place);

        void remove() { m_file.remove(); }

        [[nodiscard]] qint64 size() const { return m_file.size(); }

        [[nodiscard]] qint64 place() const { return m_file.pos(); }

    private:
        QFile m_file;
    };

    QString m_path;
    QLockFile m_lock;
    LineFile m_lines;
    LineFile m_waiting;
    /// Where lines begin in their file.
    QHash<qsizetype, qint64> m_placesWritten;
    QHash<qsizetype, qint64> m_placesWaiting;
    const QSet<qsizetype> m_remembered;
    qsizetype m_written = 0;
    qsizetype m_withoutSynthesis = 0;
};

} // namespace tributary
