// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Error.h"
#include "provider/NetworkModelClient.h"
#include "support/ScriptedServer.h"

#include <QStringList>
#include <QTest>

#include <memory>

namespace tributary {

/// Runs one call and notes all it says.
class CallProbe : public QObject
{
    Q_OBJECT

public:
    explicit CallProbe(std::unique_ptr<ModelCall> started)
        : call(std::move(started))
    {
        connect(call.get(), &ModelCall::attemptStarted, this, [this](int attempt) { attempts = attempt; });
        connect(call.get(), &ModelCall::waiting, this, [this](const CallWait &wait) { reasons.append(wait); });
        connect(call.get(), &ModelCall::firstToken, this, [this] { ++firstTokens; });
        connect(call.get(), &ModelCall::answerText, this, [this](const QString &delta) { answer += delta; });
        connect(call.get(), &ModelCall::reasoningText, this, [this](const QString &delta) { reasoning += delta; });
        connect(call.get(), &ModelCall::retrying, this, [this](const Error &error, std::chrono::milliseconds wait) {
            retries.append(error);
            waits.append(wait);
        });
        connect(call.get(), &ModelCall::finished, this, [this](const CallOutcome &end) {
            outcome = end;
            ++ends;
        });
    }

    [[nodiscard]] const CallSuccess *success() const { return outcome ? std::get_if<CallSuccess>(&*outcome) : nullptr; }

    [[nodiscard]] const Error *error() const { return outcome ? std::get_if<Error>(&*outcome) : nullptr; }

    /// "answered", "cancelled", the error's wire name, or "running".
    [[nodiscard]] QString end() const
    {
        using namespace Qt::StringLiterals;
        if (!outcome)
            return u"running"_s;
        if (error())
            return wireName(error()->kind);
        return success() ? u"answered"_s : u"cancelled"_s;
    }

    std::unique_ptr<ModelCall> call;
    int attempts = 0;
    int firstTokens = 0;
    QString answer;
    QString reasoning;
    QList<Error> retries;
    QList<Milliseconds> waits;
    QList<CallWait> reasons;
    std::optional<CallOutcome> outcome;
    int ends = 0;
};

/// A client of one provider, "p", at a scripted server.
struct ClientFixture
{
    explicit ClientFixture(const Clock &clock, const QUrl &baseUrl)
        : client(pool, credentials, clock, [] { return 0.0; })
    {
        provider.id = {QStringLiteral("p")};
        provider.name = QStringLiteral("Provider");
        provider.baseUrl = baseUrl;
        provider.key.kind = KeySource::Kind::None;
        client.setProviders({provider});
    }

    [[nodiscard]] std::unique_ptr<CallProbe> ask(const CallLimits &limits = {})
    {
        ChatRequest request;
        request.model = {provider.id, QStringLiteral("m")};
        request.messages = {{ChatRole::User, QStringLiteral("Name a river.")}};
        return std::make_unique<CallProbe>(client.ask(request, limits));
    }

    NetworkPool pool;
    CredentialStore credentials;
    Provider provider;
    NetworkModelClient client;
};

} // namespace tributary
