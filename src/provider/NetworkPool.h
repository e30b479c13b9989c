// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "provider/Http.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <memory>
#include <vector>

namespace tributary {

/// Puts requests on the network so that none waits for another: QNetworkAccessManager runs six requests per host and
/// lets one broken connection fail all that it holds back.
///
/// Plain http: every request gets a connection of its own, closed after the answer. Local model servers announce
/// keep-alive and close right after each streamed answer, so a kept connection is dead when the next request takes it.
/// https: connections are kept, over as many managers as it takes to stay below the six per host.
///
/// Must outlive the replies.
class NetworkPool
{
public:
    NetworkPool();
    ~NetworkPool();
    Q_DISABLE_COPY_MOVE(NetworkPool)

    /// Starts the request; the caller owns the reply.
    [[nodiscard]] QNetworkReply *send(const HttpRequest &request);
    /// Takes a reply of which all that matters has arrived: lets its last bytes come for a moment, so that the server
    /// is not cut off in the middle of its farewell, then closes it.
    static void drain(QNetworkReply *reply);

private:
    struct Manager
    {
        QHash<QString, int> running; ///< by host and port; outlives the manager's replies
        QNetworkAccessManager network;
    };

    [[nodiscard]] QNetworkRequest prepared(const HttpRequest &request);
    [[nodiscard]] Manager &managerWithRoom(const QString &host);
    QNetworkReply *start(QNetworkAccessManager &network, const QNetworkRequest &request, const HttpRequest &source);

    QNetworkAccessManager m_plain;
    std::vector<std::unique_ptr<Manager>> m_secure;
    quint64 m_plainRequests = 0;
};

} // namespace tributary
