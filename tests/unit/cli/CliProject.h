// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/ScriptedServer.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace tributary {

/// A folder with a graph, a providers file and a library of its own, and the server that its models are at. The graph
/// has two proposers "a" and "b" and an aggregator "s", all at the provider "p", each asking the model of its name.
class CliProject
{
public:
    CliProject()
    {
        // What a command keeps without being told where.
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toLocal8Bit());
        m_server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
        write(QStringLiteral("g.moagraph"), graphText);
        writeProviders(pricedModels);
    }

    static constexpr auto graphText =
        R"({"format":"tributary-graph","version":1,"name":"Test","policy":{"retries":0},"layers":[
        {"agents":[{"id":"a","model":"p/a"},{"id":"b","model":"p/b"}]},{"agents":[{"id":"s","model":"p/s"}]}]})";
    static constexpr auto pricedModels = R"([{"id":"a"},{"id":"b"},
        {"id":"s","contextTokens":1000,"inputUsdPerMTok":10,"outputUsdPerMTok":10}])";

    /// These models refuse.
    QStringList failing;
    /// What an answer begins with, before the model's name.
    QByteArray wording = "answer of ";
    /// What an answer says that it took.
    qint64 answerTokens = 3;
    /// Requests that contain this get nothing until the server lets go.
    QByteArray holding;

    [[nodiscard]] ScriptedServer &server() { return m_server; }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    [[nodiscard]] QString providers() const { return path(QStringLiteral("p.json")); }

    [[nodiscard]] QString library() const { return path(QStringLiteral("library.sqlite")); }

    [[nodiscard]] QString graph() const { return path(QStringLiteral("g.moagraph")); }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    /// One provider "p" without a key.
    void writeProviders(const char *models, const QUrl &address = {}) const
    {
        write(QStringLiteral("p.json"),
              QStringLiteral(R"({"version":1,"providers":[{"id":"p","name":"P","dialect":"chat-completions",
                  "baseUrl":"%1","key":"none","parallel":64,"models":%2}]})")
                  .arg((address.isEmpty() ? m_server.baseUrl() : address).toString(), QString::fromLatin1(models))
                  .toUtf8());
    }

    /// The arguments that run the graph.
    [[nodiscard]] QStringList ask(const QString &prompt = QStringLiteral("Which river?")) const
    {
        return {QStringLiteral("run"),      graph(), QStringLiteral("--providers"), providers(),
                QStringLiteral("--prompt"), prompt};
    }

    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] static QString modelOf(const ReceivedRequest &request)
    {
        return QJsonDocument::fromJson(request.body).object().value(QLatin1StringView("model")).toString();
    }

    /// How often each model was asked, and with this text in the request.
    [[nodiscard]] qsizetype asked(const QString &model, const QByteArray &text = {}) const
    {
        qsizetype count = 0;
        for (const ReceivedRequest &request : m_server.requests()) {
            if (modelOf(request) == model && request.body.contains(text))
                ++count;
        }
        return count;
    }

private:
    [[nodiscard]] ServerScript answer(const ReceivedRequest &request) const
    {
        const QString model = modelOf(request);
        if (failing.contains(model))
            return {{ServerStep::Kind::Send, response(400, "application/json", R"({"error":"no"})")}};
        ServerScript script = answerScript(wording + model.toUtf8());
        for (ServerStep &step : script)
            step.bytes.replace("\"completion_tokens\":3", "\"completion_tokens\":" + QByteArray::number(answerTokens));
        if (!holding.isEmpty() && request.body.contains(holding))
            script.prepend({ServerStep::Kind::Hold});
        return script;
    }

    QTemporaryDir m_folder;
    ScriptedServer m_server;
};

} // namespace tributary
