// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/CommandLine.h"

#include "cli/AttachmentArguments.h"
#include "cli/BatchCommand.h"
#include "cli/CheckCommand.h"
#include "cli/DemoServerCommand.h"
#include "cli/ExportCommand.h"
#include "cli/ModelsCommand.h"
#include "cli/PlanCommand.h"
#include "cli/PresetsCommand.h"
#include "cli/ProvidersCommand.h"
#include "cli/ResumeCommand.h"
#include "cli/RunCommand.h"
#include "cli/RunsCommand.h"
#include "cli/SourcesCommand.h"

#include <algorithm>
#include <utility>

namespace tributary {

using namespace Qt::StringLiterals;

CommandLine::CommandLine(Terminal &terminal, double demoPace)
    : m_terminal(terminal)
{
    m_commands.push_back(std::make_unique<RunCommand>(terminal, demoPace));
    m_commands.push_back(std::make_unique<BatchCommand>(terminal, demoPace));
    m_commands.push_back(std::make_unique<ResumeCommand>(terminal, demoPace));
    m_commands.push_back(std::make_unique<RunsCommand>(terminal));
    m_commands.push_back(std::make_unique<ExportCommand>(terminal));
    m_commands.push_back(std::make_unique<SourcesCommand>(terminal));
    m_commands.push_back(std::make_unique<CheckCommand>(terminal));
    m_commands.push_back(std::make_unique<PlanCommand>(terminal));
    m_commands.push_back(std::make_unique<PresetsCommand>(terminal));
    m_commands.push_back(std::make_unique<ModelsCommand>(terminal, demoPace));
    m_commands.push_back(std::make_unique<ProvidersCommand>(terminal, demoPace));
    m_commands.push_back(std::make_unique<DemoServerCommand>(terminal));
}

CommandLine::~CommandLine() = default;

QString CommandLine::overview() const
{
    QString text = tr("Tributary asks several language models in layers and writes one synthesis.\n\n"
                      "Usage: tributary-cli COMMAND [OPTION]...\n\nCommands:\n");
    for (const auto &command : m_commands)
        text += u"  %1 %2\n"_s.arg(command->name(), -12).arg(command->summary());
    text += tr("\nTry it without a key: tributary-cli run demo\n"
               "Options of a command: tributary-cli COMMAND --help");
    return text;
}

void CommandLine::start(const QStringList &arguments)
{
    const QString word = arguments.value(1);
    if (word == "--version"_L1 || word == "-v"_L1) {
        m_terminal.writeLine(u"tributary-cli %1"_s.arg(QStringLiteral(TRIBUTARY_VERSION)));
        Q_EMIT finished(ExitCode::Success);
        return;
    }
    if (word == "--help"_L1 || word == "-h"_L1 || word == "help"_L1) {
        m_terminal.writeLine(overview());
        Q_EMIT finished(ExitCode::Success);
        return;
    }
    const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                    [&word](const auto &command) { return command->name() == word; });
    if (found == m_commands.end()) {
        m_terminal.tell(word.isEmpty() ? overview()
                                       : tr("There is no command \"%1\". The commands are listed by "
                                            "tributary-cli --help.")
                                             .arg(word));
        Q_EMIT finished(ExitCode::BadInput);
        return;
    }
    runCommand(**found, arguments);
}

void CommandLine::runCommand(Command &command, const QStringList &arguments)
{
    m_parser = std::make_unique<QCommandLineParser>();
    QCommandLineParser &parser = *m_parser;
    parser.setApplicationDescription(command.summary());
    const QCommandLineOption help({u"h"_s, u"help"_s}, tr("Show this help."));
    parser.addOption(help);
    command.describe(parser);
    QStringList rest = arguments;
    rest.removeAt(1);
    if (!parser.parse(rest)) {
        m_terminal.tell(tr("%1. See tributary-cli %2 --help.").arg(parser.errorText(), command.name()));
        Q_EMIT finished(ExitCode::BadInput);
        return;
    }
    if (parser.isSet(help)) {
        // QCommandLineParser knows nothing of commands: it is told the name of ours by way of the usage line.
        m_terminal.write(parser.helpText().replace(u" [options]"_s, u' ' + command.name() + u" [options]"_s));
        Q_EMIT finished(ExitCode::Success);
        return;
    }
    m_running = &command;
    connect(&command, &Command::finished, this, [this](ExitCode code) {
        m_running = nullptr;
        delete std::exchange(m_attachments, nullptr);
        m_terminal.clearProgress();
        Q_EMIT finished(code);
    });
    if (const QStringList paths = attachedFiles(parser); !paths.isEmpty())
        startWithAttachments(command, paths);
    else
        command.start(parser);
}

void CommandLine::startWithAttachments(Command &command, const QStringList &paths)
{
    m_attachments = new AttachmentArguments(paths, this);
    connect(m_attachments, &AttachmentArguments::finished, this, [this, &command] {
        AttachmentArguments *read = std::exchange(m_attachments, nullptr);
        read->deleteLater();
        for (const QString &note : read->notes())
            m_terminal.tell(note);
        if (!read->result()) {
            m_terminal.tell(read->result().error().message);
            Q_EMIT command.finished(ExitCode::BadInput);
            return;
        }
        command.setAttachments(*read->result());
        command.start(*m_parser);
    });
    m_attachments->start();
}

void CommandLine::interrupt()
{
    if (m_running)
        m_running->interrupt();
}

} // namespace tributary
