// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "library/RunSummary.h"
#include "library/RunWriter.h"
#include "run/RunRecord.h"

#include <QObject>
#include <QVariant>

#include <functional>
#include <memory>

namespace tributary {

class LibraryReader;

/// Everything a person has asked and paid for: one SQLite file, shared by any number of windows and command lines.
/// Reads happen in the caller's thread and are fast; writes happen in a thread of the library's own.
/// A run is immutable once finished; stars, tags, notes and analyses lie beside it.
class Library final : public QObject
{
    Q_OBJECT

public:
    enum class Mode {
        ReadWrite, ///< creates the file and its folder (0700) when missing, migrates an older version
        ReadOnly,
    };

    /// NewerVersion for a file of a later program, InvalidInput for something that is no library or a damaged one, Io
    /// when the operating system refuses. A file in a folder that cannot be written opens read-only; see isReadOnly().
    /// A running program's runs are left alone; runs whose program is gone become interrupted.
    /// The library is used in the thread that opened it; another thread opens one of its own.
    static Result<std::unique_ptr<Library>> open(const QString &path, Mode mode = Mode::ReadWrite,
                                                 std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());
    /// $XDG_DATA_HOME/tributary/library.sqlite
    static QString defaultPath();

    ~Library() override;

    [[nodiscard]] QString path() const;
    [[nodiscard]] bool isReadOnly() const;

    // Keeping runs

    /// `head` has everything but events; its id must be new. In a library that is read-only the writer has a problem
    /// from the start, and keeps nothing.
    std::unique_ptr<RunWriter> begin(const RunRecord &head, RunOrigin origin);
    /// Takes over an interrupted run to go on with it: no other program can after that. InvalidInput when it is not
    /// interrupted any more.
    Result<std::unique_ptr<RunWriter>> takeOver(const RunId &run);
    /// A run that is already over, of a bundle for example. InvalidInput when a run of this id is there.
    Result<RunKey> add(const RunRecord &record, RunOrigin origin);

    // Finding and reading

    /// Newest first. Runs that a damaged page hides are left out; a damaged search index is made anew, and Io is the
    /// error meanwhile.
    [[nodiscard]] Result<QList<RunKey>> find(const RunFilter &filter) const;
    /// In the order of `keys`; runs that are gone are left out.
    [[nodiscard]] Result<QList<RunSummary>> summaries(const QList<RunKey> &keys) const;
    [[nodiscard]] Result<RunSummary> summary(const RunId &run) const;
    /// The whole run; of an interrupted one as far as it came.
    [[nodiscard]] Result<RunRecord> load(const RunId &run) const;
    [[nodiscard]] Result<RunFacets> facets() const;
    /// The full id of the only run whose id begins like this; InvalidInput when there is none or more than one.
    [[nodiscard]] Result<RunId> resolve(const QString &beginning) const;

    // Beside the runs

    Result<void> setStarred(const QList<RunId> &runs, bool starred);
    Result<void> setTags(const QList<RunId> &runs, const QStringList &tags);
    Result<void> setNote(const RunId &run, const QString &note);
    /// The library does not know what is in it; `kind` names it, `version` tells when to compute it anew.
    Result<void> saveAnalysis(const RunId &run, const QString &kind, int version, const QByteArray &result);
    [[nodiscard]] std::optional<QByteArray> analysis(const RunId &run, const QString &kind, int version) const;

    // Letting go

    Result<void> moveToTrash(const QList<RunId> &runs);
    Result<void> restore(const QList<RunId> &runs);
    /// For good, from trash or not. Runs that are being written are left out.
    Result<void> erase(const QList<RunId> &runs);
    /// What lies in the trash for longer than 30 days, and, when `keepDays` is set, runs that are older, not starred.
    /// Returns how many went.
    Result<int> applyRetention(std::optional<int> keepDays, const QDateTime &now);
    /// Every run that is not being written, and gives the space back to the disk.
    Result<void> eraseEverything();
    /// Of the file and its log, in bytes.
    [[nodiscard]] qint64 sizeOnDisk() const;

Q_SIGNALS:
    /// Runs were added, changed or removed, by this program or another one.
    void changed();

private:
    Library(std::shared_ptr<const Clock> clock, std::unique_ptr<LibraryReader> reader);
    static std::unique_ptr<Library> openForReading(const QString &path, std::shared_ptr<const Clock> clock);
    static std::unique_ptr<Library> openForWriting(const QString &path, std::shared_ptr<const Clock> clock);
    void startWriting(QString owner, std::shared_ptr<LibraryThread> thread);
    /// Has the library's thread do it, and waits.
    Result<void> write(std::function<void(Database &)> work);
    /// The same for each of these runs, with its key as the last parameter of `sql`.
    Result<void> writeMarks(const QList<RunId> &runs, const QString &sql, const QVariant &value);
    /// Tells of changes by other programs, now and then.
    void lookForChanges();

    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<LibraryReader> m_reader;
    /// Of a library that can be written.
    std::shared_ptr<LibraryThread> m_thread;
    QString m_owner;
    std::unique_ptr<Alarm> m_lookAlarm;
    /// The damaged search index is made anew, which is done once.
    mutable bool m_repairsIndex = false;
};

} // namespace tributary
