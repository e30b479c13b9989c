// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/ModelList.h"

#include "provider/Dialect.h"
#include "provider/ErrorClassifier.h"
#include "provider/NetworkModelClient.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::ModelList)
};

constexpr Milliseconds patience = 15s;
constexpr qsizetype mostBytes = 32 * 1024 * 1024;
/// More than any list has; ends what would go on for ever.
constexpr int mostPages = 50;

} // namespace

ModelListing::ModelListing(NetworkPool &pool, const Clock &clock, const Provider &provider, const Secret &key,
                           QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_provider(provider)
    , m_key(key)
    , m_deadline(clock.makeAlarm([this] { takeEnd({HttpEnd::Cause::TimeoutFirstByte}); }))
{
    QMetaObject::invokeMethod(
        this, [this] { start(); }, Qt::QueuedConnection);
}

void ModelListing::start()
{
    if (const auto problem = problemOfProvider(m_provider))
        return finish(tl::unexpected(*problem));
    m_deadline->ringAfter(patience);
    ask({});
}

void ModelListing::ask(const QString &page)
{
    m_body.clear();
    m_exchange = std::make_unique<HttpExchange>(m_pool, m_clock, HttpExchange::Limits{patience, patience, patience});
    connect(m_exchange.get(), &HttpExchange::bytes, this, &ModelListing::takeBytes);
    connect(m_exchange.get(), &HttpExchange::ended, this, &ModelListing::takeEnd);
    HttpRequest request = dialectOf(m_provider.dialect).listModels(m_provider, page);
    request.method = HttpRequest::Method::Get;
    request.accept = "application/json";
    request.key = m_key;
    m_exchange->start(request);
}

void ModelListing::takeBytes(const QByteArray &chunk)
{
    m_exchange->noteProgress();
    m_body.append(chunk);
    if (m_body.size() > mostBytes)
        finish(
            fail(ErrorKind::TooLarge, Text::tr("The list of models of %1 is too long to read.").arg(m_provider.name)));
}

void ModelListing::takeEnd(const HttpEnd &end)
{
    if (m_over)
        return;
    const Result<ModelPage> page = judge(end);
    if (!page)
        return finish(tl::unexpected(page.error()));
    m_models += page->models;
    if (page->next.isEmpty() || ++m_pages >= mostPages)
        return finish(m_models);
    // The exchange is what calls here.
    m_exchange.release()->deleteLater();
    ask(page->next);
}

Result<ModelPage> ModelListing::judge(const HttpEnd &end) const
{
    const HttpHead &head = m_exchange->head();
    const ErrorClassifier classifier({m_provider.name, m_provider.baseUrl, {}, m_provider.isLoopback(), m_key});
    if (end.cause != HttpEnd::Cause::Finished)
        return tl::unexpected(classifier.transport(end, head, patience).error);
    if (head.status != 200)
        return tl::unexpected(classifier.response(head, m_body, m_clock.calendar()).error);
    if (m_body.trimmed().startsWith('<'))
        return tl::unexpected(classifier.verdict({ChatVerdict::Kind::WebPage}, head, m_clock.calendar()).error);
    const auto page = dialectOf(m_provider.dialect).readModels(QJsonDocument::fromJson(m_body.trimmed()));
    if (!page)
        return fail(ErrorKind::Malformed,
                    Text::tr("What %1 sent is no list of models; check the address.").arg(m_provider.name));
    return *page;
}

void ModelListing::finish(const Result<QList<ListedModel>> &models)
{
    if (std::exchange(m_over, true))
        return;
    m_deadline->disarm();
    if (m_exchange)
        m_exchange->letGo();
    Q_EMIT finished(models);
}

} // namespace tributary
