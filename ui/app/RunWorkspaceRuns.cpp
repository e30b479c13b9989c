// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Runs that are started, shown, repeated and gone on with.

#include "ui/app/RunWorkspace.h"
#include "ui/common/DialogService.h"
#include "ui/main/MainWindow.h"
#include "ui/run/RunView.h"

namespace tributary {

using namespace Qt::StringLiterals;

std::optional<RunRecord> RunWorkspace::shownRun() const
{
    const std::optional<RunRecord> record = m_model.currentRecord();
    return record ? std::optional(m_model.withAnalyses(*record)) : std::nullopt;
}

void RunWorkspace::showRecord(const ShownRecord &record)
{
    m_window->showView(u"run"_s);
    m_model.showRecord(record);
}

void RunWorkspace::repeat(const RunRecord &record)
{
    m_files.afterSaving([this, record] { repeatNow(record); });
}

void RunWorkspace::repeatNow(const RunRecord &record)
{
    if (const Result<void> started = m_services.startDemoFor(record.graph); !started)
        return tellProblem(u"demo"_s, started.error());
    m_model.setProviders(directory());
    m_model.document().startFrom(record.graph, tr("Use the graph of a saved run"));
    m_model.session().setPrompt(record.prompt);
    m_model.attachments().add(record.attachments);
    m_window->showView(u"run"_s);
    m_view->run();
}

void RunWorkspace::showRun(const RunId &run)
{
    m_window->showView(u"run"_s);
    expect(m_keeping.runs().show(run), u"kept"_s);
}

void RunWorkspace::resumeRun(const RunId &run)
{
    const Result<RunRecord> record = m_keeping.runs().load(run);
    if (!record)
        return expect(tl::unexpected(record.error()), u"kept"_s);
    if (const Result<void> started = m_services.startDemoFor(record->graph); !started)
        return tellProblem(u"demo"_s, started.error());
    m_model.setProviders(directory());
    m_window->showView(u"run"_s);
    expect(m_keeping.runs().resume(run), u"kept"_s);
}

void RunWorkspace::runAgain(const RunId &run)
{
    const Result<RunRecord> record = m_keeping.runs().load(run);
    if (record)
        repeat(*record);
    else
        expect(tl::unexpected(record.error()), u"kept"_s);
}

/// From any view, whether or not the Run view was ever shown.
void RunWorkspace::run()
{
    if (m_view)
        return m_view->run();
    m_model.estimate().update();
    if (!m_model.session().canRun())
        return;
    startRun(m_model.session().question(), [this] { m_model.session().run(); });
}

void RunWorkspace::startRun(const std::optional<RunQuestion> &question, const std::function<void()> &go)
{
    if (question)
        askToRun(*question, go);
    else
        go();
}

void RunWorkspace::askToRun(const RunQuestion &question, const std::function<void()> &go)
{
    m_dialogs.ask(m_window,
                  {.title = question.title, .text = question.text, .accept = tr("Run"), .decline = tr("Do not run")},
                  [go](bool accepted) {
                      if (accepted)
                          go();
                  });
}

} // namespace tributary
