// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "viewmodel/HistoryModel.h"
#include "viewmodel/RunComparison.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Why the list is empty, with what to do about it.
struct HistoryVoid
{
    enum class Kind {
        None, ///< it is not empty
        NoRuns,
        NoHits,
        TrashEmpty,
        Unavailable,
    };

    Kind kind = Kind::None;
    QString text;

    bool operator==(const HistoryVoid &) const = default;
};

/// The history without widgets: the filter, the list of what it finds, and what can be done with runs.
class HistoryViewModel : public QObject
{
    Q_OBJECT

public:
    /// Between the last letter typed and the search.
    static constexpr Milliseconds searchDelay{150};
    /// While a run is kept the library changes several times a second; the list follows at this pace.
    static constexpr Milliseconds followInterval{300};

    explicit HistoryViewModel(const Clock &clock, QObject *parent = nullptr);
    ~HistoryViewModel() override;

    /// The library must outlive the view model or be taken away with setUnavailable().
    void setLibrary(Library &library);
    /// There is no library; the error says why and what to do.
    void setUnavailable(const Error &error);

    [[nodiscard]] Library *library() const { return m_library; }

    [[nodiscard]] HistoryModel &runs() { return m_runs; }

    [[nodiscard]] const RunFilter &filter() const { return m_filter; }

    /// What the lists of filters offer.
    [[nodiscard]] const RunFacets &facets() const { return m_facets; }

    [[nodiscard]] QDate today() const;
    /// Searches after searchDelay; the filter has the words at once.
    void setText(const QString &text);
    /// Searches at once.
    void setFilter(const RunFilter &filter);
    void clearFilters();
    void showTrash(bool trash);

    [[nodiscard]] bool isFiltered() const;
    /// "14 runs"; "2 runs found" while something is filtered.
    [[nodiscard]] QString countText() const;
    [[nodiscard]] HistoryVoid emptiness() const;

    [[nodiscard]] bool isReadOnly() const;
    /// Why nothing can be changed, one sentence; empty when all can.
    [[nodiscard]] QString readOnlyReason() const;

    // What can be done with runs. Failures go to `failed`.
    void setStarred(const QList<RunId> &runs, bool starred);
    void setTags(const QList<RunId> &runs, const QStringList &tags);
    void setNote(const RunId &run, const QString &note);
    void moveToTrash(const QList<RunId> &runs);
    void restore(const QList<RunId> &runs);
    void eraseForGood(const QList<RunId> &runs);

    /// Tags that all of these have; and other ones in their place, while what single runs have beside them stays.
    [[nodiscard]] QStringList commonTags(const QList<RunId> &runs) const;
    void replaceCommonTags(const QList<RunId> &runs, const QStringList &tags);

    [[nodiscard]] Result<RunComparison> compare(const RunId &first, const RunId &second) const;

    /// Every run in the trash.
    [[nodiscard]] QList<RunId> trash() const;

Q_SIGNALS:
    /// Filter or facets differ.
    void filterChanged();
    /// The list was read again: count, emptiness and rows may differ.
    void listChanged();
    /// "3 runs moved to Trash."; restore() undoes it.
    void trashed(const QList<tributary::RunId> &runs, const QString &text);
    /// Something did not work; one sentence.
    void failed(const QString &message);

private:
    void search();
    void report(const Result<void> &result);

    const Clock &m_clock;
    Library *m_library = nullptr;
    std::optional<Error> m_unavailable;
    RunFilter m_filter;
    RunFacets m_facets;
    HistoryModel m_runs;
    std::unique_ptr<Alarm> m_searchAlarm;
    std::unique_ptr<Alarm> m_followAlarm;
};

/// The tags that a person wrote with commas between them, each once.
QStringList tagsFromText(const QString &text);

} // namespace tributary
