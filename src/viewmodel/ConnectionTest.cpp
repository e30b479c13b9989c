// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/ConnectionTest.h"

#include <array>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array allSteps{CheckStep::Kind::Address, CheckStep::Kind::Certificate, CheckStep::Kind::Key,
                              CheckStep::Kind::Models, CheckStep::Kind::Answer};

QString intentionOf(CheckStep::Kind kind)
{
    switch (kind) {
    case CheckStep::Kind::Address:
        return ConnectionTest::tr("a server answers there");
    case CheckStep::Kind::Certificate:
        return ConnectionTest::tr("the server proves who it is");
    case CheckStep::Kind::Key:
        return ConnectionTest::tr("the server accepts it");
    case CheckStep::Kind::Models:
        return ConnectionTest::tr("the server lists them");
    case CheckStep::Kind::Answer:
        return ConnectionTest::tr("a model answers, for a few tokens");
    }
    Q_UNREACHABLE();
}

QList<CheckLine> waitingLines()
{
    QList<CheckLine> lines;
    for (const CheckStep::Kind kind : allSteps) {
        lines.append(
            {title(kind), intentionOf(kind), ConnectionTest::tr("waiting"), u"circle-dashed"_s, Tone::Neutral, {}});
    }
    return lines;
}

void markRunning(CheckLine &line)
{
    line.word = ConnectionTest::tr("testing");
    line.icon = u"loader-circle"_s;
    line.tone = Tone::Active;
}

CheckLine lineOf(const CheckStep &step)
{
    CheckLine line{title(step.kind), step.message, {}, {}, Tone::Neutral, step.error ? step.error->detail : QString()};
    switch (step.state) {
    case CheckStep::State::Passed:
        line.word = ConnectionTest::tr("passed");
        line.icon = u"circle-check"_s;
        line.tone = Tone::Success;
        break;
    case CheckStep::State::Failed:
        line.word = ConnectionTest::tr("failed");
        line.icon = u"circle-x"_s;
        line.tone = Tone::Error;
        break;
    case CheckStep::State::Skipped:
        line.word = ConnectionTest::tr("not tried");
        line.icon = u"minus"_s;
        break;
    }
    return line;
}

} // namespace

ConnectionTest::ConnectionTest(NetworkPool &pool, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_lines(waitingLines())
{}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start(const Provider &provider, CredentialStore &keys, const QString &model)
{
    m_check.reset();
    m_lines = waitingLines();
    markRunning(m_lines.first());
    m_started = true;
    m_running = true;
    m_passed = false;
    m_check = std::make_unique<ProviderCheck>(m_pool, keys, m_clock, provider, model);
    connect(m_check.get(), &ProviderCheck::stepDone, this, &ConnectionTest::takeStep);
    connect(m_check.get(), &ProviderCheck::finished, this, &ConnectionTest::finish);
    Q_EMIT changed();
}

void ConnectionTest::clear()
{
    if (!m_started)
        return;
    m_check.reset();
    m_lines = waitingLines();
    m_started = false;
    m_running = false;
    m_passed = false;
    Q_EMIT changed();
}

QList<ProviderModel> ConnectionTest::models() const
{
    QList<ProviderModel> models;
    if (!m_check)
        return models;
    for (const ListedModel &listed : m_check->models())
        models.append(listed.model);
    return models;
}

QString ConnectionTest::verdict() const
{
    if (m_running || !m_started)
        return {};
    if (m_check && m_check->lacksCredit())
        return tr("The key is valid, but there is no credit left. Top it up with the provider.");
    for (const CheckLine &line : m_lines) {
        if (line.tone == Tone::Error)
            return tr("%1 failed: %2").arg(line.title, line.text);
    }
    return tr("The connection works.");
}

void ConnectionTest::takeStep(const CheckStep &step)
{
    const auto at = static_cast<qsizetype>(step.kind);
    m_lines[at] = lineOf(step);
    const bool triedAnother = step.kind == CheckStep::Kind::Answer && step.state == CheckStep::State::Failed;
    if (triedAnother && models().size() > 1)
        m_lines[at].text = tr("%1 Choose another model and test again.").arg(step.message);
    if (at + 1 < m_lines.size())
        markRunning(m_lines[at + 1]);
    Q_EMIT changed();
}

void ConnectionTest::finish(bool passed)
{
    m_running = false;
    m_passed = passed;
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace tributary
