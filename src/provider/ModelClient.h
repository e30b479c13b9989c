// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/CallWait.h"
#include "base/Error.h"
#include "base/Usage.h"
#include "provider/ChatRequest.h"

#include <QObject>

#include <memory>
#include <optional>
#include <variant>

namespace tributary {

/// The end of a call that gave a whole answer. The text itself was delivered as deltas.
struct CallSuccess
{
    Usage usage;
    /// As the provider reported it.
    QString servedModel;
    QString requestId;
    /// The answer ends at the token limit.
    bool cutByLimit = false;

    bool operator==(const CallSuccess &) const = default;
};

/// Somebody cancelled it; not an error.
struct CallCancelled
{
    bool operator==(const CallCancelled &) const = default;
};

using CallOutcome = std::variant<CallSuccess, Error, CallCancelled>;

/// One question to one model, running: queued for its provider's lane, attempted, retried. Ends through exactly one
/// `finished`; after it no signal follows. Deleting a running call cancels it silently.
class ModelCall : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Ends the call with CallCancelled. `finished` is emitted inside this call unless it already was.
    virtual void cancel() = 0;

    /// Ends the wait before the next attempt at once. Does nothing when the call does not wait.
    virtual void retryNow() = 0;

Q_SIGNALS:
    /// It does not start yet, and why; again when the reason changes. Over with the next attempt.
    void waiting(const tributary::CallWait &wait);
    /// Just before each attemptStarted: where the request goes, without anything that could be a key, and its body,
    /// byte for byte. Headers are never told: keys travel in them.
    void requestSent(const QString &address, const QByteArray &body);
    /// Attempt 1, 2, ...: the request is handed to the network. `notices` say, a sentence each, what is sent otherwise
    /// than asked because the model does not accept it.
    void attemptStarted(int attempt, const QStringList &notices = {});
    void firstToken();
    void answerText(const QString &delta);
    void reasoningText(const QString &delta);
    /// The attempt failed in a way that may pass; the next starts after `wait`.
    void retrying(const tributary::Error &error, std::chrono::milliseconds wait);
    void finished(const tributary::CallOutcome &outcome);
};

/// Who answers for a model, whatever its provider is called here: two references with equal endpoints and equal model
/// names are the same model.
struct ModelEndpoint
{
    /// Without a key.
    QString address;
    /// As in the providers file.
    QString dialect;

    bool operator==(const ModelEndpoint &) const = default;
};

/// Asks models. The engine knows this interface and nothing of networks; tests put a scripted one in its place.
class ModelClient
{
public:
    ModelClient() = default;
    virtual ~ModelClient() = default;
    Q_DISABLE_COPY_MOVE(ModelClient)

    /// Starts a call through the event loop: no signal is emitted from inside. Never null; what is wrong with the
    /// request (no such provider, no key) is the call's outcome.
    [[nodiscard]] virtual std::unique_ptr<ModelCall> ask(const ChatRequest &request, const CallLimits &limits) = 0;

    /// nullopt: there is no such provider.
    [[nodiscard]] virtual std::optional<ModelEndpoint> endpointOf(const ModelRef &model) const = 0;
};

} // namespace tributary
