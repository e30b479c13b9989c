// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "demo/DemoVoice.h"
#include "demo/Recordings.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>

class QTcpServer;

namespace tributary {

struct DemoStage;

/// The built-in demo: a Chat Completions server on this computer's loopback interface with recorded answers, so that
/// everything from the network on runs as it does with a real provider, without a key and without cost. It needs no
/// key and ignores any that is sent.
class DemoServer final : public QObject
{
    Q_OBJECT

public:
    /// The clock must outlive the server.
    explicit DemoServer(const Clock &clock, QObject *parent = nullptr);
    ~DemoServer() override;

    /// Port 0 takes any free one. Io when the port is taken; InvalidInput when the recordings cannot be read.
    Result<void> listen(quint16 port = 0);
    /// "http://127.0.0.1:port/v1"; empty before listen().
    [[nodiscard]] QUrl baseUrl() const;

    /// Three proposers, then the voice to aggregate with.
    [[nodiscard]] static QList<DemoVoice> voices();
    /// What the demo can be asked, best first.
    [[nodiscard]] static QList<DemoQuestion> questions();

    /// 1 is human speed, 0 everything at once; counts for answers that begin afterwards.
    void setPace(double factor);

private:
    void acceptClients();

    std::unique_ptr<DemoStage> m_stage;
    QTcpServer *m_server;
};

} // namespace tributary
