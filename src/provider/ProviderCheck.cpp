// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ProviderCheck.h"

#include "base/Formatting.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ProviderCheck)
};

constexpr int lastStep = static_cast<int>(CheckStep::Kind::Answer);
/// Enough for a word after some reasoning.
constexpr int testTokens = 256;
constexpr Milliseconds testDeadline = 60s;

/// The step at which a list request with this error stopped.
CheckStep::Kind stepOf(ErrorKind kind)
{
    static const QList<ErrorKind> about{ErrorKind::KeyMissing, ErrorKind::KeyRefused};
    static const QList<ErrorKind> address{ErrorKind::Unreachable, ErrorKind::Redirected,  ErrorKind::TimeoutConnect,
                                          ErrorKind::BadRequest,  ErrorKind::Unsupported, ErrorKind::TimeoutFirstByte,
                                          ErrorKind::TimeoutIdle};
    if (kind == ErrorKind::Tls)
        return CheckStep::Kind::Certificate;
    if (about.contains(kind))
        return CheckStep::Kind::Key;
    return address.contains(kind) ? CheckStep::Kind::Address : CheckStep::Kind::Models;
}

} // namespace

QString title(CheckStep::Kind kind)
{
    switch (kind) {
    case CheckStep::Kind::Address:
        return Text::tr("Address");
    case CheckStep::Kind::Certificate:
        return Text::tr("Certificate");
    case CheckStep::Kind::Key:
        return Text::tr("Key");
    case CheckStep::Kind::Models:
        return Text::tr("Models");
    case CheckStep::Kind::Answer:
        return Text::tr("Answer");
    }
    Q_UNREACHABLE();
}

