// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/HistoryViewModel.h"

#include "base/Formatting.h"
#include "library/Library.h"
#include "viewmodel/HistoryChoices.h"

namespace tributary {

HistoryViewModel::HistoryViewModel(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_searchAlarm(clock.makeAlarm([this] { search(); }))
    , m_followAlarm(clock.makeAlarm([this] { search(); }))
{}

HistoryViewModel::~HistoryViewModel() = default;

void HistoryViewModel::setLibrary(Library &library)
{
    m_library = &library;
    m_unavailable.reset();
    m_runs.setSource(&library, today());
    connect(&library, &Library::changed, this, [this] {
        if (!m_followAlarm->isArmed())
            m_followAlarm->ringAfter(followInterval);
    });
    search();
}

void HistoryViewModel::setUnavailable(const Error &error)
{
    if (m_library)
        disconnect(m_library, nullptr, this, nullptr);
    m_library = nullptr;
    m_unavailable = error;
    m_runs.setSource(nullptr, today());
    Q_EMIT listChanged();
}

QDate HistoryViewModel::today() const
{
    return m_clock.calendar().toLocalTime().date();
}

void HistoryViewModel::setText(const QString &text)
{
    if (text == m_filter.text)
        return;
    m_filter.text = text;
    m_searchAlarm->ringAfter(searchDelay);
}

void HistoryViewModel::setFilter(const RunFilter &filter)
{
    if (filter == m_filter && !m_searchAlarm->isArmed())
        return;
    m_filter = filter;
    search();
    Q_EMIT filterChanged();
}

void HistoryViewModel::clearFilters()
{
    setFilter(withoutConditions(m_filter));
}

void HistoryViewModel::showTrash(bool trash)
{
    RunFilter other;
    other.trash = trash;
    setFilter(other);
}

bool HistoryViewModel::isFiltered() const
{
    return m_filter != withoutConditions(m_filter);
}

void HistoryViewModel::search()
{
    m_searchAlarm->disarm();
    m_followAlarm->disarm();
    if (m_library == nullptr)
        return;
    if (const Result<void> shown = m_runs.show(m_filter); !shown)
        Q_EMIT failed(shown.error().message);
    if (const Result<RunFacets> facets = m_library->facets(); facets && *facets != m_facets) {
        m_facets = *facets;
        Q_EMIT filterChanged();
    }
    Q_EMIT listChanged();
}

QString HistoryViewModel::countText() const
{
    if (m_library == nullptr)
        return {};
    const qsizetype count = m_runs.runCount();
    if (isFiltered())
        return count == 1 ? tr("1 run found") : tr("%1 runs found").arg(formatCount(count));
    return count == 1 ? tr("1 run") : tr("%1 runs").arg(formatCount(count));
}

HistoryVoid HistoryViewModel::emptiness() const
{
    if (m_library == nullptr)
        return {HistoryVoid::Kind::Unavailable,
                m_unavailable ? m_unavailable->message : tr("The library is not open, so runs are not kept.")};
    if (m_runs.runCount() > 0)
        return {};
    if (!m_filter.text.trimmed().isEmpty())
        return {HistoryVoid::Kind::NoHits, tr("No run has these words.")};
    if (isFiltered())
        return {HistoryVoid::Kind::NoHits, tr("No run is like this.")};
    if (m_filter.trash)
        return {HistoryVoid::Kind::TrashEmpty, tr("The Trash is empty. Runs leave it after 30 days.")};
    return {HistoryVoid::Kind::NoRuns, tr("Runs appear here as soon as you run a prompt.")};
}

bool HistoryViewModel::isReadOnly() const
{
    return m_library != nullptr && m_library->isReadOnly();
}

QString HistoryViewModel::readOnlyReason() const
{
    return isReadOnly() ? tr("The library can only be read: its folder does not let Tributary write.") : QString();
}

void HistoryViewModel::report(const Result<void> &result)
{
    if (!result)
        Q_EMIT failed(result.error().message);
    search();
}

void HistoryViewModel::setStarred(const QList<RunId> &runs, bool starred)
{
    if (m_library != nullptr && !runs.isEmpty())
        report(m_library->setStarred(runs, starred));
}

void HistoryViewModel::setTags(const QList<RunId> &runs, const QStringList &tags)
{
    if (m_library != nullptr && !runs.isEmpty())
        report(m_library->setTags(runs, tags));
}

void HistoryViewModel::setNote(const RunId &run, const QString &note)
{
    if (m_library != nullptr)
        report(m_library->setNote(run, note));
}

void HistoryViewModel::moveToTrash(const QList<RunId> &runs)
{
    if (m_library == nullptr || runs.isEmpty())
        return;
    const Result<void> moved = m_library->moveToTrash(runs);
    report(moved);
    if (moved)
        Q_EMIT trashed(runs, runs.size() == 1 ? tr("1 run moved to Trash.")
                                              : tr("%1 runs moved to Trash.").arg(formatCount(runs.size())));
}

void HistoryViewModel::restore(const QList<RunId> &runs)
{
    if (m_library != nullptr && !runs.isEmpty())
        report(m_library->restore(runs));
}

void HistoryViewModel::eraseForGood(const QList<RunId> &runs)
{
    if (m_library != nullptr && !runs.isEmpty())
        report(m_library->erase(runs));
}

QStringList HistoryViewModel::commonTags(const QList<RunId> &runs) const
{
    QStringList common;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const Result<RunSummary> run = m_library ? m_library->summary(runs.at(i)) : RunSummary();
        const QStringList tags = run ? run->tags : QStringList();
        if (i == 0)
            common = tags;
        else
            common.removeIf([&tags](const QString &tag) { return !tags.contains(tag); });
    }
    return common;
}

void HistoryViewModel::replaceCommonTags(const QList<RunId> &runs, const QStringList &tags)
{
    if (m_library == nullptr)
        return;
    const QStringList before = commonTags(runs);
    for (const RunId &id : runs) {
        const Result<RunSummary> run = m_library->summary(id);
        QStringList own = run ? run->tags : QStringList();
        own.removeIf([&](const QString &tag) { return before.contains(tag) || tags.contains(tag); });
        if (const Result<void> set = m_library->setTags({id}, tags + own); !set)
            return report(set);
    }
    search();
}

Result<RunComparison> HistoryViewModel::compare(const RunId &first, const RunId &second) const
{
    if (m_library == nullptr)
        return fail(ErrorKind::Io, tr("The library is not open, so runs are not kept."));
    const Result<RunRecord> left = m_library->load(first);
    if (!left)
        return tl::unexpected<Error>(left.error());
    const Result<RunRecord> right = m_library->load(second);
    if (!right)
        return tl::unexpected<Error>(right.error());
    return compareRuns(*left, *right);
}

QList<RunId> HistoryViewModel::trash() const
{
    if (m_library == nullptr)
        return {};
    RunFilter inTrash;
    inTrash.trash = true;
    const Result<QList<RunKey>> keys = m_library->find(inTrash);
    const Result<QList<RunSummary>> runs = m_library->summaries(keys.value_or(QList<RunKey>()));
    QList<RunId> ids;
    for (const RunSummary &run : runs.value_or(QList<RunSummary>()))
        ids.append(run.id);
    return ids;
}

QStringList tagsFromText(const QString &text)
{
    QStringList tags;
    const auto words = text.split(u',');
    for (const QString &word : words) {
        const QString tag = word.simplified();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    return tags;
}

} // namespace tributary
