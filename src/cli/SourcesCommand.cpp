// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/SourcesCommand.h"

#include "base/Formatting.h"
#include "cli/GraphArgument.h"
#include "cli/LibraryArgument.h"
#include "cli/SourcesInput.h"

#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// Finding sources takes about half of the time, coverage the rest.
constexpr double sourcesUntil = 0.5;
constexpr int progressSteps = 100;

void findInto(QPromise<FoundSources> &promise, const SourceQuestion &question)
{
    const auto part = [&promise](double from, double share) {
        promise.setProgressValue(static_cast<int>(progressSteps * (from + sourcesUntil * share)));
        return !promise.isCanceled();
    };
    const auto report = attributeSources(question, [&](double share) { return part(0, share); });
    if (!report)
        return;
    const auto coverage = findCoverage(question, *report, [&](double share) { return part(sourcesUntil, share); });
    if (coverage)
        promise.addResult(FoundSources{question, *report, *coverage});
}

} // namespace

SourcesCommand::~SourcesCommand()
{
    m_finding.disconnect(this);
    m_finding.cancel();
}

QString SourcesCommand::name() const
{
    return u"sources"_s;
}

QString SourcesCommand::summary() const
{
    return tr("Tells which sentence of a synthesis came from which answer.");
}

void SourcesCommand::describe(QCommandLineParser &parser) const
{
    describeSourcesInput(parser);
    parser.addOption({u"json"_s, tr("Print what was found as JSON; offsets count UTF-16 code units.")});
    describeLibrary(parser);
}

void SourcesCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    Services services;
    const auto question = readSourcesInput(parser, services);
    if (question)
        find(*question);
    else
        endWith(describeError(question.error()),
                question.error().kind == ErrorKind::Empty ? ExitCode::NoSynthesis : ExitCode::BadInput);
}

void SourcesCommand::find(const SourceQuestion &question)
{
    connect(&m_finding, &QFutureWatcherBase::progressValueChanged, this, [this](int steps) {
        terminal().showProgress(
            tr("Finding sources: %1").arg(formatPercent(steps / static_cast<double>(progressSteps))));
    });
    connect(&m_finding, &QFutureWatcherBase::finished, this, &SourcesCommand::tell);
    const auto promise = std::make_shared<QPromise<FoundSources>>();
    promise->setProgressRange(0, progressSteps);
    m_finding.setFuture(promise->future());
    m_isFinding = true;
    QThreadPool::globalInstance()->start([promise, question] {
        promise->start();
        findInto(*promise, question);
        promise->finish();
    });
}

void SourcesCommand::tell()
{
    if (m_finding.isCanceled()) {
        end(ExitCode::Interrupted);
        return;
    }
    const FoundSources found = m_finding.result();
    terminal().clearProgress();
    if (found.report.weakLanguage)
        terminal().tell(tr("Fewer reworded passages are found in this language than in English."));
    terminal().tell(tr("Matched by text similarity: an estimate, no proof of influence."));
    const bool written = m_json ? terminal().writeDocument(sourcesToJson(found)) : terminal().write(sourcesText(found));
    end(written ? ExitCode::Success : ExitCode::CannotWrite);
}

void SourcesCommand::interrupt()
{
    // Ends once the other thread has.
    if (m_isFinding)
        m_finding.cancel();
    else
        end(ExitCode::Interrupted);
}

} // namespace tributary
