// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "provider/HttpExchange.h"
#include "provider/Provider.h"

#include <QObject>

namespace tributary {

/// A model that a provider offers, as far as its list tells.
struct ListedModel
{
    ProviderModel model;
    QString name;

    bool operator==(const ListedModel &) const = default;
};

/// The models in the body of GET {base}/models: {"data":[...]}, {"models":[...]} or a bare list. Prices (OpenRouter:
/// strings, USD per token; Together: numbers, USD per million) and context lengths where present. Malformed when it is
/// none of these.
Result<QList<ListedModel>> readModelList(const QByteArray &body, const QString &providerName);

/// Asks a provider for its models. Ends through exactly one `finished`, through the event loop; deleting it stops it.
class ModelListing : public QObject
{
    Q_OBJECT

public:
    ModelListing(NetworkPool &pool, const Clock &clock, const Provider &provider, const Secret &key,
                 QObject *parent = nullptr);

Q_SIGNALS:
    void finished(const tributary::Result<QList<tributary::ListedModel>> &models);

private:
    void start();
    void takeBytes(const QByteArray &chunk);
    void takeEnd(const HttpEnd &end);
    [[nodiscard]] Result<QList<ListedModel>> judge(const HttpEnd &end) const;
    void finish(const Result<QList<ListedModel>> &models);

    const Clock &m_clock;
    Provider m_provider;
    Secret m_key;
    HttpExchange m_exchange;
    std::unique_ptr<Alarm> m_deadline;
    QByteArray m_body;
    bool m_over = false;
};

} // namespace tributary
