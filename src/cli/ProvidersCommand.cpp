// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/ProvidersCommand.h"

#include "cli/GraphArgument.h"
#include "cli/ProviderChoice.h"

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

QString markOf(CheckStep::State state)
{
    switch (state) {
    case CheckStep::State::Passed:
        return ProvidersCommand::tr("ok    ");
    case CheckStep::State::Failed:
        return ProvidersCommand::tr("failed");
    case CheckStep::State::Skipped:
        return ProvidersCommand::tr("-     ");
    }
    Q_UNREACHABLE();
}

} // namespace

ProvidersCommand::ProvidersCommand(Terminal &terminal, double demoPace)
    : Command(terminal, demoPace)
{}

ProvidersCommand::~ProvidersCommand() = default;

QString ProvidersCommand::name() const
{
    return u"providers"_s;
}

QString ProvidersCommand::summary() const
{
    return tr("providers test [ID]: tries the providers, step by step.");
}

void ProvidersCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"test"_s, tr("What to do."), u"test"_s);
    parser.addPositionalArgument(u"id"_s, tr("Only this provider."), u"[ID]"_s);
    describeProviderChoice(parser);
}

void ProvidersCommand::start(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.value(0) != "test"_L1 || words.size() > 2) {
        endWith(tr("Use: tributary-cli providers test [ID]."));
        return;
    }
    m_services = std::make_unique<Services>(demoPace());
    auto chosen = chooseProviders(parser, words.value(1), *m_services);
    if (!chosen) {
        endWith(describeError(chosen.error()));
        return;
    }
    m_waiting = std::move(*chosen);
    testNext();
}

void ProvidersCommand::testNext()
{
    if (m_waiting.isEmpty()) {
        end(m_allPassed ? ExitCode::Success : ExitCode::BadInput);
        return;
    }
    const Provider provider = m_waiting.takeFirst();
    terminal().writeLine(u"%1  %2"_s.arg(provider.id.value, provider.baseUrl.toString()));
    m_check = std::make_unique<ProviderCheck>(m_services->network(), m_services->credentials(), m_services->clock(),
                                              provider);
    connect(m_check.get(), &ProviderCheck::stepDone, this, &ProvidersCommand::report);
    connect(m_check.get(), &ProviderCheck::finished, this, [this](bool passed) {
        m_allPassed = m_allPassed && passed;
        m_check.release()->deleteLater();
        testNext();
    });
}

void ProvidersCommand::report(const CheckStep &step)
{
    terminal().writeLine(u"  %1  %2: %3"_s.arg(markOf(step.state), title(step.kind), step.message));
}

} // namespace tributary
