// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "provider/ModelPage.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace tributary {

class HttpExchange;
class NetworkPool;

/// A model server on this computer, told by endpoints that only its kind has.
struct FoundServer
{
    /// Of the ServicePreset; "other" for one that lists models and is none of the known ones.
    QString service;
    QString name;
    DialectKind dialect = DialectKind::ChatCompletions;
    QUrl baseUrl;
    QList<ListedModel> models;

    bool operator==(const FoundServer &) const = default;
};

/// The bodies of successful answers, by path.
using ServerAnswers = QHash<QString, QByteArray>;

/// What server gives these answers at `origin` ("http://127.0.0.1:8080"); nullopt: none that runs models.
std::optional<FoundServer> recogniseServer(const QUrl &origin, const ServerAnswers &answers);

/// Looks on this computer, and nowhere else, for servers at their usual ports. Begins when it is made, because somebody
/// asked for it; all ports at once, one second at most. Ends through exactly one `finished`; deleting it stops it.
class LocalServerSearch : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive the search.
    LocalServerSearch(NetworkPool &pool, const Clock &clock, const QList<quint16> &ports = usualPorts(),
                      QObject *parent = nullptr);
    ~LocalServerSearch() override;

    /// Of Ollama, llama-server, LM Studio, vLLM and LiteLLM.
    [[nodiscard]] static QList<quint16> usualPorts();

Q_SIGNALS:
    /// In the order of the ports.
    void finished(const QList<tributary::FoundServer> &servers);

private:
    struct Probe;

    void start(const QList<quint16> &ports);
    void ask(const QUrl &origin, const QString &path);
    void takeEnd(Probe &probe);
    void finish();

    NetworkPool &m_pool;
    const Clock &m_clock;
    std::unique_ptr<Alarm> m_limit;
    std::vector<std::unique_ptr<Probe>> m_probes;
    QList<QUrl> m_origins;
    QHash<QUrl, ServerAnswers> m_answers;
    int m_open = 0;
    bool m_over = false;
};

} // namespace tributary