ProviderCheck::ProviderCheck(NetworkPool &pool, CredentialStore &credentials, const Clock &clock,
                             const Provider &provider, const QString &model, QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_credentials(credentials)
    , m_clock(clock)
    , m_provider(provider)
    , m_model(model)
    , m_client(pool, credentials, clock)
{
    m_client.setProviders({provider});
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

ProviderCheck::~ProviderCheck() = default;

void ProviderCheck::start()
{
    m_credentials.whenKnown(m_provider, this, [this](const Result<Secret> &key) { list(key); });
}

void ProviderCheck::list(const Result<Secret> &key)
{
    m_key = key;
    // The address can be tried without a key, so a missing one is reported at its own step.
    m_listing = std::make_unique<ModelListing>(m_pool, m_clock, m_provider, key.value_or(Secret()));
    connect(m_listing.get(), &ModelListing::finished, this, &ProviderCheck::takeModels);
}

void ProviderCheck::takeModels(const Result<QList<ListedModel>> &models)
{
    using Kind = CheckStep::Kind;
    const bool reached = models || stepOf(models.error().kind) > Kind::Certificate;
    if (!m_key && reached) {
        if (reportReached() && failFrom(Kind::Key, m_key.error()))
            finish();
        return;
    }
    if (!models)
        return takeListError(models.error());
    m_models = *models;
    const QString keyWords = m_key->isEmpty() ? Text::tr("none needed") : Text::tr("accepted");
    if (reportReached() && report(Kind::Key, CheckStep::State::Passed, keyWords) &&
        report(Kind::Models, CheckStep::State::Passed, Text::tr("%1 listed").arg(m_models.size())))
        askForAWord();
}

bool ProviderCheck::reportReached()
{
    const QUrl &address = m_provider.baseUrl;
    if (!report(CheckStep::Kind::Address, CheckStep::State::Passed, address.toString()))
        return false;
    if (address.scheme() == "https"_L1)
        return report(CheckStep::Kind::Certificate, CheckStep::State::Passed,
                      Text::tr("valid for %1").arg(address.host()));
    return report(CheckStep::Kind::Certificate, CheckStep::State::Skipped,
                  m_provider.isLoopback() ? Text::tr("not needed on this computer")
                                          : Text::tr("none: the connection is not encrypted"));
}

void ProviderCheck::takeListError(const Error &error)
{
    using Kind = CheckStep::Kind;
    if (error.kind == ErrorKind::NoCredit)
        return takeMissingCredit(error);
    const Kind failed = stepOf(error.kind);
    if (failed == Kind::Certificate && !report(Kind::Address, CheckStep::State::Passed, m_provider.baseUrl.toString()))
        return;
    if (failed > Kind::Certificate && !reportReached())
        return;
    if (failed != Kind::Models) {
        if (failFrom(failed, error))
            finish();
        return;
    }
    // A server without a model list may answer all the same.
    if (report(Kind::Key, CheckStep::State::Skipped, Text::tr("not known without a list of models")) &&
        report(Kind::Models, CheckStep::State::Failed, error.message, error))
        askForAWord();
}

void ProviderCheck::takeMissingCredit(const Error &error)
{
    using Kind = CheckStep::Kind;
    if (reportReached() && report(Kind::Key, CheckStep::State::Passed, Text::tr("valid, but no credit left")) &&
        report(Kind::Models, CheckStep::State::Skipped, Text::tr("not tried")) &&
        report(Kind::Answer, CheckStep::State::Failed, error.message, error))
        finish();
}

bool ProviderCheck::lacksCredit() const
{
    return std::any_of(m_steps.cbegin(), m_steps.cend(),
                       [](const CheckStep &step) { return step.error && step.error->kind == ErrorKind::NoCredit; });
}

void ProviderCheck::askForAWord()
{
    if (m_model.isEmpty() && !m_provider.models.isEmpty())
        m_model = m_provider.models.first().id;
    if (m_model.isEmpty() && !m_models.isEmpty())
        m_model = m_models.first().model.id;
    if (m_model.isEmpty()) {
        if (report(CheckStep::Kind::Answer, CheckStep::State::Skipped, Text::tr("no model to ask")))
            finish();
        return;
    }
    ChatRequest request;
    request.model = {m_provider.id, m_model};
    request.messages = {{ChatRole::User, u"Answer with the one word: ready"_s}};
    request.maxTokens = testTokens;
    CallLimits limits;
    limits.retries = 0;
    limits.deadline = testDeadline;
    m_askedAt = m_clock.now();
    m_call = m_client.ask(request, limits);
    connect(m_call.get(), &ModelCall::finished, this, &ProviderCheck::takeAnswer);
}

void ProviderCheck::takeAnswer(const CallOutcome &outcome)
{
    const auto *error = std::get_if<Error>(&outcome);
    const auto *success = std::get_if<CallSuccess>(&outcome);
    const QString words = Text::tr("%1 answered (%2, %3 tokens)")
                              .arg(m_model, formatDuration(m_clock.now() - m_askedAt),
                                   formatCount(success ? success->usage.output() : 0));
    const bool goesOn = error ? report(CheckStep::Kind::Answer, CheckStep::State::Failed, error->message, *error)
                              : report(CheckStep::Kind::Answer, CheckStep::State::Passed, words);
    if (goesOn)
        finish();
}

bool ProviderCheck::report(CheckStep::Kind kind, CheckStep::State state, const QString &message,
                           const std::optional<Error> &error)
{
    const QPointer<ProviderCheck> alive(this);
    const CheckStep step{kind, state, message, error};
    m_steps.append(step);
    Q_EMIT stepDone(step);
    return alive;
}

bool ProviderCheck::failFrom(CheckStep::Kind kind, const Error &error)
{
    if (!report(kind, CheckStep::State::Failed, error.message, error))
        return false;
    for (int next = static_cast<int>(kind) + 1; next <= lastStep; ++next) {
        if (!report(static_cast<CheckStep::Kind>(next), CheckStep::State::Skipped, Text::tr("not tried")))
            return false;
    }
    return true;
}

void ProviderCheck::finish()
{
    if (std::exchange(m_over, true))
        return;
    const auto failed = [](const CheckStep &step) { return step.state == CheckStep::State::Failed; };
    Q_EMIT finished(std::none_of(m_steps.cbegin(), m_steps.cend(), failed));
}

} // namespace tributary
