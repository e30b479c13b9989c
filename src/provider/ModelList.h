// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Result.h"
#include "provider/HttpExchange.h"
#include "provider/ModelPage.h"

#include <QObject>

#include <memory>

namespace tributary {

/// Asks a provider for its models, page by page. Ends through exactly one `finished`, through the event loop; deleting
/// it stops it.
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
    void ask(const QString &page);
    void takeBytes(const QByteArray &chunk);
    void takeEnd(const HttpEnd &end);
    [[nodiscard]] Result<ModelPage> judge(const HttpEnd &end) const;
    void finish(const Result<QList<ListedModel>> &models);

    NetworkPool &m_pool;
    const Clock &m_clock;
    Provider m_provider;
    Secret m_key;
    std::unique_ptr<HttpExchange> m_exchange;
    std::unique_ptr<Alarm> m_deadline;
    QByteArray m_body;
    QList<ListedModel> m_models;
    int m_pages = 0;
    bool m_over = false;
};

} // namespace tributary
