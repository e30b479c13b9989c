// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/Batch.h"

#include "cli/BatchLine.h"
#include "engine/Hedging.h"
#include "library/AnswerCacheFile.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

struct Batch::Running
{
    BatchPrompt prompt;
    /// Let go from inside its own signals.
    RunController *controller = nullptr;
};

namespace {

void add(BatchFigures &figures, const RunState &state)
{
    figures.costUsd += state.costUsd;
    figures.unpriced += state.unpriced;
    figures.tokens += state.usage.input() + state.usage.output();
    figures.calls += std::count_if(state.agents.cbegin(), state.agents.cend(),
                                   [](const AgentState &agent) { return agent.attempt > 0; });
}

} // namespace

Batch::Batch(Services &services, Graph graph, const BatchOptions &options, const QString &prompts, BatchOutline outline,
             std::unique_ptr<BatchOutput> output)
    : m_services(services)
    , m_graph(std::move(graph))
    , m_options(options)
    , m_outline(std::move(outline))
    , m_reader(prompts)
    , m_output(std::move(output))
    , m_answers(options.answers)
{
    m_ended.prompts = m_outline.prompts;
}

Batch::~Batch()
{
    qDeleteAll(m_keepers);
    for (const auto &[index, running] : m_running)
        delete running->controller;
}

void Batch::start()
{
    if (const auto opened = m_reader.open(); !opened) {
        m_error = opened.error();
        m_end = BatchEnd::CannotWrite;
    }
    QMetaObject::invokeMethod(this, &Batch::fill, Qt::QueuedConnection);
}

void Batch::stop()
{
    endWith(BatchEnd::Stopped);
}

BatchFigures Batch::figures() const
{
    BatchFigures figures = m_ended;
    for (const auto &[index, running] : m_running)
        add(figures, running->controller->state());
    return figures;
}

void Batch::fill()
{
    if (m_isFinished)
        return;
    // A disk that is slower than the models holds up further prompts.
    while (!m_end && m_running.size() < std::size_t(m_options.width) && m_keepers.size() < 4 * m_options.width) {
        const auto prompt = takePrompt();
        if (!prompt)
            break;
        if (m_output->contains(prompt->index))
            ++m_ended.done;
        else if (const auto first = m_outline.sameAs.constFind(prompt->index); first != m_outline.sameAs.constEnd())
            repeat(*prompt, *first);
        else
            ask(*prompt);
    }
    if (!m_running.empty() || !m_keepers.isEmpty() || !(m_end || m_allRead))
        return;
    m_isFinished = true;
    m_withoutSynthesis = m_output->withoutSynthesis();
    m_output.reset();
    Q_EMIT finished(m_end.value_or(BatchEnd::Done));
}

std::optional<BatchPrompt> Batch::takePrompt()
{
    if (!m_next && !m_allRead) {
        auto prompt = m_reader.next();
        if (!prompt) {
            // It was all right when it was read before: somebody writes the file.
            m_error = prompt.error();
            endWith(BatchEnd::CannotWrite);
            return std::nullopt;
        }
        m_next = std::move(*prompt);
        m_allRead = !m_next;
    }
    if (!m_next || m_next->index >= m_output->written() + m_options.window)
        return std::nullopt;
    return std::exchange(m_next, std::nullopt);
}

RunRequest Batch::requestFor(const BatchPrompt &prompt) const
{
    RunRequest request = RunRequest::make(m_graph, prompt.prompt, *QRandomGenerator::system(), m_options.cache);
    if (m_options.budgetUsd)
        request.policies.budgetUsd = std::min(budgetLeft(), m_graph.policy.budgetUsd.value_or(budgetLeft()));
    request.attachments = m_options.attachments;
    request.hedgeAfter = hedgeDelays(m_graph, m_answers.histories());
    return request;
}

void Batch::ask(const BatchPrompt &prompt)
{
    auto *controller = new RunController(m_services.client(), m_services.clock(), m_services.lookup(),
                                         &m_services.answerCache(), this);
    m_running.emplace(prompt.index, std::make_unique<Running>(Running{prompt, controller}));
    connect(controller, &RunController::eventRecorded, this, [this](const RunEvent &event) {
        if (std::holds_alternative<event::CallFinished>(event.body))
            shareBudget();
    });
    connect(controller, &RunController::finished, this, [this, index = prompt.index] { onRunFinished(index); });
    RunKeeper *keeper = makeKeeper(*controller);
    if (const auto started = controller->start(requestFor(prompt)); !started) {
        m_keepers.remove(keeper);
        keeper->deleteLater();
        m_running.erase(prompt.index);
        controller->deleteLater();
        m_error = started.error();
        endWith(BatchEnd::CannotWrite);
    } else if (Library *library = m_services.library()) {
        keeper->keepIn(*library, RunOrigin::Batch);
    } else {
        keeper->giveUp();
    }
}

