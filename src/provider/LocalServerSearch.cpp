// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider/LocalServerSearch.h"

#include "provider/Dialect.h"
#include "provider/HttpExchange.h"
#include "provider/ServicePreset.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tributary::LocalServerSearch)
};

constexpr Milliseconds patience = 1s;
constexpr qsizetype mostBytes = 8 * 1024 * 1024;

const QString ollamaVersion = u"/api/version"_s;
const QString ollamaTags = u"/api/tags"_s;
const QString llamaProps = u"/props"_s;
const QString lmStudioModels = u"/api/v0/models"_s;
const QString vllmVersion = u"/version"_s;
const QString liteLlmHealth = u"/health/liveliness"_s;
const QString plainModels = u"/v1/models"_s;

QJsonDocument documentAt(const ServerAnswers &answers, const QString &path)
{
    return QJsonDocument::fromJson(answers.value(path).trimmed());
}

QList<ListedModel> modelsAt(const ServerAnswers &answers, const QString &path, DialectKind dialect)
{
    const auto page = dialectOf(dialect).readModels(documentAt(answers, path));
    return page ? page->models : QList<ListedModel>();
}

bool isOwnedBy(const ServerAnswers &answers, QLatin1StringView owner)
{
    const QJsonArray models = documentAt(answers, plainModels).object().value("data"_L1).toArray();
    return std::any_of(models.begin(), models.end(), [owner](const QJsonValue &model) {
        return model.toObject().value("owned_by"_L1).toString() == owner;
    });
}

/// The id of the preset; empty for none of them. What tells a kind best is asked first.
QString serviceOf(const ServerAnswers &answers)
{
    const QJsonObject tags = documentAt(answers, ollamaTags).object();
    if (documentAt(answers, ollamaVersion).object().value("version"_L1).isString() && tags.value("models"_L1).isArray())
        return u"ollama"_s;
    if (documentAt(answers, llamaProps).object().contains("default_generation_settings"_L1))
        return u"llama-server"_s;
    const QJsonArray studio = documentAt(answers, lmStudioModels).object().value("data"_L1).toArray();
    if (!studio.isEmpty() && studio.first().toObject().contains("state"_L1))
        return u"lm-studio"_s;
    if (answers.value(liteLlmHealth).toLower().contains("alive"))
        return u"litellm"_s;
    if (documentAt(answers, vllmVersion).object().value("version"_L1).isString() && isOwnedBy(answers, "vllm"_L1))
        return u"vllm"_s;
    return {};
}

/// llama-server lists the length that the model was trained for; what it was started with is shorter.
void takeRealContext(const ServerAnswers &answers, QList<ListedModel> &models)
{
    const QJsonObject settings =
        documentAt(answers, llamaProps).object().value("default_generation_settings"_L1).toObject();
    const qint64 context = settings.value("n_ctx"_L1).toInteger();
    for (ListedModel &model : models) {
        if (context > 0)
            model.model.contextTokens = context;
    }
}

} // namespace

std::optional<FoundServer> recogniseServer(const QUrl &origin, const ServerAnswers &answers)
{
    FoundServer server;
    server.service = serviceOf(answers);
    const ServicePreset *preset = findServicePreset(server.service);
    server.dialect = preset ? preset->dialect : DialectKind::ChatCompletions;
    server.baseUrl = origin;
    if (server.dialect != DialectKind::Ollama)
        server.baseUrl.setPath(u"/v1"_s);
    const bool isOllama = server.dialect == DialectKind::Ollama;
    server.models = modelsAt(answers, isOllama ? ollamaTags : plainModels, server.dialect);
    takeRealContext(answers, server.models);
    if (preset) {
        server.name = preset->name;
        return server;
    }
    if (server.models.isEmpty())
        return std::nullopt;
    server.service = u"other"_s;
    server.name = Text::tr("Server on port %1").arg(origin.port());
    return server;
}

/// One question to one port.
struct LocalServerSearch::Probe
{
    QUrl origin;
    QString path;
    std::unique_ptr<HttpExchange> exchange;
    QByteArray body = {};
    bool over = false;
};

LocalServerSearch::LocalServerSearch(NetworkPool &pool, const Clock &clock, const QList<quint16> &ports,
                                     QObject *parent)
    : QObject(parent)
    , m_pool(pool)
    , m_clock(clock)
    , m_limit(clock.makeAlarm([this] { finish(); }))
{
    QMetaObject::invokeMethod(
        this, [this, ports] { start(ports); }, Qt::QueuedConnection);
}

LocalServerSearch::~LocalServerSearch() = default;

QList<quint16> LocalServerSearch::usualPorts()
{
    return {11434, 8080, 1234, 8000, 4000};
}

void LocalServerSearch::start(const QList<quint16> &ports)
{
    m_limit->ringAfter(patience);
    for (const quint16 port : ports)
        m_origins.append(QUrl(u"http://127.0.0.1:%1"_s.arg(port)));
    for (const QUrl &origin : std::as_const(m_origins)) {
        for (const QString &path :
             {ollamaVersion, ollamaTags, llamaProps, lmStudioModels, vllmVersion, liteLlmHealth, plainModels})
            ask(origin, path);
    }
    if (m_open == 0)
        finish();
}

void LocalServerSearch::ask(const QUrl &origin, const QString &path)
{
    Probe *probe = m_probes.emplace_back(std::make_unique<Probe>()).get();
    probe->origin = origin;
    probe->path = path;
    probe->exchange =
        std::make_unique<HttpExchange>(m_pool, m_clock, HttpExchange::Limits{patience, patience, patience});
    connect(probe->exchange.get(), &HttpExchange::bytes, this, [probe](const QByteArray &chunk) {
        probe->exchange->noteProgress();
        if (probe->body.size() < mostBytes)
            probe->body.append(chunk);
    });
    connect(probe->exchange.get(), &HttpExchange::ended, this, [this, probe] { takeEnd(*probe); });
    ++m_open;
    HttpRequest request;
    request.method = HttpRequest::Method::Get;
    request.url = origin;
    request.url.setPath(path);
    request.accept = "application/json";
    probe->exchange->start(request);
}

void LocalServerSearch::takeEnd(Probe &probe)
{
    if (std::exchange(probe.over, true))
        return;
    if (probe.exchange->head().status == 200)
        m_answers[probe.origin].insert(probe.path, probe.body);
    if (--m_open == 0)
        finish();
}

void LocalServerSearch::finish()
{
    if (std::exchange(m_over, true))
        return;
    m_limit->disarm();
    QList<FoundServer> servers;
    for (const QUrl &origin : std::as_const(m_origins)) {
        if (const auto server = recogniseServer(origin, m_answers.value(origin)))
            servers.append(*server);
    }
    for (const auto &probe : m_probes)
        probe->exchange->letGo();
    Q_EMIT finished(servers);
}

} // namespace tributary
