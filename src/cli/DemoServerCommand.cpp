// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/DemoServerCommand.h"

#include "demo/DemoServer.h"

namespace tributary {

using namespace Qt::StringLiterals;

DemoServerCommand::DemoServerCommand(Terminal &terminal)
    : Command(terminal)
{}

DemoServerCommand::~DemoServerCommand() = default;

QString DemoServerCommand::name() const
{
    return u"demo-server"_s;
}

QString DemoServerCommand::summary() const
{
    return tr("Serves the built-in demo on this computer until interrupted.");
}

void DemoServerCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption({u"port"_s, tr("Port to listen on; any free one when not given."), u"N"_s});
}

void DemoServerCommand::start(const QCommandLineParser &parser)
{
    quint16 port = 0;
    if (parser.isSet(u"port"_s)) {
        bool isNumber = false;
        port = parser.value(u"port"_s).toUShort(&isNumber);
        if (!isNumber || port == 0) {
            endWith(tr("--port %1: expected a number from 1 to 65535.").arg(parser.value(u"port"_s)));
            return;
        }
    }
    m_server = std::make_unique<DemoServer>(m_clock);
    if (const auto listening = m_server->listen(port); !listening) {
        endWith(listening.error().message);
        return;
    }
    terminal().writeLine(m_server->baseUrl().toString());
    terminal().tell(tr("The demo answers its own questions until you press Ctrl+C. Its models:"));
    for (const DemoVoice &voice : DemoServer::voices())
        terminal().tell(u"  %1  %2"_s.arg(voice.id, voice.line));
}

} // namespace tributary