RunKeeper *Batch::makeKeeper(RunController &controller)
{
    auto *keeper = new RunKeeper(controller, this);
    m_keepers.insert(keeper);
    connect(keeper, &RunKeeper::failed, this, [this](const Error &error) {
        if (!std::exchange(m_toldNotKept, true))
            Q_EMIT noticed(tr("Runs are not kept in the library: %1 The batch goes on.").arg(error.message));
    });
    connect(keeper, &RunKeeper::settled, this, [this, keeper] { onKept(keeper); });
    return keeper;
}

void Batch::onKept(RunKeeper *keeper)
{
    m_keepers.remove(keeper);
    keeper->deleteLater();
    fill();
}

void Batch::repeat(const BatchPrompt &prompt, qsizetype first)
{
    if (m_running.contains(first))
        m_repeats[first].append(prompt);
    else if (const auto line = m_output->lineOf(first))
        keepResult(batchLineAgain(prompt, *line));
}

void Batch::onRunFinished(qsizetype index)
{
    const auto found = m_running.find(index);
    const std::unique_ptr<Running> running = std::move(found->second);
    m_running.erase(found);
    const RunState &state = running->controller->state();
    add(m_ended, state);
    if (m_graph.policy.hedging)
        m_answers.learn(state);
    running->controller->deleteLater();
    // Whoever is asked again in a later program finds this run's answers in the cache.
    if (isStoppedByOurBudget(state)) {
        endWith(BatchEnd::Budget);
    } else if (state.outcome != RunOutcome::Stopped) {
        const QJsonObject line = batchLine(running->prompt, running->controller->plan(), state);
        tellFailure(running->prompt, line);
        keepResult(line);
        const QList<BatchPrompt> repeats = m_repeats.take(index);
        for (const BatchPrompt &repeated : repeats)
            keepResult(batchLineAgain(repeated, line));
    }
    QMetaObject::invokeMethod(this, &Batch::fill, Qt::QueuedConnection);
}

bool Batch::isStoppedByOurBudget(const RunState &state) const
{
    if (state.outcome != RunOutcome::BudgetStopped || !m_options.budgetUsd)
        return false;
    return !m_graph.policy.budgetUsd || budgetLeft() + state.costUsd < *m_graph.policy.budgetUsd;
}

double Batch::budgetLeft() const
{
    return *m_options.budgetUsd - figures().costUsd;
}

void Batch::shareBudget()
{
    if (!m_options.budgetUsd)
        return;
    const double left = budgetLeft();
    for (const auto &[index, running] : m_running) {
        // A run compares with the budget what it has spent itself.
        const double share = std::max(0.0, left + running->controller->state().costUsd);
        running->controller->setBudget(std::min(share, m_graph.policy.budgetUsd.value_or(share)));
    }
}

void Batch::keepResult(const QJsonObject &line)
{
    if (const auto put = m_output->put(line); !put) {
        m_error = put.error();
        endWith(BatchEnd::CannotWrite);
        return;
    }
    ++m_ended.done;
    ++m_ended.doneHere;
}

void Batch::tellFailure(const BatchPrompt &prompt, const QJsonObject &line)
{
    if (line.value("outcome"_L1) == "synthesis"_L1)
        return;
    const QJsonObject failure = line.value("failures"_L1)[0].toObject();
    Q_EMIT noticed(tr("No synthesis for the prompt in line %1. %2")
                       .arg(prompt.line)
                       .arg(failure.value("message"_L1).toString())
                       .trimmed());
}

void Batch::endWith(BatchEnd end)
{
    if (m_end)
        return;
    m_end = end;
    // Calls that the budget let start may finish; otherwise nothing further is to be spent.
    if (end == BatchEnd::Budget)
        return;
    QList<RunController *> controllers;
    for (const auto &[index, running] : m_running)
        controllers.append(running->controller);
    for (RunController *controller : std::as_const(controllers))
        controller->stop();
    QMetaObject::invokeMethod(this, &Batch::fill, Qt::QueuedConnection);
}

} // namespace tributary
