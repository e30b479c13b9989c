// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "SampleRuns.h"
#include "library/Library.h"
#include "support/FakeClock.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::tests {

/// A library in a folder of its own, with a clock that stands still, for one test function.
class LibraryFixture
{
public:
    LibraryFixture() { reopen(); }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("sub/library.sqlite")); }

    [[nodiscard]] Library &library() { return *m_library; }

    [[nodiscard]] FakeClock &clock() { return *m_clock; }

    void close() { m_library.reset(); }

    /// Writes what waits, and reads everything from the disk again.
    void reopen(Library::Mode mode = Library::Mode::ReadWrite)
    {
        close();
        m_library = open(mode);
    }

    /// One more, as another window would have it.
    [[nodiscard]] std::unique_ptr<Library> open(Library::Mode mode = Library::Mode::ReadWrite) const
    {
        auto opened = Library::open(path(), mode, m_clock);
        if (!opened)
            qFatal("%s %s", qPrintable(opened.error().message), qPrintable(opened.error().detail));
        return std::move(*opened);
    }

    /// A finished run with another synthesis than usual.
    void add(const QString &id, const QString &prompt = QStringLiteral("Why?"), qint64 second = 0,
             const QString &synthesis = QStringLiteral("the synthesis"))
    {
        RunRecord record = sampleRun(id, prompt, second);
        record.events = sampleEvents(id, synthesis);
        add(record, RunOrigin::Window);
    }

    void add(const RunRecord &record, RunOrigin origin)
    {
        const auto added = m_library->add(record, origin);
        if (!added)
            qFatal("%s %s", qPrintable(added.error().message), qPrintable(added.error().detail));
    }

    /// "r3 r1": the ids of what is found, in order; or the error.
    [[nodiscard]] QString found(const RunFilter &filter) const
    {
        const auto keys = m_library->find(filter);
        if (!keys)
            return keys.error().message + u' ' + keys.error().detail;
        QStringList ids;
        const QList<RunSummary> summaries = *m_library->summaries(*keys);
        for (const RunSummary &summary : summaries)
            ids.append(summary.id.value);
        return ids.join(u' ');
    }

    [[nodiscard]] QString foundText(const QString &text) const
    {
        RunFilter filter;
        filter.text = text;
        return found(filter);
    }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>();
    std::unique_ptr<Library> m_library;
};

} // namespace tributary::tests
