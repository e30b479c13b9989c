// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewmodel/AgentSpeech.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tributary {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AgentSpeech)
};

} // namespace

QString accessibleNameOf(const AgentDisplay &display, qsizetype agentsInLayer)
{
    QStringList parts;
    if (display.isAggregator) {
        parts = {Words::tr("Aggregator"), display.modelName};
    } else {
        parts = {display.letter, display.modelName, Words::tr("proposer"),
                 Words::tr("%1 of %2 in layer %3").arg(display.index + 1).arg(agentsInLayer).arg(display.layer + 1)};
    }
    if (display.isDemo)
        parts.append(Words::tr("demo"));
    QString state = display.stateText;
    state.replace(u" %"_s, Words::tr(" percent"));
    if (!state.isEmpty() && display.state != DisplayState::NotSetUp)
        parts.append(state.left(1).toLower() + state.mid(1));
    return parts.join(u", "_s);
}

QString accessibleDescriptionOf(const AgentDisplay &display, const PlannedCall *call)
{
    if (!call)
        return {};
    const auto reads = call->reads.size();
    const QString receives = reads == 0   ? Words::tr("Receives: the prompt.")
                             : reads == 1 ? Words::tr("Receives: the prompt and 1 reference.")
                                          : Words::tr("Receives: the prompt and %1 references.").arg(reads);
    const QString sends = display.isAggregator ? Words::tr("Writes the synthesis.")
                                               : Words::tr("Sends to: layer %1.").arg(display.layer + 2);
    return receives + u' ' + sends;
}

} // namespace tributary
