// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/ModelList.h"
#include "provider/NetworkModelClient.h"

#include <QObject>

#include <memory>
#include <optional>

namespace tributary {

/// One line of a provider's check.
struct CheckStep
{
    enum class Kind {
        Address,     ///< something answers there
        Certificate, ///< and proves who it is
        Key,         ///< and accepts the key
        Models,      ///< and lists its models
        Answer,      ///< and a model answers with a word
    };
    enum class State { Passed, Failed, Skipped };

    Kind kind = Kind::Address;
    State state = State::Passed;
    /// What was found, or what went wrong and what to do.
    QString message;
    /// Set when it failed.
    std::optional<Error> error = {};

    bool operator==(const CheckStep &) const = default;
};

/// "Address", "Certificate", ... for people.
QString title(CheckStep::Kind kind);

/// Tries a provider, step by step: reports every step of CheckStep::Kind once and in order, then ends through exactly
/// one `finished`. The test answer costs a few tokens. Deleting it stops it.
class ProviderCheck : public QObject
{
    Q_OBJECT

public:
    /// `model`: whom to ask for the test answer; empty: the provider's first configured or listed model.
    ProviderCheck(NetworkPool &pool, CredentialStore &credentials, const Clock &clock, const Provider &provider,
                  const QString &model = {}, QObject *parent = nullptr);
    ~ProviderCheck() override;

    [[nodiscard]] const QList<CheckStep> &steps() const { return m_steps; }

    [[nodiscard]] const QList<ListedModel> &models() const { return m_models; }

    /// The key is valid, and nobody pays for it: a result of its own.
    [[nodiscard]] bool lacksCredit() const;

Q_SIGNALS:
    void stepDone(const tributary::CheckStep &step);
    void finished(bool passed);

private:
    void start();
    void list(const Result<Secret> &key);
    void takeModels(const Result<QList<ListedModel>> &models);
    void takeListError(const Error &error);
    void takeMissingCredit(const Error &error);
    /// Address, certificate and, with `key`, the key. False when this object was deleted meanwhile.
    bool reportReached();
    void askForAWord();
    void takeAnswer(const CallOutcome &outcome);
    /// False when this object was deleted meanwhile.
    bool report(CheckStep::Kind kind, CheckStep::State state, const QString &message,
                const std::optional<Error> &error = {});
    bool failFrom(CheckStep::Kind kind, const Error &error);
    void finish();

    NetworkPool &m_pool;
    CredentialStore &m_credentials;
    const Clock &m_clock;
    Provider m_provider;
    QString m_model;
    Result<Secret> m_key;
    NetworkModelClient m_client;
    std::unique_ptr<ModelListing> m_listing;
    std::unique_ptr<ModelCall> m_call;
    QList<ListedModel> m_models;
    QList<CheckStep> m_steps;
    Milliseconds m_askedAt{0};
    bool m_over = false;
};

} // namespace tributary
