// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/HedgeCall.h"

#include <utility>

namespace tributary {

HedgeCall::HedgeCall(std::unique_ptr<ModelCall> call, const Clock &clock, Milliseconds start)
    : m_call(std::move(call))
    , m_clock(clock)
    , m_start(start)
{
    ModelCall *const source = m_call.get();
    connect(source, &ModelCall::requestSent, this, &HedgeCall::requestSent);
    connect(source, &ModelCall::attemptStarted, this, [this] {
        m_startedAt = now();
        m_firstTokenAt = Milliseconds(-1);
    });
    connect(source, &ModelCall::firstToken, this, [this] { m_firstTokenAt = now(); });
    connect(source, &ModelCall::answerText, this, [this](const QString &delta) { m_answer += delta; });
    connect(source, &ModelCall::reasoningText, this, [this](const QString &delta) { m_reasoning += delta; });
    connect(source, &ModelCall::finished, this, &HedgeCall::finished);
}

HedgeCall::~HedgeCall()
{
    cancel();
}

void HedgeCall::cancel()
{
    if (!m_call)
        return;
    m_call->disconnect(this);
    m_call->cancel();
}

std::unique_ptr<ModelCall> HedgeCall::release()
{
    m_call->disconnect(this);
    return std::move(m_call);
}

} // namespace tributary
