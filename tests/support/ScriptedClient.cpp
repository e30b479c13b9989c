// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/ScriptedClient.h"

#include <QRegularExpression>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

/// Plays one script. Ends, like every call, through one function.
class ScriptedCall final : public ModelCall
{
public:
    ScriptedCall(ScriptedClient &client, ModelRef model, CallScript script)
        : m_client(client)
        , m_model(std::move(model))
        , m_script(std::move(script))
        , m_alarm(client.m_clock.makeAlarm([this] { proceed(); }))
    {
        ++m_client.m_underWay;
        m_alarm->ringAfter(m_script.queue);
    }

    ~ScriptedCall() override
    {
        if (!m_ended)
            --m_client.m_underWay;
    }

    void cancel() override { end(CallCancelled{}); }

    void retryNow() override
    {
        if (m_waiting)
            proceed();
    }

private:
    void proceed()
    {
        if (m_ended)
            return;
        if (m_attempt == 0 || m_waiting) {
            m_waiting = false;
            m_firstToken = false;
            ++m_attempt;
            Q_EMIT requestSent(m_client.endpointOf(m_model)->address, "{\"model\":\"" + m_model.model.toUtf8() + "\"}");
            if (!m_ended)
                Q_EMIT attemptStarted(m_attempt);
        } else {
            play(m_script.steps[m_next++]);
        }
        armNext();
    }

    void armNext()
    {
        if (m_ended || m_waiting)
            return;
        if (m_next >= m_script.steps.size() || m_script.steps[m_next].kind == ScriptStep::Kind::Hang)
            m_alarm->disarm();
        else
            m_alarm->ringAfter(m_script.steps[m_next].delay);
    }

    void play(const ScriptStep &step)
    {
        switch (step.kind) {
        case ScriptStep::Kind::Text:
            announceFirstToken();
            Q_EMIT answerText(step.text);
            break;
        case ScriptStep::Kind::Reasoning:
            announceFirstToken();
            Q_EMIT reasoningText(step.text);
            break;
        case ScriptStep::Kind::Retry:
            m_waiting = true;
            m_alarm->ringAfter(step.wait);
            Q_EMIT retrying(step.error, step.wait);
            break;
        case ScriptStep::Kind::Succeed:
            end(step.success);
            break;
        case ScriptStep::Kind::Fail:
            end(step.error);
            break;
        case ScriptStep::Kind::Hang:
            break;
        }
    }

    void announceFirstToken()
    {
        if (!std::exchange(m_firstToken, true))
            Q_EMIT firstToken();
    }

    void end(const CallOutcome &outcome)
    {
        if (std::exchange(m_ended, true))
            return;
        m_alarm->disarm();
        --m_client.m_underWay;
        Q_EMIT finished(outcome);
    }

    ScriptedClient &m_client;
    const ModelRef m_model;
    const CallScript m_script;
    std::unique_ptr<Alarm> m_alarm;
    qsizetype m_next = 0;
    int m_attempt = 0;
    bool m_waiting = false;
    bool m_firstToken = false;
    bool m_ended = false;
};

namespace {

/// Words of a script; what stands in quotes is one word.
class ScriptParser
{
public:
    explicit ScriptParser(const QString &text)
    {
        static const QRegularExpression word(u"\"[^\"]*\"|\\S+"_s);
        auto matches = word.globalMatch(text);
        while (matches.hasNext())
            m_words.append(matches.next().captured());
    }

    CallScript parse()
    {
        CallScript script;
        while (m_next < m_words.size()) {
            const QString word = take();
            if (word.startsWith("queue="_L1))
                script.queue = Milliseconds(word.mid(6).toInt());
            else if (word.startsWith(u'+'))
                m_delay = Milliseconds(word.mid(1).toInt());
            else
                script.steps.append(step(word));
        }
        return script;
    }

private:
    QString take() { return m_next < m_words.size() ? m_words[m_next++] : QString(); }

    QString takeQuoted()
    {
        const QString word = take();
        return word.mid(1, word.size() - 2).replace("\\n"_L1, "\n"_L1);
    }

    Error takeError()
    {
        const QString name = take();
        const auto kind = errorKindFromString(name);
        Q_ASSERT_X(kind, "CallScript::parse", qPrintable(name));
        return {*kind, u"scripted "_s + name};
    }

    CallSuccess takeSuccess()
    {
        CallSuccess success;
        while (m_next < m_words.size()) {
            const QString &word = m_words[m_next];
            if (word.startsWith("in="_L1))
                success.usage.inUncached = word.mid(3).toInt();
            else if (word.startsWith("out="_L1))
                success.usage.outVisible = word.mid(4).toInt();
            else if (word == "cut"_L1)
                success.cutByLimit = true;
            else
                break;
            ++m_next;
        }
        return success;
    }

    ScriptStep step(const QString &word)
    {
        ScriptStep step;
        step.delay = std::exchange(m_delay, Milliseconds(0));
        if (word.startsWith(u'"')) {
            --m_next;
            step.kind = ScriptStep::Kind::Text;
            step.text = takeQuoted();
        } else if (word == "think"_L1) {
            step.kind = ScriptStep::Kind::Reasoning;
            step.text = takeQuoted();
        } else if (word == "retry"_L1) {
            step.kind = ScriptStep::Kind::Retry;
            step.error = takeError();
            step.wait = Milliseconds(take().toInt());
        } else if (word == "fail"_L1) {
            step.kind = ScriptStep::Kind::Fail;
            step.error = takeError();
        } else if (word == "ok"_L1) {
            step.success = takeSuccess();
        } else {
            Q_ASSERT_X(word == "hang"_L1, "CallScript::parse", qPrintable(word));
            step.kind = ScriptStep::Kind::Hang;
        }
        return step;
    }

    QStringList m_words;
    qsizetype m_next = 0;
    Milliseconds m_delay{0};
};

} // namespace

CallScript CallScript::parse(const QString &text)
{
    return ScriptParser(text).parse();
}

std::unique_ptr<ModelCall> ScriptedClient::ask(const ChatRequest &request, const CallLimits &)
{
    m_requests.append(request);
    const QList<CallScript> scripts = m_scripts.value(request.model, {m_default});
    const int turn = m_asked[request.model]++;
    return std::make_unique<ScriptedCall>(*this, request.model, scripts[std::min(qsizetype(turn), scripts.size() - 1)]);
}

} // namespace tributary
