// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/ModelClient.h"

#include <QHash>
#include <QList>

namespace tributary {

/// One thing a scripted model does, `delay` after the step before.
struct ScriptStep
{
    enum class Kind {
        Text,      ///< answer text
        Reasoning, ///< reasoning text
        Retry,     ///< the attempt fails, the next starts after `wait`
        Succeed,
        Fail,
        Hang, ///< never says anything again
    };

    Kind kind = Kind::Succeed;
    Milliseconds delay{0};
    QString text;
    Error error;
    Milliseconds wait{0};
    CallSuccess success;
};

/// What one call does from the moment it is asked: `queue` in its provider's lane, then the steps.
struct CallScript
{
    Milliseconds queue{0};
    QList<ScriptStep> steps;

    /// "queue=50 +100 \"Hel\" +50 \"lo\" ok in=10 out=2", "+20 retry rate-limited 200 +10 \"x\" ok cut",
    /// "+5 think \"hm\" +5 fail server", "hang". Fails the test program on a word it does not know.
    static CallScript parse(const QString &text);
};

/// Plays scripts instead of asking models, in the time of a clock. Scripts are found by the requested model; a model
/// asked several times takes the next one of its list and stays at the last.
class ScriptedClient final : public ModelClient
{
public:
    explicit ScriptedClient(const Clock &clock)
        : m_clock(clock)
    {}

    void setScripts(const ModelRef &model, const QList<CallScript> &scripts) { m_scripts.insert(model, scripts); }

    /// For models without scripts of their own.
    void setDefault(const CallScript &script) { m_default = script; }

    [[nodiscard]] std::unique_ptr<ModelCall> ask(const ChatRequest &request, const CallLimits &limits) override;

    /// Every provider is there, under an address of its name.
    [[nodiscard]] std::optional<ModelEndpoint> endpointOf(const ModelRef &model) const override
    {
        return ModelEndpoint{QStringLiteral("https://%1.test/v1").arg(model.provider.value),
                             QStringLiteral("chat-completions")};
    }

    [[nodiscard]] const QList<ChatRequest> &requests() const { return m_requests; }

    /// Calls that were asked and neither ended nor were deleted.
    [[nodiscard]] int callsUnderWay() const { return m_underWay; }

private:
    friend class ScriptedCall;

    const Clock &m_clock;
    QHash<ModelRef, QList<CallScript>> m_scripts;
    QHash<ModelRef, int> m_asked;
    CallScript m_default;
    QList<ChatRequest> m_requests;
    int m_underWay = 0;
};

} // namespace tributary
