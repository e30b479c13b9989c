// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AnalysisPresenter.h"

#include "base/JsonReader.h"

#include <QJsonDocument>
#include <QtConcurrent>

namespace tributary {

namespace {

/// Fine enough for a bar on the screen.
constexpr int progressSteps = 1000;

std::optional<RunAnalysis> readKept(const QByteArray &kept, const RunRecord &record)
{
    if (kept.isEmpty())
        return std::nullopt;
    const Result<QJsonObject> object = parseJsonObject(kept);
    if (!object)
        return std::nullopt;
    Result<RunAnalysis> analysis = runAnalysisFromJson(*object, record);
    return analysis ? std::optional(std::move(*analysis)) : std::nullopt;
}

} // namespace

AnalysisPresenter::AnalysisPresenter(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &AnalysisPresenter::finish);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, [this](int value) {
        m_progress = double(value) / progressSteps;
        Q_EMIT progressChanged();
    });
}

AnalysisPresenter::~AnalysisPresenter()
{
    m_watcher.disconnect(this);
    m_watcher.cancel();
}

void AnalysisPresenter::setStore(const AnalysisStore &store)
{
    m_store = store;
}

void AnalysisPresenter::show(const std::optional<RunRecord> &record)
{
    if (record == m_record)
        return;
    giveUp();
    m_work = {};
    m_record = record;
    setState(record && !record->synthesis().isEmpty() ? State::Waiting : State::None);
}

void AnalysisPresenter::request()
{
    if (m_state != State::Waiting && m_state != State::Cancelled)
        return;
    m_progress = 0;
    // The library belongs to this thread; reading what it kept may take the other one.
    const QByteArray kept = keptAnalysis(m_store, *m_record, kind, RunAnalysis::version);
    m_watcher.setFuture(QtConcurrent::run(&AnalysisPresenter::work, *m_record, kept));
    setState(State::Working);
}

void AnalysisPresenter::cancel()
{
    if (m_state != State::Working)
        return;
    giveUp();
    setState(State::Cancelled);
}

void AnalysisPresenter::work(QPromise<Work> &promise, const RunRecord &record, const QByteArray &kept)
{
    promise.setProgressRange(0, progressSteps);
    Work work{readKept(kept, record), {}};
    if (!work.analysis)
        work = compute(promise, record);
    if (work.analysis)
        promise.addResult(std::move(work));
}

AnalysisPresenter::Work AnalysisPresenter::compute(QPromise<Work> &promise, const RunRecord &record)
{
    Work work;
    work.analysis = analyseRun(record, [&promise](double share) {
        promise.setProgressValue(int(share * progressSteps));
        return !promise.isCanceled();
    });
    if (work.analysis)
        work.toKeep = QJsonDocument(toJson(*work.analysis)).toJson(QJsonDocument::Compact);
    return work;
}

/// The thread works on copies, so it can be left to find out by itself.
void AnalysisPresenter::giveUp()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
}

void AnalysisPresenter::finish()
{
    if (m_state != State::Working || m_watcher.isCanceled() || m_watcher.future().resultCount() == 0)
        return;
    m_work = m_watcher.future().takeResult();
    if (!m_work.toKeep.isEmpty() && m_store.save)
        m_store.save(m_record->id, kind, RunAnalysis::version, std::exchange(m_work.toKeep, {}));
    setState(State::Ready);
}

void AnalysisPresenter::setState(State state)
{
    if (m_state == state && state == State::None)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace tributary
