// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/NetworkPool.h"

#include "provider/OneShotBody.h"

#include <QNetworkProxy>
#include <QTimer>

namespace tributary {

using namespace Qt::StringLiterals;

namespace {

/// The constant compiled into Qt, for HTTP/1.1.
constexpr int connectionsPerHost = 6;
/// Below the idle limit of the servers in use, so that a kept connection is rarely a dead one.
constexpr int keptConnectionSeconds = 20;
constexpr std::chrono::milliseconds farewell{500};
constexpr qint64 farewellBytes = 64LL * 1024;

bool isPlain(const HttpRequest &request)
{
    return request.url.scheme() == "http"_L1;
}

/// Proxies are for the world outside; a server on this machine is not behind one.
class OutsideProxyFactory final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.url()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

NetworkPool::NetworkPool()
{
    m_plain.setProxyFactory(new OutsideProxyFactory);
}

NetworkPool::~NetworkPool() = default;

QNetworkReply *NetworkPool::send(const HttpRequest &request)
{
    const QNetworkRequest prepared = this->prepared(request);
    if (isPlain(request))
        return start(m_plain, prepared, request);
    const QString host = request.url.authority();
    Manager &manager = managerWithRoom(host);
    QNetworkReply *reply = start(manager.network, prepared, request);
    ++manager.running[host];
    QObject::connect(reply, &QObject::destroyed, &manager.network, [&manager, host] { --manager.running[host]; });
    return reply;
}

NetworkPool::Manager &NetworkPool::managerWithRoom(const QString &host)
{
    for (const auto &manager : m_secure) {
        if (manager->running.value(host) < connectionsPerHost)
            return *manager;
    }
    m_secure.push_back(std::make_unique<Manager>());
    m_secure.back()->network.setProxyFactory(new OutsideProxyFactory);
    return *m_secure.back();
}

QNetworkRequest NetworkPool::prepared(const HttpRequest &request)
{
    QNetworkRequest prepared(request.url);
    prepared.setHeader(QNetworkRequest::UserAgentHeader, u"Tributary/" TRIBUTARY_VERSION ""_s);
    prepared.setRawHeader("Accept", request.accept);
    prepared.setRawHeader("Accept-Encoding", "identity");
    prepared.setRawHeader("Accept-Language", "en");
    for (const auto &[name, value] : request.fields)
        prepared.setRawHeader(name, value);
    if (!request.key.isEmpty()) {
        const bool bearer = request.keyField == "Authorization";
        prepared.setRawHeader(request.keyField, (bearer ? "Bearer " : "") + request.key.reveal());
    }
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    if (isPlain(request)) {
        // Part of the key under which Qt keeps connections, and of no use to http: no two requests share one.
        prepared.setPeerVerifyName(u"c%1"_s.arg(++m_plainRequests));
        prepared.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, 0);
    } else {
        prepared.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, keptConnectionSeconds);
    }
    return prepared;
}

void NetworkPool::drain(QNetworkReply *reply)
{
    reply->setReadBufferSize(farewellBytes);
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QTimer::singleShot(farewell, reply, [reply] { reply->abort(); });
}

QNetworkReply *NetworkPool::start(QNetworkAccessManager &network, const QNetworkRequest &request,
                                  const HttpRequest &source)
{
    if (source.method == HttpRequest::Method::Get)
        return network.get(request);
    QNetworkRequest post = request;
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    post.setHeader(QNetworkRequest::ContentLengthHeader, source.body.size());
    post.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *body = new OneShotBody(source.body);
    QNetworkReply *reply = network.post(post, body);
    body->setParent(reply);
    return reply;
}

} // namespace tributary
