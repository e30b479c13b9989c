// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/PresetsCommand.h"

#include "graph/GraphFile.h"
#include "graph/Presets.h"

namespace tributary {

using namespace Qt::StringLiterals;

QString PresetsCommand::name() const
{
    return u"presets"_s;
}

QString PresetsCommand::summary() const
{
    return tr("Lists the presets, or prints one as a graph file.");
}

void PresetsCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"name"_s, tr("A preset to print."), u"[NAME]"_s);
}

void PresetsCommand::start(const QCommandLineParser &parser)
{
    const QString wanted = parser.positionalArguments().value(0);
    if (wanted.isEmpty()) {
        for (const Preset &preset : presets())
            terminal().writeLine(u"%1  %2  %3"_s.arg(preset.id, -10).arg(preset.name, -24).arg(preset.line));
        end(ExitCode::Success);
        return;
    }
    const auto preset = findPreset(wanted);
    if (!preset) {
        endWith(tr("There is no preset \"%1\". tributary-cli presets lists them.").arg(wanted));
        return;
    }
    terminal().write(QString::fromUtf8(writeGraph(preset->graph)));
    end(ExitCode::Success);
}

} // namespace tributary
