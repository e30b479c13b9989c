// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunningCommand.h"

#include "cli/GraphArgument.h"
#include "cli/RunProgress.h"
#include "library/AnswerCacheFile.h"

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

RunningCommand::RunningCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{
    m_progressTimer.setInterval(250);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] {
        if (m_printed.isEmpty())
            this->terminal().showProgress(
                progressLine(m_controller->plan(), m_controller->state(), m_services->clock().now() - m_startedAt));
    });
}

RunningCommand::~RunningCommand()
{
    // The calls of the run live on the services, and so does what it is kept in.
    m_keeper.reset();
    m_controller.reset();
}

void RunningCommand::makeServices()
{
    m_services = std::make_unique<Services>(demoPace());
}

Result<void> RunningCommand::takeOutput(const RunOutput &output)
{
    m_output = output;
    return checkReportFiles(m_output.files, {});
}

void RunningCommand::carryOut(const Graph &graph, const Begin &begin)
{
    m_graph = graph;
    m_controller = std::make_unique<RunController>(m_services->client(), m_services->clock(), m_services->lookup(),
                                                   &m_services->answerCache());
    m_keeper = std::make_unique<RunKeeper>(*m_controller);
    connect(m_controller.get(), &RunController::eventRecorded, this, &RunningCommand::onEvent);
    if (m_output.events)
        connect(m_keeper.get(), &RunKeeper::told, this,
                [this](const RunEvent &event) { terminal().writeLine(toJson(event)); });
    connect(m_controller.get(), &RunController::finished, this, &RunningCommand::finishRun);
    connect(m_keeper.get(), &RunKeeper::failed, this, &RunningCommand::tellNotKept);
    m_startedAt = m_services->clock().now();
    if (const auto started = begin(*m_controller); !started) {
        endWith(describeError(started.error()));
        return;
    }
    m_progressTimer.start();
    keep(*m_keeper);
}

void RunningCommand::onEvent(const RunEvent &event)
{
    if (!m_output.events && !m_output.json)
        printSynthesis(event);
    const QString notice = noticeOf(m_graph, event);
    if (!notice.isEmpty())
        terminal().tell(notice);
    // Nobody reads the result any more, so nothing further may be spent on it.
    if (!terminal().canWrite())
        m_controller->stop();
}

void RunningCommand::printSynthesis(const RunEvent &event)
{
    if (event.agent != m_controller->plan().layers.constLast().calls.constFirst().agent.id)
        return;
    if (const auto *text = std::get_if<event::Text>(&event.body); text && text->channel == TextChannel::Answer) {
        m_printed += text->delta;
        terminal().write(text->delta);
    } else if (std::holds_alternative<event::CallRetrying>(event.body) && !m_printed.isEmpty()) {
        terminal().write(u"\n\n"_s);
        terminal().tell(tr("The text above broke off. The aggregator starts again."));
        m_printed.clear();
    } else if (const auto *taken = std::get_if<event::HedgeTaken>(&event.body)) {
        if (!m_printed.isEmpty()) {
            terminal().write(u"\n\n"_s);
            terminal().tell(tr("The text above is replaced by that of a second request."));
        }
        m_printed = taken->answer;
        terminal().write(m_printed);
    }
}

void RunningCommand::printEnd(const RunRecord &record)
{
    if (m_output.json)
        terminal().writeDocument(toJson(record));
    if (m_output.json || m_output.events)
        return;
    const QString synthesis = record.synthesis();
    // Another aggregator than the first may have written it.
    if (m_printed != synthesis && !synthesis.isEmpty())
        terminal().write((m_printed.isEmpty() ? QString() : u"\n\n"_s) + synthesis);
    if (!m_printed.isEmpty() || !synthesis.isEmpty())
        terminal().write(u"\n"_s);
}

void RunningCommand::finishRun(RunOutcome outcome)
{
    m_progressTimer.stop();
    const RunRecord record = m_controller->record();
    printEnd(record);
    terminal().tell(summaryLine(m_controller->plan(), m_controller->state()));
    writeFiles(record, exitCodeOf(outcome), [this](ExitCode code) { endWhenKept(code); });
}

void RunningCommand::report(const RunRecord &record, const Plan &plan, const RunState &state)
{
    if (m_output.events) {
        for (const RunEvent &event : record.events)
            terminal().writeLine(toJson(event));
    }
    printEnd(record);
    terminal().tell(summaryLine(plan, state));
    writeFiles(record, exitCodeOf(state.outcome.value_or(RunOutcome::Stopped)), [this](ExitCode code) { end(code); });
}

void RunningCommand::writeFiles(const RunRecord &record, ExitCode code, const std::function<void(ExitCode)> &then)
{
    if (m_output.files.isEmpty()) {
        then(code);
        return;
    }
    m_exporting = std::make_unique<RunExporting>(terminal(), nullptr);
    connect(m_exporting.get(), &RunExporting::finished, this, [this, code, then](ExitCode written) {
        m_exporting.release()->deleteLater();
        then(written == ExitCode::Success ? code : written);
    });
    m_exporting->start({.record = record, .paths = m_output.files});
}

void RunningCommand::endWhenKept(ExitCode code)
{
    if (m_keeper->isSettled()) {
        end(code);
        return;
    }
    m_codeAtEnd = code;
    connect(m_keeper.get(), &RunKeeper::settled, this, [this, code] { end(code); });
}

void RunningCommand::tellNotKept(const Error &error)
{
    const QString advice = m_output.files.isEmpty() ? tr(" To save it, give --out FILE.moarun.") : QString();
    terminal().tell(
        tr("This run is not kept in the library: %1 It goes on all the same.%2").arg(error.message, advice));
}

ExitCode RunningCommand::exitCodeOf(RunOutcome outcome) const
{
    switch (outcome) {
    case RunOutcome::Synthesis:
        return terminal().canWrite() ? ExitCode::Success : ExitCode::CannotWrite;
    case RunOutcome::NoSynthesis:
        return ExitCode::NoSynthesis;
    case RunOutcome::BudgetStopped:
        return ExitCode::Budget;
    case RunOutcome::Stopped:
        return m_interrupted ? ExitCode::Interrupted : ExitCode::CannotWrite;
    }
    Q_UNREACHABLE();
}

void RunningCommand::interrupt()
{
    m_interrupted = true;
    if (m_exporting) {
        m_exporting->cancel();
    } else if (m_codeAtEnd) {
        // The run is over; only the library keeps the command waiting.
        m_keeper->disconnect(this);
        end(*m_codeAtEnd);
    } else if (m_controller) {
        m_controller->stop();
    } else {
        end(ExitCode::Interrupted);
    }
}

} // namespace tributary
