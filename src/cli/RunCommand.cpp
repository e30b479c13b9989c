// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/RunCommand.h"

#include "cli/GraphArgument.h"
#include "cli/OutFile.h"
#include "cli/RunProgress.h"
#include "cli/Services.h"

#include <QRandomGenerator>

namespace tributary {

using namespace Qt::StringLiterals;

RunCommand::RunCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{
    m_progressTimer.setInterval(250);
    connect(&m_progressTimer, &QTimer::timeout, this, [this] {
        if (m_printed.isEmpty())
            this->terminal().showProgress(
                progressLine(m_controller->plan(), m_controller->state(), m_services->clock().now() - m_startedAt));
    });
}

RunCommand::~RunCommand()
{
    // The calls of the run live on the services.
    m_controller.reset();
}

QString RunCommand::name() const
{
    return u"run"_s;
}

QString RunCommand::summary() const
{
    return tr("Asks a graph and prints the synthesis.");
}

void RunCommand::describe(QCommandLineParser &parser) const
{
    describeGraphArgument(parser);
    describeRun(parser);
}

Result<RunRequest> RunCommand::prepare(const QCommandLineParser &parser)
{
    auto arguments = readRunArguments(parser);
    if (!arguments)
        return tl::unexpected(arguments.error());
    m_arguments = *arguments;
    auto graph = readGraphArgument(parser, *m_services);
    if (!graph)
        return tl::unexpected(graph.error());
    m_graph = *graph;
    if (const auto good = checkGraph(m_graph, *m_services, terminal()); !good)
        return tl::unexpected(good.error());
    for (const QString &path : std::as_const(m_arguments.outFiles)) {
        if (const auto writable = checkOutFile(path); !writable)
            return tl::unexpected(writable.error());
    }
    RunRequest request = RunRequest::make(m_graph, m_arguments.prompt, *QRandomGenerator::system());
    if (m_arguments.budgetUsd)
        request.policies.budgetUsd = m_arguments.budgetUsd;
    request.attachments = attachments();
    return request;
}

void RunCommand::start(const QCommandLineParser &parser)
{
    m_services = std::make_unique<Services>(demoPace());
    const auto request = prepare(parser);
    if (!request) {
        endWith(describeError(request.error()).trimmed());
        return;
    }
    m_controller = std::make_unique<RunController>(m_services->client(), m_services->clock(), m_services->lookup());
    connect(m_controller.get(), &RunController::eventRecorded, this, &RunCommand::onEvent);
    connect(m_controller.get(), &RunController::finished, this, &RunCommand::finishRun);
    m_startedAt = m_services->clock().now();
    if (const auto started = m_controller->start(*request); !started) {
        endWith(describeError(started.error()));
        return;
    }
    m_progressTimer.start();
}

void RunCommand::onEvent(const RunEvent &event)
{
    if (m_arguments.events)
        terminal().writeLine(toJson(event));
    else if (!m_arguments.json)
        printSynthesis(event);
    const QString notice = noticeOf(m_graph, event);
    if (!notice.isEmpty())
        terminal().tell(notice);
    // Nobody reads the result any more, so nothing further may be spent on it.
    if (!terminal().canWrite())
        m_controller->stop();
}

void RunCommand::printSynthesis(const RunEvent &event)
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
    }
}

void RunCommand::finishRun(RunOutcome outcome)
{
    m_progressTimer.stop();
    const RunRecord record = m_controller->record();
    const QString synthesis = record.synthesis();
    if (m_arguments.json) {
        terminal().writeDocument(toJson(record));
    } else if (!m_arguments.events) {
        // Another aggregator than the first may have written it.
        if (m_printed != synthesis && !synthesis.isEmpty())
            terminal().write((m_printed.isEmpty() ? QString() : u"\n\n"_s) + synthesis);
        if (!m_printed.isEmpty() || !synthesis.isEmpty())
            terminal().write(u"\n"_s);
    }
    terminal().tell(summaryLine(m_controller->plan(), m_controller->state()));
    ExitCode code = exitCodeOf(outcome);
    for (const QString &path : std::as_const(m_arguments.outFiles)) {
        if (const auto written = writeOutFile(record, path); !written) {
            terminal().tell(written.error().message);
            code = ExitCode::CannotWrite;
        }
    }
    end(code);
}

ExitCode RunCommand::exitCodeOf(RunOutcome outcome) const
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

void RunCommand::interrupt()
{
    m_interrupted = true;
    if (m_controller)
        m_controller->stop();
    else
        end(ExitCode::Interrupted);
}

} // namespace tributary
